"""Residuals of several parts."""

import numpy as np


def largest(gaps):
    """The largest entry, in size, of some arrays: NaN if one of them has a NaN."""
    return float(np.max([np.abs(gap).max() for gap in gaps]))
