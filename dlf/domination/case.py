"""sigma_i(X(t)) <= mu_i(t)? One case of the conjecture, run in floating point, and its margin.

X = W_L ... W_1 follows gradient flow on 1/2 ||X - M||_F^2 from W_l(0) = eps Q_l with orthogonal
Q_l; mu_i is the aligned mode with target s_i. Only Q = Q_L ... Q_1 matters, and M = diag(s) without
loss of generality. Equality holds at t = 0, as t grows to infinity and for aligned starts, so that
the excess log(sigma_i/mu_i) alone says little. The gap

    g_i(t) = log(mu_i/sigma_i) / min(1, |1 - mu_i/s_i|)

has the sign of what is claimed and does not vanish as t grows; a mode is behind where g_i > 0. It
catches up only where another mode overtakes, and the margin is the least part of the largest gap
so far that is left: 1 if no mode ever catches up, 0 if one does so exactly, negative beyond.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.integrate import solve_ivp

from dlf._support import positive, real_array, whole_number

_FITTED = 1e-3  # a mode with |1 - mu/s| below it is not compared any more
_FLOOR = 1e-6  # gaps below it are rounding: the margin of an aligned start is 1
_LONGEST = 600  # time units of the fastest mode, which force steps upon the integrator
_SMALLEST = 1e-300


@dataclass(frozen=True)
class Case:
    """X(0) = eps^L Q and M = diag(s), Q = D (I - A)(I + A)^-1: exactly orthogonal.

    Every number is the rational that the double is.

    Attributes:
        depth: L >= 2.
        singular_values: s_1 >= ... >= s_d >= 0, s_1 > 0.
        init_scale: eps > 0.
        skew: the entries a_ij, i < j, of the skew-symmetric A, row by row.
        signs: the diagonal of D, each 1 or -1.

    Raises:
        ValueError: any of these fails, or the sizes disagree.
    """

    depth: int
    singular_values: tuple[float, ...]
    init_scale: float
    skew: tuple[float, ...]
    signs: tuple[int, ...]

    def __post_init__(self):
        s = real_array(self.singular_values, "singular_values", ndim=1)
        d = s.size
        whole_number(self.depth, "depth", least=2)
        positive(self.init_scale, "init_scale")
        if (np.diff(s) > 0).any() or s[-1] < 0 or s[0] == 0:
            raise ValueError(f"M = diag(s) needs s_1 >= ... >= s_d >= 0 and s_1 > 0, not {s}")
        if len(self.skew) != d * (d - 1) // 2 or not np.isfinite(self.skew).all():
            raise ValueError(f"skew must hold {d * (d - 1) // 2} finite numbers, not {self.skew}")
        if len(self.signs) != d or not set(self.signs) <= {1, -1}:
            raise ValueError(f"signs must be {d} numbers 1 or -1, not {self.signs}")
        for name in ("singular_values", "skew", "signs"):
            kind = int if name == "signs" else float
            object.__setattr__(self, name, tuple(kind(x) for x in getattr(self, name)))

    @property
    def width(self):
        """d."""
        return len(self.singular_values)

    def generator(self):
        """A as an array (d, d)."""
        A = np.zeros((self.width, self.width))
        A[np.triu_indices(self.width, 1)] = self.skew
        return A - A.T

    def rotation(self):
        """Q, orthogonal to rounding."""
        A, one = self.generator(), np.eye(self.width)
        return np.array(self.signs)[:, None] * np.linalg.solve((one + A).T, (one - A).T).T

    def misalignment(self):
        """||Q - I||_F: 0 for the aligned start, where sigma_i = mu_i throughout."""
        return float(np.linalg.norm(self.rotation() - np.eye(self.width)))


def case_of(depth, s, init_scale, A, signs):
    """The Case of singular values in any order: P M P^T and P Q P^T are compared alike.

    Args:
        depth, init_scale: as in Case.
        s (d,), A (d, d), signs (d,): diagonal of M, generator and signs of Q in a common order.
    """
    order = np.argsort(-np.asarray(s), kind="stable")
    skew = np.asarray(A)[np.ix_(order, order)][np.triu_indices(len(order), 1)]
    signs = np.asarray(signs)[order]
    return Case(
        int(depth), tuple(np.asarray(s)[order]), float(init_scale), tuple(skew), tuple(signs)
    )


def cayley(Q):
    """(A, signs) with Q = D (I - A)(I + A)^-1: the signs that keep I + D Q farthest from singular.

    Args:
        Q (d, d): orthogonal, of either determinant.
    """
    one = np.eye(len(Q))
    choices = [np.array(signs) for signs in product((1, -1), repeat=len(Q))]
    signs = max(choices, key=lambda D: abs(np.linalg.det(one + D[:, None] * Q)))
    C = signs[:, None] * Q
    A = np.linalg.solve((one + C).T, (one - C).T).T
    return (A - A.T) / 2, signs


@dataclass(frozen=True)
class Comparison:
    """What is compared; the defaults are the conjecture, any other value a wrong variant of it.

    Attributes:
        share: mu_i has the target share * s_i.
        imbalance: W_1(0) and W_L(0) are multiplied and divided by it.

    Raises:
        ValueError: one of them is not > 0.
    """

    share: float = 1.0
    imbalance: float = 1.0

    def __post_init__(self):
        for name in ("share", "imbalance"):
            object.__setattr__(self, name, positive(getattr(self, name), name))


CONJECTURE = Comparison()


@dataclass(frozen=True)
class Margin:
    """The tightest moment of one case.

    Attributes:
        margin: least share of a gap that is left once a mode has caught up, in [-1, 1].
        mode, time: where; the mode counts from 1.
        excess: max over t > 0 and modes not yet fitted of log(sigma_i/mu_i), the relative excess.
        excess_mode, excess_time: where.
    """

    margin: float
    mode: int
    time: float
    excess: float
    excess_mode: int
    excess_time: float


@dataclass(frozen=True, eq=False)
class Gaps:
    """sigma_i and mu_i of n cases at the steps of the integrator.

    Attributes:
        times (m,): the steps.
        excess (m, n, d): log(sigma_i/mu_i).
        fitted (m, n, d): whether |1 - mu_i/s_i| < 1e-3: rounding decides from there on.
        gaps (m, n, d): g_i; 0 once the mode is fitted.
        left (m, n, d): (g_i + 1e-6) / (largest |g_i| so far + 1e-6); 1 once the mode is fitted.
    """

    times: np.ndarray
    excess: np.ndarray
    fitted: np.ndarray
    gaps: np.ndarray
    left: np.ndarray

    def margin(self, index):
        """The Margin of one case."""
        step, mode = np.unravel_index(self.left[:, index].argmin(), self.left[:, index].shape)
        later = np.where(self.fitted, -np.inf, self.excess)[1:, index]
        at, highest = np.unravel_index(later.argmax(), later.shape)
        return Margin(
            float(self.left[step, index, mode]),
            int(mode) + 1,
            float(self.times[step]),
            float(later[at, highest]),
            int(highest) + 1,
            float(self.times[at + 1]),
        )


def horizon(case):
    """A time by which as many modes as the integrator can follow are fitted to 95 %."""
    L, eps = case.depth, case.init_scale
    s = np.array(case.singular_values)
    fastest = L * max(s[0], eps**L) ** (2 - 2 / L)
    rising = s[s > eps**L]
    if rising.size == 0:
        return 20.0 / fastest
    # The two terms that matter of the time to 95 %: out of the start, and into the target.
    start = np.log(rising / eps**L) if L == 2 else eps ** (2 - L) / (1 - 2 / L)
    times = start / (L * rising) + 3.0 / (L * rising ** (2 - 2 / L))
    allowed = np.append(times[times * fastest <= _LONGEST], times[0])
    return float(allowed.max())


def gaps(cases, end, *, comparison=CONJECTURE, rtol=1e-12):
    """Integrate cases of one depth and width together, up to the time `end`.

    Everything is taken at the integrator's own steps, as its dense output is less accurate.

    Args:
        cases: sequence of n Case.
        end: time > 0.
        comparison: a Comparison.
        rtol: relative tolerance of each step (DOP853).

    Returns:
        Gaps.

    Raises:
        ValueError: depths or widths differ.
        ArithmeticError: the integrator gave up.
    """
    sizes = {(case.depth, case.width) for case in cases}
    if len(sizes) != 1:
        raise ValueError(f"cases must share one depth and width, not {sorted(sizes)}")
    ((L, d),) = sizes
    n = len(cases)
    s = np.array([case.singular_values for case in cases])
    eps = np.array([case.init_scale for case in cases])
    target, bound = s[:, :, None] * np.eye(d), comparison.share * s
    start = _start(cases, eps, comparison)

    def velocity(_, state):
        W, modes = state[: start.size].reshape(start.shape), state[start.size :].reshape(n, d)
        slope = modes ** (L - 1) * (bound - modes**L)
        return np.concatenate([_velocity(W, target).ravel(), slope.ravel()])

    state = np.concatenate([start.ravel(), np.repeat(eps, d)])
    with np.errstate(all="ignore"):
        run = solve_ivp(
            velocity, (0.0, end), state, method="DOP853", rtol=rtol, atol=1e-3 * rtol * eps.min()
        )
    if not run.success or not np.isfinite(run.y).all():
        raise ArithmeticError(f"the flow stopped at t = {run.t[-1]:.6g}: {run.message}")
    W = run.y[: start.size].T.reshape(-1, *start.shape)
    log_mu = L * np.log(run.y[start.size :].T.reshape(-1, n, d))
    return _compared(run.t, _log_strengths(W, comparison), log_mu, bound)


def _start(cases, eps, comparison):
    """W (L, n, d, d) at t = 0: W_1 = eps Q, the others eps I."""
    L, d = cases[0].depth, cases[0].width
    W = np.tile(eps[:, None, None] * np.eye(d), (L, 1, 1, 1))
    W[0] = comparison.imbalance * eps[:, None, None] * [case.rotation() for case in cases]
    W[-1] /= comparison.imbalance
    return W


def _velocity(W, target):
    """-dF/dW_l of every case, shape (L, n, d, d)."""
    below = [W[0]]
    for factor in W[1:]:
        below.append(factor @ below[-1])
    slope, B = np.empty_like(W), target - below[-1]
    for l in range(len(W) - 1, 0, -1):
        np.matmul(B, below[l - 1].mT, out=slope[l])
        B = W[l].mT @ B
    slope[0] = B
    return slope


def _log_strengths(W, comparison):
    """log sigma_i(X), from one factor where all share its L-th root: small ones stay accurate."""
    L = W.shape[1]
    if comparison.imbalance == 1.0:
        found = np.linalg.svd(W[:, 0], compute_uv=False)
        return L * np.log(np.maximum(found, _SMALLEST))
    X = W[:, 0]
    for l in range(1, L):
        X = W[:, l] @ X
    return np.log(np.maximum(np.linalg.svd(X, compute_uv=False), _SMALLEST))


def _compared(times, log_sigma, log_mu, bound):
    excess = log_sigma - log_mu
    with np.errstate(divide="ignore"):
        weight = np.minimum(np.abs(1 - np.exp(log_mu) / bound), 1.0)
    fitted = weight < _FITTED
    gap = np.where(fitted, 0.0, -excess / np.where(fitted, 1.0, weight))
    largest = np.maximum.accumulate(np.abs(gap), axis=0)
    left = np.where(fitted, 1.0, (gap + _FLOOR) / (largest + _FLOOR))
    return Gaps(times, excess, fitted, gap, left)
