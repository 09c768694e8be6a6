"""Chapter *Two rates*, second part: how much faster a mode runs with a rate of its own."""

from fractions import Fraction

import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.dynamics.rate_line import (
    DEFINED,
    INNER,
    LEAST_DEPTH,
    MORE,
    OUTER,
    RATE,
    SCALE,
    L,
    alpha,
    e,
    from_below,
    line,
    p,
    pace,
    q,
    reached,
    time_to,
    x,
    y,
)
from dlf.claims.formal import formal, theorems
from dlf.exact import ball, balls
from dlf.verify import Claim, all_of, enclose, identity, implies, over, step

r = sp.Symbol("r", positive=True)
# alpha = p^L and alpha y^2/x^2 = q^L: then the strengths of equal rates with this product are p y/q.
OTHER, EQUAL = sp.sqrt(p**L * y**2 / q**L), p * y / q
GENERIC = (sp.Ge(L, 3), sp.Ne(p, 1))


@step(
    "proof",
    ("the exponent 1/L of the rate", "power", 1),
    ("the mean with equal weights", "outer", 1),
    ("L - 1 inner factors", "less", 1),
    whole=("power",),
)
def quotient_of_the_speeds(power=2, outer=2, less=2):
    """V(alpha, mu)/V(1, mu) = alpha^(2/L) (2 r + L - 2)/(L r^(2/L)) with r = alpha y^2/x^2."""
    found = pace(p**L, OTHER, y) / pace(1, EQUAL, EQUAL)
    return identity(found, p**power * (outer * q**L + L - less) / (L * q**2), where=GENERIC)


@step(
    "proof",
    ("least at r = 2", "least", 2),
    ("half of the slope", "two", 1),
    ("increasing throughout", "sign", False),
)
def mean_is_least_at_one(least=1, two=2, sign=True):
    """phi(r) = (2 r + L - 2)/(L r^(2/L)) falls up to r = 1, rises beyond: phi > phi(1) = 1 for r != 1."""
    slope = sp.diff(sp.log(2 * r + L - 2) - 2 * sp.log(r) / L, r)  # of log phi, but for log L
    claimed = two * (L - 2) * (r - least) / (L * r * (2 * r + L - 2))
    n, ratio, up = sp.symbols("n r d", real=True)  # n = L - 2 and d = (log phi)'
    inside = [sp.Gt(n, 0), sp.Gt(ratio, 0), sp.Ne(ratio, 1)]
    premise = [*inside, sp.Eq(up * (n + 2) * ratio * (2 * ratio + n), 2 * n * (ratio - least))]
    turns = implies(premise, sp.Gt(up * (ratio - 1) if sign else up, 0))
    return all_of(identity(slope, claimed, where=[sp.Ge(L, 3)]), turns)


@step("proof", ("the distance to 2", "limit", 2), ("without the rate", "kept", 0))
def towards_one(limit=1, kept=1):
    """On the line r - 1 = (alpha - 1) eps^2/x^2, which tends to 0 monotonically as x^2 grows."""
    distance = (kept * alpha - 1) * e / OUTER
    return identity(alpha * INNER / OUTER - limit, distance, where=DEFINED)


@step(
    "proof",
    ("the outer factors counted once", "outer", 1),
    ("without the inner factors", "inner", 0),
    ("r = 2^L at the far end", "far", 2),
)
def two_ends(outer=2, inner=1, far=1):
    """V(alpha, .)/V(1, .) is (2 alpha + L - 2)/L where x = y, and alpha^(2/L) where x^2 = alpha y^2."""
    start = pace(alpha, x, x) / pace(1, x, x)
    end = pace(p**L, OTHER.subs(q, far), y) / pace(1, EQUAL.subs(q, far), EQUAL.subs(q, far))
    return all_of(
        identity(start, (outer * alpha + inner * (L - 2)) / L, where=MORE),
        identity(end, p**2, where=GENERIC),
    )


