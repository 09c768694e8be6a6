"""Chapter *Gradient flow on a product of matrices*, last part: singular values and the loss."""

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
from dlf.claims.hypotheses import balanced, depth_at_least, simple, singular_values_at_least
from dlf.claims.matrices import inner, product
from dlf.dynamics import gradient_flow, singular_modes
from dlf.verify import Claim, Property, all_of, identity, implies, measure, nonneg, over, step

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
    words=(
        "A simple positive singular value is differentiable, with derivative u^T X' v (Kato).",
        "The rank is kept.",
    ),
    steps=(VALUES, *PAIRS, RANK, *VELOCITY, exponents, along_the_flow, perturbation, every_place),
    parts={
        "1": (VALUES, *PAIRS, *VELOCITY, exponents, along_the_flow, perturbation, every_place),
        "2": (RANK, every_place),
    },
)


@step(
    "evidence",
    ("the gradient not transposed", "transposed", False),
    ("twice the square", "factor", 2),
    ("half of the square", "factor", sp.Rational(1, 2)),
)
def one_layer(transposed=True, factor=1):
    """<R, X'> + sum_l |A_l^T R B_l^T|^2 = 0 for X' by the product rule; any 2 x 2 factors, any R."""

    def at(depth):
        W = [sp.Matrix(2, 2, sp.symbols(f"w{l}_1:5", real=True)) for l in range(depth)]
        R = sp.Matrix(2, 2, sp.symbols("r1:5", real=True))
        squares = 0
        for l in range(depth):
            A, B = product([sp.eye(2), *W[l + 1 :]]), product([sp.eye(2), *W[:l]])
            G = product([B.T, R, A.T] if transposed else [B, R, A])
            squares += inner(G, G)
        return identity(inner(R, product_velocity(W, R)), -factor * squares)

    return over("L", range(2, 4), at)


@step(
    "proof",
    ("a bound 1 % higher", "factor", sp.Rational(101, 100)),
    ("full rank dropped: one weight below its bound", "full_rank", False),
)
def each_term(factor=1, full_rank=True):
    """Eigenvalues x of (X X^T)^((L-j)/L) and y of (X^T X)^((j-1)/L) above p and q: x y >= p q."""
    x, y, p, q = sp.symbols("x y p q", real=True)
    above = (p > 0, q > 0, y >= q, x >= p if full_rank else x > 0)
    return implies(above, x * y >= factor * p * q)


def weight(depth, x, y):
    """Of a squared entry of the residual: sum_j x^(2(L-j)) y^(2(j-1)) for L-th roots x, y."""
    return sum(x ** (2 * (depth - l)) * y ** (2 * (l - 1)) for l in range(1, depth + 1))


@step(
    "evidence",
    ("the rate 1 % higher", "factor", sp.Rational(101, 100)),
    ("the exponent 2 - 1/L", "exponent", 1),
    ("full rank dropped: a singular value below delta", "full_rank", False),
    whole=("exponent",),
)
def weights(factor=1, exponent=0, full_rank=True):
    """The weight is at least L d^(2L-2) for the L-th roots x, y >= d of two singular values."""
    d, x, y = sp.symbols("d x y")

    def at(depth):
        gap = weight(depth, x, y) - factor * depth * d ** (2 * depth - 2 + exponent)
        return all_of(nonneg(gap, (d, x, y) if full_rank else (x, d, y)), nonneg(gap, (d, y, x)))

    return over("L", range(2, 13), at)


@step(
    "evidence",
    ("the rate 1 % higher", "factor", sp.Rational(101, 100)),
    ("the exponent 2 - 1/L", "exponent", 1),
    whole=("exponent",),
)
def weights_beside(factor=1, exponent=0):
    """With x = 0, a direction that X does not reach, the weight is at least d^(2L-2) only."""
    d, y = sp.symbols("d y")

    def at(depth):
        bound = factor * d ** (2 * depth - 2 + exponent)
        return nonneg(weight(depth, sp.Integer(0), y) - bound, (d, y))

    return over("L", range(2, 13), at)


