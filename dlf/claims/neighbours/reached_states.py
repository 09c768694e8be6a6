"""Chapter *A state space of the right size*: the space that a run cannot leave."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import nonnegative
from dlf.claims.matrices import letters
from dlf.claims.neighbours.state_spaces import gradients, slopes
from dlf.claims.steps import largest
from dlf.neighbours import StateSpace, reached_space, response_gradient
from dlf.verify import Claim, Property, identity, measure, over, step

adjoint = sp.adjoint


def by_blocks(P, Q):
    """The product of two block matrices, lists of rows, in letters."""
    rows = [
        [
            sum((p * q for p, q in zip(row, column, strict=True)), sp.Integer(0))
            for column in zip(*Q, strict=True)
        ]
        for row in P
    ]
    return [[sp.expand(entry) for entry in row] for row in rows]


def turned(P):
    return [[adjoint(entry) for entry in column] for column in zip(*P, strict=True)]


@step(
    "evidence",
    ("an input beyond the space", "beyond", 1),
    ("an A that leaves the space", "leaving", 1),
    ("an A that leads into the space", "entering", 1),
    ("nine tenths of the gradient inside", "share", sp.Rational(9, 10)),
)
def gradient_in_blocks(beyond=0, leaving=0, entering=0, share=1):
    """A = diag(a, r), B = (b, 0), C = (c, 0): G_A = diag(g, 0), g the gradient inside; k = 3, 4."""
    a, b, c, r, e, u, v = letters("a b c r e u v")
    A, B, C = [[a, entering * u], [leaving * v, r]], [[b], [beyond * e]], [[c, 0 * c]]
    At, left, right = turned(A), letters("p1:3"), letters("q1:3")

    def at(k):
        g, found = slopes(k), 0
        for i in range(1, k):
            for s in range(i):
                word = by_blocks(turned(C), turned(B))
                for _ in range(s):
                    word = by_blocks(At, word)
                for _ in range(i - 1 - s):
                    word = by_blocks(word, At)
                entries = (left[x] * word[x][y] * right[y] for x in range(2) for y in range(2))
                found += g[i] * sum(entries)
        inside = left[0] * gradients(a, b, c, g)[0] * right[0]
        return identity(sp.expand(found), share * inside)

    return over("k", (3, 4), at)


def krylov_start(rng):
    """A student with 9 states that reaches 1 to 4 of them, symmetric or not, a target, settings."""
    p = int(rng.integers(1, 5))
    Q = np.linalg.qr(rng.standard_normal((9, 9)))[0]
    if rng.random() < 0.5:
        places = rng.permutation(np.append(np.arange(p), rng.integers(0, p, 9 - p))) / 4 - 0.3
        start = StateSpace.symmetric((Q * places) @ Q.T, Q @ rng.uniform(0.2, 0.5, 9))
    else:
        start = one_way_start(Q, p, rng)
    m = 0.9 ** np.arange(7) + 0.5 ** np.arange(7)
    return start, m, p, float(rng.uniform(0, 0.5)), float(rng.uniform(0, 0.05))


def one_way_start(Q, p, rng):
    """An input reaches one direction, the output sees p of them; A has a part beyond these."""
    inside = np.diag(np.arange(p) / 4 - 0.3) + np.triu(rng.uniform(0.1, 0.3, (p, p)), 1)
    A = np.zeros((9, 9))
    A[:p, :p], A[p:, p:] = inside, rng.uniform(-0.1, 0.1, (9 - p, 9 - p))
    return StateSpace(Q @ A @ Q.T, 0.4 * Q[:, 0], Q[:, :p] @ rng.uniform(0.2, 0.5, p))


def reached_by_inputs(system):
    """Orthonormal columns of the span of B, A B, A^2 B, ..."""
    U, s, _ = np.linalg.svd(system.states(system.width))
    return U[:, : int((s > 1e-9 * s[0]).sum())]


def moved(system, m, steps, momentum, decay, signs=False):
    """Heavy ball with weight decay; of the signs of the gradient instead, if so asked."""
    parts = [system.A, system.B, system.C]
    velocities = [np.zeros_like(part) for part in parts]
    for _ in range(steps):
        slope = response_gradient(StateSpace(*parts), m)
        for n, g in enumerate((slope.A, slope.B, slope.C)):
            g = np.sign(g) if signs else g
            velocities[n] = momentum * velocities[n] + g + decay * parts[n]
            parts[n] = parts[n] - 0.01 * velocities[n]
    return StateSpace(*parts)


@step(
    "evidence",
    ("one direction left out", "short", 1),
    ("the sign of the gradient, as in Adam's first step", "signs", True),
    ("an A that is kept outside in spite of the decay", "decays", False),
    ("what inputs reach, without A^T and C", "seen", False),
    whole=("short",),
)
def stays_in_the_space(short=0, signs=False, decays=True, seen=True):
    """d = 9, p = 1..4, 60 steps with momentum and decay: V, A outside it, and its dimension."""

    def residual(data):
        start, m, p, momentum, decay = data
        V = reached_space(start) if seen else reached_by_inputs(start)
        V = V[:, : V.shape[1] - short]
        end = moved(start, m, 60, momentum, decay, signs)
        kept, speed = 1.0, 0.0
        for _ in range(60 if decays else 0):
            speed = momentum * speed + decay * kept
            kept -= 0.01 * speed
        off = np.eye(9) - V @ V.T
        gaps = [
            off @ end.B,
            off @ end.C,
            off @ (end.A - kept * start.A),
            (end.A - kept * start.A) @ off,
        ]
        return largest([*gaps, np.atleast_1d(V.shape[1] + short - p)])

    return measure(range(20), krylov_start, residual, tolerance=1e-10)


@step(
    "evidence",
    ("eigenvalues that differ", "alike", False),
    ("eleven tenths of the square", "share", sp.Rational(11, 10)),
)
def one_dimension(alike=True, share=1):
    """A B = a B, d = 2..4: c_0 c_2 = c_1^2, which no teacher with two atoms or more has."""

    def at(d):
        b, z = sp.symbols(f"b1:{d + 1}", real=True), sp.symbols(f"z1:{d + 1}", real=True)
        places = z[:1] * d if alike else z
        c = [sum(b[j] ** 2 * places[j] ** i for j in range(d)) for i in range(3)]
        return identity(c[0] * c[2], share * c[1] ** 2)

    return over("d", range(2, 5), at)


def _kept_by_both(data):
    V, A, B, C = map(np.asarray, data)
    images = np.column_stack([A @ V, A.T @ V, B, C])
    return bool(np.abs(images - V @ (V.T @ images)).max() < 1e-12)


kept_by_both = Property(
    "invariant(V; A, A^T, B, C^T)",
    r"A(0) V \subseteq V,\ A(0)^\T V \subseteq V,\ B(0) \in V,\ C(0)^\T \in V",
    _kept_by_both,
    (np.eye(3)[:, :1], np.diag([1.0, 2.0, 3.0]), np.eye(3)[0], np.eye(3)[0]),
    (np.eye(3)[:, :1], np.diag([1.0, 2.0, 3.0]), np.eye(3)[0], np.eye(3)[1]),
)

REACHED = (
    formal("reached_space.v", "reached_run"),
    formal("reached_flow.v", "reached_flow"),
)
SPACES = theorems("krylov.v", "reached_smallest", "reached_dimension")
LINES = (
    formal("reached_space.v", "line_run"),
    formal("reached_flow.v", "line_flow"),
    formal("reached_space.v", "line_fits_no_teacher"),
)

reached = Claim(
    name="reached-state-space",
    kind="theorem",
    title="No step leaves the space that is reached",
    statement=r"""
