"""Chapter *Prunability*: two readings of the definition, and what the share does not see."""

from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.verify import Claim, Property, Relation, all_of, identity, implies, measure, over, step

HALF = sp.Rational(1, 2)

setting = Claim(
    name="prunability",
    kind="definition",
    title="Prunability",
    statement=r"""
Let $\ell(w) \in \R$ be the loss of a network with the weights $w \in \R^P$, $P \ge 1$, on its training data. For *scores* $q \in \R^P$ and $0 \le K \le P$ let $T_K w$ be $w$ with all entries set to zero but those with the $K$ largest scores; of equal scores the earlier entry stays. *Global magnitude pruning* has the scores $q_i = |w_i|$. For a *slack* $\tau \ge 0$,

$$
\pi_\tau = \frac1P \min \bigl\{ K : \ell(T_K w) \le \ell(w) + \tau \bigr\}, \qquad
\bar\pi_\tau = \frac1P \min \bigl\{ K : \ell(T_J w) \le \ell(w) + \tau \text{ for all } J = K, \dots, P \bigr\}
$$

are the *least* share of the weights that can be kept, and the least that *holds*: the share at which the loss leaves the tolerance when weights are removed one after another. Nothing is retrained.
""",
)

nonzero = Property(
    "nonzero(w)",
    r"w_i \ne 0",
    lambda w: bool((np.asarray(w) != 0).all()),
    np.array([1.0, -2.0]),
    np.array([1.0, 0.0]),
)
apart = Property(
    "distinct(|w|)",
    r"|w_i| \ne |w_j| \text{ for } i \ne j",
    lambda w: len(np.unique(np.abs(w))) == len(w),
    np.array([1.0, -2.0]),
    np.array([1.0, -1.0]),
)


def top(scores, K):
    """Which entries stay: those with the K largest scores, the earlier one of equals."""
    stay = np.zeros(len(scores), dtype=bool)
    stay[np.argsort(-scores, kind="stable")[:K]] = True
    return stay


def readings(losses, slack):
    """K of the least share and of the one that holds; losses[K] with K weights kept."""
    inside = [loss <= losses[-1] + slack for loss in losses]
    outside = [K for K, within in enumerate(inside) if not within]
    return inside.index(True), max(outside, default=-1) + 1


@step(
    "evidence",
    ("the last input one weight too large", "back", 1),
    ("up to the slack 11/20", "limit", sp.Rational(11, 20)),
    whole=("back",),
)
def far_apart(back=2, limit=HALF):
    """P = 3..6, t_i = u_i w_i = 1, the last -(P - 2): loss 0 for K = 1, P, else at least 1/2."""

    def at(P):
        t = sp.symbols(f"t1:{P + 1}", real=True)
        inputs = [*(sp.Eq(a, 1) for a in t[:-1]), sp.Eq(t[-1], -(P - back))]
        loss = lambda K: (sum(t[:K]) - 1) ** 2 / 2
        ends = [implies(inputs, sp.Eq(loss(K), 0)) for K in (1, P)]
        return all_of(*ends, *(implies(inputs, sp.Ge(loss(K), limit)) for K in range(2, P)))

    return over("P", range(3, 7), at)


@step(
    "evidence",
    ("the two readings exchanged", "turned", True),
    ("a smaller slack in place of a larger one", "smaller", True),
)
def in_order(turned=False, smaller=False):
    """Drawn curves of the loss: least <= holding, neither grows with the slack; equal if it falls."""

    def draw(rng):
        losses = np.r_[rng.exponential(size=12), 0.0]
        return losses, float(rng.uniform(0.2, 1.0))

    def residual(data):
        losses, slack = data
        least, holds = readings(losses, slack)[:: -1 if turned else 1]
        wider = readings(losses, (0.5 if smaller else 2.0) * slack)[:: -1 if turned else 1]
        falling = readings(np.sort(losses)[::-1], slack)
        gaps = (least - holds, wider[0] - least, wider[1] - holds, abs(falling[0] - falling[1]))
        return float(np.max([*gaps, 0]))

    return measure(range(40), draw, residual, tolerance=1e-3)


IN_ORDER, SLACK, FALLING, FAR_APART = theorems(
    "readings.v",
    "two_readings",
    "slack_lowers_readings",
    "falling_loss_one_reading",
    "readings_far_apart",
)

