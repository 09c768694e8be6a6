"""Gradient flow of a factorization and its singular values, enclosed in ball arithmetic.

The flow is W_l' = -dF/dW_l of F(W) = 1/2 ||W_L ... W_1 - M||_F^2 with square factors. A state is a
chain of exact matrices A_l and a bound e on its distance to the true chain: nothing is wrapped in
boxes, so that balls do not grow with the number of steps. With ||.|| the spectral norm and, for
some rho > e, K = {W : ||W_l - A_l|| <= rho for every l}, y = max_l ||A_l|| and Y = y + rho:

    residual   ||W_L ... W_1 - M|| <= R = ||A_L ... A_1 - M|| + Y^L - y^L in K,
    speed      ||W_l'|| <= v = Y^(L-1) R in K, whether W is real or complex, so that what starts
               within e of A stays in K for complex |t| <= H = (rho - e)/v;
    tail       Cauchy: the Taylor terms of order > N at A sum to at most rho q^(N+1)/(1 - q) at
               time h, with q = h/H < 1;
    growth     <V, F''(W) V> >= -(L - 1) R Y^(L-2) ||V||_F^2 in K, as the first derivative of the
               product adds a square and the second one is at most (L - 1) Y^(L-2) ||V||_F^2 in
               nuclear norm: two solutions in K separate by at most e^((L - 1) R Y^(L-2) h).
"""

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat, ctx

from dlf.exact_ball import ball

_SMALLEST_STEP = Fraction(1, 2**60)
_SQUARINGS = 5  # ||A|| <= ||(A^T A)^32||_F^(1/64) exceeds the norm by less than d^(1/128)


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


def flow(factors, target, times, *, bits):
    """Enclosures of gradient flow on 1/2 ||W_L ... W_1 - M||_F^2, from t = 0.

    Args:
        factors: (W_1, ..., W_L) at t = 0, L square arb_mat; their radii are kept as a distance.
        target: M, an arb_mat.
        times: increasing exact times >= 0 (int, Fraction, str, or the rational that a float is).
        bits: working precision; order bits/4, steps with a tail below 2^(-3 bits/4).

    Yields:
        Enclosure at each time.

    Raises:
        ValueError: a factor or the target is not a square of the common size, times decrease.
        ArithmeticError: no step longer than 2^-60 has a small tail: more bits, or wide data.
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
    """The enclosure one step later, and the step: `longest` halved until the tail is small."""
    order, tolerance = bits // 4, arb(2) ** (-3 * bits // 4)
    region = _region(state, target)
    h = longest
    while not region.tail(h, order) <= tolerance * region.norm:
        h /= 2
        if h < _SMALLEST_STEP:
            raise ArithmeticError(
                f"the Taylor tail is too large at {bits} bits, however short a step"
            )
    moved = _taylor(state.factors, target, order, ball(h))
    components = len(moved) * moved[0].nrows()  # from spectral norms to one Frobenius norm
    tail = arb(components).sqrt() * region.tail(h, order)
    error = state.radius * (region.growth * ball(h)).exp() + tail
    return _centred(moved, error), h


@dataclass(frozen=True, eq=False)
class _Region:
    """K of the module's docstring: rho, y, H and the rate (L - 1) R Y^(L-2)."""

    rho: arb
    norm: arb
    horizon: arb
    growth: arb

    def tail(self, h, order):
        """A bound of the Taylor terms of order > `order` at time h; infinite from H on."""
        q = (ball(h) / self.horizon).upper()
        if not 0 < q < 1:  # H < 0 where e exceeds rho; NaN fails as well
            return arb.pos_inf()
        return (self.rho * q ** (order + 1) / (1 - q)).upper()


def _region(state, target):
    """The K that allows the longest step, among rho = y, y/2, y/4, ..."""
    L, y = len(state.factors), _largest_norm(state.factors)
    misfit = _norm(_product(state.factors) - target)
    found = []
    for k in range(3 + L.bit_length()):
        rho = y / 2**k
        Y = y + rho
        R = misfit + Y**L - y**L
        horizon = ((rho - state.radius) / (Y ** (L - 1) * R)).lower()
        found.append(_Region(rho, y, horizon, ((L - 1) * R * Y ** (L - 2)).upper()))
    return max(found, key=lambda region: float(region.horizon))


def _taylor(factors, target, order, h):
    """sum_(k <= order) c_k h^k for every factor, c_0 the factors: W_l' = B_l P_(l-1)^T in series.

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
    return tuple(_horner(series, h) for series in W)


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
