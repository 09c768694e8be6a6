"""Chapter *One mode at a time*, its middle: the closed forms and what checks them."""

from fractions import Fraction

import sympy as sp

from dlf.claims.balls import over_balls
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, nonnegative, positive
from dlf.exact import balls
from dlf.verify import Claim, all_of, enclose, identity, over, step

L = sp.Symbol("L", integer=True, positive=True)
k = sp.Symbol("k", integer=True, nonnegative=True)
s, m, x, t = sp.symbols("s m x t", positive=True)
eps = sp.Symbol("varepsilon", positive=True)


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


@step("proof", ("the start at eps", "power", 1), whole=("power",))
def logistic_start(power=2):
    """1: 1/mu - 1/s = (1/eps^2 - 1/s) decay, so mu(0) = eps^2 where the decay is 1."""
    decay = sp.Symbol("decay", positive=True)
    inverse = (1 + (s / eps**2 - 1) * decay) / s
    return identity(inverse - 1 / s, (1 / eps**power - 1 / s) * decay)


def rate_of_time(top, factor):
    """dt/dlambda along the flow, at lambda = factor: 1/(lambda^(L-1) (s - lambda^L)), s = top^L."""
    return 1 / (factor ** (L - 1) * (top**L - factor**L))


@step(
    "proof",
    ("the exponent b = 1/L - 1", "less", 1),
    ("without the factor 1/L", "factor", 1),
    ("the power 2 - 1/L of s", "power", 2 * L - 1),
    whole=("less",),
)
def series_below(less=2, factor=1 / L, power=2 * L - 2):
    """2, term k of G at mu = x^L < s = m^L: its derivative in x is (1 - y) y^k dt/dlambda, y = mu/s."""
    y, b = (x / m) ** L, less / L - 1
    term = factor * (x / m) ** (L * (k + b)) / (k + b) / m**power
    right = (1 - y) * y**k * rate_of_time(m, x)
    return identity(sp.diff(term, x), right, where=[sp.Ge(L, 3), sp.Lt(x, m)])


@step(
    "proof",
    ("the exponent a = 2 - 1/L", "less", 1),
    ("the reversed sign", "sign", -1),
    ("without the factor 1/L", "factor", 1),
    whole=("less",),
)
def series_above(less=2, sign=1, factor=1 / L):
    """3, term k of G at mu = x^L > s = m^L: its derivative in x is (1 - v) v^k dt/dlambda, v = s/mu."""
    v, a = (m / x) ** L, 2 - less / L
    term = sign * factor * (m / x) ** (L * (k + a)) / (k + a) / m ** (2 * L - 2)
    right = (1 - v) * v**k * rate_of_time(m, x)
    return identity(sp.diff(term, x), right, where=[sp.Ge(L, 2), sp.Gt(x, m)])


@step("proof", ("one term fewer", "last", 0), ("the whole of 1", "rest", 0), whole=("last", "rest"))
def telescoping(last=1, rest=1):
    """2 and 3: (1 - y) (1 + y + ... + y^k) = 1 - y^(k+1), which tends to 1: from k - 1 to k."""
    y = sp.Symbol("y", positive=True)
    partial = lambda n: 1 - rest * y**n
    return identity(partial(k + last) - partial(k), (1 - y) * y**k, where=[sp.Lt(y, 1)])


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
    return identity(eps ** (-p) * (1 + growth), eps ** (-p) + p * t)


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
    primitive = {3: three, 4: four}
    rate = lambda depth: 1 / (x ** (depth - 1) * (m**depth - x**depth))
    below = [sp.Lt(x, m)]
    return over("L", (3, 4), lambda L: identity(sp.diff(primitive[L], x), rate(L), where=below))


def series(y, shift):
    """The sum of y^(k + shift)/(k + shift) over k >= 0 as a hypergeometric function, in balls."""
    from flint import arb

    q, e = balls.ball(y), balls.ball(shift)
    return q**e / e * arb.hypgeom_2f1(q, e, arb(1), e + 1, ac=True, abc=True)


