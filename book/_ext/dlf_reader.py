"""A chapter for JupyterLab, VS Code and Colab, which know neither MyST nor the book's macros.

python book/_ext/dlf_reader.py FOLDER    writes every chapter there, and the stored runs beside them

Statements become quoted blocks, proofs and solutions fold, references become links between the
notebooks, and macros are written out, so that a copy needs no extension.
"""

import argparse
import hashlib
import json
import re
import shutil
from html import escape
from pathlib import Path

import nbformat
import yaml
from dlf_reader_text import expand, flat_formulas, reference
from pybtex.database import parse_file

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"
DIRECTIVE = re.compile(r"^:::\{([\w:-]+)\} *([^\n]*)\n((?::\w+:[^\n]*\n)*)(.*?)^:::$", re.M | re.S)
COUNTED = "prf:"
GLUED = "application/papermill.record/text/plain"
FOLDED = {"dropdown", "solution"}
QUOTED = {"admonition", "exercise"}
PICTURES = {
    "applet": "The built book has a picture with sliders here.",
    "glance": "The built book shows a figure of this page here already.",
}
WRITTEN = ".written.json"  # beside the copies of make lab: what they were when written
EXTRAS = {"sklearn": "estimator", "PIL": "estimator", "torch": "networks"}


def chapters(toc=None):
    """docname -> number, for the chapters in the order of the book."""
    toc = toc or yaml.safe_load((BOOK / "_toc.yml").read_text("utf-8"))
    files = [c["file"] for part in toc["parts"] if part.get("numbered") for c in part["chapters"]]
    return {docname: number for number, docname in enumerate(files, 1)}


def macros():
    """name -> (body, number of arguments), as the book's configuration has them."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    found = config["sphinx"]["config"]["mathjax3_config"]["tex"]["macros"]
    return {k: (v, 0) if isinstance(v, str) else (v[0], v[1]) for k, v in found.items()}


def options(text):
    return dict(re.findall(r"^:(\w+): *(.*)$", text, re.M))


class Library:
    """What the chapters refer to: statements, exercises, figures, chapters, works."""

    def __init__(self, folder=BOOK):
        self.folder, self.numbers, self.macros = folder, chapters(), macros()
        self.targets, self.titles, self.glued = {}, {}, {}
        for docname in self.numbers:
            self._collect(docname, nbformat.read(folder / f"{docname}.ipynb", as_version=4))
        for path in folder.glob("*.md"):
            self.titles[path.stem] = path.read_text("utf-8").split("\n", 1)[0].lstrip("# ")
        self.works = {k: self._short(e) for k, e in _entries(folder).items()}

    def _collect(self, docname, notebook):
        counts = dict.fromkeys(("statement", "exercise", "figure"), 0)
        self.titles[docname] = notebook.cells[0].source.split("\n", 1)[0].lstrip("# ")
        for cell in notebook.cells:
            figure = cell.metadata.get("mystnb", {}).get("figure", {}).get("name")
            if figure:
                self._number(docname, counts, "figure", figure, "Fig.")
            for output in cell.get("outputs", ()):
                value = output.get("data", {}).get(GLUED)
                if value:
                    name = output.metadata.scrapbook.name.rpartition("/")[2]
                    self.glued[docname, name] = float(value)
            for kind, _, fields, _ in DIRECTIVE.findall(_prose(cell)):
                label = options(fields).get("label")
                if kind.startswith(COUNTED):
                    name = kind.removeprefix(COUNTED).capitalize()
                    self._number(docname, counts, "statement", label, name)
                elif kind == "exercise":
                    self._number(docname, counts, "exercise", label, "Exercise")

    def _number(self, docname, counts, kind, label, name):
        counts[kind] += 1
        number = f"{name} {self.numbers[docname]}.{counts[kind]}"
        self.targets[label] = (docname, number)

    @staticmethod
    def _short(entry):
        people = [
            " ".join(map(str, p.rich_prelast_names + p.rich_last_names))
            for p in entry.persons["author"]
        ]
        first = people[0] + (" et al." if len(people) > 2 else "")
        return f"{' and '.join(people) if len(people) == 2 else first}, {entry.fields['year']}"


def _prose(cell):
    return f"{cell.source}\n" if cell.cell_type == "markdown" else ""


def _entries(folder):
    return parse_file(str(folder / "references.bib")).entries


def readable(source, docname, library):
    """The Markdown of a cell without MyST."""
    text = DIRECTIVE.sub(lambda m: _block(m, docname, library), f"{source}\n").rstrip("\n")
    text = reference(text, docname, library)
    return flat_formulas(expand(text, library.macros))


def _block(match, docname, library):
    kind, title, fields, body = match.groups()
    given = options(fields)
    body = flat_formulas(body.strip("\n"))
    if kind in PICTURES:
        said = " ".join(body.split())
        return f"> *{PICTURES[kind]}* {said}\n"
    if kind not in FOLDED | QUOTED and not kind.startswith(COUNTED):
        raise ValueError(f"{docname}: the directive {kind} has no plain form")
    if kind in FOLDED:
        title = title if kind == "dropdown" else f"Solution of {library.targets[title][1]}"
        return f"<details>\n<summary>{escape(title)}</summary>\n\n{body}\n\n</details>\n"
    if "label" in given:
        label = given["label"]
        tag = f" · {label}" if kind.startswith(COUNTED) else ""
        title = f"{library.targets[label][1]} ({title}){tag}"
    quoted = "\n".join(f"> {line}".rstrip() for line in body.split("\n"))
    return f"> **{title}**\n>\n{quoted}\n"


def preamble(notebook, docname):
    """What a downloaded chapter needs: packages, data, and where it comes from."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    extras = {extra for package, extra in EXTRAS.items() if re.search(rf"\b{package}\b", code)}
    stored = sorted(set(re.findall(r"\.\./data/([\w/-]+\.npz)", code)))
    install = f'"dlf[{",".join(sorted({"check", *extras}))}] @ file:///PATH/TO/CHECKOUT"'
    lines = [
        "**To run this chapter.** In a checkout of the book, `make lab` installs everything and "
        "opens it. Elsewhere, with Python 3.11 or later, replace the path and run once:",
        f"```\npython -m pip install {install} matplotlib ipykernel myst-nb\n```",
    ]
    if stored:
        names = ", ".join(f"`{name}`" for name in stored)
        lines.append(
            f"It reads stored runs: {names}, of the folder `book/data` of the checkout, from "
            "`../data` beside this notebook's folder. The built book has them in `_sources/data`."
        )
    else:
        lines.append("It reads no stored runs: everything is computed here.")
    lines.append(f"Source: `book/{docname}.ipynb`. A readable copy; the book itself has more.")
    return nbformat.v4.new_markdown_cell("\n\n".join(lines), id="how-to-run")


