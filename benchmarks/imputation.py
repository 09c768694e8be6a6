"""Imputation of real tables: the estimator beside its peers on the same masks.

Run as: .venv/bin/python -m benchmarks.imputation [--tables iris wine] [--patterns 10% blocks]

With --store the whole is written for the book, after every cell; what is there is not run again.
"""

import argparse
import json
import math
import platform
import statistics
import warnings
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np
import sklearn
from sklearn.experimental import enable_iterative_imputer  # noqa: F401, the import is the switch
from sklearn.impute import IterativeImputer, KNNImputer, SimpleImputer
from threadpoolctl import threadpool_limits
from tqdm import tqdm

import dlf
from benchmarks.tables import PATTERNS, TABLES, hidden
from dlf.recovery import DeepMatrixCompletion, alternating_least_squares, soft_impute

OURS = "dlf"
RANK, SWEEPS = 10, 20
MASKS = 5  # of each table and pattern: a few hidden entries of a small table are a coin toss
STRENGTHS = 2.0 ** -np.arange(1, 9)
STORE = Path(__file__).parents[1] / "book/data/recovery/imputation.json"
LONG = 0.3  # seconds; what takes less is timed three times


def split(table, rng):
    """(what is left, the mask of a tenth of the known entries)."""
    known = np.flatnonzero(~np.isnan(table))
    held = np.zeros(table.size, bool)
    held[rng.permutation(known)[: max(1, known.size // 10)]] = True
    held = held.reshape(table.shape)
    return np.where(held, np.nan, table), held


def chosen(complete):
    """An imputer whose strength is the best of STRENGTHS on a tenth of the known entries."""

    def imputer(table):
        left, held = split(table, np.random.default_rng(0))
        found = complete(left, STRENGTHS)
        errors = [np.mean((X - table)[held] ** 2) for X in found]
        *_, filled = complete(table, STRENGTHS[: int(np.argmin(errors)) + 1])
        return filled

    return imputer


def seen(table):
    """(the Completion of the rows and columns with entries, their indices)."""
    rows, cols = np.nonzero(~np.isnan(table))
    (some_rows, i), (some_cols, j) = (np.unique(k, return_inverse=True) for k in (rows, cols))
    shape = some_rows.size, some_cols.size
    return dlf.Completion(i, j, table[rows, cols], shape), np.ix_(some_rows, some_cols)


def whole(table, places, X):
    """X at its places, zero, the mean, elsewhere."""
    filled = np.zeros(table.shape)
    filled[places] = X
    return np.where(np.isnan(table), filled, table)


def soft_path(table, strengths):
    """Soft-impute from strong to weak penalties, each from the one before."""
    objective, places = seen(table)
    top, start = np.linalg.norm(np.nan_to_num(table), 2), None
    for strength in strengths:
        run = soft_impute(objective, strength * top, 40, start=start, progress=False)
        start = run.at(-1) if len(run.at(-1)[0]) else None
        yield whole(table, places, run.end_to_end()[-1])


def least_squares(table, strengths):
    """Alternating least squares with a ridge for each strength."""
    objective, places = seen(table)
    top, rank = np.linalg.norm(np.nan_to_num(table), 2), min(RANK, *objective.shape)
    for strength in strengths:
        settings = {"ridge": strength * top, "rng": np.random.default_rng(0), "progress": False}
        run = alternating_least_squares(objective, rank, SWEEPS, **settings)
        yield whole(table, places, run.end_to_end()[-1])


PEERS = {
    "mean": SimpleImputer().fit_transform,
    "KNN": KNNImputer().fit_transform,
    "iterative": IterativeImputer(random_state=0).fit_transform,
    "soft": chosen(soft_path),
    "least squares": chosen(least_squares),
}


def ours(table):
    return DeepMatrixCompletion(random_state=0, progress=False).fit_transform(table)


def outcome(name, pattern, methods, masks=MASKS):
    """{method: (error in the columns' standard deviations, processor seconds)} of one table.

    The error is over the hidden entries of all masks, the seconds are of one. The peers get
    columns of mean 0 and standard deviation 1, the estimator the raw table.
    """
    found = {method: [] for method in methods}
    for seed in range(masks):
        whole, mask = hidden(name, pattern, seed)
        table = np.where(mask, np.nan, whole)
        spread = np.nanstd(whole, axis=0)
        mask &= spread > 0
        for method in methods:
            filled, seconds = timed(partial(fill, method, table))
            apart = ((filled - whole) / np.where(spread > 0, spread, 1.0))[mask]
            found[method].append((np.sum(apart**2), apart.size, seconds))
    sums = {method: np.sum(of_masks, axis=0) for method, of_masks in found.items()}
    return {m: (math.sqrt(error / n), seconds / masks) for m, (error, n, seconds) in sums.items()}


def fill(method, table):
    """The table filled in by a peer or by the estimator."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if method not in PEERS:
            return ours(table)
        centre, unit = np.nanmean(table, axis=0), np.nanstd(table, axis=0)
        unit[unit == 0] = 1.0
        return centre + unit * PEERS[method]((table - centre) / unit)


def timed(call):
    """(what the call gives, processor seconds): the median of three calls if they are short."""
    taken = []
    while len(taken) < 3 and sum(taken) < LONG:
        start = process_time()
        found = call()
        taken.append(process_time() - start)
    return found, statistics.median(taken)


def rows(names, patterns, kept=()):
    """(table, pattern, outcome) of each pair that is not among the kept ones."""
    pairs = [(n, p) for p in patterns for n in names if (n, p) not in kept]
    for name, pattern in tqdm(pairs, desc="imputation", disable=None):
        yield name, pattern, outcome(name, pattern, [*PEERS, OURS])


def about():
    """Where, when and by what the stored numbers came about."""
    return {
        "command": "python -m benchmarks.imputation --store",
        "date": date.today().isoformat(),
        "errors": "root mean square over hidden entries, in standard deviations of their columns",
        "masks": MASKS,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "scikit-learn": sklearn.__version__,
        "seconds": "of the processor, one thread, over those of IterativeImputer in the same run",
    }


def stored(path):
    """The (table, pattern, outcome) of a file, seconds in those of IterativeImputer."""
    cells = json.loads(path.read_text("utf-8"))["cells"] if path.exists() else {}
    for key, errors in cells.items():
        yield *key.split(", "), {method: tuple(pair) for method, pair in errors.items()}


def store(path, found):
    """Write what was found, to four digits, seconds to two."""
    cells = {}
    for name, pattern, errors in found:
        unit = errors["iterative"][1]
        cells[f"{name}, {pattern}"] = {
            method: [float(f"{error:.4g}"), float(f"{seconds / unit:.2g}")]
            for method, (error, seconds) in errors.items()
        }
    lines = (f"{json.dumps(key)}: {json.dumps(cell)}" for key, cell in cells.items())
    head, body = json.dumps(about(), indent=1), ",\n".join(lines)
    text = f'{{"about": {head},\n"cells": {{\n{body}\n}}}}\n'
    path.write_text(text, "utf-8", newline="\n")


def summary(found):
    """Lines on the goals, over a list of (table, pattern, outcome)."""
    ratios = {m: [] for m in (*PEERS, OURS)}
    for _, _, errors in found:
        best = min(error for error, _ in errors.values())
        for method, (error, _) in errors.items():
            ratios[method].append(error / best)
    for method, values in ratios.items():
        seconds = sum(errors[method][1] for *_, errors in found)
        yield f"{method}: error / best {np.exp(np.mean(np.log(values))):.3f}, {seconds:.1f} s"
    worse = [(n, p) for n, p, e in found if e[OURS][0] > e["mean"][0]]
    slower = [(n, p) for n, p, e in found if e[OURS][1] > e["iterative"][1]]
    behind = [(n, p) for n, p, e in found if p == "10%" and e[OURS][0] > 1.02 * e["iterative"][0]]
    yield f"worse than the column mean: {listed(worse)}"
    yield f"slower than iterative: {listed(slower)}"
    yield f"at 10 % over 2 % behind iterative: {listed(behind)}"


def listed(pairs):
    return ", ".join(f"{name} {pattern}" for name, pattern in pairs) or "none"


def main():
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.imputation", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=[*TABLES])
    parser.add_argument("--patterns", nargs="+", choices=PATTERNS, default=[*PATTERNS])
    parser.add_argument("--store", action="store_true", help=f"keep results in {STORE.name}")
    chosen_ones = parser.parse_args()
    ours(np.eye(3))  # compiles
    found = [*stored(STORE)] if chosen_ones.store else []
    kept = {(name, pattern) for name, pattern, _ in found}
    with threadpool_limits(1):
        for row in rows(chosen_ones.tables, chosen_ones.patterns, kept):
            found.append(row)
            if chosen_ones.store:
                store(STORE, found)
    methods = [*PEERS, OURS]
    print(
        "\n| table | hidden | " + " | ".join(methods) + " |\n" + "|---" * (2 + len(methods)) + "|"
    )
    for name, pattern, errors in found:
        cells = (f"{error:.3f} ({seconds:.2f} s)" for error, seconds in errors.values())
        print(f"| {name} | {pattern} | " + " | ".join(cells) + " |")
    print("\n" + "\n".join(summary(found)))


if __name__ == "__main__":
    main()
