"""What must not matter: terminal, locale, home, compiler, pipes, what is installed, line ends."""

import ast
import json
import os
import pty
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest

from dlf._support import compiled_loops, progress_bar
from dlf.verify import AssertsOff, require_asserts
from tests import ROOT, sampled

PYTHON = {"encoding": "utf-8", "errors": "replace", "cwd": ROOT}
SOURCES = [
    path
    for folder in ("dlf", "tools", "tests", "benchmarks", "book/_ext")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


def run(*command, **environment):
    """A command of this interpreter; a variable that is None is unset."""
    variables = {k: v for k, v in {**os.environ, **environment}.items() if v is not None}
    return subprocess.run([sys.executable, *command], capture_output=True, env=variables, **PYTHON)


# bars


BAR = """
from dlf._support import progress
progress._DELAY = 0.0
with progress.progress_bar(3, None, "three steps") as bar:
    for _ in range(3):
        bar.update()
"""


def test_no_bar_reaches_a_file_or_a_pipe():
    done = run("-c", BAR)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_bar_is_shown_on_a_terminal():
    reader, writer = pty.openpty()
    subprocess.run([sys.executable, "-c", BAR], stderr=writer, cwd=ROOT, check=True)
    os.close(writer)
    assert b"three steps: 100%" in os.read(reader, 10_000)
    os.close(reader)


LONG_STEP = """
import time
from dlf._support import progress
progress._DELAY, progress._TICK = 0.1, 0.1
with progress.progress_bar(1, None, "one step") as bar:
    while bar.delay:
        time.sleep(0.01)
"""


def test_a_bar_comes_while_its_first_step_takes():
    reader, writer = pty.openpty()
    subprocess.run([sys.executable, "-c", LONG_STEP], stderr=writer, cwd=ROOT, timeout=60)
    os.close(writer)
    assert b"one step:   0%" in os.read(reader, 10_000)
    os.close(reader)


def test_a_bar_waits(monkeypatch):
    """A run of a second needs none."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress_bar(3, None, "three steps") as bar:
        assert not bar.disable
        assert bar.delay >= 1


def test_a_bar_that_is_asked_for_is_shown(capsys):
    with progress_bar(1, True, "one step") as bar:
        bar.update()
    assert "one step: 100%" in capsys.readouterr().err
    with progress_bar(1, False, "one step") as bar:
        bar.update()
    assert capsys.readouterr().err == ""


def test_only_one_place_and_the_tools_make_bars():
    """A bar made elsewhere would not ask whether stderr is a terminal."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tqdm":
                assert "disable" in {k.arg for k in node.keywords}, f"{path}:{node.lineno}"
                assert "dlf" not in path.relative_to(ROOT).parts[0] or path.stem == "progress"


# asserts


def test_a_run_without_asserts_is_refused():
    require_asserts()
    with pytest.raises(AssertsOff, match="nothing would be checked"):
        require_asserts(False)


@pytest.fixture
def false_chapter(tmp_path):
    code = nbformat.v4.new_code_cell("assert 1 == 2\nprint('PASS')")
    path = tmp_path / "chapter.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[code]), path)
    return path


CHECKING = [
    ("tools/run_notebooks.py", "CHAPTER"),
    ("-m", "dlf", "check", "R3TE", "--jobs", "1"),
    ("-m", "pytest", "tests/test_factors.py", "-p", "no:cacheprovider"),
    ("-m", "pytest", "--nbval", "CHAPTER", "-p", "no:cacheprovider", "-c", "pyproject.toml"),
    ("-c", "import dlf.claims.notebook"),
    ("-c", "from dlf.claims import claim; claim('P2FQ').show('shared-term')"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    sampled(CHECKING, 5),
    ids=lambda command: " ".join(command[:3]),
)
def test_what_checks_refuses_to_run_without_asserts(command, false_chapter):
    command = [str(false_chapter) if word == "CHAPTER" else word for word in command]
    before = false_chapter.read_bytes()
    done = run(*command, PYTHONOPTIMIZE="1")
    assert done.returncode != 0
    # pytest has a word of its own, before it reads any of our files
    assert re.search("asserts are switched off|assert statements are not exec", done.stderr)
    assert false_chapter.read_bytes() == before


def test_with_asserts_a_false_chapter_fails(false_chapter):
    assert run("tools/run_notebooks.py", str(false_chapter)).returncode != 0
    assert "PASS" not in "".join(nbformat.read(false_chapter, 4).cells[0].get("outputs", []))


def test_an_output_that_would_change_is_named(tmp_path):
    """`--check` compares and stores nothing."""
    shown = nbformat.v4.new_output("stream", name="stdout", text="2\n")
    code = nbformat.v4.new_code_cell("print(1 + 1)", outputs=[shown])
    path = tmp_path / "chapter.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[code]), path)
    assert run("tools/run_notebooks.py", "--check", str(path)).returncode == 0
    code.outputs[0].text = "3\n"
    nbformat.write(nbformat.v4.new_notebook(cells=[code]), path)
    before = path.read_bytes()
    done = run("tools/run_notebooks.py", "--check", str(path))
    assert done.returncode == 1
    assert "chapter.ipynb: cells [0] differ" in done.stderr
    assert path.read_bytes() == before


def test_a_run_says_which_chapter_and_what_became_of_it_and_nothing_of_the_kernel(tmp_path):
    path = tmp_path / "chapter.ipynb"
    late = "import atexit, os\natexit.register(os.write, 2, b'late')"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(late)]), path)
    for became in ("stored", "as it was"):
        done = run("tools/run_notebooks.py", str(path))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == ["chapter.ipynb ...", f"chapter.ipynb: {became}"]


