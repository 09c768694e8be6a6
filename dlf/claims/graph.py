"""Which claim uses which: layered drawings as plain SVG, each box a link."""

import textwrap
from dataclasses import dataclass
from graphlib import TopologicalSorter
from html import escape

from dlf.claims import words

_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _MARGIN = 212, 62, 14, 46, 4
_TEXT = 32  # characters of a title in a line of a box
_LINES = 2  # of a title
_LANE = 7  # between two arrows that pass a row side by side
_ROOM = 676  # of the column of text on a screen of 1280
ARROWHEAD = (
    '<defs><marker id="dlf-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
    'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker>'
    "</defs>"
)


@dataclass(frozen=True)
class Box:
    """What stands in a box: a bold line, a title, its class; `label` is read aloud."""

    head: str
    title: str
    link: str
    kind: str
    label: str


def layers(uses, columns=None):
    """Keys in rows: a key stands below every key that it uses; rows of at most so many columns."""
    depth = {}
    for key in TopologicalSorter(uses).static_order():
        depth[key] = 1 + max((depth[used] for used in uses[key]), default=-1)
    rows = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for key in uses:
        rows[depth[key]].append(key)
    rows = _ordered(rows, uses)
    broken = lambda row: [row[k : k + columns] for k in range(0, len(row), columns)]
    return [part for row in rows for part in broken(row)] if columns else rows


def _ordered(rows, uses):
    """Each row sorted by the mean place of what its keys use, so that few arrows cross."""
    place = {}

    def mean(key):
        return sum(place[u] for u in uses[key]) / len(uses[key]) if uses[key] else 0

    for row in rows:
        row.sort(key=mean)
        place |= {key: k for k, key in enumerate(row)}
    return rows


def box(tag, entry, link="c/{}.html", kind=""):
    """The box of a claim."""
    status = words.word(entry)
    label = f"{tag}: {entry['title']}, {status}"
    kind = f"dlf-{entry['status']} {kind}".strip()
    return Box(f"{tag} · {status}", entry["title"], link.format(tag), kind, label)


def svg(entries, *, link="c/{}.html"):
    """All claims in one drawing; `link` is the address of a tag's page."""
    boxes = {tag: box(tag, entry, link) for tag, entry in entries.items()}
    uses = {tag: entry["uses"] for tag, entry in entries.items()}
    return drawing(boxes, uses, label="Which claim uses which")


def of_chapter(entries, tags, *, columns=3, name="chapter", link="c/{}.html"):
    """The claims of a chapter and, dashed, those of other chapters that they use."""
    beyond = [u for tag in tags for u in entries[tag]["uses"] if u not in tags]
    boxes = {u: box(u, entries[u], link, "dlf-beyond") for u in dict.fromkeys(beyond)}
    boxes |= {tag: box(tag, entries[tag], link) for tag in tags}
    uses = {key: entries[key]["uses"] if key in tags else [] for key in boxes}
    label = "Which claim of this chapter uses which"
    return drawing(boxes, uses, label=label, columns=columns, name=name)


def reduced(uses):
    """The same order with no arrow where a path of arrows leads anyway."""
    below = {}
    for key in TopologicalSorter(uses).static_order():
        below[key] = set(uses[key]).union(*(below[used] for used in uses[key]))
    indirect = lambda key, used: any(used in below[other] for other in uses[key])
    return {key: [u for u in uses[key] if not indirect(key, u)] for key in uses}


def drawing(boxes, uses, *, label, columns=None, name=""):
    """Boxes in layers with arrows from what is used to what uses it, as an <svg> element.

    Args:
        boxes: key -> Box. uses: key -> keys.
        label: what is drawn, read aloud.
        columns: boxes in a row at most, fewer (two at least) where the arrows between them need the
            room of a page; as many as there are if left out.
        name: makes the ids of one drawing differ from those of another on the same page.
    """
    for most in range(columns, 1, -1) if columns else (None,):
        rows = layers(uses, most)
        ways = _ways(rows, uses)
        corner, passed, width = _placed(rows, _lanes(rows, ways))
        if width <= _ROOM:
            break
    height = 2 * _MARGIN + len(rows) * (_HEIGHT + _GAP_Y) - _GAP_Y
    head = f"dlf-arrow-{name}" if name else "dlf-arrow"
    arrows = [
        arrow(corner[u], corner[key], through=[passed[u, gap] for gap in way], head=head)
        for (u, key), way in ways.items()
    ]
    shown = [_box(boxes[key], corner[key]) for row in rows for key in row]
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="group" class="dlf-graph" aria-label="{escape(label)}">'
    )
    marker = ARROWHEAD.replace('"dlf-arrow"', f'"{head}"')
    return "\n".join([opening, marker, *arrows, *shown, "</svg>"])


