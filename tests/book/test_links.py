"""Every link of the built pages leads somewhere, on any depth of folders."""

from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from dlf import claims
from tests.book.browsing import HTML
from tests.book.chapters import PAGES


class Links(HTMLParser):
    """What a page links to, previews included, and the ids that one can jump to."""

    def __init__(self, text):
        super().__init__()
        self.targets, self.ids, self._templates = set(), set(), 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._templates += tag == "template"
        for name, value in attributes:
            if name in ("href", "xlink:href", "src", "poster") and value is not None:
                self.targets.add(value)
            if name == "id" and not self._templates:
                self.ids.add(value)

    def handle_endtag(self, tag):
        self._templates -= tag == "template"


def dead_links(folder, pages):
    """A line for each relative link that leads to no file, to no page of these, or to no id."""
    read = {f"{page}.html": Links((folder / f"{page}.html").read_text("utf-8")) for page in pages}
    for page, links in read.items():
        for url in map(urlsplit, sorted(links.targets)):
            if url.scheme or url.netloc:
                continue
            target = normpath(join(dirname(page), unquote(url.path))) if url.path else page
            there = target in read if target.endswith(".html") else (folder / target).is_file()
            ids = read[target].ids if target in read else ()
            if not there or (url.fragment and unquote(url.fragment) not in ids):
                yield f"{page}: {url.geturl()}"


def test_every_link_leads_somewhere():
    tags = (f"c/{tag}" for tag in claims.registered().names)
    rest = ("index", "prf-prf", "search")
    assert list(dead_links(HTML, {*PAGES, *tags, *rest})) == []


def test_dead_links_are_seen(tmp_path):
    alive = (
        '<a href="../b.html"></a><a href="../b.html#P2FQ"></a><a href="#here" id="here"></a>'
        '<a href="#"></a><a href="https://no.where/x.html#y"></a><img src="data:image/png,">'
        '<img src="../i%20j.png?v=1">'
    )
    dead = (
        *("b.html", "../b.html#P2FR", "#P2FQ", "/b.html", "../stale.html"),
        *("../c/P2FQ.html", "../../b.html", "../k.png"),
    )
    shown = "".join(f'<template id="P2FQ"><b><a href="{link}"></a></b></template>' for link in dead)
    (tmp_path / "d").mkdir()
    (tmp_path / "i j.png").touch()
    (tmp_path / "stale.html").touch()
    (tmp_path / "b.html").write_text('<p id="P2FQ"><script src="k.js"></script>', "utf-8")
    (tmp_path / "d" / "a.html").write_text(alive + shown, "utf-8")
    found = list(dead_links(tmp_path, ["b", "d/a"]))
    assert sorted(found) == sorted(["b.html: k.js", *(f"d/a.html: {link}" for link in dead)])
