"""A fitted estimator in one .npz file, written and read without pickle."""

import json
import zipfile

import numpy as np
from numpy.lib.npyio import NpzFile

from dlf._support import chain, extra
from dlf.chain import widths_of
from dlf.recovery.rows import RowModel
from dlf.recovery.stopping import HISTORY
from dlf.recovery.tables import Ids
from dlf.recovery.uncertainty import Calibration
from dlf.recovery.units import Units

with extra("estimator"):
    from sklearn.utils.validation import check_is_fitted

_FORMAT = 3
_WHOLE = ("n_iter_", "n_features_in_", "split_seed_", "rank_", "law_steps_")
_NUMBERS = ("scale_", "error_", "learning_rate_")
_UNITS = ("center", "unit", "low", "high", "row_bias", "intercept")
_LAW = ("mean", "loadings", "noise", "share")
_CALIBRATION = ("scores", "error", "center_error")
_IDS = ("row_ids_", "column_ids_")


class Saved:
    """`save` and `load` of the estimator, whose state is in numbers, arrays and ids."""

    def save(self, path):
        """Write parameters and fitted state to `path`, one .npz without pickle; see `load`."""
        check_is_fitted(self, "factors_")
        header = {
            "format": _FORMAT,
            "class": type(self).__name__,
            "parameters": self.get_params(),
            "widths": widths_of(self.factors_),
            **{name: getattr(self, name) for name in _WHOLE},
            "feature_names_in_": [*getattr(self, "feature_names_in_", ())],
            **{name: _plain_ids(getattr(self, name)) for name in _IDS},
        }
        try:
            text = json.dumps(header, default=_plain)
        except TypeError as error:
            raise ValueError(
                f"a parameter cannot be written as JSON ({error}): random_state must be None or "
                "an int in order to save"
            ) from None
        arrays = {f"factor_{l}": W for l, W in enumerate(self.factors_)}
        arrays |= {name: np.array(getattr(self, name)) for name in _NUMBERS}
        arrays |= {f"units_{name}": np.array(getattr(self.units_, name)) for name in _UNITS}
        arrays |= {f"law_{name}": np.array(getattr(self.law_, name)) for name in _LAW}
        arrays |= {f"history_{name}": values for name, values in self.history_.items()}
        arrays |= {"observed_": self.observed_, "indicator_": self.indicator_}
        if hasattr(self, "calibration_"):
            found = vars(self.calibration_)
            arrays |= {f"calibration_{name}": np.array(found[name]) for name in _CALIBRATION}
        with open(path, "wb") as file:
            np.savez(file, header=np.array(text), **arrays)

    @classmethod
    def load(cls, path):
        """The estimator that `save` wrote to `path`; ValueError for any other file."""
        try:
            with open(path, "rb") as stream, np.load(stream, allow_pickle=False) as file:
                arrays = dict(file) if isinstance(file, NpzFile) else {}
            header = json.loads(str(arrays["header"]))
            known = header["format"], header["class"]
            if known == (_FORMAT, cls.__name__):
                return cls._from_file(header, arrays)
        except (ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile):
            raise ValueError(f"{path} was not written by {cls.__name__}.save") from None
        raise ValueError(
            f"{path} holds a {known[1]} in format {known[0]}; this version reads a "
            f"{cls.__name__} in format {_FORMAT}"
        )

    @classmethod
    def _from_file(cls, header, arrays):
        model = cls(**header["parameters"])
        for name in _WHOLE:
            setattr(model, name, int(header[name]))
        if header["feature_names_in_"]:
            model.feature_names_in_ = np.array(header["feature_names_in_"], object)
        for name in _IDS:
            setattr(model, name, None if header[name] is None else Ids(header[name]))
        # as many as were fitted: the parameter may have been set to another depth since
        count = sum(name.startswith("factor_") for name in arrays)
        model.factors_ = tuple(arrays[f"factor_{l}"] for l in range(count))
        widths = widths_of(chain(model.factors_))
        if widths != header["widths"] or widths[0] != model.n_features_in_:
            raise ValueError(f"the factors have widths {widths}")
        for name in _NUMBERS:
            setattr(model, name, float(arrays[name]))
        model.observed_, model.indicator_ = arrays["observed_"], arrays["indicator_"]
        units = {name: arrays[f"units_{name}"].astype(float) for name in _UNITS}
        model.units_ = Units(**units | {"intercept": float(units["intercept"])})
        model.law_ = RowModel(*(arrays[f"law_{name}"].astype(float) for name in _LAW))
        if model.law_.mean.shape != (widths[0],) or model.units_.unit.shape != (widths[0],):
            raise ValueError("the law has other columns than the factors")
        if "calibration_scores" in arrays:
            scores, *errors = (arrays[f"calibration_{name}"] for name in _CALIBRATION)
            model.calibration_ = Calibration(scores, *map(float, errors))
        model.history_ = {name: arrays[f"history_{name}"] for name in HISTORY}
        return model


def _plain(value):
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, type | np.dtype):
        return np.dtype(value).name
    raise TypeError(f"{value!r}")


def _plain_ids(ids):
    """The names, if a file gives them back as they are."""
    if ids is None:
        return None
    if not all(isinstance(name, str | int) for name in ids.names):
        raise ValueError("ids other than integers and strings cannot be saved: renumber them")
    return ids.names
