"""Completion on the observed entries alone, held against the dense path."""

import numpy as np
import pytest
from scipy.sparse import csr_array

import dlf
from dlf.chain import leading_modes
from dlf.chain.initialize import sparse_modes
from dlf.recovery import SampledStep, passes

SHAPE = (23, 17)


def problem(rng, share=0.5, shape=SHAPE, reduction="sum"):
    M = rng.standard_normal((shape[0], 3)) @ rng.standard_normal((3, shape[1]))
    observed = rng.random(shape) < share
    observed[np.arange(shape[0]), np.arange(shape[0]) % shape[1]] = True
    observed[np.arange(shape[1]) % shape[0], np.arange(shape[1])] = True
    return M, dlf.Completion.from_dense(M, observed, reduction=reduction)


def start(objective, depth, rng, rank=5):
    """Away from every symmetry: aligned factors plus noise; no rank that fills whole vectors."""
    factors = dlf.compress(objective, depth=depth, rank=rank, init_scale=0.7)
    return tuple(W + 0.05 * rng.standard_normal(W.shape) for W in factors)


@pytest.mark.parametrize("depth", [2, 3, 4])
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"discrepant_rate": 3.0},
        {"momentum": 0.6, "weight_decay": 0.05},
    ],
    ids=["plain", "discrepant", "momentum"],
)
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_the_run_is_that_of_the_dense_path(rng, depth, settings, reduction):
    _, objective = problem(rng, reduction=reduction)
    factors = start(objective, depth, rng)
    settings = {"learning_rate": 2e-3 / objective.weight, "record": 50, **settings}
    if "weight_decay" in settings:
        settings["weight_decay"] *= objective.weight
    dense = dlf.gradient_descent(objective, factors, 300, **settings)
    sparse = dlf.sampled_descent(objective, factors, 300, **settings)
    assert dense.losses[-1] < 0.2 * dense.losses[0]
    for slow, fast in zip(dense.factors, sparse.factors, strict=True):
        assert np.abs(slow - fast).max() < 1e-12
    assert sparse.losses == pytest.approx(dense.losses, rel=1e-12)
    assert np.array_equal(sparse.times, dense.times)


@pytest.mark.parametrize("shape", [(60, 50), (50, 60)])
def test_the_threads_do_not_change_a_bit(rng, monkeypatch, shape):
    """In eight parts, whose sums the threads share out; upright and lying."""
    monkeypatch.setattr(passes, "_PART", 100)
    _, objective = problem(rng, shape=shape)
    factors = start(objective, 3, rng)
    one, two = (
        dlf.sampled_descent(objective, factors, 20, learning_rate=1e-3, threads=n) for n in (1, 2)
    )
    assert all(np.array_equal(a, b) for a, b in zip(one.factors, two.factors, strict=True))
    assert np.array_equal(one.losses, two.losses)
    dense = dlf.gradient_descent(objective, factors, 20, learning_rate=1e-3, record=[0, 20])
    assert all(np.abs(a - b).max() < 1e-12 for a, b in zip(one.factors, dense.factors, strict=True))


def test_single_precision_errs_by_its_rounding(rng):
    _, objective = problem(rng)
    factors = start(objective, 3, rng)
    runs = [
        dlf.sampled_descent(objective, factors, 100, learning_rate=2e-3, dtype=dtype).at(-1)
        for dtype in (np.float64, np.float32)
    ]
    exact, single = map(dlf.end_to_end, runs)
    error = np.linalg.norm(single - exact) / np.linalg.norm(exact)
    assert 1e-9 < error < 1e-5


