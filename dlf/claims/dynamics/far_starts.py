"""Races from starts far below their targets: there the theorems on every balanced start end.

No statement stands here; `every_mode`, `symmetric_pairs`, `stronger_conjectures` and `searched` check some.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.linalg import expm

from dlf.chain import end_to_end
from dlf.claims.dynamics.races import (
    TIMES,
    Race,
    balanced_start,
    drawn_strengths,
    frame,
    plane_reflection,
    turning_point,
    unequally,
)
from dlf.domination import case_of, cayley, open_modes, share_of_window
from dlf.exact import fit_time

_WINDOWS = (3, 4)  # the depths of the growth window


@dataclass(frozen=True, eq=False)
class FarRace(Race):
    """A race that is watched at times of its own, until its weakest mode is fitted.

    Attributes:
        patience: how long, in times that this mode needs to 99 %.
    """

    patience = 1.2

    @property
    def times(self):
        """0 and 60 times: geometric from before the strongest mode leaves, even to the end."""
        law = {"init_scale": self.start, "depth": self.depth}
        first = fit_time(0.5, self.targets[0], **law)
        last = fit_time(0.99, self.targets[-1], **law)
        if first == 0 or last < first:  # a start above the targets, in a wrong variant
            return TIMES
        early = np.geomspace(0.05 * first, first, 20, endpoint=False)
        return np.concatenate([[0.0], early, np.linspace(first, self.patience * last, 40)])


def far_scale(rng, depth, target, *, least=30.0, most=1000.0):
    """eps with target/eps^L between the two, log-uniform."""
    growth = np.exp(rng.uniform(np.log(least), np.log(most)))
    return float((target / growth) ** (1 / depth))


def seeds(depth):
    """Two runs of a kind, one from L = 5 on, where they take longer."""
    return range(2 if depth < 5 else 1)


def is_far(data):
    """Nothing that is proved for every balanced start decides the last mode: LV3R, GW6N."""
    L, least = data.depth, Fraction(data.targets[-1])
    ratio, growth = Fraction(data.targets[0]) / least, least / Fraction(data.start) ** L
    if ratio == 1 or (L - 2) * growth <= 2 * (L - 1):
        return False
    return L not in _WINDOWS or bool(share_of_window(L, ratio, growth) > 1)


def has_open_mode(data):
    """Whether `dlf.domination.open_modes` names a mode of an orthogonal start."""
    Q = end_to_end(data.factors) / data.start**data.depth
    targets = data.every(data.width)
    return bool(open_modes(case_of(data.depth, targets, data.start, *cayley(Q))))


def highest_outer(data, index):
    """F_i^(L/2) at the times, M diagonal, i from 0: the outer factors without i coordinates."""
    first, *_, last = data.run.factors
    ends = last[:, index:], first[:, :, index:]
    return np.max([np.linalg.norm(W, 2, axis=(1, 2)) for W in ends], axis=0) ** data.depth


def nearly_tight(rng, depth, turn, lone, *, unequal=1.0):
    """The mode `lone` aligned, the others random and orthogonal, all turned by about `turn`.

    All modes are aligned if `lone` is None. The weaker targets are less than a half of the first,
    the weakest 30 to 300 times eps^L. Without a turn, or with all modes aligned, d = 4: what is not
    aligned is no plane.
    """
    d = int(rng.integers(3, 5)) if turn and lone is not None else 4
    targets = np.append(1.0, np.sort(rng.uniform(0.2, 0.5, d - 1))[::-1])
    start = far_scale(rng, depth, targets[-1], least=30, most=300)
    others = [i for i in range(d) if lone not in (i, None)]
    Q = np.eye(d)
    Q[np.ix_(others, others)] = frame(rng, len(others), len(others))
    A = turn * rng.standard_normal((d, d))
    W = (start * expm(A - A.T) @ Q, *[start * np.eye(d)] * (depth - 1))
    return FarRace(targets, depth, start, d, unequally(W, unequal))


def tight_behind(rng, depth, lone):
    """The first of the starts of nearly_tight, turned by 1/100, whose runs are so behind sigma_1.

    At a time at which a mode has doubled its singular value is within a millionth of it or a few.
    """
    while True:
        data = nearly_tight(rng, depth, 0.01, lone)
        mu = data.modes(data.width)[:, 1:]
        sigma = np.linalg.svd(data.original, compute_uv=False)[:, 1:]
        if (1 - sigma / mu)[mu > 2 * data.start**depth].min() < 1e-5:
            return data


def past_the_turns(rng, depth):
    """Four modes in the frames of M, past all turning points, a little below eps."""
    targets = 1 - 0.05 * (np.arange(4) - rng.uniform(0, 1, 4) * (np.arange(4) > 0))
    start = float((rng.uniform(1.02, 1.2) * turning_point(depth)) ** (1 / depth))
    widths = rng.integers(4, 6, depth + 1)
    W = balanced_start(rng, widths, np.full(4, 0.97 * start), 4)
    return Race(targets, depth, start, 4, W)


class NearTheTurn(FarRace):
    """A race that is watched while its second mode is between 0.6 and 1.3 times omega_2."""

    @property
    def times(self):
        law = {"init_scale": self.start, "depth": self.depth}
        at = lambda share: fit_time(share * turning_point(self.depth), self.targets[1], **law)
        return np.concatenate([[0.0], np.linspace(at(0.6), at(1.3), 60)])


def ahead_at_the_turn(depth):
    """d = 2, balanced, a reflection by 0.015: F_2 passes mu_2 at 0.91 to 0.93 of omega_2.

    From eps^L = omega_2/50. The second root is smaller by 2e-4 to 8e-4, chosen for this: F_2 is
    ahead by 1e-5 to 2e-5 at 0.95 of omega_2, and behind again when mu_2 passes omega_2.
    """
    targets, less = np.array([1.0, 0.3]), {3: 7.967e-4, 4: 3.537e-4, 5: 2.058e-4}[depth]
    start = float((0.02 * turning_point(depth) * targets[1]) ** (1 / depth))
    roots = start * np.diag([1.0, 1 - less])
    W = (roots @ plane_reflection(0.015), *[roots] * (depth - 1))
    return NearTheTurn(targets, depth, start, 2, W)


def mixed_start(rng, depth, *, close=False, turned=False):
    """d = 2, one reflection by an angle to the frames of M: a mixture of a strong and a weak mode.

    A turn by the angle instead if `turned`: from there both modes are fitted.

    A direction that is fixed in it passes its mode; the second one starts far below omega_2.
    `close` is s_1 - s_2 of about 1.7 eps for a tiny eps, which is for L = 3 the inverse of the time
    that mu_1 needs: then mu_2 is far behind it, and the leader of X is not.
    """
    scales, angles = ((0.01, 0.02), (0.65, 0.9)) if close else ((0.08, 0.12), (0.1, 0.9))
    below, angle, start = rng.uniform(0.5, 0.8), rng.uniform(*angles), rng.uniform(*scales)
    targets = np.array([1.0, 1 - rng.uniform(1.6, 1.8) * start if close else below])
    first = plane_reflection(angle)
    first[:, 0] *= -1 if turned else 1
    W = (start * first, *[start * np.eye(2)] * (depth - 1))
    return FarRace(targets, depth, start, 2, W)


def mixed_across(rng, depth):
    """d = 3, one reflection that mixes the first mode with the third; the second is aligned.

    The second target is next to the third one, and its mode far behind the first.
    """
    third, angle, start = rng.uniform(0.4, 0.6), rng.uniform(0.4, 0.6), rng.uniform(0.08, 0.12)
    return _reflected(np.array([1.0, third + 0.01, third]), depth, start, angle)


def ahead_below_the_turn(rng, depth, d):
    """d = 2, or 3 as above, eps^L = omega_d/10: F_d^(L/2) is ahead of mu_d by 1 % or more."""
    weak = rng.uniform(0.25, 0.3)
    targets = np.array([1.0, *[weak + 0.01] * (d - 2), weak])
    start = float((0.1 * turning_point(depth) * weak) ** (1 / depth))
    return _reflected(targets, depth, start, rng.uniform(0.15, 0.25))


def _reflected(targets, depth, start, angle):
    """The reflection of the first direction and the last, and eps I for the other factors."""
    first, identity = np.eye(len(targets)), np.eye(len(targets))
    first[:: len(first) - 1, :: len(first) - 1] = plane_reflection(angle)
    W = (start * first, *[start * identity] * (depth - 1))
    return FarRace(targets, depth, start, len(targets), W)


def is_mixed(data):
    """The second mode starts below its omega, and no direction is that of a singular vector."""
    low = data.start**data.depth < data.targets[1] * turning_point(data.depth)
    return bool(low and np.all(np.abs(data.original[0]) > 1e-3 * data.start**data.depth))


def runner(rng, depth, *, equal=False, norm=1.0, unequal=1.0, below=True):
    """A balanced start of any shapes, hardly not tiny for s_2, or a tiny one for equal targets.

    Two modes at least on both sides; in half of the draws the first one is aligned. For equal
    targets s_r/eps^L is 5 to 100, log-uniform. Without `below` eps^L is 2 s_r to 4 s_r.
    """
    widths = rng.integers(2, 5, depth + 1)
    count = int(rng.integers(2, widths.min() + 1))
    rank = int(rng.integers(2, min(widths[0], widths[-1]) + 1))
    targets = np.sort(rng.uniform(0.5, 1, rank))[::-1]
    mark = 1.0 if equal else turning_point(depth)
    targets = np.full(rank, targets[0]) if equal else np.append(rng.uniform(1, 3), targets[1:])
    lowest = np.maximum(mark * targets[1], 0.01)  # no condition for L = 2
    highest = np.minimum(1.2 * lowest, targets[-1])
    ends = (lowest, highest) if below else (max(lowest, 2 * targets[-1]), 4 * targets[-1])
    start = float(rng.uniform(*ends) ** (1 / depth))
    if equal and below:
        start = far_scale(rng, depth, targets[0], least=5.0, most=100.0)
    sizes = norm * drawn_strengths(rng, depth, start, count)
    W = balanced_start(rng, widths, sizes, int(rng.integers(2)))
    return Race(targets, depth, start, rank, unequally(W, unequal))


def one_weaker(rng, depth, *, tiny=False, norm=1.0, unequal=1.0):
    """Two equal targets and a weaker one, for which the start is `tiny` or hardly not so."""
    weak = rng.uniform(0.3, 0.6)
    targets = np.array([1.0, 1.0, weak])
    start = float((turning_point(depth) * weak * rng.uniform(1, 1.2)) ** (1 / depth))
    start = far_scale(rng, depth, weak, least=5.0, most=100.0) if tiny else start
    widths, sizes = rng.integers(3, 5, depth + 1), norm * drawn_strengths(rng, depth, start, 3)
    W = balanced_start(rng, widths, sizes, int(rng.integers(2)))
    return Race(targets, depth, start, 3, unequally(W, unequal))


def has_one_weaker(data):
    """s_1 = s_2 > s_3 > 0."""
    first, second, third = data.targets
    return bool(first == second > third > 0)


def is_tiny_for_the_last(data):
    """(L - 2) s_r > 2 (L - 1) eps^L."""
    L = data.depth
    return bool((L - 2) * data.targets[-1] > 2 * (L - 1) * data.start**L)


def is_not_tiny_for_the_last(data):
    """(L - 2) s_r <= 2 (L - 1) eps^L."""
    L = data.depth
    return bool((L - 2) * data.targets[-1] <= 2 * (L - 1) * data.start**L * (1 + 1e-12))


def is_not_tiny(data):
    """(L - 2) s_i <= 2 (L - 1) eps^L for i >= 2."""
    L = data.depth
    return bool((L - 2) * data.every(2)[1] <= 2 * (L - 1) * data.start**L * (1 + 1e-12))
