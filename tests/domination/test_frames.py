"""Singular vectors in balls: those of a chain that is known, and what cannot be told apart."""

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, arb_mat, ctx

from dlf.domination import taylor
from dlf.domination.case import CONJECTURE, Case
from dlf.domination.certificate import _start
from dlf.domination.frames import singular_frames


def state_of(U, strengths, V, depth, radius=0):
    """The balanced chain of X = U diag(strengths) V^T with exact numbers, as an Enclosure."""
    root = arb_mat(np.diag([float(s) for s in strengths]).tolist())
    one = [root] * (depth - 2)
    factors = (root * V.transpose(), *one, U * root)
    return taylor.Enclosure(factors, arb(radius))


def turned(p, q, n):
    """A rotation with rational entries, p^2 + q^2 = n^2, exact up to the working precision."""
    c, s = arb(p) / n, arb(q) / n
    return arb_mat([[c, -s, 0], [s, c, 0], [0, 0, 1]])


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_vectors_of_a_known_chain_are_enclosed(depth):
    with ctx.workprec(128):
        U, V = turned(3, 4, 5), turned(5, 12, 13)
        found = singular_frames(state_of(U, (1, 0.5, 0.125), V, depth, arb(10) ** -25), 3)
        for i, root in enumerate((1, Fraction(1, 2), Fraction(1, 8))):
            known = arb(root.numerator if i else 1) / (root.denominator if i else 1)
            assert abs(found.strengths[i] - known**depth) < arb(10) ** -20
            signs = [
                sum((x[j, 0] * known_x[j, i] for j in range(3)), arb(0))
                for x, known_x in ((found.left[i], U), (found.right[i], V))
            ]
            assert all(abs(abs(sign) - 1) < arb(10) ** -20 for sign in signs)
            assert (signs[0] > 0) == (signs[1] > 0)  # one sign for the pair


def test_balls_contain_the_vectors_of_every_chain_within_the_radius():
    """The radius of the chain is seen: two chains 1e-6 apart lie in the balls of the first."""
    with ctx.workprec(96):
        U, V, radius = turned(3, 4, 5), turned(5, 12, 13), arb(10) ** -6
        wide = singular_frames(state_of(U, (1, 0.5, 0.125), V, 3, radius), 1)
        other = singular_frames(state_of(U, (1 + 2**-21, 0.5, 0.125), V, 3), 1)
        assert wide.strengths[0].contains(other.strengths[0].mid())
        assert wide.strengths[0].rad() < arb(10) ** -3


def test_equal_singular_values_have_no_vectors():
    with ctx.workprec(96):
        U = turned(3, 4, 5)
        found = singular_frames(state_of(U, (1, 0.5, 0.5), U, 3), 2)
    assert found.strengths[0].is_finite()
    assert not found.strengths[1].is_finite()


def test_the_flow_of_floating_point_lies_in_the_balls():
    from dlf.chain import Factorization
    from dlf.dynamics import gradient_flow

    case = Case(3, (1.0, 0.5, 0.25), 0.5, (0.3, -0.2, 0.4), (1, 1, 1))
    M = np.diag(case.singular_values)
    W = (0.5 * case.rotation(), 0.5 * np.eye(3), 0.5 * np.eye(3))
    X = gradient_flow(Factorization(M), W, np.array([0.0, 2.0]), progress=False).end_to_end()[1]
    with ctx.workprec(96):
        start = _start(case, CONJECTURE)
        (state,) = taylor.flow(start, arb_mat(M.tolist()), [2], bits=96)
        found = singular_frames(state, 3)
    U, s, Vt = np.linalg.svd(X)
    for i in range(3):
        u, v = (
            np.array([float(x[j, 0]) for j in range(3)]) for x in (found.left[i], found.right[i])
        )
        assert float(found.strengths[i]) == pytest.approx(s[i], rel=1e-6)
        assert u @ U[:, i] * (v @ Vt[i]) == pytest.approx(1, abs=1e-6)


def test_the_radius_of_the_chain_is_in_every_factor():
    """d = 1: sigma is the product of the factors, of which each may be off by the radius."""
    state = taylor.Enclosure((arb_mat([[2]]), arb_mat([[3]])), arb("0.25"))
    (strength,) = singular_frames(state, 1).strengths
    for corner in (arb("1.75") * arb("2.75"), arb("2.25") * arb("3.25")):
        assert strength.contains(corner.mid())
