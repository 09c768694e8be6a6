"""What a caller passes in is his: nothing is changed, nothing handed back is a window on it."""

import dataclasses
import warnings

import numpy as np
import pytest
from scipy.sparse import csr_array

import dlf
from dlf.pruning import remove_neurons
from dlf.recovery import SampledStep, alternating_least_squares, soft_impute
from tests.recovery.fits import fitted, problem

RNG = np.random.default_rng(31)
M = RNG.standard_normal((4, 3))
SQUARE = RNG.standard_normal((3, 3))
OBSERVED = np.ones((4, 3), bool)
OBSERVED[1, 2] = OBSERVED[3, 0] = False
A, Y = RNG.standard_normal((9, 4, 3)), RNG.standard_normal(9)
CHAIN = dlf.gaussian((3, 5, 2, 4), init_scale=0.5, rng=RNG)
ONE = (RNG.standard_normal((4, 3)),)
PAIR = (RNG.standard_normal((2, 3)), RNG.standard_normal((4, 2)))
TIMES, TARGETS = np.linspace(0, 2, 5), np.array([2.0, 0.5, 0.0])
SETTINGS = {"learning_rate": 1e-2, "momentum": 0.3, "weight_decay": 0.1, "record": 1}
WHOLE = dlf.Factorization(M)
PART = dlf.Completion.from_dense(M, OBSERVED)
GENERATOR = lambda: np.random.default_rng(0)
TABLE, _ = problem(shape=(12, 10))

CALLS = {
    "Factorization": (lambda m: dlf.Factorization(m).target, M),
    "Factorization.surrogate": (lambda m: dlf.Factorization(m).surrogate(), M),
    "Factorization.gradient": (lambda m, X: dlf.Factorization(m).gradient(X), M, M + 1),
    "Completion.gradient": (PART.gradient, M + 1),
    "Sensing": (lambda a, y: dlf.Sensing(a, y).operators, A, Y),
    "Sensing.gradient": (lambda a, y, X: dlf.Sensing(a, y).gradient(X), A, Y, M),
    "hessian_product": (WHOLE.hessian_product, M),
    "gradient_descent": (lambda *W: dlf.gradient_descent(WHOLE, W, 3, **SETTINGS), *CHAIN),
    "one factor": (lambda *W: dlf.gradient_descent(WHOLE, W, 3, **SETTINGS), *ONE),
    "no step": (lambda *W: dlf.gradient_descent(WHOLE, W, 0, learning_rate=1.0), *CHAIN),
    "sampled_descent": (lambda *W: dlf.sampled_descent(PART, W, 3, **SETTINGS), *CHAIN),
    "sampled_descent, no step": (
        lambda *W: dlf.sampled_descent(PART, W, 0, learning_rate=1.0), *PAIR
    ),
    "gradient_flow": (lambda t, *W: dlf.gradient_flow(WHOLE, W, t), TIMES, *CHAIN),
    "end_to_end_flow": (
        lambda X, t: dlf.end_to_end_flow(dlf.Factorization(SQUARE), X, t, depth=3),
        SQUARE + 4 * np.eye(3), TIMES,
    ),
    "compress": (lambda m: dlf.compress(dlf.Factorization(m), depth=3, rank=2, init_scale=1.0), M),
    "spectral": (lambda m: dlf.spectral(m, depth=2, rank=2, init_scale=1.0), M),
    "compressed_flow": (
        lambda m, t: dlf.compressed_flow(
            dlf.Factorization(m), t, depth=3, rank=2, init_scale=0.5
        ), M, TIMES,
    ),
    "reduced_flow": (
        lambda t, *W: dlf.reduced_flow(dlf.Factorization(np.outer(M[0], M[1])), W, t), TIMES,
        *dlf.orthogonal((3, 3, 3), init_scale=0.5, rng=np.random.default_rng(1)),
    ),
    "mode_strength": (
        lambda t, s: dlf.mode_strength(t, s, init_scale=0.3, depth=2), TIMES[:3], TARGETS
    ),
    "fit_time": (
        lambda c, s: dlf.fit_time(c, s, init_scale=1e-3, depth=3), TIMES[1:3] / 4, TARGETS[:2]
    ),
    "alternating_least_squares": (
        lambda v: alternating_least_squares(
            dlf.Completion([0, 0, 1], [0, 1, 1], v, (2, 2)), 1, 2, ridge=0.1, rng=GENERATOR()
        ), Y[:3],
    ),
    "soft_impute": (lambda *W: soft_impute(PART, 0.1, 2, start=W, record=1), *PAIR),
    "soft_impute, no step": (lambda *W: soft_impute(PART, 0.1, 0, start=W), *PAIR),
    "DeepMatrixCompletion.fit": (lambda x: fitted(x, max_steps=5).factors_, TABLE),
    "DeepMatrixCompletion.transform": (lambda x: fitted(x, max_steps=5).transform(x), TABLE),
    "remove_neurons": (lambda h, x, b: remove_neurons(h, x, b, keep=2), A[0], M[:2], M[0, :2]),
    "remove no neurons": (lambda h, x, b: remove_neurons(h, x, b, keep=3), A[0], M[:2], M[0, :2]),
    "sample_end_to_end": (lambda W: dlf.sample_end_to_end((W,), [0, 1], [1, 1]), M),
}  # fmt: skip


