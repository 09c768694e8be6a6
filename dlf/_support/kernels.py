"""Compiled loops; imported on use, as the compiler takes a second to load."""

import warnings

import numpy as np
from numba import config

from dlf._support import plain
from dlf._support.chain_kernels import chain_velocity
from dlf._support.compiling import compiled
from dlf._support.lanes import lane_count, load, multiply_add, store, total, zeros
from dlf._support.row_kernels import refined_rows
from dlf._support.sign_kernels import sign_adjoint, sign_sums

SENSED_PARTS, SENSED_BLOCK = 4, 64  # how many sums `sense` is split into, and rows of a block
_SUMS = {"reassoc", "contract"}  # a sum may be vectorised; nothing else is relaxed


@compiled()
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


@compiled()
def descend(W, M, rates, momentum, weight_decay, kept):
    """Descent on 1/2 ||W_L ... W_1 - M||^2 for W (L, n, n): its state at the steps `kept`.

    Returns the states (len(kept), L, n, n) and how many were reached with ||W_L ... W_1||^2 finite.
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
        below[0] = W[0]
        for l in range(1, depth):
            np.dot(W[l], below[l - 1], below[l])
        if not np.isfinite(np.sum(below[depth - 1] ** 2)):
            return stored, record
        stored[record] = W
    return stored, len(kept)


@compiled()
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


@compiled()
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


@compiled(nogil=True, fastmath=_SUMS)
def sampled_gradients(first, stop, starts, cols, values, A, B, G, H, squares):
    """G = E B on the rows first:stop and H = E^T A from these rows, for E = A B^T - M.

    E is zero but for the observed entries, which lie row by row, those of row i in
    starts[i]:starts[i + 1]. Four are taken at a time: their loops over the rank then share the
    loads of A_i and G_i.

    Args:
        starts (n + 1,), cols (entries,), values (entries,).
        A (n, rank), B (d, rank): C-ordered, the rank a multiple of lane_count(A).
        G (n, rank), H (d, rank): C-ordered, written.
        squares (n,): written, the sum of e_k^2 over each row, in double precision.
    """
    rank, lanes = A.shape[1], lane_count(A)
    H[:] = 0
    G[first:stop] = 0
    for i in range(first, stop):
        row, sum_of_squares = i * rank, 0.0
        k, end = starts[i], starts[i + 1]
        while k + 4 <= end:
            c0, c1 = np.int64(cols[k]) * rank, np.int64(cols[k + 1]) * rank
            c2, c3 = np.int64(cols[k + 2]) * rank, np.int64(cols[k + 3]) * rank
            s0, s1, s2, s3 = zeros(A), zeros(A), zeros(A), zeros(A)
            for j in range(0, rank, lanes):
                a = load(A, row + j)
                s0 = multiply_add(a, load(B, c0 + j), s0)
                s1 = multiply_add(a, load(B, c1 + j), s1)
                s2 = multiply_add(a, load(B, c2 + j), s2)
                s3 = multiply_add(a, load(B, c3 + j), s3)
            e0, e1 = total(s0) - values[k], total(s1) - values[k + 1]
            e2, e3 = total(s2) - values[k + 2], total(s3) - values[k + 3]
            for j in range(0, rank, lanes):
                g = multiply_add(e0, load(B, c0 + j), load(G, row + j))
                g = multiply_add(e1, load(B, c1 + j), g)
                g = multiply_add(e2, load(B, c2 + j), g)
                g = multiply_add(e3, load(B, c3 + j), g)
                store(g, G, row + j)
                a = load(A, row + j)
                store(multiply_add(e0, a, load(H, c0 + j)), H, c0 + j)
                store(multiply_add(e1, a, load(H, c1 + j)), H, c1 + j)
                store(multiply_add(e2, a, load(H, c2 + j)), H, c2 + j)
                store(multiply_add(e3, a, load(H, c3 + j)), H, c3 + j)
            sum_of_squares += np.float64(e0 * e0 + e1 * e1) + np.float64(e2 * e2 + e3 * e3)
            k += 4
        while k < end:
            c0, s0 = np.int64(cols[k]) * rank, zeros(A)
            for j in range(0, rank, lanes):
                s0 = multiply_add(load(A, row + j), load(B, c0 + j), s0)
            e0 = total(s0) - values[k]
            for j in range(0, rank, lanes):
                store(multiply_add(e0, load(B, c0 + j), load(G, row + j)), G, row + j)
                store(multiply_add(e0, load(A, row + j), load(H, c0 + j)), H, c0 + j)
            sum_of_squares += np.float64(e0 * e0)
            k += 1
        squares[i] = sum_of_squares


@compiled()
def sampled_steps(count, rates, slack, weight, upright, entries, left, right, inner, places):
    """Up to `count` steps of descent on weight/2 sum e_k^2, e the entries of W_L ... W_1 - M.

    They end early where the sum of squares is not finite, or more than `slack` times the last.

    Args:
        rates (L,): of the layers.
        slack: may be infinite.
        upright: whether the entries lie row by row in M, else in its transpose.
        entries: starts, cols, values as for `sampled_gradients`.
        left (d_L, rank), right (d_0, rank), inner (L - 2, rank, rank): W_L, W_1^T, W_2 to W_{L-1}.
        places: G_left, G_right, G_inner with the gradients by them, divided by the weight, to
            begin with; P, B like `right` as scratch; the squares of the rows.

    Returns the steps taken, and whether the last of them raised the sum; the gradients and the
    squares of the rows are those of the last state.
    """
    starts, cols, values = entries
    G_left, G_right, G_inner, P, B, squares = places
    layers, last = len(inner), np.sum(squares)
    below, above = np.empty_like(inner), np.empty_like(inner)
    if layers == 0:
        P, B = right, G_right
    for taken in range(1, count + 1):
        left -= rates[-1] * (weight * G_left)
        right -= rates[0] * (weight * G_right)
        for l in range(layers):
            inner[l] -= rates[l + 1] * (weight * G_inner[l])
        for l in range(layers):
            k = layers - 1 - l
            if l == 0:
                below[l], above[k] = inner[l], inner[k]
            else:
                np.dot(inner[l], below[l - 1], below[l])
                np.dot(above[k + 1], inner[k], above[k])
        if layers > 0:
            np.dot(right, below[-1].T, P)
        if upright:
            sampled_gradients(0, len(left), starts, cols, values, left, P, G_left, B, squares)
        else:
            sampled_gradients(0, len(P), starts, cols, values, P, left, B, G_left, squares)
        if layers > 0:
            np.dot(B, below[-1], G_right)
            core = np.dot(B.T, right)
            for l in range(layers):
                inside = core if l == 0 else np.dot(core, below[l - 1].T)
                G_inner[l] = inside if l == layers - 1 else np.dot(above[l + 1].T, inside)
        now = np.sum(squares)
        if not np.isfinite(now) or now > slack * last:
            return taken, True
        last = now
    return count, False


@compiled(nogil=True, fastmath=_SUMS)
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


@compiled(nogil=True, fastmath=_SUMS)
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


@compiled(nogil=True, fastmath=_SUMS)
def sense(A, x, y, before, low, high, sums):
    """Add sum_i (<A_i, x> - y_i) A_i to the sums, or what goes to those from low to high - 1.

    The rows go to them in turn, SENSED_BLOCK at a time. So neither threads that share out the
    sums nor the cuts of a caller who passes the blocks in several calls change a bit.

    Args:
        A (m, size), x (size,), y (m,).
        before: how many blocks were passed before.
        low, high: from 0 and up to SENSED_PARTS.
        sums (SENSED_PARTS, size): in double precision.
    """
    r = np.empty(4)
    for p in range(low, high):
        first = (p - before) % SENSED_PARTS * SENSED_BLOCK
        for start in range(first, len(A), SENSED_PARTS * SENSED_BLOCK):
            for s in range(start, min(start + SENSED_BLOCK, len(A)), 4):
                rows = A[s : s + 4]  # read once, used twice from cache
                residuals(rows, x, y[s : s + 4], r)
                accumulate(rows, r, sums[p])


@compiled()
def sensed_steps(count, rates, widths, W, below, cotangents, A, y, weight):
    """Up to `count` steps of descent on weight/2 sum_i (<A_i, W_L ... W_1> - y_i)^2, in place.

    They end early where the end-to-end matrix is not finite.

    Args:
        rates (L,), widths (L + 1,): of the layers.
        W: the factors, row by row, one after the other.
        below, cotangents: places for W_l ... W_1 and the gradient by it, l = 1..L, alike; those
            of the products, from l = 2 on, are set.
        A (m, d_L d_0), y (m,).

    Returns the steps taken and ||W_L ... W_1||^2; `below` is that of the last state.
    """
    depth, cols = len(rates), widths[0]
    w, b = np.zeros(depth + 1, np.int64), np.zeros(depth + 1, np.int64)
    for l in range(depth):
        w[l + 1], b[l + 1] = w[l] + widths[l + 1] * widths[l], b[l] + widths[l + 1] * cols
    x, gradient = below[b[-2] :], cotangents[b[-2] :]
    sums, taken, size = np.empty((SENSED_PARTS, len(x))), 0, 0.0
    while taken < count:
        below[: b[1]] = W[: w[1]]
        sums[:] = 0
        sense(A, x, y, 0, 0, SENSED_PARTS, sums)
        for j in range(len(x)):
            gradient[j] = weight * (sums[0, j] + sums[1, j] + sums[2, j] + sums[3, j])
        for l in range(depth - 1, -1, -1):
            B = cotangents[b[l] : b[l + 1]].reshape(widths[l + 1], cols)
            V = W[w[l] : w[l + 1]].reshape(widths[l + 1], widths[l])
            if l == 0:
                V -= rates[0] * B
                break
            P = below[b[l - 1] : b[l]].reshape(widths[l], cols)
            np.dot(V.T, B, cotangents[b[l - 1] : b[l]].reshape(widths[l], cols))
            V -= rates[l] * np.dot(B, P.T)
        below[: b[1]] = W[: w[1]]
        for l in range(1, depth):
            V = W[w[l] : w[l + 1]].reshape(widths[l + 1], widths[l])
            P = below[b[l - 1] : b[l]].reshape(widths[l], cols)
            np.dot(V, P, below[b[l] : b[l + 1]].reshape(widths[l + 1], cols))
        taken, size = taken + 1, np.sum(x**2)
        if not np.isfinite(size):
            break
    return taken, size


if config.DISABLE_JIT:
    warnings.warn(
        "NUMBA_DISABLE_JIT is set: loops that are meant to be compiled run in Python, slowly",
        RuntimeWarning,
        stacklevel=2,
    )
    accumulate, residuals = plain.accumulate, plain.residuals
    sampled_gradients = plain.sampled_gradients
    sign_adjoint, sign_sums = plain.sign_adjoint, plain.sign_sums
    # products of matrices are quicker than these loops in Python
    chain_velocity = refined_rows = None


@compiled()
def descend_response(A, B, C, m, w, rate, losses):
    """Descent on sum_i w_i (C A^i B - m_i)^2 in place; losses before each step and after all.

    It ends early at a loss that is not finite.
    """
    d, k = len(B), len(m)
    V, U, Q, g = np.empty((k, d)), np.empty((k, d)), np.empty((k, d)), np.empty(k)
    for step in range(len(losses)):
        V[0], U[0] = B, C
        for i in range(1, k):
            V[i], U[i] = 0.0, 0.0
            for p in range(d):
                for q in range(d):
                    V[i, p] += A[p, q] * V[i - 1, q]
                    U[i, q] += A[p, q] * U[i - 1, p]
        loss = 0.0
        for i in range(k):
            gap = -m[i]
            for p in range(d):
                gap += C[p] * V[i, p]
            g[i] = 2 * w[i] * gap
            loss += w[i] * gap * gap
        losses[step] = loss
        if step == len(losses) - 1 or not np.isfinite(loss):
            losses[step:] = loss
            return
        for s in range(k - 1):  # Q_s = sum_t g_(s + t + 1) V_t
            Q[s] = 0.0
            for t in range(k - 1 - s):
                for q in range(d):
                    Q[s, q] += g[s + t + 1] * V[t, q]
        for s in range(k - 1):
            for p in range(d):
                for q in range(d):
                    A[p, q] -= rate * U[s, p] * Q[s, q]
        for i in range(k):
            for p in range(d):
                B[p] -= rate * g[i] * U[i, p]
                C[p] -= rate * g[i] * V[i, p]
