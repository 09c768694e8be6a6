"""python -m dlf: the command line, and what it says where it cannot run."""

import os
import sys

from dlf._support import extra

_READER_LEFT = 141  # what a shell reports for a command that a closed pipe has ended


def main(arguments=None):
    """Run one command; the exit status is 0, 1 (not as recorded, refuted) or 2 (bad input)."""
    try:
        with extra("check"):
            from dlf.cli import run
    except ModuleNotFoundError as missing:
        print(f"dlf: {missing}", file=sys.stderr)
        return 2
    try:
        status = run(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader has what it wanted, as `head`; the flush at exit must find a place
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_LEFT


if __name__ == "__main__":
    sys.exit(main())
