"""Chapter *A state space of the right size*: what a student is where it comes to rest."""

from math import comb

import numpy as np
import sympy as sp
from sympy.polys.matrices import DomainMatrix

from dlf.claims.formal import formal, theorems
from dlf.claims.neighbours.state_spaces import (
    at_least_one_term,
    symbolic_loss,
    symbolic_system,
    symmetric_balanced,
)
from dlf.neighbours import StateSpace, atoms, fit_symmetric, response_gradient, response_loss
from dlf.verify import Claim, identity, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)
REST = (*range(8), 9, 10, 12, 13, *range(15, 23))  # seeds of students at rest without fitting
x = sp.Symbol("x", real=True)


def weight(i):
    """Those of the symbolic loss."""
    return sp.Rational(1, i + 1)


def residual_polynomial(c, m, at):
    """p = sum_i w_i (c_i - m_i) at^i."""
    return sum(weight(i) * (c[i] - m[i]) * at**i for i in range(len(m)))


@step(
    "evidence",
    ("the derivative of p off the diagonal, too", "divided", False),
    ("nine tenths of the slopes", "share", NINE_TENTHS),
)
def slopes_by_polynomial(divided=True, share=1):
    """d = 2, k = 3, 4: l derived by all entries at A = diag(a), B = C^T = b: b_i b_j p[a_i, a_j], b p."""
    A, B, C = symbolic_system(2)
    a, b, u = (sp.symbols(names, real=True) for names in ("z1:3", "y1:3", "u1:9"))
    place = dict(zip([*A, *B, *C], [a[0], 0, 0, a[1], *b, *b], strict=True))

    def at(k):
        m = sp.symbols(f"m0:{k}", real=True)
        loss = symbolic_loss(A, B, C, m)
        c = [sum(w**2 * z**i for w, z in zip(b, a, strict=True)) for i in range(k)]
        p = residual_polynomial(c, m, x)
        slope = [sp.diff(p, x).subs(x, z) for z in a]
        gap = sum(
            weight(i) * (c[i] - m[i]) * a[0] ** s * a[1] ** (i - 1 - s)
            for i in range(k)
            for s in range(i)
        )
        between = gap if divided else slope[0]
        by_A = [b[0] ** 2 * slope[0], *[b[0] * b[1] * between] * 2, b[1] ** 2 * slope[1]]
        by_B = [w * p.subs(x, z) for w, z in zip(b, a, strict=True)]
        found = sum(w * sp.diff(loss, s).subs(place) for w, s in zip(u, [*A, *B, *C], strict=True))
        stated = sum(w * 2 * s for w, s in zip(u, [*by_A, *by_B, *by_B], strict=True))
        return identity(found, share * stated)

    return over("k", (3, 4), at)


@step(
    "evidence",
    ("the third power of the differences", "power", 3),
    ("zeros that are simple", "slopes", False),
    whole=("power",),
)
def double_zeros(power=4, slopes=True):
    """N = 2, 3: values and slopes of 2N powers at N places: the determinant is no zero, (a_j - a_i)^4."""

    def at(N):
        a, powers = sp.symbols(f"a1:{N + 1}", real=True), range(2 * N)
        values = [[z**i for i in powers] for z in a]
        first = [[i * z ** (i - 1) if i else sp.Integer(0) for i in powers] for z in a]
        rows = DomainMatrix.from_Matrix(sp.Matrix([*values, *(first if slopes else values)]))
        differences = sp.prod(a[j] - a[i] for j in range(N) for i in range(j))
        return identity(rows.domain.to_sympy(rows.det()), (-1) ** comb(N, 2) * differences**power)

    return over("N", (2, 3), at)


@step(
    "evidence",
    ("once the integral", "twice", 1),
    ("without the square", "square", 0),
    ("nine tenths of the square", "square", NINE_TENTHS),
    whole=("twice",),
)
def convex(twice=2, square=1):
    """k = 2..5, moments c and c + e: l(c + e) - l(c) = 2 sum_i p_i e_i + sum_i w_i e_i^2."""

    def at(k):
        c, e, m = (sp.symbols(f"{name}0:{k}", real=True) for name in "cem")
        loss = lambda r: sum(weight(i) * (r[i] - m[i]) ** 2 for i in range(k))
        p = [weight(i) * (c[i] - m[i]) for i in range(k)]
        rise = loss([a + b for a, b in zip(c, e, strict=True)]) - loss(c)
        stated = twice * sum(a * b for a, b in zip(p, e, strict=True))
        return identity(rise, stated + square * sum(weight(i) * b**2 for i, b in enumerate(e)))

    return over("k", range(2, 6), at)


