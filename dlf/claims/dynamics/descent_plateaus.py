"""Chapter *Incremental fitting*, last part: the plateaus of the staircase under descent."""

from fractions import Fraction
from functools import cache

import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.dynamics.separation import starts_below
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import below_half, below_one, depth_at_least, larger, positive
from dlf.exact import ball
from dlf.verify import Claim, all_of, enclose, identity, implies, step

s, lam, eta, c = sp.symbols("s lambda eta c", positive=True)
NEAR = sp.Rational(99, 100)


@step(
    "proof",
    ("growth by a rate smaller by a per cent", "rate", NEAR),
    ("a loss smaller by a per cent", "loss", NEAR),
)
def growth(rate=1, loss=1):
    """L = 2: lambda + eta lambda (s - lambda^2) = lambda (1 + eta s)(1 - x), x = eta lambda^2/(1 + eta s)."""
    x = loss * eta * lam**2 / (1 + eta * s)
    return identity(lam + eta * lam * (s - lam**2), lam * (1 + rate * eta * s) * (1 - x))


@step(
    "proof",
    ("a share smaller by a per cent", "share", NEAR),
    ("without the geometric series", "series", 0),
    whole=("series",),
)
def total_loss(share=1, series=1):
    """r = 1 + eta (1-c) s: eta c s/(r (r^2 - 1)) = c/((1-c) r (r+1)), and that is < c/(2 (1-c))."""
    r = 1 + eta * (1 - c) * s
    loss = identity(
        eta * c * s / (r * (r**2 - 1) ** series),
        share * c / ((1 - c) * r * (r + 1)),
        where=[sp.Lt(c, 1)],
    )
    part, q = sp.symbols("c r", real=True)
    ranges = [sp.Gt(part, 0), sp.Lt(part, 1), sp.Gt(q, 1)]
    return all_of(loss, implies(ranges, sp.Lt(2 * part, part * q * (q + 1))))


@step(
    "proof",
    ("a ratio one per cent larger", "more", sp.Rational(101, 100)),
    ("for levels up to 1.01 c s", "top", sp.Rational(101, 100)),
)
def least_ratio(more=1, top=1):
    """Below c s each step multiplies lambda by 1 + eta (s - lambda^2) > 1 + eta (1-c) s."""
    square, target, rate, share = sp.symbols("v s eta c", real=True)
    premise = [sp.Gt(target, 0), sp.Gt(rate, 0), sp.Gt(share, 0), sp.Lt(share, 1)]
    premise += [sp.Lt(square, top * share * target), sp.Gt(square, 0)]
    least = 1 + rate * (1 - share) * target
    return implies(premise, sp.Gt(1 + rate * (target - square), more * least))


@step(
    "proof",
    ("a slope larger by a per cent", "share", sp.Rational(101, 100)),
    ("the sum of the two roots", "sign", 1),
)
def slope_of_the_growth_time(share=1, sign=-1):
    """-d/ds eta/log(1 + eta s) = (sinh u/u)^2/s^2 for 1 + eta s = e^(2u) = root^2, growth = 2u."""
    root, growth = sp.symbols("root growth", positive=True)
    slope = -sp.diff(eta / growth, growth) * eta / (1 + eta * s)  # the last factor is d growth/ds
    found = slope.subs(eta, (root**2 - 1) / s)
    return identity(found, share * ((root + sign / root) / growth) ** 2 / s**2)


def steps_of_two(start, level, rate):
    """For s = 1: N, N log(1 + eta) and log(lambda_c/eps), as balls; numbers are exact."""
    strength, steps, end = ball(start), 0, ball(level)
    while strength < end:
        strength, steps = strength * (1 + ball(rate) * (1 - strength**2)), steps + 1
    return steps, (1 + ball(rate)).log(), (end / ball(start)).log()


def orbit(start, rate, level):
    """The rational just above, or below, the last value that does not exceed the level."""
    strength, last = ball(start), ball(start)
    while strength < ball(level):
        last, strength = strength, strength * (1 + ball(rate) * (1 - strength**2))
    return Fraction(float(last.mid()))


@step(
    "evidence",
    ("99/100 of the least number", "least", "1.01"),
    ("99/100 of the largest loss", "most", "0.99"),
)
def number_of_steps(least="1", most="1"):
    """The bounds of 1 in balls, for eta from 1/1000 to 10, nearly attained at both ends."""

    def check(point):
        start, rate, level, near = point
        level = orbit(start, rate, level) + near if near else Fraction(level)
        steps, each, whole = steps_of_two(start, level, rate)
        fraction = level**2
        loss = ball(fraction / (2 * (1 - fraction)))
        low = enclose(steps * each / whole, least, 10**6, relative_radius="1e-9")
        return all_of(
            low, enclose(((steps - 1) * each - whole) / loss, -(10**9), most, relative_radius="1")
        )

    little = Fraction(1, 10**12)
    points = [("1e-3", "1/1000", "1/20", little), ("1e-9", "1/2", "1/1000", -little)]
    points += [("1e-3", "1/10", "1/2", 0), ("1e-6", "1", "9/10", 0), ("1e-9", "10", "1/2", 0)]
    return over_balls("(eps, eta, lambda_c, shift)", points, check, 200)


@cache
def counted(depth, target, fraction, start, rate):
    """The number of steps of a mode until lambda^L >= fraction times target, in balls."""
    s, eta, strength, count = ball(target), ball(rate), ball(start), 0
    end = ((ball(fraction) * s).log() / depth).exp()
    while strength < end:
        velocity = strength ** (depth - 1) * (s - strength**depth)
        strength, count = strength + eta * velocity, count + 1
    return count


