"""The flows follow starts of any size and spectra that are far apart, and say what they cannot."""

import warnings

import numpy as np
import pytest

import dlf
from dlf.dynamics import flow

TARGET = 1.5
ONE = dlf.Factorization(np.array([[TARGET, 0.0], [0.0, TARGET]]))


def until_it_is_learned(eps, depth):
    """Times in the rise of the mode with the target 1.5, and when it has just arrived."""
    fit = dlf.fit_time(0.5, TARGET, init_scale=eps, depth=depth)
    return np.array([0.0, 0.5 * fit, 0.9 * fit, fit + 5])


def off_by(found, times, eps, depth, share):
    """How far strengths are outside of the closed form at times off by a share of themselves."""
    early, late = (
        dlf.mode_strength((1 + d) * times, TARGET, init_scale=eps, depth=depth)
        for d in (-share, share)
    )
    return float(np.maximum(early / found - 1, found / late - 1).max())


RESOLVED = [(2, e) for e in (1e-2, 1e-6, 1e-12, 1e-20, 1e-40)]
RESOLVED += [(3, e) for e in (1e-2, 1e-6, 1e-10)] + [(5, e) for e in (1e-2, 1e-3)]
UNRESOLVED = [(3, 1e-20), (3, 1e-40), (5, 1e-12), (5, 1e-40)]


@pytest.mark.parametrize(("depth", "eps"), RESOLVED)
def test_the_size_of_the_start_is_no_tolerance(depth, eps):
    times = until_it_is_learned(eps, depth)
    start = (eps * np.eye(2),) * depth
    run = dlf.gradient_flow(ONE, start, times)
    assert off_by(run.end_to_end()[:, 1, 1], times, eps, depth, 1e-7) < 1e-7


@pytest.mark.parametrize(("depth", "eps"), [c for c in RESOLVED if c[1] >= 1e-10])
def test_nor_is_it_one_for_the_product(depth, eps):
    times = until_it_is_learned(eps, depth)
    X = eps**depth * np.eye(2)
    run = dlf.end_to_end_flow(ONE, X, times, depth=depth)
    assert off_by(run.end_to_end()[:, 1, 1], times, eps, depth, 1e-7) < 1e-7


@pytest.mark.parametrize(("depth", "eps"), UNRESOLVED)
def test_a_transition_that_no_floating_point_time_resolves_is_refused(depth, eps):
    """What comes before is right, and kept."""
    times = until_it_is_learned(eps, depth) * [1, 1, 1, 1.5]
    start = (eps * np.eye(2),) * depth
    with pytest.raises(dlf.FlowError, match="gradient flow stopped at t = ") as stopped:
        dlf.gradient_flow(ONE, start, times)
    run = stopped.value.trajectory
    assert len(run) == 3
    assert off_by(run.end_to_end()[:, 1, 1], times[:3], eps, depth, 1e-7) < 1e-7


def test_a_fixed_tolerance_would_lose_a_tiny_start():
    """The control: what the first test refuses."""
    times = until_it_is_learned(1e-20, 2)
    start = (1e-20 * np.eye(2),) * 2
    found = dlf.gradient_flow(ONE, start, times, atol=1e-12).end_to_end()
    assert off_by(found[:, 1, 1], times, 1e-20, 2, 1e-3) > 0.1


def test_each_factor_has_its_own_scale_and_a_zero_one_that_of_the_others():
    factors = np.full((2, 1), 1e-20), np.full((3, 2), 4.0), np.zeros((1, 3))
    assert np.allclose(
        flow._absolute(factors), [*[1e-32] * 2, *[4e-12] * 6, *[4e-12] * 3], rtol=1e-12
    )
    assert (flow._absolute((np.zeros((2, 2)),)) == 1e-12).all()
    rest = dlf.gradient_flow(dlf.Factorization(np.eye(2)), (np.zeros((2, 2)),) * 2, [0.0, 1.0])
    assert not rest.end_to_end().any()


STIFF = np.array([1e4, 1e-2])


