"""Chapter *A linear block inside a network*: core and rest, for any loss and any start."""

from dataclasses import replace

import numpy as np
import sympy as sp

from dlf.claims.dynamics.closure import chain, diagonal, times, turned, weighed, without
from dlf.claims.formal import formal
from dlf.claims.hypotheses import continuously_differentiable, depth_at_least, nonnegative, positive
from dlf.claims.matrices import letters, spatial_rotation
from dlf.claims.networks.nets import Training, net_around, shrunk, trained
from dlf.claims.steps import largest
from dlf.verify import Claim, Property, identity, measure, over, step

ROUNDING = 1e-9
beta, eta, omega = sp.symbols("beta eta omega", positive=True)
adjoint = sp.adjoint


class Blocks:
    """diag(a_l, kappa_l s_l), the first with n below its core and o beside it; biases (p_l, t_l) e.

    Features (b, y) f and head (c, r). Zero by hypothesis are n, o, t_l, y f and r.
    """

    def __init__(self, depth):
        self.a, self.s, self.p, t = (letters(f"{x}1:{depth + 1}") for x in "aspt")
        self.kappa = sp.symbols(f"kappa1:{depth + 1}", positive=True)
        b, y, f, self.c, r, n, o, e = letters("b y f c r n o e")
        self.D = [diagonal(*x) for x in zip(self.a, map(sp.Mul, self.kappa, self.s), strict=True)]
        self.D[0][1][0], self.D[0][0][1] = n, o
        self.C, self.z, self.core = [[self.c, r]], [[[b * f], [y * f]]], [b * f]
        for D, a, p, q in zip(self.D, self.a, self.p, t, strict=True):
            pushed = times(D, self.z[-1])
            self.z.append([[pushed[0][0] + p * e], [pushed[1][0] + q * e]])
            self.core.append(a * self.core[-1] + p * e)
        self.words = {"seen": (y, f), "read": (r,), "leak": (n,), "back": (o,)}
        self.words |= {f"bias {l}": (q,) for l, q in enumerate(t)}

    def above(self, l):
        """C D_L ... D_(l+1), and the same of the core."""
        X = chain(self.D[l:], diagonal(1, 1))
        return times(self.C, X), self.c * sp.Mul(*self.a[l:][::-1])

    def zeros(self, A, **held):
        """The sum of the blocks of A, weighed, less the terms that are zero, but for those held."""
        found = weighed(A)
        for why, word in self.words.items():
            if not held.get(why.split()[0]):
                turned_word = [adjoint(letter) for letter in word[::-1]]
                found = without(without(found, word), turned_word)
        return found


def moved(W, V, N, decay=1, kept=1):
    """W - eta (beta V + N + omega W), block by block."""
    rule = lambda w, v, g: w - eta * (kept * beta * v + g + decay * omega * w)
    rows = zip(W, V, N, strict=True)
    return [[rule(*blocks) for blocks in zip(*row, strict=True)] for row in rows]


@step(
    "evidence",
    ("features that reach the rest", "seen", True),
    ("a head that reads the rest", "read", True),
    ("a factor that carries the core into the rest", "leak", True),
    ("a factor that carries the rest into the core", "back", True),
    ("a bias off the core", "bias", True),
    ("nine tenths of the decay", "decay", sp.Rational(9, 10)),
    ("nine tenths of the momentum", "kept", sp.Rational(9, 10)),
)
def one_step_in_blocks(seen=False, read=False, leak=False, back=False, bias=False, decay=1, kept=1):
    """Every slope Gamma: a factor's step is the core's, and kappa - eta (beta u + omega kappa)."""

    def at(depth):
        net, (v, Gamma) = Blocks(depth), letters("v Gamma")
        u, held = sp.Symbol("u", positive=True), {"seen": seen, "read": read, "leak": leak}

        def factor(l):
            (outer, own), a, s, kappa = net.above(l + 1), net.a[l], net.s[l], net.kappa[l]
            N = times(turned(outer), times([[Gamma]], turned(net.z[l])))
            after = moved(net.D[l], diagonal(v, u * s), N)
            pull = adjoint(own) * Gamma * adjoint(net.core[l])
            core = a - eta * (beta * v + pull + omega * a)
            rest = (kappa - eta * (kept * beta * u + decay * omega * kappa)) * s
            found = net.zeros(after, **held, back=back, bias=bias)
            return identity(found, weighed(diagonal(core, rest)))

        return over("l", range(depth), factor, whole=True)

    return over("L", range(2, 6), at)


