"""The promised digits where a formula ends: cancellation, subnormals, ties, the switch to balls.

The oracle is the time of `dlf.exact.balls` at 600 bits: a strength is right to 1e-12 exactly if t
lies between the times of mu (1 - 1e-12) and mu (1 + 1e-12).
"""

import math
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx

import dlf
from dlf.exact import balls

PROMISED = Fraction(1, 10**12)
# eps^(L-2) is subnormal for the second, and has lost its digits
SCALES = [(3, 1e-2, 1.0), (42, 1e-8, 1e30), (2, 1e-150, 1e150), (5, 1e-60, 1e-100), (50, 0.9, 1e9)]


@pytest.fixture(autouse=True)
def precision():
    with ctx.workprec(600):
        yield


def fit_time(share, s, eps, L):
    """The time to share * s as a ball, for a start below."""
    return balls.fit_time(share, s, eps, L)


def close(value, exact, by=PROMISED):
    return bool(abs(balls.ball(value) - exact) < balls.ball(by) * abs(exact))


def rises(t, mu, s, eps, L):
    """Whether mu is the strength at t to twelve digits, for eps^L < mu < s."""
    share = Fraction(mu) / Fraction(s)
    start = Fraction(eps) ** L / Fraction(s)
    low, high = share * (1 - PROMISED), share * (1 + PROMISED)
    early = low <= start or fit_time(low, s, eps, L) < balls.ball(t)
    late = high >= 1 or fit_time(high, s, eps, L) > balls.ball(t)
    return bool(early and late)


@pytest.mark.parametrize(("L", "eps", "s"), SCALES)
def test_fit_times_keep_their_digits_up_to_the_start_and_up_to_the_target(L, eps, s):
    start = Fraction(eps) ** L / Fraction(s)
    shares = [float(start * (1 + Fraction(1, 2**k))) for k in (1, 8, 16, 24, 32, 40, 48)]
    shares += [0.25, 0.5, math.nextafter(0.5, 0), 0.75, 1 - 1e-9, math.nextafter(1, 0)]
    shares = [c for c in shares if start < c < 1 and c > 1e-300]
    found = dlf.fit_time(np.array(shares), s, init_scale=eps, depth=L)
    for c, t in zip(shares, found, strict=True):
        assert close(float(t), fit_time(c, s, eps, L)), c


@pytest.mark.parametrize(
    ("L", "eps", "s", "c"),
    [(4, 1e-80, 1e-158, 1.000000000001e-162), (52, 1e-4, 1e-118, 1.00000000001e-90)],
)
def test_a_rate_that_is_subnormal_costs_no_digits(L, eps, s, c):
    """L s eps^(L-2) = 1e-317 is known to seven digits only; the time is a normal double."""
    assert close(float(dlf.fit_time(c, s, init_scale=eps, depth=L)), fit_time(c, s, eps, L))


def test_a_start_beyond_every_double_is_above_any_target():
    law = {"init_scale": 1e10, "depth": 50}
    assert dlf.fit_time(0.5, 1.0, **law) == 0.0
    assert 1.0 < dlf.mode_strength(1e-3, 1.0, **law) < dlf.mode_strength(1e-4, 1.0, **law)


@pytest.mark.parametrize(("L", "eps", "s"), SCALES)
def test_strengths_keep_their_digits_from_the_start_to_the_target(L, eps, s):
    half = float(fit_time("1/2", s, eps, L))
    shares = (1e-9, 1e-3, 0.5, 1 - 1e-3, 1 - 1e-9, 1, 1 + 1e-9, 1.5)
    times = [c * half for c in shares if c * half < 1e308]
    found = dlf.mode_strength(np.array(times), s, init_scale=eps, depth=L)
    normal = [(t, mu) for t, mu in zip(times, found, strict=True) if mu > 1e-300]
    assert normal
    for t, mu in normal:
        assert mu <= s
        assert rises(t, float(mu), s, eps, L), t


