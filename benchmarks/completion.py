"""Rows on matrix completion: observed entries alone against the dense masked step."""

import multiprocessing
import resource
from time import perf_counter

import numpy as np
from scipy.sparse import csr_array
from threadpoolctl import threadpool_limits

import dlf
from benchmarks.timing import alternate
from dlf.dynamics.descent import _DescentStep
from dlf.recovery import SampledStep, uniform_completion

RANK_BOUND, SCALE = 20, 0.5
MOVIELENS = (138_493, 26_744, 20_000_000)  # users, films, ratings of MovieLens-20M
STEPS = 100  # of the sampled side at a time: to limit the threads of BLAS takes as long as one
SHARES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)


def masked_step(target, observed, factors, eta):
    """(steps of the dense masked form, its factors): residual (X - M) * mask, d x d."""
    mask, state = observed.astype(float), list(factors)
    target = np.where(observed, target, 0.0)

    def steps(number):
        W1, W2, W3 = state
        for _ in range(number):
            P = W2 @ W1
            residual = (W3 @ P - target) * mask
            B = W3.T @ residual
            W1, W2, W3 = (
                W1 - eta * (W2.T @ B), W2 - eta * (B @ W1.T), W3 - eta * (residual @ P.T)
            )  # fmt: skip
        state[:] = W1, W2, W3

    return steps, state


def sampled_step(objective, factors, eta, **settings):
    """(steps on the observed entries, the state): what sampled_descent runs."""
    step = SampledStep(objective.sparse(), factors, **settings)

    def steps(number):
        with threadpool_limits(1):
            for _ in range(number):
                step.evaluate()
                step.move([eta] * len(factors))

    return steps, step


def problem(d, share):
    rng = np.random.default_rng(0)
    objective, target, observed = uniform_completion(d, 10, share, rng=rng, reduction="sum")
    return objective, target / np.sqrt(d), observed


def pair(d, share, threads, dtype=np.float64):
    """The two steps from one start, warmed up and compared, and their largest difference."""
    objective, target, observed = problem(d, share)
    objective = dlf.Completion.from_dense(target, observed)
    factors = dlf.compress(objective, depth=3, rank=RANK_BOUND, init_scale=SCALE)
    dense, state = masked_step(target, observed, factors, 0.01)
    sampled, step = sampled_step(objective, factors, 0.01, dtype=dtype, threads=threads)
    for call in (dense, sampled):
        call(5)
    gap = max(np.abs(A - B).max() for A, B in zip(state, step.factors, strict=True))
    assert gap < (1e-12 if dtype is np.float64 else 1e-4), f"the two sides disagree by {gap:.1e}"
    return dense, sampled, gap


def sampled_against_masked(case, repeats):
    """How much faster a step is on the observed entries; d = 1000, 5 % observed."""
    threads, dtype = case
    dense, sampled, gap = pair(1000, 0.05, threads, dtype)
    with threadpool_limits(threads):
        fast, slow = alternate(lambda: sampled(STEPS), lambda: dense(10), repeats, pause=0.1)
    fast, slow = fast / STEPS, slow / 10
    what = f"completion step, d = 1000, 5 % observed, {np.dtype(dtype).name}"
    note = f"threads: {threads}, {1e3 * fast:.2f} ms a step; r-hat = {RANK_BOUND}, gap {gap:.0e}"
    return what, "dense masked step", f"{slow / fast:.1f}x", note


def direct_against_masked(case, repeats):
    """How much faster a step of gradient_descent is than the masked form in NumPy; 30 % observed.

    The masked form has the same six products as the authors' JAX code, whose step compiled by XLA
    took 1.9 times as long as ours at full width and 1.5 times at width 20 (one thread, d = 100).
    """
    d, width = case
    objective, target, observed = problem(d, 0.3)
    objective = dlf.Completion.from_dense(target, observed)
    factors = dlf.compress(objective, depth=3, rank=width, init_scale=SCALE)
    dense, state = masked_step(target, observed, factors, 0.01)
    step = _DescentStep(objective, factors, momentum=0.0, weight_decay=0.0)

    def direct(number):
        for _ in range(number):
            step.evaluate()
            step.move([0.01] * 3)

    for call in (dense, direct):
        call(5)
    gap = max(np.abs(A - B).max() for A, B in zip(state, step.factors, strict=True))
    assert gap < 1e-12, f"the two sides disagree by {gap:.1e}"
    with threadpool_limits(1):
        fast, slow = alternate(lambda: direct(STEPS), lambda: dense(STEPS), repeats)
    note = f"30 % observed, {1e6 * fast / STEPS:.0f} us a step, gap {gap:.0e}"
    what = f"completion step on all entries, d = {d}, width {width}"
    return what, "dense masked step", f"{slow / fast:.2f}x", note


def crossover(d, repeats):
    """The ratio over the share of observed entries, one thread, and where it falls below one."""
    ratios = []
    for share in SHARES:
        dense, sampled, _ = pair(d, share, 1)
        number = 3 if d >= 1000 else 100
        fast, slow = alternate(lambda: sampled(STEPS), lambda: dense(number), repeats)  # noqa: B023
        ratios.append(slow / number / fast * STEPS)
    listed = ", ".join(f"{s:.0%}: {r:.1f}x" for s, r in zip(SHARES, ratios, strict=True))
    below = [s for s, r in zip(SHARES, ratios, strict=True) if r < 1]
    where = f"below 1 from {below[0]:.0%} on" if below else "never below 1"
    return f"completion, crossover, d = {d}", "dense masked step", where, listed


def large_step(_, repeats):
    """Seconds and memory of a step at the size of MovieLens-20M, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        seconds, gigabytes, threads = pool.apply(_large, (min(repeats, 3),))
    users, films, entries = MOVIELENS
    what = f"completion step, {users:,} x {films:,}, {entries / 1e6:.0f} million entries"
    note = f"{threads} threads, r-hat = {RANK_BOUND}; peak of the process, set-up included"
    return what, "-", f"{seconds:.2f} s", f"{gigabytes:.1f} GB {note}"


def _large(repeats):
    import numba

    rng, (users, films, entries) = np.random.default_rng(0), MOVIELENS
    rows = rng.integers(0, users, entries, dtype=np.int32)
    cols = rng.integers(0, films, entries, dtype=np.int32)
    table = csr_array((rng.standard_normal(entries), (rows, cols)), shape=(users, films))
    factors = dlf.gaussian(
        (films, RANK_BOUND, RANK_BOUND, users), init_scale=0.1, rng=rng
    )  # fmt: skip
    step = SampledStep(table, factors)
    taken = []
    for _ in range(repeats + 1):  # the first compiles
        begun = perf_counter()
        step.evaluate()
        step.move([1e-9] * 3)
        taken.append(perf_counter() - begun)
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    return float(np.median(taken[1:])), gigabytes, numba.config.NUMBA_NUM_THREADS


CASES = ((1, np.float64), (2, np.float64), (1, np.float32))  # threads, precision
JOBS = [
    *((sampled_against_masked, case) for case in CASES),
    *((direct_against_masked, case) for case in ((100, 100), (100, 20), (200, 200))),
    (crossover, 100),
    (crossover, 1000),
    (large_step, None),
]
