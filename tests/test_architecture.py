"""The house: imports go down, through doors, and in no circle; `import dlf` stays light."""

import ast
import re
import subprocess
import sys

import pytest

from tests import ROOT
from tools import house

FOLDERS = [room for room in house.ROOMS if not room.startswith("__")]


@pytest.mark.parametrize(
    "path", house.sources(), ids=lambda path: str(path.relative_to(house.PACKAGE))
)
def test_imports_go_down_and_through_doors(path):
    found = house.violations(house.room_of(path), path.read_text("utf-8"))
    assert list(found) == []


def test_every_room_of_the_table_exists_and_no_other():
    assert {house.room_of(path) for path in house.sources()} == set(house.ROOMS)
    inside = {p.name for p in house.PACKAGE.iterdir() if p.name != "__pycache__"}
    assert inside == {*FOLDERS, "__init__.py", "__main__.py"}


@pytest.mark.parametrize("room", FOLDERS)
def test_no_circle_inside_a_room(room):
    assert house.circles(room) == []


@pytest.mark.parametrize("room", FOLDERS)
def test_a_door_hands_on_what_it_says_and_says_what_it_is_for(room):
    assert len(house.sentence(room)) > 20
    names = house.door(room)
    assert names
    assert not any(name.startswith("_") and name != "__version__" for name in names)
    for name in names:  # lazy ones and modules included
        exec(f"from dlf.{room} import {name}")


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("chain", "import torch"),
        ("chain", "from dlf.dynamics import gradient_flow"),
        ("chain", "from dlf.exact import fit_time"),  # beside it, not below it
        ("dynamics", "def f():\n    import torch"),
        ("dynamics", "import dlf.chain.factors"),
        ("dynamics", "from dlf.chain.factors import end_to_end"),
        ("dynamics", "from dlf.chain import _private"),
        ("dynamics", "from dlf.chain import landscape"),  # a file that is not handed on
        ("dynamics", "from dlf import gradient_flow"),
        ("recovery", "from dlf import claims"),
        ("verify", "from dlf._support import positive"),
        ("claims", "from dlf.cli import run"),
    ],
)
def test_the_check_refutes_an_import_upwards_or_past_a_door(room, source):
    assert list(house.violations(room, source))


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("dynamics", "from dlf.chain import end_to_end"),
        ("cli", "from dlf import claims"),
        ("claims", "from dlf.exact import ball, balls"),
        ("dynamics", "from dlf.dynamics.trajectory import Trajectory\nimport math"),
    ],
)
def test_the_check_accepts_an_import_through_a_door(room, source):
    assert list(house.violations(room, source)) == []


def test_the_check_refutes_relative_imports_and_circles():
    with pytest.raises(ValueError, match="hides the room"):
        list(house.violations("chain", "from . import factors"))
    assert house.circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": set()})
    assert house.circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_a_circle_between_files_is_seen(tmp_path, monkeypatch):
    folder = tmp_path / "chain"
    folder.mkdir()
    (folder / "__init__.py").write_text("from dlf.chain.one import f", "utf-8")
    (folder / "one.py").write_text("from dlf.chain.two import g", "utf-8")
    (folder / "two.py").write_text("def g():\n    from dlf.chain import f", "utf-8")
    monkeypatch.setattr(house, "PACKAGE", tmp_path)
    assert set(house.circles("chain")) == {"__init__", "one", "two"}
    (folder / "two.py").write_text("import math", "utf-8")
    assert house.circles("chain") == []


def test_the_picture_shows_the_imports_of_today():
    """`python -m tools.house` draws it anew."""
    assert house.PICTURE.read_text("utf-8") == house.picture()
    said = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for room in FOLDERS:
        assert f"`{room}/`" in said, room
    assert "book/_static/house.svg" in said


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
    """But the table of seeded faults, which is data."""
    folders = ("dlf", "tools", "tests", "benchmarks", "book/_ext")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    long = {p for p in files if len(p.read_text("utf-8").splitlines()) > 400}
    assert long <= {ROOT / "tools" / "mutants.py"}


def test_functions_stay_short():
    """Median 3 to 8 lines, nine of ten under 40, without docstrings."""
    lengths = sorted(
        length(node)
        for path in house.sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert 3 <= lengths[len(lengths) // 2] <= 8
    assert lengths[9 * len(lengths) // 10] < 40


def length(node):
    """Lines of a function without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return node.end_lineno - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize(
    "path", sorted((house.PACKAGE / "claims").rglob("*.py")), ids=lambda p: p.stem
)
def test_a_residual_that_is_nan_stays_nan(path):
    """max(0.0, nan) is 0.0, a pass; np.max([0.0, nan]) is nan, which `measure` refuses."""
    counted = re.compile(r"\b(len|shape|size|low|columns|rates)\b")  # numbers that are no residuals
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    inside = [n for f in functions if f.name == "residual" for n in ast.walk(f)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("max", "min"):
            numbers = [a.value for a in node.args if isinstance(a, ast.Constant)]
            assert not any(isinstance(a, float) for a in numbers), f"line {node.lineno}"
            assert node not in inside or counted.search(ast.unparse(node)), f"line {node.lineno}"
