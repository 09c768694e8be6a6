"""The stored networks on Fashion-MNIST, begun again; the tool that made them, on small pictures."""

import json
from functools import cache

import pytest
import torch
from torch import nn

from dlf.networks import DeepLinear, Images, datasets, fashion_mnist
from tests.tools.commands import call, learnable_pictures
from tools.reproduce import networks as tool
from tools.reproduce.store import stored

NARROW = ("spectral", "gradient", "random", "turned")


@cache
def store():
    return stored(tool.STORE)


def keys():
    return sorted({name.rpartition("/")[0] for name in store()})


def test_the_store_holds_what_the_chapter_shows():
    wanted = {
        f"{study}/{variant}/{rate:g}/{seed}"
        for study in tool.STUDIES
        for variant in tool.VARIANTS
        for rate in tool.RATES[study]
        for seed in range(tool.SEEDS[study])
    }
    wanted |= {f"ranks/{'/'.join(net)}/{seed}" for net in tool.NETS for seed in (0, 1)}
    assert set(keys()) == wanted
    assert tool.STORE.stat().st_size < 1_500_000


@pytest.mark.parametrize("study", ["rates", "paper"])
def test_a_run_says_what_it_is_of(study):
    d = tool.STUDIES[study]["d"]
    compressed = 785 * d + 2 * 20 * d + 3 * 20**2 + d + 10 * (d + 1)
    sizes = {"original": 785 * d + d * (d + 1) + 10 * (d + 1), "spectral": compressed}
    for key in (key for key in keys() if key.startswith(study)):
        about = json.loads(str(store()[f"{key}/about"]))
        _, variant, rate, seed = key.split("/")
        settings = {**tool.STUDIES[study], "study": study, "variant": variant}
        assert about["settings"] == {**settings, "rate": float(rate), "seed": int(seed)}
        accuracies = store()[f"{key}/accuracies"]
        assert len(accuracies) == tool.STUDIES[study]["epochs"]
        assert ((accuracies > 0.1) & (accuracies < 1)).all()
        assert 0.97 * compressed < store()[f"{key}/parameters"] or variant != "matched"
        assert store()[f"{key}/parameters"] == sizes.get(variant, store()[f"{key}/parameters"])
        assert "/" not in json.dumps(about["versions"]) + about["machine"]


@pytest.mark.skipif(
    not datasets.DEBIAN.is_dir(), reason="the package dataset-fashion-mnist is not installed"
)
def test_a_stored_run_begins_again_by_another_route():
    """An epoch of the original, in a loop of its own; other processors round differently."""
    train, test = fashion_mnist()
    torch.manual_seed(2)
    layers = [nn.Linear(784, 256), nn.Linear(256, 256), nn.Linear(256, 10)]
    forward = lambda x: layers[2](torch.relu(layers[1](torch.relu(layers[0](x)))))
    optimizer = torch.optim.Adam([p for layer in layers for p in layer.parameters()], lr=1e-3)
    order = torch.randperm(6000, generator=torch.Generator().manual_seed(3002))
    for k, start in enumerate(range(0, 6000, 128)):
        optimizer.param_groups[0]["lr"] = 1e-3 * (1 - k / 470)
        rows = order[start : start + 128]
        optimizer.zero_grad()
        nn.functional.cross_entropy(forward(train.pixels[rows]), train.labels[rows]).backward()
        optimizer.step()
    right = float((forward(test.pixels).argmax(dim=1) == test.labels).float().mean())
    found = store()["rates/original/0.001/2/accuracies"]
    assert right == pytest.approx(found[0], abs=5e-3)
    assert right != pytest.approx(found[-1], abs=0.02)


