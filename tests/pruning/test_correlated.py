"""Correlated features: the same as uncorrelated ones where they are, and as drawn where not."""

import numpy as np
import pytest

from dlf.pruning import (
    LinearGaussianProblem,
    correlated_risks,
    minimum_norm,
    pruned_risks,
    relu_moments,
)


def test_the_moments_of_relu_are_those_of_samples():
    rng = np.random.default_rng(0)
    R = rng.standard_normal((5, 3)) * rng.uniform(0.3, 2, (5, 1))
    R[4] = -2 * R[0]  # two units that never speak at once
    x = rng.standard_normal((400_000, 3))
    a = np.maximum(x @ R.T, 0)
    covariance, cross = relu_moments(R)
    a -= a.mean(axis=0)
    np.testing.assert_allclose(covariance, a.T @ a / len(a), atol=0.02)
    np.testing.assert_allclose(cross, a.T @ x / len(a), atol=0.02)
    assert np.linalg.eigvalsh(covariance)[0] > -1e-12


def test_a_row_twice_is_a_variance():
    R = np.array([[0.6, 0.8], [1.2, 1.6]])
    covariance, _ = relu_moments(R)
    np.testing.assert_allclose(covariance, covariance[0, 0] * np.array([[1, 2], [2, 4]]))


@pytest.mark.parametrize("samples", [30, 150])
def test_uncorrelated_features_have_the_risks_without_draws(samples):
    rng = np.random.default_rng(1)
    lam, beta = np.exp(rng.uniform(-1, 1, 70)), rng.standard_normal(70) / 8
    stated = pruned_risks(LinearGaussianProblem(lam, beta, 0.5, samples), 20)
    found = correlated_risks(np.diag(lam), beta, 0.5, samples, 20, draws=4000, rng=rng)
    for rule in found.errors:  # exactly s are kept, there s on average: a difference of order 1/p
        gap = abs(found.mean(rule) - getattr(stated, rule))
        assert gap < 4 * found.standard_error(rule) + 0.01 * found.mean(rule)


@pytest.mark.parametrize("inputs", [25, 200])
def test_linear_random_features_are_as_predicted(inputs):
    """25 inputs make a covariance of 80 features singular."""
    rng, p, s, noise = np.random.default_rng(2), 80, 15, 0.5
    n = 60 if inputs < p else 30
    R = rng.standard_normal((p, inputs)) / np.sqrt(inputs)
    b = rng.standard_normal(inputs) / np.sqrt(inputs)
    sigma, theta = R @ R.T, np.linalg.pinv(R.T) @ b
    left = np.sqrt(noise**2 + b @ b - theta @ sigma @ theta)
    stated = correlated_risks(sigma, theta, left, n, s, draws=300, rng=rng)
    errors = []
    for _ in range(300):
        x = rng.standard_normal((n, inputs))
        fit = minimum_norm(x @ R.T, x @ b + noise * rng.standard_normal(n))
        cut = np.where(np.abs(fit) >= np.sort(np.abs(fit))[-s], fit, 0)
        errors.append([left**2 + (v - theta) @ sigma @ (v - theta) for v in (fit, cut)])
    for rule, drawn in zip(("full", "magnitude"), np.transpose(errors), strict=True):
        error = drawn.std() / np.sqrt(300)
        assert abs(drawn.mean() - stated.mean(rule)) < 3 * error + 0.015 * drawn.mean()
