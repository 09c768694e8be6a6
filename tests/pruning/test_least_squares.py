"""The law of a fit with many features: identities that it must satisfy, at random problems."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from dlf.pruning import (
    LinearGaussianProblem,
    coordinate_law,
    fixed_point,
    keep_threshold,
    oracle_support,
    pruned_risks,
    small_model_risk,
    support_risk,
    truncated_error,
)

SIZES = [(40, 15), (12, 30), (5, 3), (3, 1), (60, 58), (9, 40)]  # features, samples


def problem(features, samples, seed=0, noise=0.7):
    rng = np.random.default_rng(seed)
    lam = np.exp(rng.uniform(-2, 2, features))
    return LinearGaussianProblem(lam, rng.standard_normal(features), noise, samples)


@pytest.mark.parametrize(("features", "samples"), SIZES)
@pytest.mark.parametrize("ridge", [0.0, 0.3])
def test_the_risk_is_the_sum_of_its_second_moments(features, samples, ridge):
    """gamma = noise^2 + sum lambda ((m - beta)^2 + v^2): the second equation, read backwards."""
    one = problem(features, samples)
    law = coordinate_law(one, ridge=ridge)
    whole = support_risk(one, np.arange(features), law=law)
    np.testing.assert_allclose(whole, law.risk, rtol=1e-12)


@pytest.mark.parametrize("ridge", [0.0, 2.0])
def test_the_root_fills_the_samples_and_lies_between_its_bounds(ridge):
    lam, n = problem(40, 15).variances, 15
    xi = fixed_point(lam, n, ridge=ridge)
    shares = xi * lam / (1 + xi * lam)
    np.testing.assert_allclose(shares.sum() + ridge * xi, n, rtol=1e-12)
    if not ridge:
        assert n / 25 / lam.max() < xi < n / 25 / lam.min()


@pytest.mark.parametrize("scale", [1e-12, 1e9])
def test_the_root_scales_with_the_variances(scale):
    lam = problem(40, 15).variances
    np.testing.assert_allclose(fixed_point(scale * lam, 15), fixed_point(lam, 15) / scale)
    np.testing.assert_allclose(
        fixed_point(scale * lam, 15, ridge=2 * scale), fixed_point(lam, 15, ridge=2.0) / scale
    )


def test_alike_features_have_the_closed_form():
    one = LinearGaussianProblem(np.full(30, 1.0), np.full(30, 0.2), 0.5, 12)
    law = coordinate_law(one)
    np.testing.assert_allclose(law.xi, 12 / 18)
    np.testing.assert_allclose(law.risk, 0.25 * 30 / 18 + 30 * 0.04 * 18 / 30)


def test_fewer_features_than_samples_are_fitted_without_bias():
    one = problem(12, 30)
    law = coordinate_law(one)
    assert law.xi == np.inf
    np.testing.assert_array_equal(law.mean, one.coefficients)
    np.testing.assert_allclose(law.deviation**2 * one.variances, one.noise**2 / 17)
    np.testing.assert_allclose(law.risk, one.noise**2 * 29 / 17)


def test_a_ridge_is_a_tail_of_many_useless_features():
    one, tau, q = problem(12, 30), 1.7, 200_000
    lam = np.append(one.variances, np.full(q, tau / q))
    beta = np.append(one.coefficients, np.zeros(q))
    wide = coordinate_law(LinearGaussianProblem(lam, beta, one.noise, 30))
    ridge = coordinate_law(one, ridge=tau)
    np.testing.assert_allclose(wide.risk, ridge.risk, rtol=1e-4)
    np.testing.assert_allclose(wide.mean[:12], ridge.mean, rtol=1e-4)


def test_a_vanishing_ridge_changes_nothing():
    one = problem(40, 15)
    small, none = (coordinate_law(one, ridge=r) for r in (1e-9, 0.0))
    np.testing.assert_allclose(small.risk, none.risk, rtol=1e-7)


@pytest.mark.parametrize(("features", "samples"), SIZES)
def test_errors_scale_with_the_square_of_the_answer(features, samples):
    one, kept = problem(features, samples), max(1, features // 2)
    twice = replace(one, coefficients=2 * one.coefficients, noise=2 * one.noise)
    for rule in ("full", "magnitude", "hessian", "oracle", "small"):
        small, large = (getattr(pruned_risks(p, kept), rule) for p in (one, twice))
        np.testing.assert_allclose(large, 4 * small, rtol=1e-9)


@pytest.mark.parametrize(("features", "samples"), SIZES)
def test_the_order_of_the_features_does_not_matter(features, samples):
    one, kept = problem(features, samples), max(1, features // 3)
    turned = LinearGaussianProblem(
        one.variances[::-1], one.coefficients[::-1], one.noise, one.samples
    )
    for rule in ("full", "magnitude", "hessian", "oracle", "small"):
        values = [getattr(pruned_risks(p, kept), rule) for p in (one, turned)]
        np.testing.assert_allclose(*values, rtol=1e-9)


def test_units_of_the_features_matter_to_magnitude_alone():
    """A feature in other units: without bias Hessian pruning and the oracle do not notice."""
    one, units = problem(12, 30), np.exp(np.random.default_rng(1).uniform(-2, 2, 12))
    other = replace(one, variances=one.variances * units**2, coefficients=one.coefficients / units)
    before, after = (pruned_risks(p, 5) for p in (one, other))
    for rule in ("full", "hessian", "oracle", "small"):
        np.testing.assert_allclose(getattr(before, rule), getattr(after, rule), rtol=1e-9)
    assert abs(before.magnitude / after.magnitude - 1) > 0.01


@pytest.mark.parametrize(("features", "samples"), SIZES)
def test_keeping_everything_prunes_nothing(features, samples):
    found = pruned_risks(problem(features, samples), features)
    whole = [found.magnitude, found.hessian, found.oracle, found.small]
    np.testing.assert_allclose(whole, found.full, rtol=1e-9)


def test_unseen_features_are_noise():
    one = problem(12, 30)
    part = one.restricted([3, 0, 7])
    unseen = np.delete(one.saliencies, [0, 3, 7]).sum()
    np.testing.assert_allclose(part.noise**2, one.noise**2 + unseen)
    np.testing.assert_array_equal(part.variances, one.variances[[3, 0, 7]])
    again = part.restricted([1])
    np.testing.assert_allclose(again.noise, one.restricted([0]).noise)


@pytest.mark.parametrize("kind", [tuple, list, np.array])
def test_a_support_may_come_in_any_form_and_order(kind):
    one = problem(40, 15)
    found = support_risk(one, kind([7, 3, 21]))
    np.testing.assert_allclose(found, support_risk(one, np.array([3, 7, 21])), rtol=1e-12)


def test_the_oracle_keeps_the_largest_saliencies():
    one = problem(40, 15)
    support = oracle_support(one, 10)
    assert one.saliencies[support].min() > np.delete(one.saliencies, support).max()
    assert (np.diff(support) > 0).all()


def test_the_small_model_has_no_mean_near_its_peak():
    one = problem(40, 15)
    for kept in (14, 15, 16):
        assert small_model_risk(one, np.arange(kept)) == np.inf
    assert small_model_risk(one, np.arange(13)) < np.inf
    certain = LinearGaussianProblem(np.ones(20), np.r_[np.ones(14), np.zeros(6)], 0.0, 15)
    assert small_model_risk(certain, np.arange(14)) == 0.0
    assert small_model_risk(certain, np.arange(16)) == np.inf


@pytest.mark.parametrize("kept", [1, 7, 29, 30])
def test_the_threshold_keeps_as_many_on_average(kept):
    rng = np.random.default_rng(3)
    m, sd = rng.standard_normal(30), rng.uniform(0.1, 2, 30)
    t = keep_threshold(m, sd, kept)
    chances = ndtr((m - t) / sd) + ndtr((-t - m) / sd)
    np.testing.assert_allclose(chances.sum(), kept, rtol=1e-10)


@pytest.mark.parametrize("seed", range(3))
def test_the_truncated_error_is_that_of_samples(seed):
    rng = np.random.default_rng(seed)
    b, m, sd, t = rng.normal(), rng.normal(), rng.uniform(0.3, 1), rng.uniform(0.2, 1.5)
    X = m + sd * rng.standard_normal(400_000)
    losses = (b - X * (abs(X) > t)) ** 2
    error = losses.std() / np.sqrt(losses.size)
    assert abs(truncated_error(b, m, sd, t) - losses.mean()) < 4 * error


def test_the_truncated_error_at_its_ends_and_by_symmetry():
    b, m, sd = np.array([0.3, -2.0]), np.array([1.0, -1.5]), np.array([0.5, 2.0])
    np.testing.assert_allclose(truncated_error(b, m, sd, 0.0), (b - m) ** 2 + sd**2)
    np.testing.assert_allclose(truncated_error(b, m, sd, 100.0), b**2)
    np.testing.assert_allclose(truncated_error(-b, -m, sd, 0.7), truncated_error(b, m, sd, 0.7))
    np.testing.assert_allclose(
        truncated_error(3 * b, 3 * m, 3 * sd, 2.1), 9 * truncated_error(b, m, sd, 0.7)
    )
