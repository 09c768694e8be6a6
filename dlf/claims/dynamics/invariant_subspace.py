"""Chapter *The invariant subspace*: its statements and what checks them."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization, gaussian
from dlf.chain import orthogonal as orthogonal_start
from dlf.claims.hypotheses import depth_at_least, orthogonal, room
from dlf.claims.matrices import inner, product, spatial_rotation
from dlf.dynamics import gradient_descent, gradient_flow
from dlf.reduction import reduced_descent, reduced_flow
from dlf.verify import Claim, identity, implies, measure, over, step

IDENTITY = sp.eye(3)
HALF = sp.Rational(1, 2)
eta, omega = sp.symbols("eta omega", positive=True)


@step(
    "proof",
    ("the other factors to the first power", "power", 1),
    ("the reversed sign", "sign", 1),
    ("without weight decay in the recursion", "decay", 0),
)
def constant_block(power=2, sign=-1, decay=omega):
    """A step of rho with a = prod rho_k above l and b below: the gradient's block is a (a rho b) b."""
    rho, a, b = sp.symbols("rho a b", positive=True)
    after = rho - eta * (a * (a * rho * b) * b + omega * rho)
    stated = rho * (1 - eta * decay + sign * eta * (a * b) ** power)
    return identity(sp.expand(after), sp.expand(stated))


@step("proof", ("one direction more", "more", 1), ("with d - r > 0 only", "share", 1))
def dimension(more=0, share=2):
    """Two families of r linear conditions leave at least d - 2r > 0 directions."""
    d, r, n, rank = sp.symbols("d r n rank", real=True)
    room_left = sp.Gt(d - share * r, 0)
    conditions = [sp.Ge(r, 0), room_left, sp.Le(rank, 2 * r), sp.Eq(n, d - rank)]
    return implies(conditions, sp.Ge(n - more, d - 2 * r) if more else sp.Gt(n, 0))


def instance(depth, rank, behind):
    """Q_l, target, and v with M v = 0 and, from behind, M^T X(0) v = 0 (if the rank is 1); d = 3."""
    Q = [spatial_rotation(l) for l in range(depth)]
    a, b = sp.Matrix([1, 2, 2]), sp.Matrix([2, -1, 1])
    target = a * b.T + (rank - 1) * sp.Matrix([0, 1, 3]) * sp.Matrix([1, 1, 0]).T
    return Q, target, b.cross(product(Q).T * a if behind else sp.Matrix([1, 0, 0]))


def exact_step(W, target, whitening, adam):
    """One step of descent with weight decay on f(X) = 1/2 |X A - M|^2, in symbols eta and omega."""
    R = (product(W) * whitening - target) * whitening.T
    moved = []
    for l, layer in enumerate(W):
        A, B = product([sp.eye(3), *W[l + 1 :]]), product([sp.eye(3), *W[:l]])
        G = product([B.T, R, A.T])
        G = G.applyfunc(sp.sign) if adam else G
        moved.append((layer - eta * (G + omega * layer)).expand())
    return moved


@step(
    "evidence",
    ("a start that is not orthogonal: one row of Q_1 doubled", "stretched", 2),
    ("a target of rank 2, so that d - 2r < 0", "rank", 2),
    ("an input that is not whitened", "whitening", sp.diag(1, 2, 3)),
    ("the first step of Adam: the sign of the gradient", "adam", True),
    ("the recursion of rho without weight decay", "decay", 0),
    ("a direction that M^T sees from behind", "behind", False),
)
def two_exact_steps(stretched=1, rank=1, whitening=IDENTITY, adam=False, decay=omega, behind=True):
    """d = 3, r = 1, all eta, omega: after two steps W_l v_l = rho_l v_{l+1}, and transposed."""

    def at(depth):
        Q, target, v = instance(depth, rank, behind)
        scales = [sp.Rational(1, l + 2) for l in range(depth)]
        W = [scale * matrix for scale, matrix in zip(scales, Q, strict=True)]
        W[0] = sp.diag(stretched, 1, 1) * W[0]
        rho, weights = scales, sp.symbols("c1:7")
        for _ in range(1 if adam else 2):  # the sign of a symbol is not known
            W = exact_step(W, target, whitening, adam)
            others = [sp.prod(rho[:l] + rho[l + 1 :]) for l in range(depth)]
            rho = [
                sp.expand(p * (1 - eta * decay - eta * q**2))
                for p, q in zip(rho, others, strict=True)
            ]
        gap = 0
        for layer, p, Q_l in zip(W, rho, Q, strict=True):
            u = Q_l * v
            gap += inner(weights[:3], layer * v - p * u) + inner(weights[3:], layer.T * u - p * v)
            v = u
        return identity(sp.expand(gap), 0)

    return over("L", (2, 3), at)


