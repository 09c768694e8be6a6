"""Chapter *Gradient flow on a product of matrices*, second part: the product's own equation."""

from itertools import pairwise

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import balanced, continuously_differentiable, depth_at_least
from dlf.claims.matrices import inner, letters, product, rotation
from dlf.dynamics import end_to_end_flow, gradient_flow
from dlf.verify import Claim, all_of, identity, measure, over, step

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
    velocity = sp.zeros(*R.shape)
    for l in range(len(W)):
        A = product([sp.eye(W[l].rows), *W[l + 1 :]])
        B = product([sp.eye(R.cols), *W[:l]])
        velocity -= product([B, B.T, R, A.T, A])
    return velocity.expand()


def rewritten(word, factors):
    """(end, terms) of a word in letters: its W_k W_k^T replaced by W_{k+1}^T W_{k+1} until none is left.

    word = end - sum of before * (W_{k+1}^T W_{k+1} - W_k W_k^T) * after over terms, for all matrices.
    """
    above = dict(pairwise(factors))
    terms = []
    while spot := next((i for i, (P, Q) in enumerate(pairwise(word)) if _gram(P, Q, above)), None):
        V = above[word[spot]]
        before, after = word[:spot], word[spot + 2 :]
        terms.append((before, adjoint(V) * V - word[spot] * word[spot + 1], after))
        word = (*before, adjoint(V), V, *after)
    return word, terms


def _gram(P, Q, above):
    return P in above and adjoint(P) == Q


@step(
    "evidence",
    ("balance dropped: the imbalances are not zero", "balanced", False),
    ("one power more", "shift", 1),
    ("one power less", "shift", -1),
    ("balance of the last two factors not used", "skipped", 1),
    whole=("shift", "skipped"),
)
def telescoping(balanced=True, shift=0, skipped=0):
    """W_L ... W_k W_k^T ... W_L^T - (W_L W_L^T)^(L-k+1) is a sum of multiples of imbalances.

    The rewriting of the proof finds the multiples; the sum is an identity for all matrices.
    """

    def at(depth):
        W = letters([f"W{l}" for l in range(1, depth + 1)])

        def one(k):
            chain = W[k - 1 :]
            word = (*reversed(chain), *map(adjoint, chain))
            _, terms = rewritten(word, W)
            multiples = [-sp.Mul(*before) * D * sp.Mul(*after) for before, D, after in terms]
            kept = multiples[: len(multiples) - skipped] if balanced else []
            power = (W[-1] * adjoint(W[-1])) ** (depth - k + 1 + shift)
            return identity(sp.Mul(*word) - power, sum(kept))

        return all_of(*map(one, range(1, depth)))

    return over("L", range(2, 7), at)


@step(
    "proof",
    ("balance dropped", "balance", 0),
    ("the case p dropped", "induction", 0),
)
def next_power(balance=1, induction=1):
    """From (V^T V)^p = (W W^T)^p to p + 1: what is left has the imbalance or case p as a factor.

    G and H are the powers of V^T V and W W^T; V^T V - W W^T and G - H vanish by the premises.
    """
    V, W, G, H = letters("V W G H")
    gap, case = adjoint(V) * V - W * adjoint(W), G - H
    left = V * adjoint(V) * V * G * adjoint(V) - V * W * adjoint(W) * H * adjoint(V)
    return identity(left, V * (induction * adjoint(V) * V * case + balance * gap * H) * adjoint(V))


@step(
    "evidence",
    ("balance dropped: one factor doubled, its neighbour halved", "balance", 2),
    ("the left exponent too large by 1/(2L)", "shift", 1),
    ("the term j = 1 left out", "first", 2),
    ("X^T X on the left and X X^T on the right", "exchanged", True),
    whole=("shift", "first"),
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

    return over("L", range(2, 5), at)


def polar_pieces(X, depth):
    """A balanced chain with product X: the roots of its singular values, shared out evenly."""
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    root = np.diag(s ** (1 / depth))
    return (root @ Vt, *[root] * (depth - 2), U @ root)


@step(
    "evidence",
    ("the equation for one factor more", "deeper", 1),
    ("a start that is not balanced", "balance", 2.0),
    whole=("deeper",),
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


END_TO_END = (
    *theorems("end_to_end.v", "telescoping", "balanced_velocity", "psd_root_unique"),
    *theorems("end_to_end_flow.v", "product_rule", "end_to_end_flow"),
)

ROOT_EXISTS = formal("singular_facts.v", "psd_root_exists")

end_to_end_claim = Claim(
    name="end-to-end-flow",
    kind="theorem",
    title="End-to-end flow",
    statement=r"""
Let $[[depth]]$, $[[smooth]]$, and let the chain be balanced, $[[balanced]]$ for $l = 1, \dots, L-1$, at
one time. Then it is balanced at all times, and

$$
X' = - \sum_{j=1}^{L} (X X^\T)^{\frac{L-j}{L}}\; \nabla f(X)\; (X^\T X)^{\frac{j-1}{L}}
$$

with the convention $P^0 = I$.
""",
    hypotheses={
        "depth": depth_at_least(1),
        "smooth": continuously_differentiable("f"),
        "balanced": balanced(),
    },
    uses=("balancedness", "product-gradient"),
    source="arora2018optimization",
    steps=(*END_TO_END, ROOT_EXISTS, next_power, telescoping, two_by_two, two_routes),
)

CLAIMS = (end_to_end_claim,)
