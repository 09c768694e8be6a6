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
through joblib. The seconds are processor time. A run that is already stored with the same settings
is skipped, so an interrupted call goes on where it stopped.
"""

import argparse
from time import perf_counter, process_time

import numpy as np
from joblib import Parallel, delayed
from threadpoolctl import threadpool_limits
from tqdm import tqdm

import dlf
from dlf.recovery import uniform_completion
from tools.reproduce.store import DATA, add_output, is_stored, put

STORE = DATA / "recovery" / "completion.npz"
COMMON = {"d": 100, "init_scale": 1e-2, "seed": 0}
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


def jobs(scale):
    """key: (function, settings) of every run; `scale` divides the numbers of steps."""
    steps = {"recovery": 25_000, "ablation": 60_000, "depth": 25_000, "directions": 100_000}
    steps = {name: max(1, round(number / scale)) for name, number in steps.items()}
    found = {}
    for rank in (5, 10):
        for method, (network, alpha) in METHODS.items():
            found[f"recovery/{rank}/{method}"] = recovery, {
                **COMMON, "rank": rank, "depth": 2 if network == "gaussian" else 3,
                "share": 0.3, "learning_rate": 10.0, "discrepant_rate": alpha,
                "network": network, "steps": steps["recovery"], "records": 250,
            }  # fmt: skip
    for alpha in ALPHAS:
        found[f"ablation/{alpha:g}"] = ablation, {
            **COMMON, "rank": 5, "depth": 3, "share": 0.2, "learning_rate": 10.0,
            "discrepant_rate": alpha, "network": "compressed", "loss": 1e-10,
            "steps": steps["ablation"],
        }  # fmt: skip
    for share in SHARES:
        for depth in (2, 3):
            for seed in SEEDS:
                found[f"depth/{share:g}/{depth}/{seed}"] = recovery, {
                    **COMMON, "seed": seed, "rank": 10, "depth": depth, "share": share,
                    "learning_rate": 50.0, "discrepant_rate": 2.0, "network": "compressed",
                    "steps": steps["depth"], "records": 25,
                }  # fmt: skip
    for name, share in (("all", 1.0), ("observed", 0.3)):
        found[f"directions/{name}"] = directions, {
            **COMMON, "rank": 10, "depth": 3, "share": share, "learning_rate": 3.0,
            "discrepant_rate": 1.0, "network": "full", "steps": steps["directions"],
            "records": 400,
        }  # fmt: skip
    return found


def problem(settings):
    """Objective, target, mask and start of a run."""
    rng = np.random.default_rng(settings["seed"])
    d, rank, depth, eps = (settings[name] for name in ("d", "rank", "depth", "init_scale"))
    objective, target, observed = uniform_completion(d, rank, settings["share"], rng=rng)
    start = {
        "full": lambda: dlf.orthogonal((d,) * (depth + 1), init_scale=eps, rng=rng),
        "compressed": lambda: dlf.compress(objective, depth=depth, rank=2 * rank, init_scale=eps),
        "gaussian": lambda: dlf.gaussian((d, rank, d), init_scale=eps**1.5, rng=rng),
    }
    return objective, target, observed, start[settings["network"]]


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
    begun = process_time(), perf_counter()
    run, lost = as_far(lambda: descend(objective, factors, settings, record))
    taken = process_time() - begun[0], perf_counter() - begun[1]
    gaps = [dlf.end_to_end(run.at(k)) - target for k in range(len(run))]
    return {
        "iterations": record[: len(run)],
        "errors": np.array([np.linalg.norm(gap) for gap in gaps]) / np.linalg.norm(target),
        "hidden": np.array([0.5 * np.mean(gap[~observed] ** 2) for gap in gaps]),
        "losses": run.losses,
        "seconds": np.array(taken[0]),
        "about": {"busy": taken[0] / taken[1], "diverged": lost},
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


def evenly(steps, records):
    """About that many steps to record, the first and the last among them."""
    return np.unique(np.linspace(0, steps, records + 1).astype(int))


def as_far(run):
    """The trajectory of a run, as far as it came, and whether it diverged."""
    try:
        return run(), False
    except dlf.FlowError as stopped:
        return stopped.trajectory, True


def timed(name):
    return name.startswith("recovery")


def on_one_thread(job, settings):
    with threadpool_limits(1):
        return job(settings)


def reproduce(path, wanted, *, again=False, workers=-1):
    """Run what the store lacks of `wanted`, saving after each run."""
    missing = {key: run for key, run in wanted.items() if again or not is_stored(path, key, run[1])}
    print(f"{len(wanted) - len(missing)} of {len(wanted)} runs are stored already")
    bar = tqdm(total=len(missing), desc="completion", disable=None)
    for group, most in ((timed, 1), (lambda name: not timed(name), workers)):
        keys = [key for key in missing if group(key)]
        done = Parallel(n_jobs=most, return_as="generator")(
            delayed(on_one_thread)(*missing[key]) for key in keys
        )
        for key, found in zip(keys, done, strict=True):
            put(path, key, missing[key][1], found, machine="one thread")
            bar.update()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", choices=("recovery", "ablation", "depth", "directions"), help="one experiment"
    )
    parser.add_argument("--scale", type=float, default=1.0, help="divide all numbers of steps")
    parser.add_argument("--workers", type=int, default=-1, help="processes (default: every core)")
    add_output(parser, STORE)
    parser.add_argument("--again", action="store_true", help="run what is stored already, too")
    chosen = parser.parse_args()
    if not chosen.scale > 0:
        parser.error("--scale must be positive")
    wanted = {k: run for k, run in jobs(chosen.scale).items() if k.startswith(chosen.only or "")}
    reproduce(chosen.output, wanted, again=chosen.again, workers=chosen.workers)


if __name__ == "__main__":
    main()
