"""What moves: chains of factors, objectives of their product, starts, and the landscape at a point.

No time enters here: a point, its value, its gradient.
"""

from dlf.chain.factors import (
    end_to_end,
    imbalance,
    partial_products,
    prefix_products,
    suffix_products,
    widths_of,
)
from dlf.chain.initialize import gaussian, leading_modes, orthogonal, spectral
from dlf.chain.landscape import (
    backpropagate,
    chain_gradient,
    gradient,
    hessian_product,
    sharpness,
    unravel,
    value,
)
from dlf.chain.objectives import Completion, Factorization, Sensing
from dlf.chain.operators import GaussianOperators, SignOperators

__all__ = [
    "Completion",
    "Factorization",
    "GaussianOperators",
    "Sensing",
    "SignOperators",
    "backpropagate",
    "chain_gradient",
    "end_to_end",
    "gaussian",
    "gradient",
    "hessian_product",
    "imbalance",
    "leading_modes",
    "orthogonal",
    "partial_products",
    "prefix_products",
    "sharpness",
    "spectral",
    "suffix_products",
    "unravel",
    "value",
    "widths_of",
]
