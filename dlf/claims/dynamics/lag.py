"""The ceiling of a mode in floating point, and its lag: how far a mode may be behind the ceiling."""

from fractions import Fraction

import numpy as np
import sympy as sp
from scipy.integrate import solve_ivp

from dlf.claims.dynamics.races import turning_point
from dlf.claims.formal import formal, theorems
from dlf.verify import all_of, enclose, over, step

NEAR = sp.Rational(99, 100)

LATE = (
    formal("mode_lag.v", "lag_of_a_mode"),
    *theorems("late_mode.v", "ceiling_below_late_mode", "ceiling_behind_omega"),
    formal("late_mode_flow.v", "dominated_up_to_the_lag"),
)


def largest_speed(depth):
    """R, the largest mu'/mu of the mode with the target 1."""
    mark = turning_point(depth)
    return depth * mark ** (1 - 2 / depth) * (1 - mark)


def lag(depth, scale):
    """(delta, T) as balls for s_i = 1: the lag, and the time that the mode needs to a half."""
    from flint import arb, ctx, fmpq

    from dlf.exact import ball, balls

    with ctx.workprec(128):
        turn = Fraction(depth - 2, 2 * (depth - 1))
        start, w = ball(Fraction(scale) ** depth), ball(turn)
        rate = depth * w ** arb(fmpq(depth - 2, depth)) * (1 - w)
        waited = balls.fit_time(turn, 1, Fraction(scale), depth)
        half = balls.fit_time(Fraction(1, 2), 1, Fraction(scale), depth)
        return waited - (w / start).log() / rate, half


LAGS = {
    3: {2: "1.36", 3: "11.0", 5: "28.7", 10: "51.8", 20: "69.3"},
    4: {2: "15.5", 3: "42.3", 5: "69.4", 10: "88.9", 20: "96.3"},
    6: {2: "55.0", 3: "85.1", 5: "97.1", 10: "99.7", 20: "99.98"},
}


@step(
    "proof",
    ("a percentage smaller by a hundredth", "share", NEAR),
    ("of a time longer by one", "c", 1),
)
def lags(share=1, c=0):
    """The table: 100 delta/T for s_i = 1, in balls, to the digits given."""

    def entry(L, inverse):
        printed = LAGS[L][inverse]
        unit = Fraction(1, 10 ** len(printed.partition(".")[2]))
        delta, half = lag(L, Fraction(1, inverse))
        stated = share * Fraction(printed)
        low, high = (str(stated + sign * unit / 2) for sign in (-1, 1))
        return enclose(100 * delta / (half + c), low, high, relative_radius="1e-12")

    return over("L", LAGS, lambda L: all_of(*(entry(L, inverse) for inverse in LAGS[L])))


def waiting_time(data, index):
    """What the ceiling without a leader needs from eps^L to omega_i."""
    a, L = data.targets[index], data.depth
    rate = largest_speed(L) * a ** (2 - 2 / L)
    return np.log(a * turning_point(L) / data.start**L) / rate


def ceiling(data, index, *, share=1.0, leader=True, last=False, part=1.0, mark=1.0, times=None):
    """muhat at `times` from 0 on, or those of the race, for the target share * s_i, i from 0.

    Higher without mu_1 as the leader; `mark` times omega_i takes the place of it, and `part` times
    mu_1 that of mu_1, or if `last` the mode before it.
    """
    every = data.every(data.width)
    L, a, first = data.depth, share * every[index], every[max(index - 1, 0) if last else 0]
    start, turn = data.start**L, mark * a * turning_point(L)
    times = data.times if times is None else times

    def velocity(_, logs):
        mu, lead = np.exp(logs)
        nu = max(mu, min(turn, part * lead) if leader else turn)
        return L * nu ** (1 - 2 / L) * (a - nu), L * lead ** (1 - 2 / L) * (first - lead)

    settings = {"method": "LSODA", "rtol": 1e-11, "atol": 1e-12, "t_eval": times}
    run = solve_ivp(velocity, (0, times[-1]), np.log([start, start]), **settings)
    return np.exp(run.y[0])
