"""The compiled velocity of small chains, whose products take less time than calls of BLAS."""

import numpy as np

from dlf._support.compiling import compiled


@compiled()
def chain_velocity(state, widths, rates, target, weight):
    """-rates_l dF/dW_l of F = weight/2 ||W_L ... W_1 - M||^2, laid out as the state.

    No sum is relaxed: any processor gives the same bits.

    Args:
        state: the factors, row by row, one after the other.
        widths (L + 1,), rates (L,): of the layers.
        target (d_L, d_0): M.
    """
    depth, cols = len(rates), widths[0]
    products, ends = [state[: widths[1] * cols].reshape(widths[1], cols)], [widths[1] * cols]
    for l in range(1, depth):
        W, end = _factor(state, widths, l, ends[-1])
        products.append(_product(W, products[-1]))
        ends.append(end)
    B = weight * (products[-1] - target)
    velocity = np.empty(len(state))
    for l in range(depth - 1, 0, -1):
        G, _ = _factor(velocity, widths, l, ends[l - 1])
        W, _ = _factor(state, widths, l, ends[l - 1])
        _outer(-rates[l], B, products[l - 1], G)
        B = _pulled_back(W, B)
    velocity[: ends[0]] = -rates[0] * B.ravel()
    return velocity


@compiled()
def _factor(state, widths, l, start):
    """W_(l + 1) in the state, from `start` on, and where it ends."""
    end = start + widths[l + 1] * widths[l]
    return state[start:end].reshape(widths[l + 1], widths[l]), end


@compiled()
def _product(W, P):
    """W P."""
    found = np.zeros((len(W), P.shape[1]))
    for i in range(len(W)):
        for k in range(len(P)):
            for j in range(P.shape[1]):
                found[i, j] += W[i, k] * P[k, j]
    return found


@compiled()
def _pulled_back(W, B):
    """W^T B."""
    found = np.zeros((W.shape[1], B.shape[1]))
    for i in range(len(W)):
        for k in range(W.shape[1]):
            for j in range(B.shape[1]):
                found[k, j] += W[i, k] * B[i, j]
    return found


@compiled()
def _outer(rate, B, P, out):
    """out = rate B P^T."""
    for i in range(len(B)):
        for k in range(len(P)):
            total = 0.0
            for j in range(B.shape[1]):
                total += B[i, j] * P[k, j]
            out[i, k] = rate * total
