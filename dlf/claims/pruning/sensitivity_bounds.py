"""Chapter *Sampling by sensitivity*: signs, what is dropped, the total, other inputs."""

from itertools import product

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import at_least_one
from dlf.pruning import edge_sensitivities, keep_most_sensitive
from dlf.verify import Claim, Property, Relation, all_of, identity, implies, measure, over, step


@step(
    "proof",
    ("nine tenths of a draw", "draws", sp.Rational(9, 10)),
    ("the probability 9/20 of the first", "chance", sp.Rational(9, 20)),
)
def one_of_each_sign(draws=1, chance=sp.S.Half):
    """x = (1, -1), h = (1, 1), p = (1/2, 1/2): z^ = 2 (2 c - m)/m if the first comes c times."""
    c, m = sp.symbols("c m", positive=True)
    found = c / (m * chance) - (m - c) / (m * (1 - chance))
    return identity(found, 2 * (2 * c - draws * m) / m)


@step(
    "proof",
    ("nine tenths of z", "share", sp.Rational(9, 10)),
    ("nine tenths of the probability of the first", "chance", sp.Rational(9, 10)),
)
def apart_and_still_none(share=1, chance=1):
    """x = (1, 1, -1), h = (1, 1, 2), p = (2/5, 3/5) for the positive: z^ - z = (5 c - 2 m)/(6 m)."""
    c, m = sp.symbols("c m", positive=True)
    first = chance * sp.Rational(2, 5)
    positive = c / (m * first) + (m - c) / (m * (1 - first))
    return identity(positive - share * 2, (5 * c - 2 * m) / (6 * m))


@step(
    "proof",
    ("nine tenths of eps", "share", sp.Rational(9, 10)),
    ("the magnitude of one half", "halves", 1),
    whole=("halves",),
)
def halves_together(share=1, halves=2):
    """|e+| <= eps z+ and |e-| <= eps z- : e+ - e- <= eps (z+ + z-), and no less would do."""
    names = "plus minus eps zplus zminus"
    plus, minus, eps, zp, zm = sp.symbols(names, real=True)
    given = [sp.Gt(eps, 0), sp.Ge(zp, 0), sp.Ge(zm, 0), sp.Le(plus, eps * zp)]
    given += [sp.Ge(minus, -eps * zm)]
    return implies(given, sp.Le(plus - minus, share * eps * (zp + (halves - 1) * zm)))


@step("proof", ("nine tenths of the share", "share", sp.Rational(9, 10)))
def share_of_a_sign(share=1):
    """v/(z+ + z-) <= v/z+, the share among all and that among one sign: z+ <= z+ + z-."""
    zp, zm = sp.symbols("zplus zminus", real=True)
    return implies([sp.Gt(zp, 0), sp.Ge(zm, 0)], sp.Le(zp, share * (zp + zm)))


ODD, FIFTHS = theorems("signs_of_sample.v", "odd_never_zero", "fifths_never_zero")