subspace_claim = Claim(
    name="invariant-subspace",
    kind="theorem",
    title="The invariant subspace",
    statement=r"""
Let $f(X) = \tfrac12 \norm{X - M}_F^2$ with $M \in \R^{d \times d}$ of rank $r$ and $[[room]]$. Let $W_l(0) = \eps_l Q_l$ with $\eps_l > 0$ and
orthogonal $Q_l \in \R^{d \times d}$, $[[orthogonal]]$, for $l = 1, \dots, L$. There are orthogonal matrices $V_1, \dots, V_{L+1} \in \R^{d \times d}$, fixed by the start, such that

$$
W_l = V_{l+1} \begin{pmatrix} \widetilde W_l & 0 \\ 0 & \rho_l I_{d-2r} \end{pmatrix} V_l^\T , \qquad \widetilde W_l(0) = \eps_l I_{2r}, \quad \rho_l(0) = \eps_l ,
$$

at all times of gradient flow and at all steps of gradient descent with any learning rate $\eta > 0$, weight decay $\omega \ge 0$ and heavy-ball momentum. For descent
without momentum

$$
\rho_l^+ = \rho_l \Bigl( 1 - \eta\, \omega - \eta \prod_{k \ne l} \rho_k^2 \Bigr) .
$$
""",
    hypotheses={"room": room(), "orthogonal": orthogonal("Q_l")},
    uses=("product-gradient",),
    source="yaras2023law",
    words=(
        "Products and transposes of block diagonal matrices are block diagonal; V_(l+1) = Q_l V_l.",
        "M^T U_2 = 0, as U_2 = Q_L ... Q_1 V_(1,2); so the target is diag(M~, 0) in the frames.",
        "Induction over the steps; for the flow, uniqueness of the solution.",
    ),
    steps=(constant_block, dimension, two_exact_steps),
)


def random_problem(widths, rank):
    """draw: rng -> (objective, factors, settings)."""

    def draw(rng):
        left = rng.standard_normal((widths[-1], rank))
        target = left @ rng.standard_normal((rank, widths[0])) / np.sqrt(widths[0] * widths[-1])
        scales = tuple(rng.uniform(0.2, 0.6, len(widths) - 1))
        factors = orthogonal_start(widths, init_scale=scales, rng=rng)
        settings = {"learning_rate": 0.1, "weight_decay": 0.01, "momentum": rng.uniform(0, 0.5)}
        return Factorization(target), factors, settings

    return draw


def starts_orthogonal(data):
    """Every factor is a multiple of an orthogonal one."""
    test = orthogonal("Q_l").holds
    return all(test(W / np.linalg.norm(W, 2)) for W in data[1])


def outside(first, second):
    """The largest difference of two stacks of matrices."""
    return float(np.abs(first - second).max())


@step(
    "evidence",
    ("half the learning rate in the subspace", "slower", 0.5),
    ("another start in the subspace", "restarted", True),
)
def descent_in_the_subspace(slower=1.0, restarted=False):
    """The full run against the run in 2r + 1 dimensions, lifted: 12 x 12, r = 2, L = 3."""

    def residual(data):
        objective, factors, settings = data
        full = gradient_descent(objective, factors, 200, record=50, **settings)
        start = tuple(-W for W in factors) if restarted else factors
        reduced_settings = {**settings, "learning_rate": slower * settings["learning_rate"]}
        small = reduced_descent(objective, start, 200, record=50, **reduced_settings)
        return outside(full.end_to_end(), small.end_to_end())

    draw = random_problem((12,) * 4, 2)
    return measure(range(20), draw, residual, tolerance=1e-11, hypotheses=(starts_orthogonal,))


@step("evidence", ("twice the time", "stretch", 2.0))
def flow_in_the_subspace(stretch=1.0):
    """The same under gradient flow."""

    def residual(data):
        objective, factors, _ = data
        full = gradient_flow(objective, factors, [0.0, 2.0], rtol=1e-10)
        small = reduced_flow(objective, factors, [0.0, 2.0 * stretch], rtol=1e-10)
        return outside(full.end_to_end(), small.end_to_end())

    draw = random_problem((12,) * 4, 2)
    return measure(range(5), draw, residual, tolerance=1e-7, hypotheses=(starts_orthogonal,))


@step(
    "proof",
    ("m instead of its root", "root", 1),
    ("the largest rho only", "factors", 1),
)
def rest_of_the_product(root=HALF, factors=2):
    """|prod rho_l I_m|_F^2 = m (prod rho_l)^2, for L = 2: the sum of m equal squares."""
    rho1, rho2, copies = sp.symbols("rho1 rho2 m", positive=True)
    strength = rho1 * (rho2 if factors == 2 else 1)
    return identity(copies * (rho1 * rho2) ** 2, (copies**root * strength) ** 2)


