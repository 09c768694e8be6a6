"""Compiled loops; imported on use, as the compiler takes a second to load."""

import numpy as np
from numba import njit


@njit(cache=True)
def descend(W, M, rates, momentum, weight_decay, kept):
    """Descent on 1/2 ||W_L ... W_1 - M||^2 for W (L, n, n): its state at the steps `kept`.

    Returns the states (len(kept), L, n, n) and how many of them were reached with finite entries.
    """
    depth, n = len(W), len(M)
    below, velocity = np.zeros((depth, n, n)), np.zeros((depth, n, n))
    cotangents, G = np.zeros((depth, n, n)), np.zeros((n, n))
    stored = np.empty((len(kept), depth, n, n))
    step = 0
    for record in range(len(kept)):
        while step < kept[record]:
            below[0] = W[0]
            for l in range(1, depth):
                np.dot(W[l], below[l - 1], below[l])
            cotangents[depth - 1] = below[depth - 1] - M
            for l in range(depth - 1, -1, -1):
                if l > 0:
                    np.dot(W[l].T, cotangents[l], cotangents[l - 1])
                    np.dot(cotangents[l], below[l - 1].T, G)
                else:
                    G[:] = cotangents[0]
                for i in range(n):
                    for j in range(n):
                        v = momentum * velocity[l, i, j] + G[i, j] + weight_decay * W[l, i, j]
                        velocity[l, i, j] = v
                        W[l, i, j] -= rates[l] * v
            step += 1
        if not np.isfinite(np.sum(W)):
            return stored, record
        stored[record] = W
    return stored, len(kept)
