"""Chapter *Matrix sensing*: the gradient and the outer factors."""

from itertools import product

import numpy as np
import sympy as sp

from dlf.chain import leading_modes, spectral
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, orthonormal_columns, positive
from dlf.claims.matrices import inner, letters
from dlf.dynamics import gradient_descent
from dlf.recovery import gaussian_sensing
from dlf.verify import Claim, identity, measure, over, step


def symbolic(name, count):
    """A vector of real symbols: the entries of a matrix."""
    return sp.symbols(f"{name}1:{count + 1}", real=True)


@step(
    "proof",
    ("without the quadratic term", "square", 0),
    ("twice the residual", "linear", 2),
)
def expansion(square=1, linear=1):
    """f(X + V) against its three terms: m = 1..3 operators of two entries, all symbols."""
    w, X, V = sp.Symbol("w", real=True), symbolic("x", 2), symbolic("v", 2)

    def at(m):
        A, y = [symbolic(f"a{i}_", 2) for i in range(m)], symbolic("y", m)
        residuals = [inner(Ai, X) - yi for Ai, yi in zip(A, y, strict=True)]
        G = [w * sum(ri * Ai[k] for ri, Ai in zip(residuals, A, strict=True)) for k in range(2)]
        moved = [x + v for x, v in zip(X, V, strict=True)]
        whole = w / 2 * sum((inner(Ai, moved) - yi) ** 2 for Ai, yi in zip(A, y, strict=True))
        start = w / 2 * sum(ri**2 for ri in residuals)
        rest = w / 2 * sum(inner(Ai, V) ** 2 for Ai in A)
        return identity(whole, start + linear * inner(G, V) + square * rest)

    return over("m", range(1, 4), at)


@step("proof", ("the surrogate itself", "power", 0), ("uphill", "sign", 1), whole=("power",))
def at_zero(power=1, sign=-1):
    """The derivative of f in one entry, at X = 0, is -w m S there: m = 2..5 measurements."""
    w, X = sp.Symbol("w", real=True), symbolic("x", 2)

    def at(m):
        A, y = [symbolic(f"a{i}_", 2) for i in range(m)], symbolic("y", m)
        f = w / 2 * sum((inner(Ai, X) - yi) ** 2 for Ai, yi in zip(A, y, strict=True))
        S = inner(y, [Ai[0] for Ai in A]) / m
        slope = sp.diff(f, X[0]).subs(dict.fromkeys(X, 0))
        return identity(slope, sign * w * m**power * S)

    return over("m", range(2, 6), at)


@step(
    "proof",
    ("half of the variance", "variance", sp.Rational(1, 2)),
    ("the residual of M alone", "start", 0),
    ("entries of mean one tenth", "shift", sp.Rational(1, 10)),
)
def one_entry(variance=1, start=1, shift=0):
    """E <A, X - M> A_3 over three entries, each sigma t or -sigma / t with mean 0.

    A mean of products of two entries depends on the distribution through E A_i A_j alone, and those
    are what the hypothesis fixes: so one family of distributions stands for all.
    """
    sigma, t = sp.Symbol("sigma", positive=True), sp.symbols("t1:4", positive=True)
    Z = [start * x - m for x, m in zip(symbolic("x", 3), symbolic("m", 3), strict=True)]
    residual = [x - m for x, m in zip(symbolic("x", 3), symbolic("m", 3), strict=True)]
    mean = 0
    for high in product((True, False), repeat=3):
        pairs = list(zip(high, t, strict=True))
        A = [shift + (sigma * u if up else -sigma / u) for up, u in pairs]
        chance = sp.prod((1 if up else u**2) / (1 + u**2) for up, u in pairs)
        mean += chance * inner(A, residual) * A[2]
    return identity(mean, variance * sigma**2 * Z[2])


EXPANSION, GRADIENT, AT_ZERO, MEAN = theorems(
    "sensing.v",
    "sensing_expansion",
    "sensing_gradient",
    "sensing_gradient_at_zero",
    "mean_gradient",
)

gradient = Claim(
    name="sensing-gradient",
    kind="proposition",
    title="The gradient of sensing",
    statement=r"""
Let $A_1, \dots, A_m \in \R^{d_L \times d_0}$, $y \in \R^m$, $[[weight]]$, $S = \frac1m \sum_i y_i A_i$ and

$$
f(X) = \frac w2 \sum_{i=1}^{m} (\inner{A_i}{X} - y_i)^2 .
$$

1. $f(X + V) = f(X) + \inner{G}{V} + \frac w2 \sum_i \inner{A_i}{V}^2$ for all $X$ and $V$, with

   $$
   G = w \sum_{i=1}^{m} (\inner{A_i}{X} - y_i)\, A_i .
   $$

   So $\nabla f(X) = G$.
2. $\nabla f(0) = -w m\, S$.
3. Let $y_i = \inner{A_i}{M}$, and let the entries of each single $A_i$ be uncorrelated, with mean $0$ and variance $\sigma^2$; different $A_i$ may depend on each other. Then $\mathbb E\, \nabla f(X) = w m \sigma^2\, (X - M)$ for every fixed $X$.
""",
    hypotheses={"weight": positive("w")},
    words=("The mean of random numbers, where it exists, is linear.",),
    steps=(EXPANSION, GRADIENT, AT_ZERO, MEAN, expansion, at_zero, one_entry),
    parts={
        "1": (EXPANSION, GRADIENT, expansion),
        "2": (AT_ZERO, at_zero),
        "3": (MEAN, one_entry),
    },
)


