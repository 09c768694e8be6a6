"""The steps of a claim on the page of its tag: verdicts, formulas, wrong variants, helpers."""

import inspect
import sys
from collections import Counter
from html import escape

import dlf_formal
import dlf_witness

from dlf import claims
from dlf.verify import ledger, sharpness, sources


def parts_of(entry):
    """A line for each part of a statement: the steps that carry it."""
    for number, steps in entry["parts"].items():
        links = ", ".join(f'<a href="#{name}">{name}</a>' for name in steps)
        yield f"Part {number}: {links or 'in words'}"


def step_block(app, step, entry):
    """A step with its verdict, comparison, source, wrong variants and sharpness."""
    scope = f" ({escape(dlf_witness.plain(entry['scope']))})" if "scope" in entry else ""
    opening = (
        f'<h3 id="{step.name}">{step.name}</h3><p>{entry["role"].capitalize()}: '
        f"<strong>{entry['status']}</strong>{scope}, {escape(entry['how'])}.</p>"
    )
    if "formal" in entry:
        theorem = entry["formal"]["theorem"]
        link = f'<p>The theorem <a href="#theorem-{theorem}"><code>{theorem}</code></a>.</p>'
        return opening + link + dlf_formal.negations(app, step)
    return f"{opening}{_compared(entry)}{_code(app, step.source)}{_called(step)}{_variants(entry)}"


def _compared(entry):
    """What was compared, before any simplification; of several cases the first."""
    if not entry["compared"]:
        return ""
    first = "<p>The first case:</p>" if "scope" in entry else ""
    shown = [dlf_witness.compared(text) for text in entry["compared"]]
    balls = any("\\pm" in text for text in shown)
    note = f"<p>{dlf_witness.WIDER}</p>" if balls else ""
    formulas = "".join(rf'<div class="math">\[{escape(text)}\]</div>' for text in shown)
    return first + formulas + note


def _code(app, source):
    code = app.builder.highlighter.highlight_block(source, "python")
    return f'<div class="highlight-python notranslate">{code}</div>'


def _variants(entry):
    """The wrong variants with their witnesses; what all witnesses share is said once."""
    lines = [f"<li>{escape(sharpness.said(near))}</li>" for near in entry["nearest"]]
    nearest = f"<p>How near the stated numbers it still refutes:</p><ul>{''.join(lines)}</ul>"
    shared = _shared([wrong.get("witness", {}) for wrong in entry["wrong"]])
    rows = "".join(_variant(wrong, shared) for wrong in entry["wrong"])
    at = f", at {bindings(sorted(shared))} unless another value is named" if shared else ""
    wrong = f"<p>Wrong variants, by the same step{at}:</p><ul>{rows}</ul>" if rows else ""
    return wrong + (nearest if lines else "")


def _shared(witnesses):
    """The (name, value) that most witnesses have, of two or more."""
    counted = Counter(pair for witness in witnesses for pair in witness.items())
    return {pair for pair, number in counted.items() if 2 * number > max(len(witnesses), 2)}


def _variant(wrong, shared):
    own = [pair for pair in wrong.get("witness", {}).items() if pair not in shared]
    at = f" at {bindings(own)}" if own else ""
    knob = f"<code>{escape(wrong['knob'])} = {escape(wrong['value'])}</code>"
    return f"<li>{escape(wrong['why'])} ({knob}): <strong>{wrong['status']}</strong>{at}</li>"


def bindings(pairs):
    """Names with their exact values, each a formula of its own: a line breaks after a comma."""
    formula = lambda pair: rf'<span class="math">\({escape(dlf_witness.binding(*pair))}\)</span>'
    *most, last = map(formula, pairs) if pairs else [""]
    return " ".join([*(f'<span class="dlf-keep">{one},</span>' for one in most), last])


def _called(step):
    """Links to the helpers that a step calls by itself or through others, and to the checkers."""
    own = (step.check.__module__, step.check.__name__)
    helpers = _order(step.helpers(ledger.PACKAGE), own)
    beyond = sorted(step.checkers(ledger.PACKAGE))
    links = [f'<a href="#{_anchor(place)}"><code>{place[1]}</code></a>' for place in helpers]
    links += [f'<a href="#call-{name}"><code>{name}</code></a>' for name in beyond]
    return f'<p class="dlf-calls">Calls {", ".join(links)}.</p>' if links else ""


def _order(found, *without):
    return sorted((place for place in found if place not in without), key=lambda p: p[::-1])


def _anchor(place):
    return f"helper-{place[0].rpartition('.')[2]}-{place[1]}"


def helpers(app, one):
    """The sources that the steps of a claim rest on, folded, and what the checkers do."""
    found, checkers = {}, {}
    for step in one.steps:
        found |= step.helpers(ledger.PACKAGE)
        checkers |= step.checkers(ledger.PACKAGE)
    steps = {(step.check.__module__, step.check.__name__) for step in one.steps}
    texts = {}
    for place in _order(found, *steps):  # names that one statement binds share their source
        texts.setdefault((place[0], found[place]), []).append(place)
    blocks = "".join(
        f'<div id="{_anchor(first)}">{"".join(map(_mark, others))}<p>{_where(first)}</p>'
        f"{_code(app, text)}</div>"
        for (_, text), (first, *others) in texts.items()
    )
    folded = f"<details><summary>Sources of the helpers</summary>{blocks}</details>"
    rows = "".join(
        f'<dt id="call-{name}"><code>{name}</code></dt><dd>{escape(_says(*place))}</dd>'
        for name, place in sorted(checkers.items())
    )
    return (folded if blocks else "") + (f"<dl>{rows}</dl>" if rows else "")


def _mark(place):
    return f'<span id="{_anchor(place)}"></span>'


def _where(place):
    """The file and line of a definition; a link once the sources have an address."""
    file = f"{place[0].replace('.', '/')}.py"
    line = sources.line(*place)
    said = f"<code>{file}</code>, line {line}"
    base = claims.address.REPOSITORY
    return f'<a href="{base}/blob/main/{file}#L{line}">{said}</a>' if base else said


def _says(module, name):
    """The first sentence of what a checker or a function of a lower room is for."""
    text = inspect.getdoc(getattr(sys.modules[module], name)) or name
    return f"{module}: {text.splitlines()[0]}"
