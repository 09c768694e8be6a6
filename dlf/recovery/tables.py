"""Tables with missing entries: their ids, their observed entries, a part that is held out."""

import numpy as np
from scipy.sparse import coo_array, csr_array

from dlf._support import indices, real_array, whole_number

_MOST_EMPTY = 1000  # rows or columns to an entry


class Ids:
    """What rows or columns are called, of any hashable kind, and where they stand.

    Whole numbers stand in ascending order, so that 0, ..., n-1 are their own places; all others in
    the order in which they come first.

    Args:
        names: list, each once.
    """

    def __init__(self, names):
        self.names = names
        self._places = {name: k for k, name in enumerate(names)}

    @classmethod
    def of(cls, values, axis):
        """The ids that occur in `values`."""
        names = dict.fromkeys(_names(values, axis))
        whole = all(isinstance(name, int) for name in names)
        return cls(sorted(names) if whole else list(names))

    def places(self, values, axis):
        """(n,) places of values; -1 for what has none."""
        return np.array([self._places.get(name, -1) for name in _names(values, axis)], np.intp)

    def __len__(self):
        return len(self.names)


def _names(values, axis):
    """The values as plain Python objects, which compare and hash as they should."""
    if isinstance(values, np.ndarray) and values.ndim != 1:
        raise ValueError(f"{axis} must be a list of ids, not shape {values.shape}")
    names = values.tolist() if hasattr(values, "tolist") else list(values)
    names = [name.item() if isinstance(name, np.generic) else name for name in names]
    if not names:
        raise ValueError(f"{axis} must be a non-empty list of ids")
    if any(isinstance(name, float) for name in names):
        raise ValueError(f"{axis} must hold integers or names, not floats")
    try:
        set(names)
    except TypeError as error:
        raise ValueError(f"{axis} must hold ids that can be hashed: {error}") from None
    return names


def from_triplets(X, columns=None):
    """(entries, row ids, column ids) of (rows, cols, values) or (rows, cols, values, shape).

    The entries are a scipy.sparse.coo_array. With a shape rows and cols are places and there are
    no ids (None). Without it they are ids: the table has as many rows and columns as there are.

    Args:
        columns: Ids of the columns, if they are known already; or their number.

    Raises:
        ValueError: lengths differ, a place out of range, a column that is not known, NaN or Inf,
            a shape far beyond the number of entries.
    """
    rows, cols, values, *shape = X
    values = real_array(values, "values", ndim=1)
    if not len(rows) == len(cols) == values.size:
        raise ValueError(
            "X[rows[k], cols[k]] = values[k] is undefined: "
            f"rows has {len(rows)}, cols {len(cols)}, values {values.size} entries"
        )
    if shape:
        shape = _checked_shape(shape[0], values.size)
        places = indices(rows, "rows", shape[0]), indices(cols, "cols", shape[1])
        return coo_array((values, places), shape=shape), None, None
    row_ids = Ids.of(rows, "rows")
    if isinstance(columns, int):
        cols = indices(cols, "cols", np.iinfo(np.int64).max)
        shape, column_ids = (len(row_ids), max(columns, int(cols.max()) + 1)), None
    else:
        column_ids = Ids.of(cols, "cols") if columns is None else columns
        cols = column_ids.places(cols, "cols")
        shape = len(row_ids), len(column_ids)
        if cols.min() < 0:
            unknown = _names(X[1], "cols")[int(cols.argmin())]
            raise ValueError(f"column {unknown!r} was not in the table given to fit")
    return (
        coo_array((values, (row_ids.places(rows, "rows"), cols)), shape=shape),
        row_ids,
        column_ids,
    )


def _checked_shape(shape, count):
    if np.ndim(shape) != 1 or len(shape) != 2:
        raise ValueError(f"shape must be (rows, columns), not {shape!r}")
    shape = tuple(whole_number(d, "shape", least=1) for d in shape)
    if max(shape) > _MOST_EMPTY * (count + 1000):
        raise ValueError(
            f"shape {shape} is far beyond its {count} entries: without a shape rows and cols are "
            "ids, which are renumbered"
        )
    return shape


def plain_table(X):
    """X, a masked array with NaN for what is masked; a list of arrays is refused.

    Raises:
        ValueError: X is a list of arrays, as cross-validation makes of triplets.
    """
    if isinstance(X, np.ma.MaskedArray):
        return X.astype(float).filled(np.nan)
    if isinstance(X, list | tuple) and any(
        isinstance(part, np.ndarray) and part.ndim for part in X
    ):
        raise ValueError(
            f"a {type(X).__name__} of {len(X)} arrays is no table: cross-validation cuts triplets "
            "like this, give it a scipy.sparse array; for rows of a table use np.array(X)"
        )
    return X


def observed_entries(X):
    """The observed entries of a table as a csr_array, columns in order: each stored one is known.

    Args:
        X: a float array with NaN where nothing is known, or a scipy.sparse array or matrix.

    Raises:
        ValueError: a stored value is NaN or Inf, or an entry is given twice.
    """
    if isinstance(X, np.ndarray):
        rows, cols = np.nonzero(~np.isnan(X))
        return csr_array((X[rows, cols], (rows, cols)), shape=X.shape)
    entries = coo_array(X)
    for word, found in (("NaN", np.isnan), ("Inf", np.isinf)):
        if found(entries.data).any():
            raise ValueError(
                f"the stored values of X contain {word}: only what is observed may be stored"
            )
    table = entries.tocsr()  # adds up what is given twice
    if table.nnz < entries.nnz:
        raise ValueError(
            f"entries are repeated: {entries.nnz - table.nnz} of {entries.nnz} (row, column) "
            "pairs occur before; keep one of each, or their mean"
        )
    table.sort_indices()
    return table


def rows_of(table):
    """(n,) the row of each entry of a csr_array, in their order."""
    return np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))


def known_entries(table):
    """The mask of a csr_array's entries."""
    known = np.zeros(table.shape, bool)
    known[rows_of(table), table.indices] = True
    return known


def split_seed(random_state, random):
    """An int that stands for random_state in `split_entries`: itself, or drawn from `random`."""
    fixed = isinstance(random_state, int | np.integer)
    return int(random_state if fixed else random.randint(2**31 - 1))


def split_entries(rows, cols, fraction, random, least=0):
    """A boolean mask (n,): the entries held out, never the last of a row or a column.

    Args:
        rows (n,), cols (n,): indices of the observed entries.
        fraction: of the entries to hold out; fewer where rows and columns are short of entries.
        random: numpy.random.RandomState.
        least: hold out so many, if that is at most half of those that rows and columns can spare.
    """
    order = random.permutation(rows.size)
    free = np.ones(rows.size, bool)
    for places in (rows, cols):
        kept = np.full(places.max() + 1, -1)
        kept[places[order]] = order  # the last of each row or column remains
        free[kept[kept >= 0]] = False
    held = np.zeros(rows.size, bool)
    count = max(min(least, np.count_nonzero(free) // 2), round(fraction * rows.size))
    held[order[free[order]][:count]] = True
    return held
