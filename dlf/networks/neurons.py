"""Neurons and channels of a trained network that the others of their layer can replace."""

import copy
import math
from dataclasses import dataclass
from itertools import pairwise
from numbers import Integral

import torch
from torch import nn
from torch.nn.utils.parametrize import is_parametrized

from dlf import pruning
from dlf._support import indices, whole_number

# each acts on every neuron alone and stretches no distance; pooling: see _stretch
_ALONE = (nn.ReLU, nn.LeakyReLU, nn.Tanh, nn.Sigmoid, nn.Identity, nn.Dropout)
_POOLS = (nn.MaxPool2d, nn.AvgPool2d)
_WEIGHTS = (nn.Linear, nn.Conv2d)


@dataclass(frozen=True, eq=False)
class RemovedNeurons:
    """What a removal did, layer by layer; a layer goes by its name in the model.

    Attributes:
        kept: name -> indices of the neurons, or channels, that stayed.
        costs: name -> least change |dY|_F^2 of each removal, in the order of removal; Y is what the
            next layer makes of the neurons, of every tap of its kernel apart.
        errors: name -> |dZ|_F on the data, Z the next layer's output.
        bound: of the change of the model's output on the data, in Frobenius norm: each error times
            the norms of the layers behind, summed.
    """

    kept: dict[str, torch.Tensor]
    costs: dict[str, torch.Tensor]
    errors: dict[str, float]
    bound: float


def remove_neurons(model, data, *, keep=None, tolerance=None, ridge=None):
    """A smaller network: the cheapest neurons of each hidden layer go, the others take over.

    Layer by layer from the input, on the activations of the network as it then is. What the bias of
    the next layer can take over it does, but behind zero padding, where a constant is none at the
    border. The cost is n^3 operations a layer of n neurons, and those of N n^2 for N samples (or
    positions).

    Args:
        model: nn.Sequential of Linear, Conv2d of one group, ReLU, LeakyReLU, Tanh, Sigmoid,
            Identity, Dropout, MaxPool2d, AvgPool2d and Flatten. It is left as it is.
        data: a tensor of inputs of the model, one batch: (N, C, H, W) if a Conv2d comes first,
            else (..., features).
        keep: so many neurons of each hidden layer stay: one number for all, or one for each (a
            list, or a tensor of integers); in its place a list of indices names the neurons
            themselves.
        tolerance: stop before |dY|_F exceeds this share of |Y|_F (see RemovedNeurons). A change
            that is all rounding passes whatever the tolerance: dead neurons go, and below about
            1e-14 in double and 1e-5 in single precision a tolerance makes no difference (see
            `dlf.pruning.remove_neurons`). At least one neuron stays.
        ridge: as for `dlf.pruning.remove_neurons`.

    Returns:
        The smaller model, with the names and kinds of the old one, and RemovedNeurons. Parameters
        that two layers shared may be apart in it.

    Raises:
        ValueError: a module that it cannot see through, or whose parameters are masked or
            parametrized; data that is no tensor, or has other axes; neither keep nor tolerance; a
            keep that does not fit the hidden layers; a tolerance beside indices.

    Example:
        >>> model = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 2))
        >>> small, report = remove_neurons(model, torch.randn(50, 3), keep=5)
        >>> small[0].out_features, small[2].in_features, len(report.costs["0"])
        (5, 5, 3)
    """
    hidden = _hidden_layers(model)
    _check_data(data)
    keeps = _for_each(keep, [model[first].weight.shape[0] for first, _ in hidden], tolerance)
    small = copy.deepcopy(model)
    training = [module.training for module in small.modules()]
    kept, costs, errors, bound = {}, {}, {}, 0.0
    small.eval()
    with torch.no_grad():
        _check_pictures(small, hidden[0][0], data)
        for (first, second), number in zip(hidden, keeps, strict=True):
            name = list(small._modules)[first]
            before = _front(small, second, data)
            target = small[second](before)
            found = _remove(small, first, second, before, number, tolerance, ridge)
            kept[name] = torch.as_tensor(found.kept)
            costs[name] = torch.as_tensor(found.costs)
            changed = _front(small, second + 1, data) - target
            errors[name] = float(torch.linalg.vector_norm(changed.double()))
            behind = math.prod(_stretch(module) for module in small[second + 1 :])
            bound += errors[name] * behind
    for module, flag in zip(small.modules(), training, strict=True):
        module.training = flag  # one by one: a Dropout may be off in a model that trains
    return small, RemovedNeurons(kept, costs, errors, bound)


