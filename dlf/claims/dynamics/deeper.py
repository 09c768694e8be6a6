"""Chapter *Faster convergence*, second half: three factors or more."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.dynamics.far_starts import FarRace, has_open_mode, nearly_tight, tight_behind
from dlf.claims.dynamics.faster import error_of_one, idle_directions_suffice
from dlf.claims.dynamics.races import (
    TIGHT,
    Race,
    advantage,
    balanced_start,
    excess,
    is_balanced,
    is_orthogonal,
    is_small,
    kept,
    plane_rotation,
    race,
    starts_below,
    unequally,
)
from dlf.claims.dynamics.searched import tightest_modes
from dlf.claims.formal import formal
from dlf.claims.hypotheses import (
    at_least_one,
    balanced,
    depth_at_least,
    each_orthogonal,
    nonsingular,
    positive,
    product_at_most,
    starts_at_most,
)
from dlf.domination import Case
from dlf.dynamics import gradient_flow
from dlf.verify import Claim, Property, Relation, all_of, implies, measure, over, step


def sees_no_more():
    """X, M and indices i: <u_i, M v_i> <= s_i for the singular vectors of X, up to rounding."""

    def holds(data):
        X, M, indices = data
        U, _, Vt = np.linalg.svd(X)
        s = np.linalg.svd(M, compute_uv=False)
        return bool(all(U[:, i - 1] @ M @ Vt[i - 1] <= s[i - 1] + 1e-9 for i in indices))

    X, M = np.diag([2.0, 1.0]), np.diag([1.0, 3.0])
    latex = r"\inner{u_i(t)}{M v_i(t)} \le s_i"
    return Property("<u_i, M v_i> <= s_i", latex, holds, (X, M, (1,)), (X, M, (1, 2)))


@step("proof", ("a larger target", "share", 2), ("half of the rate", "rate", sp.Rational(1, 2)))
def slower_than_its_mode(share=1, rate=1):
    """P > 0 and n <= s: P (n - sigma) <= P (s - sigma), the velocity of the mode."""
    P, n, target, sigma = sp.symbols("P n s sigma", real=True)
    premise = [sp.Gt(P, 0), sp.Ge(target, 0), sp.Le(n, share * target)]
    return implies(premise, sp.Le(P * (n - sigma), rate * P * (target - sigma)))


def seen(data):
    """<u_i, M v_i> for i = 1..d after the start, in the order of the singular values of X."""
    U, _, Vt = np.linalg.svd(data.original[1:])
    return np.einsum("nai,ab,nib->ni", U, data.matrix, Vt)


def surplus(data):
    """By how much a singular direction sees more of M than the singular value of its rank."""
    return float(np.maximum(0.0, seen(data) - data.every(data.width)).max())


def in_order(data):
    """Whether no singular direction sees more of M than the singular value of its rank."""
    return surplus(data) < TIGHT


def turned(rng, depth, *, far, lower=False, norm=1.0, unequal=1.0):
    """d = 3, r = 2: the first mode turned into the third direction by much, or all by little.

    The factors have the strengths eps, if `lower` eps, u eps and u^2 eps, u < 1.
    """
    targets = np.array([1.0, rng.uniform(0.6, 0.9)])
    start = float((0.05 * targets[-1]) ** (1 / depth))
    if far:
        skew = (0.0, np.tan(rng.uniform(1.9, 2.6) / 2), 0.0)
    else:
        skew = (0.05 if lower else 0.15) * rng.uniform(-1, 1, (3, 3))[np.triu_indices(3, 1)]
    turn = Case(depth, (*targets, 0.0), start, tuple(skew), (1, 1, 1)).rotation()
    less = float(rng.uniform(0.7, 0.95)) if lower else 1.0
    S = norm * start * np.diag(less ** np.arange(3))
    return Race(targets, depth, start, 2, unequally((S @ turn, *[S] * (depth - 1)), unequal))


def waiting(rng, depth, above):
    """d = 3, r = 2, in the frames of M: the second mode is where it stays, if that is below eps^L.

    eps^L is `above` times the second target; the third mode is next to nothing.
    """
    targets = np.array([1.0, rng.uniform(0.6, 0.9)])
    start = float((above * targets[-1]) ** (1 / depth))
    S = np.diag([start, min(start, targets[-1] ** (1 / depth)), 0.1 * start])
    return Race(targets, depth, start, 2, (S,) * depth)


@step(
    "evidence",
    ("the modes of the second target first", "reversed_order", True),
    ("the modes of one factor more", "more", 1),
    ("a smaller target", "share", 0.5),
    ("a larger start", "norm", 1.1),
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start above the second target", "above", 1.1),
    ("a compressed network that is slower by a hundredth", "pace", 0.99),
    whole=("more",),
)
def aligned_runs(
    reversed_order=False, more=0, share=1.0, norm=1.0, unequal=1.0, above=1.0, pace=1.0
):
    """Starts turned a little in three planes: the hypothesis holds, sigma_i <= mu_i, E_c <= E_o.

    Four runs each for L = 3, 4: in two all strengths are eps, in one they differ; in one nothing is
    turned, and eps^L = s_2.
    """

    def residual(data):
        start = data.start ** (data.depth / (data.depth + more))
        swap = np.append(data.targets[::-1] / data.targets, 1) if reversed_order else 1
        gap = excess(data, 3, depth=data.depth + more, init_scale=start, share=share * swap)
        return float(np.max([gap, advantage(data, pace)]))

    def draw(rng, kind):
        depth, which = 3 + kind // 4, kind % 4
        if which == 0:
            return waiting(rng, depth, above)
        return turned(rng, depth, far=False, lower=which == 3, norm=norm, unequal=unequal)

    held = (in_order, *kept(below=above == 1, balanced=unequal == 1, small=norm == 1))
    given = {"tolerance": TIGHT, "hypotheses": held, "kinds": 8}
    return measure(range(4, 12), draw, residual, **given)


@step("evidence", ("the hypothesis itself", "conclusion", False))
def not_necessary(conclusion=True):
    """A mode turned by 1.9 to 2.6: <u_2, M v_2> exceeds s_2, yet E_c <= E_o and sigma_i <= mu_i."""

    def draw(rng, kind):
        return turned(rng, 3 + kind, far=True)

    def residual(data):
        found = (excess(data, 2), advantage(data)) if conclusion else (surplus(data),)
        return float(np.max(found))

    def fails(data):
        return surplus(data) > 0.05

    held = (fails, starts_below)
    return measure(range(8), draw, residual, tolerance=TIGHT, hypotheses=held, kinds=2)


@step(
    "evidence",
    ("one excess mode more", "extra", 1),
    ("all singular values of the factors but the first smaller", "tail", 0.5),
    ("a compressed network that is slower by a tenth", "pace", 0.9),
    ("modes in excess that are larger by a hundredth", "idle", 1.01),
    whole=("extra",),
)
def wide_runs(extra=0, tail=1.0, pace=1.0, idle=1.0):
    """L = 3, d = 3, 4, r = 1: E_c <= E_o for r-hat = d - 1 from random orthogonal starts.

    Two runs have the first mode aligned. In two more, d = 3, a turn of 2.6 to 3 all but reverses
    it: there nearly two modes are lost to the original network.
    """

    def draw(rng, kind):
        d, aligned = 3 + kind % 2, int(kind < 2)
        start = float((rng.uniform(0.03, 0.3) * 0.6) ** (1 / 3))
        sizes = start * np.append(1, np.full(d - 1, tail))
        W = balanced_start(rng, [d] * 4, sizes, aligned)
        return Race(np.array([rng.uniform(0.6, 1)]), 3, start, d - 1 + extra, W)

    held = (starts_below, is_small, is_balanced, *[is_orthogonal] * (tail == 1))
    ahead = lambda data: advantage(data, pace, idle)

    def reverses(rng):
        Q, start = np.eye(3), 0.03 ** (1 / 3)
        Q[:2, :2] = plane_rotation(rng.uniform(2.6, 3.0))
        return Race(np.ones(1), 3, start, 2, (start * Q, *[start * np.eye(3)] * 2))

    return all_of(
        measure(range(8), draw, ahead, tolerance=1e-8, hypotheses=held, kinds=8),
        measure(
            range(2), reverses, ahead, tolerance=1e-8, hypotheses=(starts_below, is_orthogonal)
        ),
    )


BELOW_MODE = formal("from_right.v", "mode_stays_above")

_d, _r, _bound = sp.symbols("d r rhat", integer=True)
in_order_claim = Claim(
    name="faster-in-order",
    kind="theorem",
    title="Any depth, modes in order",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ of rank $[[rank]]$ with singular values $s_1 \ge \dots \ge s_d$, and $f(X) = \tfrac12 \norm{X - M}_F^2$. Let the chain of square factors start balanced, $[[balanced]]$, with $[[nonsingular]]$ and $[[small]]$.
Let $I \subseteq \{1, \dots, d\}$, and suppose that at all but finitely many times of every bounded interval

$$
[[in_order]] \qquad \text{for every } i \in I,
$$

where $\sigma_i$, $u_i$, $v_i$ are the analytic singular values and vectors of $X(t)$ (see the proof of {prf:ref}`partial-sums`), ranked by size at each time. Then

1. $\sigma_i(X(t)) \le \mu_i(t)$ for all $i \in I$ and $t \ge 0$, where $\mu_i$ is the mode of {prf:ref}`mode-equation` with target $s_i$;
2. if moreover $\{1, \dots, r\} \subseteq I$ and $[[below]]$, then $E_c(t) \le E_o(t)$ for all $t \ge 0$, for the compressed network of {prf:ref}`domination-two-factors` with $L$ factors and $\hat r = r$;
3. if moreover $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for all $l$, the same holds for $[[wider]]$ with $[[room]]$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "rank": at_least_one("r"),
        "balanced": balanced(),
        "nonsingular": nonsingular("X(0)"),
        "small": product_at_most(),
        "in_order": sees_no_more(),
        "below": starts_at_most("s_r"),
        "orthogonal": each_orthogonal("Q"),
        "wider": Relation(sp.Gt(_bound, _r)),
        "room": Relation(sp.Le(_bound, _d - _r)),
    },
    uses=(
        "mode-equation",
        "partial-sums",
        "domination-two-factors",
        "invariant-subspace",
        "compressed-decomposition",
    ),
    words=(
        "Between finitely many times sigma_i is analytic, with the slope of its equation.",
        "Mirsky's inequality; the frozen part of an orthogonal start.",
    ),
    steps=(
        BELOW_MODE,
        slower_than_its_mode,
        error_of_one,
        idle_directions_suffice,
        aligned_runs,
        wide_runs,
        not_necessary,
    ),
    parts={
        "1": (BELOW_MODE, slower_than_its_mode, aligned_runs),
        "2": (error_of_one, aligned_runs),
        "3": (error_of_one, idle_directions_suffice, wide_runs),
    },
)


def shifted(targets, start, depth, times):
    """The modes for real targets of either sign: chains of numbers."""
    settings = {"rtol": 1e-10, "atol": 1e-13, "progress": False}
    paths = [
        gradient_flow(Factorization([[s]]), ([[start]],) * depth, times, **settings)
        for s in targets
    ]
    return np.stack([path.end_to_end().ravel() for path in paths], axis=1)


def loewner_excess(data):
    """The largest eigenvalue of the positive part of [0 X; X^T 0] less mu(Mh), over time."""
    s, law = data.every(data.width), (data.start, data.depth, data.times)
    high, low = shifted(s, *law), shifted(-s, *law)
    worst = 0.0
    for X, up, down in zip(data.original, high, low, strict=True):
        U, s, Vt = np.linalg.svd(X)
        P = np.block([[U * s @ U.T, X], [X.T, Vt.T * s @ Vt]]) / 2
        same, other = np.diag(up + down) / 2, np.diag(up - down) / 2
        bound = np.block([[same, other], [other, same]])
        worst = float(np.max([worst, np.linalg.eigvalsh(P - bound)[-1]]))
    return worst


FAR = 0.01  # eps^L is at most so much of s_r


class Patient(FarRace):
    """A far race that is watched five times as long as its weakest target's mode takes."""

    patience = 5.0

    def is_run_to_the_end(self):
        """Whether all modes are fitted to a hundredth."""
        sigma = np.linalg.svd(self.original[-1], compute_uv=False)[: len(self.targets)]
        return bool((sigma > 0.99 * self.targets).all())


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("the order of matrices that proves two factors", "matrices", True),
    ("nine tenths of the targets", "share", 0.9),
)
def random_runs(unequal=1.0, matrices=False, share=1.0):
    """sigma_i(X) <= mu_i for d = 4, r = 3; starts far below, near and above s_r; 61 times a run.

    Far below something is open, and all three modes are fitted at the end, five times as long as
    the weakest target takes. Where the scale is drawn, it is far below as well, with something open
    for d = r = 4; the second, the third or the fourth mode is aligned.
    """

    def draw(rng, depth, scale, lone):
        if scale == "drawn":
            return nearly_tight(rng, depth, 0.0, 1 + lone, unequal=unequal)
        data = race(rng, depths=(depth,), rank=3, scale=scale, unequal=unequal)
        return Patient(**vars(data)) if scale == FAR else data

    def residual(data):
        return loewner_excess(data) if matrices else excess(data, 4, share=share)

    def at(depth, scale):
        held = () if unequal != 1 else (is_balanced, is_small, is_orthogonal)
        if unequal == 1 and scale in (FAR, "drawn"):
            held = (*held, has_open_mode)
        if unequal == 1 and scale == FAR:
            held = (*held, Patient.is_run_to_the_end)
        one = lambda rng, lone: draw(rng, depth, scale, lone)
        return measure(range(3), one, residual, tolerance=TIGHT, hypotheses=held, kinds=3)

    scales = (1.0, FAR, 10.0, "drawn")
    every = lambda depth: over("scale", scales, lambda scale: at(depth, scale))
    return over("L", range(3, 9), every)


