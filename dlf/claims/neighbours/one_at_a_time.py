"""Chapter *What networks forget*: two examples in turn, and the perceptron."""

from fractions import Fraction

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import at_least_one
from dlf.pruning import forgetting_counts
from dlf.verify import Claim, Property, Relation, all_of, identity, implies, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)
conflict = sp.Symbol("c", real=True)


@step(
    "evidence",
    ("each step removes the conflict once more", "power", 2),
    ("nine tenths of the conflict", "share", NINE_TENTHS),
    ("the first error without the conflict", "first", 0),
    whole=("power", "first"),
)
def in_turn(power=1, share=1, first=1):
    """Steps on 1, 2, 1, 2, ...: what is left of the other example's error, from (1, 1)."""
    c = sp.Symbol("c", positive=True)
    gram = sp.Matrix([[1, -c], [-c, 1]])  # y_i y_j x_i^T x_j

    def at(steps):
        left = sp.ones(2, 1)
        for k in range(steps + 1):
            left = (left - gram[:, k % 2] * left[k % 2]).expand()
        stated = share * c ** (power * steps) * (1 + first * c)
        return identity(left[1 - steps % 2], stated)

    return over("j", range(1, 7), at)


@step(
    "proof",
    ("nine tenths of the golden ratio", "share", NINE_TENTHS),
    ("without the square", "square", 0),
    whole=("square",),
)
def golden(square=1, share=1):
    """0 < c < 1: c (1 + c) >= 1 exactly if 2 c + 1 >= 5^(1/2)."""
    c = conflict
    first = [sp.Gt(c, 0), sp.Lt(c, 1)]
    some, root = c + square * c**2, (2 * c + 1) ** 2
    return all_of(
        implies([*first, sp.Ge(some, 1)], sp.Ge(share * root, 5)),
        implies([*first, sp.Ge(share * root, 5)], sp.Ge(some, 1)),
    )


@step(
    "proof",
    ("the sum in place of the difference", "sign", 1),
    ("nine tenths of the step", "share", NINE_TENTHS),
)
def together(sign=-1, share=1):
    """A full batch from errors (e, e): both become (1 - eta (1 - c)) e."""
    c, eta, e = sp.symbols("c eta e", positive=True)
    gram = sp.Matrix([[1, -c], [-c, 1]])
    after = sp.Matrix([e, e]) - eta * gram * sp.Matrix([e, e])
    stated = (1 - share * eta * (1 + sign * c)) * e
    return all_of(*(identity(one, stated) for one in after))


@step(
    "evidence",
    ("one more", "more", 1),
    ("the logarithm of 1 + c over that of 1 + 1/c", "base", "1 + 1/c"),
    ("the first example alone", "which", "first"),
    whole=("more",),
)
def counted_in_fractions(more=0, base="1/c", which="both"):
    """Conflicts from 1/2 to 99/100, steps in turn in fractions: the events, one by one."""

    def exact(c):
        left, right, record = [Fraction(1), Fraction(1)], (False, False), [(False, False)]
        for k in range(600):
            one = k % 2
            error = left[one]
            left = [e + (error * c if i != one else -error) for i, e in enumerate(left)]
            right = tuple(1 - e > 0 for e in left)
            record.append(right)
            if k > 2 and max(left) < Fraction(1, 2):
                break
        return forgetting_counts(np.array(record)).forgotten

    def residual(c):
        found = exact(c)
        count = found.sum() if which == "both" else found[0]
        top = 1 + c if base == "1/c" else 1 + 1 / c
        stated = sum(c**j * top >= 1 for j in range(1, 700))  # no logarithm is rounded
        return float(abs(count - stated - more))

    draw = lambda rng: Fraction(int(rng.integers(50, 100)), 100)
    return measure(range(20), draw, residual, tolerance=1e-3)


TOGETHER, IN_TURN, NEAR_ONE, FORGOTTEN = theorems(
    "in_turn.v", "learned_together", "learned_in_turn", "near_one_in_turn", "forgotten_in_turn"
)
COUNTED, WHOLE_PART, TENDS = theorems(
    "in_turn_count.v", "counted_by_logarithms", "counted_by_the_whole_part", "in_turn_tends"
)

