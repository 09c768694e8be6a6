"""Chapter *Faster convergence*, second half: three factors or more, and descent."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from dlf.claims.faster import (
    TIMES,
    Race,
    advantage,
    error_of_one,
    excess,
    race,
    slower_than_its_mode,
    starts_below,
)
from dlf.claims.fit_times import in_balls
from dlf.claims.hypotheses import depth_at_least, orthogonal, positive
from dlf.dynamics import gradient_flow
from dlf.exact_ball import ball
from dlf.objectives import Factorization
from dlf.verify.checkers import enclose
from dlf.verify.claim import Claim, step
from dlf.verify.measure import measure
from dlf.verify.verdict import over


def seen(data):
    """<u_i, M v_i> for i = 1..r at TIMES, in the order of the singular values of X."""
    U, _, Vt = np.linalg.svd(data.original[1:])
    M, rank = np.diag(data.every(data.width)), len(data.targets)
    return np.einsum("nai,ab,nib->ni", U, M, Vt)[:, :rank]


def in_order(data):
    """Whether no singular direction sees more of M than the singular value of its rank."""
    return bool((seen(data) <= data.targets + 1e-7).all())


def turned(rng, *, far, depths=(3, 4)):
    """d = 3, r = 2: the first mode turned into the third direction, by little or by much."""
    depth, angle = int(rng.choice(depths)), rng.uniform(1.9, 2.6) if far else rng.uniform(0, 0.3)
    targets = np.array([1.0, rng.uniform(0.6, 0.9)])
    start = float((0.05 * targets[-1]) ** (1 / depth))
    turn = np.eye(3)
    turn[np.ix_([0, 2], [0, 2])] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    factors = (start * turn, *[start * np.eye(3)] * (depth - 1))
    return Race(targets, 3, depth, start, 2, factors)


@step(
    "evidence",
    ("the modes of the second target first", "reversed_order", True),
    ("the modes of one factor more", "more", 1),
)
def aligned_runs(reversed_order=False, more=0):
    """Starts turned by less than 0.3: the hypothesis is checked, sigma_i <= mu_i, E_c <= E_o."""

    def draw(rng):
        return turned(rng, far=False)

    def residual(data):
        start = data.start ** (data.depth / (data.depth + more))
        if reversed_order:
            data = replace(data, targets=data.targets[::-1])
        gap = excess(data, 2, depth=data.depth + more, init_scale=start)
        return max(gap, advantage(data))

    return measure(range(8), draw, residual, tolerance=1e-7, hypotheses=(in_order, starts_below))


@step("evidence", ("the hypothesis itself", "conclusion", False))
def not_necessary(conclusion=True):
    """A mode turned by 1.9 to 2.6: <u_2, M v_2> exceeds s_2, yet E_c <= E_o and sigma_i <= mu_i."""

    def draw(rng):
        return turned(rng, far=True)

    def residual(data):
        if conclusion:
            return max(excess(data, 2), advantage(data))
        return float(np.maximum(0.0, seen(data) - data.targets).max())

    def fails(data):
        return bool((seen(data) - data.targets).max() > 0.05)

    return measure(range(8), draw, residual, tolerance=1e-7, hypotheses=(fails, starts_below))


in_order_claim = Claim(
    name="faster-in-order",
    kind="theorem",
    title="Any depth, modes in order",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ of rank $r \ge 1$ with singular values $s_1 \ge \dots \ge s_d$, $f(X) = \tfrac12 \norm{X - M}_F^2$, and $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for $Q = Q_1, \dots, Q_L$.
Suppose that at all but finitely many times of every bounded interval

$$
\inner{u_i(t)}{M v_i(t)} \le s_i \qquad \text{for every } i = 1, \dots, d,
$$

where $u_i$, $v_i$ are the singular vectors of $X(t)$ in the order $\sigma_1 \ge \dots \ge \sigma_d$, along an analytic choice. Then

1. $\sigma_i(X(t)) \le \mu_i(t)$ for all $i$ and $t \ge 0$, where $\mu_i$ is the mode of {prf:ref}`mode-equation` with target $s_i$;
2. if moreover $\eps^L \le s_r$, and $\hat r = r$ or $r < \hat r \le d - r$, then $E_c(t) \le E_o(t)$ for all $t \ge 0$, as in {prf:ref}`domination-two-factors`.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthogonal": orthogonal("Q"),
    },
    uses=("mode-equation", "partial-sums", "domination-two-factors"),
    words=(
        "Between finitely many times sigma_i is analytic; a comparison on each piece.",
        "Part 2 of the theorem on two factors used part 1 and nothing else of it.",
    ),
    steps=(slower_than_its_mode, error_of_one, aligned_runs, not_necessary),
)


def shifted(targets, start, depth):
    """The modes at TIMES for real targets of either sign: chains of numbers."""
    settings = {"rtol": 1e-10, "atol": 1e-13, "progress": False}
    paths = [
        gradient_flow(Factorization([[s]]), ([[start]],) * depth, TIMES, **settings)
        for s in targets
    ]
    return np.stack([path.end_to_end().ravel() for path in paths], axis=1)


def loewner_excess(data):
    """The largest eigenvalue of the positive part of [0 X; X^T 0] less mu(Mh), over TIMES."""
    high = shifted(data.every(data.width), data.start, data.depth)
    low = shifted(-data.every(data.width), data.start, data.depth)
    worst = 0.0
    for X, up, down in zip(data.original, high, low, strict=True):
        U, s, Vt = np.linalg.svd(X)
        P = np.block([[U * s @ U.T, X], [X.T, Vt.T * s @ Vt]]) / 2
        same, other = np.diag(up + down) / 2, np.diag(up - down) / 2
        bound = np.block([[same, other], [other, same]])
        worst = max(worst, float(np.linalg.eigvalsh(P - bound)[-1]))
    return worst


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("the order of matrices that proves two factors", "matrices", True),
)
def random_runs(unequal=1.0, matrices=False):
    """sigma_i(X) <= mu_i for L = 3..8, d = 4, r = 3, at 61 times of each run."""

    def draw(rng):
        return race(rng, depths=range(3, 9), rank=3, scale=1.0, unequal=unequal)

    def residual(data):
        return loewner_excess(data) if matrices else excess(data, 4)

    return measure(range(10), draw, residual, tolerance=1e-7)


@step("evidence", ("the mode of three quarters of the target", "share", 0.75))
def tight_runs(share=1.0):
    """Where one mode is turned by much and overtakes an aligned one: equality, nothing beyond."""

    def residual(data):
        mu = replace(data, targets=share * data.targets).modes(2)
        sigma = np.linalg.svd(data.original, compute_uv=False)[:, :2]
        return float(np.maximum(0.0, sigma / mu - 1).max())

    return measure(range(8), lambda rng: turned(rng, far=True), residual, tolerance=1e-7)


conjecture = Claim(
    name="domination",
    kind="conjecture",
    title="Any depth, no further hypothesis",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ with singular values $s_1 \ge \dots \ge s_d \ge 0$, $f(X) = \tfrac12 \norm{X - M}_F^2$, $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for $Q = Q_1, \dots, Q_L$, and let $X(t)$ be the product along the flow.
Then $\sigma_i(X(t)) \le \mu_i(t)$ for all $i = 1, \dots, d$ and $t \ge 0$, where $\mu_i$ is the mode of {prf:ref}`mode-equation` with target $s_i$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthogonal": orthogonal("Q"),
    },
    uses=("mode-equation",),
    steps=(random_runs, tight_runs),
)


def orthogonal_ball(rng, d):
    """The Cayley transform of a random rational skew matrix: exactly orthogonal, in balls."""
    from flint import arb_mat

    A = np.tril(rng.integers(-8, 9, (d, d)), -1)
    skew = arb_mat([[ball(Fraction(int(v), 8)) for v in row] for row in A - A.T])
    one = arb_mat([[int(i == j) for j in range(d)] for i in range(d)])
    return (one + skew).solve(one - skew)


def squared_errors(W, M, rate, steps):
    """||W_L ... W_1 - M||_F^2 at each step of descent, in balls."""
    for _ in range(steps + 1):
        below = [W[0]]
        for factor in W[1:]:
            below.append(factor * below[-1])
        R = below[-1] - M
        yield sum(entry * entry for entry in R.entries())
        moved = []
        for factor, P in zip(W[:0:-1], below[-2::-1], strict=True):
            moved.append(factor - R * P.transpose() * rate)
            R = factor.transpose() * R
        W = [W[0] - R * rate, *reversed(moved)]


def two_errors(d, rank, steps, *, subspace, unequal, lag, seed=0):
    """Errors of the original and of the compressed network under descent, as the claim sets it."""
    from flint import arb_mat

    rng = np.random.default_rng(seed)
    targets = [Fraction(rank - i, rank) for i in range(rank)]
    M = arb_mat([[ball(targets[i] if i == j < rank else 0) for j in range(d)] for i in range(d)])
    eps, rate = ball("3/10"), ball("1/10")
    scales = [eps * unequal, eps / unequal, eps]
    original = [orthogonal_ball(rng, d) * scale for scale in scales]
    U, V = (orthogonal_ball(rng, d) for _ in range(2))
    unit = arb_mat([[int(i == j) for j in range(2 * rank)] for i in range(d)])
    U, V = (U * unit, V * unit) if subspace == "random" else (unit, unit)
    inner = arb_mat([[int(i == j) for j in range(2 * rank)] for i in range(2 * rank)])
    compressed = [V.transpose() * (eps / lag), inner * eps, U * eps]
    runs = (squared_errors(W, M, rate, steps) for W in (original, compressed))
    return zip(*runs, strict=True)


@step(
    "evidence",
    ("a random subspace instead of the singular one", "subspace", "random"),
    ("unequal scales with the same product", "unequal", 3),
    ("a compressed start of half the product", "lag", 2),
)
def every_step(subspace="singular", unequal=1, lag=1):
    """L = 3, eta = 1/10, r-hat = 2r, 512 bits: E_c < E_o at each of the steps."""

    def at(case):
        d, rank, steps = case
        knobs = {"subspace": subspace, "unequal": unequal, "lag": lag}
        pairs = list(two_errors(d, rank, steps, **knobs))
        check = lambda k: enclose(1 - pairs[k][1] / pairs[k][0], 0, 1, relative_radius="1e-20")
        return over("step", range(steps + 1), check)

    cases = ((4, 1, 300), (10, 2, 300), (20, 3, 200))
    return over("(d, r, steps)", cases, lambda case: in_balls(lambda: at(case), 512))


instances = Claim(
    name="descent-instances",
    kind="proposition",
    title="Descent: certified instances",
    statement=r"""
Let $L = 3$, $\eta = \frac1{10}$, $\eps = \frac3{10}$, $\hat r = 2r$, and let $M$ have the singular values $\frac rr, \frac{r-1}{r}, \dots, \frac1r$. For $(d, r) = (4, 1)$, $(10, 2)$ and $(20, 3)$, and for the orthogonal starts that the step draws, gradient descent of
the compressed network is ahead of the original, $E_c < E_o$, at each of the first 300, 300 and 200 steps.
""",
    uses=("compressed-decomposition",),
    steps=(every_step,),
)

CLAIMS = (in_order_claim, conjecture, instances)
