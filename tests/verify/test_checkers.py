"""The four checkers: what is true is proved, what is false refuted, and nothing else passes."""

import itertools
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb, ctx

from dlf.verify import checkers, domain, enclose, identity, implies, nonneg, smt
from dlf.verify.verdict import Verdict

x, y, z = sp.symbols("x y z", real=True)
p, q = sp.symbols("p q", positive=True)
L = sp.Symbol("L", integer=True, positive=True)


def test_identity_proves():
    assert identity((x + y) ** 2, x**2 + 2 * x * y + y**2).status == "proved"
    assert identity((p**L) ** (2 - 2 / L), p ** (2 * L - 2)).status == "proved"


@pytest.mark.parametrize(
    ("left", "right"),
    [((x + y) ** 2, x**2 + y**2), (x**3, x**2), (p**L, p ** (L - 1)), (x - y, y - x)],
)
def test_identity_refutes_with_a_witness_that_holds(left, right):
    verdict = identity(left, right)
    assert verdict.status == "refuted"
    symbols = {str(s): s for s in (left - right).free_symbols}
    point = {symbols[name]: sp.Rational(value) for name, value in verdict.witness.items()}
    assert (left - right).subs(point) != 0


def test_a_counterexample_lies_in_the_domain():
    y, z = sp.symbols("y z", positive=True)
    found = identity(y, z, where=[sp.Lt(y, z), sp.Lt(z, 1)])
    assert found.status == "unknown"  # no two points of the grid lie below one
    found = identity(y * z, y, where=[sp.Gt(z, y), sp.Lt(y, 1)])
    assert found.status == "refuted"
    assert sp.Rational(found.witness["y"]) < min(1, sp.Rational(found.witness["z"]))
    assert found.certificate["hypotheses"] == ["z > y", "y < 1"]
    square, expanded = (y + 1) ** 2, y**2 + 2 * y + 1
    assert identity(square, expanded, where=[sp.Lt(y, 1)]).status == "proved"
    assert identity(square, expanded, where=[sp.Lt(y, 0)]).status == "unknown"


def test_an_expression_compared_with_itself_proves_nothing():
    A, B = sp.symbols("A B", commutative=False)
    built = (lambda: x**2 + sp.sqrt(x + 3), lambda: A * B**2, lambda: sp.Integer(0))
    for one in built:
        found = identity(one(), one())
        assert (found.status, "one expression" in found.how) == ("unknown", True)
    assert identity(x + x, 2 * x).status == "unknown"  # SymPy has done the step before us
    found = identity(x, x, by_construction="the definition")
    assert (found.status, found.how) == ("proved", "by construction: the definition")
    assert identity(x, 2 * x, by_construction="the definition").status == "refuted"
    assert identity((x + 1) ** 2, x**2 + 2 * x + 1).compared == (
        "\\left(x + 1\\right)^{2} = x^{2} + 2 x + 1",
    )


def test_identity_does_not_know_what_agrees_on_its_points_only():
    zero_on_grid = sp.prod(x - sp.sympify(v) for v in domain._VALUES)
    assert identity(zero_on_grid, 0).status == "unknown"


def test_nonneg_proves_with_a_certificate():
    verdict = nonneg(y**2 - x * y, (x, y))
    assert verdict.status == "proved"
    assert all(Fraction(c) >= 0 for c in verdict.certificate["increments"].values())


def test_nonneg_refutes_with_a_witness_that_holds():
    verdict = nonneg(x * y - y**2, (x, y))
    assert verdict.status == "refuted"
    a, b = (sp.Rational(verdict.witness[str(v)]) for v in (x, y))
    assert 0 <= a <= b
    assert a * b - b**2 < 0


def test_nonneg_does_not_know_what_has_no_certificate():
    square = (y - 2 * x) ** 2  # >= 0, but the increments give -2 d0 d1
    assert nonneg(square, (x, y)).status == "unknown"


def test_nonneg_refuses_symbols_outside_its_chain():
    with pytest.raises(ValueError, match="not in the chain"):
        nonneg(z, (x, y))


def test_implies_proves():
    verdict = implies([sp.Gt(x, 0), sp.Gt(y, x)], sp.Gt(y**2, x**2))
    assert verdict.status == "proved"
    assert "check-sat" in verdict.certificate["smtlib"]


