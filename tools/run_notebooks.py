"""Run the book's notebooks and store their outputs, without timings, so that diffs stay small."""

import argparse
import hashlib
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

from dlf.verify import AssertsOff, require_asserts

BOOK = Path(__file__).parents[1] / "book"
TIMEOUT = 1800  # seconds a cell may take on a slow machine
# a kernel warns that it talks to this process in plain text, on this machine
QUIET = ["--IPKernelApp.log_level=ERROR"]
SHARP = ["--InlineBackend.figure_formats={'retina'}"]  # two pixels for one of the page


def executed(path):
    """The notebook in a file, run anew.

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
        extra_arguments=[*QUIET, *SHARP],
        resources={"metadata": {"path": path.parent}},
    )
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        try:
            client.execute(env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, stderr=said)
        except Exception:
            # What a kernel says for itself matters when a run fails; at its end it may complain
            # that its own sockets closed in another order than it meant.
            said.seek(0)
            print(said.read(), end="", file=sys.stderr)
            raise
    for cell in notebook.cells:
        cell.metadata.pop("drawn", None)
        if stamp := drawn(cell):
            cell.metadata["drawn"] = stamp
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def drawn(cell):
    """What binds the figures of a cell to its code and caption; "" for a cell without figure."""
    shown = [
        o["data"]["image/png"] for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})
    ]
    if not shown:
        return ""
    caption = cell.metadata.get("mystnb", {}).get("figure", {}).get("caption", "")
    return hashlib.sha256("\n".join([cell.source, caption, *shown]).encode()).hexdigest()[:16]


def changed(path):
    """The cells whose stored outputs, texts and figures, are not those of a run here."""
    pairs = zip(nbformat.read(path, as_version=4).cells, executed(path).cells, strict=True)
    return [k for k, (old, new) in enumerate(pairs) if old.get("outputs") != new.get("outputs")]


def stored(path):
    """Run the notebook in a file and write what it gives there: what has become of the file."""
    before, text = path.read_text("utf-8"), nbformat.writes(executed(path)) + "\n"
    if text == before:
        return "as it was"
    path.write_text(text, "utf-8", newline="\n")
    return "stored"


def is_notebook(path):
    """Whether a file is there and can be read as a notebook."""
    try:
        return bool(nbformat.read(path, as_version=4))
    except (OSError, ValueError, nbformat.ValidationError):
        return False


def say(text):
    """A line on stdout at once, above the bar."""
    with tqdm.external_write_mode():
        print(text, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="every chapter if none")
    parser.add_argument(
        "--check", action="store_true", help="store nothing; exit 1 if an output would change"
    )
    options = parser.parse_args()
    paths = options.notebooks or sorted(BOOK.glob("[!.]*/*.ipynb"))
    wrong = [str(path) for path in options.notebooks if not is_notebook(path)]
    if wrong:
        parser.error(f"no notebook: {', '.join(wrong)}")
    differ = {}
    try:
        for path in tqdm(paths, desc="notebooks", disable=None):
            say(f"{path.name} ...")
            if options.check:
                differ[path] = changed(path)
            else:
                say(f"{path.name}: {stored(path)}")
    except AssertsOff as off:
        sys.exit(f"run_notebooks: {off}")
    lines = [f"{path.name}: cells {cells} differ" for path, cells in differ.items() if cells]
    sys.exit("\n".join(lines) or 0)


if __name__ == "__main__":
    main()
