"""Chapter *A linear block inside a network*: core and rest, for any loss and any start."""

from dataclasses import replace

import numpy as np
import sympy as sp

from dlf.claims.dynamics.closure import chain, diagonal, times, turned, weighed, without
from dlf.claims.hypotheses import continuously_differentiable, depth_at_least, nonnegative, positive
from dlf.claims.matrices import letters, spatial_rotation
from dlf.claims.networks.nets import Training, net_around, shrunk, trained
from dlf.verify import Claim, Property, identity, measure, over, step

ROUNDING = 1e-9
beta, eta, omega = sp.symbols("beta eta omega", positive=True)
adjoint = sp.adjoint


def blocks(depth):
    """diag(a_l, kappa_l s_l), the first with n below its core, o beside; features (b, y) f, head (c, r)."""
    a, s = letters(f"a1:{depth + 1}"), letters(f"s1:{depth + 1}")
    kappa = sp.symbols(f"kappa1:{depth + 1}", positive=True)
    b, y, f, c, r, n, o = letters("b y f c r n o")
    D = [diagonal(*pair) for pair in zip(a, map(sp.Mul, kappa, s), strict=True)]
    D[0][1][0], D[0][0][1] = n, o
    return a, s, kappa, D, [[b * f], [y * f]], [[c, r]]


def zeros(expression, seen=False, read=False, leak=False, back=False):
    """Less the terms with y f, r, n, o, the blocks that are zero by hypothesis, but for those held."""
    y, f, r, n, o = letters("y f r n o")
    for word, held in (((y, f), seen), ((r,), read), ((n,), leak), ((o,), back)):
        if not held:
            turned_word = [adjoint(letter) for letter in word[::-1]]
            expression = without(without(expression, word), turned_word)
    return expression


def moved(W, V, N, decay=1, kept=1):
    """W - eta (beta V + N + omega W), block by block."""
    rule = lambda w, v, g: w - eta * (kept * beta * v + g + decay * omega * w)
    rows = zip(W, V, N, strict=True)
    return [[rule(*blocks) for blocks in zip(*row, strict=True)] for row in rows]


@step(
    "proof",
    ("features that reach the rest", "seen", True),
    ("a head that reads the rest", "read", True),
    ("a factor that carries the core into the rest", "leak", True),
    ("a factor that carries the rest into the core", "back", True),
    ("nine tenths of the decay", "decay", sp.Rational(9, 10)),
    ("nine tenths of the momentum", "kept", sp.Rational(9, 10)),
)
def one_step_in_blocks(seen=False, read=False, leak=False, back=False, decay=1, kept=1):
    """Every slope Gamma: a factor's step is the core's, and kappa - eta (beta u + omega kappa)."""

    def at(depth):
        a, s, kappa, D, H, C = blocks(depth)
        (v, Gamma), u = letters("v Gamma"), sp.Symbol("u", positive=True)
        (h, c) = H[0][0], C[0][0]

        def factor(l):
            above = chain(D[l + 1 :], diagonal(1, 1))
            N = times(turned(times(C, above)), times([[Gamma]], turned(chain(D[:l], H))))
            after = moved(D[l], diagonal(v, u * s[l]), N)
            inner, outer = sp.Mul(*a[:l][::-1]) * h, c * sp.Mul(*a[l + 1 :][::-1])
            core = a[l] - eta * (beta * v + adjoint(outer) * Gamma * adjoint(inner) + omega * a[l])
            rest = (kappa[l] - eta * (kept * beta * u + decay * omega * kappa[l])) * s[l]
            found = zeros(weighed(after), seen, read, leak, back)
            return identity(found, weighed(diagonal(core, rest)))

        return over("l", range(depth), factor)

    return over("L", range(2, 7), at)


