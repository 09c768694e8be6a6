"""Chapter *Domination at every depth*: starts that are not tiny, equal targets, the mean target."""

from functools import partial

import numpy as np
import sympy as sp

from dlf.claims.dynamics.far_starts import (
    has_one_weaker,
    is_not_tiny,
    is_not_tiny_for_the_last,
    is_tiny_for_the_last,
    one_weaker,
    runner,
)
from dlf.claims.dynamics.faster import GROWS, NORM_BELOW, error_of_one, idle_directions_suffice
from dlf.claims.dynamics.races import (
    TIGHT,
    TIMES,
    Race,
    advantage,
    advantage_in_norms,
    balanced_race,
    balanced_start,
    compressed_race,
    excess,
    fitted,
    has_equal_targets,
    in_step,
    is_orthogonal,
    kept,
    power_means,
    race,
    turned,
    turning_point,
    unequally,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    at_least_one,
    balanced,
    depth_at_least,
    each_orthogonal,
    positive,
    product_at_most,
    starts_at_most,
)
from dlf.exact import mode_strength
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, over, step

NEAR = sp.Rational(99, 100)
_L, _a = sp.Symbol("L", integer=True), sp.Symbol("s_i", real=True)
_d, _r, _bound = sp.symbols("d r rhat", integer=True)


def not_tiny(share=1):
    """(L - 2) s_i <= 2 (L - 1) eps^L: no condition at L = 2, nor for s_i = 0."""
    start = sp.Symbol("varepsilon", real=True) ** _L
    return Relation(sp.Le((_L - 2) * _a, share * 2 * (_L - 1) * start))


@step(
    "proof",
    ("a start smaller by a hundredth", "share", 1 / NEAR),
    ("the factor of one layer less", "fewer", 1),
    whole=("fewer",),
)
def stays_beyond_the_turn(share=1, fewer=0):
    """(L-2) a <= 2(L-1) e and mu between e and a: (L-2) a <= 2(L-1) mu."""
    L, a, e, mu = sp.symbols("L a e mu", real=True)
    side = lambda x: 2 * (L - 1) * x
    premise = [sp.Ge(L, 2), sp.Ge(a, 0), sp.Ge(e, 0), sp.Le((L - 2 - fewer) * a, share * side(e))]
    premise.append(sp.Le((mu - e) * (mu - a), 0))
    return implies(premise, sp.Le((L - 2) * a, side(mu)))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start larger by a tenth", "norm", 1.1),
    ("a smaller target", "share", 0.5),
)
def large_starts_along_runs(unequal=1.0, norm=1.0, share=1.0):
    """Any shapes, L = 2..6, s_2 <= 2 (L-1)/(L-2) eps^L: sigma_i <= mu_i for every i, 61 times."""
    held = (*kept(balanced=unequal == 1, small=norm == 1), is_not_tiny)

    def at(depth):
        draw = lambda rng: runner(rng, depth, norm=norm, unequal=unequal)
        residual = lambda data: excess(data, data.width, share=share)
        return measure(range(4), draw, residual, tolerance=TIGHT, hypotheses=held)

    return over("L", range(2, 7), at)


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start larger by a tenth", "norm", 1.1),
    ("modes that are slower by a hundredth", "pace", 0.99),
)
def large_starts_in_step(unequal=1.0, norm=1.0, pace=1.0):
    """Any shapes, L = 2..6, all frames those of M: sigma_i <= mu_i for i >= 2, with no slack.

    Two runs from where the second of two targets is hardly not tiny, two from above it; and two
    each where the third or fourth of as many targets is so, which alone is looked at.
    """
    ever = kept(balanced=unequal == 1, small=norm == 1)

    def at(depth):
        mark = float(np.maximum(turning_point(depth), 0.1))  # no condition for L = 2

        def runs(rank, of, why, **given):
            given |= {"of": of, "norm": norm, "unequal": unequal}
            draw = lambda rng: in_step(rng, depth, rank=rank, **given)
            residual = lambda data: excess(data, data.width, first=rank - 1, pace=pace)
            return measure(range(2), draw, residual, tolerance=TIGHT, hypotheses=(*ever, why))

        near = mark, 1.2 * mark
        last = (runs(k, near, is_not_tiny_for_the_last, least=k) for k in (3, 4))
        return all_of(runs(2, near, is_not_tiny), runs(2, (1.2, 2.0), is_not_tiny), *last)

    return over("L", range(2, 7), at)


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start larger by a tenth", "norm", 1.1),
    ("a smaller target", "share", 0.5),
    ("modes that are slower by a hundredth", "pace", 0.99),
)
def equal_targets_along_runs(unequal=1.0, norm=1.0, share=1.0, pace=1.0):
    """Any shapes, L = 3..5, s_1 = ... = s_r, 5 to 100 times eps^L: sigma_i <= mu_i for every i.

    Six runs more have all frames those of M: two from above the targets, and four from as far
    below, of which the modes behind the first, or of four targets behind the second, are looked at.
    Two runs have a weaker target, too: s_1 = s_2 alone are looked at, the third mode is open.
    """
    ever = kept(balanced=unequal == 1, small=norm == 1)
    held, apart = (*ever, has_equal_targets), (*ever, has_one_weaker, is_tiny_for_the_last)
    given = {"equal": True, "norm": norm, "unequal": unequal}

    def at(depth):
        def runs(count, draw, first=0):
            residual = lambda data: excess(data, data.width, first=first, share=share, pace=pace)
            return measure(range(count), draw, residual, tolerance=TIGHT, hypotheses=held)

        above = lambda rng: in_step(rng, depth, of=(1.2, 2.0), **given)
        behind = lambda rng: in_step(rng, depth, rank=2, of=(0.01, 0.2), **given)
        four = lambda rng: in_step(rng, depth, rank=4, least=4, of=(0.01, 0.2), **given)
        drawn = lambda rng: runner(rng, depth, **given)
        weaker = lambda rng: one_weaker(rng, depth, tiny=True, norm=norm, unequal=unequal)
        shared = lambda data: excess(data, 2, share=share, pace=pace)
        beside = measure(range(2), weaker, shared, tolerance=TIGHT, hypotheses=apart)
        behind_two = runs(2, behind, first=1), runs(2, four, first=2)
        return all_of(*behind_two, runs(4, drawn), runs(2, above), beside)

    return over("L", range(3, 6), at)


