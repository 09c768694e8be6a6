"""Chapter *The compressed network*, fourth part: the law of the surrogate's error in sensing."""

from itertools import combinations, product
from math import comb

import numpy as np
import sympy as sp

from dlf.claims.formal import formal
from dlf.claims.hypotheses import positive
from dlf.claims.matrices import inner, letters
from dlf.verify import (
    Claim,
    Property,
    Relation,
    all_of,
    identity,
    implies,
    measure_share,
    over,
    step,
)

THIRD, RATIO = sp.Rational(1, 3), sp.Rational(27, 10)


@step(
    "proof",
    ("without the mean", "mean", 0),
    ("a tenth more entries", "entries", sp.Rational(11, 10)),
    ("the fourth moment 33/10", "fourth", sp.Rational(33, 10)),
)
def rotated(fourth=3, mean=1, entries=1):
    """M turned onto one of K entries: E g_1^2 (g_1^2 + ... + g_K^2) - 1 = 3 + (K - 1) - 1."""
    K = sp.Symbol("K", integer=True, positive=True)
    square, g, p = sp.symbols("q g p", positive=True)  # |M|^2, a Gaussian number, its density
    slope = -(3 * g**2 * p + g**3 * (-g * p))  # of -g^3 p, as p' = -g p; its integral is zero
    parts = identity(slope / p, g**4 - fourth * g**2)
    terms = fourth * square + (entries * K - 1) * square - mean * square
    return all_of(parts, identity(terms, (K + 1) * square))


@step(
    "evidence",
    ("signs in the place of Gaussian numbers", "fourth", 1),
    ("without the mean", "mean", 0),
)
def gaussian_moments(fourth=3, mean=1):
    """K = 2..5 entries c_k g_k: E <A, M>^2 <A, C>^2 - <M, C>^2 = |M|^2 |C|^2 + <M, C>^2."""

    def at(K):
        M, C = sp.symbols(f"m1:{K + 1}", real=True), sp.symbols(f"c1:{K + 1}", real=True)
        g = sp.symbols(f"g1:{K + 1}", real=True)
        moment = {0: 1, 2: 1, 4: fourth}
        poly = sp.Poly((inner(M, g) * inner(C, g)) ** 2, *g)
        expected = sum(
            c * sp.prod(moment.get(power, 0) for power in powers) for powers, c in poly.terms()
        )
        variance = expected - mean * inner(M, C) ** 2
        return identity(variance, inner(M, M) * inner(C, C) + inner(M, C) ** 2)

    return over("K", range(2, 6), at)


@step(
    "evidence",
    ("the variance 1/p", "minus", 0),
    ("with replacement", "repeated", True),
)
def all_samples(minus=1, repeated=False):
    """The mean of <S - M, C>^2 over all samples of k of 4 entries; over a basis it adds up."""
    M, C = sp.symbols("m1:5", real=True), sp.symbols("c1:5", real=True)
    squares = inner([m**2 for m in M], [c**2 for c in C])

    def at(k):
        chosen = list(product(range(4), repeat=k) if repeated else combinations(range(4), k))
        scale, total = sp.Rational(4, k), 0
        for sample in chosen:
            seen = [m * (scale * sample.count(i) - 1) for i, m in enumerate(M)]
            total += inner(seen, C) ** 2
        others = (inner(M, C) ** 2 - squares) / 3  # 3 = K - 1
        return identity(total / len(chosen), (scale - minus) * (squares - others))

    return over("k", range(1, 4), at)


@step(
    "proof",
    ("ten elevenths of the squares", "upper", sp.Rational(11, 10)),
    ("one value fewer", "fewer", 1),
    whole=("fewer",),
)
def norms(upper=1, fewer=0):
    """Three singular values, the largest first: a^2 <= a^2 + b^2 + c^2 <= 3 a^2."""
    a, b, c, square = sp.symbols("a b c q", real=True)
    ordered = [sp.Ge(c, 0), sp.Ge(b, c), sp.Ge(a, b), sp.Eq(square, a**2 + b**2 + c**2)]
    below = implies(ordered, sp.Le(upper * a**2, square))
    return all_of(below, implies(ordered, sp.Le(square, (3 - fewer) * a**2)))


