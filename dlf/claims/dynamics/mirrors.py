"""Chapter *Domination at every depth*: mirrors that make start and target symmetric at once.

No statement stands here; `symmetric_pairs` and `which_start` state some, and check them by these.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import schur

from dlf.claims.dynamics.far_starts import FarRace, far_scale
from dlf.claims.dynamics.races import TIGHT, Race, frame, plane_rotation, unequally
from dlf.exact import mode_strength
from dlf.verify import Property, all_of, measure, over, step


@dataclass(frozen=True, eq=False)
class Mirrored(Race):
    """A race, and an orthogonal R for which R X(0) and R M are meant to be symmetric."""

    mirror: np.ndarray


@dataclass(frozen=True, eq=False)
class FarMirrored(FarRace, Mirrored):
    """The same from a start far below the targets."""


def chain_of(rng, X, depth):
    """A balanced chain of square factors with the product X, turned at random."""
    left, sigma, right = np.linalg.svd(X)
    U = [right.T, *(frame(rng, len(X), len(X)) for _ in range(depth - 1)), left]
    roots = np.where(sigma > 1e-12 * sigma[0], sigma, 0.0) ** (1 / depth)
    return tuple(U[k + 1] * roots @ U[k].T for k in range(depth))


def mirrored(rng, depth, kind, *, unequal=1.0, norm=1.0, flat=False, idle=False):
    """R M = N and R X(0) = S symmetric, d = 2..4, in the frames where M is diagonal.

    The moduli of the eigenvalues of S / eps^L are random, the largest is 1; all are if `flat`.
    Of six kinds, two have each d, of which one is aligned, with 1 at the top of N and -1 at its
    bottom: where these have their signs the bounds have no slack. If `idle`, N has no positive
    eigenvalue, and its top is 0.
    """
    d = 2 + kind % 3
    signed = lambda low: rng.uniform(low, 1, d) * rng.choice((-1.0, 1.0), d)
    V, P = frame(rng, d, d), frame(rng, d, d)
    aligned = idle or kind < 3
    P = V if aligned else P
    pulls = np.append(0, -abs(signed(0.3)[1:])) if idle else signed(0.3)
    left, targets, right = np.linalg.svd(V * pulls @ V.T)
    targets = targets[: d - idle]
    start = float((rng.uniform(0.1, 1) * targets[-1]) ** (1 / depth))
    values = signed(1.0 if flat else 0.3)
    if not flat and depth > 2:  # singular ones as well; for L = 2 rounding leaves zero too fast
        values[1:] *= rng.integers(2, size=d - 1)
    first = int(np.argmax(pulls)) if aligned else 0
    if aligned:
        values[np.argmin(pulls)] = -1.0
    values[first] = 1.0 if aligned else np.sign(values[first])
    S = norm * start**depth * (P * values @ P.T)
    factors = unequally(chain_of(rng, left.T @ S @ right.T, depth), unequal)
    return Mirrored(targets, depth, start, len(targets), factors, right @ left)


def signed_excess(data, share, pace=1.0):
    """How asymmetric R X is, and how far its extreme eigenvalues lie beyond their modes.

    These have `share` of their targets and are at `pace` times the time.

    A positive eigenvalue more than at the start counts as one, and so does a negative one; what
    decays below 1e-8 counts as none.
    """
    Y = data.mirror @ data.original
    gap = np.abs(Y - Y.mT).max() / data.targets[0]
    every = np.linalg.eigvalsh((Y + Y.mT) / 2)
    counts = [(side > 1e-8).sum(axis=1) for side in (every, -every)]
    found = [gap, *(float((count - count[0]).max()) for count in counts)]
    for sign in (1, -1):
        target = share * np.maximum(np.linalg.eigvalsh(sign * data.mirror @ data.matrix)[-1], 0)
        mode = mode_strength(pace * data.times, target, init_scale=data.start, depth=data.depth)
        found.append((np.linalg.eigvalsh(sign * (Y + Y.mT) / 2)[:, -1] / mode - 1).max())
    return float(np.max(found, initial=0.0))


def below_their_modes(depth, held, *, share, pace, **start):
    """signed_excess along a run of each kind of `mirrored`, and three where one side is idle."""

    def runs(kinds, idle):
        draw = lambda rng, kind: mirrored(rng, depth, kind, idle=idle, **start)
        residual = lambda data: signed_excess(data, share, pace)
        given = {"tolerance": TIGHT, "hypotheses": held, "kinds": kinds}
        return measure(range(kinds), draw, residual, **given)

    return all_of(runs(6, False), runs(3, True))


def missing(data, count):
    """How many of `count` positive eigenvalues R X lacks at the worst time."""
    Y = data.mirror @ data.original
    positive_ones = (np.linalg.eigvalsh((Y + Y.mT) / 2) > 0).sum(axis=1)
    return float(np.maximum(0, count - positive_ones).max())


def mirror_of(Q):
    """R with R e_1 = -e_1, R^T = R and R Q R = Q^T, from the real Schur form of an orthogonal Q."""
    T, Z = schur(Q, output="real")
    d, k, R, plus = len(Q), 0, np.zeros_like(Q), []
    while k < d:
        plane = k + 1 < d and abs(T[k + 1, k]) > 1e-9
        span, size = Z[:, k : k + 1 + plane], 1 + plane
        shadow = span.T[:, 0]  # of e_1
        if plane:
            size_of_it = np.linalg.norm(shadow)
            normal = shadow / size_of_it if size_of_it > 1e-12 else np.array([1.0, 0.0])
            R += span @ (np.eye(2) - 2 * np.outer(normal, normal)) @ span.T
        elif T[k, k] < 0:
            R -= span @ span.T
        else:
            plus.append(span)
        k += size
    fixed = np.hstack([np.zeros((d, 0)), *plus])
    normal = fixed[:1].T / np.maximum(np.linalg.norm(fixed[0]), 1e-300)
    return R + fixed @ (np.eye(fixed.shape[1]) - 2 * normal @ normal.T) @ fixed.T


@step(
    "evidence",
    ("one positive eigenvalue more", "more", 1),
    ("the mirror that keeps the leader", "sign", -1),
    ("a mirror that shrinks", "length", 0.99),
    whole=("more",),
)
def mirrors_of_equal_targets(more=0, sign=1, length=1.0):
    """d = 2..7: R Q symmetric with floor(d/2) positive eigenvalues or more, lambda_max(R M) <= s_2.

    R is orthogonal. A quarter of the draws have real eigenvalues of Q alone, in another one no
    plane sees e_1.
    """

    def draw(rng, kind, d):
        Q = frame(rng, d, d)
        if kind == 0:
            signs = rng.choice((-1.0, 1.0), d)
            Q = Q * signs @ Q.T
        if kind == 1:
            Q = np.eye(d)
            Q[1:, 1:] = frame(rng, d - 1, d - 1)  # no plane sees e_1
        return Q, float(rng.uniform(0.1, 0.9))

    def residual(data):
        Q, s = data
        R, M = sign * length * mirror_of(Q), np.diag([1.0, *[s] * (len(Q) - 1)])
        gaps = [R.T @ R - np.eye(len(Q)), *(A - A.T for A in (R, R @ Q, R @ M))]
        positive_ones = (np.linalg.eigvalsh((R @ Q + (R @ Q).T) / 2) > 0).sum()
        missing = len(Q) // 2 + more - positive_ones
        above = np.linalg.eigvalsh((R @ M + (R @ M).T) / 2)[-1] - s
        return float(np.max([*(np.abs(gap).max() for gap in gaps), missing, above, 0.0]))

    def at(d):
        one = lambda rng, kind: draw(rng, kind, d)
        return measure(range(12), one, residual, tolerance=1e-9, kinds=4)

    return over("d", range(2, 8), at)


# the targets beside the first one, where they are not 0.2 to 0.45
BESIDE = {"singular": (0, 0), "edge": (0.02, 0.45), "above": (0.02, 0.45)}
# s_r/eps^L where it is not 30 and more: at the edge of eps^L <= s_r, and beyond
GROWTH = {"edge": (1.0, 1.0), "above": (1 / 1.1, 1 / 1.1)}
NEARLY = {"near": (0.1, 0.4), "edge": (0.1, 0.4), "above": (0.1, 0.4), "still": (0, 0)}  # angles


def beside(rng, place, count):
    """s_2, ..., of a race at a place; `far`, `small`, `near` and `still` differ in Q alone."""
    return rng.uniform(*BESIDE.get(place, (0.2, 0.45)), count)


def runner(rng, depth, targets, Q, mirror, unequal, place, *, most=1000):
    """W_1 = eps Q, the others eps I; s_r/eps^L is 30 to `most`, or as GROWTH has it."""
    targets = targets[targets > 1e-9]
    least, most = GROWTH.get(place, (30, most))
    start = far_scale(rng, depth, targets[-1], least=least, most=most)
    W = unequally((start * Q, *[start * np.eye(len(Q))] * (depth - 1)), unequal)
    kind = Mirrored if place == "above" else FarMirrored
    return kind(targets, depth, start, len(targets), W, mirror)


def nearly(rng, d, sign, place):
    """The reflection (sign -1) that nearly reverses e_1, or with -e_1 for e_1 a small rotation."""
    angle, normal = rng.uniform(*NEARLY[place]), rng.standard_normal(d - 1)
    n = np.append(np.cos(angle), np.sin(angle) * normal / np.linalg.norm(normal))
    return (np.eye(d) - 2 * np.outer(n, n)) * np.append(-sign, np.ones(d - 1))


def in_the_plane(rng, depth, unequal=1.0, place="far", sign=None):
    """d = 2: any rotation (sign 1) or reflection (-1), by a small angle at the place `small`.

    At the places of NEARLY it nearly is I or diag(-1, 1).
    """
    targets = np.append(1.0, beside(rng, place, 1))
    angle = rng.uniform(-np.pi, np.pi) * (0.1 if place == "small" else 1.0)
    c, s = np.cos(angle), np.sin(angle)
    sign = rng.choice((-1.0, 1.0)) if sign is None else sign
    Q, mirror = np.array([[c, -s], [sign * s, sign * c]]), np.diag([1.0, -sign])
    Q = nearly(rng, 2, sign, place) if place in NEARLY else Q
    return runner(rng, depth, targets, Q, mirror, unequal, place)


def in_space(rng, depth, unequal=1.0, place="far", sign=-1):
    """d = 3, s_2 = s_3, det Q = sign; at the places of NEARLY Q nearly is diag(sign, 1, 1)."""
    targets = np.append(1.0, np.repeat(beside(rng, place, 1), 2))
    Q = frame(rng, 3, 3)
    Q *= sign * np.sign(np.linalg.det(Q))
    Q = nearly(rng, 3, sign, place) if place in NEARLY else Q
    return runner(rng, depth, targets, Q, mirror_of(Q), unequal, place)


def normal(rng, depth, unequal=1.0, place="far", shear=0.0, block=True):
    """d = 3, 4: Q^T M = N normal, so M = Q N; in the frames of M the start is U^T Q V.

    With a `block` that turns by 0.3 to 2.8; N is positive but for it at the places of NEARLY.
    A `shear` keeps it from being normal; its mirror is Q^T, no reflection.
    """
    d = int(rng.integers(3, 5))
    sizes = np.append(1.0, beside(rng, place, d - 1))
    sizes[1] = 0.3 if place == "singular" else sizes[1]  # of rank two, if no block overwrites it
    N = np.diag(sizes * (1.0 if place in NEARLY else rng.choice((-1.0, 1.0), d)))
    if block:
        N[-2:, -2:] = sizes[-1] * plane_rotation(rng.uniform(0.3, 2.8))
    N[0, -1] += shear
    V = frame(rng, d, d)
    left, targets, right = np.linalg.svd(V @ N @ V.T)
    Q, mirror = left.T @ right.T, right @ left
    # what does not commute grows out of rounding, with s_d/eps^L: at 100 to 3e-6, at 50 to 6e-8
    return runner(rng, depth, targets, Q, mirror, unequal, place, most=50)


def two_planes(rng, depth, unequal=1.0):
    """d = 4: in two planes, of e_1, e_3 and of e_2, e_4, any turn or reflection; Q^T M is not normal."""
    targets, Q = np.append(1.0, np.sort(beside(rng, "far", 3))[::-1]), np.zeros((4, 4))
    for first in (0, 1):
        turn, signs = plane_rotation(rng.uniform(-np.pi, np.pi)), [1.0, rng.choice((-1.0, 1.0))]
        Q[first::2, first::2] = turn * signs
    return runner(rng, depth, targets, Q, np.eye(4), unequal, "far")


def still_singular(rng, depth, unequal=1.0, count=2):
    """d = count + 1: the start eps^L I, M = diag(1, .., 0) of rank `count`, so that X is diagonal."""
    targets = np.append(1.0, beside(rng, "far", count - 1))
    one = np.eye(count + 1)
    return runner(rng, depth, targets, one, one, unequal, "far")


def equal_rest(rng, depth, width, unequal):
    """s_1 > s_2 = ... = s_d, a random orthogonal start, one with a mirror of its own."""
    targets = np.append(1.0, np.repeat(beside(rng, "far", 1), width - 1))
    Q = frame(rng, width, width)
    return runner(rng, depth, targets, Q, mirror_of(Q), unequal, "far")


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
