"""Chapter *A state space of the right size*: how many terms determine a measure, and how well."""

from itertools import combinations_with_replacement
from math import comb

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import nonnegative
from dlf.claims.neighbours.state_spaces import symmetric_balanced
from dlf.neighbours import Atoms, StateSpace, extrapolation_constants
from dlf.verify import Claim, all_of, identity, implies, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)
t, x, y, z = sp.symbols("t x y z", real=True)


def measure_of(n, weight="b", place="a"):
    """Squares of n real symbols at n places: the moments as a function of i."""
    b, a = sp.symbols(f"{weight}1:{n + 1}", real=True), sp.symbols(f"{place}1:{n + 1}", real=True)
    return b, a, lambda i: sum(w**2 * z**i for w, z in zip(b, a, strict=True))


def vanishing(places):
    """q^2 = prod (x - a_j)^2 and its coefficients, from degree 0 to 2 d."""
    q = sp.prod(x - place for place in places)
    return q**2, sp.Poly(q**2, x).all_coeffs()[::-1]


@step(
    "evidence",
    ("one moment fewer", "fewer", 1),
    ("nine tenths of the integral", "share", NINE_TENTHS),
    whole=("fewer",),
)
def square_by_moments(fewer=0, share=1):
    """d^ = 1..3, four states: sum_j b_j^2 q(a_j)^2 = sum_{i <= 2 d^} kappa_i c_i."""

    def at(teacher):
        b, a, c = measure_of(4)
        square, kappa = vanishing(sp.symbols(f"z1:{teacher + 1}", real=True))
        whole = sum(w**2 * square.subs(x, z) for w, z in zip(b, a, strict=True))
        return identity(
            whole, share * sum(k * c(i) for i, k in enumerate(kappa[: len(kappa) - fewer]))
        )

    return over("d", range(1, 4), at)


@step(
    "proof",
    ("a weight that is negative", "positive", False),
    ("an integral that is only at least zero", "zero", False),
)
def no_atom_elsewhere(positive=True, zero=True):
    """Two atoms with weights w >= 0, squares s = q^2 >= 0, and the sum of w s zero: w s = 0 in each."""
    v, w, r, s = sp.symbols("v w r s", real=True)
    total = sp.Eq(v * r + w * s, 0) if zero else sp.Ge(v * r + w * s, 0)
    signs = [sp.Ge(v, 0) if positive else sp.Eq(v, -1), *(sp.Ge(a, 0) for a in (w, r, s))]
    return implies([total, *signs], sp.Eq(w * s, 0))


@step(
    "evidence",
    ("equal one term longer", "longer", 1),
    ("nine tenths of the difference", "share", NINE_TENTHS),
    whole=("longer",),
)
def one_more_state(longer=0, share=1):
    """d^ = 1..3, tridiagonal, all entries free: equal for i < 2 d^, then larger by a square."""

    def at(d):
        p, e, b = sp.symbols(f"p0:{d + 1}", real=True), sp.symbols(f"e1:{d + 1}", real=True), x
        u = sp.symbols("u0:7", real=True)
        beside = lambda i, j: e[min(i, j)] if abs(i - j) == 1 else 0
        A = sp.Matrix(d + 1, d + 1, lambda i, j: p[i] if i == j else beside(i, j))
        term = lambda n, i: (A[:n, :n] ** i)[0, 0] * b**2
        found = sum(u[i] * (term(d + 1, i) - term(d, i)) for i in range(2 * d + 1))
        missed = share * u[2 * d] * b**2 * sp.prod(e) ** 2
        return identity(found, 0 * x if longer else missed)

    return over("d", range(1, 4), at)


def responses(A, B, C, terms):
    return [(C * A**i * B)[0] for i in range(terms)]


