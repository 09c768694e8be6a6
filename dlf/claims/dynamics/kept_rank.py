"""Chapter *Gradient flow on a product of matrices*, third part: rank and orientation are kept."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.dynamics.end_to_end import polar_pieces
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import balanced, continuously_differentiable, depth_at_least
from dlf.claims.matrices import letters
from dlf.claims.steps import largest
from dlf.dynamics import gradient_flow, singular_modes
from dlf.verify import Claim, Property, all_of, identity, implies, measure, step

h = sp.Symbol("h", real=True)
adjoint = sp.adjoint


def opposite_orientation():
    """Two square matrices with determinants of opposite signs."""

    def holds(data):
        return bool(np.linalg.det(data[0]) * np.linalg.det(data[1]) < 0)

    example, counterexample = (np.diag([1.0, -1.0]), np.eye(2)), (np.eye(2), np.eye(2))
    latex = r"\det X(0) \cdot \det M < 0"
    return Property("opposite_orientation(X, M)", latex, holds, example, counterexample)


@step(
    "proof",
    ("W_{l+1} v moved by itself", "crossed", False),
    ("the reversed sign", "sign", 1),
    ("the upper factor learns at twice the rate", "rate", 2),
    ("the upper factor learns at half the rate", "rate", sp.Rational(1, 2)),
)
def linear_system(crossed=True, sign=-1, rate=1):
    """For a fixed v, y = W_{l+1} v and z = W_l^T v obey y' = -C z and z' = -C^T y, C = A^T R B^T.

    V = W_{l+1} and W = W_l move by h times their velocities.
    """
    A, B, R, V, W, v = letters("A B R V W v")
    C, y, z = adjoint(A) * R * adjoint(B), V * v, adjoint(W) * v
    V_moved = V - h * rate * adjoint(A) * R * adjoint(W * B)
    W_moved = W - h * adjoint(A * V) * R * adjoint(B)
    return all_of(
        identity(V_moved * v, y + sign * h * C * (z if crossed else y)),
        identity(adjoint(W_moved) * v, z + sign * h * adjoint(C) * (y if crossed else z)),
    )


@step("proof", ("balance dropped", "balance", 0), ("twice the imbalance", "balance", 2))
def kernels_agree(balance=1):
    """|W_{l+1} v|^2 - |W_l^T v|^2 = v^T (W_{l+1}^T W_{l+1} - W_l W_l^T) v: both vanish together."""
    V, W, v = letters("V W v")
    y, z = V * v, adjoint(W) * v
    gap = adjoint(V) * V - W * adjoint(W)
    return identity(adjoint(y) * y - adjoint(z) * z, balance * adjoint(v) * gap * v)


@step(
    "proof",
    ("a floor 1 % higher", "floor", sp.Rational(101, 100)),
    ("the singular matrix not strictly between", "strict", False),
)
def beyond_the_singular_ones(floor=1, strict=True):
    """A singular M + c (X - M), 0 < c < 1, has c |X - M| >= s, so that |X - M|^2 / 2 > s^2 / 2."""
    c, s, x, f = sp.symbols("c s x f", real=True)
    between = (c > 0, c < 1 if strict else c <= 1, s > 0, x > 0, c * x >= s)
    return implies((*between, sp.Eq(2 * f, x**2)), 2 * f > floor * s**2)


@step("evidence", ("a direction that the lower factor sends", "sent", 0.125))
def kernel_stays(sent=0.0):
    """W_2 v = 0 = W_1^T v at the start stays so, without balance; 4 x 3 x 3, Gaussian factors."""
    v = np.array([1.0, 2.0, 2.0]) / 3

    def draw(rng):
        first, last = rng.standard_normal((3, 3)), rng.standard_normal((4, 3))
        aside = np.eye(3) - np.outer(v, v)
        chain = (aside @ first + sent * np.outer(v, first[0]), last @ aside)
        return chain, rng.standard_normal((4, 3))

    def residual(data):
        run = gradient_flow(Factorization(data[1]), data[0], [0.0, 0.5, 1.0], rtol=1e-10)
        first, last = run.at(-1)
        return largest([last @ v, first.T @ v])

    return measure(range(10), draw, residual, tolerance=1e-9)


@step("evidence", ("balance dropped: a first factor of full rank", "excess", 0.125))
def rank_stays(excess=0.0):
    """X(0) of rank 2 has rank 2 all along the flow; 4 x 3, L = 2, a target of rank 3."""
    times = np.linspace(0, 1.5, 7)

    def draw(rng):
        half = rng.standard_normal((4, 2)), rng.standard_normal((2, 3))
        first, last = polar_pieces(half[0] @ half[1] / 2, 2)
        free = np.linalg.svd(first)[2][-1]
        chain = (first + excess * np.outer([0, 0, 1], free), last)
        return chain, rng.standard_normal((4, 3))

    def residual(data):
        run = gradient_flow(Factorization(data[1]), data[0], times, rtol=1e-10)
        s = singular_modes(run).singular_values
        return float(np.max([(s[:, 2] / s[:, 0]).max(), 1e-3 * (s[:, 1].min() < 1e-8)]))

    test = balanced().holds if excess == 0 else lambda factors: True
    return measure(
        range(10), draw, residual, tolerance=1e-9, hypotheses=(lambda data: test(data[0]),)
    )


@step(
    "evidence",
    ("balance dropped: a factor 2 moved to the neighbour", "balance", 2.0),
    ("a floor 5 % higher", "floor", 1.05),
    ("the same orientation", "opposite", False),
)
def barrier(balance=1.0, floor=1.0, opposite=True):
    """One sign of det X and f(X) > s_min(M)^2 / 2 on runs to time 30 from the wrong side; 2 x 2."""
    times = np.linspace(0, 30, 31)

    def draw(rng):
        M, X = np.eye(2) + 0.2 * rng.standard_normal((2, 2)), rng.standard_normal((2, 2))
        if (np.linalg.det(X) * np.linalg.det(M) < 0) != opposite:
            X = X[::-1]
        first, middle, last = polar_pieces(X, 3)
        return (balance * first, middle / balance, last), X, M

    def residual(data):
        chain, _, M = data
        run = gradient_flow(Factorization(M), chain, times, rtol=1e-10)
        least = np.linalg.svd(M, compute_uv=False)[-1] ** 2 / 2
        turned = np.ptp(np.sign(np.linalg.det(run.end_to_end()))) > 0
        return float(np.max([0.0, floor - run.losses.min() / least, turned]))

    test = opposite_orientation().holds if opposite else lambda data: True
    kept = balanced().holds if balance == 1 else lambda factors: True
    hypotheses = (lambda data: test(data[1:]), lambda data: kept(data[0]))
    return measure(range(10), draw, residual, tolerance=1e-6, hypotheses=hypotheses)


LINEAR, KERNEL = theorems("rank_kept.v", "linear_zero", "kernel_kept")
RANKS = formal("balanced_rank.v", "balanced_rank")
RANK, SIGN, BARRIER = theorems(
    "rank_flow.v", "rank_kept", "orientation_kept", "orientation_barrier"
)
NEAREST = theorems("orientation.v", "nearest_singular", "start_near_singular")


rank_claim = Claim(
    name="rank-and-orientation-kept",
    kind="theorem",
    title="Rank and orientation are kept",
    statement=r"""
