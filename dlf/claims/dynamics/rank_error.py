"""Chapter *The compressed network*, second part: a width below or above the rank of the target."""

import numpy as np
import sympy as sp

from dlf.chain import Factorization
from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, positive
from dlf.claims.matrices import inner, spatial_rotation
from dlf.dynamics import gradient_flow
from dlf.exact import mode_strength
from dlf.reduction import compress, compressed_descent, compressed_flow
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, nonneg, over, step

L = sp.Symbol("L", integer=True, positive=True)
lam, s = sp.symbols("lambda s", positive=True)
eps, t, h, p, m, eta = sp.symbols("varepsilon t h p m eta", positive=True)
least_rank = Relation(sp.Ge(sp.Symbol("r", integer=True), 0))


def step_below(strength):
    """eta L strength^(2L-2) <= 1: from there on no step crosses a target below it."""
    rate, scale = sp.symbols("eta varepsilon", real=True)
    depth, top = sp.Symbol("L", integer=True), sp.Symbol("s_1", real=True)
    power = scale ** (2 * depth - 2) if strength == "scale" else top ** (2 - 2 / depth)
    return Relation(sp.Le(rate * depth * power, 1))


@step(
    "evidence",
    ("the floor left out", "floor", 0),
    ("the excess counted once", "once", True),
    ("a frame that holds no singular vectors", "turned", 1),
    whole=("turned",),
)
def pythagoras(floor=1, once=False, turned=0):
    """3 x 3, rational frames, ranks 0..3, widths 1..3: the error is the sum of squares."""
    targets, strengths = sp.symbols("s1:4", positive=True), sp.symbols("mu1:4", positive=True)

    def at(rank, width):
        left, right = spatial_rotation(0), spatial_rotation(2)
        kept = [*targets[:rank], *[0] * (3 - rank)]
        network = [*strengths[:width], *[0] * (3 - width)]
        V = spatial_rotation(2 + turned)
        gap = left * sp.diag(*network) * V.T - left * sp.diag(*kept) * right.T
        learned = sum((a - b) ** 2 for a, b in zip(kept[:width], network, strict=False))
        excess = strengths[rank:width][: 1 if once else None]
        learned -= sum(b**2 for b in strengths[rank:width]) - sum(b**2 for b in excess)
        return identity(inner(gap, gap), learned + floor * sum(a**2 for a in kept[width:]))

    first = over("rhat", (2, 3), lambda k: at(0, k))  # r = 0 with one mode compares nothing
    rest = over("r", range(1, 4), lambda r: over("rhat", range(1, 4), lambda k: at(r, k)))
    return all_of(rest, first)


@step(
    "proof",
    ("the reversed sign", "sign", 1),
    ("the factor 11/5 L", "factor", sp.Rational(11, 5)),
)
def towards_the_target(sign=-1, factor=2):
    """d/dt (s - mu)^2 = -2 L mu^(2-2/L) (s - mu)^2, with mu = lambda^L."""
    velocity = sp.diff(lam**L, lam) * (-(lam ** (L - 1)) * (lam**L - s))
    claimed = sign * factor * L * lam ** (2 * L - 2) * (s - lam**L) ** 2
    return identity(-2 * (s - lam**L) * velocity, claimed)


@step(
    "proof",
    ("the start alone", "target", False),
    ("the target alone", "start", False),
)
def between(start=True, target=True):
    """A strength between its start e and its target s is at least min(s, e)."""
    e, strength, top, least = sp.symbols("e mu s w", real=True)
    premise = [sp.Gt(least, 0), sp.Ge((strength - e) * (top - strength), 0)]
    premise += [sp.Le(least, e)] if start else [sp.Gt(e, 0)]
    premise += [sp.Le(least, top)] if target else [sp.Gt(top, 0)]
    return implies(premise, sp.Ge(strength, least))


