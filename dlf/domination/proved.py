"""What is proved of sigma_i(X(t)) <= mu_i(t) and of E_c <= E_o: a search need not look there.

A statement is named by tag and part, its proof is in the book. The numbers of a case are exact, and
what is decided here is decided exactly or in balls: a statement that is returned holds for the
case. Others may hold that are not recognised.

    BH0A.1   L = 2
    X2QR.1   i = 1
    LV3R.1   s_i <= 2(L-1)/(L-2) eps^L; so i > rank M
    LV3R.2   s_i = s_1
    GW6N.1   L = 3, 4: s_1/s_i and s_i/eps^L in the window
    SY2P.1   R Q and R M symmetric, R = diag(+-1): a bound for each sign
    SY2P.2   d = 2
    SY2P.3   s_2 = ... = s_d: i > d/2, rounded up; every i if d = 3 and det Q det M < 0
    SY2P.4   Q^T M normal, or diagonal blocks all of whose modes are proved
    CE4L.4   from a moment on: F_i^(L/2) <= mu_i and mu_i >= s_i (L-2)/(2(L-1)); the first need not
             come with the second (FD2W)

NQ8T, on targets that lie close together, is not among them: it does not say how close.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from flint import arb, ctx, fmpq, fmpq_mat

from dlf._support import whole_number
from dlf.exact import ball

_BITS = 128
_TERMS = 100  # of the binomial series, whose remainder is below 2^-98
_WINDOWS = (3, 4)  # the depths that GW6N is about


@dataclass(frozen=True)
class _Pair:
    """X(0) = start * turn and M = diag(targets); targets decrease, all numbers are exact."""

    depth: int
    start: Fraction
    targets: tuple[Fraction, ...]
    turn: tuple[tuple[fmpq, ...], ...]

    def matrices(self):
        """(Q, M) as fmpq_mat."""
        M = [
            [s if i == j else 0 for j in range(len(self.turn))] for i, s in enumerate(self.targets)
        ]
        return fmpq_mat(self.turn), fmpq_mat([[_rational(x) for x in row] for row in M])


def proofs(case, mode, now=None):
    """The statements that prove sigma_i <= mu_i for one mode of a case.

    Args:
        case: a Case.
        mode: i, from 1 to d.
        now: None, for all times; or (mu_i, F_i^(L/2)) at one time, exact numbers, for all later
            ones: F_i is the larger one of the largest eigenvalues of W_L W_L^T and W_1^T W_1 in the
            directions beyond the first i - 1.

    Returns:
        tuple of str: "LV3R.1" is part 1 of LV3R; empty if none is known.

    Raises:
        ValueError: there is no such mode.
    """
    if whole_number(mode, "mode", least=1) > case.width:
        raise ValueError(f"sigma_i <= mu_i is about i <= {case.width}, not i = {mode}")
    found = _proofs(_pair(case))[mode - 1]
    if now is None:
        return found
    mu, highest = map(Fraction, now)
    return found + ("CE4L.4",) * (highest <= mu and mu >= turning_point(case, mode))


def open_modes(case):
    """The modes, from 1, of which nothing is proved, in increasing order."""
    return tuple(i for i, found in enumerate(_proofs(_pair(case)), 1) if not found)


def error_proofs(case):
    """The statements that prove E_c <= E_o, for r-hat = r = rank M and for r < r-hat <= d - r.

    By the proof of LV3R.3, and of LV3R.4, it is enough that eps^L <= s_r and that the modes up to r
    are proved.

    Returns:
        tuple of str: LV3R.3 and a statement for each of these modes; empty if one is missing.
    """
    pair, rank = _pair(case), rank_of(case)
    found = _proofs(pair)[:rank]
    if not (starts_below(case) and all(found)):
        return ()
    return tuple(dict.fromkeys(["LV3R.3", *(tags[0] for tags in found)]))


def starts_below(case):
    """Whether eps^L <= s_r, the hypothesis of all that is said of errors."""
    return _start(case) <= Fraction(case.singular_values[rank_of(case) - 1])


def rank_of(case):
    """r, the rank of M."""
    return sum(s > 0 for s in case.singular_values)


def compressed_rank(case):
    """max(r, d - r), the widest r-hat whose errors the conjecture speaks of."""
    return max(rank_of(case), case.width - rank_of(case))


def turning_point(case, mode):
    """s_i (L-2)/(2(L-1)), exact: where mu_i'/mu_i is largest."""
    L = case.depth
    return Fraction(case.singular_values[mode - 1]) * Fraction(L - 2, 2 * (L - 1))


def _start(case):
    return Fraction(case.init_scale) ** case.depth


def _rational(x):
    x = Fraction(x)
    return fmpq(x.numerator, x.denominator)


