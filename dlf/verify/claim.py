"""Claims: a statement, its hypotheses, the steps that check it, the variants they must refute."""

import hashlib
import inspect
import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import sympy as sp

from dlf.verify import sources
from dlf.verify.asserts import require_asserts
from dlf.verify.hypothesis import Property, Relation, joint, satisfiable
from dlf.verify.sharpness import Edge, edges
from dlf.verify.verdict import Verdict

KINDS = ("definition", "theorem", "lemma", "proposition", "corollary", "conjecture")
ROLES = ("proof", "evidence")
SHARPNESS = Fraction(1, 10)
_TOKEN = re.compile(r"\[\[(\w+(?:, \w+)*)\]\]")
_DEPTHS = re.compile(r"L = (\d+)\.\.(\d+)")
_NUMBERED = re.compile(r"^(\d+)\. ", re.M)


@dataclass(frozen=True)
class Wrong:
    """A false statement: the step with one knob turned. It must be refuted.

    Attributes:
        why: what is wrong with it: "exponent 2 - 1/L".
        knob, value: the argument of the step that differs, and its value.
    """

    why: str
    knob: str
    value: Any


@dataclass(frozen=True, eq=False)
class Step:
    """A function of knobs (keyword arguments with the true values as defaults) -> Verdict.

    Attributes:
        check, role, wrong: the function, "proof" or "evidence", its wrong variants.
        whole: the knobs that are whole numbers by their meaning: counts, powers of a word.
        sharpness: the step is blunt if it refutes no value of a knob within this share of it.

    Raises:
        ValueError: a wrong variant that turns no knob of the step, leaves it as it is or sets it to
            a function; two of one name; none at all in a step of the proof; a whole knob that
            no wrong variant turns.
    """

    check: Callable[..., Verdict]
    role: str
    wrong: tuple[Wrong, ...]
    whole: frozenset[str] = frozenset()
    sharpness: Fraction = SHARPNESS

    def __post_init__(self):
        if self.role not in ROLES:
            raise ValueError(f"a step is one of {ROLES}, not {self.role!r}")
        knobs = inspect.signature(self.check).parameters
        for variant in self.wrong:
            if variant.knob not in knobs or knobs[variant.knob].default == variant.value:
                raise ValueError(f"{self.name}: {variant} does not change a knob")
            if callable(variant.value):
                raise ValueError(f"{self.name}: {variant.why}: a function is no value to record")

        names = [variant.why for variant in self.wrong]
        if len(set(names)) < len(names) or (self.role == "proof" and not names):
            raise ValueError(f"{self.name}: a proof needs wrong variants with different names")
        idle = self.whole - {variant.knob for variant in self.wrong}
        if idle:
            raise ValueError(f"{self.name}: no wrong variant turns {sorted(idle)}")

    @property
    def name(self):
        return self.check.__name__.replace("_", "-")

    @property
    def source(self):
        """The step's own source, without its decorator."""
        text = textwrap.dedent(inspect.getsource(self.check))
        return text[re.search(r"^def ", text, re.M).start() :]

    language = "python"  # of its source
    recorded = MappingProxyType({})  # what a ledger holds of it beside verdicts

    def digest(self, package):
        """A hash of all that the step does within a package."""
        return sources.digest(self.check, package)

    def helpers(self, package):
        """(module, name) -> source of what it calls within a package, itself included."""
        return sources.closure(self.check, package)

    def checkers(self, package):
        """name -> (module, name there) of what it calls from beyond a package."""
        return sources.outside(self.check, package)

    def default(self, knob):
        """The true value of a knob."""
        found = inspect.signature(self.check).parameters.get(knob)
        return None if found is None else found.default

    def result(self, known=None, *, sharp=False):
        """The verdicts on the step and on each of its wrong variants; how sharp it is if asked.

        Args:
            known: what a record says of its sharpness (see `sharpness.edges`).
            sharp: move every numeric knob towards its true value, too.

        Raises:
            AssertsOff: under python -O.
        """
        require_asserts()
        verdict = self.run()
        wrong = tuple(self.run(**{variant.knob: variant.value}) for variant in self.wrong)
        found = edges(self, verdict, wrong, known) if sharp else ()
        return StepResult(self, verdict, wrong, found)

    def run(self, **knobs):
        """The verdict; an exception or anything else that is no verdict is unknown."""
        try:
            verdict = self.check(**knobs)
        except Exception as error:  # a broken check must not stop the others, nor pass
            return Verdict("unknown", f"{type(error).__name__}: {error}")
        if not isinstance(verdict, Verdict):
            return Verdict("unknown", f"the step returned {type(verdict).__name__}, no verdict")
        return verdict


