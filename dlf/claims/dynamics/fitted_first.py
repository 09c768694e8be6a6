"""Chapter *When is a mode fitted?*, its end: of two modes, which is fitted first."""

from fractions import Fraction

import numpy as np
import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import below_one, depth_at_least, positive
from dlf.exact import balls, fit_time
from dlf.verify import Claim, all_of, enclose, identity, measure, over, step

s, y, eps = sp.symbols("s y varepsilon", positive=True)
L = sp.Symbol("L", integer=True, positive=True)
INSIDE = (sp.Lt(y, 1),)


@step(
    "proof",
    ("the weight 1 - 2/L of the integral", "weight", -1),
    ("the reversed sign at the start", "sign", 1),
)
def derivative_in_the_target(weight=0, sign=-1):
    """2: with t = s^-a J/L, J = int_y^c u^-a/(1-u) du, y = eps^L/s: s^(a+1) L dt/ds = -Phi."""
    a, J = sp.symbols("a J", positive=True)
    derivative = -a * s ** (-a - 1) * J + s ** (-a) * (-(y ** (-a)) / (1 - y)) * (-y / s)
    phi = (a + weight) * J + sign * y ** (1 - a) / (1 - y)
    return identity(derivative * s ** (a + 1), -phi, where=INSIDE)


@step(
    "proof",
    ("one power of 1 - y less", "power", 1),
    ("increasing", "sign", 1),
    whole=("power",),
)
def decreasing_phi(power=2, sign=-1):
    """1: Phi(y) = a J(y) - y^(1-a)/(1-y) has Phi' = -y^-a/(1-y)^2: it decreases."""
    a = sp.Symbol("a", positive=True)
    slope = -a * y ** (-a) / (1 - y) - sp.diff(y ** (1 - a) / (1 - y), y)
    return identity(slope, sign * y ** (-a) / (1 - y) ** power, where=INSIDE)


@step(
    "proof",
    ("F log F = F + 101/100", "shift", sp.Rational(101, 100)),
    ("F log F = F + 99/100", "shift", sp.Rational(99, 100)),
)
def half_of_two(shift=1):
    """1, L = 2 and c = 1/2: at y = 1/(1 + F) the equation reads (F log F - F - 1)/F = 0."""
    F = sp.Symbol("F", positive=True)
    at = 1 / (1 + F)
    return identity(sp.log((1 - at) / at) - 1 / (1 - at), (F * sp.log(F) - F - shift) / F)


@step(
    "proof",
    ("of the inverse quotient", "sign", -1),
    ("u^2 in the place of u", "power", 2),
    whole=("power",),
)
def integral_for_two(sign=1, power=1):
    """1, L = 2: log(Q), Q = c/(1-c) (1-y)/y, has the derivative of J, -1/(y (1-y)), and is 0 at c.

    For Q - 1 = (c - y)/(y (1-c)).
    """
    c = sp.Symbol("c", positive=True)
    Q, inside = (c / (1 - c) * (1 - y) / y) ** sign, [*INSIDE, sp.Lt(c, 1)]
    at_the_end = identity(Q - 1, (c - y) / (y * (1 - c)), where=inside)
    return all_of(
        identity(sp.diff(sp.log(Q), y), -1 / (y**power * (1 - y)), where=inside), at_the_end
    )


@step(
    "proof",
    ("the power L of the start", "power", 2 - L),
    ("the power a + 1 of y", "exponent", 3 - 2 / L),
)
def scale_free(power=2 - 2 * L, exponent=2 - 2 / L):
    """4: with s = eps^L/y, s^-a J/L is eps^-(2L-2) y^a J/L: eps only sets the unit of time."""
    J, a = sp.Symbol("J", positive=True), 2 - 2 / L
    return identity((eps**L / y) ** (-a) * J / L, eps**power * y**exponent * J / L)


def tail(power, y):
    """The antiderivative of u^-a/(1-u) at u = y, for L >= 3: the sum of y^(k+b)/(k + b), b = 1 - a."""
    from flint import arb

    b = balls.ball(1 - power)
    return y**b / b * arb.hypgeom_2f1(y, b, arb(1), b + 1, ac=True, abc=True)


def phi(y, fraction, depth):
    """Phi(y) in balls."""
    a, y, c = Fraction(2 * depth - 2, depth), balls.ball(y), balls.ball(fraction)
    J = (c / (1 - c) * (1 - y) / y).log() if depth == 2 else tail(a, c) - tail(a, y)
    return balls.ball(a) * J - y ** balls.ball(1 - a) / (1 - y)


THRESHOLDS = {  # (L, c) -> 1/y*
    (2, "1/2"): "4.591121476668622",
    (3, "1/2"): "4.080751016649982",
    (4, "1/2"): "3.903630262107125",
    (8, "1/2"): "3.695505530486311",
    (2, "1/10"): "26.44514124789865",
    (3, "1/10"): "23.13225174443709",
    (2, "9/10"): "1.908262740858312",
    (3, "9/10"): "1.753770130532264",
    (8, "9/10"): "1.637108361924997",
}
DIGITS = Fraction(1, 10**14)


