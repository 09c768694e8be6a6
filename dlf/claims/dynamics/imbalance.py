"""Chapter *Incremental fitting*: a start that is not balanced acts like a larger balanced one."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.balls import in_balls, over_balls
from dlf.claims.dynamics.imbalance_bounds import BOUNDS, necessary, sufficient, times_of
from dlf.claims.dynamics.separation import two_factors_only
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import below_half, below_one, larger, nonnegative, positive
from dlf.dynamics import gradient_flow
from dlf.verify import Claim, Relation, all_of, enclose, identity, implies, measure, step

x, y, s, w, d = sp.symbols("x y s w d", positive=True)
NEAR = sp.Rational(99, 100)


@step(
    "proof",
    ("a velocity smaller by a per cent", "speed", NEAR),
    ("the difference grows as the sum does", "sign", 1),
)
def opposite_rates(speed=1, sign=-1):
    """x' = y r, y' = x r, r = s - xy: (x + y)' = r (x + y), (x - y)' = -r (x - y): x^2 - y^2 stays."""
    r = s - x * y
    total = identity(speed * y * r + x * r, r * (x + y))
    return all_of(total, identity(y * r - x * r, sign * r * (x - y)))


@step(
    "proof",
    ("three and a half times the square", "four", sp.Rational(7, 2)),
    ("the square of delta over 15", "sixteen", 15),
    ("the square of delta over 17", "sixteen", 17),
)
def strength_of_two(four=4, sixteen=16):
    """delta = x^2 - y^2, w = (x + y)^2/4: (x^2 + y^2)^2 = delta^2 + 4 (xy)^2, xy = w - delta^2/(16 w)."""
    delta, arithmetic = x**2 - y**2, (x + y) ** 2 / 4
    square = identity((x**2 + y**2) ** 2, delta**2 + four * (x * y) ** 2)
    return all_of(square, identity(x * y, arithmetic - delta**2 / (sixteen * arithmetic)))


@step(
    "proof",
    ("half of the rate", "rate", 1),
    ("a rate larger by a per cent", "rate", 2 / NEAR),
    ("the roots far from the target", "shift", sp.Rational(1, 100)),
)
def logistic_form(rate=2, shift=0):
    """w' = 2w(s - w + d^2/w): (w + b)/(a - w) grows at the rate 2(a + b) if a - b = s and ab = d^2."""
    a, b = sp.symbols("a b", positive=True)
    top, product_ = a - b + shift, a * b
    velocity = 2 * w * (top - (w - product_ / w))
    quotient = (w + b) / (a - w)
    claimed = rate * (a + b) * quotient
    return identity(sp.diff(quotient, w) * velocity, claimed, where=[sp.Gt(a, w), sp.Gt(a, b)])


@step(
    "proof",
    ("a square smaller by a per cent", "four", 4 * NEAR),
    ("a square larger by a per cent", "four", 4 / NEAR),
)
def level(four=4):
    """(w - d^2/w)^2 + 4 d^2 = (w + d^2/w)^2: w is half of c s + root if w - d^2/w = c s; a is it for c = 1."""
    strength = w - d**2 / w
    return identity(strength**2 + four * d**2, (w + d**2 / w) ** 2)


@step(
    "proof",
    ("a rate above 1.01 times the imbalance", "factor", sp.Rational(101, 100)),
    ("beyond the target", "top", sp.Rational(101, 100)),
)
def rate_bounds(factor=1, top=1):
    """delta^2 <= delta^2 + 4 mu^2 < delta^2 + 4 s^2 while 0 <= mu < s."""
    square, gap, mu, target = sp.symbols("v delta mu s", real=True)
    premise = [sp.Gt(gap, 0), sp.Ge(mu, 0), sp.Lt(mu, top * target)]
    premise += [sp.Eq(square, gap**2 + 4 * mu**2)]
    lower = implies(premise, sp.Ge(square, (factor * gap) ** 2))
    return all_of(lower, implies(premise, sp.Lt(square, gap**2 + 4 * target**2)))


@step(
    "proof",
    ("the rate of the larger mode smaller by a per cent", "weight", NEAR),
    ("reversed", "sign", -1),
)
def overtaken(weight=1, sign=1):
    """t_i > a/w, t_j < b/delta and delta a >= w b give t_i > t_j."""
    a, b, rate, gap, first, second = sp.symbols("a b w delta t_i t_j", real=True)
    bounds = [sp.Gt(first * rate, a), sp.Lt(second * gap, b)]
    bounds += [sp.Gt(b, 0), sp.Gt(rate, 0), sp.Gt(gap, 0)]
    condition = sp.Ge(gap * a, weight * rate * b)
    return implies([*bounds, condition], sp.Gt(sign * (first - second), 0))


