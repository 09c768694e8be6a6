"""The checks under other processors' arithmetic, on slow machines, without a home: one line each.

A setting passes if everything it runs passes and the working tree is as it was. What a machine
cannot try (a kernel that its processor lacks, a Python that is not installed) is "left out", which
is no pass. Output is kept in _build/portable/.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from tools.library_tests import library_files
from tools.surroundings import (
    ROOT,
    LeftOut,
    blas_kernels,
    busy,
    clone,
    copy,
    cpu_features,
    kernels,
    unprivileged,
    virtual_environment,
)

LOGS = ROOT / "_build" / "portable"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadscope")
# seeded faults and the built pages hang on no processor, and this script is one of the tests
ELSEWHERE = ("tools/test_mutants.py", "tools/test_portable.py", "book")
SHOWS_BARS = "dynamics/invariant-subspace"  # two runs of some seconds on an idle machine
NUMBERS = (
    *("_support", "chain", "exact", "dynamics", "domination", "reduction", "pruning", "recovery"),
    *("networks", "neighbours"),
    *("verify", "test_aliasing.py"),
    *(f"tools/test_{n}.py" for n in ("completion", "factorization", "movielens", "sensing")),
)
PARTS = {
    "suite": (
        *(*PYTEST, "-m", "not slow", "tests", "dlf"),
        *(f"--ignore=tests/{name}" for name in ELSEWHERE),
    ),
    "numbers": (*PYTEST, *(f"tests/{name}" for name in NUMBERS), "dlf"),
    "library": ("-m", "pytest", "-q", "-p", "no:cacheprovider", "LIBRARY"),
    "notebooks": (*PYTEST, "--nbval", "book"),
    "stored": ("tools/run_notebooks.py", "--check"),  # figures too, which nbval does not compare
    "bars": (*PYTEST, "--nbval", f"book/{SHOWS_BARS}.ipynb"),
    "loops": (*PYTEST, "tests/recovery/test_sampled.py", "tests/reduction", "tests/chain"),
    "ties": (*PYTEST, "tests/domination/test_search.py", "-k", "could_not_decide or ends_with_one"),
    "locale": (*PYTEST, "tests/test_surroundings.py", "-k", "locale"),
    "check": ("-m", "dlf", "check", "--quiet"),
    "measured": ("-m", "dlf", "check", "--quiet", "--measured"),
    "recheck": ("-I", "-S", "tools/recheck.py", "dlf/claims"),
    "book": ("SCRIPT", "jupyter-book", "build", "book", "-W", "-n", "--keep-going", "--all"),
}
EVERYTHING = ("suite", "check", "recheck", "notebooks")
FAR = ("Prescott", "Haswell", "ARMV8", "NEOVERSEN1")  # two of each family, far apart
LIMIT = 3600  # seconds of a part, after which it hangs
COMPANY = 4  # processes that do nothing but compute, beside a slow run


@dataclass(frozen=True)
class Setting:
    """One surrounding, and what runs in it.

    Attributes:
        name: of its line.
        environment: variables; None unsets one.
        parts: what runs with --all, keys of PARTS.
        slice: what runs in the slice that `make test` takes; nothing if empty.
        where: () -> folder to run in, made anew; the working tree if None.
        python: () -> interpreter; the running one if None.
        slow: whether other processes take most of the machine.
        prefix: () -> words in front of each command, that take privileges away.
        kernel: the BLAS kernel that must be in use.
    """

    name: str
    environment: dict = field(default_factory=dict)
    parts: tuple[str, ...] = EVERYTHING
    slice: tuple[str, ...] = ()
    where: object = None
    python: object = None
    slow: bool = False
    prefix: object = None
    kernel: str = ""


def settings():
    """Every setting, those of the slice first.

    Of the kernels it holds one, far from the machine's own, under which all else has run.
    """
    far = next(name for name in FAR if name in kernels() and name not in blas_kernels())
    for name in kernels():
        yield Setting(
            f"kernel {name}",
            {"OPENBLAS_CORETYPE": name},
            parts=("numbers", "check", "stored"),
            slice=("measured", "ties") if name == far else (),
            kernel=name,
        )
    yield Setting("slow machine", slow=True, parts=("notebooks",), slice=("bars",))
    # below a file nobody can make a folder, root neither
    nowhere = {"HOME": f"{os.devnull}/home", "XDG_CACHE_HOME": None, "NUMBA_CACHE_DIR": None}
    yield Setting(
        "no home, read-only, no rights",
        nowhere,
        parts=("library", "recheck"),
        slice=("loops",),
        where=lambda: copy("read only", read_only=True),
        prefix=unprivileged,
    )
    ascii_only = {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    yield Setting("locale C", ascii_only, parts=("suite", "book"), slice=("locale",))
    plain = {"NPY_DISABLE_CPU_FEATURES": cpu_features(), "ATEN_CPU_CAPABILITY": "default"}
    yield Setting("plain vectors", plain, parts=("numbers", "check", "stored"))
    for threads in (1, 2, 4):
        counted = {"OPENBLAS_NUM_THREADS": str(threads)}
        yield Setting(f"BLAS threads {threads}", counted, parts=("numbers",))
    for seed in ("0", "random"):
        yield Setting(f"hash seed {seed}", {"PYTHONHASHSEED": seed}, parts=("suite", "check"))
    yield Setting("time zone", {"TZ": "Pacific/Kiritimati"}, parts=("suite", "book"))
    yield Setting(
        "a path with a space and an accent",
        parts=("suite", "recheck", "book"),
        where=lambda: copy("a päth with spaces"),
    )
    yield Setting(
        "line ends of Windows",
        parts=("suite", "recheck"),
        where=lambda: clone("windows", "core.autocrlf=true"),
    )
    yield Setting("no git", parts=("suite", "book"), where=lambda: copy("no git"))
    for number in sorted({"3.11", "3.12", "3.13"} - {"{}.{}".format(*sys.version_info)}):
        yield Setting(
            f"Python {number}", python=lambda n=number: virtual_environment(n, "requirements.txt")
        )
    for end, number in (("lowest", "3.11"), ("newest", "3.13")):
        pins = f"tools/constraints/{end}.txt"
        yield Setting(
            f"{end} versions of the library",
            parts=("library",),
            python=lambda n=number, file=pins: virtual_environment(n, file),
        )


def command(part, python):
    """The words of a part, for an interpreter."""
    words = list(PARTS[part])
    if words[0] == "SCRIPT":
        return [str(Path(python).parent / words[1]), *words[2:]]
    if "LIBRARY" in words:
        place = words.index("LIBRARY")
        words[place : place + 1] = map(str, library_files())
    return [python, *words]


def summary(part, output, code):
    """What a part has to say, in a few words."""
    if code == 0 and part == "recheck":
        return "certificates verified"
    counts = re.findall(r"(\d+) (passed|failed|skipped|error)s?\b", output.splitlines()[-1])
    if counts:
        return ", ".join(f"{number} {what}" for number, what in counts)
    fine = {"stored": "as they are", "book": "built"}
    fine |= dict.fromkeys(("check", "measured"), "as recorded")
    return fine[part] if code == 0 and part in fine else f"exit status {code}"


def first_failure(output):
    """The first line that says what failed."""
    lines = [line for line in output.splitlines() if re.match(r"FAILED|ERROR|E  ", line)]
    return (lines or output.splitlines()[-1:] or ["no output"])[0][:160]


def run(setting, parts):
    """(passed, words) of one setting.

    Raises:
        LeftOut: this machine cannot try it.
    """
    python = setting.python() if setting.python else sys.executable
    folder = setting.where() if setting.where else ROOT
    prefix = setting.prefix() if setting.prefix else []
    environment = {**os.environ, **setting.environment, "PYTHONPATH": str(folder)}
    environment = {name: value for name, value in environment.items() if value is not None}
    if setting.kernel:
        check_kernel(setting.kernel, python, environment)
    words = []
    with busy(COMPANY) if setting.slow else nothing():
        for part in parts:
            done = subprocess.run(
                [*prefix, *command(part, python)],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                timeout=LIMIT,
            )
            log = LOGS / f"{setting.name} {part}.log".replace("/", "-").replace(" ", "-")
            log.write_text(done.stdout, "utf-8")
            words.append(f"{part} {summary(part, done.stdout or ' ', done.returncode)}")
            if done.returncode:
                return False, "; ".join([*words, first_failure(done.stdout)])
    return True, "; ".join(words)


@contextmanager
def nothing():
    yield


def check_kernel(name, python, environment):
    """LeftOut unless each BLAS that NumPy and SciPy bring along computes with this kernel."""
    code = "from tools.surroundings import blas_kernels; print(*blas_kernels())"
    done = subprocess.run(
        [python, "-c", code], env=environment, capture_output=True, encoding="utf-8"
    )
    if done.stdout.split() != [name]:
        raise LeftOut(f"asked for it, BLAS takes {done.stdout.strip() or 'no kernel by name'}")


def tree():
    """What git says of the working tree: files and a hash of their changes; "" without git."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        return ""
    commands = (["status", "--porcelain"], ["diff", "HEAD"])
    status, diff = (
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout
        for words in commands
    )
    return f"{status.decode(errors='replace')}{hashlib.sha256(diff).hexdigest()}"


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="every setting: two hours on two cores")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="settings whose name has a word")
    parser.add_argument("--list", action="store_true", help="name the settings and what they run")
    options = parser.parse_args(arguments)
    chosen = [s for s in settings() if not options.only or any(w in s.name for w in options.only)]
    parts = {s.name: s.parts if options.all or options.only else s.slice for s in chosen}
    chosen = [s for s in chosen if parts[s.name]]
    if not chosen:
        parser.error(f"no setting has one of {options.only} in its name; see --list")
    if options.list:
        print(*(f"{s.name:36} {', '.join(parts[s.name])}" for s in chosen), sep="\n")
        return 0
    LOGS.mkdir(parents=True, exist_ok=True)
    sys.stdout.reconfigure(errors="backslashreplace")
    failed, before = 0, tree()
    for setting in chosen:
        begun = perf_counter()
        try:
            passed, words = run(setting, parts[setting.name])
        except LeftOut as why:
            passed, words = None, str(why)
        except Exception as error:  # one setting that breaks must not hide the others
            passed, words = False, f"{type(error).__name__}: {error}"
        if (now := tree()) != before:
            passed, words = False, f"the working tree changed: {now}; {words}"
            before = now
        failed += passed is False
        word = {True: "PASS", False: "FAIL", None: "left out"}[passed]
        seconds = perf_counter() - begun
        print(f"{word:8} {setting.name:36} {seconds:5.0f} s  {words}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
