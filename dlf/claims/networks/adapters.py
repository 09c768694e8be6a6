"""Chapter *Fine-tuning*, first half: what low-rank updates can express, and the first step of LoRA."""

from itertools import pairwise

import numpy as np
import sympy as sp

from dlf.chain import end_to_end, gaussian, orthogonal
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, depth_is, positive
from dlf.claims.matrices import letters
from dlf.claims.networks.nets import block_gradients
from dlf.claims.steps import largest
from dlf.verify import Claim, all_of, identity, measure, over, step

adjoint = sp.adjoint
FIFTH, NINE_FIFTHS = sp.Rational(1, 5), sp.Rational(9, 5)

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
    "evidence",
    ("a product with one factor fewer", "fewer", 1),
    ("the scales to the first power", "power", 1),
    ("rows that are not orthonormal in one place", "skipped", 1),
    ("the projection of the first factor", "last", 0),
    whole=("fewer", "power", "skipped", "last"),
)
def start_gram(fewer=0, power=2, skipped=0, last=-1):
    """D D^T = c^2 eps_1^2 ... eps_L^2 Q_L Q_L^T, up to terms of Q_l Q_l^T - 1, L = 2..6."""
    c = sp.Symbol("c", positive=True)

    def at(depth):
        q, eps = letters(f"q1:{depth + 1}"), sp.symbols(f"e1:{depth + 1}", positive=True)
        D = c * sp.Mul(*eps) * sp.Mul(*reversed(q))
        terms = cancelled((*reversed(q), *map(adjoint, q)), isometries(q))[1]
        stated = (c * sp.Mul(*eps[: depth - fewer])) ** power * q[last] * adjoint(q[last])
        kept = [c**2 * sp.Mul(*eps) ** 2 * term for term in terms]
        return identity(D * adjoint(D), stated + sum(kept[: len(kept) - skipped]))

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
        depth, ends = int(rng.integers(2, 6)), [int(n) for n in rng.integers(3, 8, 2)]
        r = int(rng.integers(1, min(ends) + 1))
        widths = (ends[0], *[r] * (depth - 1), ends[1])
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


EXPORT = (
    formal("adapter.v", "expressible_updates"),
    formal("adapter.v", "merged_and_exported"),
    formal("adapter.v", "update_at_start"),
)

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
    steps=(*EXPORT, start_gram, start_values),
    parts={"1": (*EXPORT[:2], start_values), "2": (EXPORT[2], start_gram, start_values)},
)


@step(
    "proof",
    ("the mean square b^2", "thirds", 1),
    ("nine tenths of it", "share", sp.Rational(9, 10)),
    ("without the mixed terms", "mixed", 0),
    ("the fourth moment of a normal entry", "fifths", 3),
    whole=("fifths",),
)
def moments(thirds=3, share=1, mixed=1, fifths=5):
    """Integrals of x^2, x^4 from u to v: on [-b, b] the means are b^2/3 and b^4/5 = (9/5)(b^2/3)^2."""
    u, v, x = sp.symbols("u v x", real=True)
    second = share * (v - u) * (u**2 + mixed * u * v + v**2) / thirds
    inner = u**3 * v + u**2 * v**2 + u * v**3
    fourth = share * (v - u) * (u**4 + mixed * inner + v**4) / fifths
    return all_of(
        identity(sp.integrate(x**2, (x, u, v)), second),
        identity(sp.integrate(x**4, (x, u, v)), fourth),
    )


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


def expected(polynomial, entries, odd, fourth):
    """The mean over independent entries of mean `odd`, mean square m and fourth moment fourth m^2."""
    m = sp.Symbol("m", positive=True)
    moment = {0: 1, 1: odd, 2: m, 3: odd, 4: fourth * m**2}
    terms = sp.Poly(polynomial, *entries).terms()
    return sum(weight * sp.Mul(*(moment[n] for n in powers)) for powers, weight in terms)


