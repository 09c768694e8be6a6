"""The stored sensing runs: begun again by the ordinary route; and the tool, on a small problem."""

import json
from functools import cache

import numpy as np
import pytest

import dlf
from dlf.recovery import spread_spectrum
from tests.tools.commands import call
from tools.reproduce import sensing as tool
from tools.reproduce.store import stored

PAPER = {
    "d": 200,
    "count": 4000,
    "depth": 3,
    "init_scale": 1e-2,
    "learning_rate": 20.0,
    "reduction": "sum",
    "discrepant_rate": 1.0,
    "seed": 0,
}
BASELINES = ("burer-monteiro", "burer-monteiro-bound")


@cache
def store():
    return stored(tool.STORE)


def runs():
    return sorted({tuple(name.split("/")[:2]) for name in store() if "-timed" not in name})


def about(key):
    return json.loads(str(store()[f"{key}/about"]))


@cache
def operators():
    return dlf.GaussianOperators(4000, (200, 200), seed=0, scale=1 / 4000).materialize()


@cache
def begun(method, steps=50):
    """The first steps of rank 5 by dlf's own descent; the tool's loops are not used."""
    rng = np.random.default_rng(0)
    target = spread_spectrum(200, 5, rng=rng)[0]
    flat = operators().reshape(4000, -1)
    y = np.concatenate([flat[i : i + 100] @ target.ravel() for i in range(0, 4000, 100)])
    objective = dlf.Sensing(operators(), y)
    if method == "compressed":
        factors = dlf.compress(objective, depth=3, rank=10, init_scale=1e-2)
    else:
        factors = dlf.gaussian((200, 5, 200), init_scale=1e-3, rng=rng)
    run = dlf.gradient_descent(objective, factors, steps, learning_rate=20.0, record=[0, steps])
    errors = np.linalg.norm(run.end_to_end() - target, axis=(1, 2)) / np.linalg.norm(target)
    return errors, run.losses


@pytest.mark.slow
@pytest.mark.parametrize("method", ["compressed", "burer-monteiro"])
def test_the_stored_runs_begin_as_ordinary_descent_does(method):
    at = list(store()[f"5/{method}/iterations"]).index(50)
    for name, expected in zip(("errors", "losses"), begun(method), strict=True):
        found = store()[f"5/{method}/{name}"][[0, at]]
        assert found == pytest.approx(expected, rel=1e-9), name


@pytest.mark.slow
def test_the_comparison_refutes_a_neighbouring_array():
    errors, losses = begun("burer-monteiro")
    assert errors[1] < 0.999 * errors[0]
    found = store()["5/burer-monteiro-bound/losses"]
    assert abs(found[0] / losses[0] - 1) > 1e-9
    assert losses[1] != pytest.approx(losses[1] * (1 + 2e-9), rel=1e-9)


@pytest.mark.parametrize("key", ["/".join(pair) for pair in runs()])
def test_settings_and_shapes(key):
    note, rank = about(key), int(key.split("/")[0])
    for name, value in PAPER.items():
        assert note["settings"][name] == value
    assert note["settings"]["rank_bound"] == 2 * rank
    iterations = store()[f"{key}/iterations"]
    assert (iterations[0], iterations[-1]) == (0, note["settings"]["steps"])
    for name in ("errors", "losses"):
        values = store()[f"{key}/{name}"]
        assert values.shape == iterations.shape
        assert (values > 0).all()
    strengths = store()[f"{key}/singular_values"]
    assert strengths.shape == (len(iterations), rank + 2)
    assert set(note["versions"]) == {"dlf", "python", "numpy", "scipy", "numba"}
    assert "/" not in json.dumps(note)


def test_the_columns_of_the_baselines():
    known, bound = (store()[f"5/{name}/singular_values"][10] for name in BASELINES)
    assert known[5] < 1e-12 < bound[5]


def test_the_store_is_small_and_holds_what_the_chapter_shows():
    assert tool.STORE.stat().st_size < 300_000
    assert {("5", method) for method in tool.METHODS} <= set(runs())


def test_the_settings_of_the_tool_are_those_of_the_paper():
    assert tool.SETTINGS == PAPER
    assert (tool.RANKS, tool.STEPS) == ((3, 5, 10), 25_000)


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A problem whose operators fill no whole number of blocks."""
    for name, value in (("d", 12), ("count", 203), ("learning_rate", 3.0), ("init_scale", 0.1)):
        monkeypatch.setitem(tool.SETTINGS, name, value)
    monkeypatch.setattr(tool, "TIMED", 3)
    return tmp_path / "data" / "sensing.npz"


def run_all(path, *options, ranks=(1, 2), steps=60, threads=2):
    grid = ("--rank", *ranks, "--steps", steps, "--records", 6)
    return call("sensing", "--output", path, *grid, "--threads", threads, *options)


def test_runs_that_share_a_pass_are_plain_descent(small):
    assert run_all(small)
    flat = dlf.GaussianOperators(203, (12, 12), seed=0, scale=1 / 203).materialize()
    for rank in (1, 2):
        for method in tool.METHODS:
            one = tool.Network(rank, method, flat)
            run = dlf.gradient_descent(one.objective, one.factors, 60, learning_rate=3.0, record=10)
            X = run.end_to_end()
            errors = np.linalg.norm(X - one.target, axis=(1, 2)) / np.linalg.norm(one.target)
            found = {
                name: stored(small)[f"{rank}/{method}/{name}"] for name in ("errors", "losses")
            }
            assert np.allclose(found["errors"], errors, rtol=1e-11, atol=1e-14)
            assert np.allclose(found["losses"], run.losses, rtol=1e-10, atol=1e-20)
            assert not np.allclose(found["errors"][1:], errors[:-1], rtol=1e-11, atol=1e-14)


def same(first, second):
    return [
        name
        for name, array in stored(first).items()
        if name.split("/")[2] in ("errors", "losses", "singular_values")
        and not np.array_equal(array, stored(second)[name])
    ]


def test_neither_company_nor_threads_nor_a_stop_change_a_bit(small, tmp_path, capsys):
    assert run_all(small)
    alone, cut = tmp_path / "alone.npz", tmp_path / "cut.npz"
    for rank in (1, 2):
        assert run_all(alone, ranks=(rank,), threads=1)
    assert same(small, alone) == []
    stops = 0
    while not run_all(cut, "--minutes", 1e-4):
        stops += 1
    assert stops > 1
    assert "goes on after step" in capsys.readouterr().out
    assert same(small, cut) == []
    assert not list(tmp_path.glob("*.partial.npz"))


def test_a_state_of_other_settings_is_not_taken_up(small, capsys):
    assert not run_all(small, "--minutes", 0)
    assert run_all(small, steps=30)
    assert "goes on after" not in capsys.readouterr().out
    assert stored(small)["1/original/iterations"].tolist() == list(range(0, 31, 5))


def test_what_is_stored_is_skipped(small, capsys):
    assert run_all(small, ranks=(1,))
    before = stored(small)
    assert run_all(small, ranks=(1,))
    assert "12 of 12 runs are stored already" in capsys.readouterr().out
    assert all(np.array_equal(array, before[name]) for name, array in stored(small).items())
    seconds = before["1/original-timed/step_seconds"]
    assert seconds.shape == (tool.ROUNDS,)
    assert (seconds > 0).all()


@pytest.mark.parametrize("options", [["--records", "0"], ["--threads", "99"]])
def test_bad_options_are_refused(capsys, options):
    with pytest.raises(SystemExit) as stop:
        call("sensing", *options)
    assert stop.value.code == 2
    assert options[0] in capsys.readouterr().err
