"""Stored runs: one .npz file of arrays `key/name`, each key with a note on how it was computed."""

import argparse
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


def add_output(parser, default):
    """The option --output of a command that fills a store."""
    text = f"the .npz file to write or go on with (default {default.relative_to(ROOT).as_posix()})"
    parser.add_argument("--output", type=_store_path, default=default, metavar="FILE", help=text)


def _store_path(text):
    path = Path(text)
    if path.is_dir() or path.suffix != ".npz":
        raise argparse.ArgumentTypeError(f"{text!r} is no .npz file, such as runs.npz")
    return path


def stored(path):
    """Everything in the store, key: array; empty without a file."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        return dict(file)


def is_stored(path, key, settings):
    """Whether the run is there, with the same settings."""
    about = stored(path).get(f"{key}/about")
    return about is not None and json.loads(str(about))["settings"] == settings


def put(path, key, settings, found, *, machine):
    """Store the arrays of one run in place of an older one, with its note.

    Args:
        path: of the store; written beside it first, so an interrupted call leaves the old one.
        key: the run.
        settings: what the run depends on, as JSON.
        found: name: array; "about", if there, is added to the note.
        machine: how much of the machine it had: "one thread".
    """
    about = {**provenance(settings, machine), **found.get("about", {})}
    store = {name: a for name, a in stored(path).items() if not name.startswith(f"{key}/")}
    store |= {f"{key}/{name}": array for name, array in found.items() if name != "about"}
    store[f"{key}/about"] = np.array(json.dumps(about, sort_keys=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new.npz")
    np.savez_compressed(beside, **store)
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
