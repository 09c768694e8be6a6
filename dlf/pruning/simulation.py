"""Least squares on drawn data, pruned: what the predicted test errors are compared with."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cho_solve, cholesky

from dlf._support import (
    generator,
    in_processes,
    positive,
    progress_bar,
    real_array,
    whole_number,
)
from dlf.pruning.least_squares import oracle_support

_DEPENDENT = 1e-4  # of the pivots of a Gram matrix, whose digits are then gone


@dataclass(frozen=True, eq=False)
class PrunedRuns:
    """Test errors of many independent draws of the data; each is exact, given the data.

    Attributes:
        errors: name -> (draws,). Names: full, magnitude, hessian, oracle, small; with `retrain`
            magnitude_retrained and hessian_retrained, too.
    """

    errors: dict

    def mean(self, name):
        """The mean test error over the draws."""
        return float(self.errors[name].mean())

    def standard_error(self, name):
        """Of that mean."""
        found = self.errors[name]
        return float(found.std(ddof=1) / np.sqrt(found.size))


def minimum_norm(X, y):
    """X^+ y: of all b with the least |y - X b| the shortest.

    Args:
        X (n, p), y (n,): any rank.

    Raises:
        ValueError: y - X b is undefined, NaN or Inf.

    Example:
        >>> minimum_norm([[4.0, 3.0]], [25.0]).tolist()
        [4.0, 3.0]
    """
    X, y = real_array(X, "X", ndim=2), real_array(y, "y", ndim=1)
    if len(X) != len(y):
        raise ValueError(f"y - X b is undefined: X is {X.shape}, y is {y.shape}")
    return _fit(X, y)


def _fit(X, y):
    """By the Cholesky factor of the smaller Gram matrix, or the singular values if dependent."""
    wide = X.shape[0] < X.shape[1]
    try:
        R = cholesky(X @ X.T if wide else X.T @ X, check_finite=False)
    except LinAlgError:
        return np.linalg.lstsq(X, y, rcond=None)[0]
    pivots = np.abs(np.diag(R))
    if pivots.min() < _DEPENDENT * pivots.max():
        return np.linalg.lstsq(X, y, rcond=None)[0]
    solve = lambda v: cho_solve((R, False), v, check_finite=False)
    return X.T @ solve(y) if wide else solve(X.T @ y)


def simulate(problem, kept, *, draws, rng, retrain=False, jobs=1, progress=None):
    """Fit drawn data, prune the fit to s features by several rules, and measure the test errors.

    Hessian pruning takes the diagonal of X^T X / n, as measured, for the variances.

    Args:
        problem: a LinearGaussianProblem.
        kept: 1 <= s <= p.
        draws: of the data, at least 2.
        rng: numpy.random.Generator; each draw has a child of its own, so that the result does not
            depend on `jobs`.
        retrain: refit what magnitude and Hessian pruning kept, too.
        jobs: processes (needs joblib unless 1).
        progress: True, False or None: a bar on a terminal once two seconds have passed.

    Returns:
        PrunedRuns

    Raises:
        ValueError: s or draws out of range, rng that is no Generator.
    """
    support = oracle_support(problem, kept)
    children = generator(rng).spawn(whole_number(draws, "draws", least=2))
    work = (problem, support, retrain)
    with progress_bar(len(children), progress, "draws") as bar:
        found = []
        for one in in_processes(((_one_draw, child, *work) for child in children), jobs):
            found.append(one)
            bar.update()
    return PrunedRuns({name: np.array([one[name] for one in found]) for name in found[0]})


def _one_draw(rng, problem, support, retrain):
    """name -> test error, for one draw of the data."""
    n, p, s = problem.samples, problem.features, support.size
    X = rng.standard_normal((n, p)) * np.sqrt(problem.variances)
    y = X @ problem.coefficients + problem.noise * rng.standard_normal(n)
    fitted = _fit(X, y)
    size = np.abs(fitted)
    chosen = {
        "magnitude": _largest(size, s),
        "hessian": _largest((X**2).sum(axis=0) * size**2, s),
    }
    cut = {"full": fitted, "oracle": _only(support, fitted[support], p)}
    cut["small"] = _only(support, _fit(X[:, support], y), p)
    for name, seen in chosen.items():
        cut[name] = _only(seen, fitted[seen], p)
        if retrain:
            cut[f"{name}_retrained"] = _only(seen, _fit(X[:, seen], y), p)
    return {name: _test_error(problem, b) for name, b in cut.items()}


def _largest(scores, count):
    return np.argpartition(-scores, count - 1)[:count]


def _only(support, values, features):
    b = np.zeros(features)
    b[support] = values
    return b


def _test_error(problem, b):
    gap = b - problem.coefficients
    return problem.noise**2 + (problem.variances * gap**2).sum()


def simulate_ridge(problem, ridge, *, draws, rng):
    """Test errors (draws,) of the fits that minimise |y - X b|^2 + ridge |b|^2 on drawn data.

    Raises:
        ValueError: a ridge <= 0, draws < 1, rng that is no Generator.
    """
    ridge, found = positive(ridge, "ridge"), []
    for child in generator(rng).spawn(whole_number(draws, "draws", least=1)):
        X = child.standard_normal((problem.samples, problem.features)) * np.sqrt(problem.variances)
        y = X @ problem.coefficients + problem.noise * child.standard_normal(problem.samples)
        gram = X @ X.T + ridge * np.eye(problem.samples)
        found.append(_test_error(problem, X.T @ np.linalg.solve(gram, y)))
    return np.array(found)
