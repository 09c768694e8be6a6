"""Chapter *Redundant neurons*: what the logits feel, channels, and directions in place of neurons."""

from functools import reduce

import numpy as np
import sympy as sp

from dlf.chain import end_to_end
from dlf.claims.dynamics.invariant_subspace import random_problem, starts_orthogonal
from dlf.claims.hypotheses import depth_at_least, room
from dlf.claims.matrices import inner, spatial_rotation
from dlf.claims.steps import largest
from dlf.dynamics import gradient_descent
from dlf.pruning import remove_neurons
from dlf.reduction import reduce_problem
from dlf.verify import Claim, Property, Relation, identity, implies, measure, over, step


def not_stretching():
    """A map between matrices that lengthens no distance, tried on given pairs."""

    def holds(data):
        phi, pairs = data
        gaps = [np.linalg.norm(phi(Y) - phi(V)) - np.linalg.norm(Y - V) for Y, V in pairs]
        return bool(max(gaps) <= 1e-12)

    pairs = ((np.eye(2), np.zeros((2, 2))), (np.ones((2, 2)), -np.eye(2)))
    latex = r"\norm{\varphi_l(Y) - \varphi_l(V)}_F \le \norm{Y - V}_F"
    relu, square = (
        (lambda Y: np.maximum(Y, 0), pairs),
        (lambda Y: Y * np.abs(Y), ((np.eye(2), 2 * np.eye(2)),)),
    )
    return Property("not_stretching(phi)", latex, holds, relu, square)


@step(
    "proof",
    ("nine tenths of the sum", "share", sp.Rational(9, 10)),
    ("the last error alone", "first", 0),
    ("the norm of the last layer left out", "last", False),
)
def telescope(share=1, first=1, last=True):
    """Three layers behind one another: changes t1 <= w3 w4 e1, t2 <= w4 e2, t3 <= e3 of the output."""
    w3, w4, e1, e2, e3, t1, t2, t3, t = sp.symbols("w3 w4 e1 e2 e3 t1 t2 t3 t", real=True)
    reached = sp.Symbol("y", real=True)  # what e1 has become before the last layer
    least = [sp.Ge(x, 0) for x in (w3, w4, e1, e2, e3, t1, t2, t3, t, reached)]
    steps = [sp.Le(reached, w3 * e1), sp.Le(t1, w4 * reached), sp.Le(t2, w4 * e2), sp.Le(t3, e3)]
    stated = first * w3 * w4 * e1 + (w4 if last else 1) * e2 + e3
    return implies([*least, *steps, sp.Le(t, t1 + t2 + t3)], sp.Le(t, share * stated))


def narrowed(weights, biases, U, keep):
    """Logits before and after removals layer by layer, and the bound."""

    def run(W, b):
        H = [U]
        for k, (A, c) in enumerate(zip(W, b, strict=True)):
            Z = A @ H[-1] + c[:, None]
            H.append(Z if k == len(W) - 1 else np.maximum(Z, 0))
        return H

    W, b, bound = list(weights), list(biases), 0.0
    for l in range(len(W) - 1):
        H = run(W, b)[l + 1]
        found = remove_neurons(H.T, W[l + 1], b[l + 1], keep=keep)
        behind = np.prod([np.linalg.norm(A, 2) for A in W[l + 2 :]])
        bound += behind * np.sqrt(found.costs.sum())
        W[l], b[l] = W[l][found.kept], b[l][found.kept]
        W[l + 1], b[l + 1] = found.weight, found.bias
    return run(weights, biases)[-1], run(W, b)[-1], bound


@step(
    "evidence",
    ("the errors without the norms behind", "normed", False),
    ("nineteen twentieths of the bound", "share", 0.95),
    whole=(),
)
def rectified_networks(normed=True, share=1.0):
    """Networks of 4 layers stay below the bound; chains of single rectified neurons attain it."""

    def draw(rng):
        widths = (6, 12, 10, 9, 4)
        W = [rng.standard_normal((m, n)) for n, m in zip(widths, widths[1:], strict=False)]
        b = [rng.standard_normal(m) for m in widths[1:]]
        chain_of_one = rng.uniform(1.5, 3.0, 2)
        return W, b, rng.standard_normal((6, 50)), chain_of_one, rng.uniform(0, 1, 30)

    def residual(data):
        W, b, U, scales, u = data
        before, after, bound = narrowed(W, b, U, 6)
        over_bound = np.linalg.norm(after - before) / (share * bound) - 1
        first = np.vstack([u, u**2])  # two positive neurons, one of which goes; then scalars
        line = np.vstack([u, np.ones(30)])
        fit = np.linalg.lstsq(line.T, first[1], rcond=None)[0] @ line
        change, size = fit - first[1], 10.0  # a bias so large that every neuron stays on
        end = scales[1] * (scales[0] * (fit + size)) - scales[1] * (scales[0] * (first[1] + size))
        stated = (np.prod(scales) if normed else 1.0) * np.linalg.norm(change)
        return float(np.max([over_bound, np.linalg.norm(end) / (share * stated) - 1, 0.0]))

    return measure(range(20), draw, residual, tolerance=1e-10)


