"""States whose outer factors touch a cone of forms: there a comparison of matrices could break.

No statement stands here; `growth_window` and `near_equal` check some.
"""

from dataclasses import dataclass

import numpy as np

from dlf.claims.dynamics.races import frame


def compared_power(depth):
    """p = floor((L-1)/2), the power of A that is compared."""
    return (depth - 1) // 2


@dataclass(frozen=True, eq=False)
class Touching:
    """A state with A^p, C^p <= Psi and a unit vector y with A^p y = Psi y, in the frames of M.

    Attributes:
        p: the power; gam, lam: gamma and Lambda; psi (d,), targets (d,): Psi = diag(psi),
            M = diag(targets) with s_i = 1; leading: i - 1, the rank of Pi; A (d, d);
            polar (d, d): X = A^(L/2) polar; y (d,).
    """

    p: int
    gam: float
    lam: float
    psi: np.ndarray
    targets: np.ndarray
    leading: int
    A: np.ndarray
    polar: np.ndarray
    y: np.ndarray

    @property
    def tau(self):
        """|Pi y|^2."""
        return self.y[: self.leading] @ self.y[: self.leading]

    def leader(self, last=False):
        """s_1, or s_(i-1) if `last`."""
        return self.targets[self.leading - 1 if last else 0]

    def spectrum(self):
        """The eigenvalues of A, without rounding below zero, and its eigenvectors, columns."""
        x, U = np.linalg.eigh(self.A)
        return np.maximum(x, 0), U

    def velocity(self, depth, *, share=1.0, decay=2.0):
        """A' = share (M X^T + X M^T) - decay A^L with X = A^(L/2) polar; the flow has 1 and 2."""
        x, U = self.spectrum()
        X, M = U * x ** (depth / 2) @ U.T @ self.polar, self.targets[:, None]
        return share * (M * X.T + X * M.T) - decay * U * x**depth @ U.T


def touching(rng, depth, along=False, spread=2.0):
    """A state, d = 2..4: in half of the draws A^p = C^p = Psi, which touches in every direction.

    There y is e_i if `along`, or a random unit vector; else it follows from A. Lambda/gamma and
    s_1/a exceed 1 by `spread` at most; i is 2 or 3, and targets beyond it are smaller.
    """
    d, p = int(rng.integers(2, 5)), compared_power(depth)
    k = int(rng.integers(1, min(d, 3)))
    leader = 10 ** rng.uniform(-2, np.log10(0.45))  # gamma^(L/2)
    gam, first = leader ** (2 / depth), 1 + spread * rng.random()
    lam = gam * (1 + spread * rng.random())
    psi = np.where(np.arange(d) < k, lam**p, gam**p)
    targets = np.array([first, *rng.uniform(1, first, k - 1), 1.0, *rng.uniform(0, 1, d - k - 1)])
    if rng.integers(2):
        y = np.eye(d)[k] if along else rng.standard_normal(d)
        A, polar = np.diag(psi ** (1 / p)), np.eye(d)
    else:
        A, polar, y = below(rng, psi, p)
    return Touching(p, gam, lam, psi, targets, k, A, polar, y / np.linalg.norm(y))


KINDS = [(along, spread) for along in (False, True) for spread in (2.0, 1e-3)]  # of `touching`


def below(rng, psi, p):
    """A and C with A^p, C^p <= Psi, and a vector y at which A^p touches Psi."""
    d, root = len(psi), 1 / np.sqrt(psi)
    U, V, x = frame(rng, d, d), frame(rng, d, d), rng.uniform(0, 1, d)
    sides = [root[:, None] * (F * x**p @ F.T) * root for F in (U, V)]
    tops = [np.linalg.eigvalsh(S)[-1] for S in sides]
    U, V, side = (U, V, sides[0]) if tops[0] >= tops[1] else (V, U, sides[1])
    x = x / max(tops) ** (1 / p)
    return U * x @ U.T, U @ V.T, root * np.linalg.eigh(side)[1][:, -1]
