"""Chapter *Fine-tuning*, second half: the first velocity of an orthogonal start, memory of a start."""

from itertools import product

import numpy as np
import sympy as sp
from scipy.integrate import solve_ivp

from dlf.chain import end_to_end, orthogonal, unravel
from dlf.claims.dynamics.races import frame
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import depth_at_least, positive
from dlf.claims.matrices import letters
from dlf.claims.networks.adapters import adjoint, cancelled, isometries
from dlf.claims.networks.compressed_layer import mean_projector
from dlf.claims.networks.linear_block import product_velocity
from dlf.claims.networks.nets import block_gradients
from dlf.claims.steps import largest
from dlf.verify import Claim, identity, measure, over, step


@step(
    "proof",
    ("one inner factor more", "more", 1),
    ("nine tenths of the inner factors", "share", sp.Rational(9, 10)),
    ("both projections on every term", "both", True),
    ("an inner factor that is not orthogonal", "skipped", 1),
    whole=("more", "skipped"),
)
def velocity_in_words(more=0, share=1, both=False, skipped=0):
    """sum_l w_l A_l A_l^* G B_l^* B_l, L = 3..6, up to terms of Q Q^* - 1, Q^* Q - 1; L = 2 has none."""

    def at(depth):
        q, G = letters(f"q1:{depth + 1}"), letters("G")
        w = sp.symbols(f"w1:{depth + 1}", positive=True)
        above, below = q[-1] * adjoint(q[-1]), adjoint(q[0]) * q[0]
        found, used = 0, []
        for l in range(depth):
            A, B = q[:l:-1], q[:l][::-1]
            word = (*A, *map(adjoint, A[::-1]), G, *map(adjoint, B[::-1]), *B)
            found += w[l] * sp.Mul(*word)
            used += [w[l] * term for term in cancelled(word, isometries(q))[1]]
        inner = share * (sum(w[1:-1]) + more * w[0])
        stated = w[0] * above * G + inner * above * G * below + w[-1] * G * below
        if both:
            stated = sum(w) * above * G * below
        return identity(found, stated + sum(used[: len(used) - skipped]))

    return over("L", range(3, 7), at)


def adapted(rng):
    """An orthogonal start of depth 2 to 5, its scales, and a gradient."""
    depth, ends = int(rng.integers(2, 6)), [int(n) for n in rng.integers(3, 7, 2)]
    r = int(rng.integers(2, min(ends) + 1))
    widths = (ends[0], *[r] * (depth - 1), ends[1])
    eps = rng.uniform(0.4, 1.2, depth)
    W = orthogonal(widths, init_scale=eps, rng=rng)
    frames = [(frame(rng, widths[-1], r), frame(rng, widths[0], r)) for _ in range(200)]
    rank = int(rng.integers(r, min(ends) + 1))
    G = rng.standard_normal((ends[1], rank)) @ rng.standard_normal((rank, ends[0]))
    return W, eps, G, frames


def weights(eps):
    """w_l, the product of the squares of the other scales."""
    return np.prod(eps**2) / eps**2


def fall(w, G, Q_last, Q_first):
    """w_1 |Q_L^T G|^2 + (w_2 + ... + w_(L-1)) |Q_L^T G Q_1^T|^2 + w_L |G Q_1^T|^2."""
    square = lambda M: float((M**2).sum())
    inner = w[1:-1].sum() * square(Q_last.T @ G @ Q_first.T)
    return w[0] * square(Q_last.T @ G) + inner + w[-1] * square(G @ Q_first.T)


