"""Tables with missing entries: their observed entries, a held-out part, rows placed in a model."""

import numpy as np
from scipy.sparse import coo_array, csr_array

from dlf._support import indices, real_array, whole_number


def from_triplets(X, columns=None):
    """(rows, cols, values) or (rows, cols, values, shape) as a scipy.sparse.coo_array.

    Without a shape it reaches as far as the largest indices, or has `columns` columns.

    Raises:
        ValueError: lengths differ, an index is not an integer in range, NaN or Inf.
    """
    rows, cols, values, *shape = X
    if shape:
        if np.ndim(shape[0]) != 1 or len(shape[0]) != 2:
            raise ValueError(f"shape must be (rows, columns), not {shape[0]!r}")
        limits = tuple(whole_number(d, "shape", least=1) for d in shape[0])
    else:
        limits = (np.iinfo(np.int64).max,) * 2
    rows, cols = indices(rows, "rows", limits[0]), indices(cols, "cols", limits[1])
    values = real_array(values, "values", ndim=1)
    if not rows.size == cols.size == values.size:
        raise ValueError(
            "X[rows[k], cols[k]] = values[k] is undefined: "
            f"rows has {rows.size}, cols {cols.size}, values {values.size} entries"
        )
    if not shape:
        limits = (int(rows.max()) + 1, max(int(cols.max()) + 1, columns or 0))
    return coo_array((values, (rows, cols)), shape=limits)


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


def check_variety(values, center):
    """ValueError unless the values leave something to fit, once centred if `center`."""
    if values.size < 2:
        raise ValueError(
            f"{'one' if values.size else 'no'} observed entry: nothing can be learned from it"
        )
    if np.ptp(values) == 0 and (center or values[0] == 0):
        raise ValueError(
            f"all observed values are equal ({values[0]}): nothing is left to fit"
            + " once their mean is taken off" * bool(center)
        )


def check_every_row_and_column(table):
    """ValueError unless each row and each column of the csr_array has an observed entry."""
    counts = {
        "row": np.diff(table.indptr),
        "column": np.bincount(table.indices, minlength=table.shape[1]),
    }
    advice = {
        "row": "leave it out of fit; transform then fills it with the mean row",
        "column": "leave it out of the table",
    }
    for name, count in counts.items():
        (empty,) = np.nonzero(count == 0)
        if empty.size:
            raise ValueError(
                f"{name} {empty[0]} has no observed entry ({empty.size} of {count.size} {name}s "
                f"have none): nothing can be learned about it; {advice[name]}"
            )


def split_seed(random_state, random):
    """An int that stands for random_state in `split_entries`: itself, or drawn from `random`."""
    fixed = isinstance(random_state, int | np.integer)
    return int(random_state if fixed else random.randint(2**31 - 1))


def split_entries(rows, cols, fraction, random):
    """A boolean mask (n,): the entries held out, never the last of a row or a column.

    Args:
        rows (n,), cols (n,): indices of the observed entries.
        fraction: of the entries to hold out; fewer where rows and columns are short of entries.
        random: numpy.random.RandomState.
    """
    order = random.permutation(rows.size)
    free = np.ones(rows.size, bool)
    for places in (rows, cols):
        kept = np.full(places.max() + 1, -1)
        kept[places[order]] = order  # the last of each row or column remains
        free[kept[kept >= 0]] = False
    held = np.zeros(rows.size, bool)
    held[order[free[order]][: round(fraction * rows.size)]] = True
    return held


class RowModel:
    """x = m + G z + noise, z ~ N(0, I), noise ~ N(0, sigma^2 I): a row of the table, seen or not.

    Given its entries at the places O, the mean of z is

        z = (G_O^T G_O + sigma^2 I)^-1 G_O^T (x_O - m_O),

    and the row is m + G z. The prediction of one observed entry from the others of its row leaves
    the residual e_j / (1 - h_jj), with e = x_O - m_O - G_O z and h = G_O (...)^-1 G_O^T.

    Args:
        mean (d_0,): m.
        loadings (d_0, r): G.
        noise: sigma^2 >= 0; at least 1e-10 of the largest column of G^T G is taken.
    """

    def __init__(self, mean, loadings, noise):
        self.mean, self.loadings = mean, loadings
        size = float(np.einsum("jk,jk->k", loadings, loadings).max())
        self.noise = max(float(noise), 1e-10 * size, np.finfo(float).tiny)

    @classmethod
    def of_rows(cls, left, right, noise):
        """Mean and covariance of the rows of left @ right, (d_L, r) and (r, d_0)."""
        average = left.mean(axis=0)
        away = left - average
        variances, modes = np.linalg.eigh(away.T @ away / len(left))
        return cls(average @ right, right.T @ (modes * np.sqrt(variances.clip(0.0))), noise)

    def fill(self, table):
        """The rows of a csr_array as a dense array, observed entries kept."""
        filled = np.tile(self.mean, (table.shape[0], 1))
        for i, places, values in _rows(table):
            z, _, _ = self._place(places, values)
            filled[i] += self.loadings @ z
            filled[i, places] = values
        return filled

    def left_out(self, table):
        """The residual of each observed entry, predicted from the others of its row alone."""
        residuals = [np.empty(0)]
        for _, places, values in _rows(table):
            z, G, gram = self._place(places, values)
            shares = np.einsum("jk,kj->j", G, np.linalg.solve(gram, G.T))
            residuals.append((values - self.mean[places] - G @ z) / (1.0 - shares))
        return np.concatenate(residuals)

    def _place(self, places, values):
        G = self.loadings[places]
        gram = G.T @ G
        gram[np.diag_indices(len(gram))] += self.noise
        return np.linalg.solve(gram, G.T @ (values - self.mean[places])), G, gram


def _rows(table):
    """(i, columns, values) of each row that has an entry."""
    for i, (start, stop) in enumerate(zip(table.indptr, table.indptr[1:], strict=False)):
        if stop > start:
            yield i, table.indices[start:stop], table.data[start:stop]