@step(
    "evidence",
    ("a start above the smallest target", "below", False),
    ("a start above it by a tenth", "above", 1.1),
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start larger by a tenth", "norm", 1.1),
    ("a compressed network that is slower by a hundredth", "pace", 0.99),
)
def errors_along_runs(below=True, above=1.0, unequal=1.0, norm=1.0, pace=1.0):
    """Either kind, or both, eps^L <= s_r: not ahead in the spectral, Frobenius or nuclear norm.

    Both: s_1 = s_2 and a weaker target for which the start is hardly not tiny. Four races of the
    compressed network against itself leave no slack, one with four targets; two start at eps^L = s_r.
    """

    def at(depth):
        def draw(rng, kind):
            if kind == 2 and below:
                return one_weaker(rng, depth, norm=norm, unequal=unequal)
            return runner(rng, depth, equal=kind == 1, below=below, norm=norm, unequal=unequal)

        held = kept(balanced=unequal == 1, small=norm == 1, below=below)
        itself = lambda rng, kind: compressed_race(rng, draw(rng, kind))
        residual = lambda data: advantage_in_norms(data, pace)
        given = {"tolerance": TIGHT, "hypotheses": held, "kinds": 3}
        small = kept(balanced=True, small=True, below=above == 1)
        edge = lambda rng: fitted(rng, depth, above)
        alone = lambda rng: compressed_race(rng, in_step(rng, depth, rank=4, least=4, equal=True))
        return all_of(
            *(measure(range(n), one, residual, **given) for n, one in ((12, draw), (3, itself))),
            measure(range(2), edge, residual, tolerance=TIGHT, hypotheses=small),
            measure(range(1), alone, residual, tolerance=TIGHT, hypotheses=kept(below=True)),
        )

    return over("L", range(3, 6), at)


@step(
    "evidence",
    ("one excess mode more", "extra", 1),
    ("a compressed network that is slower by a hundredth", "pace", 0.99),
    whole=("extra",),
)
def wider_along_runs(extra=0, pace=1.0):
    """Orthogonal starts, r-hat = d - r: E_c <= E_o. L = 3, 4: one target, or two of them and d = 5.

    One: any start. Two: a start that nearly reverses both, so that one excess mode more is noticed,
    and eps I, where fewer excess modes are faster; for equal targets eps^L is 1/50 to 1/30 of them.
    """

    def one(rng, depth):
        d = int(rng.integers(3, 5))
        return race(rng, depths=(depth,), width=d, rank=1, bound=d - 1 + extra)

    def two(rng, depth, reverses=True, equal=False):
        targets = np.array([1.0, 1.0 if equal else rng.uniform(0.5, 0.9)])
        mark = 1 / 50 if equal else turning_point(depth) * targets[1]
        start = float((mark * rng.uniform(1, 5 / 3 if equal else 1.2)) ** (1 / depth))
        Q = turned(rng, 2.3, 2.9) if reverses else np.eye(5)
        W = (start * Q, *[start * np.eye(5)] * (depth - 1))
        return Race(targets, depth, start, 3 + extra, W)

    held = (is_orthogonal, *kept(below=True))

    def at(draw, L, why):
        of = lambda rng: draw(rng, L)
        ahead = lambda data: advantage(data, pace)
        return measure(range(4), of, ahead, tolerance=1e-8, hypotheses=(why, *held))

    in_line = partial(two, reverses=False)
    kinds = (one, has_equal_targets), (two, is_not_tiny), (in_line, is_not_tiny)
    kinds = (*kinds, (partial(in_line, equal=True), has_equal_targets))
    return over("L", (3, 4), lambda L: all_of(*(at(draw, L, why) for draw, why in kinds)))


