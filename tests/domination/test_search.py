"""The search for a counterexample: margins, certificates, and that a wrong statement is refuted."""

import dataclasses
import json
import re
from importlib import import_module

import joblib
import numpy as np
import pytest
from flint import arb, ctx

import dlf
from dlf.__main__ import main
from dlf.domination import Case, Comparison, Space, certify, gaps, horizon, search, taylor
from dlf.domination.case import case_of, cayley
from dlf.domination.certificate import Certificate
from dlf.domination.search import State
from dlf.exact import balls
from tests import sampled

searching = import_module("dlf.domination.search")  # the door hands on its function
SMALL = Space((3, 3), (3, 3))
DRAWS = 4
COMMAND = ["search-counterexample", "--quiet", "--depth", "3", "3", "--width", "3", "3"]


def overtaken(bend=0.0, depth=3, strengths=(1.0, 0.7, 0.3), turn=1.4):
    """An aligned mode leads a stronger one that starts turned towards a weaker direction."""
    A = np.zeros((3, 3))
    A[0, 2], A[0, 1] = np.tan(turn / 2), bend
    return case_of(depth, strengths, 0.3, A - A.T, [1, 1, 1])


def aligned(depth=3):
    return Case(depth, (1.0, 0.5), 0.3, (0.0,), (1, 1))


def margin(case, **kwargs):
    return gaps([case], horizon(case), **kwargs).margin(0)


@pytest.fixture(scope="module")
def whole():
    return search(SMALL, seed=5, draws=DRAWS)


def same(first, second):
    return dataclasses.asdict(first) == dataclasses.asdict(second)


# cases


@pytest.mark.parametrize("width", [2, 3, 5])
@pytest.mark.parametrize("flip", [1, -1])
def test_cayley_reaches_every_rotation_and_reflection(width, flip, rng):
    (Q,) = dlf.orthogonal((width, width), init_scale=1.0, rng=rng)
    Q[0] *= flip
    s = rng.random(width)
    order = np.argsort(-s)
    case = case_of(3, s, 0.1, *cayley(Q))
    np.testing.assert_allclose(case.rotation(), Q[np.ix_(order, order)], atol=1e-13)
    np.testing.assert_array_equal(case.singular_values, s[order])


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_gaps_are_those_of_the_flow_and_of_the_closed_form(depth, rng):
    (Q,) = dlf.orthogonal((3, 3), init_scale=1.0, rng=rng)
    case = case_of(depth, [1.0, 0.6, 0.0], 0.5, *cayley(Q))
    run = gaps([aligned_like(case), case], 3.0)
    assert run.excess.shape == (len(run.times), 2, 3)
    M = dlf.Factorization(np.diag(case.singular_values))
    slow = dlf.end_to_end_flow(
        M, 0.5**depth * case.rotation(), run.times, depth=depth, rtol=1e-11, atol=1e-14
    )
    sigma = np.linalg.svd(slow.end_to_end(), compute_uv=False)
    mu = dlf.mode_strength(
        run.times[:, None], np.array(case.singular_values), init_scale=0.5, depth=depth
    )
    np.testing.assert_allclose(run.excess[:, 1], np.log(sigma / mu), atol=1e-8)
    assert np.abs(run.excess[:, 0]).max() < 1e-11


def aligned_like(case):
    return dataclasses.replace(case, skew=(0.0,) * len(case.skew), signs=(1,) * case.width)


def test_the_margin_is_zero_only_where_a_mode_catches_up():
    assert margin(aligned()).margin > 0.99
    assert margin(overtaken(turn=0.5)).margin > 0.99
    crossing = margin(overtaken())
    assert abs(crossing.margin) < 1e-7
    assert crossing.mode == 2
    assert crossing.excess < 1e-12
    bent = margin(overtaken(bend=0.1))
    assert crossing.margin < bent.margin < 0.5


def test_the_gap_does_not_vanish_as_time_grows():
    case = Case(3, (1.0, 0.5), 0.3, (0.4,), (1, 1))
    run = gaps([case], horizon(case))
    compared = run.gaps[1:, 0] > 0
    assert run.gaps[compared[:, 0].nonzero()[0].max() + 1, 0, 0] > 0.1
    assert run.margin(0).margin > 0.5
    assert np.abs(run.excess[-1, 0, 0]) < 1e-2


