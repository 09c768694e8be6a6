"""The status of claims as the pages show it: badges, the table, steps with what they refute."""

from fractions import Fraction
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from dlf import claims
from dlf.claims import cite
from dlf.verify import ledger, sharpness

MEANING = {
    "checked": "every step of the proof is checked by machine",
    "partly": "part of the proof is checked by machine, part is argued in words",
    "instance": "certified in the instances named",
    "measured": "measured, not proved",
    "conjecture": "not proved: a conjecture",
    "definition": "a definition",
    "unchecked": "not checked",
    "refuted": "false",
}


def badge(tag, entry, link):
    """The status of a claim as a link to its page; `link` has {} for the tag."""
    text = escape(cite.status(entry).replace(", ", " · ", 1))
    label = f"Status of {tag}: {text}, {MEANING[entry['status']]}"
    return (
        f'<a class="dlf-badge dlf-{entry["status"]}" href="{link.format(tag)}" '
        f'title="{label}" aria-label="{label}">{tag} · {text}</a>'
    )


class ClaimStatus(SphinxDirective):
    """The table of all claims: status, scope, evidence, refuted variants."""

    def run(self):
        head = ("claim", "status", "scope", "what a machine ran", "variants refuted", "sharp to")
        cells = "".join(f'<th scope="col">{name}</th>' for name in head)
        entries = claims.recorded()["claims"]
        rows = "".join(_row(tag, entries[tag]) for tag in claims.all_claims())
        table = (
            f'<div class="dlf-scroll" tabindex="0"><table class="dlf-status"><thead><tr>{cells}'
            f"</tr></thead><tbody>{rows}</tbody></table></div>"
        )
        return [nodes.raw("", table + _weak(entries), format="html")]


def _weak(entries):
    """What the reader should know of the checks: blunt ones, tautologies, parts without a step."""
    blunt = [f"{name} of {t}" for t, e in entries.items() for name, _ in ledger.blunt(e)]
    empty = [f"{name} of {t}" for t, e in entries.items() for name in ledger.by_construction(e)]
    loose = [f"{name} of {t}" for t, e in entries.items() for name in ledger.loose(e)]
    words = [f"{t}.{number}" for t, e in entries.items() for number in ledger.in_words(e)]
    lines = (
        ("Blunt steps, which refute no value near a stated number", blunt),
        ("Steps that declare to be less sharp than ten per cent, and say why", loose),
        ("Steps that compare a formula with itself, by construction", empty),
        ("Parts of statements that are argued in words alone", words),
    )
    rows = "".join(
        f"<li>{what}: {escape(', '.join(found) or 'none')}.</li>" for what, found in lines
    )
    return f'<ul class="dlf-weak">{rows}</ul>'


def _sharp(entry):
    """How near the stated numbers the steps of a claim refute, at worst."""
    near = [n for step in entry["steps"].values() for n in step["nearest"]]
    off = [Fraction(n["off"]) for n in near if n["off"] != sharpness.WHOLE]
    return f"{float(100 * max(off)):.3g} %" if off else "whole numbers" if near else ""


def _row(tag, entry):
    wrong = [w for s in entry["steps"].values() for w in s["wrong"]]
    refuted = sum(w["status"] == "refuted" for w in wrong)
    deep = ", deep" if entry["deep"] and entry["status"] == "checked" else ""
    cells = (
        f'<a href="c/{tag}.html">{tag}</a> {entry["kind"]}: {escape(entry["title"])}',
        f'<span class="dlf-badge dlf-{entry["status"]}">{entry["status"]}{deep}</span>',
        escape(entry["scope"]),
        "<br>".join(_evidence(entry)),
        f"{refuted} of {len(wrong)}" if wrong else "",
        _sharp(entry),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _evidence(entry):
    """A line for the steps of the proof, one for the arguments in words, one for each instance."""
    proofs = sum(s["role"] == "proof" for s in entry["steps"].values())
    if proofs:
        yield f"{proofs} step{'s' * (proofs > 1)} of the proof"
    if entry["words"]:
        yield f"in words: {len(entry['words'])}"
    for name, step in entry["steps"].items():
        if step["role"] == "evidence":
            yield escape(f"{name}: {step['status']}, {step.get('scope', 'one instance')}")


def parts_of(entry):
    """A line for each part of a statement: the steps that carry it."""
    for number, steps in entry["parts"].items():
        links = ", ".join(f'<a href="#{name}">{name}</a>' for name in steps)
        yield f"Part {number}: {links or 'in words'}"


def step_block(app, step, entry):
    """A step with its verdict, comparison, source, wrong variants and sharpness."""
    scope = f" ({escape(entry['scope'])})" if "scope" in entry else ""
    formulas = "".join(rf'<div class="math">\[{escape(text)}\]</div>' for text in entry["compared"])
    code = app.builder.highlighter.highlight_block(step.source, "python")
    rows = "".join(_variant(w) for w in entry["wrong"])
    rows += "".join(f"<li>{escape(sharpness.said(near))}</li>" for near in entry["nearest"])
    table = f"<p>Wrong variants, by the same step:</p><ul>{rows}</ul>" if rows else ""
    return (
        f'<h3 id="{step.name}">{step.name}</h3><p>{entry["role"].capitalize()}: '
        f"<strong>{entry['status']}</strong>{scope}, {escape(entry['how'])}.</p>{formulas}"
        f'<div class="highlight-python notranslate">{code}</div>{table}'
    )


def _variant(wrong):
    at = ", ".join(f"{name} = {value}" for name, value in wrong.get("witness", {}).items())
    return f"<li>{escape(wrong['why'])}: <strong>{wrong['status']}</strong> at {escape(at)}</li>"
