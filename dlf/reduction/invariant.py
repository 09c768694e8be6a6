"""The invariant subspace of gradient descent on a factorization: reduce a run to it, lift it back.

Let W_l(0) = eps_l Q_l with Q_l orthogonal. The smallest subspaces C_l with C_0 containing the rows
of M, C_L its columns, Q_l C_{l-1} in C_l and Q_l^T C_l in C_{l-1} carry all that the run learns: at
most 2r dimensions each for square factors of any width d. On the complement the target vanishes,
and each W_l stays a multiple rho_l of Q_l along every direction that no factor annihilates; along
the others only weight decay moves it (the claim core-and-rest).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dlf._support import chain_for
from dlf.chain import Factorization, end_to_end, prefix_products, suffix_products

_ROUNDING = 1e-10  # relative deviation from orthogonality that is still rounding
_SAME_DIRECTION = 1e-9  # a direction this close to a subspace lies in it
_FIRST_SKETCH = 16


@dataclass(frozen=True, eq=False)
class ReducedProblem:
    """A factorization problem in the invariant subspace, with what it takes to lift it back.

    Attributes:
        objective: Factorization of C_L^T M C_0, bordered by a zero row and column if copies > 0.
        factors: C_l^T W_l C_{l-1}, bordered by one entry rho_l = eps_l if copies > 0.
        frames: (C_0, ..., C_L), orthonormal columns; the last column of each is the border's.
        copies: how many orthogonal directions run the border's course in the full problem.
        weight: of the full objective, 1 for the sum of squares.
        orthogonal: (Q_1, ..., Q_L), the starts divided by their scales.
        scales (L,): eps_l.
    """

    objective: Factorization
    factors: tuple[np.ndarray, ...]
    frames: tuple[np.ndarray, ...]
    copies: int
    weight: float
    orthogonal: tuple[np.ndarray, ...]
    scales: np.ndarray

    def lift(self, factors, *, decay=None):
        """The full factors (W_1, ..., W_L) that belong to reduced ones.

        Args:
            factors: reduced factors, the shapes of `self.factors`.
            decay (L,): what weight decay has left of each factor in directions that another
                annihilates; ones if None.
        """
        decay, lifted = np.ones(len(factors)) if decay is None else decay, []
        parts = zip(factors, self._rest, self._path, strict=True)
        for l, (W, Q, Z) in enumerate(parts):
            rho = W[-1, -1] if self.copies else 0.0
            core = self.frames[l + 1] @ W @ self.frames[l].T
            border = np.outer(self.frames[l + 1][:, -1], self.frames[l][:, -1])
            others = Z - border if self.copies else 0.0
            lifted.append(core + rho * others + decay[l] * self.scales[l] * (Q - Z))
        return tuple(lifted)

    def end_to_end(self, factors):
        """X = W_L ... W_1 of the full problem, without lifting the factors."""
        X = end_to_end(factors)
        core = self.frames[-1] @ X @ self.frames[0].T
        if not self.copies:
            return core
        border = np.outer(self.frames[-1][:, -1], self.frames[0][:, -1])
        return core + X[-1, -1] * (self._rest_product - border)

    @cached_property
    def _rest(self):
        """Q_l off the core."""
        width = -1 if self.copies else None
        cores = [C[:, :width] for C in self.frames]
        return [Q - C @ (C.T @ Q) for Q, C in zip(self.orthogonal, cores[1:], strict=True)]

    @cached_property
    def _rest_product(self):
        return end_to_end(self._rest)

    @cached_property
    def _path(self):
        """The part of Q_l off the core along directions that reach from end to end."""
        X = self._rest_product
        below = [np.eye(X.shape[1]), *prefix_products(self._rest)]
        above = [*suffix_products(self._rest), np.eye(len(X))]
        return [A.T @ X @ B.T for A, B in zip(above[1:], below[:-1], strict=True)]


def reduce_problem(objective, factors):
    """The same problem in the invariant subspace: its run is exactly that of the full problem.

    Args:
        objective: a Factorization.
        factors: (W_1, ..., W_L), each eps_l times a matrix with orthonormal columns or rows.

    Returns:
        ReducedProblem of widths at most 2r + 1 for square factors and a target of rank r.

    Raises:
        ValueError: the hypothesis that fails: the objective is no Factorization, a factor is no
            multiple of an orthogonal one, an inner width exceeds both ends, or the invariant
            subspace is the whole space.

    References:
        Kwon et al. (arXiv 2311.05061); Yaras et al. (arXiv 2306.01154).
    """
    if not isinstance(objective, Factorization):
        raise ValueError(
            "the reduction needs f(X) = 1/2 ||X - M||^2, a Factorization, not "
            f"{type(objective).__name__}: other objectives mix the subspace with its complement"
        )
    factors = chain_for(objective, factors)
    _check_widths(factors)
    scales, Q = zip(*(_orthogonal_part(W, l) for l, W in enumerate(factors, 1)), strict=True)
    cores = _closure(_row_space(objective.target), _row_space(objective.target.T), Q)
    widths = [len(C) for C in cores]
    if all(C.shape[1] == width for C, width in zip(cores, widths, strict=True)):
        raise ValueError(
            f"d - 2r > 0 fails: the invariant subspace of widths {widths} is the whole space, "
            "so there is nothing to reduce"
        )
    copies = _path_count(cores, Q)
    frames = _with_path(cores, Q) if copies else cores
    small = [V.T @ W @ U for W, U, V in zip(factors, frames[:-1], frames[1:], strict=True)]
    target = frames[-1].T @ objective.target @ frames[0]
    if copies:
        target[-1], target[:, -1] = 0.0, 0.0
        for W, scale in zip(small, scales, strict=True):
            W[-1], W[:, -1] = 0.0, 0.0
            W[-1, -1] = scale
    reduced = Factorization(target)
    weight = objective.weight
    return ReducedProblem(reduced, tuple(small), tuple(frames), copies, weight, Q, np.array(scales))


def _check_widths(factors):
    """The widths must fall, then rise: else a direction may be annihilated in part."""
    widths = [factors[0].shape[1], *(len(W) for W in factors)]
    low = int(np.argmin(widths))
    if (
        sorted(widths[: low + 1], reverse=True) != widths[: low + 1]
        or sorted(widths[low:]) != widths[low:]
    ):
        raise ValueError(
            f"the widths {widths} rise and then fall: W_(l+1) W_l is then no partial isometry, and "
            "the complement of the core does not decouple"
        )


def _orthogonal_part(W, l):
    """(eps, Q) with W = eps Q and Q with orthonormal columns or rows."""
    short = W if len(W) < W.shape[1] else W.T
    eps = float(np.linalg.norm(W) / np.sqrt(len(short)))
    gap = np.abs(short @ short.T - eps**2 * np.eye(len(short))).max()
    if not gap <= _ROUNDING * eps**2 or eps == 0:
        raise ValueError(
            f"W_{l} = eps Q with orthonormal columns or rows fails: W_{l} of shape {W.shape} "
            f"deviates by {gap:.1e} from W W^T = {eps**2:.1e} I"
        )
    return eps, W / eps


def _row_space(M):
    """Orthonormal columns that span the rows of M, from a sketch that is verified."""
    size, rng = _FIRST_SKETCH, np.random.default_rng(0)
    scale = np.linalg.norm(M)
    if scale == 0:
        return np.empty((M.shape[1], 0))
    while size < min(M.shape):
        sketch, _ = np.linalg.qr(M.T @ rng.standard_normal((len(M), size)))
        small = M @ sketch
        if np.linalg.norm(M - small @ sketch.T) <= 1e-14 * scale * np.sqrt(min(M.shape)):
            return sketch @ _leading_rows(small)
        size *= 4
    return _leading_rows(M)


def _leading_rows(M):
    _, s, Vt = np.linalg.svd(M, full_matrices=False)
    return Vt[s > 1e-13 * max(M.shape) * s[0]].T


def _closure(rows, columns, Q):
    """The smallest C_0, ..., C_L with the properties of this module's first lines."""
    cores = [rows, *(np.empty((len(W), 0)) for W in Q[:-1]), columns]
    sizes = None
    while sizes != [C.shape[1] for C in cores]:
        sizes = [C.shape[1] for C in cores]
        for l, W in enumerate(Q):
            cores[l + 1] = _extended(cores[l + 1], W @ cores[l])
        for l, W in reversed(list(enumerate(Q))):
            cores[l] = _extended(cores[l], W.T @ cores[l + 1])
    return cores


