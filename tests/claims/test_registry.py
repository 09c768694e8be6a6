"""The claims of the book, their tags and their ledger.

`python -m dlf check` runs all claims; here a few run, and what is recorded of all is looked at.
"""

import json
import subprocess
from fractions import Fraction

import pytest

from dlf import claims
from dlf.claims import claim, registry
from dlf.verify import formal, ledger, measured, sharpness, tags
from tests import ROOT

TAGGED = list(claims.all_claims().items())
RECORDED = claims.recorded()["claims"]
FEW = ("HU2P", "P2FQ", "MJL3", "SAV4", "J79E")


def test_the_ledger_is_what_a_new_run_finds_byte_for_byte():
    assert ledger.dumps(claims.recorded()) == claims.LEDGER.read_text("utf-8")
    with formal.lock_alone():
        results = claims.check(FEW, progress=False)
    book, certificates = ledger.build(results, claims.registered().of)
    for tag in FEW:
        found, known = ({**e[tag], "deep": None} for e in (book["claims"], RECORDED))
        assert ledger.dumps(found) == ledger.dumps(known)  # deep hangs on the claims it rests on
        written = (claims.CERTIFICATES / f"{tag}.json").read_text("utf-8")
        assert written == ledger.dumps(certificates[tag])


def test_every_claim_has_its_measurements_recorded():
    assert set(claims.recorded_residuals()) == set(RECORDED) == {tag for tag, _ in TAGGED}


def test_no_verdict_hangs_on_a_processor():
    """Half of the tolerance is left to what supports, and twice the limit to what refutes."""
    assert measured.narrow(claims.recorded_residuals()) == []


def test_the_ledger_holds_no_measured_digit():
    """A witness of floating point is where to look, not what was seen there."""
    for entry in RECORDED.values():
        for one in entry["steps"].values():
            for verdict in (one, *one["wrong"]):
                if not verdict["rigorous"]:
                    assert verdict.get("witness", {}).keys() <= {"seed", "step", "L", "d", "scale"}
                    assert verdict["tolerances"]


def test_no_claim_is_unchecked_or_refuted():
    assert {entry["status"] for entry in RECORDED.values()}.isdisjoint({"unchecked", "refuted"})


def test_every_claim_refutes_three_wrong_variants():
    for tag, one in TAGGED:
        wrong = [v for s in RECORDED[tag]["steps"].values() for v in s["wrong"]]
        if one.kind != "definition":
            assert len(wrong) >= 3, one.name
        assert {v["status"] for v in wrong} <= {"refuted"}, one.name


def test_the_ledger_says_what_each_step_does_and_demands():
    for tag, one in TAGGED:
        entry = RECORDED[tag]
        assert entry["parts"] == {n: [s.name for s in steps] for n, steps in one.parts.items()}
        for s in one.steps:
            recorded = entry["steps"][s.name]
            assert recorded["source"] == s.digest(ledger.PACKAGE)
            assert Fraction(recorded["sharpness"]) == s.sharpness
            assert len(recorded["nearest"]) == len(sharpness.sides(s))


def test_the_ledger_holds_no_time_and_no_place():
    text = claims.LEDGER.read_text("utf-8")
    book = json.loads(text)
    assert list(book) == ["tools", "claims"]
    assert list(book["claims"]) == sorted(book["claims"])
    assert "seconds" not in text
    assert str(ROOT) not in text


def test_differences_name_the_claim_and_what_changed():
    recorded = json.loads(claims.LEDGER.read_text("utf-8"))["claims"]
    found = json.loads(claims.LEDGER.read_text("utf-8"))["claims"]
    assert ledger.differences(recorded, found) == []
    found["P2FQ"]["status"] = "refuted"
    assert ledger.differences(recorded, found) == [
        f"P2FQ balancedness: status differ (status: {RECORDED['P2FQ']['status']} -> refuted)"
    ]
    assert ledger.differences({}, {"P2FQ": found["P2FQ"]}) == ["P2FQ balancedness: not recorded"]


