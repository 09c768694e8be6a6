"""Descent that keeps its best state and stops when the error no longer falls."""

import math
from time import perf_counter

import numpy as np

HISTORY = ("steps", "training_error", "validation_error")
_LOOK_EVERY = 10  # steps between two looks at the errors
ROUNDING = 1e-8  # of the first error: what is left is rounding
_AGAIN = 1 / 3  # of the steps to the best state: how long to wait for a better one
_HALVINGS = 30  # in a row, after which the loss cannot be lowered in this precision


class WatchedDescent:
    """Steps of a SampledStep, the best state of them, and the history of both errors.

    Args:
        step: the SampledStep.
        rates: of the layers; halved, back at the last look, when a step raises the loss or makes it
            not finite.
        training_error: of a loss.
        held_out_error: of factors, or None to watch the training error.
        patience: stop so many steps after the last clear fall of the watched error, one by the
            share `tol` at least, or a third of the steps to that fall where this is more.
        tol: see patience.
        waiting: steps before which patience does not begin.
        exact: stop at this share of the first error.
        until: of `perf_counter`, when to stop in any case.

    Attributes:
        best: factors of the least watched error `error`.
        taken: steps; share: what halving has left of the rates.
        end: of a run: "level", "max_steps", "time", or "no step" where none lowered the loss.
        history: dict of lists "steps", "training_error", "validation_error".
    """

    def __init__(
        self,
        step,
        rates,
        *,
        training_error,
        held_out_error,
        patience,
        tol,
        waiting,
        exact=ROUNDING,
        until=math.inf,
    ):
        self._step, self._rates = step, rates
        self._training_error, self._held_out_error = training_error, held_out_error
        self._patience, self._tol, self._waiting = patience, tol, waiting
        self._exact, self._until, self._first = exact, until, None
        self._slack = 1 + 8 * np.finfo(step.factors[0].dtype).eps
        self.history = {name: [] for name in HISTORY}
        self.best, self.error, self.taken, self.share = None, math.inf, 0, 1.0
        self.end = None
        self._level, self._reached = math.inf, 0  # last error that was a clear fall, and its step

    def prepare(self):
        """What the first look compiles is compiled."""
        self._step.evaluate()
        if self._held_out_error:
            self._held_out_error(self._step.factors)

    def run(self, max_steps, bar):
        """Descend, and say in `end` why no further."""
        loss = self._step.evaluate()
        if not math.isfinite(loss):
            raise ValueError("the squared error of the start is not finite in this precision")
        self._step.keep()
        while not self._look(loss):
            count = min(_LOOK_EVERY, max_steps - self.taken)
            if count == 0:
                self.end = "max_steps"
                return
            loss = self._lowered(count)
            if loss is None:
                self.end = "level" if self.taken else "no step"
                return
            self._step.keep()
            self.taken += count
            bar.update(count)

    def _lowered(self, count):
        """The loss after so many steps, the rate halved until no step raises it.

        None where it cannot be lowered in this precision.
        """
        for _ in range(_HALVINGS):
            loss = self._after(count)
            if math.isfinite(loss):
                return loss
            self.share /= 2
            self._step.back()
            self._step.evaluate()
        return None

    def _after(self, count):
        """The loss after so many steps; infinite where one of them raises it."""
        rates, taken, loss = [self.share * rate for rate in self._rates], 0, 0.0
        while taken < count and math.isfinite(loss):
            steps, loss = self._step.go(rates, count - taken, self._slack)
            taken += steps
        return loss

    def _copy(self):
        return tuple(W.copy() for W in self._step.factors)

    def _look(self, loss):
        """Note both errors, keep the state if it is the best; True where the run ends."""
        training = self._training_error(loss)
        held_out = self._held_out_error and self._held_out_error(self._step.factors)
        watched = training if held_out is None else held_out
        noted = self.taken, training, math.nan if held_out is None else held_out
        for values, value in zip(self.history.values(), noted, strict=True):
            values.append(value)
        if watched < self.error:
            self.best, self.error = self._copy(), watched
        if watched < self._level * (1 - self._tol):
            self._level, self._reached = watched, self.taken
        since = self.taken - max(self._reached, self._waiting)
        if self._first is None:
            self._first = watched
        patient = since < max(self._patience, _AGAIN * self._reached)
        if not patient or watched <= self._exact * self._first:
            self.end = "level"
        elif perf_counter() > self._until:
            self.end = "time"
        return self.end is not None
