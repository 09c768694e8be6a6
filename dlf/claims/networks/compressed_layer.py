"""Chapter *Compressing a layer*, first half: the surrogate inside a network, the fastest subspaces."""

import numpy as np
import sympy as sp

from dlf.claims.dynamics.races import frame
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import (
    continuously_differentiable,
    depth_at_least,
    orthonormal_columns,
    positive,
)
from dlf.claims.networks.nets import block_gradients, softmax_slope
from dlf.verify import Claim, all_of, identity, implies, measure, over, step

setting = Claim(
    name="network-surrogate",
    kind="definition",
    title="A surrogate inside a network",
    statement=r"""
In the setting of {prf:ref}`linear-block` let $G(X)$ be the gradient $G = \Gamma H^\T$ at the weight $X \in \R^{d_L \times d_0}$ of the layer, with all else as it is. The *surrogate* at a weight $X_0$ is $S = -G(X_0)$.

Let $[[depth]]$, $1 \le k \le \min(d_0, d_L)$, $[[scale]]$, and let $U \in \R^{d_L \times k}$, $V \in \R^{d_0 \times k}$ satisfy $[[frames]]$. The *compressed layer* has the weight

$$
X = \bar X + U\, \widetilde W_L \cdots \widetilde W_1 V^\T, \qquad \widetilde W_l(0) = \eps\, I_k,
$$

where $\bar X$, $U$, $V$ are fixed and the *cores* $\widetilde W_l \in \R^{k \times k}$ are trained. It *replaces* the layer if $\bar X = 0$, and *updates* it if $\bar X = X_0$.
""",
    hypotheses={
        "depth": depth_at_least(1),
        "scale": positive("varepsilon"),
        "frames": orthonormal_columns("U", "V"),
    },
    uses=("linear-block",),
)


@step(
    "evidence",
    ("equal weights in place of the probabilities", "equal", True),
    ("nine tenths of the label's share", "share", sp.Rational(9, 10)),
)
def dependent_slopes(equal=False, share=1):
    """In the logits z, a_c = e^(z_c): sum_c pi_c (pi - e_c) = 0 for pi_c = a_c/(a_1 + ... + a_q)."""

    def at(classes):
        grown = sp.symbols(f"a1:{classes + 1}", positive=True)
        pi = [a / sum(grown) for a in grown]
        weights = [sp.Integer(1)] * classes if equal else pi
        first = sum(w * (pi[0] - share * int(c == 0)) for c, w in enumerate(weights))
        return identity(first, sp.S.Zero)

    return over("q", range(2, 7), at)


SILENT = theorems("silent.v", "silent_gradient", "silent_rows", "silent_rectified")
CLASSES = theorems("silent.v", "silent_classes", "one_class_less")
ENTROPY = theorems("silent_entropy.v", "softmax_balance", "entropy_rank")


def silent(rng, size=0.0):
    """The slope at the weight `size` times a random one: ReLU, tanh head, cross-entropy of q = 4."""
    inputs, width, samples, q = 9, 8, 30, 4
    H, b = rng.standard_normal((inputs, samples)), rng.standard_normal((width, 1))
    X = size * rng.standard_normal((width, inputs))
    A, C = rng.standard_normal((7, width)), rng.standard_normal((q, 7))
    Z = X @ H + b
    hidden = np.tanh(A @ np.maximum(Z, 0))
    slope = softmax_slope(C @ hidden, np.arange(samples) % q)
    at_output = (A.T @ ((C.T @ slope) * (1 - hidden**2))) * (Z > 0)
    return at_output @ H.T, b[:, 0], q


@step(
    "evidence",
    ("at a small weight in place of zero", "size", 0.1),
    ("a rank of q - 2", "less", 2),
    ("the units whose bias is positive", "sign", -1),
    whole=("less",),
)
def silent_units(size=0.0, less=1, sign=1):
    """The q-th singular value of S against the first, and the rows of S whose bias is negative."""

    def residual(data):
        G, b, q = data
        s = np.linalg.svd(G, compute_uv=False)
        dead = np.abs(G[sign * b < 0]).max(initial=0.0)
        return float(np.max([s[q - less], dead]) / s[0])

    return measure(range(20), lambda rng: silent(rng, size), residual, tolerance=1e-10)


