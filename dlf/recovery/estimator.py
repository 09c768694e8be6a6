"""A table with missing entries, completed by the compressed network: a scikit-learn estimator."""

import math
import warnings
from time import perf_counter

import numpy as np

from dlf._support import extra, one_thread, positive, progress_bar, real_number, whole_number
from dlf.chain import widths_of
from dlf.recovery.filling import Filling
from dlf.recovery.network import Descent, network_law, waiting
from dlf.recovery.rows import refined_law
from dlf.recovery.saving import Saved
from dlf.recovery.stopping import ROUNDING
from dlf.recovery.tables import rows_of, split_entries, split_seed
from dlf.recovery.uncertainty import Uncertain
from dlf.recovery.units import Units

with extra("estimator"):
    from sklearn.base import BaseEstimator
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.utils import check_random_state

_MARGIN = 0.9  # share of the largest step that the theory allows
_RANK, _LAW_STEPS = 30, 20  # by default
_TOL, _LISTED_TOL = 3e-2, 1e-3
_INIT_SCALE, _ALONE = 0.2, 0.05  # with the law refined after it, and without
_EXACT = 0.1  # of the first error: the law does the rest
_LEAST = 5  # modes, at least: two for three columns are enough, and quick
_FEWEST = 5  # entries to hold out, if any
_FOLDS, _JUDGES = 5, 250  # at most so many sets of held-out entries, until they have so many


