"""Frozen layers with a trained update of low rank: LoRA, and its deep linear relative."""

import re

import torch
from torch import nn

from dlf._support import scales, whole_number
from dlf.networks.blocks import DeepLinear, end_to_end, orthogonal_factors
from dlf.networks.modules import layers, replace


class AdaptedLinear(nn.Module):
    """x -> X_0 x + b + c W_L ... W_1 x: a frozen layer and a trained update.

    Attributes:
        base: nn.Linear, without gradients.
        update: DeepLinear without bias.
        scaling: c.

    Raises:
        ValueError: an update of another shape than the base, or with a bias.
    """

    def __init__(self, base, update, scaling=1.0):
        super().__init__()
        shapes = [(m.out_features, m.in_features) for m in (base, update)]
        if shapes[0] != shapes[1] or update.bias is not None:
            raise ValueError(
                f"X_0 + W_L ... W_1 is undefined: X_0 is {shapes[0]}, the product is {shapes[1]}"
                + ("" if update.bias is None else ", and has a bias of its own")
            )
        self.base, self.update, self.scaling = base, update, scaling
        self.in_features, self.out_features = base.in_features, base.out_features

    @property
    def weight(self):
        """X_0 + c W_L ... W_1 (d_L, d_0)."""
        return self.base.weight + self.scaling * self.update.weight

    @property
    def bias(self):
        """b of the base."""
        return self.base.bias

    @property
    def factors(self):
        """(W_1, ..., W_L) of the update."""
        return self.update.factors

    @property
    def outer(self):
        """[W_1, W_L] of the update."""
        return self.update.outer

    def forward(self, x):
        """x (..., d_0) -> (..., d_L)."""
        return self.base(x) + self.scaling * self.update(x)

    def merge(self):
        """The `nn.Linear` of X_0 + c W_L ... W_1, which computes the same up to rounding."""
        merged = frozen(self.base)
        update = self.update.merge().weight
        with torch.no_grad():
            merged.weight.add_(update, alpha=self.scaling)
        return merged.requires_grad_(True)

    def extra_repr(self):
        return f"scaling={self.scaling:g}"


def frozen(layer):
    """A copy of the weight and bias of a layer as nn.Linear, without gradients."""
    like = layer.weight
    settings = {"device": like.device, "dtype": like.dtype}
    copy = nn.Linear(layer.in_features, layer.out_features, layer.bias is not None, **settings)
    with torch.no_grad():
        copy.weight.copy_(like)
        if layer.bias is not None:
            copy.bias.copy_(layer.bias)
    return copy.requires_grad_(False).train(layer.training)


def lora(model, target_modules, *, rank, alpha=None, modules_to_save=(), generator=None):
    """LoRA in place: each target gets (alpha/r) B A beside its frozen weight, B = 0 at the start.

    A is uniform on +-1/sqrt(d_0) and B zero, so the network computes at the start what it did.

    Args:
        model: nn.Module; everything but the adapters and `modules_to_save` is frozen.
        target_modules: names or endings of names of nn.Linear submodules, a regular expression
            that a whole name must match, or "all-linear".
        rank: r >= 1, the inner width.
        alpha: alpha > 0; r if None, so that the scaling alpha/r is 1.
        modules_to_save: names or endings of names of modules that are trained as they are.
        generator: torch.Generator.

    Returns:
        The model.

    Raises:
        ValueError: no such module, rank out of range.

    References:
        Hu et al., LoRA (arXiv 2106.09685).
    """
    scaling = 1.0 if alpha is None else scales(alpha, 1)[0] / whole_number(rank, "rank", least=1)

    def factors(layer):
        like = {"device": layer.weight.device, "dtype": layer.weight.dtype}
        A = torch.empty(_width(rank, layer), layer.in_features, **like)
        bound = layer.in_features**-0.5
        nn.init.uniform_(A, -bound, bound, generator=generator)
        return [A, torch.zeros(layer.out_features, len(A), **like)]

    return _adapt(model, target_modules, modules_to_save, factors, scaling)


def deep_lora(
    model, target_modules, *, rank, depth=3, init_scale=1e-3, modules_to_save=(), generator=None
):
    """Deep LoRA in place: a product of L orthogonal factors of scale eps beside each target.

    It changes the network at the start by at most eps^L in the spectral norm of each weight. For a
    start along the gradient see `compress_network(..., keep_weight=True)`.

    Args:
        model, target_modules, modules_to_save, generator: as for `lora`.
        rank: inner width. depth: L >= 2. init_scale: eps > 0, one number or one for each factor.

    Returns:
        The model.

    Raises:
        ValueError: no such module, rank out of range, depth < 2, init_scale <= 0.

    References:
        Yaras et al., Compressible dynamics in deep overparameterized low-rank learning and
        adaptation (arXiv 2406.04112).
    """
    depth = whole_number(depth, "depth", least=2)
    eps = scales(init_scale, depth)

    def factors(layer):
        inner = [_width(rank, layer)] * (depth - 1)
        widths = (layer.in_features, *inner, layer.out_features)
        like = {"device": layer.weight.device, "dtype": layer.weight.dtype}
        return orthogonal_factors(widths, eps, generator=generator, **like)

    return _adapt(model, target_modules, modules_to_save, factors, 1.0)


def to_lora(model):
    """name -> (A, B) with B A the update of each adapter: A = W_{L-1} ... W_1, B = c W_L, exactly.

    Any tool that takes LoRA adapters takes these, whatever the depth they were trained with.
    """
    found = layers(model, kind=AdaptedLinear)
    with torch.no_grad():
        return {
            name: (end_to_end(m.factors[:-1]).clone(), m.scaling * m.factors[-1])
            for name, m in found.items()
        }


def _adapt(model, target_modules, modules_to_save, factors, scaling):
    """Freeze the model, and put adapters with these factors at the targets."""
    targets = layers(model, _matching(model, target_modules))
    adapters = {
        name: AdaptedLinear(frozen(layer), DeepLinear.from_factors(factors(layer)), scaling)
        for name, layer in targets.items()
    }
    saved = [m for name, m in model.named_modules() if _ends(name, modules_to_save)]
    model.requires_grad_(False)
    for module in saved:
        module.requires_grad_(True)
    return replace(model, adapters)


def _matching(model, target_modules):
    """The names of the nn.Linear submodules that are meant."""
    names = [name for name, m in model.named_modules() if isinstance(m, nn.Linear)]
    if isinstance(target_modules, str) and target_modules != "all-linear":
        found = [name for name in names if re.fullmatch(target_modules, name)]
    elif isinstance(target_modules, str):
        found = names
    else:
        found = [name for name in names if _ends(name, target_modules)]
    if not found:
        raise ValueError(f"no nn.Linear is meant by {target_modules!r}; the model has {names}")
    return found


def _ends(name, endings):
    return any(name == end or name.endswith(f".{end}") for end in endings)


def _width(rank, layer):
    rank = whole_number(rank, "rank", least=1)
    if rank > min(layer.in_features, layer.out_features):
        raise ValueError(
            f"B A of rank {rank} is undefined for a weight of shape "
            f"{(layer.out_features, layer.in_features)}"
        )
    return rank
