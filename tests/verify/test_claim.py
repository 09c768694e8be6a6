"""Steps, wrong variants and the computed status: each way to fail is provoked."""

import numpy as np
import pytest
import sympy as sp

from dlf.verify import (
    Claim,
    Property,
    Relation,
    all_of,
    identity,
    implies,
    measure,
    measure_order,
    over,
    prose_hash,
    run,
    step,
)
from dlf.verify.claim import Step, Wrong
from dlf.verify.hypothesis import satisfiable
from dlf.verify.ledger import build
from dlf.verify.verdict import Verdict

x = sp.Symbol("x")
PROVED = Verdict("proved", "by hand")
MEASURED = Verdict("measured", "by eye", "3 seeds", rigorous=False)
UNKNOWN = Verdict("unknown", "no idea")
REFUTED = Verdict("refuted", "seen", witness={"x": "1"})
SEEN = Verdict("refuted", "seen", witness={"seed": "1"}, rigorous=False)


def made(outcome, *, wrong=REFUTED, role="proof", name="one"):
    """A step with a given outcome, and one wrong variant with a given outcome."""

    def check(knob=1):
        return outcome if knob == 1 else wrong

    check.__name__ = name
    return Step(check, role, (Wrong("wrong", "knob", 2),))


def status(*steps, **fields):
    kind = fields.pop("kind", "theorem")
    return run(Claim("a-name", kind, "Title", "Text.", steps=steps, **fields)).status


@pytest.mark.parametrize(
    ("expected", "steps", "fields"),
    [
        ("checked", [made(PROVED)], {}),
        ("partly", [made(PROVED)], {"words": ("an argument",)}),
        ("partly", [made(PROVED), made(MEASURED, name="two")], {}),
        ("measured", [made(MEASURED, role="evidence")], {}),
        ("measured", [made(MEASURED, role="evidence", wrong=SEEN)], {}),
        ("instance", [made(PROVED, role="evidence")], {}),
        ("conjecture", [made(MEASURED, role="evidence")], {"kind": "conjecture"}),
        ("conjecture", [made(PROVED)], {"kind": "conjecture"}),
        ("definition", [], {"kind": "definition"}),
        ("refuted", [made(PROVED), made(REFUTED, name="two")], {}),
        ("refuted", [made(REFUTED)], {"kind": "conjecture"}),
        ("unchecked", [], {"words": ("trust me",)}),
        ("unchecked", [made(UNKNOWN)], {}),
        ("unchecked", [made(PROVED), made(UNKNOWN, name="two", role="evidence")], {}),
        ("unchecked", [made(PROVED, wrong=UNKNOWN)], {}),
        ("unchecked", [made(PROVED, wrong=PROVED)], {}),
        ("unchecked", [made(PROVED, wrong=MEASURED)], {}),
        ("unchecked", [made(PROVED, wrong=SEEN)], {}),
        (
            "unchecked",
            [made(PROVED), made(MEASURED, wrong=PROVED, role="evidence", name="two")],
            {},
        ),
        ("unchecked", [made(MEASURED, wrong=UNKNOWN, role="evidence")], {}),
        ("unchecked", [made(UNKNOWN)], {"kind": "conjecture"}),
    ],
)
def test_status_is_computed(expected, steps, fields):
    assert status(*steps, **fields) == expected


@pytest.mark.parametrize("outcome", [True, 1, sp.true, sp.Eq(x, x), None, x > 0])
def test_what_is_no_verdict_is_unknown(outcome):
    found = made(outcome).run()
    assert found.status == "unknown"
    assert "no verdict" in found.how


def test_a_step_that_raises_is_unknown():
    @step("evidence")
    def broken():
        return 1 / 0

    assert broken.run().status == "unknown"
    assert "ZeroDivisionError" in broken.run().how


def test_hypotheses_that_exclude_each_other_leave_the_claim_unchecked():
    y = sp.Symbol("y", real=True)
    vacuous = {"low": Relation(sp.Lt(y, 0)), "high": Relation(sp.Gt(y, 1))}
    claim = Claim("a-name", "theorem", "T", "$[[low]]$, $[[high]]$", vacuous, steps=(made(PROVED),))
    assert run(claim).status == "unchecked"
    assert satisfiable([vacuous["high"]]) == {y: 2}
    assert satisfiable([]) == {}


def test_an_implication_from_false_hypotheses_proves_nothing():
    assert implies([sp.Gt(x, 1), sp.Lt(x, 0)], sp.Gt(x, 5)).status == "unknown"


