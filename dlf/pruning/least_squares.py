"""The law of a least-squares fit with many features, and the test errors of what is kept of it.

The setting and the idea are those of Chang, Li, Oymak and Thrampoulidis, "Provable Benefits of
Overparameterization in Model Compression", AAAI 2021, whose text was not at hand: the formulas are
derived anew in the chapter *Pruned least squares*. All test errors contain the noise of the answer.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, ndtr

from dlf._support import indices, nonnegative, real_array, real_number, whole_number

_FAR = 40.0  # deviations from the mean, beyond which a normal number never lies


@dataclass(frozen=True, eq=False)
class LinearGaussianProblem:
    """n samples of y = x^T beta + noise, where x has independent Gaussian entries.

    Attributes:
        variances (p,): lambda_i > 0 of the features, whose mean is zero.
        coefficients (p,): beta.
        noise: standard deviation of the noise, >= 0, in the unit of y.
        samples: n >= 1.

    Raises:
        ValueError: shapes that differ, a variance <= 0, a negative noise, n < 1, NaN or Inf.
    """

    variances: np.ndarray
    coefficients: np.ndarray
    noise: float
    samples: int

    def __post_init__(self):
        lam = real_array(self.variances, "variances", ndim=1)
        beta = real_array(self.coefficients, "coefficients", ndim=1)
        if lam.shape != beta.shape:
            raise ValueError(
                f"y = x^T beta + noise is undefined: x has {lam.size} variances, "
                f"beta has {beta.size} coefficients"
            )
        if not (lam > 0).all():
            raise ValueError(f"variances must be > 0, not {lam.min()}")
        noise = nonnegative(self.noise, "noise")
        checked = (lam, beta, noise, whole_number(self.samples, "samples", least=1))
        names = ("variances", "coefficients", "noise", "samples")
        for name, value in zip(names, checked, strict=True):
            object.__setattr__(self, name, value)

    @property
    def features(self):
        """p, the number of features."""
        return self.variances.size

    @property
    def saliencies(self):
        """lambda_i beta_i^2 (p,): how much the test error grows without the feature."""
        return self.variances * self.coefficients**2

    def restricted(self, support):
        """The problem of a model that sees these features only: the others are noise to it.

        Args:
            support: indices of features, each once.

        Raises:
            ValueError: an index twice or outside 0 <= i < p.
        """
        seen = indices(support, "support", self.features)
        if np.unique(seen).size < seen.size:
            raise ValueError("support must name a feature once")
        unseen = np.delete(self.saliencies, seen).sum()
        noise = np.sqrt(self.noise**2 + unseen)
        return LinearGaussianProblem(
            self.variances[seen], self.coefficients[seen], noise, self.samples
        )


@dataclass(frozen=True, eq=False)
class CoordinateLaw:
    """The fitted coefficients, as if they were independent Gaussians.

    Attributes:
        xi: the inverse of the penalty that many features amount to; inf with fewer than samples.
        shrinkage (p,): theta_i = xi lambda_i / (1 + xi lambda_i), in (0, 1].
        mean, deviation (p,): of the fitted coefficients.
        risk: gamma, the test error of the fit.
    """

    xi: float
    shrinkage: np.ndarray
    mean: np.ndarray
    deviation: np.ndarray
    risk: float


@dataclass(frozen=True, eq=False)
class PrunedRisks:
    """Predicted test errors of one problem.

    Attributes:
        full: of all features. magnitude, hessian, oracle: of those that are kept, as fitted.
        small: of a fit of the oracle's features alone, or refitted there; inf where its mean is.
    """

    full: float
    magnitude: float
    hessian: float
    oracle: float
    small: float


def fixed_point(variances, samples, *, ridge=0.0):
    """xi > 0 with sum_i xi lambda_i / (1 + xi lambda_i) + ridge xi = n.

    Args:
        variances (p,): lambda_i > 0.
        samples: n >= 1.
        ridge: the penalty tau >= 0 of |y - X b|^2 + tau |b|^2.

    Raises:
        ValueError: without a ridge, p <= n: the left side stays below p.

    Example: alike variances, p = 3 n.
        >>> round(fixed_point([1.0] * 30, 10), 12)
        0.5
    """
    lam = real_array(variances, "variances", ndim=1)
    n, ridge = whole_number(samples, "samples", least=1), real_number(ridge, "ridge")
    if not (lam > 0).all() or ridge < 0:
        raise ValueError("variances must be > 0 and ridge >= 0")
    if ridge == 0 and lam.size <= n:
        raise ValueError(
            "sum_i xi lambda_i/(1 + xi lambda_i) = n has no root xi unless p > n, "
            f"not with p = {lam.size}, n = {n}"
        )
    gap = lambda log_xi: expit(log_xi + np.log(lam)).sum() + ridge * np.exp(log_xi) - n
    highest = [n / ridge] if ridge else []
    highest += [n / (lam.size - n) / lam.min()] if lam.size > n else []
    ends = np.log(n / (lam.sum() + ridge)) - 1, np.log(min(highest)) + 1
    return float(np.exp(brentq(gap, *ends, xtol=1e-14, rtol=1e-14)))


def coordinate_law(problem, *, ridge=0.0):
    """The law of the minimum-norm fit (p > n), of least squares (p < n), or of a ridge fit.

    For p < n - 1 and no ridge, the two moments of each coefficient and the risk are exact; else
    they are what Gordon's comparison of Gaussian processes predicts for large n and p.

    Args:
        problem: a LinearGaussianProblem.
        ridge: the penalty tau >= 0 of |y - X b|^2 + tau |b|^2.

    Raises:
        ValueError: |p - n| <= 1 without a ridge, where the mean test error is infinite.
    """
    lam, beta, n, p = problem.variances, problem.coefficients, problem.samples, problem.features
    if ridge == 0 and abs(p - n) <= 1:
        raise ValueError(f"the mean test error is infinite for |p - n| <= 1: p = {p}, n = {n}")
    if ridge == 0 and p < n:
        scale = problem.noise**2 / (n - p - 1)
        risk = problem.noise**2 * (n - 1) / (n - p - 1)
        return CoordinateLaw(np.inf, np.ones(p), beta.copy(), np.sqrt(scale / lam), risk)
    xi = fixed_point(lam, n, ridge=ridge)
    theta = xi * lam / (1 + xi * lam)
    lost = problem.noise**2 + (problem.saliencies * (1 - theta) ** 2).sum()
    gamma = lost / (1 - (theta**2).sum() / n)
    return CoordinateLaw(xi, theta, theta * beta, np.sqrt(gamma / n / lam) * theta, float(gamma))


def keep_threshold(mean, deviation, kept):
    """t >= 0 such that `kept` of the Gaussians exceed it in size, on average.

    Args:
        mean, deviation (p,): of the Gaussians, deviations > 0.
        kept: 1 <= s <= p.

    Raises:
        ValueError: shapes that differ, s out of range, a deviation that is not > 0: at an atom of
            the law the number kept jumps, and no threshold need exist.

    Example: half of the standard Gaussians lie beyond the upper quartile, in size.
        >>> round(keep_threshold([0.0, 0.0], [1.0, 1.0], 1), 4)
        0.6745
    """
    m, sd = real_array(mean, "mean", ndim=1), real_array(deviation, "deviation", ndim=1)
    if m.shape != sd.shape:
        raise ValueError(f"N(mean, deviation^2) is undefined: shapes {m.shape} and {sd.shape}")
    if not (sd > 0).all():
        raise ValueError("sum_i P(|X_i| > t) = s may have no root t: a deviation 0 is an atom")
    s = whole_number(kept, "kept", least=1)
    if s > m.size:
        raise ValueError(f"kept must satisfy kept <= p, not {s} > {m.size}")
    if s == m.size:
        return 0.0
    beyond = lambda t: (ndtr((m - t) / sd) + ndtr((-t - m) / sd)).sum() - s
    return float(brentq(beyond, 0.0, (np.abs(m) + _FAR * sd).max(), xtol=1e-14, rtol=1e-14))


def truncated_error(coefficient, mean, deviation, threshold):
    """E (b - X 1{|X| > t})^2 for X ~ N(m, sd^2): the error of a coefficient cut below t.

    Args:
        coefficient, mean, deviation: b, m, sd > 0; scalars or arrays that broadcast.
        threshold: t >= 0.

    Raises:
        ValueError: a deviation <= 0, a threshold < 0 or not finite.

    Example: nothing is cut at 0.
        >>> float(truncated_error(1.0, 3.0, 2.0, 0.0))
        8.0
    """
    t, sd = real_number(threshold, "threshold"), np.asarray(deviation, dtype=float)
    if t < 0 or not (sd > 0).all():
        raise ValueError(f"E (b - X 1{{|X| > t}})^2 needs t >= 0 and sd > 0, not t = {t}")
    b, m = np.asarray(coefficient, dtype=float), np.asarray(mean, dtype=float)
    upper, lower, off = (t - m) / sd, (-t - m) / sd, m - b
    above, below = ndtr(-upper), ndtr(lower)
    at_upper, at_lower = _density(upper), _density(lower)
    spread = above + upper * at_upper + below - lower * at_lower
    mixed = 2 * off * sd * (at_upper - at_lower)
    return b**2 * (1 - above - below) + off**2 * (above + below) + mixed + sd**2 * spread


def _density(x):
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def oracle_support(problem, kept):
    """The features of the s largest saliencies lambda_i beta_i^2, in increasing order.

    Raises:
        ValueError: s outside 1 <= s <= p.
    """
    s = whole_number(kept, "kept", least=1)
    if s > problem.features:
        raise ValueError(f"kept must satisfy kept <= p, not {s} > {problem.features}")
    return np.sort(np.argsort(-problem.saliencies, kind="stable")[:s])


def support_risk(problem, support, *, law=None):
    """The test error if a fit of all features is cut to given ones: sums of second moments.

    Args:
        problem: a LinearGaussianProblem.
        support: indices of the features that are kept, chosen without looking at the data.
        law: the fit, by default `coordinate_law(problem)`.
    """
    law, seen = law or coordinate_law(problem), problem.restricted(support)
    support = np.asarray(support)
    bias = problem.coefficients[support] - law.mean[support]
    return float(seen.noise**2 + (seen.variances * (bias**2 + law.deviation[support] ** 2)).sum())


def small_model_risk(problem, support):
    """The test error of a fit that sees these features only, or is refitted there; may be inf."""
    seen = problem.restricted(support)
    if abs(seen.features - seen.samples) <= 1:
        return 0.0 if seen.noise == 0 and seen.features <= seen.samples else np.inf
    return coordinate_law(seen).risk


def pruned_risks(problem, kept, *, ridge=0.0):
    """Predicted test errors of a fit that is pruned to s features, by several rules.

    Magnitude keeps the largest |b_i|, Hessian the largest lambda_i^(1/2) |b_i| (the saliency of
    optimal brain damage), the oracle the largest lambda_i beta_i^2.

    Args:
        problem: a LinearGaussianProblem.
        kept: 1 <= s <= p.
        ridge: penalty of the fit of all features.

    Returns:
        PrunedRisks

    Raises:
        ValueError: s out of range, |p - n| <= 1 without a ridge, or noise = 0 where p < n: the
            coefficients are then certain, atoms of their law.
    """
    law, support = coordinate_law(problem, ridge=ridge), oracle_support(problem, kept)
    root = np.sqrt(problem.variances)
    cut = lambda weight: truncated_error(
        weight * problem.coefficients,
        weight * law.mean,
        weight * law.deviation,
        keep_threshold(weight * law.mean, weight * law.deviation, kept),
    )
    return PrunedRisks(
        full=law.risk,
        magnitude=float(problem.noise**2 + (problem.variances * cut(np.ones_like(root))).sum()),
        hessian=float(problem.noise**2 + cut(root).sum()),
        oracle=support_risk(problem, support, law=law),
        small=small_model_risk(problem, support),
    )
