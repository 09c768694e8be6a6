"""What a notebook shows of a claim: a step's own source, what it compared, its verdict."""

from dataclasses import dataclass
from itertools import accumulate

from dlf.verify import Claim, StepResult, run

WITNESS = 160  # characters; of a longer one the beginning is for reading


def _beginning(values):
    """A witness; of a long one the first values, and how many there are."""
    whole = ", ".join(values)
    if len(whole) <= WITNESS:
        return whole
    ends = accumulate(map(len, values))
    shown = [value for value, end in zip(values, ends, strict=True) if end <= WITNESS // 2]
    return f"{', '.join([*shown, '...'])} ({len(values)} values)"


@dataclass(frozen=True, eq=False)
class StepView:
    """One step, run: source, comparison, verdict and wrong variants, as text or Markdown."""

    tag: str
    result: StepResult

    def _lines(self, write):
        verdict = self.result.verdict
        where = f" ({verdict.scope})" if verdict.scope else ""
        yield f"{verdict.status}{where}: {verdict.how}"
        for variant, found in zip(self.result.step.wrong, self.result.wrong, strict=True):
            at = write([f"{name} = {value}" for name, value in found.witness.items()])
            yield f"wrong variant, {variant.why}: {found.status}" + (f" at {at}" if at else "")

    def __repr__(self):
        return "\n".join([self.result.step.source.rstrip(), *self._lines(", ".join)])

    def _repr_markdown_(self):
        verdict, source = self.result.verdict, self.result.step.source.rstrip()
        formulas = [f"$$\n{text}\n$$" for text in verdict.shown]
        lines = list(self._lines(_beginning))
        if lines != list(self._lines(", ".join)):
            lines.append(f"all values are on the page of `{self.tag}`")
        found = "\n".join(f"- {line}" for line in lines)
        code = f"```{self.result.step.language}\n{source}\n```"
        return "\n\n".join([code, *formulas, found])


@dataclass(frozen=True, eq=False)
class ClaimView:
    """A claim with its tag."""

    tag: str
    claim: Claim

    def show(self, step):
        """Run one step and its wrong variants, and show them with the step's source.

        Raises:
            KeyError: no such step; the message lists the steps.
        """
        return StepView(self.tag, self.claim.step(step).result())

    def check(self):
        """Run all steps and wrong variants: a Result with `status` and `scope`."""
        return run(self.claim)

    def __repr__(self):
        steps = ", ".join(s.name for s in self.claim.steps)
        return f"{self.tag} {self.claim.kind} {self.claim.title} [{steps}]"
