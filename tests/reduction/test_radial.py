"""Radial networks against slow ways to the same: a loop over samples, differences, complete QR."""

import numpy as np
import pytest
from scipy.linalg import qr

import dlf
from dlf.reduction import (
    Radial,
    core_compress,
    projected_descent,
    qr_compress,
    radial_descent,
    radial_forward,
    radial_gradients,
    reduced_widths,
)

TANH = Radial(np.tanh, lambda r: 1 / np.cosh(r) ** 2)
BUMP = Radial(lambda r: r / (1 + r**2), lambda r: (1 - r**2) / (1 + r**2) ** 2)
WIDTHS = [(2, 16, 40, 8, 3), (3, 7, 1), (1, 1, 9, 9, 2), (4, 2, 12, 5), (5, 3)]
OPTIONS = {
    "plain": {},
    "momentum": {"momentum": 0.5},
    "both": {"momentum": 0.3, "weight_decay": 0.05},
}


def network(widths, seed=0):
    rng = np.random.default_rng(seed)
    pairs = zip(widths, widths[1:], strict=False)
    return tuple(rng.standard_normal((n, 1 + k)) / np.sqrt(1 + k) for k, n in pairs)


def problem(widths, samples=6):
    rng = np.random.default_rng(1)
    inputs = rng.standard_normal((widths[0], samples))
    return dlf.Factorization(rng.standard_normal((widths[-1], samples)), "mean"), inputs


def gap(first, second):
    return max(np.abs(A - B).max() for A, B in zip(first, second, strict=True))


def one_sample(weights, x, rho):
    """F_W(x) by the definition, a vector at a time."""
    for l, W in enumerate(weights, 1):
        a = W[:, 0] + W[:, 1:] @ x
        r = np.linalg.norm(a)
        x = a if l == len(weights) or r == 0 else rho.value(r) * a / r
    return x


@pytest.mark.parametrize("rho", [TANH, BUMP], ids=["tanh", "bump"])
@pytest.mark.parametrize("widths", WIDTHS)
def test_outputs_are_those_of_a_loop_over_samples(widths, rho):
    weights, (_, inputs) = network(widths), problem(widths)
    found = radial_forward(weights, inputs, rho)
    assert gap(found.T, [one_sample(weights, x, rho) for x in inputs.T]) < 1e-14


@pytest.mark.parametrize("rho", [TANH, BUMP], ids=["tanh", "bump"])
@pytest.mark.parametrize("widths", WIDTHS)
def test_gradients_are_those_of_differences(widths, rho):
    weights, (objective, inputs) = network(widths), problem(widths)
    found, rng = radial_gradients(objective, weights, inputs, rho), np.random.default_rng(2)
    loss = lambda W: objective.value(radial_forward(W, inputs, rho))
    for _ in range(5):
        step = [rng.standard_normal(W.shape) for W in weights]
        ends = [
            loss([W + h * S for W, S in zip(weights, step, strict=True)]) for h in (1e-5, -1e-5)
        ]
        slope = sum(np.vdot(G, S) for G, S in zip(found, step, strict=True))
        assert abs(slope - (ends[0] - ends[1]) / 2e-5) < 1e-8


def test_a_radial_function_at_zero():
    zeros, slopes = np.zeros((3, 2)), np.arange(6.0).reshape(3, 2)
    assert (TANH(zeros) == 0).all()
    assert (TANH.pull_back(zeros, slopes) == slopes).all()  # tanh'(0) = 1
    rest = (np.zeros((4, 3)), np.zeros((2, 5)))
    objective, inputs = problem((2, 4, 2))
    found = radial_gradients(objective, rest, inputs, BUMP)
    assert all(np.isfinite(G).all() for G in found)


