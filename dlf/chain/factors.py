"""The chain (W_1, ..., W_L) and its products; operators only, so torch tensors pass too."""


def prefix_products(factors):
    """(W_1, W_2 W_1, ..., W_L ... W_1): L - 1 matrix products.

    Args:
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).

    Returns:
        tuple of L matrices; the last is the end-to-end matrix.
    """
    products = [factors[0]]
    for W in factors[1:]:
        products.append(W @ products[-1])
    return tuple(products)


def suffix_products(factors):
    """(W_L ... W_1, W_L ... W_2, ..., W_L): L - 1 matrix products.

    Args:
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).

    Returns:
        tuple of L matrices; the first is the end-to-end matrix.
    """
    products = [factors[-1]]
    for W in reversed(factors[:-1]):
        products.append(products[-1] @ W)
    return tuple(reversed(products))


def partial_products(factors):
    """The pair (below, above) with below[l-1] = W_l ... W_1 and above[l-1] = W_L ... W_l.

    Hence W_L ... W_1 = above[l] @ below[l-1] at every split l = 1..L-1.
    """
    return prefix_products(factors), suffix_products(factors)


def end_to_end(factors):
    """The end-to-end matrix X = W_L ... W_1 of shape (d_L, d_0).

    Args:
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).

    Example:
        >>> import numpy as np
        >>> end_to_end((2 * np.eye(2), 3 * np.eye(2)))
        array([[6., 0.],
               [0., 6.]])
    """
    return prefix_products(factors)[-1]


def imbalance(factors):
    """W_{l+1}^T W_{l+1} - W_l W_l^T for l = 1..L-1: zero for a balanced chain.

    Conserved by gradient flow; one descent step with gradients G_l changes it by
    eta^2 (G_{l+1}^T G_{l+1} - G_l G_l^T).

    Args:
        factors: (W_1, ..., W_L), W_l of shape (d_l, d_{l-1}).

    Returns:
        tuple of L - 1 symmetric matrices of shape (d_l, d_l).

    References:
        Arora, Cohen, Hazan (arXiv 1802.06509).
    """
    return tuple(
        above.mT @ above - below @ below.mT
        for below, above in zip(factors, factors[1:], strict=False)
    )


def widths_of(factors):
    """[d_0, d_1, ..., d_L]."""
    return [factors[0].shape[1], *(W.shape[0] for W in factors)]
