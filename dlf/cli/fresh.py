"""check --fresh: the experiments once more, on draws that nobody has seen."""

import secrets
import sys

from dlf import claims
from dlf.cli.options import number_of


def run(options, chosen, progress):
    """0 if every experiment survives, 1 if one does not, 2 without any or for wrong options."""
    if options.record:
        print("dlf: fresh draws are not recorded: give --fresh or --record", file=sys.stderr)
        return 2
    root = secrets.randbelow(2**32) if options.seed is None else options.seed
    draws = number_of(options.fresh, "fresh draw", "fresh draws")
    print(f"{draws} of every experiment; again with --seed {root}", flush=True)
    settings = {"root": root, "number": options.fresh, "jobs": options.jobs}
    found = claims.draw_afresh(chosen, progress=progress, **settings)
    for tag in without_experiment(chosen, found):
        print(f"{tag} has no experiment: nothing drawn")
    if not found:
        return 2
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


def without_experiment(chosen, found):
    """The claims that were asked for by name and of which nothing was measured."""
    return [tag for tag in chosen or () if tag not in found]


def survives(verdict):
    """Whether fresh draws support a statement; a frequency survives until it is contradicted."""
    counted = verdict.residuals and all(r.value < r.limit for r in verdict.residuals)
    return verdict.status in ("measured", "proved") or (verdict.status == "unknown" and counted)
