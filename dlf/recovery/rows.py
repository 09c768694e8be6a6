"""The Gaussian law of a table's rows: how a row, seen or not, is filled from its own entries."""

from functools import cache, cached_property
from time import perf_counter

import numpy as np
from scipy.sparse import csr_array

from dlf._support import compiled_loops
from dlf.recovery.tables import known_entries, rows_of

_BLOCK = 1 << 22  # numbers in a stack of matrices
_FLOOR = 1e-10  # of a column's variance: the least noise
_TINY = np.finfo(float).tiny
_PRIOR = 5.0  # rows whose loadings are zero, and whose noise is the common one
_MORE = 10  # refinements on all entries after many on those that are not held out
_PATIENCE = 10  # refinements without a smaller held-out error
_SMALL = 1000  # loadings, up to which a compiled loop is quicker than products of matrices


class RowModel:
    """x = m + G z + noise, z ~ N(0, I), noise_j ~ N(0, psi_j): a row of the table, seen or not.

    Given its entries at the places O, z has the mean and the covariance

        S G_O^T Psi_O^-1 (x_O - m_O),   S = (I + G_O^T Psi_O^-1 G_O)^-1,

    and the row is m + G z. The prediction of one observed entry from the others of its row leaves
    the residual e_j / (1 - h_jj), with e = x_O - m_O - G_O z and h = G_O S G_O^T Psi_O^-1.

    Args:
        mean (d_0,): m.
        loadings (d_0, r): G.
        noise: psi >= 0, one number or (d_0,); at least 1e-10 of the largest loadings' square.
        share: what is filled in is this share of the prediction; the rest is zero, the centre.
    """

    def __init__(self, mean, loadings, noise, share=1.0):
        self.mean, self.loadings, self.share = mean, loadings, share
        size = float(np.einsum("jk,jk->j", loadings, loadings).max(initial=0.0))
        self.noise = np.maximum(np.full(mean.shape, noise), max(_FLOOR * size, _TINY))
        self._weights = loadings / self.noise[:, None]
        self._i, self._j = _triangle(loadings.shape[1])

    @classmethod
    def of_rows(cls, left, right, noise, rank=None):
        """Mean and covariance of the rows of left @ right, (d_L, r) and (r, d_0).

        With a rank the covariance is that of so many of its strongest modes.
        """
        average = left.mean(axis=0)
        away = left - average
        variances, modes = np.linalg.eigh(away.T @ away / len(left))
        loadings = right.T @ (modes * np.sqrt(variances.clip(0.0)))
        if rank is not None and rank < loadings.shape[1]:
            strongest = np.argsort(-np.einsum("jk,jk->k", loadings, loadings))[:rank]
            loadings = loadings[:, strongest]
        return cls(average @ right, loadings, noise)

    def fill(self, table):
        """The rows of a csr_array as a dense array, observed entries kept."""
        filled = np.empty(table.shape)
        for part, known, values, kinds in Parts.of(table, self):
            z, _ = self._place(known, values, kinds)
            filled[part] = np.where(known, values, self.share * (self.mean + z @ self.loadings.T))
        return filled

    def left_out(self, table):
        """The residual of each observed entry, predicted from the others of its row alone."""
        residuals, products = [np.empty(0)], self._products(self.loadings)
        for _, known, values, kinds in Parts.of(table, self):
            z, S = self._place(known, values, kinds)
            shares = self._packed(S) @ products.T / self.noise
            errors = values - self.mean - z @ self.loadings.T
            errors = errors / (1.0 - np.where(known, shares, 0.0))
            residuals.append((values - self.share * (values - errors))[known])
        return np.concatenate(residuals)

    def variances(self, table):
        """(rows, d_0) psi_j + G_j S G_j^T, the variance of each entry that is not observed."""
        found, products = np.empty(table.shape), self._products(self.loadings)
        for part, known, values, kinds in Parts.of(table, self):
            _, S = self._place(known, values, kinds)
            # rounding may turn the sign of a variance that is next to nothing
            spread = np.maximum(self._packed(S) @ products.T, 0.0)
            found[part] = np.where(known, 0.0, self.noise + spread)
        return found

    def at(self, table, rows, cols):
        """(means, variances) (n,) of the entries (rows[k], cols[k]), given those of the table.

        Args:
            table: csr_array.
            rows, cols: (n,), the rows in ascending order.
        """
        means, variances = np.empty(len(rows)), np.empty(len(rows))
        products = self._products(self.loadings)
        for part, known, values, kinds in Parts.of(table, self):
            z, S = self._place(known, values, kinds)
            here = slice(*np.searchsorted(rows, [part.start, part.stop]))
            i, G = rows[here] - part.start, self.loadings[cols[here]]
            means[here] = self.share * (self.mean[cols[here]] + np.einsum("nk,nk->n", z[i], G))
            spread = np.einsum("np,np->n", self._packed(S)[i], products[cols[here]])
            variances[here] = self.noise[cols[here]] + np.maximum(spread, 0.0)
        return means, variances

    def draw(self, table, rng):
        """(rows, d_0) draws of the entries that are not observed, less their mean."""
        drawn = np.empty(table.shape)
        for part, known, values, kinds in Parts.of(table, self):
            _, S = self._place(known, values, kinds)
            sizes, modes = np.linalg.eigh(S)
            sizes = np.sqrt(sizes.clip(0.0))[..., None]
            z = modes @ (sizes * rng.standard_normal((*S.shape[:2], 1)))
            noise = np.sqrt(self.noise) * rng.standard_normal(known.shape)
            drawn[part] = z[..., 0] @ self.loadings.T + noise
        return drawn

    def _packed(self, S):
        """(n, r (r + 1) / 2) of matrices, so that G_j S G_j^T is its product with _products."""
        return S[:, self._i, self._j] * np.where(self._i == self._j, 1.0, 2.0)

    def _place(self, known, values, kinds):
        """(z, S) of rows, (n, r) and (n, r, r); S is one for rows with the same places."""
        r, (different, places) = self.loadings.shape[1], kinds
        sums = different.astype(float) @ self._products(self._weights)
        precision = np.empty((len(different), r, r))
        precision[:, self._i, self._j] = precision[:, self._j, self._i] = sums
        precision[:, range(r), range(r)] += 1.0
        S = np.linalg.inv(precision)[places]
        sides = np.where(known, values - self.mean, 0.0) @ self._weights
        return np.einsum("nij,nj->ni", S, sides), S

    def _products(self, other):
        return self.loadings[:, self._i] * other[:, self._j]

    def refined(self, table):
        """(a law closer to the rows of a csr_array or Parts, the z of each row under this one).

        It is one step of expectation and maximisation.

        Column j's mean and loadings minimise the expected square of x_j - m_j - G_j z over the
        rows that have it, plus _PRIOR psi_j (|G_j|^2 + m_j^2); psi_j is the mean square left, with
        _PRIOR entries of the mean of all columns.

        References:
            Rubin, Thayer, Psychometrika 47 (1982).
        """
        parts = Parts.of(table, self)
        loop = self.loadings.size <= _SMALL and parts.whole and compiled_loops().refined_rows
        if loop:
            placed = np.empty((table.shape[0], self.loadings.shape[1]))
            law = self.mean, self.loadings, self.noise, self._weights
            return RowModel(*loop(parts.whole, *law, _PRIOR, placed)), placed
        d, r = self.loadings.shape
        squares, sides = np.zeros((d, r + 1, r + 1)), np.zeros((d, r + 1))
        spread = np.zeros((r + 1, r + 1))
        counts, totals, placed = np.zeros(d), np.zeros(d), np.empty((table.shape[0], r))
        for part, known, values, kinds in parts:
            z, S = self._place(known, values, kinds)
            placed[part] = z
            z = np.hstack([z, np.ones((len(z), 1))])
            moments = z[:, :, None] * z[:, None, :]
            moments[:, :r, :r] += S
            spread += moments.sum(axis=0)
            seen, values = known.astype(float), np.where(known, values, 0.0)
            squares += (seen.T @ moments.reshape(len(z), -1)).reshape(squares.shape)
            sides += values.T @ z
            counts += seen.sum(axis=0)
            totals += np.sum(values**2, axis=0)
        ridge = _PRIOR * self.noise[:, None, None] * np.eye(r + 1)
        solved = np.linalg.solve(squares + ridge, sides[..., None])[..., 0]
        left = totals - 2 * np.sum(solved * sides, axis=1)
        left = (left + np.einsum("di,dij,dj->d", solved, squares, solved)).clip(0.0)
        noise = (left + _PRIOR * left.sum() / counts.sum()) / (counts + _PRIOR)
        spread /= table.shape[0]
        middle = spread[:r, r]
        root = np.linalg.cholesky(spread[:r, :r] - np.outer(middle, middle))
        loadings, mean = solved[:, :r], solved[:, r]
        return RowModel(mean + loadings @ middle, loadings @ root, noise), placed


