"""Chapter *The invariant subspace*: the closure theorem, for factors of every shape."""

from functools import reduce

import numpy as np
import sympy as sp

from dlf.chain import Factorization, end_to_end
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, nonnegative, positive
from dlf.claims.matrices import letters
from dlf.dynamics import gradient_descent
from dlf.verify import Claim, Property, identity, implies, measure, over, step

ROUNDING = 1e-12
adjoint = sp.adjoint
beta, eta, omega = sp.symbols("beta eta omega", positive=True)


def times(A, B):
    """The product of two block matrices, lists of rows, whose blocks are words in letters."""
    return [[sum(a * B[k][j] for k, a in enumerate(row)) for j in range(len(B[0]))] for row in A]


def turned(A):
    """The adjoint of a block matrix."""
    return [[adjoint(A[i][j]) for i in range(len(A))] for j in range(len(A[0]))]


def chain(matrices, start):
    """W_n ... W_1 start of (W_1, ..., W_n)."""
    return reduce(lambda P, W: times(W, P), matrices, start)


def diagonal(*blocks):
    """The block matrix with these blocks in its diagonal, zeros elsewhere."""
    return [[b if i == j else 0 for j in range(len(blocks))] for i, b in enumerate(blocks)]


def gradient_in_blocks(D, target, l):
    """(D_L ... D_(l+1))^* (D_L ... D_1 - target) (D_(l-1) ... D_1)^*, multiplied block by block."""
    one = lambda n: diagonal(*[1] * n)
    above = chain(D[l + 1 :], one(len(D[l])))
    below = chain(D[:l], one(len(D[0][0])))
    X = chain(D, one(len(D[0][0])))
    gap = [[x - m for x, m in zip(*rows, strict=True)] for rows in zip(X, target, strict=True)]
    return times(turned(above), times(gap, turned(below)))


def weighed(A):
    """The sum of x_i A_ij y_j with letters x_i, y_j: zero only if every block is."""
    x, y = letters(f"x1:{len(A) + 1}"), letters(f"y1:{len(A[0]) + 1}")
    return sum(p * a * q for p, row in zip(x, A, strict=True) for q, a in zip(y, row, strict=True))


def without(expression, word):
    """The expanded expression, less the terms that contain the word: a product that is zero."""
    word, kept = tuple(word), 0
    for term in sp.Add.make_args(sp.expand(expression)):
        letters_of_term = tuple(a for a in term.args if not a.is_commutative)
        starts = range(len(letters_of_term) - len(word) + 1)
        if not any(letters_of_term[k : k + len(word)] == word for k in starts):
            kept += term
    return kept


@step(
    "evidence",
    ("a factor that carries the core into the rest", "leak", 1),
    ("a target that the rest sees", "seen", 1),
    ("the other scalars to the first power", "power", 1),
    ("the other scalars to the third power", "power", 3),
    ("no momentum of the rest", "kept", 0),
    ("twice the decay of a broken path", "decay", 2),
    ("half the decay of a broken path", "decay", sp.Rational(1, 2)),
    ("a path that is not broken", "broken", False),
    whole=("power",),
)
def one_step_in_blocks(leak=0, seen=0, power=2, kept=1, decay=1, broken=True):
    """L = 2..6, every l: W - eta (beta V + G + omega W) of diag(a, rho, kappa s), s_L ... s_1 = 0."""

    def at(depth):
        a, s = letters(f"a1:{depth + 1}"), letters(f"s1:{depth + 1}")
        rho, kappa = (sp.symbols(f"{n}1:{depth + 1}", positive=True) for n in ("rho", "kappa"))
        (m, n, v), u = letters("m n v"), sp.symbols("c1 c2", positive=True)
        D = [diagonal(*b) for b in zip(a, rho, map(sp.Mul, kappa, s), strict=True)]
        D[0][1][0] = leak * n
        target = diagonal(m, seen * n, 0)

        def moved(l):
            V = diagonal(v, u[0], u[1] * s[l])
            G = gradient_in_blocks(D, target, l)
            rule = lambda W, V, G: W - eta * (beta * V + G + omega * W)
            after = [[rule(*b) for b in zip(*r, strict=True)] for r in zip(D[l], V, G, strict=True)]
            below, above = sp.Mul(*a[:l][::-1]), sp.Mul(*a[l + 1 :][::-1])
            core = adjoint(above) * (above * a[l] * below - m) * adjoint(below)
            others = sp.Mul(*(r**power for r in rho[:l] + rho[l + 1 :]))
            stated = diagonal(
                a[l] - eta * (beta * v + core + omega * a[l]),
                rho[l] - eta * (kept * beta * u[0] + rho[l] * (omega + others)),
                (kappa[l] - eta * (beta * u[1] + decay * omega * kappa[l])) * s[l],
            )
            found = weighed(after)
            return identity(without(found, s[::-1]) if broken else found, weighed(stated))

        return over("l", range(depth), moved, whole=True)

    return over("L", range(2, 7), at)


