"""Printed numbers: a text that rounding errors could change is refused."""

import numpy as np
import pytest

from dlf.verify import portable, within


@pytest.mark.parametrize("spec", [".3f", "8.2f", ".1e", ".3g", ".0%", "+.2f"])
def test_good_digits_are_those_of_the_float(spec):
    for value in (2 / 3, -12.3456, np.float64(0.42), np.float32(0.3), 7):
        assert f"{portable(value):{spec}}" == f"{float(value):{spec}}"


@pytest.mark.parametrize(
    ("value", "spec"),
    [(0.125, ".2f"), (-2.5, ".0f"), (499.5, ".3g"), (0.045, ".0%"), (0.12500004, ".2f")],
)
def test_ties_are_refused(value, spec):
    with pytest.raises(ValueError, match="print other digits"):
        f"{portable(value):{spec}}"


def test_more_digits_than_the_noise_leaves_are_refused():
    with pytest.raises(ValueError, match="print other digits"):
        f"{portable(1 / 3):.8f}"
    with pytest.raises(ValueError, match="print other digits"):
        f"{portable(1 / 3)}"
    assert f"{portable(1 / 3, noise=1e-12):.8f}" == "0.33333333"


@pytest.mark.parametrize("noise", [1e-16, -3e-14, 2.2e-13])
def test_cancellation_noise_is_refused(noise):
    for spec in (".1e", ".2g", ".2f"):
        with pytest.raises(ValueError, match="print other digits"):
            f"{portable(noise):{spec}}"


def test_an_exact_zero_prints_without_sign():
    assert f"{portable(0.0):.2f} {portable(-0.0):.0f}" == "0.00 0"


@pytest.mark.parametrize(("value", "spec"), [(1e-9, ".2f"), (-4e-4, ".2f"), (4e-3, ".0%")])
def test_a_text_of_zeros_alone_is_no_number(value, spec):
    with pytest.raises(ValueError, match="print other digits"):
        f"{portable(value):{spec}}"


def test_no_way_around_the_format():
    for way in (str, repr, lambda number: f"{number!s}", lambda number: "%s" % number):  # noqa: UP031
        with pytest.raises(ValueError, match="print other digits"):
            way(portable(1 / 3))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, True, 1j, np.complex128(1)])
def test_only_finite_numbers_have_digits(value):
    with pytest.raises(ValueError, match="only a finite number"):
        portable(value)


@pytest.mark.parametrize("noise", [0.0, -1e-6, np.nan])
def test_the_noise_is_positive(noise):
    with pytest.raises(ValueError, match="noise > 0"):
        portable(1.0, noise=noise)


@pytest.mark.parametrize(
    ("bound", "text"), [(1e-12, "1e-12"), (1e-9, "1e-9"), (0.02, "0.02"), (3, "3")]
)
def test_within_prints_the_bound(bound, text):
    assert within(0.9 * bound, bound) == text
    assert within([[-bound, 0.0], [bound, bound / 2]], bound) == text


@pytest.mark.parametrize("value", [1.1, -1.1, [0.0, -2.0], np.nan, [0.0, np.nan], np.inf])
def test_within_refuses_what_is_not(value):
    with pytest.raises(AssertionError, match="exceeds the bound 1"):
        within(value, 1.0)


def test_within_refuses_no_entries_at_all():
    with pytest.raises(ValueError, match="zero-size"):
        within([], 1.0)


@pytest.mark.parametrize("bound", [0.0, -1.0, np.inf, np.nan, 1.2345644])
def test_within_refuses_a_bound_that_it_could_not_print(bound):
    with pytest.raises(ValueError, match="a bound must be"):
        within(0.0, bound)


def test_within_is_not_deceived_by_types():
    with pytest.raises(ValueError, match="masked"):
        within(np.ma.array([1.0, 9.0], mask=[False, True]), 5)
    with pytest.raises(AssertionError):
        within(np.array([1, -128], dtype=np.int8), 100)  # |-128| is -128 in these integers
    with pytest.raises(AssertionError):
        within([3 + 4j], 4.9)
    assert within([3 + 4j], 5) == "5"
