"""Weights and neurons sampled by their sensitivity: the largest share that they ever have.

With activations h_j(u) >= 0 and a row x, the share of entry j at an input u is
g_j(u) = |x_j| h_j(u) / sum_k |x_k| h_k(u), and 0 where the sum is zero: no term is anything there,
so that whatever is left of the row is right. Its sensitivity is the largest share on the samples.
"""

from dataclasses import dataclass

import numpy as np

from dlf._support import generator, positive, real_array, real_number, whole_number


@dataclass(frozen=True, eq=False)
class SampledWeights:
    """What is left of the outgoing weights when neurons are drawn with replacement.

    Attributes:
        counts (n,): how often each neuron was drawn.
        weight (o, n): the columns x_j counts_j / (m p_j), zero where nothing was drawn.
    """

    counts: np.ndarray
    weight: np.ndarray

    @property
    def kept(self):
        """The neurons that were drawn, in their order: an array of indices."""
        return np.flatnonzero(self.counts)


def edge_sensitivities(activations, weight):
    """s_ij = max_u x_ij h_j(u) / sum_k x_ik h_k(u), among the weights of one sign of each row.

    With |X| in the place of X, the signs count together.

    Args:
        activations (N, n): H >= 0, a row an input.
        weight (o, n): X, a row an output.

    Returns:
        (o, n) array, between 0 and 1; 0 / 0 is 0.

    Raises:
        ValueError: shapes for which H X^T is undefined; a negative activation.

    Example:
        >>> edge_sensitivities([[1.0, 1.0, 2.0], [3.0, 1.0, 0.0]], [[1.0, 1.0, -1.0]]).tolist()
        [[0.75, 0.5, 1.0]]

    References:
        Baykal et al. (2019), arXiv 1910.05422: relative importance of a weight, signs apart.
    """
    H, X = _checked(activations, weight)
    found, columns = np.zeros(X.shape), np.ascontiguousarray(H.T)
    for part in (np.maximum(X, 0), np.maximum(-X, 0)):
        part /= np.where(part.any(axis=1), part.max(axis=1), 1.0)[:, None]
        totals = part @ H.T
        totals[totals == 0] = np.inf
        for row, total, entry in zip(part, totals, found, strict=True):
            largest = (columns / total).max(axis=1)
            entry[row > 0] = np.minimum(row * largest, 1.0)[row > 0]
    return found


def neuron_sensitivities(activations, weight):
    """s_j = max_i s_ij: the largest share of neuron j in any output, of either sign.

    Args:
        activations (N, n), weight (o, n): as for `edge_sensitivities`.

    Returns:
        (n,) array, between 0 and 1.

    Raises:
        ValueError: as for `edge_sensitivities`.

    References:
        Liebenwein et al. (2020), arXiv 1911.07412: the same for filters.
    """
    return edge_sensitivities(activations, weight).max(axis=0)


def sample_weights(weight, sensitivities, draws, *, rng):
    """Columns of X drawn with probabilities p = s / S, and weighted so that the mean is X.

    Args:
        weight (o, n): X; one row for the weights of one output.
        sensitivities (n,): s >= 0, of any scale. What has s_j = 0 is never drawn: it is dead on the
            samples, or its column is zero.
        draws: m, with replacement.

    Returns:
        SampledWeights.

    Raises:
        ValueError: s does not fit X; a negative one, or all 0; draws < 1.

    Example:
        >>> found = sample_weights([[3.0, 0.0]], [1.0, 0.0], 5, rng=np.random.default_rng(0))
        >>> found.counts.tolist(), found.weight.tolist()
        ([5, 0], [[3.0, 0.0]])
    """
    X, s = real_array(weight, "weight", ndim=2), _weights(sensitivities)
    if s.shape != X.shape[1:]:
        raise ValueError(f"x_j / p_j is undefined: the weight X is {X.shape}, s is {s.shape}")
    m = whole_number(draws, "draws", least=1)
    p = s / s.max()
    p /= p.sum()
    counts = generator(rng).multinomial(m, p)
    scale = np.divide(counts, m * p, out=np.zeros(len(p)), where=p > 0)
    return SampledWeights(counts, X * scale)


def sample_size(total, eps, delta):
    """m = (6 + 2 eps) S log(2 / delta) / (3 eps^2), rounded up: draws that are enough.

    At any input whose shares do not exceed s, P(|z^ - z| >= eps sum_j |x_j| h_j) <= delta for one
    output, z^ being the output of the sampled row.

    Args:
        total: S, the sum of the sensitivities: at least 1, as the shares of an input add up to 1.
        eps: > 0. delta: between 0 and 1.

    Raises:
        ValueError: S < 1, eps <= 0, delta outside (0, 1).

    Example:
        >>> sample_size(5.5, 0.3, 0.05)
        496
    """
    S, eps, delta = real_number(total, "total"), positive(eps, "eps"), real_number(delta, "delta")
    if S < 1 - 1e-9:
        raise ValueError(f"shares add up to 1, so S must satisfy S >= 1, not {S}")
    if not 0 < delta < 1:
        raise ValueError(f"delta must satisfy 0 < delta < 1, not {delta}")
    return int(np.ceil((6 + 2 * eps) * S * np.log(2 / delta) / (3 * eps**2)))


def keep_most_sensitive(sensitivities, keep):
    """The `keep` largest, and the sum of the others: what the row loses relatively, at most.

    On the samples, and for each output of which s_j is at least the sensitivity.

    Args:
        sensitivities (n,): s >= 0. keep: 1 <= keep <= n; of equal ones the first stay.

    Returns:
        kept (keep,), in their order, and the sum of the dropped sensitivities.

    Raises:
        ValueError: a negative sensitivity, keep out of range.
    """
    s, keep = _weights(sensitivities), whole_number(keep, "keep", least=1)
    if keep > len(s):
        raise ValueError(f"keep must be at most the number of neurons, not {keep} > {len(s)}")
    order = np.argsort(-s, kind="stable")
    return np.sort(order[:keep]), float(s[order[keep:]].sum())


def _checked(activations, weight):
    H, X = real_array(activations, "activations", ndim=2), real_array(weight, "weight", ndim=2)
    if H.shape[1] != X.shape[1]:
        raise ValueError(
            f"H X^T is undefined: the activations H are {H.shape}, the weight X is {X.shape}"
        )
    if H.min() < 0:
        raise ValueError(
            f"activations must be >= 0, as shares of a sum are taken, not {float(H.min())}"
        )
    return H / np.where(H.any(axis=1), H.max(axis=1), 1.0)[:, None], X


def _weights(sensitivities):
    s = real_array(sensitivities, "sensitivities", ndim=1)
    if s.min() < 0 or not s.any():
        raise ValueError("sensitivities must be >= 0, and not all of them 0")
    return s
