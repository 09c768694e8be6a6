"""Chapter *Gradient flow on a product of matrices*, second half: the flow of the product."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.hypotheses import balanced, simple, singular_values_at_least
from dlf.claims.matrices import inner, letters, product, rotation
from dlf.dynamics import end_to_end_flow, gradient_flow, singular_modes
from dlf.verify import Claim, identity, measure, nonneg, over, step

L, j = sp.symbols("L j", integer=True, positive=True)
h = sp.Symbol("h", real=True)
m1, m2 = sp.symbols("m1 m2", positive=True)
adjoint = sp.adjoint


def balanced_instance(depth, balance):
    """Frames, factors and gradient: singular values m1^L, m2^L, any target; 2 x 2."""
    frames = [rotation(l) for l in range(depth + 1)]
    W = [frames[l + 1] * sp.diag(m1, m2) * frames[l].T for l in range(depth)]
    W[0], W[1] = balance * W[0], W[1] / balance
    target = sp.Matrix(2, 2, sp.symbols("M11 M12 M21 M22", real=True))
    return frames, W, product(W) - target


def product_velocity(W, R):
    """X' by the product rule: the sum of A_j W_j' B_j with W_j' = -A_j^T R B_j^T."""
    velocity = sp.zeros(2, 2)
    for l in range(len(W)):
        A, B = product([sp.eye(2), *W[l + 1 :]]), product([sp.eye(2), *W[:l]])
        velocity -= product([B, B.T, R, A.T, A])
    return velocity.expand()


@step("proof", ("one power less", "power", 1))
def telescoping(power=2):
    """If W (W^T W)^p W^T = (W W^T)^(p+1) for one p, then for the next; for p = 0 it is trivial."""
    W, P = letters("W P")
    return identity(
        W * (P * adjoint(W) * W) * adjoint(W),
        (W * P * adjoint(W)) * (W * adjoint(W)) ** (power - 1),
    )


@step(
    "evidence",
    ("balance dropped: one factor doubled, its neighbour halved", "balance", 2),
    ("the left exponent too large by 1/(2L)", "shift", 1),
    ("the term j = 1 left out", "first", 2),
    ("X^T X on the left and X X^T on the right", "exchanged", True),
)
def two_by_two(balance=1, shift=0, first=1, exchanged=False):
    """Both sides for balanced 2 x 2 factors in rational frames, all spectra, all targets."""

    def at(depth):
        frames, W, R = balanced_instance(depth, balance)
        U, V = (frames[0], frames[-1]) if exchanged else (frames[-1], frames[0])
        power = lambda Q, n: Q * sp.diag(m1**n, m2**n) * Q.T
        stated = sp.zeros(2, 2)
        for l in range(first, depth + 1):
            stated -= power(U, 2 * (depth - l) + shift) * R * power(V, 2 * (l - 1))
        weights = sp.Matrix(2, 2, sp.symbols("c11 c12 c21 c22"))
        return identity(inner(weights, product_velocity(W, R)), inner(weights, stated))

    return over("L", range(2, 6), at)


def polar_pieces(X, depth):
    """A balanced chain with product X: the roots of its singular values, shared out evenly."""
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    root = np.diag(s ** (1 / depth))
    return (root @ Vt, *[root] * (depth - 2), U @ root)


@step(
    "evidence",
    ("the equation for one factor more", "deeper", 1),
    ("a start that is not balanced", "balance", 2.0),
)
def two_routes(deeper=0, balance=1.0):
    """The factors run on one side, the product alone on the other: 4 x 3, L = 3."""
    draw = lambda rng: (0.5 * rng.standard_normal((4, 3)), rng.standard_normal((4, 3)))

    def chain(X):
        first, middle, last = polar_pieces(X, 3)
        return (balance * first, middle / balance, last)

    def residual(data):
        start, objective = data[0], Factorization(data[1])
        seen = gradient_flow(objective, chain(start), [0, 1], rtol=1e-10).end_to_end()
        alone = end_to_end_flow(objective, start, [0, 1], depth=3 + deeper, rtol=1e-10)
        return float(np.abs(seen - alone.end_to_end()).max())

    test = balanced().holds if balance == 1 else lambda factors: True

    def is_balanced(data):
        return test(chain(data[0]))

    return measure(range(10), draw, residual, tolerance=1e-7, hypotheses=(is_balanced,))


