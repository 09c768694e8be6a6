"""Finding layers of a network by name, and putting others in their place."""

from torch import nn


def layers(model, names=None, kind=nn.Linear):
    """name -> layer, for the named submodules of that kind, or for all.

    Raises:
        ValueError: a name that is none; a layer that two parents share; none at all.
    """
    every = dict(model.named_modules(remove_duplicate=False))
    known = {name: layer for name, layer in every.items() if isinstance(layer, kind)}
    chosen = list(known) if names is None else list(names)
    for name in chosen:
        if name not in known:
            raise ValueError(
                f"{name!r} is no {kind.__name__} of the model; it has {', '.join(known) or 'none'}"
            )
        twins = [other for other, layer in known.items() if layer is known[name]]
        if len(twins) > 1:
            shared = ", ".join(twins)
            raise ValueError(f"one {kind.__name__} has the names {shared}: it cannot be replaced")
    if not chosen:
        raise ValueError(f"no {kind.__name__} to replace")
    return {name: known[name] for name in chosen}


def replace(model, new):
    """The model with the named submodules replaced, in place; the new one if it is the model."""
    if "" in new:
        return new[""]
    for name, module in new.items():
        parent, _, own = name.rpartition(".")
        setattr(model.get_submodule(parent), own, module)
    return model
