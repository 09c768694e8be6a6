"""Gradient flow on the factors, and the flow of their product."""

import warnings
from functools import partial

import numpy as np
from scipy.integrate import DOP853, Radau

from dlf._support import (
    chain_for,
    compiled_loops,
    increasing_times,
    positive,
    progress_bar,
    whole_number,
)
from dlf.chain import Factorization, chain_gradient, end_to_end, unravel, widths_of
from dlf.dynamics.trajectory import FlowError, Recorder, layer_rates

_ATOL = 1e-12  # of the largest entry of a factor at the start
_SMALL = 16  # the widest layer whose products the compiled loops form faster than BLAS
_TRIAL, _MANY = 2000, 50_000  # steps: when to look ahead, and how many to come are worth a word


def gradient_flow(
    objective,
    factors,
    times,
    *,
    discrepant_rate=1.0,
    rtol=1e-9,
    atol=None,
    stiff=False,
    progress=None,
):
    """W_l' = -alpha_l dF/dW_l from `factors` at times[0], alpha_l = alpha for l = 1, L, else 1.

    Args:
        objective: f, with `value`, `gradient` and `shape`.
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).
        times (n,): strictly increasing, >= 0; the integrator stops exactly at each.
        discrepant_rate: alpha > 0, rate of the outer two factors against the inner ones.
        rtol, atol: error tolerances of each step. atol is an absolute one; None: 1e-12 times the
            largest entry that the factor has at the start, so that tiny starts are followed, too.
        stiff: whether to use the implicit Radau IIA (order 5) instead of DOP853 (order 8). For
            singular values of M that are far apart, in networks of a few hundred entries.
        progress: True or False; None: a bar on a terminal once two seconds have passed.

    Returns:
        Trajectory at `times`.

    Raises:
        ValueError: undefined product, times not increasing, alpha <= 0, NaN or Inf.
        FlowError: the solution blows up, or moves faster than the spacing of floating-point times
            (L > 2 from a start so small that t ~ init_scale^-(L-2) has no digits left for the
            transition; `mode_strength` has a closed form); carries the run so far.

    Warns:
        RuntimeWarning: steps without `stiff` are so short that 50,000 or more remain.

    References:
        Arora, Cohen, Hazan (arXiv 1802.06509).
    """
    factors = chain_for(objective, factors)
    velocity = _velocity(objective, factors, layer_rates(len(factors), discrepant_rate))
    start = np.concatenate([W.ravel() for W in factors])
    solver = _solver(velocity, factors, rtol, atol, stiff)
    matrices = partial(unravel, factors=factors)
    return _integrate(objective, solver, start, matrices, times, progress)


def _velocity(objective, factors, rates):
    """(time, state) -> its velocity: compiled where calls take longer than the products."""
    widths = np.array(widths_of(factors))
    small = isinstance(objective, Factorization) and widths.max() <= _SMALL
    if compiled := small and compiled_loops().chain_velocity:
        rest = widths, np.array(rates, float), objective.target, objective.weight
        compiled(np.zeros(sum(W.size for W in factors)), *rest)  # before the bar's clock runs
        return lambda _, state: compiled(np.ascontiguousarray(state), *rest)
    each = np.repeat(rates, [W.size for W in factors])

    def velocity(_, state):
        G = chain_gradient(objective, unravel(state, factors))
        return -each * np.concatenate([g.ravel() for g in G])

    return velocity


def end_to_end_flow(
    objective, X, times, *, depth, rtol=1e-9, atol=None, stiff=False, progress=None
):
    """X' = -sum_{j=1..L} (X X^T)^((L-j)/L) grad f(X) (X^T X)^((j-1)/L): balanced factors, unseen.

    Args:
        objective: f, with `value`, `gradient` and `shape`.
        X (d_L, d_0): end-to-end matrix at times[0].
        times (n,): strictly increasing, >= 0.
        depth: L >= 1; L = 1 is plain gradient flow.
        rtol, atol, stiff, progress: as for `gradient_flow`.

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

    solver, one = _solver(velocity, (X,), rtol, atol, stiff), lambda x: (x.reshape(shape),)
    return _integrate(objective, solver, X.ravel(), one, times, progress)


def _end_to_end_velocity(objective, X, depth):
    """In the full singular bases of X the sum multiplies entry (a, b) of the gradient by kappa."""
    U, s, Vt = np.linalg.svd(X)
    left, right = (np.pad(s, (0, d - s.size)) ** (2 / depth) for d in X.shape)
    powers = np.arange(depth)
    kappa = np.power.outer(left, powers[::-1]) @ np.power.outer(right, powers).T
    return -U @ (kappa * (U.T @ objective.gradient(X) @ Vt.T)) @ Vt


def _solver(velocity, factors, rtol, atol, stiff):
    """(time, state, end) -> a solver of SciPy."""
    rtol = positive(rtol, "rtol")
    atol = _absolute(factors) if atol is None else positive(atol, "atol")
    method = Radau if stiff else DOP853
    return lambda time, state, end: method(velocity, time, state, end, rtol=rtol, atol=atol)


def _absolute(factors):
    """1e-12 of the largest entry of each factor, for every entry; of all of them if it is zero."""
    largest = np.array([np.abs(W).max(initial=0.0) for W in factors])
    scale = np.where(largest > 0, largest, largest.max() or 1.0)
    return _ATOL * np.repeat(scale, [W.size for W in factors])


def _integrate(objective, solver, start, matrices, times, progress):
    """Step to each time in turn: dense output would be less accurate than the steps.

    Args:
        matrices: state -> the factors in it.
    """
    times = increasing_times(times)
    recorder = Recorder(len(times), matrices(start))
    with np.errstate(all="ignore"), progress_bar(len(times) - 1, progress, "gradient flow") as bar:
        _record(recorder, objective, times[0], matrices(start))
        if len(times) == 1:
            return recorder.trajectory()
        solver, steps = solver(times[0], start, times[-1]), 0
        for time in times[1:]:
            solver.t_bound, solver.status = time, "running"
            while solver.status == "running":
                message = solver.step()
                steps += 1
                if steps == _TRIAL:
                    _look_ahead(solver, times[-1])
            if solver.status == "failed" or not np.isfinite(solver.y).all():
                raise FlowError(
                    f"gradient flow stopped at t = {solver.t:.6g}: {message or 'not finite'}",
                    time=float(solver.t),
                    trajectory=recorder.trajectory(),
                )
            _record(recorder, objective, time, matrices(solver.y))
            bar.update()
    return recorder.trajectory()


def _look_ahead(solver, end):
    """Say so if the steps are so short that many remain."""
    remain = (end - solver.t) / solver.h_abs
    if remain > _MANY and isinstance(solver, DOP853):
        warnings.warn(
            f"gradient flow takes steps of {solver.h_abs:.1e} at t = {solver.t:.3g}: to t = "
            f"{end:.3g} about {remain:.0e} remain. If the singular values of the target are far "
            "apart, stiff=True takes long steps; a mode alone has a closed form (mode_strength)",
            RuntimeWarning,
            stacklevel=4,
        )


def _record(recorder, objective, time, factors):
    recorder.add(time, factors, objective.value(end_to_end(factors)))
