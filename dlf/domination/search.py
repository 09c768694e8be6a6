"""A search for a counterexample to sigma_i(X(t)) <= mu_i(t): random draws, then local improvement.

What is proved is not searched: no case without an open mode, no mode that is proved, no time from
which on nothing can be violated any more. E_c <= E_o can be searched for by itself.

Draw k depends on the seed and on k alone, so that a search can stop anywhere, go on later, and run
on any number of processes with the same result.
"""

import dataclasses
import json
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from dlf._support import in_processes, positive, progress_bar, whole_number
from dlf.domination.case import CONJECTURE, Case, Comparison, Margin, case_of, gaps, horizon
from dlf.domination.draws import KINDS, belongs, drawn, is_open, watched

_PROMISING = 0.9  # a draw with a smaller margin is improved
_EVALUATIONS = 12  # of margin and gradient, after which an improvement ends
_DIFFERENCE = 1e-5
_SUSPECT = 1e-9  # log(sigma/mu) above it is not rounding: ask ball arithmetic
_BITS = (128, 256)  # the first separate what differs by more than that, if they reach the time
_KEPT = 10


@dataclass(frozen=True)
class Space:
    """Where to search.

    Attributes:
        depths, widths: (least, most), both included; depths >= 2, widths >= 2, and both >= 3
            where anything is open: the defaults.
        comparison: what is searched; a wrong variant has a counterexample to be found.

    Raises:
        ValueError: an empty range, a depth or width below 2.
    """

    depths: tuple[int, int] = (3, 12)
    widths: tuple[int, int] = (3, 5)
    comparison: Comparison = CONJECTURE

    def __post_init__(self):
        for name in ("depths", "widths"):
            low, high = (whole_number(n, name, least=2) for n in getattr(self, name))
            if low > high:
                raise ValueError(f"{name} must be (least, most), not {(low, high)}")
            object.__setattr__(self, name, (low, high))


@dataclass(frozen=True)
class Found:
    """The tightest case of one draw.

    Attributes:
        draw: its number k.
        kind: how it was drawn.
        case: a Case.
        margin: its Margin.
        flows: how many flows were integrated.
        highest: the largest excess of all starts of the draw, and of each step of the improvement.
        status: "" unless the excess was suspect; then what ball arithmetic says, as in Certificate.
        skipped: how many cases were drawn and left out, as nothing is open in them.
        proved: tag: how many modes of all cases drawn it covered; they were not looked at. For the
            errors: how many cases needed it.
    """

    draw: int
    kind: str
    case: Case
    margin: Margin
    flows: int
    highest: float
    status: str
    skipped: int = 0
    proved: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class State:
    """A search so far; two states of equal seed, space and draws are equal in everything.

    Attributes:
        seed, space: what was searched.
        draws, flows: how many.
        tightest: the ten Found of least margin, in order.
        largest: the Found of the draw with the largest excess; None before the first draw.
        witness: the first Found certified as a violation, or None.
        skipped, proved: the sums of those of all draws.
    """

    seed: int
    space: Space
    draws: int = 0
    flows: int = 0
    tightest: tuple[Found, ...] = ()
    largest: Found | None = None
    witness: Found | None = None
    skipped: int = 0
    proved: dict[str, int] = field(default_factory=dict)

    def with_draw(self, found):
        """The state after one more draw."""
        ranked = sorted((*self.tightest, found), key=lambda f: (f.margin.margin, f.draw))
        known = (f for f in (self.largest, found) if f is not None)
        violated = found if found.status == "violated" else None
        return dataclasses.replace(
            self,
            draws=self.draws + 1,
            flows=self.flows + found.flows,
            tightest=tuple(ranked[:_KEPT]),
            largest=max(known, key=lambda f: (f.highest, -f.draw)),
            witness=self.witness or violated,
            skipped=self.skipped + found.skipped,
            proved=dict(sorted((Counter(self.proved) + Counter(found.proved)).items())),
        )

    def write(self, path):
        """Replace the file in one step: an interruption leaves the old or the new state."""
        path = Path(path)
        part = path.with_name(f"{path.name}.part")
        part.write_text(json.dumps(dataclasses.asdict(self), indent=1) + "\n", "utf-8")
        os.replace(part, path)

    @classmethod
    def read(cls, path):
        """The state in a file, exactly as it was written."""
        data = json.loads(Path(path).read_text("utf-8"))
        space = data["space"]
        data["space"] = Space(
            tuple(space["depths"]), tuple(space["widths"]), Comparison(**space["comparison"])
        )
        data["tightest"] = tuple(_found(f) for f in data["tightest"])
        for name in ("largest", "witness"):
            data[name] = data[name] and _found(data[name])
        return cls(**data)


