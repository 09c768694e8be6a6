"""The stored fine-tuning runs, one by another route; the tool that made them, made small."""

import json
from functools import cache

import numpy as np
import pytest
import torch
from torch import nn
from torch.func import functional_call

from dlf.networks import AdaptedLinear, Images, SmallViT, datasets
from tests.tools.commands import call
from tools.reproduce import finetuning as tool
from tools.reproduce.store import stored

FRAMES = ("compressed", "random")


@cache
def store():
    return stored(tool.STORE)


def keys(study):
    return {name.rpartition("/")[0] for name in store() if name.startswith(f"{study}/")}


def test_the_store_holds_what_the_chapter_shows():
    key = lambda study, s: f"{study}/{s[0]}/{s[1]}/{s[2]}/{s[3]:g}"
    assert keys("tuning") == {key("tuning", s) for s in tool.tried()}
    assert keys("paired") == {key("paired", s) for s in tool.compared()}
    for study, draws in tool.DRAWS.items():
        for name in keys(study):
            about = json.loads(str(store()[f"{name}/about"]))
            _, task, method, rank, rate = name.split("/")
            own = {"task": task, "method": method, "rank": int(rank), "rate": float(rate)}
            assert about["settings"] == {**tool.SETTINGS, **own, "draws": list(draws)}
            assert "/" not in json.dumps(about["versions"]) + about["machine"]
            assert store()[f"{name}/accuracies"].shape == (len(draws),)
            assert store()[f"{name}/ranks"].shape == (len(draws), 24, 3)
    assert tool.STORE.stat().st_size < 1_500_000


def test_the_draws_that_choose_the_rates_are_others():
    assert not set(tool.DRAWS["tuning"]) & set(tool.DRAWS["paired"])
    assert len(tool.DRAWS["paired"]) >= 24


def test_every_rate_is_the_best_of_its_own_draws():
    for variant in tool.variants():
        run = f"tuning/{'/'.join(map(str, variant))}"
        means = [store()[f"{run}/{rate:g}/accuracies"].mean() for rate in tool.RATES]
        assert tool.BEST[variant] == tool.RATES[int(np.argmax(means))]
    assert set(tool.BEST) == set(tool.variants())


@pytest.mark.slow
@pytest.mark.parametrize("name", list(tool.PRETRAINED))
def test_the_pretrained_networks_know_their_classes(name):
    model = tool.pretrained(store(), name)
    assert sum(p.numel() for p in model.parameters()) == 138_890 - 65 * (
        10 - model.head.out_features
    )
    if datasets.DEBIAN.is_dir():
        test = tool.only(tool.clothes(None)[1], tool.PRETRAINED[name])
        again = tool.accuracy(model, test)
        assert again == pytest.approx(float(store()[f"pretrained/{name}/accuracy"]), abs=2e-3)


def test_a_stored_run_by_another_route():
    """LoRA, r = 2, draw 3 of the digits: X_0 + B A put into a plain network at every step."""
    train, test = tool.task("digits", 3)
    model = tool.pretrained(store(), "all")
    with torch.no_grad():
        model.head.weight.normal_(0, 0.02, generator=torch.Generator().manual_seed(1003))
        model.head.bias.zero_()
    fixed = {name: p.detach() for name, p in model.named_parameters()}
    names = [f"{n}.weight" for n, m in model.blocks.named_modules() if isinstance(m, nn.Linear)]
    draw, pairs = torch.Generator().manual_seed(2003), {}
    for name in names:
        d_out, d_in = fixed[f"blocks.{name}"].shape
        A = torch.empty(2, d_in).uniform_(-(d_in**-0.5), d_in**-0.5, generator=draw)
        pairs[f"blocks.{name}"] = A.requires_grad_(), torch.zeros(d_out, 2, requires_grad=True)
    head = {n: fixed[n].clone().requires_grad_() for n in ("head.weight", "head.bias")}
    weights = lambda: {**fixed, **head, **{n: fixed[n] + B @ A for n, (A, B) in pairs.items()}}
    rate = tool.BEST["digits", "lora", 2]
    flat = [W for pair in pairs.values() for W in pair]
    groups = [{"params": flat, "lr": rate}, {"params": list(head.values()), "lr": 3e-3}]
    optimizer = torch.optim.Adam(groups)
    for k in range(80):
        for group, start in zip(optimizer.param_groups, (rate, 3e-3), strict=True):
            group["lr"] = start * (1 - 0.9 * k / 80)
        optimizer.zero_grad()
        logits = functional_call(model, weights(), (train.pixels,))
        nn.functional.cross_entropy(logits, train.labels).backward()
        optimizer.step()
    with torch.no_grad():
        logits = functional_call(model, weights(), (test.pixels,))
    right = float((logits.argmax(dim=1) == test.labels).float().mean())
    kept = store()[f"paired/digits/lora/2/{rate:g}/accuracies"]
    assert right == pytest.approx(kept[3], abs=0.02)


