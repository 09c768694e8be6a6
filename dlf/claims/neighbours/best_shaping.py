"""Chapter *Few shots after many tasks*: the best shaping, and the best with a penalty."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import positive
from dlf.claims.neighbours.shaped_fits import (
    few_samples,
    letters,
    power_of,
    predicted,
    seen_by,
    some_setting,
)
from dlf.pruning import LinearGaussianProblem, best_shaping, coordinate_law, optimal_theta
from dlf.verify import Claim, Property, all_of, identity, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)
signalled = Property(
    "sigma > 0 or count(s > 0) > n",
    r"\sigma > 0 \text{ or } \lvert \{ i : s_i > 0 \} \rvert > n",
    lambda data: bool(data[1] > 0 or (np.asarray(data[0]) > 0).sum() > data[2]),
    ((1.0, 0.0), 0.1, 1),
    ((1.0, 0.0), 0.0, 1),
)


@step(
    "proof",
    ("one direction more in the floor", "more", 1),
    ("nine tenths of the floor", "share", NINE_TENTHS),
    ("the weights n s_i without gamma", "weight", 0),
    whole=("more",),
)
def is_a_square(more=0, share=1, weight=1):
    """d = 2, 3: numerators of gamma(theta) - gamma and of the weighted square, theta of sum n."""

    def at(d):
        a = sp.symbols(f"a1:{d + 1}", positive=True)  # n s_i
        mu, lead = sp.symbols("mu lead", positive=True)
        gamma = mu + lead
        best = [(x + mu) / (x + gamma) for x in a]
        n = sum(best)
        theta = [*sp.symbols(f"theta1:{d}", positive=True)]
        theta.append(n - sum(theta))
        noise = mu / share * (d + more - n)  # n sigma^2, from the floor
        lost = noise + sum(x * (1 - t) ** 2 for x, t in zip(a, theta, strict=True))
        gap = lost - gamma * (n - sum(t**2 for t in theta))
        every = zip(a, theta, best, strict=True)
        return identity(gap, sum((x + weight * gamma) * (t - b) ** 2 for x, t, b in every))

    return over("d", (2, 3), at)


@step(
    "proof",
    ("to the first power", "power", 1),
    ("nine tenths of the fall", "share", NINE_TENTHS),
    whole=("power",),
)
def shares_fall(power=2, share=1):
    """From gamma to gamma + h the share (a + mu)/(a + gamma) falls by h (a + mu)/(...)(...)."""
    a, mu, gamma, h = sp.symbols("a mu gamma h", positive=True)
    at = lambda g: (a + mu) / (a + g)
    stated = share * h * (a + mu) / ((a + gamma) ** (power - 1) * (a + gamma + h))
    return identity(at(gamma) - at(gamma + h), stated)


@step(
    "proof",
    ("the square of the mean below", "power", 2),
    ("nine tenths of the gap", "share", NINE_TENTHS),
    whole=("power",),
)
def chord(power=1, share=1):
    """1/x lies below its chords: q/x + r/y - (q + r)^2/(q x + r y) is a square."""
    q, r, x, y = sp.symbols("q r x y", positive=True)
    mean = q * x + r * y
    gap = share * q * r * (x - y) ** 2 / (x * y * mean**power)
    return identity(q / x + r / y - (q + r) ** 2 / mean, gap)


@step(
    "proof",
    ("one sample fewer for the signal", "less", 1),
    ("nine tenths of the noise", "share", NINE_TENTHS),
    whole=("less",),
)
def all_alike(less=0, share=1):
    """s_i = s: the shares n/d, the root, and gamma of whitened features are one number."""
    s, sigma, n, more = sp.symbols("s sigma n more", positive=True)
    d = n + more
    stated = share * d * sigma**2 / (d - n) + (d - n - less) * s
    mu, third = n * sigma**2 / (d - n), n / d
    whitened = (sigma**2 + d * s * (1 - third) ** 2) / (1 - d * third**2 / n)
    return all_of(identity(d * (n * s + mu) / (n * s + stated), n), identity(whitened, stated))


@step(
    "evidence",
    ("nine tenths of the floor", "share", 0.9),
    ("eleven tenths of the floor", "share", 1.1),
    ("the floor over d in place of d - n", "all_of_them", True),
    ("the inverse root of the covariance", "exponent", -0.5),
)
def no_shaping_is_better(share=1.0, all_of_them=False, exponent=-1.0):
    """Random covariances: the stated shaping has gamma, 30 others and whitening have more."""

    def residual(data):
        F, B, noise, n, others = data
        T, d = B @ B.T, len(F)
        root = power_of(F, 0.5)
        s = np.maximum(np.linalg.eigvalsh(root @ T @ root), 0)
        gamma = optimal_theta(s, noise, n).risk
        floor = share * noise**2 / (d if all_of_them else d - n)
        stated = np.linalg.cholesky(T + floor * power_of(F, exponent))
        found = predicted(stated, F, T, noise, n) / gamma - 1
        same = np.abs(best_shaping(F, T, noise, n) - stated).max() / np.abs(stated).max()
        lead = [1 - predicted(L, F, T, noise, n) / gamma for L in others]
        white = d * noise**2 / (d - n) + (d - n) * s.mean()
        whitened = predicted(np.linalg.inv(root), F, T, noise, n) / white - 1
        bounds = [gamma / white - 1, d * noise**2 / (d - n) / gamma - 1]
        return float(np.max([abs(found), same, *lead, abs(whitened), *bounds, 0.0]))

    def draw(rng):
        F, B, noise, n = some_setting(rng)
        others = rng.standard_normal((30, len(F), len(F)))
        others[::3] = B + 0.1 * others[::3]
        return F, B, noise, n, others

    return measure(range(20), draw, residual, tolerance=1e-7)


BEST_ROOT, BEST_RISK, BEST_BOUNDS = theorems(
    "best_shares.v", "best_root", "best_risk", "best_bounds"
)

GAP = theorems("best_shaping.v", "shaping_gap", "best_shaping")
NOISELESS = formal("noiseless_shaping.v", "floor_to_zero")


best_claim = Claim(
    name="best-shaping",
    kind="theorem",
    title="The best shaping",
    statement=r"""
