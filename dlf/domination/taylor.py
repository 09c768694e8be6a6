"""Gradient flow of a factorization and its singular values, enclosed in ball arithmetic.

The flow is W_l' = f_l(W) = -dF/dW_l of F(W) = 1/2 ||W_L ... W_1 - M||_F^2 with square factors. A
state is a chain of exact matrices A_l and a bound e on its distance to the true chain: nothing is
wrapped in boxes, so that balls do not grow with the number of steps. One step of length h takes the
Taylor polynomial P(t) = sum_(k <= N) c_k t^k from A and bounds, with ||.|| the spectral norm,

    defect     D >= ||P'(t) - f(P(t))||_F for 0 <= t <= h: the coefficients of f(P) below N are
               those of P', the others are bounded by those of w^(L-1) (||M|| + w^L) for every
               factor, where w(t) = sum_k max_l ||c_k||_F t^k;
    region     for some E, K = {W : ||W_l - A_l|| <= rho for every l} with
               rho = max_l sum_(k >= 1) ||c_k|| h^k + E contains all within E of P(t);
    residual   ||W_L ... W_1 - M|| <= R = ||A_L ... A_1 - M|| + Y^L - y^L in K, where
               y = max_l ||A_l|| and Y = y + rho;
    growth     <V, F''(W) V> >= -g ||V||_F^2 in K with g = (L - 1) R Y^(L-2), as the first
               derivative of the product adds a square and the second one is at most
               (L - 1) Y^(L-2) ||V||_F^2 in nuclear norm.

The distance of the true chain to P(t) then obeys z' <= g z + D, so that z(h) <= (e + h D) e^(g h);
if this is below E, the true chain has not left K meanwhile.
"""

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat, arb_poly, ctx

from dlf.exact import ball

_SMALLEST_STEP = Fraction(1, 2**30)
_SQUARINGS = 5  # ||A|| <= ||(A^T A)^32||_F^(1/64) exceeds the norm by less than d^(1/128)
_ROOM = 2**10  # E over e + h D


@dataclass(frozen=True, eq=False)
class Enclosure:
    """The chains (W_1, ..., W_L) with sum_l ||W_l - A_l||_F^2 <= e^2.

    Attributes:
        factors: (A_1, ..., A_L), arb_mat without radii.
        radius: e as an arb without radius.
    """

    factors: tuple[arb_mat, ...]
    radius: arb

    def end_to_end(self):
        """(X, r) with ||W_L ... W_1 - X|| <= r for every chain enclosed."""
        L, y = len(self.factors), _largest_norm(self.factors)
        return _product(self.factors), ((y + self.radius) ** L - y**L).upper()


def flow(factors, target, times, *, bits, after_step=None):
    """Enclosures of gradient flow on 1/2 ||W_L ... W_1 - M||_F^2, from t = 0.

    Args:
        factors: (W_1, ..., W_L) at t = 0, L square arb_mat; their radii are kept as a distance.
        target: M, an arb_mat.
        times: increasing exact times >= 0 (int, Fraction, str, or the rational that a float is).
        bits: working precision; order bits/4, local errors below 2^(-3 bits/4).
        after_step: called with the length of each step.

    Yields:
        Enclosure at each time.

    Raises:
        ValueError: a factor or the target is not a square of the common size, times decrease.
        ArithmeticError: no step longer than 2^-30 has a small error: wide data, or NaN.
    """
    factors, times = tuple(factors), [Fraction(t) for t in times]
    shapes = {(A.nrows(), A.ncols()) for A in (*factors, target)}
    if not factors or len(shapes) > 1 or len(set(*shapes)) > 1:
        raise ValueError(f"W_L ... W_1 - M needs square matrices of one size, not {shapes}")
    if any(a > b for a, b in zip([Fraction(0), *times], times, strict=False)):
        raise ValueError("times must increase and be >= 0")
    state, reached = None, Fraction(0)
    for time in times:
        with ctx.workprec(bits):
            state = _centred(factors, arb(0)) if state is None else state
            while reached < time:
                state, h = _step(state, target, time - reached, bits)
                reached += h
                if after_step is not None:
                    after_step(h)
        yield state


def singular_values(X, radius):
    """Balls around sigma_1 >= ... >= sigma_d of every matrix within `radius` (2-norm) of X.

    U, V are approximate singular vectors from mpmath. U^T X V differs from a diagonal matrix by F,
    which moves a sorted singular value by at most ||F|| (Weyl), however close the values are; a
    factor that is not quite orthogonal changes each by a ratio in [1 - a, 1 + a]^(1/2), with
    a = ||U^T U - I||.

    Args:
        X (d, d): arb_mat, finite.
        radius: arb.

    Returns:
        list of arb, at the precision in force; NaN where nothing could be enclosed.
    """
    from mpmath import matrix, svd_r, workprec

    with workprec(ctx.prec):
        U, _, Vt = svd_r(matrix(X.mid().tolist()))
        U, V = arb_mat(U.tolist()).mid(), arb_mat(Vt.tolist()).mid().transpose()
    D = U.transpose() * X * V
    middle = [abs(D[i, i].mid()) for i in range(D.nrows())]
    signed = [[D[i, i].mid() if i == j else 0 for j in range(D.ncols())] for i in range(D.nrows())]
    moved = _frobenius(D - arb_mat(signed))
    stretch = _stretch(U) * _stretch(V)
    values = [(arb(m, moved) / stretch) for m in sorted(middle, reverse=True)]
    return [(value + arb(0, radius)).nonnegative_part() for value in values]


