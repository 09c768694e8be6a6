"""Parts of a pass on several threads."""

import os
import threading
import time
from collections import Counter

import pytest

from dlf._support import share, thread_count


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("parts", [0, 1, 2, 7])
def test_every_part_is_done_once(threads, parts):
    done = []
    share(done.append, parts, threads)
    assert Counter(done) == Counter(range(parts))


def test_two_threads_work_at_the_same_time():
    """Each of two parts waits for the other: one thread alone would wait in vain."""
    meeting = threading.Barrier(2, timeout=30)
    share(lambda part: meeting.wait(), 2, 2)


@pytest.mark.parametrize("threads", [1, 2])
def test_a_failure_of_a_part_is_raised(threads):
    def fail(part):
        raise RuntimeError(f"part {part}")

    with pytest.raises(RuntimeError, match="part"):
        share(fail, 4, threads)


@pytest.mark.parametrize("failing", [0, 1, 2, 3])
def test_nothing_goes_on_after_a_failure(failing):
    """In the caller's thread or another's: what was under way has ended, nothing else begins."""
    begun, ended = [], []

    def part(p):
        begun.append(p)
        time.sleep(0.01)
        if p == failing:
            raise KeyboardInterrupt
        ended.append(p)

    with pytest.raises(KeyboardInterrupt):
        share(part, 40, 2)
    left = len(begun)
    assert sorted([*ended, failing]) == sorted(begun)
    assert left < 40
    time.sleep(0.05)
    assert len(begun) == left


def test_a_part_may_share_out_parts_of_its_own():
    done = []
    share(lambda p: share(lambda q: done.append((p, q)), 2, 2), 3, 2)
    assert sorted(done) == [(p, q) for p in range(3) for q in range(2)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own():
    share(lambda part: None, 2, 2)
    child = os.fork()
    if child == 0:
        meeting = threading.Barrier(2, timeout=30)
        try:
            share(lambda part: meeting.wait(), 2, 2)
        except BaseException:
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_small_problems_take_one_thread():
    import numba

    assert thread_count(None, large=False) == 1
    assert thread_count(None, large=True) == numba.config.NUMBA_NUM_THREADS
    assert thread_count(1, large=True) == 1
