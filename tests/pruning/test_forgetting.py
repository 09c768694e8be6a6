"""Counts of learning and forgetting: a loop beside them, pixels, and ties that rng decides."""

import numpy as np
import pytest

from dlf.pruning import forgetting_counts, most_forgotten


def slow(column):
    """(learned, forgotten, never) of one record, one time after another."""
    learned = forgotten = 0
    for before, after in zip(column, column[1:], strict=False):
        learned += not before and after
        forgotten += before and not after
    return learned, forgotten, not any(column)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", [bool, int, float])
def test_the_counts_are_those_of_a_loop(seed, kind):
    record = np.random.default_rng(seed).random((9, 20)) < 0.3 * seed / 2
    found = forgetting_counts(record.astype(kind))
    stated = np.array([slow(column) for column in record.T.tolist()]).T
    np.testing.assert_array_equal([found.learned, found.forgotten, found.never], stated)
    change = record[-1].astype(int) - record[0]
    np.testing.assert_array_equal(found.learned - found.forgotten, change)


def test_pixels_keep_their_places():
    record = np.random.default_rng(0).random((5, 4, 3)) < 0.5
    found = forgetting_counts(record)
    flat = forgetting_counts(record.reshape(5, 12))
    np.testing.assert_array_equal(found.forgotten, flat.forgotten.reshape(4, 3))
    np.testing.assert_array_equal(found.score, flat.score.reshape(4, 3))


def test_what_was_never_learned_stands_first():
    record = [[0, 1, 0], [0, 0, 1], [0, 1, 1]]
    found = forgetting_counts(record)
    assert found.score.tolist() == [np.inf, 1.0, 0.0]
    assert most_forgotten(found.score, 3, rng=np.random.default_rng(0)).tolist() == [0, 1, 2]
    assert most_forgotten(-found.score, 1, rng=np.random.default_rng(0)).tolist() == [2]


def test_ties_are_drawn_and_nothing_else_is():
    score = np.array([0.0, 2.0, 0.0, 0.0, 2.0, np.inf])
    seen = set()
    for seed in range(40):
        chosen = most_forgotten(score, 4, rng=np.random.default_rng(seed)).tolist()
        assert chosen[0] == 5
        assert set(chosen[1:3]) == {1, 4}
        seen.add(chosen[3])
    assert seen == {0, 2, 3}
