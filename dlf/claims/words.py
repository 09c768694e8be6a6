"""What is shown of a status and of a scope: the one place for badge, page, table, citation, list.

The ledger keeps its own words, which tests and records compare.
"""

from collections import Counter

WORDS = {
    "checked": "checked",
    "partly": "algebra checked",
    "instance": "instances certified",
    "measured": "measured",
    "conjecture": "conjecture",
    "definition": "definition",
    "unchecked": "not checked",
    "refuted": "refuted",
}
MEANING = {
    "checked": "proved, and every step of the proof is run by machine",
    "partly": "proved; the algebra of the proof is run by machine, the rest is argued in words",
    "instance": "certified in the instances named and not beyond",
    "measured": "measured, not proved",
    "conjecture": "neither proved nor refuted",
    "definition": "a definition",
    "unchecked": "not checked",
    "refuted": "false",
}
_DEEP = ", with all that it uses"


def word(entry):
    """The status of an entry of the ledger in words: "algebra checked"."""
    deep = _DEEP if entry["deep"] and entry["status"] == "checked" else ""
    return WORDS[entry["status"]] + deep


def counted(entries):
    """(status, number of entries that have it), in the order of WORDS; those that occur."""
    found = Counter(entry["status"] for entry in entries.values())
    return [(status, found[status]) for status in WORDS if found[status]]


def scope(entry):
    """The whole scope; "measured" is not said twice."""
    return entry["scope"].removeprefix("measured: ")


def brief(entry):
    """A scope of a few words for a badge: the first range, and an ellipsis if there are others.

    Seeds are counted, not listed: "64 seeds, 0..63" becomes "64 seeds".
    """
    first, *others = scope(entry).split("; ")
    count, seeds, _ = first.partition(" seeds, ")
    return (f"{count} seeds" if seeds else first) + (" …" if others else "")


def status(entry):
    """The computed status with its whole scope: "algebra checked, every L"."""
    return ", ".join(part for part in (word(entry), scope(entry)) if part)


def badge(entry):
    """The same for a badge: "algebra checked · every L"."""
    return " · ".join(part for part in (word(entry), brief(entry)) if part)
