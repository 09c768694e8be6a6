"""Lines of a page: a full stop stays with its formula, a ball is no code, a source is an item."""

import re

import dlf_witness
from docutils import nodes
from sphinx.transforms import SphinxTransform

AFTER = re.compile(r"[.,:;!?)\]’”%-]+")
BEFORE = re.compile(r"[(\[“‘]+$")
QUOTED = re.compile(r"[‘'](-?\d[\d./e+-]*)[’']")  # a number that code keeps as text
SHORT = 26  # characters of code that fit into a line of a phone
FEW = 3  # wrong variants that a page shows of many


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


class KeepCode(SphinxTransform):
    """A few words of code in a line of text as one box, which no line breaks."""

    default_priority = 800

    def apply(self):
        for code in self.document.findall(nodes.literal):
            if len(code.astext()) <= SHORT:
                code["classes"].append("dlf-keep")


class PrintOutputs(SphinxTransform):
    """What a step shows in a cell as on the pages of tags: formulas, witnesses, few variants."""

    default_priority = 800

    def apply(self):
        for box in list(self.document.findall(nodes.container)):
            if "cell_output" in box["classes"]:
                for formula in list(box.findall(nodes.math_block)):
                    _print_formula(formula)
                for variants in list(box.findall(nodes.bullet_list)):
                    _print_variants(variants)


def _print_formula(formula):
    """Balls with a sign and a power."""
    balls = "+/-" in formula.astext()
    formula[:] = [nodes.Text(dlf_witness.compared(formula.astext()))]
    if balls:
        place = formula.parent.index(formula) + 1
        formula.parent.insert(place, nodes.paragraph("", dlf_witness.WIDER))


def _print_variants(variants):
    """Their witnesses without quotes; of many refuted ones the first few, the others folded."""
    for text in list(variants.findall(nodes.Text)):
        bare = QUOTED.sub(r"\1", text.astext())
        text.parent.replace(text, nodes.Text(dlf_witness.plain(bare)))
    wrong = [item for item in variants if item.astext().startswith("wrong variant")]
    others = [item for item in wrong[FEW:] if ": refuted" in item.astext()]
    if len(others) < FEW:
        return
    folded = nodes.bullet_list("", *others, bullet=variants.get("bullet", "-"))
    for item in others:
        variants.remove(item)
    summary = f"<summary>{len(others)} more wrong variants, refuted</summary>"
    place = variants.parent.index(variants) + 1
    variants.parent[place:place] = [
        nodes.raw("", f"<details>{summary}", format="html"),
        folded,
        nodes.raw("", "</details>", format="html"),
    ]


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
    app.add_transform(KeepCode)
    app.add_transform(PrintOutputs)
    app.connect("html-page-context", mend_roles)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
