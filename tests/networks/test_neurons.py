"""Neurons and channels removed from a network: without loss where they are redundant."""

from collections import OrderedDict

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402

from dlf.networks import remove_neurons  # noqa: E402
from dlf.networks.neurons import _stretch  # noqa: E402

DOUBLE = {"dtype": torch.float64}
PLANTED = {3: 0, 7: 2, 8: 2}  # neuron -> the one that it is a multiple of


def redundant(layer, below=None):
    """A layer in which three neurons are multiples of others, for every input."""
    with torch.no_grad():
        for j, k in PLANTED.items():
            layer.weight[j] = (1 + j) * layer.weight[k]
            layer.bias[j] = (1 + j) * layer.bias[k]
    return layer


def dense(bias=True):
    torch.manual_seed(0)
    first = redundant(nn.Linear(6, 12, **DOUBLE))
    second = redundant(nn.Linear(12, 10, bias=True, **DOUBLE))
    layers = (
        first,
        nn.ReLU(),
        second,
        nn.LeakyReLU(),
        nn.Dropout(0.5),
        nn.Linear(10, 3, bias, **DOUBLE),
    )
    return nn.Sequential(*layers), torch.randn(200, 6, **DOUBLE), torch.randn(50, 6, **DOUBLE)


def convolutional(**padding):
    torch.manual_seed(1)
    first = redundant(nn.Conv2d(2, 10, 3, padding=1, **DOUBLE))
    second = redundant(nn.Conv2d(10, 9, 3, **padding, **DOUBLE))
    between = nn.ReLU(), nn.MaxPool2d(2)
    size = second(torch.zeros(1, 10, 5, 5, **DOUBLE)).numel()
    last = nn.Linear(size, 3, **DOUBLE)
    layers = (first, *between, second, nn.LeakyReLU(), nn.Flatten(), last)
    inputs = (torch.randn(n, 2, 10, 10, **DOUBLE) for n in (30, 9))
    return nn.Sequential(*layers), *inputs


CASES = {
    "dense": (dense, {"0": 3, "2": 3}),
    "no bias behind": (lambda: dense(bias=False), {"0": 3, "2": 3}),
    "channels": (convolutional, {"0": 3, "3": 3}),
    "zero padding": (lambda: convolutional(padding=1), {"0": 3, "3": 3}),
    "same padding": (lambda: convolutional(padding="same"), {"0": 3, "3": 3}),
    "circular": (lambda: convolutional(padding=1, padding_mode="circular"), {"0": 3, "3": 3}),
}


@pytest.mark.parametrize("case", CASES)
def test_multiples_of_others_go_without_loss_for_every_input(case):
    build, gone = CASES[case]
    model, data, fresh = build()
    small, report = remove_neurons(model, data, tolerance=1e-8)
    assert {name: len(costs) for name, costs in report.costs.items()} == gone
    model.eval(), small.eval()
    for x in (data, fresh):
        assert (small(x) - model(x)).abs().max() < 1e-12
    assert report.bound < 1e-9
    assert list(small.state_dict()) == list(model.state_dict())
    assert [type(m) for m in small] == [type(m) for m in model]


@pytest.mark.parametrize("case", ["dense", "channels", "zero padding"])
@pytest.mark.parametrize("keep", [2, 4, 5])
def test_the_bound_holds_and_the_errors_are_those_of_the_layers(case, keep):
    model, data, _ = CASES[case][0]()
    model.eval()
    small, report = remove_neurons(model, data, keep=keep)
    changed = torch.linalg.vector_norm(small(data) - model(data)).item()
    assert 0 < changed <= report.bound
    if case == "dense":  # where every neuron has one tap the costs are the square of the error
        for name, costs in report.costs.items():
            assert report.errors[name] == pytest.approx(costs.sum().sqrt().item(), rel=1e-6)
        last = torch.linalg.matrix_norm(model[5].weight, 2)
        stated = report.errors["0"] * last + report.errors["2"]
        assert report.bound == pytest.approx(stated.item(), rel=1e-12)


