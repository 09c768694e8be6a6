"""Mirrors dlf/, folder by folder; the book's and the tools' tests beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
NOTEBOOKS = sorted(BOOK.glob("[!.]*/*.ipynb"))
