"""The claims of the book, their tags, their ledger and the command line."""

import ast
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from dlf import claims
from dlf.__main__ import main
from dlf.claims import claim, registry
from dlf.verify import ledger, measured, tags
from tests import ROOT

RECHECK = ROOT / "tools" / "recheck.py"
TAGGED = list(claims.all_claims().items())


@pytest.fixture(scope="module")
def results():
    return claims.check(progress=False)


def test_the_ledger_is_what_a_new_run_finds_byte_for_byte(results):
    book, certificates = ledger.build(results, claims.registered().of)
    assert ledger.dumps(book) == claims.LEDGER.read_text("utf-8")
    written = {path.stem: path.read_text("utf-8") for path in claims.CERTIFICATES.glob("*.json")}
    assert written == {tag: ledger.dumps(found) for tag, found in certificates.items()}


def test_residuals_are_those_recorded_within_their_factors(results):
    found = claims.residuals(results)
    assert measured.differences(claims.recorded_residuals(), found) == []
    assert set(found) == set(claims.recorded_residuals())


def test_no_verdict_hangs_on_a_processor(results):
    """Half of the tolerance is left to what supports, and twice the limit to what refutes."""
    assert measured.narrow(claims.residuals(results)) == []
    assert measured.narrow(claims.recorded_residuals()) == []


def test_the_ledger_holds_no_measured_digit():
    """A witness of floating point is where to look, not what was seen there."""
    for entry in claims.recorded()["claims"].values():
        for one in entry["steps"].values():
            for verdict in (one, *one["wrong"]):
                if not verdict["rigorous"]:
                    assert verdict.get("witness", {}).keys() <= {"seed", "step", "L", "scale"}
                    assert verdict["tolerances"]


def test_no_claim_is_unchecked_or_refuted(results):
    assert {r.status for r in results}.isdisjoint({"unchecked", "refuted"})


def test_every_claim_refutes_three_wrong_variants(results):
    for result in results:
        if result.claim.kind != "definition":
            assert sum(len(r.wrong) for r in result.steps) >= 3, result.claim.name
        assert not any(r.alive for r in result.steps), result.claim.name


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
        "P2FQ balancedness: status differ (status: partly -> refuted)"
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
    assert "def shared_term(same_side=True):" in markdown
    assert "@step" not in markdown
    assert "$$" in markdown
    assert "- proved" in markdown
    assert "refuted at A = [[1, 2], [-1, 3]]" in markdown
    assert "proved" in repr(shown)
    assert claim("P2FQ").check().status == "partly"
    with pytest.raises(KeyError, match="it has"):
        claim("P2FQ").show("nothing")


def test_list_show_cite(capsys):
    assert main(["list"]) == 0
    listed = capsys.readouterr().out
    assert all(tag in listed for tag, _ in TAGGED)
    assert main(["show", "balancedness"]) == 0
    shown = capsys.readouterr().out
    assert "refuted: the reversed sign; witness" in shown
    assert main(["cite", "P2FQ"]) == 0
    cited = capsys.readouterr().out
    assert "@incollection{dlf-P2FQ" in cited
    assert claims.recorded()["claims"]["P2FQ"]["hash"] in cited
    assert "version 0.1.0" in cited


