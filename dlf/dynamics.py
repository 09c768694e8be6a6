"""Gradient flow and gradient descent on the factors, and the flow of their product."""

import math
from contextlib import nullcontext

import numpy as np
from scipy.integrate import DOP853
from scipy.linalg.blas import dgemm
from threadpoolctl import threadpool_limits

from dlf._progress import progress_bar
from dlf._validate import (
    chain_for,
    increasing_times,
    positive,
    real_number,
    whole_number,
)
from dlf.factors import end_to_end
from dlf.landscape import chain_gradient
from dlf.trajectory import FlowError, Recorder

_LONG_RUN = 5_000  # descent steps; a progress bar appears from here on unless told otherwise
_DEFAULT_RECORDS = 1_000
_SMALL_WIDTH = 200  # up to here two BLAS threads are slower than one


def gradient_flow(
    objective, factors, times, *, discrepant_rate=1.0, rtol=1e-9, atol=1e-12, progress=None
):
    """W_l' = -alpha_l dF/dW_l from `factors` at times[0], alpha_l = alpha for l = 1, L, else 1.

    Args:
        objective: f, with `value`, `gradient` and `shape`.
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).
        times (n,): strictly increasing, >= 0; the integrator stops exactly at each.
        discrepant_rate: alpha > 0, rate of the outer two factors against the inner ones.
        rtol, atol: error tolerances of each step (DOP853, order 8).
        progress: True or False; None: a bar on a terminal once two seconds have passed.

    Returns:
        Trajectory at `times`.

    Raises:
        ValueError: undefined product, times not increasing, alpha <= 0, NaN or Inf.
        FlowError: the solution blows up or the step size underflows; carries the run so far.

    References:
        Arora, Cohen, Hazan (arXiv 1802.06509).
    """
    factors = chain_for(objective, factors)
    rates = _layer_rates(len(factors), discrepant_rate)
    ends = np.cumsum([W.size for W in factors])[:-1]

    def unravel(state):
        parts = np.split(state, ends)
        return tuple(part.reshape(W.shape) for part, W in zip(parts, factors, strict=True))

    def velocity(_, state):
        G = chain_gradient(objective, unravel(state))
        return np.concatenate([-rate * g.ravel() for rate, g in zip(rates, G, strict=True)])

    start = np.concatenate([W.ravel() for W in factors])
    return _integrate(objective, velocity, start, unravel, times, rtol, atol, progress)


def end_to_end_flow(objective, X, times, *, depth, rtol=1e-9, atol=1e-12, progress=None):
    """X' = -sum_{j=1..L} (X X^T)^((L-j)/L) grad f(X) (X^T X)^((j-1)/L): balanced factors, unseen.

    Args:
        objective: f, with `value`, `gradient` and `shape`.
        X (d_L, d_0): end-to-end matrix at times[0].
        times (n,): strictly increasing, >= 0.
        depth: L >= 1; L = 1 is plain gradient flow.
        rtol, atol, progress: as for `gradient_flow`.

    Returns:
        Trajectory whose only factor is X.

    Raises:
        ValueError, FlowError: as for `gradient_flow`.

    References:
        Arora, Cohen, Hazan (arXiv 1802.06509).
    """
    (X,) = chain_for(objective, (X,))
    depth = whole_number(depth, "depth", least=1)
    shape = X.shape

    def velocity(_, state):
        return _end_to_end_velocity(objective, state.reshape(shape), depth).ravel()

    return _integrate(
        objective, velocity, X.ravel(), lambda x: (x.reshape(shape),), times, rtol, atol, progress
    )


def _end_to_end_velocity(objective, X, depth):
    """In the full singular bases of X the sum multiplies entry (a, b) of the gradient by kappa."""
    U, s, Vt = np.linalg.svd(X)
    left, right = (np.pad(s, (0, d - s.size)) ** (2 / depth) for d in X.shape)
    powers = np.arange(depth)
    kappa = np.power.outer(left, powers[::-1]) @ np.power.outer(right, powers).T
    return -U @ (kappa * (U.T @ objective.gradient(X) @ Vt.T)) @ Vt


def _integrate(objective, velocity, start, unravel, times, rtol, atol, progress):
    """Step to each time in turn: dense output would be less accurate than the steps."""
    times = increasing_times(times)
    rtol, atol = positive(rtol, "rtol"), positive(atol, "atol")
    recorder = Recorder(len(times), unravel(start))
    with np.errstate(all="ignore"), progress_bar(len(times) - 1, progress, "gradient flow") as bar:
        _record(recorder, objective, times[0], unravel(start))
        if len(times) == 1:
            return recorder.trajectory()
        solver = DOP853(velocity, times[0], start, times[-1], rtol=rtol, atol=atol)
        for time in times[1:]:
            solver.t_bound, solver.status = time, "running"
            while solver.status == "running":
                message = solver.step()
            if solver.status == "failed" or not np.isfinite(solver.y).all():
                raise FlowError(
                    f"gradient flow stopped at t = {solver.t:.6g}: {message or 'not finite'}",
                    time=float(solver.t),
                    trajectory=recorder.trajectory(),
                )
            _record(recorder, objective, time, unravel(solver.y))
            bar.update()
    return recorder.trajectory()


