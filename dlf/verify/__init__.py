"""Checks that can fail: verdicts and the checkers that return them, claims, tags and the ledger.

Nothing else of the package enters here: what checks knows nothing of what is checked.
"""

from dlf.verify import coq, formal, ledger, measured, sharpness, sources, tags
from dlf.verify.asserts import AssertsOff, require_asserts
from dlf.verify.checkers import enclose, identity, implies, nonneg
from dlf.verify.claim import KINDS, Claim, Result, StepResult, prose_hash, run, step
from dlf.verify.hypothesis import Property, Relation
from dlf.verify.measure import fresh_seeds, measure, measure_order, measure_share
from dlf.verify.printed import portable, within
from dlf.verify.verdict import all_of, over
from dlf.verify.weaker import weaknesses

__all__ = [
    "KINDS",
    "AssertsOff",
    "Claim",
    "Property",
    "Relation",
    "Result",
    "StepResult",
    "all_of",
    "coq",
    "enclose",
    "formal",
    "fresh_seeds",
    "identity",
    "implies",
    "ledger",
    "measure",
    "measure_order",
    "measure_share",
    "measured",
    "nonneg",
    "over",
    "portable",
    "prose_hash",
    "require_asserts",
    "run",
    "sharpness",
    "sources",
    "step",
    "tags",
    "weaknesses",
    "within",
]
