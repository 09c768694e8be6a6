"""What is checked, as a reader sees it: the table at every width, the graph, the search."""

import re
from operator import mul

import pytest
from bs4 import BeautifulSoup

from dlf import claims
from dlf.claims import graph
from tests.book.browsing import HTML, PHONE, parsed, set_width, visit
from tests.book.chapters import CHAPTERS, STATEMENTS

CONTRAST = 4.5
TEXT = 11  # pixels


@pytest.fixture
def wide(browser):
    """Set a width of the window, and the usual one afterwards."""

    def size(width):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    yield size
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


OUTSIDE = (
    "const box = document.querySelector('article').getBoundingClientRect();"
    "return [...document.querySelectorAll(arguments[0])].filter(e => {"
    " const r = e.getBoundingClientRect();"
    " return r.width && (r.right > box.right + 1 || r.left < 0);"
    "}).map(e => e.textContent)"
)


@pytest.mark.parametrize("width", [1200, 1280, 1920, 768])
def test_every_column_of_the_table_is_seen(browser, address, wide, width):
    wide(width)
    visit(browser, f"{address}/claims.html")
    assert browser.execute_script(OUTSIDE, ".dlf-status th, .dlf-status td, .dlf-totals td") == []
    last = (
        "return document.querySelector('.dlf-status th:last-child').getBoundingClientRect().right"
    )
    assert browser.execute_script(last) <= width


def test_a_row_of_the_table_names_its_columns_on_a_phone(browser, address):
    set_width(browser, PHONE)
    try:
        visit(browser, f"{address}/claims.html")
        assert browser.execute_script(OUTSIDE, ".dlf-status td, .dlf-status .dlf-badge") == []
        named = (
            "return [...document.querySelectorAll('.dlf-status td:last-child:not(:empty)')]"
            ".map(e => getComputedStyle(e, '::before').content)"
        )
        assert set(browser.execute_script(named)) == {'"sharp to: "'}
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


SIZES = (
    "document.querySelectorAll('.dlf-layer').forEach(d => d.open = true);"
    "return [...document.querySelectorAll('.dlf-graph')].map(svg => ["
    " svg.getScreenCTM().a * Math.min(...[...svg.querySelectorAll('text')]"
    "  .map(t => parseFloat(getComputedStyle(t).fontSize))),"
    " svg.getBoundingClientRect().width, svg.parentElement.clientWidth,"
    " [...svg.querySelectorAll('a')].every(a => { const b = a.querySelector('rect').getBBox();"
    "  return [...a.querySelectorAll('text')].every(t => t.getBBox().width < b.width); })])"
)


def test_the_graph_is_legible_without_scrolling(browser, address, wide):
    wide(1280)
    visit(browser, f"{address}/claims.html", formulas=False)
    found = browser.execute_script(SIZES)
    assert len(found) > 10
    for text, width, room, inside in found:
        assert text >= TEXT
        assert width <= room + 1
        assert inside


def luminance(colour):
    parts = [float(v) / 255 for v in colour.split("(")[1].rstrip(")").split(",")[:3]]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


COLOURS = (
    "const of = (e, p) => getComputedStyle(e)[p];"
    "document.querySelectorAll('.dlf-layer').forEach(d => d.open = true);"
    "return [[...document.querySelectorAll('.dlf-graph a')].map(a =>"
    " [of(a.querySelector('text'), 'fill'), of(a.querySelector('rect'), 'fill')]),"
    " [...document.querySelectorAll('.dlf-graph > path')].map(p => of(p, 'stroke')),"
    " of(document.body, 'backgroundColor')]"
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_graph_has_contrast_in_both_themes(browser, address, theme):
    visit(browser, f"{address}/claims.html", formulas=False)
    browser.execute_script(f"document.documentElement.dataset.theme = '{theme}'")
    boxes, arrows, ground = browser.execute_script(COLOURS)
    assert min(contrast(text, box) for text, box in boxes) >= CONTRAST
    assert min(contrast(stroke, ground) for stroke in arrows) >= CONTRAST
    filled = {box for _, box in boxes}
    assert len(filled) >= len({e["status"] for e in claims.recorded()["claims"].values()})


def test_the_legend_names_every_status_that_occurs():
    page = parsed("claims")
    legend = [li.get_text() for li in page.select(".dlf-legend li")]
    present = {e["status"] for e in claims.recorded()["claims"].values()}
    assert {claims.words.WORDS[s] for s in present} == set(legend[:-1])
    assert legend[-1] == "a claim of another chapter"


def test_every_use_is_drawn_in_the_layer_of_its_chapter():
    page = parsed("claims")
    arrows = page.select(".dlf-layer svg > path")
    assert len(arrows) == sum(len(e["uses"]) for e in claims.recorded()["claims"].values())


def points_on(path):
    """Points of an arrow's path: of its curves, and the ends of its straight lines."""
    numbers = lambda text: [float(x) for x in text.split()]
    for command, text in re.findall(r"([MCV])([^MCV]+)", path):
        if command == "M":
            x, y = numbers(text)
        elif command == "V":
            y = float(text)
        else:
            a, b, c, d, e, f = numbers(text)
            for t in (k / 20 for k in range(20)):
                w = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3]
                yield tuple(sum(map(mul, w, p)) for p in ((x, a, c, e), (y, b, d, f)))
            x, y = e, f
        yield x, y


