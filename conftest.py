"""For every test and every chapter: asserts are on, and a process has one BLAS thread."""

import os

import pytest

# before NumPy is loaded, and for the kernels of the chapters: on a busy machine a second thread
# costs a hundred times what it saves
for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(name, "1")


def pytest_configure(config):
    if not __debug__:
        raise pytest.UsageError(
            "asserts are switched off (python -O or PYTHONOPTIMIZE): every test would pass"
        )