def step(role, *wrong, whole=(), sharpness=SHARPNESS):
    """Decorator: makes a function of knobs a Step. `wrong`: triples (why, knob, value)."""
    variants = tuple(Wrong(*triple) for triple in wrong)
    return lambda check: Step(check, role, variants, frozenset(whole), Fraction(sharpness))


@dataclass(frozen=True, eq=False)
class Claim:
    """One statement of the book.

    Attributes:
        name: a readable name; the permanent tag belongs to it in the file of tags.
        kind, title: as in the book's directive.
        statement: MyST text; [[key]] stands for the LaTeX of hypotheses[key], [[one, other]] for
            that of several relations in one formula.
        hypotheses: key -> Relation or Property.
        uses: names of the claims that the statement or its proof refers to.
        source: where the statement comes from, as a key of references.bib, or "".
        words: the parts of the proof that no step checks.
        steps: what is checked by machine.
        parts: number of a part of the statement -> the steps that carry it; () for one that is
            argued in words alone.

    Raises:
        ValueError: unknown kind; a hypothesis that the statement does not mention, or the other
            way round; two steps of one name; parts that are not those of the statement, or that
            name a step of another claim.
    """

    name: str
    kind: str
    title: str
    statement: str
    hypotheses: dict[str, Relation | Property] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
    source: str = ""
    words: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    parts: dict[str, tuple[Step, ...]] = field(default_factory=dict)

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: kind must be one of {KINDS}, not {self.kind!r}")
        said = {key for keys in _TOKEN.findall(self.statement) for key in keys.split(", ")}
        if said != set(self.hypotheses):
            raise ValueError(f"{self.name}: the statement must name each hypothesis, and no other")
        if "%" in self.statement:
            raise ValueError(f"{self.name}: a % would hide the rest of its line from the reader")
        if len({s.name for s in self.steps}) < len(self.steps):
            raise ValueError(f"{self.name}: two steps have one name")
        if self.parts and set(self.parts) != set(self.numbers):
            raise ValueError(f"{self.name}: the statement has the parts {self.numbers}")
        if not {s for carried in self.parts.values() for s in carried} <= set(self.steps):
            raise ValueError(f"{self.name}: a part names a step that the claim does not have")

    @property
    def text(self):
        """The statement with the LaTeX of its hypotheses, as it stands in the book."""
        latex = lambda match: joint([self.hypotheses[key] for key in match[1].split(", ")])
        return _TOKEN.sub(latex, textwrap.dedent(self.statement)).strip()

    @property
    def numbers(self):
        """The numbers of the parts of the statement, as text; () if it is in one piece."""
        return tuple(_NUMBERED.findall(textwrap.dedent(self.statement)))

    @property
    def depth(self):
        """The depths that the statement is about: "every L", "L = 2", or "" if it has none."""
        symbol = sp.Symbol("L", integer=True)
        about = [
            h.relation
            for h in self.hypotheses.values()
            if isinstance(h, Relation) and symbol in h.relation.free_symbols
        ]
        fixed = [f"L = {r.rhs}" for r in about if isinstance(r, sp.Eq)]
        return fixed[0] if fixed else "every L" if about else ""

    @property
    def hash(self):
        """A lock on kind, title and text; white space does not matter."""
        return prose_hash(self.kind, self.title, self.text)

    @property
    def locked(self):
        """The text of which `hash` has the first digits."""
        return locked(self.kind, self.title, self.text)

    def step(self, name):
        """The step of that name; KeyError lists the names."""
        for one in self.steps:
            if one.name == name.replace("_", "-"):
                return one
        raise KeyError(f"{self.name} has no step {name!r}; it has {[s.name for s in self.steps]}")


