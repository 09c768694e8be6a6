"""All claims under their tags: look one up, run them, record what was found."""

import difflib
import json
from functools import cache
from pathlib import Path

from dlf._support import COMMAND, in_processes, one_thread, progress_bar
from dlf.claims import dynamics, neighbours, networks, pruning, recovery
from dlf.claims.formal import PROOFS, PROSE
from dlf.claims.view import ClaimView
from dlf.verify import (
    Result,
    StepResult,
    formal,
    fresh_seeds,
    ledger,
    measured,
    require_asserts,
    run,
    sharpness,
    tags,
)

FOLDER = Path(__file__).parent
LEDGER = FOLDER / "ledger.json"
MEASURED = FOLDER / "measured.json"
CERTIFICATES = FOLDER / "certificates"
TAGS = FOLDER / "tags.txt"
_DAMAGED = "{} is damaged: restore it from git, or write it again with `make record`"
PARTS = (dynamics, recovery, networks, pruning, neighbours)  # of the book, in its order


@cache
def registered():
    """The tags as read from their file."""
    return tags.parse(TAGS.read_text("utf-8"))


@cache
def all_claims():
    """tag -> Claim, in the order of the book.

    Raises:
        KeyError: a claim without tag. ValueError: a tag in use without claim.
    """
    found = {
        registered().of(c.name): c
        for part in PARTS
        for module in part.MODULES
        for c in module.CLAIMS
    }
    lost = set(registered().names) - set(registered().retired) - set(found)
    if lost:
        raise ValueError(
            f"tags without claim, neither retired: {sorted(lost)}: write the claim, or take the "
            f"last line out of {TAGS} if `tag` has just added it"
        )
    PROSE.update({tag: c.hash for tag, c in found.items()})
    return found


def claim(key):
    """The claim of a tag (or of a readable name), with `show(step)` and `check()`.

    Raises:
        KeyError: no such claim; the message suggests the nearest ones.
    """
    tag = find(key)
    return ClaimView(tag, all_claims()[tag])


def find(key):
    """The tag of a tag in any case or of a name; KeyError suggests the nearest ones."""
    known = {tag.lower(): tag for tag in all_claims()}
    known |= {c.name: tag for tag, c in all_claims().items()}
    if key.lower() in known:
        return known[key.lower()]
    reason = registered().retired.get(key.upper())
    if reason:
        raise KeyError(f"{key.upper()} is retired: {reason}")
    near = difflib.get_close_matches(key.lower(), known, n=3, cutoff=0.3)
    nearest = ", ".join(f"{known[k]} ({all_claims()[known[k]].name})" for k in near)
    raise KeyError(f"no claim {key!r}; nearest: {nearest or f'none, see `{COMMAND} list`'}")


def recorded():
    """The ledger as committed.

    Raises:
        FileNotFoundError: it was never recorded. ValueError: the file is damaged.
    """
    found = _read(LEDGER)
    if not found.keys() >= {"tools", "claims"}:
        raise ValueError(_DAMAGED.format(LEDGER))
    return found


def recorded_residuals():
    """What experiments measured, as committed: tag -> step -> residual, tolerance, factor.

    Raises:
        FileNotFoundError: it was never recorded. ValueError: the file is damaged.
    """
    return _read(MEASURED)


def residuals(results):
    """The same of Results."""
    return {registered().of(r.claim.name): measured.residuals(r) for r in results}


def _each(work, jobs, progress):
    """tag, call(*rest) for each (tag, call, *rest) of `work`, in processes, with a bar; in order.

    Raises:
        AssertsOff: under python -O, where asserts check nothing.
    """
    require_asserts()
    running = in_processes((call for _, *call in work), jobs)
    with progress_bar(len(work), progress, "claims") as bar:
        for (tag, *_), found in zip(work, running, strict=True):
            yield tag, found
            bar.update()


def _verdicts(tag, known, place):
    """The verdicts alone, which unlike the claims' functions travel between processes."""
    with one_thread(), formal.one_build(place):
        result = run(all_claims()[tag], known, sharp=True)
    return result.satisfied, [(r.verdict, r.wrong, r.edges) for r in result.steps]


def _known_claims():
    """The entries of the record, {} if there is none or it is damaged: recording mends it."""
    try:
        return recorded()["claims"]
    except (FileNotFoundError, ValueError):
        return {}


def _sharpness(tag, entries, *, changed):
    """step -> its recorded sharpness; without the steps that have changed since, if so asked."""
    steps = entries.get(tag, {}).get("steps", {})
    same = lambda s: steps[s.name].get("source") == s.digest(ledger.PACKAGE)
    return {
        s.name: sharpness.known(steps[s.name].get("nearest", ()))
        for s in all_claims()[tag].steps
        if s.name in steps and (changed or same(s))
    }


