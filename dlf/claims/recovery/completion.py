"""Chapter *Matrix completion*: the step on the observed entries, and what was measured of its runs."""

from functools import cache

import numpy as np
import sympy as sp

from dlf.chain import Completion, end_to_end, orthogonal, prefix_products, suffix_products
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import depth_at_least
from dlf.claims.matrices import product
from dlf.recovery import sampled_descent
from dlf.reduction import compress
from dlf.verify import Claim, all_of, identity, implies, measure_share, over, step

SIDE, RANK, SCALE = 30, 2, 0.03
MOST = 1500  # steps of a run; one that has not arrived by then contradicts what counts its steps
STRIDE = 100  # steps between two looks whether a run has arrived
MORE_SEEDS = range(84)  # where one of 64 draws fails
SEEDS = range(64)  # constants were chosen on the seeds 1000..1239
SHARE, WIDTH = 0.6, 2 * RANK


def observed_loss(depth):
    """W, E and F = f(W_L ... W_1) in symbols: 2 x 2, three entries observed."""
    W = [sp.Matrix(2, 2, sp.symbols(f"{name}1:5", real=True)) for name in "azb"[:depth]]
    M, X = sp.Matrix(2, 2, sp.symbols("m1:5", real=True)), product(W)
    seen = sp.Matrix([[1, 1], [0, 1]])
    F = sp.expand(sum(s * e**2 for s, e in zip(seen, X - M, strict=True)) / 2)
    return W, X, M, seen, F


def entries_agree(F, W, G):
    """dF/dW, entry by entry, against the matrix G."""
    return all_of(*(identity(sp.diff(F, w), g) for w, g in zip(W, G, strict=True)))


@step(
    "evidence",
    ("the residual of all entries", "masked", False),
    ("twice the residual", "scale", 2),
    ("half the residual", "scale", sp.Rational(1, 2)),
)
def observed_gradient(masked=True, scale=1):
    """L = 2: the derivatives of F by W_2 and by W_1 are the entries of E W_1^T and of W_2^T E."""
    W, X, M, seen, F = observed_loss(2)
    E = (X - M).multiply_elementwise(seen) if masked else X - M
    E = scale * E
    return all_of(entries_agree(F, W[1], E * W[0].T), entries_agree(F, W[0], W[1].T * E))


@step(
    "evidence",
    ("the last factor left out of B", "last", False),
    ("the inner factors not transposed", "transposed", False),
    ("the inner factors on the other side", "exchanged", True),
)
def regrouped(last=True, transposed=True, exchanged=False):
    """L = 3: dF/dW_l = A^T (W_3^T E) C^T, A = W_2 ... W_{l+1}, C = W_{l-1} ... W_1, for l = 1, 2."""
    W, X, M, seen, F = observed_loss(3)
    E = (X - M).multiply_elementwise(seen)
    B = W[2].T * E if last else E

    def agree(l):
        A, C = (W[1], sp.eye(2)) if l == 1 else (sp.eye(2), W[0])
        left, right = (C, A) if exchanged else (A, C)
        return entries_agree(F, W[l - 1], (left.T if transposed else left) * B * right.T)

    return over("l", (1, 2), agree)


def square_products(depth):
    """How many products of inner factors the proof forms, counted while they are formed."""
    formed = []

    class Inner:
        T = property(lambda self: self)

        def __matmul__(self, other):
            formed.append((self, other))
            return Inner()

    factors, core = [Inner() for _ in range(depth - 2)], Inner()
    below = prefix_products(factors) if factors else ()
    above = suffix_products(factors[1:]) if factors[1:] else ()
    for l in range(len(factors)):
        inside = core if l == 0 else core @ below[l - 1].T
        if l + 1 < len(factors):
            above[l].T @ inside
    return len(formed)


