"""The conjecture that no mode is ahead of its aligned one: cases, a search, certificates in balls.

What is proved of it is in the claims; here it is attacked.
"""

from dlf.domination.case import Case, Comparison, gaps, horizon
from dlf.domination.certificate import certify, rotation
from dlf.domination.frames import singular_frames
from dlf.domination.search import Space, search

__all__ = [
    "Case",
    "Comparison",
    "Space",
    "certify",
    "gaps",
    "horizon",
    "rotation",
    "search",
    "singular_frames",
    "taylor",
]
