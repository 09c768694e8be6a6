"""sigma_i(X(t)) < mu_i(t) decided in ball arithmetic: what floating point suggests, proved.

The two sides come from different code: X from the Taylor series of `dlf.domination.taylor`,
mu_i from the closed form of `dlf.exact.balls` (the series again only where that form ends, at
s_i <= eps^L).
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb, arb_mat, ctx

from dlf._support import progress_bar, whole_number
from dlf.domination import taylor
from dlf.domination.case import CONJECTURE
from dlf.domination.proved import compressed_rank
from dlf.exact import ball, balls

_BITS = (128, 256, 512)
_BAR = "{l_bar}{bar}| {elapsed}"  # the share of the time of the flow


@dataclass(frozen=True, eq=False)
class Certificate:
    """Enclosures of sigma_i(X(t)) and mu_i(t), and what they decide.

    Attributes:
        times (m,): exact times.
        bits: the working precision at which it ended.
        sigma, mu: m tuples of d arb, decreasing in i; for the errors of one arb, E_c and E_o.
        modes: for each time those that are asked about, counted from 1; None: all.
    """

    times: tuple[Fraction, ...]
    bits: int
    sigma: tuple[tuple[arb, ...], ...]
    mu: tuple[tuple[arb, ...], ...]
    modes: tuple[tuple[int, ...], ...] | None = None

    def decided(self):
        """[(time, mode, word)]: "below", "above" or "undecided"; modes count from 1."""
        every = tuple(range(1, len(self.sigma[0]) + 1))
        asked = self.modes or (every,) * len(self.times)
        return [
            (t, i, _order(sigma[i - 1], mu[i - 1]))
            for t, sigma, mu, modes in zip(self.times, self.sigma, self.mu, asked, strict=True)
            for i in modes
        ]

    @property
    def status(self):
        """ "violated" if some sigma_i > mu_i, "below" if all sigma_i < mu_i, else "undecided"."""
        words = {word for _, _, word in self.decided()}
        if "above" in words:
            return "violated"
        return "below" if words == {"below"} else "undecided"

    def shortfall(self, step, mode):
        """1 - sigma_i/mu_i at one time (an index) and mode (from 1), as a ball."""
        with ctx.workprec(self.bits):
            return 1 - self.sigma[step][mode - 1] / self.mu[step][mode - 1]


def _order(sigma, mu):
    """Never decided by `not`: a NaN, or balls that overlap, leave it open."""
    if sigma < mu:
        return "below"
    return "above" if sigma > mu else "undecided"


def certify(case, times, *, comparison=CONJECTURE, modes=None, bits=_BITS, progress=False):
    """Enclose both sides of sigma_i <= mu_i, at more and more bits until all is decided.

    Args:
        case: a Case; its numbers are the rationals that the doubles are.
        times: increasing exact times > 0 (int, Fraction, str, or a float taken as it is).
        comparison: a Comparison.
        modes: for each time those that are asked about, counted from 1; None: all.
        bits: increasing working precisions >= 64 to try.
        progress: True or False; None: a bar for each precision on a terminal, once two seconds
            have passed.

    Returns:
        Certificate, of the first precision that decides everything, else of the last.

    Raises:
        ValueError: no time, a time <= 0, fewer than 64 bits, modes that there are not.
    """
    times = tuple(Fraction(t) for t in times)
    if not times or times[0] <= 0:
        raise ValueError(f"sigma_i(X(t)) < mu_i(t) needs times > 0, not {times}: both agree at 0")
    modes = None if modes is None else tuple(map(tuple, modes))
    if modes is not None and not {i for row in modes for i in row} <= {*range(1, case.width + 1)}:
        raise ValueError(f"modes must be some of 1..{case.width} for each time, not {modes}")
    for precision in [whole_number(b, "bits", least=64) for b in bits]:
        with progress_bar(float(times[-1]), progress, f"{precision} bits", bar_format=_BAR) as bar:
            after_step = lambda h, bar=bar: bar.update(float(h))
            found = _enclosed(case, times, comparison, precision, after_step)
        found = replace(found, modes=modes)
        if all(word != "undecided" for _, _, word in found.decided()):
            break
    return found


def _enclosed(case, times, comparison, bits, after_step):
    with ctx.workprec(bits):
        target = _diagonal(case.singular_values)
        start = _start(case, comparison)
        states = taylor.flow(start, target, times, bits=bits, after_step=after_step)
        count = 1 if comparison.errors else case.width
        seen = _error(target) if comparison.errors else taylor.singular_values
        found = tuple(tuple(seen(*state.end_to_end())) for state in _until_stopped(states))
        found += ((arb("nan"),) * count,) * (len(times) - len(found))
        columns = [
            _strengths(times, Fraction(comparison.share) * Fraction(s), case, bits)
            for s in case.singular_values
        ]
        mu = tuple(zip(*columns, strict=True))
        if comparison.errors:
            return Certificate(times, bits, tuple(_compressed(row, case) for row in mu), found)
    return Certificate(times, bits, found, mu)


def _error(target):
    """(X, radius) -> (E_o,), for all matrices within `radius` of X (2-norm)."""

    def of(X, radius):
        wide = radius * arb(target.nrows()).sqrt()
        norm = sum((entry**2 for entry in (X - target).entries()), arb(0)).sqrt()
        return ((norm + arb(0, wide.upper())).nonnegative_part() ** 2,)

    return of


def _compressed(mu, case):
    """(E_c,) of rank max(r, d - r)."""
    kept = compressed_rank(case)
    pairs = zip(mu[:kept], case.singular_values[:kept], strict=True)
    return (sum(((value - ball(s)) ** 2 for value, s in pairs), arb(0)),)


def _until_stopped(states):
    """The states up to the time that the precision allows: later ones stay undecided."""
    try:
        yield from states
    except ArithmeticError:
        return


def _strengths(times, s, case, bits):
    """mu(t) at every time as balls, for one target s >= 0."""
    eps, L = Fraction(case.init_scale), case.depth
    if s == 0 or eps**L < s:
        return [balls.strength(t, s, eps, L) for t in times]
    one = arb_mat([[ball(eps)]])
    states = taylor.flow([one] * L, arb_mat([[ball(s)]]), times, bits=bits)
    return [taylor.singular_values(*state.end_to_end())[0] for state in states]


def rotation(A, signs):
    """D (I - A)(I + A)^-1, D = diag(signs), for a skew arb_mat A: orthogonal exactly, in balls."""
    one = _diagonal([1] * len(signs))
    return _diagonal(signs) * (one - A) * (one + A).inv()


def _start(case, comparison):
    """W_1 = eps Q, the others eps I, as balls: orthogonal exactly, by the Cayley transform."""
    d, eps, c = case.width, Fraction(case.init_scale), Fraction(comparison.imbalance)
    A = arb_mat([[ball(float(a)) for a in row] for row in case.generator()])
    Q = rotation(A, case.signs)
    inner = _diagonal([eps] * d)
    return [ball(eps * c) * Q, *[inner] * (case.depth - 2), _diagonal([eps / c] * d)]


def _diagonal(entries):
    return arb_mat(
        [[ball(x) if i == j else 0 for j in range(len(entries))] for i, x in enumerate(entries)]
    )
