"""The sources of machine proofs: what a file requires, and a hash of all that it rests on."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOM = "dlf"  # the logical name of the folder, as in its _CoqProject
_TOKEN = re.compile(r'"(?:[^"]|"")*"|\(\*|\*\)')
_REQUIRE = re.compile(rf"\bFrom\s+{ROOM}\s+Require\s+(?:Import\s+|Export\s+)?([\w\s]+)\.")
_ORIGIN = re.compile(r"\bFrom\s+(\w+)")


def stripped(text):
    """A source without its comments and the contents of its strings, as Coq reads them."""
    depth, found, at = 0, [], 0
    for token in _TOKEN.finditer(text):
        found += [text[at : token.start()]] if not depth else []
        depth = max(depth + {"(*": 1, "*)": -1}.get(token[0], 0), 0)
        at = token.end()
    return " ".join([*found, text[at:] if not depth else ""])


def hashed(data):
    """The first 16 digits of the SHA-256 of JSON data."""
    return hashlib.sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Sources:
    """The files of a folder of proofs.

    Attributes:
        folder: with _CoqProject and NAME.v.
    """

    folder: Path

    @cached_property
    def texts(self):
        """stem -> source."""
        return {path.stem: path.read_text("utf-8") for path in sorted(self.folder.glob("*.v"))}

    @cached_property
    def origins(self):
        """The logical names of the libraries that the sources ask for, Coq's own left out."""
        found = {name for text in self.texts.values() for name in _ORIGIN.findall(stripped(text))}
        return frozenset(found - {"Coq", ROOM})

    @cached_property
    def _required(self):
        """stem -> the files of the folder that it requires itself, or that are not there."""
        lists = {stem: _REQUIRE.findall(stripped(text)) for stem, text in self.texts.items()}
        return {
            stem: tuple(dict.fromkeys(name for names in of for name in names.split()))
            for stem, of in lists.items()
        }

    def required(self, stem):
        """The files of the folder that a file requires itself."""
        return self._required[stem]

    @cached_property
    def _known(self):
        """stem -> (the files below it, their hash), as they are asked for."""
        return {}

    def _rests_on(self, stem):
        if stem not in self._known:
            known = [o for o in self.required(stem) if o in self.texts]
            below = dict.fromkeys(name for other in known for name in self.below(other))
            files = (*below, stem)
            self._known[stem] = files, hashed([[name, self.texts[name]] for name in files])
        return self._known[stem]

    def below(self, stem):
        """All files that a file rests on, itself the last, each behind those that it requires."""
        return self._rests_on(stem)[0]

    def digest(self, stem):
        """A hash of a file and of all that it rests on in the folder."""
        return self._rests_on(stem)[1]

    def comment(self, stem, name):
        """What the comment above a definition or a theorem says; "" if there is none."""
        word = r"(?:Local\s+)?(?:Definition|Fixpoint|Inductive|Record|Theorem|Lemma|Corollary)"
        above = re.search(rf"\(\*((?:(?!\*\)).)*)\*\)\s*{word}\s+{name}\b", self.texts[stem], re.S)
        return " ".join(above[1].split()) if above else ""
