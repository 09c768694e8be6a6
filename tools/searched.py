"""Store a search for a counterexample, to sigma_i <= mu_i and to E_c <= E_o, for the ledger.

python -m tools.searched --seconds 480     goes on with what is stored; half of the time for each

The file holds both searches with all of their tightest cases; what the ledger says of them is
certified again, in balls, whenever LJ3A and the conjecture on errors are checked.
"""

import argparse
import dataclasses
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from dlf.domination import ERRORS, Comparison, Space, search

PATH = Path(__file__).resolve().parents[1] / "dlf" / "claims" / "searched.json"
SPACES = {"modes": Space(comparison=Comparison()), "errors": Space(comparison=ERRORS)}
SEED = 0


def stored():
    """Both searches, as JSON data; empty without a file."""
    return json.loads(PATH.read_text("utf-8")) if PATH.exists() else {}


def main(arguments=None):
    """Go on with both searches."""
    parser = argparse.ArgumentParser(prog="python -m tools.searched", description=__doc__)
    parser.add_argument("--seconds", type=float, default=480.0, help="for both (default 480)")
    options, found = parser.parse_args(arguments), stored()
    with TemporaryDirectory() as folder:
        for name, space in SPACES.items():
            path = Path(folder) / f"{name}.json"
            if name in found:
                path.write_text(json.dumps(found[name]), "utf-8")
            state = search(space, seed=SEED, seconds=options.seconds / 2, path=path)
            found[name] = dataclasses.asdict(state)
            print(f"{name}: {state.draws} draws, {state.flows} flows")
    PATH.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
