"""Chapter *Sampling by sensitivity*: what is drawn, its mean and variance, how many draws."""

from itertools import product
from math import ceil, comb, floor

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import at_least_one, positive
from dlf.pruning import edge_sensitivities, sample_size, sample_weights
from dlf.verify import (
    Claim,
    Property,
    Relation,
    all_of,
    enclose,
    identity,
    implies,
    measure_share,
    nonneg,
    over,
    step,
)

setting = Claim(
    name="sampled-neurons",
    kind="definition",
    title="Sensitivities, and a row that is sampled",
    statement=r"""
In the setting of {prf:ref}`removed-neurons` let all activations be $h_j(u) \ge 0$, for inputs $u$ among the samples or not. For a row $x \in \R^n$ of $X$, put

$$
z(u) = \sum_j x_j h_j(u), \qquad \bar z(u) = \sum_j |x_j|\, h_j(u), \qquad g_j(u) = \frac{|x_j|\, h_j(u)}{\bar z(u)} ,
$$

the output, its *magnitude*, and the *share* of neuron $j$, with $g_j(u) = 0$ if $\bar z(u) = 0$: all terms are zero there. The *sensitivity* of $j$ on a set $U$ of $N$ inputs is $s_j = \max_{u \in U} g_j(u)$, and $S = \sum_j s_j$ their *total*.

Let $p_j \ge 0$, $\sum_j p_j = 1$. The row is *sampled* by $m \ge 1$ independent draws of a neuron, $j$ with probability $p_j$: with $c_j$ the number of times that $j$ is drawn, $\hat x_j = \frac{c_j}{m\, p_j}\, x_j$ if $p_j > 0$, and $\hat x_j = 0$ if $p_j = 0$. The output becomes $\hat z(u) = \sum_j \hat x_j h_j(u)$.
""",
    uses=("removed-neurons",),
)


def probabilities(n):
    """n letters as shares of their sum."""
    q = sp.symbols(f"q1:{n + 1}", positive=True)
    return [one / sum(q) for one in q]


@step(
    "proof",
    ("nine tenths of the square of z", "share", sp.Rational(9, 10)),
    ("nine tenths of a draw", "draws", sp.Rational(9, 10)),
    ("the draws squared", "power", 2),
    ("counts that are not divided by p", "divided", 0),
    whole=("power", "divided"),
)
def moments(share=1, draws=1, power=1, divided=1):
    """n = 2, 3 neurons, m = 1, 2, 3 draws, all outcomes: mean and variance of the sampled sum."""

    def at(n, m):
        p, v = probabilities(n), sp.symbols(f"v1:{n + 1}", real=True)
        z, outcomes = sum(v), list(product(range(n), repeat=m))
        chance = [sp.prod(p[j] for j in drawn) for drawn in outcomes]
        found = [sum(v[j] / p[j] ** divided for j in drawn) / m for drawn in outcomes]
        mean = sum(c * y for c, y in zip(chance, found, strict=True))
        spread = sum(c * (y - z) ** 2 for c, y in zip(chance, found, strict=True))
        stated = sum(a**2 / q for a, q in zip(v, p, strict=True)) - share * z**2
        unbiased = [identity(mean, z)] if m > 1 else []  # for one draw p cancels in writing
        return all_of(*unbiased, identity(spread, stated / (draws * m) ** power))

    return over("n", (2, 3), lambda n: over("m", (1, 2, 3), lambda m: at(n, m)))


@step(
    "proof",
    ("nine tenths of the least second moment", "share", sp.Rational(9, 10)),
    ("the square of the output in place of the magnitude's", "signed", True),
)
def least_variance(share=1, signed=False):
    """n = 2..5: sum v^2/p less the square of sum |v| is sum p (|v|/p - sum |v|)^2."""

    def at(n):
        p, a = probabilities(n), sp.symbols(f"a1:{n + 1}", positive=True)
        total = sum(a) - 2 * signed * a[-1]
        second = sum(x**2 / q for x, q in zip(a, p, strict=True))
        square = sum(q * (x / q - total) ** 2 for x, q in zip(a, p, strict=True))
        return identity(second - share * total**2, square)

    return over("n", range(2, 6), at)


@step(
    "proof",
    ("nine tenths of the share", "share", sp.Rational(9, 10)),
    ("shares that may exceed s by a tenth", "beyond", sp.Rational(11, 10)),
)
def below_the_sensitivity(share=1, beyond=1):
    """0 <= g <= s: s g - g^2 >= 0, so g^2/s <= g, with equality for g = 0 and g = s alone."""
    g, s = sp.symbols("g s", real=True)
    return nonneg(share * g * s / beyond - g**2, [g, s])


