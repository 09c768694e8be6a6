"""The block cut to what features and head see, against the block itself."""

import copy

import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402

from dlf.networks import DeepLinear, compress_exactly, merge  # noqa: E402


def net(widths=(20, 20), *, depth=3, bias=False, samples=6, classes=4, dtype=torch.float64):
    """(block, head), features and labels; the bias of the block is zero."""
    draw = torch.Generator().manual_seed(0)
    block = DeepLinear(*widths, bias, dtype=dtype, depth=depth, init_scale=0.8, generator=draw)
    if bias:
        nn.init.normal_(block.bias, generator=draw)
    head = nn.Linear(widths[1], classes, dtype=dtype)
    with torch.no_grad():
        head.weight.copy_(torch.randn(head.weight.shape, generator=draw) / 4)
        head.bias.zero_()
    features = torch.randn(samples, widths[0], generator=draw, dtype=dtype)
    return nn.Sequential(block, head), features, torch.arange(samples) % classes


def trained(model, features, labels, steps=50, **settings):
    settings = {"lr": 0.05, "momentum": 0.5, "weight_decay": 1e-2} | settings
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], **settings)
    for k in range(steps):
        optimizer.zero_grad()
        rows = slice(k % 2, None)
        nn.functional.cross_entropy(model(features[rows]), labels[rows]).backward()
        optimizer.step()
    return model


def gap(model, features, labels, tolerance=None, **settings):
    """Of the logits of inputs never seen, between the full net and the cut one."""
    narrow = compress_exactly(model[0], features, model[1], tolerance=tolerance)
    small = nn.Sequential(narrow, copy.deepcopy(model[1]))
    unseen = torch.randn(30, features.shape[1], dtype=features.dtype)
    ends = [trained(m, features, labels, **settings) for m in (model, small)]
    return (ends[0](unseen) - ends[1](unseen)).abs().max(), ends


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("depth", [1, 2, 4])
@pytest.mark.parametrize("widths", [(20, 20), (28, 20), (20, 28)])
def test_the_narrow_net_is_the_wide_one_on_every_input(widths, depth, bias):
    difference, (wide, small) = gap(*net(widths, depth=depth, bias=bias))
    assert difference < 1e-12
    assert all(p.requires_grad is False for p in small[0].outer)
    assert sum(W.numel() for W in small[0].factors[1:-1]) < sum(W.numel() for W in wide[0].factors)


def test_single_precision_finds_the_same_widths():
    difference, (_, small) = gap(*net(dtype=torch.float32))
    assert [len(W) for W in small[0].factors] == [10, 10, 10, 10, 20]
    assert difference < 1e-4


def test_it_merges_to_the_layer_that_the_block_merges_to_where_the_head_looks():
    _, (wide, small) = gap(*net())
    C = wide[1].weight
    assert (
        C @ merge(wide)[0].weight - small[1].weight @ merge(small)[0].weight
    ).abs().max() < 1e-13


def test_adam_is_outside_of_the_theorem():
    model, features, labels = net()
    small = nn.Sequential(compress_exactly(model[0], features, model[1]), copy.deepcopy(model[1]))
    for one in (model, small):
        optimizer = torch.optim.Adam([p for p in one.parameters() if p.requires_grad], lr=1e-2)
        for _ in range(20):
            optimizer.zero_grad()
            nn.functional.cross_entropy(one(features), labels).backward()
            optimizer.step()
    unseen = torch.randn(30, 20, dtype=torch.float64)
    assert (model(unseen) - small(unseen)).abs().max() > 1e-2


def test_where_everything_is_seen_it_says_so():
    model, features, _ = net(samples=16)
    with pytest.raises(ValueError, match="nothing is unseen"):
        compress_exactly(model[0], features, model[1])
    gaussian = DeepLinear.from_factors([torch.randn(20, 20, dtype=torch.float64) for _ in range(3)])
    with pytest.raises(ValueError, match="nothing is unseen"):
        compress_exactly(gaussian, features[:6], model[1])


@pytest.mark.parametrize(
    ("features", "head"), [((5, 19), (4, 20)), ((5, 20), (4, 19)), ((20,), (4, 20))]
)
def test_shapes_that_do_not_fit_are_named(features, head):
    block = net()[0][0]
    with pytest.raises(ValueError, match=r"C W_L \.\.\. W_1 H is undefined"):
        compress_exactly(block, torch.ones(features), torch.ones(head))
