"""Chapter *When is a mode fitted?*: its statements and what checks them."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import below_one, depth_at_least, nonnegative, positive
from dlf.exact import balls, log_fit_time, mode_strength
from dlf.verify import Claim, Relation, all_of, enclose, identity, implies, measure, over, step

L = sp.Symbol("L", integer=True, positive=True)
j = sp.Symbol("j", integer=True, nonnegative=True)
m, s, c, t, y = sp.symbols("m s c t y", positive=True)
eps = sp.Symbol("varepsilon", positive=True)
START = (sp.Ge(L, 3), sp.Lt(eps, m))  # three factors or more, a start below the target
INSIDE = (sp.Lt(y, 1),)


def begins_below():
    """eps^L < c s."""
    start, fraction, target = sp.symbols("varepsilon c s", real=True)
    return Relation(sp.Lt(start ** sp.Symbol("L", integer=True), fraction * target))


@step(
    "proof",
    ("the start at eps instead of eps^2", "power", 1),
    ("the time 1/s log(...)", "rate", 1),
    ("without the factor (s - eps^2)/s", "shift", 0),
    whole=("power", "rate", "shift"),
)
def logistic_time(power=2, rate=2, shift=1):
    """1: e^(-2 s t) = (1 - c)/c eps^2/(s - eps^2) makes the logistic curve equal to c s."""
    decay = (1 - c) / c * eps**power / (s - shift * eps**2)
    reached = s / (1 + (s / eps**2 - 1) * decay ** sp.Rational(2, rate))
    return identity(reached, c * s, where=[sp.Lt(c, 1), sp.Lt(eps**2, c * s)])


@step(
    "proof",
    ("the power L - 1", "power", 1 - L),
    ("the factor 1/(L - 1)", "factor", 1 / (L - 1)),
    ("without the target", "top", 0),
)
def leading_term(power=2 - L, factor=1 / (L - 2), top=L):
    """2: the term k = 0 of -G(eps^L) is eps^-(L-2)/((L - 2) s), with s = m^L."""
    term = -((eps / m) ** (2 - L)) / (2 / L - 1) / (L * m ** (2 * L - 2))
    return identity(term, factor * eps**power / m**top, where=START)


@step(
    "proof",
    ("the denominator L j + 3", "shift", 3),
    ("order one in eps", "power", 1),
    whole=("shift", "power"),
)
def further_terms(shift=2, power=2):
    """2: the term k = j + 1 of G(eps^L) is eps^2/s^2 y^j/(L j + 2), with s = m^L, y = eps^L/s."""
    k, b = j + 1, 2 / L - 1
    term = (eps / m) ** (L * (k + b)) / (k + b) / (L * m ** (2 * L - 2))
    stated = eps**power / m ** (2 * L) * (eps / m) ** (L * j) / (L * j + shift)
    return identity(term, stated, where=START)


@step(
    "proof",
    ("denominators of 2.02 at least", "least", sp.Rational(101, 50)),
    ("also for a negative j", "first", -1),
)
def denominators(least=2, first=0):
    """2: L j + 2 >= 2, so that R lies below eps^2/(2 s^2) times the geometric series."""
    depth, index = sp.symbols("L j", real=True)
    return implies([sp.Ge(depth, 3), sp.Ge(index, first)], sp.Ge(depth * index + 2, least))


def constant(fraction, target, depth):
    """C_L(s, c) = G(c s) in ball arithmetic."""
    from flint import arb

    b, q = balls.ball(Fraction(2, depth) - 1), balls.ball(fraction)
    series = q**b / b * arb.hypgeom_2f1(q, b, arb(1), b + 1, ac=True, abc=True)
    return series / (depth * balls.ball(target) ** balls.ball(2 - Fraction(2, depth)))


POINTS = [
    *product(("1/2", "9/10"), ("1/1000", "1", "1000"), ("1/100", "1e-4", "1e-8")),
    ("9/10", "1", "1/2"),
]


@step(
    "evidence",
    ("without the constant", "kept", 0),
    ("a remainder one per cent smaller", "share", Fraction(99, 100)),
    ("a remainder of the other sign", "sign", -1),
    ("a lower bound one per cent higher", "low", Fraction(101, 100)),
    ("an upper bound one per cent lower", "high", Fraction(99, 100)),
)
def remainder(kept=1, share=1, sign=1, low=1, high=1):
    """2: eps^-(L-2)/((L-2) s) + C_L(s, c) - t is 60 terms of R, and R lies between its bounds."""

    def at(depth):
        def check(point):
            fraction, target, start = point
            time = balls.fit_time(fraction, target, start, depth)
            e, top = balls.ball(start), balls.ball(target)
            leading = 1 / (e ** (depth - 2) * (depth - 2) * top)
            rest = leading + balls.ball(kept) * constant(fraction, target, depth) - time
            rest, ratio = rest * top**2 / e**2, e**depth / top
            terms = sum(ratio**n / (depth * n + 2) for n in range(60))
            near = Fraction(1, 10**20)
            stated = sign * balls.ball(share) * terms
            series = enclose(rest / stated, 1 - near, 1 + near, relative_radius="1e-21")
            above = enclose(2 * rest, low, 10, relative_radius="1e-9")
            below = enclose(2 * rest * (1 - ratio), 0, high, relative_radius="1e-9")
            return all_of(series, above, below)

        return over_balls("(c, s, eps)", POINTS, check, 64 * depth + 256)

    return over("L", (3, 4, 5, 10, 50), at)


GRID = list(product(("1/2", "9/10"), ("1/1000", "1", "1000"), ("1e-8", "1e-4", "1/10", "1/2")))


@step("evidence", ("off by one part in a thousand million", "factor", 1 + Fraction(1, 10**9)))
def certified(factor=1):
    """Balls of relative radius below 1e-15 around t hold the value that dlf.log_fit_time returns."""

    def at(depth):
        def check(point):
            fraction, target, start = point
            time = balls.ball(factor) * balls.fit_time(fraction, target, start, depth)
            width, near = Fraction(1, 10**15), Fraction(1, 10**11)
            narrow = enclose(time / time.mid(), 1 - width, 1 + width, relative_radius="1e-15")
            law = {"init_scale": float(Fraction(start)), "depth": depth}
            floats = (float(Fraction(number)) for number in (fraction, target))
            log = Fraction(float(log_fit_time(*floats, **law)))
            agrees = enclose(time.log(), log - near, log + near, relative_radius="1e-12")
            return all_of(narrow, agrees)

        reached = [p for p in GRID if Fraction(p[2]) ** depth < Fraction(p[0]) * Fraction(p[1])]
        return over_balls("(c, s, eps)", reached, check, 64 * depth + 256)

    return over("L", (2, 3, 4, 5, 10, 50), at)


REACHES = formal("separation.v", "logistic_reaches")
OF_TWO, OF_MORE = theorems("fit_series.v", "two_factors_fitted_once", "mode_fitted_once")

fit_time_claim = Claim(
    name="fit-time",
    kind="theorem",
    title="When a mode is fitted",
    statement=r"""
