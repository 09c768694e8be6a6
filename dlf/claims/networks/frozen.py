"""Chapter *A linear block inside a network*: directions that do not move, compression without loss."""

from dataclasses import replace

import numpy as np
import sympy as sp

from dlf.chain import end_to_end, gaussian, orthogonal
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least
from dlf.claims.hypotheses import orthogonal as is_orthogonal
from dlf.claims.matrices import letters
from dlf.claims.networks.nets import Training, falling_then_rising, net_around, shrunk, trained
from dlf.claims.steps import largest
from dlf.verify import Claim, Property, identity, implies, measure, over, step

ROUNDING = 1e-9
adjoint = sp.adjoint


def off_one(q, v, rows):
    """(q q^* - 1) v for orthonormal rows, (q^* q - 1) v for orthonormal columns: zero."""
    return (q * adjoint(q) if rows else adjoint(q) * q) * v - v


@step("evidence", ("widths that rise and then fall", "rises", True))
def directions_pass(rises=False):
    """q_l V_(l-1) = V_l, q_l^* V_l = V_(l-1), every n, up to terms of q q^* - 1, or q^* q - 1 (l > n)."""

    def at(depth):
        q, v, weights = letters(f"q1:{depth + 1}"), letters("v"), letters(f"x1:{2 * depth + 1}")

        def bottleneck(n):
            V, found, stated = [v] * (depth + 1), 0, 0
            for l in range(n, 0, -1):
                V[l - 1] = adjoint(q[l - 1]) * V[l]
            for l in range(n + 1, depth + 1):
                V[l] = q[l - 1] * V[l - 1]
            for l in range(depth):
                x, y, falls = weights[2 * l], weights[2 * l + 1], l < n
                found += x * q[l] * V[l] + y * adjoint(q[l]) * V[l + 1]
                stated += x * V[l + 1] + y * V[l]
                stated += (x if falls else y) * off_one(q[l], V[l + falls], falls != rises)
            return identity(found, stated)

        return over("n", range(depth + 1), bottleneck, whole=True)

    return over("L", range(1, 7), at)


@step("proof", ("a tenth of a direction more", "more", sp.Rational(1, 10)))
def dimension(more=0):
    """At least d_n - rank H - rank C directions: two families of linear conditions on R^(d_n)."""
    d, n, features, head, both = sp.symbols("d n features head both", real=True)
    conditions = [
        sp.Ge(features, 0),
        sp.Ge(head, 0),
        sp.Ge(both, 0),
        sp.Le(both, features + head),
        sp.Eq(n, d - both),
    ]
    return implies(conditions, sp.Ge(n, d - features - head + more))


def unit(W):
    """Q_l of W_l = eps_l Q_l."""
    return W / np.linalg.norm(W, 2)


def drawn(rng, *, isotropic=True):
    """A net whose widths fall to 12 and rise again, L = 1..4, on 5 samples and 4 classes; and n."""
    depth = int(rng.integers(1, 5))
    low, widths = falling_then_rising(rng, 12, depth)
    scales = tuple(rng.uniform(0.5, 0.9, depth))
    if not isotropic:
        scales = tuple(s / np.sqrt(d) for s, d in zip(scales, widths, strict=False))
    start = orthogonal if isotropic else gaussian
    return net_around(rng, start(widths, init_scale=scales, rng=rng)), low


def directions(net, low, more=0):
    """V_0, ..., V_L; with so many directions more that features or head do see."""
    Q = [unit(W) for W in net.W]
    below, above = np.eye(Q[low - 1].shape[0]) if low else np.eye(Q[0].shape[1]), None
    for W in Q[:low][::-1]:
        below = below @ W
    above = end_to_end([np.eye(len(below)), *Q[low:]])
    seen = np.hstack([below @ net.B @ net.F, (net.C @ above).T])
    U, s, _ = np.linalg.svd(seen)
    V = [U[:, int(np.sum(s > ROUNDING * s[0])) - more :]] * (len(Q) + 1)
    for l in range(low, 0, -1):
        V[l - 1] = Q[l - 1].T @ V[l]
    for l in range(low + 1, len(Q) + 1):
        V[l] = Q[l - 1] @ V[l - 1]
    return V


def starts_isometric(data):
    """Each factor is a multiple of one with orthonormal rows up to the layer n, columns behind."""
    net, low = data[:2]
    return isometric().holds(([unit(W) for W in net.W], low))


def anything(data):
    return True