signs_claim = Claim(
    name="signs-of-the-sample",
    kind="proposition",
    title="Signs",
    statement=r"""
In the setting of {prf:ref}`draws-that-are-enough`, with $[[draws]]$:

1. No bound holds relative to $|z|$. For $x = (1, -1)$ and one input with $h = (1, 1)$, $z = 0$ and $\bar z = 2$; for odd $m$, $|\hat z| \ge 2 / m$ with certainty.
2. Let $x^\pm = \max(\pm x, 0)$ be sampled apart, each by its own sensitivities $s^\pm$, with the totals $S^\pm$ and the outputs $z^\pm$, each with the $m$ of 1 there for its own total and for $\delta / 2$, and let $\hat z = \hat z^+ - \hat z^-$. Then, too, $\mathbb P \bigl( |\hat z(u) - z(u)| \ge \eps\, \bar z(u) \bigr) \le \delta$ at every $u$ whose shares in its own sign are at most $s^\pm$. If $|\hat z^\pm - z^\pm| \le \eps\, z^\pm$, no bound of $|\hat z - z|$ below $\eps\, \bar z$ follows.
3. Nor does it help against 1: for $x = (1, 1, -1)$, the inputs $h = (1, 1, 2)$, $h = (1, 3, 4)$ and the sensitivities $(\frac12, \frac34)$ of the positive weights, $z = 0$ at both, and for every $m$ that is no multiple of 5 one has $|\hat z| \ge \frac{1}{6 m}$ at the first with certainty.
4. $S \le S^+ + S^-$: with all signs together the guarantee asks for no more draws than with the two apart.
""",
    hypotheses={"draws": at_least_one("m")},
    uses=("draws-that-are-enough",),
    words=("Part 2: two events of probability delta/2 at most.",),
    steps=(ODD, FIFTHS, one_of_each_sign, apart_and_still_none, halves_together, share_of_a_sign),
    parts={
        "1": (
            ODD,
            one_of_each_sign,
        ),
        "2": (halves_together,),
        "3": (
            FIFTHS,
            apart_and_still_none,
        ),
        "4": (share_of_a_sign,),
    },
)


@step(
    "proof",
    ("nine tenths of what goes", "share", sp.Rational(9, 10)),
    ("one share forgotten", "fewer", 1),
    whole=("fewer",),
)
def what_goes(share=1, fewer=0):
    """n = 2..5, all D: z less what is kept is z times the sum of the dropped shares."""

    def at(n):
        v = sp.symbols(f"v1:{n + 1}", positive=True)
        z = sum(v)
        return all_of(
            *(
                identity(z - sum(v[k:]), share * z * sum(a / z for a in v[: k - fewer]))
                for k in range(2, n + 1)  # for one it cancels in writing
            )
        )

    return over("n", range(2, 6), at)


@step(
    "proof",
    ("nine tenths of the sum", "share", sp.Rational(9, 10)),
    ("the largest alone", "second", 0),
)
def sum_of_the_dropped(share=1, second=1):
    """0 <= g_j <= s_j and terms |t_j| <= g_j: |t_1 + t_2| <= s_1 + s_2."""
    t1, t2, g1, g2, s1, s2 = sp.symbols("t1 t2 g1 g2 s1 s2", real=True)
    given = [sp.Le(t1, g1), sp.Le(t2, g2), sp.Le(g1, s1), sp.Le(g2, s2), sp.Ge(g1, 0)]
    given += [sp.Ge(g2, 0), sp.Ge(s1, s2)]
    return implies(given, sp.Le(t1 + t2, share * (s1 + second * s2)))


@step(
    "proof",
    ("nine tenths of the error", "share", sp.Rational(9, 10)),
    ("not scaled", "scaled", 0),
    ("scaled by the whole sum", "scaled", 2),
)
def centred(share=1, scaled=1):
    """k between 1 - D and 1 times 2/(2 - D): 1 up to D/(2 - D), on either side, for D < 1."""
    k, D, y = sp.symbols("k D y", real=True)
    given = [sp.Gt(D, 0), sp.Lt(D, 1), sp.Ge(k, 1 - D), sp.Le(k, 1)]
    given += [sp.Eq(y * (2 - scaled * D), 2 * k)]
    low, high = sp.Ge((y - 1) * (2 - D), -share * D), sp.Le((y - 1) * (2 - D), share * D)
    return all_of(implies(given, low), implies(given, high))


