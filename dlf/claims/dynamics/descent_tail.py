"""Chapter *Faster convergence*, descent: an orthogonal start that is ahead in the end, in balls."""

from fractions import Fraction
from operator import matmul, mul

import numpy as np
import sympy as sp

from dlf.claims.balls import in_balls
from dlf.claims.dynamics.ball_chains import (
    diagonal_ball,
    identity_ball,
    plane_ball,
    products,
    squares,
    strengths,
    turned_start,
)
from dlf.claims.dynamics.faster_descent import Descent, is_below, is_stable, is_turned
from dlf.claims.formal import formal, theorems
from dlf.claims.matrices import letters
from dlf.exact import ball
from dlf.verify import Claim, all_of, enclose, identity, implies, measure_share, nonneg, over, step

SECOND, START, RATE, HALF = Fraction(2, 5), Fraction(73, 100), Fraction(1, 3), Fraction(1, 2)
BITS, CHECKED, OVERTAKEN = 768, 400, Fraction(335)  # so many steps are run, so many thousands not
LEAST = Fraction(884_554, 10**6)  # of the eigenvalues of H
NORM = Fraction(4, 3)  # above the norm of each factor
ORIGINAL, COMPRESSED = Fraction("6.314e-73"), Fraction("6.484e-126")  # errors after CHECKED steps


def start_of(sign):
    """(eps Q, eps I, eps I) in balls, det Q = sign."""
    Q = plane_ball(HALF) * diagonal_ball((sign, 1), 2)
    return turned_start(Q, ball(START), 3)


def moved(W, M, rate, by):
    """Three factors after a step; `by` multiplies two matrices, of balls or of floats."""
    A, B, C = W
    above, below = by(C, B), by(B, A)
    D = by(above, A) - M
    inner = by(by(C.transpose(), D), A.transpose())
    first, last = by(above.transpose(), D), by(D, below.transpose())
    return [A - first * rate, B - inner * rate, C - last * rate]


