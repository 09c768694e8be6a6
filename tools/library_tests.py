"""The files that are tested at both ends of the dependencies' ranges, one a line.

`python -m pytest $(python -m tools.library_tests)` in an environment of one of the two files in
tools/constraints: modules of dlf, for their examples, and tests. The claims, their checkers, the
command line, the book and the networks need more packages and are left out.
"""

import argparse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("_support", "chain", "exact", "dynamics", "domination", "reduction", "pruning", "recovery")
ROOMS += ("neighbours",)
NEEDS_MORE = {  # they run the command, read the ledger, or open samples of matplotlib
    *(Path(f"tests/domination/test_{name}.py") for name in ("search", "aims", "proved")),
    Path("tests/recovery/test_imputation.py"),
}


def library_files():
    """Paths relative to ROOT, in order."""
    modules = (path for room in ROOMS for path in (ROOT / "dlf" / room).glob("*.py"))
    tests = (path for room in ROOMS for path in (ROOT / "tests" / room).glob("test_*.py"))
    alone = ROOT / "dlf" / "__init__.py", ROOT / "tests" / "test_errors.py"
    found = {path.relative_to(ROOT) for path in (*modules, *tests, *alone)}
    return sorted(found - NEEDS_MORE)


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m tools.library_tests", description=__doc__).parse_args()
    print(*library_files(), sep="\n")