def test_implies_refutes_with_a_witness_that_holds():
    verdict = implies([sp.Gt(x, 0)], sp.Gt(x**2, x))
    assert verdict.status == "refuted"
    value = Fraction(verdict.witness["x"])
    assert value > 0
    assert value**2 <= value


def test_a_dropped_hypothesis_is_refuted():
    assert implies([sp.Gt(y, x)], sp.Gt(y**2, x**2)).status == "refuted"


def test_vacuous_hypotheses_prove_nothing():
    verdict = implies([sp.Gt(x, 0), sp.Lt(x, 0)], sp.Eq(x, 7))
    assert verdict.status == "unknown"
    assert "vacuous" in verdict.how


@pytest.mark.parametrize(
    ("hypothesis", "conclusion", "witness"),
    [
        (sp.Ge(x, 1), sp.Gt(x, 1), "1"),
        (sp.Le(x, 1), sp.Lt(x, 1), "1"),
        (sp.Gt(x, -1), sp.Gt(x, 0), None),
        (sp.Lt(x, sp.Rational(-1, 2)), sp.Lt(x, sp.Rational(-3, 4)), None),
        (sp.Ne(x, 0), sp.Gt(x**3, x), None),
        (sp.Eq(x, sp.Rational(-2, 3)), sp.Gt(x, 0), "-2/3"),
    ],
)
def test_every_relation_and_sign_reaches_the_solvers(hypothesis, conclusion, witness):
    found = implies([hypothesis], conclusion)
    assert found.status == "refuted"
    assert witness in (None, found.witness["x"])


@pytest.mark.parametrize("silent", ["_z3", "_cvc5"])
def test_a_solver_that_does_not_know_proves_nothing(monkeypatch, silent):
    answer = ("unknown", {}) if silent == "_z3" else "unknown"
    monkeypatch.setattr(smt, silent, lambda text: answer)
    assert implies([sp.Gt(x, 0)], sp.Gt(x + 1, 0)).status == "unknown"


def test_solvers_that_disagree_prove_nothing(monkeypatch):
    monkeypatch.setattr(smt, "_cvc5", lambda text: "sat")
    assert implies([sp.Gt(x, 0)], sp.Gt(x + 1, 0)).status == "unknown"


def test_a_false_model_is_no_witness(monkeypatch):
    monkeypatch.setattr(checkers, "agree", lambda text: ("sat", {"x": "-5"}))
    assert implies([sp.Gt(x, 0)], sp.Gt(x**2, x)).status == "unknown"


@pytest.mark.parametrize("truthy", [True, 1, sp.true, x, "x > 0"])
def test_truthy_objects_are_not_relations(truthy):
    with pytest.raises(TypeError, match="not a relation"):
        implies([sp.Gt(x, 0)], truthy)


@pytest.mark.parametrize(
    "call",
    [
        lambda: identity(0.5 * x, x / 2),
        lambda: identity(x, 1.0),
        lambda: nonneg(0.5 * x, (x,)),
        lambda: implies([sp.Gt(x, 0.5)], sp.Gt(x, 0)),
        lambda: implies([sp.Gt(x, 0)], sp.Gt(0.5 * x, 0)),
    ],
)
def test_floats_are_refused(call):
    with pytest.raises(ValueError, match="floats have no place"):
        call()


@pytest.mark.parametrize("bad", [sp.nan, sp.oo, sp.zoo])
def test_what_is_not_finite_is_refused(bad):
    with pytest.raises(ValueError, match="not a finite expression"):
        identity(bad, bad)


@pytest.fixture
def root_two():
    saved, ctx.prec = ctx.prec, 100
    yield arb(2).sqrt()
    ctx.prec = saved


def test_enclose_proves_and_refutes(root_two):
    assert enclose(root_two, "1.414", "1.415", relative_radius="1e-20").status == "proved"
    assert enclose(root_two, "1.5", "1.6", relative_radius="1e-20").status == "refuted"
    assert enclose(root_two, "1.3", "1.4", relative_radius="1e-20").status == "refuted"


