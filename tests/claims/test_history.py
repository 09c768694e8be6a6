"""A record written anew checks no less than the one before, unless a reviewed line says why."""

import json
import subprocess

import pytest

from dlf import claims
from dlf.verify.weaker import weaknesses
from tests import ROOT

REASONS = claims.FOLDER / "weaker.txt"
SEPARATOR = " | "


def git(*words):
    run = subprocess.run(
        ["git", "-C", str(ROOT), *words], capture_output=True, encoding="utf-8", check=True
    )
    return run.stdout


def reasons():
    """The weaknesses that somebody has read, with why they may stand."""
    lines = [line for line in REASONS.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    return dict(line.rsplit(SEPARATOR, 1) for line in lines)


def ledgers():
    """The ledgers since reasons are kept, oldest first, the one at hand at last."""
    path = str(claims.LEDGER.relative_to(ROOT))
    begun = git("log", "--diff-filter=A", "--format=%H", "--", str(REASONS.relative_to(ROOT)))
    first = begun.split()[-1:] or ["HEAD"]
    later = git(
        "log", "--first-parent", "--format=%H", "--reverse", f"{first[0]}..HEAD", "--", path
    )
    commits = [*first, *later.split()]
    texts = [git("show", f"{commit}:{path}") for commit in commits]
    found = [json.loads(text)["claims"] for text in (*texts, claims.LEDGER.read_text("utf-8"))]
    return [book for book in found if all(map(_complete, book.values()))]


def _complete(entry):
    """Whether a ledger says what its steps do: the first ones held verdicts alone."""
    return all("source" in step for step in entry["steps"].values())


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git history to compare with")
def test_no_record_is_weaker_than_the_one_before_without_a_reason():
    history, known = ledgers(), reasons()
    for old, new in zip(history, history[1:], strict=False):
        assert [line for line in weaknesses(old, new) if line not in known] == []


def test_every_reason_says_something():
    assert all(len(reason.split()) >= 4 for reason in reasons().values())


@pytest.mark.parametrize("line", ["A000 one: step gone"])
def test_a_line_without_reason_is_no_reason(line, tmp_path, monkeypatch):
    other = tmp_path / "weaker.txt"
    other.write_text(f"# a comment\n\n{line}\n", "utf-8")
    monkeypatch.setattr("tests.claims.test_history.REASONS", other)
    with pytest.raises(ValueError, match="dictionary update"):
        reasons()
