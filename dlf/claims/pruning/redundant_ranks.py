"""Chapter *Redundant neurons*: which rectified neurons are redundant, at all inputs or at a few."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import at_least_one
from dlf.pruning import numeric_rank, remove_neurons
from dlf.verify import Claim, Property, all_of, implies, measure, step


def rectified(A, b, U):
    """(A u + b)_+ for the inputs u, the columns of U."""
    return np.maximum(A @ U + b[:, None], 0)


@step(
    "proof",
    ("nine tenths of the affine part", "share", sp.Rational(9, 10)),
    ("the affine part added", "share", -1),
)
def opposite(share=1):
    """t_- = (-t)_+ is t_+ - t, on either side of zero."""
    t, plus, minus = sp.symbols("t plus minus", real=True)
    stated = sp.Eq(minus, plus - share * t)
    right = implies([sp.Ge(t, 0), sp.Eq(plus, t), sp.Eq(minus, 0)], stated)
    return all_of(right, implies([sp.Le(t, 0), sp.Eq(plus, 0), sp.Eq(minus, -t)], stated))


@step(
    "proof",
    ("one point on the silent side alone", "points", 1),
    ("a coefficient of a tenth left", "left", sp.Rational(1, 10)),
    whole=("points",),
)
def kink(points=2, left=0):
    """c t_+ = p + m t at t = -1, -2 and 1: then c = 0."""
    c, p, m = sp.symbols("c p m", real=True)
    silent = [sp.Eq(p - m, 0), sp.Eq(p - 2 * m, 0)][:points]
    return implies([*silent, sp.Eq(p + m, c)], sp.Eq(c, left))


def clusters(rng):
    """Neurons, and inputs near 2 or 3 centres so that within a cluster no neuron switches; d."""
    d, groups = int(rng.integers(1, 4)), int(rng.integers(2, 4))
    A, b = rng.standard_normal((40, d)), rng.standard_normal(40)
    while True:
        centres = 2 * rng.standard_normal((d, groups))
        heights = A @ centres + b[:, None]
        on = heights > 0
        alone = all(
            (on[:, g] & ~on[:, h]).sum() > d for g in range(groups) for h in range(groups) if g != h
        )
        if alone and np.abs(heights).min() > 1e-3:
            break
    near = np.abs(heights / np.linalg.norm(A, axis=1)[:, None]).min()
    U = np.hstack([c[:, None] + near * rng.uniform(-0.5, 0.5, (d, 9)) for c in centres.T])
    return rectified(A, b, U), d, groups


@step(
    "evidence",
    ("d in place of d + 1", "less", 1),
    ("one group fewer", "fewer", 1),
    whole=("less", "fewer"),
)
def two_clusters(less=0, fewer=0):
    """40 neurons, 2 or 3 groups of 9 samples: the rank is d + 1 times the groups, no more."""

    def residual(data):
        H, d, groups = data
        return float(numeric_rank(H, tolerance=1e-9) - (groups - fewer) * (d + 1 - less))

    return measure(range(20), clusters, residual, tolerance=1e-3)


@step(
    "evidence",
    ("d + 1 beside the constant", "more", 1),
    ("one relation fewer", "fewer", 1),
    whole=("more", "fewer"),
)
def always_on(more=0, fewer=0):
    """p > d + 1 neurons that are on at all samples: d beside a constant; the rest goes for free."""

    def draw(rng):
        d = int(rng.integers(1, 5))
        p = d + 1 + int(rng.integers(1, 6))
        A, U = rng.standard_normal((p, d)), rng.uniform(-1, 1, (d, 60))
        b = np.abs(A).sum(axis=1) + rng.uniform(0.1, 1.0, p)
        return A, b, U, rng.uniform(-1, 1, (d, 20))

    def residual(data):
        A, b, U, fresh = data
        d, p = A.shape[1], len(A)
        H = rectified(A, b, U)
        rank = numeric_rank(H - H.mean(axis=1, keepdims=True), tolerance=1e-9)
        X = np.ones((1, p))
        found = remove_neurons(H.T, X, np.zeros(1), keep=d - fewer or d + 1)
        later = rectified(A, b, fresh)
        apart = X @ later - found.weight @ later[found.kept] - found.bias
        return float(np.max([abs(rank - d - more), np.abs(apart).max()]))

    return measure(range(20), draw, residual, tolerance=1e-6)


def scaled_and_turned(rng):
    """Hyperplanes in the plane, some with a second neuron turned round, some with a scaled copy."""
    d, planes = 2, int(rng.integers(4, 8))
    angle = rng.uniform(0, 2 * np.pi, planes)
    A, b = np.c_[np.cos(angle), np.sin(angle)], rng.uniform(-1, 1, planes)
    pairs, copies = int(rng.integers(1, planes + 1)), int(rng.integers(0, planes))
    s, t = rng.uniform(0.5, 2.0, pairs), rng.uniform(0.5, 2.0, copies)
    A = np.vstack([A, -s[:, None] * A[:pairs], t[:, None] * A[:copies]])
    return (
        rectified(A, np.r_[b, -s * b[:pairs], t * b[:copies]], rng.uniform(-6, 6, (d, 4000))),
        planes,
        pairs,
    )


@step(
    "evidence",
    ("every pair counted", "all_pairs", True),
    ("pairs not counted", "pair_weight", 0),
    ("at most d of them", "most", 2),
    whole=("most",),
)
def on_the_plane(all_pairs=False, pair_weight=1, most=3):
    """4 to 7 lines, 4000 points: the rank is the number of lines plus min(pairs, 3)."""

    def residual(data):
        H, planes, pairs = data
        q = pairs if all_pairs else int(np.minimum(pairs, most))
        return float(numeric_rank(H, tolerance=1e-10) - planes - pair_weight * q)

    return measure(range(20), scaled_and_turned, residual, tolerance=1e-3)


def different_planes(A):
    """No two of the affine functions (a, b), a != 0, vanish on one hyperplane."""
    unit = A / np.linalg.norm(A, axis=1, keepdims=True)
    angles = np.abs(unit @ unit.T)[np.triu_indices(len(A), 1)]
    return bool(np.abs(A[:, :-1]).max(axis=1).min() > 0 and (angles < 1 - 1e-12).all())


LINES = np.array([[1.0, 0.0], [1.0, -1.0]])
planes_apart = Property(
    "different_hyperplanes(a, beta)",
    r"(a_j, \beta_j) \ne s\, (a_k, \beta_k) \text{ for all } s \in \R \text{ and } j \ne k",
    different_planes,
    LINES,
    np.vstack([LINES[0], -2 * LINES[0]]),
)

GROUPS = formal("rectified.v", "rank_of_groups")
WHERE_ON = theorems("rectified.v", "rank_where_on", "go_where_on", "go_beside_bias")
EVERYWHERE = theorems(
    "rectified_everywhere.v", "span_of_rectified", "go_everywhere", "no_more_everywhere"
)

rank_claim = Claim(
    name="rank-of-rectified",
    kind="theorem",
    title="Which rectified neurons are redundant",
    statement=r"""
