"""The small transformer against torch's own encoder, and what adapters find in it."""

import pytest
import torch
from torch import nn

from dlf.networks import SmallViT, deep_lora, lora, merge
from dlf.networks.transformer import patches

DOUBLE = torch.float64
MATRICES = [f"blocks.{k}.{part}" for k in range(2) for part in ("q", "k", "v", "o", "up", "down")]


def small(classes=5):
    torch.manual_seed(3)
    return SmallViT(classes, width=12, depth=2, heads=3).to(DOUBLE)


def pictures(count=4):
    return torch.randn(count, 784, generator=torch.Generator().manual_seed(1), dtype=DOUBLE)


def torchs_own(block):
    """nn.TransformerEncoderLayer with the parameters of a block."""
    layer = nn.TransformerEncoderLayer(
        12, 3, 24, dropout=0.0, activation="gelu", batch_first=True, norm_first=True, dtype=DOUBLE
    )
    with torch.no_grad():
        attention = layer.self_attn
        for name in ("weight", "bias"):
            packed = torch.cat([getattr(f, name) for f in (block.q, block.k, block.v)])
            getattr(attention, f"in_proj_{name}").copy_(packed)
            pairs = [(attention.out_proj, block.o), (layer.linear1, block.up)]
            pairs += [(layer.linear2, block.down), (layer.norm1, block.norm_attention)]
            for own, ours in [*pairs, (layer.norm2, block.norm_layers)]:
                getattr(own, name).copy_(getattr(ours, name))
    return layer


def test_it_is_a_stack_of_torchs_encoder_layers():
    model, x = small(), pictures()
    with torch.no_grad():
        for norm in (m for m in model.modules() if isinstance(m, nn.LayerNorm)):
            norm.weight.uniform_(0.5, 1.5)
            norm.bias.uniform_(-0.5, 0.5)
        y = model.embed(patches(x)) + model.position
        for block in model.blocks:
            y = torchs_own(block)(y)
        y = nn.functional.layer_norm(y, (12,), model.norm.weight, model.norm.bias).mean(dim=1)
        assert torch.allclose(model(x), model.head(y), atol=1e-12)


def test_patches_are_squares_row_by_row():
    picture = torch.arange(784.0).reshape(1, 784)
    found = patches(picture)
    assert found.shape == (1, 16, 49)
    assert torch.equal(found[0, 6], picture.reshape(28, 28)[7:14, 14:21].flatten())


def test_the_size_is_that_of_the_chapter():
    assert sum(p.numel() for p in SmallViT(10).parameters()) == 138_890


@pytest.mark.parametrize("adapt", [lora, deep_lora])
def test_adapters_find_the_matrices_of_the_blocks_and_merge_to_the_same_interface(adapt):
    model = small()
    names = list(model.state_dict())
    adapted = adapt(model, r"blocks\..*", rank=2)
    trained = {n.rpartition(".update")[0] for n, p in model.named_parameters() if p.requires_grad}
    assert trained == set(MATRICES)
    before = adapted(pictures())
    merged = merge(adapted)
    assert list(merged.state_dict()) == names
    assert torch.allclose(merged(pictures()), before, atol=1e-12)


def test_heads_must_divide_the_width():
    with pytest.raises(ValueError, match=r"heads.*divide"):
        SmallViT(10, width=10, heads=4)
