"""Chapter *The compressed network*, third part: how good the surrogate's singular vectors are."""

from functools import cache
from itertools import combinations

import numpy as np
import sympy as sp

from dlf.chain import Sensing
from dlf.claims.hypotheses import at_most_gap
from dlf.claims.matrices import inner, letters
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, over, step


@step(
    "proof",
    ("Weyl's inequality dropped", "weyl", False),
    ("twice as good", "factor", 2),
    ("the denominator s_r", "denominator", 0),
)
def quotient(weyl=True, factor=1, denominator=1):
    """x sigma <= e, sigma >= s - e > 0 and x >= 0 give x (s - e) <= e."""
    sine, sigma, top, e = sp.symbols("x sigma s e", real=True)
    premise = [sp.Ge(sine, 0), sp.Le(sine, 1), sp.Ge(e, 0), sp.Lt(e, top), sp.Gt(sigma, 0)]
    premise += [sp.Le(sine * sigma, e)] + ([sp.Ge(sigma, top - e)] if weyl else [])
    return implies(premise, sp.Le(factor * sine * (top - denominator * e), e))


@step(
    "proof",
    ("U_perp^T M not zero", "annihilated", 0),
    ("no singular vectors of the surrogate", "singular", 0),
    ("the reversed sign", "sign", -1),
)
def projected(annihilated=1, singular=1, sign=1):
    """Q^T U Sigma = Q^T E V, up to multiples of Q^T M and of (M + E) V - U Sigma; Q = U_perp."""
    Q, U, V, Sigma, M, E = letters("U_perp Uhat Vhat Sigma M E1")
    T = sp.adjoint(Q)
    right = sign * T * E * V + annihilated * T * M * V
    right -= singular * T * ((M + E) * V - U * Sigma)
    return identity((T * U * Sigma).expand(), right.expand())


@step(
    "proof",
    ("a complement of another space", "own", 0),
    ("vectors of length 2", "length", 4),
)
def complement(own=1, length=1):
    """|Q^T w|^2 = 1 - |U^T w|^2 for a unit vector, where U U^T + Q Q^T = I."""
    w = letters("w")
    P, R = letters("P R")  # P = U U^T, R = Q Q^T
    adj = sp.adjoint(w)
    right = length * adj * w - adj * P * w - own * adj * (w - P * w - R * w)
    return identity((adj * R * w).expand(), right.expand())


@step(
    "evidence",
    ("the denominator s_r", "denominator", 0),
    ("the sine of twice the angle", "double", 2),
)
def plane(denominator=1, double=1):
    """S = M + E with M = diag(1, 0), |E| = t/(1+t^2): S turns by the angle of tangent t."""
    t = sp.Symbol("t", real=True)
    sine, cosine, norm = 2 * t / (1 + t**2), (1 - t**2) / (1 + t**2), t / (1 + t**2)
    E = sp.Matrix([[-(sine**2), sine * cosine], [sine * cosine, sine**2]]) / 2
    S, u = sp.diag(1, 0) + E, sp.Matrix([1, t])
    weights = sp.symbols("c1:5", real=True)
    vector = identity(inner(weights[:2], S * u), inner(weights[:2], u / (1 + t**2)))
    square = identity(inner(weights, E * E), inner(weights, norm**2 * sp.eye(2)))
    # sin^2 <= (|E| / (1 - |E|))^2, times (1 + t^2)^2
    bound = implies(
        [sp.Gt(t, 0), sp.Lt(t, 1)],
        sp.Le(double**2 * (1 + t**2 - denominator * t) ** 2, 1 + t**2),
    )
    return all_of(vector, square, bound)


