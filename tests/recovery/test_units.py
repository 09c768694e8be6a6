"""Other units, another order, the other side: the same fit, where the docstrings promise it."""

import numpy as np
import pytest

import dlf
from dlf.recovery import alternating_least_squares, soft_impute
from dlf.recovery.rows import RowModel
from dlf.recovery.tables import split_entries
from tests.recovery.fits import fitted, problem

SHAPE = (14, 11)


def completion(rng, unit=1.0, reduction="sum"):
    M = rng.standard_normal((SHAPE[0], 2)) @ rng.standard_normal((2, SHAPE[1]))
    observed = rng.random(SHAPE) < 0.7
    return dlf.Completion.from_dense(unit * M, observed, reduction=reduction)


def turned(objective):
    shape = objective.shape[::-1]
    return dlf.Completion(
        objective.cols, objective.rows, objective.values, shape, objective.reduction
    )


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_soft_impute_of_the_transpose_is_the_transpose(rng, reduction):
    objective = completion(rng, reduction=reduction)
    penalty = 2.0 * objective.weight
    plain, other = (soft_impute(f, penalty, 30) for f in (objective, turned(objective)))
    np.testing.assert_allclose(
        other.end_to_end()[-1], plain.end_to_end()[-1].T, rtol=1e-9, atol=1e-10
    )


@pytest.mark.parametrize("unit", [2.0**-30, 2.0**30])
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_penalised_methods_in_other_units(unit, reduction):
    """The penalty of soft-impute and the ridge have the unit of the values."""
    plain, other = (
        completion(np.random.default_rng(3), unit=u, reduction=reduction) for u in (1.0, unit)
    )
    found = [
        soft_impute(f, 2.0 * f.weight * u, 20).end_to_end()[-1]
        for f, u in ((plain, 1.0), (other, unit))
    ]
    np.testing.assert_allclose(found[1], unit * found[0], rtol=1e-9)
    found = [
        alternating_least_squares(
            f, 2, 100, ridge=0.5 * f.weight * u, rng=np.random.default_rng(1)
        ).end_to_end()[-1]
        for f, u in ((plain, 1.0), (other, unit))
    ]
    np.testing.assert_allclose(found[1], unit * found[0], rtol=1e-5, atol=1e-7 * unit)


def test_the_reduction_is_a_unit_of_the_penalty_alone(rng):
    """Divided by the number of entries, with ridge and penalty divided too: the same steps."""
    plain, mean = (completion(np.random.default_rng(3), reduction=r) for r in ("sum", "mean"))
    runs = [
        alternating_least_squares(
            f, 3, 5, ridge=0.5 * f.weight, rng=np.random.default_rng(1)
        ).end_to_end()[-1]
        for f in (plain, mean)
    ]
    np.testing.assert_allclose(runs[1], runs[0], rtol=1e-10)
    runs = [soft_impute(f, 2.0 * f.weight, 5).end_to_end()[-1] for f in (plain, mean)]
    np.testing.assert_allclose(runs[1], runs[0], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("unit", [2.0**-60, 2.0**40])
@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_rows_are_placed_alike_in_any_unit(rng, unit, noise):
    """Noise zero too: what then keeps the system solvable is relative to the loadings."""
    mean, loadings = rng.standard_normal(9), rng.standard_normal((9, 4))
    table = dlf.recovery.tables.observed_entries(
        np.where(rng.random((6, 9)) < 0.4, rng.standard_normal((6, 9)), np.nan)
    )
    plain = RowModel(mean, loadings, noise)
    scaled = RowModel(unit * mean, unit * loadings, unit**2 * noise)
    assert np.array_equal(scaled.noise, unit**2 * plain.noise)
    np.testing.assert_allclose(
        scaled.fill(unit * table), unit * plain.fill(table), rtol=1e-9, atol=1e-12 * unit
    )
    np.testing.assert_allclose(
        scaled.left_out(unit * table), unit * plain.left_out(table), rtol=1e-6, atol=1e-12 * unit
    )


def test_every_number_of_a_fit_has_its_unit():
    """Powers of two change no digit: errors and centre scale, variances by the square."""
    table, _ = problem(shape=(20, 15))
    plain, scaled = fitted(table, max_steps=40), fitted(1024.0 * table, max_steps=40)
    for name in ("training_error", "validation_error"):
        np.testing.assert_allclose(scaled.history_[name], plain.history_[name], rtol=1e-13)
    for name in ("center", "unit"):
        assert np.array_equal(getattr(scaled.units_, name), 1024.0 * getattr(plain.units_, name))
    assert scaled.scale_ == pytest.approx(plain.scale_, rel=1e-13)
    for name in ("mean_", "loadings_"):
        np.testing.assert_allclose(getattr(scaled, name), 1024.0 * getattr(plain, name), rtol=1e-12)
    assert scaled.noise_variance_ == pytest.approx(1024.0**2 * plain.noise_variance_, rel=1e-12)
    assert scaled.learning_rate_ == plain.learning_rate_
    assert scaled.score(1024.0 * table) == pytest.approx(plain.score(table), rel=1e-9)


def test_the_columns_of_a_table_may_be_given_in_any_order(rng):
    """Without entries held out at random the fit is that of the columns, not of their places."""
    table, _ = problem(shape=(20, 15))
    order = rng.permutation(15)
    plain, mixed = (
        fitted(t, validation_fraction=0, max_steps=60) for t in (table, table[:, order])
    )
    np.testing.assert_allclose(
        mixed.transform(table[:, order]), plain.transform(table)[:, order], rtol=1e-7, atol=1e-8
    )


@pytest.mark.parametrize("fraction", [0.05, 0.5, 0.99])
def test_a_split_never_takes_the_last_of_a_row_or_column(fraction):
    """Also where a row has one entry, and whatever the order of the entries."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        rows, cols = np.nonzero(rng.random((9, 7)) < 0.35)
        order = rng.permutation(rows.size)
        rows, cols = rows[order], cols[order]
        held = split_entries(rows, cols, fraction, np.random.RandomState(seed))
        assert set(rows[~held]) == set(rows)
        assert set(cols[~held]) == set(cols)
        assert held.sum() <= round(fraction * rows.size)
