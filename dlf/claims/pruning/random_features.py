"""Chapter *Random features and digits*: moments of ReLU features, and the law of their fits."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import sympy as sp
from scipy.integrate import quad
from scipy.special import ndtr

from dlf.claims.steps import largest
from dlf.pruning import (
    LinearGaussianProblem,
    PrunedRuns,
    coordinate_law,
    correlated_risks,
    minimum_norm,
    relu_moments,
)
from dlf.verify import Claim, Property, all_of, identity, implies, measure, measure_share, step

NINE_TENTHS = sp.Rational(9, 10)
SEEDS = range(64)  # constants were chosen on the draws 1000..1199
SHARE = 0.9
REPEATS = 60  # of the data of one problem


def _pairwise_independent(R):
    R = np.asarray(R, dtype=float)
    lengths = np.linalg.norm(R, axis=1)
    if not lengths.all():
        return False
    cosine = np.abs(R @ R.T / np.outer(lengths, lengths))
    return bool(np.triu(cosine, 1).max() < 1 - 1e-9)


not_parallel = Property(
    "pairwise_not_parallel(u)",
    r"u_i \notin \R\, u_j \ (i \ne j)",
    _pairwise_independent,
    [[1.0, 0.0], [0.0, 1.0]],
    [[1.0, 0.0], [-2.0, 0.0]],
)


def circle(name):
    """Cosine and sine of an angle, as rational functions of the tangent of its half."""
    t = sp.Symbol(name, real=True)
    return (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)


@step(
    "proof",
    ("nine tenths of the arc", "arc", NINE_TENTHS),
    ("nine tenths of the sine", "sine", NINE_TENTHS),
    ("a quarter turn less", "quarters", 1),
    whole=("quarters",),
)
def around_the_circle(arc=1, sine=1, quarters=2):
    """F = (a cos phi + sin(2 a - phi)/2)/2 has the slope cos a cos(a - phi); F between its zeros.

    C, S belong to phi and c, s to a; H is half a turn, and the zeros are H/2 and phi - H/2.
    """
    C, S = circle("t")
    a, c, s, phi, H = sp.symbols("a c s phi H", real=True)
    F = lambda a, c, s: (a * C + (2 * s * c * C - (c**2 - s**2) * S) / 2) / 2
    f = F(a, c, s)
    slope = sp.diff(f, a) - s * sp.diff(f, c) + c * sp.diff(f, s)
    on_circle = dict(zip((c, s), circle("r"), strict=True))
    ends = F(H / 2, sp.Integer(0), sp.Integer(1)) - F(phi - H / 2, S, -C)
    return all_of(
        identity(slope.subs(on_circle), (c * (c * C + s * S)).subs(on_circle)),
        identity(ends, (arc * (quarters * H / 2 - phi) * C + sine * S) / 2),
    )


@step(
    "proof",
    ("nine tenths of the slope", "share", NINE_TENTHS),
    ("a rise", "sign", 1),
    ("the cosine alone", "sine", 0),
)
def falls_with_the_angle(share=1, sign=-1, sine=1):
    """sin phi + (H - phi) cos phi - 1 has the slope -(H - phi) sin phi."""
    C, S = circle("t")
    phi, H, c, s = sp.symbols("phi H c s", real=True)
    kappa = sine * s + (H - phi) * c - 1
    slope = sp.diff(kappa, phi) - s * sp.diff(kappa, c) + c * sp.diff(kappa, s)
    return identity(slope.subs({c: C, s: S}), sign * share * (H - phi) * S)


@step(
    "proof",
    ("nine tenths of it", "share", NINE_TENTHS),
    ("eleven tenths", "share", sp.Rational(11, 10)),
    ("the sign turned", "share", -1),
)
def six_in_a_plane(share=1):
    """m = max(y, 0) and k = max(-y, 0) have m - k = y: so three such pairs are dependent."""
    y, m, k = sp.symbols("y m k", real=True)
    larger = lambda value, of: [sp.Ge(value, 0), sp.Ge(value, of), sp.Eq(value * (value - of), 0)]
    return implies([*larger(m, y), *larger(k, -y)], sp.Eq(m - k, share * y))


def some_units(rng):
    """R (p, d): some rows with short and long, nearly parallel and opposite ones."""
    d = int(rng.integers(1, 6))
    R = rng.standard_normal((5, d)) * np.exp(rng.uniform(-1, 1, (5, 1)))
    R[1], R[2] = -2 * R[0], R[0] + 0.1 * rng.standard_normal(d)
    return R


def covariance_by_quadrature(u, v):
    """Given u^T x the other is Gaussian: one integral; the means by another."""
    a, b = np.linalg.norm(u), np.linalg.norm(v)
    rho = float(np.clip(u @ v / (a * b), -1, 1))
    rest = np.sqrt(1 - rho**2)
    density = lambda t: np.exp(-(t**2) / 2) / np.sqrt(2 * np.pi)

    def inner(t):
        if rest < 1e-7:
            return rho * t if rho > 0 else 0.0
        return rho * t * ndtr(rho * t / rest) + rest * density(rho * t / rest)

    mean = quad(lambda t: t * density(t), 0, 12)[0]
    return a * b * (quad(lambda t: t * density(t) * inner(t), 0, 12)[0] - mean**2)


@step(
    "evidence",
    ("a hundredth more", "share", 1.01),
    ("the means not subtracted", "means", 0.0),
    ("a hundredth less of the means", "means", 0.99),
    ("the weights in place of their halves", "half", 1.0),
    ("a hundredth less of them", "half", 0.495),
)
def by_quadrature(share=1.0, means=1.0, half=0.5):
    """`relu_moments` against integrals: parallel, opposite, nearly parallel and other pairs."""

    def residual(R):
        covariance, cross = relu_moments(R)
        lengths = np.linalg.norm(R, axis=1)
        stated = share * (covariance + (1 - means) * np.outer(lengths, lengths) / (2 * np.pi))
        found = [[covariance_by_quadrature(u, v) for v in R] for u in R]
        gaps = [
            (stated - found) / np.outer(lengths, lengths),
            (cross - half * R) / lengths[:, None],
        ]
        return largest(gaps)

    return measure(range(20), some_units, residual, tolerance=1e-7)


def units_in_general(rng):
    """R (p, d) without parallel rows, c (p,), a row j, a point of u_j^T x = 0, a direction."""
    while True:
        p, d = int(rng.integers(2, 9)), int(rng.integers(2, 6))
        R, c, j = rng.standard_normal((p, d)), rng.standard_normal(p), int(rng.integers(p))
        x, h = rng.standard_normal((2, d))
        x = x - (R[j] @ x) / (R[j] @ R[j]) * R[j]
        others = np.abs(np.delete(R, j, axis=0) @ x).min()
        seen = abs(c[j] * (R[j] @ h)) / np.linalg.norm(R @ h) / np.linalg.norm(c)
        if others > 1e-3 * np.abs(R @ x).max() and seen > 0.02:
            return R, c, j, x, h


@step(
    "evidence",
    ("a hundredth more", "share", 1.01),
    ("away from the kink", "away", 1.0),
    ("another row the opposite", "opposite", True),
)
def kinks(share=1.0, away=0.0, opposite=False):
    """sum c_i f_i at a point of u_j^T x = 0: its second difference along h is c_j |u_j^T h|."""

    def residual(data):
        R, c, j, x, h = data
        u = R[j]
        if opposite:
            R, c = np.vstack([R, -u]), np.append(c, 1.0)
        h = 1e-4 * np.abs(R @ x).max() * h / np.linalg.norm(R @ h)
        f = lambda x: c @ np.maximum(R @ (x + away * u), 0)
        size = np.linalg.norm(R @ h) * np.linalg.norm(c)
        return (f(x + h) + f(x - h) - 2 * f(x) - share * c[j] * abs(u @ h)) / size

    apart = lambda data: not_parallel.holds(data[0])
    return measure(range(20), units_in_general, residual, tolerance=1e-9, hypotheses=(apart,))


moments_claim = Claim(
    name="moments-of-relu-features",
    kind="theorem",
    title="The moments of ReLU features",
    statement=r"""
