"""complete --triplets: lines that are one entry each of a large table."""

import math
import warnings
from time import perf_counter

import numpy as np

from dlf.cli import cells, writing
from dlf.cli.options import number_of

_FEWEST = 10  # held-out values, for an error to be told


def filled(found, name, options, missing, model):
    """(raw rows with every value, lines of the report).

    Raises:
        ValueError: a value that is no number; all are missing.
    """
    *places, v = map(found.place, options.triplets)
    ids = [np.array([cells.plain(row[j]) for row in found.rows], object) for j in places]
    values = np.array([*_values(found, name, v, missing)])
    known = ~np.isnan(values)
    if not known.any():
        raise ValueError(f"{name}: every value is missing")
    shape = " x ".join(str(len(set(one))) for one in ids)
    entries = number_of(int(known.sum()), "value", "values")
    lines = [f"{name}: {entries} of a table of {shape}, {(~known).sum()} to fill in"]
    if known.all():
        return found.rows, [*lines, "nothing is missing: copied as it is"]
    rows, cols = ids
    complete = values.copy()
    began = perf_counter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit((rows[known], cols[known], values[known]))
        lines += [f"note: {warning.message}" for warning in caught]
        complete[~known] = model.predict_entries(rows[~known], cols[~known])
        if not options.no_check:
            lines += _check(model, rows[known], cols[known], values[known], options.seed)
    done = f"rank {model.rank_}, {model.n_iter_} steps, {perf_counter() - began:.1f} s"
    column, like = complete[:, None], values[known][:, None]
    written = writing.rows_with(found, [v], values[:, None], column, like)
    return written, [*lines, f"fitted: {done}"]


def _values(found, name, v, missing):
    for row, line in zip(found.rows, found.numbers, strict=True):
        cell = cells.plain(row[v])
        value = math.nan if missing(cell) else cells.number(cell)
        if value is None:
            raise ValueError(f"{name}, line {line}: {cell!r} is no number")
        yield value


def _check(model, rows, cols, values, seed):
    """A line on values that a second fit never saw; none if they are few."""
    held = np.random.default_rng(seed).permutation(values.size) < values.size // 10
    if held.sum() < _FEWEST:
        return
    left = ~held
    other = type(model)(**model.get_params()).fit((rows[left], cols[left], values[left]))
    apart = np.abs(other.predict_entries(rows[held], cols[held]) - values[held])
    place = min(math.ceil(0.9 * (apart.size + 1)), apart.size)
    reach = np.sort(apart)[place - 1]
    mean = _column_means(cols, values, left)[held]
    errors = (np.sqrt(np.mean(e**2)) for e in (apart, values[held] - mean))
    yield (
        "error of {} held-out values: {:.3g} (column means: {:.3g}); nine in ten are off by at "
        "most {:.3g}".format(held.sum(), *errors, reach)
    )


def _column_means(cols, values, left):
    """For each entry the mean of its column's entries in `left`; of all, where there are none."""
    _, j = np.unique(cols, return_inverse=True)
    sums, counts = np.bincount(j[left], values[left], j.max() + 1), np.bincount(j[left])
    counts = np.pad(counts, (0, j.max() + 1 - counts.size))
    return np.where(counts > 0, sums / np.maximum(counts, 1), values[left].mean())[j]
