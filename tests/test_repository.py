"""Pins, citation and the promises of the README."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version as metadata_version
from pathlib import Path

import pytest
import yaml
from cffconvert.cli.create_citation import create_citation
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dlf

ROOT = Path(__file__).parents[1]


def pins():
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
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


@pytest.mark.parametrize(("code", "output"), EXAMPLES, ids=["package", "estimator"])
def test_readme_example_prints_what_it_says(code, output):
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert run.stdout == output


def test_readme_names_existing_targets_and_files():
    text = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake (book|test|bench|notebooks)\b", text):
        assert f"\n{target}:" in makefile
    for link in re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", text):
        path = "".join(link)
        assert (ROOT / path).exists(), path