Let $x \sim \mathcal N(0, I_d)$, for $u \in \R^d$ let $f_u = \max(u^\T x, 0)$, and let $u, v \ne 0$ have the angle $\varphi \in [0, \pi]$.

1. $f_u$ has the mean $\norm u / \sqrt{2 \pi}$, and its covariance with $x$ is $\frac12 u$.
2. The covariance of $f_u$ and $f_v$ is $\frac{1}{2 \pi} \norm u \norm v\, \kappa(\varphi)$ with $\kappa(\varphi) = \sin \varphi + (\pi - \varphi) \cos \varphi - 1$.
3. $\kappa$ decreases strictly, from $\pi - 1$ at $\varphi = 0$ through $0$ at $\frac{\pi}{2}$ to $-1$ at $\varphi = \pi$.
4. If $u_1, \dots, u_p \ne 0$ and $[[apart]]$, the covariance matrix of $f_{u_1}, \dots, f_{u_p}$ is positive definite. Of $u, -u, v, -v, u + v, -u - v$ it is singular.
""",
    hypotheses={"apart": not_parallel},
    words=(
        "Only the plane of u and v matters; radius and direction of a Gaussian there are independent.",
        "A combination of variance zero is constant, everywhere since it is continuous: no kinks.",
    ),
    steps=(around_the_circle, falls_with_the_angle, six_in_a_plane, by_quadrature, kinks),
    parts={
        "1": (by_quadrature,),
        "2": (around_the_circle, by_quadrature),
        "3": (falls_with_the_angle,),
        "4": (six_in_a_plane, kinks),
    },
)


@dataclass(frozen=True, eq=False)
class Experiment:
    """Random features: what predicts their fit, turned, too, and the test errors of drawn data."""

    covariance: np.ndarray
    coefficients: np.ndarray
    turned: LinearGaussianProblem
    kept: int
    runs: PrunedRuns
    seed: int


@cache
def experiment(seed, relu):
    """The experiment of a seed: one generator draws the problem, then the data."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(60, 90))
    d = round(n * rng.uniform(2, 3))
    p = round(n * np.exp(rng.uniform(np.log(1.8), np.log(4))))
    R, b = rng.standard_normal((p, d)), rng.standard_normal(d)
    R, b = R / np.linalg.norm(R, axis=1, keepdims=True), b / np.linalg.norm(b)
    s2 = np.exp(2 * rng.uniform(np.log(0.3), 0))
    kept = max(1, round(rng.uniform(0.1, 0.5) * p))
    sigma, cross = relu_moments(R) if relu else (R @ R.T, R)
    shortest = lambda: R @ np.linalg.solve(R.T @ R, b)  # of those with R^T theta = b
    theta = np.linalg.solve(sigma, cross @ b) if relu or p <= d else shortest()
    noise = float(np.sqrt(s2 + 1 - theta @ cross @ b))
    errors = []
    for _ in range(REPEATS):
        x = rng.standard_normal((n, d))
        A = np.maximum(x @ R.T, 0) - 1 / np.sqrt(2 * np.pi) if relu else x @ R.T
        fit = minimum_norm(A, x @ b + np.sqrt(s2) * rng.standard_normal(n))
        cut = np.where(np.abs(fit) >= np.sort(np.abs(fit))[-kept], fit, 0)
        errors.append([noise**2 + (v - theta) @ sigma @ (v - theta) for v in (fit, cut)])
    runs = PrunedRuns(dict(zip(("full", "magnitude"), np.transpose(errors), strict=True)))
    return Experiment(sigma, theta, turned(sigma, theta, noise, n), kept, runs, seed)


