"""Chapter *Redundant neurons*: removal without loss, what a removal costs, several of them."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal
from dlf.claims.hypotheses import nonsingular
from dlf.claims.matrices import letters
from dlf.claims.steps import largest
from dlf.pruning import redistribute, removal_costs
from dlf.verify import Claim, all_of, identity, measure, over, step

adjoint = sp.adjoint

setting = Claim(
    name="removed-neurons",
    kind="definition",
    title="Removing neurons",
    statement=r"""
The $n \ge 2$ neurons of a layer have the *activations* $h_1, \dots, h_n \in \R^N$ on $N$ samples, the rows of $H \in \R^{n \times N}$, and the *outgoing weights* $x_1, \dots, x_n \in \R^o$, the columns of $X \in \R^{o \times n}$. The next layer sees

$$
Z = X H = \sum_j x_j h_j^\T .
$$

To *remove* the neurons of a set $D$, and to keep the others, $K \ne \emptyset$, is to put $\hat Z = \hat X H_K$ in the place of $Z$, with the rows $H_K$ of $H$ and with some $\hat X \in \R^{o \times K}$, a *redistribution* of the weights. $X_K$ and $X_D$ are the columns of $X$ in $K$ and $D$. The *cost* of $D$ is $c(D) = \min_{\hat X} \norm{\hat X H_K - X H}_F^2$.

A bias counts as the outgoing weights of a neuron whose activation is 1 on all samples, and which always stays.
""",
)


@step(
    "evidence",
    ("nine tenths of the weight handed on", "share", sp.Rational(9, 10)),
    ("the sign of the relation turned", "sign", -1),
    ("one neuron forgotten", "fewer", 1),
    whole=("fewer",),
)
def handed_on(share=1, sign=1, fewer=0):
    """n = 2..6: with h_n = sum_k c_k h_k, sum_k (x_k + c_k x_n) h_k^T is Z."""

    def at(n):
        x, h, c = letters(f"x1:{n + 1}"), letters(f"h1:{n}"), sp.symbols(f"c1:{n}", real=True)
        relation = sum(a * b for a, b in zip(c, h, strict=True))
        Z = sum(a * b for a, b in zip(x, h, strict=False)) + x[-1] * relation
        factors = [sign * share * a for a in c[: n - 1 - fewer]] + [0] * fewer
        after = sum((a + f * x[-1]) * b for a, b, f in zip(x, h, factors, strict=False))
        return identity(Z, after)

    return over("n", range(2, 7), at)


@step(
    "evidence",
    ("the square of alpha on the way", "power", 2),
    ("nine tenths of it", "share", sp.Rational(9, 10)),
    whole=("power",),
)
def straight_way(power=1, share=1):
    """n = 2..6, any c: the way of the weights is the segment from Z to the end."""
    alpha = sp.Symbol("alpha", real=True)

    def at(n):
        x, h = letters(f"x1:{n + 1}"), letters(f"h1:{n + 1}")
        c = sp.symbols(f"c1:{n}", real=True)
        Z = sum(a * b for a, b in zip(x, h, strict=True))
        pairs = list(zip(x, h, c, strict=False))
        end = sum((a + f * x[-1]) * b for a, b, f in pairs)
        way = sum((a + alpha * f * x[-1]) * b for a, b, f in pairs)
        way += (1 - alpha) * x[-1] * h[-1]
        return identity(way - Z, share * alpha**power * (end - Z))

    return over("n", range(2, 7), at)


def drawn_layer(rng, dependent=0):
    """H (n, N), X (o, n) and a random set D of 1 to 3 neurons; the last ones depend on the others."""
    n, o = int(rng.integers(5, 10)), int(rng.integers(1, 5))
    H = np.maximum(rng.standard_normal((n, 40)) + 0.3, 0)
    if dependent:
        H[-dependent:] = rng.uniform(0.2, 1.0, (dependent, n - dependent)) @ H[:-dependent]
    return H, rng.standard_normal((o, n)), rng.permutation(n)[: int(rng.integers(1, 4))]


def least_change(H, X, D):
    """c(D), by least squares."""
    kept = np.delete(np.arange(len(H)), D)
    weight, _ = redistribute(H.T, X, None, kept)
    return float(((weight @ H[kept] - X @ H) ** 2).sum())


@step(
    "evidence",
    ("a relation that is off by a thousandth", "off", 1e-3),
    ("one neuron more removed", "more", 1),
    whole=("more",),
)
def no_cost(off=0.0, more=0):
    """Two of n neurons depend on the others: their removal is free, and that of no third one."""

    def residual(data):
        H, X, noise = data
        n = len(H)
        H = H + off * np.r_[np.zeros((n - 2, 40)), noise]
        found = least_change(H, X, np.arange(n - 2 - more, n))
        return np.sqrt(found) / np.linalg.norm(X @ H)

    draw = lambda rng: (*drawn_layer(rng, dependent=2)[:2], rng.standard_normal((2, 40)))
    return measure(range(20), draw, residual, tolerance=1e-10)


FREE = formal("redundant.v", "lossless_removal")
REST = formal("redundant.v", "cost_without_regularity")
ONE_FREE = formal("redundant.v", "free_neuron")
WAY = formal("redundant.v", "straight_way")

lossless_claim = Claim(
    name="lossless-removal",
    kind="proposition",
    title="Removal without loss, and the straight way to it",
    statement=r"""
