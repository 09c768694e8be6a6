"""Chapter *Gradient flow on a product of matrices*, first half: the gradient, what is conserved."""

import sympy as sp

from dlf.claims.hypotheses import continuously_differentiable, differentiable
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
    return identity(sp.expand(A * (W + weight * h * D) * B - A * W * B), h * A * D * B)


@step("proof", ("A and B not transposed", "transposed", False))
def adjoint_action(transposed=True):
    """(A^T R B^T)^T D = B R^T A D, whose trace is that of R^T A D B."""
    A, B, R, D = letters("A B R D")
    gradient = adjoint(A) * R * adjoint(B) if transposed else A * R * B
    return identity(adjoint(gradient) * D, B * adjoint(R) * A * D)


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

    return over("L", range(1, 5), at)


gradient_claim = Claim(
    name="product-gradient",
    kind="theorem",
    title="Gradient of a product",
    statement=r"""
Let $f$ be differentiable at $X = W_L \cdots W_1$, $[[differentiable]]$. Then for $l = 1, \dots, L$

$$
\frac{\partial F}{\partial W_l} = (W_L \cdots W_{l+1})^\T\, \nabla f(X)\, (W_{l-1} \cdots W_1)^\T .
$$
""",
    hypotheses={"differentiable": differentiable("f", "X")},
    words=(
        "Differentiability of f gives F(W + D) = f(X) + <grad f(X), A D B> + o(D).",
        "The trace is cyclic: <R, A D B> = tr(B R^T A D).",
    ),
    steps=(affine, adjoint_action, entries),
)


def neighbours():
    """V = W_{l+1}, W = W_l and their gradients, with A above, B below and R = grad f(X)."""
    A, B, R, V, W = letters("A B R V W")
    return V, W, adjoint(A) * R * adjoint(W * B), adjoint(A * V) * R * adjoint(B)


@step("proof", ("the factor on the other side", "same_side", False))
def shared_term(same_side=True):
    """W_{l+1}^T G_{l+1} = G_l W_l^T: both differentiate at a matrix inserted between the two."""
    V, W, G_above, G = neighbours()
    return identity(adjoint(V) * G_above, G * adjoint(W) if same_side else adjoint(W) * G)


@step(
    "proof",
    ("the upper factor learns at twice the rate", "rate", 2),
    ("the sum of the two Gram matrices is conserved", "sign", 1),
    ("conserved under weight decay too", "decay", omega),
)
def flow_conserves(rate=1, sign=-1, decay=0):
    """After a move by -h G both Gram matrices have the same part linear in h."""
    V, W, G_above, G = neighbours()
    V_moved, W_moved = V - h * rate * (G_above + decay * V), W - h * (G + decay * W)
    above, below = adjoint(V_moved) * V_moved, -sign * W_moved * adjoint(W_moved)
    return identity(sp.expand(above).coeff(h, 1), sp.expand(below).coeff(h, 1))


@step(
    "proof",
    ("first order in the learning rate", "power", 1),
    ("the reversed sign", "sign", 1),
    ("half of the change", "share", sp.Rational(1, 2)),
)
def descent_changes(power=2, sign=-1, share=1):
    """One step changes the imbalance by eta^2 (G_{l+1}^T G_{l+1} - G_l G_l^T), exactly."""
    V, W, G_above, G = neighbours()
    V_moved, W_moved = V - eta * G_above, W - eta * G
    after = adjoint(V_moved) * V_moved - W_moved * adjoint(W_moved)
    change = after - (adjoint(V) * V - W * adjoint(W))
    stated = share * eta**power * (adjoint(G_above) * G_above + sign * G * adjoint(G))
    return identity(sp.expand(change), sp.expand(stated))


balancedness = Claim(
    name="balancedness",
    kind="theorem",
    title="Balancedness",
    statement=r"""
Let $[[smooth]]$ be continuously differentiable and $l \in \{1, \dots, L-1\}$. Along gradient flow

$$
\frac{d}{dt}\left( W_{l+1}^\T W_{l+1} - W_l W_l^\T \right) = 0 .
$$

One step of gradient descent from any point, with gradients $G_l = \partial F/\partial W_l$ taken
there, changes the difference by exactly

$$
\eta^2 \left( G_{l+1}^\T G_{l+1} - G_l G_l^\T \right).
$$
""",
    hypotheses={"smooth": continuously_differentiable("f")},
    uses=("product-gradient",),
    source="arora2018optimization",
    words=("The product rule: the derivative along the flow is the part linear in h.",),
    steps=(shared_term, flow_conserves, descent_changes),
)

CLAIMS = (setting, gradient_claim, balancedness)
