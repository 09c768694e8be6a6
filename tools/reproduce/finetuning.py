"""Few pictures and a small pretrained transformer: LoRA and its relatives, run and stored.

A vision transformer of 139,000 parameters is trained on Fashion-MNIST, once on all ten classes and
once on five of them, and stored. Then it is fine-tuned on twenty pictures: `digits`, two of each
handwritten digit, from the first; `held-out`, four of each of the other five classes, from the
second. The 24 matrices of its blocks are adapted by

  full          training them
  head          not at all
  lora          (alpha/r) B A with alpha = r
  lora-alpha    (alpha/r) B A with alpha = 8 whatever r is
  small         two factors of scale 0.001
  deep          three factors of scale 0.001
  compressed    frames along the gradient, three cores of scale 0.001 between them
  random        the same with random frames

and all train a new head. Studies: `tuning` (six rates, eight draws of their own) and `paired`
(draws 0 to 23, each method and rank at its own best rate, and at the one that was best for r = 8).
What is drawn, the new head and the order of everything is the same for all methods of one draw.
"""

import math
from functools import cache, partial

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.functional import cross_entropy, interpolate

from dlf.networks import (
    AdaptedLinear,
    DeepLinear,
    Images,
    SmallViT,
    compress_network,
    deep_lora,
    fashion_mnist,
    lora,
    parameter_groups,
)
from dlf.networks.blocks import orthogonal_factors
from dlf.networks.modules import layers, replace
from tools.reproduce.networks import accuracy, ranks
from tools.reproduce.runner import Run, Stopped, add_data
from tools.reproduce.store import DATA, stored

