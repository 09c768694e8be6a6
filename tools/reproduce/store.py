"""Stored runs: one .npz file of arrays `key/name`, each key with a note on how it was computed."""

import json
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

import dlf

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "book" / "data"
PACKAGES = ("numpy", "scipy", "numba")


def stored(path):
    """Everything in the store, key: array; empty without a file."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        return dict(file)


def is_stored(path, key, settings):
    """Whether the run is there, with the same settings."""
    if not path.exists():
        return False
    name = f"{key}/about"
    with np.load(path, allow_pickle=False) as file:
        return name in file and json.loads(str(file[name]))["settings"] == settings


def put(path, key, settings, found, *, machine):
    """Store the arrays of one run in place of an older one, with its note.

    Args:
        path: of the store.
        key: the run.
        settings: what the run depends on, as JSON.
        found: name: array; "about", if there, is added to the note.
        machine: how much of the machine it had: "one thread".
    """
    about = {**provenance(settings, machine), **found.get("about", {})}
    store = {name: a for name, a in stored(path).items() if not name.startswith(f"{key}/")}
    store |= {f"{key}/{name}": array for name, array in found.items() if name != "about"}
    store[f"{key}/about"] = np.array(json.dumps(about, sort_keys=True))
    write(path, store)


def write(path, arrays, save=np.savez_compressed):
    """Write beside the old file first, so that an interrupted call leaves it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new.npz")
    save(beside, **arrays)
    beside.replace(path)


def provenance(settings, machine):
    """What the numbers depend on: settings, date, versions, and how much machine there was."""
    versions = {name: version(name) for name in PACKAGES}
    return {
        "settings": settings,
        "date": date.today().isoformat(),
        "versions": {"dlf": dlf.__version__, "python": platform.python_version(), **versions},
        "machine": f"{machine} of a machine with {os.cpu_count()} cores",
    }
