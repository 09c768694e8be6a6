"""Take the picture of the first page anew: `python -m tools.cover` writes book/_static/cover.png.

README shows it, and so does the first page without JavaScript. Needs the built book, Chromium and
its driver.
"""

import argparse
from pathlib import Path

from tools import chromium

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "_build" / "html" / "intro.html"
COVER = ROOT / "book" / "_static" / "cover.png"
SHOWN = {"time": 0.62, "depth": 3, "scale": -1}
SET = """
for (const [name, value] of Object.entries(arguments[0]))
  document.querySelector(`.dlf-applet [name=${name}]`).value = value;
document.querySelector('.dlf-applet input').dispatchEvent(new Event('input', {bubbles: true}));
document.querySelectorAll('.dlf-applet .dlf-controls, .dlf-said, .dlf-applet figcaption')
  .forEach(part => { part.style.display = 'none'; });
"""


def taken():
    """The figure without its sliders as PNG, two pixels a point."""
    size = ("--window-size=1280,900", "--force-device-scale-factor=2")
    with chromium.started(*size, "--force-prefers-reduced-motion") as browser:
        browser.get(PAGE.as_uri())
        browser.execute_script(SET, SHOWN)
        return browser.find_element("css selector", ".dlf-applet").screenshot_as_png


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m tools.cover", description=__doc__).parse_args()
    COVER.write_bytes(taken())
