"""Models that go on: from a former fit, or from a file, of which nothing foreign is read."""

import io
import json
import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

from dlf.recovery import DeepMatrixCompletion
from tests.recovery.fits import fitted, problem, quick

nan, inf = np.nan, np.inf


def test_a_warm_start_goes_on():
    table, _ = problem()
    settings = {"validation_fraction": 0, "depth": 3, "warm_start": True}
    long = fitted(table, **settings, max_steps=40)
    model = fitted(table, **settings, max_steps=20)
    with pytest.warns(ConvergenceWarning, match="max_steps=20 was reached"):
        model.fit(table)
    assert model.n_iter_ == 40
    assert [*model.history_["steps"]] == [0, 10, 20, 20, 30, 40]
    for mine, other in zip(model.factors_, long.factors_, strict=True):
        assert np.abs(mine - other).max() < 1e-12
    for other, words in (
        (table[:-1], r"have widths \(30, 2, 2, 40\), this .* need \(30, 2, 2, 39\)"),
        (table[:, :-1], "warm_start cannot go on"),
    ):
        with pytest.raises(ValueError, match=words):
            model.fit(other)
    with pytest.raises(ValueError, match="warm_start cannot go on"):
        model.set_params(depth=2).fit(table)


@pytest.mark.parametrize("random_state", [None, 3, np.int64(3), np.random.RandomState(3)])
def test_a_warm_start_holds_out_the_same_entries(tmp_path, random_state):
    """Else the error is watched on entries that were trained on, and sinks below the noise."""
    table, _ = problem(noise=1.0, share=0.5)
    settings = {"validation_fraction": 0.3, "warm_start": True, "random_state": random_state}
    model = fitted(table, **settings, rank=8, max_steps=200)
    if not isinstance(random_state, np.random.RandomState):
        model.save(tmp_path / "model")
        model = DeepMatrixCompletion.load(tmp_path / "model").set_params(random_state=5)
    for _ in range(3):
        before, looks = model.error_, len(model.history_["steps"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(table)
        again = model.history_["validation_error"][looks]
        assert again == pytest.approx(before, rel=1e-9)


def test_a_cold_start_draws_entries_to_hold_out_anew():
    table, _ = problem()
    model = fitted(table, random_state=None)
    before = model.split_seed_
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        assert model.fit(table).split_seed_ != before
        assert model.set_params(random_state=7).fit(table).split_seed_ == 7


def test_a_saved_model_comes_back(tmp_path):
    table, _ = problem()
    model = fitted(table, dtype=np.float32, rank=np.int64(3))
    model.feature_names_in_ = np.array([f"film {j}" for j in range(30)], object)
    model.law_.share = 0.75
    model.save(tmp_path / "model")
    found = DeepMatrixCompletion.load(tmp_path / "model")
    assert np.isnan(found.get_params()["missing_values"])
    assert found.set_params(missing_values=None).get_params() == {
        **model.get_params(),
        "dtype": "float32",
        "missing_values": None,
    }
    found.set_params(missing_values=np.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # arrays have no names
        assert np.array_equal(found.transform(table), model.transform(table))
        assert found.score(table) == model.score(table)
    assert vars(found).keys() == vars(model).keys()
    assert all(map(np.array_equal, found.factors_, model.factors_))
    parts = {"factors_", "history_", "units_", "law_"}
    for name in vars(model).keys() - vars(quick()).keys() - parts:
        assert np.array_equal(getattr(found, name), getattr(model, name)), name
    for part in ("units_", "law_"):
        for name, value in vars(getattr(model, part)).items():
            assert np.array_equal(getattr(getattr(found, part), name), value), name
    for name, values in model.history_.items():
        assert np.array_equal(found.history_[name], values, equal_nan=True)


@pytest.mark.parametrize("depth", [2, 4])
def test_a_saved_model_keeps_its_factors_whatever_depth_is_set_to(tmp_path, depth):
    table, _ = problem()
    model = fitted(table, depth=3).set_params(depth=depth, rank=5)
    model.save(tmp_path / "model")
    found = DeepMatrixCompletion.load(tmp_path / "model")
    assert found.depth == depth
    assert len(found.factors_) == 3
    assert all(map(np.array_equal, found.factors_, model.factors_))
    assert np.array_equal(found.transform(table), model.transform(table))


def array_file():
    np.save(stream := io.BytesIO(), np.ones(3))
    return stream.getvalue()


def foreign(path, **changes):
    """A file of `save` with some parts changed; None leaves the part out."""
    fitted(problem()[0]).save(path)
    with np.load(path) as file:
        arrays = dict(file)
    header = json.loads(str(arrays["header"]))
    for name, value in changes.items():
        if name in header:
            header[name] = value
        else:
            arrays[name] = value
    arrays["header"] = np.array(json.dumps(header))
    np.savez(path, **{k: v for k, v in arrays.items() if v is not None})


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (
            lambda p: p.write_text("rows,cols", "utf-8"),
            "was not written by DeepMatrixCompletion.save",
        ),
        (lambda p: p.write_bytes(b""), "was not written by"),
        (lambda p: p.write_bytes(b"PK\x03\x04 and no more"), "was not written by"),
        (lambda p: p.write_bytes(array_file()), "was not written by"),
        (lambda p: np.savez(p, a=np.ones(3)), "was not written by"),
        (lambda p: np.savez(p, header=np.array([{}], object)), "was not written by"),
        (lambda p: foreign(p, format=1), "in format 1; this version reads"),
        (lambda p: foreign(p, **{"class": "Other"}), "holds a Other"),
        (lambda p: foreign(p, factor_0=np.ones((2, 2, 2))), "was not written by"),
        (lambda p: foreign(p, parameters={"ranks": 3}), "was not written by"),
        (lambda p: foreign(p, factor_1=None), "was not written by"),
        (lambda p: foreign(p, factor_0=np.ones((2, 29))), "was not written by"),
        (lambda p: foreign(p, factor_1=np.ones((40, 3))), "was not written by"),
        (lambda p: foreign(p, factor_2=np.ones((40, 40))), "was not written by"),
        (lambda p: foreign(p, factor_1=np.full((40, 2), "a")), "was not written by"),
        (lambda p: foreign(p, widths=[30, 2]), "was not written by"),
        (lambda p: foreign(p, n_features_in_=29), "was not written by"),
    ],
)
def test_a_foreign_file_is_refused(tmp_path, write, words):
    path = tmp_path / "model.npz"
    write(path.with_suffix(".npz"))
    with pytest.raises(ValueError, match=words):
        DeepMatrixCompletion.load(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        DeepMatrixCompletion.load(tmp_path / "none")