In the setting of {prf:ref}`few-shots` let $[[few]]$ and $[[signalled]]$. Let $\mu = \frac{n \sigma^2}{d - n}$, and for $\theta \in [0, 1]^d$ with $\sum_i \theta_i = n$, not all of its entries $0$ or $1$, let $\gamma(\theta) = \bigl( \sigma^2 + \sum_i s_i (1 - \theta_i)^2 \bigr) \big/ \bigl( 1 - \frac1n \sum_i \theta_i^2 \bigr)$.

1. Exactly one $\gamma_* > \mu$ is such that the numbers $\theta_i^* = \frac{n s_i + \mu}{n s_i + \gamma_*}$ add up to $n$.
2. For every such $\theta$

   $$
   \gamma(\theta) - \gamma_* = \frac{\sum_i (n s_i + \gamma_*) (\theta_i - \theta_i^*)^2}{n - \sum_i \theta_i^2} .
   $$

   So $\gamma_*$ is the least value, and $\theta^*$ the only place where it is taken.
3. $\gamma(\Lambda) \ge \gamma_*$ for every shaping $\Lambda$ ({prf:ref}`shaped-risk`). For $\sigma > 0$ equality holds exactly for those with $\Lambda \Lambda^\T = c\, \bigl( \Sigma_T + \frac{\sigma^2}{d - n} \Sigma_F^{-1} \bigr)$, $c > 0$; for $\sigma = 0$ the shapings with $\Lambda \Lambda^\T = \Sigma_T + \epsilon\, \Sigma_F^{-1}$ come as near as one likes for $\epsilon \to 0$.
4. $\frac{d}{d - n} \sigma^2 \le \gamma_* \le \frac{d}{d - n} \sigma^2 + \frac{d - n}{d} \sum_i s_i$. The right side is $\gamma(\Lambda)$ of whitening, $\Lambda \Lambda^\T = \Sigma_F^{-1}$, and $\gamma_*$ is as large if and only if all $s_i$ are equal.
""",
    hypotheses={"few": few_samples, "signalled": signalled},
    uses=("few-shots", "shaped-risk", "effective-penalty"),
    steps=(
        *GAP,
        NOISELESS,
        BEST_ROOT,
        BEST_RISK,
        BEST_BOUNDS,
        is_a_square,
        shares_fall,
        chord,
        all_alike,
        no_shaping_is_better,
    ),
    parts={
        "1": (
            BEST_ROOT,
            shares_fall,
        ),
        "2": (
            BEST_RISK,
            is_a_square,
        ),
        "3": (*GAP, NOISELESS, is_a_square, chord, shares_fall, no_shaping_is_better),
        "4": (BEST_BOUNDS, chord, all_alike, no_shaping_is_better),
    },
)


@step(
    "proof",
    ("nine tenths of the shares", "share", NINE_TENTHS),
    ("the weights n s_i without gamma", "weight", 0),
    ("one sample more in the shares", "more", 1),
    whole=("more",),
)
def square_without_a_sum(share=1, weight=1, more=0):
    """d = 1, 2: the same square for theta of any sum, with sigma^2 from the root."""

    def at(d):
        theta, s, _, n = letters(d)
        gamma = sp.Symbol("gamma", positive=True)
        noise = gamma - gamma * sum(a / (n * a + gamma) for a in s)
        best = [share * (n + more) * a / (n * a + gamma) for a in s]
        lost = n * noise + n * sum(a * (1 - t) ** 2 for a, t in zip(s, theta, strict=True))
        gap = lost - gamma * (n - sum(t**2 for t in theta))
        every = zip(s, theta, best, strict=True)
        return identity(gap, sum((n * a + weight * gamma) * (t - b) ** 2 for a, t, b in every))

    return over("d", (1, 2), at)


@step(
    "proof",
    ("nine tenths of the shares of useless directions", "share", NINE_TENTHS),
    ("a useless direction fewer", "fewer", 1),
    whole=("fewer",),
)
def useless_share(share=1, fewer=0):
    """q shares r/q: the bound gamma r^2/q over r (1 - r/q), with r = n sigma^2/gamma."""
    n, gamma, sigma, more = sp.symbols("n gamma sigma more", positive=True)
    r = n * sigma**2 / gamma
    q = r + more
    bound = gamma * (share * r) ** 2 / (q - fewer) / (r * (1 - r / q))
    return identity(bound, n * sigma**2 / (q - r))


@step(
    "proof",
    ("to the first power", "power", 1),
    ("nine tenths of the gap", "share", NINE_TENTHS),
    whole=("power",),
)
def signals_mixed(power=2, share=1):
    """a/(a + 1), a = n s/gamma, lies above its chords: at a mean it is larger by a square."""
    a, h, p, q = sp.symbols("a h p q", positive=True)
    f = lambda a: a / (a + 1)
    b, mean = a + h, a + q * h / (p + q)
    gap = p * q * h**power / ((p + q) ** 2 * (a + 1) * (b + 1) * (mean + 1))
    return identity(f(mean) - (p * f(a) + q * f(b)) / (p + q), share * gap)


@step(
    "evidence",
    ("eleven tenths of the penalty", "penalty", 1.1),
    ("nine tenths of the penalty", "penalty", 0.9),
    ("nine tenths of the bound", "bound", 0.9),
    ("the floor in the shaping as well", "floor", 1.0),
    ("nine tenths of the signals in another basis", "mixed", 0.9),
)
def with_a_penalty(penalty=1.0, bound=1.0, floor=0.0, mixed=1.0):
    """The ridge fit is the conditional mean; gamma of it by the root; others; useless directions."""

    def residual(data):
        F, B, noise, n, X, y, s, q = data
        T, d = B @ B.T, len(F)
        given = T @ X.T @ np.linalg.solve(X @ T @ X.T + noise**2 * np.eye(n), y)
        L = np.linalg.cholesky(T + floor * noise**2 / (d - n) * np.linalg.inv(F))
        A, tau = X @ L, penalty * noise**2
        ridge = L @ np.linalg.solve(A.T @ A + tau * np.eye(d), A.T @ y)
        root = power_of(F, 0.5)
        seen = np.linalg.eigvalsh(root @ T @ root)
        law = LinearGaussianProblem(seen, np.ones(d), noise, n)  # k_i = s_i, k_i c_i^2 = s_i
        least = coordinate_law(law, ridge=tau).risk
        solves = lambda s: noise**2 + (s * least / (n * s + least)).sum()
        other = mixed * seen_by(power_of(T + 1e-3 * F, 0.5), F, T)[1]
        zeros = np.append(s, np.zeros(q))
        law = LinearGaussianProblem(s, np.ones(len(s)), noise, n)
        few, many = coordinate_law(law, ridge=noise**2).risk, optimal_theta(zeros, noise, n).risk
        outside = (few - many, many - few - bound * n * noise**2 / (q - n))
        tightest = bound * n * noise**2 / (q - n * noise**2 / few)
        outside += (many - few - tightest,)
        gaps = (np.abs(ridge - given).max() / np.abs(given).max(), abs(solves(seen) / least - 1))
        gaps += (1 - solves(other) / least,)  # too large at gamma_0, so the root is above it
        return float(np.max([*gaps, *(gap / many for gap in outside), 0.0]))

    def draw(rng):
        F, B, noise, n = some_setting(rng)
        X = rng.standard_normal((n, len(F))) @ power_of(F, 0.5)
        s = np.exp(rng.uniform(-12, -9, 2))  # nearly no signal: the bound is nearly attained
        return F, B, noise, n, X, rng.standard_normal(n), s, n + int(rng.integers(1, 30))

    return measure(range(20), draw, residual, tolerance=1e-6)


PENALTY = theorems("best_penalty.v", "penalty_root", "penalty_risk", "price_of_interpolating")


penalty_claim = Claim(
    name="shaping-and-penalty",
    kind="theorem",
    title="A penalty, and what takes its place",
    statement=r"""
