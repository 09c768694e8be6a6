"""The estimator for tables with missing entries, and the parts that it is made of."""

import warnings

import numpy as np
import pytest
from scipy.sparse import coo_array, csc_array, csr_array, csr_matrix, lil_array
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import estimator_checks_generator

import dlf
from dlf.recovery import DeepMatrixCompletion, SampledStep
from dlf.recovery.rows import RowModel
from dlf.recovery.stopping import WatchedDescent
from dlf.recovery.tables import observed_entries, split_entries
from tests.recovery.fits import fitted, problem, quick, triplets

nan, inf = np.nan, np.inf


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize(
    ("estimator", "check"),
    list(estimator_checks_generator(DeepMatrixCompletion())),
    ids=lambda value: getattr(getattr(value, "func", value), "__name__", "model"),
)
def test_the_conventions_of_scikit_learn(estimator, check):
    check(estimator)


def test_every_form_of_a_table_gives_the_same_fit():
    table, _ = problem()
    table[0, 0] = 0.0  # an observed zero
    rows, cols, values = triplets(table)
    entries = coo_array((values, (rows, cols)), shape=table.shape)
    mixed = np.random.default_rng(0).permutation(rows.size)
    forms = [
        table.tolist(),
        *(form(entries) for form in (coo_array, csr_array, csc_array, csr_matrix, lil_array)),
        np.ma.masked_invalid(table),
        (rows[mixed], cols[mixed], values[mixed]),
        (rows, cols, values, table.shape),
    ]
    expected = fitted(table)
    filled = expected.transform(table)
    for form in forms:
        found = fitted(form)
        assert all(map(np.array_equal, found.factors_, expected.factors_))
        assert np.array_equal(found.transform(form), filled)
        assert found.score(form) == expected.score(table)
        assert found.n_features_in_ == 30


def test_a_matrix_of_low_rank_is_recovered():
    table, whole = problem(noise=0.0)
    model = quick(rank=4, depth=3, max_steps=3000, tol=1e-3, validation_fraction=0.05)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        filled = model.fit_transform(table)
    assert np.array_equal(filled, model.transform(table))
    hidden = np.isnan(table)
    assert np.sqrt(np.mean((filled - whole)[hidden] ** 2)) < 0.02 * whole.std()
    rows, cols = np.nonzero(hidden)
    assert np.abs(model.predict_entries(rows, cols) - whole[hidden]).max() < 0.2 * whole.std()
    assert -model.score(table) < 0.05 * whole.std()


@pytest.mark.parametrize("unit", [2.0**-40, 2.0**40])
def test_units_do_not_matter(unit):
    table, _ = problem()
    plain, scaled = fitted(table), fitted(unit * table)
    assert all(map(np.array_equal, plain.factors_, scaled.factors_))
    assert np.array_equal(scaled.transform(unit * table), unit * plain.transform(table))
    assert np.array_equal(scaled.history_["training_error"], plain.history_["training_error"])
    assert np.array_equal(scaled.units_.unit, unit * plain.units_.unit)


def test_the_mean_is_taken_off_or_not():
    table, _ = problem()
    centred = table - 100.0
    assert fitted(centred).score(centred) == pytest.approx(fitted(table).score(table), rel=1e-9)
    plain = fitted(centred, center=False)
    assert not plain.units_.center.any()
    assert plain.units_.unit[0] > 5 * fitted(centred).units_.unit[0]


def test_rows_are_placed_by_the_gaussian_law():
    """Against conditioning with the full covariance, and each entry left out in turn."""
    rng = np.random.default_rng(4)
    left, right, noise = rng.standard_normal((9, 2)), rng.standard_normal((2, 6)), 0.3
    X = left @ right
    mean, cov = X.mean(axis=0), np.cov(X.T, bias=True)
    model = RowModel.of_rows(left, right, noise)
    assert np.abs(model.mean - mean).max() < 1e-14
    assert np.abs(model.loadings @ model.loadings.T - cov).max() < 1e-13

    def condition(row, places):
        gain = cov[:, places] @ np.linalg.inv(
            cov[np.ix_(places, places)] + noise * np.eye(places.size)
        )
        return mean + gain @ (row[places] - mean[places])

    table = np.where(rng.random((5, 6)) < 0.6, rng.standard_normal((5, 6)), nan)
    table[0] = nan
    table[1] = 1.0
    entries = observed_entries(table)
    left_out = iter(model.left_out(entries))
    for row, found in zip(table, model.fill(entries), strict=True):
        (places,) = np.nonzero(~np.isnan(row))
        expected = condition(row, places)
        expected[places] = row[places]
        assert np.abs(found - expected).max() < 1e-12
        for j in places:
            predicted = condition(row, places[places != j])[j]
            assert next(left_out) == pytest.approx(row[j] - predicted, abs=1e-12)
    assert next(left_out, None) is None


