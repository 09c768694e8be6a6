"""Speed as ratios taken in one run: `make bench` or `python -m benchmarks`.

Every row times its two sides in turn, several times, and compares the medians, so that the load of
the machine weighs on both alike.
"""

import argparse
import tracemalloc
from functools import cache

import numpy as np
from scipy.integrate import solve_ivp
from scipy.linalg.blas import dgemm
from threadpoolctl import threadpool_limits
from tqdm import tqdm

import dlf
from benchmarks import completion, networks
from benchmarks.timing import alternate
from dlf.dynamics.descent import _DescentStep
from dlf.recovery import spread_spectrum
from dlf.reduction.aligned import _descend, _problem

WIDTHS = (100, 200, 500, 1000)
DEPTH = 3
PRODUCTS = 3 * (DEPTH - 1)
ACCURACY = 1e-6  # relative error ||X - M|| / ||M|| at which two runs are compared
RANK, RANK_BOUND, SCALE = 10, 20, 1e-2
PAPER = (200, 4000, np.float64)  # sensing in the setting of Kwon et al.: takes 5 GB


def step_against_dgemm(d, repeats):
    """Share of the one-thread dgemm rate that a direct descent step of three factors reaches."""
    rng = np.random.default_rng(0)
    factors = dlf.orthogonal((d,) * (DEPTH + 1), init_scale=0.5, rng=rng)
    objective = dlf.Factorization(rng.standard_normal((d, d)) / d)
    step = _DescentStep(objective, factors, momentum=0.0, weight_decay=0.0)
    A, B, C = (np.asfortranarray(rng.standard_normal((d, d))) for _ in range(3))
    loops = max(1, int(2e9 / (2 * d**3 * PRODUCTS)))

    def steps():
        for _ in range(loops):
            step.evaluate()
            step.move([1e-3] * DEPTH)

    def products():
        for _ in range(loops * PRODUCTS):
            dgemm(1.0, A, B, c=C, overwrite_c=True)

    taken, bare = alternate(steps, products, repeats)
    rate = 2 * d**3 * PRODUCTS * loops / bare / 1e9
    return f"descent step, d = {d}", "dgemm rate", f"{bare / taken:.1%}", f"{rate:.0f} GFLOP/s"


def closed_form_against_solver(depth, repeats):
    """How much faster the closed form gives 64 modes at 400 times, both to about 1e-10."""
    s, times = np.linspace(0.5, 2.0, 64), np.linspace(0, 20, 400)
    law = {"init_scale": 0.2, "depth": depth}

    def closed():
        return dlf.mode_strength(times[:, None], s, **law)

    def solver():
        return solve_ivp(
            lambda _, mu: depth * mu ** (2 - 2 / depth) * (s - mu),
            (0, 20), np.full(64, 0.2**depth), t_eval=times, method="DOP853", rtol=1e-11, atol=1e-14,
            max_step=0.1,
        ).y.T  # fmt: skip

    gap = np.abs(closed() - solver()).max()
    assert gap < 1e-9, f"the two sides disagree by {gap:.1e}"
    fast, slow = alternate(closed, solver, repeats)
    return f"closed form, L = {depth}", "solve_ivp", f"{slow / fast:.1f}x", f"gap {gap:.0e}"


def flow_against_solver(case, repeats):
    """How much faster the flow of a small chain is than the solver on products of matrices."""
    d, depth = case
    rng = np.random.default_rng(0)
    factors = dlf.orthogonal((d,) * (depth + 1), init_scale=0.5, rng=rng)
    objective = dlf.Factorization(np.diag(np.linspace(1, 0.4, d)))
    shape = (depth, d, d)

    def flow():
        run = dlf.gradient_flow(objective, factors, [0.0, 8.0], rtol=1e-10, atol=1e-13)
        return np.array(run.at(-1))

    def solver():
        velocity = lambda _, w: -np.array(dlf.gradient(objective, w.reshape(shape))).ravel()
        settings = {"method": "DOP853", "t_eval": [8.0], "rtol": 1e-10, "atol": 1e-13}
        return solve_ivp(velocity, (0, 8), np.ravel(factors), **settings).y.reshape(shape)

    gap = np.abs(flow() - solver()).max()
    assert gap < 1e-9, f"the two sides disagree by {gap:.1e}"
    fast, slow = alternate(flow, solver, repeats)
    return f"flow, d = {d}, L = {depth}", "solve_ivp", f"{slow / fast:.1f}x", f"gap {gap:.0e}"