def perturbed(rng):
    """M of rank r, an error with norm below s_r, and a width of the frames, at least r."""
    rows, columns = rng.integers(4, 12, 2)
    rank = int(rng.integers(1, min(rows, columns)))
    left, right = (np.linalg.qr(rng.standard_normal((n, rank)))[0] for n in (rows, columns))
    values = np.sort(rng.uniform(0.5, 2, rank))
    E = rng.standard_normal((rows, columns))
    E *= rng.uniform(0.02, 0.98) * values[0] / np.linalg.norm(E, 2)
    width = int(rng.integers(rank, min(rows, columns) + 1))
    return left * values @ right.T, rank, E, width


def below_the_gap(data):
    """|E| < s_r, as the theorem assumes."""
    return at_most_gap().holds(data[:3])


def sine(A, B):
    """The largest distance of a unit vector of span A from span B, orthonormal columns."""
    return float(np.linalg.norm(A - B @ (B.T @ A), 2))


@step(
    "evidence",
    ("half of the bound", "share", 0.5),
    ("the square of the bound", "power", 2),
    ("vectors behind the leading ones", "first", 1),
)
def angles(share=1.0, power=1, first=0):
    """Both sides, the frames of width r and wider ones: 300 random targets and errors."""

    def residual(data):
        M, rank, E, width = data
        U, s, Vt = np.linalg.svd(M)
        left, values, right = np.linalg.svd(M + E)
        norm = np.linalg.norm(E, 2)
        bounds = norm / values[rank - 1], norm / (s[rank - 1] - norm)
        worst = bounds[0] - bounds[1]
        for true, seen in ((U[:, :rank], left), (Vt[:rank].T, right.T)):
            for size in (rank, width):
                found = sine(true, seen[:, first : first + size])
                worst = np.maximum(worst, found - share * bounds[0] ** power)
        return float(np.max([0.0, worst]))

    return measure(range(300), perturbed, residual, tolerance=1e-9, hypotheses=(below_the_gap,))


quality = Claim(
    name="surrogate-quality",
    kind="theorem",
    title="The surrogate's singular vectors",
    statement=r"""
Let $M \in \R^{d_L \times d_0}$ have rank $r \ge 1$ and smallest positive singular value $s_r$, and let $S = M + E$ with $[[gap]]$ in the spectral norm. Let $\hat U$ hold leading $\hat r$ left singular vectors of $S$, $r \le \hat r \le \min(d_L, d_0)$.

1. $\sigma_r(S) \ge s_r - \norm{E} > 0$.
2. Every unit vector of the column space of $M$ has a distance from the span of $\hat U$ of at most

   $$
   \frac{\norm{E}}{\sigma_r(S)} \le \frac{\norm{E}}{s_r - \norm{E}} .
   $$

   For $\hat r = r$ this bounds the sine of the largest angle between the two spaces.
3. The same holds for the row space of $M$ and the right singular vectors.
""",
    hypotheses={"gap": at_most_gap()},
    source="wedin1972perturbation",
    words=(
        "Weyl's inequality for singular values.",
        "A square matrix and its transpose have the same smallest singular value.",
    ),
    steps=(projected, quotient, complement, plane, angles),
)


@step(
    "proof",
    ("signs in the place of Gaussian numbers", "fourth", 1),
    ("without the mean", "mean", 0),
    ("twice the number of entries", "entries", 2),
)
def rotated(fourth=3, mean=1, entries=1):
    """M turned onto one of K entries: E g_1^2 (g_1^2 + ... + g_K^2) - 1 = 3 + (K - 1) - 1."""
    K = sp.Symbol("K", integer=True, positive=True)
    square = sp.Symbol("q", positive=True)  # |M|^2
    return identity((fourth + (entries * K - 1) - mean) * square, (K + 1) * square)


