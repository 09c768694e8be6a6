"""Each argument in words says what it waits for, and no line is about an argument that is gone."""

import pytest

from dlf import claims
from dlf.claims import lacking

ENTRIES = claims.recorded()["claims"]
SAID = [(tag, word) for tag, entry in ENTRIES.items() for word in entry["words"]]


def test_what_each_argument_waits_for_is_known():
    for tag, argument in SAID:
        found = lacking.facts(tag, argument)
        assert set(found) <= set(lacking.FACTS), tag
        assert found == ("work",) or "work" not in found, tag


def test_no_line_is_left_over():
    lines = lacking._lines()
    assert len(lines) == len(SAID)
    assert all(any(t == tag and w.startswith(begins) for t, w in SAID) for tag, begins, _ in lines)


def test_an_argument_without_a_line_is_refused():
    with pytest.raises(KeyError, match="0 lines on GBVR: By magic"):
        lacking.facts("GBVR", "By magic.")


def test_facts_are_counted_with_the_claims_that_need_them():
    entries = {tag: ENTRIES[tag] for tag in ("JF43", "X2QR")}
    assert lacking.counted(entries) == [
        ("inequalities", 1, ["JF43"]),
        ("analytic", 2, ["JF43"]),
        ("flow", 2, ["JF43", "X2QR"]),
    ]
