"""Chapter *Gradient flow on a product of matrices*: descent of the loss, and how fast it is."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.dynamics.end_to_end import (
    polar_pieces,
    product_velocity,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import balanced, depth_at_least, singular_values_at_least
from dlf.claims.matrices import inner, product
from dlf.dynamics import gradient_flow, singular_modes
from dlf.verify import Claim, Property, all_of, identity, implies, measure, nonneg, over, step


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


ALONG, DECAYS = theorems("loss_descends.v", "loss_along_flow", "loss_decays")
RATE = theorems(
    "descent_rate.v",
    "gradients_in_singular_bases",
    "balanced_descent_rate",
    "descent_rate_attained",
)

SHIFT = (
    formal("singular_angle.v", "singular_values_shift"),
    formal("spectral_norm.v", "norm_and_squares"),
)


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
        "No larger kappa: a flow begins at this start, and the least singular value is continuous.",
        "Balanced factors are bounded by their product, so that the flow does not end.",
    ),
    steps=(
        *SHIFT,
        ALONG,
        *RATE,
        DECAYS,
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
        "1": (
            ALONG,
            one_layer,
        ),
        "2": (
            *RATE,
            DECAYS,
            each_term,
            weights,
            weights_beside,
            rates_attained,
            decay,
            decay_beside,
        ),
        "3": (*SHIFT, margin_kept, from_the_start),
    },
)

CLAIMS = (loss_claim,)
