"""What `remove_neurons` refuses: pairs, data and settings that would give a wrong network."""

import copy

import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402
from torch.nn.utils import parametrizations, parametrize, prune, weight_norm  # noqa: E402

from dlf.networks import remove_neurons  # noqa: E402

DOUBLE = {"dtype": torch.float64}


def dense():
    torch.manual_seed(0)
    layers = nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 10), nn.LeakyReLU(), nn.Linear(10, 3)
    return nn.Sequential(*layers).double(), torch.randn(200, 6, **DOUBLE)


MODEL, DATA = dense()
PICTURES = nn.Sequential(nn.Conv2d(4, 6, 3), nn.ReLU(), nn.Conv2d(6, 5, 3))
GROUPED = nn.Sequential(nn.Conv2d(4, 6, 3, groups=2), nn.ReLU(), nn.Conv2d(6, 5, 3))
MIXED = nn.Sequential(nn.Linear(6, 6), nn.ReLU(), nn.MaxPool2d(3, 1, 1), nn.Linear(6, 2))
FLAT = nn.Flatten(), nn.MaxPool2d(1), nn.Tanh(), nn.Linear(96, 2)
INDEXED = nn.Sequential(
    nn.Conv2d(4, 6, 3), nn.MaxPool2d(2, return_indices=True), nn.Conv2d(6, 5, 1)
)


def many(*shape):
    return torch.zeros(*shape, **DOUBLE)


@pytest.mark.parametrize(
    ("model", "data", "settings", "words"),
    [
        (
            GROUPED.double(),
            many(3, 4, 8, 8),
            {"tolerance": 1e-8},
            r"Conv2d \(0\) .*one group, not 2",
        ),
        (MIXED.double(), many(4, 5, 6), {"keep": 2}, "MaxPool2d mixes the neurons"),
        (nn.Sequential(nn.Conv2d(4, 6, 3), *FLAT), many(1, 4, 6, 6), {"keep": 2}, "mixes"),
        (INDEXED, many(1, 4, 6, 6), {"keep": 2}, "return_indices"),
        (PICTURES.double(), many(4, 8, 8), {"keep": 2}, r"\(N, C, H, W\), not 3"),
        (
            MODEL,
            torch.utils.data.DataLoader(DATA),
            {"keep": 2},
            "inputs, one batch, not DataLoader",
        ),
        (MODEL, (DATA, DATA), {"keep": 2}, "tensor of inputs, one batch, not tuple"),
        (MODEL, DATA.numpy(), {"keep": 2}, "tensor of inputs, one batch, not ndarray"),
        (MODEL, DATA.long(), {"keep": 2}, "floating point, not .*int64"),
        (MODEL, DATA[:0], {"keep": 2}, "floating point, not \\(0, 6\\)"),
        (MODEL, DATA, {"keep": 11}, "width of each hidden layer, not 11 > 10"),
        (MODEL, DATA, {"keep": [13, 4]}, "not 13 > 12"),
        (MODEL, DATA, {"keep": 5.0}, "an integer, or a list of one for each layer, not 5.0"),
        (MODEL, DATA, {"keep": True}, "an integer, not True"),
        (MODEL, DATA, {"keep": [5.0, 4]}, "an integer, not 5.0"),
        (MODEL, DATA, {"keep": torch.tensor([5.0, 4.0])}, "an integer, not 5.0"),
        (MODEL, DATA, {"keep": torch.tensor([5, 4, 3])}, "for each of 2 hidden"),
        (MODEL, DATA, {"keep": [[0, 1.5], 4]}, "an integer, not 1.5"),
        (MODEL, DATA, {"keep": [[True, False], 4]}, "an integer, not True"),
        (MODEL, DATA, {"keep": [torch.arange(12) > 3, 4]}, "an integer, not False"),
        (MODEL, DATA, {"keep": [[], 4]}, "non-empty list"),
        (MODEL, DATA, {"keep": [[0, 12], 4]}, "kept < 12"),
        (MODEL, DATA, {"keep": [[0, 1], 4], "tolerance": 0.1}, "a tolerance beside it"),
    ],
)
def test_what_would_go_wrong_is_refused(model, data, settings, words):
    with pytest.raises(ValueError, match=words):
        remove_neurons(model, data, **settings)


def masked(layer, name):
    prune.l1_unstructured(layer, name, 0.3)


@pytest.mark.parametrize(
    ("change", "undo"),
    [
        (lambda m: masked(m, "weight"), lambda m: prune.remove(m, "weight")),
        (lambda m: masked(m, "bias"), lambda m: prune.remove(m, "bias")),
        pytest.param(
            weight_norm,
            nn.utils.remove_weight_norm,
            marks=pytest.mark.filterwarnings("ignore::FutureWarning"),
        ),
        (
            parametrizations.weight_norm,
            lambda m: parametrize.remove_parametrizations(m, "weight"),
        ),
    ],
)
def test_masks_and_parametrizations_must_be_permanent(change, undo):
    model, data = dense()
    change(model[2])
    model(data)
    with pytest.raises(ValueError, match=r"Linear \(2\) are masked or parametrized.*prune.remove"):
        remove_neurons(model, data, keep=4)
    undo(model[2])
    small, _ = remove_neurons(copy.deepcopy(model), data, keep=4)
    assert small[2].weight.shape == (4, 4)
