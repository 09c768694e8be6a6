"""The first page: its picture is the closed form on the photograph, its map names all chapters."""

import io
import re

import numpy as np
import pytest
import yaml
from PIL import Image
from selenium.webdriver.common.keys import Keys
from sklearn.datasets import load_sample_image

import dlf
from tests import ROOT
from tests.book.applets import drawn, mode_distance, said, turn
from tests.book.browsing import HTML, outside, visit
from tools import cover

MODES = 32


@pytest.fixture
def still(browser, address):
    """The page for a reader who asked for less motion."""
    wish = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)
    yield visit(browser, f"{address}/intro.html", formulas=False)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def photograph():
    grey = load_sample_image("flower.jpg") @ np.array([0.299, 0.587, 0.114]) / 255
    return np.array(
        [
            [grey[4 * r : 4 * r + 4, 4 * c : 4 * c + 4].mean() for c in range(160)]
            for r in range(106)
        ]
    )


def pixels(browser, k):
    script = (
        "const c = document.querySelectorAll('[data-applet=first] canvas')[arguments[0]];"
        "const image = c.getContext('2d').getImageData(0, 0, c.width, c.height);"
        "return [c.height, c.width, [...image.data]]"
    )
    rows, columns, data = browser.execute_script(script, k)
    return np.reshape(data, (rows, columns, 4))[..., 0].astype(float)


@pytest.mark.parametrize(
    ("time", "depth", "scale"), [(0.2, 3, -1), (0.6, 3, -1), (1, 2, -1), (0.5, 5, -2), (0.4, 2, -3)]
)
def test_curves_and_picture_are_the_closed_form(browser, still, time, depth, scale):
    turn(browser, "first", time=time, depth=depth, scale=scale)
    target = photograph()
    U, s, Vt = np.linalg.svd(target - target.mean(), full_matrices=False)
    law = {"init_scale": 10.0**scale, "depth": depth}
    lines, frame = drawn(browser, "first", ".mode")
    assert len(lines) == MODES
    for data, x, y in lines:
        strength = s[int(data["mode"])] / s[0]
        assert mode_distance(frame, x, y, strength, law).max() < 0.7
    ((data, *_),), _ = drawn(browser, "first", ".now")
    mu = dlf.mode_strength(float(data["t"]), s[:MODES] / s[0], **law) * s[0]
    built = 255 * (target.mean() + U[:, :MODES] * mu @ Vt[:MODES])
    off = np.abs(pixels(browser, 0) - np.clip(built, 0, 255))
    assert off.max() < 2
    without = 255 * (target.mean() + U[:, : MODES - 20] * mu[: MODES - 20] @ Vt[: MODES - 20])
    if time == 1:
        assert np.abs(pixels(browser, 0) - np.clip(without, 0, 255)).max() > 20
    half = (mu >= s[:MODES] / 2).sum()
    assert f"{half} of {MODES} modes {'is' if half == 1 else 'are'} at least half fitted" in said(
        browser, "first"
    )


def test_a_tile_shows_its_mode_as_far_as_it_is_fitted(browser, still):
    turn(browser, "first", time=1)
    target = photograph()
    U, _, Vt = np.linalg.svd(target - target.mean(), full_matrices=False)
    for k in range(8):
        mode = np.outer(U[:, k], Vt[k])
        shown = pixels(browser, k + 1) / 255 - 0.5
        assert abs(np.corrcoef(shown.ravel(), mode.ravel())[0, 1]) > 0.999
        assert 0.45 < np.abs(shown).max() <= 0.51
    turn(browser, "first", time=0)
    assert np.abs(pixels(browser, 8) / 255 - 0.5).max() < 0.02


def test_it_rests_for_who_asked_for_less_motion_and_moves_by_the_keyboard(browser, still):
    before = drawn(browser, "first", ".now")[0][0][0]
    wait = "setTimeout(arguments[0], 400)"
    browser.execute_async_script(wait)
    assert drawn(browser, "first", ".now")[0][0][0] == before
    browser.find_element("css selector", "[data-applet=first] [name=time]").send_keys(
        Keys.ARROW_RIGHT
    )
    assert float(drawn(browser, "first", ".now")[0][0][0]["t"]) > float(before["t"])
    turn(browser, "first", time=0)
    start = float(drawn(browser, "first", ".now")[0][0][0]["t"])
    button = browser.find_element("css selector", ".dlf-play")
    assert button.text == "Play"
    button.send_keys(Keys.ENTER)
    browser.execute_async_script(wait)
    assert float(drawn(browser, "first", ".now")[0][0][0]["t"]) > start


