"""The measure of a symmetric balanced system: C A^i B = sum_j b_j^2 a_j^i is its i-th moment.

The a_j are the eigenvalues of A, the b_j the components of B along the eigenvectors.
"""

from dataclasses import dataclass
from math import comb

import numpy as np
from scipy.optimize import nnls

from dlf._support import positive, real_array, real_number, whole_number
from dlf.neighbours.state_spaces import StateSpace, reached_space

_NOISE = 1e-12  # weights below this share of the largest are rounding errors


@dataclass(frozen=True, eq=False)
class Atoms:
    """A measure of finitely many atoms.

    Attributes:
        places (n,), increasing. weights (n,), > 0.
    """

    places: np.ndarray
    weights: np.ndarray

    def moments(self, terms):
        """(terms,): sum_j weights_j places_j^i, i = 0, ..., terms - 1."""
        return self.weights @ np.vander(self.places, terms, increasing=True)


def atoms(system, *, negligible=1e-6, near=1e-3):
    """The atoms of a symmetric balanced system.

    Args:
        system: StateSpace with A = A^T, B = C^T.
        negligible: the share of the whole weight below which atoms are left out.
        near: the distance below which neighbours count as one atom, at their centre of mass.

    Raises:
        ValueError: a system that is not symmetric balanced; a weight of zero.

    Example:
        >>> atoms(StateSpace.symmetric([[0.5, 0.0], [0.0, 0.25]], [2.0, 1.0])).weights.tolist()
        [1.0, 4.0]
    """
    if not system.is_symmetric:
        raise ValueError("a measure needs a symmetric balanced system: A = A^T, B = C^T")
    places, vectors = np.linalg.eigh((system.A + system.A.T) / 2)
    weights = (vectors.T @ system.B) ** 2
    if not weights.any():
        raise ValueError("the measure of B = 0 has no atoms")
    kept = weights > positive(negligible, "negligible") * weights.sum()
    places, weights = places[kept], weights[kept]
    group = np.cumsum(np.append(0, np.diff(places) > positive(near, "near")))
    total = np.bincount(group, weights)
    return Atoms(np.bincount(group, weights * places) / total, total)


def hankel_rank(response, *, rtol=1e-6):
    """The number of states that a response needs, as far as it is known: its Hankel matrix's rank.

    Args:
        response (k,): C A^i B. rtol: singular values below this share of the largest do not count.

    Example:
        >>> hankel_rank(0.5 ** np.arange(9) + 0.25 ** np.arange(9))
        2
    """
    c = real_array(response, "response", ndim=1)
    rows = (c.size + 1) // 2
    s = np.linalg.svd(np.lib.stride_tricks.sliding_window_view(c, c.size + 1 - rows), compute_uv=0)
    return int((s > positive(rtol, "rtol") * s[0]).sum())


def one_state_more(teacher, *, coupling):
    """A symmetric balanced system with one state more, whose response differs from term 2d on.

    The new state is coupled to a direction v with v^T A^i B = 0 for i < d - 1: an impulse takes d
    steps to reach it and d more to be seen again.

    Args:
        teacher: symmetric balanced StateSpace in which B, A B, ..., A^(d-1) B span all d states.
        coupling: c = |v| > 0.

    Returns:
        StateSpace with d + 1 states; its term 2d is larger by (v^T A^(d-1) B)^2.

    Raises:
        ValueError: a teacher that is not symmetric balanced, or in which an impulse reaches less.
    """
    d = teacher.width
    if not teacher.is_symmetric or reached_space(teacher).shape[1] < d:
        raise ValueError(f"a symmetric teacher is needed whose {d} states are all reached")
    last = np.linalg.qr(teacher.states(d))[0][:, -1:]
    v = positive(coupling, "coupling") * last
    A = np.block([[teacher.A, v], [v.T, np.zeros((1, 1))]])
    return StateSpace.symmetric(A, np.append(teacher.B, 0.0))


def extrapolation_constants(places, terms, *, radius):
    """K_n, n < terms: |c_n - m_n| <= K_n |(c_i - m_i)_{i <= 2d}| for a teacher with these atoms.

    For every symmetric balanced student, however wide, whose eigenvalues lie in [-R, R]:
    K_n = binom(n, 2d) R^(n - 2d) |kappa| + |H_n| beyond 2d, and 1 up to there, where kappa has the
    coefficients of q^2 = prod (x - a_j)^2 and H_n those of the polynomial of degree below 2d that
    agrees with x^n at each a_j to first order.

    Args:
        places (d,): distinct. terms: >= 1. radius: R >= max |a_j|.

    Raises:
        ValueError: two places alike; a radius smaller than a place.
    """
    a, R = real_array(places, "places", ndim=1), real_number(radius, "radius")
    if len(np.unique(a)) < a.size:
        raise ValueError("the places of the atoms must be distinct")
    if R < np.abs(a).max():
        raise ValueError(f"radius must be at least max |a_j| = {np.abs(a).max()}, not {R}")
    order, constants = 2 * a.size, np.ones(whole_number(terms, "terms", least=1))
    kappa = np.linalg.norm(np.poly(np.repeat(a, 2)))
    for n in range(order + 1, terms):
        far = comb(n, order) * R ** (n - order) * kappa
        constants[n] = far + np.linalg.norm(_hermite(a, n))
    return constants


def _hermite(a, n):
    """Coefficients of the polynomial of degree below 2d with values a^n, slopes n a^(n-1) at a."""
    i = np.arange(2 * a.size)
    values = a[:, None] ** i
    slopes = np.hstack([np.zeros((a.size, 1)), i[1:] * a[:, None] ** i[:-1]])
    return np.linalg.solve(np.vstack([values, slopes]), np.append(a**n, n * a ** (n - 1.0)))


def moments_on_grid(target, grid, *, weights=None):
    """The measure on a grid whose first moments are nearest to a target: a convex peer.

    Args:
        target (k,): m. grid (n,): where atoms may be. weights (k,): w > 0; 1 if None.

    Returns:
        Atoms: the grid points of positive weight.

    Raises:
        ValueError: weights that do not fit; no measure better than none.

    References:
        Lawson and Hanson's active sets, in SciPy's nnls.
    """
    m, x = real_array(target, "target", ndim=1), np.sort(real_array(grid, "grid", ndim=1))
    root = np.ones(m.size) if weights is None else np.sqrt(real_array(weights, "weights", ndim=1))
    if root.shape != m.shape:
        raise ValueError(f"w_i (c_i - m_i)^2 is undefined: w is {root.shape}, m is {m.shape}")
    found, _ = nnls(root[:, None] * np.vander(x, m.size, increasing=True).T, root * m)
    if not found.any():
        raise ValueError("no measure comes nearer to this target than none at all")
    kept = found > _NOISE * found.max()
    return Atoms(x[kept], found[kept])
