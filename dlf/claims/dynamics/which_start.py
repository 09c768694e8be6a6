"""Chapter *Domination at every depth*: what every balanced start keeps, and what it does not."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.dynamics.mirrors import below_their_modes, chain_of, symmetric_pair
from dlf.claims.dynamics.races import (
    TIGHT,
    TIMES,
    Race,
    balanced_race,
    balanced_start,
    frame,
    is_balanced,
    kept,
    unequally,
)
from dlf.claims.dynamics.symmetric_pairs import (
    BLOCKS,
    ON_ONE_SIDE,
    ONE_PRODUCT,
    slower_than_the_mode,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    at_least_one,
    balanced,
    depth_at_least,
    positive,
    product_at_most,
    starts_at_most,
)
from dlf.claims.matrices import inner, product, rotation
from dlf.dynamics import gradient_flow
from dlf.exact import mode_strength
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, over, step

NEAR = sp.Rational(99, 100)


def turned(factors, turns):
    """O_l W_l O_(l-1)^T for l = 1..L of 2 x 2 matrices, the ends as they are."""
    left, right = [*turns, sp.eye(2)], [sp.eye(2), *turns]
    return [O * W * P.T for W, O, P in zip(factors, left, right, strict=True)]


def gradients(factors, M):
    """The gradient in every factor of 2 x 2 matrices of symbols: (above)^T (X - M) (below)^T."""
    whole = lambda matrices: product([sp.eye(2), *matrices])
    residual = whole(factors) - M
    return [
        product([whole(factors[:k]).T, residual, whole(factors[k + 1 :]).T])
        for k in range(len(factors))
    ]


@step(
    "proof",
    ("a turn that shrinks by a hundredth", "length", NEAR),
    ("the turn of the next layer", "off", 1),
    whole=("off",),
)
def gradients_turn_along(length=1, off=0):
    """<G'_l, D> = <G_l, O_l^T D O_(l-1)> for the gradient G'_l in O_l W_l O_(l-1)^T; d = 2.

    So the gradients turn along with the factors, and the flows do.
    """

    def at(L):
        W = [sp.Matrix(2, 2, sp.symbols(f"w{k}_:4", real=True)) for k in range(L)]
        M, D = (sp.Matrix(2, 2, sp.symbols(f"{name}:4", real=True)) for name in "mD")
        turns = [rotation(k) for k in range(L)]
        moved = gradients(turned(W, [length * turn for turn in turns[: L - 1]]), M)
        back = turned([D] * L, [turn.T for turn in turns[off : off + L - 1]])
        pairs = zip(moved, gradients(W, M), back, strict=True)
        return all_of(*(identity(inner(G, D), inner(H, E)) for G, H, E in pairs))

    return over("L", (2, 3), at)


@step("proof", ("a mean larger by a hundredth", "share", 1 / NEAR))
def means_in_order(share=1):
    """y >= 0: y_1^L + ... + y_L^L >= L y_1 ... y_L; with y_l^L = (x / w_l)^2 it compares speeds."""

    def at(L):
        y = sp.symbols(f"y1:{L + 1}", real=True)
        powers, mixed = sum(a**L for a in y), sp.prod(y)
        return implies([sp.Ge(a, 0) for a in y], sp.Ge(powers, share * L * mixed))

    return over("L", (2, 3), at)


@step(
    "proof",
    ("without the square", "power", 1),
    ("a hundredth less of the idle modes", "share", NEAR),
    whole=("power",),
)
def idle_modes_cost(power=2, share=1):
    """X = diag(mu, nu, nu), M = diag(s, 0, 0): |M|^2 - 2 <X, M> + |X|^2 = (s - mu)^2 + 2 nu^2."""
    mu, nu, s = sp.symbols("mu nu s", real=True)
    modes, targets = (mu, nu, nu), (s, 0, 0)
    whole = inner(targets, targets) - 2 * inner(modes, targets) + inner(modes, modes)
    return identity(whole, (s - mu) ** 2 + share * 2 * nu**power)


@dataclass(frozen=True, eq=False)
class Twins(Race):
    """A race, and another start that is to have its product at all times."""

    other: tuple


def widened(rng, factors, extra):
    """The same product: every inner width grows by `extra` zeros, then is turned at random."""
    W = list(factors)
    for k in range(len(W) - 1):
        below, above = np.pad(W[k], ((0, extra), (0, 0))), np.pad(W[k + 1], ((0, 0), (0, extra)))
        turn = frame(rng, len(below), len(below))
        W[k], W[k + 1] = turn @ below, above @ turn.T
    return tuple(W)


def twins(rng, depth, more, unequal, scale):
    """Any shapes, of rank two at least; the other chain is wider by `more`."""
    data = balanced_race(rng, depth, least=2)
    other = widened(rng, data.factors, more)
    return Twins(**vars(data), other=unequally((scale * other[0], *other[1:]), unequal))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 1.5),
    ("a start longer by a hundredth", "scale", 1.01),
)
def same_product_along_runs(unequal=1.0, scale=1.0):
    """L = 2..5, any shapes, inner widths that differ: the products of both chains, 61 times."""
    twin = lambda data: replace(data, factors=data.other)
    held = (lambda data: is_balanced(twin(data)),) if unequal == scale == 1 else ()

    def residual(data):
        gap = np.abs(data.original - twin(data).original).max()
        return float(gap / data.targets[0])

    def at(depth):
        draw = lambda rng, kind: twins(rng, depth, 1 + kind, unequal, scale)
        return measure(range(4), draw, residual, tolerance=TIGHT, hypotheses=held, kinds=2)

    return over("L", range(2, 6), at)


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a larger start", "norm", 1.5),
    ("nine tenths of the target", "share", 0.9),
    ("modes that are slower by a hundredth", "pace", 0.99),
)
def mirrored_along_runs(unequal=1.0, norm=1.0, share=1.0, pace=1.0):
    """L = 2..5, d = 2..4: R X is symmetric, no eigenvalue beyond the mode of its sign; 61 times.

    In three runs more the positive eigenvalues have the mode without target.
    """
    held = kept(balanced=unequal == 1, small=norm == 1)
    given = {"share": share, "pace": pace, "norm": norm, "unequal": unequal}
    return over("L", range(2, 6), lambda L: below_their_modes(L, held, **given))


def in_blocks(rng, depth, corner, unequal):
    """M diagonal and X(0) in two blocks, of the sizes 1 and 2, but for `corner` times eps^L.

    `unequal` stretches the first inner coordinate of the lower factor against the upper one.
    """
    targets = np.sort(rng.uniform(0.2, 1, 3))[::-1]
    start = float((rng.uniform(0.1, 1) * targets[-1]) ** (1 / depth))
    X = np.zeros((3, 3))
    X[0, 0] = rng.uniform(0.2, 1) * rng.choice((-1.0, 1.0))
    X[1:, 1:] = frame(rng, 2, 2) * [1.0, rng.uniform(0, 1)] @ frame(rng, 2, 2)
    X[0, 2] = corner
    W = chain_of(rng, start**depth * X, depth)
    tilt = np.array([unequal, 1.0, 1.0])
    return Race(targets, depth, start, 3, (tilt[:, None] * W[0], W[1] / tilt, *W[2:]))


def flow_of_block(data, part, share):
    """The product along the flow of a balanced chain with a block of start and target for its own."""
    start, targets = data.original[0][part, part], share * data.targets[part]
    W = chain_of(np.random.default_rng(0), start, data.depth)
    return Race(targets, data.depth, data.start, len(targets), W).original


@step(
    "evidence",
    ("a hundredth outside of the blocks", "corner", 0.01),
    ("unequal scales with the same product", "unequal", 3.0),
    ("blocks of the target larger by a hundredth", "share", 1.01),
)
def blocks_along_runs(corner=0.0, unequal=1.0, share=1.0):
    """L = 2..5, d = 3: X stays in blocks, each of which follows a flow of its own; 61 times.

    Whatever frames the factors have between. What is outside is in units of 100 eps^L.
    """

    def residual(data):
        X, blocks = data.original, (slice(0, 1), slice(1, 3))
        outside = np.max([np.abs(X[:, 0, 1:]), np.abs(X[:, 1:, 0])]) / data.start**data.depth
        apart = [np.abs(X[:, b, b] - flow_of_block(data, b, share)).max() for b in blocks]
        return float(np.max([outside / 100, *apart]))

    def at(depth):
        draw = lambda rng: in_blocks(rng, depth, corner, unequal)
        held = kept(balanced=unequal == 1, small=corner == 0)
        return measure(range(4), draw, residual, tolerance=TIGHT, hypotheses=held)

    return over("L", range(2, 6), at)


def without_idle(rng, depth, rank):
    """W_l(0) = eps diag(1, .., 1, 0, ..), r ones of d = 5, turned between; M = diag(s_1, .., s_r)."""
    targets = np.sort(rng.uniform(0.2, 1, rank))[::-1]
    start = float((rng.uniform(0.1, 1) * targets[-1]) ** (1 / depth))
    factors = balanced_start(rng, [5] * (depth + 1), np.full(rank, start), aligned=rank)
    return Race(targets, depth, start, 5 - rank, factors)


@step(
    "evidence",
    ("one idle mode more", "extra", 1),
    ("idle modes that are smaller by a hundredth", "share", 0.99),
    whole=("extra",),
)
def ahead_without_idle(extra=0, share=1.0):
    """L = 2..5, d = 5, r = 1, 2, hat r = d - r: E_c - E_o = (hat r - r) mu_0^2 at 61 times."""

    def residual(data):
        rank, count = len(data.targets), data.bound
        gap = lambda X: ((X - data.matrix) ** 2).sum(axis=(1, 2))
        modes = data.modes(count) - data.every(count)
        idle = mode_strength(TIMES, 0.0, init_scale=data.start, depth=data.depth)
        stated = (count - rank + extra) * (share * idle) ** 2
        found = (modes**2).sum(axis=1) - gap(data.original)
        return float(np.abs(found - stated).max() / stated[0])

    def at(depth):
        held = kept(balanced=True, small=True, below=True)
        draw = lambda rng: without_idle(rng, depth, int(rng.integers(1, 3)))
        return measure(range(4), draw, residual, tolerance=TIGHT, hypotheses=held)

    return over("L", range(2, 6), at)


def scalars(rng, depth, below, spread):
    """d = 1, positive factors with the product eps^L, by no more than e^spread from each other."""
    target = rng.uniform(0.3, 1)
    start = float((rng.uniform(*((0.1, 0.9) if below else (1.1, 2))) * target) ** (1 / depth))
    logs = np.array([0.5, -0.5, *rng.uniform(-0.5, 0.5, depth)[2:]]) * spread
    factors = start * np.exp(logs - logs.mean())
    return Race(np.array([target]), depth, start, 1, tuple(w.reshape(1, 1) for w in factors))


@step(
    "evidence",
    ("a mode with a target larger by a hundredth", "share", 1.01),
    ("a start above the target", "below", False),
    ("equal factors", "equal", True),
    ("a mode that is faster by a hundredth", "pace", 1.01),
)
def scalars_are_ahead(share=1.0, below=True, equal=False, pace=1.0):
    """L = 2..6, scalars apart by factors of e and of e^(1/20): x > mu at 60 times after the start.

    In the first half of the rise x is ahead by a thousandth or more, and by 2.5e-6.
    """

    def residual(data, lead):
        mode, x = data.modes(1, share=share, pace=pace)[1:, 0], data.original[1:, 0, 0]
        first = data.start**data.depth
        rising = mode - first < (data.targets[0] - first) / 2
        return float(np.maximum(0.0, (1 + lead * rising) * mode / x - 1).max())

    def at(depth, spread):
        draw = lambda rng: scalars(rng, depth, below, 0.0 if equal else spread)
        ahead = partial(residual, lead=1e-3 * spread**2)
        return measure(range(4), draw, ahead, tolerance=TIGHT, hypotheses=kept(below=below))

    return over("L", range(2, 7), lambda L: all_of(at(L, 1.0), at(L, 0.05)))


@step(
    "evidence",
    ("the factors of scale one", "large", 1.0),
    sharpness=Fraction(1, 2),
)
def no_lag_suffices(large=4.0):
    """L = 2, 3, s = 1, eps^L = 1/10, w_1 = eps^L/K^(L-1), the others K: x(1) > mu(1 + delta).

    delta = 1, 3, 5. How large K has to be the statement does not say.
    """

    def residual(delta, depth):
        start = 0.1 ** (1 / depth)
        sizes = [0.1 / large ** (depth - 1), *[large] * (depth - 1)]
        factors = tuple(np.full((1, 1), w) for w in sizes)
        settings = {"rtol": 1e-12, "atol": 1e-15, "progress": False}
        run = gradient_flow(Factorization(np.eye(1)), factors, np.array([0.0, 1.0]), **settings)
        mode = mode_strength(1 + delta, 1.0, init_scale=start, depth=depth)
        return float(np.maximum(0.0, mode - run.end_to_end()[-1, 0, 0]))

    def at(L):
        delta = lambda rng, kind: 1.0 + 2.0 * kind
        return measure(range(3), delta, lambda d: residual(d, L), tolerance=1e-9, kinds=3)

    return over("L", (2, 3), at)


SCALARS = (
    formal("means.v", "means_of_scalars"),
    *theorems("ahead_of_mode.v", "faster_than_its_mode", "rest_falls"),
    *theorems("scalar_chain.v", "scalars_course", "unequal_scalars_ahead"),
    *theorems("scalar_exists.v", "scalar_flow_exists", "no_lag_suffices"),
)
MORE_MODES = formal("idle_modes.v", "more_modes_than_rank")

_d, _r, _bound = sp.symbols("d r rhat", integer=True)

starts = Claim(
    name="balanced-starts",
    kind="theorem",
    title="What every balanced start keeps, and what it does not",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$ with $M \in \R^{d_L \times d_0}$ of singular values $s_1 \ge s_2 \ge \dots \ge 0$, let $X(t)$ be the product along the flow and $\mu_i$ the mode of {prf:ref}`mode-equation` with target $s_i$. *Balanced* means $[[balanced]]$ at the start.

1. Two balanced chains of $L$ factors with the same product at the start have the same product at all times, whatever their inner widths are.
2. Let $d \times d$ factors start balanced with $[[small]]$, and let $R$ be orthogonal with $[[symmetric]]$. Then $R X(t)$ is symmetric at all times and has as many positive and as many negative eigenvalues as $R X(0)$. None of the positive ones exceeds the mode with the target $\max(\lambda_{\max}(R M), 0)$, and no negative one exceeds in modulus the mode with the target $\max(\lambda_{\max}(-R M), 0)$.
3. Let $d \times d$ factors start balanced and let $U^\T X(0) V$ and $U^\T M V$ be block diagonal, with square blocks of the same sizes, for orthogonal $U$ and $V$. Then $U^\T X(t) V$ is block diagonal, and each block is the product along the flow of a balanced chain with the blocks as start and target. If every pair of blocks, as a start and a target of its own, satisfies $\sigma_i \le \mu_i$ for all $i$ and $t \ge 0$, then so does $X$.
4. Let $M \in \R^{d \times d}$ have rank $[[rank]]$, $[[below]]$, $[[wider]]$ and $[[room]]$. Then there is a balanced start of $d \times d$ factors with $\sigma_1(X(0)) \le \eps^L$ for which, at all $t \ge 0$,

   $$
   E_o(t) = E_c(t) - (\hat r - r)\, \mu_0(t)^2 < E_c(t) ,
   $$

   where $E_o = \norm{X - M}_F^2$, $E_c = \norm{\tilde X - M}_F^2$ for the compressed network of $L$ factors, rank $\hat r$, from $\eps$ with $\alpha = 1$, and $\mu_0 > 0$ is the mode with the target zero. So part 4 of {prf:ref}`domination-at-every-depth` is false for balanced starts.
5. Let $d_0 = \dots = d_L = 1$ and $M = s > \eps^L$. From every start with positive factors that are not all equal, of the product $\eps^L$, $X(t) > \mu_1(t)$ for all $t > 0$; and for every $\delta \ge 0$ there are some of these starts for which $X(t) > \mu_1(t + \delta)$ at a time $t$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(),
        "symmetric": symmetric_pair("X(0)"),
        "rank": at_least_one("r"),
        "below": starts_at_most("s_r"),
        "wider": Relation(sp.Gt(_bound, _r)),
        "room": Relation(sp.Le(_bound, _d - _r)),
    },
    uses=(
        "product-gradient",
        "balancedness",
        "end-to-end-flow",
        "partial-sums",
        "mode-equation",
        "compressed-decomposition",
        "outer-factors",
        "domination-at-every-depth",
        "symmetrisable-pairs",
    ),
    steps=(
        *BLOCKS,
        ONE_PRODUCT,
        *ON_ONE_SIDE,
        *SCALARS,
        MORE_MODES,
        gradients_turn_along,
        slower_than_the_mode,
        idle_modes_cost,
        means_in_order,
        same_product_along_runs,
        mirrored_along_runs,
        blocks_along_runs,
        ahead_without_idle,
        scalars_are_ahead,
        no_lag_suffices,
    ),
    parts={
        "1": (ONE_PRODUCT, gradients_turn_along, same_product_along_runs),
        "2": (*ON_ONE_SIDE, slower_than_the_mode, mirrored_along_runs),
        "3": (*BLOCKS, ONE_PRODUCT, blocks_along_runs),
        "4": (ONE_PRODUCT, MORE_MODES, idle_modes_cost, ahead_without_idle),
        "5": (*SCALARS, means_in_order, scalars_are_ahead, no_lag_suffices),
    },
)

CLAIMS = (starts,)
