"""Chapter *Domination at every depth*: two conjectures beside that of domination."""

from fractions import Fraction
from functools import cache

import numpy as np
from scipy.linalg import expm

from dlf.chain import Factorization
from dlf.claims.dynamics.deeper import nearly_tight
from dlf.claims.dynamics.faster import TIGHT
from dlf.claims.dynamics.races import (
    Race,
    excess,
    frame,
    is_balanced,
    is_orthogonal,
    is_small,
    race,
    unequally,
)
from dlf.claims.hypotheses import depth_at_least, each_orthogonal, positive
from dlf.dynamics import gradient_flow
from dlf.exact import mode_strength
from dlf.verify import Claim, Property, measure, over, step

# Where means of an order above -0.62 fail, L = 12: the window of times is short.
ABRUPT_DEPTH, ABRUPT_START, ABRUPT = 12, 0.41, (1.0, 0.81, 0.2)
ABRUPT_SKEW = np.array([[0, 0, -0.74], [0, 0, 0.02], [0.74, -0.02, 0]])  # of Cayley's form
ABRUPT_TIMES = np.append(0, np.linspace(700, 1100, 801))


def highest_means(X, M, modes, power):
    """How far a mean of the singular values lies above mu_i, for the worst i >= 2 and vector c.

    Args:
        X (n, d, d), M (d, d): nonsingular X at n times, the target.
        modes (n, d): mu_i at these times.
        power: of the mean; -1 harmonic, 0 geometric, 1 arithmetic.

    Returns:
        array (n,): max over i and the unit vectors c of the statement of mean / mu_i - 1.
    """
    U, sigma, Vt = np.linalg.svd(X)
    f, _, gt = np.linalg.svd(M)
    seen = np.einsum("al,nai->nli", f, U) + np.einsum("la,nia->nli", gt, Vt)
    found = []
    for k in range(1, len(M)):
        free = np.linalg.svd(seen[:, :k])[2][:, k:]
        share = sigma / modes[:, [k]]
        terms = np.sign(power) * share**power if power else np.log(share)
        top = np.linalg.eigvalsh(np.einsum("nai,ni,nbi->nab", free, terms, free))[:, -1]
        found.append((np.sign(power) * top) ** (1 / power) if power else np.exp(top))
    return np.max(found, axis=0) - 1


def spread(rng, depth, *, unequal=1.0):
    """d = r = 3 or 4 and a random orthogonal start, or one mode aligned, or all but a little."""
    kind, d = int(rng.integers(3)), int(rng.integers(3, 5))
    if kind:
        return nearly_tight(rng, depth, (0.0, 0.1)[kind - 1], unequal=unequal)
    return race(rng, depths=(depth,), width=d, rank=d, scale=0.3, unequal=unequal)


@step(
    "evidence",
    ("nine tenths of the target", "share", 0.9),
    ("unequal scales with the same product", "unequal", 3.0),
)
def harmonic_means_along_runs(share=1.0, unequal=1.0):
    """L = 3..6, 8, d = 3, 4: no harmonic mean above its mode, 61 times of each of six runs."""

    def residual(data):
        modes = data.modes(data.width, share=share)
        return float(np.maximum(0.0, highest_means(data.original, data.matrix, modes, -1)).max())

    def at(depth):
        held = () if unequal != 1 else (is_balanced, is_small, is_orthogonal)
        draw = lambda rng: spread(rng, depth, unequal=unequal)
        return measure(range(6), draw, residual, tolerance=TIGHT, hypotheses=held)

    return over("L", (3, 4, 5, 6, 8), at)


@cache
def abrupt(seed):
    """(M, X, modes) at ABRUPT_TIMES: where the geometric mean fails, the start turned a little."""
    A, small = ABRUPT_SKEW, 1e-4 * np.random.default_rng(seed).standard_normal((3, 3))
    eps, M, one = ABRUPT_START, np.diag(ABRUPT), np.eye(3)
    Q = np.linalg.solve((one + A).T, (one - A).T).T @ expm(small - small.T)
    W = (eps * Q, *[eps * one] * (ABRUPT_DEPTH - 1))
    settings = {"rtol": 1e-10, "atol": 1e-13, "progress": False}
    X = gradient_flow(Factorization(M), W, ABRUPT_TIMES, **settings).end_to_end()
    law = {"init_scale": eps, "depth": ABRUPT_DEPTH}
    return M, X, mode_strength(ABRUPT_TIMES[:, None], np.array(ABRUPT), **law)


