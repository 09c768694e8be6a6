"""The bibliography: labels as the text cites them, and a link for each arXiv number."""

import copy

from pybtex.richtext import Text
from pybtex.style.formatting.plain import Style as Plain
from pybtex.style.labels import BaseLabelStyle

_ARXIV = "arXiv:"
_FEW = 2  # names in a label


class AuthorYearLabels(BaseLabelStyle):
    """ "Kwon et al., 2024", and letters behind a year that occurs twice."""

    def format_labels(self, sorted_entries):
        plain = [_label(entry) for entry in sorted_entries]
        for place, label in enumerate(plain):
            again = plain[:place].count(label)
            twice = plain.count(label) > 1
            yield label + (chr(ord("a") + again) if twice else "")


def _label(entry):
    people = (p.prelast_names + p.last_names for p in entry.persons["author"])
    last = [str(Text.from_latex(" ".join(names))) for names in people]
    names = f"{last[0]} et al." if len(last) > _FEW else " and ".join(last)
    return f"{names}, {entry.fields['year']}"


class AuthorYear(Plain):
    """The plain style with these labels; a note "arXiv:NUMBER" becomes a link."""

    default_label_style = AuthorYearLabels

    def format_entry(self, label, entry, bib_data=None):
        note = entry.fields.get("note", "")
        if note.startswith(_ARXIV):
            entry = copy.deepcopy(entry)
            del entry.fields["note"]
            entry.fields["eprint"] = note.removeprefix(_ARXIV)
        return super().format_entry(label, entry, bib_data)
