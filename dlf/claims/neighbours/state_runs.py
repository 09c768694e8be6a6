"""Chapter *A state space of the right size*: what descent finds, on drawn teachers and a photograph."""

from functools import cache

import numpy as np
from scipy.linalg import solve_toeplitz

from dlf.neighbours import (
    Atoms,
    StateSpace,
    atoms,
    fit_symmetric,
    response_descent,
    response_loss,
)
from dlf.recovery import sample_image
from dlf.verify import Claim, measure_share, step

HORIZON = 40  # terms that are judged
SEEDS, SHARE = range(32), 0.75  # constants were chosen on the seeds 1000..1039 and 2000..2059
STEPS, RATE = 30_000, 0.05


def any_seed(rng):
    """A seed from which the data are drawn, so that the variants share their runs."""
    return int(rng.integers(2**32))


def drawn_teacher(rng):
    """Two atoms."""
    places = np.array([rng.uniform(0.2, 0.4), rng.uniform(0.8, 0.9)])
    return Atoms(places, rng.uniform(0.5, 0.8, 2))


def drawn_start(rng, scale, symmetric):
    """Six states: normal entries of deviation scale / root 6, half of that in A."""
    A, B, C = (rng.standard_normal(shape) / np.sqrt(6) for shape in ((6, 6), 6, 6))
    if symmetric:
        return StateSpace.symmetric(scale * (A + A.T) / 4, scale * B)
    return StateSpace(scale * A / 2, scale * B, scale * C)


@cache
def descended(seed, scale, symmetric, terms):
    """The loss at the end, and the largest error from there to the horizon."""
    rng = np.random.default_rng(seed)
    m = drawn_teacher(rng).moments(HORIZON)
    start = drawn_start(rng, scale, symmetric)
    end, losses = response_descent(start, m[:terms], STEPS, learning_rate=RATE)
    return losses[-1], float(np.abs(end.response(HORIZON) - m)[terms:].max())


@step(
    "evidence",
    ("a start that is not symmetric", "symmetric", False),
    ("a bound three hundred times smaller", "bound", 1e-3 / 300),
    sharpness=1,
)
def extrapolates(symmetric=True, bound=1e-3):
    """From a symmetric balanced start, five terms: small errors at all horizons."""
    holds = lambda seed: bool(descended(seed, 0.1 if symmetric else 1.0, symmetric, 5)[1] <= bound)
    return measure_share(SEEDS, any_seed, holds, share=SHARE)


@step(
    "evidence",
    ("the symmetric balanced start", "symmetric", True),
    ("a start a thousand times smaller", "wide", False),
)
def fits_and_misses(symmetric=False, wide=True):
    """From a wide start: the five terms are fitted to rounding, and the rest is missed."""

    def holds(seed):
        scale = 0.1 if symmetric else 1.0 if wide else 1e-3
        loss, error = descended(seed, scale, symmetric, 5)
        return bool(loss <= 1e-10 and error >= 2e-3)

    return measure_share(SEEDS, any_seed, holds, share=SHARE)


@step(
    "evidence",
    ("a hundred times as far", "near", False),
    ("both from near zero", "wide", False),
)
def near_zero(near=True, wide=True):
    """From near zero and not symmetric: an error below a twentieth of that from the wide start."""

    def holds(seed):
        error = descended(seed, 1e-3 if near else 0.1, False, 5)[1]
        return bool(error <= descended(seed, 1.0 if wide else 1e-3, False, 5)[1] / 20)

    return measure_share(SEEDS, any_seed, holds, share=SHARE)


found_by_descent = Claim(
    name="descent-extrapolates",
    kind="proposition",
    title="What descent finds",
    statement=r"""
Let a teacher have two atoms, at places drawn uniformly from $[0.2, 0.4]$ and $[0.8, 0.9]$ with weights from $[0.5, 0.8]$, and let the target be its first five terms. Let a student have six states. Draw $(\frac12 A_0, B_0, C_0)$ with independent normal entries of variance $\frac16$, and let descent take 30,000 steps at the rate $0.05$ on $\sum_{i<5} (c_i - m_i)^2$. The *error* is the largest $|c_i - m_i|$ for $5 \le i < 40$. For at least three of four draws each:

1. From the symmetric balanced start $\frac1{10} \bigl( \frac14 (A_0 + A_0^\T), B_0, B_0^\T \bigr)$ the error is at most $0.001$.
2. From the wide start $(\frac12 A_0, B_0, C_0)$ the loss ends below $10^{-10}$ and the error is at least $0.002$.
3. From a thousandth of the wide start, not symmetric either, the error is at most a twentieth of that in 2.
""",
    uses=("state-space",),
    source="cohenkarlik2023learning",
    steps=(extrapolates, fits_and_misses, near_zero),
    parts={"1": (extrapolates,), "2": (fits_and_misses,), "3": (near_zero,)},
)

