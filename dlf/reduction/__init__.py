"""The same run in fewer numbers: the invariant subspace and the compressed network.

What is only approximately the same run does not enter here.
"""

from dlf.reduction.aligned import CompressedTrajectory, compressed_descent, compressed_flow
from dlf.reduction.compressed import compress, expand, parameter_count, step_flops
from dlf.reduction.invariant import ReducedProblem, reduce_problem
from dlf.reduction.reduced import ReducedTrajectory, reduced_descent, reduced_flow

__all__ = [
    "CompressedTrajectory",
    "ReducedProblem",
    "ReducedTrajectory",
    "compress",
    "compressed_descent",
    "compressed_flow",
    "expand",
    "parameter_count",
    "reduce_problem",
    "reduced_descent",
    "reduced_flow",
    "step_flops",
]
