"""Shaped fits: the formulas beside slow twins, and what must not change."""

import numpy as np
import pytest
from scipy.optimize import minimize

from dlf.pruning import (
    LinearGaussianProblem,
    best_shaping,
    coordinate_law,
    meta_risk,
    moment_estimator,
    optimal_theta,
    theta_from_weights,
    weights_from_theta,
)


def problem(seed, noise=0.5):
    """Signals, some of them zero, the noise and fewer samples than half of the features."""
    rng = np.random.default_rng(seed)
    d = int(rng.integers(6, 30))
    s = np.exp(rng.uniform(-3, 2, d)) * (rng.random(d) < 0.8)
    return s, noise, int(rng.integers(1, d // 2))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("noise", [0.0, 1e-4, 0.5, 30.0])
def test_the_best_shares_fill_the_samples_and_have_the_stated_risk(seed, noise):
    s, noise, n = problem(seed, noise)
    best = optimal_theta(s, noise, n)
    np.testing.assert_allclose(best.shares.sum(), n, rtol=1e-11)
    np.testing.assert_allclose(best.risk, noise**2 + meta_risk(best.shares, s, noise, n), rtol=1e-9)
    np.testing.assert_allclose(best.floor, noise**2 / (len(s) - n), rtol=1e-14)


@pytest.mark.parametrize("seed", range(5))
def test_the_best_shares_are_those_of_a_general_solver(seed):
    """The slow twin: sequential quadratic programming on the polytope, from the middle of it."""
    s, noise, n = problem(seed)
    d = len(s)

    def risk(theta):
        shares = np.clip(theta * (n / theta.sum()), 0, 1)
        corner = n - shares @ shares < 1e-9  # a long step may try one, where the risk is infinite
        return 1e6 if corner else meta_risk(shares, s, noise, n)

    found = minimize(
        risk,
        np.full(d, n / d),
        method="SLSQP",
        bounds=[(0, 1)] * d,
        constraints={"type": "eq", "fun": lambda theta: theta.sum() - n},
        options={"ftol": 1e-13, "maxiter": 500},
    )
    best = optimal_theta(s, noise, n)
    np.testing.assert_allclose(found.fun, best.risk - noise**2, rtol=1e-6)
    np.testing.assert_allclose(found.x, best.shares, atol=2e-3)


@pytest.mark.parametrize("seed", range(5))
def test_no_shares_nearby_are_better_and_the_gap_is_the_stated_square(seed):
    s, noise, n = problem(seed)
    best, rng = optimal_theta(s, noise, n), np.random.default_rng(seed)
    for size in (1e-3, 1e-1):
        step = rng.standard_normal(len(s)) * np.minimum(best.shares, 1 - best.shares)
        theta = best.shares + size * (step - step.mean()) * best.shares.min()
        gap = noise**2 + meta_risk(theta, s, noise, n) - best.risk
        square = ((n * s + best.risk) * (theta - best.shares) ** 2).sum() / (n - theta @ theta)
        np.testing.assert_allclose(gap, square, rtol=1e-4, atol=1e-12)


def test_weights_and_shares_are_inverse_to_each_other():
    rng, n = np.random.default_rng(0), 4
    lam = np.exp(rng.uniform(-1, 1, 9))
    theta = rng.uniform(0.3, 0.5, 9)
    theta *= n / theta.sum()
    w = weights_from_theta(theta, lam)
    np.testing.assert_allclose(theta_from_weights(lam, 7 * w, n), theta, rtol=1e-11)
    np.testing.assert_allclose(theta_from_weights(lam, -w, n), theta, rtol=1e-11)


def test_the_risk_is_the_mean_of_that_of_pruned_least_squares_over_tasks():
    rng, n = np.random.default_rng(1), 5
    lam, w = np.exp(rng.uniform(-1, 1, 12)), np.exp(rng.uniform(-1, 1, 12))
    tasks = rng.standard_normal((40, 12))
    risks = [coordinate_law(LinearGaussianProblem(lam * w**2, b / w, 0.7, n)).risk for b in tasks]
    signal = lam * (tasks**2).mean(axis=0)
    found = meta_risk(theta_from_weights(lam, w, n), signal, 0.7, n)
    np.testing.assert_allclose(found, np.mean(risks) - 0.49, rtol=1e-10)


def test_the_best_shaping_is_that_of_the_signals_in_their_own_directions():
    """Diagonal covariances: the squares of weights are lambda_i^-1 (s_i + floor)."""
    lam, tau = np.array([1.0, 2.0, 5.0, 0.5]), np.array([3.0, 0.0, 1.0, 2.0])
    L = best_shaping(np.diag(lam), np.diag(tau), 0.4, 2)
    best = optimal_theta(lam * tau, 0.4, 2)
    np.testing.assert_allclose(np.diag(L @ L.T), (lam * tau + best.floor) / lam, rtol=1e-12)
    weights = np.sqrt(np.diag(L @ L.T))
    np.testing.assert_allclose(theta_from_weights(lam, weights, 2), best.shares, rtol=1e-10)


def test_the_best_shaping_turns_with_the_coordinates():
    """x = R x': Sigma_F becomes R^-1 Sigma_F R^-T, Sigma_T becomes R^T Sigma_T R, so does L L^T."""
    rng = np.random.default_rng(2)
    A, B, R = rng.standard_normal((3, 5, 5))
    F, T = A @ A.T + np.eye(5), B @ B.T
    inverse = np.linalg.inv(R)
    symmetric = lambda M: (M + M.T) / 2
    one = best_shaping(F, T, 0.3, 2)
    two = best_shaping(symmetric(inverse @ F @ inverse.T), symmetric(R.T @ T @ R), 0.3, 2)
    np.testing.assert_allclose(two @ two.T, R.T @ one @ one.T @ R, rtol=1e-8)


@pytest.mark.parametrize("m", [2, 3, 6])
def test_the_moments_are_those_of_a_loop_over_tasks(m):
    rng = np.random.default_rng(3)
    X, Y = rng.standard_normal((7, m, 3)), rng.standard_normal((7, m))
    slow = np.zeros((3, 3))
    for x, y in zip(X, Y, strict=True):
        one, two = (np.mean(x[k] * y[k][:, None], axis=0) for k in np.split(range(m), [m // 2]))
        slow += (np.outer(one, two) + np.outer(two, one)) / 2
    np.testing.assert_allclose(moment_estimator(X, Y), slow / 7, atol=1e-13)


def test_tasks_without_noise_and_with_samples_that_span_are_seen_exactly():
    """Signs in all combinations are white: two halves of four samples give beta beta^T."""
    X = np.array([[[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]]])
    beta = np.array([2.0, -3.0])
    found = moment_estimator(X[:, [0, 1, 2, 3]], X[:, [0, 1, 2, 3]] @ beta)
    np.testing.assert_allclose(found, np.outer(beta, beta), atol=1e-13)