def _found(data):
    return Found(**data | {"case": Case(**data["case"]), "margin": Margin(**data["margin"])})


def search(space, *, seed, draws=None, seconds=None, jobs=None, path=None, progress=False):
    """Draw after draw, to a number of draws or for a time, or until a violation is certified.

    Args:
        space: a Space.
        seed: whole number >= 0.
        draws: total number, those of an earlier run in `path` included; None: no limit.
        seconds: time after which no further draw begins; None: no limit.
        jobs: processes (joblib); None takes what `joblib.parallel_config` says, else 1.
        path: file of the state, written after every draw; a search found there goes on.
        progress: True or False; None: a bar on a terminal once two seconds have passed.

    Returns:
        State.

    Raises:
        ValueError: neither draws nor seconds, seconds that are not > 0 or not finite; the file
            holds another search, or none.
    """
    if draws is None and seconds is None:
        raise ValueError("a search needs an end: draws or seconds")
    seconds = np.inf if seconds is None else positive(seconds, "seconds")
    state = _resumed(space, whole_number(seed, "seed", least=0), path)
    left = None if draws is None else max(whole_number(draws, "draws", least=1) - state.draws, 0)
    end = time.monotonic() + seconds

    def wanted():
        for k in islice(count(state.draws), left):
            if state.witness is not None or time.monotonic() >= end:
                return
            yield k

    running = in_processes(((draw, space, seed, k) for k in wanted()), jobs)
    with progress_bar(left, progress, "search", unit=" draws") as bar:
        for found in running:
            if state.witness is not None:
                continue  # begun beside the violation: the result must not depend on `jobs`
            state = state.with_draw(found)
            if path is not None:
                state.write(path)
            best, most = state.tightest[0].margin.margin, state.largest.highest
            bar.set_postfix_str(f"tightest margin {best:.3g}, largest excess {most:.1e}")
            bar.update()
    return state


def _resumed(space, seed, path):
    if path is None or not Path(path).exists():
        return State(seed, space)
    try:
        state = State.read(path)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is no state of a search: {error!r}") from error
    if (state.seed, state.space) != (seed, space):
        raise ValueError(
            f"{path} holds another search: seed {state.seed}, {state.space}, "
            f"not seed {seed}, {space}"
        )
    return state


