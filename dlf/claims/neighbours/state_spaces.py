"""Chapter *A state space of the right size*: the loss, and what descent on it conserves."""

from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.formal import formal
from dlf.claims.hypotheses import nonnegative, positive
from dlf.claims.matrices import inner, letters
from dlf.verify import Claim, Property, Relation, all_of, identity, over, step

adjoint = sp.adjoint
beta, eta, omega = sp.symbols("beta eta omega", positive=True)
at_least_one_state = Relation(sp.Ge(sp.Symbol("d", integer=True), 1))
at_least_one_term = Relation(sp.Ge(sp.Symbol("k", integer=True), 1))


def _symmetric_balanced(system):
    A, B, C = map(np.asarray, system)
    return bool(np.abs(A - A.T).max() <= 1e-12 and np.abs(B - C).max() <= 1e-12)


symmetric_balanced = Property(
    "symmetric_balanced(A, B, C)",
    r"A = A^\T,\ B = C^\T",
    _symmetric_balanced,
    (np.eye(2), np.ones(2), np.ones(2)),
    (np.eye(2), np.ones(2), np.array([1.0, 0.0])),
)

setting = Claim(
    name="state-space",
    kind="definition",
    title="State spaces, students and teachers",
    statement=r"""
Let $[[states]]$ and $A \in \R^{d \times d}$, $B \in \R^{d \times 1}$, $C \in \R^{1 \times d}$. The *state space* $(A, B, C)$ turns inputs $x_0, x_1, \dots \in \R$ into outputs by

$$
s_0 = 0, \qquad s_{t+1} = A s_t + B x_t, \qquad y_t = C s_t ,
$$

and its *impulse response* is $c_i = C A^i B$, $i = 0, 1, \dots$ It is *symmetric balanced* if $[[symmetric]]$. Then its *measure* is $\mu = \sum_j b_j^2\, \delta_{a_j}$, where $a_j$ are the eigenvalues of $A$ and $b_j$ the components of $B$ in an orthonormal basis of eigenvectors: $c_i = \int x^i \, d\mu$. Places of equal $a_j$ are one atom, and where $b_j = 0$ there is none.

A *student* $(A, B, C)$ is fitted to a *target* $m \in \R^k$, $[[terms]]$, with weights $w_i > 0$: a *run* is gradient flow, as long as it exists, or gradient descent, on

$$
\ell(A, B, C) = \sum_{i < k} w_i\, (c_i - m_i)^2 .
$$

A *teacher* of dimension $\hat d \ge 1$ is a symmetric balanced state space with the measure $\hat\mu = \sum_{j=1}^{\hat d} \hat b_j^2\, \delta_{\hat a_j}$ of $\hat d$ atoms; its impulse response $m_i = \int x^i d\hat\mu$, $i = 0, 1, \dots$, is the target.
""",
    hypotheses={
        "states": at_least_one_state,
        "symmetric": symmetric_balanced,
        "terms": at_least_one_term,
    },
    source="cohenkarlik2023learning",
)


@step(
    "proof",
    ("the response one term late", "late", 1),
    ("nine tenths of the sum", "share", sp.Rational(9, 10)),
    whole=("late",),
)
def unrolled(late=0, share=1):
    """k = 2..5: the recursion, in letters, and sum_i C A^i B x_(k-1-i)."""
    A, B, C = letters("A B C")

    def at(k):
        x, state = sp.symbols(f"x0:{k}", real=True), 0 * B
        for value in x:
            state = sp.expand(A * state + value * B)
        terms = (C * A ** (i + late) * B * x[k - 1 - i] for i in range(k))
        return identity(C * state, share * sum(terms))

    return over("k", range(2, 6), at)


