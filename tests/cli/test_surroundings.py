"""The command line where something is missing, closed, full or not installed."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import dlf
from dlf import claims
from dlf.__main__ import main
from tests import sampled
from tests.test_surroundings import PYTHON, run

PYTHON_QUOTED = shlex.quote(sys.executable)  # a folder on its path may have a space


def test_a_closed_pipe_ends_a_command_quietly():
    command = f"{PYTHON_QUOTED} -u -m dlf list | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, **PYTHON)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
@pytest.mark.parametrize("words", sampled(["list", "check R3TE --jobs 1"], 2))
def test_a_closed_stream_is_no_failure(words, closed):
    command = f"{PYTHON_QUOTED} -m dlf {words} {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, **PYTHON)
    assert (done.returncode, done.stderr) == (0, "")
    assert bool(done.stdout) == (closed != ">&-")


def test_a_full_disk_is_named():
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    done = subprocess.run(
        ["bash", "-c", f"{PYTHON_QUOTED} -u -m dlf list > /dev/full"],
        capture_output=True,
        **PYTHON,
    )
    assert done.returncode == 2
    assert done.stderr == "dlf: output: No space left on device\n"


def test_a_file_that_cannot_be_written_is_named(capsys, tmp_path):
    path = tmp_path / "missing" / "g.svg"
    assert main(["graph", "--output", str(path)]) == 2
    assert capsys.readouterr().err == f"dlf: {path}: No such file or directory\n"


@pytest.mark.parametrize("number", ["0", "-5", "many"])
def test_a_number_of_processes_that_makes_no_sense_is_refused(capsys, number):
    with pytest.raises(SystemExit) as stopped:
        main(["check", "P2FQ", "--jobs", number])
    assert stopped.value.code == 2
    assert "argument --jobs:" in capsys.readouterr().err
    with pytest.raises(ValueError, match="jobs"):
        claims.check(["P2FQ"], jobs=0)


def test_the_version_is_printed(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"dlf {dlf.__version__}\n"
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "--version" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"]], ids=" ".join)
def test_help_loads_no_claim(words):
    """Nor anything else than `import dlf` does."""
    code = (
        "import sys, dlf; before = set(sys.modules); from dlf.__main__ import main\n"
        f"try: main({words})\n"
        "except SystemExit: print(*set(sys.modules) - before, file=sys.stderr)"
    )
    done = run("-c", code)
    assert "usage: .venv/bin/python -m dlf" in done.stdout
    loaded = done.stderr.split()
    assert "dlf.cli.commands" in loaded
    heavy = {"sympy", "numba", "scipy", "numpy", "flint", "joblib", "mpmath", "dlf.claims"}
    assert [name for name in loaded if heavy & {name, name.partition(".")[0]}] == []


WITHOUT = """
import sys
class Missing:
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] == {package!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing)
sys.argv = ["dlf", "list"]
{code}
"""
COMMAND_LINE = "from dlf.__main__ import main; sys.exit(main())"


@pytest.mark.parametrize(
    ("package", "code", "extra"),
    [
        ("sympy", COMMAND_LINE, "check"),
        ("joblib", COMMAND_LINE.replace("main()", "main(['check', 'R3TE'])"), "check"),
        ("joblib", "from dlf.domination import *; search(Space(), seed=0, draws=1)", "check"),
        ("sympy", "import dlf.claims", "check"),
        ("sklearn", "from dlf.recovery import DeepMatrixCompletion", "estimator"),
        ("PIL", "from dlf.recovery import sample_image; sample_image(1, rng=None)", "estimator"),
        ("sklearn", "from dlf.recovery import digits_matrix; digits_matrix()", "estimator"),
        ("torch", "from dlf.networks import DeepLinear", "networks"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(package, code, extra):
    done = run("-c", WITHOUT.format(package=package, code=code))
    last = done.stderr.splitlines()[-1]
    assert done.returncode == (2 if "main(" in code else 1)
    assert f"{package} is not installed" in last
    assert f"python -m pip install 'dlf[{extra}]'" in last
    assert ("Traceback" in done.stderr) == ("main(" not in code)


def test_a_checkout_that_is_not_installed_can_check_and_cite(tmp_path):
    """Metadata is not there to be asked for the version."""
    code = (
        "import importlib.metadata as m, sys; found = m.version\n"
        "def version(name):\n"
        "    if name == 'dlf': raise m.PackageNotFoundError(name)\n"
        "    return found(name)\n"
        "m.version = version\n"
        "from dlf.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    for command in (("cite", "P2FQ"), ("check", "R3TE", "--jobs", "1")):
        assert run("-c", code, *command).returncode == 0