@step(
    "proof",
    ("a matrix of norm 101/100", "norm", sp.Rational(101, 100)),
    ("a vector that loses a thousandth of its length", "loss", sp.Rational(1, 1000)),
)
def kept_length(norm=1, loss=0):
    """|P^T P x - x|^2 = |P^T P x|^2 - 2 |P x|^2 + |x|^2 = 0 if |P| <= 1 and |P x| = |x|."""
    x, once, twice, gap = sp.symbols("x once twice gap", real=True)  # squares of lengths
    conditions = [
        sp.Gt(x, 0),
        sp.Eq(once, (1 - loss) * x),
        sp.Ge(twice, 0),
        sp.Le(twice, norm**2 * once),
        sp.Eq(gap, twice - 2 * once + x),
    ]
    return implies(conditions, sp.Le(gap, 0))


@step(
    "proof",
    ("the length counted once", "double", 1),
    ("the length counted three times", "double", 3),
)
def distance(double=2):
    """|P^* P x - x|^2 as in the step before, in words."""
    P, x = letters("P x")
    gap = adjoint(P) * P * x - x
    twice = adjoint(adjoint(P) * P * x) * adjoint(P) * P * x
    return identity(adjoint(gap) * gap, twice - double * adjoint(P * x) * P * x + adjoint(x) * x)


@step(
    "evidence",
    ("widths that rise before they fall", "rises", True),
    ("one factor without orthonormal rows", "free", 1),
    ("the two defects without their product", "both", 0),
)
def product_of_isometries(rises=False, free=0, both=1):
    """L = 2..5, every n: Q Q^* Q - Q in terms of q_l q_l^* - 1 (l <= n) and q_l^* q_l - 1 (l > n)."""

    def at(depth):
        q = letters(f"q1:{depth + 1}")
        word = lambda matrices: sp.Mul(*matrices[::-1])
        Q = word(q)

        def narrowest(n):
            B, A = word(q[:n]), word(q[n:])
            left, right = 0, 0  # A (B B^* - 1) and (A^* A - 1) B
            for l, a in enumerate(q[:n]):
                W, square = word(q[l + 1 : n]), adjoint(a) * a if rises else a * adjoint(a)
                left += (A * W * square - (1 - free * (l == 0)) * A * W) * adjoint(W)
            for l, a in enumerate(q[n:], n):
                W, square = word(q[n:l]), a * adjoint(a) if rises else adjoint(a) * a
                right += adjoint(W) * (square * W * B - W * B)
            return identity(Q * adjoint(Q) * Q - Q, left * B + A * right + both * left * right)

        return over("n", range(1, depth), narrowest, whole=True)

    return over("L", range(2, 6), at)


def isometry(rng, high, wide):
    """A random matrix with orthonormal columns or rows."""
    Q, _ = np.linalg.qr(rng.standard_normal((max(high, wide), min(high, wide))))
    return Q if high >= wide else Q.T


def span(vectors):
    """Orthonormal columns with the same span."""
    U, s, _ = np.linalg.svd(vectors, full_matrices=False)
    return U[:, s > 1e-9]