logits_claim = Claim(
    name="change-of-the-logits",
    kind="proposition",
    title="What the logits feel",
    statement=r"""
Let a network have $m$ layers with the weights $W_1, \dots, W_m$ and biases, $[[layers]]$, and between layer $l$ and $l + 1$ a map $\varphi_l$ of the whole batch with $[[short]]$: ReLU, tanh, pooling by the maximum over windows that do not overlap. Remove neurons of the hidden layers $l = 1, \dots, m - 1$ in this order, each time in the network as it then is, and let $\Delta_l$ be the change of $Z_{l+1}$ on the samples by the removals in layer $l$. Then the outputs on the samples change by at most

$$
\sum_{l=1}^{m-1} \norm{W_m} \cdots \norm{W_{l+2}}\; \norm{\Delta_l}_F ,
$$

with the spectral norms of the weights that the network had at first, and $\norm{\Delta_l}_F^2$ is the sum of the costs in layer $l$ ({prf:ref}`cost-of-removal`). For every $m$ there are networks with equality, and $\Delta_1 \ne 0$.
""",
    hypotheses={
        "layers": Relation(sp.Ge(sp.Symbol("m", integer=True), 2)),
        "short": not_stretching(),
    },
    uses=("cost-of-removal",),
    words=(
        "A layer lengthens a difference by the spectral norm at most, what stands between not at all.",
        "A removal in layer l changes no weight behind W_(l+1).",
        "Layers of one neuron that is on at all samples multiply; every m beyond four, by induction.",
    ),
    steps=(telescope, rectified_networks),
)


@step(
    "proof",
    ("the bias as it was", "moved", 0),
    ("nine tenths of the constant", "moved", sp.Rational(9, 10)),
    ("no error at the border", "border", 0),
    ("nine tenths of the error there", "border", sp.Rational(9, 10)),
    ("a constant in the border too", "padded", 1),
)
def one_channel(moved=1, border=1, padded=0):
    """Three taps on rows of five places: a channel c_0 + c_1 h_1 goes; the error at every place."""
    h, K = sp.symbols("h0:5", real=True), sp.symbols("k0:3", real=True)
    c0, c1 = sp.symbols("c0 c1", real=True)
    inside = lambda p: 0 <= p < 5
    first = lambda p: h[p] if inside(p) else sp.S.Zero
    gone = lambda p: c0 + c1 * h[p] if inside(p) else padded * c0

    def at(p):
        before = sum(K[q + 1] * gone(p + q) for q in (-1, 0, 1))
        after = sum(c1 * K[q + 1] * first(p + q) for q in (-1, 0, 1)) + moved * c0 * sum(K)
        error = sum(c0 * K[q + 1] for q in (-1, 0, 1) if not inside(p + q))
        return identity(after - before, border * error * sp.S.One)

    return over("place", range(5), at, whole=True)


def responses(kernel, images):
    """Z_o(p) = sum over channels and taps of a zero-padded convolution, 3 x 3, on (c, a, b)."""
    _, a, b = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    places = [(q, r) for q in range(3) for r in range(3)]
    return sum(
        np.einsum("oc,cab->oab", kernel[:, :, q, r], padded[:, q : q + a, r : r + b])
        for q, r in places
    )


@step(
    "evidence",
    ("a constant in the relation, and no bias", "constant", 0.01),
    ("a hundredth less handed on", "share", 0.99),
)
def channels_on_images(constant=0.0, share=1.0):
    """3 x 3 taps, 4 channels of 6 x 5 places, the last one a combination of the others."""

    def draw(rng):
        return (
            rng.standard_normal((3, 6, 5)),
            rng.standard_normal((2, 4, 3, 3)),
            rng.standard_normal(3),
        )

    def residual(data):
        images, kernel, c = data
        last = constant + np.tensordot(c, images, 1)
        before = responses(kernel, np.concatenate([images, last[None]]))
        fewer = kernel[:, :3] + share * c[None, :, None, None] * kernel[:, 3:]
        return largest([responses(fewer, images) - before])

    return measure(range(20), draw, residual, tolerance=1e-12)


channels_claim = Claim(
    name="redundant-channels",
    kind="proposition",
    title="Channels, and the border",
    statement=r"""
Let a convolution have the output $Z_o(p) = b_o + \sum_j \sum_{q} K_{oj}(q)\, h_j(p + q)$ at the places $p$ of a grid, with $h_j = 0$ outside of it, where the sum runs over $[[taps]]$ taps $q$ of its kernel. The neurons of {prf:ref}`removed-neurons` are the channels $j$, the samples all places of all images, the outgoing weights of channel $j$ all $K_{oj}(q)$.

1. If $h_j = \sum_{k \ne j} c_k h_k$ at all places of the grid, then $K_{ok} + c_k K_{oj}$ in place of $K_{ok}$ removes channel $j$ and leaves $Z$ as it is.
2. If $h_j = c_0 + \sum_{k \ne j} c_k h_k$, the same with $b_o + c_0 \sum_q K_{oj}(q)$ in place of $b_o$ changes $Z_o(p)$ by $c_0 \sum_{q\,:\, p + q \text{ outside}} K_{oj}(q)$: by nothing where the whole window lies in the grid.
""",
    hypotheses={"taps": Relation(sp.Ge(sp.Symbol("tau", integer=True), 1))},
    uses=("removed-neurons",),
    words=(
        "Part 1: the relation holds outside, where all is zero, too.",
        "Every kernel and grid, as for three taps on five places.",
    ),
    steps=(one_channel, channels_on_images),
    parts={"1": (one_channel, channels_on_images), "2": (one_channel,)},
)