@step(
    "evidence",
    ("the plateau of the flow", "flow", True),
    ("a growth smaller by a per cent", "share", "0.99"),
    ("a growth larger by a per cent", "share", "1.01"),
)
def growth_of_the_plateau(share="1", flow=False):
    """Two pairs, eta = 1/4: the plateau from 10^-200 to 10^-1000, by counting steps."""

    def check(targets):
        high, low = map(Fraction, targets)
        lengths = [
            (counted(2, low, "1/10", start, "1/4") - counted(2, high, "9/10", start, "1/4"))
            / Fraction(4)
            for start in (Fraction(1, 10**200), Fraction(1, 10**1000))
        ]
        rate = lambda s: 1 / (4 * (1 + ball(s) / 4).log())
        slope = 1 / ball(low) - 1 / ball(high) if flow else rate(low) - rate(high)
        grown = ball(lengths[1] - lengths[0]) / (800 * ball(10).log() * slope)
        near = Fraction(1, 200)
        return enclose(grown / ball(share), 1 - near, 1 + near, relative_radius="1e-9")

    return over_balls("(s_i, s_j)", (("1", "9/10"), ("4", "2")), check, 128)


@step(
    "evidence",
    ("a growth smaller by a per cent", "share", "0.99"),
    ("a growth larger by a per cent", "share", "1.01"),
)
def growth_of_a_deep_plateau(share="1"):
    """L = 3, 4: the plateau from eps to eps/2 by counting steps, against the limit of the flow."""

    def check(point):
        depth, start, rate = point
        count = lambda s, fraction, e: counted(depth, s, fraction, e, rate)
        length = lambda e: count(1, "1/10", e) - count(2, "9/10", e)
        whole = Fraction(start)
        grown = ball(Fraction(rate) * (length(whole / 2) - length(whole)))
        inverse = ball((2 ** (depth - 2) - 1) / whole ** (depth - 2)) / (depth - 2)
        near = Fraction(1, 200)
        quotient = grown / (inverse * (1 - ball("1/2")) * ball(share))
        return enclose(quotient, 1 - near, 1 + near, relative_radius="1e-9")

    return over_balls("(L, eps, eta)", ((3, "1/150", "1/10"), (4, "1/16", "1/10")), check, 128)


IS_RUN, ONCE = (
    formal("descent_is_run.v", "descent_is_run"),
    formal("descent_steps.v", "first_step_once"),
)
COUNT, PLATEAU, *GAP = theorems(
    "descent_count.v",
    "descent_count",
    "descent_plateau",
    "growth_gap_increases",
    "growth_gap_above",
    "growth_gap_limit",
)
DEEP = formal("descent_plateau.v", "deep_plateau")


plateau_claim = Claim(
    name="plateau-under-descent",
    kind="theorem",
    title="Plateaus under descent",
    statement=r"""
Let $[[depth]]$, $[[rate, scale, target]]$, $[[above, below]]$, $[[starts]]$, and let $N_c(s)$ be the first step at which the descent of {prf:ref}`aligned-chain` from $\eps$ with learning rate $\eta$ has $\lambda^L \ge c\, s$.

1. For $L = 2$ and every $\eta$, with $\lambda_c = \sqrt{c\, s}$,

$$
\frac{\log(\lambda_c/\eps)}{\log(1 + \eta s)} \;\le\; N_c(s) \;<\; 1 + \frac{1}{\log(1 + \eta s)} \Bigl( \log\frac{\lambda_c}{\eps} + \frac{c}{2(1-c)} \Bigr) .
$$

For 2 and 3 let $[[half]]$, $[[smaller]]$, $[[pair]]$, and let $\ell = \eta \bigl( N_c(s_j) - N_{1-c}(s_i) \bigr)$ be the time of descent from the arrival of the one at $1 - c$ to that of the other at $c$; $\eps \to 0$ with all else fixed.

2. For $L = 2$ and every $\eta$, $\displaystyle \ell = \Bigl( \frac{\eta}{\log(1 + \eta s_j)} - \frac{\eta}{\log(1 + \eta s_i)} \Bigr) \log\frac1\eps + O(1)$. The bracket increases with $\eta$
   and is greater than $\frac{1}{s_j} - \frac{1}{s_i}$, its limit as $\eta \to 0$.
3. For $L \ge 3$ and $\eta L s_i^{2 - 2/L} < 1$, $\displaystyle \ell = \frac{\eps^{-(L-2)}}{L-2} \Bigl( \frac{1}{s_j} - \frac{1}{s_i} \Bigr) + O \Bigl( \log\frac1\eps \Bigr)$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "rate": positive("eta"),
        "scale": positive("varepsilon"),
        "target": positive("s"),
        "above": positive("c"),
        "below": below_one,
        "starts": starts_below("s"),
        "half": below_half,
        "smaller": positive("s_j"),
        "pair": larger,
    },
    uses=("aligned-chain", "fit-time", "descent-fit-time"),
    steps=(
        IS_RUN,
        ONCE,
        COUNT,
        PLATEAU,
        *GAP,
        DEEP,
        growth,
        total_loss,
        least_ratio,
        slope_of_the_growth_time,
        number_of_steps,
        growth_of_the_plateau,
        growth_of_a_deep_plateau,
    ),
    parts={
        "1": (IS_RUN, ONCE, COUNT, growth, total_loss, least_ratio, number_of_steps),
        "2": (PLATEAU, *GAP, slope_of_the_growth_time, growth_of_the_plateau),
        "3": (
            DEEP,
            growth_of_a_deep_plateau,
        ),
    },
)

CLAIMS = (plateau_claim,)