def _record(recorder, objective, time, factors):
    recorder.add(time, factors, objective.value(end_to_end(factors)))


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
    step = _DescentStep(
        objective, factors, rates=rates, momentum=momentum, weight_decay=weight_decay
    )
    eta = float(learning_rate)
    if progress is None and steps < _LONG_RUN:
        progress = False
    with (
        np.errstate(all="ignore"),
        _threads_for(factors),
        progress_bar(steps, progress, "gradient descent") as bar,
    ):
        return _descend(step, objective, eta, steps, kept, bar)


def descent_parameters(
    depth, steps, learning_rate, discrepant_rate, momentum, weight_decay, record
):
    """(eta alpha_l, theta, omega, recorded steps), each checked; ValueError names the bad one."""
    eta = positive(learning_rate, "learning_rate")
    return (
        [eta * rate for rate in _layer_rates(depth, discrepant_rate)],
        _in_range(momentum, "momentum", below=1.0),
        _in_range(weight_decay, "weight_decay", below=math.inf),
        recorded_steps(record, steps),
    )


def _descend(step, objective, eta, steps, kept, bar):
    recorder, wanted = Recorder(len(kept), step.factors), iter(kept)
    target = next(wanted, None)
    for k in range(steps + 1):
        X = step.forward()
        if not math.isfinite(np.vdot(X, X)):
            raise FlowError(
                f"gradient descent diverged at step {k} (t = {k * eta:.6g}): "
                "the learning rate is too large for this start",
                time=max(k - 1, 0) * eta,
                trajectory=recorder.trajectory(),
            )
        if k == target:
            recorder.add(k * eta, step.factors, objective.value(X))
            target = next(wanted, None)
        if k < steps:
            step.backward()
            bar.update()
    return recorder.trajectory()


class _DescentStep:
    """One step in 3 (L - 1) matrix products, each written where its result is needed.

    forward:  P_l = W_l P_{l-1}; the last is X.
    backward: B_L = grad f(X), B_{l-1} = W_l^T B_l, dF/dW_l = B_l P_{l-1}^T, and the product that
              forms dF/dW_l adds it to W_l (or to its velocity) within the same BLAS call.
    """

    def __init__(self, objective, factors, *, rates, momentum, weight_decay):
        self.factors = [np.array(W, order="C") for W in factors]
        self._objective, self._rates = objective, rates
        self._momentum, self._decay = momentum, weight_decay
        cols = factors[0].shape[1]
        self._below = [self.factors[0]] + [np.empty((len(W), cols)) for W in factors[1:]]
        self._cotangents = [np.empty((len(W), cols)) for W in factors]
        self._velocity = [np.zeros(W.shape) for W in factors] if momentum else None

    def forward(self):
        """X = W_L ... W_1."""
        for l, W in enumerate(self.factors[1:], 1):
            _multiply(1.0, W, self._below[l - 1], 0.0, self._below[l])
        return self._below[-1]

    def backward(self):
        """Move every factor; the products of `forward` are still those of the old factors."""
        B = self._objective.gradient(self._below[-1], out=self._cotangents[-1])
        for l in range(len(self.factors) - 1, 0, -1):
            lower = self._cotangents[l - 1]
            _multiply(1.0, self.factors[l], B, 0.0, lower, transpose_first=True)
            self._move(
                l,
                lambda alpha, beta, out, B=B, P=self._below[l - 1]: _multiply(
                    alpha, B, P, beta, out, transpose_second=True
                ),
            )
            B = lower
        self._move(0, lambda alpha, beta, out, B=B: _add(alpha, B, beta, out))

    def _move(self, l, add_gradient):
        """W - rate (G + omega W), or the same with the velocity in between."""
        W, rate = self.factors[l], self._rates[l]
        if self._velocity is None:
            add_gradient(-rate, 1.0 - rate * self._decay, W)
            return
        V = self._velocity[l]
        add_gradient(1.0, self._momentum, V)
        if self._decay:
            V += self._decay * W
        W -= rate * V


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


def _layer_rates(depth, discrepant_rate):
    alpha = positive(discrepant_rate, "discrepant_rate")
    return [alpha if l in (0, depth - 1) else 1.0 for l in range(depth)]


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
    return threadpool_limits(1, user_api="blas")
