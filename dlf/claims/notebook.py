"""What a chapter imports first; importing it prepares the kernel.

A kernel with two BLAS threads takes a hundred times as long on a busy machine, so it gets one; and
without asserts a chapter would check nothing, so it is refused.
"""

import numpy as np

from dlf._support import one_thread
from dlf.claims import claim
from dlf.verify import portable, require_asserts, within

__all__ = ["attempt", "claim", "portable", "within"]

require_asserts()
one_thread()


def attempt(mine, cases, known, *, tol=1e-6):
    """Try a reader's function on every case, a tuple of arguments, and say how it went.

    `known` answers the cases, or is the list of their answers: numbers, arrays, or lists of arrays.
    A function that still raises NotImplementedError is asked for and not refused.

    Raises:
        AssertionError: an answer is wrong; the message says in which case and how, not the answer.
    """
    answers = [known(*case) for case in cases] if callable(known) else known
    for number, (case, answer) in enumerate(zip(cases, answers, strict=True), 1):
        try:
            wrong = _difference(mine(*case), answer, tol)
        except NotImplementedError:
            print("Not written yet: put your code in the place of `raise NotImplementedError`.")
            return
        assert not wrong, f"case {number} of {len(cases)}: {wrong}"
    print(f"PASS: your function is right in {len(cases)} cases")


def _difference(found, answer, tol):
    """What is wrong with an answer, in words; "" if nothing is."""
    if isinstance(answer, (list, tuple)):
        if not isinstance(found, (list, tuple)) or len(found) != len(answer):
            return f"a list of {len(answer)} is asked for"
        parts = (_difference(f, a, tol) for f, a in zip(found, answer, strict=True))
        wrong = [f"entry {k}: {part}" for k, part in enumerate(parts, 1) if part]
        return wrong[0] if wrong else ""
    found, answer = np.asarray(found, dtype=float), np.asarray(answer, dtype=float)
    if found.shape != answer.shape:
        return f"the shape is {found.shape} instead of {answer.shape}"
    if not np.isfinite(found).all():
        return "the answer is not finite"
    off = np.abs(found - answer).max(initial=0)
    allowed = tol * np.abs(answer).max(initial=0)
    return f"off by {off:.1e}, where {allowed:.1e} is allowed" if off > allowed else ""