def test_improvement_lowers_the_margin_and_counts_its_flows():
    case = overtaken(bend=0.2)
    better, found, flows, highest = searching.improve(case, horizon(case), evaluations=6)
    assert found.margin < margin(case).margin / 2
    assert found == gaps([better], horizon(case)).margin(0) or found.margin == pytest.approx(
        gaps([better], horizon(case)).margin(0).margin, rel=1e-2
    )
    assert found.excess <= highest < 1e-9
    assert flows % 8 == 0  # three strengths, one scale, three angles and the case itself


def test_improvement_keeps_a_start_that_is_above_though_another_is_tighter(monkeypatch):
    case = overtaken(bend=0.2)
    _, tightest, *_ = searching.improve(case, horizon(case), evaluations=6)
    monkeypatch.setattr(searching, "_SUSPECT", -np.inf)  # every start counts as above
    _, highest, *_ = searching.improve(case, horizon(case), evaluations=6)
    assert highest.margin > tightest.margin
    assert highest.excess > tightest.excess


# certificates


def test_a_tight_case_is_certified_and_floating_point_lies_inside():
    case = overtaken(bend=0.1)
    tight = margin(case)
    found = certify(case, [tight.time / 2, tight.time])
    assert found.status == "below"
    assert found.bits == 128
    run = gaps([case], tight.time)
    with ctx.workprec(128):
        for i in range(3):
            by = found.shortfall(1, i + 1)
            assert by.rad() < 1e-15
            assert float(by) == pytest.approx(-np.expm1(run.excess[-1, 0, i]), rel=1e-6, abs=1e-11)


def test_equality_is_not_decided_whatever_the_bits():
    found = certify(aligned(), [1], bits=(64, 128))
    assert found.status == "undecided"
    assert found.bits == 128
    assert {word for _, _, word in found.decided()} == {"undecided"}


def test_zero_targets_and_targets_below_the_start():
    case = Case(3, (1.0, 0.0), 0.3, (0.4,), (1, -1))
    assert certify(case, [2]).status == "below"
    below = Case(3, (1.0, 0.125), 0.5, (0.0,), (1, 1))  # the second starts where it ends
    found = certify(below, [1], bits=(128,))
    assert found.mu[0][1].overlaps(arb(0.125))
    assert found.sigma[0][1].overlaps(arb(0.125))


@pytest.mark.parametrize(
    "comparison", [Comparison(share=0.99), Comparison(imbalance=0.5)], ids=["share", "imbalance"]
)
def test_a_wrong_statement_is_refuted_by_a_certificate(comparison):
    assert certify(aligned(), [1], comparison=comparison).status == "violated"
    assert margin(aligned(), comparison=comparison).excess > 1e-3


def test_a_certificate_is_asked_about_some_modes_alone():
    """The second of three equals its mode, and nothing decides that."""
    case = Case(3, (1.0, 0.5, 0.4), 0.3, (0.0, 0.3, 0.0), (1, 1, 1))
    whole, some = (certify(case, [1], bits=(128,), modes=modes) for modes in (None, [(1, 3)]))
    assert (whole.status, some.status) == ("undecided", "below")
    assert [i for _, i, _ in some.decided()] == [1, 3]
    with pytest.raises(ValueError, match=r"modes must be some of 1\.\.3"):
        certify(case, [1], modes=[(0,)])


def test_nan_and_overlap_never_pass():
    one, two, nan = arb(1), arb(2), arb("nan")
    status = lambda sigma, mu: Certificate((1,), 64, ((sigma,),), ((mu,),)).status
    assert status(one, two) == "below"
    assert status(two, one) == "violated"
    assert status(arb(1, 1), two) == "undecided"
    assert status(nan, two) == status(one, nan) == status(nan, nan) == "undecided"
    mixed = Certificate((1,), 64, ((one, two, nan),), ((two, one, two),))
    assert mixed.status == "violated"


