"""The validated flow contains known solutions, and nothing narrow comes out of a step too long."""

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, arb_mat, ctx

from dlf.domination import taylor
from dlf.domination.taylor import Enclosure, flow, singular_values
from dlf.exact import ball, balls

THIRD, EIGHT = Fraction(1, 3), (Fraction(1, 2), 1, 8)


@pytest.fixture(autouse=True)
def precision():
    with ctx.workprec(128):
        yield


def diagonal(*entries):
    d = len(entries)
    return arb_mat([[ball(entries[i]) if i == j else 0 for j in range(d)] for i in range(d)])


def rotation(p, q=1):
    """The rotation whose half-angle has tangent p/q."""
    n = p * p + q * q
    c, s = Fraction(q * q - p * p, n), Fraction(2 * p * q, n)
    return arb_mat([[ball(c), ball(-s)], [ball(s), ball(c)]])


def narrow(value, bits=60):
    return bool(value.rad() <= arb(2) ** -bits)


@pytest.mark.parametrize(
    ("depth", "eps", "s"),
    [(2, Fraction(1, 10), 2), (3, Fraction(3, 10), 1), (4, THIRD, 0), (6, Fraction(3, 5), THIRD)],
)
def test_a_single_mode_is_the_closed_form(depth, eps, s):
    times = (Fraction(1, 3), 2, 3)
    states = flow([diagonal(eps)] * depth, diagonal(s), times, bits=128)
    for t, state in zip(times, states, strict=True):
        (found,) = singular_values(*state.end_to_end())
        known = balls.strength(t, s, eps, depth)
        assert found.overlaps(known)
        assert narrow(found)
        assert narrow(known)


def test_depth_two_is_the_solution_of_its_riccati_equation():
    eps, s, t, Q = Fraction(1, 5), (2, 1), ball(Fraction(3, 2)), rotation(2, 3)
    functions = [lambda a: (a * t).cosh(), lambda a: (a * t).sinh()]
    integrals = [
        lambda a: (2 * a * t).sinh() / (2 * a),
        lambda a: ((2 * a * t).cosh() - 1) / (2 * a),
    ]

    def blocks(even, odd):
        value = lambda i, j: (even if (i < 2) == (j < 2) else odd)(arb(s[i % 2]))
        return arb_mat([[value(i, j) if i % 2 == j % 2 else 0 for j in range(4)] for i in range(4)])

    F = arb_mat([[ball(eps) * int(i == j) for j in range(2)] for i in range(2)]
                + [[ball(eps) * Q[j, i] for j in range(2)] for i in range(2)])  # fmt: skip
    one, E = diagonal(1, 1), blocks(*functions)
    P = E * F * (one + F.transpose() * blocks(*integrals) * F).inv() * F.transpose() * E
    (state,) = flow([ball(eps) * Q, diagonal(eps, eps)], diagonal(*s), [Fraction(3, 2)], bits=128)
    X, radius = state.end_to_end()
    assert radius < arb(2) ** -70
    for i in range(2):
        for j in range(2):
            assert (X[i, j] + arb(0, radius)).overlaps(P[i, j + 2])


def test_an_aligned_run_keeps_its_modes_apart():
    eps, s = Fraction(2, 5), (2, 1, Fraction(1, 2))
    (state,) = flow([diagonal(eps, eps, eps)] * 3, diagonal(*s), [2], bits=128)
    for found, target in zip(singular_values(*state.end_to_end()), s, strict=True):
        assert found.overlaps(balls.strength(2, target, eps, 3))
        assert narrow(found)


def test_fewer_bits_enclose_what_more_bits_find():
    Q, eps, M = rotation(1, 2), Fraction(3, 10), diagonal(1, Fraction(3, 4))
    start = [ball(eps) * Q, diagonal(eps, eps), diagonal(eps, eps)]
    (coarse,), (fine,) = (list(flow(start, M, [4], bits=bits)) for bits in (64, 192))
    with ctx.workprec(192):
        apart = [A - B for A, B in zip(coarse.factors, fine.factors, strict=True)]
        distance = sum((a**2 for D in apart for a in D.entries()), arb(0)).sqrt()
    assert distance < coarse.radius + fine.radius
    assert distance > arb(2) ** -64  # it is the series, not rounding, that was bounded
    assert fine.radius < arb(2) ** -100