STATE = "document.querySelector('.dlf-play').textContent + ' ' + "
STATE += "document.querySelector('[data-applet=first] .dlf-said').getAttribute('aria-live')"
AT_LOAD = f"window.addEventListener('load', () => {{ window.atLoad = {STATE}; }});"
STOP = (
    "const box = document.querySelector('[data-applet=first]');"
    "const button = box.querySelector('button');"
    f"if (button.textContent === 'Play') button.click(); const moving = {STATE};"
    "box.querySelector('[name=depth]').dispatchEvent(new Event('input', {bubbles: true}));"
    f"return [moving, {STATE}]"
)


def test_it_moves_by_itself_and_a_slider_stops_it(browser, address):
    """The states are read inside the page, as the picture does not wait for a slow test."""
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": AT_LOAD})
    visit(browser, f"{address}/intro.html", formulas=False)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    assert browser.execute_script("return window.atLoad") == "Pause off"
    assert browser.execute_script(STOP) == ["Pause off", "Play polite"]
    now = drawn(browser, "first", ".now")[0][0][0]
    browser.execute_async_script("setTimeout(arguments[0], 300)")
    assert drawn(browser, "first", ".now")[0][0][0] == now


def test_it_works_from_a_file_and_stands_in_the_first_screen(browser):
    browser.set_window_size(1280, 900)
    requested, failed, errors = visit(browser, f"{HTML.as_uri()}/intro.html")
    assert outside(requested, HTML.as_uri()) == failed == errors == []
    box = "return document.querySelector('[data-applet=first]').getBoundingClientRect().bottom"
    assert browser.execute_script(box) < 800


def test_print_shows_the_picture_and_no_sliders(browser, still):
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = (
        "const box = document.querySelector('[data-applet=first]');"
        "return ['.dlf-controls', 'svg', 'canvas']"
        ".map(q => box.querySelector(q).getClientRects().length)"
    )
    assert browser.execute_script(shown) == [0, 1, 1]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_cover_is_a_picture_of_this_page(browser):
    """README shows it: `python -m tools.cover` takes it anew."""
    stored, taken = (
        Image.open(source).convert("L") for source in (cover.COVER, io.BytesIO(cover.taken()))
    )
    assert abs(stored.width - taken.width) < 20
    assert abs(stored.height - taken.height) < 20  # fonts differ between machines
    grey = [np.asarray(image.resize((96, 42)), float) for image in (stored, taken)]
    assert np.abs(grey[0] - grey[1]).mean() < 6


def test_without_javascript_there_is_a_still_picture():
    page = (HTML / "intro.html").read_text("utf-8")
    still = re.search(r'<noscript><img src="(_static/cover\.png)" alt="([^"]{40,})"', page)
    picture = Image.open(io.BytesIO((HTML / still[1]).read_bytes()))
    assert picture.width > 1000
    assert (HTML / still[1]).stat().st_size < 300_000


def test_the_map_names_every_chapter_under_its_part(browser, address):
    visit(browser, f"{address}/intro.html", formulas=False)
    cards = browser.execute_script(
        "return [...document.querySelectorAll('article .sd-card')].map(c =>"
        " [c.querySelector('.sd-card-title').textContent.trim(),"
        " [...c.querySelectorAll('li a')].map(a => a.getAttribute('href'))])"
    )
    contents = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text("utf-8"))
    named = dict(cards)
    for part in contents["parts"]:
        if part.get("numbered"):
            expected = [f"{chapter['file']}.html" for chapter in part["chapters"]]
            assert named[part["caption"]] == expected
    assert {"To read", "To run", "To cite"} <= set(named)


def test_the_first_page_promises_what_the_statuses_say():
    text = " ".join((ROOT / "book" / "intro.md").read_text("utf-8").split())
    assert "checks the algebra of each proof by machine" in text
    assert "checks each step" not in text
