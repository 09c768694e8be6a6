"""Chapter *Incremental fitting*, second half: plateaus of the loss, and the partial sums."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp

from dlf.chain import Factorization, orthogonal
from dlf.claims.balls import over_balls
from dlf.claims.dynamics.fit_times import constant
from dlf.claims.dynamics.separation import FRACTIONS
from dlf.claims.hypotheses import balanced, below_half, depth_at_least, nonsingular, positive
from dlf.dynamics import end_to_end_flow
from dlf.exact import ball, balls, fit_time, mode_strength
from dlf.verify import Claim, all_of, enclose, identity, implies, measure, over, step

HALF = sp.Rational(1, 2)


@step(
    "proof",
    ("half of the error of a mode that has begun", "begun", HALF),
    ("half of the error of a fitted mode", "fitted", HALF),
    ("c up to one: a mode beyond its target", "top", 3),
)
def error_of_a_mode(begun=1, fitted=1, top=1):
    """(s - mu)^2 is within (2c - c^2) s^2 below s^2 before c s, and at most c^2 s^2 after."""
    mu, s, c = sp.symbols("mu s c", real=True)
    ranges = [sp.Gt(s, 0), sp.Gt(c, 0), sp.Lt(c, HALF)]
    before = [*ranges, sp.Gt(mu, 0), sp.Le(mu, c * s)]
    after = [*ranges, sp.Ge(mu, (1 - c) * s), sp.Lt(mu, top * s)]
    square = (s - mu) ** 2
    lower = implies(before, sp.Ge(square, s**2 - begun * (2 * c - c**2) * s**2))
    upper = implies(before, sp.Lt(square, s**2))
    return all_of(lower, upper, implies(after, sp.Le(square, fitted * c**2 * s**2)))


@step(
    "proof",
    ("the logarithm of the odds once", "factor", 1),
    ("it depends on the start", "start", 2),
)
def rise_of_two(factor=2, start=1):
    """L = 2: e^(2 s t) is o q at 1 - c and q/o at c, o = (1-c)/c, q = (s - eps^2)/eps^2."""
    odds, q = sp.symbols("o q", positive=True)
    return identity(odds * q**start / (q / odds), odds**factor, where=[sp.Gt(odds, 1)])


@step(
    "evidence",
    ("the constant at 1 - c alone", "kept", 0),
    ("off by one part in a thousand million", "factor", 1 + Fraction(1, 10**9)),
)
def rise_of_more(kept=1, factor=1):
    """L >= 3: the time between c s and (1-c) s is C_L(s, 1-c) - C_L(s, c) for every start."""

    def at(depth):
        def check(point):
            fraction, target, start = point
            late, early = 1 - Fraction(fraction), Fraction(fraction)
            times = [balls.fit_time(c, target, start, depth) for c in (late, early)]
            rise = constant(late, target, depth) - kept * constant(early, target, depth)
            near = Fraction(1, 10**12)
            quotient = ball(factor) * (times[0] - times[1]) / rise
            return enclose(quotient, 1 - near, 1 + near, relative_radius="1e-13")

        points = product(FRACTIONS, ("1/3", "20"), ("1/10", "1e-3"))
        return over_balls("(c, s, eps)", points, check, 64 * depth + 256)

    return over("L", (3, 4, 5, 10), at)


def plateau_length(high, low, start, depth):
    """The time from 9/10 of the larger target to 1/10 of the smaller one, as a ball."""
    late = balls.fit_time("1/10", low, start, depth)
    return late - balls.fit_time("9/10", high, start, depth)


@step(
    "evidence",
    ("half of the limit", "share", Fraction(1, 2)),
    ("the gap of the targets instead of their inverses", "inverse", False),
)
def length_of_a_plateau(share=1, inverse=True):
    """eps^(L-2) times the plateau at eps = 10^-9; L = 2: its growth from 10^-6, a factor log 10^3."""

    def at(depth):
        def check(targets):
            high, low = map(Fraction, targets)
            length = plateau_length(high, low, "1e-9", depth)
            if depth == 2:
                grown = (length - plateau_length(high, low, "1e-6", 2)) / ball(1000).log()
            else:
                grown = length * ball("1e-9") ** (depth - 2) * (depth - 2)
            limit = share * (1 / low - 1 / high if inverse else high - low)
            near = Fraction(1, 10**6)
            return enclose(grown / ball(limit), 1 - near, 1 + near, relative_radius="1e-9")

        pairs = (("3", "2"), ("1", "1/2"), ("20", "1/5"))
        return over_balls("(s_j, s_(j+1))", pairs, check, 64 * depth + 256)

    return over("L", (2, 3, 4, 5), at)


def staircase(rng):
    """Targets whose modes separate at c, the start, the depth, and how many modes are fitted."""
    depth, rank, c = int(rng.integers(2, 6)), int(rng.integers(1, 6)), rng.uniform(0.05, 0.45)
    targets = 1.3 ** -np.arange(rank) * rng.uniform(0.9, 1.1, rank)
    if depth == 2:
        odds = ((1 - c) / c) ** ((targets[:-1] + targets[1:]) / (targets[:-1] - targets[1:]))
        start = np.sqrt(targets[1:] / (1 + 4 * odds)).min(initial=np.sqrt(c * targets[-1] / 2))
        return c, targets, float(start), depth, int(rng.integers(0, rank + 1))
    b = 1 - 2 / depth
    gaps = np.concatenate([targets[1:] ** b * (1 - targets[1:] / targets[:-1]), [targets[-1] ** b]])
    power = gaps.min() / (c**-b + (depth - 2) * (np.log(1 / c) + 0.5))
    return c, targets, power ** (1 / (depth - 2)), depth, int(rng.integers(0, rank + 1))


def plateau(data):
    """First and last time of the stage at which j modes are fitted."""
    c, targets, start, depth, j = data
    law = {"init_scale": start, "depth": depth}
    begin = fit_time(1 - c, targets[:j], **law).max() if j else 0.0
    last = fit_time(c, targets[j:], **law).min() if j < len(targets) else 10 * begin
    return begin, last


@step(
    "evidence",
    ("half of the lower error", "lower", 0.5),
    ("half of the upper error", "upper", 0.5),
    ("the plateau of one mode more", "shift", 1),
)
def plateaus(lower=1.0, upper=1.0, shift=0):
    """Random targets, two zeros among them: the loss of the closed form within the error."""

    def residual(data):
        c, targets, start, depth, j = data
        times = np.linspace(*plateau(data), 50)[:, None]
        law = {"init_scale": start, "depth": depth}
        every = np.append(targets, [0.0, 0.0])
        losses = ((every - mode_strength(times, every, **law)) ** 2).sum(axis=1) / 2
        rest = (targets[j + shift :] ** 2).sum()
        above = upper * c**2 / 2 * (targets[:j] ** 2).sum() + start ** (2 * depth)
        gaps = losses - rest / 2
        return float(
            np.max([0.0, (gaps - above).max(), (-lower * (c - c**2 / 2) * rest - gaps).max()])
        )

    def separates(data):
        begin, last = plateau(data)
        return bool(begin < last)

    return measure(range(100), staircase, residual, tolerance=1e-9, hypotheses=(separates,))


staircase_claim = Claim(
    name="staircase",
    kind="theorem",
    title="The staircase",
    statement=r"""