@pytest.mark.parametrize("sign", [1, -1])
def test_a_wide_start_encloses_its_ends_where_the_flow_expands(sign):
    """At a saddle two solutions separate like e^(s t): the error bound must grow with them."""
    wide = arb(1e-4, 1e-9)
    M, times = diagonal(2), (1, 2, 3)
    end = arb_mat([[wide.mid() + sign * wide.rad()]])
    runs = [flow([start] * 2, M, times, bits=128) for start in (end, arb_mat([[wide]]))]
    for inner, outer in zip(*runs, strict=True):
        apart = [A[0, 0] - B[0, 0] for A, B in zip(inner.factors, outer.factors, strict=True)]
        distance = sum((a**2 for a in apart), arb(0)).sqrt()
        assert distance <= outer.radius + inner.radius
        assert distance > arb(1e-9)
        assert outer.radius < 100 * distance


def local(state, target, order=16):
    return taylor._Local(state, target, taylor._taylor(state.factors, target, order))


def test_the_bound_on_the_growth_is_reached_at_the_origin():
    """F'' has the eigenvalues -s and s there for L = 2: no smaller rate would do."""
    start = Enclosure((diagonal(Fraction(1, 10**9)),) * 2, arb(10) ** -25)
    found = local(start, diagonal(3), 48).error(Fraction(1, 2)) * 10**25
    assert arb("1.5").exp() < found < arb("1.501").exp()
    bounds = local(start, diagonal(3), 48)
    assert bounds.error(Fraction(2)).is_finite()
    assert not bounds.error(Fraction(5, 2)).is_finite()  # e^7.5 > 2^10: it could leave K


@pytest.mark.parametrize("depth", [3, 5])
def test_the_bound_on_the_growth_counts_the_factors(depth):
    """lambda' = lambda^(L-1) (m - lambda^L) separates equal small modes at (L-1) m lambda^(L-2)."""
    y, m, h = Fraction(1, 10), 10, Fraction(1, 8)
    start = Enclosure((diagonal(y),) * depth, arb(10) ** -25)
    found = local(start, diagonal(m), 48).error(h) * 10**25
    rate = (depth - 1) * m * y ** (depth - 2)
    assert (
        ball(rate * h * Fraction(999, 1000)).exp() < found < ball(rate * h * Fraction(4, 3)).exp()
    )


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_the_defect_bounds_what_the_polynomial_lacks(depth):
    A, M, h = rotation(1, 3) * diagonal(Fraction(9, 10), Fraction(1, 2)), diagonal(2, 1), arb(1) / 8
    state = Enclosure((A.mid(),) * depth, arb(0))
    series = taylor._taylor(state.factors, M, 8)
    at = lambda c: taylor._horner(c, h)
    W = [at(c) for c in series]
    slopes = [at([k * c for k, c in enumerate(cs)][1:]) for cs in series]
    squares = arb(0)
    for l in range(depth):
        above, below = [taylor._product([diagonal(1, 1), *part]) for part in (W[l + 1 :], W[:l])]
        f = above.transpose() * (M - taylor._product(W)) * below.transpose()
        squares += sum((a**2 for a in (slopes[l] - f).entries()), arb(0))
    bound = local(state, M, 8).defect(Fraction(1, 8))
    assert squares.sqrt() <= bound
    assert bound < 30 * squares.sqrt()  # norms of coefficients multiply, signs are lost
    assert bound > arb(10) ** -8


def test_a_step_too_long_has_no_finite_error_and_is_halved():
    state, M = Enclosure((diagonal(1, 1),) * 3, arb(0)), diagonal(3, 2)
    bounds = local(state, M, 32)
    assert not bounds.error(Fraction(100)).is_finite()
    moved, h = taylor._step(state, M, Fraction(1), 128)
    halvings = 1 / h
    assert halvings.denominator == 1
    assert int(halvings).bit_count() == 1
    assert 1 < halvings <= 64
    small = lambda h: ball(h) * bounds.defect(h) <= arb(2) ** -96 and bounds.moved(h) <= arb(1) / 6
    assert small(h)
    assert not small(2 * h)
    assert arb(0) < moved.radius < arb(2) ** -94


def test_the_region_holds_the_polynomial_over_the_step():
    state, M = Enclosure((diagonal(1, Fraction(1, 2)),) * 3, arb(0)), diagonal(3, 2)
    series, h = taylor._taylor(state.factors, M, 16), Fraction(1, 16)
    apart = [taylor._horner([0 * c[0], *c[1:]], ball(h)) for c in series]
    known = max(max(abs(a) for a in D.entries()) for D in apart)
    assert known <= local(state, M).moved(h) < 2 * known


