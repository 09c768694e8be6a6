"""Chapter *Fine-tuning*, second half: the first velocity of an orthogonal start, memory of a start."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization, end_to_end, orthogonal
from dlf.claims.dynamics.races import frame
from dlf.claims.hypotheses import depth_at_least, positive
from dlf.claims.matrices import letters
from dlf.claims.networks.adapters import adjoint, cancelled, isometries
from dlf.claims.networks.compressed_layer import mean_projector
from dlf.claims.networks.linear_block import product_velocity
from dlf.claims.networks.nets import block_gradients
from dlf.claims.steps import largest
from dlf.dynamics import gradient_flow
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
    depth, r = int(rng.integers(2, 6)), int(rng.integers(1, 4))
    widths = (int(rng.integers(4, 8)), *[r] * (depth - 1), int(rng.integers(4, 8)))
    eps = rng.uniform(0.4, 1.2, depth)
    W = orthogonal(widths, init_scale=eps, rng=rng)
    frames = [(frame(rng, widths[-1], r), frame(rng, widths[0], r)) for _ in range(200)]
    return W, eps, rng.standard_normal((widths[-1], widths[0])), frames


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


first_velocity = Claim(
    name="first-velocity",
    kind="theorem",
    title="The first velocity of an orthogonal start",
    statement=r"""
In the setting of {prf:ref}`low-rank-update`, $[[depth]]$, let the factors follow the flow $W_l' = -\partial \ell / \partial W_l$ from an orthogonal start, and let $G$ be the gradient at $X(0)$. Put $w_l = \prod_{k \ne l} \eps_k^2$, $P = Q_L Q_L^\T$ and $P_0 = Q_1^\T Q_1$, projections onto $r$ dimensions each. At $t = 0$:

