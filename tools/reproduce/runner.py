"""What the experiments share: options, skipping what is stored, storing, messages, processors.

An experiment is a module whose docstring is the help of its command, with

  STORE          the .npz file that the book reads
  TAKES          how long it takes, in words
  add_options    adds its own options to a parser
  runs           options -> key: Run, all that it consists of
  results        (key: Run, options) -> (key, name: array) of each; only if they share work
  prepare        (key: Run, options): what must be there, before the first run; only if a later
                 run needs more than the first one
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from dlf._support import in_processes
from tools.reproduce.store import ROOT, is_stored, put


class Refused(ValueError):
    """Options that make no sense; the message says which."""


class Stopped(Exception):
    """An experiment ended before its last run; the message says how it goes on."""


@dataclass(frozen=True)
class Run:
    """One run of an experiment.

    Args:
        settings: what it depends on, as JSON: stored with it, and run again if they differ.
        work: a call that returns name: array; the experiment's `results`, if any, says otherwise.
        machine: how much of the machine it has, in words.
        timed: whether it must run alone.
    """

    settings: dict
    work: Callable
    machine: str = "one thread"
    timed: bool = True


def add_options(parser, experiment):
    """The options of an experiment, and those that all have."""
    experiment.add_options(parser)
    default = experiment.STORE
    text = f"the .npz file to write or go on with (default {default.relative_to(ROOT).as_posix()})"
    parser.add_argument("--output", type=_store_path, default=default, metavar="FILE", help=text)
    parser.add_argument("--again", action="store_true", help="run what is stored already, too")


def add_data(parser):
    """The option --data, where the files of Fashion-MNIST are."""
    text = "of the four files (default: Debian's)"
    parser.add_argument("--data", type=_folder, default=None, metavar="FOLDER", help=text)


def _folder(text):
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text!r}")
    return text


def _store_path(text):
    path = Path(text)
    if path.is_dir() or path.suffix != ".npz":
        raise argparse.ArgumentTypeError(f"{text!r} is no .npz file, such as runs.npz")
    return path


def add_grid(parser, ranks, steps, records):
    """The options --rank, --steps and --records, with these defaults."""
    shown = ", ".join(map(str, ranks))
    parser.add_argument("--rank", type=int, nargs="+", default=ranks, help=f"r (default {shown})")
    parser.add_argument("--steps", type=int, default=steps, help=f"default {steps}")
    text = f"evenly spaced (default {records})"
    parser.add_argument("--records", type=int, default=records, help=text)


def evenly(steps, records):
    """About that many steps to record, the first and the last among them."""
    return np.unique(np.linspace(0, steps, records + 1).astype(int))


def clocks():
    """Processor time and the time on the clock, in seconds."""
    return np.array([process_time(), perf_counter()])


def reproduce(experiment, options):
    """Run what the store lacks, saving after each run; False if it stopped before the end."""
    if "records" in options and not 1 <= options.records <= options.steps:
        raise Refused("--records must lie between 1 and --steps")
    path, results = options.output, getattr(experiment, "results", in_turn)
    with threadpool_limits(1):
        wanted = experiment.runs(options)
        lacking = lambda key, run: options.again or not is_stored(path, key, run.settings)
        missing = {key: run for key, run in wanted.items() if lacking(key, run)}
        say(f"{len(wanted) - len(missing)} of {len(wanted)} runs are stored already")
        if not missing:
            return True
        getattr(experiment, "prepare", lambda *_: None)(missing, options)
        try:
            with tqdm(total=len(missing), desc="runs", disable=None) as bar:
                for key, found in results(missing, options):
                    put(path, key, missing[key].settings, found, machine=missing[key].machine)
                    say(f"{key}: {last(found)}")
                    bar.update()
        except Stopped as stopped:
            say(stopped)
            return False
    return True


def say(text):
    """A line on stdout at once, above the bars."""
    with tqdm.external_write_mode():
        print(text, flush=True)


def last(found):
    """The last entry of each array that is no table, in words."""
    arrays = {name: a for name, a in found.items() if name != "about" and a.ndim < 2}
    return ", ".join(f"{name} {np.ravel(a)[-1]:.6g}" for name, a in arrays.items())


def in_turn(missing, options):
    """(key, name: array) as they end: timed runs alone, then the others on --workers processes."""
    for timed, processes in ((True, 1), (False, getattr(options, "workers", 1))):
        works = {key: run.work for key, run in missing.items() if run.timed is timed}
        done = in_processes(((on_one_thread, work) for work in works.values()), processes)
        yield from zip(works, done, strict=True)


def on_one_thread(work):
    """What a call returns that has one BLAS thread, in whatever process it runs."""
    with threadpool_limits(1):
        return work()