def test_what_is_too_wide_is_refused_not_guessed():
    wide = arb_mat([[arb(1, 3)]])
    with pytest.raises(ArithmeticError, match="any step is too large at 128 bits"):
        list(flow([wide, wide], diagonal(2), [1], bits=128))
    nan = arb_mat([[arb("nan")]])
    with pytest.raises(ArithmeticError, match="any step"):
        list(flow([nan, nan], diagonal(2), [1], bits=128))


@pytest.mark.parametrize(
    ("factors", "target", "times", "words"),
    [
        ([], diagonal(1), [1], "square matrices of one size"),
        ([diagonal(1, 1)], diagonal(1), [1], "square matrices of one size"),
        ([arb_mat([[1, 2]])], arb_mat([[1, 2]]), [1], "square matrices of one size"),
        ([diagonal(1)], diagonal(1), [2, 1], "increase"),
        ([diagonal(1)], diagonal(1), [-1], ">= 0"),
    ],
)
def test_bad_input(factors, target, times, words):
    with pytest.raises(ValueError, match=words):
        list(flow(factors, target, times, bits=64))


@pytest.mark.parametrize(
    "known",
    [(3, 2), (2, 2), (1, 1 + Fraction(1, 10**30)), (1, Fraction(1, 10**20)), (1, 0), (0, 0)],
    ids=str,
)
def test_singular_values_of_a_known_matrix(known):
    X = rotation(2, 3) * diagonal(*known) * rotation(-1, 5)
    for found, value in zip(singular_values(X, arb(0)), sorted(known, reverse=True), strict=True):
        assert found.overlaps(ball(value))
        assert narrow(found, 100)


def test_singular_values_of_everything_within_the_radius():
    U, V = rotation(2, 3), rotation(-1, 5)
    found = singular_values(U * diagonal(3, 2) * V, arb(1) / 1000)
    for shift in (Fraction(-1, 1000), Fraction(1, 1000)):
        for value, target in zip(found, (3, 2), strict=True):
            assert value.overlaps(ball(target + shift * Fraction(999999, 10**6)))
            assert not value.overlaps(ball(target + 2 * shift))
    assert singular_values(diagonal(1, 0), arb(1) / 8)[1].lower() >= 0


def test_singular_values_allow_for_vectors_that_are_not_orthogonal(monkeypatch):
    """Three correct digits of the vectors give three digits of the values, not wrong ones."""
    import mpmath

    exact = mpmath.svd_r
    bent = lambda A: [V * mpmath.matrix([[1.001, 0], [0, 1]]) for V in exact(A)[::2]]
    monkeypatch.setattr(mpmath, "svd_r", lambda A: (bent(A)[0], None, bent(A)[1]))
    for found, value in zip(singular_values(diagonal(3, 2), arb(0)), (3, 2), strict=True):
        assert found.overlaps(arb(value))
        assert arb(1) / 10**4 < found.rad() < arb(1) / 10


def test_singular_values_allow_for_vectors_of_another_matrix(monkeypatch):
    import mpmath

    one = mpmath.eye(2)
    monkeypatch.setattr(mpmath, "svd_r", lambda A: (one, None, one))
    found = singular_values(arb_mat([[2, arb(1) / 8], [arb(1) / 8, 2]]), arb(0))
    assert found[0].overlaps(arb(2) + arb(1) / 8)
    assert found[1].overlaps(arb(2) - arb(1) / 8)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_product_encloses_those_of_the_ends(sign):
    X, radius = Enclosure((diagonal(2),) * 3, arb(1) / 64).end_to_end()
    assert X[0, 0] == 8
    assert radius >= abs((2 + sign * arb(1) / 64) ** 3 - 8)
    assert radius < arb(1) / 5


def test_norms_are_upper_bounds_and_sharp(rng):
    for _ in range(20):
        A = rng.standard_normal((4, 4))
        known = np.linalg.norm(A, 2)
        bound = float(taylor._norm(arb_mat(A.tolist())))
        assert known * (1 - 1e-14) <= bound <= known * 1.011
        assert float(taylor._frobenius(arb_mat(A.tolist()))) >= np.linalg.norm(A) * (1 - 1e-14)
    assert taylor._norm(diagonal(0, 0)) == 0


def test_many_steps_cost_no_more_digits_than_the_flow_itself():
    """No wrapping: the radius after hundreds of steps is the proved growth, not 2^steps."""
    Q, eps, M = rotation(1, 2), Fraction(3, 10), diagonal(1, Fraction(3, 4))
    start = [ball(eps) * Q, diagonal(eps, eps), diagonal(eps, eps)]
    radii = [s.radius for s in flow(start, M, EIGHT, bits=128)]
    assert radii[0] < radii[1] < radii[2] < arb(2) ** -70
