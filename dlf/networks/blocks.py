"""A linear layer whose weight is a product of factors."""

import torch
from torch import nn

from dlf._support import scales, whole_number


def orthogonal_factors(widths, eps, *, generator=None, device=None, dtype=None):
    """eps_l Q_l, Q_l uniform with orthonormal columns or rows, for widths (d_0, ..., d_L)."""
    drawn = _at_least_single(dtype or torch.get_default_dtype())
    factors = []
    for scale, rows, columns in zip(eps, widths[1:], widths, strict=False):
        W = torch.empty(rows, columns, device=device, dtype=drawn)
        if W.device.type != "meta":  # where nothing is drawn, as torch's own layers do
            nn.init.orthogonal_(W, gain=scale, generator=generator)
        factors.append(W.to(dtype))
    return factors


def balanced_factors(weight, depth, rank=None):
    """S^(1/L) V^T, S^(1/L), ..., U S^(1/L) of the leading singular triples of a weight."""
    U, s, Vt = torch.linalg.svd(weight.to(_at_least_single(weight.dtype)), full_matrices=False)
    count = len(s) if rank is None else _at_most(rank, weight.shape)
    root = s[:count] ** (1 / depth)
    if depth == 1:
        return [(U[:, :count] * root @ Vt[:count]).to(weight.dtype)]
    inner = [torch.diag(root)] * (depth - 2)
    factors = [root[:, None] * Vt[:count], *inner, U[:, :count] * root]
    return [W.to(weight.dtype).clone() for W in factors]


def end_to_end(factors):
    """W_L ... W_1, multiplied in the cheapest order."""
    return factors[0] if len(factors) == 1 else torch.linalg.multi_dot([*factors][::-1])


def _at_least_single(dtype):
    """The type in which half precision is factorized: no factorization takes it."""
    return torch.promote_types(dtype, torch.float32)


def _at_most(rank, shape):
    rank = whole_number(rank, "rank", least=1)
    if rank > min(shape):
        raise ValueError(
            f"U_r S_r V_r^T is undefined: rank {rank} exceeds the width of a weight of shape "
            f"{tuple(shape)}"
        )
    return rank