@step(
    "evidence",
    ("nineteen twentieths of the bound", "share", 0.95),
    ("one more dropped", "more", 1),
    whole=("more",),
)
def on_the_samples(share=1.0, more=0):
    """Layers of both signs: below the bound; rows of which one input has all that goes: equality."""

    def draw(rng):
        H, x = np.maximum(rng.standard_normal((40, 12)) + 0.3, 0), rng.standard_normal((1, 12))
        return H, x, int(rng.integers(2, 11))

    def residual(data):
        H, x, keep = data
        s = edge_sensitivities(H, np.abs(x))[0]
        kept, bound = keep_most_sensitive(s, keep)
        kept = keep_most_sensitive(s, keep - more)[0] if more else kept
        lost = np.abs(H @ x[0] - H[:, kept] @ x[0, kept]) / (H @ np.abs(x[0]))
        level = np.vstack([np.ones(12), 1 + np.arange(12.0)])  # the first input has the most of all
        s = edge_sensitivities(level * [[1.0], [0.0]], np.abs(x))[0]
        kept_there, there = keep_most_sensitive(s, keep)
        gone = np.abs(np.delete(x[0], kept_there)).sum() / np.abs(x).sum()
        return float(np.max([lost.max() - share * bound, abs(gone - share * there), 0.0]))

    return measure(range(20), draw, residual, tolerance=1e-12)


LARGEST, ERROR, WORST, ONE, RESCALED = theorems(
    "sensitivity.v",
    "sensitivity_is_largest",
    "dropped_error",
    "dropped_worst",
    "dropped_one",
    "dropped_rescaled",
)

dropped_claim = Claim(
    name="dropped-sensitivities",
    kind="proposition",
    title="Nothing drawn: the least sensitive go",
    statement=r"""
In the setting of {prf:ref}`sampled-neurons` let the neurons of a set $D$ be removed and all other weights stay as they are, $\hat z = \sum_{j \notin D} x_j h_j$, and let $\Delta = \sum_{j \in D} s_j$ with the sensitivities on $U$.

1. At every $u$, $|\hat z(u) - z(u)| \le \bar z(u) \sum_{j \in D} g_j(u)$, with equality for $x \ge 0$, and on $U$ this is at most $\Delta\, \bar z(u)$.
2. Let $x \ge 0$ and $D \ne \emptyset$, $\Delta > 0$. The largest $|\hat z(u) - z(u)| / z(u)$ over $u \in U$ with $z(u) > 0$ is $\Delta$ if and only if one input has the largest shares of all $j \in D$. For a single neuron it always is.
3. Let $x \ge 0$ and $[[less]]$. The row $\frac{2}{2 - \Delta}\, \hat x$ has at most the relative error $\frac{\Delta}{2 - \Delta}$ on $U$.
""",
    hypotheses={"less": Relation(sp.Lt(sp.Symbol("Delta", real=True), 1))},
    uses=("sampled-neurons",),
    steps=(
        *(LARGEST, ERROR, WORST, ONE, RESCALED),
        *(what_goes, sum_of_the_dropped, centred, on_the_samples),
    ),
    parts={
        "1": (LARGEST, ERROR, what_goes, sum_of_the_dropped, on_the_samples),
        "2": (LARGEST, WORST, ONE, on_the_samples),
        "3": (RESCALED, centred),
    },
)


@step(
    "proof",
    ("nineteen twentieths of N", "inputs", sp.Rational(19, 10)),
    ("at least 21/20", "least", sp.Rational(21, 20)),
)
def between(inputs=2, least=1):
    """Two inputs, three neurons: s_j is between each of two shares, which add up to 1, and their sum: 1 <= S <= 2."""
    g, f = sp.symbols("g1:4", real=True), sp.symbols("f1:4", real=True)
    s = sp.symbols("s1:4", real=True)
    given = [sp.Ge(a, 0) for a in (*g, *f)] + [sp.Eq(sum(g), 1), sp.Eq(sum(f), 1)]
    for a, b, c in zip(g, f, s, strict=True):
        given += [sp.Ge(c, a), sp.Ge(c, b), sp.Le(c, a + b)]
    total = sum(s)
    return all_of(implies(given, sp.Le(total, inputs)), implies(given, sp.Ge(total, least)))