Let $[[depth]]$, $[[above]]$, $[[below]]$, $[[scale]]$. Let the spectral start of {prf:ref}`mode-setting` hold all positive singular values $s_1 \ge \dots \ge s_r > 0$ of $M$ and
$n = k - r$ zeros, $r \ge 1$, let $\eps^L < c\, s_r$ and $0 \le j \le r$.

1. For all $t$ with $\displaystyle \max_{i \le j} t_{1-c}(s_i) \le t \le \min_{j < i \le r} t_c(s_i)$, where the maximum of nothing is $0$ and its minimum $\infty$,

$$
- \Bigl( c - \frac{c^2}{2} \Bigr) \sum_{i > j} s_i^2 \,\le\, f(X(t)) - \frac12 \sum_{i > j} s_i^2 \,\le\, \frac{c^2}{2} \sum_{i \le j} s_i^2 + \frac{n}{2} \eps^{2L} .
$$

2. A mode rises from $c\, s$ to $(1-c)\, s$ in a time that does not depend on $\eps$: $\frac1s \log\frac{1-c}{c}$ for $L = 2$, and $C_L(s, 1-c) - C_L(s, c)$ for $L \ge 3$.
3. Let $1 \le j < r$ and $s_j > s_{j+1}$. As $\eps \to 0$, the length $\ell_j$ of the interval in 1 satisfies $\eps^{L-2}\, \ell_j \to \frac{1}{L-2} \bigl( \frac{1}{s_{j+1}} - \frac{1}{s_j} \bigr)$
for $L \ge 3$, and $\ell_j / \log\frac1\eps \to \frac{1}{s_{j+1}} - \frac{1}{s_j}$ for $L = 2$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "above": positive("c"),
        "below": below_half,
        "scale": positive("varepsilon"),
    },
    uses=("mode-setting", "aligned-chain", "mode-equation", "mode-closed-form", "fit-time"),
    words=(
        "f is half the sum of the squares (s_i - mu_i)^2, as U and V are orthonormal.",
        "A mode is monotone, so it stays beyond a level that it has passed.",
        "The leading terms of the fit times decide the limit.",
    ),
    steps=(error_of_a_mode, rise_of_two, rise_of_more, length_of_a_plateau, plateaus),
)