@pytest.mark.parametrize("name", ["README.md", "no-such-file.ipynb", "book"])
def test_what_is_no_notebook_is_named(name):
    done = run("tools/run_notebooks.py", name)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(f"error: no notebook: {name}")


# the compiler


RUNS = """
import numpy as np, dlf
rng = np.random.default_rng(3)
target = rng.standard_normal((9, 3)) @ rng.standard_normal((3, 8))
observed = rng.random(target.shape) < 0.7
observed[:, 0] = observed[0] = True
objective = dlf.Completion.from_dense(target, observed)
start = dlf.compress(objective, depth=3, rank=3, init_scale=0.1)
sampled = dlf.sampled_descent(objective, start, 40, learning_rate=0.01)
sensing = dlf.Sensing(rng.standard_normal((70, 9, 8)), rng.standard_normal(70))
full = dlf.orthogonal((8, 9, 9), init_scale=0.5, rng=rng)
square = dlf.orthogonal((6, 6, 6, 6), init_scale=0.3, rng=rng)
matrix = dlf.Factorization(np.diag([1.0, 0.5, 0, 0, 0, 0]))
reduced = dlf.reduced_descent(matrix, square, 30, learning_rate=0.1, momentum=0.5)
narrow = dlf.compressed_descent(matrix, 30, depth=3, rank=2, init_scale=0.1, learning_rate=0.1)
flow = dlf.gradient_flow(matrix, square, [0.0, 1.0])
found = [sampled.losses[-1], flow.losses[-1],
         sensing.value(target), *sensing.gradient(target).ravel()[:5],
         *sensing.surrogate().ravel()[:3], *reduced.losses[-3:], *narrow.losses[-3:],
         *dlf.gradient(sensing, full)[0].ravel()[:3]]
print(*(float(x).hex() for x in found))
"""


@pytest.fixture(scope="module")
def compiled_runs():
    done = run("-c", RUNS)
    assert done.stderr == ""
    return numbers(done)


def numbers(done):
    assert done.returncode == 0, done.stderr
    return [float.fromhex(word) for word in done.stdout.split()]


def test_without_a_compiler_the_plain_loops_run_with_a_warning(compiled_runs):
    done = run("-c", RUNS, NUMBA_DISABLE_JIT="1")
    assert numbers(done) == pytest.approx(compiled_runs, rel=1e-10, abs=1e-12)
    assert done.stderr.count("NUMBA_DISABLE_JIT is set") == 1


@pytest.mark.slow
def test_a_package_that_nothing_can_be_written_beside_is_compiled_anew(compiled_runs, tmp_path):
    """In a zip, with Numba's one place that needs NUMBA_CACHE_DIR and without it."""
    with zipfile.ZipFile(tmp_path / "dlf.zip", "w") as archive:
        for path in (ROOT / "dlf").rglob("*.py"):
            archive.write(path, path.relative_to(ROOT))
    head = f"import sys; sys.path.insert(0, {str(tmp_path / 'dlf.zip')!r})"
    tail = "assert '.zip' in dlf.__file__"
    locators = {"NUMBA_CACHE_LOCATOR_CLASSES": "UserProvidedCacheLocator", "NUMBA_CACHE_DIR": ""}
    done = run("-c", f"{head}\n{RUNS}\n{tail}", **locators)
    assert numbers(done) == compiled_runs
    assert done.stderr == ""


