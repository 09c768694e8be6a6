"""Chapter *Domination at every depth*: targets that lie close together, for every depth."""

import numpy as np
import sympy as sp
from scipy.integrate import solve_ivp

from dlf.claims.dynamics.cones import KINDS, compared_power, touching
from dlf.claims.dynamics.faster import error_of_one
from dlf.claims.dynamics.races import (
    TIGHT,
    Race,
    advantage_in_norms,
    balanced_start,
    compressed_race,
    drawn_strengths,
    excess,
    kept,
    turning_point,
    unequally,
)
from dlf.claims.hypotheses import (
    at_least_one,
    balanced,
    depth_at_least,
    positive,
    product_at_most,
    starts_at_most,
)
from dlf.verify import Claim, all_of, identity, implies, measure, over, step

NEAR = sp.Rational(99, 100)


def of_moment(q, p, lam, gam):
    """The coefficient of tau in the bound of m_q, 0 <= q <= 3p; that of 1 - tau is gamma^q."""
    if q <= p:
        return ((p - q) * gam**q + q * gam ** (q - p) * lam**p) / p
    if q <= 2 * p:
        low, high = gam ** (q - p) * lam**p, gam ** (q - 2 * p) * lam ** (2 * p)
        return ((2 * p - q) * low + (q - p) * high) / p
    return lam**q


def of_target(i, p, lam, gam, first, a, power=2):
    """The coefficient of tau in the bound of U_i; that of 1 - tau is a^2 gamma^(p + 2 i)."""
    leading = gam ** (2 * i - power * p) * lam ** (power * p) if i else 1
    spread = first**2 * lam**p - a**2 * gam**p
    return a**2 * gam**p * of_moment(2 * i, p, lam, gam) + spread * leading


def growth(depth, lam, root, first, a):
    """B: the sum over i < p of c_i U_i + m_(q_i)/c_i, its coefficient of tau; root^2 = gamma."""
    p, gam, found = compared_power(depth), root**2, 0
    for i in range(p):
        c = root ** (depth - 2 - 4 * i) / a
        found += c * of_target(i, p, lam, gam, first, a)
        found += of_moment(depth + p - 2 - 2 * i, p, lam, gam) / c
    return found


@step(
    "proof",
    ("a first target larger by a hundredth", "share", 1 / NEAR),
    ("half a power less of gamma", "fewer", 1),
    whole=("fewer",),
)
def exact_for_equal_targets(share=1, fewer=0):
    """Lambda = gamma: B = p (1 + s^2) a gamma^(p + L/2 - 1), s = s_1/a; L = 5..9.

    For s = 1 that is the growth of gamma^p, and for s > 1 it is more.
    """
    g, a, s = sp.symbols("g a s", positive=True)

    def at(L):
        p = compared_power(L)
        stated = p * (1 + s**2) * a * g ** (2 * p + L - 2 - fewer)
        return identity(growth(L, g**2, g, share * s * a, a), stated)

    return over("L", range(5, 10), at)


@step(
    "proof",
    ("a hundredth less on the right", "share", NEAR),
    ("gamma for its square", "weight", 1),
    whole=("weight",),
)
def means_of_moments(share=1, weight=2):
    """m_q^2 <= m_(q-1) m_(q+1): 2 gamma m_q <= gamma^2 m_(q-1) + m_(q+1)."""
    m, low, high, g = sp.symbols("m_q m_low m_high gamma", real=True)
    premise = [sp.Ge(low, 0), sp.Ge(high, 0), sp.Gt(g, 0), sp.Le(m**2, low * high)]
    return implies(premise, sp.Le(2 * g * m, share * (g**weight * low + high)))


@step(
    "proof",
    ("a hundredth less", "share", NEAR),
    ("the powers exchanged", "swap", True),
    ("a hundredth at least", "least", 1 - NEAR),
)
def divided_powers(share=1, swap=False, least=0):
    """0 <= (t^i - 1)/(t^p - 1) <= 1 for 1 <= i < p <= 4 and t >= 0, multiplied by its divisor."""
    t = sp.Symbol("t", real=True)

    def one(i, p):
        i, p = (p, i) if swap else (i, p)
        top, bottom = t**i - 1, t**p - 1
        sides = sp.Le(least * bottom**2, top * bottom), sp.Le(top * bottom, share * bottom**2)
        return all_of(*(implies([sp.Ge(t, 0)], side) for side in sides))

    return over("p", range(2, 5), lambda p: all_of(*(one(i, p) for i in range(1, p))))


