"""Write the works that claims name as sources into the package: `python -m tools.literature`.

A citation on the command line names them, and an installed package has no references.bib.
"""

import argparse
from pathlib import Path

from pybtex.database import parse_file
from pybtex.richtext import Text

from dlf import claims

ROOT = Path(__file__).resolve().parents[1]
MOST = 3  # names


def work(entry):
    """An entry of references.bib in a few words: names, year, where it is to be found."""
    last = [str(Text.from_latex(" ".join(p.last_names))) for p in entry.persons["author"]]
    few = " and ".join(filter(None, (", ".join(last[:-1]), last[-1])))
    names = f"{last[0]} et al." if len(last) > MOST else few
    fields = entry.fields
    place = f"arXiv:{fields['eprint']}" if "eprint" in fields else fields.get("note", "")
    return f"{names} ({fields['year']}), {place or Text.from_latex(fields['title'])}"


def lines():
    """key and work, for every source that a claim names."""
    book = parse_file(ROOT / "book" / "references.bib").entries
    keys = {one.source for one in claims.all_claims().values() if one.source}
    return "".join(f"{key} {work(book[key])}\n" for key in sorted(keys))


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m tools.literature", description=__doc__).parse_args()
    target = claims.FOLDER / "literature.txt"
    target.write_text(lines(), "utf-8", newline="\n")
