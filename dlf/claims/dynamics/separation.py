"""Chapter *Incremental fitting*, first half: when one mode is fitted before the next begins."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.balls import in_balls, over_balls
from dlf.claims.dynamics.fit_times import constant
from dlf.claims.hypotheses import below_half, depth_at_least, larger, positive
from dlf.exact import ball, balls
from dlf.verify import Claim, all_of, enclose, identity, implies, over, step

L = sp.Symbol("L", integer=True, positive=True)
m, y, z, kappa = sp.symbols("m y z kappa", positive=True)
HALF = sp.Rational(1, 2)
PAIR = {
    "above": positive("c"),
    "below": below_half,
    "smaller": positive("s_j"),
    "larger": larger,
    "scale": positive("varepsilon"),
}
FRACTIONS, RATIOS = ("1/100", "1/4", "2/5"), ("101/100", "3/2", "20")


def within(width):
    """Whether z lies between 0 and a bound, and kappa above one."""
    return [sp.Lt(z, width), sp.Gt(kappa, 1)]


@step(
    "proof",
    ("without the remainder of the later mode", "later", 0),
    ("the remainders exchanged", "exchanged", True),
)
def separated(later=1, exchanged=False):
    """T = lead + C - R with 0 < R < B: the remainders decide nothing beyond their bounds."""
    lead, gap, first, second = sp.symbols("D G R_i R_j", real=True)
    bound_i, bound_j = sp.symbols("B_i B_j", real=True)
    ranges = [sp.Gt(first, 0), sp.Lt(first, bound_i), sp.Gt(second, 0), sp.Lt(second, bound_j)]
    early, late = (bound_i, bound_j) if exchanged else (bound_j, bound_i)
    difference = lead - gap - second + first  # T_j - T_i
    before = implies([*ranges, sp.Ge(lead, gap + later * early)], sp.Gt(difference, 0))
    after = implies([*ranges, sp.Le(lead, gap - late)], sp.Lt(difference, 0))
    return all_of(before, after)


@step(
    "proof",
    ("the power L - 1 of the start", "power", L - 1),
    ("a remainder of order one in the start", "order", 1),
)
def scaling(power=L - 2, order=2):
    """Times s_j^(2-2/L), with s_j = m^L, eps = m y: y^-(L-2) (1 - 1/kappa), and y^2/2."""
    eps, weight = m * y, m ** (2 * L - 2)
    lead = (1 / m**L - 1 / (kappa * m**L)) * eps ** (-power) * weight
    first = identity(
        sp.simplify(lead), y ** (2 - L) * (1 - 1 / kappa), where=[sp.Ge(L, 3), sp.Gt(kappa, 1)]
    )
    rest = eps**order / (2 * m ** (2 * L)) * weight
    return all_of(first, identity(sp.simplify(rest), y**2 / 2, where=[sp.Lt(y, 1)]))


@step(
    "proof",
    ("from the term k = 0 on", "first", 0),
    ("the bound 3k/L", "factor", 3),
    ("the term k = 1 without the factor 1/2", "half", 1),
)
def denominators(first=1, factor=2, half=HALF):
    """k + 2/L - 1 >= 2k/L for k >= 1, times L: (k-1)(L-2) >= 0; for k = 1 both are 2/L."""
    k, n = sp.symbols("k L", real=True)
    bound = implies([sp.Ge(k, first), sp.Ge(n, 2)], sp.Ge(k * n + 2 - n - factor * k, 0))
    return all_of(bound, identity(1 / (L * (1 + 2 / L - 1)), half, where=[sp.Ge(L, 3)]))


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
    c, s, k = (float(Fraction(v)) for v in (fraction, target, ratio))
    b = 1 - 2 / depth
    power = s**b * (1 - 1 / k) ** gap / (c**-b + (depth - 2) * (np.log(1 / c) + 0.5))
    return Fraction((times * power) ** (1 / (depth - 2)) * (1 - 1e-9))


@step(
    "evidence",
    ("the remainders without their sign", "sign", -1),
    ("remainders smaller by a third", "percent", 66),
    ("without the constants", "kept", 0),
)
def difference(sign=1, percent=100, kept=1):
    """t_c(s_j) - t_(1-c)(s_i) less its formula lies between -B(s_j) and B(s_i), in balls."""

    def at(depth):
        def check(point):
            fraction, ratio, start = point
            early, e = 1 - Fraction(fraction), ball(start)
            times = [balls.fit_time(early, ratio, start, depth)]
            times.append(balls.fit_time(fraction, 1, start, depth))
            lead = (1 - 1 / ball(ratio)) / (e ** (depth - 2) * (depth - 2))
            constants = constant(early, ratio, depth) - constant(fraction, 1, depth)
            left = sign * (times[1] - times[0] - lead + kept * constants)
            bounds = [e**2 / (2 * top**2 * (1 - e**depth / top)) for top in (ball(ratio), 1)]
            low, high = (ball(Fraction(percent, 100)) * bound for bound in (bounds[1], bounds[0]))
            return enclose((left + low) / (low + high), 0, 1, relative_radius="1e-9")

        points = product(FRACTIONS, RATIOS, ("1/100", "1e-4"))
        return over_balls("(c, s_i/s_j, eps)", points, check, 64 * depth + 256)

    return over("L", (3, 4, 5, 10), at)


@step(
    "evidence",
    ("the gap of the targets left out", "gap", 0),
    ("a power of the start sixty times as large", "times", 60),
)
def explicit_start(gap=1, times=1):
    """At the start of part 3, mode i has reached 1 - c before mode j reaches c, in balls."""

    def at(depth):
        def check(point):
            fraction, target, ratio = point
            start, large = safe_start(*point, depth, gap, times), Fraction(ratio) * Fraction(target)
            early = balls.fit_time(1 - Fraction(fraction), large, start, depth)
            late = balls.fit_time(fraction, target, start, depth)
            return enclose(1 - early / late, 0, 1, relative_radius="1e-9")

        points = product(FRACTIONS, ("1/1000", "1", "1000"), RATIOS)
        return over_balls("(c, s_j, s_i/s_j)", points, check, 64 * depth + 256)

    return over("L", (3, 4, 5, 10), at)


separation = Claim(
    name="separation",
    kind="theorem",
    title="Separation, three factors or more",
    statement=r"""
