"""Quadratic objectives f of the end-to-end matrix X: value, gradient, Hessian, surrogate."""

import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import numpy as np
from scipy.sparse import coo_array, csr_array

from dlf._support import compiled_loops, indices, real_array, share, thread_count, whole_number
from dlf.chain.operators import DrawnOperators, SignOperators

Reduction = Literal["sum", "mean"]
_PARALLEL = 1 << 26  # bytes of operators from which a second thread is worth it
_DENSE = 1 / 8  # share of observed entries from which all are subtracted, and a mask multiplied


class _Quadratic:
    """f(X) = weight/2 ||A(X) - b||^2 for a linear map A given by `_measure`, `_adjoint`."""

    def value(self, X):
        """f(X) for X of shape `self.shape`."""
        residual = self._measure(self._check(X)) - self._data
        return 0.5 * self.weight * float(np.vdot(residual, residual))

    def gradient(self, X, *, out=None):
        """grad f(X), shape `self.shape`; written into `out` (which may be X) if given."""
        return self._adjoint(self._measure(self._check(X)) - self._data, out)

    def hessian_product(self, V):
        """f''[V], the derivative of grad f along V: the same at every X, as f is quadratic."""
        return self._adjoint(self._measure(self._check(V)), None)

    @property
    def weight(self):
        """1 for reduction="sum", 1/(number of squares) for reduction="mean"."""
        return 1.0 if self.reduction == "sum" else 1.0 / self._data.size

    def _check(self, X):
        if np.shape(X) != self.shape:
            raise ValueError(f"f(X) is undefined: X is {np.shape(X)}, f takes {self.shape}")
        return np.asarray(X)

    def _check_reduction(self):
        if self.reduction not in ("sum", "mean"):
            raise ValueError(f'reduction must be "sum" or "mean", not {self.reduction!r}')


def _freeze(instance, **values):
    for name, value in values.items():
        object.__setattr__(instance, name, value)


def _private(array, order="K"):
    """A read-only copy, so that an objective cannot change under its user."""
    copy = np.array(array, order=order)
    copy.setflags(write=False)
    return copy


def _is_frozen(array):
    """Whether nobody can write to the array, nor to an array that it is a view of."""
    while isinstance(array, np.ndarray):
        if array.flags.writeable:
            return False
        array = array.base
    return True


@dataclass(frozen=True, eq=False)
class Factorization(_Quadratic):
    """f(X) = 1/2 ||X - M||_F^2: every entry of the target M is known.

    Args:
        target (d_L, d_0): the matrix M.
        reduction: "sum" (default) or "mean", which divides f by d_L d_0.

    Raises:
        ValueError: target is not a finite, non-empty matrix; unknown reduction.

    Example:
        >>> Factorization([[1.0, 0.0], [0.0, 2.0]]).value(np.zeros((2, 2)))
        2.5
    """

    target: np.ndarray
    reduction: Reduction = "sum"

    def __post_init__(self):
        self._check_reduction()
        _freeze(self, target=_private(real_array(self.target, "target", ndim=2)))

    @property
    def shape(self):
        """(d_L, d_0)."""
        return self.target.shape

    @property
    def _data(self):
        return self.target

    def _measure(self, X):
        return X

    def _adjoint(self, residual, out):
        return np.multiply(self.weight, residual, out=out)

    def gradient(self, X, *, out=None):
        """weight (X - M), without a temporary when `out` is given."""
        residual = np.subtract(self._check(X), self.target, out=out)
        return residual if self.weight == 1.0 else np.multiply(self.weight, residual, out=residual)

    def surrogate(self):
        """A^T A(M) = M itself, shape (d_L, d_0)."""
        return self.target.copy()


