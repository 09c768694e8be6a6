import numpy as np
import pytest

import dlf
from dlf.recovery import gaussian_sensing, spread_spectrum


@pytest.mark.parametrize(("d", "rank"), [(100, 5), (100, 10), (21, 10), (7, 2), (2, 1), (1, 1)])
def test_the_answer_is_that_of_the_target(d, rank):
    M, U, s, V = spread_spectrum(d, rank, rng=np.random.default_rng(3))
    assert M.shape == (d, d)
    assert np.linalg.matrix_rank(M) == rank
    assert np.allclose(U * s @ V.T, M, rtol=0, atol=1e-13)
    for Q in (U, V):
        assert np.allclose(Q.T @ Q, np.eye(rank), atol=1e-13)
    assert (np.diff(s) < 0).all()
    assert (U[np.abs(U).argmax(axis=0), np.arange(rank)] > 0).all()


@pytest.mark.parametrize(
    ("d", "rank", "kept"),
    [(100, 5, [0, 10, 20, 30, 40]), (12, 4, [0, 1, 3, 4]), (9, 2, [0, 2]), (3, 1, [0])],
)
def test_the_triples_are_those_at_the_spread_indices(d, rank, kept):
    M, U, s, V = spread_spectrum(d, rank, rng=np.random.default_rng(8))
    G = np.random.default_rng(8).standard_normal((d, d))
    assert s == pytest.approx(np.linalg.svd(G)[1][kept], rel=1e-12)
    assert np.allclose(G @ V, U * s, atol=1e-12)
    assert np.allclose(G.T @ U, V * s, atol=1e-12)
    assert np.allclose(M, U @ U.T @ G, atol=1e-12)


def test_the_generator_decides_and_goes_on():
    rng = np.random.default_rng(1)
    first, second = (spread_spectrum(6, 2, rng=rng)[0] for _ in range(2))
    assert np.array_equal(first, spread_spectrum(6, 2, rng=np.random.default_rng(1))[0])
    assert not np.allclose(first, second)


@pytest.mark.parametrize("stored", [True, False])
def test_sensing_measures_the_target_of_the_same_generator(stored):
    objective, M = gaussian_sensing(10, 2, 70, rng=np.random.default_rng(4), stored=stored)
    assert np.array_equal(M, spread_spectrum(10, 2, rng=np.random.default_rng(4))[0])
    assert objective.value(M) < 1e-28
    assert objective.value(0 * M) > 1e-3
    assert objective.shape == (10, 10)
    assert objective.measurements.size == 70
    assert isinstance(objective.operators, np.ndarray) == stored


def test_sensing_entries_have_the_variance_one_over_m_squared():
    objective, M = gaussian_sensing(30, 3, 500, rng=np.random.default_rng(4), reduction="mean")
    entries = objective.operators
    assert entries.std() * 500 == pytest.approx(1, abs=0.005)
    assert abs(entries.mean() * 500) < 0.005
    assert objective.weight == 1 / 500
    gradient = dlf.Sensing(entries, objective.measurements).gradient(0 * M)
    cosine = -np.vdot(gradient, M) / np.linalg.norm(gradient) / np.linalg.norm(M)
    assert cosine == pytest.approx((1 + 901 / 500) ** -0.5, abs=0.05)