@step(
    "proof",
    ("features that reach the rest", "seen", True),
    ("a head that reads the rest at the start", "read", True),
    ("a factor that carries the core into the rest", "leak", True),
)
def head_in_blocks(seen=False, read=False, leak=False):
    """The head's step is that of the core's head: it does not begin to read the rest."""

    def at(depth):
        a, _, _, D, H, C = blocks(depth)
        v, Gamma = letters("v Gamma")
        (h, c) = H[0][0], C[0][0]
        after = moved(C, [[v, 0]], times([[Gamma]], turned(chain(D, H))))
        own = Gamma * adjoint(sp.Mul(*a[::-1]) * h)
        stated = [[c - eta * (beta * v + own + omega * c), 0]]
        return identity(zeros(weighed(after), seen, read, leak), weighed(stated))

    return over("L", range(1, 7), at)


@step(
    "proof",
    ("a head that reads the rest", "read", True),
    ("a factor that carries the rest into the core", "back", True),
    ("nine tenths of the decay", "decay", sp.Rational(9, 10)),
)
def features_in_blocks(read=False, back=False, decay=1):
    """The step of B is that of the core's B, and kappa - eta (beta u + omega kappa) in the rest."""

    def at(depth):
        a, _, _, D, _, C = blocks(depth)
        (b, y, f, v, Gamma), (u, kappa) = letters("b y f v Gamma"), sp.symbols("u kappa")
        N = times(turned(times(C, chain(D, diagonal(1, 1)))), [[Gamma * adjoint(f)]])
        after = moved([[b], [kappa * y]], [[v], [u * y]], N)
        own = adjoint(C[0][0] * sp.Mul(*a[::-1])) * Gamma * adjoint(f)
        core = b - eta * (beta * v + own + omega * b)
        stated = [[core], [(kappa - eta * (beta * u + decay * omega * kappa)) * y]]
        return identity(zeros(weighed(after), read=read, back=back), weighed(stated))

    return over("L", range(1, 7), at)


@step(
    "proof",
    ("a head that reads the rest", "read", 1),
    ("a factor that carries the rest into the core", "back", 1),
    ("nine tenths of the frame", "share", sp.Rational(9, 10)),
)
def logits_in_frames(read=0, back=0, share=1):
    """Every core and rest, L = 1, 2, 3, d_l = 2 + 1, rational frames: C X x sees of x U_(0,1)^T x."""

    def at(depth):
        frames, x = [spatial_rotation(l) for l in range(depth + 1)], sp.Matrix(sp.symbols("x1:4"))
        cores = [sp.Matrix(2, 2, sp.symbols(f"a{l}_1:5")) for l in range(depth)]
        W = [sp.diag(a, r) for a, r in zip(cores, sp.symbols(f"r1:{depth + 1}"), strict=True)]
        W[0][0, 2] = back
        c = sp.Matrix(1, 2, sp.symbols("c1:3"))
        found, stated = x, share * frames[0][:, :2].T * x
        for below, above, D, a in zip(frames[:-1], frames[1:], W, cores, strict=True):
            found = (above * D * below.T) * found
            stated = a * stated
        head = c.row_join(sp.Matrix([[read]])) * frames[-1].T
        return identity((head * found)[0], (c * stated)[0])

    return over("L", range(1, 4), at)


def closed_net(rng):
    """A net, frames, sizes of the cores and inputs; L = 1..4, any shapes, no factor orthogonal."""
    depth = int(rng.integers(1, 5))
    sizes, more = rng.integers(2, 6, depth + 1), rng.integers(1, 5, depth + 1)
    frames = [np.linalg.qr(rng.standard_normal((k, k)))[0] for k in sizes + more]
    normal, W = lambda *shape: rng.standard_normal(shape) / np.sqrt(sum(shape)), []
    for l in range(depth):
        D = np.zeros((sizes[l + 1] + more[l + 1], sizes[l] + more[l]))
        D[: sizes[l + 1], : sizes[l]] = normal(sizes[l + 1], sizes[l])
        D[sizes[l + 1] :, sizes[l] :] = normal(more[l + 1], more[l])
        W.append(frames[l + 1] @ D @ frames[l].T)
    net = net_around(rng, tuple(W))
    unseen = np.linalg.svd(net.F)[0][:, 5:]  # of six inputs the five samples leave one direction
    B = np.vstack([normal(sizes[0], 6), normal(more[0], 1) @ unseen.T])
    C = np.hstack([normal(4, sizes[-1]), np.zeros((4, more[-1]))])
    net = replace(net, B=frames[0] @ B, C=C @ frames[-1].T)
    return net, frames, sizes, rng.standard_normal((len(frames[0]), 9))


