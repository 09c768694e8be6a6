"""Chapter *Faster convergence*, second half: three factors or more, and descent."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.balls import over_balls
from dlf.claims.dynamics.faster import error_of_one
from dlf.claims.dynamics.races import (
    TIMES,
    Race,
    advantage,
    excess,
    is_balanced,
    is_orthogonal,
    is_small,
    race,
    starts_below,
)
from dlf.claims.hypotheses import depth_at_least, orthogonal, positive
from dlf.domination import Case
from dlf.dynamics import gradient_flow
from dlf.exact import ball
from dlf.verify import Claim, Property, enclose, implies, measure, over, step


START = {
    "depth": depth_at_least(2),
    "scale": positive("varepsilon"),
    "orthogonal": orthogonal("Q"),
}


@step("proof", ("a larger target", "share", 2), ("where P may be negative", "sign", -1))
def slower_than_its_mode(share=1, sign=1):
    """P > 0 and n <= s: P (n - sigma) <= P (s - sigma), the velocity of the mode."""
    P, n, target, sigma = sp.symbols("P n s sigma", real=True)
    premise = [sp.Gt(sign * P, 0), sp.Ge(target, 0), sp.Le(n, share * target)]
    return implies(premise, sp.Le(P * (n - sigma), P * (target - sigma)))


def seen(data):
    """<u_i, M v_i> for i = 1..d at TIMES, in the order of the singular values of X."""
    U, _, Vt = np.linalg.svd(data.original[1:])
    return np.einsum("nai,ab,nib->ni", U, data.matrix, Vt)


def surplus(data):
    """By how much one of the first r singular directions sees more of M than its singular value."""
    return float(np.maximum(0.0, seen(data)[:, : len(data.targets)] - data.targets).max())


def in_order(data):
    """Whether no singular direction sees more of M than the singular value of its rank."""
    return surplus(data) < 1e-7


def turned(rng, *, far):
    """d = 3, r = 2: the first mode turned into the third direction by much, or all by little."""
    depth, targets = int(rng.choice((3, 4))), np.array([1.0, rng.uniform(0.6, 0.9)])
    start = float((0.05 * targets[-1]) ** (1 / depth))
    if far:
        skew = (0.0, np.tan(rng.uniform(1.9, 2.6) / 2), 0.0)
    else:
        skew = rng.uniform(-0.15, 0.15, (3, 3))[np.triu_indices(3, 1)]
    turn = Case(depth, (*targets, 0.0), start, tuple(skew), (1, 1, 1)).rotation()
    factors = (start * turn, *[start * np.eye(3)] * (depth - 1))
    return Race(targets, depth, start, 2, factors)


@step(
    "evidence",
    ("the modes of the second target first", "reversed_order", True),
    ("the modes of one factor more", "more", 1),
)
def aligned_runs(reversed_order=False, more=0):
    """Starts turned a little in three planes: the hypothesis holds, sigma_i <= mu_i, E_c <= E_o."""

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
        return max(excess(data, 2), advantage(data)) if conclusion else surplus(data)

    def fails(data):
        return surplus(data) > 0.05

    return measure(range(8), draw, residual, tolerance=1e-7, hypotheses=(fails, starts_below))


in_order_claim = Claim(
    name="faster-in-order",
    kind="theorem",
    title="Any depth, modes in order",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ of rank $r \ge 1$ with singular values $s_1 \ge \dots \ge s_d$, $f(X) = \tfrac12 \norm{X - M}_F^2$, and $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for $Q = Q_1, \dots, Q_L$.
Let $I \subseteq \{1, \dots, d\}$, and suppose that at all but finitely many times of every bounded interval

$$
\inner{u_i(t)}{M v_i(t)} \le s_i \qquad \text{for every } i \in I,
$$

where $\sigma_i$, $u_i$, $v_i$ are the analytic singular values and vectors of $X(t)$ (see the proof of {prf:ref}`partial-sums`), ranked by size at each time. Then

1. $\sigma_i(X(t)) \le \mu_i(t)$ for all $i \in I$ and $t \ge 0$, where $\mu_i$ is the mode of {prf:ref}`mode-equation` with target $s_i$;
2. if moreover $\{1, \dots, r\} \subseteq I$, $\eps^L \le s_r$, and $\hat r = r$ or $r < \hat r \le d - r$, then $E_c(t) \le E_o(t)$ for all $t \ge 0$, for the compressed network of {prf:ref}`domination-two-factors` with $L$ factors.
""",
    hypotheses=START,
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
    """sigma_i(X) <= mu_i for d = 4, r = 3; starts far below, near and above s_r; 61 times a run."""

    def residual(data):
        return loewner_excess(data) if matrices else excess(data, 4)

    def at(depth, scale):
        draw = lambda rng: race(rng, depths=(depth,), rank=3, scale=scale, unequal=unequal)
        return measure([0], draw, residual, tolerance=1e-7)

    every = lambda depth: over("scale", (1.0, 0.01, 10.0), lambda scale: at(depth, scale))
    return over("L", range(3, 9), every)


