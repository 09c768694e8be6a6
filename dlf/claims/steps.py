"""Statements that count the steps of runs: one that never arrives contradicts them."""

import numpy as np


def if_arrived(counts, most, residual):
    """residual() if every run has arrived, else 1, a contradiction.

    Args:
        counts: steps of the runs; NaN for one that diverged, whose residual is NaN then.
        most: the count from which on a run has been given up.
        residual: () -> float.
    """
    return 1.0 if np.max(counts) >= most else residual()  # a comparison with NaN is false
