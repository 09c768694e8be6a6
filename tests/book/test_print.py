"""On paper: proofs are open, nothing is cut, solutions stay closed."""

import base64
import io
import re

import pytest
from pypdf import PdfReader

from tests.book.browsing import visit
from tests.book.test_phone import FITTED

CHAPTER = "dynamics/fit-times"
WORDS = """
const texts = selector => [...document.querySelectorAll(selector)].map(e => {
  const copy = e.cloneNode(true);
  copy.querySelectorAll("mjx-container, summary, pre, template").forEach(part => part.remove());
  return copy.textContent;
});
return [texts("details.sd-dropdown"), texts("div.solution > section")];
"""
CUT = """
return [...document.querySelectorAll("article :is(pre, table, mjx-container[display='true'])")]
  .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 2)
  .map(e => [e.tagName, e.clientWidth, e.scrollWidth, e.textContent.slice(0, 60)]);
"""


def words(text):
    """The long words of a text, which no line of a page breaks; ligatures are taken apart."""
    plain = text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi")
    return set(re.findall(r"[a-z]{5,}", plain.lower()))


def printed(browser):
    """The pages of the page's PDF, as texts."""
    options = {"preferCSSPageSize": True, "printBackground": True}
    data = browser.execute_cdp_cmd("Page.printToPDF", options)["data"]
    return [page.extract_text() for page in PdfReader(io.BytesIO(base64.b64decode(data))).pages]


@pytest.fixture(scope="module")
def shown(browser, address):
    visit(browser, f"{address}/{CHAPTER}.html")
    browser.execute_async_script(FITTED)
    return browser.execute_script(WORDS)


def test_paper_has_the_proofs_and_not_the_solutions(browser, shown):
    proofs, solutions = shown
    pages = printed(browser)
    on_paper = words(" ".join(pages))
    assert len(proofs) >= 2
    assert len(solutions) >= 2
    for proof in proofs:
        said = words(proof)
        assert len(said) > 5
        assert len(said - on_paper) <= 0.05 * len(said)  # a formula may touch a word
    hidden = words(" ".join(solutions)) - words(" ".join(proofs))
    assert len(hidden - on_paper) > 3
    few = sum(len(page) < 400 for page in pages)
    assert few <= 0.2 * len(pages)
    closed = "return document.querySelectorAll('details[open]').length"
    assert browser.execute_script(closed) == 0  # as they were


def test_nothing_is_cut_on_paper(browser, shown):
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    metrics = {"width": 676, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        browser.execute_script("dispatchEvent(new Event('beforeprint'))")
        assert browser.execute_script(CUT) == []
        browser.execute_script("dispatchEvent(new Event('afterprint'))")
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
