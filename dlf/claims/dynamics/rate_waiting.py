"""Chapter *Two rates*, third part: how long a mode waits from a small start."""

from fractions import Fraction
from itertools import product

import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.dynamics.rate_line import (
    LEAST_DEPTH,
    MORE,
    RATE,
    SCALE,
    L,
    alpha,
    below_the_share,
    k,
    line,
    path_time,
    product_of,
    q,
    reached,
    s,
    time_to,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import below_one, larger, positive
from dlf.exact import ball
from dlf.verify import Claim, all_of, enclose, identity, implies, over, step

w, h, v, t = sp.symbols("w h v t", positive=True)


@step("proof", ("without the second term", "kept", 0), ("half as much", "factor", 1))
def partial_fractions(kept=1, factor=2):
    """1/(2 mu (s - mu)) = (1/mu + 1/(s - mu))/(2 s)."""
    mu = sp.Symbol("mu", positive=True)
    right = (1 / mu + kept / (s - mu)) / (factor * s)
    return identity(1 / (2 * mu * (s - mu)), right, where=[sp.Lt(mu, s)])


@step(
    "proof",
    ("the power L - 1 of the start", "power", 1),
    ("alpha + v^2 in the denominator", "outer", 0),
    ("one power of v more", "more", 1),
    whole=("power", "more"),
)
def scaled(power=2, outer=1, more=0):
    """With 1 + w = v^-2, u = eps^2 w: du/mu = eps^(2-L) dw/(...) = eps^(2-L) 2 v^(L-3) dv/(...)."""
    claimed = 2 * v ** (L - 3 + more) / (alpha + (1 - outer * alpha) * v**2)
    y = q / v  # y^2 = eps^2 + u with eps = q, and x^2 = eps^2 + alpha u
    level = product_of(
        sp.sqrt(q**2 + alpha * (y**2 - q**2)), sp.sqrt(q**2 + alpha * (y**2 - q**2)), y
    )
    found, inside = 2 * q**2 / v**3 / level, [sp.Lt(v, 1), *MORE]
    level_of_w = ((1 + alpha * w) * (1 + w) ** (L / 2 - 1)).subs(w, 1 / v**2 - 1)
    return all_of(
        identity(found, q ** (power - L) * claimed, where=inside),
        identity(2 / v**3 / level_of_w, claimed, where=inside),
    )


@step(
    "proof",
    ("twice the rate", "rate", 2),
    ("without the power of w", "power", 0),
    ("half of the second bound", "share", 2),
    whole=("power",),
)
def bounds(rate=1, power=1, share=1):
    """(1 + alpha w)(1 + w)^k >= alpha w^(1+k), whose integral is known; 1/(s - mu) < 1/((1 - c) s)."""
    z, n, a, c, mu, top, inverse = sp.symbols("w n a c mu s i", real=True)
    inside = [sp.Gt(z, 0), sp.Gt(a, 0), sp.Ge(n, 1)]  # n = (1 + w)^k / w^k
    below = implies(inside, sp.Ge((1 + a * z) * n, rate * a * z**power))
    slope = sp.diff(-(w ** (-k)) / (alpha * k), w)
    rest = [
        sp.Gt(mu, 0),
        sp.Lt(mu, c * top),
        sp.Lt(c, 1),
        sp.Gt(c, 0),
        sp.Eq(inverse * (top - mu), 1),
    ]
    above = implies(rest, sp.Gt(1, share * inverse * (1 - c) * top))
    return all_of(below, identity(slope, 1 / (alpha * w ** (1 + k))), above)


@step(
    "proof",
    ("L = 4 without alpha - 1", "divisor", 0),
    ("L = 3 without the two", "two", 1),
    ("L = 3 with the quotient h/q below one", "turned", True),
    ("the logarithm of h + q once", "twice", 1),
    whole=("divisor", "twice"),
)
def closed_forms(divisor=1, two=2, turned=False, twice=2):
    """Antiderivatives of 2 v^(L-3)/(alpha + (1 - alpha) v^2); for L = 3 alpha = h^2, q^2 = |h^2 - 1|."""
    four = -sp.log(alpha + (1 - alpha) * v**2) / (alpha - 1) ** divisor
    first = identity(
        sp.diff(four, v), 2 * v / (alpha + (1 - alpha) * v**2), where=[sp.Gt(alpha, 1)]
    )
    integrand = lambda root: two / (root**2 + (1 - root**2) * v**2)
    H, Q = (t + 1 / t) / 2, (t - 1 / t) / 2  # H^2 - Q^2 = 1
    three = sp.log((H + Q * v) / (H - Q * v)) / (H * Q)
    second = identity(sp.diff(three, v), integrand(H), where=[sp.Gt(t, 1), sp.Lt(v, 1)])
    H, Q = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)  # H^2 + Q^2 = 1
    below = 2 * sp.atan((H / Q if turned else Q / H) * v) / (H * Q)
    third = identity(sp.diff(below, v), integrand(H), where=[sp.Lt(t, 1)])
    g, p, both = sp.symbols("h q t", real=True)  # at v = 1: log((h + q)/(h - q)) = 2 log(h + q)
    premise = [sp.Gt(both, 1), sp.Eq(2 * both * g, both**2 + 1), sp.Eq(2 * both * p, both**2 - 1)]
    double = implies(premise, sp.Eq(g + p, (g + p) ** twice * (g - p)))
    return all_of(first, second, third, double)


