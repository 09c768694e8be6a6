"""The races of the chapter *Faster convergence*: a start, its run, and the modes it is held against.

No statement stands here; the modules `faster`, `deeper` and `faster_descent` state and check them.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.linalg import expm

from dlf.chain import Factorization, end_to_end, imbalance
from dlf.chain import orthogonal as orthogonal_start
from dlf.dynamics import gradient_flow
from dlf.exact import mode_strength

TIMES = np.concatenate([[0.0], np.geomspace(0.05, 20, 60)])
TIGHT = 1e-7  # the integrator's error; a bound without slack is missed by no more
_ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Race:
    """A target diag(s, 0, ...), a start, and the scale and width of its opponent.

    Attributes:
        targets (r,): the positive singular values of M; depth: L; start: eps; bound: r-hat;
        factors: the start.
    """

    targets: np.ndarray
    depth: int
    start: float
    bound: int
    factors: tuple

    @property
    def times(self):
        """Where the race is watched."""
        return TIMES

    @property
    def settings(self):
        """The tolerances of its integrator: at an aligned mode a bound is attained, and an error at
        the start is multiplied by about s_1/eps^L until it is left."""
        return {"rtol": 1e-13, "atol": 1e-17}

    @property
    def shape(self):
        """(d_L, d_0)."""
        return self.factors[-1].shape[0], self.factors[0].shape[1]

    @property
    def width(self):
        """The number of singular values of M, zeros included."""
        return min(self.shape)

    @property
    def matrix(self):
        """M."""
        M = np.zeros(self.shape)
        np.fill_diagonal(M, self.every(self.width))
        return M

    def every(self, count):
        """The first `count` singular values of M, continued by zeros."""
        return np.append(self.targets, np.zeros(count))[:count]

    def modes(self, count, *, share=1.0, pace=1.0, **law):
        """mu_i at pace times the times, for i = 1..count, with the targets share * s_i."""
        law = {"init_scale": self.start, "depth": self.depth, **law}
        return mode_strength(pace * self.times[:, None], share * self.every(count), **law)

    @cached_property
    def run(self):
        """The factors at the times along gradient flow: a Trajectory."""
        return gradient_flow(
            Factorization(self.matrix), self.factors, self.times, **self.settings, progress=False
        )

    @cached_property
    def original(self):
        """X at the times."""
        return self.run.end_to_end()


def race(rng, *, depths, width=4, rank=2, bound=None, scale=0.3, unequal=1.0):
    """Orthogonal factors; `unequal` moves a factor of the scale from the second to the first."""
    depth = int(rng.choice(depths))
    targets = np.sort(rng.uniform(0.2, 1, rank))[::-1]
    start = float((rng.uniform(0.1, 1) * scale * targets[-1]) ** (1 / depth))
    W = orthogonal_start((width,) * (depth + 1), init_scale=start, rng=rng)
    return Race(targets, depth, start, bound or rank, unequally(W, unequal))


def unequally(factors, share):
    """The same product, the first factor times `share`, the second divided by it."""
    return (share * factors[0], factors[1] / share, *factors[2:])


def frame(rng, rows, columns, aligned=0):
    """Orthonormal columns, the first of them unit vectors, the others random."""
    A = np.zeros((rows, columns))
    np.fill_diagonal(A[:aligned, :aligned], 1)
    A[aligned:, aligned:] = rng.standard_normal((rows - aligned, columns - aligned))
    Q, R = np.linalg.qr(A)
    return Q * np.sign(np.diag(R))


def plane_rotation(angle):
    """[[c, -s], [s, c]] with the cosine and the sine of an angle."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s], [s, c]])


def plane_reflection(angle):
    """[[-c, s], [s, c]]."""
    return plane_rotation(angle) * np.array([[-1.0], [1.0]])


def turned(rng, low, high):
    """Q, d = 5, about the turn of e_1 to e_3 and of e_2 to e_4 by angles from `low` to `high`.

    From a right angle on two of the three directions that M leaves out lose more than an excess mode
    does, the more the larger the angle, and the later the targets are fitted.
    """
    A = 0.05 * rng.standard_normal((5, 5))
    A[[2, 3], [0, 1]] = rng.uniform(low, high, 2)
    return expm(A - A.T)


def turning_point(depth):
    """omega for the target 1."""
    return (depth - 2) / (2 * (depth - 1))


def drawn_strengths(rng, depth, start, count):
    """eps and count - 1 others, with L-th powers of 0.3 to 1 of eps^L."""
    return start * np.append(1, rng.uniform(0.3, 1, count - 1) ** (1 / depth))


def balanced_start(rng, widths, strengths, aligned=0):
    """W_l = U_l diag(strengths) U_(l-1)^T with orthonormal columns: every balanced chain is one.

    Args:
        widths: d_0, ..., d_L, none below the number of strengths.
        strengths: the singular values of every factor.
        aligned: so many modes start along those of M.
    """
    k, last = len(strengths), len(widths) - 1
    U = [frame(rng, d, k, aligned if l in (0, last) else 0) for l, d in enumerate(widths)]
    return tuple(U[l + 1] * strengths @ U[l].T for l in range(last))


