"""The statements of the part *Pruning*, a module or two a chapter, in the order of the book."""

from dlf.claims.pruning import (
    auxiliary,
    correlated,
    exact_risks,
    pruned_risks,
    pruned_runs,
    refits,
    useless_features,
)

MODULES = (auxiliary, pruned_risks, pruned_runs, exact_risks, refits, useless_features, correlated)