@step(
    "evidence",
    ("a hundredth less of what a moment has beyond gamma^q", "excess", 0.99),
    ("a hundredth less of what U_l has beyond gamma^(p + 2 l)", "spread", 0.99),
    ("(Lambda/gamma)^p for its square", "power", 1),
    ("Lambda^q between p and 2p", "between", False),
    whole=("power",),
)
def bounds_one_by_one(excess=1.0, spread=1.0, power=2, between=True):
    """m_q, 0 <= q <= 3p, and U_l, l < p, below their bounds where A^p touches Psi; L = 5..10.

    C^p = Psi, the largest that there is. Where A^p = Psi, the bounds of m_0, m_p and m_q for
    q >= 2p are attained; for d = 2 that of U_0 is, too.
    """

    def residual(data):
        p, gam, lam, first, tau = data.p, data.gam, data.lam, data.targets[0], data.tau
        x, U = data.spectrum()
        weights, found = U.T @ data.y, []
        for q in range(3 * p + 1):
            top = of_moment(q, p, lam, gam) if between or not p < q < 2 * p else lam**q
            top = gam**q + excess * (top - gam**q)
            found.append(weights**2 @ x**q / (tau * top + (1 - tau) * gam**q))
        for i in range(p):
            flat = gam ** (p + 2 * i)
            top = flat + spread * (of_target(i, p, lam, gam, first, 1.0, power) - flat)
            sides = data.targets * (U @ (x**i * weights))
            found.append(sides**2 @ data.psi / (tau * top + (1 - tau) * flat))
        return float(np.maximum(0.0, np.max(found) - 1))

    at = lambda L: measure(range(60), lambda rng: touching(rng, L), residual, tolerance=1e-12)
    return over("L", range(5, 11), at)


@step(
    "evidence",
    ("a larger target", "share", 1.5),
    ("half of the decay", "decay", 1.0),
    ("a tenth less of what B has beyond Lambda = gamma", "beyond", 0.9),
    ("a decay of G that is faster by a hundredth", "fall", 2.02),
    ("s_(i-1) for s_1", "last", True),
)
def touching_at_random(share=1.0, decay=2.0, beyond=1.0, fall=2.0, last=False):
    """Where A^p touches Psi, <y, (A^p)' y> <= <y, Psi' y>; L = 3..8, i = 2, 3.

    Where A^p = Psi, y is e_i in one half of the draws, where only gamma is seen, and any vector in
    the other one. In half of them Lambda/gamma and s_1/a are 1 to 1.001, where there is little
    slack; else they are 1 to 3.
    """

    def residual(data, L):
        p, gam, lam, tau, y = data.p, data.gam, data.lam, data.tau, data.y
        slope, (x, U) = data.velocity(L, share=share, decay=decay), data.spectrum()
        powers = [U * x**i @ U.T for i in range(p)]
        moved = sum(y @ powers[i] @ slope @ powers[p - 1 - i] @ y for i in range(p))
        B, least = (growth(L, x, gam**0.5, data.leader(last), 1.0) for x in (lam, gam))
        up = least + beyond * (B - least) - fall * p * gam ** (L - 1) * lam**p
        flat = 2 * p * (gam ** (p + L / 2 - 1) - gam ** (L + p - 1))
        return float(np.maximum(0.0, moved - tau * up - (1 - tau) * flat))

    def at(L):
        draw = lambda rng, kind: touching(rng, L, *KINDS[kind])
        return measure(range(200), draw, lambda data: residual(data, L), tolerance=1e-9, kinds=4)

    return over("L", range(3, 9), at)


def finite_until(depth, ratio, start):
    """Whether G is finite until mu_i = omega_i, for a = 1, s_1 = ratio, eps^L = start; in doubles."""
    p, L, end = compared_power(depth), depth, turning_point(depth)

    def slope(log_u, log_ratio):
        gam = float(np.exp(log_u * 2 / L))
        lam = gam * float(np.exp(log_ratio[0] / p))
        up = growth(L, lam, gam**0.5, ratio, 1.0) - 2 * p * gam ** (L - 1) * lam**p
        flat = 2 * p * (gam ** (p + L / 2 - 1) - gam ** (L + p - 1))
        clock = L * gam ** (L / 2 - 1) * (1 - np.exp(log_u))
        return [(up / lam**p - flat / gam**p) / clock]

    far = lambda _, log_ratio: log_ratio[0] - 12
    far.terminal = True
    span = (float(np.log(start)), float(np.log(end)))
    run = solve_ivp(slope, span, [0.0], events=far, rtol=1e-8, atol=1e-10)
    return bool(run.status == 0)


