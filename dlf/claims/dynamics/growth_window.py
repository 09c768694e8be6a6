"""Chapter *Domination at every depth*: three and four factors, a window of larger targets."""

from fractions import Fraction

import numpy as np
import sympy as sp

from dlf.claims.dynamics.cones import KINDS, touching
from dlf.claims.dynamics.races import (
    TIGHT,
    Race,
    balanced_start,
    compressed_race,
    drawn_strengths,
    excess,
    kept,
    unequally,
)
from dlf.claims.formal import formal
from dlf.claims.hypotheses import balanced, depth_at_least, positive, product_at_most
from dlf.verify import (
    Claim,
    Property,
    Relation,
    all_of,
    enclose,
    identity,
    implies,
    measure,
    over,
    step,
)

NEAR = sp.Rational(99, 100)
DEPTHS = (3, 4)
TABLE = {
    3: {"1.01": 831_000, "1.03": 40_100, "1.1": 1910, "1.2": 401, "1.5": "66.1"}
    | {"2": "21.8", "3": "9.62", "5": "5.87", "10": "4.52"},
    4: {"1.01": 12_900, "1.03": 1690, "1.1": 215, "1.2": "73.1", "1.5": "20.6"}
    | {"2": "9.47", "3": "5.37", "5": "3.85", "10": "3.24"},
}


def turn(depth):
    """u_1 = (L-2)/(2(L-1)) and beta = (L-2)/L."""
    return Fraction(depth - 2, 2 * (depth - 1)), Fraction(depth - 2, depth)


def share_of_the_window(depth, ratio, growth):
    """h(u_1) beta (s^2 - 1) times the integral from u_0 = 1/growth to u_1, as a ball; exact input.

    The condition of the theorem says that it is below 1.
    """
    from flint import acb, ctx

    from dlf.exact import ball

    with ctx.workprec(96):
        u1, beta = map(ball, turn(depth))
        s2 = ball(ratio) ** 2
        p, q = beta * (2 - s2), beta * s2

        def integrand(w, analytic):
            v = w.exp()
            return (-p * w - (1 + q) * (1 - v).log(analytic)).exp()

        found = acb.integral(integrand, acb(-ball(growth).log()), acb(u1.log())).real
        return u1**p * (1 - u1) ** q * beta * (s2 - 1) * found


def last_digit(number):
    """One unit in the third digit of a number of three digits."""
    size = len(str(int(Fraction(number))))
    return Fraction(10) ** (size - 3)


@step(
    "proof",
    ("a ratio larger by a hundredth", "spread", Fraction(101, 100)),
    ("targets larger by a hundredth", "growth", Fraction(101, 100)),
)
def table(spread=1, growth=1):
    """The condition holds at every entry and fails one unit in the third digit later; in balls."""

    def entry(L, ratio):
        largest = Fraction(TABLE[L][ratio])
        share = lambda K: share_of_the_window(L, Fraction(ratio) * spread, K * growth)
        inside = enclose(share(largest), 0, 1, relative_radius="1e-12")
        beyond = share(largest + last_digit(largest))
        return all_of(inside, enclose(beyond, 1, 2, relative_radius="1e-12"))

    return over("L", DEPTHS, lambda L: all_of(*(entry(L, ratio) for ratio in TABLE[L])))


@step(
    "proof",
    ("a hundredth less on the right", "share", NEAR),
    ("a product larger by a hundredth", "product", 1 / NEAR),
)
def square_of_the_product(share=1, product=1):
    """m^2 <= Z P, c > 0: 2 c m <= c^2 Z + P."""
    m, Z, P, c = sp.symbols("m Z P c", real=True)
    premise = [sp.Ge(Z, 0), sp.Ge(P, 0), sp.Gt(c, 0), sp.Le(m**2, product * Z * P)]
    return implies(premise, sp.Le(2 * c * m, share * (c**2 * Z + P)))


@step(
    "proof",
    ("a hundredth less of the first growth", "share", NEAR),
    ("a hundredth less of the decay", "decay", 2 * NEAR),
)
def velocity_of_the_cone(share=1, decay=2):
    """c Z + (1/c - 2 gamma) P at the largest Z and P is tau Lambda' + (1 - tau) gamma'.

    gamma = g^2, c = g^(L-2)/a, Z = s_1^2 Lambda tau + a^2 gamma (1 - tau), and P is
    Lambda^(L-1) tau + gamma^(L-1) (1 - tau).
    """
    g, lam, a, s1, tau = sp.symbols("g Lambda a s_1 tau", positive=True)

    def at(L):
        gamma, c = g**2, g ** (L - 2) / a
        Z = s1**2 * lam * tau + a**2 * gamma * (1 - tau)
        P = lam ** (L - 1) * tau + gamma ** (L - 1) * (1 - tau)
        first = share * c * s1**2 * lam + (1 / c - 2 * gamma) * lam ** (L - 1)
        second = 2 * a * g**L - 2 * g ** (2 * L)
        return identity(c * Z + (1 / c - decay * gamma) * P, tau * first + (1 - tau) * second)

    return over("L", DEPTHS, at)


