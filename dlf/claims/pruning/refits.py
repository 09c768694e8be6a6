"""Chapter *Pruned least squares*: training again after pruning."""

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import positive
from dlf.claims.matrices import letters
from dlf.claims.steps import largest
from dlf.pruning import minimum_norm
from dlf.verify import Claim, Relation, identity, measure, measure_share, step

NINE_TENTHS = sp.Rational(9, 10)
adjoint = sp.adjoint
three_samples = Relation(sp.Ge(sp.Symbol("n", integer=True), 3))


@step(
    "proof",
    ("the other columns' part left out", "leak", 0),
    ("nine tenths of it", "share", NINE_TENTHS),
    ("the shrunken coefficient twice", "own", 2),
    whole=("leak", "own"),
)
def what_is_left(leak=1, share=1, own=1):
    """In letters, P for the pseudo-inverse of A = X_S and the fit (A, B)^T a: four terms that vanish.

    They vanish by the normal equations A^T (y - A A^T a - B B^T a) = 0 and by P = P P^T A^T,
    (P A)^T = P A, A P A = A.
    """
    A, Bc, P, y, a = letters("A B P y a")
    At, Pt = adjoint(A), adjoint(P)
    gap = P * y - own * At * a - leak * share * P * Bc * adjoint(Bc) * a
    rest = y - A * At * a - Bc * adjoint(Bc) * a
    normal = P * Pt * (At * rest)
    penrose = (P - P * Pt * At) * rest + (P * A - At * Pt) * At * a + (At * Pt * At - At) * a
    return identity(gap, normal + penrose)


@step(
    "proof",
    ("the leak of the columns that are kept", "kept", True),
    ("nine tenths of it", "share", NINE_TENTHS),
    ("the fit itself not subtracted", "own", 0),
    whole=("own",),
)
def independent_columns(kept=False, share=1, own=1):
    """In letters, P A = 1 and any solution (b, c) of least squares: what is left vanishes."""
    A, Bc, P, y, b, c = letters("A B P y b c")
    Pt, At = adjoint(P), adjoint(A)
    leaked = A * b if kept else Bc * c
    rest = y - A * b - Bc * c
    vanishing = P * Pt * (At * rest) + (P - P * Pt * At) * rest + (P * A * b - b)
    return identity(P * y - own * b - share * P * leaked, vanishing)


def some_samples(rng, independent=False):
    """X of any rank, y in its range or not, and a set of columns, which may be dependent."""
    n, p = (int(v) for v in rng.integers(3, 12, 2))
    s = int(rng.integers(1, min(n, p) if independent else p))
    rank = n if independent else int(rng.integers(1, min(n, p) + 1))
    X = rng.standard_normal((n, rank)) @ rng.standard_normal((rank, p))
    if not independent and s > 1:
        X[:, 1] = X[:, 0]
    return X, rng.standard_normal(n), s, rng.standard_normal(p)


@step(
    "evidence",
    ("a hundredth more of the leak", "share", 1.01),
    ("the leak subtracted", "sign", -1.0),
    ("another interpolator, of dependent columns", "wandered", 0.1),
    ("the fit of a ridge", "ridge", 0.1),
)
def any_samples(share=1.0, sign=1.0, wandered=0.0, ridge=0.0):
    """p < n and p > n, ranks that are short, equal columns: X_S^+ y against the sum."""

    def residual(data):
        X, y, s, away = data
        b = np.linalg.pinv(X, rcond=1e-10) @ y
        if ridge:
            b = np.linalg.solve(X.T @ X + ridge * np.eye(len(b)), X.T @ y)
        b = b + wandered * (away - np.linalg.pinv(X, rcond=1e-10) @ X @ away)
        back = np.linalg.pinv(X[:, :s], rcond=1e-10)
        gaps = [back @ y - b[:s] - sign * share * (back @ X[:, s:] @ b[s:])]
        gaps.append(back @ y - minimum_norm(X[:, :s], y))
        return largest(gaps) / (1 + np.abs(back @ y).max())

    return measure(range(20), some_samples, residual, tolerance=1e-9)


@step(
    "evidence",
    ("dependent columns", "doubled", True),
    ("a hundredth more of the leak", "share", 1.01),
)
def any_interpolator(doubled=False, share=1.0):
    """Independent columns are kept: a random interpolator in place of the shortest."""

    def residual(data):
        X, y, s, away = data
        if doubled:
            X = np.column_stack([X[:, 0], X])
            s, away = s + 1, np.append(1.0, away)
        pseudo = np.linalg.pinv(X, rcond=1e-10)
        b = pseudo @ y + away - pseudo @ (X @ away)
        back = np.linalg.pinv(X[:, :s], rcond=1e-10)
        gap = back @ y - b[:s] - share * (back @ X[:, s:] @ b[s:])
        return largest([gap]) / (1 + np.abs(back @ y).max())

    return measure(range(20), lambda rng: some_samples(rng, True), residual, tolerance=1e-9)


EXISTS, UNIQUE, SHORTEST, ADDS, INDEPENDENT, ONE_NUMBER = theorems(
    "pseudo_inverse.v",
    "pseudo_inverse_exists",
    "pseudo_inverse_unique",
    "shortest_solution",
    "refit_adds",
    "refit_adds_independent",
    "pseudo_inverse_of_rank_one",
)

