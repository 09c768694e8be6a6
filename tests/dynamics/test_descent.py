"""Flow and descent against the conservation laws, the closed form and each other."""

import math
import tracemalloc

import numpy as np
import pytest

import dlf
from dlf.dynamics import descent
from dlf.dynamics.descent import _DescentStep
from tests.chain.test_landscape import order
from tests.conftest import OBJECTIVES, WIDTHS

DEPTHS = range(2, 9)


@pytest.fixture
def target(rng):
    return rng.standard_normal((4, 3)) @ np.diag([1.0, 0.6, 0.3])


def reference_descent(objective, factors, steps, eta, alpha=1.0, theta=0.0, omega=0.0):
    """The update written as its formula, for the BLAS version to agree with."""
    W, V = [np.array(w) for w in factors], [np.zeros_like(w) for w in factors]
    for _ in range(steps):
        G = dlf.gradient(objective, W)
        for l in range(len(W)):
            rate = eta * (alpha if l in (0, len(W) - 1) else 1.0)
            V[l] = theta * V[l] + G[l] + omega * W[l]
            W[l] = W[l] - rate * V[l]
    return W


@pytest.mark.parametrize("theta", [0.0, 0.7])
@pytest.mark.parametrize("omega", [0.0, 0.1])
@pytest.mark.parametrize("alpha", [1.0, 3.0])
def test_descent_is_its_formula(objective, factors, theta, omega, alpha):
    run = dlf.gradient_descent(
        objective, factors, 6, learning_rate=1e-4, discrepant_rate=alpha, momentum=theta,
        weight_decay=omega,
    )  # fmt: skip
    expected = reference_descent(objective, factors, 6, 1e-4, alpha, theta, omega)
    for W, E in zip(run.at(-1), expected, strict=True):
        assert np.allclose(W, E, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("widths", [(3, 4), (3, 5, 4), (3, 2, 6, 4)])
def test_compiled_steps_are_the_steps(widths, rng):
    objective = OBJECTIVES["sensing-mean"]
    factors = dlf.gaussian(widths, init_scale=0.5, rng=rng)
    one = descent._SensedStep(objective, factors)
    other = _DescentStep(objective, factors, momentum=0.0, weight_decay=0.0)
    assert one.evaluate() == other.evaluate()
    rates = list(np.linspace(1e-2, 2e-2, len(factors)))
    taken, size = one.go(rates, 7)
    for _ in range(7):
        other.move(rates)
        last = other.evaluate()
    assert (taken, size) == (7, pytest.approx(last, rel=1e-13))
    for step in (one, other):
        step.move(rates)
    assert one.evaluate() == pytest.approx(other.evaluate(), rel=1e-13)
    for a, b in zip(one.factors, other.factors, strict=True):
        assert np.abs(a - b).max() < 1e-13
    with np.errstate(all="ignore"):
        taken, size = one.go([1e9] * len(factors), 500)
    assert not np.isfinite(size)
    assert 0 < taken < 500


def test_descent_leaves_its_start_alone(objective, factors):
    copies = [W.copy() for W in factors]
    dlf.gradient_descent(objective, factors, 3, learning_rate=0.01)
    assert all(np.array_equal(W, C) for W, C in zip(factors, copies, strict=True))


def test_one_step_changes_the_imbalance_by_the_identity(objective, factors):
    eta = 0.05
    run = dlf.gradient_descent(objective, factors, 1, learning_rate=eta)
    G = dlf.gradient(objective, factors)
    before, after = dlf.imbalance(run.at(0)), dlf.imbalance(run.at(1))
    for l in range(len(factors) - 1):
        change = eta**2 * (G[l + 1].T @ G[l + 1] - G[l] @ G[l].T)
        scale = np.abs(after[l]).max() + np.abs(before[l]).max()
        assert np.allclose(after[l] - before[l], change, rtol=0, atol=1e-14 * scale + 1e-13)
        assert np.abs(change).max() > 1e-7 * scale  # the identity is not 0 = 0


def test_flow_conserves_imbalance(objective, factors):
    run = dlf.gradient_flow(objective, factors, [0.0, 0.2, 0.5], rtol=1e-11, atol=1e-13)
    for first, last in zip(dlf.imbalance(run.at(0)), dlf.imbalance(run.at(-1)), strict=True):
        assert np.allclose(first, last, atol=1e-9)
    assert any(not np.allclose(a, b, atol=1e-3) for a, b in zip(run.at(0), run.at(-1), strict=True))


def test_discrepant_flow_conserves_the_weighted_imbalance_only(target, rng):
    """Rates alpha, 1, alpha conserve alpha W_2^T W_2 - W_1 W_1^T, not the plain imbalance."""
    alpha, factors = 3.0, dlf.orthogonal((3, 3, 3, 4), init_scale=0.5, rng=rng)
    run = dlf.gradient_flow(
        dlf.Factorization(target), factors, [0.0, 1.0], discrepant_rate=alpha, rtol=1e-11
    )

    def weighted(W):
        return alpha * W[1].T @ W[1] - W[0] @ W[0].T

    assert np.allclose(weighted(run.at(0)), weighted(run.at(1)), atol=1e-9)
    plain = [dlf.imbalance(run.at(k))[0] for k in (0, 1)]
    assert np.abs(plain[1] - plain[0]).max() > 1e-2


def test_loss_decreases_along_the_flow(objective, factors):
    run = dlf.gradient_flow(objective, factors, np.linspace(0, 1, 30))
    assert (np.diff(run.losses) < 0).all()
    assert run.losses[0] == pytest.approx(objective.value(dlf.end_to_end(factors)), rel=1e-14)


@pytest.mark.parametrize("depth", DEPTHS)
def test_flow_agrees_with_the_closed_form(depth, rng):
    U, V = (
        np.linalg.qr(rng.standard_normal((5, 5)))[0],
        np.linalg.qr(rng.standard_normal((4, 4)))[0],
    )
    s = np.array([2.0, 1.0, 0.5, 0.0])
    target = U[:, :4] * s @ V.T
    factors = dlf.spectral(
        target + 1e-9 * U[:, 3:4] @ V[:, 3:].T, depth=depth, rank=4, init_scale=0.6
    )
    times = np.linspace(0, 6, 13)
    run = dlf.gradient_flow(dlf.Factorization(target), factors, times, rtol=1e-11, atol=1e-13)
    strengths = dlf.aligned_strengths(run, U[:, :4], V)
    predicted = dlf.mode_strength(times[:, None], s, init_scale=0.6, depth=depth)
    assert np.allclose(strengths, predicted, atol=2e-8)
    wrong = dlf.mode_strength(times[:, None], s, init_scale=0.6, depth=depth + 1)
    assert not np.allclose(strengths, wrong, atol=1e-2)


@pytest.mark.parametrize("widths", [(3, 4), (3, 5, 4), (3, 5, 3, 4)])
def test_descent_converges_to_flow_at_order_one(widths, target, rng):
    objective = dlf.Factorization(target)
    factors = dlf.gaussian(widths, init_scale=0.5, rng=rng)
    exact = dlf.gradient_flow(objective, factors, [0.0, 1.0], rtol=1e-12, atol=1e-14).end_to_end()[
        -1
    ]
    errors = []
    for steps in (200, 400, 800, 1600):
        run = dlf.gradient_descent(objective, factors, steps, learning_rate=1 / steps, record=steps)
        errors.append(np.linalg.norm(run.end_to_end()[-1] - exact))
    orders = [order(pair, 2.0) for pair in zip(errors, errors[1:], strict=False)]
    assert np.allclose(orders, 1.0, atol=0.03)
    assert abs(orders[-1] - 1) < abs(orders[0] - 1)  # local orders approach 1


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
@pytest.mark.parametrize("name", ["factorization-sum", "completion-mean", "sensing-sum"])
def test_end_to_end_flow_agrees_with_factor_flow(depth, name, rng):
    """Balanced rectangular start: W_l are polar pieces of X(0), inner width min(d_L, d_0)."""
    from tests.conftest import OBJECTIVES

    objective = OBJECTIVES[name]
    X = 0.3 * rng.standard_normal(objective.shape)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    root = np.diag(s ** (1 / depth))
    factors = (X,) if depth == 1 else (root @ Vt, *[root] * (depth - 2), U @ root)
    times = [0.0, 0.05, 0.2]
    if depth > 1 and X.shape[0] != X.shape[1]:
        assert all(np.allclose(D, 0, atol=1e-14) for D in dlf.imbalance(factors))
    unseen = dlf.end_to_end_flow(objective, X, times, depth=depth, rtol=1e-11).end_to_end()
    seen = dlf.gradient_flow(objective, factors, times, rtol=1e-11).end_to_end()
    assert np.allclose(unseen, seen, atol=1e-8)
    assert not np.allclose(unseen[0], unseen[-1], atol=1e-2)


def test_end_to_end_flow_from_a_singular_start():
    """(X X^T)^0 is the identity on the whole space, so L = 2 moves off a rank-one start."""
    objective = dlf.Factorization(np.eye(2))
    X = np.diag([0.5, 0.0])
    run = dlf.end_to_end_flow(objective, X, [0.0, 3.0], depth=2)
    expected = dlf.mode_strength(3.0, 1.0, init_scale=np.sqrt(0.5), depth=2)
    assert np.allclose(run.end_to_end()[-1], np.diag([expected, 0.0]), atol=1e-7)
    single = dlf.end_to_end_flow(objective, X, [0.0, 3.0], depth=1).end_to_end()[-1]
    assert single[1, 1] == pytest.approx(1 - math.exp(-3.0), abs=1e-7)


def test_recording():
    objective, factors = dlf.Factorization([[1.0]]), ([[0.5]], [[0.5]])

    def steps(**kwargs):
        run = dlf.gradient_descent(objective, factors, 2500, learning_rate=0.01, **kwargs)
        return np.rint(run.times / 0.01).astype(int).tolist(), run

    every = steps(record=1)[1]
    assert steps()[0] == [*range(0, 2500, 3), 2500]
    assert steps(record=1000)[0] == [0, 1000, 2000, 2500]
    kept, run = steps(record=[7, 2500])
    assert kept == [7, 2500]
    for index, k in enumerate(kept):
        assert run.factors[0][index] == every.factors[0][k]
        assert run.losses[index] == every.losses[k]
    assert run.losses[0] == pytest.approx(0.5 * (run.end_to_end()[0, 0, 0] - 1) ** 2, rel=1e-14)


def test_a_long_run_does_not_store_every_step():
    rng = np.random.default_rng(0)
    factors = dlf.orthogonal((40, 40, 40), init_scale=0.1, rng=rng)
    objective = dlf.Factorization(np.eye(40))
    tracemalloc.start()
    dlf.gradient_descent(objective, factors, 3000, learning_rate=1e-3, record=1000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # All 3,001 states would be 6,002 such arrays. A list of the loaded libraries, which
    # threadpoolctl makes meanwhile, takes as much as some 40.
    assert peak < 400 * factors[0].nbytes


def test_a_step_allocates_no_matrix():
    rng = np.random.default_rng(0)
    factors = dlf.orthogonal((150, 150, 150, 150), init_scale=0.1, rng=rng)
    step = _DescentStep(dlf.Factorization(np.eye(150)), factors, momentum=0.0, weight_decay=0.0)
    step.evaluate()
    step.move([0.1] * 3)
    tracemalloc.start()
    for _ in range(3):
        step.evaluate()
        step.move([0.1] * 3)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.1 * factors[0].nbytes


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_a_step_takes_three_products_for_each_layer_but_one(depth, monkeypatch):
    count = 0

    def counting(*args, **kwargs):
        nonlocal count
        count += 1
        return original(*args, **kwargs)

    original = descent.dgemm
    monkeypatch.setattr(descent, "dgemm", counting)
    factors = dlf.gaussian(WIDTHS[depth], init_scale=0.5, rng=np.random.default_rng(1))
    dlf.gradient_descent(dlf.Factorization(np.zeros((4, 3))), factors, 1, learning_rate=0.01)
    assert count == 3 * (depth - 1) + (depth - 1)  # the last forward pass measures the end


def test_diverging_descent_keeps_what_it_computed():
    objective, factors = dlf.Factorization([[1.0]]), ([[2.0]], [[2.0]])
    with pytest.raises(dlf.FlowError, match="diverged at step") as caught:
        dlf.gradient_descent(objective, factors, 100, learning_rate=2.0)
    run = caught.value.trajectory
    assert 1 < len(run) < 101
    assert np.isfinite(run.losses).all()
    assert all(np.isfinite(W).all() for W in run.factors)
    assert caught.value.time == run.times[-1]
    assert run.times[1] == 2.0


class Repulsive:
    """f(X) = -||X||^4/4, whose flow blows up in finite time."""

    shape = (1, 1)

    def value(self, X):
        return -0.25 * float(np.sum(X**2)) ** 2

    def gradient(self, X, *, out=None):
        return np.multiply(-float(np.sum(X**2)), X, out=out)


def test_exploding_flow_keeps_what_it_computed():
    """x' = x^3 from 1 is 1/sqrt(1 - 2t): it ends at t = 1/2."""
    with pytest.raises(dlf.FlowError, match="gradient flow stopped") as caught:
        dlf.gradient_flow(Repulsive(), ([[1.0]],), [0.0, 0.2, 0.4, 0.6])
    run = caught.value.trajectory
    assert run.times[-1] == pytest.approx(0.4)
    assert caught.value.time == pytest.approx(0.5, abs=1e-3)
    assert run.factors[0][-1, 0, 0] == pytest.approx(1 / math.sqrt(0.2), rel=1e-6)


def test_progress_bar_can_be_turned_on_and_off(capsys):
    objective, factors = dlf.Factorization([[1.0]]), ([[0.5]], [[0.5]])
    for progress, shown in ((True, True), (False, False), (None, False)):
        dlf.gradient_descent(objective, factors, 50, learning_rate=0.1, progress=progress)
        dlf.gradient_flow(objective, factors, [0.0, 1.0], progress=progress)
        err = capsys.readouterr().err
        assert ("gradient descent" in err) is shown
        assert ("gradient flow" in err) is shown