@pytest.mark.parametrize("shape", [(10, 9), (9, 10)])
@pytest.mark.parametrize("rank", [1, 2, 3, 5, 8, 13])
def test_the_gradients_are_those_of_the_loss(rng, rank, shape):
    """Rows of 0 to 9 entries, so that every remainder of four occurs; ranks of all remainders."""
    observed = np.tri(*shape, k=-1, dtype=bool)
    M = rng.standard_normal(shape)
    entries = csr_array(np.where(observed, M, 0.0))
    factors = tuple(
        rng.standard_normal(s)
        for s in ((rank, shape[1]), (rank + 1, rank), (rank, rank + 1), (shape[0], rank))
    )
    step = SampledStep(entries, factors, weight=0.5)
    residual = np.where(observed, dlf.end_to_end(factors) - M, 0.0)
    assert step.evaluate() == pytest.approx(0.25 * np.sum(residual**2), rel=1e-13)
    before = [W.copy() for W in step.factors]
    step.move([1.0] * 4)
    below, above = dlf.partial_products(factors)
    for l, (old, new) in enumerate(zip(before, step.factors, strict=True)):
        G = 0.5 * residual
        G = above[l + 1].T @ G if l < 3 else G
        G = G @ below[l - 1].T if l > 0 else G
        assert np.abs(old - new - G).max() < 1e-12 * np.abs(G).max()


@pytest.mark.parametrize("shape", [(10, 9), (9, 10)])
@pytest.mark.parametrize("depth", [2, 3, 4])
def test_steps_at_once_are_the_steps(rng, shape, depth):
    _, objective = problem(rng, shape=shape)
    factors, rates = start(objective, depth, rng), [2e-2, *[1e-2] * (depth - 2), 3e-2]
    one, other = (SampledStep(objective.sparse(), factors, weight=0.5) for _ in range(2))
    first = one.evaluate()
    assert other.evaluate() == first
    taken, loss = one.go(rates, 7)
    for _ in range(7):
        other.move(rates)
        last = other.evaluate()
    assert (taken, loss) == (7, pytest.approx(last, rel=1e-13))
    assert last < 0.99 * first
    for step in (one, other):
        step.move(rates)
    assert one.evaluate() == pytest.approx(other.evaluate(), rel=1e-13)
    for a, b in zip(one.factors, other.factors, strict=True):
        assert np.abs(a - b).max() < 1e-13


@pytest.mark.parametrize("inner", [(5, 5), (5, 2)])
def test_steps_at_once_end_where_the_loss_is_lost(rng, inner):
    """Both compiled and, for widths that differ, one by one."""
    _, objective = problem(rng)
    high, wide = objective.shape
    factors = dlf.gaussian((wide, *inner, high), init_scale=1.0, rng=rng)
    step, taken = SampledStep(objective.sparse(), factors), 0
    loss = step.evaluate()
    with np.errstate(all="ignore"):
        while np.isfinite(loss):
            more, loss = step.go([10.0] * 3, 50)
            taken += more
    assert 0 < taken < 50


def test_a_step_is_taken_back(rng):
    _, objective = problem(rng)
    factors = start(objective, 4, rng)
    step = SampledStep(objective.sparse(), factors)
    loss, kept = step.evaluate(), [W.copy() for W in step.factors]
    step.move([1e-3] * 4)
    moved = step.evaluate()
    assert moved < loss
    step.restore(kept)
    assert step.evaluate() == loss
    assert all(map(np.array_equal, step.factors, factors))
    step.move([1e-3] * 4)
    assert step.evaluate() == moved
    with pytest.raises(ValueError, match="shorter"):
        step.restore(kept[:-1])


@pytest.mark.parametrize("rank", [3, 4])
def test_a_diverged_run_is_taken_back(rng, rank):
    _, objective = problem(rng)
    step = SampledStep(objective.sparse(), start(objective, 3, rng, rank))
    loss, kept = step.evaluate(), [W.copy() for W in step.factors]
    with np.errstate(all="ignore"):
        while np.isfinite(step.evaluate()):
            step.move([10.0] * 3)
        step.move([10.0] * 3)
    step.restore(kept)
    assert step.evaluate() == loss


