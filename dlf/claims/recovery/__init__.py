"""The statements of the part *Recovery*, a module or two a chapter, in the order of the book."""

from dlf.claims.recovery import completion, real_data, sensing, sensing_open, sensing_runs

MODULES = (sensing_open, sensing, sensing_runs, completion, real_data)
