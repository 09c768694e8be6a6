"""Few files for each page: the style sheets in one, the scripts in one."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

STYLES, SCRIPTS = "dlf-all.css", "dlf-all.js"
THEME_STYLES = ("basic.css", "styles/pydata-sphinx-theme.css")
THEME_SCRIPTS = ("scripts/bootstrap.js", "scripts/pydata-sphinx-theme.js")
ALONE = ("documentation_options.js", "mathjax/tex-chtml.js")  # loaded earlier, and later
UNUSED = ("design-tabs.js",)  # the book has no tabs
_URL = re.compile(r"url\((['\"]?)(?!data:|\w+:|#)([^)'\"]+)\1\)")
_MAP = re.compile(r"(//# sourceMappingURL=\S+|/\*# sourceMappingURL=.*?\*/)")


def join_styles(static, names):
    """The text of these style sheets, with their addresses as seen from the folder `static`."""

    def one(name):
        def moved(match):
            return f"url({match[1]}{normpath(join(dirname(name), match[2]))}{match[1]})"

        return _URL.sub(moved, _read(static, name))

    return "\n".join(map(one, names))


def join_scripts(static, names):
    """The text of these scripts, each ended; a "use strict" on top of one binds none of them."""
    return "\n".join(f";{_read(static, name)}" for name in names)


def _read(static, name):
    return _MAP.sub("", Path(static, name).read_text("utf-8"))


def _names(files, joined):
    """The names in _static of the page's own files; those without a file have none."""
    own = [str(one.filename or "") for one in files]
    names = [name.removeprefix("_static/") for name in own if name.startswith("_static/")]
    return [name for name in names if name not in (joined, *ALONE)]


def refer_to_joined(app, pagename, templatename, context, doctree):
    """Leave of the page's files the joined ones, which are written when they grow."""
    if app.builder.name != "html":
        return
    styles = _names(context["css_files"], STYLES)
    scripts = _names(context["script_files"], SCRIPTS)
    for key, names in (("css_files", styles), ("script_files", scripts)):
        gone = {f"_static/{name}" for name in names}
        context[key] = [one for one in context[key] if str(one.filename or "") not in gone]
    known = getattr(app.builder, "dlf_joined", ([], []))
    styles = list(dict.fromkeys(known[0] + styles))
    scripts = list(dict.fromkeys(known[1] + scripts))
    if (styles, scripts) == known:
        return
    app.builder.dlf_joined = styles, scripts
    static = Path(app.outdir, "_static")  # an extension may copy its own when the build is over
    _write(app, *([n for n in names if (static / n).exists()] for names in (styles, scripts)))


def _write(app, styles, scripts):
    static = Path(app.outdir, "_static")
    used = [name for name in scripts if name not in UNUSED]
    joined = {
        STYLES: join_styles(static, [*THEME_STYLES, *styles]),
        SCRIPTS: join_scripts(static, [*used, *THEME_SCRIPTS]),
    }
    for name, text in joined.items():
        Path(static, name).write_text(text, "utf-8")


def join_again(app, failure):
    """Once more at the end, as some files are written only when a build is over."""
    if not failure and hasattr(app.builder, "dlf_joined"):
        _write(app, *app.builder.dlf_joined)


def setup(app):
    app.add_css_file(STYLES, priority=900)
    app.add_js_file(SCRIPTS, priority=900)
    app.connect("html-page-context", refer_to_joined, priority=950)
    app.connect("build-finished", join_again, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
