"""Linear state spaces s' = A s + B x, y = C s, fitted to the first terms of an impulse response.

One input and one output: A is (d, d), B and C are (d,). An input 1 followed by zeros gives the
outputs C A^i B, i = 0, 1, ..., the impulse response. With inputs that are uncorrelated, of mean 0
and variance 1, the mean squared gap of two systems' outputs after k steps is the sum of the squares
of the gaps of the first k terms: nothing is sampled here.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from dlf._support import compiled_loops, positive, real_array, whole_number
from dlf.dynamics import FlowError

_SYMMETRIC = 1e-10  # relative: A = A^T and B = C^T up to the rounding of a long descent


@dataclass(frozen=True, eq=False)
class StateSpace:
    """s' = A s + B x, y = C s from s = 0.

    Attributes:
        A (d, d), B (d,), C (d,): C the row as a vector. All without units.

    Raises:
        ValueError: shapes for which C A B is undefined, NaN or Inf.

    Example:
        >>> StateSpace([[0.5]], [2.0], [1.0]).response(3).tolist()
        [2.0, 1.0, 0.5]
    """

    A: np.ndarray
    B: np.ndarray
    C: np.ndarray

    def __post_init__(self):
        for name, axes in (("A", 2), ("B", 1), ("C", 1)):
            object.__setattr__(self, name, real_array(getattr(self, name), name, ndim=axes))
        if not self.A.shape == (self.B.size, self.B.size) == (self.C.size, self.C.size):
            shapes = f"A is {self.A.shape}, B is {self.B.shape}, C is {self.C.shape}"
            raise ValueError(f"C A B is undefined: {shapes}")

    @classmethod
    def symmetric(cls, A, B):
        """(A, B, B^T) for a symmetric A: "balanced" in the chapter's sense."""
        return cls(A, B, B)

    @property
    def width(self):
        """d, the number of states."""
        return self.B.size

    @property
    def is_symmetric(self):
        """Whether A = A^T and B = C^T, up to rounding."""
        gaps = np.abs(self.A - self.A.T).max(), np.abs(self.B - self.C).max()
        sizes = np.abs(self.A).max(), np.abs(self.B).max()
        return all(gap <= _SYMMETRIC * size for gap, size in zip(gaps, sizes, strict=True))

    def states(self, terms):
        """(d, terms): the states B, A B, A^2 B, ... after an impulse."""
        found = np.empty((self.width, whole_number(terms, "terms", least=1)))
        found[:, 0] = self.B
        for i in range(1, terms):
            found[:, i] = self.A @ found[:, i - 1]
        return found

    def response(self, terms):
        """(terms,): the impulse response C A^i B, i = 0, ..., terms - 1."""
        return self.C @ self.states(terms)

    def imbalance(self):
        """(d, d): A A^T - A^T A + B B^T - C^T C, which gradient flow conserves."""
        A, B, C = self.A, self.B, self.C
        return A @ A.T - A.T @ A + np.outer(B, B) - np.outer(C, C)


def response_loss(system, target, *, weights=None):
    """sum_{i < k} w_i (C A^i B - m_i)^2.

    Args:
        system: StateSpace. target (k,): m. weights (k,): w > 0; 1 if None, the mean squared gap of
            the last of k outputs; k - i for the sum over all k outputs.

    Raises:
        ValueError: weights that do not fit the target, or one <= 0.
    """
    m, w = _goal(target, weights)
    return float(w @ (system.response(m.size) - m) ** 2)


def response_gradient(system, target, *, weights=None):
    """The gradient of `response_loss` by A, B and C, as a StateSpace.

    With states v_i = A^i B, readings u_i = (A^T)^i C^T and g_i = 2 w_i (C A^i B - m_i) it is
    sum g_i sum_{s < i} u_s v_{i-1-s}^T, sum g_i u_i and sum g_i v_i.

    Args, Raises: as for `response_loss`.
    """
    m, w = _goal(target, weights)
    V = system.states(m.size)
    U = StateSpace(system.A.T, system.C, system.B).states(m.size)
    g = 2 * w * (system.C @ V - m)
    return StateSpace(U @ _hankel(g) @ V.T, U @ g, V @ g)