def reduced_against_direct(d, repeats):
    """How much faster 3000 steps are in the invariant subspace; r = 5, L = 3, set-up included."""
    rng = np.random.default_rng(0)
    U, V = (np.linalg.qr(rng.standard_normal((d, 5)))[0] for _ in range(2))
    objective = dlf.Factorization(U * np.linspace(1, 0.4, 5) @ V.T)
    factors = dlf.orthogonal((d,) * (DEPTH + 1), init_scale=0.1, rng=rng)
    steps = {100: 3000, 200: 600, 500: 60, 1000: 10}[d]
    settings = {"learning_rate": 0.1}

    def direct():
        return dlf.gradient_descent(objective, factors, steps, record=steps, **settings)

    def reduced(number=3000):
        return dlf.reduced_descent(objective, factors, number, record=number, **settings)

    gap = np.abs(direct().end_to_end()[-1] - reduced(steps).end_to_end(-1)).max()
    assert gap < 1e-12, f"the two sides disagree by {gap:.1e}"
    fast, slow = alternate(reduced, direct, repeats)
    ratio, memory = slow * 3000 / steps / fast, peak(direct) / peak(reduced)
    note = f"direct timed over {steps} steps; memory {memory:.1f}x, gap {gap:.0e}"
    return f"reduced run, d = {d}", "direct run", f"{ratio:.0f}x", note


@cache
def recovery(d):
    """Target, full start, settings, and the steps that the full and the compressed run need.

    As in the factorization of Kwon et al. (arXiv 2311.05061): 10 singular triples spread over the
    upper half of a Gaussian matrix, eps = 1e-2, rank bound 20. The step is a fifth of the bound
    1/(L s_1^(2-2/L)) below which descent on a mode is monotone.
    """
    rng = np.random.default_rng(0)
    target, _, s, _ = spread_spectrum(d, RANK, rng=rng)
    objective = dlf.Factorization(target)
    factors = dlf.orthogonal((d,) * (DEPTH + 1), init_scale=SCALE, rng=rng)
    settings = {"learning_rate": 0.2 / (DEPTH * s[0] ** (2 - 2 / DEPTH))}
    start = {"depth": DEPTH, "rank": RANK_BOUND, "init_scale": SCALE}
    full = steps_needed(
        objective, lambda record: dlf.reduced_descent(
            objective, factors, 40_000, record=record, **settings
        )
    )  # fmt: skip
    compressed = steps_needed(
        objective, lambda record: dlf.compressed_descent(
            objective, 40_000, record=record, **start, **settings
        )
    )  # fmt: skip
    return objective, factors, settings, start, full, compressed


def steps_needed(objective, run):
    """The first step at which the relative error is at most ACCURACY."""
    level = 0.5 * (ACCURACY * np.linalg.norm(objective.target)) ** 2
    above = range(0, 40_001, 200)
    first = int(np.argmax(run(above).losses <= level))
    between = range(above[first - 1], above[first] + 1)
    return between[int(np.argmax(run(between).losses <= level))]


def compressed_route(d):
    """The compressed run to ACCURACY, from the SVD to the lifted factors."""
    objective, _, settings, start, _, steps = recovery(d)

    def compressed():
        run = dlf.compressed_descent(objective, steps, record=steps, **start, **settings)
        return run.at(-1)

    error = np.linalg.norm(dlf.end_to_end(compressed()) - objective.target)
    assert error <= ACCURACY * np.linalg.norm(objective.target)
    return compressed


