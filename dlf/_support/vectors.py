"""How wide the vectors of the compiled loops are, and arrays padded to them."""

import numpy as np

VECTOR = 32  # bytes: four float64, eight float32


def widened(W, dtype, inner):
    """A copy with zeros up to whole vectors along the axes `inner`, which finite steps keep."""
    lanes, shape = VECTOR // np.dtype(dtype).itemsize, list(W.shape)
    for axis in inner:
        shape[axis] = -(-shape[axis] // lanes) * lanes
    wide = np.zeros(shape, dtype)
    wide[: W.shape[0], : W.shape[1]] = W
    return wide
