"""Pins, citation and the promises of the README."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version as metadata_version

import pytest
import yaml
from cffconvert.cli.create_citation import create_citation
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import dlf
from tests import ROOT
from tools import house, library_tests


def pins():
    return pins_of(ROOT / "requirements.txt")


def pins_of(path):
    lines = path.read_text("utf-8").splitlines()
    return {
        canonicalize_name(name): version
        for name, _, version in (line.partition("==") for line in lines if "==" in line)
    }


def ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(r) for r in (*project["dependencies"], *(r for e in extras for r in e))]


def test_pins_lie_in_the_ranges_of_pyproject():
    pinned = pins()
    for requirement in ranges():
        version = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), requirement


def test_every_pin_is_asked_for():
    assert set(pins()) == {canonicalize_name(r.name) for r in ranges()}


def constraints(end):
    return pins_of(ROOT / "tools" / "constraints" / f"{end}.txt")


def ranges_of_the_library():
    """What every part of the library needs, the estimator, and two packages of the checks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = map(Requirement, (*project["dependencies"], *extras["estimator"], *extras["check"]))
    found = {canonicalize_name(r.name): r.specifier for r in wanted}
    return {name: r for name, r in found.items() if name not in ("sympy", "z3-solver", "cvc5")}


def test_the_oldest_releases_tested_are_the_lower_bounds():
    tested = constraints("lowest")
    for name, specifier in ranges_of_the_library().items():
        lowest = [Version(s.version) for s in specifier if s.operator == ">="]
        assert lowest == [Version(tested[name])], name


def test_the_newest_releases_tested_lie_in_the_ranges():
    tested = constraints("newest")
    assert tested.keys() == constraints("lowest").keys()
    for name, specifier in ranges_of_the_library().items():
        assert specifier.contains(tested[name]), name


def test_the_rooms_of_the_library_need_no_package_that_the_ends_lack():
    """All rooms below the claims but the checkers: what they import is pinned at both ends."""
    names = {"python-flint": "flint", "scikit-learn": "sklearn", "pillow": "PIL"}
    pinned = {names.get(name, name) for name in constraints("lowest")}
    below = {r for r, (storey, _) in house.ROOMS.items() if storey < house.ROOMS["claims"][0]}
    assert set(library_tests.ROOMS) == below - house.ALONE - {"networks"}  # it needs PyTorch
    for room in library_tests.ROOMS:
        assert house.ROOMS[room][1] <= pinned
    assert library_tests.NEEDS_MORE <= {p.relative_to(ROOT) for p in ROOT.glob("tests/*/*.py")}


def test_a_wheel_holds_every_file_of_the_package():
    """Modules by the list of packages, data by its patterns; nothing else lies in dlf/."""
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    held = {
        path
        for name in setup["packages"]
        for folder in [ROOT.joinpath(*name.split("."))]
        for pattern in ("*.py", *setup["package-data"].get(name, ()))
        for path in folder.glob(pattern)
    }
    known = (path for path in (ROOT / "dlf").rglob("*") if path.is_file())
    assert {path for path in known if "__pycache__" not in path.parts} == held


def test_environment_file_installs_exactly_the_pins():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    assert {"pip": ["-r requirements.txt", "-e ."]} in environment
    names = {re.split("[<>=]", d)[0] for d in environment if isinstance(d, str)}
    assert names == {"python", "pip"}  # no second place for a version


def test_citation_file_is_valid_and_of_this_version():
    citation = create_citation(str(ROOT / "CITATION.cff"), None)
    citation.validate()
    assert citation.cffobj["version"] == dlf.__version__
    assert metadata_version("dlf") == dlf.__version__


EXAMPLES = re.findall(
    r"```python\n(.*?)```\n+```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "output"), EXAMPLES, ids=["package", "estimator", "network", "neurons"]
)
def test_readme_example_prints_what_it_says(code, output):
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert run.stdout == output


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this system")
def test_make_help_names_every_target():
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split())
    assert named - {"clean"} == set(re.findall(r"^make (\w+)", done.stdout, re.M))
    assert not re.search(r"^[#.]", done.stdout, re.M)


def test_readme_has_the_steps_of_make_for_those_without():
    """Every command of `make book` and `make test`, in order."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    steps = [
        line.strip().replace("$(BIN)", ".venv/bin")
        for target in ("book", "test")
        for line in re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.M)[1].splitlines()
        if line.startswith("\t$(BIN)")
    ]
    assert len(steps) > 6
    said = (ROOT / "README.md").read_text("utf-8").split("Without make:")[1].split("```")[1]
    assert said.splitlines()[-len(steps) :] == steps


def test_readme_names_existing_targets_and_files():
    text = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake (book|test|bench|notebooks)\b", text):
        assert f"\n{target}:" in makefile
    for link in re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", text):
        path = "".join(link)
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_is_named_exists(name):
    """All but those that only exist once something has run."""
    text = (ROOT / name).read_text("utf-8")
    made = ("book/data/recovery/movielens.npz",)
    named = re.findall(r"\b((?:book|dlf|tests|tools|benchmarks)/[\w./-]*\w\.\w+)", text)
    assert len(named) > 3
    assert [path for path in named if not (ROOT / path).exists() and path not in made] == []


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this system")
@pytest.mark.parametrize(
    "source",
    [
        "book/dynamics/one-mode.ipynb",
        "book/_ext/dlf_pages.py",
        "dlf/claims/ledger.json",
        "_config.yml",
    ],
)
def test_the_tests_never_see_a_page_older_than_its_sources(tmp_path, source):
    for name, age in {
        "requirements.txt": 1,
        "pyproject.toml": 1,
        ".venv/.ready": 2,
        source: 2,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (age, age))
    for folder in ("book", "dlf/claims"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / "_config.yml").exists() or (tmp_path / "_config.yml").touch()
    os.utime(tmp_path / "_config.yml", (2, 2))
    shutil.copy(ROOT / "Makefile", tmp_path)
    page = tmp_path / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    os.utime(page, (3, 3))
    ask = ["make", "-q", "_build/html/index.html"]
    assert subprocess.run(ask, cwd=tmp_path, capture_output=True).returncode == 0
    os.utime(tmp_path / source, (4, 4))
    assert subprocess.run(ask, cwd=tmp_path, capture_output=True).returncode == 1


def test_the_benchmarks_start():
    """A renamed piece that only they use is seen here, not by whoever measures next."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "--repeats" in done.stdout
