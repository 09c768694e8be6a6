"""The closed forms of `dlf.exact` in ball arithmetic, for points where a double loses digits.

Every time (strength) is enclosed to a relative (logarithmic) radius below 2^-60 before it is
rounded to a double; arguments are taken as the exact rationals that the doubles are.
"""

from fractions import Fraction

from flint import arb, ctx, fmpq

_MAX_PRECISION = 40_000
_FITTED = 100


def ball(x):
    """An exact number (int, Fraction, str, or a float as the rational that it is) as a ball."""
    ratio = Fraction(x)
    return arb(fmpq(ratio.numerator, ratio.denominator))


def _precise(compute, *, floor=0):
    """`compute()` at doubling precision until its radius is below 2^-60 max(floor, |value|)."""
    precision = 128
    while precision <= _MAX_PRECISION:
        with ctx.workprec(precision):
            found = compute()
            widest = arb(2) ** -60 * max(arb(floor), abs(found.mid()))
            if found.is_finite() and found.rad() <= widest:
                return float(found.mid())
        precision *= 2
    raise ArithmeticError(f"no enclosure narrower than 2^-60 at {_MAX_PRECISION} bits")


def _tail(q, a):
    """h(q) = q^a/a 2F1(a, 1; a + 1; q); the flags say that c - a and c - a - b are integers."""
    return q**a / a * arb.hypgeom_2f1(q, a, arb(1), a + 1, ac=True, abc=True)


class _Mode:
    """The equation of one mode, scaled as in `dlf.exact`, at the precision in force."""

    def __init__(self, s, eps, L):
        self.L, self.s, self.eps = L, ball(s), ball(eps)
        self.a, self.b = arb(fmpq(2, L)), arb(fmpq(L - 2, L))
        self.q0 = self.eps**L / self.s
        self.E = self.q0**self.b
        self.h0 = _tail(self.q0, self.a)

    def scaled_time(self, q):
        gained = (q / self.q0).log() if self.L == 2 else (1 - (self.q0 / q) ** self.b) / self.b
        return gained + self.E * (_tail(q, self.a) - self.h0)

    def slope(self, q):
        """Derivative of scaled_time in psi = log(q/(1 - q))."""
        return (self.q0 / q) ** self.b


def fit_time(c, s, eps, L):
    """The time at which mu = c s, enclosed in a ball at the precision in force (ctx.prec).

    Args:
        c, s, eps: exact numbers (int, Fraction, str, or a float taken as the rational it is).
        L: depth >= 2; eps^L < c s.
    """
    mode = _Mode(s, eps, L)
    return mode.scaled_time(ball(c)) / (L * mode.s * mode.eps ** (L - 2))


def strength(t, s, eps, L):
    """mu(t) enclosed in a ball at the precision in force (ctx.prec); NaN where that is too low.

    Args:
        t, s, eps: exact numbers, t > 0.
        L: depth >= 2; eps^L < s, or s = 0.
    """
    if Fraction(s) == 0:
        p, start = 2 * L - 2, ball(eps)
        return start**L * (1 + p * start**p * ball(t)) ** arb(fmpq(-L, p))
    return _solve(_Mode(s, eps, L), ball(t)).exp()


def scaled_fit_time(c, s, eps, L):
    """L s eps^(L-2) t at mu = c s as a double; 0 if eps^L >= c s, compared exactly."""
    if Fraction(eps) ** L >= Fraction(c) * Fraction(s):
        return 0.0
    return _precise(lambda: _Mode(s, eps, L).scaled_time(ball(c)))


def log_strength(t, s, eps, L):
    """log mu(t) as a double, for eps^L < s."""
    return _log_strength(lambda: ball(t), s, eps, L)


def log_strength_at_log_time(log_t, s, eps, L):
    """log mu(e^log_t) as a double, for eps^L < s."""
    return _log_strength(lambda: ball(log_t).exp(), s, eps, L)


def _log_strength(time, s, eps, L):
    if Fraction(eps) ** L >= Fraction(s):
        raise ArithmeticError("the start does not lie below s")
    return _precise(lambda: _solve(_Mode(s, eps, L), time()), floor=1)


def _solve(mode, t):
    """A ball around log mu(t): Newton on midpoints, then a sign change that proves it."""
    A = mode.L * mode.s * mode.eps ** (mode.L - 2) * t
    psi = _start(mode, A)
    if psi > _FITTED:  # the start lies left of the root: mu = s (1 - p) with p < e^-_FITTED
        return mode.s.log() + arb(0, 2**-_FITTED)
    for _ in range(200):
        q = _logistic(psi)
        step = ((mode.scaled_time(q) - A) / mode.slope(q)).mid()
        psi = (psi - step).mid()
        if abs(step) < arb(2) ** -(ctx.prec // 3):
            break
    return _enclose(mode, A, psi)


def _logistic(psi):
    return (1 / (1 + (-psi).exp())).mid()


def _start(mode, A):
    half = max(mode.q0.mid(), arb(1) / 2)
    A_half = mode.scaled_time(half)
    if A > A_half:
        return ((half / (1 - half)).log() + (A - A_half) / (2 * mode.E)).mid()
    grown = A.exp() if mode.L == 2 else _power_law(mode, A)
    q = half if grown is None else min((mode.q0 * grown).mid(), half)
    return (q / (1 - q)).log().mid()


def _power_law(mode, A):
    left = 1 - mode.b * A
    return (-left.log() / mode.b).exp() if left > 0 else None


def _enclose(mode, A, psi):
    radius = arb(2) ** -(ctx.prec // 2 + 6)
    low, high = (1 / (1 + (-(psi + shift)).exp()) for shift in (-radius, radius))
    if not (mode.scaled_time(low.mid()) < A and A < mode.scaled_time(high.mid())):
        return arb("nan")
    return (low.union(high) * mode.s).log()
