"""Chapter *Incremental fitting*, last part: how much later, or earlier, descent is than the flow."""

from fractions import Fraction

import numpy as np
import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.dynamics.separation import starts_below
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import below_one, depth_at_least, positive
from dlf.exact import ball, balls, fit_time
from dlf.verify import (
    Claim,
    all_of,
    enclose,
    identity,
    implies,
    measure,
    nonneg,
    over,
    step,
)

L = sp.Symbol("L", integer=True, positive=True)
lam, m, y, s = sp.symbols("lambda m y s", positive=True)
HALF, NEAR = sp.Rational(1, 2), sp.Rational(99, 100)
TWO_THIRDS, THREE_QUARTERS = sp.Rational(2, 3), sp.Rational(3, 4)


@step(
    "proof",
    ("the peak at s/2", "factor", 2 * L - 2),
    ("one power of lambda more", "power", L - 1),
)
def slope_of_the_velocity(factor=2 * L - 1, power=L - 2):
    """g = lambda^(L-1) (s - lambda^L) increases until lambda^L = s (L-1)/(2L-1), then decreases."""
    velocity = lam ** (L - 1) * (s - lam**L)
    bracket = (L - 1) * s - factor * lam**L
    return identity(sp.diff(velocity, lam), lam**power * bracket, where=[sp.Ge(L, 2)])


@step(
    "proof",
    ("convex up to the peak", "top", (L - 1) / (2 * L - 1)),
    ("a third derivative that vanishes where the second does", "third", 1),
    whole=("third",),
)
def bends_of_the_velocity(top=(L - 2) / (4 * L - 2), third=0):
    """g'' = 0 at lambda^L = s (L-2)/(4L-2), g''' = 0 at (L-3)/(2L-3) times that: nearer to 0."""
    velocity = lam ** (L - 1) * (s - lam**L)
    second, least = sp.diff(velocity, lam, 2), (L - 3 + third) / (2 * L - 3 + third)
    scale = (2 * L - 1) * (2 * L - 2)
    bent = identity(second, scale * lam ** (L - 3) * (top * s - lam**L), where=[sp.Ge(L, 2)])
    claimed = scale * (2 * L - 3) * lam ** (L - 4) * (least * (L - 2) / (4 * L - 2) * s - lam**L)
    turned = identity(sp.diff(velocity, lam, 3), claimed, where=[sp.Ge(L, 2)])
    return all_of(bent, turned)


@step(
    "evidence",
    ("a slope larger by a per cent", "share", sp.Rational(101, 100)),
    ("up to beyond the peak", "peak", sp.Rational(9, 10)),
)
def above_the_chord(share=1, peak=1):
    """2 (g(b) - g(x)) >= (b - x) g'(x) for 0 <= x <= b, s = (2L-1)/(L-1) b^L + r: L = 2..8."""
    x, b = sp.symbols("x b", real=True)

    def at(depth):
        low = sp.Rational(2 * depth - 1, depth - 1) * peak * b**depth
        rest = lambda g: 2 * (g(b) - g(x)) - share * (b - x) * sp.diff(g(x), x)
        least = rest(lambda u: u ** (depth - 1) * low - u ** (2 * depth - 1))
        beyond = rest(lambda u: u ** (depth - 1))  # what each unit of r adds
        return all_of(nonneg(sp.expand(least), (x, b)), nonneg(sp.expand(beyond), (x, b)))

    return over("L", range(2, 9), at)


@step(
    "proof",
    ("a constant smaller than 2/3 by a per cent", "rising", TWO_THIRDS * NEAR),
    ("a constant smaller than 3/4 by a per cent", "crossing", THREE_QUARTERS * NEAR),
)
def coefficients(rising=TWO_THIRDS, crossing=THREE_QUARTERS):
    """2/(4k^2-1) <= (2/3)/k; 1 - (1-v+v^2)/3 <= 3/4, 1/(2k-1) - 1/(2(2k+1)) <= (3/4)/k for k >= 2."""
    k, v = sp.symbols("k v", real=True)
    first = implies([sp.Ge(k, 1)], sp.Le(2 * k, rising * (4 * k**2 - 1)))
    once = implies([sp.Ge(v, 0), sp.Le(v, 1)], sp.Le(1 - (1 - v + v**2) / 3, crossing))
    later = implies([sp.Ge(k, 2)], sp.Le(k * (2 * k + 3), 2 * crossing * (4 * k**2 - 1)))
    return all_of(first, once, later)