@step(
    "proof",
    ("the exponent of the strength", "power", L / (2 * L - 2)),
    ("without the scale", "scaled", 0),
    whole=("scaled",),
)
def excess_law(power=L / (L - 1), scaled=1):
    """With e^-(2L-2) + (2L-2) t = h^-(2L-2): beta = h, beta^(2L) = (h^-(2L-2))^(-L/(L-1))."""
    first = identity((h ** (2 - 2 * L)) ** -power, h ** (2 * L))
    inside = 1 + (2 * L - 2) * t * eps ** (scaled * (2 * L - 2))
    second = identity(eps ** (2 - 2 * L) * inside, eps ** (2 - 2 * L) + (2 * L - 2) * t)
    return all_of(first, second)


@step(
    "proof",
    ("at most 9/5", "bound", sp.Rational(9, 5)),
    ("for L > 3/2", "least", sp.Rational(3, 2)),
)
def quarter(bound=2, least=2):
    """L/(L-1) <= 2 for L >= 2, so 2^(-L/(L-1)) >= 1/4."""
    n, a = sp.symbols("L a", real=True)
    return implies([sp.Ge(n, least), sp.Eq(a * (n - 1), n)], sp.Le(a, bound))


@step(
    "proof",
    ("for a rate up to 11/10 of the limit", "limit", sp.Rational(11, 10)),
    ("one power of lambda more", "more", 1),
    whole=("more",),
)
def from_above(limit=1, more=0):
    """A step takes lambda - m times 1 - eta y q, y = lambda^(L-1), q = (lambda^L - m^L)/(lambda - m)."""
    velocity = lam ** (2 * L - 1 + more) - m**L * lam ** (L - 1 + more)
    quotient = (lam**L - m**L) / (lam - m)
    factored = (lam - m) * (1 - eta * lam ** (L - 1) * quotient)
    first = identity(lam - eta * velocity - m, factored, where=[sp.Gt(lam, m)])
    q, y, n, rate = sp.symbols("q y L eta", real=True)
    premise = [sp.Gt(y, 0), sp.Ge(q, 0), sp.Le(q, n * y), sp.Ge(n, 2), sp.Gt(rate, 0)]
    premise.append(sp.Le(rate * n * y**2, limit))
    return all_of(first, implies(premise, sp.Le(rate * y * q, 1)))


@step("evidence", ("a limit larger by a tenth", "share", sp.Rational(11, 10)))
def sharp_limit(share=1):
    """lambda^(L-1) q >= L m^(2L-2) for m <= lambda: beyond the limit of m the first step crosses."""

    def at(depth):
        low, high = sp.symbols("m lambda", real=True)
        terms = sum(high ** (2 * depth - 2 - k) * low**k for k in range(depth))
        return nonneg(sp.expand(terms - share * depth * low ** (2 * depth - 2)), (low, high))

    return over("L", range(2, 7), at)


@step(
    "proof",
    ("a step longer by a tenth", "limit", sp.Rational(11, 10)),
    ("a target smaller by a tenth", "least", sp.Rational(9, 10)),
)
def ends_above_zero(limit=1, least=1):
    """6: q = eta eps^(2L-2) <= 1 + 1/L and h = eta eps^(L-2) m^L >= 1/L give 1 - q + h >= 0."""
    q, h, n = sp.symbols("q h L", real=True)
    premise = [sp.Ge(n, 2), sp.Le(q * n, limit * (n + 1)), sp.Ge(h * n, least)]
    return implies(premise, sp.Ge(1 - q + h, 0))


@step("proof", ("the factor p^2", "factor", p**2), ("the reversed sign", "sign", -1))
def later_than_the_flow(sign=1, factor=p * (p + 1)):
    """(1 + p q) z^p with z = 1 - q < 1 increases up to 1 at z = 1: so z^-p >= 1 + p q."""
    z = sp.Symbol("z", positive=True)
    slope = sp.diff((1 + p * (1 - z)) * z**p, z)
    claimed = sign * factor * (1 - z) * z ** (p - 1)
    return identity(slope, claimed, where=[sp.Lt(z, 1)])


