"""Steps that rest on a proof assistant: what Coq proved is compared with a lock, name by name.

The lock holds, for each theorem, its statement and the definitions that it rests on, its axioms,
the hash of its sources and the hash of the prose that it was read beside. Where Coq is present a
step compiles the sources, but for those that an earlier run has compiled and that are as they were,
and asks Coq again; where it is not, the sources are compared with the lock, and the step says that
it was not re-run here.
"""

import json
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dlf.verify import coq
from dlf.verify.claim import Step, Wrong
from dlf.verify.kept import Kept
from dlf.verify.verdict import Verdict

INDEX = "theorems.json"
KEPT = ("file", "name", "tags", "axioms", "wrong", "guide", "caveats")  # of the index, in the lock
_PLACE = ContextVar("place", default=None)  # the Place where the builds of this run are
_LOCK_ALONE = ContextVar("lock alone", default=False)


@dataclass(frozen=True)
class Place:
    """Where a run compiles.

    Attributes:
        folder: of its builds.
        kept: the folder of files that earlier runs have compiled; none is used if it is None.
    """

    folder: Path
    kept: Path | None = None

    @property
    def taken(self):
        """How many files were not compiled, as an earlier run had done it."""
        return len(list(self.folder.glob("*/*.taken")))


@contextmanager
def one_build(place=None, *, kept=None):
    """Inside, every file is compiled at most once, in a folder that is gone afterwards.

    Args:
        place: the Place of a run that has begun, in another process; a new one if left out.
        kept: of a new one; from nothing if left out.
    """
    place = place or _PLACE.get()
    if place is not None:
        token = _PLACE.set(place)
        try:
            yield place
        finally:
            _PLACE.reset(token)
        return
    with (
        tempfile.TemporaryDirectory(prefix="dlf-formal-") as own,
        one_build(Place(Path(own), kept)) as new,
    ):
        yield new


@contextmanager
def lock_alone():
    """Inside, no Coq is asked: for claims whose status is needed and that nobody asked to check."""
    token = _LOCK_ALONE.set(True)
    try:
        yield
    finally:
        _LOCK_ALONE.reset(token)


@dataclass(frozen=True, eq=False, kw_only=True)
class FormalStep(Step):
    """A theorem of a proof assistant; its wrong variants are the negations that are proved there.

    Attributes:
        theorem: its entry in the lock, or in the index as long as the lock has none.
    """

    theorem: dict

    language = "coq"

    @property
    def name(self):
        return f"formal-{self.theorem['name'].replace('_', '-')}"

    @property
    def source(self):
        """The statement as Coq prints it."""
        return self.theorem.get("statement", "not in the lock")

    @property
    def recorded(self):
        """What a ledger holds of it."""
        keys = {"file": "file", "theorem": "name", "statement": "hash", "axioms": "found"}
        return {"formal": {said: self.theorem.get(key, "") for said, key in keys.items()}}

    def digest(self, package):
        return self.theorem.get("sources", "")

    def helpers(self, package):
        return {}

    def checkers(self, package):
        return {}