@step(
    "proof",
    ("a constant smaller than 1/2 by a per cent", "share", HALF * NEAR),
    ("a constant larger than 1/2 by a per cent", "share", HALF / NEAR),
)
def chord(share=HALF):
    """h = l - (1 - l/2)(e^l - 1) has h'' = l e^l/2 >= 0 and h(0) = h'(0) = 0: 1 - l/(e^l - 1) <= l/2."""
    l, e = sp.symbols("l grown", positive=True)  # grown = e^l is its own derivative
    slope = lambda h: sp.diff(h, l) + e * sp.diff(h, e)
    h = l - (1 - share * l) * (e - 1)
    return identity(slope(slope(h)), e * l / 2)


@step(
    "proof",
    ("steps that shrink by 1.01 theta", "share", sp.Rational(101, 100)),
    ("the sign of the logarithm", "sign", -1),
)
def falling(share=1, sign=1):
    """g >= g_k - D(x - lambda_k): g(end) >= (1 - theta) g_k; C = 1/z + 1/log(1-z) has C' >= 0 by 2u <= 2 sinh u."""
    g, later, rate, drop, theta = sp.symbols("g g_x eta D theta", real=True)
    premise = [sp.Gt(g, 0), sp.Gt(rate, 0), sp.Ge(drop, 0), sp.Le(rate * drop, share * theta)]
    end = implies([*premise, sp.Ge(later, g - drop * rate * g)], sp.Ge(later, (1 - theta) * g))
    z, log = sp.symbols("z log_left", real=True)  # log_left = log(1 - z)
    C = 1 / z + sign / log
    slope = sp.diff(C, z) + sp.diff(C, log) * (-1 / (1 - z))
    grows = identity(slope, (z**2 - (1 - z) * log**2) / ((1 - z) * z**2 * log**2))
    return all_of(end, grows)


@step("proof", ("the power L of the start", "power", -L), ("without 1 - c", "left", 0))
def quotient_of_velocities(power=1 - L, left=1):
    """g(lambda_c)/g(eps) = (eps/lambda_c)^(1-L) (s - lambda_c^L)/(s - eps^L), eps = y lambda_c."""
    velocity = lambda u: u ** (L - 1) * (m**L - u**L)
    claimed = y**power * (m**L - left * lam**L) / (m**L - (y * lam) ** L)
    inside = [sp.Ge(L, 2), sp.Lt(y, 1), sp.Lt(lam, m)]
    return identity(velocity(lam) / velocity(y * lam), claimed, where=inside)


def first_step(c, top, start, depth, rate):
    """The number of steps after which lambda^L >= c s."""
    strength, steps = start, 0
    while strength**depth < c * top:
        strength -= rate * strength ** (depth - 1) * (strength**depth - top)
        steps += 1
    return steps


def drawn(rng):
    """A random mode and a rate, with eta L m^(2L-2) from 1/100 to 100."""
    depth, top = int(rng.integers(2, 7)), rng.uniform(0.3, 2)
    peak = (depth - 1) / (2 * depth - 1)
    c = rng.choice([rng.uniform(0.02, peak), rng.uniform(0.05, 0.999)])
    start = 10 ** -rng.uniform(0.02, 4 / (depth - 1) ** 1.5) * (c * top) ** (1 / depth)
    return c, top, start, depth, 10 ** rng.uniform(-2, 2) / (depth * top ** (2 - 2 / depth))


def delay(data):
    """Steps of descent beyond the time of the flow, log g*/g(eps) and log g*/g(lambda_c)."""
    c, top, start, depth, rate = data
    velocity = lambda u: u ** (depth - 1) * (top - u**depth)
    last = (c * top) ** (1 / depth)
    peak = (top * (depth - 1) / (2 * depth - 1)) ** (1 / depth)
    highest = velocity(min(last, max(start, peak)))
    time = fit_time(c, top, init_scale=start, depth=depth)
    logs = np.log(highest / velocity(np.array([start, last])))
    return first_step(*data) - time / rate, *logs


@step("evidence", ("never earlier than the flow, for every c", "peak", False))
def random_runs(peak=True):
    """The bounds of 1, 2 and 3 along random runs of floats, small rates and large ones."""

    def residual(data):
        c, top, _, depth, rate = data
        found, early, late = delay(data)
        bend, theta = (depth - 2) / (4 * depth - 2), rate * depth * top ** (2 - 2 / depth)
        rising = c <= (depth - 1) / (2 * depth - 1)
        share = 1 / 2 if c <= bend else 2 / 3 if rising else 3 / 4
        C = 1 / theta + 1 / np.log1p(-theta) if theta < 1 else np.inf
        least = 0.0 if rising or not peak else -C * late
        return float(np.max([0.0, least - found, found - 1 - share * early]))

    return measure(range(200), drawn, residual, tolerance=1e-8)


