"""Sensitivities by the definition, term by term; sampled weights; the number of draws."""

from itertools import product
from math import comb, factorial

import numpy as np
import pytest

from dlf.pruning import (
    edge_sensitivities,
    keep_most_sensitive,
    neuron_sensitivities,
    sample_size,
    sample_weights,
)


def layer(seed, samples=30, neurons=8, outputs=3):
    """ReLU activations, one neuron dead and one input dark, and weights of both signs."""
    rng = np.random.default_rng(seed)
    H = np.maximum(rng.standard_normal((samples, neurons)) + 0.2, 0)
    H[:, 2], H[4:5] = 0.0, 0.0
    X = rng.standard_normal((outputs, neurons))
    X[1] = -np.abs(X[1])
    X[2, 5] = 0.0
    return H, X


def by_definition(H, X):
    """The largest share among the weights of one sign, one term after the other."""
    found = np.zeros(X.shape)
    for u, i, j in product(range(len(H)), range(len(X)), range(X.shape[1])):
        like = [k for k in range(X.shape[1]) if X[i, k] * X[i, j] > 0]
        whole = sum(abs(X[i, k]) * H[u, k] for k in like)
        share = abs(X[i, j]) * H[u, j] / whole if whole > 0 else 0.0
        found[i, j] = max(found[i, j], share)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_sensitivities_are_the_largest_shares(seed):
    H, X = layer(seed)
    found = edge_sensitivities(H, X)
    assert np.allclose(found, by_definition(H, X), rtol=1e-13, atol=0)
    assert np.allclose(edge_sensitivities(H, np.abs(X)), by_definition(H, np.abs(X)), rtol=1e-13)
    assert np.array_equal(neuron_sensitivities(H, X), found.max(axis=0))
    assert not found[:, 2].any()
    assert found[2, 5] == 0
    assert (found <= 1).all()


@pytest.mark.parametrize("scale", [1e-250, 1e-160, 1e160, 1e300])
def test_scales_of_inputs_and_outputs_do_not_matter(scale):
    H, X = layer(7)
    found = edge_sensitivities(H, X)
    assert np.allclose(edge_sensitivities(scale * H, X), found, rtol=1e-13)
    assert np.allclose(edge_sensitivities(H, scale * X), found, rtol=1e-13)


def test_the_total_lies_between_one_and_the_number_of_neurons_and_inputs():
    H, X = layer(8, samples=3)
    total = edge_sensitivities(H, np.abs(X)).sum(axis=1)
    assert ((total >= 1) & (total <= 3)).all()
    assert edge_sensitivities(np.eye(5), np.ones((1, 5))).sum() == 5
    assert edge_sensitivities(np.ones((5, 4)), np.ones((1, 4))).sum() == 1


def test_the_mean_over_all_outcomes_of_three_draws_is_the_row():
    """Every multinomial outcome once, with its probability: the weights are unbiased."""
    x, p, m = np.array([[2.0, -1.0, 0.5]]), np.array([0.5, 0.3, 0.2]), 3
    mean, seen = np.zeros((1, 3)), 0.0
    rng = np.random.default_rng(0)
    found = {}
    while len(found) < comb(m + 2, 2):
        one = sample_weights(x, 7 * p, m, rng=rng)
        found[tuple(one.counts.tolist())] = one.weight
    for counts, weight in found.items():
        ways = factorial(m) / np.prod([factorial(c) for c in counts])
        chance = ways * np.prod(p ** np.array(counts))
        mean, seen = mean + chance * weight, seen + chance
    assert seen == pytest.approx(1, rel=1e-12)
    assert np.allclose(mean, x, rtol=1e-12)


def test_what_was_not_drawn_is_zero_and_dead_neurons_never_are():
    H, X = layer(9)
    s = neuron_sensitivities(H, X)
    found = sample_weights(X, s, 6, rng=np.random.default_rng(1))
    assert found.counts.sum() == 6
    assert found.counts[2] == 0
    assert np.array_equal(found.kept, np.flatnonzero(found.counts))
    gone = np.delete(np.arange(8), found.kept)
    assert not found.weight[:, gone].any()
    share = s / s.sum()
    factor = (found.counts / (6 * np.where(share > 0, share, 1)))[found.kept]
    assert np.allclose(found.weight[:, found.kept], X[:, found.kept] * factor, rtol=1e-12)


def test_one_input_and_its_own_shares_are_exact():
    H, X = layer(10, samples=1)
    x = np.abs(X[:1])
    found = sample_weights(x, edge_sensitivities(H, x)[0], 1, rng=np.random.default_rng(2))
    assert H @ found.weight.T == pytest.approx(H @ x.T, rel=1e-12)


def test_the_number_of_draws_is_the_next_whole_number():
    for total, eps, delta in ((1.0, 0.5, 0.5), (5.5, 0.3, 0.05), (40.0, 1.5, 1e-9)):
        m = sample_size(total, eps, delta)
        reached = lambda m, S=total, e=eps: 2 * np.exp(-3 * m * e**2 / ((6 + 2 * e) * S))
        assert reached(m) <= delta < reached(m - 1)


@pytest.mark.parametrize(
    ("total", "eps", "delta"), [(3, 0.5, 0.1), (6, 0.3, 0.01), (20, 0.8, 1e-6)]
)
def test_the_draws_are_enough_where_one_neuron_of_many_is_on(total, eps, delta):
    m = sample_size(total, eps, delta)
    chance = lambda k: comb(m, k) * (total - 1) ** (m - k) / total**m
    wrong = sum(chance(k) for k in range(m + 1) if abs(total * k / m - 1) >= eps)
    assert 0 < wrong <= delta


@pytest.mark.parametrize("keep", [1, 3, 7, 8])
def test_what_is_dropped_bounds_the_relative_error_on_the_samples(keep):
    H, X = layer(11)
    s = edge_sensitivities(H, np.abs(X)).max(axis=0)
    kept, bound = keep_most_sensitive(s, keep)
    error = np.abs(H @ X.T - H[:, kept] @ X[:, kept].T)
    assert len(kept) == keep
    assert (error <= bound * (H @ np.abs(X).T) + 1e-14).all()
    assert bound == pytest.approx(s.sum() - s[kept].sum(), abs=1e-14)
    assert s[kept].min() >= np.delete(s, kept).max(initial=0)


def test_of_one_dropped_weight_the_bound_is_attained():
    H, X = layer(12)
    x = np.abs(X[:1])
    s = edge_sensitivities(H, x)[0]
    s[2] = 1.0  # the dead one stays, so that a living one goes
    kept, bound = keep_most_sensitive(s, 7)
    lit = np.delete(H, 4, axis=0)
    error = 1 - (lit[:, kept] @ x[0, kept]) / (lit @ x[0])
    assert error.max() == pytest.approx(bound, rel=1e-12)


def test_of_equal_ones_the_first_stay():
    assert keep_most_sensitive([0.2, 0.5, 0.2, 0.2], 2)[0].tolist() == [0, 1]