@step(
    "proof",
    ("inputs that repeat", "repeated", True),
    ("one more output counted", "more", 1),
    ("nine tenths of the sum", "share", sp.Rational(9, 10)),
    whole=("more",),
)
def mean_over_coins(repeated=False, more=0, share=1):
    """Inputs -1 or 1 by coins, k = 2..4, gaps r_i: the mean squares of the last and of all gaps."""

    def at(k):
        r, last, every = sp.symbols(f"r0:{k}", real=True), 0, 0
        for coins in product((-1, 1), repeat=k):
            x = (coins[0],) * k if repeated else coins
            gaps = [sum(r[i] * x[t - 1 - i] for i in range(t)) for t in range(1, k + 1)]
            last += gaps[-1] ** 2 / sp.Integer(2) ** k
            every += sum(gap**2 for gap in gaps) / sp.Integer(2) ** k
        return all_of(
            identity(last, share * sum(a**2 for a in r)),
            identity(every, share * sum((k + more - i) * r[i] ** 2 for i in range(k))),
        )

    return over("k", range(2, 5), at)


population = Claim(
    name="loss-of-long-sequences",
    kind="proposition",
    title="What white noise measures",
    statement=r"""
In the setting of {prf:ref}`state-space`, let the inputs have mean 0 and variance 1 and be uncorrelated, and let $\hat y_t$ be the outputs of a state space with the impulse response $m$. Then for $[[terms]]$

$$
\operatorname{E} (y_k - \hat y_k)^2 = \sum_{i < k} (c_i - m_i)^2, \qquad \operatorname{E} \sum_{t=1}^k (y_t - \hat y_t)^2 = \sum_{i < k} (k - i)\, (c_i - m_i)^2 .
$$
""",
    hypotheses={"terms": at_least_one_term},
    uses=("state-space",),
    words=(
        "E of a square of a sum is bilinear in E x_s x_t: any uncorrelated inputs do as coins do.",
    ),
    steps=(unrolled, mean_over_coins),
)


def slopes(k):
    """The derivatives of a function of c_0, ..., c_(k-1), whatever they are."""
    return sp.symbols(f"d0:{k}", real=True)


def gradients(A, B, C, g):
    """The gradients by A, B, C of a function of C A^i B with the slopes g_i."""
    At, Bt, Ct = adjoint(A), adjoint(B), adjoint(C)
    word = lambda i, s: At**s * Ct * Bt * At ** (i - 1 - s)
    return (
        sum(g[i] * word(i, s) for i in range(len(g)) for s in range(i)),
        sum(g[i] * At**i * Ct for i in range(len(g))),
        sum(g[i] * Bt * At**i for i in range(len(g))),
    )


def imbalance(A, B, C, commutator=1, output=1):
    """A A^T - A^T A + B B^T - C^T C."""
    loop = A * adjoint(A) - adjoint(A) * A
    return commutator * loop + B * adjoint(B) - output * adjoint(C) * C


@step(
    "evidence",
    ("without the commutator", "commutator", 0),
    ("nine tenths of the commutator", "commutator", sp.Rational(9, 10)),
    ("the other sign of the commutator", "commutator", -1),
    ("eleven tenths of the output", "output", sp.Rational(11, 10)),
)
def flow_conserves(commutator=1, output=1):
    """A' = -G_A, ...: the derivative of the matrix is 0; k = 2, 3, any slopes g_i, in letters."""
    A, B, C = letters("A B C")

    def at(k):
        G = gradients(A, B, C, slopes(k))
        both = lambda x, y: x * adjoint(y) + y * adjoint(x)
        change = commutator * (both(G[0], A) - both(adjoint(G[0]), adjoint(A)))
        change += both(G[1], B) - output * both(adjoint(G[2]), adjoint(C))
        return identity(-change, 0)

    return over("k", (2, 3), at)


@step(
    "evidence",
    ("first order in the learning rate", "power", 1),
    ("nine tenths of the change", "share", sp.Rational(9, 10)),
    ("nothing lost", "share", 0),
    whole=("power",),
)
def step_changes(power=2, share=1):
    """A - eta G_A, ...: the matrix changes by eta^2 times that of the gradients; k = 2, 3."""
    A, B, C = letters("A B C")

    def at(k):
        G = gradients(A, B, C, slopes(k))
        after = [sp.expand(part - eta * slope) for part, slope in zip((A, B, C), G, strict=True)]
        return identity(imbalance(*after), imbalance(A, B, C) + share * eta**power * imbalance(*G))

    return over("k", (2, 3), at)


