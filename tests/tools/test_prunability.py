"""The stored nets of the chapter *Prunability*, one by another route; the tool, made small."""

import copy
import json
from functools import cache
from itertools import product

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from torch import nn

from dlf.networks import Images
from tests.tools.commands import call
from tools.reproduce import prunability as tool
from tools.reproduce.store import stored


@cache
def store():
    return stored(tool.STORE)


def keys(study):
    return sorted({n.rpartition("/")[0] for n in store() if n.startswith(f"{study}/")})


@pytest.mark.parametrize("study", list(tool.STUDIES))
def test_the_store_holds_what_the_chapter_shows(study):
    grid = list(product(*tool.GRIDS[study]))
    assert keys(study) == sorted(f"{study}/" + "/".join(f"{v:g}" for v in net) for net in grid)
    assert tool.STORE.stat().st_size < 1_000_000
    for key in keys(study):
        about = json.loads(str(store()[f"{key}/about"]))
        told = [about["settings"][n] for n in ("noise", "width", "batch", "decay", "seed")]
        assert key == "/".join([study, *(f"{v:g}" for v in told)])
        assert {n: about["settings"][n] for n in tool.STUDIES[study]} == tool.STUDIES[study]
        assert "/" not in json.dumps(about["versions"]) + about["machine"]


def test_every_curve_ends_with_the_whole_network():
    for key in (key for study in tool.STUDIES for key in keys(study)):
        shares, losses = store()[f"{key}/shares"], store()[f"{key}/losses"]
        assert shares[-1] == 1
        assert (np.diff(shares) > 0).all()
        assert losses[-1] == pytest.approx(float(store()[f"{key}/training"]), rel=1e-6)
        assert losses[0] > losses[-1]


def test_a_net_stops_at_the_target_or_after_the_last_epoch():
    for study in ("digits", "clothes"):
        for key in keys(study):
            reached = store()[f"{key}/training"] <= tool.TARGET
            assert reached or store()[f"{key}/epochs"] == tool.STUDIES[study]["most"]


def test_a_stored_net_by_another_route():
    """A net in a loop of its own, with decay by hand and pruning by a threshold."""
    digits, draw = load_digits(), torch.Generator().manual_seed(1001)
    pixels, labels = torch.tensor(digits.data / 16).float(), torch.tensor(digits.target)
    order = torch.randperm(1797, generator=draw)
    first, rest = order[:1000], order[1000:]
    torch.manual_seed(1)
    layers = [nn.Linear(64, 128), nn.Linear(128, 128), nn.Linear(128, 10)]
    forward = lambda x: layers[2](torch.relu(layers[1](torch.relu(layers[0](x)))))
    loss = lambda rows: nn.functional.cross_entropy(forward(pixels[rows]), labels[rows])
    parameters = [p for layer in layers for p in layer.parameters()]
    optimizer, draw = torch.optim.Adam(parameters, lr=2e-3), torch.Generator().manual_seed(2001)
    epochs = 0
    while float(loss(first).detach()) > 0.05:
        epochs += 1
        for rows in torch.randperm(1000, generator=draw).split(128):
            optimizer.zero_grad()
            loss(first[rows]).backward()
            with torch.no_grad():
                for p in parameters:
                    p.mul_(1 - 2e-3 * 0.1)
            optimizer.step()
    found = {
        n: store()[f"digits/0/128/128/0.1/1/{n}"] for n in ("test", "epochs", "losses", "norm")
    }
    assert abs(epochs - int(found["epochs"])) <= 1
    assert float(loss(rest).detach()) == pytest.approx(float(found["test"]), rel=0.05)
    W = [layer.weight for layer in layers]
    flat = torch.cat([w.detach().abs().flatten() for w in W])
    assert float(flat.norm()) == pytest.approx(float(found["norm"]), rel=0.01)
    kept = round(float(store()["digits/0/128/128/0.1/1/shares"][50]) * len(flat))
    least = flat.sort(descending=True).values[kept - 1]
    with torch.no_grad():
        for w in W:
            w[w.abs() < least] = 0
    assert float(loss(first).detach()) == pytest.approx(float(found["losses"][50]), rel=0.1)


def test_wrong_labels_are_as_many_as_stated_and_never_right():
    clean, judged = tool.split("digits", 0.0, 3)
    noisy, same = tool.split("digits", 0.3, 3)
    assert torch.equal(clean.pixels, noisy.pixels)
    assert int((clean.labels != noisy.labels).sum()) == 300
    assert torch.equal(judged.labels, same.labels)
    assert len(judged.labels) == 797
    both = {tuple(row.tolist()) for row in clean.pixels} & {
        tuple(row.tolist()) for row in judged.pixels
    }
    assert not both


def test_random_changes_have_the_stated_size_and_leave_the_net():
    model, draw = tool.network(64, 32, 0), torch.Generator().manual_seed(0)
    before = copy.deepcopy(model.state_dict())
    W = torch.randn(200, 300, generator=draw)
    assert float((tool.shaken(W, draw) - W).norm() / W.norm()) == pytest.approx(0.2, rel=0.02)
    assert float((tool.dropped(W, draw) == 0).float().mean()) == pytest.approx(0.1, rel=0.05)
    images = tool.split("digits", 0.0, 0)[0]
    tool.changed(model, images, tool.shaken, 0)
    assert all(torch.equal(before[k], v) for k, v in model.state_dict().items())


def test_a_margin_is_that_of_the_right_logit():
    model = nn.Sequential(nn.Linear(2, 2, bias=False))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[3.0, 0.0], [0.0, 2.0]]))
    images = Images(torch.eye(2).repeat(20, 1), torch.tensor([0, 1]).repeat(20))
    assert tool.margin(model, images) == pytest.approx(2 / 3)
    turned = Images(images.pixels, 1 - images.labels)
    assert tool.margin(model, turned) == pytest.approx(-1)


def test_the_command_stores_and_then_skips(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(tool, "GRIDS", {"digits": ((0.2,), (8,), (100,), (0.0, 0.1), (0,))})
    monkeypatch.setattr(tool, "STUDIES", {"digits": {"train": 200, "most": 2, "target": 0.05}})
    path = tmp_path / "nets.npz"
    command = ("prunability", "--study", "digits", "--output", path)
    assert call(*command)
    found = stored(path)
    assert found["digits/0.2/8/100/0/0/losses"].shape == found["digits/0.2/8/100/0/0/shares"].shape
    assert int(found["digits/0.2/8/100/0.1/0/epochs"]) == 2
    assert call(*command)
    assert "2 of 2 runs are stored already" in capsys.readouterr().out