a, b, kappa = sp.symbols("sigma_a sigma_b kappa", positive=True)
n_ab, n_ba = sp.symbols("n_ab n_ba", real=True)
APART = [sp.Gt(a, b)]


def spins(first=1, second=1):
    """Omega_ab and Psi_ab for h_ab = kappa n_ab and h_ba = kappa n_ba."""
    omega = kappa * (first * b * n_ab + second * a * n_ba) / (b**2 - a**2)
    return omega, kappa * (first * a * n_ab + second * b * n_ba) / (b**2 - a**2)


@step("proof", ("the reversed spin", "second", -1), ("twice the first entry", "first", 2))
def rotation_of_the_modes(first=1, second=1):
    """Omega s_b - s_a Psi = h_ab and s_b Psi - s_a Omega = h_ba: how the singular vectors turn."""
    omega, psi = spins(first, second)
    left = identity(sp.simplify(omega * b - a * psi), kappa * n_ab, where=APART)
    return all_of(left, identity(sp.simplify(b * psi - a * omega), kappa * n_ba, where=APART))


@step("proof", ("the mixed term once", "mixed", 1), ("the values exchanged", "exchanged", True))
def term_of_a_pair(mixed=2, exchanged=False):
    """-Omega n_ba - n_ab Psi is what the pair (a, b) adds to the derivative of n_aa."""
    omega, psi = spins()
    x, y = (b, a) if exchanged else (a, b)
    claimed = kappa * (x * (n_ab**2 + n_ba**2) + mixed * y * n_ab * n_ba) / (a**2 - b**2)
    return identity(sp.simplify(-omega * n_ba - n_ab * psi), sp.simplify(claimed), where=APART)


@step("proof", ("the sum of the entries", "sign", 1), ("divided by the difference", "other", -1))
def pair_inside(sign=-1, other=1):
    """Both terms of a pair within the sum: kappa (n_ab - n_ba)^2/(sigma_a + sigma_b) >= 0."""
    one = lambda u, v: (u * (n_ab**2 + n_ba**2) + 2 * v * n_ab * n_ba) / (u**2 - v**2)
    both = sp.simplify(kappa * (one(a, b) + one(b, a)))
    return identity(both, kappa * (n_ab + sign * n_ba) ** 2 / (a + other * b), where=APART)


