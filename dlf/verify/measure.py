"""Numerical experiments as evidence: they can measure and contradict, never prove."""

from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from itertools import accumulate, count
from math import comb

from dlf.verify.measured import CLEAR, COUNTED
from dlf.verify.verdict import Residual, Verdict

_CONTRADICTION = 100  # a residual this many tolerances large is no rounding error
_WRONG_ORDER = 10  # so many tolerances away, an order is another one
FACTOR = 3  # between the residuals of one experiment on two processors
_LEVEL = Fraction(1, 100)  # a frequency is decided with an error of at most this probability
_REJECTED = 50  # fresh draws in a row outside the hypotheses, before the search is given up
_fresh = ContextVar("fresh", default=None)


@contextmanager
def fresh_seeds(root, number):
    """Within it, experiments draw from `number` seeds of their own, spawned from the seed `root`.

    A fresh draw that the hypotheses exclude is replaced: the seeds of a step were chosen to meet
    them, fresh ones are not.
    """
    token = _fresh.set((root, number))
    try:
        yield
    finally:
        _fresh.reset(token)


def _draws(seeds, draw, hypotheses, kinds=None):
    """(seed, data, the hypothesis that it violates or None) for every seed, or for fresh ones."""
    import numpy as np

    broken = lambda data: next((h for h in hypotheses if h(data) is not True), None)
    turn = lambda k: () if kinds is None else (k % kinds,)
    if _fresh.get() is None:
        for k, seed in enumerate(seeds):
            data = draw(np.random.default_rng(seed), *turn(k))
            yield seed, data, broken(data)
        return
    root, number = _fresh.get()
    for k in range(number):
        for again in count():
            seed = (root, k, again)
            spawned = np.random.SeedSequence(root, spawn_key=(k, again))
            data = draw(np.random.default_rng(spawned), *turn(root + k))
            violated = broken(data)
            if violated is None or again == _REJECTED:
                break
        yield seed, data, violated


def _count(seeds):
    """How many draws `_draws` yields."""
    return len(seeds) if _fresh.get() is None else _fresh.get()[1]


def measure(seeds, draw, residual, *, tolerance, hypotheses=(), factor=FACTOR, kinds=None):
    """The worst residual(data) over data = draw(rng), one draw a seed.

    Args:
        seeds: the seeds of numpy.random.default_rng, at least one, and one a kind.
        draw: rng -> data; (rng, kind) -> data if there are kinds.
        residual: data -> float, zero where the statement holds exactly.
        tolerance: the largest residual that still supports the statement.
        hypotheses: functions data -> bool; every draw must satisfy each.
        factor: the residual may differ by it from one processor to another.
        kinds: so many kinds of data, 0, 1, ..., are drawn in turn; the first numbers of small
            seeds are alike, so that a kind that they choose may never come.

    Returns:
        Verdict: "measured" if all residuals are within the tolerance; "refuted" if one exceeds
        it a hundredfold; "unknown" otherwise, for NaN, and where a hypothesis fails.

    Raises:
        ValueError: no seeds, one given twice, fewer than kinds, tolerance <= 0 or infinite,
            factor < 1.
    """
    import numpy as np

    seeds, hypotheses = _checked(seeds), tuple(hypotheses)
    if not 0 < tolerance < np.inf:
        raise ValueError(f"a measurement needs seeds and a finite tolerance > 0, not {tolerance}")
    if kinds is not None and not 1 <= kinds <= len(seeds):
        raise ValueError(f"{len(seeds)} seeds draw no {kinds} kinds")
    if not factor >= 1:
        raise ValueError(f"residuals agree within a factor >= 1, not {factor}")
    found = lambda value: (Residual(float(value), tolerance, factor, _CONTRADICTION * tolerance),)
    worst = 0.0
    for seed, data, violated in _draws(seeds, draw, hypotheses, kinds):
        if violated is not None:
            return _unknown(f"seed {seed} violates the hypothesis {violated.__name__}")
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


def measure_share(seeds, draw, holds, *, share, hypotheses=()):
    """Whether holds(data) is true in at least a share of all draws, data = draw(rng).

    The draws fail independently, with one probability; what is decided is whether that is at most
    1 - share, by the binomial distribution and with an error of at most one per cent either way.
    Once twice as many have failed as refute, and so many that all of them would be within the
    factor of the residual, the draws that are left cannot change what is found: they only have to
    meet the hypotheses, and the residual says how many failed until then.

    Args:
        seeds: the seeds of numpy.random.default_rng; not those on which constants were chosen.
        draw: rng -> data.
        holds: data -> bool.
        share: of the draws that must hold, between 0 and 1.
        hypotheses: functions data -> bool; every draw must satisfy each.

    Returns:
        Verdict: "measured" if so few draws fail that a share below the one stated is excluded;
        "refuted" if so many do that the stated one is; "unknown" in between, for anything but a
        truth value, and where a hypothesis fails.

    Raises:
        ValueError: no seeds, one given twice, a share outside (0, 1).
    """
    import numpy as np

    seeds, hypotheses = _checked(seeds), tuple(hypotheses)
    if not 0 < share < 1:
        raise ValueError(f"a share of the draws lies between 0 and 1, not {share}")
    failed, number, loss = [], _count(seeds), 1 - Fraction(str(share))
    most, least = _decisive(number, loss)
    for seed, data, violated in _draws(seeds, draw, hypotheses):
        if violated is not None:
            return _unknown(f"seed {seed} violates the hypothesis {violated.__name__}")
        if len(failed) >= max(CLEAR * (least + 1), (number + 1) / COUNTED):
            continue
        held = holds(data)
        if not isinstance(held, (bool, np.bool_)):
            return _unknown(f"seed {seed} gives {type(held).__name__}, no truth value")
        failed += [] if held else [seed]
    return _frequency(failed, number, most, least, share, seeds)


def _frequency(failed, number, most, least, share, seeds):
    """The verdict on `failed` draws of `number`; most, least: as `_decisive` gives them."""
    counted = lambda k: (k + 1) / (number + 1)  # so that none and one are within a factor of 2
    residual = Residual(counted(len(failed)), counted(max(most, 0)), COUNTED, counted(least))
    how = f"in at least {share:g} of all draws, decided by {number}"
    if len(failed) >= least:
        return _refuted(f"not {how}", {"seed": str(failed[0])}, (residual,))
    if len(failed) > most:
        how = f"neither {how}, nor clearly in fewer: {len(failed)} failed"
        return Verdict("unknown", how, rigorous=False, residuals=(residual,))
    return Verdict("measured", how, _seeds(seeds), rigorous=False, residuals=(residual,))


def _decisive(number, loss):
    """The most failures that are too few, and the least that are too many, for this probability."""
    chance = [comb(number, k) * loss**k * (1 - loss) ** (number - k) for k in range(number + 1)]
    below = list(accumulate(chance))  # at most k failures
    most = sum(p <= _LEVEL for p in below) - 1
    least = next(k for k in range(number + 2) if k > number or 1 - below[k] + chance[k] <= _LEVEL)
    return most, least


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


def _checked(seeds):
    seeds = list(seeds)
    if not seeds or len(set(seeds)) < len(seeds):
        raise ValueError(f"a measurement needs seeds, none twice, not {seeds}")
    return seeds


def _seeds(seeds):
    return f"{len(seeds)} seed{'s' * (len(seeds) > 1)}, {seeds[0]}..{seeds[-1]}"
