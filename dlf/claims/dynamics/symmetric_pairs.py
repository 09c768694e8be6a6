"""Chapter *Domination at every depth*: pairs of start and target that one reflection makes symmetric."""

from dataclasses import replace
from functools import partial

import numpy as np
import sympy as sp

from dlf.claims.dynamics.deeper import BELOW_MODE
from dlf.claims.dynamics.every_mode import FROM_THE_RIGHT
from dlf.claims.dynamics.far_starts import is_far, seeds
from dlf.claims.dynamics.faster import error_of_one
from dlf.claims.dynamics.mirrors import (
    below_their_modes,
    equal_rest,
    in_space,
    in_the_plane,
    is_normal,
    mirrors_of_equal_targets,
    missing,
    normal,
    opposite,
    signed_excess,
    still_singular,
    symmetric_pair,
    two_planes,
)
from dlf.claims.dynamics.races import (
    TIGHT,
    Race,
    advantage_in_norms,
    excess,
    is_balanced,
    is_orthogonal,
    is_small,
    kept,
    unequally,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    at_least_one,
    depth_at_least,
    each_orthogonal,
    positive,
    starts_at_most,
)
from dlf.verify import Claim, all_of, identity, implies, measure, over, step

NEAR = sp.Rational(99, 100)


@step("proof", ("the rotation itself", "mirror", 1), ("a mirror that shrinks", "length", NEAR))
def mirror_in_the_plane(mirror=-1, length=1):
    """J = diag(1, -1), Q a rotation: det(x - J Q) = x^2 - 1, one eigenvalue of either sign."""
    x, t = sp.symbols("x t", real=True)
    c, s = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    JQ = sp.Matrix([[c, -s], [length * mirror * s, length * mirror * c]])
    det = (x - JQ[0, 0]) * (x - JQ[1, 1]) - JQ[0, 1] * JQ[1, 0]
    return identity(det, x**2 - 1)


def quaternion(w, x, y, z):
    """|q|^2 times a rotation about (x, y, z)."""
    return sp.Matrix(
        [
            [w**2 + x**2 - y**2 - z**2, 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), w**2 - x**2 + y**2 - z**2, 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), w**2 - x**2 - y**2 + z**2],
        ]
    )


@step(
    "proof",
    ("a half-turn about another axis", "off", 1),
    ("about the axis of the start", "along", True),
    whole=("off",),
)
def half_turn_in_space(off=0, along=False):
    """R = 2 r r^T - |r|^2 with r = n x e_1: R Q' is symmetric, with the eigenvalues 1, -1, -1.

    Q' = |q|^2 times a rotation about n, and R = |r|^2 times the half-turn.
    """
    w, x, y, z, v = sp.symbols("w x y z lambda", real=True)
    n = sp.Matrix([x, y, z])
    r = n if along else sp.Matrix([off * y, z, -y])
    size, square = sum(a**2 for a in r), sum(a**2 for a in (w, x, y, z))
    P = (2 * r * r.T - size * sp.eye(3)) * quaternion(w, x, y, z)
    unit = size * square
    pairs = [identity(P[i, k], P[k, i]) for i in range(3) for k in range(i)]
    stated = (v - unit) * (v + unit) ** 2
    return all_of(*pairs, identity((v * sp.eye(3) - P).det(), stated))


@step(
    "proof",
    ("a target larger by a hundredth", "share", 1 / NEAR),
    ("half of it", "part", sp.Rational(1, 2)),
)
def slower_than_the_mode(share=1, part=1):
    """P > 0, e <= max(m, 0) = b: P (e - rho) <= P (b - rho), the velocity of the mode of b."""
    P, e, m, b, rho = sp.symbols("P e m b rho", real=True)
    premise = [sp.Gt(P, 0), sp.Ge(b, 0), sp.Ge(b, m), sp.Le(e, share * m)]
    return implies(premise, sp.Le(P * (e - rho), P * (part * b - rho)))


def is_normal_pair(data):
    """Q^T M commutes with its transpose."""
    N = data.mirror @ data.matrix
    return bool(np.abs(N.T @ N - N @ N.T).max() < 1e-12)