@lru_cache(maxsize=64)
def _pair(case):
    d = case.width
    one = fmpq_mat([[int(i == j) for j in range(d)] for i in range(d)])
    A = fmpq_mat([[_rational(float(a)) for a in row] for row in case.generator()])
    Q = (one - A) * (one + A).inv()
    turn = tuple(tuple(sign * Q[i, j] for j in range(d)) for i, sign in enumerate(case.signs))
    return _Pair(case.depth, _start(case), tuple(map(Fraction, case.singular_values)), turn)


@lru_cache(maxsize=64)
def _proofs(pair):
    """For each mode the tags that prove it."""
    whole, equal, capped = _of_all_modes(pair), _by_equal_targets(pair), _capped(pair)
    by_start = lambda i: ("SY2P.3",) * (i in equal) + whole + ("SY2P.1",) * (i in capped)
    return tuple((*_by_targets(pair, i), *by_start(i)) for i in range(len(pair.targets)))


def _by_targets(pair, i):
    """What L, eps and the targets prove, whatever Q is; i from 0."""
    L, s, a = pair.depth, pair.targets[0], pair.targets[i]
    found = ("BH0A.1",) * (L == 2) + ("X2QR.1",) * (i == 0)
    found += ("LV3R.2",) * (i > 0 and a == s)
    if (L - 2) * a <= 2 * (L - 1) * pair.start:
        return (*found, "LV3R.1")
    if a < s and L in _WINDOWS and share_of_window(L, s / a, a / pair.start) < 1:
        return (*found, "GW6N.1")
    return found


def share_of_window(depth, ratio, growth):
    """The left side of the condition of GW6N over the right one, a ball: below 1 it is met.

    With x = v/(1 - v), which runs from u_0/(1 - u_0) to beta, and p = beta (2 - s^2) the integral
    is that of x^(-1-p) (1 + x)^(2 beta): a binomial series, integrated term by term. Its k-th term
    is at most beta^k for k >= 2.

    Args:
        depth: L, 3 or 4.
        ratio, growth: s = s_1/s_i and s_i/eps^L > 2(L-1)/(L-2), exact.
    """
    beta, square = Fraction(depth - 2, depth), Fraction(ratio) ** 2
    p, first = beta * (2 - square), 1 / (Fraction(growth) - 1)
    with ctx.workprec(_BITS):
        last, x0 = ball(beta), ball(first)
        power, lost, binomial, total = arb(1), (last / x0) ** ball(p), Fraction(1), arb(0)
        for k in range(_TERMS):
            term = power - x0**k * lost
            total += ball(binomial) * term / ball(k - p)
            power, binomial = power * last, binomial * (2 * beta - k) / (k + 1)
        total += arb(0, power / (1 - last))
        return ball(beta * (square - 1)) * total / (1 + last) ** ball(2 * beta)


def _of_all_modes(pair):
    """What proves all modes of the pair at once."""
    Q, M = pair.matrices()
    found = ("SY2P.2",) * (len(pair.targets) == 2)
    N = Q.transpose() * M
    normal = N.transpose() * N == N * N.transpose()
    blocks = _blocks(pair)
    if normal or (len(blocks) > 1 and all(map(all, map(_proofs, blocks)))):
        found += ("SY2P.4",)
    return found


def _by_equal_targets(pair):
    """The modes, from 0, that are proved if all targets but the first are equal."""
    d, (Q, M) = len(pair.targets), pair.matrices()
    if d < 3 or len(set(pair.targets[1:])) > 1:
        return range(0)
    return range(0 if d == 3 and Q.det() * M.det() < 0 else (d + 1) // 2, d)


def _blocks(pair):
    """The pairs into which Q falls along the coordinates."""
    left, blocks = set(range(len(pair.targets))), []
    while left:
        block, fresh = set(), {min(left)}
        while fresh:
            block |= fresh
            fresh = {j for i in fresh for j in left - block if pair.turn[i][j] or pair.turn[j][i]}
        left -= block
        kept = sorted(block)
        turn = tuple(tuple(pair.turn[i][j] for j in kept) for i in kept)
        blocks.append(_Pair(pair.depth, pair.start, tuple(pair.targets[i] for i in kept), turn))
    return blocks


def _capped(pair):
    """The modes, from 0, that a symmetrisable pair proves.

    With R = diag(signs) and n positive eigenvalues of R Q, n of the singular values stay below the
    mode with the largest of the targets r_j s_j, and d - n below that with the largest of -r_j s_j:
    so do all beyond the first d - n, and all beyond the first n.
    """
    d, found = len(pair.targets), set()
    for signs in product((1, -1), repeat=d):
        RQ = [[r * q for q in row] for r, row in zip(signs, pair.turn, strict=True)]
        if any(RQ[i][j] != RQ[j][i] for i in range(d) for j in range(i)):
            continue
        n = int((sum(RQ[i][i] for i in range(d)) + d) / 2)
        high = [r * s for r, s in zip(signs, pair.targets, strict=True)]
        above, below = max(Fraction(0), *high), -min(Fraction(0), *high)
        for count, other in ((n, below), (d - n, above)):
            low = [i for i in range(count, d) if pair.targets[i] >= other]
            found.update(low)
    return found
