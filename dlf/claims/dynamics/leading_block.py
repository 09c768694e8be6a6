"""Chapter *Domination at every depth*: two stronger statements, refuted in ball arithmetic."""

from fractions import Fraction
from functools import lru_cache

import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    balanced,
    depth_at_least,
    each_orthogonal,
    positive,
    product_at_most,
)
from dlf.exact import ball, balls
from dlf.verify import Claim, all_of, enclose, identity, implies, over, step

BITS = {3: 160, 4: 128, 5: 128, 6: 128}
# x, y, z, v, w, u of the target, eps, t
RUNS = {
    3: ("1.10", "1.08", "0.08", "0.04", "0.02", "1.3", Fraction(1, 10**4), 8996),
    4: ("0.56", "0.47", "0.11", "0.01", "0", "1", Fraction(1, 200), 35535),
    5: ("0.43", "0.30", "0.12", "0.01", "0", "1", Fraction(1, 50), 95987),
    6: ("0.45", "0.28", "0.16", "0.01", "0", "1", Fraction(1, 5), 352),
}
# To five digits: b_2, the smallest eigenvalue of S_2, and s_2
TABLE = {
    3: ("1.08887", "1.07843", "1.11218"),
    4: ("0.52694", "0.52069", "0.55983"),
    5: ("0.37876", "0.36890", "0.42985"),
    6: ("0.37737", "0.35673", "0.44986"),
}
NEAR = sp.Rational(99, 100)


def competing(depth):
    """The target of the table as rows of text."""
    x, y, z, v, w, u, _, _ = RUNS[depth]
    return [[x, w, f"-{v}"], [w, y, z], [v, f"-{z}", f"-{u}"]]


@lru_cache
def moment(depth):
    """(sigma_1, sigma_2, sigma_3), the smallest eigenvalue of S_2 and s_2, as balls."""
    from flint import arb, arb_mat, ctx

    from dlf.domination import singular_frames, taylor

    (start, t), bits = RUNS[depth][6:], BITS[depth]
    with ctx.workprec(bits):
        M = arb_mat([[ball(x) for x in row] for row in competing(depth)])
        one = arb_mat([[ball(start) if i == j else 0 for j in range(3)] for i in range(3)])
        (state,) = taylor.flow([one] * depth, M, [t], bits=bits)
        found = singular_frames(state, 2)
        N = [[(u.transpose() * M * v)[0, 0] for v in found.right] for u in found.left]
        mean, half = (N[0][0] + N[1][1]) / 2, (N[0][0] - N[1][1]) / 2
        least = mean - (half**2 + ((N[0][1] + N[1][0]) / 2) ** 2).sqrt()
        third = taylor.singular_values(state.factors[-1], state.radius)[2] ** depth
        second = taylor.singular_values(M.mid(), arb(2) ** -100)[1]
    return (*found.strengths, third), least, second


@step(
    "proof",
    ("a larger target", "share", 1 / NEAR),
    ("a block that is smaller by a hundredth", "least", NEAR),
)
def implies_domination(share=1, least=1):
    """b <= l, l <= m = <z, N z>, m^2 <= q = |N z|^2 <= s^2 for a unit vector z: b <= s."""
    b, l, m, q, s = sp.symbols("b l m q s", real=True)
    premise = [sp.Ge(s, 0), sp.Le(least * b, l), sp.Le(l, m), sp.Le(m**2, q)]
    return implies([*premise, sp.Le(q, (share * s) ** 2)], sp.Le(b, s))


def _ends(printed, share):
    """The ends of what rounds to the digits printed, all times `share`."""
    unit = Fraction(1, 10 ** len(printed.partition(".")[2]))
    stated = Fraction(str(share)) * Fraction(printed)
    return stated - unit / 2, stated + unit / 2


def _crossed(depth, printed, share):
    """sigma_2 lies between the modes of the two ends, so that b_2 lies between the ends."""

    start, t = RUNS[depth][6:]
    strength = moment(depth)[0][1]
    low, high = (strength / balls.strength(t, b, start, depth) for b in _ends(printed, share))
    above = enclose(low, 1, 10**6, relative_radius="1e-4")
    return all_of(above, enclose(high, 0, 1, relative_radius="1e-4"))


