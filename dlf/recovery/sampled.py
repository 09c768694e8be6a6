"""Gradient descent for matrix completion that touches the observed entries alone.

`gradient_descent` forms X = W_L ... W_1 and a residual of the same shape. Here neither exists:
with P = W_{L-1} ... W_1 the residual e_ij = <W_L[i], P[:, j]> - M_ij is formed entry by entry
where M_ij is known, and

    dF/dW_L = E P^T,   B = W_L^T E,   dF/dW_l = (W_{L-1} ... W_{l+1})^T B (W_{l-1} ... W_1)^T

come from one pass over the entries, which forms each e_ij once. With n entries and inner width
r-hat a step costs O(n r-hat + (d_L + d_0) r-hat^2) and O(n + (d_L + d_0) r-hat) memory.

Which of the two to take is the caller's choice. At width 20 and d = 1000 this one wins while less
than about a third of the entries is observed, at d = 100 up to a tenth; `python -m benchmarks`
measures where they cross on a machine.
"""

import math

import numpy as np

from dlf._support import (
    chain,
    chain_for,
    compiled_loops,
    indices,
    one_thread,
    whole_number,
    whole_vectors,
    widened,
)
from dlf.chain import Completion, end_to_end, prefix_products, suffix_products
from dlf.dynamics import descend, descent_parameters
from dlf.recovery.blocks import Blocks
from dlf.recovery.passes import LeftRows, advance

_CHUNK = 1 << 18  # entries sampled at a time


def sampled_descent(
    objective,
    factors,
    steps,
    *,
    learning_rate,
    discrepant_rate=1.0,
    momentum=0.0,
    weight_decay=0.0,
    record=None,
    dtype=np.float64,
    threads=None,
    client=None,
    blocks=None,
    progress=None,
):
    """`gradient_descent` of a Completion on its observed entries, the same run up to rounding.

    Args:
        objective: a Completion.
        factors: (W_1, ..., W_L), L >= 2, usually those of `compress`; not changed.
        steps, learning_rate, discrepant_rate, momentum, weight_decay: as for `gradient_descent`.
        record: steps to keep. None: the first and the last alone, so that the memory stays that
            of two states; an int n: every n-th and the last; a sequence: exactly these.
        dtype: float64, or float32 for half the memory. The losses are double precision sums of
            the residuals of that precision.
        threads: of the pass. None: one for small problems, else all that Numba may use. The
            result does not depend on it, unless NumPy and SciPy bring different BLAS: one thread
            takes the products of small problems from the one, several from the other.
        client: a dask.distributed.Client, whose workers then hold the entries and W_L in blocks of
            rows. The result depends on the number of blocks, in the last bits, and on nothing else
            of the cluster. A worker that is lost costs time; see `dlf.recovery.blocks`.
        blocks: at most so many, each with about as many entries. None: one for each worker.
        progress: True or False; None: a bar on a terminal once two seconds have passed.

    Returns:
        Trajectory in double precision, with times k eta at the recorded steps k. Its
        `end_to_end()` is dense: use `sample_end_to_end` for single entries.

    Raises:
        ValueError: the objective is no Completion, L < 2, blocks without a client, or as for
            `gradient_descent`.
        FlowError: the run diverged; carries what was recorded.
        RuntimeError: a block failed on several workers, one after the other.

    Example:
        >>> objective = Completion([0], [0], [3.0], (1, 1))
        >>> run = sampled_descent(objective, ([[1.0]], [[1.0]]), 1, learning_rate=0.25)
        >>> run.end_to_end().ravel()
        array([1.  , 2.25])

    References:
        The setting of Kwon et al. (arXiv 2311.05061).
    """
    if not isinstance(objective, Completion):
        raise ValueError(
            "observed entries are needed: sampled_descent takes a Completion, not "
            f"{type(objective).__name__}; use gradient_descent"
        )
    factors = chain_for(objective, factors)
    steps = whole_number(steps, "steps", least=0)
    record = sorted({0, steps}) if record is None else record
    rates, momentum, weight_decay, kept = descent_parameters(
        len(factors), steps, learning_rate, discrepant_rate, momentum, weight_decay, record
    )
    step = SampledStep(
        objective.sparse(),
        factors,
        weight=objective.weight,
        momentum=momentum,
        weight_decay=weight_decay,
        dtype=dtype,
        threads=threads,
        client=client,
        blocks=blocks,
    )
    with one_thread():
        return descend(
            step,
            rates,
            steps,
            kept,
            eta=float(learning_rate),
            name="sampled descent",
            progress=progress,
        )


