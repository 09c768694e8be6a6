"""Chapter *Gradient flow on a product of matrices*, first half: the gradient, what is conserved."""

import sympy as sp

from dlf.claims.formal import formal
from dlf.claims.hypotheses import continuously_differentiable, depth_at_least, differentiable
from dlf.claims.matrices import inner, letters, product
from dlf.verify import Claim, identity, over, step

eta, h, omega = sp.symbols("eta h omega", real=True)
adjoint = sp.adjoint


setting = Claim(
    name="flow-setting",
    kind="definition",
    title="Setting of this chapter",
    statement=r"""
Let $L \ge 1$ and widths $d_0, \dots, d_L \ge 1$. The factors are $W_l \in \R^{d_l \times d_{l-1}}$, their
product is $X = W_L \cdots W_1 \in \R^{d_L \times d_0}$, and $F(W_1, \dots, W_L) = f(X)$ for a continuously
differentiable $f$. *Gradient flow* is $W_l' = -\partial F / \partial W_l$; *gradient descent* with
learning rate $\eta > 0$ is $W_l^+ = W_l - \eta\, \partial F/\partial W_l$. The chain is *balanced* if
$W_{l+1}^\T W_{l+1} = W_l W_l^\T$ for $l = 1, \dots, L-1$.
""",
)


@step("proof", ("the step of the factor counted twice", "weight", 2))
def affine(weight=1):
    """The product is affine in each factor: moving W_l by h D moves X by h A D B."""
    A, W, B, D = letters("A W B D")
    return identity(A * (W + weight * h * D) * B, A * W * B + h * A * D * B)


def symbolic_chain(depth):
    """Factors with a symbol in every entry, and directions; the widths differ."""
    widths = (2, 1, 3, 2, 1)[: depth + 1]
    shapes = [(widths[l + 1], widths[l]) for l in range(depth)]
    name = lambda letter, l: f"{letter}{l + 1}_"
    entries = lambda letter, l, shape: sp.Matrix(
        *shape, lambda i, k: sp.Symbol(f"{name(letter, l)}{i + 1}{k + 1}", real=True)
    )
    chains = [[entries(letter, l, shape) for l, shape in enumerate(shapes)] for letter in "wd"]
    return chains[0], chains[1], sp.Matrix(widths[-1], 2, lambda i, k: 2 + i - 3 * k)


@step(
    "evidence",
    ("A and B not transposed", "transposed", False),
    ("twice the gradient", "scale", 2),
)
def adjoint_action(transposed=True, scale=1):
    """<R, A D B> = <A^T R B^T, D>, a symbol in every entry: A is 3 x 2, D 2 x 2, B 2 x 3."""
    table = lambda name, *shape: sp.Matrix(
        *shape, lambda i, k: sp.Symbol(f"{name}{i + 1}{k + 1}", real=True)
    )
    A, D, B, R = table("a", 3, 2), table("d", 2, 2), table("b", 2, 3), table("r", 3, 3)
    gradient = product([B.T, R, A.T] if transposed else [B[:, :2], R[:2, :2], A[:2, :]])
    return identity(inner(R, product([B, D, A])), scale * inner(gradient, D))


@step(
    "evidence",
    ("twice the gradient", "scale", 2),
    ("the reversed sign", "scale", -1),
    ("the first factor forgotten", "skipped", 1),
)
def entries(scale=1, skipped=0):
    """SymPy differentiates F entry by entry, and finds the formula in every direction."""

    def at(depth):
        W, D, M = symbolic_chain(depth)
        F = sum(entry**2 for entry in product(W) - M) / 2
        slope = sum(
            inner(A.applyfunc(lambda w: sp.diff(F, w)), B) for A, B in zip(W, D, strict=True)
        )
        R = product(W) - M
        moved = [inner(R, product([*W[:l], D[l], *W[l + 1 :]])) for l in range(depth)]
        return identity(slope, scale * sum(moved) - skipped * moved[0])

    return over("L", range(2, 5), at)


gradient_claim = Claim(
    name="product-gradient",
    kind="theorem",
    title="Gradient of a product",
    statement=r"""
Let $[[depth]]$ and let $f$ be differentiable at $X = W_L \cdots W_1$, $[[differentiable]]$. Then for
$l = 1, \dots, L$

$$
\frac{\partial F}{\partial W_l} = (W_L \cdots W_{l+1})^\T\, \nabla f(X)\, (W_{l-1} \cdots W_1)^\T .
$$
""",
    hypotheses={"depth": depth_at_least(1), "differentiable": differentiable("f", "X")},
    steps=(formal("chain.v", "product_gradient"), affine, adjoint_action, entries),
)