def arrays(value):
    """Every array in a result, however it is packed."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from arrays(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "seconds":
                yield from arrays(getattr(value, field.name))


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("order", ["C", "F"])
def test_arguments_are_read_and_never_handed_back(name, order):
    call, *given = CALLS[name]
    mine = [np.array(a, order=order) for a in given]
    before = [a.copy() for a in mine]
    found = [*arrays(call(*mine))]
    assert found
    for a, b in zip(mine, before, strict=True):
        assert np.array_equal(a, b, equal_nan=True)
        assert not any(np.shares_memory(a, result) for result in found)


@pytest.mark.parametrize("name", CALLS)
def test_a_result_may_be_written_to(name):
    """A second call finds what the first one found: nothing kept inside was handed out."""
    call, *given = CALLS[name]
    mine = [np.array(a) for a in given]
    first = [*arrays(call(*mine))]
    known = [a.copy() for a in first]
    for result in first:
        if result.flags.writeable:
            result[...] = 0
    again = [*arrays(call(*mine))]
    for a, b in zip(again, known, strict=True):
        assert np.array_equal(a, b, equal_nan=True)


@pytest.mark.parametrize("name", CALLS)
def test_the_arrays_of_a_run_are_apart(name):
    """Times, factors and losses: writing to one changes no other."""
    call, *given = CALLS[name]
    found = [*arrays(call(*[np.array(a) for a in given]))]
    for k, first in enumerate(found):
        assert not any(np.shares_memory(first, other) for other in found[k + 1 :])


@pytest.mark.parametrize(
    "objective", [WHOLE, PART, dlf.Sensing(A, Y)], ids=lambda f: type(f).__name__
)
def test_what_an_objective_gives_away_is_not_its_own(objective):
    X = M + 1.0
    value, surrogate = objective.value(X), objective.surrogate()
    known = surrogate.copy()
    surrogate[...] = 7.0
    objective.gradient(X)[...] = 7.0
    assert objective.value(X) == value
    assert np.array_equal(objective.surrogate(), known)
    if isinstance(objective, dlf.Completion):
        objective.sparse().data[...] = 7.0
        objective.sparse_surrogate().data[...] = 7.0
        assert objective.value(X) == value


def test_a_step_works_on_copies(rng):
    """Ranks that fill whole vectors leave no padding to be the reason for a copy."""
    M = rng.standard_normal((8, 8))
    factors = tuple(rng.standard_normal((8, 8)) for _ in range(3))
    entries = csr_array(M)
    mine = [W.copy() for W in factors]
    step = SampledStep(entries, factors)
    step.evaluate()
    kept = tuple(W.copy() for W in step.factors)
    step.move([1e-3] * 3)
    step.restore(kept)
    step.evaluate()
    step.move([1e-3] * 3)
    assert all(map(np.array_equal, factors, mine))
    assert all(map(np.array_equal, kept, mine))
    assert np.array_equal(entries.toarray(), M)


def test_a_fit_that_goes_on_leaves_the_former_factors_alone():
    table, _ = problem(shape=(12, 10))
    model = fitted(table, warm_start=True, max_steps=5, rank=4)
    before, history = model.factors_, model.history_["steps"]
    known, steps = [W.copy() for W in before], history.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(table)
    assert all(map(np.array_equal, before, known))
    assert np.array_equal(history, steps)
    assert not all(map(np.array_equal, model.factors_, known))
