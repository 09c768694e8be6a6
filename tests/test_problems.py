import numpy as np
import pytest

from dlf.problems import spread_spectrum


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
