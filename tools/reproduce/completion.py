"""Matrix completion at the paper's settings: run what is missing and store it for the book.

  recovery    r = 5, 10 at 30 % observed, 25,000 steps of size 10: the full network and the
              compressed one, each with equal rates and with alpha = 5, and two Gaussian factors
  ablation    r = 5 at 20 % observed: the compressed network for alpha = 0.5, 1, ..., 9.75 until its
              loss is 1e-10
  depth       r = 10, step 50, alpha = 2: L = 2 and L = 3 over the share of observed entries, five
              draws each
  directions  r = 10, L = 3, step 3, 100,000 steps of the full network with equal rates: how far
              the leading singular vectors of the outer factors point along those of the target,
              all entries observed and 30 % of them

All in double precision, losses as means over the observed entries, eps = 1e-2. The runs of
`recovery` are timed, so they run one at a time on one thread; the others share the processors
through joblib. The seconds are processor time.
"""

from functools import partial
from itertools import product

import numpy as np

import dlf
from dlf.recovery import uniform_completion
from tools.reproduce.runner import Refused, Run, clocks, evenly
from tools.reproduce.starts import starts
from tools.reproduce.store import DATA

STORE = DATA / "recovery" / "completion.npz"
TAKES = "about a quarter of an hour on two cores"
SETTINGS = {"d": 100, "init_scale": 1e-2, "seed": 0}
NETWORKS = {"full": "original", "compressed": "compressed", "gaussian": "burer-monteiro"}
METHODS = {  # network, discrepant rate
    "original": ("full", 1.0),
    "original-discrepant": ("full", 5.0),
    "compressed-equal": ("compressed", 1.0),
    "compressed": ("compressed", 5.0),
    "burer-monteiro": ("gaussian", 1.0),
}
ALPHAS = (0.5, *np.arange(1.0, 10.0, 0.75).tolist(), 9.75)
SHARES = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
SEEDS = range(5)
STEPS = {"recovery": 25_000, "ablation": 60_000, "depth": 25_000, "directions": 100_000}
KINDS = {  # what the runs of a kind have in common
    "recovery": {"share": 0.3, "learning_rate": 10.0, "records": 250},
    "ablation": {
        "rank": 5, "depth": 3, "share": 0.2, "learning_rate": 10.0, "network": "compressed",
        "loss": 1e-10,
    },
    "depth": {
        "rank": 10, "learning_rate": 50.0, "discrepant_rate": 2.0, "network": "compressed",
        "records": 25,
    },
    "directions": {
        "rank": 10, "depth": 3, "learning_rate": 3.0, "discrepant_rate": 1.0, "network": "full",
        "records": 400,
    },
}  # fmt: skip


def variants():
    """(key, settings in which it differs from its kind) of every run."""
    for rank, (method, (network, alpha)) in product((5, 10), METHODS.items()):
        depth = 2 if network == "gaussian" else 3
        yield (
            f"recovery/{rank}/{method}",
            {"rank": rank, "depth": depth, "discrepant_rate": alpha, "network": network},
        )
    for alpha in ALPHAS:
        yield f"ablation/{alpha:g}", {"discrepant_rate": alpha}
    for share, depth, seed in product(SHARES, (2, 3), SEEDS):
        yield f"depth/{share:g}/{depth}/{seed}", {"share": share, "depth": depth, "seed": seed}
    for name, share in (("all", 1.0), ("observed", 0.3)):
        yield f"directions/{name}", {"share": share}


def problem(settings):
    """Objective, target, mask and start of a run."""
    rng = np.random.default_rng(settings["seed"])
    size, rank, share = (settings[name] for name in ("d", "rank", "share"))
    objective, target, observed = uniform_completion(size, rank, share, rng=rng)
    start = starts(objective, settings, rng)[NETWORKS[settings["network"]]]
    return objective, target, observed, start


def descend(objective, factors, settings, record):
    """The dense path for the full network, the observed entries alone for a narrow one."""
    run = dlf.gradient_descent if settings["network"] == "full" else dlf.sampled_descent
    rates = {name: settings[name] for name in ("learning_rate", "discrepant_rate")}
    return run(objective, factors, settings["steps"], record=record, progress=False, **rates)


def recovery(settings):
    """Errors on all entries and on the hidden ones, the losses, and the seconds of the run."""
    objective, target, observed, start = problem(settings)
    record = evenly(settings["steps"], settings["records"])
    factors = start()
    descend(objective, factors, {**settings, "steps": 1}, [1])  # compiles
    begun = clocks()
    run, lost = as_far(lambda: descend(objective, factors, settings, record))
    seconds, waited = clocks() - begun
    gaps = [dlf.end_to_end(run.at(k)) - target for k in range(len(run))]
    return {
        "iterations": record[: len(run)],
        "errors": np.array([np.linalg.norm(gap) for gap in gaps]) / np.linalg.norm(target),
        "hidden": np.array([0.5 * np.mean(gap[~observed] ** 2) for gap in gaps]),
        "losses": run.losses,
        "seconds": np.array(seconds),
        "about": {"busy": seconds / waited, "diverged": lost},
    }


def ablation(settings, every=50):
    """The losses, up to the first below the level."""
    objective, _, _, start = problem(settings)
    run, lost = as_far(lambda: descend(objective, start(), settings, every))
    reached = run.losses <= settings["loss"]
    end = int(np.argmax(reached)) + 1 if reached.any() else len(run)
    iterations = np.round(run.times / settings["learning_rate"]).astype(int)
    return {
        "iterations": iterations[:end],
        "losses": run.losses[:end],
        "about": {"reached": bool(reached.any()), "diverged": lost},
    }


def directions(settings):
    """|<u_1(W_L), u_1>| and |<v_1(W_1), v_1>| for the leading singular vectors of the target."""
    objective, target, _, start = problem(settings)
    record = evenly(settings["steps"], settings["records"])
    run = descend(objective, start(), settings, record)
    U, _, Vt = np.linalg.svd(target)
    left = np.linalg.svd(run.factors[-1])[0][:, :, 0] @ U[:, 0]
    right = np.linalg.svd(run.factors[0])[2][:, 0] @ Vt[0]
    return {"iterations": record, "left": np.abs(left), "right": np.abs(right)}


def as_far(run):
    """The trajectory of a run, as far as it came, and whether it diverged."""
    try:
        return run(), False
    except dlf.FlowError as stopped:
        return stopped.trajectory, True


def add_options(parser):
    """A part of the runs, shorter runs, processes."""
    parser.add_argument("--only", choices=KINDS, help="one experiment")
    parser.add_argument("--scale", type=float, default=1.0, help="divide all numbers of steps")
    parser.add_argument("--workers", type=int, default=-1, help="processes (default: every core)")


def runs(options):
    """Every run of the kinds asked for; those of `recovery` are timed."""
    if not options.scale > 0:
        raise Refused("--scale must be positive")
    work = {"recovery": recovery, "ablation": ablation, "depth": recovery, "directions": directions}
    found = {}
    for key, differs in variants():
        kind = key.partition("/")[0]
        steps = max(1, round(STEPS[kind] / options.scale))
        settings = {**SETTINGS, **KINDS[kind], **differs, "steps": steps}
        found[key] = Run(settings, partial(work[kind], settings), timed=kind == "recovery")
    return {key: run for key, run in found.items() if key.startswith(options.only or "")}
