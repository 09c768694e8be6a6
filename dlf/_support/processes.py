"""Calls in other processes."""

import warnings

from dlf._support.extras import extra


def in_processes(call, arguments, jobs=None):
    """call(*a) for each a of `arguments`: a generator, in their order.

    Args:
        jobs: processes (joblib); None takes what `joblib.parallel_config` says, else 1.
    """
    with extra("check"):
        from joblib import Parallel, delayed
    # A process that has grown is replaced by a new one, no matter of the reader's. As an error its
    # warning would end the thread that hands out the work, and all would wait for ever.
    warnings.filterwarnings("ignore", "A worker stopped", UserWarning)
    chosen = {} if jobs is None else {"n_jobs": jobs}
    return Parallel(return_as="generator", **chosen)(delayed(call)(*a) for a in arguments)
