"""Chapter *Real data*: measured on the digits and on a photograph, with what fails beside it."""

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

from dlf.chain import Completion, end_to_end
from dlf.recovery import SampledStep, alternating_least_squares, digits_matrix, sample_image
from dlf.reduction import compress
from dlf.verify import Claim, measure_share, step

DEPTH, SCALE, OUTER = 3, 0.05, 5.0
LOOKS = (*range(0, 400, 10), *range(400, 10_000, 100))  # steps at which errors are taken
SEEDS = range(64)  # constants were chosen on the seeds 1000..1079
MARGIN = 0.9  # of the largest step at which a mode of strength 1 is stable


@dataclass(frozen=True, eq=False)
class Table:
    """Entries to learn from, entries to stop by, and hidden ones to be judged by.

    Attributes:
        objective: Completion of the training entries, in units in which they have mean 0 and the
            surrogate has norm 1.
        target: the whole matrix in these units.
        held, hidden: boolean, of the shape of the target.
    """

    objective: Completion
    target: np.ndarray
    held: np.ndarray
    hidden: np.ndarray

    @property
    def share(self):
        """Of the entries that are trained on."""
        return self.objective.values.size / self.target.size

    def error(self, X, where=None):
        """Root mean square of X - M over the hidden entries, 1 for the mean of the training ones."""
        where = self.hidden if where is None else where
        fill = np.mean(self.target[self.hidden] ** 2)
        return float(np.sqrt(np.mean((X - self.target)[where] ** 2) / fill))

    def errors(self, X):
        """`error` over the held-out, the hidden and the training entries (3,), in one product."""
        return np.sqrt(self._means @ (X - self.target).ravel() ** 2)

    @cached_property
    def _means(self):
        """(3, entries): what takes the three means of squares, divided by that of the unit."""
        parts = np.array([self.held, self.hidden, ~(self.held | self.hidden)]).reshape(3, -1)
        fill = np.mean(self.target[self.hidden] ** 2)
        return parts / parts.sum(axis=1, keepdims=True) / fill


def table(M, observed, rng, held_out=0.1):
    """The Table of M where `observed`, a share of it held out."""
    held = observed & (rng.random(M.shape) < held_out)
    training = observed & ~held
    target = M - M[training].mean()
    norm = np.linalg.norm(Completion.from_dense(target, training).surrogate(), 2)
    objective = Completion.from_dense(target / norm, training)
    return Table(objective, target / norm, held, ~observed)


@cache
def some_digits():
    """The first 200 digits."""
    return digits_matrix()[:200]


@cache
def photograph():
    """The flower in grey, 106 by 160 pixels."""
    return sample_image(1.0, rng=np.random.default_rng(0))[0]


def hidden_digits(rng):
    """The first 200 digits, 64 pixels each, half of the entries hidden."""
    M = some_digits()
    return table(M, rng.random(M.shape) < 0.5, rng), rng


def hidden_pixels(rng):
    """The flower, 70 per cent of its pixels hidden."""
    image = photograph()
    return table(image, rng.random(image.shape) < 0.3, rng), rng


def shuffled_digits(rng):
    """The digits with their values at random places."""
    found, rng = hidden_digits(rng)
    M = rng.permutation(found.target.ravel()).reshape(found.target.shape)
    return table(M, ~found.hidden, rng), rng


def covered(data):
    """Each row and each column has an entry to train on. No rank is assumed: neither is small."""
    training = ~(data[0].hidden | data[0].held)
    return bool(training.any(axis=0).all() and training.any(axis=1).all())


def any_seed(rng):
    return int(rng.integers(10**9))


@cache
def covered_digits(seed):
    """`covered` for one draw of the digits."""
    return covered(hidden_digits(np.random.default_rng(seed)))


@cache
def covered_pixels(seed):
    """`covered` for one draw of the photograph."""
    return covered(hidden_pixels(np.random.default_rng(seed)))


