"""Drawn operators: every block of every seed has a stream of its own."""

import numpy as np
import pytest

import dlf


def blocks(count, seed, shape=(2, 3)):
    operators = dlf.GaussianOperators(count, shape, seed=seed)
    return [block.copy() for _, block in operators.blocks()]


def test_no_block_of_any_seed_is_drawn_twice():
    """Block k of seed n must not be block k - 1 of seed n + 1."""
    drawn = {}
    for seed in range(6):
        for number, block in enumerate(blocks(64 * 4, seed)):
            drawn[seed, number] = block.tobytes()
    assert len(set(drawn.values())) == len(drawn) == 24


def test_no_row_is_drawn_twice():
    rows = np.concatenate(blocks(64 * 3 + 5, 7))
    assert len(np.unique(rows, axis=0)) == len(rows) == 197


@pytest.mark.parametrize("count", [1, 63, 64, 65, 127, 128, 129])
def test_a_count_on_either_side_of_a_block(count):
    """The first m do not depend on the count, and each is delivered once."""
    whole = np.concatenate(blocks(192, 3))[:count]
    assert np.array_equal(np.concatenate(blocks(count, 3)), whole)
    starts = [start for start, _ in dlf.GaussianOperators(count, (2, 3), seed=3).blocks()]
    assert starts == [*range(0, count, 64)]
    A = dlf.GaussianOperators(count, (2, 3), seed=3)
    X = np.arange(6.0).reshape(2, 3)
    np.testing.assert_allclose(A @ X.ravel(), whole.astype(float) @ X.ravel(), rtol=1e-12)


@pytest.mark.parametrize("count", [4 * 64 - 1, 4 * 64, 4 * 64 + 1, 5 * 64 + 3, 9 * 64 + 2])
def test_sums_over_all_residues_of_the_blocks(count, rng):
    """The blocks go to four sums in turn: every number of them, whole and not."""
    drawn = dlf.GaussianOperators(count, (3, 2), seed=1)
    y, X = rng.standard_normal(count), rng.standard_normal((3, 2))
    A = drawn.materialize().astype(float)
    residual = np.einsum("kij,ij->k", A, X) - y
    found = [dlf.Sensing(ops, y).gradient(X) for ops in (drawn, drawn.materialize())]
    np.testing.assert_allclose(found[0], np.einsum("k,kij->ij", residual, A), rtol=1e-11)
    assert np.array_equal(*found)  # whatever comes in pieces goes to the same sums
