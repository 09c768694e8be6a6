"""Run chapters with other seeds: their asserts must hold for every one, as no seed is tuned.

python -m tools.reseed [book/dynamics/one-mode.ipynb ...] [--seeds 10] [--first 0]

A chapter's first cell sets `seed`. It is replaced, the cells that show a step of a claim are left
out, as steps have seeds of their own, and the solution of an exercise takes the place of the
reader's attempt. Runs that are stored keep the seeds that they were made with.
"""

import argparse
import contextlib
import io
import os
import re
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import nbformat

BOOK = Path(__file__).parents[1] / "book"
SEED = re.compile(r"^(seed\b[^=\n]*= *)(\d+)", re.M)
SOLUTION = re.compile(r"^:::\{solution\}.*?^```python\n(.*?)\n```", re.M | re.S)
ATTEMPT = re.compile(r"^def mine\(.*?\n(?=\S)", re.M | re.S)


def reseeded(notebook, seed=None):
    """(id, source) of the cells to run; the stored seed if none is given.

    Raises:
        ValueError: the first cell sets no seed.
    """
    solution, first = "", True
    for cell in notebook.cells:
        if cell.cell_type != "code":
            found = SOLUTION.search(cell.source)
            solution = found[1] if found else solution
            continue
        source = cell.source
        if first and seed is not None:
            source, count = SEED.subn(rf"\g<1>{seed}", source)
            if count != 1:
                raise ValueError("the first cell of code sets no seed")
        first = False
        if "attempt" in cell.metadata.get("tags", ()):
            source = ATTEMPT.sub(lambda _, s=solution: f"{s}\n\n\n", source, count=1)
        if not source.startswith("claim("):
            yield cell.id, source


def failure(path, seed=None):
    """What stops a chapter with another seed, in a line; "" if nothing does."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    import dlf.claims.notebook as door

    door.portable = lambda value, **_: value  # whether digits can be stored is another question
    space = {"__name__": "__main__"}
    os.chdir(path.parent)
    for name, source in reseeded(nbformat.read(path, as_version=4), seed):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(source, name, "exec"), space)
        except Exception as error:
            line = getattr(error.__traceback__.tb_next, "tb_lineno", 0)
            at = source.splitlines()[line - 1].strip() if line else ""
            return f"{name}: {type(error).__name__}: {error} [{at[:90]}]"
        plt.close("all")
    return ""


def fails(job):
    """(path, seed, what failed, seconds)."""
    path, seed = job
    begin = time.perf_counter()
    return path, seed, failure(path, seed), time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="every chapter with a seed if none")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    paths = [path.resolve() for path in options.notebooks] or sorted(BOOK.glob("[!.]*/*.ipynb"))
    seeds = range(options.first, options.first + options.seeds)
    jobs = [(path, seed) for path in paths if has_seed(path) for seed in seeds]
    failed = 0
    from tools.reseed import fails  # by its own name: a chapter may replace __main__

    # a process for each chapter, since some set what the next would inherit
    with get_context("spawn").Pool(1, maxtasksperchild=len(seeds)) as pool:
        for path, seed, what, seconds in pool.imap(fails, jobs):
            failed += bool(what)
            print(f"{path.stem} seed {seed}: {what or 'passes'} ({seconds:.1f} s)", flush=True)
        pool.close()
        pool.join()
    sys.exit(failed > 0)


def has_seed(path):
    """Whether the first cell of code sets a seed."""
    code = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    return bool(SEED.search(code[0].source))


if __name__ == "__main__":
    main()