@step(
    "proof",
    ("without 1 - p", "rest", 0),
    ("the mask not divided by p", "scale", 0),
    whole=("scale",),
)
def one_entry(rest=1, scale=-1):
    """An entry seen with probability p: p (1/p - 1)^2 + (1 - p) = (1 - p)/p."""
    p = sp.Symbol("p", positive=True)
    variance = p * (p**scale - 1) ** 2 + rest * (1 - p)
    return identity(variance, (1 - p) / p, where=[sp.Le(p, 1)])


SQUARES = formal("spectral_norm.v", "norm_and_squares")


shape = sp.symbols("d_L d_0", integer=True)
mean_square = Claim(
    name="surrogate-mean-square",
    kind="proposition",
    title="The surrogate's mean square error",
    statement=r"""
Let $M \in \R^{d_L \times d_0}$ be fixed, and let $\mathbb E$ be the expectation over the measurements.

1. Sensing: for $[[samples]]$, independent $A_1, \dots, A_m$ with independent standard normal entries and $S = \frac1m \sum_i \inner{A_i}{M} A_i$,

   $$
   \mathbb E \norm{S - M}_F^2 = \frac{d_L d_0 + 1}{m}\, \norm{M}_F^2 .
   $$
2. Completion: for $[[known]]$ and $[[most]]$, a uniformly random set of $n = p\, d_L d_0$ entries and $S = M/p$ there, $0$ elsewhere,

   $$
   \mathbb E \norm{S - M}_F^2 = \frac{1-p}{p}\, \norm{M}_F^2 .
   $$
3. In both cases the mean square of the spectral norm, $\mathbb E \norm{S - M}^2$, is at most this, and at least this divided by $\min(d_L, d_0)$.
""",
    hypotheses={
        "samples": Relation(sp.Ge(sp.Symbol("m", integer=True), 1)),
        "known": Relation(sp.Ge(sp.Symbol("n", integer=True), 1)),
        "most": Relation(sp.Le(sp.Symbol("n", integer=True), sp.prod(shape))),
    },
    words=(
        "Independent terms: the variance of a mean of m is that of one divided by m.",
        "The law of A does not change under a rotation of all entries.",
        "By symmetry every entry is seen with probability p.",
    ),
    steps=(SQUARES, rotated, gaussian_moments, all_samples, one_entry, norms),
    parts={
        "1": (rotated, gaussian_moments),
        "2": (all_samples, one_entry),
        "3": (
            SQUARES,
            norms,
        ),
    },
)


@step(
    "proof",
    ("the factor of M is the square root of a", "power", 1),
    ("too much of M taken off", "part", sp.Rational(11, 10)),
    whole=("power",),
)
def split(power=2, part=1):
    """y A - M, y = <A, M>, q = |M|^2: (y^2/q - 1) M and y times A less its part along M."""
    A, M = letters("A M")
    y, q = sp.symbols("y q", positive=True)
    return identity(y * A - M, (y**power / q - 1) * M + y * (A - part * (y / q) * M))


@step("proof", ("A less a tenth too little", "part", sp.Rational(9, 10)))
def uncorrelated(part=1):
    """E <A, M> <P A, C> = <M, P C> = 0 and <P C, P D> = <C, D> - <C, M> <M, D>/q."""
    M, C, D = (sp.symbols(f"{name}1:4", real=True) for name in "mcd")  # they span three dimensions
    P = lambda X: [x - part * inner(X, M) / inner(M, M) * m for x, m in zip(X, M, strict=True)]
    rest = inner(C, D) - inner(C, M) * inner(M, D) / inner(M, M)
    return all_of(identity(inner(M, P(C)), 0), identity(inner(P(C), P(D)), rest))


