"""The reduced route against the direct loop, which knows nothing of invariant subspaces."""

import numpy as np
import pytest

import dlf


def target(rows, cols, rank, rng):
    U = np.linalg.qr(rng.standard_normal((rows, rank)))[0]
    V = np.linalg.qr(rng.standard_normal((cols, rank)))[0]
    return U * np.linspace(1.0, 0.4, rank) @ V.T


# widths, rank, scales: square; unequal scales; rectangular; a classification head; equal values
CASES = [
    ((30,) * 3, 3, 0.5),
    ((30,) * 4, 2, 0.3),
    ((30,) * 5, 2, (0.2, 0.3, 0.4, 0.5)),
    ((40, 30, 30, 50), 2, 0.3),
    ((50, 20, 20), 2, 0.3),
    ((20, 20, 35), 3, 0.3),
    ((30, 30, 30, 4), 4, 0.4),
    ((12,) * 4, 0, 0.5),
]
OPTIONS = {
    "plain": {},
    "momentum": {"momentum": 0.6},
    "decay": {"weight_decay": 0.05},
    "all": {"momentum": 0.3, "weight_decay": 0.02, "discrepant_rate": 1.5},
}


def problem(widths, rank, scale, reduction="sum"):
    rng = np.random.default_rng(7)
    M = target(widths[-1], widths[0], rank, rng) if rank else np.zeros((widths[-1], widths[0]))
    return dlf.Factorization(M, reduction), dlf.orthogonal(widths, init_scale=scale, rng=rng)


def gap(full, other):
    return max(np.abs(a - b).max() for a, b in zip(full, other, strict=True))


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize(("widths", "rank", "scale"), CASES)
def test_reduced_descent_is_the_direct_one(widths, rank, scale, options):
    objective, factors = problem(widths, rank, scale)
    settings = {"learning_rate": 0.05, "record": 100, **options}
    direct = dlf.gradient_descent(objective, factors, 300, **settings)
    reduced = dlf.reduced_descent(objective, factors, 300, **settings)
    assert np.array_equal(reduced.times, direct.times)
    assert np.allclose(reduced.losses, direct.losses, rtol=1e-11)
    assert np.abs(reduced.end_to_end() - direct.end_to_end()).max() < 1e-13
    for k in range(len(direct)):
        assert gap(reduced.at(k), direct.at(k)) < 1e-13
    assert gap(reduced.trajectory().factors, direct.factors) < 1e-13


@pytest.mark.parametrize("depth", [2, 3, 4])
@pytest.mark.parametrize("widths", [(40, 40, 40), (50, 30, 40)], ids=["square", "rectangular"])
def test_reduced_descent_stays_exact_over_3000_steps(depth, widths):
    first, inner, last = widths
    objective, factors = problem((first, *[inner] * (depth - 1), last), 3, 0.2)
    settings = {"learning_rate": 0.1, "record": 500}
    direct = dlf.gradient_descent(objective, factors, 3000, **settings)
    reduced = dlf.reduced_descent(objective, factors, 3000, **settings)
    assert np.abs(reduced.end_to_end() - direct.end_to_end()).max() < 1e-10
    assert all(gap(reduced.at(k), direct.at(k)) < 1e-10 for k in range(len(direct)))


@pytest.mark.parametrize(("widths", "rank", "scale"), CASES)
def test_reduced_flow_is_the_direct_one(widths, rank, scale):
    objective, factors = problem(widths, rank, scale)
    times = np.linspace(0, 4, 5)
    direct = dlf.gradient_flow(objective, factors, times, rtol=1e-11)
    reduced = dlf.reduced_flow(objective, factors, times, rtol=1e-11)
    assert np.abs(reduced.end_to_end() - direct.end_to_end()).max() < 1e-8
    assert np.allclose(reduced.losses, direct.losses, rtol=1e-7)
    assert gap(reduced.at(-1), direct.at(-1)) < 1e-8


@pytest.mark.parametrize("weight_decay", [0.0, 1e-4])
def test_the_mean_reduction_keeps_its_scale(weight_decay):
    objective, factors = problem((30,) * 4, 2, 0.3, "mean")
    settings = {"learning_rate": 40.0, "weight_decay": weight_decay, "record": 100}
    direct = dlf.gradient_descent(objective, factors, 300, **settings)
    reduced = dlf.reduced_descent(objective, factors, 300, **settings)
    assert gap(reduced.at(-1), direct.at(-1)) < 1e-13
    assert np.allclose(reduced.losses, direct.losses, rtol=1e-11)
    flow = dlf.reduced_flow(objective, factors, [0.0, 900.0])
    assert flow.times[-1] == pytest.approx(900.0)
    assert np.allclose(flow.losses, dlf.gradient_flow(objective, factors, [0.0, 900.0]).losses)


