"""The page of each tag: statement, proof, what was checked and how, how to cite it, its history."""

from functools import cache
from html import escape
from pathlib import Path

from dlf_formal import machine_proofs
from dlf_pages import relinked, rendered_statements, resolved
from dlf_status import badge
from dlf_steps import bindings, helpers, parts_of, step_block
from dlf_witness import plain
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from pybtex.database import parse_file
from pybtex.richtext import Text

import dlf
from dlf import claims
from dlf._support import COMMAND
from dlf.claims import cite, history, lacking, words


def tag_pages(app):
    """A page for every tag that was ever given, with the tags before and after it in the book."""
    if app.builder.format != "html":
        return
    entries = claims.recorded()["claims"]
    retired = claims.registered().retired
    order = [*claims.all_claims(), *retired]
    titles = {t: f"{t}: {'retired' if t in retired else entries[t]['title']}" for t in order}
    link = lambda tag: {"link": f"{tag}.html", "title": titles[tag]}
    keep_in_search(app, {f"c/{tag}" for tag in order})
    for place, tag in enumerate(order):
        body = _retired(tag, titles[tag]) if tag in retired else _page(app, tag, entries)
        context = {"title": titles[tag], "body": body}
        if place:
            context["prev"] = link(order[place - 1])
        if place + 1 < len(order):
            context["next"] = link(order[place + 1])
        feed_search(app, f"c/{tag}", titles[tag], body)
        yield f"c/{tag}", context, "page.html"


def keep_in_search(app, names):
    """The index forgets whatever has no document, just before it is written: not these pages."""
    indexer = app.builder.indexer
    if indexer is not None:
        prune = indexer.prune
        indexer.prune = lambda documents: prune({*documents, *names})


def feed_search(app, name, title, body):
    """A page that has no document, in the search index: its title and its words."""
    if app.builder.indexer is None:
        return
    document = new_document(name, get_default_settings())
    section = nodes.section("", nodes.title("", title), ids=["top"])
    document += section
    section += nodes.raw("", body, format="html")
    app.builder.indexer.feed(name, name, title, document)


def _retired(tag, title):
    name, reason = claims.registered().names[tag], claims.registered().retired[tag]
    return f"<h1>{title}</h1><p>The claim <em>{name}</em> was retired: {escape(reason)}</p>"


def _page(app, tag, entries):
    one, entry = claims.all_claims()[tag], entries[tag]
    number, docname, statement = rendered_statements(app)[tag]
    statement = relinked(statement, docname, f"c/{tag}")
    used_by = sorted(t for t, e in entries.items() if tag in e["uses"])
    place = f'{one.kind.capitalize()} <a href="../{docname}.html#{tag}">{number}</a>'
    source = f" Source: {_reference(app, one.source)}." if one.source else ""
    meaning = words.MEANING[entry["status"]]
    scope = f" Scope: {escape(plain(words.scope(entry)))}." if words.scope(entry) else ""
    parts = [
        f"<h1>{tag}: {escape(one.title)}</h1>",
        f"<p>{badge(tag, entry, '{}.html')} {meaning[0].upper()}{meaning[1:]}.{scope}</p>",
        f"<p>{place} of this book; this address stays if the statement moves.{source}</p>",
        f'<div class="dlf-statement">{statement}</div>',
        *_formal(app, one),
        _section("Proof", _proof(app, tag, docname) or f"<p>None: {meaning}.</p>"),
        _section("Hypotheses", _hypotheses(one, entry)),
        _section("Argued in words", _list(_argued(tag, w) for w in entry["words"])),
        *([_section("Parts", _list(parts_of(entry)))] if entry["parts"] else []),
        _section("Steps", "".join(step_block(app, s, entry["steps"][s.name]) for s in one.steps)),
        *([_section("What the steps call", helpers(app, one))] if one.steps else []),
        _section("Uses", _links(entry["uses"], entries)),
        _section("Used by", _links(used_by, entries)),
        _section("Run it again", _again(tag, entry)),
        _section("Cite", _citation(app, tag, one, entry)),
        _section("History", _list(map(escape, history.of(tag, entry, dlf.__version__)))),
    ]
    return "\n".join(parts)


