"""Chapter *The compressed network*, third part: how good the surrogate's singular vectors are."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import at_most_gap
from dlf.claims.matrices import inner, letters
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, step

HALF = sp.Rational(1, 2)


@step(
    "proof",
    ("Weyl's inequality dropped", "weyl", False),
    ("better by a tenth", "factor", sp.Rational(11, 10)),
    ("the denominator s_r", "denominator", 0),
)
def quotient(weyl=True, factor=1, denominator=1):
    """x sigma <= e, sigma >= s - e > 0 and x >= 0 give x (s - e) <= e."""
    sine, sigma, top, e = sp.symbols("x sigma s e", real=True)
    premise = [sp.Ge(sine, 0), sp.Le(sine, 1), sp.Ge(e, 0), sp.Lt(e, top), sp.Gt(sigma, 0)]
    premise += [sp.Le(sine * sigma, e)] + ([sp.Ge(sigma, top - e)] if weyl else [])
    return implies(premise, sp.Le(factor * sine * (top - denominator * e), e))


@step(
    "proof",
    ("U_perp^T M not zero", "annihilated", 0),
    ("no singular vectors of the surrogate", "singular", 0),
    ("the reversed sign", "sign", -1),
)
def projected(annihilated=1, singular=1, sign=1):
    """Q^T U Sigma = Q^T E V, up to multiples of Q^T M and of (M + E) V - U Sigma; Q = U_perp."""
    Q, U, V, Sigma, M, E = letters("U_perp Uhat Vhat Sigma M E1")
    T = sp.adjoint(Q)
    right = sign * T * E * V + annihilated * T * M * V
    right -= singular * T * ((M + E) * V - U * Sigma)
    return identity(T * U * Sigma, right)


@step(
    "proof",
    ("a complement of another space", "own", 0),
    ("vectors too long by a tenth", "length", sp.Rational(121, 100)),
)
def complement(own=1, length=1):
    """|Q^T w|^2 = 1 - |U^T w|^2 for a unit vector, where U U^T + Q Q^T = I."""
    w = letters("w")
    P, R = letters("P R")  # P = U U^T, R = Q Q^T
    adj = sp.adjoint(w)
    right = length * adj * w - adj * P * w - own * adj * (w - P * w - R * w)
    return identity(adj * R * w, right)


@step(
    "proof",
    ("a multiplier that does not cancel", "share", sp.Rational(11, 10)),
    ("the frame not turned back", "turned", False),
)
def cancelled(share=1, turned=True):
    """S^T u = c p a - s q b and S^T w = s p a + c q b; <h, S^T u> + <z, S^T w> = 0 if <a, b> = 0."""
    t, p, q = sp.symbols("t p q", positive=True)
    h, k = sp.symbols("h k", real=True)  # the components of the first multiplier along a and b
    a, b = (sp.Matrix(sp.symbols(f"{name}1:4", real=True)) for name in "ab")
    c, s = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    of_u, of_w = c * p * a + (-s if turned else s) * q * b, s * p * a + c * q * b
    second = -share * h * c / s * a + k * s / c * b
    paired = inner(h * a + k * b, of_u) + inner(second, of_w)
    return identity(paired, (p * k / c - q * h / s) * inner(a, b), where=[sp.Lt(t, 1)])


@step(
    "proof",
    ("a bound smaller by a tenth", "factor", sp.Rational(9, 10)),
    ("a column counted without its third entry", "third", False),
)
def multipliers(factor=1, third=True):
    """Columns of squares A^2, B^2 with s^2 A^2 + c^2 B^2 <= 1 have a sum of at most 1/(s c)."""
    a, b, c, P, R = sp.symbols("h1 h2 h3 P R", positive=True)  # P = s^2, R = c^2
    weighted = P * (a**2 / P + P * c**2) + R * (b**2 / R + R * c**2 * int(third))
    unit = a**2 + b**2 + c**2 - c**2 * (1 - P**2 - R**2)
    A, B, P, R, h = sp.symbols("A B P R h3", real=True)
    share = [sp.Gt(P, 0), sp.Gt(R, 0), sp.Eq(P + R, 1)]
    premise = [*share, sp.Ge(A, 0), sp.Ge(B, 0), sp.Le(P * A**2 + R * B**2, 1)]
    smaller = implies(share, sp.Ge(h**2 * (1 - P**2 - R**2), 0))
    bound = implies(premise, sp.Le(P * R * (A + B) ** 2, factor))
    return all_of(identity(weighted, unit), smaller, bound)


@step("proof", ("the factor 1", "square", 1), ("beyond 45 degrees", "least", sp.Rational(2, 5)))
def single_angle(square=2, least=HALF):
    """s c <= x and c^2 >= 1/2 give s^2 <= 2 x^2."""
    s, c, x = sp.symbols("s c x", real=True)
    premise = [sp.Ge(s, 0), sp.Gt(c, 0), sp.Ge(c**2, least), sp.Ge(x, 0), sp.Le(s * c, x)]
    return implies(premise, sp.Le(s**2, square * x**2))


@step(
    "proof",
    ("an error larger by a tenth", "factor", sp.Rational(11, 10)),
    ("the slip |E| / s_r", "square", 1),
)
def plane(factor=1, square=2):
    """S = M + E with M = diag(1, 0), |E| = t/(1+t^2) = (sin 2 theta)/2, where tan theta = t < 1."""
    t = sp.Symbol("t", real=True)
    sine, cosine = 2 * t / (1 + t**2), (1 - t**2) / (1 + t**2)  # of twice the angle
    E = sp.Matrix([[-(sine**2), sine * cosine], [sine * cosine, sine**2]]) / 2
    S, u = sp.diag(1, 0) + E, sp.Matrix([1, t])
    weights = sp.symbols("c1:5", real=True)
    vector = identity(inner(weights[:2], S * u), inner(weights[:2], u / (1 + t**2)))
    norm = identity(inner(weights, E * E), inner(weights, (factor * sine / 2) ** 2 * sp.eye(2)))
    # sin^2 <= 2 |E|^2, divided by t^2 and times (1 + t^2)^2
    bound = implies([sp.Gt(t, 0), sp.Lt(t, 1)], sp.Le(1 + t**2, square))
    return all_of(vector, norm, bound)


@step(
    "proof",
    ("a bound smaller by a tenth", "share", sp.Rational(9, 10)),
    ("from 9/20 of the gap on", "least", sp.Rational(9, 20)),
)
def both_ends(share=1, least=HALF):
    """S = u u^T: |E| is the sine. E = diag(-e, e), 1/2 <= e < 1: the second vector leads."""
    t, e = sp.symbols("t e", real=True)
    c, s = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    u = sp.Matrix([c, s])
    E, weights = u * u.T - sp.diag(1, 0), sp.symbols("c1:5", real=True)
    attained = identity(inner(weights, E * E), inner(weights, (share * s) ** 2 * sp.eye(2)))
    leads = implies([sp.Ge(e, least), sp.Lt(e, 1)], sp.Ge(e, 1 - e))
    return all_of(attained, leads)


def perturbed(rng):
    """M of rank r, an error with norm below s_r, and a width of the frames, at least r."""
    rows, columns = rng.integers(4, 12, 2)
    rank = int(rng.integers(1, min(rows, columns)))
    left, right = (np.linalg.qr(rng.standard_normal((n, rank)))[0] for n in (rows, columns))
    values = np.sort(rng.uniform(0.5, 2, rank))
    E = rng.standard_normal((rows, columns))
    E *= rng.uniform(0.02, 0.98) * values[0] / np.linalg.norm(E, 2)
    width = int(rng.integers(rank, min(rows, columns) + 1))
    return left * values @ right.T, rank, E, width


def below_the_gap(data):
    """|E| < s_r, as the theorem assumes."""
    return at_most_gap().holds(data[:3])


def sine(A, B):
    """The largest distance of a unit vector of span A from span B, orthonormal columns."""
    return float(np.linalg.norm(A - B @ (B.T @ A), 2))


@step(
    "evidence",
    ("nine tenths of the bound", "share", 0.9),
    ("the square of the bound", "power", 2),
    ("vectors behind the leading ones", "first", 1),
    whole=("first",),
)
def angles(share=1.0, power=1, first=0):
    """Both sides, the frames of width r and wider ones: 150 random targets and errors."""

    def residual(data):
        M, rank, E, width = data
        U, s, Vt = np.linalg.svd(M)
        left, values, right = np.linalg.svd(M + E)
        norm = np.linalg.norm(E, 2)
        bounds = norm / values[rank - 1], norm / (s[rank - 1] - norm)
        worst = bounds[0] - bounds[1]
        for true, seen in ((U[:, :rank], left), (Vt[:rank].T, right.T)):
            for size in (rank, width):
                found = sine(true, seen[:, first : first + size])
                worst = np.maximum(worst, found - share * bounds[0] ** power)
        return float(np.max([0.0, worst]))

    return measure(range(150), perturbed, residual, tolerance=1e-9, hypotheses=(below_the_gap,))


def nearly_extremal(rng):
    """The example in the plane, turned, among larger singular values, with an error added."""
    rank, height = int(rng.integers(1, 4)), rng.uniform(0.2, 3)
    tangent, size = rng.uniform(0.1, 0.8), 10.0 ** -rng.integers(3, 9)
    left, right = (np.linalg.qr(rng.standard_normal((n, n)))[0] for n in (rank + 3, rank + 2))
    values = height * np.append(rng.uniform(1, 3, rank - 1), 1.0)
    double = 2 * np.arctan(tangent)
    turn = np.array([[-np.sin(double), np.cos(double)], [np.cos(double), np.sin(double)]])
    E = np.zeros((rank + 3, rank + 2))
    E[rank - 1 : rank + 1, rank - 1 : rank + 1] = height * np.sin(double) / 2 * turn
    E += height * size * rng.standard_normal(E.shape)
    return left[:, :rank] * values @ right[:, :rank].T, rank, left @ E @ right.T


def below_half_of_the_gap(data):
    """|E| < s_r / 2, as part 3 assumes."""
    M, rank, E = data
    return bool(np.linalg.norm(E, 2) < np.linalg.svd(M, compute_uv=False)[rank - 1] / 2)


@step("evidence", ("nine tenths of the bound", "share", 0.9))
def double_angle(share=1.0):
    """sin 2 theta <= 2 |E| / s_r close to equality, ranks 1..3: 100 targets and errors."""

    def residual(data):
        M, rank, E = data
        U, s, Vt = np.linalg.svd(M)
        left, _, right = np.linalg.svd(M + E)
        pairs = (U[:, :rank], left[:, :rank]), (Vt[:rank].T, right[:rank].T)
        angle = np.arcsin(np.minimum([sine(*pair) for pair in pairs], 1.0)).max()
        bound = 2 * np.linalg.norm(E, 2) / s[rank - 1]
        return float(np.max([0.0, np.sin(2 * angle) - share * bound, angle - np.pi / 4]))

    hypotheses = (below_half_of_the_gap,)
    return measure(range(100), nearly_extremal, residual, tolerance=1e-9, hypotheses=hypotheses)


rank, width = sp.symbols("r rhat", integer=True)
TRANSPOSED = formal("singular_facts.v", "transposed_singular_values")

SHIFT = formal("singular_angle.v", "singular_values_shift")
CLOSE, NEARER, RIGHT = theorems(
    "leading_vectors.v", "leading_vectors_near", "leading_vectors_half", "leading_right_vectors"
)

ATTAINED = theorems(
    "leading_attained.v", "leading_vectors_attained", "leading_vectors_half_attained"
)

quality = Claim(
    name="surrogate-quality",
    kind="theorem",
    title="The surrogate's singular vectors",
    statement=r"""
