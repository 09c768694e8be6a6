"""Compiled loops in plain NumPy, for an interpreter whose compiler is switched off."""

import numpy as np
from scipy.sparse import csr_array


def sampled_gradients(first, stop, starts, cols, values, A, B, G, H, squares):
    """As `kernels.sampled_gradients`; takes memory for A and B at every entry of its rows."""
    pointers = starts[first : stop + 1]
    entries = slice(pointers[0], pointers[-1])
    cols, rows = cols[entries], np.repeat(np.arange(stop - first), np.diff(pointers))
    errors = np.einsum("kj,kj->k", A[first:stop][rows], B[cols]) - values[entries]
    E = csr_array((errors, cols, pointers - pointers[0]), shape=(stop - first, len(B)))
    G[first:stop] = E @ B
    H[:] = E.T @ A[first:stop]
    squares[first:stop] = np.bincount(rows, errors.astype(float) ** 2, minlength=stop - first)


def residuals(A, x, y, out):
    """As `kernels.residuals`."""
    out[: len(A)] = A.astype(float) @ x - y


def accumulate(A, r, g):
    """As `kernels.accumulate`."""
    g += r[: len(A)] @ A.astype(float)