def errors(data, rank, steps, *, moving=True):
    """(looks, 3): held-out, hidden and training error of the compressed network's run at LOOKS.

    Args:
        moving: train the outer factors, else hold them at length 1 and train the inner one.
    """
    case, _ = data
    rate = MARGIN / (DEPTH * OUTER ** (2 / DEPTH)) / case.share
    rates = [OUTER * rate, rate, OUTER * rate]
    scales = (SCALE,) * DEPTH
    if not moving:
        rates, scales = [0.0, MARGIN / case.share, 0.0], (1.0, SCALE**DEPTH, 1.0)
    start = compress(case.objective, depth=DEPTH, rank=rank, init_scale=scales)
    run = SampledStep(case.objective.sparse(), start)
    run.evaluate()
    found, looks = [case.errors(end_to_end(start))], [k for k in LOOKS if k <= steps]
    for before, look in pairwise(looks):
        run.go(rates, look - before)
        found.append(case.errors(end_to_end(run.factors)))
    return np.array(found)


def stopped(path):
    """The hidden error where the held-out error is smallest."""
    return path[path[:, 0].argmin(), 1]


def squares(data, rank, sweeps, ridge):
    """(sweeps + 1,): the hidden error of alternating least squares, ridge relative to the share."""
    case, rng = data
    run = alternating_least_squares(
        case.objective, rank, sweeps, ridge=ridge * case.share, rng=rng, record=1
    )
    return np.array([case.errors(X)[1] for X in run.end_to_end()])


@cache
def digits_path(seed, shuffled, moving):
    """`errors` of the network of rank 10 on one draw of the digits."""
    kind = shuffled_digits if shuffled else hidden_digits
    return errors(kind(np.random.default_rng(seed)), 10, 400, moving=moving)


@cache
def digits_squares(seed):
    """The smallest hidden error of alternating least squares on one draw of the digits."""
    data = lambda: hidden_digits(np.random.default_rng(seed))
    return float(np.min([squares(data(), 10, 20, ridge).min() for ridge in (0.03, 0.06, 0.1)]))


@step(
    "evidence",
    ("never stopped", "stopping", False),
    ("the outer factors held fixed", "moving", False),
    ("the values shuffled", "shuffled", True),
    ("0.57 of mean filling", "level", 0.57),
)
def digits(stopping=True, moving=True, shuffled=False, level=0.61):
    """At most 0.61 of the error of mean filling."""

    def holds(seed):
        path = digits_path(seed, shuffled, moving)
        return (stopped(path) if stopping else path[-1, 1]) <= level

    return measure_share(SEEDS, any_seed, holds, share=0.9, hypotheses=(covered_digits,))


@step(
    "evidence",
    ("as good as least squares", "most", 1.0),
    ("four per cent worse at least", "least", 1.04),
    ("never stopped", "stopping", False),
)
def digits_by_squares(stopping=True, least=0.99, most=1.1):
    """Against least squares with the best ridge and the best sweep."""

    def holds(seed):
        path = digits_path(seed, False, True)
        mine = stopped(path) if stopping else path[-1, 1]
        return least <= mine / digits_squares(seed) <= most

    return measure_share(SEEDS, any_seed, holds, share=0.9, hypotheses=(covered_digits,))


completed_digits = Claim(
    name="digits-completed",
    kind="proposition",
    title="Digits completed by the network that was stopped",
    statement=r"""
Take the first 200 digits of scikit-learn as the rows of a matrix with 64 columns. Hide every entry with probability $\frac12$ and hold out every known one with probability $\frac1{10}$. Remove the mean of the rest, divide by the norm of the surrogate, and train the compressed network with $L = 3$, $\hat r = 10$, $\eps = \frac1{20}$, $\alpha = 5$ for 400 steps of descent on half the sum of squares divided by the share of entries that are trained on, at the rate $\frac{9}{10} \big/ (L\, \alpha^{2/L})$. Let $e$ be the root mean square error on the hidden entries at the step, among every tenth of them, at which it is smallest on the held-out ones.
For at least nine of ten masks each:

1. $e$ is at most $0.61$ of the error of filling in the mean.
2. $e$ is between $0.99$ and $1.1$ times the smallest error of alternating least squares of the same rank, in 20 sweeps, with the sweep and the ridge ($0.03$, $0.06$ or $0.1$ of the share of training entries) chosen by the hidden entries themselves.
""",
    steps=(digits, digits_by_squares),
    parts={"1": (digits,), "2": (digits_by_squares,)},
)


