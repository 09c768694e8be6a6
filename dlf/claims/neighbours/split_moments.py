"""Chapter *Few shots after many tasks*: what many tasks tell of their moment, and what two means do."""

from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.formal import formal
from dlf.pruning import moment_estimator
from dlf.verify import Claim, all_of, identity, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)


def gaussian_mean(e, normal):
    """The mean of a polynomial over independent standard normal letters: 1, 0, 1, 0, 3, ..."""
    moment = lambda k: 0 if k % 2 else sp.factorial2(k - 1) if k else 1
    terms = sp.Poly(sp.expand(e), *normal).terms()
    return sum(c * sp.prod([moment(k) for k in powers]) for powers, c in terms)


def samples(m, d):
    """m samples: features (m, d) of the covariance R R^T, answers, and all normal letters.

    R is any lower triangular matrix, beta any vector, the noise sigma.
    """
    R = sp.Matrix(d, d, lambda i, j: sp.Symbol(f"r{i}{j}", real=True) if j <= i else 0)
    beta = sp.Matrix(sp.symbols(f"beta1:{d + 1}", real=True))
    sigma = sp.Symbol("sigma", real=True)
    G = sp.Matrix(m, d, lambda t, i: sp.Symbol(f"g{t}{i}", real=True))
    z = sp.Matrix(sp.symbols(f"z1:{m + 1}", real=True))
    X = G * R.T
    return X, X * beta + sigma * z, (*G, *z), R * R.T, beta, sigma


@step(
    "proof",
    ("the product of the answers once", "twice", 1),
    ("nine tenths of what the noise adds", "share", NINE_TENTHS),
    ("without the size of the signal", "size", 0),
    whole=("twice",),
)
def fourth_moments(twice=2, share=1, size=1):
    """E y^2 x x^T = 2 F b b^T F + (b^T F b + sigma^2) F, F = R R^T, d = 1, 2."""

    def at(d):
        X, y, normal, F, beta, sigma = samples(1, d)
        seen = F * beta
        extra = size * (beta.T * seen)[0] + share * sigma**2
        pairs = [(i, j) for i, j in product(range(d), repeat=2) if i <= j]
        found = {(i, j): gaussian_mean(y[0] ** 2 * X[0, i] * X[0, j], normal) for i, j in pairs}
        return all_of(
            *(identity(found[i, j], twice * seen[i] * seen[j] + extra * F[i, j]) for i, j in pairs)
        )

    return over("d", (1, 2), at)


@step(
    "proof",
    ("one sample more in the bias", "more", 1),
    ("nine tenths of the bias", "share", NINE_TENTHS),
    ("the bias of fourth moments alone", "own", 0),
    whole=("more",),
)
def one_mean_squared(more=0, share=1, own=1):
    """E b b^T for m = 1, 2, 3 samples of d = 1, and m = 1, 2 of d = 2: the stated bias."""

    def at(case):
        m, d = case
        X, y, normal, F, beta, sigma = samples(m, d)
        b, seen = X.T * y / m, F * beta
        extra = (beta.T * seen)[0] + sigma**2
        pairs = [(i, j) for i, j in product(range(d), repeat=2) if i <= j]
        bias = lambda i, j: share * (own * seen[i] * seen[j] + extra * F[i, j]) / (m + more)
        return all_of(
            *(
                identity(gaussian_mean(b[i] * b[j], normal), seen[i] * seen[j] + bias(i, j))
                for i, j in pairs
            )
        )

    return all_of(*(at(case) for case in ((1, 1), (2, 1), (3, 1), (1, 2), (2, 2))))


@step(
    "proof",
    ("the same sample in both halves", "shared", 1),
    ("nine tenths", "share", NINE_TENTHS),
    whole=("shared",),
)
def two_halves(shared=0, share=1):
    """d = 2, one sample and two others: E (b_1 b_2^T + b_2 b_1^T)/2 = F b b^T F."""
    X, y, normal, F, beta, _ = samples(3, 2)
    mean = lambda rows: sum((X[t, :].T * y[t] for t in rows), sp.zeros(2, 1)) / len(rows)
    b1, b2, seen = mean([0]), mean([1 - shared, 2]), F * beta
    M = (b1 * b2.T + b2 * b1.T) / 2
    return all_of(
        *(
            identity(gaussian_mean(M[i, j], normal), share * seen[i] * seen[j])
            for i, j in ((0, 0), (0, 1), (1, 1))
        )
    )


