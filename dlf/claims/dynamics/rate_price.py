"""Chapter *Two rates*, second half: the waiting time, the price under descent, and the balance."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.balls import over_balls
from dlf.claims.dynamics import two_rates
from dlf.claims.dynamics.two_rates import (
    DEFINED,
    GROWTH,
    INNER,
    MORE,
    OUTER,
    L,
    alpha,
    e,
    k,
    s,
    u,
    x,
    y,
)
from dlf.claims.hypotheses import below_one, depth_at_least, larger, positive
from dlf.dynamics import FlowError
from dlf.exact import ball
from dlf.reduction import compressed_descent
from dlf.verify import Claim, all_of, enclose, identity, implies, measure, over, step

w, h, q, z = sp.symbols("w h q z", positive=True)


@step("proof", ("without the second term", "kept", 0), ("the factor one", "power", 0))
def partial_fractions(kept=1, power=1):
    """1/(2 mu (s - mu)) = (1/mu + 1/(s - mu))/(2 s)."""
    mu = sp.Symbol("mu", positive=True)
    right = (1 / mu + kept / (s - mu)) / (2 * s**power)
    return identity(1 / (2 * mu * (s - mu)), right, where=[sp.Lt(mu, s)])


@step("proof", ("the power L - 1", "power", 1 - L), ("without alpha", "outer", 1))
def scaled(power=2 - L, outer=alpha):
    """u = eps^2 w: du/mu = eps^(2-L) dw/((1 + alpha w)(1 + w)^((L-2)/2)), with eps = q."""
    level = (q**2 + alpha * q**2 * w) * (q**2 + q**2 * w) ** (L / 2 - 1)
    claimed = q**power / ((1 + outer * w) * (1 + w) ** (L / 2 - 1))
    quotient = sp.powsimp(sp.powdenest(sp.factor(level), force=True) * claimed, force=True)
    return identity(sp.simplify(quotient), q**2, where=MORE)


@step("proof", ("twice the rate", "rate", 2 * alpha), ("without the power of w", "power", 0))
def tail(rate=alpha, power=1):
    """The tail: (1 + alpha w)(1 + w)^k >= alpha w^(1+k), whose integral has the derivative."""
    v, n, start = sp.symbols("v n a", real=True)
    inside = [sp.Gt(v, 0), sp.Gt(start, 0), sp.Gt(n, 0)]  # n = (1 + w)^k / w^k >= 1
    factor = 2 if rate != alpha else 1
    below = implies([*inside, sp.Ge(n, 1)], sp.Ge((1 + start * v) * n, factor * start * v**power))
    slope = sp.diff(-(w ** (-k)) / (alpha * k), w)
    return all_of(below, identity(slope, 1 / (alpha * w ** (1 + k))))


@step(
    "proof",
    ("L = 4 without alpha - 1", "divisor", 1),
    ("L = 3 without the two", "two", 1),
    ("L = 3 with the quotient h/q below one", "turned", -1),
)
def closed_forms(divisor=0, two=2, turned=1):
    """Antiderivatives: L = 4 in w; L = 3 in z = sqrt(1 + w), alpha = h^2, q^2 = |h^2 - 1|."""
    four = sp.log((1 + alpha * w) / (1 + w)) / (1 if divisor else alpha - 1)
    first = identity(sp.diff(four, w), 1 / ((1 + alpha * w) * (1 + w)), where=[sp.Gt(alpha, 1)])
    three = sp.log((h * z - q) / (h * z + q)) / (h * q)
    inside = [sp.Gt(h * z, q), sp.Gt(h, q)]
    second = identity(sp.diff(three, z), two / (h**2 * z**2 - q**2), where=inside)
    below = sp.diff(2 * sp.atan(h * z / q**turned) / (h * q), z)
    third = identity(below, two / (h**2 * z**2 + q**2), where=[sp.Lt(h, 1), sp.Lt(q, 1)])
    return all_of(first, second, third)


def waiting_constant(rate, depth):
    """I = int_0^oo dw/((1 + alpha w)(1 + w)^k), k = (L - 2)/2, in balls: with q = w/(1 + w)."""
    from flint import arb

    n, one = Fraction(depth, 2) - 1, arb(1)
    found = arb.hypgeom_2f1(1 - ball(rate), one, one, ball(n + 1), ab=True, ac=True, bc=True)
    return found / ball(n)


POINTS = [*product(("1/4", "2", "39/4"), ("1/10", "1"), ("1/20", "1/1000"))]


@step(
    "evidence",
    ("the waiting time of equal rates", "equal", True),
    ("the remainder of the other sign", "sign", -1),
    ("a tenth of the remainder", "percent", 10),
)
def waiting_time(equal=False, sign=1, percent=100):
    """t_c lies between its leading term and the two remainders at twelve points each, in balls."""

    def at(depth):
        def check(point):
            rate, end, start = point
            time, target = two_rates.path_time(rate, end, "1/2", start, depth)
            power = ball(start) ** (depth - 2) * 2 * target
            lead = waiting_constant(1 if equal else rate, depth) / power
            root = ball(end).sqrt() ** (depth - 2)
            low = ball(Fraction(percent, 100)) / (ball(rate) * (depth - 2) * target * root)
            high = ball(Fraction(percent, 100)) * ball(end) / target**2
            share = (sign * (time - lead) + low) / (low + high)
            return enclose(share, 0, 1, relative_radius="1e-9")

        return over_balls("(alpha, u, eps)", POINTS, check, 256)

    return over("L", (3, 4, 5, 6), at)


waiting = Claim(
    name="rate-waiting",
    kind="theorem",
    title="The waiting time",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[scale]]$, $[[above]]$, $[[below]]$, $\eps^L < c\, s$, let $t_c(s; \alpha)$ be the time of {prf:ref}`rate-gain` and $u_c$ the value of $u$ at that time, $(\eps^2 + \alpha u_c)(\eps^2 + u_c)^{(L-2)/2} = c\, s$. Put

$$
I(\alpha) = \int_0^\infty \frac{dw}{(1 + \alpha w)(1 + w)^{(L-2)/2}} .
$$

1. $\displaystyle -\frac{u_c^{-(L-2)/2}}{\alpha\, (L-2)\, s} < t_c(s; \alpha) - \frac{I(\alpha)}{2 s}\, \eps^{-(L-2)} < \frac{u_c}{2 (1-c)\, s^2}$, and both bounds stay bounded as $\eps \to 0$.
2. $\displaystyle \frac{t_c(s; 1)}{t_c(s; \alpha)} \to \frac{2}{(L-2)\, I(\alpha)}$ as $\eps \to 0$: for $L = 4$ and $\alpha \ne 1$ this is $\displaystyle \frac{\alpha - 1}{\log\alpha}$, for $L = 3$ it is $\displaystyle \frac{\sqrt{\alpha (\alpha - 1)}}{\log(\sqrt{\alpha} + \sqrt{\alpha - 1})}$ if $\alpha > 1$ and $\displaystyle \frac{\sqrt{\alpha (1 - \alpha)}}{\arccos \sqrt{\alpha}}$ if $\alpha < 1$.
3. The separation stays. Let $s_j > 0$ and $[[larger]]$. From every start $\eps > 0$ mode $i$ has the larger strength at every $t > 0$.
4. Let only $L$, $\alpha$, $s_i > s_j > 0$ and $0 < c, c' < 1$ be given. There is $\eps^* > 0$ such that from every start $\eps < \eps^*$ both times are defined and $t_{c'}(s_i; \alpha) < t_c(s_j; \alpha)$.
""",
    hypotheses={
        "depth": depth_at_least(3),
        "rate": positive("alpha"),
        "scale": positive("varepsilon"),
        "above": positive("c"),
        "below": below_one,
        "larger": larger,
    },
    uses=("rate-conservation", "rate-gain"),
    words=(
        "As eps tends to 0, u_c tends to the root of alpha u^(L/2) = c s.",
        "V does not depend on s: comparison in s.",
    ),
    steps=(partial_fractions, scaled, tail, closed_forms, waiting_time),
)


