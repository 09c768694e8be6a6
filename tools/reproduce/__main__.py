"""The paper's experiments: run what is missing and store it for the book.

`.venv/bin/python -m tools.reproduce NAME --help` says what is run, with which options.
"""

import argparse

from tools.reproduce import (
    completion,
    factorization,
    finetuning,
    fullbatch,
    movielens,
    networks,
    prunability,
    removal,
    sensing,
    widths,
)
from tools.reproduce.runner import add_options, reproduce

EXPERIMENTS = {
    "factorization": factorization,
    "completion": completion,
    "sensing": sensing,
    "movielens": movielens,
    "networks": networks,
    "fullbatch": fullbatch,
    "finetuning": finetuning,
    "removal": removal,
    "prunability": prunability,
    "widths": widths,
}
NOTE = """
A run that is already stored with the same settings is skipped, so an interrupted call goes on where
it stopped.
"""


def main(arguments=None):
    """Run one experiment; whether it came to its end."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m tools.reproduce", description=__doc__, epilog=NOTE, formatter_class=raw
    )
    names = parser.add_subparsers(metavar="NAME", required=True)
    for name, experiment in EXPERIMENTS.items():
        text = experiment.__doc__
        line = f"{text.partition(':')[0]}: {experiment.TAKES}"
        one = names.add_parser(name, help=line, description=text, epilog=NOTE, formatter_class=raw)
        add_options(one, experiment)
        one.set_defaults(experiment=experiment, refuse=one.error)
    options = parser.parse_args(arguments)
    try:
        return reproduce(options.experiment, options)
    except (ValueError, FileNotFoundError) as why:
        options.refuse(str(why))


if __name__ == "__main__":
    main()
