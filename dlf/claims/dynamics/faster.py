"""Chapter *Faster convergence*, first half: singular values below their modes, errors above."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.chain import orthogonal as orthogonal_start
from dlf.claims.hypotheses import depth_at_least, orthogonal, positive
from dlf.claims.matrices import letters
from dlf.dynamics import gradient_flow
from dlf.exact import mode_strength
from dlf.verify import Claim, all_of, identity, implies, measure, over, step

adjoint = sp.adjoint
HALF = sp.Rational(1, 2)
START = {
    "depth": depth_at_least(2),
    "scale": positive("varepsilon"),
    "orthogonal": orthogonal("Q"),
}
TIMES = np.concatenate([[0.0], np.geomspace(0.05, 20, 60)])


@dataclass(frozen=True, eq=False)
class Race:
    """A target diag(s, 0, ...), orthogonal factors of scale eps, and the width of the compressed.

    Attributes:
        targets (r,), width: d; depth: L; start: eps; bound: r-hat; factors: of the original.
    """

    targets: np.ndarray
    width: int
    depth: int
    start: float
    bound: int
    factors: tuple

    def every(self, count):
        """The first `count` singular values of M, zeros included."""
        return np.append(self.targets, np.zeros(count))[:count]

    def modes(self, count, **law):
        """mu_i at TIMES for i = 1..count."""
        law = {"init_scale": self.start, "depth": self.depth, **law}
        return mode_strength(TIMES[:, None], self.every(count), **law)

    @cached_property
    def original(self):
        """X at TIMES along gradient flow."""
        M = np.diag(self.every(self.width))
        settings = {"rtol": 1e-10, "atol": 1e-13, "progress": False}
        return gradient_flow(Factorization(M), self.factors, TIMES, **settings).end_to_end()


def race(rng, *, depths, width=4, rank=2, bound=None, scale=0.3, unequal=1.0):
    """A random race; `unequal` moves a factor of the scale from the second to the first layer."""
    depth = int(rng.choice(depths))
    targets = np.sort(rng.uniform(0.2, 1, rank))[::-1]
    start = float((rng.uniform(0.1, 1) * scale * targets[-1]) ** (1 / depth))
    W = orthogonal_start((width,) * (depth + 1), init_scale=start, rng=rng)
    W = (unequal * W[0], W[1] / unequal, *W[2:])
    return Race(targets, width, depth, start, bound or rank, W)


def excess(data, count, **law):
    """How far a singular value of X lies above its mode, relative to the mode; at TIMES."""
    sigma = np.linalg.svd(data.original, compute_uv=False)[:, :count]
    mu = data.modes(count, **law)
    return float(np.maximum(0.0, sigma / mu - 1).max())


def advantage(data):
    """How far E_c lies above E_o, relative to ||M||^2; at TIMES."""
    original = ((data.original - np.diag(data.every(data.width))) ** 2).sum(axis=(1, 2))
    compressed = ((data.modes(data.bound) - data.every(data.bound)) ** 2).sum(axis=1)
    return float(np.maximum(0.0, compressed - original).max() / (data.targets**2).sum())


def starts_below(data):
    """eps^L <= s_r."""
    return bool(data.start**data.depth <= data.targets[-1])


@step("proof", ("n above s", "side", -1), ("where P may be negative", "sign", -1))
def slower_than_its_mode(side=1, sign=1):
    """P > 0 and n <= s: P (n - sigma) <= P (s - sigma), the velocity of the mode."""
    P, n, target, sigma = sp.symbols("P n s sigma", real=True)
    premise = [sp.Gt(sign * P, 0), sp.Ge(target, 0), sp.Le(side * n, side * target)]
    return implies(premise, sp.Le(P * (n - sigma), P * (target - sigma)))


@step("proof", ("a mode above its target", "start", 2), ("sigma above mu", "order", -1))
def error_of_one(start=1, order=1):
    """0 <= sigma <= mu <= s: (s - sigma)^2 >= (s - mu)^2."""
    sigma, mu, target = sp.symbols("sigma mu s", real=True)
    premise = [sp.Ge(sigma, 0), sp.Le(order * sigma, order * mu), sp.Gt(target, 0)]
    premise += [sp.Ge(mu, 0), sp.Le(mu, start * target)]
    return implies(premise, sp.Ge((target - sigma) ** 2, (target - mu) ** 2))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("the mode of the second target", "shift", 1),
)
def first_along_runs(unequal=1.0, shift=0):
    """sigma_1(X) <= mu_1 for d = 4, at 61 times of each of three runs a depth."""

    def residual(data):
        sigma = np.linalg.svd(data.original, compute_uv=False)[:, 0]
        return float(np.maximum(0.0, sigma / data.modes(2)[:, shift] - 1).max())

    def at(depth):
        draw = lambda rng: race(rng, depths=(depth,), unequal=unequal)
        return measure(range(3), draw, residual, tolerance=1e-7)

    return over("L", range(2, 6), at)


first = Claim(
    name="largest-singular-value",
    kind="theorem",
    title="The largest singular value",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ with largest singular value $s_1 > 0$, and $f(X) = \tfrac12 \norm{X - M}_F^2$. Let $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for $Q = Q_1, \dots, Q_L \in \R^{d \times d}$,
let $X(t)$ be the product along the flow and $\mu_1$ the mode of {prf:ref}`mode-equation` with target $s_1$.

1. $\sigma_1(X(t)) \le \mu_1(t)$ for all $t \ge 0$.
2. If $M$ has rank one and $\eps^L \le s_1$, the compressed network of rank one, with $\alpha = 1$, is ahead at all times: $(s_1 - \mu_1(t))^2 \le \norm{X(t) - M}_F^2$.
""",
    hypotheses=START,
    uses=("mode-equation", "partial-sums", "compressed-decomposition"),
    words=(
        "A continuous, piecewise smooth function below the velocity of the mode stays below it.",
        "||A||_F >= ||A|| and the triangle inequality for the spectral norm.",
    ),
    steps=(slower_than_its_mode, error_of_one, first_along_runs),
)


