"""Means of singular values in common directions: aligned runs, their order, where one fails."""

import numpy as np
import pytest

from dlf.claims.dynamics.stronger_conjectures import abrupt, highest_means


@pytest.mark.parametrize("power", [-2, -1, 0, 1])
def test_every_mean_of_an_aligned_run_is_the_mode(power):
    """X diagonal, in the order of M: the best vector is c = e_i, and the mean is sigma_i."""
    X, M = np.diag([0.5, 0.3, 0.1])[None], np.diag([3.0, 2.0, 1.0])
    modes = np.array([[0.5, 0.3, 0.1]])
    assert highest_means(X, M, modes, power) == pytest.approx(0, abs=1e-14)
    assert highest_means(X, M, 0.8 * modes, power) == pytest.approx(0.25)


def test_a_mean_of_larger_power_is_larger(rng):
    X, M = rng.standard_normal((5, 4, 4)), rng.standard_normal((4, 4))
    modes = np.sort(rng.uniform(0.5, 2, (5, 4)), axis=1)[:, ::-1]
    means = [highest_means(X, M, modes, power) for power in (-2, -1, -0.5, 0, 0.5, 1)]
    for low, high in zip(means, means[1:], strict=False):
        assert (low <= high + 1e-12).all()
        assert (low < high).any()


def test_a_mean_is_at_least_the_singular_value(rng):
    """Domination follows from the bound: the mean of the worst vector is no less than sigma_i."""
    X, M = rng.standard_normal((5, 3, 3)), rng.standard_normal((3, 3))
    sigma = np.linalg.svd(X, compute_uv=False)
    excess = (sigma / np.ones(3))[:, 1:].max(axis=1) - 1
    assert (highest_means(X, M, np.ones((5, 3)), -1) >= excess - 1e-12).all()


def test_the_geometric_mean_fails_and_the_harmonic_does_not():
    M, X, modes = abrupt(0, 7)
    assert highest_means(X, M, modes, 0).max() > 0.05
    assert highest_means(X, M, modes, -1).max() < 1e-9


def test_the_order_of_the_mean_target_holds_where_minus_seven_tenths_fails():
    M, X, modes = abrupt(1, 7)
    assert highest_means(X, M, modes, -0.7).max() > 0.04
    assert highest_means(X, M, modes, -5 / 6).max() < 0
