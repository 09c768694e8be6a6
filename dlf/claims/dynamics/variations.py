"""Chapter *Incremental fitting*, last part: the same mode under descent and from unequal strengths."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.hypotheses import below_one, depth_at_least, nonnegative, positive
from dlf.dynamics import gradient_flow
from dlf.exact import fit_time
from dlf.verify import Claim, all_of, identity, implies, measure, step

L = sp.Symbol("L", integer=True, positive=True)
lam, m, x, y, s = sp.symbols("lambda m x y s", positive=True)
HALF = sp.Rational(1, 2)


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
    ("1/x above 1 - 2 log x only", "weight", 2),
    ("x - 1 below log x", "twice", 1),
)
def two_logarithms(weight=1, twice=2):
    """1/x >= 1 - log x for x >= 1 and x - 1 <= 2 log x on [1, 2]: the slopes of the differences."""
    first = sp.diff(1 / x - 1 + weight * sp.log(x), x)
    second = sp.diff(twice * sp.log(x) - x + 1, x)
    below = identity(first, (x - 1) / x**2, where=[sp.Gt(x, 1)])
    return all_of(below, identity(second, (2 - x) / x, where=[sp.Gt(x, 1), sp.Le(x, 2)]))


@step("proof", ("for eta L m^(2L-2) up to one", "limit", 1), ("no loss at all", "share", 1))
def half_at_least(limit=HALF, share=2):
    """g' >= -D on a step of length eta g, eta D <= 1/2: g stays above half of its value."""
    g, later, rate, drop = sp.symbols("g g_x eta D", real=True)
    premise = [sp.Gt(g, 0), sp.Gt(rate, 0), sp.Ge(drop, 0), sp.Le(rate * drop, limit)]
    return implies([*premise, sp.Ge(later, g - drop * rate * g)], sp.Ge(share * later, g))


@step("proof", ("the power L of the start", "power", -L), ("without 1 - c", "left", 0))
def quotient_of_velocities(power=1 - L, left=1):
    """g(lambda_c)/g(eps) = (eps/lambda_c)^(1-L) (s - lambda_c^L)/(s - eps^L), eps = y lambda_c."""
    velocity = lambda u: u ** (L - 1) * (m**L - u**L)
    claimed = y**power * (m**L - left * lam**L) / (m**L - (y * lam) ** L)
    inside = [sp.Ge(L, 2), sp.Lt(y, 1), sp.Lt(lam, m)]
    return identity(sp.simplify(velocity(lam) / velocity(y * lam)), claimed, where=inside)


def first_step(c, top, start, depth, rate):
    """The number of steps after which lambda^L >= c s."""
    strength, steps = start, 0
    while strength**depth < c * top:
        strength -= rate * strength ** (depth - 1) * (strength**depth - top)
        steps += 1
    return steps


def drawn(peak):
    """A random mode; c below the peak of g or anywhere, where the rate meets eta L s^a <= 1/2."""

    def draw(rng):
        depth, top = int(rng.integers(2, 7)), rng.uniform(0.3, 2)
        c = rng.uniform(0.05, (depth - 1) / (2 * depth - 1)) if peak else rng.uniform(0.05, 0.999)
        start = 10 ** -rng.uniform(0.02, 4 / (depth - 1) ** 1.5) * (c * top) ** (1 / depth)
        rate = rng.uniform(0.1, 1) / (2 * depth * top ** (2 - 2 / depth))
        return c, top, start, depth, rate * (10 ** rng.uniform(0, 1.5) if peak else 1)

    return draw


def delay(data):
    """Steps of descent beyond the time of the flow, and the two logarithms of the theorem."""
    c, top, start, depth, rate = data
    velocity = lambda u: u ** (depth - 1) * (top - u**depth)
    last = (c * top) ** (1 / depth)
    highest = velocity(min(last, (top * (depth - 1) / (2 * depth - 1)) ** (1 / depth)))
    time = fit_time(c, top, init_scale=start, depth=depth)
    logs = np.log(highest / velocity(np.array([start, last])))
    return first_step(*data) - time / rate, *logs


@step(
    "evidence",
    ("without the logarithm", "log", 0.0),
    ("later than the flow by a step", "least", 1.0),
    ("for fractions beyond the peak", "peak", False),
)
def not_before_the_flow(log=1.0, least=0.0, peak=True):
    """c <= (L-1)/(2L-1), any eta: 0 <= N - t/eta <= 1 + log(g(lambda_c)/g(eps))."""

    def residual(data):
        steps, early, _ = delay(data)
        return float(np.max([0.0, least - steps, steps - 1 - log * early]))

    return measure(range(200), drawn(peak), residual, tolerance=1e-8)


