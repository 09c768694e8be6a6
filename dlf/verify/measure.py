"""Numerical experiments as evidence: they can measure and contradict, never prove."""

from dlf.verify.verdict import Residual, Verdict

_CONTRADICTION = 100  # a residual this many tolerances large is no rounding error
_WRONG_ORDER = 10  # so many tolerances away, an order is another one
FACTOR = 3  # between the residuals of one experiment on two processors


def measure(seeds, draw, residual, *, tolerance, hypotheses=(), factor=FACTOR):
    """The worst residual(data) over data = draw(rng), one draw a seed.

    Args:
        seeds: the seeds of numpy.random.default_rng, at least one.
        draw: rng -> data.
        residual: data -> float, zero where the statement holds exactly.
        tolerance: the largest residual that still supports the statement.
        hypotheses: functions data -> bool; every draw must satisfy each.
        factor: the residual may differ by it from one processor to another.

    Returns:
        Verdict: "measured" if all residuals are within the tolerance; "refuted" if one exceeds
        it a hundredfold; "unknown" otherwise, for NaN, and where a hypothesis fails.

    Raises:
        ValueError: no seeds, tolerance <= 0 or infinite, factor < 1.
    """
    import numpy as np

    seeds, hypotheses = list(seeds), tuple(hypotheses)
    if not seeds or not 0 < tolerance < np.inf:
        raise ValueError("a measurement needs seeds and a finite tolerance > 0")
    if not factor >= 1:
        raise ValueError(f"residuals agree within a factor >= 1, not {factor}")
    found = lambda value: (Residual(float(value), tolerance, factor, _CONTRADICTION * tolerance),)
    worst = 0.0
    for seed in seeds:
        data = draw(np.random.default_rng(seed))
        for hypothesis in hypotheses:
            if hypothesis(data) is not True:
                return _unknown(f"seed {seed} violates the hypothesis {hypothesis.__name__}")
        value = residual(data)
        if not _is_real(value):
            return _unknown(
                f"the residual of seed {seed} is {type(value).__name__}, no real number"
            )
        if not abs(value) < np.inf:
            return _unknown(f"the residual of seed {seed} is {value}")
        if abs(value) > _CONTRADICTION * tolerance:
            how = f"the residual exceeds {tolerance:g}"
            return _refuted(how, {"seed": str(seed)}, found(abs(value)))
        worst = max(worst, abs(value))
    if worst > tolerance:
        return _unknown(f"the worst residual exceeds {tolerance:g}")
    how = f"residuals at most {tolerance:g}"
    return Verdict("measured", how, _seeds(seeds), rigorous=False, residuals=found(worst))


def measure_order(error, steps, *, order, tolerance, factor=FACTOR):
    """The slope of log error against log step, between the two smallest steps.

    Args:
        error: step -> float > 0.
        steps: decreasing step sizes, at least three.
        order: the slope that is claimed.
        tolerance: the largest deviation of the last slope.
        factor: the deviation may differ by it from one processor to another.

    Returns:
        Verdict: "measured"; "refuted" if the last two slopes agree with each other and are off
        by ten tolerances or more; "unknown" otherwise and for NaN.

    Raises:
        ValueError: steps that do not decrease to a positive one; tolerance <= 0 or infinite.
    """
    import numpy as np

    steps = np.asarray(steps, dtype=float)
    if not (np.diff(steps) < 0).all() or not steps[-1] > 0 or not 0 < tolerance < np.inf:
        raise ValueError("an order needs decreasing steps > 0 and a finite tolerance > 0")
    errors = [error(h) for h in steps]
    if len(steps) < 3 or not all(_is_real(e) and 0 < e < np.inf for e in errors):
        return _unknown("an order needs three finite positive errors")
    slopes = np.diff(np.log(errors)) / np.diff(np.log(steps))
    gap = float(abs(slopes[-1] - order))
    found = (Residual(gap, tolerance, factor, _WRONG_ORDER * tolerance),)
    if gap <= tolerance:
        how, scope = f"order {order} within {tolerance:g}", f"{len(steps)} step sizes"
        return Verdict("measured", how, scope, rigorous=False, residuals=found)
    if gap > _WRONG_ORDER * tolerance and abs(slopes[-1] - slopes[-2]) <= tolerance:
        return _refuted(f"the order is not {order}", {"step": f"{steps[-1]:g}"}, found)
    return _unknown(f"the order is neither {order} nor clearly another one")


def _is_real(value):
    """Whether a result is one real number: no text, no truth value, nothing masked or complex."""
    import numpy as np

    return isinstance(value, (int, float, np.floating, np.integer)) and not isinstance(value, bool)


def _unknown(how):
    return Verdict("unknown", how, rigorous=False)


def _refuted(how, witness, residuals):
    return Verdict("refuted", how, witness=witness, rigorous=False, residuals=residuals)


def _seeds(seeds):
    return f"{len(seeds)} seed{'s' * (len(seeds) > 1)}, {seeds[0]}..{seeds[-1]}"
