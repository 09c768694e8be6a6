"""Values of options that several commands take, and commands that load when they run."""

import argparse
import re
from importlib import import_module

_PAGE = re.compile(r"(?:.*/)?(\w{4})\.html(?:[?#].*)?")


def late(module, name):
    """The function of a module of this room, loaded when it is called: help needs no claim."""
    return lambda options: getattr(import_module(f"dlf.cli.{module}"), name)(options)


def key(text):
    """A tag or a name without the blanks around it; of the page of a tag, c/P2FQ.html, the tag."""
    page = _PAGE.fullmatch(text.strip())
    return page[1] if page else text.strip()


def processes(text):
    """A number of processes, or -1 for one a core.

    Raises:
        argparse.ArgumentTypeError: no whole number, 0, or one below -1.
    """
    number = _whole(text)
    if number is None or number == 0 or number < -1:
        raise argparse.ArgumentTypeError(
            f"a number of processes, or -1 for one a core, not {text!r}"
        )
    return number


def whole(least):
    """A type of option: whole numbers of at least `least`."""

    def of(text):
        number = _whole(text)
        if number is None or number < least:
            raise argparse.ArgumentTypeError(f"a whole number of at least {least}, not {text!r}")
        return number

    return of


def _whole(text):
    """The number in a text, None if it has none."""
    try:
        return int(text)
    except ValueError:
        return None


def number_of(number, one, many):
    """A number with the words for one thing or for several: number_of(1, "claim", "claims")."""
    return f"{number} {one if number == 1 else many}"