def problem(rng):
    """A target of rank 0..3, 5 x 6, and the settings of a compressed network, equal rates."""
    rank, depth = int(rng.integers(0, 4)), int(rng.integers(2, 5))
    left, right = (np.linalg.qr(rng.standard_normal((n, 3)))[0][:, :rank] for n in (5, 6))
    values = np.sort(rng.uniform(0.3, 2, rank))[::-1]
    settings = {"depth": depth, "rank": int(rng.integers(1, 6))}
    return left * values @ right.T, values, {**settings, "init_scale": rng.uniform(0.3, 1.3)}


def squared_error(times, values, depth, rank, init_scale, power=2, floor=1.0):
    """Part 1 of the theorem: learned modes, floor and excess."""
    learned = values[:rank]
    every = np.append(values, 0.0)  # one mode at least
    mu = mode_strength(times[:, None], every, init_scale=init_scale, depth=depth)
    growth = init_scale ** (2 - 2 * depth) + (2 * depth - 2) * times
    excess = growth ** (-power * depth / (2 * depth - 2))
    rest = floor * (values[rank:] ** 2).sum() + max(0, rank - len(values)) * excess
    return ((learned - mu[:, : len(learned)]) ** 2).sum(axis=1) + rest


@step(
    "evidence",
    ("the floor left out", "floor", 0.0),
    ("the excess beta^L", "power", 1),
)
def error_over_time(power=2, floor=1.0):
    """Gradient flow of the full factors against part 1, r = 0..3, rhat = 1..5: 20 problems."""

    def residual(data):
        target, values, settings = data
        objective, times = Factorization(target), np.array([0.0, 0.5, 4.0])
        run = gradient_flow(objective, compress(objective, **settings), times, rtol=1e-10)
        stated = squared_error(times, values, **settings, power=power, floor=floor)
        return float(np.abs(2 * run.losses - stated).max())

    return measure(range(20), problem, residual, tolerance=1e-7)


@step(
    "evidence",
    ("an exponent larger by a tenth", "share", 1.1),
    ("a limit that depends on the scale", "scaled", 1),
    whole=("scaled",),
)
def power_law(share=1.0, scaled=0):
    """Delta t^(L/(L-1)) at t = 10^9 against its limit, rhat = 5 > r: 40 problems."""

    def residual(data):
        target, values, settings = data
        L, eps = settings["depth"], settings["init_scale"]
        run = compressed_flow(Factorization(target), [0.0, 1e9], **{**settings, "rank": 5})
        limit = (5 - len(values)) * (2 * L - 2) ** (-L / (L - 1)) * eps ** (2 * L * scaled)
        return float(2 * run.losses[-1] * 1e9 ** (share * L / (L - 1)) / limit - 1)

    return measure(range(40), problem, residual, tolerance=1e-5)


@step(
    "evidence",
    ("a learning rate larger by a tenth", "faster", 1.1),
    ("an excess above that of the flow", "sign", -1.0),
)
def errors_of_descent(faster=1.0, sign=1.0):
    """At the largest rate of part 5: Delta falls to its floor, no crossing, beta_k <= beta."""

    def residual(data):
        target, values, settings = data
        L, eps, rank = settings["depth"], settings["init_scale"], settings["rank"]
        rates = [
            1 / (L * eps ** (2 * L - 2)),
            *(1 / (L * top ** (2 - 2 / L)) for top in values[:1]),
        ]
        objective, rate = Factorization(target), faster * min(rates)
        run = compressed_descent(objective, 300, learning_rate=rate, **settings)
        flow = compressed_flow(objective, run.times, **settings)
        ahead = sign * (run.outer - flow.outer)[:, len(values) :]
        learned = values[:rank]
        side = np.where(learned > eps**L, 1, -1)
        crossed = side * (run.strengths[:, : len(learned)] - learned)
        error, floor = 2 * run.losses, (values[rank:] ** 2).sum()
        worst = [0.0, np.diff(error).max(), floor - error.min(), *ahead.max(axis=0)]
        return float(np.max([*worst, *crossed.max(axis=0)]))

    return measure(range(40), problem, residual, tolerance=1e-12)