def turned(sigma, theta, noise, samples):
    """The problem in the eigenbasis of the covariance."""
    lam, U = np.linalg.eigh(sigma)
    seen = lam > 1e-10 * lam[-1]
    return LinearGaussianProblem(lam[seen], U.T[seen] @ theta, noise, samples)


def predicted_full(data, noisy=1.0, samples=1.0, signal=1.0):
    """The test error gamma of the turned problem, with a factor on each of its data."""
    problem = data.turned
    n = max(1, round(samples * problem.samples))
    beta, noise = np.sqrt(signal) * problem.coefficients, np.sqrt(noisy) * problem.noise
    return coordinate_law(LinearGaussianProblem(problem.variances, beta, noise, n)).risk


@cache
def predicted_pruned(seed, relu):
    """200 draws of the predicted law, pruned: their mean and its standard error."""
    data = experiment(seed, relu)
    rng = np.random.default_rng([seed, 1])
    problem = data.turned
    law = (data.covariance, data.coefficients, problem.noise, problem.samples, data.kept)
    found = correlated_risks(*law, draws=200, rng=rng)
    return found.mean("magnitude"), found.standard_error("magnitude")


def agrees(data, relu, pruned, factors):
    """Both within the larger of three standard errors and four per cent."""
    stated, error = predicted_pruned(data.seed, relu)
    pairs = {"full": (predicted_full(data, **factors), 0.0), "magnitude": (pruned * stated, error)}
    for name, (value, own) in pairs.items():
        error = np.hypot(own, data.runs.standard_error(name))
        if abs(data.runs.mean(name) - value) > max(3 * error, 0.04 * value):
            return False
    return True