STORE = DATA / "networks" / "fine-tuning.npz"
TAKES = "about an hour on one core"
BLOCKS = r"blocks\..*"
PRETRAINED = {"all": range(10), "five": (0, 2, 5, 8, 9)}
EPOCHS = {"all": 5, "five": 4}
TASKS = {"digits": ("all", range(10), 2), "held-out": ("five", (1, 3, 4, 6, 7), 4)}
METHODS = ("lora", "lora-alpha", "small", "deep", "compressed", "random")
RANKS = (2, 8, 64)
RATES = (3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
DRAWS = {"tuning": range(100, 108), "paired": range(24)}
SETTINGS = {"steps": 80, "head_rate": 3e-3, "scale": 1e-3, "alpha": 8, "gamma": 0.01, "test": 1000}


@cache
def clothes(folder):
    return fashion_mnist(folder)


@cache
def digits():
    """The 1797 digits of scikit-learn at 28 x 28, less their mean over their deviation."""
    data = load_digits()
    small = torch.tensor(data.images, dtype=torch.float32)[:, None]
    pixels = interpolate(small, size=(28, 28), mode="bilinear").flatten(start_dim=1)
    return Images((pixels - pixels.mean()) / pixels.std(), torch.tensor(data.target))


def only(images, classes):
    """The pictures of some classes, these counted from 0."""
    kept = torch.isin(images.labels, torch.tensor(list(classes)))
    return Images(
        images.pixels[kept], torch.searchsorted(torch.tensor(list(classes)), images.labels[kept])
    )


def few(images, each, draw):
    """`each` pictures of every class, and SETTINGS["test"] others."""
    order = torch.randperm(len(images.labels), generator=draw)
    ranked = [order[images.labels[order] == c] for c in range(int(images.labels.max()) + 1)]
    train = torch.cat([r[:each] for r in ranked])
    rest = torch.cat([r[each:] for r in ranked])
    test = rest[torch.randperm(len(rest), generator=draw)[: SETTINGS["test"]]]
    return tuple(Images(images.pixels[rows], images.labels[rows]) for rows in (train, test))


def task(name, seed, folder=None):
    """Training and test pictures of a draw; those of the held-out classes train on train alone."""
    _, classes, each = TASKS[name]
    draw = torch.Generator().manual_seed(seed)
    if name == "digits":
        return few(digits(), each, draw)
    train, test = (only(images, classes) for images in clothes(folder))
    return few(train, each, draw)[0], few(test, 0, draw)[1]


def pretraining(name, folder):
    """The parameters of a network trained on these classes, in half precision."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    train, test = (only(images, PRETRAINED[name]) for images in clothes(folder))
    model, count, batch = SmallViT(len(PRETRAINED[name])), len(train.labels), 128
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.05)
    steps = EPOCHS[name] * math.ceil(count / batch)
    rise = lambda k: min(10 * k / steps, 1) * (1 + math.cos(math.pi * k / steps)) / 2
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rise)
    for _ in range(EPOCHS[name]):
        for rows in torch.randperm(count).split(batch):
            optimizer.zero_grad()
            cross_entropy(model(train.pixels[rows]), train.labels[rows]).backward()
            optimizer.step()
            scheduler.step()
    halves = {f"model/{key}": p.detach().half().numpy() for key, p in model.named_parameters()}
    about = {"torch": torch.__version__}
    return {**halves, "accuracy": np.array(accuracy(model, test)), "about": about}


def pretrained(store, name):
    """The stored network, in single precision."""
    model = SmallViT(len(PRETRAINED[name]))
    head = f"pretrained/{name}/model/"
    found = {key[len(head) :]: a for key, a in store.items() if key.startswith(head)}
    model.load_state_dict({key: torch.tensor(a, dtype=torch.float32) for key, a in found.items()})
    return model


def new_head(model, classes, draw):
    """A head of its own for the task; all else is frozen."""
    head = nn.Linear(model.head.in_features, classes)
    with torch.no_grad():
        head.weight.normal_(0, 0.02, generator=draw)
        head.bias.zero_()
    model.requires_grad_(False)
    model.head = head
    return model


def adapt(model, method, rank, train, draw):
    """The model with its blocks adapted; the others' parameters are frozen."""
    saved = {"modules_to_save": ["head"], "rank": rank, "generator": draw}
    if method == "full":
        for layer in blocks_of(model).values():
            layer.requires_grad_(True)
    if method in ("lora", "lora-alpha"):
        alpha = SETTINGS["alpha"] if method == "lora-alpha" else rank
        lora(model, BLOCKS, alpha=alpha, **saved)
    if method in ("small", "deep"):
        depth = 2 if method == "small" else 3
        deep_lora(model, BLOCKS, depth=depth, init_scale=SETTINGS["scale"], **saved)
    if method in ("compressed", "random"):
        between_frames(model, rank, train, draw if method == "random" else None)
    return model


def between_frames(model, rank, train, draw=None):
    """Frames and three cores beside each matrix: random frames, or those of minus its gradient."""
    eps, found = SETTINGS["scale"], blocks_of(model)
    scales = (1.0, eps, eps, eps, 1.0)
    if draw is None:
        for layer in found.values():
            layer.weight.requires_grad_(True)
        cross_entropy(model(train.pixels), train.labels).backward()
        settings = {"rank": rank, "depth": 5, "init_scale": scales, "keep_weight": True}
        return compress_network(model, list(found), **settings)
    adapters = {}
    for name, layer in found.items():
        first, last = orthogonal_factors(
            (layer.in_features, rank, layer.out_features), (1.0, 1.0), generator=draw
        )
        cores = [eps * torch.eye(rank) for _ in range(3)]
        update = DeepLinear.from_factors([first, *cores, last])
        adapters[name] = AdaptedLinear(layer, update)
    return replace(model, adapters)


def blocks_of(model):
    """name -> each of the 24 matrices, plain or adapted."""
    names = [f"blocks.{k}.{part}" for k in range(len(model.blocks)) for part in "qkvo"]
    names += [f"blocks.{k}.{part}" for k in range(len(model.blocks)) for part in ("up", "down")]
    kind = type(model.get_submodule(names[0]))
    return layers(model, sorted(names), kind=kind)


def groups(model, method, rate):
    """The adapters at the rate, outer frames at gamma times it, the head at its own."""
    head = [(f"head.{name}", p) for name, p in model.head.named_parameters()]
    made = []
    if method != "head":
        model.head.requires_grad_(False)
        slow = SETTINGS["gamma"] if method in ("compressed", "random") else 1.0
        made = parameter_groups(model, lr=rate, discrepant_rate=slow)
    model.head.requires_grad_(True)
    return [*made, {"params": head, "lr": SETTINGS["head_rate"]}]


def fit(model, parameters, train):
    """Adam on all pictures at once, the rates falling to a tenth; the last loss."""
    optimizer, steps = torch.optim.Adam(parameters), SETTINGS["steps"]
    fall = lambda k: 1 - 0.9 * k / steps
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, fall)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = cross_entropy(model(train.pixels), train.labels)
        loss.backward()
        optimizer.step()
        scheduler.step()
    with torch.no_grad():
        return float(cross_entropy(model(train.pixels), train.labels))


def one(store, name, method, rank, rate, seed, folder=None):
    """(accuracy, loss, numbers trained in the blocks), and the ranks of the 24 updates."""
    source, classes, _ = TASKS[name]
    train, test = task(name, seed, folder)
    at_head, at_adapters = (torch.Generator().manual_seed(k + seed) for k in (1000, 2000))
    model = new_head(pretrained(store, source), len(classes), at_head)
    begun = {key: layer.weight.clone() for key, layer in blocks_of(model).items()}
    adapt(model, method, rank, train, at_adapters)
    parameters = groups(model, method, rate)
    trained = sum(p.numel() for group in parameters[:-1] for _, p in group["params"])
    loss = fit(model, parameters, train)
    changes = [layer.weight.detach() - begun[key] for key, layer in blocks_of(model).items()]
    seen = [ranks(D) if D.isfinite().all() and D.any() else [np.nan] * 3 for D in changes]
    return (accuracy(model, test), loss, trained), seen