Let $M \in \R^{d_L \times d_0}$ have rank $[[rank]]$ and smallest positive singular value $s_r$, and let $S = M + E$ with $[[gap]]$ in the spectral norm. Let $\hat U$ hold leading $\hat r$ left singular vectors of $S$, $[[wide]]$, $[[fits]]$.

1. $\sigma_r(S) \ge s_r - \norm{E} > 0$.
2. Every unit vector of the column space of $M$ has a distance from the span of $\hat U$ of at most

   $$
   \frac{\norm{E}}{\sigma_r(S)} \le \frac{\norm{E}}{s_r - \norm{E}} .
   $$

   For $\hat r = r$ this bounds the sine of the largest angle between the two spaces. The first bound is attained by $M = \diag(1, 0)$ and $S = u u^\T$ for every unit vector $u$ with $u_1 \ne 0$.
3. If $\norm{E} < \frac12 s_r$, this distance is at most $\sin \theta$, where $\theta < \frac\pi4$ and

   $$
   \sin 2\theta = \frac{2 \norm{E}}{s_r} ,
   $$

   and so at most $\sqrt2\, \norm{E} / s_r$. For every value of $\norm{E} / s_r$ below $\frac12$ there are $2 \times 2$ matrices of rank $r = 1$, with $\hat r = 1$, for which it is $\sin \theta$.