@step(
    "evidence",
    ("a threshold larger by one part in 10^12", "factor", 1 + Fraction(1, 10**12)),
    ("a threshold smaller by one part in 10^12", "factor", 1 - Fraction(1, 10**12)),
)
def threshold(factor=1):
    """1: the sign of Phi changes within one part in 10^14 of each 1/y* of the table."""

    def check(case):
        depth, fraction = case
        stated = Fraction(factor) * Fraction(THRESHOLDS[case])
        signs = (phi(1 / (stated * (1 + side)), fraction, depth) for side in (DIGITS, -DIGITS))
        above, below = signs
        return all_of(
            enclose(above, 0, 10, relative_radius="1e-9"),
            enclose(below, -10, 0, relative_radius="1e-9"),
        )

    return over_balls("(L, c)", list(THRESHOLDS), check, 600)


PARTNERS = {  # (L, c, s'/eps^L) -> s*/eps^L
    (2, "1/2", "3"): "9",
    (2, "1/2", "11/5"): "45.90902800012170",
    (3, "1/2", "3"): "6.368515400219688",
    (3, "1/2", "11/5"): "25.41221930591738",
    (4, "1/2", "3"): "5.632759847162810",
    (8, "1/2", "3"): "4.869135858336631",
    (2, "1/10", "15"): "68.30848499058817",
    (3, "9/10", "11/9"): "4.639030025809836",
}


@step(
    "evidence",
    ("a partner larger by one part in 10^12", "factor", 1 + Fraction(1, 10**12)),
    ("a partner smaller by one part in 10^12", "factor", 1 - Fraction(1, 10**12)),
)
def partner(factor=1):
    """3 and 4: the larger mode is later just below the partner and earlier just above it."""

    def at(start):
        def check(case):
            depth, fraction, small = case
            unit = Fraction(start) ** depth
            time = lambda ratio: balls.fit_time(fraction, Fraction(ratio) * unit, start, depth)
            stated, own = Fraction(factor) * Fraction(PARTNERS[case]), time(small)
            later, earlier = time(stated * (1 - DIGITS)), time(stated * (1 + DIGITS))
            return all_of(
                enclose(later / own - 1, 0, 1, relative_radius="1e-9"),
                enclose(earlier / own - 1, -1, 0, relative_radius="1e-9"),
            )

        return over_balls("(L, c, s'/eps^L)", list(PARTNERS), check, 800)

    return over("eps", ("1/10", "1/1000"), at)


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


ZERO = theorems("fit_integral.v", "integral_zero", "integral_of_two", "zero_of_two")
TIME, COURSE, FIRST = theorems(
    "larger_is_first.v", "target_time_is_fit", "target_time_course", "larger_is_first"
)
PARTNER = theorems("partner.v", "partner_scale", "partner_falls")

first_claim = Claim(
    name="larger-is-first",
    kind="theorem",
    title="When the larger mode is fitted first",
    statement=r"""
Let $[[depth]]$, $[[above, below]]$, $[[scale]]$ and $a = 2 - \frac2L$. Let $t_c(s)$ be the time of {prf:ref}`fit-time` for $s > \eps^L/c$, and $t_c(s) = 0$ for $0 < s \le \eps^L/c$, where the mode starts at $c\, s$ or above.

1. There is exactly one $y^* = y^*(L, c)$ in $(0, c)$ with

   $$
   a \int_{y^*}^{c} \frac{du}{u^a (1-u)} = \frac{(y^*)^{1-a}}{1 - y^*} .
   $$

   For $L = 2$ the left side is $\log\bigl( \frac{c}{1-c} \cdot \frac{1 - y^*}{y^*} \bigr)$, and $y^*(2, \frac12) = 1/(1 + F)$ with the $F > 1$ for which $F \log F = F + 1$.
2. $t_c$ is continuous, strictly increasing on $[\eps^L/c,\, \eps^L/y^*]$, strictly decreasing on $[\eps^L/y^*, \infty)$, and tends to $0$ as $s \to \infty$.
3. Let $s > s' > 0$. If $s' \ge \eps^L/y^*$, then $t_c(s) < t_c(s')$. If $\eps^L/c < s' < \eps^L/y^*$, there is exactly one $s^* > \eps^L/y^*$ with $t_c(s^*) = t_c(s')$, and $t_c(s)$ is larger than $t_c(s')$ for $s < s^*$ and smaller for $s > s^*$. If $s' \le \eps^L/c$, then $t_c(s) \ge t_c(s') = 0$.
4. In the second case of 3, $s^*/\eps^L$ depends on $s'/\eps^L$, $L$ and $c$ alone. As $s'$ grows from $\eps^L/c$ to $\eps^L/y^*$, $s^*$ falls strictly, from $\infty$ to $\eps^L/y^*$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "above": positive("c"),
        "below": below_one,
        "scale": positive("varepsilon"),
    },
    uses=("fit-time", "mode-equation"),
    steps=(
        *ZERO,
        TIME,
        COURSE,
        FIRST,
        *PARTNER,
        derivative_in_the_target,
        decreasing_phi,
        integral_for_two,
        half_of_two,
        scale_free,
        threshold,
        partner,
        slope_in_the_target,
    ),
    parts={
        "1": (*ZERO, decreasing_phi, integral_for_two, half_of_two, threshold),
        "2": (TIME, COURSE, derivative_in_the_target, decreasing_phi, slope_in_the_target),
        "3": (TIME, FIRST, derivative_in_the_target, decreasing_phi, partner),
        "4": (*PARTNER, scale_free, partner),
    },
)

CLAIMS = (first_claim,)
