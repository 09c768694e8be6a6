"""Each chapter shows a picture before its algebra: within the first screen and a half."""

import pytest

from tests.book.test_pages import CHAPTERS, address, browser, visit

__all__ = ["address", "browser"]  # fixtures
WIDTH, SCREEN = 1280, 1000
TOP = (
    "const f = document.querySelector('article figure');"
    "return f ? f.getBoundingClientRect().top + scrollY : null"
)
GLANCES = (
    "return [...document.querySelectorAll('.dlf-glance')].map(g => ["
    " g.querySelector('img').getAttribute('src'),"
    " g.querySelector('img').getBoundingClientRect().width,"
    " g.querySelector('a.reference').getAttribute('href'),"
    " document.querySelector(g.querySelector('a.reference').getAttribute('href') + ' img')"
    " .getAttribute('src')])"
)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_picture_stands_within_the_first_screen_and_a_half(browser, address, name):
    browser.set_window_size(WIDTH, SCREEN)
    visit(browser, f"{address}/{name}.html")
    top = browser.execute_script(TOP)
    assert top is not None
    assert top < 1.5 * SCREEN
    for shown, width, _, source in browser.execute_script(GLANCES):
        assert shown == source  # the picture of the figure that the caption names
        assert width > 300
