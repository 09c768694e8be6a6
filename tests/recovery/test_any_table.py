"""Tables as they come: units, offsets, spikes, constants, nothing in a row, few entries."""

import warnings

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline

from dlf.recovery import DeepMatrixCompletion
from dlf.recovery.units import Units
from tests.recovery.fits import problem, triplets

nan = np.nan


@pytest.fixture(autouse=True)
def _quiet():
    """No warning on success."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def default(**settings):
    return DeepMatrixCompletion(random_state=0, **settings)


def low_rank(rng, shape=(120, 12), share=0.3):
    """An exact table of rank 2, and the mask of what is hidden."""
    whole = rng.standard_normal((shape[0], 2)) @ rng.standard_normal((2, shape[1]))
    return whole, rng.random(shape) < share


def error(filled, whole, hidden):
    """Root mean square in the columns' standard deviations."""
    return np.sqrt(np.mean(((filled - whole) / whole.std(axis=0))[hidden] ** 2))


@pytest.mark.parametrize("load", [load_wine, load_breast_cancer, load_iris])
@pytest.mark.parametrize("share", [0.1, 0.6])
def test_raw_tables_are_filled_better_than_by_their_means(rng, load, share):
    whole = load().data
    hidden = rng.random(whole.shape) < share
    table = np.where(hidden, nan, whole)
    means = error(SimpleImputer().fit_transform(table), whole, hidden)
    assert error(default().fit_transform(table), whole, hidden) < 0.9 * means


UNITS = {
    "offsets of 1000": lambda x: x + 1000 * np.where(np.arange(x.shape[1]) % 2, 1, -1) * x.std(),
    "1e9 apart": lambda x: x * 10.0 ** (9 * (np.arange(x.shape[1]) % 3)),
    "tiny": lambda x: x * 1e-150,
    "huge": lambda x: x * 1e150,
    "tiny and huge": lambda x: x * 10.0 ** np.linspace(-150, 150, x.shape[1]),
}


@pytest.mark.parametrize("name", UNITS)
def test_an_exact_table_comes_back_in_any_units(rng, name):
    whole, hidden = low_rank(rng)
    whole = UNITS[name](whole)
    filled = default().fit_transform(np.where(hidden, nan, whole))
    assert error(filled, whole, hidden) < 0.05
    assert np.array_equal(filled[~hidden], whole[~hidden])


def test_a_spike_is_kept_and_not_learned_from(rng):
    whole, hidden = low_rank(rng)
    table = np.where(hidden, nan, whole)
    plain = default().fit_transform(table)
    i, j = np.argwhere(~hidden)[7]
    table[i, j] = 1e6
    model = default()
    filled = model.fit_transform(table)
    assert filled[i, j] == 1e6
    others = hidden.copy()
    others[i] = False  # that row has an entry less
    assert error(filled, whole, others) < 0.05
    assert np.abs(filled[i] - plain[i])[hidden[i]].max(initial=0.0) < 0.5
    wild = default(scale=False).fit_transform(table)
    assert error(wild, whole, others) > 0.5


def test_a_long_tail_is_no_spike():
    values = np.concatenate([np.linspace(-1, 1, 100), np.full(5, 1e4)])
    units = Units.of_columns(csr_array(values[:, None]), True)
    assert units.low[0] == -np.inf
    assert units.unit[0] == pytest.approx(values.std())
    units = Units.of_columns(csr_array(values[:-4, None]), True)
    assert -100 < units.low[0] < units.high[0] < 100
    assert units.unit[0] == pytest.approx(values[:100].std())


def test_a_constant_column_gives_its_constant(rng):
    whole, hidden = low_rank(rng)
    whole[:, 3], whole[:, 5] = 0.1, 0.0
    filled = default().fit_transform(np.where(hidden, nan, whole))
    assert (filled[:, 3] == 0.1).all()
    assert (filled[:, 5] == 0.0).all()
    assert (default().fit_transform([[3.0, 3.0], [3.0, nan]]) == 3.0).all()
    assert (default().fit_transform([[nan, 0.0], [0.0, nan]]) == 0.0).all()
    assert default().fit_transform(([0], [0], [2.5])) == [[2.5]]


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1), (2, 2), (3, 200), (200, 3), (40, 40)])
def test_any_shape_will_do(rng, shape):
    table = rng.standard_normal(shape)
    table[rng.random(shape) < 0.2] = nan
    table[0, 0] = 1.0
    model = default(keep_empty_features=True)
    filled = model.fit_transform(table)
    assert filled.shape == shape
    assert np.isfinite(filled).all()
    assert model.rank_ == {1: 1, 2: 2, 3: 3, 40: 26}[min(shape)]


def test_an_empty_row_becomes_the_mean_row_and_an_empty_column_goes(rng):
    table, _ = problem()
    expected = default().fit_transform(table)
    larger = np.full((41, 31), nan)
    larger[np.ix_(np.arange(41) != 4, np.arange(31) != 2)] = table
    model = default()
    filled = model.fit_transform(larger)
    assert np.allclose(np.delete(filled, 4, axis=0), expected)
    assert np.allclose(filled[4], np.delete(model.mean_, 2))
    assert "x2" not in model.get_feature_names_out()
    assert len(model.get_feature_names_out()) == filled.shape[1] == 30
    kept = default(keep_empty_features=True).fit(larger)
    assert (kept.transform(larger)[:, 2] == 0.0).all()
    assert len(kept.get_feature_names_out()) == 31
    with pytest.raises(ValueError, match="no observed entry"):
        default().fit([[nan, nan]])