def smallest_family(target, factors):
    """Bases of the smallest C_0, ..., C_L, by adding images until nothing is new."""
    cores, before = [target.T, *(W[:, :0] for W in factors[:-1]), target], None
    while before != [C.shape[1] for C in cores]:
        before = [C.shape[1] for C in cores]
        for l, W in enumerate(factors):
            cores[l + 1] = span(np.hstack([cores[l + 1], W @ cores[l]]))
        for l, W in reversed(list(enumerate(factors))):
            cores[l] = span(np.hstack([cores[l], W.T @ cores[l + 1]]))
    return cores


def chain_of_isometries(depths, rank):
    """draw: rng -> (target, factors, cores, rng); the widths fall, then rise, the first at most 18."""

    def draw(rng):
        depth = int(rng.choice(depths))
        low, widths = int(rng.integers(depth + 1)), [int(rng.integers(2, 7))] * (depth + 1)
        for l in [*range(low + 1, depth + 1), *range(low - 1, -1, -1)]:
            widths[l] = widths[l - 1 if l > low else l + 1] + int(rng.integers(4))
        left, right = (rng.standard_normal((widths[k], rank)) for k in (-1, 0))
        scales = rng.uniform(0.3, 1.2, depth)
        pairs = zip(scales, widths[1:], widths[:-1], strict=True)
        factors = [scale * isometry(rng, *shape) for scale, *shape in pairs]
        target = left @ right.T / max(widths)
        return target, factors, smallest_family(target, factors), rng

    return draw


def is_closed(data):
    """Rows and columns of the target lie in the cores, and no factor leads out of them."""
    target, factors, cores, *_ = data
    off = [target @ cores[0] @ cores[0].T - target, cores[-1] @ cores[-1].T @ target - target]
    for W, C, D in zip(factors, cores[:-1], cores[1:], strict=True):
        off += [W @ C - D @ (D.T @ W @ C), W.T @ D - C @ (C.T @ W.T @ D)]
    return bool(max(np.abs(gap).max(initial=0) for gap in off) < 1e-9)


def rest(data):
    """P_l: what the factors, divided by their norms, do off the cores."""
    _, factors, cores, *_ = data
    Q = [W / np.linalg.norm(W, 2) for W in factors]
    return [W - C @ (C.T @ W) for W, C in zip(Q, cores[1:], strict=True)]


def rest_is_isometric(data):
    """P P^T P = P for the product of the rest."""
    P = end_to_end(rest(data))
    return bool(np.abs(P @ P.T @ P - P).max() < 1e-9)


@step(
    "evidence",
    ("the rank once", "base", 1),
    ("a change of width not counted", "change", 0),
    ("a rank less", "count", 0.5),
    whole=("base", "change"),
)
def sizes(base=2, change=1, count=1.0):
    """40 chains, L = 1..5, target of rank 2: no core is larger than (2 + changes of width) r."""

    def residual(data):
        target, factors, cores, _ = data
        widths = [target.shape[1], *(len(W) for W in factors)]
        low, over_by = int(np.argmin(widths)), 0.0
        for l, core in enumerate(cores):
            between = widths[min(l, low) : max(l, low) + 1]
            changes = sum(a != b for a, b in zip(between[:-1], between[1:], strict=True))
            excess = core.shape[1] - count * 2 * (base + change * changes)
            over_by = float(np.max([over_by, excess]))
        return over_by

    draw = chain_of_isometries(range(1, 6), 2)
    return measure(range(40), draw, residual, tolerance=1e-3, hypotheses=(is_closed,))


def scalars(scales, steps, rates, decay, momentum, power):
    """rho and kappa after so many steps of their recursions."""
    rho, kappa = np.array(scales), np.array(scales)
    v, u = np.zeros_like(rho), np.zeros_like(rho)
    for _ in range(steps):
        others = np.array([np.prod(np.delete(rho, l)) ** power for l in range(len(rho))])
        v, u = momentum * v + rho * (decay + others), momentum * u + decay * kappa
        rho, kappa = rho - rates * v, kappa - rates * u
    return rho, kappa


