"""Chapter *Domination at every depth*: the stored search, its tightest cases in balls, the errors."""

import json
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

import numpy as np
import sympy as sp

from dlf.claims.dynamics.races import (
    Race,
    advantage,
    frame,
    is_orthogonal,
    is_small,
    race,
    starts_below,
    unequally,
)
from dlf.claims.hypotheses import (
    at_least_one,
    depth_at_least,
    each_orthogonal,
    positive,
    starts_at_most,
)
from dlf.domination import Case, Comparison, certify
from dlf.verify import Claim, Relation, enclose, measure, over, step

CERTIFIED = 3  # of the ten tightest cases of a search, the first of moderate depth
DEEPEST = 5


@cache
def stored():
    """The searches, name: State as JSON data; `python -m tools.searched` goes on with them."""
    return json.loads((files("dlf.claims") / "searched.json").read_text("utf-8"))


def tightest(name):
    """The tightest cases of a search up to a depth that balls decide in seconds: (Case, Margin)."""
    kept = [f for f in stored()[name]["tightest"] if f["case"]["depth"] <= DEEPEST]
    return [(Case(**found["case"]), found["margin"]) for found in kept[:CERTIFIED]]


@cache
def shortfall(name, k, share):
    """1 - sigma_i/mu_i, or 1 - E_c/E_o, at the tightest moment of case k: a ball."""
    case, margin = tightest(name)[k]
    comparison = Comparison(share=share, errors=name == "errors")
    found = certify(case, [Fraction(margin["time"])], comparison=comparison, bits=(128,))
    return found.shortfall(0, margin["mode"])


def told(name, share=1.0):
    """What was searched, and the least margin that is certified, for the scope in the ledger."""
    state = stored()[name]
    space, margins = state["space"], [shortfall(name, k, share) for k in range(CERTIFIED)]
    least = min(margins, key=lambda ball: float(ball.mid()))
    quotient = "E_c/E_o" if name == "errors" else "sigma_i/mu_i"
    return (
        f"stored search: {state['draws']} draws, {state['flows']} flows, seed {state['seed']}, "
        f"L = {space['depths'][0]}..{space['depths'][1]}, "
        f"d = {space['widths'][0]}..{space['widths'][1]}; tightest certified 1 - {quotient}: "
        f"{least.str(3, radius=False)}"
    )


def certified(name, share):
    """Each of the tightest cases at its tightest moment: on the side that is claimed, in balls."""
    low, high = 0, 1
    check = lambda k: enclose(shortfall(name, k, share), low, high, relative_radius="1e-6")
    found = over("case", range(CERTIFIED), check)
    return replace(found, scope=told(name)) if found.status == "proved" else found


@step("evidence", ("a smaller target", "share", 0.99))
def tightest_modes(share=1.0):
    """sigma_i < mu_i in the tightest cases of the search, enclosed where they are tightest."""
    return certified("modes", share)


@step("evidence", ("the modes of smaller targets", "share", 0.9))
def tightest_errors(share=1.0):
    """E_c < E_o in the tightest cases of the search, enclosed where they are tightest."""
    return certified("errors", share)


def errors_race(rng, depth, *, extra=0, unequal=1.0):
    """A random start, r-hat = r or d - r; or one mode aligned and the others turned by little."""
    d, kind = int(rng.integers(3, 5)), int(rng.integers(3))
    if kind == 0:
        return race(rng, depths=(depth,), width=d, rank=1, bound=d - 1 + extra, unequal=unequal)
    targets = np.sort(rng.uniform(0.2, 1, d))[::-1]
    start = float((rng.uniform(0.02, 1) * targets[-1]) ** (1 / depth))
    Q = np.eye(d)
    turned = frame(rng, d - 1, d - 1) if kind == 1 else frame(rng, d - 1, d - 1, aligned=1)
    Q[1:, 1:] = turned
    W = (start * Q, *[start * np.eye(d)] * (depth - 1))
    return Race(targets, depth, start, d, unequally(W, unequal))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("one excess mode more", "extra", 1),
    whole=("extra",),
)
def errors_in_order(unequal=1.0, extra=0):
    """E_c <= E_o for L = 3..7, d = 3, 4, at 61 times of each of eight runs."""

    def at(depth):
        draw = lambda rng: errors_race(rng, depth, extra=extra, unequal=unequal)
        held = (starts_below, is_small, is_orthogonal) if unequal == 1 else (starts_below,)
        return measure(range(8), draw, advantage, tolerance=1e-8, hypotheses=held)

    return over("L", range(3, 8), at)


_d, _r, _bound = sp.symbols("d r rhat", integer=True)
errors = Claim(
    name="errors-at-every-depth",
    kind="conjecture",
    title="Any depth: the errors",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ of rank $[[rank]]$ with smallest positive singular value $s_r$, $[[below]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$, $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for all $l$, and let $X(t)$ be the product along the flow.
Then $E_c(t) \le E_o(t)$ for all $t \ge 0$, where $E_o = \norm{X - M}_F^2$ and $E_c = \norm{\tilde X - M}_F^2$ for the compressed network of $L$ factors with $\alpha = 1$ and rank $\hat r = r$, or with $[[wider]]$ and $[[room]]$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "rank": at_least_one("r"),
        "below": starts_at_most("s_r"),
        "orthogonal": each_orthogonal("Q"),
        "wider": Relation(sp.Gt(_bound, _r)),
        "room": Relation(sp.Le(_bound, _d - _r)),
    },
    uses=("compressed-decomposition",),
    steps=(errors_in_order, tightest_errors),
)

CLAIMS = (errors,)
