"""Chapter *Pruned least squares*: the setting, and the two equations of its law."""

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import at_least_one, nonnegative, positive
from dlf.pruning import LinearGaussianProblem, coordinate_law, fixed_point
from dlf.verify import Claim, Relation, all_of, identity, implies, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)
more_features = Relation(sp.Gt(*sp.symbols("p n", integer=True)))

setting = Claim(
    name="pruned-least-squares",
    kind="definition",
    title="Pruned least squares",
    statement=r"""
Let $[[variances]]$ for $i = 1, \dots, p$, $[[noise]]$, $[[samples]]$, and $\beta^* \in \R^p$. The rows of $X \in \R^{n \times p}$ are $n$ independent samples of $\mathcal N(0, \diag(\lambda))$, and $y = X \beta^* + \sigma z$ with $z \sim \mathcal N(0, I_n)$ independent of $X$.

- The *fit* is $\hat\beta = X^+ y$: least squares, and for $p > n$ the shortest vector that interpolates the samples.
- The *test error* of any $\beta \in \R^p$ is $R(\beta) = \sigma^2 + \sum_i \lambda_i (\beta_i - \beta_i^*)^2$, the mean squared error on a new sample.
- *Pruning* to a set $S$ of $s$ features keeps $\hat\beta_i$ for $i \in S$ and puts zero elsewhere. *Magnitude* pruning keeps the largest $\lvert \hat\beta_i \rvert$, *Hessian* pruning the largest $\norm{X_i} \lvert \hat\beta_i \rvert$, where $X_i$ is column $i$; the *oracle* keeps the $s$ largest $\lambda_i (\beta_i^*)^2$, a set $\Delta$ that does not depend on the samples.
- *Refitting* on $S$ replaces the entries that are kept by $X_S^+ y$, where $X_S$ has the columns in $S$. The *small model* is the fit on $\Delta$ alone, and so the oracle refitted.
""",
    hypotheses={
        "variances": positive("lambda_i"),
        "noise": nonnegative("sigma"),
        "samples": at_least_one("n"),
    },
)


@step(
    "proof",
    ("one factor fewer below", "squared", 0),
    ("nine tenths of the growth", "share", NINE_TENTHS),
    whole=("squared",),
)
def shares_grow(squared=1, share=1):
    """theta = x/(1 + x) of x = xi lambda: from x to x + h it grows by h/((1 + x)(1 + x + h))."""
    x, h = sp.symbols("x h", positive=True)
    theta = lambda x: x / (1 + x)
    stated = share * h / ((1 + x) ** squared * (1 + x + h))
    return identity(theta(x + h) - theta(x), stated)


@step(
    "proof",
    ("one feature more", "more", 1),
    ("nine tenths of it", "share", NINE_TENTHS),
    whole=("more",),
)
def alike(more=0, share=1):
    """xi lambda = n/(p - n) for all features makes each share n/p, and their sum n."""
    p, n = sp.symbols("p n", positive=True)
    x = share * n / (p + more - n)
    return identity(p * x / (1 + x), n, where=[sp.Gt(p, n)])


@step(
    "proof",
    ("a sum of squares times p - 1", "less", 1),
    ("nine tenths of p", "share", NINE_TENTHS),
    whole=("less",),
)
def spread_of_shares(less=0, share=1):
    """p sum theta_i^2 - (sum theta_i)^2 = sum_(i < j) (theta_i - theta_j)^2, p = 2..6."""

    def at(p):
        theta = sp.symbols(f"theta1:{p + 1}", real=True)
        squares = sum(t**2 for t in theta)
        pairs = sum((theta[i] - theta[j]) ** 2 for j in range(p) for i in range(j))
        return identity(share * (p - less) * squares - sum(theta) ** 2, pairs)

    return over("p", range(2, 7), at)


@step(
    "proof",
    ("shares up to 11/10", "most", sp.Rational(11, 10)),
    ("nine tenths of the share", "share", NINE_TENTHS),
)
def squares_are_less(most=1, share=1):
    """0 < theta < 1 has theta^2 < theta: so sum theta_i^2 < sum theta_i = n."""
    theta = sp.Symbol("theta", real=True)
    return implies([sp.Gt(theta, 0), sp.Lt(theta, most)], sp.Lt(theta**2, share * theta))