end_to_end_claim = Claim(
    name="end-to-end-flow",
    kind="theorem",
    title="End-to-end flow",
    statement=r"""
Let the chain be balanced, $[[balanced]]$ for $l = 1, \dots, L-1$, at one time. Then it is balanced at
all times, and

$$
X' = - \sum_{j=1}^{L} (X X^\T)^{\frac{L-j}{L}}\; \nabla f(X)\; (X^\T X)^{\frac{j-1}{L}}
$$

with the convention $P^0 = I$.
""",
    hypotheses={"balanced": balanced()},
    uses=("balancedness", "product-gradient"),
    source="arora2018optimization",
    words=(
        "The product rule: X' is the sum of A_j W_j' B_j.",
        "Induction on the number of factors, from the step 'telescoping'.",
        "A positive semidefinite matrix has exactly one positive semidefinite L-th root.",
    ),
    steps=(telescoping, two_by_two, two_routes),
)


@step(
    "proof",
    ("the exponent 2 - 1/L", "exponent", 2 * L - 1),
    ("the factor L - 1", "factor", L - 1),
    ("the reversed sign", "factor", -L),
)
def exponents(exponent=2 * L - 2, factor=L):
    """With sigma = m^L all L terms are equal, and their sum is L sigma^(2 - 2/L)."""
    term = sp.simplify(m1 ** (2 * (L - j)) * m1 ** (2 * (j - 1)))
    return identity(sp.summation(term, (j, 1, L)), factor * m1**exponent)


@step(
    "evidence",
    ("balance dropped: one factor doubled, its neighbour halved", "balance", 2),
    ("the exponent 2 - 1/L", "shift", 1),
    ("the factor L + 1", "extra", 1),
)
def along_the_flow(balance=1, shift=0, extra=0):
    """u^T X' v = -L sigma^(2-2/L) u^T grad f(X) v in balanced 2 x 2 instances."""

    def at(depth):
        frames, W, R = balanced_instance(depth, balance)
        u, v = frames[-1][:, 0], frames[0][:, 0]
        moved = inner(u, product_velocity(W, R) * v)
        stated = -(depth + extra) * m1 ** (2 * depth - 2 + shift) * inner(u, R * v)
        return identity(moved, stated)

    return over("L", range(2, 6), at)


@step("evidence", ("the entry off the diagonal moves it too", "entry", (0, 1)))
def perturbation(entry=(0, 0)):
    """At X = diag(a, b) moving along Y: d sigma_1/dt = Y_11, from the characteristic polynomial."""
    a, b, z = sp.symbols("a b z", positive=True)
    Y = sp.Matrix(2, 2, sp.symbols("Y11 Y12 Y21 Y22", real=True))
    X = sp.diag(a, b) + h * Y
    p = (X.T * X - z * sp.eye(2)).det()
    at = lambda q: q.subs({h: 0, z: a**2})
    return identity(at(sp.diff(p, h)) + at(sp.diff(p, z)) * 2 * a * Y[entry], 0)


singular_value_claim = Claim(
    name="singular-value-flow",
    kind="theorem",
    title="Singular values of a balanced product",
    statement=r"""
Let the chain be balanced, $[[balanced]]$ for $l = 1, \dots, L-1$, and let $[[simple]]$ be a simple singular
value of $X(t)$ with unit vectors $u, v$, $X v = \sigma u$, $X^\T u = \sigma v$. Then $\sigma$ is
differentiable at $t$, and

$$
\sigma' = - L\, \sigma^{2 - 2/L}\, \inner{u}{\nabla f(X)\, v} .
$$
""",
    hypotheses={"balanced": balanced(), "simple": simple("sigma")},
    uses=("end-to-end-flow",),
    source="arora2019implicit",
    words=(
        "A simple positive singular value is differentiable, with derivative u^T X' v (Kato).",
        "u and v are eigenvectors of the powers of X X^T and X^T X.",
    ),
    steps=(exponents, along_the_flow, perturbation),
)


