"""Chapter *Matrix sensing*: the gradient, what measurements leave open, the outer factors."""

from itertools import product

import numpy as np
import sympy as sp

from dlf.chain import leading_modes, spectral
from dlf.claims.hypotheses import depth_at_least, orthonormal_columns, positive
from dlf.claims.matrices import inner, letters
from dlf.dynamics import gradient_descent
from dlf.recovery import gaussian_sensing
from dlf.verify import Claim, Relation, identity, implies, measure, over, step


def symbolic(name, count):
    """A vector of real symbols: the entries of a matrix."""
    return sp.symbols(f"{name}1:{count + 1}", real=True)


@step(
    "proof",
    ("without the quadratic term", "square", 0),
    ("twice the residual", "linear", 2),
)
def expansion(square=1, linear=1):
    """f(X + V) against its three terms: m = 1..3 operators of two entries, all symbols."""
    w, X, V = sp.Symbol("w", real=True), symbolic("x", 2), symbolic("v", 2)

    def at(m):
        A, y = [symbolic(f"a{i}_", 2) for i in range(m)], symbolic("y", m)
        residuals = [inner(Ai, X) - yi for Ai, yi in zip(A, y, strict=True)]
        G = [w * sum(ri * Ai[k] for ri, Ai in zip(residuals, A, strict=True)) for k in range(2)]
        moved = [x + v for x, v in zip(X, V, strict=True)]
        whole = w / 2 * sum((inner(Ai, moved) - yi) ** 2 for Ai, yi in zip(A, y, strict=True))
        start = w / 2 * sum(ri**2 for ri in residuals)
        rest = w / 2 * sum(inner(Ai, V) ** 2 for Ai in A)
        return identity(whole, start + linear * inner(G, V) + square * rest)

    return over("m", range(1, 4), at)


@step("proof", ("the surrogate itself", "power", 0), ("uphill", "sign", 1), whole=("power",))
def at_zero(power=1, sign=-1):
    """The derivative of f in one entry, at X = 0, is -w m S there: m = 2..5 measurements."""
    w, X = sp.Symbol("w", real=True), symbolic("x", 2)

    def at(m):
        A, y = [symbolic(f"a{i}_", 2) for i in range(m)], symbolic("y", m)
        f = w / 2 * sum((inner(Ai, X) - yi) ** 2 for Ai, yi in zip(A, y, strict=True))
        S = inner(y, [Ai[0] for Ai in A]) / m
        slope = sp.diff(f, X[0]).subs(dict.fromkeys(X, 0))
        return identity(slope, sign * w * m**power * S)

    return over("m", range(2, 6), at)


@step(
    "proof",
    ("half of the variance", "variance", sp.Rational(1, 2)),
    ("the residual of M alone", "start", 0),
    ("entries of mean one tenth", "shift", sp.Rational(1, 10)),
)
def one_entry(variance=1, start=1, shift=0):
    """E <A, X - M> A_3 over three entries, each sigma t or -sigma / t with mean 0.

    A mean of products of two entries depends on the distribution through E A_i A_j alone, and those
    are what the hypothesis fixes: so one family of distributions stands for all.
    """
    sigma, t = sp.Symbol("sigma", positive=True), sp.symbols("t1:4", positive=True)
    Z = [start * x - m for x, m in zip(symbolic("x", 3), symbolic("m", 3), strict=True)]
    residual = [x - m for x, m in zip(symbolic("x", 3), symbolic("m", 3), strict=True)]
    mean = 0
    for high in product((True, False), repeat=3):
        pairs = list(zip(high, t, strict=True))
        A = [shift + (sigma * u if up else -sigma / u) for up, u in pairs]
        chance = sp.prod((1 if up else u**2) / (1 + u**2) for up, u in pairs)
        mean += chance * inner(A, residual) * A[2]
    return identity(mean, variance * sigma**2 * Z[2])


