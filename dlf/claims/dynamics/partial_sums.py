"""Chapter *Incremental fitting*: what holds for every balanced start, the monotone partial sums."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization, chain_gradient, end_to_end, imbalance
from dlf.claims.formal import formal
from dlf.claims.hypotheses import balanced, depth_at_least
from dlf.dynamics import gradient_flow
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, step

a, b, kappa = sp.symbols("sigma_a sigma_b kappa", positive=True)
n_ab, n_ba = sp.symbols("n_ab n_ba", real=True)
APART = [sp.Gt(a, b)]
NEAR = sp.Rational(99, 100)


def spins(first=1, second=1):
    """Omega_ab and Psi_ab for h_ab = kappa n_ab and h_ba = kappa n_ba."""
    omega = kappa * (first * b * n_ab + second * a * n_ba) / (b**2 - a**2)
    return omega, kappa * (first * a * n_ab + second * b * n_ba) / (b**2 - a**2)


@step(
    "proof",
    ("the reversed spin", "second", -1),
    ("a second entry smaller by a per cent", "second", NEAR),
    ("a first entry smaller by a per cent", "first", NEAR),
)
def rotation_of_the_modes(first=1, second=1):
    """Omega s_b - s_a Psi = h_ab and s_b Psi - s_a Omega = h_ba: how the singular vectors turn."""
    omega, psi = spins(first, second)
    own = identity(omega * b - a * psi, kappa * n_ab, where=APART)
    other = identity(b * psi - a * omega, kappa * n_ba, where=APART)
    return all_of(own, other)


@step(
    "proof",
    ("the mixed term smaller by a per cent", "mixed", 2 * NEAR),
    ("the values exchanged", "exchanged", True),
)
def term_of_a_pair(mixed=2, exchanged=False):
    """-Omega n_ba - n_ab Psi is what the pair (a, b) adds to the derivative of n_aa."""
    omega, psi = spins()
    x, y = (b, a) if exchanged else (a, b)
    claimed = kappa * (x * (n_ab**2 + n_ba**2) + mixed * y * n_ab * n_ba) / (a**2 - b**2)
    return identity(-omega * n_ba - n_ab * psi, claimed, where=APART)


@step(
    "proof",
    ("a term smaller by a per cent", "share", NEAR),
    ("the other power of sigma", "power", 0),
    whole=("power",),
)
def pair_with_the_kernel(share=1, power=1):
    """A kernel vector w: sigma_a <w, u_a'> = h_wa, so it adds kappa n_wa^2/sigma_a: the pair at sigma_b = 0."""
    turned = kappa * n_ba / a  # <w, u_a'>, and likewise kappa n_aw / sigma_a on the right
    added = turned * n_ba + kappa * n_ab / a * n_ab
    other = sp.Symbol("other", nonnegative=True)
    pair = kappa * (a * (n_ab**2 + n_ba**2) + 2 * other * n_ab * n_ba) / (a**2 - other**2)
    return identity(added, share * a ** (1 - power) * pair.subs(other, 0))


@step(
    "proof",
    ("the sum of the entries", "sign", 1),
    ("divided by the difference", "other", -1),
    ("the second value smaller by a per cent", "other", NEAR),
)
def pair_inside(sign=-1, other=1):
    """Both terms of a pair within the sum: kappa (n_ab - n_ba)^2/(sigma_a + sigma_b) >= 0."""
    one = lambda u, v: (u * (n_ab**2 + n_ba**2) + 2 * v * n_ab * n_ba) / (u**2 - v**2)
    both = kappa * (one(a, b) + one(b, a))
    return identity(both, kappa * (n_ab + sign * n_ba) ** 2 / (a + other * b), where=APART)


