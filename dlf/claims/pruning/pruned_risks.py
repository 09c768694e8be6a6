"""Chapter *Pruned least squares*: a coefficient below a threshold, the predicted test errors."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import nonnegative, positive
from dlf.pruning import truncated_error
from dlf.verify import Claim, identity, implies, measure, step

NINE_TENTHS = sp.Rational(9, 10)
M, OFF, SD, T = sp.symbols("m off sd t", real=True)
B = M - 2 * OFF  # so that no exact point has b = m
UPPER, LOWER = (T - M) / SD, (-T - M) / SD
# values of the density and of the two tails, at the upper end and at the lower one
F1, F0, N1, N0 = sp.symbols("f1 f0 n1 n0", positive=True)


def cut_error(mixed=2, spread=1, tail=1):
    """D in letters for the values of the normal density and tails."""
    off = M - B
    moment = tail * N1 + UPPER * F1 + N0 - LOWER * F0
    kept = N1 + N0
    return (
        B**2 * (1 - kept) + off**2 * kept + mixed * off * SD * (F1 - F0) + spread * SD**2 * moment
    )


def slope(e):
    """The derivative in t: the density has phi' = -x phi, the upper tail -phi, the lower phi."""
    up, down = sp.diff(UPPER, T), sp.diff(LOWER, T)
    moved = {F1: -UPPER * F1 * up, F0: -LOWER * F0 * down, N1: -F1 * up, N0: F0 * down}
    return sp.diff(e, T) + sum(sp.diff(e, x) * by for x, by in moved.items())


@step(
    "proof",
    ("the mixed term once", "mixed", 1),
    ("nine tenths of the variance", "spread", NINE_TENTHS),
    ("one tail of the variance missing", "tail", 0),
    ("the threshold inside the square halved", "inside", sp.Rational(1, 2)),
    whole=("mixed",),
)
def lost_at_the_ends(mixed=2, spread=1, tail=1, inside=1):
    """dD/dt: at both ends (b - X)^2 gives way to b^2, with the densities f1/sd and f0/sd."""
    ends = (B**2 - (B - inside * T) ** 2) * F1 + (B**2 - (B + inside * T) ** 2) * F0
    return identity(slope(cut_error(mixed, spread, tail)), ends / SD)


@step(
    "proof",
    ("the mean in place of the bias", "bias", 0),
    ("nine tenths of the variance", "share", NINE_TENTHS),
    whole=("bias",),
)
def uncut(bias=1, share=1):
    """At t = 0 the two ends meet, f1 = f0, and the chance P = n1 + n0 to be kept is one."""
    kept = N1 + N0
    whole = (M - bias * B) ** 2 + share * SD**2
    return identity(cut_error().subs(T, 0).subs(F1, F0), B**2 * (1 - kept) + whole * kept)


@step(
    "proof",
    ("beyond b in place of 2 b", "times", 1),
    ("beyond 19/10 b", "share", sp.Rational(19, 20)),
    ("one sign of b alone", "both", False),
    whole=("times",),
)
def falls(times=2, share=1, both=True):
    """t > 0 and t >= 2 |b|: the slope t ((2b - t) f1 - (2b + t) f0)/sd is negative."""
    b, t, f1, f0, sd = sp.symbols("b t f1 f0 sd", real=True)
    positive = [sp.Gt(x, 0) for x in (t, f1, f0, sd)]
    far = [sp.Ge(t, share * times * b)] + [sp.Ge(t, -share * times * b)] * both
    return implies(positive + far, sp.Lt(t * ((2 * b - t) * f1 - (2 * b + t) * f0), 0))


def one_coefficient(rng):
    b, m = rng.normal(size=2)
    return b, m, float(rng.uniform(0.3, 2)), float(rng.uniform(0.05, 3))


@step(
    "evidence",
    ("a hundredth more deviation", "share", 1.01),
    ("a hundredth more threshold", "farther", 1.01),
    ("the coefficient's own sign lost", "sign", -1.0),
)
def by_quadrature(share=1.0, farther=1.0, sign=1.0):
    """E (b - X 1{|X| > t})^2 by Gauss's rule on the part that is cut, all else by moments."""
    nodes, weights = np.polynomial.legendre.leggauss(80)

    def residual(data):
        b, m, sd, t = data
        x = t * nodes
        density = np.exp(-(((x - m) / sd) ** 2) / 2) / np.sqrt(2 * np.pi) / sd
        cut = t * (weights * density * (b**2 - (b - x) ** 2)).sum()
        found = (m - b) ** 2 + sd**2 + cut
        return float(truncated_error(sign * b, m, share * sd, farther * t) - found)

    return measure(range(20), one_coefficient, residual, tolerance=1e-11)