def spectrum(rng, least=2):
    """Variances (p,) over two decades, and fewer samples than features."""
    p = int(rng.integers(least + 1, 60))
    return np.exp(rng.uniform(-2.3, 2.3, p)), int(rng.integers(least, p))


@step(
    "evidence",
    ("a sample more", "more", 1),
    ("a hundredth more", "share", 1.01),
    ("the bounds exchanged", "exchanged", True),
    ("the cubes of the shares", "power", 3),
    whole=("more", "power"),
)
def roots(more=0, share=1.0, exchanged=False, power=2):
    """Random spectra: the root, its bounds, how it moves, and sum theta_i^2 >= n^2/p."""

    def residual(data):
        lam, n = data
        p, xi = lam.size, share * fixed_point(lam, n)
        theta = xi * lam / (1 + xi * lam)
        ends = n / (p - n) / np.array([lam.max(), lam.min()])
        low, high = ends[::-1] if exchanged else ends
        grown = np.where(np.arange(p) == 0, 2 * lam, lam)
        moved = [fixed_point(grown, n), fixed_point(np.append(lam, 1.0), n)]
        longer = [] if n + 1 == p else [xi - fixed_point(lam, n + 1)]
        spread = 1 - (theta**power).sum() * p / n**2
        wrong = [low / xi - 1, xi / high - 1, *(m - xi for m in moved), *longer, spread]
        return float(np.max([abs(theta.sum() / (n + more) - 1), *wrong]))

    return measure(range(20), spectrum, residual, tolerance=1e-10)


RISES = theorems("penalty.v", "total_increases", "total_towards", "root_iff", "root_unique")
BOUNDS = theorems("penalty.v", "root_bounds")
MOVES = theorems("penalty.v", "root_falls", "root_falls_added", "root_grows")
SQUARES = theorems("penalty.v", "squares_bounds", "error_defined")

penalty_claim = Claim(
    name="effective-penalty",
    kind="theorem",
    title="One number for all features",
    statement=r"""
In the setting of {prf:ref}`pruned-least-squares` let $F(\xi) = \sum_i \theta_i$ with $\theta_i = \frac{\xi \lambda_i}{1 + \xi \lambda_i}$.

1. $F$ increases strictly on $[0, \infty)$, from $0$ towards $p$. So $F(\xi) = n$ has a root $\xi > 0$ if and only if $[[more]]$, and then only one.
2. $\frac{n}{(p - n)\, \max_i \lambda_i} \le \xi \le \frac{n}{(p - n)\, \min_i \lambda_i}$, with equality on either side if and only if all $\lambda_i$ are the same.
3. The root falls strictly if one of the $\lambda_i$ grows, and if a feature is added; it grows strictly with $n < p$.
4. At the root $\frac{n^2}{p} \le \sum_i \theta_i^2 < n$. So $\gamma = \bigl( \sigma^2 + \sum_i \lambda_i (\beta_i^*)^2 (1 - \theta_i)^2 \bigr) \big/ \bigl( 1 - \frac1n \sum_i \theta_i^2 \bigr)$ is defined, and $\gamma \ge \frac{p}{p - n}\, \sigma^2$.
""",
    hypotheses={"more": more_features},
    uses=("pruned-least-squares",),
    steps=(
        *(*RISES, *BOUNDS, *MOVES, *SQUARES),
        *(shares_grow, alike, spread_of_shares, squares_are_less, roots),
    ),
    parts={
        "1": (*RISES, shares_grow, roots),
        "2": (*BOUNDS, shares_grow, alike, roots),
        "3": (*MOVES, shares_grow, roots),
        "4": (*SQUARES, spread_of_shares, squares_are_less, roots),
    },
)

# root = lambda^(1/2), count = n^(1/2)
ROOT, COUNT, TAU, XI = sp.symbols("root count tau xi", positive=True)
BETA, H, W = sp.symbols("beta h w", real=True)
THETA = XI * ROOT**2 / (1 + XI * ROOT**2)


