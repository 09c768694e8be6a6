"""Drawn operators: every block of every seed has a stream of its own."""

import numpy as np
import pytest

import dlf
from dlf.recovery import train_and_test


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


STARTS = {
    "orthogonal": lambda rng: dlf.orthogonal((3, 3, 3, 3), init_scale=1.0, rng=rng),
    "gaussian": lambda rng: dlf.gaussian((3, 3, 3, 3), init_scale=1.0, rng=rng),
}


@pytest.mark.parametrize("name", STARTS)
def test_no_factor_is_drawn_twice(name):
    """Within a start, and from one start to the next of the same generator."""
    rng, start = np.random.default_rng(5), STARTS[name]
    drawn = [W for _ in range(4) for W in start(rng)]
    assert len({W.tobytes() for W in drawn}) == len(drawn) == 12
    again = start(np.random.default_rng(5))
    assert all(map(np.array_equal, again, drawn[:3]))
    for seed in range(4):
        others = start(np.random.default_rng(seed))
        assert {W.tobytes() for W in others}.isdisjoint(W.tobytes() for W in drawn)


def test_a_split_counts_every_entry_once(rng):
    rows, cols = np.nonzero(rng.random((30, 20)) < 0.5)
    for share in (0.1, 0.5):
        parts = [
            train_and_test(rows, cols, share, rng=np.random.default_rng(seed)) for seed in (1, 1, 2)
        ]
        for train, test in parts:
            assert sorted([*train, *test]) == [*range(rows.size)]
            assert set(rows[train]) == set(rows)
            assert set(cols[train]) == set(cols)
        assert np.array_equal(parts[0][1], parts[1][1])
        assert not np.array_equal(parts[0][1], parts[2][1])
