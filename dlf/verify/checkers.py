"""Four checkers: identity, nonneg, implies, enclose. Each can prove, refute or not know."""

from contextlib import suppress
from fractions import Fraction
from functools import reduce
from itertools import accumulate, product
from itertools import chain as together
from operator import add, mul

import sympy as sp
from sympy.polys.domains import QQ
from sympy.polys.fields import FracField
from sympy.polys.rings import PolyRing
from sympy.printing.str import StrPrinter

from dlf.verify.domain import check_names, check_real, exact, points
from dlf.verify.smt import agree, smtlib
from dlf.verify.verdict import SHOWN, Verdict

BY_CONSTRUCTION = "by construction"


def _refuted(how, point, violated, hypotheses=(), compared=()):
    """A refutation whose certificate a program without SymPy can re-evaluate."""
    certificate = {"hypotheses": [sp.sstr(h) for h in hypotheses], "violated": violated}
    witness = {str(k): _entries(v) for k, v in sorted(point.items(), key=lambda kv: str(kv[0]))}
    return Verdict("refuted", how, "", compared, witness, certificate)


def _entries(value):
    return str(value.tolist()) if isinstance(value, sp.MatrixBase) else str(value)


def _evaluator(e):
    """point -> the exact value of e there; compiled, as `subs` is a hundred times slower."""
    if not e.is_commutative:
        return _of_matrices(e)
    symbols = sorted(e.free_symbols, key=str)
    if all(map(_is_rational, sp.preorder_traversal(e))):
        return _of_rationals(e, symbols)
    printer = StrPrinter({"sympy_integers": True})  # 1/2 would otherwise become a float
    compiled = sp.lambdify(symbols, e, modules=[{"S": sp.S}, "sympy"], printer=printer)
    return lambda point: sp.expand(compiled(*(point[s] for s in symbols)))


def _is_rational(node):
    """Whether a node of an expression is one of a quotient of polynomials."""
    if node.is_Pow:
        return node.exp.is_Integer
    return node.is_Add or node.is_Mul or node.is_Symbol or node.is_Rational


class _Quotients(StrPrinter):
    """Prints 1/2 and 2^-1 as rationals, which would otherwise become floats."""

    def _print_Rational(self, number):
        return f"Q({number.p}, {number.q})"

    def _print_Integer(self, number):
        return f"Q({number.p})"

    def _print_Mul(self, product):
        return "*".join(f"({self._print(a)})" for a in product.args)

    def _print_Pow(self, power, rational=False):
        return f"({self._print(power.base)})**({int(power.exp)})"


def _of_rationals(e, symbols):
    """The same for a quotient of polynomials at rational points, by arithmetic of rationals."""
    compiled = sp.lambdify(symbols, e, modules=[{"Q": QQ}], printer=_Quotients())

    def value(point):
        try:
            return QQ.to_sympy(compiled(*(QQ.from_sympy(sp.S(point[s])) for s in symbols)))
        except ZeroDivisionError:
            return sp.zoo

    return value


def _of_matrices(e):
    """The same where letters that do not commute are matrices and `adjoint` is their transpose."""
    if not e.free_symbols:
        return lambda point: e
    if e.is_Symbol:
        return lambda point: point[e]
    if e.is_commutative:
        return _evaluator(e)
    if e.is_Pow:
        base, power = _of_matrices(e.base), _of_matrices(e.exp)
        return lambda point: base(point) ** int(power(point))
    parts = [_of_matrices(a) for a in e.args]
    if isinstance(e, sp.adjoint):
        return lambda point: parts[0](point).T
    return lambda point: reduce(add if e.is_Add else mul, (part(point) for part in parts))


def _equation(left, right):
    """LaTeX; "" where it has more numbers and letters than is shown, as it takes long to write."""
    parts = together(sp.preorder_traversal(left), sp.preorder_traversal(right))
    if sum(not part.args for part in parts) > SHOWN:
        return ""
    return f"{sp.latex(left)} = {sp.latex(right)}"


def _differs(value):
    if isinstance(value, sp.MatrixBase):
        return value != sp.zeros(*value.shape)
    return value.is_finite and value.is_rational and value != 0


