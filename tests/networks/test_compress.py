"""Compressed blocks and adapters inside a network: what they compute, and what is refused."""

import numpy as np
import pytest

import dlf

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402

from dlf.networks import (  # noqa: E402
    AdaptedLinear,
    DeepLinear,
    adapter_state_dict,
    compress_module,
    compress_network,
    deep_lora,
    lora,
    merge,
    negative_gradients,
    parameter_groups,
    to_lora,
    watch,
)

DOUBLE = torch.float64
X = torch.linspace(-1, 1, 24, dtype=DOUBLE).reshape(4, 6).sin()


def network():
    torch.manual_seed(0)
    layers = [nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 3)]
    return nn.Sequential(*layers).double()


def loss_of(model):
    return nn.functional.cross_entropy(model(X), torch.tensor([0, 1, 2, 0]))


def trained(model, groups=None, steps=30, lr=0.05):
    """The model after some steps of momentum, and the optimizer."""
    optimizer = torch.optim.SGD(groups or parameter_groups(model, lr=lr), lr=lr, momentum=0.9)
    for _ in range(steps):
        optimizer.zero_grad()
        loss_of(model).backward()
        optimizer.step()
    return model, optimizer


def test_a_compressed_layer_starts_as_the_library_does():
    """On a linear layer with half the squared loss the surrogate at zero is the target."""
    rng = np.random.default_rng(0)
    M = rng.standard_normal((4, 6))
    layer = nn.Linear(6, 4, bias=False, dtype=DOUBLE)
    nn.init.zeros_(layer.weight)
    loss = 0.5 * (layer.weight - torch.from_numpy(M)).square().sum()
    (surrogate,) = negative_gradients(layer, [""], loss).values()
    block = compress_module(layer, surrogate, rank=2, init_scale=0.1)
    expected = dlf.compress(dlf.Factorization(M), depth=3, rank=2, init_scale=0.1)
    for W, stated in zip(block.factors, expected, strict=True):
        assert np.abs(W.detach().numpy() - stated).max() < 1e-12


def test_layers_are_replaced_along_their_own_gradients():
    model = network()
    loss_of(model).backward()
    gradients = {name: -model.get_submodule(name).weight.grad for name in ("0", "2")}
    biases = [model[k].bias.detach().clone() for k in (0, 2)]
    assert compress_network(model, ["0", "2"], rank=2, init_scale=0.5) is model
    assert [type(m).__name__ for m in model] == [
        "DeepLinear",
        "ReLU",
        "DeepLinear",
        "ReLU",
        "Linear",
    ]
    for (name, S), bias in zip(gradients.items(), biases, strict=True):
        block = model.get_submodule(name)
        U, _, Vt = torch.linalg.svd(S)
        assert torch.equal(block.bias, bias)
        assert torch.allclose(block.weight, 0.125 * U[:, :2] @ Vt[:2], atol=1e-12)
        assert torch.trace(block.weight.T @ S) > 0  # along minus the gradient, not along it


def test_negative_gradients_touch_no_grad():
    model = network()
    loss = loss_of(model)
    found = negative_gradients(model, ["2"], loss)
    assert model[2].weight.grad is None
    loss.backward()  # the graph is kept
    assert torch.allclose(found["2"], -model[2].weight.grad)


def test_a_kept_weight_is_frozen_and_the_update_is_small():
    model = network()
    before = model(X).detach()
    loss_of(model).backward()
    compress_network(model, rank=2, init_scale=1e-3, keep_weight=True)
    assert [type(m).__name__ for m in model][::2] == ["AdaptedLinear"] * 3
    assert (model(X) - before).abs().max() < 1e-8
    with torch.no_grad():
        for W in (W for k in (0, 2, 4) for W in model[k].factors):
            W.mul_(300)
    frozen = [model[k].base.weight.clone() for k in (0, 2, 4)]
    trained(model)
    assert all(torch.equal(model[k].base.weight, W) for k, W in zip((0, 2, 4), frozen, strict=True))
    assert (model(X) - before).abs().max() > 1e-6


@pytest.mark.parametrize("start", ["lora", "deep"])
@pytest.mark.parametrize("targets", [["0", "2"], "all-linear", r"[02]"])
def test_adapters_freeze_all_but_themselves(start, targets):
    model = network()
    before, weights = model(X).detach(), [model[k].weight.detach().clone() for k in (0, 2, 4)]
    if start == "lora":
        lora(
            model,
            targets,
            rank=2,
            alpha=8,
            modules_to_save=["4"] if targets != "all-linear" else (),
        )
        assert torch.equal(model(X), before)  # B = 0
    else:
        deep_lora(model, targets, rank=2)
        for k, W in zip((0, 2), weights, strict=False):
            assert torch.linalg.matrix_norm(model[k].weight - W, 2) <= 1.0001e-9
    trainable = {n for n, p in model.named_parameters() if p.requires_grad}
    assert trainable == set(adapter_state_dict(model))
    kept = {"4.weight", "4.bias"} if start == "lora" and targets != "all-linear" else set()
    assert {n for n in trainable if "update.factors" not in n} == kept
    trained(model)
    for k, W in zip((0, 2), weights, strict=False):
        assert torch.equal(model[k].base.weight, W)