@cache
def pixels_path(seed, rank):
    """`errors` of the network on one draw of the photograph, over 800 steps."""
    return errors(hidden_pixels(np.random.default_rng(seed)), rank, 800)


@cache
def pixels_squares(seed, ridge):
    """`squares` of rank 10 on one draw of the photograph, over 50 sweeps."""
    return squares(hidden_pixels(np.random.default_rng(seed)), 10, 50, ridge)


@step(
    "evidence",
    ("rank 3", "narrow", True),
    ("stopped", "stopping", True),
    ("a quarter more than where it was stopped", "growth", 1.25),
    ("0.42 of mean filling", "level", 0.42),
)
def network_overfits(narrow=False, stopping=False, growth=1.12, level=0.465):
    """After 800 steps the hidden error is 1.12 times the one where it was stopped."""

    def holds(seed):
        path = pixels_path(seed, 3 if narrow else 10)
        last, best = stopped(path) if stopping else path[-1, 1], stopped(path)
        falling = np.diff(path[:, 2]).max() < 0  # the training error only falls
        return bool(falling and best <= level and last >= growth * best)

    return measure_share(SEEDS, any_seed, holds, share=0.9, hypotheses=(covered_pixels,))


@step(
    "evidence",
    ("with a ridge", "ridged", True),
    ("two fifths above the least error", "growth", 1.4),
    sharpness=0.2,
)
def squares_overfit(ridged=False, growth=1.17):
    """50 sweeps end above the least error; by how much differs, so that the bound is a safe one."""

    def holds(seed):
        path = pixels_squares(seed, 0.03 if ridged else 3e-4)
        return bool(path[-1] >= growth * path.min() and path.argmin() <= 9)

    return measure_share(SEEDS, any_seed, holds, share=0.9, hypotheses=(covered_pixels,))


@step(
    "evidence",
    ("almost no ridge", "bare", True),
    ("the last sweep is the best", "growth", 1.0),
    ("an error of 0.44", "level", 0.44),
)
def ridge_does_not(bare=False, growth=1.03, level=0.485):
    """With a ridge the last sweep is within 3 per cent of the best, at most 0.485."""

    def holds(seed):
        path = pixels_squares(seed, 3e-4 if bare else 0.03)
        return bool(path[-1] <= growth * path.min() and path[-1] <= level)

    return measure_share(range(84), any_seed, holds, share=0.9, hypotheses=(covered_pixels,))


overfitting = Claim(
    name="photograph-overfits",
    kind="proposition",
    title="What overfits a photograph",
    statement=r"""
Let every pixel of the grey photograph of a flower ($106 \times 160$, from scikit-learn) be known with probability $0.3$, and everything else be as in {prf:ref}`digits-completed`. For at least nine of ten masks each, with errors on the hidden pixels in units of that of filling in the mean, and looks at the errors every ten steps up to step 400 and every hundred from there:

1. The compressed network with $\hat r = 10$ reaches at most $0.465$ where the held-out pixels stop it. After 800 steps its error is at least $1.12$ times that, while its error on the training pixels fell from each look to the next.
2. Alternating least squares of rank 10 with a ridge of $0.0003$ of the share of training pixels reaches its smallest error within nine sweeps; after fifty sweeps it is at least $1.17$ times as large.
3. With a hundred times that ridge, fifty sweeps end at most 3 per cent above their smallest error, and at most at $0.485$.
""",
    uses=("digits-completed",),
    steps=(network_overfits, squares_overfit, ridge_does_not),
    parts={"1": (network_overfits,), "2": (squares_overfit,), "3": (ridge_does_not,)},
)

CLAIMS = (completed_digits, overfitting)
