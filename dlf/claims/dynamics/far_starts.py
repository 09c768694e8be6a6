"""Races from starts far below their targets: there the theorems on every balanced start end.

No statement stands here; `every_mode`, `symmetric_pairs`, `stronger_conjectures` and `searched` check some.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from dlf.chain import end_to_end
from dlf.claims.dynamics.races import TIMES, Race, balanced_start, turning_point
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


def past_the_turns(rng, depth):
    """Two modes in the frames of M, past both turning points, a little below eps."""
    targets = np.array([1.0, rng.uniform(0.85, 0.95)])
    start = float((rng.uniform(1.02, 1.2) * turning_point(depth)) ** (1 / depth))
    widths = rng.integers(2, 5, depth + 1)
    W = balanced_start(rng, widths, np.full(2, 0.97 * start), 2)
    return Race(targets, depth, start, 2, W)


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
    first = np.array([[-np.cos(angle), np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    first[:, 0] *= -1 if turned else 1
    W = (start * first, *[start * np.eye(2)] * (depth - 1))
    return FarRace(targets, depth, start, 2, W)


def is_mixed(data):
    """The second mode starts below its omega, and no direction is that of a singular vector."""
    low = data.start**data.depth < data.targets[1] * turning_point(data.depth)
    return bool(low and np.all(np.abs(data.original[0]) > 1e-3 * data.start**data.depth))