def test_check_compares_with_the_record(capsys, monkeypatch):
    assert main(["check", "P2FQ", "--quiet", "--jobs", "1"]) == 0
    assert "1 claims are as recorded" in capsys.readouterr().out
    spoiled = claims.recorded()
    spoiled["claims"]["P2FQ"]["status"] = "checked"
    spoiled["tools"]["sympy"] = "1.0"
    monkeypatch.setattr(claims, "recorded", lambda: spoiled)
    assert main(["check", "P2FQ", "--quiet", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "status differ (status: checked -> partly)" in out
    assert "note: sympy" in out


def test_unknown_tags_and_missing_ledgers_end_with_two(capsys, monkeypatch):
    assert main(["show", "P2FX"]) == 2
    assert "nearest: P2FQ" in capsys.readouterr().err
    assert main(["check", "P2FQ", "--record"]) == 2
    monkeypatch.setattr(registry, "LEDGER", Path("no-such-file"))
    assert main(["list"]) == 2


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert "python -m dlf check" in shown


def test_graph_is_svg_with_a_link_for_every_claim(tmp_path, capsys):
    assert main(["graph", "--output", str(tmp_path / "g.svg")]) == 0
    drawing = ET.parse(tmp_path / "g.svg").getroot()
    links = [a.get("href") for a in drawing.iter("{http://www.w3.org/2000/svg}a")]
    assert sorted(links) == sorted(f"c/{tag}.html" for tag, _ in TAGGED)
    arrows = [p for p in drawing.iter("{http://www.w3.org/2000/svg}path") if p.get("marker-end")]
    assert len(arrows) == sum(len(one.uses) for _, one in TAGGED)
    assert main(["graph"]) == 0
    assert capsys.readouterr().out.startswith("<svg")


def test_tag_appends_a_fresh_one(tmp_path, monkeypatch, capsys):
    copy = tmp_path / "tags.txt"
    shutil.copy(claims.TAGS, copy)
    monkeypatch.setattr(claims, "TAGS", copy)
    assert main(["tag", "a-new-claim"]) == 0
    tag = capsys.readouterr().out.strip()
    assert (
        copy.read_text("utf-8")
        == (ROOT / "dlf/claims/tags.txt").read_text("utf-8") + f"{tag} a-new-claim\n"
    )
    with pytest.raises(ValueError, match="line"):
        main(["tag", "Not A Name"])


def recheck(folder):
    command = [sys.executable, "-I", "-S", str(RECHECK), str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


@pytest.fixture
def copied(tmp_path):
    shutil.copy(claims.LEDGER, tmp_path)
    shutil.copytree(claims.CERTIFICATES, tmp_path / "certificates")
    return tmp_path


def spoil(folder, tag, change):
    """Change a certificates file, and the ledger's hash of it, as a forger would."""
    path, book = folder / "certificates" / f"{tag}.json", folder / "ledger.json"
    found, recorded = json.loads(path.read_text("utf-8")), json.loads(book.read_text("utf-8"))
    change(found, recorded["claims"][tag])
    path.write_text(ledger.dumps(found), "utf-8")
    recorded["claims"][tag]["certificates"] = ledger.digest(path.read_text("utf-8"))
    book.write_text(ledger.dumps(recorded), "utf-8")


def test_recheck_passes_and_counts():
    done = recheck(claims.FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exact witnesses verified" in done.stdout
    assert "coefficient certificates verified" in done.stdout


def test_recheck_is_short_and_needs_the_standard_library_only():
    text = RECHECK.read_text("utf-8")
    assert len(text.splitlines()) < 100
    imported = {
        name
        for node in ast.walk(ast.parse(text))
        for name in (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def negative_coefficient(found, _):
    found["increments"]["cases"][0]["increments"]["0,0,2"] = "-3"


def other_polynomial(found, _):
    found["increments"]["cases"][0]["polynomial"]["0,0,2"] = "4"


def other_witness(found, entry):
    found["sharp/the power 2L - 1"]["witness"]["m"] = "1"
    entry["steps"]["sharp"]["wrong"][1]["witness"]["m"] = "1"


def witness_of_the_ledger_only(_, entry):
    entry["steps"]["sharp"]["wrong"][1]["witness"]["m"] = "3"


def outside_the_hypotheses(found, entry):
    name = "slope-bound/a constant smaller by 1/100"
    found[name]["witness"]["x"] = entry["steps"]["slope-bound"]["wrong"][0]["witness"]["x"] = "7"


def lost_certificate(found, _):
    del found["sharp/the power 2L - 1"]


def alive(_, entry):
    entry["steps"]["sharp"]["wrong"][1]["status"] = "unknown"


def irrational(found, _):
    found["sharp/the power 2L - 1"]["violated"] = "Eq(m**(1/2), 2)"


def spoils(**changes):
    """A forgery of the exact witness of one wrong variant, consistent with the ledger."""

    def forge(found, entry):
        found["sharp/the power 2L - 1"].update(changes)
        if "witness" in changes:
            entry["steps"]["sharp"]["wrong"][1]["witness"] = changes["witness"]

    forge.__name__ = str(sorted(changes.values(), key=str))[:60]
    return forge


def relabelled(found, entry):
    lost_certificate(found, entry)
    entry["steps"]["sharp"]["wrong"][1]["witness"] = {"seed": "0"}


def nothing_refuted(_, entry):
    entry["steps"]["sharp"]["wrong"] = []


def unproved(_, entry):
    entry["steps"]["sharp"]["status"] = "unknown"


def negative_power(found, _):
    forged = {"polynomial": {"0": "2", "-1": "-1"}, "increments": {"0": "1"}}
    found["increments"]["cases"][0] = forged


def two_keys_of_one_monomial(found, _):
    forged = {"polynomial": {"1": "-5", "01": "1"}, "increments": {"1": "1"}}
    found["increments"]["cases"][0] = forged


A, B, C = "[[1, 2], [3, 4]]", "[[1, 0], [0, 1]]", "[[0, 1], [1, 0]]"
FORGED_WITNESSES = (
    spoils(violated="Eq(m.real, 2)"),
    spoils(violated="m - m"),
    spoils(violated="1e400 < 1e300"),
    spoils(violated="0.3 + 0.1 <= 0.3"),
    spoils(violated="1 < 0", witness={}),
    spoils(violated="m < 0", hypotheses=["m"]),
    spoils(violated="Eq(A, A)", witness={"A": A}),
    spoils(violated="A < A", witness={"A": A}),
    spoils(violated="Eq((A + B)*C - A*C - B*C, 0)", witness={"A": A, "B": "[[0]]", "C": C}),
    spoils(violated="Eq(A*B - A, 0)", witness={"A": A, "B": B}),
    spoils(violated="Eq(A, 0)", witness={"A": "[[0, 0]]"}),
    spoils(violated="(lambda: m)() < 0"),
    spoils(violated="__import__('os').getpid() < 0"),
)


FORGERIES = (
    *FORGED_WITNESSES,
    relabelled,
    nothing_refuted,
    unproved,
    negative_power,
    two_keys_of_one_monomial,
    negative_coefficient,
    other_polynomial,
    other_witness,
    witness_of_the_ledger_only,
    outside_the_hypotheses,
    lost_certificate,
    alive,
    irrational,
)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda f: f.__name__)
def test_recheck_rejects_a_forgery(copied, forgery):
    spoil(copied, "MZJX", forgery)
    assert recheck(copied).returncode == 1


def test_recheck_rejects_certificates_that_are_not_the_recorded_ones(copied):
    path = copied / "certificates" / "MZJX.json"
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    done = recheck(copied)
    assert done.returncode == 1
    assert "not the certificates that the ledger names" in done.stdout
