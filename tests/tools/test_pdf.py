"""The pages of the book in one: links follow, tags stand in the margin, solutions at the end."""

import io

import pytest
from pypdf import PdfReader

from tests.book.browsing import chromium_and_driver
from tools import pdf, pdf_join

FIRST = """<html><body><article class="bd-article"><section id="start"><h1>One</h1>
<div class="proof theorem" id="P2FQ"><a class="headerlink" href="#P2FQ">#</a><p>said</p></div>
<details><summary>Proof</summary><p>why</p></details>
<img src="../_images/a.png"><a href="two.html#end">there</a> <a href="#start">here</a>
<a href="../c/P2FQ.json">file</a> <a href="https://doi.org/10.1">far</a>
<div class="solution dropdown admonition" id="s"><p>seven</p></div></section>
<script class="dlf-data">[1]</script><script>run</script>
<template id="preview-P2FQ"><p>again</p></template></article></body></html>"""
SECOND = """<article><h1>Two</h1><p style="break-before:page">more</p>
<section id="end"><h2>Ends</h2><a href="../c/P2FQ.html">P2FQ</a></section></article>"""
PARTS = dict.fromkeys(["part/one", "part/two"], "Dynamics")
HEAD = "<head><script>document.documentElement.dataset.fitted = ''</script></head>"


@pytest.fixture
def chapters():
    return pdf.chapters_of({"part/one": FIRST, "part/two": SECOND})


def test_links_lead_inside_the_book(chapters):
    links = [a["href"] for c in chapters.values() for a in c.select("a[href]")]
    inside = ["#part/two/end", "#part/one/start", "https://doi.org/10.1", "#part/one/P2FQ"]
    assert links == inside
    assert "file" in chapters["part/one"].get_text()


def test_proofs_are_open_and_solutions_come_last(chapters):
    one, two, last = chapters.values()
    assert one.select_one("details").has_attr("open")
    assert "seven" not in one.get_text() + two.get_text()
    assert last.select_one("div.solution").get_text() == "seven"
    assert pdf.sections(last) == [("One", "solutions/part/one")]
    assert "dropdown" not in last.select_one("div.solution")["class"]
    assert "again" not in one.get_text()


def test_the_tag_stands_in_the_margin_and_images_are_found(chapters):
    one = chapters["part/one"]
    assert [m.get_text() for m in one.select(".dlf-margin")] == ["P2FQ"]
    assert one.select_one("img")["src"] == "../html/_images/a.png"


def test_data_of_a_moving_picture_stay_and_other_scripts_go(chapters):
    assert [s.get_text() for s in chapters["part/one"].select("script")] == ["[1]"]


def test_a_link_that_leads_nowhere_stops():
    with pytest.raises(ValueError, match="#part/one/gone"):
        pdf.chapters_of({"part/one": '<article><h1>x</h1><a href="#gone">x</a></article>'})


def test_the_contents_name_the_parts_and_the_page_numbers(chapters):
    whole = pdf.contents(chapters, PARTS, {"part/one": 1, "part/two": 7, "solutions": 9})
    assert whole.count("<strong>Dynamics</strong>") == 1
    assert '<a href="book:#part/two">Two</a><span>7</span>' in whole


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The PDF of both pages, printed one by one and joined."""
    chromium_and_driver()
    chapters = pdf.chapters_of({"part/one": FIRST, "part/two": SECOND})
    whole = io.BytesIO()
    pdf.book(chapters, PARTS, HEAD, tmp_path_factory.mktemp("paper") / "sheet.html").write(whole)
    return PdfReader(whole)


def test_links_between_chapters_are_places_of_the_file(reader):
    said = [page.extract_text().split() for page in reader.pages]
    assert [words[1] for words in said] == ["Gradient", "One", "Two", "more", "Solutions"]
    links = [[a.get_object() for a in page.get("/Annots", ())] for page in reader.pages]
    number = {page.indirect_reference.idnum: k for k, page in enumerate(reader.pages)}
    leads = [[number[a["/Dest"][0].idnum] for a in on if "/Dest" in a] for on in links]
    assert leads == [[1, 2, 4], [3, 1], [], [1], []]
    outside = [a["/A"]["/URI"] for on in links for a in on if "/A" in a]
    assert outside == ["https://doi.org/10.1"]


def test_bookmarks_tags_and_page_numbers_agree(reader):
    def flat(items):
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield item.title, reader.get_destination_page_number(item)

    marks = [("Dynamics", 1), ("One", 1), ("Two", 2), ("Ends", 3), ("Solutions", 4), ("One", 4)]
    assert list(flat(reader.outline)) == marks
    assert reader.get_destination_page_number(reader.named_destinations["P2FQ"]) == 1
    assert reader.page_labels == ["i", "1", "2", "3", "4"]
    feet = [page.extract_text().split() for page in reader.pages]
    assert [words[0] for words in feet] == reader.page_labels


def test_a_link_to_a_chapter_that_is_not_joined_stops(tmp_path):
    chromium_and_driver()
    place = tmp_path / "sheet.html"
    body = f'<h1 id="a">A</h1><a href="{pdf_join.BOOK}b">b</a><a hidden href="#a"></a>'
    place.write_text(pdf.sheet(body, HEAD, 0), "utf-8")
    with pdf.browser() as chrome:
        print_ = pdf.printed(chrome, place)
    with pytest.raises(ValueError, match="nowhere: b"):
        pdf_join.joined([print_], [], {}, "t")
