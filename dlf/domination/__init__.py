"""The conjecture that no mode is ahead of its aligned one: cases, a search, certificates in balls.

What is proved of it is in the claims, `proofs` knows for which cases; here the rest is attacked.
"""

from dlf.domination.case import ERRORS, Case, Comparison, gaps, horizon
from dlf.domination.certificate import certify, rotation
from dlf.domination.frames import singular_frames
from dlf.domination.proved import error_proofs, open_modes, proofs, turning_point
from dlf.domination.search import Space, search

__all__ = [
    "ERRORS",
    "Case",
    "Comparison",
    "Space",
    "certify",
    "error_proofs",
    "gaps",
    "horizon",
    "open_modes",
    "proofs",
    "rotation",
    "search",
    "singular_frames",
    "taylor",
    "turning_point",
]
