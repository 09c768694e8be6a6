"""The page of a tag: proof, helpers, readable witnesses, neighbours, history, a way to run it."""

import json
import re
import sys
from copy import copy

import pytest
from pybtex import PybtexEngine

import dlf
from dlf import claims
from dlf.claims import cite, history
from dlf.verify import sharpness
from tests import ROOT
from tests.book.browsing import HTML, parsed
from tests.book.test_status import check_badges

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import dlf_witness
from dlf_bibliography import AuthorYear

ENTRIES = claims.recorded()["claims"]
ORDER = list(claims.all_claims())
PROVED = [t for t, e in ENTRIES.items() if e["status"] in ("partly", "checked", "instance")]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("h", "1", "h = 1"),
        ("d1_11", "-3/4", r"(d_{1})_{11} = -\tfrac{3}{4}"),
        ("g01", "1", "g_{01} = 1"),
        ("s_high", "1", r"s_{\text{high}} = 1"),
        ("seed", "0", r"\text{seed} = 0"),
        ("eta", "0.5", r"\eta = 0.5"),
        ("rhat", "2", r"\hat r = 2"),
        ("sigma^2", "1/20", r"\sigma^{2} = \tfrac{1}{20}"),
        (
            "A",
            "[[1, 2], [-1, 3]]",
            r"A = \left( \begin{smallmatrix} 1 & 2 \\ -1 & 3 \end{smallmatrix} \right)",
        ),
        (
            "x",
            "[3.05190235306168e-6 +/- 1.82e-21]",
            r"x = 3.051902\ldots \cdot 10^{-6} \pm 1.82 \cdot 10^{-21}",
        ),
        ("x", "[0.500000000000000 +/- 3e-20]", r"x = 0.5 \pm 3 \cdot 10^{-20}"),
        ("(c, s_i/s_j)", "('1/2', '1e-12')", r"c = \tfrac{1}{2}, \; s_{i} / s_{j} = 10^{-12}"),
        ("(L, (p, q))", "(2, (Fraction(7, 10), 0))", r"L = 2, \; p = \tfrac{7}{10}, \; q = 0"),
    ],
)
def test_a_witness_is_written_as_mathematics(name, value, shown):
    assert dlf_witness.binding(name, value) == shown


def test_a_scope_has_no_code_in_it():
    shown = dlf_witness.plain("(c, eps) = ('1/3', Fraction(9, 20))")
    assert shown == "(c, ε) = (1/3, 9/20)"


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [
        ("case = 0..3; step = 0..10", "4 cases; step = 0..10"),
        ("case = 0, 1; L = 2..4", "2 cases; L = 2..4"),
        ("case = 0, value = 3", "case 1, value = 3"),
        ("residuals at most 1e-07", "residuals at most 10⁻⁷"),
        ("sigma^2 = 1/20, 1/4, 1", "σ² = 1/20, 1/4, 1"),
        ("scale = 1.0, 0.01, 10.0, None", "scale = 1, 0.01, 10 or none"),
        ("1 - sigma_i/mu_i: 7.95e-8", "1 - σ_i/μ_i: 7.95·10⁻⁸"),
        ("(c, limit) = ('1/10', '1e12')", "(c, limit) = (1/10, 10¹²)"),
        ("log_c = 1, a1 = [[1, 2], [-1, 3]]", "log c = 1, a1 = [[1, 2], [-1, 3]]"),
    ],
)
def test_a_scope_is_written_as_on_paper(recorded, shown):
    assert dlf_witness.plain(recorded) == shown


def test_no_number_of_a_witness_stands_in_quotes():
    shown = parsed("dynamics/incremental-fitting").select(".cell_output li")
    assert any("(1/10, 1000000)" in item.text for item in shown)
    assert not [item.text for item in shown if re.search(r"[‘'’]-?\d", item.text)]


def test_of_many_wrong_variants_a_chapter_shows_a_few_and_folds_the_rest():
    page = parsed("dynamics/invariant-subspace")
    folded = [box for box in page.select(".cell_output details") if "wrong variants" in box.text]
    assert folded
    for box in folded:
        shown, more = box.find_previous_sibling("ul"), box.select("li")
        assert sum("wrong variant" in item.text for item in shown.select("li")) == 3
        assert f"{len(more)} more wrong variants, refuted" in box.summary.text
        assert all(": refuted" in item.text for item in more)


def test_a_quotient_near_one_is_said_so():
    left, right = "999999999999/1000000000000", "1000000000001/1000000000000"
    shown = dlf_witness.compared(f"{left} < [1.00000000000000 +/- 3e-20] < {right}")
    assert shown == r"1 - 10^{-12} < 1 \pm 3 \cdot 10^{-20} < 1 + 10^{-12}"


@pytest.mark.parametrize("tag", ENTRIES)
def test_no_page_shows_raw_data(tag):
    steps = copy(parsed(f"c/{tag}").select_one("#steps"))
    for code in steps.select("pre, code"):
        code.decompose()
    plain = steps.get_text()
    assert not re.search(r"\[\[-?\d|\+/-|Fraction\(|\b[a-z]\d_\d", plain)


@pytest.mark.parametrize("tag", ENTRIES)
def test_the_page_shows_the_badges_the_parts_and_the_sharpness(tag):
    shown, entry = parsed(f"c/{tag}"), ENTRIES[tag]
    check_badges(shown)
    text = " ".join(shown.get_text().split())
    for number, steps in entry["parts"].items():
        assert f"Part {number}: {', '.join(steps) or 'in words'}" in text
    for step in entry["steps"].values():
        for near in step["nearest"]:
            assert " ".join(sharpness.said(near).split()) in text