def in_its_place(data, share, more=0):
    """The plane and space: R X symmetric, d - 1 positive eigenvalues, none beyond its mode."""
    return float(np.max([signed_excess(data, share), missing(data, data.width - 1 + more)]))


def commutes(data, symmetric=False):
    """How far Q^T X is from commuting with N = Q^T M, as it does in blocks, or from symmetric."""
    Y, N = data.mirror @ data.original, data.mirror @ data.matrix
    return float(np.abs(Y - Y.mT if symmetric else Y @ N - N @ Y).max())


def asked(unequal, *others):
    """The hypotheses on an orthogonal start; none of a start that is not balanced."""
    return (is_balanced, is_small, is_orthogonal, *others) if unequal == 1 else ()


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a smaller target", "share", 0.9),
    ("one positive eigenvalue more", "more", 1),
    ("det Q det M > 0", "sign", 1),
    ("a pair that is not normal", "shear", 0.02),
    ("normal pairs stay symmetric", "symmetric", True),
    whole=("more",),
)
def pairs_along_runs(unequal=1.0, share=1.0, more=0, sign=-1, shear=0.0, symmetric=False):
    """The three kinds, and two planes at once, L = 3..6: sigma_i <= mu_i, and why, at 61 times.

    The plane with either sign, by any angle and by a small one; normal pairs with a block that
    turns and without. Two runs of each, one from L = 5 on; the theorems on every balanced start do
    not decide the last mode. R X is symmetric, with one positive eigenvalue for d = 2 and two for
    d = 3; Q^T X commutes with N.
    """
    held = asked(unequal, is_far)

    def at(draw, why, *hypotheses):
        residual = lambda data: float(np.max([excess(data, data.width, share=share), why(data)]))
        given = {"tolerance": TIGHT, "hypotheses": (*held, *hypotheses)}
        return lambda L: measure(seeds(L), lambda rng: draw(rng, L, unequal), residual, **given)

    mirror = lambda data: in_its_place(data, share, more)
    straight = lambda data: commutes(data, symmetric)
    also = () if shear else (is_normal_pair,)
    turns = [{"sign": s, "place": place} for s in (1, -1) for place in ("far", "small")]
    kinds = (
        *(at(partial(in_the_plane, **turn), mirror) for turn in turns),
        at(partial(in_space, sign=sign), mirror),
        *(at(partial(normal, shear=shear, block=b), straight, *also) for b in (True, False)),
        at(two_planes, lambda data: 0.0),
    )

    return over("L", range(3, 7), lambda L: all_of(*(kind(L) for kind in kinds)))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("nine tenths of the target", "share", 0.9),
    ("modes that are slower by a hundredth", "pace", 0.99),
)
def signs_along_runs(unequal=1.0, share=1.0, pace=1.0):
    """Part 1, L = 2..5, d = 2..4: R X is symmetric, no eigenvalue beyond the mode of its sign.

    In three runs more the positive eigenvalues have the mode without target.
    """
    held = asked(unequal)
    given = {"share": share, "pace": pace, "flat": True, "unequal": unequal}
    return over("L", range(2, 6), lambda L: below_their_modes(L, held, **given))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("modes that are slower by a hundredth", "pace", 0.99),
)
def pairs_in_step(unequal=1.0, pace=1.0):
    """Q = diag(1 or -1, 1, ..), M diagonal, L = 3..6: sigma_i <= mu_i in the plane and in blocks.

    For 1 they are equal; for -1 the last one decays. s_2 = ... = s_d, zero in a quarter of the runs,
    0.2 to 0.9 else; there eps^L is 1/1000 to 1/100 of it, 1/20 to 1/2, or 1.1 to 2 times as much.
    """
    sizes = (0.05, 0.5), (1e-3, 1e-2), (0.05, 0.5), (1.1, 2.0)

    def draw(rng, depth, d, kind):
        sign, kind = divmod(kind, 4)
        rest = rng.uniform(0.2, 0.9) * (kind > 0)
        size = rng.uniform(*sizes[kind]) * (rest or 1.0)
        W = [float(size ** (1 / depth)) * np.eye(d) for _ in range(depth)]
        W[0][0, 0] *= (1, -1)[sign]
        targets = np.append(1.0, np.full(d - 1, rest))
        targets = targets[targets > 0]
        return Race(targets, depth, W[1][0, 0], len(targets), unequally(W, unequal))

    def at(depth, d):
        runs = lambda rng, kind: draw(rng, depth, d, kind)
        ahead = lambda data: excess(data, d, first=1, pace=pace)
        given = {"tolerance": TIGHT, "hypotheses": asked(unequal), "kinds": 8}
        return measure(range(8), runs, ahead, **given)

    return over("L", range(3, 7), lambda L: over("d", range(2, 6), lambda d: at(L, d)))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a smaller target", "share", 0.9),
    ("without a mirror", "mirror", False),
    ("two positive eigenvalues more", "more", 2),
    whole=("more",),
)
def equal_rest_along_runs(unequal=1.0, share=1.0, mirror=True, more=0):
    """L = 3..5, d = 3..5: sigma_i <= mu_i for i > d/2, rounded up, and why, at 61 times.

    The theorems on every balanced start do not decide these modes. R X is symmetric and has d/2
    positive eigenvalues, rounded down, or more, none beyond the mode of s_2.
    """
    held = asked(unequal, is_far)

    def residual(data):
        data = data if mirror else replace(data, mirror=np.eye(data.width))
        beyond, count = (data.width + 1) // 2, data.width // 2 + more
        ahead = excess(data, data.width, first=beyond, share=share)
        return float(np.max([ahead, signed_excess(data, share), missing(data, count)]))

    def at(depth, width):
        draw = lambda rng: equal_rest(rng, depth, width, unequal)
        return measure(seeds(depth), draw, residual, tolerance=TIGHT, hypotheses=held)

    widths = range(3, 6)
    return over("L", range(3, 6), lambda L: over("d", widths, lambda d: at(L, d)))


