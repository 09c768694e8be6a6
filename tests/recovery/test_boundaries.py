"""Where one chunk of a compiled pass ends and the next begins, on every side of the boundary."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.sparse import csr_array

import dlf
from dlf.recovery import SampledStep, passes, sampled


@pytest.mark.parametrize("chunk", [1, 4, 7, 1000])
@pytest.mark.parametrize("count", [1, 4, 6, 7, 8, 13, 14, 15, 28, 29])
def test_every_sampled_entry_is_written_once(rng, monkeypatch, chunk, count):
    monkeypatch.setattr(sampled, "_CHUNK", chunk)
    unwritten = vars(np) | {"empty": lambda size: np.full(size, np.nan)}
    monkeypatch.setattr(sampled, "np", SimpleNamespace(**unwritten))
    factors = tuple(rng.standard_normal(shape) for shape in ((3, 9), (4, 3), (8, 4)))
    rows, cols = rng.integers(0, 8, count), rng.integers(0, 9, count)
    found = dlf.sample_end_to_end(factors, rows, cols)
    np.testing.assert_allclose(found, dlf.end_to_end(factors)[rows, cols], rtol=1e-12)


def gradients(entries, left, right, dtype=np.float64):
    """(loss, E P, W_L^T E) by one SampledStep, of two factors."""
    step = SampledStep(entries, (right, left), dtype=dtype)
    step.evaluate()  # again: what is left of a former pass must not be added to
    loss, before = step.evaluate(), [W.copy() for W in step.factors]
    step.move([1.0, 1.0])
    first, last = (old - new for old, new in zip(before, step.factors, strict=True))
    return loss, last, first


PATTERNS = {
    "nothing in the last rows and columns": lambda i, j: (i < 5) & (j < 4),
    "nothing in the first rows": lambda i, j: i > 5,
    "all in one row": lambda i, j: i == 3,
    "all in one column": lambda i, j: j == 2,
    "rows of every length": lambda i, j: j <= i,
    "one entry": lambda i, j: (i == 8) & (j == 0),
}


@pytest.mark.parametrize("part", [1, 7, 100, 10**9])
@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("turned", [False, True])
def test_the_cuts_of_a_pass_lose_and_repeat_nothing(rng, monkeypatch, name, part, turned):
    """In up to eight parts, some of them without an entry; upright and lying."""
    monkeypatch.setattr(passes, "_PART", part)
    i, j = np.indices((11, 9))
    M = np.where(PATTERNS[name](i, j), rng.standard_normal((11, 9)), 0.0)
    M = M.T.copy() if turned else M
    left, right = rng.standard_normal((M.shape[0], 3)), rng.standard_normal((3, M.shape[1]))
    E = np.where(M != 0, left @ right - M, 0.0)
    loss, last, first = gradients(csr_array(M), left, right)
    assert loss == pytest.approx(0.5 * np.sum(E**2), rel=1e-12)
    np.testing.assert_allclose(last, E @ right.T, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(first, left.T @ E, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_places_beyond_sixteen_bits_are_themselves(rng, dtype):
    """Column 2^16 is not column 0, nor is row 2^16 row 0."""
    d = 2**16 + 3
    cols = np.array([0, 1, 2**16 - 1, 2**16, 2**16 + 1, 2**16 + 2])
    rows, values = cols[[3, 0, 5, 1, 4, 2]], np.arange(1.0, 7.0)
    left, right = rng.standard_normal((d, 2)), rng.standard_normal((2, d))
    errors = np.einsum("kj,jk->k", left[rows], right[:, cols]) - values
    entries = csr_array((values, (rows, cols)), shape=(d, d))
    loss, last, first = gradients(entries, left, right, dtype)
    assert loss == pytest.approx(0.5 * np.sum(errors**2), rel=1e-5)
    for found, places, others in ((first.T, cols, left[rows]), (last, rows, right.T[cols])):
        expected = np.zeros((d, 2))
        np.add.at(expected, places, errors[:, None] * others)
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_a_transposed_problem_has_the_transposed_run(rng, reduction):
    """X^T = W_1^T ... W_L^T: the same run, read from the other end."""
    M = rng.standard_normal((9, 2)) @ rng.standard_normal((2, 7))
    observed = rng.random(M.shape) < 0.6
    observed[np.arange(9), np.arange(9) % 7] = True
    factors = dlf.gaussian((7, 3, 4, 9), init_scale=0.5, rng=rng)
    turned = tuple(W.T for W in reversed(factors))
    settings = {"learning_rate": 2e-2, "discrepant_rate": 2.0, "momentum": 0.3}
    plain = dlf.Completion.from_dense(M, observed, reduction=reduction)
    other = dlf.Completion.from_dense(M.T, observed.T, reduction=reduction)
    for descent in (dlf.gradient_descent, dlf.sampled_descent):
        runs = descent(plain, factors, 30, **settings), descent(other, turned, 30, **settings)
        assert runs[0].losses == pytest.approx(runs[1].losses, rel=1e-11)
        np.testing.assert_allclose(
            runs[0].end_to_end()[-1], runs[1].end_to_end()[-1].T, rtol=1e-9, atol=1e-11
        )


def test_the_order_in_which_entries_are_given_does_not_matter(rng):
    rows, cols = np.nonzero(np.ones((6, 5), bool))
    values, order = rng.standard_normal(30), rng.permutation(30)
    factors = dlf.gaussian((5, 3, 6), init_scale=0.5, rng=rng)
    plain = dlf.Completion(rows, cols, values, (6, 5))
    mixed = dlf.Completion(rows[order], cols[order], values[order], (6, 5))
    runs = [dlf.sampled_descent(f, factors, 20, learning_rate=1e-2) for f in (plain, mixed)]
    assert all(map(np.array_equal, runs[0].factors, runs[1].factors))
    assert np.array_equal(runs[0].losses, runs[1].losses)
