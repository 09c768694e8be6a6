"""Runs of a full factorization problem at the cost of its invariant subspace."""

from dataclasses import dataclass

import numpy as np

from dlf._support import compiled_loops, whole_number
from dlf.chain import end_to_end
from dlf.dynamics import FlowError, Trajectory, descent_parameters, gradient_flow
from dlf.reduction.invariant import ReducedProblem, reduce_problem

_LANES = 4  # doubles in a vector register: padding to a multiple of it makes products faster


@dataclass(frozen=True, eq=False)
class ReducedTrajectory:
    """A run in the invariant subspace that stands for the full one.

    Attributes:
        problem: the ReducedProblem.
        times (n,): as of the full run.
        factors: reduced factors, tuple of L arrays with axis 0 the time.
        losses (n,): f(X) of the full problem.
        decay (n, L): what weight decay has left of each factor where another annihilates.
    """

    problem: ReducedProblem
    times: np.ndarray
    factors: tuple[np.ndarray, ...]
    losses: np.ndarray
    decay: np.ndarray

    def __len__(self):
        return len(self.times)

    def at(self, index):
        """The full factors (W_1, ..., W_L) at one recorded index, lifted on demand."""
        reduced = tuple(W[index] for W in self.factors)
        return self.problem.lift(reduced, decay=self.decay[index])

    def end_to_end(self, index=None):
        """X = W_L ... W_1 of the full problem at one recorded index; stacked over all if None."""
        if index is None:
            return np.stack([self.end_to_end(k) for k in range(len(self))])
        return self.problem.end_to_end(tuple(W[index] for W in self.factors))

    def trajectory(self):
        """The full Trajectory, lifted: n times the memory of all factors."""
        lifted = zip(*(self.at(k) for k in range(len(self))), strict=True)
        return Trajectory(self.times, tuple(map(np.stack, lifted)), self.losses)


def reduced_descent(
    objective,
    factors,
    steps,
    *,
    learning_rate,
    discrepant_rate=1.0,
    momentum=0.0,
    weight_decay=0.0,
    record=None,
):
    """`gradient_descent` of a Factorization from orthogonal factors, in the invariant subspace.

    The same trajectory up to rounding, at a cost a step that does not depend on the widths.

    Args: as for `gradient_descent`.

    Returns:
        ReducedTrajectory.

    Raises:
        ValueError: a hypothesis of `reduce_problem` fails, or as for `gradient_descent`.
        FlowError: the run diverged; carries the reduced run so far.
    """
    problem = reduce_problem(objective, factors)
    steps = whole_number(steps, "steps", least=0)
    rates, theta, omega, kept = descent_parameters(
        len(factors), steps, learning_rate, discrepant_rate, momentum, weight_decay, record
    )
    rates, kept = np.array(rates), np.array(kept)
    stored, done = _descend(problem, rates, theta, omega, kept)
    times = kept[:done] * learning_rate
    run = _trajectory(problem, times, stored[:done], _decay(kept[:done], rates, theta, omega))
    if done < len(kept):
        raise FlowError(
            f"gradient descent diverged before step {kept[done]}: "
            "the learning rate is too large for this start",
            time=float(times[-1]) if done else 0.0,
            trajectory=run,
        )
    return run


def reduced_flow(
    objective, factors, times, *, discrepant_rate=1.0, rtol=1e-9, atol=None, stiff=False
):
    """`gradient_flow` of a Factorization from orthogonal factors, in the invariant subspace.

    Args, Raises: as for `gradient_flow` and `reduce_problem`.

    Returns:
        ReducedTrajectory.
    """
    problem = reduce_problem(objective, factors)
    scaled = np.asarray(times, dtype=float) * problem.weight
    run = gradient_flow(
        problem.objective,
        problem.factors,
        scaled,
        discrepant_rate=discrepant_rate,
        rtol=rtol,
        atol=atol,
        stiff=stiff,
    )
    losses = problem.weight * (run.losses + _others(problem, run.factors))
    decay = np.ones((len(run), len(factors)))
    return ReducedTrajectory(problem, run.times / problem.weight, run.factors, losses, decay)


def _descend(problem, rates, momentum, weight_decay, kept):
    """The compiled descent, imported on use: (stored factors, how many of them are finite)."""
    size = max(max(W.shape) for W in problem.factors)
    size += -size % _LANES
    W = np.stack([_pad(W, size) for W in problem.factors])
    M, weight = _pad(problem.objective.target, size), problem.weight
    return compiled_loops().descend(W, M, rates * weight, momentum, weight_decay / weight, kept)


def _trajectory(problem, times, stored, decay):
    """The reduced factors without their padding, and the losses of the full problem."""
    factors = tuple(
        np.ascontiguousarray(stored[:, l, : W.shape[0], : W.shape[1]])
        for l, W in enumerate(problem.factors)
    )
    with np.errstate(all="ignore"):  # the last states of a run that diverges
        X = end_to_end(factors)
        squares = 0.5 * np.sum((X - problem.objective.target) ** 2, axis=(1, 2))
        losses = problem.weight * (squares + _others(problem, factors))
    return ReducedTrajectory(problem, times, factors, losses, decay)


def _others(problem, factors):
    """The loss of the copies of the border's course beyond the one in the reduced problem."""
    if not problem.copies:
        return 0.0
    rho = np.prod([W[:, -1, -1] for W in factors], axis=0)
    return 0.5 * (problem.copies - 1) * rho**2


def _decay(kept, rates, momentum, weight_decay):
    """What weight decay alone, with momentum, leaves of each factor at the recorded steps."""
    value, velocity, step = np.ones(len(rates)), np.zeros(len(rates)), 0
    found = np.ones((len(kept), len(rates)))
    with np.errstate(all="ignore"):  # a run that diverges
        for row, target in enumerate(kept if weight_decay else ()):
            while step < target:
                velocity = momentum * velocity + weight_decay * value
                value = value - rates * velocity
                step += 1
            found[row] = value
    return found


def _pad(matrix, size):
    """A zero border is invariant: the padded run is the run itself, bordered by zeros."""
    rows, cols = matrix.shape
    return np.ascontiguousarray(np.pad(matrix, ((0, size - rows), (0, size - cols))))