def test_tags_only_grow_over_the_whole_history():
    path = str(claims.TAGS.relative_to(ROOT))
    git = ["git", "-C", str(ROOT)]
    run = lambda *words: subprocess.run(
        [*git, *words], capture_output=True, encoding="utf-8", check=True
    )
    versions = lambda *options: [
        run("show", f"{commit}:{path}").stdout
        for commit in run("log", *options, "--format=%H", "--", path).stdout.split()
    ]
    now = claims.TAGS.read_text("utf-8")
    mainline = [now, *versions("--first-parent")]  # a merge appends the lines of the other side
    for new, old in zip(mainline, mainline[1:], strict=False):
        assert tags.appended(old, new)
    for text in versions():
        assert set(text.splitlines()) <= set(now.splitlines())


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ("A000 one\nB000 two\n", True),
        ("A000 one\nB000 two\nA000 ! false\nC000 one\n", True),
        ("A000 one\n", False),
        ("B000 two\nA000 one\n", False),
        ("A000 other\nB000 two\n", False),
        ("Z000 new\nA000 one\nB000 two\n", False),
    ],
)
def test_a_changed_or_lost_tag_is_seen(new, kept):
    assert tags.appended("A000 one\nB000 two\n", new) is kept


@pytest.mark.parametrize(
    "text",
    [
        "0000 digits-first",
        "A0000 long",
        "A000 Capital",
        "A000 one\nA000 two",
        "A000 one\nB000 one",
        "A000 ! never used",
        "A000 one\nA000 ! gone\nA000 ! again",
        "A000",
    ],
)
def test_malformed_tags_are_refused(text):
    with pytest.raises(ValueError, match="line"):
        tags.parse(text)


def test_a_retired_tag_keeps_its_reason_and_frees_its_name():
    parsed = tags.parse("A000 one\nA000 ! it was false\nB000 one")
    assert parsed.retired == {"A000": "it was false"}
    assert parsed.of("one") == "B000"
    with pytest.raises(KeyError, match="no tag"):
        parsed.of("two")
    assert tags.fresh("one", {tags.fresh("one", {})}) != tags.fresh("one", {})


@pytest.mark.parametrize(("tag", "one"), TAGGED, ids=[tag for tag, _ in TAGGED])
def test_a_claim_is_found_by_tag_and_by_name(tag, one):
    assert claims.find(tag.lower()) == claims.find(one.name) == tag
    assert claim(tag).claim is one
    assert one.title in repr(claim(tag))


def test_an_unknown_claim_suggests_the_nearest():
    with pytest.raises(KeyError, match=r"P2FQ \(balancedness\)"):
        claim("balancednes")


def test_a_retired_claim_says_why(monkeypatch):
    gone = tags.parse(claims.TAGS.read_text("utf-8") + "A000 gone\nA000 ! it was false\n")
    monkeypatch.setattr(registry, "registered", lambda: gone)
    with pytest.raises(KeyError, match="A000 is retired: it was false"):
        claims.find("a000")


def test_a_notebook_shows_source_comparison_and_verdicts():
    shown = claim("P2FQ").show("shared-term")
    markdown = shown._repr_markdown_()
    assert "def shared_term(sign=-1, share=1, power=2):" in markdown
    assert "@step" not in markdown
    assert "$$" in markdown
    assert "- proved" in markdown
    assert "refuted at A = [[1, 2], [-1, 3]]" in markdown
    assert "proved" in repr(shown)
    assert claim("SG4W").check().status == "partly"
    with pytest.raises(KeyError, match="it has"):
        claim("P2FQ").show("nothing")


def test_a_notebook_shows_of_a_long_witness_its_beginning_and_where_all_of_it_is():
    shown = claim("QN8C").show("one-step-in-blocks")
    lines = shown._repr_markdown_().split("```")[-1].strip().splitlines()
    assert lines[-1] == "- all values are on the page of `QN8C`"
    cut = [line for line in lines if " values)" in line]
    assert len(cut) == len(lines) - 2
    assert max(map(len, lines)) < 200
    assert all("refuted at L = 2, l = 0, a1 = [[1, 2], [-1, 3]], " in line for line in cut)
    assert "y3 = " not in "".join(cut)
    assert "y3 = " in repr(shown)
    assert " values)" not in repr(shown)
    assert "all values" not in claim("P2FQ").show("shared-term")._repr_markdown_()