def cut(net, frames, sizes):
    """The blocks of the core as a net of their own, and the other ones: of B, of each W_l, of C."""
    pairs = [(Q[:, :k], Q[:, k:]) for Q, k in zip(frames, sizes, strict=True)]
    (K, R), (last, behind) = pairs[0], pairs[-1]
    levels = list(zip(net.W, pairs[:-1], pairs[1:], strict=True))
    W = tuple(above[0].T @ A @ below[0] for A, below, above in levels)
    rest = [R.T @ net.B, *(above[1].T @ A @ below[1] for A, below, above in levels)]
    off = [net.C @ behind, R.T @ net.B @ net.F]
    for A, below, above in levels:
        off += [above[1].T @ A @ below[0], above[0].T @ A @ below[1]]
    ends = {"U": np.eye(sizes[-1]), "V": np.eye(sizes[0])}
    return replace(net, W=W, B=K.T @ net.B, C=net.C @ last, **ends), rest, off


def stays_in_the_cores(data):
    """No factor leads out of them; the features lie in the first, the rows of the head in the last."""
    net, frames, sizes, *_ = data
    return max(float(np.abs(gap).max()) for gap in cut(net, frames, sizes)[2]) < ROUNDING


@step(
    "evidence",
    ("ReLU between features and block", "behind", True),
    ("ReLU between block and head", "rectified", True),
    ("steps by the sign, as Adam's first ones", "adam", True),
    ("nine tenths of the decay", "decay", 0.9),
    ("one per cent more of the rate", "faster", 1.01),
)
def core_of_a_run(behind=False, rectified=False, adam=False, decay=1.0, faster=1.0):
    """30 steps of heavy ball with a rate for each factor: blocks, and logits of unseen inputs."""

    def residual(data):
        net, frames, sizes, x = data
        training = Training(behind=behind, rectified=rectified, adam=adam)
        small, rest, _ = cut(net, frames, sizes)
        end = trained(net, 30, training)
        small = trained(small, 30, replace(training, rate=faster * training.rate))
        found, left, off = cut(end, frames, sizes)
        gaps = [end.logits(x) - small.logits(frames[0][:, : sizes[0]].T @ x), *off]
        gaps += [p - q for p, q in zip((*found.W, found.B), (*small.W, small.B), strict=True)]
        rates = (net.free * training.rate, *training.rates(len(net.W)))
        for before, after, rate in zip(rest, left, rates, strict=True):
            gaps.append(after - shrunk(30, rate, training, decay) * before)
        return max(float(np.abs(gap).max()) for gap in gaps)

    draws, given = closed_net, (stays_in_the_cores,)
    return measure(range(20), draws, residual, tolerance=1e-12, hypotheses=given)


def closed():
    """Subspaces that no factor leaves, with features in the first and the head's rows in the last."""
    latex = (
        r"\operatorname{col} H(0) \subseteq K_0, \quad \operatorname{col} C(0)^\T \subseteq K_L, "
        r"\quad W_l(0)\, K_{l-1} \subseteq K_l, \quad W_l(0)^\T K_l \subseteq K_{l-1}"
    )

    def holds(data):
        H, C, W, K = data
        off = [H - K[0] @ (K[0].T @ H), C - C @ K[-1] @ K[-1].T]
        for A, below, above in zip(W, K[:-1], K[1:], strict=True):
            off += [A @ below - above @ (above.T @ A @ below)]
            off += [A.T @ above - below @ (below.T @ A.T @ above)]
        return bool(max(np.abs(gap).max(initial=0) for gap in off) < ROUNDING)

    e, leaves = np.eye(2)[:, :1], np.array([[1.0, 0.0], [1.0, 1.0]])
    kept, left = (e, e.T, (np.eye(2),), (e, e)), (e, e.T, (leaves,), (e, e))
    return Property("closed(K, H(0), C(0), W(0))", latex, holds, kept, left)


