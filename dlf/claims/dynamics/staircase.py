"""Chapter *Incremental fitting*: the plateaus of the loss."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.dynamics.fit_times import constant
from dlf.claims.dynamics.separation import FRACTIONS, starts_below
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import below_half, depth_at_least, positive
from dlf.exact import ball, balls, fit_time, mode_strength
from dlf.verify import Claim, Relation, all_of, enclose, identity, implies, measure, over, step

HALF = sp.Rational(1, 2)


@step(
    "proof",
    ("half of the error of a mode that has begun", "begun", HALF),
    ("half of the error of a fitted mode", "fitted", HALF),
    ("a mode far beyond its target", "top", 3),
)
def error_of_a_mode(begun=1, fitted=1, top=1):
    """(s - mu)^2 is within (2c - c^2) s^2 below s^2 before c s, and at most c^2 s^2 after."""
    mu, s, c = sp.symbols("mu s c", real=True)
    ranges = [sp.Gt(s, 0), sp.Gt(c, 0), sp.Lt(c, HALF)]
    before = [*ranges, sp.Gt(mu, 0), sp.Le(mu, c * s)]
    after = [*ranges, sp.Ge(mu, (1 - c) * s), sp.Lt(mu, top * s)]
    square = (s - mu) ** 2
    lower = implies(before, sp.Ge(square, s**2 - begun * (2 * c - c**2) * s**2))
    upper = implies(before, sp.Lt(square, s**2))
    return all_of(lower, upper, implies(after, sp.Le(square, fitted * c**2 * s**2)))


@step(
    "proof",
    ("the odds themselves", "factor", 1),
    ("the third power of the odds", "factor", 3),
    ("a mode that stops a per cent below 1 - c", "top", sp.Rational(99, 100)),
    whole=("factor",),
)
def rise_of_two(factor=2, top=1):
    """L = 2: the two values of e^(2 s t) at which s/(1 + (s/eps^2 - 1) e^(-2 s t)) is c s, (1-c) s.

    The equations are solved for the exponential; their quotient is ((1-c)/c)^2, without eps.
    """
    s, e, c, grown = sp.symbols("s varepsilon c grown", positive=True)
    strength = s / (1 + (s / e**2 - 1) / grown)
    late, early = (sp.solve(strength - q * s, grown)[0] for q in (top * (1 - c), c))
    where = [sp.Lt(c, HALF), sp.Lt(e**2, c * s)]
    return identity(late / early, ((1 - c) / c) ** factor, where=where)


@step(
    "evidence",
    ("the constant at 1 - c alone", "kept", 0),
    ("off by one part in a thousand million", "factor", 1 + Fraction(1, 10**9)),
)
def rise_of_more(kept=1, factor=1):
    """L >= 3: the time between c s and (1-c) s is C_L(s, 1-c) - C_L(s, c) for every start."""

    def at(depth):
        def check(point):
            fraction, target, start = point
            late, early = 1 - Fraction(fraction), Fraction(fraction)
            times = [balls.fit_time(c, target, start, depth) for c in (late, early)]
            rise = constant(late, target, depth) - kept * constant(early, target, depth)
            near = Fraction(1, 10**12)
            quotient = ball(factor) * (times[0] - times[1]) / rise
            return enclose(quotient, 1 - near, 1 + near, relative_radius="1e-13")

        points = product(FRACTIONS, ("1/3", "20"), ("1/10", "1e-3"))
        return over_balls("(c, s, eps)", points, check, 64 * depth + 256)

    return over("L", (3, 4, 5, 10), at)


def plateau_length(high, low, start, depth):
    """The time from 9/10 of the larger target to 1/10 of the smaller one, as a ball."""
    late = balls.fit_time("1/10", low, start, depth)
    return late - balls.fit_time("9/10", high, start, depth)


@step(
    "evidence",
    ("half of the limit", "share", Fraction(1, 2)),
    ("the gap of the targets instead of their inverses", "inverse", False),
)
def length_of_a_plateau(share=1, inverse=True):
    """eps^(L-2) times the plateau at eps = 10^-9; L = 2: its growth from 10^-6, a factor log 10^3."""

    def at(depth):
        def check(targets):
            high, low = map(Fraction, targets)
            length = plateau_length(high, low, "1e-9", depth)
            if depth == 2:
                grown = (length - plateau_length(high, low, "1e-6", 2)) / ball(1000).log()
            else:
                grown = length * ball("1e-9") ** (depth - 2) * (depth - 2)
            limit = share * (1 / low - 1 / high if inverse else high - low)
            near = Fraction(1, 10**6)
            return enclose(grown / ball(limit), 1 - near, 1 + near, relative_radius="1e-9")

        pairs = (("3", "2"), ("1", "1/2"), ("20", "1/5"))
        return over_balls("(s_j, s_(j+1))", pairs, check, 64 * depth + 256)

    return over("L", (2, 3, 4, 5), at)


def staircase(rng):
    """Targets whose modes separate at c, the start, the depth, and how many modes are fitted."""
    depth, rank, c = int(rng.integers(2, 6)), int(rng.integers(1, 6)), rng.uniform(0.05, 0.45)
    targets = 1.3 ** -np.arange(rank) * rng.uniform(0.9, 1.1, rank)
    if depth == 2:
        odds = ((1 - c) / c) ** ((targets[:-1] + targets[1:]) / (targets[:-1] - targets[1:]))
        start = np.sqrt(targets[1:] / (1 + 4 * odds)).min(initial=np.sqrt(c * targets[-1] / 2))
        return c, targets, float(start), depth, int(rng.integers(0, rank + 1))
    b = 1 - 2 / depth
    gaps = np.concatenate([targets[1:] ** b * (1 - targets[1:] / targets[:-1]), [targets[-1] ** b]])
    power = gaps.min() / (c**-b + (depth - 2) * (np.log(1 / c) + 0.5))
    return c, targets, power ** (1 / (depth - 2)), depth, int(rng.integers(0, rank + 1))


def plateau(data):
    """First and last time of the stage at which j modes are fitted."""
    c, targets, start, depth, j = data
    law = {"init_scale": start, "depth": depth}
    begin = fit_time(1 - c, targets[:j], **law).max() if j else 0.0
    last = fit_time(c, targets[j:], **law).min() if j < len(targets) else 10 * begin
    return begin, last


@step(
    "evidence",
    ("half of the lower error", "lower", 0.5),
    ("half of the upper error", "upper", 0.5),
    ("the plateau of one mode more", "shift", 1),
    whole=("shift",),
)
def plateaus(lower=1.0, upper=1.0, shift=0):
    """Random targets, two zeros among them: the loss of the closed form within the error."""

    def residual(data):
        c, targets, start, depth, j = data
        times = np.linspace(*plateau(data), 50)[:, None]
        law = {"init_scale": start, "depth": depth}
        every = np.append(targets, [0.0, 0.0])
        losses = ((every - mode_strength(times, every, **law)) ** 2).sum(axis=1) / 2
        rest = (targets[j + shift :] ** 2).sum()
        above = upper * c**2 / 2 * (targets[:j] ** 2).sum() + start ** (2 * depth)
        gaps = losses - rest / 2
        return float(
            np.max([0.0, (gaps - above).max(), (-lower * (c - c**2 / 2) * rest - gaps).max()])
        )

    def separates(data):
        begin, last = plateau(data)
        return bool(begin < last)

    return measure(range(100), staircase, residual, tolerance=1e-9, hypotheses=(separates,))


BOUNDS = formal("staircase_loss.v", "staircase")
RISES = theorems("staircase.v", "rise_of_two", "rise_of_more")
LENGTHS = theorems("staircase.v", "plateau_of_more", "plateau_of_two")

staircase_claim = Claim(
    name="staircase",
    kind="theorem",
    title="The staircase",
    statement=r"""
