"""Runs of the compressed network on a factorization: two numbers a mode, exact.

From the start of `compress` each factor stays diagonal in the singular vectors of the target. The
outer two have equal starts and rates, hence equal strengths x, the inner ones have y, and a mode
of singular value s, in L factors with outer rate alpha, obeys, for f = weight/2 ||X - M||_F^2,

    x+ = x - eta alpha (weight x y^(L-2) (x^2 y^(L-2) - s) + omega x),
    y+ = y - eta (weight x^2 y^(L-3) (x^2 y^(L-2) - s) + omega y).
"""

from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from dlf._support import compiled_loops, increasing_times, positive, whole_number
from dlf.chain import Factorization, leading_modes
from dlf.dynamics import FlowError, Trajectory, descent_parameters
from dlf.exact import mode_strength


@dataclass(frozen=True, eq=False)
class CompressedTrajectory:
    """A run of the compressed network, mode by mode; axis 0 is the time.

    Attributes:
        times (n,): flow time t; for descent t = k eta at step k.
        outer (n, rank): strength x of each mode in W~_1 and in W~_L.
        inner (n, rank): strength y in each of W~_2, ..., W~_{L-1}; ones, the value of the empty
            product, for L = 2, which has no such factor.
        left_modes (d_L, rank), right_modes (d_0, rank): U and V.
        singular_values (rank,): the target s of each mode; 0 beyond the rank of M.
        losses (n,): f(X), with the part of M that the rank leaves out.
        depth: L.
    """

    times: np.ndarray
    outer: np.ndarray
    inner: np.ndarray
    left_modes: np.ndarray
    right_modes: np.ndarray
    singular_values: np.ndarray
    losses: np.ndarray
    depth: int

    def __len__(self):
        return len(self.times)

    @property
    def strengths(self):
        """x^2 y^(L-2), the end-to-end strength of each mode, shape (n, rank)."""
        return self.outer**2 * self.inner ** (self.depth - 2)

    def at(self, index):
        """The factors (W~_1, ..., W~_L) at one recorded index, lifted on demand in O(d rank)."""
        first, inner, last = self._lift(self.outer[index], self.inner[index])
        return (first, *inner, last)

    def end_to_end(self, index=None):
        """X = U diag(strengths) V^T at one recorded index; stacked over all if None."""
        strengths = self.strengths if index is None else self.strengths[index]
        return (self.left_modes * strengths[..., None, :]) @ self.right_modes.T

    def trajectory(self):
        """The Trajectory of the factors, lifted: n times the memory of all factors."""
        lifted = zip(*(self.at(k) for k in range(len(self))), strict=True)
        return Trajectory(self.times, tuple(map(np.stack, lifted)), self.losses)

    @cached_property
    def _lift(self):
        """The compiled lift, imported on use, with the modes in the order in which it reads."""
        modes = (np.ascontiguousarray(M) for M in (self.left_modes, self.right_modes.T))
        return partial(compiled_loops().lift_modes, *modes, self.depth)


def compressed_descent(
    objective,
    steps,
    *,
    depth,
    rank,
    init_scale,
    learning_rate,
    discrepant_rate=1.0,
    momentum=0.0,
    weight_decay=0.0,
    record=None,
):
    """`gradient_descent` of a Factorization from `compress(objective, ...)`, mode by mode.

    The same trajectory up to rounding at O(rank) a step, after one SVD of the target.

    Args:
        objective: a Factorization.
        steps: number of steps >= 0.
        depth, rank: as for `compress`.
        init_scale: eps > 0, one number: the outer two factors must start alike.
        learning_rate, discrepant_rate, momentum, weight_decay, record: as for `gradient_descent`.

    Returns:
        CompressedTrajectory.

    Raises:
        ValueError: the objective is no Factorization, or as for `compress`, `gradient_descent`.
        FlowError: the run diverged; carries the run so far.

    Example:
        >>> run = compressed_descent(
        ...     Factorization([[3.0]]), 1, depth=2, rank=1, init_scale=1.0, learning_rate=0.25
        ... )
        >>> run.outer.ravel()
        array([1. , 1.5])

    References:
        The setting of Kwon et al. (arXiv 2311.05061).
    """
    problem = _problem(objective, depth, rank, init_scale)
    steps = whole_number(steps, "steps", least=0)
    rates, theta, omega, kept = descent_parameters(
        problem.depth, steps, learning_rate, discrepant_rate, momentum, weight_decay, record
    )
    kept = np.array(kept)
    outer, inner, done = _descend(problem, rates, theta, omega, kept)
    run = problem.trajectory(kept[:done] * float(learning_rate), outer[:done], inner[:done])
    if done < len(kept):
        raise FlowError(
            f"gradient descent diverged before step {kept[done]}: "
            "the learning rate is too large for this start",
            time=float(run.times[-1]) if done else 0.0,
            trajectory=run,
        )
    return run