def linear_part(W, one, by):
    """The matrix, 4 x 4, of D -> sum_l (W_3..W_l+1)(W_3..W_l+1)^T D (W_l-1..W_1)^T (W_l-1..W_1)."""
    A, B, C = W
    above, below = by(C, B), by(B, A)
    gram = lambda X: by(X.transpose(), X)
    pairs = [(gram(above.transpose()), one), (gram(C.transpose()), gram(A)), (one, gram(below))]
    entry = lambda i, p: sum(X[i // 2, p // 2] * Y[p % 2, i % 2] for X, Y in pairs)
    return [[entry(i, p) for p in range(4)] for i in range(4)]


@step("proof", ("without the cubic term", "cubic", 0), ("half of the square", "square", HALF))
def one_step(cubic=1, square=1):
    """D = CBA - M after a step of A, B, C: D - eta H D, and what is quadratic and cubic in D."""
    A, B, C, M = letters("A B C M")
    eta, T = sp.Symbol("eta", real=True), sp.adjoint
    D = C * B * A - M
    a, b, c = T(B) * T(C) * D, T(C) * D * T(A), D * T(A) * T(B)
    H = C * B * T(B) * T(C) * D + C * T(C) * D * T(A) * A + D * T(A) * T(B) * B * A
    rest = square * eta**2 * (c * b * A + c * B * a + C * b * a) - cubic * eta**3 * c * b * a
    after = (C - eta * c) * (B - eta * b) * (A - eta * a) - M
    return identity(after, D - eta * H + rest)


@step(
    "proof",
    ("no room for the quadratic term", "room", 0),
    ("a tenth of the room missing", "room", Fraction(9, 10)),
    ("no room for what the factors move", "drift", 0),
)
def shrinks(room=1, drift=1):
    """|D'| <= (1 - eta lambda) |D|, if the least eigenvalue has room for the rest and the drift."""
    eta, least, low, now, p = sp.symbols("eta lambda lambda_0 lambda_k p", real=True)
    u, v, delta, d, after = sp.symbols("u v delta d e", real=True)
    premise = [sp.Gt(eta, 0), *(sp.Ge(x, 0) for x in (p, u, v, d)), sp.Le(d, delta)]
    premise.append(sp.Ge(now, low - p))
    premise.append(sp.Ge(low, least + drift * p + room * (u * delta + v * delta**2)))
    premise.append(sp.Le(after, (1 - eta * now) * d + eta * (u * d**2 + v * d**3)))
    return implies(premise, sp.Le(after, (1 - eta * least) * d))


def minors(H):
    """Its leading principal minors: all positive if and only if it is positive definite."""
    from flint import arb_mat

    return [arb_mat([row[:k] for row in H.tolist()[:k]]).det() for k in range(1, H.nrows() + 1)]


def positive(values):
    """Each of the balls is positive."""
    at = lambda k: enclose(values[k], 0, 1000, relative_radius="1e-20")
    return over("number", range(len(values)), at, whole=True)


@step(
    "proof",
    ("det Q > 0", "sign", 1),
    ("half of the learning rate", "share", HALF),
    ("an eigenvalue larger by a millionth", "raised", 1 + Fraction(1, 10**6)),
    ("factors of norm 6/5", "norm", Fraction(6, 5)),
)
def limit_is_unbalanced(sign=-1, share=1, raised=1, norm=NORM):
    """After 400 steps: lambda + kappa < H < 2/eta - lambda - kappa, and |W_l| + tau < n."""
    from flint import arb_mat

    def compute():
        W, M, one = start_of(sign), diagonal_ball((1, SECOND), 2), identity_ball(2, 2)
        eta, least, n = map(ball, (RATE * share, LEAST * raised, norm))
        for _ in range(CHECKED):
            W = moved(W, M, eta, mul)
        delta = squares(W[2] * W[1] * W[0] - M).sqrt()
        tau = n**2 * delta / least
        room = least + 12 * n**3 * tau + 3 * eta * n**5 * delta + eta**2 * n**6 * delta**2
        H, unit = arb_mat(linear_part(W, one, mul)), identity_ball(4, 4)
        ends = minors(H - unit * room), minors(unit * (2 / eta - room) - H)
        return all_of(*map(positive, (*ends, [n - tau - squares(w).sqrt() for w in W])))

    return in_balls(compute, BITS)


@step(
    "proof",
    ("a factor of three less a hundredth", "factor", Fraction(299, 100)),
    ("a faster mode", "kept", Fraction(101, 100)),
)
def mode_from_below(factor=3, kept=1):
    """0 <= x <= m: m - x' >= rho (m - x), and m^3 - x'^3 >= rho (m^3 - x^3) as x' >= x."""
    x, m = sp.symbols("x m")
    eta, rho, after = sp.symbols("eta rho y", real=True)
    near, top = sp.symbols("x m", real=True)
    left = m - (x + eta * x**2 * (m**3 - x**3))
    factored = identity(left, (m - x) * (1 - eta * x**2 * (m**2 + m * x + x**2)))
    slope = nonneg(factor * m**4 - x**2 * (m**2 + m * x + x**2), (x, m))
    premise = [sp.Ge(near, 0), sp.Le(near, after), sp.Le(after, top), sp.Ge(rho, 0)]
    premise.append(sp.Ge(top - after, rho * (top - near)))
    cubes = implies(premise, sp.Ge(top**3 - after**3, kept * rho * (top**3 - near**3)))
    return all_of(factored, slope, cubes)


@step(
    "proof",
    ("half of the learning rate for the compressed network", "pace", HALF),
    ("a smaller error of the original", "original", Fraction(999, 1000)),
    ("a larger error of the compressed network", "compressed", Fraction(1001, 1000)),
)
def behind_at_first(pace=1, original=1, compressed=1):
    """E_c < E_o after 0 to 400 steps; then E_o is below, e_2^2 above what is stated, and close."""

    def compute():
        eta, M, targets = ball(RATE), diagonal_ball((1, SECOND), 2), (ball(1), ball(SECOND))
        modes, leads = strengths(ball(START), 3, targets, eta * ball(pace)), []
        for X, mu in zip(products(start_of(-1), M, eta, CHECKED), modes, strict=False):
            E_o, weak = squares(X - M), (targets[1] - mu[1]) ** 2
            leads.append(1 - (weak + (targets[0] - mu[0]) ** 2) / E_o)
        near = lambda value, low, high: enclose(value, low, high, relative_radius="1e-20")
        below = near(E_o / ball(ORIGINAL * original), Fraction(999, 1000), 1)
        above = near(weak / ball(COMPRESSED * compressed), 1, Fraction(1001, 1000))
        return all_of(below, above, positive(leads))

    return in_balls(compute, BITS)


@step(
    "proof",
    ("after 334,000 steps", "thousands", Fraction(334)),
    ("a rate below that of a balanced limit", "least", Fraction(88_415, 10**5)),
)
def overtakes(thousands=OVERTAKEN, least=LEAST):
    """q < rho, and the bounds of E_o and of E_c are in this order after 335,000 steps."""

    steps = int(1000 * thousands) - CHECKED

    def compute():
        q, rho = 1 - ball(RATE) * ball(least), 1 - 3 * ball(RATE) * ball(SECOND).root(3) ** 4
        bound = ball(ORIGINAL / COMPRESSED) * (q / rho) ** (2 * steps)
        below = lambda x: enclose(x, 0, 1, relative_radius="1e-20")
        return all_of(below(q / rho), below(bound))

    return in_balls(compute, BITS)


@step(
    "proof",
    ("three copies", "copies", 3),
    ("an entry between the copies", "corner", 1),
    whole=("copies",),
)
def two_copies(copies=2, corner=0):
    """A step of blocks has the blocks of their steps, the error is the sum, and det(Q)^2 = 1."""
    h, eta = sp.symbols("h eta", real=True)
    Q, size = sp.Matrix([[h**2 - 1, -2 * h], [-2 * h, 1 - h**2]]), 1 + h**2  # Q over its size
    M = sp.diag(1, sp.Symbol("s_2", real=True))
    one = [sp.Matrix(2, 2, sp.symbols(f"{name}:4", real=True)) for name in "xyz"]
    whole = [sp.diag(*[W] * copies) for W in one]
    whole[0][0, 2] += corner
    after, target = moved(whole, sp.diag(*[M] * copies), eta, mul), sp.diag(*[M] * copies)
    blocks = [sp.diag(*[W] * copies) for W in moved(one, M, eta, mul)]
    pairs = [(a, b) for A, B in zip(after, blocks, strict=True) for a, b in zip(A, B, strict=True)]
    error = lambda W, M: ((W[2] * W[1] * W[0] - M).applyfunc(lambda x: x**2)).values()
    pairs.append((sum(error(whole, target)), copies * sum(error(one, M))))
    pairs.append((sp.diag(*[Q] * copies).det(), size ** (2 * copies)))
    return all_of(*(identity(a, b) for a, b in pairs if a != b))  # most are one expression


NORMS = theorems("symmetric_norm.v", "frob_product", "symmetric_map_norm")
THREE = theorems("descent_tail.v", "one_step_of_three", "linear_part_moves")
TAIL = formal("descent_tail_run.v", "descent_tail")
LIMIT = formal("descent_tail_limit.v", "descent_tail_converges")
SYLVESTER = formal("sylvester.v", "sylvester")


tail = Claim(
    name="descent-tail",
    kind="proposition",
    title="Descent: an orthogonal start that is ahead in the end",
    statement=r"""
Let $L = 3$, $f(X) = \frac12 \norm{X - M}_F^2$ with $M = \diag(1, \frac25)$, $\eta = \frac13$ and $\eps = \frac{73}{100}$, so that $\eps^L < s_2$ and $L\, \eta\, s_1^{2 - 2/L} = 1$. Let

$$
W_1(0) = \frac\eps5 \begin{pmatrix} -3 & -4 \\ -4 & 3 \end{pmatrix} , \qquad W_2(0) = W_3(0) = \eps I ,
$$

and let the original and the compressed network, of rank $\hat r = r = 2$ with $\alpha = 1$, follow gradient descent with the same $\eta$. Let $E_o(k)$ and $E_c(k)$ be their errors after $k$ steps, and

$$
q = 1 - \tfrac13 \cdot 0.884554 , \qquad \rho = 1 - L\, \eta\, s_2^{2 - 2/L} = 1 - (\tfrac25)^{4/3} , \qquad q < \rho .
$$

1. For $k = 0, \dots, 400$ the compressed network is ahead, $E_c(k) < E_o(k)$.
2. The factors converge, $X$ tends to $M$, and $E_o(k) \le 6.314 \cdot 10^{-73} q^{2(k - 400)}$ for all $k \ge 400$.
3. $E_c(k) \ge 6.484 \cdot 10^{-126} \rho^{2(k - 400)}$ for all $k \ge 400$.
4. So $E_o(k)/E_c(k)$ tends to $0$, and $E_c(k) > E_o(k)$ for all $k \ge 335\,000$.
5. Two copies side by side, $M = \diag(1, \frac25, 1, \frac25)$ with $\hat r = r = d = 4$ and two such blocks in $W_1(0) = \eps Q$, have twice these errors at every step, and $\det Q = 1$.
""",
    uses=("product-gradient", "compressed-decomposition"),
    steps=(
        *NORMS,
        *THREE,
        TAIL,
        LIMIT,
        SYLVESTER,
        one_step,
        shrinks,
        limit_is_unbalanced,
        mode_from_below,
        behind_at_first,
        overtakes,
        two_copies,
    ),
    parts={
        "1": (behind_at_first,),
        "2": (
            *NORMS,
            *THREE,
            TAIL,
            LIMIT,
            SYLVESTER,
            one_step,
            shrinks,
            limit_is_unbalanced,
            behind_at_first,
        ),
        "3": (mode_from_below, behind_at_first),
        "4": (overtakes,),
        "5": (two_copies,),
    },
)


def drawn(rng, sign):
    """As the claim draws."""
    second, share, rate = rng.uniform(0.2, 0.9), rng.uniform(0.5, 1), rng.uniform(0.5, 1) / 3
    h = np.exp(rng.uniform(-1.5, 1.5))
    rotation = np.array([[1 - h**2, -2 * h], [2 * h, 1 - h**2]]) / (1 + h**2)
    turn = rotation @ np.diag([sign, 1])
    return Descent(3, np.array([1, second]), float((share * second) ** (1 / 3)), turn, float(rate))


def slowest(data, steps=3000):
    """The least eigenvalue of H over L s_2^(2 - 2/L) once |X - M| < 1e-10; NaN if never."""
    one, M = np.eye(2), np.diag(data.targets)
    W = [data.start * data.turn, data.start * one, data.start * one]
    for _ in range(steps + 1):
        if np.abs(W[2] @ W[1] @ W[0] - M).max() < 1e-10:
            least = np.linalg.eigvalsh(np.array(linear_part(W, one, matmul)))[0]
            return least / (3 * data.targets[1] ** (4 / 3))
        W = moved(W, M, data.rate, matmul)
    return np.nan


@step(
    "evidence",
    ("the signs exchanged", "sign", -1),
    ("faster than a rate larger by a thousandth", "raised", 1.001),
    ("slower than a rate smaller by a hundredth", "lowered", 0.99),
)
def which_is_faster(sign=1, raised=1.0, lowered=1.0):
    """det Q < 0: faster than a balanced limit in the end; det Q > 0: slower; 66 draws of each."""
    held = (is_stable, is_turned, is_below)
    sure = {"share": 0.9, "hypotheses": held}
    flipped, turned = (lambda rng, s=s: drawn(rng, s * sign) for s in (-1, 1))
    above, below = (lambda x: bool(slowest(x) > raised)), (lambda x: bool(slowest(x) < lowered))
    faster = measure_share(range(66), flipped, above, **sure)
    return all_of(faster, measure_share(range(66), turned, below, **sure))


drawn_tails = Claim(
    name="descent-tail-drawn",
    kind="proposition",
    title="Descent: the rate in the end, as measured",
    statement=r"""
Let $L = 3$, $M = \diag(1, s_2)$, $W_1(0) = \eps Q$ and $W_2(0) = W_3(0) = \eps I$. Draw $s_2$ from $[\frac15, \frac9{10}]$, $\eps^3/s_2$ from $[\frac12, 1]$, $L\, \eta$ from $[\frac12, 1]$ and $\log h$ from $[-\frac32, \frac32]$, uniformly, and let $Q$ be the rotation with $\cos = \frac{1 - h^2}{1 + h^2}$ and $\sin = \frac{2h}{1 + h^2}$, or that rotation times $\diag(-1, 1)$, so that $\det Q = 1$ or $\det Q = -1$.
Follow gradient descent for $f(X) = \frac12 \norm{X - M}_F^2$ until $\lvert X_{ij} - M_{ij} \rvert < 10^{-10}$, for 3000 steps at most, where a run that is not there counts against what follows, and let $\lambda$ be the smallest eigenvalue there of the linear map
$D \mapsto \sum_l A_l A_l^\T D\, B_l^\T B_l$ with $A_l = W_L \cdots W_{l+1}$ and $B_l = W_{l-1} \cdots W_1$. In at least 90 of 100 draws $\lambda > L s_2^{2 - 2/L}$ if $\det Q = -1$, and in at least 90 of 100 $\lambda < L s_2^{2 - 2/L}$ if $\det Q = 1$.
""",
    steps=(which_is_faster,),
)

CLAIMS = (tail, drawn_tails)
