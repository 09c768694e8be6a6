"""Chapter *Faster convergence*, first half: no balanced start is faster than the spectral one."""

import numpy as np
import sympy as sp

from dlf.claims.dynamics.races import (
    TIGHT,
    balanced_race,
    between,
    contender,
    excess,
    in_step,
    kept,
)
from dlf.claims.dynamics.two_runs import all_along_runs, excess_along_runs, fastest_along_runs
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import (
    at_least_one,
    balanced,
    depth_at_least,
    depth_is,
    flat_start,
    positive,
    product_at_most,
    starts_at_most,
)
from dlf.claims.matrices import letters
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, over, step

adjoint = sp.adjoint
HALF = sp.Rational(1, 2)


@step("proof", ("a share of a half", "share", HALF), ("the known relation twice", "share", 2))
def powers_of_the_gram(share=1):
    """P = W_k..W_1, C = W_1^T W_1: from W^T W P = P C to the same for V W, up to imbalance."""
    V, W, P, C = letters("V W P C")
    known, imbalance = adjoint(W) * W * P - P * C, adjoint(V) * V - W * adjoint(W)
    next_one = adjoint(V) * V * (W * P) - (W * P) * C
    return identity(next_one, imbalance * W * P + share * W * known)


@step("proof", ("twice the decay", "decay", 4), ("half the decay", "decay", 1))
def velocity_of_the_gram(decay=2):
    """W_1' = A^T (M - X), X = A W_1: C' = X^T M + M^T X - 2 X^T X for C = W_1^T W_1."""
    A, W1, M = letters("A W1 M")
    X = A * W1
    moved = adjoint(A) * (M - X)
    stated = adjoint(X) * M + adjoint(M) * X - decay * adjoint(X) * X
    return identity(adjoint(moved) * W1 + adjoint(W1) * moved, stated)


@step("proof", ("a larger target", "share", 2), ("half of the decay", "decay", 1))
def fastest_direction(share=1, decay=2):
    """x = |X z|, m = <X z, M z>, n = |M z|^2 <= s^2: z^T C' z <= 2 s x - 2 x^2."""
    x, m, n, s = sp.symbols("x m n s", real=True)
    premise = [sp.Ge(x, 0), sp.Ge(s, 0), sp.Le(m**2, x**2 * n), sp.Le(n, share * s**2)]
    return implies(premise, sp.Le(2 * m - decay * x**2, 2 * s * x - 2 * x**2))


@step(
    "proof",
    ("a power more", "power", 2),
    ("half of the rate", "rate", 1),
    whole=("power",),
)
def mode_in_roots(power=1, rate=2):
    """mu = y^L, alpha = y^2: alpha' = 2 s y^L - 2 y^(2L) is the equation of the mode."""
    y, s = sp.symbols("y s", positive=True)
    L = sp.Symbol("L", integer=True, positive=True)
    moved = rate * s * y ** (power * L) - 2 * y ** (2 * L)
    mode = L * (y**L) ** (2 - 2 / L) * (s - y**L)
    return identity(L / 2 * y ** (L - 2) * moved, mode)


@step("proof", ("a start above the target", "start", 2), ("an error of a half", "share", HALF))
def error_of_the_largest(start=1, share=1):
    """s <= e + sigma (triangle), sigma <= mu <= s: e^2 >= (s - mu)^2."""
    e, sigma, mu, s = sp.symbols("e sigma mu s", real=True)
    premise = [sp.Ge(e, 0), sp.Ge(sigma, 0), sp.Gt(s, 0), sp.Le(share * s, e + share * sigma)]
    premise += [sp.Le(sigma, mu), sp.Le(mu, start * s)]
    return implies(premise, sp.Ge(e**2, (s - mu) ** 2))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a larger start", "norm", 1.5),
    ("a smaller target", "share", 0.5),
)
def first_along_runs(unequal=1.0, norm=1.0, share=1.0):
    """sigma_1(X) <= mu_1 for balanced chains of any shapes, at 61 times of each of six runs.

    Two of them start near the largest target, from half of it to twice as much, two at a tenth to
    all of the smallest one, two in the frames of M at a hundredth to a thirtieth of it.
    """

    def residual(data):
        return excess(data, 1, share=share)

    def at(depth):
        given = {"norm": norm, "unequal": unequal}
        draw = lambda rng, kind: balanced_race(rng, depth, above=kind == 1, **given)
        in_line = lambda rng: in_step(rng, depth, of=(0.01, 1 / 30), **given)
        given_of = {"tolerance": TIGHT, "hypotheses": kept(balanced=unequal == 1, small=norm == 1)}
        return all_of(
            measure(range(4), draw, residual, kinds=2, **given_of),
            measure(range(2), in_line, residual, **given_of),
        )

    return over("L", range(2, 6), at)


