"""Chapter *Matrix sensing*: the gradient, the outer factors, and what was measured."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import sympy as sp

from dlf.chain import Sensing, leading_modes, orthogonal, spectral
from dlf.claims.hypotheses import orthonormal_columns, positive
from dlf.claims.matrices import inner, letters, rotation
from dlf.claims.steps import if_arrived
from dlf.dynamics import FlowError, gradient_descent
from dlf.recovery import gaussian_sensing
from dlf.verify import Claim, identity, measure, over, step


@step(
    "proof",
    ("without the quadratic term", "square", 0),
    ("the residual's sign reversed", "sign", -1),
)
def expansion(square=1, sign=1):
    """One measurement: a = <A, X>, v = <A, V>, and half of (a + v - y)^2."""
    a, v, y = sp.symbols("a v y", real=True)
    return identity(
        sp.expand((a + v - y) ** 2 / 2),
        sp.expand((a - y) ** 2 / 2 + sign * (a - y) * v + square * v**2 / 2),
    )


@step("proof", ("the surrogate itself", "count", 0), ("uphill", "sign", 1))
def at_zero(count=1, sign=-1):
    """w sum_i (0 - y_i) a_i = -w m S in one entry, for m = 1..5 measurements."""
    w = sp.Symbol("w", real=True)

    def at(m):
        y, a = sp.symbols(f"y1:{m + 1}", real=True), sp.symbols(f"a1:{m + 1}", real=True)
        S = inner(y, a) / m
        G = w * sum((0 - yi) * ai for yi, ai in zip(y, a, strict=True))
        return identity(sp.expand(G), sp.expand(sign * w * m**count * S))

    return over("m", range(1, 6), at)


@step(
    "proof",
    ("the standard deviation", "power", 1),
    ("the residual of M alone", "start", 0),
)
def one_entry(power=2, start=1):
    """E <A, X - M> A_1 with E A_1^2 = sigma^2 and E A_1 A_j = 0, A_1 one of three entries."""
    sigma = sp.Symbol("sigma", real=True)
    X, M = sp.symbols("x1:4", real=True), sp.symbols("m1:4", real=True)
    A = sp.symbols("A1:4", real=True)
    moments = sp.Poly(inner(A, [x - m for x, m in zip(X, M, strict=True)]) * A[0], *A)
    second = {(2, 0, 0): sigma**2, (1, 1, 0): 0, (1, 0, 1): 0}
    mean = sum(c * second[powers] for powers, c in moments.terms())
    return identity(sp.expand(mean), sp.expand(sigma**power * (start * X[0] - M[0])))


gradient = Claim(
    name="sensing-gradient",
    kind="proposition",
    title="The gradient of sensing",
    statement=r"""
Let $A_1, \dots, A_m \in \R^{d_L \times d_0}$, $y \in \R^m$, $[[weight]]$, $S = \frac1m \sum_i y_i A_i$ and

$$
f(X) = \frac w2 \sum_{i=1}^{m} (\inner{A_i}{X} - y_i)^2 .
$$

1. $f(X + V) = f(X) + \inner{G}{V} + \frac w2 \sum_i \inner{A_i}{V}^2$ for all $X$ and $V$, with

   $$
   G = w \sum_{i=1}^{m} (\inner{A_i}{X} - y_i)\, A_i .
   $$

   So $\nabla f(X) = G$.
