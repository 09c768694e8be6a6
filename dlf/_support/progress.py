"""Progress bars on stderr, which no stored output and no log file shall hold."""

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
    # tqdm's own word for "hidden unless stderr is a terminal" is disable=None
    disable = None if progress is None else not progress
    delay = _DELAY if progress is None else 0.0
    return tqdm(total=total, desc=description, disable=disable, delay=delay, **options)