@step(
    "evidence",
    ("never before the flow", "late", 0.0),
    ("without the logarithm of the start", "early", 0.0),
)
def two_sided(late=2.0, early=1.0):
    """eta L s^a <= 1/2, any c: -2 log(g*/g(lambda_c)) <= N - t/eta <= 1 + log(g*/g(eps))."""

    def residual(data):
        steps, first, last = delay(data)
        return float(np.max([0.0, -late * last - steps, steps - 1 - early * first]))

    return measure(range(200), drawn(False), residual, tolerance=1e-8)


descent_time = Claim(
    name="descent-fit-time",
    kind="theorem",
    title="Fitting under descent",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[scale]]$, $[[above]]$, $[[below]]$, $s = m^L$ with $[[positive]]$, and $\eps^L < c\, s$. Let $g(\lambda) = \lambda^{L-1} (s - \lambda^L)$ be the velocity of a mode
of {prf:ref}`aligned-chain`, $\lambda_c = (c\, s)^{1/L}$, $N$ the first step of its descent with learning rate $\eta$ at which $\lambda_N \ge \lambda_c$, $t_c$ the time of {prf:ref}`fit-time`
and $g^*$ the maximum of $g$ on $[\eps, \lambda_c]$.

1. If $c \le \frac{L-1}{2L-1}$, then, for every $\eta$, descent does not reach $c\, s$ before the flow does, and $\displaystyle 0 \le \eta N - t_c \le \eta \Bigl( 1 + \log\frac{g(\lambda_c)}{g(\eps)} \Bigr)$.
2. If $\eta L m^{2L-2} \le \frac12$, then, for every $c$, $\displaystyle -2 \eta \log\frac{g^*}{g(\lambda_c)} \le \eta N - t_c \le \eta \Bigl( 1 + \log\frac{g^*}{g(\eps)} \Bigr)$.

Here $\displaystyle \frac{g(\lambda_c)}{g(\eps)} = \Bigl( \frac{c\, s}{\eps^L} \Bigr)^{1 - 1/L} \frac{(1-c)\, s}{s - \eps^L}$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "rate": positive("eta"),
        "scale": positive("varepsilon"),
        "above": positive("c"),
        "below": below_one,
        "positive": positive("m"),
    },
    uses=("aligned-chain", "fit-time", "step-condition"),
    words=(
        "1/g is monotone on a step, so its integral lies between two values.",
        "A function that vanishes at 1 and has a slope >= 0 is >= 0; the logarithms telescope.",
    ),
    steps=(
        slope_of_the_velocity,
        two_logarithms,
        half_at_least,
        quotient_of_velocities,
        not_before_the_flow,
        two_sided,
    ),
)


@step("proof", ("the sum of squares", "sign", 1), ("the other layer's velocity", "swapped", True))
def conserved(sign=-1, swapped=False):
    """x' = y (s - xy), y' = x (s - xy): x^2 - y^2 does not change."""
    velocity = [y * (s - x * y), x * (s - x * y)]
    u, v = reversed(velocity) if swapped else velocity
    return identity(sp.expand(2 * x * u + sign * 2 * y * v), 0)


@step("proof", ("the balanced equation", "gap", 0), ("without the four", "four", 1))
def strength_of_two(gap=1, four=4):
    """mu = xy: mu' = (x^2 + y^2)(s - mu), and (x^2 + y^2)^2 = (x^2 - y^2)^2 + 4 mu^2."""
    velocity = x * x * (s - x * y) + y * y * (s - x * y)
    first = identity(sp.expand(velocity), sp.expand((x**2 + y**2) * (s - x * y)))
    square = gap * (x**2 - y**2) ** 2 + four * (x * y) ** 2
    return all_of(first, identity(sp.expand((x**2 + y**2) ** 2), sp.expand(square)))


@step("proof", ("a rate above twice the imbalance", "factor", 2), ("beyond the target", "top", 3))
def rate_bounds(factor=1, top=1):
    """delta^2 <= delta^2 + 4 mu^2 < delta^2 + 4 s^2 while 0 <= mu < s."""
    square, gap, mu, target = sp.symbols("v delta mu s", real=True)
    premise = [sp.Gt(gap, 0), sp.Ge(mu, 0), sp.Lt(mu, top * target)]
    premise += [sp.Eq(square, gap**2 + 4 * mu**2)]
    lower = implies(premise, sp.Ge(square, (factor * gap) ** 2))
    return all_of(lower, implies(premise, sp.Lt(square, gap**2 + 4 * target**2)))


