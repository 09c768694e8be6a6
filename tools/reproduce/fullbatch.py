"""The full batch: a layer replaced by linear blocks, each step of Adam on all of Fashion-MNIST.

The networks are those of `networks`, 784-512-512-10, at the size of the authors' run: every step
sees all 60,000 images, 1250 steps. Variants: original, block, spectral, gradient, random, low-rank.

  tuning        every variant at every rate, which falls linearly to zero; two draws
  constant      original, block and spectral at the ordinary rate, which stays; the same draws
  paired        every variant at the ordinary rate and at its best one; four other draws

The best rate is the one whose two draws end best on the first half of the test images, so `paired`
is known once `tuning` is stored: the same command, called again, goes on with it. The draws of all
variants of one seed are paired: the same other layers. They are drawn on the processor, whatever
trains them. Single precision throughout; tf32 is off.
"""

from functools import cache, partial
from itertools import product
from time import perf_counter

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from dlf.networks import Images
from tools.reproduce import networks
from tools.reproduce.networks import network, ranks, weight_of
from tools.reproduce.runner import Run, add_data
from tools.reproduce.store import DATA, is_stored, stored

STORE = DATA / "networks" / "full-batch.npz"
TAKES = "minutes on a large GPU by the count of its operations, days on one core"
VARIANTS = ("original", "block", "spectral", "gradient", "random", "low-rank")
AUTHORS = ("original", "block", "spectral")  # the authors compare one plain, one wide, one narrow
SETTINGS = {"d": 512, "images": 60_000, "steps": 1250}
ORDINARY = 1e-3
RATES = (ORDINARY, 2e-3, 4e-3, 8e-3)
DRAWS = {"tuning": (0, 1), "paired": (2, 3, 4, 5)}
EVERY = 25  # steps between two records
EARLY = (1, 2, 5, 10)  # where a head start is to be seen
WARM = 50  # the clock starts after so many steps


@cache
def data(folder, device):
    """Training and test images on a device."""
    moved = lambda images: Images(images.pixels.to(device), images.labels.to(device))
    return tuple(moved(images) for images in networks.data(folder))


def recorded(steps):
    """The steps after which the network is judged."""
    return sorted({0, *range(EVERY, steps, EVERY), *(k for k in EARLY if k < steps), steps})


def clock(device):
    """Seconds, once the device has done what it was told."""
    if torch.device(device).type == "cuda":
        torch.cuda.synchronize()
    return perf_counter()


def halves(model, images):
    """Shares of right answers on the first and second half of the images, on their device."""
    with torch.no_grad():
        right = model(images.pixels).argmax(dim=1) == images.labels
    return right.float().reshape(2, -1).mean(dim=1)


def descend(model, rate, train, test, *, falling, steps):
    """Train on all images at once; nothing waits for the device between two steps but the clock.

    Returns:
        losses (records,) on the training images, accuracies (records, 2) on the halves of the test
        images, seconds a step.
    """
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    line = lambda k: 1 - k / steps if falling else 1.0
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, line)
    records, losses, accuracies = set(recorded(steps)), [], []
    device, warm = train.pixels.device, min(WARM, steps - 1)
    for step in range(steps + 1):
        if step == warm:
            begun = clock(device)
        loss = cross_entropy(model(train.pixels), train.labels)
        if step in records:
            losses.append(loss.detach())
            accuracies.append(halves(model, test))
        if step < steps:
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scheduler.step()
    seconds = (clock(device) - begun) / (steps - warm)
    on_processor = (torch.stack(found).cpu().numpy() for found in (losses, accuracies))
    return *on_processor, seconds


def one_run(variant, rate, seed, settings, folder, device, *, falling, timed):
    """The recorded steps, losses, accuracies; parameters; ranks of the layer's update; seconds."""
    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("highest")
    d, count, steps = settings["d"], settings["images"], settings["steps"]
    model = network(variant, d, seed, networks.data(folder)[0], count).to(device)
    start, (train, test) = weight_of(model[2]), data(folder, device)
    seen = Images(train.pixels[:count], train.labels[:count])
    losses, accuracies, seconds = descend(model, rate, seen, test, falling=falling, steps=steps)
    found = {
        "steps": np.array(recorded(steps)),
        "losses": losses,
        "parameters": np.array(sum(p.numel() for p in model.parameters())),
        "ranks": np.array(ranks((weight_of(model[2]) - start).cpu())),
        "accuracies": accuracies,
        "about": {"torch": torch.__version__, "device": name_of(device)},
    }
    return found | ({"seconds": np.array(seconds)} if timed else {})


def name_of(device):
    """What the device is, in words."""
    kind = torch.device(device).type
    return torch.cuda.get_device_name(device) if kind == "cuda" else kind


def add_options(parser):
    """Device, processes, and where the files of Fashion-MNIST are."""
    own, default = parser.add_argument, "cuda" if torch.cuda.is_available() else "cpu"
    own("--device", default=default, help="of torch: cpu, cuda (default: cuda if there is one)")
    add_data(parser)
    own("--workers", type=int, default=1, metavar="N", help="processes for what is not timed")


def runs(options):
    """What is known to run: tuning, constant; paired of the variants whose tuning is stored."""
    plan = [("falling", *one) for one in product(DRAWS["tuning"], (ORDINARY,), VARIANTS)]
    plan += [("constant", *one) for one in product(DRAWS["tuning"], (ORDINARY,), AUTHORS)]
    plan += [("falling", *one) for one in product(DRAWS["tuning"], RATES[1:], VARIANTS)]
    found = dict(planned(*one, options) for one in plan)
    best = best_rates(options.output, found)
    for seed in DRAWS["paired"]:
        for variant, own in best.items():
            for rate in sorted({ORDINARY, own}):
                key, run = planned("falling", seed, rate, variant, options)
                found[key] = run
    return found


def key_of(line, variant, rate, seed):
    return f"{line}/{variant}/{rate:g}/{seed}"


def planned(line, seed, rate, variant, options):
    """(key, run); those of the tuning at the ordinary rate have the device for themselves."""
    settings = {**SETTINGS, "line": line, "variant": variant, "rate": rate, "seed": seed}
    timed = line == "falling" and rate == ORDINARY and seed in DRAWS["tuning"]
    how = {"falling": line == "falling", "timed": timed}
    work = partial(one_run, variant, rate, seed, SETTINGS, options.data, options.device, **how)
    return key_of(line, variant, rate, seed), Run(settings, work, timed=timed)


def best_rates(path, tuning):
    """variant -> the rate whose draws end best; only variants all of whose tuning is stored."""
    store = stored(path)
    falling = lambda variant, rate: [
        key_of("falling", variant, rate, seed) for seed in DRAWS["tuning"]
    ]
    done = lambda key: is_stored(path, key, tuning[key].settings)
    end = lambda key: store[f"{key}/accuracies"][-1, 0]
    return {
        variant: max(RATES, key=lambda rate: sum(map(end, falling(variant, rate))))
        for variant in VARIANTS
        if all(done(key) for rate in RATES for key in falling(variant, rate))
    }
