"""Chapter *Matrix sensing*: what measurements leave open, for every method."""

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import positive
from dlf.verify import Claim, Property, Relation, identity, implies, measure, over, step


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
        whole = shift + sp.Matrix(r + 1, r + 1, sp.symbols(f"z1:{(r + 1) ** 2 + 1}"))
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
    return float(np.max([np.abs(np.tensordot(A, X - M)).max(), beyond]))


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
        left = np.max([0.0, 1 - np.linalg.norm(at(theta) - M) / (0.9 * far)])
        return float(np.max([misfit(A, M, at(theta), r), left]))

    return measure(range(20), lambda rng: random_problem(rng, spare), residual, tolerance=1e-8)


@step("proof", ("half of it", "factor", 1))
def fitted(factor=2):
    """f = w q / 2 and q >= c z: so z <= 2 f / (w c), with z = |X - M|^2, q the sum of squares."""
    w, c, z, q = sp.symbols("w c z q", real=True)
    premises = (sp.Gt(w, 0), sp.Gt(c, 0), sp.Ge(z, 0), sp.Ge(q, c * z))
    return implies(premises, sp.Le(w * c * z, factor * (w * q / 2)))


def bounded_below():
    """Operators A, a number c and a rank: sum_i <A_i, Z>^2 >= c |Z|^2, tried at Z of that rank."""

    def holds(data):
        A, c, rank = data
        rng, (rows, columns) = np.random.default_rng(0), A.shape[1:]
        B, C = rng.standard_normal((99, rows, rank)), rng.standard_normal((99, rank, columns))
        Z = B @ C
        sums = np.sum(np.tensordot(Z, A, axes=([1, 2], [1, 2])) ** 2, axis=1)
        return bool((sums >= (c - 1e-9) * np.sum(Z**2, axis=(1, 2))).all())

    units = np.eye(4).reshape(4, 2, 2)
    latex = r"\sum_i \inner{A_i}{Z}^2 \ge c \norm{Z}_F^2"
    name = "sum of <A_i, Z>^2 >= c |Z|^2 for Z of rank <= r + k"
    return Property(name, latex, holds, (units, 1.0, 1), (units[:3], 1.0, 1))


def weakest(rng):
    """Operators on 3 x 3 matrices, their least square sum c and where it is taken, X - M."""
    A = rng.standard_normal((12, 3, 3))
    _, s, Vt = np.linalg.svd(A.reshape(12, 9))
    U, strengths, V = np.linalg.svd(Vt[-1].reshape(3, 3))
    X = U[:, :2] * strengths[:2] @ V[:2]
    return A, s[-1] ** 2, 3, X, -strengths[2] * np.outer(U[:, 2], V[2])


@step("evidence", ("half of it", "factor", 1.0))
def attained(factor=2.0):
    """|X - M|^2 = 2 f / (w c) for some M of rank 1 and X of rank 2, if c is the best: 10 draws."""

    def residual(data):
        A, c, _, X, M = data
        f = 1.5 * np.sum(np.tensordot(A, X - M) ** 2)
        return float(abs(np.sum((X - M) ** 2) - factor * f / (3 * c)))

    holds = lambda data: bounded_below().holds(data[:3])
    return measure(range(10), weakest, residual, tolerance=1e-9, hypotheses=(holds,))


def _integer(names):
    return sp.symbols(names, integer=True)


def _room():
    k, rows, columns = _integer("k d_L d_0")
    return Relation(sp.Le(k, sp.Min(rows, columns)))


def _few():
    m, k, rows, columns = _integer("m k d_L d_0")
    return Relation(sp.Lt(m, k * sp.Max(rows, columns)))


def _fewer():
    m, r, rows, columns = _integer("m r d_L d_0")
    return Relation(sp.Lt(m, r * (rows + columns - r)))


LEFT_OPEN, BOUNDS = theorems("sensing_open.v", "fits_left_open", "loss_bounds_error")


left_open = Claim(
    name="sensing-left-open",
    kind="proposition",
    title="What the measurements leave open",
    statement=r"""
Let $A_1, \dots, A_m$ and $M$ be real $d_L \times d_0$ matrices, and let $M$ have the rank $[[rank]]$. A matrix $X$ *fits* if $\inner{A_i}{X} = \inner{A_i}{M}$ for all $i$. Let $k$ be a whole number with $[[bound]]$ and $[[room]]$.

1. If $[[few]]$, then for every choice of the $A_i$ the fits of rank at most $k$ contain an affine space through $M$, of dimension $k \max(d_L, d_0) - m$ at least.
2. If $[[fewer]]$, then for almost every choice of the $A_i$ the fits of rank $r$ contain a smooth manifold through $M$ of the dimension $r\,(d_L + d_0 - r) - m$.
3. Let $[[weight]]$, $f(X) = \frac w2 \sum_i \inner{A_i}{X - M}^2$ and $[[convex]]$. If $[[restricted]]$ for all $Z$ of rank at most $r + k$, then

   $$
   \norm{X - M}_F^2 \le \frac{2}{w c}\, f(X) \qquad \text{for all } X \text{ of rank at most } k,
   $$

   so that $M$ is the only fit of rank at most $k$.
""",
    hypotheses={
        "rank": Relation(sp.Ge(sp.Symbol("r", integer=True), 1)),
        "bound": Relation(sp.Ge(*_integer("k r"))),
        "room": _room(),
        "restricted": bounded_below(),
        "few": _few(),
        "fewer": _fewer(),
        "weight": positive("w"),
        "convex": positive("c"),
    },
    words=(
        "The implicit function theorem in the chart; the operators that it does not admit are the "
        "zeros of a polynomial.",
    ),
    steps=(LEFT_OPEN, BOUNDS, family, freedom, schur, surface, fitted, attained),
    parts={
        "1": (
            LEFT_OPEN,
            family,
        ),
        "2": (freedom, schur, surface),
        "3": (BOUNDS, fitted, attained),
    },
)

CLAIMS = (left_open,)