def reader_copy(docname, library):
    """A chapter as any notebook viewer shows it."""
    notebook = nbformat.read(library.folder / f"{docname}.ipynb", as_version=4)
    cells = [preamble(notebook, docname)]
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "markdown":
            cell.source = readable(cell.source, docname, library)
            continue
        _fold(cell)
        for output in cell.outputs:
            shown = output.get("data", {})
            if "text/markdown" in shown:
                shown["text/markdown"] = expand(shown["text/markdown"], library.macros)
        figure = cell.metadata.get("mystnb", {}).get("figure")
        if figure:
            said = readable(figure["caption"], docname, library)
            number = library.targets[figure["name"]][1]
            caption = f"**{number}** {said}"
            cells.append(nbformat.v4.new_markdown_cell(caption, id=f"{cell.id[:55]}-caption"))
    notebook.cells = cells
    return notebook


def _fold(cell):
    """What the book hides behind a solution is closed here too, without its output."""
    if "hide-cell" in cell.metadata.get("tags", ()):
        cell.outputs, cell.execution_count = [], None
        cell.metadata["jupyter"] = {"source_hidden": True}


def write_copies(folder, library=None, *, keep=True):
    """Every chapter and the stored runs into a folder, in the tree of the book.

    Args:
        folder: made if it is not there.
        library: a Library.
        keep: leave a copy that its reader has changed, and put what the book has anew beside it.
    """
    library, folder = library or Library(), Path(folder)
    written, left = _written(folder) if keep else {}, []
    for docname in library.numbers:
        text, name = nbformat.writes(reader_copy(docname, library)) + "\n", f"{docname}.ipynb"
        known = (written.get(name), _digest(text.encode()))
        while keep and _is_changed(folder / name, known) and known[0] != known[1]:
            left.append(name)
            name = f"{name.removesuffix('.ipynb')}.new.ipynb"
            known = (written.get(name), known[1])
        if not (keep and _is_changed(folder / name, known)):
            _write(folder / name, text)
            written[name] = known[1]
    for stored in library.folder.glob("data/*/*.npz"):
        target = folder / stored.relative_to(library.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(stored, target)
    if keep:
        _write(folder / WRITTEN, json.dumps(written, indent=1))
    if left:
        print(f"left as you changed them: {', '.join(left)}; the book has newer: NAME.new.ipynb")


def _written(folder):
    """name -> digest of each copy as it was last written into a folder."""
    record = folder / WRITTEN
    return json.loads(record.read_text("utf-8")) if record.exists() else {}


def _is_changed(path, digests):
    """Whether a file is there and is none of those."""
    return path.exists() and _digest(path.read_bytes()) not in digests


def _digest(data):
    return hashlib.sha256(data).hexdigest()


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def copies_for_download(app, failure):
    """The download button gives the readable copies."""
    if not failure and app.builder.format == "html":
        write_copies(Path(app.outdir, "_sources"), keep=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", metavar="FOLDER", help="every chapter goes there, and its data")
    write_copies(parser.parse_args().folder)
