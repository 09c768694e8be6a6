"""Chapter *A linear block inside a network*, first half: merging, balance, the product's own flow."""

import numpy as np
import sympy as sp

from dlf.chain import imbalance, prefix_products, suffix_products
from dlf.claims.dynamics.end_to_end import END_TO_END, next_power, polar_pieces
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    balanced,
    continuously_differentiable,
    depth_at_least,
    nonnegative,
    positive,
)
from dlf.claims.matrices import letters
from dlf.claims.networks.nets import SLOPES, block_gradients, softmax_slope
from dlf.claims.steps import largest
from dlf.verify import Claim, identity, measure, over, step

adjoint = sp.adjoint
eta, h, omega = sp.symbols("eta h omega", positive=True)
low, high, at_bias = sp.symbols("alpha_l alpha_u alpha_b", positive=True)  # rates of three layers

setting = Claim(
    name="linear-block",
    kind="definition",
    title="A linear block inside a network",
    statement=r"""
Let $[[depth]]$. A *linear block* maps features $H \in \R^{d_0 \times N}$, a column a sample, to $Z = X H$ with $X = W_L \cdots W_1$, $W_l \in \R^{d_l \times d_{l-1}}$. The loss of the network is $\ell(Z, \theta)$ with $[[smooth]]$, where $\theta$ are all other
parameters: those behind the block enter through $\ell$, and $H$ may depend on those before it. Put

$$
\Gamma = \frac{\partial \ell}{\partial Z} \in \R^{d_L \times N}, \qquad G = \Gamma H^\T, \qquad \nabla_l = \frac{\partial \ell}{\partial W_l} = (W_L \cdots W_{l+1})^\T\, \Gamma\, z_{l-1}^\T, \qquad z_{l-1} = W_{l-1} \cdots W_1 H .
$$

So $G$ is the gradient that a single dense layer $X$ would have there, and $\nabla_l = (W_L \cdots W_{l+1})^\T\, G\, (W_{l-1} \cdots W_1)^\T$. With *biases* the block is $z_l = W_l z_{l-1} + b_l \mathbf 1^\T$ from $z_0 = H$ to $Z = z_L$, the formula for $\nabla_l$ holds with these $z_{l-1}$, and $\partial \ell / \partial b_l = (W_L \cdots W_{l+1})^\T\, \Gamma\, \mathbf 1$.
""",
    hypotheses={"depth": depth_at_least(1), "smooth": continuously_differentiable(r"\ell")},
)


@step(
    "evidence",
    ("a bias without the factors behind it", "behind", 0),
    ("the factors in the reversed order", "reversed_order", True),
    ("nine tenths of the biases", "share", sp.Rational(9, 10)),
    whole=("behind",),
)
def merged(behind=1, reversed_order=False, share=1):
    """W_L (... (W_1 x + b_1) ...) + b_L = W_L ... W_1 x + sum_l W_L ... W_(l+1) b_l; L = 1 is clear."""
    x = letters("x")

    def at(depth):
        W, b = letters(f"W1:{depth + 1}"), letters(f"b1:{depth + 1}")
        z = x
        for factor, bias in zip(W, b, strict=True):
            z = factor * z + bias
        word = lambda matrices: sp.Mul(*(matrices if reversed_order else matrices[::-1]))
        shifts = sum(word(W[l + 1 :]) ** behind * b[l] for l in range(depth))
        return identity(z, word(W) * x + share * shifts)

    return over("L", range(2, 7), at)


merged_claim = Claim(
    name="merged-block",
    kind="lemma",
    title="A block is one layer",
    statement=r"""
Let $[[depth]]$. The block with biases of {prf:ref}`linear-block` computes $Z = X H + b\, \mathbf 1^\T$ with $X = W_L \cdots W_1$ and $b = \sum_{l=1}^{L} W_L \cdots W_{l+1}\, b_l$.
""",
    hypotheses={"depth": depth_at_least(1)},
    uses=("linear-block",),
    steps=(formal("block.v", "merged_block"), merged),
)


def neighbours(bias=1):
    """V = W_(l+1), W = W_l, b = b_l; gradients of V, W, b for any Gamma, with A above, B below."""
    A, B, V, W, b, one, Gamma = letters("A B V W b e Gamma")
    above = adjoint(A) * Gamma * adjoint(W * B + bias * b * adjoint(one))
    back = adjoint(A * V) * Gamma
    return (V, W, b), (above, back * adjoint(B), back * one)


@step(
    "proof",
    ("nine tenths of the bias's share", "share", sp.Rational(9, 10)),
    ("the factor on the other side", "same_side", False),
)
def shared_term(share=1, same_side=True):
    """W_(l+1)^T N_(l+1) = N_l W_l^T + n_b b_l^T for every Gamma: any loss, any batch."""
    (V, W, b), (above, below, at_b) = neighbours()
    product = below * adjoint(W) if same_side else adjoint(W) * below
    return identity(adjoint(V) * above, product + share * at_b * adjoint(b))