def compressed_race(rng, data):
    """The race of a compressed network, in frames of M, against itself: no bound has any slack."""
    widths = (data.shape[1], *[data.bound] * (data.depth - 1), data.shape[0])
    return replace(
        data, factors=balanced_start(rng, widths, np.full(data.bound, data.start), data.bound)
    )


def balanced_race(
    rng, depth, *, rank=None, norm=1.0, unequal=1.0, above=False, aligned=None, least=1
):
    """Any shapes, any balanced start of norm eps; its first mode is `aligned`, or in half of the draws.

    eps^L is 0.1 to 1 times the smallest positive target, 0.5 to 2 times the largest if `above`; the
    factors have the rank `least` at least.

    A mode that is aligned agrees with mu_1 as long as it leads: there a bound has no slack.
    """
    aligned = int(rng.integers(2)) if aligned is None else aligned
    widths = rng.integers(2, 5, depth + 1)
    count = int(rng.integers(least, widths.min() + 1))
    rank = rank or int(rng.integers(1, min(widths[0], widths[-1]) + 1))
    targets = np.sort(rng.uniform(0.2, 1, rank))[::-1]
    size = rng.uniform(0.5, 2) * targets[0] if above else rng.uniform(0.1, 1) * targets[-1]
    start = float(size ** (1 / depth))
    strengths = norm * start * np.append(1, rng.uniform(0.3, 1, count - 1))
    W = balanced_start(rng, widths, strengths, aligned)
    return Race(targets, depth, start, rank, unequally(W, unequal))


def in_step(rng, depth, *, rank=None, of=(0.1, 1.0), equal=False, least=2, norm=1.0, unequal=1.0):
    """Any shapes, all strengths eps and all frames those of M: the first bounds are attained.

    They are as many as the least width, `least` or more; a mode beyond it stays zero. eps^L is drawn
    in the range `of` multiples of the smallest positive target; some targets are 0.
    """
    widths = rng.integers(least, 5, depth + 1)
    rank = rank or int(rng.integers(1, min(widths[0], widths[-1]) + 1))
    targets, count = np.sort(rng.uniform(0.2, 1, rank))[::-1], int(widths.min())
    targets = np.full(rank, targets[0]) if equal else targets
    start = float((rng.uniform(*of) * targets[-1]) ** (1 / depth))
    W = balanced_start(rng, widths, np.full(count, norm * start), min(count, rank))
    return Race(targets, depth, start, rank, unequally(W, unequal))


def contender(rng, depth, kind, *, rank=None, above=1.0, unequal=1.0):
    """A balanced start that no opponent with eps^L <= s_r is behind: a random or an aligned one.

    Kind 0 is random, of any rank. The aligned ones start with each mode at its target or at eps^L,
    whichever is less: for `above` = eps^L / s_r >= 1 the last one, in kind 1, need not move; in kind
    2 all start as the opponent does.
    """
    if kind == 0:
        return balanced_race(rng, depth, aligned=0)
    data = balanced_race(rng, depth, rank=rank)
    start = float(((above if kind == 1 else 0.2) * data.targets[-1]) ** (1 / depth))
    strengths = np.minimum(start, data.targets ** (1 / depth))
    widths = [max(d, len(strengths)) for d in (data.shape[1], *[1] * (depth - 1), data.shape[0])]
    W = unequally(balanced_start(rng, widths, strengths, len(strengths)), unequal)
    return replace(data, start=start, factors=W)


def between(rng, depth, *, aligned, unequal=1.0):
    """Two modes, s_2 < eps^L < s_1, both `aligned` or neither."""
    targets = np.array([1.0, rng.uniform(0.2, 0.6)])
    start = float(rng.uniform(1.1 * targets[1], 0.95) ** (1 / depth))
    widths = rng.integers(2, 5, depth + 1)
    W = balanced_start(rng, widths, np.full(2, start), 2 * aligned)
    return Race(targets, depth, start, 2, unequally(W, unequal))


def flat_race(rng, rank, count, extra=0, tail=1.0, in_line=False):
    """L = 2, W_1 W_1^T = W_2^T W_2 = eps^2 I_k, k = `count`, an opponent of width k - r + extra > r.

    All singular values of the factors but the first are `tail` times eps. If `in_line`, the first r
    are those of M and start far below: then little but r idle ones is lost to the opponent.
    """
    ends = rng.integers(count, 7, 2)
    targets = np.sort(rng.uniform(0.2, 1, rank))[::-1]
    size = rng.uniform(0.005, 0.02) if in_line else rng.uniform(0.1, 1)
    start = float((size * targets[-1]) ** 0.5)
    strengths = start * np.append(1, np.full(count - 1, tail))
    W = balanced_start(rng, (ends[0], count, ends[1]), strengths, rank * in_line)
    return Race(targets, 2, start, count - rank + extra, W)


