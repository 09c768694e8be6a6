"""The statements of the book as objects: look one up, show a step, check it live.

The content is in a folder for each part of the book; no room imports from it but the command line.

>>> from dlf.claims import claim
>>> claim("signs-of-the-sample").check().status
'partly'
"""

from dlf._support import extra

with extra("check"):
    from dlf.claims import address, cite, formal, graph, history, words
    from dlf.claims.registry import (
        CERTIFICATES,
        FOLDER,
        LEDGER,
        MEASURED,
        TAGS,
        all_claims,
        check,
        claim,
        draw_afresh,
        find,
        measure_again,
        record,
        recorded,
        recorded_residuals,
        registered,
        residuals,
    )

__all__ = [
    "CERTIFICATES",
    "FOLDER",
    "LEDGER",
    "MEASURED",
    "TAGS",
    "address",
    "all_claims",
    "check",
    "cite",
    "claim",
    "draw_afresh",
    "find",
    "formal",
    "graph",
    "history",
    "measure_again",
    "record",
    "recorded",
    "recorded_residuals",
    "registered",
    "residuals",
    "words",
]
