"""Chapter *Faster convergence*, descent: where Q^T M is normal, single complex numbers."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
import sympy as sp
from scipy.linalg import schur

from dlf.chain import Factorization
from dlf.chain import orthogonal as orthogonal_start
from dlf.claims.dynamics.faster import GROWS, error_of_one
from dlf.claims.dynamics.mirrors import is_normal
from dlf.claims.dynamics.races import plane_rotation
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    at_least_one,
    depth_at_least,
    each_orthogonal,
    positive,
    starts_at_most,
)
from dlf.dynamics import gradient_descent
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, over, step

NEAR = sp.Rational(99, 100)
ROUNDING = 1e-10
STEPS = 80


@step(
    "proof",
    ("a hundredth more of the target", "pull", 1 / NEAR),
    ("half of the decay", "decay", sp.Rational(1, 2)),
)
def step_of_an_eigenvalue(pull=1, decay=1):
    """w - eta c^(L-1) (w^L - n) = w (1 - eta (w c)^(L-1)) + eta c^(L-1) n, c the conjugate of w."""
    w, c, n, eta = sp.symbols("w c n eta", real=True)

    def at(L):
        moved = w - eta * c ** (L - 1) * (w**L - n)
        stated = w * (1 - decay * eta * (w * c) ** (L - 1)) + pull * eta * c ** (L - 1) * n
        return identity(moved, stated)

    return over("L", range(2, 7), at)


@step(
    "proof",
    ("a hundredth less on the right", "share", NEAR),
    ("a cosine of more than one", "most", 1 / NEAR),
)
def length_of_a_sum(share=1, most=1):
    """Two vectors of lengths a and b and the cosine c between them: |sum|^2 <= (a + b)^2."""
    a, b, c = sp.symbols("a b c", real=True)
    premise = [sp.Ge(a, 0), sp.Ge(b, 0), sp.Le(c, most)]
    return implies(premise, sp.Le(a**2 + b**2 + 2 * a * b * c, share * (a + b) ** 2))


@step(
    "proof",
    ("a step larger by a hundredth", "rate", 1 / NEAR),
    ("up to a hundredth beyond the target", "end", 1 / NEAR),
)
def steps_keep_the_order(rate=1, end=1):
    """g(y) = y + h y^(L-1) (1 - y^L) does not decrease on 0 <= y <= 1 if L h <= 1: g' >= 0."""
    y, h = sp.symbols("y h", real=True)

    def at(L):
        premise = [sp.Ge(y, 0), sp.Le(y, end), sp.Ge(h, 0), sp.Le(L * h, rate)]
        slope = 1 + h * ((L - 1) * y ** (L - 2) - (2 * L - 1) * y ** (2 * L - 2))
        return implies(premise, sp.Ge(slope, 0))

    return over("L", range(2, 7), at)


@step("proof", ("a hundredth less on the left", "share", NEAR), ("the sum", "sign", 1))
def error_of_an_eigenvalue(share=1, sign=-1):
    """|w^L - n|^2 >= (|w|^L - |n|)^2, p = |w|^L, s = |n|, c the cosine between the two."""
    p, s, c = sp.symbols("p s c", real=True)
    premise = [sp.Ge(p, 0), sp.Ge(s, 0), sp.Le(c, 1)]
    left = share * (p**2 + s**2) - 2 * p * s * c
    return implies(premise, sp.Ge(left, (p + sign * s) ** 2))


@dataclass(frozen=True, eq=False)
class Pair:
    """Descent on M = Q N from factors eps Q_l, Q = Q_L ... Q_1; targets: those of the modes."""

    depth: int
    start: float
    factors: tuple
    normal: np.ndarray
    rate: float

    @property
    def turn(self):
        """Q."""
        return reduce(lambda P, W: W @ P, self.factors) / self.start**self.depth

    @property
    def targets(self):
        """s_1 >= ... >= s_d."""
        return np.linalg.svd(self.normal, compute_uv=False)


def pair(rng, *, unequal=1.0, sheared=0.0, above=None):
    """N = O^T B O with blocks s and s times a rotation; at the largest step in half of the draws.

    eps^L is 0.05 to 1 times s_r, or `above` times s_r.
    """
    depth, d = (int(n) for n in rng.integers(2, 5, 2))
    angle, s = rng.uniform(0, np.pi), np.sort(rng.uniform(0.2, 1, d))[::-1]
    B = np.diag(s * rng.choice((-1.0, 1.0), d))
    B[:2, :2] = s[0] * plane_rotation(angle) if rng.integers(3) else B[:2, :2]
    B[0, 1] += sheared
    if d > 2 and rng.integers(2):
        B[-1, -1] = 0.0
    O = np.linalg.qr(rng.standard_normal((d, d)))[0]
    N = O.T @ B @ O
    s = np.linalg.svd(N, compute_uv=False)
    size = rng.uniform(0.05, 1) if above is None else above
    start = float((size * s[s > 1e-9][-1]) ** (1 / depth))
    W = list(orthogonal_start((d,) * (depth + 1), init_scale=start, rng=rng))
    W[0], W[1] = W[0] * unequal, W[1] / unequal
    eta = float(rng.choice((0.3, 1.0))) / (depth * s[0] ** (2 - 2 / depth))
    return Pair(depth, start, tuple(W), N, eta)