def _extended(basis, vectors):
    """An orthonormal basis of the span of both; `basis` stays its first part."""
    new = vectors - basis @ (basis.T @ vectors)
    new -= basis @ (basis.T @ new)
    if np.linalg.norm(new) <= _SAME_DIRECTION:
        return basis
    U, s, _ = np.linalg.svd(new, full_matrices=False)
    return np.hstack([basis, U[:, s > _SAME_DIRECTION]])


def _path_count(cores, Q):
    """How many orthogonal directions off the core no factor annihilates."""
    core = end_to_end([V.T @ W @ U for W, U, V in zip(Q, cores[:-1], cores[1:], strict=True)])
    narrowest = min(Q[0].shape[1], *(len(W) for W in Q))
    return round(narrowest - float(np.vdot(core, core)))


def _with_path(cores, Q):
    """The cores with one direction more, which every factor passes on."""
    v = np.random.default_rng(0).standard_normal(len(cores[0]))
    for _ in range(2):
        v -= cores[0] @ (cores[0].T @ v)
        for W, C in zip(Q, cores[1:], strict=True):
            v = W @ v - C @ (C.T @ (W @ v))
        for W, C in reversed(list(zip(Q, cores, strict=False))):
            v = W.T @ v - C @ (C.T @ (W.T @ v))
        v /= np.linalg.norm(v)
    framed = [np.column_stack([cores[0], v])]
    for W, C in zip(Q, cores[1:], strict=True):
        v = W @ v
        framed.append(np.column_stack([C, v]))
    return framed
