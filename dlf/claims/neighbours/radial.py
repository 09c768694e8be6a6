"""Chapter *Radial networks*: what commutes with every rotation, and the networks that it cuts."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import at_least_one, depth_at_least, orthonormal_columns
from dlf.claims.matrices import inner, rotation, spatial_rotation
from dlf.claims.steps import largest
from dlf.reduction import Radial, qr_compress, radial_forward, reduced_widths
from dlf.verify import Claim, Property, all_of, identity, implies, measure, step

ROUNDING = 1e-9
SHARE = sp.Rational(9, 10)
g0, g1 = sp.symbols("g0 g1", real=True)

setting = Claim(
    name="radial-network",
    kind="definition",
    title="Radial networks",
    statement=r"""
For $h : [0, \infty) \to \R$ with $h(0) = 0$ the *radial function* $\rho$ on $\R^n$ is $\rho(v) = h(\norm{v})\, v / \norm{v}$ for $v \ne 0$, and $\rho(0) = 0$. A *radial network* with the widths $n_0, \dots, n_L$, $L \ge 1$, has layers $W_l = (b_l, A_l) \in \R^{n_l \times (1 + n_{l-1})}$, a bias beside a matrix, and functions $h_1, \dots, h_{L-1}$. It makes of $x \in \R^{n_0}$, with $z_0 = x$,

$$
a_l = A_l z_{l-1} + b_l, \qquad z_l = \rho_l(a_l) \quad (l < L), \qquad F_W(x) = a_L \in \R^{n_L} .
$$

Its loss is $\ell(W) = \varphi(F_W(x_1), \dots, F_W(x_N))$. A *core* of $W$ is a family of subspaces $C_l \subseteq \R^{n_l}$ with $C_0 = \R^{n_0}$, $C_L = \R^{n_L}$, $b_l \in C_l$ and $A_l C_{l-1} \subseteq C_l$; it is *closed* if also $A_l^\T C_l \subseteq C_{l-1}$, $l = 1, \dots, L$. *Frames* of it are matrices $Q_l \in \R^{n_l \times m_l}$ with orthonormal columns that span $C_l$, where $Q_0$ and $Q_L$ are identities; $P_l = Q_l Q_l^\T$ and $\widehat Q_l = \diag(1, Q_l)$. The network *cut* to the core has the layers $R_l = Q_l^\T W_l \widehat Q_{l-1}$ and the widths $m_l$.
""",
)


def is_core(data):
    """Whether W_l diag(1, Q_(l-1)) stays in the columns of Q_l, for every layer."""
    weights, frames = data
    gaps = []
    for W, below, Q in zip(weights, frames, frames[1:], strict=False):
        reached = np.column_stack([W[:, :1], W[:, 1:] @ below])
        gaps.append(reached - Q @ (Q.T @ reached))
    return bool(np.max([np.abs(gap).max() for gap in gaps]) < ROUNDING)


def core():
    """Weights and frames of subspaces that no layer leaves."""
    line, one = np.eye(2)[:, :1], np.eye(1)
    kept, left = np.array([[1.0, 2.0], [0.0, 0.0]]), np.array([[1.0, 2.0], [0.0, 1.0]])
    last, latex = np.ones((1, 3)), r"b_l \in C_l, \ A_l C_{l-1} \subseteq C_l"
    example, counterexample = ((kept, last), (one, line, one)), ((left, last), (one, line, one))
    return Property("core(W, C)", latex, is_core, example, counterexample)


def radial_cubic(a):
    """(g0 + g1 |a|^2) a, every radial function up to third order."""
    return (g0 + g1 * inner(a, a)) * a


def entrywise(a, kind):
    """The cubic in every entry, or the square."""
    return a.applyfunc({"cubic": lambda t: g0 * t + g1 * t**3, "square": lambda t: t**2}[kind])


@step(
    "proof",
    ("a cubic in every entry", "kind", "cubic"),
    ("the square of every entry", "kind", "square"),
    ("columns of length nine tenths", "length", SHARE),
    ("the length by the first two entries", "seen", 2),
    whole=("seen",),
)
def isometry(kind="radial", length=1, seen=3):
    """rho(Q v) = Q rho(v) for 3 x 2 frames with rational entries, every v, g0 and g1."""
    v, weights = sp.Matrix(sp.symbols("v1 v2")), sp.symbols("a1:4")

    def at(k):
        Q = length * spatial_rotation(k)[:, :2]

        def rho(a):
            if kind != "radial":
                return entrywise(a, kind)
            return (g0 + g1 * inner(a[:seen], a[:seen])) * a

        return identity(inner(weights, rho(Q * v)), inner(weights, Q * rho(v)))

    return all_of(*map(at, range(1, 5)))


@step(
    "proof",
    ("a reflection by half", "factor", 1),
    ("nine tenths of the part along v", "share", SHARE),
    whole=("factor",),
)
def reflection(factor=2, share=1):
    """|v|^2 (w - S w) = 2 (|v|^2 w - <v, w> v) for the S that fixes v and turns its complement."""

    def at(n):
        v, w = (sp.Matrix(sp.symbols(f"{x}1:{n + 1}")) for x in "vw")
        weights, square = [sp.Symbol("z") ** k for k in range(n)], inner(v, v)
        turned = factor * inner(v, w) * v - (factor - 1) * square * w  # |v|^2 S w
        stated = 2 * (square * w - share * inner(v, w) * v)
        return identity(inner(weights, square * w - turned), inner(weights, stated))

    return all_of(*map(at, range(2, 5)))


@step(
    "proof",
    ("at b = 9/10 in place of 1", "at", SHARE),
    ("products that are not exchanged", "crossed", False),
)
def entries(at=1, crossed=True):
    """(s(a), s(b)) parallel to (a, b), at b = 1: s(a) = s(1) a."""
    a, b, at_a, at_b = sp.symbols("a b s_a s_b", real=True)
    parallel = sp.Eq(at_a * b, at_b * a) if crossed else sp.Eq(at_a * a, at_b * b)
    return implies([parallel, sp.Eq(b, at)], sp.Eq(at_a, at_b * a))


COMMUTES = theorems("radial.v", "radial_commutes", "radial_iff_commutes", "entrywise_radial")

commutes_claim = Claim(
    name="radial-commutes",
    kind="proposition",
    title="What commutes with every orthogonal matrix is radial",
    statement=r"""
