"""Chapter *Radial networks*: the same on a graph without cycles, the quiver of its layers."""

from dataclasses import dataclass

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import continuously_differentiable, nonnegative, positive
from dlf.claims.matrices import inner, spatial_rotation
from dlf.claims.neighbours.radial import ACTIVATIONS, entrywise, radial_cubic
from dlf.claims.neighbours.radial_descent import (
    CrossEntropy,
    entries_only,
    gradient_in_frames,
    slope_in_frames,
    smooth,
)
from dlf.claims.steps import largest
from dlf.reduction import Radial
from dlf.verify import Claim, Property, identity, implies, measure, step

SHARE = sp.Rational(9, 10)


@dataclass(frozen=True, eq=False)
class Graph:
    """A radial network on a graph: edges go to larger numbers; the last vertex is the output.

    Attributes:
        edges: (i, j) -> A_ij. biases: j -> b_j, for each vertex that is no input.
        activation: of each hidden vertex.
    """

    edges: dict
    biases: dict
    activation: Radial

    def signals(self, inputs):
        """What enters every vertex, and z there; `inputs` is i -> x_i."""
        entering, z = {}, dict(inputs)
        for j in sorted(self.biases):
            a = self.biases[j] + sum(self.edges[e] @ z[e[0]] for e in self.edges if e[1] == j)
            entering[j], z[j] = a, a if j == max(self.biases) else self.activation(a)
        return entering, z

    def output(self, inputs):
        return self.signals(inputs)[1][max(self.biases)]

    def gradients(self, objective, inputs):
        """Of the loss by every edge and every bias."""
        entering, z = self.signals(inputs)
        slopes, by_edge, by_bias = {}, {}, {}
        for j in sorted(self.biases, reverse=True):
            above = [(e, A) for e, A in self.edges.items() if e[0] == j]
            slopes[j] = sum(A.T @ slopes[e[1]] for e, A in above) if above else 0
            end = j == max(self.biases)
            pull = objective.gradient if end else self.activation.pull_back
            slopes[j] = pull(*((entering[j],) if end else (entering[j], slopes[j])))
            by_bias[j] = slopes[j].sum(axis=1, keepdims=True)
            by_edge |= {e: slopes[j] @ z[e[0]].T for e in self.edges if e[1] == j}
        return by_edge, by_bias

    def descended(self, objective, inputs, steps, rate, frames=None, decay=0.0):
        """The network after some steps, projected if there are frames."""
        net = self
        for _ in range(steps):
            by_edge, by_bias = net.gradients(objective, inputs)
            onto = lambda j, G: G if frames is None else frames[j] @ (frames[j].T @ G)
            keep = 1 - rate * decay
            edges = {e: keep * A - rate * onto(e[1], by_edge[e]) for e, A in net.edges.items()}
            biases = {j: keep * b - rate * onto(j, by_bias[j]) for j, b in net.biases.items()}
            net = Graph(edges, biases, net.activation)
        return net


def compressed(net, inputs):
    """Frames Q_j of span(b_j, A_ij Q_i) and the network cut to them."""
    frames = {i: np.eye(len(x)) for i, x in inputs.items()}
    for j in sorted(net.biases):
        reached = [net.edges[e] @ frames[e[0]] for e in net.edges if e[1] == j]
        reached = np.hstack([net.biases[j], *reached])
        end = j == max(net.biases)
        frames[j] = np.eye(len(reached)) if end else np.linalg.qr(reached)[0]
    edges = {(i, j): frames[j].T @ A @ frames[i] for (i, j), A in net.edges.items()}
    biases = {j: frames[j].T @ b for j, b in net.biases.items()}
    return frames, Graph(edges, biases, net.activation)


