"""Values of options that several commands take."""

import argparse


def processes(text):
    """A number of processes, or -1 for one a core.

    Raises:
        argparse.ArgumentTypeError: no whole number, or 0.
    """
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number == 0:
        raise argparse.ArgumentTypeError(
            f"a number of processes, or -1 for one a core, not {text!r}"
        )
    return number


def number_of(number, one, many):
    """A number with the words for one thing or for several: number_of(1, "claim", "claims")."""
    return f"{number} {one if number == 1 else many}"
