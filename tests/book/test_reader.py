"""The copies of the chapters for JupyterLab, VS Code and Colab: no MyST and no macro is left."""

import re
import shutil
import subprocess
import sys
from html import unescape
from posixpath import dirname, normpath
from types import SimpleNamespace

import nbformat
import pytest

from tests import BOOK, ROOT

sys.path.insert(0, str(BOOK / "_ext"))
from dlf_reader import Library, readable, reader_copy, write_copies
from dlf_reader_text import FORMULA, expand, flat_formulas, outside_code

LIBRARY = Library()
DOCNAMES = tuple(LIBRARY.numbers)
LINK = re.compile(r"\]\(([\w./-]+\.ipynb)\)")
HTML = ROOT / "_build" / "html"


@pytest.fixture(scope="module")
def copies():
    return {docname: reader_copy(docname, LIBRARY) for docname in DOCNAMES}


def leftovers(text):
    """What only MyST, or only this book's configuration, understands."""
    yield from re.findall(r"^.*:::.*$|\{[a-z:]+\}`[^`]*`", text, re.M)
    yield from re.findall(rf"\\(?:{'|'.join(LIBRARY.macros)})(?![A-Za-z])", text)
    found = []
    outside_code(text, lambda part: found.extend(FORMULA.findall(part)) or part)
    yield from (formula for pair in found for formula in pair if "\n" in formula)


def source(docname):
    return nbformat.read(BOOK / f"{docname}.ipynb", as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("docname", DOCNAMES)
def test_a_copy_needs_no_extension(copies, docname):
    texts = [cell.source for cell in copies[docname].cells if cell.cell_type == "markdown"]
    shown = [o.data["text/markdown"] for cell in code(copies[docname]) for o in cell.outputs
             if "text/markdown" in o.get("data", {})]  # fmt: skip
    assert [line for text in texts for line in leftovers(text)] == []
    assert [line for text in shown for line in leftovers(text) if line.startswith("\\")] == []
    original = "\n".join(c.source for c in source(docname).cells if c.cell_type == "markdown")
    assert list(leftovers(original))  # the check sees what the book's sources have
    statements = original.count(":::{prf:")
    quoted = [text for text in texts if re.search(r"^> \*\*[A-Z]\w+ \d+\.\d+ \(", text, re.M)]
    assert sum(len(re.findall(r" · \w{4}\*\*$", text, re.M)) for text in quoted) == statements
    folded = original.count(":::{dropdown}") + original.count(":::{solution}")
    assert sum(text.count("<summary>") for text in texts) == folded


@pytest.mark.parametrize("docname", DOCNAMES)
def test_a_copy_runs_the_code_of_the_chapter(copies, docname):
    assert [c.source for c in code(copies[docname])] == [c.source for c in code(source(docname))]
    nbformat.validate(copies[docname])


@pytest.mark.parametrize("docname", DOCNAMES)
def test_a_link_leads_to_a_copy(copies, docname):
    texts = [cell.source for cell in copies[docname].cells if cell.cell_type == "markdown"]
    targets = [target for text in texts for target in LINK.findall(text)]
    for target in targets:
        assert normpath(f"{dirname(docname)}/{target}".removesuffix(".ipynb")) in DOCNAMES


@pytest.mark.parametrize("docname", DOCNAMES)
def test_the_first_cell_says_what_to_install_and_where_the_data_are(copies, docname):
    first, source_code = (
        copies[docname].cells[0].source,
        "".join(cell.source for cell in code(source(docname))),
    )
    assert first.startswith("**To run this chapter.**")
    assert "make lab" in first
    assert "pip install" in first
    for package, extra in (("sklearn", "estimator"), ("torch", "networks")):
        assert (package in source_code) <= (extra in first)
    stored = re.findall(r"data/(\w+/[\w-]+\.npz)", source_code)
    assert all(name in first for name in stored)
    assert ("It reads stored runs" in first) == bool(stored)


def test_the_copies_are_linked_with_one_another(copies):
    texts = [cell.source for notebook in copies.values() for cell in notebook.cells]
    assert sum(len(LINK.findall(text)) for text in texts) > 100


def test_the_stored_runs_lie_where_a_copy_looks_for_them(tmp_path):
    write_copies(tmp_path, LIBRARY)
    for docname in DOCNAMES:
        assert (tmp_path / f"{docname}.ipynb").is_file()
        for cell in code(source(docname)):
            for name in re.findall(r'"(\.\./data/[\w/-]+\.npz)"', cell.source):
                if "movielens" not in name:  # the reader's own
                    assert (tmp_path / dirname(docname) / name).is_file()


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """The copy of one chapter: its text, where it lies, and writing it again."""
    docname = DOCNAMES[0]
    library = SimpleNamespace(numbers={docname: 1}, folder=tmp_path / "book")
    made = SimpleNamespace(text="first", path=tmp_path / "lab" / f"{docname}.ipynb")
    made.new = made.path.with_suffix(".new.ipynb")
    made.write = lambda **kwargs: write_copies(tmp_path / "lab", library, **kwargs)
    made.shown = lambda path: nbformat.read(path, as_version=4).cells[0].source
    cell = lambda: nbformat.v4.new_markdown_cell(made.text, id="text")
    copy = lambda *_: nbformat.v4.new_notebook(cells=[cell()])
    monkeypatch.setattr("dlf_reader.reader_copy", copy)
    made.write()
    return made


def test_a_copy_that_its_reader_changed_is_left_and_the_newer_one_lies_beside(lab, capsys):
    lab.path.write_text("mine", "utf-8")
    lab.write()
    assert not lab.new.exists()  # the book says what it said when the reader began
    assert capsys.readouterr().out == ""
    lab.text = "second"
    lab.write()
    assert lab.path.read_text("utf-8") == "mine"
    assert lab.shown(lab.new) == "second"
    assert f"left as you changed them: {DOCNAMES[0]}.ipynb;" in capsys.readouterr().out
    lab.new.write_text("mine as well", "utf-8")
    lab.text = "third"
    lab.write()
    assert lab.new.read_text("utf-8") == "mine as well"
    assert lab.shown(lab.new.with_suffix(".new.ipynb")) == "third"


def test_a_copy_that_nobody_changed_is_replaced(lab, capsys):
    lab.text = "second"
    lab.write()
    assert lab.shown(lab.path) == "second"
    assert not lab.new.exists()
    assert capsys.readouterr().out == ""


def test_the_download_is_replaced_whatever_lies_there(lab):
    lab.path.write_text("the source", "utf-8")
    lab.write(keep=False)
    assert lab.shown(lab.path) == "first"


def test_numbers_are_those_of_the_book():
    """The captions of a built page, in their order, are those that a copy counts."""
    assert (HTML / "index.html").exists(), "build the book first: make book"
    for docname in DOCNAMES:
        page = (HTML / f"{docname}.html").read_text("utf-8")
        shown = {unescape(n).strip() for n in re.findall(r'caption-number">([^<]*)', page)}
        counted = {number for place, number in LIBRARY.targets.values() if place == docname}
        assert counted == shown, docname


def test_the_download_is_the_copy():
    for docname in DOCNAMES:
        given = nbformat.read(HTML / "_sources" / f"{docname}.ipynb", as_version=4)
        assert given.cells[0].id == "how-to-run"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"$A^\T B$, `\T`", r"$A^{\mathsf{T}} B$, `\T`"),
        (
            r"$\norm{\inner{a}{b}}$",
            r"$\left\lVert \left\langle a, b \right\rangle \vphantom{M} \right\rVert$",
        ),
        (r"$\norm x \Theta$", r"$\left\lVert x \vphantom{M} \right\rVert \Theta$"),
        (r"$\eps x$ $\epsilon$", r"$\varepsilon x$ $\epsilon$"),
    ],
)
def test_a_macro_is_written_out(text, plain):
    assert expand(text, LIBRARY.macros) == plain


