"""What experiments measured: kept beside the ledger, compared within each claim's factor.

A ledger is the same bytes on every processor; residuals are not.
"""

import math

COUNTED = 2.5  # the factor of shares: one draw more or less of two, and the digits that are kept
ALIKE = 1 / 20  # of the tolerance: smaller residuals hang on rounding, and decide nothing
CLEAR = 2  # a refutation so many limits large is undone by no processor
_ROUNDED = 1.005  # residuals are kept with three digits


def residuals(result):
    """step or step/wrong variant -> its residual, tolerance, factor and limit, plain numbers.

    Of several experiments in one step, the one with the largest margin.
    """
    found = {}
    for r in result.steps:
        found[r.step.name] = r.verdict
        for variant, verdict in zip(r.step.wrong, r.wrong, strict=True):
            found[f"{r.step.name}/{variant.why}"] = verdict
    return entries(found)


def entries(verdicts):
    """The same of name: verdict, those without a residual left out."""
    return {name: _entry(verdict) for name, verdict in verdicts.items() if verdict.residuals}


def _entry(verdict):
    worst = max(verdict.residuals, key=lambda residual: residual.margin)
    return {
        "residual": float(f"{worst.value:.2e}"),
        "tolerance": worst.tolerance,
        "factor": worst.factor,
        "limit": worst.limit,
    }


def agree(one, other):
    """Whether two entries are of the same experiment, its residuals apart by its factor at most."""
    if one.keys() != other.keys() or _changed(one, other):
        return False
    if not all(0 <= e["residual"] < math.inf for e in (one, other)):
        return False
    low, high = sorted(map(_clipped, (one, other)))
    return high <= one["factor"] * low


def _clipped(entry):
    """The residual; far below the tolerance, and as far above the limit, all are alike."""
    return min(max(entry["residual"], ALIKE * entry["tolerance"]), entry["limit"] / ALIKE)


def _changed(one, other):
    """The settings of the experiment that differ."""
    return [key for key in ("tolerance", "factor", "limit") if one.get(key) != other.get(key)]


def differences(recorded, found):
    """What the claims measured differ in from the record, a line each.

    Args:
        recorded, found: tag -> `residuals(result)`; the record may hold other tags.
    """
    lines = []
    for tag, steps in found.items():
        known = recorded.get(tag, {})
        lines += [f"{tag} {name}: measured no longer" for name in known.keys() - steps.keys()]
        for name, entry in steps.items():
            if name not in known:
                lines.append(f"{tag} {name}: a measurement that is not recorded")
            elif changed := _changed(known[name], entry):
                lines.append(f"{tag} {name}: another {', '.join(changed)} than in the record")
            elif not agree(known[name], entry):
                lines.append(
                    f"{tag} {name}: residual {entry['residual']:g} here, "
                    f"{known[name]['residual']:g} in the record; tolerance {entry['tolerance']:g}"
                )
    return sorted(lines)


def merged(recorded, found):
    """`found`, with the recorded entry wherever it agrees: recording elsewhere changes no digit."""
    known = lambda tag, name, entry: (
        old if (old := recorded.get(tag, {}).get(name)) and agree(old, entry) else entry
    )
    return {
        tag: {name: known(tag, name, entry) for name, entry in sorted(steps.items())}
        for tag, steps in sorted(found.items())
    }


def narrow(found, *, margin=0.5, counted=2 / 3):
    """The measurements that another processor might decide otherwise, a line each.

    Args:
        found: tag -> `residuals(result)`.
        margin: a residual must lie below this share of the tolerance, and that of a wrong variant
            above the limit over this share.
        counted: the same for shares of draws, of which one more may fail.
    """
    lines = []
    for tag, steps in found.items():
        for name, entry in steps.items():
            value, supported = entry["residual"], entry["residual"] <= entry["tolerance"]
            share = counted if entry["factor"] == COUNTED else margin
            if supported and not value <= _ROUNDED * share * entry["tolerance"]:
                lines.append(f"{tag} {name}: {value:g} of the tolerance {entry['tolerance']:g}")
            if not supported and not _ROUNDED * share * value >= entry["limit"]:
                lines.append(f"{tag} {name}: {value:g}, refuted from {entry['limit']:g} on")
    return lines