@step(
    "proof",
    ("the gradient not transposed", "transposed", False),
    ("twice the square", "factor", 2),
)
def one_layer(transposed=True, factor=1):
    """(A^T R B^T)^T G = B R^T A G with G = A^T R B^T: each layer contributes -|G|^2."""
    A, B, R = letters("A B R")
    G = adjoint(A) * R * adjoint(B)
    return identity(B * adjoint(R) * A * G, factor * (adjoint(G) if transposed else G) * G)


@step(
    "evidence",
    ("the rate doubled", "factor", 2),
    ("the exponent 2 - 1/L", "exponent", 1),
    ("full rank dropped: a singular value below delta", "full_rank", False),
)
def weights(factor=1, exponent=0, full_rank=True):
    """sum_j x^(2(L-j)) y^(2(j-1)) >= L d^(2L-2) for d <= x <= y, the L-th roots of singular values."""
    d, x, y = sp.symbols("d x y")

    def at(depth):
        total = sum(x ** (2 * (depth - l)) * y ** (2 * (l - 1)) for l in range(1, depth + 1))
        bound = factor * depth * d ** (2 * depth - 2 + exponent)
        return nonneg(total - bound, (d, x, y) if full_rank else (x, d, y))

    return over("L", range(2, 13), at)


@step("evidence", ("four times the rate", "rate", 8.0))
def decay(rate=2.0):
    """f(X(t)) e^(2 L delta^(2-2/L) t) / f(X(0)) <= 1 on runs that keep full rank; L = 3, 3 x 3."""
    times = np.linspace(0, 0.5, 11)

    def draw(rng):
        target = np.eye(3) + 0.2 * rng.standard_normal((3, 3))
        start = polar_pieces(np.eye(3) + 0.2 * rng.standard_normal((3, 3)), 3)
        run = gradient_flow(Factorization(target), start, times, rtol=1e-10)
        return run, 0.999 * singular_modes(run).singular_values.min()

    def residual(data):
        run, delta = data
        bound = np.exp(-rate * 3 * delta ** (2 - 2 / 3) * times) * run.losses[0]
        return float(np.maximum(0.0, run.losses / bound - 1).max())

    def keeps_full_rank(data):
        return singular_values_at_least("delta").holds((data[0].end_to_end(), data[1]))

    return measure(range(10), draw, residual, tolerance=1e-6, hypotheses=(keeps_full_rank,))


loss_claim = Claim(
    name="loss-decreases",
    kind="theorem",
    title="Descent of the loss",
    statement=r"""
Along gradient flow $\displaystyle \frac{d}{dt} f(X) = - \sum_{l=1}^{L} \norm{\frac{\partial F}{\partial W_l}}_F^2 \le 0$.

Let moreover $f(X) = \tfrac12 \norm{X - M}_F^2$, $d_L = d_0$, the chain be balanced, $[[balanced]]$ for
$l = 1, \dots, L-1$, and the smallest singular value satisfy $[[rank]]$ for all $\tau \in [0, t]$. Then

$$
f(X(t)) \le e^{-2 L \delta^{2 - 2/L}\, t}\, f(X(0)) .
$$
""",
    hypotheses={"balanced": balanced(), "rank": singular_values_at_least("delta")},
    uses=("end-to-end-flow",),
    source="arora2019implicit",
    words=(
        "The chain rule for F along the flow.",
        "In singular bases of X the sum over j multiplies each squared entry of the residual.",
        "Each of the L terms is at least its value at delta; Gronwall's inequality.",
    ),
    steps=(one_layer, weights, decay),
)

CLAIMS = (end_to_end_claim, singular_value_claim, loss_claim)
