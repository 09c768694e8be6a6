"""Neurons and channels removed from networks on Fashion-MNIST: run it, store it for the book.

Two networks, with ReLU:

  perceptron     784-512-512-10; hidden layers are cut to the same number of neurons
  convolutional  channels 1-32-64 (3 x 3, each pooled by 2), then 3136-128-10

Removed on 10,000 of the training images (2000 for channels: every position is a sample) by

  greedy     the cheapest one by one, with redistribution
  plain      the same neurons, nothing handed on
  magnitude  the largest norm of incoming times outgoing weights are kept, nothing handed on
  random     with redistribution

The tuned ones are trained again, and `scratch` is a network of that size trained from its own start
for as long as the large one and the tuning together. Each is trained at several rates of Adam, to
be chosen by the last 10,000 training images, which nothing else has seen. One run is one seed of
one network; within it all share the large network.
"""

from functools import cache, partial

import numpy as np
import torch
from torch import nn

from dlf.networks import Images, fashion_mnist, remove_neurons
from tools.reproduce.networks import accuracy, trained
from tools.reproduce.runner import Run, add_data
from tools.reproduce.store import DATA

STORE = DATA / "pruning" / "removal.npz"
TAKES = "about half an hour on one core"
NETWORKS = {
    "perceptron": {"images": 50_000, "batch": 256, "epochs": 8, "tuning": 3},
    "convolutional": {"images": 20_000, "batch": 128, "epochs": 5, "tuning": 2},
}
LAYERS = {"perceptron": (512, 512), "convolutional": (32, 64, 128)}
SIZES = {
    "perceptron": [[n, n] for n in (256, 64, 32, 16, 8)],
    "convolutional": [[16, 32, 64], [12, 16, 32], [8, 12, 16], [6, 8, 8]],
}
SEEDS = {"perceptron": 3, "convolutional": 3}
RULES = ("greedy", "plain", "magnitude", "random")
TUNED = ("greedy", "magnitude", "random")
RATES = (1e-3, 3e-3, 1e-2)
LARGE_RATE = 1e-3
CALIBRATION = {"perceptron": 10_000, "convolutional": 2000}  # images; all positions are samples
FEW = (64, 256, 1024, 10_000)  # images to remove on, for the cut to FEW_KEPT neurons
FEW_KEPT = 64


@cache
def data(folder, kind):
    """(train, held, test), as pictures for the convolutional network.

    `held` are the 10,000 training images that rates are chosen by.
    """
    train, test = fashion_mnist(folder)
    shape = (-1, 1, 28, 28) if kind == "convolutional" else (-1, 784)
    part = lambda images, picked: Images(
        images.pixels[picked].reshape(shape), images.labels[picked]
    )
    held = slice(50_000, None)
    return part(train, slice(50_000)), part(train, held), part(test, slice(None))