@step(
    "evidence",
    ("the other scalars to the power 1.9", "power", 1.9),
    ("nine tenths of the decay", "decay", 0.9),
    ("nine tenths of the momentum", "momentum", 0.9),
    ("nine tenths of the outer rate", "outer", 0.9),
)
def rest_of_a_run(power=2.0, decay=1.0, momentum=1.0, outer=1.0):
    """Twenty chains, L = 2..5, 20 steps: off the core W_l = rho_l Z_l + kappa_l (P_l - Z_l)."""

    def residual(data):
        target, factors, cores, rng = data
        weight_decay, kept, depth = rng.uniform(0.1, 0.3), rng.uniform(0.3, 0.8), len(factors)
        settings = {"weight_decay": weight_decay, "momentum": kept, "discrepant_rate": 2.0}
        run = gradient_descent(Factorization(target), factors, 20, learning_rate=0.05, **settings)
        rates = np.full(depth, 0.05)
        rates[[0, -1]] *= 2 * outer
        scales = [np.linalg.norm(W, 2) for W in factors]
        rho, kappa = scalars(scales, 20, rates, decay * weight_decay, momentum * kept, power)
        P, gap = rest(data), 0.0
        X = end_to_end(P)
        for l, W in enumerate(run.at(-1)):
            above = end_to_end([np.eye(len(P[l])), *P[l + 1 :]])
            Z = above.T @ X @ end_to_end([np.eye(X.shape[1]), *P[:l]]).T
            C, D = cores[l], cores[l + 1]
            off = W - D @ (D.T @ W @ C) @ C.T
            left = np.abs(off - rho[l] * Z - kappa[l] * (P[l] - Z)).max()
            gap = float(np.max([gap, left]))
        return gap

    draw, given = chain_of_isometries(range(2, 6), 2), (is_closed, rest_is_isometric)
    return measure(range(20), draw, residual, tolerance=1e-12, hypotheses=given)


def closed_under_the_start():
    """Subspaces with the rows and columns of the target in them, which no factor leaves."""
    e, one = np.eye(2)[:, :1], np.diag([1.0, 0.0])
    latex = r"W_l(0)\, C_{l-1} \subseteq C_l, \quad W_l(0)^\T C_l \subseteq C_{l-1}"
    leaves = (one, (np.array([[1.0, 0.0], [1.0, 1.0]]),), (e, e))
    return Property("closed(C, W(0), M)", latex, is_closed, (one, (np.eye(2),), (e, e)), leaves)


def isometric_rest():
    """The product of what the factors, divided by their norms, do off the cores."""
    e, one = np.eye(2)[:, :1], np.diag([1.0, 0.0])
    shrinks = (one, (np.diag([1.0, 0.5]),), (e, e))
    latex = r"P P^\T P = P"
    example = (one, (np.eye(2),), (e, e))
    return Property("partial_isometry(P)", latex, rest_is_isometric, example, shrinks)


intertwined_run = formal("intertwined.v", "intertwined_run")
RUNS = (formal("core_rest.v", "core_and_rest"), formal("flow_core_rest.v", "core_and_rest_flow"))
CLOSED = theorems("closed.v", "closed_is_block", "closed_target")
REST = (formal("rest.v", "rest_run"), formal("rest_flow.v", "rest_flow"))
RATE = formal("parsimony.v", "idle_pull")
ISOMETRIC = theorems("isometric_chain.v", "isometric_rest", "small_cores")
ISOMETRIC += (formal("least_closed.v", "smallest_closed"),)

