"""Matrix sensing at the paper's settings: run it, time it, store it for the book.

Four runs for each rank, in double precision, all on the same Gaussian operators:

  original             the d x d factors, from eps times random orthogonal ones
  compressed           the factors of dlf.compress
  burer-monteiro       two small Gaussian factors with r columns, as if the rank were known
  burer-monteiro-bound the same with as many columns as the compressed network has

Almost all of the time goes into reading the operators, so one pass over them serves all runs that
the store lacks; the results do not depend on how many run together, nor on the number of threads.
An interrupted call goes on where it last saved its state, about once a minute. Afterwards some
steps of each run are timed alone, by dlf.gradient_descent on one thread.
"""

import argparse
import json
import os
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import numpy as np
from numba import njit
from threadpoolctl import threadpool_limits
from tqdm import tqdm

import dlf
from dlf.recovery import spread_spectrum
from tools.reproduce.store import DATA, add_output, is_stored, put

STORE = DATA / "recovery" / "sensing.npz"
SETTINGS = {
    "d": 200,
    "count": 4000,
    "depth": 3,
    "init_scale": 1e-2,
    "learning_rate": 20.0,
    "reduction": "sum",
    "discrepant_rate": 1.0,
    "seed": 0,
}
RANKS, STEPS, RECORDS = (3, 5, 10), 25_000, 500
METHODS = ("original", "compressed", "burer-monteiro", "burer-monteiro-bound")
PARTS = 16  # of the operators, each summed by itself; more threads than this find no work
TIMED, ROUNDS = 20, 3  # steps of each run alone, this many times in turn
SAVE_EVERY = 60  # seconds
_ROWS, _TILE = 16, 1024  # operators and their entries that are held in cache together


@njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def sense_all(A, Y, X, G):
    """G_k = sum_i (<A_i, X_k> - Y_ki) A_i for all k in one pass; returns sum_i of the squares.

    A (16 n, D) float32, Y (2 K, 16 n), X and G (2 K, D): 16 operators at a time stay in cache, and
    4 of them meet 2 of the X in registers.
    """
    runs, size = X.shape
    R, squares = np.empty((runs, _ROWS)), np.zeros(runs)
    G[:] = 0.0
    for s in range(0, len(A), _ROWS):
        for k in range(runs):
            R[k] = -Y[k, s : s + _ROWS]
        for start in range(0, size, _TILE):
            end = min(size, start + _TILE)
            for i in range(0, _ROWS, 4):
                a, b = A[s + i, start:end], A[s + i + 1, start:end]
                c, d = A[s + i + 2, start:end], A[s + i + 3, start:end]
                for k in range(0, runs, 2):
                    x, z = X[k, start:end], X[k + 1, start:end]
                    x1, x2, x3, x4, z1, z2, z3, z4 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
                    for j in range(end - start):
                        x1 += a[j] * x[j]
                        x2 += b[j] * x[j]
                        x3 += c[j] * x[j]
                        x4 += d[j] * x[j]
                        z1 += a[j] * z[j]
                        z2 += b[j] * z[j]
                        z3 += c[j] * z[j]
                        z4 += d[j] * z[j]
                    for n, x_n, z_n in ((0, x1, z1), (1, x2, z2), (2, x3, z3), (3, x4, z4)):
                        R[k, i + n] += x_n
                        R[k + 1, i + n] += z_n
        for k in range(runs):
            squares[k] += np.sum(R[k] ** 2)
        for start in range(0, size, _TILE):
            end = min(size, start + _TILE)
            for i in range(0, _ROWS, 4):
                a, b = A[s + i, start:end], A[s + i + 1, start:end]
                c, d = A[s + i + 2, start:end], A[s + i + 3, start:end]
                for k in range(0, runs, 2):
                    g, h = G[k, start:end], G[k + 1, start:end]
                    x1, x2, x3, x4 = R[k, i], R[k, i + 1], R[k, i + 2], R[k, i + 3]
                    z1, z2, z3, z4 = R[k + 1, i : i + 4]
                    for j in range(end - start):
                        g[j] += (x1 * a[j] + x2 * b[j]) + (x3 * c[j] + x4 * d[j])
                        h[j] += (z1 * a[j] + z2 * b[j]) + (z3 * c[j] + z4 * d[j])
    return squares


