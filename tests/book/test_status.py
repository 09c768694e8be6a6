"""The status that pages show is the one in the ledger: in badges, tables, openings and steps."""

import re
import sys
from fractions import Fraction

import pytest

from dlf import claims
from dlf.claims import words
from dlf.verify import ledger
from tests import ROOT
from tests.book.browsing import parsed
from tests.book.chapters import CHAPTERS, STATEMENTS

sys.path.insert(0, str(ROOT / "book" / "_ext"))
from dlf_witness import plain

ENTRIES = claims.recorded()["claims"]


def check_badges(shown):
    """Each badge of a page says what the ledger says."""
    badges = shown.select("a.dlf-badge")
    assert badges
    for one in badges:
        tag = one["href"].rpartition("/")[2].removesuffix(".html")
        assert one.text == f"{tag} · {plain(words.badge(ENTRIES[tag]))}"
        assert f"dlf-{ENTRIES[tag]['status']}" in one["class"]


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_badge_says_what_the_ledger_says(name):
    check_badges(parsed(name))


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_numbered_part_is_an_item_of_its_own(name):
    """A formula that ends a list early would leave "5." inside of a paragraph."""
    for tag in STATEMENTS[name]:
        parts = re.findall(r"^\d+\. ", claims.all_claims()[tag].statement, re.M)
        items = parsed(name).find(id=tag).select("ol > li")
        assert len(items) == len(parts), tag


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_opens_with_the_status_of_each_of_its_statements(name):
    shown = [a["href"] for a in parsed(name).select("p.dlf-computed a.dlf-badge")]
    stated = [a["href"] for a in parsed(name).select(".admonition-title a.dlf-badge")]
    assert shown == stated != []


def test_the_totals_are_those_of_the_ledger():
    table = parsed("claims").select_one("table.dlf-totals")
    shown = [[c.get_text() for c in row.find_all("td")][:2] for row in table.select("tbody tr")]
    status = [entry["status"] for entry in ENTRIES.values()]
    counted = [[words.WORDS[s], str(status.count(s))] for s in words.WORDS if s in status]
    assert shown == counted
    wrong = sum(len(s["wrong"]) for e in ENTRIES.values() for s in e["steps"].values())
    assert f"{wrong} of {wrong} wrong variants refuted" in parsed("claims").get_text()


def test_the_table_is_computed_from_the_ledger():
    table = parsed("claims").select_one("table.dlf-status")
    rows = [row for row in table.select("tbody tr") if not row.select("th")]
    assert [row.a.text for row in rows] == list(claims.all_claims())
    for row in rows:
        tag, cells = row.a.text, [cell.get_text().strip() for cell in row.find_all("td")]
        entry = ENTRIES[tag]
        assert row.select_one(".dlf-badge").text == words.word(entry)
        scope = row.select_one(".dlf-scope")
        assert (scope.text if scope else "") == plain(words.scope(entry))
        steps = entry["steps"].values()
        proofs = sum(s["role"] == "proof" for s in steps)
        assert (f"{proofs} step" in cells[1]) == bool(proofs)
        assert (f"{len(entry['words'])} argument" in cells[1]) == bool(entry["words"])
        wrong = [w for s in steps for w in s["wrong"]]
        assert cells[2] == (f"{len(wrong)} of {len(wrong)}" if wrong else "–")
        off = [
            Fraction(n["off"])
            for s in steps
            for n in s["nearest"]
            if n["off"] != "next whole number"
        ]
        assert cells[3].endswith("%") == bool(off)
        if off:
            assert float(cells[3].split()[0]) == pytest.approx(float(100 * max(off)), rel=1e-2)


def test_what_is_weak_is_listed_by_name():
    lines = [line.text for line in parsed("claims").select("ul.dlf-weak li")]
    blunt, loose, itself, argued = lines
    for tag, entry in ENTRIES.items():
        for name, _ in ledger.blunt(entry):
            assert f"{name} of {tag}" in blunt
        for name in ledger.loose(entry):
            assert f"{name} of {tag}" in loose
        for name in ledger.by_construction(entry):
            assert f"{name} of {tag}" in itself
        for number in ledger.in_words(entry):
            assert f"{tag}.{number}" in argued
    assert sum(line.count(" of ") for line in (blunt, itself)) == sum(
        len(ledger.blunt(e)) + len(ledger.by_construction(e)) for e in ENTRIES.values()
    )


def test_no_step_is_blunt_and_none_compares_a_formula_with_itself():
    assert [t for t, e in ENTRIES.items() if ledger.blunt(e)] == []
    assert [t for t, e in ENTRIES.items() if ledger.by_construction(e)] == []


def test_every_part_of_every_statement_names_its_steps():
    for tag, one in claims.all_claims().items():
        assert set(one.parts) == set(one.numbers), tag
