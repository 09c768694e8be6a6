"""Default rates and waiting times against the formulas of the docstring, at every depth."""

import math

import numpy as np
import pytest

import dlf
from dlf.recovery import SampledStep
from dlf.recovery.stopping import WatchedDescent
from tests.recovery.fits import fitted, problem, quick

ALPHAS = (0.3, 1.0, 5.0)


@pytest.mark.parametrize("alpha", ALPHAS)
@pytest.mark.parametrize("depth", [2, 3, 4, 5, 7])
def test_the_default_rate_is_its_formula(monkeypatch, depth, alpha):
    """0.9/(L alpha^(2/L)), times alpha for the first and the last factor and for no other."""
    moved = []
    plain = SampledStep.go
    monkeypatch.setattr(
        SampledStep,
        "go",
        lambda self, rates, *rest: (moved.append(rates), plain(self, rates, *rest))[1],
    )
    table, _ = problem(shape=(12, 10))
    model = fitted(table, depth=depth, discrepant_rate=alpha, max_steps=1)
    eta = 0.9 / (depth * alpha ** (2 / depth))
    expected = [eta * (alpha if l in (1, depth) else 1.0) for l in range(1, depth + 1)]
    assert moved[0] == pytest.approx(expected, rel=1e-14)
    assert model.learning_rate_ == pytest.approx(eta, rel=1e-14)
    given = fitted(table, depth=depth, discrepant_rate=alpha, max_steps=1, learning_rate=eta / 3)
    assert given.learning_rate_ == pytest.approx(eta / 3, rel=1e-14)


@pytest.mark.parametrize("alpha", ALPHAS)
@pytest.mark.parametrize("depth", [2, 3, 4, 6])
@pytest.mark.parametrize("init_scale", [0.05, 0.6, 0.75, 1.0])
def test_patience_waits_for_half_of_a_mode(monkeypatch, depth, alpha, init_scale):
    """By the flow at equal rates, at the smaller of the two rates; eps^L >= 1/2 waits for none."""
    seen = {}

    def watch(self, *arguments, **settings):
        seen.update(settings, rates=arguments[1])
        return plain(self, *arguments, **settings)

    plain = WatchedDescent.__init__
    monkeypatch.setattr(WatchedDescent, "__init__", watch)
    table, _ = problem(shape=(12, 10))
    settings = {"depth": depth, "discrepant_rate": alpha, "init_scale": init_scale}
    fitted(table, **settings, max_steps=1)
    time = dlf.fit_time(0.5, 1.0, init_scale=init_scale, depth=depth)
    assert seen["waiting"] == math.ceil(time / min(seen["rates"]))
    assert (seen["waiting"] > 0) is (init_scale**depth < 0.5)


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_every_descent_gives_the_outer_two_factors_their_rate(rng, depth):
    """One step of each from one start: the difference over the gradient is eta alpha_l."""
    M = rng.standard_normal((6, 5))
    objective = dlf.Completion.from_dense(M, np.ones(M.shape, bool))
    factors = dlf.gaussian((5, *[4] * (depth - 1), 6), init_scale=0.7, rng=rng)
    gradients = dlf.gradient(objective, factors)
    for descent in (dlf.gradient_descent, dlf.sampled_descent):
        run = descent(objective, factors, 1, learning_rate=1e-2, discrepant_rate=3.0)
        for l, (W, G) in enumerate(zip(run.factors, gradients, strict=True)):
            rate = 1e-2 * (3.0 if l in (0, depth - 1) else 1.0)
            np.testing.assert_allclose(W[0] - W[-1], rate * G, rtol=1e-9, atol=1e-13)


def test_the_waiting_is_skipped_where_a_fit_goes_on(monkeypatch):
    seen = []
    plain = WatchedDescent.__init__

    def watch(self, *arguments, **settings):
        seen.append(settings["waiting"])
        return plain(self, *arguments, **settings)

    monkeypatch.setattr(WatchedDescent, "__init__", watch)
    table, _ = problem(shape=(12, 10))
    model = quick(warm_start=True, max_steps=1)
    for _ in range(2):
        with pytest.warns(match="max_steps=1"):
            model.fit(table)
    assert seen[0] > 0
    assert seen[1] == 0
