"""Bad input to the room of pruning: a row is a call and the words that its ValueError contains."""

import numpy as np
import pytest

from dlf.pruning import (
    LinearGaussianProblem,
    best_shaping,
    coordinate_law,
    correlated_risks,
    edge_sensitivities,
    feature_costs,
    fixed_point,
    forgetting_counts,
    forward_selection,
    keep_most_sensitive,
    keep_threshold,
    meta_risk,
    minimum_norm,
    moment_estimator,
    most_forgotten,
    neuron_sensitivities,
    optimal_theta,
    oracle_support,
    pruned_risks,
    relu_moments,
    sample_size,
    sample_weights,
    simulate,
    simulate_ridge,
    theta_from_weights,
    truncated_error,
    weights_from_theta,
)

RNG = np.random.default_rng(0)
ONES = [[1.0, 1.0]]


def linear(variances=(1.0, 1.0, 2.0), coefficients=(1.0, 0.0, 1.0), noise=0.1, samples=9):
    return LinearGaussianProblem(variances, coefficients, noise, samples)


def correlated(covariance, coefficients=(1.0, 1.0), kept=1, draws=3):
    return correlated_risks(covariance, coefficients, 0.1, 9, kept, draws=draws, rng=RNG)


TABLE = {
    "record of one time": (lambda: forgetting_counts([[1, 0]]), r"has the shape \(1, 2\)"),
    "record of margins": (lambda: forgetting_counts([[0.5], [1.0]]), "holds 1 where an answer was"),
    "record of words": (lambda: forgetting_counts([["a"], ["b"]]), "nothing else"),
    "record NaN": (lambda: forgetting_counts([[np.nan], [1.0]]), "nothing else"),
    "forgotten kept": (lambda: most_forgotten([1.0, 2.0], 3, rng=RNG), "kept <= N, not 3 > 2"),
    "forgotten none": (lambda: most_forgotten([1.0, 2.0], 0, rng=RNG), "kept >= 1, not 0"),
    "forgotten NaN": (lambda: most_forgotten([np.nan, 2.0], 1, rng=RNG), "score contains NaN"),
    "forgotten seed": (lambda: most_forgotten([1.0], 1, rng=0), "numpy.random.Generator"),
    "shares of lengths": (
        lambda: theta_from_weights([1.0], [1.0, 1.0], 1),
        "2 weights, 1 variances",
    ),
    "shares of a weight": (lambda: theta_from_weights([1.0, 1.0], [1.0, 0.0], 1), "must be > 0"),
    "shares of samples": (lambda: theta_from_weights([1.0, 1.0], [1.0, 1.0], 2), "unless p > n"),
    "weights of lengths": (lambda: weights_from_theta([0.5], [1.0, 1.0]), r"\(1,\) and \(2,\)"),
    "weights of one": (lambda: weights_from_theta([1.0], [1.0]), "0 < theta_i < 1"),
    "risk of lengths": (lambda: meta_risk([0.5, 0.5], [1.0], 0.1, 1), r"\(2,\) and \(1,\)"),
    "risk of a sum": (lambda: meta_risk([0.5, 0.6], [1.0, 1.0], 0.1, 1), "add up to n = 1"),
    "risk beyond": (lambda: meta_risk([1.5, -0.5], [1.0, 1.0], 0.1, 1), r"lie in \[0, 1\]"),
    "risk of a corner": (lambda: meta_risk([1.0, 0.0], [1.0, 1.0], 0.1, 1), "is infinite"),
    "risk of a signal": (lambda: meta_risk([0.5, 0.5], [1.0, -1.0], 0.1, 1), "s_i >= 0, not -1.0"),
    "risk of noise": (lambda: meta_risk([0.5, 0.5], [1.0, 1.0], -0.1, 1), "noise >= 0, not -0.1"),
    "best of samples": (lambda: optimal_theta([1.0, 1.0], 0.1, 2), "n < d: n = 2, d = 2"),
    "best without noise": (lambda: optimal_theta([1.0, 0.0], 0.0, 1), "the infimum is 0"),
    "shaping shapes": (
        lambda: best_shaping(np.eye(2), np.eye(3), 0.1, 1),
        r"\(2, 2\) and \(3, 3\)",
    ),
    "shaping skew": (lambda: best_shaping([[1.0, 1.0], [0.0, 1.0]], np.eye(2), 0.1, 1), "skew"),
    "shaping no noise": (lambda: best_shaping(np.eye(2), np.eye(2), 0.0, 1), "sigma > 0"),
    "shaping features": (
        lambda: best_shaping(np.diag([1.0, -1.0]), np.eye(2), 0.1, 1),
        "must be positive definite",
    ),
    "shaping tasks": (
        lambda: best_shaping(np.eye(2), np.diag([1.0, -1.0]), 0.1, 1),
        "must be positive semidefinite",
    ),
    "moment shapes": (
        lambda: moment_estimator(np.ones((2, 3, 1)), np.ones((2, 2))),
        "y x is undef",
    ),
    "moment of one": (lambda: moment_estimator(np.ones((2, 1, 1)), np.ones((2, 1))), "two samples"),
    "unit of zeros": (lambda: relu_moments([[0.0, 0.0]]), "a row of zeros"),
    "correlated shapes": (lambda: correlated([[1.0]]), r"covariance is \(1, 1\), coefficients"),
    "correlated skew": (lambda: correlated([[1.0, 0.5], [0.0, 1.0]]), "must be symmetric"),
    "correlated sign": (lambda: correlated([[1.0, 2.0], [2.0, 1.0]]), "positive semidefinite"),
    "correlated zero": (lambda: correlated(np.zeros((2, 2))), "not zero"),
    "correlated kept": (lambda: correlated(np.eye(2), kept=3), "kept <= p, not 3 > 2"),
    "correlated draws": (lambda: correlated(np.eye(2), draws=1), "draws >= 2, not 1"),
    "linear lengths": (lambda: linear((1.0,)), "x has 1 variances, beta has 3 coefficients"),
    "linear variance": (lambda: linear((1.0, 0.0, 1.0)), "variances must be > 0, not 0.0"),
    "linear noise": (lambda: linear(noise=-1.0), "noise >= 0, not -1.0"),
    "linear samples": (lambda: linear(samples=0), "samples >= 1, not 0"),
    "linear support twice": (lambda: linear().restricted([0, 0]), "name a feature once"),
    "linear support beyond": (lambda: linear().restricted([3]), "0 <= support < 3"),
    "root of few features": (lambda: fixed_point([1.0, 2.0], 2), "unless p > n, not with p = 2"),
    "root of a variance": (lambda: fixed_point([1.0, -2.0], 1), "variances must be > 0"),
    "root of a ridge": (lambda: fixed_point([1.0, 2.0], 1, ridge=-1.0), "ridge >= 0"),
    "law at the peak": (lambda: coordinate_law(linear(samples=4)), r"infinite for \|p - n\| <= 1"),
    "law of one more": (lambda: coordinate_law(linear(samples=2)), "p = 3, n = 2"),
    "threshold lengths": (lambda: keep_threshold([0.0], [1.0, 1.0], 1), r"\(1,\) and \(2,\)"),
    "threshold atom": (lambda: keep_threshold([1.0], [0.0], 1), "a deviation 0 is an atom"),
    "threshold kept": (lambda: keep_threshold([1.0], [1.0], 2), "kept <= p, not 2 > 1"),
    "threshold of none": (lambda: keep_threshold([1.0], [1.0], 0), "kept >= 1, not 0"),
    "cut below zero": (lambda: truncated_error(1.0, 1.0, 1.0, -1.0), "t >= 0 and sd > 0"),
    "cut of an atom": (lambda: truncated_error(1.0, 1.0, 0.0, 1.0), "t >= 0 and sd > 0"),
    "oracle kept": (lambda: oracle_support(linear(), 4), "kept <= p, not 4 > 3"),
    "pruned without noise": (lambda: pruned_risks(linear(noise=0.0), 2), "is an atom"),
    "fit undefined": (lambda: minimum_norm(np.eye(2), [1.0]), r"X is \(2, 2\), y is \(1,\)"),
    "fit NaN": (lambda: minimum_norm([[np.nan]], [1.0]), "X contains NaN"),
    "one draw": (lambda: simulate(linear(), 2, draws=1, rng=RNG), "draws >= 2, not 1"),
    "draws of a seed": (lambda: simulate(linear(), 2, draws=3, rng=0), "numpy.random.Generator"),
    "draws kept": (lambda: simulate(linear(), 0, draws=3, rng=RNG), "kept >= 1, not 0"),
    "costs undefined": (lambda: feature_costs(np.eye(2), [1.0]), r"features are \(2, 2\), answers"),
    "costs of nothing": (lambda: feature_costs(np.zeros((2, 2)), [1.0, 2.0]), "features are zero"),
    "costs NaN": (lambda: feature_costs(np.eye(2), [np.nan, 1.0]), "answers contains NaN"),
    "costs of a stack": (lambda: feature_costs(np.eye(2), np.ones((2, 1, 1))), "must have 2 axes"),
    "forward undefined": (lambda: forward_selection(np.eye(2), [1.0], 1), "Y - A B is undefined"),
    "forward none": (lambda: forward_selection(np.eye(2), [1.0, 2.0], 0), "count >= 1, not 0"),
    "forward rank": (
        lambda: forward_selection(np.eye(2), [1.0, 2.0], 3),
        "rank of A, 2, with .*; not 3",
    ),
    "shares undefined": (lambda: edge_sensitivities(ONES, [[1.0]]), r"H X\^T is undefined"),
    "shares negative": (lambda: neuron_sensitivities([[1.0, -2.0]], ONES), ">= 0.*not -2.0"),
    "shares NaN": (lambda: edge_sensitivities([[np.nan, 1.0]], ONES), "activations contains NaN"),
    "size below one": (lambda: sample_size(0.9, 0.3, 0.1), "S >= 1, not 0.9"),
    "size of eps": (lambda: sample_size(2.0, 0.0, 0.1), "eps > 0"),
    "size of delta": (lambda: sample_size(2.0, 0.3, 1.0), "0 < delta < 1, not 1.0"),
    "size of no delta": (lambda: sample_size(2.0, 0.3, 0.0), "0 < delta < 1, not 0.0"),
    "sample lengths": (
        lambda: sample_weights(ONES, [1.0], 3, rng=RNG),
        r"X is \(1, 2\), s is \(1,\)",
    ),
    "sample sign": (lambda: sample_weights(ONES, [1.0, -1.0], 3, rng=RNG), "must be >= 0"),
    "sample nothing": (lambda: sample_weights(ONES, [0.0, 0.0], 3, rng=RNG), "not all of them 0"),
    "sample draws": (lambda: sample_weights(ONES, [1.0, 1.0], 0, rng=RNG), "draws >= 1, not 0"),
    "sample seed": (lambda: sample_weights(ONES, [1.0, 1.0], 3, rng=0), "numpy.random.Generator"),
    "keep too many": (lambda: keep_most_sensitive([0.5, 0.5], 3), "not 3 > 2"),
    "keep none": (lambda: keep_most_sensitive([0.5, 0.5], 0), "keep >= 1, not 0"),
    "ridge zero": (lambda: simulate_ridge(linear(), 0.0, draws=3, rng=RNG), "ridge > 0"),
}


@pytest.mark.parametrize(("call", "words"), TABLE.values(), ids=TABLE)
def test_bad_input_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()
