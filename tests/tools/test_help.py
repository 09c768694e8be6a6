"""A tool that is asked for help helps, and does nothing else."""

import pytest

from tests import ROOT, sampled
from tests.test_surroundings import run

TOOLS = sorted(
    path.stem for path in ROOT.glob("tools/*.py") if "\nif __name__" in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", sampled(TOOLS, 4))
def test_help_is_all_that_is_done(name):
    done = run("-m", f"tools.{name}", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ")


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_reads_its_options(name):
    """One that looks at none would take --help for its start."""
    assert "argparse" in (ROOT / "tools" / f"{name}.py").read_text("utf-8")
