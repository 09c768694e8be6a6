"""Chapter *One mode at a time*, its end: up to which step descent converges."""

from fractions import Fraction

import sympy as sp

from dlf.claims.dynamics.mode_descent import displacement, order_one
from dlf.claims.formal import theorems
from dlf.claims.hypotheses import depth_at_least, positive
from dlf.exact import ball
from dlf.verify import Claim, all_of, enclose, identity, implies, over, step

L, n = sp.symbols("L n", integer=True, positive=True)
lam, m, eta, x = sp.symbols("lambda m eta x", positive=True)
MIDDLE = sp.Rational(3, 2)


@step(
    "proof",
    ("the power L outside", "outside", L),
    ("without the next power", "last", 0),
    whole=("last",),
)
def distance_to_the_target(outside=L - 1, last=1):
    """p = lambda^(L-1) (lambda^L - m^L), and lambda^n - m^n = (lambda - m) S_n from n to n + 1.

    S_n = lambda^(n-1) + lambda^(n-2) m + ... + m^(n-1), so S_(n+1) = lambda S_n + m^n.
    """
    factored = identity(displacement(lam, m), lam**outside * (lam**L - m**L))
    further = lam * (lam**n - m**n) + last * (lam - m) * m**n
    return all_of(factored, identity(further, lam ** (n + 1) - m ** (n + 1)))


@step(
    "proof",
    ("a middle one per cent higher", "mean", sp.Rational(303, 200)),
    ("a middle one per cent lower", "mean", sp.Rational(297, 200)),
    ("a width one per cent smaller", "share", sp.Rational(909, 100)),
)
def middle(mean=MIDDLE, share=9):
    """An exponent L-1 <= j <= 2L-2 is at most J/3 away from J = 3 (L-1)/2."""
    j, depth = sp.symbols("j L", real=True)
    J = mean * (depth - 1)
    premise = [sp.Ge(depth, 2), sp.Ge(j, depth - 1), sp.Le(j, 2 * depth - 2)]
    return implies(premise, sp.Le(share * (j - J) ** 2, J**2))


@step(
    "proof",
    ("a slope one per cent larger", "slope", sp.Rational(101, 100)),
    ("a slope one per cent smaller", "slope", sp.Rational(99, 100)),
    ("for t >= -1.01", "least", -sp.Rational(101, 100)),
)
def bernoulli(slope=1, least=-1):
    """(1 + t)^j >= 1 + j t for t >= -1, from j to j + 1: multiply by 1 + t."""
    power, j, r = sp.symbols("P j t", real=True)
    premise = [sp.Ge(r, least), sp.Ge(j, 1), sp.Ge(power, 1 + j * r)]
    return implies(premise, sp.Ge(power * (1 + r), 1 + (j + slope) * r))


@step(
    "proof",
    ("the distance itself", "power", 1),
    ("divided by x^2", "divisor", 2),
    whole=("power", "divisor"),
)
def inverse(power=2, divisor=1):
    """1/x - 1 exceeds 1 - x by (1 - x)^2/x: so x^-j >= 1 + j (1 - x), with equality only at 1."""
    return identity(1 / x - 1, 1 - x + (1 - x) ** power / x**divisor)


@step(
    "proof",
    ("1 + 2.02 w", "twice", sp.Rational(101, 50)),
    ("1 + 1.98 w", "twice", sp.Rational(99, 50)),
)
def pairs_of_powers(twice=2):
    """1/(A + e) + 1/(A - e) = 2 A/(A^2 - e^2), at most 2 A/(1 + 2 w) for A = 1 + w and 9 e^2 <= w^2."""
    A, e = sp.symbols("A e", positive=True)
    whole = identity(1 / (A + e) + 1 / (A - e), 2 * A / (A**2 - e**2), where=[sp.Lt(e, A)])
    w, d = sp.symbols("w d", real=True)
    premise = [sp.Gt(1 + 2 * w, 0), sp.Le(9 * d**2, w**2)]
    return all_of(whole, implies(premise, sp.Le(1 + twice * w, (1 + w) ** 2 - d**2)))


@step(
    "proof",
    ("a limit of 2.02", "limit", sp.Rational(101, 50)),
    ("a limit of 1.98", "limit", sp.Rational(99, 50)),
)
def from_mean_to_factor(limit=2):
    """For the mean (1 + w)/(1 + 2 w) of the powers the factor 2 q - 1 is 1/(1 + 2 w)."""
    w = sp.Symbol("w", positive=True)
    return identity(limit * (1 + w) / (1 + 2 * w) - 1, 1 / (1 + 2 * w))


