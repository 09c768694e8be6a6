"""What is proved of a case: right at every edge, named as in the ledger, and never too much."""

import json
from fractions import Fraction

import numpy as np
import pytest

import dlf
from dlf import claims
from dlf.claims.dynamics.growth_window import TABLE, last_digit, share_of_the_window
from dlf.domination import Case, error_proofs, gaps, horizon, open_modes, proofs, turning_point
from dlf.domination.case import case_of, cayley
from dlf.domination.proved import share_of_window
from tests import ROOT

SKEW = (0.3, -0.2, 0.7)  # no symmetry
TAGS = ["BH0A.1", "X2QR.1", "GW6N.1", "CE4L.4"]
TAGS += [f"LV3R.{part}" for part in (1, 2, 3)] + [f"SY2P.{part}" for part in (1, 2, 3, 4)]


def case(depth, s, skew=SKEW, signs=(1, 1, 1), eps=0.5):
    return Case(depth, s, eps, skew, signs)


def far(depth, second, eps=0.5):
    """A leader a million times stronger, two equal others; only its size can prove the second."""
    return case(depth, (1e6, second, second), eps=eps)


@pytest.mark.parametrize("tag", TAGS)
def test_each_statement_is_a_theorem_of_the_ledger_with_that_part(tag):
    name, part = tag.split(".")
    ledger = json.loads((ROOT / "dlf/claims/ledger.json").read_text("utf-8"))["claims"][name]
    assert ledger["kind"] == "theorem"
    assert ledger["status"] in ("checked", "partly"), "its checks do not stand"
    assert part in ledger["parts"]
    found = claims.all_claims()[name]
    assert (found.kind, part in found.parts) == ("theorem", True)


# the targets


@pytest.mark.parametrize(("depth", "bound"), [(3, 4), (4, 3), (6, Fraction(5, 2)), (10, 2.25)])
def test_starts_that_are_not_tiny_end_at_the_factor_of_the_theorem(depth, bound):
    start = 0.5**depth
    edge = float(Fraction(bound) * Fraction(start))
    assert Fraction(edge) == Fraction(bound) * Fraction(start), "the edge is no double"
    assert proofs(far(depth, edge), 2) == ("LV3R.1",)
    assert proofs(far(depth, edge), 3) == ("LV3R.1", "SY2P.3")
    assert open_modes(far(depth, 1.1 * edge)) == (2,), "a factor 2.2 instead of 2"
    if depth > 4:
        assert open_modes(far(depth, np.nextafter(edge, 1))) == (2,)


def test_zero_targets_and_modes_above_their_target_are_not_tiny():
    assert proofs(case(5, (1.0, 0.5, 0.0)), 3) == ("LV3R.1",)
    assert proofs(case(5, (1.0, 0.5, 0.01)), 3) == ("LV3R.1",)
    assert open_modes(case(5, (1.0, 0.5, 0.0))) == (2,)


@pytest.mark.parametrize("depth", [3, 4])
@pytest.mark.parametrize("ratio", ["1.01", "1.1", "2", "10"])
def test_the_window_ends_at_the_third_digit_of_its_table(depth, ratio):
    largest = Fraction(TABLE[depth][ratio])
    beyond = largest + last_digit(largest)
    for growth, found in ((largest, ("GW6N.1",)), (beyond, ())):
        second = float(growth) * 0.5**depth
        one = case(depth, (float(Fraction(ratio)) * second, second, second / 2))
        assert proofs(one, 2) == found
        share = share_of_window(depth, Fraction(ratio), growth)
        other = share_of_the_window(depth, Fraction(ratio), growth)
        assert share.overlaps(other)
        assert share.rad() < 1e-20
    deeper = case(5, (1.1, 1.0, 0.9), eps=0.5)
    assert open_modes(deeper) == (2, 3), "the window is about three and four factors"


def test_a_far_leader_leaves_no_more_than_the_starts_that_are_not_tiny():
    for depth, bound in ((3, 4), (4, 3)):
        growth = Fraction(bound) * Fraction(1001, 1000)
        assert not share_of_window(depth, Fraction(10**4), growth) < 1
        assert share_of_window(depth, Fraction(10**4), growth) < Fraction(101, 100).numerator


def test_two_factors_and_the_first_target():
    assert open_modes(case(2, (1.0, 0.9, 0.8), eps=0.01)) == ()
    assert proofs(case(2, (1.0, 0.9, 0.8), eps=0.01), 3)[0] == "BH0A.1"
    assert open_modes(case(3, (1.0, 0.2, 0.1), eps=0.01)) == (2, 3)
    assert proofs(case(5, (1.0, 1.0, 0.9)), 2) == ("LV3R.2",)
    assert proofs(case(5, (1.0, np.nextafter(1.0, 0), 0.9)), 2) == ()
    assert proofs(case(5, (1.0, 0.9, 0.8)), 1) == ("X2QR.1",)


# the start


def test_two_dimensions():
    assert open_modes(Case(7, (1.0, 0.2), 0.5, (0.3,), (1, 1))) == ()
    assert "SY2P.2" in proofs(Case(7, (1.0, 0.2), 0.5, (0.3,), (1, 1)), 2)
    assert "SY2P.2" not in proofs(case(7, (1.0, 0.9, 0.0)), 3)


