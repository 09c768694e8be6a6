"""The ledger: what was checked, as JSON, the same bytes on every run and every processor.

Verdicts, scopes, exact witnesses, seeds, tolerances, the nearest refuted value of each number and a
digest of each step's source; no timings and no measured digits, which are kept beside it
(`dlf.verify.measured`).
"""

import hashlib
import json
from fractions import Fraction
from graphlib import TopologicalSorter
from importlib.metadata import version

from dlf.verify.checkers import BY_CONSTRUCTION
from dlf.verify.claim import SHARPNESS

TOOLS = ("cvc5", "numpy", "python-flint", "scipy", "sympy", "z3-solver")
FINE = ("checked", "definition")
EVERYTHING = ("", "every L")
PACKAGE = "dlf.claims"  # what a step calls there is part of what it does


def certificates(result):
    """step or step/wrong variant -> certificate, for what an independent program can re-verify."""
    found = {}
    for r in result.steps:
        found[r.step.name] = r.verdict.certificate
        for variant, verdict in zip(r.step.wrong, r.wrong, strict=True):
            if verdict.certificate:
                found[f"{r.step.name}/{variant.why}"] = {
                    **verdict.certificate,
                    "witness": verdict.witness,
                }
    return {name: certificate for name, certificate in found.items() if certificate}


def build(results, tag_of):
    """(ledger, certificates): plain dicts, the certificates by tag.

    Args:
        results: one Result a claim, every claim that another one uses included.
        tag_of: name -> tag.

    Raises:
        graphlib.CycleError: claims that use each other in a circle.
        KeyError: a claim without tag, or one that uses an unknown claim.
    """
    by_name = {r.claim.name: r for r in results}
    deep = {}
    for name in TopologicalSorter({n: r.claim.uses for n, r in by_name.items()}).static_order():
        claim = by_name[name].claim
        found = by_name[name]
        unrestricted = found.status in FINE and found.scope in EVERYTHING
        deep[name] = unrestricted and all(deep[used] for used in claim.uses)
    found = {tag_of(r.claim.name): certificates(r) for r in results}
    entries = {
        tag_of(name): _entry(r, deep[name], tag_of, found[tag_of(name)])
        for name, r in by_name.items()
    }
    tools = {name: version(name) for name in sorted(TOOLS)}
    return {"tools": tools, "claims": dict(sorted(entries.items()))}, found


def _entry(result, deep, tag_of, found):
    claim = result.claim
    return {
        "name": claim.name,
        "kind": claim.kind,
        "title": claim.title,
        "hash": claim.hash,
        "hypotheses": {key: h.machine for key, h in claim.hypotheses.items()},
        "satisfied at": {str(k): str(v) for k, v in (result.satisfied or {}).items()},
        "uses": sorted(map(tag_of, claim.uses)),
        "status": result.status,
        "deep": deep,
        "scope": result.scope,
        "words": list(claim.words),
        "parts": {number: [s.name for s in steps] for number, steps in claim.parts.items()},
        "steps": {r.step.name: _step(r) for r in result.steps},
        "certificates": digest(dumps(found)),
    }


def _step(result):
    variants = zip(result.step.wrong, result.wrong, strict=True)
    return {
        "role": result.step.role,
        "source": result.step.digest(PACKAGE),
        **result.step.recorded,
        **verdict_entry(result.verdict),
        "compared": list(result.verdict.shown),
        "sharpness": str(result.step.sharpness),
        "nearest": [edge.entry for edge in result.edges],
        "wrong": [
            {"why": w.why, "knob": w.knob, "value": str(w.value), **verdict_entry(v)}
            for w, v in variants
        ],
    }


def verdict_entry(verdict):
    """What is kept of a verdict; its residuals are kept elsewhere."""
    kept = {"status": verdict.status, "how": verdict.how, "rigorous": verdict.rigorous}
    tolerances = sorted({residual.tolerance for residual in verdict.residuals})
    optional = {"scope": verdict.scope, "witness": verdict.witness, "tolerances": tolerances}
    return {**kept, **{key: value for key, value in optional.items() if value}}


def blunt(entry):
    """The steps of an entry that refute no value of a knob near its true one: (step, nearest)."""
    steps = entry["steps"].items()
    return [(name, near) for name, s in steps for near in s["nearest"] if near["blunt"]]


def loose(entry):
    """The steps of an entry that declare to be less sharp than others."""
    return [n for n, s in entry["steps"].items() if Fraction(s["sharpness"]) > SHARPNESS]


def by_construction(entry):
    """The steps of an entry that compare a formula with itself, and say why."""
    return [n for n, s in entry["steps"].items() if s["how"].startswith(BY_CONSTRUCTION)]


def machine_proofs(entry):
    """The steps of an entry that a proof assistant has proved."""
    return [name for name, step in entry["steps"].items() if "formal" in step]


def in_words(entry):
    """The numbers of the parts of the statement that no step carries."""
    return [number for number, steps in entry["parts"].items() if not steps]


def dumps(data):
    """The bytes that are committed, as text."""
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def differences(recorded, found):
    """What the claims found differ in from the record, a line each; tools are not compared."""
    lines = []
    for tag, entry in found.items():
        known = recorded.get(tag)
        if known is None:
            lines.append(f"{tag} {entry['name']}: not recorded")
        elif known != entry:
            keys = [key for key in entry if known.get(key) != entry[key]]
            shown = f"{known.get('status')} -> {entry['status']}" if "status" in keys else "same"
            lines.append(f"{tag} {entry['name']}: {', '.join(keys)} differ (status: {shown})")
    return lines
