"""The compressed network: inner width r in place of d, started along the surrogate's modes.

W~_1 is r x d_0, the inner factors are r x r, W~_L is d_L x r. It is an ordinary chain: gradient
descent and gradient flow train it, with their `discrepant_rate` for the outer two factors.
"""

import numpy as np

from dlf._support import chain, chain_widths, whole_number
from dlf.chain import spectral

_DENSE_ENTRIES = 250_000


def compress(objective, *, depth, rank, init_scale):
    """W~_1 = eps V^T, W~_2 = ... = W~_{L-1} = eps I, W~_L = eps U: the compressed start.

    U, V are the leading `rank` singular vectors of `objective.surrogate()`, which is computed from
    the data alone; only their directions are used, so its scale does not matter. For a Completion
    with more than 250,000 entries, observed or not, an iterative solver finds them from the
    observed ones, and no d_L x d_0 array is formed.

    Args:
        objective: f, with a `surrogate`: Factorization, Completion or Sensing.
        depth: L >= 2.
        rank: r-hat, an upper bound of the rank of M, 1 <= rank <= min(d_L, d_0).
        init_scale: eps > 0, one number or one for each factor.

    Returns:
        tuple (W~_1, ..., W~_L) of shapes (rank, d_0), (rank, rank), ..., (d_L, rank).

    Raises:
        ValueError: no surrogate, depth < 2, rank out of range, init_scale <= 0.

    Example:
        >>> from dlf import Factorization, end_to_end
        >>> factors = compress(Factorization([[3.0]]), depth=2, rank=1, init_scale=0.5)
        >>> end_to_end(factors)
        array([[0.25]])

    References:
        The setting of Kwon et al. (arXiv 2311.05061).
    """
    if not hasattr(objective, "surrogate"):
        raise ValueError(
            "the singular vectors of A^T A(M) are undefined: the objective must have a "
            f"surrogate(), as Factorization(M) has; {type(objective).__name__} has none"
        )
    surrogate = _surrogate(objective, rank)
    return spectral(surrogate, depth=depth, rank=rank, init_scale=init_scale)


def _surrogate(objective, rank):
    """Dense, or sparse where the objective offers that and a dense SVD would take seconds."""
    d_L, d_0 = objective.shape
    wide = d_L * d_0 > _DENSE_ENTRIES and rank < min(d_L, d_0)
    if wide and hasattr(objective, "sparse_surrogate"):
        return objective.sparse_surrogate()
    return objective.surrogate()


def expand(factors, width):
    """The same network with inner width `width`: rows and columns of zeros are appended.

    A row of zeros in W_l meets a column of zeros in W_{l+1}, so the product is the same and their
    gradients are zero: the flow and every descent keep the padding, and follow the narrow run.

    Args:
        factors: (W_1, ..., W_L), L >= 2.
        width: inner width of the result, at least every inner width of `factors`.

    Returns:
        tuple of shapes (width, d_0), (width, width), ..., (d_L, width).

    Raises:
        ValueError: L < 2, width below an inner width, undefined product, NaN or Inf.

    Example:
        >>> expand(([[2.0]], [[3.0]]), 2)
        (array([[2.],
               [0.]]), array([[3., 0.]]))
    """
    factors, width = chain(factors), whole_number(width, "width", least=1)
    if len(factors) < 2:
        raise ValueError(
            f"W_L ... W_1 has no inner width for L = 1: nothing to expand to width {width}"
        )
    inner = [len(W) for W in factors[:-1]]
    if width < max(inner):
        raise ValueError(
            f"zero padding is undefined: width {width} is below the inner widths {inner}"
        )
    ends = [factors[0].shape[1], *[width] * len(inner), len(factors[-1])]
    padded = [np.zeros(shape) for shape in zip(ends[1:], ends, strict=False)]
    for P, W in zip(padded, factors, strict=True):
        P[: W.shape[0], : W.shape[1]] = W
    return tuple(padded)


def parameter_count(widths):
    """d_1 d_0 + d_2 d_1 + ... + d_L d_{L-1}, the number of entries of all factors.

    Args:
        widths: (d_0, d_1, ..., d_L).

    Raises:
        ValueError: fewer than two widths, a width < 1.

    Example:
        >>> parameter_count((100, 100, 100, 100)), parameter_count((100, 20, 20, 100))
        (30000, 4400)
    """
    widths = chain_widths(widths)
    return sum(rows * cols for rows, cols in zip(widths[1:], widths, strict=False))


def step_flops(widths):
    """6 d_0 (d_2 d_1 + ... + d_L d_{L-1}): flops of the products in a step of `gradient_descent`.

    For each l >= 2 a step forms W_l P_{l-1}, W_l^T B_l and B_l P_{l-1}^T, with P_l = W_l ... W_1
    and B_l of shape (d_l, d_0); a product of m x k and k x n counts 2 m n k. The objective's
    gradient comes on top: it forms no matrix product for Factorization and Completion.

    Args, Raises: as for `parameter_count`.

    Example:
        >>> step_flops((100, 100, 100, 100)), step_flops((100, 20, 20, 100))
        (12000000, 1440000)
    """
    widths = chain_widths(widths)
    return 6 * widths[0] * parameter_count(widths[1:]) if len(widths) > 2 else 0
