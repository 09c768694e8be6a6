"""The built book as one PDF: its pages in one, printed by Chromium. No LaTeX is needed."""

import argparse
import base64
import re
from pathlib import Path
from posixpath import dirname, join, normpath

import yaml
from bs4 import BeautifulSoup

import dlf
from tools import chromium

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
PDF = ROOT / "_build" / "pdf" / "dlf.pdf"
DROPPED = "template, script, .headerlink, .copybtn, .dlf-controls, .bd-search, .toctree-wrapper"
PATIENCE = 1800  # seconds that a busy machine may take to typeset a thousand formulas
STYLE = """
.dlf-chapter { break-before: page; }
.dlf-book { padding-left: 13mm !important; }
.dlf-book .proof { position: relative; overflow: visible; }
.dlf-margin { position: absolute; left: -15mm; top: .6em; font: 600 .7rem monospace; }
.dlf-contents li { margin: .1rem 0; }
"""
LEAN = "MathJax.options.enableAssistiveMml = false"  # half of the elements; paper is not heard
FOOTER = (
    '<div style="font-size:8px;width:100%;text-align:center"><span class="pageNumber"></span></div>'
)


def documents(toc):
    """(part, document) in the order of the book; the part of the first page is ""."""
    yield "", toc["root"]
    for part in toc["parts"]:
        for chapter in part["chapters"]:
            yield part["caption"], chapter["file"]


def one_page(pages):
    """The chapters of a book of one page, from {document: HTML of its page} in order.

    Identifiers become document/identifier and links follow; the page of a tag is where its
    statement stands. Solutions move to the end, open.

    Raises:
        ValueError: a link leads nowhere.
    """
    articles = {doc: _article(doc, html) for doc, html in pages.items()}
    homes = {p["id"].rpartition("/")[2]: p["id"] for a in articles.values() for p in _statements(a)}
    for doc, article in articles.items():
        for link in article.select("a[href]"):
            _relink(link, doc, articles, homes)
    last = BeautifulSoup('<section class="dlf-chapter"><h1>Solutions</h1></section>', "html.parser")
    for article in articles.values():
        for solution in article.select("div.solution"):
            solution["class"] = [c for c in solution["class"] if c not in ("dropdown", "toggle")]
            last.section.append(solution.extract())
    chapters = [*articles.values(), last.section]
    known = {e["id"] for chapter in chapters for e in chapter.select("[id]")} | set(articles)
    links = (a["href"] for chapter in chapters for a in chapter.select('a[href^="#"]'))
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


def book(pages, parts, head):
    """The whole document: title, contents, chapters."""
    chapters = one_page(pages)
    lines, part = [], None
    for doc, chapter in zip(pages, chapters, strict=False):
        if parts[doc] != part and parts[doc]:
            lines.append(f"<li><strong>{parts[doc]}</strong></li>")
        part = parts[doc]
        lines.append(f'<li><a href="#{doc}">{chapter.select_one("h1").get_text()}</a></li>')
    body = "".join(map(str, chapters))
    return (
        '<!DOCTYPE html><html lang="en" data-theme="light" data-content_root="../html/">'
        f"{head}<body>"
        '<main class="bd-main"><article class="bd-article dlf-book">'
        f"<p>Version {dlf.__version__}. Text and figures: CC BY 4.0. Code: MIT.</p>"
        f'<ul class="dlf-contents" style="list-style:none">{"".join(lines)}</ul>'
        f"{body}</article></main></body></html>"
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
    chrome = chromium.started()
    chrome.command_executor.client_config.timeout = PATIENCE
    chrome.set_page_load_timeout(PATIENCE)
    chrome.set_script_timeout(PATIENCE)
    return chrome


def printed(chrome, page):
    """The PDF of a page, as bytes, once its formulas are typeset."""
    chrome.get(page.as_uri())
    chrome.execute_async_script(
        "const seen = () => 'fitted' in document.documentElement.dataset ? arguments[0]()"
        " : setTimeout(seen, 200); seen()"
    )
    options = {
        "preferCSSPageSize": True,
        "printBackground": True,
        "generateDocumentOutline": True,
        "displayHeaderFooter": True,
        "headerTemplate": "<span></span>",
        "footerTemplate": FOOTER,
    }
    return base64.b64decode(chrome.execute_cdp_cmd("Page.printToPDF", options)["data"])


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
    single = PDF.with_suffix(".html")  # beside html/, whose files it shows
    single.parent.mkdir(parents=True, exist_ok=True)
    single.write_text(book(pages, parts, head), "utf-8")
    with browser() as chrome:
        options.output.write_bytes(printed(chrome, single))
    print(f"The book is ready: open {options.output}")


if __name__ == "__main__":
    main()