def test_transform_keeps_what_is_known_and_takes_rows_alone():
    table, whole = problem()
    model = fitted(table)
    filled = model.transform(table)
    known = ~np.isnan(table)
    assert np.array_equal(filled[known], table[known])
    alone = np.concatenate([model.transform(table[i : i + 1]) for i in range(40)])
    np.testing.assert_allclose(filled, alone, rtol=1e-12)
    assert np.array_equal(filled, fitted(table).transform(table))
    new = np.full((2, 30), nan)
    new[1, :20] = whole[3, :20]
    placed = model.transform(new)
    assert np.array_equal(placed[0], model.mean_)
    assert np.abs(placed[1, 20:] - whole[3, 20:]).max() < np.abs(model.mean_ - whole[3])[20:].max()
    assert model.mean_ == pytest.approx(network(model).mean(axis=0), rel=1e-10)


def network(model):
    units = model.units_
    return units.center + units.unit * model.scale_ * dlf.end_to_end(model.factors_)


def test_single_entries_are_those_of_the_network():
    table, _ = problem()
    model = fitted(table, depth=3)
    rows, cols = np.divmod(np.arange(table.size), 30)
    assert model.predict_entries(rows, cols) == pytest.approx(network(model).ravel(), rel=1e-12)


def test_the_split_leaves_an_entry_in_every_row_and_column():
    rng = np.random.default_rng(5)
    for share in (0.05, 0.3, 1.0):
        table = problem(seed=6, share=share)[0]
        rows, cols, _ = triplets(table)
        for fraction in (0.0, 0.1, 0.5, 0.99):
            held = split_entries(rows, cols, fraction, np.random.RandomState(rng.integers(99)))
            assert set(rows[~held]) == set(range(40))
            assert set(cols[~held]) == set(range(30))
            if fraction < share:
                assert held.sum() <= round(fraction * rows.size)
    assert held.sum() > 0.9 * rows.size
    again = [split_entries(rows, cols, 0.3, np.random.RandomState(7)) for _ in range(2)]
    assert np.array_equal(*again)
    assert again[0].sum() == round(0.3 * rows.size)


def test_the_best_state_is_restored_and_the_run_ends_early():
    table, _ = problem(noise=1.0, share=0.5)
    model = quick(rank=10, depth=2, max_steps=3000, validation_fraction=0.2).fit(table)
    errors = model.history_["validation_error"]
    assert errors[-1] > 1.02 * errors.min()  # it went on into the noise, to be sure
    assert model.n_iter_ == model.history_["steps"][-1] < 3000
    rows, cols, values = triplets(table)
    held = split_entries(rows, cols, 0.2, np.random.RandomState(0))
    found = (model.predict_entries(rows, cols) - values) / model.units_.unit[cols]
    assert np.sqrt(np.mean(found[held] ** 2)) == pytest.approx(errors.min(), rel=1e-9)
    assert model.error_ == errors.min()
    assert model.law_.noise == pytest.approx(errors.min() ** 2, rel=1e-9)
    best = model.history_["training_error"][errors.argmin()]
    assert np.sqrt(np.mean(found[~held] ** 2)) == pytest.approx(best, rel=1e-9)


def test_without_held_out_entries_the_training_error_decides():
    table, _ = problem()
    model = quick(max_steps=3000, validation_fraction=0).fit(table)
    assert np.isnan(model.history_["validation_error"]).all()
    assert model.n_iter_ < 3000
    assert model.error_ == model.history_["training_error"].min()


def test_a_rate_too_large_is_halved():
    table, _ = problem()
    model = fitted(table, learning_rate=50.0, depth=3, max_steps=300)
    halvings = np.log2(50.0 / model.learning_rate_)
    assert halvings == round(halvings) >= 5
    assert (np.diff(model.history_["training_error"]) <= 0).all()
    assert model.score(table) > -0.2
    assert fitted(table).learning_rate_ == pytest.approx(0.9 / (2 * 5.0))


