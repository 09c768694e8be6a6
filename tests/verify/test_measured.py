"""Residuals beside the ledger: what counts as the same measurement, and what as a narrow one."""

import math
from functools import partial

import pytest

from dlf.verify import Claim, all_of, measure, measure_order, measured, run, step
from dlf.verify.verdict import Residual, Verdict


def entry(residual, tolerance=1e-6, factor=3, limit=1e-4):
    return {"residual": residual, "tolerance": tolerance, "factor": factor, "limit": limit}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (entry(4e-7), entry(1.3e-7), False),
        (entry(4e-7), entry(1.4e-7), True),
        (entry(0.0), entry(1.4e-7), True),  # a twentieth of the tolerance hangs on rounding
        (entry(0.0), entry(1.6e-7), False),
        (entry(5e-4), entry(2e-4), True),
        (entry(5e-4), entry(1.6e-4), False),
        (entry(0.5), entry(7e-4), True),  # refuted from twenty limits on, whatever the kernel
        (entry(0.5), entry(6e-4), False),
        (entry(math.nan), entry(1e-7), False),
        (entry(1e-7), entry(math.nan), False),
        (entry(math.inf), entry(math.inf), False),
        (entry(1e-7), entry(-1000.0), False),
        (entry(1e-7), {**entry(1e-7), "note": "another key"}, False),
        (entry(1e-7), entry(1e-7, tolerance=2e-6), False),
        (entry(1e-7), entry(1e-7, factor=4), False),
        (entry(1e-7), entry(1e-7, limit=1e-3), False),
    ],
)
def test_residuals_agree_within_the_factor_of_one_experiment(one, other, same):
    assert measured.agree(one, other) is same
    assert measured.agree(other, one) is same


def test_differences_name_tag_step_and_both_residuals():
    recorded = {"A000": {"s": entry(1e-7), "gone": entry(1e-7)}, "B000": {"s": entry(1e-7)}}
    found = {"A000": {"s": entry(9e-7), "new": entry(0.0)}}
    assert measured.differences(recorded, found) == [
        "A000 gone: measured no longer",
        "A000 new: a measurement that is not recorded",
        "A000 s: residual 9e-07 here, 1e-07 in the record; tolerance 1e-06",
    ]
    assert measured.differences(recorded, {"B000": recorded["B000"]}) == []
    looser = {"B000": {"s": entry(1e-7, factor=9, limit=1.0)}}
    assert measured.differences(recorded, looser) == [
        "B000 s: another factor, limit than in the record"
    ]


def test_recording_keeps_the_digits_that_agree():
    recorded = {"A000": {"s": entry(1e-7), "t": entry(1e-7), "gone": entry(0.0)}}
    found = {"A000": {"t": entry(9e-7), "s": entry(2e-7)}}
    assert measured.merged(recorded, found) == {"A000": {"s": entry(1e-7), "t": entry(9e-7)}}
    assert measured.merged({}, found) == found


@pytest.mark.parametrize(
    ("residual", "count"),
    [(5e-7, 0), (5.1e-7, 1), (1e-6, 1), (1.9e-4, 1), (2e-4, 0), (math.nan, 1)],
)
def test_a_verdict_near_its_limit_is_narrow(residual, count):
    assert len(measured.narrow({"A000": {"s": entry(residual)}})) == count


def scaled(rng, *, size):
    return size * rng.uniform(0.5, 1.0)


@step("evidence", ("a hundred thousand times as large", "size", 1.0))
def small(size=1e-5):
    return measure(range(3), partial(scaled, size=size), float, tolerance=1e-4, factor=2)


@step("evidence", ("order two", "order", 2))
def first_order(order=1):
    return measure_order(lambda h: h + h**2, [0.1, 0.05, 0.01, 0.005], order=order, tolerance=0.02)


def test_a_result_gives_the_residual_of_each_measurement():
    claim = Claim("small", "proposition", "Small", "It is small.", steps=(small, first_order))
    found = measured.residuals(run(claim))
    assert set(found) == {
        "small",
        "small/a hundred thousand times as large",
        "first-order",
        "first-order/order two",
    }
    assert 0.5e-5 < found["small"]["residual"] <= 1e-5
    assert found["small"] | {"residual": 0} == entry(0, 1e-4, 2, 1e-2)
    assert found["first-order"]["limit"] == pytest.approx(0.2)
    assert found["first-order/order two"]["residual"] == pytest.approx(0.99, abs=0.01)
    assert measured.narrow({"A000": found}) == []


def test_of_two_experiments_the_one_nearer_to_its_tolerance_is_kept():
    verdicts = [
        Verdict("measured", "seen", residuals=(Residual(value, tolerance, 3, 1.0),), rigorous=False)
        for value, tolerance in ((1e-9, 1e-6), (1e-10, 1e-9))
    ]
    both = all_of(*verdicts)
    assert [r.margin for r in both.residuals] == pytest.approx([1e-3, 0.1])
    one = step("evidence")(lambda: both)
    claim = Claim("two", "proposition", "Two", "Both are small.", steps=(one,))
    (kept,) = measured.residuals(run(claim)).values()
    assert kept["tolerance"] == 1e-9


@pytest.mark.parametrize("factor", [0.5, -1, math.nan])
def test_a_factor_below_one_is_refused(factor):
    with pytest.raises(ValueError, match="factor"):
        measure([0], partial(scaled, size=1), float, tolerance=1.0, factor=factor)