def exact_delay(depth, start, level, rate):
    """N - t/eta and the logarithms of g(eps), g(lambda_c) for s = 1, as balls; numbers are exact."""
    velocity = lambda u: u ** (depth - 1) * (1 - u**depth)
    strength, steps, end = ball(start), 0, ball(level)
    while strength < end:
        strength, steps = strength + ball(rate) * velocity(strength), steps + 1
    time = balls.fit_time(Fraction(level) ** depth, 1, start, depth)
    return steps - time / ball(rate), velocity(ball(start)).log(), velocity(end).log()


def reaching(depth, start, first):
    """The rate whose first step leads from `start` to `first`, for s = 1."""
    start, first = Fraction(start), Fraction(first)
    return (first - start) / (start ** (depth - 1) * (1 - start**depth))


PEAK = Fraction("0.57735")  # L = 2: the velocity is largest at 3^(-1/2) = 0.5773502...
LITTLE = Fraction(1, 10**15)
RISING = [(2, PEAK - Fraction(1, 200), PEAK - LITTLE), (3, Fraction("0.5"), Fraction("0.7"))]
CONVEX = [(3, Fraction("0.4598"), Fraction("0.46")), (5, Fraction("0.3"), Fraction("0.6"))]
CROSSING = [
    (2, PEAK - Fraction(1, 500), PEAK + Fraction(1, 1000)),
    (4, Fraction("0.6"), Fraction("0.9")),
]


@step(
    "evidence",
    ("0.66 instead of 2/3", "rising", "0.66"),
    ("0.495 instead of 1/2", "convex", "0.495"),
    ("0.74 instead of 3/4", "crossing", "0.74"),
)
def late_extremes(rising="2/3", convex="1/2", crossing="3/4"):
    """Two steps, the second one hardly needed: N - t/eta - 1 against the logarithm, in balls."""
    bounds = [(RISING, rising), (CONVEX, convex), (CROSSING, crossing)]

    def check(point):
        (depth, start, first), bound = point
        rate = reaching(depth, start, first)
        found, low, high = exact_delay(depth, start, first + LITTLE, rate)
        top = (ball(Fraction(depth - 1, 2 * depth - 1)).log() / depth).exp()
        peak = (top ** (depth - 1) * (1 - top**depth)).log() if ball(first) > top else high
        share = (found - 1) / (peak - low)
        return enclose(share, 0, bound, relative_radius="1e-9")

    points = [(point, bound) for group, bound in bounds for point in group]
    return over_balls("((L, eps, lambda_1), bound)", points, check, 400)


@step(
    "evidence",
    ("a step and a tenth of a per cent later", "one", "0.999"),
    ("a thousandth of a step after the flow", "least", "0.001"),
)
def one_step(one="1", least="0"):
    """0 < N - t/eta < 1 where one step is enough, in balls: near 1, and near 0 at the peak."""

    def check(point):
        depth, start, level, rate = point
        found = exact_delay(depth, start, level, rate)[0]
        return enclose(found, least, one, relative_radius="1e-6")

    flat = (2, PEAK - Fraction(1, 10**4), PEAK - LITTLE)
    short = (3, Fraction("0.45"), Fraction("0.45") + Fraction(1, 10**9), Fraction(1, 10))
    return over_balls("(L, eps, lambda_c, eta)", [(*flat, reaching(*flat)), short], check, 400)


@step("evidence", ("0.99 C(theta)", "share", "0.99"))
def early_extremes(share="1"):
    """One step from 1 - 10^-6 to the level: t/eta - 1 is C(theta) times the logarithm, in balls."""

    def check(theta):
        start, rate = 1 - Fraction(1, 10**6), Fraction(theta) / 2
        level = start + rate * start * (1 - start**2)
        found, high, low = exact_delay(2, start, level - LITTLE**2, rate)
        bound = 1 / ball(theta) + 1 / (1 - ball(theta)).log()
        return enclose(-found / (high - low) / bound, "1/2", share, relative_radius="1e-6")

    return over_balls("theta", ("1/10", "1/2", "9/10"), check, 400)


@step(
    "evidence", ("0.49 instead of 1/2", "share", "0.49"), ("0.51 instead of 1/2", "share", "0.51")
)
def leading(share="1/2"):
    """eta = 1/400, a level that a step just reaches: N - t/eta is half of the logarithm within 1 %."""

    def check(point):
        depth, start, steps = point
        strength, rate = ball(start), Fraction(1, 400)
        for _ in range(steps):
            strength += ball(rate) * strength ** (depth - 1) * (1 - strength**depth)
        level = Fraction(float(strength.mid())) - Fraction(1, 10**12)
        found, low, high = exact_delay(depth, start, level, rate)
        half = found / (high - low) / ball(share)
        return enclose(half, "0.99", "1.01", relative_radius="1e-6")

    points = [(2, "1/50", 1400), (3, "1/10", 3200), (5, "2/5", 2300)]
    return over_balls("(L, eps, steps)", points, check, 200)


