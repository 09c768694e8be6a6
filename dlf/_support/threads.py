"""The parts of a compiled pass, shared out over threads that sleep while there is nothing to do.

Numba's own threads wait for each other by spinning: two processes of two threads each, on two
cores, made a pass ten times slower than on one thread.
"""

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache

from threadpoolctl import ThreadpoolController

from dlf._support.validate import whole_number


def share(call, parts, threads):
    """call(0), ..., call(parts - 1); at the same time if they release the interpreter's lock.

    If one fails, no further ones begin, and those under way have ended when this raises.
    """
    others = min(threads, parts) - 1
    if others < 1:  # most passes are small, and to ask for company takes as long as one of them
        for part in range(parts):
            call(part)
        return
    left = iter(range(parts))

    def work():
        try:
            for part in left:
                call(part)
        finally:
            deque(left, maxlen=0)  # after a failure, nothing is left for the others

    running = [_pool(others).submit(work) for _ in range(others)]
    try:
        work()  # the thread that is awake begins
    finally:
        # what still waits for a thread has nothing left to do; waiting for it could be for ever
        wait([other for other in running if not other.cancel()])
    for other in running:
        if not other.cancelled():
            other.result()


def thread_count(threads, *, large):
    """`threads`, checked; None is as many as Numba may use for a large problem, else one.

    Raises:
        ValueError: threads is no whole number >= 1.
    """
    if threads is not None:
        return whole_number(threads, "threads", least=1)
    if not large:
        return 1
    import numba

    return numba.config.NUMBA_NUM_THREADS


def one_thread():
    """Within it BLAS has one thread: small products gain nothing by two, on a busy machine two
    take a hundred times as long.
    """
    return _blas().limit(limits=1)


@cache
def _blas():
    """NumPy's BLAS and SciPy's, looked for once: the search takes longer than a short run."""
    import scipy.linalg  # noqa: F401  it must be loaded to be found

    return ThreadpoolController().select(user_api="blas")


@cache
def _pool(threads):
    return ThreadPoolExecutor(threads, thread_name_prefix="dlf")


if hasattr(os, "register_at_fork"):  # a forked process has the pools without their threads
    os.register_at_fork(after_in_child=_pool.cache_clear)
