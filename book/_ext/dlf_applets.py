"""Pictures that move: `:::{applet} NAME`, drawn in the browser by book/_applets/NAME.js.

The text of the directive is the caption. A page loads the scripts of its own pictures and no
others. The picture of the first page has data beside it, made while the book is built (dlf_first),
and a still for readers without JavaScript: the cover, which tools/cover.py takes of the page.
"""

from html import escape
from pathlib import Path

from dlf_first import page_data
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

SCRIPTS = Path(__file__).parents[1] / "_applets"
WITH_MATRICES = {"invariant-subspace", "head-start"}
NEEDS = "<p>This picture moves, and needs JavaScript; the text says what it shows.</p>"
STILL = (
    '<img src="_static/cover.png" alt="Curves of 32 modes that rise one after another, the '
    'first eight of them as small pictures, and a photograph of a flower, half built up from them">'
)


class applet(nodes.container):
    """A moving picture; `picture` is its name."""


class Applet(SphinxDirective):
    """A frame for the script to draw in, and the caption.

    Raises:
        docutils error: there is no script of that name.
    """

    required_arguments = 1
    has_content = True

    def run(self):
        name = self.arguments[0]
        if not (SCRIPTS / f"{name}.js").is_file():
            raise self.error(f"there is no book/_applets/{name}.js")
        figure = applet(picture=name)
        more = (STILL, page_data()) if name == "first" else ()
        figure += nodes.raw("", opening(name, *more), format="html")
        self.state.nested_parse(self.content, self.content_offset, figure)
        figure += nodes.raw("", "</figcaption></figure>", format="html")
        return [figure]


def opening(name, still=NEEDS, data=""):
    """HTML of a figure up to its caption; `still` is what stands there without JavaScript."""
    return (
        f'<figure class="dlf-applet" data-applet="{escape(name)}" id="applet-{escape(name)}">'
        f'<div class="dlf-stage"><noscript>{still}</noscript></div>{data}<figcaption>'
    )


def add_scripts(app, pagename, templatename, context, doctree):
    """The scripts of a page's pictures, the shared one first."""
    names = {figure["picture"] for figure in doctree.findall(applet)} if doctree else set()
    shared = ["applets"] if names else []
    shared += ["matrices"] if names & WITH_MATRICES else []
    for place, name in enumerate([*shared, *sorted(names)]):
        app.add_js_file(f"{name}.js", priority=600 + place)


def _pass(translator, node):
    """Nothing of its own: the children are the figure."""


def setup(app):
    app.add_node(applet, **dict.fromkeys(("html", "latex", "text"), (_pass, _pass)))
    app.add_directive("applet", Applet)
    app.connect("config-inited", lambda app, config: config.html_static_path.append(str(SCRIPTS)))
    app.connect("html-page-context", add_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
