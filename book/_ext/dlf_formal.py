"""Machine proofs on the page of a tag: the formal statement and how to read it."""

import re
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from dlf import claims
from dlf.verify import formal

LOCK = claims.formal.PROOFS


def machine_proofs(app, one):
    """What Coq has proved for a claim, how to read it, and where it differs from the prose."""
    steps = [step for step in one.steps if isinstance(step, formal.FormalStep)]
    if not steps:
        return ""
    opening = (
        "<p>Below is what a proof assistant has proved, in its own words. That it says the same as "
        "the statement above is for a reader to see; both are locked together, and a change of "
        "either asks to read them again. <a href='../machine-proofs.html'>How the machine proofs "
        "are organised</a> explains the notation.</p>"
    )
    return opening + "".join(_theorem(app, step) for step in steps)


def _theorem(app, step):
    entry = step.theorem
    caveats = "".join(f"<li>{_worded(text)}</li>" for text in entry["caveats"])
    prose = ", ".join(f"{tag} <code>{found}</code>" for tag, found in entry["prose"].items())
    axioms = ", ".join(f"<code>{escape(name)}</code>" for name in entry["found"]) or "none"
    differs = f"<p>Where it differs from the words of this book:</p><ul>{caveats}</ul>"
    return (
        f'<h3 id="theorem-{entry["name"]}">{escape(entry["name"])}</h3>'
        f"<p>{_worded(entry['guide'])}</p>{_code(app, entry['statement'])}"
        f"{differs if caveats else ''}{_definitions(app, entry)}"
        f"<p>In <code>formal/{entry['file']}</code>, by Coq {LOCK.locked['coq']}. Axioms beyond "
        f"those of its logic: {axioms}. Hash of the formal statement with its definitions: "
        f"<code>{entry['hash']}</code>; of the prose beside which it was read: {prose}.</p>"
        f'<p>Steps: <a href="#{step.name}">{step.name}</a>.</p>'
    )


def _worded(text):
    """A sentence of the index, `names` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _definitions(app, entry):
    """What the own words of a formal statement mean, folded."""
    rows = "".join(
        f"<p><code>{escape(key)}</code>{_said(key)}</p>"
        f"{_code(app, LOCK.locked['definitions'][key]['text'])}"
        for key in entry["definitions"]
    )
    number = len(entry["definitions"])
    words = "definition" if number == 1 else "definitions"
    summary = f"<summary>The {number} {words} that it rests on</summary>"
    return f"<details>{summary}{rows}</details>" if rows else ""


def _said(key):
    says = LOCK.locked["definitions"][key]["says"]
    return f": {escape(says)}" if says else ""


def negations(app, step):
    """The wrong variants of a step, each with the formal theorem that refutes it."""
    rows = "".join(
        f"<li>{escape(one['why'])}: <strong>refuted</strong>, by <code>{escape(one['name'])}</code>"
        f" of <code>formal/{one['file']}</code><details><summary>Its statement</summary>"
        f"{_code(app, one['statement'])}</details></li>"
        for one in step.theorem["negations"]
    )
    return f"<p>Wrong variants, whose negations are proved formally:</p><ul>{rows}</ul>"


class FormalStatement(SphinxDirective):
    """A theorem of the lock as Coq prints it; its arguments are the file and the name."""

    required_arguments = 2

    def run(self):
        entry = LOCK.entry(*self.arguments)
        if entry is None:
            raise self.error(f"no theorem {' '.join(self.arguments)} in {LOCK.lock.name}")
        return [nodes.literal_block(entry["statement"], entry["statement"], language="coq")]


def _code(app, text):
    code = app.builder.highlighter.highlight_block(text, "coq")
    return f'<div class="highlight-coq notranslate">{code}</div>'