@step(
    "proof",
    ("a hundredth more of the least", "share", sp.Rational(101, 100)),
    ("nine tenths of the probability", "chance", sp.Rational(9, 10)),
)
def apart(share=1, chance=1):
    """g1^2/p1 + g2^2/p2 >= (g1 + g2)^2/(p1 + p2): the difference is a square."""
    g1, g2, p1, p2 = sp.symbols("g1 g2 p1 p2", positive=True)
    left = g1**2 / p1 + g2**2 / p2 - share * (g1 + g2) ** 2 / (chance * (p1 + p2))
    return identity(left, (g1 * p2 - g2 * p1) ** 2 / (p1 * p2 * (p1 + p2)))


@step(
    "proof",
    ("a hundredth less", "share", sp.Rational(99, 100)),
    ("the value of the sensitivities", "share", sp.Rational(36, 35)),
)
def not_the_best(share=1):
    """Shares 1/2, 1/2 with p = 2/5, 3/10: the sum of g^2/p; and with p = 1/3 it is 3/2."""
    t1, t2, r = sp.symbols("t1 t2 r", real=True)
    better = [sp.Eq(2 * t1 / 5, sp.Rational(1, 4)), sp.Eq(3 * t2 / 10, sp.Rational(1, 4))]
    there = implies(better, sp.Eq(t1 + t2, share * sp.Rational(35, 24)))
    return all_of(
        there, implies([sp.Eq(r / 3, sp.Rational(1, 4))], sp.Eq(2 * r, sp.Rational(3, 2)))
    )


APART = formal("apart_inputs.v", "apart_inputs")


moments_claim = Claim(
    name="moments-of-sampling",
    kind="theorem",
    title="Mean and variance of a sampled row",
    statement=r"""
In the setting of {prf:ref}`sampled-neurons`, with $[[draws]]$, let $u$ be an input with $\bar z(u) > 0$, and $p_j > 0$ wherever $x_j h_j(u) \ne 0$.

1. $\mathbb E\, \hat z(u) = z(u)$, and $\operatorname{Var} \hat z(u) = \frac1m \Bigl( \sum_{j \colon p_j > 0} \frac{(x_j h_j(u))^2}{p_j} - z(u)^2 \Bigr)$.
2. $\operatorname{Var} \hat z(u) \ge \frac1m \bigl( \bar z(u)^2 - z(u)^2 \bigr)$, with equality if and only if $p_j = g_j(u)$ for all $j$. So for one input and a row without negative entries these probabilities, and no others, give $\hat z(u) = z(u)$ with certainty.
3. If $p_j = s_j / S$ and $g_j(u) \le s_j$ for all $j$, then $\operatorname{Var} \hat z(u) \le \frac1m \bigl( S\, \bar z(u)^2 - z(u)^2 \bigr)$, with equality if and only if each share $g_j(u)$ is 0 or $s_j$.
4. Let $x \ge 0$, let $\bar z > 0$ on $U$, and let no neuron have a share in two inputs of $U$. Then $S = N$, and no probabilities make the largest $\operatorname{Var} \hat z(u) / z(u)^2$ over $u \in U$ smaller than $p_j = s_j / S$ do, by which it is $\frac{S - 1}{m}$. In general others do better: for two inputs with the shares $(\frac12, \frac12, 0)$ and $(\frac12, 0, \frac12)$ it is $\frac{1}{2m}$ by the sensitivities, and $\frac{11}{24 m}$ with $p = (\frac25, \frac3{10}, \frac3{10})$.
""",
    hypotheses={"draws": at_least_one("m")},
    uses=("sampled-neurons",),
    words=(
        "The mean of m independent draws has the variance of one, divided by m; every n and m.",
    ),
    steps=(APART, moments, least_variance, below_the_sensitivity, apart, not_the_best),
    parts={
        "1": (moments,),
        "2": (least_variance,),
        "3": (below_the_sensitivity,),
        "4": (APART, apart, not_the_best),
    },
)