@pytest.fixture
def pictures(monkeypatch):
    """Three hundred random pictures with labels that can be learned, and small studies."""
    pixels, labels = learnable_pictures(400)
    both = Images(pixels[:300], labels[:300]), Images(pixels[300:], labels[300:])
    monkeypatch.setattr(tool, "data", lambda folder: both)
    small = {"d": 32, "images": 300, "batch": 50, "epochs": 2}
    monkeypatch.setattr(tool, "STUDIES", {"rates": small})
    monkeypatch.setattr(tool, "RATES", {"rates": (1e-3,)})
    monkeypatch.setattr(tool, "RANK_SETTINGS", {"images": 300, "batch": 2, "epochs": 1})
    return both[0]


def test_every_variant_runs_and_is_then_skipped(pictures, tmp_path, capsys):
    path = tmp_path / "data" / "networks.npz"
    command = ("networks", "--seeds", 1, "--study", "rates", "ranks", "--output", path)
    assert call(*command)
    found = stored(path)
    for variant in tool.VARIANTS:
        assert found[f"rates/{variant}/0.001/0/accuracies"].shape == (2,)
        assert (
            found[f"rates/{variant}/0.001/0/losses"][1]
            < found[f"rates/{variant}/0.001/0/losses"][0]
        )
    assert found["ranks/adam/default/relu/0/ranks"].shape == (3, 3, 3)
    assert call(*command)
    assert "15 of 15 runs are stored already" in capsys.readouterr().out


def test_each_variant_is_what_its_name_says(pictures):
    made = {v: tool.network(v, 32, 4, pictures, 300) for v in tool.VARIANTS}
    shape = {v: [tuple(W.shape) for W in m[2].factors] for v, m in made.items() if v in NARROW}
    assert set(map(tuple, shape.values())) == {((20, 32), (20, 20), (20, 20), (20, 20), (32, 20))}
    layer = made["original"][2]
    loss = nn.functional.cross_entropy(made["original"](pictures.pixels), pictures.labels)
    slope = torch.autograd.grad(loss, layer.weight)[0]
    for v, sign in (("spectral", -1), ("turned", 1)):
        assert sign * float((made[v][2].weight * slope).sum().detach()) > 0
    assert torch.equal(made["turned"][2].factors[-1], -made["spectral"][2].factors[-1])
    for v in NARROW:
        for W in (made[v][2].factors[0], made[v][2].factors[-1].T):
            assert torch.allclose(W @ W.T, torch.eye(20), atol=1e-5)
        assert torch.equal(made[v][2].bias, layer.bias)
        assert torch.equal(made[v][0].weight, made["original"][0].weight)
    W = made["block"][2].weight
    assert torch.allclose(W @ W.T, torch.eye(32), atol=1e-5)


def test_the_rule_of_deep_lora_is_inside_the_slopes_of_the_first_factor(pictures):
    """V holds the leading right singular vectors, U is what the block makes of V."""
    model = tool.network("block", 32, 4, pictures, 300)
    U, V = tool.deep_lora_frames(model, model[2], pictures, torch.arange(300))
    assert isinstance(model[2], DeepLinear)
    assert torch.allclose(model[2].weight @ V, U, atol=1e-5)
    slope = tool.slope_at(model, model[2].factors[0], pictures, torch.arange(300))
    leading = torch.linalg.svd(slope)[2][:10].T
    assert torch.allclose(V @ (V.T @ leading), leading, atol=1e-4)


def test_ranks_count_directions():
    update = torch.diag(torch.tensor([3.0, 1.0, 0.1]))
    effective, most, nearly = tool.ranks(update)
    assert effective == pytest.approx(4.1**2 / 10.01, rel=1e-6)
    assert (most, nearly) == (2, 2)
    assert tool.ranks(torch.eye(100))[1:] == [90, 99]


def test_the_matching_network_is_no_larger():
    for d in (256, 512):
        h, kept = tool.matching_width(d), 785 * d + 40 * d + 1200 + d + 10 * (d + 1)
        size = lambda h: 785 * h + h * (h + 1) + 10 * (h + 1)
        assert size(h) <= kept < size(h + 1)


def test_a_wrong_folder_is_named(capsys, tmp_path):
    with pytest.raises(ValueError, match="there is no file"):
        tool.data(tmp_path)
