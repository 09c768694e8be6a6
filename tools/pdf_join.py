"""Printed chapters joined into one PDF: links between them, bookmarks, page labels."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import ArrayObject, Fit, FloatObject, NameObject, NullObject, TextStringObject

BOOK = "book:#"  # the scheme of a link to another chapter, until they are joined


def pages_of(print_):
    """The number of pages of a PDF, given as bytes."""
    return len(PdfReader(io.BytesIO(print_)).pages)


def joined(prints, outline, tags, title):
    """One PDF, a pypdf.PdfWriter, of PDFs as bytes: the title page and then the chapters.

    outline: (part, title, name of the place, [(title, name)] of its sections) of each chapter;
    tags: {tag: name of its place}, by which a link from outside may open the book.

    Raises:
        ValueError: a link leads nowhere.
    """
    writer, places, front = PdfWriter(), {}, pages_of(prints[0])
    for print_ in prints:
        reader = PdfReader(io.BytesIO(print_))
        pages = [writer.add_page(page) for page in reader.pages]
        for name, at in reader.named_destinations.items():
            page = pages[reader.get_destination_page_number(at)]
            places[name.removeprefix("/")] = (page, at.get("/Left"), at.get("/Top"))
    for page in writer.pages:
        for link in page.get("/Annots", ()):
            _lead(link.get_object(), places)
    _bookmarks(writer, outline, places)
    for tag, name in tags.items():
        writer.add_named_destination_array(TextStringObject(tag), _destination(*places[name]))
    writer.set_page_label(0, front - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(front, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL)
    writer.add_metadata({"/Title": title, "/Author": "The dlf authors"})
    writer.root_object[NameObject("/Lang")] = TextStringObject("en")
    writer.page_mode = "/UseOutlines"
    writer.compress_identical_objects()
    return writer


def _lead(link, places):
    """Let a link lead to its place in the joined file."""
    action = link.get("/A", {})
    if action.get("/S") == "/URI" and action["/URI"].startswith(BOOK):
        name = action["/URI"].removeprefix(BOOK)
        del link["/A"]
    elif "/Dest" in link:
        name = link["/Dest"].removeprefix("/")
    else:
        return
    if name not in places:
        raise ValueError(f"a link leads nowhere: {name}")
    link[NameObject("/Dest")] = _destination(*places[name])


def _destination(page, left, top):
    kind, zoom = NameObject("/XYZ"), NullObject()  # no zoom: the reader's stays
    at = [NullObject() if x is None else FloatObject(x) for x in (left, top)]
    return ArrayObject([page.indirect_reference, kind, *at, zoom])


def _bookmarks(writer, outline, places):
    """Parts, their chapters and the sections of these, closed."""

    def add(title, name, parent=None):
        page, left, top = places[name]
        fit = Fit.xyz(left=left, top=top)
        return writer.add_outline_item(
            title=title, page_number=page.page_number, parent=parent, fit=fit, is_open=False
        )

    last, above = "", None
    for part, title, name, sections in outline:
        if part != last:
            last, above = part, add(part, name) if part else None
        chapter = add(title, name, above)
        for section, place in sections:
            add(section, place, chapter)