@step(
    "proof",
    ("the ratio without its square", "power", 1),
    ("the mode a hundredth slower", "rate", NEAR),
    whole=("power",),
)
def equation_of_the_window(power=2, rate=1):
    """psi = (gamma/Lambda)^(L-2) in ln u, u = mu/a: beta (psi (2 - s^2 - 2u) - (1 - 2u))/(1 - u).

    In units with a = 1: gamma = g^2, u = g^L, Lambda = gamma/p, psi = p^(L-2).
    """
    g, p, s = sp.symbols("g p s", positive=True)

    def at(L):
        beta, u, psi = sp.Rational(L - 2, L), g**L, p ** (L - 2)
        gamma, lam, c = g**2, g**2 / p, g ** (L - 2)
        slow = 2 * g**L - 2 * g ** (2 * L)
        fast = (1 / c - 2 * gamma) * lam ** (L - 1) + c * s**power * lam
        moved = (L - 2) * psi * (slow / gamma - fast / lam)
        clock = rate * L * g ** (L - 2) * (1 - u)  # of ln u
        stated = beta * (psi * (2 - s**2 - 2 * u) - (1 - 2 * u)) / (1 - u)
        return identity(moved / clock, stated)

    return over("L", DEPTHS, at)


@step(
    "evidence",
    ("s_1 for its square", "power", 1.0),
    ("a tenth less of the power of s_1", "power", 1.8),
    ("a hundredth more of the decay", "decay", 2.02),
    ("s_(i-1) for s_1", "last", True),
    ("a decay of Lambda that is faster by a hundredth", "fall", 2.02),
)
def touching_the_cone(power=2.0, decay=2.0, last=False, fall=2.0):
    """Where A touches Phi, <y, A' y> <= tau Lambda' + (1 - tau) gamma', a = 1; d = 2..4, i = 2, 3.

    Where A = Phi, y is e_i in one half of the draws, where only gamma is seen. In half of them
    Lambda/gamma and s_1/a are 1 to 1.001, where there is little slack; else they are 1 to 3.
    """

    def residual(data, L):
        lam, gam, tau, y = data.lam, data.gam, data.tau, data.y
        moved, c = y @ data.velocity(L) @ y, gam ** (L / 2 - 1)
        up = c * data.leader(last) ** power * lam + (1 / c - fall * gam) * lam ** (L - 1)
        flat = 2 * gam ** (L / 2) - decay * gam**L
        return float(np.maximum(0.0, moved - tau * up - (1 - tau) * flat))

    def at(L):
        draw = lambda rng, kind: touching(rng, L, *KINDS[kind])
        one = lambda data: residual(data, L)
        return measure(range(320), draw, one, tolerance=1e-12, kinds=4)

    return over("L", DEPTHS, at)


@step(
    "proof",
    ("another power of 1 - v", "power", 1),
    ("a hundredth less", "share", NEAR),
    whole=("power",),
)
def solution_of_the_window(power=2, share=1):
    """psi = 1 - beta (s^2 - 1) J with J' = J h'/h + 1/(u (1 - u)), that is J = h times the integral."""
    u, s, J = sp.symbols("u s J", positive=True)

    def at(L):
        beta = sp.Rational(L - 2, L)
        slope_of_log = beta * ((2 - s**2) / u - s**power / (1 - u))
        factor = share * beta * (s**2 - 1)
        psi = 1 - factor * J
        moved = -factor * (J * slope_of_log + 1 / (u * (1 - u)))
        stated = beta * (psi * (2 - s**2 - 2 * u) - (1 - 2 * u)) / (u * (1 - u))
        return identity(moved, stated)

    return over("L", DEPTHS, at)


@step(
    "proof", ("beyond half of the target", "end", 1), ("the other sign", "sign", -1), whole=("end",)
)
def crosses_downwards(end=2, sign=1):
    """psi = 0 and 0 < u < 1/2: the velocity -(1 - 2u)/(1 - u) is negative."""
    u = sp.Symbol("u", real=True)
    premise = [sp.Gt(u, 0), sp.Lt(end * u, 1)]
    return implies(premise, sp.Gt(sign * (1 - 2 * u) * (1 - u), 0))