def test_a_flow_that_stops_leaves_later_times_open(monkeypatch):
    steps, original = [], taylor._step

    def stops(*arguments):
        steps.append(1)
        if len(steps) > 3:
            raise ArithmeticError("too large")
        return original(*arguments)

    monkeypatch.setattr(taylor, "_step", stops)
    found = certify(aligned(), [0.01, 5], bits=(128,), comparison=Comparison(share=2.0))
    assert found.status == "undecided"
    assert len(found.sigma) == len(found.mu) == 2


@pytest.mark.parametrize("bits", [128, 256])
def test_the_closed_form_is_as_narrow_as_the_precision(bits):
    with ctx.workprec(bits):
        mu = balls.strength(2, 1, 0.5, 3)
        assert mu.rad() < arb(2) ** -(bits // 2)
        assert abs(float(mu) / dlf.mode_strength(2.0, 1.0, init_scale=0.5, depth=3) - 1) < 1e-12
        decayed = balls.strength(2, 0, 0.5, 3)
        assert (
            abs(float(decayed) / dlf.mode_strength(2.0, 0.0, init_scale=0.5, depth=3) - 1) < 1e-12
        )


# the search


def test_a_search_is_a_function_of_seed_and_draws(whole):
    assert whole.draws == DRAWS
    assert whole.witness is None
    assert whole.largest.margin.excess <= whole.largest.highest < 1e-9
    margins = [found.margin.margin for found in whole.tightest]
    assert margins == sorted(margins)
    assert margins[0] < 0.01
    assert len({found.draw for found in whole.tightest}) == DRAWS
    assert len({found.case.init_scale for found in whole.tightest}) == DRAWS
    other = search(SMALL, seed=6, draws=1)
    assert other.tightest[0].case not in [found.case for found in whole.tightest]


@pytest.mark.slow
def test_a_search_goes_on_where_it_stopped(whole, tmp_path):
    path = tmp_path / "state.json"
    first = search(SMALL, seed=5, draws=2, path=path)
    assert same(first, State.read(path))
    assert [p.name for p in tmp_path.iterdir()] == ["state.json"]
    assert same(search(SMALL, seed=5, draws=DRAWS, path=path), whole)
    assert same(search(SMALL, seed=5, draws=DRAWS, path=path), whole)
    assert same(State.read(path), whole)
    with pytest.raises(ValueError, match="holds another search: seed 5"):
        search(SMALL, seed=4, draws=1, path=path)


@pytest.mark.slow
def test_an_interruption_keeps_every_finished_draw(whole, tmp_path, monkeypatch, capsys):
    original = searching.draw

    def interrupted(space, seed, k):
        if k == 2:
            raise KeyboardInterrupt
        return original(space, seed, k)

    path = tmp_path / "state.json"
    monkeypatch.setattr(searching, "draw", interrupted)
    command = [*COMMAND, "--seed", "5", "--draws", str(DRAWS), "--state", str(path)]
    assert main(command) == 130
    assert "every finished draw is in" in capsys.readouterr().err
    assert State.read(path).draws == 2
    monkeypatch.setattr(searching, "draw", original)
    assert same(search(SMALL, seed=5, draws=DRAWS, path=path), whole)


def test_a_state_is_replaced_as_a_whole(whole, tmp_path, monkeypatch):
    path = tmp_path / "state.json"
    State(5, SMALL).write(path)

    def fails(*_):
        raise OSError("disk full")

    monkeypatch.setattr(searching.os, "replace", fails)
    with pytest.raises(OSError, match="disk full"):
        whole.write(path)
    assert State.read(path).draws == 0


@pytest.mark.slow
def test_processes_change_nothing(whole):
    assert same(search(SMALL, seed=5, draws=DRAWS, jobs=2), whole)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_dask_cluster_changes_nothing(whole):
    distributed = pytest.importorskip("distributed")
    local = {"host": "127.0.0.1", "dashboard_address": ":0"}
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, **local) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config(backend="dask"),  # with one worker joblib would not use it
        distributed.get_task_stream() as stream,
    ):
        assert same(search(SMALL, seed=5, draws=DRAWS), whole)
    assert stream.data


def test_time_ends_a_search():
    assert search(SMALL, seed=5, seconds=1e-9).draws == 0