def compressed_against_direct(d, repeats):
    """How much faster the compressed network recovers the target than d x d factors, step by step.

    The steps of the direct loop are counted on the exact reduced run, and a part of them is timed.
    """
    objective, factors, settings, _, full, compressed = recovery(d)
    part = {100: 200, 500: 20}[d]

    def direct():
        return dlf.gradient_descent(objective, factors, part, record=part, **settings)

    reduced = dlf.reduced_descent(objective, factors, part, record=part, **settings)
    gap = np.abs(direct().end_to_end()[-1] - reduced.end_to_end(-1)).max()
    assert gap < 1e-12, f"the two sides disagree by {gap:.1e}"
    fast, slow = alternate(compressed_route(d), direct, repeats)
    note = (
        f"error {ACCURACY:.0e} in {compressed} against {full} steps, {part} of these timed; "
        f"r = {RANK}, r-hat = {RANK_BOUND}, eps = {SCALE:g}, "
        f"eta = {settings['learning_rate']:.1e}; set-up and lift included"
    )
    return f"compressed run, d = {d}", "direct run", f"{slow * full / part / fast:.0f}x", note


def compressed_against_reduced(d, repeats):
    """The same run against the exact reduced run of the full network, the faster opponent."""
    objective, factors, settings, _, full, compressed = recovery(d)

    def reduced():
        run = dlf.reduced_descent(objective, factors, full, record=full, **settings)
        return run.at(-1)

    fast, slow = alternate(compressed_route(d), reduced, repeats)
    note = f"the same {compressed} against {full} steps, set-up and lift on both sides"
    return f"compressed run, d = {d}", "exact reduced run", f"{slow / fast:.1f}x", note


def aligned_against_dense(d, repeats):
    """How much faster the aligned route gives the compressed network's factors after every step."""
    rng = np.random.default_rng(0)
    U, V = (np.linalg.qr(rng.standard_normal((d, RANK_BOUND)))[0] for _ in range(2))
    objective = dlf.Factorization(U * np.linspace(1, 0.4, RANK_BOUND) @ V.T)
    start = {"depth": DEPTH, "rank": RANK_BOUND, "init_scale": 0.3}
    factors, problem = dlf.compress(objective, **start), _problem(objective, **start)
    eta, steps = 0.1, {100: 1000, 200: 500, 500: 100, 1000: 30}[d]
    kept = np.arange(steps + 1)

    def aligned():
        outer, inner, _ = _descend(problem, [eta] * DEPTH, 0.0, 0.0, kept)
        run = problem.trajectory(kept * eta, outer, inner)
        for k in kept:
            lifted = run.at(k)
        return lifted

    def dense():
        W1, W2, W3 = factors
        for _ in range(steps):
            P = W2 @ W1
            residual = W3 @ P - objective.target
            B = W3.T @ residual
            W1, W2, W3 = (
                W1 - eta * (W2.T @ B), W2 - eta * (B @ W1.T), W3 - eta * (residual @ P.T)
            )  # fmt: skip
        return W1, W2, W3

    gap = max(np.abs(A - B).max() for A, B in zip(aligned(), dense(), strict=True))
    assert gap < 1e-12, f"the two sides disagree by {gap:.1e}"
    fast, slow = alternate(aligned, dense, repeats)
    note = f"r-hat = {RANK_BOUND}; factors lifted after each of {steps} steps; SVD on neither side"
    return f"compressed step, d = {d}", "dense products", f"{slow / fast:.1f}x", note


def sensing_against_elementwise(case, repeats):
    """How much faster a gradient of sensing is than the sums of m x d x d products."""
    d, count, dtype = case
    rng = np.random.default_rng(0)
    operators = dlf.GaussianOperators(count, (d, d), seed=0, scale=1 / count).materialize()
    operators = operators.astype(dtype, copy=False)
    operators.setflags(write=False)
    X, M = rng.standard_normal((2, d, d))
    measurements = np.concatenate([np.tensordot(A, M) for A in np.split(operators, 10)])
    objective = dlf.Sensing(operators, measurements)
    double = operators.astype(float, copy=False)

    def fused():
        return objective.gradient(X)

    def elementwise():
        residual = np.sum(double * X, axis=(1, 2)) - measurements
        return np.sum(residual[:, None, None] * double, axis=0)

    first, second = fused(), elementwise()
    gap = np.abs(first - second).max() / np.abs(second).max()
    assert gap < 1e-12, f"the two sides disagree by {gap:.1e}"
    fast, slow = alternate(lambda: [fused() for _ in range(5)], elementwise, repeats)
    fast /= 5  # as a run takes them, one after another
    rate = operators.nbytes / fast / 1e9
    note = f"m = {count}, operators as {np.dtype(dtype).name}, read at {rate:.0f} GB/s"
    return f"sensing gradient, d = {d}", "elementwise sums", f"{slow / fast:.1f}x", note


