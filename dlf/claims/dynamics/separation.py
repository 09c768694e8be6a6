"""Chapter *Incremental fitting*: separation of two modes of three factors or more."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.dynamics.fit_times import constant
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import below_half, depth_at_least, depth_is, larger, positive
from dlf.exact import ball, balls
from dlf.verify import Claim, Relation, all_of, enclose, identity, implies, over, step

L = sp.Symbol("L", integer=True, positive=True)
m, y, kappa = sp.symbols("m y kappa", positive=True)
HALF, NEAR = sp.Rational(1, 2), sp.Rational(99, 100)
two_factors_only = depth_is(2)


def starts_below(target):
    """eps^L < c s: the mode has not yet reached the fraction c of its target."""
    depth, start = sp.Symbol("L", integer=True), sp.Symbol("varepsilon", real=True)
    fraction, top = sp.Symbol("c", real=True), sp.Symbol(target, real=True)
    return Relation(sp.Lt(start**depth, fraction * top))


PAIR = {
    "above": positive("c"),
    "below": below_half,
    "smaller": positive("s_j"),
    "larger": larger,
    "scale": positive("varepsilon"),
}
TIGHT = ("1e-12", "1", "1000001/1000000")  # the bound of part 3 is nearly attained here
FRACTIONS, RATIOS = ("1/100", "1/4", "2/5"), ("101/100", "3/2", "20")


@step(
    "proof",
    ("without the bound of the later mode's remainder", "later", 0),
    ("a hundredth less of it", "later", NEAR),
    ("a hundredth more of what the remainders differ by at least", "apart", 1 / NEAR),
)
def separated(later=1, apart=1):
    """T = lead + C - R with F_i < R_i, F_j < R_j < F_j + E_j and R_j - R_i > F_j - F_i.

    F = eps^2/(2 s^2) is the first term of R, and E_j bounds the others.
    """
    lead, gap, first, second = sp.symbols("D K R_i R_j", real=True)
    term_i, term_j, beyond = sp.symbols("F_i F_j E_j", real=True)
    ranges = [sp.Gt(first, term_i), sp.Gt(second, term_j), sp.Lt(second, term_j + beyond)]
    ranges += [sp.Gt(term_i, 0), sp.Gt(term_j, term_i), sp.Gt(second - first, term_j - term_i)]
    difference = lead - gap - second + first  # T_j - T_i
    level = gap + apart * (term_j - term_i)
    before = implies([*ranges, sp.Ge(lead, level + later * beyond)], sp.Gt(difference, 0))
    after = implies([*ranges, sp.Le(lead, level)], sp.Lt(difference, 0))
    return all_of(before, after)


@step(
    "proof", ("a hundredth more of the depth", "more", 1 / NEAR), ("from the first term on", "n", 0)
)
def beyond_the_first_term(more=1, n=1):
    """L n + 2 >= L + 2 for n >= 1: R beyond its first term is below a geometric series over L + 2."""
    depth, index = sp.symbols("L n", real=True)
    return implies([sp.Ge(depth, 3), sp.Ge(index, n)], sp.Ge(depth * index + 2, more * depth + 2))


@step(
    "proof",
    ("the power L - 1 of the start", "power", L - 1),
    ("a remainder of order one in the start", "order", 1),
    ("a remainder of order three in the start", "order", 3),
    whole=("order",),
)
def scaling(power=L - 2, order=2):
    """Times s_j^(2-2/L), s_j = m^L, eps = m y: y^-(L-2) (1 - 1/kappa), and y^2/(2 (1 - y^L))."""
    eps, weight, top = m * y, m ** (2 * L - 2), m**L
    lead = (1 / top - 1 / (kappa * top)) * eps ** (-power) * weight
    where = [sp.Ge(L, 3), sp.Gt(kappa, 1)]
    first = identity(lead, y ** (2 - L) * (1 - 1 / kappa), where=where)
    rest = eps**order / (2 * top * (top - eps**L)) * weight
    return all_of(first, identity(rest, y**2 / (2 * (1 - y**L)), where=[sp.Lt(y, 1)]))


@step(
    "proof",
    ("from the term k = 0 on", "first", 0),
    ("the bound 21/10 k/L", "factor", sp.Rational(21, 10)),
    whole=("first",),
)
def denominators(first=1, factor=2):
    """L (k - b) - 2k = (k - 1)(L - 2) >= 0 for k >= 1, b = 1 - 2/L: with equality for k = 1."""
    k, n = sp.symbols("k L", real=True)
    denominator = n * (k - (n - 2) / n)
    difference = identity(denominator - factor * k, (k - 1) * (n - 2), where=[sp.Ge(n, 3)])
    signs = [sp.Ge(k, first), sp.Ge(n, 2)]
    return all_of(difference, implies(signs, sp.Ge((k - 1) * (n - 2), 0)))


@step(
    "proof",
    ("a quarter instead of a half", "half", HALF / 2),
    ("c up to one", "top", 1),
    ("without the term k = 1", "kept", 0),
)
def closing(half=HALF, top=HALF, kept=1):
    """kappa^-a g - w/2 + q < log(1/c) + 1/2 for g <= log(1/c), w = c^(2/L), 2 (1-c) q = w."""
    g, log, share, w, c, q = sp.symbols("g log_c K w c q", real=True)
    premise = [sp.Le(g, log), sp.Gt(log, 0), sp.Gt(share, 0), sp.Le(share, 1)]
    premise += [sp.Gt(w, 0), sp.Lt(w, 1), sp.Gt(c, 0), sp.Lt(c, top), sp.Eq(2 * (1 - c) * q, w)]
    return implies(premise, sp.Lt(share * g - kept * w / 2 + q, log + half))


def safe_start(fraction, target, ratio, depth, gap=1, times=1):
    """A rational just below the start that the theorem allows, eps^(L-2) times `times`."""
    c, s = float(Fraction(fraction)), float(Fraction(target))
    b, distance = 1 - 2 / depth, float(1 - 1 / Fraction(ratio))
    power = s**b * distance ** float(gap) / (c**-b + (depth - 2) * (np.log(1 / c) + 0.5))
    return Fraction((float(times) * power) ** (1 / (depth - 2)) * (1 - 1e-9))


@step(
    "evidence",
    ("the first terms of the remainders the other way round", "sign", -1),
    ("a tenth less of what is left", "percent", 90),
    ("without the constants", "kept", 0),
)
def difference(sign=1, percent=100, kept=1):
    """t_c(s_j) - t_(1-c)(s_i) - D + K lies between -E_j and 0, in balls.

    K = C_L(s_i, 1-c) - C_L(s_j, c) + eps^2/2 (1/s_j^2 - 1/s_i^2), z = eps^L/s_j and
    E_j = eps^(L+2)/((L + 2) s_j^3 (1 - z)).
    """

    def at(depth):
        def check(point):
            fraction, ratio, start = point
            early, e = 1 - Fraction(fraction), ball(start)
            times = [balls.fit_time(early, ratio, start, depth)]
            times.append(balls.fit_time(fraction, 1, start, depth))
            lead = (1 - 1 / ball(ratio)) / (e ** (depth - 2) * (depth - 2))
            constants = constant(early, ratio, depth) - constant(fraction, 1, depth)
            apart = e**2 / 2 * (1 - 1 / ball(ratio) ** 2)
            left = times[1] - times[0] - lead + kept * constants + sign * apart
            beyond = ball(Fraction(percent, 100)) * e ** (depth + 2)
            beyond /= (depth + 2) * (1 - e**depth)
            return enclose(-left / beyond, 0, 1, relative_radius="1e-9")

        points = product(FRACTIONS, RATIOS, ("1/100", "1e-4"))
        return over_balls("(c, s_i/s_j, eps)", points, check, 64 * depth + 256)

    return over("L", (3, 4, 5, 10), at)


@step(
    "evidence",
    ("the power 9/10 of the gap", "gap", Fraction(9, 10)),
    ("a power of the start 1.01 times as large", "times", Fraction(101, 100)),
)
def explicit_start(gap=1, times=1):
    """At the start of part 3 mode i has reached 1 - c before mode j reaches c, in balls.

    For c = 10^-12 and two targets that nearly agree the bound is used up to a quarter of a per cent.
    """

    def at(depth):
        def check(point):
            fraction, target, ratio = point
            start, large = safe_start(*point, depth, gap, times), Fraction(ratio) * Fraction(target)
            early = balls.fit_time(1 - Fraction(fraction), large, start, depth)
            late = balls.fit_time(fraction, target, start, depth)
            return enclose(1 - early / late, 0, 1, relative_radius="1e-9")

        points = [*product(FRACTIONS, ("1/1000", "1", "1000"), RATIOS), TIGHT]
        return over_balls("(c, s_j, s_i/s_j)", points, check, 64 * depth + 400)

    return over("L", (3, 4, 5, 10), at)


BY_SERIES, SMALL_START = theorems(
    "separation_series.v", "larger_first_by_series", "small_start_separates"
)

separation = Claim(
    name="separation",
    kind="theorem",
    title="Separation, three factors or more",
    statement=r"""