Let the activations of {prf:ref}`removed-neurons` be $h_j(u) = (a_j^\T u + \beta_j)_+$ at the inputs $u \in \R^d$, $[[inputs]]$.

1. Let the $N$ samples be split into groups, in each of which no neuron is on at one sample and off at another. Let $N_g$ be the samples of group $g$ and $n_g$ the neurons that are on in it. Then $\operatorname{rank} H \le \sum_g \min(n_g, N_g, d + 1)$.
2. Let $p$ neurons be on at all samples of a set. Beside the constant neuron of a bias they have rank at most $d$ there, so that at least $p - d$ of them can be removed without loss; without the constant at least $p - d - 1$. These, and what the others take over, can be chosen so that it is without loss at every input at which all $p$ are on.
3. On all of $\R^d$, let all $a_j \ne 0$. Let $\kappa$ be the number of different hyperplanes $\{ a_j^\T u + \beta_j = 0 \}$, and $q \le d + 1$ the dimension of the span of those $(a_j, \beta_j)$ for which some neuron has $(a_k, \beta_k) = -s\, (a_j, \beta_j)$, $s > 0$. The functions $h_1, \dots, h_n$ span $\kappa + q$ dimensions. So, if no bias takes part, $n - \kappa - q$ neurons can be removed without loss for all inputs, and, with outgoing weights that are linearly independent, no more.
""",
    hypotheses={"inputs": at_least_one("d")},
    uses=("removed-neurons", "lossless-removal"),
    steps=(
        *(GROUPS, *WHERE_ON, *EVERYWHERE),
        *(opposite, kink, two_clusters, always_on, on_the_plane),
    ),
    parts={
        "1": (GROUPS, two_clusters),
        "2": (*WHERE_ON, always_on),
        "3": (*EVERYWHERE, opposite, kink, on_the_plane),
    },
)


@step(
    "proof",
    ("nine tenths of the error at one", "share", sp.Rational(9, 10)),
    ("no error at zero", "at_zero", 0),
    ("a second weight that is a tenth larger", "second", sp.Rational(-99, 10)),
    ("the sample at two left out", "samples", 1),
    whole=("samples",),
)
def between_the_samples(share=1, at_zero=-3, samples=2, second=-9):
    """u_+, (u - 1)_+ and (3 - u)_+ at u = 1/2 and 2 fix c = (5, -9); the errors at 1, 0 and 4."""
    c, e = sp.symbols("c1:3", real=True), sp.symbols("e1:4", real=True)
    plus = lambda x: max(x, sp.S.Zero)
    at = lambda u: c[0] * plus(u) + c[1] * plus(u - 1) - plus(3 - u)
    fitted = [sp.Eq(at(u), 0) for u in (sp.Rational(1, 2), sp.Integer(2))][:samples]
    errors = [sp.Eq(x, at(sp.Integer(u))) for x, u in zip(e, (1, 0, 4), strict=True)]
    ends = (3 * share, at_zero, -7)
    one_way = [implies(fitted, sp.Eq(x, v)) for x, v in zip(c, (5, second), strict=True)]
    stated = zip(e, ends, strict=True)
    return all_of(*one_way, *(implies([*fitted, *errors], sp.Eq(x, v)) for x, v in stated))


@step(
    "evidence",
    ("one neuron fewer than samples", "fewer", 1),
    whole=("fewer",),
)
def as_many_as_samples(fewer=0):
    """50 neurons, 20 samples: 20 of them are enough on the samples, 19 are not."""

    def draw(rng):
        A, b, U = (
            rng.standard_normal((50, 12)),
            rng.standard_normal(50),
            rng.standard_normal((12, 20)),
        )
        return rectified(A, b, U), rng.standard_normal((3, 50))

    def residual(data):
        H, X = data
        found = remove_neurons(H.T, X, keep=20 - fewer)
        return float(np.abs(X @ H - found.weight @ H[found.kept]).max() / np.abs(X @ H).max())

    return measure(range(20), draw, residual, tolerance=1e-7)


FEW = theorems(
    "few_samples.v", "lossless_set", "few_samples", "no_more_on_samples", "removable_on_samples"
)
ELSEWHERE = theorems("seen_elsewhere.v", "rectified_independent", "seen_elsewhere")

samples_claim = Claim(
    name="lossless-on-samples",
    kind="proposition",
    title="Without loss on the samples alone",
    statement=r"""
