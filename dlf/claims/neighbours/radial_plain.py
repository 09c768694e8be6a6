"""Chapter *Radial networks*: descent without projection, and what the flow conserves."""

from dataclasses import replace

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    continuously_differentiable,
    depth_at_least,
    nonnegative,
    orthogonal,
    positive,
)
from dlf.claims.matrices import inner, letters, spatial_rotation
from dlf.claims.neighbours.radial import ACTIVATIONS, ROUNDING, g0, g1, is_core, radial_cubic
from dlf.claims.neighbours.radial_descent import (
    CrossEntropy,
    entries_only,
    eta,
    shrunk_rest,
    smooth,
)
from dlf.claims.steps import largest
from dlf.reduction import (
    RadialCompression,
    core_compress,
    radial_descent,
    radial_forward,
    radial_gradients,
)
from dlf.verify import Claim, Property, all_of, identity, implies, measure, step

SHARE = sp.Rational(9, 10)
adjoint = sp.adjoint


def closed_core():
    """Weights and frames of subspaces that no layer leaves, up or, transposed, down."""

    def holds(data):
        weights, frames = data
        gaps = [
            W[:, 1:].T @ Q - below @ (below.T @ W[:, 1:].T @ Q)
            for W, below, Q in zip(weights, frames, frames[1:], strict=False)
        ]
        return is_core(data) and bool(np.max([np.abs(gap).max() for gap in gaps]) < ROUNDING)

    line, one = np.eye(2)[:, :1], np.eye(1)
    first = np.array([[1.0, 2.0], [0.0, 0.0]])
    kept, seen = (first, np.array([[1.0, 1.0, 0.0]])), (first, np.ones((1, 3)))
    latex = r"b_l \in C_l, \ A_l C_{l-1} \subseteq C_l, \ A_l^\T C_l \subseteq C_{l-1}"
    frames = (one, line, one)
    return Property("closed_core(W, C)", latex, holds, (kept, frames), (seen, frames))


@step(
    "proof",
    ("a layer that carries the rest into the core", "back", 1),
    ("nine tenths of the slope", "share", SHARE),
    ("an activation of each entry", "kind", "cubic"),
)
def slope_in_the_core(back=0, share=1, kind="radial"):
    """Drho(Q' c)^T A^T Q w = Q' Drho(c)^T R^T w: a slope in the core stays there, every rest."""
    c, w = sp.Matrix(sp.symbols("c1 c2")), sp.Matrix(sp.symbols("w1 w2"))
    R, t = sp.Matrix(2, 2, sp.symbols("R1:5")), sp.Symbol("t")
    weights = [sp.Symbol("z") ** k for k in range(3)]
    below, frame = spatial_rotation(1), spatial_rotation(2)
    blocks = R.row_join(sp.Matrix([back, 0])).col_join(sp.Matrix([[0, 0, t]]))
    pull, a = (frame * blocks * below.T).T * frame[:, :2] * w, below[:, :2] * c
    found = (g0 + g1 * inner(c, c)) * pull + 2 * g1 * inner(a, pull) * a
    if kind != "radial":
        found = sp.diag(*a.applyfunc(lambda x: g0 + 3 * g1 * x**2)) * pull
    stated = below[:, :2] * radial_cubic(c).jacobian(c).T * R.T * w
    return identity(inner(weights, found), share * inner(weights, stated))


def start(rng, *, biases=True, gaussian=False):
    """Weights (n_0, n, ..., n, n_L), L = 2..4, orthogonal layers between first and last."""
    depth, first, last = int(rng.integers(2, 5)), int(rng.integers(1, 4)), int(rng.integers(2, 4))
    n, weights = first + last + depth + int(rng.integers(1, 5)), []
    for l in range(1, depth + 1):
        shape = (last if l == depth else n, first if l == 1 else n)
        A = rng.standard_normal(shape) / np.sqrt(shape[1])
        if 1 < l < depth and not gaussian:
            A = rng.uniform(0.7, 1.3) * np.linalg.qr(A)[0]
        zero = l == 1 or not biases
        b = np.zeros((shape[0], 1)) if zero else rng.standard_normal((shape[0], 1)) / 2
        weights.append(np.hstack([b, A]))
    return weights