In the setting of {prf:ref}`removed-neurons`:

1. If $h_j = \sum_{k \ne j} c_k h_k$, then $\hat x_k = x_k + c_k x_j$ removes neuron $j$ and leaves $Z$ as it is, on the samples and at every other input at which the relation holds.
2. Let $E$ be what is left of $H_D$ when its rows are projected off the span of those of $H_K$. Then $c(D) = \norm{X_D E}_F^2$. So $c(D) = 0$ if and only if $X_D E = 0$; for $D = \{j\}$, if and only if $x_j = 0$ or $h_j$ is a combination of the other activations.
3. For any $c_k$ let $x_j(\alpha) = (1 - \alpha)\, x_j$ and $x_k(\alpha) = x_k + \alpha\, c_k x_j$, $0 \le \alpha \le 1$, with the output $Z(\alpha)$. Then $Z(\alpha) - Z = \alpha\, (Z(1) - Z)$. With the $c_k$ of 1, every function of $Z$ is constant on this segment.
""",
    uses=("removed-neurons",),
    steps=(FREE, REST, ONE_FREE, WAY, handed_on, straight_way, no_cost),
    parts={"1": (FREE, handed_on), "2": (REST, ONE_FREE, no_cost), "3": (WAY, straight_way)},
)


def gram(n):
    """A symmetric matrix of letters for numbers, and its adjugate and determinant."""
    g = {(i, j): sp.Symbol(f"g{i}{j}", real=True) for i in range(n) for j in range(i, n)}
    G = sp.Matrix(n, n, lambda i, j: g[min(i, j), max(i, j)])
    return G, G.adjugate(), G.det(method="berkowitz")


@step(
    "evidence",
    ("nine tenths of the distance", "share", sp.Rational(9, 10)),
    ("without the part along the others", "along", 0),
    ("the sign of the share turned", "sign", -1),
)
def one_distance(share=1, along=1, sign=1):
    """P = adj G/det G: c = -P_Kj/P_jj solves G_KK c = G_Kj (n = 3), P_jj (G_jj - c^T G_Kj) = 1 (both)."""

    def at(n):
        G, A, det = gram(n)
        rest, last = G[:-1, :-1], G[:-1, -1]
        c = -sign * A[:-1, -1] / A[-1, -1]
        distance = G[-1, -1] - along * (c.T * last)[0]
        normal = [identity((rest * c)[i], last[i]) for i in range(n - 1) if n > 2]
        return all_of(identity(share * distance * A[-1, -1], det), *normal)

    return over("n", (2, 3), at)


@step(
    "evidence",
    ("nine tenths of the correction", "share", sp.Rational(9, 10)),
    ("without a correction", "share", 0),
    ("the correction added", "share", -1),
)
def downdate(share=1):
    """n = 2, 3: G_KK (P_KK - P_Kj P_jK/P_jj) = I."""

    def at(n):
        G, A, det = gram(n)
        small = A[:-1, :-1] - share * A[:-1, -1] * A[-1, :-1] / A[-1, -1]
        one = G[:-1, :-1] * small
        cases = [(i, j) for i in range(n - 1) for j in range(n - 1)]
        return all_of(*(identity(one[i, j], det * int(i == j)) for i, j in cases))

    return over("n", (2, 3), at)


@step(
    "evidence",
    ("nine tenths of what is off the span", "share", sp.Rational(9, 10)),
    ("a fit that misses by X_D B", "sign", -1),
)
def pythagoras(share=1, sign=1):
    """In letters, H_D = B H_K + R: the square of the change, up to terms with H_K R^T."""
    Y, X, D, B, Hk, R = letters("Y X D B H R")
    change = Y * Hk - X * Hk - D * (B * Hk + R)
    fit = Y - X - sign * D * B
    crossed = fit * Hk * adjoint(R) * adjoint(D) + D * R * adjoint(Hk) * adjoint(fit)
    square = fit * Hk * adjoint(Hk) * adjoint(fit) + share * D * R * adjoint(R) * adjoint(D)
    return identity(change * adjoint(change), square - crossed)


def one_by_one(H, X, order, *, current=True):
    """Weights and costs of removals in a given order, each by the closed form of one neuron."""
    left, costs, W = list(range(len(H))), [], X
    for j in order:
        P = np.linalg.inv(H[left] @ H[left].T) if current else np.linalg.inv(H @ H.T)
        at, place = left.index(j), left.index(j) if current else j
        costs.append((W[:, at] ** 2).sum() / P[place, place])
        if current:
            W = W - np.outer(W[:, at], P[:, at] / P[at, at])
        W = np.delete(W, at, axis=1)
        left.remove(j)
    return W, np.array(costs)


@step(
    "evidence",
    ("the inverse of all neurons, and the weights before", "current", False),
    ("without the last cost", "fewer", 1),
    ("a hundredth more", "share", 1.01),
    whole=("fewer",),
)
def in_any_order(current=True, fewer=0, share=1.0):
    """Two to four neurons one by one in a random order against least squares, and the block formula."""

    def draw(rng):
        H, X, _ = drawn_layer(rng)
        return H, X, rng.permutation(len(H))[: int(rng.integers(2, 5))].tolist()

    def residual(data):
        H, X, order = data
        kept = np.delete(np.arange(len(H)), order)
        W, costs = one_by_one(H, X, order, current=current)
        joint, total = redistribute(H.T, X, None, kept)[0], least_change(H, X, order)
        P = np.linalg.inv(H @ H.T)
        block = np.linalg.solve(P[np.ix_(order, order)], X[:, order].T)
        gaps = [share * costs[: len(costs) - fewer].sum() / total - 1]
        gaps += [share * np.vdot(X[:, order].T, block) / total - 1, W - joint]
        return largest(map(np.atleast_1d, gaps))

    return measure(range(20), draw, residual, tolerance=1e-9)


@step(
    "evidence",
    ("activations that are not centred", "centred", 0.0),
    ("a hundredth of the mean left", "centred", 0.99),
    ("the bias as it was", "moved", 0.0),
    ("a hundredth less in the bias", "moved", 0.99),
)
def with_a_bias(centred=1.0, moved=1.0):
    """A neuron that is always one: inverse, cost and weights are those of the centred activations."""

    def residual(data):
        H, X, _ = data
        n, mean = len(H), H.mean(axis=1, keepdims=True)
        full = np.vstack([H, np.ones(40)])
        P = np.linalg.inv(full @ full.T)[:-1, :-1]
        off = H - centred * mean
        gaps = [np.linalg.inv(off @ off.T) / np.abs(P).max() - P / np.abs(P).max()]
        costs = removal_costs(H.T, X) / ((X**2).sum(axis=0) / np.diag(P))
        weight, bias = redistribute(full.T, np.c_[X, X[:, 0]], None, np.arange(1, n + 1))[0], 0
        weight, bias = weight[:, :-1], weight[:, -1]
        stated = X[:, 0] + moved * (X @ mean - weight @ mean[1:])[:, 0]
        return largest([*gaps, costs - 1, bias - stated])

    return measure(range(20), drawn_layer, residual, tolerance=1e-9)


ONE = formal("removal.v", "cost_of_neuron")
SET = formal("removal.v", "cost_of_set")
ONE_BY_ONE = formal("removal.v", "removed_one_by_one")
BIAS = formal("removal_bias.v", "cost_with_bias")

cost_claim = Claim(
    name="cost-of-removal",
    kind="theorem",
    title="What a removal costs",
    statement=r"""