def _front(model, stop, data):
    """What the modules before `stop` make of the data; a copy, for some act in place."""
    return model[:stop](data.clone())


def _check_data(data):
    if not isinstance(data, torch.Tensor):
        raise ValueError(
            f"data must be a tensor of inputs, one batch, not {type(data).__name__}: of a "
            "DataLoader or a data set take one batch of inputs, without labels"
        )
    if not data.is_floating_point() or data.numel() == 0:
        raise ValueError(
            f"data must hold inputs in floating point, not {tuple(data.shape)} of {data.dtype}"
        )


def _check_pictures(model, first, data):
    """Without a batch axis a Conv2d would take the channels for samples further on."""
    if isinstance(model[first], nn.Conv2d):
        shape = tuple(_front(model, first, data).shape)
        if len(shape) != 4:
            raise ValueError(
                f"a Conv2d needs pictures of 4 dimensions (N, C, H, W), not {len(shape)}: {shape}; "
                "a single one is data[None]"
            )


def _hidden_layers(model):
    """(first, second): the places of the layers before and behind each hidden layer."""
    if not isinstance(model, nn.Sequential):
        raise ValueError(f"model must be an nn.Sequential, not {type(model).__name__}")
    known = (*_WEIGHTS, *_ALONE, *_POOLS, nn.Flatten)
    for name, module in model.named_children():
        _check_plain(name, module)
        if type(module) not in known:
            raise ValueError(
                f"which neurons {type(module).__name__} ({name}) mixes is not known; seen through "
                f"are {', '.join(kind.__name__ for kind in known)}"
            )
    places = [k for k, module in enumerate(model) if isinstance(module, _WEIGHTS)]
    if len({id(model[k]) for k in places}) < len(places):
        raise ValueError("one layer stands at two places of the model: its neurons cannot go twice")
    if any(getattr(m, "return_indices", False) for m in model):
        raise ValueError("a MaxPool2d with return_indices=True has two outputs: it needs one")
    if len(places) < 2:
        raise ValueError("the model has no hidden layer: it needs two of Linear and Conv2d")
    for first, second in pairwise(places):
        _check_pair(model, first, second)
    return list(pairwise(places))


def _check_plain(name, module):
    """Raise unless the module computes with its own parameters, which can then be replaced."""
    own = set(module._parameters)  # hooks leave only the ingredients: weight_orig, weight_g
    hooked = isinstance(module, _WEIGHTS) and not own >= {"weight", "bias"}
    if hooked or is_parametrized(module):
        raise ValueError(
            f"the parameters of {type(module).__name__} ({name}) are masked or parametrized: make "
            "them permanent first, with torch.nn.utils.prune.remove, remove_weight_norm or "
            "parametrize.remove_parametrizations"
        )