FORM = formal("compressed_error.v", "compressed_error")
DECAYS = theorems(
    "exponential_rate.v", "decays_at_least", "mode_error_decays", "exponential_beats_power"
)
ABOVE = theorems(
    "descent_from_above.v",
    "quotient_bounds",
    "step_from_above",
    "from_above_tends",
    "crosses_from_above",
)
CROSSES = theorems("descent_crosses.v", "few_starts_land", "crosses_or_lands")

BELOW_FLOW = formal("idle_descent.v", "idle_descent_below_flow")
EXCEPTIONS = formal("descent_exceptions.v", "crosses_but_countably_many")


deficit = Claim(
    name="rank-deficit-and-excess",
    kind="theorem",
    title="A width below or above the rank",
    statement=r"""
In the setting of {prf:ref}`compressed-decomposition` let $\alpha = 1$, and let $M$ have rank $[[rank]]$ and the positive singular values $s_1 \ge \dots \ge s_r$. Let $\Delta = \norm{\widetilde X - M}_F^2$. For $[[depth]]$, $[[scale]]$ and the flow:

1. With the solutions $\mu_i$ of {prf:ref}`mode-equation` for $s_i$, and $\beta^{2L} = \bigl( \eps^{-(2L-2)} + (2L-2)\, t \bigr)^{-L/(L-1)}$,

   $$
   \Delta = \sum_{i \le \min(r, \hat r)} (s_i - \mu_i)^2 + \sum_{\hat r < i \le r} s_i^2 + \max(0, \hat r - r)\, \beta^{2L} .
   $$

   No term ever increases.
2. $\Delta$ tends to $\sum_{\hat r < i \le r} s_i^2$ and is never below it; no matrix of rank at most $\hat r$ is closer to $M$.
3. $|s_i - \mu_i| \le |s_i - \eps^L|\, e^{-L\, w_i^{2-2/L}\, t}$ for $i \le \min(r, \hat r)$, with $w_i = \min(s_i, \eps^L)$.
4. If $\hat r > r$, the last term is at least a quarter of its start until $t = \eps^{-(2L-2)} / (2L-2)$, and

   $$
   t^{L/(L-1)} \Delta \to (\hat r - r)\, (2L-2)^{-L/(L-1)} \qquad (t \to \infty) .
   $$
5. Let $[[learning]]$. Parts 1 and 2 hold for descent if $[[start]]$ and $[[limit]]$ (the latter if $r \ge 1$), with the strengths $\mu_i$ and $\beta^L$ of the descent, and then no $\mu_i$ crosses $s_i$. Its $\beta$ at step $k$ is at most that of the flow at $t = k \eta$.
6. For this the constant $L$ is the best in both conditions. If $1 < L \eta\, \eps^{2L-2} \le L + 1$, there is an $M$ of rank one that meets the second and whose strength crosses at the first step. If the second one fails, $\mu_1$ crosses $s_1$ for all but countably many of the $\eps < s_1^{1/L}$ that meet the first.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "rank": least_rank,
        "learning": positive("eta"),
        "start": step_below("scale"),
        "limit": step_below("target"),
    },
    uses=(
        "compressed-decomposition",
        "mode-equation",
        "mode-closed-form",
        "step-condition",
    ),
    words=("No matrix of rank at most rhat is closer (Eckart, Young).",),
    steps=(
        BELOW_FLOW,
        EXCEPTIONS,
        FORM,
        *DECAYS,
        *ABOVE,
        *CROSSES,
        pythagoras,
        towards_the_target,
        between,
        excess_law,
        quarter,
        from_above,
        sharp_limit,
        ends_above_zero,
        later_than_the_flow,
        error_over_time,
        power_law,
        errors_of_descent,
    ),
    parts={
        "1": (FORM, pythagoras, towards_the_target, excess_law, error_over_time),
        "2": (towards_the_target, errors_of_descent),
        "3": (*DECAYS[:2], towards_the_target, between),
        "4": (DECAYS[2], quarter, excess_law, power_law),
        "5": (BELOW_FLOW, *ABOVE[:3], from_above, later_than_the_flow, errors_of_descent),
        "6": (EXCEPTIONS, ABOVE[3], *CROSSES, sharp_limit, ends_above_zero, errors_of_descent),
    },
)

CLAIMS = (deficit,)