class Run:
    """One network on its own target: a plain descent step, and what is recorded of it."""

    def __init__(self, rank, method, operators):
        self.rank, self.method = rank, method
        rng, d, depth = np.random.default_rng(SETTINGS["seed"]), SETTINGS["d"], SETTINGS["depth"]
        self.target = spread_spectrum(d, rank, rng=rng)[0]
        flat, target = operators.reshape(len(operators), -1), self.target.ravel()
        measured = [flat[i : i + 100].astype(float) @ target for i in range(0, len(flat), 100)]
        self.objective = dlf.Sensing(
            operators, np.concatenate(measured), SETTINGS["reduction"], threads=1
        )
        self._rng = rng
        self.factors = [np.array(W) for W in self.start(depth, SETTINGS["init_scale"])]
        alpha = SETTINGS["discrepant_rate"]
        self.rates = [SETTINGS["learning_rate"]] * len(self.factors)
        self.rates[0] *= alpha
        self.rates[-1] *= alpha
        self.errors, self.losses, self.singular_values = [], [], []

    def start(self, depth, eps):
        d, bound = SETTINGS["d"], 2 * self.rank
        if self.method == "original":
            return dlf.orthogonal((d,) * (depth + 1), init_scale=eps, rng=self._rng)
        if self.method == "compressed":
            return dlf.compress(self.objective, depth=depth, rank=bound, init_scale=eps)
        columns = self.rank if self.method == "burer-monteiro" else bound
        return dlf.gaussian((d, columns, d), init_scale=eps ** (depth / 2), rng=self._rng)

    def forward(self):
        """X = W_L ... W_1."""
        self._below = dlf.prefix_products(self.factors)
        return self._below[-1]

    def backward(self, gradient):
        """Move every factor by its own gradient."""
        for l in range(len(self.factors) - 1, 0, -1):
            W = self.factors[l]
            lower = W.T @ gradient
            W -= self.rates[l] * (gradient @ self._below[l - 1].T)
            gradient = lower
        self.factors[0] -= self.rates[0] * gradient

    def record(self, loss):
        X = self._below[-1]
        error = np.linalg.norm(X - self.target) / np.linalg.norm(self.target)
        self.errors.append(error)
        self.losses.append(loss)
        self.singular_values.append(np.linalg.svd(X, compute_uv=False)[: self.rank + 2])

    @property
    def label(self):
        return f"r = {self.rank}, {self.method}"


