"""The moving pictures of the chapters: what they draw is what dlf computes."""

import re

import numpy as np
import pytest
from scipy.optimize import brentq

import dlf
from tests import sampled
from tests.book.applets import drawn, mode_distance, said, turn
from tests.book.browsing import visit

# applet -> (chapter, a class of lines that it must draw)
APPLETS = {
    "first": ("intro", ".mode"),
    "conservation": ("dynamics/gradient-flow", ".flow"),
    "one-mode": ("dynamics/one-mode", ".mode"),
    "modes": ("dynamics/fit-times", ".mode"),
    "separation": ("dynamics/incremental-fitting", ".mode"),
    "two-rates": ("dynamics/two-rates", ".mode"),
    "invariant-subspace": ("dynamics/invariant-subspace", ".mode"),
    "head-start": ("dynamics/faster-convergence", ".mode"),
}


def open_chapter(browser, address, name):
    visit(browser, f"{address}/{APPLETS[name][0]}.html", formulas=False)


@pytest.mark.parametrize("name", sampled(APPLETS, 2))
def test_every_slider_has_a_name_a_value_and_the_keyboard(browser, address, name):
    open_chapter(browser, address, name)
    inputs = browser.find_elements("css selector", f"[data-applet={name}] input[type=range]")
    assert len(inputs) >= 3
    for slider in inputs:
        assert len(slider.accessible_name) >= 4
        assert slider.get_attribute("aria-valuetext")
    box = f"[data-applet={name}]"
    assert len(browser.find_element("css selector", f"{box} svg").accessible_name) > 20
    assert browser.find_element("css selector", f"{box} figcaption").text
    assert len(said(browser, name)) > 20
    assert drawn(browser, name, APPLETS[name][1])[0]


@pytest.mark.parametrize("name", sampled(APPLETS, 4))
def test_its_lines_and_words_follow_the_theme(browser, address, name):
    open_chapter(browser, address, name)
    read = (
        "const s = document.querySelector(`[data-applet=${arguments[0]}] svg`);"
        "return ['text', '.axis', arguments[1]].map(q => getComputedStyle(s.querySelector(q)))"
        ".map((c, i) => i ? c.stroke : c.fill)"
    )
    light = browser.execute_script(read, name, APPLETS[name][1])
    browser.execute_script("document.documentElement.dataset.theme = 'dark'")
    dark = browser.execute_script(read, name, APPLETS[name][1])
    bright = lambda colour: sum(map(int, re.findall(r"\d+", colour)[:3])) / 3
    assert all(bright(a) < 130 < 140 < bright(b) for a, b in zip(light, dark, strict=True))


STARTS = [
    {"w1": -1.1, "w2": 1.45, "m": 1, "eta": 0.15},
    {"w1": 0.3, "w2": -1.1, "m": 1, "eta": 0.05},
    {"w1": 1.5, "w2": 0.2, "m": -1.5, "eta": 0.1},
    {"w1": -0.8, "w2": 0.8, "m": 1, "eta": 0.2},
]


@pytest.mark.parametrize("start", STARTS)
def test_flow_and_descent_of_two_scalars(browser, address, start):
    open_chapter(browser, address, "conservation")
    turn(browser, "conservation", **start)
    ((data, x, y),), frame = drawn(browser, "conservation", ".flow")
    factors = ([[start["w1"]]], [[start["w2"]]])
    objective = dlf.Factorization([[start["m"]]])
    times = float(data["every"]) * np.arange(len(x))
    run = dlf.gradient_flow(objective, factors, times, rtol=1e-10, atol=1e-12)
    W1, W2 = (np.ravel(W) for W in run.factors)
    if abs(start["w1"]) != abs(start["w2"]):  # from the diagonal rounding decides where it ends
        assert np.abs(frame.x(W1) - x).max() < 0.5
        assert np.abs(frame.y(W2) - y).max() < 0.5
    w1, w2 = frame.values(x, y)
    kept = start["w2"] ** 2 - start["w1"] ** 2
    assert np.abs(w2**2 - w1**2 - kept).max() < 4e-3 * frame.x1
    dots, frame = drawn(browser, "conservation", ".step")
    steps = dlf.gradient_descent(objective, factors, len(dots) - 1, learning_rate=start["eta"])
    seen = np.array([(x[0], y[0]) for _, x, y in dots])
    W1, W2 = (np.ravel(W) for W in steps.factors)
    assert np.abs(frame.x(W1) - seen[:, 0]).max() < 0.5
    assert np.abs(frame.y(W2) - seen[:, 1]).max() < 0.5
    assert np.abs(frame.y(W2 * 1.02) - seen[:, 1]).max() > 0.5