_triangle = cache(np.triu_indices)


class Parts:
    """(slice, mask of what is known, values, kinds) of some rows of a csr_array at a time, dense.

    The kinds are the different rows of the mask, and which of them each row is.

    Args:
        table: csr_array.
        width: numbers that a row will take.

    Attributes:
        whole: (known, values, order, kinds) of all rows for `refined_rows`; None if these are too
            many to be kept.
    """

    def __init__(self, table, width):
        self.shape, self._table = table.shape, table
        self._height = max(1, _BLOCK // width)
        self._kept = [*self._dense()] if self._height >= table.shape[0] else None

    @cached_property
    def whole(self):
        return self._kept and _in_order(*self._kept[0])

    @classmethod
    def of(cls, table, model):
        if isinstance(table, cls):
            return table
        return cls(table, model.loadings.shape[1] ** 2 + model.mean.size)

    def __iter__(self):
        return iter(self._dense() if self._kept is None else self._kept)

    def _dense(self):
        for start in range(0, self.shape[0], self._height):
            part = slice(start, min(start + self._height, self.shape[0]))
            rows = self._table if self._height >= self.shape[0] else self._table[part]
            known = known_entries(rows)
            yield part, known, rows.toarray(), _kinds(known)


def _in_order(_, known, values, kinds):
    """(known, values, order, kinds): rows of a kind follow one another in the order."""
    places = kinds[1]
    places = np.arange(len(known)) if isinstance(places, slice) else places
    return known, values, np.argsort(places, kind="stable"), places


def _kinds(known):
    """(some rows of the mask, which of them each row is): narrow tables have few different ones."""
    packed = np.packbits(known, axis=1)
    keys = packed.view(f"V{packed.shape[1]}").ravel()  # of which a sort compares the bytes
    _, first, places = np.unique(keys, return_index=True, return_inverse=True)
    if first.size > 0.9 * len(known):
        return known, slice(None)
    return known[first], places.ravel()


def refined_law(model, table, masks, steps, until):
    """The law after as many refinements as serve held-out entries best, and that number.

    The number is found on the entries that are not held out, once for each mask; then the law is
    refined on all. Each held-out entry is predicted from those of its row that are not held out.

    Args:
        model: RowModel.
        table: csr_array.
        masks: of its entries that are held out; without any all steps are taken.
        steps: at most so many.
        until: of `perf_counter`, when to stop in any case.
    """
    table = table[np.flatnonzero(np.diff(table.indptr))]  # a row without entries says nothing
    count, more, trust = steps, steps, 1.0
    if steps and masks:
        count, closest, trust = _best_count(model, table, masks, steps, until)
        if count > _MORE:  # the last steps are left to those that see all entries
            model, more = closest, _MORE
        else:
            more = count
    parts = Parts.of(table, model)
    for _ in range(more):
        if perf_counter() > until:
            break
        model, _ = model.refined(parts)
    model.share = trust
    return model, count


def _best_count(model, table, masks, steps, until):
    """(number of refinements, the law after them without the first mask's entries).

    The law to begin with has seen the entries of all masks but the first: from the first alone
    comes what the first refinement gains.
    """
    rows = rows_of(table)
    tables, values = [], [table.data[held] for held in masks]
    for held in masks:
        places = rows[~held], table.indices[~held]
        left = csr_array((table.data[~held], places), shape=table.shape)
        tables.append(Parts.of(left, model))
    models, laws, errors, predicted = [model] * len(masks), [], [], []
    for k in range(steps + 1):
        laws.append(models[0])
        predicted.append([])
        for f, held in enumerate(masks):
            closer, placed = models[f].refined(tables[f])
            i, j = rows[held], table.indices[held]
            found = models[f].mean[j] + np.einsum("nk,nk->n", placed[i], models[f].loadings[j])
            predicted[k].append(found)
            models[f] = closer
        pairs = zip(predicted[k], values, strict=True)
        errors.append([float(np.sum((found - known) ** 2)) for found, known in pairs])
        sums = [sum(e) for e in errors]
        if k:
            sums[0] = sums[1] * errors[0][0] / errors[1][0] if errors[1][0] else sums[0]
        count = int(np.argmin(sums))
        if k - count >= _PATIENCE or perf_counter() > until:
            break
    return count, laws[count], trusted(np.concatenate(predicted[count]), np.concatenate(values))


def trusted(found, values):
    """The share of predictions that serves held-out values best: their slope over what was found.

    It is in [0, 1].
    """
    squares = float(found @ found)
    return float(np.clip(found @ values / squares, 0.0, 1.0)) if squares else 1.0
