"""Chapter *Few shots after many tasks*: the setting, and what a shaping does."""

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import at_least_one, nonnegative
from dlf.pruning import (
    LinearGaussianProblem,
    coordinate_law,
    fixed_point,
    meta_risk,
    minimum_norm,
)
from dlf.verify import Claim, Property, Relation, all_of, identity, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)
few_samples = Relation(sp.Gt(*sp.symbols("d n", integer=True)))
definite = Property(
    "positive_definite(Sigma_F)",
    r"\Sigma_F \succ 0",
    lambda A: bool(np.allclose(A, A.T) and np.linalg.eigvalsh(A)[0] > 0),
    np.array([[2.0, 1.0], [1.0, 2.0]]),
    np.array([[1.0, 2.0], [2.0, 1.0]]),
)
setting = Claim(
    name="few-shots",
    kind="definition",
    title="Few shots and a shaping",
    statement=r"""
Let $\Sigma_F, \Sigma_T \in \R^{d \times d}$ be symmetric, $[[definite]]$ and $\Sigma_T \succeq 0$, $[[noise]]$, $[[samples]]$. A *task* is a random $\beta \in \R^d$ with $\mathbb E\, \beta \beta^\T = \Sigma_T$. Its samples are $x \sim \mathcal N(0, \Sigma_F)$ with the answers $y = x^\T \beta + \sigma z$, $z \sim \mathcal N(0, 1)$, all independent; $X \in \R^{n \times d}$ and $y \in \R^n$ hold $n$ of them.

- A *shaping* is an invertible $\Lambda \in \R^{d \times d}$. Its *fit* is $\hat\beta = \Lambda (X \Lambda)^+ y$: of all $\Lambda a$ that interpolate the samples the one with the shortest $a$. Its *error* is $\sigma^2$ plus the mean of $(\hat\beta - \beta)^\T \Sigma_F (\hat\beta - \beta)$ over tasks and samples.
- The *signals* $s_1 \ge \dots \ge s_d \ge 0$ are the eigenvalues of $S = \Sigma_F^{1/2} \Sigma_T \Sigma_F^{1/2}$. For an orthonormal basis $v_1, \dots, v_d$ of eigenvectors of $\Sigma_F^{1/2} \Lambda \Lambda^\T \Sigma_F^{1/2}$ with the eigenvalues $k_i$, the signals *seen by* $\Lambda$ are $s_i(\Lambda) = v_i^\T S v_i$.
""",
    hypotheses={
        "definite": definite,
        "noise": nonnegative("sigma"),
        "samples": at_least_one("n"),
    },
)


def letters(d):
    """theta_1.., s_1.., sigma and n as positive symbols."""
    names = (f"theta1:{d + 1}", f"s1:{d + 1}")
    return *(sp.symbols(name, positive=True) for name in names), *sp.symbols(
        "sigma n", positive=True
    )


@step(
    "proof",
    ("1 - theta to the first power", "power", 1),
    ("nine tenths of the noise", "share", NINE_TENTHS),
    ("a sample more in the numerator", "more", 1),
    whole=("power", "more"),
)
def excess(power=2, share=1, more=0):
    """gamma - sigma^2 over the common denominator n - |theta|^2, d = 1..3."""

    def at(d):
        theta, s, sigma, n = letters(d)
        square = sum(t**2 for t in theta)
        lost = sum(a * (1 - t) ** 2 for a, t in zip(s, theta, strict=True))
        gamma = (sigma**2 + lost) / (1 - square / n)
        bent = sum(a * (1 - t) ** power for a, t in zip(s, theta, strict=True))
        stated = ((n + more) * bent + share * sigma**2 * square) / (n - square)
        return identity(gamma - sigma**2, stated)

    return over("d", range(1, 4), at)


@step(
    "proof",
    ("the odds squared", "power", 2),
    ("nine tenths of the odds", "share", NINE_TENTHS),
    whole=("power",),
)
def realised(power=1, share=1):
    """k = c theta/(1 - theta) and xi = 1/c give theta back; theta gives k = odds/xi back."""
    c, k, odds = sp.symbols("c k odds", positive=True)
    theta = odds / (1 + odds)  # so that 0 < theta < 1 at every exact point
    retained = lambda x: x / (1 + x)
    weight = c * share * (theta / (1 - theta)) ** power
    back = share * (retained(k / c) / (1 - retained(k / c))) ** power
    return all_of(identity(retained(weight / c), theta), identity(c * back, k))


def some_setting(rng):
    """Sigma_F, a root of Sigma_T, noise and n < d - 1; the two covariances do not commute."""
    d = int(rng.integers(4, 12))
    root = lambda: rng.standard_normal((d, d)) * np.exp(rng.uniform(-1, 1, d))
    A, B = root(), root()
    noise, n = float(np.exp(rng.uniform(-1, 1))), int(rng.integers(1, d - 1))
    return A @ A.T / d, B / np.sqrt(d), noise, n


def power_of(A, exponent):
    """A power of a positive definite matrix."""
    values, V = np.linalg.eigh(A)
    return (V * values**exponent) @ V.T


def seen_by(shaping, F, T):
    """k_i and the signals s_i that a shaping sees, as the definition has them."""
    root = power_of(F, 0.5)
    k, V = np.linalg.eigh(root @ shaping @ shaping.T @ root)
    return k, np.einsum("ji,jk,ki->i", V, root @ T @ root, V)