Let $[[depth]]$ and $[[smooth]]$, and consider a solution of gradient flow on an interval of times.

1. For $l = 1, \dots, L-1$ the subspace $\ker W_{l+1} \cap \ker W_l^\T$ of $\R^{d_l}$ is the same at all times.
2. If the chain is balanced, $[[balanced]]$ for $l = 1, \dots, L-1$, then $\operatorname{rank} X =
   \operatorname{rank} W_1 = \dots = \operatorname{rank} W_L$, and this number is the same at all times.
3. If moreover $d_L = d_0$, then the sign of $\det X(t)$, which is $1$, $0$ or $-1$, is the same at all times.
4. Let moreover $f(X) = \tfrac12 \norm{X - M}_F^2$ and $[[opposite]]$. Then $f(X(t)) > \tfrac12\, s_{\min}(M)^2$
   at all times, where $s_{\min}(M)$ is the smallest singular value of $M$; no larger constant has this property for all such starts, unless an inner width is below $d_0$ and there are none.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "smooth": continuously_differentiable("f"),
        "balanced": balanced(),
        "opposite": opposite_orientation(),
    },
    uses=("product-gradient", "balancedness", "end-to-end-flow"),
    source="bah2022learning",
    words=(
        "Part 4: from the start of its last sentence a flow begins, which no larger constant survives.",
    ),
    steps=(
        LINEAR,
        KERNEL,
        RANKS,
        RANK,
        SIGN,
        BARRIER,
        *NEAREST,
        linear_system,
        kernels_agree,
        beyond_the_singular_ones,
        kernel_stays,
        rank_stays,
        barrier,
    ),
    parts={
        "1": (LINEAR, KERNEL, linear_system, kernel_stays),
        "2": (RANKS, RANK, kernels_agree, rank_stays),
        "3": (
            SIGN,
            barrier,
        ),
        "4": (BARRIER, *NEAREST, beyond_the_singular_ones, barrier),
    },
)

CLAIMS = (rank_claim,)
