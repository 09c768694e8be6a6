"""The search looks where something is open, and nowhere else; E_c <= E_o by itself."""

import dataclasses
import json
import re
import shlex
from importlib import import_module

import numpy as np
import pytest

import dlf
from dlf.__main__ import main
from dlf.cli.offer import NAME
from dlf.domination import (
    ERRORS,
    Case,
    Comparison,
    Space,
    certify,
    error_proofs,
    gaps,
    horizon,
    open_modes,
    search,
    starts_below,
    turning_point,
)
from dlf.domination.case import CONJECTURE
from dlf.domination.draws import KINDS, drawn, is_open
from dlf.domination.search import draw

searching = import_module("dlf.domination.search")
STATED = Comparison()
TURNED = Case(3, (1.0, 0.5, 0.4), 0.2, (0.6, -0.4, 0.5), (1, 1, 1))
TIED = Case(3, (1.0, 0.7, 0.7), 0.3, (0.1, np.tan(0.7), 0.2), (1, 1, 1))


def batches(comparison, depths=(3, 6), widths=(3, 4), rounds=2):
    for k in range(rounds * len(KINDS)):
        rng = np.random.default_rng(k)
        yield KINDS[k % len(KINDS)], drawn(KINDS[k % len(KINDS)], depths, widths, comparison, rng)


def test_every_case_has_an_open_mode_and_what_is_proved_is_counted():
    skipped, proved = 0, {}
    for _, batch in batches(STATED):
        assert batch.cases
        for case, modes in zip(batch.cases, batch.modes, strict=True):
            assert modes.any()
            assert tuple(np.flatnonzero(modes) + 1) == open_modes(case)
        skipped += batch.skipped
        for tag, count in batch.proved.items():
            proved[tag] = proved.get(tag, 0) + count
    assert skipped > 0
    assert proved["X2QR.1"] > proved["SY2P.3"] > 0
    assert {"LV3R.1", "GW6N.1"} < set(proved)


def test_the_first_open_case_is_drawn_most_and_weak_modes_behind_a_far_leader():
    kinds = [batch for kind, batch in batches(STATED) if kind.endswith("first open")]
    assert kinds
    for batch in kinds:
        for case in batch.cases:
            s = case.singular_values
            assert s[1] == s[2]
            assert np.linalg.det(case.rotation()) > 0
    cases = [case for _, batch in batches(STATED) for case in batch.cases]
    ahead = [case.singular_values[0] / min(s for s in case.singular_values if s) for case in cases]
    assert max(ahead) > 15
    assert np.median(ahead) > 2


def test_errors_are_searched_where_the_start_is_below_and_a_mode_is_open():
    for _, batch in batches(ERRORS, rounds=1):
        for case in batch.cases:
            smallest = min(s for s in case.singular_values if s)
            assert case.init_scale**case.depth <= smallest * (1 + 1e-12)
            assert not error_proofs(case)


@pytest.mark.slow
def test_improving_does_not_leave_the_hypothesis_of_the_errors():
    """This draw begins at s_r = 1.23 eps^L, and the margin falls beyond s_r = eps^L."""
    found = draw(Space(comparison=ERRORS), 1827, 5)
    assert found.margin.margin < 0.01
    assert starts_below(found.case)
    assert found.status == ""


def test_a_case_without_the_hypothesis_is_none_of_the_errors(capsys, monkeypatch):
    case = Case(3, (1.0, 0.2, 0.001), 0.3, (0.3, 0.1, 0.2), (1, 1, 1))
    assert not is_open(case, ERRORS)
    assert not is_open(case, Comparison(share=0.9, errors=True))
    words = ["search-counterexample", "--quiet", "--case", json.dumps(dataclasses.asdict(case))]
    assert main([*words, "--errors"]) == 2
    assert "asked that eps^L <= s_r" in capsys.readouterr().err
    assert main(words) == 0


@pytest.mark.parametrize(
    ("comparison", "number"),
    [(Comparison(share=0.99, errors=True), 5), (ERRORS, 1), (CONJECTURE, 0), (CONJECTURE, 2)],
)
def test_what_is_printed_to_see_a_case_again_sees_the_same(comparison, number, capsys):
    found = draw(Space((3, 4), (3, 3), comparison), 0, number)
    command = import_module("dlf.cli.search")
    status = command._report(found.case, found.margin, comparison, False)
    first = capsys.readouterr().out
    words = shlex.split(first.partition("again: ")[2].splitlines()[0])
    again = [NAME, "--quiet", *words[words.index(NAME) + 1 :]]
    assert main(again) == command._STATUS[status] < 2
    again = capsys.readouterr().out
    assert again.splitlines()[1] == first.splitlines()[1]
    seen = [re.search(r"(\S+)(?: \(1: .*)? (?:at|to) t = (\S+),", out) for out in (first, again)]
    np.testing.assert_allclose(*np.array([s.groups() for s in seen], float), rtol=1e-3)