4. From $\frac12 s_r \le \norm{E}$ on, nothing follows from $\norm{E}$ and $s_r$ alone: for $\hat r = 1$, $M = \diag(1, 0)$ and $E = \diag(-e, e)$ with $\frac12 \le e < 1$, the second unit vector is a leading singular vector of $S$, at distance $1$ from the column space of $M$. There $\norm{E} / (s_r - \norm{E}) \ge 1$.
5. The same holds for the row space of $M$ and the right singular vectors.
""",
    hypotheses={
        "gap": at_most_gap(),
        "rank": Relation(sp.Ge(rank, 1)),
        "wide": Relation(sp.Ge(width, rank)),
        "fits": Relation(sp.Le(width, sp.Min(*sp.symbols("d_L d_0", integer=True)))),
    },
    source="wedin1972perturbation",
    steps=(
        *ATTAINED,
        SHIFT,
        CLOSE,
        NEARER,
        RIGHT,
        TRANSPOSED,
        projected,
        quotient,
        complement,
        cancelled,
        multipliers,
        single_angle,
        plane,
        both_ends,
        angles,
        double_angle,
    ),
    parts={
        "1": (
            SHIFT,
            angles,
        ),
        "2": (ATTAINED[0], CLOSE, TRANSPOSED, projected, quotient, complement, both_ends, angles),
        "3": (ATTAINED[1], NEARER, cancelled, multipliers, single_angle, plane, double_angle),
        "4": (both_ends,),
        "5": (SHIFT, RIGHT, angles, double_angle),
    },
)

CLAIMS = (quality,)