SIGNS = np.array([-1.0, 1.0])  # the mean 0, the square 1
LIKE_NORMAL = np.sqrt(3) * np.array([-1.0, 1, 0, 0, 0, 0])  # and the fourth power 3


@step(
    "evidence",
    ("a hundredth more of the moment", "share", 1.01),
    ("a hundredth more of the bias", "bias", 1.01),
    ("fourth moments of signs in the second part", "law", "signs"),
)
def every_outcome(share=1.0, bias=1.0, law="like normal"):
    """Two samples of d = 2, all outcomes of six letters, as likely as each other: both means."""

    def residual(data):
        root, beta, noise = data
        F = root @ root.T
        moment = F @ np.outer(beta, beta) @ F

        def drawn(values):
            each = np.array(list(product(values, repeat=6)))
            X = each[:, :4].reshape(-1, 2, 2) @ root.T
            return X, X @ beta + noise * each[:, 4:]

        X, Y = drawn(LIKE_NORMAL if law == "like normal" else SIGNS)
        b = (Y[:, None] @ X)[:, 0] / 2
        twice = moment + bias * (moment + (beta @ F @ beta + noise**2) * F) / 2
        gaps = [moment_estimator(*drawn(SIGNS)) - share * moment, b.T @ b / len(b) - twice]
        return float(np.max(np.abs(gaps)) / np.abs(twice).max())

    draw = lambda rng: (
        np.tril(rng.standard_normal((2, 2))) + np.eye(2),
        rng.standard_normal(2) + 1,
        float(np.exp(rng.uniform(-1, 1))),
    )
    return measure(range(5), draw, residual, tolerance=1e-6)


FLOOR = formal("white_floor.v", "white_floor")


moments_claim = Claim(
    name="split-moments",
    kind="theorem",
    title="Two halves of a task, or one mean twice",
    statement=r"""
In the setting of {prf:ref}`few-shots` let $b$, $b_1$ and $b_2$ be means of $y\, x$ over $m$, $m_1$ and $m_2 \ge 1$ samples of one task, where no sample of $b_1$ is one of $b_2$.

1. The mean of $\frac12 (b_1 b_2^\T + b_2 b_1^\T)$ over tasks and samples is $\Sigma_F \Sigma_T \Sigma_F$. It is enough for this that $x$ has the second moment $\Sigma_F$ and $z$ the mean zero, whatever their laws are.
2. The mean of $b\, b^\T$ is

   $$
   \Sigma_F \Sigma_T \Sigma_F + \frac1m \Bigl( \Sigma_F \Sigma_T \Sigma_F + \bigl( \tr (\Sigma_F \Sigma_T) + \sigma^2 \bigr) \Sigma_F \Bigr) .
   $$

3. For whitened features, $\Sigma_F = I$, the mean in 2 has the eigenvectors of $\Sigma_T$. Up to a factor it is the $\Lambda \Lambda^\T$ of {prf:ref}`best-shaping` for another floor: $\frac{1}{m + 1} \bigl( \sum_i s_i + \sigma^2 \bigr)$ in place of $\frac{\sigma^2}{d - n}$.
""",
    hypotheses={},
    uses=("few-shots", "best-shaping"),
    words=(
        "Given the task, b_1 and b_2 are independent with the mean F beta.",
        "Every d and m: pairs of different samples as in 1, m pairs of one with itself by the fourth moments.",
    ),
    steps=(FLOOR, fourth_moments, one_mean_squared, two_halves, every_outcome),
    parts={
        "1": (two_halves, every_outcome),
        "2": (fourth_moments, one_mean_squared, every_outcome),
        "3": (
            FLOOR,
            one_mean_squared,
        ),
    },
)

CLAIMS = (moments_claim,)
