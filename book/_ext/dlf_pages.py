"""Chapters and their statements as rendered, previews, certificates."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from posixpath import dirname, join, relpath

from docutils import nodes
from sphinx.util.fileutil import copy_asset_file

from dlf import claims


def relinked(html, origin, page):
    """HTML of the page `origin` for another page: the same links, from there (names, no .html)."""

    def moved(match):
        target, hash_, fragment = match[2].partition("#")
        place = join(dirname(origin), target) if target else f"{origin}.html"
        return f'{match[1]}="{relpath(place, dirname(page) or ".")}{hash_}{fragment}"'

    return re.sub(r'\b(href|src)="(?!\w+:|/)([^"]*)"', moved, html)


@dataclass(frozen=True)
class Chapter:
    """A chapter with its tags, in the order of the book."""

    docname: str
    number: str
    name: str
    tags: tuple[str, ...]

    @property
    def title(self):
        return f"{self.number}. {self.name}"

    @property
    def anchor(self):
        return self.docname.replace("/", "-")


def chapters(app):
    """The chapters that have claims, once all of them have been read."""
    env, home = app.env, {}
    for tag in claims.all_claims():
        if tag in _statements(env):
            home.setdefault(_statements(env)[tag]["docname"], []).append(tag)
    number = lambda docname: ".".join(map(str, env.toc_secnumbers.get(docname, {}).get("", ())))
    return [
        Chapter(docname, number(docname), env.titles[docname].astext(), tuple(tags))
        for docname, tags in home.items()
    ]


def resolved(app, docname):
    """The document of a chapter with its references resolved; resolved once a build."""
    if not hasattr(app.builder, "dlf_resolved"):
        app.builder.dlf_resolved = {}
    known = app.builder.dlf_resolved
    if docname not in known:
        known[docname] = app.env.get_and_resolve_doctree(docname, app.builder)
    return known[docname]


def rendered_statements(app):
    """tag -> (number, page, HTML of the statement as it stands on that page)."""
    if not hasattr(app.builder, "dlf_rendered"):
        app.builder.dlf_rendered = _render_statements(app)
    return app.builder.dlf_rendered


def _render_statements(app):
    found = {}
    for docname in sorted({e["docname"] for e in _statements(app.env).values()}):
        doctree = resolved(app, docname)
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
