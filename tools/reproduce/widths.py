"""Train small or prune large, on Fashion-MNIST: random features, small networks; run and stored.

`features`: least squares on p ReLU features of 1000 pictures, of which 100 are kept. The choices:

  small         the first 100
  random        100 at random among p
  hessian       the largest |a_j| |b_j| of the shortest fit
  exact         the largest cost if the others are fitted again
  ridge         the largest |a_j| |b_j| of the fit with the best ridge
  screening     the largest |a_j^T Y| / |a_j|
  forward       greedy least squares, one after another

each refitted by least squares, and with the ridge that is best on held-out pictures; `full` and
`pruned` are the fit of all features and the same cut to `hessian` without a refit.

`tuning` and `paired`: the network 784-w-10 with ReLU on 6000 pictures, as many non-zero parameters
for every width w as the network of width 8 has, biases counted. Ways:

  wide          trained for half of the epochs, with all parameters: for comparison
  cut           that, and all but the largest magnitudes put to zero
  retrained     that, and trained for the other half
  fresh         the mask of `retrained` on a fresh start, trained for all epochs
  random        a random mask with as many entries in each matrix and bias, likewise

At width 8 nothing is cut: `random` is the small network. `tuning` has all rates and draws of its
own; `paired` each way and width at the rate that was best there on held-out pictures.
"""

import math
from functools import cache, partial

import numpy as np
import torch
from torch import nn

from dlf.networks import Images, fashion_mnist
from dlf.pruning import feature_costs, forward_selection
from tools.reproduce.networks import accuracy, trained
from tools.reproduce.runner import Run, add_data
from tools.reproduce.store import DATA

STORE = DATA / "pruning" / "widths.npz"
TAKES = "about a quarter of an hour on one core"
FEATURES = {"train": 1000, "held_out": 1000, "test": 4000, "kept": 100}
COUNTS = (100, 250, 500, 900, 1000, 1100, 2000, 4000)
CHOICES = ("small", "random", "hessian", "exact", "ridge", "screening", "forward")
RIDGES = tuple(10.0**k for k in range(-7, 2))  # times the largest eigenvalue of A^T A
NETWORKS = {"images": 6000, "held_out": 4000, "batch": 128, "epochs": 20, "kept": 6370}
WIDTHS = (8, 16, 32, 64, 128, 256)
WAYS = ("wide", "cut", "retrained", "fresh", "random")
RATES = (1e-3, 3e-3, 1e-2, 3e-2)
DRAWS = {"features": range(8), "tuning": (100, 101), "paired": range(5)}


@cache
def data(folder):
    return fashion_mnist(folder)


def part(images, begin, end):
    """The pictures from one number to another."""
    return Images(images.pixels[begin:end], images.labels[begin:end])


def random_features(pixels, count, rng):
    """ReLU features (N, p) of pictures (N, d): rows of length about one, and thresholds."""
    R = rng.standard_normal((count, pixels.shape[1])) / math.sqrt(pixels.shape[1])
    bias = 0.3 * rng.standard_normal(count)
    return np.maximum(pixels @ R.T.astype(pixels.dtype) + bias.astype(pixels.dtype), 0)


def ridge_path(A, Y):
    """A call: share of the largest eigenvalue of A^T A -> the ridge fit; 0 for the shortest fit."""
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    seen = s > max(A.shape) * np.finfo(float).eps * s[0]
    U, s, Vt, V = U[:, seen], s[seen], Vt[seen], Vt[seen].T
    turned = U.T @ Y
    return lambda share: V @ ((s / (s**2 + share * s[0] ** 2))[:, None] * turned)


def feature_run(count, seed, folder):
    """name -> share of wrong answers on the test pictures, plain and with the best ridge."""
    sizes, rng = FEATURES, np.random.default_rng(seed)
    train, test = data(folder)
    rows = rng.permutation(len(train.labels))[: sizes["train"] + sizes["held_out"]]
    others = rng.permutation(len(test.labels))[: sizes["test"]]
    pixels = np.vstack([train.pixels.numpy()[rows], test.pixels.numpy()[others]])
    labels = np.r_[train.labels.numpy()[rows], test.labels.numpy()[others]]
    A = random_features(pixels, count, rng).astype(float)
    return judged(A, labels, sizes, rng)