@step(
    "evidence",
    ("square: the rate 1 % higher", "square", sp.Rational(101, 100)),
    ("square: the rate 1 % lower", "square", sp.Rational(99, 100)),
    ("rectangular: the rate 1 % higher", "beside", sp.Rational(101, 100)),
    ("rectangular: the rate 1 % lower", "beside", sp.Rational(99, 100)),
)
def rates_attained(square=1, beside=1):
    """f' = -2 L d^(2L-2) f at X = d^L I, and f' = -2 d^(2L-2) f beside it, R = (0, 0; 0, 0; r, s)."""
    d, r, s = sp.symbols("d r s", real=True)
    R = sp.Matrix(2, 2, sp.symbols("r1:5", real=True))
    tall, below = d * sp.eye(3)[:, :2], sp.Matrix([[0, 0], [0, 0], [r, s]])

    def at(depth):
        chain = [d * sp.eye(2)] * (depth - 1)
        slope = inner(R, product_velocity([*chain, d * sp.eye(2)], R))
        slope_beside = inner(below, product_velocity([*chain, tall], below))
        stated = lambda rate, R: -rate * d ** (2 * depth - 2) * inner(R, R)
        return all_of(
            identity(slope, stated(square * depth, R)),
            identity(slope_beside, stated(beside, below)),
        )

    return over("L", range(2, 6), at)


def bounded_by(rate, draw, kappa):
    """f(X(t)) e^(rate kappa delta^(2-2/L) t) / f(X(0)) <= 1 on balanced runs; L = 3, times to 1/2.

    Between the times the smallest singular value may dip a little: delta is 0.05 % less.
    """
    times = np.linspace(0, 0.5, 41)

    def run(rng):
        start, target = draw(rng, 10 ** -rng.uniform(0.7, 3))
        found = gradient_flow(Factorization(target), polar_pieces(start, 3), times, rtol=1e-10)
        return found, 0.9995 * singular_modes(found).singular_values.min()

    def residual(data):
        found, delta = data
        bound = np.exp(-rate * kappa * delta ** (2 - 2 / 3) * times) * found.losses[0]
        return float(np.maximum(0.0, found.losses / bound - 1).max())

    def keeps_full_rank(data):
        return singular_values_at_least("delta").holds((data[0].end_to_end(), data[1]))

    return measure(range(10), run, residual, tolerance=1e-6, hypotheses=(keeps_full_rank,))


@step("evidence", ("the rate 1 % higher", "rate", 2.02))
def decay(rate=2.0):
    """Square, 3 x 3: start and target at distances 1e-3 to 0.2 from the identity."""

    def draw(rng, size):
        return tuple(np.eye(3) + size * rng.standard_normal((2, 3, 3)))

    return bounded_by(rate, draw, kappa=3)


@step(
    "evidence", ("the rate 1 % higher", "rate", 2.02), ("the rate of a square matrix", "kappa", 3)
)
def decay_beside(rate=2.0, kappa=1):
    """Rectangular, 4 x 3: start near (I, 0), target nearly straight beside it."""

    def draw(rng, size):
        start = np.eye(4, 3) + size * rng.standard_normal((4, 3))
        beside = np.outer(np.eye(4)[3], rng.standard_normal(3))
        return start, start + size * (beside + size * rng.standard_normal((4, 3)))

    return bounded_by(rate, draw, kappa)


def within_margin():
    """A target and a start that is nearer to it than every matrix of lower rank."""

    def holds(data):
        M, X = data
        return bool(np.linalg.norm(X - M) < np.linalg.svd(M, compute_uv=False).min())

    example, counterexample = (np.eye(2), np.eye(2)), (np.eye(2), np.zeros((2, 2)))
    latex = r"\norm{X(0) - M}_F < \sigma_{\min}(M)"
    return Property("within_margin(M, X)", latex, holds, example, counterexample)


@step(
    "proof",
    ("a margin 1 % wider", "share", sp.Rational(99, 100)),
    ("the loss may grow", "decreasing", False),
)
def margin_kept(share=1, decreasing=True):
    """s >= m - x (Weyl) and x <= g, the distance at the start, give s >= m - g > 0."""
    s, m, x, g = sp.symbols("s m x g", real=True)
    nearer = (x <= g,) if decreasing else ()
    return implies((x >= 0, g >= 0, s >= m - x, m > g, *nearer), s >= m - share * g)