def spiral(rng, *, larger=1.0):
    """Two targets 1, N a rotation by 0.3 to 1, eps^L of 0.2 to 0.9; `larger` times the largest step."""
    depth, angle = int(rng.integers(2, 5)), rng.uniform(0.3, 1.0)
    start = float(rng.uniform(0.2, 0.9) ** (1 / depth))
    W = orthogonal_start((2,) * (depth + 1), init_scale=start, rng=rng)
    return Pair(depth, start, tuple(W), plane_rotation(angle), larger / depth)


def run(data, share=1.0):
    """X (n, d, d) and the strengths mu (n, d) after 0, 1, ... steps; for targets share * s_i."""
    objective, settings = Factorization(data.turn @ data.normal), {"progress": False}
    found = gradient_descent(objective, data.factors, STEPS, learning_rate=data.rate, **settings)
    x, strengths = np.full_like(data.targets, data.start), []
    for _ in range(STEPS + 1):
        strengths.append(x**data.depth)
        x = x - data.rate * x ** (data.depth - 1) * (x**data.depth - share * data.targets)
    return found.end_to_end(), np.array(strengths)


def is_normal_pair(data):
    """N^T N = N N^T."""
    N = data.normal
    return bool(np.abs(N.T @ N - N @ N.T).max() < 1e-12)


def is_below(data):
    """eps^L <= s_r."""
    return bool(data.start**data.depth <= data.targets[data.targets > 1e-9][-1] * (1 + 1e-12))


def is_stable(data):
    """L eta s_1^(2-2/L) <= 1."""
    L = data.depth
    return bool(L * data.rate * data.targets[0] ** (2 - 2 / L) <= 1 + 1e-12)


def along(residual, draws, *, sheared=0.0, above=None, **drawn):
    """A residual of so many draws, of which it is not asked what a variant drops."""
    held = [is_stable] + [is_normal_pair] * (not sheared) + [is_below] * (above is None)
    draw = lambda rng: pair(rng, sheared=sheared, above=above, **drawn)
    return measure(range(draws), draw, residual, tolerance=ROUNDING, hypotheses=held)


@step(
    "evidence",
    ("a target that is not normal", "sheared", 0.5),
    ("unequal scales with the same product", "unequal", 2.0),
    ("a power less of the conjugate", "fewer", 1),
    whole=("fewer",),
)
def falls_apart(sheared=0.0, unequal=1.0, fewer=0):
    """X = Q Z diag(w^L) Z*, up to rounding, at each of 20 steps: w from one number to the next.

    Later a run that stays near a saddle, an eigenvalue n < 0, may be driven off it by rounding.
    """

    def residual(data):
        X, _ = run(data)
        T, Z = schur(data.normal, output="complex")  # T is diagonal, as N is normal
        n, back = np.diag(T), Z.conj().T
        w, gaps, L = np.full(len(n), data.start + 0j), [], data.depth
        for now in X[:21]:
            stated = data.turn @ (Z * w**L @ back)
            gaps.append(np.abs(now - stated).max())
            w = w - data.rate * w.conj() ** (L - 1 - fewer) * (w**L - n)
        return float(np.max(gaps))

    return along(residual, 12, sheared=sheared, unequal=unequal)


@step(
    "evidence",
    ("a target that is not normal", "sheared", 0.5),
    ("unequal scales with the same product", "unequal", 2.0),
    ("targets smaller by a hundredth", "share", 0.99),
    ("a start of three times the smallest target", "above", 3.0),
)
def modes_along_descent(sheared=0.0, unequal=1.0, share=1.0, above=None):
    """sigma_i(X) <= mu_i <= max(s_i, eps^L) for every i, after each of 80 steps."""

    def residual(data):
        X, mu = run(data, share)
        sigma = np.linalg.svd(X, compute_uv=False)
        most = np.maximum(data.targets, data.start**data.depth)
        return float(np.max([0.0, (sigma - mu).max(), (mu - most).max()]))

    return along(residual, 24, sheared=sheared, unequal=unequal, above=above)


