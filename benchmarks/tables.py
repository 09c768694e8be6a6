"""Real tables that scikit-learn and Matplotlib bundle, and ways to hide their entries."""

import gzip
from functools import partial

import numpy as np
from sklearn import datasets

_SHARES = (0.1, 0.3, 0.6, 0.8)


def _frame(load):
    return load().data


def _linnerud():
    both = datasets.load_linnerud()
    return np.hstack([both.data, both.target])


def _photograph(name):
    """Every eighth pixel, grey."""
    return datasets.load_sample_image(name)[::8, ::8].mean(axis=2)


def _sample(name):
    """A file of samples that matplotlib brings along; the other tables do without it."""
    from matplotlib.cbook import get_sample_data

    return get_sample_data(name)


def _stocks():
    """Ten prices a month since 1990, fewer at first: some firms came later."""
    with _sample("Stocks.csv") as file:
        return np.genfromtxt(file, delimiter=",", skip_header=2, usecols=range(1, 11))


def _google():
    """Open, high, low, close, volume and adjusted close of every third day."""
    days = _sample("goog.npz")["price_data"][::3]
    names = ("open", "high", "low", "close", "volume", "adj_close")
    return np.column_stack([days[name].astype(float) for name in names])


def _brain():
    """Four channels at every second time."""
    with _sample("eeg.dat") as file:
        return np.frombuffer(file.read(), float).reshape(800, 4)[::2]


def _scan():
    """A slice of a head, every fourth pixel."""
    with _sample("s1045.ima.gz") as file:
        raw = file.read()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    return np.frombuffer(raw, np.uint16).astype(float).reshape(256, 256)[::4, ::4]


TABLES = {
    "iris": partial(_frame, datasets.load_iris),
    "wine": partial(_frame, datasets.load_wine),
    "breast cancer": partial(_frame, datasets.load_breast_cancer),
    "diabetes": partial(_frame, partial(datasets.load_diabetes, scaled=False)),
    "linnerud": _linnerud,
    "digits": lambda: datasets.load_digits().data[::4],
    "china": partial(_photograph, "china.jpg"),
    "flower": partial(_photograph, "flower.jpg"),
    "stocks": _stocks,
    "google": _google,
    "brain": _brain,
    "scan": _scan,
    "mountain": lambda: _sample("jacksboro_fault_dem.npz")["elevation"][::4, ::4] * 1.0,
    "sea floor": lambda: _sample("topobathy.npz")["topo"].astype(float),
}


def uniform(table, share, rng):
    """A mask of the known entries to hide, each with the same probability."""
    return ~np.isnan(table) & (rng.random(table.shape) < share)


def blocks(table, rng):
    """Of every column a run of neighbouring rows, about three in ten."""
    n, height = len(table), round(0.3 * len(table))
    first = rng.integers(0, n - height + 1, table.shape[1])
    rows = np.arange(n)[:, None]
    return ~np.isnan(table) & (rows >= first) & (rows < first + height)


def largest(table, rng):
    """Three in ten, none of them below the median of its column."""
    above = table > np.nanmedian(table, axis=0)
    return above & (rng.random(table.shape) < 0.6)


PATTERNS = {f"{share:.0%}": partial(uniform, share=share) for share in _SHARES}
PATTERNS |= {"blocks": blocks, "largest": largest}


def hidden(name, pattern, seed=0):
    """(the whole table, the mask of what is hidden), of which each column keeps two entries."""
    whole = TABLES[name]()
    rng = np.random.default_rng([seed, *map(ord, name + pattern)])
    mask = PATTERNS[pattern](whole, rng=rng)
    for j in np.flatnonzero((~np.isnan(whole) & ~mask).sum(axis=0) < 2):
        known = np.flatnonzero(~np.isnan(whole[:, j]))
        mask[rng.permutation(known)[:2], j] = False
    return whole, mask