Let $[[depth]]$, $[[above, below]]$, $[[smaller, larger]]$, $[[scale]]$, and let $t_c$, $C_L$ be the time and the constant of {prf:ref}`fit-time`.
Put $\displaystyle D = \frac{\eps^{-(L-2)}}{L-2} \Bigl( \frac1{s_j} - \frac1{s_i} \Bigr)$ and $\displaystyle K = C_L(s_i, 1-c) - C_L(s_j, c) + \frac{\eps^2}2 \Bigl( \frac1{s_j^2} - \frac1{s_i^2} \Bigr)$. In 1 and 2 let $[[starts]]$.

1. If $\displaystyle D \ge K + \frac{\eps^{L+2}}{(L+2)\, s_j^3 (1 - \eps^L/s_j)}$, then $t_{1-c}(s_i) < t_c(s_j)$: mode $i$ is fitted before mode $j$ begins.
2. If $D \le K$, then $t_{1-c}(s_i) > t_c(s_j)$.
3. The condition of 1 and $[[starts]]$ both hold if

$$
\eps^{L-2} \le \frac{s_j^{1-2/L} \bigl( 1 - s_j/s_i \bigr)}{c^{-(1-2/L)} + (L-2) \bigl( \log\frac1c + \frac12 \bigr)} .
$$
""",
    hypotheses={"depth": depth_at_least(3), **PAIR, "starts": starts_below("s_j")},
    uses=("fit-time",),
    source="gissin2020implicit",
    steps=(
        BY_SERIES,
        SMALL_START,
        separated,
        beyond_the_first_term,
        scaling,
        denominators,
        closing,
        difference,
        explicit_start,
    ),
    parts={
        "1": (BY_SERIES, separated, beyond_the_first_term, difference),
        "2": (BY_SERIES, separated, difference),
        "3": (SMALL_START, scaling, denominators, closing, explicit_start),
    },
)

CLAIMS = (separation,)
