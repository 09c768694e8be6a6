"""Chapter *Random features and digits*: what a feature costs, and what a refit owes to the choice."""

from itertools import combinations, product

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import positive
from dlf.claims.matrices import letters
from dlf.claims.steps import largest
from dlf.pruning import feature_costs
from dlf.verify import Claim, Relation, identity, measure, measure_share, over, step

NINE_TENTHS = sp.Rational(9, 10)
adjoint = sp.adjoint
features, kept = sp.symbols("p s", integer=True)
two_features = Relation(sp.Ge(features, 2))
not_more_than_there_are = Relation(sp.Le(kept, features))


@step(
    "proof",
    ("nine tenths of the square", "share", NINE_TENTHS),
    ("the cross term once", "crossed", sp.Rational(1, 2)),
    ("nine tenths of the cross term", "crossed", NINE_TENTHS),
)
def others_held(share=1, crossed=1):
    """In letters, A1 B1 + a b for A B: the square without a b, with R = Y - A1 B1 - a b."""
    Y, A, B, a, b = letters("Y A1 B1 a b")
    after, rest = Y - A * B, Y - A * B - a * b
    square = share * adjoint(b) * adjoint(a) * a * b
    cross = adjoint(a * b) * rest + adjoint(rest) * a * b
    stated = adjoint(rest) * rest + square + crossed * cross
    return identity(adjoint(after) * after, stated)


@step(
    "proof",
    ("nine tenths of what is off the span", "share", NINE_TENTHS),
    ("a fit that misses by c b", "sign", -1),
)
def others_refitted(share=1, sign=1):
    """In letters, a = A1 c + e: the square of a b + A1 D, up to terms with A1^T e."""
    A, D, a, b, c, e = letters("A1 D a b c e")
    a = A * c + e
    fit = D + sign * c * b
    change = a * b + A * D
    crossed = adjoint(fit) * (adjoint(A) * e) * b + adjoint(b) * (adjoint(e) * A) * fit
    square = adjoint(fit) * adjoint(A) * A * fit + share * adjoint(b) * adjoint(e) * e * b
    return identity(adjoint(change) * change, square + crossed)


@step(
    "evidence",
    ("nine tenths of the inverse", "share", NINE_TENTHS),
    ("the diagonal of G itself", "inverse", False),
)
def distance_by_inverse(share=1, inverse=True):
    """p = 2, 3, w = G^-1 e_j: z^T G z - 1/w_j is (z - w/w_j)^T G (z - w/w_j) if z_j = 1."""

    def at(p):
        entry = lambda i, j: sp.Symbol(f"g{min(i, j)}{max(i, j)}", real=True)
        G = sp.Matrix(p, p, entry)
        w = G.adjugate()[:, -1] / G.det(method="berkowitz")
        z = sp.Matrix([*sp.symbols(f"z1:{p}", real=True), 1])
        form = lambda x: (x.T * G * x)[0]
        lowest = share / w[-1] if inverse else share * G[-1, -1]
        return identity(form(z) - lowest, form(z - w / w[-1]))

    return over("p", (2, 3), at)


@step(
    "evidence",
    ("nine tenths of the growth", "share", NINE_TENTHS),
    ("the diagonal in its first power", "power", 1),
    whole=("power",),
)
def shortest_detour(share=1, power=2):
    """m with q^T m = -b and Q_jj = |q|^2: |m|^2 - b^2/Q_jj = |m + b q/Q_jj|^2, p = 2..4."""

    def at(p):
        q, m = (sp.symbols(f"{name}1:{p + 1}", real=True) for name in "qm")
        dot = lambda x, y: sum(a * b for a, b in zip(x, y, strict=True))
        b, diagonal = -dot(q, m), dot(q, q)
        moved = [k + b * g / diagonal for k, g in zip(m, q, strict=True)]
        return identity(dot(m, m) - share * b**power / diagonal, dot(moved, moved))

    return over("p", range(2, 5), at)


def some_fit(rng):
    """A (n, p) of any rank, more rows or more columns, equal and zero columns; Y (n, o)."""
    n, p, o = (int(v) for v in rng.integers(2, 9, 3))
    A = rng.standard_normal((n, p))
    kind = int(rng.integers(4))
    if kind == 1:
        A[:, 1] = -2 * A[:, 0]
    if kind == 2:
        A[:, 0] = 0
    if kind == 3:
        A = A[:, :1] @ rng.standard_normal((1, p)) + (A if p < n else 0)
    return A, rng.standard_normal((n, o))