def _measured(relu, pruned, factors):
    draw = lambda rng: experiment(int(rng.integers(10**9)), relu)
    holds = lambda data: agrees(data, relu, pruned, factors)
    return measure_share(SEEDS, draw, holds, share=SHARE)


WRONG = (
    ("a tenth more noise", "noisy", 1.1),
    ("a tenth less noise", "noisy", 0.9),
    ("a tenth more samples", "samples", 1.1),
    ("a tenth more of the pruned error", "pruned", 1.1),
    ("a tenth less of it", "pruned", 0.9),
)


@step("evidence", *WRONG, ("a tenth more signal", "signal", 1.1))
def linear_units(noisy=1.0, samples=1.0, signal=1.0, pruned=1.0):
    """Two test errors of 60 draws a problem, features R x."""
    factors = {"noisy": noisy, "samples": samples, "signal": signal}
    return _measured(False, pruned, factors)


@step("evidence", *WRONG)
def relu_units(noisy=1.0, samples=1.0, pruned=1.0):
    """The same with max(R x, 0) less its mean."""
    return _measured(True, pruned, {"noisy": noisy, "samples": samples})


proxy_claim = Claim(
    name="proxy-of-random-features",
    kind="proposition",
    title="Random features are fitted as Gaussian ones",
    statement=r"""
Draw a problem as follows: $n$ uniform on $60, \dots, 89$; the number $d$ of inputs the nearest whole number to $\delta n$ with $\delta$ uniform between $2$ and $3$, that of features $p$ to $\kappa n$ with $\log \kappa$ uniform between $\log 1.8$ and $\log 4$; the rows of $R \in \R^{p \times d}$ and $b \in \R^d$ uniform of length one; $\log \sigma$ uniform between $\log 0.3$ and $0$; $s$ the nearest whole number to $\omega p$ with $\omega$ uniform between $0.1$ and $0.5$. Then draw $60$ times $n$ samples of $x \sim \mathcal N(0, I_d)$ and $y = b^\T x + \sigma z$ with $z \sim \mathcal N(0, 1)$, fit $y$ by the features, prune the fit to its $s$ largest coefficients, and compute both test errors.

1. For the features $R x$, in at least nine of ten problems both means differ from the prediction by at most three standard errors of the difference or four per cent of the prediction, whichever is more; the prediction is that of {prf:ref}`predicted-risks` for the turned problem of {prf:ref}`correlated-features`, and for the pruned fit the mean over $200$ draws of the predicted law, turned back and pruned.
2. For $\max(R x, 0)$ less the means, with the covariances of {prf:ref}`moments-of-relu-features`, the same.
""",
    uses=("predicted-risks", "correlated-features", "moments-of-relu-features"),
    steps=(linear_units, relu_units),
    parts={"1": (linear_units,), "2": (relu_units,)},
)

CLAIMS = (moments_claim, proxy_claim)
