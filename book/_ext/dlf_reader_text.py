"""Markdown with MyST roles and the book's macros, rewritten for viewers that know neither."""

import re
from posixpath import dirname, relpath

ROLE = re.compile(r"\{([\w:]+)\}`([^`]*)`")
NAMED = re.compile(r"(.*?)\s*<([^<>]+)>", re.S)
TOKEN = re.compile(r"\s*(\\[A-Za-z]+|\\.|[^\s}$])")
CODE = re.compile(r"(^```.*?^```$|`[^`\n]*`)", re.M | re.S)
FORMULA = re.compile(r"\$\$(.*?)\$\$|(?<![\\$])\$(?!\$)((?:[^$\\]|\\.)+?)\$", re.S)


def outside_code(text, change):
    """The text with `change` applied to what is neither a code block nor inline code."""
    parts = CODE.split(text)
    return "".join(part if k % 2 else change(part) for k, part in enumerate(parts))


def expand(text, macros):
    """Every macro of the book written out.

    Raises:
        ValueError: a macro lacks an argument.
    """
    return outside_code(text, lambda part: _expanded(part, macros))


def _expanded(text, macros):
    known = re.compile(rf"\\({'|'.join(macros)})(?![A-Za-z])")
    while match := known.search(text):
        body, count = macros[match[1]]
        end, arguments = match.end(), []
        for _ in range(count):
            argument, end = _group(text, end, match[1])
            arguments.append(argument)
        body = re.sub(r"#(\d)", lambda m, a=arguments: a[int(m[1]) - 1], body)
        # a name at the end must not swallow a letter that follows
        space = " " if re.search(r"\\[A-Za-z]+$", body) and text[end : end + 1].isalpha() else ""
        text = text[: match.start()] + body + space + text[end:]
    return text


def _group(text, start, name):
    """The argument that follows `start`, in braces or a single token, and where it ends."""
    if not (token := TOKEN.match(text, start)):
        raise ValueError(f"\\{name} has no argument: {text[max(0, start - 30) : start + 20]!r}")
    if token[1] != "{":
        return token[1], token.end()
    depth = 0
    for k in range(token.end() - 1, len(text)):
        depth += {"{": 1, "}": -1}.get(text[k], 0) if text[k - 1] != "\\" else 0
        if depth == 0:
            return text[token.end() : k], k + 1
    raise ValueError(f"the argument of \\{name} is not closed: {text[start : start + 40]!r}")


def flat_formulas(text):
    """Each formula on one line: in a quoted block the marks `>` would stand inside it."""

    def flat(match):
        if match[1] is not None:
            return f"$${' '.join(match[1].split())}$$"
        return f"${' '.join(match[2].split())}$"

    return outside_code(text, lambda part: FORMULA.sub(flat, part))


def reference(text, docname, library):
    """The text with every role as a link between notebooks, or as words."""

    def shown(match):
        role, content = match.groups()
        named = NAMED.fullmatch(content)
        words, target = (named[1], named[2]) if named else ("", content)
        if role in ("prf:ref", "numref", "ref"):
            place, number = library.targets[target]
            tag = f" ({target})" if role == "prf:ref" and not words else ""
            return _linked(f"{words or number}{tag}", docname, place)
        if role == "doc":
            place = relpath(f"/{dirname(docname)}/{target}", "/")
            return _linked(words or f"*{library.titles[place]}*", docname, place)
        if role.startswith("cite"):
            works = "; ".join(library.works[key.strip()] for key in content.split(","))
            return works if role == "cite:t" else f"({works})"
        if role.startswith("glue"):
            name, _, spec = content.partition(":")
            return format(library.glued[docname, name], spec)
        raise ValueError(f"{docname}: the role {role} has no plain form")

    return ROLE.sub(shown, text)


def _linked(words, docname, place):
    """A link to another chapter; words alone for this one and for what is no notebook."""
    if place == docname or "/" not in place:
        return words
    return f"[{words}]({relpath(f'{place}.ipynb', dirname(docname) or '.')})"
