"""The page of the estimator says what `help` says, of each of its methods."""

import inspect
import json
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from sklearn.datasets import load_wine

from dlf.__main__ import main
from dlf.recovery import DeepMatrixCompletion
from tests import BOOK
from tests.book.browsing import HTML

INHERITED = {"fit_transform", "get_params", "set_params", "set_output", "get_metadata_routing"}
INHERITED |= {"get_feature_names_out", "set_fit_request"}
METHODS = [
    name
    for name, _ in inspect.getmembers(DeepMatrixCompletion, callable)
    if not name.startswith("_") and name not in INHERITED
]
SHOWN = [DeepMatrixCompletion, *(getattr(DeepMatrixCompletion, name) for name in METHODS)]


def words(text):
    """The words and numbers of a text, signs and quotes left out."""
    return " ".join(re.findall(r"\w+", text))


def test_every_method_is_on_the_page():
    source = (BOOK / "estimator.md").read_text("utf-8")
    found = re.findall(r"\{docstring\} dlf.recovery DeepMatrixCompletion\.(\w+)", source)
    assert sorted(found) == sorted(METHODS)


def test_the_coverage_on_the_page_is_what_was_stored():
    found = json.loads((BOOK / "data" / "recovery" / "coverage.json").read_text("utf-8"))
    shares = np.array(list(found["cells"].values()))
    right, wrong = ((0.85 <= shares) & (shares <= 0.95)).sum(axis=0)
    tables = {key.split(", ")[0] for key in found["cells"]}
    page = " ".join((BOOK / "estimator.md").read_text("utf-8").split())
    assert f"was measured: {len(tables)} real tables" in page
    assert f"hidden, {found['about']['masks']} masks each" in page
    assert right == len(shares)
    assert f"intervals on all {right} pairs" in page
    assert f"pass that test on {wrong} of them" in page
    assert 10 * wrong <= len(shares)


def test_the_report_on_the_page_is_the_one_that_is_printed(tmp_path, capsys, monkeypatch):
    """Its lines that are shown, to the last digit but one, as processors round differently."""
    monkeypatch.chdir(tmp_path)
    wine = load_wine()
    cells = np.where(np.random.default_rng(0).random(wine.data.shape) < 0.11, "", wine.data)
    lines = [",".join(row) for row in [wine.feature_names, *cells]]
    (tmp_path / "wine.csv").write_text("\n".join(lines), "utf-8")
    assert main(["complete", "wine.csv", "-o", "filled.csv"]) == 0
    printed = {line.split(":")[0]: line for line in capsys.readouterr().err.splitlines()}
    page = (BOOK / "estimator.md").read_text("utf-8")
    shown = re.search(r"```text\n(wine\.csv: .*?)```", page, re.S)[1]
    for line in shown.replace(", ...", "").splitlines()[:-1]:
        found = printed[line.split(":")[0]]
        numbers = [re.findall(r"\d+(?:\.\d+)?(?! s)\b", text) for text in (line, found)]
        count = len(numbers[0])
        assert count > 0
        np.testing.assert_allclose(*(np.array(n[:count], float) for n in numbers), rtol=0.02)


@pytest.mark.parametrize("found", SHOWN, ids=lambda found: found.__name__)
def test_the_page_has_every_sentence_of_the_docstring(found):
    page = HTML / "estimator.html"
    if not page.exists():
        pytest.skip("the book is not built")
    article = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one("article")
    said = words(article.get_text(" ")).replace("Arguments", "Args")
    for block in re.split(r"\n\s*\n", inspect.getdoc(found)):
        if "Example:" not in block:
            for line in block.splitlines():
                assert words(line) in said, line