@step(
    "proof",
    ("the fourth moment 33/10", "fourth", sp.Rational(33, 10)),
    ("the part along M left in", "along", 1),
    whole=("along",),
)
def second_moments(fourth=3, along=0):
    """E (a - m)^2 / m = 2, and 2 q/m + (K - 1) q/m = (K + 1) q/m, the mean square again."""
    m, K, q = sp.symbols("m K q", positive=True)
    square = fourth * m + m * (m - 1)  # E a^2, a sum of m squares
    spread = (square - 2 * m * m + m**2) / m
    total = spread * q / m + (K - 1 + along) * q / m
    return all_of(identity(spread, 2), identity(total, (K + 1) * q / m))


@step(
    "evidence",
    ("a its mean m", "constant", True),
    ("the part along M left in", "along", sp.Rational(9, 10)),
    ("one degree of freedom more", "extra", 1),
    whole=("extra",),
)
def four_moments(constant=False, along=1, extra=0):
    """E <S - M, C>^n, n = 2, 3, 4, from the sum over measurements and from the law, for every m."""
    m, mu, c, d = sp.symbols("m mu c1 c2", positive=True)
    g, h = sp.symbols("g h", real=True)
    gauss = lambda n: sp.prod(range(1, n, 2)) if n % 2 == 0 else 0
    term = sp.Poly(mu * g * (c * g + d * h) - mu * c, g, h)  # M = mu e_1, C = c e_1 + d e_2

    def central(n):
        return sum(k * gauss(i) * gauss(j) for (i, j), k in (term**n).terms())

    direct = {2: central(2) / m, 3: central(3) / m**2}
    direct[4] = (central(4) + 3 * (m - 1) * central(2) ** 2) / m**3
    chi = lambda n: m**n if constant else sp.prod(m + extra + 2 * i for i in range(n))

    def law(n):
        total, rest = 0, mu**2 * (c**2 + d**2) - along * mu**2 * c**2  # |M|^2 |P C|^2
        for j in range(n // 2 + 1):
            power = sum(
                comb(n - 2 * j, i) * (-1) ** (n - i) * chi(i + j) / m**i
                for i in range(n - 2 * j + 1)
            )
            total += (
                comb(n, 2 * j)
                * power
                * (mu * c) ** (n - 2 * j)
                * gauss(2 * j)
                * rest**j
                / m ** (2 * j)
            )
        return total

    return over("n", (2, 3, 4), lambda n: identity(direct[n], law(n)))


@step("proof", ("a mean larger by a tenth", "factor", sp.Rational(11, 10)))
def half_sum(factor=1):
    """2 |X| <= |X + Y| + |X - Y|, so |X|^2 is at most the mean of their squares."""
    x, p, q = sp.symbols("x p q", real=True)
    premise = [sp.Ge(p, 0), sp.Ge(q, 0), sp.Ge(x, 0), sp.Le(2 * x, p + q)]
    return implies(premise, sp.Le(factor * x**2, (p**2 + q**2) / 2))


@step("proof", ("a distance larger by a tenth", "factor", sp.Rational(11, 10)))
def compared_processes(factor=1):
    """|u v^T - w z^T|^2 = 2 - 2 <u,w> <v,z> is at most |u - w|^2 + |v - z|^2, all unit vectors."""
    a, b = sp.symbols("a b", real=True)
    premise = [r for k in (a, b) for r in (sp.Ge(k, -1), sp.Le(k, 1))]
    return implies(premise, sp.Le(factor * (2 - 2 * a * b), (2 - 2 * a) + (2 - 2 * b)))


@step("proof", ("with 2/5 less", "less", sp.Rational(2, 5)))
def length_of_a_vector(less=THIRD):
    """e_p^2 / (p - 1/3) grows from p to p + 2, as e_(p+2) = e_p (p + 1)/p."""
    p = sp.Symbol("p", real=True)
    grown = sp.Ge((p + 1) ** 2 * (p - less), p**2 * (p + 2 - less))
    return implies([sp.Ge(p, 1)], grown)


@step("proof", ("with 2/5 less", "less", sp.Rational(2, 5)))
def absorbed(less=THIRD):
    """e^2 <= x^2 - 1/3 and f^2 <= y^2 - 1/3 give (e + f)^2 + 1 <= (x + y)^2 - 1/3."""
    x, y = sp.symbols("x y", positive=True)
    room = (x * y - THIRD) ** 2 - (x**2 - THIRD) * (y**2 - THIRD)  # so e f <= x y - 1/3
    sums, k, total, w = sp.symbols("q k r w", real=True)  # e^2 + f^2, x y, x^2 + y^2, e f
    premise = [sp.Le(sums, total - 2 * THIRD), sp.Le(w, k - THIRD)]
    conclusion = sp.Le(sums + 2 * w + 1, total + 2 * k - less)
    return all_of(identity(room, (x - y) ** 2 / 3), implies(premise, conclusion))


@step("proof", ("a factor of 13/5", "ratio", sp.Rational(13, 5)))
def between_the_bounds(ratio=RATIO):
    """x + y + sqrt(2) <= 27/10 (y^2 + 1/x^2)^(1/2) for 1 <= x <= y; sqrt(2) < 99/70."""
    x, y = sp.symbols("x y", real=True)
    upper, lower = (x + y + sp.Rational(99, 70)) ** 2 * x**2, x**2 * y**2 + 1
    return implies([sp.Ge(x, 1), sp.Ge(y, x)], sp.Le(upper, ratio**2 * lower))


@step("proof", ("measurements fewer by a tenth", "factor", sp.Rational(9, 5)))
def enough_measurements(factor=2):
    """chance (delta s_r)^2/2 <= B^2/m and m tau (delta s_r)^2 >= 2 B^2: the chance is <= tau."""
    chance, d, m, B, tau = sp.symbols("chance d m B tau", real=True)  # d = (delta s_r)^2, B = B^2
    premise = [sp.Gt(d, 0), sp.Gt(m, 0), sp.Gt(B, 0), sp.Ge(chance, 0)]
    premise += [sp.Le(chance * d * m, 2 * B), sp.Ge(m * tau * d, factor * B)]
    return implies(premise, sp.Le(chance, tau))


def from_the_law(M, m, rng, draws, *, freedom=None, projected=True):
    """That many errors S - M from part 1 of the theorem; freedom: rng -> another a."""
    size = np.linalg.norm(M)
    G = rng.standard_normal((draws, *M.shape))
    G -= projected * np.tensordot(G, M)[:, None, None] / size**2 * M
    a = freedom(rng) if freedom else rng.chisquare(m, draws)
    return (a / m - 1)[:, None, None] * M + size * (np.sqrt(a) / m)[:, None, None] * G


def simulated(M, m, rng, draws):
    """That many errors S - M from Gaussian operators."""
    A = rng.standard_normal((draws, m, *M.shape))
    return np.einsum("kl,klij->kij", np.tensordot(A, M), A) / m - M


def small_problem(rng):
    """A random matrix of one of the smallest shapes, 1 to 4 measurements, and the generator."""
    return rng.standard_normal((2, int(rng.integers(2, 4)))), int(rng.integers(1, 5)), rng


@step("evidence", ("a its mean m", "constant", True), ("G not projected", "projected", False))
def law_of_the_norm(constant=False, projected=True):
    """Two samples of |S - M| of 600, one simulated, are not told apart (Kolmogorov, Smirnov)."""
    from scipy.stats import ks_2samp  # half a second, which every other command would wait for

    def alike(data):
        M, m, rng = data
        fixed = (lambda rng: np.full(600, float(m))) if constant else None
        settings = {"freedom": fixed, "projected": projected}
        pair = simulated(M, m, rng, 600), from_the_law(M, m, rng, 600, **settings)
        norms = [np.linalg.norm(E, 2, axis=(1, 2)) for E in pair]
        return bool(ks_2samp(*norms, method="asymp").pvalue > 1e-3)

    hypotheses = (lambda data: nonzero().holds(data[0]),)
    return measure_share(range(66), small_problem, alike, share=0.9, hypotheses=hypotheses)


def nonzero():
    """A matrix other than 0."""
    holds = lambda M: bool(np.abs(M).max() > 0)
    return Property("nonzero(M)", r"M \ne 0", holds, np.eye(2), np.zeros((2, 2)))


delta, tau, s_r, B = sp.symbols("delta tau s_r B", real=True)
measurements = sp.Symbol("m", integer=True)
law = Claim(
    name="surrogate-law",
    kind="theorem",
    title="The law of the surrogate in sensing",
    statement=r"""
Let $M \in \R^{d_L \times d_0}$, $[[nonzero]]$, and $[[samples]]$, and let $S$ be the surrogate of part 1 of {prf:ref}`surrogate-mean-square`. Let $P X = X - \frac{\inner{X}{M}}{\norm{M}_F^2} M$, let $G \in \R^{d_L \times d_0}$ have independent standard normal entries, and let $a$ be independent of $G$ and
distributed as the sum of the squares of $m$ independent standard normal numbers.

1. $S - M$ has the law of

   $$
   \Bigl( \frac{a}{m} - 1 \Bigr) M + \norm{M}_F\, \frac{\sqrt{a}}{m}\, P G .
   $$
2. With $\gamma^2 = \mathbb E \norm{P G}^2$, which does not depend on $m$,

   $$
   \max \bigl( \sqrt2\, \norm{M},\; \gamma\, \norm{M}_F \bigr) \le \sqrt m\, \bigl( \mathbb E \norm{S - M}^2 \bigr)^{1/2} \le \sqrt2\, \norm{M} + \gamma\, \norm{M}_F ,
   $$

   and for $m \to \infty$ the middle tends to $\bigl( \mathbb E\, \norm{\sqrt2\, \xi M + \norm{M}_F\, P G}^2 \bigr)^{1/2}$ with a standard normal $\xi$ independent of $G$.
3. $\max(d_L, d_0) - \frac{1}{\min(d_L, d_0)} \le \gamma^2 \le (\sqrt{d_L} + \sqrt{d_0})^2 - \frac13$. Hence

   $$
   \mathbb E \norm{S - M}^2 \le \frac{B^2}{m}, \qquad B = \sqrt2\, \norm{M} + (\sqrt{d_L} + \sqrt{d_0})\, \norm{M}_F ,
   $$

   and $B / \sqrt m$ is less than $2.7$ times the root of the lower bound in part 3 of {prf:ref}`surrogate-mean-square`.
4. Let $M$ have rank $r$ and smallest positive singular value $s_r$, let $[[tolerance]]$, $[[angle]]$, $[[chance]]$ and $[[enough]]$. Then with probability at least $1 - \tau$ the hypotheses of {prf:ref}`surrogate-quality` hold for $S$ and $r \le \hat r \le \min(d_L, d_0)$, and every unit vector of the column space of $M$ has a distance of
   at most $\delta$ from the span of $\hat U$.
""",
    hypotheses={
        "nonzero": nonzero(),
        "samples": Relation(sp.Ge(measurements, 1)),
        "tolerance": positive("delta"),
        "angle": Relation(sp.Le(delta**2, sp.Rational(1, 2))),
        "chance": positive("tau"),
        "enough": Relation(sp.Ge(measurements * tau * delta**2 * s_r**2, 2 * B**2)),
    },
    uses=("surrogate-mean-square", "surrogate-quality"),
    words=(
        "Uncorrelated Gaussian numbers are independent; given the g_i, weights g_i / sqrt(a) have length 1.",
        "Minkowski's inequality; the central limit theorem with bounded fourth moments.",
        "Jensen's inequality, Sudakov's and Fernique's comparison, Poincare's inequality for Gaussians.",
        "Chebyshev's inequality.",
    ),
    steps=(
        split,
        uncorrelated,
        second_moments,
        half_sum,
        compared_processes,
        length_of_a_vector,
        absorbed,
        between_the_bounds,
        enough_measurements,
        four_moments,
        law_of_the_norm,
    ),
    parts={
        "1": (split, uncorrelated, four_moments, law_of_the_norm),
        "2": (second_moments, half_sum),
        "3": (compared_processes, length_of_a_vector, absorbed, between_the_bounds),
        "4": (enough_measurements,),
    },
)

CLAIMS = (mean_square, law)