LAGS = 7  # that the students see


@cache
def photograph():
    """Its rows (106, 160), less the mean of all."""
    image, _ = sample_image(1.0, rng=np.random.default_rng(0), name="china.jpg")
    return image - image.mean()


def autocovariances(rows, lags):
    """(lags,): of the rows together, each sum divided by the length; 1 at lag 0."""
    length = rows.shape[1]
    found = np.array([np.vdot(rows[:, : length - i], rows[:, i:]) for i in range(lags)])
    return found / found[0]


def continued(gamma, lags):
    """Yule and Walker: the autoregression that has these autocovariances, and its later ones."""
    order = len(gamma) - 1
    coefficients, found = solve_toeplitz(gamma[:-1], gamma[1:]), list(gamma)
    while len(found) < lags:
        found.append(coefficients @ found[: -order - 1 : -1])
    return np.array(found)


@cache
def split(seed):
    """Autocovariances of half of the rows, drawn, and of the other half."""
    order = np.random.default_rng(seed).permutation(106)
    rows = photograph()
    return tuple(autocovariances(rows[part], HORIZON) for part in (order[:53], order[53:]))


@cache
def student(seed, width):
    """A symmetric balanced student at rest."""
    rng = np.random.default_rng((seed, width))
    A = 0.1 * rng.standard_normal((width, width))
    start = StateSpace.symmetric(A + A.T, 0.3 * rng.standard_normal(width))
    return fit_symmetric(start, split(seed)[0][:LAGS], steps=500)


def miss(response, judged):
    """Root mean square beyond the lags that were seen."""
    return float(np.sqrt(np.mean((response - judged)[LAGS:] ** 2)))


@step(
    "evidence",
    ("a student of one state", "width", 1),
    ("the start in place of the end", "at_rest", False),
    whole=("width",),
)
def two_atoms(width=2, at_rest=True):
    """Students of 2 and 4 states that do not fit: two atoms, one response up to lag 39."""

    def holds(seed):
        one, other = student(seed, width), student(seed, 4)
        if not at_rest:
            other = StateSpace.symmetric(0.5 * other.A, other.B)
        seen = split(seed)[0][:LAGS]
        gap = np.abs(one.response(HORIZON) - other.response(HORIZON)).max()
        counts = {len(atoms(s, negligible=1e-4, near=0.02).places) for s in (one, other)}
        return bool(counts == {2} and gap <= 1e-4 and response_loss(other, seen) > 1e-7)

    return measure_share(SEEDS, any_seed, holds, share=SHARE)


@step(
    "evidence",
    ("a hundredth of the error of zeros", "bound", 0.01),
    ("less than seven tenths of the autoregression's error", "high", 0.7),
    ("more than one and a half of it", "low", 1.5),
    sharpness=2,
)
def on_the_other_half(bound=0.25, low=0.5, high=2.0):
    """Its error on the other rows, against that of zeros and of the autoregression."""

    def holds(seed):
        seen, judged = split(seed)
        found, peer = student(seed, 4).response(HORIZON), continued(seen[:LAGS], HORIZON)
        error, by_peer = miss(found, judged), miss(peer, judged)
        within = low * by_peer <= error <= high * by_peer
        return bool(within and error <= bound * miss(0 * judged, judged))

    return measure_share(SEEDS, any_seed, holds, share=SHARE)


on_photograph = Claim(
    name="photograph-continued",
    kind="proposition",
    title="A photograph, continued",
    statement=r"""
Take the grey photograph of a temple ($106 \times 160$, from scikit-learn) less its mean, draw half of its rows, and let the target $m_0, \dots, m_6$ be their autocovariances $\sum x_t x_{t+i}$ along the rows, in units of $m_0$; to be judged by are $\hat m_i$, $7 \le i < 40$, of the other half, in root mean square. Symmetric balanced students of two and of four states are fitted from normal starts by L-BFGS until they rest. For at least three of four draws each:

1. The student of four states does not fit, $\ell > 10^{-7}$, has two atoms, and its response up to $i = 39$ is that of the student of two states to $10^{-4}$.
2. The error of the student of four states is at most a quarter of that of zeros, and between a half of and twice that of the autoregression of order six with the same seven autocovariances.
""",
    uses=("state-space",),
    steps=(two_atoms, on_the_other_half),
    parts={"1": (two_atoms,), "2": (on_the_other_half,)},
)

CLAIMS = (found_by_descent, on_photograph)