class SampledStep:
    """The state of a run: `evaluate` gives the loss and the gradients, `move` takes the step.

    Args:
        entries: scipy.sparse.csr_array (d_L, d_0), each stored entry observed.
        factors: (W_1, ..., W_L), L >= 2, a chain that fits; copied.
        weight: of the squares in the loss.
        momentum, weight_decay: as for `gradient_descent`.
        dtype: float64 or float32.
        threads, client, blocks: as for `sampled_descent`.

    Raises:
        ValueError: L < 2, another dtype, threads < 1, blocks without a client.
    """

    def __init__(
        self,
        entries,
        factors,
        *,
        weight=1.0,
        momentum=0.0,
        weight_decay=0.0,
        dtype=np.float64,
        threads=None,
        client=None,
        blocks=None,
    ):
        if len(factors) < 2:
            raise ValueError("e_ij = <W_L[i], P[:, j]> - M_ij needs two factors, L >= 2")
        if np.dtype(dtype) not in (np.float64, np.float32):
            raise ValueError(f"dtype must be float64 or float32, not {dtype!r}")
        if client is None and blocks is not None:
            raise ValueError("blocks of rows lie on the workers of a cluster: give a client, too")
        # the outer factors lie with the rank along the last axis, where the passes read it
        first, *inner, last = factors
        self._corners = [tuple(map(slice, W.shape)) for W in (first.T, *inner)]
        self._right = widened(first.T, dtype, inner=[1])
        self._inner = _side_by_side([widened(W, dtype, inner=[0, 1]) for W in inner])
        self.weight, self._settings = weight, (weight, momentum, weight_decay)
        self._velocity = [np.zeros_like(W) if momentum else None for W in self._state]
        # fresh arrays in every step would cost as much as the products that fill them
        self._gradients = [np.empty_like(self._right), *_side_by_side(self._inner)]
        settings = {"weight": weight, "momentum": momentum, "weight_decay": weight_decay}
        settings |= {"dtype": dtype, "threads": threads}
        if client is None:
            self._rows = LeftRows(entries, last, **settings)
        else:
            self._rows = Blocks(entries, last, client=client, blocks=blocks, **settings)
        shape = len(self._right), whole_vectors(last.shape[1], dtype)
        self._P, self._B = np.empty(shape, dtype), np.empty(shape, dtype)
        simple = client is None and not momentum and not weight_decay
        self._loop = self._arguments() if simple else None

    def _arguments(self):
        """What the compiled loop over steps takes, after the weight: arrays, changed in place.

        None where widths differ or threads share the pass.
        """
        alone, width = self._rows.alone(), self._right.shape[1]
        if alone is None or any(W.shape != (width, width) for W in self._inner):
            return None
        upright, entries, left, G_left, squares = alone
        none = np.empty((0, width, width), self._right.dtype)
        inner = self._inner[0].base if self._inner else none
        first, *middle = self._gradients
        G_inner = middle[0].base if middle else none
        places = G_left, first, G_inner, self._P, self._B, squares
        return upright, entries, left, self._right, inner, places

    @property
    def _state(self):
        return [self._right, *self._inner]

    @property
    def factors(self):
        """(W_1, ..., W_L), views of the state in its own precision; a copy of W_L with a client."""
        right, *inner = self._views()
        return (right.T, *inner, self._rows.left)

    def _views(self):
        return [W[corner] for W, corner in zip(self._state, self._corners, strict=True)]

    def restore(self, factors):
        """Go back to `factors`, as `factors` gave them; `evaluate` comes next."""
        right, *inner, left = factors
        for W, view, value in zip(self._state, self._views(), (right.T, *inner), strict=True):
            W[...] = 0  # a diverged run leaves NaN beyond the inner widths, too
            view[...] = value
        self._rows.restore(left)

    def keep(self):
        """Remember this state."""
        self._kept = [W.copy() for W in self._state]
        self._rows.keep()

    def back(self):
        """Go back to the state remembered; `evaluate` comes next."""
        for W, kept in zip(self._state, self._kept, strict=True):
            W[...] = kept
        self._rows.back()

    def evaluate(self):
        """The loss at the present factors; their gradients are ready for `move`."""
        self._loss = 0.5 * self.weight * self._squares()
        return self._loss

    def go(self, rates, count, slack=math.inf):
        """Up to `count` times `move` and `evaluate`: how often, and the loss in the end.

        The loss is infinite where a step made it more than `slack` times the last, or not finite;
        that step is the last one. Compiled as a whole where a small problem lets it: Python takes
        longer than the pass.
        """
        last = self._loss
        if self._loop is None:
            self.move(rates)
            loss = self.evaluate()
            risen = loss > slack * last or not math.isfinite(loss)
            return 1, math.inf if risen else loss
        steps, squares = compiled_loops().sampled_steps, self._loop[-1][-1]
        taken, risen = steps(count, np.array(rates), slack, self.weight, *self._loop)
        self._loss = 0.5 * self.weight * float(squares.sum())
        return taken, math.inf if risen else self._loss

    def loss(self):
        """The loss that `evaluate` found."""
        return self._loss

    def _squares(self):
        right = self._right
        first, *middle = self._gradients
        if not middle:
            return self._rows.evaluate(right, first)[0]
        below = prefix_products(self._inner)
        above = suffix_products(self._inner[1:]) if self._inner[1:] else ()
        P = np.matmul(right, below[-1].T, out=self._P)  # transposed, as B and dF/dW_1 below
        squares, _ = self._rows.evaluate(P, self._B)
        np.matmul(self._B, below[-1], out=first)
        core = self._B.T @ right
        for l, G in enumerate(middle):
            inside = core if l == 0 else core @ below[l - 1].T
            G[...] = inside if l + 1 == len(middle) else above[l].T @ inside
        return squares

    def move(self, rates):
        """W_l -= rates[l] V_l, once after each `evaluate`, whose gradients it uses up."""
        for W, G, V, rate in zip(
            self._state, self._gradients, self._velocity, rates[:-1], strict=True
        ):
            advance(W, G, V, rate, *self._settings)
        self._rows.move(rates[-1])


