"""What a page asks for: little, in few requests."""

import functools
import gzip
import http.server
import json
import threading

import pytest

from tests import sampled
from tests.book.browsing import HTML, visit

KINDS = (
    "intro",
    "dynamics/incremental-fitting",
    "recovery/real-data",
    "claims",
    "c/P2FQ",
    "search",
)
TEXTS = (".html", ".css", ".js", ".svg")


class Compressing(http.server.SimpleHTTPRequestHandler):
    """As a host serves a site: texts compressed."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        path = self.translate_path(self.path)
        if not path.endswith(TEXTS):
            return super().do_GET()
        with open(path, "rb") as stream:
            body = gzip.compress(stream.read())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host():
    handler = functools.partial(Compressing, directory=str(HTML))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def transferred(browser, url):
    """The number of requests and of bytes, headers included, that a page takes when first seen."""
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    sizes = {}
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get(url)
    typeset = "window.MathJax ? MathJax.startup.promise : Promise.resolve()"
    browser.execute_async_script(f"({typeset}).then(() => setTimeout(arguments[0], 300))")
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.loadingFinished":
            sizes[message["params"]["requestId"]] = message["params"]["encodedDataLength"]
    sizes = [size for size in sizes.values() if size]
    return len(sizes), sum(sizes)


@pytest.mark.parametrize("name", sampled(KINDS, 2))
def test_a_page_is_light(browser, host, name):
    requests, size = transferred(browser, f"{host}/{name}.html")
    assert 4 < requests <= 20
    assert 200_000 < size < 1_500_000


def test_the_icons_are_still_drawn(browser, address):
    visit(browser, f"{address}/intro.html", formulas=False)
    drawn = "return [...document.querySelectorAll('i.fa-bars, i.fa-sun, i.fa-magnifying-glass')]"
    drawn += ".filter(i => i.offsetWidth).map(i => getComputedStyle(i, '::before').content)"
    icons = browser.execute_script(drawn)
    assert len(icons) > 1
    assert all(len(icon) == 3 for icon in icons)  # one sign of the font in quotation marks
    assert browser.execute_script("return document.fonts.check('900 16px \"Font Awesome 6 Free\"')")


def test_the_search_finds(browser, address):
    visit(browser, f"{address}/search.html?q=balanced")
    count = "const end = arguments[0], seen = () => document.querySelector('ul.search li') ?"
    count += " end(true) : setTimeout(seen, 100); seen()"
    assert browser.execute_async_script(count)