@step(
    "proof",
    ("the outer factors counted once", "outer", 1),
    ("without the factor L - 2", "inner", 0),
)
def eigenvalues(outer=2, inner=L - 2):
    """At mu = s the derivative of a step has the trace 2 - eta S and the determinant 1 - eta S."""
    eta, level = sp.Symbol("eta", positive=True), x**2 * y ** (L - 2)
    step_x = x + eta * alpha * x * y ** (L - 2) * (s - level)
    step_y = y + eta * x**2 * y ** (L - 3) * (s - level)
    J = sp.Matrix([[sp.diff(f, v).subs(s, level) for v in (x, y)] for f in (step_x, step_y)])
    S = outer * alpha * x**2 * y ** (2 * L - 4) + inner * x**4 * y ** (2 * L - 6)
    trace = identity(sp.simplify(J.trace()), sp.simplify(2 - eta * S), where=MORE)
    return all_of(trace, identity(sp.simplify(J.det()), sp.simplify(1 - eta * S), where=MORE))


@step("proof", ("the exponent 1/L", "power", 1), ("the factor L - 1", "factor", L - 1))
def least_value(power=2, factor=L):
    """S at x^2 = alpha y^2 is L s^(2-2/L) alpha^(2/L): with y = h, alpha = q^L and s = alpha h^L."""
    square = q**L * h**2  # x^2
    S = 2 * q**L * square * h ** (2 * L - 4) + (L - 2) * square**2 * h ** (2 * L - 6)
    claimed = factor * (q * h) ** (2 * L - 2) * q**power  # s^(1/L) = q h
    where = [sp.Ge(L, 3), sp.Ne(q, 1)]
    return identity(
        sp.powsimp(sp.expand(S / q ** (2 * L))), sp.powsimp(claimed / q ** (2 * L)), where=where
    )


