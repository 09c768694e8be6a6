import numpy as np
import pytest

import dlf
from tests.conftest import OBJECTIVES, SHAPE


def slope(objective, X, V, remainder):
    """Order of the remainder along V, from two step sizes well above rounding."""
    steps = np.array([1e-3, 1e-4])
    sizes = [abs(remainder(objective, X, V, h)) for h in steps]
    return np.log(sizes[0] / sizes[1]) / np.log(10)


def first_order(objective, X, V, h):
    return objective.value(X + h * V) - objective.value(X) - h * np.vdot(objective.gradient(X), V)


def test_taylor_remainder_has_slope_two(objective, rng):
    X, V = rng.standard_normal((2, *SHAPE))
    assert slope(objective, X, V, first_order) == pytest.approx(2, abs=1e-4)


@pytest.mark.parametrize("factor", [-1.0, 2.0, 0.5, 1.01])
def test_taylor_test_refutes_a_wrong_gradient(objective, rng, factor):
    X, V = rng.standard_normal((2, *SHAPE))

    def wrong(objective, X, V, h):
        inner = np.vdot(factor * objective.gradient(X), V)
        return objective.value(X + h * V) - objective.value(X) - h * inner

    assert slope(objective, X, V, wrong) < 1.9


def test_gradient_is_affine_with_the_stated_hessian(objective, rng):
    X, V = rng.standard_normal((2, *SHAPE))
    difference = objective.gradient(X + V) - objective.gradient(X)
    assert np.allclose(difference, objective.hessian_product(V), atol=1e-13)


def test_gradient_may_be_written_over_its_argument(objective, rng):
    X = rng.standard_normal(SHAPE)
    expected, buffer = objective.gradient(X), X.copy()
    assert objective.gradient(buffer, out=buffer) is buffer
    assert np.array_equal(buffer, expected)


@pytest.mark.parametrize("name", ["factorization", "completion", "sensing"])
def test_mean_is_sum_over_the_number_of_squares(name, rng):
    total, mean = OBJECTIVES[f"{name}-sum"], OBJECTIVES[f"{name}-mean"]
    count = {"factorization": 12, "completion": total._data.size, "sensing": 9}[name]
    X = rng.standard_normal(SHAPE)
    assert mean.value(X) == pytest.approx(total.value(X) / count, rel=1e-14)
    assert np.allclose(mean.gradient(X), total.gradient(X) / count, rtol=1e-14)


def test_values_by_their_defining_sums(rng):
    target, X = rng.standard_normal((2, *SHAPE))
    observed = np.ones(SHAPE, bool)
    observed[1, 2] = observed[2, 1] = False
    A = rng.standard_normal((5, *SHAPE))
    y = rng.standard_normal(5)
    assert dlf.Factorization(target).value(X) == pytest.approx(
        0.5 * sum((X[i, j] - target[i, j]) ** 2 for i in range(4) for j in range(3))
    )
    hidden = np.where(observed, target, np.nan)
    assert dlf.Completion.from_dense(hidden, observed).value(X) == pytest.approx(
        0.5
        * sum((X[i, j] - target[i, j]) ** 2 for i in range(4) for j in range(3) if observed[i, j])
    )
    assert dlf.Sensing(A, y).value(X) == pytest.approx(
        0.5 * sum((np.trace(A[k].T @ X) - y[k]) ** 2 for k in range(5))
    )


def test_surrogates(rng):
    target = rng.standard_normal(SHAPE)
    observed = np.ones(SHAPE, bool)
    observed[0, 1] = observed[3, 2] = False
    assert np.array_equal(dlf.Factorization(target).surrogate(), target)
    completion = dlf.Completion.from_dense(target, observed).surrogate()
    assert np.allclose(completion, np.where(observed, target, 0) * 12 / 10)
    A, y = rng.standard_normal((5, *SHAPE)), rng.standard_normal(5)
    expected = sum(y[k] * A[k] for k in range(5)) / 5
    assert np.allclose(dlf.Sensing(A, y).surrogate(), expected)
    for objective in OBJECTIVES.values():
        assert objective.surrogate().shape == SHAPE


def test_objectives_cannot_change_under_their_user():
    target = np.ones((2, 2))
    objective = dlf.Factorization(target)
    target[0, 0] = 5.0
    assert objective.value(np.ones((2, 2))) == 0.0
    with pytest.raises(ValueError, match="read-only"):
        objective.target[0, 0] = 5.0


@pytest.mark.parametrize("share", [0.1, 0.13, 0.6, 1.0])
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_many_observed_entries_give_what_few_give_entry_by_entry(share, reduction, rng):
    """From an eighth on, a mask is multiplied: the same numbers, to the last bit."""
    observed = rng.random((40, 30)) < share
    observed[np.arange(40), np.arange(40) % 30] = True
    M, X = rng.standard_normal((2, 40, 30))
    objective = dlf.Completion.from_dense(M, observed, reduction=reduction)
    expected = np.where(observed, objective.weight * (X - M), 0.0)
    assert np.array_equal(objective.gradient(X), expected)
    assert np.array_equal(objective.gradient(np.asfortranarray(X)), expected)
    for out in (X.copy(), np.empty((30, 40)).T):
        assert objective.gradient(out if out.flags.c_contiguous else X, out=out) is out
        assert np.array_equal(out, expected)
    X[tuple(np.argwhere(~observed)[0]) if share < 1 else (0, 0)] = np.inf
    kept = np.where(observed, objective.weight * (X - M), 0.0)
    assert np.array_equal(objective.gradient(X), kept)
    wrong = np.where(observed, 1.1 * objective.weight * (X - M), 0.0)
    assert not np.array_equal(objective.gradient(X), wrong)
