"""complete: a table read, its missing entries filled in, written, and a report of it."""

import math
import sys
import warnings
from pathlib import Path
from time import perf_counter

import numpy as np

from dlf.cli import arrays, cells, reporting, triplets, writing
from dlf.recovery import DeepMatrixCompletion

_ARRAYS = (".npz", ".npy")


def run(options):
    """0, or ValueError for input that cannot be completed."""
    _check_outputs(options)
    if Path(options.file).suffix.lower() in _ARRAYS:
        if options.triplets:
            raise ValueError("--triplets is for text files")
        return _of_array(options)
    if options.array:
        raise ValueError("--array is for .npz files")
    missing = _missing(options.missing)
    settings = {"delimiter": options.delimiter, "header": options.header, "missing": missing}
    found = cells.sheet(_content(options.file), _name(options.file), **settings)
    if options.triplets:
        return _of_triplets(options, found, missing)
    return _of_sheet(options, found, missing)


def _check_outputs(options):
    """Outputs differ from the input and from each other, and are of its kind."""
    outputs = [
        path for path in (options.output, options.standard_errors) if path not in (None, "-")
    ]
    for path in outputs:
        if Path(path).resolve() == Path(options.file).resolve():
            raise ValueError(f"{path} would take the place of the input: name another file")
        kinds = [Path(p).suffix.lower() for p in (path, options.file)]
        if kinds[0] != kinds[1] and set(kinds) & set(_ARRAYS):
            raise ValueError(
                f"{path} and {options.file} are of different kinds: from text comes text, from "
                ".npz and .npy comes the same"
            )
    if options.standard_errors and options.no_check:
        raise ValueError("standard errors need the second fit: leave --no-check out")
    if options.standard_errors == "-" or len(set(outputs)) < len(outputs):
        raise ValueError("--standard-errors needs a file of its own")
    if options.max_time is not None and not 0 < options.max_time < math.inf:
        raise ValueError(f"--max-time must be a positive number of seconds, not {options.max_time}")


def _content(path):
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _name(path):
    return "standard input" if path == "-" else path


def _missing(words):
    """Whether a plain cell stands for a missing entry: the usual words and the user's own."""
    marks = {word.strip().lower() for word in (*cells.MISSING, *words)}
    values = {cells.number(word.strip()) for word in words} - {None}

    def missing(cell):
        return cell.lower() in marks or (bool(values) and cells.number(cell) in values)

    return missing


def _model(options):
    """The estimator with the settings of the command."""
    return DeepMatrixCompletion(
        rank=options.rank,
        random_state=options.seed,
        max_time=options.max_time,
        progress=False if options.quiet else None,
        keep_empty_features=True,
    )


def _fitted(options, X):
    """(model, seconds, the warnings' texts): fitted, and checked unless --no-check."""
    began = perf_counter()
    model = _model(options)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(X)
        notes = [str(warning.message) for warning in caught]
        if not options.no_check:
            try:
                model.calibrate(X)
            except ValueError as error:
                notes.append(f"no error could be estimated: {error}")
    return model, perf_counter() - began, notes


def _completed(options, table, names):
    """(filled, standard errors or None, lines of the report) of a float array."""
    if np.isnan(table).all():
        raise ValueError(f"{_name(options.file)}: every entry of the table is missing")
    known = ~np.isnan(table).all(axis=0)
    filled, errors = table.copy(), np.where(np.isnan(table), np.nan, 0.0)
    model, seconds, notes = _fitted(options, table[:, known])
    filled[:, known] = model.transform(table[:, known])
    checked = hasattr(model, "calibration_")
    if checked:
        errors[:, known] = model.standard_errors(table[:, known])
    elif options.standard_errors:
        raise ValueError(f"no standard errors: {notes[-1]}")
    widths = model.predict_interval(table[:, known]) if checked else None
    lines = reporting.of_fit(model, seconds, notes, np.isnan(table).all(axis=1).sum())
    return filled, errors, [*lines, *reporting.intervals(table, known, names, widths)]


def _of_array(options):
    if options.output in (None, "-"):
        raise ValueError("an array cannot be written to a terminal: name a file with -o")
    file, name, table = arrays.read(options.file, options.array)
    lines = [f"{options.file}: {name}, {table.shape[0]} x {table.shape[1]}"]
    names = [f"column {j + 1}" for j in range(table.shape[1])]
    filled, errors, more = _unless_complete(options, table, names)
    arrays.write(options.output, file, name, filled)
    if options.standard_errors:
        arrays.write(options.standard_errors, {name: file[name]}, name, errors)
    _report(options, [*lines, *more])
    return 0


def _unless_complete(options, table, names):
    """(filled, standard errors, lines), without a fit if nothing is missing."""
    lines = reporting.of_missing(table, names)
    if not np.isnan(table).any():
        return table, np.zeros(table.shape), [*lines, "nothing is missing: copied as it is"]
    filled, errors, more = _completed(options, table, names)
    return filled, errors, [*lines, *more]


def _of_sheet(options, found, missing):
    name = _name(options.file)
    chosen = {"index": options.index, "recognise": not options.no_index, "missing": missing}
    kinds = cells.columns(found, name, **chosen)
    if not kinds.numeric:
        empty = " every entry of the table is missing" if kinds.empty else " no column of numbers"
        raise ValueError(f"{name}:{empty} ({cells.shown(found.names)})")
    table = np.array(kinds.cells, float).T
    names = [found.names[j] or f"column {j + 1}" for j in kinds.numeric]
    filled, errors, more = _unless_complete(options, table, names)
    written = writing.rows_with(found, kinds.numeric, table, filled, filled)
    writing.write(found.with_rows(written).bytes(), options.output)
    if options.standard_errors:
        rows = writing.rows_with(found, kinds.numeric, np.full(table.shape, np.nan), errors)
        writing.write(found.with_rows(rows).bytes(), options.standard_errors)
    _report(options, [*reporting.of_sheet(name, found, kinds), *more])
    return 0


def _of_triplets(options, found, missing):
    """Lines that are an entry each: those without a value get one."""
    if options.standard_errors:
        raise ValueError("--standard-errors is for tables: --triplets has none")
    name = _name(options.file)
    rows, lines = triplets.filled(found, name, options, missing, _model(options))
    writing.write(found.with_rows(rows).bytes(), options.output)
    _report(options, lines)
    return 0


def _report(options, lines):
    if not options.quiet:
        text = "\n".join(lines).encode("utf-8", "surrogateescape")  # names as the file has them
        print(text.decode("utf-8", "backslashreplace"), file=sys.stderr)