class DeepLinear(nn.Module):
    """x -> W_L ... W_1 x + b: `nn.Linear` with its weight replaced by a product of L factors.

    Args:
        in_features: d_0. out_features: d_L.
        bias: whether b is there; it starts as that of `nn.Linear`.
        device, dtype: as for `nn.Linear`; half precision is drawn in single and rounded.
        depth: L >= 1.
        width: d_1 = ... = d_{L-1}; min(d_0, d_L) if None, the least that keeps every rank.
        init_scale: eps > 0, one number or one for each factor: W_l = eps Q_l with orthonormal
            columns or rows.
        generator: torch.Generator of the draw.

    Attributes:
        factors: ParameterList (W_1, ..., W_L), shapes (d_l, d_{l-1}).
        bias: Parameter (d_L,) or None.

    Raises:
        ValueError: a size < 1, init_scale <= 0.

    Example:
        >>> block = DeepLinear(4, 3, depth=2, dtype=torch.float64)
        >>> x = torch.ones(5, 4, dtype=torch.float64)
        >>> torch.allclose(block(x), block.merge()(x))
        True

    References:
        Kwon et al. (arXiv 2311.05061) replace a layer of a network by such a block.
    """

    def __init__(
        self,
        in_features,
        out_features,
        bias=True,
        device=None,
        dtype=None,
        *,
        depth=3,
        width=None,
        init_scale=1.0,
        generator=None,
    ):
        super().__init__()
        self.in_features = whole_number(in_features, "in_features", least=1)
        self.out_features = whole_number(out_features, "out_features", least=1)
        depth = whole_number(depth, "depth", least=1)
        inner = min(in_features, out_features) if width is None else width
        inner = whole_number(inner, "width", least=1)
        self.init_scale = scales(init_scale, depth)
        widths = (in_features, *[inner] * (depth - 1), out_features)
        settings = {"generator": generator, "device": device, "dtype": dtype}
        self._take(orthogonal_factors(widths, self.init_scale, **settings))
        b = torch.empty(out_features, device=device, dtype=dtype) if bias else None
        self.bias = None if b is None else nn.Parameter(b)
        self._reset_bias(generator)

    @classmethod
    def from_factors(cls, factors, bias=None):
        """The block of given factors (W_1, ..., W_L), which it adopts without a copy.

        Raises:
            ValueError: no factors, an undefined product, a bias of another shape.
        """
        factors = [torch.as_tensor(W) for W in factors]
        _check(factors, bias)
        block = cls.__new__(cls)
        nn.Module.__init__(block)
        block.in_features, block.out_features = factors[0].shape[1], factors[-1].shape[0]
        block.init_scale = None
        block._take(factors)
        block.bias = None if bias is None else nn.Parameter(torch.as_tensor(bias))
        return block

    @classmethod
    def from_linear(cls, linear, *, depth=3, rank=None):
        """The balanced block whose product is the weight of a layer, or its best of some rank.

        W_1 = S^(1/L) V^T, W_2 = ... = W_{L-1} = S^(1/L), W_L = U S^(1/L).

        Args:
            linear: nn.Linear, or anything with `weight` (d_L, d_0) and `bias`.
            depth: L >= 1.
            rank: inner width; min(d_0, d_L) if None, which loses nothing.

        Raises:
            ValueError: rank out of range.
        """
        depth = whole_number(depth, "depth", least=1)
        with torch.no_grad():
            factors = balanced_factors(linear.weight.detach(), depth, rank)
            bias = None if linear.bias is None else linear.bias.detach().clone()
        return cls.from_factors(factors, bias)

    def _take(self, factors):
        self.factors = nn.ParameterList(nn.Parameter(W) for W in factors)

    def _reset_bias(self, generator=None):
        if self.bias is not None and self.bias.device.type != "meta":
            bound = self.in_features**-0.5
            nn.init.uniform_(self.bias, -bound, bound, generator=generator)

    def reset_parameters(self, generator=None):
        """Draw the start anew, for instance after `to_empty`.

        Raises:
            ValueError: a block made of given factors, which has no start to draw.
        """
        if self.init_scale is None:
            raise ValueError("W_l(0) = eps_l Q_l: this block was made of factors, it has no eps_l")
        widths = (self.in_features, *(len(W) for W in self.factors))
        first = self.factors[0]
        settings = {"generator": generator, "device": first.device, "dtype": first.dtype}
        drawn = orthogonal_factors(widths, self.init_scale, **settings)
        with torch.no_grad():
            for W, start in zip(self.factors, drawn, strict=True):
                W.copy_(start)
        self._reset_bias(generator)

    @property
    def depth(self):
        """L."""
        return len(self.factors)

    @property
    def weight(self):
        """W_L ... W_1 (d_L, d_0), differentiable; computed whenever it is asked for."""
        return end_to_end(self.factors)

    @property
    def outer(self):
        """The factors that the discrepant rate is for: [W_1, W_L], or [W_1] if L = 1."""
        return [self.factors[0], *([self.factors[-1]] if self.depth > 1 else [])]

    def forward(self, x):
        """x (..., d_0) -> (..., d_L), multiplied in the cheapest order for this batch."""
        if x.shape[-1] != self.in_features:
            raise ValueError(
                f"W_1 x is undefined: W_1 is {tuple(self.factors[0].shape)}, x is {tuple(x.shape)}"
            )
        flat = x.reshape(-1, self.in_features)
        y = torch.linalg.multi_dot([flat, *(W.T for W in self.factors)])
        y = y if self.bias is None else y + self.bias.to(y.dtype)  # as nn.Linear under autocast
        return y.reshape(*x.shape[:-1], self.out_features)

    def merge(self):
        """The `nn.Linear` that computes the same, up to rounding: its weight is the product."""
        first = self.factors[0]
        settings = {"device": first.device, "dtype": first.dtype}
        merged = nn.Linear(self.in_features, self.out_features, self.bias is not None, **settings)
        with torch.no_grad():
            wide = [W.to(_at_least_single(W.dtype)) for W in self.factors]
            merged.weight.copy_(end_to_end(wide))
            if self.bias is not None:
                merged.bias.copy_(self.bias)
        return merged.train(self.training)

    def extra_repr(self):
        widths = [self.in_features, *(len(W) for W in self.factors)]
        return f"{' -> '.join(map(str, widths))}, bias={self.bias is not None}"


def _check(factors, bias):
    if not factors:
        raise ValueError("factors is empty: W_L ... W_1 needs at least one factor")
    for l, (below, above) in enumerate(zip(factors, factors[1:], strict=False), 1):
        if above.shape[1] != below.shape[0]:
            raise ValueError(
                f"W_{l + 1} W_{l} is undefined: W_{l + 1} is {tuple(above.shape)}, W_{l} is "
                f"{tuple(below.shape)}"
            )
    if bias is not None and bias.shape != factors[-1].shape[:1]:
        raise ValueError(
            f"W_L x + b is undefined: W_L is {tuple(factors[-1].shape)}, b is {tuple(bias.shape)}"
        )