@step(
    "proof",
    ("for sigma_a below sigma_b", "ordered", False),
    ("a mixed term larger by a per cent", "mixed", sp.Rational(202, 100)),
)
def pair_across(ordered=True, mixed=2):
    """sigma_a (x^2 + y^2) + 2 sigma_b x y >= 0 for sigma_a > sigma_b >= 0."""
    x, y, high, low = sp.symbols("n_ab n_ba sigma_a sigma_b", real=True)
    order = sp.Gt(high, low) if ordered else sp.Lt(high, low)
    form = high * (x**2 + y**2) + mixed * low * x * y
    return implies([order, sp.Ge(low, 0), sp.Gt(high, 0)], sp.Ge(form, 0))


@step(
    "proof",
    ("entries of one sign", "sign", 1),
    ("the term larger by a per cent", "factor", 2 - NEAR),
)
def pair_that_coincides(sign=-1, factor=1):
    """sigma_a = sigma_b for all times: n_ba = -n_ab, and the term is kappa n_ab^2/sigma >= 0."""
    omega, psi = sp.symbols("Omega Psi", real=True)
    turned = sp.solve(a * (omega - psi) - kappa * n_ab, omega)[0]
    term = (-omega * sign * n_ab - n_ab * psi).subs(omega, turned)
    return identity(term, factor * kappa * n_ab**2 / a)


@step("proof", ("the reversed order", "sign", -1), ("where P may vanish", "vanishing", True))
def crossing(sign=1, vanishing=False):
    """Where sigma_b overtakes sigma_a at one value, P (n_b - sigma) >= P (n_a - sigma): n_b >= n_a."""
    P, sigma, over_a, over_b = sp.symbols("P sigma n_aa n_bb", real=True)
    rate = sp.Ge(P, 0) if vanishing else sp.Gt(P, 0)
    faster = sp.Ge(P * (over_b - sigma), P * (over_a - sigma))
    return implies([rate, faster], sp.Ge(sign * (over_b - over_a), 0))


def partial_sums(X, M):
    """sum_{i<=k} u_i^T M v_i for k = 1..min(shape)."""
    U, _, Vt = np.linalg.svd(X, full_matrices=False)
    return np.cumsum(np.einsum("ia,ij,aj->a", U, M, Vt))


def balanced_chain(rng):
    """A balanced chain of random widths whose product has a random rank, and a target."""
    depth, rank = int(rng.integers(2, 5)), int(rng.integers(2, 4))
    widths = rng.integers(rank, rank + 3, depth + 1)
    frames = [np.linalg.qr(rng.standard_normal((d, rank)))[0] for d in widths]
    strengths = np.diag(rng.uniform(0.4, 1.1, rank) ** (1 / depth))
    factors = [B @ strengths @ A.T for A, B in zip(frames, frames[1:], strict=False)]
    return factors, rank, rng.standard_normal((widths[-1], widths[0]))


def crossing_chain(rng):
    """A balanced chain whose two modes are those of the target and change places on their way."""
    depth, d = int(rng.integers(2, 5)), int(rng.integers(2, 5))
    frames = [np.linalg.qr(rng.standard_normal((d, 2)))[0] for _ in range(depth + 1)]
    roots = np.diag(np.array([0.4, 0.2]) ** (1 / depth))
    factors = [B @ roots @ A.T for A, B in zip(frames, frames[1:], strict=False)]
    return factors, 2, frames[-1] @ np.diag([0.5, 1.2]) @ frames[0].T


def is_balanced(data):
    """Whether the chain of the draw is balanced."""
    return bool(max(np.abs(gap).max() for gap in imbalance(data[0])) < 1e-12)


def tilted(factors):
    """The same product from a chain that is not balanced."""
    A = np.geomspace(0.2, 5, len(factors[0]))
    return [A[:, None] * factors[0], factors[1] / A, *factors[2:]]