def windowed(rng, depth, kind, *, norm=1.0, unequal=1.0):
    """A balanced start of any shapes and targets from s_1 down to a, with a/eps^L inside the table.

    Of nine kinds, each has one of three numbers of targets and one of three s_1/a. All targets but
    one are s_1 or a, and that one lies between, if there are three or more.

    In half of the draws its first mode is aligned.
    """
    d, ratio = 2 + kind % 3, ("1.1", "1.2", "1.5")[kind // 3]
    second = float(rng.uniform(0.5, 1))
    ends = float(ratio) * second, second
    others = [*rng.uniform(*ends[::-1], min(d - 2, 1)), *rng.choice(ends, max(d - 3, 0))]
    targets = np.sort([*ends, *others])[::-1]
    growth = float(np.minimum(float(TABLE[depth][ratio]), 300.0)) * float(rng.uniform(0.3, 1))
    start = float((second / growth) ** (1 / depth))
    widths, aligned = rng.integers(d, 7, depth + 1), int(rng.integers(2))
    W = balanced_start(rng, widths, norm * drawn_strengths(rng, depth, start, d), aligned)
    return Race(targets, depth, start, d, unequally(W, unequal))


def in_the_window(data):
    """The condition of the theorem for every target."""

    def holds(target):
        ratio, growth = (
            Fraction(data.targets[0]) / target,
            target / Fraction(data.start) ** data.depth,
        )
        return bool(share_of_the_window(data.depth, ratio, growth) < 1)

    return all(map(holds, {Fraction(s) for s in data.targets}))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a start larger by a tenth", "norm", 1.1),
    ("a smaller target", "share", 0.5),
    ("modes behind the first that are slower by a hundredth", "pace", 0.99),
)
def window_along_runs(unequal=1.0, norm=1.0, share=1.0, pace=1.0):
    """s_1/s_i = 1.1, 1.2, 1.5 and s_i/eps^L up to the table or 300: sigma_i <= mu_i, L = 3, 4.

    Two to four targets. Three races more, of the compressed network against itself, leave no slack.
    """

    def at(depth):
        draw = lambda rng, kind: windowed(rng, depth, kind, norm=norm, unequal=unequal)
        itself = lambda rng, kind: compressed_race(rng, draw(rng, kind))
        held = (*kept(balanced=unequal == 1, small=norm == 1), in_the_window)
        leader = lambda data: excess(data, 1, share=share)
        others = lambda data: excess(data, data.width, first=1, share=share, pace=pace)
        residual = lambda data: float(np.maximum(leader(data), others(data)))
        given = {"tolerance": TIGHT, "hypotheses": held}
        return all_of(
            measure(range(9), draw, residual, kinds=9, **given),
            measure(range(3), itself, residual, kinds=3, **given),
        )

    return over("L", DEPTHS, at)


def inside():
    """L, s_1/s_i and s_i/eps^L, exact: the condition, in balls."""
    latex = r"\beta\, (s^2 - 1) \int_{u_0}^{u_1} \frac{dv}{v\, (1 - v)\, h(v)} < \frac{1}{h(u_1)}"
    holds = lambda data: bool(share_of_the_window(*data) < 1)
    return Property("inside the growth window", latex, holds, (3, 2, 20), (3, 2, 30))


WINDOW = formal("growth_window_flow.v", "growth_window")
LARGER = formal("window_grows.v", "window_condition_grows")


window = Claim(
    name="growth-window",
    kind="theorem",
    title="Three and four factors: a window of larger targets",
    statement=r"""
Let $[[depth]]$ and $[[shallow]]$, $[[scale]]$, $M \in \R^{d_L \times d_0}$ with singular values $s_1 \ge s_2 \ge \dots \ge 0$, and $f(X) = \tfrac12 \norm{X - M}_F^2$. Let the factors, of any widths, start balanced, $[[balanced]]$, with $[[small]]$. Let $s_i > 0$ and put

$$
s = \frac{s_1}{s_i}, \quad u_0 = \frac{\eps^L}{s_i}, \quad u_1 = \frac{L-2}{2(L-1)}, \quad \beta = \frac{L-2}{L}, \quad h(v) = v^{\beta (2 - s^2)} (1 - v)^{\beta s^2} .
$$

1. If $u_0 < u_1$ and $[[inside]]$, then $\sigma_i(X(t)) \le \mu_i(t)$ for all $t \ge 0$, where $X(t)$ is the product along the flow and $\mu_i$ the mode of {prf:ref}`mode-equation` with target $s_i$.
2. The condition holds for every $\eps^L < u_1 s_i$ with $s_i/\eps^L$ at most

$$
\begin{array}{c|ccccccccc}
s_1/s_i & 1.01 & 1.03 & 1.1 & 1.2 & 1.5 & 2 & 3 & 5 & 10 \\
\hline
L = 3 & 831000 & 40100 & 1910 & 401 & 66.1 & 21.8 & 9.62 & 5.87 & 4.52 \\
L = 4 & 12900 & 1690 & 215 & 73.1 & 20.6 & 9.47 & 5.37 & 3.85 & 3.24
\end{array}
$$

and fails if the third digit of an entry is raised by one.
""",
    hypotheses={
        "depth": depth_at_least(3),
        "shallow": Relation(sp.Le(sp.Symbol("L", integer=True), 4)),
        "scale": positive("varepsilon"),
        "balanced": balanced(),
        "small": product_at_most(),
        "inside": inside(),
    },
    uses=("outer-factors", "ceiling-of-every-mode", "mode-equation", "largest-singular-value"),
    steps=(
        WINDOW,
        LARGER,
        square_of_the_product,
        velocity_of_the_cone,
        touching_the_cone,
        equation_of_the_window,
        solution_of_the_window,
        crosses_downwards,
        table,
        window_along_runs,
    ),
    parts={
        "1": (
            WINDOW,
            square_of_the_product,
            velocity_of_the_cone,
            touching_the_cone,
            equation_of_the_window,
            solution_of_the_window,
            crosses_downwards,
            window_along_runs,
        ),
        "2": (LARGER, table),
    },
)

CLAIMS = (window,)
