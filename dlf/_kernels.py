"""Compiled loops; imported on use, as the compiler takes a second to load."""

import numpy as np
from numba import njit, prange


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


@njit(cache=True)
def descend_modes(x, y, s, depth, rates, momentum, weight_decay, kept):
    """Descent on sum_i 1/2 (x_i^2 y_i^(depth - 2) - s_i)^2: its state at the steps `kept`.

    x moves at rates[0] as each of the outer two factors does, y at rates[1] as an inner one. For
    depth 2 pass y = 1 and rates[1] = 0.

    Returns the outer and inner states (len(kept), len(s)) and how many were reached with a finite
    end-to-end matrix.
    """
    x, y, u, v = x.copy(), y.copy(), np.zeros(len(s)), np.zeros(len(s))
    outer, inner = np.empty((len(kept), len(s))), np.empty((len(kept), len(s)))
    step = 0
    for record in range(len(kept)):
        while step < kept[record]:
            for i in range(len(s)):
                power = 1.0
                for _ in range(depth - 3):
                    power *= y[i]
                above = x[i] * power
                residual = above * x[i] * y[i] - s[i]
                u[i] = momentum * u[i] + above * y[i] * residual + weight_decay * x[i]
                v[i] = momentum * v[i] + above * x[i] * residual + weight_decay * y[i]
                x[i] -= rates[0] * u[i]
                y[i] -= rates[1] * v[i]
            step += 1
        if not np.isfinite(np.sum((x**2 * y ** (depth - 2)) ** 2)):
            return outer, inner, record
        outer[record], inner[record] = x, y
    return outer, inner, len(kept)


@njit(cache=True)
def lift_modes(left, right, depth, x, y):
    """(diag(x) right, depth - 2 times diag(y), left diag(x)): half the time of NumPy's calls."""
    rank = len(x)
    first, last = np.empty(right.shape), np.empty(left.shape)
    inner = np.zeros((depth - 2, rank, rank))
    for i in range(rank):
        inner[:, i, i] = y[i]
        for j in range(right.shape[1]):
            first[i, j] = x[i] * right[i, j]
    for i in range(len(left)):
        for j in range(rank):
            last[i, j] = left[i, j] * x[j]
    return first, inner, last


def sampled_gradients(parts, starts, cols, values, A, B, G, H, squares):
    """G = E B and the sum over p of H_p = E^T A, for E = A B^T - M on the observed entries.

    The entries lie row by row, those of row i in starts[i]:starts[i + 1]. Four are taken at a
    time: their loops over the rank then share the loads of A_i and G_i. Part p takes the rows
    parts[p]:parts[p + 1] and writes its own H_p, so that the parts can run at the same time.

    Args:
        parts (p + 1,), starts (n + 1,), cols (entries,) unsigned, values (entries,).
        A (n, rank), B (d, rank): C-ordered.
        G (n, rank), H (p, d, rank): written.
        squares (n,): written, the sum of e_k^2 over each row, in double precision.
    """
    rank = A.shape[1]
    for p in prange(len(H)):
        h = H[p]
        h[:] = 0
        for i in range(parts[p], parts[p + 1]):
            a, g, total = A[i], G[i], 0.0
            for j in range(rank):
                g[j] = 0
            k, stop = starts[i], starts[i + 1]
            while k + 4 <= stop:
                c0, c1, c2, c3 = cols[k], cols[k + 1], cols[k + 2], cols[k + 3]
                b0, b1, b2, b3 = B[c0], B[c1], B[c2], B[c3]
                e0, e1, e2, e3 = -values[k], -values[k + 1], -values[k + 2], -values[k + 3]
                for j in range(rank):
                    e0 += a[j] * b0[j]
                    e1 += a[j] * b1[j]
                    e2 += a[j] * b2[j]
                    e3 += a[j] * b3[j]
                for j in range(rank):
                    g[j] += e0 * b0[j] + e1 * b1[j] + e2 * b2[j] + e3 * b3[j]
                for c, e in ((c0, e0), (c1, e1), (c2, e2), (c3, e3)):
                    below = h[c]
                    for j in range(rank):
                        below[j] += e * a[j]
                total += np.float64(e0 * e0 + e1 * e1) + np.float64(e2 * e2 + e3 * e3)
                k += 4
            while k < stop:
                b0, e0, below = B[cols[k]], -values[k], h[cols[k]]
                for j in range(rank):
                    e0 += a[j] * b0[j]
                for j in range(rank):
                    g[j] += e0 * b0[j]
                    below[j] += e0 * a[j]
                total += np.float64(e0 * e0)
                k += 1
            squares[i] = total


# Sums may be taken in any order and by fused products; NaN and infinity keep their meaning.
_ARITHMETIC = {"reassoc", "contract", "nsz", "arcp"}
sampled_gradients_serial = njit(cache=True, fastmath=_ARITHMETIC)(sampled_gradients)
sampled_gradients_parallel = njit(cache=True, fastmath=_ARITHMETIC, parallel=True)(
    sampled_gradients
)
_SUMS = {"reassoc", "contract"}  # a sum may be vectorised; nothing else is relaxed


@njit(cache=True, nogil=True, fastmath=_SUMS)
def residuals(A, x, y, out):
    """out_i = <A_i, x> - y_i for the rows of A, in double precision, four rows at a time."""
    m, size = A.shape
    for s in range(0, m - 3, 4):
        a, b, c, d = A[s], A[s + 1], A[s + 2], A[s + 3]
        p, q, r, t = 0.0, 0.0, 0.0, 0.0
        for j in range(size):
            p += a[j] * x[j]
            q += b[j] * x[j]
            r += c[j] * x[j]
            t += d[j] * x[j]
        out[s], out[s + 1], out[s + 2], out[s + 3] = (
            p - y[s], q - y[s + 1], r - y[s + 2], t - y[s + 3],
        )  # fmt: skip
    for s in range(m - m % 4, m):
        p = 0.0
        for j in range(size):
            p += A[s, j] * x[j]
        out[s] = p - y[s]


@njit(cache=True, nogil=True, fastmath=_SUMS)
def accumulate(A, r, g):
    """g += sum_i r_i A_i, in double precision, four rows at a time."""
    m, size = A.shape
    for s in range(0, m - 3, 4):
        a, b, c, d = A[s], A[s + 1], A[s + 2], A[s + 3]
        p, q, t, u = r[s], r[s + 1], r[s + 2], r[s + 3]
        for j in range(size):
            g[j] += (p * a[j] + q * b[j]) + (t * c[j] + u * d[j])
    for s in range(m - m % 4, m):
        for j in range(size):
            g[j] += r[s] * A[s, j]


@njit(cache=True, nogil=True, fastmath=_SUMS)
def sense(A, x, y, g):
    """g += sum_i (<A_i, x> - y_i) A_i: four rows at a time, read once and used twice from cache."""
    r = np.empty(4)
    for s in range(0, len(A), 4):
        part = A[s : s + 4]
        residuals(part, x, y[s : s + 4], r)
        accumulate(part, r, g)
