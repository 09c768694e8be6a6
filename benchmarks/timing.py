"""Two calls timed in turn."""

import statistics
from time import perf_counter


def alternate(first, second, repeats):
    """Median seconds of the two calls, run in turn."""
    times = ([], [])
    for _ in range(repeats):
        for call, record in zip((first, second), times, strict=True):
            start = perf_counter()
            call()
            record.append(perf_counter() - start)
    return tuple(statistics.median(record) for record in times)