def minimiser(share=1, power=1):
    """The w of one coordinate, from the stated coefficient theta beta + ... h."""
    coefficient = THETA**power * BETA + share * TAU / COUNT / ROOT * THETA * H
    return ROOT * (coefficient - BETA)


def one(w):
    """The function of one coordinate, with u = xi tau / n^(1/2)."""
    return (BETA + w / ROOT) ** 2 / 2 + XI * w**2 / 2 - XI * TAU / COUNT * H * w


def mean(e):
    """The mean over h ~ N(0, 1) of a polynomial in h of degree two."""
    e = sp.expand(e)
    return e.coeff(H, 0) + e.coeff(H, 2)


@step(
    "proof",
    ("nine tenths of the noise", "share", NINE_TENTHS),
    ("the shrinkage squared", "power", 2),
    ("the quadratic term twice", "convex", 2),
    whole=("power", "convex"),
)
def one_coordinate(share=1, power=1, convex=1):
    """The derivative vanishes at the stated w, and the function is that plus a square."""
    w = minimiser(share, power)
    square = convex * (XI + 1 / ROOT**2) / 2 * (W - w) ** 2
    return all_of(
        identity(sp.diff(one(W), W).subs(W, w), sp.S.Zero), identity(one(W) - one(w), square)
    )


@step(
    "proof",
    ("1 - theta to the first power", "power", 1),
    ("nine tenths of the signal", "share", NINE_TENTHS),
    ("nine tenths of the noise", "spread", NINE_TENTHS),
    whole=("power",),
)
def two_means(power=2, share=1, spread=1):
    """E w^2 = (tau^2/n) theta^2 + lambda beta^2 (1 - theta)^2 and E h w = (tau/n^(1/2)) theta."""
    w = minimiser()
    signal = share * ROOT**2 * BETA**2 * (1 - THETA) ** power
    return all_of(
        identity(mean(w**2), spread * TAU**2 / COUNT**2 * THETA**2 + signal),
        identity(mean(H * w), spread * TAU / COUNT * THETA),
    )


@step(
    "evidence",
    ("the noise sigma in place of sigma^2", "power", 1),
    ("nine tenths of the sum of shares", "share", NINE_TENTHS),
    ("nine tenths of the squares", "squares", NINE_TENTHS),
    whole=("power",),
)
def stationary(power=2, share=1, squares=1):
    """The two derivatives of Psi: tau^2 - sigma^2 - sum E w^2, and with sum theta beside it."""
    sigma, u = sp.symbols("sigma u", positive=True)

    def at(p):
        roots, betas = sp.symbols(f"root1:{p + 1}", positive=True), sp.symbols(f"beta1:{p + 1}")
        total = lambda e: sum(e.subs({ROOT: r, BETA: b}) for r, b in zip(roots, betas, strict=True))
        psi = total(mean(one(minimiser()))).subs(XI, u * COUNT / TAU)
        psi += u * COUNT / 2 * (TAU + sigma**2 / TAU)
        slope = lambda x: sp.diff(psi, x).subs(u, XI * TAU / COUNT)
        square = squares * total(mean(minimiser() ** 2)) + sigma**power
        sums = TAU**2 + square - 2 * share * TAU**2 / COUNT**2 * total(THETA)
        return all_of(
            identity(slope(TAU), XI / (2 * TAU) * (TAU**2 - square)),
            identity(slope(u), COUNT / (2 * TAU) * sums),
        )

    return over("p", range(1, 3), at)


def some_problem(rng):
    """A problem with at least two features more than samples."""
    lam, n = spectrum(rng)
    lam = np.append(lam, 1.0)
    return LinearGaussianProblem(lam, rng.standard_normal(lam.size), float(rng.uniform(0.2, 2)), n)


