"""Small tables, and short fits of them."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from dlf.recovery import DeepMatrixCompletion

nan = np.nan
QUICK = {"rank": 2, "depth": 2, "max_steps": 60, "random_state": 0, "progress": False}
PLAIN = {"scale": False, "biases": False, "law_steps": 0, "tol": 1e-3}  # the network alone


def problem(seed=0, shape=(40, 30), rank=2, share=0.7, noise=0.1):
    """A table with NaN, and the whole of it."""
    rng = np.random.default_rng(seed)
    whole = 3 + rng.standard_normal((shape[0], rank)) @ rng.standard_normal((rank, shape[1]))
    whole += noise * rng.standard_normal(shape)
    observed = rng.random(shape) < share
    observed[np.arange(shape[0]), np.arange(shape[0]) % shape[1]] = True
    observed[np.arange(shape[1]) % shape[0], np.arange(shape[1])] = True
    return np.where(observed, whole, nan), whole


def quick(**settings):
    return DeepMatrixCompletion(**{**QUICK, **PLAIN, **settings})


def fitted(table, *, client=None, blocks=None, **settings):
    """Without the warning that max_steps came first: the tests are that short."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return quick(**settings).fit(table, client=client, blocks=blocks)


def triplets(table):
    rows, cols = np.nonzero(~np.isnan(table))
    return rows, cols, table[rows, cols]