LARGE = (
    *theorems("large_starts.v", "mode_past_its_moment", "ceiling_is_the_mode"),
    formal("large_starts_flow.v", "dominated_from_large_starts"),
)


domination = Claim(
    name="domination-at-every-depth",
    kind="theorem",
    title="Every depth: starts that are not tiny, and equal targets",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d_L \times d_0}$ with singular values $s_1 \ge s_2 \ge \dots \ge 0$, and $f(X) = \tfrac12 \norm{X - M}_F^2$. Let the factors, of any widths, start balanced, $[[balanced]]$, with $[[small]]$.
Let $X(t)$ be the product along the flow and $\mu_i$ the mode of {prf:ref}`mode-equation` with target $s_i$, for $i \le \min(d_L, d_0)$.

1. If $[[not_tiny]]$, then $\sigma_i(X(t)) \le \mu_i(t)$ for all $t \ge 0$. This is no condition for $L = 2$, and none if $s_i = 0$; for every depth $s_i \le 2 \eps^L$ suffices.
2. If $s_i = s_1$, then $\sigma_i(X(t)) \le \mu_i(t)$ for all $t \ge 0$, whatever $\eps$ is.
3. Let $M$ have rank $[[rank]]$ and $[[below]]$, and let every $i \le r$ satisfy $s_i = s_1$ or the condition of 1. Then, in every unitarily invariant norm and for all $t \ge 0$, $\norm{X(t) - M} \ge \norm{\tilde X(t) - M}$ for the compressed network of $L$ factors, rank $\hat r = r$, from $\eps$ with $\alpha = 1$. It starts as they do: of all these starts, of whatever widths, it is the fastest. So it is for all $M$ with equal positive singular values, at every depth.
4. In 3 let moreover $W_l(0) = \eps Q_l \in \R^{d \times d}$ with $[[orthogonal]]$, and let $[[wider]]$ and $[[room]]$. Then $E_c(t) \le E_o(t)$ for all $t \ge 0$ for the compressed network of rank $\hat r$ as well, where $E_c = \norm{\tilde X - M}_F^2$ and $E_o = \norm{X - M}_F^2$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(),
        "not_tiny": not_tiny(),
        "rank": at_least_one("r"),
        "below": starts_at_most("s_r"),
        "orthogonal": each_orthogonal("Q"),
        "wider": Relation(sp.Gt(_bound, _r)),
        "room": Relation(sp.Le(_bound, _d - _r)),
    },
    uses=(
        "ceiling-of-every-mode",
        "largest-singular-value",
        "mode-equation",
        "compressed-decomposition",
        "faster-in-order",
    ),
    words=("Mirsky's inequality; the frozen part of an orthogonal start.",),
    steps=(
        *LARGE,
        NORM_BELOW,
        GROWS,
        stays_beyond_the_turn,
        error_of_one,
        idle_directions_suffice,
        large_starts_along_runs,
        large_starts_in_step,
        equal_targets_along_runs,
        errors_along_runs,
        wider_along_runs,
    ),
    parts={
        "1": (*LARGE, stays_beyond_the_turn, large_starts_along_runs, large_starts_in_step),
        "2": (NORM_BELOW, equal_targets_along_runs),
        "3": (GROWS, error_of_one, errors_along_runs),
        "4": (error_of_one, idle_directions_suffice, wider_along_runs),
    },
)


@step("proof", ("a hundredth less of the rate", "rate", NEAR), ("the sign turned", "sign", 1))
def velocity_of_the_mean(rate=1, sign=-1):
    """sigma' = L sigma^(2-2/L) (n - sigma): y = sigma^-(1-2/L) has y' = (2 - L)(n - sigma).

    With sigma = w^L; for L = 2, y = log w has y' = n - sigma.
    """
    w, n = sp.symbols("w n", positive=True)
    L = sp.Symbol("L", integer=True, positive=True)
    speed = lambda L: sp.expand(L * w ** (2 * L - 2) * (n - w**L)) / sp.diff(w**L, w)
    at_two = identity(sp.diff(sp.log(w), w) * speed(2), -sign * rate * (n - w**2))
    moved = sp.diff(w ** (2 - L), w) * speed(L)
    return all_of(at_two, identity(moved, sign * rate * (L - 2) * (n - w**L)))


