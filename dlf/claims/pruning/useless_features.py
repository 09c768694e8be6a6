"""Chapter *Pruned least squares*: features that know nothing of the answer."""

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import positive
from dlf.claims.matrices import letters
from dlf.claims.steps import largest
from dlf.pruning import LinearGaussianProblem, coordinate_law, fixed_point, minimum_norm
from dlf.verify import Claim, all_of, identity, implies, measure, measure_order, step

NINE_TENTHS = sp.Rational(9, 10)


@step(
    "proof",
    ("nine tenths of the penalty", "share", NINE_TENTHS),
    ("the penalty squared", "power", 2),
    whole=("power",),
)
def pushed_through(share=1, power=1):
    """In letters, P and R for the inverses of X^T X + tau and X X^T + tau: X^T R = P X^T."""
    X, P, R = letters("X P R")
    tau, Xt = sp.Symbol("tau", positive=True), sp.adjoint(X)
    unit = Xt * R - P * (Xt * X * Xt + share * tau**power * Xt) * R
    other = P * Xt * (X * Xt * R + tau * R) - P * Xt
    return identity(Xt * R - P * Xt, unit + other)


@step(
    "proof",
    ("the plus sign", "sign", 1),
    ("nine tenths of it", "share", NINE_TENTHS),
    ("the same inverse twice", "same", True),
)
def resolvent(sign=-1, share=1, same=False):
    """In letters, P and R for the inverses of K + G and K: P - R = -P G R, up to what vanishes."""
    K, G, P, R = letters("K G P R")
    vanishing = (P * (K + G) * R - R) - (P * K * R - P)
    return identity(P - R, sign * share * P * G * (P if same else R) + vanishing)


@step(
    "proof",
    ("nine tenths of a quarter", "share", NINE_TENTHS),
    ("the square dropped", "power", 1),
    whole=("power",),
)
def largest_of_a_parabola(share=1, power=2):
    """a, mu > 0: mu - a mu^2 <= 1/(4 a)."""
    a, mu = sp.symbols("a mu", real=True)
    return implies([sp.Gt(a, 0), sp.Gt(mu, 0)], sp.Le(4 * a * (mu - a * mu**power), share))


@step(
    "proof",
    ("n in place of n + 1", "more", 0),
    ("nine tenths of it", "share", NINE_TENTHS),
    ("the tail without its square", "power", 1),
    whole=("more", "power"),
)
def tails(more=1, share=1, power=2):
    """n diagonal entries of variance 2 and n (n - 1) of variance 1; q shares of xi tau/q."""
    n, q, tau, xi = sp.symbols("n q tau xi", positive=True)
    spread = (2 * n + n * (n - 1)) * q * (tau / q) ** 2
    shares = q * (xi * tau / q) / (1 + xi * tau / q)
    return all_of(
        identity(spread, share * tau**2 * n * (n + more) / q),
        identity(shares, tau * xi - (tau * xi) ** power / (q + tau * xi)),
    )


def with_tail(rng):
    """X, y, a tail T of many columns, and tau."""
    n, p = int(rng.integers(3, 9)), int(rng.integers(1, 9))
    q, tau = int(rng.integers(300, 600)), float(rng.uniform(0.5, 5))
    T = rng.standard_normal((n, q)) * np.sqrt(tau / q)
    return rng.standard_normal((n, p)), rng.standard_normal(n), T, tau


@step(
    "evidence",
    ("a hundredth more of the penalty", "share", 1.01),
    ("orthogonal rows of another length", "length", 1.01),
)
def exact_tail(share=1.0, length=1.0):
    """Orthogonal rows of length tau^(1/2): the first entries of the fit are those of the ridge."""

    def residual(data):
        X, y, T, tau = data
        rows = np.linalg.qr(T.T)[0].T * np.sqrt(length * tau)
        top = minimum_norm(np.hstack([X, rows]), y)[: X.shape[1]]
        ridge = np.linalg.solve(X.T @ X + share * tau * np.eye(len(top)), X.T @ y)
        return largest([top - ridge]) / (1e-3 + np.abs(ridge).max())

    return measure(range(20), with_tail, residual, tolerance=1e-10)


