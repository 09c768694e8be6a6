"""The two bounds on the start of an unbalanced pair of factors: what carries them.

In units of the smaller target: y = E/s_j, T = (delta/(4E))^2 in [0, 1], and u = w/s runs from y.
"""

from fractions import Fraction
from itertools import product

import sympy as sp

from dlf.claims.balls import in_balls, over_balls
from dlf.claims.dynamics.two_factors import F_ABOVE, F_BELOW, NEAR
from dlf.exact import ball
from dlf.verify import all_of, enclose, identity, implies, step

PER_CENT = sp.Rational(99, 100)


def times_of(fraction, target, start, gap):
    """t_c(s) of an unbalanced mode as a ball: w from E to w_c, gap = delta/4."""
    c, s, E, d = (v if hasattr(v, "mid") else ball(v) for v in (fraction, target, start, gap))
    R, share = (s**2 + 4 * d**2).sqrt(), c * s
    below = 4 * d**2 / (R + s)  # R - s without cancellation
    level = share + (share**2 + 4 * d**2).sqrt()
    grown = (level + below) * (R + s - 2 * E) / ((R + s - level) * (2 * E + below))
    return grown.log() / (2 * R)


@step(
    "proof",
    ("99/100 of the condition", "share", PER_CENT),
    ("stretches longer by a per cent", "slower", sp.Rational(101, 100)),
)
def halves(share=1, slower=1):
    """A = 2 tau(y), B = 2 tau(y/kappa) at 1/2: kappa A - B > (kappa + 1) l is enough for separation.

    Between c and 1/2, and between 1/2 and 1 - c, a balanced mode needs l and no other one is slower.
    """
    k, A, B, l, before, after = sp.symbols("kappa A B l l_j l_i", real=True)
    premise = [sp.Gt(k, 1), sp.Gt(l, 0), sp.Gt(before, 0), sp.Gt(after, 0)]
    premise += [sp.Le(before, slower * l), sp.Le(after, slower * l)]
    return implies(
        [*premise, sp.Gt(k * A - B, share * (k + 1) * l)], sp.Gt(k * (A - before), B + after)
    )


@step(
    "proof",
    ("a constant smaller by a per cent", "two", 2 * PER_CENT),
    ("a square smaller by a per cent", "four", 4 * PER_CENT),
)
def integral(two=2, four=4):
    """With q = u - u^2 + e: ((u + 2e)/q)' + 1/q = (1 + 4e) u/q^2, the integrand of 2P is u/q^2."""
    u, e = sp.symbols("u e", positive=True)
    q = u - u**2 + e
    return identity(sp.diff((u + two * e) / q, u) + 1 / q, (1 + four * e) * u / q**2)


def spare(y, T, share):
    """2P(y, T) - log((1-y)/y) + 1 + share/F, for balls or power series y and T."""
    e = T * y * y
    R, S = (1 + 4 * e).sqrt(), (1 + 16 * e).sqrt()
    last = (1 + S) / 4
    grown = (2 * R + S - 1) ** 2 / (2 * (S + 1)) * (R + 1 - 2 * y) / (y + 2 * e / (R + 1)) / 2
    ends = 2 + 4 * e / last - (1 + 2 * T * y) / (1 - y + T * y)
    twice = (ends + grown.log() / R) / R**2 - 2 / S
    return twice - ((1 - y) / y).log() + 1 + share / ball(F_ABOVE)


def interval(low, high):
    """The ball that holds both ends."""
    return ball(low).union(ball(high))


SIDES = [Fraction(1, 30) * Fraction(102, 100) ** k for k in range(95)]
TOP = 1 / (1 + Fraction(F_BELOW))  # not below 1/(1 + F)


def boxes_of(share):
    """(spare on a box) or (its slope in T near the corner, where it vanishes), all to be > 0."""
    from flint import arb_series

    sides = [v for v in SIDES if v < TOP] + [TOP]
    for low, high in zip(sides, sides[1:], strict=False):
        y, corner = interval(low, high), low > Fraction(14, 100)
        for k in range(20):
            T = interval(Fraction(k, 20), Fraction(k + 1, 20))
            if corner and k < 4:
                slope = spare(arb_series([y, 0], 2), arb_series([T, 1], 2), share)
                yield slope[1]
            else:
                yield spare(y, T, share)


@step("proof", ("the constant 1 + 0.99/F", "share", "0.99"))
def boxes(share="1"):
    """2P(y, T) >= log((1-y)/y) - 1 - 1/F for 0 <= T <= 1 and 1/30 <= y <= 1/(1+F): 1900 boxes.

    At the corner y = 1/(1+F), T = 0 both sides agree; near it the difference increases in T.
    """
    wide = {"relative_radius": "1e6"}

    def check():
        value = ball(share)
        small = ball("1/15") * (1 + ball("14/30") * ball(15).log()) + ball("1/29")
        corner = spare(1 / (1 + ball(F_ABOVE)), ball(0), value)
        edge = all_of(
            enclose(small, 0, 1 / Fraction(F_ABOVE), relative_radius="1e-9"),
            enclose(corner, "-1e-7", 1, **wide),
        )
        verdicts = (enclose(found, 0, 10, **wide) for found in boxes_of(value))
        bad = next((v for v in verdicts if v.status != "proved"), None)
        return edge if bad is None else bad

    return in_balls(check, 64)