@pytest.mark.parametrize("text", [r"$\norm{a", r"$\norm $"])
def test_a_macro_without_its_argument_is_refused(text):
    with pytest.raises(ValueError, match="argument"):
        expand(text, LIBRARY.macros)


def test_a_formula_comes_to_stand_on_one_line():
    assert flat_formulas("a\n$$\nx\n= y\n$$\nb $p\nq$ `$ $`") == "a\n$$x = y$$\nb $p q$ `$ $`"


def test_a_name_is_shown_with_its_accents():
    assert LIBRARY.works["stoger2021small"] == "Stöger and Soltanolkotabi, 2021"
    assert [name for name in LIBRARY.works.values() if re.search(r"[{}\\]", name)] == []


@pytest.mark.parametrize("kind", ["applet", "glance"])
def test_a_picture_of_the_book_leaves_its_caption(kind):
    text = readable(f":::{{{kind}}} name\nWhere $a$\nleads.\n:::", DOCNAMES[0], LIBRARY)
    assert text.startswith("> *The built book ")
    assert text.endswith(".* Where $a$ leads.")


def test_an_unknown_directive_is_refused():
    with pytest.raises(ValueError, match="the directive video"):
        readable(":::{video} x\ny\n:::", DOCNAMES[0], LIBRARY)


def test_an_unknown_role_is_refused():
    with pytest.raises(ValueError, match="the role eq"):
        readable("see {eq}`x`", DOCNAMES[0], LIBRARY)


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this system")
def test_make_lab_installs_a_pinned_lab_and_opens_the_copies():
    done = subprocess.run(
        ["make", "-n", "lab"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    steps = ("requirements-lab.txt", "book/_ext/dlf_reader.py _build/lab", "-m jupyterlab")
    places = [done.stdout.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)
    lines = (ROOT / "requirements-lab.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", pin) for pin in pins)


def test_the_command_says_how_it_is_used_and_takes_no_option_for_a_folder(tmp_path):
    command = [sys.executable, str(BOOK / "_ext" / "dlf_reader.py"), "--help"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "FOLDER" in said.stdout
    assert "usage" in said.stdout
    wrong = subprocess.run([*command[:-1], "--folder"], cwd=tmp_path, capture_output=True)
    assert wrong.returncode == 2
    assert list(tmp_path.iterdir()) == []
