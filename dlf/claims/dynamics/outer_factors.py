"""Chapter *Domination at every depth*: the first and the last factor."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization, chain_gradient, end_to_end
from dlf.claims.dynamics.faster import powers_of_the_gram, velocity_of_the_gram
from dlf.claims.dynamics.races import balanced_race
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import balanced, depth_at_least
from dlf.claims.matrices import letters
from dlf.verify import Claim, all_of, identity, implies, measure, over, step

adjoint = sp.adjoint
NEAR, HALF = sp.Rational(99, 100), sp.Rational(1, 2)


@step("proof", ("a hundredth less of the decay", "decay", 2 * NEAR), ("one side only", "both", 0))
def velocity_of_the_last(decay=2, both=1):
    """W_L' = (M - X) B^T, X = W_L B: A' = M X^T + X M^T - 2 X X^T for A = W_L W_L^T."""
    B, W, M = letters("B W_L M")
    X = W * B
    moved = (M - X) * adjoint(B)
    stated = M * adjoint(X) + both * X * adjoint(M) - decay * X * adjoint(X)
    return identity(moved * adjoint(W) + W * adjoint(moved), stated)


@step(
    "evidence",
    ("every pair twice", "pairs", 2),
    ("a hundredth less on the right", "share", NEAR),
    whole=("pairs",),
)
def mixed_product(pairs=1, share=1):
    """z^T C^r z y^T A^(L+2j-r) y - (z^T X^T A^j y)^2 is a sum of squares, over pairs of modes.

    Three modes, alpha_i = a_i^2, sigma_i = a_i^L, and p_i = <v_i, z>, q_i = <u_i, y>; j = 0, 1 and
    every whole r.
    """
    a, p, q = (sp.symbols(f"{name}1:4", real=True) for name in "apq")

    def one(L, j, r):
        other = L + 2 * j - r
        left = sum(x ** (2 * r) * y**2 for x, y in zip(a, p, strict=True))
        right = sum(x ** (2 * other) * y**2 for x, y in zip(a, q, strict=True))
        mixed = sum(x ** (L + 2 * j) * y * z for x, y, z in zip(a, p, q, strict=True))
        wedge = lambda i, k: a[i] ** r * p[i] * a[k] ** other * q[k]
        squares = sum((wedge(i, k) - wedge(k, i)) ** 2 for i in range(3) for k in range(i))
        return identity(share * left * right - mixed**2, pairs * squares)

    every = lambda L: (one(L, j, r) for j in (0, 1) for r in range(L + 2 * j + 1))
    return over("L", range(2, 6), lambda L: all_of(*every(L)))


@step(
    "evidence",
    ("a power too many", "extra", 1),
    ("without the half", "share", 1),
    whole=("extra",),
)
def moments_in_order(extra=0, share=HALF):
    """M_L - M_1 M_(L-1) and M_(q-1) M_(q+1) - M_q^2 as sums over pairs; three points, L = q + 1."""
    x = sp.symbols("x1:4", real=True)
    weights = sp.symbols("w1 w2", real=True)
    w = (*weights, 1 - sum(weights))
    moment = lambda q: sum(b * a**q for a, b in zip(x, w, strict=True))
    pairs = [(i, k) for i in range(3) for k in range(3)]
    over_pairs = lambda f: share * sum(w[i] * w[k] * f(x[i], x[k]) for i, k in pairs)

    def at(L):
        q = L - 1
        chebyshev = over_pairs(lambda a, b: (a - b) * (a ** (q + extra) - b ** (q + extra)))
        squares = over_pairs(lambda a, b: (a * b) ** (q - 1 + extra) * (a - b) ** 2)
        first = identity(moment(L) - moment(1) * moment(q), chebyshev)
        return all_of(first, identity(moment(q - 1) * moment(q + 1) - moment(q) ** 2, squares))

    return over("L", range(2, 6), at)


@step(
    "evidence",
    ("a power more of the last moment", "last", 1),
    ("a power less of it", "last", 3),
    whole=("last",),
)
def chord_of_moments(last=2):
    """a_q = log m_q is convex in q = 1..L: (L - 1) a_(L-1) <= a_1 + (L - 2) a_L."""

    def at(L):
        a = sp.symbols(f"a1:{L + 1}", real=True)  # a[q - 1] is a_q
        convex = [sp.Ge(a[q - 1] + a[q + 1], 2 * a[q]) for q in range(1, L - 1)]
        ends = a[0] + (L - last) * a[L - 1]
        return implies(convex, sp.Le((L - 1) * a[L - 2], ends, evaluate=False))  # L = 2: a_1 <= a_1

    return over("L", range(2, 9), at)


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("the power of one factor less", "fewer", 1),
    whole=("fewer",),
)
def velocities_at_random(unequal=1.0, fewer=0):
    """Random balanced chains, L = 2..5: A' and C' from the gradients of the factors."""

    def draw(rng):
        data = balanced_race(rng, int(rng.integers(2, 6)), unequal=unequal)
        return data, rng.standard_normal(data.shape)

    def residual(drawn):
        data, M = drawn
        W, L = data.factors, data.depth
        X = end_to_end(W)
        G = chain_gradient(Factorization(M), W)
        A, C = W[-1] @ W[-1].T, W[0].T @ W[0]
        moved_A, moved_C = -G[-1] @ W[-1].T, -W[0].T @ G[0]
        mixed = M @ X.T, X.T @ M
        gaps = []
        for moved, mix, P in ((moved_A, mixed[0], A), (moved_C, mixed[1], C)):
            power = np.linalg.matrix_power(P, L - fewer)
            gaps.append(moved + moved.T - (mix + mix.T - 2 * power))
        return float(np.max([np.abs(gap).max() for gap in gaps]) / np.abs(M).max())

    return measure(range(12), draw, residual, tolerance=1e-12)


VELOCITIES, PAIRING, MOMENTS = theorems(
    "outer_factors.v", "outer_factors_flow", "outer_factors_pairing", "moments_in_order"
)


outer = Claim(
    name="outer-factors",
    kind="lemma",
    title="The first and the last factor",
    statement=r"""
