"""Chapter *What networks forget*: events that add up, and a full batch on least squares."""

from fractions import Fraction

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import positive
from dlf.pruning import forgetting_counts
from dlf.verify import Claim, Property, all_of, enclose, identity, implies, measure, over, step

NINE_TENTHS = sp.Rational(9, 10)

setting = Claim(
    name="learned-and-forgotten",
    kind="definition",
    title="Learned and forgotten",
    statement=r"""
Let $a_0, \dots, a_T \in \{0, 1\}$ say at which of $T + 1$ times an example was answered rightly.

- It is *learned* at $t \ge 1$ if $a_{t-1} = 0$ and $a_t = 1$, and *forgotten* at $t \ge 1$ if $a_{t-1} = 1$ and $a_t = 0$. The numbers of these times are $L$ and $F$.
- An example with $a_0 = \dots = a_T = 0$ was *never learned*. It has $F = 0$, and in a ranking by forgetting it stands first, as if $F = \infty$.
- For a group of $N$ examples with the records $a_{t,i}$ the *accuracy* is $\bar a_t = \frac1N \sum_i a_{t,i}$. Its *gains* and *losses* are the sums over $t$ of $(\bar a_t - \bar a_{t-1})_+$ and $(\bar a_{t-1} - \bar a_t)_+$, where $u_+ = \max(u, 0)$.
""",
)


@step(
    "evidence",
    ("both wrong counts as forgotten", "before", 0),
    ("nine tenths of the difference", "share", NINE_TENTHS),
    ("one time fewer", "missing", 1),
    whole=("before", "missing"),
)
def telescopes(before=1, share=1, missing=0):
    """T = 1..5: events a_t (1 - a_(t-1)) less events a_(t-1) (1 - a_t) add up to a_T - a_0."""

    def at(T):
        a = sp.symbols(f"a0:{T + 1}", real=True)
        pairs = list(zip(a, a[1:], strict=False))
        learned = sum(new * (1 - old) for old, new in pairs)
        forgotten = sum((old if before else 1 - old) * (1 - new) for old, new in pairs)
        return identity(learned - forgotten, share * (a[T - missing] - a[0]))

    return over("T", range(1, 6), at)


@step(
    "proof",
    ("a time fewer", "fewer", 1),
    ("nine tenths of the bound", "share", NINE_TENTHS),
    whole=("fewer",),
)
def one_event_a_time(fewer=0, share=1):
    """L + F <= T and L - F = end - start give 2 F <= T + start - end."""
    L, F, T, start, end = sp.symbols("L F T start last", real=True)
    given = [sp.Ge(F, 0), sp.Le(L + F, T), sp.Eq(L - F, end - start)]
    ends = [sp.Ge(start, 0), sp.Le(start, 1), sp.Ge(end, 0), sp.Le(end, 1)]
    return implies([*given, *ends], sp.Le(2 * F, share * (T - fewer + start - end)))


@step(
    "proof",
    ("nine tenths of the sum", "share", NINE_TENTHS),
    ("a difference in place of the sum", "sign", -1),
)
def positive_parts(share=1, sign=1):
    """(u + v)_+ <= u_+ + v_+: for a mean of examples, and for a time that is left out."""
    u, v, p, q, both = sp.symbols("u v p q both", real=True)
    part = lambda of, value: [sp.Ge(value, 0), sp.Ge(value, of), sp.Eq(value * (value - of), 0)]
    given = [*part(u, p), *part(v, q), *part(u + v, both)]
    return implies(given, sp.Le(both, share * (p + sign * q)))