@pytest.mark.parametrize("ball", [arb("nan"), arb("inf"), arb(1) / 0])
def test_enclose_never_passes_what_is_not_finite(ball):
    assert enclose(ball, -10, 10, relative_radius=1).status == "unknown"


def test_enclose_does_not_know_wide_or_touching_balls(root_two):
    assert enclose(arb(1, 0.1), 0, 2, relative_radius="1e-3").status == "unknown"
    assert enclose(arb(1, "0.01"), 1, 2, relative_radius="0.1").status == "unknown"


def test_a_verdict_is_not_a_boolean():
    with pytest.raises(TypeError, match="three-valued"):
        bool(Verdict("proved", "by hand"))
    with pytest.raises(ValueError, match="witness"):
        Verdict("refuted", "trust me")
    with pytest.raises(ValueError, match="status"):
        Verdict("checked", "")


@pytest.mark.parametrize("most", [1, 7, 30, 100])
def test_points_are_those_of_the_product_within_its_first_ones(most):
    """The early look-up leaves out nothing and adds nothing: against the whole product."""
    x, y, z = sp.symbols("x y z", real=True)
    relations = [sp.Gt(x, 1), sp.Lt(x + z, 4), sp.Ne(y, z)]
    values = lambda symbol: (1, 2, 3, 4, 5) if symbol == x else (0, 1, 2, 3)
    product = itertools.product(values(x), values(y), values(z))
    tried = (dict(zip((x, y, z), point, strict=True)) for point in itertools.islice(product, most))
    expected = [p for p in tried if all(r.subs(p) == sp.true for r in relations)]
    assert list(domain.search((x, y, z), values, relations, most)) == expected


@pytest.mark.parametrize("sign", [1, -1])
def test_identity_sees_a_difference_of_either_sign(sign):
    assert identity(x**2, x**2 + sign).status == "refuted"
    assert identity(x**4, x**4 + sign * x**2).status == "refuted"


@pytest.mark.parametrize("scale", ["1e-30", "1", "1e30"])
def test_enclose_is_as_narrow_in_every_unit(scale):
    from flint import arb

    unit, bounds = arb(scale), (Fraction(scale) * 2, Fraction(scale) * 4)
    ball = lambda radius: unit * arb(3, radius)
    for radius, status in (("1e-13", "proved"), ("1e-11", "unknown")):
        found = enclose(ball(float(radius)), *bounds, relative_radius="1e-12")
        assert found.status == status


def test_quotients_are_evaluated_by_rationals_as_by_expressions():
    x, y = sp.symbols("x y")
    half = sp.Rational(1, 2)
    for e in (
        half + x / 2,
        sp.Mul(2, sp.Pow(2, -1, evaluate=False), evaluate=False) * x - 3 * y**-2 / 7,
        (x + half) ** 3 / (y - 1) - sp.Rational(2, 3) * x * y,
        sp.Pow(half, -2, evaluate=False) + x,
        -x / 3,
    ):
        value = checkers._evaluator(e)
        for point in ({x: sp.Rational(2, 3), y: 5}, {x: -4, y: sp.Rational(-1, 7)}):
            found = value(point)
            assert found == sp.nsimplify(e.subs(point))
            assert found.is_Rational
    assert checkers._evaluator(x / (y - 1))({x: 1, y: 1}) == sp.zoo
    assert identity(x / (y - 1), 2 * x / (2 * y - 2)).status == "proved"  # undefined at y = 1


def test_letters_are_evaluated_as_matrices():
    A, B = sp.symbols("A B", commutative=False)
    c = sp.Symbol("c")
    a, b = sp.Matrix([[1, 2], [3, 4]]), sp.Matrix([[0, 1], [5, 2]])
    e = 3 * c**2 * A * sp.adjoint(A * B) + B**2 - sp.Rational(1, 2) * A
    found = checkers._evaluator(e)({A: a, B: b, c: sp.Rational(1, 3)})
    assert found == a * (a * b).T / 3 + b**2 - a / 2


def test_an_equation_too_long_to_be_read_is_not_written():
    x = sp.symbols("x1:300")
    assert identity(sum(x), sum(reversed(x)), by_construction="sums").compared == ("",)
    assert identity(2 * x[0], x[0] + x[0], by_construction="doubled").shown == (
        "2 x_{1} = 2 x_{1}",
    )
