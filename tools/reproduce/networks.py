"""A layer of a network on Fashion-MNIST, replaced by linear blocks: run it, store it for the book.

The network is 784-d-d-10 with ReLU; its d x d layer is one of

  original    nn.Linear
  block       three d x d factors from an orthogonal start
  spectral    five factors of width k along the gradient of the layer's own start
  gradient    the same width, by the rule of deep LoRA from the gradient of the orthogonal block
  random      the same width, random frames
  turned      spectral with the sign of the left frame turned
  low-rank    nn.Linear(d, k), nn.Linear(k, d)
  matched     the original with so many hidden units that the parameters are as many as in spectral

Studies: `rates` (6000 images, d = 256, every variant at several rates of Adam), `paper` (all 60,000
images, d = 512, the ordinary rate of Adam), `ranks` (784-256-256-256-10, how the updates of three
layers of a network grow for other optimizers and starts). The draws of all variants of one seed are
paired: the same other layers (but for `matched`), batches and order.
"""

import math
from functools import cache, partial
from itertools import product
from time import process_time

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from dlf.networks import DeepLinear, compress_module, fashion_mnist
from tools.reproduce.runner import Run, add_data
from tools.reproduce.store import DATA

STORE = DATA / "networks" / "fashion-mnist.npz"
TAKES = "about half an hour on one core"
VARIANTS = (
    *("original", "block", "spectral", "gradient", "random", "turned", "low-rank", "matched"),
)
WIDTH = 20  # k = 2 r-hat, of the compressed blocks
STUDIES = {
    "rates": {"d": 256, "images": 6000, "batch": 128, "epochs": 10},
    "paper": {"d": 512, "images": 60_000, "batch": 256, "epochs": 8},
}
RATES = {"rates": (5e-4, 1e-3, 2e-3, 4e-3, 8e-3, 1.6e-2), "paper": (1e-3,)}
SEEDS = {"rates": 8, "paper": 3, "ranks": 2}
RANK_SETTINGS = {"images": 60_000, "batch": 128, "epochs": 5}
OPTIMIZERS = {
    "sgd": partial(torch.optim.SGD, lr=0.1),
    "momentum": partial(torch.optim.SGD, lr=0.02, momentum=0.9),
    "adam": partial(torch.optim.Adam, lr=1e-3),
}
NETS = tuple((o, s, "relu") for o in OPTIMIZERS for s in ("default", "orthogonal"))
NETS += (("sgd", "orthogonal", "linear tail"),)


@cache
def data(folder):
    return fashion_mnist(folder)


def generators(seed):
    """Generators of the start, the surrogate's batch, and the order of the data."""
    return [torch.Generator().manual_seed(1000 * k + seed) for k in (1, 2, 3)]


def frames(d, draw):
    """Two random d x k matrices with orthonormal columns."""
    return [torch.linalg.qr(torch.randn(d, WIDTH, generator=draw))[0] for _ in range(2)]


def between(U, V, bias):
    """U I I I V^T as a block."""
    eye = torch.eye(WIDTH)
    return DeepLinear.from_factors([V.T.clone(), *[eye.clone() for _ in range(3)], U.clone()], bias)


def slope_at(model, parameter, images, batch):
    """The gradient of the mean cross-entropy on a batch."""
    loss = cross_entropy(model(images.pixels[batch]), images.labels[batch])
    return torch.autograd.grad(loss, parameter)[0]


def deep_lora_frames(model, block, images, batch):
    """V spans the k/2 leading right singular vectors of the slope at W_1, W_1^T its left ones."""
    first = block.factors[0]
    P, _, Qt = torch.linalg.svd(slope_at(model, first, images, batch))
    half = WIDTH // 2
    V = torch.linalg.qr(torch.hstack([Qt[:half].T, first.detach().T @ P[:, :half]]))[0]
    return block.weight.detach() @ V, V


def plain(h):
    """784-h-h-10 from the default start."""
    return nn.Sequential(nn.Linear(784, h), nn.ReLU(), nn.Linear(h, h), nn.ReLU(), nn.Linear(h, 10))


def network(variant, d, seed, images, count):
    """The model of a variant; its other layers are those of the original with this seed, but for
    `matched`. A surrogate sees 4096 of the first `count` images, those that are trained on.
    """
    torch.manual_seed(seed)
    model = plain(d)
    layer, (draw, choose, _) = model[2], generators(seed)
    bias = layer.bias.detach().clone()
    batch = torch.randperm(count, generator=choose)[:4096]
    if variant in ("block", "gradient"):
        factors = DeepLinear(d, d, depth=3, generator=draw).factors
        model[2] = DeepLinear.from_factors([W.detach() for W in factors], bias)
    if variant == "gradient":
        model[2] = between(*deep_lora_frames(model, model[2], images, batch), bias)
    if variant in ("spectral", "turned"):
        surrogate = -slope_at(model, layer.weight, images, batch)
        model[2] = compress_module(layer, surrogate, rank=WIDTH, depth=5)
    if variant == "turned":
        with torch.no_grad():
            model[2].factors[-1].neg_()
    if variant == "random":
        model[2] = between(*frames(d, draw), bias)
    if variant == "low-rank":
        model[2] = nn.Sequential(nn.Linear(d, WIDTH, bias=False), nn.Linear(WIDTH, d))
    if variant == "matched":
        model = plain(matching_width(d))
    return model


def matching_width(d):
    """h for which 784-h-h-10 has as many parameters as the compressed network, or just fewer."""
    kept = 785 * d + 2 * WIDTH * d + 3 * WIDTH**2 + d + 10 * (d + 1)
    return int((-796 + math.sqrt(796**2 + 4 * (kept - 10))) / 2)