def gram(V, W, b, rates=(high, low, at_bias), bias=1):
    """D = V^T V / alpha_u - W W^T / alpha_l - b b^T / alpha_b."""
    up, down, shift = rates
    return adjoint(V) * V / up - W * adjoint(W) / down - bias * b * adjoint(b) / shift


@step(
    "proof",
    ("without the bias", "bias", 0),
    ("without the rates", "rated", False),
    ("a decay of D at once the rate", "factor", 1),
    ("conserved under weight decay too", "factor", 0),
)
def flow_decays(bias=1, rated=True, factor=2):
    """V' = -alpha_u N_u - omega V, and so on: D' = -2 omega D, by the product rule, every Gamma."""
    (V, W, b), (above, below, at_b) = neighbours()
    rates = (high, low, at_bias) if rated else (1, 1, 1)
    V1, W1, b1 = -high * above - omega * V, -low * below - omega * W, -at_bias * at_b - omega * b
    both = lambda x, y: x * adjoint(y) + y * adjoint(x)
    change = both(adjoint(V1), adjoint(V)) / rates[0] - both(W1, W) / rates[1]
    change -= bias * both(b1, b) / rates[2]
    return identity(change, -factor * omega * gram(V, W, b, rates, bias))


@step(
    "proof",
    ("first order in the learning rate", "power", 1),
    ("nine tenths of the change", "share", sp.Rational(9, 10)),
    ("the decay counted once", "twice", 1),
    whole=("power", "twice"),
)
def step_changes(power=2, share=1, twice=2):
    """D+ = (1 - eta omega)^2 D + eta^2 (alpha_u N_u^T N_u - alpha_l N_l N_l^T - alpha_b n n^T)."""
    (V, W, b), (above, below, at_b) = neighbours()
    keep = 1 - eta * omega
    after = keep * V - eta * high * above, keep * W - eta * low * below
    after = (*after, keep * b - eta * at_bias * at_b)
    own = high * adjoint(above) * above - low * below * adjoint(below)
    own -= at_bias * at_b * adjoint(at_b)
    return identity(gram(*after), keep**twice * gram(V, W, b) + share * eta**power * own)


def descended(W, H, labels, slope, rate, rectified=False):
    """The factors after one step on a batch; with ReLU between them if rectified."""
    z, seen = [H], []
    for factor in W:
        z.append(factor @ z[-1])
        seen.append(
            z[-1] > 0 if rectified and len(z) <= len(W) else np.ones_like(z[-1], dtype=bool)
        )
        z[-1] = z[-1] * seen[-1]
    back, moved = slope(z[-1], labels), []
    for factor, below, on in zip(W[::-1], z[-2::-1], seen[::-1], strict=True):
        back = back * on
        moved.append(factor - rate * back @ below.T)
        back = factor.T @ back
    return moved[::-1]


@step(
    "evidence",
    ("ReLU between the factors", "rectified", True),
    ("nine tenths of the change", "share", 0.9),
)
def batches(rectified=False, share=1.0):
    """L = 3, equal rates, cross-entropy or hinge: the change of D in one step on a minibatch."""

    def draw(rng):
        widths = (7, 6, 5, 4)
        W = [rng.standard_normal(s) / 3 for s in zip(widths[1:], widths[:-1], strict=True)]
        return W, rng.standard_normal((7, 8)), rng.integers(0, 4, 8), int(rng.integers(2))

    def residual(data):
        W, H, labels, kind = data
        rate, settings = 0.1, (SLOPES[kind], 0.1, rectified)
        after = descended(W, H, labels, *settings)
        N = [(old - new) / rate for old, new in zip(W, after, strict=True)]
        own = [above.T @ above - below @ below.T for below, above in zip(N, N[1:], strict=False)]
        changes = zip(imbalance(after), imbalance(W), own, strict=True)
        return largest(D - E - share * rate**2 * O for D, E, O in changes)

    return measure(range(20), draw, residual, tolerance=1e-13)


GRADIENTS = theorems("block_gradient.v", "block_gradient", "bias_gradient")
BALANCE_FLOW = theorems("block_flow.v", "block_balance_flow", "block_balance_kept")
BALANCE_DESCENT = formal("block_gradient.v", "block_balance_descent")