In the setting of {prf:ref}`few-shots` let $[[noisy]]$, and for $\theta \in [0, 1]^d$ with $\sum_i \theta_i^2 < n$ let $\gamma(\theta)$ be as in {prf:ref}`best-shaping`.

1. Let $\Lambda \in \R^{d \times d}$ have $\Lambda \Lambda^\T = \Sigma_T$. Its fit with the penalty $\sigma^2$, that is $\Lambda a$ for the minimiser $a$ of $\norm{y - X \Lambda a}^2 + \sigma^2 \norm{a}^2$, is the conditional mean of $\beta$ given $X$ and $y$ if the tasks are Gaussian, $\beta \sim \mathcal N(0, \Sigma_T)$. So for all $n$ and $d$ it has the least error of all functions of the samples.
2. Exactly one $\gamma_0 > 0$ has $\gamma_0 = \sigma^2 + \sum_i \frac{s_i \gamma_0}{n s_i + \gamma_0}$. With $\theta_i^0 = \frac{n s_i}{n s_i + \gamma_0}$ and for every such $\theta$, whatever its sum,

   $$
   \gamma(\theta) - \gamma_0 = \frac{\sum_i (n s_i + \gamma_0) (\theta_i - \theta_i^0)^2}{n - \sum_i \theta_i^2}, \qquad \sum_i \theta_i^0 = n - \frac{n \sigma^2}{\gamma_0} < n .
   $$

   With the signals $s_i(\Lambda)$ of any shaping in place of the $s_i$ the number $\gamma_0$ is no smaller.

3. For $d > n$ the price of interpolation is positive, $\gamma_0 < \gamma_*$. But if $q > n$ of the $s_i$ are zero, then $\gamma_* \le \gamma_0 + \frac{n \sigma^2}{q - n \sigma^2 / \gamma_0} \le \gamma_0 + \frac{n \sigma^2}{q - n}$.
""",
    hypotheses={"noisy": positive("sigma")},
    uses=("few-shots", "best-shaping"),
    words=(
        "The conditional mean of jointly Gaussian variables, and that it has the least squared error.",
        "Part 2, other bases: a sum over a basis by Jensen's inequality, direction by direction.",
    ),
    steps=(*PENALTY, square_without_a_sum, signals_mixed, useless_share, with_a_penalty),
    parts={
        "1": (with_a_penalty,),
        "2": (*PENALTY[:2], square_without_a_sum, signals_mixed, with_a_penalty),
        "3": (PENALTY[2], square_without_a_sum, useless_share, with_a_penalty),
    },
)

CLAIMS = (best_claim, penalty_claim)