@dataclass(frozen=True, eq=False)
class Completion(_Quadratic):
    """f(X) = 1/2 sum over the observed (i, j) of (X_ij - M_ij)^2.

    Args:
        rows (n,), cols (n,): indices of the observed entries, each pair once.
        values (n,): the observed M_ij.
        shape: (d_L, d_0).
        reduction: "sum" (default) or "mean", which divides f by n.

    Raises:
        ValueError: lengths differ, an index is not an integer in range, a pair is repeated,
            or a row or a column has no observed entry (then nothing is known about it).
    """

    rows: np.ndarray
    cols: np.ndarray
    values: np.ndarray
    shape: tuple[int, int]
    reduction: Reduction = "sum"

    def __post_init__(self):
        self._check_reduction()
        if len(tuple(self.shape)) != 2:
            raise ValueError(f"shape must be (d_L, d_0), not {self.shape!r}")
        shape = tuple(whole_number(d, "shape", least=1) for d in self.shape)
        rows = indices(self.rows, "rows", shape[0])
        cols = indices(self.cols, "cols", shape[1])
        values = real_array(self.values, "values", ndim=1)
        if not rows.size == cols.size == values.size:
            raise ValueError(
                "M[rows[k], cols[k]] = values[k] is undefined: "
                f"rows has {rows.size}, cols {cols.size}, values {values.size} entries"
            )
        _check_pattern(rows, cols, shape)
        _freeze(
            self, rows=_private(rows), cols=_private(cols), values=_private(values), shape=shape
        )

    @classmethod
    def from_dense(cls, target, observed, *, reduction="sum"):
        """The objective of the entries of `target` (d_L, d_0) where `observed` is True.

        Entries that are not observed may be anything, NaN included.
        """
        target, observed = np.asarray(target), np.asarray(observed)
        if observed.dtype != bool:
            raise ValueError(f"observed must be a boolean mask, not {observed.dtype}")
        if target.ndim != 2 or target.shape != observed.shape:
            raise ValueError(
                f"observed * M is undefined: observed is {observed.shape}, M is {target.shape}"
            )
        rows, cols = np.nonzero(observed)
        return cls(rows, cols, target[rows, cols], target.shape, reduction)

    @property
    def _data(self):
        return self.values

    def gradient(self, X, *, out=None):
        """weight (X - M) where M is observed, else zero."""
        X = self._check(X)
        if self.values.size < _DENSE * X.size or not np.isfinite(X).all():
            return super().gradient(X, out=out)
        target, mask = self._whole
        residual = np.subtract(X, target, out=out)
        return np.multiply(residual, mask, out=residual)

    @cached_property
    def _whole(self):
        """M and the weight where M is observed, zero elsewhere."""
        target, mask = np.zeros((2, *self.shape))
        target[self.rows, self.cols], mask[self.rows, self.cols] = self.values, self.weight
        return target, mask

    @cached_property
    def _places(self):
        """Indices of the observed entries in X, row by row: one is faster than two."""
        return self.rows * self.shape[1] + self.cols

    def _measure(self, X):
        return X.reshape(-1)[self._places]

    def _adjoint(self, residual, out):
        out = np.empty(self.shape) if out is None else out
        out.fill(0.0)
        if out.flags.c_contiguous:
            out.reshape(-1)[self._places] = self.weight * residual
        else:
            out[self.rows, self.cols] = self.weight * residual
        return out

    def surrogate(self):
        """observed * M / p with p = n / (d_L d_0): unbiased for M under a uniform mask."""
        return self.sparse_surrogate().toarray()

    def sparse_surrogate(self):
        """The surrogate as a scipy.sparse.csr_array, in memory O(n)."""
        return self.sparse() * (math.prod(self.shape) / self.values.size)

    def sparse(self):
        """The observed entries as a scipy.sparse.csr_array (d_L, d_0); observed zeros are stored.

        Rows in order, columns in order within a row.
        """
        entries = csr_array((self.values, (self.rows, self.cols)), shape=self.shape)
        entries.sort_indices()
        return entries


def _check_pattern(rows, cols, shape):
    # By way of coo_array, as csr_array itself keeps what is given twice before SciPy 1.14.
    marks = coo_array((np.ones(rows.size, np.int8), (rows, cols)), shape=shape).tocsr()
    if marks.nnz < rows.size:  # entries given twice have become one: linear time, no sort
        raise ValueError("observed entries are repeated: each (row, col) may appear once")
    for name, places, size in (("row", rows, shape[0]), ("column", cols, shape[1])):
        missing = np.flatnonzero(np.bincount(places, minlength=size) == 0)
        if missing.size:
            raise ValueError(
                f"{name} {missing[0]} has no observed entry ({missing.size} such {name}s): "
                "M is not determined there"
            )