@step(
    "proof",
    ("conserved as under the flow", "factor", 0),
    ("the factor alpha squared", "factor", alpha**2),
)
def discrepancy(factor=alpha):
    """D = x^2 - alpha y^2 becomes D (1 - eta^2 alpha (s - mu)^2 x^2 y^(2L-6)) in a step."""
    eta = sp.Symbol("eta", positive=True)
    rest = eta * (s - x**2 * y ** (L - 2))
    after = x * (1 + alpha * y ** (L - 2) * rest), y * (1 + x**2 * y ** (L - 4) * rest)
    change = after[0] ** 2 - alpha * after[1] ** 2 - (x**2 - alpha * y**2)
    claimed = -(x**2 - alpha * y**2) * factor * rest**2 * x**2 * y ** (2 * L - 6)
    return identity(sp.expand(change), sp.expand(claimed), where=MORE)


def errors_around(data, exponent):
    """Relative error after many steps just below and just above the largest rate."""
    depth, top, learning_rate, start = data
    limit = (2 / (learning_rate * depth)) ** (exponent * depth / 2) * top ** (
        exponent * (1 - depth)
    )
    found = []
    for share in (0.97, 1.03):
        law = {"depth": depth, "rank": 1, "init_scale": start, "learning_rate": learning_rate}
        try:
            run = compressed_descent(
                Factorization([[top]]), 20000, discrepant_rate=share * limit, record=20000, **law
            )
            found.append(float(np.sqrt(2 * run.losses[-1]) / top))
        except FlowError:
            found.append(1.0)
    return found


@step(
    "evidence",
    ("the exponent 1/L of the rate", "exponent", 2),
    ("rate and step alike", "exponent", 0.5),
)
def onset(exponent=1):
    """Descent converges at 0.97 and not at 1.03 of the largest rate, alpha^(2/L) = 2/(eta L s^a)."""

    def draw(rng):
        depth, top = int(rng.integers(3, 6)), rng.uniform(0.5, 2)
        learning_rate = 2 / (depth * top ** (2 - 2 / depth)) * rng.uniform(0.2, 0.6)
        return depth, float(top), float(learning_rate), 0.1

    def residual(data):
        below, above = errors_around(data, exponent)
        return max(below, 0.0 if above > 0.01 else 1.0)

    return measure(range(20), draw, residual, tolerance=1e-6)