@step(
    "evidence",
    ("an output that is nine tenths of the input", "output", sp.Rational(9, 10)),
    ("an A that is not symmetric", "lower", "z21"),
)
def stays_symmetric(output=1, lower="z12"):
    """d = 2, k = 3, 4: the slopes by A_12 and A_21, and by B_i and C_i, where A = A^T, B = C^T."""
    A, B, C = symbolic_system(2)
    p, q, a, b, c = sp.symbols("p q b11 z12 b22", real=True)
    place = dict(zip([*A, *B, *C], [a, b, sp.Symbol(lower, real=True), c], strict=False))
    place |= dict(zip([*B, *C], [p, q, output * p, output * q], strict=True))

    def at(k):
        loss = symbolic_loss(A, B, C, sp.symbols(f"m0:{k}", real=True))
        slope = lambda symbol: sp.diff(loss, symbol).subs(place)
        pairs = [(A[0, 1], A[1, 0]), *zip(B, C, strict=True)]
        weights = sp.symbols("u1:4", real=True)
        one, other = ([slope(pair[side]) for pair in pairs] for side in (0, 1))
        return identity(inner(weights, one), inner(weights, other))

    return over("k", (3, 4), at)


def symbolic_system(d):
    """A (d, d), B (d, 1) and C (1, d) of real symbols."""
    entries = lambda name, rows, cols: sp.Matrix(
        rows, cols, lambda i, j: sp.Symbol(f"{name}{i + 1}{j + 1}", real=True)
    )
    return entries("a", d, d), entries("x", d, 1), entries("y", 1, d)


def symbolic_loss(A, B, C, m):
    """sum_i w_i (C A^i B - m_i)^2 with w_i = 1/(i + 1)."""
    terms = [(C * A**i * B)[0] - m_i for i, m_i in enumerate(m)]
    return sum(gap**2 / sp.Integer(i + 1) for i, gap in enumerate(terms))


GRADIENT = formal("state_gradient.v", "response_gradient")
CONSERVED = (
    formal("state_space.v", "state_step"),
    formal("state_flow.v", "state_conserved"),
)
SYMMETRIC = (
    formal("state_run.v", "symmetric_run"),
    formal("state_flow.v", "symmetric_flow"),
)

conserved = Claim(
    name="state-space-conserves",
    kind="theorem",
    title="What the descent of a state space conserves",
    statement=r"""
In the setting of {prf:ref}`state-space`, let $G_A, G_B, G_C$ be the gradients of $\ell$, or of any other continuously differentiable function of $c_0, \dots, c_{k-1}$, and

$$
\Lambda = A A^\T - A^\T A + B B^\T - C^\T C .
$$

1. Along the flow $A' = -G_A$, $B' = -G_B$, $C' = -G_C$ the matrix $\Lambda$ is constant, and so is its trace, $\norm{B}^2 - \norm{C}^2$.
2. A step of descent with learning rate $[[rate]]$ turns $\Lambda$ into $\Lambda + \eta^2 \bigl( G_A G_A^\T - G_A^\T G_A + G_B G_B^\T - G_C^\T G_C \bigr)$.
3. If $[[symmetric]]$ at the start, then at all times of the flow and at all steps of descent, also with weight decay $[[decay]]$ and heavy-ball momentum $[[momentum]]$ from velocity zero.
""",
    hypotheses={
        "rate": positive("eta"),
        "symmetric": symmetric_balanced,
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("state-space",),
    steps=(GRADIENT, *CONSERVED, *SYMMETRIC, flow_conserves, step_changes, stays_symmetric),
    parts={
        "1": (GRADIENT, CONSERVED[1], flow_conserves),
        "2": (GRADIENT, CONSERVED[0], step_changes),
        "3": (GRADIENT, *SYMMETRIC, stays_symmetric),
    },
)

CLAIMS = (setting, population, conserved)
