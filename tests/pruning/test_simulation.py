"""Drawn data: the fits are what they are called, and the prediction is what comes out."""

import numpy as np
import pytest

from dlf.pruning import (
    LinearGaussianProblem,
    coordinate_law,
    minimum_norm,
    pruned_risks,
    simulate,
    simulate_ridge,
)


def problem(features=90, samples=40, noise=0.7):
    rng = np.random.default_rng(0)
    lam = np.exp(rng.uniform(-1, 1, features))
    return LinearGaussianProblem(lam, rng.standard_normal(features) / 9, noise, samples)


def run(one, kept, draws=3, seed=0, **options):
    rng = np.random.default_rng(seed)
    return simulate(one, kept, draws=draws, rng=rng, progress=False, **options)


@pytest.mark.parametrize(
    ("n", "p", "rank"), [(4, 9, 4), (9, 4, 4), (9, 4, 2), (4, 9, 2), (5, 5, 5)]
)
def test_the_fit_is_the_pseudo_inverse_at_every_rank(n, p, rank):
    rng = np.random.default_rng(n)
    X = rng.standard_normal((n, rank)) @ rng.standard_normal((rank, p))
    y = rng.standard_normal(n)
    np.testing.assert_allclose(minimum_norm(X, y), np.linalg.pinv(X, rcond=1e-12) @ y, atol=1e-8)


def test_nearly_dependent_columns_keep_their_digits():
    rng = np.random.default_rng(1)
    X = rng.standard_normal((30, 6))
    X[:, 1] = X[:, 0] + 1e-6 * X[:, 1]
    beta = rng.standard_normal(6)
    np.testing.assert_allclose(minimum_norm(X, X @ beta), beta, rtol=1e-6)


@pytest.mark.parametrize("samples", [40, 200])
def test_keeping_everything_prunes_nothing(samples):
    found = run(problem(samples=samples), 90, retrain=True).errors
    assert len(found) == 7
    for values in found.values():
        np.testing.assert_allclose(values, found["full"], rtol=1e-8)


@pytest.mark.parametrize("samples", [40, 200])
def test_the_errors_are_those_of_the_fits(samples):
    """One draw again by hand: the rules, the refits, the test error."""
    one, kept = problem(samples=samples), 20
    found = {name: v[0] for name, v in run(one, kept, draws=2, seed=5, retrain=True).errors.items()}
    rng = np.random.default_rng(5).spawn(2)[0]
    X = rng.standard_normal((samples, 90)) * np.sqrt(one.variances)
    y = X @ one.coefficients + one.noise * rng.standard_normal(samples)
    b = np.linalg.pinv(X) @ y
    order = {
        "magnitude": np.abs(b),
        "hessian": np.abs(b) * np.linalg.norm(X, axis=0),
        "oracle": np.abs(one.coefficients) * np.sqrt(one.variances),
    }

    def error(fitted):
        gap = fitted - one.coefficients
        return one.noise**2 + gap @ (one.variances * gap)

    np.testing.assert_allclose(found["full"], error(b), rtol=1e-8)
    for rule, scores in order.items():
        S = np.argsort(scores)[-kept:]
        cut, refit = np.zeros(90), np.zeros(90)
        cut[S], refit[S] = b[S], np.linalg.pinv(X[:, S]) @ y
        np.testing.assert_allclose(found[rule], error(cut), rtol=1e-8)
        name = "small" if rule == "oracle" else f"{rule}_retrained"
        np.testing.assert_allclose(found[name], error(refit), rtol=1e-8)


def test_the_same_draws_on_any_number_of_processes():
    one = problem()
    alone, shared = run(one, 20, draws=4), run(one, 20, draws=4, jobs=2)
    for name, values in alone.errors.items():
        np.testing.assert_array_equal(values, shared.errors[name])
    other = run(one, 20, draws=4, seed=1)
    assert (other.errors["full"] != alone.errors["full"]).all()
    assert len(set(alone.errors["full"])) == 4


@pytest.mark.parametrize("samples", [40, 200])
def test_the_prediction_is_what_comes_out_and_a_tenth_off_is_not(samples):
    one, kept = problem(samples=samples), 15
    found, stated = run(one, kept, draws=500), pruned_risks(one, kept)
    for rule in found.errors:
        mean, error = found.mean(rule), found.standard_error(rule)
        gap = abs(mean - getattr(stated, rule))
        assert gap < 3 * error + 0.015 * mean
        assert abs(mean - 1.1 * getattr(stated, rule)) > 3 * error + 0.015 * mean


def test_the_standard_error_is_that_of_a_mean():
    found = run(problem(), 20, draws=9)
    values = found.errors["oracle"]
    np.testing.assert_allclose(found.mean("oracle"), values.sum() / 9)
    spread = np.sqrt(((values - values.mean()) ** 2).sum() / 8)
    np.testing.assert_allclose(found.standard_error("oracle"), spread / 3)


@pytest.mark.parametrize("samples", [40, 200])
def test_a_ridge_has_the_predicted_error(samples):
    one, ridge = problem(samples=samples), 12.0
    found = simulate_ridge(one, ridge, draws=400, rng=np.random.default_rng(2))
    stated = coordinate_law(one, ridge=ridge).risk
    assert abs(found.mean() / stated - 1) < 0.02
    for other in (0.5 * ridge, 2 * ridge):
        assert abs(found.mean() / coordinate_law(one, ridge=other).risk - 1) > 0.02