@step("proof", ("without the rate of the larger mode", "weight", 0), ("reversed", "sign", -1))
def overtaken(weight=1, sign=1):
    """t_i > a/w, t_j < b/delta and delta a >= w b give t_i > t_j."""
    a, b, w, gap, first, second = sp.symbols("a b w delta t_i t_j", real=True)
    bounds = [sp.Gt(first * w, a), sp.Lt(second * gap, b), sp.Gt(b, 0), sp.Gt(w, 0), sp.Gt(gap, 0)]
    condition = sp.Ge(gap * a, (w if weight else 1) * b)
    return implies([*bounds, condition], sp.Gt(sign * (first - second), 0))


@step(
    "evidence",
    ("fitted after half of the longest time", "upper", 0.5),
    ("not before three times the shortest time", "lower", 3.0),
    ("the rate of the balanced mode", "balanced", True),
)
def bounds_along_the_flow(upper=1.0, lower=1.0, balanced=False):
    """Chains of two numbers: below c s at the lower bound of t_c, above it at the upper one."""

    def draw(rng):
        c, target, gap = rng.uniform(0.05, 0.95), rng.uniform(0.2, 3), rng.uniform(0.05, 3)
        second = rng.uniform(0, 1) * min(c * target, gap) / (2 * np.sqrt(gap) + 1)
        return c, target, gap, float(np.sqrt(gap + second**2)), float(second)

    def residual(data):
        c, target, gap, first, second = data
        start = 1 - first * second / target
        rate = 2 * target if balanced else np.hypot(gap, 2 * target)
        times = lower * np.log(start / (1 - c)) / rate, upper * np.log(1 / (1 - c)) / gap
        f, factors = Factorization([[target]]), ([[first]], [[second]])
        reached = [gradient_flow(f, factors, [0, t]).end_to_end()[-1].item() for t in times]
        return float(np.max([0.0, reached[0] / target - c, c - reached[1] / target]))

    def starts_below(data):
        return bool(data[3] * data[4] < data[0] * data[1] and data[3] > data[4])

    return measure(range(50), draw, residual, tolerance=1e-7, hypotheses=(starts_below,))


unbalanced = Claim(
    name="imbalance-ends-separation",
    kind="theorem",
    title="A large imbalance ends the separation",
    statement=r"""
Let $U$, $V$ be as in {prf:ref}`mode-setting`. The flow of two factors from $W_1(0) = p V^\T$, $W_2(0) = q U$ with $p > q$ and $[[second]]$ keeps the form $W_1 = \diag(x_i) V^\T$, $W_2 = U \diag(y_i)$,
where each mode obeys $x' = y (s - x y)$, $y' = x (s - x y)$ with its target $s$. Let $s > 0$, put $[[imbalance]]$ with $\delta = p^2 - q^2$, let $[[above]]$, $[[below]]$, $p q < c\, s$, and let $t_c(s)$ be the time at which $x y = c\, s$.

1. $x^2 - y^2 = \delta$ for all times, and $\mu = x y$ obeys $\mu' = \sqrt{\delta^2 + 4 \mu^2}\, (s - \mu)$.
2. $\displaystyle \frac{1}{\sqrt{\delta^2 + 4 s^2}} \log\frac{1 - p q/s}{1-c} < t_c(s) < \frac1\delta \log\frac{1}{1-c}$.
3. Let $p q < c\, s_j$ for two targets $s_i, s_j > 0$ and $c < \frac12$. If

$$
\delta\, \log\frac{1 - p q/s_i}{c} \ge \sqrt{\delta^2 + 4 s_i^2}\; \log\frac{1}{1-c} ,
$$

then $t_{1-c}(s_i) > t_c(s_j)$: mode $j$ begins before mode $i$ is fitted, however large $s_i$ is against $s_j$ and however small $p q$ is.
""",
    hypotheses={
        "second": nonnegative("q"),
        "imbalance": positive("delta"),
        "above": positive("c"),
        "below": below_one,
    },
    uses=("mode-setting", "product-gradient"),
    words=(
        "M V = U S and U^T M = S V^T; uniqueness of the flow.",
        "-log(s - mu) has the derivative sqrt(delta^2 + 4 mu^2); integrate its bounds.",
    ),
    steps=(conserved, strength_of_two, rate_bounds, overtaken, bounds_along_the_flow),
)

CLAIMS = (unbalanced, descent_time)