@step(
    "proof",
    ("a larger b_2", "target", 1 / NEAR),
    ("a smaller b_2", "target", NEAR),
    ("a larger eigenvalue", "least", 1 / NEAR),
    ("a smaller s_2", "second", NEAR),
)
def witnesses(target=1, least=1, second=1):
    """The table in balls: the flow, its singular vectors, b_2, the block, s_2; sigma_i simple."""

    def at(depth):
        from flint import ctx

        b, low, s = TABLE[depth]
        sigma, block, value = moment(depth)
        with ctx.workprec(BITS[depth]):
            apart = [enclose(sigma[k + 1] / sigma[k], 0, "0.5", relative_radius=1) for k in (0, 1)]
            entries = [
                enclose(block, *_ends(low, least), relative_radius="1e-5"),
                enclose(value, *_ends(s, second), relative_radius="1e-5"),
            ]
            return all_of(*apart, _crossed(depth, b, target), *entries)

    return over("L", TABLE, at, whole=True)


TARGETS = theorems(
    "target_mode.v", "target_mode_exists", "mode_grows_with_target", "target_of_value"
)


leading = Claim(
    name="leading-block",
    kind="proposition",
    title="A stronger statement that is false: the leading block",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ with singular values $s_1 \ge \dots \ge s_d \ge 0$, $f(X) = \tfrac12 \norm{X - M}_F^2$, $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for all $l$, and let $X(t)$ be the product along the flow, with singular values $\sigma_i$, ordered by size, and orthonormal pairs of singular vectors $u_i$, $v_i$, $X v_i = \sigma_i u_i$ and $X^\T u_i = \sigma_i v_i$. For $t > 0$ let $b_k(t)$ be the real target whose mode, the solution of $\mu' = L\, \mu^{2-2/L} (b_k - \mu)$ with $\mu(0) = \eps^L$, is at $\sigma_k(X(t))$ at the time $t$, and let $S_k(t)$ be the symmetric part of the matrix of $\inner{u_i}{M v_j}$, $i, j \le k$.

1. If $S_k(t) \ge b_k(t) I$, then $\sigma_k(X(t)) \le \mu_k(t)$, where $\mu_k$ is the mode of {prf:ref}`mode-equation` with target $s_k$.
2. $S_2(t) \ge b_2(t) I$ is false at the times of the table for $W_1(0) = \dots = W_L(0) = \eps I$ and

$$
M = \begin{pmatrix} x & w & -v \\ w & y & z \\ v & -z & -u \end{pmatrix} .
$$

The singular values of $X(t)$ are simple there; $\lambda$ is the smallest eigenvalue of $S_2$, and the last three columns are rounded to the digits given.

$$
\begin{array}{c|cccccccc|ccc}
L & x & y & z & v & w & u & \eps & t & b_2 & \lambda & s_2 \\
\hline
3 & 1.10 & 1.08 & 0.08 & 0.04 & 0.02 & 1.3 & 10^{-4} & 8996 & 1.08887 & 1.07843 & 1.11218 \\
4 & 0.56 & 0.47 & 0.11 & 0.01 & 0 & 1 & 1/200 & 35535 & 0.52694 & 0.52069 & 0.55983 \\
5 & 0.43 & 0.30 & 0.12 & 0.01 & 0 & 1 & 1/50 & 95987 & 0.37876 & 0.36890 & 0.42985 \\
6 & 0.45 & 0.28 & 0.16 & 0.01 & 0 & 1 & 1/5 & 352 & 0.37737 & 0.35673 & 0.44986
\end{array}
$$

As $b_2 < s_2$, these are no counterexamples to {prf:ref}`domination`.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthogonal": each_orthogonal("Q"),
    },
    uses=("mode-equation", "domination", "partial-sums"),
    words=(
        "A compression has no larger singular values: the smallest one of the block is <= s_k.",
    ),
    steps=(*TARGETS, implies_domination, witnesses),
    parts={
        "1": (
            *TARGETS,
            implies_domination,
        ),
        "2": (witnesses,),
    },
)


MIXED = {3: (13, "1.398"), 4: (80, "6.445"), 5: (546, "30.72")}