In the setting of {prf:ref}`rank-of-rectified`:

1. If there are fewer samples than neurons, one at least, $n - N$ neurons or more can be removed without loss on the samples, whatever $X$ is.
2. Let all $a_j \ne 0$ and $[[apart]]$. Whichever neurons are removed, if $X_D \ne 0$ then no redistribution whatever gives the same output at all inputs: a removal without loss on samples changes the network elsewhere.
3. This can be between the samples, and by more than the output itself. Let $d = 1$, $h_1 = u_+$, $h_2 = (u - 1)_+$, $h_3 = (3 - u)_+$, $X = (0, 0, 1)$, and samples at $u = \frac12$ and $u = 2$. Neuron 3 can be removed without loss, in one way, $\hat X = (5, -9)$. At $u = 1$ the output is then 5 in place of 2, at $u = 0$ it is 0 in place of 3, and at $u = 4$ it is $-7$ in place of 0.
""",
    hypotheses={"apart": planes_apart},
    uses=("lossless-removal", "rank-of-rectified"),
    steps=(*FEW, *ELSEWHERE, between_the_samples, as_many_as_samples),
    parts={"1": (*FEW, as_many_as_samples), "2": ELSEWHERE, "3": (between_the_samples,)},
)

CLAIMS = (rank_claim, samples_claim)
