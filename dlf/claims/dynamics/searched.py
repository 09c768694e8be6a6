"""Chapter *Domination at every depth*: the stored search, its tightest cases in balls, the errors."""

import json
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

import numpy as np
import sympy as sp
from flint import ctx

from dlf.claims.dynamics.faster import kept
from dlf.claims.dynamics.races import (
    Race,
    advantage,
    frame,
    is_orthogonal,
    is_small,
    race,
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
from dlf.exact import ball, balls
from dlf.verify import Claim, Relation, enclose, measure, over, step

CERTIFIED, DEEPEST, WIDTH = 2, 4, 3  # of the ten tightest cases, those that balls decide quickly


@cache
def stored():
    """The searches, name: State as JSON data; `python -m tools.searched` goes on with them."""
    return json.loads((files("dlf.claims") / "searched.json").read_text("utf-8"))


def tightest(name):
    """The tightest cases of a search with d = 3 and L <= 4: [(Case, Margin as data)]."""
    every = [(Case(**found["case"]), found["margin"]) for found in stored()[name]["tightest"]]
    small = [(c, margin) for c, margin in every if c.depth <= DEEPEST and c.width == WIDTH]
    return small[:CERTIFIED]


@cache
def original(name, k):
    """At the tightest moment of case k: ((sigma_1, ..., sigma_d), or (E_o,); bits), as balls."""
    case, margin = tightest(name)[k]
    moment, comparison = [Fraction(margin["time"])], Comparison(errors=name == "errors")
    found = certify(case, moment, comparison=comparison, bits=(128,))
    return (found.mu if comparison.errors else found.sigma)[0], found.bits


def shortfall(name, k, share=1):
    """1 - sigma_i/mu_i, or 1 - E_c/E_o, there: a ball; mu_i has the target share * s_i."""
    case, margin = tightest(name)[k]
    found, bits = original(name, k)
    moment, eps = Fraction(margin["time"]), Fraction(case.init_scale)
    s = [Fraction(x) for x in case.singular_values]
    strength = lambda x: balls.strength(moment, Fraction(share) * x, eps, case.depth)
    i = margin["mode"] - 1
    with ctx.workprec(bits):
        if name == "modes":
            return 1 - found[i] / strength(s[i])
        return 1 - sum((strength(x) - ball(x)) ** 2 for x in s) / found[0]


def told(name):
    """What was searched, and the least margin that is certified, for the scope in the ledger."""
    state = stored()[name]
    space, margins = state["space"], [shortfall(name, k) for k in range(len(tightest(name)))]
    least = min(margins, key=lambda ball: float(ball.mid()))
    quotient = "E_c/E_o" if name == "errors" else "sigma_i/mu_i"
    return (
        f"the tightest of moderate size, {len(margins)} of {state['draws']} draws with "
        f"{state['flows']} flows (stored search, seed {state['seed']}, "
        f"L = {space['depths'][0]}..{space['depths'][1]}, "
        f"d = {space['widths'][0]}..{space['widths'][1]}); "
        f"least certified 1 - {quotient}: {least.str(3, radius=False)}"
    )


def certified(name, share):
    """Each of the tightest cases at its tightest moment: on the side that is claimed, in balls."""
    check = lambda k: enclose(shortfall(name, k, share), 0, 1, relative_radius="1e-6")
    found = over("case", range(len(tightest(name))), check)
    return replace(found, scope=told(name)) if found.status == "proved" else found


@step("evidence", ("a target smaller by a hundredth", "share", Fraction(99, 100)))
def tightest_modes(share=1):
    """sigma_i < mu_i in the tightest cases of the search, enclosed where they are tightest."""
    return certified("modes", share)


@step("evidence", ("targets smaller by a tenth", "share", Fraction(9, 10)))
def tightest_errors(share=1):
    """E_c < E_o in the tightest cases of the search, enclosed where they are tightest."""
    return certified("errors", share)


def errors_race(rng, depth, *, extra=0, unequal=1.0, below=True):
    """A random start and r-hat = d - 1; or one mode aligned, the others random or aligned too.

    In the second case eps^L is 0.02 to 1 times s_d, without `below` 1 to 3 times.
    """
    d, kind = int(rng.integers(3, 5)), int(rng.integers(3))
    if kind == 0:
        return race(rng, depths=(depth,), width=d, rank=1, bound=d - 1 + extra, unequal=unequal)
    targets = np.sort(rng.uniform(0.2, 1, d))[::-1]
    low, high = (0.02, 1) if below else (1, 3)
    start = float((rng.uniform(low, high) * targets[-1]) ** (1 / depth))
    Q = np.eye(d)
    Q[1:, 1:] = frame(rng, d - 1, d - 1) if kind == 1 else Q[1:, 1:]
    W = (start * Q, *[start * np.eye(d)] * (depth - 1))
    return Race(targets, depth, start, d, unequally(W, unequal))


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("one excess mode more", "extra", 1),
    ("a start above the smallest target", "below", False),
    whole=("extra",),
)
def errors_in_order(unequal=1.0, extra=0, below=True):
    """E_c <= E_o for L = 3..7, d = 3, 4, at 61 times of each of six runs."""

    def at(depth):
        draw = lambda rng: errors_race(rng, depth, extra=extra, unequal=unequal, below=below)
        held = kept(below=below) + ((is_small, is_orthogonal) if unequal == 1 else ())
        return measure(range(6), draw, advantage, tolerance=1e-8, hypotheses=held)

    return over("L", range(3, 8), at)


_d, _r, _bound = sp.symbols("d r rhat", integer=True)
errors = Claim(
    name="errors-at-every-depth",
    kind="conjecture",
    title="Any depth: the errors",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $M \in \R^{d \times d}$ of rank $[[rank]]$ with smallest positive singular value $s_r$, $[[below]]$, $f(X) = \tfrac12 \norm{X - M}_F^2$, $W_l(0) = \eps Q_l$ with $[[orthogonal]]$ for all $l$, and let $X(t)$ be the product along the flow.
Then $E_c(t) \le E_o(t)$ for all $t \ge 0$, where $E_o = \norm{X - M}_F^2$ and $E_c = \norm{\tilde X - M}_F^2$ for the compressed network of $L$ factors with $\alpha = 1$ ({prf:ref}`compressed-decomposition`) and rank $\hat r = r$, or with $[[wider]]$ and $[[room]]$.
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