@step("evidence", ("a margin 1 % wider", "share", 0.99), ("the rate 10 % higher", "rate", 2.2))
def from_the_start(share=1.0, rate=2.0):
    """sigma_min(X(t)) >= sigma_min(M) - |X(0) - M|_F =: delta and the bound with it; L = 3.

    3 x 3 or 4 x 3; half of the starts lie straight between the target and a matrix of rank 2.
    """
    times = np.linspace(0, 0.5, 11)

    def draw(rng):
        shape = (int(rng.integers(3, 5)), 3)
        M = np.eye(*shape) + 0.1 * rng.standard_normal(shape)
        U, s, Vt = np.linalg.svd(M, full_matrices=False)
        D = -np.outer(U[:, -1], Vt[-1]) if rng.integers(2) else rng.standard_normal(shape)
        size = s[-1] * 10 ** -rng.uniform(0.1, 3)
        return M, M + size * D / np.linalg.norm(D)

    def residual(data):
        M, X = data
        run = gradient_flow(Factorization(M), polar_pieces(X, 3), times, rtol=1e-10)
        least = np.linalg.svd(M, compute_uv=False).min()
        delta = least - share * np.linalg.norm(X - M)
        kappa = 3 if len(M) == 3 else 1
        bound = np.exp(-rate * kappa * delta ** (2 - 2 / 3) * times) * run.losses[0]
        gap = delta - singular_modes(run).singular_values.min()
        return float(np.max([0.0, (run.losses / bound - 1).max(), gap / least]))

    return measure(range(10), draw, residual, tolerance=1e-6, hypotheses=(within_margin().holds,))


loss_claim = Claim(
    name="loss-decreases",
    kind="theorem",
    title="Descent of the loss",
    statement=r"""
Let $[[depth]]$.

1. Along gradient flow $\displaystyle \frac{d}{dt} f(X) = - \sum_{l=1}^{L} \norm{\frac{\partial F}{\partial W_l}}_F^2 \le 0$.
2. Let moreover $f(X) = \tfrac12 \norm{X - M}_F^2$, the chain be balanced, $[[balanced]]$ for
   $l = 1, \dots, L-1$, and the smallest singular value satisfy $[[rank]]$ for all $\tau \in [0, t]$. Then

$$
f(X(t)) \le e^{-2 \kappa \delta^{2 - 2/L}\, t}\, f(X(0)), \qquad
\kappa = L \text{ if } d_L = d_0, \quad \kappa = 1 \text{ if } d_L \ne d_0 ,
$$

and no larger $\kappa$ will do, unless an inner width is so small that the hypothesis never holds.

3. For $f$ and a balanced chain as in 2, let the start satisfy $[[margin]]$. Then the flow exists for all $t \ge 0$, the
   bound of 2 holds for all of them with $\delta = \sigma_{\min}(M) - \norm{X(0) - M}_F$, and $X(t) \to M$.
""",
    hypotheses={
        "depth": depth_at_least(1),
        "balanced": balanced(),
        "rank": singular_values_at_least("delta"),
        "margin": within_margin(),
    },
    uses=("product-gradient", "end-to-end-flow"),
    source="arora2019convergence",
    words=(
        "The chain rule for F along the flow.",
        "In singular bases of X the sum over j multiplies each squared entry of the residual.",
        "Each of the L terms is at least its value at delta, or the last one is; Gronwall.",
        "Weyl: singular values move by at most the norm of what is added.",
        "Balanced factors are bounded by their product, so that the flow does not end.",
    ),
    steps=(
        each_term,
        margin_kept,
        one_layer,
        weights,
        weights_beside,
        rates_attained,
        decay,
        decay_beside,
        from_the_start,
    ),
    parts={
        "1": (one_layer,),
        "2": (each_term, weights, weights_beside, rates_attained, decay, decay_beside),
        "3": (margin_kept, from_the_start),
    },
)

CLAIMS = (singular_value_claim, loss_claim)
