"""Neurons that the others of their layer can replace: what one costs, and the removal.

With the activations H of n neurons, here a row a sample, and their outgoing weights x_j, the
columns of X, the next layer sees Z = H X^T + 1 b^T. Let R^T R = H^T H + ridge I and S = R^-1. The
smallest change of Z on the samples, in squared Frobenius norm, if neuron j goes and the others take
over its part, is |x_j|^2 / |s_j|^2 with s_j the row j of S. The other rows of S, made orthogonal to
s_j, are those of the smaller problem: the Schur complement of S S^T = (R^T R)^-1, as a square root.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular

from dlf._support import indices, positive, real_array, real_number, whole_number

# of the largest square norm of a neuron, and well above the square of the rounding of H, so that
# dependent neurons cost next to nothing
_RIDGES = {True: 1e-12, False: 1e-20}  # H in single precision, or not
_NOISE = 32  # units in the last place: what dependent neurons are apart by rounding


@dataclass(frozen=True, eq=False)
class Removal:
    """A layer with fewer neurons.

    Attributes:
        kept (k,): the neurons that stay, in their order.
        removed (n - k,): the others, in the order in which they went.
        costs (n - k,): by how much each removal raised |dZ|_F^2; their sum is that of all together.
        weight (o, k): the outgoing weights of those that stay.
        bias (o,): the bias of the next layer, or None.
    """

    kept: np.ndarray
    removed: np.ndarray
    costs: np.ndarray
    weight: np.ndarray
    bias: np.ndarray | None


def removal_costs(activations, weight, *, ridge=None, constant=True):
    """|x_j|^2 / (G^-1)_jj for each neuron j: the least |dZ|_F^2 of its removal, G = H^T H.

    Args:
        activations (N, n): H, a row a sample.
        weight (o, n): X, the column j the outgoing weights of neuron j.
        ridge: added to the diagonal of G, as a share of its largest entry; > 0. None: 1e-20, and
            1e-12 for activations in single precision, whose rounding is larger.
        constant: whether the bias of the next layer may change too: H is then centred.

    Returns:
        (n,) array, in units of Z squared.

    Raises:
        ValueError: shapes for which H X^T is undefined; ridge <= 0.

    Example:
        >>> H = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 2.0]])  # h_3 = h_1 + h_2
        >>> bool((removal_costs(H, np.ones((1, 3)), constant=False) < 1e-12).all())
        True

    References:
        Hassibi and Stork (1993), Optimal Brain Surgeon: the same quotient for a single weight.
    """
    H, X = _checked(activations, weight)
    _, R = _triangles(H, _ridge(ridge, activations), constant, _rounding(activations))
    S = _inverse(R)
    return (X**2).sum(axis=0) / (S**2).sum(axis=1)


def remove_neurons(activations, weight, bias=None, *, keep=None, tolerance=None, ridge=None):
    """Remove the cheapest neuron, hand its part to the others, and again; n^3 operations in all.

    Args:
        activations (N, n), weight (o, n): H and X as for `removal_costs`.
        bias (o,): b, which takes over what is constant; None: there is none, nor any constant.
        keep: at least so many neurons stay, no more than there are; 1 if None.
        tolerance: stop before |dZ|_F exceeds this share of |H X^T|_F, H centred if there is a bias.
            What rounding alone explains is allowed besides: dead neurons go first, whatever the
            tolerance, and a |dZ|_F up to 32 eps max_j |h_j| |X_D|_F passes, with h_j not centred,
            X_D the weights of the others that went: a floor near 1e-14 of |H X^T|_F for
            activations in double precision, near 1e-5 in single.
        ridge: as for `removal_costs`; it also penalises the change of the weights.

    Returns:
        Removal, its weights the least squares fit of all together.

    Raises:
        ValueError: neither keep nor tolerance; sizes out of range; shapes that do not fit.

    Example:
        >>> H = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 2.0]])
        >>> found = remove_neurons(H, np.ones((1, 3)), tolerance=1e-6)
        >>> bool(np.allclose(H[:, found.kept] @ found.weight.T, H @ np.ones((3, 1))))
        True
    """
    H, X = _checked(activations, weight)
    if keep is None and tolerance is None:
        raise ValueError("keep or tolerance must say when to stop removing neurons")
    least = 1 if keep is None else whole_number(keep, "keep", least=1)
    if least > H.shape[1]:
        raise ValueError(f"keep must be at most the number of neurons, not {least} > {H.shape[1]}")
    rounding = _rounding(activations)
    R0, R = _triangles(H, _ridge(ridge, activations), bias is not None, rounding)
    limit = np.inf
    if tolerance is not None:
        limit = positive(tolerance, "tolerance") * np.linalg.norm(R0 @ X.T)
    floor = _NOISE * rounding * np.linalg.norm(H, axis=0).max()
    removed, costs = _cheapest(_inverse(R), X, R0, least, (limit, floor))
    kept = np.delete(np.arange(len(R)), removed)
    return Removal(kept, removed, costs, *_refit(R, H, X, bias, kept))


def redistribute(activations, weight, bias, kept, *, ridge=None):
    """The outgoing weights of the neurons that stay, and the bias: |dZ|_F least.

    Args:
        activations (N, n), weight (o, n), bias (o,) or None, ridge: as for `remove_neurons`.
        kept (k,): the neurons that stay.

    Returns:
        weight (o, k) and bias (o,) or None.

    Raises:
        ValueError: a neuron out of range or named twice; shapes that do not fit.
    """
    H, X = _checked(activations, weight)
    kept = indices(kept, "kept", H.shape[1])
    if len(np.unique(kept)) < len(kept):
        raise ValueError("kept must name each neuron once")
    settings = _ridge(ridge, activations), bias is not None, _rounding(activations)
    return _refit(_triangles(H, *settings)[1], H, X, bias, kept)


def numeric_rank(activations, *, tolerance=1e-10):
    """How many singular values of H exceed `tolerance` times the largest one.

    Args:
        activations (N, n): H. tolerance: between 0 and 1.

    Raises:
        ValueError: a tolerance outside (0, 1).
    """
    H = real_array(activations, "activations", ndim=2)
    if not 0 < real_number(tolerance, "tolerance") < 1:
        raise ValueError(f"tolerance must satisfy 0 < tolerance < 1, not {tolerance}")
    s = np.linalg.svd(H, compute_uv=False)
    return int((s > tolerance * s[0]).sum())


def _checked(activations, weight):
    H, X = real_array(activations, "activations", ndim=2), real_array(weight, "weight", ndim=2)
    if H.shape[1] != X.shape[1]:
        raise ValueError(
            f"H X^T is undefined: the activations H are {H.shape}, the weight X is {X.shape}"
        )
    return H, X


def _single(activations):
    return getattr(activations, "dtype", None) == np.float32


def _ridge(ridge, activations):
    return _RIDGES[_single(activations)] if ridge is None else positive(ridge, "ridge")


def _rounding(activations):
    return float(np.finfo(np.float32 if _single(activations) else float).eps)


def _triangles(H, ridge, constant, rounding):
    """R_0^T R_0 = H^T H and R^T R = H^T H + ridge max_j |h_j|^2 I, H (N, n) centred or not.

    Returns:
        R_0 (min(N, n), n) and R (n, n), upper triangular.
    """
    if constant:
        whole = np.linalg.norm(H, axis=0)
        H = H - H.mean(axis=0)
        H[:, np.linalg.norm(H, axis=0) <= 4 * rounding * whole] = 0.0  # left by the mean's rounding
    scale = np.sqrt(ridge * ((H**2).sum(axis=0).max() or 1.0))
    R0 = np.linalg.qr(H, mode="r")
    return R0, np.linalg.qr(np.vstack([R0, scale * np.eye(H.shape[1])]), mode="r")


def _inverse(R):
    """S = R^-1, so that S S^T is the inverse of the Gram matrix."""
    return solve_triangular(R, np.eye(len(R)))


def _cheapest(S, X, R0, least, limits):
    """Which neurons go, the dead and then the cheapest first, and what each costs.

    S is overwritten. limits: a number for |dZ|_F, and a share of |X_D|_F that may come on top, D
    the living among the removed. The prices contain the ridge, by which a dependent neuron may
    seem dearer than the tolerance: so |dZ|_F is taken from R_0, which holds the samples alone.
    """
    left, removed, costs, floor = np.arange(len(S)), [], [], 0.0
    sums = (X**2).sum(axis=0)
    X, P = X.T.copy(), R0.T.copy()  # a row a neuron, as in S
    change = np.zeros((len(R0), X.shape[1]))  # R_0 times that of the weights
    while len(left) > least:
        sizes = np.einsum("ij,ij->i", S, S)
        price = np.einsum("ij,ij->i", X, X) / sizes
        alive = P.any(axis=1)
        j = int(np.where(alive, price, 0.0).argmin())
        share = -(S @ S[j]) / sizes[j]  # of x_j, for each of the others
        floor += alive[j] * sums[left[j]]
        if np.isfinite(limits[0]):
            change += np.outer(share @ P, X[j])
            if (change**2).sum() > limits[0] ** 2 + limits[1] ** 2 * floor:
                break
        X += np.outer(share, X[j])
        S += np.outer(share, S[j])
        removed.append(left[j])
        costs.append(price[j])
        for rows in (left, S, X, P):
            rows[j] = rows[-1]  # the last one takes the place
        left, S, X, P = left[:-1], S[:-1], X[:-1], P[:-1]
    return np.array(removed, dtype=np.intp), np.array(costs)


def _refit(R, H, X, bias, kept):
    """Least squares on the samples and the ridge; the bias takes over the means."""
    gone = np.delete(np.arange(len(R)), kept)
    change, *_ = np.linalg.lstsq(R[:, kept], R[:, gone] @ X[:, gone].T, rcond=None)
    weight = X[:, kept] + change.T
    if bias is None:
        return weight, None
    b = real_array(bias, "bias", ndim=1)
    if b.shape != X.shape[:1]:
        raise ValueError(f"H X^T + 1 b^T is undefined: X is {X.shape}, b is {b.shape}")
    mean = H.mean(axis=0)
    return weight, b + X @ mean - weight @ mean[kept]
