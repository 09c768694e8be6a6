"""The table of surroundings: complete, honest about what it left out, and able to fail."""

import os
import sys

import pytest

from tools import portable, surroundings
from tools.portable import PARTS, Setting, command, main, settings

TABLE = list(settings())
NAMES = [setting.name for setting in TABLE]


def test_the_table_tries_what_has_failed_somewhere():
    assert len(set(NAMES)) == len(NAMES)
    for setting in TABLE:
        assert set(setting.parts) | set(setting.slice) <= set(PARTS), setting.name
        assert setting.parts, setting.name
    assert sum(bool(s.kernel) for s in TABLE) >= 4
    assert sum(bool(s.kernel and s.slice) for s in TABLE) == 1
    assert all(s.environment == {"OPENBLAS_CORETYPE": s.kernel} for s in TABLE if s.kernel)
    sliced = {s.name for s in TABLE if s.slice and not s.kernel}
    assert sliced == {"slow machine", "no home, read-only, no rights", "locale C"}


def test_each_setting_is_what_its_name_says():
    named = {setting.name: setting for setting in TABLE}
    assert named["slow machine"].slow
    assert named["locale C"].environment["LC_ALL"] == "C"
    assert named["locale C"].environment["PYTHONUTF8"] == "0"
    bare = named["no home, read-only, no rights"]
    assert bare.prefix is surroundings.unprivileged
    with pytest.raises(OSError, match="directory"):
        os.makedirs(bare.environment["HOME"])
    assert not any(p.stat().st_mode & 0o222 for p in bare.where().rglob("*.py"))
    assert PARTS["check"] == ("-m", "dlf", "check", "--quiet")
    for threads in (1, 2, 4):
        environment = named[f"BLAS threads {threads}"].environment
        assert environment == {"OPENBLAS_NUM_THREADS": str(threads)}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_slice_has_a_kernel_that_is_not_the_machines_own(machine, monkeypatch):
    monkeypatch.setattr(surroundings.platform, "machine", lambda: machine)
    for own in (*surroundings.kernels(), "", "one that nobody knows"):
        monkeypatch.setattr(portable, "blas_kernels", lambda own=own: [own])
        (sliced,) = (s.kernel for s in settings() if s.kernel and s.slice)
        assert sliced != own


def test_the_machines_own_kernel_is_named():
    from threadpoolctl import threadpool_info

    named = {p.get("architecture") for p in threadpool_info()}
    known = {surroundings.ALIASES.get(name, name) for name in named}
    assert set(surroundings.blas_kernels()) <= known
    assert surroundings.blas_kernels() or named == {None}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_names_files_that_exist(part):
    for word in command(part, sys.executable)[1:]:
        if word.startswith(("tests/", "book/", "tools/", "dlf/")):
            assert (surroundings.ROOT / word).exists(), word


@pytest.fixture
def one(monkeypatch, tmp_path):
    """Run a table of one setting with one part, a line of Python."""

    def go(code, setting=None):
        monkeypatch.setitem(PARTS, "suite", ("-c", code))
        monkeypatch.setattr(portable, "LOGS", tmp_path)
        table = [setting or Setting("one", slice=("suite",), where=lambda: tmp_path)]
        monkeypatch.setattr(portable, "settings", lambda: table)
        return main([])

    return go


@pytest.mark.parametrize(
    ("code", "status", "word", "said"),
    [
        ("print('12 passed, 3 skipped in 1 s')", 0, "PASS", "12 passed, 3 skipped"),
        ("print('12 passed, 1 failed in 1 s'); raise SystemExit(1)", 1, "FAIL", "1 failed"),
        ("print('12 passed'); raise SystemExit(5)", 1, "FAIL", "12 passed"),
        ("raise ValueError('broken')", 1, "FAIL", "broken"),
        (
            "import os; print('1 passed', flush=True); os.kill(os.getpid(), 9)",
            1,
            "FAIL",
            "1 passed",
        ),
    ],
)
def test_a_line_says_what_passed_and_what_failed(one, capsys, code, status, word, said):
    assert one(code) == status
    line = capsys.readouterr().out
    assert line.startswith(word)
    assert said in line


