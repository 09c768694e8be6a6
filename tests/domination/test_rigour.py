"""What makes an enclosure rigorous: every matrix in a ball is meant, and both of its ends.

Each bound is asked for balls with radii, where the middle alone would give a smaller number.
"""

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, arb_mat, ctx

from dlf.domination import Case, certificate, certify, taylor
from dlf.domination.certificate import Certificate
from dlf.exact import ball, balls


@pytest.fixture(autouse=True)
def precision():
    with ctx.workprec(128):
        yield


def wide(middle, radius):
    """A matrix of balls, all of one radius."""
    return arb_mat([[arb(m, radius) for m in row] for row in middle])


CORNERS = [arb_mat([[1 + s, 2 + t], [-3 + u, v]]) for s, t, u, v in np.ndindex(2, 2, 2, 2)]
BOX = wide([[1.5, 2.5], [-2.5, 0.5]], 0.5)  # holds the corners


def lower(A):
    """The Frobenius norm from below, as a number."""
    return sum((a * a for a in A.entries()), arb(0)).sqrt().lower()


def test_norms_bound_every_matrix_of_a_ball():
    for A in CORNERS:
        assert taylor._frobenius(BOX) >= lower(A)
        values = np.linalg.svd([[float(A[i, j]) for j in range(2)] for i in range(2)])[1]
        assert float(taylor._norm(BOX)) >= values[0] * (1 - 1e-12)


def test_norms_are_rounded_upwards():
    """At 20 bits 1/3 + 1/3 + ... is off by more than the norm may be."""
    third = arb_mat([[ball(Fraction(1, 3))] * 3] * 3)
    with ctx.workprec(20):
        bounds = taylor._frobenius(third), taylor._norm(third)
    assert all(bound >= 1 for bound in bounds)
    assert all(bound.rad() == 0 for bound in bounds)


def test_what_is_left_out_of_the_middle_is_in_the_radius():
    state = taylor._centred([BOX, BOX], arb("0.25"))
    assert all(a.rad() == 0 for A in state.factors for a in A.entries())
    for A in CORNERS:
        apart = [lower(A - C) for C in state.factors]
        assert state.radius >= arb("0.25") + (apart[0] ** 2 + apart[1] ** 2).sqrt().lower()


def test_defects_are_reached_where_no_term_cancels():
    """Two scalar factors a + b t and the target -m: f = -(a + b t)(m + (a + b t)^2) for each."""
    a, b, m, order = 2, 3, 5, 1
    bounds = taylor._defects([arb(a), arb(b)], arb(m), 2)
    exact = [a * (m + a**2), b * m + 3 * a**2 * b, 3 * a * b**2, b**3]
    assert bounds[:order] == [0] * order
    for bound, coefficient in zip(bounds[order:], exact[order:], strict=True):
        known = coefficient * arb(2).sqrt()
        assert known.mid() <= bound < known * (1 + arb(10) ** -9)
        assert bound.rad() == 0


def test_the_defect_is_that_of_a_ball_of_coefficients():
    """The sizes are upper ends: c_1 = 2 +- 1/10 counts as 2.1."""
    one = [[arb_mat([[1]]), arb_mat([[arb("2.0", "0.1")]])]]
    state = taylor.Enclosure((arb_mat([[1]]),), arb(0))
    found = taylor._Local(state, arb_mat([[0]]), one).defect(Fraction(1))
    assert arb("2.1").lower() <= found < arb("2.11")


def test_the_first_enclosure_holds_the_start_with_its_radius():
    start = [wide([[0.5]], 0.01), wide([[0.5]], 0.01)]
    (state,) = taylor.flow(start, arb_mat([[1]]), [0], bits=64)
    for side in (-1, 1):
        apart = [arb("0.5") + side * arb("0.00999") - A[0, 0] for A in state.factors]
        assert state.radius >= sum((d * d for d in apart), arb(0)).sqrt()


def test_the_error_stays_inside_the_region_that_it_is_proved_in():
    """E is 2^10 times e + h D: a growth beyond it has left the region, and nothing is known."""
    start = taylor.Enclosure((arb_mat([[ball(Fraction(1, 10**9))]]),) * 2, arb(10) ** -25)
    bounds = taylor._Local(start, arb_mat([[3]]), taylor._taylor(start.factors, arb_mat([[3]]), 48))
    limit = arb(2**10).log() / 3  # the growth rate at the origin is 3
    below, above = (Fraction(str(round(float(limit) + by, 6))) for by in (-0.001, 0.001))
    assert bounds.error(below) < 2**10 * (arb(10) ** -25 + ball(below) * bounds.defect(below))
    assert not bounds.error(above).is_finite()


