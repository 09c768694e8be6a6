"""What the extensions make of a page's files and lines."""

import sys

import pytest
from docutils import nodes
from docutils.utils import new_document

from tests import ROOT


@pytest.fixture(autouse=True)
def extensions(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "book" / "_ext"), *sys.path])


def test_joined_styles_find_their_fonts(tmp_path):
    from dlf_assets import join_styles

    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "a.css").write_text('x{src:url("../fonts/f.woff2")}', "utf-8")
    (tmp_path / "b.css").write_text("y{src:url(img/g.svg) url(data:x) url(#z)}", "utf-8")
    joined = join_styles(tmp_path, ["styles/a.css", "b.css"])
    assert joined == 'x{src:url("fonts/f.woff2")}\ny{src:url(img/g.svg) url(data:x) url(#z)}'


def test_joined_scripts_stay_statements_of_their_own(tmp_path):
    from dlf_assets import join_scripts

    (tmp_path / "a.js").write_text("a()\n//# sourceMappingURL=a.js.map", "utf-8")
    (tmp_path / "b.js").write_text("(b)", "utf-8")
    assert join_scripts(tmp_path, ["a.js", "b.js"]) == ";a()\n\n;(b)"


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("for ", ". Then", "x."),
        ("(", "), and", "(x),"),
        ("for ", " all", None),
        ("", "-dimensional", "x-"),
    ],
)
def test_punctuation_is_kept_with_its_formula(before, after, kept):
    from dlf_lines import KeepPunctuation

    line = nodes.paragraph("", "", nodes.Text(before), nodes.math("x", "x"), nodes.Text(after))
    document = new_document("page")
    document += line
    KeepPunctuation(document).apply()
    boxes = [node.astext() for node in document.findall(nodes.inline)]
    assert boxes == ([kept] if kept else [])
    assert line.astext() == before + "x" + after
