"""Gradient descent on the factors, and the loop that every descent shares."""

import math
from contextlib import nullcontext
from functools import partial

import numpy as np
from scipy.linalg.blas import dgemm

from dlf._support import (
    chain_for,
    compiled_loops,
    one_thread,
    positive,
    progress_bar,
    real_number,
    whole_number,
)
from dlf.chain import unravel, widths_of
from dlf.dynamics.trajectory import FlowError, Recorder, layer_rates

_LONG_RUN = 5_000  # steps; a progress bar appears from here on unless told otherwise
_DEFAULT_RECORDS = 1_000
_AT_ONCE = 100  # compiled steps between two looks at the bar
_SMALL_WIDTH = 200  # up to here two BLAS threads are slower than one


def gradient_descent(
    objective,
    factors,
    steps,
    *,
    learning_rate,
    discrepant_rate=1.0,
    momentum=0.0,
    weight_decay=0.0,
    record=None,
    progress=None,
):
    """V_l+ = theta V_l + dF/dW_l + omega W_l, W_l+ = W_l - eta alpha_l V_l+ for `steps` steps.

    Args:
        objective: f, with `value`, `gradient` and `shape`.
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}); not changed.
        steps: number of steps >= 0.
        learning_rate: eta > 0.
        discrepant_rate: alpha > 0 for the outer two factors; the inner ones have alpha_l = 1.
        momentum: heavy-ball theta in [0, 1).
        weight_decay: omega >= 0.
        record: steps to keep. None: every step up to 1,000, else at most 1,001 evenly spaced;
            an int n: every n-th; a sequence: exactly these. None and int keep the last too.
        progress: True or False; None: a bar on a terminal from 5,000 steps on once two seconds
            have passed.

    Returns:
        Trajectory with times k eta at the recorded steps k.

    Raises:
        ValueError: undefined product, parameter out of range, NaN or Inf.
        FlowError: the run diverged; carries what was recorded.

    Example:
        >>> from dlf import Factorization
        >>> run = gradient_descent(Factorization([[3.0]]), ([[1.0]],), 1, learning_rate=0.5)
        >>> run.end_to_end().ravel()
        array([1., 2.])
    """
    factors = chain_for(objective, factors)
    steps = whole_number(steps, "steps", least=0)
    rates, momentum, weight_decay, kept = descent_parameters(
        len(factors), steps, learning_rate, discrepant_rate, momentum, weight_decay, record
    )
    compiled = getattr(objective, "stored_rows", None) is not None and not momentum + weight_decay
    if compiled:
        step = _SensedStep(objective, factors)
    else:
        step = _DescentStep(objective, factors, momentum=momentum, weight_decay=weight_decay)
    if progress is None and steps < _LONG_RUN:
        progress = False
    with _threads_for(factors):
        return descend(
            step,
            rates,
            steps,
            kept,
            eta=float(learning_rate),
            name="gradient descent",
            progress=progress,
        )


def descent_parameters(
    depth, steps, learning_rate, discrepant_rate, momentum, weight_decay, record
):
    """(eta alpha_l, theta, omega, recorded steps), each checked; ValueError names the bad one."""
    eta = positive(learning_rate, "learning_rate")
    return (
        [eta * rate for rate in layer_rates(depth, discrepant_rate)],
        _in_range(momentum, "momentum", below=1.0),
        _in_range(weight_decay, "weight_decay", below=math.inf),
        recorded_steps(record, steps),
    )


def descend(step, rates, steps, kept, *, eta, name, progress):
    """The loop of every descent that records a Trajectory.

    Args:
        step: the state: `evaluate()` prepares the gradients at the present `factors` and returns a
            number that is finite as long as the run is, `loss()` is f there, `move(rates)` takes
            one step with what `evaluate` has prepared. A compiled one also has `go(rates, count)`:
            up to `count` times `move` and `evaluate`, to the first number that is not finite;
            how often, and the last number.
        rates: eta alpha_l.
        steps, kept: number of steps, and those to record, increasing.
        eta: of the times k eta.
        name: of the run, in the bar and in errors.
        progress: as for `gradient_descent`.

    Raises:
        FlowError: `evaluate` was not finite; carries what was recorded.
    """
    recorder, k, wanted = Recorder(len(kept), step.factors), 0, {*kept}
    go = getattr(step, "go", partial(_go_once, step))
    with np.errstate(all="ignore"):
        size = step.evaluate()  # compiles what has to be, before the bar's clock runs
        with progress_bar(steps, progress, name) as bar:
            for target in sorted({*kept, steps}):
                while k < target and math.isfinite(size):
                    taken, size = go(rates, min(target - k, _AT_ONCE))
                    k += taken
                    bar.update(taken)
                if not math.isfinite(size):
                    raise _diverged(name, k, eta, recorder)
                if target in wanted:
                    recorder.add(k * eta, step.factors, step.loss())
    return recorder.trajectory()


def _go_once(step, rates, count):
    """`go` of a step that has none."""
    step.move(rates)
    return 1, step.evaluate()


