"""Hygiene of the chapters: run in order, no error, figures described, statements labelled."""

import ast
import base64
import re
from string import Formatter

import nbformat
import pytest
import yaml

from dlf import claims
from tests import BOOK, NOTEBOOKS
from tools.run_notebooks import drawn

STATEMENT = re.compile(r":{3,}\{prf:(theorem|lemma|proposition|corollary|definition|conjecture)\}")
MAX_LINES = 15
PHONE = 2 * 447  # pixels of a figure that fits a phone with labels of 11 px: 358 = 0.8 * 447
FLOATING = tuple("efgEFG%")
DECIMAL = re.compile(r"\d+\.\d+(?:e[-+]\d+)?|\d+e[-+]\d+")
GUARDED = re.compile(r"\b(portable|within|told|claim)\(|\.str\(")  # .str, told: of balls, exact


def defects(notebook):
    """Everything that a reader would trip over, as text."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        yield "cells were not run in order 1..n"
    if "dlf.claims.notebook" not in [node.module for node in nodes(code[0], ast.ImportFrom)]:
        yield "the first cell imports nothing from dlf.claims.notebook"
    for number, cell in enumerate(code, 1):
        yield from source_defects(number, cell)
        if cell.metadata.get("drawn", "") != drawn(cell):
            yield f"cell {number} shows a figure that its code and caption did not draw"
        if len(cell.source.splitlines()) > MAX_LINES:
            yield f"cell {number} has more than {MAX_LINES} lines"
        streams = [output.name for output in cell.outputs if output.output_type == "stream"]
        if len(set(streams)) < len(streams):
            yield f"cell {number} stores a stream in parts, as the load of one machine cut it"
        for output in cell.outputs:
            yield from output_defects(number, cell, output)
    statements = re.split(STATEMENT, prose)[2::2]
    for text in statements:
        if not re.search(r"^:label: \S+", text.partition(":::\n")[0], re.M):
            yield f"a statement has no label: {text[:40]!r}"
    if not any("assert " in cell.source for cell in code):
        yield "no cell checks anything"
    if len(prose.split()) < 5 * sum(len(cell.source.splitlines()) for cell in code):
        yield "less than five words of prose a line of code"


def nodes(cell, kind):
    return [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, kind)]


def source_defects(number, cell):
    for node in nodes(cell, ast.ImportFrom):
        if node.module == "dlf.claims" and "claim" in [name.name for name in node.names]:
            yield f"cell {number} imports claim past dlf.claims.notebook"
    for node in nodes(cell, ast.FormattedValue):
        spec = ast.unparse(node.format_spec or ast.JoinedStr([]))[2:-1]
        caller = ast.unparse(getattr(node.value, "func", node.value))
        if spec.endswith(FLOATING) and caller != "portable":
            yield f"cell {number} prints digits that are not portable: {ast.unparse(node.value)}"
    for node in nodes(cell, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            text = getattr(node.func.value, "value", None)
            fields = Formatter().parse(text) if isinstance(text, str) else ()
            if any((spec or "").endswith(FLOATING) for _, _, spec, _ in fields):
                yield f"cell {number} formats digits that are not portable: {text}"


def output_defects(number, cell, output):
    if output.output_type == "error" or output.get("name") == "stderr":
        yield f"cell {number} stores an error"
    text = output.get("text", "") or output.get("data", {}).get("text/plain", "")
    computed = [digits for digits in DECIMAL.findall(text) if digits not in cell.source]
    if computed and not GUARDED.search(cell.source):
        yield f"cell {number} shows digits that nothing guards: {computed[:3]}"
    if "image/png" in output.get("data", {}):
        width = int.from_bytes(base64.b64decode(output.data["image/png"])[16:20])
        if width > PHONE:
            yield f"cell {number} shows a figure of {width} pixels, wider than a phone"
        described = cell.metadata.get("mystnb", {})
        for kind, key in (("figure", "caption"), ("figure", "name"), ("image", "alt")):
            if not described.get(kind, {}).get(key):
                yield f"cell {number} shows a figure without {key}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_chapter_is_clean(path):
    assert list(defects(nbformat.read(path, as_version=4))) == []


def test_the_check_refutes_spoiled_chapters():
    def spoiled(change, path=BOOK / "dynamics" / "gradient-flow.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        figures = [cell for cell in code if "mystnb" in cell.metadata]
        change(notebook, code, figures)
        return list(defects(notebook))

    def unlabel(notebook, *_):
        for cell in notebook.cells:
            cell.source = cell.source.replace(":label: P2FQ\n", "")

    assert spoiled(lambda _, code, __: code[0].update(execution_count=None))
    assert spoiled(lambda _, code, __: code[0].update(source="x = 1\n" * 16))
    assert spoiled(lambda _, __, figures: figures[0].metadata.mystnb.image.pop("alt"))
    assert spoiled(lambda _, __, figures: figures[0].metadata.mystnb.figure.pop("caption"))
    stderr = nbformat.v4.new_output("stream", name="stderr", text="warning")
    assert spoiled(lambda _, code, __: code[0].outputs.append(stderr))
    assert spoiled(unlabel)

    def prints(source, text):
        def change(_, code, __):
            shown = nbformat.v4.new_output("stream", name="stdout", text=text)
            code[1].update(source=source, outputs=[shown])

        return change

    assert spoiled(prints("print(1 / 3)", "0.3333333333333333\n"))
    assert spoiled(prints("print(np.array([1 / 3]))", "[0.33333333]\n"))
    assert spoiled(prints("print('%.1e' % x)", "3.3e-01\n"))
    assert not spoiled(prints("print('below 1e-12, 0.5')", "below 1e-12, 0.5\n"))
    assert not spoiled(prints("print(f'{portable(1 / 3):.2f}')", "0.33\n"))

    def exchanged(_, __, figures):
        outputs = figures[0].outputs, figures[-1].outputs
        figures[-1].outputs, figures[0].outputs = outputs

    several = BOOK / "dynamics" / "one-mode.ipynb"

    def enlarged(_, __, figures):
        picture = base64.b64decode(figures[0].outputs[-1].data["image/png"])
        wide = picture[:16] + (PHONE + 1).to_bytes(4) + picture[20:]
        figures[0].outputs[-1].data["image/png"] = base64.b64encode(wide).decode()

    assert any("wider" in defect for defect in spoiled(enlarged))
    assert spoiled(exchanged, several)
    assert spoiled(lambda _, __, figures: figures[0].metadata.pop("drawn"))
    assert spoiled(lambda _, __, figures: figures[0].update(source=figures[0].source + "\n"))
    assert spoiled(
        lambda _, __, figures: figures[0].metadata.mystnb.figure.update(caption="Other.")
    )
    parts = nbformat.v4.new_output("stream", name="stdout", text="PASS")
    assert spoiled(lambda _, code, __: code[1].update(outputs=[parts, parts]))

    def imports(old, new):
        return lambda _, code, __: code[0].update(source=code[0].source.replace(old, new))

    def runs(source):
        return lambda _, code, __: code[1].update(source=source)

    assert spoiled(imports("dlf.claims.notebook", "dlf.verify.printed"))
    assert spoiled(runs("from dlf.claims import claim"))
    assert spoiled(runs('print(f"{1 / 3:.2f}")'))
    assert spoiled(runs('print(f"{1 / 3:8.{2}%} {portable(1 / 3):.2f}")'))
    assert spoiled(runs('print("{} {:.1e}".format(1, 1 / 3))'))
    assert not spoiled(
        runs('print(f"{portable(1 / 3):.2f} {3:4d} {3:,} {0.5}", "{:4d}".format(3))')
    )


def test_every_file_is_in_the_contents_and_every_entry_exists():
    toc = yaml.safe_load((BOOK / "_toc.yml").read_text("utf-8"))
    listed = {toc["root"], *(c["file"] for part in toc["parts"] for c in part["chapters"])}
    files = [path for kind in ("md", "ipynb") for path in BOOK.rglob(f"*.{kind}")]
    files = [path for path in files if ".ipynb_checkpoints" not in path.parts]
    assert listed == {path.relative_to(BOOK).with_suffix("").as_posix() for path in files}
    assert set(NOTEBOOKS) == {path for path in files if path.suffix == ".ipynb"}


def test_a_statement_has_a_proof_after_it_if_its_claim_has_one():
    entries = claims.recorded()["claims"]
    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        parts = re.split(STATEMENT, prose)
        for text in parts[2::2]:
            tag = re.search(r":label: (\w+)", text)[1]
            status = entries[tag]["status"]
            proved = status not in ("definition", "conjecture", "measured")
            assert (f":name: proof-{tag}\n" in text) == proved, (path.stem, tag)
            assert text.count(":::{dropdown} Proof of") == proved, (path.stem, tag)
