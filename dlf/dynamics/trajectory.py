"""What flow and descent share: the rates of the layers, and what a run returns."""

from dataclasses import dataclass

import numpy as np

from dlf._support import positive
from dlf.chain import end_to_end


@dataclass(frozen=True, eq=False)
class Trajectory:
    """A run of gradient flow or descent at its recorded times.

    Attributes:
        times (n,): flow time t; for descent t = k eta at step k.
        factors: tuple of L arrays (n, d_l, d_{l-1}).
        losses (n,): f(X) at each time, in the objective's own scale.

    Raises:
        ValueError: the lengths along axis 0 differ.
    """

    times: np.ndarray
    factors: tuple[np.ndarray, ...]
    losses: np.ndarray

    def __post_init__(self):
        lengths = {len(self.times), len(self.losses), *(len(W) for W in self.factors)}
        if len(lengths) != 1:
            raise ValueError(f"times, factors and losses differ in length: {sorted(lengths)}")

    def __len__(self):
        return len(self.times)

    def end_to_end(self):
        """X(t) = W_L(t) ... W_1(t), shape (n, d_L, d_0)."""
        return end_to_end(self.factors)

    def at(self, index):
        """The factors (W_1, ..., W_L) at one recorded index; -1 is the last."""
        return tuple(W[index] for W in self.factors)


class FlowError(RuntimeError):
    """A run that could not go on: it diverged, or the integrator gave up.

    Attributes:
        time: the last time reached with finite factors.
        trajectory: everything recorded up to then.
    """

    def __init__(self, message, *, time, trajectory):
        super().__init__(message)
        self.time = time
        self.trajectory = trajectory


class Recorder:
    """Collects (time, factors, loss) into arrays allocated once."""

    def __init__(self, size, factors):
        self._times = np.empty(size)
        self._losses = np.empty(size)
        self._factors = tuple(np.empty((size, *W.shape)) for W in factors)
        self._filled = 0

    def add(self, time, factors, loss):
        """Copy one state to the next free place."""
        k = self._filled
        self._times[k], self._losses[k] = time, loss
        for store, W in zip(self._factors, factors, strict=True):
            store[k] = W
        self._filled = k + 1

    def trajectory(self):
        """What has been recorded so far."""
        n = self._filled
        return Trajectory(self._times[:n], tuple(W[:n] for W in self._factors), self._losses[:n])


def layer_rates(depth, discrepant_rate):
    """alpha_l of the layers 1, ..., L: alpha for the outer two, else 1."""
    alpha = positive(discrepant_rate, "discrepant_rate")
    return [alpha if l in (0, depth - 1) else 1.0 for l in range(depth)]