Let $[[depth]]$, $[[above, below]]$, $[[scale]]$. Let the spectral start of {prf:ref}`mode-setting` hold all positive singular values $s_1 \ge \dots \ge s_r$ of $M$, $[[smallest]]$, and
$n = k - r$ zeros, $[[modes]]$, let $[[starts]]$ and $0 \le j \le r$.

1. For all $t$ with $\displaystyle \max_{i \le j} t_{1-c}(s_i) \le t \le \min_{j < i \le r} t_c(s_i)$, where the maximum of nothing is $0$ and its minimum $\infty$,

$$
- \Bigl( c - \frac{c^2}{2} \Bigr) \sum_{i > j} s_i^2 \,\le\, f(X(t)) - \frac12 \sum_{i > j} s_i^2 \,\le\, \frac{c^2}{2} \sum_{i \le j} s_i^2 + \frac{n}{2} \eps^{2L} .
$$

2. A mode rises from $c\, s$ to $(1-c)\, s$ in a time that does not depend on $\eps$: $\frac1s \log\frac{1-c}{c}$ for $L = 2$, and $C_L(s, 1-c) - C_L(s, c)$ for $L \ge 3$.
3. Let $1 \le j < r$ and $s_j > s_{j+1}$. As $\eps \to 0$, the length $\ell_j$ of the interval in 1 satisfies $\eps^{L-2}\, \ell_j \to \frac{1}{L-2} \bigl( \frac{1}{s_{j+1}} - \frac{1}{s_j} \bigr)$
for $L \ge 3$, and $\ell_j / \log\frac1\eps \to \frac{1}{s_{j+1}} - \frac{1}{s_j}$ for $L = 2$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "above": positive("c"),
        "below": below_half,
        "scale": positive("varepsilon"),
        "smallest": positive("s_r"),
        "modes": Relation(sp.Ge(sp.Symbol("r", integer=True), 1)),
        "starts": starts_below("s_r"),
    },
    uses=("mode-setting", "aligned-chain", "mode-equation", "mode-closed-form", "fit-time"),
    steps=(
        BOUNDS,
        *RISES,
        *LENGTHS,
        error_of_a_mode,
        rise_of_two,
        rise_of_more,
        length_of_a_plateau,
        plateaus,
    ),
    parts={
        "1": (BOUNDS, error_of_a_mode, plateaus),
        "2": (*RISES, rise_of_two, rise_of_more),
        "3": (*LENGTHS, length_of_a_plateau),
    },
)

CLAIMS = (staircase_claim,)
