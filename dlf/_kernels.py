"""Compiled loops; imported on use, as the compiler takes a second to load."""

import numpy as np
from numba import njit


@njit(cache=True)
def move(W, V, G, rate, momentum, weight_decay):
    """V = momentum V + G + weight_decay W, W = W - rate V, in place; one loop if both are zero."""
    plain = momentum == 0.0 and weight_decay == 0.0
    for i in range(len(W)):
        w, v, g = W[i], V[i], G[i]
        if plain:
            for j in range(len(w)):
                w[j] -= rate * g[j]
        else:
            for j in range(len(w)):
                v[j] = momentum * v[j] + g[j] + weight_decay * w[j]
                w[j] -= rate * v[j]


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
            for i in range(n):
                for j in range(n):
                    cotangents[depth - 1, i, j] = below[depth - 1, i, j] - M[i, j]
            for l in range(depth - 1, 0, -1):
                np.dot(W[l].T, cotangents[l], cotangents[l - 1])
                np.dot(cotangents[l], below[l - 1].T, G)
                move(W[l], velocity[l], G, rates[l], momentum, weight_decay)
            move(W[0], velocity[0], cotangents[0], rates[0], momentum, weight_decay)
            step += 1
        if not np.isfinite(np.sum(W)):
            return stored, record
        stored[record] = W
    return stored, len(kept)
