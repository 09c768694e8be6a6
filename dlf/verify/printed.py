"""Numbers as a stored page shows them: the same text on every processor, or an error."""

import math


class Portable(float):
    """A float that formats as usual, but refuses a text that rounding errors could change."""

    def __new__(cls, value, noise):
        number = super().__new__(cls, value)
        number.noise = noise
        return number

    def __format__(self, spec):
        if not self:
            return format(0.0, spec)
        slack = self.noise * max(abs(self), _TINY)
        texts = [format(float(self) + shift, spec) for shift in (0.0, -slack, slack)]
        if len(set(texts)) > 1:
            raise ValueError(
                f"{float(self)!r} prints as {' or '.join(sorted(set(texts)))}, within a relative "
                f"error of {self.noise:g}: print fewer digits, or a bound with `within`"
            )
        return texts[0]


_TINY = 1e-6  # numbers below are compared with it: what is left of a cancellation is no digit


def portable(value, *, noise=1e-6):
    """`value` for an f-string, where its digits are safe: no other kernel prints another text.

    Zero prints as it is: a computed one may be noise on another processor, and is refused there.

    Args:
        value: one finite real number.
        noise: the relative error that the printed digits must survive, > 0.

    Raises:
        ValueError: NaN or infinite, noise <= 0; when formatted, if the text changes within the
            noise, or if the number is as small as what cancellation leaves.

    Example:
        >>> f"{portable(2 / 3):.3f}"
        '0.667'
    """
    if not math.isfinite(value) or not noise > 0:
        raise ValueError(f"only a finite number has digits, with a noise > 0: {value}, {noise}")
    return Portable(value, noise)


def within(value, bound):
    """The text of `bound`, once every |value| <= bound has been asserted.

    Args:
        value (any shape): what should be small, NaN excluded.
        bound: > 0.

    Raises:
        AssertionError: an entry exceeds the bound or is NaN. ValueError: no entries.

    Example:
        >>> f"equal to {within([3e-14, -1e-13], 1e-12)}"
        'equal to 1e-12'
    """
    import numpy as np

    worst = np.max(np.abs(value))
    if not worst <= bound:
        raise AssertionError(f"{worst:.3g} exceeds the bound {bound:g}")
    return f"{bound:g}".replace("e-0", "e-")