@step("proof", ("half of the core", "part", sp.Rational(1, 2)))
def split(part=1):
    """U R V^T - M = U (R - C) V^T - (M - U C V^T), with C = U^T M V, in letters."""
    U, V, M, R = letters("U V M R")
    core = sp.adjoint(U) * M * V
    inside, outside = R - core, M - U * core * sp.adjoint(V)
    return identity(U * R * sp.adjoint(V) - M, part * U * inside * sp.adjoint(V) - outside)


@step("proof", ("half of the part inside", "part", sp.Rational(1, 2)))
def rest(part=1):
    """U^T (M - U C V^T) V = C - (U^T U) C (V^T V), with C = U^T M V, in letters."""
    U, V, M = letters("U V M")
    core = sp.adjoint(U) * M * V
    outside = sp.adjoint(U) * (M - U * core * sp.adjoint(V)) * V
    frames = part * sp.adjoint(U) * U * core * sp.adjoint(V) * V
    return identity(outside, core - frames)


@step(
    "evidence",
    ("columns of length 2", "length", 2),
    ("a tenth of the core is lost", "core", sp.Rational(9, 10)),
)
def frames(length=1, core=1):
    """The two squares add up for all M and R and all frames of width 1 in the plane."""
    s, t = sp.symbols("s t", real=True)
    column = lambda u: sp.Matrix([1 - u**2, 2 * u]) / (1 + u**2)
    U, V = length * column(s), column(t)
    M, R = sp.Matrix(2, 2, symbolic("m", 4)), sp.Matrix([sp.Symbol("r", real=True)])
    C = core * U.T * M * V
    left, inside, outside = U * R * V.T - M, R - C, M - U * U.T * M * V * V.T
    return identity(inner(left, left), inner(inside, inside) + inner(outside, outside))


@step(
    "evidence",
    ("outer factors that learn", "held", False),
    ("a tenth of the bound more", "share", 1.1),
)
def floor(held=True, share=1.0):
    """Along a run whose U and V^T hardly move, error^2 = inside^2 + bound^2: 10 draws of sensing."""

    def residual(data):
        objective, M, (U, V) = data
        start = spectral(objective.surrogate(), depth=3, rank=U.shape[1], init_scale=(1, 0.1, 1))
        rate = len(objective.measurements) / (10 * np.linalg.norm(M, 2) ** (4 / 3))
        alpha = 1e-9 if held else 1.0
        settings = {"learning_rate": rate, "discrepant_rate": alpha, "record": 10}
        X = gradient_descent(objective, start, 200, **settings).end_to_end()
        square = lambda E: np.sum(E**2, axis=(-2, -1))
        outside = square(M - U @ U.T @ M @ V @ V.T)
        gap = square(X - M) - square(U.T @ (X - M) @ V) - share * outside
        return float(np.abs(gap).max() / square(M))

    frames = [lambda data: orthonormal_columns("U", "V").holds(data[2])]
    return measure(range(10), held_draw, residual, tolerance=1e-6, hypotheses=frames)


def held_draw(rng):
    """A 12 x 12 problem with 220 measurements, and frames of four columns along its surrogate."""
    objective, M = gaussian_sensing(12, 2, 220, rng=rng)
    U, _, V = leading_modes(objective.surrogate(), 4)
    return objective, M, (U, V)


held = Claim(
    name="held-outer-factors",
    kind="proposition",
    title="Outer factors that are held",
    statement=r"""
Let $[[orthonormal]]$ with $U \in \R^{d_L \times \hat r}$ and $V \in \R^{d_0 \times \hat r}$. For all $M \in \R^{d_L \times d_0}$ and $R \in \R^{\hat r \times \hat r}$

$$
\norm{U R V^\T - M}_F^2 = \norm{R - U^\T M V}_F^2 + \norm{M - U U^\T M V V^\T}_F^2 .
$$

So a network of $[[depth]]$ factors whose outer factors are multiples of $U$ and $V^\T$ has an error of at least $\norm{M - U U^\T M V V^\T}_F$, whatever its inner factors are.
""",
    hypotheses={"orthonormal": orthonormal_columns("U", "V"), "depth": depth_at_least(2)},
    steps=(
        formal("block.v", "held_outer_factors"),
        formal("block.v", "held_outer_bound"),
        split,
        rest,
        frames,
        floor,
    ),
)

CLAIMS = (gradient,)