def test_hypotheses_prove_themselves():
    positive = lambda data: bool(data > 0)
    Property("positive", "x > 0", positive, 1, -1)
    for same in (True, False):
        with pytest.raises(ValueError, match="does not separate"):
            Property("positive", "x > 0", lambda data, same=same: same, 1, -1)
    for no in (None, 0):
        with pytest.raises(ValueError, match="does not separate"):
            Property("positive", "x > 0", lambda data, no=no: True if data > 0 else no, 1, -1)
    with pytest.raises(ValueError, match="does not separate"):
        Property("positive", "x > 0", lambda data: np.True_, 1, -1)
    with pytest.raises(TypeError, match="not a relation"):
        Relation(sp.Symbol("p", positive=True) > 0)
    assert Relation(sp.Ge(x, 2)).latex == r"x \geq 2"
    assert Relation(sp.Ge(x, 2)).holds({x: 3}) is True
    assert Relation(sp.Ge(x, 2)).holds({x: 1}) is False


@pytest.mark.parametrize("wrong", [Wrong("w", "other", 1), Wrong("w", "knob", 1)])
def test_a_wrong_variant_turns_a_knob(wrong):
    with pytest.raises(ValueError, match="does not change a knob"):
        Step(lambda knob=1: PROVED, "proof", (wrong,))


def test_a_function_is_no_value_of_a_knob():
    """Its address would stand in the ledger, another one in every run."""
    with pytest.raises(ValueError, match="a function is no value to record"):
        Step(lambda knob=1: PROVED, "proof", (Wrong("w", "knob", lambda x: x),))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "fact"}, "kind"),
        ({"statement": "no [[hypothesis]]"}, "name each hypothesis"),
        ({"hypotheses": {"depth": Relation(sp.Ge(x, 2))}}, "name each hypothesis"),
        ({"steps": (made(PROVED), made(PROVED))}, "one name"),
    ],
)
def test_a_claim_refuses_what_contradicts_itself(fields, message):
    arguments = {"name": "n", "kind": "theorem", "title": "T", "statement": "S", **fields}
    with pytest.raises(ValueError, match=message):
        Claim(**arguments)
    with pytest.raises(ValueError, match="a step is one of"):
        Step(lambda: PROVED, "decoration", ())


def test_the_hash_locks_words_but_not_white_space():
    assert prose_hash("theorem", "T", "a  b\nc") == prose_hash("theorem", "T", "a b c")
    texts = [("lemma", "T", "a b"), ("theorem", "U", "a b"), ("theorem", "T", "a c")]
    assert prose_hash("theorem", "T", "a b") not in {prose_hash(*text) for text in texts}


def test_a_status_is_deep_only_on_checked_ground():
    def results(base_words):
        base = Claim("base", "lemma", "B", "B.", words=base_words, steps=(made(PROVED),))
        top = Claim("top", "theorem", "T", "T.", uses=("base",), steps=(made(PROVED),))
        return [run(top), run(base)]

    tag_of = {"base": "B000", "top": "T000"}.__getitem__
    assert build(results(()), tag_of)[0]["claims"]["T000"]["deep"] is True
    assert build(results(("words",)), tag_of)[0]["claims"]["T000"]["deep"] is False


def test_all_of_keeps_the_weakest():
    with pytest.raises(ValueError, match="no verdicts"):
        all_of()
    assert all_of(PROVED, UNKNOWN, REFUTED).status == "refuted"
    assert all_of(PROVED, UNKNOWN, MEASURED).status == "unknown"
    assert all_of(PROVED, MEASURED).status == "measured"
    assert all_of(PROVED, MEASURED).rigorous is False
    assert all_of(PROVED, PROVED).status == "proved"


NUMBERED = "$[[depth]]$\n\n1. One.\n2. Two."
DEPTH = Relation(sp.Ge(sp.Symbol("L", integer=True), 2))


def numbered(statement=NUMBERED, relation=DEPTH, **fields):
    return Claim("a-name", "theorem", "T", statement, {"depth": relation}, **fields)


def test_each_part_of_a_statement_names_the_steps_that_carry_it():
    first, other = made(PROVED), made(PROVED, name="two")
    assert numbered(steps=(first,), parts={"1": (first,), "2": ()}).numbers == ("1", "2")
    for parts in ({"1": (first,)}, {"1": (), "2": (), "3": ()}, {"1": (other,), "2": ()}):
        with pytest.raises(ValueError, match="part"):
            numbered(steps=(first,), parts=parts)


