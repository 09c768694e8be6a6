"""Steps that rest on a proof assistant: what Coq proved is compared with a lock, name by name.

The lock holds, for each theorem, its statement and the definitions that it rests on, its axioms,
the hash of its sources and the hash of the prose that it was read beside. Where Coq is present a
step compiles the sources, but for those that an earlier run has compiled and that are as they were,
and asks Coq again; where it is not, the sources are compared with the lock, and the step says that
it was not re-run here.
"""

import json
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
_KEPT = ("file", "name", "tags", "axioms", "wrong", "guide", "caveats")  # of the index, in the lock
_NEGATED = re.compile(r"[:,] not \(")  # of a statement, for all of some kind
_AT_ONCE = 2  # processes of Coq, half a gigabyte each
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
        one = next((e for e in _parts(entry) if e["name"] == statement), None) if entry else None
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
        if listed != {key: entry[key] for key in _KEPT}:
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
            return self._build(place).proved(Path(file).stem, self._names(file))

    def _names(self, file):
        """All names of the lock in a file."""
        ours = (one for entry in self.locked["theorems"] for one in _parts(entry))
        return sorted({one["name"] for one in ours if one["file"] == file})

    def ask_ahead(self, steps):
        """Compile the files of some formal steps, and ask about all of them at once.

        It settles nothing: each step says what is wrong with it, one that the lock lacks as well.
        """
        if self.absent or _LOCK_ALONE.get():
            return
        entries = (self.entry(s.theorem["file"], s.theorem["name"]) for s in steps)
        files = sorted({one["file"] for entry in entries if entry for one in _parts(entry)})
        wanted = {Path(f).stem: self._names(f) for f in files}
        locked = (one for entry in self.locked["theorems"] for one in _parts(entry))
        found = {(Path(one["file"]).stem, one["name"]): tuple(one["found"]) for one in locked}
        expected = {key: axioms for key, axioms in found.items() if key[0] in wanted}
        with one_build() as place:
            self._build(place).prove_together(wanted, expected)

    @property
    def kept(self):
        """Where compiled files are kept between runs, behind the sources of a checkout."""
        return self.folder.parent / "_build" / "proofs"

    def _build(self, place):
        texts = sorted(self.sources.texts.items())
        kept = place.kept and Kept(place.kept, coq.libraries())
        return coq.Build(self.sources, place.folder / coq.hashed([coq.VERSION, texts]), kept)

    def record(self):
        """The lock that the sources and the prose of today give.

        Raises:
            coq.CoqError: Coq is absent or refuses a file; a proof rests on an axiom that the index
                does not allow.
            ValueError: a theorem without the negation of a wrong variant, a name that no file has.
        """
        if self.absent:
            raise coq.CoqError(f"machine proofs cannot be recorded here: {self.absent}")
        homes = {}
        for entry in self.index:
            for name in (entry["name"], *entry["wrong"]):
                homes.setdefault(self._home(entry, name), set()).add(name)
        with one_build() as place, ThreadPoolExecutor(_AT_ONCE) as pool:
            build = self._build(place)
            wanted = {Path(file).stem: sorted(names) for file, names in homes.items()}
            list(pool.map(build.compile, wanted))
            build.prove_together(wanted)
            asked = {file: build.proved(Path(file).stem, sorted(homes[file])) for file in homes}
            found = {(file, name): one for file, of in asked.items() for name, one in of.items()}
            shown = _readable(build, found, pool)
        theorems = [self._locked(entry, found, shown) for entry in self.index]
        used = sorted({key for one in found.values() for key in one.definitions})
        return {
            "coq": coq.VERSION,
            "theorems": theorems,
            "definitions": {
                key: {"text": shown[key], "says": self.sources.comment(*key.split(".", 1))}
                for key in used
            },
        }

    def _home(self, entry, name):
        """The file that proves a name: that of the entry, or the one that has it."""
        files = [entry["file"], *(f"{stem}.v" for stem in self.sources.texts)]
        states = re.compile(rf"\b(?:Theorem|Lemma|Corollary|Proposition|Fact)\s+{name}\b")
        texts = self.sources.texts
        for file in files:
            if states.search(coq.stripped(texts.get(Path(file).stem, ""))):
                return file
        raise ValueError(f"no file of the machine proofs states {name}")

    def _locked(self, entry, found, shown):
        """The entry of the lock for one of the index."""
        if not entry["wrong"]:
            raise ValueError(f"{entry['name']}: the negation of a wrong variant is needed")
        one = lambda name: self._described(entry, self._home(entry, name), name, found, shown)
        negations = [one(name) for name in entry["wrong"]]
        for negation in negations:
            if not _NEGATED.search(found[negation["file"], negation["name"]].statement):
                raise ValueError(f"{negation['name']} is no negation")
            said = self.sources.comment(Path(negation["file"]).stem, negation["name"])
            negation["why"] = said or negation["name"].replace("_", " ")
        whys = [negation["why"] for negation in negations]
        for negation in negations:
            if whys.count(negation["why"]) > 1:
                negation["why"] += f" ({negation['name']})"
        kept = {key: entry[key] for key in _KEPT}
        prose = {tag: self.prose(tag) for tag in entry["tags"]}
        return {**kept, **one(entry["name"]), "prose": prose, "negations": negations}

    def _described(self, entry, file, name, found, shown):
        proved = found[file, name]
        if not set(proved.axioms) <= set(entry["axioms"]):
            raise coq.CoqError(f"{name} rests on the axioms {', '.join(proved.axioms)}")
        return {
            "file": file,
            "name": name,
            "statement": shown[f"{Path(file).stem}.{name}"],
            "definitions": sorted(proved.definitions),
            "found": list(proved.axioms),
            "hash": proved.hash,
            "sources": self.sources.digest(Path(file).stem),
        }


def _parts(entry):
    """What the lock says of a theorem, and of each of its negations."""
    return (entry, *entry["negations"])


def _readable(build, found, pool):
    """ "file.name" -> the text of a theorem or definition, as one reads it in its file."""
    asked, seen = {}, set()
    for file in dict.fromkeys(file for file, _ in found):
        stem = Path(file).stem
        names = [name for where, name in found if where == file]
        keys = {key for name in names for key in found[file, name].definitions} - seen
        asked[stem] = [(stem, name) for name in names] + [tuple(k.split(".", 1)) for k in keys]
        seen |= keys
    shown = {}
    for texts in pool.map(lambda one: build.readable(*one), asked.items()):
        shown |= {f"{stem}.{name}": text for (stem, name), text in texts.items()}
    return shown


def reread(old, new):
    """The pairs of prose and formal statement to read again, a line each.

    Args:
        old, new: two locks.
    """
    known = {(e["file"], e["name"]): e for e in old["theorems"]}
    for entry in new["theorems"]:
        before = known.get((entry["file"], entry["name"]))
        pair = f"{', '.join(entry['tags'])} and {entry['name']} of {entry['file']}"
        if before is None:
            yield f"{pair}: new"
        elif before["prose"] != entry["prose"]:
            yield f"{pair}: the prose has changed"
        elif before["hash"] != entry["hash"]:
            yield f"{pair}: the formal statement has changed"
