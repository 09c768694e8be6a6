"""Chapter *The invariant subspace*: square factors, the reduced run and a classification head."""

from functools import cache, reduce

import numpy as np
import sympy as sp

from dlf.chain import Factorization, end_to_end, gaussian
from dlf.chain import orthogonal as orthogonal_start
from dlf.claims.dynamics.closure import diagonal, gradient_in_blocks, weighed
from dlf.claims.formal import formal
from dlf.claims.hypotheses import depth_at_least, nonnegative, orthogonal, positive, room
from dlf.claims.matrices import inner, letters, product, spatial_rotation
from dlf.dynamics import gradient_descent, gradient_flow
from dlf.reduction import reduced_descent, reduced_flow
from dlf.verify import Claim, Relation, identity, implies, measure, over, step

IDENTITY = sp.eye(3)
beta, eta, omega = sp.symbols("beta eta omega", positive=True)


@step(
    "proof",
    ("a tenth of a direction more", "more", sp.Rational(1, 10)),
    ("the rank of M alone", "share", 1),
    whole=("share",),
)
def dimension(more=0, share=2):
    """dim ker (M; M^T X_0) >= d - rank M - rank M^T X_0, and neither rank exceeds r."""
    d, r, n, front, behind, both = sp.symbols("d r n front behind both", real=True)
    conditions = [
        sp.Gt(d - 2 * r, 0),
        sp.Eq(front, r),
        sp.Ge(behind, 0),
        sp.Le(behind, front),  # M^T X_0 has no larger rank than M
        sp.Le(both, front + behind),  # of the matrix with both below each other
        sp.Eq(n, d - both),
    ]
    return implies(conditions, sp.Ge(n, d - share * r + more))


def instance(depth, rank, behind):
    """Q_l, target, and v with M v = 0 and, from behind, M^T X(0) v = 0 (if the rank is 1); d = 3."""
    Q = [spatial_rotation(l) for l in range(depth)]
    a, b = sp.Matrix([1, 2, 2]), sp.Matrix([2, -1, 1])
    target = a * b.T + (rank - 1) * sp.Matrix([0, 1, 3]) * sp.Matrix([1, 1, 0]).T
    return Q, target, b.cross(product(Q).T * a if behind else sp.Matrix([1, 0, 0]))


def exact_step(W, V, target, whitening, adam):
    """A step of heavy ball with weight decay on f(X) = 1/2 |X A - M|^2, in beta, eta and omega."""
    R = (product(W) * whitening - target) * whitening.T
    moved, kept = [], []
    for l, layer in enumerate(W):
        A, B = product([sp.eye(3), *W[l + 1 :]]), product([sp.eye(3), *W[:l]])
        G = product([B.T, R, A.T])
        G = G.applyfunc(sp.sign) if adam else G
        kept.append((beta * V[l] + G + omega * layer).expand())
        moved.append((layer - eta * kept[-1]).expand())
    return moved, kept


@cache
def stepped(depth, rank, stretched, whitening, adam):
    """The factors after two exact steps from scales 1/2, 1/3, ... and velocity zero."""
    Q, target, _ = instance(depth, rank, True)
    W = [matrix / (l + 2) for l, matrix in enumerate(Q)]
    W[0], V = sp.diag(stretched, 1, 1) * W[0], [sp.zeros(3, 3)] * depth
    for _ in range(1 if adam else 2):  # the sign of a symbol is not known
        W, V = exact_step(W, V, target, whitening, adam)
    return W


