"""Chapter *One mode at a time*, first half: alignment and the flow; its statements and what checks them."""

from fractions import Fraction

import sympy as sp

from dlf.claims.hypotheses import (
    depth_at_least,
    nonnegative,
    orthonormal_columns,
    positive,
)
from dlf.claims.matrices import inner, product, rotation
from dlf.exact import balls
from dlf.verify import Claim, all_of, enclose, identity, implies, over, step

L, l = sp.symbols("L l", integer=True, positive=True)
lam, s, m, x, mu, t = sp.symbols("lambda s m x mu t", positive=True)
eps = sp.Symbol("varepsilon", positive=True)

setting = Claim(
    name="mode-setting",
    kind="definition",
    title="Setting of this chapter",
    statement=r"""
$f(X) = \tfrac12 \norm{X - M}_F^2$ with target $M \in \R^{d_L \times d_0}$, depth $[[depth]]$, scale $[[scale]]$. $U \in \R^{d_L \times k}$
and $V \in \R^{d_0 \times k}$ have orthonormal columns, $[[orthonormal]]$, with $M v_i = s_i u_i$ and $M^\T u_i = s_i v_i$, $s_i \ge 0$, for $i = 1..k$:
singular pairs of $M$, pairs for the singular value $0$ included. $S = \diag(s_1, \dots, s_k)$. The *spectral start* is

$$
W_1 = \eps V^\T, \qquad W_2 = \dots = W_{L-1} = \eps I_k, \qquad W_L = \eps U .
$$
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthonormal": orthonormal_columns("U", "V"),
    },
)


@step(
    "proof",
    ("one power of lambda more", "exponent", L),
    ("the inner product of all factors but two", "missing", 2),
)
def inner_layers(exponent=L - 1, missing=1):
    """For every layer l: lambda^(L-l) (lambda^L - s) lambda^(l-1) = lambda^(L-1) (lambda^L - s)."""
    seen = lam ** (L - l) * (lam**L - s) * lam ** (l - missing)
    return identity(seen, lam**exponent * (lam**L - s))


@step(
    "evidence",
    ("the first factor rotated out of line", "rotated", True),
    ("columns of U of length 2", "length", 2),
    ("one power of lambda more", "shift", 1),
    ("the sign of s reversed", "sign", -1),
)
def aligned_gradients(rotated=False, length=1, shift=0, sign=1):
    """Two modes, all strengths and targets: the gradients of all layers are D V^T, D, ..., U D."""
    a, b, p, q = sp.symbols("lambda1 lambda2 s1 s2", positive=True)

    def at(depth):
        U, V = length * rotation(0), rotation(1)
        target = U * sp.diag(p, q) * V.T
        Lambda, D = (
            sp.diag(a, b),
            sp.diag(
                *(k ** (depth - 1 + shift) * (k**depth - sign * v) for k, v in ((a, p), (b, q)))
            ),
        )
        W = [Lambda * V.T, *[Lambda] * (depth - 2), U * Lambda]
        W[0] = W[0] * rotation(3) if rotated else W[0]
        stated = [D * V.T, *[D] * (depth - 2), U * D]
        R, verdicts = product(W) - target, []
        weights = sp.Matrix(2, 2, sp.symbols("c11 c12 c21 c22"))
        for k in range(depth):
            A, B = product([sp.eye(2), *W[k + 1 :]]), product([sp.eye(2), *W[:k]])
            verdicts.append(identity(inner(weights, A.T * R * B.T), inner(weights, stated[k])))
        return all_of(*verdicts)

    return over("L", range(2, 7), at)


aligned = Claim(
    name="aligned-chain",
    kind="theorem",
    title="The aligned chain",
    statement=r"""
Let $[[depth]]$ and $[[orthonormal]]$. From the spectral start, gradient flow and gradient descent (any $\eta > 0$) keep the form

$$
W_1 = \Lambda V^\T, \qquad W_2 = \dots = W_{L-1} = \Lambda, \qquad W_L = U \Lambda
$$

with one diagonal matrix $\Lambda = \diag(\lambda_1, \dots, \lambda_k)$, $\lambda_i(0) = \eps$, and each $\lambda = \lambda_i$ with $s = s_i$ obeys

$$
\lambda' = -\lambda^{L-1} (\lambda^L - s), \qquad \text{respectively} \qquad \lambda^+ = \lambda - \eta\, \lambda^{L-1} (\lambda^L - s).
$$
""",
    hypotheses={"depth": depth_at_least(2), "orthonormal": orthonormal_columns("U", "V")},
    uses=("mode-setting", "product-gradient"),
    source="saxe2014exact",
    words=(
        "U^T M = S V^T and M V = U S; diagonal matrices commute.",
        "Induction over the steps; for the flow, uniqueness of the solution.",
    ),
    steps=(inner_layers, aligned_gradients),
)


@step(
    "proof",
    ("the exponent 2 - 1/L", "exponent", 2 * L - 1),
    ("the factor L - 1", "factor", L - 1),
    ("the reversed sign", "factor", -L),
)
def change_of_variables(exponent=2 * L - 2, factor=L):
    """With mu = lambda^L: mu' = L lambda^(L-1) lambda' = L lambda^(2L-2) (s - mu)."""
    velocity = sp.diff(lam**L, lam) * (-(lam ** (L - 1)) * (lam**L - s))
    return identity(velocity, factor * lam**exponent * (s - lam**L))


@step("proof", ("the power 2 - 1/L", "power", 2 - 1 / L))
def power_of_the_strength(power=2 - 2 / L):
    """mu^(2 - 2/L) = lambda^(2L-2)."""
    return identity(sp.powdenest((lam**L) ** power, force=True), lam ** (2 * L - 2))


@step(
    "proof",
    ("it increases above s too", "turns", False),
    ("where P may vanish", "vanishing", True),
)
def sign_of_the_velocity(turns=True, vanishing=False):
    """With P = L mu^(2-2/L) > 0: P (s - mu) > 0 for mu < s, and < 0 for mu > s."""
    P, strength, top = sp.symbols("P mu s", real=True)
    rate, velocity = sp.Ge(P, 0) if vanishing else sp.Gt(P, 0), P * (top - strength)
    rises = implies([rate, sp.Lt(strength, top)], sp.Gt(velocity, 0))
    above = sp.Lt(velocity, 0) if turns else sp.Gt(velocity, 0)
    return all_of(rises, implies([rate, sp.Gt(strength, top)], above))


mode_equation = Claim(
    name="mode-equation",
    kind="theorem",
    title="Equation and course of a mode",
    statement=r"""
Let $[[depth]]$, $[[target]]$ and $[[scale]]$. Under the flow the strength $\mu = \lambda^L$ of an aligned mode obeys

$$
\mu' = L\, \mu^{2 - 2/L} (s - \mu), \qquad \mu(0) = \eps^L .
$$

The solution exists for all $t \ge 0$. It increases strictly to $s$ if $\eps^L < s$, stays if $\eps^L = s$, and decreases
strictly to $s$ if $\eps^L > s$; in particular to $0$ if $s = 0$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "target": nonnegative("s"),
        "scale": positive("varepsilon"),
    },
    uses=("aligned-chain",),
    source="saxe2014exact",
    words=(
        "lambda never reaches 0 and mu never reaches s, by uniqueness.",
        "A bounded monotone solution exists for all times and tends to a zero of the right side.",
    ),
    steps=(change_of_variables, power_of_the_strength, sign_of_the_velocity),
)


