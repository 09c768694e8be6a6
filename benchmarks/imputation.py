"""Imputation of real tables: the estimator beside its peers on the same masks.

Run as: python -m benchmarks.imputation [--tables iris wine] [--patterns 10% blocks]
"""

import argparse
import warnings
from time import perf_counter

import numpy as np
from sklearn.experimental import enable_iterative_imputer  # noqa: F401, the import is the switch
from sklearn.impute import IterativeImputer, KNNImputer, SimpleImputer
from threadpoolctl import threadpool_limits
from tqdm import tqdm

import dlf
from benchmarks.tables import PATTERNS, TABLES, hidden
from dlf.recovery import DeepMatrixCompletion, alternating_least_squares, soft_impute

RANK, SWEEPS = 10, 20
STRENGTHS = 2.0 ** -np.arange(1, 9)


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


def outcome(name, pattern, methods):
    """{method: (error in the columns' standard deviations, seconds)} of one table.

    The peers get columns of mean 0 and standard deviation 1, the estimator the raw table.
    """
    whole, mask = hidden(name, pattern)
    table = np.where(mask, np.nan, whole)
    centre, unit = np.nanmean(table, axis=0), np.nanstd(table, axis=0)
    unit[unit == 0] = 1.0
    spread = np.nanstd(whole, axis=0)
    mask = mask & (spread > 0)
    found = {}
    for method in methods:
        start = perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if method in PEERS:
                filled = centre + unit * PEERS[method]((table - centre) / unit)
            else:
                filled = ours(table)
        seconds = perf_counter() - start
        errors = ((filled - whole) / np.where(spread > 0, spread, 1.0))[mask]
        found[method] = float(np.sqrt(np.mean(errors**2))), seconds
    return found
