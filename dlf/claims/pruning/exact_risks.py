"""Chapter *Pruned least squares*: alike features, where everything can be written down."""

from functools import cache

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import positive
from dlf.claims.steps import largest
from dlf.pruning import LinearGaussianProblem, coordinate_law, small_model_risk, support_risk
from dlf.verify import (
    Claim,
    Property,
    Relation,
    all_of,
    identity,
    implies,
    measure,
    measure_share,
    over,
    step,
)

NINE_TENTHS = sp.Rational(9, 10)
DRAWS = range(64)
many_features = Relation(sp.Ge(sp.Symbol("p", integer=True), sp.Symbol("n", integer=True) + 2))


def _has_few(sizes):
    n, p = sizes
    return bool(p <= n - 2)


few_features = Property("p <= n - 2", r"p \le n - 2", _has_few, (5, 3), (5, 4))


@step(
    "proof",
    ("theta to the third power", "power", 3),
    ("nine tenths of the noise", "noisy", NINE_TENTHS),
    ("nine tenths of the signal", "signal", NINE_TENTHS),
    whole=("power",),
)
def alike_law(power=2, noisy=1, signal=1):
    """xi = n/(p - n) gives theta = n/p, and gamma as stated, with b2 = |beta|^2."""
    n, p, b2, s2 = sp.symbols("n p b2 s2", positive=True)
    x = n / (p - n)
    theta = x / (1 + x)
    gamma = (s2 + b2 * (1 - theta) ** 2) / (1 - p * theta**power / n)
    stated = noisy * s2 * p / (p - n) + signal * b2 * (p - n) / p
    apart = [sp.Gt(p, n)]
    return all_of(identity(theta, n / p, where=apart), identity(gamma, stated, where=apart))


@step(
    "proof",
    ("the degrees k - 1", "degrees", 1),
    ("nine tenths of the rate", "share", NINE_TENTHS),
    whole=("degrees",),
)
def mean_inverse(degrees=2, share=1):
    """x^(k/2 - 1) e^(-x/2), zero at both ends if k > 2, has the slope (k - 2)/(2 x) - 1/2 times it."""
    k, x, power, decay = sp.symbols("k x power decay", positive=True)  # the values of both factors
    slope = (k / 2 - 1) * power / x * decay - power * decay / 2
    stated = (k - degrees) / 2 / x - sp.Rational(1, 2) * share
    return identity(slope, stated * power * decay)


@step(
    "proof",
    ("the trace divided by n", "trace", False),
    ("one degree more", "more", 1),
    ("nine tenths of the gap", "share", NINE_TENTHS),
    whole=("more",),
)
def exact_sums(trace=True, more=0, share=1):
    """sigma^2 (1 + tr): p > n beside gamma, p < n as (n - 1)/(n - p - 1)."""
    n, p, s2 = sp.symbols("n p s2", positive=True)
    mean = lambda m, k: (m if trace else 1) / (k - m - 1 + more)  # of tr (G G^T)^-1, G is m x k
    gap = share * s2 * n / ((p - n) * (p - n - 1))
    return all_of(
        identity(s2 * (1 + mean(n, p)), s2 * p / (p - n) + gap),
        identity(s2 * (1 + mean(p, n)), s2 * (n - 1) / (n - p - 1)),
    )


@cache
def exact_draws(seed):
    """2000 designs (n, p), given which the mean over the noise is exact: their test errors less sigma^2.

    Returns:
        n, p, noise^2, |beta|^2, the test errors, and the variances of one coefficient.
    """
    rng = np.random.default_rng(seed)
    n, p = int(rng.integers(3, 8)), int(rng.integers(3, 8))
    wide = rng.random() < 0.5
    n, p = (n, n + p + 8) if wide else (p + n + 8, p)
    lam, beta = np.exp(rng.uniform(-1, 1, p)), rng.standard_normal(p)
    lam = np.ones(p) if wide else lam
    s2 = float(rng.uniform(0.3, 2))
    X = rng.standard_normal((2000, n, p)) * np.sqrt(lam)
    Xt = X.transpose(0, 2, 1)
    back = np.linalg.solve(X @ Xt, X).transpose(0, 2, 1) if wide else np.linalg.solve(Xt @ X, Xt)
    missed = beta - np.einsum("kpn,kn->kp", back, X @ beta)
    spread = s2 * (back**2).sum(axis=2)
    errors = ((missed**2 + spread) * lam).sum(axis=1)
    return n, p, s2, float(beta @ beta), errors, spread[:, 0] * lam[0]


