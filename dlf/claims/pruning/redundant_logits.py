"""Chapter *Redundant neurons*: what the logits feel."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal
from dlf.pruning import remove_neurons
from dlf.verify import Claim, Property, Relation, implies, measure, step


def not_stretching():
    """A map between matrices that lengthens no distance, tried on given pairs."""

    def holds(data):
        phi, pairs = data
        gaps = [np.linalg.norm(phi(Y) - phi(V)) - np.linalg.norm(Y - V) for Y, V in pairs]
        return bool(max(gaps) <= 1e-12)

    pairs = ((np.eye(2), np.zeros((2, 2))), (np.ones((2, 2)), -np.eye(2)))
    latex = r"\norm{\varphi_l(Y) - \varphi_l(V)}_F \le \norm{Y - V}_F"
    relu, square = (
        (lambda Y: np.maximum(Y, 0), pairs),
        (lambda Y: Y * np.abs(Y), ((np.eye(2), 2 * np.eye(2)),)),
    )
    return Property("not_stretching(phi)", latex, holds, relu, square)


@step(
    "evidence",
    ("nine tenths of the sum", "share", sp.Rational(9, 10)),
    ("the first error left out", "first", 0),
    ("the norm behind the second error left out", "last", False),
)
def telescope(share=1, first=1, last=True):
    """Three layers behind one another: changes t1 <= w3 w4 e1, t2 <= w4 e2, t3 <= e3 of the output."""
    w3, w4, e1, e2, e3, t1, t2, t3, t = sp.symbols("w3 w4 e1 e2 e3 t1 t2 t3 t", real=True)
    reached = sp.Symbol("y", real=True)  # what e1 has become before the last layer
    least = [sp.Ge(x, 0) for x in (w3, w4, e1, e2, e3, t1, t2, t3, t, reached)]
    steps = [sp.Le(reached, w3 * e1), sp.Le(t1, w4 * reached), sp.Le(t2, w4 * e2), sp.Le(t3, e3)]
    stated = first * w3 * w4 * e1 + (w4 if last else 1) * e2 + e3
    return implies([*least, *steps, sp.Le(t, t1 + t2 + t3)], sp.Le(t, share * stated))


def narrowed(weights, biases, U, keep):
    """Logits before and after removals layer by layer, and the bound."""

    def run(W, b):
        H = [U]
        for k, (A, c) in enumerate(zip(W, b, strict=True)):
            Z = A @ H[-1] + c[:, None]
            H.append(Z if k == len(W) - 1 else np.maximum(Z, 0))
        return H

    W, b, bound = list(weights), list(biases), 0.0
    for l in range(len(W) - 1):
        H = run(W, b)[l + 1]
        found = remove_neurons(H.T, W[l + 1], b[l + 1], keep=keep)
        behind = np.prod([np.linalg.norm(A, 2) for A in W[l + 2 :]])
        bound += behind * np.sqrt(found.costs.sum())
        W[l], b[l] = W[l][found.kept], b[l][found.kept]
        W[l + 1], b[l + 1] = found.weight, found.bias
    return run(weights, biases)[-1], run(W, b)[-1], bound


@step(
    "evidence",
    ("the errors without the norms behind", "normed", False),
    ("nineteen twentieths of the bound", "share", 0.95),
    whole=(),
)
def rectified_networks(normed=True, share=1.0):
    """Networks of 4 layers stay below the bound; chains of single rectified neurons attain it."""

    def draw(rng):
        widths = (6, 12, 10, 9, 4)
        W = [rng.standard_normal((m, n)) for n, m in zip(widths, widths[1:], strict=False)]
        b = [rng.standard_normal(m) for m in widths[1:]]
        chain_of_one = rng.uniform(1.5, 3.0, 2)
        return W, b, rng.standard_normal((6, 50)), chain_of_one, rng.uniform(0, 1, 30)

    def residual(data):
        W, b, U, scales, u = data
        before, after, bound = narrowed(W, b, U, 6)
        over_bound = np.linalg.norm(after - before) / (share * bound) - 1
        first = np.vstack([u, u**2])  # two positive neurons, one of which goes; then scalars
        line = np.vstack([u, np.ones(30)])
        fit = np.linalg.lstsq(line.T, first[1], rcond=None)[0] @ line
        change, size = fit - first[1], 10.0  # a bias so large that every neuron stays on
        end = scales[1] * (scales[0] * (fit + size)) - scales[1] * (scales[0] * (first[1] + size))
        stated = (np.prod(scales) if normed else 1.0) * np.linalg.norm(change)
        return float(np.max([over_bound, np.linalg.norm(end) / (share * stated) - 1, 0.0]))

    return measure(range(20), draw, residual, tolerance=1e-10)


BOUND = formal("logits.v", "change_of_the_logits")
NORMS = formal("spectral.v", "spectral_norm_exists")
LARGEST = formal("singular_bounds.v", "largest_singular_value")
COSTS = formal("logits.v", "change_by_costs")
ATTAINED = formal("logits.v", "change_attained")
ENTRIES = formal("frobenius.v", "entries_not_stretching")
TANH = formal("tanh.v", "tanh_not_stretching")
POOLING = formal("frobenius.v", "pooling_not_stretching")

logits_claim = Claim(
    name="change-of-the-logits",
    kind="proposition",
    title="What the logits feel",
    statement=r"""
Let a network have $m$ layers with the weights $W_1, \dots, W_m$ and biases, $[[layers]]$, and between layer $l$ and $l + 1$ a map $\varphi_l$ of the whole batch with $[[short]]$: ReLU, tanh, pooling by the maximum over windows that do not overlap. Remove neurons of the hidden layers $l = 1, \dots, m - 1$ in this order, each time in the network as it then is, and let $\Delta_l$ be the change of $Z_{l+1}$ on the samples by the removals in layer $l$. Then the outputs on the samples change by at most

$$
\sum_{l=1}^{m-1} \norm{W_m} \cdots \norm{W_{l+2}}\; \norm{\Delta_l}_F ,
$$

with the spectral norms of the weights that the network had at first. With the redistributions of {prf:ref}`cost-of-removal`, $\norm{\Delta_l}_F^2$ is the sum of the costs in layer $l$. For every $m$ there are networks with equality, and $\Delta_1 \ne 0$.
""",
    hypotheses={
        "layers": Relation(sp.Ge(sp.Symbol("m", integer=True), 2)),
        "short": not_stretching(),
    },
    uses=("cost-of-removal",),
    steps=(
        BOUND,
        NORMS,
        LARGEST,
        COSTS,
        ATTAINED,
        ENTRIES,
        TANH,
        POOLING,
        telescope,
        rectified_networks,
    ),
)

CLAIMS = (logits_claim,)
