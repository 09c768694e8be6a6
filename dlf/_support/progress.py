"""Progress bars on stderr, which no stored output and no log file shall hold."""

import sys
from threading import Event, Thread

from tqdm import tqdm

_DELAY = 2.0  # seconds
_TICK = 1.0


class _Ticking(tqdm):
    """A bar that comes, and shows time passing, while its first step still takes."""

    def __init__(self, *args, **options):
        self._ended = Event()
        super().__init__(*args, **options)
        if not self.disable:
            Thread(target=self._tick, daemon=True).start()

    def _tick(self):
        while not self._ended.wait(self.delay or _TICK):
            self.refresh()
            self.delay = 0  # it has come

    def close(self):
        self._ended.set()
        super().close()


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
    return _Ticking(total=total, desc=description, disable=not shown, delay=delay, **options)
