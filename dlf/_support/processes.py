"""Calls in other processes."""

import warnings

from dlf._support.extras import extra


def in_processes(calls, jobs=None):
    """f(*a) for each (f, *a) of `calls`: a generator, in their order.

    Args:
        jobs: processes (joblib); 1 is this one, without joblib; None takes what
            `joblib.parallel_config` says, else 1.
    """
    if jobs == 1:
        return (call(*rest) for call, *rest in calls)
    with extra("check"):
        from joblib import Parallel, delayed
    # A process that has grown is replaced by a new one, no matter of the reader's. As an error its
    # warning would end the thread that hands out the work, and all would wait for ever.
    warnings.filterwarnings("ignore", "A worker stopped", UserWarning)
    chosen = {} if jobs is None else {"n_jobs": jobs}
    return Parallel(return_as="generator", **chosen)(delayed(f)(*rest) for f, *rest in calls)