IS_RUN, ONCE = (
    formal("descent_is_run.v", "descent_is_run"),
    formal("descent_steps.v", "first_step_once"),
)
LATE = theorems("descent_delay.v", "late_while_rising", "late_for_every_share")
EARLY, QUOTIENT = theorems("descent_early.v", "early_at_most", "velocity_quotient")
SHARE = theorems("rate_share.v", "rate_share_increases", "rate_share_start", "rate_share_end")
LEADING = formal("descent_leading.v", "leading_delay")
BEST = (
    *theorems("descent_best.v", "one_is_best", "half_is_best"),
    *theorems("descent_best_peak.v", "two_thirds_is_best", "three_quarters_is_best"),
    formal("descent_best_early.v", "rate_share_is_best"),
)


descent_time = Claim(
    name="descent-fit-time",
    kind="theorem",
    title="Fitting under descent",
    statement=r"""
Let $[[depth]]$, $[[rate, scale]]$, $[[above, below]]$, $s = m^L$ with $[[positive]]$, and $[[starts]]$. Let $g(\lambda) = \lambda^{L-1} (s - \lambda^L)$ be the velocity of a mode
of {prf:ref}`aligned-chain`, $\lambda_c = (c\, s)^{1/L}$, $N$ the first step of its descent with learning rate $\eta$ at which $\lambda_N \ge \lambda_c$, $t_c$ the time of {prf:ref}`fit-time`
and $g^*$ the maximum of $g$ on $[\eps, \lambda_c]$.

1. If $c \le \frac{L-1}{2L-1}$, then, for every $\eta$, descent does not reach $c\, s$ before the flow does, and $\displaystyle 0 \le \eta N - t_c \le \eta \Bigl( 1 + \frac23 \log\frac{g(\lambda_c)}{g(\eps)} \Bigr)$. If even $c \le \frac{L-2}{4L-2}$, then $\frac12$ may stand for $\frac23$.
2. For every $c$ and every $\eta$, $\displaystyle \eta N - t_c \le \eta \Bigl( 1 + \frac34 \log\frac{g^*}{g(\eps)} \Bigr)$.
3. If $\theta = \eta L m^{2L-2} < 1$, then, for every $c$, $\displaystyle \eta N - t_c \ge - C(\theta)\, \eta \log\frac{g^*}{g(\lambda_c)}$ with $\displaystyle C(\theta) = \frac1\theta + \frac{1}{\log(1-\theta)}$, which increases from $\frac12$ to $1$.
4. The numbers $1$, $\frac12$, $\frac23$, $\frac34$ and, for each $\theta$, $C(\theta)$ are best possible.
5. As $\eta \to 0$ with $L$, $s$, $c$, $\eps$ fixed, $\displaystyle \eta N - t_c = \eta \Bigl( \rho + \frac12 \log\frac{g(\lambda_c)}{g(\eps)} \Bigr) + O(\eta^2)$ with some $\rho \in [0, 1]$ that depends on $\eta$.

Here $\displaystyle \frac{g(\lambda_c)}{g(\eps)} = \Bigl( \frac{c\, s}{\eps^L} \Bigr)^{1 - 1/L} \frac{(1-c)\, s}{s - \eps^L}$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "rate": positive("eta"),
        "scale": positive("varepsilon"),
        "above": positive("c"),
        "below": below_one,
        "positive": positive("m"),
        "starts": starts_below("s"),
    },
    uses=("aligned-chain", "fit-time", "step-condition"),
    steps=(
        IS_RUN,
        ONCE,
        *LATE,
        EARLY,
        QUOTIENT,
        *SHARE,
        LEADING,
        *BEST,
        slope_of_the_velocity,
        bends_of_the_velocity,
        above_the_chord,
        coefficients,
        chord,
        falling,
        quotient_of_velocities,
        random_runs,
        one_step,
        late_extremes,
        early_extremes,
        leading,
    ),
    parts={
        "1": (
            IS_RUN,
            ONCE,
            LATE[0],
            QUOTIENT,
            slope_of_the_velocity,
            bends_of_the_velocity,
            above_the_chord,
            coefficients,
            chord,
            quotient_of_velocities,
            random_runs,
        ),
        "2": (LATE[1], bends_of_the_velocity, above_the_chord, coefficients, random_runs),
        "3": (EARLY, *SHARE, falling, random_runs),
        "4": (*BEST, one_step, late_extremes, early_extremes),
        "5": (
            LEADING,
            leading,
        ),
    },
)

CLAIMS = (descent_time,)
