"""check --fresh: the experiments once more, on draws that nobody has seen."""

import argparse
import secrets
import sys

from dlf import claims
from dlf.cli.options import number_of


def register(check):
    """Add the options to the command `check`."""
    check.add_argument(
        "--fresh",
        type=_number,
        metavar="N",
        help="instead of the checks, repeat every experiment on N fresh draws; exit 1 if one fails",
    )
    check.add_argument(
        "--seed", type=_seed, help="the seed of the fresh draws (default: a new one, printed)"
    )


def run(options, chosen, progress):
    """0 if every experiment survives, 1 if one does not, 2 for options that do not fit."""
    if options.record:
        print("dlf: fresh draws are not recorded: give --fresh or --record", file=sys.stderr)
        return 2
    root = secrets.randbelow(2**32) if options.seed is None else options.seed
    draws = number_of(options.fresh, "fresh draw", "fresh draws")
    print(f"{draws} of every experiment; again with --seed {root}", flush=True)
    settings = {"root": root, "number": options.fresh, "jobs": options.jobs}
    found = claims.draw_afresh(chosen, progress=progress, **settings)
    lost = 0
    for tag, verdicts in found.items():
        failed = {name: v for name, v in verdicts.items() if not survives(v)}
        lost += bool(failed)
        steps = number_of(len(verdicts), "experiment", "experiments")
        print(f"{tag} fails" if failed else f"{tag} survives: {steps}")
        for name, verdict in failed.items():
            print(f"  {name}: {verdict.status}, {verdict.how} {verdict.witness or ''}".rstrip())
    print(f"{len(found) - lost} of {number_of(len(found), 'claim survives', 'claims survive')}")
    return 1 if lost else 0


def survives(verdict):
    """Whether fresh draws support a statement; a frequency survives until it is contradicted."""
    counted = verdict.residuals and all(r.value < r.limit for r in verdict.residuals)
    return verdict.status in ("measured", "proved") or (verdict.status == "unknown" and counted)


def _number(text):
    return _whole(text, 1)


def _seed(text):
    return _whole(text, 0)


def _whole(text, least):
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if number < least:
        raise argparse.ArgumentTypeError(f"a whole number of at least {least}, not {text!r}")
    return number
