"""How wide the vectors of the compiled loops are, and arrays padded to them."""

import numpy as np

VECTOR = 32  # bytes: four float64, eight float32


def widened(W, dtype, inner):
    """A copy with zeros up to whole vectors along the axes `inner`, which finite steps keep."""
    shape = list(W.shape)
    for axis in inner:
        shape[axis] = whole_vectors(shape[axis], dtype)
    wide = np.zeros(shape, dtype)
    wide[: W.shape[0], : W.shape[1]] = W
    return wide


def whole_vectors(count, dtype):
    """`count` numbers rounded up to whole vectors."""
    lanes = VECTOR // np.dtype(dtype).itemsize
    return -(-count // lanes) * lanes