@lru_cache
def mixed(depth):
    """<e_2, A e_2>^(L/2) / mu_2 at the time of the table, as a ball."""
    from flint import arb, arb_mat, ctx

    from dlf.domination import taylor

    start, t = Fraction(1, 10), MIXED[depth][0]
    with ctx.workprec(BITS[depth]):
        scaled = lambda rows: arb_mat([[ball(start * Fraction(x, 5)) for x in row] for row in rows])
        chain = [scaled([[-4, 3], [3, 4]]), *[scaled([[5, 0], [0, 5]])] * (depth - 1)]
        (state,) = taylor.flow(chain, arb_mat([[1, 0], [0, arb("0.5")]]), [t], bits=BITS[depth])
        last = state.factors[-1]
        row = [arb(last[1, j].mid(), state.radius) for j in range(2)]
        seen = sum((x * x for x in row), arb(0))
        return seen ** (arb(depth) / 2) / balls.strength(t, Fraction(1, 2), start, depth)


@step(
    "proof",
    ("a ratio larger by a hundredth", "share", 1 / NEAR),
    ("a ratio smaller by a hundredth", "share", NEAR),
)
def mixtures(share=1):
    """The table in balls: the flow, the entry of A = W_L W_L^T, the mode."""
    entry = lambda L: enclose(mixed(L), *_ends(MIXED[L][1], share), relative_radius="1e-8")
    return over("L", MIXED, entry, whole=True)


@step("proof", ("a start smaller by a hundredth", "share", NEAR))
def begins_past_the_turn(share=1):
    """(L - 2) s <= 2 (L - 1) e: at t = 0 the mode, at e = eps^L, has passed omega."""
    L, s, e, omega = sp.symbols("L s e omega", real=True)
    premise = [sp.Ge(L, 2), sp.Ge(s, 0), sp.Gt(e, 0), sp.Le((L - 2) * s, 2 * (L - 1) * e / share)]
    premise.append(sp.Eq(2 * (L - 1) * omega, (L - 2) * s))
    return implies(premise, sp.Le(omega, e))


@step(
    "proof",
    ("any unit vector", "orthogonal", False),
    ("another side of the triangle", "side", 5),
    whole=("side",),
)
def seen_by_the_second_vector(orthogonal=True, side=4):
    """|5 W_1 x / eps| = 5 |x|, and a unit vector y with <y, e_1> = 0 sees <y, A y> = A_22 <= F_2."""
    x, y, a, b, first, mixed, second = sp.symbols("x y a b A_11 A_12 A_22", real=True)
    turned = (3 * y - side * x) ** 2 + (3 * x + side * y) ** 2
    unit = [sp.Eq(a**2 + b**2, 1)] + [sp.Eq(a, 0)] * orthogonal
    seen = first * a**2 + 2 * mixed * a * b + second * b**2
    return all_of(
        identity(turned, 25 * (x**2 + y**2)),
        implies(unit, sp.Ge(seen, second)),
        implies(unit, sp.Le(seen, second)),
    )


NEVER_AHEAD = formal("outer_form.v", "never_ahead_past_the_turn")

fixed = Claim(
    name="fixed-directions",
    kind="proposition",
    title="Fixed directions may be ahead of the mode",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, and let the factors, of any widths, start balanced, $[[balanced]]$, with $[[small]]$. Under these hypotheses of {prf:ref}`ceiling-of-every-mode` let $A = W_L W_L^\T$, $F_i$, $\mu_i$ and $\omega_i = \frac{L-2}{2(L-1)} s_i$ be those defined there.

1. If $\omega_i \le \eps^L$, so for $L = 2$ always, then $F_i \le \mu_i^{2/L}$ at all times.
2. Otherwise this may fail. Let $M = \operatorname{diag}(1, \frac12)$, $\eps = \frac1{10}$, $W_1(0) = \frac\eps5 \begin{pmatrix} -4 & 3 \\ 3 & 4 \end{pmatrix}$ and $W_l(0) = \eps I$ for $l \ge 2$. Then $F_2 \ge A_{22}$, and to the digits given

$$
\begin{array}{c|ccc}
L & 3 & 4 & 5 \\
\hline
t & 13 & 80 & 546 \\
A_{22}^{L/2} / \mu_2 & 1.398 & 6.445 & 30.72
\end{array}
$$

although $\sigma_2(X) \le \mu_2$ at all times, by {prf:ref}`symmetrisable-pairs`.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(),
    },
    uses=("ceiling-of-every-mode", "mode-equation", "symmetrisable-pairs"),
    steps=(NEVER_AHEAD, begins_past_the_turn, seen_by_the_second_vector, mixtures),
    parts={"1": (NEVER_AHEAD, begins_past_the_turn), "2": (seen_by_the_second_vector, mixtures)},
)

CLAIMS = (fixed, leading)