@step(
    "evidence",
    ("the geometric mean", "power", 0),
    ("the order -0.6", "power", -0.6),
    sharpness=Fraction(1, 2),
)
def where_the_geometric_mean_fails(power=-1.0):
    """L = 12, d = 3, a direction that opens abruptly: the harmonic mean stays below, 801 times."""

    def residual(data):
        M, X, modes = data
        return float(np.maximum(0.0, highest_means(X, M, modes, power)).max())

    draw = lambda rng: abrupt(int(rng.integers(3)))
    return measure(range(3), draw, residual, tolerance=TIGHT)


harmonic = Claim(
    name="harmonic-mean",
    kind="conjecture",
    title="The harmonic mean",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ with singular values $s_1 \ge \dots \ge s_d \ge 0$ and pairs of singular vectors $f_l$, $g_l$, $M g_l = s_l f_l$ and $M^\T f_l = s_l g_l$, $f(X) = \tfrac12 \norm{X - M}_F^2$, $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for all $l$, and let $X(t)$ be the product along the flow, with singular values $\sigma_j$ and pairs of singular vectors $u_j$, $v_j$, $X v_j = \sigma_j u_j$ and $X^\T u_j = \sigma_j v_j$.
Then for all $t \ge 0$, every $i$ and every unit vector $c \in \R^d$ with $\sum_j c_j \bigl( \inner{f_l}{u_j} + \inner{g_l}{v_j} \bigr) = 0$ for all $l < i$,

$$
\Bigl( \sum_{j=1}^d \frac{c_j^2}{\sigma_j} \Bigr)^{-1} \le \mu_i(t) ,
$$

where $\mu_i$ is the mode of {prf:ref}`mode-equation` with target $s_i$. This implies {prf:ref}`domination`.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthogonal": each_orthogonal("Q"),
    },
    uses=("mode-equation", "domination"),
    steps=(harmonic_means_along_runs, where_the_geometric_mean_fails),
)


def positive_start():
    """Factors that are all one symmetric positive definite matrix."""

    def holds(factors):
        P = factors[0]
        same = all(np.array_equal(W, P) for W in factors)
        return bool(same and np.array_equal(P, P.T) and np.linalg.eigvalsh(P)[0] > 0)

    latex = r"W_1(0) = \dots = W_L(0) = P"
    one, other = np.diag([2.0, 1.0]), np.diag([2.0, -1.0])
    return Property("positive(P), W_l = P", latex, holds, (one, one), (one, other))


def positive_race(rng, depth, *, norm=1.0, unequal=1.0):
    """M = diag(s) >= 0 and P > 0 of norm eps: random, or with one mode aligned that starts at eps."""
    d, lone = int(rng.integers(2, 5)), int(rng.integers(2))
    targets = np.sort(rng.uniform(0.2, 1, d))[::-1]
    start = float((rng.uniform(0.02, 1) * targets[-1]) ** (1 / depth))
    sizes = norm * start * np.append(1, rng.uniform(0.3, 1, d - 1))
    O = frame(rng, d, d, lone)
    P = O * sizes @ O.T
    return Race(targets, depth, start, d, unequally(((P + P.T) / 2,) * depth, unequal))


@step(
    "evidence",
    ("a larger start", "norm", 1.5),
    ("nine tenths of the target", "share", 0.9),
    ("unequal scales with the same product", "unequal", 3.0),
)
def positive_starts_along_runs(norm=1.0, share=1.0, unequal=1.0):
    """L = 3..6, 8, d = 2..4: sigma_i <= mu_i from positive starts, 61 times of each of six runs."""

    def residual(data):
        return excess(data, data.width, share=share)

    def at(depth):
        held = () if norm != 1 or unequal != 1 else (is_balanced, is_small)
        draw = lambda rng: positive_race(rng, depth, norm=norm, unequal=unequal)
        return measure(range(6), draw, residual, tolerance=TIGHT, hypotheses=held)

    return over("L", (3, 4, 5, 6, 8), at)


positive_starts = Claim(
    name="positive-starts",
    kind="conjecture",
    title="Positive starts",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ symmetric and positive semidefinite with eigenvalues $s_1 \ge \dots \ge s_d \ge 0$, $f(X) = \tfrac12 \norm{X - M}_F^2$, and $[[positive]]$ with a symmetric positive definite matrix $P$ of norm $\norm{P} \le \eps$.
Then $\sigma_i(X(t)) \le \mu_i(t)$ for all $i$ and $t \ge 0$, for the product $X(t)$ along the flow and the mode $\mu_i$ of {prf:ref}`mode-equation` with target $s_i$. Here $X(t)$ is symmetric and positive definite at all times.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "positive": positive_start(),
    },
    uses=("mode-equation",),
    steps=(positive_starts_along_runs,),
)

CLAIMS = (harmonic, positive_starts)
