"""Where the book can be met, in one place; what is empty here appears nowhere.

From these follow the addresses of the tags' pages in citations, the canonical address of each page,
the buttons that lead to the repository and that launch a chapter elsewhere, and what
`tools/release.py` writes into CITATION.cff.
"""

BOOK = ""  # of the built book, ending in a slash: "https://example.org/dlf/"
REPOSITORY = ""  # of the sources: "https://example.org/authors/dlf"
DOI = ""  # of the archived release, once there is one: "10.5281/zenodo.1234567"


def of_tag(tag):
    """The address of a tag's page, "" while the book has none."""
    return f"{BOOK}c/{tag}.html" if BOOK else ""


def of_book():
    """The best address of the whole: of the archive, of the book, of the sources, or ""."""
    return f"https://doi.org/{DOI}" if DOI else BOOK or REPOSITORY
