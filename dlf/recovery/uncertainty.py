"""How far a filled entry may be off: judged on entries that a second fit never saw."""

import math
import warnings
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from scipy.sparse import csr_array

from dlf._support import extra, generator, one_thread, real_number, whole_number
from dlf.recovery.tables import known_entries, rows_of, split_entries

with extra("estimator"):
    from sklearn.base import clone
    from sklearn.exceptions import ConvergenceWarning, NotFittedError
    from sklearn.utils.validation import check_is_fitted

_SHARE, _MOST = 0.1, 20_000  # of the entries to hold out, and their number at most
_ENOUGH, _REPEATS = 300, 10  # held-out entries that make further fits needless; fits at most
_FEWEST = 5
_SEED = 7_919  # draws other entries than those that fit holds out


@dataclass(frozen=True, eq=False)
class Calibration:
    """What entries say that were held out of a second fit, or of several of a small table.

    Args:
        scores (n,): |x - filled| / the law's standard deviation, ascending; an entry has one for
            each fit that was without it.
        error: root mean square of x - filled in the standard deviations of the columns.
        center_error: the same with the columns' centres (and rows' biases) for filled.
    """

    scores: np.ndarray
    error: float
    center_error: float

    @property
    def factor(self):
        """What the law's standard deviations are multiplied by, to have the held-out size."""
        return _root_mean_square(self.scores)

    def quantile(self, coverage):
        """The ceil((n + 1) coverage)-th smallest of the n scores; infinity where n is smaller."""
        place = math.ceil((self.scores.size + 1) * coverage)
        return self.scores[place - 1] if place <= self.scores.size else math.inf


