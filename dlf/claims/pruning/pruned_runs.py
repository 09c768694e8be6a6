"""Chapter *Pruned least squares*: the predicted test errors against drawn data."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.optimize import brentq

from dlf.pruning import (
    LinearGaussianProblem,
    PrunedRuns,
    keep_threshold,
    oracle_support,
    simulate,
    truncated_error,
)
from dlf.verify import Claim, measure_share, step

SEEDS = range(64)  # constants were chosen on the draws 1000..1249
REPEATS = 80  # of the data of one problem
SHARE = 0.9


@dataclass(frozen=True, eq=False)
class Experiment:
    """A random problem, how many features are kept, and the test errors of its runs."""

    problem: LinearGaussianProblem
    kept: int
    runs: PrunedRuns


def random_problem(rng, wide):
    """60 to 89 samples; 1.8 to 5 features a sample if wide, else 0.3 to 0.6; sum lambda beta^2 = 1."""
    n = int(rng.integers(60, 90))
    p = round(n * (np.exp(rng.uniform(np.log(1.8), np.log(5))) if wide else rng.uniform(0.3, 0.6)))
    lam = np.exp(rng.uniform(0, 1.5) * rng.uniform(-1, 1, p))
    beta = rng.standard_normal(p) * (rng.random(p) < rng.uniform(0.05, 1))
    beta[0] += not beta.any()
    beta /= np.sqrt((lam * beta**2).sum())
    noise = np.exp(rng.uniform(np.log(0.3), 0))
    share = rng.uniform(0.1, 0.9)
    while 0.6 < share * p / n < 1.6:
        share = rng.uniform(0.1, 0.9)
    return LinearGaussianProblem(lam, beta, noise, n), max(1, round(share * p))


@cache
def experiment(seed, wide):
    """The experiment of a seed: one generator draws the problem, then the data."""
    rng = np.random.default_rng(seed)
    problem, kept = random_problem(rng, wide)
    return Experiment(
        problem, kept, simulate(problem, kept, draws=REPEATS, rng=rng, progress=False)
    )


def draws(wide):
    """`measure_share` passes a generator: the seed of the experiment is its first number."""
    return lambda rng: experiment(int(rng.integers(10**9)), wide)


def law(problem, samples=1.0, noisy=1.0, signal=1.0, squares=1.0):
    """(theta, gamma, m, v), from the formulas as the definition has them, with a factor on each term."""
    lam, beta, s2 = problem.variances, problem.coefficients, noisy * problem.noise**2
    n, p = samples * problem.samples, problem.features
    if p < n:
        return np.ones(p), s2 * (n - 1) / (n - p - 1), beta, np.sqrt(s2 / (n - p - 1) / lam)
    share = lambda x: np.exp(x) * lam / (1 + np.exp(x) * lam)
    theta = share(brentq(lambda x: share(x).sum() - n, -20, 20, xtol=1e-12))
    lost = s2 + signal * (lam * beta**2 * (1 - theta) ** 2).sum()
    gamma = lost / (1 - squares * (theta**2).sum() / n)
    return theta, gamma, theta * beta, theta * np.sqrt(gamma / n / lam)


def predicted(problem, kept, mean=1.0, spread=1.0, weight=1.0, **factors):
    """name -> predicted test error; `mean`, `spread` turn m and v^2, `weight` turns lambda."""
    lam, beta, s2 = problem.variances, problem.coefficients, problem.noise**2
    _, gamma, m, v = law(problem, **factors)
    m, v, support = mean * m, np.sqrt(spread) * v, oracle_support(problem, kept)

    def cut(root):
        t = keep_threshold(root * m, root * v, kept)
        return truncated_error(root * beta, root * m, root * v, t)

    left = np.delete(weight * lam * beta**2, support).sum()
    own = (weight * lam * ((m - beta) ** 2 + v**2))[support].sum()
    return {
        "full": gamma,
        "magnitude": s2 + (weight * lam * cut(np.ones_like(lam))).sum(),
        "hessian": s2 + weight * cut(np.sqrt(lam)).sum(),
        "oracle": s2 + left + own,
        "small": law(problem.restricted(support), **factors)[1],
    }


def agrees(data, factors):
    """All five within the larger of three standard errors and two per cent."""
    for name, stated in predicted(data.problem, data.kept, **factors).items():
        gap = abs(data.runs.mean(name) - stated)
        if gap > max(3 * data.runs.standard_error(name), 0.02 * stated):
            return False
    return True


def _measured(wide, factors):
    holds = lambda data: agrees(data, factors)
    return measure_share(SEEDS, draws(wide), holds, share=SHARE)


@step(
    "evidence",
    ("a tenth more samples in the first equation", "samples", 1.1),
    ("a tenth more noise", "noisy", 1.1),
    ("a tenth less noise", "noisy", 0.9),
    ("a tenth more signal", "signal", 1.1),
    ("a tenth less of the squares", "squares", 0.9),
    ("a tenth less of the means", "mean", 0.9),
    ("a tenth more of the variances", "spread", 1.1),
    ("a tenth more weight", "weight", 1.1),
)
def more_features_than_samples(
    samples=1.0, noisy=1.0, signal=1.0, squares=1.0, mean=1.0, spread=1.0, weight=1.0
):
    """Five test errors of 80 draws a problem, p between 1.8 n and 5 n."""
    factors = {"samples": samples, "noisy": noisy, "signal": signal, "squares": squares}
    return _measured(True, {**factors, "mean": mean, "spread": spread, "weight": weight})


@step(
    "evidence",
    ("a tenth more noise", "noisy", 1.1),
    ("a tenth less of the means", "mean", 0.9),
    ("a tenth more of the variances", "spread", 1.1),
    ("a tenth more weight", "weight", 1.1),
)
def fewer_features_than_samples(noisy=1.0, mean=1.0, spread=1.0, weight=1.0):
    """The same with p between 0.3 n and 0.6 n."""
    return _measured(False, {"noisy": noisy, "mean": mean, "spread": spread, "weight": weight})


runs_claim = Claim(
    name="predicted-risks-measured",
    kind="proposition",
    title="The predicted test errors are those of drawn data",
    statement=r"""
