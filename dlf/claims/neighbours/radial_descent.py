"""Chapter *Radial networks*: projected descent of the large net is descent of the small one."""

from dataclasses import dataclass, replace

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import continuously_differentiable, nonnegative, positive
from dlf.claims.matrices import inner, spatial_rotation
from dlf.claims.neighbours.radial import core, g0, g1, radial_cubic, random_network
from dlf.claims.networks.nets import shrunk, softmax_slope
from dlf.claims.steps import largest
from dlf.reduction import (
    projected_descent,
    qr_compress,
    radial_descent,
    radial_forward,
    radial_gradients,
)
from dlf.verify import Claim, Property, all_of, identity, measure, step

SHARE = sp.Rational(9, 10)
eta = sp.Symbol("eta", positive=True)


def smooth():
    """A function h on [0, oo) with h(0) = 0 and a slope at zero; tested by difference quotients."""

    def holds(h):
        first, second = (h(2 * t) / (2 * t) - h(t) / t for t in (1e-4, 1e-6))
        return bool(h(0.0) == 0 and abs(second) <= abs(first) < 1e-2)

    latex = r"h_l \in C^1([0, \infty)), \ h_l(0) = 0"
    return Property("C1(h), h(0) = 0", latex, holds, np.tanh, np.sqrt)


@step(
    "proof",
    ("nine tenths of the part along a", "share", SHARE),
    ("no part along a: the stretch alone", "share", 0),
    ("a pull that enters entry by entry", "kind", "cubic"),
)
def slope_in_frames(share=1, kind="radial"):
    """Q^T Drho(Q c)^T w = Drho(c)^T Q^T w, every w: 3 x 2 frames, every c, g0 and g1."""
    c, w, weights = (
        sp.Matrix(sp.symbols("c1 c2")),
        sp.Matrix(sp.symbols("w1:4")),
        sp.symbols("k1:3"),
    )

    def at(k):
        Q = spatial_rotation(k)[:, :2]
        pulled = g0 * w + 3 * g1 * sp.diag(*(Q * c).applyfunc(lambda t: t**2)) * w
        if kind == "radial":
            a, square = Q * c, inner(c, c)
            pulled = (g0 + g1 * square) * w + 2 * share * g1 * inner(a, w) * a
        own = (radial_cubic(c).jacobian(c)).T * (Q.T * w)
        return identity(inner(weights, Q.T * pulled), inner(weights, own))

    return all_of(*map(at, range(1, 4)))


@step(
    "proof",
    ("the gradient of the small network at nine tenths of its bias", "share", SHARE),
    ("signals off the core", "off", 1),
    ("a layer above that leaves the core", "leak", 1),
)
def gradient_in_frames(share=1, off=0, leak=0):
    """Q^T s (1, z^T) = s~ (1, y^T) diag(1, Q')^T for z = Q' y, s = A^T s', s~ = R^T Q''^T s'."""
    y, above = sp.Matrix(sp.symbols("y1 y2")), sp.Matrix(sp.symbols("s1:4"))
    R, beside = sp.Matrix(2, 2, sp.symbols("R1:5")), sp.Matrix([1, -2, 3])
    Q, turned, below = map(spatial_rotation, (1, 2, 3))
    blocks = R.col_join(sp.Matrix([[leak, 0]])).row_join(beside)
    slope = (turned * blocks * Q.T).T * above  # of the loss by z, without the activation
    own = R.T * turned[:, :2].T * above
    z = below[:, :2] * y + off * below[:, 2]
    weights = [sp.Symbol("z") ** k for k in range(8)]
    found = Q[:, :2].T * slope * sp.Matrix([[1, *z]])
    stated = own * sp.Matrix([[share, *(y.T * below[:, :2].T)]])
    return identity(inner(weights, found), inner(weights, stated))


@step(
    "proof",
    ("nine tenths of what is removed", "share", SHARE),
    ("what is removed counted twice", "share", 2),
)
def removed_part(share=1):
    """|G|^2 = |Q^T G diag(1, Q')|^2 + |(I - P) G|^2 for G = s (1, y^T) diag(1, Q')^T."""
    s, row = sp.Matrix(sp.symbols("s1:4")), sp.Matrix([[1, *sp.symbols("y1 y2")]])
    Q, below = spatial_rotation(1)[:, :2], sp.diag(1, spatial_rotation(2)[:, :2])
    G = s * row * below.T
    kept, gone = Q.T * G * below, G - Q * Q.T * G
    return identity(inner(G, G), inner(kept, kept) + share * inner(gone, gone))


