"""The statements of the part *Dynamics*, a module or two a chapter, in the order of the book."""

from dlf.claims.dynamics import (
    compressed_network,
    deeper,
    end_to_end,
    faster,
    fit_times,
    gradient_flow,
    invariant_subspace,
    mode_descent,
    one_mode,
    rank_error,
    rate_price,
    separation,
    staircase,
    surrogate,
    two_rates,
    variations,
)

MODULES = (
    gradient_flow,
    end_to_end,
    one_mode,
    mode_descent,
    fit_times,
    separation,
    staircase,
    variations,
    invariant_subspace,
    compressed_network,
    rank_error,
    surrogate,
    faster,
    deeper,
    two_rates,
    rate_price,
)
