"""Verify the ledger with the standard library alone: expand certificates, evaluate witnesses; exit
status 1 if one fails, 2 without a ledger. Proofs by Coq are named; what is said is for readers."""

import argparse
import ast
import hashlib
import json
import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

NODE = "Expression BinOp UnaryOp Compare Call Name Load USub Not Add Sub Mult Div Pow LtE Lt GtE Gt"
both = lambda *rows: zip(*rows, strict=True)
Fraction.__float__ = None  # an irrational power would silently become a float


class Matrix(tuple):
    """A square matrix of fractions, as a tuple of rows; numbers multiply it from both sides."""

    def __mul__(self, other):
        if not isinstance(other, Matrix):
            return Matrix(tuple(a * other for a in row) for row in self)
        return Matrix(tuple(sum(a * b for a, b in both(r, c)) for c in both(*other)) for r in self)

    __lt__ = __le__ = __gt__ = __ge__ = None
    __add__ = lambda A, B: Matrix(tuple(map(sum, both(*rows))) for rows in both(A, B))
    __neg__, __sub__, __truediv__ = lambda A: A * -1, lambda A, B: A + -B, lambda A, c: A * (1 / c)
    __rmul__, __pow__ = __mul__, lambda A, n: A * A ** (n - 1) if n > 1 else A if n == 1 else None


def evaluate(text, point):
    """True or False for a relation of exact arithmetic at a point, None for anything else."""
    equal = lambda a, b: a == b or (b == 0 and isinstance(a, Matrix) and not any(map(any, a)))
    names = {"Q": Fraction, "Eq": equal, "adjoint": lambda A: Matrix(zip(*A)), "__builtins__": {}}
    names["log"] = lambda x: Fraction(0, x == 1)  # of 1; an error for anything else
    known = lambda n: type(n).__name__ in NODE.split() or type(getattr(n, "value", "")) is int
    code = re.sub(r"\b(\d+)\b", r"Q(\1)", ast.unparse(tree := ast.parse(text, mode="eval")))
    return eval(code, point | names) if all(map(known, ast.walk(tree))) else None


def is_witness(case):
    """Whether the point satisfies every hypothesis and violates the statement, exactly."""
    plain = lambda text: re.sub(r"\blambda\b", "lambda_", text).replace("Ne(", "not Eq(")
    rows = lambda text: (tuple(map(Fraction, row)) for row in ast.literal_eval(text))
    read = lambda text: Matrix(rows(text)) if "[" in text else Fraction(text)
    point = {plain(name): read(value) for name, value in case["witness"].items()}
    square = all(len(row) == len(A) for A in point.values() if isinstance(A, Matrix) for row in A)
    premises = all(evaluate(plain(text), point) is True for text in case["hypotheses"])
    return bool(point) and square and premises and evaluate(plain(case["violated"]), point) is False


def expands(case):
    """Whether v_k = d_0 + ... + d_k turns the polynomial into the increments, all >= 0."""
    key, total = (lambda powers: ",".join(map(str, powers))), Counter()
    terms = {tuple(map(int, text.split(","))): c for text, c in case["polynomial"].items()}
    for powers, coefficient in terms.items():
        product = Counter({(0,) * len(powers): Fraction(coefficient)})
        for k in (k for k, power in enumerate(powers) for _ in range(power)):
            previous, product = product, Counter()
            for exps, c, i in [(e, c, i) for e, c in previous.items() for i in range(k + 1)]:
                product[(*exps[:i], exps[i] + 1, *exps[i + 1 :])] += c
        total.update(product)
    found = {key(powers): str(c) for powers, c in total.items() if c}
    canonical = {*map(key, terms)} == {*case["polynomial"]} and min(map(min, terms)) >= 0
    return canonical and found == case["increments"] and min(map(Fraction, found.values())) >= 0


def failures(folder, seen):
    """A line for everything that does not hold; `seen` counts what was verified."""
    for tag, entry in json.loads((folder / "ledger.json").read_text("utf-8"))["claims"].items():
        found = json.loads(data := (folder / "certificates" / f"{tag}.json").read_bytes())
        if hashlib.sha256(data).hexdigest() != entry["certificates"]:
            yield f"{tag}: not the certificates that the ledger names"
        ok = [expands(c) for v in found.values() for c in v.get("cases", [v]) if "increments" in c]
        seen["coefficient certificates"] += len(ok)
        yield from [f"{tag}: a coefficient certificate does not hold"] * ok.count(False)
        for name, step in entry["steps"].items():
            if step["role"] == "proof" and not (step["wrong"] and step["status"] == "proved"):
                yield f"{tag} {name}: no proof, or nothing was refuted"
            seen.update(["machine proofs by Coq, not"] * ("formal" in step))
            for wrong in step["wrong"] * ("formal" not in step):
                case, witness = found.get(f"{name}/{wrong['why']}"), wrong.get("witness", {})
                seen["exact witnesses" if case else "refutations by balls or measurement, not"] += 1
                inexact = {"value"} if wrong["rigorous"] else {"seed", "step"}
                same = case and case["witness"].items() <= witness.items()
                dead = same and is_witness(case) if case else inexact & witness.keys()
                if wrong["status"] != "refuted" or not dead:
                    yield f"{tag} {name}/{wrong['why']}: not refuted by its witness"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="dlf/claims", type=Path)
    if not ((folder := parser.parse_args().folder) / "ledger.json").is_file():
        parser.error(f"no ledger.json in the folder {folder}")
    lines = list(failures(folder, counts := Counter()))
    print(*lines, *(f"{n} {what} verified" for what, n in counts.items()), sep="\n")
    sys.exit(bool(lines) or not counts["exact witnesses"])
