"""The pages of the book in one: links follow, tags stand in the margin, solutions at the end."""

import pytest

from tools import pdf

FIRST = """<html><body><article class="bd-article"><section id="start"><h1>One</h1>
<div class="proof theorem" id="P2FQ"><a class="headerlink" href="#P2FQ">#</a><p>said</p></div>
<details><summary>Proof</summary><p>why</p></details>
<img src="../_images/a.png"><a href="two.html#end">there</a> <a href="#start">here</a>
<a href="../c/P2FQ.json">file</a> <a href="https://doi.org/10.1">far</a>
<div class="solution dropdown admonition" id="s"><p>seven</p></div></section>
<template id="preview-P2FQ"><p>again</p></template></article></body></html>"""
SECOND = """<article><h1 id="end">Two</h1><a href="../c/P2FQ.html">P2FQ</a></article>"""


@pytest.fixture
def chapters():
    return pdf.one_page({"part/one": FIRST, "part/two": SECOND})


def test_links_lead_inside_the_book(chapters):
    links = [a["href"] for c in chapters for a in c.select("a[href]")]
    inside = ["#part/two/end", "#part/one/start", "https://doi.org/10.1", "#part/one/P2FQ"]
    assert links == inside
    assert "file" in chapters[0].get_text()


def test_proofs_are_open_and_solutions_come_last(chapters):
    one, two, last = chapters
    assert one.select_one("details").has_attr("open")
    assert "seven" not in one.get_text() + two.get_text()
    assert last.select_one("div.solution").get_text() == "seven"
    assert "dropdown" not in last.select_one("div.solution")["class"]
    assert "again" not in one.get_text()


def test_the_tag_stands_in_the_margin_and_images_are_found(chapters):
    assert [m.get_text() for m in chapters[0].select(".dlf-margin")] == ["P2FQ"]
    assert chapters[0].select_one("img")["src"] == "../html/_images/a.png"


def test_a_link_that_leads_nowhere_stops():
    with pytest.raises(ValueError, match="#part/one/gone"):
        pdf.one_page({"part/one": '<article><a href="#gone">x</a></article>'})


def test_the_contents_name_the_parts():
    whole = pdf.book(
        {"part/one": FIRST, "part/two": SECOND},
        dict.fromkeys(["part/one", "part/two"], "Dynamics"),
        "<head></head>",
    )
    assert whole.count("<strong>Dynamics</strong>") == 1
    assert '<a href="#part/two">Two</a>' in whole
