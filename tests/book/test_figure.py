"""The figure with sliders: its curves are those of dlf.mode_strength, to the pixel."""

import re

import numpy as np
import pytest
from selenium.webdriver.common.keys import Keys

import dlf
from tests.book.test_pages import HTML, address, browser, outside, visit

__all__ = ["address", "browser"]  # fixtures

READ = (
    "const s = document.querySelector('.dlf-modes svg');"
    "return [[...s.querySelectorAll('.mode')].map(p => [p.dataset.target, p.getAttribute('d')]),"
    " {...s.dataset}, s.getAttribute('viewBox')]"
)
SET = (
    "for (const [name, value] of Object.entries(arguments[0]))"
    " document.querySelector(`.dlf-modes [name=${name}]`).value = value;"
    "document.querySelector('.dlf-modes input').dispatchEvent(new Event('input', {bubbles: true}))"
)


def curves(browser):
    """target -> (t, y in pixels); strength to pixel and back; pixels a unit of time."""
    paths, frame, box = browser.execute_script(READ)
    end, top, left, bottom, upper, right = (
        float(frame[key]) for key in ("end", "top", "left", "bottom", "upper", "right")
    )
    width, height = (float(v) for v in box.split()[2:])
    rows, columns = height - bottom - upper, (width - left - right) / end
    pixel = lambda mu: height - bottom - rows * mu / top
    strength = lambda y: (height - bottom - y) * top / rows
    found = {}
    for target, d in paths:
        x, y = np.array([[float(v) for v in p.split()] for p in re.split("[ML]", d)[1:]]).T
        found[float(target)] = ((x - left) / columns, y)
    return found, pixel, strength, columns


def distance(times, drawn, target, law, pixel, strength, columns):
    """How far points lie from the exact curve, in pixels: the smaller of up or down and aside.

    A deep chain rises within less than a pixel, where only the distance aside means something.
    """
    lowest = max(1e-3, 1.0001 * law["init_scale"] ** law["depth"] / target)
    share = np.clip(strength(drawn) / target, lowest, 0.999)  # 1/1000: a third of a pixel at most
    aside = columns * np.abs(dlf.fit_time(share, target, **law) - times)
    return np.minimum(np.abs(pixel(dlf.mode_strength(times, target, **law)) - drawn), aside)


@pytest.mark.parametrize(
    ("depth", "scale", "targets"),
    [
        (3, -1, (1.5, 1, 0.5)),
        (2, -2, (2, 1, 0.1)),
        (2, -0.5, (2, 1.9, 0.15)),
        (4, -0.6, (0.1, 1, 2)),
        (8, -0.3, (2, 1, 0.1)),
        (8, -2, (2, 2, 0.1)),
    ],
)
def test_the_curves_are_the_closed_form_to_the_pixel(browser, address, depth, scale, targets):
    visit(browser, f"{address}/dynamics/fit-times.html")
    names = dict(zip(("s1", "s2", "s3"), targets, strict=True))
    browser.execute_script(SET, {"depth": depth, "scale": scale, **names})
    found, *scales = curves(browser)
    assert set(found) == set(map(float, targets))
    law = {"init_scale": 10**scale, "depth": depth}
    for target, (t, y) in found.items():
        middle = (t[1:] + t[:-1]) / 2, (y[1:] + y[:-1]) / 2
        for times, drawn in ((t, y), middle):
            assert distance(np.maximum(times, 0), drawn, target, law, *scales).max() < 0.5
        assert t[-1] > dlf.fit_time(0.9, target, **law)
        other = {**law, "depth": depth + 1}
        assert distance(np.maximum(t, 0), y, target, other, *scales).max() > 5


def test_a_slider_moves_with_the_keyboard_and_the_page_says_what_happened(browser, address):
    visit(browser, f"{address}/dynamics/fit-times.html")
    before = curves(browser)[0]
    said = browser.find_element("css selector", ".dlf-said").text
    assert re.search(r"target 1\.5: half fitted at t = \d", said)
    half = float(re.search(r"target 1: half fitted at t = ([\d.]+)", said)[1])
    assert half == pytest.approx(dlf.fit_time(0.5, 1.0, init_scale=0.1, depth=3), rel=6e-3)
    browser.find_element("css selector", ".dlf-modes [name=depth]").send_keys(Keys.ARROW_RIGHT)
    after = curves(browser)[0]
    assert after[1.0][0][-1] > 2 * before[1.0][0][-1]
    assert browser.find_element("css selector", ".dlf-said").text != said


def test_a_mode_that_starts_above_its_target_is_named_and_not_drawn(browser, address):
    visit(browser, f"{address}/dynamics/fit-times.html")
    browser.execute_script(SET, {"depth": 2, "scale": -0.3, "s3": 0.1})
    found = curves(browser)[0]
    assert 0.1 not in found
    said = browser.find_element("css selector", ".dlf-said").text
    assert "target 0.1: starts above its half" in said


def test_it_works_without_a_server(browser):
    requested, failed, errors = visit(browser, f"{HTML.as_uri()}/dynamics/fit-times.html")
    assert outside(requested, HTML.as_uri()) == failed == errors == []
    assert len(curves(browser)[0]) == 3
    labels = browser.find_elements("css selector", ".dlf-modes label input[type=range]")
    assert len(labels) == 5