class DeepMatrixCompletion(Saved, Uncertain, Filling, BaseEstimator):
    """Fill in a table: gradient descent on W_L ... W_1, of inner width `rank`, from a small start.

    The observed entries, each column less its mean and divided by its standard deviation, are
    divided by the leading singular value of their surrogate (what is not observed set to zero,
    times size / observed), so that units do not matter; the factors start along its leading
    singular vectors, at `init_scale`, and descend on the squared error of the observed entries.
    Strong directions are fitted first, and held-out entries say when to stop. `transform` fills
    rows by the Gaussian law of the network's rows, refined on the table itself. After
    `calibrate` there are `standard_errors`, `predict_interval` and `sample_imputations`.

    Args:
        rank: r-hat, an upper bound of the rank. None: two thirds of the table's smaller side,
            but at most 30 and at least five, or all that there are.
        depth: L >= 2 factors.
        init_scale: eps > 0, of every factor at the start, relative to a leading mode of 1. None:
            0.2 where the law is refined, or 0.05.
        discrepant_rate: alpha > 0, rate of the outer two factors against the inner ones.
        learning_rate: eta > 0 in those units. None: 0.9 / (L alpha^(2/L)), below half of the limit
            at which a fitted mode of strength 1 is stable. Either is halved, going back ten
            steps at most, whenever the training loss rises or is not finite.
        max_steps: of one call of fit.
        max_time: seconds, after which fit ends with its best state, and warns. None: no limit.
        scale: centre and scale each column by itself. A value beyond a hundred median deviations
            from its column's median is then kept, but nothing is learned from it, unless a
            hundredth of the column is as far. False: one mean and one standard deviation for the
            whole table. None: True unless there are biases.
        biases: one number for each row and column comes first, shrunk as much as serves the
            held-out entries. None: for triplets and sparse input, if `center`.
        center: take means off first.
        law_steps: at most so many refinements of the rows' law; held-out entries choose how many.
            None: 20 for arrays and frames, none for triplets and sparse input.
        missing_values: what stands for a missing entry of an array or frame, NaN or a number.
        keep_empty_features: columns without an entry in fit are filled with their centre (zero
            under `scale`); else `transform` leaves them out.
        add_indicator: columns of 0 and 1 follow, for the columns with missing entries in fit.
        min_value, max_value: bounds of what is filled in.
        validation_fraction: of the observed entries to hold out, in [0, 1); 0 turns it off. Each
            row and column keeps one entry for training. A table too small for that is filled with
            the means of its columns.
        patience: stop so many steps after the last clear fall of the error (of the held-out
            entries; of the observed without these), or a third of the steps to that fall where
            this is more; not before the step at which half of a mode of strength 1 is fitted.
            Where the law is refined, a tenth of the first error is near enough.
        tol: least relative fall of the error that is clear. None: 3e-2, or 1e-3 for triplets and
            sparse input.
        warm_start: fit goes on from the factors that are there, with the same entries held out if
            the same ones are observed.
        dtype: "float64", or "float32" for half the memory.
        threads: as for `sampled_descent`.
        random_state: of the entries that a cold start holds out; an int for the same each time.
        progress: True or False; None: a bar on a terminal. Ctrl-C keeps the best state, and ends
            the refinement of the law.
        verbose: True prints one line when fit ends.

    Attributes:
        factors_: (W_1, ..., W_L), the best state.
        units_: `center`, `unit` of the columns and `row_bias` of the rows; the network is
            center + row_bias + unit scale_ W_L ... W_1.
        scale_: the surrogate's leading singular value.
        history_: dict of arrays "steps", "training_error", "validation_error" (root mean squares
            in standard deviations, those of `units_`; NaN without held-out entries).
        error_: the least of the errors watched.
        n_iter_: steps taken; learning_rate_: the rate at the end; split_seed_: of the hold-out.
        rank_: the width; law_steps_: refinements of the law.
        mean_, loadings_, noise_variance_: m, G and psi of `transform`.
        calibration_: after `calibrate`, the held-out `scores`, `error` and `center_error`.
        observed_: which columns had an entry; indicator_: those that `add_indicator` follows.
        row_ids_, column_ids_: of triplets without a shape, with `names`; else None.
        n_features_in_, feature_names_in_: as in scikit-learn.

    Raises:
        ValueError: a parameter out of range, min_value > max_value, no observed value, NaN or Inf
            among stored values, repeated entries, rank too large, values too far apart for a float.

    Example:
        >>> table = np.outer([1.0, 2.0, 3.0], [1.0, 3.0, 5.0, 7.0])
        >>> table[1, 2] = np.nan  # was 10
        >>> model = DeepMatrixCompletion(center=False, validation_fraction=0, law_steps=0)
        >>> model.fit(table).transform(table)[1].round(1)
        array([ 2.,  6., 10., 14.])

    References:
        The compressed network in the setting of Kwon et al. (arXiv 2311.05061).
    """

    def __init__(
        self,
        rank=None,
        depth=3,
        *,
        init_scale=None,
        discrepant_rate=5.0,
        learning_rate=None,
        max_steps=3000,
        max_time=None,
        scale=None,
        biases=None,
        center=True,
        law_steps=None,
        missing_values=np.nan,
        keep_empty_features=False,
        add_indicator=False,
        min_value=None,
        max_value=None,
        validation_fraction=0.1,
        patience=100,
        tol=None,
        warm_start=False,
        dtype="float64",
        threads=None,
        random_state=None,
        progress=None,
        verbose=False,
    ):
        self.rank = rank
        self.depth = depth
        self.init_scale = init_scale
        self.discrepant_rate = discrepant_rate
        self.learning_rate = learning_rate
        self.max_steps = max_steps
        self.max_time = max_time
        self.scale = scale
        self.biases = biases
        self.center = center
        self.law_steps = law_steps
        self.missing_values = missing_values
        self.keep_empty_features = keep_empty_features
        self.add_indicator = add_indicator
        self.min_value = min_value
        self.max_value = max_value
        self.validation_fraction = validation_fraction
        self.patience = patience
        self.tol = tol
        self.warm_start = warm_start
        self.dtype = dtype
        self.threads = threads
        self.random_state = random_state
        self.progress = progress
        self.verbose = verbose

    def fit(self, X, y=None, *, client=None, blocks=None):
        """Learn from the observed entries of X; y is ignored.

        Args:
            X: an array or data frame with NaN where nothing is known, or a masked array; or a
                scipy.sparse array or matrix, whose stored entries, zeros too, are the observed
                ones; or a tuple (rows, cols, values), where rows and cols are ids of any hashable
                kind, or (rows, cols, values, shape), where they are places.
            client, blocks: as for `sampled_descent`, of the descent alone: the rest, such as the
                refinement of the law, is done on this machine, which holds the table.
        """
        before = vars(self).copy()
        try:
            self._fit(X, client=client, blocks=blocks)
        except BaseException:  # a model is of one fit: what was there stays whole
            vars(self).clear()
            vars(self).update(before)
            raise
        return self

    def _fit(self, X, **cluster):
        began = perf_counter()
        rates, dtype = self._checked()
        vars(self).pop("calibration_", None)  # which was of another fit
        listed = isinstance(X, tuple) or hasattr(X, "tocoo")
        raw = self._table(X, reset=True)
        if not raw.nnz:
            raise ValueError("no observed entry: nothing can be learned from the table")
        warm = self.warm_start and hasattr(self, "factors_")
        self._prepare(raw, listed, warm)
        table = self._inside(raw)
        held = self._held_out(table)
        steps = (0 if listed else _LAW_STEPS) if self.law_steps is None else self.law_steps
        start = self._init_scale(steps)
        descent = self._descent(table, held, warm, start)
        run = descent.watched(
            rates,
            dtype=dtype,
            threads=self.threads,
            patience=self.patience,
            tol=(_LISTED_TOL if listed else _TOL) if self.tol is None else self.tol,
            waiting=0 if warm else waiting(rates, start, self.depth),
            until=self._until(began),
            exact=_EXACT if steps else ROUNDING,
            **cluster,
        )
        few = bool(self.validation_fraction) and not held.any()
        whole = self._descend(run, 0 if few else self.max_steps)
        self.factors_, self.scale_ = descent.whole(run.best), descent.scale
        self._keep(run, rates, warm)
        rank = max(_LEAST, 2 * table.shape[1] // 3) if steps else None
        law = network_law(self.factors_, self.scale_, self.units_, table, self.error_, rank)
        steps = 0 if few or not whole else steps
        self.law_, self.law_steps_ = self._refined(law, table, held, steps, self._until(began))
        if self.verbose:
            print(
                f"DeepMatrixCompletion: {raw.nnz} entries of {raw.shape}, {self.n_iter_} steps at "
                f"rank {self.rank_}, {self.law_steps_} of the law, error {self.error_:.3g} "
                f"standard deviations, {perf_counter() - began:.1f} s"
            )

    def _prepare(self, raw, listed, warm):
        """What is known before the descent."""
        counts = np.bincount(raw.indices, minlength=raw.shape[1])
        rank = self._rank(raw.shape)
        if warm:
            self._check_widths(raw.shape, rank)
        else:
            random = check_random_state(self.random_state)
            self.split_seed_ = split_seed(self.random_state, random)
            self.units_ = self._units(raw, listed)
        self.rank_, self.observed_ = rank, counts > 0
        self.indicator_ = np.flatnonzero(counts < raw.shape[0])

    def _init_scale(self, law_steps):
        if self.init_scale is None:
            return _INIT_SCALE if law_steps else _ALONE
        return float(self.init_scale)

    def _descent(self, table, held, warm, init_scale):
        rows = rows_of(table)
        return Descent(
            table,
            table.data - self.units_.row_inside(rows, table.indices),
            held,
            factors=self.factors_ if warm else None,
            scale=self.scale_ if warm else None,
            depth=self.depth,
            rank=self.rank_,
            init_scale=init_scale,
        )

    def _until(self, began):
        """The time by `perf_counter` at which fit ends in any case."""
        return math.inf if self.max_time is None else began + float(self.max_time)

    def _masks(self, table, held):
        """Held-out entries for the law: those of the descent, and more where these are few."""
        masks = [held] if held.any() else []
        while masks and len(masks) < _FOLDS and len(masks) * held.sum() < _JUDGES:
            masks.append(self._held_out(table, len(masks)))
        return masks

    def _checked(self):
        """(relative rates of the layers, dtype), with every parameter checked."""
        depth = whole_number(self.depth, "depth", least=2)
        if self.init_scale is not None:
            positive(self.init_scale, "init_scale")
        alpha = positive(self.discrepant_rate, "discrepant_rate")
        whole_number(self.max_steps, "max_steps", least=1)
        whole_number(self.patience, "patience", least=1)
        if self.law_steps is not None:
            whole_number(self.law_steps, "law_steps", least=0)
        if self.scale and self.biases:
            raise ValueError("scale and biases exclude each other: one of them must be False")
        if self.max_time is not None:
            positive(self.max_time, "max_time")
        for name in ("validation_fraction", "tol"):
            value = real_number(getattr(self, name) or 0.0, name)
            if not 0 <= value < 1:
                raise ValueError(f"{name} must satisfy 0 <= {name} < 1, not {value!r}")
        low, high = self.min_value, self.max_value
        if low is not None and high is not None and np.any(np.greater(low, high)):
            raise ValueError(f"min_value {low} lies above max_value {high}")
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

    def _rank(self, shape):
        if self.rank is None:
            return min(_RANK, max(min(_LEAST, *shape), 2 * min(shape) // 3))
        if whole_number(self.rank, "rank", least=1) > min(shape):
            raise ValueError(
                f"rank {self.rank} is too large: a table of shape {shape} has rank at most "
                f"{min(shape)}"
            )
        return int(self.rank)

    def _held_out(self, table, fold=0):
        entries = table.tocoo()
        random = np.random.RandomState((self.split_seed_ + fold) % 2**32)
        share = self.validation_fraction
        return split_entries(entries.row, entries.col, share, random, _FEWEST if share else 0)

    def _units(self, table, listed):
        biases = self.biases
        if biases is None:
            biases = listed and bool(self.center) and not self.scale
        if biases:
            return Units.of_biases(table, self._held_out(table))
        of = Units.of_columns if self.scale or self.scale is None else Units.common
        return of(table, self.center)

    def _check_widths(self, shape, rank):
        widths = (shape[1], *[rank] * (self.depth - 1), shape[0])
        found = tuple(widths_of(self.factors_))
        if found != widths:
            raise ValueError(
                f"warm_start cannot go on: the factors have widths {found}, this table, rank and "
                f"depth need {widths}; use warm_start=False"
            )

    def _descend(self, run, steps):
        """False if the descent was interrupted."""
        with np.errstate(all="ignore"), one_thread():
            run.prepare()  # what is compiled on first use is no step of the bar
            with progress_bar(steps, self.progress, "completion") as bar:
                try:
                    run.run(steps, bar)
                except KeyboardInterrupt:
                    if run.best is None:
                        raise
                    warnings.warn("fit was interrupted: its best state is kept", stacklevel=4)
                    return False
        fell = "before the error stopped falling"
        early = {
            "max_steps": f"max_steps={self.max_steps} was reached {fell}",
            "time": f"max_time={self.max_time} was over {fell}",
            "no step": f"learning_rate={self.learning_rate}: no step lowers the error",
        }
        if steps and run.end in early:
            warnings.warn(early[run.end], ConvergenceWarning, stacklevel=4)
        return True

    def _refined(self, law, table, held, steps, until):
        """(the law of the rows, refined, how often); as it was where that is interrupted."""
        try:
            with one_thread(), np.errstate(under="ignore"):
                return refined_law(law, table, self._masks(table, held), steps, until)
        except KeyboardInterrupt:
            warnings.warn("fit was interrupted: the law of its rows is not refined", stacklevel=4)
            return law, 0

    def _keep(self, run, rates, warm):
        first = self.n_iter_ if warm else 0
        history = {name: np.array(values, float) for name, values in run.history.items()}
        history["steps"] = history["steps"].astype(int) + first
        if warm:
            history = {name: np.append(self.history_[name], new) for name, new in history.items()}
        self.history_, self.n_iter_ = history, first + run.taken
        self.error_ = run.error
        self.learning_rate_ = run.share * rates[0] / float(self.discrepant_rate)
