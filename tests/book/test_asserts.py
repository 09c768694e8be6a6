"""A number that a reader changes works, or is answered by a sentence; solutions stay folded."""

import ast
import re

import nbformat
import pytest

from tests import NOTEBOOKS
from tools.reseed import ATTEMPT, has_seed, reseeded

NO_DRAWS = {"two-rates"}  # nothing in it is drawn


def read(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def wordless(notebook):
    """(cell, assert) for each assert that says nothing when it fails."""
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Assert) and node.msg is None:
                yield cell.id, ast.unparse(node)


def spoiled(notebook):
    """What of a solution can be seen before it is opened."""
    behind = False
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            behind = ":::{solution}" in cell.source
            folds = re.findall(r"^:::\{solution\}.*\n(?::\w+:.*\n)*", cell.source, re.M)
            yield from (cell.id for opening in folds if ":class: dropdown" not in opening)
        elif behind and not {"hide-cell", "attempt"} & set(cell.metadata.get("tags", ())):
            yield cell.id


def orphans(notebook):
    """Hidden code that is not right behind a solution, or whose bar does not say what it hides."""
    behind = False
    for cell in notebook.cells:
        hidden = "hide-cell" in cell.metadata.get("tags", ())
        prompt = cell.metadata.get("mystnb", {}).get("code_prompt_show")
        if hidden and not (behind and prompt == "Show the solution's code"):
            yield cell.id
        if not hidden:
            behind = cell.cell_type == "markdown" and ":::{solution}" in cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_assert_says_what_it_assumes(path):
    assert list(wordless(read(path))) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_solutions_are_folded_with_their_code(path):
    notebook = read(path)
    assert list(spoiled(notebook)) == []
    hidden = [c for c in code(notebook) if "hide-cell" in c.metadata.get("tags", ())]
    assert hidden
    assert list(orphans(notebook)) == []
    notebook.cells.append(hidden[0])  # behind the box that says how to cite
    assert list(orphans(notebook)) == [hidden[0].id]
    notebook.cells.pop()
    hidden[0].metadata["tags"].remove("hide-cell")
    assert list(spoiled(notebook)) == [hidden[0].id]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_code_that_draws_is_folded(path):
    for cell in code(read(path)):
        if any("image/png" in output.get("data", {}) for output in cell.outputs):
            assert {"hide-input", "hide-cell"} & set(cell.metadata.get("tags", ())), cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_parameters_stand_in_the_first_cell(path):
    first = code(read(path))[0]
    assert "parameters" in first.metadata["tags"]
    assert has_seed(path) == (path.stem not in NO_DRAWS)
    names = [node for node in ast.walk(ast.parse(first.source)) if isinstance(node, ast.Assign)]
    assert names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_chapter_asks_for_code_and_does_not_show_the_answer(path):
    notebook = read(path)
    (cell,) = [c for c in code(notebook) if "attempt" in c.metadata.get("tags", ())]
    before = notebook.cells[notebook.cells.index(cell) - 1].source
    (answer,) = re.findall(r"^:::\{solution\}.*?^```python\n(.*?)\n```", before, re.M | re.S)
    shown = ATTEMPT.search(cell.source)[0]
    assert "raise NotImplementedError" in shown
    assert cell.outputs[0].text.startswith("Not written yet")
    for line in filter(None, answer.splitlines()[1:]):
        assert line.strip() not in cell.source
    (solved,) = [source for name, source in reseeded(notebook) if name == cell.id]
    assert answer in solved
    assert "NotImplementedError" not in solved


def test_a_wordless_assert_is_seen():
    cell = nbformat.v4.new_code_cell("assert 1, 'said'\nif x:\n    assert x > 1")
    assert [said for _, said in wordless(nbformat.v4.new_notebook(cells=[cell]))] == [
        "assert x > 1"
    ]
