"""complete: cells of numbers that are filled in, and where they are written."""

import math
import sys
from pathlib import Path

import numpy as np


def write(content, path):
    if path in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        Path(path).write_bytes(content)


def rows_with(found, places, table, values, like=None):
    """The raw cells, with values where the table has none.

    They have decimals for the columns of `like`, without it three digits each.
    """
    rows = [list(cells_of_row) for cells_of_row in found.rows]
    for k, j in enumerate(places):
        digits = None if like is None else _digits(like[:, k])
        for i in np.flatnonzero(np.isnan(table[:, k])):
            value = values[i, k] if like is not None else float(f"{values[i, k]:.3g}")
            rows[i][j] = _written(value, digits, found.delimiter)
    return rows


def _digits(column):
    """Decimals that show a thousandth of a column's range; None if it is constant."""
    spread = float(np.nanmax(column) - np.nanmin(column))
    return None if spread == 0 else 3 - math.floor(math.log10(spread))


def _written(value, digits, delimiter=","):
    """A number with so many decimals; with an exponent where these would be very many."""
    if math.isnan(value):
        return ""
    if value == 0 or digits is None:
        text = f"{value:.15g}"
    elif digits > 12 or abs(value) >= 1e15:
        size = math.floor(math.log10(abs(value)))
        text = f"{value:.{max(0, min(16, digits + size))}e}"
    else:
        text = f"{value:.{max(digits, 0)}f}"
    return f'"{text}"' if delimiter in text else text