class Experiment:
    """Runs that share every pass over the operators."""

    def __init__(self, runs, operators, steps, records, threads):
        self.runs, self.done = runs, 0
        self.steps, self.iterations = steps, np.linspace(0, steps, records + 1).astype(int)
        count, size = len(operators), operators[0].size
        rows = -(-count // _ROWS) * _ROWS
        self._A = np.zeros((rows, size), np.float32)
        self._A[:count] = operators.reshape(count, size)
        even = len(runs) + len(runs) % 2
        self._Y = np.zeros((even, rows))
        for k, run in enumerate(runs):
            self._Y[k, :count] = run.objective.measurements
        self._X = np.zeros((even, size))
        cuts = np.linspace(0, rows // _ROWS, PARTS + 1).astype(int) * _ROWS
        self._parts = [slice(*ends) for ends in zip(cuts[:-1], cuts[1:], strict=True)]
        self._G = np.zeros((PARTS, even, size))
        self._threads = threads

    def descend(self, checkpoint, minutes):
        """Go on to the last step; False if the time is over before."""
        begun = saved = perf_counter()
        if checkpoint.load(self):
            print(f"goes on after step {self.done}", flush=True)
        bar = tqdm(total=self.steps, initial=self.done, desc="descent", mininterval=1, disable=None)
        with ThreadPoolExecutor(self._threads) as pool, bar:
            for k, run in enumerate(self.runs):
                self._X[k] = run.forward().ravel()
            while True:
                squares = sum(pool.map(self._read, range(PARTS)))
                list(pool.map(self._move, range(len(self.runs)), 0.5 * squares))
                if self.done == self.steps:
                    return True
                self.done += 1
                bar.update()
                now = perf_counter()
                late = minutes is not None and now - begun > 60 * minutes
                if late or now - saved > SAVE_EVERY:
                    checkpoint.save(self)
                    saved = now
                if late:
                    return False

    def _read(self, part):
        rows = self._parts[part]
        A, Y = self._A[rows], np.ascontiguousarray(self._Y[:, rows])
        return sense_all(A, Y, self._X, self._G[part])

    def _move(self, k, loss):
        run = self.runs[k]
        if self.done in self.iterations:
            run.record(loss)
        if self.done < self.steps:
            gradient = self._G[:, k].sum(axis=0)
            run.backward(gradient.reshape(run.target.shape))
            self._X[k] = run.forward().ravel()


class Checkpoint:
    """The state of an experiment in a file beside the store."""

    def __init__(self, store, settings):
        self.path, self._settings = store.with_suffix(".partial.npz"), json.dumps(settings)

    def save(self, experiment):
        arrays = {"settings": np.array(self._settings), "done": np.array(experiment.done)}
        for k, run in enumerate(experiment.runs):
            arrays |= {f"{k}/W{l}": W for l, W in enumerate(run.factors)}
            for name in ("errors", "losses", "singular_values"):
                arrays[f"{k}/{name}"] = np.array(getattr(run, name))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new.npz")
        np.savez(beside, **arrays)
        beside.replace(self.path)

    def load(self, experiment):
        """Whether there was a state of the same settings."""
        if not self.path.exists():
            return False
        with np.load(self.path, allow_pickle=False) as state:
            if str(state["settings"]) != self._settings:
                return False
            experiment.done = int(state["done"])
            for k, run in enumerate(experiment.runs):
                run.factors = [state[f"{k}/W{l}"] for l in range(len(run.factors))]
                for name in ("errors", "losses", "singular_values"):
                    setattr(run, name, list(state[f"{k}/{name}"]))
        return True


def settings_of(rank, steps):
    return {**SETTINGS, "rank": rank, "rank_bound": 2 * rank, "steps": steps}


def timed(runs, steps):
    """Seconds a step of each run alone, and of its gradient alone, in turn; one thread."""
    seconds = {run: ([], []) for run in runs}
    for run in runs:
        descend(run, 1)  # compiles
    for _ in tqdm(range(ROUNDS), desc="each alone", delay=2, disable=None):
        for run in runs:
            for number, (call, argument) in enumerate(
                ((descend, run), (gradients, run))
            ):  # fmt: skip
                begun = perf_counter()
                call(argument, steps)
                seconds[run][number].append((perf_counter() - begun) / steps)
    return seconds


def descend(run, steps):
    settings = {name: SETTINGS[name] for name in ("learning_rate", "discrepant_rate")}
    dlf.gradient_descent(run.objective, run.factors, steps, record=[steps], **settings)


def gradients(run, steps):
    for _ in range(steps):
        run.objective.gradient(run.target)


def reproduce(ranks, methods, steps, records, path, *, threads, minutes=None, again=False):
    """Run what the store lacks; False if the time was over before the end."""
    chosen = [(rank, method) for rank in ranks for method in methods]

    def missing(suffix, steps):
        def is_missing(rank, method):
            return again or not is_stored(
                path, f"{rank}/{method}{suffix}", settings_of(rank, steps)
            )

        return [pair for pair in chosen if is_missing(*pair)]

    to_run, to_time = missing("", steps), missing("-timed", TIMED)
    print(f"{len(chosen) - len(to_run)} of {len(chosen)} runs stored already", flush=True)
    if not to_run and not to_time:
        return True
    d, count = SETTINGS["d"], SETTINGS["count"]
    operators = dlf.GaussianOperators(
        count, (d, d), seed=SETTINGS["seed"], scale=1 / count
    ).materialize()
    runs = {pair: Run(*pair, operators) for pair in {*to_run, *to_time}}
    if to_run:
        experiment = Experiment([runs[p] for p in to_run], operators, steps, records, threads)
        checkpoint = Checkpoint(path, {**SETTINGS, "runs": to_run, "steps": steps, "of": records})
        if not experiment.descend(checkpoint, minutes):
            print(f"stopped after step {experiment.done} of {steps}: the same command goes on")
            return False
        note = {"clock": "not timed: the runs share each pass over the operators"}
        for (rank, method), run in zip(to_run, experiment.runs, strict=True):
            found = {"iterations": experiment.iterations, "about": note}
            for name in ("errors", "losses", "singular_values"):
                found[name] = np.array(getattr(run, name))
            put(
                path,
                f"{rank}/{method}",
                settings_of(rank, steps),
                found,
                machine=f"{threads} threads",
            )
            print(f"{run.label}: error {run.errors[-1]:.1e}", flush=True)
        checkpoint.path.unlink(missing_ok=True)
        del experiment
    # Timed from the start again: the speed of a step does not depend on where it is.
    alone = {Run(*pair, operators): pair for pair in to_time}
    for run, (whole, gradient) in timed(list(alone), TIMED).items():
        rank, method = alone[run]
        note = {"clock": f"{ROUNDS} times {TIMED} steps in turn, and as many gradients"}
        found = {"step_seconds": np.array(whole), "gradient_seconds": np.array(gradient)}
        found["about"] = note
        put(path, f"{rank}/{method}-timed", settings_of(rank, TIMED), found, machine="one thread")
        print(f"{run.label}: {1e3 * np.median(whole):.1f} ms a step alone, one thread", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shown = ", ".join(map(str, RANKS))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    parser.add_argument("--rank", type=int, nargs="+", default=RANKS, help=f"r (default {shown})")
    parser.add_argument(
        "--method", nargs="+", choices=METHODS, default=METHODS, help="default: all four"
    )
    parser.add_argument("--steps", type=int, default=STEPS, help=f"default {STEPS}")
    parser.add_argument(
        "--records", type=int, default=RECORDS, help=f"evenly spaced (default {RECORDS})"
    )
    parser.add_argument(
        "--threads",
        type=int,
        default=min(cores, PARTS),
        help=f"of the shared runs, at most {PARTS}",
    )
    parser.add_argument(
        "--minutes", type=float, help="save and stop after so many (default: never)"
    )
    add_output(parser, STORE)
    parser.add_argument("--again", action="store_true", help="run what is stored already, too")
    chosen = parser.parse_args()
    if not 1 <= chosen.records <= chosen.steps:
        parser.error("--records must lie between 1 and --steps")
    if not 1 <= chosen.threads <= PARTS:
        parser.error(f"--threads must lie between 1 and {PARTS}")
    with threadpool_limits(1):
        reproduce(
            chosen.rank, chosen.method, chosen.steps, chosen.records, chosen.output,
            threads=chosen.threads, minutes=chosen.minutes, again=chosen.again,
        )  # fmt: skip


if __name__ == "__main__":
    main()
