"""Chromium without a window, for what takes or prints a page."""

import shutil
import sys

from selenium import webdriver

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
FLAGS += ("--disable-background-networking",)


def paths(which=shutil.which):
    """The browser and its driver, None for what is not installed."""
    found = which("chromium") or which("chromium-browser") or which("google-chrome")
    return found, which("chromedriver")


def started(*flags):
    """A browser with these flags beside FLAGS.

    Raises:
        SystemExit: there is none.
    """
    chromium, driver = paths()
    if not (chromium and driver):
        sys.exit("this needs Chromium and its driver (on Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, *flags):
        options.add_argument(flag)
    return webdriver.Chrome(options, webdriver.ChromeService(driver))