@step("proof", ("for sigma_a below sigma_b", "ordered", False), ("three times", "mixed", 3))
def pair_across(ordered=True, mixed=2):
    """sigma_a (x^2 + y^2) + 2 sigma_b x y >= 0 for sigma_a > sigma_b > 0."""
    x, y, high, low = sp.symbols("n_ab n_ba sigma_a sigma_b", real=True)
    order = sp.Gt(high, low) if ordered else sp.Lt(high, low)
    form = high * (x**2 + y**2) + mixed * low * x * y
    return implies([order, sp.Gt(low, 0), sp.Gt(high, 0)], sp.Ge(form, 0))


@step("proof", ("entries of one sign", "sign", 1), ("twice the term", "factor", 2))
def pair_that_coincides(sign=-1, factor=1):
    """sigma_a = sigma_b for all times: n_ba = -n_ab, and the term is kappa n_ab^2/sigma >= 0."""
    omega, psi = sp.symbols("Omega Psi", real=True)
    turned = sp.solve(a * (omega - psi) - kappa * n_ab, omega)[0]
    term = (-omega * sign * n_ab - n_ab * psi).subs(omega, turned)
    return identity(sp.expand(term), factor * kappa * n_ab**2 / a)


@step("proof", ("the reversed order", "sign", -1), ("where P may vanish", "vanishing", True))
def crossing(sign=1, vanishing=False):
    """Where sigma_b overtakes sigma_a at one value, P (n_b - sigma) >= P (n_a - sigma): n_b >= n_a."""
    P, sigma, over_a, over_b = sp.symbols("P sigma n_aa n_bb", real=True)
    rate = sp.Ge(P, 0) if vanishing else sp.Gt(P, 0)
    faster = sp.Ge(P * (over_b - sigma), P * (over_a - sigma))
    return implies([rate, faster], sp.Ge(sign * (over_b - over_a), 0))


def partial_sums(X, M):
    """sum_{i<=k} u_i^T M v_i for k = 1..d."""
    U, _, Vt = np.linalg.svd(X)
    return np.cumsum(np.einsum("ia,ij,aj->a", U, M, Vt))


@step(
    "evidence",
    ("without the pairs inside", "inside", 0.0),
    ("without the pairs across", "across", 0.0),
    ("the weights of one factor less", "less", 1),
)
def derivative(inside=1.0, across=1.0, less=0):
    """The formula of 2 at random X against a difference of order four along the flow."""

    def draw(rng):
        depth = int(rng.integers(2, 6))
        return depth, rng.standard_normal((4, 4)), rng.standard_normal((4, 4))

    def residual(data):
        depth, X, M = data
        h, objective = 1e-5, Factorization(M)
        times = h * np.arange(5)
        run = end_to_end_flow(objective, X, times, depth=depth, rtol=1e-12, atol=1e-14)
        sums = np.array([partial_sums(Y, M) for Y in run.end_to_end()])
        found = (8 * (sums[3] - sums[1]) - (sums[4] - sums[0])) / (12 * h)
        formula = rate(run.end_to_end()[2], M, depth - less)
        gap = found - inside * formula[0] - across * formula[1]
        return float(np.abs(gap).max() / np.abs(found).max())

    def apart(data):
        s = np.linalg.svd(data[1], compute_uv=False)
        return bool((s[:-1] - s[1:] > 0.05).all() and s[-1] > 0.05)

    seeds = [k for k in range(30) if apart(draw(np.random.default_rng(k)))]
    return measure(seeds, draw, residual, tolerance=1e-6, hypotheses=(apart,))


def rate(X, M, depth):
    """The derivative of each partial sum: what the pairs inside and the pairs across add."""
    U, s, Vt = np.linalg.svd(X)
    n, powers = U.T @ M @ Vt.T, 2 * np.arange(depth) / depth
    weights = np.power.outer(s, powers[::-1]) @ np.power.outer(s, powers).T
    square = s[:, None] ** 2 - s**2 + np.eye(len(s))
    across = weights * (s[:, None] * (n**2 + n.T**2) + 2 * s * n * n.T) / square
    inside = weights * (n - n.T) ** 2 / np.add.outer(s, s)
    sums = range(1, len(s) + 1)
    return (
        np.array([np.triu(inside[:k, :k], 1).sum() for k in sums]),
        np.array([across[:k, k:].sum() for k in sums]),
    )


