"""Imports only go down the table of layers; `import dlf` stays light."""

import ast
import subprocess
import sys

import pytest

from tests import ROOT

PACKAGE = ROOT / "dlf"

# module: (layer, third-party modules it may import)
TABLE = {
    "_validate": (0, {"numpy"}),
    "factors": (0, set()),
    "objectives": (0, {"numpy", "scipy"}),
    "operators": (0, {"numpy", "scipy"}),
    "exact": (0, {"numpy", "scipy"}),
    "exact_ball": (0, {"flint"}),
    "_kernels": (0, {"numpy", "numba"}),
    "_extras": (0, set()),
    "_plain": (0, {"numpy", "scipy"}),
    "_progress": (0, {"tqdm"}),
    "_version": (0, set()),
    "_threads": (0, {"numba"}),
    "_lanes": (0, {"numba", "llvmlite"}),
    "initialize": (1, {"numpy", "scipy"}),
    "trajectory": (1, {"numpy"}),
    "_tables": (1, {"numpy", "scipy"}),
    "_stopping": (1, {"numpy"}),
    "landscape": (1, {"numpy", "scipy"}),
    "taylor_ball": (1, {"numpy", "flint", "mpmath"}),
    "domination": (1, {"numpy", "scipy"}),
    "domination_ball": (2, {"flint"}),
    "counterexample": (3, {"numpy", "scipy", "joblib"}),
    "dynamics": (2, {"numpy", "scipy", "threadpoolctl"}),
    "modes": (2, {"numpy", "scipy"}),
    "compress": (2, {"numpy"}),
    "invariant": (2, {"numpy"}),
    "reduced": (3, {"numpy"}),
    "aligned": (3, {"numpy"}),
    "sampled": (3, {"numpy", "threadpoolctl"}),
    "problems": (3, {"numpy"}),
    "baselines": (3, {"numpy", "scipy", "threadpoolctl"}),
    "datasets": (3, {"numpy", "sklearn"}),
    "verify": (3, {"numpy", "sympy", "z3", "cvc5", "flint"}),
    "estimator": (4, {"numpy", "sklearn", "threadpoolctl"}),
    "claims": (4, {"numpy", "scipy", "sympy", "flint", "joblib", "threadpoolctl"}),
    "_cli_search": (5, set()),
    "_cli": (6, set()),
    "__init__": (5, set()),
    "__main__": (7, set()),
}
# Inside a layer: input checks serve every module, exact falls back on exact_ball, objectives take
# drawn operators and run compiled loops on threads, the loops are written with vectors, and one of
# the baselines is a descent of its own start.
SAME_LAYER = {("objectives", "_validate"), ("exact", "_validate"), ("exact", "exact_ball")}
SAME_LAYER |= {("operators", "_validate"), ("objectives", "operators"), ("objectives", "_kernels")}
SAME_LAYER |= {("baselines", "sampled"), ("_kernels", "_lanes"), ("_kernels", "_plain")}
SAME_LAYER |= {("objectives", "_threads"), ("_threads", "_validate")}
# The checkers know nothing of the package whose claims they check.
MAY_IMPORT_BELOW = {"verify": set()}


def module_of(path):
    """The row of the table: a file's name, or its folder's within dlf."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "dlf":
            yield from (f"dlf.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            yield node.module


def violations(module, source):
    layer, third_party = TABLE[module]
    for name in imports(source):
        root, _, rest = name.partition(".")
        if root == "dlf":
            other = rest.partition(".")[0]
            below = TABLE[other][0] < layer and other in MAY_IMPORT_BELOW.get(module, TABLE)
            if not below and other != module and (module, other) not in SAME_LAYER:
                yield name
        elif root not in third_party and root not in sys.stdlib_module_names:
            yield name


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_imports_only_go_down(path):
    assert list(violations(module_of(path), path.read_text("utf-8"))) == []


def test_every_row_of_the_table_exists():
    assert {module_of(path) for path in PACKAGE.rglob("*.py")} == set(TABLE)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("factors", "import numpy"),
        ("factors", "from dlf.dynamics import gradient_flow"),
        ("landscape", "from dlf import modes"),
        ("trajectory", "def f():\n    import torch"),
        ("dynamics", "import dlf.modes"),
        ("modes", "from dlf.verify.claim import Claim"),
        ("verify", "from dlf.claims import claim"),
        ("verify", "from dlf.exact import fit_time"),
    ],
)
def test_the_check_refutes_an_import_upwards(module, source):
    assert len(list(violations(module, source))) == 1


def test_import_stays_light():
    code = "import dlf, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    roots = {name.partition(".")[0] for name in loaded.stdout.split()}
    assert "numpy" in roots
    assert roots.isdisjoint(
        {"torch", "sympy", "matplotlib", "flint", "z3", "joblib", "numba", "IPython", "ipywidgets"}
        | {"mpmath", "dask", "distributed", "sklearn", "pandas"}
    )


def test_files_stay_short():
    assert all(len(path.read_text("utf-8").splitlines()) <= 400 for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", sorted((PACKAGE / "claims").glob("*.py")), ids=lambda p: p.stem)
def test_a_residual_that_is_nan_stays_nan(path):
    """max(0.0, nan) is 0.0, a pass; np.max([0.0, nan]) is nan, which `measure` refuses."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("max", "min"):
            numbers = [a.value for a in node.args if isinstance(a, ast.Constant)]
            assert not any(isinstance(a, float) for a in numbers), f"line {node.lineno}"