@step("evidence", ("the mode of three quarters of the target", "share", 0.75))
def tight_runs(share=1.0):
    """One mode overtakes an aligned one: one of sigma_1, sigma_2 equals mu_2, neither exceeds."""

    def residual(data):
        mu = replace(data, targets=share * data.targets).modes(2)
        sigma = np.linalg.svd(data.original, compute_uv=False)[:, :2]
        equal = np.abs(sigma / mu[:, 1:] - 1).min(axis=1).max()
        return float(max(equal, (sigma / mu - 1).max()))

    return measure(range(8), lambda rng: turned(rng, far=True), residual, tolerance=1e-7)


conjecture = Claim(
    name="domination",
    kind="conjecture",
    title="Any depth, no further hypothesis",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ with singular values $s_1 \ge \dots \ge s_d \ge 0$, $f(X) = \tfrac12 \norm{X - M}_F^2$, $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for $Q = Q_1, \dots, Q_L$, and let $X(t)$ be the product along the flow.
Then $\sigma_i(X(t)) \le \mu_i(t)$ for all $i = 1, \dots, d$ and $t \ge 0$, where $\mu_i$ is the mode of {prf:ref}`mode-equation` with target $s_i$.
""",
    hypotheses=START,
    uses=("mode-equation",),
    steps=(random_runs, tight_runs),
)


def identity_ball(rows, columns):
    """The first columns of the unit matrix."""
    from flint import arb_mat

    return arb_mat([[int(i == j) for j in range(columns)] for i in range(rows)])


def orthogonal_ball(l, d, *, flipped=False):
    """(I + A)^-1 (I - A), A_ij = ((3i + 5j + 7l) mod 17 - 8)/8 for i > j: exactly orthogonal."""
    from flint import arb_mat

    from dlf.domination import rotation

    entry = lambda i, j: ball(Fraction((3 * i + 5 * j + 7 * l) % 17 - 8, 8)) if i > j else ball(0)
    A = arb_mat([[entry(i, j) for j in range(1, d + 1)] for i in range(1, d + 1)])
    return rotation(A - A.transpose(), [-1 if flipped else 1, *[1] * (d - 1)])


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


def two_errors(d, rank, steps, *, aligned, unequal, lag):
    """Errors of the original and of the compressed network under descent, as the claim sets it."""
    from flint import arb_mat

    targets = [Fraction(rank - i, rank) for i in range(rank)]
    M = arb_mat([[ball(targets[i] if i == j < rank else 0) for j in range(d)] for i in range(d)])
    eps, rate, bound = ball("3/10"), ball("1/10"), 2 * rank
    scales = [eps * unequal, eps / unequal, eps]
    original = [
        orthogonal_ball(l, d, flipped=l == 1 and d == 10) * scale
        for l, scale in enumerate(scales, 1)
    ]
    unit = identity_ball(d, bound)
    U, V = (unit, unit) if aligned else (orthogonal_ball(l, d) * unit for l in (4, 5))
    compressed = [V.transpose() * (eps / lag), identity_ball(bound, bound) * eps, U * eps]
    runs = (squared_errors(W, M, rate, steps) for W in (original, compressed))
    return zip(*runs, strict=True)


@step(
    "evidence",
    ("another subspace than the singular one", "aligned", False),
    ("unequal scales with the same product", "unequal", 3),
    ("a compressed start of a fortieth of the product", "lag", 40),
)
def every_step(aligned=True, unequal=1, lag=1):
    """L = 3, eta = 1/10, r-hat = 2r, 512 bits: E_c < E_o at each of the steps."""

    cases = {4: (1, 300), 10: (2, 300), 20: (3, 200)}

    def at(d):
        rank, steps = cases[d]
        knobs = {"aligned": aligned, "unequal": unequal, "lag": lag}
        pairs = list(two_errors(d, rank, steps, **knobs))
        check = lambda k: enclose(1 - pairs[k][1] / pairs[k][0], 0, 1, relative_radius="1e-20")
        return over("step", range(steps + 1), check)

    return over_balls("d", cases, at, 512)


instances = Claim(
    name="descent-instances",
    kind="proposition",
    title="Descent: certified instances",
    statement=r"""
Let $f(X) = \frac12 \norm{X - M}_F^2$ with $M = \diag(1, \frac{r-1}{r}, \dots, \frac1r, 0, \dots, 0) \in \R^{d \times d}$, $L = 3$, $\eta = \frac1{10}$, $\eps = \frac3{10}$. The original starts at $W_l = \eps Q_l$ with $Q_l = (I + A_l)^{-1} (I - A_l)$, where $A_l$ is skew-symmetric
with the entries $\frac18 \bigl( (3i + 5j + 7l) \bmod 17 - 8 \bigr)$ for $i > j$; for $d = 10$ the first row of $Q_1$ changes its sign. The compressed network has $\hat r = 2r$ and $\alpha = 1$. For $(d, r) = (4, 1)$, $(10, 2)$ and $(20, 3)$ gradient descent of the compressed network is ahead of the original,
$E_c < E_o$, after each number of steps from $0$ to $300$, $300$ and $200$.
""",
    uses=("compressed-decomposition",),
    steps=(every_step,),
)

CLAIMS = (in_order_claim, conjecture, instances)
