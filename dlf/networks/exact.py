"""The narrow block that trains exactly as a wide one: few samples, a linear head behind it."""

import torch
from torch import nn

from dlf._support import positive
from dlf.networks.blocks import DeepLinear


def compress_exactly(block, features, head, *, tolerance=None):
    """The block cut to the directions that features and head ever see, for any loss.

    In place of the block it gives the same logits for every input, after every step of gradient
    descent (momentum, weight decay and minibatches allowed), as long as the head stands directly
    behind the block, with no ReLU between, and the features are fixed, or trained themselves.

    Args:
        block: DeepLinear.
        features (..., d_0): what the block is trained on, a row a sample.
        head: nn.Linear, or its weight (q, d_L).
        tolerance: relative size below which a direction counts as unseen; eps^(3/4) of the dtype
            if None.

    Returns:
        DeepLinear of the factors (U_0^T, W~_1, ..., W~_L, U_L), the two outer ones frozen.

    Raises:
        ValueError: shapes that do not fit; nothing is unseen, so that nothing can be cut.

    Example:
        >>> block = DeepLinear(50, 50, bias=False, dtype=torch.float64)
        >>> head = nn.Linear(50, 3, dtype=torch.float64)
        >>> compress_exactly(block, torch.rand(7, 50, dtype=torch.float64), head).extra_repr()
        '50 -> 10 -> 10 -> 10 -> 10 -> 50, bias=False'
    """
    weight = head.weight if isinstance(head, nn.Linear) else torch.as_tensor(head)
    for name, matrix, width in (
        ("H", features, block.in_features),
        ("C", weight, block.out_features),
    ):
        if matrix.shape[-1] != width or matrix.ndim < 2:
            raise ValueError(
                f"C W_L ... W_1 H is undefined: {name} is {tuple(matrix.shape)}, the block takes "
                f"{block.in_features} and gives {block.out_features} features"
            )
    like = block.factors[0]
    default = torch.finfo(like.dtype).eps ** 0.75
    tolerance = default if tolerance is None else positive(tolerance, "tolerance")
    wide = [W.detach().double() for W in block.factors]
    last = weight.detach().double().T
    if block.bias is not None:
        last = torch.hstack([last, block.bias.detach().double()[:, None]])
    first = features.detach().reshape(-1, block.in_features).double().T
    cores = _closure(
        [_span(first, tolerance), *(W[:, :0] for W in wide[:-1]), last], wide, tolerance
    )
    if all(len(K) == K.shape[1] for K in cores):
        raise ValueError(
            "nothing is unseen: the features and the rows of the head, and what the factors make "
            f"of them, span all of the widths {[len(K) for K in cores]}"
        )
    small = [K.T @ W @ J for W, J, K in zip(wide, cores, cores[1:], strict=False)]
    factors = [W.to(like.dtype) for W in (cores[0].T, *small, cores[-1])]
    bias = None if block.bias is None else block.bias.detach().clone()
    narrow = DeepLinear.from_factors([W.contiguous() for W in factors], bias)
    for end in narrow.outer:
        end.requires_grad_(False)
    return narrow.train(block.training)


def _span(columns, tolerance):
    """Orthonormal columns with the same span, up to the tolerance."""
    U, s, _ = torch.linalg.svd(columns, full_matrices=False)
    return U[:, s > tolerance * s.max()] if s.numel() else U


def _closure(cores, factors, tolerance):
    """The smallest K_0, ..., K_L that hold these and that no factor, up or down, leaves."""
    cores = [_span(K, tolerance) for K in cores]
    scaled = [W / torch.linalg.matrix_norm(W, 2) for W in factors]
    before = None
    while before != (before := [K.shape[1] for K in cores]):
        for l, W in enumerate(scaled):
            cores[l + 1] = _span(torch.hstack([cores[l + 1], W @ cores[l]]), tolerance)
        for l, W in reversed([*enumerate(scaled)]):
            cores[l] = _span(torch.hstack([cores[l], W.T @ cores[l + 1]]), tolerance)
    return cores