def test_a_small_residual_may_grow_within_the_region():
    """At the target X = M the residual is 0, but not beside it: the growth must allow for that."""
    start = taylor.Enclosure((arb_mat([[1]]),) * 3, arb(1) / 2**20)
    bounds = taylor._Local(start, arb_mat([[1]]), taylor._taylor(start.factors, arb_mat([[1]]), 8))
    assert bounds.error(Fraction(1)) > start.radius * arb("1.005")


@pytest.mark.parametrize("which", [0, 1])
def test_bent_vectors_on_one_side_alone_are_allowed_for(monkeypatch, which):
    import mpmath

    exact = mpmath.svd_r

    def bent(A):
        U, s, Vt = exact(A)
        turned = [U, Vt]
        turned[which] = turned[which] * mpmath.matrix([[1.001, 0], [0, 1]])
        return turned[0], s, turned[1]

    monkeypatch.setattr(mpmath, "svd_r", bent)
    found = taylor.singular_values(arb_mat([[3, 0], [0, 2]]), arb(0))
    for value, known in zip(found, (3, 2), strict=True):
        assert value.overlaps(arb(known))


# certificates


def test_a_shortfall_holds_both_ends():
    sigma, mu = arb("0.5", "0.01"), arb("1.0", "0.02")
    found = Certificate((Fraction(1),), 64, ((sigma,),), ((mu,),)).shortfall(0, 1)
    for s, m in ((0.491, 1.019), (0.509, 0.981)):
        assert found.overlaps(1 - ball(Fraction(s)) / ball(Fraction(m)))
        assert found.lower() < 1 - ball(Fraction(s)) / ball(Fraction(m)) < found.upper()


@pytest.mark.parametrize("s", [0.125, 0.1, 0.0])
def test_a_strength_at_or_below_the_start_is_enclosed_at_few_bits(s):
    """s = eps^L exactly, below it and zero: fewer bits enclose what more bits find."""
    case = Case(3, (1.0, s), 0.5, (0.0,), (1, 1))
    times = [Fraction(1, 2), Fraction(4)]
    coarse, fine = (certificate._strengths(times, Fraction(s), case, bits) for bits in (64, 192))
    for few, many in zip(coarse, fine, strict=True):
        assert few.is_finite()
        assert few.contains(many)
        assert few.rad() < arb(2) ** -30


def test_the_start_of_a_certificate_is_orthogonal_in_balls():
    case = Case(3, (1.0, 0.5, 0.2), 0.3, (0.4, -1.5, 0.1), (1, -1, 1))
    first, *others = certificate._start(case, certificate.CONJECTURE)
    square = first.transpose() * first
    for i, j in np.ndindex(3, 3):
        assert square[i, j].overlaps(ball(Fraction(0.3)) ** 2 if i == j else arb(0))
    assert all(A[0, 0].overlaps(ball(Fraction(0.3))) for A in others)


def test_a_decision_at_few_bits_is_that_of_many():
    case = Case(3, (1.0, 0.7), 0.3, (0.4,), (1, 1))
    coarse, fine = (certify(case, ["1/2", 2], bits=(bits,)) for bits in (64, 192))
    for few, many in zip(coarse.sigma + coarse.mu, fine.sigma + fine.mu, strict=True):
        for a, b in zip(few, many, strict=True):
            assert a.is_finite()
            assert a.overlaps(b)
            assert a.rad() >= b.rad()
    assert balls.strength(2, "1", 0.3, 3).overlaps(fine.mu[1][0])


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_the_error_of_a_step_is_that_of_the_docstring(depth):
    """z(h) = (e + h D) e^(g h), with R and Y taken over the whole region, in words of its own."""
    A = arb_mat([[ball(Fraction(9, 10)), ball(Fraction(1, 5))], [0, ball(Fraction(1, 2))]])
    state = taylor.Enclosure((A,) * depth, arb(10) ** -12)
    M, h = arb_mat([[2, 0], [0, 1]]), Fraction(1, 16)
    bounds = taylor._Local(state, M, taylor._taylor(state.factors, M, 12))
    lost = state.radius + ball(h) * bounds.defect(h)
    region = bounds.moved(h) + 2**10 * lost
    y, product = taylor._norm(A), A
    for _ in range(depth - 1):
        product = A * product
    residual = taylor._norm(product - M) + (y + region) ** depth - y**depth
    growth = (depth - 1) * residual * (y + region) ** (depth - 2)
    known = lost * (growth * ball(h)).exp()
    assert known.lower() <= bounds.error(h) <= known * (1 + arb(2) ** -80)
    assert bounds.moved(h) > arb(1) / 100
