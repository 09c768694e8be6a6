import numpy as np
import pytest

import dlf


@pytest.mark.parametrize("widths", [(4, 4, 4), (3, 5, 2, 4), (1, 6)])
def test_orthogonal_factors_have_orthonormal_smaller_side(widths, rng):
    for W, rows, cols in zip(
        dlf.orthogonal(widths, init_scale=0.1, rng=rng), widths[1:], widths[:-1], strict=True
    ):
        assert W.shape == (rows, cols)
        gram = W.T @ W if rows >= cols else W @ W.T
        assert np.allclose(gram, 0.01 * np.eye(min(rows, cols)), atol=1e-15)


def test_orthogonal_is_uniform_not_only_orthogonal():
    """Without the sign correction of QR the diagonal would have a biased mean."""
    rng = np.random.default_rng(3)
    entries = [dlf.orthogonal((2, 2), init_scale=1.0, rng=rng)[0][0, 0] for _ in range(4000)]
    assert abs(np.mean(entries)) < 4 * np.sqrt(0.5 / 4000)


def test_square_orthogonal_start_is_balanced(rng):
    for D in dlf.imbalance(dlf.orthogonal((5, 5, 5, 5), init_scale=0.3, rng=rng)):
        assert np.allclose(D, 0, atol=1e-15)


def test_seeds_decide():
    first, again, other = (
        dlf.gaussian((3, 3), init_scale=1.0, rng=np.random.default_rng(seed))[0]
        for seed in (5, 5, 6)
    )
    assert np.array_equal(first, again)
    assert not np.allclose(first, other)


def test_unequal_scales(rng):
    factors = dlf.orthogonal((3, 3, 3), init_scale=(0.1, 0.7), rng=rng)
    assert [np.linalg.norm(W, 2) for W in factors] == pytest.approx([0.1, 0.7])


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_spectral_start_is_aligned_and_balanced(depth, rng):
    target = rng.standard_normal((6, 4))
    factors = dlf.spectral(target, depth=depth, rank=3, init_scale=0.2)
    assert len(factors) == depth
    U, _, Vt = np.linalg.svd(target, full_matrices=False)
    assert np.allclose(dlf.end_to_end(factors), 0.2**depth * U[:, :3] @ Vt[:3])
    assert all(np.allclose(D, 0, atol=1e-15) for D in dlf.imbalance(factors))


def test_gaussian_scale():
    (W,) = dlf.gaussian((300, 300), init_scale=0.5, rng=np.random.default_rng(0))
    assert W.std() == pytest.approx(0.5, rel=0.01)