@pytest.mark.parametrize("L", [3, 6, 40])
def test_strengths_of_a_long_wait_keep_their_digits(L):
    """eps^L/s = e^-600: the mode passes from its start to its target between two doubles."""
    s, eps = 1e100, float(np.exp((np.log(1e100) - 600) / L))
    t = float(fit_time("1/2", s, eps, L))
    times = [math.nextafter(t, 0), t, math.nextafter(t, np.inf), 0.9 * t, 1.1 * t]
    found = dlf.mode_strength(np.array(times), s, init_scale=eps, depth=L)
    with ctx.workprec(2000):
        exact = [float(balls.strength(v, s, eps, L)) for v in times]
    assert found == pytest.approx(exact, rel=1e-12)
    assert exact[0] < 1e-3 * s < exact[2]


@pytest.mark.parametrize("L", [2, 3, 4, 7])
def test_ties_and_their_neighbours(L):
    """c s = eps^L takes no time, the next double takes the right one, the one before none."""
    eps, c = 0.5, 0.25
    s = 0.5**L / c
    assert dlf.fit_time(c, s, init_scale=eps, depth=L) == 0.0
    assert dlf.fit_time(math.nextafter(c, 0), s, init_scale=eps, depth=L) == 0.0
    after = math.nextafter(c, 1)
    found = dlf.fit_time(after, s, init_scale=eps, depth=L)
    assert close(float(found), fit_time(after, s, eps, L))
    assert dlf.log_fit_time(c, s, init_scale=eps, depth=L) == -np.inf


@pytest.mark.parametrize("L", [2, 3, 5])
@pytest.mark.parametrize("toward", [0.0, 1.0])
def test_a_start_beside_its_target_stays_between_the_two(L, toward):
    eps = 0.5
    s = math.nextafter(eps**L, toward)
    times = np.array([0.0, 1e-3, 1.0, 1e3, 1e9])
    found = dlf.mode_strength(times, s, init_scale=eps, depth=L)
    assert np.abs(found / s - 1).max() < 1e-15
    assert found[0] == pytest.approx(eps**L, rel=1e-15)


@pytest.mark.parametrize("k", [-7, 5])
@pytest.mark.parametrize("L", [2, 3, 4, 9])
@pytest.mark.parametrize("s", [0.0, 0.02, 1.5])
def test_units_of_length_and_time(L, k, s):
    """eps 2^k, s 2^(kL), t 2^(-k(2L-2)) is the same run: powers of two change no digit."""
    eps, times = 0.6, np.geomspace(1e-3, 1e4, 15)
    plain = dlf.mode_strength(times, s, init_scale=eps, depth=L)
    turned = dlf.mode_strength(
        times * 2.0 ** (-k * (2 * L - 2)), s * 2.0 ** (k * L), init_scale=eps * 2.0**k, depth=L
    )
    assert turned == pytest.approx(2.0 ** (k * L) * plain, rel=2e-12)
    if 0.9 * s > eps**L:
        shares = np.array([0.9, 0.99])
        plain = dlf.fit_time(shares, s, init_scale=eps, depth=L)
        turned = dlf.fit_time(shares, s * 2.0 ** (k * L), init_scale=eps * 2.0**k, depth=L)
        assert turned == pytest.approx(plain * 2.0 ** (-k * (2 * L - 2)), rel=2e-12)


@pytest.mark.parametrize("L", [2, 3, 8])
def test_an_entry_of_an_array_does_not_hang_on_the_others(L):
    """Some are at their target at once, some never leave the start, some need balls."""
    law = {"init_scale": 0.1, "depth": L}
    half = float(dlf.fit_time(0.5, 1.0, **law))
    times = np.array([0.0, 1e-300, 0.4 * half, half, 1.2 * half, 3 * half, 1e300])
    targets = np.array([0.0, 1e-12, 0.1**L, 0.5, 1.0, 1e6])
    table = dlf.mode_strength(times[:, None], targets, **law)
    assert np.isfinite(table).all()
    for i, t in enumerate(times):
        for j, s in enumerate(targets):
            assert table[i, j] == pytest.approx(dlf.mode_strength(t, s, **law), rel=2e-12)
    shares = np.array([1e-30, 0.1**L, 0.5, math.nextafter(1, 0)])
    several = dlf.fit_time(shares, 1.0, **law)
    for c, t in zip(shares, several, strict=True):
        assert t == pytest.approx(dlf.fit_time(c, 1.0, **law), rel=2e-12)


