"""Arrays padded to whole vectors of the compiled loops."""

import numpy as np
import pytest

from dlf._support.lanes import VECTOR as OF_THE_LOOPS
from dlf._support.vectors import VECTOR, widened


@pytest.mark.parametrize(("dtype", "lanes"), [(np.float64, 4), (np.float32, 8)])
@pytest.mark.parametrize("width", [1, 3, 4, 5, 8, 9])
def test_inner_axes_end_with_whole_vectors_of_zeros(dtype, lanes, width, rng):
    W = rng.standard_normal((7, width)).astype(dtype)
    wide = widened(W, dtype, inner=[1])
    assert wide.dtype == dtype
    assert wide.shape == (7, -(-width // lanes) * lanes)
    assert np.array_equal(wide[:, :width], W)
    assert not wide[:, width:].any()
    assert widened(W, dtype, inner=[0, 1]).shape[0] % lanes == 0


def test_a_widened_array_is_a_copy(rng):
    W = rng.standard_normal((4, 4))
    widened(W, np.float64, inner=[0, 1])[:] = 0
    assert W.any()


def test_the_loops_have_the_same_vectors():
    assert VECTOR == OF_THE_LOOPS
