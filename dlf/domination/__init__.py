"""The conjecture that no mode is ahead of its aligned one: cases, a search, certificates in balls.

What is proved of it is in the claims, `proofs` knows for which cases; here the rest is attacked.
"""

from dlf.domination.case import ERRORS, Case, Comparison, case_of, cayley, compared, gaps, horizon
from dlf.domination.certificate import certify, rotation
from dlf.domination.draws import belongs, is_open
from dlf.domination.frames import singular_frames
from dlf.domination.proved import (
    compressed_rank,
    error_proofs,
    open_modes,
    proofs,
    share_of_window,
    starts_below,
    turning_point,
)
from dlf.domination.search import Space, search, seen_alone

__all__ = [
    "ERRORS",
    "Case",
    "Comparison",
    "Space",
    "belongs",
    "case_of",
    "cayley",
    "certify",
    "compared",
    "compressed_rank",
    "error_proofs",
    "gaps",
    "horizon",
    "is_open",
    "open_modes",
    "proofs",
    "rotation",
    "search",
    "seen_alone",
    "share_of_window",
    "singular_frames",
    "starts_below",
    "taylor",
    "turning_point",
]
