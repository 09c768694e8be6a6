"""Chapter *Two rates*, first part: the line of a mode, and which of two rates is ahead."""

from functools import partial

import numpy as np
import sympy as sp

from dlf.claims.balls import in_balls, over_balls
from dlf.claims.dynamics.rate_line import (
    DEFINED,
    GROWTH,
    HALF,
    INNER,
    LEAST_DEPTH,
    MORE,
    OUTER,
    RATE,
    SCALE,
    SHAPE,
    TARGET,
    L,
    alpha,
    drawn,
    e,
    grows,
    is_admitted,
    k,
    line,
    product_of,
    s,
    shrinks,
    strengths,
    time_to,
    u,
    velocities,
    x,
    y,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import orthonormal_columns
from dlf.claims.matrices import inner, product, rotation
from dlf.exact import ball
from dlf.verify import Claim, all_of, enclose, identity, implies, measure, over, step


@step(
    "evidence",
    ("the first factor rotated out of line", "rotated", True),
    ("one power of y more", "shift", 1),
    ("one strength for all factors", "single", True),
    whole=("shift",),
)
def aligned_gradients(rotated=False, shift=0, single=False):
    """Two modes, all strengths: the gradients are x y^(L-2) R V^T, x^2 y^(L-3) R, U x y^(L-2) R."""
    a, b, c, d, q, r = sp.symbols("x1 x2 y1 y2 s1 s2", positive=True)

    def at(depth):
        U, V, X, Y = rotation(0), rotation(1), sp.diag(a, b), sp.diag(c, d)
        rest = X**2 * Y ** (depth - 2) - sp.diag(q, r)
        W = [X * V.T, *[Y] * (depth - 2), U * X]
        W[0] = W[0] * rotation(3) if rotated else W[0]
        ends = X * Y ** (depth - 2 + shift) * rest
        middle = ends if single else X**2 * Y ** (depth - 3) * rest
        stated, verdicts = [ends * V.T, *[middle] * (depth - 2), U * ends], []
        gap = product(W) - U * sp.diag(q, r) * V.T
        weights = sp.Matrix(2, 2, sp.symbols("c11 c12 c21 c22"))
        for j in range(depth):
            A, B = product([sp.eye(2), *W[j + 1 :]]), product([sp.eye(2), *W[:j]])
            verdicts.append(identity(inner(weights, A.T * gap * B.T), inner(weights, stated[j])))
        return all_of(*verdicts)

    return over("L", (3, 4), at)


@step(
    "proof",
    ("the outer factors at twice their rate", "outer", 2),
    ("the inner factors at twice theirs", "inner", 2),
    ("the square of the rate", "power", 2),
    whole=("power",),
)
def one_parameter(outer=1, inner=1, power=1):
    """(x^2)' = alpha u' and (y^2)' = u', with u' = 2 mu (s - mu), where the loss of a mode falls."""
    mu, (first, second) = product_of(x, x, y), velocities()
    speed = 2 * mu * (s - mu)
    squares = identity(2 * x * first, outer * alpha**power * speed, where=MORE)
    return all_of(squares, identity(2 * y * second, inner * speed, where=MORE))


@step("proof", ("x^2 - y^2", "weight", 1), ("the weight 1/alpha", "weight", 1 / alpha))
def conserved(weight=alpha):
    """On the line x^2 - alpha y^2 is (1 - alpha) eps^2."""
    return identity(OUTER - weight * INNER, (1 - alpha) * e, where=DEFINED)


@step(
    "proof",
    ("the factor L - 1", "less", 1),
    ("the outer factors counted once", "outer", 1),
)
def equation_of_the_strength(outer=2, less=2):
    """mu = x^2 y^(L-2) obeys mu' = mu^2 (2 alpha/x^2 + (L - 2)/y^2) (s - mu)."""
    mu, (first, second) = product_of(x, x, y), velocities()
    left = sp.diff(mu, x) * first + sp.diff(mu, y) * second
    right = mu**2 * (outer * alpha / x**2 + (L - less) / y**2) * (s - mu)
    return identity(left, right, where=MORE)


ENDS = [("1/4", "2"), ("3", "2"), ("1/4", "-1/2"), ("3", "-1/8")]


@step("evidence", ("half of the rate", "share", HALF), ("twice the rate", "share", 2))
def rate_of_approach(share=1):
    """Balls, from below and from above: 50 bits of s - mu take the time 50 log 2 / V(alpha, s)."""
    from flint import acb

    def at(depth):
        def check(point):
            rate, end = map(ball, point)
            mu = line(rate, ball(1), depth)
            real = lambda v: mu(acb(v)).real
            early = end * (1 - ball(2) ** -50)
            target = real(end) + (real(end) - 1) * ball(2) ** -100
            time = time_to(end, target, mu, early)
            pace = target**2 * (2 * rate / (1 + rate * end) + (depth - 2) / (1 + end))
            lost = ((target - real(early)) / (target - real(end))).log()
            found = time * pace / lost / ball(share)
            return enclose(found, "0.999999999", "1.000000001", relative_radius="1e-12")

        return over_balls("(alpha, u)", ENDS, check, 384)

    return over("L", (3, 4, 6), at)


FLOW = formal("rate_flow.v", "rate_flow_of_modes")
EXISTS = formal("rate_exists.v", "rate_exists")
LINE = theorems(
    "rate_course.v",
    "one_parameter",
    "strength_decides",
    "speed_of_strength",
    "rate_strength_equation",
)
COURSE = theorems("rate_limit.v", "rate_rises_to", "rate_falls_to", "rate_approach")

path = Claim(
    name="rate-conservation",
    kind="theorem",
    title="One parameter",
    statement=r"""
Let $[[depth]]$, $[[rate, scale]]$, $[[orthonormal]]$. From the spectral start of {prf:ref}`mode-setting`, let $W_1$ and $W_L$ follow $\alpha$ times their negative gradient and the inner factors their negative gradient.
Then $W_1 = \diag(x_i) V^\T$, $W_L = U \diag(x_i)$, every inner factor is $\diag(y_i)$, and each mode with its $[[target]]$ obeys, with $\mu = x^2 y^{L-2}$,

$$
x' = \alpha\, x\, y^{L-2} (s - \mu), \quad y' = x^2 y^{L-3} (s - \mu), \quad x(0) = y(0) = \eps .
$$

1. $x^2 = \eps^2 + \alpha u$ and $y^2 = \eps^2 + u$ with $u' = 2 \mu (s - \mu)$, $u(0) = 0$. So $x^2 - \alpha y^2 = (1 - \alpha)\, \eps^2$ at all times.
2. $\mu$ determines $u$, and $\mu' = V(\alpha, \mu)(s - \mu)$ with $\displaystyle V(\alpha, \mu) = \mu^2 \Bigl( \frac{2 \alpha}{x^2} + \frac{L-2}{y^2} \Bigr)$. The function $V$ does not depend on $s$.
3. If $\eps^L \ne s$, $\mu$ moves strictly monotonically from $\eps^L$ to $s$ and does not reach it. If in addition $s > 0$, then $\frac1t \log |s - \mu| \to -V(\alpha, s)$ as $t \to \infty$.
""",
    hypotheses={
        "depth": LEAST_DEPTH,
        "rate": RATE,
        "scale": SCALE,
        "orthonormal": orthonormal_columns("U", "V"),
        "target": TARGET,
    },
    uses=("mode-setting", "product-gradient"),
    steps=(
        FLOW,
        EXISTS,
        *LINE,
        *COURSE,
        aligned_gradients,
        one_parameter,
        conserved,
        equation_of_the_strength,
        rate_of_approach,
    ),
    parts={
        "1": (FLOW, EXISTS, LINE[0], one_parameter, conserved),
        "2": (*LINE[1:], equation_of_the_strength),
        "3": (*COURSE, rate_of_approach),
    },
)


@step(
    "proof",
    ("u stays where it is", "moving", 0),
    ("u moves twice as far", "moving", 2),
)
def slope_in_the_rate(moving=1):
    """At fixed mu, V/mu^2 has the derivative 2 (alpha/a + k/b (1 + e (b - a)/(a b)))/(a G) in alpha."""
    shift = -moving * (u / OUTER) / GROWTH  # du/dalpha along a level of mu
    total = sp.diff(SHAPE, alpha) + sp.diff(SHAPE, u) * shift
    bracket = alpha / OUTER + k / INNER * (1 + e * (INNER - OUTER) / (OUTER * INNER))
    return identity(total, 2 * bracket / (OUTER * GROWTH), where=DEFINED)


@step(
    "proof",
    ("rates below one for a mode that shrinks", "least", sp.Rational(1, 10)),
    ("the difference of the squares reversed", "sign", -1),
)
def bracket_is_positive(least=1, sign=1):
    """a b^2 times the bracket: positive for u >= 0, and for u <= 0 if alpha >= 1."""
    a, b, h, rate, n, w = sp.symbols("a b e alpha k u", real=True)
    premise = [sp.Gt(h, 0), sp.Gt(n, 0), sp.Eq(a, h + rate * w), sp.Eq(b, h + w)]
    positive_ = sp.Gt(rate * b**2 + n * (a * b + sign * h * (b - a)), 0)
    grows = implies([*premise, sp.Gt(rate, 0), sp.Ge(w, 0)], positive_)
    inside = [sp.Gt(a, 0), sp.Gt(b, 0), sp.Le(w, 0)]
    return all_of(grows, implies([*premise, sp.Ge(rate, least), *inside], positive_))


@step("proof", ("at least one half", "bound", HALF), ("from a start at zero", "kept", 0))
def speed_of_half_rate(bound=HALF / 2, kept=1):
    """L = 3, eps = 1, alpha = 1/2: x^2 = (1 + y^2)/2 and V = x^2 y^2 + x^4 >= 1/4."""
    a, b, speed = sp.symbols("a b V", real=True)
    premise = [sp.Gt(b, 0), sp.Eq(2 * a, kept + b), sp.Eq(speed, a * b + a**2)]
    return implies(premise, sp.Ge(speed, bound))


@step(
    "proof",
    ("the power -1/2", "power", 2),
    ("the power -1", "power", 4),
    ("1 + 3t", "factor", 3),
    whole=("power",),
)
def decay_of_equal_rates(power=3, factor=4):
    """L = 3, eps = 1, s = 0, alpha = 1: mu = (1 + 4t)^(-3/4) solves mu' = -3 mu^(7/3).

    With 1 + 4t = m^-4 and mu = m^3: m' = -m^5 follows, and mu^(7/3) = m mu^2.
    """
    m, slope, speed = sp.symbols("m dm dmu", real=True)
    root = [sp.Gt(m, 0), sp.Eq(-4 * slope, factor * m**5)]
    return implies(
        [*root, sp.Eq(speed, power * m ** (power - 1) * slope)],
        sp.Eq(speed, -3 * m ** (2 * power + 1)),
    )


@step(
    "proof",
    ("already at time 4", "time", 4),
    ("the power 1 in place of 3/4", "power", 1),
)
def later_ahead(time=12, power="3/4"):
    """e^(-t/4) < (1 + 4t)^(-3/4) at t = 12; from there on 3/(1 + 4t) < 1/4: t/4 gains."""
    t = sp.Symbol("t", real=True)
    later = implies([sp.Ge(t, sp.Rational(time))], sp.Lt(3, (1 + 4 * t) / 4))
    quotient = lambda: (-ball(time) / 4).exp() * (1 + 4 * ball(time)) ** ball(power)
    first = in_balls(lambda: enclose(quotient(), 0, 1, relative_radius="1e-15"), 128)
    return all_of(first, later)


@step(
    "evidence", ("the excess mode in the same direction", "excess", True), ("reversed", "sign", -1)
)
def ordered_along_the_flow(excess=False, sign=1):
    """eps^L < s: at each of twelve times the larger rate has the larger strength."""

    def residual(data):
        depth, target, start, rates, times = data
        at = partial(strengths, times, target, start=start, depth=depth)
        slow, fast = (at(rate=float(rate)) for rate in rates)
        return float(np.max([0.0, (sign * (slow - fast)).max() / target]))

    draw, meant = partial(drawn, excess=excess), () if excess else (grows,)
    return measure(range(12), draw, residual, tolerance=1e-7, hypotheses=(is_admitted, *meant))


@step("evidence", ("away from the target", "sign", -1), ("the rates below one", "inverse", True))
def excess_along_the_flow(sign=1, inverse=False):
    """eps^L > s, both rates at least one: the larger rate is nearer to the target."""

    def residual(data):
        depth, target, start, rates, times = data
        long = 30 * times if inverse else times
        at = partial(strengths, long, target, start=start, depth=depth)
        slow, fast = (at(rate=1 / float(r) if inverse else float(r)) for r in rates)
        gap = fast - slow if not inverse else slow - fast
        return float(np.max([0.0, (sign * gap).max() / start**depth]))

    draw = partial(drawn, excess=True)
    return measure(range(12), draw, residual, tolerance=1e-7, hypotheses=(is_admitted, shrinks))


faster_is_ahead = formal("compare.v", "faster_curve_is_ahead")

SPEEDS = theorems("rate_speed.v", "speed_grows_with_rate", "each_strength", "one_point")
HALF = (
    *theorems("half_rate.v", "half_rate_decays", "unit_rate_mode", "half_rate_is_nearer"),
    *theorems("half_rate_exists.v", "half_rate_exists"),
)
ORDERS = theorems("rate_order.v", "larger_rate_is_ahead", "larger_rate_shrinks_faster")

monotone = Claim(
    name="rate-monotone",
    kind="theorem",
    title="The larger rate is ahead",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $[[target]]$, and let $\mu(t; \alpha)$ be the strength of the mode of {prf:ref}`rate-conservation`, $V$ the function there.

1. If $\eps^L < s$, then at every $t > 0$ the strength $\mu(t; \alpha)$ is strictly increasing in $\alpha > 0$.
2. If $\eps^L > s$, then at every $t > 0$ the strength $\mu(t; \alpha)$ is strictly decreasing in $\alpha \ge 1$.
3. In 2 the condition $\alpha \ge 1$ is needed: for $L = 3$, $s = 0$, $\eps = 1$ and every $t \ge 0$, $\mu(t; \tfrac12) \le e^{-t/4}$ while $\mu(t; 1) = (1 + 4t)^{-3/4}$, so that $\mu(t; \tfrac12) < \mu(t; 1)$ for every $t \ge 12$.
4. At a fixed $\mu \ge \eps^L$ the speed $V(\alpha, \mu)$ is strictly increasing in $\alpha > 0$, at a fixed $\mu$ with $0 < \mu < \eps^L$ it is so in $\alpha \ge 1$.

So if $\eps^L \ne s$, the larger of two rates is nearer to the target $s$ at every $t > 0$, unless the mode shrinks and a rate below $1$ is among the two; then this may fail.
""",
    hypotheses={"depth": LEAST_DEPTH, "scale": SCALE, "target": TARGET},
    uses=("rate-conservation",),
    steps=(
        *SPEEDS,
        *ORDERS,
        *HALF,
        faster_is_ahead,
        slope_in_the_rate,
        bracket_is_positive,
        speed_of_half_rate,
        decay_of_equal_rates,
        later_ahead,
        ordered_along_the_flow,
        excess_along_the_flow,
    ),
    parts={
        "1": (
            ORDERS[0],
            faster_is_ahead,
            slope_in_the_rate,
            bracket_is_positive,
            ordered_along_the_flow,
        ),
        "2": (
            ORDERS[1],
            faster_is_ahead,
            slope_in_the_rate,
            bracket_is_positive,
            excess_along_the_flow,
        ),
        "3": (*HALF, speed_of_half_rate, decay_of_equal_rates, later_ahead),
        "4": (*SPEEDS, slope_in_the_rate, bracket_is_positive),
    },
)


CLAIMS = (path, monotone)
