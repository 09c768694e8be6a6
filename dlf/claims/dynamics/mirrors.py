"""Chapter *Domination at every depth*: mirrors that make start and target symmetric at once.

No statement stands here; `symmetric_pairs` and `which_start` state and check them.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import schur

from dlf.claims.dynamics.far_starts import FarRace
from dlf.claims.dynamics.races import TIGHT, Race, frame, unequally
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


def mirrored(rng, depth, *, unequal=1.0, norm=1.0, flat=False, idle=False):
    """R M = N and R X(0) = S symmetric, d = 2..4, in the frames where M is diagonal.

    The moduli of the eigenvalues of S / eps^L are random, the largest is 1; all are if `flat`.
    If `idle`, N has no positive eigenvalue and one that is 0, where S has a positive one.
    """
    d = int(rng.integers(2, 5))
    signed = lambda low: rng.uniform(low, 1, d) * rng.choice((-1.0, 1.0), d)
    V, P = frame(rng, d, d), frame(rng, d, d)
    P = V if idle or rng.integers(2) else P  # aligned: there a bound has no slack
    pulls = np.append(0, -abs(signed(0.3)[1:])) if idle else signed(0.3)
    left, targets, right = np.linalg.svd(V * pulls @ V.T)
    targets = targets[: d - idle]
    start = float((rng.uniform(0.1, 1) * targets[-1]) ** (1 / depth))
    values = signed(1.0 if flat else 0.3)
    if not flat and depth > 2:  # singular ones as well; for L = 2 rounding leaves zero too fast
        values[1:] *= rng.integers(2, size=d - 1)
    values[0] = 1.0 if idle else np.sign(values[0])
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


def below_their_modes(depth, count, held, *, share, pace, **start):
    """signed_excess along `count` runs of `mirrored`, and two where the positive side is idle."""

    def runs(count, idle):
        draw = lambda rng: mirrored(rng, depth, idle=idle, **start)
        residual = lambda data: signed_excess(data, share, pace)
        return measure(range(count), draw, residual, tolerance=TIGHT, hypotheses=held)

    return all_of(runs(count, False), runs(2, True))


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
    whole=("more",),
)
def mirrors_of_equal_targets(more=0, sign=1):
    """d = 2..7: R Q symmetric with floor(d/2) positive eigenvalues or more, lambda_max(R M) <= s_2.

    A quarter of the draws have real eigenvalues of Q alone, in another one no plane sees e_1.
    """

    def draw(rng, d):
        Q = frame(rng, d, d)
        kind = int(rng.integers(4))
        if kind == 0:
            signs = rng.choice((-1.0, 1.0), d)
            Q = Q * signs @ Q.T
        if kind == 1:
            Q = np.eye(d)
            Q[1:, 1:] = frame(rng, d - 1, d - 1)  # no plane sees e_1
        return Q, float(rng.uniform(0.1, 0.9))

    def residual(data):
        Q, s = data
        R, M = sign * mirror_of(Q), np.diag([1.0, *[s] * (len(Q) - 1)])
        gap = np.max([np.abs(A - A.T).max() for A in (R, R @ Q, R @ M)])
        positive_ones = (np.linalg.eigvalsh((R @ Q + (R @ Q).T) / 2) > 0).sum()
        missing = len(Q) // 2 + more - positive_ones
        above = np.linalg.eigvalsh((R @ M + (R @ M).T) / 2)[-1] - s
        return float(np.max([gap, missing, above, 0.0]))

    return over(
        "d",
        range(2, 8),
        lambda d: measure(range(12), lambda g: draw(g, d), residual, tolerance=1e-9),
    )


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
