"""The commands of the tools, in this process, and pictures for them to learn from."""

import torch

from tools.reproduce.__main__ import main


def call(*words):
    """`python -m tools.reproduce WORDS`."""
    return main([str(word) for word in words])


def learnable_pictures(count):
    """(count, 784) random pixels, and the labels in 0..9 that a linear map of them has."""
    draw = torch.Generator().manual_seed(0)
    pixels = 0.3 * torch.randn(count, 784, generator=draw)
    return pixels, (pixels @ torch.randn(784, 10, generator=draw)).argmax(dim=1)
