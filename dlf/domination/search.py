"""A search for a counterexample to sigma_i(X(t)) <= mu_i(t): random draws, then local improvement.

Draw k depends on the seed and on k alone, so that a search can stop anywhere, go on later, and run
on any number of processes with the same result.
"""

import dataclasses
import json
import os
import time
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from dlf._support import extra, progress_bar, whole_number
from dlf.chain import orthogonal
from dlf.domination.case import CONJECTURE, Case, Comparison, Margin, case_of, cayley, gaps, horizon

_BATCH = 8  # starts of one draw, integrated together
_PROMISING = 0.9  # a draw with a smaller margin is improved
_EVALUATIONS = 12  # of margin and gradient in one improvement
_DIFFERENCE = 1e-5
_SUSPECT = 1e-9  # log(sigma/mu) above it is not rounding: ask ball arithmetic
_BITS = 128  # which separate what differs by more than that
_KEPT = 10


@dataclass(frozen=True)
class Space:
    """Where to search.

    Attributes:
        depths, widths: (least, most), both included; depths >= 2, widths >= 2.
        comparison: what is searched; a wrong variant has a counterexample to be found.

    Raises:
        ValueError: an empty range, a depth or width below 2.
    """

    depths: tuple[int, int] = (2, 12)
    widths: tuple[int, int] = (2, 5)
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
        status: "" unless the excess was suspect; then what ball arithmetic says, as in Certificate.
    """

    draw: int
    kind: str
    case: Case
    margin: Margin
    flows: int
    status: str


@dataclass(frozen=True, eq=False)
class State:
    """A search so far; two states of equal seed, space and draws are equal in everything.

    Attributes:
        seed, space: what was searched.
        draws, flows: how many.
        tightest: the ten Found of least margin, in order.
        largest: the Found of largest excess; None before the first draw.
        witness: the first Found certified as a violation, or None.
    """

    seed: int
    space: Space
    draws: int = 0
    flows: int = 0
    tightest: tuple[Found, ...] = ()
    largest: Found | None = None
    witness: Found | None = None

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
            largest=max(known, key=lambda f: (f.margin.excess, -f.draw)),
            witness=self.witness or violated,
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
        ValueError: neither draws nor seconds; the file holds another search.
    """
    with extra("check"):
        from joblib import Parallel, delayed

    if draws is None and seconds is None:
        raise ValueError("a search needs an end: draws or seconds")
    state = _resumed(space, whole_number(seed, "seed", least=0), path)
    left = None if draws is None else max(whole_number(draws, "draws", least=1) - state.draws, 0)
    end = time.monotonic() + (np.inf if seconds is None else seconds)

    def wanted():
        for k in islice(count(state.draws), left):
            if state.witness is not None or time.monotonic() >= end:
                return
            yield k

    chosen = {} if jobs is None else {"n_jobs": jobs}  # None itself would override a configuration
    running = Parallel(return_as="generator", **chosen)(
        delayed(draw)(space, seed, k) for k in wanted()
    )
    with progress_bar(left, progress, "search", unit=" draws") as bar:
        for found in running:
            if state.witness is not None:
                continue  # begun beside the violation: the result must not depend on `jobs`
            state = state.with_draw(found)
            if path is not None:
                state.write(path)
            best, most = state.tightest[0].margin.margin, state.largest.margin.excess
            bar.set_postfix_str(f"tightest margin {best:.3g}, largest excess {most:.1e}")
            bar.update()
    return state


def _resumed(space, seed, path):
    if path is None or not Path(path).exists():
        return State(seed, space)
    state = State.read(path)
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
    kind = _KINDS[k % len(_KINDS)]
    cases = _cases(kind, space, rng)
    end = horizon(cases[0])
    run = gaps(cases, end, comparison=space.comparison)
    margins = [run.margin(j) for j in range(len(cases))]
    best = min(range(len(cases)), key=lambda j: margins[j].margin)
    case, margin, flows = cases[best], margins[best], len(cases)
    if 0 < margin.margin < _PROMISING:
        case, margin, more = improve(case, end, comparison=space.comparison)
        flows += more
    highest = max(((case, margin), *zip(cases, margins, strict=True)), key=lambda f: f[1].excess)
    if highest[1].excess <= _SUSPECT:
        return Found(k, kind, case, margin, flows, "")
    return Found(k, kind, *highest, flows, _status(*highest, space.comparison))


def _status(case, margin, comparison):
    from dlf.domination.certificate import certify

    return certify(case, [margin.excess_time], comparison=comparison, bits=(_BITS,)).status


