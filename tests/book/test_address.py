"""One address, and everything that follows from it: nothing while it is empty."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from dlf.claims import address
from tests import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import dlf_address

BOOK, SOURCES = "https://example.org/dlf/", "https://example.org/authors/dlf"
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "book" / "_ext")!r})
from dlf.claims import address
address.BOOK, address.REPOSITORY = {{}}
import dlf_address
extensions = ["myst_nb"]
html_theme = "sphinx_book_theme"
html_theme_options = {{{{"path_to_docs": "book"}}}}
nb_execution_mode = "off"

def setup(app):
    app.connect("config-inited", dlf_address.follow_address, priority=400)
"""
NOTEBOOK = (
    '{"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# A chapter"]}], '
    '"metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}}, '
    '"nbformat": 4, "nbformat_minor": 5}'
)


def built(folder, addresses):
    """The one page of a small book with these addresses."""
    (folder / "conf.py").write_text(CONF.format(addresses), "utf-8")
    (folder / "index.ipynb").write_text(NOTEBOOK, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", str(folder), str(folder / "o")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return BeautifulSoup((folder / "o" / "index.html").read_text("utf-8"), "html.parser")


def test_without_an_address_no_page_leads_anywhere(tmp_path):
    page = built(tmp_path, ("", ""))
    assert page.select("link[rel=canonical]") == []
    assert page.select("a[href*='binder'], a[href*='colab'], a[href*='example.org']") == []


def test_with_an_address_each_page_has_it_and_can_be_launched(tmp_path):
    page = built(tmp_path, (BOOK, "https://github.com/authors/dlf"))
    assert page.select_one("link[rel=canonical]")["href"] == f"{BOOK}index.html"
    links = [a["href"] for a in page.select("a[href^=http]")]
    assert "https://github.com/authors/dlf" in links
    assert any("mybinder.org/v2/gh/authors/dlf/main" in link for link in links)
    assert any("colab.research.google.com/github/authors/dlf" in link for link in links)
    assert all(
        "book/index.ipynb" in link for link in links if "mybinder" in link or "colab" in link
    )


@pytest.mark.parametrize("book", ["", BOOK])
@pytest.mark.parametrize("sources", ["", SOURCES])
def test_each_address_has_its_own_effects(monkeypatch, book, sources):
    monkeypatch.setattr(address, "BOOK", book)
    monkeypatch.setattr(address, "REPOSITORY", sources)
    config = SimpleNamespace(html_baseurl="", html_theme_options={"path_to_docs": "book"})
    dlf_address.follow_address(None, config)
    assert config.html_baseurl == book
    assert config.html_theme_options.get("repository_url", "") == sources
    assert ("launch_buttons" in config.html_theme_options) == bool(sources)


def test_an_address_of_the_book_ends_in_a_slash():
    assert address.BOOK.endswith("/") or not address.BOOK
    assert not address.REPOSITORY.endswith("/")