def test_half_of_the_first_open_case_is_proved():
    equal, apart = (1.0, 0.3, 0.3), (1.0, 0.3, np.nextafter(0.3, 0))
    assert open_modes(case(5, equal)) == (2,)
    assert proofs(case(5, equal), 3) == ("SY2P.3",)
    for signs in ((-1, 1, 1), (1, 1, -1), (-1, -1, -1)):
        assert open_modes(case(5, equal, signs=signs)) == ()
        assert proofs(case(5, equal, signs=signs), 3) == ("SY2P.3",)
        assert open_modes(case(5, apart, signs=signs)) == (2, 3)
    assert open_modes(case(5, (1.0, 1.0, 0.3), signs=(-1, 1, 1))) == (3,), "s_1 = s_2 is another"
    four = Case(5, (1.0, 0.3, 0.3, 0.3), 0.5, (*SKEW, 0.1, 0.2, 0.4), (-1, 1, 1, 1))
    assert open_modes(four) == (2,), "the third of four is beyond half of the width"
    assert proofs(four, 3) == proofs(four, 4) == ("SY2P.3",)
    five = Case(5, (1.0, *[0.3] * 4), 0.5, (*SKEW, 0.1, 0.2, 0.4, 0.6, -0.3, 0.2, 0.5), (1,) * 5)
    assert open_modes(five) == (2, 3), "half of five is rounded up"


def test_normal_targets_and_blocks_fall_apart_and_nothing_near_them():
    inside, tilted = (0.0, 0.0, 0.4), (1e-12, 1e-12, 0.4)
    assert open_modes(case(5, (1.0, 0.3, 0.3), inside)) == ()
    assert open_modes(case(5, (1.0, 0.3, 0.2), inside)) == (), "blocks of sizes one and two"
    assert proofs(case(5, (1.0, 0.3, 0.2), inside), 2) == ("SY2P.4",)
    for s, left in (((1.0, 0.3, 0.3), (2,)), ((1.0, 0.3, 0.2), (2, 3))):
        assert open_modes(case(5, s, tilted)) == left
    s, planes = (1.0, 0.5, 0.4, 0.3), [0.0, 0.7, 0.0, 0.0, -0.9, 0.0]
    assert open_modes(Case(5, s, 0.5, planes, (1, 1, 1, 1))) == ()
    assert open_modes(Case(5, s, 0.5, [*planes[:5], 1e-12], (1, 1, 1, 1))) == (2, 3, 4)
    third = Case(5, s, 0.5, (0.3, -0.2, 0.0, 0.7, 0.0, 0.0), (1, 1, 1, 1))  # 3 + 1
    assert open_modes(third) == (2, 3, 4)


def test_normal_in_coordinates_that_do_not_fall_apart():
    """Q^T M is symmetric for a reflection Q at a plane that keeps M's equal values together."""
    v = np.array([0.0, 0.6, 0.8, 0.0])
    Q = np.eye(4) - 2 * np.outer(v, v)
    found = case_of(5, [1.0, 0.4, 0.4, 0.2], 0.5, *cayley(Q))
    assert np.abs(found.rotation() - Q).max() < 1e-15
    assert "SY2P.4" in proofs(found, 3)


def test_a_symmetrisable_pair_bounds_the_modes_beyond_one_sign():
    """A turn about an axis orthogonal to e_1: R = diag(1, -1, -1), one positive eigenvalue."""
    s, about = (1.0, 0.4, 0.3), (0.5, -0.3, 0.0)
    assert proofs(case(5, s, about), 2) == ("SY2P.1",)
    assert open_modes(case(5, s, about)) == (3,)
    assert open_modes(case(5, s, (0.5, -0.3, 1e-12))) == (2, 3)
    other = (0.5, 0.0, -0.3)  # about an axis orthogonal to e_2: R = diag(-1, 1, -1)
    assert open_modes(case(5, s, other)) == (2, 3), "mode 2 is behind two signs with s_1"


# errors, and times


def test_errors_need_every_mode_and_a_start_below():
    whole, missing = case(3, (1.0, 0.5, 0.0)), case(5, (1.0, 0.5, 0.0))
    assert error_proofs(whole) == ("LV3R.3", "X2QR.1", "LV3R.1")
    assert error_proofs(missing) == ()
    assert error_proofs(case(5, (1.0, 0.0, 0.0))) == ("LV3R.3", "X2QR.1")
    at, above = case(3, (1.0, 0.125, 0.0)), case(3, (1.0, np.nextafter(0.125, 0), 0.0))
    assert error_proofs(at)[0] == "LV3R.3"
    assert error_proofs(above) == ()


@pytest.mark.parametrize("depth", [3, 5, 8])
def test_a_mode_is_done_at_its_turning_point_if_the_fixed_directions_are_below(depth):
    one = case(depth, (1.0, 0.5, 0.3), eps=0.3)
    turn = turning_point(one, 2)
    assert turn == Fraction(1, 2) * Fraction(depth - 2, 2 * (depth - 1)) < Fraction(1, 4)
    below = turn * Fraction(999, 1000)
    always = proofs(one, 2)
    assert proofs(one, 2, (turn, turn)) == (*always, "CE4L.4")
    assert proofs(one, 2, (below, below)) == always
    assert proofs(one, 2, (turn, turn * Fraction(1001, 1000))) == always


def test_modes_are_counted_from_one():
    for mode in (0, 4):
        with pytest.raises(ValueError, match=r"mode|i <= 3"):
            proofs(case(5, (1.0, 0.5, 0.3)), mode)


@pytest.mark.parametrize("seed", range(3))
def test_runs_of_proved_modes_have_no_excess(seed):
    rng = np.random.default_rng(seed)
    second = float(rng.uniform(3, 4) * 0.5**3)
    Q = dlf.orthogonal((3, 3), init_scale=1.0, rng=rng)[0]
    one = case_of(3, [1.0, second, second / 2], 0.5, *cayley(Q))
    assert open_modes(one) == ()
    assert gaps([one], horizon(one)).margin(0).excess < 1e-9
