"""Permanent tags: an append-only file, one line a tag. A tag never changes its meaning.

A line is `TAG name`; a later line `TAG ! reason` retires the tag, which keeps its page.
"""

import hashlib
import re
from dataclasses import dataclass, field

_LINE = re.compile(r"([A-Z][0-9A-Z]{3}) (?:! (\S.*)|([a-z][a-z0-9-]*))")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, eq=False)
class Tags:
    """The file as read.

    Attributes:
        names: tag -> name, retired tags included.
        retired: tag -> reason.
    """

    names: dict[str, str]
    retired: dict[str, str] = field(default_factory=dict)

    def of(self, name):
        """The tag of a claim in use; KeyError if it has none."""
        for tag, known in self.names.items():
            if known == name and tag not in self.retired:
                return tag
        raise KeyError(f"{name!r} has no tag: append one to the file of tags")


def parse(text):
    """Tags from the text of the file.

    Raises:
        ValueError: a malformed line, a tag given twice, a name with two tags in use, or the
            retirement of a tag that is not in use.
    """
    tags = Tags({})
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise ValueError(f"line {number} is neither `TAG name` nor `TAG ! reason`: {line!r}")
        tag, reason, name = match.groups()
        in_use = set(tags.names) - set(tags.retired)
        if reason and tag not in in_use:
            raise ValueError(f"line {number} retires {tag}, which is not in use")
        if name and (tag in tags.names or name in {tags.names[t] for t in in_use}):
            raise ValueError(f"line {number} gives {tag} or {name} a second time")
        (tags.retired if reason else tags.names)[tag] = reason or name
    return tags


def appended(old, new):
    """Whether `new` keeps every line of `old`, in place, and only adds lines after them."""
    before, after = old.splitlines(), new.splitlines()
    return after[: len(before)] == before


def fresh(name, taken):
    """A tag for a new name that is not taken: digits of a hash, so that it carries no order."""
    for salt in range(10_000):
        digest = hashlib.sha256(f"{name} {salt}".encode()).digest()
        letter = _ALPHABET[10 + digest[0] % (len(_ALPHABET) - 10)]
        tag = letter + "".join(_ALPHABET[b % len(_ALPHABET)] for b in digest[1:4])
        if tag not in taken:
            return tag
    raise ValueError(f"no tag is left for {name!r}")