@step(
    "evidence",
    ("signs in the place of Gaussian numbers", "fourth", 1),
    ("without the mean", "mean", 0),
)
def gaussian_moments(fourth=3, mean=1):
    """Entries c_k g_k: E <A, M>^2 |A|^2 - |M|^2 = (K + 1) |M|^2 for K = 1..6 entries."""

    def at(K):
        M = sp.symbols(f"m1:{K + 1}", real=True)
        g = sp.symbols(f"g1:{K + 1}", real=True)
        moment = {0: 1, 2: 1, 4: fourth}
        poly = sp.Poly(inner(M, g) ** 2 * inner(g, g), *g)
        expected = sum(
            c * sp.prod(moment.get(power, 0) for power in powers) for powers, c in poly.terms()
        )
        square = inner(M, M)
        return identity(sp.expand(expected - mean * square), sp.expand((K + 1) * square))

    return over("K", range(1, 7), at)


@step(
    "evidence",
    ("the variance 1/p", "minus", 0),
    ("with replacement", "repeated", True),
)
def all_samples(minus=1, repeated=False):
    """The mean of |S - M|^2 over all samples of k of 4 entries is (4/k - 1) |M|^2."""
    M = sp.symbols("m1:5", real=True)

    def at(k):
        chosen = list(combinations(range(4), k))
        if repeated:
            chosen = (
                [(*rest, rest[0]) for rest in combinations(range(4), k - 1)] if k > 1 else chosen
            )
        scale, total = sp.Rational(4, k), 0
        for sample in chosen:
            total += sum((m * (scale * int(i in sample) - 1)) ** 2 for i, m in enumerate(M))
        return identity(sp.expand(total / len(chosen)), sp.expand((scale - minus) * inner(M, M)))

    return over("k", range(1, 5), at)


@step("proof", ("half of the squares", "upper", 2), ("one value fewer", "fewer", 1))
def norms(upper=1, fewer=0):
    """Three singular values, the largest first: a^2 <= a^2 + b^2 + c^2 <= 3 a^2."""
    a, b, c, square = sp.symbols("a b c q", real=True)
    ordered = [sp.Ge(c, 0), sp.Ge(b, c), sp.Ge(a, b), sp.Eq(square, a**2 + b**2 + c**2)]
    below = implies(ordered, sp.Le(upper * a**2, square))
    return all_of(below, implies(ordered, sp.Le(square, (3 - fewer) * a**2)))


@step("proof", ("without 1 - p", "rest", 0), ("the mask not divided by p", "scale", 1))
def one_entry(rest=1, scale=-1):
    """An entry seen with probability p: p (1/p - 1)^2 + (1 - p) = (1 - p)/p."""
    p = sp.Symbol("p", positive=True)
    variance = p * (p**scale - 1) ** 2 + rest * (1 - p)
    return identity(sp.simplify(variance), sp.simplify((1 - p) / p), where=[sp.Le(p, 1)])


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
2. Completion: for $1 \le n \le d_L d_0$, a uniformly random set of $n = p\, d_L d_0$ entries and $S = M/p$ there, $0$ elsewhere,

   $$
   \mathbb E \norm{S - M}_F^2 = \frac{1-p}{p}\, \norm{M}_F^2 .
   $$
