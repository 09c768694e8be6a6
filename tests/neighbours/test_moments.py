"""Measures against sums, brute force and the response of the system."""

import numpy as np
import pytest

from dlf.neighbours import (
    Atoms,
    StateSpace,
    atoms,
    extrapolation_constants,
    hankel_rank,
    moments_on_grid,
    one_state_more,
)


def turned(places, components, seed=0):
    """A symmetric balanced system with these eigenvalues, not in their basis."""
    Q = np.linalg.qr(np.random.default_rng(seed).standard_normal((len(places),) * 2))[0]
    return StateSpace.symmetric((Q * places) @ Q.T, Q @ components)


def test_the_response_is_the_moments_of_the_atoms():
    system = turned([0.9, -0.4, 0.3], [1.0, 0.5, -2.0])
    found = atoms(system)
    assert np.allclose(found.places, [-0.4, 0.3, 0.9], atol=1e-12)
    assert np.allclose(found.weights, [0.25, 4.0, 1.0], atol=1e-12)
    assert np.allclose(found.moments(7), system.response(7), atol=1e-12)
    pairs = list(zip(found.places, found.weights, strict=True))
    by_sums = [sum(w * a**i for a, w in pairs) for i in range(7)]
    assert np.allclose(found.moments(7), by_sums, rtol=1e-13)


def test_near_and_negligible_atoms():
    system = turned([0.5, 0.5, 0.5001, -0.2], [1.0, 2.0, 1.0, 1e-5])
    found = atoms(system)
    assert found.places.shape == (1,)
    assert np.isclose(found.weights[0], 6, rtol=1e-9)
    assert len(atoms(system, negligible=1e-12, near=1e-7).places) == 3


def test_the_hankel_rank_counts_atoms():
    for n in (1, 2, 3):
        places = np.linspace(-0.7, 0.9, n)
        response = Atoms(places, np.ones(n)).moments(11)
        assert hankel_rank(response) == n
    assert hankel_rank([0.0, 0.0, 1.0, 0.0, 0.0]) == 3
    assert hankel_rank([2.0]) == 1


@pytest.mark.parametrize("d", [1, 2, 3, 4])
def test_one_state_more_shows_at_term_2d(d):
    teacher = turned(np.linspace(-0.5, 0.7, d), np.arange(1.0, d + 1))
    student = one_state_more(teacher, coupling=0.3)
    gap = student.response(2 * d + 1) - teacher.response(2 * d + 1)
    last = np.linalg.qr(teacher.states(d))[0][:, -1]
    assert student.width == d + 1
    assert student.is_symmetric
    assert np.abs(gap[:-1]).max() < 1e-13
    assert np.isclose(gap[-1], (0.3 * last @ teacher.states(d)[:, -1]) ** 2, rtol=1e-9)


@pytest.mark.parametrize("d", [1, 2, 3])
def test_the_constants_bound_every_student_that_was_drawn(d):
    rng = np.random.default_rng(d)
    places, weights = np.linspace(-0.6, 0.85, d), rng.uniform(0.5, 1, d)
    teacher = Atoms(places, weights)
    constants = extrapolation_constants(places, 30, radius=0.9)
    assert (constants[: 2 * d + 1] == 1).all()
    for size in 10.0 ** -np.arange(1, 7):
        far = rng.uniform(-0.9, 0.9, 4)
        extra = size * rng.uniform(0, 1, 4)
        student = Atoms(np.append(places, far), np.append(weights, extra))
        error = student.moments(30) - teacher.moments(30)
        assert (np.abs(error) <= constants * np.linalg.norm(error[: 2 * d + 1]) * (1 + 1e-9)).all()


def test_the_constants_by_hand():
    """One atom at 0: q^2 = x^2, H_n = 0, so K_n = binom(n, 2) R^(n - 2)."""
    found = extrapolation_constants([0.0], 7, radius=0.5)
    assert np.allclose(found[3:], [3 * 0.5, 6 * 0.25, 10 * 0.125, 15 * 0.0625])


def test_the_grid_finds_a_measure_that_lies_on_it():
    grid = np.linspace(-1, 1, 21)
    teacher = Atoms(grid[[4, 17]], np.array([0.3, 0.8]))
    found = moments_on_grid(teacher.moments(6), grid)
    assert np.allclose(found.places, teacher.places)
    assert np.allclose(found.weights, teacher.weights)
    best = moments_on_grid([1.0, 0.0, -1.0], grid, weights=[1.0, 1.0, 0.25])
    tried = [[w, w * x, w * x * x] for x in grid for w in np.linspace(0, 2, 201)]
    value = lambda c: (np.array([1.0, 1.0, 0.25]) * (np.array(c) - [1.0, 0.0, -1.0]) ** 2).sum()
    assert value(best.moments(3)) <= min(map(value, tried)) + 1e-12


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: atoms(StateSpace(np.eye(2), [1, 0], [0, 1])), "symmetric balanced"),
        (lambda: atoms(StateSpace.symmetric(np.eye(2), np.zeros(2))), "no atoms"),
        (lambda: one_state_more(turned([0.5, 0.5], [1, 1]), coupling=1.0), "2 states are all"),
        (lambda: one_state_more(turned([0.5], [1]), coupling=0.0), "coupling must satisfy"),
        (lambda: extrapolation_constants([0.5, 0.5], 9, radius=1), "distinct"),
        (lambda: extrapolation_constants([0.5], 9, radius=0.4), "radius must be"),
        (lambda: moments_on_grid([1.0, 0.5], [0.1], weights=[1.0]), "is undefined: w is"),
        (lambda: moments_on_grid([-1.0], [0.5]), "no measure comes nearer"),
    ],
)
def test_a_mistake_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
