"""What the book needs beyond its Sphinx extensions: offline MathJax and citable statements."""

import html
from importlib.metadata import files
from pathlib import Path

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.transforms import SphinxTransform
from sphinx.util.fileutil import copy_asset_file
from sphinx_proof.domain import ProofDomain

KINDS = ("theorem", "lemma", "proposition", "corollary", "definition", "conjecture", "example")
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


class StatementDomain(ProofDomain):
    """The proof domain with its labels in objects.inv, so that other books can link to them."""

    object_types = {kind: ObjType(kind, "ref") for kind in KINDS}  # noqa: RUF012

    def get_objects(self):
        for label, entry in getattr(self.env, "proof_list", {}).items():
            if entry["realtype"] in KINDS:
                yield label, label, entry["realtype"], entry["docname"], label, 1


class LinkStatements(SphinxTransform):
    """A permalink in each statement's title; ids that extensions repeat made unique."""

    default_priority = 800

    def apply(self):
        for section in self.document.findall(nodes.section):
            label = section.parent.get("label")
            if not label:
                continue
            section["ids"] = [f"{label}-content"]
            title = section.parent.next_node(nodes.title)
            if "proof" in section.parent["classes"]:
                title += nodes.raw("", permalink(label), format="html")


def permalink(label):
    """The link that follows a statement's title."""
    label = html.escape(label)
    text = f"Permanent link to {label}"
    return f'<a class="headerlink" href="#{label}" title="{text}" aria-label="{text}">#</a>'


def setup(app):
    app.add_domain(StatementDomain, override=True)
    app.add_transform(LinkStatements)
    app.connect("build-finished", copy_mathjax)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
