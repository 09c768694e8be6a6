"""Chapter *When is a mode fitted?*: its statements and what checks them."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.hypotheses import below_one, depth_at_least, positive
from dlf.exact import balls, fit_time, log_fit_time, mode_strength
from dlf.verify import Claim, all_of, enclose, identity, implies, measure, over, step

L = sp.Symbol("L", integer=True, positive=True)
m, s, c, t, x, y = sp.symbols("m s c t x y", positive=True)
eps = sp.Symbol("varepsilon", positive=True)
START = (sp.Ge(L, 3), sp.Lt(eps, m))  # three factors or more, a start below the target
INSIDE = (sp.Lt(y, 1),)


@step(
    "proof",
    ("the start at eps instead of eps^2", "power", 1),
    ("the time 1/s log(...)", "rate", 1),
    ("without the factor (s - eps^2)/s", "shift", 0),
)
def logistic_time(power=2, rate=2, shift=1):
    """L = 2: e^(-2 s t) = (1 - c)/c eps^2/(s - eps^2) makes the logistic curve equal to c s."""
    decay = (1 - c) / c * eps**power / (s - shift * eps**2)
    reached = s / (1 + (s / eps**2 - 1) * decay ** sp.Rational(2, rate))
    return identity(sp.simplify(reached), c * s, where=[sp.Lt(c, 1), sp.Lt(eps**2, c * s)])


@step(
    "proof",
    ("the power L - 1", "power", 1 - L),
    ("the factor 1/(L - 1)", "factor", 1 / (L - 1)),
    ("without the target", "top", 0),
)
def leading_term(power=2 - L, factor=1 / (L - 2), top=L):
    """L >= 3: the term k = 0 of -G(eps^L) is eps^-(L-2)/((L - 2) s), with s = m^L."""
    term = -((eps / m) ** (2 - L)) / (2 / L - 1) / (L * m ** (2 * L - 2))
    return identity(sp.simplify(term), factor * eps**power / m**top, where=START)


@step("proof", ("half of it", "divisor", 4), ("order one in eps", "power", 1))
def first_correction(divisor=2, power=2):
    """The term k = 1 is eps^2/(2 s^2); the others are smaller by powers of eps^L/s."""
    term = (eps / m) ** 2 / (2 / L) / (L * m ** (2 * L - 2))
    return identity(sp.simplify(term), eps**power / (divisor * m ** (2 * L)), where=START)


def constant(fraction, target, depth):
    """C_L(s, c) = G(c s) in ball arithmetic."""
    from flint import arb

    b, q = balls.ball(Fraction(2, depth) - 1), balls.ball(fraction)
    series = q**b / b * arb.hypgeom_2f1(q, b, arb(1), b + 1, ac=True, abc=True)
    return series / (depth * balls.ball(target) ** balls.ball(2 - Fraction(2, depth)))


POINTS = list(product(("1/2", "9/10"), ("1/1000", "1", "1000"), ("1/100", "1e-4", "1e-8")))


@step(
    "evidence",
    ("without the constant", "kept", 0),
    ("a remainder smaller by half", "share", Fraction(1, 2)),
    ("a remainder of the other sign", "sign", -1),
)
def remainder(kept=1, share=1, sign=1):
    """0 < eps^-(L-2)/((L-2) s) + C_L(s, c) - t < eps^2/(2 s^2 (1 - eps^L/s)) at 18 points each."""

    def at(depth):
        def check(point):
            fraction, target, start = point
            time = balls.fit_time(fraction, target, start, depth)
            e, top = balls.ball(start), balls.ball(target)
            leading = 1 / (e ** (depth - 2) * (depth - 2) * top)
            rest = leading + kept * constant(fraction, target, depth) - time
            bound = e**2 / (2 * top**2 * (1 - e**depth / top))
            return enclose(sign * rest / bound, 0, share, relative_radius="1e-9")

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


fit_time_claim = Claim(
    name="fit-time",
    kind="theorem",
    title="When a mode is fitted",
    statement=r"""
Let $[[above]]$, $[[below]]$, $[[scale]]$, $s > 0$ and $\eps^L < c\, s$. The mode of {prf:ref}`mode-equation` reaches $c\, s$ at one time $t_c(s)$. For $L = 2$

$$
t_c(s) = \frac{1}{2s} \log\left( \frac{c}{1-c} \cdot \frac{s - \eps^2}{\eps^2} \right) .
$$

For $L \ge 3$, with $b = \frac2L - 1$,

$$
t_c(s) = \frac{\eps^{-(L-2)}}{(L-2)\, s} + C_L(s, c) - R, \qquad 0 < R < \frac{\eps^2}{2 s^2 (1 - \eps^L/s)} ,
$$

where $\displaystyle C_L(s, c) = \frac{1}{L\, s^{2-2/L}} \sum_{k=0}^{\infty} \frac{c^{k+b}}{k+b}$.
""",
    hypotheses={"above": positive("c"), "below": below_one, "scale": positive("varepsilon")},
    uses=("mode-equation", "mode-closed-form"),
    source="gissin2020implicit",
    words=(
        "The mode increases strictly to s, so it passes c s once.",
        "R is the sum of the terms k >= 1 at eps^L/s; k + b >= 1 + b and a geometric series bound it.",
    ),
    steps=(logistic_time, leading_term, first_correction, remainder, certified),
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
        targets = np.sort(rng.uniform(0.05, 3.0, 8))
        return rng.uniform(0.01, 30, (40, 1)), targets, start, int(rng.integers(2, 8))

    def residual(data):
        times, targets, start, depth = data
        curves = mode_strength(times, targets, init_scale=start, depth=depth)
        gaps = np.diff(curves / targets if relative else curves)
        return float(np.maximum(0.0, -sign * gaps).max())

    def increasing(data):
        return bool((np.diff(data[1]) > 0).all() and (data[0] > 0).all())

    return measure(range(50), draw, residual, tolerance=1e-12, hypotheses=(increasing,))


ahead_claim = Claim(
    name="ahead-in-strength",
    kind="theorem",
    title="The larger mode is ahead",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, and let $\mu(t; s)$ be the mode of {prf:ref}`mode-equation` with target $s \ge 0$. At every $t > 0$, $\mu(t; s)$ is strictly increasing in $s$.
""",
    hypotheses={"depth": depth_at_least(2), "scale": positive("varepsilon")},
    uses=("mode-equation",),
    words=("Two curves that start together and part cannot meet again where one is faster.",),
    steps=(velocity_order, strengths),
)


