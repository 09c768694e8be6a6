"""The statements of the book as objects: look one up, show a step, check it live.

>>> from dlf.claims import claim
>>> claim("balancedness").check().status
'partly'
"""

import difflib
import json
from functools import cache
from pathlib import Path

from dlf.claims import (
    completion,
    compressed_network,
    deeper,
    end_to_end,
    faster,
    fit_times,
    gradient_flow,
    invariant_subspace,
    mode_descent,
    one_mode,
    rank_error,
    rate_price,
    real_data,
    sensing,
    separation,
    staircase,
    surrogate,
    two_rates,
    variations,
)
from dlf.claims.view import ClaimView
from dlf.verify import ledger, tags
from dlf.verify.claim import Result, StepResult, run

FOLDER = Path(__file__).parent
LEDGER = FOLDER / "ledger.json"
CERTIFICATES = FOLDER / "certificates"
TAGS = FOLDER / "tags.txt"
MODULES = (
    gradient_flow,
    end_to_end,
    one_mode,
    mode_descent,
    fit_times,
    separation,
    staircase,
    variations,
    invariant_subspace,
    compressed_network,
    rank_error,
    surrogate,
    faster,
    deeper,
    two_rates,
    rate_price,
    sensing,
    completion,
    real_data,
)


@cache
def registered():
    """The tags as read from their file."""
    return tags.parse(TAGS.read_text())


@cache
def all_claims():
    """tag -> Claim, in the order of the book.

    Raises:
        KeyError: a claim without tag. ValueError: a tag in use without claim.
    """
    found = {registered().of(c.name): c for module in MODULES for c in module.CLAIMS}
    lost = set(registered().names) - set(registered().retired) - set(found)
    if lost:
        raise ValueError(f"tags without claim, neither retired: {sorted(lost)}")
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
    raise KeyError(f"no claim {key!r}; nearest: {nearest or 'none, see `python -m dlf list`'}")


def recorded():
    """The ledger as committed.

    Raises:
        FileNotFoundError: it was never recorded.
    """
    return json.loads(LEDGER.read_text())


def _verdicts(tag):
    """The verdicts alone, which unlike the claims' functions travel between processes."""
    result = run(all_claims()[tag])
    return result.satisfied, [(r.verdict, r.wrong) for r in result.steps]


def _result(tag, satisfied, verdicts):
    one = all_claims()[tag]
    steps = zip(one.steps, verdicts, strict=True)
    return Result(one, satisfied, tuple(StepResult(s, *found) for s, found in steps))


def check(selected=None, *, jobs=1, progress=None):
    """Run claims; a list of Results in the order of the book.

    Args:
        selected: tags; all if None.
        jobs: processes (joblib); -1 is one a core.
        progress: True or False; None shows a bar once two seconds have passed.
    """
    from joblib import Parallel, delayed
    from tqdm import tqdm

    chosen = list(all_claims()) if selected is None else list(selected)
    running = Parallel(n_jobs=jobs, return_as="generator")(
        delayed(_verdicts)(tag) for tag in chosen
    )
    delay = 2.0 if progress is None else 0.0
    bar = tqdm(running, "claims", len(chosen), disable=progress is False, delay=delay)
    return [_result(tag, *found) for tag, found in zip(chosen, bar, strict=True)]


def record(results):
    """Write the ledger and the certificates of all claims; returns the ledger."""
    book, found = ledger.build(results, registered().of)
    CERTIFICATES.mkdir(exist_ok=True)
    for old in CERTIFICATES.glob("*.json"):
        old.unlink()
    for tag, data in found.items():
        (CERTIFICATES / f"{tag}.json").write_text(ledger.dumps(data))
    LEDGER.write_text(ledger.dumps(book))
    return book
