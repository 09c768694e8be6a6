"""sigma_i(X(t)) <= mu_i(t)? One case of the conjecture, run in floating point, and its margin.

X = W_L ... W_1 follows gradient flow on 1/2 ||X - M||_F^2 from W_l(0) = eps Q_l with orthogonal
Q_l; mu_i is the aligned mode with target s_i. Only Q = Q_L ... Q_1 matters, and M = diag(s) without
loss of generality. Equality holds at t = 0, for aligned starts and, where X tends to M, as t grows
to infinity, so that the excess log(sigma_i/mu_i) alone says little. The gap

    g_i(t) = log(mu_i/sigma_i) / min(1, |1 - mu_i/s_i|)

has the sign of what is claimed and does not vanish as t grows; a mode is behind where g_i > 0. It
catches up only where another mode overtakes, and the margin is the least part of the largest gap
so far that is left: 1 if no mode ever catches up, 0 if one does so exactly, negative beyond, all
up to rounding.

E_c <= E_o, which would follow, is compared in the same way, with the one gap log(E_o/E_c).
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.integrate import solve_ivp

from dlf._support import positive, real_array, whole_number
from dlf.domination.proved import compressed_rank, turning_point
from dlf.exact import mode_strength

_FITTED = 1e-3  # a mode with |1 - mu/s| below it is not compared any more
_FLOOR = 1e-6  # a gap never above it may be rounding: the margin of an aligned start is 1
_LONGEST = 600  # time units of the fastest mode, which force steps upon the integrator
_LONGER = 2500  # the same where a weak mode is aimed at
_ROUNDED = 1e-9  # F_i above mu_i by less is rounding
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
        errors: False, for sigma_i <= mu_i; True, for E_c <= E_o: the errors ||. - M||_F^2 of the
            compressed network of rank max(r, d - r), whose modes are mu_i, and of the original.

    Raises:
        ValueError: share or imbalance is not > 0.
    """

    share: float = 1.0
    imbalance: float = 1.0
    errors: bool = False

    def __post_init__(self):
        for name in ("share", "imbalance"):
            object.__setattr__(self, name, positive(getattr(self, name), name))
        object.__setattr__(self, "errors", bool(self.errors))

    @property
    def is_stated(self):
        """Whether this is a conjecture and not a wrong variant of one."""
        return self.share == self.imbalance == 1.0


CONJECTURE = Comparison()
ERRORS = Comparison(errors=True)


@dataclass(frozen=True)
class Margin:
    """The tightest moment of one case.

    Attributes:
        margin: least share of a gap that is left once a mode has caught up, in [-1, 1].
        mode, time: where; the mode counts from 1, and is 1 for the errors.
        excess: max over t > 0 and modes not yet fitted of log(sigma_i/mu_i), the relative excess;
            for the errors log(E_c/E_o).
        excess_mode, excess_time: where.
        end: the last time at which something was compared; of the run, if nothing was.
    """

    margin: float
    mode: int
    time: float
    excess: float
    excess_mode: int
    excess_time: float
    end: float


