"""Layers replaced by narrow blocks that start along the singular vectors of a surrogate."""

import torch

from dlf.chain import spectral
from dlf.networks.adapters import AdaptedLinear, frozen
from dlf.networks.blocks import DeepLinear
from dlf.networks.modules import layers, replace


def negative_gradients(model, names, loss):
    """-dl/dX for the weight X of each named layer: the surrogate of that layer in this network.

    Args:
        model: nn.Module. names: names of its nn.Linear submodules.
        loss: a scalar tensor that the weights were used for; its graph is kept.

    Returns:
        name -> tensor (d_L, d_0). The `.grad` of no parameter is touched.

    Raises:
        ValueError: a name that is no nn.Linear of the model; a weight that the loss does not use.
    """
    found = layers(model, names)
    weights = [layer.weight for layer in found.values()]
    unused = "-dl/dX is undefined: the loss does not depend on the weight of {}"
    try:
        gradients = torch.autograd.grad(loss, weights, retain_graph=True, allow_unused=True)
    except RuntimeError as error:
        raise ValueError(unused.format(", ".join(found))) from error
    for name, gradient in zip(found, gradients, strict=True):
        if gradient is None:
            raise ValueError(unused.format(name))
    return {name: -gradient for name, gradient in zip(found, gradients, strict=True)}


def compress_module(layer, surrogate, *, rank, depth=3, init_scale=1.0, keep_weight=False):
    """The compressed block for one layer: W~_1 = eps V^T, inner eps I, W~_L = eps U.

    U, V are the leading singular vectors of the surrogate, as for `dlf.compress`.

    Args:
        layer: nn.Linear (or another module with in_features, out_features, weight, bias).
        surrogate (d_L, d_0): minus the gradient of the loss at the layer's weight, for instance.
        rank: inner width, 1 <= rank <= min(d_L, d_0). depth: L >= 2.
        init_scale: eps > 0, one number or one for each factor.
        keep_weight: add the block to the layer's weight, which is frozen, instead of replacing it.

    Returns:
        DeepLinear with the layer's bias; AdaptedLinear if keep_weight.

    Raises:
        ValueError: a surrogate of another shape, zero, or not finite; rank out of range.
    """
    like = layer.weight
    if surrogate.shape != like.shape:
        raise ValueError(
            f"U^T S V is undefined: the surrogate is {tuple(surrogate.shape)}, the weight "
            f"{tuple(like.shape)}"
        )
    target = surrogate.detach().to("cpu", torch.float64).numpy()
    if not target.any():
        raise ValueError(
            "the singular vectors of S = 0 are undefined: no signal passes the layer, as where a "
            "ReLU follows a weight of zero; start from a weight that lets signal through"
        )
    factors = spectral(target, depth=depth, rank=rank, init_scale=init_scale)
    factors = [torch.from_numpy(W).to(like.device, like.dtype) for W in factors]
    if keep_weight:
        return AdaptedLinear(frozen(layer), DeepLinear.from_factors(factors))
    bias = None if layer.bias is None else layer.bias.detach().clone()
    return DeepLinear.from_factors(factors, bias).train(layer.training)


def compress_network(model, names=None, *, rank, depth=3, init_scale=1.0, keep_weight=False):
    """Replace layers of a network by compressed blocks, in place, along their own gradients.

    Call it after `loss.backward()`: the surrogate of a layer is minus the `.grad` of its weight.

    Args:
        model: nn.Module. names: of its nn.Linear submodules; all of them if None.
        rank, depth, init_scale, keep_weight: as for `compress_module`.

    Returns:
        The model.

    Raises:
        ValueError: a name that is no nn.Linear of the model, a missing gradient, a layer that two
            modules share. Nothing is replaced then.

    Example:
        >>> from torch import nn
        >>> model = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 4))
        >>> model(torch.ones(3, 6)).square().sum().backward()
        >>> [type(m).__name__ for m in compress_network(model, ["2"], rank=2)]
        ['Linear', 'ReLU', 'DeepLinear']
    """
    found = layers(model, names)
    for name, layer in found.items():
        if layer.weight.grad is None:
            raise ValueError(
                f"S = -dl/dX of {name} is undefined: its weight has no gradient; call "
                "loss.backward() first"
            )
    settings = {"depth": depth, "init_scale": init_scale, "keep_weight": keep_weight}
    blocks = {
        name: compress_module(layer, -layer.weight.grad, rank=rank, **settings)
        for name, layer in found.items()
    }
    return replace(model, blocks)