@step(
    "proof",
    ("both factors stretched", "sign", 1),
    ("the upper factor stretched alone", "share", 0),
    ("not to second order", "power", 1),
    whole=("power",),
)
def shared_term(sign=-1, share=1, power=2):
    """Stretching W_{l+1} by I + hT and W_l by I - hT leaves the product alone to first order."""
    A, V, T, W, B = letters("A V T W B")
    stretched = A * (V + h * V * T) * (W + sign * share * h * T * W) * B
    return identity(stretched, A * V * W * B - h**power * A * V * T * T * W * B)


def neighbours(one_function=True):
    """V = W_{l+1}, W = W_l and their gradients, with A above, B below and R = grad f(X)."""
    A, B, R, T, V, W = letters("A B R T V W")
    R_above = R if one_function else T
    return V, W, adjoint(A) * R_above * adjoint(W * B), adjoint(A * V) * R * adjoint(B)


def moved_imbalance(step, rate=1, sign=-1, decay=0, one_function=True):
    """The imbalance before and after a move by -step times the gradients; the gradients."""
    V, W, G_above, G = neighbours(one_function)
    V_moved, W_moved = V - step * rate * (G_above + decay * V), W - step * (G + decay * W)
    gap = lambda V, W: adjoint(V) * V + sign * W * adjoint(W)
    return gap(V, W), gap(V_moved, W_moved), G_above, G


@step(
    "proof",
    ("the upper factor learns at twice the rate", "rate", 2),
    ("the upper factor learns at half the rate", "rate", sp.Rational(1, 2)),
    ("the sum of the two Gram matrices is conserved", "sign", 1),
    ("conserved under weight decay too", "decay", omega),
    ("a function that does not depend on the product alone", "one_function", False),
)
def flow_conserves(rate=1, sign=-1, decay=0, one_function=True):
    """A move by -h G changes the imbalance by multiples of h^2 only: its derivative is zero."""
    before, after, G_above, G = moved_imbalance(h, rate, sign, decay, one_function)
    P, Q = rate * G_above, G
    return identity(after, before + h**2 * (adjoint(P) * P + sign * Q * adjoint(Q)))


@step(
    "proof",
    ("first order in the learning rate", "power", 1),
    ("third order in the learning rate", "power", 3),
    ("the reversed sign", "sign", 1),
    ("half of the change", "share", sp.Rational(1, 2)),
    whole=("power",),
)
def descent_changes(power=2, sign=-1, share=1):
    """One step changes the imbalance by eta^2 (G_{l+1}^T G_{l+1} - G_l G_l^T), exactly."""
    before, after, G_above, G = moved_imbalance(eta)
    stated = adjoint(G_above) * G_above + sign * G * adjoint(G)
    return identity(after - before, share * eta**power * stated)


balancedness_flow = formal("flow.v", "balancedness_flow")
balancedness_descent = formal("chain.v", "balancedness_descent")

balancedness = Claim(
    name="balancedness",
    kind="theorem",
    title="Balancedness",
    statement=r"""
Let $[[smooth]]$, $[[depth]]$ and $l \in \{1, \dots, L-1\}$.

1. Along gradient flow

$$
\frac{d}{dt}\left( W_{l+1}^\T W_{l+1} - W_l W_l^\T \right) = 0 .
$$

2. One step of gradient descent from any point, with gradients $G_l = \partial F/\partial W_l$ taken
there, changes the difference by exactly

$$
\eta^2 \left( G_{l+1}^\T G_{l+1} - G_l G_l^\T \right).
$$
""",
    hypotheses={"smooth": continuously_differentiable("f"), "depth": depth_at_least(2)},
    uses=("product-gradient",),
    source="arora2018optimization",
    steps=(shared_term, balancedness_flow, flow_conserves, balancedness_descent, descent_changes),
    parts={
        "1": (shared_term, balancedness_flow, flow_conserves),
        "2": (balancedness_descent, descent_changes),
    },
)

CLAIMS = (setting, gradient_claim, balancedness)
