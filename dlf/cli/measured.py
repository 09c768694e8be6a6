"""check --measured: the experiments alone, compared with the record."""

import sys

from dlf import claims
from dlf.cli.fresh import without_experiment
from dlf.cli.options import number_of
from dlf.verify import ledger, measured


def run(options, chosen, progress):
    """0 if every experiment is as recorded, 1 if one is not, 2 without any or for wrong options."""
    if options.record or options.no_ledger or options.fresh is not None:
        others = "--record, --no-ledger and --fresh"
        print(
            f"dlf: --measured compares with the record: give it without {others}", file=sys.stderr
        )
        return 2
    found = claims.measure_again(chosen, jobs=options.jobs, progress=progress)
    for tag in without_experiment(chosen, found):
        print(f"{tag} has no experiment: nothing measured")
    if not found:
        return 2
    recorded, residuals = claims.recorded()["claims"], claims.recorded_residuals()
    seen = {tag: measured.entries(verdicts) for tag, verdicts in found.items()}
    known = {
        tag: {s: e for s, e in residuals.get(tag, {}).items() if s in found[tag]} for tag in seen
    }
    lines = measured.differences(known, seen) + measured.narrow(seen)
    for tag, verdicts in found.items():
        lines += different(tag, verdicts, recorded.get(tag, {}).get("steps", {}))
    number = sum(map(len, found.values()))
    same = number_of(number, "experiment is as recorded", "experiments are as recorded")
    print("\n".join(lines) if lines else same)
    return 1 if lines else 0


def different(tag, verdicts, known):
    """The steps whose verdict is another one than in the record, a line each."""
    lines = []
    for name, verdict in verdicts.items():
        entry, old = ledger.verdict_entry(verdict), known.get(name, {})
        if keys := [key for key in entry if entry[key] != old.get(key)]:
            shown = f"{old.get('status')} -> {entry['status']}, {entry['how']}"
            lines.append(f"{tag} {name}: {', '.join(keys)} differ ({shown})")
    return lines