@step(
    "evidence",
    ("one scaling for two", "power", 1),
    ("the squares of all scales", "own", 2),
    ("k - 1 singular values in the bound", "less", 1),
    ("a hundredth more", "share", 1.01),
    whole=("power", "own", "less"),
)
def velocity_and_fall(power=2, own=0, less=0, share=1.0):
    """The product rule against the formulas; 200 other frames are not faster than the bound."""

    def residual(data):
        W, eps, G, frames = data
        c, r, w = 0.6, len(W[0]), weights(eps) * eps**own
        P, P0 = W[-1] @ W[-1].T / eps[-1] ** 2, W[0].T @ W[0] / eps[0] ** 2
        stated = w[0] * P @ G + w[1:-1].sum() * P @ G @ P0 + w[-1] * G @ P0
        N = block_gradients(W, c * G)
        found = c * product_velocity(W, N)
        lost = sum((g**2).sum() for g in N)
        told = c**power * share * fall(w, G, W[-1] / eps[-1], W[0] / eps[0])
        U, s, Vt = np.linalg.svd(G)
        most = w.sum() * (s[: r - less] ** 2).sum()
        best = fall(w, G, U[:, :r], Vt[:r])
        over_ = np.max([fall(w, G, Q, V.T) for Q, V in frames]) / most - 1
        gaps = [(found + share * c**power * stated) / np.abs(found).max()]
        return float(np.max([largest(gaps), abs(lost / told - 1), abs(best / most - 1), over_]))

    return measure(range(20), adapted, residual, tolerance=1e-11)


def turns(d):
    """Changes of sign and cyclic permutations of d axes: a mean over them is one over all rotations
    for what is quadratic."""
    flips = [np.diag(signs) for signs in product((-1.0, 1.0), repeat=d)]
    return [np.roll(R, k, axis=0) for R in flips for k in range(d)]


@step(
    "evidence",
    ("the two widths exchanged", "swapped", True),
    ("the inner factors with r in place of r^2", "inner", 1),
    ("nine tenths of the mean", "share", 0.9),
    whole=("inner",),
)
def mean_of_the_velocity(swapped=False, inner=2, share=1.0):
    """The product rule, averaged over turned Q_1 and Q_L, d_0 = 2, d_L = 3, L = 2, 3, 4, unequal scales."""

    def draw(rng):
        depth, r = int(rng.integers(2, 5)), int(rng.integers(1, 3))
        eps = rng.uniform(0.4, 1.2, depth)
        W = orthogonal((2, *[r] * (depth - 1), 3), init_scale=eps, rng=rng)
        return W, eps, rng.standard_normal((3, 2))

    def residual(data):
        W, eps, G = data
        c, r, w = 0.6, len(W[0]), weights(eps)
        d0, d1 = (3, 2) if swapped else (2, 3)
        found = []
        for R, S in product(turns(3), turns(2)):
            turned = (W[0] @ S, *W[1:-1], R @ W[-1]) if len(W) > 2 else (W[0] @ S, R @ W[-1])
            found.append(c * product_velocity(turned, block_gradients(turned, c * G)))
        shares = w[0] * r / d1 + w[1:-1].sum() * r**inner / (d0 * d1) + w[-1] * r / d0
        return float(np.abs(np.mean(found, axis=0) / c**2 + share * shares * G).max())

    return measure(range(6), draw, residual, tolerance=1e-12)


FRAMES, ROTATIONS = theorems("leading_frames.v", "frames_at_most", "unchanged_by_rotations")

UPDATE = theorems("update_flow.v", "update_gradient", "lora_remembers_gram", "balanced_update")
FIRST = theorems("first_velocity.v", "first_velocity", "first_fall", "first_fall_at_most")