def test_what_cannot_be_tried_is_left_out_and_no_pass(one, capsys, tmp_path):
    def absent():
        raise surroundings.LeftOut("no such thing here")

    setting = Setting("one", slice=("suite",), python=absent)
    assert one("", setting) == 0
    assert capsys.readouterr().out.startswith("left out one")


def test_another_kernel_than_the_one_asked_for_is_left_out(one, capsys):
    setting = Setting("one", slice=("suite",), kernel="NoSuchKernel")
    assert one("", setting) == 0
    assert "BLAS takes" in capsys.readouterr().out


def test_a_changed_working_tree_fails(one, capsys, monkeypatch):
    seen = iter(["", " M dlf/claims/ledger.json"])
    monkeypatch.setattr(portable, "tree", lambda: next(seen))
    assert one("print('1 passed')") == 1
    assert "the working tree changed:  M dlf/claims/ledger.json" in capsys.readouterr().out


def test_variables_reach_the_run_and_none_unsets_one(one, monkeypatch, tmp_path):
    monkeypatch.setenv("GIVEN", "1")
    code = (
        "import os; print('1 passed' if 'GIVEN' not in os.environ and os.environ['NEW'] else 1/0)"
    )
    setting = Setting("one", {"GIVEN": None, "NEW": "yes"}, slice=("suite",))
    assert one(code, setting) == 0


def test_a_part_runs_in_its_folder_behind_its_prefix_with_its_own_package(one, tmp_path):
    code = (
        "import os, sys; here = os.path.realpath(os.getcwd()); "
        f"assert here == {str(tmp_path.resolve())!r} == os.path.realpath(os.environ['PYTHONPATH']);"
        "assert os.environ['MARK'] == '1'; print('1 passed')"
    )
    prefix = lambda: ["env", "MARK=1"]
    setting = Setting("one", slice=("suite",), where=lambda: tmp_path, prefix=prefix)
    assert one(code, setting) == 0


def test_a_slow_setting_has_company(one, monkeypatch):
    seen, busy = [], surroundings.busy
    monkeypatch.setattr(portable, "busy", lambda count: seen.append(count) or busy(1))
    assert one("print('1 passed')", Setting("one", slice=("suite",), slow=True)) == 0
    assert seen == [portable.COMPANY]
    assert portable.COMPANY >= 4


def test_a_setting_that_breaks_fails_and_ends_nothing(one, capsys):
    def broken():
        raise PermissionError("no")

    assert one("", Setting("one", slice=("suite",), where=broken)) == 1
    assert "FAIL     one" in capsys.readouterr().out


def test_a_word_that_no_setting_has_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--only", "no-such-setting"])
    assert stopped.value.code == 2


def test_a_copy_has_every_file_and_can_be_read_only(monkeypatch, tmp_path):
    monkeypatch.setattr(surroundings, "SCRATCH", tmp_path / "with space")
    folder = surroundings.copy("é", read_only=True)
    assert {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()} == set(
        surroundings.files()
    )
    assert (folder / "dlf" / "__init__.py").stat().st_mode & 0o222 == 0
    assert surroundings.copy("é").stat().st_mode & 0o200  # made anew over the read-only one


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no rights to give up on this system")
def test_without_rights_a_read_only_folder_stays_as_it_is(tmp_path):
    import subprocess

    tmp_path.chmod(0o555)
    try:
        words = [*surroundings.unprivileged(), "touch", str(tmp_path / "file")]
        assert subprocess.run(words, capture_output=True).returncode != 0
    finally:
        tmp_path.chmod(0o755)


def test_company_ends_with_the_run(monkeypatch):
    started, popen = [], surroundings.subprocess.Popen
    keep = lambda *words, **rest: started.append(popen(*words, **rest)) or started[-1]
    monkeypatch.setattr(surroundings.subprocess, "Popen", keep)
    with surroundings.busy(2):
        assert [process.poll() for process in started] == [None, None]
    assert None not in [process.poll() for process in started]
    with pytest.raises(RuntimeError), surroundings.busy(1):
        raise RuntimeError
