"""The statements of the part *Pruning*, a module or more a chapter, in the order of the book."""

from dlf.claims.pruning import (
    redundant,
    redundant_logits,
    redundant_networks,
    redundant_ranks,
    redundant_training,
)

MODULES = (redundant, redundant_ranks, redundant_logits, redundant_training, redundant_networks)
