"""What the statements of *Two rates* share: the line of a mode, times along it, runs to compare."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.hypotheses import depth_at_least, nonnegative, positive
from dlf.dynamics import gradient_flow
from dlf.exact import ball
from dlf.verify import Relation

L = sp.Symbol("L", integer=True, positive=True)
x, y, s, alpha, e, k, p, q = sp.symbols("x y s alpha e k p q", positive=True)
u = sp.Symbol("u", real=True)
HALF = sp.Rational(1, 2)
MORE = (sp.Ge(L, 3), sp.Ne(alpha, 1))
# The squares of the strengths along the path, with e = eps^2 and k = (L - 2)/2.
OUTER, INNER = e + alpha * u, e + u
DEFINED = (sp.Gt(OUTER, 0), sp.Gt(INNER, 0), sp.Ne(alpha, 1))
SHAPE = 2 * alpha / OUTER + 2 * k / INNER  # V = mu^2 times this
GROWTH = alpha / OUTER + k / INNER  # the derivative of log mu in u

_EPS, _TARGET, _SHARE = sp.symbols("varepsilon s c", real=True)
_DEPTH = sp.Symbol("L", integer=True)
from_below = Relation(sp.Lt(_EPS**_DEPTH, _TARGET))
from_above = Relation(sp.Gt(_EPS**_DEPTH, _TARGET))
below_the_share = Relation(sp.Lt(_EPS**_DEPTH, _SHARE * _TARGET))
LEAST_DEPTH, RATE, SCALE = depth_at_least(3), positive("alpha"), positive("varepsilon")
TARGET = nonnegative("s")
_BITS = 160  # of an integral


def meets(relations, **numbers):
    """Whether numbers, named as in the statement, satisfy the machine form of hypotheses."""
    return all(
        h.holds({v: sp.Rational(numbers[v.name]) for v in h.relation.free_symbols})
        for h in relations
    )


def product_of(first, last, inner):
    """The strength of a mode whose outer factors are first and last, the others alike."""
    return first * last * inner ** (L - 2)


def velocities(rate=alpha):
    """x' and y' from the loss of one mode: its outer two factors differ, its L - 2 inner share."""
    first, last = sp.symbols("x_1 x_L", positive=True)
    loss = (product_of(first, last, y) - s) ** 2 / 2
    both = lambda slope: slope.subs({first: x, last: x})
    return both(-rate * sp.diff(loss, first)), both(-sp.diff(loss, y) / (L - 2))


def pace(rate, outer, inner):
    """V at given strengths: mu' = V (s - mu)."""
    mu = product_of(outer, outer, inner)
    return mu**2 * (2 * rate / outer**2 + (L - 2) / inner**2)


def integral(function, low, high):
    """The integral of an analytic function of a complex ball over a real interval."""
    from flint import acb, arb

    return acb.integral(function, low, high, rel_tol=arb(2) ** -_BITS).real


def line(rate, e, depth):
    """mu as a function of u, of complex balls."""

    def strength(v, analytic=False):
        root = (e + v) ** (depth // 2 - 1)
        return (e + rate * v) * (root * (e + v).sqrt(analytic) if depth % 2 else root)

    return strength


def time_to(end, target, strength, begin=0):
    """The time from u = begin up to u = end, in balls."""
    speed = lambda v, analytic: 2 * strength(v, analytic) * (target - strength(v, analytic))
    return integral(lambda v, analytic: 1 / speed(v, analytic), begin, end)


def reached(level, rate, start, depth):
    """The u at which mu has the value `level`, in balls.

    alpha y^L + (1 - alpha) eps^2 y^(L-2) = level has one positive root y above eps.
    """
    from flint import acb_poly, arb, ctx

    rate, e, start = ball(rate), ball(start) ** 2, ball(start)
    terms = acb_poly([-ball(level), *[0] * (depth - 3), (1 - rate) * e, 0, rate])
    found = [v.real for v in terms.roots(arb(2) ** -(3 * ctx.prec // 4)) if v.imag.contains(0)]
    (root,) = [v for v in found if v > start]
    return root**2 - e


def path_time(rate, end, fraction, start, depth):
    """(t, s): the time up to u = end, where mu = c s, in balls; the target s follows."""
    from flint import acb

    strength = line(ball(rate), ball(start) ** 2, depth)
    target = strength(acb(ball(end))).real / ball(fraction)
    return time_to(ball(end), target, strength), target


def strengths(times, target, *, rate, start, depth):
    """mu at the times by `gradient_flow` of a chain of numbers."""
    f, factors = Factorization([[target]]), ([[start]],) * depth
    run = gradient_flow(f, factors, times, discrepant_rate=rate, rtol=1e-10, atol=1e-14)
    return run.end_to_end().ravel()


def drawn(rng, *, excess=False):
    """(L, s, eps, two rates, times), with eps^L below s or (excess) above it."""
    depth, start = int(rng.integers(3, 7)), rng.uniform(0.4, 1.1)
    target = start**depth * (rng.uniform(0, 0.8) if excess else rng.uniform(1.5, 6))
    rates = np.exp(rng.uniform(0 if excess else -2, 2, 2))
    scale = start ** (2 - 2 * depth)
    return depth, float(target), float(start), np.sort(rates), np.linspace(0, 3 * scale, 13)


def is_admitted(data):
    """The hypotheses that every statement here makes of a mode, tested on a draw."""
    depth, target, start, rates, _ = data
    common = {"L": depth, "s": target, "varepsilon": start}
    every = (LEAST_DEPTH, SCALE, TARGET)
    return meets(every, **common) and all(meets((RATE,), alpha=rate) for rate in rates)


def grows(data):
    """eps^L < s of a draw."""
    return meets((from_below,), L=data[0], s=data[1], varepsilon=data[2])


def shrinks(data):
    """eps^L > s of a draw."""
    return meets((from_above,), L=data[0], s=data[1], varepsilon=data[2])
