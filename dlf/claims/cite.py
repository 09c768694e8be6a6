"""How to cite a claim: tag, version, the hash of what it says, and where the statement is from."""

from functools import cache
from pathlib import Path

from dlf._support import COMMAND
from dlf.claims import address, words

AUTHOR = "The dlf authors"
BOOK = "Gradient descent on deep linear networks"
YEAR = "2026"
HASHED = "the first 16 digits of the SHA-256 of kind, title and words of the statement"
_TEX = str.maketrans({character: rf"\{character}" for character in "&%#_"})


@cache
def literature():
    """key of references.bib -> the work in a few words, for the sources that claims name."""
    lines = (Path(__file__).parent / "literature.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


def text(tag, entry, version, source=""):
    """One line for a list of references; `source` is the claim's key of the literature."""
    where = f" {address.of_tag(tag)}" if address.BOOK else ""
    return (
        f"{AUTHOR}. {entry['title']} ({entry['kind']}, tag {tag}). In: {BOOK}, version {version}, "
        f"{YEAR}.{where} Status: {words.status(entry)}. Statement hash {entry['hash']}."
        + (f" {origin(source)}." if source else "")
    )


def bibtex(tag, entry, version, source=""):
    """The same as a BibTeX entry, with tag and hash in fields that every style prints."""
    status = words.status(entry)
    notes = [] if entry["kind"] == "definition" else [status[0].upper() + status[1:]]
    notes += [origin(source)] if source else []
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": f"{{{entry['title']} ({entry['kind']}, tag {tag})}}".translate(_TEX),
        "howpublished": f"In: \\emph{{{BOOK}}}, version {version}, statement hash {entry['hash']}",
        "year": YEAR,
        "url": address.of_tag(tag),
        "doi": address.DOI,
        "note": ". ".join(notes).translate(_TEX),
    }
    rows = (f"  {name:<12} = {{{value}}}," for name, value in fields.items() if value)
    return "\n".join([f"@misc{{dlf-{tag},", *rows, "}"])


def origin(source):
    """Where a statement is from, in words."""
    return f"The statement is from, or close to one in, {literature()[source]}"


def again(tag):
    """The command that recomputes the hash of a statement, in a shell."""
    return f"{COMMAND} cite {tag} --hashed | shasum -a 256 | cut -c1-16"
