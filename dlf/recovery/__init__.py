"""Matrices from few entries or measurements: descent on what is observed, peers, a user's table.

The theory of such runs does not enter here; it is in the claims and in the rooms below.
"""

from dlf.recovery.baselines import (
    alternating_least_squares,
    burer_monteiro,
    scaled_descent,
    soft_impute,
)
from dlf.recovery.blocks import BlockCosts, block_costs
from dlf.recovery.datasets import (
    digits_labels,
    digits_matrix,
    load_movielens_100k,
    sample_image,
    synthetic_ratings,
    train_and_test,
)
from dlf.recovery.problems import gaussian_sensing, spread_spectrum, uniform_completion
from dlf.recovery.sampled import SampledStep, sample_end_to_end, sampled_descent

__all__ = [
    "BlockCosts",
    "DeepMatrixCompletion",
    "SampledStep",
    "alternating_least_squares",
    "block_costs",
    "burer_monteiro",
    "digits_labels",
    "digits_matrix",
    "gaussian_sensing",
    "load_movielens_100k",
    "sample_end_to_end",
    "sample_image",
    "sampled_descent",
    "scaled_descent",
    "soft_impute",
    "spread_spectrum",
    "synthetic_ratings",
    "train_and_test",
    "uniform_completion",
]


def __getattr__(name):
    """The estimator is loaded on use, as scikit-learn is."""
    if name != "DeepMatrixCompletion":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dlf.recovery.estimator import DeepMatrixCompletion

    return DeepMatrixCompletion