def _side_by_side(matrices):
    """Copies, in one array (n, rows, columns) if all have one shape."""
    one = len({W.shape for W in matrices}) == 1
    return list(np.stack(matrices)) if one else [W.copy() for W in matrices]


def sample_end_to_end(factors, rows, cols):
    """X[rows[k], cols[k]] of X = W_L ... W_1, without forming X.

    Args:
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).
        rows (n,), cols (n,): indices into X (d_L, d_0).

    Returns:
        (n,) in double precision.

    Raises:
        ValueError: undefined product, indices out of range or of different lengths.

    Example:
        >>> sample_end_to_end(([[1.0, 2.0]], [[3.0], [5.0]]), [1, 0], [0, 1])
        array([5., 6.])
    """
    factors = chain(factors)
    rows = indices(rows, "rows", len(factors[-1]))
    cols = indices(cols, "cols", factors[0].shape[1])
    if rows.size != cols.size:
        raise ValueError(
            f"X[rows[k], cols[k]] is undefined: rows has {rows.size}, cols {cols.size} entries"
        )
    if len(factors) == 1:
        return factors[0][rows, cols]
    return entries_of(factors[-1], end_to_end(factors[:-1]).T, rows, cols)


def entries_of(left, right, rows, cols):
    """(n,) <left[rows[k]], right[cols[k]]>, in double precision."""
    entries = np.empty(rows.size)
    for start in range(0, rows.size, _CHUNK):
        part = slice(start, start + _CHUNK)
        pairs = left.take(rows[part], axis=0), right.take(cols[part], axis=0)
        np.einsum("kj,kj->k", *pairs, out=entries[part])
    return entries
