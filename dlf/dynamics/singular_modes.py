"""Singular modes along a trajectory: strengths, subspaces, fitted times, effective rank."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import subspace_angles

from dlf._support import increasing_times, real_array, whole_number
from dlf.dynamics.trajectory import Trajectory


@dataclass(frozen=True, eq=False)
class SingularModes:
    """Singular value decompositions of X(t); axis 0 is time.

    Attributes:
        times (n,).
        left_modes (n, d_L, k), singular_values (n, k), right_modes (n, d_0, k): the k largest,
            in decreasing order at each time; the sign of each pair of vectors is arbitrary.
    """

    times: np.ndarray
    left_modes: np.ndarray
    singular_values: np.ndarray
    right_modes: np.ndarray


def singular_modes(trajectory, *, rank=None):
    """The leading singular modes of the end-to-end matrix at every recorded time.

    Args:
        trajectory: a Trajectory.
        rank: how many modes k; all min(d_L, d_0) if None.

    Returns:
        SingularModes.

    Raises:
        ValueError: rank exceeds the width.
    """
    X = trajectory.end_to_end()
    width = min(X.shape[1:])
    k = width if rank is None else whole_number(rank, "rank", least=1)
    if k > width:
        raise ValueError(f"X(t) has shape {X.shape[1:]}: rank {k} exceeds its width {width}")
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return SingularModes(trajectory.times, U[..., :k], s[..., :k], Vt[..., :k, :].mT)


def aligned_strengths(trajectory, left_modes, right_modes):
    """u_i^T X(t) v_i for fixed directions u_i, v_i: the strength of each target mode.

    Args:
        trajectory: a Trajectory.
        left_modes (d_L, k), right_modes (d_0, k): columns u_i and v_i.

    Returns:
        array (n, k).

    Raises:
        ValueError: U^T X V is undefined.
    """
    if not isinstance(trajectory, Trajectory):
        raise ValueError(f"trajectory must be a Trajectory, not {type(trajectory).__name__}")
    U, V = (
        real_array(left_modes, "left_modes", ndim=2),
        real_array(right_modes, "right_modes", ndim=2),
    )
    X = trajectory.end_to_end()
    if (len(U), len(V)) != X.shape[1:] or U.shape[1] != V.shape[1]:
        raise ValueError(
            f"diag(U^T X V) is undefined: U is {U.shape}, X(t) is {X.shape[1:]}, V is {V.shape}"
        )
    return np.einsum("ik,nij,jk->nk", U, X, V, optimize=True)


def fitted_times(times, strengths, singular_values, *, fraction):
    """The first time at which each strength reaches fraction * s_i, by linear interpolation.

    Args:
        times (n,): increasing.
        strengths (n, k): for example from `aligned_strengths`.
        singular_values (k,): the targets s_i > 0.
        fraction: c in (0, 1).

    Returns:
        array (k,); Inf where the mode is not fitted within the record.

    Raises:
        ValueError: shapes disagree, fraction outside (0, 1), s_i <= 0.
    """
    times = increasing_times(times)
    strengths = real_array(strengths, "strengths", ndim=2)
    s = real_array(singular_values, "singular_values", ndim=1)
    if strengths.shape != (len(times), len(s)):
        raise ValueError(
            f"mu_i(t_n) is undefined: strengths is {strengths.shape}, times and singular_values "
            f"ask for {(len(times), len(s))}"
        )
    if not 0 < fraction < 1:
        raise ValueError(f"fraction must lie in (0, 1), not {fraction!r}")
    if (s <= 0).any():
        raise ValueError("singular_values must satisfy s_i > 0")
    return np.array(
        [_crossing(times, mu, fraction * s_i) for mu, s_i in zip(strengths.T, s, strict=True)]
    )


def _crossing(times, strength, level):
    reached = np.flatnonzero(strength >= level)
    if reached.size == 0:
        return np.inf
    k = reached[0]
    if k == 0:
        return times[0]
    share = (level - strength[k - 1]) / (strength[k] - strength[k - 1])
    return times[k - 1] + share * (times[k] - times[k - 1])


def subspace_angle(A, B):
    """The largest principal angle between the column spaces of A and B, in radians.

    Args:
        A (d, k), B (d, l): full column rank.

    Returns:
        float in [0, pi/2]; 0 if one space contains the other.

    Raises:
        ValueError: A^T B is undefined.
    """
    A, B = real_array(A, "A", ndim=2), real_array(B, "B", ndim=2)
    if len(A) != len(B):
        raise ValueError(f"A^T B is undefined: A is {A.shape}, B is {B.shape}")
    return float(subspace_angles(A, B).max())


def effective_rank(X):
    """exp of the entropy of the normalised singular values: k for k equal ones, 0 for X = 0.

    Args:
        X (d_L, d_0).

    Raises:
        ValueError: X is not a finite matrix.

    References:
        Roy, Vetterli (2007), "The effective rank".
    """
    s = np.linalg.svd(real_array(X, "X", ndim=2), compute_uv=False)
    if s[0] == 0:
        return 0.0
    p = s[s > 0] / s.sum()
    return float(np.exp(-(p * np.log(p)).sum()))