# (alpha, -log2(1 - c), c s/eps^L): near the arithmetic mean, between, near the geometric mean
PACES = [
    *[(rate, 1, level) for rate in ("1/9", "16") for level in ("101/100", "1000")],
    *[(rate, 100, "30") for rate in ("1/4", "4")],
]


@step(
    "evidence",
    ("the exponent 4/L", "exponent", "4"),
    ("the outer factors counted once", "outer", "1"),
)
def times_between(exponent="2", outer="2"):
    """Balls, eps = 1: t_c(s; 1)/t_c(s; alpha) lies between the two means; t_c(s; 1) by its formula."""

    def at(depth):
        def check(point):
            rate, bits, level = map(Fraction, point)
            share = 1 - Fraction(1, 2 ** int(bits))
            target = level / share
            end, path = reached(level, rate, 1, depth), line(ball(rate), ball(1), depth)
            found = balls.fit_time(share, target, 1, depth) / time_to(end, ball(target), path)
            low = ball(rate) ** ball(Fraction(exponent) / depth)
            high = ball((Fraction(outer) * rate + depth - 2) / depth)
            return enclose((found - low) / (high - low), 0, 1, relative_radius="1e-9")

        return over_balls("(alpha, -log2(1 - c), c s/eps^L)", PACES, check, 384)

    return over("L", (3, 4, 6), at)


comparison = formal("compare.v", "comparison_of_curves")

QUOTIENT = theorems(
    "rate_means.v",
    "quotient_at_point",
    "mean_least_at_one",
    "quotient_at_start",
    "quotient_decreases",
    "quotient_tends",
)
*SPEEDS, BETWEEN = theorems(
    "rate_between.v", "between_two_speeds", "start_slopes", "fit_time_between"
)

gain = Claim(
    name="rate-gain",
    kind="theorem",
    title="Between two speeds",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[scale]]$ and $[[below]]$. Put

$$
g = \alpha^{2/L} \qquad \text{and} \qquad G = \frac{2 \alpha + L - 2}{L} ,
$$

the geometric and the arithmetic mean of $\alpha$ and $1$ with the weights $\frac2L$ and $1 - \frac2L$. With $\mu$ and $V$ of {prf:ref}`rate-conservation`:

1. With $r = \alpha y^2 / x^2$, the quotient $V(\alpha, \mu) / V(1, \mu)$ is $\displaystyle \alpha^{2/L} \varphi(r)$ with $\displaystyle \varphi(r) = \frac{2r + L - 2}{L\, r^{2/L}}$, and $\varphi(r) > \varphi(1) = 1$ for all $r > 0$, $r \ne 1$. On $\mu \ge \eps^L$ the quotient is $G$ at $\mu = \eps^L$ and, if $\alpha \ne 1$, decreases strictly towards $g$ as $\mu \to \infty$.
2. For every $t \ge 0$, $\mu(g\, t; 1) \le \mu(t; \alpha) \le \mu(G\, t; 1)$. In particular $\mu'(0; \alpha) = G\, \mu'(0; 1)$.
3. For $0 < c < 1$ with $\eps^L < c\, s$, let $t_c(s; \alpha)$ be the time at which $\mu(t; \alpha) = c\, s$. Then $\displaystyle \frac{t_c(s; 1)}{G} \le t_c(s; \alpha) \le \frac{t_c(s; 1)}{g}$, and $t_c(s; 1)$ is the time of {prf:ref}`fit-time`.
""",
    hypotheses={"depth": LEAST_DEPTH, "rate": RATE, "scale": SCALE, "below": from_below},
    uses=("rate-conservation", "fit-time"),
    steps=(
        *QUOTIENT,
        *SPEEDS,
        BETWEEN,
        comparison,
        quotient_of_the_speeds,
        mean_is_least_at_one,
        towards_one,
        two_ends,
        times_between,
    ),
    parts={
        "1": (*QUOTIENT, quotient_of_the_speeds, mean_is_least_at_one, towards_one, two_ends),
        "2": (*SPEEDS, comparison, two_ends, times_between),
        "3": (BETWEEN, times_between),
    },
)

CLAIMS = (gain,)