def _stretch(U):
    """A ball around every ratio ||U x||/||x||."""
    a = _frobenius(U.transpose() * U - _identity(U.nrows()))
    return arb(1, a).sqrt()


def _step(state, target, longest, bits):
    """The enclosure one step later, and the step: `longest` halved until its error is small."""
    order, tolerance = bits // 4, arb(2) ** (-3 * bits // 4)
    series = _taylor(state.factors, target, order)
    local = _Local(state, target, series)
    h = longest
    while not (
        local.moved(h) <= local.norm / (2 * len(series))
        and ball(h) * local.defect(h) <= tolerance * local.norm
        and local.error(h).is_finite()
    ):
        h /= 2
        if h < _SMALLEST_STEP:
            raise ArithmeticError(f"the error of any step is too large at {bits} bits")
    return _centred([_horner(c, ball(h)) for c in series], local.error(h)), h


class _Local:
    """The bounds of the module's docstring as functions of the step h > 0; none has a radius."""

    def __init__(self, state, target, series):
        self._start, self._depth = state.radius, len(series)
        self._misfit = _norm(_product(state.factors) - target)
        self._sizes = [max(map(_frobenius, terms)) for terms in zip(*series, strict=True)]
        self._defects = _defects(self._sizes, _frobenius(target), self._depth)
        self.norm = _largest_norm(state.factors)

    def moved(self, h):
        """max_l sum_(k >= 1) ||c_k|| h^k."""
        return _horner([arb(0), *self._sizes[1:]], ball(h)).upper()

    def defect(self, h):
        """D."""
        return _horner(self._defects, ball(h)).upper()

    def error(self, h):
        """The distance at time h; infinite where it is not below E."""
        initial = self._start + ball(h) * self.defect(h)
        L, Y = self._depth, self.norm + self.moved(h) + _ROOM * initial
        residual = self._misfit + Y**L - self.norm**L
        factor = ((L - 1) * residual * Y ** (L - 2) * ball(h)).exp()
        return (initial * factor).upper() if factor < _ROOM else arb.pos_inf()


def _defects(sizes, target, depth):
    """Upper bounds of the Frobenius norm of each coefficient of P' - f(P), all factors together.

    Args:
        sizes: max_l ||c_k|| for k = 0..N; the c_k are the Taylor coefficients of the flow from c_0.
        target: a bound of ||M||.
        depth: L.
    """
    order = len(sizes) - 1
    w = arb_poly(sizes)
    slope = w ** (depth - 1) * (w**depth + target) * arb(depth).sqrt()
    return [arb(0)] * order + [slope[k].upper() for k in range(order, slope.length())]


def _taylor(factors, target, order):
    """[c_0, ..., c_order] of every factor, c_0 the factors: W_l' = B_l P_(l-1)^T in series.

    P_l = W_l P_(l-1) are the products from below, B_L = M - P_L and B_(l-1) = W_l^T B_l.
    """
    L = len(factors)
    W = [[A] for A in factors]
    W_T = [[A.transpose()] for A in factors]
    P, P_T, B = ([[] for _ in factors] for _ in range(3))
    P[0], P_T[0] = W[0], W_T[0]
    zero = 0 * target
    for k in range(order):
        for l in range(1, L):
            P[l].append(_coefficient(W[l], P[l - 1], k))
            P_T[l].append(P[l][k].transpose())
        B[-1].append((zero if k else target) - P[-1][k])
        for l in range(L - 1, 0, -1):
            B[l - 1].append(_coefficient(W_T[l], B[l], k))
        for l in range(L):
            slope = _coefficient(B[l], P_T[l - 1], k) if l else B[0][k]
            W[l].append(slope / (k + 1))
            W_T[l].append(W[l][-1].transpose())
    return W


def _coefficient(A, B, k):
    """Coefficient k of the product of two series."""
    total = A[0] * B[k]
    for j in range(1, k + 1):
        total += A[j] * B[k - j]
    return total


def _horner(series, h):
    total = series[-1]
    for c in reversed(series[:-1]):
        total = total * h + c
    return total


def _centred(balls, error):
    """The enclosure of everything within `error` of a chain of balls."""
    middle = tuple(A.mid() for A in balls)
    lost = [_frobenius(A - C) ** 2 for A, C in zip(balls, middle, strict=True)]
    return Enclosure(middle, (error + sum(lost, arb(0)).sqrt()).upper())


def _product(factors):
    X = factors[0]
    for A in factors[1:]:
        X = A * X
    return X


def _identity(size):
    return arb_mat([[int(i == j) for j in range(size)] for i in range(size)])


def _frobenius(A):
    """An upper bound of ||A||_F, without radius."""
    return sum((a.abs_upper() ** 2 for a in A.entries()), arb(0)).sqrt().upper()


def _norm(A):
    """An upper bound of the spectral norm ||A||, without radius."""
    power = A.transpose() * A
    for _ in range(_SQUARINGS):
        power = power * power
    bound = _frobenius(power)
    for _ in range(_SQUARINGS + 1):
        bound = bound.sqrt()
    return bound.upper()


def _largest_norm(factors):
    return max(_norm(A) for A in factors)