def _result(tag, satisfied, verdicts):
    one = all_claims()[tag]
    steps = zip(one.steps, verdicts, strict=True)
    return Result(one, satisfied, tuple(StepResult(s, *found) for s, found in steps))


def check(selected=None, *, jobs=1, progress=None, search=False):
    """Run claims; a list of Results in the order of the book.

    Args:
        selected: tags; all if None.
        search: seek the nearest refuted values of steps that have changed since the record, where
            else the recorded ones are tried.
        jobs: processes (joblib); -1 is one a core.
        progress: True or False; None: a bar on a terminal once two seconds have passed.

    Raises:
        AssertsOff: under python -O, where asserts check nothing.
        ValueError: jobs is 0.
    """
    if jobs == 0:
        raise ValueError("jobs must be a number of processes, or -1 for one a core, not 0")
    chosen, entries = list(all_claims()) if selected is None else list(selected), _known_claims()
    proved = [tag for tag in chosen if _formal_steps(tag)]
    with formal.one_build() as place:
        known = {tag: _sharpness(tag, entries, changed=not search) for tag in chosen}
        work = [(tag, _verdicts, tag, known[tag], place) for tag in chosen]
        if len(proved) > 1:  # while Coq is asked about them all, the others are run
            work.sort(key=lambda one: one[0] in proved)
            work.insert(0, (None, _ask_ahead, proved, place))
        found = dict(_each(work, jobs, progress))
    return [_result(tag, *found[tag]) for tag in chosen]


def _formal_steps(tag):
    return [s for s in all_claims()[tag].steps if isinstance(s, formal.FormalStep)]


def _ask_ahead(tags, place):
    with formal.one_build(place):
        PROOFS.ask_ahead([s for tag in tags for s in _formal_steps(tag)])


def _experiments(tag):
    """The steps of a claim that the record does not call proved."""
    steps = recorded()["claims"].get(tag, {}).get("steps", {})
    return [s for s in all_claims()[tag].steps if steps.get(s.name, {}).get("status") != "proved"]


def _measured_verdicts(tag):
    """step -> verdict, for the steps of a claim that were measured."""
    with one_thread():
        return {s.name: s.run() for s in _experiments(tag)}


def _fresh_verdicts(tag, root, number):
    """step -> verdict on `number` fresh draws, for the steps of a claim that were measured."""
    with fresh_seeds(root, number):
        return _measured_verdicts(tag)


def measure_again(selected=None, *, jobs=1, progress=None):
    """Run every experiment, no proof and no wrong variant: tag -> step -> Verdict.

    Args:
        selected: tags; all if None.
        jobs, progress: as for `check`.

    Raises:
        AssertsOff: under python -O.
    """
    chosen = all_claims() if selected is None else selected
    work = [(tag, _measured_verdicts, tag) for tag in chosen if _experiments(tag)]
    return dict(_each(work, jobs, progress))


def draw_afresh(selected=None, *, root, number, jobs=1, progress=None):
    """Run every experiment on draws that nobody has seen: tag -> step -> Verdict.

    Args:
        selected: tags; all if None.
        root: the seed from which the seeds of the draws are spawned.
        number: draws of each experiment.
        jobs, progress: as for `check`.

    Raises:
        AssertsOff: under python -O. ValueError: number < 1, root < 0.
    """
    if number < 1 or root < 0:
        raise ValueError(f"fresh draws need a number >= 1 and a seed >= 0, not {number}, {root}")
    chosen = list(all_claims()) if selected is None else list(selected)
    work = [(tag, _fresh_verdicts, tag, root, number) for tag in chosen]
    found = _each(work, jobs, progress)
    return {tag: verdicts for tag, verdicts in found if verdicts}


def record(results):
    """Write ledger, certificates and residuals of all claims; returns the ledger.

    A recorded residual stays where the new one agrees with it.
    """
    book, found = ledger.build(results, registered().of)
    seen = measured.merged(_known_residuals(), residuals(results))
    CERTIFICATES.mkdir(exist_ok=True)
    for old in CERTIFICATES.glob("*.json"):
        old.unlink()
    for tag, data in found.items():
        _write(CERTIFICATES / f"{tag}.json", data)
    _write(MEASURED, seen)
    _write(LEDGER, book)
    return book


def _read(path):
    """The object in a JSON file of the record."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:  # no JSON, or no text
        raise ValueError(_DAMAGED.format(path)) from error
    if not isinstance(found, dict):
        raise ValueError(_DAMAGED.format(path))
    return found


def _known_residuals():
    """Those of the record, {} if there is none or it is damaged: recording mends it."""
    try:
        return recorded_residuals()
    except (FileNotFoundError, ValueError):
        return {}


def _write(path, data):
    path.write_text(ledger.dumps(data), "utf-8", newline="\n")  # the same bytes on every system
