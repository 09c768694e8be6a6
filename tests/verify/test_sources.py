"""The digest of a step changes with what the step does, and with nothing else."""

import importlib
import sys

import pytest

from dlf import claims
from dlf.verify import ledger, sources

FILES = {
    "__init__.py": "",
    "shared.py": (
        "WEIGHT = 2\n\n\ndef twice(x):\n    return WEIGHT * x\n\n\ndef idle():\n    return 0\n"
    ),
    "part/__init__.py": "",
    "part/steps.py": (
        "import math\n\nfrom room import shared\nfrom room.shared import twice as double\n\n"
        "SEEDS = range(3)\n\n\ndef helper(x):\n    return double(x)\n\n\n"
        "@staticmethod\ndef first(knob=1):\n    return helper(knob) + len(SEEDS) + math.pi\n\n\n"
        "def second(knob=1):\n    return shared.twice(knob)\n"
    ),
}


@pytest.fixture
def digests(tmp_path, monkeypatch):
    """(file, old, new) -> digests of the two steps after this change of the package."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def found(file=None, old="", new=""):
        for name in [name for name in sys.modules if name.split(".")[0] == "room"]:
            del sys.modules[name]
        for one in (sources._tree, sources._definitions, sources._imports):
            one.cache_clear()
        importlib.invalidate_caches()
        for name, text in FILES.items():
            path = tmp_path / "room" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            assert name != file or old in text
            path.write_text(text.replace(old, new) if name == file else text, "utf-8")
        module = importlib.import_module("room.part.steps")
        functions = module.__dict__["first"].__func__, module.second
        return tuple(sources.digest(function, "room") for function in functions)

    yield found
    for one in (sources._tree, sources._definitions, sources._imports):
        one.cache_clear()


@pytest.mark.parametrize(
    ("change", "first", "second"),
    [
        (("part/steps.py", "+ len", "- len"), True, False),  # its own source
        (
            ("part/steps.py", "knob=1):\n    return shared", "knob=2):\n    return shared"),
            False,
            True,
        ),
        (("part/steps.py", "range(3)", "range(2)"), True, False),  # a constant
        (("part/steps.py", "double(x)", "double(-x)"), True, False),  # what it calls
        (("shared.py", "WEIGHT = 2", "WEIGHT = 3"), True, True),  # through two modules
        (("shared.py", "return 0", "return 1"), False, False),  # what it does not call
        (("part/steps.py", "@staticmethod\ndef first", "@staticmethod\n\ndef first"), False, False),
    ],
)
def test_a_digest_follows_what_a_step_calls(digests, change, first, second):
    before, after = digests(), digests(*change)
    assert (before[0] != after[0], before[1] != after[1]) == (first, second)


def test_every_step_of_the_book_has_a_digest_of_its_own():
    """But for machine proofs, whose sources are files."""
    every = (s for one in claims.all_claims().values() for s in one.steps)
    steps = {s.check for s in every if not s.recorded}
    found = {sources.digest(check, ledger.PACKAGE) for check in steps}
    assert len(found) == len(steps)