@step(
    "evidence",
    ("n in place of n - 1", "less", 1),
    ("a tenth more noise", "noisy", 1.1),
    ("a tenth more signal", "signal", 1.1),
    whole=("less",),
)
def small_sizes(less=0, noisy=1.0, signal=1.0):
    """The mean over 2000 small designs: within four standard errors."""

    def holds(data):
        n, p, s2, b2, errors, spread = data
        few, many = min(n, p), max(n, p)
        one = noisy * s2 / (many - few - 1 + less)
        gap = errors - few * one - (signal * (1 - n / p) * b2 if p > n else 0)
        gaps = [gap] if p > n else [gap, spread - one]
        within = [abs(g.mean()) < 4 * g.std(ddof=1) / np.sqrt(g.size) for g in gaps]
        return bool(all(within))

    return measure_share(DRAWS, lambda rng: exact_draws(int(rng.integers(10**9))), holds, share=0.9)


isotropic_claim = Claim(
    name="isotropic-features",
    kind="theorem",
    title="Test errors at every size",
    statement=r"""
In the setting of {prf:ref}`pruned-least-squares` let means be over $X$ and $z$.

1. If all $\lambda_i = 1$ and $p > n$, {prf:ref}`effective-penalty` has $\xi = \frac{n}{p - n}$, $\theta_i = \frac np$ and $\gamma = \frac{p}{p - n} \sigma^2 + \frac{p - n}{p} \norm{\beta^*}^2$.
2. If all $\lambda_i = 1$ and $[[many]]$, the mean of $R(\hat\beta)$ is $\frac{p - 1}{p - n - 1} \sigma^2 + \frac{p - n}{p} \norm{\beta^*}^2$: more than $\gamma$ by $\frac{n}{(p - n)(p - n - 1)} \sigma^2$.
3. If $[[few]]$, for any $\lambda$, the mean of $R(\hat\beta)$ is $\frac{n - 1}{n - p - 1} \sigma^2$; $\hat\beta_i$ has the mean $\beta_i^*$ and the variance $\frac{\sigma^2}{(n - p - 1) \lambda_i}$.
4. If $\lvert p - n \rvert \le 1$ and $\sigma > 0$, the mean of $R(\hat\beta)$ is infinite, for any $\lambda$.
""",
    hypotheses={"many": many_features, "few": few_features},
    uses=("pruned-least-squares", "effective-penalty"),
    words=(
        "1/(A^-1)_ii is the squared distance of row i from the span of the others: chi-squared.",
        "A projection onto the row space of X, uniform among those of rank n, has the mean (n/p) I.",
        "Changing the sign of a column changes no law: entries off the diagonal have the mean zero.",
    ),
    steps=(alike_law, mean_inverse, exact_sums, small_sizes),
    parts={
        "1": (alike_law,),
        "2": (mean_inverse, exact_sums, small_sizes),
        "3": (mean_inverse, exact_sums, small_sizes),
        "4": (),
    },
)

THETA, RATIO, S2 = sp.symbols("theta r s2", real=True)
INSIDE = [sp.Gt(THETA, 0), sp.Lt(THETA, 1)]
THRESHOLDS = {
    sp.Rational(1, 20): (sp.Rational(8470, 10**4), sp.Rational(8471, 10**4), sp.Rational(3, 4)),
    sp.Rational(1, 4): (sp.Rational(6049, 10**4), sp.Rational(6050, 10**4), sp.Rational(10, 17)),
    sp.Integer(1): (sp.Rational(3062, 10**4), sp.Rational(3063, 10**4), sp.Rational(1, 2)),
}


def large_error(theta, r, s2, share=1, power=2):
    """f(theta) = sigma^2 + (1 - theta)^2 + r gamma theta^2 with gamma of alike features."""
    gamma = s2 / (1 - theta) + (1 - theta)
    return s2 + (1 - theta) ** power + share * r * gamma * theta**2


@step(
    "proof",
    ("nine tenths of the noise", "share", NINE_TENTHS),
    ("the bias to the first power", "power", 1),
    ("gamma of the unit noise", "noise", 1),
    whole=("power",),
)
def oracle_of_alike(share=1, power=2, noise=None):
    """Of the law with theta = n/p: sum over the s kept of (m - beta)^2 + v^2, |beta|^2 = 1."""
    n, p, s, s2 = sp.symbols("n p s s2", positive=True)
    theta = n / p
    gamma = (noise or s2) * p / (p - n) + (p - n) / p
    found = s2 + (theta - 1) ** 2 + s * gamma / n * theta**2
    return identity(found, large_error(theta, s / n, s2, share, power), where=[sp.Gt(p, n)])


@step(
    "proof",
    ("nine tenths of the limit", "share", NINE_TENTHS),
    ("one sample more below", "less", 0),
    whole=("less",),
)
def limit_of_small(share=1, less=1):
    """sigma^2 (n - 1)/(n - s - 1) less sigma^2/(1 - r), r = s/n: of the order 1/n."""
    n, r, s2 = sp.symbols("n r s2", positive=True)
    gap = s2 * (n - 1) / (n - r * n - less) - share * s2 / (1 - r)
    return identity(gap, s2 * r / ((1 - r) * ((1 - r) * n - 1)))


