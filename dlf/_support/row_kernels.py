"""One step of a law of rows, compiled: many small symmetric matrices, each inverted in place."""

import numpy as np

from dlf._support.compiling import compiled


@compiled()
def refined_rows(parts, mean, loadings, noise, weights, prior, placed):
    """One step of expectation and maximisation for a law of rows; see `RowModel.refined`.

    No sum is relaxed: any processor gives the same bits.

    Args:
        parts: (known (n, d), values (n, d), order (n,), kinds (n,)): the mask of what is known;
            what is; the rows, those with the same places one after the other; equal numbers for
            those.
        mean (d,), loadings (d, r), noise (d,), weights (d, r): m, G, psi and Psi^-1 G.
        prior: rows that say nothing.
        placed (n, r): written, z of the rows.

    Returns m, G and psi.
    """
    d, r = loadings.shape
    squares, sides, counts, totals = _sums(parts, mean, loadings, weights, placed)
    solved, left, inverse = np.zeros((d, r + 1)), totals, np.empty((r + 1, r + 1))
    for j in range(d):
        square = squares[j].reshape(r + 1, r + 1)
        inverse[:] = square
        for k in range(r + 1):
            inverse[k, k] += prior * noise[j]
        _invert(inverse)
        for k in range(r + 1):
            _add(sides[j, k], inverse[k], solved[j])
        for k in range(r + 1):
            left[j] -= 2 * solved[j, k] * sides[j, k]
            for l in range(r + 1):
                left[j] += solved[j, k] * square[k, l] * solved[j, l]
        left[j] = max(left[j], 0.0)
    common = prior * left.sum() / counts.sum()
    spread = squares[d].reshape(r + 1, r + 1) / len(placed)
    middle = spread[r, :r]
    root = np.linalg.cholesky(spread[:r, :r] - np.outer(middle, middle))
    found, centre = np.zeros((d, r)), solved[:, r].copy()
    for j in range(d):
        for k in range(r):
            centre[j] += solved[j, k] * middle[k]
            _add(solved[j, k], root[k], found[j])
    return centre, found, (left + common) / (counts + prior)


@compiled()
def _sums(parts, mean, loadings, weights, placed):
    """Sums over the rows; z of each is written to `placed`.

    Returns, expected, (z, 1) (z, 1)^T over the rows that have column j and, in the end, over all;
    x_j (z, 1) over the rows that have column j; how many these are; and x_j^2 over them.
    """
    known, values, order, kinds = parts
    d, r = loadings.shape
    squares, sides = np.zeros((d + 1, (r + 1) ** 2)), np.zeros((d, r + 1))
    counts, totals = np.zeros(d), np.zeros(d)
    S, moments, side, z = np.empty((r, r)), np.empty((r + 1, r + 1)), np.empty(r), np.ones(r + 1)
    flat = moments.ravel()
    start = 0
    while start < len(order):
        first, stop = order[start], start + 1
        while stop < len(order) and kinds[order[stop]] == kinds[first]:
            stop += 1
        _covariance(known[first], loadings, weights, S)
        moments[:] = 0.0
        moments[:r, :r] = (stop - start) * S
        for i in order[start:stop]:
            side[:], z[:r] = 0.0, 0.0
            for j in range(d):
                if known[i, j]:
                    _add(values[i, j] - mean[j], weights[j], side)
            for k in range(r):
                _add(side[k], S[k], z[:r])
            placed[i] = z[:r]
            for k in range(r + 1):
                _add(z[k], z, moments[k])
            for j in range(d):
                if known[i, j]:
                    _add(values[i, j], z, sides[j])
                    totals[j] += values[i, j] ** 2
        _add(1.0, flat, squares[d])
        for j in range(d):
            if known[first, j]:
                _add(1.0, flat, squares[j])
                counts[j] += stop - start
        start = stop
    return squares, sides, counts, totals


@compiled()
def _covariance(known, loadings, weights, S):
    """S = (I + sum of G_j^T G_j / psi_j over what is known)^-1."""
    S[:] = 0.0
    for k in range(len(S)):
        S[k, k] = 1.0
    for j in range(len(known)):
        if known[j]:
            for k in range(len(S)):
                _add(weights[j, k], loadings[j], S[k])
    _invert(S)


@compiled()
def _invert(A):
    """A = A^-1 of a positive definite matrix, by exchange steps, in place."""
    for k in range(len(A)):
        pivot = 1.0 / A[k, k]
        A[k, k] = 1.0
        for b in range(len(A)):
            A[k, b] *= pivot
        for a in range(len(A)):
            if a != k:
                factor = A[a, k]
                A[a, k] = 0.0
                _add(-factor, A[k], A[a])


@compiled(inline="always")
def _add(factor, row, to):
    """to += factor row."""
    for k in range(len(to)):
        to[k] += factor * row[k]