def shown(case, capsys, *words):
    """What the command says of a case: its lines and its status."""
    given = json.dumps(dataclasses.asdict(case))
    status = main(["search-counterexample", "--quiet", *words, "--case", given])
    return capsys.readouterr().out.splitlines(), status


def test_a_case_in_which_no_mode_catches_up_is_followed_as_far_as_asked(capsys):
    (first, again, verdict), status = shown(TURNED, capsys, "--time", "5")
    assert first.startswith("no mode that is compared catches up, to rounding: margin 1 to t = 5, ")
    assert "--time 5.0 --case" in again
    assert verdict.startswith("certified: sigma_")
    assert "at t = 5.0;" in verdict
    assert status == 0


def test_a_violation_below_what_a_margin_sees_is_shown_by_its_excess(capsys):
    """A gap that was never above 1e-6 has no margin."""
    aligned = dataclasses.replace(TURNED, skew=(0.0, 0.0, 0.0))
    (first, _, verdict), status = shown(aligned, capsys, "--time", "2", "--share", "0.9999999")
    assert first.startswith("largest excess: log(sigma_")
    assert "certified VIOLATION" in verdict
    assert status == 1


def test_an_exact_catch_up_has_the_margin_zero():
    """Singular values of a block agree with their modes from where these cross."""
    skew = (0.0, float(np.tan(0.7)), 0.0)
    for s in ((1.0, 0.9, 0.89), (1.0, 0.7, 0.7)):
        case = Case(3, s, 0.3, skew, (1, 1, 1))
        assert abs(gaps([case], horizon(case)).margin(0).margin) < 1e-6


def test_starts_that_are_overtaken_have_both_signs():
    signs = {"overtaken" in kind: set() for kind in KINDS}
    for kind, batch in batches(STATED, widths=(4, 4)):
        signs["overtaken" in kind] |= {int(np.prod(case.signs)) for case in batch.cases}
    assert signs == {True: {1, -1}, False: {1, -1}}


def test_the_highest_excess_is_that_of_all_starts_of_a_draw(monkeypatch):
    seen, original = [], searching.gaps

    def spied(*arguments, **keywords):
        seen.append(original(*arguments, **keywords))
        return seen[-1]

    monkeypatch.setattr(searching, "gaps", spied)
    found = draw(Space((3, 3), (3, 3)), 0, 1)
    first, *steps = seen
    assert steps
    starts = [first.margin(j).excess for j in range(first.excess.shape[1])]
    assert found.highest >= max(*starts, found.margin.excess)
    assert found.highest in (*starts, *(run.margin(0).excess for run in steps))


def test_the_time_of_a_case_is_asked_for_with_one(capsys):
    assert main(["search-counterexample", "--quiet", "--time", "3"]) == 2
    assert "--time says how far" in capsys.readouterr().err


def test_of_a_wrong_variant_nothing_is_proved():
    for _, batch in batches(Comparison(share=0.9), depths=(2, 2), widths=(2, 2), rounds=1):
        assert len(batch.cases) == 8
        assert batch.modes.all()
        assert (batch.skipped, batch.proved) == (0, {})


@pytest.mark.parametrize(("depths", "widths"), [((2, 2), (3, 4)), ((3, 5), (2, 2))])
def test_a_space_without_anything_open_is_refused(depths, widths):
    with pytest.raises(ValueError, match="nothing is open in L"):
        search(Space(depths, widths), seed=0, draws=1)


def test_a_proved_mode_is_not_compared():
    whole = gaps([TURNED], 10.0)
    aimed = gaps([TURNED], 10.0, modes=np.array([[False, False, True]]))
    assert (aimed.left[:, 0, :2] == 1).all()
    assert aimed.fitted[:, 0, :2].all()
    assert not aimed.fitted[1, 0, 2]
    assert not whole.fitted[1, 0].any()
    assert aimed.margin(0).excess_mode == 3


