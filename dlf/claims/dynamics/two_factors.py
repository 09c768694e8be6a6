"""Chapter *Incremental fitting*: separation of two modes of two factors, exactly."""

from fractions import Fraction
from itertools import product

import sympy as sp

from dlf.claims.balls import in_balls, over_balls
from dlf.claims.dynamics.separation import FRACTIONS, PAIR, starts_below, two_factors_only
from dlf.claims.formal import formal, theorems
from dlf.exact import ball
from dlf.verify import Claim, all_of, enclose, identity, implies, step

z, kappa = sp.symbols("z kappa", positive=True)
F_BELOW, F_ABOVE = "3.5911214", "3.5911215"  # the solution of F log F = F + 1 lies between them


@step(
    "proof",
    ("a larger mode slower by a per cent", "weight", sp.Rational(99, 100)),
    ("a larger mode faster by a per cent", "weight", sp.Rational(101, 100)),
    ("mode j at the fraction 1 - c as well", "sign", -1),
)
def order_of_two_times(weight=1, sign=1):
    """2 s_j t_j = A - l, 2 kappa s_j t_i = A + W + l: t_i < t_j exactly if (kappa-1) A > (kappa+1) l + W."""
    A, W, l, top, ratio, first, second = sp.symbols("A W l s_j kappa t_i t_j", real=True)
    times = [sp.Eq(2 * top * second, A - l), sp.Eq(2 * weight * ratio * top * first, A + W + l)]
    premise = [sp.Gt(top, 0), sp.Gt(ratio, 1), sp.Gt(l, 0), *times]
    exact = sp.Gt((ratio - 1) * A, (ratio + sign) * l + W)
    forward = implies([*premise, sp.Lt(first, second)], exact)
    return all_of(forward, implies([*premise, exact], sp.Lt(first, second)))


@step(
    "proof",
    ("a start smaller by a per cent in it", "kept", sp.Rational(99, 100)),
    ("weighted by 101/100", "weight", sp.Rational(101, 100)),
)
def quotient(kept=1, weight=1):
    """(kappa/z - 1)/(1/z - 1) = 1 + (kappa - 1)(1 + 1/o), z = eps^2/s_j and o = 1/z - 1."""
    odds = 1 / z - 1
    claimed = 1 + weight * (kappa - 1) * (1 + kept / odds)
    return identity((kappa / z - 1) / odds, claimed, where=[sp.Lt(z, 1), sp.Gt(kappa, 1)])


@step(
    "proof",
    ("a factor whose logarithm is smaller by a per cent of 1/F", "share", sp.Rational(99, 100)),
    ("where W exceeds its bound by a per cent", "slope", sp.Rational(101, 100)),
)
def threshold(share=1, slope=1):
    """0 < W <= (kappa-1)(1 + 1/o): the condition fails at o = e^(l/delta), holds at F times that.

    A = log o, W = log(1 + (kappa-1)(1 + 1/o)); (kappa-1) e = (kappa+1) l with e = l/delta.
    """
    A, W, l, ratio, h, inverse, e = sp.symbols("A W l kappa h g e", real=True)
    premise = [sp.Gt(ratio, 1), sp.Gt(l, 0), sp.Gt(h, 0), sp.Gt(W, 0)]
    premise += [sp.Eq((ratio - 1) * e, (ratio + 1) * l)]
    holds = sp.Gt((ratio - 1) * A, (ratio + 1) * l + W)
    bound = [sp.Lt(W, slope * (ratio - 1) * (1 + h)), sp.Le(h, inverse)]
    enough = implies([*premise, *bound, sp.Ge(A, 1 + share * inverse + e)], holds)
    fails = sp.Le((ratio - 1) * A, (ratio + 1) * l + W)
    return all_of(enough, implies([*premise, sp.Eq(A, e)], fails))


@step(
    "proof", ("F log F = F + 0.99", "constant", "0.99"), ("F log F = F + 1.01", "constant", "1.01")
)
def factor(constant="1"):
    """F log F - F - 1 changes its sign between 3.5911214 and 3.5911215; it increases for F > 1."""
    value = lambda F: ball(F) * ball(F).log() - ball(F) - ball(constant)

    def both():
        below = enclose(value(F_BELOW), -1, 0, relative_radius="1e-15")
        return all_of(below, enclose(value(F_ABOVE), 0, 1, relative_radius="1e-15"))

    return in_balls(both, 128)


def logistic_times(fraction, ratio, factor):
    """t_(1-c)(s_i), t_c(s_j) in balls for s_j = 1 and 1/eps^2 - 1 = factor ((1-c)/c)^(1/delta)."""
    c, k = ball(fraction), Fraction(ratio)
    odds = (1 - c) / c
    start = 1 / (1 + ball(factor) * odds ** ball((k + 1) / (k - 1)))
    early = (odds * (ball(k) - start) / start).log() / (2 * ball(k))
    return early, ((1 - start) / (odds * start)).log() / 2