@step(
    "proof",
    ("5.9 in place of 6", "first", sp.Rational(59, 10)),
    ("1.9 in place of 2", "second", sp.Rational(19, 10)),
)
def below_the_exponent(first=6, second=2):
    """phi(e) - 3 e^2/(6 + 2 e) has the second derivative e^2 (9 + e)/((1 + e) (3 + e)^3) >= 0."""
    e = sp.Symbol("epsilon", real=True)
    phi = (1 + e) * sp.log(1 + e) - e
    bent = sp.diff(phi - 3 * e**2 / (first + second * e), e, 2)
    over_all = ((first + second * e) ** 3 - 6 * first**2 * (1 + e)) / (first + second * e) ** 3
    rest = sp.expand((first + second * e) ** 3 - 6 * first**2 * (1 + e))
    return all_of(identity(bent, over_all / (1 + e)), nonneg(rest, [e]))


@step(
    "proof",
    ("nine tenths of the second moment", "share", sp.Rational(9, 10)),
    ("the sign of eps turned", "sign", -1),
)
def best_exponent(share=1, sign=1):
    """With e^(lambda S) = 1 + eps and l = lambda S: lambda eps - (eps - l)/S = ((1 + eps) l - eps)/S."""
    S, e, l = sp.symbols("total epsilon l", positive=True)
    found = l / S * e - share * ((1 + sign * e) - 1 - l) / S
    return identity(found, ((1 + e) * l - e) / S)


@step(
    "proof",
    ("the chance 9/(10 S)", "share", sp.Rational(9, 10)),
    ("one draw more", "more", 1),
    whole=("more",),
)
def binomial(share=1, more=0):
    """Two neurons with the shares s_1 + s_2 = 1, two without, m = 2, 3: how often the first come."""
    s1, s3, s4 = sp.symbols("s1 s3 s4", positive=True)
    s = (s1, 1 - s1, s3, s4)
    S, p = 1 + s3 + s4, share / (1 + s3 + s4)

    def at(m):
        outcomes = list(product(range(4), repeat=m))
        cases = []
        for k in range(m + 1):
            drawn = [o for o in outcomes if sum(j < 2 for j in o) == k]
            chance = sum(sp.prod(s[j] for j in o) for o in drawn) / S**m
            stated = comb(m + more, k) * p**k * (1 - p) ** (m + more - k)
            cases.append(identity(chance, stated))
        return all_of(*cases)

    return over("m", (2, 3), at)


def binomial_tails(n, m, eps):
    """P(|n B/m - 1| >= eps) for B of m trials with the chance 1/n, eps rational, as a ball."""
    from flint import arb

    low, high = floor(m * (1 - eps) / n), ceil(m * (1 + eps) / n)
    term, ratio, total = (1 - arb(1) / n) ** m, 1 / arb(n - 1), arb(0)
    last = min(m, 2 * high)  # the rest is less than a geometric series
    for k in range(last + 1):
        if k <= low or k >= high:
            total += term
        term = term * (m - k) / (k + 1) * ratio
    return total + arb(0, 1) * 2 * abs(term)


@step("proof", ("nine tenths of the second term", "share", sp.Rational(9, 10)))
def second_term_of_the_divergence(share=1):
    """log(1 + w) - w + w^2/2 has the derivative w^2/(1 + w): the bound on K, w = eps/(n - 1 - eps)."""
    w = sp.Symbol("w", positive=True)
    gap = sp.log(1 + w) - w + share * w**2 / 2
    return identity(sp.diff(gap, w), w**2 / (1 + w))


@step("evidence", ("5.8 in place of 6", "first", "5.8"), ("1.2 S", "total", "0.8"))
def extreme_inputs(first="6", total="1"):
    """n neurons of which one is on: P(|z^ - z| >= eps z) against delta; m/n = 20 to 20,000."""
    from fractions import Fraction

    from flint import arb, ctx, fmpq

    ball = lambda text: arb(fmpq(*Fraction(text).as_integer_ratio()))
    verdicts, before = [], ctx.prec
    ctx.prec = 200
    try:
        for n, m, eps in (
            (2, 40, "1/2"),
            (10, 400, "3/10"),
            (50, 10**5, "1/2"),
            (200, 4 * 10**6, "1/4"),
        ):
            e = ball(eps)
            delta = 2 * (-3 * e**2 * m / ((ball(first) + 2 * e) * n * ball(total))).exp()
            tails = binomial_tails(n, m, Fraction(eps))
            verdicts.append(enclose(tails / delta, 0, 1, relative_radius="1/1000000"))
    finally:
        ctx.prec = before
    return all_of(*verdicts)


