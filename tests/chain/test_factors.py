import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import dlf


@st.composite
def chains(draw):
    widths = draw(st.lists(st.integers(1, 6), min_size=2, max_size=7))
    seed = draw(st.integers(0, 2**32 - 1))
    return dlf.gaussian(widths, init_scale=1.0, rng=np.random.default_rng(seed))


@given(chains())
def test_product_splits_at_every_layer(factors):
    below, above = dlf.partial_products(factors)
    whole = np.linalg.multi_dot(factors[::-1]) if len(factors) > 1 else factors[0]
    scale = np.prod([np.linalg.norm(W, 2) for W in factors])
    for split in range(1, len(factors)):
        assert np.allclose(above[split] @ below[split - 1], whole, rtol=0, atol=1e-13 * scale)
    assert np.allclose(dlf.end_to_end(factors), whole, rtol=0, atol=1e-13 * scale)
    assert np.allclose(above[0], whole, rtol=0, atol=1e-13 * scale)


def test_prefix_and_suffix_are_the_named_products():
    A, B, C = (np.array([[1.0, k], [0.0, 1.0]]).T @ np.diag([1.0, k]) for k in (2, 3, 5))
    below, above = dlf.partial_products((A, B, C))
    for computed, expected in zip(
        below + above, (A, B @ A, C @ B @ A, C @ B @ A, C @ B, C), strict=True
    ):
        assert np.array_equal(computed, expected)


def test_imbalance_of_hand_computed_chain():
    W1, W2 = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])
    (difference,) = dlf.imbalance((W1, W2))
    assert np.array_equal(difference, [[25.0 - 5.0]])


@given(chains())
def test_imbalance_is_symmetric_and_has_inner_shapes(factors):
    for difference, W in zip(dlf.imbalance(factors), factors[:-1], strict=True):
        assert difference.shape == (len(W), len(W))
        assert np.allclose(difference, difference.T)
