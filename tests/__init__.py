"""Mirrors dlf/, folder by folder; the book's and the tools' tests beside it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
NOTEBOOKS = sorted(BOOK.glob("[!.]*/*.ipynb"))


def sampled(values, every):
    """All values; those but every so manieth are slow, which `make test` leaves to `make slow`."""
    slow = lambda value: pytest.param(value, marks=pytest.mark.slow)
    return [value if k % every == 0 else slow(value) for k, value in enumerate(values)]