@step(
    "evidence",
    ("the last time left out", "short", True),
    ("one event fewer at most", "less", 1),
    ("eleven tenths of the losses", "losses", 1.1),
    ("gains and losses exchanged", "turned", True),
    whole=("less",),
)
def drawn_records(short=False, less=0, losses=1.0, turned=False):
    """Random records and one that alternates: parts 1 to 3, counted by a loop as well."""

    def loop(a):
        steps = list(zip(a, a[1:], strict=False))
        return np.array([steps.count((0, 1)), steps.count((1, 0))])

    def residual(data):
        A, kept = data
        T, found = len(A) - 1, forgetting_counts(A)
        L, F = np.array([loop(column) for column in A.T.tolist()]).T
        gaps = [np.abs(found.learned - L).max(), np.abs(found.forgotten - F).max()]
        end = A[-2] if short else A[-1]
        gaps += [np.abs(L - F - (end - A[0])).max()]
        gaps += [(F - ((T + A[0] - A[-1]) // 2 - less)).max()]
        change = np.diff(A.mean(axis=1))
        gain, loss = (np.maximum(sign * change, 0).sum() for sign in (1, -1))
        gain, loss = (loss, gain) if turned else (gain, loss)
        gaps += [abs(gain - loss - (A[-1] - A[0]).mean())]
        gaps += [losses * loss - F.mean(), abs((F.mean() - loss) - (L.mean() - gain))]
        fewer = forgetting_counts(A[kept])
        gaps += [(fewer.forgotten - F).max()]
        gaps += [np.abs((F - fewer.forgotten) - (L - fewer.learned)).max()]
        return float(np.max([*gaps, 0.0]))

    def draw(rng):
        T, N = int(rng.integers(3, 12)), int(rng.integers(1, 6))
        A = (rng.random((T + 1, N)) < rng.uniform(0.2, 0.8)).astype(int)
        A[:, 0] = (np.arange(T + 1) + rng.integers(2)) % 2
        inner = np.flatnonzero(rng.random(T + 1) < 0.5)
        return A, np.unique([0, *inner, T])

    return measure(range(40), draw, residual, tolerance=1e-4)


EVENTS = theorems("events.v", "learned_less_forgotten", "most_forgotten", "best_for_all_ends")
GROUPS = theorems("events.v", "gains_less_losses", "hidden_exchange")
FEWER = formal("events.v", "fewer_times")

balance_claim = Claim(
    name="events-add-up",
    kind="theorem",
    title="Events add up",
    statement=r"""
In the setting of {prf:ref}`learned-and-forgotten`:

1. $L - F = a_T - a_0$. So $L$ and $F$ differ by one at most, and $F \le \frac12 (T + a_0 - a_T)$, with equality if and only if the record alternates; then no record of the same times with the same start, or with the same end, has a larger $F$.
2. The gains of a group less its losses are $\bar a_T - \bar a_0$. Its losses are at most the mean of the $F$ of its examples, and what is missing there, the mean of the $F$ less the losses, is what is missing of the gains to the mean of the $L$: the sum over the times of the smaller one of the two shares of the examples that are learned and that are forgotten then.
3. If the record is kept only at some of the times, among them $0$ and $T$, then both $L$ and $F$ become smaller by the same number $\ge 0$.
""",
    uses=("learned-and-forgotten",),
    steps=(*EVENTS, *GROUPS, FEWER, telescopes, one_event_a_time, positive_parts, drawn_records),
    parts={
        "1": (*EVENTS, telescopes, one_event_a_time, drawn_records),
        "2": (*GROUPS, positive_parts, drawn_records),
        "3": (FEWER, positive_parts, drawn_records),
    },
)


def below_one(data):
    """The step size times the largest eigenvalue of X X^T."""
    X, rate = data
    return bool(rate * np.linalg.norm(X, 2) ** 2 < 1)


small_step = Property(
    "rate*norm(X X^T) < 1",
    r"\eta \kappa_1 < 1",
    below_one,
    (np.eye(2), 0.5),
    (np.eye(2), 1.5),
)


@step(
    "proof",
    ("the eigenvalue squared", "power", 2),
    ("nine tenths of the step", "share", NINE_TENTHS),
    whole=("power",),
)
def one_mode(power=1, share=1):
    """c (1 - rho^t) goes on as descent does: plus eta kappa times what is left of c."""
    c, eta, kappa, past = sp.symbols("c eta kappa past", positive=True)  # past = rho^t
    rho = 1 - share * eta * kappa**power
    now, after = c * (1 - past), c * (1 - rho * past)
    return identity(after, now + eta * kappa * (c - now))


@step(
    "proof",
    ("plus the rate", "sign", 1),
    ("nine tenths of the derivative", "share", NINE_TENTHS),
)
def slope_of_a_term(sign=-1, share=1):
    """The derivative of e^(-b t) a e^(B t) is a (B - b) e^((B - b) t): u' = -b u, v' = B v."""
    a, b, apart, u, v = sp.symbols("a b apart u v", nonzero=True, real=True)
    B = b + apart
    return identity(-b * u * a * v + u * a * B * v, share * a * (B + sign * b) * u * v)


@step(
    "proof",
    ("b above both rates", "inside", False),
    ("the signs not opposite", "opposite", False),
)
def one_change_fewer(inside=True, opposite=True):
    """b between two rates with opposite coefficients: this change goes, one beside it stays."""
    a, c, A, B, b, d, D = sp.symbols("a c A B b d D", real=True)
    place = [sp.Gt(A, b), sp.Gt(b, B)] if inside else [sp.Gt(b, A), sp.Gt(A, B)]
    signs = [sp.Lt(a * c, 0) if opposite else sp.Ne(a * c, 0)]
    gone = implies([*place, *signs], sp.Gt(a * (A - b) * c * (B - b), 0))
    beside = implies([*place, sp.Gt(D, A), sp.Lt(a * d, 0)], sp.Lt(a * (A - b) * d * (D - b), 0))
    return all_of(gone, beside)


# rows of an orthogonal matrix times 3; square roots of the eigenvalues, the smallest first
TURN = ((2, 2, -1), (2, -1, 2), (1, -2, -2))
ROOTS = (Fraction(1, 30), Fraction(1, 3), Fraction(4, 5))


def exact_margins(roots, times):
    """Margins of the first of three examples under descent with the step 1, in fractions."""
    X = [[Fraction(u, 3) * r for u, r in zip(row, roots, strict=True)] for row in TURN]
    w, found = [Fraction(0)] * 3, {}
    for t in range(1, max(times) + 1):
        left = [1 - sum(a * b for a, b in zip(x, w, strict=True)) for x in X]
        w = [b + sum(e * x[k] for e, x in zip(left, X, strict=True)) for k, b in enumerate(w)]
        if t in times:
            found[t] = sum(a * b for a, b in zip(X[0], w, strict=True))
    return found


@step(
    "proof",
    ("the smallest and the largest eigenvalue exchanged", "order", (2, 1, 0)),
    ("the middle one and the largest exchanged", "order", (0, 2, 1)),
    ("the smallest and the middle one exchanged", "order", (1, 0, 2)),
)
def three_examples(order=(0, 1, 2)):
    """Right after 1 step, wrong after 30, right after 200, by exact descent."""
    from flint import arb, fmpq

    margins = exact_margins([ROOTS[k] for k in order], (1, 30, 200))
    ends = {1: (0, 1), 30: (-1, 0), 200: (0, 1)}
    ball = lambda m: arb(fmpq(m.numerator, m.denominator))
    checks = (enclose(ball(margins[t]), *ends[t], relative_radius="1/1000000") for t in ends)
    return all_of(*checks)


def margins_after(X, steps):
    """Margins of examples with y = 1 under descent with the step 1, from zero."""
    K = [[sum(a * b for a, b in zip(x, z, strict=True)) for z in X] for x in X]
    error = [Fraction(1)] * len(X)
    for _ in range(steps):
        pull = [sum(k * e for k, e in zip(row, error, strict=True)) for row in K]
        error = [e - p for e, p in zip(error, pull, strict=True)]
    return [1 - e for e in error]


@step(
    "proof",
    ("an example long enough for its sum", "length", Fraction(1, 2)),
    ("a little longer", "length", Fraction(3, 10)),
    ("half of the conflict with the second", "conflict", Fraction(1, 4)),
    sharpness="3/10",
)
def outweighed(length=Fraction(1, 4), conflict=Fraction(1, 2)):
    """The sum of the first example is negative; the third: right after one step, then wrong."""
    from flint import arb, fmpq

    half, nil = Fraction(1, 2), Fraction(0)
    X = [[Fraction(-9, 20), -conflict, length], [nil, Fraction(1), nil], [half, nil, nil]]
    one, two = (margins_after(X, steps)[2] for steps in (1, 2))
    ball = lambda m: arb(fmpq(m.numerator, m.denominator))
    inside = lambda m, *ends: enclose(ball(m), *ends, relative_radius="1/1000000")
    return all_of(inside(one, 0, 1), inside(two, -1, 0))


@step(
    "proof",
    ("a weight may be negative", "signed", True),
    ("nine tenths of the larger error", "share", NINE_TENTHS),
)
def errors_fall_on(signed=False, share=1):
    """u <= v in each entry and weights >= 0: so are the weighted sums; the next step of descent."""
    p, q, u, v, r, s = sp.symbols("p q u v r s", real=True)
    weights = [] if signed else [sp.Ge(p, 0), sp.Ge(q, 0)]
    falls = [sp.Ge(u, 0), sp.Ge(r, 0), sp.Le(u, v), sp.Le(r, s)]
    return implies([*weights, *falls], sp.Le(p * u + q * r, share * (p * v + q * s)))


@step(
    "evidence",
    ("other sums: lengths changed by factors", "lengths", 0.5),
    ("a step beyond the bound", "rate", 1.5),
    ("some pairs in accord", "accord", 0.2),
    sharpness="1/2",
)
def drawn_conflicts(lengths=0.0, rate=1.0, accord=0.0):
    """400 steps on examples of which every two are in conflict: no event, and no margin falls."""

    def residual(data):
        G, y = data
        X, eta = y[:, None] * G, rate / (G**2).sum(axis=1).max()
        w, margins = np.zeros(X.shape[1]), [np.zeros(len(y))]
        for _ in range(400):
            w = w + eta * X.T @ (y - X @ w)
            margins.append(y * (X @ w))
        margins = np.array(margins)
        falls = -np.diff(margins, axis=0).min()
        return float(np.max([falls, forgetting_counts(margins > 1e-9).forgotten.max(), 0.0]))

    def draw(rng):
        N = int(rng.integers(3, 8))
        sums = rng.uniform(0, 1, N) * (rng.random(N) < 0.7)
        pairs = np.triu(rng.uniform(0, 1, (N, N)) * (rng.random((N, N)) < 0.7), 1)
        pairs *= np.where(rng.random((N, N)) < accord, -1, 1)
        K = np.diag(sums + np.abs(pairs + pairs.T).sum(axis=1)) - pairs - pairs.T
        factors = np.exp(lengths * rng.standard_normal(N))
        values, U = np.linalg.eigh(K * np.outer(factors, factors))
        return U * np.sqrt(np.maximum(values, 0)), rng.choice([-1.0, 1.0], N)

    return measure(range(40), draw, residual, tolerance=1e-6)


def coefficients(X, y):
    """kappa (r,), the largest first, and c (N, r), eigenspaces of nearly equal values as one."""
    values, U = np.linalg.eigh(X @ X.T)
    values, U = values[::-1], U[:, ::-1]
    used = values > 1e-10 * values[0]
    return values[used], (y[:, None] * U * (U.T @ y))[:, used]


@step(
    "evidence",
    ("a change of sign fewer", "fewer", 1),
    ("two changes fewer", "fewer", 2),
    ("a step beyond the bound", "small", False),
    ("a hundredth more of the eigenvalues", "share", 1.01),
    whole=("fewer",),
)
def drawn_descents(fewer=0, small=True, share=1.0):
    """4000 steps on random examples of very different sizes, and on the three of the statement."""

    def residual(data):
        X, y = data
        kappa, c = coefficients(X, y)
        eta = (0.9 if small else 1.9) / kappa[0]
        powers = (1 - eta * share * kappa)[:, None] ** np.arange(4001)
        total = c.sum(axis=1)
        found = total[:, None] - c @ powers
        w, margins = np.zeros(X.shape[1]), [np.zeros(len(y))]
        for _ in range(60):
            w = w + eta * X.T @ (y - X @ w)
            margins.append(y * (X @ w))
        gap = np.abs(np.array(margins).T - found[:, :61]).max()
        right = np.c_[np.zeros(len(y)), found[:, 1:] > 1e-9]
        forgotten = forgetting_counts(right.T).forgotten
        signs = np.sign(np.c_[total, -c[:, ::-1]])
        changes = np.array([np.count_nonzero(np.diff(s[s != 0])) for s in signs])
        most = np.where(total > 1e-9, (changes - 1 - fewer) // 2, (changes - fewer) // 2)
        return float(np.max([gap, (forgotten - most).max(), 0.0]))

    def draw(rng):
        if rng.random() < 0.3:
            return np.array(TURN) / 3 * np.array([float(r) for r in ROOTS]), np.ones(3)
        N, d = int(rng.integers(3, 8)), int(rng.integers(3, 8))
        X = rng.standard_normal((N, d)) @ np.diag(10.0 ** rng.uniform(-1.5, 0, d))
        return X, rng.choice([-1.0, 1.0], N)

    return measure(range(40), draw, residual, tolerance=1e-6)


SUMS, BY_CHANGES = theorems("sign_changes.v", "sums_alternate", "forgotten_by_changes")
MARGINS, IN_FULL_BATCH, NOTHING = theorems(
    "full_batch.v", "margins_of_descent", "forgotten_in_full_batch", "conflicts_forget_nothing"
)


batch_claim = Claim(
    name="forgotten-in-full-batch",
    kind="theorem",
    title="How often descent on least squares forgets",
    statement=r"""
Let $x_1, \dots, x_N \in \R^d$ not all be zero, $y_i = \pm 1$, $[[rate]]$, $w_0 = 0$ and $w_{t+1} = w_t + \eta \sum_j (y_j - x_j^\T w_t)\, x_j$. Example $i$ is right at the time $t$ if its margin $m_i(t) = y_i x_i^\T w_t$ is positive. Let $\kappa_1 > \dots > \kappa_r > 0$ be the different nonzero eigenvalues of $K = (x_i^\T x_j)$, $P_k$ the orthogonal projections onto their eigenspaces, $c_{ik} = y_i (P_k y)_i$ and $C_i = \sum_k c_{ik}$. In 1 to 3 let $[[small]]$.

1. $m_i(t) = C_i - \sum_k c_{ik} (1 - \eta \kappa_k)^t$, and $C_i = 1$ if $K$ is invertible.
2. Let $V_i$ be the number of changes of sign in $C_i, -c_{ir}, \dots, -c_{i1}$, zeros left out. In all times $t = 0, 1, 2, \dots$ together example $i$ is forgotten at most $\frac12 V_i$ times, and for $C_i > 0$ at most $\frac12 (V_i - 1) \le \frac12 (r - 1)$ times.
3. So an example with $C_i > 0$ is never forgotten if all $c_{ik} \ge 0$, or if $r \le 2$; for $r = 3$ it is forgotten once at most. Once can happen: let $\frac13 (2, 2, -1)$, $\frac13 (2, -1, 2)$, $\frac13 (1, -2, -2)$ with the entries multiplied by $\frac1{30}$, $\frac13$, $\frac45$ be $x_1, x_2, x_3$, all $y_i = 1$ and $\eta = 1$. Then $x_1$ is right after one step, wrong after $30$, and right after $200$.
4. If any two examples are in conflict or do not meet, $y_i y_j x_i^\T x_j \le 0$ for $i \ne j$, if $\sum_j y_i y_j x_i^\T x_j \ge 0$ for all $i$, and $\eta \norm{x_i}^2 \le 1$, then no margin ever falls and no example is ever forgotten. The condition on the sums is needed: for $x_1 = \frac{1}{20} (-9, -10, 5)$, $x_2 = (0, 1, 0)$, $x_3 = \frac12 (1, 0, 0)$, all $y_i = 1$ and $\eta = 1$, where only the sum for $i = 1$ is negative, $x_3$ is right after one step and wrong after two.
""",
    hypotheses={"rate": positive("eta"), "small": small_step},
    uses=("learned-and-forgotten",),
    steps=(
        SUMS,
        BY_CHANGES,
        MARGINS,
        IN_FULL_BATCH,
        NOTHING,
        *(one_mode, slope_of_a_term, one_change_fewer),
        *(three_examples, errors_fall_on, outweighed, drawn_conflicts, drawn_descents),
    ),
    parts={
        "1": (MARGINS, one_mode, drawn_descents),
        "2": (SUMS, BY_CHANGES, IN_FULL_BATCH, slope_of_a_term, one_change_fewer, drawn_descents),
        "3": (BY_CHANGES, IN_FULL_BATCH, three_examples, drawn_descents),
        "4": (NOTHING, errors_fall_on, outweighed, drawn_conflicts),
    },
)

CLAIMS = (setting, balance_claim, batch_claim)
