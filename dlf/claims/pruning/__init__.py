"""The statements of the part *Pruning*, a module or more a chapter, in the order of the book."""

from dlf.claims.pruning import (
    auxiliary,
    correlated,
    exact_risks,
    feature_choice,
    occam,
    prunability,
    pruned_risks,
    pruned_runs,
    random_features,
    redundant,
    redundant_logits,
    redundant_networks,
    redundant_ranks,
    redundant_training,
    refits,
    sensitivity,
    sensitivity_bounds,
    useless_features,
)

MODULES = (auxiliary, pruned_risks, pruned_runs, exact_risks, refits, useless_features, correlated)
MODULES += (random_features, feature_choice)
MODULES += (
    *(redundant, redundant_ranks, redundant_logits, redundant_training, redundant_networks),
)
MODULES += (sensitivity, sensitivity_bounds)
MODULES += (prunability, occam)
