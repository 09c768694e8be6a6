"""How the tests of the book show a page: parsed, or served to a headless Chromium."""

import http.server
import json
import os
import shutil
import threading
from functools import cache, partial

import pytest
from bs4 import BeautifulSoup
from selenium import webdriver

from tests import ROOT
from tools import chromium

HTML = ROOT / "_build" / "html"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]
PHONE, SCREEN = 390, (1280, 1000)  # px


@cache
def parsed(name):
    """A built page, which nobody changes."""
    return BeautifulSoup((HTML / f"{name}.html").read_text("utf-8"), "html.parser")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class PatientServer(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for many files at once, and a busy machine answers late


@pytest.fixture(scope="module")
def address():
    assert (HTML / "index.html").exists(), "build the book first: make book"
    handler = partial(QuietHandler, directory=str(HTML))
    with PatientServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def chromium_and_driver(which=shutil.which, environment=os.environ):
    """Their paths; without them the tests are skipped, and fail in continuous integration."""
    found, driver = chromium.paths(which)
    if found and driver:
        return found, driver
    message = (
        "the browser tests need Chromium and its driver: "
        "the packages chromium and chromium-driver on Debian"
    )
    pytest.fail(message) if environment.get("CI") else pytest.skip(message)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    found, driver = chromium_and_driver()
    options = webdriver.ChromeOptions()
    options.binary_location = found
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with webdriver.Chrome(options, webdriver.ChromeService(driver)) as chrome:
        chrome.set_script_timeout(60)
        chrome.set_window_size(*SCREEN)
        yield chrome


def visit(browser, url, formulas=True):
    """Load a page, wait for its mathematics; return (requested urls, failed urls, errors).

    What hangs on no formula is shown without them, which takes a tenth of the time.
    """
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": [] if formulas else ["*mathjax*"]})
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(url)
    browser.execute_async_script(
        "Promise.resolve(window.MathJax?.startup?.promise).then(arguments[0])"
    )
    requested, failed = [], []
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            requested.append(message["params"]["request"]["url"])
        if message["method"] == "Network.loadingFailed":
            failed.append(message["params"])
        if message["method"] == "Network.responseReceived":
            response = message["params"]["response"]
            if response["status"] >= 400:
                failed.append(response["url"])
    errors = [e["message"] for e in browser.get_log("browser") if e["level"] == "SEVERE"]
    return requested, failed, errors


def outside(requested, base):
    return [url for url in requested if not url.startswith((base, "data:", "blob:", "chrome:"))]


def check_alone(requested, failed, errors, base):
    assert outside(requested, base) == []
    assert len(requested) > 3  # the log is really there
    assert failed == []
    assert errors == []


def set_width(browser, width):
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.fixture
def phone(browser):
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