def _hankel(g):
    """(k, k): g_{s + t + 1}, zero beyond the last."""
    later = np.add.outer(np.arange(g.size), np.arange(1, g.size + 1))
    return np.append(g, 0.0)[np.minimum(later, g.size)]


def response_descent(system, target, steps, *, learning_rate, weights=None):
    """Gradient descent on `response_loss`, in A, B and C alike.

    Args:
        system: StateSpace to start from; not changed.
        target (k,): m. steps: >= 0. learning_rate: eta > 0. weights: as for `response_loss`.

    Returns:
        StateSpace after the last step, and the losses (steps + 1,) before each and after all.

    Raises:
        ValueError: a parameter out of range. FlowError: the run diverged; its `trajectory` has the
            losses up to there.
    """
    m, w = _goal(target, weights)
    losses = np.empty(whole_number(steps, "steps", least=0) + 1)
    end = [np.array(part, order="C") for part in (system.A, system.B, system.C)]
    rate = positive(learning_rate, "learning_rate")
    compiled_loops().descend_response(*end, m, w, rate, losses)
    if not np.isfinite(losses[-1]):
        first = int(np.argmin(np.isfinite(losses)))
        message = f"descent diverged at step {first}: take a smaller learning_rate"
        raise FlowError(message, time=(first - 1) * rate, trajectory=losses[:first])
    return StateSpace(*end), losses


def fit_symmetric(start, target, *, weights=None, steps=2000):
    """A symmetric balanced student at a critical point of `response_loss`, by L-BFGS.

    Descent gets there as well, and is slow where atoms meet; this is for what only the end matters.

    Args:
        start: symmetric balanced StateSpace. target, weights: as for `response_loss`.
        steps: at most so many iterations.

    Returns:
        StateSpace, symmetric balanced.

    Raises:
        ValueError: a start that is not symmetric balanced; as for `response_loss`.
    """
    if not start.is_symmetric:
        raise ValueError("the start must be symmetric balanced: A = A^T, B = C^T")
    m, w = _goal(target, weights)
    d = start.width

    def student(z):
        A = z[d:].reshape(d, d)
        return StateSpace.symmetric((A + A.T) / 2, z[:d])

    def value_and_slope(z):
        system = student(z)
        slope = response_gradient(system, m, weights=w)
        return response_loss(system, m, weights=w), np.append(slope.B + slope.C, slope.A)

    first = np.append(start.B, start.A)
    options = {"maxiter": steps, "maxfun": 2 * steps, "maxcor": 20, "ftol": 1e-16, "gtol": 1e-10}
    return student(minimize(value_and_slope, first, jac=True, method="L-BFGS-B", options=options).x)


def reached_space(system, *, rtol=1e-9):
    """Orthonormal columns (d, p): the smallest space with B, C^T that A and A^T keep.

    No step of descent on a function of the impulse response leaves it.

    Args:
        system: StateSpace. rtol: what a direction must add, relative to the largest of A, B, C.

    Example:
        >>> reached_space(StateSpace.symmetric(0.5 * np.eye(9), np.ones(9))).shape
        (9, 1)
    """
    tolerance, found = positive(rtol, "rtol"), np.empty((system.width, 0))
    new = np.column_stack([system.B, system.C])
    while new.size:
        for _ in range(2):
            new = new - found @ (found.T @ new)
        U, s, _ = np.linalg.svd(new, full_matrices=False)
        scale = max(np.abs(part).max() for part in (system.A, system.B, system.C))
        fresh = U[:, s > tolerance * scale] if scale else U[:, :0]
        found = np.column_stack([found, fresh])
        new = np.column_stack([system.A @ fresh, system.A.T @ fresh])
    return found


def _goal(target, weights):
    """m and w, checked."""
    m = real_array(target, "target", ndim=1)
    w = np.ones(m.size) if weights is None else real_array(weights, "weights", ndim=1)
    if w.shape != m.shape:
        raise ValueError(f"sum w_i (C A^i B - m_i)^2 is undefined: w is {w.shape}, m is {m.shape}")
    if w.min() <= 0:
        raise ValueError(f"weights must be > 0, not {float(w.min())}")
    return m, w
