"""The status of claims as the pages show it: badges, and the page that lists all of them."""

from fractions import Fraction
from html import escape

from dlf_pages import chapters
from dlf_witness import plain
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from dlf import claims
from dlf.claims import lacking, words
from dlf.verify import ledger, sharpness

COLUMNS = ("claim", "proof and evidence", "variants refuted", "sharp to")


def badge(tag, entry, link):
    """The status of a claim as a link to its page; `link` has {} for the tag."""
    label = f"Status of {tag}: {plain(words.status(entry))}: {words.MEANING[entry['status']]}"
    return (
        f'<a class="dlf-badge dlf-{entry["status"]}" href="{link.format(tag)}" '
        f'title="{escape(label)}" aria-label="{escape(label)}">'
        f"{tag} · {escape(plain(words.badge(entry)))}</a>"
    )


class status_of_claims(nodes.General, nodes.Element):
    """Stands for the table until all chapters have been read."""


class ClaimStatus(SphinxDirective):
    """Totals, and the table of all claims by chapter: status, evidence, refuted variants."""

    def run(self):
        return [status_of_claims()]


def resolve_status(app, doctree, docname):
    """The table in the place of the node."""
    for node in list(doctree.findall(status_of_claims)):
        entries = claims.recorded()["claims"]
        text = _totals(entries) + _waiting(entries) + _table(app, entries) + _weak(entries)
        node.replace_self(nodes.raw("", text, format="html"))


def _totals(entries):
    """How many claims have which status, and how much a machine ran."""
    rows = "".join(
        f'<tr><td><span class="dlf-badge dlf-{status}">{escape(words.WORDS[status])}</span></td>'
        f"<td>{number}</td><td>{escape(words.MEANING[status])}</td></tr>"
        for status, number in words.counted(entries)
    )
    steps = [step for entry in entries.values() for step in entry["steps"].values()]
    wrong = [w for step in steps for w in step["wrong"]]
    refuted = sum(w["status"] == "refuted" for w in wrong)
    said = sum(len(entry["words"]) for entry in entries.values())
    machine = sum(len(ledger.machine_proofs(entry)) for entry in entries.values())
    bare = sum(entry["status"] == "checked" for entry in entries.values())
    head = "".join(f'<th scope="col">{name}</th>' for name in ("status", "claims", "meaning"))
    return (
        f'<table class="dlf-totals"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"<p>In all {len(entries)} claims, {len(steps)} steps run by machine, {said} arguments in "
        f"words, and {refuted} of {len(wrong)} wrong variants refuted.</p>"
        f'<p class="dlf-bare">The proofs of {bare} of them rest on no words: all is run by '
        f'machine. {machine} steps are <a href="machine-proofs.html">machine proofs</a>, for every '
        "depth and every size that their statements name.</p>"
    )


def _table(app, entries):
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    groups = "".join(
        f'<tbody><tr class="dlf-group"><th scope="rowgroup" colspan="{len(COLUMNS)}">'
        f'<a href="{chapter.docname}.html">{escape(chapter.title)}</a></th></tr>'
        f"{''.join(_row(tag, entries[tag]) for tag in chapter.tags)}</tbody>"
        for chapter in chapters(app)
    )
    return f'<table class="dlf-status"><thead><tr>{head}</tr></thead>{groups}</table>'


def _weak(entries):
    """What the reader should know of the checks: blunt ones, tautologies, parts without a step."""
    blunt = [f"{name} of {t}" for t, e in entries.items() for name, _ in ledger.blunt(e)]
    empty = [f"{name} of {t}" for t, e in entries.items() for name in ledger.by_construction(e)]
    loose = [f"{name} of {t}" for t, e in entries.items() for name in ledger.loose(e)]
    in_words = [f"{t}.{number}" for t, e in entries.items() for number in ledger.in_words(e)]
    lines = (
        ("Blunt steps, which refute no value near a stated number", blunt),
        ("Steps that declare to be less sharp than ten per cent, and say why", loose),
        ("Steps that compare a formula with itself, by construction", empty),
        ("Parts of statements that are argued in words alone", in_words),
    )
    rows = "".join(
        f"<li>{what}: {escape(', '.join(found) or 'none')}.</li>" for what, found in lines
    )
    return f'<ul class="dlf-weak">{rows}</ul>'


def _waiting(entries):
    """What the arguments in words wait for, fact by fact, with the claims behind a fold."""
    links = lambda tags: ", ".join(f'<a href="c/{tag}.html">{tag}</a>' for tag in tags)
    rows = "".join(
        f"<tr><td>{escape(lacking.FACTS[fact])}</td><td>{number}</td><td><details><summary>"
        f"{len(tags)} claims</summary>{links(tags)}</details></td></tr>"
        for fact, number, tags in lacking.counted(entries)
    )
    names = ("what the arguments in words wait for", "arguments", "in")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f'<table class="dlf-totals"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _sharp(entry):
    """How near the stated numbers the steps of a claim refute, at worst."""
    near = [n for step in entry["steps"].values() for n in step["nearest"]]
    off = [Fraction(n["off"]) for n in near if n["off"] != sharpness.WHOLE]
    return f"{float(100 * max(off)):.3g} %" if off else "whole numbers" if near else "–"


def _row(tag, entry):
    wrong = [w for s in entry["steps"].values() for w in s["wrong"]]
    refuted = sum(w["status"] == "refuted" for w in wrong)
    scope = plain(words.scope(entry))
    cells = (
        f'<a href="c/{tag}.html">{tag}</a> {entry["kind"]}: {escape(entry["title"])} '
        f'<span class="dlf-badge dlf-{entry["status"]}">{escape(words.word(entry))}</span>'
        + (f' <span class="dlf-scope">{escape(scope)}</span>' if scope else ""),
        ", ".join(_evidence(entry)),
        f"{refuted} of {len(wrong)}" if wrong else "–",
        _sharp(entry),
    )
    named = zip(COLUMNS, cells, strict=True)
    return "<tr>" + "".join(f'<td data-name="{name}">{cell}</td>' for name, cell in named) + "</tr>"


def _evidence(entry):
    """How many steps of the proof, arguments in words, exact instances and experiments."""
    steps = entry["steps"].values()
    evidence = [s["status"] for s in steps if s["role"] == "evidence"]
    counted = (
        (sum(s["role"] == "proof" for s in steps), "step", "steps"),
        (len(ledger.machine_proofs(entry)), "machine proof", "machine proofs"),
        (len(entry["words"]), "argument in words", "arguments in words"),
        (evidence.count("proved"), "instance", "instances"),
        (evidence.count("measured"), "experiment", "experiments"),
    )
    return [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]
