"""Matrices with symbols or rationals in them, for the checks of several chapters."""

from functools import reduce

import sympy as sp
from sympy.polys.matrices import DomainMatrix


def letters(names):
    """Matrices of any fitting shapes: letters that do not commute."""
    return sp.symbols(names, commutative=False)


def product(matrices):
    """W_L ... W_1 of (W_1, ..., W_L), expanded; by polynomial arithmetic, as `expand` is slow."""
    return reduce(lambda P, W: W * P, map(DomainMatrix.from_Matrix, matrices)).to_Matrix()


def inner(A, B):
    """<A, B> = tr(A^T B)."""
    return sum(a * b for a, b in zip(A, B, strict=True))


def rotation(k):
    """A rotation with rational entries."""
    t = sp.Rational(1, k + 2)
    c, s = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    return sp.Matrix([[c, -s], [s, c]])


def spatial_rotation(k):
    """A rational rotation of space."""
    first, second = sp.eye(3), sp.eye(3)
    first[:2, :2], second[1:, 1:] = rotation(k), rotation(k + 1)
    return first * second