block_balance = Claim(
    name="block-balancedness",
    kind="theorem",
    title="Balancedness, for any loss",
    statement=r"""
In the setting of {prf:ref}`linear-block`, with biases, let $[[depth]]$, $l < L$, and let the factors $W_l$, $W_{l+1}$ and the bias $b_l$ have rates $[[lower]]$, $[[upper]]$, $[[shift]]$ and weight decay $[[decay]]$. Put

$$
D = \frac{1}{\alpha_u} W_{l+1}^\T W_{l+1} - \frac{1}{\alpha_l} W_l W_l^\T - \frac{1}{\alpha_b} b_l b_l^\T .
$$

1. Along the flow $W_l' = -\alpha_l \nabla_l - \omega W_l$, and likewise for $W_{l+1}$ and $b_l$, whatever the other parameters do meanwhile, $D' = -2 \omega D$. Without weight decay $D$ is conserved.
2. One step of gradient descent, $W_l^+ = W_l - \eta\, (\alpha_l \nabla_l + \omega W_l)$ with $[[rate]]$ and likewise for $W_{l+1}$ and $b_l$, on any batch and for any values of the other parameters, turns $D$ into

$$
(1 - \eta\, \omega)^2 D + \eta^2 \bigl( \alpha_u \nabla_{l+1}^\T \nabla_{l+1} - \alpha_l \nabla_l \nabla_l^\T - \alpha_b\, n\, n^\T \bigr),
$$

with the gradients at the old values, $n = \partial \ell / \partial b_l$. A block without the bias $b_l$ is the case $b_l = 0$, $n = 0$. Where $\ell$ is not differentiable, any matrix may serve as $\Gamma$ in 2.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "lower": positive("alpha_l"),
        "upper": positive("alpha_u"),
        "shift": positive("alpha_b"),
        "decay": nonnegative("omega"),
        "rate": positive("eta"),
    },
    uses=("linear-block", "balancedness"),
    source="arora2018optimization",
    steps=(
        *GRADIENTS,
        shared_term,
        *BALANCE_FLOW,
        flow_decays,
        BALANCE_DESCENT,
        step_changes,
        batches,
    ),
    parts={
        "1": (*GRADIENTS, shared_term, *BALANCE_FLOW, flow_decays),
        "2": (*GRADIENTS, BALANCE_DESCENT, step_changes, batches),
    },
)


@step(
    "evidence",
    ("a dense layer with L times the rate", "preconditioned", False),
    ("a block that is not balanced", "balance", 1.1),
    ("the exponents of one factor more", "deeper", 1),
    whole=("deeper",),
)
def velocity_of_the_product(preconditioned=True, balance=1.0, deeper=0):
    """The product rule against the formula at random balanced points, L = 2..5, ReLU behind."""

    def draw(rng):
        depth = int(rng.integers(2, 6))
        W = polar_pieces(rng.standard_normal((5, 6)), depth)
        W = (balance * W[0], *W[1:-1], W[-1] / balance)
        return W, rng.standard_normal((6, 12)), rng.standard_normal((3, 5)), rng.integers(0, 3, 12)

    def residual(data):
        W, H, C, labels = data
        X = np.linalg.multi_dot([*W[::-1], np.eye(6)])
        Z = X @ H
        Gamma = C.T @ softmax_slope(C @ np.maximum(Z, 0), labels) * (Z > 0)
        found = product_velocity(W, block_gradients(W, Gamma @ H.T))
        stated = formula(X, Gamma @ H.T, len(W) + deeper, preconditioned)
        return float(np.abs(found - stated).max() / np.abs(found).max())

    test = balanced().holds if balance == 1 else lambda factors: True

    def is_balanced(data):
        return test(data[0])

    return measure(range(20), draw, residual, tolerance=1e-9, hypotheses=(is_balanced,))


def product_velocity(W, gradients):
    """X' = sum of W_L ... W_(l+1) W_l' W_(l-1) ... W_1 with W_l' = -N_l."""
    below = [np.eye(W[0].shape[1]), *prefix_products(W)[:-1]]
    above = [*suffix_products(W)[1:], np.eye(len(W[-1]))]
    return -sum(A @ N @ B for A, N, B in zip(above, gradients, below, strict=True))


def formula(X, G, depth, preconditioned):
    """-sum_j (X X^T)^((L-j)/L) G (X^T X)^((j-1)/L); -L G if not preconditioned."""
    if not preconditioned:
        return -depth * G
    U, s, Vt = np.linalg.svd(X)
    S = np.append(s, np.zeros(len(Vt) - len(s)))
    power = lambda Q, values, n: (Q * values ** (2 * n / depth)) @ Q.T
    return -sum(power(U, s, depth - j) @ G @ power(Vt.T, S, j - 1) for j in range(1, depth + 1))


preconditioned_claim = Claim(
    name="block-end-to-end",
    kind="corollary",
    title="A block is a preconditioned layer",
    statement=r"""
In the setting of {prf:ref}`linear-block`, without biases, let $[[depth]]$ and let the block be balanced, $[[balanced]]$ for $l = 1, \dots, L-1$, at one time. Under the flow $W_l' = -\nabla_l$ of its factors, whatever the other parameters do meanwhile, it is balanced at all times, and with the gradient $G$ that a single dense layer $X$ would have there,

$$
X' = - \sum_{j=1}^{L} (X X^\T)^{\frac{L-j}{L}}\; G\; (X^\T X)^{\frac{j-1}{L}},
$$

where a matrix to the power $0$ is the identity.
""",
    hypotheses={"depth": depth_at_least(2), "balanced": balanced()},
    uses=("linear-block", "block-balancedness", "end-to-end-flow"),
    source="arora2018optimization",
    steps=(*END_TO_END, next_power, velocity_of_the_product),
)

CLAIMS = (setting, merged_claim, block_balance, preconditioned_claim)
