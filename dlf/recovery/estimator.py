"""A table with missing entries, completed by the compressed network: a scikit-learn estimator."""

import json
import math
import warnings
import zipfile

import numpy as np

from dlf._support import chain, extra, one_thread, positive, progress_bar, real_number, whole_number
from dlf.chain import Completion, end_to_end, widths_of
from dlf.exact import fit_time
from dlf.recovery.sampled import SampledStep, sample_end_to_end
from dlf.recovery.stopping import HISTORY, WatchedDescent
from dlf.recovery.tables import (
    RowModel,
    check_every_row_and_column,
    check_variety,
    from_triplets,
    observed_entries,
    split_entries,
    split_seed,
)
from dlf.reduction import compress

with extra("estimator"):
    from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.utils import check_random_state
    from sklearn.utils.validation import check_is_fitted, validate_data

_MARGIN = 0.9  # share of the largest step that the theory allows
_FORMAT = 2
_WHOLE = ("n_iter_", "n_features_in_", "split_seed_")
_NUMBERS = ("center_", "scale_", "noise_variance_", "learning_rate_")


class DeepMatrixCompletion(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Fill in a table: gradient descent on W_L ... W_1, of inner width `rank`, from a small start.

    The observed entries less their mean are divided by the leading singular value of their
    surrogate (what is not observed set to zero, times size / observed), so that units do not
    matter; the factors start along its leading singular vectors, at `init_scale`, and descend on
    the squared error of the observed entries. Strong directions are fitted first, and held-out
    entries say when to stop. No dense array of the table's shape is formed in `fit`.

    Args:
        rank: r-hat, an upper bound of the rank, at most the smaller side of the table.
        depth: L >= 2 factors.
        init_scale: eps > 0, of every factor at the start, relative to a leading mode of 1.
        discrepant_rate: alpha > 0, rate of the outer two factors against the inner ones.
        learning_rate: eta > 0 in those units. None: 0.9 / (L alpha^(2/L)), below half of the limit
            at which a fitted mode of strength 1 is stable. Either is halved, going back one step,
            whenever the training loss rises or is not finite.
        max_steps: of one call of fit.
        center: take the mean of the observed entries off first.
        validation_fraction: of the observed entries to hold out, in [0, 1); 0 turns it off. Each
            row and column keeps one entry for training.
        patience: stop after so many steps, and as many again as the best state took, in which the
            error (of the held-out entries; of the observed without these) fell by less than tol.
        tol: least relative fall of the error that counts.
        warm_start: fit goes on from the factors that are there, with the same entries held out if
            the same ones are observed.
        dtype: "float64", or "float32" for half the memory.
        threads: as for `sampled_descent`.
        random_state: of the entries that a cold start holds out; an int for the same each time.
        progress: True or False; None: a bar on a terminal. Ctrl-C keeps the best state.

    Attributes:
        factors_: (W_1, ..., W_L), the best state; the network is center_ + scale_ W_L ... W_1.
        center_, scale_: the mean taken off and the surrogate's leading singular value.
        history_: dict of arrays "steps", "training_error", "validation_error" (root mean squares
            in the table's units; NaN without held-out entries).
        n_iter_: steps taken; learning_rate_: the rate at the end; split_seed_: of the hold-out.
        noise_variance_, mean_, loadings_: sigma^2, m and G of `transform`.
        n_features_in_, feature_names_in_: as in scikit-learn.

    Raises:
        ValueError: a parameter out of range, an empty row or column, a single or constant
            observed value, NaN or Inf among stored values, repeated entries, rank too large.

    Example:
        >>> table = np.outer([1.0, 2.0, 3.0], [1.0, 3.0, 5.0, 7.0])
        >>> table[1, 2] = np.nan  # was 10
        >>> model = DeepMatrixCompletion(rank=2, center=False, validation_fraction=0)
        >>> model.fit(table).transform(table)[1].round(1)
        array([ 2.,  6., 10., 14.])

    References:
        The compressed network in the setting of Kwon et al. (arXiv 2311.05061).
    """

    def __init__(
        self,
        rank=10,
        depth=3,
        *,
        init_scale=0.05,
        discrepant_rate=5.0,
        learning_rate=None,
        max_steps=3000,
        center=True,
        validation_fraction=0.1,
        patience=100,
        tol=1e-3,
        warm_start=False,
        dtype="float64",
        threads=None,
        random_state=None,
        progress=None,
    ):
        self.rank = rank
        self.depth = depth
        self.init_scale = init_scale
        self.discrepant_rate = discrepant_rate
        self.learning_rate = learning_rate
        self.max_steps = max_steps
        self.center = center
        self.validation_fraction = validation_fraction
        self.patience = patience
        self.tol = tol
        self.warm_start = warm_start
        self.dtype = dtype
        self.threads = threads
        self.random_state = random_state
        self.progress = progress

    def fit(self, X, y=None):
        """Learn from the observed entries of X; y is ignored.

        Args:
            X: an array or data frame with NaN where nothing is known; or a scipy.sparse array or
                matrix, whose stored entries, zeros too, are the observed ones; or a tuple
                (rows, cols, values) or (rows, cols, values, shape).
        """
        rates, dtype = self._checked()
        table = self._table(X, reset=True)
        check_variety(table.data, self.center)
        check_every_row_and_column(table)
        if self.rank > min(table.shape):
            raise ValueError(
                f"rank {self.rank} is too large: a table of shape {table.shape} has rank at most "
                f"{min(table.shape)}"
            )
        warm = self.warm_start and hasattr(self, "factors_")
        start = self._continued(table.shape) if warm else None
        entries = table.tocoo()
        random = check_random_state(self.random_state)
        seed = self.split_seed_ if warm else split_seed(self.random_state, random)
        random = np.random.RandomState(seed)
        held = split_entries(entries.row, entries.col, self.validation_fraction, random)
        values = entries.data[~held]
        check_variety(values, self.center)
        if warm:
            center, scale = self.center_, self.scale_
        else:
            center = float(values.mean()) if self.center else 0.0
        objective = Completion(entries.row[~held], entries.col[~held], values - center, table.shape)
        if not warm:
            start, scale = _spectral_start(objective, self.depth, self.rank, self.init_scale)
        observed = objective.sparse()
        observed.data /= scale
        weight = math.prod(table.shape) / values.size  # of the squares: the surrogate's scale
        step = SampledStep(observed, start, weight=weight, dtype=dtype, threads=self.threads)
        places = entries.row[held], entries.col[held]
        run = WatchedDescent(
            step,
            rates,
            training_error=lambda loss: scale * math.sqrt(2 * loss / (weight * values.size)),
            held_out_error=_held_out_error(*places, entries.data[held] - center, scale),
            patience=self.patience,
            tol=self.tol,
            waiting=0 if warm else self._waiting(rates),
        )
        self._descend(run)
        self.center_, self.scale_, self.split_seed_ = center, scale, seed
        self._keep(run, rates, warm)
        return self

    def _checked(self):
        """(relative rates of the layers, dtype), with every parameter checked."""
        whole_number(self.rank, "rank", least=1)
        depth = whole_number(self.depth, "depth", least=2)
        positive(self.init_scale, "init_scale")
        alpha = positive(self.discrepant_rate, "discrepant_rate")
        whole_number(self.max_steps, "max_steps", least=1)
        whole_number(self.patience, "patience", least=1)
        for name in ("validation_fraction", "tol"):
            value = real_number(getattr(self, name), name)
            if not 0 <= value < 1:
                raise ValueError(f"{name} must satisfy 0 <= {name} < 1, not {value!r}")
        eta = _MARGIN / (depth * alpha ** (2 / depth))
        if self.learning_rate is not None:
            eta = positive(self.learning_rate, "learning_rate")
        try:
            dtype = np.dtype(self.dtype).type
        except TypeError:
            dtype = None
        if dtype not in (np.float64, np.float32):
            raise ValueError(f'dtype must be "float64" or "float32", not {self.dtype!r}')
        return [eta * (alpha if l in (0, depth - 1) else 1.0) for l in range(depth)], dtype

    def _table(self, X, *, reset):
        if isinstance(X, tuple) and len(X) in (3, 4):
            X = from_triplets(X, None if reset else self.n_features_in_)
        X = validate_data(
            self,
            X,
            reset=reset,
            accept_sparse=("coo", "csr", "csc"),
            dtype=np.float64,
            ensure_all_finite=False if hasattr(X, "tocoo") else "allow-nan",
        )
        return observed_entries(X)

    def _continued(self, shape):
        widths = (shape[1], *[self.rank] * (self.depth - 1), shape[0])
        found = tuple(widths_of(self.factors_))
        if found != widths:
            raise ValueError(
                f"warm_start cannot go on: the factors have widths {found}, this table, rank and "
                f"depth need {widths}; use warm_start=False"
            )
        return self.factors_

    def _descend(self, run):
        with (
            np.errstate(all="ignore"),
            one_thread(),
            progress_bar(self.max_steps, self.progress, "completion") as bar,
        ):
            try:
                ended = run.run(self.max_steps, bar)
            except KeyboardInterrupt:
                if run.best is None:
                    raise
                warnings.warn("fit was interrupted: its best state so far is kept", stacklevel=3)
                return
        if not ended:
            warnings.warn(
                f"max_steps={self.max_steps} was reached before the error stopped falling",
                ConvergenceWarning,
                stacklevel=3,
            )

    def _keep(self, run, rates, warm):
        first = self.n_iter_ if warm else 0
        history = {name: np.array(values, float) for name, values in run.history.items()}
        history["steps"] = history["steps"].astype(int) + first
        if warm:
            history = {name: np.append(self.history_[name], new) for name, new in history.items()}
        self.history_, self.n_iter_ = history, first + run.taken
        self.factors_, self.noise_variance_ = run.best, run.error**2
        self.learning_rate_ = run.share * rates[0] / float(self.discrepant_rate)
        self._model_rows()

    def _waiting(self, rates):
        """Steps by which half of a mode of strength 1 is fitted, by the closed form of its flow."""
        if self.init_scale**self.depth >= 0.5:
            return 0
        time = fit_time(0.5, 1.0, init_scale=self.init_scale, depth=self.depth)
        return math.ceil(time / min(rates))

    def _model_rows(self):
        *lower, left = chain(self.factors_)
        right = end_to_end(lower)
        model = RowModel.of_rows(self.scale_ * left, right, self.noise_variance_)
        self.mean_, self.loadings_ = self.center_ + model.mean, model.loadings

    def _rows(self):
        return RowModel(self.mean_, self.loadings_, self.noise_variance_)

    def transform(self, X):
        """X as a dense array, observed entries kept, the others filled in.

        Each row, seen in fit or not, is placed by its own entries alone. The rows of the network
        have mean m and covariance G G^T; with the noise variance sigma^2 = noise_variance_ (the
        mean square of the best error) a row x with observed places O becomes

            m + G (G_O^T G_O + sigma^2 I)^-1 G_O^T (x_O - m_O),

        the mean of x given x_O if rows are Gaussian. A row without entries becomes m.
        """
        check_is_fitted(self, "factors_")
        table = self._table(X, reset=False)
        with one_thread():
            return self._rows().fill(table)

    def predict_entries(self, rows, cols):
        """The network's own values (n,) at X[rows[k], cols[k]] of the table given to fit."""
        check_is_fitted(self, "factors_")
        return self.center_ + self.scale_ * sample_end_to_end(self.factors_, rows, cols)

    def score(self, X, y=None):
        """Minus the root mean square error of the observed entries of X, each predicted by
        `transform` from the others of its row: greater is better, rows may be new."""
        check_is_fitted(self, "factors_")
        table = self._table(X, reset=False)
        if not table.nnz:
            raise ValueError("X has no observed entry: the score is undefined")
        with one_thread():
            return -math.sqrt(np.mean(self._rows().left_out(table) ** 2))

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = tags.input_tags.sparse = True
        return tags

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
        arrays |= {f"history_{name}": values for name, values in self.history_.items()}
        with open(path, "wb") as file:
            np.savez(file, header=np.array(text), **arrays)

    @classmethod
    def load(cls, path):
        """The estimator that `save` wrote to `path`; ValueError for any other file."""
        try:
            with open(path, "rb") as stream, np.load(stream, allow_pickle=False) as file:
                arrays = dict(file)
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
        # as many as were fitted: the parameter may have been set to another depth since
        count = sum(name.startswith("factor_") for name in arrays)
        model.factors_ = tuple(arrays[f"factor_{l}"] for l in range(count))
        widths = widths_of(chain(model.factors_))
        if widths != header["widths"] or widths[0] != model.n_features_in_:
            raise ValueError(f"the factors have widths {widths}")
        for name in _NUMBERS:
            setattr(model, name, float(arrays[name]))
        model.history_ = {name: arrays[f"history_{name}"] for name in HISTORY}
        model._model_rows()
        return model


def _plain(value):
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, type | np.dtype):
        return np.dtype(value).name
    raise TypeError(f"{value!r}")


def _spectral_start(objective, depth, rank, init_scale):
    """Along the surrogate's modes, and its leading singular value: the unit of the descent."""
    modes = compress(objective, depth=depth, rank=rank, init_scale=1.0)
    scale = float(modes[-1][:, 0] @ (objective.sparse_surrogate() @ modes[0][0]))
    return tuple(init_scale * W for W in modes), scale


def _held_out_error(rows, cols, values, scale):
    """The root mean square error of factors there; None without held-out entries."""
    if not values.size:
        return None

    def error(factors):
        found = scale * sample_end_to_end(factors, rows, cols)
        return math.sqrt(np.mean((found - values) ** 2))

    return error
