"""Alternating least squares, soft-impute and two factors, each held against its equations."""

import numpy as np
import pytest
from scipy.sparse import csr_array

import dlf
from dlf.recovery import (
    alternating_least_squares,
    baselines,
    burer_monteiro,
    scaled_descent,
    soft_impute,
)
from dlf.recovery.baselines import ridge_rows

SHAPE = (30, 24)


@pytest.fixture
def easy(rng):
    """Rank 2, sixty per cent of the entries."""
    M = rng.standard_normal((SHAPE[0], 2)) @ rng.standard_normal((2, SHAPE[1]))
    return M, rng.random(SHAPE) < 0.6


def error(run, M):
    return np.linalg.norm(run.end_to_end()[-1] - M) / np.linalg.norm(M)


def shrunk(matrix, by):
    U, s, Vt = np.linalg.svd(matrix, full_matrices=False)
    return U * np.maximum(s - by, 0) @ Vt


def filled(objective, X):
    """M where it is observed and X elsewhere."""
    Y = X.copy()
    Y[objective.rows, objective.cols] = objective.values
    return Y


def test_an_easy_matrix_is_recovered_by_all_three(easy, rng):
    M, observed = easy
    objective = dlf.Completion.from_dense(M, observed)
    assert error(alternating_least_squares(objective, 2, 60, ridge=1e-8, rng=rng), M) < 1e-7
    descent = burer_monteiro(objective, 2, 3000, init_scale=0.1, learning_rate=5e-3, rng=rng)
    assert error(descent, M) < 1e-7
    start = None
    for penalty in (1.0, 0.1, 0.01):
        start = (run := soft_impute(objective, penalty, 60, start=start)).at(-1)
    assert error(run, M) < 0.05


def test_normal_equations_by_hand():
    """Row 0 sees (1, 2) at b = (1, 0), (1, 1); row 1 sees 3 at b = (0, 1)."""
    entries = csr_array([[1.0, 2.0, 0.0], [0.0, 0.0, 3.0]])
    features = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    # [[2 + 1, 1], [1, 1 + 1]] a = (3, 2) and diag(1, 2) a = (0, 3)
    assert ridge_rows(entries, features, 1.0) == pytest.approx(np.array([[0.8, 0.6], [0.0, 1.5]]))


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_after_many_sweeps_both_gradients_vanish(easy, rng, reduction):
    objective = dlf.Completion.from_dense(*easy, reduction=reduction)
    ridge = 0.3 * objective.weight
    run = alternating_least_squares(objective, 3, 500, ridge=ridge, rng=rng)
    for W, G in zip(run.at(-1), dlf.gradient(objective, run.at(-1)), strict=True):
        assert np.abs(G + ridge * W).max() < 1e-8 * objective.weight


def test_chunks_do_not_change_the_sweep(easy, rng, monkeypatch):
    M, observed = easy
    entries = csr_array(np.where(observed, M, 0.0))
    features = rng.standard_normal((SHAPE[1], 3))
    whole = ridge_rows(entries, features, 0.1)
    monkeypatch.setattr(baselines, "_STACK", 40)
    assert ridge_rows(entries, features, 0.1) == pytest.approx(whole, rel=1e-12)


def test_an_observed_zero_counts():
    entries = csr_array((np.array([0.0, 2.0]), np.array([0, 1]), np.array([0, 2])), shape=(1, 2))
    assert ridge_rows(entries, np.ones((2, 1)), 1.0) == pytest.approx(np.array([[2 / 3]]))


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_the_fixed_point_of_soft_impute(easy, reduction):
    """X = shrink(M observed, X elsewhere): the subgradient condition of the nuclear norm."""
    M, observed = easy
    objective = dlf.Completion.from_dense(M, observed, reduction=reduction)
    run = soft_impute(objective, 4.0 * objective.weight, 100)
    X = run.end_to_end()[-1]
    assert np.abs(shrunk(filled(objective, X), 4.0) - X).max() < 1e-8
    s = np.linalg.svd(-objective.gradient(X) / objective.weight)[1]
    rank = np.linalg.matrix_rank(X, tol=1e-6)
    assert 2 <= rank < 10
    assert s[:rank] == pytest.approx(4.0, abs=1e-7)
    assert s[rank] < 4.0


def test_the_first_steps_are_those_of_the_dense_iteration(easy):
    objective = dlf.Completion.from_dense(*easy)
    run = soft_impute(objective, 3.0, 4, record=1)
    X = np.zeros(SHAPE)
    for k in range(4):
        X = shrunk(filled(objective, X), 3.0)
        assert np.abs(run.end_to_end()[k + 1] - X).max() < 1e-12
    first, second = run.at(-1)
    assert first @ first.T == pytest.approx(second.T @ second, abs=1e-10)


def test_the_iterative_solver_takes_the_same_steps(rng):
    """60 x 50, three singular values survive: the solver is asked for two, then for four."""
    M = rng.standard_normal((60, 3)) @ rng.standard_normal((3, 50))
    objective = dlf.Completion.from_dense(M, rng.random(M.shape) < 0.7)
    X, run = np.zeros(M.shape), soft_impute(objective, 20.0, 3, record=1)
    for k in range(3):
        X = shrunk(filled(objective, X), 20.0)
        assert np.abs(run.end_to_end()[k + 1] - X).max() < 1e-11
    assert run.factors[0].shape[1] == 3
    assert run.passes[1] > 20


