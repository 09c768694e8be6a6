"""Closed forms against an independent high-precision evaluation and an ODE solver."""

import mpmath
import numpy as np
import pytest
from scipy.integrate import solve_ivp

import dlf

SCALES = (1e-8, 1e-3, 1e-1, 0.5)
TARGETS = (1e-3, 1.0, 1e3)
DEPTHS = (2, 3, 4, 7, 20, 50)


def time_to_reach(mu, s, eps, L):
    """t = int dx/(x^(L-1) (s - x^L)) through 2F1 of mpmath, in the working precision."""
    mu, s, eps = mpmath.mpf(mu), mpmath.mpf(s), mpmath.mpf(eps)
    start, end = eps**L / s, mu / s
    if start > 1:  # from above, in powers of s/mu
        a = 2 - mpmath.mpf(2) / L
        g = lambda v: v**a / a * mpmath.hyp2f1(1, a, 1 + a, v)
        return (g(1 / end) - g(1 / start)) / (L * s**a)
    a, b = mpmath.mpf(2) / L, 1 - mpmath.mpf(2) / L
    h = lambda q: q**a / a * mpmath.hyp2f1(1, a, 1 + a, q)
    power = mpmath.log(end / start) if L == 2 else (start**-b - end**-b) / b
    return (power + h(end) - h(start)) / (L * s ** (1 + b))


def digits(eps, L):
    """40 digits left when the time eps^-(L-2) cancels."""
    return 50 - int(L * np.log10(eps))


# the deepest networks ask for hundreds of digits
@pytest.mark.parametrize("depth", [*DEPTHS[:-1], pytest.param(DEPTHS[-1], marks=pytest.mark.slow)])
@pytest.mark.parametrize("eps", SCALES)
def test_fit_time_to_twelve_digits(depth, eps):
    for s in TARGETS:
        for c in (1e-6, 0.5, 1 - 1e-9):
            with mpmath.workdps(digits(eps, depth)):
                if mpmath.mpf(c) * mpmath.mpf(s) <= mpmath.mpf(eps) ** depth:
                    assert dlf.fit_time(c, s, init_scale=eps, depth=depth) == 0.0
                    continue
                exact = time_to_reach(mpmath.mpf(c) * mpmath.mpf(s), s, eps, depth)
            log = dlf.log_fit_time(c, s, init_scale=eps, depth=depth)
            assert abs(log - float(mpmath.log(exact))) < 1e-12 * max(1.0, abs(log))
            t = dlf.fit_time(c, s, init_scale=eps, depth=depth)
            if exact < 1e308:
                assert abs(mpmath.mpf(float(t)) / exact - 1) < 1e-12
            else:
                assert t == np.inf


def probe_times(s, eps, L):
    """Long before, around and long after the transition (or the decay from above)."""
    below = eps**L < 0.5 * s
    scale = dlf.fit_time(0.5, s, init_scale=eps, depth=L) if below else s ** (2 / L - 2) / L
    shares = np.array([0, 1e-3, 0.9, 1, 1 + 1e-9, 10, 1e9])
    with np.errstate(over="ignore", invalid="ignore"):
        times = np.append(shares * scale, 1e-300)
    return np.unique(times[np.isfinite(times)])


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("eps", SCALES)
def test_mode_strength_to_twelve_digits(depth, eps):
    """mu is right to 1e-12 iff t lies between the exact times of mu (1 -+ 1e-12)."""
    checked = 0
    for s in TARGETS:
        times = probe_times(s, eps, depth)
        strengths = dlf.mode_strength(times, s, init_scale=eps, depth=depth)
        for t, mu in zip(times, strengths, strict=True):
            if mu > 1e-300:
                assert_brackets(t, mu, s, eps, depth)
                checked += 1
    assert checked > 0 or eps**depth * max(TARGETS) < 1e-290


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("below", [1e-2, 1e-8, 1e-31, 1e-120])
def test_targets_far_below_the_start_to_twelve_digits(depth, below):
    eps = 0.7
    s = below * eps**depth
    times = np.geomspace(1e-3, 1e12, 9) * eps ** (2 - 2 * depth)
    for t, mu in zip(times, dlf.mode_strength(times, s, init_scale=eps, depth=depth), strict=True):
        assert_brackets(t, mu, s, eps, depth)


@pytest.mark.parametrize("s", [5e-324, 1e-310, 1e-250])
def test_a_target_too_small_to_matter_is_none(s):
    """s^(2 - 2/L) is no double any more."""
    scales = {"init_scale": 0.7, "depth": 3}
    times = np.array([0, 1.0, 1e10, 1e100])
    strengths = dlf.mode_strength(times, s, **scales)
    assert np.allclose(strengths, dlf.mode_strength(times, 0.0, **scales), rtol=1e-12)