@step(
    "proof",
    ("the exponential decays at half the rate", "rate", 1),
    ("the curve 2 s / (2 + ...)", "offset", 2),
)
def logistic(rate=2, offset=1):
    """1 for L = 2: with decay = e^(-2 s t), mu = s/D and D = 1 + (s/eps^2 - 1) decay: mu' = 2 mu (s - mu)."""
    decay = sp.Symbol("decay", positive=True)
    curve = s / (offset + (s / eps**2 - 1) * decay)
    return identity(sp.diff(curve, decay) * (-rate * s * decay), 2 * curve * (s - curve))


@step("proof", ("the start at eps", "power", 1))
def logistic_start(power=2):
    """1 at t = 0, where decay = 1: mu(0) = eps^2."""
    return identity(s / (1 + (s / eps**2 - 1)), eps**power)


def slowness(top, strength):
    """1/mu' with s = top^L and mu = strength^L."""
    return 1 / (L * strength ** (2 * L - 2) * (top**L - strength**L))


@step(
    "proof",
    ("the exponent b = 1/L - 1", "shift", 1),
    ("without the factor 1/L", "factor", 1),
    ("the power 2 - 1/L of s", "power", 2 * L - 1),
)
def series_below(shift=0, factor=1 / L, power=2 * L - 2):
    """2: termwise dG/dmu = y^(b-1) / ((1 - y) L s^(3-2/L)) is 1/mu'; y = mu/s, y^(1/L) = x/m."""
    y_power = (x / m) ** (2 - 2 * L - shift)
    derivative = factor * y_power / (1 - (x / m) ** L) / (m**power * m**L)
    return identity(derivative, slowness(m, x), where=[sp.Ge(L, 3), sp.Lt(x, m)])


@step(
    "proof",
    ("the exponent a = 2 - 1/L", "shift", 1),
    ("the reversed sign", "sign", 1),
    ("without the factor 1/L", "factor", 1),
)
def series_above(shift=0, sign=-1, factor=1 / L):
    """3: dG/dmu = -v^(a+1) / ((1 - v) L s^(3-2/L)) is 1/mu'; v = s/mu, v^(1/L) = m/x."""
    v = (m / x) ** L
    derivative = sign * factor * (m / x) ** (2 * L - 2 + shift) * v / (1 - v) / m ** (3 * L - 2)
    return identity(derivative, slowness(m, x), where=[sp.Ge(L, 2), sp.Gt(x, m)])


@step("proof", ("the coefficient 1/(k + b + 1)", "shift", 1))
def hypergeometric_coefficient(shift=0):
    """(b)_k (1)_k / ((b+1)_k k!) = b/(b + k) stays so from k to k + 1; at k = 0 it is 1."""
    b, k = sp.symbols("b k", real=True)
    ratio = (b + k) / (b + 1 + k)
    return identity(b / (b + k + shift) * ratio, b / (b + k + 1))