@step(
    "proof",
    ("entries with a mean", "odd", 1),
    ("nine tenths of the mean", "share", sp.Rational(9, 10)),
    ("no rank in the mean", "counted", False),
    ("the fourth moment of a normal entry", "fourth", 3),
    ("d_0 less 1/4", "less", sp.Rational(1, 4)),
    ("the square of the rank alone", "wide", 0),
)
def means_over_rows(odd=0, share=1, counted=True, fourth=NINE_FIFTHS, less=FIFTH, wide=1):
    """Means over A of G A^T A and |G A^T A|^2, d_0 = 2, 3: r m G, r (r + d_0 - 1/5) m^2 |G|^2."""
    m = sp.Symbol("m", positive=True)

    def rows(r, d):
        A = sp.Matrix(r, d, sp.symbols(f"a1:{d * r + 1}"))
        G, X = (sp.Matrix(1, d, sp.symbols(f"{name}1:{d + 1}")) for name in "gx")
        moved, mean = (G * A.T * A).expand(), lambda p: expected(p, list(A), odd, fourth)
        first = mean((moved * X.T).expand()[0])
        square = mean((moved * moved.T).expand()[0])
        told = share * (r if counted else 1) * m * (G * X.T)[0]
        size = share * r * (r + wide * (d - less)) * m**2 * (G * G.T)[0]
        return all_of(identity(first, told), identity(square, size))

    return over("r", range(1, 4), lambda r: all_of(rows(r, 2), rows(r, 3)))


@step(
    "proof",
    ("nine tenths of the pairs", "share", sp.Rational(9, 10)),
    ("pairs of a row with itself too", "itself", 1),
    whole=("itself",),
)
def square_of_a_sum(share=1, itself=0):
    """r independent terms alike, r = 2, 3, 4: the mean of a squared sum is r m + r (r - 1) mu^2."""
    mu, size = sp.symbols("mu size", positive=True)

    def at(r):
        terms = sp.symbols(f"t1:{r + 1}")
        found = expected(sp.expand(size * sum(terms) ** 2), terms, mu, 1)
        m = sp.Symbol("m", positive=True)
        return identity(found, size * r * (m + share * (r - 1 + itself) * mu**2))

    return over("r", range(2, 5), at)


def lora_step(data, sign):
    """D after one step from (A, 0): of gradient descent, or of Adam by its own recursion."""
    A, G, c, eta, decays = data
    W = (A, np.zeros((len(G), len(A))))
    N = block_gradients(W, c * G)
    if sign:
        first = [(1 - decays[0]) * g / (1 - decays[0]) for g in N]
        second = [(1 - decays[1]) * g**2 / (1 - decays[1]) for g in N]
        sizes = [np.sqrt(v) + (v == 0) for v in second]
        N = [m / v for m, v in zip(first, sizes, strict=True)]
    return c * (W[1] - eta * N[1]) @ (W[0] - eta * N[0])


@step(
    "evidence",
    ("the square of the scaling for Adam", "sign_power", 2),
    ("one scaling for gradient descent", "power", 1),
    ("nine tenths of the step", "share", 0.9),
    ("the sign of G in place of that of G A^T", "inside", False),
    whole=("sign_power", "power"),
)
def both_first_steps(sign_power=1, power=2, share=1.0, inside=True):
    """One step of descent and of Adam from (A, 0), a row of G zero; -<G, D_1> = eta c sum |G a|_1."""

    def draw(rng):
        rows, cols, r = (int(rng.integers(*ends)) for ends in ((3, 8), (3, 8), (1, 4)))
        A = rng.uniform(-1, 1, (r, cols)) / np.sqrt(cols)
        G = rng.standard_normal((rows, cols)) * (np.arange(rows) > 0)[:, None]
        return (
            A,
            G,
            float(rng.uniform(0.3, 3.0)),
            float(rng.uniform(0.1, 2.0)),
            rng.uniform(0, 1, 2),
        )

    def residual(data):
        A, G, c, eta, _ = data
        signs = np.sign(G @ A.T) @ A if inside else np.sign(G) @ A.T @ A
        stated = -share * eta * c**power * G @ A.T @ A, -share * eta * c**sign_power * signs
        found = [lora_step(data, sign) for sign in (False, True)]
        gaps = [(D - told) / np.abs(D).max() for D, told in zip(found, stated, strict=True)]
        fall = eta * c * np.abs(G @ A.T).sum()
        alone = [lora_step((a[None], *data[1:]), True) for a in A]
        squares = share * (eta * c) ** 2 * (len(G) - 1) * (A**2).sum(axis=1)
        sizes = [(D**2).sum() / told - 1 for D, told in zip(alone, squares, strict=True)]
        return largest([*gaps, -np.vdot(G, found[1]) / fall - 1, *sizes])

    return measure(range(20), draw, residual, tolerance=1e-12)


