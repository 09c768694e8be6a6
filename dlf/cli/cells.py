"""A table in a text file: its cells as they are written, and which of them are numbers."""

import math
import re
from collections import Counter
from dataclasses import dataclass, replace

MISSING = ("", "NA", "N/A", "nan", "null", "?")
_DELIMITERS = "\t;|,"  # a comma may be a decimal sign, the others hardly stand in a number
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?(?:\d*,\d+|\d{1,3}(?:,\d{3})+\.\d*)(?:[eE][+-]?\d+)?", re.ASCII)
_LABELS = {"id", "index", "key", "row", "rownames"}  # what a column of row labels may be called
_BYTES = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK\x03\x04": "a workbook or zip file",
    b"\x1f\x8b": "a gzip file",
}


def number(text):
    """The finite number that a text is, or None."""
    if _NUMBER.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    return None


@dataclass(frozen=True, eq=False)
class Sheet:
    """Lines of cells, as they are written: `text` gives the same bytes back.

    Args:
        mark: a byte-order mark, or "".
        delimiter: between cells.
        header: the raw cells of the first line, or None.
        rows: lists of raw cells.
        numbers: of the lines at which the rows begin.
        ends: of the header and of all rows: the line's end, and empty lines that follow.
    """

    mark: str
    delimiter: str
    header: list | None
    rows: list
    numbers: list
    ends: list

    @property
    def names(self):
        """Of the columns: those of the header, else column 1, column 2, ..."""
        if self.header is None:
            return [f"column {j + 1}" for j in range(len(self.rows[0]))]
        names = [plain(cell) for cell in self.header]
        return [""] * (len(self.rows[0]) - len(names)) + names

    def with_rows(self, rows):
        return replace(self, rows=rows)

    def bytes(self):
        lines = ([] if self.header is None else [self.header]) + self.rows
        parts = [self.delimiter.join(c) + end for c, end in zip(lines, self.ends, strict=True)]
        return (self.mark + "".join(parts)).encode("utf-8", "surrogateescape")

    def place(self, column):
        """The place of a column by its name, or by its number from 1.

        Raises:
            ValueError: there is none.
        """
        names = self.names
        if column in names:
            return names.index(column)
        if column.isdecimal() and 1 <= int(column) <= len(names):
            return int(column) - 1
        raise ValueError(f"there is no column {column!r}; there are: {shown(names)}")


def plain(cell):
    """What a raw cell says, without blanks and quotes around it."""
    cell = cell.strip(" \t")
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"').strip()
    return cell


def shown(names, most=10):
    """Names for a message."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(str, names[:most])) + more


def sheet(content, name, *, delimiter=None, header=None, missing):
    """The Sheet in the bytes of a file.

    Args:
        name: of the file, for messages.
        delimiter: None: a tab, semicolon, bar or comma, by the first lines.
        header: whether the first line is one; None: if no number stands in it.
        missing: function of a plain cell, whether it stands for a missing one.

    Raises:
        ValueError: the file is empty, binary, or a line has too many or too few cells.
    """
    for start, kind in _BYTES.items():
        if content.startswith(start):
            raise ValueError(f"{name} is {kind}, no text in UTF-8: save the table as CSV in UTF-8")
    if b"\0" in content:
        raise ValueError(f"{name} is no text: a table is a CSV file, or .npz, or .npy")
    text = content.decode("utf-8", "surrogateescape")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(mark) :]
    if not text.strip():
        raise ValueError(f"{name} is empty")
    delimiter = delimiter or _delimiter(text)
    lines, numbers, ends = _without_blank_lines(_lines(text, delimiter))
    mark += "".join(ends[:1])
    has_header = _is_header(lines[0], missing) if header is None else header
    first = lines.pop(0) if has_header else None
    if not lines:
        raise ValueError(f"{name} has a header and no row below it")
    found = Sheet(mark, delimiter, first, lines, numbers[has_header:], ends[1:])
    _check_widths(found, name)
    return found


def _delimiter(text):
    """The first of the candidates that each of the first lines has, equally often."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:20] if line.strip()]
    for candidate in _DELIMITERS:
        counts = [line.count(candidate) for line in lines]
        if counts[0] and len(set(counts[1:] or counts)) == 1 and counts[-1]:
            return candidate
    return max(_DELIMITERS, key=lines[0].count) if lines else ","


