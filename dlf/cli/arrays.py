"""A table in an .npz or .npy file."""

import zipfile

import numpy as np


def read(path, name):
    """(dict of all arrays of the file, name of the table's, the table as float64 in native order).

    Raises:
        ValueError: no such array, several to choose from, one that is no table of numbers.
    """
    try:
        with open(path, "rb") as stream:
            loaded = np.load(stream, allow_pickle=False)
            file = {"array": loaded} if isinstance(loaded, np.ndarray) else dict(loaded)
    except (ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} cannot be read as arrays of numbers: {error}") from None
    if name is None:
        name = _only_table(path, file)
    elif name not in file:
        raise ValueError(f"{path} has no array {name!r}; it has {', '.join(file) or 'none'}")
    array = file[name]
    if array.ndim != 2 or array.dtype.kind not in "fiub" or not array.size:
        raise ValueError(
            f"{path}: {name} is no table of numbers, but {array.dtype} of shape {array.shape}"
        )
    table = array.astype(float)
    if np.isinf(table).any():
        raise ValueError(f"{path}: {name} has infinite entries; a missing entry is NaN")
    return file, name, table


def _only_table(path, file):
    tables = [n for n, a in file.items() if a.ndim == 2 and a.dtype.kind in "fiub"]
    if len(tables) != 1:
        raise ValueError(
            f"{path} has {len(tables)} tables of numbers among its arrays "
            f"({', '.join(file) or 'none'}): name one with --array"
        )
    return tables[0]


def write(path, file, name, table):
    """The file's arrays, `table` in the place of one and in its type; known entries to the bit."""
    kind = file[name].dtype if file[name].dtype.kind == "f" else np.dtype(float)
    arrays = {**file, name: table.astype(kind)}
    with open(path, "wb") as stream:
        if str(path).lower().endswith(".npy"):
            np.save(stream, arrays[name])
        else:
            np.savez(stream, **arrays)
