"""The command line: what `python -m dlf` can do. No mathematics enters here."""

from dlf.cli.commands import run

__all__ = ["run"]