@step(
    "evidence",
    ("a start above the target", "above", 2.0),
    ("unequal scales with the same product", "unequal", 3.0),
    ("a mode that is slower by a hundredth", "pace", 0.99),
)
def error_along_runs(above=1.0, unequal=1.0, pace=1.0):
    """eps^L <= s_1: s_1 - mu_1 <= ||X - M||, for L = 2..4, fifteen runs each.

    Two fifths of the runs are from random starts, in the others the modes are aligned. In half of
    the former s_2 < eps^L < s_1, and in a third of the latter; in the rest of these M has rank one.
    """

    def residual(data):
        errors = np.linalg.norm(data.original - data.matrix, 2, axis=(1, 2))
        ahead = np.abs(data.targets[0] - data.modes(1, pace=pace)[:, 0])
        return float(np.maximum(0.0, ahead - errors).max() / data.targets[0])

    def at(depth):
        of = {"rank": 1, "above": above, "unequal": unequal}

        def draw(rng, kind):
            if kind > 2:
                return between(rng, depth, aligned=kind == 3, unequal=unequal)
            return contender(rng, depth, kind, **of)

        return measure(range(15), draw, residual, tolerance=TIGHT, hypotheses=held, kinds=5)

    held = kept(balanced=unequal == 1, small=True, below_first=above == 1)
    return over("L", range(2, 5), at)


STAYS_BELOW = formal("from_right.v", "largest_stays_below")
NORM_BELOW, ERROR_ABOVE = theorems("norm_flow.v", "norm_below_the_mode", "error_above_the_mode")

RANK_ONE = theorems("rank_one_error.v", "rank_one_norms", "rank_one_compressed")

first = Claim(
    name="largest-singular-value",
    kind="theorem",
    title="The largest singular value",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d_L \times d_0}$ with largest singular value $s_1$, and $f(X) = \tfrac12 \norm{X - M}_F^2$. Let the factors, of any widths, start balanced, $[[balanced]]$, with $[[small]]$;
let $X(t)$ be the product along the flow and $\mu_1$ the mode of {prf:ref}`mode-equation` with target $s_1$.

1. $\sigma_1(X(t)) \le \mu_1(t)$ for all $t \ge 0$.
2. If moreover $[[below]]$, then $\norm{X(t) - M}_F \ge \norm{X(t) - M} \ge s_1 - \mu_1(t) \ge 0$ for all $t \ge 0$. If $M$ has rank one, $s_1 - \mu_1(t)$ is the error of the compressed network of rank one with $\alpha = 1$, which starts in the same way:
of all these starts, of whatever widths, it is the fastest.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(),
        "below": starts_at_most("s_1"),
    },
    uses=(
        "product-gradient",
        "balancedness",
        "loss-decreases",
        "mode-equation",
        "compressed-decomposition",
    ),
    words=("The loss does not increase, so the factors stay bounded, and the flow does not end.",),
    steps=(
        *RANK_ONE,
        NORM_BELOW,
        ERROR_ABOVE,
        STAYS_BELOW,
        powers_of_the_gram,
        velocity_of_the_gram,
        fastest_direction,
        mode_in_roots,
        error_of_the_largest,
        first_along_runs,
        error_along_runs,
    ),
    parts={
        "1": (
            NORM_BELOW,
            STAYS_BELOW,
            powers_of_the_gram,
            velocity_of_the_gram,
            fastest_direction,
            mode_in_roots,
            first_along_runs,
        ),
        "2": (*RANK_ONE, ERROR_ABOVE, error_of_the_largest, error_along_runs),
    },
)


def gap_of(W1, W2):
    """W_2^T W_2 - W_1 W_1^T, which balance makes zero."""
    return adjoint(W2) * W2 - W1 * adjoint(W1)


@step("proof", ("the whole square", "share", 1), ("without the cubic term", "share", 0))
def riccati(share=HALF):
    """F = [W_2; W_1^T]: F' = Mh F - 1/2 F F^T F, up to terms that balance makes zero."""
    W1, W2, M = letters("W1 W2 M")
    gram = adjoint(W2) * W2 + W1 * adjoint(W1)
    upper = (M - W2 * W1) * adjoint(W1) - (M * adjoint(W1) - share * W2 * gram)
    lower = adjoint(M - W2 * W1) * W2 - (adjoint(M) * W2 - share * adjoint(W1) * gram)
    first_block = identity(upper, HALF * W2 * gap_of(W1, W2))
    return all_of(first_block, identity(lower, -HALF * adjoint(W1) * gap_of(W1, W2)))