@step(
    "evidence",
    ("a hundredth more, the others held", "held", 1.01),
    ("a hundredth more, the others refitted", "refitted", 1.01),
    ("a hundredth more of the length", "stretched", 1.01),
    ("another interpolator", "wandered", 0.1),
)
def any_fit(held=1.0, refitted=1.0, stretched=1.0, wandered=0.0):
    """`feature_costs` against fits without the feature."""

    def residual(data):
        A, Y = data
        B, p = np.linalg.pinv(A, rcond=1e-10) @ Y, A.shape[1]
        B = B + wandered * (1 - np.linalg.pinv(A, rcond=1e-10) @ A @ np.ones(p))[:, None]
        error = lambda C: ((Y - A @ C) ** 2).sum()
        costs, gaps = feature_costs(A, Y), []
        for j in range(p):
            only = np.arange(p) != j
            cut, again = B * only[:, None], np.zeros_like(B)
            again[only] = np.linalg.pinv(A[:, only], rcond=1e-10) @ Y
            gaps.append(error(cut) - error(B) - held * costs.held[j])
            gaps.append(error(again) - error(B) - refitted * costs.refitted[j])
            if np.isfinite(costs.stretched[j]):
                gaps.append((again**2).sum() - (B**2).sum() - stretched * costs.stretched[j])
        return largest(map(np.atleast_1d, gaps)) / (1 + (Y**2).sum() + (B**2).sum())

    usual = lambda data: bool(_clear(data[0]))
    return measure(range(20), some_fit, residual, tolerance=1e-9, hypotheses=(usual,))


def _clear(A):
    """Whether the singular values of A and of A without a column are clearly zero or not."""
    parts = [A, *(np.delete(A, j, axis=1) for j in range(A.shape[1]) if A.shape[1] > 1)]
    values = np.concatenate([np.linalg.svd(part, compute_uv=False) for part in parts])
    return not ((values > 1e-12) & (values < 0.03)).any()


@step(
    "evidence",
    ("a hundredth more", "share", 1.01),
    ("G without the ridge", "inside", 0.0),
    ("a hundredth less of the ridge inside", "inside", 0.99),
)
def with_a_ridge(share=1.0, inside=1.0):
    """The rise of |Y - A B|^2 + lambda |B|^2 without a feature, lambda between 1/10 and 10."""

    def residual(data):
        A, Y, ridge = data
        value = lambda A, B: ((Y - A @ B) ** 2).sum() + ridge * (B**2).sum()
        fit = lambda A: np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ Y)
        B, p = fit(A), A.shape[1]
        P = np.linalg.pinv(A.T @ A + inside * ridge * np.eye(p), rcond=1e-10)
        gaps = []
        for j in range(p):
            rest = np.delete(A, j, axis=1)
            rise = value(rest, fit(rest)) - value(A, B)
            gaps.append(rise - share * (B[j] ** 2).sum() / P[j, j])
        return largest(map(np.atleast_1d, gaps)) / (1 + (Y**2).sum())

    draw = lambda rng: (*some_fit(rng), float(np.exp(rng.uniform(-2.3, 2.3))))
    return measure(range(20), draw, residual, tolerance=1e-9)


HELD, REFITTED, DISTANCE, WITHOUT = theorems(
    "feature_cost.v", "feature_zeroed", "feature_refitted", "feature_distance", "shortest_without"
)
RIDGE = theorems("feature_ridge.v", "ridge_minimiser", "feature_with_ridge", "ridge_limits")


cost_claim = Claim(
    name="cost-of-a-feature",
    kind="theorem",
    title="What it costs to do without a feature",
    statement=r"""
Let $A \in \R^{n \times p}$ with $[[several]]$ have the columns $a_j$, let $Y \in \R^{n \times o}$, $G = A^\T A$, $Q = I - A^+ A$, and let $B \in \R^{p \times o}$, with the rows $b_j^\T$, be a minimiser of $\norm{Y - A B}_F^2$.

1. Putting $b_j$ to zero raises the square by exactly $\norm{a_j}^2 \norm{b_j}^2$ if the other rows stay. For a $B$ that is no minimiser, $2 \inner{a_j b_j^\T}{Y - A B}$ comes on top.
2. If the other rows are fitted again, it rises by $\delta_j^2 \norm{b_j}^2$, where $\delta_j$ is the distance of $a_j$ from the span of the other columns. Either $Q_{jj} = 0$ and $\delta_j^2 = 1 / (G^+)_{jj} > 0$; or $Q_{jj} > 0$ and $\delta_j = 0$.
3. Let $Q_{jj} > 0$ and $B = A^+ Y$. The shortest fit without feature $j$ is $B - \frac{1}{Q_{jj}} Q e_j b_j^\T$, with the same answers $A B$ on the samples, and its square $\norm{\cdot}_F^2$ is larger by $\norm{b_j}^2 / Q_{jj}$.
4. For $[[ridge]]$ let $B(\lambda)$ be the minimiser of $\norm{Y - A B}_F^2 + \lambda \norm{B}_F^2$. Without feature $j$ the minimum rises by $\norm{b_j(\lambda)}^2 / ((G + \lambda I)^{-1})_{jj}$. As $\lambda \to 0$ this is the rise in 2 in the limit; where $Q_{jj} > 0$, this over $\lambda$ tends to the growth in 3.
""",
    hypotheses={"several": two_features, "ridge": positive("lambda")},
    steps=(
        HELD,
        REFITTED,
        DISTANCE,
        WITHOUT,
        *RIDGE,
        *(others_held, others_refitted, distance_by_inverse, shortest_detour),
        *(any_fit, with_a_ridge),
    ),
    parts={
        "1": (HELD, others_held, any_fit),
        "2": (REFITTED, DISTANCE, others_refitted, distance_by_inverse, any_fit),
        "3": (WITHOUT, shortest_detour, any_fit),
        "4": (
            *RIDGE,
            with_a_ridge,
        ),
    },
)


