"""Chapter *Faster convergence*: two factors along runs."""

import numpy as np

from dlf.claims.dynamics.races import (
    TIGHT,
    advantage,
    advantage_in_norms,
    balanced_race,
    contender,
    excess,
    flat_race,
    in_step,
    kept,
)
from dlf.verify import measure, step


@step(
    "evidence",
    ("unequal scales with the same product", "unequal", 3.0),
    ("a larger start", "norm", 1.5),
    ("the modes of three factors", "depth", 3),
    ("a hundredth less of the scale for the modes from the second on", "later", 0.99),
    ("modes from the second on that are slower by a hundredth", "pace", 0.99),
    whole=("depth",),
)
def all_along_runs(unequal=1.0, norm=1.0, depth=2, later=1.0, pace=1.0):
    """L = 2, any shapes: sigma_i(X) <= mu_i for every i, at 61 times of each of twelve runs.

    In two thirds of the runs as many modes as the factors have start as the bounds do, and agree
    with them; in half of these the smallest positive target is below the start.
    """

    def residual(data):
        law = {"depth": depth, "init_scale": data.start ** (2 / depth)}
        lower = law | {"init_scale": later * law["init_scale"], "pace": pace}
        return float(np.max([excess(data, 1, **law), excess(data, 4, first=1, **lower)]))

    def draw(rng, kind):
        if kind == 0:
            return balanced_race(rng, 2, norm=norm, unequal=unequal)
        of = (0.1, 1.0) if kind == 1 else (1.2, 2.0)
        return in_step(rng, 2, of=of, norm=norm, unequal=unequal)

    hypotheses = kept(balanced=unequal == 1, small=norm == 1)
    return measure(range(12), draw, residual, tolerance=TIGHT, hypotheses=hypotheses, kinds=3)


@step(
    "evidence",
    ("a start above the smallest target", "above", 2.0),
    ("unequal scales with the same product", "unequal", 3.0),
    ("a compressed network that is slower by a hundredth", "pace", 0.99),
)
def fastest_along_runs(above=1.0, unequal=1.0, pace=1.0):
    """L = 2, any shapes and ranks: no start ahead in the spectral, Frobenius or nuclear norm."""
    draw = lambda rng, kind: contender(rng, 2, kind, above=above, unequal=unequal)
    held = kept(balanced=unequal == 1, small=True, below=above == 1)
    given = {"tolerance": TIGHT, "hypotheses": held, "kinds": 3}
    return measure(range(18), draw, lambda data: advantage_in_norms(data, pace), **given)


FLAT = (1, 3), (1, 4), (1, 5), (2, 5), (2, 6)  # r and k


def thaw(data, more):
    """How far the k - 2r + more singular values of X that are closest to mu_0 are from it."""
    sigma = np.linalg.svd(data.original, compute_uv=False)
    idle = data.modes(len(data.targets) + 1)[:, -1:]
    apart = np.sort(np.abs(sigma / idle - 1), axis=1)
    return float(apart[:, len(data.factors[0]) - 2 * len(data.targets) + more - 1].max())


@step(
    "evidence",
    ("one excess mode more", "extra", 1),
    ("all singular values but the first of half the size", "tail", 0.5),
    ("one frozen mode more", "frozen", 1),
    ("a compressed network that is slower by a hundredth", "pace", 0.99),
    whole=("extra", "frozen"),
)
def excess_along_runs(extra=0, tail=1.0, frozen=0, pace=1.0):
    """L = 2, r-hat = k - r > r: E_c <= E_o, and k - 2r singular values of X are mu_0; ten runs.

    At 61 times, r = 1 with k = 3, 4, 5 and r = 2 with k = 5, 6, each from random frames and from
    those of M. Drawn with eps^2 <= s_r; no run above it was found in which E_c is larger.
    """

    def residual(data):
        return float(np.max([advantage(data, pace), thaw(data, frozen)]))

    held = kept(balanced=True, small=True, below=True)
    draw = lambda rng, kind: flat_race(rng, *FLAT[kind // 2], extra, tail, kind % 2)
    given = {"tolerance": 1e-8, "hypotheses": held, "kinds": 2 * len(FLAT)}
    return measure(range(10), draw, residual, **given)
