"""How to cite a claim: tag, version and the hash of what it says."""

AUTHOR = "The dlf authors"
BOOK = "Gradient descent on deep linear networks"
YEAR = "2026"


def text(tag, entry, version):
    """One line for a list of references."""
    return (
        f"{AUTHOR}. {entry['title']} ({entry['kind']}, tag {tag}). In: {BOOK}, version {version}, "
        f"{YEAR}. Status: {status(entry)}. Statement hash {entry['hash']}."
    )


def bibtex(tag, entry, version):
    """The same as a BibTeX entry."""
    return "\n".join(
        [
            f"@incollection{{dlf-{tag},",
            f"  author    = {{{{{AUTHOR}}}}},",
            f"  title     = {{{entry['title']}}},",
            f"  booktitle = {{{BOOK}}},",
            f"  year      = {{{YEAR}}},",
            f"  edition   = {{version {version}}},",
            f"  note      = {{Tag {tag}, {status(entry)}, statement hash {entry['hash']}}},",
            "}",
        ]
    )


def status(entry):
    """The computed status with its scope: "checked, every L"."""
    return ", ".join(part for part in (entry["status"], entry["scope"]) if part)
