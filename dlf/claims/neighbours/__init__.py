"""The statements of the part *Neighbours*, a module or more a chapter, in the order of the book."""

from dlf.claims.neighbours import (
    best_shaping,
    forgetting,
    forgotten_digits,
    one_at_a_time,
    radial,
    radial_descent,
    radial_digits,
    radial_graph,
    radial_plain,
    reached_states,
    shaped_fits,
    shaped_runs,
    small_states,
    split_moments,
    state_moments,
    state_photograph,
    state_runs,
    state_spaces,
)

MODULES = (radial, radial_descent, radial_digits, radial_plain, radial_graph)
MODULES += (state_spaces, reached_states, state_moments, state_runs, small_states, state_photograph)
MODULES += (shaped_fits, best_shaping, split_moments, shaped_runs)
MODULES += (forgetting, one_at_a_time, forgotten_digits)
