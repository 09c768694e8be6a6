"""Factorization at the paper's settings: run it, time it, store it for the book.

Six runs for each rank, all on the same target and in double precision:

  original             the d x d factors, from eps times random orthogonal ones, step by step
  original-reduced     the same run in its invariant subspace, exact (dlf.reduced_descent)
  compressed           the factors of dlf.compress, step by step
  compressed-aligned   the same run mode by mode, exact (dlf.compressed_descent)
  burer-monteiro       two Gaussian factors with r columns, step by step
  burer-monteiro-bound the same with as many columns as the compressed network has

They do not depend on each other, but they run one at a time, on one thread, because they are timed:
two at once would contend for memory. The seconds are processor time, which on a free core is the
time on the clock; `busy` in the store is the processor's share of the clock's time. A run that is
already stored with the same settings is skipped, so an interrupted call goes on where it stopped.
"""

import argparse
from dataclasses import dataclass, field
from time import perf_counter, process_time

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

import dlf
from dlf.recovery import spread_spectrum
from tools.reproduce.store import DATA, add_output, is_stored, put

STORE = DATA / "dynamics" / "factorization.npz"
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
)


@dataclass(frozen=True, eq=False)
class Stopwatch(dlf.Factorization):
    """The objective, noting both clocks when its value is asked for: once a recorded step."""

    laps: list = field(default_factory=list)

    def value(self, X):
        self.laps.append(clocks())
        return super().value(X)


def clocks():
    """Processor time and the time on the clock, in seconds."""
    return np.array([process_time(), perf_counter()])


class Experiment:
    """The target, the starts and the runs for one rank r; the compressed network has 2r."""

    def __init__(self, rank, steps, records):
        self.settings = {**SETTINGS, "rank": rank, "rank_bound": 2 * rank, "steps": steps}
        self.iterations = np.linspace(0, steps, records + 1).astype(int)
        self.target = spread_spectrum(SETTINGS["d"], rank, rng=self._rng())[0]
        self.objective = dlf.Factorization(self.target, SETTINGS["reduction"])
        self._step = {
            "learning_rate": SETTINGS["learning_rate"],
            "discrepant_rate": SETTINGS["discrepant_rate"],
            "record": self.iterations,
        }
        self._small = {
            "depth": SETTINGS["depth"], "rank": 2 * rank, "init_scale": SETTINGS["init_scale"]
        }  # fmt: skip

    def _rng(self):
        return np.random.default_rng(SETTINGS["seed"])

    def original_start(self):
        """eps times random orthogonal factors, drawn after the target."""
        rng, d, eps = self._rng(), SETTINGS["d"], SETTINGS["init_scale"]
        spread_spectrum(d, self.settings["rank"], rng=rng)
        return dlf.orthogonal((d,) * (SETTINGS["depth"] + 1), init_scale=eps, rng=rng)

    def two_factors(self, columns):
        """Entries N(0, (eps^(L/2))^2): a product as small as eps^L, which the others start from."""
        rng, d, depth = self._rng(), SETTINGS["d"], SETTINGS["depth"]
        spread_spectrum(d, self.settings["rank"], rng=rng)
        scale = SETTINGS["init_scale"] ** (depth / 2)
        return dlf.gaussian((d, columns, d), init_scale=scale, rng=rng)

    def run(self, method):
        """name: array of one run; `about` holds what it takes to judge the seconds."""
        rank = self.settings["rank"]
        stepwise = {
            "original": self.original_start,
            "compressed": lambda: dlf.compress(self.objective, **self._small),
            "burer-monteiro": lambda: self.two_factors(rank),
            "burer-monteiro-bound": lambda: self.two_factors(2 * rank),
        }
        exact = {"original-reduced": self.reduced, "compressed-aligned": self.aligned}
        if method in stepwise:
            found = self._stepwise(stepwise[method], label=f"r = {rank}, {method}")
        else:
            found = self._whole(exact[method])
        return {"iterations": self.iterations, **found}

    def reduced(self, steps, record):
        """The original's run in its invariant subspace, the start and the reduction included."""
        settings = {**self._step, "record": record}
        return dlf.reduced_descent(self.objective, self.original_start(), steps, **settings)

    def aligned(self, steps, record):
        """The compressed network's run mode by mode, the SVD included."""
        settings = {**self._step, "record": record, **self._small}
        return dlf.compressed_descent(self.objective, steps, **settings)

    def _stepwise(self, start, label):
        """An ordinary descent, its clock read at each recorded step."""
        watch = Stopwatch(self.target, SETTINGS["reduction"])
        print(label, flush=True)
        begun = clocks()
        factors = start()
        run = dlf.gradient_descent(
            watch, factors, self.settings["steps"], progress=True, **self._step
        )
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


def reproduce(ranks, steps, records, path, *, again=False):
    """Run what the store lacks, saving after each run."""
    for rank in ranks:
        experiment = Experiment(rank, steps, records)
        for method in METHODS:
            key = f"{rank}/{method}"
            if is_stored(path, key, experiment.settings) and not again:
                print(f"r = {rank}, {method}: stored already")
                continue
            found = experiment.run(method)
            put(path, key, experiment.settings, found, machine="one thread")
            print(
                f"r = {rank}, {method}: error {found['errors'][-1]:.1e} after "
                f"{found['seconds'][-1]:.2f} s"
            )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ranks = ", ".join(map(str, RANKS))
    parser.add_argument("--rank", type=int, nargs="+", default=RANKS, help=f"r (default {ranks})")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"default {STEPS}")
    parser.add_argument(
        "--records", type=int, default=RECORDS, help=f"evenly spaced (default {RECORDS})"
    )
    add_output(parser, STORE)
    parser.add_argument("--again", action="store_true", help="run what is stored already, too")
    chosen = parser.parse_args()
    if not 1 <= chosen.records <= chosen.steps:
        parser.error("--records must lie between 1 and --steps")
    with threadpool_limits(1):
        reproduce(chosen.rank, chosen.steps, chosen.records, chosen.output, again=chosen.again)


if __name__ == "__main__":
    main()