def exact_gradients(W, x, target):
    """Of 1/2 (F_W(x) - t)^2, one input and output, for rho(v) = |v|^2 v, by the chain rule."""
    below, entering = [sp.Matrix([x])], []
    for layer in W:
        entering.append((layer[:, 1:] * below[-1] + layer[:, 0]).expand())
        below.append((inner(entering[-1], entering[-1]) * entering[-1]).expand())
    slope, found = entering[-1] - sp.Matrix([target]), []
    for l in reversed(range(len(W))):
        found.append((slope * sp.Matrix([[1, *below[l]]])).expand())
        if l:
            a, pull = entering[l - 1], W[l][:, 1:].T * slope
            slope = (inner(a, a) * pull + 2 * inner(a, pull) * a).expand()
    return found[::-1]


@step(
    "evidence",
    ("no projection", "projected", False),
    ("a projection on one direction of the core", "short", 1),
    whole=("short",),
)
def two_exact_steps(projected=True, short=0):
    """Widths (1, 3, 1) cut to (1, 2, 1), rational numbers, every eta: the layers after two steps."""
    Q, x, target = spatial_rotation(1)[:, :2], sp.Integer(1), sp.Integer(1)
    first = sp.Matrix([[1, 0], [1, 1]])
    W = [Q * first, sp.Matrix([[0, 1, -1, 2]])]
    R, kept = [first, W[1] * sp.diag(1, Q)], Q[:, : 2 - short]
    rest = W[1] * (sp.eye(4) - sp.diag(1, Q) * sp.diag(1, Q).T)
    for _ in range(2):
        G, own = exact_gradients(W, x, target), exact_gradients(R, x, target)
        G[0] = kept * kept.T * G[0] if projected else G[0]
        W = [A - eta * B for A, B in zip(W, G, strict=True)]
        R = [A - eta * B for A, B in zip(R, own, strict=True)]
    stated = [Q * R[0], R[1] * sp.diag(1, Q).T + rest]
    weights = [sp.Symbol("z") ** k for k in range(10)]
    return identity(inner(weights, [*W[0], *W[1]]), inner(weights, [*stated[0], *stated[1]]))


@dataclass(frozen=True, eq=False)
class CrossEntropy:
    """Mean cross-entropy of labels, a function of logits (classes, N); half a sum of squares beside it.

    Attributes:
        labels: one a column. classes: rows. ridge: weight of the squares.
    """

    labels: np.ndarray
    classes: int
    ridge: float = 0.0

    @property
    def shape(self):
        return (self.classes, len(self.labels))

    def value(self, Z):
        top = Z.max(axis=0)
        logs = top + np.log(np.exp(Z - top).sum(axis=0))
        own = Z[self.labels, np.arange(Z.shape[1])]
        return float(np.mean(logs - own) + self.ridge * np.vdot(Z, Z) / 2)

    def gradient(self, Z):
        return softmax_slope(Z, self.labels) + self.ridge * Z


def random_problem(rng):
    """Objective, weights, inputs, activation and settings of a descent; hidden widths up to 16."""
    weights, rho, x = random_network(rng, most=13)
    classes = len(weights[-1])
    objective = CrossEntropy(rng.integers(0, classes, x.shape[1]), classes, ridge=0.1)
    settings = {"learning_rate": 0.2, "momentum": 0.5, "weight_decay": 0.05, "record": 20}
    return objective, weights, x, rho, settings


def entries_only(rho):
    """The same h for each entry, odd: what is not radial."""
    spread = lambda r: np.where(r < 0, -1.0, 1.0)
    value = lambda a: spread(a) * rho.value(np.abs(a))
    return Entrywise(value, lambda a: rho.slope(np.abs(a)))


@dataclass(frozen=True, eq=False)
class Entrywise:
    """A function of each entry with its slope, in place of a radial one."""

    value: object
    slope: object

    def __call__(self, a):
        return self.value(a)

    def pull_back(self, a, slopes):
        return self.slope(a) * slopes


@step(
    "evidence",
    ("no projection", "projected", False),
    ("the same h for each entry", "entrywise", True),
    ("one per cent more of the rate", "faster", 1.01),
    ("nine tenths of the decay of the rest", "decay", 0.9),
)
def whole_runs(projected=True, entrywise=False, faster=1.0, decay=1.0):
    """20 steps of heavy ball with decay: all weights, and the outputs at inputs never seen."""

    def residual(data):
        objective, weights, x, rho, settings = data
        rho = entries_only(rho) if entrywise else rho
        small = qr_compress(weights)
        descent = projected_descent if projected else radial_descent
        end = descent(objective, weights, x, rho, 20, **settings).at(-1)
        quicker = {**settings, "learning_rate": faster * settings["learning_rate"]}
        own = radial_descent(objective, small.weights, x, rho, 20, **quicker).at(-1)
        unseen = np.linspace(-2, 2, 5 * len(x)).reshape(len(x), 5)
        gaps = [radial_forward(W, unseen, rho) for W in (end, own)]
        left = shrunk_rest(settings, decay)
        stated = replace(small, rest=tuple(left * U for U in small.rest)).lift(own)
        return largest([gaps[0] - gaps[1], *(W - S for W, S in zip(end, stated, strict=True))])

    return measure(range(20), random_problem, residual, tolerance=1e-11)