@step(
    "evidence",
    ("the first term doubled", "first", 2),
    ("the exponents a unit of 1/L higher", "raised", 1),
    whole=("raised",),
)
def summed(first=1, raised=0):
    """200 terms of both series at y = 1/2, and a geometric bound on the rest, enclose y^e/e 2F1."""
    y, terms = Fraction(1, 2), 200

    def at(depth):
        q, verdicts = balls.ball(y), []
        for e in (Fraction(2 + raised, depth) - 1, 2 - Fraction(2 + raised, depth)):
            powers = [q ** balls.ball(n + e) / balls.ball(n + e) for n in range(terms)]
            gap = series(y, e - Fraction(raised, depth)) - sum(powers[1:], first * powers[0])
            rest = q ** balls.ball(terms + e) / balls.ball(terms + e) / (1 - q)
            verdicts.append(enclose(gap / rest, 0, 1, relative_radius="1e-9"))
        return all_of(*verdicts)

    return over_balls("L", (3, 4, 5, 10, 50), at, 600)


def reached_at(mu, top, start, depth):
    """G(mu) - G(start^depth) of 2 or 3, whichever is meant, in balls."""
    first = Fraction(start) ** depth
    below = first < Fraction(top)
    shift = Fraction(2, depth) - 1 if below else 2 - Fraction(2, depth)
    G = lambda value: series(value / Fraction(top) if below else Fraction(top) / value, shift)
    scale = depth * balls.ball(top) ** balls.ball(2 - Fraction(2, depth))
    return (G(Fraction(mu)) - G(first)) / scale


@step(
    "evidence",
    ("a start one per cent higher", "start", "0.202"),
    ("a target one per cent higher", "target", "1.717"),
    ("a start above, one per cent higher", "above", "2.02"),
    ("a target below it, one per cent higher", "lower", "1.717"),
    ("one factor more", "deeper", 1),
    whole=("deeper",),
)
def integral(start="0.2", target="1.7", above="2", lower="1.7", deeper=0):
    """2 and 3: G(0.9 s) - G(eps^L) from below, G(1.1 s) - G(eps^L) from above: the integral of 1/mu'."""
    from flint import acb

    def against(depth, ends, mu, top, eps):
        rate = lambda y, _: 1 / (y ** (depth - 1) * (acb("1.7") - y**depth))
        last = acb(ends[1]) ** (acb(1) / depth)
        ratio = (
            reached_at(mu, top, eps, depth + deeper) / acb.integral(rate, acb(ends[0]), last).real
        )
        gap = Fraction(1, 10**30)
        return enclose(ratio, 1 - gap, 1 + gap, relative_radius="1e-30")

    def at(depth):
        falls = against(depth, ("2", "1.87"), "1.87", lower, above)
        if depth == 2:
            return falls
        return all_of(against(depth, ("0.2", "1.53"), "1.53", target, start), falls)

    return over_balls("L", (2, 3, 4, 5, 8, 12, 20), at, 200)


LOGISTIC = formal("closed_forms.v", "logistic_mode")
UNLEARNED = formal("closed_forms.v", "unlearned_mode_decays")
ONE_OF_TWO, WITHOUT_TARGET = theorems("mode_unique.v", "mode_of_two_factors", "mode_without_target")
BELOW, ABOVE = theorems("mode_series.v", "reached_from_below", "reached_from_above")

closed_form = Claim(
    name="mode-closed-form",
    kind="theorem",
    title="Closed forms of one mode",
    statement=r"""
Let $[[depth]]$, $[[target]]$, $[[scale]]$, and let $\mu$ solve the equation of {prf:ref}`mode-equation`.

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
    hypotheses={
        "depth": depth_at_least(2),
        "target": nonnegative("s"),
        "scale": positive("varepsilon"),
    },
    uses=("mode-equation",),
    source="saxe2014exact",
    steps=(
        LOGISTIC,
        UNLEARNED,
        ONE_OF_TWO,
        WITHOUT_TARGET,
        BELOW,
        ABOVE,
        logistic,
        logistic_start,
        series_below,
        series_above,
        telescoping,
        unlearned,
        unlearned_start,
        elementary,
        summed,
        integral,
    ),
    parts={
        "1": (LOGISTIC, ONE_OF_TWO, logistic, logistic_start),
        "2": (BELOW, series_below, telescoping, elementary, summed, integral),
        "3": (ABOVE, series_above, telescoping, summed, integral),
        "4": (UNLEARNED, WITHOUT_TARGET, unlearned, unlearned_start),
    },
)


CLAIMS = (closed_form,)
