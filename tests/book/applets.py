"""How the browser tests read a moving picture: its sliders, its curves in the units of the axes."""

import re

import numpy as np

import dlf

READ = (
    "const s = document.querySelector(`[data-applet=${arguments[0]}] svg`);"
    "return [[...s.querySelectorAll(arguments[1])].map(p => [{...p.dataset}, p.getAttribute('d'),"
    " p.getAttribute('cx'), p.getAttribute('cy')]), {...s.dataset}]"
)
SET = (
    "const box = document.querySelector(`[data-applet=${arguments[0]}]`);"
    "for (const [name, value] of Object.entries(arguments[1]))"
    " box.querySelector(`[name=${name}]`).value = value;"
    "box.querySelector('input').dispatchEvent(new Event('input', {bubbles: true}))"
)


class Frame:
    """The axes of a drawing: pixels to units and back."""

    def __init__(self, data):
        names = ("x0", "x1", "y0", "y1", "left", "right", "top", "bottom")
        for name in names:
            setattr(self, name, float(data[name]))
        self.log = data["log"] == "true"

    def x(self, value):
        """The pixel of a value on the first axis."""
        low, high, value = self.x0, self.x1, np.asarray(value, float)
        if self.log:
            low, high, value = np.log(low), np.log(high), np.log(value)
        return self.left + (self.right - self.left) * (value - low) / (high - low)

    def y(self, value):
        """The pixel of a value on the second axis."""
        return self.bottom - (self.bottom - self.top) * (value - self.y0) / (self.y1 - self.y0)

    def values(self, x, y):
        """Pixels as values."""
        share = (np.asarray(x) - self.left) / (self.right - self.left)
        up = (self.bottom - np.asarray(y)) / (self.bottom - self.top)
        linear = self.x0 + (self.x1 - self.x0) * share
        first = self.x0 * (self.x1 / self.x0) ** share if self.log else linear
        return first, self.y0 + (self.y1 - self.y0) * up


def drawn(browser, name, selector):
    """([(dataset, x, y in pixels)], frame): the lines of a class, or its dots as one pair each."""
    found, data = browser.execute_script(READ, name, selector)
    lines = []
    for dataset, d, cx, cy in found:
        pairs = [p.split() for p in re.split("[ML]", d)[1:]] if d else [[cx, cy]]
        x, y = np.array(pairs, float).T
        lines.append((dataset, x, y))
    return lines, Frame(data)


def turn(browser, name, **sliders):
    """Set sliders of a picture, as a reader would."""
    browser.execute_script(SET, name, sliders)


def said(browser, name):
    """The sentence below a picture."""
    return browser.find_element("css selector", f"[data-applet={name}] .dlf-said").text


def mode_distance(frame, x, y, target, law):
    """How far points lie from the closed form of a rising mode, in pixels: up or down, or aside.

    A deep chain rises within less than a pixel, where only the distance aside means something.
    """
    times, strengths = frame.values(x, y)
    lowest = max(1e-3, 1.0001 * law["init_scale"] ** law["depth"] / target)
    share = np.clip(strengths / target, lowest, 0.999)  # 1/1000: a third of a pixel at most
    aside = np.abs(frame.x(dlf.fit_time(share, target, **law)) - x)
    exact = dlf.mode_strength(np.maximum(times, 0), target, **law)
    return np.minimum(np.abs(frame.y(exact) - y), aside)
