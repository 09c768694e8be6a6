"""What the checkers accept, and the exact points at which they try to falsify it."""

from itertools import islice, product

import sympy as sp

_VALUES = (1, 2, sp.Rational(1, 3), sp.Rational(5, 2), 3, -1, 0, sp.Rational(-2, 7))
_POINTS = 40
_TRIED = 5_000
_ASSUMED = ("integer", "even", "odd", "positive", "negative", "nonnegative", "nonpositive", "zero")
_RESERVED = {"E", "I", "N", "O", "Q", "S", "pi", "oo", "zoo", "nan", "Eq", "adjoint"}
_SCALAR = (sp.Add, sp.Mul, sp.Pow, sp.Rational, sp.Symbol, sp.log, sp.exp, sp.atan)
_LETTERS = (sp.Add, sp.Mul, sp.Pow, sp.Rational, sp.Symbol, sp.adjoint)


def exact(*expressions):
    """The expressions as SymPy objects that the checkers can be trusted with.

    Raises:
        ValueError: a float, something that is not finite, a function that SymPy extends beyond
            its meaning, an inverse of letters, two symbols of one name or a reserved name.
    """
    parsed = tuple(sp.sympify(e, rational=False) for e in expressions)
    for e in parsed:
        if e.has(sp.Float):
            raise ValueError(f"floats have no place in an exact claim: {sp.sstr(e)}")
        if e.has(sp.nan, sp.zoo, sp.oo):
            raise ValueError(f"not a finite expression: {sp.sstr(e)}")
        for node in sp.preorder_traversal(e):
            if not isinstance(node, _SCALAR if e.is_commutative else _LETTERS):
                raise ValueError(f"{type(node).__name__} is not admitted: {sp.sstr(node)}")
            counted = node.is_Pow and node.exp.is_integer and node.exp.is_positive
            if not node.is_commutative and node.is_Pow and not counted:
                raise ValueError(f"letters have whole powers only: {sp.sstr(node)}")
    check_names(set().union(*(e.free_symbols for e in parsed)))
    return parsed


def check_names(symbols):
    """ValueError if two symbols share a name or one has a name with a meaning of its own."""
    names = [str(s) for s in symbols]
    if len(set(names)) < len(names):
        raise ValueError(f"two symbols of one name among {sorted(names)}")
    if not _RESERVED.isdisjoint(names):
        raise ValueError(f"reserved names: {sorted(_RESERVED & set(names))}")


def check_real(symbols):
    """Solvers and increments take every symbol for an arbitrary real number: so must the claim."""
    for s in symbols:
        if not s.is_commutative or any(getattr(s, f"is_{a}") is not None for a in _ASSUMED):
            raise ValueError(f"{s} carries assumptions; state them as hypotheses on a real symbol")


def _admissible(symbol):
    """The values on which a symbol may be tried: those that its assumptions allow."""
    agrees = lambda v, a: getattr(symbol, f"is_{a}") in (None, getattr(v, f"is_{a}"))
    found = [v for v in map(sp.sympify, _VALUES) if all(agrees(v, a) for a in _ASSUMED)]
    return [v for v in found if v != 1] + [5] if symbol.is_integer and 2 in found else found


def _test(relation):
    """point -> whether the relation holds; asked once for all points that agree in its symbols."""
    own, known = relation.free_symbols, {}

    def holds(point):
        part = tuple((s, point[s]) for s in own if s in point)
        if part not in known:
            known[part] = relation.subs(part) == sp.true
        return known[part]

    return holds


def points(symbols, where=()):
    """Fixed exact points at which all relations of `where` hold.

    Scalars fit their assumptions; letters are matrices that do not commute.
    """
    scalars = sorted((s for s in symbols if s.is_commutative), key=str)
    letters = sorted((s for s in symbols if not s.is_commutative), key=str)
    matrix = lambda k: sp.Matrix([[1 + k, 2], [k - 1, 3 - k * k]])
    matrices = {s: matrix(k) for k, s in enumerate(letters)}
    grid = (
        dict(zip(scalars, values, strict=True)) for values in product(*map(_admissible, scalars))
    )
    tests = [_test(r) for r in where]
    inside = (p for p in islice(grid, _TRIED) if all(holds(p) for holds in tests))
    for point in islice(inside, _POINTS):
        yield {**point, **matrices}
