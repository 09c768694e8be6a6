"""Two calls timed in turn."""

import statistics
from time import perf_counter, sleep


def alternate(first, second, repeats, pause=0.0):
    """Median seconds of the two calls, run in turn.

    The idle threads of a BLAS keep a core busy for some 30 ms after a product; where the other
    call has threads of its own, a pause of that many seconds lets them fall asleep first.
    """
    times = ([], [])
    for _ in range(repeats):
        for call, record in zip((first, second), times, strict=True):
            sleep(pause)
            start = perf_counter()
            call()
            record.append(perf_counter() - start)
    return tuple(statistics.median(record) for record in times)