@step(
    "evidence",
    ("K formed twice", "less", 24),
    ("a product less", "less", 28),
    ("the residual by two passes", "passes", 8),
    ("a pass less", "passes", 4),
    whole=("less", "passes"),
)
def operations(less=26, passes=6):
    """L = 2..8: 2 m k n for a product of m x k and k x n, 2 r for an entry of E, E P^T, W_L^T E."""
    n, d, r, walk, wide, square = sp.symbols("n d_0 r walk wide square", real=True)
    costs = [
        *(sp.Gt(size, 0) for size in (n, d, r)),
        sp.Eq(walk, 2 * n * r),
        sp.Eq(wide, 2 * d * r**2),  # P, K^T B with K = W_{L-1} ... W_2, and B W_1^T
        sp.Eq(square, 2 * r**3),
    ]

    def at(depth):
        counted = 3 * walk + (3 * wide if depth > 2 else 0) + square_products(depth) * square
        claimed = passes * n * r
        claimed += 6 * d * r**2 if depth > 2 else 0
        claimed += (8 * depth - less) * r**3 if depth > 3 else 0
        return implies(costs, sp.Eq(counted, claimed))

    return over("L", range(2, 9), at)


ON_THE_OBSERVED = theorems(
    "sampled_gradient.v",
    "sampled_gradient",
    "sampled_products",
    "sampled_step_flops",
    "sampled_step_arrays",
)

sampled_gradient = Claim(
    name="sampled-gradient",
    kind="proposition",
    title="A step on the observed entries",
    statement=r"""
Let $[[depth]]$, $\Omega$ a set of $n$ pairs $(i, j)$, $f(X) = \tfrac12 \sum_{(i,j) \in \Omega} (X_{ij} - M_{ij})^2$, $P = W_{L-1} \cdots W_1$, and let $E$ be the matrix with the entries

$$
e_{ij} = \inner{(W_L)_{i,:}}{P_{:,j}} - M_{ij} \quad \text{for } (i, j) \in \Omega, \qquad e_{ij} = 0 \text{ elsewhere.}
$$

With $B = W_L^\T E$ the gradients of $F(W_1, \dots, W_L) = f(W_L \cdots W_1)$ are

$$
\frac{\partial F}{\partial W_L} = E P^\T, \qquad
\frac{\partial F}{\partial W_l} = (W_{L-1} \cdots W_{l+1})^\T B\, (W_{l-1} \cdots W_1)^\T \quad (l < L).
$$

If all inner widths are $\hat r$, they take $6 n \hat r$ additions and multiplications for $L = 2$, $6 n \hat r + 6 d_0 \hat r^2$ for $L = 3$ and $6 n \hat r + 6 d_0 \hat r^2 + (8 L - 26)\, \hat r^3$ for $L \ge 4$, and no array of more than $\max(n, d_0 \hat r, d_L \hat r, \hat r^2)$ numbers is formed.
""",
    hypotheses={"depth": depth_at_least(2)},
    uses=("product-gradient",),
    steps=(*ON_THE_OBSERVED, observed_gradient, regrouped, operations),
)


@cache
def problem(seed, share, values=(1.0, 0.7)):
    """Singular values 1 and 7/10, side 30, random singular vectors and entries; a generator."""
    rng = np.random.default_rng(seed)
    U, V = (np.linalg.qr(rng.standard_normal((SIDE, RANK)))[0] for _ in range(2))
    target, observed = U * values @ V.T, np.zeros(SIDE**2, dtype=bool)
    observed[rng.permutation(SIDE**2)[: round(share * SIDE**2)]] = True
    objective = Completion.from_dense(target, observed.reshape(SIDE, SIDE))
    return objective, target, np.random.default_rng(rng.integers(2**32))


def start(network, objective, rng):
    """The factors of a run: full width, or width 4 from a surrogate or at random."""
    narrow = {"depth": 3, "rank": 2 * RANK, "init_scale": SCALE}
    if network == "spectral":
        return compress(objective, **narrow)
    if network == "permuted":
        values = rng.permutation(objective.values)
        return compress(
            Completion(objective.rows, objective.cols, values, objective.shape), **narrow
        )
    inner = SIDE if network == "full" else 2 * RANK
    return orthogonal((SIDE, inner, inner, SIDE), init_scale=SCALE, rng=rng)