@step(
    "evidence",
    ("the fourth power left out", "fourth", 0),
    ("eleven tenths of the slope", "share", sp.Rational(11, 10)),
)
def spare_state(fourth=1, share=1):
    """k = 2..5: a new atom h^2 at x changes l by 2 h^2 p(x) + h^4 sum_i w_i x^(2i)."""
    h = sp.Symbol("h", real=True)

    def at(k):
        c, m = (sp.symbols(f"{name}0:{k}", real=True) for name in "cm")
        rise = sum(
            weight(i) * ((c[i] + h**2 * x**i - m[i]) ** 2 - (c[i] - m[i]) ** 2) for i in range(k)
        )
        stated = 2 * share * h**2 * residual_polynomial(c, m, x)
        return identity(
            rise, stated + fourth * h**4 * sum(weight(i) * x ** (2 * i) for i in range(k))
        )

    return over("k", range(2, 6), at)


def noisy_fit(rng):
    """k = 5 or 7 moments of two atoms with noise, and a student of 4 to 6 states fitted to them."""
    k, d = int(rng.choice([5, 7])), int(rng.integers(4, 7))
    m = np.array([0.7, 0.6]) @ np.vander([0.8, -0.3], k, increasing=True)
    m += 0.05 * rng.standard_normal(k)
    A = 0.1 * rng.standard_normal((d, d))
    start = StateSpace.symmetric(A + A.T, 0.3 * rng.standard_normal(d))
    return m, start, fit_symmetric(start, m, steps=300)


def rests_without_fitting(data):
    """The gradient vanishes, up to rounding, and the loss does not."""
    m, _, end = data
    slope = response_gradient(end, m)
    steepest = np.max([np.abs(slope.A).max(), np.abs(slope.B).max()])
    return bool(steepest < 1e-6 and response_loss(end, m) > 1e-5)


@step(
    "evidence",
    ("one atom fewer", "fewer", 1),
    ("the start in place of the end", "start", True),
    whole=("fewer",),
)
def at_rest(fewer=0, start=False):
    """Noisy targets, students of 4 to 6 states by L-BFGS that rest: at most (k - 1)/2 atoms."""

    def residual(data):
        m, first, end = data
        found = atoms(first if start else end, negligible=1e-5, near=0.02)
        return float(np.max([len(found.places) - (m.size - 1) // 2 + fewer, 0.0]))

    return measure(REST, noisy_fit, residual, tolerance=1e-3, hypotheses=(rests_without_fitting,))


STILL, FEWER, LEAST, *SPARE = theorems(
    "state_rest.v",
    "at_rest",
    "rest_few_atoms",
    "nonnegative_rest_is_best",
    "spare_state",
    "spare_state_lowers",
)
FEW = formal("hermite.v", "double_zeros"), FEWER
BEST = LEAST, formal("state_measure.v", "same_masses")

BASIS = theorems("real_spectral.v", "real_spectral", "symmetric_student_diagonal")

small = Claim(
    name="states-at-rest",
    kind="theorem",
    title="What does not fit is small",
    statement=r"""
In the setting of {prf:ref}`state-space`, let the target $m \in \R^k$, $[[terms]]$, be arbitrary, and let the student be $[[symmetric]]$ with the measure $\mu$. Put $p(x) = \sum_{i < k} w_i\, (c_i - m_i)\, x^i$.

1. All derivatives of $\ell$ by the entries of $A$, $B$, $C$ vanish if and only if $p(a) = p'(a) = 0$ at every atom $a$ of $\mu$.
2. If they vanish and $\ell \ne 0$, then $\mu$ has at most $\frac{k - 1}2$ atoms, whatever the width of the student.
3. If moreover $p(x) \ge 0$ for all $x \in \R$, no symmetric balanced student of any width has a smaller loss, and every one with the same loss has the measure $\mu$.
4. A further state with the eigenvalue $x$ and the component $h$ of $B = C^\T$ changes $\ell$ by $2 h^2 p(x) + h^4 \sum_{i < k} w_i\, x^{2i}$, which is negative for small $h \ne 0$ if $p(x) < 0$.
""",
    hypotheses={"terms": at_least_one_term, "symmetric": symmetric_balanced},
    uses=("state-space",),
    steps=(
        *BASIS,
        STILL,
        *FEW,
        *BEST,
        *SPARE,
        slopes_by_polynomial,
        double_zeros,
        convex,
        spare_state,
        at_rest,
    ),
    parts={
        "1": (*BASIS, STILL, slopes_by_polynomial),
        "2": (*FEW, double_zeros, at_rest),
        "3": (*BEST, convex),
        "4": (*SPARE, spare_state),
    },
)

CLAIMS = (small,)
