"""Run the book's notebooks and store their outputs, without timings, so that diffs stay small."""

import argparse
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

from dlf.verify import AssertsOff, require_asserts

BOOK = Path(__file__).parents[1] / "book"
TIMEOUT = 1800  # seconds a cell may take on a slow machine


def run(path):
    """Execute one notebook and store it.

    Raises:
        AssertsOff: under python -O, where a chapter checks nothing.
    """
    require_asserts()
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": path.parent}},
    )
    client.execute(env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.write(notebook, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="every chapter if none")
    paths = parser.parse_args().notebooks or sorted(BOOK.glob("[!.]*/*.ipynb"))
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        parser.error(f"no such notebook: {', '.join(missing)}")
    try:
        for path in tqdm(paths, desc="notebooks", disable=None):
            run(path)
    except AssertsOff as off:
        sys.exit(f"run_notebooks: {off}")


if __name__ == "__main__":
    main()
