"""The stored comparison of small and pruned models, one of each again; the tool, made small."""

import json
from functools import cache

import numpy as np
import pytest
import torch
from torch import nn

from dlf.networks import Images, datasets
from dlf.pruning import minimum_norm
from tests.tools.commands import call, learnable_pictures
from tools.reproduce import widths as tool
from tools.reproduce.store import stored

clothes = pytest.mark.skipif(
    not datasets.DEBIAN.is_dir(), reason="the package dataset-fashion-mnist is not installed"
)


@cache
def store():
    return stored(tool.STORE)


def of(study):
    return {name.rpartition("/")[0] for name in store() if name.startswith(f"{study}/")}


def test_the_store_holds_what_the_chapter_shows():
    assert of("features") == {f"features/{count}" for count in tool.COUNTS}
    assert of("tuning") == {f"tuning/{w}/{rate:g}" for w in tool.WIDTHS for rate in tool.RATES}
    wanted = {f"paired/{w}/{rate:g}" for w in tool.WIDTHS for rate in tool.BEST[w]}
    assert of("paired") == wanted
    for key in wanted | of("tuning") | of("features"):
        about = json.loads(str(store()[f"{key}/about"]))
        study = key.partition("/")[0]
        assert about["settings"]["study"] == study
        assert about["settings"]["draws"] == list(tool.DRAWS[study])
        assert "/" not in json.dumps(about["versions"]) + about["machine"]
        fixed = tool.FEATURES if study == "features" else tool.NETWORKS
        assert fixed.items() <= about["settings"].items()
    assert tool.STORE.stat().st_size < 200_000


def test_every_way_is_stored_at_its_rate_for_every_draw():
    for width in tool.WIDTHS:
        for way, rate in zip(tool.ways_of(width), tool.BEST[width], strict=True):
            found = store()[f"paired/{width}/{rate:g}/{way}"]
            assert found.shape == (len(tool.DRAWS["paired"]), 3)
            assert ((found[:, :2] > 0.1) & (found[:, :2] < 1)).all()
            if way != "wide":
                assert (found[:, 2] <= tool.NETWORKS["kept"]).all()
                assert (found[:, 2] > 0.98 * tool.NETWORKS["kept"]).all()
    for count in tool.COUNTS:
        for name in ("full", *tool.CHOICES):
            assert store()[f"features/{count}/{name}"].shape == (len(tool.DRAWS["features"]), 2)


def test_the_rates_are_the_best_of_draws_of_their_own():
    assert not set(tool.DRAWS["tuning"]) & set(tool.DRAWS["paired"])
    for width in tool.WIDTHS:
        for way, rate in zip(tool.ways_of(width), tool.BEST[width], strict=True):
            keys = [f"tuning/{width}/{r:g}/{way}" for r in tool.RATES]
            means = [store()[key][:, 0].mean() for key in keys]
            assert rate == tool.RATES[int(np.argmax(means))]


@clothes
def test_a_stored_split_by_another_route():
    """500 features, split 3: the full fit and the small one, by a pseudo-inverse and in float64."""
    rng, (train, test) = np.random.default_rng(3), tool.data(None)
    rows, others = rng.permutation(60_000)[:2000], rng.permutation(10_000)[:4000]
    R, bias = rng.standard_normal((500, 784)) / 28, 0.3 * rng.standard_normal(500)
    feature = lambda x: np.maximum(x.double().numpy() @ R.T + bias, 0)
    A, new = feature(train.pixels[rows[:1000]]), feature(test.pixels[others])
    Y, mean = np.eye(10)[train.labels[rows[:1000]]], A.mean(axis=0)
    for count, name in ((500, "full"), (100, "small")):
        X, seen = (A - mean)[:, :count], (new - mean)[:, :count]
        B = np.column_stack([minimum_norm(X, y) for y in (Y - Y.mean(axis=0)).T])
        answers = (seen @ B + Y.mean(axis=0)).argmax(axis=1)
        wrong = np.mean(answers != test.labels[others].numpy())
        assert wrong == pytest.approx(store()[f"features/500/{name}"][3, 0], abs=2e-3)


@clothes
def test_a_stored_network_by_another_route():
    """The small network, draw 2, in a loop of its own."""
    train, test = tool.data(None)
    torch.manual_seed(5002)
    first, last = nn.Linear(784, 8), nn.Linear(8, 10)
    forward = lambda x: last(torch.relu(first(x)))
    rate = tool.BEST[8][0]
    optimizer = torch.optim.Adam([*first.parameters(), *last.parameters()], lr=rate)
    order, k = torch.Generator().manual_seed(1002), 0
    for _ in range(20):
        for rows in torch.randperm(6000, generator=order).split(128):
            optimizer.param_groups[0]["lr"] = rate * (1 - k / 940)
            optimizer.zero_grad()
            nn.functional.cross_entropy(forward(train.pixels[rows]), train.labels[rows]).backward()
            optimizer.step()
            k += 1
    with torch.no_grad():
        right = float((forward(test.pixels).argmax(dim=1) == test.labels).float().mean())
    found = store()[f"paired/8/{rate:g}/random"][:, 1]
    assert right == pytest.approx(found[2], abs=0.01)


