"""How near the truth a step still refutes: each numeric knob is moved towards what is stated."""

from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from dlf.verify.measured import CLEAR
from dlf.verify.verdict import Verdict

PROBES = (Fraction(1, 100), Fraction(3, 100), Fraction(1, 10))
_HALVINGS = 4  # beyond the last probe
WHOLE = "next whole number"


@dataclass(frozen=True, eq=False)
class Edge:
    """The nearest refuted value of a knob, on one side of its true value.

    Attributes:
        knob: the argument of the step.
        stated, refuted: its true value and the nearest one that the step refutes, as text.
        off: how far apart, as a share of the true value (of the wrong one where that is 0);
            None for a whole number, which has a next one.
        blunt: whether no value within the step's declared sharpness is refuted.
        verdict: the refutation.
    """

    knob: str
    stated: str
    refuted: str
    off: Fraction | None
    blunt: bool
    verdict: Verdict

    @property
    def entry(self):
        """What a ledger holds of it."""
        off = WHOLE if self.off is None else str(self.off)
        found = {"knob": self.knob, "stated": self.stated, "refuted": self.refuted, "off": off}
        return {**found, "blunt": self.blunt}


def number(value):
    """The exact value of a number or numeric text; None for anything else, truth values too."""
    if isinstance(value, bool):
        return None
    try:
        if isinstance(value, sp.Basic):
            return Fraction(int(value.p), int(value.q)) if value.is_Rational else None
        return Fraction(repr(value) if isinstance(value, float) else value)  # 0.9 is meant as 9/10
    except (TypeError, ValueError, OverflowError):
        return None


def said(near):
    """An entry in words: "factor: stated 1.8, refuted from 1.74 on"."""
    if near["blunt"]:
        found = f"nothing nearer than {near['refuted']} refuted"
    else:
        on = "" if near["off"] == WHOLE else " on"
        found = f"refuted from {near['refuted']}{on}"
    return f"{near['knob']}: stated {near['stated']}, {found}"


def sides(step):
    """(variant, stated, wrong) for each knob and direction: its nearest numeric wrong variant.

    A variant that only reverses the sign is none: there is nothing between the two.
    """
    found = {}
    for variant in step.wrong:
        stated, wrong = number(step.default(variant.knob)), number(variant.value)
        if stated is None or wrong is None or wrong == -stated:
            continue
        key, gap = (variant.knob, wrong > stated), abs(wrong - stated)
        if key not in found or gap < abs(found[key][2] - found[key][1]):
            found[key] = (variant, stated, wrong)
    return list(found.values())


def edges(step, verdict, wrong, known=None):
    """An Edge for each side of each numeric knob.

    Args:
        verdict: that of the step as stated.
        wrong: the verdicts on its wrong variants.
        known: (knob, whether upwards) -> the distance of a record, which is tried first.
    """
    tried = {(v.knob, number(v.value)): found for v, found in zip(step.wrong, wrong, strict=True)}
    attempt = lambda knob, value: _attempt(step, verdict, knob, value, tried)
    return tuple(_edge(step, attempt, *side, known or {}) for side in sides(step))


def known(entries):
    """(knob, whether upwards) -> distance, of the recorded edges of a step."""
    place = lambda e: (e["knob"], number(e["refuted"]) > number(e["stated"]))
    return {place(e): Fraction(e["off"]) for e in entries if e["off"] != WHOLE}


def _edge(step, attempt, variant, stated, wrong, known):
    sign = 1 if wrong > stated else -1
    if variant.knob in step.whole:
        off, value = None, stated + sign
        found = attempt(variant.knob, value)
    else:
        scale = abs(stated) or abs(wrong)
        at = lambda off: stated + sign * off * scale
        refuted = lambda off: attempt(variant.knob, at(off)).status == "refuted"
        off = known.get((variant.knob, sign > 0))
        if off is None or not refuted(off):
            off = _search(refuted, abs(wrong - stated) / scale)
        value = at(off)
        found = attempt(variant.knob, value)
    blunt = found.status != "refuted" or (off is not None and off > step.sharpness)
    return Edge(variant.knob, _text(stated), _text(value), off, blunt, found)


def _search(refuted, furthest):
    """The smallest probe that is refuted, or what bisection finds beyond them."""
    low, high = Fraction(0), furthest
    for off in (p for p in PROBES if p < furthest):
        if refuted(off):
            return off
        low = off
    for _ in range(_HALVINGS):
        middle = ((low + high) / 2).limit_denominator(1000)
        if refuted(middle):
            high = middle
        else:
            low = middle
    return high


def _attempt(step, verdict, knob, value, tried):
    """The verdict there; what is refuted less rigorously or less clearly than it must be is not."""
    if (knob, value) in tried:
        return tried[knob, value]
    for kind in _kinds(step.default(knob)):
        found = step.run(**{knob: kind(value)})
        if found.status == "refuted" and not _weaker(found, verdict):
            break
    else:
        found = Verdict("unknown", f"not clearly refuted: {found.how}")
    tried[knob, value] = found
    return found


def _kinds(default):
    """How a value near the default is handed to the step: exactly first, then as a float."""
    if isinstance(default, str):
        return (str,)
    if isinstance(default, float):
        return (float,)
    exact = lambda value: int(value) if value.denominator == 1 else value
    if isinstance(default, sp.Basic):
        return (lambda value: sp.Rational(value.numerator, value.denominator),)
    return (exact, float)


def _weaker(found, verdict):
    unclear = any(r.value < CLEAR * r.limit for r in found.residuals)
    return (verdict.rigorous and not found.rigorous) or unclear


def _text(value):
    """A Fraction as a decimal where that is exact and short, else as p/q."""
    shown = f"{float(value):.6g}"
    return shown if Fraction(shown) == value else str(value)
