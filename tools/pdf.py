"""The built book as one PDF: each page printed by Chromium, then joined. No LaTeX is needed.

A browser that typesets the whole book in one page needs more memory than a small machine has,
so chapters are printed one after another, and links between them are set when they are joined.
"""

import argparse
import base64
import re
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath

import yaml
from bs4 import BeautifulSoup

import dlf
from tools import chromium
from tools.pdf_join import BOOK, joined, pages_of

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
PDF = ROOT / "_build" / "pdf" / "dlf.pdf"
DROPPED = (
    "template, script:not(.dlf-data), .headerlink, .copybtn, .dlf-controls, .bd-search, "
    ".toctree-wrapper"
)
SOLUTIONS = "solutions"
PATIENCE = 600  # seconds that a busy machine may take to typeset a chapter
STYLE = """
.dlf-book { padding-left: 13mm !important; }
.dlf-book .proof { position: relative; overflow: visible; }
.dlf-margin { position: absolute; right: calc(100% + 3mm); top: .6em; font: 600 .7rem monospace; }
.dlf-contents { list-style: none; padding: 0; line-height: 1.4; }
.dlf-contents li { display: flex; justify-content: space-between; margin: .1rem 0; }
"""
PAGES = """
html { counter-reset: page %d; }
@page { size: A4; margin: 16mm 12mm 18mm; }
@page { @bottom-center { content: counter(page, %s); font: 8pt sans-serif; } }
"""
LEAN = "MathJax.options.enableAssistiveMml = false"  # half of the elements; paper is not heard


def documents(toc):
    """(part, document) in the order of the book; the part of the first page is ""."""
    yield "", toc["root"]
    for part in toc["parts"]:
        for chapter in part["chapters"]:
            yield part["caption"], chapter["file"]


def chapters_of(pages):
    """{document: chapter}, from {document: HTML of its page} in order; the solutions are the last.

    Identifiers become document/identifier and links follow; the page of a tag is where its
    statement stands. Solutions stand at the end, open.

    Raises:
        ValueError: a link leads nowhere.
    """
    articles = {doc: _article(doc, html) for doc, html in pages.items()}
    homes = {p["id"].rpartition("/")[2]: p["id"] for a in articles.values() for p in _statements(a)}
    for doc, article in articles.items():
        for link in article.select("a[href]"):
            _relink(link, doc, articles, homes)
    chapters = articles | _solutions(articles)
    known = {name for chapter in chapters.values() for name in names(chapter)}
    links = (a["href"] for chapter in chapters.values() for a in chapter.select('a[href^="#"]'))
    if lost := sorted({link for link in links if link[1:] not in known}):
        raise ValueError(f"links that lead nowhere: {', '.join(lost)}")
    return chapters


def _article(doc, html):
    """What a page says, as a chapter with identifiers of its own."""
    article = BeautifulSoup(html, "html.parser").select_one("article")
    article.name, article["class"], article["id"] = "section", ["dlf-chapter"], doc
    for part in article.select(DROPPED):
        part.decompose()
    for part in article.select("[id]"):
        part["id"] = f"{doc}/{part['id']}"
    for image in article.select("img[src]"):
        if not re.match(r"\w+:", image["src"]):
            image["src"] = "../html/" + normpath(join(dirname(doc), image["src"]))
    for details in article.select("details"):
        details["open"] = ""
    for statement in _statements(article):
        note = BeautifulSoup('<span class="dlf-margin"></span>', "html.parser").span
        note.string = statement["id"].rpartition("/")[2]
        statement.insert(0, note)
    return article


def _statements(article):
    return article.select("div.proof[id]")


def _relink(link, doc, articles, homes):
    """Let a link lead inside the book, or nowhere if what it names is a file beside the book."""
    target, _, fragment = link["href"].partition("#")
    if re.match(r"\w+:", target):
        return
    page = normpath(join(dirname(doc), target)).removesuffix(".html") if target else doc
    if page.startswith("c/") and page[2:] in homes:
        link["href"] = "#" + homes[page[2:]]
    elif page in articles:
        link["href"] = f"#{page}/{fragment}" if fragment else f"#{page}"
    else:
        link.unwrap()


def _solutions(articles):
    """{"solutions": the chapter of all solutions, taken out of theirs}; empty if there are none."""
    last = _parsed(f'<section class="dlf-chapter" id="{SOLUTIONS}"><h1>Solutions</h1></section>')
    for doc, article in articles.items():
        found = article.select("div.solution")
        if not found:
            continue
        own = _parsed(
            f'<section id="{SOLUTIONS}/{doc}"><h2>{escape(title(article))}</h2></section>'
        )
        last.append(own)
        for solution in found:
            solution["class"] = [c for c in solution["class"] if c not in ("dropdown", "toggle")]
            own.append(solution.extract())
    return {SOLUTIONS: last} if last.select_one("h2") else {}


def _parsed(html):
    return BeautifulSoup(html, "html.parser").find()


def title(section):
    return section.select_one("h1, h2").get_text().strip()


def names(chapter):
    """The identifiers of a chapter, its own first."""
    return [chapter["id"], *(element["id"] for element in chapter.select("[id]"))]


