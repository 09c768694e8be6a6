"""The faults of tools/mutants.py: each is noticed, and only because of the fault."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from mutants import TABLE, noticed  # noqa: E402

COMMANDS = {mutant.command: mutant for mutant in TABLE}


@pytest.mark.parametrize("mutant", COMMANDS.values(), ids=lambda m: " ".join(m.command)[:60])
def test_without_a_fault_nothing_is_noticed(mutant):
    assert noticed(mutant, edited=False) is False


@pytest.mark.parametrize("mutant", TABLE, ids=lambda m: f"{m.path}: {m.after[:40]}")
def test_a_seeded_fault_is_noticed(mutant):
    assert noticed(mutant) is True


def test_the_table_is_large_enough():
    assert len(TABLE) >= 30
    assert len({(mutant.path, mutant.before, mutant.after) for mutant in TABLE}) == len(TABLE)