def rate(X, M, depth, rank):
    """The derivative of each partial sum: what the pairs inside and the pairs across add."""
    U, s, Vt = np.linalg.svd(X)
    size = max(X.shape)
    n, s = np.zeros((size, size)), np.append(s[:rank], np.zeros(size - rank))
    n[: X.shape[0], : X.shape[1]] = U.T @ M @ Vt.T
    powers = 2 * np.arange(depth) / depth
    weights = np.power.outer(s, powers[::-1]) @ np.power.outer(s, powers).T
    square = s[:, None] ** 2 - s**2
    square[square == 0] = np.inf
    across = weights * (s[:, None] * (n**2 + n.T**2) + 2 * s * n * n.T) / square
    inside = weights * (n - n.T) ** 2 / (np.add.outer(s, s) + (s == 0))
    return (
        np.array([np.triu(inside[:k, :k], 1).sum() for k in range(1, rank + 1)]),
        np.array([across[:k, k:].sum() for k in range(1, rank + 1)]),
    )


@step(
    "evidence",
    ("pairs inside that count 99/100", "inside", 0.99),
    ("pairs across that count 99/100", "across", 0.99),
    ("the weights of one factor less", "less", 1),
    ("chains that are not balanced", "balance", False),
    whole=("less",),
)
def derivative(inside=1.0, across=1.0, less=0, balance=True):
    """The formula of 2 against differences of order four: all shapes, ranks 2 and 3, L = 2..4."""

    def residual(data):
        factors, rank, M = data
        factors = factors if balance else tilted(factors)
        steps, X = chain_gradient(Factorization(M), factors), end_to_end(factors)
        below = [[*factors[:k], -G, *factors[k + 1 :]] for k, G in enumerate(steps)]
        velocity, h = sum(end_to_end(chain) for chain in below), 1e-4
        sums = {k: partial_sums(X + k * h * velocity, M)[:rank] for k in (-2, -1, 1, 2)}
        found = (8 * (sums[1] - sums[-1]) - (sums[2] - sums[-2])) / (12 * h)
        within, beyond = rate(X, M, len(factors) - less, rank)
        gap = found - inside * within - across * beyond
        return float(np.abs(gap).max() / np.abs(found).max())

    def apart(data):
        s = np.linalg.svd(end_to_end(data[0]), compute_uv=False)[: data[1]]
        return bool((s[:-1] - s[1:] > 0.1).all())

    seeds = [k for k in range(60) if apart(balanced_chain(np.random.default_rng(k)))]
    return measure(seeds, balanced_chain, residual, tolerance=1e-6, hypotheses=(is_balanced, apart))


@step(
    "evidence",
    ("each term of the sums by itself", "single", True),
    ("bounded by the smallest singular values", "smallest", True),
    ("from chains that are not balanced", "balance", False),
)
def nondecreasing(single=False, smallest=False, balance=True):
    """Flows of all shapes and ranks: no partial sum falls or exceeds its bound where the gap is clear.

    In four flows more two singular values cross.
    """

    def residual(data):
        factors, rank, M = data
        factors = factors if balance else tilted(factors)
        times = np.linspace(0, 4, 41)
        run = gradient_flow(Factorization(M), factors, times, rtol=1e-10, atol=1e-12)
        sums = np.array([partial_sums(X, M)[:rank] for X in run.end_to_end()])
        values = np.linalg.svd(run.end_to_end(), compute_uv=False)
        values = np.pad(values, ((0, 0), (0, 1)))
        s = np.linalg.svd(M, compute_uv=False)
        bound = np.cumsum(np.sort(s) if smallest else s)[:rank]
        path = np.diff(sums, prepend=0.0, axis=1) if single else sums
        clear = values[:, :rank] - values[:, 1 : rank + 1] > 1e-3
        falls = [-np.diff(path[clear[:, k], k]).min(initial=0.0) for k in range(rank)]
        return float(np.max([0.0, *falls, (sums - bound).max()]))

    def crosses(data):
        """The larger singular value is that of the larger target at the end alone."""
        factors, _, M = data
        run = gradient_flow(Factorization(M), factors, np.linspace(0, 4, 2)).end_to_end()
        first = [np.linalg.svd(X)[0][:, 0] for X in (*run, M)]
        return bool(abs(first[0] @ first[2]) < 1e-6 < 1 - 1e-6 < abs(first[1] @ first[2]))

    given = {"tolerance": 1e-7}
    all_shapes = measure(range(16), balanced_chain, residual, hypotheses=(is_balanced,), **given)
    held = (is_balanced, crosses)
    return all_of(all_shapes, measure(range(4), crossing_chain, residual, hypotheses=held, **given))


