"""Numbers as a stored page shows them: the same text on every processor, or an error."""

import math

_TINY = 1e-6  # numbers below are compared with it: what is left of a cancellation is no digit


class Portable:
    """A number that an f-string formats as usual, unless rounding errors could change the text."""

    def __init__(self, value, noise):
        self._value, self._noise = value, noise

    def __format__(self, spec):
        if not self._value:
            return format(0.0, spec)
        slack = self._noise * max(abs(self._value), _TINY)
        texts = [format(self._value + shift, spec) for shift in (0.0, -slack, slack)]
        if len(set(texts)) > 1 or _is_zero(texts[0]):
            raise ValueError(
                f"{self._value!r} prints as {' or '.join(sorted(set(texts)))}, within a relative "
                f"error of {self._noise:g}: print other digits, or a bound with `within`"
            )
        return texts[0]

    def __repr__(self):
        return format(self, "")

    __str__ = __repr__


def _is_zero(text):
    """Whether a text shows no digit but zeros, of a number that is none: its sign is noise."""
    return not any(digit in text.partition("e")[0] for digit in "123456789")


def portable(value, *, noise=1e-6):
    """`value` for an f-string, where its digits are safe: no other kernel prints another text.

    Zero prints as it is: a computed one may be noise on another processor, and is refused there.

    Args:
        value: one finite real number.
        noise: the relative error that the printed digits must survive, > 0.

    Raises:
        ValueError: no finite real number, noise <= 0; when formatted, if the text changes within
            the noise, shows only zeros, or if the number is as small as what cancellation leaves.

    Example:
        >>> f"{portable(2 / 3):.3f}"
        '0.667'
    """
    real = not isinstance(value, (bool, complex)) and math.isfinite(value)
    if not real or not noise > 0:
        raise ValueError(f"only a finite number has digits, with a noise > 0: {value}, {noise}")
    return Portable(float(value), noise)


def within(value, bound):
    """The text of `bound`, once every |value| <= bound has been asserted.

    Args:
        value (any shape): what should be small, NaN excluded.
        bound: finite and > 0, a number of few digits, since the text is to be the bound.

    Raises:
        AssertionError: an entry exceeds the bound or is NaN.
        ValueError: no entries, masked ones, a bound that its text does not give back.

    Example:
        >>> f"equal to {within([3e-14, -1e-13], 1e-12)}"
        'equal to 1e-12'
    """
    import numpy as np

    text = f"{bound:g}".replace("e-0", "e-")
    if not 0 < bound < math.inf or float(text) != bound:
        raise ValueError(f"a bound must be finite, > 0 and of few digits, not {bound!r}")
    if np.ma.isMaskedArray(value):
        raise ValueError("masked entries are not asserted")
    array = np.asarray(value)
    worst = np.max(np.abs(array.astype(complex if np.iscomplexobj(array) else float)))
    if not worst <= bound:
        raise AssertionError(f"{worst:.3g} exceeds the bound {text}")
    return text
