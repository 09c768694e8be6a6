"""complete: the lines of its report."""

import numpy as np

from dlf.cli.cells import shown
from dlf.cli.options import number_of

_MOST = 10  # columns to name


def of_sheet(name, found, kinds):
    """What was read."""
    header = "a header" if found.header is not None else "no header"
    count = number_of(len(found.rows), "row", "rows")
    yield f"{name}: {count}, {number_of(len(found.names), 'column', 'columns')}, {header}"
    for places, what in (
        (kinds.labels, "row labels, left as they are"),
        (kinds.text, "text, left as it is"),
        (kinds.empty, "without an entry, left empty"),
    ):
        if places:
            yield f"  {what}: {shown([found.names[j] or f'column {j + 1}' for j in places])}"


def of_missing(table, names):
    """How much is missing, and in which columns."""
    missing = np.isnan(table)
    counts = missing.sum(axis=0)
    some = [f"{names[j]} {counts[j]}" for j in np.flatnonzero(counts)]
    share = f" ({missing.mean():.1%})" if missing.any() else ""
    line = f"missing: {missing.sum()} of {table.size} numbers{share}"
    return [f"{line}: {shown(some, _MOST)}" if some else line]


def of_fit(model, seconds, notes, empty_rows):
    """What the fit did, and how far it is off."""
    yield (
        f"fitted: rank at most {model.rank_}, {model.n_iter_} steps, "
        f"{number_of(model.law_steps_, 'refinement', 'refinements')}, {seconds:.1f} s"
    )
    if empty_rows:
        count = number_of(int(empty_rows), "row", "rows")
        yield f"{count} without a number: the means are filled in"
    if hasattr(model, "calibration_"):
        found = model.calibration_
        yield (
            f"error of {number_of(found.scores.size, 'held-out entry', 'held-out entries')}: "
            f"{found.error:.2f} standard deviations (column means: {found.center_error:.2f})"
        )
        if found.error > found.center_error:
            yield "note: no better than column means, so there is little to learn from the others"
    for note in notes:
        yield f"note: {note}"


def intervals(table, known, names, widths):
    """Half of the mean width of 90 % intervals, beside the spread."""
    if widths is None:
        return
    low, high = widths
    places = np.flatnonzero(known)
    missing = np.isnan(table[:, known])
    some = np.flatnonzero(missing.any(axis=0))
    if not np.isfinite(high - low).all():
        yield "90 % intervals: too few entries to hold out for them"
        return
    yield "90 % intervals, beside the standard deviation of the column:"
    for k in some[:_MOST]:
        half = np.mean((high - low)[:, k][missing[:, k]]) / 2
        yield f"  {names[places[k]]}: -+ {half:.3g} ({np.nanstd(table[:, places[k]]):.3g})"
    if len(some) > _MOST:
        yield f"  and {number_of(len(some) - _MOST, 'more column', 'more columns')}"