@step(
    "evidence",
    ("nine tenths of the target", "share", 0.9),
    ("modes behind the first that are at nine tenths of the time", "late", 0.9),
)
def nearly_tight_runs(share=1.0, late=1.0):
    """A run without slack, turned by about 1/100: no singular value gains, L = 3..8, d = 3, 4.

    The second or the third mode is aligned, for L = 3..5; it is open. In two runs more of each
    depth all four are nearly so. The turn enters by its square, 1e-4, of which the tolerance is a
    thousandth.
    """
    held = (is_balanced, is_small, is_orthogonal, has_open_mode)
    given = {"tolerance": TIGHT, "hypotheses": held}

    def residual(data):
        others = excess(data, data.width, first=1, share=share, pace=late)
        return float(np.max([excess(data, 1, share=share), others]))

    def at(depth):
        draw = lambda rng, lone: tight_behind(rng, depth, 1 + lone)
        every = lambda rng: nearly_tight(rng, depth, 0.01, None)
        few = [measure(range(12), draw, residual, kinds=2, **given)] if depth < 6 else []
        return all_of(measure(range(2), every, residual, **given), *few)

    return over("L", range(3, 9), at)


@step("evidence", ("the mode of nine tenths of the target", "share", 0.9))
def tight_runs(share=1.0):
    """One mode overtakes an aligned one: one of sigma_1, sigma_2 equals mu_2, neither exceeds.

    Nothing is open here, as the aligned mode is a block of its own; once overtaken it has no slack.
    """

    def residual(data):
        mu = data.modes(2, share=share)
        sigma = np.linalg.svd(data.original, compute_uv=False)[:, :2]
        equal = np.abs(sigma / mu[:, 1:] - 1).min(axis=1).max()
        return float(np.max([equal, (sigma / mu - 1).max()]))

    draw = lambda rng, kind: turned(rng, 3 + kind, far=True)
    return measure(range(8), draw, residual, tolerance=TIGHT, kinds=2)


conjecture = Claim(
    name="domination",
    kind="conjecture",
    title="Any depth, no further hypothesis",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ with singular values $s_1 \ge \dots \ge s_d \ge 0$, $f(X) = \tfrac12 \norm{X - M}_F^2$, $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for all $l$, and let $X(t)$ be the product along the flow.
Then $\sigma_i(X(t)) \le \mu_i(t)$ for all $i = 1, \dots, d$ and $t \ge 0$, where $\mu_i$ is the mode of {prf:ref}`mode-equation` with target $s_i$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthogonal": each_orthogonal("Q"),
    },
    uses=("mode-equation",),
    steps=(random_runs, nearly_tight_runs, tight_runs, tightest_modes),
)


CLAIMS = (in_order_claim, conjecture)
