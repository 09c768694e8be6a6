"""The fourth checker's solvers: one SMT-LIB text, asked of z3 and of cvc5."""

import sympy as sp

_SOLVER_MS = 20_000
_OPERATORS = {
    sp.Add: "+",
    sp.Mul: "*",
    sp.Eq: "=",
    sp.Ge: ">=",
    sp.Gt: ">",
    sp.Le: "<=",
    sp.Lt: "<",
}


def smtlib(symbols, relations):
    """The conjunction of relations between polynomials as SMT-LIB text.

    Raises:
        ValueError: something that is not polynomial.
    """
    declared = [f"(declare-const {s} Real)" for s in symbols]
    asserted = [f"(assert {_prefix(r)})" for r in relations]
    return "\n".join(["(set-logic QF_NRA)", *declared, *asserted, "(check-sat)", ""])


def _prefix(e):
    if e.is_Symbol:
        return str(e)
    if e.is_Rational:
        size = f"(/ {abs(e.p)} {e.q})" if e.q != 1 else str(abs(e.p))
        return f"(- {size})" if e.p < 0 else size
    if e.is_Pow and e.exp.is_Integer and e.exp > 0:
        return f"(* {' '.join([_prefix(e.base)] * int(e.exp))})" if e.exp > 1 else _prefix(e.base)
    if isinstance(e, sp.Ne):
        return f"(not (= {_prefix(e.lhs)} {_prefix(e.rhs)}))"
    for kind, name in _OPERATORS.items():
        if isinstance(e, kind):
            return f"({name} {' '.join(map(_prefix, e.args))})"
    raise ValueError(f"not a polynomial relation: {sp.sstr(e)}")


def agree(text):
    """The common answer of both solvers with z3's rational model, or ("unknown", {})."""
    first, model = _z3(text)
    return (first, model) if first == _cvc5(text) else ("unknown", {})


def _z3(text):
    import z3

    solver = z3.SolverFor("QF_NRA")
    solver.set("timeout", _SOLVER_MS)
    solver.from_string(text)
    answer = str(solver.check())
    if answer != "sat":
        return answer, {}
    model = solver.model()
    values = {d.name(): model[d] for d in model.decls()}
    if not all(z3.is_rational_value(v) for v in values.values()):
        return answer, {}
    return answer, {k: str(v.as_fraction()) for k, v in sorted(values.items())}


def _cvc5(text):
    import cvc5

    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(_SOLVER_MS))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "claim")
    symbols, answer = parser.getSymbolManager(), ""
    while not (command := parser.nextCommand()).isNull():
        answer += command.invoke(solver, symbols)
    return answer.strip()