def _ways(rows, uses):
    """(used, key) -> the gaps (row, number from the left) by which its arrow passes other rows."""
    row_of = {key: y for y, row in enumerate(rows) for key in row}
    middle = {key: k - (len(row) - 1) / 2 for row in rows for k, key in enumerate(row)}
    ways = {}
    for key in uses:
        for used in uses[key]:
            x, last, way = middle[used], row_of[key], []
            for y in range(row_of[used] + 1, last):
                straight = x + (middle[key] - x) / (last - y + 1)
                gaps = [k - len(rows[y]) / 2 for k in range(len(rows[y]) + 1)]
                x = min(gaps, key=lambda gap: abs(gap - straight))
                way.append((y, gaps.index(x)))
            ways[used, key] = way
    return ways


def _lanes(rows, ways):
    """Gap -> the keys whose arrows pass there, from the left; arrows of one key share a lane."""
    place = {key: k - len(row) / 2 for row in rows for k, key in enumerate(row)}
    lanes = {(y, k): {} for y, row in enumerate(rows) for k in range(len(row) + 1)}
    for (used, _), way in ways.items():
        for gap in way:
            lanes[gap][used] = None
    return {gap: sorted(keys, key=lambda key: (place[key], key)) for gap, keys in lanes.items()}


def _placed(rows, lanes):
    """Key -> corner, (key, gap) -> (x, top, bottom) of its lane, and the width of the drawing."""
    wide = {gap: _LANE * (len(keys) + 1) if keys else 0 for gap, keys in lanes.items()}
    inner = {gap: max(_GAP_X, room) if gap[1] else room for gap, room in wide.items()}
    corner, passed, rights = {}, {}, []
    for y, row in enumerate(rows):
        top, x = _MARGIN + y * (_HEIGHT + _GAP_Y), 0
        for k in range(len(row) + 1):
            room = wide[y, k] if k == len(row) else inner[y, k]
            first = x + (room - _LANE * (len(lanes[y, k]) - 1)) / 2
            for n, key in enumerate(lanes[y, k]):
                passed[key, (y, k)] = (first + n * _LANE, top, top + _HEIGHT)
            x += room
            if k < len(row):
                corner[row[k]] = (x, top)
                x += _WIDTH
        rights.append(x)
    widest = max(rights, default=0)
    shift = {
        _MARGIN + y * (_HEIGHT + _GAP_Y): _MARGIN + (widest - x) / 2 for y, x in enumerate(rights)
    }
    corner = {key: (x + shift[top], top) for key, (x, top) in corner.items()}
    passed = {at: (x + shift[top], top, end) for at, (x, top, end) in passed.items()}
    return corner, passed, widest + 2 * _MARGIN


def arrow(start, end, *, through=(), width=_WIDTH, height=_HEIGHT, head="dlf-arrow"):
    """From the middle of a box's lower edge to that of another one's upper edge, by corners.

    On its way it goes straight down at each (x, top, bottom) of `through`.
    """
    x, y = start[0] + width / 2, start[1] + height
    path = f"M{x:g} {y:g}"
    for next_x, top, bottom in (*through, (end[0] + width / 2, end[1], None)):
        middle = (y + top) / 2
        path += f"C{x:g} {middle:g} {next_x:g} {middle:g} {next_x:g} {top:g}"
        path += f"V{bottom:g}" if bottom else ""
        x, y = next_x, bottom
    return (
        f'<path d="{path}" fill="none" '
        f'stroke="currentColor" stroke-opacity=".7" marker-end="url(#{head})"/>'
    )


def _box(one, corner):
    x, y = corner
    middle = x + _WIDTH / 2
    lines = textwrap.wrap(one.title, _TEXT, max_lines=_LINES, placeholder="…")
    titles = "".join(
        f'<text x="{middle:g}" y="{y + 36 + 15 * k:g}" text-anchor="middle" font-size="12">'
        f"{escape(line)}</text>"
        for k, line in enumerate(lines)
    )
    return (
        f'<a href="{escape(one.link)}" aria-label="{escape(one.label)}">'
        f'<rect x="{x:g}" y="{y:g}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" '
        f'class="dlf-box {one.kind}" fill="white" stroke="currentColor"/>'
        f'<text x="{middle:g}" y="{y + 19:g}" text-anchor="middle" font-size="12" '
        f'font-weight="bold">{escape(one.head)}</text>{titles}</a>'
    )