class Failing:
    """A cache on a full disk, with a damaged file."""

    def load_overload(self, *_):
        raise EOFError("Ran out of input")

    def save_overload(self, *_):
        raise OSError(28, "No space left on device")


def test_a_cache_that_fails_ends_no_run():
    from dlf._support.compiling import _Cache

    cache = _Cache(Failing())
    assert cache.load_overload("signature", "context") is None
    assert cache.save_overload("signature", "data") is None
    assert isinstance(compiled_loops().descend._cache, _Cache)


# locale and encodings


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": None}


@pytest.mark.parametrize(
    "command",
    sampled(
        [
            ("show", "JANJ"),
            ("list",),
            ("cite", "P2FQ"),
            ("graph",),
            ("check", "R3TE", "--jobs", "1"),
        ],
        5,
    ),
    ids=lambda command: command[0],
)
def test_the_commands_run_in_the_locale_c(command):
    done = run("-m", "dlf", *command, **ASCII)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_graph_is_written_in_the_locale_c(tmp_path):
    done = run("-m", "dlf", "graph", "--output", str(tmp_path / "g.svg"), **ASCII)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "g.svg").read_text("ascii").startswith("<svg")


def test_every_file_is_read_and_written_in_a_named_encoding():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", "")
            if name in ("read_text", "write_text"):
                named = len(node.args) > (name == "write_text")
                assert named or "encoding" in {k.arg for k in node.keywords}, (
                    f"{path}:{node.lineno}"
                )


# threads


@pytest.mark.skipif(os.cpu_count() == 1, reason="one core has one thread anyway")
def test_a_check_has_one_blas_thread():
    """Whatever the caller asked for; two of them wait for each other on a busy machine."""
    code = (
        "from dlf import claims; from dlf.verify.verdict import Verdict\n"
        "import threadpoolctl as t\n"
        "def one():\n"
        "    found = {p['num_threads'] for p in t.threadpool_info() if p['user_api'] == 'blas'}\n"
        "    return Verdict('measured', str(found), rigorous=False)\n"
        "object.__setattr__(claims.all_claims()['R3TE'].steps[0], 'check', one)\n"
        "print(claims.check(['R3TE'], jobs=1)[0].steps[0].verdict.how)"
    )
    done = run("-c", code, OPENBLAS_NUM_THREADS="2")
    assert done.stdout == "{1}\n", done.stderr


def test_a_chapter_has_one_blas_thread():
    code = (
        "import numpy, dlf.claims.notebook, threadpoolctl as t\n"
        "print({p['num_threads'] for p in t.threadpool_info() if p['user_api'] == 'blas'})"
    )
    assert run("-c", code, OPENBLAS_NUM_THREADS="2").stdout == "{1}\n"


# line ends


@pytest.fixture(scope="module")
def windows(tmp_path_factory):
    """A clone as Git for Windows makes it, of what is committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git history to clone")
    folder = tmp_path_factory.mktemp("windows") / "clone"
    command = ["git", "clone", "-q", "-c", "core.autocrlf=true", "--depth", "1"]
    subprocess.run([*command, ROOT.as_uri(), str(folder)], check=True, capture_output=True)
    return folder


def test_a_clone_on_windows_has_the_same_bytes(windows):
    done = run("-I", "-S", str(windows / "tools" / "recheck.py"), str(windows / "dlf" / "claims"))
    assert done.returncode == 0, done.stdout
    assert subprocess.run(["bash", "-n", str(windows / ".ci" / "run")]).returncode == 0
    text = json.loads((windows / "dlf" / "claims" / "ledger.json").read_text("utf-8"))
    assert text["claims"]
    for path in windows.rglob("*"):
        if path.suffix in (".py", ".json", ".txt", ".ipynb", ".md", ".toml", ".yml", ".js", ".css"):
            assert b"\r\n" not in path.read_bytes(), path


def test_no_file_names_a_place_that_only_one_machine_has():
    """`make test` is written for everybody: no path of a home or of a scratch folder."""
    for path in SOURCES:
        assert not re.search(r"[\"'(](/home|/root|/Users)/", path.read_text("utf-8")), path