@step("proof", ("nine tenths of R", "share", sp.Rational(9, 10)))
def at_most_the_ratio(share=1):
    """s_j (l_1 + l_2 + l_3) <= R l_j, l_j the least terms: S <= R."""
    l, s = sp.symbols("l1:4", real=True), sp.symbols("s1:4", real=True)
    R = sp.Symbol("R", real=True)
    given = [sp.Gt(a, 0) for a in l] + [sp.Ge(a, 0) for a in s] + [sp.Ge(R, 1)]
    given += [sp.Le(b * sum(l), R * a) for a, b in zip(l, s, strict=True)]
    return implies(given, sp.Le(sum(s), share * R))


@step(
    "evidence",
    ("a hundredth of R less", "share", 0.99),
    ("n in place of n - 1", "others", 0),
    ("nine tenths of n neurons", "inputs", 0.9),
    whole=("others",),
)
def near_the_ratio(share=1.0, others=1, inputs=1.0):
    """n neurons, neuron j with R at input j and 1 elsewhere: S = n R/(n + R - 1); n at R = oo."""

    def residual(data):
        n, R = data
        H, x = np.where(np.eye(n) > 0, R, 1.0), np.ones((1, n))
        total = edge_sensitivities(H, x).sum()
        alone = edge_sensitivities(np.eye(n), x).sum()
        stated = n * share * R / (n + share * R - others)
        return float(np.max([abs(total / stated - 1), abs(alone / (inputs * n) - 1)]))

    draw = lambda rng: (int(rng.integers(5, 40)), float(rng.uniform(1.5, 6)))
    return measure(range(20), draw, residual, tolerance=1e-12)


somewhere = Property(
    "some_magnitude_positive(zbar)",
    r"\bar z(u) > 0 \text{ for some } u \in U",
    lambda z: bool(np.max(z) > 0),
    (0.0, 1.0),
    (0.0, 0.0),
)

TOTALS = theorems(
    "total_sensitivity.v", "total_bounds", "total_one", "total_inputs", "total_neurons"
)
RATIOS = theorems("total_sensitivity.v", "total_ratio", "ratio_example", "ratio_sharp")
FEW_STAY = formal("total_sensitivity.v", "few_stay")

total_claim = Claim(
    name="total-sensitivity",
    kind="proposition",
    title="How large the total sensitivity is",
    statement=r"""
In the setting of {prf:ref}`sampled-neurons` let $[[somewhere]]$.

1. $1 \le S \le \min(n, N)$. $S = 1$ if and only if all inputs in $U$ with $\bar z > 0$ have the same shares; $S = N$ if and only if $\bar z > 0$ on $U$ and no neuron has a share in two of its inputs; $S = n$ if and only if for each neuron there is an input in $U$ at which it alone has a share.
2. If $h_j(u) \le R\, h_j(u')$ for all $j$ and all $u, u' \in U$, then $S \le R$. No smaller bound holds for all $n$: with $x_j = 1$, $h_j(u_j) = R \ge 1$ and $h_k(u_j) = 1$ for $k \ne j$, $S = \frac{n R}{n + R - 1}$.
3. If $S = n$, then for every row $\hat x$ with fewer than $n$ entries that are not zero there is an input $u \in U$ with $\sum_j \hat x_j h_j(u) = 0$ and $z(u) \ne 0$: no sample of fewer than $n$ neurons, no choice and no redistribution has a relative error below 1 on $U$.
""",
    hypotheses={"somewhere": somewhere},
    uses=("sampled-neurons",),
    steps=(*TOTALS, *RATIOS, FEW_STAY, between, at_most_the_ratio, near_the_ratio),
    parts={
        "1": (*TOTALS, between, near_the_ratio),
        "2": (*RATIOS, at_most_the_ratio, near_the_ratio),
        "3": (FEW_STAY,),
    },
)