def locked(kind, title, text):
    """What is hashed: kind, title and the words of the text, as JSON in ASCII."""
    return json.dumps([kind, title, text.split()])


def prose_hash(kind, title, text):
    """The first 16 digits of the SHA-256 of kind, title and the words of the text."""
    return hashlib.sha256(locked(kind, title, text).encode()).hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class StepResult:
    """The verdict on a step and on each of its wrong variants; the nearest refuted values."""

    step: Step
    verdict: Verdict
    wrong: tuple[Verdict, ...]
    edges: tuple[Edge, ...] = ()

    @property
    def alive(self):
        """The wrong variants that were not refuted as rigorously as the step was proved."""
        return tuple(
            variant
            for variant, verdict in zip(self.step.wrong, self.wrong, strict=True)
            if verdict.status != "refuted" or (self.verdict.rigorous and not verdict.rigorous)
        )


@dataclass(frozen=True, eq=False)
class Result:
    """What a run of all steps of a claim found."""

    claim: Claim
    satisfied: dict | None
    steps: tuple[StepResult, ...]

    @property
    def status(self):
        """refuted > unchecked > definition, conjecture > measured, instance > partly > checked."""
        verdicts = [r.verdict.status for r in self.steps]
        proofs = [r for r in self.steps if r.step.role == "proof"]
        if "refuted" in verdicts:
            return "refuted"
        alive = any(r.alive for r in self.steps)
        nothing = not verdicts and self.claim.kind != "definition"
        if nothing or "unknown" in verdicts or alive or self.satisfied is None:
            return "unchecked"
        if self.claim.kind in ("definition", "conjecture"):
            return self.claim.kind
        if not proofs:
            return "measured" if "measured" in verdicts else "instance"
        in_words = self.claim.words or any(r.verdict.status != "proved" for r in proofs)
        return "partly" if in_words else "checked"

    @property
    def scope(self):
        """The range of what was proved, then of what was only measured."""
        if self.status == "definition":
            return ""
        if self.status in ("checked", "partly"):
            return _common(self.narrow) or self.claim.depth
        every = "; ".join(dict.fromkeys(r.verdict.scope for r in self.steps if r.verdict.scope))
        measured = any(r.verdict.status == "measured" for r in self.steps)
        return f"measured: {every}" if every and measured else every

    @property
    def narrow(self):
        """The ranges to which steps of the proof are restricted."""
        proofs = [r.verdict for r in self.steps if r.step.role == "proof"]
        return tuple(dict.fromkeys(v.scope for v in proofs if v.scope))


def _common(scopes):
    """The depths for which all of some steps ran: "L = 2..5" of "L = 1..5" and "L = 2..6"."""
    ranges = [_DEPTHS.fullmatch(scope) for scope in scopes]
    if not ranges or None in ranges:
        return "; ".join(scopes)
    low, high = max(int(r[1]) for r in ranges), min(int(r[2]) for r in ranges)
    return f"L = {low}..{high}" if low < high else "; ".join(scopes)


def run(claim, known=None, *, sharp=False):
    """Run every step and every wrong variant of a claim.

    Args:
        known: name of a step -> what a record says of its sharpness.
        sharp: find how near the truth each step still refutes.
    """
    known = known or {}
    results = tuple(s.result(known.get(s.name), sharp=sharp) for s in claim.steps)
    return Result(claim, satisfiable(claim.hypotheses.values()), results)