readings_claim = Claim(
    name="two-readings",
    kind="proposition",
    title="The least share and the share that holds",
    statement=r"""
In the setting of {prf:ref}`prunability`:

1. $0 \le \pi_\tau \le \bar\pi_\tau \le 1$, and neither grows with $\tau$. They are equal if $\ell(T_K w)$ does not grow with $K$.
2. They can be as far apart as $\frac1P$ and $1$. Let $[[many]]$, and let $w$ be any vector with $[[nonzero]]$ and with decreasing moduli, $[[apart]]$. Then there is an input $u$ of the linear model $u^\T w$ such that, for the loss $\ell(w) = \frac12 (u^\T w - 1)^2$ of this one sample and global magnitude pruning, $\ell(w) = 0$ and $\pi_\tau = \frac1P$, $\bar\pi_\tau = 1$ for every $0 \le \tau < \frac12$.
""",
    hypotheses={
        "many": Relation(sp.Ge(sp.Symbol("P", integer=True), 3)),
        "nonzero": nonzero,
        "apart": apart,
    },
    uses=("prunability",),
    steps=(IN_ORDER, SLACK, FALLING, FAR_APART, far_apart, in_order),
    parts={"1": (IN_ORDER, SLACK, FALLING, in_order), "2": (IN_ORDER, FAR_APART, far_apart)},
)


@step(
    "proof",
    ("c in place of its square", "power", 1),
    ("nine tenths of the quotient", "share", sp.Rational(9, 10)),
    whole=("power",),
)
def ranks_of_layers(power=2, share=1):
    """c^2 min|U| > max|V|: every weight of cU is larger than every one of V/c."""
    c, a, b, least, most = sp.symbols("c a b mu M", real=True)
    signs = [sp.Gt(x, 0) for x in (c, least, b)]
    bounds = [sp.Ge(a, least), sp.Le(b, most)]
    large = sp.Gt(c**power * least, share * most)
    return implies([*signs, *bounds, large], sp.Gt(c**2 * a, b))


def drawn_network(rng):
    """U (h, n), V (o, h), inputs (n, N) and the outputs there, less a little noise."""
    n, h, o = (int(rng.integers(2, 5)) for _ in range(3))
    U, V, X = rng.standard_normal((h, n)), rng.standard_normal((o, h)), rng.standard_normal((n, 30))
    return U, V, X, V @ np.maximum(U @ X, 0) + 0.1 * rng.standard_normal((o, 30))


def mean_square(U, V, X, Y):
    return float(((V @ np.maximum(U @ X, 0) - Y) ** 2).mean() / 2)


def pruned(U, V, K, scores=None):
    """The K weights with the largest scores of U and V, zeros elsewhere; the moduli if None."""
    stay = top(np.concatenate([np.ravel(a) for a in scores or (np.abs(U), np.abs(V))]), K)
    return U * stay[: U.size].reshape(U.shape), V * stay[U.size :].reshape(V.shape)


def curve(U, V, X, Y, scores=None):
    """The loss for K = 0, ..., P weights, by the scores of U and V; the moduli if None."""
    kept = range(U.size + V.size + 1)
    return np.array([mean_square(*pruned(U, V, K, scores), X, Y) for K in kept])


@step(
    "evidence",
    ("no rescaling", "scaled", False),
    ("the two bounds exchanged", "swapped", True),
)
def most_is_needed(scaled=True, swapped=False):
    """c just beyond the two bounds: more than n/(n + o) of the weights are needed, or than o/(n + o)."""

    def residual(data):
        U, V, X, Y = data
        a, b = np.abs(U), np.abs(V)
        slack = 0.5 * (mean_square(U, 0 * V, X, Y) - mean_square(U, V, X, Y))
        bounds = (1.01 * np.sqrt(b.max() / a.min()), 0.99 * np.sqrt(b.min() / a.max()))
        sizes, short = (V.size, U.size) if swapped else (U.size, V.size), [0]
        for c, size in zip(bounds if scaled else (1.0, 1.0), sizes, strict=True):
            least, _ = readings(curve(c * U, V / c, X, Y), slack)
            short.append(size + 1 - least)
        return float(np.max(short))

    return measure(range(20), drawn_network, residual, tolerance=1e-3)


def saliencies(U, V, X, Y, power=1.0):
    """|w_i|^power |dl/dw_i| of both layers."""
    H = np.maximum(U @ X, 0)
    R = (V @ H - Y) / Y.size
    slopes = (V.T @ R * (H > 0)) @ X.T, R @ H.T
    return [np.abs(w) ** power * np.abs(g) for w, g in zip((U, V), slopes, strict=True)]