@pytest.mark.parametrize(
    "comparison",
    sampled([Comparison(share=0.99), Comparison(imbalance=0.7)], 2),
    ids=["share", "imbalance"],
)
def test_the_search_refutes_a_wrong_statement(comparison, tmp_path):
    path = tmp_path / "state.json"
    wrong = Space((3, 3), (2, 2), comparison)
    found = search(wrong, seed=1, draws=50, path=path)
    assert found.draws < 50
    assert found.witness.status == "violated"
    assert same(State.read(path), found)
    assert same(search(wrong, seed=1, draws=50, path=path), found)
    assert same(search(wrong, seed=1, draws=50, jobs=2), found)


# the command


@pytest.mark.slow
def test_the_command_reports_a_certified_margin(tmp_path, capsys):
    path = tmp_path / "state.json"
    assert main([*COMMAND, "--seed", "5", "--draws", "3", "--state", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "3 draws" in shown
    assert "certified: sigma_" in shown
    assert "comparisons decided at 128 bits" in shown
    again = shown.split("--case '")[1].split("'")[0]
    assert Case(**json.loads(again)) == State.read(path).tightest[0].case
    assert main([*COMMAND, "--case", again]) == 0
    assert "certified: sigma_" in capsys.readouterr().out


def test_the_command_ends_with_one_and_a_witness_on_a_violation(tmp_path, capsys):
    path = tmp_path / "state.json"
    assert main([*COMMAND, "--share", "0.9", "--draws", "9", "--state", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "certified VIOLATION" in shown
    assert "--share 0.9 --time" in shown
    assert json.loads(path.read_text("utf-8"))["witness"]["status"] == "violated"


def test_a_violation_below_the_alarm_is_a_witness_too(tmp_path, capsys, monkeypatch):
    """The last word is the certificate's, even where the excess looked like rounding."""
    monkeypatch.setattr(searching, "_SUSPECT", np.inf)
    path = tmp_path / "state.json"
    command = [*COMMAND, "--share", "0.9", "--draws", "1", "--state", str(path)]
    assert main(command) == 1
    assert "VIOLATION" in capsys.readouterr().out
    assert State.read(path).witness.status == "violated"


def test_the_command_says_what_it_could_not_decide(capsys):
    shown = json.dumps(dataclasses.asdict(aligned()))
    assert main([*COMMAND, "--case", shown]) == 3
    # both modes are at the limit: rounding decides which is named
    assert re.search(r"not decided: 1 - sigma_(1/mu_1|2/mu_2) ", capsys.readouterr().out)
    for text in ("{}", "7", '{"depth": 1}', "{"):
        assert main([*COMMAND, "--case", text]) == 2
        assert capsys.readouterr().err.startswith("dlf: --case: ")
    assert main([*COMMAND, "--width", "1", "3"]) == 2
    assert "widths >= 2" in capsys.readouterr().err


def test_help_explains_the_search(capsys):
    with pytest.raises(SystemExit):
        main(["search-counterexample", "--help"])
    shown = capsys.readouterr().out
    for words in ("--seconds", "--state", "examples:", "sigma_i(W_L ... W_1) <= mu_i", "--share"):
        assert words in shown


def test_the_command_searches_where_it_is_told(monkeypatch, capsys, tmp_path):
    command = import_module("dlf.cli.search")
    monkeypatch.setattr(command, "_report", lambda *a: "below")
    path = tmp_path / "state.json"
    words = ["search-counterexample", "--quiet", "--draws", "1", "--seed", "4", "--jobs", "1"]
    words += ["--depth", "2", "3", "--width", "4", "5", "--share", "0.75", "--imbalance", "1.5"]
    assert main([*words, "--state", str(path)]) == 0
    state = State.read(path)
    assert state.seed == 4
    assert state.space == Space((2, 3), (4, 5), Comparison(share=0.75, imbalance=1.5))
    assert "depth 2..3, width 4..5" in capsys.readouterr().out
    other = [w if w != "0.75" else "0.8" for w in words]
    assert main([*other, "--state", str(path)]) == 2
    assert "holds another search" in capsys.readouterr().err