silent_claim = Claim(
    name="silent-layer",
    kind="proposition",
    title="At the weight zero a classifier has hardly a surrogate",
    statement=r"""
In the setting of {prf:ref}`network-surrogate` let the layer have a bias $b \in \R^{d_L}$ and pass an activation: the loss is $\psi(\varphi(X H + b\, \mathbf 1^\T))$ with $[[smooth]]$ and $\varphi \colon \R \to \R$ applied to each entry and differentiable at each $b_i$. At $X_0 = 0$:

1. Row $i$ of $S$ is zero if $\varphi'(b_i) = 0$. For ReLU and a bias without a positive entry, $S = 0$, with $\varphi'(0) = 0$ as PyTorch has it.
2. Let $\psi(Y) = \sum_n \lambda_{c_n}(y_n)$ with one function $\lambda_c$ for each of $q$ classes, where $y_n$ is the column of the sample $n$ and $c_n$ its class. Then $\operatorname{rank} S \le q$, and $\operatorname{rank} S \le q - 1$ if $\lambda_c(y) = \log \sum_j e^{\kappa_j(y)} - \kappa_c(y)$ is the cross-entropy of any logits $\kappa(y) \in \R^q$.
""",
    hypotheses={"smooth": continuously_differentiable(r"\psi")},
    uses=("network-surrogate",),
    steps=(*SILENT, *CLASSES, *ENTROPY, dependent_slopes, silent_units),
    parts={
        "1": (*SILENT, silent_units),
        "2": (SILENT[0], *CLASSES, *ENTROPY, dependent_slopes, silent_units),
    },
)


@step(
    "proof",
    ("one factor fewer", "fewer", 1),
    ("the power 2L - 1 of the scale", "power", 1),
    ("nine tenths of the rate", "share", sp.Rational(9, 10)),
    whole=("fewer", "power"),
)
def first_rate(fewer=0, power=2, share=1):
    """With A = U^T G V: the product of cores eps - h eps^(L-1) A moves by -L eps^(2L-2) A h, every L."""
    L = sp.Symbol("L", integer=True, positive=True)
    eps, A = sp.symbols("varepsilon A", positive=True)
    h = sp.Symbol("h", real=True)
    moved = (eps - h * eps ** (L - 1) * A) ** L
    stated = -share * (L - fewer) * eps ** (2 * L - power) * A
    return identity(sp.diff(moved, h).subs(h, 0), stated)


@step(
    "proof",
    ("shares whose sum is one more", "more", 1),
    ("nine tenths of the k leading", "share", sp.Rational(9, 10)),
    whole=("more",),
)
def shares(more=0, share=1):
    """Ky Fan: sum_i (leading k) - sum p_i x_i in products of terms >= 0, for shares p_i of sum k."""

    def at(k):
        n = k + 2
        x, p = sp.symbols(f"x1:{n + 1}", real=True), list(sp.symbols(f"p1:{n + 1}", real=True))
        p[-1] = k + more - sum(p[:-1])
        gap = share * sum(x[:k]) - sum(a * b for a, b in zip(p, x, strict=True))
        inside = sum((1 - p[i]) * (x[i] - x[k - 1]) for i in range(k))
        outside = sum(p[i] * (x[k - 1] - x[i]) for i in range(k, n))
        return identity(gap, inside + outside)

    return over("k", range(1, 6), at)


@step(
    "proof",
    ("k in place of k/d", "divided", False),
    ("one direction more", "more", 1),
    whole=("more",),
)
def mean_projector(divided=True, more=0):
    """A symmetric B of trace k that no change of a sign, nor of two axes, changes is (k/d) I."""

    def at(d):
        entry = {(i, j): sp.Symbol(f"b{i}{j}", real=True) for i in range(d) for j in range(i, d)}
        B = sp.Matrix(d, d, lambda i, j: entry[min(i, j), max(i, j)])
        k = sp.Symbol("k", real=True)
        swaps = [sp.eye(d).elementary_row_op("n<->m", row1=0, row2=i) for i in range(1, d)]
        kept = [sp.Eq(sp.trace(B), k), sp.Ge(k, 1)]
        for R in (sp.diag(-1, *[1] * (d - 1)), *swaps):
            kept += [sp.Eq(x, 0) for x in R * B * R.T - B if x != 0]
        mean = (k + more) / (d if divided else 1)
        return all_of(implies(kept, sp.Eq(B[0, 0], mean)), implies(kept, sp.Eq(B[0, 1], 0)))

    return over("d", range(2, 5), at)