def judged(A, labels, sizes, rng):
    """The errors of every choice; the first rows train, the next ones choose the ridge."""
    n, m, kept = sizes["train"], sizes["train"] + sizes["held_out"], sizes["kept"]
    A, classes = A - A[:n].mean(axis=0), np.eye(10)[labels]
    mean = classes[:n].mean(axis=0)
    Y, X = classes[:n] - mean, A[:n]
    wrong = lambda S, B, rows: np.mean((A[rows][:, S] @ B + mean).argmax(axis=1) != labels[rows])
    held_out, test, every = slice(n, m), slice(m, None), np.arange(A.shape[1])

    def fitted(S):
        """The shortest fit, the best ridge fit."""
        fit = ridge_path(X[:, S], Y)
        best = min(RIDGES, key=lambda share: wrong(S, fit(share), held_out))
        return fit(0.0), fit(best)

    plain, ridge = fitted(every)
    found = {"full": [wrong(every, B, test) for B in (plain, ridge)]}
    for name, S in chosen(X, Y, plain, ridge, kept, rng).items():
        found[name] = [wrong(S, B, test) for B in fitted(S)]
        if name == "hessian":
            found["pruned"] = [wrong(S, plain[S], test)]
    return {name: np.array(errors) for name, errors in found.items()}


def chosen(X, Y, plain, ridge, kept, rng):
    """name -> the features that are kept."""
    scale = np.linalg.norm(X, axis=0)
    largest = lambda scores: np.argsort(-scores, kind="stable")[:kept]
    costs = feature_costs(X, Y)
    exact = np.lexsort((-costs.stretched, -costs.refitted))[:kept]
    return {
        "small": np.arange(kept),
        "random": rng.permutation(X.shape[1])[:kept],
        "hessian": largest(scale * np.linalg.norm(plain, axis=1)),
        "exact": exact,
        "ridge": largest(scale * np.linalg.norm(ridge, axis=1)),
        "screening": largest(np.linalg.norm(X.T @ Y, axis=1) / np.maximum(scale, 1e-12)),
        "forward": forward_selection(X, Y, kept),
    }