gradient = Claim(
    name="sensing-gradient",
    kind="proposition",
    title="The gradient of sensing",
    statement=r"""
Let $A_1, \dots, A_m \in \R^{d_L \times d_0}$, $y \in \R^m$, $[[weight]]$, $S = \frac1m \sum_i y_i A_i$ and

$$
f(X) = \frac w2 \sum_{i=1}^{m} (\inner{A_i}{X} - y_i)^2 .
$$

1. $f(X + V) = f(X) + \inner{G}{V} + \frac w2 \sum_i \inner{A_i}{V}^2$ for all $X$ and $V$, with

   $$
   G = w \sum_{i=1}^{m} (\inner{A_i}{X} - y_i)\, A_i .
   $$

   So $\nabla f(X) = G$.
2. $\nabla f(0) = -w m\, S$.
3. Let $y_i = \inner{A_i}{M}$, and let the entries of each single $A_i$ be uncorrelated, with mean $0$ and variance $\sigma^2$; different $A_i$ may depend on each other. Then $\mathbb E\, \nabla f(X) = w m \sigma^2\, (X - M)$ for every fixed $X$.
""",
    hypotheses={"weight": positive("w")},
    words=(
        "Sums over any number of measurements and of entries.",
        "A function with such an expansion has the gradient G.",
    ),
    steps=(expansion, at_zero, one_entry),
    parts={"1": (expansion,), "2": (at_zero,), "3": (one_entry,)},
)


@step("proof", ("twice the overlap", "overlap", 2))
def freedom(overlap=1):
    """The entries of a, b and c in [a b; c e], with a of size r x r: n of them."""
    r, rows, columns = sp.symbols("r d_L d_0")
    entries = r**2 + r * (columns - r) + (rows - r) * r
    return identity(entries, r * (rows + columns - overlap * r))


@step("proof", ("half of it", "part", sp.Rational(1, 2)))
def schur(part=1):
    """det [a b; c e] = det(a) e - c adj(a) b: of rank r if and only if e = c a^-1 b."""

    def at(r):
        shift = sp.Matrix(r + 1, r + 1, lambda i, j: (i + 1) ** j)  # a is invertible at 0
        whole = shift + sp.Matrix(r + 1, r + 1, symbolic("z", (r + 1) ** 2))
        a, b, c = whole[:r, :r], whole[:r, r:], whole[r:, :r]
        return identity(
            whole.det(method="berkowitz"), a.det() * whole[r, r] - part * (c * a.adjugate() * b)[0]
        )

    return over("r", (2, 3), at)


def random_problem(rng, spare):
    """Operators, a target of rank r, k >= r and the number of freedoms that m leaves."""
    rows, columns = (int(x) for x in rng.integers(3, 7, 2))
    k = int(rng.integers(1, min(rows, columns)))
    r = int(rng.integers(1, k + 1))
    M = rng.standard_normal((rows, r)) @ rng.standard_normal((r, columns))
    count = {"family": k * max(rows, columns), "surface": r * (rows + columns - r)}
    operators = {what: rng.standard_normal((n - spare, rows, columns)) for what, n in count.items()}
    return operators, M, r, k


def kernel(L):
    """Orthonormal columns that L maps to zero."""
    _, s, Vt = np.linalg.svd(L, full_matrices=True)
    return Vt[np.sum(s > 1e-9 * s[0]) :].T


def misfit(A, M, X, rank):
    """How far X is from a fit of that rank."""
    beyond = np.append(np.linalg.svd(X, compute_uv=False), 0.0)[rank]
    return max(np.abs(np.tensordot(A, X - M)).max(), beyond)


@step(
    "evidence",
    ("one dimension more", "more", 1),
    ("one column less", "columns", -1),
    whole=("more", "columns"),
)
def family(more=0, columns=0):
    """k max(d_L, d_0) - m dimensions of fits of rank k through M: 20 draws, two dimensions left."""

    def residual(data):
        operators, M, _, k = data
        A = operators["family"]
        if M.shape[0] > M.shape[1]:
            A, M = A.transpose(0, 2, 1), M.T
        U = np.linalg.svd(M)[0][:, : max(k + columns, 1)]
        space = kernel(np.einsum("mij,ik->mkj", A, U).reshape(len(A), -1))
        if space.shape[1] < 2 + more:
            return 1.0
        moved = M + U @ space[:, :2].sum(axis=1).reshape(U.shape[1], -1)
        return misfit(A, M, moved, k)

    return measure(range(20), lambda rng: random_problem(rng, 2), residual, tolerance=1e-9)


def chart(D, rows, columns):
    """theta = (a, b, c) -> [D + a, b; c, c (D + a)^-1 b], all of whose values have rank r."""
    r = len(D)
    cuts = [r * r, r * r + r * (columns - r)]

    def at(theta):
        a, b, c = np.split(theta, cuts)
        a, b, c = D + a.reshape(r, r), b.reshape(r, -1), c.reshape(-1, r)
        return np.block([[a, b], [c, c @ np.linalg.solve(a, b)]])

    return at, cuts[1] + (rows - r) * r