def waiting_constant(rate, depth):
    """I = int_0^oo dw/((1 + alpha w)(1 + w)^k), k = (L - 2)/2, in balls: with q = w/(1 + w)."""
    from flint import arb

    n, one = Fraction(depth, 2) - 1, arb(1)
    found = arb.hypgeom_2f1(1 - ball(rate), one, one, ball(n + 1), ab=True, ac=True, bc=True)
    return found / ball(n)


def displayed(rate, depth):
    """The limit of t_c(s; 1)/t_c(s; alpha) as the statement displays it."""
    a = ball(rate)
    if depth == 4:
        return (a - 1) / a.log()
    if rate > 1:
        return (a * (a - 1)).sqrt() / (a.sqrt() + (a - 1).sqrt()).log()
    return (a * (1 - a)).sqrt() / a.sqrt().acos()


@step(
    "evidence",
    ("L = 4: twice as large", "four", 2),
    ("L = 3, alpha > 1: twice as large", "above", 2),
    ("L = 3, alpha < 1: twice as large", "below", 2),
)
def displayed_limits(four=1, above=1, below=1):
    """Balls: the displayed closed forms are 2/((L - 2) I), with I as a hypergeometric function."""

    def at(depth):
        def check(text):
            rate = Fraction(text)
            factor = four if depth == 4 else above if rate > 1 else below
            found = displayed(rate, depth) * ball(factor)
            gap = found * waiting_constant(rate, depth) * (depth - 2) / 2
            return enclose(gap, 1 - BARELY, 1 + BARELY, relative_radius=BARELY)

        return over_balls("alpha", ("1/1000", "1/4", "3/4", "3/2", "9", "1000"), check, 192)

    return over("L", (3, 4), at)


BARELY = Fraction(1, 10**30)
STARTS = [("1/20", "1/2"), ("1/1000", "1/100")]  # eps and c: a small c is near the first bound
POINTS = [(*p, *q) for p in product(("1/4", "2", "39/4"), ("1/10", "1")) for q in STARTS]


@step(
    "evidence",
    ("the waiting time of equal rates", "equal", True),
    ("the remainder of the other sign", "sign", -1),
    ("half of the first remainder", "lower", Fraction(1, 2)),
)
def waiting_time(equal=False, sign=1, lower=1):
    """Balls: t_c lies between its leading term and the two remainders, at 12 points for each depth."""

    def at(depth):
        def check(point):
            rate, end, start, share = point
            time, target = path_time(rate, end, share, start, depth)
            power = ball(start) ** (depth - 2) * 2 * target
            lead = waiting_constant(1 if equal else rate, depth) / power
            root = ball(end).sqrt() ** (depth - 2)
            low = ball(lower) / (ball(rate) * (depth - 2) * target * root)
            high = ball(end) / (2 * (1 - ball(share)) * target**2)
            part = (sign * (time - lead) + low) / (low + high)
            return enclose(part, 0, 1, relative_radius="1e-9")

        return over_balls("(alpha, u, eps, c)", POINTS, check, 256)

    return over("L", (3, 4, 5, 6), at)


