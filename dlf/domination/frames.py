"""Singular vectors of X = W_L ... W_1 in ball arithmetic, from the factors of a balanced chain.

They are taken from A = W_L W_L^T, whose eigenvalues are sigma_i^(2/L): these lie much closer
together than the sigma_i, so that a small error of the factors leaves the vectors narrow.
"""

from dataclasses import dataclass

from flint import arb, arb_mat

from dlf.domination.taylor import singular_values


@dataclass(frozen=True, eq=False)
class Frames:
    """Singular values and vectors of X, in balls.

    Attributes:
        strengths: sigma_1 > sigma_2 > ..., as many as were asked for.
        left, right: u_i and v_i as arb_mat (d, 1); each pair up to one sign.
    """

    strengths: tuple[arb, ...]
    left: tuple[arb_mat, ...]
    right: tuple[arb_mat, ...]


def singular_frames(state, count):
    """The first `count` singular triples of every balanced chain in an Enclosure.

    u_i spans the range of prod_(j != i) (A - alpha_j)/(alpha_i - alpha_j); v_i and sigma_i are the
    direction and the length of W_1^T ... W_L^T u_i = X^T u_i.

    Args:
        state: an Enclosure whose true chain is balanced, with factors (d, d).
        count: 1..d.

    Returns:
        Frames; NaN where two eigenvalues of A were not told apart.
    """
    factors = [_widened(A, state.radius) for A in state.factors]
    A = factors[-1] * factors[-1].transpose()
    roots = [w * w for w in singular_values(state.factors[-1], state.radius)]
    left = [_unit(_largest_column(_projection(A, roots, i))) for i in range(count)]
    pairs = [_through(factors, u) for u in left]
    return Frames(tuple(s for s, _ in pairs), tuple(left), tuple(v for _, v in pairs))


def _widened(A, radius):
    return arb_mat([[arb(a.mid(), radius) for a in row] for row in A.tolist()])


def _projection(A, roots, i):
    """Onto the eigenvector of the eigenvalue roots[i] of A, by Lagrange's interpolation."""
    d = A.nrows()
    one = arb_mat([[int(j == k) for k in range(d)] for j in range(d)])
    P = one
    for j in range(d):
        if j != i:
            P = P * (A - roots[j] * one) * (1 / (roots[i] - roots[j]))
    return P


def _largest_column(P):
    sizes = [abs(P[k, k].mid()) for k in range(P.nrows())]
    k = sizes.index(max(sizes))
    return arb_mat([[P[j, k]] for j in range(P.nrows())])


def _length(x):
    return (x.transpose() * x)[0, 0].sqrt()


def _unit(x):
    return x * (1 / _length(x))


def _through(factors, u):
    """(|X^T u|, X^T u / |X^T u|), one factor after the other: small lengths stay narrow."""
    size, y = arb(1), u
    for W in reversed(factors):
        y = W.transpose() * y
        length = _length(y)
        size, y = size * length, y * (1 / length)
    return size, y