@step(
    "evidence",
    ("a head that reads the rest", "read", True),
    ("a bias that starts off the core", "bias", True),
)
def biases_in_blocks(read=False, bias=False):
    """The step of a bias is that of the core's bias: it stays in K_l."""

    def at(depth):
        net, (v, Gamma, e) = Blocks(depth), letters("v Gamma e")

        def factor(l):
            (outer, own), p = net.above(l + 1), net.p[l]
            n = times(turned(outer), [[Gamma * adjoint(e)]])
            t = net.words[f"bias {l}"][0]
            core = p - eta * (beta * v + adjoint(own) * Gamma * adjoint(e) + omega * p)
            found = net.zeros(moved([[p], [t]], [[v], [0]], n), read=read, bias=bias)
            return identity(found, weighed([[core], [0]]))

        return over("l", range(depth), factor, whole=True)

    return over("L", range(1, 6), at)


@step(
    "evidence",
    ("features that reach the rest", "seen", True),
    ("a head that reads the rest at the start", "read", True),
    ("a factor that carries the core into the rest", "leak", True),
    ("a bias off the core", "bias", True),
)
def head_in_blocks(seen=False, read=False, leak=False, bias=False):
    """The head's step is that of the core's head: it does not begin to read the rest."""

    def at(depth):
        net, (v, Gamma) = Blocks(depth), letters("v Gamma")
        after = moved(net.C, [[v, 0]], times([[Gamma]], turned(net.z[-1])))
        c, own = net.c, Gamma * adjoint(net.core[-1])
        found = net.zeros(after, seen=seen, read=read, leak=leak, bias=bias)
        return identity(found, weighed([[c - eta * (beta * v + own + omega * c), 0]]))

    return over("L", range(1, 7), at)


@step(
    "evidence",
    ("a head that reads the rest", "read", True),
    ("a factor that carries the rest into the core", "back", True),
    ("nine tenths of the decay", "decay", sp.Rational(9, 10)),
)
def features_in_blocks(read=False, back=False, decay=1):
    """The step of B is that of the core's B, and kappa - eta (beta u + omega kappa) in the rest."""

    def at(depth):
        net, (b, y, f, v, Gamma) = Blocks(depth), letters("b y f v Gamma")
        (outer, own), (u, kappa) = net.above(0), sp.symbols("u kappa")
        N = times(turned(outer), [[Gamma * adjoint(f)]])
        after = moved([[b], [kappa * y]], [[v], [u * y]], N)
        core = b - eta * (beta * v + adjoint(own) * Gamma * adjoint(f) + omega * b)
        stated = [[core], [(kappa - eta * (beta * u + decay * omega * kappa)) * y]]
        return identity(net.zeros(after, read=read, back=back), weighed(stated))

    return over("L", range(1, 7), at)


@step(
    "evidence",
    ("a head that reads the rest", "read", 1),
    ("a factor that carries the rest into the core", "back", 1),
    ("nine tenths of the frame", "share", sp.Rational(9, 10)),
)
def logits_in_frames(read=0, back=0, share=1):
    """Every core and rest, L = 1, 2, 3, d_l = 2 + 1, rational frames: z_L sees of x U_(0,1)^T x."""

    def at(depth):
        frames, x = [spatial_rotation(l) for l in range(depth + 1)], sp.Matrix(sp.symbols("x1:4"))
        cores = [sp.Matrix(2, 2, sp.symbols(f"a{l}_1:5")) for l in range(depth)]
        W = [sp.diag(a, r) for a, r in zip(cores, sp.symbols(f"r1:{depth + 1}"), strict=True)]
        W[0][0, 2], p = back, [sp.Matrix(sp.symbols(f"p{l}_1:3")) for l in range(depth)]
        c = sp.Matrix(1, 2, sp.symbols("c1:3"))
        found, stated = x, share * frames[0][:, :2].T * x
        for below, above, D, a, b in zip(frames[:-1], frames[1:], W, cores, p, strict=True):
            found = (above * D * below.T) * found + above[:, :2] * b
            stated = a * stated + b
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
    b = tuple(Q[:, :k] @ normal(k, 1) for Q, k in zip(frames[1:], sizes[1:], strict=True))
    net = replace(net, B=frames[0] @ B, C=C @ frames[-1].T, b=b)
    return net, frames, sizes, rng.standard_normal((len(frames[0]), 9))


