"""python -m dlf: the command line, and what it says where it cannot run."""

import os
import sys

from dlf._support import __version__, extra

_READER_LEFT = 141  # what a shell reports for a command that a closed pipe has ended


def main(arguments=None):
    """Run one command: 0, 1 (not as recorded, refuted), 2 (bad input) or 3 (not decided)."""
    _open_streams()
    if (sys.argv[1:] if arguments is None else arguments) == ["--version"]:
        print(f"dlf {__version__}")  # which needs no package
        return 0
    try:
        with extra("check"):
            from dlf.cli import run

            status = run(arguments)
        sys.stdout.flush()
        return status
    except ModuleNotFoundError as missing:
        print(f"dlf: {missing}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader has what it wanted, as `head`; the flush at exit must find a place
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_LEFT


def _open_streams():
    """A closed stdout or stderr is None, which no library expects."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  to the end


if __name__ == "__main__":
    sys.exit(main())