@cache
def steps_needed(seed, network, share=SHARE, alpha=1.0, stretch=1.0):
    """Steps of size stretch/(5 p) until ||X - M||_F <= ||M||_F / 1000, hidden entries included."""
    objective, target, _ = problem(seed, share)
    factors = start(network, objective, np.random.default_rng([seed, 1]))
    options = {"learning_rate": 0.2 * stretch / share, "discrepant_rate": alpha}
    for done in range(0, MOST, STRIDE):
        run = sampled_descent(objective, factors, STRIDE, record=1, progress=False, **options)
        errors = np.linalg.norm(run.end_to_end() - target, axis=(1, 2)) / np.linalg.norm(target)
        if errors.min() <= 1e-3:
            return done + int(np.argmax(errors <= 1e-3))
        factors = run.at(-1)
    return MOST


def any_seed(rng):
    return int(rng.integers(10**9))


@step(
    "evidence",
    ("the start from permuted values", "network", "permuted"),
    ("a random start of the same width", "network", "random"),
    ("the outer factors all but frozen, alpha = 1/1000", "frozen", True),
    ("an upper bound of 0.86", "high", 0.86),
    ("a lower bound of 0.88", "low", 0.88),
    sharpness=0.15,
)
def fewer_steps(network="spectral", frozen=False, low=0.77, high=0.98):
    """The share of the full network's steps that the narrow one needs; both bounds are safe ones."""

    def holds(seed):
        full = steps_needed(seed, "full")
        narrow = steps_needed(seed, network, alpha=1e-3 if frozen else 1.0)
        return np.max([narrow, full]) < MOST and low <= narrow / full <= high

    return measure_share(SEEDS, any_seed, holds, share=0.9)


@step(
    "evidence",
    ("the spectral start", "networks", ("spectral",)),
    ("half as many again", "low", 1.5),
    sharpness=0.35,
)
def more_steps(networks=("random", "permuted"), low=1.13):
    """The same width, started elsewhere; the draws differ so much that the bound is a safe one."""

    def holds(seed):
        full, *taken = (steps_needed(seed, name) for name in ("full", *networks))
        return np.max([full, *taken]) < MOST and np.min(taken) >= low * full

    return measure_share(MORE_SEEDS, any_seed, holds, share=0.9)


ahead = Claim(
    name="completion-steps",
    kind="proposition",
    title="Steps of the full and of the compressed network",
    statement=r"""
Let $M \in \R^{30 \times 30}$ have the singular values $1, \frac{7}{10}$ and random singular vectors, three fifths of the entries observed, evenly at random, $L = 3$, $\eps = \frac{3}{100}$, equal rates and the step $\frac13$ of the sum loss. Counted until $\norm{X - M}_F \le 10^{-3} \norm{M}_F$, in at least nine of ten draws each:

1. the compressed network of rank $\hat r = 4$ needs between 0.77 and 0.98 times the steps of the network of full width from random orthogonal factors;
2. the same narrow network from random orthogonal factors, and from the singular vectors of the surrogate of randomly permuted values, needs at least 1.13 times as many as the full one, but fewer than 1500.
""",
    steps=(fewer_steps, more_steps),
    parts={"1": (fewer_steps,), "2": (more_steps,)},
)


@step(
    "evidence",
    ("the rate itself", "lower", 1.0),
    ("no more than the square root of the cube root", "most", 1.0),
)
def speed_of_a_rate(lower=2 / 3, most=1.03):
    """alpha = 2 and 3: how many times fewer steps than at equal rates."""

    def holds(seed):
        equal = steps_needed(seed, "spectral")
        taken = {a: steps_needed(seed, "spectral", alpha=a) for a in (2.0, 3.0)}
        inside = (a**lower <= equal / k <= most * a ** (2 / 3) for a, k in taken.items())
        return np.max([equal, *taken.values()]) < MOST and all(inside)

    return measure_share(SEEDS, any_seed, holds, share=0.9)