In the setting of {prf:ref}`radial-network`:

1. If $Q \in \R^{n \times m}$ has orthonormal columns, $[[frame]]$, then $\rho(Q v) = Q\, \rho(v)$ for every $v \in \R^m$, with one $h$ on both sides.
2. Let $[[some]]$. A map $\sigma : \R^n \to \R^n$ has $\sigma(Q v) = Q\, \sigma(v)$ for all $v$ and all orthogonal $Q \in \R^{n \times n}$ if and only if it is a radial function.
3. Let $n \ge 2$. A function $s : \R \to \R$ applied to each entry is radial on $\R^n$ if and only if $s(t) = c\, t$ for some $c$.
""",
    hypotheses={"frame": orthonormal_columns("Q"), "some": at_least_one("n")},
    uses=("radial-network",),
    source="ganev2021universal",
    steps=(*COMMUTES, isometry, reflection, entries),
    parts={
        "1": (COMMUTES[0], isometry),
        "2": (COMMUTES[1], isometry, reflection),
        "3": (COMMUTES[2], entries),
    },
)


@step(
    "proof",
    ("a layer that leaves the core", "leak", 1),
    ("a bias off the core", "bias", 1),
    ("a cubic in every entry", "kind", "cubic"),
    ("nine tenths of the bias in the small network", "share", SHARE),
)
def one_layer(leak=0, bias=0, kind="radial", share=1):
    """rho(A Q' y + b) = Q rho(R y + r), Q and Q' 3 x 2: every core, rest, y, g0 and g1."""
    y, weights = sp.Matrix(sp.symbols("y1 y2")), [sp.Symbol("z") ** k for k in range(3)]
    R, r = sp.Matrix(2, 2, sp.symbols("R1:5")), sp.Matrix(sp.symbols("r1 r2"))
    aside, rest = sp.Matrix(sp.symbols("u1 u2")), sp.Matrix([sp.Symbol("t")])
    rho = radial_cubic if kind == "radial" else lambda a: entrywise(a, kind)

    def at(k):
        below, frame = spatial_rotation(k), spatial_rotation(k + 1)
        blocks = R.row_join(aside).col_join(sp.Matrix([[leak, 0]]).row_join(rest))
        A, b = frame * blocks * below.T, frame * r.col_join(sp.Matrix([bias]))
        found = rho(A * below[:, :2] * y + b)
        return identity(
            inner(weights, found), inner(weights, frame[:, :2] * rho(R * y + share * r))
        )

    return all_of(*map(at, (1, 2)))


@step(
    "proof",
    ("no dimension for the bias", "more", 0),
    ("nine tenths of it", "more", SHARE),
)
def dimension(more=1):
    """dim span(b, A C) <= n and <= dim C + 1 <= m + 1, for dim C <= m."""
    n, m, below, image, span = sp.symbols("n m c i s", real=True)
    given = [sp.Ge(below, 0), sp.Le(below, m), sp.Le(image, below), sp.Ge(image, 0)]
    given += [sp.Le(span, image + 1), sp.Le(span, n), sp.Ge(span, 0), sp.Gt(n, 0)]
    return implies(given, sp.Le(span, m + more))


ACTIVATIONS = (
    Radial(np.tanh, lambda r: 1 / np.cosh(r) ** 2),
    Radial(lambda r: r / (1 + r**2), lambda r: (1 - r**2) / (1 + r**2) ** 2),
    Radial(lambda r: np.log1p(r**2) - r / 2, lambda r: 2 * r / (1 + r**2) - 0.5),
)


def random_network(rng, most=9):
    """Weights of two to five layers of any widths, an activation and inputs."""
    depth = int(rng.integers(2, 6))
    widths = rng.integers(1, most, depth + 1)
    weights = [
        rng.standard_normal((n, 1 + k)) / np.sqrt(1 + k)
        for k, n in zip(widths, widths[1:], strict=False)
    ]
    return weights, ACTIVATIONS[int(rng.integers(3))], rng.standard_normal((widths[0], 7))


@step(
    "evidence",
    ("tanh in every entry", "kind", "entries"),
    ("the sign of every entry", "kind", "signs"),
    ("a column of each frame fewer, where there are two", "short", 1),
    ("a thousandth more of each bias", "share", 1.001),
    whole=("short",),
)
def whole_networks(kind="radial", short=0, share=1.0):
    """Outputs of networks of two to five layers, and of those that `qr_compress` makes of them."""

    def residual(data):
        weights, rho, x = data
        small = qr_compress(weights)
        reduced = [R.copy() for R in small.weights]
        for R in reduced:
            R[:, 0] *= share
        for below, above in zip(reduced, reduced[1:], strict=False):
            if short and len(below) > 1:
                below[-1], above[:, -1] = 0.0, 0.0
        rho = {"radial": rho, "entries": np.tanh, "signs": np.sign}[kind]
        wide, narrow = (radial_forward(W, x, rho) for W in (weights, reduced))
        widths = (len(x), *(len(R) for R in reduced))
        if widths != reduced_widths((len(x), *(len(W) for W in weights))):
            return np.inf
        return largest([wide - narrow])

    return measure(range(40), random_network, residual, tolerance=1e-12)


CORE = formal("radial.v", "radial_core")
COMPRESSED = theorems(
    "radial.v",
    "core_with_bias",
    "core_without_bias",
    "compressed_with_bias",
    "compressed_without_bias",
)

compression_claim = Claim(
    name="radial-compression",
    kind="theorem",
    title="Lossless compression of a radial network",
    statement=r"""
In the setting of {prf:ref}`radial-network`, let $[[depth]]$.

1. For every core, $[[core]]$, and any frames of it, $W_l \widehat Q_{l-1} = Q_l R_l$ and, with the signals $y_l$ of the cut network, $z_l = Q_l y_l$ for $l < L$ and $F_W(x) = F_R(x)$, for **every** $x \in \R^{n_0}$ and all functions $h_l$.
2. There is a core with $\dim C_l = m_l$, where $m_0 = n_0$, $m_L = n_L$ and

   $$
   m_l = \min(n_l,\ m_{l-1} + 1), \qquad 0 < l < L .
   $$

   So every radial network of widths $n_l$ is, as a function, one of widths $m_l$ with the same $h_l$. Without biases $m_{l-1}$ does in place of $m_{l-1} + 1$.
""",
    hypotheses={"depth": depth_at_least(1), "core": core()},
    uses=("radial-network", "radial-commutes"),
    source="ganev2021universal",
    steps=(CORE, *COMPRESSED, one_layer, dimension, whole_networks),
    parts={"1": (CORE, one_layer, whole_networks), "2": (*COMPRESSED, dimension, whole_networks)},
)


@step(
    "evidence",
    ("half a unit for each layer in between", "more", 0.5),
    ("nine tenths of a unit", "more", 0.9),
    ("the own width left out", "own", 0),
    whole=("own",),
)
def closed_form(more=1.0, own=1):
    """The recursion of `reduced_widths` and min_j (n_j + l - j), for drawn widths."""

    def residual(widths):
        found = reduced_widths(widths)[1:-1]
        terms = lambda l: [n + more * (l - j) for j, n in enumerate(widths[: l + own])]
        stated = [np.min(terms(l)) for l in range(1, len(widths) - 1)]
        return float(np.max(np.abs(np.subtract(found, stated))))

    draw = lambda rng: tuple(int(n) for n in rng.integers(1, 9, int(rng.integers(4, 10))))
    return measure(range(200), draw, residual, tolerance=1e-4)


@step(
    "proof",
    ("a bias of nine tenths", "bias", SHARE),
    ("h(r) = r/(9/10 + r^2)", "least", SHARE),
)
def bump(bias=1, least=1):
    """<O e, rho(O (x, 1))> = 1/(2 + |x|^2) with h(r) = r/(1 + r^2), e the last unit vector; n_0 = 1, 2."""

    def at(n):
        x, O = sp.Matrix(sp.symbols(f"x1:{n + 1}")), (rotation if n == 1 else spatial_rotation)(1)
        a = O * x.col_join(sp.Matrix([bias]))
        return identity(inner(O[:, n], a) / (least + inner(a, a)), 1 / (2 + inner(x, x)))

    return all_of(*map(at, (1, 2)))


@step(
    "proof",
    ("a cubic that is not odd", "even", 1),
    ("nine tenths of the constant", "share", SHARE),
)
def odd_around(even=0, share=1):
    """c rho(A u) + d + c rho(-A u) + d = 2 d: around the point at which A x + b = 0."""
    u, c, d = sp.Matrix(sp.symbols("u1 u2")), sp.Matrix([sp.symbols("c1 c2")]), sp.Symbol("d")
    A = sp.Matrix(2, 2, sp.symbols("A1:5"))
    rho = lambda a: radial_cubic(a) + even * inner(a, a) * sp.Matrix([1, 0])
    found = (c * rho(A * u))[0] + d + (c * rho(-A * u))[0] + d
    return identity(found, 2 * share * d)


@step(
    "proof",
    ("29/10 in place of 3", "factor", sp.Rational(29, 10)),
    ("an average above the value", "more", sp.Rational(11, 10)),
)
def no_centre(factor=3, more=1):
    """|u|^2 = 3 (2 + |x|^2): F(x + u) + F(x - u) < 2 F(x), c = 2 <x, u>, F = 1/(2 + |.|^2)."""
    s, t, c = sp.symbols("s t c", real=True)
    given = [sp.Ge(s, 0), sp.Eq(t, factor * (2 + s)), sp.Le(c**2, 4 * s * t)]
    both = 2 + s + t
    above = implies(given, sp.Gt(both**2 - c**2, 0))
    below = implies(given, sp.Lt(more * both * (2 + s), both**2 - c**2))
    return all_of(above, below, implies([sp.Gt(s, 0)], sp.Lt(2, more * (2 + s))))


WIDTHS = formal("radial_widths.v", "radial_widths")
COMPUTED = theorems("radial_widths.v", "one_more_computes", "no_fewer_compute")

widths_claim = Claim(
    name="radial-widths",
    kind="proposition",
    title="The widths in closed form, and where no smaller one does",
    statement=r"""
In the setting of {prf:ref}`radial-network`:

1. The widths of {prf:ref}`radial-compression` are $m_l = \min_{0 \le j \le l}\, (n_j + l - j)$ for $0 < l < L$. So $m_l \le n_0 + l$, whatever the widths in between are.
2. Let $[[some]]$. The network with $L = 2$, the widths $(n_0, n_0 + 1, 1)$, $h(r) = r / (1 + r^2)$, $a_1 = O\, (x, 1)$ and $F(x) = \inner{O e}{z_1}$, with an orthogonal $O$ and the last unit vector $e$, computes $F(x) = 1 / (2 + \norm{x}^2)$. No radial network with $L = 2$ and a hidden width of at most $n_0$ computes this function, whatever its weights and its $h$.
""",
    hypotheses={"some": at_least_one("n_0")},
    uses=("radial-network", "radial-commutes", "radial-compression"),
    steps=(WIDTHS, *COMPUTED, closed_form, bump, odd_around, no_centre),
    parts={"1": (WIDTHS, closed_form), "2": (*COMPUTED, bump, odd_around, no_centre)},
)

CLAIMS = (setting, commutes_claim, compression_claim, widths_claim)
