"""check: run the claims; compare with the record, judge by themselves, or write the record."""

import sys

from dlf import claims
from dlf.cli import fresh, proofs
from dlf.cli import measured as again
from dlf.cli.options import number_of
from dlf.verify import AssertsOff, formal, ledger, measured, sharpness, weaknesses


def check(options):
    """0 if all is as it should be, 1 if not, 2 for options that do not fit."""
    try:
        return _check(options)
    except AssertsOff as off:
        print(f"dlf: {off}", file=sys.stderr)
        return 2


def _check(options):
    if options.record and options.claims:
        print("dlf: --record writes the whole ledger: name no claims", file=sys.stderr)
        return 2
    if options.seed is not None and options.fresh is None:
        print("dlf: --seed is the seed of fresh draws: give it with --fresh N", file=sys.stderr)
        return 2
    chosen = list(dict.fromkeys(map(claims.find, options.claims))) or None
    progress = False if options.quiet else None
    if options.measured:
        return again.run(options, chosen, progress)
    if options.fresh is not None:
        return fresh.run(options, chosen, progress)
    with formal.one_build(kept=None if options.anew else proofs.MACHINE.kept) as place:
        results = claims.check(chosen, jobs=options.jobs, progress=progress, search=options.record)
        print("".join(f"{line}\n" for line in proofs.lines(results, place.taken)), end="")
        if options.record:
            return _record(results)
        if options.no_ledger:
            return _judge(results)
        return _compare(results, everything=chosen is None)


def _judge(results):
    """What is wrong with claims by themselves, whatever a record says."""
    lines = []
    for r in results:
        tag = claims.registered().of(r.claim.name)
        lines += [f"{tag}: {r.status}"] if r.status in ("refuted", "unchecked") else []
        for s in r.steps:
            found = [f"{v.why} survives" for v in s.alive]
            found += [f"blunt, {sharpness.said(e.entry)}" for e in s.edges if e.blunt]
            lines += [f"{tag} {s.step.name}: {line}" for line in found]
    lines += _unknown(results)
    stand = number_of(len(results), "claim stands by itself", "claims stand by themselves")
    print("\n".join(lines) if lines else stand)
    return 1 if lines else 0


def _record(results):
    """Write the record; say what it checks less than the one before."""
    try:
        before = claims.recorded()["claims"]
    except (FileNotFoundError, ValueError):
        before = {}
    book = claims.record(results)
    print(f"recorded {number_of(len(results), 'claim', 'claims')} in {claims.LEDGER.name}")
    less = weaknesses(before, book["claims"])
    if less:
        print(f"{len(less)} weaker than before; each needs a reason in dlf/claims/weaker.txt:")
        print("\n".join(f"{line} | why" for line in less))
    return 0


def _compare(results, *, everything):
    recorded = claims.recorded()
    known, names = recorded["claims"], {r.claim.name for r in results}
    found, _ = ledger.build(_with_ancestors(results, names), claims.registered().of)
    shown = {tag: e for tag, e in found["claims"].items() if e["name"] in names}
    lines = ledger.differences(known, shown)
    residuals, seen = claims.recorded_residuals(), claims.residuals(results)
    lines += measured.differences(residuals, seen) + measured.narrow(seen)
    lines += _unknown(results)
    if everything:
        gone = sorted((known.keys() | residuals.keys()) - shown.keys())
        lines += [f"{tag}: recorded, but no longer a claim" for tag in gone]
    for name, number in found["tools"].items():
        if recorded["tools"].get(name) != number:
            print(f"note: {name} {number} here, {recorded['tools'].get(name)} in the ledger")
    same = number_of(len(results), "claim is as recorded", "claims are as recorded")
    print("\n".join(lines) if lines else same)
    return 1 if lines else 0


def _unknown(results):
    """Why a step could not be decided, a line each."""
    tag_of = claims.registered().of
    return [
        f"{tag_of(r.claim.name)} {s.step.name}: {s.verdict.how}"
        for r in results
        for s in r.steps
        if s.verdict.status == "unknown"
    ]


def _with_ancestors(results, names):
    """The results with those of the claims they rest on, which decide whether a status is deep."""
    tag_of = claims.registered().of
    missing, queue = [], [u for r in results for u in r.claim.uses]
    while queue:
        name = queue.pop()
        if name not in names and name not in missing:
            missing.append(name)
            queue.extend(claims.all_claims()[tag_of(name)].uses)
    with formal.lock_alone():
        return [*results, *claims.check(map(tag_of, missing), progress=False)]