@step(
    "evidence",
    ("a start that is not orthogonal: one row of Q_1 doubled", "stretched", 2),
    ("a target of rank 2, so that d - 2r < 0", "rank", 2),
    ("an input that is not whitened", "whitening", sp.diag(1, 2, 3)),
    ("the first step of Adam: the sign of the gradient", "adam", True),
    ("the recursion of rho without weight decay", "decay", 0),
    ("the recursion of rho without momentum", "momentum", 0),
    ("a direction that M^T sees from behind", "behind", False),
    whole=("rank",),
)
def two_exact_steps(
    stretched=1, rank=1, whitening=IDENTITY, adam=False, decay=1, momentum=1, behind=True
):
    """d = 3, r = 1, all beta, eta, omega: after two steps W_l v_l = rho_l v_{l+1}, and transposed."""

    def at(depth):
        Q, _, v = instance(depth, rank, behind)
        W = stepped(depth, rank, stretched, sp.ImmutableMatrix(whitening), adam)
        rho, velocity = [sp.Rational(1, l + 2) for l in range(depth)], [0] * depth
        for _ in range(1 if adam else 2):
            pull = [decay * omega + (sp.prod(rho) / p) ** 2 for p in rho]
            velocity = [
                momentum * beta * u + p * q for u, p, q in zip(velocity, rho, pull, strict=True)
            ]
            rho = [sp.expand(p - eta * u) for p, u in zip(rho, velocity, strict=True)]
        weights, found, stated = sp.symbols("a1:7"), 0, 0
        for layer, p, Q_l in zip(W, rho, Q, strict=True):
            u = Q_l * v
            found += inner(weights[:3], layer * v) + inner(weights[3:], layer.T * u)
            stated += p * (inner(weights[:3], u) + inner(weights[3:], v))
            v = u
        return identity(found, stated)

    return over("L", (2, 3), at)


one_family = formal("flow_modes.v", "one_family_of_frames")
slope_of_the_square = formal("half_square.v", "half_square_gradient")

