"""Other surroundings for a run: copies of the tree, company, fewer rights, another Python."""

import os
import platform
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRATCH = ROOT / "_build" / "surroundings"
X86 = ("Prescott", "Nehalem", "Sandybridge", "Haswell", "Zen", "SkylakeX")
ARM = ("ARMV8", "CORTEXA57", "NEOVERSEN1", "NEOVERSEV1")


ALIASES = {"Katmai": "Prescott"}  # OpenBLAS gives one kernel the name of an older one


class LeftOut(Exception):
    """This machine cannot try a setting; the text says why."""


def kernels():
    """The OpenBLAS kernels worth trying on this family of processors."""
    return ARM if platform.machine() in ("aarch64", "arm64") else X86


def blas_kernels():
    """The kernels that NumPy's BLAS and SciPy's compute with, those without a name left out."""
    import scipy.linalg  # noqa: F401  a BLAS must be loaded to be asked
    from threadpoolctl import threadpool_info

    found = {p.get("architecture") for p in threadpool_info() if p["user_api"] == "blas"}
    return sorted(ALIASES.get(name, name) for name in found - {None})


def cpu_features():
    """The vector extensions that NumPy would use here beyond its baseline."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    return " ".join(name for name in __cpu_dispatch__ if __cpu_features__[name])


def files():
    """The files of the working tree that git knows or would add; all of them without git."""
    if not (ROOT / ".git").exists():
        skip = {"_build", ".venv", "__pycache__"}
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return [path for path in found if not skip & set(path.parts)]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def copy(name, *, read_only=False):
    """A fresh copy of the working tree as it is, without git."""
    folder = _fresh(name)
    for path in files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    if read_only:
        for path in [*folder.rglob("*"), folder]:
            path.chmod(path.stat().st_mode & ~0o222)
    return folder


def clone(name, configuration):
    """A fresh clone of what is committed, with one setting of git."""
    if not (ROOT / ".git").exists():
        raise LeftOut("no git history to clone")
    folder = _fresh(name)
    command = ["git", "clone", "-q", "-c", configuration, ROOT.as_uri(), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def _fresh(name):
    folder = SCRATCH / name
    try:
        os.fsencode(folder)
    except UnicodeEncodeError:
        raise LeftOut("this locale has no such names of files") from None
    if folder.exists():
        for path in [folder, *(p for p in folder.rglob("*") if p.is_dir())]:
            path.chmod(0o755)
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


@contextmanager
def busy(count):
    """Inside, as many processes do nothing but compute; they end with this one, however it ends."""
    alone = f"import os\nwhile os.getppid() == {os.getpid()}: pass"
    company = [subprocess.Popen([sys.executable, "-c", alone]) for _ in range(count)]
    try:
        yield
    finally:
        for process in company:
            process.kill()
            process.wait()


def unprivileged():
    """Words in front of a command that take root's right to write everywhere; [] for others."""
    if not hasattr(os, "geteuid"):
        raise LeftOut("rights of this system are not known here")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        raise LeftOut("root needs setpriv (util-linux) to give up its rights")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


def virtual_environment(number, requirements):
    """The interpreter of a fresh environment with a Python version and a file of pins.

    Raises:
        LeftOut: no such Python, or the packages cannot be had.
    """
    python = _interpreter(number)
    folder = _fresh(f"python {number} {Path(requirements).stem}")
    made = subprocess.run([python, "-m", "venv", str(folder)], capture_output=True)
    if made.returncode:
        raise LeftOut(f"Python {number} here makes no virtual environments")
    found = folder / "bin" / "python"
    install = [str(found), "-m", "pip", "install", "--quiet", "-r", str(ROOT / requirements)]
    done = subprocess.run(install, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["pip failed"]
        raise LeftOut(f"packages of {requirements}: {said[-1][:100]}")
    return str(found)


def _interpreter(number):
    """A Python of this version that runs; shims may stand on the path without one behind them."""
    homes = (Path.home() / ".pyenv" / "versions").glob(f"{number}*/bin/python")
    for candidate in (shutil.which(f"python{number}"), *map(str, sorted(homes))):
        if (
            candidate
            and subprocess.run([candidate, "--version"], capture_output=True).returncode == 0
        ):
            return candidate
    raise LeftOut(f"no Python {number} on this machine")