def random_graph(rng):
    """Two inputs, three to five hidden vertices, an output; each has an edge from the one before."""
    hidden = int(rng.integers(3, 6))
    widths = [*rng.integers(1, 3, 2), *rng.integers(4, 14, hidden), 3]
    last = len(widths) - 1
    edges, biases = {}, {}
    for j in range(2, last + 1):
        sources = [i for i in range(j) if i == j - 1 or rng.random() < 0.4]
        for i in sources:
            shape = (widths[j], widths[i])
            edges[i, j] = rng.standard_normal(shape) / np.sqrt(len(sources) * widths[i])
        biases[j] = rng.standard_normal((widths[j], 1)) / 2
    net = Graph(edges, biases, ACTIVATIONS[int(rng.integers(3))])
    inputs = {i: rng.standard_normal((widths[i], 6)) for i in (0, 1)}
    unseen = {i: 2 * rng.standard_normal((widths[i], 5)) for i in (0, 1)}
    return net, inputs, unseen, CrossEntropy(rng.integers(0, 3, 6), 3, ridge=0.1)


def later(data):
    """Every edge leads to a larger number."""
    return bool(all(i < j for i, j in data))


def without_cycles():
    """Vertices in an order that every edge follows."""
    return Property("edges go up", r"i < j", later, ((0, 1), (0, 2)), ((0, 1), (2, 1)))


@step(
    "proof",
    ("a second edge that leaves the core", "leak", 1),
    ("nine tenths of the second edge in the small network", "share", SHARE),
    ("an activation of each entry", "kind", "cubic"),
)
def one_vertex(leak=0, share=1, kind="radial"):
    """rho(A Q' y + B Q'' z + b) = Q rho(R y + S z + r): two incoming edges, every core."""
    y, z, r = (sp.Matrix(sp.symbols(f"{x}1 {x}2")) for x in "yzr")
    R, S = (sp.Matrix(2, 2, sp.symbols(f"{x}1:5")) for x in "RS")
    weights, leaves = [sp.Symbol("x") ** k for k in range(3)], sp.Matrix([[leak, 0]])
    rho = radial_cubic if kind == "radial" else lambda a: entrywise(a, kind)
    first, second, whole = map(spatial_rotation, (1, 2, 3))
    first, second, Q = first[:, :2], second[:, :2], whole[:, :2]
    A, B = Q * R * first.T, whole * S.col_join(leaves) * second.T
    found = rho(A * first * y + B * second * z + Q * r)
    return identity(inner(weights, found), inner(weights, Q * rho(R * y + share * S * z + r)))


@step(
    "proof",
    ("the wider of two neighbours alone", "sum", 0),
    ("no dimension for the bias", "bias", 0),
    ("nine tenths of it", "bias", SHARE),
    whole=("sum",),
)
def dimension_at_a_vertex(sum=1, bias=1):
    """dim span(b, A C, B C') <= 1 + dim C + dim C'."""
    first, second, span, m, k = sp.symbols("c d s m k", real=True)
    given = [sp.Ge(first, 0), sp.Ge(second, 0), sp.Le(first, m), sp.Le(second, k), sp.Le(k, m)]
    given += [sp.Le(span, 1 + first + second), sp.Ge(span, 0)]
    return implies(given, sp.Le(span, bias + m + sum * k))


@step(
    "evidence",
    ("no projection", "projected", False),
    ("the same h for each entry", "entrywise", True),
    ("one per cent more of the rate", "faster", 1.01),
)
def whole_graphs(projected=True, entrywise=False, faster=1.0):
    """20 steps on random graphs, projected and cut: outputs at inputs never seen, and the widths."""

    def residual(data):
        net, inputs, unseen, objective = data
        rho = entries_only(net.activation) if entrywise else net.activation
        net = Graph(net.edges, net.biases, rho)
        frames, small = compressed(net, inputs)
        for j in list(net.biases)[:-1]:
            sources = sum(frames[i].shape[1] for i, k in net.edges if k == j)
            if frames[j].shape[1] != min(len(frames[j]), 1 + sources):
                return np.inf
        end = net.descended(objective, inputs, 20, 0.2, frames if projected else None, 0.05)
        own = small.descended(objective, inputs, 20, faster * 0.2, None, 0.05)
        return largest([end.output(unseen) - own.output(unseen)])

    return measure(range(20), random_graph, residual, tolerance=1e-11)