@pytest.fixture
def pictures(monkeypatch):
    """Random pictures with labels that can be learned, and small studies."""
    pixels, labels = learnable_pictures(700)
    both = Images(pixels[:500], labels[:500]), Images(pixels[500:], labels[500:])
    monkeypatch.setattr(tool, "data", lambda folder: both)
    features = {"train": 60, "held_out": 60, "test": 100, "kept": 20}
    monkeypatch.setattr(tool, "FEATURES", features)
    monkeypatch.setattr(tool, "COUNTS", (40, 90))
    small = {"images": 300, "held_out": 200, "batch": 50, "epochs": 4, "kept": 6370}
    monkeypatch.setattr(tool, "NETWORKS", small)
    monkeypatch.setattr(tool, "WIDTHS", (8, 24))
    monkeypatch.setattr(tool, "RATES", (1e-3, 1e-2))
    monkeypatch.setattr(tool, "BEST", {8: (1e-2,), 24: (1e-2, 1e-2, 1e-3, 1e-2, 1e-2)})
    return both[0]


def test_the_whole_command_runs_goes_on_and_is_then_skipped(pictures, tmp_path, capsys):
    path = tmp_path / "data" / "widths.npz"
    command = ("widths", "--draws", 2, "--output", path)
    assert call(*command, "--study", "features")
    assert call(*command)
    assert "2 of 9 runs are stored already" in capsys.readouterr().out
    assert call(*command)
    assert "9 of 9 runs are stored already" in capsys.readouterr().out
    found = stored(path)
    assert found["features/90/forward"].shape == (2, 2)
    assert found["tuning/24/0.001/fresh"].shape == found["paired/8/0.01/random"].shape == (2, 3)
    assert "paired/24/0.001/cut" not in found
    assert call("widths", "--draws", 1, "--output", path, "--study", "features")
    assert stored(path)["features/90/forward"].shape == (1, 2)


def test_the_largest_magnitudes_stay_and_nothing_else_moves(pictures):
    model = tool.network(24, 1)
    masks = tool.magnitude_masks(model, 6370)
    flat = torch.cat([p.detach().abs().ravel() for p in model.parameters()])
    kept = torch.cat([mask.ravel() for mask in masks]) > 0
    assert int(kept.sum()) == 6370
    assert flat[kept].min() >= flat[~kept].max()
    tool.train(
        tool.masked(model, masks), pictures, 1e-2, 1, torch.Generator().manual_seed(0), masks
    )
    for p, mask in zip(model.parameters(), masks, strict=True):
        assert not p[mask == 0].any()
        assert p[mask > 0].abs().min() > 0
    whole = tool.magnitude_masks(tool.network(8, 0), 6370)
    assert all(mask.all() for mask in whole)


def test_random_masks_have_as_many_entries_each_and_alive_counts_units():
    masks = [torch.zeros(4, 6), torch.zeros(4), torch.zeros(3, 4), torch.ones(3)]
    masks[0][:2, 1], masks[2][0, 1:] = 1, 1
    assert tool.alive(masks) == 1
    other = tool.shuffled(masks, torch.Generator().manual_seed(0))
    assert [int(m.sum()) for m in other] == [int(m.sum()) for m in masks] == [2, 0, 3, 3]
    assert [m.shape for m in other] == [m.shape for m in masks]
    assert not torch.equal(other[0], masks[0])


def test_the_choices_are_what_their_names_say():
    rng = np.random.default_rng(0)
    X, Y = rng.standard_normal((30, 50)) * np.geomspace(0.1, 10, 50), rng.standard_normal((30, 2))
    plain, best = tool.ridge_path(X, Y)(0.0), tool.ridge_path(X, Y)(1e-2)
    np.testing.assert_allclose(X @ plain, Y, atol=1e-8)
    gram = X.T @ X
    lam = 1e-2 * np.linalg.eigvalsh(gram)[-1]
    np.testing.assert_allclose(best, np.linalg.solve(gram + lam * np.eye(50), X.T @ Y), atol=1e-8)
    found = tool.chosen(X, Y, plain, best, 10, rng)
    assert set(found) == set(tool.CHOICES)
    assert all(len(set(S.tolist())) == 10 for S in found.values())
    size = np.linalg.norm(X, axis=0)
    score = {
        "hessian": size * np.linalg.norm(plain, axis=1),
        "ridge": size * np.linalg.norm(best, axis=1),
        "screening": np.linalg.norm((X / size).T @ Y, axis=1),
        "exact": np.linalg.norm(plain, axis=1) ** 2 / np.diag(np.eye(50) - np.linalg.pinv(X) @ X),
    }
    for name, scores in score.items():
        assert set(found[name].tolist()) == set(np.argsort(-scores)[:10].tolist())