def test_square_problems_reduce_to_twice_the_rank_and_one():
    objective, factors = problem((30,) * 4, 3, 0.3)
    found = dlf.reduce_problem(objective, factors)
    assert [C.shape for C in found.frames] == [(30, 7)] * 4
    assert found.copies == 30 - 2 * 3
    for C in found.frames:
        assert np.abs(C.T @ C - np.eye(7)).max() < 1e-14


def test_lifting_the_start_gives_the_start():
    for widths, rank, scale in CASES:
        objective, factors = problem(widths, rank, scale)
        found = dlf.reduce_problem(objective, factors)
        assert gap(found.lift(found.factors), factors) < 1e-14
        assert np.abs(found.end_to_end(found.factors) - dlf.end_to_end(factors)).max() < 1e-14


def test_the_rank_of_a_wide_target_is_found_beyond_the_first_sketch():
    objective, factors = problem((90,) * 3, 20, 0.3)
    assert dlf.reduce_problem(objective, factors).frames[0].shape == (90, 41)


def test_a_divergent_run_keeps_what_it_had():
    objective, factors = problem((30,) * 4, 2, 0.3)
    with pytest.raises(dlf.FlowError, match="diverged before step") as caught:
        dlf.reduced_descent(objective, factors, 400, learning_rate=50.0, record=1)
    assert 0 < len(caught.value.trajectory) < 400
    assert all(np.isfinite(W).all() for W in caught.value.trajectory.factors)


@pytest.mark.parametrize("depth", [2, 3, 4])
@pytest.mark.parametrize("learning_rate", [5.0, 20.0, 100.0])
@pytest.mark.parametrize("decay", [0.0, 0.3])
def test_a_divergent_run_ends_where_the_direct_one_does(depth, learning_rate, decay):
    """As many records, finite losses, the same error; a warning would fail this test."""
    objective, factors = problem((12,) * (depth + 1), 2, 0.8)
    settings = {"learning_rate": learning_rate, "weight_decay": decay, "record": 1}
    runs = []
    for descend in (dlf.gradient_descent, dlf.reduced_descent):
        with pytest.raises(dlf.FlowError) as caught:
            descend(objective, factors, 200, **settings)
        runs.append(caught.value.trajectory)
    assert len(runs[0]) == len(runs[1])
    assert np.isfinite(runs[1].losses).all()
    assert runs[1].losses == pytest.approx(runs[0].losses, rel=1e-6)


EYE = np.eye(6)
LOW = dlf.Factorization(np.diag([1.0, 0, 0, 0, 0, 0]))


def rises_and_falls():
    factors = dlf.orthogonal((6, 9, 6), init_scale=0.3, rng=np.random.default_rng(0))
    return dlf.reduce_problem(LOW, factors)


def gaussian_start():
    rng = np.random.default_rng(0)
    factors = dlf.gaussian((6, 6, 6), init_scale=0.3, rng=rng)
    return dlf.reduced_descent(LOW, factors, 1, learning_rate=0.1)


def completion():
    return dlf.Completion.from_dense(np.ones((6, 6)), np.ones((6, 6), dtype=bool))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (gaussian_start, r"W_1 = eps Q with orthonormal columns or rows fails: W_1 of shape"),
        (lambda: dlf.reduce_problem(LOW, (EYE, 0 * EYE)), "W_2 = eps Q"),
        (lambda: dlf.reduce_problem(completion(), (EYE, EYE)), "a Factorization, not Completion"),
        (lambda: dlf.reduce_problem(dlf.Factorization(EYE), (EYE, EYE)), "d - 2r > 0 fails"),
        (rises_and_falls, r"the widths \[6, 9, 6\] rise and then fall"),
        (lambda: dlf.reduce_problem(LOW, (EYE, np.eye(5))), "undefined"),
        (
            lambda: dlf.reduced_descent(LOW, (EYE, EYE), 1, learning_rate=0.0),
            "learning_rate must satisfy",
        ),
        (lambda: dlf.reduced_descent(LOW, (EYE, EYE), -1, learning_rate=0.1), "steps"),
        (lambda: dlf.reduced_flow(LOW, (EYE, EYE), [1.0, 0.0]), "increase strictly"),
    ],
)
def test_a_hypothesis_that_fails_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