def cut(net, frames, sizes):
    """The blocks of the core as a net of their own, and the other ones: of B, of each W_l, of C."""
    pairs = [(Q[:, :k], Q[:, k:]) for Q, k in zip(frames, sizes, strict=True)]
    (K, R), (last, behind) = pairs[0], pairs[-1]
    levels = list(zip(net.W, pairs[:-1], pairs[1:], strict=True))
    W = tuple(above[0].T @ A @ below[0] for A, below, above in levels)
    rest = [R.T @ net.B, *(above[1].T @ A @ below[1] for A, below, above in levels)]
    off = [net.C @ behind, R.T @ net.B @ net.F]
    off += [above[1].T @ b for b, above in zip(net.b, pairs[1:], strict=True)]
    b = tuple(above[0].T @ shift for shift, above in zip(net.b, pairs[1:], strict=True))
    for A, below, above in levels:
        off += [above[1].T @ A @ below[0], above[0].T @ A @ below[1]]
    ends = {"U": np.eye(sizes[-1]), "V": np.eye(sizes[0])}
    return replace(net, W=W, b=b, B=K.T @ net.B, C=net.C @ last, **ends), rest, off


def stays_in_the_cores(data):
    """No factor leads out of them; features, biases and the rows of the head lie in them."""
    net, frames, sizes, *_ = data
    return largest(cut(net, frames, sizes)[2]) < ROUNDING


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
        gaps += [p - q for p, q in zip(found.W + found.b, small.W + small.b, strict=True)]
        gaps += [found.C - small.C, found.B - small.B]
        rates = (net.free * training.rate, *training.rates(len(net.W)))
        for before, after, rate in zip(rest, left, rates, strict=True):
            gaps.append(after - shrunk(30, rate, training, decay) * before)
        return largest(gaps)

    draws, given = closed_net, (stays_in_the_cores,)
    return measure(range(20), draws, residual, tolerance=1e-12, hypotheses=given)


def closed():
    """Subspaces that no factor leaves, with features in the first and the head's rows in the last."""
    latex = (
        r"\begin{gathered} \operatorname{col} H(0) \subseteq K_0, \quad "
        r"\operatorname{col} C(0)^\T \subseteq K_L, \quad b_l(0) \in K_l, \\ "
        r"W_l(0)\, K_{l-1} \subseteq K_l, \quad W_l(0)^\T K_l \subseteq K_{l-1} \end{gathered}"
    )

    def holds(data):
        H, C, W, b, K = data
        off = [shift - Q @ (Q.T @ shift) for shift, Q in zip(b, K[1:], strict=True)]
        off += [H - K[0] @ (K[0].T @ H), C - C @ K[-1] @ K[-1].T]
        for A, below, above in zip(W, K[:-1], K[1:], strict=True):
            off += [A @ below - above @ (above.T @ A @ below)]
            off += [A.T @ above - below @ (below.T @ A.T @ above)]
        return bool(max(np.abs(gap).max(initial=0) for gap in off) < ROUNDING)

    e, f, leaves = np.eye(2)[:, :1], np.eye(2)[:, 1:], np.array([[1.0, 0.0], [1.0, 1.0]])
    kept, left = (e, e.T, (np.eye(2),), (e,), (e, e)), (e, e.T, (leaves,), (f,), (e, e))
    return Property("closed(K, H(0), C(0), W(0), b(0))", latex, holds, kept, left)