In the setting of {prf:ref}`removed-neurons` let $[[regular]]$ and $P = (H H^\T)^{-1}$.

1. The cost of neuron $j$ is $\norm{x_j}^2 / P_{jj}$, attained by $\hat x_k = x_k - \frac{P_{kj}}{P_{jj}}\, x_j$ and by no other redistribution.
2. The cost of a set is $c(D) = \operatorname{tr}\bigl( X_D\, (P_{DD})^{-1} X_D^\T \bigr)$, attained by $\hat X = X_K - X_D\, (P_{DD})^{-1} P_{DK}$ and by no other.
3. The inverse that belongs to the neurons that stay when $j$ is removed is $P_{KK} - P_{Kj} P_{jK} / P_{jj}$.
4. Remove the neurons of $D$ one after another, in any order, each as in 1 with the weights and the inverse that are left. The end is the $\hat X$ of 2, and the single costs add up to $c(D)$.
5. If one of the neurons is the constant 1 of a bias $b$, then the entries of $P$ of all others are those of the inverse of $\tilde H \tilde H^\T$, where $\tilde H$ are the other activations less their means $m$. The bias becomes $b + X m - \hat X m_K$, without the constant in $X$, $\hat X$ and $m$.
""",
    hypotheses={"regular": nonsingular(r"(H H^\T)")},
    uses=("removed-neurons", "lossless-removal"),
    steps=(
        ONE,
        SET,
        ONE_BY_ONE,
        BIAS,
        one_distance,
        downdate,
        pythagoras,
        in_any_order,
        with_a_bias,
    ),
    parts={
        "1": (ONE, one_distance, pythagoras),
        "2": (SET, pythagoras, in_any_order),
        "3": (SET, ONE_BY_ONE, downdate),
        "4": (ONE_BY_ONE, in_any_order),
        "5": (BIAS, with_a_bias),
    },
)

CLAIMS = (setting, lossless_claim, cost_claim)