refit_claim = Claim(
    name="refitting",
    kind="theorem",
    title="What a refit adds",
    statement=r"""
Let $X \in \R^{n \times p}$ and $y \in \R^n$ be any matrix and vector, $S \subset \{1, \dots, p\}$ not empty, $S^c$ its complement, and $\hat\beta = X^+ y$.

1. $X_S^+ y = \hat\beta_S + X_S^+ X_{S^c} \hat\beta_{S^c}$.
2. If the columns of $X_S$ are linearly independent, the same holds for every solution of least squares in place of $\hat\beta$.
""",
    steps=(
        EXISTS,
        UNIQUE,
        SHORTEST,
        ADDS,
        INDEPENDENT,
        what_is_left,
        independent_columns,
        any_samples,
        any_interpolator,
    ),
    parts={
        "1": (EXISTS, UNIQUE, SHORTEST, ADDS, what_is_left, any_samples),
        "2": (INDEPENDENT, independent_columns, any_interpolator),
    },
)


@step(
    "proof",
    ("the share to the first power", "power", 1),
    ("nine tenths of the noise", "share", NINE_TENTHS),
    ("n - 1 in place of n - 2", "less", 1),
    whole=("power", "less"),
)
def gain_of_refit(power=2, share=1, less=2):
    """Pruned less refitted: (1 - f) ((1 - f) c^2 - (1 + f) sigma^2/(n - 2))."""
    f, c, s2, n = sp.symbols("f c s2 n", positive=True)
    pruned = s2 + (1 - f) ** 2 * c**2 + f**power * share * s2 / (n - less)
    gain = (1 - f) * ((1 - f) * c**2 - (1 + f) * s2 / (n - 2))
    return identity(pruned - s2 * (1 + 1 / (n - 2)), gain, where=[sp.Ge(n, 3)])


def one_factor(rng):
    """g (n,), the loadings (p,), the columns kept, coefficients, noise."""
    n, p = int(rng.integers(3, 20)), int(rng.integers(2, 20))
    s = int(rng.integers(1, p))
    return (*(rng.standard_normal(k) for k in (n, p, p, n)), s, float(rng.uniform(0.3, 2)))


@step(
    "evidence",
    ("all loadings below the line", "whole_norm", True),
    ("a hundredth more", "share", 1.01),
)
def one_number(whole_norm=False, share=1.0):
    """Both fits by the pseudo-inverse: c-hat times the loadings over their square."""

    def residual(data):
        g, loadings, beta, z, s, noise = data
        X = np.outer(g, loadings)
        y = X @ beta + noise * z
        c = share * (g @ y) / (g @ g)
        full = minimum_norm(X, y) - c * loadings / (loadings @ loadings)
        below = loadings if whole_norm else loadings[:s]
        kept = minimum_norm(X[:, :s], y) - c * loadings[:s] / (below @ below)
        return largest([full, kept]) / (1 + abs(c) / np.linalg.norm(loadings[:s]))

    return measure(range(20), one_factor, residual, tolerance=1e-9)


@step(
    "evidence",
    ("n - 1 in place of n - 2", "less", 1),
    ("a tenth more", "share", 1.1),
    whole=("less",),
)
def mean_of_refit(less=2, share=1.0):
    """sigma^2 (1 + 1/|g|^2), the error of a refit given g: its mean over 4000 draws."""

    def holds(data):
        n, inverse = data
        error = inverse.std(ddof=1) / np.sqrt(inverse.size)
        return bool(abs(inverse.mean() - share / (n - less)) < 4 * error)

    def draw(rng):
        n = int(rng.integers(8, 20))
        return n, 1 / (rng.standard_normal((4000, n)) ** 2).sum(axis=1)

    return measure_share(range(64), draw, holds, share=0.9)


one_factor_claim = Claim(
    name="rank-one-features",
    kind="proposition",
    title="Features that all say the same: a refit undoes the pruning",
    statement=r"""
Let $\ell \in \R^p$, let the samples be $x = g\, \ell$ with $g \sim \mathcal N(0, 1)$ and $y = x^\T \beta^* + \sigma z$ with $z \sim \mathcal N(0, 1)$, all independent, $[[noise]]$, and $[[samples]]$. Let $S$ be a set of features with $\ell_S \ne 0$, $c = \ell^\T \beta^*$, $f = \norm{\ell_S}^2 / \norm{\ell}^2$, and $\hat c = g^\T y / \norm{g}^2$, where $g, y \in \R^n$ hold the $n$ samples.

1. $X^+ y = \hat c\, \ell / \norm{\ell}^2$ and $X_S^+ y = \hat c\, \ell_S / \norm{\ell_S}^2$.
2. The mean of the test error is $\sigma^2 + (1 - f)^2 c^2 + \frac{f^2}{n - 2} \sigma^2$ if the fit is pruned to $S$, and $\sigma^2 + \frac{1}{n - 2} \sigma^2$ if it is refitted there, which is that of the fit.
3. For $f < 1$ the refit is better on average if and only if $(n - 2)(1 - f)\, c^2 > (1 + f)\, \sigma^2$.
""",
    hypotheses={"noise": positive("sigma"), "samples": three_samples},
    uses=("isotropic-features",),
    words=(
        "Given g, c-hat has the mean c and the variance sigma^2/|g|^2; the mean of 1/|g|^2 is cited.",
    ),
    steps=(UNIQUE, ONE_NUMBER, gain_of_refit, one_number, mean_of_refit),
    parts={
        "1": (UNIQUE, ONE_NUMBER, one_number),
        "2": (one_number, mean_of_refit),
        "3": (gain_of_refit,),
    },
)


CLAIMS = (refit_claim, one_factor_claim)