def rectified_row(rng):
    """H of a ReLU layer, 200 inputs, 30 neurons; a row of both signs; a generator for the draws."""
    A, b = rng.standard_normal((6, 30)), 0.3 * rng.standard_normal(30)
    return np.maximum(rng.standard_normal((200, 6)) @ A + b, 0), rng.standard_normal((1, 30)), rng


@step(
    "evidence",
    ("m without the factor S", "factor", False),
    ("the sensitivities of the mean input", "mean_input", True),
    ("the error measured by |z|", "by_magnitude", False),
)
def drawn_rows(factor=True, mean_input=False, by_magnitude=True):
    """eps = 1/2, delta = 1/10, 300 samplings: at no input does the error exceed in a share > delta."""

    def holds(data):
        H, x, rng = data
        seen = H.mean(axis=0, keepdims=True) if mean_input else H
        s = edge_sensitivities(seen, np.abs(x))[0]
        m = sample_size(s.sum() if factor else 1.0, 0.5, 0.1)
        rows = np.vstack([sample_weights(x, s, m, rng=rng).weight for _ in range(300)])
        size = H @ np.abs(x[0]) if by_magnitude else np.abs(H @ x[0])
        wrong = np.abs(rows @ H.T - H @ x[0]) >= 0.5 * size
        return bool((wrong & (size > 0)).mean(axis=0).max() <= 0.1)

    return measure_share(range(64), rectified_row, holds, share=0.9)


no_larger = Property(
    "shares_at_most(g, s)",
    r"g_j(u) \le s_j \text{ for all } j",
    lambda data: bool((np.asarray(data[0]) <= np.asarray(data[1])).all()),
    ((0.5, 0.5), (0.5, 0.75)),
    ((0.5, 0.5), (0.5, 0.25)),
)
below_one = Relation(sp.Lt(sp.Symbol("delta", real=True), 1))

PARABOLA = theorems("exp_remainder.v", "exp_remainder_share", "exp_below_parabola")

size_claim = Claim(
    name="draws-that-are-enough",
    kind="theorem",
    title="How many draws are enough",
    statement=r"""
In the setting of {prf:ref}`sampled-neurons` let $p_j = s_j / S$, where the $s_j \ge 0$ are the sensitivities or any other numbers, with the sum $S > 0$. Let $u$ be an input, in $U$ or not, with $\bar z(u) > 0$ and $[[shares]]$. Let $[[eps]]$, $[[delta, below]]$, and $\varphi(\eps) = (1 + \eps) \log(1 + \eps) - \eps$.

1. If $m \ge \frac{(6 + 2 \eps)\, S \log(2 / \delta)}{3\, \eps^2}$, then $\mathbb P \bigl( |\hat z(u) - z(u)| \ge \eps\, \bar z(u) \bigr) \le \delta$.
2. For every $m$, $\hat z(u) - z(u) \ge \eps\, \bar z(u)$ has at most the probability $e^{-m\, \varphi(\eps) / S}$, and so has $\hat z(u) - z(u) \le -\eps\, \bar z(u)$.
3. If $x \ge 0$ and each share $g_j(u)$ is 0 or $s_j$, then $\hat z(u) / z(u)$ is distributed as $\frac{S}{m} B$, where $B$ is the number of successes in $m$ independent trials of the probability $1 / S$.
4. The 6 cannot be lowered: for every $0 < c < 6$ there are $x \ge 0$, activations, $u \in U$, $\eps < 1$, $\delta < 1$ and $m = \frac{(c + 2 \eps)\, S \log(2 / \delta)}{3\, \eps^2}$ with $\mathbb P \bigl( |\hat z(u) - z(u)| \ge \eps\, z(u) \bigr) > \delta$.
""",
    hypotheses={
        "shares": no_larger,
        "eps": positive("varepsilon"),
        "delta": positive("delta"),
        "below": below_one,
    },
    uses=("sampled-neurons", "moments-of-sampling"),
    words=(
        "The mean of this inequality, 1 + x <= e^x; independent draws multiply; Markov's inequality.",
        "Part 4: a single binomial probability is at least e^(-m K)/(m + 1), K the divergence.",
    ),
    steps=(
        *PARABOLA,
        below_the_exponent,
        best_exponent,
        binomial,
        second_term_of_the_divergence,
        extreme_inputs,
        drawn_rows,
    ),
    parts={
        "1": (below_the_exponent, drawn_rows),
        "2": (
            *PARABOLA,
            best_exponent,
        ),
        "3": (binomial,),
        "4": (second_term_of_the_divergence, extreme_inputs),
    },
)

CLAIMS = (setting, moments_claim, size_claim)