KERNELS = formal("rank_kept.v", "kernel_kept"), formal("balanced_rank.v", "balanced_rank")
RANK = formal("rank_flow.v", "rank_kept")


partial = Claim(
    name="partial-sums",
    kind="theorem",
    title="The partial sums do not decrease",
    statement=r"""
Let $[[depth]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$ with $M \in \R^{d_L \times d_0}$ of singular values $s_1 \ge s_2 \ge \dots \ge 0$, let the chain be balanced, $[[balanced]]$ for $l = 1, \dots, L-1$,
and let $\varrho$ be the rank of $X(0)$, $[[rank]]$. For $t \ge 0$ let $\sigma_1(t) \ge \sigma_2(t) \ge \dots$ be the singular values of $X(t)$ along the flow, with orthonormal bases $(u_i)_{i \le d_L}$ and $(v_i)_{i \le d_0}$ of singular vectors.
Put $n_{ij} = \inner{u_i}{M v_j}$, which is $0$ if $i > d_L$ or $j > d_0$, $\sigma_i = 0$ beyond the rank, and $P_k = \sum_{i \le k} n_{ii}$ for $1 \le k \le \varrho$.

1. $X(t)$ has the rank $\varrho$ for all $t \ge 0$. Where $\sigma_k > \sigma_{k+1}$, $P_k$ does not depend on the choice of the vectors, and $P_k \le s_1 + \dots + s_k$.
2. Where $\sigma_1, \dots, \sigma_\varrho$ are distinct, with $\kappa(x, y) = \sum_{l=1}^{L} x^{2(L-l)/L}\, y^{2(l-1)/L}$ and $0^0 = 1$,

   $$
   \begin{aligned}
   P_k' = {} & \sum_{i < j \le k} \kappa(\sigma_i, \sigma_j) \frac{(n_{ij} - n_{ji})^2}{\sigma_i + \sigma_j} \\
   & + \sum_{i \le k < j} \kappa(\sigma_i, \sigma_j) \frac{\sigma_i\, (n_{ij}^2 + n_{ji}^2) + 2 \sigma_j\, n_{ij} n_{ji}}{\sigma_i^2 - \sigma_j^2} \;\ge\; 0 ,
   \end{aligned}
   $$

   where $j$ runs up to $\max(d_0, d_L)$.
3. If $0 \le t_1 < t_2$ and $\sigma_k > \sigma_{k+1}$ at both, then $P_k(t_1) \le P_k(t_2)$, whatever crosses in between.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "balanced": balanced(),
        "rank": Relation(sp.Ge(sp.Symbol("varrho", integer=True), 1)),
    },
    uses=("product-gradient", "balancedness", "end-to-end-flow", "loss-decreases"),
    words=(
        "The factors are analytic in t; so are eigenvalues and eigenvectors of X^T X (Rellich).",
        "The trace inequality of von Neumann bounds the sums; what is bounded does not end.",
        "Two analytic singular values agree always or cross at isolated times.",
    ),
    steps=(
        *KERNELS,
        RANK,
        rotation_of_the_modes,
        term_of_a_pair,
        pair_with_the_kernel,
        pair_inside,
        pair_across,
        pair_that_coincides,
        crossing,
        derivative,
        nondecreasing,
    ),
    parts={
        "1": (
            *KERNELS,
            RANK,
            nondecreasing,
        ),
        "2": (
            rotation_of_the_modes,
            term_of_a_pair,
            pair_with_the_kernel,
            pair_inside,
            pair_across,
            derivative,
        ),
        "3": (pair_that_coincides, crossing, nondecreasing),
    },
)

CLAIMS = (partial,)
