"""In what one ledger is weaker than another: what was checked before and is not now.

A record can be written anew; what makes it weaker needs a reason that somebody has read.
"""

from fractions import Fraction

from dlf.verify.sharpness import WHOLE

RANK = ("refuted", "unchecked", "conjecture", "measured", "instance", "partly", "checked")


def weaknesses(old, new):
    """A line for each way in which a claim is checked less: "TAG step: what".

    Args:
        old, new: tag -> entry of a ledger. A tag that is gone is a matter of the tags.
    """
    return [
        f"{tag} {line}"
        for tag in sorted(old.keys() & new.keys())
        for line in _claim(old[tag], new[tag])
    ]


def _claim(old, new):
    gone = set(old["hypotheses"].values()) - set(new["hypotheses"].values())
    yield from (f"hypothesis: {text} gone" for text in sorted(gone))
    yield from (f"words: {text!r} gone" for text in old["words"] if text not in new["words"])
    if old["status"] != new["status"] and _stronger(old["status"], new["status"]):
        yield f"status: {old['status']} -> {new['status']}"
    if old["scope"] != new["scope"]:
        yield f"scope: {old['scope']!r} -> {new['scope']!r}"
    for number, steps in old.get("parts", {}).items():
        lost = set(steps) - set(new.get("parts", {}).get(number, ()))
        yield from (f"part {number}: no longer carried by {name}" for name in sorted(lost))
    for name, step in old["steps"].items():
        if name not in new["steps"]:
            yield f"{name}: step gone"
        else:
            yield from (f"{name}: {line}" for line in _step(step, new["steps"][name]))


def _stronger(old, new):
    return new not in RANK or old not in RANK or RANK.index(new) > RANK.index(old)


def _step(old, new):
    if old["role"] != new["role"]:
        yield f"{old['role']} -> {new['role']}"
    if old.get("scope") != new.get("scope"):
        yield f"scope {old.get('scope')!r} -> {new.get('scope')!r}"
    loosest = [max(step.get("tolerances", ()), default=0) for step in (old, new)]
    if loosest[1] > loosest[0]:
        yield f"tolerance {loosest[0]:g} -> {loosest[1]:g}"
    if Fraction(new["sharpness"]) > Fraction(old.get("sharpness", new["sharpness"])):
        yield f"sharpness {old['sharpness']} -> {new['sharpness']}"
    kept = {wrong["why"] for wrong in new["wrong"]}
    yield from (f"{w['why']!r} no longer refuted" for w in old["wrong"] if w["why"] not in kept)
    after = {_side(near): near for near in new["nearest"]}
    for near in old.get("nearest", ()):
        yield from (f"{near['knob']}: {line}" for line in _edge(near, after.get(_side(near))))


def _side(near):
    return near["knob"], Fraction(near["refuted"]) > Fraction(near["stated"])


def _edge(old, new):
    if new is None:
        yield "no longer moved towards its true value"
    elif new["blunt"] and not old["blunt"]:
        yield "blunt"
    elif old["off"] == WHOLE or new["off"] == WHOLE:
        if old["off"] != new["off"]:
            yield f"refuted within {old['off']} -> {new['off']}"
    elif Fraction(new["off"]) > Fraction(old["off"]):
        yield f"refuted within {old['off']} -> {new['off']}"
