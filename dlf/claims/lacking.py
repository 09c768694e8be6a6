"""Why an argument still stands in words: the facts that the libraries of machine proofs lack.

`lacking.txt` has a line for each argument: tag, the beginning of the sentence, facts.
"""

from collections import Counter
from functools import cache
from pathlib import Path

FACTS = {
    "work": "no fact that is missing: to be written",
    "spectral": "normal forms of normal and of orthogonal matrices",
    "inequalities": "inequalities of singular values: Mirsky, von Neumann, Eckart and Young, "
    "Loewner and Heinz",
    "analytic": "analytic paths of eigenvalues and singular vectors",
    "flow": "existence of a flow, how long it goes on, how it depends on its equation",
    "integral": "limits and derivatives under an integral",
    "convex": "Jensen's inequality",
    "probability": "laws of random vectors, conditional means, concentration",
    "manifold": "dimension of the solutions of equations",
}


@cache
def _lines():
    text = (Path(__file__).parent / "lacking.txt").read_text("utf-8")
    return [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]


def facts(tag, argument):
    """The keys of FACTS that an argument of a claim waits for; "work" alone if for none.

    Raises:
        KeyError: not exactly one line is about it.
    """
    found = [f for t, begins, f in _lines() if t == tag and argument.startswith(begins)]
    if len(found) != 1:
        raise KeyError(f"lacking.txt has {len(found)} lines on {tag}: {argument}")
    return tuple(found[0].split())


def counted(entries):
    """(fact, number of arguments that wait for it, their tags), in the order of FACTS.

    Args:
        entries: tag -> entry of the ledger.
    """
    pairs = [
        (fact, t) for t, e in entries.items() for word in e["words"] for fact in facts(t, word)
    ]
    number = Counter(fact for fact, _ in pairs)
    tags = {fact: list(dict.fromkeys(t for f, t in pairs if f == fact)) for fact in number}
    return [(fact, number[fact], tags[fact]) for fact in FACTS if number[fact]]
