"""Ratings: biases of rows and columns, ids of any kind, what is predicted for the unseen."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from dlf.recovery import DeepMatrixCompletion
from dlf.recovery.units import STRENGTHS, Units
from tests.recovery.fits import fitted, problem, triplets


def ratings(rng, shape=(80, 60), count=1500, taste=0.4):
    """Triplets of a mean, biases of rows and columns, one mode of taste, and noise."""
    b, c = 0.7 * rng.standard_normal(shape[0]), 0.7 * rng.standard_normal(shape[1])
    mode = taste * np.outer(*(rng.standard_normal(d) for d in shape))
    whole = 3.5 + b[:, None] + c + mode
    places = rng.choice(whole.size, count, replace=False)
    rows, cols = np.divmod(places, shape[1])
    return rows, cols, whole[rows, cols] + 0.5 * rng.standard_normal(count)


def split(rows, cols, values):
    cut = 4 * len(values) // 5
    return [(rows[s], cols[s], values[s]) for s in (slice(cut), slice(cut, None))]


def error(model, rows, cols, values):
    return np.sqrt(np.mean((model.predict_entries(rows, cols) - values) ** 2))


def test_biases_come_first_for_triplets_and_sparse_input(rng):
    train, test = split(*ratings(rng))
    model = DeepMatrixCompletion(random_state=0).fit(train)
    assert model.units_.row_bias.std() > 0.3
    plain = DeepMatrixCompletion(random_state=0, biases=False, scale=False).fit(train)
    assert error(model, *test) < 0.95 * error(plain, *test)
    alone = model.units_.center[test[1]] + model.units_.row_bias[test[0]]
    assert error(model, *test) < 0.99 * np.sqrt(np.mean((alone - test[2]) ** 2))
    sparse = csr_array((train[2], train[:2]), shape=(80, 60))
    again = DeepMatrixCompletion(random_state=0).fit(sparse)
    assert np.array_equal(again.units_.row_bias, model.units_.row_bias)
    dense = np.full((80, 60), np.nan)
    dense[train[0], train[1]] = train[2]
    assert not DeepMatrixCompletion(random_state=0).fit(dense).units_.row_bias.any()


def test_biases_minimise_their_ridge(rng):
    """Against the dense system, for each strength; the chosen one is best where held out."""
    rows, cols, values = ratings(rng, (12, 9), 60)
    table = csr_array((values, (rows, cols)), shape=(12, 9))
    entries, held = table.tocoo(), np.arange(60) % 5 == 0
    units, errors = Units.of_biases(table, held), []
    design = np.zeros((60, 21))
    design[np.arange(60), entries.row] = design[np.arange(60), 12 + entries.col] = 1.0
    mean = entries.data[~held].mean()
    for strength in STRENGTHS[:-1]:
        A = design[~held]
        sides = A.T @ (entries.data[~held] - mean)
        solved = np.linalg.solve(A.T @ A + strength * np.eye(21), sides)
        errors.append(np.sum((mean + design[held] @ solved - entries.data[held]) ** 2))
        if np.abs(solved[:12] - units.row_bias).max() < 1e-2:
            found = len(errors) - 1
            assert np.abs(mean + solved[12:] - units.center).max() < 1e-2
    assert found == np.argmin(errors)


def test_a_table_without_biases_gets_none(rng):
    rows, cols, values = ratings(rng)
    noise = csr_array((rng.permutation(values), (rows, cols)), shape=(80, 60))
    units = Units.of_biases(noise, rng.random(1500) < 0.1)
    assert not units.row_bias.any()
    assert np.ptp(units.center) == 0


def test_ids_of_any_kind(rng):
    rows, cols, values = ratings(rng, (30, 20), 300)
    places = DeepMatrixCompletion(random_state=0).fit((rows, cols, values, (30, 20)))
    kinds = {
        "far apart": (lambda i: 10**12 + 7 * int(i), lambda j: -5 * int(j) + 100),
        "text": (lambda i: f"user {i}", lambda j: f"film {j}"),
        "tuples": (lambda i: ("u", int(i)), lambda j: frozenset([int(j)])),
    }
    for row_id, col_id in kinds.values():
        named = [row_id(i) for i in rows], [col_id(j) for j in cols]
        model = DeepMatrixCompletion(random_state=0).fit((*named, values))
        assert len(model.row_ids_) <= 30
        found = model.predict_entries(*named)
        assert np.corrcoef(found, places.predict_entries(rows, cols))[0, 1] > 0.9
        filled = model.transform((*named, values))
        i, j = model.row_ids_.places(named[0], "rows"), model.column_ids_.places(named[1], "cols")
        assert np.array_equal(filled[i, j], values)
        with pytest.raises(ValueError, match="column 'no such' was not in the table"):
            model.transform(([named[0][0]], ["no such"], [1.0]))


def test_unseen_ids_fall_back_on_biases(rng):
    model = DeepMatrixCompletion(random_state=0).fit(ratings(rng))
    units = model.units_
    found = model.predict_entries([999, 3, 999], [4, 999, 999])
    expected = [units.center[4], units.intercept + units.row_bias[3], units.intercept]
    assert found == pytest.approx(expected, rel=1e-12)
    sized = fitted((*triplets(problem()[0]), (40, 30)))
    with pytest.raises(ValueError, match="0 <= rows < 40"):
        sized.predict_entries([40], [0])


def test_new_rows_have_a_bias_of_their_own(rng):
    """Someone who rates all films a star higher is filled in a star higher."""
    model = DeepMatrixCompletion(random_state=0).fit(ratings(rng))
    few = np.arange(12)
    rows = np.repeat([0, 1], 12)
    seen = np.concatenate([model.units_.center[few], model.units_.center[few] + 1.0])
    low, high = model.transform((rows, np.tile(few, 2), seen, (2, 60)))
    assert 0.6 < np.mean(high[12:] - low[12:]) < 1.2


def test_predictions_stay_among_the_stars(rng):
    rows, cols, values = ratings(rng)
    model = DeepMatrixCompletion(random_state=0, min_value=1, max_value=5)
    found = model.fit((rows, cols, np.clip(values, 1, 5))).predict_entries(
        *np.divmod(np.arange(80 * 60), 60)
    )
    assert found.min() >= 1
    assert found.max() == 5


def test_named_rows_and_columns_are_saved(rng, tmp_path):
    rows, cols, values = ratings(rng)
    named = [f"user {i}" for i in rows], [f"film {j}" for j in cols], values
    model = DeepMatrixCompletion(random_state=0, max_steps=3000).fit(named)
    model.save(tmp_path / "model")
    found = DeepMatrixCompletion.load(tmp_path / "model")
    assert np.array_equal(found.predict_entries(*named[:2]), model.predict_entries(*named[:2]))
    model.fit(([("u", i) for i in rows], cols, values))
    with pytest.raises(ValueError, match="ids other than integers and strings"):
        model.save(tmp_path / "model")
