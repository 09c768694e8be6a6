"""The graph of claims in layers: the chapters first, then a drawing for each, folded."""

from html import escape

from dlf_pages import chapters
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from dlf import claims
from dlf.claims import graph, words


class graph_of_claims(nodes.General, nodes.Element):
    """Stands for the drawings until all chapters have been read."""


class ClaimGraph(SphinxDirective):
    """Which claim uses which, drawn chapter by chapter, each box a link."""

    def run(self):
        return [graph_of_claims()]


def resolve_graph(app, doctree, docname):
    """The drawings in the place of the node."""
    for node in list(doctree.findall(graph_of_claims)):
        node.replace_self(nodes.raw("", drawings(app, docname), format="html"))


def drawings(app, docname):
    """Legend, overview of the chapters and a folded drawing for each of them."""
    entries, found = claims.recorded()["claims"], chapters(app)
    link = app.builder.get_relative_uri(docname, "c/TAG").replace("TAG", "{}")
    parts = [_legend(entries), _scrolled(_overview(entries, found))]
    for chapter in found:
        drawn = graph.of_chapter(entries, chapter.tags, name=chapter.anchor, link=link)
        parts.append(
            f'<details class="dlf-layer"><summary>{escape(chapter.title)}: '
            f'{len(chapter.tags)} claims</summary><div id="graph-{chapter.anchor}">'
            f"{_scrolled(drawn)}</div></details>"
        )
    return "\n".join(parts)


def _scrolled(drawn):
    return f'<div class="dlf-scroll" tabindex="0">{drawn}</div>'


def _legend(entries):
    """What colours and dashes mean, for the statuses that occur."""
    keys = "".join(
        f'<li><span class="dlf-key dlf-{status}"></span>{escape(words.WORDS[status])}</li>'
        for status, _ in words.counted(entries)
    )
    beyond = '<li><span class="dlf-key dlf-beyond"></span>a claim of another chapter</li>'
    return f'<ul class="dlf-legend">{keys}{beyond}</ul>'


def _overview(entries, found):
    """The chapters: which one rests on claims of which, without arrows that a path makes idle."""
    home = {tag: place for place, chapter in enumerate(found) for tag in chapter.tags}
    uses = {}
    for place, chapter in enumerate(found):  # what lies ahead is no ground to stand on
        used = {home[u] for tag in chapter.tags for u in entries[tag]["uses"]}
        uses[chapter.anchor] = [found[k].anchor for k in sorted(used) if k < place]
    boxes = {
        c.anchor: graph.Box(
            f"Chapter {c.number}",
            c.name,
            f"#graph-{c.anchor}",
            "dlf-chapter",
            f"Chapter {c.number}: {c.name}, {len(c.tags)} claims",
        )
        for c in found
    }
    label = "Which chapter rests on which"
    return graph.drawing(boxes, graph.reduced(uses), label=label, columns=3, name="chapters")