@step(
    "evidence",
    ("ReLU between block and head", "rectified", True),
    ("ReLU between features and block", "behind", True),
    ("a Gaussian start", "isotropic", False),
    ("steps by the sign, as Adam's first ones", "adam", True),
    ("a direction more", "more", 1),
    ("nine tenths of the decay", "decay", 0.9),
    whole=("more",),
)
def frozen_in_a_run(rectified=False, behind=False, isotropic=True, adam=False, more=0, decay=1.0):
    """60 steps of heavy ball: W_l V_(l-1) = rho_l V_l, W_l^T V_l = rho_l V_(l-1), C V_L = 0."""
    training = Training(rectified=rectified, behind=behind, adam=adam)

    def residual(data):
        net, low = data
        V, end = directions(net, low, more), trained(net, 60, training)
        gaps = [end.C @ V[-1], V[0].T @ end.B @ end.F]
        for l, rate in enumerate(training.rates(len(net.W))):
            rho = np.linalg.norm(net.W[l], 2) * shrunk(60, rate, training, decay)
            gaps += [end.W[l] @ V[l] - rho * V[l + 1], end.W[l].T @ V[l + 1] - rho * V[l]]
        return largest(gaps)

    test = starts_isometric if isotropic else anything
    draw = lambda rng: drawn(rng, isotropic=isotropic)
    return measure(range(20), draw, residual, tolerance=1e-12, hypotheses=(test,))


def isometric():
    """Factors with orthonormal rows up to the layer n, orthonormal columns behind it."""

    def holds(data):
        Q, low = data
        grams = [A @ A.T if l < low else A.T @ A for l, A in enumerate(Q)]
        return bool(max(np.abs(G - np.eye(len(G))).max() for G in grams) < ROUNDING)

    latex = r"Q_l Q_l^\T = I \ (l \le n), \quad Q_l^\T Q_l = I \ (l > n)"
    e = np.eye(3)[:, :2]
    return Property("isometric(Q, n)", latex, holds, ((e.T, e), 1), ((e, e.T), 1))


def unseen():
    """Features, head, what leads from the layer n to either, and directions that neither sees."""

    def holds(data):
        H, C, below, above, V = data
        gaps = [np.abs(H.T @ below.T @ V).max(), np.abs(C @ above @ V).max()]
        return bool(max(gaps) < ROUNDING)

    I, (e, f) = np.eye(3), (np.eye(3)[:, :1], np.eye(3)[:, 2:])
    latex = r"H(0)^\T (Q_n \cdots Q_1)^\T v = 0, \quad C(0)\, Q_L \cdots Q_{n+1} v = 0"
    return Property(
        "unseen(H(0), C(0), Q, V_n)", latex, holds, (e, e.T, I, I, f), (e, e.T, I, I, e)
    )


FROZEN = (formal("frozen.v", "frozen_run"), formal("frozen_flow.v", "frozen_flow"))
COUNTED = theorems("frozen.v", "directions_unseen", "frozen_values")

frozen_claim = Claim(
    name="frozen-directions",
    kind="corollary",
    title="Frozen directions, for any loss",
    statement=r"""
In the setting of {prf:ref}`core-for-any-loss`, with $[[depth]]$, let $d_0 \ge \dots \ge d_n \le \dots \le d_L$ for some $n$ and $W_l(0) = \eps_l Q_l$ with $\eps_l > 0$, $[[isometric]]$. Let the columns of $V_n$ be an orthonormal basis of the directions $v \in \R^{d_n}$ that neither the features nor the head see,

$$
[[unseen]],
$$

and $V_{l-1} = Q_l^\T V_l$ for $l \le n$, $V_l = Q_l V_{l-1}$ for $l > n$; biases, if any, start at zero, or with $V_l^\T b_l(0) = 0$. All $V_l$ have orthonormal columns, and at all times of a run, whatever the loss:

1. $W_l V_{l-1} = \rho_l V_l$, $W_l^\T V_l = \rho_l V_{l-1}$ and $C V_L = 0$, with $\rho_l = \eps_l \kappa_l$. Without weight decay $\rho_l = \eps_l$: these directions do not move.
2. There are at least $d_n - \operatorname{rank} H(0) - \operatorname{rank} C(0)$ of them, and as many singular values of $W_l$ are $|\rho_l|$.
""",
    hypotheses={"depth": depth_at_least(1), "isometric": isometric(), "unseen": unseen()},
    uses=("core-for-any-loss",),
    steps=(*FROZEN, *COUNTED, directions_pass, dimension, frozen_in_a_run),
    parts={
        "1": (*FROZEN, directions_pass, frozen_in_a_run),
        "2": (*FROZEN, *COUNTED, dimension, frozen_in_a_run),
    },
)


