"""The faults of tools/mutants.py: each is noticed, and only because of the fault."""

import pytest

from tools.faults import BY_KIND
from tools.mutants import KINDS, ROOT, TABLE, noticed

# `make mutants` runs all of them
SAMPLE = [mutant for mutant in TABLE if mutant.kind not in BY_KIND][::12]
SAMPLE += [next(mutant for mutant in TABLE if mutant.kind == kind) for kind in BY_KIND]
COMMANDS = {mutant.command: mutant for mutant in SAMPLE}


def named(mutant):
    return f"{mutant.path}: {mutant.after[:40]}"


def share_of(k):
    """A quarter of the sample, as a class: the test runner gives a class to one process."""

    class Share:
        @pytest.mark.slow
        @pytest.mark.parametrize("mutant", SAMPLE[k::4], ids=named)
        def test_a_seeded_fault_is_noticed(self, mutant):
            assert noticed(mutant) is True

    return Share


TestFirstShare, TestSecondShare, TestThirdShare, TestFourthShare = map(share_of, range(4))


@pytest.mark.slow
@pytest.mark.parametrize(
    "mutant", [*COMMANDS.values()][1::8], ids=lambda m: " ".join(m.command)[:60]
)
def test_without_a_fault_nothing_is_noticed(mutant):
    assert noticed(mutant, edited=False) is False


def test_the_table_is_large_enough():
    assert len(SAMPLE) >= 30
    assert len({(mutant.path, mutant.before, mutant.after) for mutant in TABLE}) == len(TABLE)


def test_every_kind_has_several_faults():
    """One that is caught says little about its kind."""
    assert {mutant.kind for mutant in TABLE} == set(KINDS)
    for kind in KINDS:
        assert sum(mutant.kind == kind for mutant in TABLE) >= 3, kind


def test_every_fault_of_the_table_can_be_seeded():
    """Its place is found once in the file as it is, the sampled ones and the others."""
    for mutant in TABLE:
        found = (ROOT / mutant.path).read_text("utf-8").count(mutant.before)
        assert found == 1, (mutant.path, mutant.before)
