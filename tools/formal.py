"""The machine proofs against their lock: `python -m tools.formal`.

Compiles the folder `formal` from nothing, asks Coq for every statement, its definitions and its
axioms, and compares with `dlf/claims/formal.json`. With --record it writes that file, and says
which pairs of prose and formal statement have to be read again, side by side.
"""

import argparse
import sys

from tqdm import tqdm

from dlf import claims
from dlf.claims.formal import LOCK, PROOFS
from dlf.verify import coq, formal_record, ledger


def main(arguments=None, proofs=PROOFS):
    """The exit status: 0, 1 if something is not as the lock says, 2 if nothing could be asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help=f"write {LOCK.name}")
    parser.add_argument(
        "--changed",
        action="store_true",
        help="with --record: take what has not changed since the lock as it stands there",
    )
    options = parser.parse_args(arguments)
    if options.changed and not options.record:
        parser.error("--changed goes with --record: a comparison is always with all")
    claims.all_claims()  # with the words that stand beside the theorems
    try:
        found = formal_record.record(proofs, changed=options.changed, watched=_watched)
    except (coq.CoqError, ValueError, KeyError) as error:
        print(f"formal: {error.args[0]}", file=sys.stderr)
        return 2
    count, axioms = len(found["theorems"]), {a for e in found["theorems"] for a in e["found"]}
    lines = list(formal_record.reread(proofs.locked, found))
    if options.record:
        proofs.lock.write_text(ledger.dumps(found), "utf-8", newline="\n")
        print(f"{count} theorems in {proofs.lock.name}; to be read again, with the prose:")
        print("\n".join(lines) or "none")
        return 0
    print(f"{count} theorems by Coq {coq.VERSION}; axioms: {', '.join(sorted(axioms)) or 'none'}")
    same = found == proofs.locked
    print("as in the lock" if same else "\n".join(lines or ["not as in the lock: see --record"]))
    return 0 if same else 1


def _watched(steps, total, name):
    """The same steps, with a bar on a terminal once two seconds have passed."""
    return tqdm(steps, name, total, delay=2, disable=None)


if __name__ == "__main__":
    sys.exit(main())
