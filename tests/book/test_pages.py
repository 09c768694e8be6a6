"""The built pages in headless Chromium: nothing from outside, no error, all that was written."""

import json
import re
import sys

import pytest
from sphinx.util.inventory import InventoryFile

from dlf import claims
from dlf.verify import ledger
from tests import ROOT, sampled
from tests.book.browsing import HTML, SCREEN, check_alone, chromium_and_driver, outside, visit
from tests.book.chapters import CHAPTERS, FIGURES, SHOWN, SHOWN_CHAPTERS, STATEMENTS

sys.path.insert(0, str(ROOT / "book" / "_ext"))
from dlf_witness import plain


@pytest.mark.parametrize("lacking", ["chromium", "chromedriver"])
def test_a_missing_browser_is_skipped_by_name_and_fails_in_ci(lacking):
    which = lambda name: None if name == lacking or "-" in name else f"bin/{name}"
    with pytest.raises(pytest.skip.Exception, match="packages chromium and chromium-driver"):
        chromium_and_driver(which, {})
    with pytest.raises(pytest.fail.Exception, match="packages chromium and chromium-driver"):
        chromium_and_driver(which, {"CI": "true"})


@pytest.fixture(scope="module", params=SHOWN)
def page(request, browser, address):
    """The name of a page that the browser shows; it is loaded once for the tests that only look."""
    check_alone(*visit(browser, f"{address}/{request.param}.html"), address)
    return request.param


ENTRIES = claims.recorded()["claims"]
TOP = "return document.querySelector('article figure').getBoundingClientRect().top + scrollY"
GLANCES = (
    "return [...document.querySelectorAll('.dlf-glance')].map(g => ["
    " g.querySelector('img').getAttribute('src'),"
    " g.querySelector('img').getBoundingClientRect().width,"
    " g.querySelector('a.reference').getAttribute('href'),"
    " document.querySelector(g.querySelector('a.reference').getAttribute('href') + ' img')"
    " .getAttribute('src')])"
)
chapter = pytest.mark.parametrize("page", SHOWN_CHAPTERS, indirect=True, scope="module")


@chapter
def test_a_picture_stands_within_the_first_screen_and_a_half(browser, page):
    """Each chapter shows one before its algebra."""
    assert browser.execute_script(TOP) < 1.5 * SCREEN[1]
    for shown, width, _, source in browser.execute_script(GLANCES):
        assert shown == source  # the picture of the figure that the caption names
        assert width > 300


def test_the_check_sees_a_request_to_another_host(browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<script>MathJax={startup:{promise:Promise.resolve()}}</script>"
        '<img src="http://127.0.0.1:9/x.png"><script>throw Error("seen")</script>',
        "utf-8",
    )
    requested, failed, errors = visit(browser, page.as_uri())
    assert outside(requested, tmp_path.as_uri()) == ["http://127.0.0.1:9/x.png"]
    assert failed
    assert any("seen" in message for message in errors)


def prose(browser):
    """The text of the article, folded parts included, without code and typeset formulas."""
    return browser.execute_script(
        "const copy = document.querySelector('article').cloneNode(true);"
        "copy.querySelectorAll('pre, code, mjx-container, script').forEach(e => e.remove());"
        "return copy.textContent"
    )


def leftovers(text):
    """Source that was not rendered: TeX commands, dollar signs, roles, fences."""
    return re.findall(r"\\[a-zA-Z]+|\$|\{[a-z:]+\}`|:::", text)


def test_leftovers_are_seen():
    assert leftovers(r"and $\eta$ with {prf:ref}`label`") == ["$", r"\eta", "$", "{prf:ref}`"]
    assert leftovers("plain words, 5 % of {a, b}") == []


def test_mathematics_is_typeset(browser, page):
    formulas = browser.execute_script("return document.querySelectorAll('.math').length")
    typeset = browser.execute_script("return document.querySelectorAll('mjx-container').length")
    bad = "return [...document.querySelectorAll('mjx-merror')].map(e => e.textContent)"
    assert browser.execute_script(bad) == []
    assert typeset >= formulas
    assert leftovers(prose(browser)) == []
    if page in STATEMENTS:
        assert typeset > 60