first_velocity = Claim(
    name="first-velocity",
    kind="theorem",
    title="The first velocity of an orthogonal start",
    statement=r"""
In the setting of {prf:ref}`low-rank-update`, $[[depth]]$, let the factors follow the flow $W_l' = -\partial \ell / \partial W_l$ from an orthogonal start, and let $G$ be the gradient at $X(0)$. Put $w_l = \prod_{k \ne l} \eps_k^2$, $P = Q_L Q_L^\T$ and $P_0 = Q_1^\T Q_1$, projections onto $r$ dimensions each; for $L = 2$ the sum $w_2 + \dots + w_{L-1}$ is empty. At $t = 0$:

1. $D' = -c^2 \bigl( w_1\, P G + (w_2 + \dots + w_{L-1})\, P G P_0 + w_L\, G P_0 \bigr)$.
2. The factors lower the loss at the rate $c^2 \bigl( w_1 \norm{P G}_F^2 + (w_2 + \dots + w_{L-1}) \norm{P G P_0}_F^2 + w_L \norm{G P_0}_F^2 \bigr)$. With the singular values $\sigma_1 \ge \sigma_2 \ge \dots$ of $G$ this is at most $c^2 (w_1 + \dots + w_L) \sum_{i \le r} \sigma_i^2$, with equality if the columns of $Q_L$ and the rows of $Q_1$ are the leading $r$ left and right singular vectors of one singular value decomposition of $G$.
3. For a fixed $G$ and independent and uniform $Q_1$ and $Q_L$ the mean of $D'$ is $-c^2 \bigl( w_1 \frac{r}{d_L} + (w_2 + \dots + w_{L-1}) \frac{r^2}{d_0 d_L} + w_L \frac{r}{d_0} \bigr) G$.
""",
    hypotheses={"depth": depth_at_least(2)},
    uses=("low-rank-update", "fastest-subspaces"),
    words=("The mean of P exists and no rotation changes it; those of P and P_0 multiply.",),
    steps=(
        UPDATE[0],
        *FIRST,
        FRAMES,
        ROTATIONS,
        velocity_in_words,
        mean_projector,
        velocity_and_fall,
        mean_of_the_velocity,
    ),
    parts={
        "1": (UPDATE[0], FIRST[0], velocity_in_words, velocity_and_fall),
        "2": (
            *FIRST[1:],
            FRAMES,
            velocity_and_fall,
        ),
        "3": (ROTATIONS, mean_projector, mean_of_the_velocity),
    },
)


@step(
    "proof",
    ("without the memory", "memory", 0),
    ("nine tenths of the square", "share", sp.Rational(9, 10)),
)
def gram_of_the_update(memory=1, share=1):
    """B A A^* B^* = B (K + B^* B) B^* for K = A_0 A_0^*, up to B (A A^* - K - B^* B) B^*."""
    A, B, K = letters("A B K")
    kept = memory * B * K * adjoint(B) + share * (B * adjoint(B)) ** 2
    gap = A * adjoint(A) - K - adjoint(B) * B
    return identity(B * A * adjoint(A) * adjoint(B), kept + B * gap * adjoint(B))


def fine_tuned(rng, depth, *, lora=False, balanced=True, first=0.0):
    """(c, factors at the times 0, 0.4, 3) of a flow whose G moves: that of the target M + sin(5 t) N."""
    ends, c, eta = [int(n) for n in rng.integers(3, 7, 2)], *rng.uniform(0.6, 1.6, 2)
    r = int(rng.integers(1, min(ends) + 1))
    scale = [0.5] * depth if balanced else [0.5, *[0.4] * (depth - 1)]
    start = orthogonal((ends[0], *[r] * (depth - 1), ends[1]), init_scale=scale, rng=rng)
    if lora:
        A = rng.uniform(-1, 1, (r, ends[0])) / np.sqrt(ends[0])
        start = A, first * rng.standard_normal((ends[1], r))
    M, N = rng.standard_normal((2, ends[1], ends[0]))

    def velocity(t, y):
        W = unravel(y, start)
        G = c * end_to_end(W) - M - np.sin(5 * t) * N
        return np.concatenate([-eta * g.ravel() for g in block_gradients(W, c * G)])

    begun = np.concatenate([W.ravel() for W in start])
    settings = {"method": "DOP853", "rtol": 1e-12, "atol": 1e-13}
    run = solve_ivp(velocity, (0, 3), begun, t_eval=(0, 0.4, 3), **settings)
    return c, [unravel(y, start) for y in run.y.T]


