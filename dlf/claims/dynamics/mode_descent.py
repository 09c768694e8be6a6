"""Chapter *One mode at a time*, second half: the statements on gradient descent."""

from fractions import Fraction

import numpy as np
import sympy as sp

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


def step_limit():
    """The hypothesis of the step condition, with s = m^L."""
    depth, top, rate = sp.Symbol("L", integer=True), *sp.symbols("m eta", real=True)
    return Relation(sp.Le(rate * depth * top ** (2 * depth - 2), 1))


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


@step("proof", ("scaled by m^(2L-1)", "power", 2 * L - 1), ("y = (lambda/m)^L", "lower", 0))
def scaling(power=2 * L - 2, lower=2):
    """p' = m^(2L-2) y ((2L-1) x - (L-1)) with x = (lambda/m)^L and y = (lambda/m)^(L-2)."""
    u, v = (lam / m) ** L, (lam / m) ** (L - lower)
    scaled = m**power * v * ((2 * L - 1) * u - (L - 1))
    return identity(sp.expand(sp.diff(displacement(lam, m), lam)), sp.expand(scaled))


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
    return identity(sp.powsimp(sp.expand(at_top)), constant * m**power)


@step("proof", ("the reversed sign", "sign", -1), ("the power L", "power", L))
def comparison(sign=1, power=L - 1):
    """g_s - g_s^ = eta lambda^(L-1) (s - s^): the larger target is ahead after one step."""
    one = lambda target: lam - eta * lam ** (L - 1) * (lam**L - target)
    low = sp.Symbol("s_low", positive=True)
    gain = sp.expand(sign * eta * lam**power * (s - low))
    return identity(sp.expand(one(s) - one(low)), gain, where=[sp.Lt(low, s)])


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
    ("for a start of 1/2", "start", Fraction(1, 2)),
)
def overshoot(percent=101, start=1 - Fraction(1, 10_000)):
    """s = 1 and eta L = 101/100: the start 1 - 1/10000 steps beyond 1."""

    def at(depth):
        rate = Fraction(percent, 100 * depth)
        after = start - rate * start ** (depth - 1) * (start**depth - 1)
        return enclose(ball(after), 1, 2, relative_radius="1e-12")

    return over("L", range(2, 13), at)


condition = Claim(
    name="step-condition",
    kind="theorem",
    title="Step condition and comparison",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[scale]]$ and $g(\lambda) = \lambda - \eta \lambda^{L-1} (\lambda^L - s)$, the step of {prf:ref}`aligned-chain`.
In 1 to 3 let $s = m^L$ with $[[positive]]$; the *step condition* is $[[limit]]$.

1. Under the step condition $0 < \lambda < m$ implies $\lambda < g(\lambda) < m$; moreover $g(m) = m$, and $g$ is strictly increasing on $[0, m]$. So descent from $\eps < m$ increases strictly to $m$ without overshooting.
2. The constant is sharp: if $\eta L m^{2L-2} > 1$, there is a $\lambda$ with $0 < \lambda < m$ and $g(\lambda) > m$.
3. Let the step condition hold, $0 < \hat s \le s$, $\hat m^L = \hat s$, $0 < \hat\lambda(0) \le \lambda(0) \le m$ and $\hat\lambda(0) \le \hat m$. Then $\hat\lambda_k \le \lambda_k$ at every step $k$, where $\hat\lambda$ is the descent with $\hat s$.
4. If $s = 0$ and $\eta\, \eps^{2L-2} < 1$, descent from $\eps$ decreases strictly to $0$ and stays positive.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "rate": positive("eta"),
        "scale": positive("varepsilon"),
        "positive": positive("m"),
        "limit": step_limit(),
    },
    uses=("aligned-chain",),
    words=(
        "A function with positive derivative increases; at a negative slope it overshoots.",
        "Induction over the steps; a bounded monotone sequence tends to a fixed point.",
    ),
    steps=(
        slope,
        scaling,
        slope_bound,
        sharp,
        comparison,
        unlearned_descent,
        increments,
        overshoot,
    ),
)


@step(
    "proof",
    ("one power of lambda more", "power", 2 * L - 2),
    ("the factor 2L", "factor", 2 * L),
    ("the reversed sign", "sign", -1),
)
def local_error(power=2 * L - 3, factor=2 * L - 1, sign=1):
    """lambda'' = v v' along the flow: a step errs by eta^2/2 times this polynomial, and no less."""
    velocity = -(lam ** (L - 1)) * (lam**L - s)
    bracket = (lam**L - s) * (factor * lam**L - (L - 1) * s)
    return identity(
        sp.expand(sp.diff(velocity, lam) * velocity), sp.expand(sign * lam**power * bracket)
    )


def descend(top, depth, rate, start, steps):
    """lambda_0, ..., lambda_steps of one aligned mode."""
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * path[-1] ** (depth - 1) * (path[-1] ** depth - top))
    return np.array(path)


@step(
    "evidence",
    ("order two", "order", 2),
    ("order one half", "order", 0.5),
    ("against the flow of another depth", "other", 1),
)
def order_of_convergence(order=1, other=0):
    """The largest error up to t = 12 against the closed form; s = 1, eps = 0.3."""

    def at(depth):
        def error(rate):
            k = np.arange(round(12 / rate) + 1)
            law = mode_strength(k * rate, 1.0, init_scale=0.3, depth=depth + other)
            return np.abs(descend(1.0, depth, rate, 0.3, len(k) - 1) - law ** (1 / depth)).max()

        return measure_order(error, 0.04 / 2.0 ** np.arange(6), order=order, tolerance=0.02)

    return over("L", (2, 3, 4), at)


order_one = Claim(
    name="descent-order",
    kind="proposition",
    title="Order one",
    statement=r"""
Fix $[[depth]]$, $[[time]]$, $[[target]]$ and $[[scale]]$. As $\eta \to 0$, the largest error $|\lambda_k - \lambda(k \eta)|$ over the steps with $k \eta \le T$ is $O(\eta)$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "time": positive("T"),
        "target": nonnegative("s"),
        "scale": positive("varepsilon"),
    },
    uses=("mode-equation",),
    source="hairer1993solving",
    words=(
        "Euler's method has order one where the right side is smooth (Hairer, Norsett, Wanner).",
    ),
    steps=(local_error, order_of_convergence),
)

CLAIMS = (condition, order_one)