Let $[[depth]]$, $[[above]]$, $[[below]]$, $[[smaller]]$, $[[larger]]$, $[[scale]]$, and let $t_c$, $C_L$ be the time and the constant of {prf:ref}`fit-time`.
Put $\displaystyle D = \frac{\eps^{-(L-2)}}{L-2} \Bigl( \frac1{s_j} - \frac1{s_i} \Bigr)$ and $\displaystyle B(s) = \frac{\eps^2}{2 s^2 (1 - \eps^L/s)}$. In 1 and 2 let $\eps^L < c\, s_j$.

1. If $D \ge C_L(s_i, 1-c) - C_L(s_j, c) + B(s_j)$, then $t_{1-c}(s_i) < t_c(s_j)$: mode $i$ is fitted before mode $j$ begins.
2. If $D \le C_L(s_i, 1-c) - C_L(s_j, c) - B(s_i)$, then $t_{1-c}(s_i) > t_c(s_j)$.
3. The condition of 1 and $\eps^L < c\, s_j$ both hold if

$$
\eps^{L-2} \le \frac{s_j^{1-2/L} \bigl( 1 - s_j/s_i \bigr)}{c^{-(1-2/L)} + (L-2) \bigl( \log\frac1c + \frac12 \bigr)} .
$$
""",
    hypotheses={"depth": depth_at_least(3), **PAIR},
    uses=("fit-time",),
    words=(
        "The sum of q^k/k is log(1/(1-q)); the terms of g beyond k = 1 are positive.",
        "(1-c)^-(1-2/L) < 1/(1-c) < 2 for c < 1/2.",
    ),
    steps=(separated, scaling, denominators, closing, difference, explicit_start),
)


@step(
    "proof",
    ("without the factor kappa", "weight", 0),
    ("mode j at the fraction 1 - c as well", "sign", -1),
)
def order_of_two_times(weight=1, sign=1):
    """2 s_j t_j = A - l and 2 kappa s_j t_i = B + l: t_i < t_j exactly if kappa (A - l) > B + l."""
    A, B, l, top, ratio, first, second = sp.symbols("A B l s_j kappa t_i t_j", real=True)
    times = [sp.Eq(2 * top * second, A - l), sp.Eq(2 * ratio * top * first, B + l)]
    premise = [sp.Gt(top, 0), sp.Gt(ratio, 1), sp.Gt(l, 0), *times]
    exact = (ratio if weight else 1) * (A - sign * l) - (B + l)
    forward = implies([*premise, sp.Lt(first, second)], sp.Gt(exact, 0))
    return all_of(forward, implies([*premise, sp.Gt(exact, 0)], sp.Lt(first, second)))


@step(
    "proof",
    ("for A above B", "ordered", False),
    ("the exponent (kappa + 2)/(kappa - 1)", "added", 2),
)
def necessary(ordered=True, added=1):
    """B > A and kappa (A - l) > B + l give (kappa - 1) A > (kappa + 1) l."""
    A, B, l, ratio = sp.symbols("A B l kappa", real=True)
    premise = [sp.Gt(ratio, 1), sp.Gt(l, 0), sp.Gt(ratio * (A - l), B + l)]
    premise += [sp.Gt(B, A) if ordered else sp.Lt(B, A)]
    return implies(premise, sp.Gt((ratio - 1) * A, (ratio + added) * l))


@step("proof", ("without the start", "kept", 0), ("divided by kappa", "power", 1))
def quotient(kept=1, power=0):
    """(kappa/z - 1)/(1/z - 1) = 1 + (kappa - 1)/(1 - z), with z = eps^2/s_j."""
    claimed = 1 + (kappa - 1) / (1 - kept * z) / kappa**power
    return identity(sp.simplify((kappa / z - 1) / (1 / z - 1)), claimed, where=within(1))


@step(
    "proof",
    ("a factor whose logarithm is 1", "share", 0),
    ("mode j in the place of mode i", "least", 0),
)
def sufficient(share=1, least=1):
    """B <= A + (kappa - 1)(1 + h), h = e^-A < 1/F, log F = 1 + 1/F, A >= log F + l/delta."""
    A, B, l, ratio, h, inverse, excess = sp.symbols("A B l kappa h g e", real=True)
    premise = [sp.Gt(ratio, least), sp.Gt(l, 0), sp.Gt(h, 0), sp.Lt(h, inverse)]
    premise += [sp.Le(B, A + (ratio - 1) * (1 + h)), sp.Eq((ratio - 1) * excess, (ratio + 1) * l)]
    enough = sp.Ge(A, 1 + share * inverse + excess)
    return implies([*premise, enough], sp.Gt(ratio * (A - l), B + l))


@step("proof", ("the equation F log F = F", "constant", 0), ("F = 4", "low", "3.99"))
def factor(constant=1, low="3.591"):
    """F log F - F - 1 < 0 at 3.591 and > 0 at 3.592; it increases for F > 1."""
    value = lambda F: ball(F) * ball(F).log() - ball(F) - constant
    high = Fraction(low) + Fraction(1, 1000)

    def both():
        below = enclose(value(low), -1, 0, relative_radius="1e-15")
        return all_of(below, enclose(value(high), 0, 1, relative_radius="1e-15"))

    return in_balls(both, 128)


def logistic_times(fraction, ratio, factor):
    """t_(1-c)(s_i), t_c(s_j) in balls for s_j = 1 and 1/eps^2 - 1 = factor ((1-c)/c)^(1/delta)."""
    c, k = ball(fraction), Fraction(ratio)
    odds = (1 - c) / c
    start = 1 / (1 + ball(factor) * odds ** ball((k + 1) / (k - 1)))
    early = (odds * (ball(k) - start) / start).log() / (2 * ball(k))
    return early, ((1 - start) / (odds * start)).log() / 2


NEAR = list(product((*FRACTIONS, "4999/10000"), ("101/100", "6/5", "3/2", "3")))


@step("evidence", ("the factor 1", "factor", 1), ("the factor 7/2", "factor", "7/2"))
def enough(factor="3.592"):
    """With the factor 3.592, mode i is fitted before mode j begins: sixteen pairs in balls."""

    def check(point):
        early, late = logistic_times(*point, factor)
        return enclose(1 - early / late, 0, 1, relative_radius="1e-9")

    return over_balls("(c, s_i/s_j)", NEAR, check, 4000)


@step("evidence", ("the factor 3", "factor", 3), ("the factor 4", "factor", 4))
def needed(factor=1):
    """With the factor 1, mode j begins before mode i is fitted: sixteen pairs in balls."""

    def check(point):
        early, late = logistic_times(*point, factor)
        return enclose(1 - late / early, 0, 1, relative_radius="1e-9")

    return over_balls("(c, s_i/s_j)", NEAR, check, 4000)


two_factors = Claim(
    name="separation-two-factors",
    kind="theorem",
    title="Separation, two factors",
    statement=r"""
Let $L = 2$, $[[above]]$, $[[below]]$, $[[smaller]]$, $[[larger]]$, $[[scale]]$, $\eps^2 < c\, s_j$, and let $\delta = \dfrac{s_i - s_j}{s_i + s_j}$ be the relative gap.

1. If $t_{1-c}(s_i) < t_c(s_j)$, then $\displaystyle \frac{s_j - \eps^2}{\eps^2} > \Bigl( \frac{1-c}{c} \Bigr)^{1/\delta}$.
2. If $\displaystyle \frac{s_j - \eps^2}{\eps^2} \ge F \Bigl( \frac{1-c}{c} \Bigr)^{1/\delta}$, then $t_{1-c}(s_i) < t_c(s_j)$. Here $F = 3.591\dots$ is the solution of $F \log F = F + 1$.
""",
    hypotheses=PAIR,
    uses=("fit-time",),
    words=("log x <= x - 1, and 1/(1 - z) = 1 + e^-A.",),
    steps=(
        order_of_two_times,
        necessary,
        quotient,
        sufficient,
        factor,
        enough,
        needed,
    ),
)


CLAIMS = (separation, two_factors)