@step(
    "evidence",
    ("the memory left out", "memory", 0.0),
    ("B^T B with a factor 0.99", "share", 0.99),
    ("the bounds without the scaling", "scaled", 0),
    ("the upper bound with the least singular value", "swapped", True),
    ("a start with another B", "first", 0.3),
    whole=("scaled",),
)
def lora_remembers(memory=1.0, share=1.0, scaled=1, swapped=False, first=0.0):
    """A A^T - A_0 A_0^T - B^T B, and both bounds on the singular values of c B A, in runs."""

    def residual(data):
        c, states = data
        A0, gaps = states[0][0], [0.0]
        ends = np.linalg.svd(A0, compute_uv=False)[[0, -1]]
        high, low = ends[::-1] if swapped else ends
        for A, B in states[1:]:
            gaps.append(np.abs(A @ A.T - memory * A0 @ A0.T - share * B.T @ B).max())
            b = np.linalg.svd(B, compute_uv=False)
            found = c * np.linalg.svd(B @ A, compute_uv=False)[: len(b)] / c**scaled
            gaps.append((b * np.sqrt(low**2 + b**2) - found).max())
            gaps.append((found - b * np.sqrt(high**2 + b**2)).max())
        return float(np.max(gaps))

    draw = lambda rng: fine_tuned(rng, 2, lora=True, first=first)
    return measure(range(20), draw, residual, tolerance=1e-9)


@step(
    "evidence",
    ("scales that differ", "balanced", False),
    ("the power L - 1", "less", 1),
    ("the scaling left out", "scaled", 0),
    ("a hundredth more", "share", 1.01),
    whole=("less", "scaled"),
)
def powers_of_one_factor(balanced=True, less=0, scaled=1, share=1.0):
    """L = 2, 3, 4: the singular values of D are c times the L-th powers of those of each factor."""

    def residual(data):
        (c, states), gaps = data, []
        for W in states[1:]:
            r = min(W[0].shape)
            found = c * np.linalg.svd(end_to_end(W), compute_uv=False)[:r]
            values = [np.linalg.svd(F, compute_uv=False)[:r] ** (len(W) - less) for F in W]
            gaps += [found - share * c**scaled * v for v in values]
        return largest(gaps)

    draw = lambda rng: fine_tuned(rng, int(rng.integers(2, 5)), balanced=balanced)
    return measure(range(20), draw, residual, tolerance=1e-9)


GRAMS = theorems("gram_memory.v", "remembered_gram", "balanced_singular_values")


memory_claim = Claim(
    name="memory-of-the-start",
    kind="corollary",
    title="LoRA keeps the Gram matrix of its start",
    statement=r"""
In the setting of {prf:ref}`low-rank-update`, $[[depth]]$, let the factors follow the flow $W_l' = -\eta\, \partial \ell / \partial W_l$, $[[rate]]$, whatever the other parameters do meanwhile, and let $s_k(\cdot)$ be the $k$-th singular value. As long as the flow exists:

1. From $L = 2$, $A = A_0$, $B = 0$: $A A^\T = A_0 A_0^\T + B^\T B$, and for $k \le r$

   $$
   s_k(B)\, \sqrt{c^2 s_r(A_0)^2 + c^2 s_k(B)^2} \;\le\; s_k(D) \;\le\; s_k(B)\, \sqrt{c^2 s_1(A_0)^2 + c^2 s_k(B)^2} .
   $$
2. From an orthogonal start with $\eps_1 = \dots = \eps_L$: all factors have the same $r$ leading singular values $s_1 \ge \dots \ge s_r$, and $s_k(D) = c\, s_k^L$ for $k \le r$.
""",
    hypotheses={"depth": depth_at_least(2), "rate": positive("eta")},
    uses=("low-rank-update", "block-balancedness"),
    steps=(*UPDATE, *GRAMS, gram_of_the_update, lora_remembers, powers_of_one_factor),
    parts={
        "1": (*UPDATE[:2], GRAMS[0], gram_of_the_update, lora_remembers),
        "2": (
            UPDATE[0],
            UPDATE[2],
            GRAMS[1],
            powers_of_one_factor,
        ),
    },
)

CLAIMS = (first_velocity, memory_claim)
