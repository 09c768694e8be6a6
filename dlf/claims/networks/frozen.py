"""Chapter *A linear block inside a network*, second half: directions that do not move, for any loss."""

from dataclasses import dataclass, replace

import numpy as np
import sympy as sp

from dlf.chain import end_to_end, gaussian, orthogonal, prefix_products, suffix_products
from dlf.claims.dynamics.closure import chain, diagonal, times, turned, weighed, without
from dlf.claims.hypotheses import depth_at_least, nonnegative, positive
from dlf.claims.hypotheses import orthogonal as is_orthogonal
from dlf.claims.matrices import letters
from dlf.claims.networks.linear_block import SLOPES
from dlf.verify import Claim, Property, identity, implies, measure, over, step

ROUNDING = 1e-9
beta, eta, omega = sp.symbols("beta eta omega", positive=True)
adjoint = sp.adjoint


def blocks(depth):
    """diag(a_l, rho_l), the first with a block n below its core; features (h, y), head (c, r)."""
    a, rho = letters(f"a1:{depth + 1}"), sp.symbols(f"rho1:{depth + 1}", positive=True)
    h, y, c, r, n = letters("h y c r n")
    D = [diagonal(*pair) for pair in zip(a, rho, strict=True)]
    D[0][1][0] = n
    return a, rho, D, [[h], [y]], [[c, r]]


def without_any(expression, **held):
    """Less the terms with the letters y, r, n that are zero by hypothesis, but for those held."""
    for name in ("y", "r", "n"):
        if not held.get(name):
            letter = letters(name)
            expression = without(without(expression, [letter]), [adjoint(letter)])
    return expression


@step(
    "proof",
    ("features that reach the direction", "seen", True),
    ("a head that reads the direction", "read", True),
    ("a factor that carries the core into the direction", "leak", True),
    ("nine tenths of the decay", "decay", sp.Rational(9, 10)),
    ("no momentum of the direction", "kept", 0),
)
def one_step_in_blocks(seen=False, read=False, leak=False, decay=1, kept=1):
    """Every Gamma: W - eta (beta V + N + omega W), less what contains H^T V_1, C V_(L+1), a leak."""

    def at(depth):
        a, rho, D, H, C = blocks(depth)
        (v, Gamma), u = letters("v Gamma"), sp.Symbol("u", positive=True)
        (h, c) = H[0][0], C[0][0]

        def moved(l):
            above = chain(D[l + 1 :], diagonal(1, 1))
            N = times(turned(times(C, above)), times([[Gamma]], turned(chain(D[:l], H))))
            rule = lambda W, V, N: W - eta * (beta * V + N + omega * W)
            rows = zip(D[l], diagonal(v, u), N, strict=True)
            after = [[rule(*one) for one in zip(*row, strict=True)] for row in rows]
            inner, outer = sp.Mul(*a[:l][::-1]) * h, c * sp.Mul(*a[l + 1 :][::-1])
            core = a[l] - eta * (beta * v + adjoint(outer) * Gamma * adjoint(inner) + omega * a[l])
            alone = rho[l] - eta * (kept * beta * u + decay * omega * rho[l])
            found = without_any(weighed(after), y=seen, r=read, n=leak)
            return identity(found, weighed(diagonal(core, alone)))

        return over("l", range(depth), moved)

    return over("L", range(2, 7), at)


@step(
    "proof",
    ("features that reach the direction", "seen", True),
    ("a factor that carries the core into the direction", "leak", True),
)
def head_in_blocks(seen=False, leak=False):
    """C - eta (beta V + Gamma H^T X^T + omega C) of a head (c, 0): it stays blind."""

    def at(depth):
        a, _, D, H, _ = blocks(depth)
        c, v, Gamma = letters("c v Gamma")
        N = times([[Gamma]], turned(chain(D, H)))
        rule = lambda W, V, N: W - eta * (beta * V + N + omega * W)
        after = [[rule(*one) for one in zip([c, 0], [v, 0], N[0], strict=True)]]
        inner = sp.Mul(*a[::-1]) * H[0][0]
        stated = [[c - eta * (beta * v + Gamma * adjoint(inner) + omega * c), 0]]
        return identity(without_any(weighed(after), y=seen, n=leak), weighed(stated))

    return over("L", range(2, 7), at)