class Uncertain:
    """Standard errors, intervals and draws of what `transform` fills in, after `calibrate`.

    Entry (i, j) has the standard deviation s_ij under the law of `transform`. A second fit
    without some entries tells how many s_ij these lie from what is filled in for them. The
    interval of coverage 1 - a is

        filled_ij -+ q s_ij,   q the ceil((n + 1)(1 - a))-th smallest of the n distances found.

    Its coverage for the second fit lies between 1 - a and 1 - a + 1/(n + 1), whatever the table,
    on average over tables and entries, if what is missing was picked at random, the held-out
    entries likewise, and no two distances are equal: then the distance of a missing entry takes
    each place among the n held-out ones with the same probability. The first fit, which has seen
    the held-out entries as well, takes over q: that step, and repeated fits of a small table, are
    no theorem but measured (`benchmarks/coverage.py`). Where entries are missing for their
    value, the hypothesis fails, and so do the intervals.

    References:
        Vovk, Gammerman, Shafer, Algorithmic Learning in a Random World (2005); Lei et al.,
        arXiv 1604.04173 (scores divided by a local scale); Gui, Barber, Ma, arXiv 2305.10637
        (for completion); Rubin, Multiple Imputation for Nonresponse in Surveys (1987).
    """

    def calibrate(self, X):
        """Fit once more without a tenth of the entries of X, and learn from these.

        A small table is fitted up to ten times, until 300 entries were held out; `max_time` is
        that of all these fits together.

        Args:
            X: the table that was given to fit.

        Returns:
            self, with `calibration_`: its `scores`, and the held-out `error` beside that of the
            columns' centres, `center_error`, in standard deviations of the columns.

        Raises:
            ValueError: too few entries to hold one out.
        """
        check_is_fitted(self, "factors_")
        ends = math.inf if self.max_time is None else perf_counter() + float(self.max_time)
        listed = isinstance(X, tuple) or hasattr(X, "tocoo")
        table = self._table(X, reset=False)
        judged = [self._judged(table, listed, self.max_time, 0)]
        while sum(map(len, judged)) < _ENOUGH and len(judged) < _REPEATS:
            left = ends - perf_counter()
            if left <= 0:
                break
            judged.append(self._judged(table, listed, left, len(judged)))
        apart, away, spread, unit = np.concatenate(judged).T
        if not apart.size:
            raise ValueError(
                f"the table has too few entries to hold one out: {table.nnz}, and each row and "
                "column keeps one"
            )
        inside, center = apart / unit, away / unit
        self.calibration_ = Calibration(
            np.sort(np.abs(apart / spread)), _root_mean_square(inside), _root_mean_square(center)
        )
        return self

    def _judged(self, table, listed, seconds, repeat):
        """(n, 4) of held-out entries: x - filled, x - centre, standard deviation, unit."""
        rows = rows_of(table)
        cols, seed = table.indices, (self.split_seed_ + _SEED + repeat) % 2**32
        share = min(_SHARE, _MOST / table.nnz)
        held = split_entries(rows, cols, share, np.random.RandomState(seed), _FEWEST)
        left = csr_array((table.data[~held], (rows[~held], cols[~held])), shape=table.shape)
        other = clone(self).set_params(
            random_state=seed,
            max_time=None if seconds in (None, math.inf) else seconds,
            warm_start=False,
            missing_values=np.nan,
            verbose=False,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the first fit has said it
            other.fit(left if listed else _dense(left))
        rows, cols, values = rows[held], cols[held], table.data[held]
        with one_thread():
            found, variances = other.law_.at(other._inside(left), rows, cols)
        center, unit = other.units_.center[cols], other.units_.unit[cols]
        filled = other._clipped(center + unit * found)
        away = values - center - other.units_.row_bias[rows]
        known = unit > 0  # a constant column has no standard deviation to divide by
        return np.column_stack([values - filled, away, unit * np.sqrt(variances), unit])[known]

    def standard_errors(self, X):
        """Standard errors of transform(X), in the units of its columns.

        They are the law's standard deviations times the root mean square of the held-out
        distances, `calibration_.factor`.

        Returns:
            array of the shape of transform(X) without `add_indicator`: 0 where X is observed, and
            in columns that were constant in fit.

        Raises:
            NotFittedError: `calibrate` was not called.
        """
        table = self._calibrated(X)
        return self._kept_columns(self.calibration_.factor * self._deviations(table))

    def predict_interval(self, X, *, coverage=0.9):
        """Intervals that hold a missing entry with probability `coverage`; see the class.

        Args:
            coverage: in (0, 1). Without 1 / (1 - coverage) - 1 held-out entries there is no
                finite interval.

        Returns:
            (low, high), arrays of the shape of transform(X) without `add_indicator`, within
            `min_value` and `max_value`; both are the entry itself where X is observed.

        Raises:
            ValueError: coverage outside (0, 1).
            NotFittedError: `calibrate` was not called.
        """
        if not 0 < real_number(coverage, "coverage") < 1:
            raise ValueError(f"coverage must satisfy 0 < coverage < 1, not {coverage!r}")
        table = self._calibrated(X)
        filled, deviations = self._filled(table), self._deviations(table)
        missing = deviations > 0
        reach = np.zeros_like(deviations)
        reach[missing] = self.calibration_.quantile(coverage) * deviations[missing]
        ends = (np.where(missing, self._clipped(filled + s * reach), filled) for s in (-1, 1))
        return tuple(map(self._kept_columns, ends))

    def sample_imputations(self, X, n=5, *, rng):
        """n tables, each with missing entries drawn from the law, its spread calibrated.

        Entries of one row are drawn jointly; they have transform(X) as mean and standard_errors(X)
        as standard deviation, but for `min_value` and `max_value`. What all rows have in common,
        the errors of the law itself, is in the spread of every entry but not drawn jointly.

        Args:
            n: tables, at least 1.
            rng: numpy.random.Generator.

        Returns:
            array (n, rows, columns), without `add_indicator`.

        Raises:
            NotFittedError: `calibrate` was not called.
        """
        whole_number(n, "n", least=1)
        rng = generator(rng)
        table = self._calibrated(X)
        filled, known = self._filled(table), known_entries(table)
        scale = self.calibration_.factor * self.units_.unit
        with one_thread():
            draws = (self.law_.draw(self._inside(table), rng) for _ in range(n))
            drawn = [self._clipped(filled + scale * draw) for draw in draws]
        return np.stack([self._kept_columns(np.where(known, filled, d)) for d in drawn])

    def _calibrated(self, X):
        check_is_fitted(self, "factors_")
        if not hasattr(self, "calibration_"):
            raise NotFittedError(
                "there are no standard errors yet: call calibrate(X) after fit(X), which fits "
                "once more without some of the entries"
            )
        return self._table(X, reset=False)

    def _deviations(self, table):
        """(rows, columns) standard deviations of the law; 0 where the table has an entry."""
        with one_thread():
            deviations = self.units_.unit * np.sqrt(self.law_.variances(self._inside(table)))
        deviations[known_entries(table)] = 0.0  # a spike too, which the law does not see
        return deviations


def _dense(table):
    """An array with NaN where the csr_array has no entry."""
    dense = np.full(table.shape, np.nan)
    dense[rows_of(table), table.indices] = table.data
    return dense


def _root_mean_square(values):
    return math.sqrt(np.mean(values**2))
