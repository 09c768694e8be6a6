"""Other bases, other units, the other end: the same run, for every descent and the flow."""

import numpy as np
import pytest

import dlf

ETA, STEPS = 2e-2, 25


def haar(size, rng):
    (Q,) = dlf.orthogonal((size, size), init_scale=1.0, rng=rng)
    return Q


def problem(rng, depth):
    M = rng.standard_normal((5, 4))
    widths = (4, *[3, 6, 2][: depth - 1], 5)
    return M, dlf.gaussian(widths, init_scale=0.6, rng=rng)


def runs(M, factors, *, eta=ETA, time=1.0, observed=None, **settings):
    """X after 25 steps of each descent, and of the flow at time 1/2."""
    whole = dlf.Factorization(M)
    law = {"learning_rate": eta, "record": [STEPS], **settings}
    yield dlf.gradient_descent(whole, factors, STEPS, **law).end_to_end()[-1]
    if not settings:
        times = np.array([0.0, 0.5 * time])
        yield dlf.gradient_flow(whole, factors, times, rtol=1e-12).end_to_end()[-1]
    if len(factors) > 1 and observed is not None:
        part = dlf.Completion.from_dense(M, observed)
        yield dlf.sampled_descent(part, factors, STEPS, **law).end_to_end()[-1]


SETTINGS = ({}, {"momentum": 0.5, "weight_decay": 0.1}, {"discrepant_rate": 3.0})


@pytest.mark.parametrize("settings", SETTINGS, ids=["plain", "momentum", "rate"])
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_other_bases_of_the_ends_turn_the_run(rng, depth, settings):
    """P M Q^T from P W_L, ..., W_1 Q^T is P X Q^T; bases in between change nothing."""
    M, factors = problem(rng, depth)
    P, Q = haar(5, rng), haar(4, rng)
    bases = [Q, *(haar(len(W), rng) for W in factors[:-1]), P]
    turned = tuple(b @ W @ a.T for W, a, b in zip(factors, bases, bases[1:], strict=False))
    pairs = zip(runs(M, factors, **settings), runs(P @ M @ Q.T, turned, **settings), strict=True)
    for plain, other in pairs:
        np.testing.assert_allclose(other, P @ plain @ Q.T, rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("settings", SETTINGS, ids=["plain", "momentum", "rate"])
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_the_transpose_is_the_same_run_from_the_other_end(rng, depth, settings):
    M, factors = problem(rng, depth)
    observed = rng.random(M.shape) < 0.8
    observed[np.arange(5), np.arange(5) % 4] = True
    turned = tuple(W.T.copy() for W in reversed(factors))
    first = runs(M, factors, observed=observed, **settings)
    second = runs(M.T.copy(), turned, observed=observed.T, **settings)
    for plain, other in zip(first, second, strict=True):
        np.testing.assert_allclose(other, plain.T, rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("unit", [2.0**-6, 2.0**9])
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_another_unit_of_the_target_is_another_unit_of_time(rng, depth, unit):
    """c^L M from c W_l with eta c^(2-2L) is c^L X: powers of two, and the same digits."""
    M, factors = problem(rng, depth)
    scaled = tuple(unit * W for W in factors)
    time = unit ** (2 - 2 * depth)
    observed = np.ones(M.shape, bool)
    first = runs(M, factors, observed=observed)
    second = runs(unit**depth * M, scaled, eta=ETA * time, time=time, observed=observed)
    for k, (plain, other) in enumerate(zip(first, second, strict=True)):
        tolerance = 1e-5 if k == 1 else 1e-12  # the flow's absolute tolerance has a unit
        np.testing.assert_allclose(other, unit**depth * plain, rtol=tolerance, atol=0)


@pytest.mark.parametrize("kind", ["whole", "part"])
@pytest.mark.parametrize("depth", [2, 3, 5])
def test_the_compressed_start_knows_no_unit_and_no_side(rng, kind, depth):
    M = rng.standard_normal((6, 2)) @ rng.standard_normal((2, 5))
    observed = rng.random(M.shape) < 0.8
    observed[np.arange(6), np.arange(6) % 5] = True

    def start(M, observed):
        part = dlf.Completion.from_dense(M, observed)
        objective = dlf.Factorization(M) if kind == "whole" else part
        return dlf.end_to_end(dlf.compress(objective, depth=depth, rank=2, init_scale=0.5))

    plain = start(M, observed)
    np.testing.assert_allclose(start(M.T, observed.T), plain.T, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(start(1024.0 * M, observed), plain, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(start(-M, observed), -plain, rtol=1e-9, atol=1e-12)