def test_a_draw_has_so_many_of_each_class_and_tests_on_others():
    train, test = tool.task("digits", 11)
    assert np.bincount(train.labels).tolist() == [2] * 10
    assert len(test.labels) == 1000
    both = torch.cat([train.pixels, test.pixels])
    assert len(torch.unique(both, dim=0)) == len(both)
    again, other = tool.task("digits", 11)[0], tool.task("digits", 12)[0]
    assert torch.equal(train.pixels, again.pixels)
    assert not torch.equal(train.pixels, other.pixels)


@pytest.fixture
def tiny(monkeypatch):
    """Random pictures of ten classes, a network as it is drawn, few steps."""
    draw = torch.Generator().manual_seed(0)
    both = [Images(torch.randn(80, 784, generator=draw), torch.arange(80) % 10) for _ in range(2)]
    monkeypatch.setattr(tool, "clothes", lambda folder: both)
    monkeypatch.setattr(tool, "EPOCHS", {"all": 1, "five": 1})
    monkeypatch.setattr(tool, "SETTINGS", {**tool.SETTINGS, "steps": 3, "test": 20})
    monkeypatch.setattr(tool, "RATES", (1e-2,))
    monkeypatch.setattr(tool, "RANKS", (2,))
    return both[0]


def test_a_method_changes_what_its_name_says(tiny):
    trained = {}
    for method in ("head", "full", *tool.METHODS):
        torch.manual_seed(0)
        model = tool.new_head(SmallViT(10), 10, torch.Generator().manual_seed(1))
        before = {n: m.weight.clone() for n, m in tool.blocks_of(model).items()}
        kept = tool.adapt(model, method, 4, tiny, torch.Generator().manual_seed(2))
        assert kept is model
        parameters = tool.groups(model, method, 1e-2)
        gaps = [(m.weight - before[n]).abs().max() for n, m in tool.blocks_of(model).items()]
        most = {"small": 1e-6, "deep": 1e-8, "compressed": 1e-8, "random": 1e-8}.get(method, 0.0)
        assert float(torch.stack(gaps).max().detach()) <= most
        rates = [group["lr"] for group in parameters]
        trained[method] = sum(p.numel() for group in parameters[:-1] for _, p in group["params"])
        tool.fit(model, parameters, tiny)
        moved = [bool((m.weight != before[n]).any()) for n, m in tool.blocks_of(model).items()]
        assert all(moved) or (method == "head" and not any(moved))
        assert rates[-1] == tool.SETTINGS["head_rate"]
        assert (1e-4 in rates) == (method in FRAMES)
    assert trained["full"] == 132_864
    assert trained["lora"] == trained["lora-alpha"] == 14_336


def test_the_two_scalings_of_lora(tiny):
    for method, scaling in (("lora", 1.0), ("lora-alpha", 2.0)):
        model = tool.new_head(SmallViT(10), 10, torch.Generator().manual_seed(1))
        tool.adapt(model, method, 4, tiny, torch.Generator().manual_seed(2))
        found = {m.scaling for m in model.modules() if isinstance(m, AdaptedLinear)}
        assert found == {scaling}


def test_frames_follow_minus_the_gradient(tiny):
    model = tool.new_head(SmallViT(10), 10, torch.Generator().manual_seed(1))
    layer = model.blocks[0].up
    layer.weight.requires_grad_(True)
    loss = nn.functional.cross_entropy(model(tiny.pixels), tiny.labels)
    slope = torch.autograd.grad(loss, layer.weight)[0]
    tool.adapt(model, "compressed", 4, tiny, torch.Generator().manual_seed(2))
    factors = model.blocks[0].up.factors
    update = factors[-1] @ factors[0]
    assert float((update * slope).sum().detach()) < 0
    assert torch.allclose(factors[0] @ factors[0].T, torch.eye(4), atol=1e-5)
    assert all(torch.allclose(W, 1e-3 * torch.eye(4)) for W in factors[1:-1])


@pytest.mark.slow
def test_the_whole_command_runs_and_is_then_skipped(tiny, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(tool, "BEST", dict.fromkeys(_variants_with_eight(), 1e-2))
    path = tmp_path / "data" / "runs.npz"
    command = ("finetuning", "--draws", 1, "--output", path)
    assert call(*command)
    assert call(*command)
    assert "runs are stored already" in capsys.readouterr().out
    found = stored(path)
    assert found["tuning/held-out/deep/2/0.01/ranks"].shape == (1, 24, 3)
    assert np.isnan(found["paired/digits/head/0/0/ranks"]).all()


def _variants_with_eight():
    found = list(tool.variants())
    return [*found, *((task, method, 8) for task in tool.TASKS for method in tool.METHODS)]


def test_without_a_pretrained_network_it_says_what_to_do(tmp_path, capsys):
    path = tmp_path / "empty.npz"
    assert not call("finetuning", "--study", "tuning", "--output", path)
    assert "--study pretrained" in capsys.readouterr().out
