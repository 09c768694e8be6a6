"""The statements of the part *Networks*, a module or two a chapter, in the order of the book."""

from dlf.claims.networks import frozen, linear_block

MODULES = (linear_block, frozen)