NEAR = [*product((*FRACTIONS, "4999/10000"), ("101/100", "6/5", "3/2", "3", "1000"))]
NEAR += [("4999999999/10000000000", "10001/10000"), ("1/10", "1000000")]


@step("evidence", ("the factor 3.59", "factor", "3.59"))
def enough(factor="3.5912"):
    """With the factor 3.5912 mode i is fitted before mode j begins: at 22 points in balls."""

    def check(point):
        early, late = logistic_times(*point, factor)
        return enclose(1 - early / late, 0, 1, relative_radius="1e-9")

    return over_balls("(c, s_i/s_j)", NEAR, check, 4000)


@step("evidence", ("the factor 1.001", "factor", "1.001"))
def needed(factor="1"):
    """With the factor 1 mode j begins before mode i is fitted: at 22 points in balls."""

    def check(point):
        early, late = logistic_times(*point, factor)
        return enclose(1 - late / early, 0, 1, relative_radius="1e-9")

    return over_balls("(c, s_i/s_j)", NEAR, check, 4000)


LIMITS = [("1/10", "1e12", "1"), ("2/5", "1e12", "1"), ("1/10", "1.0001", "2.718281828")]
LIMITS += [("0.4", "1.0001", "2.718281828"), ("0.499999999999", "1.0000001", F_ABOVE)]


@step("evidence", ("off by a per cent", "off", "1.01"), ("off by minus a per cent", "off", "0.99"))
def limits(off="1"):
    """The threshold is within 1/1000 of 1, e and F times ((1-c)/c)^(1/delta) near the three limits."""

    def check(point):
        fraction, ratio, limit = point
        near, value = Fraction(1, 1000), Fraction(limit) * Fraction(off)
        gap = []
        for shift in (1 - near, 1 + near):
            early, late = logistic_times(fraction, ratio, value * shift)
            gap.append(late / early - 1)
        wide = {"relative_radius": "1e-3"}
        return all_of(enclose(gap[0], -(10**15), 0, **wide), enclose(gap[1], 0, 10**15, **wide))

    return over_balls("(c, s_i/s_j, limit)", LIMITS, check, 100_000)


REACHES, LARGER_FIRST, THRESHOLD = theorems(
    "separation.v", "logistic_reaches", "larger_first_iff", "threshold_exists"
)
BOUND = formal("separation_bound.v", "bound_exists")
AT_THE_ENDS = theorems(
    "separation_limits.v", "threshold_far", "threshold_near", "threshold_even", "bounds_best"
)

two_factors = Claim(
    name="separation-two-factors",
    kind="theorem",
    title="Separation, two factors",
    statement=r"""
Let $[[depth]]$, $[[above, below]]$, $[[smaller, larger]]$, $[[scale]]$, $[[starts]]$. Put $\kappa = s_i / s_j$, $o = \dfrac{s_j - \eps^2}{\eps^2}$, and let $\delta = \dfrac{s_i - s_j}{s_i + s_j}$ be the relative gap.

1. Mode $i$ is fitted before mode $j$ begins, $t_{1-c}(s_i) < t_c(s_j)$, if and only if

$$
o > \Bigl( \frac{1-c}{c} \Bigr)^{1/\delta} \Bigl( 1 + (\kappa - 1) \bigl( 1 + \tfrac1o \bigr) \Bigr)^{1/(\kappa - 1)} .
$$

2. For given $c$ and $\kappa$ this holds exactly for $o > o^*$, with one number $\displaystyle o^* = \rho\, \Bigl( \frac{1-c}{c} \Bigr)^{1/\delta}$ and $1 < \rho < F$. Here $F = 3.591\dots$ is the solution of $F \log F = F + 1$.
3. Both bounds are best possible: $\rho \to 1$ as $\kappa \to \infty$ with $c$ fixed, and $\rho \to F$ as $\kappa \to 1$ and $c \to \frac12$ so that $\frac1\delta \log\frac{1-c}{c} \to 0$. With $c$ fixed, $\rho \to e$ as $\kappa \to 1$.
""",
    hypotheses={"depth": two_factors_only, **PAIR, "starts": starts_below("s_j")},
    uses=("fit-time",),
    source="gissin2020implicit",
    steps=(
        *(REACHES, LARGER_FIRST, BOUND, THRESHOLD, *AT_THE_ENDS),
        *(order_of_two_times, quotient, threshold, factor, enough, needed, limits),
    ),
    parts={
        "1": (REACHES, LARGER_FIRST, order_of_two_times, quotient),
        "2": (BOUND, THRESHOLD, threshold, factor, enough, needed),
        "3": (*AT_THE_ENDS, limits),
    },
)

CLAIMS = (two_factors,)