class Falling:
    """Stands in for a SampledStep: losses 1/4, 1/9, ... by the square of its one number."""

    def __init__(self):
        self.factors = (np.ones((1, 1)),)

    def evaluate(self):
        return float(self.factors[0][0, 0] ** -2)

    def go(self, rates, count, slack):
        self.factors = (self.factors[0] + count * rates[0],)
        return count, self.evaluate()

    def keep(self):
        """Nothing rises."""


@pytest.mark.parametrize(("waiting", "last"), [(0, 30), (100, 120)])
def test_patience(waiting, last):
    """No clear fall is seen after step 0: patience ends 20 steps later, or after the waiting."""
    run = WatchedDescent(
        Falling(),
        [1.0],
        training_error=lambda loss: loss,
        held_out_error=lambda factors: 1.0 if factors[0][0, 0] < 11 else 0.9,
        patience=20,
        tol=0.05,
        waiting=waiting,
    )

    class Bar:
        def update(self, steps):
            pass

    run.run(1000, Bar())
    assert run.end == "level"
    assert run.taken == last
    assert run.error == 0.9
    assert run.best[0][0, 0] == 11  # the first of them


def interrupt(monkeypatch, call):
    """Ctrl-C in that call of the compiled steps, the first being 1."""
    plain, calls = SampledStep.go, []

    def go(self, rates, count, slack):
        calls.append(1)
        if len(calls) == call:
            raise KeyboardInterrupt
        return plain(self, rates, count, slack)

    monkeypatch.setattr(SampledStep, "go", go)


