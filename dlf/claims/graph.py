"""Which claim uses which: a layered drawing as plain SVG, each box a link."""

from graphlib import TopologicalSorter
from html import escape

_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _MARGIN = 190, 44, 26, 52, 12
ARROWHEAD = (
    '<defs><marker id="dlf-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
    'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker>'
    "</defs>"
)


def layers(entries):
    """Tags in rows: a claim stands below every claim that it uses."""
    depth = {}
    for tag in TopologicalSorter({t: e["uses"] for t, e in entries.items()}).static_order():
        depth[tag] = 1 + max((depth[used] for used in entries[tag]["uses"]), default=-1)
    rows = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for tag in entries:
        rows[depth[tag]].append(tag)
    return _ordered(rows, entries)


def _ordered(rows, entries):
    """Each row sorted by the mean place of what its claims use, so that few arrows cross."""
    place = {}

    def mean(tag):
        used = entries[tag]["uses"]
        return sum(place[u] for u in used) / len(used) if used else 0

    for row in rows:
        row.sort(key=mean)
        place |= {tag: k for k, tag in enumerate(row)}
    return rows


def svg(entries, *, link="c/{}.html"):
    """The drawing as an <svg> element; `link` is the address of a tag's page."""
    rows = layers(entries)
    widest = max(map(len, rows), default=0)
    width = 2 * _MARGIN + widest * (_WIDTH + _GAP_X) - _GAP_X
    height = 2 * _MARGIN + len(rows) * (_HEIGHT + _GAP_Y) - _GAP_Y
    corner = {}
    for y, row in enumerate(rows):
        left = (width - len(row) * (_WIDTH + _GAP_X) + _GAP_X) / 2
        for x, tag in enumerate(row):
            corner[tag] = (left + x * (_WIDTH + _GAP_X), _MARGIN + y * (_HEIGHT + _GAP_Y))
    arrows = [arrow(corner[u], corner[tag]) for tag in entries for u in entries[tag]["uses"]]
    boxes = [_box(tag, entries[tag], corner[tag], link) for row in rows for tag in row]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="group" '
        f'class="dlf-graph" aria-label="Which claim uses which" style="max-width:{width}px">'
    )
    return "\n".join([head, ARROWHEAD, *arrows, *boxes, "</svg>"])


def arrow(start, end, *, width=_WIDTH, height=_HEIGHT):
    """From the middle of a box's lower edge to that of another one's upper edge, by corners."""
    (x0, y0), (x1, y1) = start, end
    x0, x1, y0 = x0 + width / 2, x1 + width / 2, y0 + height
    middle = (y0 + y1) / 2
    return (
        f'<path d="M{x0:g} {y0:g}C{x0:g} {middle:g} {x1:g} {middle:g} {x1:g} {y1:g}" fill="none" '
        'stroke="currentColor" stroke-opacity=".55" marker-end="url(#dlf-arrow)"/>'
    )


def _box(tag, entry, corner, link):
    x, y = corner
    title = entry["title"] if len(entry["title"]) <= 30 else entry["title"][:29] + "…"
    label = f"{tag}: {entry['title']}, {entry['status']}"
    middle = x + _WIDTH / 2
    return (
        f'<a href="{link.format(tag)}" aria-label="{escape(label)}">'
        f'<rect x="{x:g}" y="{y:g}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" '
        f'class="dlf-box dlf-{entry["status"]}" fill="white" stroke="currentColor"/>'
        f'<text x="{middle:g}" y="{y + 18:g}" text-anchor="middle" font-size="12" '
        f'font-weight="bold">{tag} · {entry["status"]}</text>'
        f'<text x="{middle:g}" y="{y + 35:g}" text-anchor="middle" font-size="11">'
        f"{escape(title)}</text></a>"
    )
