"""Starting points (W_1, ..., W_L) for the chain."""

import numpy as np
from scipy.sparse import issparse
from scipy.sparse.linalg import svds

from dlf._support import chain_widths, generator, real_array, scales, whole_number


def _haar(shape, rng):
    """Orthonormal columns (or rows) from the QR of a Gaussian; the signs make it Haar."""
    rows, cols = shape
    if rows < cols:
        return _haar((cols, rows), rng).T
    Q, R = np.linalg.qr(rng.standard_normal(shape))
    return Q * np.where(np.diag(R) < 0, -1.0, 1.0)


def orthogonal(widths, *, init_scale, rng):
    """W_l = eps Q_l, Q_l uniform with Q_l^T Q_l = I or Q_l Q_l^T = I (the smaller side).

    Args:
        widths: (d_0, d_1, ..., d_L); W_l has shape (d_l, d_{l-1}).
        init_scale: eps > 0, one number or one for each factor.
        rng: numpy.random.Generator.

    Returns:
        tuple (W_1, ..., W_L). Equal widths and one eps make a balanced chain.

    Raises:
        ValueError: a width < 1, init_scale <= 0, rng not a Generator.

    Example:
        >>> (W,) = orthogonal((4, 2), init_scale=0.5, rng=np.random.default_rng(0))
        >>> np.allclose(W @ W.T, 0.25 * np.eye(2))
        True
    """
    widths, rng = chain_widths(widths), generator(rng)
    eps = scales(init_scale, len(widths) - 1)
    shapes = zip(widths[1:], widths, strict=False)
    return tuple(e * _haar(shape, rng) for e, shape in zip(eps, shapes, strict=True))


def gaussian(widths, *, init_scale, rng):
    """W_l with independent N(0, eps^2) entries.

    Args, Raises: as for `orthogonal`.

    Returns:
        tuple (W_1, ..., W_L); not balanced.
    """
    widths, rng = chain_widths(widths), generator(rng)
    eps = scales(init_scale, len(widths) - 1)
    shapes = zip(widths[1:], widths, strict=False)
    return tuple(e * rng.standard_normal(shape) for e, shape in zip(eps, shapes, strict=True))


def spectral(target, *, depth, rank, init_scale):
    """W_1 = eps V^T, W_2 = ... = W_{L-1} = eps I, W_L = eps U: aligned with the target.

    U, V are the leading `rank` singular vectors of the target, the sign of each pair fixed so
    that the entry of u_i of largest size is positive.

    Args:
        target (d_L, d_0): the matrix whose singular vectors are taken; a scipy.sparse array is
            never made dense, its modes come from an iterative solver.
        depth: L >= 2.
        rank: inner width, 1 <= rank <= min(d_L, d_0).
        init_scale: eps > 0, one number or one for each factor.

    Returns:
        tuple (W_1, ..., W_L) of shapes (rank, d_0), (rank, rank), ..., (d_L, rank).

    Raises:
        ValueError: depth < 2, rank out of range, init_scale <= 0.

    References:
        The compressed start in the setting of Kwon et al. (arXiv 2311.05061).
    """
    depth = whole_number(depth, "depth", least=2)
    modes = sparse_modes if issparse(target) else leading_modes
    U, _, V = modes(target, rank)
    eps = scales(init_scale, depth)
    inner = (e * np.eye(U.shape[1]) for e in eps[1:-1])
    return (eps[0] * V.T, *inner, eps[-1] * U)


def leading_modes(target, rank):
    """The leading `rank` singular vectors of the target, and all of its singular values.

    Args, Raises: as for `spectral`.

    Returns:
        U (d_L, rank), s (min(d_L, d_0),), V (d_0, rank), signs fixed as for `spectral`.
    """
    target = real_array(target, "target", ndim=2)
    rank = _mode_count(rank, target.shape)
    U, s, Vt = np.linalg.svd(target, full_matrices=False)
    U, V = _fix_signs(U[:, :rank], Vt[:rank].T)
    return U, s, V


def sparse_modes(target, rank):
    """The leading `rank` singular triples of a scipy.sparse array, by Lanczos iteration (ARPACK).

    The start vector is fixed, so the same matrix gives the same modes.

    Args:
        target (d_L, d_0): a scipy.sparse array.
        rank: 1 <= rank < min(d_L, d_0).

    Returns:
        U (d_L, rank), s (rank,), V (d_0, rank), as `leading_modes` gives them up to rounding.

    Raises:
        ValueError: rank out of range.
    """
    rank = _mode_count(rank, target.shape, below=1)
    start = np.random.default_rng(0).standard_normal(min(target.shape))
    U, s, Vt = svds(target, rank, v0=start)
    order = np.argsort(s)[::-1]
    U, V = _fix_signs(U[:, order], Vt[order].T)
    return U, s[order], V


def _mode_count(rank, shape, below=0):
    """`rank`, if a matrix of that shape has so many modes that the solver can give."""
    rank, most = whole_number(rank, "rank", least=1), min(shape) - below
    if rank > most:
        raise ValueError(
            f"U_r S_r V_r^T is undefined: rank {rank} exceeds "
            f"{'the width' if not below else f'{most}, below the width,'} of a target of shape "
            f"{shape}"
        )
    return rank


def _fix_signs(U, V):
    """The entry of u_i of largest size becomes positive; v_i turns with it."""
    signs = np.where(U[np.abs(U).argmax(axis=0), np.arange(U.shape[1])] < 0, -1.0, 1.0)
    return U * signs, V * signs
