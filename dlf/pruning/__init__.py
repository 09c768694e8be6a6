"""Less of a trained model: least squares with many features; neurons that others can replace.

And what to keep instead: features shaped by old tasks, examples that are forgotten.

Arrays in, arrays out; PyTorch modules are the matter of the room of networks.
"""

from dlf.pruning.correlated import correlated_risks, relu_moments
from dlf.pruning.few_shots import (
    BestShares,
    best_shaping,
    meta_risk,
    moment_estimator,
    optimal_theta,
    theta_from_weights,
    weights_from_theta,
)
from dlf.pruning.forgetting import Forgetting, forgetting_counts, most_forgotten
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
from dlf.pruning.neurons import (
    Removal,
    numeric_rank,
    redistribute,
    removal_costs,
    remove_neurons,
)
from dlf.pruning.selection import FeatureCosts, feature_costs, forward_selection
from dlf.pruning.sensitivity import (
    SampledWeights,
    edge_sensitivities,
    keep_most_sensitive,
    neuron_sensitivities,
    sample_size,
    sample_weights,
)
from dlf.pruning.simulation import PrunedRuns, minimum_norm, simulate, simulate_ridge

__all__ = [
    "BestShares",
    "CoordinateLaw",
    "FeatureCosts",
    "Forgetting",
    "LinearGaussianProblem",
    "PrunedRisks",
    "PrunedRuns",
    "Removal",
    "SampledWeights",
    "best_shaping",
    "coordinate_law",
    "correlated_risks",
    "edge_sensitivities",
    "feature_costs",
    "fixed_point",
    "forgetting_counts",
    "forward_selection",
    "keep_most_sensitive",
    "keep_threshold",
    "meta_risk",
    "minimum_norm",
    "moment_estimator",
    "most_forgotten",
    "neuron_sensitivities",
    "numeric_rank",
    "optimal_theta",
    "oracle_support",
    "pruned_risks",
    "redistribute",
    "relu_moments",
    "removal_costs",
    "remove_neurons",
    "sample_size",
    "sample_weights",
    "simulate",
    "simulate_ridge",
    "small_model_risk",
    "support_risk",
    "theta_from_weights",
    "truncated_error",
    "weights_from_theta",
]
