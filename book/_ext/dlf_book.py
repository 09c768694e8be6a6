"""What the book needs beyond its Sphinx extensions: offline MathJax and citable statements."""

import html
from importlib.metadata import files
from pathlib import Path
from posixpath import dirname, relpath

from dlf_address import follow_address
from dlf_bibliography import AuthorYear
from dlf_claims import StatementDomain, check_consistency, collect_proofs
from dlf_formal import FormalStatement
from dlf_graph import ClaimGraph, graph_of_claims, resolve_graph
from dlf_pages import add_previews, copy_certificates
from dlf_reader import copies_for_download
from dlf_status import ClaimStatus, badge, resolve_status, status_of_claims
from dlf_tags import tag_pages
from docutils import nodes
from pybtex.plugin import register_plugin
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util.fileutil import copy_asset_file

from dlf import claims

TEX_EXTENSIONS = ("boldsymbol", "mathtools", "textmacros")


def mathjax_files():
    """The parts of MathJax that a page loads, as (path in the wheel, path below mathjax/)."""
    for packaged in files("sphinx-mathjax-offline"):
        name = str(packaged).rpartition("static/mathjax/")[2]
        extensions = {f"input/tex/extensions/{name}.js" for name in TEX_EXTENSIONS}
        if name == "tex-chtml.js" or name.endswith(".woff") or name in extensions:
            yield packaged.locate(), name


def copy_mathjax(app, failure):
    """MathJax into the built folder, about 2 MB, so that no page asks another host."""
    if failure or app.builder.format != "html":
        return
    for source, name in mathjax_files():
        target = Path(app.outdir, "_static", "mathjax", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_asset_file(str(source), str(target))


def to_tags(docname):
    """The address of a tag's page from that page, with {} for the tag."""
    return relpath("c/{}.html", dirname(docname) or ".")


class unsaid(nodes.Inline, nodes.Element):
    """HTML in a title that is none of its words, so that a search finds the title alone."""


def visit_unsaid(translator, node):
    translator.body.append(node.rawsource)
    raise nodes.SkipNode


class LinkStatements(SphinxTransform):
    """Permalink and badge in each statement's title; ids that extensions repeat made unique."""

    default_priority = 800

    def apply(self):
        entries = claims.recorded()["claims"]
        link = to_tags(self.env.docname)
        for section in self.document.findall(nodes.section):
            label = section.parent.get("label")
            if not label:
                continue
            section["ids"] = [f"{label}-content"]
            title = section.parent.next_node(nodes.title)
            if "proof" in section.parent["classes"]:
                title += unsaid(permalink(label))
            if label in entries:
                title += unsaid(badge(label, entries[label], link))


class ChapterStatus(SphinxTransform):
    """Below what a chapter says of its status: what was computed, statement by statement."""

    default_priority = 800

    def apply(self):
        statements = self.env.get_domain("prf").data["statements"]
        tags = [t for t, said in statements.items() if said["docname"] == self.env.docname]
        entries, link = claims.recorded()["claims"], to_tags(self.env.docname)
        shown = [badge(tag, entries[tag], link) for tag in tags if tag in entries]
        opening = next(filter(_tells_status, self.document.findall(nodes.paragraph)), None)
        if shown and opening is not None:
            text = f'<p class="dlf-computed">As computed: {" ".join(shown)}</p>'
            opening.parent.insert(
                opening.parent.index(opening) + 1, nodes.raw("", text, format="html")
            )


class CiteBoxes(SphinxTransform):
    """In the box that says how to cite a chapter: each tag, as a link to its page."""

    default_priority = 800

    def apply(self):
        link = to_tags(self.env.docname)
        for box in self.document.findall(nodes.admonition):
            if not box[0].astext().startswith("Cite this chapter"):
                continue
            for place in list(box.findall(pending_xref)):
                tag = html.escape(place["reftarget"])
                shown = f'<a class="dlf-tag" href="{link.format(tag)}">{tag}</a> ('
                at = place.parent.index(place)
                place.parent.insert(at, nodes.raw("", shown, format="html"))
                place.parent.insert(at + 2, nodes.Text(")"))


class LinkOutputs(SphinxTransform):
    """A tag that an output names, where it shows a part of a witness: a link to its page."""

    default_priority = 800

    def apply(self):
        entries, link = claims.recorded()["claims"], to_tags(self.env.docname)
        outputs = (box for box in self.document.findall(nodes.container) if _is_output(box))
        for name in [name for box in outputs for name in box.findall(nodes.literal)]:
            if (tag := name.astext()) in entries:
                shown = f'<a class="dlf-tag" href="{link.format(tag)}">{tag}</a>'
                name.replace_self(nodes.raw("", shown, format="html"))


def _is_output(box):
    return "cell_output" in box["classes"]


def _tells_status(paragraph):
    first = next((child for child in paragraph.children if child.astext()), None)
    return isinstance(first, nodes.strong) and first.astext() == "Status."


def permalink(label):
    """The link that follows a statement's title."""
    label = html.escape(label)
    text = f"Permanent link to {label}"
    return f'<a class="headerlink" href="#{label}" title="{text}" aria-label="{text}">#</a>'


def name_once(app, pagename, templatename, context, doctree):
    """The first page is the book: its title does not say the same twice."""
    if pagename == app.config.root_doc:
        context["docstitle"] = ""


def setup(app):
    register_plugin("pybtex.style.formatting", "author_year", AuthorYear)
    app.add_domain(StatementDomain, override=True)
    app.add_transform(LinkStatements)
    app.add_transform(ChapterStatus)
    app.add_transform(CiteBoxes)
    app.add_transform(LinkOutputs)
    app.add_node(unsaid, html=(visit_unsaid, None))
    app.add_node(status_of_claims)
    app.add_node(graph_of_claims)
    app.add_directive("claim-status", ClaimStatus)
    app.add_directive("claim-graph", ClaimGraph)
    app.add_directive("formal-statement", FormalStatement)
    app.setup_extension("dlf_applets")
    app.setup_extension("dlf_docstrings")
    app.setup_extension("dlf_glance")
    app.setup_extension("dlf_pixels")
    app.set_html_assets_policy("always")  # the pages of the tags have formulas, but no document
    app.connect("config-inited", follow_address, priority=400)
    app.connect("doctree-read", collect_proofs)
    app.connect("doctree-resolved", resolve_status)
    app.connect("doctree-resolved", resolve_graph)
    app.connect("html-page-context", name_once)
    app.connect("env-check-consistency", check_consistency)
    app.connect("html-collect-pages", tag_pages)
    app.connect("html-page-context", add_previews, priority=900)
    app.connect("build-finished", copy_mathjax)
    app.connect("build-finished", copy_certificates)
    app.connect("build-finished", copies_for_download)
    return {"version": "2", "parallel_read_safe": True, "parallel_write_safe": True}
