"""How one mode moves: the closed forms, in floating point and in certified balls.

No matrix enters here, a mode is a scalar.
"""

from dlf.exact.modes import (
    fit_time,
    log_fit_time,
    log_mode_strength,
    mode_strength,
    unlearned_strength,
)

__all__ = [
    "ball",
    "balls",
    "fit_time",
    "log_fit_time",
    "log_mode_strength",
    "mode_strength",
    "unlearned_strength",
]


def __getattr__(name):
    """`ball` is loaded on use, as python-flint is; so is the module `balls`, by its import."""
    if name != "ball":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dlf.exact.balls import ball

    return ball
