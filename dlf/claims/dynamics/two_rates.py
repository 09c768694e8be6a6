"""Chapter *Two rates*, first half: what a rate of their own does to the outer two factors."""

from functools import partial

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.balls import in_balls
from dlf.claims.hypotheses import depth_at_least, nonnegative, orthonormal_columns, positive
from dlf.claims.matrices import inner, product, rotation
from dlf.dynamics import gradient_flow
from dlf.exact import ball, mode_strength
from dlf.verify import Claim, all_of, enclose, identity, implies, measure, nonneg, over, step

L = sp.Symbol("L", integer=True, positive=True)
x, y, s, alpha, e, k, p = sp.symbols("x y s alpha e k p", positive=True)
u = sp.Symbol("u", real=True)
HALF = sp.Rational(1, 2)
MORE = (sp.Ge(L, 3), sp.Ne(alpha, 1))
# The squares of the strengths along the path, with e = eps^2 and k = (L - 2)/2.
OUTER, INNER = e + alpha * u, e + u
DEFINED = (sp.Gt(OUTER, 0), sp.Gt(INNER, 0), sp.Ne(alpha, 1))
SHAPE = 2 * alpha / OUTER + 2 * k / INNER  # V = mu^2 times this
GROWTH = alpha / OUTER + k / INNER  # the derivative of log mu in u


def velocities(rate=alpha):
    """x' and y' of one mode."""
    rest = s - x**2 * y ** (L - 2)
    return rate * x * y ** (L - 2) * rest, x**2 * y ** (L - 3) * rest


@step(
    "evidence",
    ("the first factor rotated out of line", "rotated", True),
    ("one power of y more", "shift", 1),
    ("one strength for all factors", "single", True),
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
    ("the outer factors without their rate", "outer", 1),
    ("the inner factors with it as well", "inner", alpha),
)
def one_parameter(outer=alpha, inner=1):
    """(x^2)' = alpha u' and (y^2)' = u', with u' = 2 mu (s - mu)."""
    mu, (first, second) = x**2 * y ** (L - 2), velocities()
    speed = 2 * mu * (s - mu)
    squares = identity(sp.simplify(2 * x * first), sp.simplify(outer * speed), where=MORE)
    other = identity(sp.simplify(2 * y * second), sp.simplify(inner * speed), where=MORE)
    return all_of(squares, other)


@step("proof", ("x^2 - y^2", "weight", 1), ("the weight 1/alpha", "weight", 1 / alpha))
def conserved(weight=alpha):
    """x^2 - alpha y^2 does not change."""
    first, second = velocities()
    return identity(2 * x * first, weight * 2 * y * second, where=MORE)


@step(
    "proof",
    ("the factor L - 1", "inner", L - 1),
    ("the outer factors counted once", "outer", 1),
)
def equation_of_the_strength(outer=2, inner=L - 2):
    """mu = x^2 y^(L-2) obeys mu' = mu^2 (2 alpha/x^2 + (L - 2)/y^2) (s - mu)."""
    mu, (first, second) = x**2 * y ** (L - 2), velocities()
    left = sp.diff(mu, x) * first + sp.diff(mu, y) * second
    right = mu**2 * (outer * alpha / x**2 + inner / y**2) * (s - mu)
    return identity(sp.simplify(left), sp.simplify(right), where=MORE)


path = Claim(
    name="rate-conservation",
    kind="theorem",
    title="One parameter",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[scale]]$, $[[orthonormal]]$. From the spectral start of {prf:ref}`mode-setting`, let $W_1$ and $W_L$ follow $\alpha$ times their negative gradient and the inner factors their negative gradient.
Then $W_1 = \diag(x_i) V^\T$, $W_L = U \diag(x_i)$, every inner factor is $\diag(y_i)$, and each mode with its $[[target]]$ obeys, with $\mu = x^2 y^{L-2}$,

$$
x' = \alpha\, x\, y^{L-2} (s - \mu), \quad y' = x^2 y^{L-3} (s - \mu), \quad x(0) = y(0) = \eps .
$$

1. $x^2 = \eps^2 + \alpha u$ and $y^2 = \eps^2 + u$ with $u' = 2 \mu (s - \mu)$, $u(0) = 0$. So $x^2 - \alpha y^2 = (1 - \alpha)\, \eps^2$ at all times.
2. $\mu$ determines $u$, and $\mu' = V(\alpha, \mu)(s - \mu)$ with $\displaystyle V(\alpha, \mu) = \mu^2 \Bigl( \frac{2 \alpha}{x^2} + \frac{L-2}{y^2} \Bigr)$. The function $V$ does not depend on $s$.
3. If $\eps^L \ne s$, $\mu$ moves strictly monotonically from $\eps^L$ to $s$ and does not reach it.
""",
    hypotheses={
        "depth": depth_at_least(3),
        "rate": positive("alpha"),
        "scale": positive("varepsilon"),
        "orthonormal": orthonormal_columns("U", "V"),
        "target": nonnegative("s"),
    },
    uses=("mode-setting", "product-gradient"),
    words=(
        "The form is kept because the gradients have it; uniqueness of the solution.",
        "mu is strictly increasing in u; a bounded solution of a scalar equation has a limit.",
    ),
    steps=(aligned_gradients, one_parameter, conserved, equation_of_the_strength),
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


@step("proof", ("the power -1/2", "power", -HALF), ("the factor 3", "factor", 3))
def decay_of_equal_rates(power=-3 * HALF / 2, factor=4):
    """L = 3, eps = 1, s = 0, alpha = 1: mu = (1 + 4t)^(-3/4) solves mu' = -3 mu^(7/3)."""
    base = sp.Symbol("q", positive=True)  # 1 + factor t = q^12
    slope = power * factor * base ** (12 * power - 12)
    return identity(slope, -3 * base ** (12 * power * sp.Rational(7, 3)))