Draw a problem of {prf:ref}`pruned-least-squares` as follows: $n$ uniform on $60, \dots, 89$; $p$ the nearest whole number to $\kappa n$, with $\log \kappa$ uniform between $\log 1.8$ and $\log 5$ (part 1) or $\kappa$ uniform between $0.3$ and $0.6$ (part 2); $\log \lambda_i$ uniform between $-a$ and $a$ with $a$ uniform between $0$ and $1.5$; $\beta_i^*$ normal with the chance $q$, otherwise zero, $q$ uniform between $0.05$ and $1$ (the first is one if all are zero), scaled to $\sum_i \lambda_i (\beta_i^*)^2 = 1$; $\log \sigma$ uniform between $\log 0.3$ and $0$; $s$ the nearest whole number to $\omega p$ with $\omega$ uniform between $0.1$ and $0.9$, drawn again while $0.6 < \omega p / n < 1.6$. Then draw $80$ times $X$ and $z$, and compare the mean test error of the fit, of magnitude, Hessian and oracle pruning to $s$ features, and of the small model with the five predicted test errors of {prf:ref}`predicted-risks`.

1. For $p > n$, in at least nine of ten problems all five differ by at most three standard errors or two per cent, whichever is more.
2. For $p < n$, the same.
""",
    uses=("pruned-least-squares", "predicted-risks"),
    steps=(more_features_than_samples, fewer_features_than_samples),
    parts={"1": (more_features_than_samples,), "2": (fewer_features_than_samples,)},
)

CLAIMS = (runs_claim,)