def descent_problem(rng, **kind):
    """Objective, weights, inputs, activation and settings."""
    weights = start(rng, **kind)
    x = rng.standard_normal((weights[0].shape[1] - 1, 7))
    objective = CrossEntropy(rng.integers(0, len(weights[-1]), 7), len(weights[-1]), ridge=0.1)
    settings = {"learning_rate": 0.2, "momentum": 0.5, "weight_decay": 0.05, "record": 20}
    return objective, weights, x, ACTIVATIONS[int(rng.integers(3))], settings


def shortened(small):
    """The compression without the last direction of each hidden core."""
    frames = [small.frames[0], *(Q[:, :-1] for Q in small.frames[1:-1]), small.frames[-1]]
    sizes = [Q.shape[1] for Q in frames]
    cut = [R[:m, : 1 + k] for R, k, m in zip(small.weights, sizes, sizes[1:], strict=False)]
    return RadialCompression(tuple(cut), tuple(frames), small.rest)


@step(
    "evidence",
    ("the same h for each entry", "entrywise", True),
    ("one direction of each core fewer", "short", True),
    ("one per cent more of the rate", "faster", 1.01),
    ("nine tenths of the decay of the rest", "decay", 0.9),
)
def plain_runs(entrywise=False, short=False, faster=1.0, decay=1.0):
    """20 plain steps of heavy ball with decay, orthogonal layers between: weights and outputs."""

    def residual(data):
        objective, weights, x, rho, settings = data
        rho = entries_only(rho) if entrywise else rho
        small = shortened(core_compress(weights)) if short else core_compress(weights)
        end = radial_descent(objective, weights, x, rho, 20, **settings).at(-1)
        quicker = {**settings, "learning_rate": faster * settings["learning_rate"]}
        own = radial_descent(objective, small.weights, x, rho, 20, **quicker).at(-1)
        unseen = np.linspace(-2, 2, 5 * len(x)).reshape(len(x), 5)
        gaps = [radial_forward(end, unseen, rho) - radial_forward(own, unseen, rho)]
        left = shrunk_rest(settings, decay)
        stated = replace(small, rest=tuple(left * U for U in small.rest)).lift(own)
        return largest([*gaps, *(W - S for W, S in zip(end, stated, strict=True))])

    return measure(range(20), descent_problem, residual, tolerance=1e-11)


SLOPES = formal("radial_gradient.v", "radial_layer_gradient")
CLOSED = formal("radial_closed.v", "radial_core_and_rest")
LIFTED = formal("radial_closed_flow.v", "radial_closed_flow_lifted")