def nearly_aligned(rng, scale, depth=2):
    """d = r = 2, eps^L above s_2, W_1 a small rotation of eps I."""
    targets, angle = np.array([0.7, 0.14]), 0.3
    start = float((rng.uniform(5, scale) * targets[-1] / 4) ** (1 / depth))
    W = (start * plane_rotation(angle), *[start * np.eye(2)] * (depth - 1))
    return Race(targets, depth, start, 2, W)


def fitted(rng, depth, above):
    """Two equal targets, eps^L `above` times them, and all modes where they are, if below eps^L."""
    targets = np.full(2, rng.uniform(0.5, 1))
    start = float((above * targets[0]) ** (1 / depth))
    sizes = np.minimum(start, targets ** (1 / depth))
    return Race(
        targets, depth, start, 2, balanced_start(rng, rng.integers(2, 5, depth + 1), sizes, 2)
    )


def power_means(sigma, depth, part=1.0):
    """The means of order -part (1 - 2/L) of the first k singular values, shape of sigma (n, d)."""
    counts, sigma = np.arange(1, sigma.shape[1] + 1), np.maximum(sigma, 1e-300)
    if depth == 2:
        return np.exp(np.cumsum(np.log(sigma), axis=1) / counts)
    order = -part * (1 - 2 / depth)
    return (np.cumsum(sigma**order, axis=1) / counts) ** (1 / order)


def excess(data, count, *, first=0, **law):
    """How far one of the singular values first..count of X lies above its mode, relative to it."""
    sigma = np.linalg.svd(data.original, compute_uv=False)[:, :count]
    mu = data.modes(sigma.shape[1], **law)
    return float(np.maximum(0.0, sigma / mu - 1)[:, first:].max())


def both_errors(data, pace=1.0, idle=1.0):
    """E_c and E_o at the times.

    The compressed network is at `pace` times the time, its modes of target zero `idle` as large.
    """
    original = ((data.original - data.matrix) ** 2).sum(axis=(1, 2))
    every = data.every(data.bound)
    modes = data.modes(data.bound, pace=pace) * np.where(every > 0, 1, idle)
    return ((modes - every) ** 2).sum(axis=1), original


def advantage(data, pace=1.0, idle=1.0):
    """How far E_c lies above E_o, of `both_errors`, relative to ||M||^2."""
    compressed, original = both_errors(data, pace, idle)
    return float(np.maximum(0.0, compressed - original).max() / (data.targets**2).sum())


def advantage_in_norms(data, pace=1.0):
    """The same for the spectral, the Frobenius and the nuclear norm: the worst, relative to M's.

    The compressed network is at `pace` times the time.
    """
    original = np.linalg.svd(data.original - data.matrix, compute_uv=False)
    compressed = np.abs(data.modes(data.bound, pace=pace) - data.every(data.bound))
    behind = lambda p: np.linalg.norm(original, p, axis=1)
    ahead = lambda p: np.linalg.norm(compressed, p, axis=1)
    size = lambda p: np.linalg.norm(data.targets, p)
    leads = ((ahead(p) - behind(p)).max() / size(p) for p in (1, 2, np.inf))
    return float(np.max([0.0, *leads]))


def is_balanced(data):
    """W_(l+1)^T W_(l+1) = W_l W_l^T."""
    return bool(max(np.abs(gap).max() for gap in imbalance(data.factors)) < _ROUNDING)


def is_small(data):
    """sigma_1(X(0)) <= eps^L."""
    return bool(np.linalg.norm(end_to_end(data.factors), 2) <= data.start**data.depth + _ROUNDING)


def is_orthogonal(data):
    """W_l(0) = eps Q_l with orthogonal Q_l."""
    gap = lambda W: np.abs(W.T @ W / data.start**2 - np.eye(W.shape[1])).max()
    square = all(W.shape[0] == W.shape[1] for W in data.factors)
    return bool(square and max(map(gap, data.factors)) < _ROUNDING)


def has_equal_targets(data):
    """s_1 = ... = s_r."""
    return bool(np.ptp(data.targets) == 0)


def starts_below(data):
    """eps^L <= s_r."""
    return bool(data.start**data.depth <= data.targets[-1] * (1 + _ROUNDING))


def starts_below_the_first(data):
    """eps^L <= s_1."""
    return bool(data.start**data.depth <= data.targets[0] * (1 + _ROUNDING))


def kept(**hypotheses):
    """The hypotheses that a variant keeps; one that it drops is not asked of its draws."""
    tests = {"balanced": is_balanced, "small": is_small, "below": starts_below}
    tests |= {"below_first": starts_below_the_first}
    return tuple(tests[name] for name, keeps in hypotheses.items() if keeps)