# where the races of part 5 start, and those in which the original network is the compressed one
PLACES = ("far", "near", "edge", "singular")
STILL = (
    partial(in_the_plane, place="still", sign=1),
    partial(normal, place="near", block=False),
    *(partial(still_singular, count=count) for count in (1, 2)),
)


@step(
    "evidence",
    ("a start above the smallest target by a tenth", "below", False),
    ("unequal scales with the same product", "unequal", 3.0),
    ("a compressed network that is slower by a hundredth", "pace", 0.99),
)
def errors_of_pairs(below=True, unequal=1.0, pace=1.0):
    """The three kinds, eps^L <= s_r, L = 2..5: not ahead in the spectral, Frobenius, nuclear norm.

    From far below s_r, also where Q nearly is I or diag(-1, 1, ..), and from s_r itself; M may be
    singular, but for the three dimensions with det Q det M < 0. Above s_r the plane does lead,
    those hardly ever, and a normal pair does not, as its eigenvalues move straight to M's. In four
    runs more the compressed network runs against itself, with no slack, in two of them r = d - 1.
    """
    held = (*asked(unequal), *kept(below=below))
    places = PLACES if below else ("above",)
    residual = lambda data: advantage_in_norms(data, pace)
    given = {"tolerance": TIGHT, "hypotheses": held}

    def at(kind, depth):
        where = places[:3] if kind is in_space else places  # there det M = 0 is another case
        draw = lambda rng, k: kind(rng, depth, unequal, where[k])
        count = len(where) * (1 if kind is normal else 2) if below else 8
        return measure(range(count), draw, residual, kinds=len(where), **given)

    def against_itself(depth):
        draw = lambda rng, k: STILL[k](rng, depth, unequal)
        return measure(range(len(STILL)), draw, residual, kinds=len(STILL), **given)

    kinds = in_the_plane, in_space, normal
    every = lambda L: all_of(*(at(kind, L) for kind in kinds), *[against_itself(L)] * below)
    return over("L", range(2, 6), every)


MIRRORED = formal("product_decides.v", "mirrored_product")
SIGNS = theorems("signs.v", "spectrum_rank", "signs_kept")
SIDES = theorems("mirrored_modes.v", "mirrored_signs", "mirrored_eigenvalues_below")
ON_ONE_SIDE = (MIRRORED, FROM_THE_RIGHT, BELOW_MODE, *SIGNS, *SIDES)

