"""Cases for the search: where something is open, favouring the first open case and weak modes.

Of sigma_i <= mu_i it is open, for L >= 3 and d >= 3, what becomes of a mode far below the leader
that starts far below its target; the first open case is d = 3, s_2 = s_3, det Q det M > 0. Other
cases that are drawn and proved are counted and left out.
"""

from dataclasses import dataclass, field

import numpy as np

from dlf.chain import orthogonal
from dlf.domination.case import Case, case_of, cayley
from dlf.domination.proved import error_proofs, open_modes, proofs, starts_below

_BATCH = 8  # starts of one draw, integrated together
_TRIES = 500  # targets in a row without anything open, before the search is given up
_WAITING = 1000.0  # time units of the fastest mode that the weakest may need to leave its start
_LARGEST = 1e6  # s_r/eps^L


@dataclass
class Drawn:
    """The cases of one draw, and what was left out before.

    Attributes:
        cases: of one depth, target and scale; something is open in each.
        modes (n, d): bool, the modes that are open; all, for the errors and for wrong variants.
        skipped: how many cases were left out, as nothing is open in them.
        proved: tag: how many modes of all cases it covered, the first tag of `proofs` counted; for
            the errors how many cases needed it.
    """

    cases: list[Case] = field(default_factory=list)
    modes: np.ndarray | None = None
    skipped: int = 0
    proved: dict[str, int] = field(default_factory=dict)

    def count(self, tags):
        """Add what covers one case."""
        for tag in tags:
            self.proved[tag] = self.proved.get(tag, 0) + 1


def drawn(kind, depths, widths, comparison, rng):
    """Several starts Q for one depth, target and scale, with something open in each.

    Args:
        kind: one of KINDS.
        depths, widths: (least, most).
        comparison: a Comparison; of a wrong variant nothing is proved.
        rng: numpy Generator.

    Returns:
        Drawn.

    Raises:
        ValueError: nothing is open in this space, as far as it was tried.
    """
    found = Drawn()
    nowhere = comparison.is_stated and min(depths[1], widths[1]) < 3
    for _ in range(0 if nowhere else _TRIES):
        for case in _starts(kind, depths, widths, rng):
            if not belongs(case, comparison):
                continue
            covered = _covering(case, comparison)
            found.count(covered)
            if is_open(case, comparison):
                found.cases.append(case)
            else:
                found.skipped += 1
        if found.cases:
            found.modes = np.array([watched(case, comparison) for case in found.cases])
            return found
    raise ValueError(
        f"nothing is open in L = {depths[0]}..{depths[1]}, d = {widths[0]}..{widths[1]}: what was "
        f"drawn is proved by {', '.join(found.proved) or 'BH0A.1 and SY2P.2'}"
    )


def belongs(case, comparison):
    """Whether a case has the hypotheses of what is compared: eps^L <= s_r, for the errors."""
    return not comparison.errors or starts_below(case)


def is_open(case, comparison):
    """Whether it is a case of what is compared, and something of that is not proved."""
    if not belongs(case, comparison):
        return False
    if not comparison.is_stated:
        return True
    return not error_proofs(case) if comparison.errors else bool(open_modes(case))


def watched(case, comparison):
    """The modes (d,) that are compared, bool: the open ones, or all."""
    if comparison.errors or not comparison.is_stated:
        return np.ones(case.width, dtype=bool)
    return np.isin(np.arange(1, case.width + 1), open_modes(case))


def _covering(case, comparison):
    """For each mode that is proved the first tag; for the errors, what proves them."""
    if not comparison.is_stated:
        return []
    if comparison.errors:
        return error_proofs(case)
    each = (proofs(case, i) for i in range(1, case.width + 1))
    return [tags[0] for tags in each if tags]