2. $\nabla f(0) = -w m\, S$.
3. Let $y_i = \inner{A_i}{M}$, and let the entries of all $A_i$ be independent with mean $0$ and variance $\sigma^2$. Then $\mathbb E\, \nabla f(X) = w m \sigma^2\, (X - M)$ for every fixed $X$.
""",
    hypotheses={"weight": positive("w")},
    words=(
        "Sums over the measurements; any number of them in 2, of entries in 3.",
        "A function with such an expansion has the gradient G.",
    ),
    steps=(expansion, at_zero, one_entry),
)


@step(
    "proof",
    ("projected from the left alone", "right", 0),
    ("projected from the right alone", "left", 0),
)
def rest(left=1, right=1):
    """U^T (M - P M Q) V = U^T M V - (U^T U) U^T M V (V^T V), with P = U U^T and Q = V V^T."""
    U, V, M = letters("U V M")
    P = U * sp.adjoint(U) if left else 1
    Q = V * sp.adjoint(V) if right else 1
    core = sp.adjoint(U) * M * V
    whole = sp.adjoint(U) * (M - P * M * Q) * V
    expected = core - sp.adjoint(U) * U * core * sp.adjoint(V) * V
    return identity(whole.expand(), expected.expand())


@step(
    "evidence",
    ("columns of length 2", "length", 2),
    ("the core of M itself", "core", 0),
)
def frames(length=1, core=1):
    """The two squares add up, for all M and R, at rational frames of width 1 in the plane."""
    U, V = length * rotation(1)[:, :1], rotation(2)[:, :1]
    M, R = sp.Matrix(2, 2, sp.symbols("m1:5", real=True)), sp.Matrix([sp.Symbol("r", real=True)])
    C = core * U.T * M * V
    left, inside, outside = U * R * V.T - M, R - C, M - U * U.T * M * V * V.T
    squares = inner(inside, inside) + inner(outside, outside)
    return identity(sp.expand(inner(left, left)), sp.expand(squares))


D, EPS = 12, 0.1
WIDTH = 4  # of the compressed network: twice the largest rank
MOST = 1000  # steps of a run that is watched until it arrives


@dataclass(frozen=True, eq=False)
class Problem:
    """Sensing of a 12 x 12 target of rank r by a number of measurements for each freedom of it."""

    seed: int
    rank: int
    objective: Sensing
    target: np.ndarray

    def path(self, factors, steps, share=0.1, alpha=1.0):
        """Relative errors and losses, (2, n): every ten steps of size share m / s_1^(4/3).

        All NaN if the run diverges.
        """
        M, count = self.target, self.objective.measurements.size
        rate = share * count / np.linalg.norm(M, 2) ** (4 / 3)
        settings = {"learning_rate": rate, "discrepant_rate": alpha, "record": 10}
        try:
            run = gradient_descent(self.objective, factors, steps, **settings)
        except FlowError:
            return np.full((2, steps // 10 + 1), np.nan)
        errors = np.linalg.norm(run.end_to_end() - M, axis=(1, 2)) / np.linalg.norm(M)
        return np.stack([errors, run.losses])


@cache
def problem(seed, rank=2, density=5.0):
    """m = density (2 d r - r^2) measurements."""
    count = round(density * rank * (2 * D - rank))
    return Problem(seed, rank, *gaussian_sensing(D, rank, count, rng=np.random.default_rng(seed)))


def draw(rng):
    """`measure` passes a generator: the seed of the problem is its first number."""
    return problem(int(rng.integers(10**6)))


def generic(data):
    """The operators have the rank min(m, 144), and M has the rank that it should have."""
    flat = data.objective.operators.reshape(len(data.objective.operators), -1)
    full = np.linalg.matrix_rank(flat) == min(flat.shape)
    return bool(full and np.linalg.matrix_rank(data.target) == data.rank)


@step(
    "evidence",
    ("outer factors that learn", "alpha", 1.0),
    ("frames of M itself", "frames", "target"),
    ("an error above one half", "level", 0.5),
)
def floor(alpha=1e-9, frames="surrogate", level=0.2):
    """No recorded error is below 0.2 or the bound if U, V^T hardly move: 10 draws."""

    def residual(data):
        M = data.target
        source = data.objective.surrogate() if frames == "surrogate" else M
        U, _, V = leading_modes(source, WIDTH)
        least = np.linalg.norm(M - U @ U.T @ M @ V @ V.T) / np.linalg.norm(M)
        start = spectral(source, depth=3, rank=WIDTH, init_scale=(1.0, EPS, 1.0))
        found = data.path(start, 300, alpha=alpha)[0].min()
        return float(np.max([0.0, level - found, least - found]))

    return measure(range(10), draw, residual, tolerance=1e-6, hypotheses=(generic,))


held = Claim(
    name="held-outer-factors",
    kind="proposition",
    title="Outer factors that are held",
    statement=r"""
