"""The statements of the part *Neighbours*, a module or more a chapter, in the order of the book."""

from dlf.claims.neighbours import radial, radial_descent, radial_digits, radial_graph, radial_plain

MODULES = (radial, radial_descent, radial_digits, radial_plain, radial_graph)
from dlf.claims.neighbours import (
    reached_states,
    small_states,
    state_moments,
    state_photograph,
    state_runs,
    state_spaces,
)

MODULES = (state_spaces, reached_states, state_moments, state_runs, small_states, state_photograph)
