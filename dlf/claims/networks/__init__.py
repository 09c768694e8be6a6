"""The statements of the part *Networks*, a module or two a chapter, in the order of the book."""

from dlf.claims.networks import (
    adapter_flow,
    adapters,
    any_loss,
    compressed_layer,
    frozen,
    linear_block,
    turned,
)

MODULES = (linear_block, any_loss, frozen, compressed_layer, turned, adapters, adapter_flow)
