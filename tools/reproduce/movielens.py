"""MovieLens-100k from the reader's own file: three factors of rank 10 against least squares.

usage: .venv/bin/python -m tools.reproduce movielens PATH

PATH is ml-100k.zip from https://grouplens.org/datasets/movielens/100k/, or u.data within it. Its
terms: for research, not to be redistributed without separate permission. Nothing is downloaded,
and of the ratings nothing is stored but errors. Four runs, each against the processor time and
against the passes over the ratings that it took; the errors are root mean squares on a tenth of the
ratings, in stars:

  compressed           the factors of dlf.compress, the outer two at 5 times the rate
  compressed-equal     the same at equal rates
  least-squares        alternating least squares of the same rank, once for each ridge
  original             the full-width factors on the dense path, a few hundred steps by default:
                       a step takes seconds where the others take milliseconds

The book shows what is stored.
"""

import hashlib
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np
from tqdm import tqdm

import dlf
from dlf.recovery import alternating_least_squares, load_movielens_100k, train_and_test
from tools.reproduce.runner import Refused, Run, evenly, say
from tools.reproduce.store import DATA

STORE = DATA / "recovery" / "movielens.npz"
TAKES = "about five minutes"
SETTINGS = {"rank": 10, "depth": 3, "init_scale": 1e-2, "test_share": 0.1, "seed": 0}
RIDGES = (3e-4, 0.03, 0.1, 0.3)  # of the share of known entries, in the units of the surrogate
STEPS, ORIGINAL_STEPS, SWEEPS, RECORDS = 3000, 300, 50, 60


class Ratings:
    """The table, split; in units where the training ratings have mean 0, the surrogate norm 1."""

    def __init__(self, rows, cols, values, shape):
        train, test = train_and_test(
            rows, cols, SETTINGS["test_share"], rng=np.random.default_rng(SETTINGS["seed"])
        )
        self.mean = values[train].mean()
        centred = dlf.Completion(rows[train], cols[train], values[train] - self.mean, shape)
        modes = dlf.compress(centred, depth=2, rank=1, init_scale=1.0)
        self.scale = float(modes[1][:, 0] @ (centred.sparse_surrogate() @ modes[0][0]))
        self.objective = dlf.Completion(
            centred.rows, centred.cols, centred.values / self.scale, shape
        )
        self.places, self.stars = (rows[test], cols[test]), values[test]
        self.share = train.size / (shape[0] * shape[1])
        self.digest = hashlib.sha256(np.array([rows, cols, values]).tobytes()).hexdigest()

    def error(self, factors):
        """Root mean square error on the test ratings, in stars."""
        found = self.mean + self.scale * dlf.sample_end_to_end(factors, *self.places)
        return float(np.sqrt(np.mean((found - self.stars) ** 2)))

    def errors(self, run):
        return np.array([self.error(run.at(k)) for k in range(len(run))])


def compressed(ratings, steps, alpha):
    """Step by step on the ratings alone; a step reads them twice."""
    start = dlf.compress(ratings.objective, **_network())
    return _descent(ratings, dlf.sampled_descent, start, steps, alpha)


def original(ratings, steps, alpha):
    """Full-width factors, from random orthogonal ones, on the dense path."""
    (d_L, d_0), small = ratings.objective.shape, min(ratings.objective.shape)
    widths = (d_0, *[small] * (SETTINGS["depth"] - 1), d_L)
    rng = np.random.default_rng(SETTINGS["seed"])
    start = dlf.orthogonal(widths, init_scale=SETTINGS["init_scale"], rng=rng)
    return _descent(ratings, dlf.gradient_descent, start, steps, alpha)


def _network():
    return {name: SETTINGS[name] for name in ("depth", "rank", "init_scale")}


def _descent(ratings, descend, factors, steps, alpha):
    """In parts, so that the clock is read at each record and only one state is kept."""
    rate = 0.9 / (SETTINGS["depth"] * alpha ** (2 / SETTINGS["depth"])) / ratings.share
    records = evenly(steps, RECORDS)
    settings = {"learning_rate": rate, "discrepant_rate": alpha, "progress": False}
    found, seconds = [ratings.error(factors)], [0.0]
    for more in tqdm(np.diff(records), descend.__name__, disable=None):
        begun = process_time()
        run = descend(ratings.objective, factors, int(more), record=[int(more)], **settings)
        seconds.append(seconds[-1] + process_time() - begun)
        factors = run.at(-1)
        found.append(ratings.error(factors))
    return {"errors": np.array(found), "passes": 2 * records, "seconds": np.array(seconds)}


def least_squares(ratings, sweeps, ridge):
    run = alternating_least_squares(
        ratings.objective,
        SETTINGS["rank"],
        sweeps,
        ridge=ridge * ratings.share,
        rng=np.random.default_rng(SETTINGS["seed"]),
        record=1,
    )
    return {"errors": ratings.errors(run), "passes": run.passes, "seconds": run.seconds}


def add_options(parser):
    """The file, its digest, and the lengths of the runs."""
    parser.add_argument("path", type=Path, help="ml-100k.zip or u.data, yours")
    parser.add_argument("--sha256", help="expected digest; default: that of the published file")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"default {STEPS}")
    text = f"default {ORIGINAL_STEPS}; 0 leaves the original out"
    parser.add_argument("--original-steps", type=int, default=ORIGINAL_STEPS, help=text)
    parser.add_argument("--sweeps", type=int, default=SWEEPS, help=f"default {SWEEPS}")


def runs(options):
    """Every run of a positive length on the reader's ratings."""
    if min(options.steps, options.original_steps, options.sweeps) < 0:
        raise Refused("--steps, --original-steps and --sweeps must not be negative")
    try:
        table = load_movielens_100k(options.path, digest=options.sha256)
    except ValueError as error:
        raise Refused(str(error)) from None
    ratings = Ratings(*table)
    say(f"filling in the mean errs by {np.std(ratings.stars):.3f} stars")
    wanted = {
        "compressed": (compressed, options.steps, 5.0),
        "compressed-equal": (compressed, options.steps, 1.0),
        **{f"least-squares {ridge:g}": (least_squares, options.sweeps, ridge) for ridge in RIDGES},
        "original": (original, options.original_steps, 1.0),
    }
    common = {**SETTINGS, "ratings": ratings.digest}
    found = {}
    for key, (work, length, value) in wanted.items():
        settings = {**common, "length": length, "value": value}
        found[key] = Run(settings, partial(work, ratings, length, value))
    return {key: run for key, run in found.items() if run.settings["length"]}