ERROR = theorems(
    "truncated_error.v", "error_formula", "error_at_zero", "error_far", "error_slope", "error_falls"
)

CHANCE = formal("chance_kept.v", "chance_is_mean")
SLOPE_AT_ZERO = formal("truncated_start.v", "error_slope_right")


cut_claim = Claim(
    name="truncated-error",
    kind="lemma",
    title="The error of a coefficient with a threshold",
    statement=r"""
Let $b, m \in \R$, $[[deviation]]$, $[[threshold]]$, $Z \sim \mathcal N(m, v^2)$, and $D(t) = \mathbb E \bigl( b - Z \mathbf 1_{\lvert Z \rvert > t} \bigr)^2$. Let $\varphi$ be the density and $\Phi$ the distribution function of $\mathcal N(0, 1)$, $a_1 = \frac{t - m}{v}$, $a_0 = \frac{-t - m}{v}$, and $P = 1 - \Phi(a_1) + \Phi(a_0)$, the chance to be kept.

1. $D(t) = b^2 (1 - P) + (m - b)^2 P + 2 (m - b)\, v\, \bigl( \varphi(a_1) - \varphi(a_0) \bigr) + v^2 \bigl( P + a_1 \varphi(a_1) - a_0 \varphi(a_0) \bigr)$.
2. $D(0) = (m - b)^2 + v^2$, and $D(t) \to b^2$ as $t \to \infty$.
3. $D'(t) = \frac t v \bigl( (2 b - t)\, \varphi(a_1) - (2 b + t)\, \varphi(a_0) \bigr)$. So $D$ falls strictly for $t \ge 2 \lvert b \rvert$; for $b = 0$ it falls all the way from $m^2 + v^2$ to zero.
""",
    hypotheses={"deviation": positive("v"), "threshold": nonnegative("t")},
    steps=(SLOPE_AT_ZERO, CHANCE, *ERROR, lost_at_the_ends, uncut, falls, by_quadrature),
    parts={
        "1": (CHANCE, ERROR[0], lost_at_the_ends, uncut, by_quadrature),
        "2": (
            *ERROR[1:3],
            uncut,
        ),
        "3": (SLOPE_AT_ZERO, *ERROR[3:], lost_at_the_ends, falls),
    },
)

predicted = Claim(
    name="predicted-risks",
    kind="definition",
    title="The predicted test errors",
    statement=r"""
In the setting of {prf:ref}`pruned-least-squares` let $p > n$, with $\xi$, $\theta_i$ and $\gamma$ of {prf:ref}`effective-penalty`. The *predicted law* takes the entries of $\hat\beta$ for independent Gaussians with

$$
\text{mean} \quad m_i = \theta_i \beta_i^*, \qquad \text{variance} \quad v_i^2 = \frac{\gamma}{n}\, \frac{\theta_i^2}{\lambda_i}, \qquad [[gamma]].
$$

For $p < n - 1$ it has $\theta_i = 1$, $m_i = \beta_i^*$, $v_i^2 = \frac{\sigma^2}{(n - p - 1) \lambda_i}$ and $\gamma = \frac{n - 1}{n - p - 1} \sigma^2$. The *predicted test errors* are

- $\gamma$ for the fit with all features;
- $\sigma^2 + \sum_i \lambda_i D_i(t)$ for magnitude pruning, where $D_i$ is $D$ of {prf:ref}`truncated-error` with $b = \beta_i^*$, $m = m_i$, $v = v_i$, and where $t$ is such that the chances to be kept add up to $s$;
- the same with $b$, $m$ and $v$ multiplied by $\sqrt{\lambda_i}$ and the weight $1$ in place of $\lambda_i$ for Hessian pruning;
- $\sigma^2 + \sum_{i \notin \Delta} \lambda_i (\beta_i^*)^2 + \sum_{i \in \Delta} \lambda_i \bigl( (m_i - \beta_i^*)^2 + v_i^2 \bigr)$ for the oracle;
- for the small model, if $s > n$ or $s < n - 1$, the number $\gamma$ of the problem with the features $\Delta$ and $\sigma^2 + \sum_{i \notin \Delta} \lambda_i (\beta_i^*)^2$ in place of $\sigma^2$.
""",
    hypotheses={"gamma": positive("gamma")},
    uses=("pruned-least-squares", "effective-penalty", "truncated-error"),
)


CLAIMS = (cut_claim, predicted)