3. In both cases the mean square of the spectral norm, $\mathbb E \norm{S - M}^2$, is at most this, and at least this divided by $\min(d_L, d_0)$.
""",
    hypotheses={"samples": Relation(sp.Ge(sp.Symbol("m", integer=True), 1))},
    words=(
        "Independent terms: the variance of a mean of m is that of one divided by m.",
        "The law of A does not change under a rotation of all entries.",
        "By symmetry every entry is seen with probability p.",
        "Any other number of singular values, as for three.",
    ),
    steps=(rotated, gaussian_moments, all_samples, one_entry, norms),
)


def fixed_target(size, rank):
    """A matrix of that size and rank with singular values from 1 to 1/2."""
    rng = np.random.default_rng(7)
    left, right = (np.linalg.qr(rng.standard_normal((size, rank)))[0] for _ in range(2))
    return left * np.linspace(1, 0.5, rank) @ right.T


def root_mean_square(draw, rng, draws):
    """Of the spectral norms of that many matrices draw(rng)."""
    norms = [np.linalg.norm(draw(rng), 2) for _ in range(draws)]
    return float(np.sqrt(np.mean(np.square(norms))))


def sampled(M, p):
    """rng -> S - M for a random set of the share p of the entries of M."""

    def draw(rng):
        seen = np.zeros(M.size, dtype=bool)
        seen[rng.choice(M.size, round(p * M.size), replace=False)] = True
        return np.where(seen.reshape(M.shape), M / p, 0) - M

    return draw


@cache
def sensing_error(m, seed):
    """Of the surrogate of m Gaussian measurements of one 8 x 8 matrix, over 100 draws."""
    M = fixed_target(8, 2)

    def draw(rng):
        A = rng.standard_normal((m, 8, 8))
        return Sensing(A, A.reshape(m, 64) @ M.ravel()).surrogate() - M

    return root_mean_square(draw, np.random.default_rng(seed), 100)


@cache
def sampling_error(p, seed, coherent):
    """Of the surrogate of the share p of the entries of one 60 x 60 matrix, over 200 draws."""
    M = np.diag([1.0, 1.0, *[0.0] * 58]) if coherent else fixed_target(60, 2)
    return root_mean_square(sampled(M, p), np.random.default_rng(seed), 200)


def beyond_five_per_cent(quotients):
    """By how much the largest of the quotients exceeds 1.05 times the smallest, relatively."""
    return float(np.max([0.0, np.max(quotients) / np.min(quotients) - 1.05]))


@step("evidence", ("the order 1", "order", 1), ("the order 1/4", "order", 0.25))
def sensing_rate(order=0.5):
    """|S - M| m^(1/2), 8 x 8, rank 2, at m = 50, 200, 800, 3200: 100 draws for each of 2 seeds."""

    def quotient_at(m, seed):
        return sensing_error(m, seed) * m**order

    def residual(seed):
        return beyond_five_per_cent([quotient_at(m, seed) for m in (50, 200, 800, 3200)])

    return measure(range(2), lambda rng: int(rng.integers(10**9)), residual, tolerance=1e-9)


@step(
    "evidence",
    ("the order 1", "order", 1),
    ("the order 1/4", "order", 0.25),
    ("the share 1/20 too", "least", 0.05),
    ("the share 19/20 too", "largest", 0.95),
    ("M = diag(1, 1, 0, ...)", "coherent", True),
)
def sampling_rate(order=0.5, least=0.25, largest=0.8, coherent=False):
    """|S - M| (p/(1-p))^(1/2), 60 x 60, rank 2, five p from 1/4 to 4/5: 200 draws, 2 seeds."""

    def residual(seed):
        quotients = []
        for p in (least, 0.375, 0.5, 0.65, largest):
            quotients.append(sampling_error(p, seed, coherent) * (p / (1 - p)) ** order)
        return beyond_five_per_cent(quotients)

    return measure(range(2), lambda rng: int(rng.integers(10**9)), residual, tolerance=1e-9)


rates = Claim(
    name="surrogate-rates",
    kind="proposition",
    title="Rates of the surrogate",
    statement=r"""
In the setting of {prf:ref}`surrogate-mean-square`, divide the root mean square of the spectral norm $\norm{S - M}$ by $m^{-1/2}$ for Gaussian sensing and by $\bigl( \frac{1-p}{p} \bigr)^{1/2}$ for uniformly sampled entries.
Let $M$ be one fixed matrix of rank 2, with random singular vectors and the singular values $1$ and $\frac12$. As far as we measured, the quotients differ by at most 5 per cent:

1. for sensing, $M \in \R^{8 \times 8}$, at $m = 50, 200, 800, 3200$;
2. for completion, $M \in \R^{60 \times 60}$, at $p = \frac14, \frac38, \frac12, \frac{13}{20}, \frac45$.
""",
    uses=("surrogate-mean-square",),
    steps=(sensing_rate, sampling_rate),
)

CLAIMS = (quality, mean_square, rates)
