"""Correlated features: turned to uncorrelated ones, drawn by their law, turned back and pruned."""

import numpy as np

from dlf._support import generator, real_array, real_number, whole_number
from dlf.pruning.least_squares import LinearGaussianProblem, coordinate_law
from dlf.pruning.simulation import PrunedRuns

_ZERO = 1e-12  # of the largest variance: a direction in which no sample lies


def relu_moments(weights):
    """Covariance (p, p) of max(R x, 0) for x ~ N(0, I), and its covariance (p, d) with x.

    The former is the arc-cosine kernel of Cho and Saul (2009) less the product of the means.

    Args:
        weights (p, d): R, no row of zeros.

    Raises:
        ValueError: a row of zeros, NaN, Inf or another shape.

    Example: one unit of length one has the variance 1/2 - 1/(2 pi).
        >>> covariance, cross = relu_moments([[1.0, 0.0]])
        >>> round(float(covariance[0, 0]), 6), cross.tolist()
        (0.340845, [[0.5, 0.0]])
    """
    R = real_array(weights, "weights", ndim=2)
    lengths = np.linalg.norm(R, axis=1)
    if not lengths.all():
        raise ValueError("weights has a row of zeros: its angle with the others is undefined")
    cosine = np.clip(R @ R.T / np.outer(lengths, lengths), -1, 1)
    np.fill_diagonal(cosine, 1)
    angle = np.arccos(cosine)
    kernel = np.sqrt(1 - cosine**2) + (np.pi - angle) * cosine - 1
    return np.outer(lengths, lengths) * kernel / (2 * np.pi), R / 2


def correlated_risks(covariance, coefficients, noise, samples, kept, *, draws, rng):
    """Predicted test errors of a pruned fit of correlated features, by draws of its predicted law.

    The law of `coordinate_law` in the eigenbasis of the covariance gives Gaussian fits; each is
    rotated back and pruned, and its test error is computed. No data are drawn.

    Args:
        covariance (p, p): Sigma, symmetric, positive semidefinite.
        coefficients (p,): of the best linear prediction.
        noise: standard deviation of what that prediction leaves, >= 0.
        samples, kept: n >= 1, and 1 <= s <= p.
        draws: of the law, at least 2.
        rng: numpy.random.Generator.

    Returns:
        PrunedRuns: full, magnitude, hessian.

    Raises:
        ValueError: Sigma beta is undefined, Sigma not symmetric or with a negative eigenvalue;
            what `coordinate_law` refuses.
    """
    sigma, beta = (
        real_array(covariance, "covariance", ndim=2),
        real_array(coefficients, "coefficients", ndim=1),
    )
    p = beta.size
    if sigma.shape != (p, p):
        raise ValueError(
            f"Sigma beta is undefined: covariance is {sigma.shape}, coefficients are ({p},)"
        )
    s, noise = whole_number(kept, "kept", least=1), real_number(noise, "noise")
    if s > p:
        raise ValueError(f"kept must satisfy kept <= p, not {s} > {p}")
    lam, U = np.linalg.eigh(sigma)
    if not np.allclose(sigma, sigma.T) or lam[0] < -_ZERO * p * lam[-1] or lam[-1] <= 0:
        raise ValueError("covariance must be symmetric and positive semidefinite, not zero")
    seen = lam > _ZERO * p * lam[-1]
    lam, U = lam[seen], U[:, seen]
    law = coordinate_law(LinearGaussianProblem(lam, U.T @ beta, noise, samples))
    count = whole_number(draws, "draws", least=2)
    turned = law.mean + law.deviation * generator(rng).standard_normal((count, lam.size))
    fits, scale = turned @ U.T, np.sqrt(np.diag(sigma))
    kept_by = {"full": None, "magnitude": np.abs(fits), "hessian": np.abs(fits) * scale}
    errors = {}
    for name, scores in kept_by.items():
        gap = _cut(fits, scores, s) - beta
        errors[name] = noise**2 + np.einsum("kp,kp->k", gap @ sigma, gap)
    return PrunedRuns(errors)


def _cut(fits, scores, count):
    """The fits (draws, p) with the entries of the largest scores alone; all of them without."""
    if scores is None:
        return fits
    kept, cut = np.argsort(-scores, axis=1)[:, :count], np.zeros_like(fits)
    np.put_along_axis(cut, kept, np.take_along_axis(fits, kept, axis=1), axis=1)
    return cut