def test_the_plane_shows_conserved_hyperbolas_and_minima(browser, address):
    open_chapter(browser, address, "conservation")
    levels, frame = drawn(browser, "conservation", ".level, .own")
    for _, x, y in levels:
        w1, w2 = frame.values(x, y)
        assert np.ptp(w2**2 - w1**2) < 1e-3 * max(1, np.abs(w1).max() ** 2)
    minima, _ = drawn(browser, "conservation", ".target")
    for _, x, y in minima:
        w1, w2 = frame.values(x, y)
        near = np.abs(w1 * w2 - 1) / (1 + w1**2 + w2**2)
        assert len(x) > 50
        assert near.max() < 1e-3


def test_a_click_chooses_the_start_and_the_page_says_what_is_kept(browser, address):
    open_chapter(browser, address, "conservation")
    browser.execute_script(
        "const s = document.querySelector('[data-applet=conservation] svg');"
        "s.scrollIntoView(); const b = s.getBoundingClientRect(), d = s.dataset;"
        "const unit = b.width / Number(s.getAttribute('viewBox').split(' ')[2]);"
        "const at = (a, z, v) =>"
        " (Number(d[a]) + (Number(d[z]) - Number(d[a])) * (v + 2.2) / 4.4) * unit;"
        "s.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true,"
        " clientX: b.left + at('left', 'right', 1.2), clientY: b.top + at('bottom', 'top', -0.7)}))"
    )
    ((_, x, y),), frame = drawn(browser, "conservation", ".start")
    assert np.allclose(frame.values(x, y), [[1.2], [-0.7]], atol=1e-3)
    words = said(browser, "conservation")
    assert f"is {0.7**2 - 1.2**2:.3f} at the start".replace("-", "−") in words
    before, after = (
        re.findall(r"is (−?[\d.]+) at the", words)[0],
        re.findall(r"and (\S+) at", words)[0],
    )
    assert before == after


@pytest.mark.parametrize(
    ("depth", "scale", "target", "kappa"),
    [
        (3, -0.7, 1, 0.2),
        (2, -1, 2, 0.5),
        (6, -0.4, 0.5, 0.3),
        (4, 0.05, 0.6, 0.1),
        (2, -0.3, 1, 1.6),
    ],
)
def test_one_mode_under_flow_and_descent(browser, address, depth, scale, target, kappa):
    open_chapter(browser, address, "one-mode")
    turn(browser, "one-mode", depth=depth, scale=scale, target=target, kappa=kappa)
    ((_, x, y),), frame = drawn(browser, "one-mode", ".mode")
    shown = float(f"{10**scale:.2g}")  # the start is the number beside the slider
    law = {"init_scale": shown, "depth": depth}
    if law["init_scale"] ** depth < target:
        assert mode_distance(frame, x, y, target, law).max() < 0.5
        assert mode_distance(frame, x, y, 1.05 * target, law).max() > 1
    else:
        exact = frame.y(dlf.mode_strength(np.maximum(frame.values(x, y)[0], 0), target, **law))
        assert np.abs(exact - y).max() < 0.5
    dots, frame = drawn(browser, "one-mode", ".step")
    steps = [int(data["step"]) for data, *_ in dots]
    eta = kappa / (depth * target ** (2 - 2 / depth))
    chain = ([[shown]],) * depth
    run = dlf.gradient_descent(
        dlf.Factorization([[target]]), chain, steps[-1], learning_rate=eta, record=1
    )
    strengths = run.end_to_end().ravel()[steps]
    seen = np.array([(x[0], y[0]) for _, x, y in dots])
    assert np.abs(frame.x(np.array(steps) * eta) - seen[:, 0]).max() < 0.5
    assert np.abs(frame.y(strengths) - seen[:, 1]).max() < 0.5


def test_a_step_beyond_the_limit_does_not_settle(browser, address):
    open_chapter(browser, address, "one-mode")
    turn(browser, "one-mode", depth=3, scale=-0.3, target=1, kappa=2.16)
    dots, frame = drawn(browser, "one-mode", ".step")
    last = np.array([frame.values(x, y)[1][0] for _, x, y in dots])[-4:]
    assert np.abs(last - 1).min() > 0.05


SEPARATIONS = [(3, -1.5, 1.5, 0.1), (2, -2, 1.1, 0.1), (4, -0.6, 2, 0.3), (6, -1, 3, 0.02)]


