"""Progress bars on stderr, which no stored output and no log file shall hold."""

import sys

from tqdm import tqdm

_DELAY = 2.0  # seconds


def progress_bar(total, progress, description, **options):
    """A tqdm bar: shown, hidden, or (None) on a terminal once two seconds have passed.

    Args:
        total: of the steps; None if unknown.
        progress: True, False or None.
        description: in front of the bar.
        options: passed on to tqdm.
    """
    terminal = sys.stderr is not None and sys.stderr.isatty()
    shown = terminal if progress is None else progress and sys.stderr is not None
    delay = _DELAY if progress is None else 0.0
    return tqdm(total=total, desc=description, disable=not shown, delay=delay, **options)