@step("proof", ("the whole square", "share", 1), ("one side only", "both", 0))
def product_rule(share=HALF, both=1):
    """P = F F^T and F' = Mh F - 1/2 F F^T F: P' = Mh P + P Mh^T - P^2."""
    F, Mh = letters("F Mh")
    velocity = Mh * F - share * F * adjoint(F) * F
    P = F * adjoint(F)
    moved = velocity * adjoint(F) + F * adjoint(velocity)
    return identity(moved, Mh * P + both * P * adjoint(Mh) - P * P)


@step("proof", ("on one side only", "both", 0), ("the whole sum", "share", 1))
def order_is_kept(both=1, share=HALF):
    """P = F F^T, Pi = G G^T, Mh = H + H^T: their difference D obeys D' = A D + D A^T."""
    F, G, H = letters("F G H")
    P, Pi, Mh = F * adjoint(F), G * adjoint(G), H + adjoint(H)
    velocity = lambda Y: Mh * Y + Y * Mh - Y * Y
    A, D = Mh - share * (Pi + P), Pi - P
    return identity(velocity(Pi) - velocity(P), A * D + both * D * adjoint(A))


@step("proof", ("half of the imbalance", "weight", HALF), ("balance forgotten", "weight", 0))
def spectrum(weight=1):
    """X^T X = (W_1^T W_1)^2, up to terms that balance makes zero."""
    W1, W2 = letters("W1 W2")
    X, C = W2 * W1, adjoint(W1) * W1
    return identity(adjoint(X) * X - C * C, weight * adjoint(W1) * gap_of(W1, W2) * W1)


@step("proof", ("twice the target", "target", 2), ("the rate of three factors", "rate", 3))
def scalar_riccati(target=1, rate=2):
    """p = 2 nu and p' = 2 omega p - p^2: nu' = 2 nu (omega - nu), the mode of two factors."""
    nu, omega = sp.symbols("nu omega", real=True)
    p = 2 * nu
    return identity((2 * omega * p - p**2) / 2, rate * nu * (target * omega - nu))


@step("proof", ("at nu = 0", "vanishing", True), ("for a smaller target", "share", 2))
def increasing_in_the_target(vanishing=False, share=1):
    """At one nu > 0 the larger of two real targets is faster, so nu increases in omega."""
    nu, high, low = sp.symbols("nu omega omega_low", real=True)
    where = sp.Ge(nu, 0) if vanishing else sp.Gt(nu, 0)
    gap = nu * (high - nu) - nu * (low - nu)
    return implies([where, sp.Gt(share * high, low)], sp.Gt(gap, 0))


@step("proof", ("a mode above its target", "start", 2), ("sigma above mu", "share", 2))
def error_of_one(start=1, share=1):
    """0 <= sigma <= mu <= s: (s - sigma)^2 >= (s - mu)^2."""
    sigma, mu, target = sp.symbols("sigma mu s", real=True)
    premise = [sp.Ge(sigma, 0), sp.Le(sigma, share * mu), sp.Gt(target, 0)]
    premise += [sp.Ge(mu, 0), sp.Le(mu, start * target)]
    return implies(premise, sp.Ge((target - sigma) ** 2, (target - mu) ** 2))


@step("proof", ("half of the velocity", "share", HALF), ("a growing mode", "share", -1))
def idle_part(share=1):
    """P = P_1 + p Y Y^T: the equation of P is that of P_1 and p' = -p^2, up to what vanishes.

    Mh Y, P_1 Y and Y Y^T Y - Y are zero, and Y^T P_1 stays so: it solves a linear equation.
    """
    P1, Y, Mh = letters("P1 Y Mh")
    p = sp.Symbol("p", real=True)
    P, E, mode = P1 + p * Y * adjoint(Y), adjoint(Y), Y * adjoint(Y)
    velocity = lambda Q: Mh * Q + Q * adjoint(Mh) - Q * Q
    vanishing = p * (Mh * Y) * E + p * Y * adjoint(Mh * Y) - p * (P1 * Y) * E - p * Y * (E * P1)
    vanishing -= p**2 * (mode * Y - Y) * E
    whole = identity(velocity(P), velocity(P1) - share * p**2 * mode + vanishing)
    side = identity(E * velocity(P1), adjoint(adjoint(Mh) * Y) * P1 + E * P1 * (adjoint(Mh) - P1))
    return all_of(whole, side)