@step(
    "proof",
    ("the whole square", "share", 1),
    ("without the cubic term", "share", 0),
)
def riccati(share=HALF):
    """F = [W_2; W_1^T]: F' = Mh F - 1/2 F F^T F, up to terms that balance makes zero."""
    W1, W2, M = letters("W1 W2 M")
    gram = adjoint(W2) * W2 + W1 * adjoint(W1)
    gap = adjoint(W2) * W2 - W1 * adjoint(W1)
    upper = (M - W2 * W1) * adjoint(W1) - (M * adjoint(W1) - share * W2 * gram)
    lower = adjoint(M - W2 * W1) * W2 - (adjoint(M) * W2 - share * adjoint(W1) * gram)
    first = identity(sp.expand(upper), sp.expand(HALF * W2 * gap))
    return all_of(first, identity(sp.expand(lower), sp.expand(-HALF * adjoint(W1) * gap)))


@step("proof", ("without the half", "share", 1), ("one side only", "both", 0))
def product_rule(share=HALF, both=1):
    """P = F F^T and F' = Mh F - 1/2 F F^T F: P' = Mh P + P Mh^T - P^2."""
    F, Mh = letters("F Mh")
    velocity = Mh * F - share * F * adjoint(F) * F
    P = F * adjoint(F)
    moved = sp.expand(velocity * adjoint(F) + F * adjoint(velocity))
    return identity(moved, sp.expand(Mh * P + both * P * adjoint(Mh) - P**2))


@step("proof", ("in the other order", "swapped", True), ("without the half", "share", 1))
def difference_of_squares(swapped=False, share=HALF):
    """A^2 - P^2 = 1/2 ((A + P)(A - P) + (A - P)(A + P))."""
    A, P = letters("A P")
    last = (A + P) * (A - P) if swapped else (A - P) * (A + P)
    return identity(A**2 - P**2, sp.expand(share * ((A + P) * (A - P) + last)))


@step("proof", ("without balance", "balanced", False))
def spectrum(balanced=True):
    """X^T X = (W_1^T W_1)^2 once W_2^T W_2 = W_1 W_1^T."""
    W1, B = letters("W1 B")
    gram = W1 * adjoint(W1) if balanced else B * adjoint(B)
    return identity(adjoint(W1) * gram * W1, (adjoint(W1) * W1) ** 2)


@step("proof", ("twice the target", "target", 2), ("the rate of three factors", "rate", 3))
def scalar_riccati(target=1, rate=2):
    """p = 2 nu and p' = 2 omega p - p^2: nu' = 2 nu (omega - nu), the mode of two factors."""
    nu, omega = sp.symbols("nu omega", real=True)
    p = 2 * nu
    return identity(sp.expand((2 * omega * p - p**2) / 2), rate * nu * (target * omega - nu))