def close(rng, depth, kind, *, norm=1.0, unequal=1.0):
    """Targets within two per cent and a balanced start of any shapes with s_i/eps^L from 5 to 30.

    Of four kinds the first is square with four targets, the others have a row, a row and two
    columns, and one of both more; of the last two X has one mode more, whose target is zero, or a
    fifth to a half. All but the third have their first mode aligned.
    """
    d, wider = 2 + (depth + kind) % 2 if kind else 4, int(kind > 1)
    targets = np.sort(rng.uniform(1, 1.02, d))[::-1] * rng.uniform(0.5, 1)
    start = float((targets[-1] / rng.uniform(5, 30)) ** (1 / depth))
    ends = d + (0, 0, 2, 1)[kind], d + (0, 1, 1, 1)[kind]
    widths = [ends[0], *rng.integers(d + wider, d + 3, depth - 1), ends[1]]
    sizes = norm * drawn_strengths(rng, depth, start, d + wider)
    W = unequally(balanced_start(rng, widths, sizes, int(kind != 2)), unequal)
    every = np.append(targets, targets[-1] * rng.uniform(0.2, 0.5)) if kind == 3 else targets
    return Race(every, depth, start, d, W)


def is_close(data):
    """G is finite until mu_i = omega_i for the smallest target but a fourth kind's last."""
    least = data.targets[data.bound - 1]
    ratio = float(data.targets[0] / least)
    return finite_until(data.depth, ratio, float(data.start**data.depth / least))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start larger by a tenth", "norm", 1.1),
    ("a smaller target", "share", 0.5),
    ("a compressed network that is slower by a hundredth", "pace", 0.99),
    ("modes that are slower by a hundredth", "late", 0.99),
)
def close_targets_along_runs(unequal=1.0, norm=1.0, share=1.0, pace=1.0, late=1.0):
    """L = 5, 6, targets within two per cent: sigma_i <= mu_i, no error behind; 61 times.

    In two shapes of four X has a mode more than that; where its target is weaker, but not zero,
    the close ones alone are looked at. In one race of each shape the compressed network runs
    against itself, and is late in none of its modes.
    """

    def residual(data):
        if len(data.targets) > data.bound:
            return excess(data, data.bound, share=share, pace=late)
        found = excess(data, data.width, share=share, pace=late), advantage_in_norms(data, pace)
        return float(np.max(found))

    def at(depth):
        held = (*kept(balanced=unequal == 1, small=norm == 1), is_close)
        draw = lambda rng, kind: close(rng, depth, kind, norm=norm, unequal=unequal)
        itself = lambda rng, kind: compressed_race(rng, draw(rng, kind))
        given = {"tolerance": TIGHT, "hypotheses": held, "kinds": 4}
        return all_of(*(measure(range(4), one, residual, **given) for one in (itself, draw)))

    return over("L", (5, 6), at)


near_equal = Claim(
    name="near-equal-targets",
    kind="theorem",
    title="Every depth: targets that lie close together",
    statement=r"""
1. For every $[[depth]]$ and $K > 0$ there is a $\delta > 0$ such that the following holds for $f(X) = \tfrac12 \norm{X - M}_F^2$, every $M \in \R^{d_L \times d_0}$ with singular values $s_1 \ge s_2 \ge \dots \ge 0$, every $[[scale]]$ and every chain, of any widths, that starts balanced, $[[balanced]]$, with $[[small]]$. If $s_i \le K \eps^L$ and $s_1 \le (1 + \delta)\, s_i$, then $\sigma_i(X(t)) \le \mu_i(t)$ for all $t \ge 0$, where $X(t)$ is the product along the flow and $\mu_i$ the mode of {prf:ref}`mode-equation` with target $s_i$.
2. For every $L \ge 3$, $\eps > 0$ and $s > 0$ there is a $\delta > 0$ such that $\sigma_i(X(t)) \le \mu_i(t)$ for *all* $i$ and $t \ge 0$, for all these starts and every $M$ whose positive singular values lie between $s$ and $(1 + \delta)\, s$. If moreover $M$ has rank $[[rank]]$ and $[[below]]$, the conclusion of part 3 of {prf:ref}`domination-at-every-depth` holds: of all these starts the compressed network is the fastest.
""",
    hypotheses={
        "depth": depth_at_least(3),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(),
        "rank": at_least_one("r"),
        "below": starts_at_most("s_r"),
    },
    uses=(
        "outer-factors",
        "ceiling-of-every-mode",
        "mode-equation",
        "growth-window",
        "domination-at-every-depth",
    ),
    words=(
        "The inequality of Loewner and Heinz; weighted means; the derivative at a first touching.",
        "Solutions depend continuously on the equation, uniformly on compact sets.",
    ),
    steps=(
        exact_for_equal_targets,
        means_of_moments,
        divided_powers,
        bounds_one_by_one,
        touching_at_random,
        error_of_one,
        close_targets_along_runs,
    ),
    parts={
        "1": (
            exact_for_equal_targets,
            means_of_moments,
            divided_powers,
            bounds_one_by_one,
            touching_at_random,
            close_targets_along_runs,
        ),
        "2": (error_of_one, close_targets_along_runs),
    },
)

CLAIMS = (near_equal,)
