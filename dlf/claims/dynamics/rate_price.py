"""Chapter *Two rates*, fourth part: the price of a rate under descent with finite steps."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.dynamics.rate_line import (
    LEAST_DEPTH,
    MORE,
    RATE,
    L,
    alpha,
    meets,
    p,
    product_of,
    q,
    s,
    x,
    y,
)
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import positive
from dlf.dynamics import FlowError
from dlf.reduction import compressed_descent
from dlf.verify import Claim, all_of, identity, measure, step

h = sp.Symbol("h", positive=True)
GENERIC = (sp.Ge(L, 3), sp.Ne(q, 1))
STEP, TARGET = positive("eta"), positive("s")


@step(
    "proof",
    ("the outer factors counted once", "outer", 1),
    ("L - 1 inner factors", "less", 1),
)
def eigenvalues(outer=2, less=2):
    """At mu = s the derivative of a step has the trace 2 - eta S and the determinant 1 - eta S."""
    eta, level = sp.Symbol("eta", positive=True), product_of(x, x, y)
    step_x = x + eta * alpha * x * y ** (L - 2) * (s - level)
    step_y = y + eta * x**2 * y ** (L - 3) * (s - level)
    J = sp.Matrix([[sp.diff(f, v).subs(s, level) for v in (x, y)] for f in (step_x, step_y)])
    S = outer * alpha * x**2 * y ** (2 * L - 4) + (L - less) * x**4 * y ** (2 * L - 6)
    return all_of(
        identity(J[0, 0] + J[1, 1], 2 - eta * S, where=MORE),
        identity(J[0, 0] * J[1, 1] - J[0, 1] * J[1, 0], 1 - eta * S, where=MORE),
    )


@step(
    "proof",
    ("the exponent 1/L", "power", 1),
    ("L - 1 in place of L", "less", 1),
    whole=("power",),
)
def sharpness_by_the_quotient(power=2, less=0):
    """S = L s^(2-2/L) alpha^(2/L) phi(r): with r = p^L, alpha = q^L and s = x^2 y^(L-2)."""
    outer = sp.sqrt(q**L * y**2 / p**L)
    S = 2 * q**L * outer**2 * y ** (2 * L - 4) + (L - 2) * outer**4 * y ** (2 * L - 6)
    mean = (2 * p**L + L - 2) / (L * p**2)
    claimed = (L - less) * (q * y / p) ** (2 * L - 2) * q**power * mean  # s^(1/L) = q y/p
    return identity(S, claimed, where=GENERIC)


@step(
    "proof",
    ("conserved as under the flow", "factor", 0),
    ("the factor alpha squared", "power", 2),
    whole=("power",),
)
def discrepancy(factor=1, power=1):
    """D = x^2 - alpha y^2 becomes D (1 - eta^2 alpha (s - mu)^2 x^2 y^(2L-6)) in a step."""
    eta = sp.Symbol("eta", positive=True)
    rest = eta * (s - product_of(x, x, y))
    after = x * (1 + alpha * y ** (L - 2) * rest), y * (1 + x**2 * y ** (L - 4) * rest)
    D = x**2 - alpha * y**2
    bracket = 1 - factor * alpha**power * rest**2 * x**2 * y ** (2 * L - 6)
    return identity(after[0] ** 2 - alpha * after[1] ** 2, D * bracket, where=MORE)


@step(
    "proof",
    ("p^3 in place of p^2", "power", 3),
    ("the exponent L - 1", "less", 1),
    whole=("power", "less"),
)
def valley(power=2, less=2):
    """On mu = s, D = s^(2/L) alpha^(1-2/L) (r^(2/L-1) - r^(2/L)), which falls as r = p^L grows."""
    level = h * p  # y, so that s = alpha h^L and x^2 = alpha y^2/r
    square = q**L * level**2 / p**L
    D = square - q**L * level**2
    return identity(D, q**L * h**2 * (p ** (less - L) - p**power), where=GENERIC)


def errors_around(data, exponent):
    """Relative error after many steps just below and just above the largest rate."""
    depth, top, learning_rate, start = data
    limit = (2 / (learning_rate * depth)) ** (exponent * depth / 2) * top ** (
        exponent * (1 - depth)
    )
    found = []
    for share in (0.97, 1.03):
        law = {"depth": depth, "rank": 1, "init_scale": start, "learning_rate": learning_rate}
        try:
            run = compressed_descent(
                Factorization([[top]]), 20000, discrepant_rate=share * limit, record=20000, **law
            )
            found.append(float(np.sqrt(2 * run.losses[-1]) / top))
        except FlowError:
            found.append(1.0)
    return found


@step(
    "evidence",
    ("the exponent 1/L of the rate", "exponent", 2),
    ("rate and step alike", "exponent", 0.5),
)
def onset(exponent=1):
    """Descent converges at 0.97 and not at 1.03 of the largest rate, alpha^(2/L) = 2/(eta L s^a)."""

    def draw(rng):
        depth, top = int(rng.integers(3, 6)), rng.uniform(0.5, 2)
        learning_rate = 2 / (depth * top ** (2 - 2 / depth)) * rng.uniform(0.2, 0.6)
        return depth, float(top), float(learning_rate), 0.1

    def residual(data):
        below, above = errors_around(data, exponent)
        return float(np.max([below, 0.0 if above > 0.01 else 1.0]))

    def is_admitted(data):
        depth, top, learning_rate, _ = data
        return meets((LEAST_DEPTH,), L=depth) and meets((STEP, TARGET), eta=learning_rate, s=top)

    return measure(range(20), draw, residual, tolerance=1e-6, hypotheses=(is_admitted,))


DISCREPANCY = formal("aligned.v", "discrepancy_step")

SHARPNESS = theorems(
    "minimum_sharpness.v",
    "step_derivative",
    "sharpness_by_ratio",
    "least_sharpness",
    "stable_rate_below",
)

price = Claim(
    name="rate-price",
    kind="theorem",
    title="The price",
    statement=r"""