closure_claim = Claim(
    name="core-and-rest",
    kind="theorem",
    title="Core and rest",
    statement=r"""
Let $[[depth]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$ with $M \in \R^{d_L \times d_0}$, $W_l(0) \in \R^{d_l \times d_{l-1}}$, and let $C_l \subseteq \R^{d_l}$, $l = 0, \dots, L$, be subspaces such that $C_0$ contains the rows of $M$, $C_L$ its columns, and

$$
[[closed]] \qquad (l = 1, \dots, L).
$$

Let $U_l = (U_{l,1}, U_{l,2})$ be orthogonal, the columns of $U_{l,1}$ an orthonormal basis of $C_l$. A *run* is gradient flow, as long as it exists, or gradient descent, with a rate $[[rate]]$ for each factor, weight decay $[[decay]]$ and, for descent, heavy-ball momentum $[[momentum]]$ from velocity zero.

1. At all times of the run

   $$
   W_l = U_l \begin{pmatrix} \widetilde W_l & 0 \\ 0 & R_l \end{pmatrix} U_{l-1}^\T ,
   $$

   where $\widetilde W_1, \dots, \widetilde W_L$ are the run with the same settings on $\tfrac12 \norm{\widetilde W_L \cdots \widetilde W_1 - U_{L,1}^\T M U_{0,1}}_F^2$ from $U_{l,1}^\T W_l(0)\, U_{l-1,1}$, and $R_1, \dots, R_L$ the one on $\tfrac12 \norm{R_L \cdots R_1}_F^2$ from $U_{l,2}^\T W_l(0)\, U_{l-1,2}$.
2. Let $R_l(0) = \eps_l P_l$ with $\eps_l > 0$, $\norm{P_l} \le 1$, and let $P = P_L \cdots P_1$ be a partial isometry, $[[isometric]]$, of rank $m$. Put $Z_l = (P_L \cdots P_{l+1})^\T P\, (P_{l-1} \cdots P_1)^\T$. Then, with scalars $\rho_l(0) = \kappa_l(0) = \eps_l$,

   $$
   R_l = \rho_l Z_l + \kappa_l (P_l - Z_l), \qquad \norm{R_L \cdots R_1}_F = \sqrt m \, \prod_l |\rho_l| .
   $$

   Each $Z_l$ is a partial isometry of rank $m$; if $m = 0$, it is zero and no $\rho_l$ is needed. Under the flow $\rho_l' = -\eta_l\, \rho_l \bigl( \omega + \prod_{k \ne l} \rho_k^2 \bigr)$ and $\kappa_l' = -\eta_l\, \omega\, \kappa_l$; under descent

   $$
   \begin{aligned}
   v_l^+ &= \beta v_l + \rho_l \Bigl( \omega + \prod_{k \ne l} \rho_k^2 \Bigr), & \rho_l^+ &= \rho_l - \eta_l v_l^+, \\
   u_l^+ &= \beta u_l + \omega \kappa_l, & \kappa_l^+ &= \kappa_l - \eta_l u_l^+, \qquad v_l(0) = u_l(0) = 0 .
   \end{aligned}
   $$
3. Let $W_l(0) = \eps_l Q_l$, each $Q_l$ with orthonormal rows or orthonormal columns, and let $d_0 \ge \dots \ge d_n \le \dots \le d_L$ for some $n$. Then 2 applies to all such $C_0, \dots, C_L$, and the smallest ones have $\dim C_l \le (2 + c_l) \operatorname{rank} M$, where $c_l$ is the number of factors between the layers $l$ and $n$ that change the width.
""",
    hypotheses={
        "depth": depth_at_least(1),
        "closed": closed_under_the_start(),
        "isometric": isometric_rest(),
        "rate": positive("eta_l"),
        "decay": nonnegative("omega"),
        "momentum": nonnegative("beta"),
    },
    uses=("product-gradient",),
    source="yaras2023law",
    steps=(
        *RUNS,
        formal("half_square.v", "half_square_gradient"),
        intertwined_run,
        *CLOSED,
        *REST,
        RATE,
        *ISOMETRIC,
        one_step_in_blocks,
        kept_length,
        distance,
        product_of_isometries,
        sizes,
        rest_of_a_run,
    ),
    parts={
        "1": (*RUNS, intertwined_run, *CLOSED, one_step_in_blocks),
        "2": (*REST, RATE, one_step_in_blocks, kept_length, distance, rest_of_a_run),
        "3": (*ISOMETRIC, product_of_isometries, sizes),
    },
)

CLAIMS = (closure_claim,)
