"""The machine proofs of the book: their folder beside the package, and their lock inside it."""

from pathlib import Path

from dlf.verify import formal as checker

LOCK = Path(__file__).parent / "formal.json"


def _prose(tag):
    """The hash of what the book says under a tag."""
    from dlf.claims.registry import all_claims  # which imports the claims, and they this

    return all_claims()[tag].hash


PROOFS = checker.Proofs(LOCK.parents[2] / "formal", LOCK, _prose)
formal = PROOFS.step
