"""Prunability against the test loss: nets trained, pruned and judged, stored for the book.

The nets are n-d-d-10 with ReLU, trained by AdamW on images of which some have a wrong label, and
judged on other images with their own labels. Studies:

  digits   scikit-learn's digits, 1000 for training: four shares of wrong labels, three widths, two
           sizes of batch, two decays, two seeds. A net is trained until its loss on the training
           images is at most TARGET at the end of an epoch, so that all end at the same loss.
  clothes  the same on 3000 images of Fashion-MNIST: three shares, two widths.
  widths   digits with a fifth of the labels wrong, eleven widths, 200 epochs each, six seeds:
           from nets that cannot fit the labels to nets that fit all of them.

A run holds the loss over the share of weights that global magnitude pruning keeps, the test loss,
and other measures of the net, such as its norm and how random changes of its weights harm it.
"""

import math
from functools import cache, partial
from itertools import product
from time import process_time

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.functional import cross_entropy

from dlf.networks import Images, fashion_mnist, prunability
from tools.reproduce.runner import Run, add_data
from tools.reproduce.store import DATA

STORE = DATA / "pruning" / "prunability.npz"
TAKES = "about twelve minutes on one core"
TARGET = 0.05  # of the training loss, mean cross-entropy
RATE = 2e-3
SHARES = np.geomspace(0.02, 1, 80)
STUDIES = {
    "digits": {"train": 1000, "most": 400, "target": TARGET},
    "clothes": {"train": 3000, "most": 150, "target": TARGET},
    "widths": {"train": 1000, "most": 200, "target": 0.0},
}
# shares of wrong labels, widths, sizes of batch, decays, seeds
GRIDS = {
    "digits": ((0.0, 0.1, 0.2, 0.3), (64, 128, 256), (32, 128), (0.0, 0.1), (0, 1)),
    "clothes": ((0.0, 0.15, 0.3), (64, 256), (64, 256), (0.0, 0.1), (0, 1)),
    "widths": ((0.2,), (8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512), (64,), (0.0,), range(6)),
}
NOISE, DRAWS = 0.2, 10  # relative size of the random change of each weight matrix; how many changes
DROPPED = 0.1  # share of the weights that are set to zero at random


@cache
def pictures(study, folder):
    """Images for training and for judging, before any choice."""
    if study == "clothes":
        return fashion_mnist(folder)
    digits = load_digits()
    return Images(torch.tensor(digits.data / 16).float(), torch.tensor(digits.target)), None


def split(study, noise, seed, folder=None):
    """Training images, with a share `noise` of wrong labels, and images to judge by."""
    draw, count = torch.Generator().manual_seed(1000 + seed), STUDIES[study]["train"]
    source, judged = pictures(study, folder)
    order = torch.randperm(len(source.labels), generator=draw)
    first, rest = order[:count], order[count:]
    judged = judged or Images(source.pixels[rest], source.labels[rest])
    labels = source.labels[first].clone()
    wrong = torch.randperm(count, generator=draw)[: round(noise * count)]
    labels[wrong] = (labels[wrong] + torch.randint(1, 10, (len(wrong),), generator=draw)) % 10
    return Images(source.pixels[first], labels), judged


def network(inputs, width, seed):
    """inputs-width-width-10 from PyTorch's start."""
    torch.manual_seed(seed)
    first, second, last = nn.Linear(inputs, width), nn.Linear(width, width), nn.Linear(width, 10)
    return nn.Sequential(first, nn.ReLU(), second, nn.ReLU(), last)


def loss_on(images, model):
    with torch.no_grad():
        return float(cross_entropy(model(images.pixels), images.labels))


def train(model, images, settings, batch, decay, seed):
    """Epochs until the training loss is at most the target, or the most that are allowed."""
    order = torch.Generator().manual_seed(2000 + seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=decay)
    epoch = 0
    while epoch < settings["most"]:
        epoch += 1
        for rows in torch.randperm(len(images.labels), generator=order).split(batch):
            optimizer.zero_grad()
            cross_entropy(model(images.pixels[rows]), images.labels[rows]).backward()
            optimizer.step()
        if settings["target"] and loss_on(images, model) <= settings["target"]:
            break
    return epoch