def test_an_interrupted_fit_keeps_its_best_state(monkeypatch):
    table, _ = problem()
    expected = fitted(table, max_steps=20)
    interrupt(monkeypatch, 3)
    model = quick()
    with pytest.warns(UserWarning, match="interrupted"):
        model.fit(table)
    assert model.n_iter_ == 20
    assert all(map(np.array_equal, model.factors_, expected.factors_))
    monkeypatch.setattr(
        SampledStep, "evaluate", lambda self: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    with pytest.raises(KeyboardInterrupt):
        model.fit(table)  # nothing was reached
    assert all(map(np.array_equal, model.factors_, expected.factors_))


def test_an_interrupted_refinement_keeps_the_law_of_the_network(monkeypatch):
    table, _ = problem()
    monkeypatch.setattr(
        RowModel, "refined", lambda self, table: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    model = quick(law_steps=3)
    with pytest.warns(UserWarning, match="the law of its rows is not refined"):
        model.fit(table)
    assert model.law_steps_ == 0
    assert model.n_iter_ > 0
    assert np.isfinite(model.transform(table)).all()


def test_a_fit_that_is_interrupted_does_not_go_on_refining(monkeypatch):
    table, _ = problem()
    interrupt(monkeypatch, 2)
    model = quick(law_steps=3)
    with pytest.warns(UserWarning, match="its best state is kept"):
        model.fit(table)
    assert model.law_steps_ == 0


def test_a_rate_at_which_no_step_helps_is_said():
    table, _ = problem()
    with pytest.warns(ConvergenceWarning, match=r"learning_rate=1e\+30: no step lowers the error"):
        model = quick(learning_rate=1e30).fit(table)
    assert model.n_iter_ == 0


def test_single_precision_errs_by_its_rounding():
    table, _ = problem()
    exact, single = (fitted(table, dtype=dtype) for dtype in ("float64", np.float32))
    assert single.factors_[0].dtype == np.float32
    error = np.abs(single.transform(table) - exact.transform(table)).max()
    assert 0 < error < 1e-4


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_it_lives_with_the_tools_of_scikit_learn():
    table, _ = problem(share=0.8, shape=(60, 20))
    model = quick(max_steps=300, depth=3)
    copy = clone(model)
    assert copy is not model
    assert copy.get_params() == model.get_params()
    search = GridSearchCV(model, {"rank": [1, 2]}, cv=3).fit(table)
    assert search.best_params_ == {"rank": 2}
    assert search.best_score_ > -0.3
    chain = make_pipeline(StandardScaler(), model)
    filled = chain.fit_transform(table)
    assert filled.shape == table.shape
    assert np.isfinite(filled).all()


TABLE = {
    "rank zero": ({"rank": 0}, None, "rank >= 1, not 0"),
    "rank float": ({"rank": 2.0}, None, "rank must be an integer"),
    "rank too large": ({"rank": 31}, None, r"rank 31 is too large: a table of shape \(40, 30\)"),
    "depth": ({"depth": 1}, None, "depth >= 2, not 1"),
    "init_scale": ({"init_scale": 0.0}, None, "init_scale > 0"),
    "alpha": ({"discrepant_rate": -1.0}, None, "discrepant_rate > 0"),
    "eta": ({"learning_rate": 0.0}, None, "learning_rate > 0"),
    "steps": ({"max_steps": 0}, None, "max_steps >= 1"),
    "patience": ({"patience": 0}, None, "patience >= 1"),
    "fraction": ({"validation_fraction": 1.0}, None, "0 <= validation_fraction < 1, not 1.0"),
    "tol": ({"tol": -1.0}, None, "0 <= tol < 1"),
    "dtype": ({"dtype": "float16"}, None, "dtype must be .* not 'float16'"),
    "dtype text": ({"dtype": "double precision"}, None, "not 'double precision'"),
    "threads": ({"threads": 0}, None, "threads >= 1"),
    "nothing": ({}, [[nan, nan]], "no observed entry"),
    "Inf": ({}, [[1.0, inf], [2.0, 1.0]], "infinity"),
    "stored NaN": ({}, csr_array([[1.0, nan], [2.0, 1.0]]), "stored values of X contain NaN"),
    "stored Inf": ({}, csr_array([[1.0, inf], [2.0, 1.0]]), "stored values of X contain Inf"),
    "triplet NaN": ({}, ([0, 1], [0, 1], [1.0, nan]), "values contains NaN"),
    "repeated": ({}, ([0, 1, 1], [0, 1, 1], [1.0, 2.0, 3.0]), "1 of 3 .row, column. pairs occur"),
    "lengths": ({}, ([0, 1], [0, 1], [1.0]), "rows has 2, cols 2, values 1 entries"),
    "negative": ({}, ([0, -1], [0, 1], [1.0, 2.0], (2, 2)), "0 <= rows"),
    "floats": ({}, ([0.0, 1.0], [0, 1], [1.0, 2.0]), "rows must hold integers or names"),
    "lists": ({}, ([[0], [1]], [0, 1], [1.0, 2.0]), "rows must hold ids that can be hashed"),
    "far shape": ({}, ([0, 10**12], [0, 1], [1.0, 2.0], (10**12 + 1, 2)), "far beyond its 2"),
    "both": ({"scale": True, "biases": True}, None, "scale and biases exclude each other"),
    "time": ({"max_time": 0.0}, None, "max_time > 0"),
    "bounds": ({"min_value": 2, "max_value": 1}, None, "min_value 2 lies above max_value 1"),
    "some bounds": ({"min_value": [0, 2], "max_value": 1}, None, "lies above max_value 1"),
    "law": ({"law_steps": -1}, None, "law_steps >= 0"),
    "list of arrays": ({}, [np.array([0, 1]), np.array([1, 0])], "list of 2 arrays is no table"),
    "too far apart": ({"rank": None}, [[1.7e308], [-1.7e308], [-1.7e308]], "more than a float"),
    "beyond": ({}, ([0, 1], [0, 2], [1.0, 2.0], (2, 2)), "0 <= cols < 2"),
    "bad shape": ({}, ([0, 1], [0, 1], [1.0, 2.0], 2), r"shape must be \(rows, columns\), not 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_bad_input_of_fit_is_named(name):
    settings, table, words = TABLE[name]
    with pytest.raises(ValueError, match=words):
        quick(**settings).fit(problem()[0] if table is None else table)


def test_bad_input_after_fit_is_named(tmp_path):
    table, _ = problem()
    for use in (
        lambda m: m.transform(table),
        lambda m: m.predict_entries([0], [0]),
        lambda m: m.score(table),
        lambda m: m.save(tmp_path / "model"),
    ):
        with pytest.raises(NotFittedError):
            use(quick())
    model = fitted(table)
    with pytest.raises(ValueError, match="29 features"):
        model.transform(table[:, 1:])
    with pytest.raises(ValueError, match="31 features"):
        model.transform(([0], [30], [1.0]))
    with pytest.raises(ValueError, match="0 <= rows < 40"):
        model.predict_entries([40], [0])
    with pytest.raises(ValueError, match="the score is undefined"):
        model.score(np.full((2, 30), nan))
    model.set_params(random_state=np.random.RandomState(0))
    with pytest.raises(ValueError, match="random_state must be None or an int"):
        model.save(tmp_path / "model")
    assert not (tmp_path / "model").exists()