@dataclass(frozen=True, eq=False)
class Sensing(_Quadratic):
    """f(X) = 1/2 sum_i (<A_i, X> - y_i)^2.

    The value and the gradient each read every operator once; a gradient takes about the time in
    which the memory delivers them. Operators given as float32 stay so, which halves that time and
    the memory; every product and sum is formed in double precision. An array that nobody can write
    to (A.setflags(write=False)) is adopted, any other is copied.

    Args:
        operators (m, d_L, d_0): the matrices A_i; or SignOperators or GaussianOperators, which are
            never stored.
        measurements (m,): the numbers y_i = <A_i, M>.
        reduction: "sum" (default) or "mean", which divides f by m.
        threads: of a gradient with stored operators, of which four can work at a time, or with
            signs. None: one below 64 MB, or 2^28 signs, else as many as Numba may use. The
            result does not depend on it. Gaussian operators that are drawn take one.

    Raises:
        ValueError: not finite, empty, m differs between the two, or threads < 1.
    """

    operators: np.ndarray | DrawnOperators
    measurements: np.ndarray
    reduction: Reduction = "sum"
    threads: int | None = None

    def __post_init__(self):
        self._check_reduction()
        operators = self.operators
        if self.threads is not None:
            thread_count(self.threads, large=True)
        drawn = isinstance(operators, DrawnOperators)
        if not drawn:
            operators = real_array(operators, "operators", ndim=3, single=True)
        measurements = real_array(self.measurements, "measurements", ndim=1)
        count = operators.shape[0]
        if count != len(measurements):
            raise ValueError(
                f"y_i = <A_i, M> is undefined: {count} operators, {len(measurements)} measurements"
            )
        if not drawn and not (_is_frozen(operators) and operators.flags.c_contiguous):
            operators = _private(operators, order="C")
        _freeze(self, operators=operators, measurements=_private(measurements))

    @property
    def shape(self):
        """(d_L, d_0)."""
        if isinstance(self.operators, DrawnOperators):
            return self.operators.matrix_shape
        return self.operators.shape[1:]

    @property
    def stored_rows(self):
        """The operators as rows (m, d_L d_0) if they are in memory and one thread reads them, or
        None."""
        if isinstance(self.operators, DrawnOperators) or self._threads(self.operators) > 1:
            return None
        return self.operators.reshape(len(self.operators), -1)

    def _threads(self, A):
        """How many read an array of operators."""
        return thread_count(self.threads, large=A.nbytes >= _PARALLEL)

    def gradient(self, X, *, out=None):
        """weight sum_i (<A_i, X> - y_i) A_i, each A_i read once."""
        return self._normal(X, self.measurements, out)

    def hessian_product(self, V):
        """weight sum_i <A_i, V> A_i, each A_i read once."""
        return self._normal(V, np.zeros(self.measurements.size), None)

    def surrogate(self):
        """(1/m) sum_i y_i A_i, shape (d_L, d_0): in mean a multiple of M for entries that are
        independent, of mean zero and of one variance, as Gaussian ones and signs."""
        if self._signs:
            return self._combined(self.measurements) / self.measurements.size
        surrogate = np.zeros(self.shape[0] * self.shape[1])
        for start, A in self._blocks():
            compiled_loops().accumulate(A, self.measurements[start : start + len(A)], surrogate)
        return surrogate.reshape(self.shape) / self.measurements.size

    @property
    def _data(self):
        return self.measurements

    @property
    def _signs(self):
        return isinstance(self.operators, SignOperators)

    def _combined(self, y):
        return self.operators.combine(y, threads=self.threads).reshape(self.shape)

    def _blocks(self):
        """(start, the operators from there on as rows); the results do not depend on the cuts."""
        if isinstance(self.operators, DrawnOperators):
            return self.operators.blocks()
        return ((0, self.operators.reshape(len(self.operators), -1)),)

    def _measure(self, X):
        x = np.array(X, dtype=float).reshape(-1)
        if self._signs:
            return self.operators.measure(x, threads=self.threads)
        measured = np.zeros(self.measurements.size)
        for start, A in self._blocks():
            part = measured[start : start + len(A)]
            compiled_loops().residuals(A, x, np.zeros(len(A)), part)
        return measured

    def _normal(self, X, data, out):
        """weight sum_i (<A_i, X> - data_i) A_i."""
        if self._signs:
            combined = self._combined(self._measure(self._check(X)) - data)
            return np.multiply(self.weight, combined, out=out)
        x = np.array(self._check(X), dtype=float).reshape(-1)
        loops = compiled_loops()
        sums = np.zeros((loops.SENSED_PARTS, x.size))
        for start, A in self._blocks():
            y, before = data[start : start + len(A)], start // loops.SENSED_BLOCK
            threads = self._threads(A)
            if threads == 1 or len(A) <= loops.SENSED_BLOCK:
                loops.sense(A, x, y, before, 0, len(sums), sums)
            else:
                add = partial(_sense_part, A, x, y, before, sums)
                share(add, len(sums), threads)
        gradient = sums.sum(axis=0).reshape(self.shape)
        return np.multiply(self.weight, gradient, out=out)


def _sense_part(A, x, y, before, sums, p):
    compiled_loops().sense(A, x, y, before, p, p + 1, sums)