Let $[[orthonormal]]$ with $U \in \R^{d_L \times \hat r}$ and $V \in \R^{d_0 \times \hat r}$. For all $M \in \R^{d_L \times d_0}$ and $R \in \R^{\hat r \times \hat r}$

$$
\norm{U R V^\T - M}_F^2 = \norm{R - U^\T M V}_F^2 + \norm{M - U U^\T M V V^\T}_F^2 .
$$

So a network whose outer factors stay multiples of $U$ and $V^\T$ has an error of at least $\norm{M - U U^\T M V V^\T}_F$, whatever its inner factors do.
""",
    hypotheses={"orthonormal": orthonormal_columns("U", "V")},
    words=("The two parts are orthogonal, by the identity for U^T (M - U U^T M V V^T) V.",),
    steps=(rest, frames, floor),
)


def first(errors, level=1e-2):
    """Steps to the level; one record more than there are if it is not reached; NaN stays NaN."""
    if np.isnan(errors).any():
        return np.nan
    return 10 * (int(np.argmax(errors <= level)) if errors.min() <= level else len(errors))


def start_of(data, kind):
    """A compressed start, the kind says from where; "full" is the network of full width."""
    objective, rng = data.objective, np.random.default_rng(data.seed + 2)
    if kind == "full":
        return orthogonal((D,) * 4, init_scale=EPS, rng=np.random.default_rng(data.seed + 1))
    if kind in ("random", "still"):
        scale = EPS if kind == "random" else 1e-6 * EPS
        return orthogonal((D, WIDTH, WIDTH, D), init_scale=scale, rng=rng)
    source = objective.surrogate()
    if kind == "shuffled":
        shuffled = rng.permutation(objective.measurements)
        source = Sensing(objective.operators, shuffled).surrogate()
    if kind == "trailing":
        source = np.linalg.inv(source).T
    return spectral(source, depth=3, rank=WIDTH, init_scale=EPS)


@cache
def needed(data, kind):
    """Steps to a relative error of 1/100."""
    return first(data.path(start_of(data, kind), MOST)[0])


def off(data, kinds, excess):
    """The largest excess of the kinds' steps over those of the full network, 0 for none.

    1 if a run has not arrived after 1000 steps, NaN if one diverges.
    """
    full, *taken = counts = [needed(data, kind) for kind in ("full", *kinds)]
    worst = lambda: float(np.max([0.0, *(excess(steps / full) for steps in taken)]))
    return if_arrived(counts, MOST + 1, worst)


@step(
    "evidence",
    ("the surrogate of shuffled measurements", "start", "shuffled"),
    ("random orthonormal outer factors", "start", "random"),
    ("the surrogate's trailing singular vectors", "start", "trailing"),
    ("half of the steps", "share", 0.5),
    ("at most 0.85 times the steps", "share", 0.85),
)
def spectral_start(start="surrogate", share=0.95):
    """Steps to a relative error of 1/100, against the network of full width: 10 draws."""

    def residual(data):
        return off(data, [start], lambda quotient: quotient - share)

    return measure(range(10), draw, residual, tolerance=1e-6, hypotheses=(generic,))


@step(
    "evidence",
    ("the spectral start", "starts", ("surrogate",)),
    ("twice the steps", "share", 2.0),
    ("a fifth more steps", "share", 1.2),
    ("a start so small that no run arrives", "starts", ("still",)),
)
def other_starts(starts=("random", "shuffled"), share=1.05):
    """The same from random outer factors, and from the surrogate of shuffled measurements."""

    def residual(data):
        return off(data, starts, lambda quotient: share - quotient)

    return measure(range(10), draw, residual, tolerance=1e-6, hypotheses=(generic,))


head = Claim(
    name="sensing-head-start",
    kind="proposition",
    title="The head start",
    statement=r"""
