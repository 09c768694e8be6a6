"""Random measurement matrices that are drawn again whenever they are read, never stored."""

from functools import partial

import numpy as np
from scipy.sparse.linalg import LinearOperator

from dlf._support import compiled_loops, positive, share, sign_words, thread_count, whole_number

_BLOCK = 64  # matrices to a stream; part of what a seed means
_PARALLEL = 1 << 28  # signs from which a second thread is worth it by default


class DrawnOperators(LinearOperator):
    """X -> (<A_1, X>, ..., <A_m, X>) for A_i that a seed decides; `blocks` draws them.

    The arguments, attributes and errors are those of `GaussianOperators`.
    """

    def __init__(self, count, shape, *, seed, scale=1.0):
        count = whole_number(count, "count", least=1)
        if np.ndim(shape) != 1 or len(shape) != 2:
            raise ValueError(f"<A_i, X> is undefined: shape must be (d_L, d_0), not {shape!r}")
        self.matrix_shape = tuple(whole_number(d, "shape", least=1) for d in shape)
        self.seed = whole_number(seed, "seed", least=0)
        self.scale = positive(scale, "scale")
        super().__init__(np.dtype(float), (count, self.matrix_shape[0] * self.matrix_shape[1]))

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
        return self.measure(np.asarray(x, dtype=float).ravel())

    def _rmatvec(self, y):
        return self.combine(np.asarray(y, dtype=float).ravel())


class GaussianOperators(DrawnOperators):
    """X -> (<A_1, X>, ..., <A_m, X>) for independent A_i with independent N(0, scale^2) entries.

    Every 64 matrices come from a Philox stream of their own, a child of the seed, as float32
    numbers; products are formed in double precision. Memory is that of one block, 64 d_L d_0
    numbers, whatever m; the price is time: on one core a gradient of `Sensing` took about 50 times
    as long as with the stored matrices (d = 100, m = 2000). To store them, use `materialize`; to
    have neither price, `SignOperators`.

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

    def measure(self, x):
        """The m numbers <A_i, x> for x (d_L d_0,)."""
        return np.concatenate([block.astype(float) @ x for _, block in self.blocks()])

    def combine(self, y):
        """sum_i y_i A_i as (d_L d_0,) for y (m,)."""
        parts = (y[start : start + len(block)] @ block for start, block in self.blocks())
        return sum(parts, np.zeros(self.shape[1]))


class SignOperators(DrawnOperators):
    """X -> (<A_1, X>, ..., <A_m, X>) for independent A_i with independent entries +-scale.

    The signs come from SplitMix64 in counter mode: each word of 64 bits is 64 entries, and any
    word is had from its number alone. To read them takes a fraction of the time in which the
    memory delivers stored numbers: on one core a gradient of `Sensing` took about a tenth of the
    time with stored doubles (d = 100, m = 2000), in the memory of a few vectors. Entries have the
    mean zero and the variance scale^2, as Gaussian ones, and lighter tails: low-rank matrices are
    recovered from about as many of them. The seed decides the signs; any processor and any number
    of threads gives the same bits.

    Args:
        count: m >= 1.
        shape: (d_L, d_0) of each A_i.
        seed: a non-negative integer; the same seed gives the same matrices, and the first m of
            them do not depend on count.
        scale: > 0, the size of an entry, taken in single precision.

    Attributes:
        shape: (m, d_L d_0), of the linear map.
        matrix_shape: (d_L, d_0).

    Raises:
        ValueError: count, a side or the seed is no integer in range, scale <= 0.

    Example:
        >>> operators = SignOperators(500, (10, 8), seed=0)
        >>> operators.shape, np.unique(operators.materialize()).tolist()
        ((500, 80), [-1.0, 1.0])

    References:
        Recht, Fazel, Parrilo, SIAM Review 52 (2010), for such operators; Steele, Lea, Flood,
        OOPSLA 2014, for the generator.
    """

    def __init__(self, count, shape, *, seed, scale=1.0):
        super().__init__(count, shape, seed=seed, scale=scale)
        self._words = -(-self.shape[1] // 64)
        self._size = float(np.float32(self.scale))
        self._key = np.random.SeedSequence(self.seed).generate_state(1, np.uint64)[0]

    def blocks(self):
        """(start, A) in turn: A (at most 64, d_L d_0) holds the matrices from number `start` on."""
        count, size = self.shape
        for start in range(0, count, _BLOCK):
            words = sign_words(start, min(start + _BLOCK, count), self._words, self._key)
            bits = np.unpackbits(words.astype("<u8").view(np.uint8), axis=1, bitorder="little")
            block = np.where(bits[:, :size], self._size, -self._size).astype(np.float32)
            block.setflags(write=False)
            yield start, block

    def measure(self, x, *, threads=None):
        """The m numbers <A_i, x> for x (d_L d_0,); threads as for `Sensing`."""
        threads = self._threads(threads)
        padded = np.zeros(64 * self._words)
        padded[: len(x)] = x
        measured = np.empty(self.shape[0])
        add = partial(_sum_part, self._key, padded.reshape(-1, 8, 8), measured, threads)
        share(add, threads, threads)
        return np.multiply(self._size, measured, out=measured)

    def combine(self, y, *, threads=None):
        """sum_i y_i A_i as (d_L d_0,) for y (m,); threads as for `Sensing`."""
        threads = self._threads(threads)
        found = np.empty((self._words, 8, 8))
        add = partial(_adjoint_part, self._key, np.ascontiguousarray(y), found, threads)
        share(add, threads, threads)
        return self._size * found.ravel()[: self.shape[1]]

    def _threads(self, threads):
        return thread_count(threads, large=self.shape[0] * self.shape[1] >= _PARALLEL)


def _sum_part(key, x, out, parts, p):
    first, stop = (len(out) * q // parts for q in (p, p + 1))
    compiled_loops().sign_sums(first, stop, key, x, out)


def _adjoint_part(key, y, out, parts, p):
    first, stop = (len(out) * q // parts for q in (p, p + 1))
    compiled_loops().sign_adjoint(first, stop, key, y, out)