def matrices(model):
    return [p for p in model.parameters() if p.dim() > 1]


def changed(model, images, change, seed):
    """Mean training loss after `change(W, generator)` of every weight matrix, over DRAWS draws."""
    draw, before = torch.Generator().manual_seed(3000 + seed), [W.clone() for W in matrices(model)]
    losses = []
    with torch.no_grad():
        for _ in range(DRAWS):
            for W, old in zip(matrices(model), before, strict=True):
                W.copy_(change(old, draw))
            losses.append(loss_on(images, model))
        for W, old in zip(matrices(model), before, strict=True):
            W.copy_(old)
    return float(np.mean(losses))


def shaken(W, draw):
    """A Gaussian change of the size NOISE |W|_F, in the mean of its square."""
    size = NOISE * W.norm() / math.sqrt(W.numel())
    return W + size * torch.randn(W.shape, generator=draw)


def dropped(W, draw):
    return W * (torch.rand(W.shape, generator=draw) >= DROPPED)


def margin(model, images):
    """Tenth percentile of the right logit less the largest other one, over the product of norms."""
    with torch.no_grad():
        logits = model(images.pixels)
        right = logits.gather(1, images.labels[:, None])
        others = logits.scatter(1, images.labels[:, None], -torch.inf).max(1, keepdim=True).values
        norms = math.prod(float(torch.linalg.matrix_norm(W, 2)) for W in matrices(model))
        return float((right - others).quantile(0.1)) / norms


def measures(model, start, images, seed):
    """Name: a number that is to be large for a net that generalizes badly."""
    W, before = matrices(model), loss_on(images, model)
    square = sum(float((w.detach() ** 2).sum()) for w in W)
    moved = sum(float(((w.detach() - s) ** 2).sum()) for w, s in zip(W, start, strict=True))
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "norm": math.sqrt(square),
        "distance": math.sqrt(moved),
        "shaken": changed(model, images, shaken, seed) - before,
        "dropped": changed(model, images, dropped, seed) - before,
        "margin": -margin(model, images),
    }


def net_run(study, noise, width, batch, decay, seed, folder=None):
    """The loss over the kept share, losses and accuracy, measures, epochs, seconds."""
    torch.set_num_threads(1)
    begun, settings = process_time(), STUDIES[study]
    images, judged = split(study, noise, seed, folder)
    model = network(images.pixels.shape[1], width, seed)
    start = [W.detach().clone() for W in matrices(model)]
    epochs = train(model, images, settings, batch, decay, seed)
    found = prunability(model, partial(loss_on, images), shares=SHARES)
    with torch.no_grad():
        right = (model(judged.pixels).argmax(1) == judged.labels).double().mean()
    values = {**measures(model, start, images, seed), "epochs": epochs, "right": float(right)}
    values |= {"training": loss_on(images, model), "test": loss_on(judged, model)}
    values |= {"weights": found.weights, "seconds": process_time() - begun}
    return {
        **{name: np.array(value) for name, value in values.items()},
        "shares": found.shares.numpy(),
        "losses": found.losses.numpy(),
        "about": {"torch": torch.__version__},
    }


def add_options(parser):
    """Studies, and where the files of Fashion-MNIST are."""
    own = parser.add_argument
    own("--study", nargs="+", choices=STUDIES, default=tuple(STUDIES), help="default: all three")
    add_data(parser)


def prepare(missing, options):
    """The pictures of clothes are read first: the runs on digits would do without."""
    if any(run.settings["study"] == "clothes" for run in missing.values()):
        pictures("clothes", options.data)


def runs(options):
    """Every net of the chosen studies."""
    return {
        f"{study}/{noise:g}/{width}/{batch}/{decay:g}/{seed}": Run(
            {
                **{"study": study, **STUDIES[study], "noise": noise, "width": width},
                **{"batch": batch, "decay": decay, "seed": seed, "rate": RATE},
            },
            partial(net_run, study, noise, width, batch, decay, seed, options.data),
        )
        for study in options.study
        for noise, width, batch, decay, seed in product(*GRIDS[study])
    }
