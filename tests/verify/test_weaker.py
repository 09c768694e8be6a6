"""What makes a record weaker is seen, whatever else changes; what makes it stronger is not."""

from copy import deepcopy

import pytest

from dlf.verify.weaker import weaknesses

NEAR = {"knob": "factor", "stated": "2", "refuted": "2.02", "off": "1/100", "blunt": False}
STEP = {
    "role": "proof",
    "sharpness": "1/10",
    "scope": "20 seeds, 0..19",
    "tolerances": [1e-7],
    "wrong": [{"why": "half"}, {"why": "twice"}],
    "nearest": [NEAR],
}
ENTRY = {
    "hypotheses": {"depth": "L >= 2", "scale": "varepsilon > 0"},
    "words": ["An argument."],
    "status": "partly",
    "scope": "every L",
    "parts": {"1": ["one", "two"]},
    "steps": {"one": STEP, "two": deepcopy(STEP)},
}


def changed(*path, to):
    """ENTRY with one thing inside it replaced, or taken away if `to` is None."""
    entry = deepcopy(ENTRY)
    inside = entry
    for key in path[:-1]:
        inside = inside[key]
    if to is None:
        del inside[path[-1]]
    else:
        inside[path[-1]] = to
    return entry


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (changed("hypotheses", "depth", to=None), "hypothesis: L >= 2 gone"),
        (changed("hypotheses", "depth", to="L >= 3"), "hypothesis: L >= 2 gone"),
        (changed("words", to=[]), "words: 'An argument.' gone"),
        (changed("status", to="checked"), "status: partly -> checked"),
        (changed("scope", to="L = 2..5"), "scope: 'every L' -> 'L = 2..5'"),
        (changed("parts", "1", to=["one"]), "part 1: no longer carried by two"),
        (changed("steps", "two", to=None), "two: step gone"),
        (changed("steps", "two", "role", to="evidence"), "two: proof -> evidence"),
        (changed("steps", "two", "scope", to="1 seed, 0..0"), "two: scope"),
        (changed("steps", "two", "tolerances", to=[1e-7, 1e-5]), "two: tolerance 1e-07 -> 1e-05"),
        (changed("steps", "two", "sharpness", to="1/5"), "two: sharpness 1/10 -> 1/5"),
        (changed("steps", "two", "wrong", 1, to=None), "two: 'twice' no longer refuted"),
        (changed("steps", "two", "nearest", to=[]), "two: factor: no longer moved"),
        (
            changed("steps", "two", "nearest", to=[{**NEAR, "off": "3/100", "refuted": "2.06"}]),
            "two: factor: refuted within 1/100 -> 3/100",
        ),
        (changed("steps", "two", "nearest", to=[{**NEAR, "blunt": True}]), "two: factor: blunt"),
    ],
)
def test_each_way_to_check_less_is_named(entry, line):
    found = weaknesses({"A000": ENTRY}, {"A000": entry})
    assert len(found) == 1
    assert found[0].startswith(f"A000 {line}")


@pytest.mark.parametrize(
    "entry",
    [
        ENTRY,
        changed("hypotheses", "more", to="c > 0"),
        changed("words", to=["An argument.", "Another."]),
        changed("status", to="measured"),
        changed("steps", "three", to=STEP),
        changed("steps", "two", "tolerances", to=[1e-9]),
        changed("steps", "two", "wrong", to=[*STEP["wrong"], {"why": "thrice"}]),
        changed("steps", "two", "nearest", to=[{**NEAR, "off": "1/1000", "refuted": "2.002"}]),
    ],
)
def test_what_checks_as_much_or_more_is_no_weakness(entry):
    assert weaknesses({"A000": ENTRY}, {"A000": entry, "B000": ENTRY}) == []