def compressed_flow(objective, times, *, depth, rank, init_scale):
    """`gradient_flow` of a Factorization from `compress(objective, ...)`, in closed form.

    Every strength is mu^(1/L) with mu from `mode_strength`. Equal rates only: the flow with
    another discrepant rate has no such form.

    Args:
        objective: a Factorization.
        times (n,): strictly increasing, >= 0; the start is at times[0], as for `gradient_flow`.
        depth, rank: as for `compress`.
        init_scale: eps > 0, one number.

    Returns:
        CompressedTrajectory, relative error of the strengths below 1e-12 where eps^L is a normal
        double.

    Raises:
        ValueError: the objective is no Factorization, times not increasing, or as for `compress`.

    References:
        The setting of Kwon et al. (arXiv 2311.05061); the modes of Saxe, McClelland, Ganguli
        (arXiv 1312.6120).
    """
    problem = _problem(objective, depth, rank, init_scale)
    times, L = increasing_times(times).copy(), problem.depth
    elapsed = problem.weight * (times - times[0])[:, None]
    mu = mode_strength(elapsed, problem.singular_values, init_scale=init_scale, depth=L)
    strengths = mu ** (1 / L)
    inner = strengths.copy() if L > 2 else np.ones_like(strengths)
    return problem.trajectory(times, strengths, inner)


@dataclass(frozen=True, eq=False)
class _Problem:
    """The modes of a target, the start, and the loss that the rank leaves out."""

    left_modes: np.ndarray
    right_modes: np.ndarray
    singular_values: np.ndarray
    weight: float
    floor: float
    depth: int
    init_scale: float

    def trajectory(self, times, outer, inner):
        s, L = self.singular_values, self.depth
        squares = np.sum((outer**2 * inner ** (L - 2) - s) ** 2, axis=1)
        losses = 0.5 * self.weight * (squares + self.floor)
        modes = self.left_modes, self.right_modes, s
        return CompressedTrajectory(times, outer, inner, *modes, losses, L)


def _problem(objective, depth, rank, init_scale):
    if not isinstance(objective, Factorization):
        raise ValueError(
            "aligned modes need f(X) = 1/2 ||X - M||^2, a Factorization, not "
            f"{type(objective).__name__}: train the factors of compress() by gradient_descent"
        )
    depth = whole_number(depth, "depth", least=2)
    eps = positive(init_scale, "init_scale")
    U, s, V = leading_modes(objective.target, rank)
    s = np.where(s > np.finfo(float).eps * max(objective.shape) * s[0], s, 0.0)
    rank = U.shape[1]
    floor = float(np.sum(s[rank:] ** 2))
    return _Problem(U, V, s[:rank], objective.weight, floor, depth, eps)


def _descend(problem, rates, momentum, weight_decay, kept):
    """The compiled recursion, imported on use: outer, inner, and how many of them are finite."""
    s, L, weight = problem.singular_values, problem.depth, problem.weight
    x = np.full(len(s), problem.init_scale)
    y, inner_rate = (x, rates[1]) if L > 2 else (np.ones(len(s)), 0.0)
    rates = weight * np.array([rates[0], inner_rate])
    return compiled_loops().descend_modes(x, y, s, L, rates, momentum, weight_decay / weight, kept)
