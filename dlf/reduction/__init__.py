"""The same run in fewer numbers: invariant subspace, compressed network, radial networks cut by QR.

What is only approximately the same run does not enter here.
"""

from dlf.reduction.aligned import CompressedTrajectory, compressed_descent, compressed_flow
from dlf.reduction.compressed import compress, expand, parameter_count, step_flops
from dlf.reduction.invariant import ReducedProblem, reduce_problem
from dlf.reduction.radial import (
    Radial,
    RadialCompression,
    RadialRun,
    core_compress,
    projected_descent,
    qr_compress,
    radial_descent,
    radial_forward,
    radial_gradients,
    reduced_widths,
)
from dlf.reduction.reduced import ReducedTrajectory, reduced_descent, reduced_flow

__all__ = [
    "CompressedTrajectory",
    "Radial",
    "RadialCompression",
    "RadialRun",
    "ReducedProblem",
    "ReducedTrajectory",
    "compress",
    "compressed_descent",
    "compressed_flow",
    "core_compress",
    "expand",
    "parameter_count",
    "projected_descent",
    "qr_compress",
    "radial_descent",
    "radial_forward",
    "radial_gradients",
    "reduce_problem",
    "reduced_descent",
    "reduced_flow",
    "reduced_widths",
    "step_flops",
]