@step("proof", ("a mean larger by a hundredth", "share", 1 / NEAR), ("reversed", "sign", -1))
def mean_of_convex(share=1, sign=1):
    """Two y_i > 0: the mean of h(y) = y^-(L/(L-2)) is at least h of the mean, L = 3 and 4."""
    y, z = sp.symbols("y z", real=True)

    def at(L):
        p = L // (L - 2)
        mean, power = (y + z) / 2, (y**p + z**p) / 2
        gap = power * mean**p - share * y**p * z**p
        return implies([sp.Gt(y, 0), sp.Gt(z, 0)], sp.Ge(sign * gap, 0))

    return over("L", (3, 4), at)


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start larger by a tenth", "norm", 1.1),
    ("a mean of a tenth less of the order", "part", 0.9),
    ("a smaller target", "share", 0.5),
    ("modes of the means of two and more that are slower by a tenth", "pace", 0.9),
)
def means_along_runs(unequal=1.0, norm=1.0, part=1.0, share=1.0, pace=1.0):
    """L = 2..5: the means stay below the mode of the mean target; any shapes and balanced starts.

    Of eight kinds two have any shape and random frames, and two any shape and rank in step with M:
    with equal targets nothing is left there. The others are square and flat; most are aligned, with
    targets that differ, and some of these start above all targets.
    """

    def draw(rng, depth, kind):
        given = {"norm": norm, "unequal": unequal}
        if kind > 5:
            return in_step(rng, depth, of=(0.01, 1), equal=kind == 6, **given)
        if kind in (0, 5):
            return balanced_race(rng, depth, aligned=0, least=2, above=kind == 5, **given)
        d, aligned = int(rng.integers(2, 5)), kind > 1
        lowest = 0.3 if aligned or rng.integers(2) else 1.0
        targets = np.sort(rng.uniform(lowest, 1, d))[::-1]
        size = rng.uniform(1.2, 2) if kind == 4 else 10 ** rng.uniform(-2, 0)
        start = float((size * targets[0 if kind == 4 else -1]) ** (1 / depth))
        W = balanced_start(rng, (d,) * (depth + 1), np.full(d, norm * start), d * aligned)
        return Race(targets, depth, start, d, unequally(W, unequal))

    def residual(data):
        sigma = np.linalg.svd(data.original, compute_uv=False)
        counts = np.arange(1, data.width + 1)
        means = power_means(sigma, data.depth, part)
        targets = share * np.cumsum(data.every(data.width)) / counts
        times = TIMES[:, None] * np.where(counts > 1, pace, 1.0)
        bound = mode_strength(times, targets, init_scale=data.start, depth=data.depth)
        return float(np.maximum(0.0, means / bound - 1).max())

    def at(depth):
        held = kept(balanced=unequal == 1, small=norm == 1)
        one = lambda rng, kind: draw(rng, depth, kind)
        return measure(range(16), one, residual, tolerance=TIGHT, hypotheses=held, kinds=8)

    return over("L", range(2, 6), at)


mean_target = Claim(
    name="mean-target",
    kind="theorem",
    title="The mean target",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d_L \times d_0}$ with singular values $s_1 \ge s_2 \ge \dots \ge 0$, and $f(X) = \tfrac12 \norm{X - M}_F^2$. Let the factors, of any widths, start balanced, $[[balanced]]$, with $[[small]]$, and let $X(t)$ be the product along the flow.
For $k \le \min(d_L, d_0)$ let $\bar\mu_k$ be the mode of {prf:ref}`mode-equation` with the *mean target* $\frac1k (s_1 + \dots + s_k)$. Then for all $t \ge 0$ the mean of order $-(1 - 2/L)$ of the $k$ largest singular values, for $L = 2$ their geometric mean, is at most that mode:

$$
\sigma_k(X(t)) \;\le\; \Bigl( \frac1k \sum_{i \le k} \sigma_i(X(t))^{-(1 - 2/L)} \Bigr)^{-L/(L-2)} \;\le\; \bar\mu_k(t) ,
$$

where the mean is $0$ if $\sigma_k = 0$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(),
    },
    uses=("outer-factors", "partial-sums", "mode-equation"),
    words=(
        "Ky Fan's inequality for sums of singular values; Jensen's inequality.",
        "Between finitely many times the k largest paths are the same analytic ones.",
    ),
    steps=(velocity_of_the_mean, mean_of_convex, means_along_runs),
)

CLAIMS = (domination, mean_target)