def network(kind, sizes):
    """A network of the kind from torch's default start, with so many neurons a hidden layer."""
    if kind == "perceptron":
        h, k = sizes
        return nn.Sequential(
            *(nn.Linear(784, h), nn.ReLU(), nn.Linear(h, k), nn.ReLU(), nn.Linear(k, 10))
        )
    c, e, h = sizes
    pooled = lambda inside, out: (nn.Conv2d(inside, out, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
    head = (nn.Flatten(), nn.Linear(49 * e, h), nn.ReLU(), nn.Linear(h, 10))
    return nn.Sequential(*pooled(1, c), *pooled(c, e), *head)


def weighted(model):
    """The Linear and Conv2d of a model, in order."""
    return [module for module in model if isinstance(module, nn.Linear | nn.Conv2d)]


def columns_of(layer, neurons):
    """The outgoing weights of each neuron in front of a layer, a row a neuron.

    Behind a Flatten a channel is several inputs in a row.
    """
    weight = layer.weight.detach()
    apart = weight.reshape(weight.shape[0], neurons, -1)
    return apart.transpose(0, 1).reshape(neurons, -1)


def loudest(model, sizes):
    """For each hidden layer the indices with the largest |incoming| |outgoing|, sorted."""
    layers, found = weighted(model), []
    for layer, behind, size in zip(layers, layers[1:], sizes, strict=False):
        incoming = layer.weight.detach().flatten(1).norm(dim=1)
        norms = incoming * columns_of(behind, len(incoming)).norm(dim=1)
        found.append(norms.topk(size).indices.sort().values.tolist())
    return found


def only(model, kind, kept):
    """The network of the neurons `kept`, nothing handed on."""
    small = network(kind, [len(indices) for indices in kept])
    every = [None, *kept, None]
    widths = (1, *LAYERS[kind])  # the inputs as one neuron, which stays
    every = [[0], *kept, range(10)]
    layers = zip(weighted(model), weighted(small), widths, every, every[1:], strict=False)
    with torch.no_grad():
        for old, new, width, before, now in layers:
            apart = old.weight.reshape(len(old.weight), width, -1)
            new.weight.copy_(apart[now][:, before].reshape(new.weight.shape))
            new.bias.copy_(old.bias[now])
    return small


def cut(model, kind, sizes, seen, draw):
    """rule: the smaller network."""
    greedy, report = remove_neurons(model, seen, keep=sizes)
    pairs = zip(LAYERS[kind], sizes, strict=True)
    drawn = [torch.randperm(n, generator=draw)[:k].tolist() for n, k in pairs]
    return {
        "greedy": greedy,
        "plain": only(model, kind, [kept.tolist() for kept in report.kept.values()]),
        "magnitude": only(model, kind, loudest(model, sizes)),
        "random": remove_neurons(model, seen, keep=drawn)[0],
    }


def fitted(model, kind, rate, epochs, order, train):
    """The model, trained by Adam on images of the kind."""
    settings = {**NETWORKS[kind], "epochs": epochs}
    return trained(model, torch.optim.Adam(model.parameters(), lr=rate), train, settings, order)


def at_rates(make, kind, epochs, seed, folder):
    """(held, test) accuracies of make() after training, a row a rate."""
    train, *judges = data(folder, kind)
    found = []
    for rate in RATES:
        order = torch.Generator().manual_seed(4000 + seed)
        model = fitted(make(), kind, rate, epochs, order, train)
        found.append([accuracy(model, images) for images in judges])
    return np.array(found)


def started(kind, sizes, seed):
    """A network from the start of that seed."""
    torch.manual_seed(seed)
    return network(kind, sizes)


def copied(model, kind, sizes):
    """A copy of a small network, as the same plain modules."""
    fresh = network(kind, sizes)
    fresh.load_state_dict(model.state_dict())
    return fresh


def removal_run(kind, seed, folder):
    """Test accuracies of the large and the cut networks; (held, test) of the trained ones.

    Shapes: large (), cut_RULE (sizes,), tuned_RULE and scratch (sizes, rates, 2), few (len(FEW),),
    parameters (1 + sizes,), the large network first.
    """
    torch.set_num_threads(1)
    (train, _, test), settings = data(folder, kind), NETWORKS[kind]
    order, draw = (torch.Generator().manual_seed(1000 * k + seed) for k in (1, 2))
    large = started(kind, LAYERS[kind], seed)
    fitted(large, kind, LARGE_RATE, settings["epochs"], order, train)
    seen = train.pixels[torch.randperm(settings["images"], generator=draw)[: CALIBRATION[kind]]]
    found = {name: [] for name in ("scratch", *(f"cut_{r}" for r in RULES))}
    found |= {f"tuned_{rule}": [] for rule in TUNED}
    parameters = [sum(p.numel() for p in large.parameters())]
    for sizes in SIZES[kind]:
        small = cut(large, kind, sizes, seen, draw)
        parameters.append(sum(p.numel() for p in small["greedy"].parameters()))
        for rule, model in small.items():
            found[f"cut_{rule}"].append(accuracy(model, test))
        for rule in TUNED:
            make = partial(copied, small[rule], kind, sizes)
            found[f"tuned_{rule}"].append(at_rates(make, kind, settings["tuning"], seed, folder))
        make = partial(started, kind, sizes, 500 + seed)
        long = settings["epochs"] + settings["tuning"]
        found["scratch"].append(at_rates(make, kind, long, seed, folder))
    if kind == "perceptron":
        few = [remove_neurons(large, seen[:n], keep=FEW_KEPT)[0] for n in FEW]
        found["few"] = [accuracy(model, test) for model in few]
    arrays = {name: np.array(values) for name, values in found.items()}
    arrays |= {"parameters": np.array(parameters), "large": np.array(accuracy(large, test))}
    return {**arrays, "about": {"torch": torch.__version__}}


def add_options(parser):
    """Networks, seeds, processes, and where the files of Fashion-MNIST are."""
    own = parser.add_argument
    own("--network", nargs="+", choices=NETWORKS, default=[*NETWORKS], help="default: both")
    own("--seeds", type=int, default=None, metavar="N", help=f"default {SEEDS}")
    add_data(parser)
    own("--workers", type=int, default=1, metavar="N", help="processes (default 1)")


def runs(options):
    """Every seed of the chosen networks."""
    return {
        f"{kind}/{seed}": Run(
            {
                **NETWORKS[kind],
                "network": kind,
                "sizes": SIZES[kind],
                "rates": list(RATES),
                "seed": seed,
            },
            partial(removal_run, kind, seed, options.data),
            timed=False,
        )
        for kind in options.network
        for seed in range(options.seeds or SEEDS[kind])
    }
