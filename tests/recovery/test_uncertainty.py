"""Standard errors, intervals and draws of what is filled in: formulas, coverage, refusals."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.exceptions import NotFittedError

from benchmarks.coverage import HIGH, LOW, means
from dlf.recovery import DeepMatrixCompletion
from dlf.recovery.rows import RowModel
from dlf.recovery.tables import observed_entries
from dlf.recovery.uncertainty import Calibration
from tests.recovery.fits import problem, triplets

nan = np.nan


def law(d=6, r=2, seed=0):
    rng = np.random.default_rng(seed)
    return RowModel(rng.standard_normal(d), rng.standard_normal((d, r)), rng.uniform(0.1, 1, d))


def conditional(model, row):
    """(mean, covariance) of the missing entries of a row, by the formula for Gaussian vectors."""
    C = model.loadings @ model.loadings.T + np.diag(model.noise)
    O, M = np.flatnonzero(~np.isnan(row)), np.flatnonzero(np.isnan(row))
    A = C[np.ix_(M, O)] @ np.linalg.inv(C[np.ix_(O, O)])
    return model.mean[M] + A @ (row - model.mean)[O], C[np.ix_(M, M)] - A @ C[np.ix_(O, M)]


def row_with_holes():
    row = np.random.default_rng(1).standard_normal(6)
    row[[1, 4, 5]] = nan
    return row


def test_variances_are_those_of_the_gaussian_given_the_row():
    model, row = law(), row_with_holes()
    mean, covariance = conditional(model, row)
    table = observed_entries(row[None])
    found = model.variances(table)[0]
    assert np.allclose(found[np.isnan(row)], np.diag(covariance), rtol=1e-12)
    assert (found[~np.isnan(row)] == 0).all()
    means, variances = model.at(table, np.zeros(3, int), np.flatnonzero(np.isnan(row)))
    assert np.allclose(means, mean, rtol=1e-12)
    assert np.allclose(variances, np.diag(covariance), rtol=1e-12)


def test_draws_have_the_covariance_of_the_gaussian_given_the_row():
    model, row = law(), row_with_holes()
    _, covariance = conditional(model, row)
    rows = observed_entries(np.tile(row, (20_000, 1)))
    drawn = model.draw(rows, np.random.default_rng(0))[:, np.isnan(row)]
    scale = np.sqrt(np.outer(np.diag(covariance), np.diag(covariance)))
    assert np.abs((np.cov(drawn.T) - covariance) / scale).max() < 0.03  # 4 / sqrt(20000)


@pytest.mark.parametrize(
    ("n", "coverage", "place"), [(9, 0.9, 9), (19, 0.9, 18), (99, 0.9, 90), (8, 0.9, None)]
)
def test_the_quantile_is_the_one_of_the_theorem(n, coverage, place):
    found = Calibration(np.arange(1.0, n + 1), 1.0, 1.0).quantile(coverage)
    assert found == (np.inf if place is None else place)


def test_exchangeable_scores_are_covered_as_the_theorem_says():
    """Between 1 - a and 1 - a + 1 / (n + 1); one place less is refuted."""
    n, coverage, trials = 24, 0.9, 40_000
    scores = np.sort(np.random.default_rng(0).exponential(size=(trials, n + 1)) ** 2)
    last = np.random.default_rng(1).integers(0, n + 1, trials)  # the place of the new one
    new = scores[np.arange(trials), last]
    rest = np.array([np.delete(row, k) for row, k in zip(scores, last, strict=True)])
    place = next(k for k in range(n) if Calibration(np.arange(n), 1, 1).quantile(coverage) == k)
    error = 4 * np.sqrt(0.09 / trials)
    assert coverage - error < np.mean(new <= rest[:, place]) < coverage + 1 / (n + 1) + error
    assert np.mean(new <= rest[:, place - 1]) < coverage - error


@pytest.mark.parametrize("name", ["iris", "wine", "diabetes"])
def test_real_tables_are_covered_and_narrower_intervals_are_refuted(name):
    inside, narrower, *_, ratio = means(name, "30%", 3)
    assert LOW <= inside <= HIGH
    assert not LOW <= narrower <= HIGH
    assert 0.85 < ratio < 1.15


def test_synthetic_tables_are_covered_and_narrower_intervals_are_refuted():
    inside, narrower = [], []
    for seed in range(4):
        table, whole = problem(seed, shape=(80, 20), noise=0.3)
        hidden = np.isnan(table)
        model = DeepMatrixCompletion(random_state=seed, progress=False).fit(table).calibrate(table)
        low, high = model.predict_interval(table)
        apart = np.abs(whole - (low + high) / 2)[hidden]
        inside.append(np.mean(apart <= (high - low)[hidden] / 2))
        narrower.append(np.mean(apart <= 0.7 * (high - low)[hidden] / 2))
    assert LOW <= np.mean(inside) <= HIGH
    assert not LOW <= np.mean(narrower) <= HIGH


@pytest.fixture(scope="module")
def calibrated():
    table, _ = problem()
    table[:, 3] = np.where(np.isnan(table[:, 3]), nan, 2.0)  # a constant column
    model = DeepMatrixCompletion(random_state=0, max_steps=300, progress=False)
    return table, model.fit(table).calibrate(table)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_shapes_centres_and_what_is_known(calibrated):
    table, model = calibrated
    filled, errors = model.transform(table), model.standard_errors(table)
    low, high = model.predict_interval(table, coverage=0.5)
    wide = np.subtract(*model.predict_interval(table, coverage=0.99))
    drawn = model.sample_imputations(table, 200, rng=np.random.default_rng(0))
    known, constant = ~np.isnan(table), np.arange(30) == 3
    assert filled.shape == errors.shape == low.shape == high.shape == drawn.shape[1:]
    assert np.allclose((low + high) / 2, filled)
    for found in (low, high, *drawn):
        assert (found == table)[known].all()
        assert (found[:, 3] == 2.0).all()
    uncertain = ~known & ~constant
    assert ((errors > 0) == uncertain).all()
    assert (-wide >= high - low).all()
    spread = (drawn.std(axis=0) / np.where(errors > 0, errors, 1))[uncertain]
    assert abs(np.mean(spread) - 1) < 0.02
    again = model.sample_imputations(table, 200, rng=np.random.default_rng(0))
    assert np.array_equal(again, drawn)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_units_bounds_and_columns_left_out():
    table, _ = problem(shape=(40, 12))
    table[:, 5] = nan
    settings = {"random_state": 0, "max_steps": 300, "progress": False}
    one = DeepMatrixCompletion(**settings).fit(table).calibrate(table)
    other = DeepMatrixCompletion(**settings).fit(2.0**30 * table).calibrate(2.0**30 * table)
    errors = one.standard_errors(table)
    assert errors.shape == (40, 11)
    assert np.allclose(other.standard_errors(2.0**30 * table), 2.0**30 * errors, rtol=1e-9)
    one.set_params(min_value=2.0, max_value=4.0, keep_empty_features=True)
    low, high = one.predict_interval(table)
    missing = np.isnan(table)
    assert low.shape == table.shape
    assert 2 <= low[missing].min() <= high[missing].max() <= 4
    assert one.sample_imputations(table, 2, rng=np.random.default_rng(0))[:, missing].max() <= 4


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_every_form_of_a_table_is_calibrated():
    table, _ = problem()
    settings = {"random_state": 0, "max_steps": 200, "progress": False}
    entries = triplets(table)
    forms = [entries, (*entries, table.shape), csr_array((entries[2], entries[:2]))]
    found = [DeepMatrixCompletion(**settings).fit(X).calibrate(X).standard_errors(X) for X in forms]
    assert all(np.array_equal(errors, found[0]) for errors in found)
    marked = np.where(np.isnan(table), -1e9, table)
    plain = DeepMatrixCompletion(**settings).fit(table).calibrate(table)
    of_marked = DeepMatrixCompletion(missing_values=-1e9, **settings).fit(marked).calibrate(marked)
    assert np.array_equal(of_marked.calibration_.scores, plain.calibration_.scores)
    assert np.array_equal(of_marked.standard_errors(marked), plain.standard_errors(table))


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_spike_is_no_reason_for_wide_errors():
    table, _ = problem(shape=(60, 10))
    settings = {"random_state": 0, "max_steps": 300, "progress": False}
    before = DeepMatrixCompletion(**settings).fit(table).calibrate(table)
    row = np.flatnonzero(~np.isnan(table[:, 2]))[0]
    spiked = table.copy()
    spiked[row, 2] = 1e6
    after = DeepMatrixCompletion(**settings).fit(spiked).calibrate(spiked)
    low, high = (
        np.nanmedian(np.subtract(*m.predict_interval(t)[::-1])[np.isnan(t)])
        for m, t in ((before, table), (after, spiked))
    )
    assert 0.5 < high / low < 2
    assert after.standard_errors(spiked)[row, 2] == 0


def test_a_model_keeps_its_calibration_in_a_file_and_loses_it_in_another_fit(tmp_path, calibrated):
    table, model = calibrated
    model.save(tmp_path / "m.npz")
    loaded = DeepMatrixCompletion.load(tmp_path / "m.npz")
    assert np.array_equal(loaded.standard_errors(table), model.standard_errors(table))
    assert loaded.calibration_.error == model.calibration_.error
    loaded.set_params(progress=False, max_steps=2)
    with pytest.warns(match="max_steps"):
        loaded.fit(table)
    with pytest.raises(NotFittedError, match="call calibrate"):
        loaded.standard_errors(table)


def test_refusals(calibrated):
    table, model = calibrated
    for coverage in (0.0, 1.0, 90, nan):
        with pytest.raises(ValueError, match="coverage"):
            model.predict_interval(table, coverage=coverage)
    with pytest.raises(ValueError, match="n "):
        model.sample_imputations(table, 0, rng=np.random.default_rng(0))
    with pytest.raises((ValueError, TypeError), match="rng"):
        model.sample_imputations(table, 2, rng=0)
    with pytest.raises(NotFittedError):
        DeepMatrixCompletion().calibrate(table)
    tiny = np.array([[1.0, nan], [nan, 2.0]])
    with pytest.raises(ValueError, match="too few entries"):
        DeepMatrixCompletion(progress=False).fit(tiny).calibrate(tiny)