def _check_pair(model, first, second):
    one, other, between = model[first], model[second], model[first + 1 : second]
    flat = [m for m in between if isinstance(m, nn.Flatten)]
    pair = f"{type(one).__name__} ({first}) and {type(other).__name__} ({second})"
    for name, layer in ((first, one), (second, other)):
        if getattr(layer, "groups", 1) > 1:
            raise ValueError(f"Conv2d ({name}) must have one group, not {layer.groups}")
    if isinstance(other, nn.Conv2d) and not isinstance(one, nn.Conv2d):
        raise ValueError(f"between {pair}: the second may be a Conv2d only behind another")
    mixed = isinstance(one, nn.Conv2d) and isinstance(other, nn.Linear)
    if len(flat) != mixed or any((m.start_dim, m.end_dim) != (1, -1) for m in flat):
        raise ValueError(f"between {pair} there must be {'one' if mixed else 'no'} Flatten(1, -1)")
    flattened = isinstance(one, nn.Linear)
    for m in between:
        flattened = flattened or isinstance(m, nn.Flatten)
        if flattened and isinstance(m, _POOLS):
            raise ValueError(
                f"between {pair}: {type(m).__name__} mixes the neurons of a Linear, or of what a "
                "Flatten made"
            )
    if not mixed and one.weight.shape[0] != other.weight.shape[1]:
        raise ValueError(
            f"between {pair}: {one.weight.shape[0]} neurons meet {other.weight.shape[1]}"
        )


def _for_each(keep, widths, tolerance):
    """One entry of keep for each hidden layer: None, a number, or a sorted list of indices."""
    keep = _listed(keep)
    if keep is None or isinstance(keep, Integral):
        keep = [keep] * len(widths)
    if not isinstance(keep, (list, tuple)):
        raise ValueError(f"keep must be an integer, or a list of one for each layer, not {keep!r}")
    if len(keep) != len(widths):
        raise ValueError(f"keep must be one number, or one for each of {len(widths)} hidden layers")
    entries = [_entry(one, width) for one, width in zip(keep, widths, strict=True)]
    if tolerance is not None and any(isinstance(one, list) for one in entries):
        raise ValueError("keep names the neurons that stay: a tolerance beside it says nothing")
    return entries


def _entry(keep, width):
    keep = _listed(keep)
    if isinstance(keep, (list, tuple, range)):
        whole = [whole_number(_listed(k), "kept", least=0) for k in keep]  # no mask of True, False
        return sorted(indices(whole, "kept", width).tolist())
    if keep is None:
        return None
    if whole_number(keep, "keep", least=1) > width:
        raise ValueError(
            f"keep must be at most the width of each hidden layer, not {keep} > {width}"
        )
    return int(keep)


def _listed(value):
    """Tensors and arrays as lists, or as a number if they have no axes."""
    return value.tolist() if hasattr(value, "tolist") else value


def _remove(model, first, second, before, keep, tolerance, ridge):
    """Cut one hidden layer, in place; the Removal."""
    one, other = model[first], model[second]
    width = one.weight.shape[0]
    arrays = [_array(_by_neuron(before, width, other)), _array(_taps(other, width))]
    outputs = other.weight.shape[0]
    taps = len(arrays[1]) // outputs
    bias = arrays[1][:, 0] * 0 if other.bias is not None and not _zero_padded(other) else None
    if isinstance(keep, list):
        found = _named(*arrays, bias, keep, ridge)
    else:
        settings = {"keep": keep, "tolerance": tolerance, "ridge": ridge}
        found = pruning.remove_neurons(*arrays, bias, **settings)
    if bias is not None:
        shift = torch.as_tensor(found.bias.reshape(outputs, taps).sum(axis=1))
        other.bias = _parameter(other.bias + shift.to(other.bias), other.bias)  # it may be shared
    kept = torch.as_tensor(found.kept, device=one.weight.device)
    _cut(one, kept)
    weight = torch.as_tensor(found.weight).to(other.weight)
    _take(other, weight.reshape(outputs, taps, len(kept)).transpose(1, 2))
    return found


def _named(activations, weight, bias, kept, ridge):
    """The Removal of all but the neurons that the caller named."""
    fitted = pruning.redistribute(activations, weight, bias, kept, ridge=ridge)
    gone = [j for j in range(weight.shape[1]) if j not in set(kept)]
    empty = weight[0, :0]
    return pruning.Removal(torch.tensor(kept).numpy(), torch.tensor(gone).numpy(), empty, *fitted)


