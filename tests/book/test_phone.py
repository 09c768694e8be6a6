"""On a phone: nothing leaves the screen, and nothing is hidden without a sign."""

import pytest

from tests.book.browsing import HTML, PHONE, check_alone, set_width, visit
from tests.book.chapters import SHOWN

FITTED = "const seen = () => 'fitted' in document.documentElement.dataset ? arguments[0]() :"
FITTED += " setTimeout(seen, 50); seen()"
OPEN = "document.querySelectorAll('details').forEach(d => { d.open = true; });"
DRAWN = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(arguments[0], 50)))"
HIDDEN = """
const sign = ".dlf-more-left, .dlf-more-right", found = [];
for (const e of document.querySelectorAll("article *:not(mjx-math *, svg *)")) {
  if (!e.offsetParent || e.closest("mjx-assistive-mml")) continue;
  const scrolls = getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1;
  const off = e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(sign);
  const name = `${e.tagName}: ${e.textContent.slice(0, 60)}`;
  if ((scrolls && !e.matches(sign)) || off) found.push(name);
}
return found;
"""
LONELY = """
return [...document.querySelectorAll("article .dlf-keep")].filter(kept => {
  const formula = kept.querySelector("mjx-math"), mark = document.createRange();
  if (kept.lastChild.nodeType !== Node.TEXT_NODE || !formula.offsetParent) return false;
  mark.selectNodeContents(kept.lastChild);
  return mark.getBoundingClientRect().left < [...formula.getClientRects()].at(-1).right - 2;
}).map(kept => kept.textContent);
"""
INLINE = "article mjx-container:not([display='true'])"
BOXES = f'return [...document.querySelectorAll("article span.math, {INLINE}")]'
BOXES += ".filter(e => getComputedStyle(e).overflowX !== 'visible').length"
SMALL = """
return [...document.querySelectorAll("article figure img")]
  .filter(i => i.offsetParent && i.clientWidth < 0.79 * i.naturalWidth).map(i => i.alt);
"""
REACHED = "return [...document.querySelectorAll('.dlf-more-right')].map(e => e.tabIndex)"


def fitted(browser, url, width):
    """Show a page at that width, all boxes open and everything fitted; return what visit does."""
    set_width(browser, width)
    seen = visit(browser, url)
    browser.execute_async_script(FITTED)
    browser.execute_script(OPEN)
    browser.execute_async_script(DRAWN)
    return seen


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_loads_alone_from_a_file_and_fits_a_phone(phone, name):
    base = HTML.as_uri()
    check_alone(*fitted(phone, f"{base}/{name}.html", PHONE), base)
    assert phone.execute_script("return document.documentElement.scrollWidth") <= PHONE
    size = "return parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
    assert phone.execute_script(size) >= 14
    assert phone.execute_script(HIDDEN) == []
    assert phone.execute_script(LONELY) == []
    assert phone.execute_script(BOXES) == 0
    assert phone.execute_script(SMALL) == []  # labels of 10 pt are 11 px high
    assert set(phone.execute_script(REACHED)) <= {0}


def test_a_box_without_a_sign_is_seen(phone, address):
    fitted(phone, f"{address}/dynamics/one-mode.html", PHONE)
    assert phone.execute_script(REACHED)
    gone = "document.querySelectorAll('.dlf-more-right').forEach(e => e.className = '')"
    phone.execute_script(gone)
    assert phone.execute_script(HIDDEN)
    loose = "document.querySelectorAll('.dlf-keep').forEach(e => e.style.whiteSpace = 'normal')"
    phone.execute_script(loose)
    assert phone.execute_script(LONELY)


def test_the_sign_follows_the_scroll(phone, address):
    fitted(phone, f"{address}/claims.html", PHONE)
    signs = "const e = document.querySelector('.dlf-more-right, .dlf-more-left');"
    signs += "return ['left', 'right'].filter(s => e.classList.contains('dlf-more-' + s))"
    assert phone.execute_script(signs) == ["right"]
    phone.execute_script("document.querySelector('.dlf-more-right').scrollLeft = 40")
    phone.execute_async_script(DRAWN)
    assert phone.execute_script(signs) == ["left", "right"]
    phone.execute_script("document.querySelector('.dlf-more-right').scrollLeft = 1e5")
    phone.execute_async_script(DRAWN)
    assert phone.execute_script(signs) == ["left"]


UNSEEN = "return [...document.querySelectorAll('article img')]"
UNSEEN += ".filter(i => !i.naturalWidth).map(i => i.src)"
FIGURES = "return [...document.querySelectorAll('.dlf-picture')]"
FIGURES += ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.firstChild.alt)"


@pytest.mark.parametrize("name", ["dynamics/every-depth", "dynamics/incremental-fitting"])
def test_a_figure_fits_a_phone_without_scrolling(phone, name):
    set_width(phone, PHONE)
    visit(phone, f"{HTML.as_uri()}/{name}.html", formulas=False)
    assert phone.execute_script(UNSEEN) == []  # in its place there are words, as wide as they are
    phone.execute_async_script(FITTED)
    phone.execute_async_script(DRAWN)
    assert phone.execute_script(f"{FIGURES.partition('.filter')[0]}.length") > 3
    assert phone.execute_script(FIGURES) == []
    phone.execute_script("document.querySelector('.dlf-picture').style.width = '300px'")
    assert len(phone.execute_script(FIGURES)) == 1


OFF = "return [...document.querySelectorAll('.prev-next-area a > *')]"
OFF += ".filter(e => e.getBoundingClientRect().right > innerWidth - 4).map(e => e.className)"


CUT = """
const titles = [...document.querySelectorAll('.prev-next-title')];
titles.forEach(e => { e.style.overflowWrap = 'normal'; });
return titles.map(e => e.scrollWidth <= e.clientWidth);
"""


@pytest.mark.parametrize("name", ["c/HEW8", "networks/linear-block"])
def test_the_neighbours_stay_on_the_screen_and_their_words_whole(phone, address, name):
    set_width(phone, PHONE)
    visit(phone, f"{address}/{name}.html", formulas=False)
    assert phone.execute_script(OFF) == []
    assert phone.execute_script(CUT) == [True, True]