plain_claim = Claim(
    name="radial-core-and-rest",
    kind="theorem",
    title="Core and rest of a radial network, without projection",
    statement=r"""
In the setting of {prf:ref}`radial-projected-descent`, with $[[smooth]]$ for $l < L$ and $[[loss]]$, let the core be closed at the start: $[[closed]]$ for $l = 1, \dots, L$. Let $W$ be ordinary descent, without the projections, with rates $[[rate]]$, weight decay $[[decay]]$ and momentum $[[momentum]]$ from velocity zero.

1. At every step $(I - P_l) \nabla_l = 0$: descent is projected descent. So $R$ being the descent of the cut network with the same settings, $F_W(x) = F_R(x)$ for **every** $x \in \R^{n_0}$ at every step, and

   $$
   W_l = Q_l R_l \widehat Q_{l-1}^\T + \kappa_l \bigl( 0,\ (I - P_l) A_l(0) (I - P_{l-1}) \bigr) ,
   $$

   where only decay moves $\kappa_l$, as there.
2. The same holds for gradient flow, with $\kappa_l = 1$, if the $h_l'$ and the slope of $\varphi$ are locally Lipschitz.
""",
    hypotheses={
        "smooth": smooth(),
        "loss": continuously_differentiable(r"\varphi"),
        "closed": closed_core(),
        "rate": positive("eta_l"),
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("radial-projected-descent",),
    words=(
        "Part 2: there is one flow through a start, as the slopes are locally Lipschitz; the small "
        "flow lasts as long as the large one, of which it is a bounded part.",
    ),
    steps=(SLOPES, CLOSED, LIFTED, slope_in_the_core, plain_runs),
    parts={
        "1": (SLOPES, CLOSED, slope_in_the_core, plain_runs),
        "2": (SLOPES, LIFTED, slope_in_the_core),
    },
)


def reflected(t):
    """The reflections of the plane with rational entries, and their products the rotations."""
    c, s = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    return sp.Matrix([[c, s], [s, -c]])


@step(
    "proof",
    ("a layer between that is stretched along one axis", "stretched", SHARE),
    ("the layers in the other order", "ordered", False),
)
def head_in_the_last_core(stretched=1, ordered=True):
    """Q (a^T Q)^T = eps_2^2 eps_3^2 a for Q = eps_3 O_3 eps_2 O_2, any two reflections of the plane."""
    weights, a = sp.symbols("a1 a2"), sp.Matrix([1, 2])
    t, e = sp.symbols("t2 t3"), sp.symbols("e2 e3")
    below, above = (scale * reflected(x) for scale, x in zip(e, t, strict=True))
    below = sp.diag(stretched, 1) * below
    Q = above * below
    back = Q if ordered else below * above
    return identity(inner(weights, Q * back.T * a), sp.prod(e) ** 2 * inner(weights, a))


@step(
    "proof",
    ("the outputs not counted", "outputs", 0),
    ("nine tenths of the outputs", "outputs", SHARE),
)
def dimension_of_the_core(outputs=1):
    """dim of the span of A_1, of the L-th layer's rows and of c biases <= n_0 + n_L + c."""
    first, last, biases, p, q, s = sp.symbols("n0 nL c p q s", real=True)
    given = [sp.Ge(x, 0) for x in (p, q, biases)]
    given += [sp.Le(p, first), sp.Le(q, last), sp.Le(s, p + q + biases)]
    return implies(given, sp.Le(s, first + outputs * last + biases))


@step(
    "evidence",
    ("Gaussian layers between", "gaussian", True),
    ("no dimension for the biases", "counted", 0),
    ("the inputs alone", "outputs", 0),
    whole=("counted", "outputs"),
)
def found_widths(gaussian=False, counted=1, outputs=1):
    """The widths of `core_compress` against n_0 + n_L and one for each bias, L = 2..4."""

    def residual(data):
        _, weights, *_ = data
        first, last = weights[0].shape[1] - 1, len(weights[-1])
        biases = sum(bool(W[:, 0].any()) for W in weights[:-1])
        widths = [len(R) for R in core_compress(weights).weights[:-1]]
        bound = first + outputs * last + counted * biases
        return float(np.max([0, *(width - bound for width in widths)]))

    return measure(
        range(30), lambda rng: descent_problem(rng, gaussian=gaussian), residual, tolerance=1e-3
    )


ORTHOGONAL = theorems(
    "radial_closed.v", "orthogonal_start", "orthogonal_start_descent", "one_hidden_layer_descent"
)

start_claim = Claim(
    name="radial-orthogonal-start",
    kind="corollary",
    title="The width that plain descent uses",
    statement=r"""
In the setting of {prf:ref}`radial-core-and-rest` let $[[depth]]$, let the hidden widths be $n_1 = \dots = n_{L-1} = n$ and $A_l(0) = \eps_l O_l$ with real $\eps_l$ and orthogonal $O_l$, $[[orthogonal]]$, for $1 < l < L$. The first layer, the last one and the biases may start anywhere; $c$ of the $b_l(0)$ with $l < L$ are not zero. There is a closed core with

$$
\dim C_l \le n_0 + n_L + c , \qquad 0 < l < L .
$$

So descent of a radial network of any width $n$ is, for every input, descent of one of width $n_0 + n_L + c$ or less. For one hidden layer, $L = 2$, nothing is assumed of the start.
""",
    hypotheses={"depth": depth_at_least(2), "orthogonal": orthogonal("O_l")},
    uses=("radial-core-and-rest",),
    steps=(*ORTHOGONAL, head_in_the_last_core, dimension_of_the_core, found_widths),
)


@step(
    "proof",
    ("the curvature without h", "own", 0),
    ("nine tenths of it", "share", SHARE),
    ("an activation of each entry", "kind", "cubic"),
    whole=("own",),
)
def moment(own=1, share=1, kind="radial"):
    """One sample, h = g0 r + g1 r^3: J p a^T - p rho(a)^T = (r h' - h)/r^3 <a, p> a a^T."""
    a, p = sp.Matrix(sp.symbols("a1:4")), sp.Matrix(sp.symbols("p1:4"))
    r, weights = sp.Symbol("r", positive=True), [sp.Symbol("z") ** k for k in range(9)]
    rho = radial_cubic(a) if kind == "radial" else a.applyfunc(lambda t: g0 * t + g1 * t**3)
    found = rho.jacobian(a).T * p * a.T - p * rho.T
    h = g0 * r + g1 * r**3
    bend = sp.cancel((r * sp.diff(h, r) - own * h) / r**3)
    stated = share * bend * inner(a, p) * a * a.T
    return identity(inner(weights, found), inner(weights, stated))


@step(
    "proof",
    ("nine tenths of the moment", "share", SHARE),
    ("the moment without its transpose", "both", 0),
    ("no term of second order", "second", 0),
)
def step_of_the_imbalance(share=1, both=1, second=1):
    """A step of V and W: D+ = D + eta (M + M^T) + eta^2 (N_V^T N_V - N_W N_W^T), M = N_W W^T - V^T N_V."""
    V, W, at_V, at_W = letters("V W N_V N_W")
    gap = lambda V, W: adjoint(V) * V - W * adjoint(W)
    M = at_W * adjoint(W) - adjoint(V) * at_V
    stated = gap(V, W) + eta * share * (M + both * adjoint(M)) + second * eta**2 * gap(at_V, at_W)
    return identity(gap(V - eta * at_V, W - eta * at_W), stated)


@step(
    "proof",
    ("the power less a tenth", "less", sp.Rational(1, 10)),
    ("no power", "powered", False),
)
def weighted_traces(less=0, powered=True):
    """h = r^p: <W, N_W> = p <V, N_V>, as a^T Drho(a)^T q = p rho(a)^T q in the plane; p = 3, 5."""
    a, q = sp.Matrix(sp.symbols("a1 a2")), sp.Matrix(sp.symbols("q1 q2"))

    def at(p):
        rho = inner(a, a) ** ((p - 1) // 2) * a
        power = (p if powered else 1) - less
        return identity(inner(a, rho.jacobian(a).T * q), power * inner(rho, q))

    return all_of(*map(at, (3, 5)))


@step(
    "evidence",
    ("conserved, as for a linear layer", "share", 0.0),
    ("nine tenths of the change", "share", 0.9),
    ("the curvature without h", "own", 0.0),
)
def measured_moments(share=1.0, own=1.0):
    """One sample: N_l W_l^T - A^T N_A against the formula, slopes from the gradient of a bias."""

    def residual(data):
        objective, weights, x, rho, _ = data
        one = CrossEntropy(objective.labels[:1], objective.classes, ridge=0.1)
        G = radial_gradients(one, weights, x[:, :1], rho)
        gaps, below = [], x[:, 0]
        for W, V, at_W, at_V in zip(weights, weights[1:], G, G[1:], strict=False):
            a = W[:, 0] + W[:, 1:] @ below
            r, below = np.linalg.norm(a), rho(a[:, None])[:, 0]
            bend = r * rho.slope(r) - own * rho.value(r)
            u = a / r
            stated = bend * (V[:, 1:] @ u @ at_V[:, 0]) * np.outer(u, u)
            gaps.append(at_W @ W.T - V[:, 1:].T @ at_V[:, 1:] - share * stated)
        return largest(gaps)

    return measure(range(30), descent_problem, residual, tolerance=1e-12)


def not_linear():
    """A function h with r h'(r) - h(r) = 0 for all r is linear; others are not."""

    def holds(data):
        h, slope = data
        r = np.linspace(0.1, 3, 30)
        return bool(np.abs(r * slope(r) - h(r)).max() < 1e-12)

    linear, bent = (lambda r: 2 * r, lambda r: 2 + 0 * r), (lambda r: r**2, lambda r: 2 * r)
    return Property("r h'(r) = h(r)", r"r\, h_l'(r) = h_l(r)", holds, linear, bent)


MOMENT = (
    *theorems("radial_by_layer.v", "radial_gradients_exist"),
    *theorems("radial_moment.v", "radial_moment_identity", "radial_imbalance_step"),
)
MOVES = theorems(
    "radial_imbalance.v",
    "radial_imbalance_flow",
    "radial_imbalance_conserved",
    "radial_power_conserved",
)
CONSERVED = formal("radial_conserved.v", "radial_conserved_iff")

imbalance_claim = Claim(
    name="radial-imbalance",
    kind="theorem",
    title="What the flow of a radial network conserves",
    statement=r"""
In the setting of {prf:ref}`radial-network` let $[[smooth]]$, $[[loss]]$, $l < L$, $\nabla_l = \partial \ell / \partial W_l$ and $D_l = A_{l+1}^\T A_{l+1} - W_l W_l^\T$. For the sample $x_s$ let $a_s$ be the signal $a_l$, $r_s = \norm{a_s}$, $u_s = a_s / r_s$ and $\delta_s = \partial \ell / \partial a_{l+1}$; samples with $a_s = 0$ are left out of the sums.

1. For every $W$

   $$
   \nabla_l W_l^\T - A_{l+1}^\T\, \frac{\partial \ell}{\partial A_{l+1}} = \sum_s \bigl( r_s h_l'(r_s) - h_l(r_s) \bigr)\, \inner{A_{l+1} u_s}{\delta_s}\, u_s u_s^\T =: S_l ,
   $$

   a symmetric matrix. Along gradient flow $D_l' = 2 S_l$, and a step of gradient descent with the rate $\eta$ turns $D_l$ into $D_l + 2 \eta S_l + \eta^2 \bigl( \tfrac{\partial \ell}{\partial A_{l+1}}^\T \tfrac{\partial \ell}{\partial A_{l+1}} - \nabla_l \nabla_l^\T \bigr)$.
2. Let no $h_j$ with $l < j < L$ be zero everywhere. $D_l$ is conserved for all losses, data and weights if and only if $[[linear]]$ for all $r > 0$, that is if $h_l(r) = c\, r$.
3. If $h_l(r) = c\, r^p$ with $p \ge 1$, then $\norm{W_l}_F^2 - p\, \norm{A_{l+1}}_F^2$ is conserved along gradient flow.
""",
    hypotheses={
        "smooth": smooth(),
        "loss": continuously_differentiable(r"\varphi"),
        "linear": not_linear(),
    },
    uses=("radial-network", "block-balancedness"),
    words=("Part 2, only if: through the witness there is a flow, as the gradient is continuous.",),
    steps=(
        *MOMENT,
        *MOVES,
        CONSERVED,
        moment,
        step_of_the_imbalance,
        weighted_traces,
        measured_moments,
    ),
    parts={
        "1": (*MOMENT, MOVES[0], moment, step_of_the_imbalance, measured_moments),
        "2": (MOVES[1], CONSERVED, moment, step_of_the_imbalance),
        "3": (MOVES[2], weighted_traces),
    },
)

CLAIMS = (plain_claim, start_claim, imbalance_claim)
