"""Operators that are drawn, those that are stored, and what sensing makes of both."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

import dlf
from dlf._support.kernels import residuals

COUNTS = (1, 3, 64, 65, 203)


def both(count, shape=(7, 5), seed=3, reduction="sum"):
    """The same problem with drawn operators and with stored ones."""
    drawn = dlf.GaussianOperators(count, shape, seed=seed, scale=0.3)
    y = np.random.default_rng(0).standard_normal(count)
    return dlf.Sensing(drawn, y, reduction), dlf.Sensing(drawn.materialize(), y, reduction)


def elementwise(operators, y, X):
    """Value and gradient by sums of m x d x d products."""
    A = operators.astype(float)
    residual = np.sum(A * X, axis=(1, 2)) - y
    return 0.5 * np.sum(residual**2), np.sum(residual[:, None, None] * A, axis=0)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("count", COUNTS)
def test_drawn_and_stored_agree_to_the_last_bit(count, reduction, rng):
    drawn, stored = both(count, reduction=reduction)
    X = rng.standard_normal((7, 5))
    assert drawn.value(X) == stored.value(X)
    assert drawn.weight == stored.weight
    for call in ("gradient", "hessian_product"):
        assert np.array_equal(getattr(drawn, call)(X), getattr(stored, call)(X))
    assert np.array_equal(drawn.surrogate(), stored.surrogate())


@pytest.mark.parametrize("count", COUNTS)
def test_one_reading_gives_the_elementwise_sums(count, rng):
    objective = both(count)[1]
    X = rng.standard_normal((7, 5))
    value, gradient = elementwise(objective.operators, objective.measurements, X)
    assert objective.value(X) == pytest.approx(value, rel=1e-13)
    assert np.allclose(objective.gradient(X), gradient, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("wrong", [1, 63, 64])
def test_the_comparison_refutes_a_missing_operator(wrong, rng):
    objective = both(65)[1]
    X = rng.standard_normal((7, 5))
    kept = np.arange(65) != wrong
    few = elementwise(objective.operators[kept], objective.measurements[kept], X)[1]
    assert not np.allclose(objective.gradient(X), few, rtol=1e-12, atol=1e-12)


def test_single_precision_is_kept_and_changes_no_bit(rng):
    """A float32 number is a float64 number, and every product and sum is one of float64."""
    single = both(203)[1]
    assert single.operators.dtype == np.float32
    double = dlf.Sensing(single.operators.astype(float), single.measurements)
    assert double.operators.dtype == float
    X = rng.standard_normal((7, 5))
    assert np.array_equal(single.gradient(X), double.gradient(X))
    assert single.value(X) == double.value(X)
    assert np.array_equal(single.surrogate(), double.surrogate())


def test_sums_in_single_precision_would_be_seen(rng):
    objective, X = both(203)[1], rng.standard_normal((7, 5))
    A, y = objective.operators, objective.measurements
    rough = ((A * X.astype(np.float32)).sum(axis=(1, 2)) - y)[:, None, None] * A
    assert np.abs(rough.sum(axis=0) - objective.gradient(X)).max() > 1e-8


def test_results_do_not_depend_on_the_number_of_threads(rng):
    """Four sums, to which the blocks of 64 go in turn: 603 operators make ten blocks."""
    objective, X = both(603, (40, 50))[1], rng.standard_normal((40, 50))
    found = [objective.gradient(X)]
    for threads in (1, 2):
        found.append(replace(objective, threads=threads).gradient(X))
    expected = elementwise(objective.operators, objective.measurements, X)[1]
    for gradient in found:
        assert np.array_equal(gradient, found[0])
        assert np.abs(gradient - expected).max() < 1e-12 * np.abs(expected).max()


def test_what_nobody_can_write_to_is_adopted():
    A, y = np.ones((3, 2, 2)), np.zeros(3)
    A.setflags(write=False)
    assert dlf.Sensing(A, y).operators is A
    assert dlf.Sensing(A[1:], y[1:]).operators.base is A


def test_what_somebody_could_write_to_is_copied():
    A, y = np.ones((3, 2, 2)), np.zeros(3)
    window = A[:]
    window.setflags(write=False)
    for given in (A, window, A.tolist()):
        objective = dlf.Sensing(given, y)
        A[0] = 5.0
        assert (objective.operators == 1.0).all()
        assert not objective.operators.flags.writeable
        A[0] = 1.0


def test_columns_first_and_integers_are_taken(rng):
    A, y = rng.integers(-3, 4, (5, 4, 3)), np.arange(5.0)
    X = rng.standard_normal((4, 3))
    expected = elementwise(A, y, X)[1]
    for given in (A, np.asfortranarray(A.astype(float)), A.astype(np.float32)):
        assert np.allclose(dlf.Sensing(given, y).gradient(X), expected, atol=1e-12)
    turned = np.asfortranarray(X)
    assert np.array_equal(dlf.Sensing(A, y).gradient(turned), dlf.Sensing(A, y).gradient(X))


def test_the_seed_decides_and_a_prefix_stays():
    first = dlf.GaussianOperators(100, (4, 3), seed=8).materialize()
    assert np.array_equal(first, dlf.GaussianOperators(100, (4, 3), seed=8).materialize())
    assert np.array_equal(first[:70], dlf.GaussianOperators(70, (4, 3), seed=8).materialize())
    assert not np.array_equal(first, dlf.GaussianOperators(100, (4, 3), seed=9).materialize())
    assert len(np.unique(first)) > 0.99 * first.size


def test_entries_are_gaussian_of_the_given_scale():
    entries = dlf.GaussianOperators(500, (20, 20), seed=1, scale=2.5).materialize() / 2.5
    assert abs(entries.mean()) < 0.01
    assert entries.var() == pytest.approx(1, abs=0.01)
    assert (entries**4).mean() == pytest.approx(3, abs=0.05)
    flat = entries.reshape(500, -1)
    correlation = flat[:-64] * flat[64:]  # neighbouring blocks
    assert abs(correlation.mean()) < 0.01


def test_it_is_a_linear_operator_with_its_adjoint(rng):
    operators = dlf.GaussianOperators(130, (6, 4), seed=2)
    flat = operators.materialize().reshape(130, 24).astype(float)
    x, y = rng.standard_normal(24), rng.standard_normal(130)
    assert np.allclose(operators @ x, flat @ x, atol=1e-12)
    assert np.allclose(operators.T @ y, flat.T @ y, atol=1e-12)
    assert np.allclose(operators @ np.stack([x, 2 * x], axis=1), np.outer(flat @ x, [1, 2]))
    assert not np.allclose(operators.T @ y, -(flat.T @ y), atol=1e-12)


def test_drawn_operators_take_the_memory_of_a_few_blocks(rng):
    """At 2000 operators of 40 x 40: less than three blocks of 64, where all take 31."""
    drawn, stored = both(2000, (40, 40))
    X = rng.standard_normal((40, 40))
    drawn.gradient(X)  # compiles
    tracemalloc.start()
    drawn.gradient(X)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    block = 64 * 1600 * 4
    assert most < 3 * block
    assert stored.operators.nbytes > 31 * block


def test_an_empty_or_aligned_tail_of_the_loop(rng):
    """One to eight rows: those behind the last four are summed one by one."""
    A = rng.standard_normal((8, 11))
    x, y = rng.standard_normal(11), rng.standard_normal(8)
    for rows in range(1, 9):
        out = np.empty(rows)
        residuals(A[:rows], x, y[:rows], out)
        assert np.allclose(out, A[:rows] @ x - y[:rows], atol=1e-13)


def test_descent_runs_on_drawn_operators():
    drawn, stored = both(120, (6, 6))
    settings = {"depth": 3, "rank": 2, "init_scale": 0.1}
    runs = [
        dlf.gradient_descent(f, dlf.compress(f, **settings), 30, learning_rate=0.01)
        for f in (drawn, stored)
    ]
    assert np.array_equal(runs[0].losses, runs[1].losses)
    assert runs[0].losses[-1] <= runs[0].losses[0]