pair_claim = Claim(
    name="forgotten-in-turn",
    kind="theorem",
    title="Two examples in conflict",
    statement=r"""
Let $\norm{x_1} = \norm{x_2} = 1$, $y_i = \pm 1$, and let the conflict $c = -y_1 y_2 x_1^\T x_2$ satisfy $[[some, less]]$. Let $w = 0$ at the start, let an example be right if $y_i x_i^\T w > 0$, and record both examples after every step.

1. Descent on both with a step $0 < \eta \le \frac{1}{1 - c}$, $w \leftarrow w + \eta \sum_i (y_i - x_i^\T w) x_i$, gives both the margin $1 - (1 - \eta (1 - c))^t$ after $t$ steps. It never falls, and neither is ever forgotten.
2. Steps in turn on the first and the second, $w \leftarrow w + (y_i - x_i^\T w) x_i$, give the example of the step the margin $1$, and the other one, after $j + 1$ steps, the margin $1 - c^j (1 + c)$. Both margins tend to $1$.
3. In 2 step $j + 1$ with $j \ge 1$ makes the other example forgotten if and only if $c^j (1 + c) \ge 1$. So the two are forgotten $\Bigl\lfloor \frac{\log (1 + c)}{\log (1 / c)} \Bigr\rfloor$ times together: not at all for $c < \frac{\sqrt 5 - 1}{2}$, at least once from there on, and without bound as $c \to 1$.
""",
    hypotheses={
        "some": Relation(sp.Gt(conflict, 0)),
        "less": Relation(sp.Lt(conflict, 1)),
    },
    uses=("learned-and-forgotten",),
    steps=(
        TOGETHER,
        IN_TURN,
        NEAR_ONE,
        FORGOTTEN,
        COUNTED,
        WHOLE_PART,
        TENDS,
        together,
        in_turn,
        golden,
        counted_in_fractions,
    ),
    parts={
        "1": (TOGETHER, together),
        "2": (IN_TURN, NEAR_ONE, TENDS, in_turn),
        "3": (IN_TURN, FORGOTTEN, COUNTED, WHOLE_PART, TENDS, golden, counted_in_fractions),
    },
)


def separated(data):
    """Examples, labels, and a unit vector with positive margins."""
    X, y, u = data
    return bool(abs(u @ u - 1) < 1e-12 and (y * (X @ u) > 0).all())


separable = Property(
    "separated(X, y, u)",
    r"y_i\, u^\T x_i \ge \gamma > 0",
    separated,
    (np.eye(2), np.array([1.0, -1.0]), np.array([0.6, -0.8])),
    (np.eye(2), np.array([1.0, 1.0]), np.array([0.6, -0.8])),
)


@step(
    "proof",
    ("an update of right examples as well", "wrong", False),
    ("nine tenths of the square of the radius", "share", NINE_TENTHS),
)
def square_grows(wrong=True, share=1):
    """|w + y x|^2 <= |w|^2 + R^2 if y x^T w <= 0, in two dimensions; y^2 = 1."""
    w, v, x, z, y, R = sp.symbols("w v x z y R", real=True)
    given = [sp.Eq(y**2, 1), sp.Le(x**2 + z**2, R**2)]
    given += [sp.Le(y * (x * w + z * v), 0)] if wrong else []
    after = (w + y * x) ** 2 + (v + y * z) ** 2
    return implies(given, sp.Le(after, w**2 + v**2 + share * R**2))


@step(
    "proof",
    ("the number in place of its square", "power", 1),
    ("nine tenths of the bound", "share", NINE_TENTHS),
    whole=("power",),
)
def two_growths(power=2, share=1):
    """M > 0, M gamma <= |w| and |w|^2 <= M R^2: then M gamma^2 <= R^2."""
    M, gamma, R, size = sp.symbols("M gamma R size", real=True)
    given = [sp.Gt(x, 0) for x in (M, gamma, R)]
    given += [sp.Le(M * gamma, size), sp.Le(size**power, M * R**2)]
    return implies(given, sp.Le(M * gamma**2, share * R**2))


