"""Run the book's notebooks and store their outputs, without timings, so that diffs stay small."""

import argparse
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

BOOK = Path(__file__).parents[1] / "book"


def run(path):
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": path.parent}}
    )
    client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.write(notebook, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="all of book/*.ipynb if none")
    paths = parser.parse_args().notebooks or sorted(BOOK.glob("*.ipynb"))
    for path in tqdm(paths, desc="notebooks"):
        run(path)


if __name__ == "__main__":
    main()
