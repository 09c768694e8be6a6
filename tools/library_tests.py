"""The files that are tested at both ends of the dependencies' ranges, one a line.

`python -m pytest $(python tools/library_tests.py)` in an environment of one of the two files in
tools/constraints: modules of dlf, for their examples, and tests. A file belongs to them if all that
it imports, at once or on use, itself or through other files of dlf and tests, is pinned there or
comes with Python. So the claims, their checkers and the book are left out: they need more.
"""

import ast
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "tools" / "constraints" / "lowest.txt"
MODULES = {"python-flint": "flint", "scikit-learn": "sklearn", "pillow": "PIL"}


def library_files():
    """Paths relative to ROOT, in order."""
    allowed = {"dlf", "tests", *pinned(), *sys.stdlib_module_names}
    paths = [*(ROOT / "dlf").glob("*.py"), *(ROOT / "tests").glob("test_*.py")]
    paths = [path.relative_to(ROOT) for path in paths]
    return sorted(p for p in paths if needed(".".join(p.with_suffix("").parts)) <= allowed)


def pinned():
    """The names under which what PINS lists is imported."""
    names = [
        line.partition("==")[0] for line in PINS.read_text("utf-8").splitlines() if "==" in line
    ]
    return {MODULES.get(name, name) for name in names}


def needed(module):
    """The top-level names that a module of this repository imports, itself or through others."""
    reached, waiting = set(), {module}
    while waiting:
        reached |= waiting
        waiting = set().union(*map(imported, waiting)) - reached
    return {name.partition(".")[0] for name in reached}


@cache
def imported(module):
    """What a module or any file of a package imports; nothing if it is not of this repository."""
    names = set()
    for path in files(module):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {".".join(name.split(".")[:2]) for name in names}  # dlf.verify for dlf.verify.tags


def files(module):
    folder = ROOT.joinpath(*module.split("."))
    if module in ("dlf", "tests"):  # to import these is not to import all that is in them
        return [folder / "__init__.py"]
    return [*folder.glob("*.py")] or [p for p in [folder.with_suffix(".py")] if p.is_file()]


if __name__ == "__main__":
    print(*library_files(), sep="\n")
