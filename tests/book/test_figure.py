"""The figure with three modes: its curves are those of dlf.mode_strength, to the pixel."""

import re

import pytest
from selenium.webdriver.common.keys import Keys

import dlf
from tests.book.applets import drawn, mode_distance, said, turn
from tests.book.browsing import HTML, outside, visit


def curves(browser):
    """target -> (x, y in pixels), and the frame."""
    lines, frame = drawn(browser, "modes", ".mode")
    return {float(data["target"]): (x, y) for data, x, y in lines}, frame


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
    visit(browser, f"{address}/dynamics/fit-times.html", formulas=False)
    names = dict(zip(("s1", "s2", "s3"), targets, strict=True))
    turn(browser, "modes", depth=depth, scale=scale, **names)
    found, frame = curves(browser)
    assert set(found) == set(map(float, targets))
    law = {"init_scale": 10**scale, "depth": depth}
    for target, (x, y) in found.items():
        middle = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
        for across, up in ((x, y), middle):
            assert mode_distance(frame, across, up, target, law).max() < 0.5
        assert frame.values(x, y)[0][-1] > dlf.fit_time(0.9, target, **law)
        assert mode_distance(frame, x, y, target, {**law, "depth": depth + 1}).max() > 5


def test_a_slider_moves_with_the_keyboard_and_the_page_says_what_happened(browser, address):
    visit(browser, f"{address}/dynamics/fit-times.html", formulas=False)
    before, said_before = curves(browser)[1].x1, said(browser, "modes")
    assert re.search(r"target 1\.5: half fitted at t = \d", said_before)
    half = float(re.search(r"target 1: half fitted at t = ([\d.]+)", said_before)[1])
    assert half == pytest.approx(dlf.fit_time(0.5, 1.0, init_scale=0.1, depth=3), rel=6e-3)
    browser.find_element("css selector", "[data-applet=modes] [name=depth]").send_keys(
        Keys.ARROW_RIGHT
    )
    assert curves(browser)[1].x1 > 2 * before
    assert said(browser, "modes") != said_before


def test_a_mode_that_starts_above_its_target_is_named_and_not_drawn(browser, address):
    visit(browser, f"{address}/dynamics/fit-times.html", formulas=False)
    turn(browser, "modes", depth=2, scale=-0.3, s3=0.1)
    assert 0.1 not in curves(browser)[0]
    assert "target 0.1: starts above its half" in said(browser, "modes")


def test_it_works_without_a_server(browser):
    requested, failed, errors = visit(browser, f"{HTML.as_uri()}/dynamics/fit-times.html")
    assert outside(requested, HTML.as_uri()) == failed == errors == []
    assert len(curves(browser)[0]) == 3
    labels = browser.find_elements("css selector", "[data-applet=modes] label input[type=range]")
    assert len(labels) == 5
