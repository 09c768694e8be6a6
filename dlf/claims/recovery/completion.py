"""Chapter *Matrix completion*: the step on the observed entries, and what was measured of its runs."""

from functools import cache

import numpy as np
import sympy as sp

from dlf.chain import Completion, end_to_end, orthogonal, prefix_products, suffix_products
from dlf.claims.hypotheses import depth_at_least
from dlf.claims.matrices import letters
from dlf.claims.steps import if_arrived
from dlf.dynamics import gradient_descent
from dlf.recovery import sampled_descent
from dlf.reduction import compress
from dlf.verify import Claim, all_of, identity, measure, over, step

SIDE, RANK, SCALE = 30, 2, 0.03
MOST = 1000  # steps of a run; one that has not arrived by then contradicts what counts its steps
SEEDS = range(5)
SHARE, WIDTH = 0.6, 2 * RANK
adjoint = sp.adjoint


@step("proof", ("the residual of all entries", "masked", False), ("twice the residual", "scale", 2))
def observed_gradient(masked=True, scale=1):
    """2 x 2, three entries observed: the derivatives of f are the entries of E."""
    X, M = (sp.Matrix(2, 2, sp.symbols(f"{name}1:5", real=True)) for name in "xm")
    seen = sp.Matrix([[1, 1], [0, 1]])
    f = sum(s * e**2 for s, e in zip(seen, X - M, strict=True)) / 2
    E = (X - M).multiply_elementwise(seen) if masked else X - M
    return all_of(*(identity(sp.diff(f, X[k]), scale * E[k]) for k in range(4)))


@step(
    "proof",
    ("the last factor left out of B", "last", False),
    ("the inner factors not transposed", "transposed", False),
    ("the inner factors on the other side", "exchanged", True),
)
def regrouped(last=True, transposed=True, exchanged=False):
    """(W_L A)^T E C^T = A^T (W_L^T E) C^T with A = W_{L-1} ... W_{l+1}, C = W_{l-1} ... W_1."""
    W, A, R, C = letters("W A R C")  # R for E, a reserved name
    B = adjoint(W) * R if last else R
    left, right = (C, A) if exchanged else (A, C)
    claimed = (adjoint(left) if transposed else left) * B * adjoint(right)
    return identity(adjoint(W * A) * R * adjoint(C), claimed)


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
    "proof",
    ("K formed twice", "less", 24),
    ("the residual by two passes", "passes", 8),
)
def operations(less=26, passes=6):
    """L = 2..8: 2 m k n for a product of m x k and k x n, 2 r for an entry of E, E P^T, W_L^T E."""
    n, d, r = sp.symbols("n d_0 r", positive=True)

    def at(depth):
        wide = 3 if depth > 2 else 0  # P, K^T B with K = W_{L-1} ... W_2, and B W_1^T
        counted = 3 * 2 * n * r + wide * 2 * d * r**2 + square_products(depth) * 2 * r**3
        claimed = passes * n * r
        claimed += 6 * d * r**2 if depth > 2 else 0
        claimed += (8 * depth - less) * r**3 if depth > 3 else 0
        return identity(counted, claimed)

    return over("L", range(2, 9), at)


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
    words=(
        "Which products are formed, and the size of each array.",
        "Any shape and any set of observed entries, as for 2 x 2 with three of them.",
    ),
    steps=(observed_gradient, regrouped, operations),
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
def steps_needed(seed, network, share=SHARE, alpha=1.0):
    """Steps of size 1/(5 p) until ||X - M||_F <= ||M||_F / 1000, hidden entries included."""
    objective, target, _ = problem(seed, share)
    factors = start(network, objective, np.random.default_rng([seed, 1]))
    descend = gradient_descent if network == "full" else sampled_descent
    run = descend(
        objective,
        factors,
        MOST,
        learning_rate=0.2 / share,
        discrepant_rate=alpha,
        record=1,
        progress=False,
    )
    errors = np.linalg.norm(run.end_to_end() - target, axis=(1, 2)) / np.linalg.norm(target)
    return int(np.argmax(errors <= 1e-3)) if errors.min() <= 1e-3 else MOST


def outside(value, low, high):
    """By how much a number misses an interval, relatively; 0 within."""
    return float(np.max([0.0, 1 - value / low, value / high - 1]))


def any_seed(rng):
    return int(rng.integers(10**9))


@step(
    "evidence",
    ("the start from permuted values", "network", "permuted"),
    ("a random start of the same width", "network", "random"),
    ("half of the entries: one draw stays above", "share", 0.5),
    ("the outer factors all but frozen, alpha = 1/1000", "alpha", 1e-3),
    ("at most 0.8 times the steps", "high", 0.8),
)
def fewer_steps(network="spectral", share=SHARE, alpha=1.0, high=0.95):
    """Five draws: the share of the full network's steps that the narrow one needs."""

    def residual(seed):
        narrow, full = steps_needed(seed, network, share, alpha), steps_needed(seed, "full", share)
        return if_arrived([narrow, full], MOST, lambda: outside(narrow / full, 0.75, high))

    return measure(SEEDS, any_seed, residual, tolerance=1e-4)