subspace_claim = Claim(
    name="invariant-subspace",
    kind="corollary",
    title="The invariant subspace",
    statement=r"""
Let $[[depth]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$ with $M \in \R^{d \times d}$ of rank $r$ and $[[room]]$. Let $W_l(0) = \eps_l Q_l$ with $\eps_l > 0$ and
orthogonal $Q_l \in \R^{d \times d}$, $[[orthogonal]]$, for $l = 1, \dots, L$. There are orthogonal matrices $V_1, \dots, V_{L+1} \in \R^{d \times d}$, fixed by the start and by $M$, such that

$$
W_l = V_{l+1} \begin{pmatrix} \widetilde W_l & 0 \\ 0 & \rho_l I_{d-2r} \end{pmatrix} V_l^\T , \qquad \widetilde W_l(0) = \eps_l I_{2r}, \quad \rho_l(0) = \eps_l ,
$$

at all times of gradient flow and at all steps of gradient descent with learning rate $[[rate]]$, weight decay $[[decay]]$ and heavy-ball momentum $[[momentum]]$ from velocity zero. The scalars follow the recursion of $\rho_l$ in {prf:ref}`core-and-rest`, with all rates $\eta$; for descent
without momentum

$$
\rho_l^+ = \rho_l \Bigl( 1 - \eta\, \omega - \eta \prod_{k \ne l} \rho_k^2 \Bigr) .
$$
""",
    hypotheses={
        "depth": depth_at_least(1),
        "room": room(),
        "orthogonal": orthogonal("Q_l"),
        "rate": positive("eta"),
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("core-and-rest",),
    source="yaras2023law",
    steps=(
        one_family,
        slope_of_the_square,
        formal("parsimony.v", "law_of_parsimony"),
        formal("parsimony.v", "idle_step"),
        formal("parsimony.v", "idle_pull"),
        dimension,
        two_exact_steps,
    ),
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
    "evidence",
    ("a tenth of a direction more", "more", sp.Rational(1, 10)),
    ("the largest rho only", "factors", 1),
)
def rest_of_the_product(more=0, factors=None):
    """d = 3, L = 2, 3, m = 1, 2: the squared entries of X less its core sum to m (prod rho_l)^2."""

    def at(depth):
        frames = [spatial_rotation(l) for l in range(depth + 1)]
        rho = sp.symbols(f"rho1:{depth + 1}", positive=True)

        def copies(m):
            W, core = [], []
            for l, scale in enumerate(rho):
                inside = sp.Matrix(3 - m, 3 - m, sp.symbols(f"a{l}_1:{(3 - m) ** 2 + 1}"))
                W.append(frames[l + 1] * sp.diag(inside, scale * sp.eye(m)) * frames[l].T)
                core.append(inside)
            left, right = frames[-1][:, : 3 - m], frames[0][:, : 3 - m]
            whole, inside = (reduce(lambda P, F: F * P, factors) for factors in (W, core))
            gap = whole - left * inside * right.T
            return identity(inner(gap, gap), (m + more) * sp.prod(rho[:factors]) ** 2)

        return over("m", (1, 2), copies)

    return over("L", (2, 3), at)


reduced_claim = Claim(
    name="reduced-run",
    kind="corollary",
    title="The reduced run",
    statement=r"""
In the setting of {prf:ref}`invariant-subspace`, with $[[depth]]$, $[[room]]$ and $[[orthogonal]]$, let $V_{l,1}$ be the first $2r$ columns of $V_l$. The factors $\widetilde W_1, \dots, \widetilde W_L$
evolve on their own: they are gradient flow, respectively descent with the same settings, on

$$
\tfrac12 \norm{\widetilde W_L \cdots \widetilde W_1 - \widetilde M}_F^2, \qquad \widetilde M = V_{L+1,1}^\T M\, V_{1,1},
$$

started at $\widetilde W_l(0) = \eps_l I_{2r}$, and $\norm{X - V_{L+1,1} \widetilde W_L \cdots \widetilde W_1 V_{1,1}^\T}_F = \sqrt{d - 2r}\, \prod_l |\rho_l|$.
""",
    hypotheses={"depth": depth_at_least(1), "room": room(), "orthogonal": orthogonal("Q_l")},
    uses=("core-and-rest", "invariant-subspace"),
    source="kwon2024efficient",
    steps=(
        one_family,
        slope_of_the_square,
        formal("parsimony.v", "rest_of_the_product"),
        formal("parsimony.v", "norm_of_the_rest"),
        rest_of_the_product,
        descent_in_the_subspace,
        flow_in_the_subspace,
    ),
)


def idle_room():
    """d - p - q > 0: directions that neither M nor the product of the start sees."""
    width, seen, reached = sp.symbols("d p q", integer=True)
    return Relation(sp.Gt(width - seen - reached, 0))


@step(
    "evidence",
    ("a head that sees the idle directions", "head", 1),
    ("a target that sees them", "seen", 1),
    ("no momentum of the rest", "kept", 0),
    ("twice the decay", "decay", 2),
    ("half the decay", "decay", sp.Rational(1, 2)),
)
def head_in_blocks(head=0, seen=0, kept=1, decay=1):
    """L = 2..6: a step of W_l = diag(a_l, rho_l) below a head (a_L, 0), from M = (m, 0)."""

    def at(depth):
        a, (m, n, v) = letters(f"a1:{depth + 1}"), letters("m n v")
        rho, c = sp.symbols(f"rho1:{depth}", positive=True), sp.Symbol("c", positive=True)
        D = [*(diagonal(*b) for b in zip(a[:-1], rho, strict=True)), [[a[-1], head * n]]]

        def moved(l):
            last = l == depth - 1
            V = [[v, 0]] if last else diagonal(v, c)
            G = gradient_in_blocks(D, [[m, seen * n]], l)
            rule = lambda W, V, G: W - eta * (beta * V + G + omega * W)
            after = [[rule(*b) for b in zip(*r, strict=True)] for r in zip(D[l], V, G, strict=True)]
            below, above = sp.Mul(*a[:l][::-1]), sp.Mul(*a[l + 1 :][::-1])
            core = sp.adjoint(above) * (above * a[l] * below - m) * sp.adjoint(below)
            core = a[l] - eta * (beta * v + core + omega * a[l])
            if last:
                return identity(sp.expand(weighed(after)), weighed([[core, 0]]))
            idle = rho[l] - eta * (kept * beta * c + decay * omega * rho[l])
            return identity(sp.expand(weighed(after)), weighed(diagonal(core, idle)))

        return over("l", range(depth), moved, whole=True)

    return over("L", range(2, 7), at)


def idle_directions(objective, factors):
    """Orthonormal columns v with M v = 0 and X_0 v = 0."""
    conditions = np.vstack([objective.target, end_to_end(factors)])
    _, s, Vt = np.linalg.svd(conditions)
    return Vt[np.sum(s > 1e-9) :].T


@step(
    "evidence",
    ("gaussian factors below the head", "gaussian_start", True),
    ("nine tenths of the decay", "decay", 0.9),
    ("nine tenths of the momentum", "momentum", 0.9),
)
def head_run(gaussian_start=False, decay=1.0, momentum=1.0):
    """K = 3, d = 10, L = 3, a Gaussian head of rank 1 or 3: off the core W_1, W_2 only decay."""

    def draw(rng):
        objective, factors, settings = random_problem((10, 10, 10, 3), 2)(rng)
        rank = int(rng.choice([1, 3]))
        head = rng.standard_normal((3, rank)) @ rng.standard_normal((rank, 10)) / 10
        below = gaussian((10, 10, 10), init_scale=0.3, rng=rng) if gaussian_start else factors[:-1]
        settings = {**settings, "momentum": rng.uniform(0.3, 0.6), "weight_decay": 0.3}
        return objective, (*below, head), settings

    def residual(data):
        objective, factors, settings = data
        end = gradient_descent(objective, factors, 40, record=40, **settings).at(-1)
        left, velocity = 1.0, 0.0
        for _ in range(40):
            velocity = momentum * settings["momentum"] * velocity + decay * 0.3 * left
            left -= settings["learning_rate"] * velocity
        idle = idle_directions(objective, factors)
        first, second = factors[0] @ idle, factors[1] @ factors[0] @ idle
        gaps = outside(end[0] @ idle, left * first), outside(end[1] @ first, left * second)
        return float(np.max([*gaps, outside(end[2] @ second, 0.0)]))

    return measure(range(10), draw, residual, tolerance=1e-12)


head_claim = Claim(
    name="classification-head",
    kind="corollary",
    title="A classification head",
    statement=r"""
Let $[[depth]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$ with $M \in \R^{K \times d}$, $W_l(0) = \eps_l Q_l$ with $\eps_l > 0$ and orthogonal $Q_l \in \R^{d \times d}$, $[[orthogonal]]$, for $l < L$, and any $W_L(0) \in \R^{K \times d}$. Let $p$ be the rank of $M$, $q$ that of $X_0 = W_L(0) \cdots W_1(0)$, and
$[[idle]]$; this is at least $d - 2K$. Then there are orthogonal $V_1, \dots, V_L$, fixed by the start and by $M$, such that

$$
W_l = V_{l+1} \begin{pmatrix} \widetilde W_l & 0 \\ 0 & \rho_l I_{d-p-q} \end{pmatrix} V_l^\T \quad (l < L), \qquad W_L = \begin{pmatrix} \widetilde W_L & 0 \end{pmatrix} V_L^\T
$$

with $\widetilde W_l \in \R^{(p + q) \times (p + q)}$, $\widetilde W_L \in \R^{K \times (p + q)}$, under gradient flow and under descent with weight decay $[[decay]]$ and heavy-ball momentum from velocity zero. Only the decay moves $\rho_l$, as it moves $\kappa_l$ in {prf:ref}`core-and-rest`:
without decay it is constant, and under descent without momentum $\rho_l = \eps_l (1 - \eta\, \omega)^k$ after $k$ steps.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "orthogonal": orthogonal("Q_l"),
        "idle": idle_room(),
        "decay": nonnegative("omega"),
    },
    uses=("core-and-rest",),
    source="yaras2024compressible",
    steps=(
        formal("head_flow.v", "classification_head"),
        formal("head.v", "decay_alone"),
        slope_of_the_square,
        head_in_blocks,
        head_run,
    ),
)

CLAIMS = (subspace_claim, reduced_claim, head_claim)