@step("proof", ("already at time 4", "time", 4), ("the square in place of 3/4", "power", 2))
def later_ahead(time=40, power="3/4"):
    """e^(-t/4) < (1 + 4t)^(-3/4) at t = 40."""
    quotient = lambda: (-ball(time) / 4).exp() * (1 + 4 * ball(time)) ** ball(power)
    return in_balls(lambda: enclose(quotient(), 0, 1, relative_radius="1e-15"), 128)


def strengths(times, target, *, rate, start, depth):
    """mu at the times by `gradient_flow` of a chain of numbers."""
    f, factors = Factorization([[target]]), ([[start]],) * depth
    run = gradient_flow(f, factors, times, discrepant_rate=rate, rtol=1e-10, atol=1e-14)
    return run.end_to_end().ravel()


def integral(function, low, high):
    """The integral of an analytic function of a complex ball over a real interval."""
    from flint import acb

    return acb.integral(function, low, high).real


def line(rate, e, depth):
    """mu as a function of u, of complex balls."""

    def strength(v, analytic=False):
        root = (e + v) ** (depth // 2 - 1)
        return (e + rate * v) * (root * (e + v).sqrt(analytic) if depth % 2 else root)

    return strength


def time_to(end, target, strength):
    """The time up to u = end, in balls."""
    speed = lambda v, analytic: 2 * strength(v, analytic) * (target - strength(v, analytic))
    return integral(lambda v, analytic: 1 / speed(v, analytic), 0, end)


def path_time(rate, end, fraction, start, depth):
    """(t, s): the time up to u = end, where mu = c s, in balls; the target s follows."""
    from flint import acb

    strength = line(ball(rate), ball(start) ** 2, depth)
    target = strength(acb(ball(end))).real / ball(fraction)
    return time_to(ball(end), target, strength), target


def drawn(rng, *, excess=False):
    """(L, s, eps, two rates, times), with eps^L below s or (excess) above it."""
    depth, start = int(rng.integers(3, 7)), rng.uniform(0.4, 1.1)
    target = start**depth * (rng.uniform(0, 0.8) if excess else rng.uniform(1.5, 6))
    rates = np.exp(rng.uniform(0 if excess else -2, 2, 2))
    scale = start ** (2 - 2 * depth)
    return depth, float(target), float(start), np.sort(rates), np.linspace(0, 3 * scale, 13)


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

    return measure(range(12), partial(drawn, excess=excess), residual, tolerance=1e-7)


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

    return measure(range(12), partial(drawn, excess=True), residual, tolerance=1e-7)


monotone = Claim(
    name="rate-monotone",
    kind="theorem",
    title="The larger rate is ahead",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $s \ge 0$, and let $\mu(t; \alpha)$ be the strength of the mode of {prf:ref}`rate-conservation`.

1. If $\eps^L < s$, then at every $t > 0$ the strength $\mu(t; \alpha)$ is strictly increasing in $\alpha > 0$.
2. If $\eps^L > s$, then at every $t > 0$ the strength $\mu(t; \alpha)$ is strictly decreasing in $\alpha \ge 1$.
3. In 2 the condition $\alpha \ge 1$ is needed: for $L = 3$, $s = 0$, $\eps = 1$ and every $t \ge 0$, $\mu(t; \tfrac12) \le e^{-t/4}$ while $\mu(t; 1) = (1 + 4t)^{-3/4}$, so that $\mu(40; \tfrac12) < \mu(40; 1)$.

So the larger of two rates is nearer to the target $s$. Only for a mode that shrinks, and only if a rate below $1$ is among the two, this may fail.
""",
    hypotheses={"depth": depth_at_least(3), "scale": positive("varepsilon")},
    uses=("rate-conservation",),
    words=("The comparison theorem for a scalar equation whose right sides are ordered.",),
    steps=(
        slope_in_the_rate,
        bracket_is_positive,
        speed_of_half_rate,
        decay_of_equal_rates,
        later_ahead,
        ordered_along_the_flow,
        excess_along_the_flow,
    ),
)


@step(
    "proof",
    ("r instead of its square", "power", 1),
    ("without the constant k", "kept", 0),
)
def slope_of_the_logarithm(power=2, kept=1):
    """d log(V/mu^2) / d log mu = -(r^2 + k)/(r + k)^2 with r = alpha y^2/x^2."""
    ratio = alpha * INNER / OUTER
    slope = sp.diff(SHAPE, u) / SHAPE / GROWTH
    return identity(slope, -(ratio**power + kept * k) / (ratio + k) ** 2, where=DEFINED)


@step("proof", ("without the factor k", "factor", 1), ("(r + 1)^2", "sign", 1))
def equal_rates_fall_slowest(factor=k, sign=-1):
    """(r^2 + k)/(r + k)^2 exceeds 1/(1 + k), its value at r = 1, by k (r - 1)^2/(...)."""
    gap = (1 + k) * (x**2 + k) - (x + k) ** 2
    return identity(sp.expand(gap), sp.expand(factor * (x + sign) ** 2))


@step(
    "proof",
    ("the gain alpha at the start", "outer", L),
    ("without the inner factors", "inner", 0),
    ("the exponent 1/L in the other limit", "power", 1 / L),
)
def two_ends(outer=2, inner=L - 2, power=2 / L):
    """V(alpha, .)/V(1, .) is (2 alpha + L - 2)/L at x = y, and alpha^(2/L) at x^2 = alpha y^2."""
    quotient = (SHAPE / SHAPE.subs(alpha, 1)).subs({u: 0, k: L / 2 - 1})
    start = identity(sp.simplify(quotient), (outer * alpha + inner) / L, where=MORE)
    # alpha = p^L and x^2 = alpha y^2: V/mu^2 = L/y^2, and V(1, mu)/mu^2 = L mu^(-2/L)
    strength = sp.powdenest((p**L * y**L) ** power, force=True)
    return all_of(start, identity(strength / y**2, p**2, where=MORE))


@step("evidence", ("one power of p", "power", 1), ("the weight L - 3", "less", 3))
def weighted_means(power=2, less=2):
    """2 p^L + (L - 2) q^L >= L p^2 q^(L-2), in the order p <= q and in the order q <= p."""
    first, second = sp.symbols("p q")

    def at(depth):
        geometric = first**power * second ** (depth - power)
        gap = 2 * first**depth + (depth - less) * second**depth - depth * geometric
        return all_of(nonneg(gap, (first, second)), nonneg(gap, (second, first)))

    return over("L", range(3, 13), at)


@step(
    "evidence",
    ("no gain but that of the geometric mean", "upper", 0),
    ("the exponent 4/L", "exponent", 4),
    ("the larger rate slows the mode", "sign", -1),
)
def between_two_speeds(upper=1, exponent=2, sign=1):
    """mu(g t; 1) <= mu(t; alpha) <= mu(G t; 1) at twelve times, for rates from e^-2 to e^2."""

    def residual(data):
        depth, target, start, rates, times = data
        rate = float(rates[depth % 2])
        low, high = rate ** (exponent / depth), (2 * rate + depth - 2) / depth
        law = {"init_scale": start, "depth": depth}
        slow, fast = (
            mode_strength(g * times, target, **law) for g in (low, high if upper else low)
        )
        found = strengths(times, target, rate=rate**sign, start=start, depth=depth)
        return float(np.max([0.0, (slow - found).max(), (found - fast).max()]) / target)

    return measure(range(12), drawn, residual, tolerance=1e-8)


gain = Claim(
    name="rate-gain",
    kind="theorem",
    title="Between two speeds",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[scale]]$ and $\eps^L < s$. Put

$$
g = \alpha^{2/L} \qquad \text{and} \qquad G = \frac{2 \alpha + L - 2}{L} ,
$$

the geometric and the arithmetic mean of $\alpha$ and $1$ with the weights $\frac2L$ and $1 - \frac2L$. With $\mu$ and $V$ of {prf:ref}`rate-conservation`:

1. On $\mu \ge \eps^L$ the quotient $V(\alpha, \mu) / V(1, \mu)$ is $G$ at $\mu = \eps^L$ and, if $\alpha \ne 1$, decreases strictly towards $g$ as $\mu \to \infty$.
2. For every $t \ge 0$, $\mu(g\, t; 1) \le \mu(t; \alpha) \le \mu(G\, t; 1)$. In particular $\mu'(0; \alpha) = G\, \mu'(0; 1)$.
3. For $0 < c < 1$ with $\eps^L < c\, s$, let $t_c(s; \alpha)$ be the time at which $\mu(t; \alpha) = c\, s$. Then $\displaystyle \frac{t_c(s; 1)}{G} \le t_c(s; \alpha) \le \frac{t_c(s; 1)}{g}$, and $t_c(s; 1)$ is the time of {prf:ref}`fit-time`.
""",
    hypotheses={
        "depth": depth_at_least(3),
        "rate": positive("alpha"),
        "scale": positive("varepsilon"),
    },
    uses=("rate-conservation", "fit-time"),
    words=(
        "As mu grows without bound, so does u, and alpha y^2/x^2 tends to one.",
        "The comparison theorem for a scalar equation.",
    ),
    steps=(
        slope_of_the_logarithm,
        equal_rates_fall_slowest,
        two_ends,
        weighted_means,
        between_two_speeds,
    ),
)

CLAIMS = (path, monotone, gain)