LORA = theorems("lora_step.v", "lora_gradients", "first_step_of_lora")
LORA_MEANS = formal("lora_means.v", "lora_descent_means")


first_step_claim = Claim(
    name="first-step-of-lora",
    kind="theorem",
    title="What the rank does to the first step",
    statement=r"""
In the setting of {prf:ref}`low-rank-update` let $[[depth]]$, let $G$ be the gradient at $X_0$, and take one step with the learning rate $[[rate]]$ from the start of LoRA. Let $D_1$ be the update after it, and let a mean be one over $A$ at fixed $G$.

1. Gradient descent has $D_1 = -\eta\, c^2\, G A^\T A$. Its mean is $-\eta\, c^2\, \frac{r}{3 d_0}\, G$, and the mean of its square $\norm{D_1}_F^2$ is $\eta^2 c^4\, \frac{r\, (r + d_0 - 1/5)}{9 d_0^2} \norm{G}_F^2$.
2. A step by the signs of the gradient, as the first step of Adam is if the constant in its denominator is zero (and $0/0 = 0$), has $D_1 = -\eta\, c\, \operatorname{sign}(G A^\T) A$. Its mean is $-\eta\, c\, r\, M$, where $M$ is the mean of $\operatorname{sign}(G a)\, a^\T$ over $a \in \R^{d_0}$ with the distribution of a row of $A$; $M$ depends on $G$ and $d_0$ alone, and $\inner{G}{M} > 0$ unless $G = 0$. The mean of $\norm{D_1}_F^2$ is $\eta^2 c^2 \bigl( \frac{r\, q}{3} + r (r - 1) \norm{M}_F^2 \bigr)$ with the number $q$ of rows of $G$ that are not zero.
3. So with a fixed $c$ the mean of the first step is proportional to $r$ in both. With $c = \alpha / r$, $\alpha$ fixed, the mean does not depend on $r$ under Adam and is proportional to $1/r$ under gradient descent; with $c = \alpha / \sqrt r$ it does not depend on $r$ under gradient descent, and is proportional to $\sqrt r$ under Adam.
""",
    hypotheses={"depth": depth_is(2), "rate": positive("eta")},
    uses=("low-rank-update",),
    words=(
        "Part 2: the rows of A are independent and alike: the mean of a sum over them is r times one mean.",
        "<G, sign(G a) a^T> = |G a|_1, and G a = 0 for almost no a unless G = 0.",
        "|sign(G a) a^T|^2 = q |a|^2 for almost all a, mean q/3; r(r-1) pairs of rows: |M|^2 each.",
    ),
    steps=(
        *LORA,
        LORA_MEANS,
        moments,
        first_step,
        means_over_rows,
        square_of_a_sum,
        both_first_steps,
    ),
    parts={
        "1": (*LORA, LORA_MEANS, moments, first_step, means_over_rows, both_first_steps),
        "2": (*LORA, moments, square_of_a_sum, both_first_steps),
        "3": (),
    },
)

CLAIMS = (setting, one_set, first_step_claim)
