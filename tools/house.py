"""The house: which room of dlf imports from which, read from the sources.

python -m tools.house    draws it into book/_static/house.svg
"""

import argparse
import ast
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from html import escape
from importlib import import_module
from pathlib import Path

from dlf.claims import graph

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "dlf"
PICTURE = ROOT / "book" / "_static" / "house.svg"

# room: (storey, third-party packages it may import). Imports go to lower storeys only.
ROOMS = {
    "_support": (1, {"numpy", "scipy", "numba", "llvmlite", "joblib", "tqdm", "threadpoolctl"}),
    "verify": (1, {"numpy", "sympy", "z3", "cvc5", "flint"}),
    "chain": (2, {"numpy", "scipy"}),
    "exact": (2, {"numpy", "scipy", "flint"}),
    "dynamics": (3, {"numpy", "scipy"}),
    "domination": (3, {"numpy", "scipy", "flint", "mpmath"}),
    "reduction": (4, {"numpy"}),
    "pruning": (4, {"numpy", "scipy"}),
    "neighbours": (5, {"numpy", "scipy"}),
    "recovery": (5, {"numpy", "scipy", "sklearn", "PIL"}),
    "networks": (5, {"torch"}),
    "claims": (6, {"numpy", "scipy", "sympy", "flint"}),
    "cli": (7, {"numpy"}),
    "__init__": (6, set()),  # the top-level names
    "__main__": (8, set()),
}
# What checks knows nothing of what is checked.
ALONE = {"verify"}


def room_of(path):
    """The folder of a file of dlf, or the file's own name beside the folders."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def sources():
    """Every module of dlf: its path."""
    return sorted(PACKAGE.rglob("*.py"))


def imports(source):
    """(module, name) of every import, the name None for a whole module; relative ones refused.

    Raises:
        ValueError: a relative import, which hides the room.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise ValueError(f"line {node.lineno}: a relative import hides the room")
            yield from ((node.module, alias.name) for alias in node.names)


@cache
def door(room):
    """The names that a room hands on."""
    return frozenset(import_module(f"dlf.{room}").__all__)


def violations(room, source):
    """A line for each import that goes upwards, past a door, or to a package not of this room.

    `from dlf import room` is an import of the door itself.
    """
    storey, third_party = ROOMS[room]
    for module, name in imports(source):
        root, *rest = module.split(".")
        if root != "dlf":
            if root not in third_party and root not in sys.stdlib_module_names:
                yield f"{room} imports {module}"
            continue
        other, *inside = rest or [name]
        if other == room:
            continue
        if other not in ROOMS or ROOMS[other][0] >= storey or room in ALONE:
            yield f"{room} imports {other}, which is not below it"
        elif inside or (rest and name not in door(other)):
            yield f"{room} imports {module} ({name}) past the door of {other}"


def circles(room):
    """The files of a room that import each other in a circle, or []."""
    folder = PACKAGE / room
    files = {".".join(p.relative_to(folder).with_suffix("").parts): p for p in folder.rglob("*.py")}
    graph = {name: set() for name in files}
    for name, path in files.items():
        for module, target in imports(path.read_text("utf-8")):
            graph[name].add(_reached(f"{module}.{target}" if target else module, room, files))
    return circle({name: reached - {name, None} for name, reached in graph.items()})


def circle(graph):
    """A circle in a graph node -> nodes, as a list; [] if there is none."""
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as found:
        return found.args[1]
    return []


def _reached(dotted, room, files):
    """The file of a room that dlf.room.a.b is or lies in: module, folder, or one of their names."""
    parts = dotted.split(".")
    if parts[:2] != ["dlf", room]:
        return None
    inside = parts[2:]
    for path in (inside, [*inside, "__init__"], inside[:-1], [*inside[:-1], "__init__"]):
        if ".".join(path) in files:
            return ".".join(path)
    return None


def arrows():
    """(room, room) for each room that imports from another one."""
    found = set()
    for path in sources():
        for module, name in imports(path.read_text("utf-8")):
            root, *rest = module.split(".")
            if root == "dlf" and (other := (rest or [name])[0]) != room_of(path):
                found.add((room_of(path), other))
    return sorted(found)


def direct(found):
    """The arrows that no path of other ones replaces."""
    below = {a: {y for x, y in found if x == a} for a in ROOMS}

    def reach(room):
        return below[room].union(*map(reach, below[room]))

    return [(a, b) for a, b in found if not any(b in reach(c) for c in below[a] - {b})]


def sentence(room):
    """What the room is for, by the first line of its own docstring."""
    path = PACKAGE / room / "__init__.py"
    path = path if path.exists() else PACKAGE / f"{room}.py"
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))).splitlines()[0]


_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _MARGIN = 150, 40, 60, 46, 16


def picture():
    """The house as SVG: rooms in their storeys, an arrow for each pair that imports.

    Pairs that a path of arrows connects anyway have none of their own.
    """
    shown = {room: storey for room, (storey, _) in ROOMS.items()}
    rows = [[r for r in shown if shown[r] == storey] for storey in sorted(set(shown.values()))]
    widest = max(map(len, rows))
    width = 2 * _MARGIN + widest * (_WIDTH + _GAP_X) - _GAP_X
    height = 2 * _MARGIN + len(rows) * (_HEIGHT + _GAP_Y) - _GAP_Y
    corner = {}
    for level, row in enumerate(rows):
        left = (width - len(row) * (_WIDTH + _GAP_X) + _GAP_X) / 2
        for place, room in enumerate(row):
            top = height - _MARGIN - _HEIGHT - level * (_HEIGHT + _GAP_Y)
            corner[room] = (left + place * (_WIDTH + _GAP_X), top)
    size = {"width": _WIDTH, "height": _HEIGHT}
    lines = [graph.arrow(corner[a], corner[b], **size) for a, b in direct(arrows())]
    boxes = [_box(room, corner[room]) for room in shown]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        'font-family="sans-serif" aria-label="The rooms of dlf and who imports from whom">'
    )
    return "\n".join([head, graph.ARROWHEAD, *lines, *boxes, "</svg>"]) + "\n"


def _box(room, corner):
    x, y = corner
    name = {"__init__": "import dlf", "__main__": "python -m dlf"}.get(room, f"{room}/")
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="white" '
        f'stroke="#333"><title>{escape(sentence(room))}</title></rect>'
        f'<text x="{x + _WIDTH / 2:g}" y="{y + 25:g}" text-anchor="middle" font-size="14">'
        f"{name}</text>"
    )


def main():
    parser = argparse.ArgumentParser(prog="python -m tools.house", description=__doc__)
    parser.parse_args()
    PICTURE.write_text(picture(), "utf-8", newline="\n")
    print(f"{len(ROOMS)} rooms, {len(arrows())} arrows: {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
