"""Chapter *Compressing a layer*, second half: a start of the wrong sign."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.dynamics.races import frame
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import positive
from dlf.dynamics import gradient_flow
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, step

L = sp.Symbol("L", integer=True, positive=True)
x, s, e, lam = sp.symbols("x s e lambda", positive=True)
VELOCITY = -(lam ** (L - 1)) * (lam**L + s)  # of each factor


@step(
    "proof",
    ("one power of lambda more", "power", 2 * L - 1),
    ("the target on the side of the start", "sign", -1),
    ("without the factor L", "factor", 1),
    ("nine tenths of the speed", "share", sp.Rational(9, 10)),
)
def equation_of_a_core(power=2 * L - 2, sign=1, factor=L, share=1):
    """lambda' = -lambda^(L-1) (lambda^L + s) of each factor gives x = lambda^L the speed L lambda^(2L-2) (-s - x)."""
    moved = sp.diff(lam**L, lam) * VELOCITY
    return identity(moved, -share * factor * lam**power * (sign * s + lam**L))


@step(
    "proof",
    ("the power L - 1 of lambda", "power", 1),
    ("L in place of L - 2", "less", 0),
    ("nine tenths of the speed", "share", sp.Rational(9, 10)),
    whole=("power", "less"),
)
def linear_growth(power=2, less=2, share=1):
    """L >= 3: lambda^(-(L - 2)) = x^(-(1 - 2/L)) grows at the speed (L - 2) (s + x), x = lambda^L."""
    grown = sp.diff(lam ** (power - L), lam) * VELOCITY
    return identity(grown, share * (L - less) * (s + lam**L), where=[sp.Ge(L, 3)])


@step(
    "proof",
    ("a lower bound of 11/10 of it", "low", sp.Rational(11, 10)),
    ("an upper bound with nine tenths of the start", "high", sp.Rational(9, 10)),
)
def between(low=1, high=1):
    """0 < x <= e: the speed (L - 2) (s + x) lies between (L - 2) s and (L - 2) (s + e)."""
    x, s, e, n = sp.symbols("x s e n", real=True)
    held = [sp.Gt(x, 0), sp.Le(x, e), sp.Gt(s, 0), sp.Ge(n, 1)]
    speed = n * (s + x)
    return all_of(
        implies(held, sp.Ge(speed, low * n * s)), implies(held, sp.Ge(n * (s + high * e), speed))
    )


@step(
    "proof",
    ("half of the exponent", "rate", 1),
    ("the odds of the target's side", "sign", -1),
)
def two_factors(rate=2, sign=1):
    """L = 2: with decay = e^(-2 s t), x/(s + x) = decay e/(s + e) solves x' = -2 x (s + x)."""
    decay = sp.Symbol("decay", positive=True)
    odds = decay * e / (sign * s + e)
    curve = s * odds / (1 - odds)
    defined = [sp.Gt(e, s)] if sign != 1 else []  # the wrong odds are infinite at e = s
    moved = sp.diff(curve, decay) * (-rate * s * decay)
    return all_of(
        identity(moved, -2 * curve * (s + curve), where=[sp.Lt(decay, 1), *defined]),
        identity(curve.subs(decay, 1), e, where=defined),
    )


@step(
    "proof",
    ("the time log(1 + s/e)", "flipped", True),
    ("nine tenths of the decay until then", "share", sp.Rational(9, 10)),
)
def one_factor(flipped=False, share=1):
    """L = 1: x = e decay - s (1 - decay), decay = e^(-t), solves x' = -(s + x); zero at decay = s/(s + e)."""
    decay = sp.Symbol("decay", positive=True)
    curve = e * decay - s * (1 - decay)
    zero = share / (1 + (s / e if flipped else e / s))
    moved = sp.diff(curve, decay) * (-decay)
    return all_of(identity(moved, -(s + curve)), identity(curve.subs(decay, zero), sp.S.Zero))


@step(
    "proof",
    ("the cross term once", "cross", 1),
    ("nine tenths of the square", "share", sp.Rational(9, 10)),
)
def loss_above(cross=2, share=1):
    """Of one mode: (s + x)^2 / 2 = s^2/2 + s x + x^2/2."""
    return identity((s + x) ** 2, s**2 + cross * s * x + share * x**2)


def bounds(t, s, eps, depth):
    """Those of x(t) in the statement; equal for L = 1, 2."""
    start = eps**depth
    if depth == 1:
        exact = (start + s) * np.exp(-t) - s
        return exact, exact
    if depth == 2:
        odds = np.exp(-2 * s * t) * start / (s + start)
        return s * odds / (1 - odds), s * odds / (1 - odds)
    strength = lambda speed: (
        (eps ** (2 - depth) + (depth - 2) * speed * t) ** (-depth / (depth - 2))
    )
    return strength(s + start), strength(s)