@step("proof", ("one excess mode more", "more", 1), ("r idle directions fewer", "fewer", 3))
def idle_directions_suffice(more=0, fewer=2):
    """r-hat <= k - r: the k - 2r idle modes weigh no less than r-hat - r excess ones."""
    k, r, bound, square = sp.symbols("k r rhat m", real=True)
    premise = [sp.Ge(r, 1), sp.Gt(bound, r), sp.Le(bound, k - r + more), sp.Gt(square, 0)]
    return implies(premise, sp.Ge((k - fewer * r) * square, (bound - r) * square))


MODES = theorems("mode_order.v", "riccati_mode_between", "larger_eigenvalue_is_ahead")
ORDER = theorems("order_kept.v", "semidefinite_is_kept", "riccati_order")
WEYL = formal("weyl.v", "weyl_monotone")

SMALLER = formal("smaller_start.v", "smaller_start_is_ahead")
AGREE = formal("product_at_any_time.v", "agree_at_one_time")
FROZEN = formal("frozen_part.v", "frozen_part")
GROWS = formal("invariant_norm.v", "invariant_norm_grows")
ANY_FRAMES = formal("any_frames.v", "modes_in_any_frames")

_r, _k, _bound = sp.symbols("r k rhat", integer=True)
two_factors = Claim(
    name="domination-two-factors",
    kind="theorem",
    title="Two factors: every singular value, every error",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d_2 \times d_0}$ with singular values $s_1 \ge s_2 \ge \dots \ge 0$, and $f(X) = \tfrac12 \norm{X - M}_F^2$. Let $W_1(0) \in \R^{k \times d_0}$ and $W_2(0) \in \R^{d_2 \times k}$, with any inner width $k$, be balanced, $[[balanced]]$, with $[[small]]$.
Let $X(t)$ be the product along the flow and $\mu_i$ the mode of {prf:ref}`mode-equation` with target $s_i$, zero targets included.

1. $\sigma_i(X(t)) \le \mu_i(t)$ for all $i \le \min(d_2, d_0)$ and $t \ge 0$.
2. Let $M$ have rank $[[rank]]$ and $[[below]]$. Then, in every unitarily invariant norm and for all $t \ge 0$, $\norm{X(t) - M} \ge \norm{\tilde X(t) - M}$ for the compressed network of rank $\hat r = r$ from $\eps$ with $\alpha = 1$, which is itself such a start: of all of them, whatever $k$ is, it is the fastest.
In the Frobenius norm the two sides agree at one time only if $X = \tilde X$ at all times. If instead $\eps^2 > s_r$, one of these starts has a smaller error in the Frobenius norm at all times.
3. Let moreover $[[flat]]$, as for orthogonal factors of scale $\eps$, and let $[[wider]]$ and $[[room]]$. Then the compressed network of rank $\hat r$ from $\eps$ with $\alpha = 1$ is ahead at all times: $E_c(t) \le E_o(t)$, where $E_c = \norm{\tilde X - M}_F^2$ and $E_o = \norm{X - M}_F^2$.
""",
    hypotheses={
        "depth": depth_is(2),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(2),
        "rank": at_least_one("r"),
        "below": starts_at_most("s_r", 2),
        "flat": flat_start(),
        "wider": Relation(sp.Gt(_bound, _r)),
        "room": Relation(sp.Le(_bound, _k - _r)),
    },
    uses=(
        "product-gradient",
        "balancedness",
        "largest-singular-value",
        "mode-equation",
        "compressed-decomposition",
    ),
    words=("Mirsky's inequality; equality in von Neumann's trace inequality.",),
    steps=(
        SMALLER,
        AGREE,
        FROZEN,
        GROWS,
        ANY_FRAMES,
        *MODES,
        *ORDER,
        WEYL,
        riccati,
        product_rule,
        order_is_kept,
        spectrum,
        scalar_riccati,
        increasing_in_the_target,
        error_of_one,
        idle_part,
        idle_directions_suffice,
        all_along_runs,
        fastest_along_runs,
        excess_along_runs,
    ),
    parts={
        "1": (
            *MODES,
            *ORDER,
            WEYL,
            riccati,
            product_rule,
            order_is_kept,
            spectrum,
            scalar_riccati,
            increasing_in_the_target,
            all_along_runs,
        ),
        "2": (SMALLER, AGREE, GROWS, ANY_FRAMES, error_of_one, fastest_along_runs),
        "3": (FROZEN, *ORDER, error_of_one, idle_part, idle_directions_suffice, excess_along_runs),
    },
)

CLAIMS = (first, two_factors)