ONE_PRODUCT = formal("product_decides.v", "product_decides")
BLOCKS = (
    formal("blocks_follow.v", "blocks_follow"),
    *theorems("block_values.v", "values_of_blocks", "blocks_below_modes"),
)

pairs = Claim(
    name="symmetrisable-pairs",
    kind="theorem",
    title="Every depth: two dimensions, and symmetrisable pairs",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ with singular values $s_1 \ge \dots \ge s_d \ge 0$, $f(X) = \tfrac12 \norm{X - M}_F^2$, and $W_l(0) = \eps Q_l$ with $[[orthogonal]]$. Put $Q = Q_L \cdots Q_1$, so that $X(0) = \eps^L Q$, and let $\mu_i$ be the mode of {prf:ref}`mode-equation` with target $s_i$.

1. Let $R$ be orthogonal with $[[symmetric]]$. Then $R X(t)$ is symmetric at all times and has as many positive and as many negative eigenvalues as $R Q$. None of the positive ones exceeds the mode with the target $\max(\lambda_{\max}(R M), 0)$, and no negative one exceeds in modulus the mode with the target $\max(\lambda_{\max}(-R M), 0)$.
2. If $d = 2$, then $\sigma_i(X(t)) \le \mu_i(t)$ for $i = 1, 2$ and all $t \ge 0$, for every $M$, $Q$, $\eps$ and $L$.
3. If $s_2 = \dots = s_d$, then $\sigma_i(X(t)) \le \mu_i(t)$ for all $i > \lceil d/2 \rceil$ and all $t \ge 0$. If moreover $d = 3$ and $[[opposite]]$, this is so for $i = 1, 2, 3$.
4. Let $U^\T Q V$ and $U^\T M V$ be block diagonal, with square blocks of the same sizes, for orthogonal $U$ and $V$. If every pair of blocks, as a start and a target of its own, satisfies $\sigma_i \le \mu_i$ for all $i$ and $t \ge 0$, then so does $(Q, M)$. This is the case whenever $N = Q^\T M$ is normal, $[[normal]]$.
5. In 2, in 3 for $d = 3$ with $\det Q \det M < 0$, and in 4 for normal $N$, let $M$ have rank $[[rank]]$ and $[[below]]$. Then the conclusion of part 3 of {prf:ref}`domination-at-every-depth` holds: the compressed network of rank $r$ is not behind in any unitarily invariant norm.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthogonal": each_orthogonal("Q"),
        "symmetric": symmetric_pair(),
        "opposite": opposite(),
        "normal": is_normal(),
        "rank": at_least_one("r"),
        "below": starts_at_most("s_r"),
    },
    uses=(
        "end-to-end-flow",
        "partial-sums",
        "mode-equation",
        "largest-singular-value",
        "domination-at-every-depth",
    ),
    words=(
        "An orthogonal matrix is a sum of turns of planes and of signs; the count of positive ones.",
        "Real normal matrices have blocks of size one and two.",
    ),
    steps=(
        ONE_PRODUCT,
        *BLOCKS,
        *ON_ONE_SIDE,
        mirror_in_the_plane,
        half_turn_in_space,
        slower_than_the_mode,
        error_of_one,
        signs_along_runs,
        pairs_along_runs,
        pairs_in_step,
        mirrors_of_equal_targets,
        equal_rest_along_runs,
        errors_of_pairs,
    ),
    parts={
        "1": (*ON_ONE_SIDE, slower_than_the_mode, signs_along_runs),
        "2": (mirror_in_the_plane, slower_than_the_mode, pairs_along_runs, pairs_in_step),
        "3": (
            half_turn_in_space,
            slower_than_the_mode,
            mirrors_of_equal_targets,
            equal_rest_along_runs,
            pairs_along_runs,
            pairs_in_step,
        ),
        "4": (ONE_PRODUCT, *BLOCKS, pairs_along_runs, pairs_in_step),
        "5": (error_of_one, errors_of_pairs),
    },
)

CLAIMS = (pairs,)
