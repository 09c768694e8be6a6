"""What every room needs and no theory: input checks, compiled loops, threads, progress bars.

Nothing of the theory enters here.
"""

from dlf._support.extras import extra
from dlf._support.files import published_file
from dlf._support.plain import sign_words
from dlf._support.processes import in_processes
from dlf._support.progress import progress_bar
from dlf._support.threads import one_thread, share, thread_count
from dlf._support.validate import (
    chain,
    chain_for,
    chain_widths,
    generator,
    increasing_times,
    indices,
    nonnegative,
    positive,
    real_array,
    real_number,
    scales,
    whole_number,
)
from dlf._support.vectors import whole_vectors, widened
from dlf._support.version import COMMAND, __version__

__all__ = [
    "COMMAND",
    "__version__",
    "chain",
    "chain_for",
    "chain_widths",
    "compiled_loops",
    "extra",
    "generator",
    "in_processes",
    "increasing_times",
    "indices",
    "nonnegative",
    "one_thread",
    "positive",
    "progress_bar",
    "published_file",
    "real_array",
    "real_number",
    "scales",
    "share",
    "sign_words",
    "thread_count",
    "whole_number",
    "whole_vectors",
    "widened",
]


def compiled_loops():
    """The module of compiled loops, loaded on use, as the compiler takes a second."""
    from dlf._support import kernels

    return kernels
