"""The command line: what each command prints, and its exit status."""

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from dlf import claims
from dlf.__main__ import main
from dlf.claims import registry
from dlf.verify.verdict import Verdict
from tests import ROOT

TAGGED = list(claims.all_claims().items())


def test_list_show_cite(capsys):
    assert main(["list"]) == 0
    listed = capsys.readouterr().out
    assert all(tag in listed for tag, _ in TAGGED)
    assert "algebra checked" in listed
    assert "partly" not in listed
    assert main(["show", "balancedness"]) == 0
    shown = capsys.readouterr().out
    assert "refuted: the reversed sign; witness" in shown
    assert main(["cite", "P2FQ"]) == 0
    cited = capsys.readouterr().out
    assert "@misc{dlf-P2FQ" in cited
    assert claims.recorded()["claims"]["P2FQ"]["hash"] in cited
    assert "version 0.1.0" in cited


def test_check_compares_with_the_record(capsys, monkeypatch):
    assert main(["check", "K1RZ", "--quiet", "--jobs", "1"]) == 0
    assert "1 claim is as recorded" in capsys.readouterr().out
    spoiled = claims.recorded()
    spoiled["claims"]["K1RZ"]["status"] = "checked"
    spoiled["tools"]["sympy"] = "1.0"
    monkeypatch.setattr(claims, "recorded", lambda: spoiled)
    assert main(["check", "K1RZ", "--quiet", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "status differ (status: checked -> partly)" in out
    assert "note: sympy" in out


def test_check_compares_the_residuals_with_the_record(capsys, monkeypatch):
    spoiled = claims.recorded_residuals()
    spoiled["R3TE"]["any-samples"]["residual"] = 1.0
    spoiled["ZZZZ"] = {}
    monkeypatch.setattr(claims, "recorded_residuals", lambda: spoiled)
    assert main(["check", "R3TE", "--quiet", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "R3TE any-samples: residual" in out
    assert "1 in the record" in out
    assert "ZZZZ" not in out  # asked for one claim only


def test_the_experiments_alone_are_compared_with_the_record(capsys, monkeypatch):
    command = ["check", "SG4W", "WD7Z", "--measured", "--quiet", "--jobs", "1"]
    assert main(command) == 0
    assert "1 experiment is as recorded" in capsys.readouterr().out
    spoiled, residuals = claims.recorded(), claims.recorded_residuals()
    spoiled["claims"]["WD7Z"]["steps"]["velocity-of-the-product"]["scope"] = "another"
    monkeypatch.setattr(claims, "recorded", lambda: spoiled)
    assert main(command) == 1
    assert (
        "WD7Z velocity-of-the-product: scope differ (measured -> measured"
        in capsys.readouterr().out
    )
    residuals["WD7Z"]["velocity-of-the-product"]["residual"] = 1.0
    monkeypatch.setattr(claims, "recorded_residuals", lambda: residuals)
    assert main(command) == 1
    assert "WD7Z velocity-of-the-product: residual" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "said"),
    [(["--fresh", "2", "--seed", "1"], "drawn"), (["--measured"], "measured")],
    ids=["fresh", "measured"],
)
def test_a_claim_without_experiment_is_no_pass(capsys, option, said):
    assert main(["check", "SG4W", *option, "--quiet", "--jobs", "1"]) == 2
    shown = capsys.readouterr().out
    assert f"SG4W has no experiment: nothing {said}\n" in shown
    assert "surviv" not in shown
    assert "as recorded" not in shown


def test_a_seed_without_fresh_draws_is_refused(capsys):
    assert main(["check", "P2FQ", "--seed", "5"]) == 2
    assert "give it with --fresh N" in capsys.readouterr().err


def test_a_claim_named_twice_counts_once(capsys):
    assert main(["check", "R3TE", "refitting", "--quiet", "--jobs", "1"]) == 0
    assert "1 claim is as recorded\n" in capsys.readouterr().out


@pytest.mark.parametrize("key", [" P2FQ ", "c/P2FQ.html", "https://a.org/b/c/P2FQ.html#steps"])
def test_a_claim_is_found_by_its_page_and_with_blanks(capsys, key):
    assert main(["show", key]) == 0
    assert capsys.readouterr().out.startswith("P2FQ (balancedness)")


def test_several_claims_are_shown_one_after_another(capsys):
    assert main(["show", "P2FQ"]) == 0
    first = capsys.readouterr().out
    assert main(["show", "WD7Z"]) == 0
    second = capsys.readouterr().out
    assert main(["show", "P2FQ", "WD7Z"]) == 0
    assert capsys.readouterr().out == f"{first}\n{second}"
    assert main(["show", "P2FQ", "nothing"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("other", [["--record"], ["--no-ledger"], ["--fresh", "2"]])
def test_the_experiments_alone_are_neither_recorded_nor_drawn_afresh(capsys, other):
    assert main(["check", "--measured", *other]) == 2
    assert "without --record, --no-ledger and --fresh" in capsys.readouterr().err


def test_check_says_why_a_step_could_not_be_decided(capsys, monkeypatch):
    def broken():
        raise ImportError("no such package")

    plain = next(s for s in claims.all_claims()["R3TE"].steps if not s.recorded)
    monkeypatch.setitem(plain.__dict__, "check", broken)
    assert main(["check", "R3TE", "--quiet", "--jobs", "1"]) == 1
    assert "R3TE broken: ImportError: no such package" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", '{"claims": ', "{}"])
def test_a_damaged_record_is_named(capsys, monkeypatch, tmp_path, text):
    for name in ("LEDGER", "MEASURED"):
        path = tmp_path / f"{name}.json"
        path.write_text(text, "utf-8")
        monkeypatch.setattr(registry, name, path)
    assert main(["list"]) == 2
    assert f"{tmp_path / 'LEDGER.json'} is damaged" in capsys.readouterr().err


def test_recording_keeps_the_digits_that_agree_and_mends_what_is_damaged(monkeypatch, tmp_path):
    results = claims.check(["R3TE"], progress=False)
    known = {"R3TE": claims.recorded_residuals()["R3TE"]}
    known["R3TE"]["any-samples"]["residual"] = 1.5e-16  # rounding, as what is found
    for name in ("LEDGER", "MEASURED"):
        monkeypatch.setattr(registry, name, tmp_path / f"{name}.json")
    monkeypatch.setattr(registry, "CERTIFICATES", tmp_path / "certificates")
    monkeypatch.setattr(registry.ledger, "build", lambda results, _: ({"claims": {}}, {}))
    registry.MEASURED.write_text(json.dumps(known), "utf-8")
    registry.record(results)
    assert json.loads(registry.MEASURED.read_text("utf-8"))["R3TE"] == known["R3TE"]
    registry.MEASURED.write_text("damaged", "utf-8")
    registry.record(results)
    assert claims.recorded_residuals()["R3TE"].keys() == known["R3TE"].keys()


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
    printed = capsys.readouterr()
    tag = printed.out.strip()
    assert f"{copy} has a line more" in printed.err
    assert "take that line out again" in printed.err
    assert (
        copy.read_text("utf-8")
        == (ROOT / "dlf/claims/tags.txt").read_text("utf-8") + f"{tag} a-new-claim\n"
    )
    assert main(["tag", "Not A Name"]) == 2
    assert "line" in capsys.readouterr().err


def test_fresh_draws_are_repeatable_and_say_who_survives(capsys):
    command = ["check", "FN7J", "WD7Z", "SG4W", "--fresh", "3", "--jobs", "1", "--quiet"]
    assert main([*command, "--seed", "7"]) == 0
    shown = capsys.readouterr().out
    assert "3 fresh draws of every experiment; again with --seed 7" in shown
    assert "WD7Z survives: 1 experiment\n" in shown
    assert "2 of 2 claims survive" in shown  # SG4W has no experiment
    assert main([*command, "--seed", "7"]) == 0
    assert capsys.readouterr().out == shown
    assert main(command) == 0
    seed = capsys.readouterr().out.split("--seed ")[1].split()[0]
    assert main(command) == 0
    assert f"--seed {seed}\n" not in capsys.readouterr().out


def test_a_claim_that_fresh_draws_contradict_ends_with_one(capsys, monkeypatch):
    lost = Verdict(
        "refuted", "the residual exceeds 1", witness={"seed": "(1, 0, 0)"}, rigorous=False
    )
    steps = [
        one for one in claims.all_claims()["WD7Z"].steps if one.name == "velocity-of-the-product"
    ]

    def velocity_of_the_product():
        return lost

    monkeypatch.setitem(steps[0].__dict__, "check", velocity_of_the_product)
    assert main(["check", "WD7Z", "--fresh", "1", "--jobs", "1", "--quiet"]) == 1
    shown = capsys.readouterr().out
    assert "WD7Z fails\n  velocity-of-the-product: refuted, the residual exceeds 1 {'seed'" in shown
    assert "0 of 1 claim survives" in shown


@pytest.mark.parametrize(
    "options", [["--fresh", "0"], ["--fresh", "x"], ["--fresh", "3", "--seed", "-1"]]
)
def test_options_of_fresh_draws_are_checked(options, capsys):
    with pytest.raises(SystemExit):
        main(["check", "WD7Z", *options])
    assert "a whole number of at least" in capsys.readouterr().err
    assert main(["check", "--fresh", "3", "--record"]) == 2


def test_a_changed_claim_is_judged_by_itself(capsys, monkeypatch):
    command = ["check", "R3TE", "--no-ledger", "--jobs", "1", "--quiet"]
    monkeypatch.setattr(registry, "recorded", lambda: {"claims": {}, "tools": {}})
    assert main(command) == 0
    assert "1 claim stands by itself" in capsys.readouterr().out
    one = next(s for s in claims.all_claims()["R3TE"].steps if s.name == "any-samples")
    passes = Verdict("measured", "by eye", "3 seeds", rigorous=False)

    def any_samples(share=1.0, sign=1.0, wandered=0.0, ridge=0.0):
        return passes

    monkeypatch.setitem(one.__dict__, "check", any_samples)
    assert main(command) == 1
    assert "R3TE any-samples: the leak subtracted survives" in capsys.readouterr().out
