"""Gaussian measurement matrices that are drawn again whenever they are read, never stored."""

import numpy as np
from scipy.sparse.linalg import LinearOperator

from dlf._support import positive, whole_number

_BLOCK = 64  # matrices to a stream; part of what a seed means


class GaussianOperators(LinearOperator):
    """X -> (<A_1, X>, ..., <A_m, X>) for independent A_i with independent N(0, scale^2) entries.

    Every 64 matrices come from a Philox stream of their own, a child of the seed, as float32
    numbers; products are formed in double precision. Memory is that of one block, 64 d_L d_0
    numbers, whatever m; the price is time: on one core a gradient of `Sensing` took about 50 times
    as long as with the stored matrices (d = 100, m = 2000). To store them, use `materialize`.

    Args:
        count: m >= 1.
        shape: (d_L, d_0) of each A_i.
        seed: a non-negative integer; the same seed gives the same matrices, and the first m of
            them do not depend on count.
        scale: standard deviation > 0 of an entry.

    Attributes:
        shape: (m, d_L d_0), of the linear map.
        matrix_shape: (d_L, d_0).

    Raises:
        ValueError: count, a side or the seed is no integer in range, scale <= 0.

    Example:
        >>> operators = GaussianOperators(500, (10, 8), seed=0)
        >>> operators.shape, operators.materialize().shape
        ((500, 80), (500, 10, 8))
    """

    def __init__(self, count, shape, *, seed, scale=1.0):
        count = whole_number(count, "count", least=1)
        if np.ndim(shape) != 1 or len(shape) != 2:
            raise ValueError(f"<A_i, X> is undefined: shape must be (d_L, d_0), not {shape!r}")
        self.matrix_shape = tuple(whole_number(d, "shape", least=1) for d in shape)
        self.seed = whole_number(seed, "seed", least=0)
        self.scale = positive(scale, "scale")
        super().__init__(np.dtype(float), (count, self.matrix_shape[0] * self.matrix_shape[1]))

    def blocks(self):
        """(start, A) in turn: A (at most 64, d_L d_0) holds the matrices from number `start` on."""
        count, size = self.shape
        for start in range(0, count, _BLOCK):
            child = np.random.SeedSequence(self.seed, spawn_key=(start // _BLOCK,))
            stream = np.random.Generator(np.random.Philox(child))
            rows = min(_BLOCK, count - start)
            block = stream.standard_normal((rows, size), dtype=np.float32)
            block *= np.float32(self.scale)
            block.setflags(write=False)
            yield start, block

    def materialize(self):
        """All A_i as one read-only array (m, d_L, d_0) of float32, which `Sensing` adopts."""
        stored = np.empty(self.shape, dtype=np.float32)
        for start, block in self.blocks():
            stored[start : start + len(block)] = block
        stored = stored.reshape(-1, *self.matrix_shape)
        stored.base.setflags(write=False)
        stored.setflags(write=False)
        return stored

    def _matvec(self, x):
        x = np.asarray(x, dtype=float).ravel()
        return np.concatenate([block.astype(float) @ x for _, block in self.blocks()])

    def _rmatvec(self, y):
        y = np.asarray(y, dtype=float).ravel()
        parts = (y[start : start + len(block)] @ block for start, block in self.blocks())
        return sum(parts, np.zeros(self.shape[1]))