@step(
    "proof",
    ("a derivative larger by a per cent", "four", 4 / PER_CENT),
    ("the gain of the later mode reversed", "sign", -1),
)
def growth_of_the_start(four=4, sign=1):
    """b = w - D/w, sqrt(b^2 + 4D) = w + D/w: (b/sqrt)' = 4Dw/(w^2 + D)^2; and log(w/(s-w))' >= 2s."""
    w, D, s = sp.symbols("w D s", positive=True)
    quotient = (w - D / w) / (w + D / w)
    slope = identity(sp.diff(quotient, w), four * D * w / (w**2 + D) ** 2)
    rate = 2 * (s * w - w**2 + D) * s / (w * (s - w))
    gain = identity(rate, 2 * s * (1 + sign * D / (w * (s - w))), where=[sp.Lt(w, s)])
    return all_of(slope, gain)


@step("proof", ("without the gain", "gain", 0), ("2l - e smaller by a per cent", "share", PER_CENT))
def not_separated(gain=1, share=1):
    """T_j <= X, T_i >= T_j + G + 2l - e: kappa T_j <= T_i if (kappa-1) X <= 2l - e, or <= 2l and e <= G."""
    k, X, l, first, second, e, G = sp.symbols("kappa X l T_i T_j e G", real=True)
    premise = [sp.Gt(k, 1), sp.Gt(l, 0), sp.Ge(e, 0), sp.Gt(G, 0), sp.Le(second, X)]
    premise += [sp.Ge(first, second + gain * G + share * (2 * l - e))]
    later = sp.Le(k * second, first)
    near = implies([*premise, sp.Le((k - 1) * X, 2 * l - e)], later)
    return all_of(near, implies([*premise, sp.Le((k - 1) * X, 2 * l), sp.Le(e, G)], later))


@step(
    "proof", ("a first term smaller by a per cent", "first", PER_CENT), ("no last term", "last", 0)
)
def loss_of_the_rise(first=1, last=1):
    """1/(b^3 (1-b)) = 1/b^3 + 1/b^2 + 1/b + 1/(1-b), the bound of the loss of the rise."""
    b = sp.Symbol("b", positive=True)
    claimed = first / b**3 + 1 / b**2 + 1 / b + last / (1 - b)
    return identity(1 / (b**3 * (1 - b)), claimed, where=[sp.Lt(b, 1)])


@step(
    "proof",
    ("g above its value for delta = c s_j", "g", "0.9"),
    ("delta up to 1.01 c s_j", "alpha", "0.2525"),
)
def two_cases(alpha="1/4", g="0.894"):
    """The numbers of part 4 at delta = 4 alpha c s_j, alpha = 1/4: both cases, g and k."""

    def check():
        a, five = ball(alpha), ball(5).sqrt()
        r = (1 + (1 + 4 * a**2).sqrt()) / 2
        log = (1 / a).log()
        tight = {"relative_radius": "1e-15"}
        small = ball("1.8") * a**2 * (log + ball("2.45")) / (ball(g) * ball("2.08"))
        large = 4 * a**2 * (log + ball("3.02")) / (ball(g) * ball("1.75"))
        k = (2 - r) / r / (8 * five - 17)
        near = Fraction(1, 10**15)
        return all_of(
            enclose(small, 0, 1, **tight),
            enclose(large, 0, 1, **tight),
            enclose(ball(g) * (1 + 4 * a**2).sqrt(), "0.4", 1, **tight),
            enclose(k, 1 - near, 1 + near, **tight),
        )

    return in_balls(check, 128)


def order_of(point, factor, share):
    """t_(1-c)(s_i) and t_c(s_j) for s_j = 1, (1 - E)/E = factor ((1-c)/c)^(1/gamma), delta = 4 d.

    d is the share of its largest value E, and at most c/4 if the share is "bound".
    """
    fraction, ratio = point
    c, k = ball(fraction), Fraction(ratio)
    E = 1 / (1 + ball(factor) * ((1 - c) / c) ** ball((k + 1) / (k - 1)))
    d = min(E, c / 4) if share == "bound" else ball(share) * E
    return times_of(1 - c, ball(k), E, d), times_of(c, ball(1), E, d)


@step("evidence", ("the factor 3.59", "factor", "3.59"))
def sufficient(factor="3.5912"):
    """With the factor 3.5912 mode i is fitted before mode j begins: q = 0, q = p/3 and q = p in balls."""

    def check(point):
        early, late = order_of(point[0], factor, point[1])
        return enclose(1 - early / late, 0, 1, relative_radius="1e-9")

    return over_balls("((c, s_i/s_j), d/E)", product(NEAR, ("1", "1/2", "0")), check, 4000)


WIDE = [("4999999/10000000", "1e9"), ("1e-6", "30"), ("1/4", "1e6"), ("49/100", "3")]


@step("evidence", ("the factor 0.89", "factor", "0.89"))
def necessary(factor="0.8885"):
    """With the factor 0.8885 and delta = c s_j or 4E, mode j begins before mode i is fitted, in balls."""

    def check(point):
        early, late = order_of(point, factor, "bound")
        return enclose(1 - late / early, 0, 10**12, relative_radius="1e-6")

    return over_balls("(c, s_i/s_j)", [*NEAR, *WIDE], check, 4000)


BOUNDS = (
    halves,
    integral,
    boxes,
    growth_of_the_start,
    not_separated,
    loss_of_the_rise,
    two_cases,
    sufficient,
    necessary,
)