@step(
    "evidence",
    ("nine tenths of the bound", "share", 0.9),
    ("an update at every example", "always", True),
)
def drawn_perceptrons(share=1.0, always=False):
    """Random examples and the unit vectors, shown 400 times in random order; updates, events."""

    def residual(data):
        X, y, order = data
        N = len(y)
        w, updates, shown, every = np.zeros(X.shape[1]), 0, [[] for _ in y], [np.zeros(N)]
        for i in order:
            right = y[i] * (X[i] @ w) > 0
            shown[i].append(right)
            if always or not right:
                w = w + y[i] * X[i]
                updates += 1
            every.append(y * (X @ w) > 0)
        bound = (np.linalg.norm(X, axis=1).max() / best_margin(X, y)) ** 2
        events = forgetting_counts(np.array(every)).forgotten
        seen = sum(
            forgetting_counts(np.array(a)[:, None]).forgotten[0] for a in shown if len(a) > 1
        )
        limit = share * bound
        gaps = [updates - limit, seen - limit, events.sum() - (N - 1) * limit, events.max() - limit]
        orthonormal = np.array_equal(X, np.eye(N))
        return float(np.max([*gaps, abs(updates - N) if orthonormal else 0.0, 0.0]))

    def draw(rng):
        N = int(rng.integers(3, 8))
        if rng.random() < 0.5:
            X, y = np.eye(N), np.ones(N)
        else:
            X, u = rng.standard_normal((N, 3)), rng.standard_normal(3)
            X += 0.3 * np.sign(X @ u)[:, None] * u / np.linalg.norm(u)
            y = np.sign(X @ u)
        return X, y, rng.integers(N, size=400)

    return measure(range(20), draw, residual, tolerance=1e-3)


def best_margin(X, y):
    """A margin that a unit vector has: that of the perceptron's own direction, run to the end."""
    w, A = np.zeros(X.shape[1]), X * y[:, None]
    for k in range(4000):
        w = w + A[np.argmin(A @ w)] / (1 + k)
    return (A @ w).min() / np.linalg.norm(w)


FEW, ATTAINED, WHEN_SHOWN, IN_BETWEEN = theorems(
    "perceptron.v",
    "few_updates",
    "updates_attained",
    "forgotten_when_shown",
    "forgotten_in_between",
)

perceptron_claim = Claim(
    name="perceptron-forgets-finitely",
    kind="theorem",
    title="Separated examples are forgotten finitely often",
    statement=r"""
Let $[[some]]$, $\norm{x_i} \le R$, $y_i = \pm 1$ for $i = 1, \dots, N$, and let a unit vector $u$ have $[[separable]]$ for all $i$. Start from $w = 0$ and show the examples one after another, in any order and as often as one likes; if $y_i x_i^\T w \le 0$ for the one that is shown, $w \leftarrow w + y_i x_i$.

1. There are at most $R^2 / \gamma^2$ updates. For $x_i = e_i$, $y_i = 1$, $R = 1$ and $u = \frac{1}{\sqrt N} (1, \dots, 1)$, $\gamma = \frac{1}{\sqrt N}$, there are $N = R^2 / \gamma^2$ of them, if every example is shown.
2. Record for each example whether it is right when it is shown, before the update. In these records all examples together are forgotten at most $R^2 / \gamma^2$ times.
3. Record all examples after every showing. Then each is forgotten at most $R^2 / \gamma^2$ times, and all together at most $(N - 1) R^2 / \gamma^2$ times.
""",
    hypotheses={"some": at_least_one("N"), "separable": separable},
    uses=("learned-and-forgotten",),
    source="novikoff1962convergence",
    steps=(FEW, ATTAINED, WHEN_SHOWN, IN_BETWEEN, square_grows, two_growths, drawn_perceptrons),
    parts={
        "1": (FEW, ATTAINED, square_grows, two_growths, drawn_perceptrons),
        "2": (FEW, WHEN_SHOWN, drawn_perceptrons),
        "3": (FEW, IN_BETWEEN, drawn_perceptrons),
    },
)

CLAIMS = (pair_claim, perceptron_claim)