@step("proof", ("a head that reads the direction", "read", True))
def features_in_blocks(read=False):
    """H - eta (beta V + X^T C^T Gamma + omega H) of features (h, 0) that are trained themselves."""

    def at(depth):
        a, _, D, H, C = blocks(depth)
        v, Gamma = letters("v Gamma")
        (h, c), X = (H[0][0], C[0][0]), chain(D, diagonal(1, 1))
        N = times(turned(times(C, X)), [[Gamma]])
        rule = lambda W, V, N: W - eta * (beta * V + N + omega * W)
        after = [[rule(w, u, n)] for w, u, (n,) in zip([h, 0], [v, 0], N, strict=True)]
        outer = c * sp.Mul(*a[::-1])
        stated = [[h - eta * (beta * v + adjoint(outer) * Gamma + omega * h)], [0]]
        return identity(without_any(weighed(after), r=read), weighed(stated))

    return over("L", range(2, 7), at)


@step("proof", ("a tenth of a direction more", "more", sp.Rational(1, 10)))
def dimension(more=0):
    """dim (ker H^T with ker C X) >= d - rank H - rank C: two families of linear conditions."""
    d, n, features, head, both = sp.symbols("d n features head both", real=True)
    conditions = [
        sp.Ge(features, 0),
        sp.Ge(head, 0),
        sp.Ge(both, 0),
        sp.Le(both, features + head),
        sp.Eq(n, d - both),
    ]
    return implies(conditions, sp.Ge(n, d - features - head + more))


@dataclass(frozen=True, eq=False)
class Net:
    """Features, a block U W_L ... W_1 V^T, a linear head and a loss behind it.

    Attributes:
        W: factors. C: head. H: features, a column a sample. U, V: the ends of a compressed block,
            identities for a full one.
        labels: one a sample. slope: (logits, labels) -> Gamma.
        free: 1.0 if H is trained itself, as an embedding is; 0.0 if it is fixed.
    """

    W: tuple
    C: np.ndarray
    H: np.ndarray
    U: np.ndarray
    V: np.ndarray
    labels: np.ndarray
    slope: object
    free: float

    def logits(self, x):
        """What the net makes of features that it need not have seen."""
        return self.C @ self.U @ end_to_end(self.W) @ self.V.T @ x


@dataclass(frozen=True)
class Training:
    """Settings of the theorem (rate, momentum, decay), and what lies outside of it.

    Attributes:
        ends: the rate of U and V, as a share of the learning rate.
        rectified: whether ReLU stands between block and head; behind: whether the features that
            are trained lie behind one. adam: steps by the sign.
    """

    rate: float = 0.1
    momentum: float = 0.5
    decay: float = 0.01
    ends: float = 0.0
    rectified: bool = False
    behind: bool = False
    adam: bool = False


def gradients(net, training):
    """Those of W_1, ..., W_L, C, H, U and V."""
    X = end_to_end(net.W)
    Z = net.U @ X @ net.V.T @ net.H
    on = Z > 0 if training.rectified else np.ones_like(Z)
    Gamma = net.slope(net.C @ (Z * on), net.labels)
    back = (net.C.T @ Gamma) * on
    G = net.U.T @ back @ net.H.T @ net.V
    below = [np.eye(len(X.T)), *prefix_products(net.W)[:-1]]
    above = [*suffix_products(net.W)[1:], np.eye(len(X))]
    factors = [A.T @ G @ B.T for A, B in zip(above, below, strict=True)]
    at_features = net.V @ X.T @ net.U.T @ back
    at_features = at_features * (net.H > 0) if training.behind else at_features
    ends = back @ (X @ net.V.T @ net.H).T, net.H @ back.T @ net.U @ X
    return (*factors, Gamma @ (Z * on).T, at_features, *ends)


def trained(net, steps, training):
    """The net after so many steps of heavy ball with weight decay, all samples in each."""
    depth, state = len(net.W), (*net.W, net.C, net.H, net.U, net.V)
    rates = np.r_[
        np.ones(depth + 1), float(training.behind) or net.free, training.ends, training.ends
    ]
    speed = [np.zeros_like(w) for w in state]
    for _ in range(steps):
        pull = gradients(net, training)
        pull = [np.sign(g) for g in pull] if training.adam else pull
        moves = zip(speed, pull, state, strict=True)
        speed = [training.momentum * v + g + training.decay * w for v, g, w in moves]
        state = [w - training.rate * r * v for w, r, v in zip(state, rates, speed, strict=True)]
        C, H, U, V = state[depth:]
        net = replace(net, W=tuple(state[:depth]), C=C, H=H, U=U, V=V)
    return net


