"""State spaces against loops over inputs, finite differences and steps by hand."""

from itertools import product

import numpy as np
import pytest

from dlf.dynamics import FlowError
from dlf.neighbours import (
    StateSpace,
    fit_symmetric,
    reached_space,
    response_descent,
    response_gradient,
    response_loss,
)


def drawn(seed, d=4, scale=0.5):
    rng = np.random.default_rng(seed)
    return StateSpace(*(scale * rng.standard_normal(shape) for shape in ((d, d), d, d)))


def symmetric(seed, d=5):
    rng = np.random.default_rng(seed)
    A = 0.2 * rng.standard_normal((d, d))
    return StateSpace.symmetric(A + A.T, rng.standard_normal(d))


def outputs(system, inputs):
    """y_1, ..., y_k by the recursion, one input after the other."""
    state, found = np.zeros(system.width), []
    for x in inputs:
        state = system.A @ state + system.B * x
        found.append(system.C @ state)
    return np.array(found)


@pytest.mark.parametrize("seed", range(3))
def test_the_response_is_what_an_impulse_leaves(seed):
    system = drawn(seed)
    assert np.allclose(system.response(6), outputs(system, [1, 0, 0, 0, 0, 0]), rtol=1e-13)
    assert np.allclose(system.states(3)[:, 2], system.A @ system.A @ system.B, rtol=1e-13)


def test_the_loss_is_the_mean_square_over_all_inputs_of_signs():
    """Of the last output with weights 1, of all outputs together with weights k - i."""
    one, other, k = drawn(0), drawn(1), 5
    gaps = [outputs(one, x) - outputs(other, x) for x in product((-1, 1), repeat=k)]
    m = other.response(k)
    assert np.isclose(np.mean([g[-1] ** 2 for g in gaps]), response_loss(one, m), rtol=1e-12)
    every = np.mean([g @ g for g in gaps])
    assert np.isclose(every, response_loss(one, m, weights=np.arange(k, 0, -1)), rtol=1e-12)


@pytest.mark.parametrize(("seed", "k"), [(0, 1), (1, 2), (2, 6)])
def test_the_gradient_is_that_of_finite_differences(seed, k):
    system, rng, h = drawn(seed), np.random.default_rng(seed), 1e-5
    m, w = rng.standard_normal(k), rng.uniform(0.5, 2, k)
    slope = response_gradient(system, m, weights=w)
    for name in "ABC":
        part = getattr(system, name)
        for place in np.ndindex(part.shape):
            values = []
            for sign in (1, -1):
                moved = {n: getattr(system, n).copy() for n in "ABC"}
                moved[name][place] += sign * h
                values.append(response_loss(StateSpace(**moved), m, weights=w))
            assert np.isclose(
                (values[0] - values[1]) / (2 * h), getattr(slope, name)[place], atol=1e-8
            )


def test_the_compiled_descent_is_the_step_by_hand():
    system, m = drawn(3), np.array([1.0, 0.5, 0.3, 0.1])
    w = np.array([1.0, 2.0, 0.5, 1.0])
    end, losses = response_descent(system, m, 20, learning_rate=0.01, weights=w)
    parts = [system.A, system.B, system.C]
    for step in range(20):
        here = StateSpace(*parts)
        assert np.isclose(losses[step], response_loss(here, m, weights=w), rtol=1e-12)
        slope = response_gradient(here, m, weights=w)
        parts = [p - 0.01 * g for p, g in zip(parts, (slope.A, slope.B, slope.C), strict=True)]
    for found, stated in zip((end.A, end.B, end.C), parts, strict=True):
        assert np.allclose(found, stated, rtol=1e-12, atol=1e-14)
    assert losses.shape == (21,)
    assert losses[-1] < losses[0]
    assert np.array_equal(system.A, drawn(3).A)


def test_descent_conserves_the_imbalance_to_second_order():
    """Drift over a fixed time is first order in the rate: half the rate, half the drift."""
    system, m, drift = drawn(4), 0.6 ** np.arange(5), []
    for steps in (200, 400, 800):
        end, _ = response_descent(system, m, steps, learning_rate=2.0 / steps)
        drift.append(np.abs(end.imbalance() - system.imbalance()).max())
    assert np.allclose(np.log2(np.divide(drift[:-1], drift[1:])), 1, atol=0.1)
    assert np.abs(symmetric(0).imbalance()).max() == 0


def test_a_symmetric_start_stays_symmetric():
    end, _ = response_descent(symmetric(1), 0.8 ** np.arange(6), 500, learning_rate=0.01)
    assert end.is_symmetric
    assert not drawn(0).is_symmetric


def test_no_step_leaves_the_reached_space():
    """Three eigenvalues of seven states; an A that is not symmetric; B = 0."""
    rng = np.random.default_rng(0)
    Q = np.linalg.qr(rng.standard_normal((7, 7)))[0]
    A = (Q * np.array([0.1, 0.1, 0.1, 0.5, 0.5, -0.2, -0.2])) @ Q.T
    start = StateSpace.symmetric(A, rng.standard_normal(7))
    V = reached_space(start)
    assert V.shape == (7, 3)
    end, _ = response_descent(start, 0.9 ** np.arange(6), 300, learning_rate=0.01)
    outside = np.eye(7) - V @ V.T
    assert np.abs(outside @ (end.A - start.A)).max() < 1e-13
    assert np.abs(outside @ end.B).max() < 1e-13
    assert reached_space(drawn(0)).shape == (4, 4)
    for end in (0, 4):  # one is reached by A alone, the other by its transpose
        shift = StateSpace(np.eye(5, k=-1), np.eye(5)[end], np.eye(5)[end])
        assert reached_space(shift).shape == (5, 5)
    assert reached_space(StateSpace.symmetric(np.eye(3), np.zeros(3))).shape == (3, 0)


def test_the_fit_rests():
    m = np.array([1.0, 0.5, 0.4, 0.1, 0.2])
    end = fit_symmetric(symmetric(2), m)
    slope = response_gradient(end, m)
    assert end.is_symmetric
    assert max(np.abs(slope.A).max(), np.abs(slope.B).max()) < 1e-6
    assert response_loss(end, m) < response_loss(symmetric(2), m)


def test_a_descent_that_diverges_keeps_its_losses():
    with pytest.raises(FlowError, match="smaller learning_rate") as caught:
        response_descent(drawn(5, scale=2.0), np.ones(6), 100, learning_rate=1.0)
    assert np.isfinite(caught.value.trajectory).all()
    assert caught.value.trajectory.size > 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: StateSpace(np.eye(2), [1.0], [1.0, 2.0]), "C A B is undefined"),
        (lambda: StateSpace(np.full((1, 1), np.nan), [1.0], [1.0]), "A contains NaN"),
        (lambda: drawn(0).states(0), "terms must satisfy"),
        (lambda: response_loss(drawn(0), [1.0, 2.0], weights=[1.0]), "is undefined: w is"),
        (lambda: response_loss(drawn(0), [1.0], weights=[0.0]), "weights must be > 0"),
        (lambda: response_descent(drawn(0), [1.0], 1, learning_rate=0), "learning_rate must"),
        (lambda: response_descent(drawn(0), [1.0], -1, learning_rate=1), "steps must satisfy"),
        (lambda: fit_symmetric(drawn(0), [1.0]), "must be symmetric balanced"),
        (lambda: reached_space(drawn(0), rtol=0), "rtol must satisfy"),
    ],
)
def test_a_mistake_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