def test_no_matrix_of_the_full_shape_is_formed():
    """300,000 by 300,000 with 900,000 entries: a dense matrix would take 720 gigabytes."""
    rng, d = np.random.default_rng(0), 300_000
    rows = np.concatenate([np.arange(d)] * 3)
    cols = np.concatenate([np.arange(d), np.roll(np.arange(d), 1), np.roll(np.arange(d), 7)])
    objective = dlf.Completion(rows, cols, np.ones(3 * d), (d, d))
    factors = (rng.standard_normal((2, d)), np.eye(2), rng.standard_normal((d, 2)))
    run = dlf.sampled_descent(objective, factors, 2, learning_rate=1e-8)
    assert run.losses[1] < run.losses[0]


def test_divergence_keeps_what_was_recorded(rng):
    _, objective = problem(rng)
    with pytest.raises(dlf.FlowError, match="sampled descent diverged at step") as failure:
        dlf.sampled_descent(objective, start(objective, 3, rng), 500, learning_rate=1.0, record=1)
    kept = failure.value.trajectory
    assert 1 < len(kept) < 500
    assert np.isfinite(kept.losses).all()
    assert failure.value.time == kept.times[-1]


def test_the_first_and_the_last_state_are_kept_by_default(rng):
    _, objective = problem(rng)
    run = dlf.sampled_descent(objective, start(objective, 2, rng), 40, learning_rate=1e-3)
    assert run.times == pytest.approx([0, 0.04])


def test_entries_of_the_product(rng):
    factors = tuple(rng.standard_normal(shape) for shape in ((3, 17), (4, 3), (23, 4)))
    rows, cols = np.divmod(rng.permutation(23 * 17), 17)
    found = dlf.sample_end_to_end(factors, rows, cols)
    assert found == pytest.approx(dlf.end_to_end(factors)[rows, cols], rel=1e-12)
    assert np.array_equal(dlf.sample_end_to_end(factors[:1], [2, 0], [1, 1]), factors[0][[2, 0], 1])


def test_sparse_and_dense_surrogate_are_one(rng):
    M, objective = problem(rng)
    sparse = objective.sparse_surrogate()
    assert np.array_equal(sparse.toarray(), objective.surrogate())
    p = objective.values.size / M.size
    assert sparse.toarray()[objective.rows, objective.cols] == pytest.approx(
        M[objective.rows, objective.cols] / p
    )


def test_an_observed_zero_is_an_entry():
    objective = dlf.Completion([0, 1], [0, 0], [0.0, 1.0], (2, 1))
    assert objective.sparse().nnz == 2
    run = dlf.sampled_descent(objective, ([[1.0]], [[1.0], [0.0]]), 1, learning_rate=0.5)
    assert run.losses[0] == 1.0  # (1 - 0)^2 / 2 + (0 - 1)^2 / 2


def test_iterative_modes_are_those_of_the_svd(rng):
    _, objective = problem(rng)
    U, s, V = leading_modes(objective.surrogate(), 6)
    found = sparse_modes(objective.sparse_surrogate(), 6)
    for expected, modes in zip((U, s[:6], V), found, strict=True):
        assert np.abs(expected - modes).max() < 1e-12
    again = sparse_modes(objective.sparse_surrogate(), 6)
    assert all(np.array_equal(a, b) for a, b in zip(found, again, strict=True))


def test_compress_takes_the_iterative_solver_for_wide_matrices():
    """Just above and below the switch, the two solvers agree."""
    rng, d = np.random.default_rng(3), 502
    M = rng.standard_normal((d, 2)) @ rng.standard_normal((2, d))
    objective = dlf.Completion.from_dense(M, rng.random((d, d)) < 0.4)
    found = dlf.compress(objective, depth=3, rank=2, init_scale=1.0)
    expected = dlf.spectral(objective.surrogate(), depth=3, rank=2, init_scale=1.0)
    for a, b in zip(found, expected, strict=True):
        assert 0 < np.abs(a - b).max() < 1e-12 or np.array_equal(a, np.eye(2))
