"""The hypotheses that several claims share; each tests its data and writes its LaTeX."""

from dataclasses import replace

import numpy as np
import sympy as sp

from dlf.chain import imbalance
from dlf.verify import Property, Relation

_ROUNDING = 1e-12
below_one = Relation(sp.Lt(sp.Symbol("c", real=True), 1))
below_half = Relation(sp.Lt(sp.Symbol("c", real=True), sp.Rational(1, 2)))
larger = Relation(sp.Gt(sp.Symbol("s_i", real=True), sp.Symbol("s_j", real=True)))


def depth_at_least(least):
    """L >= least."""
    return Relation(sp.Ge(sp.Symbol("L", integer=True), least))


def _slope_is_the_gradient(data):
    """Whether f(X + hD) - f(X) - h <G, D> falls faster than h, for f, G and X as given."""
    value, G, X = data
    D = np.random.default_rng(0).standard_normal(X.shape)
    remainder = [value(X + h * D) - value(X) - h * np.vdot(G, D) for h in (1e-3, 1e-5)]
    return bool(abs(remainder[1]) < 1e-3 * abs(remainder[0]) < np.inf)


def _squares(X):
    return float(np.vdot(X, X)) / 2


def _smooth(name, latex):
    """Half the sum of squares has it at the identity, the sum of absolute values not at zero."""
    example = (_squares, np.eye(2), np.eye(2))
    kinked = (lambda X: float(np.abs(X).sum()), np.zeros((2, 2)), np.zeros((2, 2)))
    return Property(name, latex, _slope_is_the_gradient, example, kinked)


def differentiable(f, X):
    """A function with its gradient at a point; tested by the remainder of Taylor's formula."""
    latex = rf"{f}({X} + D) = {f}({X}) + \inner{{\nabla {f}({X})}}{{D}} + o(\norm{{D}}_F)"
    return _smooth(f"differentiable({f}, {X})", latex)


def continuously_differentiable(f):
    """A function with its gradient, tested at a point."""
    return _smooth(f"C1({f})", rf"{f} \in C^1")


def positive(name):
    """A real number > 0."""
    return Relation(sp.Gt(sp.Symbol(name, real=True), 0))


def nonnegative(name):
    """A real number >= 0."""
    return Relation(sp.Ge(sp.Symbol(name, real=True), 0))


def balanced():
    """A chain of factors whose imbalances vanish (up to rounding)."""

    def holds(factors):
        return bool(max(np.abs(gap).max() for gap in imbalance(factors)) < _ROUNDING)

    latex = r"W_{l+1}^\T W_{l+1} = W_l W_l^\T"
    return Property("balanced(W)", latex, holds, (np.eye(2), np.eye(2)), (np.eye(2), 2 * np.eye(2)))


def orthonormal_columns(*names):
    """Matrices with orthonormal columns."""

    def holds(matrices):
        gaps = (np.abs(A.T @ A - np.eye(A.shape[1])).max() for A in matrices)
        return bool(max(gaps) < _ROUNDING)

    latex = " = ".join(rf"{name}^\T {name}" for name in names) + " = I"
    machine = f"orthonormal_columns({', '.join(names)})"
    return Property(machine, latex, holds, (np.eye(3)[:, :2],), (np.ones((3, 2)),))


def orthogonal(name):
    """A square orthogonal matrix."""

    def holds(Q):
        return bool(np.abs(Q.T @ Q - np.eye(Q.shape[1])).max() < _ROUNDING)

    return Property(
        f"orthogonal({name})", rf"{name}^\T {name} = I", holds, np.eye(2), np.ones((2, 2))
    )


def each_orthogonal(name):
    """Square orthogonal matrices, one for each layer l."""
    return replace(orthogonal(name), latex=rf"{name}_l^\T {name}_l = I")