def sections(chapter):
    """(title, identifier) of the sections of a chapter."""
    return [(title(h2.parent), h2.parent["id"]) for h2 in chapter.select("section[id] > h2")]


def part_ways(chapters):
    """Let each chapter stand alone: links to others get the scheme BOOK.

    Chromium keeps the places that a link of the same page names, so that places which others
    name, the contents among them, have a link of their own that nobody sees.
    """
    links = [a["href"][1:] for c in chapters.values() for a in c.select('a[href^="#"]')]
    for chapter in chapters.values():
        own = set(names(chapter))
        for link in chapter.select('a[href^="#"]'):
            if link["href"][1:] not in own:
                link["href"] = BOOK + link["href"][1:]
        tags = {statement["id"] for statement in _statements(chapter)}
        wanted = own & set(links) | tags | {place for _, place in sections(chapter)}
        for name in sorted(wanted | {chapter["id"]}):
            chapter.append(_parsed(f'<a hidden href="#{name}"></a>'))


def contents(chapters, parts, numbers):
    """The title page: {document: chapter} in order, {document: part}, {document: page number}."""
    lines, part = [], ""
    for doc, chapter in chapters.items():
        if parts.get(doc, "") != part and parts.get(doc):
            lines.append(f"<li><strong>{escape(parts[doc])}</strong></li>")
        part = parts.get(doc, "")
        link = f'<a href="{BOOK}{doc}">{escape(title(chapter))}</a>'
        lines.append(f"<li>{link}<span>{numbers[doc]}</span></li>")
    return (
        f"<h1>{escape(book_title())}</h1>"
        f"<p>Version {dlf.__version__}. Text and figures: CC BY 4.0. Code: MIT.</p>"
        f'<ul class="dlf-contents">{"".join(lines)}</ul>'
    )


def book_title():
    return yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["title"]


def sheet(body, head, before, style="decimal"):
    """A document to print, whose pages are counted on from those before."""
    return (
        '<!DOCTYPE html><html lang="en" data-theme="light" data-content_root="../html/">'
        f"{head}<body><style>{PAGES % (before, style)}</style>"
        f'<main class="bd-main"><article class="bd-article dlf-book">{body}</article></main>'
        "</body></html>"
    )


def head_of(html):
    """The styles and scripts of a page of the first level, as seen from the folder pdf."""
    head = BeautifulSoup(html, "html.parser").head
    for element in head.select("[href], [src]"):
        key = "href" if element.has_attr("href") else "src"
        if not re.match(r"\w+:", element[key]):
            element[key] = "../html/" + element[key]
    head.append(BeautifulSoup(f"<style>{STYLE}</style><script>{LEAN}</script>", "html.parser"))
    return str(head)


def browser():
    chrome = chromium.started("--force-prefers-reduced-motion")  # a picture that stands still
    chrome.command_executor.client_config.timeout = PATIENCE
    chrome.set_page_load_timeout(PATIENCE)
    chrome.set_script_timeout(PATIENCE)
    return chrome


def printed(chrome, page):
    """The PDF of a page, as bytes, once its formulas are typeset."""
    chrome.get(page.as_uri())
    chrome.execute_async_script(
        "const seen = () => 'fitted' in document.documentElement.dataset ? arguments[0]()"
        " : setTimeout(seen, 50); seen()"
    )
    options = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": False}
    return base64.b64decode(chrome.execute_cdp_cmd("Page.printToPDF", options)["data"])


def book(chapters, parts, head, place):
    """The book as a PDF, a pypdf.PdfWriter; the sheets are written to `place` to be printed."""
    part_ways(chapters)
    prints, numbers, count = {}, {}, 0
    with browser() as chrome:

        def on_paper(*what):
            place.write_text(sheet(*what), "utf-8")
            return printed(chrome, place)

        for doc, chapter in chapters.items():
            prints[doc] = on_paper(str(chapter), head, count)
            numbers[doc] = count + 1
            count += pages_of(prints[doc])
        front = on_paper(contents(chapters, parts, numbers), head, 0, "lower-roman")
    outline = [(parts.get(d, ""), title(c), d, sections(c)) for d, c in chapters.items()]
    tags = {p["id"].rpartition("/")[2]: p["id"] for c in chapters.values() for p in _statements(c)}
    return joined([front, *prints.values()], outline, tags, book_title())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", help="such as dynamics/one-mode; all if none")
    parser.add_argument("--output", type=Path, default=PDF)
    options = parser.parse_args()
    toc = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text("utf-8"))
    parts = {doc: part for part, doc in documents(toc)}
    chosen = options.documents or parts
    if unknown := set(chosen) - set(parts):
        parser.error(f"no such document: {', '.join(sorted(unknown))}")
    pages = {doc: (HTML / f"{doc}.html").read_text("utf-8") for doc in chosen}
    head = head_of((HTML / f"{toc['root']}.html").read_text("utf-8"))
    place = PDF.with_name("sheet.html")  # beside html/, whose files it shows
    place.parent.mkdir(parents=True, exist_ok=True)
    book(chapters_of(pages), parts, head, place).write(options.output)
    place.unlink()
    print(f"The book is ready: open {options.output}")


if __name__ == "__main__":
    main()