def test_a_mode_is_compared_until_its_turning_point_if_the_fixed_directions_are_below():
    modes = np.array([[False, True, False]])
    run, whole = gaps([TURNED], 30.0, modes=modes), gaps([TURNED], 30.0)
    mu = dlf.mode_strength(run.times, 0.5, init_scale=0.2, depth=3)
    passed = int(np.argmax(mu >= float(turning_point(TURNED, 2))))
    assert 0 < passed < len(run.times) - 1
    np.testing.assert_array_equal(run.fitted[: passed + 1, 0, 1], False)
    assert run.fitted[passed + 1 :, 0, 1].all()
    assert not whole.fitted[passed + 1, 0, 1]


def test_fixed_directions_above_the_mode_leave_it_open(monkeypatch):
    """As if the factors were larger, so that F_2 is above the second mode."""
    case = import_module("dlf.domination.case")
    run = lambda: gaps([TURNED], 30.0, modes=np.array([[False, True, False]]))
    before, original = run().fitted[:, 0, 1].sum(), case._done

    def larger(W, log_mu, cases, modes):
        return original(2 * W, log_mu, cases, modes)

    monkeypatch.setattr(case, "_done", larger)
    assert run().fitted[:, 0, 1].sum() < before


def test_improvement_keeps_equal_targets_equal():
    found, margin, *_ = searching.improve(TIED, horizon(TIED), evaluations=5)
    assert found.singular_values[1] == found.singular_values[2] != 0.7
    assert margin.margin < gaps([TIED], horizon(TIED)).margin(0).margin


def test_improvement_of_a_case_without_anything_open_returns_it():
    proved = dataclasses.replace(TURNED, signs=(-1, 1, 1), singular_values=(1.0, 0.5, 0.5))
    assert open_modes(proved) == ()
    found, margin, *_ = searching.improve(proved, 5.0, evaluations=2, aimed=True)
    assert found == proved
    assert margin.margin == 1


# errors


@pytest.mark.parametrize("zero", [False, True])
def test_errors_are_those_of_both_networks(zero):
    """The compressed network has rank max(r, d - r): with r = 1 of d = 3 one mode of target 0."""
    s = (1.0, 0.0, 0.0) if zero else (1.0, 0.5, 0.4)
    case = dataclasses.replace(TURNED, singular_values=s)
    run = gaps([case], 4.0, comparison=ERRORS)
    assert run.excess.shape == (len(run.times), 1, 1)
    M = np.diag(s)
    slow = dlf.end_to_end_flow(
        dlf.Factorization(M), 0.2**3 * case.rotation(), run.times, depth=3, rtol=1e-11, atol=1e-14
    )
    E_o = ((slow.end_to_end() - M) ** 2).sum(axis=(1, 2))
    mu = dlf.mode_strength(run.times[:, None], np.array(s), init_scale=0.2, depth=3)
    E_c = ((mu - s) ** 2)[:, : 2 if zero else 3].sum(axis=1)
    np.testing.assert_allclose(run.excess[:, 0, 0], np.log(E_c / E_o), atol=1e-7)
    assert (run.excess[1:, 0, 0] < 0).all()


@pytest.mark.parametrize("wrong", [{}, {"share": 0.9}, {"imbalance": 1.5}])
def test_errors_are_certified_and_a_wrong_variant_is_refuted(wrong):
    comparison = Comparison(errors=True, **wrong)
    aligned = dataclasses.replace(TURNED, skew=(0.01, 0.0, 0.01))
    found = certify(aligned, [2, 6], comparison=comparison)
    assert found.status == ("violated" if wrong else "below")
    assert [len(row) for row in found.sigma + found.mu] == [1] * 4
    run = gaps([aligned], 6.0, comparison=comparison)
    assert float(found.shortfall(1, 1)) == pytest.approx(-np.expm1(run.excess[-1, 0, 0]), rel=1e-5)


def test_the_command_searches_errors(capsys, tmp_path):
    words = [
        "search-counterexample",
        "--quiet",
        "--errors",
        "--depth",
        "3",
        "3",
        "--width",
        "3",
        "3",
    ]
    path = tmp_path / "state.json"
    assert main([*words, "--draws", "1", "--seed", "2", "--state", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "log(E_c/E_o)" in shown
    assert "certified: E_c < E_o" in shown
    assert "--errors --time" in shown
    assert "left out as proved" in shown
    assert searching.State.read(path).space.comparison == ERRORS
    assert main([*words[:2], "--draws", "1", "--seed", "2", "--state", str(path)]) == 2


def test_the_command_says_what_it_left_out(capsys):
    words = ["search-counterexample", "--quiet", "--depth", "3", "3", "--width", "3", "3"]
    assert main([*words, "--draws", "1"]) == 0
    shown = capsys.readouterr().out
    assert "left out as proved: " in shown
    assert "SY2P.3 " in shown
    assert "X2QR.1 " in shown
