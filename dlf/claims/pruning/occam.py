"""Chapter *Prunability*: what a count of pruned networks promises, and when it says nothing."""

from itertools import combinations, product
from math import comb, lgamma, log, sqrt

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.verify import (
    Claim,
    Property,
    Relation,
    all_of,
    identity,
    implies,
    measure,
    measure_share,
    over,
    step,
)


@step(
    "proof",
    ("the failure of each K a P-th of it", "numbers", 0),
    ("eleven tenths of the failure", "share", sp.Rational(11, 10)),
    whole=("numbers",),
)
def in_union(numbers=1, share=1):
    """P = 1..3: the vectors with K entries fail with chance delta/(P + 1), all with delta."""

    def at(P):
        delta, fail = sp.Symbol("delta", real=True), sp.symbols(f"f0:{P + 1}", real=True)
        each = [sp.Le(f * (P + numbers), share * delta) for f in fail]
        return implies([sp.Gt(delta, 0), *each], sp.Le(sum(fail), delta))

    return over("P", (1, 2, 3), at)


@step(
    "evidence",
    ("eleven tenths in the exponent", "factor", 2.2),
    ("the exponent of two sides", "factor", 4.0),
)
def tail(factor=2.0):
    """Tails of the binomial law: P(mean <= p - t) <= exp(-2 N t^2), losses 0 and 1."""

    def draw(rng):
        N = int(rng.choice([50, 200, 1000]))
        return N, float(rng.choice([1 / 2, 5 / 8, 3 / 4])), int(rng.integers(2, 8))

    def residual(data):
        N, p, units = data
        below = int(N * p - units * sqrt(N))
        if below < 0:
            return 0.0
        log_binomial = lambda k: lgamma(N + 1) - lgamma(k + 1) - lgamma(N - k + 1)
        terms = [log_binomial(k) + k * log(p) + (N - k) * log(1 - p) for k in range(below + 1)]
        chance = np.logaddexp.reduce(terms)
        return np.maximum(chance + factor * N * (p - below / N) ** 2, 0.0)

    return measure(range(20), draw, residual, tolerance=1e-3)


@step(
    "proof",
    ("half of the loss", "share", sp.Rational(1, 2)),
    ("nine tenths", "share", sp.Rational(9, 10)),
)
def no_error(share=1):
    """0 <= e <= 1 and e <= s, s = 1 if e > 0: the mean of s is at least that of e; two values."""
    p, q, e, f, chance = sp.symbols("p q e f c", real=True)
    law = [sp.Ge(p, 0), sp.Ge(q, 0), sp.Le(p + q, 1)]
    values = [sp.Gt(e, 0), sp.Le(e, 1), sp.Gt(f, 0), sp.Le(f, 1), sp.Eq(chance, 1 - p - q)]
    return implies([*law, *values], sp.Le(chance, 1 - (p * e + q * f) / share))


@step("evidence", ("eleven tenths of the loss", "factor", 1.1), ("twice", "factor", 2.0))
def all_right(factor=1.0):
    """(1 - L)^N <= exp(-N L)."""
    draw = lambda rng: (float(rng.uniform(1e-3, 0.1)), int(rng.integers(10, 2000)))
    residual = lambda data: np.maximum(data[1] * (log(1 - data[0]) + factor * data[0]), 0.0)
    return measure(range(20), draw, residual, tolerance=1e-3)


@step(
    "proof",
    ("one weight more", "more", 1),
    ("eleven tenths of the quotient", "share", sp.Rational(11, 10)),
    whole=("more",),
)
def factor_by_factor(more=0, share=1):
    """(P - i)/(K - i) - P/K = i (P - K)/(K (K - i)) >= 0 for i < K <= P."""
    P, K, i = sp.symbols("P K i", real=True)
    ordered = [sp.Ge(i, 0), sp.Gt(K, i), sp.Ge(P, K)]
    same = identity((P - i) / (K - i) - P / K, i * (P - K) / (K * (K - i)))
    return all_of(
        same, implies(ordered, sp.Ge((P - i) * (K + more), share * P * (K - i + more * 2)))
    )