# the enclosures themselves


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("share", ["1/10", "1/2", "999/1000"])
def test_a_root_is_enclosed_by_both_ends_or_not_at_all(share, side):
    """Moved by half of the radius it is inside, moved by twice the radius nothing is returned."""
    t = float(fit_time(share, "13/10", "1/10", 3))
    exact = balls.strength(t, "13/10", "1/10", 3).log()
    root = exact.exp() / balls.ball("13/10")
    root = (root / (1 - root)).log()
    with ctx.workprec(128):
        radius = arb(2) ** -(128 // 2 + 6)
        mode = balls._Mode("13/10", "1/10", 3)
        A = mode.L * mode.s * mode.eps * balls.ball(t)
        inside = balls._enclose(mode, A, (root + side * radius / 2).mid())
        outside = balls._enclose(mode, A, (root + side * 2 * radius).mid())
    assert inside.is_finite()
    assert inside.contains(exact)
    assert not outside.is_finite()


@pytest.mark.parametrize("bits", [140, 200, 320])
def test_a_fitted_mode_is_enclosed_together_with_what_it_lacks(bits):
    """mu = s (1 - 2^-bits): where no equation is solved any more, a radius stands for the rest."""
    share = 1 - Fraction(1, 2**bits)
    exact = fit_time(share, 1, "1/10", 3).mid()
    man, exp = exact.man_exp()
    t = Fraction(int(man)) * Fraction(2) ** int(exp)
    found = balls.strength(t, 1, "1/10", 3)
    assert found.is_finite()
    assert found.overlaps(balls.ball(share))
    assert found.rad() < arb(2) ** -90


def test_a_double_is_the_rounded_value_of_its_enclosure():
    for c in (1e-8, 0.3, 1 - 1e-12):
        scaled = balls.scaled_fit_time(c, 2.0, 0.01, 4)
        exact = fit_time(c, 2.0, 0.01, 4) * 4 * 2 * balls.ball(0.01) ** 2
        assert close(scaled, exact, Fraction(1, 2**52))


# logarithms


@pytest.mark.parametrize(
    ("L", "eps", "s"), [*SCALES[:2], (6, 1e-40, 1e-20), (50, 1e-8, 1.0), (3, 4.6e94, 1e290)]
)
def test_logarithms_keep_twelve_digits_beside_the_passage(L, eps, s):
    """Where log t is a double, t is what it says: beside the passage too, if below e^1000."""
    with ctx.workprec(3000):
        log_half = float(fit_time("1/2", s, eps, L).log())
        logs = [log_half - 1, math.nextafter(log_half, -np.inf), log_half]
        logs += [math.nextafter(log_half, np.inf), log_half + 1e-9, log_half + 1]
        logs += [log_half + k / 1000 for k in range(-20, 20, 4)]
        exact = [float(balls._solve(balls._Mode(s, eps, L), balls.ball(v).exp())) for v in logs]
    found = dlf.log_mode_strength(np.array(logs), s, init_scale=eps, depth=L)
    assert np.abs(found - exact).max() < 1e-12
    times = dlf.log_fit_time(np.array([0.25, 0.5]), s, init_scale=eps, depth=L)
    for c, log_t in zip((0.25, 0.5), times, strict=True):
        with ctx.workprec(3000):
            exact = float(fit_time(c, s, eps, L).log())
        assert log_t == pytest.approx(exact, rel=1e-12, abs=1e-12)
