"""What the commands say of machine proofs: which were run again here, and which were not."""

from dlf import claims
from dlf.cli.options import number_of

MACHINE = claims.formal.PROOFS


def lines(results, taken=0):
    """How many of the machine proofs were run again; a line for those that were not.

    Args:
        taken: the number of files that an earlier run had compiled.
    """
    steps = [
        (f"{claims.registered().of(r.claim.name)} {s.step.name}", s.verdict)
        for r in results
        for s in r.steps
        if s.step.recorded
    ]
    again = [name for name, verdict in steps if verdict.status == "proved" and verdict.rerun]
    kept = [name for name, verdict in steps if verdict.status == "proved" and not verdict.rerun]
    if again:
        files = number_of(taken, "file was", "files were")
        earlier = f"; {files} compiled by an earlier run: --anew compiles all" if taken else ""
        ran = number_of(len(again), "machine proof", "machine proofs")
        yield f"{ran} run again by Coq{earlier}"
    if kept:
        number = number_of(len(kept), "step is", "steps are")
        yield (
            f"{number} formally proved, not re-run here ({MACHINE.absent}): {', '.join(kept)}; "
            "statement and sources are compared with their lock alone"
        )


def shown(step):
    """Lines on a step that is a machine proof, as the ledger has it; nothing on any other."""
    if "formal" not in step:
        return
    said = step["formal"]
    entry = MACHINE.entry(said["file"], said["theorem"]) or {}
    yield f"formal/{said['file']}: {said['theorem']}, hash {said['statement']}"
    yield from entry.get("statement", "not in the lock").splitlines()
    yield from (f"caveat: {text}" for text in entry.get("caveats", ()))
    yield f"not re-run here: {MACHINE.absent}" if MACHINE.absent else "`check` runs it again here"
