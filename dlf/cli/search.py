"""search-counterexample: the standing offer on sigma_i <= mu_i and on E_c <= E_o."""

import dataclasses
import json
import sys

from dlf._support import COMMAND, positive
from dlf.cli.offer import NAME
from dlf.cli.options import number_of
from dlf.domination import (
    Case,
    Comparison,
    Space,
    belongs,
    certify,
    compared,
    is_open,
    open_modes,
    search,
    seen_alone,
)

_GRID = 8  # times at which the tightest case is enclosed, the last one the tightest
_ROUNDING = 1e-9
_STATUS = {"below": 0, "violated": 1, "undecided": 3}  # of the command
_CASE = "a JSON object of depth, singular_values, init_scale, skew and signs, as a search prints it"


def run(options):
    """Search or certify; returns the exit status."""
    try:
        comparison = Comparison(options.share, options.imbalance, options.errors)
        if options.case is not None:
            case = _case(options.case, comparison)
            margin = seen_alone(case, comparison, _time(options))
            if comparison.is_stated and not is_open(case, comparison):
                print("nothing is open in this case: it is proved")
            return _STATUS[_report(case, margin, comparison, _progress(options))]
        if options.time is not None:
            raise ValueError("--time says how far a --case is followed")
        return _search(options, Space(tuple(options.depth), tuple(options.width), comparison))
    except ArithmeticError as error:
        print(f"dlf: not decided: {error}", file=sys.stderr)
        return _STATUS["undecided"]
    except KeyboardInterrupt:
        kept = f"; every finished draw is in {options.state}" if options.state else ""
        print(f"dlf: interrupted{kept}", file=sys.stderr)
        return 130


def _case(text, comparison):
    """The Case of the option --case."""
    try:
        case = Case(**json.loads(text))
    except TypeError:
        raise ValueError(f"--case: {_CASE}") from None
    except ValueError as error:
        raise ValueError(f"--case: {error}") from None
    if not belongs(case, comparison):
        raise ValueError("--case: of E_c <= E_o is asked that eps^L <= s_r, the least positive one")
    return case


def _time(options):
    return None if options.time is None else positive(options.time, "--time")


def _progress(options):
    return False if options.quiet else None


def _search(options, space):
    seconds = 60.0 if options.seconds is None and options.draws is None else options.seconds
    state = search(
        space,
        seed=options.seed,
        draws=options.draws,
        seconds=seconds,
        jobs=options.jobs,
        path=options.state,
        progress=_progress(options),
    )
    print(
        f"{number_of(state.draws, 'draw', 'draws')}, {number_of(state.flows, 'flow', 'flows')}, "
        f"seed {state.seed}, "
        f"depth {space.depths[0]}..{space.depths[1]}, width {space.widths[0]}..{space.widths[1]}"
    )
    print(_left_out(state, "cases" if space.comparison.errors else "modes"))
    if state.largest is None:
        print("not decided: no draw was finished")
        return _STATUS["undecided"]
    print(
        f"largest excess log({_compared(space.comparison, 'i')}) at t > 0: "
        f"{state.largest.highest:.2e} "
        f"(draw {state.largest.draw}; up to {_ROUNDING:.0e} is rounding)"
    )
    suspect = state.largest if state.largest.status == "undecided" else None
    shown = state.witness or suspect or state.tightest[0]
    status = _report(shown.case, shown.margin, space.comparison, _progress(options))
    if status == "violated" and options.state is not None:
        dataclasses.replace(state, witness=dataclasses.replace(shown, status="violated")).write(
            options.state
        )
    return _STATUS[status]


def _left_out(state, counted):
    """One line: what was drawn and is proved; of the errors a case may need several statements."""
    by = ", ".join(f"{tag} {count}" for tag, count in state.proved.items()) or "none"
    return f"left out as proved: {state.skipped} whole cases; {counted} by statement: {by}"


def _compared(comparison, mode):
    """The quotient that is compared, in words."""
    return "E_c/E_o" if comparison.errors else f"sigma_{mode}/mu_{mode}"


def _report(case, margin, comparison, progress):
    """Print one case, its margin and its certificate; returns the certificate's status."""
    shown = json.dumps(dataclasses.asdict(case))
    knobs = (("share", comparison.share), ("imbalance", comparison.imbalance))
    wrong = "".join(f" --{name} {value}" for name, value in knobs if value != 1.0)
    wrong += " --errors" if comparison.errors else ""
    above = margin.excess > _ROUNDING
    last, mode = margin.time, margin.mode
    if above:
        last, mode = margin.excess_time, margin.excess_mode
    elif margin.margin == 1:
        last, mode = margin.end, margin.excess_mode
    print(
        f"{_seen(margin, above, comparison)}, ||Q - I|| = {case.misalignment():.3g}\n"
        f"again: {COMMAND} {NAME}{wrong} --time {max(last, margin.time)!r} --case '{shown}'"
    )
    print("deciding it in ball arithmetic (up to minutes for deep and wide cases)", file=sys.stderr)
    times = [last * k / _GRID for k in range(1, _GRID + 1)]
    times, modes = _asked(case, times, comparison)
    certificate = certify(case, times, comparison=comparison, modes=modes, progress=progress)
    print(_verdict(certificate, mode, comparison))
    return certificate.status


def _asked(case, times, comparison):
    """The times, and for each the open modes that are not fitted then; None: all that there is."""
    if comparison.errors:
        return times, None
    wanted = open_modes(case) if comparison.is_stated else ()
    wanted = wanted or range(1, case.width + 1)
    rows = [[i for i in compared(case, t, comparison.share) if i in wanted] for t in times]
    asked = [(t, modes) for t, modes in zip(times, rows, strict=True) if modes]
    return tuple(map(list, zip(*asked, strict=True))) if asked else (times, None)


def _seen(margin, above, comparison):
    """What floating point has seen of a case, in words."""
    who = "compressed network" if comparison.errors else "mode"
    if above:
        at = f"= {margin.excess:.3e} at t = {margin.excess_time:.6g}"
        return f"largest excess: log({_compared(comparison, margin.excess_mode)}) {at}"
    if margin.margin == 1:
        return (
            f"no {who} that is compared catches up, to rounding: margin 1 to t = {margin.end:.6g}"
        )
    what = "the errors" if comparison.errors else f"mode {margin.mode}"
    return (
        f"tightest margin {margin.margin:.3e} (1: no {who} catches up, 0: one does exactly): "
        f"{what} at t = {margin.time:.6g}"
    )


def _verdict(certificate, mode, comparison):
    """One line: certified below, certified VIOLATION, or not decided."""
    decided = certificate.decided()
    words = {"violated": "above", "undecided": "undecided"}
    shown = [(t, i) for t, i, word in decided if word == words.get(certificate.status)]
    last = [(t, i) for t, i, _ in decided if t == certificate.times[-1]]
    at, mode = shown[0] if shown else next((e for e in last if e[1] == mode), last[0])
    by = certificate.shortfall(certificate.times.index(at), mode)
    quotient = _compared(comparison, mode)
    said = f"= {by.str(10)}" if by.is_finite() else f"has no bounds at {certificate.bits} bits"
    words = f"1 - {quotient} {said} at t = {float(at)!r}"
    count = sum(word != "undecided" for _, _, word in decided)
    whole = number_of(len(decided), "comparison", "comparisons")
    scope = f"{count} of {whole} decided at {certificate.bits} bits"
    found = {
        "below": f"certified: {quotient.replace('/', ' < ')}",
        "violated": "certified VIOLATION",
        "undecided": "not decided",
    }
    return f"{found[certificate.status]}: {words}; {scope}"
