"""Chapter *One mode at a time*, second half: the statements on gradient descent."""

from fractions import Fraction
from functools import cache

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, nonnegative, positive
from dlf.exact import ball, mode_strength
from dlf.verify import (
    Claim,
    Relation,
    all_of,
    enclose,
    identity,
    implies,
    measure_order,
    nonneg,
    over,
    step,
)

L = sp.Symbol("L", integer=True, positive=True)
lam, s, m, eta = sp.symbols("lambda s m eta", positive=True)
HALF = sp.Rational(1, 2)
RATES = 0.02 / 2.0 ** np.arange(1, 8)
DEPTH, TOP, RATE = sp.Symbol("L", integer=True), *sp.symbols("m eta", real=True)


def step_limit(most=1):
    """The hypothesis eta L m^(2L-2) <= 1 (or another limit), with s = m^L."""
    return Relation(sp.Le(RATE * DEPTH * TOP ** (2 * DEPTH - 2), most))


def displacement(strength, top):
    """p = lambda^(2L-1) - m^L lambda^(L-1): a step is lambda - eta p."""
    return strength ** (2 * L - 1) - top**L * strength ** (L - 1)


@step(
    "proof",
    ("the factor 2L", "factor", 2 * L),
    ("the power L - 1 outside", "power", L - 1),
)
def slope(factor=2 * L - 1, power=L - 2):
    """p' = lambda^(L-2) ((2L-1) lambda^L - (L-1) m^L)."""
    bracket = factor * lam**L - (L - 1) * m**L
    return identity(sp.diff(displacement(lam, m), lam), lam**power * bracket)


@step(
    "proof",
    ("scaled by m^(2L-1)", "power", 2 * L - 1),
    ("y = (lambda/m)^(L-1)", "lower", 1),
    whole=("lower",),
)
def scaling(power=2 * L - 2, lower=2):
    """p' = m^(2L-2) y ((2L-1) x - (L-1)) with x = (lambda/m)^L and y = (lambda/m)^(L-2)."""
    u, v = (lam / m) ** L, (lam / m) ** (L - lower)
    scaled = m**power * v * ((2 * L - 1) * u - (L - 1))
    return identity(sp.diff(displacement(lam, m), lam), scaled)


@step(
    "proof",
    ("a constant smaller by 1/100", "less", sp.Rational(1, 100)),
    ("lambda < m dropped", "top", 2),
)
def slope_bound(less=0, top=1):
    """y ((2L-1) x - (L-1)) < L for 0 <= x < 1 and 0 <= y <= 1: p' < L m^(2L-2) below m."""
    u, v, n = sp.symbols("x y L", real=True)
    ranges = [sp.Ge(u, 0), sp.Lt(u, top), sp.Ge(v, 0), sp.Le(v, 1), sp.Ge(n, 2)]
    return implies(ranges, sp.Lt(v * ((2 * n - 1) * u - (n - 1)), n - less))


@step(
    "proof",
    ("the constant L - 1", "constant", L - 1),
    ("the power 2L - 1", "power", 2 * L - 1),
)
def sharp(constant=L, power=2 * L - 2):
    """p'(m) = L m^(2L-2): beyond the limit the map decreases at its fixed point and overshoots."""
    at_top = sp.diff(displacement(lam, m), lam).subs(lam, m)
    return identity(at_top, constant * m**power)


@step("proof", ("the reversed sign", "sign", -1), ("the power L", "power", L))
def comparison(sign=1, power=L - 1):
    """g_s - g_s^ = eta lambda^(L-1) (s - s^): the larger target is ahead after one step."""
    one = lambda target: lam - eta * lam ** (L - 1) * (lam**L - target)
    low = sp.Symbol("s_low", positive=True)
    return identity(one(s) - one(low), sign * eta * lam**power * (s - low))


@step(
    "proof",
    ("without the step condition", "limit", 4),
    ("a larger share of the smaller mode is left", "kept", sp.Rational(51, 100)),
)
def stays_positive(limit=1, kept=HALF):
    """3: for s^ >= 0 a step leaves at least half of 0 < l^ <= m, as q = eta l^(2L-2) <= 1/L <= 1/2.

    With gain = eta l^(L-2) s^ >= 0 it is l^ (1 - q + gain).
    """
    a, q, gain, n = sp.symbols("lambda q gain L", real=True)
    premise = [sp.Gt(a, 0), sp.Ge(q, 0), sp.Le(q * n, limit), sp.Ge(n, 2), sp.Ge(gain, 0)]
    return implies(premise, sp.Ge(a * (1 - q + gain), kept * a))