@step(
    "evidence",
    ("at the speed of equal rates", "power", 0),
    ("without the second term", "kept", 0),
    ("for the target one", "target", 1),
)
def rest_at_the_mean(power=2, kept=1, target="3/2"):
    """Balls, eps = 10^-8: what t_c exceeds its leading term by is alpha^(-2/L) R_c(s)."""
    from flint import arb

    def rest(c, depth):
        a, c, s = ball(Fraction(2, depth)), ball(c), ball(target)
        tail = c**a / a * arb.hypgeom_2f1(c, a, arb(1), a + 1, ac=True, abc=True)
        return s ** (a - 2) / depth * (tail - ball(kept) * c ** (a - 1) / (1 - a))

    def at(depth):
        def check(point):
            rate, share, start, s = *point, "1e-8", "3/2"
            end = reached(Fraction(share) * Fraction(s), rate, start, depth)
            time = time_to(end, ball(s), line(ball(rate), ball(start) ** 2, depth))
            found = time - waiting_constant(rate, depth) / (
                2 * ball(s) * ball(start) ** (depth - 2)
            )
            stated = ball(rate) ** ball(Fraction(-power) / depth) * rest(share, depth)
            return enclose(found / stated, "0.999999", "1.000001", relative_radius="1e-9")

        return over_balls("(alpha, c)", [("1/9", "4/5"), ("5", "1/10")], check, 512)

    return over("L", (3, 4, 6), at)


LARGER = formal("rate_targets.v", "larger_target_at_rate")
INTEGRALS = theorems(
    "rate_targets.v",
    "waiting_integral_at_one",
    "waiting_integral_four",
    "waiting_integral_three_above",
    "waiting_integral_three_below",
)


waiting = Claim(
    name="rate-waiting",
    kind="theorem",
    title="The waiting time",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[above, below]]$, $[[scale]]$, $[[start]]$, let $t_c(s; \alpha)$ be the time of {prf:ref}`rate-gain` and $u_c$ the value of $u$ at that time, $(\eps^2 + \alpha u_c)(\eps^2 + u_c)^{(L-2)/2} = c\, s$. Put

$$
I(\alpha) = \int_0^\infty \frac{dw}{(1 + \alpha w)(1 + w)^{(L-2)/2}} = \int_0^1 \frac{2\, v^{L-3}\, dv}{\alpha + (1 - \alpha)\, v^2} .
$$

1. $\displaystyle -\frac{u_c^{-(L-2)/2}}{\alpha\, (L-2)\, s} < t_c(s; \alpha) - \frac{I(\alpha)}{2 s}\, \eps^{-(L-2)} < \frac{u_c}{2 (1-c)\, s^2}$, and both bounds stay bounded as $\eps \to 0$. The difference in the middle tends to $\alpha^{-2/L} R$ with $\displaystyle R = \frac{s^{2/L - 2}}{L} \Bigl( \int_0^c \frac{z^{2/L - 1}\, dz}{1 - z} - \frac{L}{L-2}\, c^{2/L - 1} \Bigr)$, the same for every rate.
2. $\displaystyle \frac{t_c(s; 1)}{t_c(s; \alpha)} \to \frac{2}{(L-2)\, I(\alpha)}$ as $\eps \to 0$: for $L = 4$ and $\alpha \ne 1$ this is $\displaystyle \frac{\alpha - 1}{\log\alpha}$, for $L = 3$ it is $\displaystyle \frac{\sqrt{\alpha (\alpha - 1)}}{\log(\sqrt{\alpha} + \sqrt{\alpha - 1})}$ if $\alpha > 1$ and $\displaystyle \frac{\sqrt{\alpha (1 - \alpha)}}{\arccos \sqrt{\alpha}}$ if $\alpha < 1$.
3. The separation stays. Let $[[second]]$ and $[[larger]]$. From every start $\eps > 0$ mode $i$ has the larger strength at every $t > 0$.
4. Let only $L$, $\alpha$, $s_i > s_j > 0$ and $0 < c, c' < 1$ be given. There is $\eps^* > 0$ such that from every start $\eps < \eps^*$ both times are defined and $t_{c'}(s_i; \alpha) < t_c(s_j; \alpha)$.
""",
    hypotheses={
        "depth": LEAST_DEPTH,
        "rate": RATE,
        "scale": SCALE,
        "above": positive("c"),
        "below": below_one,
        "start": below_the_share,
        "second": positive("s_j"),
        "larger": larger,
    },
    uses=("rate-conservation", "rate-gain"),
    words=(
        "As eps tends to 0, u_c tends to the root of alpha u^(L/2) = c s, and both integrals converge; for 4 the difference grows with eps^(-(L-2)).",
    ),
    steps=(
        LARGER,
        *INTEGRALS,
        partial_fractions,
        scaled,
        bounds,
        closed_forms,
        displayed_limits,
        waiting_time,
        rest_at_the_mean,
    ),
    parts={
        "1": (partial_fractions, scaled, bounds, waiting_time, rest_at_the_mean),
        "2": (*INTEGRALS, closed_forms, displayed_limits),
        "3": (LARGER,),
        "4": (),
    },
)

CLAIMS = (waiting,)
