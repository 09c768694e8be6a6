"""Chapter *Few shots after many tasks*: drawn tasks, and tasks on the digits."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from dlf.claims.neighbours.shaped_fits import power_of, seen_by
from dlf.pruning import best_shaping, fixed_point, minimum_norm, moment_estimator
from dlf.recovery import digits_labels, digits_matrix
from dlf.verify import Claim, measure_share, step

DRAWN = range(64)  # constants were chosen on the draws 1000..1099
TASKS = 300  # of one setting and shaping
SHOWN = range(64)  # splits of the digits; constants were chosen on the splits 1000..1029
PENALTIES = (0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
SHOTS, OLD, EACH = 20, 3000, 20  # samples of a new task, old tasks, samples of an old task
JUDGED = 500  # pictures on which the fit of a new task is judged


@dataclass(frozen=True, eq=False)
class Runs:
    """A setting, three shapings, and the errors of the tasks drawn for each."""

    F: np.ndarray
    T: np.ndarray
    noise: float
    samples: int
    shapings: dict
    errors: dict


def random_setting(rng):
    """d from 40 to 70, n between 0.15 d and 0.55 d, covariances in different bases."""
    d = int(rng.integers(40, 71))
    n = round(d * rng.uniform(0.15, 0.55))
    basis = lambda: np.linalg.qr(rng.standard_normal((d, d)))[0]
    spread = lambda a: np.exp(a * rng.uniform(-1, 1, d))
    U, V = basis(), basis()
    F = (U * spread(1)) @ U.T
    T = (V * (spread(2) * (rng.random(d) < rng.uniform(0.1, 1)))) @ V.T
    return F, T / np.trace(F @ T), float(np.exp(rng.uniform(np.log(0.2), 0))), n


@cache
def runs(seed):
    """The runs of a seed: one generator draws the setting, then the tasks."""
    rng = np.random.default_rng(seed)
    F, T, noise, n = random_setting(rng)
    d = len(F)
    shapings = {"none": np.eye(d), "tasks": np.linalg.cholesky(T + np.eye(d) / (10 * d))}
    shapings["best"] = best_shaping(F, T, noise, n)
    root, task = power_of(F, 0.5), np.linalg.cholesky(T + 1e-12 * np.eye(d))
    beta = rng.standard_normal((TASKS, d)) @ task.T
    X = rng.standard_normal((TASKS, n, d)) @ root
    y = X @ beta[:, :, None] + noise * rng.standard_normal((TASKS, n, 1))
    errors = {}
    for name, L in shapings.items():
        A = X @ L
        gap = (A.mT @ np.linalg.solve(A @ A.mT, y))[:, :, 0] @ L.T - beta
        errors[name] = noise**2 + np.einsum("ti,ij,tj->t", gap, F, gap, optimize=True)
    return Runs(F, T, noise, n, shapings, errors)


def from_generator(experiment):
    """`measure_share` passes a generator: the seed of the experiment is its first number."""
    return lambda rng: experiment(int(rng.integers(10**9)))


@step(
    "evidence",
    ("a tenth more noise", "noisy", 1.1),
    ("a tenth less noise", "noisy", 0.9),
    ("a tenth more of the signals", "signal", 1.1),
    ("a tenth less of the squares", "squares", 0.9),
    ("three twentieths more samples in the root", "samples", 1.15),
    sharpness="3/20",
)
def drawn_tasks(noisy=1.0, signal=1.0, squares=1.0, samples=1.0):
    """Mean errors of 300 tasks for three shapings against gamma of each."""

    def agrees(found, name):
        k, s = seen_by(found.shapings[name], found.F, found.T)
        n = round(samples * found.samples)
        theta = fixed_point(k, n) * k
        theta = theta / (1 + theta)
        lost = noisy * found.noise**2 + signal * (s * (1 - theta) ** 2).sum()
        gamma, errors = lost / (1 - squares * (theta @ theta) / n), found.errors[name]
        margin = max(4 * errors.std(ddof=1) / np.sqrt(TASKS), 0.03 * gamma)
        return abs(errors.mean() - gamma) <= margin

    holds = lambda found: bool(all(agrees(found, name) for name in found.shapings))
    return measure_share(DRAWN, from_generator(runs), holds, share=0.9)


drawn_claim = Claim(
    name="shaped-risk-measured",
    kind="proposition",
    title="The predicted errors of shapings are those of drawn tasks",
    statement=r"""