def improve(case, end, *, comparison=CONJECTURE, evaluations=_EVALUATIONS):
    """Lower the margin over generator, positive singular values and scale of the start (L-BFGS-B).

    The gradient holds the moment of the margin fixed, and its differences are taken between flows
    integrated in one system, with common steps. Each a_ij keeps its sign and half of its size:
    without couplings the margin is 0 for a trivial reason.

    Args:
        case: a Case.
        end: time up to which the margin is taken.
        comparison: a Comparison.
        evaluations: how many margins with gradient, at most.

    Returns:
        (Case, Margin, number of flows): the best seen.
    """
    s = np.array(case.singular_values)
    positive, corner = s > 0, np.triu_indices(case.width, 1)
    free = positive.sum()

    def at(x):
        values, A = s.copy(), np.zeros((case.width, case.width))
        values[positive] = np.exp(x[:free])
        A[corner] = x[free + 1 :]
        return case_of(case.depth, values, np.exp(x[free]), A - A.T, case.signs)

    start = np.concatenate([np.log(s[positive]), [np.log(case.init_scale)], case.skew])
    shifts = np.vstack([0 * start, _DIFFERENCE * np.eye(start.size)])
    seen = []

    def margin_and_gradient(x):
        run = gaps([at(y) for y in x + shifts], end, comparison=comparison)
        left = run.left.reshape(len(run.times), len(shifts), -1)
        step, mode = np.unravel_index(left[:, 0].argmin(), left[:, 0].shape)
        seen.append((at(x), run.margin(0)))
        values = left[step, :, mode]
        return values[0], (values[1:] - values[0]) / _DIFFERENCE

    room = np.concatenate([np.full(free, 1.0), [0.2], np.abs(case.skew) / 2])
    minimize(
        margin_and_gradient,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=np.column_stack([start - room, start + room]),
        options={"maxfun": evaluations},
    )
    return *min(seen, key=lambda found: found[1].margin), len(seen) * len(shifts)


def _cases(kind, space, rng):
    """The starts of one draw: one depth, target and scale, several Q."""
    depths = np.arange(space.depths[0], space.depths[1] + 1)
    L = int(rng.choice(depths, p=(1 / depths) / (1 / depths).sum()))
    least, most = space.widths
    d = int(rng.integers(min(max(least, 3 if kind in _OVERTAKING else 2), most), most + 1))
    s = _KINDS_OF_TARGET[kind](d, rng)
    # The time to leave the start grows like eps^(2-L): keep it within a factor of about 100.
    eps = float(np.exp(-rng.random() * np.log(60.0) / max(L - 2, 1.5)) * s[0] ** (1 / L))
    turn = _overtaken if kind in _OVERTAKING else _haar
    return [case_of(L, s, eps, *turn(d, rng)) for _ in range(_BATCH)]


def _haar(d, rng):
    (Q,) = orthogonal((d, d), init_scale=1.0, rng=rng)
    return cayley(Q)


def _overtaken(d, rng):
    """Rotations of one plane of the strongest mode, so that an aligned one leads at first; bent.

    The decoupled start has sigma_2 = mu_2 from the moment at which the modes cross.
    """
    A = np.zeros((d, d))
    weaker = int(rng.integers(min(2, d - 1), d))
    A[0, weaker] = np.tan(rng.uniform(0.5, 1.0) * np.pi / 4) * rng.choice((-1, 1))
    bent = 10.0 ** rng.uniform(-4, 0) * rng.standard_normal((d, d))
    A += np.triu(bent, 1)
    return A - A.T, np.ones(d, dtype=int)


def _spread(d, rng):
    return np.sort(np.exp(rng.uniform(0.1, 1.5) * rng.standard_normal(d)))[::-1]


def _clustered(d, rng):
    return np.sort(1 + 10.0 ** rng.uniform(-6, -0.5) * rng.standard_normal(d).clip(-2, 2))[::-1]


def _equal(d, rng):
    return np.where(np.arange(d) < rng.integers(1, d + 1), 1.0, rng.uniform(0.05, 1.0))


def _with_zeros(d, rng):
    return np.where(np.arange(d) < rng.integers(1, d), _spread(d, rng), 0.0)


def _near(d, rng):
    """Strengths within a factor of about two, so that modes meet before they are fitted."""
    return np.sort(rng.uniform(0.4, 1.0, d))[::-1]


_KINDS_OF_TARGET = {
    "spread": _spread,
    "overtaken": _near,
    "clustered": _clustered,
    "overtaken, spread": _spread,
    "zeros": _with_zeros,
    "overtaken, zeros": _with_zeros,
    "equal": _equal,
    "near": _near,
}
_KINDS = tuple(_KINDS_OF_TARGET)
_OVERTAKING = {kind for kind in _KINDS if kind.startswith("overtaken")}