STARTS = list(
    product(("1/10", "2/3"), ("1/3", "5"), (("1/2", "1/3"), ("7/10", "0"), ("1e-3", "1e-4")))
)


@step(
    "evidence",
    ("the geometric mean of the scales, a per cent off", "mean", "1.01"),
    ("an imbalance larger by a per cent", "gap", "1.01"),
)
def exact_time(mean="1", gap="1"):
    """The formula of 2 against the integral of 1/mu' in balls: twelve starts, q = 0 among them."""
    from flint import acb

    def check(point):
        fraction, target, scales = point
        p, q = map(Fraction, scales)
        E, delta = Fraction(mean) * ((p + q) / 2) ** 2, Fraction(gap) * (p**2 - q**2)
        found = times_of(fraction, target, E, delta / 4)
        top, square = acb(target), acb(str((p**2 - q**2) ** 2))
        rate = lambda mu, _: 1 / ((square + 4 * mu**2).sqrt() * (top - mu))
        end = Fraction(fraction) * Fraction(target)
        exact = acb.integral(rate, acb(str(p * q)), acb(str(end))).real
        near = Fraction(1, 10**20)
        return enclose(found / exact, 1 - near, 1 + near, relative_radius="1e-20")

    fit = [
        v for v in STARTS if Fraction(v[2][0]) * Fraction(v[2][1]) < Fraction(v[0]) * Fraction(v[1])
    ]
    return over_balls("(c, s, (p, q))", fit, check, 200)


@step(
    "evidence",
    ("a start larger by a per cent", "mean", 1.01),
    ("the rates of a balanced start", "gap", 0.0),
)
def along_the_flow(mean=1.0, gap=1.0):
    """Matrices: at the time of 2 the product is U diag(mu) V^T and the first mode is at c s."""

    def draw(rng):
        (U, _), (V, _) = (np.linalg.qr(rng.standard_normal((n, 2))) for n in (4, 3))
        p, c = rng.uniform(0.3, 1.2), rng.uniform(0.1, 0.9)
        s = rng.uniform(0.5, 2, 2)
        return U, V, s, c, p, rng.uniform(0, 1) * min(p, c * s[0] / p)

    def residual(data):
        U, V, s, c, p, q = data
        E, delta = mean * ((p + q) / 2) ** 2, gap * (p**2 - q**2)
        time = float(in_balls(lambda: times_of(c, s[0], E, delta / 4), 128).mid())
        start = (p * V.T, q * U)
        f = Factorization(U @ np.diag(s) @ V.T)
        X = gradient_flow(f, start, [0, time], rtol=1e-11).end_to_end()[-1]
        inner = U.T @ X @ V
        other = [X - U @ inner @ V.T, np.atleast_2d(inner[0, 1]), np.atleast_2d(inner[1, 0])]
        return float(np.max([abs(inner[0, 0] / s[0] - c), *(np.abs(A).max() for A in other)]))

    def starts_below(data):
        _, _, s, c, p, q = data
        return bool(p * q < c * s[0] and p >= q >= 0)

    return measure(range(20), draw, residual, tolerance=1e-6, hypotheses=(starts_below,))


product_below = Relation(
    sp.Lt(
        sp.Symbol("p", real=True) * sp.Symbol("q", real=True),
        sp.Symbol("c", real=True) * sp.Symbol("s", real=True),
    )
)

FLOW = formal("imbalance_flow.v", "imbalance_flow_of_modes")
KEPT, PAIR, MEAN, LEVEL = theorems(
    "two_rates.v", "imbalance_kept", "strength_of_two", "mean_start", "level_time"
)
NEVER_OVERTAKEN = formal("pair_exists.v", "never_overtaken")

HALF_TIME, SMALL = (
    formal("share_slope.v", "half_time_derive"),
    formal("share_time.v", "small_share"),
)
SEPARATES = formal("imbalance_separation.v", "imbalance_separates")
NEEDED = formal("imbalance_needed.v", "imbalance_needed")
BEST = theorems("imbalance_best.v", "imbalance_factor_best", "imbalance_share_best")