Draw a setting of {prf:ref}`few-shots` as follows: $d$ uniform on $40, \dots, 70$; $n$ the nearest whole number to $\kappa d$ with $\kappa$ uniform between $0.15$ and $0.55$; $\Sigma_F$ with a random orthonormal basis of eigenvectors and the logarithms of the eigenvalues uniform between $-1$ and $1$; $\Sigma_T$ with another basis, logarithms uniform between $-2$ and $2$, where each eigenvalue stays with the chance $q$ and is else zero, $q$ uniform between $0.1$ and $1$, scaled to $\tr \Sigma_F \Sigma_T = 1$; $\log \sigma$ uniform between $\log 0.2$ and $0$. Draw $300$ Gaussian tasks with $n$ samples each. Take the shapings $\Lambda \Lambda^\T = I$, $\Sigma_T + \frac{1}{10 d} I$ and the best one of {prf:ref}`best-shaping`.

In at least nine of ten settings the mean errors of all three differ from $\gamma(\Lambda)$ of {prf:ref}`shaped-risk` by at most four standard errors or three per cent, whichever is more.
""",
    uses=("few-shots", "best-shaping", "shaped-risk"),
    steps=(drawn_tasks,),
)


@cache
def pictures():
    """Pixels (1797, 64) between 0 and 1, and which digit each shows."""
    return digits_matrix() / 16, digits_labels()


def partitions():
    """All 126 ways to tell five digits from the other five: signs (126, 10), the first is 1."""
    chosen = [c for c in combinations(range(10), 5) if 0 in c]
    return np.array([np.where(np.isin(range(10), c), 1.0, -1.0) for c in chosen])


def fitted(features, answers, penalty=0.0):
    """Coefficients of the shortest fit, or with a penalty; answers (n,)."""
    if penalty == 0:
        return minimum_norm(features, answers)
    G = features @ features.T + penalty * np.eye(len(features))
    return features.T @ np.linalg.solve(G, answers)


def learned(W, Y, samples, split=True):
    """Eigenvectors and signals of S, the noise, and the weights of the best shaping.

    From whitened features (tasks, m, d) and answers (tasks, m).
    """
    d = W.shape[2]
    b = (Y[:, None] @ W)[:, 0] / Y.shape[1]
    M = moment_estimator(W, Y) if split else b.T @ b / len(Y)
    s, V = np.linalg.eigh(M)
    noise = np.maximum(
        (Y**2).mean() - s.sum(), 0.05
    )  # the variance of an answer is sum s + sigma^2
    s = np.maximum(s, 0)
    return V, s, noise, np.sqrt(s + noise / (d - samples))


@cache
def shown(seed, shots=SHOTS, old=OLD):
    """name -> (mean squared error, share of wrong signs) over 26 new tasks on new pictures."""
    rng = np.random.default_rng(seed)
    pixels, digit = pictures()
    order, tasks = rng.permutation(len(pixels)), rng.permutation(partitions())
    before, after = order[:900], order[900:]
    centred = pixels - pixels[before].mean(axis=0)
    variances, axes = np.linalg.eigh(centred[before].T @ centred[before] / len(before))
    kept = variances > 1e-3 * variances.max()
    pca = (centred @ axes[:, kept])[:, ::-1]
    white = pca / np.sqrt(variances[kept][::-1])
    rows = before[rng.integers(len(before), size=(old, EACH))]
    answers = tasks[:100][rng.integers(100, size=old)[:, None], digit[rows]]
    V, s, noise, weights = learned(white[rows], answers, shots)
    U, _, _, lifted = learned(white[rows], answers, shots, split=False)
    tried = {"shaped": (white @ V * weights, (0.0,)), "pixels": (centred, (0.0,))}
    tried["white"], tried["twice"] = (white, (0.0,)), (white @ U * lifted, (0.0,))
    tried["shaped, penalty"] = white @ V * np.sqrt(s), (noise,)
    scale = (centred[before] ** 2).sum(axis=1).mean() / kept.sum()
    tried["pixels, best penalty"] = centred, tuple(scale * np.array(PENALTIES))
    for k in (2, 4, 6, 8, 10):
        tried[f"pca {k}"] = pca[:, :k], (0.0,)
    found = {name: [] for name in tried}
    for signs in tasks[100:]:
        seen, rest = np.split(rng.permutation(after)[: shots + JUDGED], [shots])
        y = signs[digit]
        for name, (features, penalties) in tried.items():
            A = features[seen]
            fits = np.array([fitted(A, y[seen], p) for p in penalties]) @ features[rest].T
            gaps, wrong = (fits - y[rest]) ** 2, fits * y[rest] <= 0
            found[name].append(np.transpose([gaps.mean(axis=1), wrong.mean(axis=1)]))
    best = lambda e: np.mean(e, axis=0).min(axis=0)  # the best penalty, for each error by itself
    errors = {name: best(e) for name, e in found.items()}
    errors["pca, best"] = np.min([errors.pop(f"pca {k}") for k in (2, 4, 6, 8, 10)], axis=0)
    return errors


def fewer(one, others, which, factor):
    """Whether an error (0: mean square, 1: wrong signs) is below a factor of each of others."""
    return lambda errors: bool(all(errors[one][which] < factor * errors[o][which] for o in others))


@step(
    "evidence",
    ("a quarter less than without a shaping", "lead", 0.75),
    ("the ridge of the pixels with its best penalty below it as well", "rival", True),
)
def interpolating(lead=0.9, rival=False):
    """No penalty: the mean square of the learned shaping, of pixels, and of whitened pixels."""
    others = ("pixels", "white") + ("pixels, best penalty",) * rival
    holds = fewer("shaped", others, 0, lead)
    return measure_share(SHOWN, from_generator(shown), holds, share=0.9)


@step(
    "evidence",
    ("an eighth less of the squares", "squares", 0.87),
    ("a fifth less of the wrong signs", "signs", 0.8),
    sharpness="3/20",
)
def with_a_penalty(squares=1.0, signs=1.0):
    """Signals and penalty as learned, against penalty and directions chosen by the test."""
    others, name = ("pixels, best penalty", "pca, best"), "shaped, penalty"
    one, two = fewer(name, others, 0, squares), fewer(name, others, 1, signs)
    both = lambda errors: one(errors) and two(errors)
    return measure_share(SHOWN, from_generator(shown), both, share=0.9)


@step(
    "evidence",
    ("a fifth fewer wrong signs", "factor", 0.8),
    ("the mean twice is better", "turned", True),
    sharpness="3/20",
)
def halves_or_twice(factor=1.0, turned=False):
    """Wrong signs with S from two halves of the old tasks, and from one mean twice."""
    one, other = ("twice", "shaped") if turned else ("shaped", "twice")
    holds = fewer(one, (other,), 1, factor)
    return measure_share(SHOWN, from_generator(shown), holds, share=0.9)


digits_claim = Claim(
    name="digit-tasks-measured",
    kind="proposition",
    title="Tasks on the digits",
    statement=r"""