@step(
    "proof",
    ("one in N", "more", 0),
    ("one in N + 2", "more", 2),
    ("nine tenths of one in N + 1", "share", sp.Rational(9, 10)),
    whole=("more",),
)
def last_is_largest(more=1, share=1):
    """N = 1, 2, 3, values 1, 2, 3: P(the last is above all others) = (1 - P(a tie at the top))/(N + 1)."""
    q = (*sp.symbols("q1:3", positive=True), 1 - sum(sp.symbols("q1:3", positive=True)))

    def at(N):
        outcomes = list(product(range(3), repeat=N + 1))
        chance = lambda kept: sum(sp.prod(q[v] for v in o) for o in outcomes if kept(o))
        above = chance(lambda o: o[-1] > max(o[:-1]))
        alone = 1 - chance(lambda o: o.count(max(o)) > 1)
        return identity((N + more) * above, share * alone)

    return over("N", (1, 2, 3), at)


@step(
    "evidence",
    ("n / N", "more", 0),
    ("nineteen twentieths", "share", 0.95),
    ("a twentieth more", "share", 1.05),
    ("the neuron that the samples choose, n times", "fitted", True),
    whole=("more",),
)
def how_many_exceed(more=1, share=1.0, fitted=False):
    """Positive activations without ties, all shares held against N others: n/(N + 1) on average."""

    def residual(data):
        G, N = data
        count = 0
        for k in range(N + 1):  # each input in turn is the other one
            s = np.delete(G, k, axis=0).max(axis=0)
            exceed = G[k] > s
            count += int(exceed[s.argmin()] * len(s) if fitted else exceed.sum())
        return count / (N + 1) / (share * G.shape[1] / (N + more)) - 1

    def draw(rng):
        N, n = int(rng.integers(3, 15)), int(rng.integers(5, 20))
        H = np.log1p(np.exp(rng.standard_normal((N + 1, n))))
        return H / H.sum(axis=1, keepdims=True), N

    return measure(range(20), draw, residual, tolerance=1e-12)


elsewhere_claim = Claim(
    name="sensitivities-elsewhere",
    kind="theorem",
    title="Sensitivities at inputs that were not seen",
    statement=r"""
In the setting of {prf:ref}`draws-that-are-enough` let the row and the activations be fixed functions, and then $u_1, \dots, u_N$ and $u$ independent inputs of one distribution, $[[samples]]$, with the sensitivities on $U = \{u_1, \dots, u_N\}$.

1. For each $j$, $\mathbb P(g_j(u) > s_j) \le \frac1{N+1}$, with equality if ties $g_j(u_i) = g_j(u)$ have the probability zero. On average at most $\frac n{N+1}$ neurons exceed their sensitivity, and the probability that any does is at most that.
2. Draw, independently of $u$, with $p_j = s_j / S$ and the $m$ of 1 there for this $S$; nothing if $S = 0$. Then $\mathbb P \bigl( \bar z(u) > 0,\ |\hat z(u) - z(u)| \ge \eps\, \bar z(u) \bigr) \le \delta + \frac n{N+1}$, over samples, input and draws.
3. This is an average over samples. For any given $U$ on which a neuron with $x_j \ne 0$ is silent, $\hat z(u) = 0 \ne z(u)$ at every input $u$ at which all other neurons are silent and it is not.
""",
    hypotheses={"samples": at_least_one("N")},
    uses=("sampled-neurons", "draws-that-are-enough"),
    words=(
        "Independent inputs of one distribution, on which nothing else depends, come in every order "
        "with the same probability.",
        "Part 2: given the samples and u, the draws are those of the theorem.",
        "Part 3: s_j = 0 and p_j = 0, so that j is never drawn.",
    ),
    steps=(last_is_largest, how_many_exceed),
    parts={"1": (last_is_largest, how_many_exceed), "2": (), "3": ()},
)

CLAIMS = (signs_claim, total_claim, elsewhere_claim, dropped_claim)
