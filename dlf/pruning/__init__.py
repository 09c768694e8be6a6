"""Least squares with more features than samples, pruned: predicted test errors, and experiments.

Arrays in, arrays out; no networks and no claims enter here.
"""

from dlf.pruning.correlated import correlated_risks, relu_moments
from dlf.pruning.least_squares import (
    CoordinateLaw,
    LinearGaussianProblem,
    PrunedRisks,
    coordinate_law,
    fixed_point,
    keep_threshold,
    oracle_support,
    pruned_risks,
    small_model_risk,
    support_risk,
    truncated_error,
)
from dlf.pruning.simulation import PrunedRuns, minimum_norm, simulate, simulate_ridge

__all__ = [
    "CoordinateLaw",
    "LinearGaussianProblem",
    "PrunedRisks",
    "PrunedRuns",
    "coordinate_law",
    "correlated_risks",
    "fixed_point",
    "keep_threshold",
    "minimum_norm",
    "oracle_support",
    "pruned_risks",
    "relu_moments",
    "simulate",
    "simulate_ridge",
    "small_model_risk",
    "support_risk",
    "truncated_error",
]