@step(
    "evidence",
    ("each term of the sums by itself", "single", True),
    ("bounded by the smallest singular values", "smallest", True),
)
def nondecreasing(single=False, smallest=False):
    """d = 4: along runs from orthogonal starts no partial sum falls or exceeds its bound."""

    def draw(rng):
        depth = int(rng.integers(2, 5))
        M = rng.standard_normal((4, 4))
        (Q,) = orthogonal((4, 4), init_scale=rng.uniform(0.3, 0.8) ** depth, rng=rng)
        return depth, Q, M

    def residual(data):
        depth, Q, M = data
        run = end_to_end_flow(Factorization(M), Q, np.linspace(0, 3, 61), depth=depth)
        sums = np.array([partial_sums(X, M) for X in run.end_to_end()[1:]])
        s = np.linalg.svd(M, compute_uv=False)
        bound = np.cumsum(s[::-1] if smallest else s)
        path = np.diff(sums, prepend=0.0, axis=1) if single else sums
        return float(np.max([0.0, -np.diff(path, axis=0).min(), (sums - bound).max()]))

    return measure(range(12), draw, residual, tolerance=1e-7)


partial = Claim(
    name="partial-sums",
    kind="theorem",
    title="The partial sums do not decrease",
    statement=r"""
Let $[[depth]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$ with $M \in \R^{d \times d}$ of singular values $s_1 \ge \dots \ge s_d \ge 0$, and let the chain of square factors be balanced, $[[balanced]]$, with $[[start]]$.
Let $\sigma_1(t) \ge \dots \ge \sigma_d(t)$ be the singular values of $X(t)$ along the flow, $\sigma_{d+1} = 0$, with unit singular vectors $u_i$, $v_i$. Put $n_{ij} = \inner{u_i}{M v_j}$ and $P_k = \sum_{i \le k} n_{ii}$.

1. $X(t)$ is nonsingular for all $t$. Where $\sigma_k > \sigma_{k+1}$, $P_k$ does not depend on the choice of the vectors, and $P_k \le s_1 + \dots + s_k$.
2. Where the singular values are distinct, with $\kappa(x, y) = \sum_{l=1}^{L} x^{2(L-l)/L}\, y^{2(l-1)/L}$,

$$
\begin{aligned}
P_k' = {} & \sum_{i < j \le k} \kappa(\sigma_i, \sigma_j) \frac{(n_{ij} - n_{ji})^2}{\sigma_i + \sigma_j} \\
& + \sum_{i \le k < j} \kappa(\sigma_i, \sigma_j) \frac{\sigma_i\, (n_{ij}^2 + n_{ji}^2) + 2 \sigma_j\, n_{ij} n_{ji}}{\sigma_i^2 - \sigma_j^2} \;\ge\; 0 .
\end{aligned}
$$

3. If $t_1 < t_2$ and $\sigma_k > \sigma_{k+1}$ at both, then $P_k(t_1) \le P_k(t_2)$, whatever crosses in between.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "balanced": balanced(),
        "start": nonsingular("X(0)"),
    },
    uses=("end-to-end-flow", "loss-decreases"),
    words=(
        "The factors are analytic in t; so are eigenvalues and eigenvectors of X^T X (Rellich).",
        "The trace inequality of von Neumann bounds the sums.",
        "Two analytic singular values agree always or cross at isolated times.",
    ),
    steps=(
        rotation_of_the_modes,
        term_of_a_pair,
        pair_inside,
        pair_across,
        pair_that_coincides,
        crossing,
        derivative,
        nondecreasing,
    ),
)

CLAIMS = (staircase_claim, partial)