def test_a_constant_goes_into_the_bias_but_not_across_a_border_of_zeros():
    """Another channel plus a constant: exact inside, wrong where zeros stand around."""
    sizes = {}
    for case in ("channels", "zero padding"):
        model, data, _ = CASES[case][0]()
        with torch.no_grad():
            for j in (4, 5):  # both positive everywhere, so that the difference is a constant
                model[0].weight[j] = model[0].weight[4] * 0.01
                model[0].bias[j] = float(j)
        _, report = remove_neurons(model, data, tolerance=1e-8)
        sizes[case] = len(report.costs["0"])
    assert sizes == {"channels": 4, "zero padding": 3}


def test_named_neurons_stay_and_their_weights_are_least_squares():
    model, data, _ = dense()
    model.eval()
    small, report = remove_neurons(model, data, keep=[[1, 4, 5], 10])
    assert report.kept["0"].tolist() == [1, 4, 5]
    assert torch.equal(small[0].weight, model[0].weight[[1, 4, 5]])
    H = torch.relu(model[0](data))
    A = torch.hstack([H[:, [1, 4, 5]], torch.ones(200, 1, **DOUBLE)])
    fitted = torch.linalg.lstsq(A, model[2](H)).solution
    assert torch.allclose(small[2].weight, fitted[:3].T, atol=1e-10)
    assert torch.allclose(small[2].bias, fitted[3], atol=1e-10)


def test_the_model_stays_and_single_precision_stays_single():
    model, data, _ = dense()
    model = model.float().train()
    model[0].bias.requires_grad_(False)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    small, _ = remove_neurons(model, data.float(), keep=4)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert {p.dtype for p in small.parameters()} == {torch.float32}
    assert small.training
    assert [p.requires_grad for p in small.parameters()] == [True, False, True, True, True, True]
    loaded = nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 3))
    names = [name.replace("5.", "4.") for name in small.state_dict()]
    loaded.load_state_dict(dict(zip(names, small.state_dict().values(), strict=True)))
    small(data.float()).sum().backward()


BEHIND = {
    "dense": nn.Linear(50, 7, **DOUBLE),
    "plain": nn.Conv2d(2, 3, 3, **DOUBLE),
    "strided": nn.Conv2d(2, 3, 3, stride=2, padding=1, **DOUBLE),
    "dilated": nn.Conv2d(2, 3, 2, stride=2, dilation=2, **DOUBLE),
    "reflected": nn.Conv2d(2, 3, 3, padding=2, padding_mode="reflect", **DOUBLE),
    "repeated": nn.Conv2d(2, 3, 3, padding="same", padding_mode="replicate", **DOUBLE),
    "circular": nn.Conv2d(2, 3, 3, padding=2, padding_mode="circular", **DOUBLE),
    "mean": nn.AvgPool2d(3, stride=1),
    "mean over fewer": nn.AvgPool2d(2, divisor_override=1),
    "mean over more": nn.AvgPool2d((3, 2), stride=1, divisor_override=9),
    "largest": nn.MaxPool2d(2),
    "overlapping": nn.MaxPool2d(3, stride=1),
    "far apart": nn.MaxPool2d(2, stride=2, dilation=2),
    "leaky": nn.LeakyReLU(-3.0),
}


@pytest.mark.parametrize("name", BEHIND)
def test_no_layer_behind_lengthens_a_distance_by_more_than_the_bound_says(name):
    """The Jacobian at random pictures of 2 x 5 x 5, from a unit bump at one place up."""
    module, generator = BEHIND[name], torch.Generator().manual_seed(0)
    act = lambda x: module(x if name == "dense" else x.reshape(2, 5, 5)).flatten()
    most = 0.0
    for k in range(20):
        x = torch.randn(50, generator=generator, **DOUBLE)
        x = torch.eye(50, **DOUBLE)[k] if k < 10 else x
        jacobian = torch.autograd.functional.jacobian(act, x)
        most = max(most, torch.linalg.matrix_norm(jacobian, 2).item())
    assert 0.1 * _stretch(module) < most <= _stretch(module) * (1 + 1e-12)


