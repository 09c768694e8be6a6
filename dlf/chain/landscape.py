"""The loss F(W_1, ..., W_L) = f(W_L ... W_1) as a function of the factors."""

import numpy as np
from scipy.sparse.linalg import LinearOperator, eigsh

from dlf._support import chain, chain_for, generator
from dlf.chain.factors import end_to_end, prefix_products

_DENSE_SIZE = 64  # below this many parameters a dense Hessian is cheaper than Lanczos


def value(objective, factors):
    """F(W) = f(W_L ... W_1).

    Args:
        objective: f, with `value` and `shape`.
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).

    Raises:
        ValueError: the product or f of it is undefined; a factor is not finite.
    """
    return objective.value(end_to_end(chain_for(objective, factors)))


def gradient(objective, factors):
    """dF/dW_l = (W_L ... W_{l+1})^T grad f(X) (W_{l-1} ... W_1)^T, in 3 (L - 1) products.

    Args, Raises: as for `value`.

    Returns:
        tuple of L arrays, the shapes of the factors.
    """
    return chain_gradient(objective, chain_for(objective, factors))


def chain_gradient(objective, factors):
    """`gradient` of a chain that was checked before: a solver calls it thousands of times."""
    below = prefix_products(factors)
    return backpropagate(factors, below, objective.gradient(below[-1]))


def backpropagate(factors, below, slope):
    """(W_L ... W_{l+1})^T G (W_{l-1} ... W_1)^T for l = 1, ..., L.

    Args:
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).
        below: W_1, W_2 W_1, ..., their `prefix_products`.
        slope (d_L, d_0): G, the gradient at the product.

    Returns:
        tuple of L arrays, the shapes of the factors.
    """
    found = []
    for W, P in zip(factors[:0:-1], below[-2::-1], strict=True):
        found.append(slope @ P.T)
        slope = W.T @ slope
    return (slope, *reversed(found))


def unravel(vector, factors):
    """The entries of a vector as matrices of the shapes of the factors, views of it.

    Args:
        vector (n,): W_1, ..., W_L row by row, one after another; n the number of their entries.
        factors: what has the shapes.

    Returns:
        tuple of L matrices.
    """
    found, end = [], 0
    for W in factors:  # a solver asks thousands of times: np.split takes as long as the products
        begin, end = end, end + W.size
        found.append(vector[begin:end].reshape(W.shape))
    return tuple(found)


def hessian_product(objective, factors, direction):
    """F''(W)[D]: the derivative of the gradient at W along D.

    Args:
        objective, factors: as for `value`.
        direction: (D_1, ..., D_L), the shapes of the factors.

    Returns:
        tuple of L arrays, the shapes of the factors.

    Raises:
        ValueError: as for `value`; a D_l whose shape is not that of W_l.
    """
    factors = chain_for(objective, factors)
    direction = chain(direction)
    if [D.shape for D in direction] != [W.shape for W in factors]:
        raise ValueError(
            f"W + tD is undefined: W has shapes {[W.shape for W in factors]}, "
            f"D has {[D.shape for D in direction]}"
        )
    return _hessian_product(objective, factors, direction)


def _hessian_product(objective, factors, direction):
    """The chain rule run forwards along D, then the gradient's recursion differentiated."""
    below, tangents = [factors[0]], [direction[0]]
    for W, D in zip(factors[1:], direction[1:], strict=True):
        tangents.append(D @ below[-1] + W @ tangents[-1])
        below.append(W @ below[-1])
    B, dB = objective.gradient(below[-1]), objective.hessian_product(tangents[-1])
    products = []
    for W, D, P, dP in zip(
        factors[:0:-1], direction[:0:-1], below[-2::-1], tangents[-2::-1], strict=True
    ):
        products.append(dB @ P.T + B @ dP.T)
        B, dB = W.T @ B, D.T @ B + W.T @ dB
    return (dB, *reversed(products))


def sharpness(objective, factors, *, rng=None, rtol=1e-10):
    """The largest eigenvalue of the Hessian F''(W).

    Args:
        objective, factors: as for `value`.
        rng: numpy.random.Generator of the Lanczos start; default_rng(0) if None.
        rtol: relative accuracy of the eigenvalue.

    Returns:
        float; may be negative. Descent is stable at a minimum if eta * sharpness < 2.

    Raises:
        ValueError: as for `value`; rng not a Generator.
    """
    factors = chain_for(objective, factors)
    rng = np.random.default_rng(0) if rng is None else generator(rng)
    size = sum(W.size for W in factors)

    def apply(vector):
        D = unravel(vector, factors)
        return np.concatenate([H.ravel() for H in _hessian_product(objective, factors, D)])

    if size <= _DENSE_SIZE:
        return float(np.linalg.eigvalsh([apply(e) for e in np.eye(size)])[-1])
    start = rng.standard_normal(size)
    hessian = LinearOperator((size, size), matvec=apply, dtype=float)
    return float(eigsh(hessian, k=1, which="LA", v0=start, tol=rtol)[0][0])
