"""Coq at work: a folder of proofs is compiled, and Coq is asked what was proved.

Nothing here judges what is found: `dlf.verify.formal` compares it with a record.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dlf.verify.proof_sources import ROOM, Sources, hashed, stripped

VERSION = "8.16.1"
SECONDS = 600  # for one file or one question; the longest takes a few on an idle machine
MEMORY = "o=1000"  # of OCaml: it is collected less often, which takes a fifth of the time
_NAMED = re.compile(rf"(?<![\w.'])(?:{ROOM}\.)?(\w+)\.([\w']+(?:\.[\w']+)*)")
_FORBIDDEN = re.compile(
    r"\b(Admitted|admit|give_up|Admit\s+Obligations|Axioms?|Parameters?|Conjectures?|bypass_check"
    r"|Unset\s+\w+\s+Checking|type_in_type|Declare\s+ML\s+Module|Load|Redirect|Cd|Drop"
    r"|Add\s+(?:Rec\s+)?(?:ML\s+|Load)Path)\b"
)
_HEADER = re.compile(
    r"(?:\s*(?:From|Require|Import|Set|Unset|Local Open|Open|Delimit)\b"
    r"[^.]*(?:\.\w[^.]*)*\.(?=\s))+"
)
_REQUIRED = re.compile(r"From\s+(\S+)\s+Require\s+Import\s+(.+)\.", re.DOTALL)
_FETCHED = "Fetching opaque proofs from disk for "  # said while axioms are collected
_PLAIN, _RAW = "Set Printing Width 100.", "Set Printing All. Set Printing Width 100."


class CoqError(RuntimeError):
    """Coq refused a file or a question, or the source holds a command that trusts too much."""


def missing(origins=()):
    """Why Coq cannot run these proofs here, in a few words; "" if it can.

    Args:
        origins: the logical names that the sources require, such as mathcomp.
    """
    if shutil.which("coqc") is None or shutil.which("coqtop") is None:
        return "no coqc"
    if find_spec("fcntl") is None:
        return "no system on which this package runs Coq"
    found = _output("coqc", "--print-version").split()[:1]
    if found != [VERSION]:
        return f"coqc is {' '.join(found) or 'unknown'}, not {VERSION}"
    installed = Path(_output("coqc", "-where").strip(), "user-contrib")
    lost = [name for name in sorted(origins) if not (installed / name).is_dir()]
    return f"no {', '.join(lost)}" if lost else ""


@cache
def libraries():
    """A hash of what is installed: the version of Coq, and name, size and time of its libraries."""
    root = Path(_output("coqc", "-where").strip())
    files = ((str(path), path.stat()) for path in sorted(root.rglob("*.vo")))
    return hashed([VERSION, *([name, file.st_size, file.st_mtime_ns] for name, file in files)])


def _output(*command):
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout


class Build:
    """One compilation of a folder that several processes share.

    Every file is compiled when it is first asked for, by the process that asks first.

    Args:
        sources: the folder as it is now; it is copied.
        place: an empty folder, or one of the same build.
        kept: the Kept of earlier builds, whose files are not compiled again while all that they
            come from is as it was; without it everything is compiled from nothing.
    """

    def __init__(self, sources, place, kept=None):
        self.place, self.kept = Path(place), kept
        self.place.mkdir(parents=True, exist_ok=True)
        with _held(self.place / "copy.lock"):
            if not (self.place / "_CoqProject").exists():
                for stem, text in sources.texts.items():
                    (self.place / f"{stem}.v").write_text(text, "utf-8")
                (self.place / "_CoqProject").write_text(f"-Q . {ROOM}\n", "utf-8")
        self.sources = Sources(self.place)

    def compile(self, stem):
        """Compile a file and what it rests on.

        Raises:
            CoqError: Coq or the list of forbidden commands refuses it.
        """
        with _held(self.place / f"{stem}.lock"):
            said = self.place / f"{stem}.said"
            if not said.exists():
                try:
                    self._compile(stem)
                    said.write_text("", "utf-8")
                except CoqError as error:
                    said.write_text(str(error), "utf-8")
            if error := said.read_text("utf-8"):
                raise CoqError(error)

    def _compile(self, stem):
        for other in self.sources.required(stem):
            if other not in self.sources.texts:
                raise CoqError(f"{stem}.v requires {other}, which is not there")
            self.compile(other)
        if word := _FORBIDDEN.search(stripped(self.sources.texts[stem])):
            raise CoqError(f"{stem}.v has the word {' '.join(word[0].split())}")
        digest, compiled = self.sources.digest(stem), self.place / f"{stem}.vo"
        if self.kept and self.kept.take(stem, digest, compiled):
            (self.place / f"{stem}.taken").touch()
            return
        self._run(stem)
        if self.kept:
            self.kept.put(stem, digest, compiled)

    def _run(self, stem):
        command = ["coqc", "-q", "-w", "none", "-Q", ".", ROOM, f"{stem}.v"]
        how = {"cwd": self.place, "env": {"OCAMLRUNPARAM": MEMORY, **os.environ}}
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", timeout=SECONDS, **how
            )
        except subprocess.TimeoutExpired as error:
            raise CoqError(f"{stem}.v takes longer than {SECONDS} s") from error
        if done.returncode:
            raise CoqError(f"{stem}.v: {' '.join(done.stderr.split())[:400]}")

    def proved(self, stem, names):
        """name -> its Found, for theorems of a file; asked once, whoever asks.

        Args:
            names: the same ones in every call.

        Raises:
            CoqError: the file does not compile, or one of the names is no theorem of it.
        """
        self.compile(stem)
        with _held(self.place / f"{stem}.lock"):
            kept = self.place / f"{stem}.json"
            if not kept.exists():
                self._keep(stem, self._ask(stem, names))
            read = json.loads(kept.read_text("utf-8"))
        return {name: Found(**read[name]) for name in names}

    def _keep(self, stem, found):
        kept = {name: vars(one) for name, one in found.items()}
        (self.place / f"{stem}.json").write_text(json.dumps(kept), "utf-8")

    def _ask(self, stem, names):
        with _session(self.place, f"{self._required([stem])} {_RAW}") as ask:
            return self._answers(ask, stem, names)

    def _required(self, stems):
        """The command that loads some files, and imports none."""
        files = dict.fromkeys(other for stem in stems for other in self.sources.below(stem))
        return f"From {ROOM} Require {' '.join(files)}."

    def _answers(self, ask, stem, names, axioms=None):
        below, axioms = frozenset(self.sources.below(stem)), axioms or {}
        return {name: _found(ask, stem, name, below, axioms.get((stem, name))) for name in names}

    def prove_together(self, wanted, expected=None):
        """Ask about several files in one session: half of the time of a check is to open many.

        What fails here is left to `proved`, which says what it is.

        Args:
            wanted: stem -> names, those of `proved`.
            expected: (stem, name) -> the axioms that it ought to rest on; those with the same ones
                are looked at as one, which says that none rests on more. Each takes Coq a second.
        """
        with suppress(CoqError):
            for stem in wanted:
                self.compile(stem)
            with _session(self.place, f"{self._required(wanted)} {_RAW}") as ask:
                axioms = _confirmed(ask, expected or {})
                for stem, names in wanted.items():
                    with _held(self.place / f"{stem}.lock"):
                        self._keep(stem, self._answers(ask, stem, names, axioms))

    def readable(self, wanted):
        """ "file.name" -> text as one reads it in the file itself, of theorems and definitions.

        Args:
            wanted: stem -> names that it states. All are asked about in one session: what a file
                imports ends with the module that stands for it.
        """
        shown = {}
        with _session(self.place, f"{self._required(wanted)} {_PLAIN}") as ask:
            for stem, names in wanted.items():
                ask(f"Module of_{stem}.")
                ask(f"{self._imports(stem)} Check nat.")
                keys = (f"{stem}.{name}" for name in names)
                shown |= {key: _shown(ask, f"{ROOM}.{key}") for key in keys}
                ask(f"End of_{stem}.")
        return shown

    def _imports(self, stem):
        """What a file and those below it require, import and open, once each, and they themselves.

        Libraries come first, in the order in which they are met, then scopes, of which the last
        opened counts, then the files themselves.
        """
        below = self.sources.below(stem)
        said = [line for other in below for line in _header(self.sources.texts[other])]
        required = dict.fromkeys(line for line in said if _REQUIRED.match(line))
        libraries = [line for line in required if not line.startswith(f"From {ROOM} ")]
        opened = list(dict.fromkeys(line for line in reversed(said) if line not in required))[::-1]
        return f"{' '.join([*libraries, *opened])} From {ROOM} Require Import {' '.join(below)}."


@dataclass(frozen=True)
class Found:
    """What Coq says of a theorem.

    Attributes:
        statement: its type, with nothing hidden.
        definitions: "file.name" -> what it stands for, of every own name that it rests on.
        axioms: the names of the axioms that its proof rests on.
    """

    statement: str
    definitions: dict[str, str]
    axioms: tuple[str, ...]

    @property
    def hash(self):
        """A lock on the statement and on all that its words mean."""
        return hashed([self.statement, sorted(self.definitions.items())])


def _confirmed(ask, expected):
    """The part of `expected` that Coq finds, looking at all with the same axioms as one."""
    found = {}
    for k, axioms in enumerate(dict.fromkeys(expected.values())):
        alike = [key for key, those in expected.items() if those == axioms]
        named = " ".join(f"let _ := @{ROOM}.{stem}.{name} in" for stem, name in alike)
        ask(f"Definition alike_{k} := {named} tt.")
        if tuple(_axioms(ask(f"Print Assumptions alike_{k}."))) == axioms:
            found |= dict.fromkeys(alike, axioms)
    return found


@cache
def _named(text):
    """(file, name) of what a text names with the file that it is from."""
    return tuple(dict.fromkeys(_NAMED.findall(text)))


def _found(ask, stem, name, below, axioms=None):
    """The Found of a theorem; it rests on `axioms` if that is known already."""
    statement = " ".join(ask(f"Check @{ROOM}.{stem}.{name}.").split())
    found, queue = {}, [statement]
    while queue:
        for where, other in _named(queue.pop()):
            key = f"{where}.{other}"
            if where in below and key not in found and key != f"{stem}.{name}":
                found[key] = " ".join(_meaning(ask, f"{ROOM}.{key}").split())
                queue.append(found[key])
    if axioms is None:
        axioms = _axioms(ask(f"Print Assumptions {ROOM}.{stem}.{name}."))
    return Found(statement, found, tuple(axioms))


def _meaning(ask, name):
    """The body of a definition; of a theorem, whose proof means nothing, its statement alone."""
    about = ask(f"About {name}.")
    return about if " is opaque" in about else ask(f"Print {name}.")


def _axioms(text):
    """The axioms in an answer to Print Assumptions; whatever else it says counts as one."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(" ")]
    if lines == ["Closed under the global context"]:
        return []
    found = sorted(line.split(" :")[0].strip() for line in lines if line != "Axioms:")
    return found or ["nothing"]


