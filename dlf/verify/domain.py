"""What the checkers accept, and the exact points at which they try to falsify it."""

import math
from itertools import islice

import sympy as sp

_VALUES = (1, 2, sp.Rational(1, 3), sp.Rational(5, 2), 3, -1, 0, sp.Rational(-2, 7))
_POINTS = 40
_TRIED = 5_000
_ASSUMED = ("integer", "even", "odd", "positive", "negative", "nonnegative", "nonpositive", "zero")
_RESERVED = {"E", "I", "N", "O", "Q", "S", "pi", "oo", "zoo", "nan", "Eq", "adjoint", "log", "exp"}
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


def search(symbols, values, relations, most=math.inf):
    """The points of the product of values(symbol), in its order, at which all relations hold.

    A relation is asked as soon as all of its own symbols have a value.

    Args:
        symbols: in the order in which they get a value.
        values: symbol -> its values.
        relations: SymPy relations.
        most: only so many points of the product are looked at, those left out included.

    Yields:
        symbol -> value.
    """
    symbols, choices = tuple(symbols), [tuple(values(s)) for s in symbols]
    tests = [(r.free_symbols, _test(r)) for r in relations]

    def extended(point, before, tests):
        left = symbols[len(point) :]
        if not all(holds(point) for own, holds in tests if own.isdisjoint(left)):
            return
        if not left:
            yield point
            return
        unripe = [test for test in tests if not test[0].isdisjoint(left)]
        block = math.prod(map(len, choices[len(point) + 1 :]))
        for k, value in enumerate(choices[len(point)]):
            if before + k * block >= most:
                return
            yield from extended({**point, left[0]: value}, before + k * block, unripe)

    return extended({}, 0, tests)


def points(symbols, where=()):
    """Fixed exact points at which all relations of `where` hold.

    Scalars fit their assumptions; letters are matrices that do not commute.
    """
    scalars = sorted((s for s in symbols if s.is_commutative), key=str)
    letters = sorted((s for s in symbols if not s.is_commutative), key=str)
    matrix = lambda k: sp.Matrix([[1 + k, 2], [k - 1, 3 - k * k]])
    matrices = {s: matrix(k) for k, s in enumerate(letters)}
    for point in islice(search(scalars, _admissible, where, _TRIED), _POINTS):
        yield {**point, **matrices}