unbalanced = Claim(
    name="imbalance-ends-separation",
    kind="theorem",
    title="An imbalance acts like a larger start",
    statement=r"""
Let $[[depth]]$ and let $U$, $V$ be as in {prf:ref}`mode-setting`. The flow of two factors from $W_1(0) = p V^\T$, $W_2(0) = q U$ with $[[order, second]]$ and $[[first]]$ keeps the form $W_1 = \diag(x_i) V^\T$, $W_2 = U \diag(y_i)$,
where each mode obeys $x' = y (s - x y)$, $y' = x (s - x y)$ with its target $s$. Put $\delta = p^2 - q^2$ and $E = \bigl( \frac{p + q}{2} \bigr)^2$. Let $[[target]]$, $[[above, below]]$, $[[starts]]$, and let $t_c(s)$ be the time at which $x y = c\, s$.

1. $x^2 - y^2 = \delta$ for all times. The strength $\mu = x y$ obeys $\mu' = \sqrt{\delta^2 + 4 \mu^2}\, (s - \mu)$, and $w = \bigl( \frac{x + y}{2} \bigr)^2$ obeys $\mu = w - \frac{\delta^2}{16 w}$, $w(0) = E$.
2. With $R = \sqrt{s^2 + \delta^2/4}$ and $w_c = \frac12 \bigl( c\, s + \sqrt{c^2 s^2 + \delta^2/4} \bigr)$,

$$
t_c(s) = \frac{1}{2R} \log \frac{(2 w_c + R - s)(R + s - 2E)}{(R + s - 2 w_c)(2E + R - s)} .
$$

For 3 to 6 let moreover $[[half]]$, $[[pair]]$, $p q < c\, s_j$, let $\gamma = \frac{s_i - s_j}{s_i + s_j}$ be the relative gap and $F \log F = F + 1$ as in {prf:ref}`separation-two-factors`.

3. If $\displaystyle \frac{s_j - E}{E} \ge F \Bigl( \frac{1-c}{c} \Bigr)^{1/\gamma}$, then $t_{1-c}(s_i) < t_c(s_j)$, whatever the imbalance.
4. If $\delta \le c\, s_j$ and $t_{1-c}(s_i) < t_c(s_j)$, then $\displaystyle \frac{s_j - E}{E} > k \Bigl( \frac{1-c}{c} \Bigr)^{1/\gamma}$ with $k = 8 \sqrt5 - 17 = 0.888\dots$
5. No smaller number can stand for $F$ in 3, and no larger one for $k$ in 4.
6. If $\displaystyle \delta\, \log\frac{1 - p q/s_i}{c} \ge \sqrt{\delta^2 + 4 s_i^2}\; \log\frac{1}{1-c}$, then $t_{1-c}(s_i) > t_c(s_j)$, however large $s_i$ is against $s_j$ and however small $p q$ is.
""",
    hypotheses={
        "depth": two_factors_only,
        "order": Relation(sp.Ge(sp.Symbol("p", real=True), sp.Symbol("q", real=True))),
        "first": positive("p"),
        "second": nonnegative("q"),
        "target": positive("s"),
        "above": positive("c"),
        "below": below_one,
        "starts": product_below,
        "half": below_half,
        "pair": larger,
    },
    uses=("mode-setting", "product-gradient", "separation-two-factors"),
    source="tarmoun2021understanding",
    steps=(
        HALF_TIME,
        SMALL,
        SEPARATES,
        NEEDED,
        *BEST,
        FLOW,
        KEPT,
        PAIR,
        MEAN,
        LEVEL,
        NEVER_OVERTAKEN,
        opposite_rates,
        strength_of_two,
        logistic_form,
        level,
        *BOUNDS,
        rate_bounds,
        overtaken,
        exact_time,
        along_the_flow,
    ),
    parts={
        "1": (FLOW, KEPT, PAIR, MEAN, opposite_rates, strength_of_two),
        "2": (LEVEL, logistic_form, level, exact_time, along_the_flow),
        "3": (
            HALF_TIME,
            SMALL,
            SEPARATES,
            *tuple(
                one for one in BOUNDS if one.name in ("halves", "integral", "boxes", "sufficient")
            ),
        ),
        "4": (
            NEEDED,
            *tuple(
                one
                for one in BOUNDS
                if one.name not in ("halves", "integral", "boxes", "sufficient")
            ),
        ),
        "5": (*BEST, sufficient, necessary),
        "6": (NEVER_OVERTAKEN, rate_bounds, overtaken),
    },
)

CLAIMS = (unbalanced,)
