"""Closed forms for one mode: its strength mu(t) and the time at which it is fitted.

With q = mu/s and b = 1 - 2/L, a mode that starts at eps^L < s obeys

    L s eps^(L-2) t = phi(log q - log q_0) + E (h(q) - h(q_0)),
    phi(x) = (1 - e^(-b x))/b,   E = q_0^b,   h(q) = sum_(k>=0) q^(k + 2/L)/(k + 2/L),

in which no term overflows. The unknown is psi = log(q/(1 - q)): the right side is increasing and
concave in psi, so Newton's method converges monotonically after one step from any start. Points
where rounding would cost more than `_TOLERANCE` go to ball arithmetic (`dlf.exact.balls`).
"""

import numpy as np
from numpy.polynomial.polynomial import polyval
from scipy.special import digamma, expit, poch

from dlf._support import positive, real_array, whole_number

_ROUNDING = np.finfo(float).eps
_TOLERANCE = 4e-13
_TERMS = np.arange(56)  # 2^-56 ends both series at q = 1/2
_FLOOR = 1e-290  # factors below it are subnormal soon, and their digits gone
_NEWTON_STEP = 1e-8  # its square bounds the error after it, as |f''/f'| <= 2 in both equations


def mode_strength(t, s, *, init_scale, depth):
    """mu(t), the end-to-end strength of one aligned mode under gradient flow.

    mu' = L mu^(2 - 2/L) (s - mu), mu(0) = eps^L.

    Args:
        t: times >= 0, any shape.
        s: target singular values >= 0, broadcast against t. s = 0 decays to 0; s < eps^L is
            approached from above.
        init_scale: eps > 0.
        depth: L >= 2.

    Returns:
        float or array of the broadcast shape, relative error below 1e-12 wherever mu is a
        normal double.

    Raises:
        ValueError: t < 0, s < 0, eps <= 0, L < 2, NaN or Inf.

    Example:
        >>> bool(np.isclose(mode_strength(0.0, 3.0, init_scale=0.5, depth=3), 0.5**3, rtol=1e-14))
        True

    References:
        Saxe, McClelland, Ganguli (arXiv 1312.6120) for L = 2.
    """
    t, s = _nonnegative(t, "t"), _nonnegative(s, "s")
    with np.errstate(divide="ignore"):
        log_t = np.log(t)
    log_mu = _log_strength(log_t, t, s, init_scale, depth)
    return np.exp(log_mu)[()]


def log_mode_strength(log_t, s, *, init_scale, depth):
    """log mu as a function of log t: for times and strengths outside the range of a double.

    Args:
        log_t: natural logarithm of the time, any shape; -inf is t = 0.
        s, init_scale, depth: as for `mode_strength`.

    Returns:
        log mu, absolute error below 1e-12 where |log t| and |log mu| are below 1000.

    Raises:
        ValueError: as for `mode_strength`; log_t NaN or +Inf.
    """
    log_t = np.asarray(log_t, dtype=float)
    if np.isnan(log_t).any() or (log_t == np.inf).any():
        raise ValueError("log_t contains NaN or +Inf")
    return _log_strength(log_t, None, _nonnegative(s, "s"), init_scale, depth)[()]


def unlearned_strength(t, *, init_scale, depth):
    """beta(t), the strength of one factor in a direction that the target lacks (s = 0).

    beta(t) = eps (1 + (2L - 2) eps^(2L-2) t)^(-1/(2L-2)); the mode itself is beta^L.

    Args, Raises: as for `mode_strength`.
    """
    t = _nonnegative(t, "t")
    eps, L = positive(init_scale, "init_scale"), whole_number(depth, "depth", least=2)
    p = 2 * L - 2
    return (eps * np.exp(-np.log1p(p * eps**p * t) / p))[()]


def fit_time(fraction, s, *, init_scale, depth):
    """The first time at which a mode reaches fraction * s; 0 if it starts there or above.

    Args:
        fraction: c in (0, 1), any shape.
        s: target singular values > 0, broadcast against fraction.
        init_scale: eps > 0.
        depth: L >= 2.

    Returns:
        float or array, relative error below 1e-12; Inf if the time exceeds the largest double
        (`log_fit_time` then still gives its logarithm).

    Raises:
        ValueError: fraction outside (0, 1), s <= 0, eps <= 0, L < 2, NaN or Inf.

    Example:
        >>> t = fit_time(0.25, 2.0, init_scale=0.1, depth=4)
        >>> bool(np.isclose(mode_strength(t, 2.0, init_scale=0.1, depth=4), 0.25 * 2.0))
        True
    """
    c, s, eps, L = _fit_arguments(fraction, s, init_scale, depth)
    scaled = _scaled_fit_time(c, s, eps, L)
    with np.errstate(all="ignore"):
        power = _power(eps, L - 2)
        rate = L * s * power
        by_logarithms = np.exp(np.log(scaled) - np.log(L * s) - (L - 2) * np.log(eps))
        return np.where(np.minimum(rate, power) > _FLOOR, scaled / rate, by_logarithms)[()]