@dataclass(frozen=True, eq=False)
class Gaps:
    """sigma_i and mu_i of n cases at the steps of the integrator; E_c and E_o if d is 1.

    Attributes:
        times (m,): the steps.
        excess (m, n, d): log(sigma_i/mu_i), or log(E_c/E_o).
        fitted (m, n, d): whether the mode is not compared: |1 - mu_i/s_i| < 1e-3, where rounding
            decides, E_c < 1e-6 ||M||_F^2 likewise; or nothing is open any more, see `gaps`.
        gaps (m, n, d): g_i; 0 once the mode is fitted.
        left (m, n, d): g_i / (largest |g_i| so far); 1 as long as that is below 1e-6, and once the
            mode is fitted.
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
        compared = np.flatnonzero(~self.fitted[:, index].all(axis=1))
        return Margin(
            float(self.left[step, index, mode]),
            int(mode) + 1,
            float(self.times[step]),
            float(later[at, highest]),
            int(highest) + 1,
            float(self.times[at + 1]),
            float(self.times[compared[-1] if compared.size else -1]),
        )


def compared(case, time, share=1.0):
    """The modes not yet fitted at a time, from 1: |mu_i - share s_i| is s_i/1000 or more."""
    s = share * np.array(case.singular_values)
    mu = mode_strength(float(time), s, init_scale=case.init_scale, depth=case.depth)
    return tuple(int(i) + 1 for i in np.flatnonzero(_weight(mu, s) >= _FITTED))


def horizon(case, modes=None):
    """A time by which modes that the integrator can follow have come near their targets.

    It is that of the slowest of them to 95 %, of which two terms are kept; the deeper the chain,
    the more is lost: at L = 12 a mode may be at 58 % only. Slower modes are not waited for.

    Args:
        case: a Case.
        modes (d,): bool, the modes that matter; they are followed longer. None: all.
    """
    L, eps = case.depth, case.init_scale
    s = np.array(case.singular_values)
    fastest = L * max(s[0], eps**L) ** (2 - 2 / L)
    longest = _LONGEST if modes is None else _LONGER
    rising = s[(s > eps**L) & (True if modes is None else np.asarray(modes))]
    if rising.size == 0:
        return 20.0 / fastest
    # two terms of the time to 95 %: out of the start, and into the target
    start = np.log(rising / eps**L) if L == 2 else eps ** (2 - L) / (1 - 2 / L)
    times = start / (L * rising) + 3.0 / (L * rising ** (2 - 2 / L))
    allowed = times[times * fastest <= longest]
    if modes is not None:
        return float(max(allowed, default=longest / fastest))
    return float(max(allowed, default=times[0]))


def gaps(cases, end, *, comparison=CONJECTURE, modes=None, rtol=1e-12):
    """Integrate cases of one depth and width together, up to the time `end`.

    Everything is taken at the integrator's own steps, as its dense output is less accurate.

    Args:
        cases: sequence of n Case.
        end: time > 0.
        comparison: a Comparison.
        modes (n, d): bool, the modes that are compared, each as long as CE4L.4 leaves it open:
            until mu_i has passed its turning point with F_i below it. None: all, at all times.
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
    if comparison.errors:
        return _errors(run.t, W, np.exp(log_mu), cases)
    done = np.zeros_like(log_mu, dtype=bool) if modes is None else _done(W, log_mu, cases, modes)
    return _compared(run.t, _log_strengths(W, comparison), log_mu, bound, done)


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
    return np.log(np.maximum(np.linalg.svd(_products(W), compute_uv=False), _SMALLEST))


def _products(W):
    """W_L ... W_1 at every step and of every case."""
    X = W[:, 0]
    for l in range(1, W.shape[1]):
        X = W[:, l] @ X
    return X


def _done(W, log_mu, cases, modes):
    """Where nothing is open: modes that are not asked for, and those past their turning point.

    Looked at is F_i at the first step beyond that point: the larger one of the norms of W_1 and
    W_L^T in the directions beyond the first i - 1, squared.
    """
    L, done = W.shape[1], np.broadcast_to(~np.asarray(modes), log_mu.shape).copy()
    for n, i in np.argwhere(modes):
        passed = log_mu[:, n, i] >= np.log(float(turning_point(cases[n], int(i) + 1)))
        k = passed.argmax()
        highest = max(np.linalg.norm(P, 2) for P in (W[k, 0, n][:, i:], W[k, -1, n][i:]))
        if passed[k] and L * np.log(highest) <= log_mu[k, n, i] + _ROUNDED:
            done[k + 1 :, n, i] = True
    return done


def _compared(times, log_sigma, log_mu, bound, done):
    excess = log_sigma - log_mu
    weight = _weight(np.exp(log_mu), bound)
    fitted = weight < _FITTED
    return _left(times, excess, fitted | done, np.where(fitted, 1.0, weight))


def _weight(mu, bound):
    """min(1, |1 - mu/bound|), 1 where the bound is zero."""
    with np.errstate(divide="ignore"):
        return np.minimum(np.abs(1 - mu / bound), 1.0)


def _errors(times, W, mu, cases):
    """The errors of both networks, the compressed one of rank max(r, d - r)."""
    s, d = np.array([case.singular_values for case in cases]), cases[0].width
    kept = np.arange(d) < np.array([[compressed_rank(case)] for case in cases])
    E_c = (kept * (mu - s) ** 2).sum(axis=2)
    E_o = ((_products(W) - s[:, :, None] * np.eye(d)) ** 2).sum(axis=(2, 3))
    fitted = E_c < _FITTED**2 * (s**2).sum(axis=1)
    excess = np.log(np.maximum(E_c, _SMALLEST)) - np.log(np.maximum(E_o, _SMALLEST))
    return _left(times, excess[:, :, None], fitted[:, :, None], 1.0)


def _left(times, excess, fitted, weight):
    """The Gaps of an excess over all but what is fitted."""
    gap = np.where(fitted, 0.0, -excess / weight)
    largest = np.maximum.accumulate(np.abs(gap), axis=0)
    left = np.where(fitted | (largest < _FLOOR), 1.0, gap / np.maximum(largest, _FLOOR))
    return Gaps(times, excess, fitted, gap, left)