def assert_brackets(t, mu, s, eps, depth, width="1e-12"):
    with mpmath.workdps(digits(eps, depth)):
        mu, t, s = mpmath.mpf(float(mu)), mpmath.mpf(float(t)), mpmath.mpf(s)
        start, width = mpmath.mpf(eps) ** depth, mpmath.mpf(width)
        rising = start < s
        behind, ahead = mu * (1 - width), mu * (1 + width)
        if not rising:
            behind, ahead = ahead, behind
        bounds = sorted((start, s))
        assert not (behind > s if rising else behind < s)
        assert not (ahead < start if rising else ahead > start)
        if bounds[0] < behind < bounds[1]:
            assert time_to_reach(behind, s, eps, depth) <= t
        if bounds[0] < ahead < bounds[1]:
            assert time_to_reach(ahead, s, eps, depth) >= t


def test_the_bracket_refutes_an_error_of_three_in_1e12():
    mu = dlf.mode_strength(20.0, 1.3, init_scale=0.1, depth=3)
    assert_brackets(20.0, mu, 1.3, 0.1, 3)
    for wrong in (mu * (1 + 3e-12), mu * (1 - 3e-12)):
        with pytest.raises(AssertionError):
            assert_brackets(20.0, wrong, 1.3, 0.1, 3)


@pytest.mark.parametrize("depth", [2, 3, 6])
@pytest.mark.parametrize("s", [0.0, 0.02, 1.0])
def test_mode_strength_solves_its_equation(depth, s):
    """Against a stiff-free ODE run of mu' = L mu^(2-2/L) (s - mu), starts above s included."""
    eps, times = 0.7, np.linspace(0, 12, 25)
    run = solve_ivp(
        lambda _, mu: depth * mu ** (2 - 2 / depth) * (s - mu),
        (0, 12), [eps**depth], t_eval=times, method="DOP853", rtol=1e-12, atol=1e-15,
        max_step=0.1,
    )  # fmt: skip
    strengths = dlf.mode_strength(times, s, init_scale=eps, depth=depth)
    assert np.allclose(strengths, run.y[0], rtol=1e-9)


def test_logistic_formula_for_two_layers():
    t, s, eps = np.linspace(0, 30, 301), 0.8, 1e-3
    logistic = s / (1 + (s / eps**2 - 1) * np.exp(-2 * s * t))
    assert np.allclose(dlf.mode_strength(t, s, init_scale=eps, depth=2), logistic, rtol=1e-13)


@pytest.mark.parametrize("depth", [2, 3, 10, 50])
def test_unlearned_direction_decays_by_its_formula(depth):
    t, eps, p = np.geomspace(1e-3, 1e9, 40), 0.3, 2 * depth - 2
    beta = eps * (1 + p * eps**p * t) ** (-1 / p)
    assert np.allclose(dlf.unlearned_strength(t, init_scale=eps, depth=depth), beta, rtol=1e-13)
    assert np.allclose(
        dlf.mode_strength(t, 0.0, init_scale=eps, depth=depth), beta**depth, rtol=1e-12
    )


def test_start_exactly_at_the_target_stays():
    assert dlf.mode_strength(7.0, 0.25, init_scale=0.5, depth=2) == pytest.approx(0.25, rel=1e-15)
    assert dlf.mode_strength(7.0, 0.125, init_scale=0.5, depth=3) == pytest.approx(0.125, rel=1e-15)


def test_times_beyond_the_range_of_a_double():
    """L = 50 from 1e-8: the transition is at t ~ 1e384, reachable through logarithms only."""
    law = {"init_scale": 1e-8, "depth": 50}
    assert dlf.fit_time(0.5, 1.0, **law) == np.inf
    log_t = dlf.log_fit_time(0.5, 1.0, **law)
    # The rounding of log t alone moves mu through the whole transition: look on either side.
    around = dlf.log_mode_strength(log_t + np.array([-1e-6, 1e-6]), 1.0, **law)
    assert around[0] < -10
    assert around[1] == pytest.approx(0.0, abs=1e-12)
    assert dlf.log_mode_strength(-np.inf, 1.0, **law) == pytest.approx(50 * np.log(1e-8), rel=1e-14)


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_log_and_direct_forms_agree(depth):
    law = {"init_scale": 0.05, "depth": depth}
    t = np.geomspace(1e-6, 1e7, 30)
    direct = dlf.mode_strength(t, 0.7, **law)
    assert np.allclose(dlf.log_mode_strength(np.log(t), 0.7, **law), np.log(direct), atol=1e-9)


def test_broadcasting_over_times_and_modes():
    t, s = np.linspace(0, 5, 4), np.array([2.0, 1.0, 0.0])
    table = dlf.mode_strength(t[:, None], s, init_scale=0.2, depth=3)
    assert table.shape == (4, 3)
    assert table[2, 1] == dlf.mode_strength(t[2], 1.0, init_scale=0.2, depth=3)
    assert np.ndim(dlf.fit_time(0.5, 1.0, init_scale=0.2, depth=3)) == 0
