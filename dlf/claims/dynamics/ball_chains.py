"""Chains of matrices in ball arithmetic: targets, starts that are exactly orthogonal, descent.

No statement stands here; several modules enclose their runs with these.
"""

from dlf.exact import ball


def identity_ball(rows, columns):
    """The first columns of the unit matrix."""
    from flint import arb_mat

    return arb_mat([[int(i == j) for j in range(columns)] for i in range(rows)])


def plane_ball(half):
    """The rotation of the plane by the angle whose half has this tangent."""
    from flint import arb_mat

    t = ball(half)
    cosine, sine = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
    return arb_mat([[cosine, -sine], [sine, cosine]])


def space_ball(skew):
    """(I - A)(I + A)^-1 for the skew-symmetric A with the entries (a_12, a_13, a_23)."""
    from flint import arb_mat

    from dlf.domination import rotation

    a, b, c = map(ball, skew)
    return rotation(arb_mat([[0, a, b], [-a, 0, c], [-b, -c, 0]]), (1, 1, 1))


def turned_start(Q, eps, depth):
    """(eps Q, eps I, ..., eps I)."""
    d = Q.nrows()
    return [Q * eps] + [identity_ball(d, d) * eps] * (depth - 1)


def products(W, M, rate, steps):
    """W_L ... W_1 at each step of descent, in balls."""
    for _ in range(steps + 1):
        below = [W[0]]
        for factor in W[1:]:
            below.append(factor * below[-1])
        R = below[-1] - M
        yield below[-1]
        moved = []
        for factor, P in zip(W[:0:-1], below[-2::-1], strict=True):
            moved.append(factor - R * P.transpose() * rate)
            R = factor.transpose() * R
        W = [W[0] - R * rate, *reversed(moved)]


def squares(X):
    """||X||_F^2."""
    return sum(entry * entry for entry in X.entries())


def diagonal_ball(targets, d):
    """diag(targets, 0, ..., 0) of size d."""
    from flint import arb_mat

    last = len(targets)
    return arb_mat([[ball(targets[i] if i == j < last else 0) for j in range(d)] for i in range(d)])


def strengths(start, depth, targets, rate):
    """The modes at each step of descent, as balls."""
    x = [start] * len(targets)
    while True:
        yield [y**depth for y in x]
        x = [y + rate * y ** (depth - 1) * (s - y**depth) for y, s in zip(x, targets, strict=True)]