Take the $1797$ digits of scikit-learn with pixels between $0$ and $1$. A *task* tells five of the ten digits from the other five: $y = \pm 1$. Of the $126$ tasks $100$ drawn at random are old and $26$ new; $900$ pictures drawn at random are for the old tasks, the others for the new ones. Subtract the mean of the $900$ pictures, drop principal directions with less than a thousandth of the largest variance, and whiten: $d$ features with the covariance $I$ on these pictures. Draw $3000$ times an old task and $20$ pictures for it, and let $M$ be the mean of $\frac12 (b_1 b_2^\T + b_2 b_1^\T)$ over these, each half of ten pictures ({prf:ref}`split-moments`). The eigenvectors of $M$ and its eigenvalues, negative ones replaced by zero, stand for those of $S$, and $\sigma^2 = 1 - \tr M$, at least $0.05$, for the noise. For each new task draw $n = 20$ pictures to fit and $500$ others to judge, by the mean of $(\hat y - y)^2$ and the share of wrong signs, averaged over the new tasks. In at least nine of ten such draws:

1. the shortest fit with the shaping of {prf:ref}`best-shaping` has a mean square below nine tenths of those of the shortest fits of the pixels and of the whitened pixels;
2. the fit of {prf:ref}`shaping-and-penalty`, part 1, with $\Sigma_T$ and $\sigma^2$ as learned has a smaller mean square and fewer wrong signs than the ridge fit of the pixels with the best of eight penalties, and than least squares on the first $2$, $4$, $6$, $8$ or $10$ principal components, where penalty and number are chosen by the errors on the $500$ pictures themselves, for each of the two errors anew;
3. the shaping of 1 with the mean of $b\, b^\T$ in place of $M$, $b$ the mean over all twenty, has more wrong signs.
""",
    uses=("best-shaping", "shaping-and-penalty", "split-moments"),
    steps=(interpolating, with_a_penalty, halves_or_twice),
    parts={"1": (interpolating,), "2": (with_a_penalty,), "3": (halves_or_twice,)},
)

CLAIMS = (drawn_claim, digits_claim)
