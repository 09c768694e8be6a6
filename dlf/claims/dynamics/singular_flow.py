"""Chapter *Gradient flow on a product of matrices*, the singular values of the product."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.dynamics.end_to_end import (
    balanced_instance,
    m1,
    polar_pieces,
    product_velocity,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import balanced, depth_at_least, simple
from dlf.claims.matrices import inner
from dlf.dynamics import gradient_flow, singular_modes
from dlf.verify import Claim, identity, measure, over, step

h = sp.Symbol("h", real=True)


@step(
    "proof",
    ("the exponent 2 - 1/L", "less", 1),
    ("the exponent 2 - 3/L", "less", 3),
)
def exponents(less=2):
    """sigma^(2 (L-j)/L) from the left and sigma^(2 (j-1)/L) from the right: 2 - 2/L for every j."""
    L, j = sp.symbols("L j", integer=True, positive=True)
    return identity(2 * (L - j) / L + 2 * (j - 1) / L, 2 - less / L)


@step(
    "evidence",
    ("balance dropped: one factor doubled, its neighbour halved", "balance", 2),
    ("the exponent 2 - 1/L", "shift", 1),
    ("the factor L + 1", "extra", 1),
    ("the factor L - 1", "extra", -1),
    whole=("shift", "extra"),
)
def along_the_flow(balance=1, shift=0, extra=0):
    """u^T X' v = -L sigma^(2-2/L) u^T grad f(X) v in balanced 2 x 2 instances."""

    def at(depth):
        frames, W, R = balanced_instance(depth, balance)
        u, v = frames[-1][:, 0], frames[0][:, 0]
        moved = inner(u, product_velocity(W, R) * v)
        stated = -(depth + extra) * m1 ** (2 * depth - 2 + shift) * inner(u, R * v)
        return identity(moved, stated)

    return over("L", range(2, 6), at)


@step("evidence", ("the entry off the diagonal moves it too", "entry", (0, 1)))
def perturbation(entry=(0, 0)):
    """At X = diag(a, b) moving along Y: d sigma_1/dt = Y_11, from the characteristic polynomial."""
    a, b, z = sp.symbols("a b z", positive=True)
    Y = sp.Matrix(2, 2, sp.symbols("Y11 Y12 Y21 Y22", real=True))
    X = sp.diag(a, b) + h * Y
    p = (X.T * X - z * sp.eye(2)).det()
    at = lambda q: q.subs({h: 0, z: a**2})
    return identity(at(sp.diff(p, h)) + at(sp.diff(p, z)) * 2 * a * Y[entry], 0)


@step(
    "evidence",
    ("the exponent 2 - 1/L", "less", 1.0),
    ("the exponent 2 - 3/L", "less", 3.0),
    ("half of the factor L", "factor", 0.5),
    ("twice the factor L", "factor", 2.0),
)
def every_place(less=2.0, factor=1.0):
    """Difference quotients of all three singular values, simple ones or a zero; 4 x 3, L = 3."""
    step = 1e-4
    times = [0, 0.3 - step, 0.3, 0.3 + step]

    def draw(rng):
        target, rank = rng.standard_normal((4, 3)), rng.integers(2, 4)
        start = rng.standard_normal((4, rank)) @ rng.standard_normal((rank, 3)) / 2
        objective = Factorization(target)
        run = gradient_flow(objective, polar_pieces(start, 3), times, rtol=1e-12, atol=1e-13)
        return singular_modes(run), objective.gradient(run.end_to_end()[2]), rank

    def residual(data):
        modes, R, rank = data
        _, before, s, after = modes.singular_values
        along = np.diag(modes.left_modes[2].T @ R @ modes.right_modes[2])
        stated = np.zeros(3)
        stated[:rank] = (-3 * factor * s ** (2 - less / 3) * along)[:rank]
        return float(np.abs((after - before) / (2 * step) - stated).max() / np.abs(stated).max())

    def are_simple(data):
        modes, _, rank = data
        return all(
            simple("sigma").holds((np.diag(modes.singular_values[2]), k)) for k in range(rank)
        )

    return measure(range(10), draw, residual, tolerance=1e-5, hypotheses=(are_simple,))


VALUES = formal("singular_values.v", "singular_value_decomposition")
PAIRS = theorems("singular_facts.v", "singular_value_pairs", "singular_values_unique")
RANK, ROOT = theorems("singular_facts.v", "positive_up_to_rank", "root_eigenvector")
VELOCITY = ROOT, formal("singular_bounds.v", "balanced_pair_velocity")

KEPT = formal("rank_flow.v", "rank_kept"), formal("zero_kept.v", "zero_singular_value_kept")

singular_value_claim = Claim(
    name="singular-value-flow",
    kind="theorem",
    title="Singular values of a balanced product",
    statement=r"""
Let $[[depth]]$ and let the chain be balanced, $[[balanced]]$ for $l = 1, \dots, L-1$. Let $\sigma_1 \ge \sigma_2 \ge \dots$ be
the singular values of $X$.

1. Let $[[simple]]$ be a simple singular value of $X(t)$, at any place of this order, with unit vectors $u, v$,
   $X v = \sigma u$, $X^\T u = \sigma v$. Then the singular value at this place is differentiable at $t$, and

$$
\sigma' = - L\, \sigma^{2 - 2/L}\, \inner{u}{\nabla f(X)\, v} .
$$

2. If $[[deep]]$, a singular value that is zero at one time is zero at all times: the same equation with $\sigma = 0$.
""",
    hypotheses={
        "depth": depth_at_least(1),
        "deep": depth_at_least(2),
        "balanced": balanced(),
        "simple": simple("sigma"),
    },
    uses=("end-to-end-flow", "rank-and-orientation-kept"),
    source="arora2019implicit",
    words=("A simple positive singular value is differentiable, with derivative u^T X' v (Kato).",),
    steps=(
        *KEPT,
        VALUES,
        *PAIRS,
        RANK,
        *VELOCITY,
        exponents,
        along_the_flow,
        perturbation,
        every_place,
    ),
    parts={
        "1": (VALUES, *PAIRS, *VELOCITY, exponents, along_the_flow, perturbation, every_place),
        "2": (*KEPT, RANK, every_place),
    },
)

CLAIMS = (singular_value_claim,)