@step(
    "evidence",
    ("a slope of each entry", "pulled", "entries"),
    ("nine tenths of the derivative", "share", 0.9),
)
def slopes_of_graphs(pulled="radial", share=1.0):
    """The gradient by one bias entry against central differences of the loss."""

    def residual(data):
        net, inputs, _, objective = data
        rho = net.activation
        wrong = Radial(rho.value, lambda r: share * rho.slope(r))
        wrong = entries_only(rho) if pulled == "entries" else wrong
        _, by_bias = Graph(net.edges, net.biases, wrong).gradients(objective, inputs)
        sides = []
        for h in (1e-5, -1e-5):
            moved = {**net.biases, 2: net.biases[2] + h * np.eye(len(net.biases[2]))[:, :1]}
            sides.append(objective.value(Graph(net.edges, moved, rho).output(inputs)))
        return (sides[0] - sides[1]) / 2e-5 - float(by_bias[2][0, 0])

    return measure(range(20), random_graph, residual, tolerance=1e-7)


COMPRESSED = formal("radial_graph.v", "graph_compressed")
PROJECTED, IN_FRAMES = theorems(
    "graph_descent.v", "graph_projected_descent", "graph_descent_in_frames"
)
EXIST = formal("graph_gradient.v", "graph_gradients_exist")

graph_claim = Claim(
    name="radial-graph",
    kind="theorem",
    title="Radial networks on a graph",
    statement=r"""
Let the vertices of a finite graph, each with an edge at least, be numbered such that $[[order]]$ for every edge $(i, j)$, with a width $n_j$ at each. A vertex without incoming edges is an *input*, $z_i = x_i$; at every other one $a_j = b_j + \sum_{i \to j} A_{ij} z_i$. A vertex without outgoing edges is an *output*, which gives $a_j$; at the others, the hidden ones, $z_j = \rho_j(a_j)$ with a radial function. Put $m_j = n_j$ at inputs and outputs and

$$
m_j = \min \Bigl( n_j,\ 1 + \sum_{i \to j} m_i \Bigr) \quad \text{at hidden vertices.}
$$

1. There are $Q_j \in \R^{n_j \times m_j}$ with orthonormal columns, identities at inputs and outputs, with $b_j = Q_j r_j$, $A_{ij} Q_i = Q_j R_{ij}$, and the network of the $R_{ij}$ and $r_j$ on the same graph has the same outputs for **every** input.
2. Let $[[smooth]]$ at hidden vertices and $\ell = \varphi$ of the outputs on fixed inputs, $[[loss]]$. Descent of the large network with rates $[[rate]]$, one at each vertex, with weight decay $[[decay]]$ and the gradients by $b_j$ and $A_{ij}$ multiplied by $Q_j Q_j^\T$ from the left gives at every step the outputs, for every input, that ordinary descent of the small one gives with the same settings.
""",
    hypotheses={
        "order": without_cycles(),
        "smooth": smooth(),
        "loss": continuously_differentiable(r"\varphi"),
        "rate": positive("eta_j"),
        "decay": nonnegative("omega"),
    },
    uses=("radial-network", "radial-commutes", "radial-projected-descent"),
    source="ganev2022quiver",
    steps=(
        COMPRESSED,
        PROJECTED,
        IN_FRAMES,
        EXIST,
        one_vertex,
        dimension_at_a_vertex,
        slope_in_frames,
        gradient_in_frames,
        whole_graphs,
        slopes_of_graphs,
    ),
    parts={
        "1": (COMPRESSED, one_vertex, dimension_at_a_vertex, whole_graphs),
        "2": (
            PROJECTED,
            IN_FRAMES,
            EXIST,
            slope_in_frames,
            gradient_in_frames,
            whole_graphs,
            slopes_of_graphs,
        ),
    },
)

CLAIMS = (graph_claim,)
