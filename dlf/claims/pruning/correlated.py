"""Chapter *Pruned least squares*: correlated features, and random ones."""

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import nonnegative
from dlf.claims.matrices import letters
from dlf.claims.steps import largest
from dlf.pruning import minimum_norm
from dlf.verify import Claim, all_of, identity, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)
adjoint = sp.adjoint


@step(
    "proof",
    ("nine tenths of the square", "share", NINE_TENTHS),
    ("the best prediction's variance added", "sign", 1),
    ("the answer's variance left in", "left", 0),
    whole=("left",),
)
def completed_square(share=1, sign=-1, left=1):
    """v - 2 beta^T c + beta^T Sigma beta with c = Sigma theta, p = 1..3: a square around theta."""
    v = sp.Symbol("v", positive=True)

    def at(p):
        beta, theta = (sp.Matrix(sp.symbols(f"{x}1:{p + 1}", real=True)) for x in ("beta", "theta"))
        entry = lambda i, j: sp.Symbol(f"s{min(i, j)}{max(i, j)}", real=True)
        S = sp.Matrix(p, p, entry)
        form = lambda x, y: (x.T * S * y)[0]
        error = v - 2 * form(beta, theta) + form(beta, beta)
        stated = v + sign * left * form(theta, theta) + share * form(beta - theta, beta - theta)
        return identity(error, stated)

    return over("p", range(1, 4), at)


@step(
    "proof",
    ("the rotation on the wrong side", "swapped", True),
    ("nine tenths of the inverse", "share", NINE_TENTHS),
)
def turned_inverse(swapped=False, share=1):
    """In letters, U V = 1 for V = U^T, P for X^+: V P is the inverse of X U in Penrose's equations."""
    X, U, V, P = letters("X U V P")
    Y, Q = X * U, share * (P * V if swapped else V * P)
    first = (X * U * V - X) * P * X * U + (X * P * X - X) * U
    second = V * P * (X * U * V - X) * P + V * (P * X * P - P)
    third = (X * U * V - X) * P
    return all_of(
        identity(Y * Q * Y - Y, first),
        identity(Q * Y * Q - Q, second),
        identity(Y * Q - X * P, third),
    )


def linear_features(rng):
    """R (p, d), b, x (n, d), noise: fewer and more features than inputs and samples."""
    p, d, n = (int(v) for v in rng.integers(2, 12, 3))
    R, b = rng.standard_normal((p, d)), rng.standard_normal(d)
    return R, b, rng.standard_normal((n, d)), rng.standard_normal(n)


@step(
    "evidence",
    ("b itself in place of its projection", "projected", False),
    ("a hundredth more of the coefficients", "share", 1.01),
    ("eigenvectors of R^T R", "wrong_side", True),
)
def random_linear(projected=True, share=1.0, wrong_side=False):
    """Sigma theta = R b, what is left of y, and the fit through the eigenvectors of Sigma."""

    def residual(data):
        R, b, x, y = data
        sigma, theta = R @ R.T, share * (np.linalg.pinv(R.T) @ b)
        left = b @ b - theta @ sigma @ theta
        other = b - R.T @ theta if projected else b
        lam, U = np.linalg.eigh(R.T @ R if wrong_side else sigma)
        U = np.resize(U, sigma.shape) if wrong_side else U[:, lam > 1e-9 * lam[-1]]
        X = x @ R.T
        gaps = [sigma @ theta - R @ b, np.array([left - other @ other])]
        gaps.append(minimum_norm(X, y) - U @ minimum_norm(X @ U, y))
        size = 1 + np.abs(minimum_norm(X, y)).max() + np.abs(R @ b).max() + b @ b
        return largest(gaps) / size

    return measure(range(20), linear_features, residual, tolerance=1e-7)


INVERSES = theorems("pseudo_inverse.v", "pseudo_inverse_unique", "pseudo_inverse_turned")

BEST, TURNED, LINEAR = theorems(
    "best_prediction.v", "best_prediction", "features_turned", "random_linear_features"
)

correlated_claim = Claim(
    name="correlated-features",
    kind="proposition",
    title="Correlated features are uncorrelated ones, turned",
    statement=r"""
Let $a \in \R^p$ and $y \in \R$ be random with the mean zero and finite variances, let $a$ have the covariance $\Sigma = U \diag(\lambda) U^\T \ne 0$ with $\lambda_i > 0$ and $U^\T U = I$, let $\Sigma \theta^*$ be the covariance of $a$ with $y$, and $e = y - a^\T \theta^*$.

1. For every $\beta \in \R^p$ the mean of $(y - a^\T \beta)^2$ is that of $e^2$ plus $(\beta - \theta^*)^\T \Sigma (\beta - \theta^*)$.
2. If $a$ and $y$ are jointly Gaussian, $n$ samples of $U^\T a$ and $y$ are a problem of {prf:ref}`pruned-least-squares` with the variances $\lambda$, the coefficients $U^\T \theta^*$ and the noise $\sigma^2 = \mathbb E e^2$. The fit $A^+ y$ of the samples $A$ of $a$ is $U$ times the fit of that problem.
3. If $a = R x$ with $x \sim \mathcal N(0, I_d)$, and $y = b^\T x + \sigma z$ with $[[noise]]$ and $z \sim \mathcal N(0, 1)$ independent of $x$, then $\Sigma = R R^\T$, $\theta^* = (R^\T)^+ b$ will do, and $\mathbb E e^2 = \sigma^2 + \norm{b}^2 - (\theta^*)^\T \Sigma \theta^*$.
""",
    hypotheses={"noise": nonnegative("sigma")},
    uses=("pruned-least-squares",),
    words=(
        "Linear images of jointly Gaussian numbers are jointly Gaussian; without correlation they are independent.",
    ),
    steps=(BEST, TURNED, LINEAR, *INVERSES, completed_square, turned_inverse, random_linear),
    parts={
        "1": (
            BEST,
            completed_square,
        ),
        "2": (TURNED, *INVERSES, turned_inverse, random_linear),
        "3": (
            LINEAR,
            random_linear,
        ),
    },
)

CLAIMS = (correlated_claim,)