def _starts(kind, depths, widths, rng):
    """One depth, target and scale, and several Q."""
    L, d = _depth(depths, rng), _width(kind, widths, rng)
    s, turn = _TARGETS[kind](d, rng), _overtaken if kind in _OVERTAKING else _haar
    weakest = s[s > 0][-1]
    # The weakest mode needs about (s_1/s_r)^(2-2/L) (s_r/eps^L)^(1-2/L)/(1-2/L) time units.
    b = 1 - 2 / L
    largest = np.log(_LARGEST)
    if L > 2:
        allowed = np.log(_WAITING * b) - (2 - 2 / L) * np.log(s[0] / weakest)
        largest = min(largest, max(allowed / b, np.log(4.0)))
    growth = np.exp(rng.random(2).max() * largest)
    eps = float((weakest / growth) ** (1 / L))
    return [case_of(L, s, eps, *turn(d, rng)) for _ in range(_BATCH)]


def _depth(depths, rng):
    """Small depths more often: their flows are cheap, and what fails there fails first."""
    every = np.arange(depths[0], depths[1] + 1)
    return int(rng.choice(every, p=every**-2.0 / (every**-2.0).sum()))


def _width(kind, widths, rng):
    least, most = widths
    if kind in _FIRST:
        return int(np.clip(3, least, most))
    return int(rng.integers(min(max(least, 3 if kind in _OVERTAKING else 2), most), most + 1))


def _haar(d, rng):
    (Q,) = orthogonal((d, d), init_scale=1.0, rng=rng)
    return cayley(Q)


def _overtaken(d, rng):
    """Rotations of one plane of the strongest mode, so that an aligned one leads at first; bent.

    The decoupled start has sigma_2 = mu_2 from the moment at which the modes cross. One direction
    is turned round in half of them, and det Q < 0.
    """
    A = np.zeros((d, d))
    weaker = int(rng.integers(min(2, d - 1), d))
    A[0, weaker] = np.tan(rng.uniform(0.5, 1.8) * np.pi / 4) * rng.choice((-1, 1))
    bent = 10.0 ** rng.uniform(-4, 0) * rng.standard_normal((d, d))
    A += np.triu(bent, 1)
    signs = np.ones(d, dtype=int)
    signs[rng.integers(d)] = rng.choice((1, -1))
    return A - A.T, signs


def _behind(d, rng):
    """A leader, and all others equal: for d = 3 the first open case."""
    return np.append(1.0, np.full(d - 1, np.exp(-rng.uniform(0.1, np.log(20)))))


def _far_leader(d, rng):
    """The others at 1/3 to 1/20 of the leader, and each less by another factor of up to three."""
    others = np.exp(-rng.uniform(np.log(3), np.log(20)) - rng.uniform(0, 1.1, d - 1))
    return np.append(1.0, np.sort(others)[::-1])


def _spread(d, rng):
    return np.sort(np.exp(rng.uniform(0.1, 1.0) * rng.standard_normal(d)))[::-1]


def _clustered(d, rng):
    return np.sort(1 + 10.0 ** rng.uniform(-6, -0.5) * rng.standard_normal(d).clip(-2, 2))[::-1]


def _two_values(d, rng):
    return np.where(np.arange(d) < rng.integers(1, d), 1.0, rng.uniform(0.05, 1.0))


def _with_zeros(d, rng):
    return np.where(np.arange(d) < rng.integers(min(2, d - 1), d), _spread(d, rng), 0.0)


def _near(d, rng):
    """Strengths within a factor of about two, so that modes meet before they are fitted."""
    return np.sort(rng.uniform(0.4, 1.0, d))[::-1]


_TARGETS = {
    "first open": _behind,
    "overtaken": _near,
    "far leader": _far_leader,
    "overtaken, first open": _behind,
    "spread": _spread,
    "overtaken, far leader": _far_leader,
    "clustered": _clustered,
    "overtaken, spread": _spread,
    "zeros": _with_zeros,
    "overtaken, zeros": _with_zeros,
    "two values": _two_values,
    "near": _near,
}
KINDS = tuple(_TARGETS)
_OVERTAKING = {kind for kind in KINDS if kind.startswith("overtaken")}
_FIRST = {kind for kind in KINDS if kind.endswith("first open")}
