"""What a feature costs and which ones greedy least squares takes, against fits by another route."""

from itertools import combinations

import numpy as np
import pytest

from dlf.pruning import feature_costs, forward_selection


def drawn(seed, n, p, o=3):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, p)), rng.standard_normal((n, o))


def error(A, Y):
    return float(((Y - A @ np.linalg.lstsq(A, Y, rcond=None)[0]) ** 2).sum())


@pytest.mark.parametrize("shape", [(12, 5), (5, 5), (5, 12)])
def test_the_costs_are_those_of_fits_without_the_feature(shape):
    A, Y = drawn(0, *shape)
    B, costs = np.linalg.lstsq(A, Y, rcond=None)[0], feature_costs(A, Y)
    for j in range(A.shape[1]):
        cut, rest = B.copy(), np.delete(A, j, axis=1)
        cut[j] = 0
        again = np.linalg.lstsq(rest, Y, rcond=None)[0]
        before = ((Y - A @ B) ** 2).sum()
        assert costs.held[j] == pytest.approx(((Y - A @ cut) ** 2).sum() - before)
        assert costs.refitted[j] == pytest.approx(error(rest, Y) - before, abs=1e-10)
        grown = (again**2).sum() - (B**2).sum()
        assert costs.stretched[j] == (pytest.approx(grown) if shape[1] > shape[0] else np.inf)


def test_the_inverse_of_the_gram_matrix_and_one_answer():
    A, Y = drawn(1, 20, 6)
    b = np.linalg.lstsq(A, Y[:, 0], rcond=None)[0]
    found = feature_costs(A, Y[:, 0])
    np.testing.assert_allclose(found.refitted, b**2 / np.diag(np.linalg.inv(A.T @ A)))
    np.testing.assert_allclose(found.held, (A**2).sum(axis=0) * b**2)


def test_the_costs_are_the_limits_of_a_ridge():
    """Of the least value of |Y - A B|^2 + lambda |B|^2; both kinds of features in one matrix."""
    A, Y = drawn(2, 9, 5)
    A[:, 4], lam = A[:, 3], 1e-6
    value = lambda A: np.trace(
        Y.T @ Y - Y.T @ A @ np.linalg.solve(lam * _one(A) + A.T @ A, A.T @ Y)
    )
    rises = np.array([value(np.delete(A, j, axis=1)) - value(A) for j in range(5)])
    costs = feature_costs(A, Y)
    np.testing.assert_allclose(rises[:3], costs.refitted[:3], rtol=1e-4)
    np.testing.assert_allclose(rises[3:] / lam, costs.stretched[3:], rtol=1e-3)
    assert not costs.refitted[3:].any()
    assert np.isinf(costs.stretched[:3]).all()


def _one(A):
    return np.eye(A.shape[1])


def test_a_feature_that_is_zero_costs_nothing():
    A, Y = drawn(3, 8, 4)
    A[:, 2] = 0
    costs = feature_costs(A, Y)
    assert costs.held[2] == costs.refitted[2] == costs.stretched[2] == 0
    assert (np.delete(costs.refitted, 2) > 0).all()


def test_the_unit_of_a_feature_does_not_matter_to_what_the_samples_see():
    A, Y = drawn(4, 12, 5)
    plain, scaled = feature_costs(A, Y), feature_costs(A * np.geomspace(1e-2, 1e2, 5), Y)
    np.testing.assert_allclose(scaled.held, plain.held)
    np.testing.assert_allclose(scaled.refitted, plain.refitted)


@pytest.mark.parametrize("unit", [1e-200, 1e200])
def test_squares_out_of_range_do_no_harm(unit):
    A, Y = drawn(9, 6, 4)
    A[:, 3] = A[:, 0] - A[:, 1]
    plain, scaled = feature_costs(A, Y), feature_costs(A * unit, Y)
    np.testing.assert_allclose(scaled.held, plain.held)
    np.testing.assert_allclose(scaled.refitted, plain.refitted)
    A, units = A[:, :3], np.array([1.0, unit, 1.0])
    np.testing.assert_array_equal(forward_selection(A * units, Y, 3), forward_selection(A, Y, 3))


@pytest.mark.parametrize("shape", [(20, 8), (6, 15)])
def test_each_step_of_the_greedy_choice_is_the_best(shape):
    A, Y = drawn(5, *shape)
    order = forward_selection(A, Y, 5)
    for k in range(5):
        taken = order[:k].tolist()
        rest = [j for j in range(shape[1]) if j not in taken]
        errors = [error(A[:, [*taken, j]], Y) for j in rest]
        assert order[k] == rest[int(np.argmin(errors))]


def test_orthogonal_features_make_greedy_the_best():
    rng = np.random.default_rng(6)
    A, Y = np.linalg.qr(rng.standard_normal((12, 6)))[0], rng.standard_normal((12, 2))
    best = min(combinations(range(6), 3), key=lambda S: error(A[:, S], Y))
    assert set(forward_selection(A, Y, 3).tolist()) == set(best)


def test_greedy_does_not_take_what_the_taken_ones_span():
    A, Y = drawn(7, 10, 4)
    A = np.column_stack([A, A[:, 0] + A[:, 1], np.zeros(10), 3 * A[:, 2]])
    order = forward_selection(A, Y, 4)
    assert np.linalg.matrix_rank(A[:, order]) == 4
    with pytest.raises(ValueError, match=r"at most the rank of A, 4, .*; not 5"):
        forward_selection(A, Y, 5)


def test_neither_changes_its_input():
    A, Y = drawn(8, 7, 9)
    kept = A.copy(), Y.copy()
    feature_costs(A, Y)
    forward_selection(A, Y, 4)
    assert np.array_equal(A, kept[0])
    assert np.array_equal(Y, kept[1])
