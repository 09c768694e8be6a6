"""The full-batch runs on small pictures, and by another route."""

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy

from dlf.networks import Images
from tests.tools.commands import call, learnable_pictures
from tools.reproduce import fullbatch as tool
from tools.reproduce import networks
from tools.reproduce.store import stored

STEPS = 12


@pytest.fixture
def pictures(monkeypatch):
    """Pictures with labels that can be learned, of which sixty are trained on, twelve steps."""
    pixels, labels = learnable_pictures(130)
    both = Images(pixels[:80], labels[:80]), Images(pixels[80:], labels[80:])
    monkeypatch.setattr(networks, "data", lambda folder: both)
    monkeypatch.setattr(tool, "SETTINGS", {"d": 24, "images": 60, "steps": STEPS})
    monkeypatch.setattr(tool, "RATES", (1e-3, 1e-2))
    monkeypatch.setattr(tool, "DRAWS", {"tuning": (0, 1), "paired": (2,)})
    tool.data.cache_clear()
    yield both
    tool.data.cache_clear()


def adams(model, rate, images, line):
    """Losses before every step and after the last, by the formulas of Adam."""
    weights = list(model.parameters())
    m, v = ([torch.zeros_like(W) for W in weights] for _ in range(2))
    for k in range(STEPS + 1):
        loss = cross_entropy(model(images.pixels), images.labels)
        yield float(loss.detach())
        if k == STEPS:
            return
        for i, slope in enumerate(torch.autograd.grad(loss, weights)):
            m[i] = 0.9 * m[i] + 0.1 * slope
            v[i] = 0.999 * v[i] + 0.001 * slope**2
            scaled = m[i] / (1 - 0.9 ** (k + 1))
            root = (v[i] / (1 - 0.999 ** (k + 1))).sqrt() + 1e-8
            with torch.no_grad():
                weights[i] -= rate * line(k) * scaled / root


@pytest.mark.parametrize("falling", [True, False])
@pytest.mark.parametrize("variant", ["original", "block", "low-rank"])
def test_every_step_is_one_of_adam_on_all_images_that_are_trained_on(pictures, variant, falling):
    found = tool.one_run(variant, 3e-3, 7, tool.SETTINGS, None, "cpu", falling=falling, timed=False)
    train = Images(pictures[0].pixels[:60], pictures[0].labels[:60])
    model = networks.network(variant, 24, 7, pictures[0], 60)
    start = networks.weight_of(model[2])
    line = (lambda k: 1 - k / STEPS) if falling else (lambda k: 1.0)
    losses = np.array(list(adams(model, 3e-3, train, line)))
    assert found["steps"].tolist() == [0, 1, 2, 5, 10, STEPS]
    assert found["losses"] == pytest.approx(losses[found["steps"]], rel=1e-4)
    assert found["losses"][-1] < 0.95 * found["losses"][0]
    change = networks.weight_of(model[2]) - start
    assert found["ranks"][0] == pytest.approx(networks.ranks(change)[0], rel=1e-2)
    assert found["accuracies"][-1] == pytest.approx(tool.halves(model, pictures[1]).numpy())
    assert found["parameters"] == sum(p.numel() for p in model.parameters())
    assert "seconds" not in found
    assert found["about"] == {"torch": torch.__version__, "device": "cpu"}


def test_the_accuracies_are_those_of_the_halves_of_the_test_images():
    sure = torch.eye(10)[[1, 2, 3, 4, 5, 6]]
    images = Images(sure, torch.tensor([1, 2, 0, 4, 0, 0]))
    assert tool.halves(lambda x: x, images).tolist() == pytest.approx([2 / 3, 1 / 3])


def test_the_records_are_every_25_steps_and_the_early_ones():
    assert tool.recorded(60) == [0, 1, 2, 5, 10, 25, 50, 60]
    assert len(tool.recorded(1250)) == 55


def test_a_second_call_runs_the_best_rates_on_other_draws(pictures, tmp_path, capsys):
    path = tmp_path / "full-batch.npz"
    command = ("fullbatch", "--device", "cpu", "--output", path)
    assert call(*command)
    found = stored(path)
    keys = lambda: {name.rpartition("/")[0] for name in stored(path)}
    tuning = {
        f"falling/{v}/{rate}/{seed}"
        for v in tool.VARIANTS
        for rate in ("0.001", "0.01")
        for seed in (0, 1)
    }
    constant = {f"constant/{v}/0.001/{seed}" for v in tool.AUTHORS for seed in (0, 1)}
    assert keys() == tuning | constant
    timed = {name.rpartition("/")[0] for name in found if name.endswith("/seconds")}
    assert timed == {key for key in tuning if "/0.001/" in key}
    assert all(found[f"{key}/seconds"] > 0 for key in timed)
    assert call(*command)
    end = lambda v, rate: sum(found[f"falling/{v}/{rate}/{s}/accuracies"][-1, 0] for s in (0, 1))
    best = {v: max(("0.001", "0.01"), key=lambda rate: end(v, rate)) for v in tool.VARIANTS}
    paired = {f"falling/{v}/{rate}/2" for v in tool.VARIANTS for rate in ("0.001", best[v])}
    assert keys() == tuning | constant | paired
    assert "0.01" in best.values()
    assert call(*command)
    total = len(tuning | constant | paired)
    assert f"{total} of {total} runs are stored already" in capsys.readouterr().out


def test_the_first_half_chooses_the_rate(tmp_path, monkeypatch):
    """Two rates, one better on each half; a variant whose tuning is not whole has none."""
    monkeypatch.setattr(tool, "RATES", (1e-3, 2e-3))
    store, tuning = {}, {}
    for variant in ("original", "block"):
        for rate, end in ((1e-3, [0.5, 0.9]), (2e-3, [0.6, 0.1])):
            for seed in (0, 1):
                key = tool.key_of("falling", variant, rate, seed)
                tuning[key] = tool.Run({"key": key}, None)
                store[f"{key}/accuracies"] = np.array([[0.9, 0.9], end])
                store[f"{key}/about"] = np.array(f'{{"settings": {{"key": "{key}"}}}}')
    del store[f"{key}/about"]
    np.savez(tmp_path / "half.npz", **store)
    monkeypatch.setattr(tool, "VARIANTS", ("original", "block"))
    assert tool.best_rates(tmp_path / "half.npz", tuning) == {"original": 2e-3}
    assert tool.best_rates(tmp_path / "none.npz", tuning) == {}


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")
def test_a_gpu_begins_where_the_processor_does_and_goes_the_same_way(pictures):
    run = lambda device, timed: tool.one_run(
        "spectral", 1e-3, 3, tool.SETTINGS, None, device, falling=True, timed=timed
    )
    losses = run("cpu", False)["losses"]
    assert run("cuda", True)["losses"] == pytest.approx(losses, rel=1e-4)
