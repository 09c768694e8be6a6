"""What a look at every page found: brackets that broke, balls as code, a sentence cut in two."""

import pytest

from tests.book.browsing import PHONE, SCREEN, parsed, set_width, visit
from tests.book.chapters import SHOWN
from tests.book.test_phone import fitted

# of the brackets in rows that match: glyphs inside, and whether they share a line
BRACKETS = """
const found = [];
for (const row of document.querySelectorAll(`mjx-container.dlf-breaks${arguments[0]} > mjx-math`)) {
  const open = [], atoms = [...row.querySelectorAll(":scope > :not(wbr, br, mjx-mspace)")];
  const middle = atom => (r => (r.top + r.bottom) / 2)(atom.getBoundingClientRect());
  atoms.forEach((atom, k) => {
    if (!atom.offsetParent) return;
    if (atom.matches(":has(> mjx-c.mjx-c28)")) open.push(k);
    if (!atom.matches(":has(> mjx-c.mjx-c29)") || !open.length) return;
    const inside = atoms.slice(open.pop() + 1, k);
    const glyphs = inside.reduce((sum, a) => sum + a.querySelectorAll("mjx-c").length, 0);
    found.push([glyphs, inside.every(a => Math.abs(middle(a) - middle(atom)) < 14)]);
  });
}
return found;
"""


@pytest.mark.parametrize("kind", ["[display=true]", ":not([display=true])"])
def test_short_brackets_keep_together_on_a_phone(phone, address, kind):
    fitted(phone, f"{address}/dynamics/fit-times.html", PHONE)
    short = [whole for glyphs, whole in phone.execute_script(BRACKETS, kind) if glyphs < 12]
    assert len(short) > 5
    assert all(short)


# formulas in a line that may break inside of short brackets, as nothing else helps
TORN = "return document.querySelectorAll('mjx-container:not([display=true]).dlf-torn').length"


@pytest.mark.slow
def test_brackets_that_a_small_phone_tore_close_again_on_a_screen(phone, address):
    fitted(phone, f"{address}/dynamics/compressed-network.html", 280)
    assert phone.execute_script(TORN) > 0
    set_width(phone, 768)
    phone.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert phone.execute_script(TORN) == 0


@pytest.mark.parametrize("name", ["dynamics/fit-times", "dynamics/one-mode"])
def test_a_ball_is_no_code(name):
    formulas = [box for box in parsed(name).select("div.math") if r"\pm" in box.text]
    assert formulas
    assert not [box for box in parsed(name).select("div.math") if "+/-" in box.text]
    for box in formulas:
        assert "wider" in box.find_next("p").text


def test_no_comma_begins_a_line():
    page = parsed("c/CE4L")
    values = page.select("span.dlf-keep > span.math")
    assert values
    for formula in page.select("span.math"):
        after = formula.next_sibling
        assert formula in values or not str(after).startswith(", ")


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_at_the_beginning_cuts_no_sentence(name):
    for figure in parsed(name).select("figure.dlf-glance"):
        assert figure.find_previous_sibling("p").text.rstrip().endswith((".", "?", "!", ":", ")"))


def test_the_icon_of_the_search_stands_before_its_words(phone, address):
    for width in (PHONE, SCREEN[0]):
        set_width(phone, width)
        visit(phone, f"{address}/search.html", formulas=False)
        icon, words = phone.execute_script(
            "const box = document.querySelector('article .bd-search, main .bd-search');"
            "const field = box.querySelector('input'), at = field.getBoundingClientRect().left;"
            "return [box.querySelector('i, svg').getBoundingClientRect().right,"
            " at + parseFloat(getComputedStyle(field).paddingLeft)];"
        )
        assert icon <= words


NOTATION = """
return [...document.querySelectorAll("article table.table")].map(table => {
  const cells = k => [...table.querySelectorAll(`td:nth-child(${k})`)];
  const over = box => box.scrollWidth - box.clientWidth;
  const words = Math.min(...cells(2).map(cell => cell.clientWidth));
  return [over(table), Math.max(...cells(1).map(over)), words];
});
"""


def test_the_notation_fits_a_phone_and_leaves_room_for_its_words(phone, address):
    fitted(phone, f"{address}/notation.html", PHONE)
    found = phone.execute_script(NOTATION)
    assert len(found) > 1
    for beyond, over, words in found:
        assert beyond <= 1
        assert over <= 1  # no symbol lies on its meaning
        assert words > 150