def test_a_penalty_above_the_first_singular_value_gives_zero(easy):
    objective = dlf.Completion.from_dense(*easy)
    largest = np.linalg.norm(filled(objective, np.zeros(SHAPE)), 2)
    assert not soft_impute(objective, 1.001 * largest, 2).end_to_end().any()
    assert soft_impute(objective, 0.999 * largest, 1).end_to_end()[-1].any()


def test_nothing_increases(easy, rng):
    objective = dlf.Completion.from_dense(*easy)
    runs = (
        alternating_least_squares(objective, 4, 40, ridge=0.5, rng=rng, record=1),
        soft_impute(objective, 0.5, 40, record=1),
    )
    for run in runs:
        assert len(run) == 41
        path = run.penalised(0.5)
        assert (np.diff(path) < 1e-12 * path[0]).all()
        assert (np.diff(run.passes) >= 2).all()
        assert (np.diff(run.seconds) >= 0).all()


def test_both_penalties_have_one_minimum(easy, rng):
    """The nuclear norm is the least of (|A|^2 + |B|^2)/2 over X = A B, at a rank large enough."""
    objective = dlf.Completion.from_dense(*easy)
    soft = soft_impute(objective, 4.0, 100)
    squares = alternating_least_squares(objective, 12, 200, ridge=4.0, rng=rng)
    assert soft.penalised(4.0)[-1] == pytest.approx(squares.penalised(4.0)[-1], rel=1e-9)
    assert np.abs(soft.end_to_end()[-1] - squares.end_to_end()[-1]).max() < 1e-6


def test_the_operator_is_its_own_adjoint(easy, rng):
    objective = dlf.Completion.from_dense(*easy)
    operator = baselines._Filled(objective.sparse())
    operator.shrink((rng.standard_normal((2, SHAPE[1])), rng.standard_normal((SHAPE[0], 2))), 1.0)
    a, b = rng.standard_normal(SHAPE[0]), rng.standard_normal(SHAPE[1])
    assert a @ (operator @ b) == pytest.approx(b @ (operator.T @ a), rel=1e-12)


def test_a_large_table_is_never_dense(rng):
    """200,000 by 200,000: a dense matrix would take 320 gigabytes."""
    d = 200_000
    rows, cols = np.tile(np.arange(d), 2), np.concatenate([np.arange(d), np.roll(np.arange(d), 1)])
    values = np.full(2 * d, 0.01)
    values[:4] = 9.0, 7.0, 5.0, 3.0
    objective = dlf.Completion(rows, cols, values, (d, d))
    run = alternating_least_squares(objective, 2, 1, ridge=0.1, rng=rng)
    assert run.losses[1] < run.losses[0]
    soft = soft_impute(objective, 6.0, 1)
    assert np.sum(soft.factors[0][1] ** 2, axis=1) == pytest.approx([3.0, 1.0], abs=0.05)


def test_two_factors_also_serve_the_other_objectives(easy, rng):
    run = burer_monteiro(
        dlf.Factorization(easy[0]), 2, 2000, init_scale=0.1, learning_rate=5e-3, rng=rng
    )
    assert error(run, easy[0]) < 1e-9


def test_a_scaled_step_by_hand():
    """2 x 1, both entries: W_2 = (1, 0)^T, W_1 = 2, M = (3, 1)^T, so E = (-1, -1)^T."""
    objective = dlf.Completion([0, 1], [0, 0], [3.0, 1.0], (2, 1))
    start = np.array([[2.0]]), np.array([[1.0], [0.0]])
    run = scaled_descent(objective, 1, 1, learning_rate=0.5, damping=1.0, start=start)
    right, left = run.at(-1)
    # dF/dW_2 = 2 E over 4 + 1; dF/dW_1 = -1 over 1 + 1
    assert left == pytest.approx(np.array([[1.2], [0.2]]))
    assert right == pytest.approx(2.25)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_scaled_descent_does_not_feel_the_condition_number(rng, reduction):
    U, V = (np.linalg.qr(rng.standard_normal((n, 2)))[0] for n in SHAPE)
    noise = [rng.standard_normal((n, 2)) / 50 for n in SHAPE]
    every, counts = np.ones(SHAPE, dtype=bool), []
    for last in (1.0, 1e-3):
        s = np.array([1.0, last])
        objective = dlf.Completion.from_dense(U * s @ V.T, every, reduction=reduction)
        start = (np.sqrt(s) * (V + noise[1])).T, (U + noise[0]) * np.sqrt(s)
        rate = 0.5 / objective.weight
        run = scaled_descent(objective, 2, 60, learning_rate=rate, start=start, record=1)
        gaps = np.abs(run.end_to_end() - U * s @ V.T).max(axis=(1, 2))
        counts.append(int(np.argmax(gaps < 1e-6 * last)))
    assert 0 < counts[0]
    assert 0 < counts[1] < 2 * counts[0]


def test_a_scaled_run_that_diverges_keeps_what_it_has(easy):
    objective = dlf.Completion.from_dense(*easy)
    with pytest.raises(dlf.FlowError, match="scaled descent diverged") as caught:
        scaled_descent(objective, 2, 2000, learning_rate=100.0, record=1)
    run = caught.value.trajectory
    assert len(run) > 1
    assert np.isfinite(run.end_to_end()).all()
