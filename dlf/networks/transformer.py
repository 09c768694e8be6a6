"""A vision transformer small enough to be fine-tuned in a second."""

import torch
from torch import nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from dlf._support import whole_number

PIXELS, PATCH = 28, 7


class SmallViT(nn.Module):
    """Pictures of 28 x 28 in sixteen patches, blocks with the norm first, a mean, a head.

    All matrices of a block are `nn.Linear` of their own, named q, k, v, o, up, down, so that
    adapters find them: `lora(model, r"blocks\\..*", rank=8)`.

    Args:
        classes: number of logits.
        width: of a token. depth: number of blocks. heads: of the attention; they divide the width.

    Attributes:
        embed: nn.Linear from a patch. position (16, width). blocks: ModuleList.
        norm: of what the last block gives. head: nn.Linear (classes, width).

    Example:
        >>> SmallViT(10)(torch.zeros(2, 784)).shape
        torch.Size([2, 10])

    Raises:
        ValueError: a size < 1, heads that do not divide the width.

    References:
        Dosovitskiy et al., An image is worth 16 x 16 words (arXiv 2010.11929).
    """

    def __init__(self, classes, *, width=64, depth=4, heads=4):
        super().__init__()
        sizes = {"classes": classes, "width": width, "depth": depth, "heads": heads}
        for name, size in sizes.items():
            whole_number(size, name, least=1)
        if width % heads:
            raise ValueError(f"heads must divide the width: {width} into {heads}")
        self.embed = nn.Linear(PATCH**2, width)
        self.position = nn.Parameter(0.02 * torch.randn((PIXELS // PATCH) ** 2, width))
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, classes)

    def forward(self, pixels):
        """pixels (N, 784) -> logits (N, classes)."""
        x = self.embed(patches(pixels)) + self.position
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x).mean(dim=1))


class Block(nn.Module):
    """x + attention, then x + two layers with GELU between; a layer norm before each."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm_attention, self.norm_layers = nn.LayerNorm(width), nn.LayerNorm(width)
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x):
        """x (N, tokens, width) -> the same shape."""
        y = self.norm_attention(x)
        q, k, v = (
            f(y).unflatten(-1, (self.heads, -1)).transpose(1, 2) for f in (self.q, self.k, self.v)
        )
        x = x + self.o(scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2))
        return x + self.down(gelu(self.up(self.norm_layers(x))))


def patches(pixels):
    """(N, 784) -> (N, 16, 49): the squares of 7 x 7, row by row."""
    side = PIXELS // PATCH
    squares = pixels.reshape(-1, side, PATCH, side, PATCH).transpose(2, 3)
    return squares.reshape(-1, side**2, PATCH**2)
