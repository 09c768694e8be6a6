"""Random signs: the same as their stored matrices, independent, and the same bits everywhere."""

import tracemalloc
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

import dlf
from dlf._support import kernels, plain

KEY = np.uint64(0x9E3779B97F4A7C15)
SIZES = [(1, (1, 1)), (3, (7, 9)), (64, (8, 8)), (65, (5, 13)), (203, (12, 31))]
WORDS = "1001000001110001", "1111011100101100"


def both(count, shape, **settings):
    """The same problem with signs and with stored ones."""
    drawn = dlf.SignOperators(count, shape, seed=3, scale=0.3)
    y = np.random.default_rng(0).standard_normal(count)
    stored = drawn.materialize().astype(float)
    return dlf.Sensing(drawn, y, **settings), dlf.Sensing(stored, y, **settings)


def close(found, expected):
    return np.abs(found - expected).max() <= 1e-13 * max(1.0, np.abs(expected).max())


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize(("count", "shape"), SIZES)
def test_signs_give_what_their_stored_matrices_give(count, shape, reduction, rng):
    drawn, stored = both(count, shape, reduction=reduction)
    X = rng.standard_normal(shape)
    assert drawn.shape == shape
    assert drawn.value(X) == pytest.approx(stored.value(X), rel=1e-13)
    assert close(drawn.gradient(X), stored.gradient(X))
    assert close(drawn.hessian_product(X), stored.hessian_product(X))
    assert close(drawn.surrogate(), stored.surrogate())
    inside = np.empty(shape)
    assert drawn.gradient(X, out=inside) is inside
    assert np.array_equal(inside, drawn.gradient(X))


@pytest.mark.parametrize("wrong", [0, 63, 64])
def test_the_comparison_refutes_one_wrong_sign(wrong, rng):
    drawn, stored = both(65, (5, 13))
    X = rng.standard_normal((5, 13))
    A = stored.operators.copy()
    A[wrong, 4, wrong % 13] *= -1
    assert not close(drawn.gradient(X), dlf.Sensing(A, stored.measurements).gradient(X))


@pytest.mark.parametrize(("first", "stop"), [(0, 0), (0, 1), (0, 101), (37, 90)])
def test_compiled_and_plain_loops_give_the_same_bits(first, stop, rng):
    x, y = rng.standard_normal((3, 8, 8)), rng.standard_normal(101)
    found = []
    for loops in (kernels, plain):
        sums, adjoint = np.full(101, 7.0), np.full((101, 8, 8), 7.0)
        loops.sign_sums(first, stop, KEY, x, sums)
        loops.sign_adjoint(first, stop, KEY, y, adjoint)
        found.append((sums, adjoint))
    for compiled, numpy in zip(*found, strict=True):
        assert np.array_equal(compiled, numpy)
        assert (compiled[:first] == 7.0).all()
        assert (compiled[stop:] == 7.0).all()


def test_words_are_those_of_the_published_generator():
    """SplitMix64 from zero begins with 0xe220a8397b1dcdaf and 0x6e789e6aa1b965f4."""
    words = plain.sign_words(0, 2, 1, plain.GAMMA).ravel()
    assert [hex(word) for word in words] == ["0xe220a8397b1dcdaf", "0x6e789e6aa1b965f4"]
    by_two, by_one = plain.sign_words(0, 6, 2, KEY), plain.sign_words(0, 12, 1, KEY)
    assert np.array_equal(by_two.ravel(), by_one.ravel())


def test_the_seed_decides_a_prefix_stays_and_the_bits_are_known():
    first = dlf.SignOperators(100, (4, 3), seed=8).materialize()
    assert np.array_equal(first, dlf.SignOperators(100, (4, 3), seed=8).materialize())
    assert np.array_equal(first[:70], dlf.SignOperators(70, (4, 3), seed=8).materialize())
    assert not np.array_equal(first, dlf.SignOperators(100, (4, 3), seed=9).materialize())
    rows = dlf.SignOperators(2, (4, 4), seed=8).materialize().reshape(2, 16)
    assert tuple("".join("01"[int(s > 0)] for s in row) for row in rows) == WORDS


def test_results_do_not_depend_on_the_number_of_threads(rng):
    objective, X = both(603, (20, 50))[0], rng.standard_normal((20, 50))
    for threads in (1, 2, 3, 64):
        other = replace(objective, threads=threads)
        assert np.array_equal(other.gradient(X), objective.gradient(X))
        assert other.value(X) == objective.value(X)


def test_it_is_a_linear_operator_with_its_adjoint(rng):
    operators = dlf.SignOperators(130, (6, 14), seed=2)
    flat = operators.materialize().reshape(130, 84).astype(float)
    x, y = rng.standard_normal(84), rng.standard_normal(130)
    assert np.allclose(operators @ x, flat @ x, atol=1e-12)
    assert np.allclose(operators.T @ y, flat.T @ y, atol=1e-12)
    assert np.allclose(operators @ np.stack([x, 2 * x], axis=1), np.outer(flat @ x, [1, 2]))