@step("evidence", ("factors with orthonormal columns alone", "rows", False))
def head_in_the_last_core(rows=True):
    """Q (C Q)^T - C^T, Q = Q_L ... Q_1, in terms of q_l q_l^* - 1: the rows of C lie in K_L = Q K_0."""

    def at(depth):
        q, c = letters(f"q1:{depth + 1}"), letters("c")
        above = [sp.Mul(*q[l:][::-1]) for l in range(depth + 1)]  # Q_L ... Q_(l+1)
        zero = sum(A * off_one(q[l], adjoint(c * A), rows) for l, A in enumerate(above[1:]))
        return identity(above[0] * adjoint(c * above[0]) - adjoint(c), zero)

    return over("L", range(2, 7), at)


@step(
    "evidence",
    ("one column less", "less", 1),
    ("a random subspace of the same width", "random", True),
    ("the ends trained at a hundredth of the rate", "ends", 0.01),
    ("steps by the sign, as Adam's first ones", "adam", True),
    ("ReLU between block and head", "rectified", True),
    ("one per cent more of the rate", "faster", 1.01),
    whole=("less",),
)
def logits_of_every_input(less=0, random=False, ends=0.0, adam=False, rectified=False, faster=1.0):
    """60 steps: B, C and the logits of inputs that were never seen, full block against compressed."""

    def draw(rng):
        depth, d = int(rng.integers(1, 5)), 12
        W = orthogonal((d,) * (depth + 1), init_scale=tuple(rng.uniform(0.5, 0.9, depth)), rng=rng)
        return net_around(rng, W), 0, rng.standard_normal((d, 30))

    def residual(data):
        net, _, inputs = data
        V = np.linalg.qr(np.hstack([net.B @ net.F, (net.C @ end_to_end(net.W)).T]))[0]
        V = V[:, : V.shape[1] - less]
        V = np.linalg.qr(inputs[:, : V.shape[1]])[0] if random else V
        U = end_to_end([unit(W) for W in net.W]) @ V
        small = tuple(np.linalg.norm(W, 2) * np.eye(V.shape[1]) for W in net.W)
        training = Training(ends=ends, adam=adam, rectified=rectified)
        b = tuple(np.zeros((V.shape[1], 1)) for _ in small)
        narrow = trained(replace(net, W=small, b=b, U=U, V=V), 60, training)
        full = trained(net, 60, replace(training, ends=0.0, rate=faster * training.rate))
        gaps = [full.logits(inputs) - narrow.logits(inputs), full.C - narrow.C, full.B - narrow.B]
        return largest(gaps)

    return measure(range(20), draw, residual, tolerance=1e-12, hypotheses=(starts_isometric,))


LOSSLESS = (
    *theorems("lossless.v", "closed_start", "lossless_training"),
    formal("lossless_flow.v", "lossless_flow"),
)

lossless_claim = Claim(
    name="lossless-block",
    kind="corollary",
    title="Lossless compression from few samples",
    statement=r"""
In the setting of {prf:ref}`core-for-any-loss`, with $[[depth]]$, let $d_0 = \dots = d_L = d$, biases, if any, start at zero, and $W_l(0) = \eps_l Q_l$ with $\eps_l > 0$, $[[orthogonal]]$. Let the columns of $V \in \R^{d \times k}$ be an orthonormal basis of the span of the columns of $H(0)$ and of $(C(0) X(0))^\T$, so that $k \le \operatorname{rank} H(0) + \operatorname{rank} C(0)$, and $U = Q_L \cdots Q_1 V$. Put $\widetilde W_l(0) = \eps_l I_k$, biases $\tilde b_l(0) = 0$, and train with the same settings the net in which $V^\T$, the block with the factors $\widetilde W_l$ and $U$ replace the block, from the same $C(0)$, $B(0)$ and $\theta(0)$, while $U$ and $V$ are fixed. The runs of the two nets correspond: at all times they have the same $C$, $B$ and $\theta$, and make the same logits of **every** $x \in \R^d$, seen or not. With or without biases

$$
C\, U\, \widetilde W_L \cdots \widetilde W_1 V^\T x = C\, W_L \cdots W_1\, x .
$$
""",
    hypotheses={"depth": depth_at_least(1), "orthogonal": is_orthogonal("Q_l")},
    uses=("core-for-any-loss",),
    steps=(*LOSSLESS, head_in_the_last_core, logits_of_every_input),
)

CLAIMS = (frozen_claim, lossless_claim)
