"""Claims: a statement, its hypotheses, the steps that check it, the variants they must refute."""

import hashlib
import inspect
import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dlf.verify.asserts import require_asserts
from dlf.verify.hypothesis import Property, Relation, satisfiable
from dlf.verify.verdict import Verdict

KINDS = ("definition", "theorem", "lemma", "proposition", "corollary", "conjecture")
ROLES = ("proof", "evidence")
_TOKEN = re.compile(r"\[\[(\w+)\]\]")


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

    Raises:
        ValueError: a wrong variant that turns no knob of the step, leaves it as it is or sets it to
            a function; two of one name; none at all in a step of the proof.
    """

    check: Callable[..., Verdict]
    role: str
    wrong: tuple[Wrong, ...]

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

    @property
    def name(self):
        return self.check.__name__.replace("_", "-")

    @property
    def source(self):
        """The step's own source, without its decorator."""
        text = textwrap.dedent(inspect.getsource(self.check))
        return text[re.search(r"^def ", text, re.M).start() :]

    def result(self):
        """The verdicts on the step and on each of its wrong variants.

        Raises:
            AssertsOff: under python -O.
        """
        require_asserts()
        wrong = tuple(self.run(**{variant.knob: variant.value}) for variant in self.wrong)
        return StepResult(self, self.run(), wrong)

    def run(self, **knobs):
        """The verdict; an exception or anything else that is no verdict is unknown."""
        try:
            verdict = self.check(**knobs)
        except Exception as error:  # a broken check must not stop the others, nor pass
            return Verdict("unknown", f"{type(error).__name__}: {error}")
        if not isinstance(verdict, Verdict):
            return Verdict("unknown", f"the step returned {type(verdict).__name__}, no verdict")
        return verdict


def step(role, *wrong):
    """Decorator: makes a function of knobs a Step. `wrong`: triples (why, knob, value)."""
    return lambda check: Step(check, role, tuple(Wrong(*triple) for triple in wrong))


@dataclass(frozen=True, eq=False)
class Claim:
    """One statement of the book.

    Attributes:
        name: a readable name; the permanent tag belongs to it in the file of tags.
        kind, title: as in the book's directive.
        statement: MyST text; [[key]] stands for the LaTeX of hypotheses[key].
        hypotheses: key -> Relation or Property.
        uses: names of the claims that the statement or its proof refers to.
        source: where the statement comes from, as a key of references.bib, or "".
        words: the parts of the proof that no step checks.
        steps: what is checked by machine.

    Raises:
        ValueError: unknown kind; a hypothesis that the statement does not mention, or the other
            way round; two steps of one name.
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

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: kind must be one of {KINDS}, not {self.kind!r}")
        if set(_TOKEN.findall(self.statement)) != set(self.hypotheses):
            raise ValueError(f"{self.name}: the statement must name each hypothesis, and no other")
        if "%" in self.statement:
            raise ValueError(f"{self.name}: a % would hide the rest of its line from the reader")
        if len({s.name for s in self.steps}) < len(self.steps):
            raise ValueError(f"{self.name}: two steps have one name")

    @property
    def text(self):
        """The statement with the LaTeX of its hypotheses, as it stands in the book."""
        latex = lambda match: self.hypotheses[match[1]].latex
        return _TOKEN.sub(latex, textwrap.dedent(self.statement)).strip()

    @property
    def hash(self):
        """A lock on kind, title and text; white space does not matter."""
        return prose_hash(self.kind, self.title, self.text)

    def step(self, name):
        """The step of that name; KeyError lists the names."""
        for one in self.steps:
            if one.name == name.replace("_", "-"):
                return one
        raise KeyError(f"{self.name} has no step {name!r}; it has {[s.name for s in self.steps]}")


def prose_hash(kind, title, text):
    """The first 16 digits of the SHA-256 of kind, title and the words of the text."""
    locked = json.dumps([kind, title, text.split()])
    return hashlib.sha256(locked.encode()).hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class StepResult:
    """The verdict on a step and on each of its wrong variants."""

    step: Step
    verdict: Verdict
    wrong: tuple[Verdict, ...]

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
        proofs = [r.verdict for r in self.steps if r.step.role == "proof"]
        narrow = dict.fromkeys(v.scope for v in proofs if v.scope)
        if self.status in ("checked", "partly"):
            return "; ".join(narrow) or "every L"
        return "; ".join(dict.fromkeys(r.verdict.scope for r in self.steps if r.verdict.scope))


def run(claim):
    """Run every step and every wrong variant of a claim."""
    results = tuple(s.result() for s in claim.steps)
    return Result(claim, satisfiable(claim.hypotheses.values()), results)