@step(
    "evidence",
    ("the right sign", "turn", 1),
    ("nine tenths of the target", "share", 0.9),
    ("one factor more in the bounds", "more", 1),
    whole=("more",),
)
def turned_runs(turn=-1, share=1.0, more=0):
    """L = 1..5, cores between U = -(u_1 u_2) and V of M, rank 2: the x_i at 30 times up to 3/s_2."""

    def draw(rng, kind):
        depth, targets = 1 + kind, np.sort(rng.uniform(0.3, 1.5, 2))[::-1]
        return depth, targets, float(rng.uniform(0.5, 0.95)), frame(rng, 5, 2), frame(rng, 4, 2)

    def residual(data):
        depth, targets, eps, left, V = data
        U, M = turn * left, left * targets @ V.T
        # |X - M|^2 = |C - U^T M V|^2 + what no core changes, for X = U C V^T
        cores = [eps * np.eye(2)] * depth
        times = np.linspace(0, 3 / targets[-1], 30)
        run = gradient_flow(Factorization(U.T @ M @ V), cores, times, rtol=1e-11, atol=1e-13)
        found = np.diagonal(run.end_to_end(), axis1=1, axis2=2)
        low, high = bounds(times[:, None], share * targets, eps, depth + more)
        mixed = np.abs(run.end_to_end() * (1 - np.eye(2))).max()
        return float(np.max([low - found, found - high, 0 * low + mixed]) / eps**depth)

    return measure(range(20), draw, residual, tolerance=1e-7, kinds=5)


FALLS, TWO, TURNED_BOUNDS = theorems(
    "turned_mode.v", "turned_mode_falls", "turned_mode_of_two", "turned_mode_bounds"
)
CORES, CORE, LOSS = theorems("turned_sign.v", "turned_cores", "turned_core", "turned_loss")

LOSS_FALLS = formal("turned_falls.v", "turned_loss_falls")


claim = Claim(
    name="turned-sign",
    kind="theorem",
    title="Two equal factors or more of the wrong sign never get through zero",
    statement=r"""
Let $f(X) = \frac12 \norm{X - M}_F^2$, let $M = \sum_{i \le r} s_i u_i v_i^\T$ be a singular value decomposition with $s_i > 0$, $1 \le k \le r$, $[[scale]]$ and $L \ge 1$. Let $X = U\, \widetilde W_L \cdots \widetilde W_1 V^\T$ with the fixed frames $V = (v_1, \dots, v_k)$ and $U = -(u_1, \dots, u_k)$, and $\widetilde W_l(0) = \eps I_k$. Along the flow of the cores
$X(t) = -\sum_{i \le k} x_i(t)\, u_i v_i^\T$, where $x_i' = -L\, x_i^{2 - 2/L} (s_i + x_i)$, $x_i(0) = \eps^L$, and with $x = x_i$, $s = s_i$:

1. If $L = 1$, then $x = \eps\, e^{-t} - s\, (1 - e^{-t})$: it is zero at $t = \log(1 + \eps / s)$ and tends to $-s$.
2. If $L = 2$, then $\frac{x}{s + x} = e^{-2 s t} \frac{\eps^2}{s + \eps^2}$. If $[[deep]]$, then

$$
\bigl( \eps^{-(L-2)} + (L - 2)(s + \eps^L)\, t \bigr)^{-\frac{L}{L-2}} \;\le\; x \;\le\; \bigl( \eps^{-(L-2)} + (L - 2)\, s\, t \bigr)^{-\frac{L}{L-2}} .
$$

3. If $L \ge 2$, then $f(X(t)) = \frac12 \norm{M}_F^2 + \sum_{i \le k} \bigl( s_i x_i + \frac12 x_i^2 \bigr)$, which decreases to $\frac12 \norm{M}_F^2$ and never reaches it.
""",
    hypotheses={
        "scale": positive("varepsilon"),
        "deep": Relation(sp.Ge(sp.Symbol("L", integer=True), 3)),
    },
    uses=("network-surrogate",),
    steps=(
        LOSS_FALLS,
        FALLS,
        TWO,
        TURNED_BOUNDS,
        CORES,
        CORE,
        LOSS,
        *(equation_of_a_core, one_factor, two_factors, linear_growth, between, loss_above),
        turned_runs,
    ),
    parts={
        "1": (CORE, equation_of_a_core, one_factor, turned_runs),
        "2": (
            CORES,
            FALLS,
            TWO,
            TURNED_BOUNDS,
            equation_of_a_core,
            two_factors,
            linear_growth,
            between,
            turned_runs,
        ),
        "3": (
            LOSS_FALLS,
            LOSS,
            FALLS,
            loss_above,
        ),
    },
)

CLAIMS = (claim,)
