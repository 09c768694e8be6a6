"""How factors move: gradient flow and descent, what a run returns, and its singular modes.

No shortcut enters here: every factor is moved at its full size.
"""

from dlf.dynamics.descent import descend, descent_parameters, gradient_descent, recorded_steps
from dlf.dynamics.flow import end_to_end_flow, gradient_flow
from dlf.dynamics.singular_modes import (
    aligned_strengths,
    effective_rank,
    fitted_times,
    singular_modes,
    subspace_angle,
)
from dlf.dynamics.trajectory import FlowError, Trajectory

__all__ = [
    "FlowError",
    "Trajectory",
    "aligned_strengths",
    "descend",
    "descent_parameters",
    "effective_rank",
    "end_to_end_flow",
    "fitted_times",
    "gradient_descent",
    "gradient_flow",
    "recorded_steps",
    "singular_modes",
    "subspace_angle",
]
