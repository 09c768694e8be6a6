"""Relatives of the deep linear network that have no better home: linear state spaces.

Arrays in, arrays out; what belongs to least squares or to networks is in the rooms of these.
"""

from dlf.neighbours.moments import (
    Atoms,
    atoms,
    extrapolation_constants,
    hankel_rank,
    moments_on_grid,
    one_state_more,
)
from dlf.neighbours.state_spaces import (
    StateSpace,
    fit_symmetric,
    reached_space,
    response_descent,
    response_gradient,
    response_loss,
)

__all__ = [
    "Atoms",
    "StateSpace",
    "atoms",
    "extrapolation_constants",
    "fit_symmetric",
    "hankel_rank",
    "moments_on_grid",
    "one_state_more",
    "reached_space",
    "response_descent",
    "response_gradient",
    "response_loss",
]