def _diverged(name, k, eta, recorder):
    return FlowError(
        f"{name} diverged at step {k} (t = {k * eta:.6g}): "
        "the learning rate is too large for this start",
        time=max(k - 1, 0) * eta,
        trajectory=recorder.trajectory(),
    )


class _DescentStep:
    """One step in 3 (L - 1) matrix products, each written where its result is needed.

    evaluate: P_l = W_l P_{l-1}; the last is X.
    move:     B_L = grad f(X), B_{l-1} = W_l^T B_l, dF/dW_l = B_l P_{l-1}^T, and the product that
              forms dF/dW_l adds it to W_l (or to its velocity) within the same BLAS call.
    """

    def __init__(self, objective, factors, *, momentum, weight_decay):
        self.factors = [np.array(W, order="C") for W in factors]
        self._objective = objective
        self._momentum, self._decay = momentum, weight_decay
        cols = factors[0].shape[1]
        self._below = [self.factors[0]] + [np.empty((len(W), cols)) for W in factors[1:]]
        self._cotangents = [np.empty((len(W), cols)) for W in factors]
        self._velocity = [np.zeros(W.shape) for W in factors] if momentum else None

    def evaluate(self):
        """||X||^2 of X = W_L ... W_1."""
        for l, W in enumerate(self.factors[1:], 1):
            _multiply(1.0, W, self._below[l - 1], 0.0, self._below[l])
        return np.vdot(self._below[-1], self._below[-1])

    def loss(self):
        """f(X)."""
        return self._objective.value(self._below[-1])

    def move(self, rates):
        """Move every factor; the products of `evaluate` are still those of the old factors."""
        B = self._objective.gradient(self._below[-1], out=self._cotangents[-1])
        for l in range(len(self.factors) - 1, 0, -1):
            lower = self._cotangents[l - 1]
            _multiply(1.0, self.factors[l], B, 0.0, lower, transpose_first=True)
            self._move(
                l,
                rates[l],
                lambda alpha, beta, out, B=B, P=self._below[l - 1]: _multiply(
                    alpha, B, P, beta, out, transpose_second=True
                ),
            )
            B = lower
        self._move(0, rates[0], lambda alpha, beta, out, B=B: _add(alpha, B, beta, out))

    def _move(self, l, rate, add_gradient):
        """W - rate (G + omega W), or the same with the velocity in between."""
        W = self.factors[l]
        if self._velocity is None:
            add_gradient(-rate, 1.0 - rate * self._decay, W)
            return
        V = self._velocity[l]
        add_gradient(1.0, self._momentum, V)
        if self._decay:
            V += self._decay * W
        W -= rate * V


class _SensedStep(_DescentStep):
    """The same for operators in memory, whose steps are compiled: Python would take longer."""

    def __init__(self, objective, factors):
        super().__init__(objective, factors, momentum=0.0, weight_decay=0.0)
        self._widths = np.array(widths_of(factors))
        self._flat, self.factors = _in_one_array(self.factors)
        below, (_, *products) = _in_one_array(self._below)
        cotangents, self._cotangents = _in_one_array(self._cotangents)
        self._below = [self.factors[0], *products]
        self._scratch = below, cotangents

    def go(self, rates, count):
        """Up to `count` times `move` and `evaluate`: how often, and ||X||^2 in the end."""
        objective = self._objective
        data = objective.stored_rows, objective.measurements, objective.weight
        state = self._widths, self._flat, *self._scratch
        return compiled_loops().sensed_steps(count, np.array(rates), *state, *data)


def _in_one_array(matrices):
    """Copies, row by row one after the other in one array; that, and each as a part of it."""
    flat = np.concatenate([W.ravel() for W in matrices])
    return flat, unravel(flat, matrices)


def _multiply(alpha, A, B, beta, out, *, transpose_first=False, transpose_second=False):
    """out = alpha op(A) op(B) + beta out, in place: BLAS reads C-ordered arrays transposed."""
    dgemm(
        alpha,
        B.T,
        A.T,
        beta=beta,
        c=out.T,
        trans_a=transpose_second,
        trans_b=transpose_first,
        overwrite_c=True,
    )


def _add(alpha, B, beta, out):
    """out = alpha B + beta out; B is scratch afterwards."""
    B *= alpha
    if beta != 1.0:
        out *= beta
    out += B


def _in_range(value, name, *, below):
    number = real_number(value, name)
    if not 0 <= number < below:
        raise ValueError(f"{name} must satisfy 0 <= {name} < {below}, not {number!r}")
    return number


def recorded_steps(record, steps):
    """The steps to keep, increasing."""
    if record is None:
        record = max(1, -(-steps // _DEFAULT_RECORDS))
    if np.ndim(record) == 0:
        every = whole_number(record, "record", least=1)
        return sorted({*range(0, steps + 1, every), steps})
    kept = [whole_number(k, "record", least=0) for k in record]
    if not kept or kept != sorted(set(kept)) or kept[-1] > steps:
        raise ValueError(f"record must list increasing steps between 0 and {steps}")
    return kept


def _threads_for(factors):
    """One BLAS thread for small factors, where a second one only costs synchronisation."""
    if max(max(W.shape) for W in factors) > _SMALL_WIDTH:
        return nullcontext()
    return one_thread()
