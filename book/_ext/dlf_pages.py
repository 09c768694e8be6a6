"""Badges, a page per tag, the status table, the graph and previews: made from the ledger."""

import re
from html import escape
from pathlib import Path
from posixpath import dirname, join, relpath

from dlf_status import MEANING, badge, parts_of, step_block
from docutils import nodes
from pybtex.database import parse_file
from sphinx.util.docutils import SphinxDirective
from sphinx.util.fileutil import copy_asset_file

import dlf
from dlf import claims
from dlf.claims import cite, graph


def relinked(html, origin, page):
    """HTML of the page `origin` for another page: the same links, from there (names, no .html)."""

    def moved(match):
        target, hash_, fragment = match[2].partition("#")
        place = join(dirname(origin), target) if target else f"{origin}.html"
        return f'{match[1]}="{relpath(place, dirname(page) or ".")}{hash_}{fragment}"'

    return re.sub(r'\b(href|src)="(?!\w+:|/)([^"]*)"', moved, html)


class ClaimGraph(SphinxDirective):
    """Which claim uses which, drawn, each box a link."""

    def run(self):
        drawing = graph.svg(claims.recorded()["claims"])
        return [nodes.raw("", f'<div class="dlf-scroll">{drawing}</div>', format="html")]


def rendered_statements(app):
    """tag -> (number, page, HTML of the statement as it stands on that page)."""
    if not hasattr(app.builder, "dlf_rendered"):
        app.builder.dlf_rendered = _render_statements(app)
    return app.builder.dlf_rendered


def _render_statements(app):
    found = {}
    for docname in sorted({e["docname"] for e in _statements(app.env).values()}):
        doctree = app.env.get_and_resolve_doctree(docname, app.builder)
        for section in list(doctree.findall(nodes.section)):
            tag = section.parent.get("label") if section.parent is not None else None
            if tag not in _statements(app.env):
                continue
            counter = section.parent["countertype"]
            number = ".".join(map(str, app.env.toc_fignumbers[docname][counter][tag]))
            section["ids"], body = [], app.builder.render_partial(section)["fragment"]
            found[tag] = (number, docname, body)
    return found


def _statements(env):
    return env.get_domain("prf").data["statements"]


def tag_pages(app):
    """A page for every tag that was ever given."""
    if app.builder.format != "html":
        return
    entries = claims.recorded()["claims"]
    for tag, name in claims.registered().names.items():
        reason = claims.registered().retired.get(tag)
        title = f"{tag}: retired" if reason else f"{tag}: {entries[tag]['title']}"
        if reason:
            body = f"<h1>{title}</h1><p>The claim <em>{name}</em> was retired: {escape(reason)}</p>"
        else:
            body = _page(app, tag, entries)
        yield f"c/{tag}", {"title": title, "body": body}, "page.html"


def _page(app, tag, entries):
    one, entry = claims.all_claims()[tag], entries[tag]
    number, docname, statement = rendered_statements(app)[tag]
    statement = relinked(statement, docname, f"c/{tag}")
    used_by = sorted(t for t, e in entries.items() if tag in e["uses"])
    place = f'{one.kind.capitalize()} <a href="../{docname}.html#{tag}">{number}</a>'
    source = f" Source: {_reference(app, one.source)}." if one.source else ""
    parts = [
        f"<h1>{tag}: {escape(one.title)}</h1>",
        f"<p>{badge(tag, entry, '{}.html')} {MEANING[entry['status']].capitalize()}.</p>",
        f"<p>{place} of this book; this address stays if the statement moves.{source}</p>",
        f'<div class="dlf-statement">{statement}</div>',
        _section("Hypotheses", _hypotheses(one, entry)),
        _section("Argued in words", _list(map(escape, entry["words"]))),
        *([_section("Parts", _list(parts_of(entry)))] if entry["parts"] else []),
        _section("Steps", "".join(step_block(app, s, entry["steps"][s.name]) for s in one.steps)),
        _section("Uses", _links(entry["uses"], entries)),
        _section("Used by", _links(used_by, entries)),
        _section("Certificates", _certificates(tag, entry)),
        _section("Cite", _citation(app, tag, entry)),
    ]
    return "\n".join(parts)


def _reference(app, key):
    """Names and year of an entry of references.bib, as a link to the bibliography."""
    book = parse_file(Path(app.srcdir, "references.bib"))
    entry = book.entries[key]
    names = ", ".join(" ".join(person.last_names) for person in entry.persons["author"])
    return f'<a href="../bibliography.html">{escape(names)} ({entry.fields["year"]})</a>'


def _section(title, content):
    anchor = title.lower().replace(" ", "-")
    return f'<section id="{anchor}"><h2>{title}</h2>{content or "<p>None.</p>"}</section>'


def _list(items):
    items = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{items}</ul>" if items else ""


def _hypotheses(one, entry):
    rows = [
        rf'<span class="math">\({escape(h.latex)}\)</span> as <code>{escape(h.machine)}</code>'
        for h in one.hypotheses.values()
    ]
    point = ", ".join(f"{name} = {value}" for name, value in entry["satisfied at"].items())
    note = f"<p>They hold together at {escape(point)}.</p>" if point else ""
    return _list(rows) + note


def _links(tags, entries):
    return _list(f'<a href="{t}.html">{t}</a> {escape(entries[t]["title"])}' for t in tags)


def _certificates(tag, entry):
    return (
        f'<p><a href="{tag}.json" download>{tag}.json</a>: coefficient certificates, exact '
        f"witnesses, SMT-LIB texts. SHA-256 <code>{entry['certificates']}</code>.</p>"
    )


def _citation(app, tag, entry):
    number = dlf.__version__
    code = app.builder.highlighter.highlight_block(cite.bibtex(tag, entry, number), "bibtex")
    text = escape(cite.text(tag, entry, number))
    return f'<p>{text}</p><div class="highlight-bibtex notranslate">{code}</div>'


def add_previews(app, pagename, templatename, context, doctree):
    """The statements that a page links to on other pages, for the preview on hover."""
    body = context.get("body")
    if not body:
        return
    for tag, (number, docname, statement) in rendered_statements(app).items():
        linked = re.search(rf'href="[^"]*(#{tag}|\b{tag}\.html)"', body)
        if linked and docname != pagename:
            shown = relinked(statement, docname, pagename)
            title = escape(claims.all_claims()[tag].title)
            body += (
                f'<template id="preview-{tag}"><strong>{number} {title}</strong>{shown}</template>'
            )
    context["body"] = body


def copy_certificates(app, failure):
    """The certificates beside the pages that link to them."""
    if failure or app.builder.format != "html":
        return
    folder = Path(app.outdir, "c")
    folder.mkdir(exist_ok=True)
    for path in claims.CERTIFICATES.glob("*.json"):
        copy_asset_file(str(path), str(folder / path.name))