def test_every_figure_has_alt_text(browser, page):
    images = browser.execute_script(
        "return [...document.querySelectorAll('article img')]"
        ".map(i => [i.alt, i.naturalWidth, Boolean(i.closest('.dlf-glance'))])"
    )
    assert all(len(alt) > 20 and width > 0 for alt, width, _ in images)
    assert sum(not ahead for *_, ahead in images) == FIGURES.get(page, 0)


def luminance(browser, selector, which):
    script = f"return getComputedStyle(document.querySelector('{selector}')).{which}"
    red, green, blue = (
        float(v) for v in browser.execute_script(script).split("(")[1].rstrip(")").split(",")[:3]
    )
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def test_dark_mode(browser, address):
    visit(browser, f"{address}/dynamics/one-mode.html")
    assert luminance(browser, "body", "backgroundColor") > 0.9
    browser.execute_script("document.documentElement.dataset.theme = 'dark'")
    assert luminance(browser, "body", "backgroundColor") < 0.2
    assert luminance(browser, "article p", "color") > 0.6
    assert luminance(browser, ".math mjx-container", "color") > 0.6
    turned = browser.execute_script(
        "return [...document.querySelectorAll('article img[srcset]')].map(i =>"
        " [i.classList.contains('dlf-photograph'), getComputedStyle(i).filter])"
    )
    assert {photograph for photograph, _ in turned} == {True, False}
    for photograph, filtered in turned:
        assert ("invert" in filtered) != photograph


@chapter
def test_statements_share_a_counter_and_link_to_themselves(browser, page):
    numbers, links = browser.execute_script(
        "const all = [...document.querySelectorAll('div.proof[id]')];"
        "return [all.map(n => [n.id, n.querySelector('.caption-number').textContent.trim()]),"
        " all.map(n => n.querySelector('.headerlink').getAttribute('href'))]"
    )
    chapter = list(STATEMENTS).index(page) + 1
    assert [label for label, _ in numbers] == STATEMENTS[page]
    assert links == [f"#{label}" for label in STATEMENTS[page]]
    assert [text.split()[1] for _, text in numbers] == [
        f"{chapter}.{k}" for k in range(1, len(numbers) + 1)
    ]


@chapter
def test_proofs_are_folded_and_open_on_click(browser, page):
    proofs = [
        proof
        for proof in browser.find_elements("css selector", "details")
        if proof.find_element("css selector", "summary").text.startswith("Proof of")
    ]
    status = [ENTRIES[tag]["status"] for tag in STATEMENTS[page]]
    unproved = sum(map(status.count, ("definition", "conjecture", "measured")))
    assert len(proofs) == len(status) - unproved
    for proof in proofs:
        assert proof.get_attribute("open") is None
    for proof in proofs[:1]:
        click = "arguments[0].querySelector('summary').click()"
        browser.execute_script(click, proof)
        assert proof.get_attribute("open") is not None
        browser.execute_script(click, proof)  # as it was for the next test


def test_ids_are_unique(browser, page):
    ids = browser.execute_script(
        "return [...document.querySelectorAll('article [id]')].map(e => e.id)"
    )
    assert sorted(ids) == sorted(set(ids))


def test_labels_are_in_the_inventory():
    with (HTML / "objects.inv").open("rb") as stream:
        inventory = InventoryFile.load(stream, "", lambda base, name: name)
    listed = {
        label: entry[2]
        for kind, entries in inventory.items()
        if kind.startswith("prf:")
        for label, entry in entries.items()
    }
    assert listed == {
        label: f"{page}.html#{label}" for page, labels in STATEMENTS.items() for label in labels
    }


def test_every_statement_of_the_chapters_is_a_claim():
    assert [tag for tags in STATEMENTS.values() for tag in tags] == list(claims.all_claims())