def dead(layer, which):
    """These neurons, or channels, are silent behind a ReLU."""
    with torch.no_grad():
        layer.weight[which] = 0.0
        layer.bias[which] = -1.0
    return layer


@pytest.mark.parametrize("tolerance", [1e-13, 1e-9, 1e-3])
def test_dead_and_dependent_neurons_go_however_small_the_tolerance(tolerance):
    model, data, fresh = dense()
    dead(model[0], [5, 6])
    with torch.no_grad():
        model[2].weight[:, 5] = 1e6  # what a dead neuron is worth does not matter
    small, report = remove_neurons(model.eval(), data, tolerance=tolerance)
    assert len(report.costs["0"]) == 5
    assert (small(fresh) - model(fresh)).abs().max() < 1e-11


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_of_a_dead_layer_one_neuron_stays(dtype, bias):
    torch.manual_seed(0)
    first = dead(nn.Linear(6, 8), list(range(8)))
    model = nn.Sequential(first, nn.ReLU(), nn.Linear(8, 3, bias)).to(dtype)
    data = torch.randn(20, 6, dtype=dtype)
    small, report = remove_neurons(model, data, tolerance=1e-3)
    assert len(report.kept["0"]) == 1
    assert torch.equal(small(data), model(data))


def test_a_layer_that_is_constant_but_for_rounding_goes_into_the_bias():
    torch.manual_seed(0)
    first = dead(nn.Linear(6, 8, **DOUBLE), list(range(8)))
    first.bias.data.uniform_(0.1, 0.9)
    model = nn.Sequential(first, nn.ReLU(), nn.Linear(8, 3, **DOUBLE))
    data = torch.randn(30, 6, **DOUBLE)
    small, report = remove_neurons(model, data, tolerance=1e-3)
    assert len(report.kept["0"]) == 1
    assert (small(data) - model(data)).abs().max() < 1e-13


@pytest.mark.parametrize("seed", range(6))
def test_in_single_precision_multiples_go_at_any_tolerance(seed):
    model, _, _ = dense()
    torch.manual_seed(seed)
    for layer in (model[0], model[2]):
        layer.reset_parameters()
        redundant(layer)
    model = model.float().eval()
    data = torch.randn(200, 6)
    small, report = remove_neurons(model, data, tolerance=1e-8)
    assert [len(costs) for costs in report.costs.values()] == [3, 3]
    assert (small(data) - model(data)).abs().max() < 1e-4


@pytest.mark.parametrize("shared", ["bias", "weight"])
def test_a_parameter_of_two_layers_is_changed_in_one(shared):
    torch.manual_seed(5)
    layers = [redundant(nn.Linear(12, 12, **DOUBLE)) for _ in range(3)]
    with torch.no_grad():  # a constant, which goes into the bias of the next layer
        layers[0].weight[1], layers[0].bias[1] = 0.0, 2.0
    setattr(layers[2], shared, getattr(layers[1], shared))
    model = nn.Sequential(layers[0], nn.ReLU(), layers[1], nn.ReLU(), layers[2])
    data = torch.randn(100, 12, **DOUBLE)
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    small, report = remove_neurons(model, data, tolerance=1e-8)
    assert min(len(costs) for costs in report.costs.values()) >= 3
    assert (small(data) - model(data)).abs().max() < 1e-11
    assert not any(parameter.requires_grad for parameter in small.parameters())


def test_every_module_trains_as_before():
    model, data, _ = dense()
    model.train()
    model[4].eval()
    small, _ = remove_neurons(model, data, keep=4)
    assert [m.training for m in small.modules()] == [m.training for m in model.modules()]
    assert [m.training for m in small] == [True, True, True, True, False, True]


