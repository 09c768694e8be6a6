"""The directives for moving pictures and for figures shown ahead, in a book of one page."""

import io
import struct
import sys
from base64 import b64decode

import nbformat
import pytest
from PIL import Image
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace

from tests import NOTEBOOKS, ROOT
from tests.book.browsing import parsed
from tests.book.chapters import CHAPTERS

FIGURE = """
.. glance:: fig-late

   Where this leads.

Later
=====

.. figure:: late.png
   :name: fig-late
   :alt: a square

   The figure itself.
"""


@pytest.fixture
def build(tmp_path, monkeypatch):
    """A function from a page in reStructuredText to (its HTML, the warnings)."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "book" / "_ext")])
    Image.new("RGB", (8, 8)).save(tmp_path / "late.png")

    def built(text):
        (tmp_path / "index.rst").write_text(f"Title\n=====\n\n{text}", "utf-8")
        warnings, out = io.StringIO(), tmp_path / "out"
        settings = {"extensions": ["dlf_applets", "dlf_glance"], "numfig": True}
        with docutils_namespace():  # nodes registered here are forgotten again
            Sphinx(
                tmp_path, None, out, out, "html", settings, None, warnings, freshenv=True
            ).build()
        return (out / "index.html").read_text("utf-8"), warnings.getvalue()

    return built


def test_a_picture_brings_its_caption_its_scripts_and_words_for_who_has_no_scripts(build):
    page, warnings = build(".. applet:: head-start\n\n   Its *caption*.\n")
    assert warnings == ""
    names = ["_static/applets.js", "_static/matrices.js", "_static/head-start.js"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)
    assert "_static/conservation.js" not in page
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert "<em>caption</em>" in figure.partition("<figcaption>")[2]
    assert "needs JavaScript" in figure.partition("<noscript>")[2].partition("</noscript>")[0]


def test_a_page_without_pictures_loads_none_of_their_scripts(build):
    page, _ = build("Words.")
    assert "applets.js" not in page


def test_a_picture_without_a_script_is_an_error(build):
    _, warnings = build(".. applet:: nothing\n")
    assert "there is no book/_applets/nothing.js" in warnings


def test_a_figure_is_shown_ahead_with_a_caption_of_its_own(build):
    page, warnings = build(FIGURE)
    assert warnings == ""
    ahead, _, later = page.partition('id="later"')
    assert ahead.count('src="_images/late.png"') == 1
    assert later.count('src="_images/late.png"') == 1
    assert ahead.index("late.png") < ahead.index("Where this leads.")


def test_a_figure_that_the_page_has_not_cannot_be_shown(build):
    with pytest.raises(ExtensionError, match="index: no figure fig-other to show"):
        build(FIGURE.replace("glance:: fig-late", "glance:: fig-other"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_stored_figure_has_two_pixels_for_one_of_the_page(path):
    outputs = [o for c in nbformat.read(path, 4).cells for o in c.get("outputs", ())]
    shown = [o for o in outputs if "image/png" in o.get("data", {})]
    assert shown
    for output in shown:
        header = b64decode(output.data["image/png"])[16:24]
        size = output.metadata["image/png"]
        assert struct.unpack(">II", header)[0] // 2 == size["width"]


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_page_shows_a_figure_at_half_of_its_pixels(name):
    images = parsed(name).select("article img[src*='_images/']")
    assert images
    assert all(image["srcset"] == f"{image['src']} 2x" for image in images)
