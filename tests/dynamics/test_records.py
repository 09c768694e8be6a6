"""Which steps a run keeps: the documented numbers on both sides of every boundary."""

import numpy as np
import pytest

import dlf
from dlf.dynamics import recorded_steps


@pytest.mark.parametrize("steps", [0, 1, 999, 1000, 1001, 1500, 1999, 2000, 2001, 10**6 + 1])
def test_by_default_every_step_up_to_a_thousand_else_at_most_a_thousand_and_one(steps):
    kept = recorded_steps(None, steps)
    assert kept[0] == 0
    assert kept[-1] == steps
    if steps <= 1000:
        assert kept == [*range(steps + 1)]
    assert len(kept) <= 1002  # 1,001 evenly spaced, and the last where it is none of them
    assert len(set(np.diff(kept)[:-1])) <= 1  # evenly


@pytest.mark.parametrize(("every", "steps"), [(3, 9), (3, 10), (3, 11), (10, 9), (1, 0), (7, 7)])
def test_every_nth_step_and_the_last_once(every, steps):
    kept = recorded_steps(every, steps)
    assert kept == sorted({*range(0, steps + 1, every), steps})
    assert len(kept) == len(set(kept))


def test_exactly_the_steps_asked_for():
    assert recorded_steps([0, 5], 5) == [0, 5]
    assert recorded_steps([2], 5) == [2]
    for wrong in ([0, 6], [1, 1], [2, 1], []):
        with pytest.raises(ValueError, match="increasing steps between 0 and 5"):
            recorded_steps(wrong, 5)


@pytest.mark.parametrize("record", [1, 2, 3, [0, 4], [7], None])
def test_every_descent_keeps_the_states_of_those_steps(rng, record):
    M = rng.standard_normal((5, 4))
    whole, part = dlf.Factorization(M), dlf.Completion.from_dense(M, np.ones(M.shape, bool))
    law = {"learning_rate": 1e-2}
    start = {"depth": 3, "rank": 2, "init_scale": 0.5}
    factors = dlf.compress(whole, **start)
    every = dlf.gradient_descent(whole, factors, 7, record=1, **law)
    wanted = recorded_steps(record, 7) if record is not None else None
    for run in (
        dlf.gradient_descent(whole, factors, 7, record=record, **law),
        dlf.sampled_descent(part, factors, 7, record=record, **law),
        dlf.compressed_descent(whole, 7, record=record, **start, **law).trajectory(),
    ):
        steps = np.rint(run.times / 1e-2).astype(int).tolist()
        assert wanted is None or steps == wanted
        for k, step in enumerate(steps):
            assert run.losses[k] == pytest.approx(every.losses[step], rel=1e-12)
            for W, V in zip(run.at(k), every.at(step), strict=True):
                np.testing.assert_allclose(W, V, rtol=1e-11, atol=1e-13)