def log_fit_time(fraction, s, *, init_scale, depth):
    """log of `fit_time`, finite where the time itself is too large for a double.

    Args, Raises: as for `fit_time`.

    Returns:
        log t; -Inf where the time is 0.
    """
    c, s, eps, L = _fit_arguments(fraction, s, init_scale, depth)
    with np.errstate(divide="ignore"):
        return (np.log(_scaled_fit_time(c, s, eps, L) / (L * s)) - (L - 2) * np.log(eps))[()]


def _nonnegative(value, name):
    array = real_array(value, name, ndim=np.ndim(value))
    if (array < 0).any():
        raise ValueError(f"{name} must satisfy {name} >= 0, not {float(array.min())}")
    return array


def _fit_arguments(fraction, s, init_scale, depth):
    c, s = _nonnegative(fraction, "fraction"), _nonnegative(s, "s")
    if (c <= 0).any() or (c >= 1).any():
        raise ValueError("fraction must lie in (0, 1): mu reaches s only as t grows to infinity")
    if (s <= 0).any():
        raise ValueError("s must satisfy s > 0: a mode with s = 0 is never fitted")
    c, s = np.broadcast_arrays(c, s)
    return c, s, positive(init_scale, "init_scale"), whole_number(depth, "depth", least=2)


def _power(eps, n):
    """eps^n; infinite where Python would not go on."""
    try:
        return eps**n
    except OverflowError:
        return np.inf


def _partial_fractions_sum(q, p, a):
    """sum_(k>=0) q^k/(k + a) for p = 1 - q: a power series below q = 1/2, one in p above."""
    n, result, low = _TERMS, np.empty(np.shape(q)), q < 0.5
    result[low] = polyval(np.asarray(q)[low], 1 / (n + a))
    high = np.maximum(np.asarray(p)[~low], 1e-320)
    weights = poch(a, n) / poch(1, n)
    constant = polyval(high, weights * (digamma(n + 1) - digamma(n + a)))
    result[~low] = constant - np.log(high) * polyval(high, weights)
    return result


def _tail(psi, a):
    """h(q) = q^a sum q^k/(k + a) at q = expit(psi)."""
    q = expit(psi)
    return q**a * _partial_fractions_sum(q, expit(-psi), a)


def _log_expit(psi):
    return np.where(psi < 0, psi - np.log1p(np.exp(np.minimum(psi, 0))), -np.log1p(np.exp(-psi)))


def _phi(x, b):
    """(1 - e^(-b x))/b, with its limit x at b = 0."""
    return x if b == 0 else -np.expm1(-b * x) / b


def _logit_of(log_q):
    """log(q/(1 - q)) from log q < 0."""
    return log_q - np.log(-np.expm1(log_q))


def _scaled_fit_time(c, s, eps, L):
    """L s eps^(L-2) t at mu = c s, by the closed form; balls where it cancels."""
    a, b = 2 / L, 1 - 2 / L
    x, x0 = np.log(c), L * np.log(eps) - np.log(s)
    late = x > x0
    start = np.where(late, x0, x - 1.0)
    log_E = b * start
    gained = _phi(x - start, b)
    h, h0 = _tail(_logit_of(x), a), _tail(_logit_of(start), a)
    scaled = gained + np.exp(log_E) * (h - h0)
    exponent = np.abs(x) + np.abs(L * np.log(eps)) + np.abs(np.log(s))
    error = exponent * np.exp(-b * (x - start)) + np.exp(log_E) * (h + h0) + 2 * scaled
    cancelled = 2 * _ROUNDING * error > _TOLERANCE * scaled
    scaled = np.where(late, scaled, 0.0)
    # Where c s and eps^L agree in their logarithms only exact arithmetic knows the order.
    return _by_balls("scaled_fit_time", scaled, cancelled | (np.abs(x - x0) < 1e-9), c, s, eps, L)


def _by_balls(name, values, where, *arguments):
    """`values` with the entries in `where` recomputed in ball arithmetic."""
    if not np.any(where):
        return values
    from dlf.exact import balls

    values = np.array(values)
    for index in np.argwhere(where):
        key = tuple(index)
        point = (float(u[key]) if isinstance(u, np.ndarray) else u for u in arguments)
        values[key] = getattr(balls, name)(*point)
    return values


def _log_strength(log_t, t, s, init_scale, depth):
    """log mu; `t` itself, when given, spares the rounding of its logarithm."""
    eps, L = positive(init_scale, "init_scale"), whole_number(depth, "depth", least=2)
    log_t, s = np.broadcast_arrays(log_t, s)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore", under="ignore"):
        log_s = np.log(s)
        x0 = L * np.log(eps) - log_s
        result = np.where(s > 0, _below(log_t, t, s, x0, eps, L), _unlearned(log_t, eps, L))
        above = (x0 >= 0) & (s > 0)
        if above.any():
            result = np.where(above, _above(log_t, s, x0, eps, L), result)
    return result


