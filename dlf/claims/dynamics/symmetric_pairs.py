"""Chapter *Domination at every depth*: pairs of start and target that one reflection makes symmetric."""

import numpy as np
import sympy as sp

from dlf.claims.dynamics.faster import TIGHT, error_of_one, kept
from dlf.claims.dynamics.mirrors import mirrored, mirrors_of_equal_targets, signed_excess
from dlf.claims.dynamics.races import (
    Race,
    advantage_in_norms,
    excess,
    frame,
    is_balanced,
    is_orthogonal,
    is_small,
    unequally,
)
from dlf.claims.hypotheses import (
    at_least_one,
    depth_at_least,
    each_orthogonal,
    positive,
    starts_at_most,
)
from dlf.verify import Claim, Property, all_of, identity, implies, measure, over, step

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


def runner(rng, depth, targets, Q, unequal, below):
    """W_1 = eps Q, the others eps I; eps^L is 0.05 to 1 times s_d, without `below` 1 to 3 times."""
    d = len(targets)
    low, high = (0.05, 1) if below else (1, 3)
    start = float((rng.uniform(low, high) * targets[-1]) ** (1 / depth))
    W = (start * Q, *[start * np.eye(d)] * (depth - 1))
    return Race(targets, depth, start, d, unequally(W, unequal))


def in_the_plane(rng, depth, unequal=1.0, below=True):
    """d = 2: any rotation or reflection; in half of the draws a small angle."""
    targets = np.sort(rng.uniform(0.3, 1, 2))[::-1]
    angle = rng.uniform(-np.pi, np.pi) * (1.0 if rng.integers(2) else 1e-4)
    c, s = np.cos(angle), np.sin(angle)
    sign = rng.choice((-1.0, 1.0))
    return runner(rng, depth, targets, np.array([[c, -s], [sign * s, sign * c]]), unequal, below)


def in_space(rng, depth, unequal=1.0, below=True):
    """d = 3, s_2 = s_3, det Q = -1 for a positive definite M."""
    targets = np.array([1.0, *np.full(2, rng.uniform(0.3, 0.8))])
    Q = frame(rng, 3, 3)
    return runner(rng, depth, targets, Q * -np.sign(np.linalg.det(Q)), unequal, below)


def normal(rng, depth, unequal=1.0, below=True):
    """d = 2..4: Q^T M = N normal, so M = Q N; in the frames of M the start is U^T Q V."""
    d = int(rng.integers(2, 5))
    N = np.diag(rng.uniform(0.3, 1, d) * rng.choice((-1.0, 1.0), d))
    if rng.integers(2):
        N[:2, :2] = rng.uniform(0.3, 1) * np.linalg.qr(rng.standard_normal((2, 2)))[0]
    V = frame(rng, d, d)
    left, targets, right = np.linalg.svd(V @ N @ V.T)
    return runner(rng, depth, targets, left.T @ right.T, unequal, below)


KINDS = (in_the_plane, in_space, normal)


def asked(unequal):
    """The hypotheses on an orthogonal start; none of a start that is not balanced."""
    return (is_balanced, is_small, is_orthogonal) if unequal == 1 else ()


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a smaller target", "share", 0.5),
)
def pairs_along_runs(unequal=1.0, share=1.0):
    """The three kinds, L = 2..5: sigma_i <= mu_i for every i, 61 times of each of three runs."""
    held = asked(unequal)

    def at(kind, depth):
        residual = lambda data: excess(data, data.width, share=share)
        draw = lambda rng: kind(rng, depth, unequal)
        return measure(range(3), draw, residual, tolerance=TIGHT, hypotheses=held)

    return over("L", range(2, 6), lambda L: all_of(*(at(kind, L) for kind in KINDS)))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("nine tenths of the target", "share", 0.9),
)
def signs_along_runs(unequal=1.0, share=1.0):
    """Part 1, L = 2..5, d = 2..4: R X is symmetric, no eigenvalue beyond the mode of its sign."""
    held = asked(unequal)

    def at(depth):
        draw = lambda rng: mirrored(rng, depth, unequal=unequal, flat=True)
        return measure(
            range(4),
            draw,
            lambda data: signed_excess(data, share),
            tolerance=TIGHT,
            hypotheses=held,
        )

    return over("L", range(2, 6), at)