def _lines(text, delimiter):
    """(raw cells, number of the line at which they begin, line end) of each line."""
    d = re.escape(delimiter)
    blanks = "" if delimiter in " \t" else "[ \t]*"
    quoted = rf'{blanks}"(?:[^"]|"")*+"[^{d}\r\n]*'
    cell = re.compile(rf"({quoted}|[^{d}\r\n]*)({d}|\r\n|\r|\n|\Z)")
    cells, line, begin = [], 1, 1
    for match in cell.finditer(text):
        cells.append(match[1])
        if match[2] != delimiter:
            if match[2] or cells != [""]:
                yield cells, begin, match[2]
            line += len(re.findall(r"\r\n|\r|\n", match[1])) + 1
            cells, begin = [], line
            if match.end() == len(text):
                return
        else:
            line += len(re.findall(r"\r\n|\r|\n", match[1]))


def _without_blank_lines(lines):
    """(lines of cells, their numbers, ends): blank lines are parts of the end before them.

    The first end is what stands before the first line. In a table of one column a blank line is a
    missing entry, but for those at the end.
    """
    lines = list(lines)
    single = all(len(cells) == 1 for cells, *_ in lines)
    last = max(k for k, (cells, *_) in enumerate(lines) if cells[0].strip() or len(cells) > 1)
    kept, numbers, ends = [], [], [""]
    for k, (cells, begin, end) in enumerate(lines):
        blank = len(cells) == 1 and not cells[0].strip()
        if blank and (not single or k > last or not kept):
            ends[-1] += cells[0] + end
        else:
            kept.append(cells)
            numbers.append(begin)
            ends.append(end)
    return kept, numbers, ends


def _is_header(cells, missing):
    """Whether a line names columns: no number is in it, and nothing but its corner is missing."""
    corner, *rest = (plain(cell) for cell in cells)
    if corner == "" and rest and rest == [str(k) for k in range(len(rest))]:
        return True  # a data frame that was written without names
    if any(number(cell) is not None or missing(cell) for cell in rest):
        return False
    return number(corner) is None and (bool(rest) or not missing(corner))


def _check_widths(found, name):
    widths = [len(cells) for cells in found.rows]
    usual = Counter(widths).most_common(1)[0][0] if found.header is None else len(found.header)
    if found.header is not None and set(widths) == {usual + 1}:
        return  # as R writes it: the column of row names has no name
    for width, line in zip(widths, found.numbers, strict=True):
        if width != usual:
            others = "the header has" if found.header is not None else "most lines have"
            raise ValueError(
                f"{name}, line {line}: {width} cells, {others} {usual} (cells are separated by "
                f"{found.delimiter!r}; --delimiter names another)"
            )


@dataclass(frozen=True, eq=False)
class Columns:
    """Places of the columns of a Sheet, by what is done with them.

    Args:
        numeric, labels, text, empty: lists of places.
        cells: of the numeric ones, a list of columns of numbers, NaN for what is missing.
    """

    numeric: list
    labels: list
    text: list
    empty: list
    cells: list


def columns(found, name, *, index, recognise, missing):
    """The Columns of a Sheet.

    Args:
        index: names or numbers of columns that are row labels.
        recognise: whether the first column may be one without being named.

    Raises:
        ValueError: columns of numbers and a few words, or with decimal commas.
    """
    result = Columns([], [found.place(column) for column in index], [], [], [])
    mixed = []
    for j, title in enumerate(found.names):
        said = [plain(row[j]) for row in found.rows]
        known = [cell for cell in said if not missing(cell)]
        values = [math.nan if missing(cell) else number(cell) for cell in said]
        words = [cell for cell, value in zip(said, values, strict=True) if value is None]
        if j in result.labels:
            continue
        if recognise and not index and j == 0 and _labels(title, said, known, found):
            result.labels.append(j)
        elif not known:
            result.empty.append(j)
        elif not words:
            result.numeric.append(j)
            result.cells.append(values)
        elif 2 * len(words) > len(known) and not any(map(_COMMA.fullmatch, words)):
            result.text.append(j)
        else:
            line = found.numbers[values.index(None)]
            mixed.append((title, words[0], line))
    if mixed:
        raise ValueError(f"{name}: " + "; ".join(_complaint(*one) for one in mixed))
    return result


def _labels(title, said, known, found):
    """Whether the first column is one of row labels."""
    named = found.header is not None and (title == "" or title.lower() in _LABELS)
    return named and len(known) == len(said) == len(set(said)) > 1


def _complaint(title, word, line):
    if _COMMA.fullmatch(word):
        return (
            f"column {title!r}, line {line}: {word!r} has a comma; numbers are written with a "
            "decimal point and without separators of thousands, as 1234.5"
        )
    return (
        f"column {title!r}, line {line}: {word!r} is no number; if it stands for a missing one: "
        f"--missing {word!r}, if the column is to stay as it is: --index {title!r}"
    )
