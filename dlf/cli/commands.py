"""The commands and their options. What they do is in modules that load when one of them is run."""

import argparse
import sys
from pathlib import Path

from dlf._support import COMMAND, __version__
from dlf.cli import imputing, offer
from dlf.cli.options import key, late, processes, whole

EXAMPLES = f"""examples:
  {COMMAND} list                    every claim with its tag, status and scope
  {COMMAND} show P2FQ               statement, hypotheses, steps, refuted variants
  {COMMAND} check                   run every check, compare with the ledger
  {COMMAND} check P2FQ --jobs 1     run the checks of one claim, in this process
  {COMMAND} check --fresh 20        repeat every experiment on 20 draws of its own
  {COMMAND} cite balancedness       how to cite a claim (its name works as well)
  {COMMAND} graph --output g.svg    which claim uses which
  {COMMAND} search-counterexample   try to refute the conjecture on domination
  {COMMAND} complete t.csv          fill in the missing entries of a table
"""
CLAIM = "a tag such as P2FQ, or a name such as balancedness"


def run(arguments=None):
    """Run one command: 0, 1 (not as recorded, refuted), 2 (bad input) or 3 (not decided)."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # a locale may lack a letter of a title
    try:
        return options.run(options) or 0
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"dlf: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
    except (KeyError, ValueError) as error:
        print(f"dlf: {error.args[0]}", file=sys.stderr)
    return 2


def _parser():
    parser = argparse.ArgumentParser(
        prog=COMMAND,
        description="The claims of the book: look up, check, cite. And a table: complete.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"dlf {__version__}", help="print the version"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name, run, help):
        sub = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(run=run)
        return sub

    lookup = lambda name: late("lookup", name)
    command("list", lookup("list_all"), "list every claim with its tag, kind, status and scope")
    show = command(
        "show", lookup("show"), "show claims: statement, hypotheses, steps, refuted variants"
    )
    show.add_argument("claims", nargs="+", type=key, metavar="claim", help=CLAIM)
    _add_check(command)
    cite = command("cite", lookup("cite"), "print how to cite a claim, as text and as BibTeX")
    cite.add_argument("claim", type=key, help=CLAIM)
    cite.add_argument(
        "--hashed",
        action="store_true",
        help="print the text of which the statement hash has the first 16 digits of the SHA-256",
    )
    graph = command("graph", lookup("graph"), "write the graph of the claims as SVG")
    graph.add_argument("--output", type=Path, help="the file; standard output if left out")
    tag = command(
        "tag", lookup("tag"), "append a fresh permanent tag for a new claim to the file of tags"
    )
    tag.add_argument("name", help="the readable name: small letters, digits and hyphens")
    offer.register(commands)
    imputing.register(commands)
    return parser


def _add_check(command):
    check = command(
        "check",
        late("checking", "check"),
        "run the checks; exit 1 on anything that is not as recorded",
    )
    add = check.add_argument
    add("claims", nargs="*", type=key, help="tags or names; all if none is given")
    add("--jobs", type=processes, default=-1, help="processes (default -1: one a core)")
    add("--quiet", action="store_true", help="no progress bar")
    add("--record", action="store_true", help="write the ledger (all claims)")
    add(
        "--anew",
        action="store_true",
        help="compile every machine proof, as --record does, even where nothing has changed since "
        "an earlier run",
    )
    add(
        "--no-ledger",
        action="store_true",
        help="compare with no record: exit 1 if a step fails, a wrong variant survives or a step "
        "is blunt (for claims that you have changed)",
    )
    add(
        "--fresh",
        type=whole(1),
        metavar="N",
        help="instead of the checks, repeat every experiment on N fresh draws; exit 1 if one fails",
    )
    add("--seed", type=whole(0), help="the seed of the fresh draws (default: a new one, printed)")
    add(
        "--measured",
        action="store_true",
        help="compare the experiments alone, which hang on the processor: no proof, no wrong "
        "variant (a third of the time)",
    )