@pytest.mark.parametrize(("depth", "scale", "high", "c"), SEPARATIONS)
def test_two_modes_their_times_and_the_largest_start(browser, address, depth, scale, high, c):
    open_chapter(browser, address, "separation")
    turn(browser, "separation", depth=depth, scale=scale, high=high, c=c)
    law = {"init_scale": 10**scale, "depth": depth}
    lines, frame = drawn(browser, "separation", ".mode")
    for data, x, y in lines:
        assert mode_distance(frame, x, y, float(data["target"]), law).max() < 0.7
    times, _ = frame.values(lines[0][1], lines[0][2])
    strengths = dlf.mode_strength(times[:, None], np.array([high, 1.0]), **law)
    loss = ((np.array([high, 1.0]) - strengths) ** 2).sum(axis=1) / 2
    ((_, x, y),), _ = drawn(browser, "separation", ".loss")
    slope = np.abs(np.gradient(frame.y(loss), x)) + 1
    assert (np.abs(frame.y(loss) - y) / slope).max() < 0.7
    marks = {d["name"]: float(d["t"]) for d, *_ in drawn(browser, "separation", ".mark")[0]}
    assert marks["fitted"] == pytest.approx(dlf.fit_time(1 - c, high, **law), rel=1e-6)
    assert marks["begins"] == pytest.approx(dlf.fit_time(c, 1.0, **law), rel=1e-6)
    words = said(browser, "separation")
    assert ("no plateau" in words) == (marks["fitted"] >= marks["begins"])

    def delay(log):
        law = {"init_scale": 10**log, "depth": depth}
        return dlf.log_fit_time(1 - c, high, **law) - dlf.log_fit_time(c, 1.0, **law)

    exact = brentq(delay, -60, np.log10(c) / depth - 1e-9)
    shown = re.search(r"ε below (?:10\^−([\d.]+)|([\d.e-]+))\.$", words)
    log = -float(shown[1]) if shown[1] else np.log10(float(shown[2]))
    assert log == pytest.approx(exact, rel=5e-3, abs=3e-3)


@pytest.mark.parametrize(
    ("depth", "rate", "scale", "target"), [(3, 0.6, -1, 1), (4, 1.5, -1.2, 0.5), (6, -1, -0.5, 2)]
)
def test_a_mode_with_two_rates(browser, address, depth, rate, scale, target):
    open_chapter(browser, address, "two-rates")
    turn(browser, "two-rates", depth=depth, rate=rate, scale=scale, target=target)
    lines, frame = drawn(browser, "two-rates", ".mode")
    f, chain = dlf.Factorization([[target]]), ([[10**scale]],) * depth
    for data, x, y in lines:
        alpha = float(data["rate"])
        times = np.maximum(frame.values(x, y)[0], 0)
        assert (np.diff(times) > 0).all()
        run = dlf.gradient_flow(f, chain, times, discrepant_rate=alpha, rtol=1e-10, atol=1e-13)
        exact = frame.y(run.end_to_end().ravel())
        slope = np.abs(np.gradient(exact, x)) + 1
        assert (np.abs(exact - y) / slope).max() < 0.5
    (_, x0, y0), (_, x1, y1) = drawn(browser, "two-rates", ".bound")[0]
    own = lines[1][1:]
    grid = np.linspace(frame.left, own[0][-1], 200)
    curves = [np.interp(grid, *pair) for pair in ((x0, y0), own, (x1, y1))]
    assert (np.diff(curves, axis=0) < 0.5).all()  # pixels count downwards
    gained, divided, cost, before = two_rates_said(browser)
    alpha = 10**rate
    low, high = sorted((alpha ** (2 / depth), (2 * alpha + depth - 2) / depth))
    assert low < gained < high
    sharp = [sharpness(depth, 10**scale, a, target) for a in (1, alpha)]
    assert divided == pytest.approx(sharp[1] / sharp[0], rel=6e-3)
    half = dlf.fit_time(0.5, target, init_scale=10**scale, depth=depth)
    assert before == pytest.approx(half * sharp[0], rel=6e-3)
    assert cost == pytest.approx(half / gained * sharp[1], rel=2e-2)
    assert cost < before  # equal rates are the worst


def two_rates_said(browser):
    """Times as fast, the step divided by, the cost and the cost at equal rates."""
    number = r"([\d.]+?)"
    found = re.search(
        rf": {number} times .* divided by {number}\. .* sharpness: {number} instead of {number}\.$",
        said(browser, "two-rates"),
    )
    return tuple(map(float, found.groups()))


def sharpness(depth, scale, alpha, s):
    """V(alpha, s) at the end of the flow, with u from a root finder."""
    e, k = scale**2, (depth - 2) / 2
    u = brentq(lambda u: np.log(e + alpha * u) + k * np.log(e + u) - np.log(s), 0, 1e4)
    return s**2 * (2 * alpha / (e + alpha * u) + (depth - 2) / (e + u))