def _shown(ask, name):
    about = ask(f"About {name}.")
    definition = " is transparent" in about or "Inductive" in about
    text = ask(f"Print {name}." if definition else f"Check @{name}.")
    return text.partition("\n\nArguments ")[0].strip()


def _header(text):
    """The commands with which a file begins: what it requires, imports and opens, one by one."""
    found = _HEADER.match(stripped(text))
    for line in re.split(r"(?<=\.)\s+", found[0].strip() if found else ""):
        if names := _REQUIRED.match(line):
            yield from (f"From {names[1]} Require Import {one}." for one in names[2].split())
        elif line:
            yield line


@contextmanager
def _session(folder, opening):
    """A function that asks Coq one question, once, and returns its answer.

    Raises:
        CoqError: from the function, where Coq has no answer or refuses a command.
    """
    command = ["coqtop", "-q", "-w", "none", "-Q", ".", ROOM]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": errors}
        coq = subprocess.Popen(command, cwd=folder, encoding="utf-8", **pipe)
        seen = 0

        def complaints():
            nonlocal seen
            said = os.pread(errors.fileno(), 2**20, seen)
            seen += len(said)
            return said.decode("utf-8", "replace")

        def ask(question):
            # a name that nothing has: Coq says so, and that ends the answer
            coq.stdin.write(f"{question}\nFail Check end_of_the_answer.\n")
            coq.stdin.flush()
            lines = []
            with _at_most(SECONDS, coq.kill):
                for line in coq.stdout:
                    if line.startswith("The reference end_of_the_answer was not found"):
                        break
                    lines += [] if line.startswith(_FETCHED) else [line]
                else:
                    raise CoqError("coqtop has ended")
            answer = "".join(lines).rpartition("The command has indeed failed")[0]
            said = complaints()
            if not answer.strip() or "\nError:" in said:
                raise CoqError(f"no answer to {question} {said[-400:].strip()}")
            return answer

        try:
            ask(f"{opening} Check nat.")
            yield cache(ask)
        finally:
            coq.kill()
            coq.communicate()


@contextmanager
def _at_most(seconds, end):
    """`end` is called if what is inside takes longer."""
    clock = threading.Timer(seconds, end)
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


@contextmanager
def _held(path):
    """Only one process at a time is inside; one that dies lets go."""
    import fcntl

    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