reduced_claim = Claim(
    name="reduced-run",
    kind="corollary",
    title="The reduced run",
    statement=r"""
In the setting of {prf:ref}`invariant-subspace`, with $[[room]]$ and $[[orthogonal]]$, let $V_{l,1}$ be the first $2r$ columns of $V_l$. The factors $\widetilde W_1, \dots, \widetilde W_L$
evolve on their own: they are gradient flow, respectively descent with the same settings, on

$$
\tfrac12 \norm{\widetilde W_L \cdots \widetilde W_1 - \widetilde M}_F^2, \qquad \widetilde M = V_{L+1,1}^\T M\, V_{1,1},
$$

started at $\widetilde W_l(0) = \eps_l I_{2r}$, and $\norm{X - V_{L+1,1} \widetilde W_L \cdots \widetilde W_1 V_{1,1}^\T}_F = \sqrt{d - 2r}\, \prod_l |\rho_l|$.
""",
    hypotheses={"room": room(), "orthogonal": orthogonal("Q_l")},
    uses=("invariant-subspace", "product-gradient"),
    source="kwon2024efficient",
    words=("The upper left block of the gradient is the gradient of the reduced loss.",),
    steps=(rest_of_the_product, descent_in_the_subspace, flow_in_the_subspace),
)


@step("proof", ("the rate of the other factors", "others", 1), ("twice the decay", "factor", 2))
def broken_path(others=0, factor=1):
    """A direction that W_L annihilates has the product 0: only weight decay moves rho_l."""
    rho = sp.Symbol("rho", positive=True)
    after = rho - eta * (others * rho + omega * rho)
    return identity(sp.expand(after), sp.expand(rho * (1 - factor * eta * omega)))


@step(
    "evidence",
    ("gaussian factors below the head", "gaussian_start", True),
    ("the decay of two steps in one", "power", 2),
)
def head_run(gaussian_start=False, power=1):
    """K = 2, d = 10, L = 3: off the core W_l has shrunk by (1 - eta omega)^k, and W_3 vanishes."""

    def draw(rng):
        objective, factors, settings = random_problem((10, 10, 10, 2), 2)(rng)
        if gaussian_start:
            factors = (*gaussian((10, 10, 10), init_scale=0.3, rng=rng), factors[-1])
        return objective, factors, {**settings, "momentum": 0.0, "weight_decay": 0.3}

    def residual(data):
        objective, factors, settings = data
        end = gradient_descent(objective, factors, 40, record=40, **settings).at(-1)
        conditions = np.vstack([objective.target, factors[2] @ factors[1] @ factors[0]])
        _, _, Vt = np.linalg.svd(conditions)
        left = (1 - settings["learning_rate"] * 0.3) ** (40 * power)
        idle = Vt[4:].T
        first, second = factors[0] @ idle, factors[1] @ factors[0] @ idle
        gaps = outside(end[0] @ idle, left * first), outside(end[1] @ first, left * second)
        return max(*gaps, outside(end[2] @ second, 0.0))

    return measure(range(10), draw, residual, tolerance=1e-12)


head_claim = Claim(
    name="classification-head",
    kind="theorem",
    title="A classification head",
    statement=r"""
Let $[[depth]]$, $W_L(0) = \eps_L Q_L$ with orthonormal rows, $Q_L \in \R^{K \times d}$, the other factors as in {prf:ref}`invariant-subspace`, $M \in \R^{K \times d}$ and
$d - 2K > 0$. Then there are orthogonal $V_1, \dots, V_L$, fixed by the start, such that

$$
W_l = V_{l+1} \begin{pmatrix} \widetilde W_l & 0 \\ 0 & \rho_l I_{d-2K} \end{pmatrix} V_l^\T \quad (l < L), \qquad W_L = \begin{pmatrix} \widetilde W_L & 0 \end{pmatrix} V_L^\T
$$

with $\widetilde W_l \in \R^{2K \times 2K}$, $\widetilde W_L \in \R^{K \times 2K}$, under gradient flow and under descent with weight decay $\omega \ge 0$. Under the flow $\rho_l$ is constant; under descent
$\rho_l = \eps_l (1 - \eta\, \omega)^k$ after $k$ steps.
""",
    hypotheses={"depth": depth_at_least(2)},
    uses=("invariant-subspace", "product-gradient"),
    source="yaras2024compressible",
    words=(
        "The conditions M v = 0 and X(0) v = 0 leave d - 2K directions, which W_L ... W_1 annihilates.",
        "Induction over the steps, as for square factors; for the flow, uniqueness.",
    ),
    steps=(broken_path, head_run),
)

CLAIMS = (subspace_claim, reduced_claim, head_claim)