def draw(space, seed, k):
    """Draw k of a search: a few starts for one target, the tightest improved, checked if suspect.

    Args:
        space: a Space.
        seed, k: whole numbers >= 0.

    Returns:
        Found.
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(k,)))
    kind, comparison = KINDS[k % len(KINDS)], space.comparison
    batch = drawn(kind, space.depths, space.widths, comparison, rng)
    cases, aims = batch.cases, _aims(batch.cases, comparison)
    end = max(horizon(case, modes) for case, modes in zip(cases, batch.modes, strict=True))
    run = gaps(cases, end, comparison=comparison, modes=aims)
    margins = [run.margin(j) for j in range(len(cases))]
    best = min(range(len(cases)), key=lambda j: margins[j].margin)
    case, margin, flows, seen = cases[best], margins[best], len(cases), -np.inf
    if 0 < margin.margin < _PROMISING:
        case, margin, more, seen = improve(case, end, comparison=comparison, aimed=True)
        flows += more
        if (longer := horizon(case, watched(case, comparison))) > end:
            margin, flows = seen_alone(case, comparison, longer), flows + 1
    highest = max(((case, margin), *zip(cases, margins, strict=True)), key=lambda f: f[1].excess)
    status, excess = "", max(highest[1].excess, seen)
    if highest[1].excess > _SUSPECT:
        (case, margin), status = highest, _status(*highest, comparison)
    return Found(k, kind, case, margin, flows, excess, status, batch.skipped, batch.proved)


def _aims(cases, comparison):
    """The open modes (n, d) of cases of sigma_i <= mu_i; None where all is compared."""
    if comparison.errors or not comparison.is_stated:
        return None
    return np.array([watched(case, comparison) for case in cases])


def seen_alone(case, comparison=CONJECTURE, end=None):
    """The Margin of one case, of what a draw would look at; of everything if nothing is open.

    Args:
        case: a Case.
        comparison: a Comparison.
        end: time > 0 up to which it is taken; None: the `horizon` of these modes.
    """
    aims = _aims([case], comparison) if is_open(case, comparison) else None
    if end is None:
        end = horizon(case, np.ones(case.width, dtype=bool) if aims is None else aims[0])
    return gaps([case], end, comparison=comparison, modes=aims).margin(0)


def _status(case, margin, comparison):
    from dlf.domination.certificate import certify

    return certify(case, [margin.excess_time], comparison=comparison, bits=_BITS).status


def improve(case, end, *, comparison=CONJECTURE, evaluations=_EVALUATIONS, aimed=False):
    """Lower the margin over generator, positive singular values and scale of the start (L-BFGS-B).

    The gradient holds the moment of the margin fixed, and its differences are taken between flows
    integrated in one system, with common steps. Each a_ij keeps its sign and half of its size:
    without couplings the margin is 0 for a trivial reason. Equal singular values stay equal.

    Args:
        case: a Case.
        end: time up to which the margin is taken.
        comparison: a Comparison.
        evaluations: of margin and gradient, after which no further step begins.
        aimed: whether only what is open is compared; a case where nothing is has the margin 1.

    Returns:
        (Case, Margin, number of flows, largest excess of all cases seen): the highest case seen, if
        one is above by more than rounding, else the tightest one.
    """
    s, corner = np.array(case.singular_values), np.triu_indices(case.width, 1)
    positive = s > 0
    distinct, which = np.unique(s[positive], return_inverse=True)
    free = distinct.size

    def at(x):
        values, A = s.copy(), np.zeros((case.width, case.width))
        values[positive] = np.exp(x[:free])[which]
        A[corner] = x[free + 1 :]
        return case_of(case.depth, values, np.exp(x[free]), A - A.T, case.signs)

    start = np.concatenate([np.log(distinct), [np.log(case.init_scale)], case.skew])
    shifts = np.vstack([0 * start, _DIFFERENCE * np.eye(start.size)])
    seen = []

    def margin_and_gradient(x):
        cases = [at(y) for y in x + shifts]
        aims = _aims(cases[:1], comparison) if aimed else None
        modes = None if aims is None else np.repeat(aims, len(cases), axis=0)
        run = gaps(cases, end, comparison=comparison, modes=modes)
        left = run.left.reshape(len(run.times), len(shifts), -1)
        step, mode = np.unravel_index(left[:, 0].argmin(), left[:, 0].shape)
        if (is_open if aimed else belongs)(cases[0], comparison):
            seen.append((cases[0], run.margin(0)))
        values = left[step, :, mode]
        return values[0], (values[1:] - values[0]) / _DIFFERENCE

    room = np.concatenate([np.full(free, 1.0), [0.2], np.abs(case.skew) / 2])
    found = minimize(
        margin_and_gradient,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=np.column_stack([start - room, start + room]),
        options={"maxfun": evaluations},
    )
    if not seen:  # the logarithm of a number at the edge of what is open may lie beyond it
        modes = _aims([case], comparison)
        seen.append((case, gaps([case], end, comparison=comparison, modes=modes).margin(0)))
    highest = max(seen, key=lambda found: found[1].excess)
    tightest = min(seen, key=lambda found: found[1].margin)
    best = highest if highest[1].excess > _SUSPECT else tightest
    return *best, found.nfev * len(shifts), highest[1].excess
