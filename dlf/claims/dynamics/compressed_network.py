"""Chapter *The compressed network*, first part: its cost and its modes."""

from fractions import Fraction

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, orthonormal_columns, positive
from dlf.claims.matrices import inner, letters, product, spatial_rotation
from dlf.dynamics import gradient_descent, gradient_flow
from dlf.exact import ball
from dlf.reduction import compress, compressed_descent, parameter_count, step_flops
from dlf.verify import Claim, Relation, all_of, enclose, identity, implies, measure, over, step

L, l = sp.symbols("L l", integer=True, positive=True)
x, y, s, lam, alpha = sp.symbols("x y s lambda alpha", positive=True)
RESIDUAL = x**2 * y ** (L - 2) - s
rhat = sp.Symbol("rhat", integer=True)
fits = Relation(sp.Le(rhat, sp.Min(*sp.symbols("d_L d_0", integer=True))))
narrower = Relation(sp.Lt(rhat, sp.Symbol("d", integer=True)))
at_least_one = Relation(sp.Ge(rhat, 1))

definition = Claim(
    name="compressed-network",
    kind="definition",
    title="The compressed network",
    statement=r"""
Let $f(X) = \tfrac12 \norm{\mathcal A(X) - \mathcal A(M)}^2$ with a linear $\mathcal A$ on $\R^{d_L \times d_0}$, depth $[[depth]]$, scale $[[scale]]$, discrepant rate $[[rate]]$ and
a width $[[width, fits]]$. A *surrogate* of $M$ is a positive multiple $S$ of $\mathcal A^\dagger \mathcal A(M)$, with the adjoint $\mathcal A^\dagger$. Let $U \in \R^{d_L \times \hat r}$ and
$V \in \R^{d_0 \times \hat r}$ hold leading singular vectors of $S$ in pairs: $[[orthonormal]]$, $S V = U \hat\Sigma$ and $S^\T U = V \hat\Sigma$ with $\hat\Sigma = \diag(\sigma_1(S), \dots, \sigma_{\hat r}(S))$. The *compressed network* starts from

$$
\widetilde W_1 = \eps V^\T, \qquad \widetilde W_2 = \dots = \widetilde W_{L-1} = \eps I_{\hat r}, \qquad \widetilde W_L = \eps U .
$$

Its flow is $\widetilde W_l' = -\alpha_l\, \partial F / \partial \widetilde W_l$, its descent $\widetilde W_l^+ = \widetilde W_l - \alpha_l\, \eta\, \partial F / \partial \widetilde W_l$, with $\alpha_1 = \alpha_L = \alpha$ and $\alpha_l = 1$ in between.
Its product is $\widetilde X = \widetilde W_L \cdots \widetilde W_1$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "rate": positive("alpha"),
        "width": at_least_one,
        "fits": fits,
        "orthonormal": orthonormal_columns("U", "V"),
    },
    source="kwon2024efficient",
)


@step(
    "proof",
    ("columns of U not orthonormal", "orthonormal", 0),
    ("U and V no singular vectors of M", "singular", 0),
    ("targets added", "sign", 1),
)
def residual_in_the_frames(orthonormal=1, singular=1, sign=-1):
    """U^T (U D V^T - M) = (D - Sigma) V^T, up to multiples of U^T U - I and U^T M - Sigma V^T."""
    U, V, D, Sigma, M = letters("U V D Sigma M")
    left = sp.adjoint(U) * (U * D * sp.adjoint(V) - M)
    right = (D + sign * Sigma) * sp.adjoint(V)
    right += orthonormal * (sp.adjoint(U) * U * D - D) * sp.adjoint(V)
    right -= singular * (sp.adjoint(U) * M - Sigma * sp.adjoint(V))
    return identity(left, right)


def loss(end):
    """(end - s)^2 / 2, multiplied out: so that its slope is not the stated one by its form."""
    return end**2 / 2 - s * end + s**2 / 2


@step(
    "proof",
    ("one of the outer two strengths missing", "square", 1),
    ("one power of y more", "missing", 0),
    ("the layer counted among its own neighbours", "under", 1),
    whole=("square", "missing", "under"),
)
def layers(square=2, missing=1, under=2):
    """The slope of the loss in one strength w of A w B, where A is above it and B below."""
    above, own, below = sp.symbols("A w B", positive=True)
    slope = sp.diff(loss(above * own * below), own)
    outer = x ** (square - 1) * y ** (L - 1 - missing) * RESIDUAL
    first = slope.subs({above: x * y ** (L - 2), own: x, below: 1})
    last = slope.subs({above: 1, own: x, below: y ** (L - 2) * x})
    inner = slope.subs({above: x * y ** (L - 1 - l), own: y, below: y ** (l - under) * x})
    stated = x**square * y ** (L - 2 - missing) * RESIDUAL
    inside = [sp.Ge(l, 2), sp.Le(l, L - 1)]
    ends = (identity(found, outer) for found in (first, last))
    return all_of(*ends, identity(inner, stated, where=inside))


@step(
    "proof",
    ("a discrepant rate of 11/10", "rate", sp.Rational(11, 10)),
    ("the exponent L of the outer", "more", 1),
    whole=("more",),
)
def equal_rates(rate=1, more=0):
    """alpha = 1: at x = y = lambda both velocities are that of one strength of L equal ones."""
    equal = {x: lam, y: lam}
    outer = (-rate * x ** (1 + more) * y ** (L - 2) * RESIDUAL).subs(equal)
    within = (-(x**2) * y ** (L - 3) * RESIDUAL).subs(equal)
    shared = -sp.diff(loss(lam**L), lam) / L
    return all_of(*(identity(velocity, shared) for velocity in (outer, within)))


@step("proof", ("x^2 - y^2 instead", "weight", 1), ("x^2 + alpha y^2 instead", "weight", -alpha))
def conserved(weight=alpha):
    """L >= 3: x^2 - alpha y^2 does not change; 2 layers share the slope in x, L - 2 that in y."""
    common = loss(x**2 * y ** (L - 2))
    outer, within = -alpha * sp.diff(common, x) / 2, -sp.diff(common, y) / (L - 2)
    change = 2 * x * outer - 2 * weight * y * within
    deep = sp.Ge(L, 3)  # the second check looks for a witness where alpha is not 1
    return all_of(identity(change, 0, where=[deep]), identity(change, 0, where=[deep, alpha > 1]))


@step(
    "evidence",
    ("a rate of 11/10 for the inner factors", "rate", sp.Rational(11, 10)),
    ("U and V exchanged at the start", "exchanged", True),
    ("columns of U too long by a tenth", "length", sp.Rational(11, 10)),
    ("a frame that holds no singular vectors", "turned", 1),
    ("singular vectors, not in pairs", "sign", -1),
    ("one power of x more", "more", 1),
    whole=("turned", "more"),
)
def increments(rate=1, exchanged=False, length=1, turned=0, sign=1, more=0):
    """3 x 3, rank 3, width 2, alpha = 5/2, rational frames: the increments of every factor."""
    outer_rate, strengths = sp.Rational(5, 2), sp.symbols("x1 x2 y1 y2", positive=True)
    targets, weights = sp.symbols("s1 s2 s3", positive=True), sp.symbols("c1:7")

    def at(depth):
        left, right = spatial_rotation(0), spatial_rotation(2)
        M = left * sp.diag(*targets) * right.T
        U, V = length * left[:, :2], spatial_rotation(2 + turned)[:, :2] * sp.diag(1, sign)
        U, V = (V, U) if exchanged else (U, V)
        D, E = sp.diag(*strengths[:2]), sp.diag(*strengths[2:])
        W = [D * V.T, *[E] * (depth - 2), U * D]
        paired = [
            ((p, q, t), p**2 * q ** (depth - 2) - t)
            for p, q, t in zip(strengths[:2], strengths[2:], targets[:2], strict=True)
        ]
        ends = [p ** (1 + more) * q ** (depth - 2) * g for (p, q, _), g in paired]
        mids = [p**2 * q ** (depth - 3) * g for (p, q, _), g in paired]
        ends, mids = outer_rate * sp.diag(*ends), sp.diag(*mids)
        stated, R, verdicts = [ends * V.T, *[mids] * (depth - 2), U * ends], product(W) - M, []
        for k, own in enumerate(stated):
            A = product(W[k + 1 :]) if k < depth - 1 else sp.eye(3)
            B = product(W[:k]) if k else sp.eye(3)
            scale = outer_rate if k in (0, depth - 1) else rate
            seen = scale * (A.T * R * B.T)
            c = weights[: len(own)]
            verdicts.append(identity(inner(c, seen), inner(c, own)))
        return all_of(*verdicts)

    return over("L", range(2, 5), at)


def drawn(rng):
    """A random target, 6 x 8 and of rank 3, with settings of its compressed network."""
    target = rng.standard_normal((6, 3)) @ rng.standard_normal((3, 8)) / 5
    settings = {"depth": int(rng.integers(2, 6)), "rank": int(rng.integers(1, 7))}
    settings["init_scale"] = rng.uniform(0.2, 0.7)
    return Factorization(target), settings, rng.uniform(0.3, 4), rng.uniform(0.01, 0.05)


def as_defined(data):
    """Depth, scale, rate and width as the definition has them, and orthonormal frames."""
    objective, settings, ratio, _ = data
    rows, columns = objective.target.shape
    point = {"L": settings["depth"], "rhat": settings["rank"], "d_L": rows, "d_0": columns}
    point |= {"varepsilon": settings["init_scale"], "alpha": ratio}
    stated = definition.hypotheses
    relations = [stated[key].relation for key in ("depth", "scale", "rate", "width", "fits")]
    hold = all(r.subs({v: point[str(v)] for v in r.free_symbols}) == True for r in relations)  # noqa: E712
    first, *_, last = compress(objective, **settings)
    frames = [W / settings["init_scale"] for W in (first.T, last)]
    return hold and stated["orthonormal"].holds(frames)


@step(
    "evidence",
    ("a discrepant rate one per cent larger", "rate", 1.01),
    ("one factor more", "deeper", 1),
    whole=("deeper",),
)
def descent_mode_by_mode(rate=1.0, deeper=0):
    """100 steps of the full factors against the recursion of x and y: 20 random problems."""

    def residual(data):
        objective, settings, ratio, eta = data
        full = compress(objective, **settings)
        run = gradient_descent(objective, full, 100, learning_rate=eta, discrepant_rate=ratio)
        other = {**settings, "depth": settings["depth"] + deeper}
        modes = compressed_descent(
            objective, 100, learning_rate=eta, discrepant_rate=rate * ratio, **other
        )
        return float(np.abs(run.end_to_end() - modes.end_to_end()).max())

    return measure(range(20), drawn, residual, tolerance=1e-12, hypotheses=(as_defined,))


@step(
    "evidence",
    ("frames that hold no singular vectors", "turned", True),
    ("x^2 - y^2 instead", "weighted", False),
)
def flow_keeps_the_form(turned=False, weighted=True):
    """Flow of the full factors: diagonal in the frames, x^2 - alpha y^2 kept: 10 problems."""

    def residual(data):
        objective, settings, ratio, _ = data
        start = compress(objective, **settings)
        if turned:
            start = (start[0][:, ::-1], *start[1:])
        eps, depth = settings["init_scale"], settings["depth"]
        V, U = start[0].T / eps, start[-1] / eps
        run = gradient_flow(objective, start, [0.0, 3.0], discrepant_rate=ratio, rtol=1e-10)
        first, *middle, last = run.at(-1)
        outer = np.diag(first @ V)
        gaps = [np.abs(first - outer[:, None] * V.T), np.abs(last - U * outer)]
        for W in middle if depth > 2 else ():
            gaps.append(np.abs(W - np.diag(np.diag(W))))
            weight = ratio if weighted else 1.0
            gaps.append(np.abs(outer**2 - weight * np.diag(W) ** 2 - (1 - weight) * eps**2))
        return float(np.max([gap.max() for gap in gaps]))

    return measure(range(10), drawn, residual, tolerance=1e-7, hypotheses=(as_defined,))


EXISTS, PRODUCT, *EQUAL = theorems(
    "compressed_exists.v",
    "compressed_flow_of_modes",
    "compressed_product",
    "equal_rates_flow",
    "equal_rates_run",
)
BOUNDED = theorems(
    "compressed_bounds.v",
    "compressed_loss_falls",
    "compressed_mode_conserves",
    "compressed_mode_bounded",
)

decomposition = Claim(
    name="compressed-decomposition",
    kind="theorem",
    title="The compressed network, mode by mode",
    statement=r"""
Let $f(X) = \tfrac12 \norm{X - M}_F^2$, so that $M$ is its own surrogate, and let $s_1 \ge \dots \ge s_{\hat r} \ge 0$ be the leading $\hat r$ singular values of $M$, $[[width]]$. For every depth $[[depth]]$, under flow and under descent with
any $[[learning]]$ and any $[[rate]]$, the compressed network keeps the form

$$
\begin{aligned}
\widetilde W_1 &= \diag(x_i)\, V^\T, \qquad \widetilde W_L = U \diag(x_i), \\
\widetilde W_l &= \diag(y_i) \quad (1 < l < L),
\end{aligned}
$$

so $\widetilde X = U \diag(x_i^2\, y_i^{L-2})\, V^\T$. Every mode starts from $x(0) = y(0) = \eps$, and with $s = s_i$ its flow is

$$
\begin{aligned}
x' &= -\alpha\, x\, y^{L-2} (x^2 y^{L-2} - s), \\
y' &= -x^2\, y^{L-3} (x^2 y^{L-2} - s) ,
\end{aligned}
$$

for $L = 2$ the first line alone. A step of descent adds $\eta$ times the right sides.

1. The flow exists for all $t \ge 0$; for $L \ge 3$ it conserves $x^2 - \alpha\, y^2$.
2. For $\alpha = 1$, $x = y = \lambda$ is the aligned mode of {prf:ref}`aligned-chain`. Modes beyond the rank of $M$ are those with $s = 0$.
""",
    hypotheses={
        "width": at_least_one,
        "depth": depth_at_least(2),
        "learning": positive("eta"),
        "rate": positive("alpha"),
    },
    uses=("compressed-network", "product-gradient", "aligned-chain"),
    source="kwon2024efficient",
    steps=(
        EXISTS,
        PRODUCT,
        *EQUAL,
        formal("aligned.v", "compressed_decomposition"),
        formal("aligned_flow.v", "compressed_flow"),
        formal("half_square.v", "half_square_gradient"),
        *BOUNDED,
        residual_in_the_frames,
        layers,
        equal_rates,
        conserved,
        increments,
        descent_mode_by_mode,
        flow_keeps_the_form,
    ),
    parts={
        "1": (EXISTS, *BOUNDED, conserved, flow_keeps_the_form),
        "2": (*EQUAL, equal_rates),
    },
)


@step(
    "proof",
    ("the inner factors left out", "kept", 0),
    ("one inner factor more", "more", 1),
    whole=("more",),
)
def fewer_parameters(kept=1, more=0):
    """L d^2 - 2 d rhat - (L-2) rhat^2 = (d - rhat)(L d + (L-2) rhat), positive for rhat < d."""
    d, k, n, saved = sp.symbols("d rhat L saved", real=True)
    stated = (d - k) * (n * d + kept * (n - 2) * k)
    counted = n * d**2 - 2 * d * k - (n - 2 + more) * k**2
    premise = [sp.Ge(n, 2), sp.Ge(k, 1), sp.Lt(k, d), sp.Eq(saved, stated)]
    first = identity(counted, stated, where=[sp.Ge(n, 2), sp.Ge(k, 1), sp.Lt(k, d)])
    return all_of(first, implies(premise, sp.Gt(saved, 0)))


@step(
    "proof",
    ("the last product left out", "last", 0),
    ("a width of up to 11/10 d", "widest", sp.Rational(11, 10)),
)
def fewer_flops(last=1, widest=1):
    """(L-1) d^2 - (L-2) rhat^2 - d rhat = (d - rhat)((L-1) d + (L-2) rhat) > 0 for rhat < d."""
    d, k, n, saved = sp.symbols("d rhat L saved", real=True)
    stated = (d - k) * ((n - 1) * d + (n - 2) * k)
    counted = (n - 1) * d**2 - (n - 2) * k**2 - last * d * k
    premise = [sp.Ge(n, 2), sp.Ge(k, 1), sp.Lt(k, widest * d), sp.Eq(saved, stated)]
    first = identity(counted, stated, where=[sp.Ge(n, 2), sp.Ge(k, 1), sp.Lt(k, d)])
    return all_of(first, implies(premise, sp.Gt(saved, 0)))


def equal(found, stated):
    """Whether two whole numbers are equal: their ratio, in balls."""
    gap = Fraction(1, 10**9)
    return enclose(ball(Fraction(found, stated)), 1 - gap, 1 + gap, relative_radius="1e-12")


@step(
    "evidence",
    ("all factors of shape d x rhat", "thin", True),
    ("a product counted m n k", "each", 1),
    ("the width d_0 once too often", "power", 2),
    whole=("power", "each"),
)
def counted(thin=False, each=2, power=1):
    """dlf's counts against the formulas for d = 2..7, rhat < d: whole numbers."""

    def at(depth):
        def check(pair):
            d, k = pair
            widths = (d, *[k] * (depth - 1), d)
            inner_size = d * k if thin else k**2
            entries = 2 * d * k + (depth - 2) * inner_size
            flops = 3 * each * d**power * ((depth - 2) * inner_size + d * k)
            full = 3 * each * d**power * (depth - 1) * d**2
            pairs = [(parameter_count(widths), entries), (step_flops(widths), flops)]
            pairs.append((step_flops((d,) * (depth + 1)), full))
            return all_of(*(equal(*pair) for pair in pairs))

        return over("(d, rhat)", [(d, k) for d in range(2, 8) for k in range(1, d)], check)

    return over("L", range(2, 8), at)


COSTS = ("step_is_gradient", "saved_parameters", "saved_flops")

cost = Claim(
    name="compressed-cost",
    kind="proposition",
    title="What a width saves",
    statement=r"""
Let $[[depth]]$, $[[least, narrower]]$. A chain of $L$ factors of shape $d \times d$ has $L d^2$ parameters, the compressed network of {prf:ref}`compressed-network` on $\R^{d \times d}$ has $2 d \hat r + (L-2)\, \hat r^2$, fewer by

$$
(d - \hat r) \bigl( L d + (L-2)\, \hat r \bigr) > 0 .
$$

A step of descent that forms, for $l = 2, \dots, L$, the products $P_l = W_l P_{l-1}$ (with $P_1 = W_1$), $B_{l-1} = W_l^\T B_l$ and $B_l P_{l-1}^\T$, where $B_L = \nabla f(X)$, which with $B_1$ are the gradients of {prf:ref}`product-gradient`, takes $6 (L-1)\, d^3$ flops for the one and
$6 d\, \bigl( d \hat r + (L-2)\, \hat r^2 \bigr)$ for the other, at $2 m n k$ for an $m \times k$ matrix times a $k \times n$ matrix. That is fewer by $6 d\, (d - \hat r) \bigl( (L-1)\, d + (L-2)\, \hat r \bigr) > 0$.
""",
    hypotheses={"depth": depth_at_least(2), "least": at_least_one, "narrower": narrower},
    uses=("compressed-network", "product-gradient"),
    steps=(
        *(formal("cost.v", name) for name in COSTS),
        fewer_parameters,
        fewer_flops,
        counted,
    ),
)

CLAIMS = (definition, cost, decomposition)