def predicted(shaping, F, T, noise, n):
    """gamma of a shaping."""
    k, s = seen_by(shaping, F, T)
    x = fixed_point(k, n) * k
    return noise**2 + meta_risk(x / (1 + x) * (n / (x / (1 + x)).sum()), s, noise, n)


@step(
    "evidence",
    ("the signals of S in order", "own", False),
    ("a hundredth more of the signals", "share", 1.01),
    ("a sample more", "more", 1),
    whole=("more",),
)
def in_other_coordinates(own=True, share=1.0, more=0):
    """Random covariances: the fit as pruned least squares, gamma as the mean over d tasks."""

    def residual(data):
        F, B, noise, n, shaping, X, y = data
        k, W = np.linalg.eigh(shaping.T @ F @ shaping)
        fit = shaping @ minimum_norm(X @ shaping, y)
        turned = shaping @ W @ minimum_norm(X @ shaping @ W, y)
        # the columns of B d^(1/2), one as likely as the other, have the moment B B^T
        tasks = np.linalg.solve(shaping @ W, B * np.sqrt(len(F))).T
        law = lambda c: coordinate_law(LinearGaussianProblem(k, c, noise, n)).risk
        mean = np.mean([law(c) for c in tasks])
        signals = seen_by(shaping, F, B @ B.T)[1] if own else np.linalg.eigvalsh(F @ B @ B.T)
        theta = fixed_point(k, n + more) * k
        theta = theta / (1 + theta)
        lost = noise**2 + share * (signals * (1 - theta) ** 2).sum()
        gaps = [np.abs(fit - turned).max() / np.abs(fit).max()]
        return float(np.max([*gaps, abs(lost / (1 - theta @ theta / n) / mean - 1)]))

    def draw(rng):
        F, B, noise, n = some_setting(rng)
        n = max(1, min(n, len(F) - 3))
        d = len(F)
        shaping = rng.standard_normal((d, d)) + 2 * np.eye(d)
        X, y = rng.standard_normal((n, d)) @ power_of(F, 0.5), rng.standard_normal(n)
        return F, B, noise, n, shaping, X, y

    return measure(range(20), draw, residual, tolerance=1e-6)


BASES, IS_FIT, RISK, REALISED = theorems(
    "shaping.v", "shaping_bases", "shaping_is_a_fit", "risk_of_shares", "shares_of_shapings"
)

ANY_BASIS = theorems("signals_basis.v", "signals_of_one_eigenvalue", "risk_of_any_basis")


shaped_claim = Claim(
    name="shaped-risk",
    kind="theorem",
    title="What a shaping does",
    statement=r"""
In the setting of {prf:ref}`few-shots` let $[[few]]$, let $\Lambda$ be a shaping with the eigenvalues $k_i$, and let $\theta_i = \frac{\xi k_i}{1 + \xi k_i}$ with the root $\xi$ of $\sum_i \theta_i = n$ ({prf:ref}`effective-penalty`).

1. In suitable coordinates a shaping is a fit of {prf:ref}`pruned-least-squares`: let $\Lambda^\T \Sigma_F \Lambda = W \diag(k) W^\T$ with $W^\T W = I$. The entries of $W^\T \Lambda^\T x$ are independent with the variances $k_i$, $\hat\beta = \Lambda W (X \Lambda W)^+ y$, and the coefficients $c = W^\T \Lambda^{-1} \beta$ of a task have $k_i\, \mathbb E\, c_i^2 = s_i(\Lambda)$ for a suitable order and choice of the $v_i$.
2. The mean over tasks of the predicted test error of this fit ({prf:ref}`predicted-risks`) is $\gamma(\Lambda)$ with

   $$
   \gamma(\Lambda) = \frac{\sigma^2 + \sum_i s_i(\Lambda) (1 - \theta_i)^2}{1 - \frac1n \sum_i \theta_i^2}, \qquad \gamma(\Lambda) - \sigma^2 = \frac{n \sum_i s_i(\Lambda) (1 - \theta_i)^2 + \sigma^2 \sum_i \theta_i^2}{n - \sum_i \theta_i^2} .
   $$

3. For given $v_1, \dots, v_d$ the shapings have all shares $\theta \in (0, 1)^d$ with $\sum_i \theta_i = n$, and no others: $\theta$ belongs to those with $k_i = c\, \frac{\theta_i}{1 - \theta_i}$, $c > 0$.
""",
    hypotheses={"few": few_samples},
    uses=("few-shots", "effective-penalty", "pruned-least-squares", "predicted-risks"),
    source="sun2021towards",
    words=(
        "W^T Lambda^T x is Gaussian; entries of a Gaussian vector without correlation are independent.",
        "The mean of gamma over tasks that are not finitely many.",
    ),
    steps=(*ANY_BASIS, BASES, IS_FIT, RISK, REALISED, excess, realised, in_other_coordinates),
    parts={
        "1": (
            BASES,
            IS_FIT,
            in_other_coordinates,
        ),
        "2": (*ANY_BASIS, RISK, excess, in_other_coordinates),
        "3": (
            REALISED,
            realised,
        ),
    },
)

CLAIMS = (setting, shaped_claim)