def test_a_scope_names_a_depth_only_if_the_statement_has_one():
    proved = (made(PROVED),)
    fixed = Relation(sp.Eq(sp.Symbol("L", integer=True), 2, evaluate=False))
    other = Relation(sp.Gt(sp.Symbol("c", real=True), 0))
    scope = lambda relation, steps=proved: run(numbered(relation=relation, steps=steps)).scope
    assert scope(DEPTH) == "every L"
    assert scope(fixed) == "L = 2"
    assert scope(other) == ""
    ranged = made(Verdict("proved", "by hand", "L = 2..6"))
    assert scope(DEPTH, (ranged,)) == "L = 2..6"
    wider = made(Verdict("proved", "by hand", "L = 1..5"), name="two")
    assert scope(DEPTH, (ranged, wider)) == "L = 2..5"  # where both ran
    other_range = made(Verdict("proved", "by hand", "n = 1..5"), name="two")
    assert scope(DEPTH, (ranged, other_range)) == "L = 2..6; n = 1..5"
    apart = made(Verdict("proved", "by hand", "L = 7..9"), name="two")
    assert scope(DEPTH, (ranged, apart)) == "L = 2..6; L = 7..9"
    evidence = made(Verdict("measured", "by eye", "L = 3", rigorous=False), role="evidence")
    assert scope(DEPTH, (made(PROVED, name="two"), evidence)) == "every L"


def test_over_names_its_range_and_the_case_that_fails():
    power = lambda L: identity(x**L * (x + 1), x ** (L + 1) + x**L)
    assert over("L", range(2, 6), power).scope == "L = 2..5"
    assert over("L", (2, 5), power).scope == "L = 2, 5"
    layers = lambda L: over("l", range(L), lambda l: power(l + 1), whole=True)
    assert over("L", (2, 5), layers).scope == "L = 2, 5"  # every layer of each
    failed = over("L", range(2, 6), lambda L: identity(x**L, x**4))
    assert failed.status == "refuted"
    assert failed.witness["L"] == "2"
    with pytest.raises(ValueError, match="no verdicts"):
        over("L", [], lambda L: PROVED)


def draw(rng):
    return rng.uniform()


def is_half(data):
    return data < 0.5


@pytest.mark.parametrize(
    ("residual", "expected"),
    [
        (lambda data: 0.0, "measured"),
        (lambda data: 1e-3, "measured"),
        (lambda data: 5e-3, "unknown"),
        (lambda data: 1.0, "refuted"),
        (lambda data: -1.0, "refuted"),
        (lambda data: np.nan, "unknown"),
        (lambda data: np.inf, "unknown"),
    ],
)
def test_measure_never_proves(residual, expected):
    found = measure(range(5), draw, residual, tolerance=1e-3)
    assert found.status == expected
    assert found.rigorous is False


def test_measure_demands_its_hypotheses():
    found = measure(range(5), draw, lambda data: 0.0, tolerance=1, hypotheses=(is_half,))
    assert found.status == "unknown"
    assert "is_half" in found.how
    truthy = measure(range(5), draw, lambda data: 0.0, tolerance=1, hypotheses=(lambda d: 1,))
    assert truthy.status == "unknown"


@pytest.mark.parametrize(("seeds", "tolerance"), [([], 1), ([1], 0), ([1], np.nan), ([1, 2, 1], 1)])
def test_measure_needs_seeds_and_a_tolerance(seeds, tolerance):
    with pytest.raises(ValueError, match="needs seeds"):
        measure(seeds, draw, lambda data: 0.0, tolerance=tolerance)


STEPS = (0.1, 0.05, 0.025, 0.0125)


@pytest.mark.parametrize(
    ("error", "order", "expected"),
    [
        (lambda h: h + h**2 / 10, 1, "measured"),
        (lambda h: h**2, 1, "refuted"),
        (lambda h: h**1.1, 1, "refuted"),
        (lambda h: h**1.05, 1, "unknown"),
        (lambda h: h + 3 * h**2, 1, "unknown"),
        (lambda h: h + 30 * h**2, 1, "unknown"),
        (lambda h: np.nan, 1, "unknown"),
        (lambda h: 0.0, 1, "unknown"),
    ],
)
def test_measure_order(error, order, expected):
    assert measure_order(error, STEPS, order=order, tolerance=0.01).status == expected


def test_a_proof_by_floating_point_cannot_be_made():
    with pytest.raises(ValueError, match="floating point"):
        Verdict("proved", "computed", rigorous=False)