@pytest.mark.parametrize("widths", WIDTHS)
def test_the_compressed_network_is_that_of_complete_householder_qr(widths):
    weights, (_, inputs) = network(widths), problem(widths)
    found, below = qr_compress(weights), np.eye(widths[0])
    for W, Q, R in zip(weights[:-1], found.frames[1:], found.weights, strict=False):
        complete, upper = qr(np.hstack([W[:, :1], W[:, 1:] @ below]))
        below = complete[:, : len(R)]
        assert gap(Q @ Q.T, below @ below.T) < 1e-13
        assert gap(np.abs(R), np.abs(upper[: len(R)])) < 1e-13
    assert (widths[0], *(len(R) for R in found.weights)) == reduced_widths(widths)
    small = radial_forward(found.weights, 3 * inputs, TANH)
    assert gap(radial_forward(weights, 3 * inputs, TANH), small) < 1e-13
    assert gap(found.lift(found.weights), weights) < 1e-13


def test_an_activation_of_each_entry_is_not_cut_without_loss():
    weights, (_, inputs) = network((2, 16, 3)), problem((2, 16, 3))
    outputs = [radial_forward(W, inputs, np.tanh) for W in (weights, qr_compress(weights).weights)]
    assert gap(*outputs) > 0.1


def transformed(weights):
    """Q^-1 W with complete orthogonal Q, and those Q."""
    complete, found = [np.eye(weights[0].shape[1] - 1)], []
    widths = [len(complete[0]), *(len(W) for W in weights)]
    kept = reduced_widths(widths)
    for l, W in enumerate(weights):
        T = np.hstack([W[:, :1], W[:, 1:] @ complete[-1]])
        Q = np.eye(len(W)) if l == len(weights) - 1 else qr(T[:, : 1 + kept[l]])[0]
        complete.append(Q)
        found.append(Q.T @ T)
    return found, complete, kept


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize("widths", WIDTHS)
def test_projected_descent_freezes_a_block_of_the_transformed_network(widths, options):
    weights, (objective, inputs) = network(widths), problem(widths)
    T, complete, kept = transformed(weights)
    momentum, decay = options.get("momentum", 0.0), options.get("weight_decay", 0.0)
    V = [np.zeros_like(A) for A in T]
    for _ in range(25):
        G = radial_gradients(objective, T, inputs, TANH)
        for l, A in enumerate(G):
            if l < len(G) - 1:
                A[kept[l + 1] :, : 1 + kept[l]] = 0
        V = [momentum * v + g + decay * A for v, g, A in zip(V, G, T, strict=True)]
        T = [A - 0.3 * v for A, v in zip(T, V, strict=True)]
    pairs = zip(T, complete, complete[1:], strict=False)
    stated = [Q @ np.hstack([A[:, :1], A[:, 1:] @ P.T]) for A, P, Q in pairs]
    settings = {"learning_rate": 0.3, **options}
    run = projected_descent(objective, weights, inputs, TANH, 25, **settings)
    assert gap(run.at(-1), stated) < 1e-12
    small = radial_descent(objective, qr_compress(weights).weights, inputs, TANH, 25, **settings)
    assert np.abs(run.losses - small.losses).max() < 1e-13
    assert (run.steps == np.arange(26)).all()


def test_without_the_projection_the_small_network_is_left():
    weights, (objective, inputs) = network((2, 16, 40, 8, 3)), problem((2, 16, 40, 8, 3))
    runs = [
        radial_descent(objective, W, inputs, TANH, 40, learning_rate=1.0)
        for W in (weights, qr_compress(weights).weights)
    ]
    assert abs(runs[0].losses[-1] - runs[1].losses[-1]) > 1e-3


def orthogonal_start(widths, biases):
    weights, rng = [W.copy() for W in network(widths)], np.random.default_rng(3)
    for l, W in enumerate(weights):
        W[:, 0] = rng.standard_normal(len(W)) if l in biases else 0.0
        if 0 < l < len(weights) - 1:
            W[:, 1:] = 0.8 * np.linalg.qr(W[:, 1:])[0]
    return weights


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize("biases", [(), (0,), (0, 2)])
def test_plain_descent_of_an_orthogonal_start_is_that_of_its_core(biases, options):
    widths = (2, 12, 12, 12, 3)
    weights, (objective, inputs) = orthogonal_start(widths, biases), problem(widths)
    small, settings = core_compress(weights), {"learning_rate": 0.3, **options}
    assert [len(R) for R in small.weights] == [*[5 + len(biases)] * 3, 3]
    runs = [
        radial_descent(objective, W, inputs, TANH, 25, **settings) for W in (weights, small.weights)
    ]
    unseen = 4 * np.random.default_rng(4).standard_normal((2, 9))
    assert gap(*(radial_forward(run.at(-1), unseen, TANH) for run in runs)) < 1e-13