@step("proof", ("without eta < 1/eps^(2L-2)", "limit", 2))
def unlearned_descent(limit=1):
    """s = 0: with 0 < q = eta lambda^(2L-2) < 1 a step leaves 0 < lambda (1 - q) < lambda."""
    a, q = sp.symbols("lambda q", real=True)
    premise = [sp.Gt(a, 0), sp.Gt(q, 0), sp.Lt(q, limit)]
    left = implies(premise, sp.Gt(a * (1 - q), 0))
    return all_of(left, implies(premise, sp.Lt(a * (1 - q), a)))


@step(
    "evidence",
    ("a constant smaller by 1/100", "less", sp.Rational(1, 100)),
    ("starts above m", "ordered", False),
)
def increments(less=0, ordered=True):
    """L m^(2L-2) - (p(y) - p(x))/(y - x) >= 0 for x <= y <= m, by its coefficients."""
    v1, v2, top = sp.symbols("v1 v2 m")

    def at(depth):
        h = lambda n: sum(v1**i * v2 ** (n - i) for i in range(n + 1))
        quotient = h(2 * depth - 2) - top**depth * h(depth - 2)
        slack = (depth - less) * top ** (2 * depth - 2) - quotient
        return nonneg(slack, (v1, v2, top) if ordered else (top, v1, v2))

    return over("L", range(2, 13), at)


@step(
    "evidence",
    ("at the limit itself", "percent", 100),
    ("for a start of 99/100", "start", Fraction(99, 100)),
)
def overshoot(percent=101, start=1 - Fraction(1, 10_000)):
    """s = 1 and eta L = 101/100: the start 1 - 1/10000 steps beyond 1."""

    def at(depth):
        rate = Fraction(percent, 100 * depth)
        after = start - rate * start ** (depth - 1) * (start**depth - 1)
        return enclose(ball(after), 1, 2, relative_radius="1e-12")

    return over("L", range(2, 13), at)


BELOW_TARGET, RUN_INCREASES, RUN_TENDS, SHARP, COMPARISON, UNLEARNED, UNLEARNED_TENDS = (
    formal("step_condition.v", "step_below_target"),
    formal("mode_descent.v", "run_increases"),
    formal("mode_descent.v", "run_tends"),
    formal("step_condition.v", "sharp"),
    formal("mode_descent.v", "comparison"),
    formal("mode_descent.v", "unlearned"),
    formal("mode_descent.v", "unlearned_tends"),
)