GRADIENTS = (
    formal("ends_gradient.v", "ends_gradient"),
    formal("block_gradient.v", "block_gradient"),
    formal("block_gradient.v", "bias_gradient"),
)
closed_is_block = formal("closed.v", "closed_is_block")
every_net = formal("net_core.v", "net_core_and_rest")
every_flow = formal("net_core_flow.v", "net_core_and_rest_flow")
slope_in_time = formal("net_slope.v", "slope_along_the_net")
intertwined_run = formal("intertwined.v", "intertwined_run")
lossless_core = formal("intertwined.v", "lossless_core")

core_claim = Claim(
    name="core-for-any-loss",
    kind="theorem",
    title="Core and rest, for any loss",
    statement=r"""
In the setting of {prf:ref}`linear-block`, with biases or without, let $[[depth]]$ and $\ell = \varphi(C Z, \theta)$, $[[smooth]]$: the block feeds a linear head $C \in \R^{q \times d_L}$. Its features are $H = B F$ with fixed inputs $F \in \R^{p \times N}$ and $B \in \R^{d_0 \times p}$, which is trained like an embedding or a linear layer, or fixed. Let $K_l \subseteq \R^{d_l}$, $l = 0, \dots, L$, be subspaces such that

$$
[[closed]]
$$

for $l = 1, \dots, L$, and $U_l = (U_{l,1}, U_{l,2})$ orthogonal, the columns of $U_{l,1}$ an orthonormal basis of $K_l$. A *run* is gradient flow, as long as it exists, or gradient descent, of the factors with rates $[[rate]]$, of biases, $C$ and $B$ with rates $\ge 0$, zero if they are fixed, with weight decay $[[decay]]$ and, for descent, heavy-ball momentum $[[momentum]]$ from velocity zero; $\theta$ may be trained by any rule that sees $C Z$ and $\theta$ alone, under the flow continuously. Under descent $\varphi$ may be another one at each step, as with minibatches; where it is not differentiable, any matrix may serve as its slope.

1. At all times of the run

   $$
   \begin{gathered}
   W_l = U_l \begin{pmatrix} \widetilde W_l & 0 \\ 0 & \kappa_l R_l \end{pmatrix} U_{l-1}^\T , \qquad b_l = U_l \begin{pmatrix} \tilde b_l \\ 0 \end{pmatrix}, \\
   C = \begin{pmatrix} \widetilde C & 0 \end{pmatrix} U_L^\T , \qquad B = U_0 \begin{pmatrix} \widetilde B \\ \kappa_0 B_2 \end{pmatrix},
   \end{gathered}
   $$

   where $\widetilde W_l, \tilde b_l, \widetilde C, \widetilde B$ and $\theta$ are a run with the same settings of the net whose block has the factors $\widetilde W_l$ and the biases $\tilde b_l$, $R_l$ and $B_2$ are the blocks of the start, $B_2 F = 0$, and the scalars $\kappa_l(0) = 1$ are reached by no data: $\kappa_l' = -\eta_l\, \omega\, \kappa_l$ under the flow, $\kappa_l^+ = \kappa_l - \eta_l u_l^+$ with $u_l^+ = \beta u_l + \omega \kappa_l$, $u_l(0) = 0$, under descent, $\eta_0$ being the rate of $B$. Without weight decay $\kappa_l = 1$: the rest does not move.
2. For **every** $x \in \R^{d_0}$, seen or not, the block followed by $C$ makes of $x$ what the small block followed by $\widetilde C$ makes of $U_{0,1}^\T x$. Without biases: $C X x = \widetilde C\, \widetilde W_L \cdots \widetilde W_1 U_{0,1}^\T x$.
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
    steps=(
        *GRADIENTS,
        closed_is_block,
        every_net,
        every_flow,
        slope_in_time,
        intertwined_run,
        lossless_core,
        one_step_in_blocks,
        biases_in_blocks,
        head_in_blocks,
        features_in_blocks,
        logits_in_frames,
        core_of_a_run,
    ),
    parts={
        "1": (
            *GRADIENTS,
            closed_is_block,
            every_net,
            every_flow,
            slope_in_time,
            intertwined_run,
            one_step_in_blocks,
            biases_in_blocks,
            head_in_blocks,
            features_in_blocks,
            core_of_a_run,
        ),
        "2": (every_net, every_flow, lossless_core, logits_in_frames, core_of_a_run),
    },
)

CLAIMS = (core_claim,)
