"""Numerical experiments as evidence: they can measure and contradict, never prove."""

from dlf.verify.verdict import Verdict

_CONTRADICTION = 100  # a residual this many tolerances large is no rounding error


def measure(seeds, draw, residual, *, tolerance, hypotheses=()):
    """The worst residual(data) over data = draw(rng), one draw a seed.

    Args:
        seeds: the seeds of numpy.random.default_rng, at least one.
        draw: rng -> data.
        residual: data -> float, zero where the statement holds exactly.
        tolerance: the largest residual that still supports the statement.
        hypotheses: functions data -> bool; every draw must satisfy each.

    Returns:
        Verdict: "measured" if all residuals are within the tolerance; "refuted" if one exceeds
        it a hundredfold; "unknown" otherwise, for NaN, and where a hypothesis fails.

    Raises:
        ValueError: no seeds, tolerance <= 0.
    """
    import numpy as np

    seeds = list(seeds)
    if not seeds or not tolerance > 0:
        raise ValueError("a measurement needs seeds and a tolerance > 0")
    worst = 0.0
    for seed in seeds:
        data = draw(np.random.default_rng(seed))
        for hypothesis in hypotheses:
            if hypothesis(data) is not True:
                return _unknown(f"seed {seed} violates the hypothesis {hypothesis.__name__}")
        value = float(residual(data))
        if not abs(value) < np.inf:
            return _unknown(f"the residual of seed {seed} is {value}")
        if abs(value) > _CONTRADICTION * tolerance:
            return _contradiction(f"the residual exceeds {tolerance:g}", seed, value)
        worst = max(worst, abs(value))
    if worst > tolerance:
        return _unknown(f"the worst residual exceeds {tolerance:g}")
    how = f"residuals at most {tolerance:g}"
    return Verdict("measured", how, _seeds(seeds), rigorous=False)


def measure_order(error, steps, *, order, tolerance):
    """The slope of log error against log step, between the two smallest steps.

    Args:
        error: step -> float > 0.
        steps: decreasing step sizes, at least three.
        order: the slope that is claimed.
        tolerance: the largest deviation of the last slope.

    Returns:
        Verdict: "measured"; "refuted" if the slope is off by ten tolerances or more and the
        slopes do not approach the claimed one; "unknown" otherwise and for NaN.
    """
    import numpy as np

    steps, errors = np.asarray(steps), np.array([error(h) for h in steps])
    if len(steps) < 3 or not np.isfinite(errors).all() or not (errors > 0).all():
        return _unknown("an order needs three finite positive errors")
    slopes = np.diff(np.log(errors)) / np.diff(np.log(steps))
    gaps = np.abs(slopes - order)
    if gaps[-1] <= tolerance:
        how = f"order {order} within {tolerance:g}"
        return Verdict("measured", how, f"{len(steps)} step sizes", rigorous=False)
    if gaps[-1] > 10 * tolerance and gaps[-1] > 0.9 * gaps[0]:
        witness = {"order": f"{slopes[-1]:.2f}", "step": f"{steps[-1]:g}"}
        return Verdict("refuted", f"the order is not {order}", witness=witness, rigorous=False)
    return _unknown(f"the order is neither {order} nor clearly another one")


def _unknown(how):
    return Verdict("unknown", how, rigorous=False)


def _contradiction(how, seed, value):
    witness = {"seed": str(seed), "residual": f"{value:.1e}"}
    return Verdict("refuted", how, witness=witness, rigorous=False)


def _seeds(seeds):
    return f"{len(seeds)} seed{'s' * (len(seeds) > 1)}, {seeds[0]}..{seeds[-1]}"
