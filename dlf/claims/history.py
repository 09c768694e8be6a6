"""What became of a statement from one release to the next, from files of the package.

`releases.json` has an entry for each release: its date, and the hash of every statement in it.
`tools/release.py` writes it; `weaker.txt` says what was later checked less, and why.
"""

import json
from pathlib import Path

FOLDER = Path(__file__).parent


def releases():
    """version -> {"date": ..., "statements": {tag: hash}}, in their order."""
    return json.loads((FOLDER / "releases.json").read_text("utf-8"))


def weaker():
    """(tag, what is checked less, the reason), a row for each line of the file."""
    for line in (FOLDER / "weaker.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            what, reason = line.rsplit(" | ", 1)
            yield *what.split(" ", 1), reason


def of(tag, entry, version, released=None):
    """A line for each event in the life of a statement.

    Args:
        tag, entry: of the ledger.
        version: of the package that asks.
        released: as from `releases`, which is read if it is left out.
    """
    released = releases() if released is None else released
    known = [(v, r["date"], r["statements"].get(tag)) for v, r in released.items()]
    known += [] if version in released else [(version, "not released yet", entry["hash"])]
    lines, before = [], None
    for number, date, found in known:
        if found != before:
            lines.append(f"Version {number} ({date}): {_event(found, before)}.")
        before = found
    return lines + [f"Recorded anew: {what}. {why}." for t, what, why in weaker() if t == tag]


def _event(found, before):
    if found is None:
        return "retired"
    what = "first stated" if before is None else "worded anew"
    return f"{what}, statement hash {found}"
