"""The rows of the left factor with their entries: what one pass reads, and what it moves.

`SampledStep` holds them on this machine, `Blocks` on the workers of a cluster.
"""

import numpy as np

from dlf._support import compiled_loops, share, thread_count, widened

_PART = 2_000_000  # entries times width of a part of the pass
_PARALLEL = 8_000_000  # entries times width from which a second thread is worth it by default
_MOST_PARTS = 8  # each holds an array as large as the smaller outer factor


class LeftRows:
    """Rows of W_L with their entries: for P = W_{L-1} ... W_1 the products E P^T and W_L^T E.

    Args:
        entries: scipy.sparse.csr_array (rows, d_0), each stored entry observed.
        left (rows, r-hat): those rows of W_L; copied.
        weight, momentum, weight_decay: as for `SampledStep`.
        dtype: float64 or float32.
        threads: as for `sampled_descent`.
    """

    def __init__(self, entries, left, *, weight, momentum, weight_decay, dtype, threads):
        self._corner = tuple(map(slice, left.shape))
        self._left = widened(left, dtype, inner=[1])
        self._settings = weight, momentum, weight_decay
        self._velocity = np.zeros_like(self._left) if momentum else None
        self._kept = None
        # fresh arrays in every step would cost as much as the products that fill them
        self._gradient = np.empty_like(self._left)
        # the pass writes row by row into the larger outer factor's gradient
        self._upright = entries.shape[0] >= entries.shape[1]
        upright = entries if self._upright else entries.T.tocsr()
        self._sweep = _Sweep(upright, self._left.shape[1], dtype, threads)

    @property
    def left(self):
        """(rows, r-hat), a view of the state in its own precision."""
        return self._left[self._corner]

    def evaluate(self, P, out=None):
        """(sum of e^2, W_L^T E), the latter and P as their transposes, in whole vectors.

        Args:
            P (d_0, r-hat): see above.
            out (d_0, r-hat): where the product goes; None: a new array.
        """
        out = np.empty_like(P) if out is None else out
        if self._upright:
            return self._sweep(self._left, P, self._gradient, out), out
        return self._sweep(P, self._left, out, self._gradient), out

    def alone(self):
        """(whether row by row, entries, W_L, E P^T, squares of the rows) for a loop that makes the
        pass itself; None if it is shared out."""
        found = self._sweep.alone()
        if found is None:
            return None
        entries, squares = found
        return self._upright, entries, self._left, self._gradient, squares

    def move(self, rate):
        """W_L -= rate V_L, once after each `evaluate`, whose gradient it uses up."""
        advance(self._left, self._gradient, self._velocity, rate, *self._settings)

    def restore(self, left):
        """Go back to these rows; `evaluate` comes next."""
        self._left[...] = 0  # a diverged run leaves NaN beyond the inner widths, too
        self.left[...] = left

    def keep(self):
        """Remember these rows."""
        self._kept = self._left.copy()

    def back(self):
        """Go back to those remembered; `evaluate` comes next."""
        self._left[...] = self._kept

    def state(self):
        """(left, velocity, kept), what decides all that is to come once `evaluate` is due.

        kept is True if it is left. None stands for what is not there.
        """
        kept = self._kept
        if kept is not None:
            kept = np.array_equal(kept, self._left) or kept
        return self.left.copy(), self._velocity, kept

    def resume(self, left, velocity, kept):
        """Go on from a `state`."""
        self.restore(left)
        if velocity is not None:
            self._velocity[...] = velocity
        if kept is not None:
            self._kept = self._left.copy() if kept is True else kept


def advance(W, G, V, rate, weight, momentum, weight_decay):
    """V = momentum V + weight G + weight_decay W, W -= rate V, in place; G is used up.

    V is None without momentum.
    """
    if weight != 1.0:
        G *= weight
    if weight_decay:
        G += weight_decay * W
    if V is not None:
        V *= momentum
        V += G
        G[...] = V
    G *= rate
    W -= G


class _Sweep:
    """One pass over the entries of a csr_array: (A, B, G, H) -> sum of e^2, with E B and E^T A.

    Compiled on first use. The number of parts depends on the problem alone, so that the sums are
    the same for every number of threads.
    """

    def __init__(self, entries, rank, dtype, threads):
        starts = entries.indptr.astype(np.int64)
        count = part_count(entries.nnz, rank)
        self._parts = row_cuts(starts, count)
        columns, values = entries.indices.astype(np.uint32), entries.data.astype(dtype)
        self._entries = starts, columns, values
        self._sums = np.empty((count, entries.shape[1], rank), dtype)
        self._squares = np.empty(entries.shape[0])
        self._threads = thread_count(threads, large=entries.nnz * rank >= _PARALLEL)

    def alone(self):
        """(the entries, where the squares of the rows go) if one thread makes the pass in one."""
        one = len(self._sums) == 1 and self._threads == 1
        return (self._entries, self._squares) if one else None

    def __call__(self, A, B, G, H):
        cuts = self._parts
        sums = H[None] if len(self._sums) == 1 else self._sums
        gradients = compiled_loops().sampled_gradients

        def walk(p):
            rows = cuts[p], cuts[p + 1]
            gradients(*rows, *self._entries, A, B, G, sums[p], self._squares)

        share(walk, len(sums), self._threads)
        if sums is self._sums:
            np.sum(sums, axis=0, out=H)
        return float(self._squares.sum())


def part_count(entries, width):
    """Parts of a pass, whatever the number of threads."""
    return min(_MOST_PARTS, max(1, entries * width // _PART))


def row_cuts(starts, parts):
    """Rows at which parts with about as many entries begin and end; starts as in a csr_array."""
    cuts = np.searchsorted(starts, np.linspace(0, starts[-1], parts + 1))
    cuts[[0, -1]] = 0, len(starts) - 1
    return cuts
