"""Few samples of a new task after many old ones: a linear representation, shaped by the tasks.

The setting is that of Sun, Narang, Gulluk, Oymak and Fazel, "Towards Sample-efficient
Overparameterized Meta-learning", NeurIPS 2021 (arXiv:2201.06142), whose text was not at hand: the
formulas are derived in the chapter *Few shots after many tasks* from those of `least_squares`.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import brentq

from dlf._support import nonnegative, real_array, whole_number
from dlf.pruning.least_squares import fixed_point

_FILLED = 1e-9  # of the samples, by which shares may miss their sum
_SYMMETRIC = 1e-10  # of the largest entry


@dataclass(frozen=True, eq=False)
class BestShares:
    """Of all shares with the sum n those of the least predicted test error.

    Attributes:
        shares (d,): theta_i = (n s_i + mu) / (n s_i + gamma), in (0, 1).
        risk: gamma, the predicted test error, noise included.
        floor: sigma^2 / (d - n), which is mu / n: what every direction gets beside its signal.
    """

    shares: np.ndarray
    risk: float
    floor: float


def theta_from_weights(variances, weights, samples):
    """The share theta_i of each coefficient that the shortest fit of weighted features retains.

    theta_i = xi w_i^2 lambda_i / (1 + xi w_i^2 lambda_i), with xi such that they add up to n.

    Args:
        variances (d,): lambda_i > 0 of the features.
        weights (d,): w_i, not zero.
        samples: 1 <= n < d.

    Raises:
        ValueError: shapes that differ, a weight or variance that is zero, n >= d.

    Example: a feature of variance 4 is one of variance 1 with the weight 2.
        >>> theta_from_weights([4.0, 1.0], [1.0, 2.0], 1).round(12).tolist()
        [0.5, 0.5]
    """
    lam, w = real_array(variances, "variances", ndim=1), real_array(weights, "weights", ndim=1)
    if lam.shape != w.shape:
        raise ValueError(f"w_i^2 lambda_i is undefined: {w.size} weights, {lam.size} variances")
    odds = fixed_point(lam * w**2, samples) * lam * w**2
    return odds / (1 + odds)


def weights_from_theta(shares, variances):
    """Weights whose shares are given: w_i^2 lambda_i = theta_i / (1 - theta_i).

    Any common factor would do as well.

    Args:
        shares (d,): 0 < theta_i < 1. variances (d,): lambda_i > 0.

    Raises:
        ValueError: shapes that differ, a share outside (0, 1), a variance <= 0.
    """
    theta, lam = real_array(shares, "shares", ndim=1), real_array(variances, "variances", ndim=1)
    if theta.shape != lam.shape:
        raise ValueError(f"w_i^2 lambda_i is undefined: shapes {theta.shape} and {lam.shape}")
    if not ((theta > 0) & (theta < 1)).all() or not (lam > 0).all():
        raise ValueError("w_i^2 lambda_i = theta_i/(1 - theta_i) needs 0 < theta_i < 1, all > 0")
    return np.sqrt(theta / (1 - theta) / lam)


def meta_risk(shares, signal, noise, samples):
    """The predicted excess of the mean test error over the variance of the noise.

    ( n sum_i (1 - theta_i)^2 s_i + sigma^2 |theta|^2 ) / ( n - |theta|^2 ).

    Args:
        shares (d,): theta_i in [0, 1], with the sum n, not all of them 0 or 1.
        signal (d,): s_i >= 0, what direction i contributes to the variance of an answer.
        noise: sigma >= 0. samples: n >= 1.

    Raises:
        ValueError: shapes that differ, shares outside [0, 1], of another sum or all 0 or 1.

    Example: shares n/d, where all signals are alike.
        >>> meta_risk([0.5, 0.5], [1.0, 1.0], 0.0, 1)
        1.0
    """
    theta, s, n = real_array(shares, "shares", ndim=1), _signal(signal), _samples(samples)
    if theta.shape != s.shape:
        raise ValueError(f"(1 - theta_i)^2 s_i is undefined: shapes {theta.shape} and {s.shape}")
    if not ((theta >= 0) & (theta <= 1)).all() or abs(theta.sum() - n) > _FILLED * n:
        raise ValueError(f"shares must lie in [0, 1] and add up to n = {n}, not to {theta.sum()}")
    square = theta @ theta
    if square >= n:
        raise ValueError("the predicted test error is infinite where all shares are 0 or 1")
    lost = n * (s @ (1 - theta) ** 2) + nonnegative(noise, "noise") ** 2 * square
    return float(lost / (n - square))


def optimal_theta(signal, noise, samples):
    """Of all shares with the sum n those of the least `meta_risk`.

    theta_i = (n s_i + mu) / (n s_i + gamma) with mu = n sigma^2 / (d - n) and the one root gamma of
    sum_i theta_i = n, which is the least predicted test error itself.

    Args:
        signal (d,): s_i >= 0. noise: sigma >= 0. samples: 1 <= n < d.

    Returns:
        BestShares

    Raises:
        ValueError: n >= d; no noise and at most n signals > 0, where the error can be made as small
            as one likes, and the best shares are not defined.

    Example: alike signals are shrunk alike.
        >>> optimal_theta([1.0, 1.0, 1.0], 0.0, 1).shares.round(12).tolist()
        [0.333333333333, 0.333333333333, 0.333333333333]
    """
    s, n, variance = _signal(signal), _samples(samples), nonnegative(noise, "noise") ** 2
    if n >= s.size:
        raise ValueError(f"sum_i theta_i = n with theta_i < 1 needs n < d: n = {n}, d = {s.size}")
    if variance == 0 and (s > 0).sum() <= n:
        raise ValueError("the infimum is 0: no noise, and at most n of the s_i are > 0")
    floor = variance / (s.size - n)
    shares = lambda log_gamma: n * (s + floor) / (n * s + np.exp(log_gamma))
    lowest = max(n * floor, np.sort(s)[-n - 1])  # for either the shares add up to n or more
    highest = s.size * floor + (s.size - n) * s.mean()  # by the convexity of 1/(n s + gamma)
    ends = np.log(lowest) - 1, np.log(highest) + 1
    log_gamma = brentq(lambda x: shares(x).sum() - n, *ends, xtol=1e-14, rtol=1e-14)
    return BestShares(shares(log_gamma), float(np.exp(log_gamma)), float(floor))


def best_shaping(features, tasks, noise, samples):
    """A shaping L (d, d) with L L^T = Sigma_T + sigma^2/(d - n) Sigma_F^-1: the best there is.

    Args:
        features (d, d): Sigma_F, the covariance of the features, positive definite.
        tasks (d, d): Sigma_T, the mean of beta beta^T over tasks, positive semidefinite.
        noise: sigma > 0. samples: 1 <= n < d of a new task.

    Returns:
        L, lower triangular.

    Raises:
        ValueError: shapes, a matrix that is not symmetric or not (semi)definite, sigma = 0 (then
            L L^T = Sigma_T may have no inverse), n >= d.

    Example: features and tasks without a direction.
        >>> best_shaping([[1.0, 0.0], [0.0, 1.0]], [[3.0, 0.0], [0.0, 3.0]], 1.0, 1).tolist()
        [[2.0, 0.0], [0.0, 2.0]]
    """
    F, T = (_symmetric(A, name) for A, name in ((features, "features"), (tasks, "tasks")))
    n, sigma = _samples(samples), nonnegative(noise, "noise")
    if F.shape != T.shape:
        raise ValueError(f"Sigma_F Sigma_T is undefined: shapes {F.shape} and {T.shape}")
    if n >= len(F) or sigma == 0:
        raise ValueError(f"sigma^2/(d - n) needs n < d and sigma > 0: n = {n}, d = {len(F)}")
    if np.linalg.eigvalsh(T)[0] < -_SYMMETRIC * np.abs(T).max():
        raise ValueError("Sigma_T must be positive semidefinite")
    try:
        inverse = cho_solve(cho_factor(F), np.eye(len(F)))
    except np.linalg.LinAlgError:
        raise ValueError("Sigma_F^-1 is undefined: Sigma_F must be positive definite") from None
    return np.linalg.cholesky(T + sigma**2 / (len(F) - n) * inverse)


def moment_estimator(features, answers):
    """The mean over tasks of (b_1 b_2^T + b_2 b_1^T)/2, b_k the mean of y x over half a task.

    Its mean is Sigma_F Sigma_T Sigma_F, for any law of the features, since no sample meets itself.

    Args:
        features (tasks, m, d): m >= 2 samples of each task; the first half of them, rounded down,
            gives b_1, the others give b_2.
        answers (tasks, m).

    Returns:
        (d, d), symmetric, in general with negative eigenvalues.

    Raises:
        ValueError: y x is undefined, m < 2, NaN or Inf.

    Example: a task of two samples.
        >>> moment_estimator([[[1.0, 0.0], [0.0, 1.0]]], [[2.0, 3.0]]).tolist()
        [[0.0, 3.0], [3.0, 0.0]]
    """
    X, Y = real_array(features, "features", ndim=3), real_array(answers, "answers", ndim=2)
    if X.shape[:2] != Y.shape:
        raise ValueError(f"y x is undefined: features are {X.shape}, answers {Y.shape}")
    if Y.shape[1] < 2:
        raise ValueError("(b_1 b_2^T + b_2 b_1^T)/2 needs two samples a task, not one")
    half = Y.shape[1] // 2
    means = lambda X, Y: (Y[:, None] @ X)[:, 0] / Y.shape[1]
    product = means(X[:, :half], Y[:, :half]).T @ means(X[:, half:], Y[:, half:]) / len(Y)
    return (product + product.T) / 2


def _signal(signal):
    s = real_array(signal, "signal", ndim=1)
    if (s < 0).any():
        raise ValueError(f"signal must satisfy s_i >= 0, not {s.min()}")
    return s


def _samples(samples):
    return whole_number(samples, "samples", least=1)


def _symmetric(A, name):
    A = real_array(A, name, ndim=2)
    if A.shape[0] != A.shape[1] or np.abs(A - A.T).max() > _SYMMETRIC * np.abs(A).max():
        raise ValueError(f"{name} must be a symmetric matrix, not of shape {A.shape} or skew")
    return A