@pytest.mark.parametrize("adapt", [lora, deep_lora])
def test_every_adapter_is_a_lora_adapter_and_merges_without_loss(adapt):
    model = adapt(network(), ["0", "2"], rank=2)
    trained(model, lr=0.5)
    exported, found = to_lora(model), model(X).detach()
    assert set(exported) == {"0", "2"}
    for name, (A, B) in exported.items():
        one = model.get_submodule(name)
        assert (A.shape, B.shape) == ((2, one.in_features), (one.out_features, 2))
        assert torch.allclose(one.base.weight + B @ A, one.weight, rtol=0, atol=1e-14)
    merged = merge(model)
    assert merged is model
    assert [type(m).__name__ for m in model] == ["Linear", "ReLU", "Linear", "ReLU", "Linear"]
    assert torch.allclose(model(X), found, rtol=0, atol=1e-13)


def test_a_network_of_blocks_becomes_an_ordinary_one_again():
    model = network()
    loss_of(model).backward()
    trained(compress_network(model, ["0", "2"], rank=3))
    found = model(X).detach()
    names = list(network().state_dict())
    assert list(merge(model).state_dict()) == names
    assert torch.allclose(model(X), found, rtol=0, atol=1e-13)
    assert type(merge(DeepLinear(4, 3))) is nn.Linear
    assert type(merge(AdaptedLinear(nn.Linear(4, 3), DeepLinear(4, 3, bias=False)))) is nn.Linear


@pytest.mark.parametrize("alpha", [0.0, 0.5, 3.0])
def test_outer_factors_learn_at_their_own_rate(alpha):
    model = network()
    loss_of(model).backward()
    compress_network(model, ["0", "2"], rank=3)
    groups = parameter_groups(model, lr=0.1, discrepant_rate=alpha, weight_decay=0.01)
    rate = {id(p): g["lr"] for g in groups for _, p in g["params"]}
    names = [name for g in groups for name, _ in g["params"]]
    assert len(names) == len(set(names))
    for name, p in model.named_parameters():
        outer = name in ("0.factors.0", "0.factors.2", "2.factors.0", "2.factors.2")
        expected = alpha * 0.1 if outer else 0.1
        assert rate.get(id(p), 0.0) == pytest.approx(expected)
    assert all(g["weight_decay"] == 0.01 for g in groups)
    torch.optim.AdamW(groups)


def test_what_is_watched_is_what_was_trained():
    model = network()
    loss_of(model).backward()
    compress_network(model, ["0", "2"], rank=3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    seen_by_hand = [torch.linalg.svdvals(model[0].weight.detach())[:2]]
    with watch(model, optimizer, rank=2, every=3) as seen:
        for step in range(1, 11):
            optimizer.zero_grad()
            loss_of(model).backward()
            optimizer.step()
            if step % 3 == 0:
                seen_by_hand.append(torch.linalg.svdvals(model[0].weight.detach())[:2])
    optimizer.step()
    assert seen.steps == [0, 3, 6, 9]
    assert set(seen.singular_values) == {"0", "2"}
    assert torch.equal(seen.singular_values["0"], torch.vstack(seen_by_hand))


def shared():
    layer = nn.Linear(4, 4)
    return nn.Sequential(layer, nn.ReLU(), layer)


def compressed(surrogate, rank):
    return compress_module(nn.Linear(3, 4), surrogate, rank=rank)


def held():
    return network().requires_grad_(False)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: compress_network(network(), rank=2), "no gradient; call loss.backward"),
        (lambda: compress_network(network(), ["1"], rank=2), "'1' is no Linear"),
        (lambda: compress_network(nn.ReLU(), rank=2), "no Linear to replace"),
        (lambda: compress_network(shared(), ["0"], rank=2), "has the names 0, 2"),
        (lambda: compressed(torch.zeros(4, 3), 2), "no signal passes"),
        (
            lambda: compressed(torch.ones(3, 4), 2),
            r"surrogate is \(3, 4\)",
        ),
        (lambda: compressed(torch.full((4, 3), torch.nan), 2), "NaN"),
        (lambda: compressed(torch.ones(4, 3), 4), "rank 4 exceeds"),
        (lambda: negative_gradients(network(), ["0"], torch.ones(())), "does not depend"),
        (lambda: lora(network(), ["nothing"], rank=2), "no nn.Linear is meant by"),
        (lambda: lora(network(), "nothing", rank=2), "no nn.Linear is meant by"),
        (lambda: lora(network(), ["4"], rank=4), r"rank 4 is undefined .* \(3, 5\)"),
        (lambda: deep_lora(network(), ["4"], rank=2, depth=1), "depth"),
        (
            lambda: parameter_groups(held(), lr=0.1),
            "no parameter to train",
        ),
        (lambda: parameter_groups(network(), lr=0.0), "lr > 0"),
        (lambda: parameter_groups(network(), lr=1.0, discrepant_rate=-1.0), "discrepant_rate >= 0"),
        (
            lambda: AdaptedLinear(nn.Linear(3, 4), DeepLinear(4, 3, bias=False)),
            r"X_0 is \(4, 3\), the product is \(3, 4\)",
        ),
        (lambda: AdaptedLinear(nn.Linear(3, 4), DeepLinear(3, 4)), "a bias of its own"),
    ],
)
def test_what_is_undefined_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_nothing_is_replaced_where_something_is_refused():
    model = network()
    loss_of(model).backward()
    model[4].weight.grad = None
    with pytest.raises(ValueError, match="no gradient"):
        compress_network(model, rank=2)
    assert [type(m).__name__ for m in model] == ["Linear", "ReLU", "Linear", "ReLU", "Linear"]