@chapter
def test_badges_say_what_the_ledger_says(browser, page):
    badges = browser.execute_script(
        "return [...document.querySelectorAll('.admonition-title .dlf-badge')]"
        ".map(b => [b.textContent, b.getAttribute('href'), b.getAttribute('aria-label')])"
    )
    assert [href for _, href, _ in badges] == [f"../c/{tag}.html" for tag in STATEMENTS[page]]
    for (text, _, label), tag in zip(badges, STATEMENTS[page], strict=True):
        assert text == f"{tag} · {plain(claims.words.badge(ENTRIES[tag]))}"
        assert label.startswith(f"Status of {tag}")


@pytest.mark.parametrize("tag", claims.registered().names)
def test_every_tag_has_a_page_with_its_certificates(tag):
    page, entry = (HTML / "c" / f"{tag}.html").read_text("utf-8"), ENTRIES[tag]
    assert f"../{next(p for p in CHAPTERS if tag in STATEMENTS[p])}.html#{tag}" in page
    assert ledger.digest((HTML / "c" / f"{tag}.json").read_text("utf-8")) == entry["certificates"]
    for name, step in entry["steps"].items():
        assert f'id="{name}"' in page
        assert page.count("<strong>refuted</strong>") >= len(step["wrong"])
    for used in entry["uses"]:
        assert f'href="{used}.html"' in page
    assert entry["hash"] in page


def test_bibtex_can_be_copied(browser, address):
    visit(browser, f"{address}/c/P2FQ.html", formulas=False)
    code = browser.find_element("css selector", ".highlight-bibtex")
    assert "@misc{dlf-P2FQ" in code.text
    assert code.find_elements("css selector", "button.copybtn")


def test_the_graph_is_reached_by_the_keyboard(browser, address):
    visit(browser, f"{address}/claims.html", formulas=False)
    reached = browser.execute_script(
        "document.querySelectorAll('.dlf-layer').forEach(d => d.open = true);"
        "return [...document.querySelectorAll('.dlf-layer a:not(:has(.dlf-beyond))')].map(a => {"
        " a.focus(); return [a === document.activeElement, a.tabIndex, a.getAttribute('href')]; })"
    )
    assert sorted(href for *_, href in reached) == sorted(
        f"c/{t}.html" for t in claims.all_claims()
    )
    assert all(focused and index == 0 for focused, index, _ in reached)
    assert all((HTML / href).exists() for *_, href in reached)


PREVIEW = "const p = document.querySelector('.dlf-preview'); return p && p.textContent"


@pytest.mark.parametrize("scheme", sampled(["file", "http"], 2))
@pytest.mark.parametrize(
    ("name", "link", "words"),
    [
        (
            "dynamics/gradient-flow",
            "#proof-nd5t a[href='#P2FQ']",
            "changes the difference by exactly",
        ),
        ("dynamics/one-mode", "#proof-lkb2 a[href$='#HU2P']", "be differentiable at"),
        ("c/ND5T", "#uses a[href='P2FQ.html']", "changes the difference by exactly"),
    ],
)
def test_a_link_previews_its_statement_offline(browser, address, scheme, name, link, words):
    base = address if scheme == "http" else HTML.as_uri()
    visit(browser, f"{base}/{name}.html")
    element = browser.find_element("css selector", link)
    browser.execute_script(
        "document.querySelectorAll('details').forEach(d => d.open = true); arguments[0].focus()",
        element,
    )
    typeset = "MathJax.startup.promise.then(() => setTimeout(arguments[0], 300))"
    browser.execute_async_script(typeset)
    assert words in browser.execute_script(PREVIEW)
    formulas = "return document.querySelectorAll('.dlf-preview mjx-container').length"
    assert browser.execute_script(formulas) > 1
    browser.execute_script("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert browser.execute_script(PREVIEW) is None
    asked = [json.loads(e["message"])["message"] for e in browser.get_log("performance")]
    sent = [m["params"] for m in asked if m["method"] == "Network.requestWillBeSent"]
    urls = [params["request"]["url"] for params in sent]
    assert outside(urls, base) == []