@step(
    "evidence",
    ("the trailing singular vectors", "trailing", True),
    ("k - 1 singular values", "less", 1),
    ("the exponent L - 1 of the scale", "power", 1),
    ("a hundredth more", "share", 1.01),
    whole=("less", "power"),
)
def fastest_cores(trailing=False, less=0, power=2, share=1.0):
    """L = 2..5: the gradients of the cores, by the chain rule; 200 other frames are not faster."""

    def residual(data):
        G, k, depth, eps, frames = data
        P, s, Qt = np.linalg.svd(G, full_matrices=False)
        kept = slice(-k, None) if trailing else slice(k)
        cores = [eps * np.eye(k)] * depth
        rate = lambda U, V: sum((N**2).sum() for N in block_gradients(cores, U.T @ G @ V))
        stated = share * depth * eps ** (power * (depth - 1)) * (s[: k - less] ** 2).sum()
        best = rate(P[:, kept], Qt[kept].T)
        others = np.max([rate(U, V) for U, V in frames])
        return float(np.max([abs(best / stated - 1), others / best - 1]))

    def draw(rng):
        rows, cols = int(rng.integers(3, 9)), int(rng.integers(3, 9))
        k = int(rng.integers(1, min(rows, cols)))
        frames = [(frame(rng, rows, k), frame(rng, cols, k)) for _ in range(200)]
        G = rng.standard_normal((rows, cols))
        return G, k, int(rng.integers(2, 6)), float(rng.uniform(0.3, 1.5)), frames

    return measure(range(20), draw, residual, tolerance=1e-10)


FRAMES, ONLY, ROTATIONS = theorems(
    "leading_frames.v", "frames_at_most", "frames_only", "unchanged_by_rotations"
)

FALLS_AT_START = theorems("start_fall.v", "loss_falls_at_start_rate", "continuous_layer_gradient")
AT_START = theorems(
    "start_rate.v", "start_rate_of_cores", "start_rate_tends", "leading_start_faster"
)


fastest_claim = Claim(
    name="fastest-subspaces",
    kind="theorem",
    title="The singular subspaces of the surrogate are the fastest, at first",
    statement=r"""
In the setting of {prf:ref}`network-surrogate` let $G = G(X(0))$ have the singular values $\sigma_1 \ge \sigma_2 \ge \dots$, with $\sigma_i = 0$ for $i > \min(d_0, d_L)$.

1. Along the flow $\widetilde W_l' = -\partial \ell / \partial \widetilde W_l$ the cores lower the loss at the start at the rate $L\, \eps^{2L-2} \norm{U^\T G V}_F^2$.
2. For every $G$ and all $[[frames]]$, $\norm{U^\T G V}_F^2 \le \sum_{i \le k} \sigma_i^2$, with equality if the columns of $U$ and $V$ are the leading $k$ left and right singular vectors of one singular value decomposition of $G$; if $\sigma_k > \sigma_{k+1}$, only if they span the same spaces as these.
3. For every fixed $G$, if $U$ and $V$ are independent and uniform, the mean of $\norm{U^\T G V}_F^2$ is $\frac{k^2}{d_0 d_L} \norm{G}_F^2$.
4. Let the layer be updated, $\bar X = X_0$, with fixed $U$ and $V$. As $\eps \to 0$, the rate of 1 divided by $L\, \eps^{2L-2}$ tends to $\norm{U^\T S V}_F^2$. So if the surrogate has $\sigma_k(S) > \sigma_{k+1}(S)$, its leading singular vectors lower the loss faster at the start than any given $U$, $V$ that do not span the same spaces, for all small enough $\eps$.
""",
    hypotheses={"frames": orthonormal_columns("U", "V")},
    uses=("network-surrogate",),
    words=(
        "The mean of U U^T exists, and no rotation changes it; those of U U^T and V V^T multiply.",
    ),
    steps=(
        *FALLS_AT_START,
        *AT_START,
        FRAMES,
        ONLY,
        ROTATIONS,
        first_rate,
        shares,
        mean_projector,
        fastest_cores,
    ),
    parts={
        "1": (FALLS_AT_START[0], AT_START[0], first_rate, fastest_cores),
        "2": (FRAMES, ONLY, shares, fastest_cores),
        "3": (
            ROTATIONS,
            mean_projector,
        ),
        "4": (FALLS_AT_START[1], *AT_START[1:]),
    },
)

CLAIMS = (setting, silent_claim, fastest_claim)