def room():
    """d - 2r > 0: the width leaves room beside the rows and columns of the target."""
    width, rank = sp.symbols("d r", integer=True)
    return Relation(sp.Gt(width - 2 * rank, 0))


def simple(symbol):
    """A matrix and a place, at which its singular value is positive and equal to no other."""

    def holds(data):
        s = np.linalg.svd(data[0], compute_uv=False)
        apart = np.abs(np.delete(s, data[1]) - s[data[1]]).min(initial=np.inf)
        return bool(s[data[1]] > 0 and min(s[data[1]], apart) > 1e-6 * s[0])

    machine = f"simple_singular_value({symbol})"
    example, counterexample = (np.diag([2.0, 1.0]), 1), (np.diag([2.0, 1.0, 1.0]), 1)
    return Property(machine, rf"\{symbol} > 0", holds, example, counterexample)


def singular_values_at_least(bound):
    """A path of matrices (n, d, d) and a number that no singular value undercuts."""

    def holds(data):
        path, number = data
        return bool(number > 0 and np.linalg.svd(path, compute_uv=False).min() >= number)

    latex = rf"\sigma_{{\min}}(X(\tau)) \ge \{bound} > 0"
    machine = f"singular_values_at_least(X, {bound})"
    return Property(machine, latex, holds, (np.eye(2)[None], 0.5), (np.eye(2)[None], 2.0))


def nonsingular(symbol):
    """A square matrix with an inverse."""

    def holds(X):
        return bool(np.linalg.cond(X) < 1 / _ROUNDING)

    latex = rf"\det {symbol} \ne 0"
    return Property(f"nonsingular({symbol})", latex, holds, np.eye(2), np.ones((2, 2)))


def at_most_gap():
    """A matrix of some rank r and an error whose spectral norm is below the singular value s_r."""

    def holds(data):
        M, rank, E = data
        return bool(np.linalg.norm(E, 2) < np.linalg.svd(M, compute_uv=False)[rank - 1])

    example, counterexample = (np.eye(2), 2, np.eye(2) / 2), (np.eye(2), 2, 2 * np.eye(2))
    return Property("norm(E) < s_r(M)", r"\norm{E} < s_r", holds, example, counterexample)


def at_least_one(name):
    """A whole number >= 1."""
    return Relation(sp.Ge(sp.Symbol(name, integer=True), 1))


def depth_is(depth):
    """L is this number."""
    return Relation(sp.Eq(sp.Symbol("L", integer=True), depth, evaluate=False))


def starts_at_most(target, depth=None):
    """eps^L <= a singular value of the target; the depth may be a number."""
    power = depth or sp.Symbol("L", integer=True)
    scale, target = sp.Symbol("varepsilon", real=True), sp.Symbol(target, real=True)
    return Relation(sp.Le(scale**power, target))


def product_at_most(depth="L"):
    """A matrix and a number that no singular value exceeds, up to rounding."""

    def holds(data):
        X, number = data
        return bool(np.linalg.norm(X, 2) <= number * (1 + _ROUNDING))

    machine = f"sigma_1(X(0)) <= varepsilon**{depth}"
    latex = rf"\sigma_1(X(0)) \le \varepsilon^{depth}"
    return Property(machine, latex, holds, (np.eye(2), 1.0), (np.eye(2), 0.5))


def flat_start():
    """Two factors and a number eps: W_1 W_1^T = W_2^T W_2 = eps^2 I."""

    def holds(data):
        W1, W2, scale = data
        flat = scale**2 * np.eye(W1.shape[0])
        return bool(max(np.abs(G - flat).max() for G in (W1 @ W1.T, W2.T @ W2)) < _ROUNDING)

    latex = r"W_1(0) W_1(0)^\T = W_2(0)^\T W_2(0) = \varepsilon^2 I_k"
    one = np.eye(2)
    return Property("flat(W_1, W_2)", latex, holds, (one, one, 1.0), (one, np.diag([1, 2.0]), 1.0))
