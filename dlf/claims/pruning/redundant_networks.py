"""Chapter *Redundant neurons*: channels, and directions in place of neurons."""

from functools import reduce

import numpy as np
import sympy as sp

from dlf.chain import end_to_end
from dlf.claims.dynamics.invariant_subspace import random_problem, starts_orthogonal
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, room
from dlf.claims.matrices import inner, spatial_rotation
from dlf.claims.steps import largest
from dlf.dynamics import gradient_descent
from dlf.reduction import reduce_problem
from dlf.verify import Claim, Relation, identity, measure, over, step


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


REMOVED, HANDED_ON, EVERY_KERNEL, PADDED, BY_TAP = theorems(
    "channels.v",
    "channel_removed",
    "constant_handed_on",
    "constant_for_every_kernel",
    "zero_padding",
    "tap_by_tap",
)

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
    steps=(REMOVED, HANDED_ON, EVERY_KERNEL, PADDED, BY_TAP, one_channel, channels_on_images),
    parts={
        "1": (REMOVED, PADDED, BY_TAP, one_channel, channels_on_images),
        "2": (HANDED_ON, EVERY_KERNEL, PADDED, one_channel),
    },
)


@step(
    "proof",
    ("a tenth of the rest kept", "kept", sp.Rational(1, 10)),
    ("a tenth of a direction more", "more", sp.Rational(1, 10)),
    ("the rest of the layers below alone", "below", True),
)
def projected(kept=0, more=0, below=False):
    """d = 3, L = 2, 3, m = 1, 2: what the projection behind layer l takes away from X."""

    def at(depth):
        frames = [spatial_rotation(k) for k in range(depth + 1)]
        rho = sp.symbols(f"rho1:{depth + 1}", positive=True)

        def behind(l, m):
            W = []
            for k, scale in enumerate(rho):
                inside = sp.Matrix(3 - m, 3 - m, sp.symbols(f"a{k}_1:{(3 - m) ** 2 + 1}"))
                W.append(frames[k + 1] * sp.diag(inside, scale * sp.eye(m)) * frames[k].T)
            cut = frames[l] * sp.diag(sp.eye(3 - m), kept * sp.eye(m)) * frames[l].T
            end = lambda chain: reduce(lambda P, F: F * P, chain)
            gap = end(W) - end([*W[:l], cut, *W[l:]])
            rest = sp.prod(rho[:l] if below else rho)
            return identity(inner(gap, gap), (m + more) * rest**2)

        places = lambda m: over("l", range(1, depth), lambda l: behind(l, m), whole=True)
        return over("m", (1, 2), places, whole=True)

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


NEVER_GROWS = formal("rest_never_grows.v", "rest_never_grows")


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
    uses=("invariant-subspace", "reduced-run"),
    words=("Part 2: of the d - 2r smallest singular values 2r at most belong to the core.",),
    steps=(NEVER_GROWS, projected, cost_of_the_projection),
    parts={
        "1": (projected, cost_of_the_projection),
        "2": (cost_of_the_projection,),
        "3": (NEVER_GROWS,),
    },
)

CLAIMS = (channels_claim, directions_claim)
