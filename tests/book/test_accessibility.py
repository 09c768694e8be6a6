"""Every kind of page under axe-core: in light, in dark, on a phone."""

from importlib.resources import files

import pytest

from tests import sampled
from tests.book.browsing import PHONE, set_width, visit

AXE = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
KINDS = ("intro", "dynamics/fit-times", "c/P2FQ", "claims", "notation", "bibliography", "search")
# axe looks at each element: of the many alike (rows, cells, the insides of formulas) a few are kept
FEWER = """
document.querySelectorAll("details").forEach(d => { d.open = true; });
document.querySelectorAll("nav li li, #pst-secondary-sidebar li + li").forEach(e => e.remove());
document.querySelectorAll("mjx-math > *, mjx-assistive-mml").forEach(e => e.remove());
for (const alike of ["tr", ".cell", ".citation", ".proof", ".dlf-graph g"])
  [...document.querySelectorAll("article " + alike)].slice(4).forEach(e => e.remove());
"""
RUN = """
const [options, end] = arguments;
const serious = v => ["serious", "critical"].includes(v.impact);
const where = v => v.nodes.slice(0, 4).map(n => [n.target.join(" "), n.failureSummary]);
axe.run(document, { resultTypes: ["violations"], ...options })
  .then(({ violations }) => end(violations.filter(serious).map(v => [v.id, where(v)])));
"""
CONTRAST = "color-contrast"

AT_REST = "requestAnimationFrame(() => Promise.all(document.getAnimations().map(a => a.finished))"
AT_REST += ".then(() => arguments[0]()))"


def findings(browser, **options):
    """What axe calls serious or critical: (rule, [(element, what is wrong)])."""
    return browser.execute_async_script(RUN, options)


@pytest.fixture
def checked(browser, address, request):
    browser.set_script_timeout(300)  # a busy machine
    visit(browser, f"{address}/{request.param}.html")
    browser.execute_script(FEWER)
    browser.execute_script(AXE)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("checked", sampled(KINDS, 2), indirect=True)
def test_axe_finds_nothing_serious(checked):
    assert findings(checked) == []
    checked.execute_script("document.documentElement.dataset.theme = 'dark'")
    checked.execute_async_script(AT_REST)  # colours pass from one theme to the other
    assert findings(checked, runOnly=[CONTRAST]) == []
    checked.execute_script("document.documentElement.dataset.theme = 'light'")
    set_width(checked, PHONE)
    assert findings(checked, rules={CONTRAST: {"enabled": False}}) == []


@pytest.mark.parametrize("checked", ["intro"], indirect=True)
def test_axe_sees_a_pale_word_and_an_image_without_text(checked):
    checked.execute_script(
        "const add = (tag, set) => document.querySelector('article')"
        ".append(Object.assign(document.createElement(tag), set));"
        "add('p', { textContent: 'pale', style: 'color: #999; background: #fff' });"
        "add('img', { src: '_static/logo.svg' })"
    )
    assert {rule for rule, _ in findings(checked)} == {CONTRAST, "image-alt"}
