"""dlf: the theory of gradient descent on deep linear networks, checked.

The library needs NumPy, SciPy, Numba, python-flint, threadpoolctl and tqdm; completion of tables,
symbolic proofs and the book load what they need beyond (the extras estimator, check and book).
"""

from dlf._version import __version__
from dlf.aligned import CompressedTrajectory, compressed_descent, compressed_flow
from dlf.compress import compress, expand, parameter_count, step_flops
from dlf.dynamics import end_to_end_flow, gradient_descent, gradient_flow
from dlf.exact import (
    fit_time,
    log_fit_time,
    log_mode_strength,
    mode_strength,
    unlearned_strength,
)
from dlf.factors import (
    end_to_end,
    imbalance,
    partial_products,
    prefix_products,
    suffix_products,
)
from dlf.initialize import gaussian, orthogonal, spectral
from dlf.invariant import ReducedProblem, reduce_problem
from dlf.landscape import gradient, hessian_product, sharpness, value
from dlf.modes import (
    aligned_strengths,
    effective_rank,
    fitted_times,
    singular_modes,
    subspace_angle,
)
from dlf.objectives import Completion, Factorization, Sensing
from dlf.operators import GaussianOperators
from dlf.reduced import ReducedTrajectory, reduced_descent, reduced_flow
from dlf.sampled import sample_end_to_end, sampled_descent
from dlf.trajectory import FlowError, Trajectory

__all__ = [
    "Completion",
    "CompressedTrajectory",
    "Factorization",
    "FlowError",
    "GaussianOperators",
    "ReducedProblem",
    "ReducedTrajectory",
    "Sensing",
    "Trajectory",
    "__version__",
    "aligned_strengths",
    "compress",
    "compressed_descent",
    "compressed_flow",
    "effective_rank",
    "end_to_end",
    "end_to_end_flow",
    "expand",
    "fit_time",
    "fitted_times",
    "gaussian",
    "gradient",
    "gradient_descent",
    "gradient_flow",
    "hessian_product",
    "imbalance",
    "log_fit_time",
    "log_mode_strength",
    "mode_strength",
    "orthogonal",
    "parameter_count",
    "partial_products",
    "prefix_products",
    "reduce_problem",
    "reduced_descent",
    "reduced_flow",
    "sample_end_to_end",
    "sampled_descent",
    "sharpness",
    "singular_modes",
    "spectral",
    "step_flops",
    "subspace_angle",
    "suffix_products",
    "unlearned_strength",
    "value",
]
