"""Lines of a page: a full stop stays with its formula, a ball is no code, a source is an item."""

import re

import dlf_witness
from docutils import nodes
from sphinx.transforms import SphinxTransform

AFTER = re.compile(r"[.,:;!?)\]’”%-]+")
BEFORE = re.compile(r"[(\[“‘]+$")


class KeepPunctuation(SphinxTransform):
    """Each formula in a line with the punctuation that touches it, in one box that has no break."""

    default_priority = 800

    def apply(self):
        for formula in list(self.document.findall(nodes.math)):
            parent, k = formula.parent, formula.parent.index(formula)
            before, after = _text(parent, k - 1), _text(parent, k + 1)
            opening, closing = BEFORE.search(before), AFTER.match(after)
            if not opening and not closing:
                continue
            kept = nodes.inline(classes=["dlf-keep"])
            parent[k] = kept
            kept += formula
            if closing:
                parent[k + 1] = nodes.Text(after[closing.end() :])
                kept += nodes.Text(closing[0])
            if opening:
                parent[k - 1] = nodes.Text(before[: opening.start()])
                kept.insert(0, nodes.Text(opening[0]))


class PrintBalls(SphinxTransform):
    """Balls in a cell's formulas as on the pages of the tags: with a sign and a power."""

    default_priority = 800

    def apply(self):
        for formula in list(self.document.findall(nodes.math_block)):
            if "+/-" in formula.astext():
                formula[:] = [nodes.Text(dlf_witness.compared(formula.astext()))]
                place = formula.parent.index(formula) + 1
                formula.parent.insert(place, nodes.paragraph("", dlf_witness.WIDER))


def _text(parent, k):
    """The text of that child, "" if it is none."""
    inside = 0 <= k < len(parent.children)
    return parent[k].astext() if inside and isinstance(parent[k], nodes.Text) else ""


def mend_roles(app, pagename, templatename, context, doctree):
    """The entries of a list of sources as its items: Docutils gives them a withdrawn role."""
    if body := context.get("body"):
        context["body"] = body.replace('role="doc-biblioentry"', 'role="listitem"')


def setup(app):
    app.add_transform(KeepPunctuation)
    app.add_transform(PrintBalls)
    app.connect("html-page-context", mend_roles)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