def _unlearned(log_t, eps, L):
    p = 2 * L - 2
    return L * np.log(eps) - L / p * np.logaddexp(0.0, np.log(p) + p * np.log(eps) + log_t)


def _scaled_time(log_t, t, s, eps, L):
    """The pair (L s eps^(L-2) t, its relative rounding error in units of the last place)."""
    power = _power(eps, L - 2)
    if t is not None and power > _FLOOR:
        return L * s * power * t, 4.0
    parts = (np.log(L), np.log(s), (L - 2) * np.log(eps), log_t)
    return np.exp(sum(parts)), 4.0 + sum(np.abs(np.where(np.isinf(p), 0, p)) for p in parts)


def _below(log_t, t, s, x0, eps, L):
    """log mu for a start below s: Newton in psi, then balls where that lost digits."""
    a, b = 2 / L, 1 - 2 / L
    below = (x0 < 0) & (s > 0)
    x0 = np.where(below, x0, -1.0)  # the rest belongs to _above and _unlearned
    A, A_error = _scaled_time(log_t, t, s, eps, L)
    psi0, log_E = _logit_of(x0), b * x0
    E, h0 = np.exp(log_E), _tail(psi0, a)
    half = np.maximum(psi0, 0.0)
    A_half = _phi(_log_expit(half) - x0, b) + E * (_tail(half, a) - h0)
    psi = _newton_start(A, A_half, half, x0, psi0, E, b)
    for _ in range(64):
        x = _log_expit(psi)
        excess = _phi(x - x0, b) + E * (_tail(psi, a) - h0) - A
        step = np.nan_to_num(excess * np.exp(b * (x - x0)), posinf=np.inf, neginf=-np.inf)
        psi, previous = np.clip(psi - step, psi0, 800.0), psi
        if np.abs(psi - previous).max(initial=0.0) < _NEWTON_STEP:
            break
    x = _log_expit(psi)
    terms = (A_error + 2) * A + _phi(x - x0, b) + 2 * E * (_tail(psi, a) + h0)
    lost = expit(-psi) * terms * np.exp(b * (x - x0)) + 2 * np.abs(x0)
    lost = np.where((log_t == -np.inf) | (s == 0), 0.0, lost)
    log_mu = np.where(x > -0.5, np.log(s) + x, L * np.log(eps) + (x - x0))
    # A mode may pass from its start to its target between two doubles: no side is certain there.
    unclear = np.abs(A - A_half) <= 4 * (A_error + 4) * _ROUNDING * A
    sudden = unclear & (_ROUNDING * A > E)
    use_balls = ((_ROUNDING * lost > _TOLERANCE) | sudden) & (log_t > -np.inf) & below
    if t is None:
        return _by_balls("log_strength_at_log_time", log_mu, use_balls, log_t, s, eps, L)
    t = np.broadcast_to(t, log_mu.shape)
    return _by_balls("log_strength", log_mu, use_balls, t, s, eps, L)


def _newton_start(A, A_half, half, x0, psi0, E, b):
    """Left of the root past q = 1/2; before it, the power law without its E h term."""
    remaining = -np.log1p(-b * A) / b if b > 0 else A
    early = _logit_of(np.minimum(x0 + np.nan_to_num(remaining, nan=np.inf), -np.log(2)))
    late = half + np.nan_to_num((A - A_half) / (2**b * E), nan=0.0, posinf=800.0)
    return np.clip(np.where(A_half > A, early, late), psi0, 800.0)


def _above(log_t, s, x0, eps, L):
    """log mu for a start at or above s: v = s/mu rises, L s^(2-2/L) t = g(v) - g(v_0).

    g(v) = v^a S(v) is divided by v^a, which may be too small for a double; its start is right of
    the root, or right of where g bends.
    """
    a = 2 - 2 / L
    log_pull = np.log(L) + (2 * L - 2) * np.log(eps) + log_t  # L s^a t = pull v_0^a
    x0 = np.minimum(-x0, -1e-300)
    psi0 = _logit_of(x0)
    sum0 = _partial_fractions_sum(expit(psi0), expit(-psi0), a)
    early = x0 + np.logaddexp(0.0, np.log(a) + log_pull) / a  # g(v) >= v^a/a
    late = np.maximum(psi0 + np.exp(log_pull + a * x0), 0.0)
    psi = np.minimum(np.where(early < -np.log(2), _logit_of(np.minimum(early, -1e-300)), late), 800)
    for _ in range(64):
        lead = a * (x0 - _log_expit(psi))
        sums = _partial_fractions_sum(expit(psi), expit(-psi), a)
        step = sums - sum0 * np.exp(lead) - np.exp(log_pull + lead)
        psi, previous = np.clip(psi - np.nan_to_num(step), psi0, 800.0), psi
        if np.abs(psi - previous).max(initial=0.0) < _NEWTON_STEP:
            break
    return np.log(s) - _log_expit(psi)
