"""The commands: list, show, check, cite and graph the claims; search for a counterexample."""

import argparse
import sys
from pathlib import Path

from dlf import claims
from dlf._support import __version__
from dlf.claims import cite, graph, words
from dlf.cli import fresh, proofs, readable, search
from dlf.cli import measured as again
from dlf.cli.options import number_of, processes
from dlf.verify import AssertsOff, formal, ledger, measured, sharpness, tags, weaknesses

EXAMPLES = """examples:
  python -m dlf list                    every claim with its tag, status and scope
  python -m dlf show P2FQ               statement, hypotheses, steps, refuted variants
  python -m dlf check                   run every check, compare with the ledger
  python -m dlf check P2FQ --jobs 1     run the checks of one claim, in this process
  python -m dlf check --fresh 20        repeat every experiment on 20 draws of its own
  python -m dlf cite balancedness       how to cite a claim (its name works as well)
  python -m dlf graph --output g.svg    which claim uses which
  python -m dlf search-counterexample   try to refute the conjecture on domination
"""


def run(arguments=None):
    """Run one command; the exit status is 0, 1 (not as recorded, refuted) or 2 (bad input)."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # a locale may lack a letter of a title
    try:
        return options.run(options) or 0
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"dlf: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
    except (KeyError, ValueError, AssertsOff) as error:
        print(f"dlf: {error.args[0]}", file=sys.stderr)
    return 2


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m dlf",
        description="The claims of the book: look them up, check them, cite them.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"dlf {__version__}", help="print the version"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(run, help, *, claim=False):
        sub = commands.add_parser(run.__name__.strip("_"), help=help, description=help)
        sub.set_defaults(run=run)
        if claim:
            sub.add_argument("claim", help="a tag such as P2FQ, or a name such as balancedness")
        return sub

    command(_list, "list every claim with its tag, kind, status and scope")
    command(_show, "show a claim: statement, hypotheses, steps, refuted variants", claim=True)
    check = command(_check, "run the checks; exit 1 on anything that is not as recorded")
    check.add_argument("claims", nargs="*", help="tags or names; all if none is given")
    check.add_argument(
        "--jobs", type=processes, default=-1, help="processes (default -1: one a core)"
    )
    check.add_argument("--quiet", action="store_true", help="no progress bar")
    check.add_argument("--record", action="store_true", help="write the ledger (all claims)")
    check.add_argument(
        "--no-ledger",
        action="store_true",
        help="compare with no record: exit 1 if a step fails, a wrong variant survives or a step "
        "is blunt (for claims that you have changed)",
    )
    fresh.register(check)
    again.register(check)
    citing = command(_cite, "print how to cite a claim, as text and as BibTeX", claim=True)
    citing.add_argument(
        "--hashed",
        action="store_true",
        help="print the text of which the statement hash has the first 16 digits of the SHA-256",
    )
    drawing = command(_graph, "write the graph of the claims as SVG")
    drawing.add_argument("--output", type=Path, help="the file; standard output if left out")
    new = command(_tag, "append a fresh permanent tag for a new claim to the file of tags")
    new.add_argument("name", help="the readable name: small letters, digits and hyphens")
    search.register(commands)
    return parser


def _list(_):
    entries = claims.recorded()["claims"]
    for tag in claims.all_claims():
        entry = entries.get(tag)
        if entry is None:
            print(f"{tag}  not recorded")
            continue
        status, scope = words.word(entry), words.brief(entry)
        print(f"{tag}  {entry['kind']:<12} {status:<20} {scope:<12}  {entry['title']}")


def _show(options):
    tag = claims.find(options.claim)
    one, entry = claims.all_claims()[tag], claims.recorded()["claims"][tag]
    print(f"{tag} ({one.name}): {one.kind}, {one.title}\n\n{_readable(one.text)}\n")
    print(f"status: {words.word(entry)}: {words.MEANING[entry['status']]}")
    print(f"scope: {words.scope(entry) or 'as stated'}  hash: {entry['hash']}")
    print(f"uses: {', '.join(entry['uses']) or 'nothing'}")
    for title, lines in (
        ("hypotheses", [f"{key}: {_signs(text)}" for key, text in entry["hypotheses"].items()]),
        ("argued in words", entry["words"]),
    ):
        print("\n".join([f"{title}:", *(f"  {line}" for line in lines or ["none"])]))
    for name, step in entry["steps"].items():
        scope = f" ({step['scope']})" if "scope" in step else ""
        print(f"{step['role']} {name}: {step['status']}{scope}, {step['how']}")
        print("".join(f"  {line}\n" for line in proofs.shown(step)), end="")
        for wrong in step["wrong"]:
            print(f"  {wrong['status']}: {wrong['why']}; witness {wrong.get('witness', 'none')}")
        for near in step["nearest"]:
            print(f"  sharpness: {sharpness.said(near)}")
    for number, steps in entry["parts"].items():
        print(f"part {number}: {', '.join(steps) or 'in words'}")


def _readable(text):
    """A statement as this terminal can show it; references are named in any case."""
    return readable.statement(text, _called, sys.stdout.encoding)


def _called(name):
    tag = claims.find(name)
    return f"{claims.all_claims()[tag].title} ({tag})"


def _signs(text):
    return readable.formula(text) if readable.has_signs(sys.stdout.encoding) else text


def _check(options):
    if options.record and options.claims:
        print("dlf: --record writes the whole ledger: name no claims", file=sys.stderr)
        return 2
    chosen = [claims.find(key) for key in options.claims] or None
    progress = False if options.quiet else None
    if options.measured:
        return again.run(options, chosen, progress)
    if options.fresh is not None:
        return fresh.run(options, chosen, progress)
    with formal.one_build():
        results = claims.check(chosen, jobs=options.jobs, progress=progress, search=options.record)
        print("".join(f"{line}\n" for line in proofs.lines(results)), end="")
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


def _cite(options):
    tag = claims.find(options.claim)
    one, entry = claims.all_claims()[tag], claims.recorded()["claims"][tag]
    if options.hashed:
        print(one.locked, end="")
        return
    cited = (tag, entry, __version__, one.source)
    print(cite.text(*cited), cite.bibtex(*cited), sep="\n\n")
    print(f"\nThe statement hash is {cite.HASHED}:\n{cite.again(tag)}")


def _graph(options):
    drawing = graph.svg(claims.recorded()["claims"])
    drawing = drawing.encode("ascii", "xmlcharrefreplace").decode()  # any locale can print it
    if options.output is None:
        print(drawing)
    else:
        options.output.write_text(drawing, "ascii")


def _tag(options):
    text = claims.TAGS.read_text("utf-8")
    tag = tags.fresh(options.name, claims.registered().names)
    tags.parse(f"{text}{tag} {options.name}\n")
    claims.TAGS.write_text(f"{text}{tag} {options.name}\n", "utf-8", newline="\n")
    print(tag)