@pytest.mark.parametrize("tag", PROVED)
def test_the_proof_is_on_the_page_and_linked_to(tag):
    section = parsed(f"c/{tag}").select_one("#proof")
    place, _, anchor = section.a["href"].removeprefix("../").partition("#")
    assert anchor == f"proof-{tag}"
    chapter = parsed(place.removesuffix(".html"))
    assert chapter.find(id=anchor)
    proof = " ".join(section.details.get_text().split())
    assert len(proof) > 60
    there = chapter.find(id=f"proof-{tag.lower()}")
    assert proof.split()[3] in there.get_text()


@pytest.mark.parametrize("tag", ENTRIES)
def test_every_helper_that_a_step_names_is_shown(tag):
    shown = parsed(f"c/{tag}")
    links = [a["href"] for a in shown.select("p.dlf-calls a")]
    assert bool(links) == bool(ENTRIES[tag]["steps"]) or not links
    known = {element["id"] for element in shown.select("[id]")}
    assert {link[1:] for link in links} <= known


def test_what_a_step_calls_is_followed_to_its_source():
    shown = parsed("c/P2FQ")
    assert "def neighbours" in shown.find(id="helper-gradient_flow-neighbours").get_text()
    assert "dlf/claims/matrices.py" in shown.find(id="helper-matrices-letters").get_text()
    assert "dlf.verify" in shown.find(id="call-identity").find_next("dd").get_text()


def test_a_witness_that_all_variants_share_is_said_once():
    text = parsed("c/P2FQ").select_one("#steps").get_text()
    steps = [one for one in ENTRIES["P2FQ"]["steps"].values() if "formal" not in one]
    assert text.count(dlf_witness.binding("A", "[[1, 2], [-1, 3]]")) == len(steps)


def test_tags_are_a_chain_in_the_order_of_the_book():
    for place, tag in enumerate(ORDER):
        shown = parsed(f"c/{tag}")
        links = [shown.select_one(f"a.{side}") for side in ("left-prev", "right-next")]
        near = [ORDER[place - 1] if place else None, *ORDER[place + 1 : place + 2]]
        assert [a and a["href"] for a in links][: len(near)] == [n and f"{n}.html" for n in near]


@pytest.mark.parametrize("tag", ENTRIES)
def test_the_page_says_how_to_run_it_again_and_its_history(tag):
    shown = parsed(f"c/{tag}")
    text = " ".join(shown.select_one("#run-it-again").get_text().split())
    assert f".venv/bin/python -m dlf check {tag}" in text
    for tool, number in claims.recorded()["tools"].items():
        assert f"{tool} {number}" in text
    assert f"cite {tag} --hashed" in shown.select_one("#cite").get_text()
    lines = [li.get_text() for li in shown.select("#history li")]
    assert lines == history.of(tag, ENTRIES[tag], dlf.__version__)
    assert ENTRIES[tag]["hash"] in lines[0]


def test_the_style_of_the_bibliography_prints_tag_and_hash():
    entry = cite.bibtex("P2FQ", ENTRIES["P2FQ"], dlf.__version__)
    printed = PybtexEngine().format_from_string(entry, AuthorYear, output_backend="plaintext")
    assert "tag P2FQ" in printed
    assert ENTRIES["P2FQ"]["hash"] in printed


def test_a_label_of_the_bibliography_has_the_whole_name():
    assert "[van Handel, 2017]" in parsed("bibliography").get_text()
    assert "[van Handel, 2017]" in parsed("dynamics/compressed-network").get_text()


def test_an_output_that_shows_a_part_of_a_witness_links_to_all_of_it():
    links = parsed("dynamics/invariant-subspace").select(".cell_output a.dlf-tag")
    assert [(link.get_text(), link["href"]) for link in links] == [("QN8C", "../c/QN8C.html")]
    assert parsed("dynamics/one-mode").select(".cell_output a.dlf-tag") == []


def index():
    text = (HTML / "searchindex.js").read_text("utf-8")
    return json.loads(text.removeprefix("Search.setIndex(").rstrip(";\n").removesuffix(")"))


def test_the_pages_of_tags_are_in_the_search_index_with_titles():
    found = index()
    titles = dict(zip(found["docnames"], found["titles"], strict=True))
    for tag, entry in ENTRIES.items():
        assert titles[f"c/{tag}"] == f"{tag}: {entry['title']}"
    near = found["titleterms"]["balanced"]
    near = near if isinstance(near, list) else [near]
    assert {found["docnames"][k] for k in near} >= {"c/P2FQ", "c/ZH8O"}
    places = {title.strip(): at for title, at in found["alltitles"].items()}
    at = [(found["docnames"][doc], anchor) for doc, anchor in places["(Balancedness)"]]
    assert at == [("dynamics/gradient-flow", "P2FQ")]


def test_the_index_of_statements_has_their_titles():
    rows = [
        row.get_text(" ", strip=True) for row in parsed("prf-prf").select("table.indextable tr")
    ]
    for tag, entry in ENTRIES.items():
        shown = " ".join(entry["title"].replace("'", "’").split())
        assert any(tag in row and shown in row.replace("'", "’") for row in rows), tag
