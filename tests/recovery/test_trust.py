"""How far the law's predictions are trusted, and rows that share an inverse."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from dlf.recovery import DeepMatrixCompletion, rows
from dlf.recovery.rows import Parts, RowModel, trusted


def test_noise_is_trusted_little_and_a_signal_wholly(rng):
    signal, noise = rng.standard_normal((2, 400))
    assert trusted(signal, signal + 0.3 * noise) == pytest.approx(1.0, abs=0.02)
    assert trusted(signal, 1.5 * signal) == 1.0
    assert trusted(signal, 0.5 * signal + 0.1 * noise) == pytest.approx(0.5, abs=0.02)
    assert trusted(signal, noise) < 0.15
    assert trusted(signal, -signal) == 0.0
    assert trusted(np.zeros(3), np.ones(3)) == 1.0


def test_the_share_is_a_slope():
    found, values = np.array([1.0, 1.0]), np.array([1.0, 0.0])
    assert trusted(found, values) == 0.5


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


@pytest.mark.parametrize(("shape", "rank"), [((60, 3), 2), ((40, 9), 9), ((30, 12), 1)])
def test_a_compiled_refinement_is_the_plain_one(monkeypatch, shape, rank, rng):
    """Kinds of rows that many share, and of one row; a row without entries; r = 1 and r = d."""
    known = rng.random(shape) < 0.5
    known[0], known[1] = True, False
    table = csr_array((rng.standard_normal(known.sum()), np.nonzero(known)), shape=shape)
    law = RowModel(rng.standard_normal(shape[1]), rng.standard_normal((shape[1], rank)), 0.3)
    found = law.refined(table)
    monkeypatch.setattr(rows, "_SMALL", 0)
    plain = law.refined(table)
    for name in ("mean", "loadings", "noise"):
        assert np.allclose(getattr(found[0], name), getattr(plain[0], name), rtol=1e-11, atol=1e-13)
        assert not np.allclose(getattr(found[0], name), getattr(law, name), rtol=1e-3)
    assert np.allclose(found[1], plain[1], rtol=1e-11, atol=1e-13)


def test_what_is_known_next_to_exactly_has_a_spread_and_draws(rng):
    """Loadings of 1 beside a noise of 1e-10: the inverse that places a row is no covariance."""
    known = rng.random((40, 4)) < 0.6
    known[:, 0] = True
    table = csr_array((rng.standard_normal(known.sum()), np.nonzero(known)), shape=known.shape)
    law = RowModel(np.zeros(4), rng.standard_normal((4, 4)), 0.0)
    _, S = law._place(known, table.toarray(), (known, slice(None)))
    with pytest.raises(np.linalg.LinAlgError):
        np.linalg.cholesky(S)
    assert (law.variances(table)[~known] >= law.noise.min()).all()
    assert (law.at(table, *np.nonzero(~known))[1] >= law.noise.min()).all()
    assert np.isfinite(law.draw(table, rng)).all()


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
