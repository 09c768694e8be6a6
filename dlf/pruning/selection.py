"""Which features of a least-squares fit to keep: what one costs, and choosing one after another."""

from dataclasses import dataclass

import numpy as np

from dlf._support import real_array, whole_number

_DEPENDENT = 1e-10  # of a square: what is left of a vector in the span of the others


@dataclass(frozen=True, eq=False)
class FeatureCosts:
    """What it costs to do without one feature, of a fit B = A^+ Y; G = A^T A, Q = I - A^+ A.

    Attributes:
        held (p,): |a_j|^2 |b_j|^2, the rise of |Y - A B|^2 if the other coefficients stay.
        refitted (p,): its rise if they are fitted again; |b_j|^2 / (G^-1)_jj if G is regular,
            and 0 if the others can replace the feature.
        stretched (p,): |b_j|^2 / Q_jj, by which |B|^2 grows in that case; otherwise inf.
    """

    held: np.ndarray
    refitted: np.ndarray
    stretched: np.ndarray


def feature_costs(features, answers):
    """What each column of A costs the shortest fit of Y, alone.

    Q_jj <= 1e-10 counts as zero. So columns whose lengths differ by factors of 1e4 and more should
    be scaled first: `held` and `refitted` do not depend on their units.

    Args:
        features (n, p): A, of any rank.
        answers (n,) or (n, o): Y.

    Returns:
        FeatureCosts

    Raises:
        ValueError: Y - A B is undefined, NaN or Inf, A without an entry that is not zero.

    Example: two equal columns replace each other; without one of them |B|^2 is 1 in place of 1/2.
        >>> costs = feature_costs([[1.0, 1.0], [0.0, 0.0]], [1.0, 5.0])
        >>> costs.held.round(6).tolist(), costs.refitted.tolist(), costs.stretched.round(6).tolist()
        ([0.25, 0.25], [0.0, 0.0], [0.5, 0.5])
    """
    A, Y = _pair(features, answers)
    exponent = np.frexp(np.abs(A).max())[1]  # powers of two, so that no square is lost
    A = np.ldexp(A, -exponent)
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    seen = s > max(A.shape) * np.finfo(float).eps * s[0]
    if not s[0]:
        raise ValueError("features are zero: there is nothing to do without")
    U, s, Vt = U[:, seen], s[seen], Vt[seen]
    squares = ((Vt.T @ ((U.T @ Y) / s[:, None])) ** 2).sum(axis=1)
    outside = 1 - (Vt**2).sum(axis=0)  # Q_jj
    free = outside > _DEPENDENT
    refitted = squares / ((Vt / s[:, None]) ** 2).sum(axis=0).clip(np.finfo(float).tiny)
    stretched = np.where(free, squares / np.where(free, outside, 1), np.inf)
    with np.errstate(over="ignore"):
        stretched = np.ldexp(stretched, -2 * exponent)
    return FeatureCosts((A**2).sum(axis=0) * squares, np.where(free, 0, refitted), stretched)


def forward_selection(features, answers, count):
    """The columns of A that greedy least squares takes, in the order in which it takes them.

    The next one is that with which the fit of all that are taken has the smallest error.

    Args:
        features (n, p): A.
        answers (n,) or (n, o): Y.
        count: how many; at most the rank of A, where a column counts as spanned by those taken if
            less than 1e-5 of its length is off their span.

    Raises:
        ValueError: count < 1 or too large for A, Y - A B undefined, NaN or Inf.

    Example:
        >>> forward_selection([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]], [3.0, 2.0], 2).tolist()
        [0, 1]
    """
    A, Y = _pair(features, answers)
    count = whole_number(count, "count", least=1)
    A = np.ldexp(A, -np.frexp(np.abs(A).max(axis=0))[1])  # the choice does not depend on units
    basis, taken = np.empty((len(A), 0)), []
    whole = (A**2).sum(axis=0)
    left, products = whole.copy(), A.T @ Y  # of what is off the span: |.|^2, <., residual>
    for _ in range(count):
        open_ = left > _DEPENDENT * whole
        open_[taken] = False
        if not open_.any():
            known = f"{len(taken)}, with 1e-5 of a column's length counted as zero"
            raise ValueError(f"count must be at most the rank of A, {known}; not {count}")
        gains = (products**2).sum(axis=1) / np.where(open_, left, 1)
        taken.append(int(np.argmax(np.where(open_, gains, -1))))
        q = A[:, taken[-1]]
        for _ in range(2):  # once loses digits to rounding
            q = q - basis @ (basis.T @ q)
        q = q / np.linalg.norm(q)
        basis, along = np.column_stack([basis, q]), q @ A
        left, products = left - along**2, products - np.outer(along, q @ Y)
    return np.array(taken)


def _pair(features, answers):
    """A and Y, the latter as columns."""
    A = real_array(features, "features", ndim=2)
    Y = real_array(answers, "answers", ndim=1 if np.ndim(answers) == 1 else 2)
    if len(Y) != len(A):
        raise ValueError(f"Y - A B is undefined: features are {A.shape}, answers {Y.shape}")
    return A, Y.reshape(len(Y), -1)
