"""Ways to talk a checker into a false verdict, each found by attack, none of which works."""

import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx

from dlf.verify import (
    Claim,
    Relation,
    enclose,
    identity,
    implies,
    measure,
    measure_order,
    nonneg,
    over,
    prose_hash,
    run,
)
from dlf.verify.claim import Step, Wrong
from dlf.verify.hypothesis import satisfiable
from dlf.verify.verdict import Verdict

x, y, m = sp.symbols("x y m", real=True)
n, k = sp.symbols("n k", integer=True)
A, B = sp.symbols("A B", commutative=False)
p = sp.Symbol("p", negative=True)
odd = sp.Symbol("odd", odd=True)
PROVED = Verdict("proved", "by hand")


@pytest.mark.parametrize(
    "call",
    [
        lambda: implies([], sp.Eq(A * B, B * A)),
        lambda: nonneg(-sp.Abs(p), (p,)),
        lambda: nonneg(-p, (p,)),
        lambda: implies([sp.Gt(n, 1)], sp.Ge(n, 2)),
        lambda: implies([sp.Gt(p, -9)], sp.Gt(p, -5)),
        lambda: identity(sp.binomial(n, k), sp.binomial(n, n - k)),
        lambda: identity(sp.factorial(n), n * sp.factorial(n - 1)),
        lambda: identity((A * B) ** -1, B**-1 * A**-1),
        lambda: identity(sp.transpose(A), sp.adjoint(A)),
        lambda: identity(sp.sqrt(A * B), B),
        lambda: identity(sp.floor(odd / 2), (odd - 1) / 2),
        lambda: identity(sp.Symbol("I", positive=True) ** 2, -1),
        lambda: identity(sp.Symbol("x") - x, 0),
        lambda: nonneg(sp.Rational(5, 2) - x, (x, sp.Integer(2))),
        lambda: nonneg(x, (x, x)),
        lambda: nonneg(1 / x, (x,)),
        lambda: enclose(arb(1) / 3, 0.3, 1, relative_radius="1e-9"),
        lambda: enclose(arb(1) / 3, 0, 1, relative_radius=1e-9),
        lambda: enclose(arb(1) / 3, 0, 1, relative_radius="nan"),
        lambda: enclose(arb(1) / 3, 0, 1, relative_radius="inf"),
        lambda: enclose(arb(1) / 3, 0, 1, relative_radius=0),
    ],
)
def test_what_the_checkers_cannot_judge_is_refused(call):
    with pytest.raises((ValueError, OverflowError, sp.PolynomialError)):
        call()


def test_assumptions_of_symbols_are_kept():
    q = sp.Symbol("q", negative=True)
    root = sp.sqrt(p**2 + 2 * p * q + q**2)
    assert identity(root, -p - q).status != "refuted"
    assert identity(sp.sqrt(p**2 * x**4), p * x**2).status == "refuted"
    assert identity(x**2, 3 * x - 2).status == "refuted"
    assert identity((-1) ** (k + 1) + (-1) ** k, 0).status == "proved"


def test_generators_are_not_used_up():
    assert implies((r for r in [sp.Gt(x, 1)]), sp.Gt(x, 0)).status == "proved"
    calls = []

    def only_once(data):
        calls.append(data)
        return len(calls) == 1

    found = measure(
        range(5), lambda rng: 0.0, abs, tolerance=1, hypotheses=(h for h in [only_once])
    )
    assert found.status == "unknown"


def test_enclose_demands_a_narrow_ball():
    saved, ctx.prec = ctx.prec, 200
    try:
        assert enclose(arb(1) / 3, 0, 1, relative_radius="1e-20").status == "proved"
        assert enclose(arb(1, "1e-10") / 3, 0, 1, relative_radius="1e-20").status == "unknown"
    finally:
        ctx.prec = saved


@pytest.mark.parametrize(
    "residual",
    [5j, np.complex128(5j), "0", True, None, np.ma.masked, np.array([0.0, 1.0])],
    ids=repr,
)
def test_a_residual_is_a_real_number(residual):
    found = measure([0], lambda rng: 0, lambda data: residual, tolerance=1e-9)
    assert found.status == "unknown"


@pytest.mark.parametrize("tolerance", [np.inf, np.nan, 0, -1])
def test_a_tolerance_is_finite(tolerance):
    with pytest.raises(ValueError, match="finite tolerance"):
        measure([0], lambda rng: 0, lambda data: 1e300, tolerance=tolerance)
    with pytest.raises(ValueError, match="finite tolerance"):
        measure_order(lambda h: h, [0.1, 0.05, 0.02], order=7, tolerance=tolerance)


@pytest.mark.parametrize("steps", [[0.1, 0.2, 0.05], [0.1, 0.1, 0.05], [0.1, 0.05, 0.0]])
def test_steps_decrease(steps):
    with pytest.raises(ValueError, match="decreasing steps"):
        measure_order(lambda h: h, steps, order=1, tolerance=0.1)


def test_an_order_is_not_refuted_before_the_slopes_settle():
    error = lambda h: h + 300 * h * h
    assert measure_order(error, [0.1, 0.05, 0.001], order=1, tolerance=0.02).status == "unknown"
    assert (
        measure_order(lambda h: 1j * h, [0.1, 0.05, 0.02], order=1, tolerance=1).status == "unknown"
    )


def test_ranges_within_ranges_are_named():
    found = over("L", (2, 3, 4), lambda _: over("n", (1, 2, 3), lambda _: PROVED))
    assert found.scope == "L = 2..4; n = 1..3"


WRONG = (Wrong("w", "knob", 2),)


def step(verdict=PROVED, role="proof", wrong=WRONG):
    refuted = Verdict("refuted", "seen", witness={"x": "1"})
    return Step(lambda knob=1: verdict if knob == 1 else refuted, role, wrong)


def test_a_definition_hides_nothing():
    vacuous = {"a": Relation(sp.Lt(x, 0)), "b": Relation(sp.Gt(x, 1))}
    claim = Claim("n", "definition", "T", "$[[a]]$ $[[b]]$", vacuous)
    assert run(claim).status == "unchecked"
    unknown = step(Verdict("unknown", "?"))
    assert run(Claim("n", "definition", "T", "S", steps=(unknown,))).status == "unchecked"


def test_evidence_and_words_are_no_proof_by_machine():
    measured = step(Verdict("measured", "seen", "3 seeds", rigorous=False), role="evidence")
    result = run(Claim("n", "theorem", "T", "S", words=("everything",), steps=(measured,)))
    assert (result.status, result.scope) == ("measured", "measured: 3 seeds")


def test_a_proof_refutes_something_under_its_own_name():
    with pytest.raises(ValueError, match="wrong variants with different names"):
        step(wrong=())
    with pytest.raises(ValueError, match="wrong variants with different names"):
        step(wrong=(Wrong("w", "knob", 2), Wrong("w", "knob", 3)))


def test_hypotheses_on_two_symbols_of_one_name_are_refused():
    relations = [Relation(sp.Gt(sp.Symbol("x"), 2)), Relation(sp.Lt(x, 1))]
    with pytest.raises(ValueError, match="two symbols of one name"):
        satisfiable(relations)


def test_the_machine_form_says_what_is_an_integer():
    assert Relation(sp.Gt(n, 0)).machine == "n > 0, n integer"
    assert Relation(sp.Gt(x, 0)).machine == "x > 0"


def test_the_hash_knows_where_the_title_ends():
    assert prose_hash("theorem", "A B", "C") != prose_hash("theorem", "A", "B C")
    with pytest.raises(ValueError, match="hide the rest"):
        Claim("n", "theorem", "T", "% note\nx > 0")
