"""What the residuals of several claims are made of."""

import numpy as np
import pytest

from dlf.claims.steps import largest


def test_the_largest_gap_counts_in_size_wherever_it_stands():
    gaps = [np.array([[0.1, -3.0]]), np.array([2.0]), np.zeros(3)]
    assert largest(gaps) == largest(gaps[::-1]) == 3.0
    assert isinstance(largest(iter(gaps)), float)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_nan_in_any_part_is_the_residual(place):
    gaps = [np.ones(2), np.zeros(2), np.full(2, 5.0)]
    gaps[place][1] = np.nan
    assert np.isnan(largest(gaps))
