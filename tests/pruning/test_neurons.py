"""Neurons removed from arrays: what it costs, by least squares anew; what is refused."""

import numpy as np
import pytest

from dlf.pruning import numeric_rank, redistribute, removal_costs, remove_neurons


def layer(seed, samples=40, neurons=9, outputs=4):
    """ReLU activations, outgoing weights, bias."""
    rng = np.random.default_rng(seed)
    H = np.maximum(rng.standard_normal((samples, 6)) @ rng.standard_normal((6, neurons)), 0)
    return H, rng.standard_normal((outputs, neurons)), rng.standard_normal(outputs)


def least(H, X, kept, constant):
    """The least |dZ|_F^2, by NumPy's least squares with a column of ones."""
    A = np.hstack([H[:, kept], np.ones((len(H), int(constant)))])
    Z = H @ X.T
    return float(((A @ np.linalg.lstsq(A, Z, rcond=None)[0] - Z) ** 2).sum())


@pytest.mark.parametrize("constant", [True, False])
def test_a_cost_is_the_least_change(constant):
    H, X, _ = layer(0)
    found = removal_costs(H, X, constant=constant)
    for j in range(9):
        stated = least(H, X, np.delete(np.arange(9), j), constant)
        assert found[j] == pytest.approx(stated, rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("constant", [True, False])
def test_costs_add_up_to_the_change_of_all_together(seed, constant):
    H, X, b = layer(seed)
    found = remove_neurons(H, X, b if constant else None, keep=4)
    change = H @ X.T - H[:, found.kept] @ found.weight.T
    change += b - found.bias if constant else 0
    total = float((change**2).sum())
    assert total == pytest.approx(found.costs.sum(), rel=1e-9)
    assert total == pytest.approx(least(H, X, found.kept, constant), rel=1e-9)
    assert sorted([*found.kept, *found.removed]) == list(range(9))


def test_each_removal_is_the_cheapest_of_those_that_are_left():
    H, X, b = layer(4)
    found, kept, before = remove_neurons(H, X, b, keep=3), list(range(9)), 0.0
    for j, cost in zip(found.removed, found.costs, strict=True):
        after = {i: least(H, X, [k for k in kept if k != i], True) for i in kept}
        assert after[j] == pytest.approx(min(after.values()), rel=1e-9)
        assert after[j] - before == pytest.approx(cost, rel=1e-8)
        kept.remove(j)
        before = after[j]


def planted(seed):
    """Nine neurons, of which three depend on others and the constant, two on others alone."""
    H, X, b = layer(seed)
    H[:, 3], H[:, 7] = 2 * H[:, 0] - H[:, 1] + 5, H[:, 2] / 3
    H[:, 5] = 4.0
    return H, X, b


@pytest.mark.parametrize(("constant", "number"), [(True, 3), (False, 2)])
def test_what_depends_on_others_goes_without_loss(constant, number):
    H, X, b = planted(5)
    found = remove_neurons(H, X, b if constant else None, tolerance=1e-8)
    assert len(found.removed) == number
    change = H @ X.T + (b if constant else 0) - H[:, found.kept] @ found.weight.T
    change -= found.bias if constant else 0
    assert np.abs(change).max() < 1e-12


def test_after_exact_removals_the_costs_are_still_right():
    """The square root of the inverse is then 1e10 large, and loses that many digits less."""
    H, X, b = planted(6)
    found = remove_neurons(H, X, b, keep=3)
    assert found.costs.sum() == pytest.approx(least(H, X, found.kept, True), rel=1e-5)


@pytest.mark.parametrize("tolerance", [1e-13, 1e-9, 1e-4])
@pytest.mark.parametrize("constant", [True, False])
def test_what_is_free_goes_at_any_tolerance(tolerance, constant):
    """Those of `planted` and dead ones, whatever their outgoing weights; the dead go first."""
    H, X, b = planted(13)
    H = np.hstack([np.zeros((40, 1)), H, np.zeros((40, 1))])
    X = np.hstack([np.full((4, 1), 1e8), X, np.ones((4, 1))])
    found = remove_neurons(H, X, b if constant else None, tolerance=tolerance)
    removed = found.removed.tolist()
    assert len(removed) == (5 if constant else 4)
    assert removed[: 3 if constant else 2] == ([0, 10, 6] if constant else [0, 10])
    change = H @ X.T + (b if constant else 0) - H[:, found.kept] @ found.weight.T
    change -= found.bias if constant else 0
    assert np.abs(change).max() < 1e-12


def test_of_a_dead_layer_one_neuron_stays():
    found = remove_neurons(np.zeros((5, 8)), np.ones((2, 8)), tolerance=1e-3)
    assert len(found.kept) == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_ridge_and_the_floor_follow_the_precision(seed):
    """Rounded to single precision, dependent neurons still are: no tolerance tells them apart."""
    H, X, b = planted(seed)
    single = H.astype(np.float32)
    assert len(remove_neurons(single, X, b, tolerance=1e-9).removed) == 3
    assert len(remove_neurons(single.astype(float), X, b, tolerance=1e-9).removed) < 3
    for act in (removal_costs, lambda *a, **k: redistribute(*a, b, [0, 1], **k)[0]):
        assert np.array_equal(act(single, X), act(single, X, ridge=1e-12))
        assert np.array_equal(act(H, X), act(H, X, ridge=1e-20))


def test_a_large_ridge_does_not_count_as_change():
    H, X, b = layer(14)
    H[:, 8] = 0.0
    found = remove_neurons(H, X, b, tolerance=1e-6, ridge=1e-2)
    assert found.removed.tolist() == [8]


def test_a_tolerance_is_kept_and_no_neuron_more_would_do():
    H, X, b = layer(7, samples=200)
    Z = (H - H.mean(axis=0)) @ X.T
    found = remove_neurons(H, X, b, tolerance=0.3)
    change = np.sqrt(found.costs.sum()) / np.linalg.norm(Z)
    one_more = remove_neurons(H, X, b, keep=len(found.kept) - 1)
    assert 0 < change <= 0.3 < np.sqrt(one_more.costs.sum()) / np.linalg.norm(Z)


def test_redistribution_over_given_neurons_is_least_squares():
    H, X, b = layer(8)
    weight, bias = redistribute(H, X, b, [0, 3, 4])
    change = H @ X.T + b - H[:, [0, 3, 4]] @ weight.T - bias
    assert (change**2).sum() == pytest.approx(least(H, X, [0, 3, 4], True), rel=1e-9)
    assert np.abs(change.sum(axis=0)).max() < 1e-10  # the bias takes the means


def test_a_ridge_holds_the_weights():
    H, X, b = layer(9, samples=5)  # fewer samples than neurons
    free = remove_neurons(H, X, b, keep=4, ridge=1e-20).weight
    held = remove_neurons(H, X, b, keep=4, ridge=1e-2).weight
    assert np.linalg.norm(held) < np.linalg.norm(free)


def test_rank_counts_what_is_not_redundant():
    H, _, _ = layer(10)
    H[:, 8] = H[:, 0] + H[:, 1]
    assert numeric_rank(H) == 8
    assert numeric_rank(H, tolerance=0.9) == 1


def test_nothing_of_the_caller_is_changed():
    H, X, b = layer(11)
    copies = [a.copy() for a in (H, X, b)]
    remove_neurons(H, X, b, keep=2)
    assert all(np.array_equal(*pair) for pair in zip((H, X, b), copies, strict=True))


H, X, B = layer(12)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: removal_costs(H, X[:, :4]), "H X\\^T is undefined"),
        (lambda: removal_costs(H[0], X), "2 axes"),
        (lambda: removal_costs(np.full((3, 9), np.nan), X), "NaN"),
        (lambda: removal_costs(H, X, ridge=0.0), "ridge > 0"),
        (lambda: remove_neurons(H, X), "keep or tolerance"),
        (lambda: remove_neurons(H, X, keep=0), "keep >= 1"),
        (lambda: remove_neurons(H, X, keep=10), "number of neurons, not 10 > 9"),
        (lambda: remove_neurons(H, X, tolerance=-1.0), "tolerance > 0"),
        (lambda: remove_neurons(H, X, B[:2], keep=3), "1 b\\^T is undefined"),
        (lambda: redistribute(H, X, B, [0, 9]), "kept < 9"),
        (lambda: redistribute(H, X, B, [0, 0]), "once"),
        (lambda: numeric_rank(H, tolerance=1.0), "tolerance < 1"),
    ],
)
def test_a_callers_mistake_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
