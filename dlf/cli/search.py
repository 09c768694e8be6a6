"""python -m dlf search-counterexample: the standing offer on sigma_i <= mu_i and on E_c <= E_o."""

import argparse
import dataclasses
import json
import sys
from pathlib import Path

from dlf.cli.options import number_of, processes
from dlf.domination import Case, Comparison, Space, certify, gaps, horizon, search

NAME = "search-counterexample"
_GRID = 8  # times at which the tightest case is enclosed, the last one the tightest
_ROUNDING = 1e-9

DESCRIPTION = """search for a counterexample to the conjecture of domination

Gradient flow of W_L ... W_1 on 1/2 ||W_L ... W_1 - M||^2 starts at W_l = eps Q_l, Q_l orthogonal;
mu_i is the aligned mode with target s_i(M). Conjecture: sigma_i(W_L ... W_1) <= mu_i for all i and
all times. It would follow that E_c <= E_o: with the modes mu_i up to r = rank M, and eps^L <= s_r,
the compressed network is not farther from M than the original, in the Frobenius norm: --errors.

Proved, and not searched, are: L = 2 (BH0A); i = 1 (X2QR); s_i = s_1, and s_i up to
2(L-1)/(L-2) eps^L (LV3R); for L = 3, 4 a window of s_1/s_i and s_i/eps^L (GW6N); d = 2, d = 3 with
s_2 = s_3 and det Q det M < 0, normal Q^T M and symmetrisable pairs (SY2P). And a mode is left as
soon as it has passed s_i (L-2)/(2(L-1)), if the fixed directions of CE4L are below it by then: from
there on it stays. The search draws starts and targets where something is open: d = 3, s_2 = s_3,
det Q det M > 0 first, weak modes behind a far leader, modes that overtake each other. It lowers the
margin of the tight ones by a gradient method, decides the tightest in ball arithmetic, and says how
many modes it left out, and by which statement.
"""
EXAMPLES = f"""examples:
  python -m dlf {NAME}                                  a minute, one process
  python -m dlf {NAME} --seconds 3600 --jobs -1 --state search.json
                                       an hour on every core; the same again goes on from there
  python -m dlf {NAME} --depth 3 4 --width 3 3 --draws 200 --seed 7
  python -m dlf {NAME} --errors         E_c <= E_o instead
  python -m dlf {NAME} --share 0.99     a wrong statement: a counterexample is found
  python -m dlf {NAME} --case '{{"depth": 3, ...}}'       decide one case, as printed by a search

Results depend on seed and number of draws, not on --jobs. On a Dask cluster call
dlf.domination.search inside joblib.parallel_config(backend="dask").
Exit status: 0 nothing found, 1 a violation is certified, 2 bad input, 130 interrupted.
"""


def register(commands):
    """Add the command to the subparsers of `python -m dlf`."""
    parser = commands.add_parser(
        NAME,
        help="search for a counterexample to sigma_i <= mu_i; certify the tightest case",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    add = parser.add_argument
    add("--seconds", type=float, help="stop after this time (default 60 if --draws is left out)")
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
    add("--imbalance", type=float, default=1.0, help="wrong variant: W_1(0), W_L(0) times, by this")
    add("--case", metavar="JSON", help="certify this case instead of searching")
    add("--quiet", action="store_true", help="no progress bar")


def run(options):
    """Search or certify; returns the exit status."""
    comparison = Comparison(options.share, options.imbalance, options.errors)
    try:
        if options.case is not None:
            case = Case(**json.loads(options.case))
            return _report(case, _margin(case, comparison), comparison) == "violated"
        return _search(options, Space(tuple(options.depth), tuple(options.width), comparison))
    except (ValueError, TypeError) as error:
        print(f"dlf: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        kept = f"; every finished draw is in {options.state}" if options.state else ""
        print(f"dlf: interrupted{kept}", file=sys.stderr)
        return 130


def _search(options, space):
    seconds = 60.0 if options.seconds is None and options.draws is None else options.seconds
    state = search(
        space,
        seed=options.seed,
        draws=options.draws,
        seconds=seconds,
        jobs=options.jobs,
        path=options.state,
        progress=False if options.quiet else None,
    )
    print(
        f"{number_of(state.draws, 'draw', 'draws')}, {number_of(state.flows, 'flow', 'flows')}, "
        f"seed {state.seed}, "
        f"depth {space.depths[0]}..{space.depths[1]}, width {space.widths[0]}..{space.widths[1]}"
    )
    print(_left_out(state))
    if state.largest is None:
        return 0
    largest, compared = state.largest.margin, _compared(space.comparison, "i")
    print(
        f"largest excess log({compared}) at t > 0: {largest.excess:.2e} "
        f"(draw {state.largest.draw}; up to {_ROUNDING:.0e} is rounding)"
    )
    shown = state.witness or state.tightest[0]
    if _report(shown.case, shown.margin, space.comparison) != "violated":
        return 0
    if options.state is not None:
        dataclasses.replace(state, witness=dataclasses.replace(shown, status="violated")).write(
            options.state
        )
    return 1


def _left_out(state):
    """One line: what was drawn and is proved."""
    by = ", ".join(f"{tag} {count}" for tag, count in state.proved.items()) or "none"
    return f"left out as proved: {state.skipped} whole cases; modes by statement: {by}"


def _compared(comparison, mode):
    """The quotient that is compared, in words."""
    return "E_c/E_o" if comparison.errors else f"sigma_{mode}/mu_{mode}"


def _margin(case, comparison):
    return gaps([case], horizon(case), comparison=comparison).margin(0)


def _report(case, margin, comparison):
    """Print one case, its margin and its certificate; returns the certificate's status."""
    shown = json.dumps(dataclasses.asdict(case))
    knobs = (("share", comparison.share), ("imbalance", comparison.imbalance))
    wrong = "".join(f" --{name} {value}" for name, value in knobs if value != 1.0)
    wrong += " --errors" if comparison.errors else ""
    what = "the errors" if comparison.errors else f"mode {margin.mode}"
    print(
        f"tightest margin {margin.margin:.3e} (1: no mode catches up, 0: one does exactly): "
        f"{what} at t = {margin.time:.6g}, ||Q - I|| = {case.misalignment():.3g}\n"
        f"again: python -m dlf {NAME}{wrong} --case '{shown}'"
    )
    print("deciding it in ball arithmetic (up to minutes for deep and wide cases)", file=sys.stderr)
    suspect = margin.excess > _ROUNDING or margin.time == 0
    last, mode = (margin.excess_time, margin.excess_mode) if suspect else (margin.time, margin.mode)
    certificate = certify(
        case, [last * k / _GRID for k in range(1, _GRID + 1)], comparison=comparison
    )
    print(_verdict(certificate, mode, comparison))
    return certificate.status


def _verdict(certificate, mode, comparison):
    """One line: certified below, certified VIOLATION, or not decided."""
    decided = certificate.decided()
    above = [(t, i) for t, i, word in decided if word == "above"]
    at, mode = above[0] if above else (certificate.times[-1], mode)
    by = certificate.shortfall(certificate.times.index(at), mode)
    quotient = _compared(comparison, mode)
    words = f"1 - {quotient} = {by.str(10)} at t = {float(at)!r}"
    count = sum(word != "undecided" for _, _, word in decided)
    whole = number_of(len(decided), "comparison", "comparisons")
    scope = f"{count} of {whole} decided at {certificate.bits} bits"
    found = {
        "below": f"certified: {quotient.replace('/', ' < ')}",
        "violated": "certified VIOLATION",
        "undecided": "not decided",
    }
    return f"{found[certificate.status]}: {words}; {scope}"