@step(
    "evidence",
    ("the step times alpha", "power", 1.0),
    ("at most one per cent more", "most", 1.01),
)
def speed_of_a_step(power=2 / 3, most=1.03):
    """alpha = 2 and 3, against equal rates with a step larger by alpha^(2/3)."""

    def holds(seed):
        pairs = [
            (steps_needed(seed, "spectral", alpha=a), steps_needed(seed, "spectral", stretch=s))
            for a, s in ((2.0, 2.0**power), (3.0, 3.0**power))
        ]
        return all(rate < MOST and rate <= stretched <= most * rate for rate, stretched in pairs)

    return measure_share(SEEDS, any_seed, holds, share=0.9)


rates = Claim(
    name="completion-rates",
    kind="proposition",
    title="The discrepant rate in completion",
    statement=r"""
In the setting of {prf:ref}`completion-steps`, with a discrepant rate $\alpha$ for $\alpha = 2$ and $\alpha = 3$, in at least nine of ten draws each:

1. the compressed network needs at least $\alpha^{2/3}$ and at most $1.03\, \alpha^{2/3}$ times fewer steps than at equal rates: close to the lower of the two bounds $\alpha^{2/3}$ and $\frac{2\alpha + 1}{3}$ that {prf:ref}`rate-gain` gives for one aligned mode;
2. it needs no more steps than at equal rates with the step times $\alpha^{2/3}$, and these need at most 3 per cent more: the gain is that of a larger step.
""",
    uses=("completion-steps", "rate-gain"),
    steps=(speed_of_a_rate, speed_of_a_step),
    parts={"1": (speed_of_a_rate,), "2": (speed_of_a_step,)},
)


@cache
def final_error(seed, depth, rank, share, strength=1e-3, steps=1000, part=None):
    """||X - M||_F / ||M||_F after the steps, from a product of singular values `strength`.

    The step is 1/(5 p), or that part of 2/(L p), where a mode of strength 1 ceases to be stable.
    """
    objective, target, _ = problem(seed, share)
    rate = (0.2 if part is None else 2 * part / depth) / share
    factors = compress(objective, depth=depth, rank=rank, init_scale=strength ** (1 / depth))
    run = sampled_descent(objective, factors, steps, learning_rate=rate, progress=False)
    return float(np.linalg.norm(end_to_end(run.at(-1)) - target) / np.linalg.norm(target))


@step(
    "evidence",
    ("the width r", "tight", True),
    ("the depths exchanged", "depths", (3, 2)),
    ("a sixth", "bound", 1 / 6),
    sharpness=0.4,
)
def depth_ratio(tight=False, depths=(2, 3), bound=0.28):
    """Three factors against two; errors differ twofold from draw to draw, so the bound is safe."""

    def holds(seed):
        shallow, deep = (final_error(seed, depth, RANK if tight else 8, 0.4) for depth in depths)
        return deep <= bound * shallow

    return measure_share(MORE_SEEDS, any_seed, holds, share=0.9)


@step("evidence", ("the same start", "alike", True))
def start_against_depth(alike=False):
    """Two factors from a much smaller start against three from 1/1000."""

    def holds(seed):
        shallow = final_error(seed, 2, 8, 0.4, 1e-3 if alike else 1e-9)
        return shallow < final_error(seed, 3, 8, 0.4)

    return measure_share(SEEDS, any_seed, holds, share=0.9)


depths = Claim(
    name="completion-depth",
    kind="proposition",
    title="Depth against too large a width",
    statement=r"""
For $M$ as in {prf:ref}`completion-steps`, two fifths of the entries observed, compressed networks of rank $\hat r = 8$ and equal rates: after 1000 steps of size $\frac12$ of the sum loss, in at least nine of ten draws each,

1. the relative error $\norm{X - M}_F / \norm{M}_F$ of three factors is at most 0.28 times that of two factors, if both start from $\varepsilon^L = 10^{-3}$;
2. that of two factors is below that of three, if the two start from $\varepsilon^2 = 10^{-9}$ and the three from $\varepsilon^3 = 10^{-3}$.
""",
    uses=("completion-steps",),
    steps=(depth_ratio, start_against_depth),
    parts={"1": (depth_ratio,), "2": (start_against_depth,)},
)

CLAIMS = (sampled_gradient, ahead, rates, depths)
