"""Matrix sensing at the paper's settings: run it, time it, store it for the book.

Six runs for each rank, in double precision, all on the same Gaussian operators:

  original             the d x d factors, from eps times random orthogonal ones
  compressed           the factors of dlf.compress
  burer-monteiro       two small Gaussian factors with r columns, as if the rank were known
  burer-monteiro-bound the same with as many columns as the compressed network has
  burer-monteiro-small the same again, from a product 10^-4 times as large as that of three factors
  compressed-two       two factors of dlf.compress, from a product of that size

Almost all of the time goes into reading the operators, so one pass over them serves all runs that
the store lacks; the results do not depend on how many run together, nor on the number of threads.
An interrupted call goes on where it last saved its state, about once a minute. Afterwards some
steps of each run are timed alone, by dlf.gradient_descent on one thread.
"""

import json
import math
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from time import perf_counter

import numpy as np
from numba import njit
from tqdm import tqdm

import dlf
from dlf.dynamics.trajectory import layer_rates
from dlf.recovery import spread_spectrum
from tools.reproduce.runner import Run, Stopped, add_grid, evenly, say
from tools.reproduce.starts import starts
from tools.reproduce.store import DATA, write

STORE = DATA / "recovery" / "sensing.npz"
TAKES = "about a quarter of an hour on sixteen cores, hours on two"
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
METHODS = (
    *("original", "compressed", "burer-monteiro", "burer-monteiro-bound"),
    *("burer-monteiro-small", "compressed-two"),
)
SMALL = 1e-4  # the start of the last two, against eps^3: two factors wait for its logarithm
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


def smaller(objective, settings, rng):
    """name: call that makes two factors with 2r columns, whose product has the norm 10^-4 eps^3."""
    d, columns, size = settings["d"], 2 * settings["rank"], SMALL * settings["init_scale"] ** 3

    def gaussian():
        first, second = dlf.gaussian((d, columns, d), init_scale=1.0, rng=rng)
        scale = (size / np.linalg.norm(second @ first, 2)) ** 0.5
        return first * scale, second * scale

    two = {"depth": 2, "rank": columns, "init_scale": size**0.5}
    return {
        "burer-monteiro-small": gaussian,
        "compressed-two": lambda: dlf.compress(objective, **two),
    }


class Network:
    """One network on its own target: a plain descent step, and what is recorded of it."""

    def __init__(self, rank, method, operators):
        self.rank, self.method = rank, method
        rng = np.random.default_rng(SETTINGS["seed"])
        self.target = spread_spectrum(SETTINGS["d"], rank, rng=rng)[0]
        flat, target = operators.reshape(len(operators), -1), self.target.ravel()
        measured = [flat[i : i + 100].astype(float) @ target for i in range(0, len(flat), 100)]
        self.objective = dlf.Sensing(
            operators, np.concatenate(measured), SETTINGS["reduction"], threads=1
        )
        settings = {**SETTINGS, "rank": rank}
        known = starts(self.objective, settings, rng) | smaller(self.objective, settings, rng)
        start = known[method]
        self.factors = [np.array(W) for W in start()]
        outer = layer_rates(len(self.factors), SETTINGS["discrepant_rate"])
        self.rates = [SETTINGS["learning_rate"] * rate for rate in outer]
        self.recorded = {"errors": [], "losses": [], "singular_values": []}

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
        """Note the error, the loss and the leading singular values."""
        X = self._below[-1]
        error = np.linalg.norm(X - self.target) / np.linalg.norm(self.target)
        strengths = np.linalg.svd(X, compute_uv=False)[: self.rank + 2]
        for series, value in zip(self.recorded.values(), (error, loss, strengths), strict=True):
            series.append(value)


