"""A docstring of the package on a page: `:::{docstring} dlf.recovery DeepMatrixCompletion.fit`.

The page has no second text to keep in step: what `help` says is what it shows.
"""

import inspect
import re
from functools import reduce
from importlib import import_module

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

SECTIONS = ("Args", "Attributes", "Returns", "Raises", "Example", "References")
_TITLES = {"Args": "Arguments"}
_ITEM = re.compile(r"([\w, ]+|\*\*\w+)(?: (\([^:]*\)))?: (.*)", re.DOTALL)


class Docstring(SphinxDirective):
    """The call and the docstring of one object of a module."""

    required_arguments = 2

    def run(self):
        module, name = self.arguments
        found = reduce(getattr, name.split("."), import_module(module))
        self.env.note_dependency(inspect.getsourcefile(found))
        call = [] if inspect.isclass(found) else [_call(found)]
        return [*call, *_shown(inspect.getdoc(found))]


def _call(found):
    """The name with its arguments, as it is called on a model."""
    signature = inspect.signature(found)
    arguments = [p for p in signature.parameters.values() if p.name != "self"]
    said = str(signature.replace(parameters=arguments))
    return nodes.paragraph("", "", nodes.literal(text=f"{found.__name__}{said}"))


def _shown(doc):
    """Nodes of a docstring: paragraphs, formulas, sections of items."""
    heads = re.split(rf"^({'|'.join(SECTIONS)}):\n", doc, flags=re.MULTILINE)
    yield from _prose(heads[0])
    for title, body in zip(heads[1::2], heads[2::2], strict=True):
        yield nodes.paragraph("", "", nodes.strong(text=_TITLES.get(title, title)))
        body = inspect.cleandoc("\n" + body)
        if title == "Example":
            yield nodes.doctest_block(body, body, language="pycon")
        elif title in ("Args", "Attributes", "Raises"):
            yield _items(body)
        else:
            yield from _prose(body)


def _prose(text):
    """Paragraphs; what is indented is a formula, shown as it is."""
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if not block.strip():
            continue
        if block.startswith("    "):
            yield nodes.literal_block(block, inspect.cleandoc("\n" + block), language="none")
        else:
            yield nodes.paragraph("", "", *_inline(block))


def _items(body):
    """A list of `name: meaning`, each on a line of its own with deeper ones after it."""
    listed = nodes.definition_list()
    for item in re.split(r"\n(?=\S)", body):
        match = _ITEM.fullmatch(item)
        if match is None:
            listed += _item([nodes.Text(" ")], item)
            continue
        names, shape, meaning = match.groups()
        term = [nodes.literal(text=names), *([nodes.Text(f" {shape}")] if shape else [])]
        listed += _item(term, meaning)
    return listed


def _item(term, meaning):
    definition = nodes.definition("", nodes.paragraph("", "", *_inline(meaning)))
    return nodes.definition_list_item("", nodes.term("", "", *term), definition)


def _inline(text):
    """Text whose parts in backticks are code."""
    parts = re.split(r"`([^`]+)`", " ".join(text.split()))
    for k, part in enumerate(parts):
        if part:
            yield nodes.literal(text=part) if k % 2 else nodes.Text(part)


def setup(app):
    app.add_directive("docstring", Docstring)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
