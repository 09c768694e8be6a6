"""What else completes a matrix: two factors by descent, least squares, soft-impute.

All of them read the observed entries alone and keep X = W_2 W_1 in two factors. They are written
here, on SciPy's linear algebra, since of the packages that have them cmfrec must be compiled by
the reader and fancyimpute, last released in 2021, brings a convex solver along.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, svds

from dlf._support import (
    chain_for,
    generator,
    nonnegative,
    one_thread,
    positive,
    progress_bar,
    whole_number,
)
from dlf.chain import Completion, gaussian
from dlf.dynamics import FlowError, Trajectory, gradient_descent, recorded_steps
from dlf.recovery.sampled import sample_end_to_end, sampled_descent
from dlf.recovery.tables import rows_of
from dlf.reduction import compress

_STACK = 1 << 23  # numbers in a stack of normal matrices


@dataclass(frozen=True, eq=False)
class Sweeps(Trajectory):
    """A run of alternating least squares or of soft-impute at its recorded steps.

    Attributes:
        times (n,): steps done.
        factors: (W_1, W_2) of shapes (n, rank, d_0) and (n, d_L, rank).
        losses (n,): f(X) without the penalty.
        passes (n,): how often the observed entries were read until then. A step of
            `sampled_descent` reads them twice.
        seconds (n,): processor time until then, without that of the losses.
    """

    passes: np.ndarray
    seconds: np.ndarray

    def penalised(self, weight):
        """f(X) + weight/2 (||W_1||_F^2 + ||W_2||_F^2), the function that never increases.

        For soft-impute, whose factors are balanced, the penalty is weight times the nuclear norm.
        """
        squares = sum(np.sum(W**2, axis=(1, 2)) for W in self.factors)
        return self.losses + 0.5 * weight * squares


def burer_monteiro(objective, rank, steps, *, init_scale, learning_rate, rng, **options):
    """Gradient descent on X = W_2 W_1 from two Gaussian factors with `rank` columns and rows.

    Args:
        objective: f; a Completion is run by `sampled_descent`, any other by `gradient_descent`.
        rank: inner width >= 1.
        steps, learning_rate: as for `gradient_descent`.
        init_scale: standard deviation of the entries, > 0.
        rng: numpy.random.Generator.
        **options: further ones of the descent, `record` among them.

    Returns:
        Trajectory.

    Raises:
        ValueError, FlowError: as for the descent.

    References:
        Burer, Monteiro, Mathematical Programming 95 (2003).
    """
    d_L, d_0 = objective.shape
    factors = gaussian((d_0, rank, d_L), init_scale=init_scale, rng=rng)
    descent = sampled_descent if isinstance(objective, Completion) else gradient_descent
    return descent(objective, factors, steps, learning_rate=learning_rate, **options)


def scaled_descent(
    objective, rank, steps, *, learning_rate, damping=0.0, start=None, record=None, progress=None
):
    """Descent on X = W_2 W_1 where each factor's gradient is divided by the square of the other.

    W_2+ = W_2 - eta dF/dW_2 (W_1 W_1^T + damping I)^-1, W_1+ = W_1 - eta (W_2^T W_2 + damping I)^-1
    dF/dW_1. The step does not feel how far apart the singular values are. A damping > 0 is
    for a rank beyond that of the target, where W_1 W_1^T has almost no inverse.

    Args:
        objective: a Completion.
        rank: 1 <= rank <= min(d_L, d_0).
        steps: >= 0.
        learning_rate: eta > 0; about 1/(2 p w), with p the share and w the objective's weight.
        damping: >= 0.
        start: (W_1, W_2). None: the leading triples of the surrogate, their strengths included.
        record, progress: as for `alternating_least_squares`.

    Returns:
        Sweeps.

    Raises:
        ValueError: no Completion, rank out of range, steps < 0, learning_rate <= 0, damping < 0,
            a start of another shape.
        FlowError: the run diverged; what was recorded is in its `trajectory`.

    Example:
        >>> objective = Completion([0], [0], [3.0], (1, 1))
        >>> start = np.array([[1.0]]), np.array([[1.0]])
        >>> run = scaled_descent(objective, 1, 1, learning_rate=0.5, start=start)
        >>> run.end_to_end().ravel()  # both factors 1 + 0.5 * 2
        array([1., 4.])

    References:
        Tong, Ma, Chi, JMLR 22 (2021), with a projection that is left out here; with damping
        Xu, Shen, Chi, Ma, ICML (2023).
    """
    entries, rank = _entries(objective), _rank(rank, objective.shape)
    steps, rate = whole_number(steps, "steps", least=0), positive(learning_rate, "learning_rate")
    damping = nonnegative(damping, "damping")
    kept = recorded_steps(sorted({0, steps}) if record is None else record, steps)
    start = _strong_triples(objective, rank) if start is None else chain_for(objective, start)
    if len(start) != 2:
        raise ValueError(f"X = W_2 W_1 starts from two factors, not {len(start)}")
    right, left = start
    rows = rows_of(entries)
    residual, ridge, rate = entries.copy(), damping * np.eye(rank), rate * objective.weight
    record = _Record(objective, kept, 2 * np.array(kept))
    with _bar(steps, progress, "scaled descent") as bar, np.errstate(all="ignore"):
        for k in range(steps + 1):
            if not (np.isfinite(right).all() and np.isfinite(left).all()):
                message = f"scaled descent diverged at step {k}: a smaller learning_rate"
                raise FlowError(message, time=k - 1.0, trajectory=record.run())
            record.offer(k, (right, left))
            if k < steps:
                residual.data = sample_sparse((right, left), rows, entries.indices) - entries.data
                up = np.linalg.solve(right @ right.T + ridge, (residual @ right.T).T).T
                down = np.linalg.solve(left.T @ left + ridge, (residual.T @ left).T)
                right, left = right - rate * down, left - rate * up
                bar.update()
    return record.run()


def _strong_triples(objective, rank):
    """(W_1, W_2) whose product is the best matrix of that rank for the surrogate."""
    right, left = compress(objective, depth=2, rank=rank, init_scale=1.0)
    share = objective.values.size / np.prod(objective.shape)
    roots = np.sqrt(np.einsum("ik,ik->k", left, objective.sparse() @ right.T) / share)
    return roots[:, None] * right, left * roots


def alternating_least_squares(objective, rank, sweeps, *, ridge, rng, record=None, progress=None):
    """Minimise f(W_2 W_1) + ridge/2 (||W_1||_F^2 + ||W_2||_F^2) in W_2, then in W_1, and so on.

    A row a_i of W_2 solves (w sum b_j b_j^T + ridge I) a_i = w sum M_ij b_j over the observed
    (i, j), b_j the columns of W_1 and w the objective's weight; the columns of W_1 likewise. With
    n entries a sweep costs O(n rank^2 + (d_L + d_0) rank^3) and O(n + (d_L + d_0) rank^2) memory.

    Args:
        objective: a Completion.
        rank: 1 <= rank <= min(d_L, d_0).
        sweeps: number of pairs of half steps, >= 0.
        ridge: > 0; without it the system of a row with fewer than `rank` entries is singular.
        rng: numpy.random.Generator, draws W_1; W_2 starts at zero.
        record: sweeps to keep, as for `sampled_descent`: None keeps the first and the last.
        progress: True or False; None: a bar on a terminal once two seconds have passed.

    Returns:
        Sweeps.

    Raises:
        ValueError: no Completion, rank out of range, sweeps < 0, ridge <= 0.

    Example:
        >>> M = np.outer([1.0, 2.0, 3.0], [1.0, -1.0, 2.0])
        >>> objective = Completion.from_dense(M, ~np.eye(3, dtype=bool))
        >>> rng = np.random.default_rng(0)
        >>> run = alternating_least_squares(objective, 1, 50, ridge=1e-9, rng=rng)
        >>> run.end_to_end()[-1].round(3)
        array([[ 1., -1.,  2.],
               [ 2., -2.,  4.],
               [ 3., -3.,  6.]])

    References:
        Zhou, Wilkinson, Schreiber, Pan, AAIM (2008), where the ridge of a row grows with its
        number of entries; here it is the same for all.
    """
    entries = _entries(objective)
    rank = _rank(rank, objective.shape)
    sweeps, ridge = whole_number(sweeps, "sweeps", least=0), positive(ridge, "ridge")
    kept = recorded_steps(sorted({0, sweeps}) if record is None else record, sweeps)
    d_L, d_0 = objective.shape
    left = np.zeros((d_L, rank))
    right = generator(rng).standard_normal((d_0, rank)) / np.sqrt(rank)
    across, ridge = csr_array(entries.T), ridge / objective.weight
    record = _Record(objective, kept, 2 * np.array(kept))
    with _bar(sweeps, progress, "alternating least squares") as bar:
        for k in range(sweeps + 1):
            record.offer(k, (right.T, left))
            if k < sweeps:
                left = ridge_rows(entries, right, ridge)
                right = ridge_rows(across, left, ridge)
                bar.update()
    return record.run()


def ridge_rows(entries, features, ridge):
    """a_i minimising sum_j (<a_i, b_j> - M_ij)^2 + ridge ||a_i||^2 over the observed j of row i.

    Args:
        entries: scipy.sparse.csr_array (n, d) of the observed M_ij.
        features (d, rank): the rows b_j.
        ridge: > 0.

    Returns:
        (n, rank).
    """
    (n, _), rank = entries.shape, features.shape[1]
    i, j = np.triu_indices(rank)
    place = np.empty((rank, rank), dtype=int)
    place[i, j] = place[j, i] = np.arange(i.size)
    products = features.take(i, axis=1) * features.take(j, axis=1)
    seen = csr_array((np.ones(entries.nnz), entries.indices, entries.indptr), shape=entries.shape)
    right_sides = entries @ features
    solved, height = np.empty((n, rank)), max(1, _STACK // rank**2)
    for start in range(0, n, height):
        part = slice(start, min(start + height, n))
        sums = (seen if height >= n else seen[part]) @ products
        normal = sums.take(place.ravel(), axis=1)
        normal[:, :: rank + 1] += ridge  # the diagonals
        normal = normal.reshape(-1, rank, rank)
        solved[part] = np.linalg.solve(normal, right_sides[part, :, None])[..., 0]
    return solved


def soft_impute(objective, penalty, steps, *, start=None, record=None, progress=None):
    """X+ = shrink(X - grad f(X)/w), the proximal descent of f(X) + penalty ||X||_*.

    shrink lowers every singular value by penalty/w, w the objective's weight, and drops those
    that would become negative. For reduction="sum" this fills the unobserved entries with those of
    X and shrinks. The matrix is sparse plus low rank, an operator for the iterative solver; it
    is formed only where a quarter of all singular triples is wanted, which are as large.

    Args:
        objective: a Completion.
        penalty: > 0, a singular value of the surrogate's scale.
        steps: >= 0.
        start: (W_1, W_2) to go on from, for instance `run.at(-1)` of a larger penalty. None: zero.
        record: steps to keep, as for `sampled_descent`: None keeps the first and the last.
        progress: True or False; None: a bar on a terminal once two seconds have passed.

    Returns:
        Sweeps, W_1 = S^(1/2) V^T and W_2 = U S^(1/2), padded with zeros to the largest rank.

    Raises:
        ValueError: no Completion, penalty <= 0, steps < 0, a start of another shape.

    Example:
        >>> objective = Completion([0], [0], [3.0], (1, 1))
        >>> soft_impute(objective, 1.0, 5).end_to_end().ravel()
        array([0., 2.])

    References:
        Mazumder, Hastie, Tibshirani, JMLR 11 (2010).
    """
    entries = _entries(objective)
    penalty, steps = positive(penalty, "penalty"), whole_number(steps, "steps", least=0)
    kept = recorded_steps(sorted({0, steps}) if record is None else record, steps)
    d_L, d_0 = objective.shape
    start = (np.zeros((0, d_0)), np.zeros((d_L, 0))) if start is None else start
    factors = start if len(start[0]) == 0 else chain_for(objective, start)
    if len(factors) != 2:
        raise ValueError(f"X = W_2 W_1 starts from two factors, not {len(factors)}")
    operator, passes = _Filled(entries), []
    record = _Record(objective, kept, passes)
    with _bar(steps, progress, "soft-impute") as bar:
        for k in range(steps + 1):
            record.offer(k, factors)
            if k in record.kept:
                passes.append(operator.passes)
            if k < steps:
                factors = operator.shrink(factors, penalty / objective.weight)
                bar.update()
    return record.run()


class _Filled(LinearOperator):
    """X where nothing is observed and M where it is: the low-rank X less the sparse residual."""

    def __init__(self, entries):
        super().__init__(entries.dtype, entries.shape)
        self._values, self._residual = entries.data, entries.copy()
        self._rows = rows_of(entries)
        self._start = np.random.default_rng(0).standard_normal(min(entries.shape))
        self.passes = 0

    def _matmat(self, B):
        self.passes += 1
        return self._left @ (self._right @ B) - self._residual @ B

    def _rmatmat(self, B):
        self.passes += 1
        return self._right.T @ (self._left.T @ B) - self._residual.T @ B

    def _matvec(self, b):
        return self._matmat(b.reshape(-1, 1))

    def _rmatvec(self, b):
        return self._rmatmat(b.reshape(-1, 1))

    def shrink(self, factors, by):
        """The factors of the filled matrix with every singular value lowered by `by`."""
        self._right, self._left = factors
        found = sample_sparse(factors, self._rows, self._residual.indices)
        self._residual.data = found - self._values
        self.passes += 1
        U, s, Vt = self._modes_above(by, len(self._right) + 2)
        order = np.flatnonzero(s > by)
        order = order[np.argsort(s[order])[::-1]]
        roots = np.sqrt(s[order] - by)
        return roots[:, None] * Vt[order], U[:, order] * roots

    def _modes_above(self, level, count):
        """Singular triples, among them all whose value exceeds the level; `count` is a guess."""
        while 4 * count < min(self.shape):
            triples = svds(self, count, v0=self._start)
            if triples[1].min() <= level:
                return triples
            count *= 2
        return np.linalg.svd(self @ np.eye(self.shape[1]), full_matrices=False)


def sample_sparse(factors, rows, cols):
    """The entries of W_2 W_1 at (rows, cols); zeros for factors of rank 0."""
    if len(factors[0]) == 0:
        return np.zeros(len(rows))
    return sample_end_to_end(factors, rows, cols)


class _Record:
    """Keeps the states at the wanted steps, and the processor time spent between them."""

    def __init__(self, objective, kept, passes):
        self.kept, self._objective, self._passes = kept, objective, passes
        self._states, self._losses, self._seconds = [], [], []
        self._spent, self._since = 0.0, process_time()

    def offer(self, k, factors):
        if k not in self.kept:
            return
        self._spent += process_time() - self._since
        f = self._objective
        found = sample_sparse(factors, f.rows, f.cols) - f.values
        self._states.append(factors)
        self._losses.append(0.5 * f.weight * float(found @ found))
        self._seconds.append(self._spent)
        self._since = process_time()

    def run(self):
        """The Sweeps, ranks padded with zeros to the largest."""
        (d_L, d_0), n = self._objective.shape, len(self._states)
        rank = max(1, *(len(W) for W, _ in self._states))
        right, left = np.zeros((n, rank, d_0)), np.zeros((n, d_L, rank))
        for k, (first, second) in enumerate(self._states):
            right[k, : len(first)], left[k, :, : len(first)] = first, second
        return Sweeps(
            np.array(self.kept[:n], dtype=float),
            (right, left),
            np.array(self._losses),
            np.array(self._passes[:n]),
            np.array(self._seconds),
        )


def _entries(objective):
    if not isinstance(objective, Completion):
        raise ValueError(
            f"observed entries are needed: a Completion, not {type(objective).__name__}"
        )
    return objective.sparse()


def _rank(rank, shape):
    rank = whole_number(rank, "rank", least=1)
    if rank > min(shape):
        raise ValueError(f"W_2 W_1 has rank at most {min(shape)}: rank {rank} exceeds {shape}")
    return rank


@contextmanager
def _bar(total, progress, description):
    """A progress bar, and one BLAS thread meanwhile: the small products gain nothing by two."""
    with one_thread(), progress_bar(total, progress, description) as bar:
        yield bar