def corrected(at, A, M, theta, tangent):
    """Gauss-Newton from theta to a fit, across the tangent directions."""
    for _ in range(8):
        differences = [(at(theta + 1e-6 * e) - at(theta - 1e-6 * e)) for e in np.eye(len(theta))]
        J = np.array([np.tensordot(A, X) for X in differences]).T / 2e-6
        gap = np.append(np.tensordot(A, at(theta) - M), np.zeros(tangent.shape[1]))
        theta = theta - np.linalg.lstsq(np.vstack([J, tangent.T]), gap, rcond=None)[0]
    return theta


@step("evidence", ("as many measurements as degrees of freedom", "spare", 0), whole=("spare",))
def surface(spare=1):
    """With m = n - 1 a step along the curve and back onto it ends at another fit: 20 draws."""

    def residual(data):
        operators, M, r, _ = data
        U, s, Vt = np.linalg.svd(M)
        A, M = np.einsum("ji,mjk,lk->mil", U, operators["surface"], Vt), U.T @ M @ Vt.T
        at, n = chart(np.diag(s[:r]), *M.shape)
        flat = np.array([at(1e-6 * e) - at(-1e-6 * e) for e in np.eye(n)]) / 2e-6
        tangent = kernel(np.tensordot(A, flat, axes=([1, 2], [1, 2])))
        if not tangent.size:
            return 1.0
        far = 1e-2 * s[r - 1]
        theta = corrected(at, A, M, far * tangent[:, 0], tangent)
        left = max(0.0, 1 - np.linalg.norm(at(theta) - M) / (0.9 * far))
        return max(misfit(A, M, at(theta), r), left)

    return measure(range(20), lambda rng: random_problem(rng, spare), residual, tolerance=1e-8)


@step("proof", ("half of it", "factor", 1))
def fitted(factor=2):
    """f = w q / 2 and q >= c z: so z <= 2 f / (w c), with z = |X - M|^2, q the sum of squares."""
    w, c, z, q = sp.symbols("w c z q", real=True)
    premises = (sp.Gt(w, 0), sp.Gt(c, 0), sp.Ge(z, 0), sp.Ge(q, c * z))
    return implies(premises, sp.Le(w * c * z, factor * (w * q / 2)))


def _integer(names):
    return sp.symbols(names, integer=True)


def _few():
    m, k, rows, columns = _integer("m k d_L d_0")
    return Relation(sp.Lt(m, k * sp.Max(rows, columns)))


def _fewer():
    m, r, rows, columns = _integer("m r d_L d_0")
    return Relation(sp.Lt(m, r * (rows + columns - r)))


left_open = Claim(
    name="sensing-left-open",
    kind="proposition",
    title="What the measurements leave open",
    statement=r"""
Let $A_1, \dots, A_m$ and $M$ be real $d_L \times d_0$ matrices, and let $M$ have the rank $[[rank]]$. A matrix $X$ *fits* if $\inner{A_i}{X} = \inner{A_i}{M}$ for all $i$. Let $[[bound]]$ be a whole number, at most $\min(d_L, d_0)$.

1. If $[[few]]$, then for every choice of the $A_i$ the fits of rank at most $k$ contain an affine space through $M$, of dimension $k \max(d_L, d_0) - m$ at least.
2. If $[[fewer]]$, then for almost every choice of the $A_i$ the fits of rank $r$ contain a smooth manifold through $M$ of the dimension $r\,(d_L + d_0 - r) - m$.
3. Let $[[weight]]$, $f(X) = \frac w2 \sum_i \inner{A_i}{X - M}^2$ and $[[convex]]$. If $\sum_i \inner{A_i}{Z}^2 \ge c \norm{Z}_F^2$ for all $Z$ of rank at most $r + k$, then

   $$
   \norm{X - M}_F^2 \le \frac{2}{w c}\, f(X) \qquad \text{for all } X \text{ of rank at most } k.
   $$
""",
    hypotheses={
        "rank": Relation(sp.Ge(sp.Symbol("r", integer=True), 1)),
        "bound": Relation(sp.Ge(*_integer("k r"))),
        "few": _few(),
        "fewer": _fewer(),
        "weight": positive("w"),
        "convex": positive("c"),
    },
    words=(
        "The kernel of a linear map of N numbers to m has the dimension N - m at least.",
        "The implicit function theorem in the chart; the operators that it does not admit are the "
        "zeros of a polynomial.",
        "The rank of X - M is at most r + k.",
    ),
    steps=(family, freedom, schur, surface, fitted),
    parts={"1": (family,), "2": (freedom, schur, surface), "3": (fitted,)},
)