@step(
    "evidence",
    ("eleven tenths of the lower bound", "low", 1.1),
    ("nine tenths of what is added", "high", 0.9),
    ("nothing added", "high", 0.0),
)
def between_bounds(low=1.0, high=1.0):
    """K log(P/K) <= log binom(P, K) <= K log(P/K) + K."""

    def residual(data):
        P, K = data
        found, stated = log(comb(P, K)), K * log(P / K)
        return float(np.max([low * stated - found - 1e-9, found - stated - high * K, 0.0]))

    def draw(rng):
        P = int(10 ** rng.uniform(0.5, 5))
        return P, int(rng.choice([1, max(1, min(P // 10, 200)), P]))

    return measure(range(40), draw, residual, tolerance=1e-3)


@step(
    "evidence",
    ("the number of networks not counted", "counted", False),
)
def drawn_samples(counted=True):
    """Labels by coins, N = 30, P = 10, entries -1, 1: the bound holds for all K, delta = 1/10."""
    P, N, delta = 10, 30, 0.1

    def holds(data):
        X, y = data
        for K in range(1, 7):
            size = log(comb(P, K)) + K * log(2) if counted else 0.0
            slack = sqrt((size + log((P + 1) / delta)) / (2 * N))
            if 0.5 - least_error(X, y, K) > slack:
                return False
        return True

    def draw(rng):
        return rng.standard_normal((N, P)), rng.choice([-1, 1], N)

    return measure_share(range(64), draw, holds, share=0.9)


def least_error(X, y, K):
    """The least share of wrong signs of X w over w with K entries -1 or 1."""
    signs, best = np.array(list(product((-1, 1), repeat=K))).T, 1.0
    for kept in combinations(range(X.shape[1]), K):
        best = min(best, float((np.sign(X[:, kept] @ signs) != y[:, None]).mean(axis=0).min()))
    return best


unit = Property(
    "in_unit_interval(e)",
    r"0 \le e(w, z) \le 1",
    lambda values: bool((np.asarray(values) >= 0).all() and (np.asarray(values) <= 1).all()),
    (0.0, 0.3, 1.0),
    (0.0, 2.3),
)
delta = sp.Symbol("delta", real=True)

VECTORS = formal("sparse_count.v", "sparse_vectors")
COMPLEXITY, BETWEEN, NOTHING = theorems(
    "sparse_complexity.v", "sparse_complexity", "complexity_between", "count_says_nothing"
)

occam_claim = Claim(
    name="occam-count",
    kind="theorem",
    title="What a count of pruned networks promises",
    statement=r"""
Let $e(w, z)$ be the loss of a network with the weights $w \in \R^P$ at an example $z$, with $[[unit]]$, $L(w)$ its mean over a law of examples, and $\hat L(w)$ its mean over $N$ examples drawn independently from this law. Fix a set of at most $2^b$ real numbers, $b \ge 0$, before the examples are seen. Let $\mathcal W_K$ be the vectors $w$ with $K$ nonzero entries, all from this set, $C_K = \log \binom PK + K b \log 2$, and $[[delta, below]]$.

1. With a probability of at least $1 - \delta$, for all $K = 0, \dots, P$ and all $w \in \mathcal W_K$,

$$
L(w) \le \hat L(w) + \sqrt{\frac{C_K + \log \frac{P + 1}{\delta}}{2 N}} .
$$

2. With a probability of at least $1 - \delta$, for all $K$ and all $w \in \mathcal W_K$ with $\hat L(w) = 0$, $L(w) \le \bigl( C_K + \log \frac{P + 1}{\delta} \bigr) / N$.
3. For a share $\pi = K/P > 0$, $C_K$ lies between $\pi P \bigl( \log \frac1\pi + b \log 2 \bigr)$ and $\pi P \bigl( \log \frac1\pi + b \log 2 + 1 \bigr)$. So at a fixed share the bounds grow with the number of weights, and 1 says nothing once $\pi P \bigl( \log \frac1\pi + b \log 2 \bigr) \ge 2 N$.
""",
    hypotheses={
        "unit": unit,
        "delta": Relation(sp.Gt(delta, 0)),
        "below": Relation(sp.Le(delta, 1)),
    },
    uses=(),
    words=("Hoeffding's inequality, cited; the tails of binomial laws are instances.",),
    steps=(
        VECTORS,
        COMPLEXITY,
        BETWEEN,
        NOTHING,
        in_union,
        tail,
        no_error,
        all_right,
        factor_by_factor,
        between_bounds,
        drawn_samples,
    ),
    parts={
        "1": (VECTORS, COMPLEXITY, in_union, tail, drawn_samples),
        "2": (VECTORS, COMPLEXITY, in_union, no_error, all_right),
        "3": (BETWEEN, NOTHING, factor_by_factor, between_bounds),
    },
)

CLAIMS = (occam_claim,)