Let $[[depth]]$, $M \in \R^{d_L \times d_0}$ and $f(X) = \tfrac12 \norm{X - M}_F^2$, and let the chain, of any widths, start balanced, $[[balanced]]$. Along the flow put $A = W_L W_L^\T$ and $C = W_1^\T W_1$.

1. At all times $A^L = X X^\T$ and $C^L = X^\T X$, and

$$
A' = M X^\T + X M^\T - 2 A^L, \qquad C' = M^\T X + X^\T M - 2 C^L .
$$

2. For all $y \in \R^{d_L}$, $z \in \R^{d_0}$, every whole number $j \ge 0$ and every real number $0 \le \rho \le L + 2j$, with $A^0 = I$ and $C^0 = I$,

$$
\begin{aligned}
\inner{z}{X^\T A^j y}^2 & \le \inner{z}{C^\rho z}\, \inner{y}{A^{L + 2j - \rho}\, y} , \\
\inner{y}{X C^j z}^2 & \le \inner{y}{A^\rho y}\, \inner{z}{C^{L + 2j - \rho}\, z} .
\end{aligned}
$$

3. Let $\norm{y} = 1$ and $m_q = \inner{y}{A^q y}$. Then $m_L \ge m_1 m_{L-1} \ge m_1^L$ and $m_{L-1}^{L-1} \le m_1\, m_L^{L-2}$.
""",
    hypotheses={"depth": depth_at_least(2), "balanced": balanced()},
    uses=("product-gradient", "balancedness", "largest-singular-value"),
    steps=(
        VELOCITIES,
        PAIRING,
        MOMENTS,
        powers_of_the_gram,
        velocity_of_the_gram,
        velocity_of_the_last,
        mixed_product,
        moments_in_order,
        chord_of_moments,
        velocities_at_random,
    ),
    parts={
        "1": (
            VELOCITIES,
            powers_of_the_gram,
            velocity_of_the_gram,
            velocity_of_the_last,
            velocities_at_random,
        ),
        "2": (
            PAIRING,
            mixed_product,
        ),
        "3": (MOMENTS, moments_in_order, chord_of_moments),
    },
)

CLAIMS = (outer,)