@step(
    "proof",
    ("a set that is likelier if the first feature is of the first kind", "tilt", "1/10"),
    ("nine tenths of the small model", "share", NINE_TENTHS),
)
def one_law(tilt=0, share=1):
    """Two of three features of two kinds, a set with any chances: the mean of any e(kinds)."""
    q, a, b = sp.symbols("q a b", real=True)
    e = sp.symbols("e0:3", real=True)  # by the number of features of the first kind
    chance, chosen, total = (1 - q, q), (a, b, 1 - a - b), 0
    sets, lean = tuple(combinations(range(3), 2)), (1, 0, -1)
    for kinds in product((0, 1), repeat=3):
        weight = sp.prod([chance[k] for k in kinds])
        for S, likely, more in zip(sets, chosen, lean, strict=True):
            likely += sp.Rational(tilt) * more * kinds[0]
            total += weight * likely * e[sum(kinds[j] for j in S)]
    small = sum(chance[k] * chance[m] * e[k + m] for k, m in product((0, 1), repeat=2))
    return identity(total, share * small)


def errors_of_two(rng, looks, more):
    """Mean squared errors (2, 500) on 20 new points: 8 ReLU features, and 8 of 20; 12 samples.

    The 20 are drawn anew each time. With `looks`, the 8 are active on the most samples.
    """
    draws, n, d, p, s = 500, 12, 3, 20, 8
    x, b = rng.standard_normal((draws, n + 20, d)), rng.standard_normal((draws, d, 1))
    y = x @ b + 0.5 * rng.standard_normal((draws, n + 20, 1))
    W, c = rng.standard_normal((draws, d, p)), rng.standard_normal((draws, 1, p))
    A = np.maximum(x @ W + c, 0)
    active = (A[:, :n] > 0).sum(axis=1)
    order = (
        np.argsort(-active, axis=1)
        if looks
        else rng.permuted(np.tile(range(p), (draws, 1)), axis=1)
    )
    refit = np.take_along_axis(A, order[:, None, : s + more], axis=2)
    errors = []
    for F in (A[:, :, :s], refit):
        fits = np.linalg.pinv(F[:, :n], rcond=1e-8) @ y[:, :n]
        errors.append(((F[:, n:] @ fits - y[:, n:]) ** 2).mean(axis=(1, 2)))
    return np.array(errors)


@step(
    "evidence",
    ("the features that are active on the most samples", "looks", True),
    ("one feature more", "more", 1),
    whole=("more",),
)
def drawn_refits(looks=False, more=0):
    """Logarithms of 500 errors of the small model and of a refit on a random set: one mean."""

    def holds(errors):
        gap = np.diff(np.log(errors), axis=0)[0]
        return bool(abs(gap.mean()) < 3 * gap.std(ddof=1) / np.sqrt(gap.size))

    draw = lambda rng: errors_of_two(rng, looks, more)
    return measure_share(range(64), draw, holds, share=0.9)


LARGEST = formal("largest_feature.v", "largest_feature")


choice_claim = Claim(
    name="choice-alone",
    kind="theorem",
    title="All that a refit gains is choice",
    statement=r"""
Let $D$ be random: samples, answers, a new sample and its answer. Let $w_1, \dots, w_p$ be random with a joint law that, given $D$, no reordering changes; for instance independent of $D$ and of each other and all of one law. For a set $S$ of $s \ge 1$ indices, $[[kept]]$, let $e(S)$ be a number that is computed from $D$ and the $w_j$ with $j \in S$, whatever their order, such as the squared error on the new sample of a least-squares fit of the samples by the features of these $w_j$; let $e(\{1, \dots, s\})$, the *small model*, have a mean.

1. If a random $S$ is independent of $w_1, \dots, w_p$ given $D$, then $e(S)$ has the law of the small model.
2. Whatever a random set $\hat S$ of $s$ indices depends on, if $e(\hat S)$ has a mean, the small model's mean is larger by that of $\bar e - e(\hat S)$, where $\bar e$ is the average of $e(S)$ over all sets of $s$ indices. This is at most the mean of $\bar e - \min_S e(S)$.
3. In 1 it is not enough that $S$ is independent of the answers. With $p = 2$, $s = 1$, $w_j$ independent, $0$ or $1$ with the chance $\frac12$ each, the features $w_j x$ and the answers $y = x$ of samples $x \ne 0$, let $S$ hold an index of the largest $w_j$: the error is zero with the chance $\frac34$, that of the small model with $\frac12$.
""",
    hypotheses={"kept": not_more_than_there_are},
    words=(
        "Given D and S = T, w_T has the law of the first s: sum over T.",
        "Part 2: each e(S) has the mean of the small model, so their average has.",
    ),
    steps=(LARGEST, one_law, drawn_refits),
    parts={"1": (one_law, drawn_refits), "2": (one_law,), "3": (LARGEST,)},
)

CLAIMS = (cost_claim, choice_claim)