@dataclass(frozen=True)
class Proofs:
    """A folder of proofs and its lock.

    Attributes:
        folder: the sources with their index; it may be absent, as behind an installed wheel.
        lock: the file of the lock.
        prose: tag -> hash of what the book says there.
    """

    folder: Path
    lock: Path
    prose: Callable[[str], str]

    @cached_property
    def locked(self):
        """{"coq", "theorems", "definitions"} of the lock, empty if there is none."""
        if not self.lock.exists():
            return {"coq": "", "theorems": [], "definitions": {}}
        return json.loads(self.lock.read_text("utf-8"))

    @cached_property
    def sources(self):
        return coq.Sources(self.folder)

    @property
    def has_sources(self):
        return (self.folder / INDEX).is_file()

    @cached_property
    def index(self):
        """The entries of the index; [] without sources."""
        if not self.has_sources:
            return []
        return json.loads((self.folder / INDEX).read_text("utf-8"))["theorems"]

    def entry(self, file, name, entries=None):
        """The entry of a theorem in the lock (or elsewhere), None if it has none."""
        entries = self.locked["theorems"] if entries is None else entries
        return next((e for e in entries if (e["file"], e["name"]) == (file, name)), None)

    def step(self, file, name):
        """A step of a proof that rests on a theorem.

        Raises:
            ValueError: neither index nor lock has it; no wrong variant of it is refuted.
        """
        entry = self.entry(file, name) or self.entry(file, name, self.index)
        if entry is None:
            raise ValueError(f"{file} has no theorem {name!r} in the index of the machine proofs")
        if not entry["wrong"]:
            raise ValueError(f"{file}, {name}: a formal step needs the negation of a wrong variant")

        def check(statement=name):
            return self.verdict(file, name, statement)

        said = {n["name"]: n["why"] for n in entry.get("negations", ())}
        wrong = tuple(Wrong(said.get(w, w), "statement", w) for w in entry["wrong"])
        return FormalStep(check=check, role="proof", wrong=wrong, theorem=entry)

    @cached_property
    def absent(self):
        """Why Coq is not asked here, in a few words; "" if it is."""
        if not self.has_sources:
            return "no sources of the proofs"
        return coq.missing(self.sources.origins)

    def verdict(self, file, name, statement):
        """The verdict on a theorem, or on the wrong statement that a negation refutes.

        Args:
            file, name: the theorem.
            statement: its name again, or that of the negation.
        """
        entry = self.entry(file, name)
        one = next((e for e in parts(entry) if e["name"] == statement), None) if entry else None
        fault = self._fault(entry, one) if one else f"{statement} is not in the lock"
        rerun = not (_LOCK_ALONE.get() or self.absent)
        if rerun and not fault:
            fault = self._asked(entry, one)
        if fault:
            return Verdict("unknown", fault)
        axioms = f"axioms: {', '.join(one['found'])}" if one["found"] else "without axioms"
        how = f"by Coq {self.locked['coq']}, {axioms}"
        if statement == name:
            return Verdict("proved", how, rerun=rerun)
        return Verdict("refuted", how, witness={"negation": statement}, rerun=rerun)

    def _fault(self, entry, one):
        """In what index, prose and sources are not those of the lock; "" if in nothing."""
        changed = [tag for tag, known in entry["prose"].items() if self.prose(tag) != known]
        if changed or sorted(entry["prose"]) != sorted(entry["tags"]):
            return f"the words of {', '.join(changed or entry['tags'])} have changed: to be re-read"
        if not self.has_sources:
            return ""
        listed = self.entry(entry["file"], entry["name"], self.index)
        if listed != {key: entry[key] for key in KEPT}:
            return f"{INDEX} and the lock differ on {entry['name']}"
        stem = Path(one["file"]).stem
        if stem not in self.sources.texts or self.sources.digest(stem) != one["sources"]:
            return f"the sources of {one['name']} are not those of the lock"
        return ""

    def _asked(self, entry, one):
        """In what Coq's own answer differs from the lock; "" if in nothing."""
        try:
            found = self._proved(one["file"])[one["name"]]
        except coq.CoqError as error:
            return str(error)
        if found.hash != one["hash"]:
            return f"the formal statement of {one['name']} has changed: to be re-read"
        if list(found.axioms) != one["found"] or not set(found.axioms) <= set(entry["axioms"]):
            return f"{one['name']} rests on other axioms: {', '.join(found.axioms) or 'none'}"
        return ""

    def _proved(self, file):
        """name -> Found, of all names of the lock in a file."""
        with one_build() as place:
            return self.build(place).proved(Path(file).stem, self._names(file))

    def _names(self, file):
        """All names of the lock in a file."""
        return sorted({one["name"] for one in self.all_locked() if one["file"] == file})

    def all_locked(self):
        """What the lock says of every theorem and of every negation."""
        return (one for entry in self.locked["theorems"] for one in parts(entry))

    def ask_ahead(self, steps):
        """Compile the files of some formal steps, and ask about all of them at once.

        It settles nothing: each step says what is wrong with it, one that the lock lacks as well.
        """
        if self.absent or _LOCK_ALONE.get():
            return
        entries = (self.entry(s.theorem["file"], s.theorem["name"]) for s in steps)
        files = sorted({one["file"] for entry in entries if entry for one in parts(entry)})
        wanted = {Path(f).stem: self._names(f) for f in files}
        locked = (one for one in self.all_locked() if one["file"] in files)
        with one_build() as place:
            self.build(place).prove_together(wanted, axioms_of(locked))

    @property
    def kept(self):
        """Where compiled files are kept between runs, behind the sources of a checkout."""
        return self.folder.parent / "_build" / "proofs"

    def build(self, place):
        """The Build of these sources at a Place."""
        texts = sorted(self.sources.texts.items())
        kept = place.kept and Kept(place.kept, coq.libraries())
        return coq.Build(self.sources, place.folder / coq.hashed([coq.VERSION, texts]), kept)


def parts(entry):
    """What the lock says of a theorem, and of each of its negations."""
    return (entry, *entry["negations"])


def axioms_of(entries):
    """(stem, name) -> the axioms that the lock has."""
    return {(Path(one["file"]).stem, one["name"]): tuple(one["found"]) for one in entries}