@step(
    "evidence",
    ("one term more", "more", 1),
    ("nine tenths of the target", "share", NINE_TENTHS),
    whole=("more",),
)
def forgets(more=0, share=1):
    """k = 2..5: a shift t, read by m, in another basis and scaled: y times m_i t^i, then zeros."""

    def at(k):
        m, weights = sp.symbols(f"m0:{k}", real=True), sp.symbols(f"u0:{2 * k}", real=True)
        shift = sp.Matrix(k, k, lambda i, j: t if i == j + 1 else 0)
        basis, back = (sp.eye(k) + sign * z * sp.eye(k)[:, 1] * sp.eye(k)[0, :] for sign in (1, -1))
        found = responses(basis * shift * back, y * basis[:, 0], sp.Matrix([m]) * back, 2 * k)
        stated = [share * y * m[i % k] * t**i if i < k + more else 0 for i in range(2 * k)]
        total = lambda values: sum(w * v for w, v in zip(weights, values, strict=True))
        return identity(total(found), total(stated))

    return over("k", range(2, 6), at)


TURN = sp.Matrix([[sp.Rational(1, 2), -sp.Rational(5, 8)], [sp.Rational(5, 8), sp.Rational(1, 2)]])


@step(
    "proof",
    ("the fourth term as well", "terms", 4),
    ("the fourth term nine tenths as large", "share", NINE_TENTHS),
    ("one entry of A nine tenths as large", "bent", NINE_TENTHS),
    whole=("terms",),
)
def half_balanced(terms=3, share=1, bent=1):
    """A + t I, A normal, B = C^T; A symmetric, B and C not: 1, t, t^2, then t^3 and something.

    The first one has A A^T = A^T A, as quadratic forms, and B B^T = C^T C.
    """
    rational, weights = sp.Rational, sp.symbols("u0:4", real=True)
    normal, B = sp.diag(-rational(9, 32), TURN), sp.Matrix([rational(4, 5), rational(3, 5), 0])
    normal[1, 2] *= bent
    x = sp.Matrix(sp.symbols("x0:3", real=True))
    square = lambda W: (W * x).dot(W * x)
    balance = identity(square(normal.T), square(normal))
    signed, C = sp.diag(0, 1, -1, 2), sp.Matrix([[15, -3, -1, 1]]) / 12
    cases = ((normal, B, B.T, -rational(369, 2048)), (signed, sp.ones(4, 1), C, rational(1, 2)))

    def at(case):
        A, *ends, fourth = case
        c = responses(A + t * sp.eye(A.rows), *ends, 4)
        found = sum(w * term for w, term in zip(weights, c, strict=True))
        beyond = share * fourth * weights[3] if terms == 3 else 0
        return identity(found, sum(w * t**i for i, w in enumerate(weights)) + beyond)

    return all_of(balance, *map(at, cases))


DIAGONAL = formal("real_spectral.v", "symmetric_student_diagonal")
MASSES = formal("state_measure.v", "same_masses")
DETERMINED, ONE_MORE, FORGETS = theorems(
    "state_determined.v", "moments_determine", "one_more_state", "shift_forgets"
)

determined = Claim(
    name="moments-determine",
    kind="theorem",
    title="The right number of terms",
    statement=r"""
In the setting of {prf:ref}`state-space`, with a teacher of dimension $\hat d$:

1. A student with $[[symmetric]]$, of any width, and with $c_i = m_i$ for $i = 0, \dots, 2 \hat d$, has the measure of the teacher, and $c_i = m_i$ for all $i$.
2. One term fewer is not enough. There is a symmetric balanced student with $\hat d + 1$ states, as near to the teacher's matrices as one likes, such that $c_i = m_i$ for $i < 2 \hat d$ and $c_{2 \hat d} > m_{2 \hat d}$.
3. Neither half of the hypothesis can go. For every target $m \in \R^k$ there is a student with $k$ states that forgets: $c_i = m_i$ for $i < k$ and $c_i = 0$ for $i \ge k$. For the teacher with $m = (1, 0, 0, \dots)$, so that $\hat d = 1$, there are students with $c_i = m_i$ for $i = 0, 1, 2$ and $c_3 \ne 0$, one with $A = A^\T$ and one with $B = C^\T$; the latter has $A A^\T - A^\T A + B B^\T - C^\T C = 0$.
""",
    hypotheses={"symmetric": symmetric_balanced},
    uses=("state-space",),
    source="cohenkarlik2023learning",
    steps=(
        DIAGONAL,
        MASSES,
        DETERMINED,
        ONE_MORE,
        FORGETS,
        square_by_moments,
        no_atom_elsewhere,
        one_more_state,
        forgets,
        half_balanced,
    ),
    parts={
        "1": (DIAGONAL, MASSES, DETERMINED, square_by_moments, no_atom_elsewhere),
        "2": (ONE_MORE, one_more_state),
        "3": (FORGETS, forgets, half_balanced),
    },
)