@step(
    "proof",
    ("the exponent 2L - 1", "p", 2 * L - 1),
    ("the equation beta' = -beta^(2L-2)", "power", 2 * L - 2),
)
def unlearned(p=2 * L - 2, power=2 * L - 1):
    """4: beta' = -beta^(2L-1) makes (beta^(-p))' the constant p = 2L - 2."""
    beta = sp.Symbol("beta", positive=True)
    return identity(sp.diff(beta ** (-p), beta) * (-(beta**power)), 2 * L - 2)


@step("proof", ("without the scale", "scaled", False))
def unlearned_start(scaled=True):
    """4: eps^(-p) (1 + p eps^p t) = eps^(-p) + p t, the solution that starts at eps."""
    p = 2 * L - 2
    growth = p * eps**p * t if scaled else p * t
    return identity(sp.expand(eps ** (-p) * (1 + growth)), eps ** (-p) + p * t)


@step(
    "evidence",
    ("the sign of the arctangent flipped", "arc_sign", 1),
    ("the logarithms of L = 4 exchanged", "log_sign", -1),
)
def elementary(arc_sign=-1, log_sign=1):
    """The antiderivatives for L = 3 and L = 4, differentiated."""
    logs = -sp.log(m - x) / 3 + sp.log(x**2 + x * m + m**2) / 6
    arc = sp.atan((2 * x + m) / (sp.sqrt(3) * m)) / sp.sqrt(3)
    three = -1 / (m**3 * x) + (logs + arc_sign * arc) / m**4
    log = sp.log(m**2 + x**2) - sp.log(m**2 - x**2)
    four = -1 / (2 * x**2 * m**4) + log_sign * log / (4 * m**6)
    integrand = lambda depth: 1 / (x ** (depth - 1) * (m**depth - x**depth))
    slope = {3: sp.simplify(sp.diff(three, x)), 4: sp.simplify(sp.diff(four, x))}
    return over("L", (3, 4), lambda L: identity(slope[L], integrand(L), where=[sp.Lt(x, m)]))


@step(
    "evidence",
    ("a start one per cent higher", "start", "0.202"),
    ("a target one per cent higher", "target", "1.717"),
    ("one factor more", "deeper", 1),
)
def integral(start="0.2", target="1.7", deeper=0):
    """G(0.9 s) - G(eps^L) equals the integral of 1/mu' in balls: s = 1.7, eps = 0.2."""
    from flint import acb, ctx

    def at(depth):
        with ctx.workprec(200):
            closed = balls.fit_time("0.9", target, start, depth + deeper)
            top = acb("1.7")
            rate = lambda y, _: 1 / (y ** (depth - 1) * (top - y**depth))
            ends = acb("0.2"), acb("1.53") ** (acb(1) / depth)
            ratio, gap = closed / acb.integral(rate, *ends).real, Fraction(1, 10**30)
            return enclose(ratio, 1 - gap, 1 + gap, relative_radius="1e-30")

    return over("L", (2, 3, 4, 5, 8, 12, 20), at)


closed_form = Claim(
    name="mode-closed-form",
    kind="theorem",
    title="Closed forms of one mode",
    statement=r"""
Let $\mu$ solve the equation of {prf:ref}`mode-equation`.

1. $L = 2$, $s > 0$:

   $$
   \mu(t) = \frac{s}{1 + (s/\eps^2 - 1)\, e^{-2 s t}} .
   $$
2. $L \ge 3$, $0 < \eps^L < s$: every $\mu$ with $\eps^L \le \mu < s$ is reached at the time $t = G(\mu) - G(\eps^L)$ with

   $$
   G(\mu) = \frac{1}{L\, s^{2 - 2/L}} \sum_{k=0}^{\infty} \frac{(\mu/s)^{k+b}}{k + b}, \qquad b = \frac2L - 1 .
   $$
3. $L \ge 2$, $0 < s < \eps^L$: likewise every $\mu$ with $s < \mu \le \eps^L$, with

   $$
   G(\mu) = \frac{1}{L\, s^{2 - 2/L}} \sum_{k=0}^{\infty} \frac{(s/\mu)^{k+a}}{k + a}, \qquad a = 2 - \frac2L .
   $$
4. $s = 0$: $\mu = \beta^L$ with

   $$
   \beta(t) = \eps \left(1 + (2L-2)\, \eps^{2L-2}\, t\right)^{-1/(2L-2)} .
   $$
""",
    uses=("mode-equation",),
    source="saxe2014exact",
    words=(
        "The geometric series, and termwise differentiation of a power series.",
        "mu is strictly monotone, so the time is a function of it with derivative 1/mu'.",
    ),
    steps=(
        logistic,
        logistic_start,
        series_below,
        series_above,
        hypergeometric_coefficient,
        unlearned,
        unlearned_start,
        elementary,
        integral,
    ),
)


CLAIMS = (setting, aligned, mode_equation, closed_form)
