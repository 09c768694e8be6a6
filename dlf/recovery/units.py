"""What is taken off a table before the descent, and put back after: centres, units, biases."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from dlf.recovery.tables import rows_of

_SPIKE = 100.0  # median deviations from the median, beyond which a lone value is not learned from
_SPIKES = 0.01  # of a column's entries: with more beyond, the column has a long tail and no spike
STRENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, np.inf)  # of the biases, in entries; inf: none
_SWEEPS = 8  # over rows and columns, of the biases


@dataclass(frozen=True, eq=False)
class Units:
    """x_ij = center_j + row_bias_i + unit_j z_ij, where z is what the network learns.

    Args:
        center (d_0,), unit (d_0,): of the columns; unit 0 for a constant or empty column.
        low (d_0,), high (d_0,): between them lie the values that are learned from.
        row_bias (d_L,): of the rows of fit.
        intercept: what stands for an entry of a column that is not there.
    """

    center: np.ndarray
    unit: np.ndarray
    low: np.ndarray
    high: np.ndarray
    row_bias: np.ndarray
    intercept: float

    @classmethod
    def common(cls, table, center):
        """Mean and standard deviation of all entries of the csr_array, for every column."""
        d_L, d_0 = table.shape
        middle, unit = _finite(_moments(table.data, center), "the table")
        far = np.full(d_0, np.inf)
        return cls(np.full(d_0, middle), np.full(d_0, unit), -far, far, np.zeros(d_L), middle)

    @classmethod
    def of_columns(cls, table, center):
        """Mean and standard deviation of each column of the csr_array, spikes left out.

        Raises:
            ValueError: the differences within a column are not finite.
        """
        d_L, d_0 = table.shape
        columns = table.tocsc()
        middles, units = np.zeros(d_0), np.zeros(d_0)
        far = np.full(d_0, np.inf)
        low, high = -far, far
        for j, (start, stop) in enumerate(zip(columns.indptr, columns.indptr[1:], strict=False)):
            if stop > start:
                values = columns.data[start:stop]
                low[j], high[j] = _limits(values)
                values = values[(values >= low[j]) & (values <= high[j])]
                middles[j], units[j] = _finite(_moments(values, center), f"column {j}")
        return cls(middles, units, low, high, np.zeros(d_L), _moments(table.data, True)[0])

    @classmethod
    def of_biases(cls, table, held):
        """The mean, and what rows and columns differ from it, shrunk.

        b_i and c_j minimise sum (x_ij - m - b_i - c_j)^2 + strength (sum b_i^2 + sum c_j^2). The
        strength is the one of STRENGTHS of least error on the held-out entries, else the third.

        Args:
            table: csr_array.
            held: mask of its entries, in the order of `tocoo`, that are left out.
        """
        entries, d_0 = table.tocoo(), table.shape[1]
        rows, cols, values = (a[~held] for a in (entries.row, entries.col, entries.data))
        middle, _ = _finite(_moments(values, True), "the table")
        strengths = STRENGTHS if held.any() else STRENGTHS[2:3]
        pairs = zip(*_biases(table, ~held, middle, strengths), strict=True)

        def error(pair):
            found = middle + pair[0][entries.row[held]] + pair[1][entries.col[held]]
            return np.mean((found - entries.data[held]) ** 2)

        row_bias, column_bias = min(pairs, key=error) if held.any() else next(pairs)
        spread = _moments(values - middle - row_bias[rows] - column_bias[cols], False)[1]
        far, units = np.full(d_0, np.inf), np.full(d_0, spread)
        return cls(middle + column_bias, units, -far, far, row_bias, middle)

    def learned(self, table):
        """The csr_array without its spikes."""
        data, cols = table.data, table.indices
        keep = (data >= self.low[cols]) & (data <= self.high[cols])
        if keep.all():
            return table
        rows = rows_of(table)[keep]
        return csr_array((data[keep], (rows, cols[keep])), shape=table.shape)

    def inside(self, values, cols):
        """z of table values, the biases of rows left in; 0 in a constant column."""
        return self._divided(values - self.center[cols], cols)

    def row_inside(self, rows, cols):
        """The part of z that is the rows' biases."""
        return self._divided(self.row_bias[rows], cols)

    def _divided(self, values, cols):
        unit = self.unit[cols]
        return np.where(unit > 0, values / np.where(unit > 0, unit, 1.0), 0.0)

    def outside(self, values, rows, cols):
        """Table values of z."""
        return self.center[cols] + self.row_bias[rows] + self.unit[cols] * values


def _limits(values):
    """(lowest, highest) value of a column that is no spike."""
    middle = np.median(values)
    with np.errstate(over="ignore"):
        distances = np.abs(values - middle)
    apart = distances[distances > 0]
    if apart.size < 3:
        return -np.inf, np.inf
    reach = _SPIKE * np.median(apart)
    beyond = np.count_nonzero(distances > reach)
    if beyond > max(1, _SPIKES * values.size):
        return -np.inf, np.inf
    return middle - reach, middle + reach


def _moments(values, center):
    """(mean, standard deviation) of values; (0, root mean square) unless `center`.

    Both by differences from the median, divided by the largest: neither an offset of many standard
    deviations nor values like 1e-150 and 1e150 cost digits.
    """
    pivot = np.median(values) if center else 0.0
    with np.errstate(over="ignore"):
        apart = values - pivot
    size = np.abs(apart).max()
    if size == 0 or not np.isfinite(size):
        return pivot, size
    apart = apart / size
    shift = apart.mean() if center else 0.0
    return pivot + size * shift, size * np.sqrt(np.mean((apart - shift) ** 2))


def _finite(moments, what):
    """The pair, unless a float cannot hold it."""
    if not np.isfinite(moments).all():
        raise ValueError(
            f"the values of {what} differ by more than a float can hold: divide them by a power "
            "of ten"
        )
    return moments


def _biases(table, kept, middle, strengths):
    """(b, c) by alternating exact minimisation: a row of each for a strength.

    Args:
        table: csr_array of shape (d_L, d_0).
        kept: mask of its entries, in the order of its data, that are learned from.
        middle: what b and c are added to.
        strengths: (k,).

    Returns:
        (k, d_L) and (k, d_0).
    """
    alike = {"shape": table.shape, "copy": False}
    counted = csr_array((kept.astype(float), table.indices, table.indptr), **alike)
    apart = csr_array((kept * (table.data - middle), table.indices, table.indptr), **alike)
    # one pass over the entries is for all strengths
    per_row = counted.sum(axis=1)[:, None] + strengths
    per_column = counted.sum(axis=0)[:, None] + strengths
    of_rows, of_columns = apart.sum(axis=1)[:, None], apart.sum(axis=0)[:, None]
    b = np.zeros(per_row.shape)
    for _ in range(_SWEEPS):
        c = (of_columns - counted.T @ b) / per_column
        b = (of_rows - counted @ c) / per_row
    return b.T, c.T