def several(path, seeds, folder, *settings):
    """Accuracies, losses and ranks of all draws of one method, rank and rate."""
    torch.set_num_threads(1)
    store = stored(path)
    if any(f"pretrained/{name}/accuracy" not in store for name in PRETRAINED):
        raise Stopped("there is no pretrained network in the store; --study pretrained makes it")
    found, seen = zip(*(one(store, *settings, seed, folder) for seed in seeds), strict=True)
    accuracies, losses, trained = np.array(found).T
    return {
        "losses": losses,
        "trained": trained[0].astype(int),
        "ranks": np.array(seen, dtype=np.float32),
        "accuracies": accuracies,
        "about": {"torch": torch.__version__},
    }


def add_options(parser):
    """Studies, draws, processes, and where the files of Fashion-MNIST are."""
    own, studies = parser.add_argument, ("pretrained", *DRAWS)
    own("--study", nargs="+", choices=studies, default=studies, help="default: all three")
    own("--draws", type=int, default=None, metavar="N", help="of each study (default: 8 and 24)")
    add_data(parser)
    own("--workers", type=int, default=1, metavar="N", help="processes (default 1)")


def runs(options):
    """The pretrained networks; every method, rank and rate of the chosen studies."""
    found = {}
    if "pretrained" in options.study:
        for name in PRETRAINED:
            settings = {"classes": list(PRETRAINED[name]), "epochs": EPOCHS[name]}
            work = partial(pretraining, name, options.data)
            found[f"pretrained/{name}"] = Run(settings, work)
    for study in (study for study in DRAWS if study in options.study):
        seeds = list(DRAWS[study])[: options.draws]
        for setting in tried() if study == "tuning" else compared():
            name, method, rank, rate = setting
            settings = {**SETTINGS, "task": name, "method": method, "rank": rank, "rate": rate}
            work = partial(several, options.output, seeds, options.data, *setting)
            key = f"{study}/{name}/{method}/{rank}/{rate:g}"
            found[key] = Run({**settings, "draws": seeds}, work, timed=False)
    return found


def variants():
    """(task, method, rank); alpha = 8 is alpha = r at r = 8."""
    for name in TASKS:
        yield name, "full", 0
        for method in METHODS:
            for rank in RANKS:
                if (method, rank) != ("lora-alpha", SETTINGS["alpha"]):
                    yield name, method, rank


def tried():
    """Every variant at every rate."""
    return [(*variant, rate) for variant in variants() for rate in RATES]


def compared():
    """Every variant at its best rate, and at that of r = 8; the head alone."""
    found = [(name, "head", 0, 0.0) for name in TASKS]
    for name, method, rank in variants():
        common = BEST[name, "lora" if method == "lora-alpha" else method, 8 if rank else 0]
        rates = {BEST[name, method, rank], common}
        found += [(name, method, rank, rate) for rate in sorted(rates)]
    return found


# the best of RATES on the draws of `tuning`: (task, method, rank) -> rate
BEST = {
    ("digits", "full", 0): 0.001,
    ("digits", "lora", 2): 0.03,
    ("digits", "lora", 8): 0.01,
    ("digits", "lora", 64): 0.003,
    ("digits", "lora-alpha", 2): 0.01,
    ("digits", "lora-alpha", 64): 0.01,
    ("digits", "small", 2): 0.03,
    ("digits", "small", 8): 0.01,
    ("digits", "small", 64): 0.003,
    ("digits", "deep", 2): 0.1,
    ("digits", "deep", 8): 0.03,
    ("digits", "deep", 64): 0.01,
    ("digits", "compressed", 2): 0.1,
    ("digits", "compressed", 8): 0.01,
    ("digits", "compressed", 64): 0.01,
    ("digits", "random", 2): 0.1,
    ("digits", "random", 8): 0.01,
    ("digits", "random", 64): 0.01,
    ("held-out", "full", 0): 0.001,
    ("held-out", "lora", 2): 0.003,
    ("held-out", "lora", 8): 0.01,
    ("held-out", "lora", 64): 0.003,
    ("held-out", "lora-alpha", 2): 0.003,
    ("held-out", "lora-alpha", 64): 0.01,
    ("held-out", "small", 2): 0.01,
    ("held-out", "small", 8): 0.003,
    ("held-out", "small", 64): 0.001,
    ("held-out", "deep", 2): 0.01,
    ("held-out", "deep", 8): 0.003,
    ("held-out", "deep", 64): 0.001,
    ("held-out", "compressed", 2): 0.03,
    ("held-out", "compressed", 8): 0.03,
    ("held-out", "compressed", 64): 0.01,
    ("held-out", "random", 2): 0.03,
    ("held-out", "random", 8): 0.01,
    ("held-out", "random", 64): 0.001,
}