def test_spectra_far_apart_take_the_implicit_route():
    times, one = np.array([0.0, 1e-3, 50.0, 1000.0]), dlf.Factorization(np.diag(STIFF))
    run = dlf.gradient_flow(one, (1e-2 * np.eye(2),) * 2, times, stiff=True)
    whole = dlf.end_to_end_flow(one, 1e-4 * np.eye(2), times, depth=2, stiff=True)
    stated = dlf.mode_strength(times[:, None], STIFF, init_scale=1e-2, depth=2)
    for found in (run, whole):
        strengths = np.diagonal(found.end_to_end(), axis1=1, axis2=2)
        assert np.abs(strengths / stated - 1).max() < 1e-5
    wide = dlf.Factorization(np.diag([*STIFF, 0, 0, 0]))
    reduced = dlf.reduced_flow(wide, (1e-2 * np.eye(5),) * 2, times, stiff=True)
    assert np.allclose(reduced.losses, run.losses, rtol=1e-9, atol=1e-6)


@pytest.mark.slow
def test_and_so_do_long_plateaus():
    """Three factors, a second mode that waits for a million units of time."""
    targets, eps = np.array([1.5, 0.7]), 1e-6
    second = dlf.fit_time(0.5, targets[1], init_scale=eps, depth=3)
    times, start = np.array([0.0, 0.9 * second, 1.5 * second]), (eps * np.eye(2),) * 3
    run = dlf.gradient_flow(dlf.Factorization(np.diag(targets)), start, times, stiff=True)
    stated = dlf.mode_strength(times[:, None], targets, init_scale=eps, depth=3)
    found = np.diagonal(run.end_to_end(), axis1=1, axis2=2)
    assert np.abs(found / stated - 1).max() < 1e-5


def test_the_explicit_route_says_that_it_will_take_long(monkeypatch):
    monkeypatch.setattr(flow, "_TRIAL", 50)
    monkeypatch.setattr(flow, "_MANY", 500)
    start, one = (1e-2 * np.eye(2),) * 2, dlf.Factorization(np.diag(STIFF))
    with pytest.warns(RuntimeWarning, match="stiff=True takes long steps") as found:
        dlf.gradient_flow(one, start, [0.0, 0.25])
    assert found[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dlf.gradient_flow(one, start, [0.0, 0.25], stiff=True)
        dlf.gradient_flow(one, start, [0.0, 0.02])


@pytest.mark.parametrize(
    "widths", [(1, 1), (3, 2), (2, 3, 1), (1, 4, 2, 3), (3, 3, 3, 3, 3), (2, 16, 5), (2, 17, 5)]
)
def test_the_compiled_velocity_of_a_small_chain_is_that_of_the_matrices(widths):
    rng = np.random.default_rng(8)
    factors = [rng.standard_normal(shape) for shape in zip(widths[1:], widths, strict=False)]
    target = rng.standard_normal((widths[-1], widths[0]))
    rates = (0.25, *[1.0] * (len(factors) - 2), 0.25)[: len(factors)]
    state = np.concatenate([W.ravel() for W in factors])
    for reduction in ("sum", "mean"):
        objective = dlf.Factorization(target, reduction=reduction)
        slopes = dlf.gradient(objective, factors)
        expected = [-rate * G.ravel() for rate, G in zip(rates, slopes, strict=True)]
        velocity = flow._velocity(objective, factors, rates)
        for given in (state, np.repeat(state, 2)[::2]):
            found = velocity(0.0, given)
            np.testing.assert_allclose(found, np.concatenate(expected), rtol=1e-12, atol=1e-13)


def test_a_wide_chain_is_left_to_the_blas(monkeypatch):
    """Its loops would take longer."""
    monkeypatch.setattr(flow, "compiled_loops", lambda: pytest.fail("compiled"))
    wide, small = (dlf.Factorization(np.eye(n)) for n in (17, 16))
    flow._velocity(wide, (np.eye(17),), (1.0,))
    with pytest.raises(pytest.fail.Exception):
        flow._velocity(small, (np.eye(16),), (1.0,))