@step(
    "proof",
    ("a tenth of the rest kept", "kept", sp.Rational(1, 10)),
    ("a tenth of a direction more", "more", sp.Rational(1, 10)),
    ("the rest of the layers below alone", "below", True),
)
def projected(kept=0, more=0, below=False):
    """d = 3, L = 2, 3, m = 1, 2, every l: what the projection behind layer l takes away from X."""

    def at(depth):
        frames = [spatial_rotation(k) for k in range(depth + 1)]
        rho = sp.symbols(f"rho1:{depth + 1}", positive=True)

        def behind(place):
            l, m = place
            W = []
            for k, scale in enumerate(rho):
                inside = sp.Matrix(3 - m, 3 - m, sp.symbols(f"a{k}_1:{(3 - m) ** 2 + 1}"))
                W.append(frames[k + 1] * sp.diag(inside, scale * sp.eye(m)) * frames[k].T)
            cut = frames[l] * sp.diag(sp.eye(3 - m), kept * sp.eye(m)) * frames[l].T
            end = lambda chain: reduce(lambda P, F: F * P, chain)
            gap = end(W) - end([*W[:l], cut, *W[l:]])
            rest = sp.prod(rho[:l] if below else rho)
            return identity(inner(gap, gap), (m + more) * rest**2)

        places = [(l, m) for l in range(1, depth) for m in (1, 2)]
        return over("l, m", places, behind, whole=True)

    return over("L", (2, 3), at)


@step(
    "evidence",
    ("a direction fewer", "fewer", 1),
    ("a hundredth more", "share", 1.01),
    ("the root of d - r", "ranks", 1),
    whole=("fewer", "ranks"),
)
def cost_of_the_projection(fewer=0, share=1.0, ranks=2):
    """12 x 12, r = 2, L = 3, after 150 steps: both hidden layers projected on 4 directions."""

    def residual(data):
        objective, factors, settings = data
        W = gradient_descent(objective, factors, 150, record=150, **settings).at(-1)
        frames = [C[:, : 4 - fewer] for C in reduce_problem(objective, factors).frames]
        X, gaps = end_to_end(W), []
        s = np.linalg.svd(X, compute_uv=False)
        rest = s[6]  # 8 of the 12 are the rest, wherever the 4 of the core lie
        for l in (1, 2):
            cut = end_to_end([*W[:l], frames[l] @ frames[l].T, *W[l:]])
            stated = share * np.sqrt(12 - 2 * ranks) * rest
            gaps.append(np.linalg.norm(X - cut) / stated - 1)
        nearest = np.sqrt((s[4:] ** 2).sum()) / (share * np.sqrt(12 - 4 * ranks) * rest)
        return float(np.max([*np.abs(gaps), 1 - nearest, 0.0]))

    draw = random_problem((12,) * 4, 2)
    return measure(range(20), draw, residual, tolerance=1e-8, hypotheses=(starts_orthogonal,))


directions_claim = Claim(
    name="directions-against-neurons",
    kind="corollary",
    title="Directions in place of neurons",
    statement=r"""
In the setting of {prf:ref}`reduced-run`, with $[[depth]]$ and $[[room]]$, let $z = W_l \cdots W_1 u$ be the hidden layer $1 \le l < L$ and $\Pi = V_{l+1,1} V_{l+1,1}^\T$ the projection on its $2r$ invariant directions.

1. $W_{l+1} \Pi$ in place of $W_{l+1}$ changes $X$ by $\sqrt{d - 2r}\, \prod_k |\rho_k|$ in the Frobenius norm, exactly, whatever $l$ is.
2. No linear network with a layer of $2r$ neurons, whatever its weights, is nearer to $X$ than $\sqrt{d - 4r}\, \prod_k |\rho_k|$, if $d \ge 4r$.
3. Along the flow without decay from equal scales $\eps$ it is at most $\sqrt{d - 2r}\, \eps^L$, at every time.
""",
    hypotheses={"depth": depth_at_least(2), "room": room()},
    uses=("reduced-run",),
    words=(
        "Part 2: of the d - 2r smallest singular values 2r at most belong to the core.",
        "Part 3: rho_l' = -rho_l prod_(k != l) rho_k^2 lowers every rho_l > 0.",
    ),
    steps=(projected, cost_of_the_projection),
    parts={"1": (projected, cost_of_the_projection), "2": (cost_of_the_projection,), "3": ()},
)

CLAIMS = (logits_claim, channels_claim, directions_claim)