def complete(degree, variables):
    """The sum of all monomials of a degree in some variables."""
    return sum(sp.prod(v) for v in combinations_with_replacement(variables, degree))


def interpolant(nodes, n):
    """Newton's polynomial for x^n at nodes that may repeat."""
    return sum(
        complete(n - l, nodes[: l + 1]) * sp.prod(x - z for z in nodes[:l])
        for l in range(len(nodes))
    )


def over_terms(at):
    """at(d, n) for n = 3..6 and all teachers of d = 1, 2 states with n > 2 d."""
    each = lambda n: over("d", [d for d in (1, 2) if n > 2 * d], lambda d: at(d, n), whole=True)
    return over("n", range(3, 7), each)


@step(
    "evidence",
    ("one factor of the square left out", "doubled", 1),
    ("nine tenths of the rest", "share", NINE_TENTHS),
    whole=("doubled",),
)
def remainder(doubled=2, share=1):
    """x^n = q^2 u_n + H_n, both by sums of monomials; d^ = 1, 2, n up to 6."""

    def at(d, n):
        z = sp.symbols(f"z1:{d + 1}", real=True)
        nodes = [place for place in z for _ in range(2)]
        u = complete(n - 2 * d, [*nodes, x])
        return identity(
            x**n, share * sp.prod(x - a for a in z) ** doubled * u + interpolant(nodes, n)
        )

    return over_terms(at)


@step(
    "evidence",
    ("a place counted once", "doubled", 1),
    ("nine tenths of the number", "share", NINE_TENTHS),
    whole=("doubled",),
)
def number_of_terms(doubled=2, share=1):
    """(x - R) u_n, all places R: binom(n, 2 d^) R^(n - 2 d^) (x - R), then (x - R)^2; n = 3..6."""
    R = sp.Symbol("R", real=True)

    def at(d, n):
        places, order = [R] * (doubled * d), n - 2 * d
        beside = (x - R) ** 2 * complete(order - 1, [*places, R, x])
        at_R = share * comb(n, order) * R**order
        return identity((x - R) * complete(order, [*places, x]), at_R * (x - R) + beside)

    return over_terms(at)


@step(
    "evidence",
    ("an error of the teacher's own", "exact", NINE_TENTHS),
    ("nine tenths of the integral", "share", NINE_TENTHS),
)
def error_far_out(exact=1, share=1):
    """e_n = sum_j b_j^2 q(a_j)^2 u_n(a_j) + sum_i eta_i e_i; three states, d^ = 1, 2, n up to 6."""

    def at(d, n):
        b, a, c = measure_of(3)
        _, z, m = measure_of(d, "y", "z")
        nodes = [place for place in z for _ in range(2)]
        eta = sp.Poly(interpolant(nodes, n), x).all_coeffs()[::-1]
        square = vanishing(z)[0] * complete(n - 2 * d, [*nodes, x])
        whole = sum(w**2 * square.subs(x, place) for w, place in zip(b, a, strict=True))
        near = sum(h * (c(i) - exact * m(i)) for i, h in enumerate(eta))
        return identity(c(n) - m(n), share * whole + near)

    return over_terms(at)


def near_teacher(stretch=1.0, signed=False):
    """draw: rng -> teacher and a student near it (Atoms), and the radius 0.9."""

    def draw(rng):
        d = int(rng.integers(1, 4))
        places = np.linspace(-0.8, 0.9, d + 1)[1:] - rng.uniform(0, 0.3, d)
        teacher = Atoms(places, rng.uniform(0.3, 1, d))
        kind = int(rng.integers(3))
        if signed:  # weights whose first moments vanish
            far = np.linspace(-0.9, 0.9, 2 * d + 2)
            extra = 0.1 * np.array([1 / np.prod(p - far[far != p]) for p in far])
        elif kind == 0:
            return teacher, bordered(teacher, 0.1 * rng.uniform(0.1, 1)), 0.9
        else:
            far = stretch * rng.uniform(-0.9, 0.9, 6)
            far[0] = stretch * 0.9
            extra = 10.0 ** rng.uniform(-6, -1) * rng.uniform(0, 1, 6)
        moved = 1 + (kind == 1) * 1e-3 * rng.standard_normal(d)
        return (
            teacher,
            Atoms(np.append(places * moved, far), np.append(teacher.weights, extra)),
            0.9,
        )

    return draw


