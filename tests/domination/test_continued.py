"""A search that goes on: in the space it was begun in, and with no draw counted twice."""

import dataclasses
from importlib import import_module

import numpy as np
import pytest

from dlf.domination import Case, Comparison, Space, search
from dlf.domination.case import Margin, gaps, horizon
from dlf.domination.search import Found, State

searching = import_module("dlf.domination.search")
SPACE = Space((2, 3), (2, 4))
CASE = Case(3, (1.0, 0.5), 0.3, (0.2,), (1, 1))


def drawn(space, seed, k):
    """Stands in for a draw: its margin says which it was."""
    margin = Margin(1.0 / (k + 2), 1, 1.0, -float(k), 1, 1.0, 1.0)
    return Found(k, "kind", CASE, margin, 3, -float(k), "")


@pytest.fixture
def quick(monkeypatch):
    seen = []
    monkeypatch.setattr(searching, "draw", lambda *a: (seen.append(a), drawn(*a))[1])
    return seen


OTHERS = {
    "the least depth": Space((3, 3), (2, 4)),
    "the greatest depth": Space((2, 4), (2, 4)),
    "the least width": Space((2, 3), (3, 4)),
    "the greatest width": Space((2, 3), (2, 3)),
    "depths and widths exchanged": Space((2, 4), (2, 3)),
    "the share": Space((2, 3), (2, 4), Comparison(share=0.99)),
    "the imbalance": Space((2, 3), (2, 4), Comparison(imbalance=1.01)),
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_saved_search_goes_on_in_its_own_space_alone(quick, tmp_path, what):
    """Anything else would count the draws of two searches as those of one."""
    path, other = tmp_path / "state.json", OTHERS[what]
    for first, second in ((SPACE, other), (other, SPACE)):
        path.unlink(missing_ok=True)
        search(first, seed=5, draws=2, path=path)
        with pytest.raises(ValueError, match="holds another search"):
            search(second, seed=5, draws=4, path=path)
        assert State.read(path).draws == 2
        assert State.read(path).space == first
        assert search(first, seed=5, draws=4, path=path).draws == 4


def test_a_search_in_pieces_draws_every_number_once(quick, tmp_path):
    path = tmp_path / "state.json"
    for total in (1, 4, 4, 3, 11):
        state = search(SPACE, seed=9, draws=total, path=path)
    assert [k for _, _, k in quick] == [*range(11)]
    assert {(space, seed) for space, seed, _ in quick} == {(SPACE, 9)}
    assert (state.draws, state.flows) == (11, 33)
    assert [f.draw for f in state.tightest] == [*range(10, 0, -1)]
    assert state.largest.draw == 0


def test_more_draws_than_are_kept_are_all_counted(quick):
    assert search(SPACE, seed=1, draws=25).draws == 25


def test_ties_keep_the_earlier_draw(monkeypatch):
    same = lambda space, seed, k: dataclasses.replace(
        drawn(space, seed, k), margin=Margin(0.5, 1, 1.0, 0.0, 1, 1.0, 1.0), highest=0.0
    )
    monkeypatch.setattr(searching, "draw", same)
    state = search(SPACE, seed=1, draws=15)
    assert [f.draw for f in state.tightest] == [*range(10)]
    assert state.largest.draw == 0


@pytest.mark.parametrize("k", [0, 3])
def test_no_two_searches_share_their_randomness(monkeypatch, k):
    """Draw k of one seed is no draw of another, of the same kind or not."""
    states = {}
    original = np.random.default_rng

    def spied(seed):
        rng = original(seed)
        states[current] = rng.bit_generator.state["state"]["state"]
        raise KeyboardInterrupt

    monkeypatch.setattr(np.random, "default_rng", spied)
    kinds = len(searching.KINDS)
    for seed in range(0, 3 * kinds):
        for number in (k, k + 1, k + kinds, k + 2 * kinds):
            current = seed, number
            with pytest.raises(KeyboardInterrupt):
                searching.draw(SPACE, seed, number)
    assert len(set(states.values())) == len(states) == 12 * kinds


# units, order and what is not compared


@pytest.mark.parametrize("k", [-3, 4])
@pytest.mark.parametrize("depth", [2, 3, 5])
def test_a_case_in_other_units_has_the_same_gaps(depth, k):
    """eps 2^k, s 2^(kL), t 2^(-k(2L-2)): the excess is a ratio, the horizon a time."""
    plain = Case(depth, (1.0, 0.6, 0.0), 0.5, (0.3, -0.2, 0.7), (1, 1, -1))
    turned = dataclasses.replace(
        plain,
        singular_values=tuple(2.0 ** (k * depth) * s for s in plain.singular_values),
        init_scale=0.5 * 2.0**k,
    )
    time = 2.0 ** (-k * (2 * depth - 2))
    assert horizon(turned) == pytest.approx(time * horizon(plain), rel=1e-12)
    first, second = (gaps([case], horizon(case)).margin(0) for case in (plain, turned))
    assert second.margin == pytest.approx(first.margin, rel=1e-3)  # at its own steps
    assert second.time == pytest.approx(time * first.time, rel=1e-2)


def test_fitted_modes_have_no_excess():
    """A mode at its target is not compared, and does not hide how far the others are below."""
    case = Case(2, (1.0, 0.01), 0.3, (0.4,), (1, 1))
    run = gaps([case], 8.0)
    assert run.fitted[-1, 0, 0]
    late = dataclasses.replace(run, **{
        name: getattr(run, name)[-3:] for name in ("times", "excess", "fitted", "gaps", "left")
    })  # fmt: skip
    found = late.margin(0)
    assert found.excess_mode == 2
    assert found.excess == late.excess[1:, 0, 1].max() < -0.01


@pytest.mark.parametrize(
    "comparison", [Comparison(), Comparison(share=0.9)], ids=["as it is", "wrong"]
)
def test_a_margin_names_the_moment_that_it_is_taken_at(comparison):
    case = Case(3, (1.0, 0.7, 0.3), 0.3, (0.1, 0.84, 0.0), (1, 1, 1))
    run = gaps([case], horizon(case), comparison=comparison)
    found = run.margin(0)
    at, highest = (run.times.tolist().index(t) for t in (found.time, found.excess_time))
    assert run.left[at, 0, found.mode - 1] == found.margin == run.left.min()
    assert run.excess[highest, 0, found.excess_mode - 1] == found.excess
    assert found.excess_time > 0
    compared = np.where(run.fitted, -np.inf, run.excess)[1:]
    assert found.excess == compared.max()
