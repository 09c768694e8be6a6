"""The machine proofs of the book: their folder beside the package, and their lock inside it."""

from pathlib import Path

from dlf.verify import formal as checker

LOCK = Path(__file__).parent / "formal.json"
PROSE = {}  # tag -> hash of what the book says there; the registry fills it
PROOFS = checker.Proofs(LOCK.parents[2] / "formal", LOCK, PROSE.__getitem__)
formal = PROOFS.step


def theorems(file, *names):
    """The steps for several theorems of one file, in their order."""
    return tuple(formal(file, name) for name in names)
