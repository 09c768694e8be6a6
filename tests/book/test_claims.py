"""The lock between book and claims: every way in which they can differ stops a real build."""

import sys
from io import StringIO

import nbformat
import pytest
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from dlf import claims
from tests import NOTEBOOKS, ROOT, sampled
from tools.sync_statements import directive, sync

CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "book" / "_ext")!r})
extensions = ["myst_parser", "sphinx_proof", "sphinx_design", "dlf_book"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""


def page():
    """A book of one page that says what the claims say."""
    tag_of = {one.name: tag for tag, one in claims.all_claims().items()}
    parts, entries = ["# A book"], claims.recorded()["claims"]
    for tag, one in claims.all_claims().items():
        used = " ".join(f"{{prf:ref}}`{tag_of[name]}`" for name in one.uses)
        parts.append(directive(tag))
        if entries[tag]["status"] != "measured":
            parts.append(f":::{{dropdown}} Proof\n:name: proof-{tag}\n\nBy {used}.\n:::")
    return "\n\n".join(parts)


def build(folder, text):
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "index.md").write_text(text, "utf-8")
    out, warnings = folder / "o", StringIO()
    with docutils_namespace(), patch_docutils():
        app = Sphinx(folder, folder, out, out, "dummy", status=None, warning=warnings)
        app.build()
    return warnings.getvalue()


def test_a_book_that_says_what_was_checked_builds(tmp_path):
    assert build(tmp_path, page()) == ""


def spoiled(before, after):
    text = page()
    assert text.count(before) == 1, before
    return text.replace(before, after)


def without(tag):
    text = page()
    start = text.index(directive(tag))
    return text[:start] + text[text.index(f":::{{dropdown}} Proof\n:name: proof-{tag}") :]


EXTRA = ":::{prf:lemma} New\n:label: Z000\n\nTwo is one.\n:::"
UNLABELLED = ":::{prf:lemma} New\n\nTwo is one.\n:::"


DIFFERENCES = [
    (lambda: f"{page()}\n\n{EXTRA}", "Z000: a statement without claim"),
    (
        lambda: f"{page()}\n\n{UNLABELLED}",
        f"lemma-{len(claims.all_claims())}: a statement without claim",
    ),
    (lambda: without("GEBG"), "GEBG (loss-decreases): a claim without statement"),
    (
        lambda: spoiled("{prf:theorem} Balancedness\n", "{prf:lemma} Balancedness\n"),
        "P2FQ: the book says lemma, the claim theorem",
    ),
    (
        lambda: spoiled("G_{l+1}^\\T G_{l+1} - G_l", "G_{l+1}^\\T G_{l+1} + G_l"),
        "P2FQ: the text in the book, of the claim and in the ledger differ",
    ),
    (
        lambda: spoiled("{prf:theorem} Balancedness\n", "{prf:theorem} Unbalancedness\n"),
        "P2FQ: the text in the book, of the claim and in the ledger differ",
    ),
    (lambda: spoiled(":name: proof-P2FQ\n", ""), "P2FQ: no proof; name its block proof-P2FQ"),
    (
        lambda: spoiled(":name: proof-P2FQ\n\nBy {prf:ref}`HU2P`", ":name: proof-P2FQ\n\nBy us"),
        "P2FQ: the proof refers to [], the claim uses ['HU2P']",
    ),
    (
        lambda: spoiled(":name: proof-P2FQ\n\n", ":name: proof-P2FQ\n\nBy {prf:ref}`T4D7`, "),
        "P2FQ: the proof refers to ['HU2P', 'T4D7'], the claim uses ['HU2P']",
    ),
]


@pytest.mark.parametrize("difference", sampled(DIFFERENCES, 7))
def test_a_book_that_says_something_else_does_not_build(tmp_path, difference):
    text, message = difference
    with pytest.raises(ExtensionError, match="book and claims differ") as stopped:
        build(tmp_path, text())
    assert message in str(stopped.value)


def test_what_is_only_measured_has_no_proof(monkeypatch):
    """A claim whose recorded status sinks to measured must lose its block of proof."""
    sys.path.insert(0, str(ROOT / "book" / "_ext"))
    from dlf_claims import discrepancies

    known = claims.all_claims()
    statements = {
        tag: {"docname": "d", "kind": one.kind, "title": one.title, "text": one.text}
        for tag, one in known.items()
    }
    of = claims.registered().of
    uses = {tag: {"uses": set(map(of, one.uses))} for tag, one in known.items()}
    found = {f"{part} {tag}": used for tag, used in uses.items() for part in ("statement", "proof")}
    lines = [line for line in discrepancies(statements, found) if "measured" in line]
    measured = {t for t, e in claims.recorded()["claims"].items() if e["status"] == "measured"}
    assert {line.split(":")[0] for line in lines} == measured
    assert "L3KU: a block proof-L3KU, but the statement is only measured" in lines
    for tag in measured:
        del found[f"proof {tag}"]
    assert not [line for line in discrepancies(statements, found) if line.split(":")[0] in measured]


def test_a_claim_that_was_never_recorded_stops_the_build(monkeypatch):
    sys.path.insert(0, str(ROOT / "book" / "_ext"))
    from dlf_claims import discrepancies

    stale = claims.recorded()
    stale["claims"]["P2FQ"]["hash"] = "0" * 16
    monkeypatch.setattr(claims, "recorded", lambda: stale)
    one = claims.all_claims()["P2FQ"]
    said = {"docname": "d", "kind": one.kind, "title": one.title, "text": one.text}
    assert any("P2FQ: the text" in line for line in discrepancies({"P2FQ": said}, {}))


def test_the_chapters_carry_the_statements_as_the_claims_write_them(tmp_path):
    for path in NOTEBOOKS:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        assert sync(copy) is False, path.name
    copy = tmp_path / "one-mode.ipynb"
    notebook = nbformat.read(copy, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace("keep the form", "lose the form")
    nbformat.write(notebook, copy)
    assert sync(copy) is True
    assert "keep the form" in copy.read_text("utf-8")


def test_an_empty_statement_is_filled_and_what_follows_stays(tmp_path):
    one, path = claims.all_claims()["P2FQ"], tmp_path / "empty.ipynb"
    empty = f":::{{prf:{one.kind}}} {one.title}\n:label: P2FQ\n:::"
    proof = ":::{dropdown} Proof of it\nA word.\n:::"
    cell = nbformat.v4.new_markdown_cell(f"{empty}\n\n{proof}")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    assert sync(path) is True
    assert nbformat.read(path, as_version=4).cells[0].source == f"{directive('P2FQ')}\n\n{proof}"