core_claim = Claim(
    name="core-for-any-loss",
    kind="theorem",
    title="Core and rest, for any loss",
    statement=r"""
In the setting of {prf:ref}`linear-block`, without biases, let $[[depth]]$ and $\ell = \varphi(C X H, \theta)$, $[[smooth]]$: the block feeds a linear head $C \in \R^{q \times d_L}$. Its features are $H = B F$ with fixed inputs $F \in \R^{p \times N}$ and $B \in \R^{d_0 \times p}$, which is trained like an embedding or a linear layer, or fixed. Let $K_l \subseteq \R^{d_l}$, $l = 0, \dots, L$, be subspaces such that

$$
[[closed]] \quad (l = 1, \dots, L),
$$

and $U_l = (U_{l,1}, U_{l,2})$ orthogonal, the columns of $U_{l,1}$ a basis of $K_l$. A *run* is gradient flow, as long as it exists, or gradient descent, of the factors with rates $[[rate]]$, of $C$ and $B$ with rates $\ge 0$, zero if they are fixed, with weight decay $[[decay]]$ and, for descent, heavy-ball momentum $[[momentum]]$ from velocity zero; $\theta$ may be trained by any rule that sees $C X H$ and $\theta$ alone. Under descent $\varphi$ may be another one at each step, as with minibatches; where it is not differentiable, any matrix may serve as its slope.

1. At all times of the run

   $$
   W_l = U_l \begin{pmatrix} \widetilde W_l & 0 \\ 0 & \kappa_l R_l \end{pmatrix} U_{l-1}^\T , \qquad C = \begin{pmatrix} \widetilde C & 0 \end{pmatrix} U_L^\T , \qquad B = U_0 \begin{pmatrix} \widetilde B \\ \kappa_0 B_2 \end{pmatrix},
   $$

   where $\widetilde W_1, \dots, \widetilde W_L, \widetilde C, \widetilde B, \theta$ are a run with the same settings on $\varphi(\widetilde C\, \widetilde W_L \cdots \widetilde W_1 \widetilde B F, \theta)$, $R_l$ and $B_2$ are the blocks of the start, $B_2 F = 0$, and the scalars $\kappa_l(0) = 1$ are reached by no data: $\kappa_l' = -\eta_l\, \omega\, \kappa_l$ under the flow, $\kappa_l^+ = \kappa_l - \eta_l u_l^+$ with $u_l^+ = \beta u_l + \omega \kappa_l$, $u_l(0) = 0$, under descent, $\eta_0$ being the rate of $B$. Without weight decay $\kappa_l = 1$: the rest does not move.
2. For **every** $x \in \R^{d_0}$, seen or not, $C X x = \widetilde C\, \widetilde W_L \cdots \widetilde W_1 U_{0,1}^\T x$.
""",
    hypotheses={
        "depth": depth_at_least(1),
        "smooth": continuously_differentiable(r"\varphi"),
        "closed": closed(),
        "rate": positive("eta_l"),
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("linear-block",),
    words=(
        "The start is block diagonal in the frames, as the K_l are closed.",
        "Every L beyond 6, and a factor alone (L = 1), by the same multiplication.",
        "Induction over the steps; for the flow, uniqueness once the slope is a given function.",
    ),
    steps=(
        one_step_in_blocks,
        head_in_blocks,
        features_in_blocks,
        logits_in_frames,
        core_of_a_run,
    ),
    parts={
        "1": (one_step_in_blocks, head_in_blocks, features_in_blocks, core_of_a_run),
        "2": (logits_in_frames, core_of_a_run),
    },
)

CLAIMS = (core_claim,)
