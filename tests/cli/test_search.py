"""The search as a command: what it refuses, what it leaves open, and its signs of life."""

import dataclasses
import json
import re
from fractions import Fraction

import pytest
from flint import arb

from dlf.__main__ import main
from dlf.domination import certify
from dlf.domination.certificate import Certificate
from tests.domination.test_search import COMMAND, aligned, overtaken


def test_what_has_no_bounds_is_said_without_nan(capsys, monkeypatch):
    one, nan = arb(1), arb("nan")
    blind = Certificate((Fraction(1),), 256, ((nan, nan),), ((one, one),))
    monkeypatch.setattr("dlf.cli.search.certify", lambda *_, **__: blind)
    assert main([*COMMAND, "--case", json.dumps(dataclasses.asdict(aligned()))]) == 3
    shown = capsys.readouterr().out
    assert re.search(r"not decided: 1 - sigma_(1/mu_1|2/mu_2) has no bounds at 256 bits", shown)
    assert "nan" not in shown


def test_a_flow_that_stops_decides_nothing(capsys, monkeypatch):
    def stopped(*_, **__):
        raise ArithmeticError("the flow stopped at t = 1")

    monkeypatch.setattr("dlf.cli.search.seen_alone", stopped)
    assert main([*COMMAND, "--case", json.dumps(dataclasses.asdict(aligned()))]) == 3
    assert capsys.readouterr().err == "dlf: not decided: the flow stopped at t = 1\n"


@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "-5"])
def test_a_search_without_an_end_is_refused(seconds, capsys):
    assert main([*COMMAND, "--seconds", seconds]) == 2
    assert "dlf: seconds " in capsys.readouterr().err


def test_a_search_without_a_draw_has_decided_nothing(capsys):
    assert main([*COMMAND, "--seconds", "1e-9"]) == 3
    assert "not decided: no draw was finished" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"space": 1}'])
def test_a_file_that_is_no_state_is_named(text, tmp_path, capsys):
    path = tmp_path / "state.json"
    path.write_text(text, "utf-8")
    assert main([*COMMAND, "--draws", "1", "--state", str(path)]) == 2
    assert f"dlf: {path} is no state of a search" in capsys.readouterr().err


def test_what_balls_decide_is_followed_by_a_bar(capsys):
    certify(overtaken(), [1, 2], bits=(64,), progress=True)
    shown = capsys.readouterr().err
    assert "64 bits: 100%" in shown
    certify(overtaken(), [1], bits=(64,))
    assert capsys.readouterr().err == ""
