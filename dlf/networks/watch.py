"""Singular values of weights, recorded while somebody else's loop trains them."""

from contextlib import contextmanager
from dataclasses import dataclass, field

import torch

from dlf._support import whole_number
from dlf.networks.adapters import AdaptedLinear
from dlf.networks.blocks import DeepLinear
from dlf.networks.modules import layers


@dataclass(eq=False)
class Watched:
    """What was seen.

    Attributes:
        steps: numbers of the steps of the optimizer, 0 for the start.
        singular_values: name -> (len(steps), rank) tensor, the largest ones of the weight.
    """

    steps: list[int] = field(default_factory=list)
    singular_values: dict[str, torch.Tensor] = field(default_factory=dict)


@contextmanager
def watch(model, optimizer, names=None, *, rank, every=1):
    """Within it, each `every`-th step of the optimizer records the largest singular values.

    Args:
        model: nn.Module. optimizer: a torch optimizer that trains it.
        names: of the modules whose `weight` is watched; every block and adapter if None.
        rank: how many values. every: steps between two records.

    Yields:
        Watched, with the start as its first record.

    Raises:
        ValueError: no module of such a name, rank < 1, every < 1.
    """
    rank, every = whole_number(rank, "rank", least=1), whole_number(every, "every", least=1)
    if names is None:
        inside = {id(m.update) for m in model.modules() if isinstance(m, AdaptedLinear)}
        names = [
            n
            for n, m in model.named_modules()
            if isinstance(m, AdaptedLinear) or (isinstance(m, DeepLinear) and id(m) not in inside)
        ]
    watched = layers(model, names, kind=torch.nn.Module)
    seen, taken = Watched(), 0

    def record(step):
        seen.steps.append(step)
        for name, module in watched.items():
            weight = module.weight.detach()
            values = torch.linalg.svdvals(
                weight.to(torch.promote_types(weight.dtype, torch.float32))
            )
            before = seen.singular_values.get(name, values.new_empty(0, min(rank, len(values))))
            seen.singular_values[name] = torch.vstack([before, values[:rank]])

    def after_step(*_):
        nonlocal taken
        taken += 1
        if taken % every == 0:
            record(taken)

    record(0)
    handle = optimizer.register_step_post_hook(after_step)
    try:
        yield seen
    finally:
        handle.remove()