def drawn(rng, *, isotropic=True):
    """A net of width 16 on 6 samples and 4 classes, L = 2..4, cross-entropy or hinge loss."""
    depth, d, samples, classes = int(rng.integers(2, 5)), 16, 6, 4
    scales = tuple(rng.uniform(0.5, 0.9, depth))
    start = orthogonal if isotropic else gaussian
    scales = scales if isotropic else tuple(s / np.sqrt(d) for s in scales)
    W = start((d,) * (depth + 1), init_scale=scales, rng=rng)
    H, C = rng.standard_normal((d, samples)) / 2, rng.standard_normal((classes, d)) / 2
    slope = SLOPES[int(rng.integers(2))]
    labels, free = rng.integers(0, classes, samples), float(rng.integers(2))
    return Net(W, C, H, np.eye(d), np.eye(d), labels, slope, free)


def blind(net):
    """Orthonormal bases of ker H^T with ker C X, and of what is orthogonal to it."""
    seen = np.hstack([net.H, (net.C @ end_to_end(net.W)).T])
    U, s, _ = np.linalg.svd(seen)
    rank = int(np.sum(s > ROUNDING * s[0]))
    return U[:, rank:], U[:, :rank]


def starts_orthogonal(net):
    """Each factor is a multiple of an orthogonal one."""
    test = is_orthogonal("Q_l").holds
    return all(test(W / np.linalg.norm(W, 2)) for W in net.W)


def anything(net):
    return True


@step(
    "evidence",
    ("ReLU between block and head", "rectified", True),
    ("features trained behind a ReLU", "behind", True),
    ("a Gaussian start", "isotropic", False),
    ("Adam", "adam", True),
    ("a direction more", "more", 1),
    ("nine tenths of the decay", "decay", 0.9),
    whole=("more",),
)
def frozen_in_a_run(rectified=False, behind=False, isotropic=True, adam=False, more=0, decay=1.0):
    """100 steps of heavy ball: W_l V_l = rho_l V_(l+1), W_l^T V_(l+1) = rho_l V_l, C V_(L+1) = 0."""
    training = Training(rectified=rectified, behind=behind, adam=adam)

    def residual(net):
        still, moving = blind(net)
        v = np.hstack([still, moving[:, :more]])
        end, gaps = trained(net, 100, training), []
        for W, start in zip(end.W, net.W, strict=True):
            scale = np.linalg.norm(start, 2)
            rho = scale * shrunk(100, training, decay)
            u = start @ v / scale
            gaps += [W @ v - rho * u, W.T @ u - rho * v]
            v = u
        return float(np.max([np.abs(gap).max() for gap in (*gaps, end.C @ v)]))

    test = starts_orthogonal if isotropic else anything
    draw = lambda rng: drawn(rng, isotropic=isotropic)
    return measure(range(20), draw, residual, tolerance=1e-12, hypotheses=(test,))


def shrunk(steps, training, decay=1.0):
    """rho after so many steps, from 1: nothing pulls but the decay."""
    rho, speed = 1.0, 0.0
    for _ in range(steps):
        speed = training.momentum * speed + decay * training.decay * rho
        rho -= training.rate * speed
    return rho


def fixed_features():
    """Features and head of a net, and a direction that neither of them sees."""

    def holds(data):
        H, head, v = data
        return bool(max(np.abs(H.T @ v).max(), np.abs(head @ v).max()) < ROUNDING)

    e, f = np.eye(3)[:, :1], np.eye(3)[:, 2:]
    latex = r"H^\T V_1 = 0, \quad C(0)\, X(0)\, V_1 = 0"
    return Property("unseen(H, C X, V_1)", latex, holds, (e, e.T, f), (e, e.T, e))