def _array(tensor):
    """As NumPy, in single precision unless it is double: the ridge depends on it."""
    double = tensor.dtype == torch.float64
    return tensor.detach().to("cpu", torch.float64 if double else torch.float32).numpy()


def _by_neuron(before, width, other):
    """What enters the next layer, a column a neuron: every position of a channel is a sample."""
    if isinstance(other, nn.Conv2d):
        return before.movedim(1, -1).reshape(-1, width)
    return before.reshape(-1, width, other.in_features // width).transpose(1, 2).reshape(-1, width)


def _taps(other, width):
    """The outgoing weights (o taps, n) of the next layer: of every tap, or position, apart."""
    outputs = other.weight.shape[0]
    return other.weight.reshape(outputs, width, -1).transpose(1, 2).reshape(-1, width)


def _zero_padded(layer):
    if not isinstance(layer, nn.Conv2d) or layer.padding_mode != "zeros":
        return False
    if layer.padding == "same":
        return any(side > 1 for side in layer.kernel_size)
    return layer.padding != "valid" and any(layer.padding)


def _cut(layer, kept):
    """The layer with these outputs alone, in place."""
    layer.weight = _parameter(layer.weight[kept], layer.weight)
    if layer.bias is not None:
        layer.bias = _parameter(layer.bias[kept], layer.bias)
    _resize(layer, "out", len(kept))


def _take(layer, weight):
    """The layer with other incoming weights (o, k, taps), in place."""
    outputs, kept, taps = weight.shape
    if isinstance(layer, nn.Conv2d):
        shape = (outputs, kept, *layer.kernel_size)
        _resize(layer, "in", kept)
    else:
        shape = (outputs, kept * taps)
        _resize(layer, "in", kept * taps)
    layer.weight = _parameter(weight.reshape(shape).contiguous(), layer.weight)


def _resize(layer, side, size):
    kind = "features" if isinstance(layer, nn.Linear) else "channels"
    setattr(layer, f"{side}_{kind}", size)


def _parameter(value, like):
    return nn.Parameter(value.detach().clone(), requires_grad=like.requires_grad)


def _stretch(module):
    """By how much a module lengthens a distance at most, in the Euclidean norm."""
    if isinstance(module, nn.Linear):
        return float(torch.linalg.matrix_norm(module.weight.detach().double(), 2))
    if isinstance(module, nn.Conv2d):
        kernel = module.weight.detach().flatten(start_dim=1).double()
        return float(torch.linalg.matrix_norm(kernel, 2)) * _windows(module) * _padding(module)
    if isinstance(module, nn.AvgPool2d) and module.divisor_override:
        return (
            _windows(module) * math.prod(_sides(module.kernel_size)) / abs(module.divisor_override)
        )
    if isinstance(module, _POOLS):
        return _windows(module)
    if isinstance(module, nn.LeakyReLU):
        return max(1.0, abs(module.negative_slope))
    return 1.0


def _windows(module):
    """The root of the number of windows that hold one place, at most."""
    sides = (module.kernel_size, module.stride, getattr(module, "dilation", 1))
    sides = [_sides(side) for side in sides]
    counts = (math.ceil(k * math.gcd(s, d) / s) for k, s, d in zip(*sides, strict=True))
    return math.sqrt(math.prod(counts))


def _sides(side):
    return tuple(side) if isinstance(side, (tuple, list)) else (side, side)


def _padding(layer):
    """The root of how often one place stands in the padded picture, at most."""
    if layer.padding_mode == "zeros" or layer.padding == "valid":
        return 1.0
    pads = layer.padding
    if pads == "same":
        pads = [d * (k - 1) for k, d in zip(layer.kernel_size, layer.dilation, strict=True)]
    return math.sqrt(math.prod(2 * pad + 1 for pad in pads))
