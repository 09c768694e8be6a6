"""What a fitted estimator does with tables: rows filled in, entries predicted, a score."""

import math

import numpy as np

from dlf._support import extra, one_thread
from dlf.recovery.sampled import sample_end_to_end
from dlf.recovery.tables import from_triplets, known_entries, observed_entries, plain_table, rows_of

with extra("estimator"):
    from sklearn.base import OneToOneFeatureMixin, TransformerMixin
    from sklearn.utils.validation import check_is_fitted, validate_data


class Filling(OneToOneFeatureMixin, TransformerMixin):
    """The part of the estimator that needs `units_`, `law_` and `factors_` alone."""

    def _table(self, X, *, reset):
        """The observed entries as a csr_array; ids are noted on reset."""
        row_ids = column_ids = None
        if isinstance(X, tuple) and len(X) in (3, 4):
            known = None if reset else self.column_ids_ or self.n_features_in_
            X, row_ids, column_ids = from_triplets(X, known)
        else:
            X = plain_table(X)
        if reset:
            self.row_ids_, self.column_ids_ = row_ids, column_ids
        marked = not (hasattr(X, "tocoo") or _is_nan(self.missing_values))
        X = validate_data(
            self,
            X,
            reset=reset,
            accept_sparse=("coo", "csr", "csc"),
            dtype=np.float64,
            ensure_all_finite="allow-nan" if not (hasattr(X, "tocoo") or marked) else marked,
        )
        if marked:
            X = np.where(X == self.missing_values, np.nan, X)
        return observed_entries(X)

    @property
    def mean_(self):
        """m of the law (d_0,), in the table's units."""
        return self.units_.center + self.units_.unit * self.law_.mean

    @property
    def loadings_(self):
        """G of the law (d_0, r), in the table's units."""
        return self.units_.unit[:, None] * self.law_.loadings

    @property
    def noise_variance_(self):
        """psi of the law (d_0,), in the table's units squared."""
        return self.units_.unit**2 * self.law_.noise

    def transform(self, X):
        """X as a dense array, observed entries kept, the others filled in.

        Each row, seen in fit or not, is placed by its own entries alone. Rows have the mean m and
        the covariance G G^T + diag(psi); a row x with observed places O becomes

            m + G (I + G_O^T Psi_O^-1 G_O)^-1 G_O^T Psi_O^-1 (x_O - m_O),

        the mean of x given x_O if rows are Gaussian. A row without entries becomes m.
        """
        check_is_fitted(self, "factors_")
        table = self._table(X, reset=False)
        filled = self._kept_columns(self._filled(table))
        if self.add_indicator:
            missing = 1.0 - known_entries(table)
            filled = np.hstack([filled, missing[:, self.indicator_]])
        return filled

    def _filled(self, table):
        """The rows of a csr_array, every column."""
        with one_thread():
            inside = self.law_.fill(self._inside(table))
        filled = self._clipped(self.units_.center + self.units_.unit * inside)
        filled[rows_of(table), table.indices] = table.data
        return filled

    def _kept_columns(self, filled):
        return filled if self.keep_empty_features else filled[:, self.observed_]

    def _inside(self, table):
        """The entries that may be learned from, in standard deviations."""
        inside = self.units_.learned(table).copy()
        inside.data = self.units_.inside(inside.data, inside.indices)
        return inside

    def _clipped(self, values):
        if self.min_value is None and self.max_value is None:
            return values
        return np.clip(values, self.min_value, self.max_value)

    def get_feature_names_out(self, input_features=None):
        """Names of the columns of `transform`."""
        check_is_fitted(self, "factors_")
        names = super().get_feature_names_out(input_features)
        kept = names if self.keep_empty_features else names[self.observed_]
        if not self.add_indicator:
            return kept
        marks = [f"missingindicator_{name}" for name in names[self.indicator_]]
        return np.array([*kept, *marks], object)

    def predict_entries(self, rows, cols):
        """The network's own values (n,) at X[rows[k], cols[k]] of the table given to fit.

        Where the law of the rows is refined, as for arrays and frames, the descent ends early, and
        `transform` is closer; `law_steps=0` takes the network to its end.

        After triplets without a shape rows and cols are ids: for one that fit never saw, the
        biases (or the column's centre) alone are taken.
        """
        check_is_fitted(self, "factors_")
        if self.row_ids_ is None:
            found = sample_end_to_end(self.factors_, rows, cols)
            rows, cols = np.asarray(rows), np.asarray(cols)
            return self._clipped(self.units_.outside(self.scale_ * found, rows, cols))
        if len(rows) != len(cols):
            raise ValueError(f"rows has {len(rows)}, cols {len(cols)} entries")
        i, j = self.row_ids_.places(rows, "rows"), self.column_ids_.places(cols, "cols")
        seen = (i >= 0) & (j >= 0)
        found = np.where(j >= 0, self.units_.center[j], self.units_.intercept)
        found += np.where(i >= 0, self.units_.row_bias[i], 0.0)
        if seen.any():
            network = self.scale_ * sample_end_to_end(self.factors_, i[seen], j[seen])
            found[seen] += self.units_.unit[j[seen]] * network
        return self._clipped(found)

    def score(self, X, y=None):
        """Minus the root mean square error of the observed entries of X, each predicted by
        `transform` from the others of its row, in the standard deviations of `units_`: greater is
        better, rows may be new."""
        check_is_fitted(self, "factors_")
        table = self._inside(self._table(X, reset=False))
        if not table.nnz:
            raise ValueError("X has no observed entry: the score is undefined")
        with one_thread():
            return -math.sqrt(np.mean(self.law_.left_out(table) ** 2))

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = tags.input_tags.sparse = True
        return tags


def _is_nan(value):
    return isinstance(value, float | np.floating) and math.isnan(value)
