"""The stored removals on Fashion-MNIST, and the tool that made them, on small pictures."""

import json
from functools import cache

import pytest
import torch
from torch import nn

from dlf.networks import Images
from tests.tools.commands import call, learnable_pictures
from tools.reproduce import removal as tool
from tools.reproduce.store import stored


@cache
def store():
    return stored(tool.STORE)


def keys():
    return sorted({name.rpartition("/")[0] for name in store()})


def test_the_store_holds_what_the_chapter_shows():
    assert set(keys()) == {f"{kind}/{s}" for kind, n in tool.SEEDS.items() for s in range(n)}
    assert tool.STORE.stat().st_size < 100_000


@pytest.mark.parametrize("kind", tool.NETWORKS)
def test_a_run_says_what_it_is_of(kind):
    number = len(tool.SIZES[kind])
    for key in (key for key in keys() if key.startswith(kind)):
        found = lambda name, key=key: store()[f"{key}/{name}"]
        about = json.loads(str(found("about")))
        settings = {**tool.NETWORKS[kind], "network": kind, "sizes": tool.SIZES[kind]}
        seed = int(key.rpartition("/")[2])
        assert about["settings"] == {**settings, "rates": list(tool.RATES), "seed": seed}
        models = [tool.network(kind, sizes) for sizes in (tool.LAYERS[kind], *tool.SIZES[kind])]
        counts = [sum(p.numel() for p in model.parameters()) for model in models]
        assert found("parameters").tolist() == counts
        for rule in tool.RULES:
            assert found(f"cut_{rule}").shape == (number,)
        for name in ("scratch", *(f"tuned_{rule}" for rule in tool.TUNED)):
            assert found(name).shape == (number, len(tool.RATES), 2)
            assert ((found(name) > 0.09) & (found(name) < 0.95)).all()


@pytest.fixture
def pictures(monkeypatch):
    """Three hundred random pictures with labels that can be learned, and small networks."""
    pixels, labels = learnable_pictures(500)

    def data(folder, kind):
        shape = (-1, 1, 28, 28) if kind == "convolutional" else (-1, 784)
        cut = lambda rows: Images(pixels[rows].reshape(shape), labels[rows])
        return cut(slice(300)), cut(slice(300, 400)), cut(slice(400, None))

    quick = {"images": 300, "batch": 50, "epochs": 2, "tuning": 1}
    monkeypatch.setattr(tool, "data", data)
    monkeypatch.setattr(tool, "NETWORKS", dict.fromkeys(tool.NETWORKS, quick))
    monkeypatch.setattr(tool, "LAYERS", {"perceptron": (32, 24), "convolutional": (4, 5, 8)})
    monkeypatch.setattr(tool, "SIZES", {"perceptron": [[8, 6]], "convolutional": [[2, 3, 4]]})
    monkeypatch.setattr(tool, "CALIBRATION", {"perceptron": 200, "convolutional": 20})
    monkeypatch.setattr(tool, "FEW_KEPT", 8)
    return data


def test_both_networks_run_and_are_then_skipped(pictures, tmp_path, capsys):
    path = tmp_path / "removal.npz"
    command = ("removal", "--seeds", 1, "--output", path)
    assert call(*command)
    found = stored(path)
    assert found["perceptron/0/few"].shape == (4,)
    assert found["convolutional/0/tuned_random"].shape == (1, 3, 2)
    assert "convolutional/0/few" not in found
    assert call(*command)
    assert "2 of 2 runs are stored already" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["perceptron", "convolutional"])
def test_what_is_cut_without_a_word_computes_with_the_neurons_left(pictures, kind):
    """The same as the large network whose other neurons send nothing on."""
    model, images = tool.started(kind, tool.LAYERS[kind], 3), pictures(None, kind)[2].pixels
    sizes = tool.SIZES[kind][0]
    kept = [
        sorted(torch.randperm(n)[:k].tolist())
        for n, k in zip(tool.LAYERS[kind], sizes, strict=True)
    ]
    small, layers = tool.only(model, kind, kept)(images), tool.weighted(model)
    with torch.no_grad():
        for layer, indices in zip(layers, kept, strict=False):
            silent = [j for j in range(len(layer.weight)) if j not in indices]
            layer.weight[silent], layer.bias[silent] = 0.0, 0.0
    assert torch.allclose(small, model(images), atol=1e-6)


def test_the_loudest_neurons_are_those_of_the_largest_norms():
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[3.0, 4.0], [1.0, 0.0], [0.0, 2.0]]))
        model[2].weight.copy_(torch.tensor([[0.1, 0.0, 1.0], [0.0, 1.2, 0.0]]))
    assert tool.loudest(model, [2]) == [[1, 2]]  # 0.5, 1.2, 2


def test_rates_are_tried_from_the_same_start_and_order(pictures, monkeypatch):
    monkeypatch.setattr(tool, "RATES", (1e-3, 1e-3, 1e-2))
    make = lambda: tool.started("perceptron", (8, 6), 1)
    found = tool.at_rates(make, "perceptron", 2, 0, None)
    assert (found[0] == found[1]).all()
    assert (found[0] != found[2]).any()
