"""complete: what it says of itself and its options."""

import argparse

from dlf._support import COMMAND
from dlf.cli.options import late, whole

NAME = "complete"

DESCRIPTION = """fill in the missing entries of a table

FILE is a text file of lines of cells (CSV, also with tabs, semicolons or bars), or .npz or .npy
with NaN where nothing is known; - is standard input. Columns are centred and scaled inside: their
units do not matter. What stands in the table stays as it is written, byte for byte; what is filled
in is written to a thousandth of its column's range. Columns of text and of row labels are neither
read nor changed. A report goes to standard error: what was missing, how far held-out entries are
from what is filled in for them, beside the column means, and how wide 90 % intervals are. Small
tables are fitted up to ten times for that, each time without other entries: one that is left out
twice counts twice. --no-check leaves it out.
"""
EXAMPLES = f"""examples:
  {COMMAND} {NAME} table.csv -o filled.csv
  {COMMAND} {NAME} table.csv -o filled.csv --standard-errors errors.csv --seed 1
  {COMMAND} {NAME} survey.csv --missing -999 --missing refused --index person > filled.csv
  {COMMAND} {NAME} ratings.csv --triplets user film stars -o filled.csv
  {COMMAND} {NAME} arrays.npz --array X -o filled.npz

With --triplets each line is one entry of a large table: its row, its column, its value; those
without a value are filled in. The same from Python: dlf.recovery.DeepMatrixCompletion.
Exit status: 0 done (also if nothing is missing), 2 bad input.
"""


def register(commands):
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser(
        NAME,
        help="fill in the missing entries of a table (CSV, npz)",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=late("complete", "run"))
    add = parser.add_argument
    add("file", metavar="FILE", help="the table; - for standard input")
    add("-o", "--output", metavar="FILE", help="default: standard output, for text")
    add("--standard-errors", metavar="FILE", help="a table of standard errors, 0 where known")
    text = parser.add_argument_group("text files")
    add = text.add_argument
    add(
        "--missing",
        action="append",
        default=[],
        metavar="WORD",
        help="also stands for a missing entry, beside an empty cell, NA, N/A, NaN, null and ?",
    )
    header = text.add_mutually_exclusive_group()
    add_header = header.add_argument
    add_header("--header", action="store_true", default=None, help="the first line names columns")
    add_header("--no-header", dest="header", action="store_false", help="it is one of the entries")
    add("--delimiter", metavar="SIGN", type=_sign, help="between cells; tab for a tab")
    add(
        "--index",
        action="append",
        default=[],
        metavar="COLUMN",
        help="name or number (from 1) of a column to leave as it is; once for each. Without it the "
        "first one is left so if it has no name, or is called id or index, and no value twice",
    )
    add("--no-index", action="store_true", help="the first column is none of labels")
    add(
        "--triplets",
        nargs=3,
        metavar=("ROW", "COLUMN", "VALUE"),
        help="names or numbers of the three columns, of lines that are an entry each",
    )
    add = parser.add_argument_group("arrays").add_argument
    add("--array", metavar="NAME", help="of the array in an .npz of several")
    add = parser.add_argument_group("fit").add_argument
    add(
        "--rank",
        type=whole(1),
        help="an upper bound (default: two thirds of the smaller side, at most 30 and at least "
        "five, or all that there are)",
    )
    add("--seed", type=whole(0), default=0, help="of the entries that are held out (default 0)")
    add("--max-time", type=float, metavar="SECONDS", help="of the fit, and again of the check")
    add(
        "--no-check",
        action="store_true",
        help="no second fit: neither held-out errors nor intervals, in half of the time",
    )
    add("--quiet", action="store_true", help="no progress bar, no report")


def _sign(text):
    text = {"tab": "\t", "\\t": "\t"}.get(text, text)
    if len(text) != 1 or text in '"\r\n':
        raise argparse.ArgumentTypeError(f"one character, or tab, not {text!r}")
    return text
