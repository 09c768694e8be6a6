"""Less of a trained model: neurons that the others can replace, and what their removal costs.

Arrays only; PyTorch modules are the matter of the room of networks.
"""

from dlf.pruning.neurons import (
    Removal,
    numeric_rank,
    redistribute,
    removal_costs,
    remove_neurons,
)

__all__ = [
    "Removal",
    "numeric_rank",
    "redistribute",
    "removal_costs",
    "remove_neurons",
]
