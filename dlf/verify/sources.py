"""A digest of what a step does: its own source and that of all it calls within its package.

Source text, not byte code, which differs between versions of Python.
"""

import ast
import hashlib
import sys
from functools import cache
from importlib.util import resolve_name
from pathlib import Path


def digest(function, package):
    """The first 16 digits of the SHA-256 of the `closure` of a function."""
    found = closure(function, package)
    texts = (f"{module}:{name}\n{text}" for (module, name), text in sorted(found.items()))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def closure(function, package):
    """(module, name) -> source text, of a function and of all that it rests on.

    Followed are the names of functions, classes and constants at the top of modules, within the
    package alone: a checker or a formula of another package has tests of its own.

    Args:
        function: at the top of a module.
        package: the name of the package within which names are followed, "dlf.claims".
    """
    found, queue = {}, [(function.__module__, function.__name__)]
    while queue:
        module, name = queue.pop()
        place = _resolve(module, name, package)
        if place is None or place in found:
            continue
        text, used = _definitions(place[0])[place[1]]
        found[place] = text
        queue += [(place[0], other) for other in used]
    return found


def outside(function, package):
    """name -> (module, name there) of what a function calls from modules beyond the package."""
    module, found = function.__module__, {}
    for name in _definitions(module)[function.__name__][1]:
        origin = _imports(module).get(name.partition(".")[0])
        if origin and origin[1] and not f"{origin[0]}.".startswith(f"{package}."):
            found[name] = origin
    return found


def line(module, name):
    """The line of a module's file at which a definition begins."""
    return next(n.lineno for n in _tree(module)[1].body if name in _names(n))


def _resolve(module, name, package):
    """(module, name) of the definition, through imports; None outside the package."""
    first, _, rest = name.partition(".")
    while first not in _definitions(module):
        origin = _imports(module).get(first)
        if origin is None or not f"{origin[0]}.".startswith(f"{package}."):
            return None
        module, first = origin
        if first is None:  # an imported module: what is asked of it comes next
            first, _, rest = rest.partition(".")
            if not first:
                return None
    return module, first


@cache
def _tree(module):
    text = Path(sys.modules[module].__file__).read_text("utf-8")
    return text, ast.parse(text)


@cache
def _definitions(module):
    """name -> (source, names that it uses) of what is defined at the top of a module."""
    text, tree = _tree(module)
    found = {}
    for node in tree.body:
        for name in _names(node):
            found[name] = (ast.get_source_segment(text, node), _used(node))
    return found


def _names(node):
    """The names that a statement binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = getattr(node, "targets", [node.target] if isinstance(node, ast.AnnAssign) else [])
    return [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]


def _used(node):
    """The names that a definition asks of its module, with the first attribute asked of each."""
    decorators = {id(n) for d in getattr(node, "decorator_list", ()) for n in ast.walk(d)}
    inside = [n for n in ast.walk(node) if id(n) not in decorators]
    own = {n.arg for n in inside if isinstance(n, ast.arg)}
    own |= {n.name for n in inside if isinstance(n, ast.FunctionDef) and n is not node}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        own |= {n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    names = [n for n in inside if isinstance(n, ast.Name)]
    dotted = [n for n in inside if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)]
    used = {n.id for n in names} | {f"{n.value.id}.{n.attr}" for n in dotted}
    return sorted(name for name in used if name.partition(".")[0] not in own)


@cache
def _imports(module):
    """name -> (module, name there), (module, None) for a module itself."""
    found = {}
    for node in ast.walk(_tree(module)[1]):
        if isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            origin = resolve_name(origin, sys.modules[module].__package__)
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                whole = inner in sys.modules and alias.name not in _definitions_of(origin)
                found[alias.asname or alias.name] = (inner, None) if whole else (origin, alias.name)
    return found


def _definitions_of(module):
    return _definitions(module) if getattr(sys.modules[module], "__file__", None) else {}