@step(
    "evidence",
    ("the spectral start", "networks", ("spectral",)),
    ("half of the entries", "share", 0.5),
    ("at least twice as many", "low", 2.0),
)
def more_steps(networks=("random", "permuted"), share=SHARE, low=1.25):
    """Five draws: the same width, started elsewhere."""

    def residual(seed):
        full = steps_needed(seed, "full", share)
        taken = [steps_needed(seed, name, share) for name in networks]
        worst = lambda: max(outside(k / full, low, np.inf) for k in taken)
        return if_arrived([full, *taken], MOST, worst)

    return measure(SEEDS, any_seed, residual, tolerance=1e-3)


ahead = Claim(
    name="completion-steps",
    kind="proposition",
    title="Steps of the full and of the compressed network",
    statement=r"""
Let $M \in \R^{30 \times 30}$ have the singular values $1, \frac{7}{10}$ and random singular vectors, three fifths of the entries observed, evenly at random, $L = 3$, $\eps = \frac{3}{100}$, equal rates and the step $\frac13$ of the sum loss. In each of five draws, counted until $\norm{X - M}_F \le 10^{-3} \norm{M}_F$:

1. the compressed network of rank $\hat r = 4$ needs between 0.75 and 0.95 times the steps of the network of full width from random orthogonal factors;
2. the same narrow network from random orthogonal factors, and from the singular vectors of the surrogate of randomly permuted values, needs at least 1.25 times as many as the full one, but fewer than 1000.
""",
    steps=(fewer_steps, more_steps),
)


@step(
    "evidence",
    ("a speed-up by alpha", "lower", 1.0),
    ("the weights of the upper mean exchanged", "outer", 1),
    ("half of the entries: one draw stays above", "share", 0.5),
)
def speed_of_a_rate(lower=2 / 3, outer=2, share=SHARE):
    """Five draws, alpha = 2 and 3: how many times fewer steps than at equal rates."""

    def residual(seed):
        equal = steps_needed(seed, "spectral", share)
        taken = {a: steps_needed(seed, "spectral", share, a) for a in (2.0, 3.0)}
        top = {a: (outer * a + 3 - outer) / 3 for a in taken}
        worst = lambda: max(outside(equal / taken[a], a**lower, top[a]) for a in taken)
        return if_arrived([equal, *taken.values()], MOST, worst)

    return measure(SEEDS, any_seed, residual, tolerance=1e-3)


rates = Claim(
    name="completion-rates",
    kind="proposition",
    title="The discrepant rate in completion",
    statement=r"""
In the setting of {prf:ref}`completion-steps`, with a discrepant rate $\alpha$ for $\alpha = 2$ and $\alpha = 3$, the compressed network needs at least $\alpha^{2/3}$ and at most $\frac{2\alpha + 1}{3}$ times fewer steps than at equal rates, in each of five draws: as the two bounds of {prf:ref}`rate-gain` say for one aligned mode.
""",
    uses=("completion-steps", "rate-gain"),
    steps=(speed_of_a_rate,),
)


@cache
def final_error(seed, depth, rank, share):
    """||X - M||_F / ||M||_F after 1000 steps from eps^L = 1/1000."""
    objective, target, _ = problem(seed, share)
    factors = compress(objective, depth=depth, rank=rank, init_scale=1e-3 ** (1 / depth))
    run = sampled_descent(objective, factors, MOST, learning_rate=0.2 / share, progress=False)
    return float(np.linalg.norm(end_to_end(run.at(-1)) - target) / np.linalg.norm(target))


@step(
    "evidence",
    ("the width r", "rank", RANK),
    ("a fifth of the entries", "share", 0.2),
    ("the depths exchanged", "depths", (3, 2)),
    ("a tenth", "bound", 0.1),
)
def depth_ratio(rank=8, share=0.4, depths=(2, 3), bound=1 / 3):
    """Five draws: the error of three factors against that of two."""

    def residual(seed):
        shallow, deep = (final_error(seed, depth, rank, share) for depth in depths)
        return float(np.max([0.0, deep / shallow / bound - 1]))

    return measure(SEEDS, any_seed, residual, tolerance=1e-3)


depths = Claim(
    name="completion-depth",
    kind="proposition",
    title="Depth against too large a width",
    statement=r"""
For $M$ as in {prf:ref}`completion-steps`, two fifths of the entries observed, compressed networks of rank $\hat r = 8$, $\varepsilon^L = 10^{-3}$ and equal rates: after 1000 steps of size $\frac12$ of the sum loss, the relative error $\norm{X - M}_F / \norm{M}_F$ of three factors is at most a third of that of two factors, in each of five draws.
""",
    uses=("completion-steps",),
    steps=(depth_ratio,),
)

CLAIMS = (sampled_gradient, ahead, rates, depths)
