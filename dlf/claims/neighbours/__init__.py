"""The statements of the part *Neighbours*, a module or more a chapter, in the order of the book."""

from dlf.claims.neighbours import (
    best_shaping,
    forgetting,
    forgotten_digits,
    one_at_a_time,
    shaped_fits,
    shaped_runs,
    split_moments,
)

MODULES = (shaped_fits, best_shaping, split_moments, shaped_runs)
MODULES += (forgetting, one_at_a_time, forgotten_digits)
