"""How far the law's predictions are trusted, and rows that share an inverse."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from dlf.recovery import DeepMatrixCompletion
from dlf.recovery.rows import Parts, RowModel, trusted


def test_noise_is_trusted_little_and_a_signal_wholly(rng):
    signal, noise = rng.standard_normal((2, 400))
    assert trusted(signal, signal + 0.3 * noise) == pytest.approx(1.0, abs=0.02)
    assert trusted(signal, 1.5 * signal) == 1.0
    assert trusted(signal, 0.5 * signal + 0.1 * noise) == pytest.approx(0.5, abs=0.02)
    assert trusted(signal, noise) < 0.15
    assert trusted(signal, -signal) == 0.0
    assert trusted(np.zeros(3), np.ones(3)) == 1.0


def test_one_standard_error_is_given_to_the_network():
    """The slope is 1/2, the residual of each value 1/2."""
    found, values = np.array([1.0, 1.0]), np.array([1.0, 0.0])
    assert trusted(found, values) == pytest.approx(0.5 + 0.5 / np.sqrt(2))


def test_the_share_scales_what_is_filled_and_what_is_left_out(rng):
    table = rng.standard_normal((20, 4))
    table[rng.random(table.shape) < 0.3] = np.nan
    rows, cols = np.nonzero(~np.isnan(table))
    entries = csr_array((table[rows, cols], (rows, cols)), shape=table.shape)
    law = RowModel(rng.standard_normal(4), rng.standard_normal((4, 2)), 0.5)
    half = RowModel(law.mean, law.loadings, law.noise, share=0.5)
    missing = np.isnan(table)
    assert np.allclose(half.fill(entries)[missing], 0.5 * law.fill(entries)[missing])
    found = entries.data - law.left_out(entries)
    assert np.allclose(entries.data - half.left_out(entries), 0.5 * found)


@pytest.mark.parametrize("columns", [3, 9])
def test_rows_that_share_an_inverse_are_filled_as_if_alone(columns, rng):
    """With three columns eight kinds of rows at most, with nine hardly two are the same."""
    known = rng.random((60, columns)) < 0.5
    known[:, 0] = True
    rows, cols = np.nonzero(known)
    table = csr_array((rng.standard_normal(rows.size), (rows, cols)), shape=known.shape)
    law = RowModel(rng.standard_normal(columns), rng.standard_normal((columns, 2)), 0.5)
    ((_, _, _, (different, places)),) = Parts.of(table, law)
    assert (len(different) <= 8) == (columns == 3)
    assert np.array_equal(different[places], known)
    alone = np.vstack([law.fill(table[[k]]) for k in range(60)])
    assert np.allclose(law.fill(table), alone, atol=1e-12)


def test_columns_that_say_nothing_of_each_other_are_filled_near_their_means():
    """The worst of thirty such tables, not of these ten, lost 10 per cent to the mean."""
    ratios = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        whole = rng.standard_normal((150, 4))
        missing = rng.random(whole.shape) < 0.5
        table = np.where(missing, np.nan, whole)
        filled = DeepMatrixCompletion(random_state=0, progress=False).fit_transform(table)
        mean = np.broadcast_to(np.nanmean(table, axis=0), table.shape)
        errors = [np.linalg.norm((guess - whole)[missing]) for guess in (filled, mean)]
        ratios.append(errors[0] / errors[1])
    assert max(ratios) < 1.01
