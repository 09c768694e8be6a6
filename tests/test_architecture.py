"""Imports only go down the table of layers; `import dlf` stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dlf"

# module: (layer, third-party modules it may import)
TABLE = {
    "_validate": (0, {"numpy"}),
    "factors": (0, set()),
    "objectives": (0, {"numpy", "scipy"}),
    "exact": (0, {"numpy", "scipy"}),
    "exact_ball": (0, {"flint"}),
    "initialize": (1, {"numpy"}),
    "trajectory": (1, {"numpy"}),
    "landscape": (1, {"numpy", "scipy"}),
    "dynamics": (2, {"numpy", "scipy", "tqdm", "threadpoolctl"}),
    "modes": (2, {"numpy", "scipy"}),
    "__init__": (5, set()),
}
# Inside a layer: input checks serve every module, and exact falls back on exact_ball.
SAME_LAYER = {("objectives", "_validate"), ("exact", "_validate"), ("exact", "exact_ball")}


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
            below = TABLE[rest][0] < layer or (module, rest) in SAME_LAYER
            if not below:
                yield name
        elif root not in third_party and root not in sys.stdlib_module_names:
            yield name


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.stem)
def test_imports_only_go_down(path):
    assert list(violations(path.stem, path.read_text())) == []


def test_every_row_of_the_table_exists():
    assert {path.stem for path in PACKAGE.rglob("*.py")} == set(TABLE)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("factors", "import numpy"),
        ("factors", "from dlf.dynamics import gradient_flow"),
        ("landscape", "from dlf import modes"),
        ("trajectory", "def f():\n    import torch"),
        ("dynamics", "import dlf.modes"),
    ],
)
def test_the_check_refutes_an_import_upwards(module, source):
    assert len(list(violations(module, source))) == 1


def test_import_stays_light():
    code = "import dlf, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    roots = {name.partition(".")[0] for name in loaded.stdout.split()}
    assert "numpy" in roots
    assert roots.isdisjoint({"torch", "sympy", "matplotlib", "flint", "IPython", "ipywidgets"})


def test_files_stay_short():
    assert all(len(path.read_text().splitlines()) <= 400 for path in PACKAGE.rglob("*.py"))
