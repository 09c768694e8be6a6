"""search-counterexample: what it says of itself and its options."""

import argparse
from pathlib import Path

from dlf._support import COMMAND
from dlf.cli.options import late, processes

NAME = "search-counterexample"

DESCRIPTION = """search for a counterexample to the conjecture of domination

Gradient flow of W_L ... W_1 on 1/2 ||W_L ... W_1 - M||^2 starts at W_l = eps Q_l, Q_l orthogonal;
mu_i is the aligned mode with target s_i(M). Conjecture: sigma_i(W_L ... W_1) <= mu_i for all i and
all times. It would follow that E_c <= E_o: the compressed network with the modes mu_i up to
max(r, d - r), r = rank M and eps^L <= s_r, is not farther from M than the original, in the
Frobenius norm: --errors.

Proved, and not searched, are: L = 2 (BH0A); i = 1 (X2QR); s_i = s_1, and s_i up to 2(L-1)/(L-2)
eps^L (LV3R); for L = 3, 4 a window of s_1/s_i and s_i/eps^L (GW6N); d = 2, d = 3 with s_2 = s_3 and
det Q det M < 0, i > d/2 rounded up for s_2 = ... = s_d, normal Q^T M, the modes that are bounded
where signs make a pair symmetric, and what splits along the coordinates into blocks that are all
proved (SY2P). And a mode is left as soon as it has passed s_i (L-2)/(2(L-1)), if the fixed
directions of CE4L are below it by then: from there on it stays. The search draws starts and targets
where something is open: d = 3, s_2 = s_3, det Q det M > 0 first, weak modes behind a far leader,
modes that overtake each other. It lowers the margin of the tight ones by a gradient method, decides
the tightest in ball arithmetic, and says how many modes it left out, and by which statement.
"""
EXAMPLES = f"""examples:
  {COMMAND} {NAME} --depth 3 4 --width 3 3 --draws 50
                                       small cases, decided at once: a minute in all, one process
  {COMMAND} {NAME}                     a minute, then minutes to decide
  {COMMAND} {NAME} --seconds 3600 --jobs -1 --state search.json
                                       an hour on every core; the same again goes on from there
  {COMMAND} {NAME} --errors            E_c <= E_o instead
  {COMMAND} {NAME} --share 0.99        a wrong statement: a counterexample is found
  {COMMAND} {NAME} --case '{{"depth": 3, ...}}'
                                       decide one case, as printed by a search

Results depend on seed and number of draws, not on --jobs. On a Dask cluster call
dlf.domination.search inside joblib.parallel_config(backend="dask").
Exit status: 0 nothing found, 1 a violation is certified, 2 bad input, 3 the tightest case is not
decided, 130 interrupted.
"""


def register(commands):
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser(
        NAME,
        help="search for a counterexample to sigma_i <= mu_i; certify the tightest case",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=late("search", "run"))
    add = parser.add_argument
    add(
        "--seconds", type=float, help="stop after this time > 0 (default 60 if --draws is left out)"
    )
    add("--draws", type=int, help="stop at this total number of draws")
    add("--seed", type=int, default=0, help="default 0")
    add("--depth", type=int, nargs=2, default=(3, 12), metavar=("LEAST", "MOST"), help="L, 3 12")
    add("--width", type=int, nargs=2, default=(3, 5), metavar=("LEAST", "MOST"), help="d, 3 5")
    add("--jobs", type=processes, help="processes (default 1; -1: one a core)")
    add(
        "--state", type=Path, metavar="FILE", help="JSON, written after each draw; resumed if there"
    )
    add("--errors", action="store_true", help="compare E_c with E_o instead of sigma_i with mu_i")
    add("--share", type=float, default=1.0, help="wrong variant: mu_i has the target SHARE * s_i")
    add(
        "--imbalance",
        type=float,
        default=1.0,
        metavar="FACTOR",
        help="wrong variant: W_1(0) times FACTOR, W_L(0) divided by it",
    )
    add("--case", metavar="JSON", help="certify this case instead of searching")
    add(
        "--time",
        type=float,
        help="how far the flow of the --case is followed (default: until its open modes are near "
        "their targets, as far as the integrator can go)",
    )
    add("--quiet", action="store_true", help="no progress bar")
