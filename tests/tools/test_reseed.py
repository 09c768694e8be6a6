"""Another seed is put in, what it breaks is named, and exercises are tried with their solutions."""

import re

import nbformat
import pytest

from dlf.claims import notebook as door
from tools.reseed import BOOK, failure, has_seed, reseeded

FIRST = "seed, width = 3, 4\nfound = []"
EXERCISE = """:::{exercise} Twice
:label: twice
:::

:::{solution} twice
:class: dropdown

```python
def mine(x):
    return 2 * x
```
:::"""
ATTEMPT = """def mine(x):
    raise NotImplementedError


found.append(mine(seed))"""
CHECK = 'assert found == [2 * seed], "twice"\nassert seed < 5, f"{seed} is large"'


@pytest.fixture
def chapter(tmp_path, monkeypatch):
    """Writes a chapter of these cells of code, the second one an attempt."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(door, "portable", door.portable)  # which a run replaces

    def written(*sources):
        cells = [nbformat.v4.new_code_cell(source, id=f"c{k}") for k, source in enumerate(sources)]
        cells[1].metadata["tags"] = ["attempt"]
        cells[1:1] = [nbformat.v4.new_markdown_cell(EXERCISE, id="m")]
        path = tmp_path / "chapter.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return written


def test_a_seed_that_breaks_nothing_passes(chapter):
    path = chapter(FIRST, ATTEMPT, CHECK)
    assert has_seed(path)
    assert failure(path) == failure(path, 1) == ""


def test_what_another_seed_breaks_is_named(chapter):
    path = chapter(FIRST, ATTEMPT, CHECK)
    assert failure(path, 7).startswith("c2: AssertionError: 7 is large [assert seed < 5")


def test_steps_of_claims_are_left_out(chapter):
    path = chapter(FIRST, ATTEMPT, 'claim("P2FQ").show("no such step")')
    notebook = nbformat.read(path, as_version=4)
    assert [name for name, _ in reseeded(notebook, 5)] == ["c0", "c1"]
    assert next(reseeded(notebook, 5))[1].startswith("seed, width = 5, 4")


def test_a_chapter_without_a_seed_is_refused(chapter):
    path = chapter("width = 4\nfound = []", ATTEMPT)
    assert not has_seed(path)
    with pytest.raises(ValueError, match="sets no seed"):
        failure(path, 1)


def test_a_chapter_without_a_seed_draws_nothing():
    for path in BOOK.glob("[!.]*/*.ipynb"):
        code = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
        assert has_seed(path) or not re.search("rng|random|seed", "".join(code)), path