@step("proof", ("half of the core", "part", sp.Rational(1, 2)))
def split(part=1):
    """U R V^T - M = U (R - C) V^T - (M - U C V^T), with C = U^T M V, in letters."""
    U, V, M, R = letters("U V M R")
    core = sp.adjoint(U) * M * V
    inside, outside = R - core, M - U * core * sp.adjoint(V)
    return identity(U * R * sp.adjoint(V) - M, part * U * inside * sp.adjoint(V) - outside)


@step("proof", ("half of the part inside", "part", sp.Rational(1, 2)))
def rest(part=1):
    """U^T (M - U C V^T) V = C - (U^T U) C (V^T V), with C = U^T M V, in letters."""
    U, V, M = letters("U V M")
    core = sp.adjoint(U) * M * V
    outside = sp.adjoint(U) * (M - U * core * sp.adjoint(V)) * V
    frames = part * sp.adjoint(U) * U * core * sp.adjoint(V) * V
    return identity(outside, core - frames)


@step(
    "evidence",
    ("columns of length 2", "length", 2),
    ("a tenth of the core is lost", "core", sp.Rational(9, 10)),
)
def frames(length=1, core=1):
    """The two squares add up for all M and R and all frames of width 1 in the plane."""
    s, t = sp.symbols("s t", real=True)
    column = lambda u: sp.Matrix([1 - u**2, 2 * u]) / (1 + u**2)
    U, V = length * column(s), column(t)
    M, R = sp.Matrix(2, 2, symbolic("m", 4)), sp.Matrix([sp.Symbol("r", real=True)])
    C = core * U.T * M * V
    left, inside, outside = U * R * V.T - M, R - C, M - U * U.T * M * V * V.T
    return identity(inner(left, left), inner(inside, inside) + inner(outside, outside))


@step(
    "evidence",
    ("outer factors that learn", "held", False),
    ("a tenth of the bound more", "share", 1.1),
)
def floor(held=True, share=1.0):
    """Along a run whose U and V^T hardly move, error^2 = inside^2 + bound^2: 10 draws of sensing."""

    def residual(data):
        objective, M, (U, V) = data
        start = spectral(objective.surrogate(), depth=3, rank=U.shape[1], init_scale=(1, 0.1, 1))
        rate = len(objective.measurements) / (10 * np.linalg.norm(M, 2) ** (4 / 3))
        alpha = 1e-9 if held else 1.0
        settings = {"learning_rate": rate, "discrepant_rate": alpha, "record": 10}
        X = gradient_descent(objective, start, 200, **settings).end_to_end()
        square = lambda E: np.sum(E**2, axis=(-2, -1))
        outside = square(M - U @ U.T @ M @ V @ V.T)
        gap = square(X - M) - square(U.T @ (X - M) @ V) - share * outside
        return float(np.abs(gap).max() / square(M))

    frames = [lambda data: orthonormal_columns("U", "V").holds(data[2])]
    return measure(range(10), held_draw, residual, tolerance=1e-6, hypotheses=frames)


def held_draw(rng):
    """A 12 x 12 problem with 220 measurements, and frames of four columns along its surrogate."""
    objective, M = gaussian_sensing(12, 2, 220, rng=rng)
    U, _, V = leading_modes(objective.surrogate(), 4)
    return objective, M, (U, V)


held = Claim(
    name="held-outer-factors",
    kind="proposition",
    title="Outer factors that are held",
    statement=r"""
Let $[[orthonormal]]$ with $U \in \R^{d_L \times \hat r}$ and $V \in \R^{d_0 \times \hat r}$. For all $M \in \R^{d_L \times d_0}$ and $R \in \R^{\hat r \times \hat r}$

$$
\norm{U R V^\T - M}_F^2 = \norm{R - U^\T M V}_F^2 + \norm{M - U U^\T M V V^\T}_F^2 .
$$

So a network of $[[depth]]$ factors whose outer factors are multiples of $U$ and $V^\T$ has an error of at least $\norm{M - U U^\T M V V^\T}_F$, whatever its inner factors are.
""",
    hypotheses={"orthonormal": orthonormal_columns("U", "V"), "depth": depth_at_least(2)},
    words=(
        "The two parts are orthogonal, as U^T (M - U U^T M V V^T) V = 0, and U, V keep norms.",
        "The product of such a network is U R V^T.",
    ),
    steps=(split, rest, frames, floor),
)

CLAIMS = (gradient, left_open, held)
