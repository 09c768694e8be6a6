"""What a check returns: proved, refuted, measured or unknown, and why."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

Status = Literal["proved", "refuted", "measured", "unknown"]
SHOWN = 400  # longer formulas are not for reading
STATUSES = ("proved", "refuted", "measured", "unknown")


@dataclass(frozen=True)
class Residual:
    """What an experiment found; its digits depend on the processor, so no ledger holds them.

    Attributes:
        value: the worst residual of a measurement, or the one that refuted.
        tolerance: the largest value that supports the statement.
        factor: the same experiment elsewhere may differ by it.
        limit: the value from which on the statement is refuted.
    """

    value: float
    tolerance: float
    factor: float
    limit: float

    @property
    def margin(self):
        """value / tolerance, at most 1 for a statement that is supported."""
        return self.value / self.tolerance


@dataclass(frozen=True, eq=False)
class Verdict:
    """The outcome of one check.

    Attributes:
        status: "proved", "refuted", "measured" or "unknown".
        how: the means, in words.
        scope: the range that was covered, if it is narrower than the statement: "L = 2..12".
        compared: what was compared, as LaTeX; "" for more than anybody would read.
        witness: for "refuted": name -> exact value, as text.
        certificate: what an independent program can re-verify; JSON data.
        rigorous: False if floating point decided.
        residuals: what was measured, one for each experiment.
        rerun: False if a record was compared and nothing was run, for want of the program that
            runs it; no ledger holds it, as it depends on the machine.

    Raises:
        ValueError: an unknown status, "refuted" without a witness, "proved" without rigour.
    """

    status: Status
    how: str
    scope: str = ""
    compared: tuple[str, ...] = ()
    witness: dict[str, str] = field(default_factory=dict)
    certificate: dict[str, Any] = field(default_factory=dict)
    rigorous: bool = True
    residuals: tuple[Residual, ...] = ()
    rerun: bool = True

    def __post_init__(self):
        if self.status not in STATUSES:
            raise ValueError(f"status must be one of {STATUSES}, not {self.status!r}")
        if self.status == "refuted" and not self.witness:
            raise ValueError("a refutation needs a witness")
        if self.status == "proved" and not self.rigorous:
            raise ValueError("floating point proves nothing: the status is 'measured'")

    @property
    def shown(self):
        """The first formula compared, in a tuple of one; () without any that is short enough."""
        return tuple(text for text in self.compared[:1] if 0 < len(text) <= SHOWN)

    def __bool__(self):
        raise TypeError("a verdict is three-valued: compare its status")


def all_of(*verdicts):
    """The conjunction: refuted if one is, else unknown if one is, else the weakest of all.

    Raises:
        ValueError: no verdicts; a conjunction of nothing would be vacuous.
    """
    if not verdicts:
        raise ValueError("a conjunction of no verdicts proves nothing")
    for status in ("refuted", "unknown"):
        for verdict in verdicts:
            if verdict.status == status:
                return verdict
    cases = [c for v in verdicts for c in v.certificate.get("cases", [v.certificate]) if c]
    weakest = next((v for v in verdicts if v.status == "measured"), verdicts[0])
    return replace(
        weakest,
        how="; ".join(dict.fromkeys(v.how for v in verdicts)),
        scope="; ".join(dict.fromkeys(v.scope for v in verdicts if v.scope)),
        compared=tuple(text for v in verdicts for text in v.compared),
        certificate={"cases": cases} if cases else {},
        residuals=tuple(r for v in verdicts for r in v.residuals),
    )


def over(name, values, check, *, whole=False):
    """The conjunction of check(value) over finitely many values; its scope says which.

    Args:
        name: what varies, for the scope and the witness: "L".
        values: the values, at least one.
        check: value -> Verdict.
        whole: the values are all that there are, as the layers of a chain: no scope names them.
    """
    values, verdicts = list(values), []
    for value in values:
        verdict = check(value)
        if verdict.status in ("refuted", "unknown"):
            return replace(
                verdict,
                how=f"{name} = {value}: {verdict.how}",
                witness={name: str(value), **verdict.witness} if verdict.witness else {},
            )
        verdicts.append(verdict)
    joined = all_of(*verdicts)
    own = "" if whole else _range(name, values)
    scope = "; ".join(text for text in (own, joined.scope) if text)
    return replace(joined, scope=scope, compared=joined.compared[:1])


def _range(name, values):
    whole = all(isinstance(value, int) for value in values)
    if whole and len(values) > 2 and values == list(range(values[0], values[-1] + 1)):
        return f"{name} = {values[0]}..{values[-1]}"
    if len(values) > 8:
        return f"{len(values)} values of {name}"
    return f"{name} = {', '.join(map(str, values))}"