def weight_of(layer):
    """The d x d matrix of a layer, whatever it is made of."""
    if isinstance(layer, nn.Sequential):
        return (layer[1].weight @ layer[0].weight).detach()
    return layer.weight.detach().clone()


def ranks(update):
    """Effective rank |s|_1^2/|s|_2^2, and how many directions hold 90 % and 99 % of the square."""
    s = torch.linalg.svdvals(update)
    share = (s**2).cumsum(0) / (s**2).sum()
    counts = [int((share < held).sum()) + 1 for held in (0.9, 0.99)]
    return [float(s.sum() ** 2 / (s**2).sum()), *counts]


def accuracy(model, images):
    with torch.no_grad():
        return float((model(images.pixels).argmax(dim=1) == images.labels).float().mean())


def epochs_of(model, optimizer, images, settings, order, *, falling):
    """Train; yield (mean loss, processor seconds) of each epoch."""
    steps = settings["epochs"] * math.ceil(settings["images"] / settings["batch"])
    line = lambda k: 1 - k / steps if falling else 1.0
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, line)
    for _ in range(settings["epochs"]):
        begun, losses = process_time(), []
        for batch in torch.randperm(settings["images"], generator=order).split(settings["batch"]):
            optimizer.zero_grad()
            loss = cross_entropy(model(images.pixels[batch]), images.labels[batch])
            loss.backward()
            optimizer.step()
            scheduler.step()
            losses.append(float(loss.detach()))
        yield np.mean(losses), process_time() - begun


def trained(model, optimizer, images, settings, order):
    """The model after all epochs, with a rate that falls linearly to zero."""
    for _ in epochs_of(model, optimizer, images, settings, order, falling=True):
        pass
    return model


def variant_run(study, variant, rate, seed, folder):
    """Accuracies, losses, seconds of each epoch; parameters; ranks of the layer's update."""
    torch.set_num_threads(1)
    settings = STUDIES[study]
    train, test = data(folder)
    model = network(variant, settings["d"], seed, train, settings["images"])
    start, found = weight_of(model[2]), []
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    order = generators(seed)[2]
    for loss, seconds in epochs_of(model, optimizer, train, settings, order, falling=True):
        found.append((accuracy(model, test), loss, seconds))
    accuracies, losses, seconds = np.array(found).T
    return {
        "seconds": seconds,
        "losses": losses,
        "parameters": np.array(sum(p.numel() for p in model.parameters())),
        "ranks": np.array(ranks(weight_of(model[2]) - start)),
        "accuracies": accuracies,
        "about": {"torch": torch.__version__},
    }


def rank_run(optimizer, start, behind, seed, folder):
    """784-256-256-256-10: the ranks of the updates of its three layers after 10, 100, all steps."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    train, test = data(folder)
    sizes = (784, 256, 256, 256, 10)
    layers = [nn.Linear(*pair) for pair in zip(sizes, sizes[1:], strict=False)]
    if start == "orthogonal":
        for layer in layers:
            nn.init.orthogonal_(layer.weight)
            nn.init.zeros_(layer.bias)
    silent = (nn.Identity if behind == "linear tail" else nn.ReLU)()
    model = nn.Sequential(layers[0], nn.ReLU(), layers[1], silent, layers[2], silent, layers[3])
    begun = [layer.weight.detach().clone() for layer in layers[:3]]
    rule = OPTIMIZERS[optimizer](model.parameters())
    seen, taken = [], 0

    def changes():
        pairs = zip(layers, begun, strict=False)
        return [ranks(layer.weight.detach() - W) for layer, W in pairs]

    def after_step(*_):
        nonlocal taken
        taken += 1
        if taken in (10, 100):
            seen.append(changes())

    rule.register_step_post_hook(after_step)
    for _ in epochs_of(model, rule, train, RANK_SETTINGS, generators(seed)[2], falling=False):
        pass
    seen.append(changes())
    return {
        "steps": np.array([10, 100, taken]),
        "ranks": np.array(seen),
        "accuracy": np.array(accuracy(model, test)),
        "about": {"torch": torch.__version__},
    }


def add_options(parser):
    """Studies, seeds, processes, and where the files of Fashion-MNIST are."""
    own, studies = parser.add_argument, (*STUDIES, "ranks")
    own("--study", nargs="+", choices=studies, default=studies, help="default: all three")
    own("--seeds", type=int, default=None, metavar="N", help=f"default {SEEDS}")
    add_data(parser)
    own("--workers", type=int, default=1, metavar="N", help="processes (default 1)")


def runs(options):
    """Every variant, rate and seed of the chosen studies."""
    return {
        key: Run(settings, partial(work, options.data), timed=options.workers == 1)
        for study in options.study
        for seed in range(options.seeds or SEEDS[study])
        for key, settings, work in (rank_runs if study == "ranks" else variant_runs)(study, seed)
    }


def rank_runs(study, seed):
    """(key, settings, folder -> arrays) of each net of the study of ranks."""
    for net in NETS:
        settings = {"study": study, "net": list(net), "seed": seed}
        yield f"{study}/{'/'.join(net)}/{seed}", settings, partial(rank_run, *net, seed)


def variant_runs(study, seed):
    """The same of each variant at each rate."""
    for variant, rate in product(VARIANTS, RATES[study]):
        settings = {"study": study, **STUDIES[study], "rate": rate, "seed": seed}
        work = partial(variant_run, study, variant, rate, seed)
        yield f"{study}/{variant}/{rate:g}/{seed}", {**settings, "variant": variant}, work