def tight_tail(rng):
    """A sample, a feature and one useless one: there the bound is nearly reached."""
    tau = float(rng.uniform(0.5, 2))
    t = np.sqrt(tau * rng.uniform(0.001, 0.005))
    return np.array([[t]]), np.ones(1), np.array([[t]]), tau


@step(
    "evidence",
    ("nine tenths of the bound", "share", 0.9),
    ("the penalty cubed below", "power", 3),
    whole=("power",),
)
def bounded_tail(share=1.0, power=1):
    """Gaussian tails of hundreds of columns, and the case that nearly reaches the bound."""

    def residual(data):
        X, y, T, tau = data
        eps = np.linalg.norm(T @ T.T - tau * np.eye(len(T)), 2)
        top = minimum_norm(np.hstack([X, T]), y)[: X.shape[1]]
        ridge = np.linalg.solve(X.T @ X + tau * np.eye(len(top)), X.T @ y)
        bound = share * eps * np.linalg.norm(y) / (2 * tau**power * np.sqrt(tau - eps))
        return float(np.max([0.0, np.linalg.norm(top - ridge) / bound - 1]))

    draw = lambda rng: (tight_tail if rng.random() < 0.5 else with_tail)(rng)
    return measure(range(20), draw, residual, tolerance=1e-4)


@step("evidence", ("an order more", "order", 2), whole=("order",))
def law_of_a_tail(order=1):
    """The root and gamma of p + q features against those of a ridge: apart by a multiple of 1/q."""
    lam, beta = np.array([2.0, 1.0, 0.3]), np.array([1.0, -0.5, 0.2])
    n, tau = 5, 1.5
    ridge = coordinate_law(LinearGaussianProblem(lam, beta, 0.6, n), ridge=tau)

    def error(h):
        q = round(1 / h)
        whole = np.append(lam, np.full(q, tau / q)), np.append(beta, np.zeros(q))
        law = coordinate_law(LinearGaussianProblem(*whole, 0.6, n))
        return abs(law.risk / ridge.risk - 1) + abs(fixed_point(whole[0], n) / ridge.xi - 1)

    return measure_order(error, [2e-2, 5e-3, 1.25e-3, 3.125e-4], order=order, tolerance=0.05)


USELESS = theorems("useless_ridge.v", "ridge_root", "useless_ridge")


tail_claim = Claim(
    name="useless-features-ridge",
    kind="theorem",
    title="Many useless features are a ridge",
    statement=r"""
Let $X \in \R^{n \times p}$, $y \in \R^n$, $[[penalty]]$, $b_\tau = (X^\T X + \tau I)^{-1} X^\T y$, and for $T \in \R^{n \times q}$ let $b$ be the first $p$ entries of $(X\ T)^+ y$.

1. If $T T^\T = \tau I$, then $b = b_\tau$.
2. If $\epsilon = \norm{T T^\T - \tau I} < \tau$, then $\norm{b - b_\tau} \le \epsilon \norm{y} \big/ \bigl( 2 \tau \sqrt{\tau - \epsilon} \bigr)$.
3. If the entries of $T$ are independent and $\mathcal N(0, \tau / q)$, the mean of $\norm{T T^\T - \tau I}_F^2$ is $\tau^2\, \frac{n (n + 1)}{q}$.
4. In {prf:ref}`pruned-least-squares` add $q$ features of variance $\frac \tau q$ with $\beta_i^* = 0$. As $q \to \infty$, the root $\xi$ of {prf:ref}`effective-penalty` tends to the one root of $\sum_{i \le p} \theta_i + \tau \xi = n$, and $\gamma$ to the same formula with the sums over $i \le p$.
""",
    hypotheses={"penalty": positive("tau")},
    uses=("pruned-least-squares", "effective-penalty"),
    words=("M = X X^T + T T^T >= X X^T + a with a = tau - eps: M^-1 X X^T M^-1 <= M^-1 - a M^-2.",),
    steps=(
        *USELESS,
        pushed_through,
        resolvent,
        largest_of_a_parabola,
        tails,
        exact_tail,
        bounded_tail,
        law_of_a_tail,
    ),
    parts={
        "1": (pushed_through, exact_tail),
        "2": (resolvent, largest_of_a_parabola, bounded_tail),
        "3": (tails,),
        "4": (*USELESS, tails, law_of_a_tail),
    },
)

CLAIMS = (tail_claim,)
