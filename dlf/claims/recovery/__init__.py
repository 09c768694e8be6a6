"""The statements of the part *Recovery*, a module a chapter, in the order of the book."""

from dlf.claims.recovery import completion, real_data, sensing

MODULES = (sensing, completion, real_data)
