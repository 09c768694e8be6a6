"""What an optimizer and a checkpoint need to know of blocks and adapters."""

from dlf._support import nonnegative, positive
from dlf.networks.adapters import AdaptedLinear
from dlf.networks.blocks import DeepLinear
from dlf.networks.modules import replace


def parameter_groups(model, *, lr, discrepant_rate=1.0, **defaults):
    """Groups for any optimizer of torch: the outer factors of blocks learn at alpha times lr.

    Args:
        model: nn.Module. lr: eta > 0.
        discrepant_rate: alpha >= 0, for W_1 and W_L of every DeepLinear and AdaptedLinear.
        defaults: other settings of the groups, for instance weight_decay.

    Returns:
        list of dicts with named parameters. Every parameter with a gradient is in exactly one
        group; frozen ones are in none, nor are the outer factors for alpha = 0.

    Raises:
        ValueError: lr <= 0, alpha < 0, nothing to train.
    """
    lr, alpha = positive(lr, "lr"), nonnegative(discrepant_rate, "discrepant_rate")
    outer = {id(W) for m in model.modules() if isinstance(m, DeepLinear) for W in m.outer}
    trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    groups = [
        {"params": [(n, p) for n, p in trained if id(p) not in outer], "lr": lr, **defaults},
        {"params": [(n, p) for n, p in trained if id(p) in outer], "lr": alpha * lr, **defaults},
    ]
    groups = [g for g in groups if g["params"] and g["lr"] > 0]
    if not groups:
        raise ValueError("the model has no parameter to train")
    return groups


def merge(model):
    """Every block and every adapter becomes one `nn.Linear`, in place; returns the model.

    What comes back has the layers, names and interface of an ordinary network.
    """
    blocks = {
        name: module.merge()
        for name, module in model.named_modules()
        if isinstance(module, AdaptedLinear)
    }
    inside = tuple(f"{name}." if name else "" for name in blocks)
    blocks |= {
        name: module.merge()
        for name, module in model.named_modules()
        if isinstance(module, DeepLinear) and not (inside and name.startswith(inside))
    }
    return replace(model, blocks)


def adapter_state_dict(model):
    """The trained entries of the state_dict alone: adapters, and modules kept trainable."""
    trained = {name for name, p in model.named_parameters() if p.requires_grad}
    return {name: value for name, value in model.state_dict().items() if name in trained}
