"""Chapter *Two rates*, fifth part: gain and price together, counted in the longest stable steps."""

from fractions import Fraction

import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.dynamics.rate_line import (
    DEFINED,
    GROWTH,
    INNER,
    LEAST_DEPTH,
    MORE,
    OUTER,
    SCALE,
    SHAPE,
    alpha,
    below_the_share,
    e,
    integral,
    k,
    line,
    reached,
    s,
    time_to,
    u,
    x,
)
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import below_one, positive
from dlf.exact import ball
from dlf.verify import Claim, Relation, all_of, enclose, identity, implies, step

w, root = sp.symbols("w c", positive=True)
FIRST = Relation(sp.Ge(sp.Symbol("s_1", real=True), sp.Symbol("s", real=True)))


@step(
    "proof",
    ("r instead of its square", "power", 1),
    ("without the constant k", "kept", 0),
    whole=("power",),
)
def slope_of_the_logarithm(power=2, kept=1):
    """d log(V/mu^2)/d log mu = -(r^2 + k)/(r + k)^2 with r = alpha y^2/x^2."""
    ratio = alpha * INNER / OUTER
    slope = sp.diff(SHAPE, u) / SHAPE / GROWTH
    return identity(slope, -(ratio**power + kept * k) / (ratio + k) ** 2, where=DEFINED)


@step("proof", ("without the factor two", "two", 1), ("the peak at r = 2", "peak", 2))
def slope_in_the_quotient(two=2, peak=1):
    """(r^2 + k)/(r + k)^2 has the derivative 2 k (r - 1)/(r + k)^3: it falls up to r = 1."""
    slope = sp.diff((x**2 + k) / (x + k) ** 2, x)
    return identity(slope, two * k * (x - peak) / (x + k) ** 3)


@step("proof", ("u stays where it is", "moving", 0), ("without alpha^2 u", "kept", 0))
def quotient_increases(moving=1, kept=1):
    """At fixed mu, r = alpha b/a has the derivative claimed, a = x^2, b = y^2; for u >= 0 it is > 0."""
    ratio = alpha * INNER / OUTER
    total = sp.diff(ratio, alpha) - moving * sp.diff(ratio, u) * (u / OUTER) / GROWTH
    top = e * (alpha * e + k * OUTER + kept * alpha**2 * u)
    claimed = ratio * top / (alpha * OUTER**2 * (ratio + k))
    real = {v: sp.Symbol(v.name, real=True) for v in (alpha, e, k)}
    premise = [sp.Gt(v, 0) for v in real.values()]
    positive_ = implies([*premise, sp.Ge(u, 0)], sp.Gt(top.subs(real), 0))
    return all_of(identity(total, claimed, where=DEFINED), positive_)


@step(
    "proof",
    ("without the start", "kept", 0),
    ("the logarithm of the square", "power", 2),
    whole=("power",),
)
def frozen(kept=1, power=1):
    """s/(mu (s - mu)) is the derivative of log(mu/(s - mu)).

    From eps^L to c s this grows by log(c/(1 - c) (s - eps^L)/eps^L), and -log(s - mu) by
    log((s - eps^L)/((1 - c) s)).
    """
    mu, c, start = sp.symbols("mu c m0", positive=True)
    inside, apart = [sp.Lt(mu, s)], [sp.Lt(c, 1), sp.Lt(start, c * s)]
    logarithm = sp.log((mu / (s - mu)) ** power)
    odds = c * s / (s - c * s) / (start / (s - start))
    left = (s - start) / (s - c * s)
    return all_of(
        identity(sp.diff(logarithm, mu), s / (mu * (s - mu)), where=inside),
        identity(odds, c / (1 - c) * (s - kept * start) / start, where=apart),
        identity(left, (s - kept * start) / ((1 - c) * s), where=apart),
    )


@step(
    "proof",
    ("mu^(2-4/(L-2))", "inner", 4),
    ("mu squared", "outer", 2),
    ("with the rate that vanishes", "gone", alpha),
    whole=("inner", "outer"),
)
def frozen_factors(inner=2, outer=1, gone=0):
    """V is (L-2) eps^(4/(L-2)) mu^(2-2/(L-2)) at alpha = 0; V/alpha tends to 2 eps^(L-2) mu.

    With b = y^2 and e = c^k: at alpha = 0 mu = e b^k = (c b)^k, and eps^(4/(L-2)) = c. Far away
    alpha u = e w stays as it is: x^2 = e + e w, y^2 = e.
    """
    b = sp.Symbol("b", positive=True)
    mu, slow = (root * b) ** k, SHAPE.subs(alpha, gone).subs(u, b - e)
    first = identity(slow * mu**2, 2 * k * root * mu ** (2 - inner / (2 * k)))
    far = sp.cancel((SHAPE / alpha).subs(u, e * w / alpha).subs(alpha, 1 / x)).subs(x, 0)
    level = (e + e * w) * e**k
    stated = 2 * e**k * (e ** (1 + k) * (1 + w)) ** outer
    return all_of(first, identity(far * level**2, stated, where=MORE))


RATES = ("1/100", "1/4", "1/2", "1", "2", "10", "1000")
# (L, eps, s, s_1), with c = 1/2
CASES = [(3, "1/2", 1, 1), (3, "1/100", 1, "3/2"), (4, "1/10", "3/4", 1), (6, "1/4", 1, "3/2")]