condition = Claim(
    name="step-condition",
    kind="theorem",
    title="Step condition and comparison",
    statement=r"""
Let $[[depth]]$, $[[rate, scale]]$ and $g(\lambda) = \lambda - \eta \lambda^{L-1} (\lambda^L - s)$, the step of {prf:ref}`aligned-chain`.
In 1 to 3 let $s = m^L$ with $[[positive]]$; the *step condition* is $[[limit]]$.

1. Under the step condition $0 < \lambda < m$ implies $\lambda < g(\lambda) < m$; moreover $g(m) = m$, and $g$ is strictly increasing on $[0, m]$. So descent from $\eps < m$ increases strictly to $m$ without overshooting.
2. The constant is sharp: if $\eta L m^{2L-2} > 1$, there is a $\lambda$ with $0 < \lambda < m$ and $g(\lambda) > m$.
3. Let the step condition hold, $[[idle, smaller]]$, $[[below]]$ and $0 < \hat\lambda_0 \le \lambda_0$. Then $0 < \hat\lambda_k \le \lambda_k$ at every step $k$, where $\lambda_k$ and $\hat\lambda_k$ are the descents with the targets $s$ and $\hat s$.
4. If $s = 0$ and $\eta\, \eps^{2L-2} < 1$, descent from $\eps$ decreases strictly to $0$ and stays positive.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "rate": positive("eta"),
        "scale": positive("varepsilon"),
        "positive": positive("m"),
        "limit": step_limit(),
        "idle": nonnegative("shat"),
        "smaller": Relation(sp.Le(sp.Symbol("shat", real=True), TOP**DEPTH)),
        "below": Relation(sp.Le(sp.Symbol("lambda_0", real=True), TOP)),
    },
    uses=("aligned-chain",),
    steps=(
        BELOW_TARGET,
        RUN_INCREASES,
        RUN_TENDS,
        SHARP,
        COMPARISON,
        UNLEARNED,
        UNLEARNED_TENDS,
        slope,
        scaling,
        slope_bound,
        sharp,
        comparison,
        stays_positive,
        unlearned_descent,
        increments,
        overshoot,
    ),
    parts={
        "1": (BELOW_TARGET, RUN_INCREASES, RUN_TENDS, slope, scaling, slope_bound, increments),
        "2": (SHARP, sharp, overshoot),
        "3": (COMPARISON, slope_bound, comparison, stays_positive),
        "4": (UNLEARNED, UNLEARNED_TENDS, unlearned_descent),
    },
)


def velocity(strength, top, depth=L):
    """v = lambda' = lambda^(L-1) (s - lambda^L)."""
    return strength ** (depth - 1) * (top - strength**depth)


@step(
    "proof",
    ("one power of lambda more", "power", 2 * L - 2),
    ("the factor 2L", "factor", 2 * L),
    ("the reversed sign", "sign", -1),
)
def local_error(power=2 * L - 3, factor=2 * L - 1, sign=1):
    """lambda'' = v v' along the flow: a step errs by eta^2/2 times this polynomial, and no less."""
    v = velocity(lam, s)
    bracket = (lam**L - s) * (factor * lam**L - (L - 1) * s)
    return identity(sp.diff(v, lam) * v, sign * lam**power * bracket)


@step(
    "proof",
    ("a share of 0.505", "share", sp.Rational(101, 200)),
    ("the other sign", "share", -HALF),
)
def leading_error(share=HALF):
    """2: e = -v log(v/v_0)/2 obeys e' = v' e - v v'/2 along the flow, where e' = v de/dlambda."""
    v, start = velocity(lam, s), sp.Symbol("v_0", positive=True)
    e = -share * v * sp.log(v / start)
    along = v * sp.diff(e, lam)
    return identity(along, sp.diff(v, lam) * e - v * sp.diff(v, lam) / 2, where=[sp.Lt(lam**L, s)])


@cache
def run(rate, depth, flow_depth):
    """lambda_k and lambda(t_k) up to t = 4, for s = 1 from 1/2."""
    path = [0.5]
    for _ in range(round(4 / rate)):
        path.append(path[-1] - rate * path[-1] ** (depth - 1) * (path[-1] ** depth - 1))
    law = mode_strength(np.arange(len(path)) * rate, 1.0, init_scale=0.5, depth=flow_depth)
    return np.array(path), law ** (1 / flow_depth)


def worst_error(rate, depth, other=0, share=0.0):
    """The largest error after -share eta v log(v/v_0) has been added to the flow."""
    path, law = run(rate, depth, depth + other)
    v = velocity(law, 1.0, depth)
    return np.abs(path - law + share * rate * v * np.log(v / v[0])).max()


@step(
    "evidence",
    ("order 1.09", "order", 1.09),
    ("order 0.91", "order", 0.91),
    ("against the flow of another depth", "other", 1),
    whole=("other",),
)
def order_of_convergence(order=1, other=0):
    """1: the largest error up to t = 4 against the closed form; s = 1, eps = 1/2."""

    def at(depth):
        error = lambda rate: worst_error(rate, depth, other)
        return measure_order(error, RATES, order=order, tolerance=0.004)

    return over("L", (2, 3, 4), at)


@step(
    "evidence",
    ("a share of 0.505", "share", 0.505),
    ("a share of 0.495", "share", 0.495),
)
def second_order(share=0.5):
    """2: the largest remainder of the expansion up to t = 4 has order two."""

    def at(depth):
        error = lambda rate: worst_error(rate, depth, share=share)
        return measure_order(error, RATES, order=2, tolerance=0.02)

    return over("L", (2, 3, 4), at)


IS_RUN = formal("descent_is_run.v", "descent_is_run")
ORDERS = theorems("descent_order.v", "descent_first_order", "descent_second_order")


order_one = Claim(
    name="descent-order",
    kind="proposition",
    title="The error of descent",
    statement=r"""
Fix $[[depth]]$, $[[time]]$, $[[target]]$ and $[[scale]]$, and let $v(\lambda) = \lambda^{L-1} (s - \lambda^L)$. Let $\lambda(t)$ be the flow and $\lambda_k$ the descent of {prf:ref}`aligned-chain`, both from $\eps$. As $\eta \to 0$, uniformly over the steps with $t_k = k \eta \le T$:

1. $\lambda_k - \lambda(t_k) = O(\eta)$.
2. If $\eps^L \ne s$, then $\displaystyle \lambda_k - \lambda(t_k) = -\frac{\eta}{2}\, v(\lambda(t_k)) \log \frac{v(\lambda(t_k))}{v(\eps)} + O(\eta^2)$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "time": positive("T"),
        "target": nonnegative("s"),
        "scale": positive("varepsilon"),
    },
    uses=("aligned-chain", "mode-equation"),
    source="hairer1993solving",
    steps=(IS_RUN, *ORDERS, local_error, leading_error, order_of_convergence, second_order),
    parts={
        "1": (IS_RUN, ORDERS[0], local_error, order_of_convergence),
        "2": (IS_RUN, ORDERS[1], local_error, leading_error, second_order),
    },
)

CLAIMS = (condition,)