@step(
    "proof",
    ("the slope of the network before", "moved", False),
    ("nine tenths of the factor", "share", sp.Rational(9, 10)),
    ("the weight squared", "power", 2),
    whole=("power",),
)
def score_stays(moved=True, share=1, power=1):
    """(a v - y)^2, from v to d v and from a to a/d: w dl/dw is the same for both weights."""
    a, v, y, d = sp.symbols("a v y z", real=True)
    loss, new = a**2 * v**2 - 2 * a * v * y + y**2, {a: a / (share * d), v: d * v}

    def score(w, at):
        slope = sp.diff(loss, w)
        return w.subs(at) ** power * slope.subs(at if moved else {}, simultaneous=True)

    return all_of(*(identity(score(w, new), score(w, {})) for w in (v, a)))


@step(
    "evidence",
    ("the moduli as scores", "scores", "moduli"),
    ("a root too much of the weight", "power", 1.5),
    ("eleven tenths in the exponent", "power", 1.1),
)
def same_curve(scores="saliencies", power=1.0):
    """Each neuron rescaled: the same losses for every K, by |w dl/dw|."""

    def residual(data):
        U, V, X, Y, d = data
        both = ((U, V), (d[:, None] * U, V / d))
        pick = {
            "saliencies": lambda A, B: saliencies(A, B, X, Y, power),
            "moduli": lambda A, B: None,
        }[scores]
        one, two = (curve(A, B, X, Y, pick(A, B)) for A, B in both)
        return float(np.abs(one - two).max() / one.max())

    def draw(rng):
        data = drawn_network(rng)
        return *data, np.exp(rng.uniform(-3, 3, len(data[0])))

    return measure(range(20), draw, residual, tolerance=1e-10)


@step(
    "evidence",
    ("neurons rescaled, not layers", "neurons", True),
    ("all layers ranked together", "together", True),
)
def within_layers(neurons=False, together=False):
    """A layer rescaled: the same losses for every K, by the rank of the modulus in its layer."""

    def place(A):
        return 0.0 + np.argsort(np.argsort(np.abs(A), axis=None)).reshape(A.shape) / A.size

    def residual(data):
        U, V, X, Y, d = data
        d = d if neurons else d[:1]
        both = ((U, V), (d[:, None] * U, V / d))
        one, two = (curve(A, B, X, Y, None if together else (place(A), place(B))) for A, B in both)
        return float(np.abs(one - two).max() / one.max())

    def draw(rng):
        data = drawn_network(rng)
        return *data, np.exp(rng.uniform(1, 3, len(data[0])) * rng.choice([-1, 1], len(data[0])))

    return measure(range(20), draw, residual, tolerance=1e-10)


def copied(U, V, m, root):
    """m copies of each neuron, U over m^root and V over m^(1 - root)."""
    return np.repeat(U, m, axis=0) / m**root, np.repeat(V, m, axis=1) / m ** (1 - root)


@step(
    "evidence",
    ("the outgoing weights alone divided", "root", 0.0),
    ("eleven twentieths in the place of the root", "root", 0.55),
)
def copies_alike(root=0.5):
    """m = 2, 3 copies of each neuron: m K of the m P weights give what K of P do, for every K."""

    def residual(data):
        U, V, X, Y, m = data
        one, two = curve(U, V, X, Y), curve(*copied(U, V, m, root), X, Y)
        return float(np.abs(one - two[::m]).max() / one.max())

    draw = lambda rng: (*drawn_network(rng), int(rng.integers(2, 4)))
    return measure(range(20), draw, residual, tolerance=1e-10)


@step(
    "evidence",
    ("one copy more is gone", "more", 1),
    ("eleven tenths of the part that is gone", "share", 1.1),
    whole=("more",),
)
def copies_between(more=0, share=1.0):
    """Without r of m copies of the K-th weight: 1 - r/m of the answers of T_K and r/m of T_(K-1)'s."""

    def residual(data):
        U, V, X, _, m = data
        answers = lambda U, V, K: (lambda A, B: B @ np.maximum(A @ X, 0))(*pruned(U, V, K))
        plain = [answers(U, V, K) for K in range(U.size + V.size + 1)]
        gaps = []
        for K, r in product(range(1, len(plain)), range(1, m)):
            gone = share * (r + more) / m
            mixed = (1 - gone) * plain[K] + gone * plain[K - 1]
            gaps.append(np.abs(answers(*copied(U, V, m, 0.5), m * K - r) - mixed).max())
        return float(np.max(gaps) / np.abs(plain[-1]).max())

    draw = lambda rng: (*drawn_network(rng), int(rng.integers(2, 4)))
    return measure(range(20), draw, residual, tolerance=1e-10)


