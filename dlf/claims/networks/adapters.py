"""Chapter *Fine-tuning*, first half: what low-rank updates can express, and the first step of LoRA."""

from itertools import pairwise

import numpy as np
import sympy as sp

from dlf.chain import end_to_end, gaussian, orthogonal
from dlf.claims.hypotheses import depth_at_least, positive
from dlf.claims.matrices import letters
from dlf.claims.networks.nets import block_gradients
from dlf.claims.steps import largest
from dlf.verify import Claim, Relation, identity, measure, over, step

adjoint = sp.adjoint
depth_two = Relation(sp.Eq(sp.Symbol("L", integer=True), 2, evaluate=False))

setting = Claim(
    name="low-rank-update",
    kind="definition",
    title="A low-rank update",
    statement=r"""
In the setting of {prf:ref}`linear-block` let $[[depth]]$, $[[scaling]]$ and $1 \le r \le \min(d_0, d_L)$. An *adapted layer* has the weight

$$
X = X_0 + D, \qquad D = c\, W_L \cdots W_1, \qquad W_1 \in \R^{r \times d_0}, \quad W_2, \dots, W_{L-1} \in \R^{r \times r}, \quad W_L \in \R^{d_L \times r},
$$

where $X_0$ is frozen and the factors are trained. The gradient of the loss at $X$ is $G$, that by $W_l$ is $c\, (W_L \cdots W_{l+1})^\T\, G\, (W_{l-1} \cdots W_1)^\T$.

The start of *LoRA* has $L = 2$, the entries of $A = W_1$ independent and uniform on $[-d_0^{-1/2}, d_0^{-1/2}]$, and $B = W_2 = 0$. An *orthogonal* start has $W_l = \eps_l Q_l$ with $[[scale]]$, $Q_l Q_l^\T = I$ for $l < L$ and $Q_l^\T Q_l = I$ for $l > 1$; *deep LoRA* has such a start with small $\eps_l$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scaling": positive("c"),
        "scale": positive("varepsilon_l"),
    },
    uses=("linear-block",),
)


def cancelled(word, ones):
    """(end, terms): neighbours P Q with P Q = 1 taken out of a word until none is left.

    word = end + sum of the terms, before * (P Q - 1) * after each, for all matrices.
    """
    terms = []
    while spot := next((i for i, pair in enumerate(pairwise(word)) if pair in ones), None):
        shorter = word[:spot] + word[spot + 2 :]
        terms.append(sp.Mul(*word) - sp.Mul(*shorter))
        word = shorter
    return sp.Mul(*word), terms


def isometries(q):
    """The pairs of letters of an orthogonal start whose product is one."""
    rows = {(Q, adjoint(Q)) for Q in q[:-1]}
    return rows | {(adjoint(Q), Q) for Q in q[1:]}


@step(
    "proof",
    ("a product with one factor fewer", "fewer", 1),
    ("the scales to the first power", "power", 1),
    ("the rows of the last factor not used", "skipped", 1),
    whole=("fewer", "power", "skipped"),
)
def start_gram(fewer=0, power=2, skipped=0):
    """D D^T = c^2 eps_1^2 ... eps_L^2 Q_L Q_L^T, up to terms of Q_l Q_l^T - 1, L = 2..6."""
    c = sp.Symbol("c", positive=True)

    def at(depth):
        q, eps = letters(f"q1:{depth + 1}"), sp.symbols(f"e1:{depth + 1}", positive=True)
        word = (*reversed(q), *map(adjoint, q))
        end, terms = cancelled(word, isometries(q))
        scale = sp.Mul(*eps[: depth - fewer]) ** power
        found_scale = c**2 * sp.Mul(*eps) ** 2
        kept = sum(found_scale * term for term in terms[: len(terms) - skipped])
        return identity(found_scale * sp.Mul(*word), c**2 * scale * end + kept)

    return over("L", range(2, 7), at)


@step(
    "evidence",
    ("Gaussian factors", "isometric", False),
    ("one singular value more", "more", 1),
    ("a factor less in the scale", "fewer", 1),
    ("a hundredth more", "share", 1.01),
    whole=("more", "fewer"),
)
def start_values(isometric=True, more=0, fewer=0, share=1.0):
    """L = 2..5: r singular values c eps_1 ... eps_L, and no others; D = B A with (r, d_0), (d_L, r)."""

    def draw(rng):
        depth, r = int(rng.integers(2, 6)), int(rng.integers(1, 5))
        widths = (int(rng.integers(6, 10)), *[r] * (depth - 1), int(rng.integers(6, 10)))
        eps, start = rng.uniform(0.3, 0.9, depth), orthogonal if isometric else gaussian
        return start(widths, init_scale=eps, rng=rng), eps, r

    def residual(data):
        W, eps, r = data
        c = 0.7
        s = np.linalg.svd(c * end_to_end(W), compute_uv=False)
        stated = share * c * np.prod(eps[: len(eps) - fewer])
        A, B = end_to_end(W[:-1]), c * W[-1]
        gaps = [s[: r + more] / stated - 1, s[r + more :], c * end_to_end(W) - B @ A]
        return largest(gap for gap in gaps if gap.size)

    return measure(range(20), draw, residual, tolerance=1e-12)


one_set = Claim(
    name="one-set-of-updates",
    kind="proposition",
    title="One set of updates, several starts",
    statement=r"""
In the setting of {prf:ref}`low-rank-update`, $[[depth]]$:

1. Whatever $L$ and $c$, the updates $D$ that factors of inner width $r$ can express are the matrices of rank at most $r$. In particular $D = B A$ with $A = W_{L-1} \cdots W_1$ and $B = c\, W_L$: a trained update of any depth is one of two factors of the same width.
2. At the start of LoRA $D = 0$. At an orthogonal start $D$ has $r$ singular values $c\, \eps_1 \cdots \eps_L$ and no other but zeros.
""",
    hypotheses={"depth": depth_at_least(2)},
    uses=("low-rank-update",),
    words=(
        "A matrix of rank at most r is B A, and W_1 = A, W_L = B/c, inner factors I express it.",
        "Q_L Q_L^T is a projection onto r dimensions: D D^T has r eigenvalues and zeros.",
        "Every L beyond 6, by the same cancelling.",
    ),
    steps=(start_gram, start_values),
    parts={"1": (start_values,), "2": (start_gram, start_values)},
)


@step(
    "proof",
    ("the mean square b^2", "thirds", 1),
    ("nine tenths of it", "share", sp.Rational(9, 10)),
    ("without the mixed term", "mixed", 0),
)
def second_moment(thirds=3, share=1, mixed=1):
    """The integral of x^2 from u to v is (v - u)(u^2 + u v + v^2)/3: the mean on [-b, b] is b^2/3."""
    u, v, x = sp.symbols("u v x", real=True)
    whole = u**2 + mixed * u * v + v**2
    return identity(sp.integrate(x**2, (x, u, v)), share * (v - u) * whole / thirds)


@step(
    "proof",
    ("one scaling only", "power", 1),
    ("nine tenths of the first order", "share", sp.Rational(9, 10)),
    ("the step of A alone", "both", 0),
    whole=("power",),
)
def first_step(power=2, share=1, both=1):
    """c (B - eta c G A^T)(A - eta c B^T G) for any B, in letters; B = 0 leaves -eta c^2 G A^T A."""
    A, B, G = letters("A B G")
    c, eta = sp.symbols("c eta", positive=True)
    after = c * (B - eta * c * G * adjoint(A)) * (A - eta * c * adjoint(B) * G)
    first = both * G * adjoint(A) * A + B * adjoint(B) * G
    second = eta**2 * c**3 * G * adjoint(A) * adjoint(B) * G
    return identity(after, c * B * A - share * eta * c**power * first + second)


def lora_step(A, G, c, sign):
    """D after one step of size one from (A, 0): of gradient descent, or by the signs."""
    W = (A, np.zeros((len(G), len(A))))
    N = block_gradients(W, c * G)
    N = [np.sign(g) for g in N] if sign else N
    return c * (W[1] - N[1]) @ (W[0] - N[0])


@step(
    "evidence",
    ("the square of the scaling for the signs", "sign_power", 2),
    ("one scaling for gradient descent", "power", 1),
    ("a row fewer", "fewer", 1),
    whole=("sign_power", "power", "fewer"),
)
def sum_over_rows(sign_power=1, power=2, fewer=0):
    """The first step is c^2, or c, times the sum of those of the rows of A alone, with c = 1."""

    def draw(rng):
        rows, cols, r = (int(rng.integers(*ends)) for ends in ((3, 8), (3, 8), (2, 6)))
        A = rng.uniform(-1, 1, (r, cols)) / np.sqrt(cols)
        return A, rng.standard_normal((rows, cols)), float(rng.uniform(0.3, 3.0))

    def residual(data):
        A, G, c = data
        gaps = []
        for sign, p in ((False, power), (True, sign_power)):
            alone = sum(lora_step(a[None], G, 1.0, sign) for a in A[: len(A) - fewer])
            found = lora_step(A, G, c, sign)
            gaps.append((found - c**p * alone) / np.abs(found).max())
        return largest(gaps)

    return measure(range(20), draw, residual, tolerance=1e-12)


first_step_claim = Claim(
    name="first-step-of-lora",
    kind="theorem",
    title="What the rank does to the first step",
    statement=r"""
In the setting of {prf:ref}`low-rank-update` let $[[depth]]$, let $G$ be the gradient at $X_0$, and take one step with the learning rate $[[rate]]$ from the start of LoRA. Let $D_1$ be the update after it, $a \in \R^{d_0}$ a vector with the distribution of a row of $A$, and let a mean be one over $A$ at fixed $G$.

1. Gradient descent has $D_1 = -\eta\, c^2\, G A^\T A$, with the mean $-\eta\, c^2\, \frac{r}{3 d_0}\, G$.
2. A step by the signs of the gradient, as the first step of Adam is if the constant in its denominator is zero (and $0/0 = 0$), has $D_1 = -\eta\, c\, \operatorname{sign}(G A^\T) A$, with the mean $-\eta\, c\, r\, M$, where $M$ is the mean of $\operatorname{sign}(G a)\, a^\T$. It depends on $G$ and $d_0$ alone, and $\inner{G}{M} > 0$ unless $G = 0$.
3. So with a fixed $c$ the mean of the first step is proportional to $r$ in both. With $c = \alpha / r$, $\alpha$ fixed, it is proportional to $1/r$ under gradient descent and does not depend on $r$ under Adam; with $c = \alpha / \sqrt r$ it does not depend on $r$ under gradient descent, and is proportional to $\sqrt r$ under Adam.
""",
    hypotheses={"depth": depth_two, "rate": positive("eta")},
    uses=("low-rank-update",),
    words=(
        "The rows of A are independent and alike: a mean of a sum over them is r times one mean.",
        "Entries of different places are independent with mean zero: the mean of a a^T is I/(3 d_0).",
        "<G, M> is the mean of |G a|_1, and G a = 0 for almost no a unless G = 0.",
    ),
    steps=(second_moment, first_step, sum_over_rows),
    parts={
        "1": (second_moment, first_step, sum_over_rows),
        "2": (sum_over_rows,),
        "3": (),
    },
)

CLAIMS = (setting, one_set, first_step_claim)
