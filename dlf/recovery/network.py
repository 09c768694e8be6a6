"""The compressed network on a table's entries: its start, its watched descent, its rows' law."""

import math
from functools import cache

import numpy as np

from dlf._support import chain
from dlf.chain import Completion, end_to_end
from dlf.exact import fit_time
from dlf.recovery.rows import RowModel
from dlf.recovery.sampled import SampledStep, entries_of
from dlf.recovery.stopping import WatchedDescent
from dlf.recovery.tables import rows_of
from dlf.reduction import compress


class Descent:
    """The descent of a network on the entries of a table that are not held out.

    Rows and columns without entries take no part: their factors are zero at the end.

    Args:
        table: csr_array.
        values: of its entries, in their order.
        held: mask of the entries that only judge.
        factors, scale: those to go on from; None for the spectral start.
        depth, rank, init_scale: of that start.
    """

    def __init__(self, table, values, held, *, factors, scale, depth, rank, init_scale):
        self._shape = table.shape
        self._rows, rows = np.unique(rows_of(table), return_inverse=True)
        self._cols, cols = np.unique(table.indices, return_inverse=True)
        shape = self._rows.size, self._cols.size
        self._objective = Completion(rows[~held], cols[~held], values[~held], shape)
        self._judges = rows[held], cols[held], values[held]
        if factors is None:
            factors, scale = _spectral_start(self._objective, depth, rank, init_scale)
        else:
            first, *inner, last = factors
            factors = (first[:, self._cols], *inner, last[self._rows])
        self._start, self.scale = factors, scale

    def watched(self, rates, *, dtype, threads, client=None, blocks=None, **settings):
        """The WatchedDescent, with `settings` of its own; errors in the unit of the values."""
        observed = self._objective.sparse()
        observed.data /= self.scale
        weight = math.prod(observed.shape) / observed.nnz  # of the squares: the surrogate's scale
        where = {"threads": threads, "client": client, "blocks": blocks}
        step = SampledStep(observed, self._start, weight=weight, dtype=dtype, **where)
        return WatchedDescent(
            step,
            rates,
            training_error=lambda loss: self.scale * math.sqrt(2 * loss / (weight * observed.nnz)),
            held_out_error=_held_out_error(*self._judges, self.scale),
            **settings,
        )

    def whole(self, factors):
        """The factors with zeros for the rows and columns that took no part."""
        first, *inner, last = factors
        if (len(last), first.shape[1]) == self._shape:
            return tuple(factors)
        wide = np.zeros((len(first), self._shape[1]), first.dtype)
        high = np.zeros((self._shape[0], last.shape[1]), last.dtype)
        wide[:, self._cols], high[self._rows] = first, last
        return (wide, *inner, high)


def waiting(rates, init_scale, depth):
    """Steps by which half of a mode of strength 1 is fitted, by the closed form of its flow."""
    return math.ceil(_time_to_half(init_scale, depth) / min(rates))


@cache
def _time_to_half(init_scale, depth):
    if init_scale**depth >= 0.5:
        return 0.0
    return fit_time(0.5, 1.0, init_scale=init_scale, depth=depth)


def network_law(factors, scale, units, table, error, rank=None):
    """The law of the network's rows that have entries in the csr_array, their biases included."""
    *lower, left = chain(factors)
    left, right = scale * left, end_to_end(lower)
    if units.row_bias.any():
        unit = np.where(units.unit > 0, units.unit, np.inf)
        left, right = np.column_stack([left, units.row_bias]), np.vstack([right, 1.0 / unit])
    return RowModel.of_rows(left[np.diff(table.indptr) > 0], right, error**2, rank)


def _spectral_start(objective, depth, rank, init_scale):
    """Along the surrogate's modes, and its leading singular value: the unit of the descent."""
    d_L, d_0 = objective.shape
    if not objective.values.any():
        shapes = [(rank, d_0), *[(rank, rank)] * (depth - 2), (d_L, rank)]
        return tuple(map(np.zeros, shapes)), 1.0
    modes = compress(objective, depth=depth, rank=min(rank, d_L, d_0), init_scale=1.0)
    scale = float(modes[-1][:, 0] @ (objective.sparse_surrogate() @ modes[0][0]))
    return tuple(init_scale * W for W in _padded(modes, rank)), scale


def _padded(modes, rank):
    """Factors of inner width `rank`: zeros where the rows and columns seen are fewer."""
    missing = rank - len(modes[0])
    first, *inner, last = modes
    both = ((0, missing), (0, missing))
    return (
        np.pad(first, (both[0], (0, 0))),
        *(np.pad(W, both) for W in inner),
        np.pad(last, ((0, 0), both[1])),
    )


def _held_out_error(rows, cols, values, scale):
    """The root mean square error of factors there; None without held-out entries."""
    if not values.size:
        return None

    def error(factors):
        *lower, left = factors
        found = scale * entries_of(left, end_to_end(lower).T, rows, cols)
        return math.sqrt(np.mean((found - values) ** 2))

    return error
