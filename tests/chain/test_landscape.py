import numpy as np
import pytest

import dlf


def along(factors, direction, h):
    return tuple(W + h * D for W, D in zip(factors, direction, strict=True))


def inner(A, B):
    return sum(np.vdot(a, b) for a, b in zip(A, B, strict=True))


def direction_of(factors, rng):
    return tuple(rng.standard_normal(W.shape) for W in factors)


def order(errors, ratio=10.0):
    return np.log(errors[0] / errors[1]) / np.log(ratio)


def test_gradient_taylor_remainder_has_slope_two(objective, factors, rng):
    D = direction_of(factors, rng)
    G = dlf.gradient(objective, factors)
    start = dlf.value(objective, factors)
    errors = [
        abs(dlf.value(objective, along(factors, D, h)) - start - h * inner(G, D))
        for h in (1e-3, 1e-4)
    ]
    assert order(errors) == pytest.approx(2, abs=0.05)


def test_gradient_is_the_matrix_formula(objective, factors):
    below, above = dlf.partial_products(factors)
    R = objective.gradient(below[-1])
    for l, G in enumerate(dlf.gradient(objective, factors)):
        left = above[l + 1].T if l + 1 < len(factors) else np.eye(len(R))
        right = below[l - 1].T if l > 0 else np.eye(R.shape[1])
        assert np.allclose(G, left @ R @ right, atol=1e-12)


def test_hessian_product_is_the_derivative_of_the_gradient(objective, factors, rng):
    D = direction_of(factors, rng)
    H = dlf.hessian_product(objective, factors, D)
    h = 1e-5
    ahead = dlf.gradient(objective, along(factors, D, h))
    behind = dlf.gradient(objective, along(factors, D, -h))
    scale = np.sqrt(inner(H, H))
    for Hl, a, b in zip(H, ahead, behind, strict=True):
        assert np.allclose(Hl, (a - b) / (2 * h), rtol=0, atol=1e-7 * scale)


def test_hessian_is_symmetric(objective, factors, rng):
    D, E = direction_of(factors, rng), direction_of(factors, rng)
    left = inner(dlf.hessian_product(objective, factors, D), E)
    right = inner(D, dlf.hessian_product(objective, factors, E))
    assert left == pytest.approx(right, rel=1e-11)


def test_sharpness_is_the_largest_eigenvalue_of_the_dense_hessian(rng):
    objective = dlf.Factorization(rng.standard_normal((6, 5)))
    factors = dlf.gaussian((5, 7, 6), init_scale=0.5, rng=rng)
    size = sum(W.size for W in factors)
    hessian = np.array(
        [
            np.concatenate(
                [H.ravel() for H in dlf.hessian_product(objective, factors, unravel(e, factors))]
            )
            for e in np.eye(size)
        ]
    )
    assert size > 64
    largest = np.linalg.eigvalsh(hessian)[-1]
    assert dlf.sharpness(objective, factors) == pytest.approx(largest, rel=1e-8)


def test_sharpness_of_scalar_chains():
    """f = (w^2 - s)^2/2 at w^2 = s has Hessian s [[1, 1], [1, 1]], whose eigenvalue is 2 s."""
    root = np.sqrt(3.0)
    assert dlf.sharpness(dlf.Factorization([[3.0]]), ([[root]], [[root]])) == pytest.approx(6.0)


def unravel(vector, factors):
    ends = np.cumsum([W.size for W in factors])[:-1]
    return tuple(p.reshape(W.shape) for p, W in zip(np.split(vector, ends), factors, strict=True))