frozen_claim = Claim(
    name="frozen-directions",
    kind="theorem",
    title="Frozen directions, for any loss",
    statement=r"""
In the setting of {prf:ref}`linear-block`, without biases, let $[[depth]]$ and let $H \in \R^{d \times N}$ be fixed, or trained itself, as an embedding is. Let the block feed a linear head: $\ell = \varphi(C X H)$ with $C \in \R^{q \times d}$, trained or fixed, and any differentiable $\varphi$, another one at each step if you like. Let $W_l(0) = \eps_l Q_l$ with $\eps_l > 0$ and
$Q_l \in \R^{d \times d}$, $[[orthogonal]]$. Let the columns of $V_1$ be an orthonormal basis of the directions that neither the features nor the head see,

$$
[[unseen]],
$$

and $V_{l+1} = Q_l V_l$. Then, under the flow as long as it exists, and at all steps of descent with rate $[[rate]]$, weight decay $[[decay]]$ and heavy-ball momentum $[[momentum]]$ from velocity zero:

1. $W_l V_l = \rho_l V_{l+1}$, $W_l^\T V_{l+1} = \rho_l V_l$ and $C V_{L+1} = 0$, with scalars that no data reach: $\rho_l' = -\omega \rho_l$ under the flow, $\rho_l^+ = \rho_l - \eta u_l^+$ with $u_l^+ = \beta u_l + \omega \rho_l$ under descent, $\rho_l(0) = \eps_l$, $u_l(0) = 0$. Without weight decay the directions do not move.
2. There are at least $d - \operatorname{rank} H - \operatorname{rank} C(0)$ of them.
""",
    hypotheses={
        "depth": depth_at_least(1),
        "orthogonal": is_orthogonal("Q_l"),
        "unseen": fixed_features(),
        "rate": positive("eta"),
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("linear-block", "product-gradient"),
    words=(
        "Frames whose last columns are V_1, ..., V_(L+1): there Q_l is the identity.",
        "Every L beyond 6, by the same multiplication; L = 1.",
        "Induction over the steps; for the flow, uniqueness of the solution.",
    ),
    steps=(one_step_in_blocks, head_in_blocks, features_in_blocks, dimension, frozen_in_a_run),
    parts={
        "1": (one_step_in_blocks, head_in_blocks, features_in_blocks, frozen_in_a_run),
        "2": (dimension,),
    },
)


@step(
    "evidence",
    ("one column less", "less", 1),
    ("a random subspace of the same width", "random", True),
    ("the ends trained at a tenth of the rate", "ends", 0.1),
    ("Adam", "adam", True),
    ("ReLU between block and head", "rectified", True),
    ("one per cent more of the rate", "faster", 1.01),
    whole=("less",),
)
def logits_of_every_input(less=0, random=False, ends=0.0, adam=False, rectified=False, faster=1.0):
    """100 steps: the logits of 30 inputs that were never seen, full block against compressed one."""

    def draw(rng):
        return drawn(rng), rng.standard_normal((16, 30))

    def residual(data):
        net, inputs = data
        V = blind(net)[1]
        V = V[:, : V.shape[1] - less]
        V = np.linalg.qr(inputs[:, : V.shape[1]])[0] if random else V
        scales = [np.linalg.norm(W, 2) for W in net.W]
        U = end_to_end(net.W) @ V / np.prod(scales)
        small = tuple(scale * np.eye(V.shape[1]) for scale in scales)
        training = Training(ends=ends, adam=adam, rectified=rectified)
        narrow = trained(replace(net, W=small, U=U, V=V), 100, training)
        full = trained(net, 100, replace(training, ends=0.0, rate=faster * training.rate))
        return float(np.abs(full.logits(inputs) - narrow.logits(inputs)).max())

    def begins_orthogonal(data):
        return starts_orthogonal(data[0])

    return measure(range(20), draw, residual, tolerance=1e-11, hypotheses=(begins_orthogonal,))


lossless_claim = Claim(
    name="lossless-block",
    kind="corollary",
    title="Lossless compression from few samples",
    statement=r"""
In the setting of {prf:ref}`frozen-directions`, with $[[depth]]$ and $[[orthogonal]]$, let the columns of $V \in \R^{d \times k}$ be an orthonormal basis of the span of the columns of $H$ and of $(C(0) X(0))^\T$, so that $k \le \operatorname{rank} H + \operatorname{rank} C(0)$, and $U = Q_L \cdots Q_1 V$. Train
$\ell = \varphi(\widetilde C\, U\, \widetilde W_L \cdots \widetilde W_1 V^\T H)$ with the same $\varphi$ and the same settings from $\widetilde W_l(0) = \eps_l I_k$, $\widetilde C(0) = C(0)$, while $U$ and $V$ are fixed. Then at all times and for **every** input $x \in \R^d$, seen or not,

$$
\widetilde C\, U\, \widetilde W_L \cdots \widetilde W_1 V^\T x = C\, W_L \cdots W_1\, x .
$$
""",
    hypotheses={"depth": depth_at_least(1), "orthogonal": is_orthogonal("Q_l")},
    uses=("frozen-directions",),
    words=(
        "In the frames the core of the full block has the recursion of the compressed one.",
        "C = C U U^T at all times, as C V_(L+1) = 0; so both heads have one recursion.",
        "C X x = C U (U^T X V) V^T x, as X maps the span of V_1 to that of V_(L+1), and V to U.",
    ),
    steps=(one_step_in_blocks, head_in_blocks, features_in_blocks, logits_of_every_input),
)

CLAIMS = (frozen_claim, lossless_claim)
