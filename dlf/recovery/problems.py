"""Named problems with known answers, the same for the book, its benchmarks and its tests."""

import numpy as np

from dlf._support import generator, positive, whole_number
from dlf.chain import Completion, GaussianOperators, Sensing, leading_modes


def spread_spectrum(d, rank, *, rng):
    """M = U diag(s) V^T: `rank` singular triples, evenly spread, of a Gaussian d x d matrix.

    Of the d triples in decreasing order those at 0, d/(2 rank), 2 d/(2 rank), ... are kept, each
    index rounded down: all lie in the upper half of the spectrum.

    Args:
        d: width >= 1.
        rank: r, 1 <= r <= d/2, or 1 for d = 1.
        rng: numpy.random.Generator.

    Returns:
        M (d, d), U (d, rank), s (rank,) strictly decreasing, V (d, rank); the signs of each pair
        fixed as for `spectral`.

    Raises:
        ValueError: d or rank out of range, rng not a Generator.

    Example:
        >>> M, U, s, V = spread_spectrum(100, 5, rng=np.random.default_rng(0))
        >>> s.round(1)
        array([19.6, 16. , 13.7, 11.4,  9.7])

    References:
        The targets in the setting of Kwon et al. (arXiv 2311.05061).
    """
    d, rank = whole_number(d, "d", least=1), whole_number(rank, "rank", least=1)
    if rank > max(1, d // 2):
        raise ValueError(
            f"the indices 0, d/(2r), 2d/(2r), ... are not distinct: rank {rank} exceeds half of "
            f"the width {d}"
        )
    U, s, V = leading_modes(generator(rng).standard_normal((d, d)), d)
    kept = np.arange(rank) * d // (2 * rank)
    U, s, V = U[:, kept], s[kept], V[:, kept]
    return U * s @ V.T, U, s, V


def uniform_completion(d, rank, share, *, rng, reduction="mean"):
    """`spread_spectrum(d, rank)`, of which that share of the entries is observed, evenly at random.

    Args:
        d, rank: as for `spread_spectrum`.
        share: p in (0, 1]; exactly round(p d^2) entries are observed.
        rng: numpy.random.Generator; it draws the target first, then the entries.
        reduction: of the objective, "mean" as in the setting of Kwon et al., or "sum".

    Returns:
        Completion, M (d, d), observed (d, d) boolean.

    Raises:
        ValueError: as for `spread_spectrum`, share out of range, or so small that a row or a
            column is left without an entry.

    Example:
        >>> rng = np.random.default_rng(0)
        >>> objective, M, observed = uniform_completion(20, 2, 0.5, rng=rng)
        >>> len(objective.values), objective.value(M)
        (200, 0.0)

    References:
        The setting of Kwon et al. (arXiv 2311.05061).
    """
    share = positive(share, "share")
    if share > 1:
        raise ValueError(f"share must satisfy 0 < share <= 1, not {share!r}")
    M = spread_spectrum(d, rank, rng=rng)[0]
    observed = np.zeros(M.size, dtype=bool)
    observed[rng.permutation(M.size)[: round(share * M.size)]] = True
    observed = observed.reshape(M.shape)
    return Completion.from_dense(M, observed, reduction=reduction), M, observed


def gaussian_sensing(d, rank, count, *, rng, reduction="sum", stored=True):
    """Sensing of a `spread_spectrum` target by `count` Gaussian matrices, entries N(0, 1/m^2).

    For "sum" the gradient is near (X - M)/m, so that a step of size eta does what eta/m does to
    the factorization of M.

    Args:
        d, rank: of the target M.
        count: m >= 1.
        rng: numpy.random.Generator; draws the target and the seed of the operators.
        reduction: of `Sensing`.
        stored: False draws the operators again at every step instead of holding them in memory.

    Returns:
        objective: Sensing, with y_i = <A_i, M>.
        M (d, d).

    Raises:
        ValueError: as for `spread_spectrum` and `GaussianOperators`.

    Example:
        >>> objective, M = gaussian_sensing(20, 2, 400, rng=np.random.default_rng(0))
        >>> objective.operators.shape, bool(objective.value(M) < 1e-30)
        ((400, 20, 20), True)

    References:
        Matrix sensing in the setting of Kwon et al. (arXiv 2311.05061).
    """
    M = spread_spectrum(d, rank, rng=rng)[0]
    count = whole_number(count, "count", least=1)
    seed = int(rng.integers(2**32))
    operators = GaussianOperators(count, (d, d), seed=seed, scale=1 / count)
    measurements = operators.matvec(M.ravel())
    if stored:
        operators = operators.materialize()
    return Sensing(operators, measurements, reduction), M
