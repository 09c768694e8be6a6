"""Factorization at the paper's settings: run it, time it, store it for the book.

Nine runs for each rank, all on the same target and in double precision:

  original             the d x d factors, from eps times random orthogonal ones, step by step
  original-reduced     the same run in its invariant subspace, exact (dlf.reduced_descent)
  compressed           the factors of dlf.compress, step by step
  compressed-aligned   the same run mode by mode, exact (dlf.compressed_descent)
  burer-monteiro       two Gaussian factors with r columns, step by step
  burer-monteiro-bound the same with as many columns as the compressed network has
  small, small-bound   those two again, scaled so that the norm of their product is eps^3 as well
  compressed-two       two compressed factors whose product has that norm, step by step

They do not depend on each other, but they run one at a time, on one thread, because they are timed:
two at once would contend for memory. The seconds are processor time, which on a free core is the
time on the clock; `busy` in the store is the processor's share of the clock's time.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from tqdm import tqdm

import dlf
from dlf.chain import end_to_end
from dlf.recovery import spread_spectrum
from tools.reproduce.runner import Run, add_grid, clocks, evenly
from tools.reproduce.starts import starts
from tools.reproduce.store import DATA

STORE = DATA / "dynamics" / "factorization.npz"
TAKES = "five to ten minutes"
SETTINGS = {
    "d": 100,
    "depth": 3,
    "init_scale": 1e-2,
    "learning_rate": 1.0,
    "reduction": "mean",
    "discrepant_rate": 1.0,
    "seed": 0,
}
RANKS, STEPS, RECORDS = (5, 10), 160_000, 400
REPEATS = 5  # of a run that takes about a second: the median counts
METHODS = (
    "original",
    "original-reduced",
    "compressed",
    "compressed-aligned",
    "burer-monteiro",
    "burer-monteiro-bound",
    "small",
    "small-bound",
    "compressed-two",
)
GAUSSIAN = {"small": "burer-monteiro", "small-bound": "burer-monteiro-bound"}


@dataclass(frozen=True, eq=False)
class Stopwatch(dlf.Factorization):
    """The objective, noting both clocks when its value is asked for: once a recorded step."""

    laps: list = field(default_factory=list)

    def value(self, X):
        self.laps.append(clocks())
        return super().value(X)


class Experiment:
    """The target, the starts and the runs for one rank r; the compressed network has 2r."""

    def __init__(self, rank, steps, records):
        self.settings = {**SETTINGS, "rank": rank, "rank_bound": 2 * rank, "steps": steps}
        self.iterations = evenly(steps, records)
        self._rng = np.random.default_rng(SETTINGS["seed"])
        self.target = spread_spectrum(SETTINGS["d"], rank, rng=self._rng)[0]
        self.objective = dlf.Factorization(self.target, SETTINGS["reduction"])
        self._step = {
            "learning_rate": SETTINGS["learning_rate"],
            "discrepant_rate": SETTINGS["discrepant_rate"],
            "record": self.iterations,
        }
        self._small = {
            "depth": SETTINGS["depth"], "rank": 2 * rank, "init_scale": SETTINGS["init_scale"]
        }  # fmt: skip

    def start(self, method):
        """The factors, the random ones drawn after the target."""
        product = SETTINGS["init_scale"] ** SETTINGS["depth"]
        if method == "compressed-two":
            small = {"depth": 2, "rank": self._small["rank"], "init_scale": product**0.5}
            return dlf.compress(self.objective, **small)
        named = GAUSSIAN.get(method, method)
        factors = starts(self.objective, self.settings, deepcopy(self._rng))[named]()
        if method not in GAUSSIAN:
            return factors
        share = (product / np.linalg.norm(end_to_end(factors), 2)) ** 0.5
        return tuple(share * W for W in factors)

    def run(self, method):
        """name: array of one run; `about` holds what it takes to judge the seconds."""
        exact = {"original-reduced": self.reduced, "compressed-aligned": self.aligned}
        found = self._whole(exact[method]) if method in exact else self._stepwise(method)
        return {"iterations": self.iterations, **found}

    def reduced(self, steps, record):
        """The original's run in its invariant subspace, the start and the reduction included."""
        settings = {**self._step, "record": record}
        return dlf.reduced_descent(self.objective, self.start("original"), steps, **settings)

    def aligned(self, steps, record):
        """The compressed network's run mode by mode, the SVD included."""
        settings = {**self._step, "record": record, **self._small}
        return dlf.compressed_descent(self.objective, steps, **settings)

    def _stepwise(self, method):
        """An ordinary descent, its clock read at each recorded step."""
        watch = Stopwatch(self.target, SETTINGS["reduction"])
        begun = clocks()
        factors = self.start(method)
        run = dlf.gradient_descent(watch, factors, self.settings["steps"], **self._step)
        seconds, waited = (np.array(watch.laps) - begun).T
        kept = self.settings["rank"] + 2
        strengths = [
            np.linalg.svd(X)[1][:kept] for X in tqdm(run.end_to_end(), "svd", delay=2, disable=None)
        ]
        return {
            "errors": self.errors(run.losses),
            "seconds": seconds,
            "singular_values": np.array(strengths),
            "about": {"clock": "read at every record", "busy": seconds[-1] / waited[-1]},
        }

    def _whole(self, call):
        """A compiled run: only its set-up and its end are timed, what is between is spread."""
        steps, taken = self.settings["steps"], []
        call(1, [1])  # compiles
        for number in tqdm([1, steps] * REPEATS, desc="repeats", delay=2, disable=None):
            begun = clocks()
            run = call(number, self.iterations if number == steps else [number])
            taken.append(clocks() - begun)
        (setup, _), (whole, waited) = (np.median(taken[k::2], axis=0) for k in (0, 1))
        clock = f"set-up and end timed {REPEATS} times, the steps between of equal length"
        return {
            "errors": self.errors(run.losses),
            "seconds": setup + (whole - setup) * self.iterations / steps,
            "about": {"clock": clock, "busy": whole / waited},
        }

    def errors(self, losses):
        """||X - M||_F / ||M||_F from the losses."""
        return np.sqrt(2 * losses / self.objective.weight) / np.linalg.norm(self.target)


def add_options(parser):
    """Ranks, steps and records."""
    add_grid(parser, RANKS, STEPS, RECORDS)


def runs(options):
    """Every method for every rank."""
    experiments = [Experiment(rank, options.steps, options.records) for rank in options.rank]
    return {
        f"{one.settings['rank']}/{method}": Run(one.settings, partial(one.run, method))
        for one in experiments
        for method in METHODS
    }