@step(
    "evidence",
    ("nine tenths of each mode", "share", 0.9),
    ("unequal scales with the same product", "unequal", 2.0),
    ("a start of three times the smallest target", "above", 3.0),
    ("steps larger by a tenth", "larger", 1.1),
)
def errors_along_descent(share=1.0, unequal=1.0, above=None, larger=1.0):
    """Spectral, Frobenius and nuclear norm, r-hat = r and d: never ahead, after each of 80 steps.

    Forty runs more spiral towards two equal targets, at the largest step: there a larger one is
    noticed.
    """

    def residual(data):
        X, mu = run(data)
        s = data.targets
        behind = np.linalg.svd(X - data.turn @ data.normal, compute_uv=False)
        leads = [0.0]
        for kept in (s > 1e-9, s >= 0):
            ahead = np.abs(kept * (share * mu - s))
            for p in (1, 2, np.inf):
                lead = np.linalg.norm(ahead, p, axis=1) - np.linalg.norm(behind, p, axis=1)
                leads.append(lead.max())
        return float(np.max(leads))

    turning = lambda rng: spiral(rng, larger=larger)
    held = (is_normal_pair, is_below, *[is_stable] * (larger == 1))
    return all_of(
        along(residual, 24, unequal=unequal, above=above),
        measure(range(40), turning, residual, tolerance=ROUNDING, hypotheses=held),
    )


_L = sp.Symbol("L", integer=True)
_s = sp.Symbol("s_1", real=True)
largest_step = Relation(sp.Le(_L * sp.Symbol("eta", real=True) * _s ** (2 - 2 / _L), 1))
_d, _r, _bound = sp.symbols("d r rhat", integer=True)

SQUARES = formal("singular_bounds.v", "squares_of_singular_values")

MODES = theorems(
    "normal_modes.v",
    "complex_mode_below",
    "complex_mode_idle",
    "complex_mode_error",
    "errors_of_normal_pairs",
)
IDLE = formal("mode_descent.v", "unlearned")

EQUAL = formal("partners.v", "equal_values_are_normal")
IN_ORDER = formal("partners.v", "partners_in_order")

theorem = Claim(
    name="descent-commuting",
    kind="theorem",
    title="Descent from normal pairs of start and target",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ of rank $[[rank]]$ with singular values $s_1 \ge \dots \ge s_d$, $f(X) = \tfrac12 \norm{X - M}_F^2$, and $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for all $l$. Put $Q = Q_L \cdots Q_1$ and let $N = Q^\T M$ be normal, $[[normal]]$. This is so for every start if $s_1 = s_d$.
Let $[[below]]$, and let the factors follow gradient descent with a learning rate $\eta > 0$ such that $[[stable]]$. Let $\mu_i = x_i^L$ be the mode of the compressed network under descent with the same $\eta$ and target $s_i$: $x_i$ starts at $\eps$, and one step adds $\eta\, x_i^{L-1} (s_i - x_i^L)$. After any number of steps:

1. Let $N = Z \diag(n_1, \dots, n_d) Z^*$ with a unitary $Z$. Then $X = Q Z \diag(w_1^L, \dots, w_d^L) Z^*$, where $w_j$ starts at $\eps$ and one step of descent adds $\eta\, \bar w_j^{L-1} (n_j - w_j^L)$.
2. $\sigma_i(X) \le \mu_i \le \max(s_i, \eps^L)$ for all $i$.
3. In every unitarily invariant norm $\norm{X - M} \ge \norm{\tilde X - M}$ for the compressed network that starts with the same $\eps$ and has the same $\eta$, $\alpha = 1$ and any $[[least]]$, $[[most]]$; so $E_c \le E_o$, where $E_c = \norm{\tilde X - M}_F^2$ and $E_o = \norm{X - M}_F^2$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "rank": at_least_one("r"),
        "orthogonal": each_orthogonal("Q"),
        "normal": is_normal(),
        "below": starts_at_most("s_r"),
        "stable": largest_step,
        "least": Relation(sp.Ge(_bound, _r)),
        "most": Relation(sp.Le(_bound, _d)),
    },
    uses=("product-gradient", "compressed-decomposition"),
    words=(
        "A real normal matrix and its transpose are diagonal in one unitary basis.",
        "The singular values of a normal matrix are the moduli of its eigenvalues.",
        "In that basis the factors are diagonal but for Q; modes are in the order of their targets.",
    ),
    steps=(
        EQUAL,
        IN_ORDER,
        *MODES,
        GROWS,
        IDLE,
        SQUARES,
        step_of_an_eigenvalue,
        length_of_a_sum,
        steps_keep_the_order,
        error_of_an_eigenvalue,
        error_of_one,
        falls_apart,
        modes_along_descent,
        errors_along_descent,
    ),
    parts={
        "1": (
            EQUAL,
            falls_apart,
        ),
        "2": (
            IN_ORDER,
            *MODES[:2],
            IDLE,
            step_of_an_eigenvalue,
            length_of_a_sum,
            steps_keep_the_order,
            modes_along_descent,
        ),
        "3": (
            IN_ORDER,
            *MODES[2:],
            GROWS,
            SQUARES,
            error_of_an_eigenvalue,
            error_of_one,
            errors_along_descent,
        ),
    },
)

CLAIMS = (theorem,)
