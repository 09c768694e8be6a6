"""Calls in other processes."""

import subprocess
import sys

import pytest

from dlf._support import in_processes


def test_results_come_in_the_order_of_the_calls():
    for jobs in (1, 2, None):
        assert list(in_processes([(pow, k, 2) for k in range(5)], jobs)) == [0, 1, 4, 9, 16]


def test_an_error_of_a_call_reaches_the_caller():
    with pytest.raises(ZeroDivisionError):
        list(in_processes([(divmod, 1, 0)], 2))


GROWN = """
import time
from joblib.externals.loky import process_executor
from dlf._support import in_processes

def grown(k):
    process_executor._MEMORY_LEAK_CHECK_DELAY, process_executor._MAX_MEMORY_LEAK_SIZE = 0, -1
    time.sleep(0.1)
    return k

print(*in_processes([(grown, k) for k in range(12)], 2))
"""


def test_a_process_that_has_grown_is_replaced_where_warnings_are_errors():
    """The warning would end the thread that hands out the work: a run that waits for ever."""
    command = [sys.executable, "-W", "error", "-c", GROWN]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert (done.returncode, done.stdout.split()) == (0, [*map(str, range(12))]), done.stderr