@step(
    "evidence",
    ("nine tenths of what a copy can be short of", "short", 0.9),
    ("nothing to be short of", "short", 0.0),
    ("a hundredth less than the share that holds without copies", "over", 0.99),
)
def copies_bounds(short=1.0, over=1.0):
    """Slacks at which one copy of the last weight is enough, and others: both bounds are attained."""

    def residual(data):
        U, V, X, Y, m = data
        one, two = curve(U, V, X, Y), curve(*copied(U, V, m, 0.5), X, Y)
        P, gaps = U.size + V.size, [1e-9]
        for slack in (*np.maximum(two[m * P - m + 1 :] - two[-1], 0), 0.01, 0.1):
            (least, holds), (low, high) = (readings(c, slack + 1e-13) for c in (one, two))
            below = holds - short * (1 - 1 / m) - high / m
            gaps += [low / m - least, below, high / m - over * holds]
        return float(np.max(gaps))

    draw = lambda rng: (*drawn_network(rng), int(rng.integers(2, 4)))
    return measure(range(20), draw, residual, tolerance=1e-4)


RESCALED = theorems(
    "rescaled.v",
    "rescaled_function",
    "most_weights_needed",
    "rescaled_readings",
    "rescaled_saliencies",
)

LAYERS, COPIES, COPIES_KEPT = theorems(
    "copied.v", "layer_ranks_kept", "copied_function", "copied_kept"
)
COPIED_READINGS = formal("copied_readings.v", "copied_readings")

blind_claim = Claim(
    name="rescaled-and-copied",
    kind="theorem",
    title="What the share of kept weights depends on",
    statement=r"""
In the setting of {prf:ref}`prunability`, let the network be $f(x) = V (U x)_+$ with $U \in \R^{h \times n}$, $V \in \R^{o \times h}$ and $P = h(n + o)$ weights $w = (U, V)$, all of them $[[nonzero]]$, let the loss depend on $w$ through $f$ alone, and let $\ell_0$ be the loss of $f = 0$.

1. For $c > 0$, $(c U, V/c)$ is the same function. If $\ell_0 > \ell(w) + \tau$, its $\pi_\tau$ under global magnitude pruning is more than $\frac{n}{n + o}$ for $c^2 > \max |V_{ij}| / \min |U_{ij}|$, and more than $\frac{o}{n + o}$ for $c^2 < \min |V_{ij}| / \max |U_{ij}|$.
2. Let $D$ multiply each neuron's incoming weights by some $d_j > 0$ and its outgoing ones by $1/d_j$. If the scores of $Dw$ are those of $w$, then so is the loss for every $K$, and so are $\pi_\tau$ and $\bar\pi_\tau$. This is so for the scores $|w_i\, \partial_i \ell(w)|$, if $\ell$ is differentiable at $w$; and for equal $d_j$ also for the rank of $|w_i|$ in its layer, from the smallest up, over the size of the layer. For the scores $|w_i|$ it is not so in general.
3. Let $w'$ have $m \ge 1$ copies of each neuron, with $U / \sqrt m$ and $V / \sqrt m$. It is the same function with $m P$ weights and the same $\norm{w}$. If $[[apart]]$, the $m K$ largest moduli of $w'$ give the function that the $K$ largest of $w$ do, and under global magnitude pruning $\pi_\tau(w') \le \pi_\tau(w)$ and $\bar\pi_\tau(w') \ge \bar\pi_\tau(w) - (1 - \frac1m) \frac1P$. If the loss is a convex function of $f$, also $\bar\pi_\tau(w') \le \bar\pi_\tau(w)$.
""",
    hypotheses={"nonzero": nonzero, "apart": apart},
    uses=("prunability",),
    steps=(
        LAYERS,
        COPIES,
        COPIES_KEPT,
        COPIED_READINGS,
        *RESCALED,
        *(ranks_of_layers, most_is_needed, score_stays, same_curve, within_layers),
        *(copies_alike, copies_between, copies_bounds),
    ),
    parts={
        "1": (*RESCALED[:2], ranks_of_layers, most_is_needed),
        "2": (LAYERS, *RESCALED[2:], score_stays, same_curve, within_layers),
        "3": (COPIES, COPIES_KEPT, COPIED_READINGS, copies_alike, copies_between, copies_bounds),
    },
)

CLAIMS = (setting, readings_claim, blind_claim)
