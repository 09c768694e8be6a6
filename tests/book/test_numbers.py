"""Numbers in the prose of a chapter are computed in it: each stands in its code or its outputs."""

import re

import nbformat
import pytest

from tests import NOTEBOOKS

NUMBER = re.compile(r"(?<![\w.\-/^])(\d[\d,]*\.?\d*(?:e-?\d+)?)(?![\w/])")
STATEMENT = re.compile(r":::+\{prf:(?!proof)[^}]*\}.*?\n:::+\n", re.DOTALL)  # locked to its claim
REFERENCE = re.compile(r"\{[\w:]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)")
CITED = re.compile(r"\(\d{4}\), version [\d.]+")  # the box that says how to cite the book


def digits(text):
    """How many digits of a number say something: not the zeros at its ends."""
    return len(re.sub(r"[.,]", "", text.split("e")[0]).strip("0"))


def shown(cell):
    """The code of a cell and all that it printed."""
    yield cell.source
    for output in cell.outputs:
        yield output.get("text", "")
        yield from (
            output.get("data", {}).get(f"text/{kind}", "") for kind in ("plain", "markdown")
        )


def typed(notebook):
    """(cell, number) for each number of three digits or more that no cell of code accounts for."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    computed = "\n".join(text for cell in code for text in shown(cell)).replace(",", "")
    for position, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            prose = STATEMENT.sub("", f"{cell.source}\n")
            prose = CITED.sub("", REFERENCE.sub("", prose))
            found = [text.rstrip(".,") for text in NUMBER.findall(prose)]
            lost = [t for t in found if digits(t) >= 3 and t.replace(",", "") not in computed]
            yield from ((position, text) for text in lost)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_number_in_prose_is_computed_beside_it(path):
    assert list(typed(nbformat.read(path, as_version=4))) == []


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("It takes 12,345 steps.", ["12,345"]),
        ("It takes 12,340 steps, 0.671 of them, at once.", []),
        ("It takes 0.672 of them.", ["0.672"]),
        ("In 2 of 20 draws, at `0.987`, see [the page](a-1234.html).", []),
        (":::{prf:theorem} T\n:label: A000\n0.987\n:::\nNot 0.986.", ["0.986"]),
    ],
)
def test_a_number_that_was_typed_is_seen(prose, found):
    code = nbformat.v4.new_code_cell("steps = 12_340  # 12340")
    code.outputs = [nbformat.v4.new_output("stream", text="0.671\n")]
    cells = [nbformat.v4.new_markdown_cell(prose), code]
    notebook = nbformat.v4.new_notebook(cells=cells)
    assert [text for _, text in typed(notebook)] == found