Let $[[depth]]$, $[[above, below]]$, $[[scale, target]]$ and $[[begins]]$. The mode of {prf:ref}`mode-equation` reaches $c\, s$ at exactly one time $t_c(s)$.

1. For $L = 2$

   $$
   t_c(s) = \frac{1}{2s} \log\left( \frac{c}{1-c} \cdot \frac{s - \eps^2}{\eps^2} \right) .
   $$
2. For $L \ge 3$, with $\displaystyle C_L(s, c) = \frac{1}{L\, s^{2-2/L}} \sum_{k=0}^{\infty} \frac{c^{k+b}}{k+b}$ and $b = \frac2L - 1$,

   $$
   t_c(s) = \frac{\eps^{-(L-2)}}{(L-2)\, s} + C_L(s, c) - R, \qquad R = \frac{\eps^2}{s^2} \sum_{j=0}^{\infty} \frac{(\eps^L / s)^j}{L j + 2} ,
   $$

   so that $\displaystyle \frac{\eps^2}{2 s^2} < R < \frac{\eps^2}{2 s^2 (1 - \eps^L/s)}$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "above": positive("c"),
        "below": below_one,
        "scale": positive("varepsilon"),
        "target": positive("s"),
        "begins": begins_below(),
    },
    uses=("mode-equation", "mode-closed-form"),
    source="gissin2020implicit",
    steps=(
        REACHES,
        OF_TWO,
        OF_MORE,
        logistic_time,
        leading_term,
        further_terms,
        denominators,
        remainder,
        certified,
    ),
    parts={
        "1": (REACHES, OF_TWO, logistic_time, certified),
        "2": (OF_MORE, leading_term, further_terms, denominators, remainder, certified),
    },
)


@step(
    "proof",
    ("the smaller target is ahead", "swapped", True),
    ("where mu may vanish, and P with it", "vanishing", True),
)
def velocity_order(swapped=False, vanishing=False):
    """Where two modes meet at mu > 0 the one with the larger target is faster; P = L mu^(2-2/L)."""
    P, mu, low, high = sp.symbols("P mu s_low s_high", real=True)
    first, second = (low, high) if swapped else (high, low)
    premise = [sp.Ge(P, 0) if vanishing else sp.Gt(P, 0), sp.Ge(low, 0), sp.Gt(high, low)]
    return implies(premise, sp.Gt(P * (first - mu), P * (second - mu)))


@step(
    "evidence",
    ("the larger target behind", "sign", -1.0),
    ("in relative strength at every time", "relative", True),
)
def strengths(sign=1.0, relative=False):
    """min over pairs and times of mu(t; s) - mu(t; s'), s > s', from the closed form."""

    def draw(rng):
        start = rng.uniform(0.05, 0.5)
        targets = np.array([0.0, *np.sort(rng.uniform(0.05, 3.0, 8))])
        return rng.uniform(0.01, 30, (40, 1)), targets, start, int(rng.integers(2, 8))

    def residual(data):
        times, targets, start, depth = data
        curves = mode_strength(times, targets, init_scale=start, depth=depth)
        gaps = np.diff(curves[:, 1:] / targets[1:] if relative else curves)
        return float(np.maximum(0.0, -sign * gaps).max())

    def increasing(data):
        return bool((np.diff(data[1]) > 0).all() and (data[0] > 0).all())

    return measure(range(50), draw, residual, tolerance=1e-12, hypotheses=(increasing,))


ahead_claim = Claim(
    name="ahead-in-strength",
    kind="theorem",
    title="The larger mode is ahead",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, and let $\mu(t; s)$ be the mode of {prf:ref}`mode-equation` with target $[[target]]$. At every time $[[time]]$, $\mu(t; s)$ is strictly increasing in $s$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "target": nonnegative("s"),
        "time": positive("t"),
    },
    uses=("mode-equation",),
    steps=(formal("ahead.v", "larger_target_is_ahead"), velocity_order, strengths),
)


CLAIMS = (fit_time_claim, ahead_claim)