def products(signs):
    """Root m times the mean of the product of each pair of columns of m rows."""
    correlations = signs.T @ signs / np.sqrt(len(signs))
    return correlations[np.triu_indices(signs.shape[1], 1)]


def deviations(signs):
    """{what: values that are N(0, 1), nearly, for independent signs (m, 128)}."""
    m, root = len(signs), np.sqrt(len(signs))
    columns = signs[:, ::9].T  # over both words, at all places of a byte
    triples = np.array([np.sum(a * b * c) for a, b, c in combinations(columns, 3)])
    fours = np.array([np.sum(a * b * c * d) for a, b, c, d in combinations(columns, 4)])
    lags = [np.sum(signs[k:] * signs[:-k], axis=0) / np.sqrt(m - k) for k in (1, 2, 3, 64)]
    return {
        "mean": signs.sum(axis=0) / root,
        "pairs": products(signs),
        "triples": triples / root,
        "fours": fours / root,
        "rows, one after another": np.concatenate(lags),
        "sums of a row": signs.sum(axis=1) / np.sqrt(signs.shape[1]),
    }


def suspicious(signs):
    """What of `deviations` has a variance five standard errors from one, or a value beyond 5.5."""
    found = []
    for name, values in deviations(signs).items():
        error = 5 * np.sqrt(2 / values.size)
        if abs(np.mean(values**2) - 1) > error or np.abs(values).max() > 5.5:
            found.append(name)
    return found


@pytest.mark.parametrize("seed", [0, 1, 2**32, 10**20])
def test_signs_look_independent(seed):
    signs = dlf.SignOperators(4000, (16, 8), seed=seed).materialize().reshape(4000, 128)
    assert suspicious(signs.astype(float)) == []


def test_the_look_sees_a_bias_a_repeat_and_a_parity(rng):
    signs = rng.choice([-1.0, 1.0], (4000, 128))
    assert suspicious(signs) == []
    biased = np.where(rng.random(signs.shape) < 0.03, 1.0, signs)
    assert "mean" in suspicious(biased)
    twice = signs.copy()
    twice[:, 100] = signs[:, 3]
    assert "pairs" in suspicious(twice)
    again = signs.copy()
    again[1::2] = signs[::2]
    assert "rows, one after another" in suspicious(again)
    even = signs.copy()
    even[:, 27] = signs[:, 0] * signs[:, 9] * signs[:, 18]
    assert "fours" in suspicious(even)


def test_no_word_of_any_seed_is_drawn_twice():
    words = [
        dlf.SignOperators(200, (8, 16), seed=seed).materialize().reshape(-1, 64).astype(np.int8)
        for seed in range(10)
    ]
    assert len({word.tobytes() for word in np.concatenate(words)}) == 10 * 400


def test_the_surrogate_errs_less_than_that_of_gaussian_operators():
    """The mean square of ||S - M||_F / ||M||_F is (d^2 - 1) / m, as ||A||_F^2 = d^2 for signs."""
    d, m = 3, 20
    M = np.arange(9.0).reshape(d, d) - 2
    squares = []
    for seed in range(2000):
        operators = dlf.SignOperators(m, (d, d), seed=seed)
        S = dlf.Sensing(operators, operators @ M.ravel()).surrogate()
        squares.append(np.sum((S - M) ** 2) / np.sum(M**2))
    error = 4 * np.std(squares) / np.sqrt(len(squares))
    assert error < 0.05
    assert abs(np.mean(squares) - (d**2 - 1) / m) < error < (d**2 + 1) / m - np.mean(squares)


@pytest.mark.parametrize("seed", range(3))
def test_a_matrix_is_recovered_as_from_gaussian_operators(seed):
    """d = 12, r = 1, eight measurements for each of the 23 degrees of freedom."""
    rng = np.random.default_rng(seed)
    u, v = rng.standard_normal((2, 12))
    M = np.outer(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))
    errors = []
    for kind in (dlf.SignOperators, dlf.GaussianOperators):
        operators = kind(184, (12, 12), seed=seed, scale=1 / np.sqrt(184))
        measurements = operators @ M.ravel()
        if kind is dlf.GaussianOperators:
            operators = operators.materialize()
        objective = dlf.Sensing(operators, measurements)
        start = dlf.compress(objective, depth=3, rank=2, init_scale=0.03)
        run = dlf.gradient_descent(objective, start, 800, learning_rate=0.2, record=800)
        errors.append(np.linalg.norm(run.end_to_end()[-1] - M))
    assert max(errors) < 1e-3


def test_memory_is_that_of_a_few_vectors(rng):
    drawn, X = both(2000, (64, 64))[0], rng.standard_normal((64, 64))
    drawn.gradient(X)  # compiles
    tracemalloc.start()
    drawn.gradient(X)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10 * 8 * (2000 + 64 * 64)