def _formal(app, one):
    """The section on what a proof assistant has proved, if it has."""
    shown = machine_proofs(app, one)
    return [_section("Machine proof", shown)] if shown else []


def _proof(app, tag, docname):
    """A link to the proof in its chapter, with the proof itself, folded."""
    anchor = f"proof-{tag}"
    doctree = resolved(app, docname)
    block = next((n for n in doctree.findall(nodes.Element) if anchor in n.get("ids", ())), None)
    if block is None:
        return ""
    title = app.env.titles[docname].astext()
    link = f'<p>In the chapter <a href="../{docname}.html#{anchor}">{escape(title)}</a>.</p>'
    body = nodes.container("", *(child.deepcopy() for child in block.children[1:]))
    for node in body.findall(nodes.Element):
        node["ids"] = []
    shown = relinked(app.builder.render_partial(body)["fragment"], docname, f"c/{tag}")
    return f"{link}<details><summary>The proof</summary>{shown}</details>"


@cache
def _bibliography(folder):
    return parse_file(Path(folder, "references.bib"))


def _reference(app, key):
    """Names and year of an entry of references.bib, as a link to the bibliography."""
    entry = _bibliography(app.srcdir).entries[key]
    last = (str(Text.from_latex(" ".join(p.last_names))) for p in entry.persons["author"])
    names = escape(", ".join(last))
    return f'<a href="../bibliography.html">{names} ({entry.fields["year"]})</a>'


def _section(title, content):
    anchor = title.lower().replace(" ", "-")
    return f'<section id="{anchor}"><h2>{title}</h2>{content or "<p>None.</p>"}</section>'


def _list(items):
    items = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{items}</ul>" if items else ""


def _argued(tag, argument):
    """A sentence of a proof that no machine has run, and why."""
    facts = ", ".join(lacking.FACTS[fact] for fact in lacking.facts(tag, argument))
    return f'{escape(argument)} <span class="dlf-scope">Waits for: {escape(facts)}.</span>'


def _hypotheses(one, entry):
    rows = [
        rf'<span class="math">\({escape(h.latex)}\)</span> as <code>{escape(h.machine)}</code>'
        for h in one.hypotheses.values()
    ]
    if not rows:
        return "<p>None beyond what the statement says in words.</p>"
    note = "<p>These a machine tests on the data of each step; the statement may say more.</p>"
    at = bindings(entry["satisfied at"].items())
    return note + _list(rows) + (f"<p>They hold together at {at}.</p>" if at else "")


def _links(tags, entries):
    return _list(f'<a href="{t}.html">{t}</a> {escape(entries[t]["title"])}' for t in tags)


def _again(tag, entry):
    tools = ", ".join(f"{name} {number}" for name, number in claims.recorded()["tools"].items())
    return (
        f"<p><code>{COMMAND} check {tag}</code> runs the steps and their wrong variants and "
        f"compares with the record; <code>{COMMAND} show {tag}</code> prints it. Recorded with "
        f"dlf {dlf.__version__} and {tools}.</p>"
        f'<p id="certificates"><a href="{tag}.json" download>{tag}.json</a>: coefficient '
        "certificates, exact witnesses and SMT-LIB texts, where the steps have such. SHA-256 "
        f"<code>{entry['certificates']}</code>. <code>python tools/recheck.py</code> verifies them "
        "with the standard library alone.</p>"
    )


def _citation(app, tag, one, entry):
    cited = (tag, entry, dlf.__version__, one.source)
    code = app.builder.highlighter.highlight_block(cite.bibtex(*cited), "bibtex")
    return (
        f"<p>{escape(cite.text(*cited))}</p>"
        f'<div class="highlight-bibtex notranslate">{code}</div>'
        f"<p>The statement hash is {cite.HASHED}: <code>{escape(cite.again(tag))}</code></p>"
    )