@step(
    "proof",
    ("r (1 + a) < 1.01", "first", sp.Rational(101, 100)),
    ("R (1 - a r) < 1.01", "second", sp.Rational(101, 100)),
    ("a product below 0.99", "product", sp.Rational(99, 100)),
)
def two_steps(first=1, second=1, product=1):
    """0 < r, r (1 + a) < 1 and 0 < R (1 - a r) < 1 give r R < 1: two steps come nearer to 1."""
    a, r, R = sp.symbols("a r R", real=True)
    premise = [sp.Gt(a, 0), sp.Gt(r, 0), sp.Lt(r * (1 + a), first)]
    premise += [sp.Gt(R, 0), sp.Lt(R * (1 - a * r), second), sp.Lt(a * r, 1)]
    return implies(premise, sp.Lt(r * R, product))


@step(
    "proof",
    ("the power L - 2 outside", "power", L - 2),
    ("the factor 2L - 1", "factor", 2 * L - 1),
)
def positive_from_above(power=L - 3, factor=2 * L - 2):
    """1: lambda^(L-2) (lambda^L - m^L) increases above m: after g(eps) > 0 all steps stay positive."""
    slope = sp.diff(lam ** (L - 2) * (lam**L - m**L), lam)
    X, Y, depth = sp.symbols("X Y L", real=True)  # lambda^L and m^L
    above = [sp.Gt(Y, 0), sp.Ge(X, Y), sp.Ge(depth, 2)]
    rises = implies(above, sp.Gt((2 * depth - 2) * X - (depth - 2) * Y, 0))
    return all_of(identity(slope, lam**power * (factor * lam**L - (L - 2) * m**L)), rises)


@step(
    "proof",
    ("the constant L - 1", "constant", L - 1),
    ("beyond 1.98", "limit", sp.Rational(99, 50)),
)
def repelled(constant=L, limit=2):
    """g'(m) = 1 - kappa with kappa = eta L m^(2L-2), and (1 - kappa)^2 > 1 for kappa > 2."""
    at_target = sp.diff(lam - eta * displacement(lam, m), lam).subs(lam, m)
    kappa = sp.Symbol("kappa", real=True)
    far = implies([sp.Gt(kappa, limit)], sp.Gt((1 - kappa) ** 2, 1))
    return all_of(identity(at_target, 1 - eta * constant * m ** (2 * L - 2)), far)


def mean_power(y, depth):
    """q(y), the mean of y^(L-1), ..., y^(2L-2)."""
    return sum(y**j for j in range(depth - 1, 2 * depth - 1)) / depth


STARTS = [1 - Fraction(1, share) for share in (3, 4, 6, 10, 20, 50, 200, 1000)]


@step(
    "evidence",
    ("a step one per cent too long", "kappa", Fraction(101, 50)),
    ("from the other side", "side", -1),
)
def nearer_in_two_steps(kappa=Fraction(2), side=1):
    """s = 1, eta L = 2, x < 1: one step, or two where one overshoots, ends between x and 1."""

    def at(depth):
        one = lambda y: 1 - (1 - y) * (1 - kappa * mean_power(y, depth))

        def check(start):
            after = one(start)
            after = one(after) if after > 1 else after
            gained = side * (after - start) / (1 - start)
            return enclose(ball(gained), 0, 1, relative_radius="1e-12")

        return over("x", STARTS, check)

    return over("L", (2, 3, 4, 5, 8, 12, 30), at)


NEAR = theorems("largest_step.v", "largest_step", "beyond_largest_step")
EXACT = (
    *theorems("largest_step.v", "exact_starts"),
    *theorems("largest_step_count.v", "countably_many_starts"),
)

largest = Claim(
    name="largest-step",
    kind="theorem",
    title="The largest step that converges",
    statement=r"""
Let $[[depth]]$, $[[rate, scale]]$, $s = m^L$ with $[[positive]]$, $g(\lambda) = \lambda - \eta \lambda^{L-1} (\lambda^L - s)$ the step of {prf:ref}`aligned-chain` and $\kappa = \eta L m^{2L-2}$.

1. If $\kappa \le 2$, descent from $\eps$ converges to $m$ whenever $g(\eps) > 0$; in particular from every $\eps \le m$.
2. If $\kappa > 2$, descent converges to $m$ only from those starts that reach $m$ exactly after a finite number of steps, and there are at most countably many of them.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "rate": positive("eta"),
        "scale": positive("varepsilon"),
        "positive": positive("m"),
    },
    uses=("aligned-chain",),
    steps=(
        *NEAR,
        *EXACT,
        distance_to_the_target,
        middle,
        bernoulli,
        inverse,
        pairs_of_powers,
        from_mean_to_factor,
        two_steps,
        positive_from_above,
        repelled,
        nearer_in_two_steps,
    ),
    parts={
        "1": (
            NEAR[0],
            distance_to_the_target,
            middle,
            bernoulli,
            inverse,
            pairs_of_powers,
            from_mean_to_factor,
            two_steps,
            positive_from_above,
            nearer_in_two_steps,
        ),
        "2": (NEAR[1], *EXACT, repelled),
    },
)

CLAIMS = (largest, order_one)  # in the order of the book
