"""Neurons and channels removed from a network: without loss where they are redundant."""

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


LINEAR = nn.Linear(6, 6)
DATA = torch.zeros(4, 6)


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
        remove_neurons(model, DATA, keep=keep)