@step(
    "evidence",
    ("a hundredth more of xi", "xi_share", 1.01),
    ("a hundredth more of gamma", "gamma_share", 1.01),
    ("gamma without the noise", "noisy", 0.0),
)
def differences(xi_share=1.0, gamma_share=1.0, noisy=1.0):
    """Psi by quadrature over h and Newton's step in w: flat at the root, by central differences."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(12)
    weights = weights / weights.sum()

    def psi(problem, u, tau):
        root, n = np.sqrt(problem.variances)[:, None], problem.samples
        beta, xi = problem.coefficients[:, None], u * np.sqrt(n) / tau
        w = (u * nodes - beta / root) / (xi + 1 / root**2)  # from w = 0, where the slope is linear
        least = (beta + w / root) ** 2 / 2 + xi * w**2 / 2 - u * nodes * w
        return (least @ weights).sum() + u * np.sqrt(n) / 2 * (tau + problem.noise**2 / tau)

    def residual(problem):
        law, n = coordinate_law(problem), problem.samples
        tau = np.sqrt(gamma_share * (law.risk - (1 - noisy) * problem.noise**2))
        at = np.array([xi_share * law.xi * tau / np.sqrt(n), tau])
        slope = []
        for k, h in enumerate(1e-5 * at):
            up, down = (psi(problem, *(at + sign * h * np.eye(2)[k])) for sign in (1, -1))
            slope.append((up - down) / 2e-5)
        return float(np.max(np.abs(slope)) / (at[0] * at[1] * np.sqrt(n)))

    return measure(range(20), some_problem, residual, tolerance=1e-7)


MINIMISER = theorems("auxiliary.v", "one_minimiser", "two_means")
MOMENTS = theorems("gaussian_mean.v", "gaussian_moments")
STATIONARY = theorems(
    "auxiliary_point.v", "auxiliary_slopes", "stationary_iff", "one_stationary_point"
)

auxiliary_claim = Claim(
    name="auxiliary-problem",
    kind="theorem",
    title="The two equations are one stationary point",
    statement=r"""
In the setting of {prf:ref}`pruned-least-squares` and with $\theta_i$ of {prf:ref}`effective-penalty`, let $\xi, \tau > 0$ and $u = \xi \tau / \sqrt n$.

1. For every $h \in \R$ and every $i$ the function $\frac12 \bigl( \beta_i^* + w / \sqrt{\lambda_i} \bigr)^2 + \frac{\xi}{2} w^2 - u h w$ of $w \in \R$ has one minimiser $w_i(h)$, and there $\beta_i^* + w_i(h) / \sqrt{\lambda_i} = \theta_i \beta_i^* + \frac{\tau}{\sqrt n}\, \lambda_i^{-1/2}\, \theta_i\, h$.
2. For $h \sim \mathcal N(0, 1)$ the mean of $w_i(h)^2$ is $\frac{\tau^2}{n} \theta_i^2 + \lambda_i (\beta_i^*)^2 (1 - \theta_i)^2$, that of $h\, w_i(h)$ is $\frac{\tau}{\sqrt n} \theta_i$.
3. Let $\Psi(u, \tau)$ be the sum over $i$ of the means over $h$ of these minima, with $\xi = u \sqrt n / \tau$, plus $\frac{u \sqrt n}{2} \bigl( \tau + \sigma^2 / \tau \bigr)$. A point $u, \tau > 0$ is stationary for $\Psi$ if and only if

$$
\sum_i \theta_i = n, \qquad \tau^2 = \gamma = \frac{\sigma^2 + \sum_i \lambda_i (\beta_i^*)^2 (1 - \theta_i)^2}{1 - \frac1n \sum_i \theta_i^2} .
$$

4. If $[[more]]$, and $\sigma > 0$ or $\beta^* \ne 0$, there is exactly one such point; otherwise there is none.
""",
    hypotheses={"more": more_features},
    uses=("pruned-least-squares", "effective-penalty"),
    steps=(*MINIMISER, *MOMENTS, *STATIONARY, one_coordinate, two_means, stationary, differences),
    parts={
        "1": (MINIMISER[0], one_coordinate),
        "2": (MINIMISER[1], *MOMENTS, two_means),
        "3": (*MOMENTS, *STATIONARY[:2], stationary, differences),
        "4": (*MOMENTS, STATIONARY[2]),
    },
)

CLAIMS = (setting, penalty_claim, auxiliary_claim)