Let $[[depth]]$, $[[rate]]$, $[[step]]$ and $[[target]]$. Descent of a mode is $x^+ = x + \eta\, \alpha\, x\, y^{L-2} (s - \mu)$, $y^+ = y + \eta\, x^2 y^{L-3} (s - \mu)$ with $\mu = x^2 y^{L-2}$.

1. At $x, y > 0$ with $\mu = s$ the derivative of a step has the eigenvalues $1$, along the minima, and $1 - \eta S$ with $S = 2 \alpha\, x^2 y^{2L-4} + (L-2)\, x^4 y^{2L-6}$.
2. There $S = L\, s^{2 - 2/L} \alpha^{2/L} \varphi(r)$ with $r = \alpha y^2 / x^2$ and $\varphi$ of {prf:ref}`rate-gain`. So $S \ge L\, s^{2 - 2/L} \alpha^{2/L}$, with equality exactly if $x^2 = \alpha y^2$. No minimum has $|1 - \eta S| < 1$ unless

$$
\alpha < \alpha_{\max} = \Bigl( \frac{2}{\eta\, L\, s^{2-2/L}} \Bigr)^{L/2} .
$$

3. In every step, whatever $x$ and $y$ are, $D = x^2 - \alpha y^2$ becomes $D\, \bigl( 1 - \eta^2 \alpha\, (s - \mu)^2 x^2 y^{2L-6} \bigr)$.
4. The flow of {prf:ref}`rate-conservation` with $\eps^L < s$ tends to a minimum with $S = V(\alpha, s)$, which is strictly increasing in $\alpha$ and tends to $L\, s^{2-2/L} \alpha^{2/L}$ as $\eps \to 0$.
5. Along $\mu = s$ with $x, y > 0$, $S$ is strictly decreasing in $D$ where $D \le 0$ and strictly increasing where $D \ge 0$. Let $\alpha \ne 1$ and $\eps^L \ne s$, let a run of descent from $x = y = \eps$ have all brackets of 3 in $[0, 1]$ and converge to $x, y > 0$ with $\mu = s$. Then $S$ is smaller there than at the end of the flow from the same start.
""",
    hypotheses={"depth": LEAST_DEPTH, "rate": RATE, "step": STEP, "target": TARGET},
    uses=("rate-conservation", "rate-monotone", "rate-gain"),
    words=(
        "The end of the flow as eps tends to 0; a product of brackets of which the first is below 1.",
    ),
    steps=(
        *SHARPNESS,
        eigenvalues,
        sharpness_by_the_quotient,
        DISCREPANCY,
        discrepancy,
        valley,
        onset,
    ),
    parts={
        "1": (
            SHARPNESS[0],
            eigenvalues,
        ),
        "2": (*SHARPNESS[1:], sharpness_by_the_quotient, onset),
        "3": (DISCREPANCY, discrepancy),
        "4": (sharpness_by_the_quotient,),
        "5": (discrepancy, valley, sharpness_by_the_quotient),
    },
)

CLAIMS = (price,)