def test_a_table_too_small_to_judge_is_filled_with_column_means():
    table = np.array([[1.0, 100.0], [3.0, 300.0], [nan, 500.0]])
    filled = default().fit_transform(table)
    assert filled[2, 0] == pytest.approx(2.0)


def test_marks_masks_and_indicators():
    table, _ = problem()
    expected = default().fit_transform(table)
    marked = default(missing_values=-99.0).fit_transform(np.where(np.isnan(table), -99.0, table))
    assert np.array_equal(marked, expected)
    masked = np.ma.masked_array(np.nan_to_num(table, nan=1e30), np.isnan(table))
    assert np.array_equal(default().fit_transform(masked), expected)
    table[:, 4] = 1.0
    model = default(add_indicator=True)
    both = model.fit_transform(table)
    assert both.shape == (40, 59)
    assert np.array_equal(both[:, 30:], np.delete(np.isnan(table), 4, axis=1))
    names = model.get_feature_names_out()
    assert names[30] == "missingindicator_x0"
    assert len(names) == 59


def test_what_is_filled_in_stays_in_its_bounds():
    table, _ = problem()
    table[0, 0] = 50.0
    model = default(min_value=2.5, max_value=3.5)
    filled = model.fit_transform(table)
    missing = np.isnan(table)
    assert filled[missing].min() == 2.5
    assert filled[missing].max() == 3.5
    assert filled[0, 0] == 50.0
    found = model.predict_entries(*np.nonzero(missing))
    assert found.min() == 2.5


def test_the_law_is_refined_as_far_as_held_out_entries_say(rng):
    """On independent columns it stops at once; on a table of strong modes it does not."""
    whole = load_breast_cancer().data
    hidden = rng.random(whole.shape) < 0.1
    table = np.where(hidden, nan, whole)
    refined, plain = default(max_time=60), default(law_steps=0, init_scale=0.2)
    found = [error(m.fit_transform(table), whole, hidden) for m in (refined, plain)]
    assert refined.law_steps_ > 5
    assert found[0] < 0.95 * found[1]
    noise = rng.standard_normal((60, 40))
    assert default().fit(np.where(rng.random(noise.shape) < 0.3, nan, noise)).law_steps_ < 5


def test_an_exact_fit_stops_by_itself(rng):
    whole, hidden = low_rank(rng)
    model = default(rank=2, center=False, tol=0.0, patience=20_000, max_steps=20_000, law_steps=0)
    model.fit(np.where(hidden, nan, whole))
    assert model.error_ < 1e-8
    assert model.n_iter_ < 10_000


def test_a_fit_that_fails_leaves_the_former_one_whole():
    table, _ = problem()
    model = default().fit(table)
    filled = model.transform(table)
    for other in (np.full((4, 7), nan), np.array([[1.7e308], [-1.7e308], [-1.7e308]])):
        with pytest.raises(ValueError, match=r"nothing can be learned|more than a float"):
            model.fit(other)
        assert np.array_equal(model.transform(table), filled)


def test_time_is_a_limit(rng):
    table, _ = problem(shape=(300, 60))
    with pytest.warns(ConvergenceWarning, match=r"max_time=0.05 was over before the error stopped"):
        model = default(max_time=0.05, patience=10**6, max_steps=10**6).fit(table)
    assert model.n_iter_ < 10**5
    assert model.law_steps_ == 0


def test_it_says_what_it_did_if_asked(capsys):
    table, _ = problem()
    default(progress=False).fit(table)
    assert capsys.readouterr() == ("", "")
    default(verbose=True).fit(table)
    assert "entries of (40, 30)" in capsys.readouterr().out


def test_it_is_a_step_among_others(rng):
    X, y = load_wine(return_X_y=True)
    X[rng.random(X.shape) < 0.2] = nan
    X[5] = nan
    columns = ColumnTransformer([("left", default(), [0, 1, 2, 3]), ("right", default(), [5, 9])])
    assert np.isfinite(columns.fit_transform(X)).all()
    assert [*columns.get_feature_names_out()][:2] == ["left__x0", "left__x1"]
    chain = make_pipeline(default(), LogisticRegression(C=1e-3, max_iter=5000))
    search = GridSearchCV(chain, {"deepmatrixcompletion__rank": [1, None]}, cv=2).fit(X, y)
    assert search.best_score_ > 0.5
    rows = triplets(X[:, :4])
    with pytest.raises(ValueError, match="arrays is no table"):
        cross_val_score(default(), rows, cv=3, error_score="raise")


def test_an_exact_table_is_fitted_without_a_warning(rng):
    """From a large start the idle modes fade slowly; the law need not wait for them."""
    whole = rng.standard_normal((200, 5)) @ rng.standard_normal((5, 60))
    table = np.where(rng.random(whole.shape) < 0.3, nan, whole)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = default()
        filled = model.fit_transform(table)
    assert model.n_iter_ < 1000
    assert np.abs(filled - whole).max() < 1e-4 * whole.std()