def test_a_kernel_of_one_place_needs_no_padding():
    sizes = {}
    for kernel in (1, 3):
        torch.manual_seed(3)
        first = nn.Conv2d(2, 4, 3, **DOUBLE)
        with torch.no_grad():
            first.weight[3], first.bias[3] = 0.0, 2.0  # a constant, which the bias takes over
        second = nn.Conv2d(4, 3, kernel, padding="same", **DOUBLE)
        model = nn.Sequential(first, nn.ReLU(), second)
        data = torch.randn(5, 2, 6, 6, **DOUBLE)
        small, report = remove_neurons(model, data, tolerance=1e-8)
        sizes[kernel] = len(report.costs["0"])
        assert (small(data) - model(data)).abs().max() < 1e-12
    assert sizes == {1: 1, 3: 0}


def test_the_bound_holds_behind_a_pool_with_its_own_divisor():
    torch.manual_seed(4)
    layers = nn.Conv2d(1, 6, 3, **DOUBLE), nn.ReLU(), nn.Conv2d(6, 4, 3, **DOUBLE)
    model = nn.Sequential(*layers, nn.AvgPool2d(2, divisor_override=1))
    data = torch.randn(6, 1, 8, 8, **DOUBLE)
    small, report = remove_neurons(model, data, keep=2)
    changed = torch.linalg.vector_norm(small(data) - model(data)).item()
    assert report.errors["0"] < changed <= report.bound


def test_an_activation_in_place_leaves_the_data():
    model, data, _ = dense()
    model = nn.Sequential(nn.LeakyReLU(0.5, inplace=True), *model).eval()
    before = data.clone()
    small, report = remove_neurons(model, data, tolerance=1e-8)
    assert torch.equal(data, before)
    assert list(report.costs) == ["1", "3"]
    assert (small(data.clone()) - model(data.clone())).abs().max() < 1e-12


def test_layers_go_by_the_names_of_the_model():
    model, data, _ = dense()
    named = nn.Sequential(OrderedDict(zip("abcdef", model, strict=True)))
    _, report = remove_neurons(named, data, keep=4)
    assert list(report.kept) == list(report.costs) == list(report.errors) == ["a", "c"]


@pytest.mark.parametrize(
    "keep", [torch.tensor([5, 4]), np.array([5, 4]), (5, 4), [torch.tensor([0, 2, 4, 5, 9]), 4]]
)
def test_numbers_may_be_a_tensor_of_integers(keep):
    model, data, _ = dense()
    small, _ = remove_neurons(model, data, keep=keep)
    assert [small[0].out_features, small[2].out_features] == [5, 4]


LINEAR = nn.Linear(6, 6)
ZEROS = torch.zeros(4, 6)


@pytest.mark.parametrize(
    ("model", "keep", "words"),
    [
        (nn.Linear(3, 3), 1, "nn.Sequential, not Linear"),
        (nn.Sequential(LINEAR), 1, "no hidden layer"),
        (nn.Sequential(LINEAR, nn.ReLU(), LINEAR), 1, "two places"),
        (nn.Sequential(nn.Linear(6, 6), nn.Softmax(1), nn.Linear(6, 2)), 1, "Softmax"),
        (nn.Sequential(nn.Linear(6, 6), nn.Sequential(nn.ReLU()), nn.Linear(6, 2)), 1, "mixes"),
        (nn.Sequential(nn.Linear(6, 6), nn.Linear(5, 2)), 1, "6 neurons meet 5"),
        (nn.Sequential(nn.Conv2d(1, 4, 3), nn.Linear(4, 2)), 1, "one Flatten"),
        (nn.Sequential(nn.Conv2d(1, 4, 3), nn.Conv2d(4, 4, 3, groups=2)), 1, "one group"),
        (nn.Sequential(nn.Linear(6, 6), nn.Conv2d(6, 6, 1)), 1, "behind another"),
        (nn.Sequential(nn.Linear(6, 6), nn.Linear(6, 2)), [1, 2], "for each of 1 hidden"),
        (nn.Sequential(nn.Linear(6, 6), nn.Linear(6, 2)), 0, "keep >= 1"),
        (nn.Sequential(nn.Linear(6, 6), nn.Linear(6, 2)), None, "keep or tolerance"),
    ],
)
def test_what_cannot_be_seen_through_is_named(model, keep, words):
    with pytest.raises(ValueError, match=words):
        remove_neurons(model, ZEROS, keep=keep)