@dataclass(frozen=True)
class Decaying:
    """What `shrunk` reads of a training."""

    momentum: float
    decay: float


def shrunk_rest(settings, decay):
    """kappa after 20 steps."""
    training = Decaying(settings["momentum"], settings["weight_decay"])
    return shrunk(20, settings["learning_rate"], training, decay)


@step(
    "evidence",
    ("the gradient of the small network alone", "share", 0.0),
    ("nine tenths of what is removed", "share", 0.9),
)
def squares_of_gradients(share=1.0):
    """|dl(W)|^2 = |dl(R)|^2 + sum of |(I - P_l) dl/dW_l|^2 for networks of up to five layers."""

    def residual(data):
        objective, weights, x, rho, _ = data
        small = qr_compress(weights)
        large, own = (radial_gradients(objective, W, x, rho) for W in (weights, small.weights))
        gone = [G - Q @ (Q.T @ G) for G, Q in zip(large, small.frames[1:], strict=True)]
        square = lambda parts: sum(float(np.vdot(A, A)) for A in parts)
        return (square(large) - square(own) - share * square(gone)) / square(large)

    return measure(range(20), random_problem, residual, tolerance=1e-11)


SLOPES = theorems("radial_gradient.v", "radial_derivative", "radial_layer_gradient")
PROJECTED = theorems("radial_descent.v", "radial_projected_descent", "radial_removed_part")
FLOWS = theorems("radial_flow.v", "radial_projected_flow", "radial_flow_lifted")

projected_claim = Claim(
    name="radial-projected-descent",
    kind="theorem",
    title="Descent of the small network is projected descent of the large one",
    statement=r"""
In the setting of {prf:ref}`radial-network`, let $[[smooth]]$ for $l < L$, $[[loss]]$, let $\nabla_l = \partial \ell / \partial W_l$, and let $C_l$ be a core of $W(0)$, $[[core]]$, with frames $Q_l$. *Projected descent* of $W$ has rates $[[rate]]$, weight decay $[[decay]]$ and momentum $[[momentum]]$ from velocity zero,

$$
V_l^+ = \beta V_l + P_l \nabla_l + \omega W_l , \qquad W_l^+ = W_l - \eta_l V_l^+ ,
$$

with the projections $P_l = Q_l Q_l^\T$ of the start at every step. Let $R(0)$ be $W(0)$ cut to the core, and $R$ its ordinary descent, $P_l$ left out, with the same settings. The function $\varphi$ may be another one at each step, as with minibatches.

1. At every step

   $$
   W_l = Q_l R_l \widehat Q_{l-1}^\T + \kappa_l\, W_l(0)\, (I - \widehat Q_{l-1} \widehat Q_{l-1}^\T) ,
   $$

   with $\kappa_l(0) = 1$, $u_l(0) = 0$, $u_l^+ = \beta u_l + \omega \kappa_l$, $\kappa_l^+ = \kappa_l - \eta_l u_l^+$. So $\kappa_l = 1$ without decay, and $F_W(x) = F_R(x)$ for **every** $x \in \R^{n_0}$ at every step.
2. At every step $\nabla_l = \nabla_l \widehat Q_{l-1} \widehat Q_{l-1}^\T$: what the projection removes, $(I - P_l) \nabla_l$, leads from the core of layer $l - 1$ to the rest of layer $l$. Nothing is removed in the last layer, and with the gradients $\nabla \ell$ by all layers

   $$
   \norm{\nabla \ell(W)}_F^2 = \norm{\nabla \ell(R)}_F^2 + \sum_{l < L} \norm{(I - P_l) \nabla_l}_F^2 .
   $$
3. Along every projected flow $W_l' = -P_l \nabla_l$ from $W(0)$ the formula of 1 holds with $\kappa_l = 1$ and a gradient flow $R$ of the small network from $R(0)$, and every such $R$ makes a projected flow of the large one.
""",
    hypotheses={
        "smooth": smooth(),
        "loss": continuously_differentiable(r"\varphi"),
        "core": core(),
        "rate": positive("eta_l"),
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("radial-network", "radial-compression"),
    source="ganev2021universal",
    steps=(
        *SLOPES,
        *PROJECTED,
        *FLOWS,
        slope_in_frames,
        gradient_in_frames,
        removed_part,
        two_exact_steps,
        whole_runs,
        squares_of_gradients,
    ),
    parts={
        "1": (
            *SLOPES,
            PROJECTED[0],
            slope_in_frames,
            gradient_in_frames,
            two_exact_steps,
            whole_runs,
        ),
        "2": (SLOPES[1], PROJECTED[1], gradient_in_frames, removed_part, squares_of_gradients),
        "3": (SLOPES[1], *FLOWS, slope_in_frames, gradient_in_frames),
    },
)

CLAIMS = (projected_claim,)