1. $D' = -c^2 \bigl( w_1\, P G + (w_2 + \dots + w_{L-1})\, P G P_0 + w_L\, G P_0 \bigr)$.
2. The factors lower the loss at the rate $c^2 \bigl( w_1 \norm{P G}_F^2 + (w_2 + \dots + w_{L-1}) \norm{P G P_0}_F^2 + w_L \norm{G P_0}_F^2 \bigr)$. With the singular values $\sigma_1 \ge \sigma_2 \ge \dots$ of $G$ this is at most $c^2 (w_1 + \dots + w_L) \sum_{i \le r} \sigma_i^2$, with equality if the columns of $Q_L$ and the rows of $Q_1$ are the leading $r$ left and right singular vectors of one singular value decomposition of $G$.
3. For a fixed $G$ and independent and uniform $Q_1$ and $Q_L$ the mean of $D'$ is $-c^2 \bigl( w_1 \frac{r}{d_L} + (w_2 + \dots + w_{L-1}) \frac{r^2}{d_0 d_L} + w_L \frac{r}{d_0} \bigr) G$.
""",
    hypotheses={"depth": depth_at_least(2)},
    uses=("low-rank-update", "fastest-subspaces"),
    words=(
        "The product rule; the sum of the squares of the gradients is the rate of fall.",
        "|P G| = |Q_L^T G V| if the columns of V span the rows of Q_L^T G; then the bound for two frames.",
        "The mean of a uniform projection onto r of d dimensions is (r/d) I; those of P and P_0 multiply.",
        "L = 2, where nothing cancels; every L beyond 6 by the same cancelling, every d beyond 4 by the same symmetries.",
    ),
    steps=(velocity_in_words, mean_projector, velocity_and_fall),
    parts={
        "1": (velocity_in_words, velocity_and_fall),
        "2": (velocity_and_fall,),
        "3": (mean_projector,),
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


def fine_tuned(rng, depth, balanced=True):
    """A run towards a target from the start of LoRA, or from an orthogonal one of scale 1/2."""
    d0, d2, r = 6, 5, int(rng.integers(1, 4))
    start = rng.uniform(-1, 1, (r, d0)) / np.sqrt(d0), np.zeros((d2, r))
    if depth > 2:
        scale = [0.5] * depth if balanced else [0.5, *[0.4] * (depth - 1)]
        start = orthogonal((d0, *[r] * (depth - 1), d2), init_scale=scale, rng=rng)
    target = rng.standard_normal((d2, d0))
    run = gradient_flow(Factorization(target), start, [0.0, 0.4, 3.0], rtol=1e-12, atol=1e-13)
    return [run.at(k) for k in range(3)]


@step(
    "evidence",
    ("the memory left out", "memory", 0.0),
    ("B^T B with a factor 0.99", "share", 0.99),
    ("the upper bound with the least singular value", "swapped", True),
)
def lora_remembers(memory=1.0, share=1.0, swapped=False):
    """A A^T - A_0 A_0^T - B^T B, and both bounds on the singular values of B A, in runs."""

    def residual(states):
        A0 = states[0][0]
        ends = np.linalg.svd(A0, compute_uv=False)[[0, -1]]
        high, low = ends[::-1] if swapped else ends
        gaps = [0.0]
        for A, B in states[1:]:
            gaps.append(np.abs(A @ A.T - memory * A0 @ A0.T - share * B.T @ B).max())
            b = np.linalg.svd(B, compute_uv=False)
            found = np.linalg.svd(B @ A, compute_uv=False)[: len(b)]
            between = found / b / np.sqrt(low**2 + b**2), found / b / np.sqrt(high**2 + b**2)
            gaps += [(1 - between[0]).max(), (between[1] - 1).max()]
        return float(np.max(gaps))

    return measure(range(20), lambda rng: fine_tuned(rng, 2), residual, tolerance=1e-9)


@step(
    "evidence",
    ("scales that differ", "balanced", False),
    ("the power L - 1", "less", 1),
    ("a hundredth more", "share", 1.01),
    whole=("less",),
)
def powers_of_one_factor(balanced=True, less=0, share=1.0):
    """L = 3, 4: the singular values of D are the L-th powers of those of each factor, in runs."""

    def residual(states):
        gaps = []
        for W in states[1:]:
            found = np.linalg.svd(end_to_end(W), compute_uv=False)[: len(W[0])]
            values = [np.linalg.svd(F, compute_uv=False) ** (len(W) - less) for F in W]
            gaps += [found - share * v for v in values]
        return largest(gaps)

    draw = lambda rng: fine_tuned(rng, int(rng.integers(3, 5)), balanced)
    return measure(range(20), draw, residual, tolerance=1e-9)


memory_claim = Claim(
    name="memory-of-the-start",
    kind="corollary",
    title="LoRA keeps the memory of its start",
    statement=r"""
In the setting of {prf:ref}`low-rank-update`, $[[depth]]$, let the factors follow the flow $W_l' = -\eta\, \partial \ell / \partial W_l$, $[[rate]]$, whatever the other parameters do meanwhile, and let $s_k(\cdot)$ be the $k$-th singular value. At all times:

1. From $L = 2$, $A = A_0$, $B = 0$: $A A^\T = A_0 A_0^\T + B^\T B$, and for $k \le r$

   $$
   s_k(B)\, \sqrt{c^2 s_r(A_0)^2 + c^2 s_k(B)^2} \;\le\; s_k(D) \;\le\; s_k(B)\, \sqrt{c^2 s_1(A_0)^2 + c^2 s_k(B)^2} .
   $$
2. From an orthogonal start with $\eps_1 = \dots = \eps_L$: all factors have the same $r$ leading singular values $s_k$, and $s_k(D) = c\, s_k^L$.
""",
    hypotheses={"depth": depth_at_least(2), "rate": positive("eta")},
    uses=("low-rank-update", "block-balancedness"),
    words=(
        "D^T D of two neighbours is conserved: the factor c makes the gradient c G, which is some matrix.",
        "A_0 A_0^T lies between s_r^2 I and s_1^2 I, so D D^T lies between two functions of B B^T, each increasing.",
        "Balanced neighbours: D D^T = c^2 (W_L W_L^T)^L.",
    ),
    steps=(gram_of_the_update, lora_remembers, powers_of_one_factor),
    parts={"1": (gram_of_the_update, lora_remembers), "2": (powers_of_one_factor,)},
)

CLAIMS = (first_velocity, memory_claim)