def identity(left, right, *, where=(), by_construction=""):
    """left == right wherever both are defined: falsified at exact points, then simplified.

    The sides are compared and shown as they are given, so give them as the sentence has them: two
    sides that are one expression before any simplification compare nothing and are "unknown",
    unless `by_construction` says why that is the content.

    Symbols with commutative=False stand for matrices of any fitting shapes. A symbol takes the
    values that its SymPy assumptions (positive, integer) allow; what SymPy cancelled before this
    function saw it is not seen here. A counterexample satisfies the relations `where`, so that it
    lies in the domain of the statement; without a point there the identity is "unknown".

    Raises:
        ValueError: what `exact` refuses.
    """
    left, right = exact(left, right)
    difference, compared = left - right, (_equation(left, right),)
    if left == right and not by_construction:
        return Verdict("unknown", "both sides are one expression before any step", "", compared)
    value_at, where = _evaluator(difference), tuple(where)
    symbols = set().union(*(e.free_symbols for e in (left, right, *where)))
    tried = list(points(symbols, where))
    for point in tried:
        if _differs(value_at(point)):
            violated = f"Eq({sp.sstr(difference)}, 0)"
            return _refuted("evaluated at an exact point", point, violated, where, compared)
    if not tried:
        return Verdict("unknown", "no point of the grid satisfies the hypotheses", "", compared)
    if _cancels(difference) or (difference.is_commutative and sp.simplify(difference) == 0):
        how = "both sides simplify to the same expression"
        how = f"{BY_CONSTRUCTION}: {by_construction}" if by_construction else how
        return Verdict("proved", how, "", compared)
    return Verdict("unknown", "neither refuted at a point nor simplified to zero", "", compared)


def _cancels(e):
    """Whether e expands to zero; by arithmetic of polynomials, or else of their quotients, where it
    can, as `expand` and `simplify` are slow."""
    if e.is_commutative and e.free_symbols:
        symbols = sorted(e.free_symbols, key=str)
        for kind in (PolyRing, FracField):
            with suppress(ValueError):  # none with rational coefficients
                return not kind(symbols, QQ).from_expr(e)
    return sp.expand(e) == 0


def nonneg(polynomial, chain):
    """polynomial >= 0 whenever 0 <= chain[0] <= chain[1] <= ...: the increments certificate.

    chain[k] = d_0 + ... + d_k with d_i >= 0 is substituted; if every coefficient is >= 0 then so is
    the polynomial. Otherwise a rational point where it is negative is sought.

    Raises:
        ValueError: what `exact` refuses; a symbol outside the chain or with assumptions; a chain
            that does not consist of different symbols.
    """
    (polynomial,), chain = exact(polynomial), tuple(chain)
    if not all(isinstance(v, sp.Symbol) for v in chain) or len(set(chain)) < len(chain):
        raise ValueError(f"the chain must consist of different symbols, not {chain}")
    check_names(chain)
    check_real(chain)
    if not polynomial.free_symbols <= set(chain):
        raise ValueError(f"{polynomial.free_symbols - set(chain)} are not in the chain {chain}")
    terms = _in_increments(sp.Poly(polynomial, *chain))
    order = " \\le ".join(["0", *map(sp.latex, chain)])
    compared = (f"{sp.latex(polynomial)} \\ge 0 \\quad ({order})",)
    if all(c >= 0 for _, c in terms):
        certificate = {
            "polynomial": _coefficients(sp.Poly(polynomial, *chain).terms()),
            "increments": _coefficients(terms),
        }
        how = "every coefficient in the increments is >= 0"
        return Verdict("proved", how, "", compared, certificate=certificate)
    for steps in product((0, sp.Rational(1, 100), 1, 3), repeat=len(chain)):
        point = {v: sum(steps[: k + 1], sp.Integer(0)) for k, v in enumerate(chain)}
        if polynomial.subs(point) < 0:
            ordered = [
                sp.Le(a, b, evaluate=False) for a, b in zip((0, *chain), chain, strict=False)
            ]
            violated = f"{sp.sstr(polynomial)} >= 0"
            return _refuted("negative at an exact point", point, violated, ordered, compared)
    return Verdict("unknown", "a coefficient is negative, no negative value found", "", compared)


def _in_increments(polynomial):
    """The terms (powers, coefficient) of the polynomial in d_k = chain[k] - chain[k - 1]."""
    ring = PolyRing([f"d{k}" for k in range(len(polynomial.gens))], QQ)
    sums = list(accumulate(ring.gens))
    found = ring.zero
    for powers, coefficient in polynomial.terms():
        monomial = reduce(mul, (s**n for s, n in zip(sums, powers, strict=True)))
        found += monomial * QQ.from_sympy(coefficient)
    return [(powers, QQ.to_sympy(value)) for powers, value in found.terms()]