def equal_rest(rng, depth, unequal):
    """d = 3..5, s_1 > s_2 = ... = s_d, a random orthogonal start or an aligned one."""
    d = int(rng.integers(3, 6))
    targets = np.array([1.0, *np.full(d - 1, rng.uniform(0.3, 0.8))])
    Q = frame(rng, d, d, d * int(rng.integers(2)))  # aligned: there the bound has no slack
    return runner(rng, depth, targets, Q, unequal, True)


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a smaller target", "share", 0.5),
)
def equal_rest_along_runs(unequal=1.0, share=1.0):
    """L = 3..5: sigma_i <= mu_i for i > d/2, rounded up, at 61 times."""
    held = asked(unequal)

    def at(depth):
        draw = lambda rng: equal_rest(rng, depth, unequal)
        beyond = lambda data: (data.width + 1) // 2
        residual = lambda data: excess(data, data.width, first=beyond(data), share=share)
        return measure(range(5), draw, residual, tolerance=TIGHT, hypotheses=held)

    return over("L", range(3, 6), at)


@step("evidence", ("a start above the smallest target", "below", False))
def errors_of_pairs(below=True):
    """The three kinds, eps^L <= s_d, L = 2..5: not ahead in the spectral, Frobenius, nuclear norm."""
    held = (*kept(below=below), is_orthogonal)

    def at(kind, depth):
        draw = lambda rng: kind(rng, depth, below=below)
        seeds = range(12 if kind is in_the_plane else 3)
        return measure(seeds, draw, advantage_in_norms, tolerance=TIGHT, hypotheses=held)

    return over("L", range(2, 6), lambda L: all_of(*(at(kind, L) for kind in KINDS)))


def symmetric_pair(start="Q"):
    """R, a start and M with R times the start and R M symmetric.

    Args:
        start: how the start is written.
    """

    def holds(data):
        R, Q, M = data
        return bool(max(np.abs(R @ A - (R @ A).T).max() for A in (Q, M)) < 1e-12)

    mirror, turned = np.diag([1.0, -1.0]), np.array([[0.0, -1.0], [1.0, 0.0]])
    latex = rf"(R {start})^\T = R {start}, \quad (R M)^\T = R M"
    example = (mirror, turned, np.diag([2.0, 1.0]))
    return Property(f"R {start}, R M symmetric", latex, holds, example, (np.eye(2), *example[1:]))


def opposite():
    """Square matrices Q and M with det Q det M < 0."""
    holds = lambda data: bool(np.linalg.det(data[0]) * np.linalg.det(data[1]) < 0)
    one, mirror = np.eye(3), np.diag([1.0, 1.0, -1.0])
    return Property("det Q det M < 0", r"\det Q \det M < 0", holds, (mirror, one), (one, one))


def is_normal():
    """Square matrices Q and M with Q^T M normal."""

    def holds(data):
        N = data[0].T @ data[1]
        return bool(np.abs(N.T @ N - N @ N.T).max() < 1e-12)

    shear = np.array([[1.0, 1.0], [0.0, 1.0]])
    latex = r"N^\T N = N N^\T"
    return Property("Q^T M normal", latex, holds, (np.eye(2), np.eye(2)), (np.eye(2), shear))


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
        "Solutions are unique where X is nonsingular; eigenvalues do not change sign there.",
        "An orthogonal matrix is a sum of turns of planes and of signs; the count of positive ones.",
        "The derivative from the right of a largest eigenvalue (Danskin); real normal matrices.",
    ),
    steps=(
        mirror_in_the_plane,
        half_turn_in_space,
        slower_than_the_mode,
        error_of_one,
        signs_along_runs,
        pairs_along_runs,
        mirrors_of_equal_targets,
        equal_rest_along_runs,
        errors_of_pairs,
    ),
    parts={
        "1": (slower_than_the_mode, signs_along_runs),
        "2": (mirror_in_the_plane, slower_than_the_mode, pairs_along_runs),
        "3": (
            half_turn_in_space,
            slower_than_the_mode,
            mirrors_of_equal_targets,
            equal_rest_along_runs,
            pairs_along_runs,
        ),
        "4": (pairs_along_runs,),
        "5": (error_of_one, errors_of_pairs),
    },
)

CLAIMS = (pairs,)