@step("proof", ("at nu = 0", "vanishing", True), ("for the smaller target", "sign", -1))
def increasing_in_the_target(vanishing=False, sign=1):
    """At one nu > 0 the larger of two real targets is faster, so nu increases in omega."""
    nu, high, low = sp.symbols("nu omega omega_low", real=True)
    where = sp.Ge(nu, 0) if vanishing else sp.Gt(nu, 0)
    gap = nu * (high - nu) - nu * (low - nu)
    return implies([where, sp.Gt(high, low)], sp.Gt(sign * gap, 0))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("the modes of three factors", "depth", 3),
)
def all_along_runs(unequal=1.0, depth=2):
    """L = 2, d = 4, r = 2: sigma_i(X) <= mu_i for i = 1..4, at 61 times of each run."""

    def draw(rng):
        return race(rng, depths=(2,), scale=3.0, unequal=unequal)

    def residual(data):
        start = data.start ** (2 / depth)
        return excess(data, 4, depth=depth, init_scale=start)

    return measure(range(12), draw, residual, tolerance=1e-7)


@step(
    "evidence",
    ("one excess mode more", "bound", 5),
    ("a start above the smallest target", "scale", 12.0),
    ("unequal scales with the same product", "unequal", 3.0),
)
def errors_along_runs(bound=4, scale=1.0, unequal=1.0):
    """L = 2, d = 6, r = 2, r-hat = 4 = d - r: E_c <= E_o at 61 times of each run."""

    def draw(rng):
        if scale > 1:  # near the aligned start, where both runs nearly agree
            return nearly_aligned(rng, scale)
        return race(rng, depths=(2,), width=6, bound=bound, scale=scale, unequal=unequal)

    return measure(range(12), draw, advantage, tolerance=1e-8)


def nearly_aligned(rng, scale, depth=2):
    """d = r = 2, eps^L above s_2, W_1 a small rotation of eps I."""
    targets, angle = np.array([0.7, 0.14]), 0.3
    start = float((rng.uniform(5, scale) * targets[-1] / 4) ** (1 / depth))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return Race(targets, 2, depth, start, 2, (start * turn, *[start * np.eye(2)] * (depth - 1)))


two_factors = Claim(
    name="domination-two-factors",
    kind="theorem",
    title="Two factors: every singular value, every error",
    statement=r"""
Let $L = 2$, $[[scale]]$, $M \in \R^{d \times d}$ with singular values $s_1 \ge \dots \ge s_d \ge 0$, $f(X) = \tfrac12 \norm{X - M}_F^2$, and $W_1(0) = \eps Q_1$, $W_2(0) = \eps Q_2$ with $[[orthogonal]]$ for $Q = Q_1, Q_2 \in \R^{d \times d}$.
Let $X(t)$ be the product along the flow and $\mu_i$ the mode of {prf:ref}`mode-equation` with target $s_i$, zero targets included.

1. $\sigma_i(X(t)) \le \mu_i(t)$ for all $i = 1, \dots, d$ and $t \ge 0$.
2. Let $M$ have rank $r \ge 1$, $\eps^2 \le s_r$, and let $\hat r = r$ or $r < \hat r \le d - r$. Then the compressed network of rank $\hat r$ from the same $\eps$, with $\alpha = 1$, is ahead at all times:
$E_c(t) \le E_o(t)$, where $E_c = \norm{\tilde X - M}_F^2$ and $E_o = \norm{X - M}_F^2$.
""",
    hypotheses={"scale": positive("varepsilon"), "orthogonal": orthogonal("Q")},
    uses=(
        "mode-equation",
        "balancedness",
        "product-gradient",
        "partial-sums",
        "invariant-subspace",
        "compressed-decomposition",
    ),
    words=(
        "A linear equation D' = A D + D A^T keeps D >= 0: D = Phi D(0) Phi^T.",
        "Weyl's monotonicity of eigenvalues; Mirsky's inequality.",
        "Two curves that start together and part cannot meet again where one is faster.",
    ),
    steps=(
        riccati,
        product_rule,
        difference_of_squares,
        spectrum,
        scalar_riccati,
        increasing_in_the_target,
        error_of_one,
        all_along_runs,
        errors_along_runs,
    ),
)

CLAIMS = (first, two_factors)
