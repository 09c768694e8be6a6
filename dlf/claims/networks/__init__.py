"""The statements of the part *Networks*, a module or two a chapter, in the order of the book."""

from dlf.claims.networks import any_loss, frozen, linear_block

MODULES = (linear_block, any_loss, frozen)