def cost(rate, depth, start, target, top):
    """n = t_c(s) V(., s_1) in balls, c = 1/2."""
    e, level = ball(start) ** 2, Fraction(target) / 2
    end, v = (reached(mu, rate, start, depth) for mu in (level, top))
    rate, top = ball(rate), ball(top)
    sharpness = top**2 * (2 * rate / (e + rate * v) + (depth - 2) / (e + v))
    return time_to(end, ball(target), line(rate, e, depth)) * sharpness


@step(
    "evidence",
    ("decreasing below one as well", "below", -1),
    ("increasing above one", "above", 1),
)
def cost_of_the_rates(below=1, above=-1):
    """Balls, L = 3, 4, 6: n increases along rates up to one, then decreases."""

    def check(case):
        costs = [cost(rate, *case) for rate in RATES]
        middle = RATES.index("1")
        verdicts = []
        for j in range(len(RATES) - 1):
            change = (costs[j + 1] / costs[j] - 1) * (below if j < middle else above)
            verdicts.append(enclose(change, 0, 10, relative_radius="1e-9"))
        return all_of(*verdicts)

    return over_balls("(L, eps, s, s_1)", CASES, check, 256)


def displayed(end, depth, start, target, top):
    """The limit of n at one end as the statement displays it, with c = 1/2."""
    top, target, level = ball(top), ball(target), ball(start) ** depth
    far = top / target * ((target - level) / level).log()
    if end == "far" or depth == 4:
        return far
    if depth == 3:
        return ((target - level) * 2 / target).log()
    power = ball(2 - Fraction(2, depth - 2))
    weight = lambda m, analytic: (top / m).pow(power, analytic) / (target - m)
    return integral(weight, level, target / 2)


@step(
    "evidence",
    ("part 2 twice as large", "far", 2),
    ("part 2 half as large", "far", Fraction(1, 2)),
    ("part 3 twice as large", "near", 2),
    ("part 3 half as large", "near", Fraction(1, 2)),
    sharpness=Fraction(1, 100),
)
def cost_at_the_ends(far=1, near=1):
    """Balls: n(10^-24) and n(10^24) exceed the displayed limits, by less than a millionth."""

    def check(case):
        verdicts = []
        for rate, end, factor in (("1e-24", "near", near), ("1e24", "far", far)):
            gap = cost(rate, *case) / (displayed(end, *case) * ball(factor)) - 1
            verdicts.append(enclose(gap, 0, "1e-6", relative_radius="1e-9"))
        return all_of(*verdicts)

    return over_balls("(L, eps, s, s_1)", CASES, check, 256)


QUOTIENT = theorems("speed_quotient.v", "speed_quotient_moves", "equal_rates_are_worst")


worst = Claim(
    name="equal-rates-are-worst",
    kind="theorem",
    title="Equal rates are the worst",
    statement=r"""
Let $[[depth]]$, $[[above, below]]$, $[[scale]]$, $[[start]]$ and $[[first]]$. With the time $t_c(s; \alpha)$ of {prf:ref}`rate-gain`, and the sharpness $V(\alpha, s_1)$ of {prf:ref}`rate-price` at the end of the flow of a mode with the target $s_1$, put $n(\alpha) = t_c(s; \alpha)\, V(\alpha, s_1)$: the flow time of the mode $s$, counted in steps of the length $1/V(\alpha, s_1)$.

1. $n$ is strictly increasing on $(0, 1]$ and strictly decreasing on $[1, \infty)$.
2. As $\alpha \to \infty$, $n(\alpha)$ decreases to $\displaystyle \frac{s_1}{s} \log\Bigl( \frac{c}{1-c} \cdot \frac{s - \eps^L}{\eps^L} \Bigr)$.
3. As $\alpha \to 0$, $n(\alpha)$ decreases to $\displaystyle \int_{\eps^L}^{c s} \Bigl( \frac{s_1}{\mu} \Bigr)^{2 - \frac{2}{L-2}} \frac{d\mu}{s - \mu}$. For $L = 3$ this is $\displaystyle \log \frac{s - \eps^3}{(1-c)\, s}$, for $L = 4$ the limit in 2.
4. For $L = 2$ put $V(\alpha, \mu) = 2 \alpha\, \mu$ instead, so that $\mu' = V(\alpha, \mu)(s - \mu)$. Then $n(\alpha)$ is the limit in 2 for every $\alpha$.
""",
    hypotheses={
        "depth": LEAST_DEPTH,
        "scale": SCALE,
        "above": positive("c"),
        "below": below_one,
        "start": below_the_share,
        "first": FIRST,
    },
    uses=("rate-conservation", "rate-monotone", "rate-gain", "rate-price"),
    words=("Dominated convergence under the value of the quotient at alpha = 1.",),
    steps=(
        *QUOTIENT,
        slope_of_the_logarithm,
        slope_in_the_quotient,
        quotient_increases,
        frozen,
        frozen_factors,
        cost_of_the_rates,
        cost_at_the_ends,
    ),
    parts={
        "1": (
            *QUOTIENT,
            slope_of_the_logarithm,
            slope_in_the_quotient,
            quotient_increases,
            cost_of_the_rates,
        ),
        "2": (frozen, frozen_factors, cost_at_the_ends),
        "3": (frozen, frozen_factors, cost_at_the_ends),
        "4": (),
    },
)

CLAIMS = (worst,)
