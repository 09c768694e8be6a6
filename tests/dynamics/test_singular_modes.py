import numpy as np
import pytest

import dlf


def still(X):
    return dlf.Trajectory(np.array([0.0]), (np.asarray(X, float)[None],), np.array([0.0]))


def test_singular_modes_rebuild_the_matrix(rng):
    X = rng.standard_normal((4, 3))
    modes = dlf.singular_modes(still(X))
    U, s, V = modes.left_modes[0], modes.singular_values[0], modes.right_modes[0]
    assert np.allclose(U * s @ V.T, X)
    assert dlf.singular_modes(still(X), rank=2).left_modes.shape == (1, 4, 2)


def test_aligned_strengths_are_the_diagonal(rng):
    X, U, V = rng.standard_normal((4, 3)), rng.standard_normal((4, 2)), rng.standard_normal((3, 2))
    assert np.allclose(dlf.aligned_strengths(still(X), U, V)[0], np.diag(U.T @ X @ V))


def test_fitted_times_interpolate_and_say_never():
    times = np.array([0.0, 1.0, 2.0, 3.0])
    strengths = np.array([[0.0, 0.0, 9.0], [0.4, 0.1, 9.0], [0.8, 0.2, 9.0], [1.0, 0.3, 9.0]])
    fitted = dlf.fitted_times(times, strengths, [1.0, 1.0, 1.0], fraction=0.5)
    assert np.allclose(fitted[0], 1.25)
    assert fitted[1] == np.inf
    assert fitted[2] == 0.0


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_fitted_times_agree_with_the_closed_form(depth):
    s, law = np.array([2.0, 1.0]), {"init_scale": 0.1, "depth": depth}
    exact = dlf.fit_time(0.5, s, **law)
    times = np.linspace(0, 1.2 * exact.max(), 20_001)
    fitted = dlf.fitted_times(times, dlf.mode_strength(times[:, None], s, **law), s, fraction=0.5)
    assert np.allclose(fitted, exact, rtol=1e-6)


def test_effective_rank():
    assert dlf.effective_rank(np.eye(5)) == pytest.approx(5)
    assert dlf.effective_rank(np.ones((4, 6))) == pytest.approx(1)
    assert dlf.effective_rank(np.diag([3.0, 3.0, 0.0])) == pytest.approx(2)
    assert dlf.effective_rank(np.zeros((2, 2))) == 0.0


def test_subspace_angle():
    e = np.eye(3)
    tilted = np.cos(0.3) * e[:, :1] + np.sin(0.3) * e[:, 1:2]
    assert dlf.subspace_angle(e[:, :1], tilted) == pytest.approx(0.3)
    assert dlf.subspace_angle(e[:, :2], 5 * tilted) == pytest.approx(0.0, abs=1e-7)
    assert dlf.subspace_angle(e[:, :1], e[:, 2:]) == pytest.approx(np.pi / 2)