def _coefficients(terms):
    return {",".join(map(str, powers)): str(c) for powers, c in sorted(terms)}


def implies(hypotheses, conclusion):
    """hypotheses => conclusion over the reals, for polynomial relations: z3 and cvc5 must agree.

    The hypotheses are first shown to be satisfiable: a vacuous implication is "unknown".

    Raises:
        ValueError: what `exact` refuses; a symbol with assumptions; what is not polynomial.
        TypeError: something that is not a SymPy relation (True, a number, a bare symbol).
    """
    hypotheses = tuple(hypotheses)
    relations = (*hypotheses, conclusion)
    for relation in relations:
        if not isinstance(relation, sp.core.relational.Relational):
            raise TypeError(f"not a relation between expressions: {relation!r}")
    exact(*(side for r in relations for side in r.args))
    symbols = sorted(set().union(*(r.free_symbols for r in relations)), key=str)
    check_real(symbols)
    premise = ",\\; ".join(map(sp.latex, hypotheses))
    compared = (f"{premise} \\;\\Longrightarrow\\; {sp.latex(conclusion)}",)
    if agree(smtlib(symbols, hypotheses))[0] != "sat":
        return Verdict(
            "unknown", "the hypotheses are vacuous or not shown satisfiable", "", compared
        )
    text = smtlib(symbols, (*hypotheses, sp.Not(conclusion)))
    answer, model = agree(text)
    if answer == "unsat":
        how = "z3 and cvc5 agree that there is no counterexample"
        return Verdict("proved", how, "", compared, certificate={"smtlib": text})
    point = {s: sp.Rational(model.get(str(s), "0")) for s in symbols}
    if answer == "sat" and _is_witness(hypotheses, conclusion, point):
        how, violated = "counterexample, re-evaluated exactly", sp.sstr(conclusion)
        return _refuted(how, point, violated, hypotheses, compared)
    return Verdict("unknown", f"solvers: {answer}", "", compared)


def _is_witness(hypotheses, conclusion, point):
    holds = all(h.subs(point) == sp.true for h in hypotheses)
    return holds and conclusion.subs(point) == sp.false


def enclose(ball, low, high, *, relative_radius):
    """low < ball < high, for a ball (arb) that is finite and narrow. Never decided by `not`.

    Args:
        ball: a flint arb.
        low, high: exact bounds (int, str or Fraction).
        relative_radius: the widest radius accepted, relative to the midpoint; int, str, Fraction.

    Raises:
        ValueError: a float, NaN or infinite bound or radius, or one <= 0 for the radius.
    """
    from flint import arb, fmpq

    if any(isinstance(bound, float) for bound in (low, high, relative_radius)):
        raise ValueError("bounds and radius must be exact: int, str or Fraction, not float")
    widest = Fraction(relative_radius)
    if widest <= 0:
        raise ValueError(f"relative_radius must be > 0, not {relative_radius}")

    ends = low, high
    low, high = (arb(fmpq(f.numerator, f.denominator)) for f in map(Fraction, ends))
    compared = (f"{ends[0]} < {_printed(ball, low, high)} < {ends[1]}",)
    if not ball.is_finite():
        return Verdict("unknown", "the enclosure is not finite", "", compared)
    if not ball.rad() <= abs(ball.mid()) * arb(fmpq(widest.numerator, widest.denominator)):
        return Verdict("unknown", f"the enclosure {ball.str(15)} is too wide", "", compared)
    if low < ball and ball < high:
        return Verdict("proved", "the ball is finite, narrow and inside", "", compared)
    if ball < low or ball > high:
        return Verdict(
            "refuted", "the enclosure lies outside", "", compared, {"value": ball.str(15)}
        )
    return Verdict("unknown", f"the enclosure {ball.str(15)} touches a bound", "", compared)


def _printed(ball, low, high):
    """A ball in 15 digits, or in as many more as keep it inside of its bounds as it is printed."""
    within = lambda text: low < type(ball)(text) and type(ball)(text) < high
    return next((text for text in map(ball.str, (15, 30, 60)) if within(text)), ball.str(15))