def bordered(teacher, coupling):
    """A teacher with one state more, coupled to what an impulse reaches last."""
    A, B = np.diag(teacher.places), np.sqrt(teacher.weights)
    d = B.size
    last = np.linalg.qr(StateSpace.symmetric(A, B).states(d))[0][:, -1:]
    more = np.block([[A, coupling * last], [coupling * last.T, np.zeros((1, 1))]])
    places, vectors = np.linalg.eigh(more)
    return Atoms(places, (vectors[:d].T @ B) ** 2)


@step(
    "evidence",
    ("one term fewer", "fewer", 1),
    ("eigenvalues beyond the radius", "stretch", 1.5),
    ("weights of both signs", "signed", True),
    whole=("fewer",),
    sharpness=1,
)
def within_the_constants(fewer=0, stretch=1.0, signed=False):
    """Teachers with 1 to 3 atoms, students near them in three ways: |e_n| <= K_n delta, n < 40."""

    def residual(data):
        teacher, student, radius = data
        known, e = 2 * len(teacher.places) + 1 - fewer, student.moments(40) - teacher.moments(40)
        constants = extrapolation_constants(teacher.places, 40, radius=radius)
        allowed = constants * np.linalg.norm(e[:known]) + 1e-14
        return float(np.max(np.maximum(np.abs(e) / allowed - 1, 0)[known:]))

    return measure(range(30), near_teacher(stretch, signed), residual, tolerance=1e-3)


NEWTON = theorems("complete_sums.v", "divided_difference", "newton_power")
HERMITE = theorems("hermite.v", "hermite_exists", "hermite_remainder", "double_zeros")
FAR = theorems("state_moments.v", "far_error", "far_error_bound")
LIMITS = theorems("state_moments_limit.v", "extrapolation_fades", "every_horizon")

stable = Claim(
    name="moments-almost",
    kind="theorem",
    title="Small errors stay small",
    statement=r"""
In the setting of {prf:ref}`state-space`, with a teacher of dimension $\hat d$ and a student with $[[symmetric]]$, let all eigenvalues of both lie in $[-R, R]$, $[[radius]]$. Put $e_i = c_i - m_i$, $\delta^2 = e_0^2 + \dots + e_{2 \hat d}^2$ and $q(x)^2 = \prod_j (x - \hat a_j)^2 = \sum_i \kappa_i x^i$. For $n > 2 \hat d$ let $H_n(x) = \sum_{i < 2 \hat d} \eta_i x^i$ be the polynomial that agrees with $x^n$ at every $\hat a_j$ to first order, and $u_n(x)$ the sum of all monomials of degree $n - 2 \hat d$ in $\hat a_1, \hat a_1, \dots, \hat a_{\hat d}, \hat a_{\hat d}, x$.

1. $x^n = q(x)^2\, u_n(x) + H_n(x)$, and $e_n = \int q^2 u_n\, d\mu + \sum_{i < 2 \hat d} \eta_i\, e_i$.
2. $|e_n| \le K_n\, \delta$ with $K_n = \binom{n}{2 \hat d} R^{n - 2 \hat d} \norm{\kappa} + \norm{\eta}$, whatever the width of the student.
3. For $R < 1$, $K_n \to 0$ as $n \to \infty$: the error at every horizon is at most a constant of the teacher and of $R$ times $\delta$.
""",
    hypotheses={"symmetric": symmetric_balanced, "radius": nonnegative("R")},
    uses=("state-space",),
    steps=(
        DIAGONAL,
        *NEWTON,
        *HERMITE,
        *FAR,
        *LIMITS,
        remainder,
        number_of_terms,
        error_far_out,
        within_the_constants,
    ),
    parts={
        "1": (DIAGONAL, *NEWTON, *HERMITE, FAR[0], remainder, error_far_out),
        "2": (FAR[1], number_of_terms, error_far_out, within_the_constants),
        "3": (*LIMITS, within_the_constants),
    },
)

CLAIMS = (determined, stable)
