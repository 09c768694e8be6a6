"""Chapter *Real data*: measured on the digits and on a photograph, with what fails beside it."""

from dataclasses import dataclass

import numpy as np

from dlf.chain import Completion, end_to_end
from dlf.recovery import SampledStep, alternating_least_squares, digits_matrix, sample_image
from dlf.reduction import compress
from dlf.verify import Claim, measure, step

DEPTH, SCALE, OUTER = 3, 0.05, 5.0
LOOKS = (*range(0, 400, 10), *range(400, 10_000, 100))  # steps at which errors are taken
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


def table(M, observed, rng, held_out=0.1):
    """The Table of M where `observed`, a share of it held out."""
    held = observed & (rng.random(M.shape) < held_out)
    training = observed & ~held
    target = M - M[training].mean()
    norm = np.linalg.norm(Completion.from_dense(target, training).surrogate(), 2)
    objective = Completion.from_dense(target / norm, training)
    return Table(objective, target / norm, held, ~observed)


def hidden_digits(rng):
    """The first 200 digits, 64 pixels each, half of the entries hidden."""
    M = digits_matrix()[:200]
    return table(M, rng.random(M.shape) < 0.5, rng), rng


def hidden_pixels(rng):
    """The flower, 106 by 160 pixels, 70 per cent of them hidden."""
    return table(*sample_image(0.3, rng=rng), rng), rng


def covered(data):
    """Each row and each column has an entry to train on. No rank is assumed: neither is small."""
    training = ~(data[0].hidden | data[0].held)
    return bool(training.any(axis=0).all() and training.any(axis=1).all())


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
    run, found = SampledStep(case.objective.sparse(), start), []
    places = case.held, case.hidden, ~(case.held | case.hidden)
    for k in range(steps + 1):
        run.evaluate()
        if k in LOOKS:
            X = end_to_end(run.factors)
            found.append([case.error(X, where) for where in places])
        run.move(rates)
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
    return np.array([case.error(X) for X in run.end_to_end()])


@step(
    "evidence",
    ("never stopped", "stopping", False),
    ("the outer factors held fixed", "moving", False),
    ("the values shuffled", "shuffled", True),
    ("rank 1", "rank", 1),
    ("half of the error of mean filling", "level", 0.5),
    ("no more than alternating least squares", "ratio", 1.0),
)
def digits(stopping=True, moving=True, shuffled=False, rank=10, level=0.6, ratio=1.07):
    """Four masks: at most 0.6 of mean filling, 1.07 of least squares with the better ridge."""

    def draw(rng):
        found, rng = hidden_digits(rng)
        if shuffled:
            M = rng.permutation(found.target.ravel()).reshape(found.target.shape)
            found = table(M, ~found.hidden, rng)
        return found, rng

    def residual(data):
        path = errors(data, rank, 400, moving=moving)
        mine = stopped(path) if stopping else path[-1, 1]
        best = min(squares(data, 10, 20, ridge).min() for ridge in (0.03, 0.1))
        return float(np.max([0.0, mine - level, mine - ratio * best]))

    return measure(range(4), draw, residual, tolerance=1e-9, hypotheses=(covered,))


completed_digits = Claim(
    name="digits-completed",
    kind="proposition",
    title="Digits completed by the network that was stopped",
    statement=r"""
Take the first 200 digits of scikit-learn as the rows of a matrix with 64 columns. Hide every entry with probability $\frac12$ and hold out every known one with probability $\frac1{10}$. Remove the mean of the rest, divide by the norm of the surrogate, and train the compressed network with $L = 3$, $\hat r = 10$, $\eps = \frac1{20}$, $\alpha = 5$ for 400 steps of descent on half the sum of squares divided by the share of entries that are trained on, at the rate $\frac{9}{10} \big/ (L\, \alpha^{2/L})$. Let $e$ be the root mean square error on the hidden entries at the step, among every tenth of them, at which it is smallest on the held-out ones.
As far as we measured, for four masks:

1. $e$ is at most $0.6$ of the error of filling in the mean.
2. $e$ is at most $1.07$ of the smallest error of alternating least squares of the same rank, in 20 sweeps, with the sweep and the ridge ($0.03$ or $0.1$ of the share of training entries) chosen by the hidden entries themselves.
""",
    steps=(digits,),
)


@step(
    "evidence",
    ("rank 3", "rank", 3),
    ("stopped", "stopping", True),
    ("one and a half times", "growth", 1.5),
    ("two fifths of the error of mean filling", "level", 0.4),
)
def network_overfits(rank=10, stopping=False, growth=1.2, level=0.45):
    """Three masks: after 800 steps the hidden error is 1.2 times the one where it was stopped."""

    def residual(data):
        path = errors(data, rank, 800)
        last, best = stopped(path) if stopping else path[-1, 1], stopped(path)
        falling = float(np.diff(path[:, 2]).max())  # the training error only falls
        return float(np.max([0.0, growth - last / best, best - level, 1.0 * (falling >= 0)]))

    return measure(range(3), hidden_pixels, residual, tolerance=1e-9, hypotheses=(covered,))


@step(
    "evidence",
    ("with a ridge", "ridge", 0.03),
    ("rank 2", "rank", 2),
    ("twice the least error", "growth", 2.0),
    ("the least error within three sweeps", "early", 3),
)
def squares_overfit(ridge=3e-4, rank=10, growth=1.3, early=10):
    """Three masks: 50 sweeps end 1.3 times above the least error, which comes in the first ten."""

    def residual(data):
        path = squares(data, rank, 50, ridge)
        return float(np.max([0.0, growth - path[-1] / path.min(), 0.1 * (path.argmin() - early)]))

    return measure(range(3), hidden_pixels, residual, tolerance=1e-9, hypotheses=(covered,))


@step(
    "evidence",
    ("almost no ridge", "ridge", 3e-4),
    ("ten times the ridge", "ridge", 0.3),
    ("the last sweep is the best", "growth", 1.0),
    ("an error of 0.44", "level", 0.44),
)
def ridge_does_not(ridge=0.03, growth=1.03, level=0.48):
    """Three masks: with a ridge the last sweep is within 3 per cent of the best, at most 0.48."""

    def residual(data):
        path = squares(data, 10, 50, ridge)
        return float(np.max([0.0, path[-1] / path.min() - growth, path[-1] - level]))

    return measure(range(3), hidden_pixels, residual, tolerance=1e-9, hypotheses=(covered,))


overfitting = Claim(
    name="photograph-overfits",
    kind="proposition",
    title="What overfits a photograph",
    statement=r"""
Let every pixel of the grey photograph of a flower ($106 \times 160$, from scikit-learn) be known with probability $0.3$, and everything else be as in {prf:ref}`digits-completed`. As far as we measured, for three masks, with errors on the hidden pixels in units of that of filling in the mean, and looks at the errors every ten steps up to step 400 and every hundred from there:

1. The compressed network with $\hat r = 10$ reaches at most $0.45$ where the held-out pixels stop it. After 800 steps its error is at least $1.2$ times that, while its error on the training pixels fell from each look to the next.
2. Alternating least squares of rank 10 with a ridge of $0.0003$ of the share of training pixels reaches its smallest error within ten sweeps; after fifty sweeps it is at least $1.3$ times as large.
3. With a hundred times that ridge, fifty sweeps end at most 3 per cent above their smallest error, and at most at $0.48$.
""",
    uses=("digits-completed",),
    steps=(network_overfits, squares_overfit, ridge_does_not),
)

CLAIMS = (completed_digits, overfitting)