def drawn_against_stored(case, repeats):
    """What it costs to draw the operators again in place of storing them."""
    d, count = case
    drawn = dlf.GaussianOperators(count, (d, d), seed=0, scale=1 / count)
    y, X = np.zeros(count), np.random.default_rng(0).standard_normal((d, d))
    lean, quick = dlf.Sensing(drawn, y), dlf.Sensing(drawn.materialize(), y)
    assert np.array_equal(lean.gradient(X), quick.gradient(X)), "the two sides disagree"
    slow, fast = alternate(lambda: lean.gradient(X), lambda: quick.gradient(X), repeats)
    memory = quick.operators.nbytes / peak(lambda: lean.gradient(X))
    note = f"m = {count}; {memory:.0f} times less memory, {slow / fast:.0f} times slower"
    return f"drawn operators, d = {d}", "stored ones", f"{fast / slow:.2f}x", note


def signs_against_stored(case, repeats):
    """How much faster signs are read from their counter than from memory, as doubles."""
    d, count = case
    signs = dlf.SignOperators(count, (d, d), seed=0)
    y, X = np.zeros(count), np.random.default_rng(0).standard_normal((d, d))
    lean, stored = (dlf.Sensing(A, y) for A in (signs, signs.materialize().astype(float)))
    first, second = lean.gradient(X), stored.gradient(X)
    gap = np.abs(first - second).max() / np.abs(second).max()
    assert gap < 1e-12, f"the two sides disagree by {gap:.1e}"
    calls = range(max(1, 10_000_000 // (count * d * d)))
    fast, slow = alternate(
        lambda: [lean.gradient(X) for _ in calls],
        lambda: [stored.gradient(X) for _ in calls],
        repeats,
    )
    memory = stored.operators.nbytes / peak(lambda: lean.gradient(X))
    note = f"m = {count}, {memory:.0f} times less memory, gap {gap:.0e}"
    return f"sensing by signs, d = {d}", "stored doubles", f"{slow / fast:.1f}x", note


def peak(call):
    """The peak of the memory that a call allocates, in bytes."""
    tracemalloc.start()
    call()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def rows(repeats):
    jobs = [(reduced_against_direct, d) for d in WIDTHS]
    jobs += [(compressed_against_direct, d) for d in (100, 500)]
    jobs += [(compressed_against_reduced, d) for d in (100, 500)]
    jobs += [(aligned_against_dense, d) for d in WIDTHS]
    jobs += [(step_against_dgemm, d) for d in WIDTHS]
    jobs += [(closed_form_against_solver, depth) for depth in (2, 3, 5)]
    jobs += [(flow_against_solver, case) for case in ((3, 4), (16, 3), (24, 3))]
    jobs += completion.JOBS + networks.JOBS
    single, double = np.float32, np.float64
    jobs += [(sensing_against_elementwise, (100, 2000, dtype)) for dtype in (double, single)]
    jobs += [(sensing_against_elementwise, PAPER), (drawn_against_stored, (100, 2000))]
    jobs += [(signs_against_stored, case) for case in ((20, 400), (100, 2000), (200, 2000))]
    for job, argument in tqdm(jobs, desc="benchmarks", disable=None):
        yield job(argument, min(repeats, 3) if argument == PAPER else repeats)


def main():
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--repeats", type=int, default=9, help="timings of each side (default 9)")
    repeats = parser.parse_args().repeats
    if repeats < 1:
        parser.error("--repeats must be at least 1")
    with threadpool_limits(1):
        table = list(rows(repeats))
    print("\n| what | against | ratio | note |\n|---|---|---|---|")
    for row in table:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
