"""The browser and the served book, for every file of tests here."""

from tests.book.browsing import address, browser, phone  # noqa: F401