Gaussian sensing of a spread target $M \in \R^{12 \times 12}$ of rank $2$ by $m = 220$ measurements, more than its $144$ entries; entries of the operators $N(0, 1/m^2)$; $L = 3$, $\eps = \frac1{10}$, $\alpha = 1$, steps of size $m / (10\, s_1^{4/3})$ for the sum of squares. Count the steps to a relative error $\norm{X - M}_F \le \frac1{100} \norm{M}_F$, in tens. In ten draws of target and operators, the network of full width, from $\eps$ times random orthogonal factors, arrives within $1000$ steps, and the compressed network with $\hat r = 4$ needs

1. at most $0.95$ times its steps from the spectral start, along the surrogate $S$ of {prf:ref}`sensing-gradient`;
2. at least $1.05$ times its steps, but at most $1000$, if all its factors start as $\eps$ times random orthogonal ones, and also from the spectral start along the surrogate of the same measurements in a random order.
""",
    uses=("sensing-gradient",),
    steps=(spectral_start, other_starts),
)


def both_ranks(density):
    """A draw of two problems, of the ranks 1 and 2, with m = density (2 d r - r^2)."""

    def pair(rng):
        seed = int(rng.integers(10**6))
        return tuple(problem(seed, rank, density) for rank in (1, 2))

    return pair


def both_generic(pair):
    return all(generic(one) for one in pair)


@cache
def ends(pair, width, scale=1.0):
    """Of the compressed network after 1000 steps, for both problems: error, loss in the first."""
    found = []
    for one in pair:
        start = spectral(one.objective.surrogate(), depth=3, rank=width, init_scale=EPS)
        errors, losses = one.path(start, 1000, share=0.05 * scale)
        found.append((errors[-1], losses[-1] / losses[0]))
    return found


@step(
    "evidence",
    ("as many measurements as degrees of freedom", "density", 1.0),
    ("an error of one in ten thousand", "level", 1e-4),
    ("a width below the rank 2", "width", 1),
)
def enough(density=4.0, level=1e-2, width=WIDTH):
    """The larger error after 1000 steps for m = 4 (2 d r - r^2): ranks 1 and 2, three draws each."""

    def residual(pair):
        return float(np.max([0.0, *(error - level for error, _ in ends(pair, width))]))

    return measure(
        range(3), both_ranks(density), residual, tolerance=1e-7, hypotheses=(both_generic,)
    )


@step(
    "evidence",
    ("four measurements for each degree of freedom", "density", 4.0),
    ("an error of one", "level", 1.0),
    ("an error of three fifths", "level", 0.6),
    ("twice as many measurements", "density", 2.0),
    ("steps of a millionth: the measurements are not fitted", "scale", 1e-6),
    ("a loss of a millionth", "fit", 1e-6),
)
def too_few(density=1.0, level=0.25, scale=1.0, fit=0.01):
    """After 1000 steps for m = 2 d r - r^2 the loss is fitted, M is not: ranks 1 and 2."""

    def residual(pair):
        found = ends(pair, WIDTH, scale)
        return float(np.max([[0.0, 0.0], *((level - error, loss - fit) for error, loss in found)]))

    return measure(
        range(3), both_ranks(density), residual, tolerance=1e-7, hypotheses=(both_generic,)
    )


count = Claim(
    name="sensing-count",
    kind="proposition",
    title="How many measurements",
    statement=r"""
In the setting of {prf:ref}`sensing-head-start`, now with ranks $r = 1, 2$ and half the step, let $n = 24 r - r^2$ be the number of degrees of freedom of a $12 \times 12$ matrix of rank $r$. In three draws for each rank, the relative error of the compressed network after 1000 steps is

1. at most $\frac1{100}$ for $m = 4 n$, which is $92$ and $176$;
2. at least $\frac14$ for $m = n$, which is $23$ and $44$, although the loss has fallen to at most a hundredth of its first value.
""",
    uses=("sensing-head-start",),
    steps=(enough, too_few),
)

CLAIMS = (gradient, head, held, count)