def network(width, seed):
    """784-w-10 from the default start of a seed."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(784, width), nn.ReLU(), nn.Linear(width, 10))


def train(model, images, rate, epochs, order, masks=None):
    """Adam, the rate falling linearly to zero; entries outside the masks stay as they are."""
    parameters = list(model.parameters())
    optimizer = torch.optim.Adam(parameters, lr=rate, foreach=True)
    settings = {"epochs": epochs, "images": len(images.labels), "batch": NETWORKS["batch"]}
    pairs = zip(parameters, masks or (), strict=False)
    hooks = [p.register_hook(mask.mul) for p, mask in pairs]  # on the slopes
    trained(model, optimizer, images, settings, order)
    for hook in hooks:
        hook.remove()
    return model


def masked(model, masks):
    """The model with zeros outside the masks."""
    with torch.no_grad():
        for p, mask in zip(model.parameters(), masks, strict=True):
            p.mul_(mask)
    return model


def magnitude_masks(model, kept):
    """Ones at the `kept` largest of all parameters, in absolute value; zeros elsewhere."""
    parameters = [p.detach() for p in model.parameters()]
    flat = torch.cat([p.abs().ravel() for p in parameters])
    mask = torch.zeros_like(flat)
    mask[torch.argsort(flat, descending=True, stable=True)[:kept]] = 1
    pieces = mask.split([p.numel() for p in parameters])
    return [piece.reshape(p.shape) for piece, p in zip(pieces, parameters, strict=True)]


def shuffled(masks, draw):
    """Random masks with as many ones in each."""
    places = [torch.randperm(mask.numel(), generator=draw) for mask in masks]
    return [
        mask.ravel()[place].reshape(mask.shape) for mask, place in zip(masks, places, strict=True)
    ]


def alive(masks):
    """How many hidden units have an entry in both matrices."""
    first, _, last, _ = masks
    return int(((first.sum(dim=1) > 0) & (last.sum(dim=0) > 0)).sum())


def network_run(ways, width, rate, seed, folder):
    """way -> (held-out, test accuracy), and the non-zeros; the hidden units that are left."""
    images, test = data(folder)
    begin, half = NETWORKS["images"], NETWORKS["epochs"] // 2
    held_out, images = part(images, begin, begin + NETWORKS["held_out"]), part(images, 0, begin)
    again = lambda k: torch.Generator().manual_seed(1000 * k + seed)
    model = train(network(width, seed), images, rate, half, again(1))
    masks, found = magnitude_masks(model, NETWORKS["kept"]), {}
    found["alive"] = np.array(alive(masks))

    def judge(way, model):
        if way in ways:
            count = sum(int((p != 0).sum()) for p in model.parameters())
            found[way] = np.array([accuracy(model, held_out), accuracy(model, test), count])

    judge("wide", model)
    judge("cut", masked(model, masks))
    if "retrained" in ways:
        judge("retrained", train(model, images, rate, half, again(2), masks))
    for way, of in (("fresh", masks), ("random", shuffled(masks, again(3)))):
        if way in ways:
            start = masked(network(width, 5000 + seed), of)
            judge(way, train(start, images, rate, 2 * half, again(1), of))
    return found


def several(ways, width, rate, seeds, folder):
    """Of all draws: way -> (draws, 3), and the units alive."""
    torch.set_num_threads(1)
    found = [network_run(ways, width, rate, seed, folder) for seed in seeds]
    return {name: np.array([one[name] for one in found]) for name in found[0]} | versions()


def all_splits(count, seeds, folder):
    """Of all splits: name -> (splits, 1 or 2)."""
    found = [feature_run(count, seed, folder) for seed in seeds]
    return {name: np.array([one[name] for one in found]) for name in found[0]} | versions()


def versions():
    return {"about": {"torch": torch.__version__}}


def add_options(parser):
    """Studies, draws, processes, and where the files of Fashion-MNIST are."""
    own = parser.add_argument
    own("--study", nargs="+", choices=tuple(DRAWS), default=tuple(DRAWS), help="default: all")
    own("--draws", type=int, default=None, metavar="N", help="of each study (default: 8, 2, 5)")
    add_data(parser)
    own("--workers", type=int, default=1, metavar="N", help="processes (default 1)")


def runs(options):
    """Every number of features; every width at every rate; every way and width at its best rate."""
    found = {}
    for study in (study for study in DRAWS if study in options.study):
        seeds = list(DRAWS[study])[: options.draws]
        for key, settings, work in {"features": splits, "tuning": tried, "paired": best}[study]():
            about = {**settings, "study": study, "draws": seeds}
            found[f"{study}/{key}"] = Run(about, partial(work, seeds, options.data), timed=False)
    return found


def splits():
    """(key, settings, (seeds, folder) -> arrays) of each number of features."""
    for count in COUNTS:
        yield f"{count}", {**FEATURES, "features": count}, partial(all_splits, count)


def tried():
    """The same of each width and rate, all ways."""
    for width in WIDTHS:
        for rate in RATES:
            yield _network(ways_of(width), width, rate)


def best():
    """The same of each width and each rate that is best for one of the ways, for those ways."""
    for width in WIDTHS:
        for rate in RATES:
            ways = [way for way in ways_of(width) if BEST[width][ways_of(width).index(way)] == rate]
            if ways:
                yield _network(ways, width, rate)


def ways_of(width):
    """At width 8 nothing is cut: training it for all epochs is all that is of interest."""
    return ["random"] if width == WIDTHS[0] else list(WAYS)


def _network(ways, width, rate):
    settings = {**NETWORKS, "width": width, "rate": rate, "ways": ways}
    return f"{width}/{rate:g}", settings, partial(several, ways, width, rate)


# width -> the best of RATES on the draws of `tuning`, one for each of its ways
BEST = {
    8: (0.003,),
    16: (0.01, 0.003, 0.01, 0.01, 0.01),
    32: (0.01, 0.001, 0.003, 0.01, 0.003),
    64: (0.01, 0.001, 0.003, 0.003, 0.01),
    128: (0.01, 0.001, 0.003, 0.003, 0.01),
    256: (0.01, 0.001, 0.003, 0.003, 0.003),
}
