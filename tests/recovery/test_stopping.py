"""When a descent stops, and where: the rule of the docstring, replayed on losses chosen by hand."""

import math

import numpy as np
import pytest

from dlf.recovery.stopping import WatchedDescent


class Bar:
    def update(self, steps):
        pass


class Script:
    """Stands in for a SampledStep: its one number is the step, its loss what `losses` says."""

    def __init__(self, losses, dtype=float, stride=1):
        self.losses, self.rates, self.stride = losses, [], stride
        self.factors = (np.zeros((1, 1), dtype),)

    def evaluate(self):
        return self.losses(float(self.factors[0][0, 0]))

    def move(self, rates):
        self.rates.append(rates[0])
        self.factors = (self.factors[0] + self.factors[0].dtype.type(rates[0]),)

    def go(self, rates, count, slack):
        """At most `stride` steps at once, as a compiled loop takes them."""
        last = self.evaluate()
        for taken in range(1, min(count, self.stride) + 1):
            self.move(rates)
            loss = self.evaluate()
            if not loss <= slack * last:
                return taken, math.inf
            last = loss
        return taken, loss

    def keep(self):
        self.kept = tuple(W.copy() for W in self.factors)

    def back(self):
        self.factors = self.kept


def watched(losses, *, held_out=None, patience=20, tol=0.1, waiting=0, dtype=float, stride=1):
    step = Script(losses, dtype, stride)
    run = WatchedDescent(
        step,
        [1.0],
        training_error=lambda loss: loss,
        held_out_error=held_out and (lambda factors: held_out(float(factors[0][0, 0]))),
        patience=patience,
        tol=tol,
        waiting=waiting,
    )
    return run, step


def replayed(error, *, patience, tol, waiting, most=1000):
    """(steps, step of the best state): the docstring, written as a loop over the looks."""
    level, reached, best = math.inf, 0, (math.inf, None)
    for step in range(0, most + 1, 10):
        now = error(step)
        best = min(best, (now, step))
        if now < level * (1 - tol):
            level, reached = now, step
        if step - max(reached, waiting) >= max(patience, reached / 3):
            return step, best[1]
    return most, best[1]


ERRORS = {
    "constant": lambda k: 1.0,
    "falls, then rises": lambda k: abs(k - 45) + 1.0,
    "falls to a level": lambda k: max(0.5, 1 - k / 100),
    "by exactly the share": lambda k: 0.5 ** min(k // 10, 4),
    "slowly for ever": lambda k: 1 / (1 + k / 1000),
}


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("patience", [1, 20, 55])
@pytest.mark.parametrize("tol", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("waiting", [0, 37])
@pytest.mark.parametrize("stride", [1, 7, 100])
def test_the_run_ends_where_its_rule_says(name, patience, tol, waiting, stride):
    """A fall by exactly the share tol is none where the rule asks for less than it."""
    error = ERRORS[name]
    settings = {"patience": patience, "tol": tol, "waiting": waiting}
    run, _ = watched(lambda k: -k, held_out=error, stride=stride, **settings)
    run.run(300, Bar())
    taken, best = replayed(error, **settings, most=300)
    assert run.taken == taken
    assert run.best[0][0, 0] == best  # the first of equal ones
    assert run.error == error(best)
    assert run.end == ("level" if taken < 300 else "max_steps")
    assert run.history["steps"] == [*range(0, taken + 1, 10)]


def test_a_perfect_state_ends_the_run():
    run, _ = watched(lambda k: -k, held_out=lambda k: 0.0 if k >= 30 else 1.0, patience=100)
    run.run(1000, Bar())
    assert run.end == "level"
    assert run.taken == 30
    assert run.error == 0.0


@pytest.mark.parametrize(("dtype", "kept"), [(np.float32, 1.0), (np.float64, 0.5)])
def test_a_rise_by_rounding_is_no_rise_in_its_own_precision(dtype, kept):
    """The loss rises once by 4 units in the last place of float32."""
    by = 4 * np.finfo(np.float32).eps
    run, _ = watched(lambda k: 1.0 + by * (k >= 5) - 1e-3 * (k >= 8), dtype=dtype, patience=10)
    run.run(9, Bar())
    assert (run.share == 1.0) is (kept == 1.0)


@pytest.mark.parametrize("bad", [math.nan, math.inf, 2.0])
@pytest.mark.parametrize("stride", [1, 3, 100])
def test_steps_that_fail_are_taken_again_at_half_the_rate(bad, stride):
    """Beyond 3.3 the loss is bad: ten steps that lead there are halved, and so are all after."""
    run, _ = watched(lambda k: bad if k > 3.3 else 1.0 - 0.1 * k, patience=1000, stride=stride)
    run.run(30, Bar())
    assert run.best[0][0, 0] == 3.28125  # ten times 1/4 + 1/16 + 1/64
    assert run.share == 2.0**-6
    assert run.history["steps"] == [0, 10, 20, 30]
    assert np.isfinite(run.history["training_error"]).all()


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_start_that_is_not_finite_is_refused(bad):
    run, _ = watched(lambda k: bad)
    with pytest.raises(ValueError, match="of the start is not finite"):
        run.run(5, Bar())


def test_a_loss_that_cannot_be_lowered_ends_at_the_last_good_state():
    run, step = watched(lambda k: 1.0 if k == 0 else 2.0, patience=1000)
    run.run(100, Bar())
    assert run.end == "no step"
    assert step.factors[0][0, 0] == 0.0
    assert run.best[0][0, 0] == 0.0
    assert run.share == 2.0**-30


def test_the_best_state_is_a_copy():
    """Steps that change the factors in place must not change what is kept."""

    class InPlace(Script):
        def move(self, rates):
            self.factors[0][...] += rates[0]

    run, _ = watched(lambda k: -k, held_out=lambda k: abs(k - 20) + 1.0, patience=50)
    run._step = InPlace(lambda k: -k)
    run.run(60, Bar())
    assert run.best[0][0, 0] == 20