price = Claim(
    name="rate-price",
    kind="theorem",
    title="The price",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[step]]$ and $s > 0$. Descent of a mode is $x^+ = x + \eta\, \alpha\, x\, y^{L-2} (s - \mu)$, $y^+ = y + \eta\, x^2 y^{L-3} (s - \mu)$ with $\mu = x^2 y^{L-2}$.

1. At $x, y > 0$ with $\mu = s$ the derivative of a step has the eigenvalues $1$, along the minima, and $1 - \eta S$ with $S = 2 \alpha\, x^2 y^{2L-4} + (L-2)\, x^4 y^{2L-6}$.
2. There $S \ge L\, s^{2 - 2/L} \alpha^{2/L}$, with equality exactly if $x^2 = \alpha y^2$. So no minimum has $|1 - \eta S| < 1$ unless

$$
\alpha < \alpha_{\max} = \Bigl( \frac{2}{\eta\, L\, s^{2-2/L}} \Bigr)^{L/2} .
$$

3. In every step, whatever $x$ and $y$ are, $D = x^2 - \alpha y^2$ becomes $D\, \bigl( 1 - \eta^2 \alpha\, (s - \mu)^2 x^2 y^{2L-6} \bigr)$.
4. The flow of {prf:ref}`rate-conservation` with $\eps^L < s$ tends to a minimum with $S = V(\alpha, s)$, which is strictly increasing in $\alpha$ and tends to $L\, s^{2-2/L} \alpha^{2/L}$ as $\eps \to 0$.
""",
    hypotheses={
        "depth": depth_at_least(3),
        "rate": positive("alpha"),
        "step": positive("eta"),
    },
    uses=("rate-conservation", "rate-monotone"),
    words=("The weighted inequality between arithmetic and geometric mean.",),
    steps=(eigenvalues, least_value, discrepancy, onset),
)


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
    return all_of(identity(sp.simplify(total), claimed, where=DEFINED), positive_)


@step("proof", ("without the start", "kept", 0), ("the logarithm of the square", "power", 2))
def frozen(kept=1, power=1):
    """s/(mu (s - mu)) is the derivative of log(mu/(s - mu)), between eps^L and c s."""
    mu, c, start = sp.symbols("mu c m0", positive=True)
    inside = [sp.Lt(mu, s)]
    slope = sp.diff(sp.log((mu / (s - mu)) ** power), mu)
    first = identity(slope, s / (mu * (s - mu)), where=inside)
    odds = c * s / (s - c * s) / (start / (s - start))
    claimed = c / (1 - c) * (s - kept * start) / start
    return all_of(first, identity(odds, claimed, where=[sp.Lt(c, 1), sp.Lt(start, c * s)]))


@step("proof", ("mu^(2-1/(L-2))", "inner", 1), ("mu squared", "outer", 2))
def frozen_factors(inner=2, outer=1):
    """V is (L-2) eps^(4/(L-2)) mu^(2-2/(L-2)) at alpha = 0; V/alpha tends to 2 eps^(L-2) mu."""
    at_zero = {alpha: 0, u: y**2 - q**2, e: q**2, k: L / 2 - 1}
    mu, root = q**2 * y ** (L - 2), L - 2
    claimed = (L - 2) * q ** (4 / root) * sp.powdenest(mu ** (-inner / root), force=True)
    first = identity(2 * GROWTH.subs(at_zero), sp.powsimp(claimed), where=MORE)
    far = sp.cancel((2 * GROWTH / alpha).subs({u: w * z, alpha: 1 / z})).subs(z, 0)  # alpha u = w
    mu = (e + w) * e**k
    return all_of(first, identity(sp.simplify(far * mu**2), 2 * mu**outer * e**k, where=MORE))


RATES = ("1/100", "1/4", "1/2", "1", "2", "10", "1000")
# (L, eps, s, s_1), with c = 1/2
CASES = [(3, "1/2", 1, 1), (3, "1/100", 1, "3/2"), (4, "1/10", "3/4", 1), (6, "1/4", 1, "3/2")]


def cost(rate, depth, start, target, top):
    """n = t_c(s) V(., s_1) in balls, c = 1/2."""
    from flint import acb_poly, arb

    rate, e, top, target = ball(rate), ball(start) ** 2, ball(top), ball(target)

    tol = arb(2) ** -180

    def end(level):  # alpha y^L + (1 - alpha) eps^2 y^(L-2) = mu has one positive root
        terms = acb_poly([-level, *[0] * (depth - 3), (1 - rate) * e, 0, rate])
        (root,) = [v.real for v in terms.roots(tol) if v.imag.contains(0) and v.real > 0]
        return root**2 - e

    v = end(top)
    sharpness = top**2 * (2 * rate / (e + rate * v) + (depth - 2) / (e + v))
    return two_rates.time_to(end(target / 2), target, two_rates.line(rate, e, depth)) * sharpness


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


@step("evidence", ("the power of equal rates", "less", 0), ("mu squared", "far", 2))
def cost_at_the_ends(less=2, far=1):
    """Balls: n(10^-24) and n(10^24) exceed the two limits, by less than a millionth."""

    def check(case):
        depth, start, target, top = case
        verdicts = []
        for rate, power in (("1e-24", 2 - Fraction(2, depth - less)), ("1e24", far)):
            weight = lambda m, a, p=power: (ball(top) / m).pow(ball(p), a) / (ball(target) - m)
            limit = two_rates.integral(weight, ball(start) ** depth, ball(target) / 2)
            gap = cost(rate, *case) / limit - 1
            verdicts.append(enclose(gap, 0, "1e-6", relative_radius="1e-9"))
        return all_of(*verdicts)

    return over_balls("(L, eps, s, s_1)", CASES, check, 256)


worst = Claim(
    name="equal-rates-are-worst",
    kind="theorem",
    title="Equal rates are the worst",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $[[above]]$, $[[below]]$, $\eps^L < c\, s$ and $s_1 \ge s$. With the time $t_c(s; \alpha)$ of {prf:ref}`rate-gain`, and the sharpness $V(\alpha, s_1)$ of {prf:ref}`rate-price` at the end of the flow of a mode with the target $s_1$, put $n(\alpha) = t_c(s; \alpha)\, V(\alpha, s_1)$: the flow time of the mode $s$, counted in steps of the length $1/V(\alpha, s_1)$.

1. $n$ is strictly increasing on $(0, 1]$ and strictly decreasing on $[1, \infty)$.
2. As $\alpha \to \infty$, $n(\alpha)$ decreases to $\displaystyle \frac{s_1}{s} \log\Bigl( \frac{c}{1-c} \cdot \frac{s - \eps^L}{\eps^L} \Bigr)$.
3. As $\alpha \to 0$, $n(\alpha)$ decreases to $\displaystyle \int_{\eps^L}^{c s} \Bigl( \frac{s_1}{\mu} \Bigr)^{2 - \frac{2}{L-2}} \frac{d\mu}{s - \mu}$. For $L = 3$ this is $\displaystyle \log \frac{s - \eps^3}{(1-c)\, s}$, for $L = 4$ the limit in 2.
4. For $L = 2$ put $V(\alpha, \mu) = 2 \alpha\, \mu$ instead, so that $\mu' = V(\alpha, \mu)(s - \mu)$. Then $n(\alpha)$ is the limit in 2 for every $\alpha$.
""",
    hypotheses={
        "depth": depth_at_least(3),
        "scale": positive("varepsilon"),
        "above": positive("c"),
        "below": below_one,
    },
    uses=("rate-conservation", "rate-monotone", "rate-gain", "rate-price"),
    words=(
        "At every mu the quotient is monotone in alpha, and so is its integral.",
        "Dominated convergence under the value of the quotient at alpha = 1.",
    ),
    steps=(
        slope_in_the_quotient,
        quotient_increases,
        frozen,
        frozen_factors,
        cost_of_the_rates,
        cost_at_the_ends,
    ),
)

CLAIMS = (waiting, price, worst)