def test_no_arrow_runs_behind_a_box():
    drawings = parsed("claims").select("svg.dlf-graph")
    assert len(drawings) > 20
    for drawn in drawings:
        boxes = [[float(box[k]) for k in ("x", "y", "width", "height")] for box in drawn("rect")]
        for arrow in drawn.find_all("path", recursive=False):
            for px, py in points_on(arrow["d"]):
                assert 0 < px < float(drawn["width"])
                assert not any(x < px < x + w and y < py < y + h for x, y, w, h in boxes)


def test_an_arrow_that_a_path_makes_idle_is_left_out():
    uses = {"a": [], "b": ["a"], "c": ["a", "b"], "d": ["a"]}
    assert graph.reduced(uses) == {"a": [], "b": ["a"], "c": ["b"], "d": ["a"]}


def test_a_long_row_is_broken():
    uses = {str(k): [] for k in range(7)} | {"last": ["0"]}
    assert [len(row) for row in graph.layers(uses, columns=3)] == [3, 3, 1, 1]
    assert [len(row) for row in graph.layers(uses)] == [7, 1]


@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize(
    ("query", "links"),
    [
        ("balancedness", ["dynamics/gradient-flow.html#P2FQ", "c/P2FQ.html"]),
        ("P2FQ", ["dynamics/gradient-flow.html#P2FQ", "c/P2FQ.html"]),
        ("staircase", ["dynamics/incremental-fitting.html#T1J7", "c/T1J7.html"]),
    ],
)
def test_a_search_finds_the_statement_and_the_page_of_its_tag(
    browser, address, scheme, query, links
):
    base = address if scheme == "http" else HTML.as_uri()
    visit(browser, f"{base}/search.html?q={query}")
    wait = (
        "const done = arguments[0], start = Date.now(); const look = () => {"
        " const text = (document.querySelector('.search-summary') || {}).textContent || '';"
        " if (/found|Search finished|matching/.test(text) || Date.now() - start > 20000) done();"
        " else setTimeout(look, 100); }; look()"
    )
    browser.execute_async_script(wait)
    found = browser.execute_script(
        "return [...document.querySelectorAll('#search-results ul.search li > a')]"
        ".map(a => [a.getAttribute('href').replace(/\\?[^#]*/, ''), a.textContent])"
    )
    for link in links:
        assert link in [href for href, _ in found], found
    titles = dict(found)
    assert claims.recorded()["claims"][links[1][2:6]]["title"] in titles[links[1]]


def test_every_page_says_its_licence():
    for path in HTML.rglob("*.html"):
        text = path.read_text("utf-8")
        if "<article" in text:
            assert "CC BY 4.0" in text.partition('class="bd-footer')[2], path


def test_a_box_that_says_how_to_cite_leads_to_the_pages_of_the_tags():
    text = (HTML / "dynamics" / "gradient-flow.html").read_text("utf-8")
    page = BeautifulSoup(text, "html.parser")
    title = next(p for p in page.select(".admonition-title") if p.text == "Cite this chapter")
    shown = [(a["href"], a.text) for a in title.parent.select("a.dlf-tag")]
    assert ("../c/P2FQ.html", "P2FQ") in shown
    assert "P2FQ (Theorem 1.3)" in " ".join(title.parent.get_text().split())


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_box_that_says_how_to_cite_names_every_tag_of_its_chapter(name):
    page = parsed(name)
    title = next(p for p in page.select(".admonition-title") if p.text == "Cite this chapter")
    assert [a.text for a in title.parent.select("a.dlf-tag")] == STATEMENTS[name]


def test_the_bibliography_is_labelled_as_the_text_cites():
    page = parsed("bibliography")
    labels = [span.get_text().strip("[]") for span in page.select(".citation .label, dt.label")]
    assert "Kwon et al., 2024" in labels
    assert len(set(labels)) == len(labels) > 50
    text = (HTML / "dynamics" / "gradient-flow.html").read_text("utf-8")
    cited = [
        a.get_text()
        for a in BeautifulSoup(text, "html.parser").select("article a[href*='bibliography']")
    ]
    assert cited
    assert set(cited) <= set(labels)
    assert len(page.select("a[href*='arxiv.org/abs']")) > 30


def test_the_title_of_the_first_page_is_said_once():
    text = (HTML / "intro.html").read_text("utf-8")
    title = BeautifulSoup(text, "html.parser").title.text
    assert title.count("Gradient descent on deep linear networks") == 1
