"""Coverage of 90 % intervals on real tables: on hidden entries, which no fit has seen.

Run as: .venv/bin/python -m benchmarks.coverage [--tables iris wine] [--patterns 10%] [--seeds 5]
With --store the shares are written for the book.
"""

import argparse
import json
import warnings
from datetime import date
from pathlib import Path
from time import process_time

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from benchmarks.tables import PATTERNS, TABLES, hidden
from dlf.recovery import DeepMatrixCompletion

COVERAGE, LOW, HIGH = 0.9, 0.85, 0.95
NARROWER = 0.7  # the wrong variant: intervals of so much of the width
STORE = Path(__file__).parents[1] / "book" / "data" / "recovery" / "coverage.json"


def outcome(name, pattern, seed):
    """[inside, inside the narrower ones, entries, their mean half width, seconds of fit and of
    calibrate, error / standard error] of one table; the half width in standard deviations."""
    whole, mask = hidden(name, pattern, seed)
    table = np.where(mask, np.nan, whole)
    varies = np.nanstd(table, axis=0) > 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        start = process_time()
        model = DeepMatrixCompletion(random_state=seed, progress=False, keep_empty_features=True)
        filled = model.fit(table).transform(table)
        fitted = process_time()
        low, high = model.calibrate(table).predict_interval(table, coverage=COVERAGE)
        done = process_time()
    mask &= varies
    half = (high - low)[mask] / 2
    apart = np.abs(whole - filled)[mask]
    units = np.broadcast_to(np.nanstd(table, axis=0), mask.shape)[mask]
    ratio = apart / model.standard_errors(table)[mask]
    return np.array(
        [
            np.mean(apart <= half),
            np.mean(apart <= NARROWER * half),
            mask.sum(),
            np.mean(half / units),
            fitted - start,
            done - fitted,
            np.sqrt(np.mean(ratio**2)),
        ]
    )


def means(name, pattern, seeds):
    return np.mean([outcome(name, pattern, seed) for seed in range(seeds)], axis=0)


def store(path, found, seeds):
    """Write the shares inside the intervals and inside the narrower ones, to four digits."""
    about = {
        "command": "python -m benchmarks.coverage --store",
        "date": date.today().isoformat(),
        "shares": "of hidden entries inside 90 % intervals, and inside intervals 30 % narrower",
        "masks": seeds,
    }
    shares = {f"{n}, {p}": [round(float(x), 4) for x in v[:2]] for (n, p), v in found.items()}
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(pair)}" for key, pair in shares.items())
    text = f'{{"about": {json.dumps(about, indent=1)},\n"cells": {{\n{lines}\n}}}}\n'
    path.write_text(text, "utf-8", newline="\n")


def main():
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.coverage", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=[*TABLES])
    parser.add_argument("--patterns", nargs="+", choices=PATTERNS, default=["10%", "30%", "60%"])
    parser.add_argument("--seeds", type=int, default=5, help="masks of each table (default 5)")
    parser.add_argument("--store", action="store_true", help=f"write {STORE.name}")
    chosen = parser.parse_args()
    pairs = [(name, pattern) for pattern in chosen.patterns for name in chosen.tables]
    with threadpool_limits(1):
        found = {pair: means(*pair, chosen.seeds) for pair in tqdm(pairs, disable=None)}
    if chosen.store:
        store(STORE, found, chosen.seeds)
    print("\n| table | hidden | inside | 30 % narrower | half width | error / its standard error |")
    print("|---|---|---|---|---|---|")
    for (name, pattern), (inside, narrow, _, half, _, _, ratio) in found.items():
        print(f"| {name} | {pattern} | {inside:.1%} | {narrow:.1%} | {half:.2f} | {ratio:.2f} |")
    for pattern in chosen.patterns:
        those = [values for pair, values in found.items() if pair[1] == pattern]
        right, wrong = (sum(LOW <= v[k] <= HIGH for v in those) for k in (0, 1))
        cost = sum(v[5] for v in those) / sum(v[4] for v in those)
        print(
            f"{pattern} hidden: {LOW:.0%} to {HIGH:.0%} of the entries inside on {right} of "
            f"{len(those)} tables; intervals 30 % narrower on {wrong}; calibrating cost "
            f"{cost:.1f} fits"
        )


if __name__ == "__main__":
    main()