@step(
    "proof",
    ("the weight 1 - 2/L of the integral", "weight", -1),
    ("the reversed sign at the start", "sign", 1),
)
def derivative_in_the_target(weight=0, sign=-1):
    """With t = s^-a J/L, J = int_y^c u^-a/(1-u) du, y = eps^L/s: s^(a+1) L dt/ds = -Phi."""
    a, J = sp.symbols("a J", positive=True)
    derivative = -a * s ** (-a - 1) * J + s ** (-a) * (-(y ** (-a)) / (1 - y)) * (-y / s)
    phi = (a + weight) * J + sign * y ** (1 - a) / (1 - y)
    return identity(sp.expand(derivative * s ** (a + 1)), sp.expand(-phi), where=INSIDE)


@step(
    "proof",
    ("one power of 1 - y less", "power", 1),
    ("increasing", "sign", 1),
)
def decreasing_phi(power=2, sign=-1):
    """Phi(y) = a J(y) - y^(1-a)/(1-y) has Phi' = -y^-a/(1-y)^2: it decreases."""
    a = sp.Symbol("a", positive=True)
    slope = -a * y ** (-a) / (1 - y) - sp.diff(y ** (1 - a) / (1 - y), y)
    return identity(sp.simplify(slope), sign * y ** (-a) / (1 - y) ** power, where=INSIDE)


@step(
    "evidence",
    ("the same for two targets far above the start", "near", False),
    ("for a fraction that is far from the start", "fraction", "999/1000"),
)
def counterexample(near=True, fraction="1/2"):
    """eps = 1/10: the target 2.01 eps^L is half fitted before the larger target 2.5 eps^L."""

    def at(depth):
        unit = Fraction(1, 10**depth) if near else Fraction(1, 5)
        small, large = Fraction(201, 100) * unit, Fraction(5, 2) * unit
        late = balls.fit_time(fraction, large, "1/10", depth)
        early = balls.fit_time(fraction, small, "1/10", depth)
        return enclose((late - early) / late, 0, 1, relative_radius="1e-9")

    return over_balls("L", (2, 3, 4, 8), at, 400)


@step(
    "evidence",
    ("without the term from the moving start", "moving", 0.0),
    ("the exponent a = 2 - 1/L", "shift", 1.0),
)
def slope_in_the_target(moving=1.0, shift=0.0):
    """s dt/ds = -Phi(eps^L/s) s^-a/L against differences of the exact times."""

    def draw(rng):
        depth, fraction, start = (
            int(rng.integers(2, 8)),
            rng.uniform(0.2, 0.8),
            rng.uniform(0.1, 0.4),
        )
        return depth, fraction, start, start**depth / (fraction * rng.uniform(0.05, 0.9))

    def residual(data):
        depth, fraction, start, top = data
        a, h, y = 2 - (2 - shift) / depth, 1e-4, start**depth / top
        times = fit_time(fraction, top * np.array([1 - h, 1, 1 + h]), init_scale=start, depth=depth)
        phi = a * depth * top**a * times[1] - moving * y ** (1 - a) / (1 - y)
        return float((times[2] - times[0]) / (2 * h) + phi / (depth * top**a)) / times[1]

    def starts_below(data):
        return bool(data[2] ** data[0] < data[1] * data[3])

    return measure(range(50), draw, residual, tolerance=1e-4, hypotheses=(starts_below,))


first_claim = Claim(
    name="larger-is-first",
    kind="theorem",
    title="When the larger mode is fitted first",
    statement=r"""
Let $[[depth]]$, $[[above]]$, $[[below]]$, $[[scale]]$ and $a = 2 - \frac2L$. There is exactly one $y^* = y^*(L, c)$ in $(0, c)$ with

$$
a \int_{y^*}^{c} \frac{du}{u^a (1-u)} = \frac{(y^*)^{1-a}}{1 - y^*} .
$$

The time $t_c(s)$ of {prf:ref}`fit-time` is strictly decreasing in $s$ for $s \ge \eps^L / y^*$, and strictly increasing for $\eps^L / c \le s \le \eps^L / y^*$. For $L = 2$ it decreases where

$$
\log\left( \frac{c}{1-c} \cdot \frac{s - \eps^2}{\eps^2} \right) > \frac{s}{s - \eps^2} .
$$
""",
    hypotheses={
        "depth": depth_at_least(2),
        "above": positive("c"),
        "below": below_one,
        "scale": positive("varepsilon"),
    },
    uses=("fit-time", "mode-equation"),
    words=(
        "Separation of variables: t = s^-a/L times the integral J from eps^L/s to c.",
        "Phi tends to infinity at 0 and is negative at c, so it has one zero.",
    ),
    steps=(derivative_in_the_target, decreasing_phi, counterexample, slope_in_the_target),
)

CLAIMS = (fit_time_claim, ahead_claim, first_claim)