@step(
    "proof",
    ("one factor fewer below", "squared", 0),
    ("nine tenths of the gain", "share", NINE_TENTHS),
    whole=("squared",),
)
def once_won(squared=1, share=1):
    """(sigma^2/(1 - r) - f)/r grows with r at every theta: what is won stays won."""
    r, h, theta, s2 = sp.symbols("r h theta s2", positive=True)
    lead = lambda r: (s2 / (1 - r) - large_error(theta, r, s2)) / r
    noise = s2 / ((1 - r) ** squared * (1 - r - h))
    return identity(lead(r + h) - lead(r), share * h * (noise + (1 - theta) ** 2 / (r * (r + h))))


@step(
    "evidence",
    ("the lower ends a hundredth higher", "lower", sp.Rational(101, 100)),
    ("the upper ends a hundredth lower", "upper", sp.Rational(99, 100)),
    ("nine tenths of the small model's error", "direct", NINE_TENTHS),
)
def three_thresholds(lower=1, upper=1, direct=1):
    """At the lower end no theta wins; at the upper one a rational theta does."""

    def at(s2):
        low, high, theta = THRESHOLDS[s2]
        lead = lambda r: sp.expand(
            sp.cancel((direct * s2 / (1 - r) - large_error(THETA, r, s2)) * (1 - THETA))
        )
        never = implies(INSIDE, sp.Lt(lead(lower * low), 0))
        won = implies([*INSIDE, sp.Eq(THETA, theta)], sp.Gt(lead(upper * high), 0))
        return all_of(never, won)

    return over("sigma^2", THRESHOLDS, at)


@step(
    "evidence",
    ("a hundredth more noise", "noisy", 1.01),
    ("a hundredth more of the ratio", "share", 1.01),
)
def by_the_law(noisy=1.0, share=1.0):
    """The library's risks of alike features with all signal in a random set."""

    def draw(rng):
        n = int(rng.integers(20, 200))
        p, s = n + int(rng.integers(2, 300)), int(rng.integers(1, n - 2))
        beta, kept = np.zeros(p), rng.permutation(p)[:s]
        beta[kept] = rng.standard_normal(s)
        beta /= np.linalg.norm(beta)
        return LinearGaussianProblem(np.ones(p), beta, float(rng.uniform(0.2, 1.5)), n), kept

    def residual(data):
        problem, kept = data
        n, s2, r = problem.samples, noisy * problem.noise**2, share * kept.size / problem.samples
        theta = n / problem.features
        found = large_error(theta, r, s2) / support_risk(problem, kept) - 1
        small = s2 * (1 - 1 / n) / (1 - r - 1 / n) / small_model_risk(problem, kept) - 1
        law = coordinate_law(problem).shrinkage / theta - 1
        return largest([np.array([found]), np.array([small]), law])

    return measure(range(20), draw, residual, tolerance=1e-9)


CROSSING = (
    *theorems("large_then_prune.v", "one_crossing", "crossing_falls"),
    *theorems("three_crossings.v", "three_crossings"),
)

crossing_claim = Claim(
    name="large-then-prune",
    kind="theorem",
    title="When it is better to train large, even if one knows what to keep",
    statement=r"""
In the setting of {prf:ref}`pruned-least-squares` let $p > n$, all $\lambda_i = 1$, $\norm{\beta^*} = 1$, $[[noise]]$, and $\beta_i^* = 0$ outside $\Delta$.

1. The oracle's error of {prf:ref}`predicted-risks` is $f(\theta) = \sigma^2 + (1 - \theta)^2 + r\, \theta^2 \bigl( \frac{\sigma^2}{1 - \theta} + 1 - \theta \bigr)$ with $\theta = \frac np$ and $r = \frac sn$.
2. For $0 < r < 1$ compare it with $\frac{\sigma^2}{1 - r}$, the limit of the small model's error as $n$ grows. There is a number $0 < r^* < 1$, which depends on $\sigma^2$ alone, such that $f(\theta) < \frac{\sigma^2}{1 - r}$ for some $0 < \theta < 1$ if and only if $r > r^*$. It falls strictly as $\sigma^2$ grows.
3. $0.8470 < r^* < 0.8471$ for $\sigma^2 = \frac1{20}$, $0.6049 < r^* < 0.6050$ for $\sigma^2 = \frac14$, and $0.3062 < r^* < 0.3063$ for $\sigma^2 = 1$.
""",
    hypotheses={"noise": positive("sigma")},
    uses=("pruned-least-squares", "predicted-risks", "isotropic-features"),
    steps=(*CROSSING, oracle_of_alike, limit_of_small, once_won, three_thresholds, by_the_law),
    parts={
        "1": (oracle_of_alike, by_the_law),
        "2": (*CROSSING[:2], limit_of_small, once_won),
        "3": (CROSSING[0], CROSSING[2], once_won, three_thresholds),
    },
)

CLAIMS = (isotropic_claim, crossing_claim)