class SharedDescent:
    """Networks that share every pass over the operators; their state is kept beside the store."""

    def __init__(self, networks, operators, options):
        self.networks, self.done = networks, 0
        self.steps, self.iterations = options.steps, evenly(options.steps, options.records)
        count, size = len(operators), operators[0].size
        rows = -(-count // _ROWS) * _ROWS
        self._A = np.zeros((rows, size), np.float32)
        self._A[:count] = operators.reshape(count, size)
        even = len(networks) + len(networks) % 2
        self._Y = np.zeros((even, rows))
        for k, network in enumerate(networks):
            self._Y[k, :count] = network.objective.measurements
        self._X = np.zeros((even, size))
        cuts = np.linspace(0, rows // _ROWS, PARTS + 1).astype(int) * _ROWS
        self._parts = [slice(*ends) for ends in zip(cuts[:-1], cuts[1:], strict=True)]
        self._G = np.zeros((PARTS, even, size))
        self._threads, self._minutes = options.threads, options.minutes
        self.path = options.output.with_suffix(".partial.npz")
        pairs = [(network.rank, network.method) for network in networks]
        steps = {"steps": options.steps, "of": options.records}
        self._settings = json.dumps({**SETTINGS, "runs": pairs, **steps})

    def descend(self):
        """Go on to the last step; raises Stopped if the time is over before."""
        begun = saved = perf_counter()
        if self._load():
            say(f"goes on after step {self.done}")
        bar = tqdm(total=self.steps, initial=self.done, desc="descent", mininterval=1, disable=None)
        with ThreadPoolExecutor(self._threads) as pool, bar:
            for k, network in enumerate(self.networks):
                self._X[k] = network.forward().ravel()
            while self._step(pool):
                bar.update()
                now = perf_counter()
                late = now - begun > 60 * self._minutes
                if late or now - saved > SAVE_EVERY:
                    self._save()
                    saved = now
                if late:
                    done = f"stopped after step {self.done} of {self.steps}"
                    raise Stopped(f"{done}: the same command goes on")

    def _step(self, pool):
        """One pass over the operators; False if there is none to make after it."""
        squares = sum(pool.map(self._read, range(PARTS)))
        list(pool.map(self._move, range(len(self.networks)), 0.5 * squares))
        if self.done == self.steps:
            return False
        self.done += 1
        return True

    def _read(self, part):
        rows = self._parts[part]
        A, Y = self._A[rows], np.ascontiguousarray(self._Y[:, rows])
        return sense_all(A, Y, self._X, self._G[part])

    def _move(self, k, loss):
        network = self.networks[k]
        if self.done in self.iterations:
            network.record(loss)
        if self.done < self.steps:
            gradient = self._G[:, k].sum(axis=0)
            network.backward(gradient.reshape(network.target.shape))
            self._X[k] = network.forward().ravel()

    def _save(self):
        """Without compression, which would take longer than a step."""
        arrays = {"settings": np.array(self._settings), "done": np.array(self.done)}
        for k, network in enumerate(self.networks):
            arrays |= {f"{k}/W{l}": W for l, W in enumerate(network.factors)}
            arrays |= {f"{k}/{name}": np.array(a) for name, a in network.recorded.items()}
        write(self.path, arrays, np.savez)

    def _load(self):
        """Whether there was a state of the same settings."""
        if not self.path.exists():
            return False
        with np.load(self.path, allow_pickle=False) as state:
            if str(state["settings"]) != self._settings:
                return False
            self.done = int(state["done"])
            for k, network in enumerate(self.networks):
                network.factors = [state[f"{k}/W{l}"] for l in range(len(network.factors))]
                network.recorded = {name: list(state[f"{k}/{name}"]) for name in network.recorded}
        return True


def add_options(parser):
    """Ranks, steps, records and methods; the threads and the time of the shared runs."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    add_grid(parser, RANKS, STEPS, RECORDS)
    own = parser.add_argument
    own("--method", nargs="+", choices=METHODS, default=METHODS, help="default: all six")
    threads = {"type": int, "choices": range(1, PARTS + 1), "default": min(cores, PARTS)}
    own("--threads", **threads, metavar="N", help=f"of the shared runs, at most {PARTS}")
    text = "save and stop after so many (default: never)"
    own("--minutes", type=float, default=math.inf, help=text)


def runs(options):
    """What shares the passes over the operators, and each alone, which is timed."""
    found = {}
    for rank, method in product(options.rank, options.method):
        common = {**SETTINGS, "rank": rank, "rank_bound": 2 * rank}
        network, threads = partial(Network, rank, method), f"{options.threads} threads"
        found[f"{rank}/{method}"] = Run(
            {**common, "steps": options.steps}, network, threads, timed=False
        )
        found[f"{rank}/{method}-timed"] = Run({**common, "steps": TIMED}, network)
    return found


def results(missing, options):
    """The shared descent, then the others; the work of a Run is to set its network up."""
    d, count, seed = (SETTINGS[name] for name in ("d", "count", "seed"))
    operators = dlf.GaussianOperators(count, (d, d), seed=seed, scale=1 / count).materialize()
    shared = {key: run.work for key, run in missing.items() if not run.timed}
    alone = {key: run.work for key, run in missing.items() if run.timed}
    if shared:
        yield from together(shared, operators, options)
    if alone:
        yield from one_by_one(alone, operators)


def together(shared, operators, options):
    """All steps of the networks that share the passes."""
    networks = {key: start(operators) for key, start in shared.items()}
    descent = SharedDescent(list(networks.values()), operators, options)
    descent.descend()
    note = {"clock": "not timed: the runs share each pass over the operators"}
    for key, network in networks.items():
        arrays = {name: np.array(series) for name, series in network.recorded.items()}
        yield key, {"iterations": descent.iterations, **arrays, "about": note}
    descent.path.unlink(missing_ok=True)


def one_by_one(alone, operators):
    """Seconds a step of each network, and of its gradient, in turn.

    From the start again: the speed of a step does not depend on where it is.
    """
    networks = {key: start(operators) for key, start in alone.items()}
    taken = {key: ([], []) for key in networks}
    for network in networks.values():
        descend(network, 1)  # compiles
    for _ in tqdm(range(ROUNDS), desc="each alone", delay=2, disable=None):
        for key, network in networks.items():
            for call, seconds in zip((descend, gradients), taken[key], strict=True):
                begun = perf_counter()
                call(network, TIMED)
                seconds.append((perf_counter() - begun) / TIMED)
    note = {"clock": f"{ROUNDS} times {TIMED} steps in turn, and as many gradients"}
    for key, (whole, gradient) in taken.items():
        arrays = {"step_seconds": np.array(whole), "gradient_seconds": np.array(gradient)}
        yield key, {**arrays, "about": note}


def descend(network, steps):
    """So many steps from where the network is, by the ordinary descent."""
    settings = {name: SETTINGS[name] for name in ("learning_rate", "discrepant_rate")}
    dlf.gradient_descent(network.objective, network.factors, steps, record=[steps], **settings)


def gradients(network, steps):
    """As many gradients as that takes."""
    for _ in range(steps):
        network.objective.gradient(network.target)