In the setting of {prf:ref}`state-space`, let $V \subseteq \R^d$ be a subspace with $[[kept]]$, and let the columns of the orthogonal $U = (U_1, U_2)$ be bases of $V$ and of $V^\perp$. Consider a run on $\ell$, or on any other continuously differentiable function of $c_0, \dots, c_{k-1}$: the flow as long as it exists, or descent with weight decay $[[decay]]$ and heavy-ball momentum $[[momentum]]$ from velocity zero.

1. At all times

   $$
   \begin{gathered}
   A = U \begin{pmatrix} \widetilde A & 0 \\ 0 & \kappa R \end{pmatrix} U^\T, \qquad R = U_2^\T A(0)\, U_2 , \\
   B = U \begin{pmatrix} \widetilde B \\ 0 \end{pmatrix}, \qquad C = \bigl( \widetilde C, 0 \bigr) U^\T,
   \end{gathered}
   $$

   where $(\widetilde A, \widetilde B, \widetilde C)$ is a run with the same settings of a student with $\dim V$ states (without a state, $c_i = 0$, if $V = \{0\}$), and $\kappa$ is moved by the decay alone: without decay $\kappa = 1$. The impulse response is that of the small student.
2. The smallest such $V$ is spanned by all products of $A(0)$ and $A(0)^\T$ times $B(0)$ and $C(0)^\T$. For a symmetric balanced start it is the Krylov space of $B(0), A(0) B(0), A(0)^2 B(0), \dots$, and its dimension is the number of atoms of the measure at the start.
3. So a symmetric balanced start with $A(0) B(0) = a\, B(0)$, such as $A(0) = a I$, has at all times $c_0 c_2 = c_1^2$: for $k \ge 3$ it fits no teacher of dimension two or more, whatever its width.
""",
    hypotheses={
        "kept": kept_by_both,
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("state-space", "state-space-conserves"),
    steps=(*REACHED, *SPACES, *LINES, gradient_in_blocks, stays_in_the_space, one_dimension),
    parts={
        "1": (*REACHED, gradient_in_blocks, stays_in_the_space),
        "2": (*SPACES, stays_in_the_space),
        "3": (*LINES, one_dimension),
    },
)

CLAIMS = (reached,)
