"""How near the truth a step refutes: what is found, kept, and called blunt."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from dlf.verify import Claim, identity, implies, measure, run, sharpness, step
from dlf.verify.claim import Step, Wrong
from dlf.verify.verdict import Residual, Verdict

PROVED = Verdict("proved", "by hand")
REFUTED = Verdict("refuted", "seen", witness={"x": "1"})
x = sp.Symbol("x", real=True)


def threshold(stated, wrong, refuted_from, *, found=REFUTED, **settings):
    """A step that refutes a knob from a value on, away from what is stated."""
    tried = []

    def check(knob=stated):
        tried.append(knob)
        if knob == stated:
            return PROVED
        gone = abs(sharpness.number(knob) - sharpness.number(stated))
        return found if gone >= abs(refuted_from - sharpness.number(stated)) else PROVED

    one = Step(check, "proof", (Wrong("wrong", "knob", wrong),), **settings)
    return one, tried


def edge(one, known=None):
    (found,) = one.result(known, sharp=True).edges
    return found


@pytest.mark.parametrize(
    ("stated", "wrong", "refuted_from", "off", "blunt"),
    [
        (2, 3, Fraction(201, 100), "1/100", False),
        (2, 1, Fraction(195, 100), "3/100", False),
        (2.0, 1.0, Fraction(185, 100), "1/10", False),
        (sp.Rational(1, 2), 1, Fraction(6, 10), "87/250", True),
        ("0.2", "0.3", Fraction(21, 100), "1/10", False),
        (0, 5, Fraction(1, 2), "1/10", False),
        (0, 5, Fraction(2), "393/912", True),
    ],
)
def test_a_knob_is_moved_to_its_nearest_refuted_value(stated, wrong, refuted_from, off, blunt):
    one, _ = threshold(stated, wrong, refuted_from)
    found = edge(one)
    assert found.blunt is blunt
    reach = abs(sharpness.number(found.refuted) - sharpness.number(stated))
    assert reach >= abs(refuted_from - sharpness.number(stated))
    if not blunt:
        assert str(found.off) == off
    scale = abs(sharpness.number(stated)) or abs(sharpness.number(wrong))
    assert reach <= abs(refuted_from - sharpness.number(stated)) + scale * Fraction(1, 10)


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (0.9, "9/10"),
        ("1e-3", "1/1000"),
        (sp.Rational(1, 3), "1/3"),
        (2, "2"),
        (Fraction(1, 7), "1/7"),
    ],
)
def test_numbers_are_what_they_say(value, exact):
    assert sharpness.number(value) == Fraction(exact)


@pytest.mark.parametrize("value", [True, None, "text", np.nan, np.inf, (1,), x, sp.pi])
def test_what_is_no_number_is_none(value):
    assert sharpness.number(value) is None


def test_a_step_is_blunt_by_its_own_sharpness():
    assert edge(threshold(2, 3, Fraction(23, 10))[0]).blunt
    assert not edge(threshold(2, 3, Fraction(23, 10), sharpness=Fraction(1, 4))[0]).blunt
    assert edge(threshold(2, 3, Fraction(219, 100), sharpness=Fraction(1, 20))[0]).blunt


def test_a_whole_number_has_a_next_one():
    sharp, tried = threshold(3, 7, 4, whole=frozenset({"knob"}))
    assert edge(sharp).refuted == "4"
    assert edge(sharp).off is None
    assert not edge(sharp).blunt
    assert set(tried) == {3, 4, 7}
    assert edge(threshold(3, 7, 5, whole=frozenset({"knob"}))[0]).blunt


@pytest.mark.parametrize(
    ("stated", "wrong"), [(1, -1), (True, False), ("text", "other"), (1, None)]
)
def test_switches_and_reversals_have_nothing_between(stated, wrong):
    one = Step(lambda knob=stated: PROVED, "evidence", (Wrong("wrong", "knob", wrong),))
    assert sharpness.sides(one) == []


def test_both_sides_of_a_knob_count_and_the_nearer_variant_of_each():
    wrong = tuple(Wrong(str(v), "knob", v) for v in (0, 1, 5, 9))
    found = sharpness.sides(Step(lambda knob=2: PROVED, "proof", wrong))
    assert [variant.value for variant, _, _ in found] == [1, 5]


def test_a_recorded_distance_is_tried_alone_while_it_holds():
    one, tried = threshold(2, 3, Fraction(201, 100))
    entry = edge(one).entry
    tried.clear()
    assert edge(one, sharpness.known([entry])).entry == entry
    assert sorted(map(float, tried)) == [2, 2.02, 3]
    other, _ = threshold(2, 3, Fraction(205, 100))
    again = edge(other, sharpness.known([entry]))
    assert (again.refuted, again.blunt) == ("2.06", False)  # as without a record


def test_a_refutation_that_is_less_rigorous_or_not_clear_does_not_count():
    seen = Verdict("refuted", "seen", witness={"seed": "1"}, rigorous=False)
    assert edge(threshold(2, 3, Fraction(201, 100), found=seen)[0]).blunt

    def check(knob=1.0):
        residual = lambda value: (Residual(value, 1e-3, 3, 1e-1),)
        if knob == 1.0:
            return Verdict("measured", "", rigorous=False, residuals=residual(1e-4))
        clear = 1.0 if knob > 1.5 else 0.15  # at 0.15 another processor might see 0.09
        return Verdict("refuted", "", "", (), {"seed": "0"}, {}, False, residual(clear))

    found = edge(Step(check, "evidence", (Wrong("twice", "knob", 2.0),)))
    assert found.blunt
    assert sharpness.number(found.refuted) > Fraction(3, 2)


def test_constants_of_true_steps_are_sharp_and_slack_ones_are_blunt():
    @step("proof", ("three", "factor", 3))
    def expanded(factor=2):
        return identity((x + 1) ** 2, x**2 + factor * x + 1)

    @step("proof", ("one", "bound", 1))
    def slack(bound=5):
        return implies([sp.Gt(x, 0), sp.Lt(x, 4)], sp.Lt(x, bound))

    results = run(Claim("a-name", "theorem", "T", "T.", steps=(expanded, slack)), sharp=True)
    first, second = results.steps
    assert [e.blunt for e in first.edges] == [False]
    assert first.edges[0].refuted == "2.02"
    assert [e.blunt for e in second.edges] == [True]


def test_a_knob_that_is_no_fraction_is_tried_as_a_float():
    @step("evidence", ("half", "scale", 0))
    def measured(scale=1):
        residual = lambda data: float(np.abs(np.sqrt(scale * np.ones(2)) - 1).max())
        return measure(range(3), lambda rng: rng, residual, tolerance=1e-6)

    assert not edge(measured).blunt


def test_whole_knobs_are_turned_by_a_variant():
    with pytest.raises(ValueError, match="no wrong variant turns"):
        step("proof", ("wrong", "knob", 2), whole=("other",))(lambda knob=1, other=2: PROVED)