def test_the_core_of_one_hidden_layer_and_of_a_gaussian_start():
    assert [len(R) for R in core_compress(network((2, 30, 3))).weights] == [6, 3]
    assert [len(R) for R in core_compress(network((2, 12, 12, 3))).weights] == [12, 12, 3]
    twice = core_compress(core_compress(network((2, 30, 3))).weights)
    assert [len(R) for R in twice.weights] == [6, 3]


SILENT = {
    "first layer": ((np.zeros((5, 3)), [[0.0, 0, 1, 2, 3, 4]]), [1, 1]),
    "first of three": ((np.zeros((5, 2)), np.eye(5, 6, 1), [[0.0, 0, 0, 0, 0, 1]]), [1, 1, 1]),
    "all": ((np.zeros((5, 2)), np.zeros((4, 6)), np.zeros((2, 5))), [1, 1, 2]),
}


@pytest.mark.parametrize("name", SILENT)
def test_a_layer_that_nothing_reaches_keeps_one_direction(name):
    """What a layer above it shows is no more than that, whatever comes first."""
    weights, widths = SILENT[name]
    small = core_compress(weights)
    assert [len(R) for R in small.weights] == widths
    closed = [len(R) for R in core_compress(small.weights).weights]
    assert closed == widths


def test_widths():
    assert reduced_widths((64, 256, 256, 10)) == (64, 65, 66, 10)
    assert reduced_widths((5, 3)) == (5, 3)
    assert reduced_widths((3, 100, 2, 100, 1)) == (3, 4, 2, 3, 1)


def test_a_run_that_diverges_keeps_what_it_has():
    objective, inputs = problem((2, 5, 3))
    square = Radial(lambda r: r**2, lambda r: 2 * r)
    with pytest.raises(dlf.FlowError, match="radial descent diverged") as caught:
        radial_descent(objective, network((2, 5, 3)), inputs, square, 99, learning_rate=50.0)
    assert len(caught.value.trajectory.losses) > 0


GOOD, (LOSS, INPUTS) = network((2, 5, 3)), problem((2, 5, 3))
TABLE = {
    "no layer": (lambda: qr_compress(()), "needs a layer, and two columns"),
    "bias alone": (lambda: qr_compress((np.ones((2, 1)),)), "needs a layer, and two columns"),
    "layers that do not fit": (
        lambda: qr_compress((np.ones((5, 3)), np.ones((1, 5)))),
        r"W_2 \(1, z_1\) is undefined: W_2 is \(1, 5\), z_1 has 5 entries",
    ),
    "NaN": (lambda: qr_compress((np.full((5, 3), np.nan),)), "W_1 contains NaN"),
    "inputs": (
        lambda: radial_forward(GOOD, np.ones((3, 4)), TANH),
        r"W_1 \(1, x\) is undefined: W_1 is \(5, 3\), the inputs \(3, 4\)",
    ),
    "outputs": (
        lambda: radial_gradients(dlf.Factorization(np.ones((2, 6))), GOOD, INPUTS, TANH),
        r"the outputs are \(3, 6\), the objective takes \(2, 6\)",
    ),
    "rate": (
        lambda: radial_descent(LOSS, GOOD, INPUTS, TANH, 1, learning_rate=0.0),
        "learning_rate > 0",
    ),
    "steps": (
        lambda: projected_descent(LOSS, GOOD, INPUTS, TANH, -1, learning_rate=0.1),
        "steps >= 0",
    ),
    "widths": (lambda: reduced_widths((3,)), "widths must be"),
    "tolerance": (lambda: core_compress(GOOD, tolerance=0.0), "tolerance > 0"),
}


@pytest.mark.parametrize(("call", "words"), TABLE.values(), ids=TABLE)
def test_bad_input_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()
