"""Verify the ledger with the standard library alone: python tools/recheck.py [dlf/claims].

Every certificates file must be the one that the ledger names, every coefficient certificate must
expand to nonnegative coefficients, every exact witness must satisfy its hypotheses and violate its
statement, every wrong variant must be refuted. Exit status 1 if anything fails.
"""

import ast
import hashlib
import itertools
import json
import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

INEXACT = {"seed", "order", "value"}  # the witnesses of measurements and of balls
NODES = "Expression BinOp UnaryOp Compare Call Name Load Constant USub Add Sub Mult Div Pow"
Fraction.__float__ = None  # an irrational power would silently become a float


class Matrix(tuple):
    """A square matrix of fractions, as a tuple of rows; numbers multiply it from both sides."""

    def __mul__(self, other):
        if not isinstance(other, Matrix):
            return Matrix(tuple(a * other for a in row) for row in self)
        dot = lambda row, column: sum(a * b for a, b in zip(row, column))
        return Matrix(tuple(dot(row, c) for c in zip(*other)) for row in self)

    __rmul__ = __mul__
    __truediv__ = lambda self, number: self * (1 / number)
    __neg__, __sub__ = lambda self: self * -1, lambda self, other: self + -other

    def __add__(self, other):
        return Matrix(tuple(a + b for a, b in zip(*r)) for r in zip(self, other))


def evaluate(text, point):
    """The exact value of an arithmetic expression or relation; anything else is a ValueError."""
    tree = ast.parse(re.sub(r"\b(\d+)\b", r"Q(\1)", text), mode="eval")
    if not all(type(node).__name__ in f"{NODES} LtE Lt GtE Gt".split() for node in ast.walk(tree)):
        raise ValueError(f"not exact arithmetic: {text}")
    equal = lambda A, b: not any(map(any, A)) if isinstance(A, Matrix) else A == b  # b = 0 there
    names = {"Q": Fraction, "Eq": equal, "adjoint": lambda A: Matrix(zip(*A)), "__builtins__": {}}
    return {True: True, False: False}[eval(compile(tree, text, "eval"), names | point)]


def is_witness(certificate):
    """Whether the point satisfies every hypothesis and violates the statement, exactly."""
    plain = lambda text: re.sub(r"\blambda\b", "lambda_", text)
    rows = lambda text: (tuple(map(Fraction, row)) for row in ast.literal_eval(text))
    read = lambda text: Matrix(rows(text)) if "[" in text else Fraction(text)
    point = {plain(key): read(value) for key, value in certificate["witness"].items()}
    holds = lambda text: evaluate(plain(text), point)
    return all(map(holds, certificate["hypotheses"])) and not holds(certificate["violated"])


def expands(certificate):
    """Whether v_k = d_0 + ... + d_k turns the polynomial into the increments, all >= 0."""
    read = lambda part: {tuple(map(int, k.split(","))): Fraction(c) for k, c in part.items()}
    total = Counter()
    for powers, coefficient in read(certificate["polynomial"]).items():
        product = Counter({(0,) * len(powers): coefficient})
        for k in (k for k, power in enumerate(powers) for _ in range(power)):
            previous, product = product, Counter()
            for (exps, c), i in itertools.product(previous.items(), range(k + 1)):
                product[(*exps[:i], exps[i] + 1, *exps[i + 1 :])] += c
        total.update(product)
    found = {key: c for key, c in total.items() if c}
    return found == read(certificate["increments"]) and min(found.values()) >= 0


def failures(folder, seen):
    """A line for everything that does not hold; `seen` counts what was verified."""
    for tag, entry in json.loads((folder / "ledger.json").read_text("utf-8"))["claims"].items():
        text = (folder / "certificates" / f"{tag}.json").read_text("utf-8")
        if hashlib.sha256(text.encode()).hexdigest() != entry["certificates"]:
            yield f"{tag}: not the certificates that the ledger names"
        found = json.loads(text)
        for name, case in found.items():
            for part in (c for c in case.get("cases", [case]) if "increments" in c):
                seen["coefficient certificates"] += 1
                if not expands(part):
                    yield f"{tag} {name}: the coefficient certificate does not hold"
        for name, wrong in ((n, w) for n, step in entry["steps"].items() for w in step["wrong"]):
            case = found.get(f"{name}/{wrong['why']}")
            seen["exact witnesses" if case else "refutations by balls or measurement, not"] += 1
            same = case and case["witness"].items() <= wrong.get("witness", {}).items()
            dead = same and is_witness(case) if case else INEXACT & wrong.get("witness", {}).keys()
            if wrong["status"] != "refuted" or not dead:
                yield f"{tag} {name}/{wrong['why']}: not refuted by its witness"


if __name__ == "__main__":
    lines = list(failures(Path(*(sys.argv[1:] or ["dlf/claims"])), counts := Counter()))
    print(*lines, *(f"{n} {what} verified" for what, n in counts.items()), sep="\n")
    sys.exit(bool(lines) or not counts["exact witnesses"])
