"""Write the statements of the claims into the chapters: `python tools/sync_statements.py`.

The text of a statement is written once, in `dlf/claims`. This puts it (with the LaTeX of its
hypotheses and the tags of what it refers to) into the directive of the same tag in `book/`.
"""

import argparse
import re
from pathlib import Path

import nbformat

from dlf import claims

BOOK = Path(__file__).parents[1] / "book"
_STATEMENT = re.compile(r"(:{3,})\{prf:\w+\} [^\n]*\n:label: (\w{4})\n(?:.*?\n)??\1(?=\n|$)", re.S)


def directive(tag):
    """The directive of a claim, as MyST text."""
    one = claims.all_claims()[tag]
    reference = lambda match: f"{{prf:ref}}`{claims.registered().of(match[1])}`"
    text = re.sub(r"\{prf:ref\}`([a-z0-9-]+)`", reference, one.text)
    return f":::{{prf:{one.kind}}} {one.title}\n:label: {tag}\n\n{text}\n:::"


def sync(path):
    """Rewrite the statements of one notebook; True if something changed."""
    notebook, known = nbformat.read(path, as_version=4), claims.all_claims()
    write = lambda match: directive(match[2]) if match[2] in known else match[0]
    changed = False
    for cell in notebook.cells:
        source = _STATEMENT.sub(write, cell.source)
        changed |= source != cell.source
        cell.source = source
    if changed:
        nbformat.write(notebook, path)
    return changed


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    for chapter in sorted(BOOK.glob("[!.]*/*.ipynb")):
        print(chapter.name, "rewritten" if sync(chapter) else "as it was")
