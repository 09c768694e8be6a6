"""Rows on PyTorch networks: a block and a whole network against the plain ones, one thread."""

import torch
from torch import nn

from benchmarks.timing import alternate
from dlf.networks import DeepLinear

WIDTH, NARROW = 512, 20
BATCHES = (64, 256, 1024, 4096)


def both_ways(layer, x):
    """Forward and backward, also into x."""

    def run():
        for p in (*layer.parameters(), x):
            p.grad = None
        layer(x).sum().backward()

    return run


def block_against_linear(case, repeats):
    """Forward and backward of a block of three factors against nn.Linear, d = 512."""
    batch, width = case
    torch.manual_seed(0)
    x = torch.randn(batch, WIDTH, requires_grad=True)
    block = DeepLinear(WIDTH, WIDTH, depth=3, width=width)
    pair = [both_ways(layer, x) for layer in (block, nn.Linear(WIDTH, WIDTH))]
    return compared(pair, f"block of width {width}, batch {batch}", "nn.Linear", repeats)


def network_against_plain(width, repeats):
    """A step of 784-512-512-10 on 256 images, its middle layer replaced, without the optimizer."""
    torch.manual_seed(0)
    x = torch.randn(256, 784, requires_grad=True)
    nets = [
        nn.Sequential(nn.Linear(784, WIDTH), nn.ReLU(), middle, nn.ReLU(), nn.Linear(WIDTH, 10))
        for middle in (DeepLinear(WIDTH, WIDTH, width=width), nn.Linear(WIDTH, WIDTH))
    ]
    pair = [both_ways(net, x) for net in nets]
    return compared(pair, f"network with a block of width {width}", "plain network", repeats)


def compared(pair, what, against, repeats):
    """A row: how many times faster the first of the two is."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for call in pair:
            call()
        loops = 3
        repeat = [lambda call=call: [call() for _ in range(loops)] for call in pair]
        block, plain = alternate(*repeat, repeats)
    finally:
        torch.set_num_threads(threads)
    return what, against, f"{plain / block:.2f}x", f"{1e3 * block / loops:.1f} ms"


JOBS = [(block_against_linear, (batch, width)) for width in (WIDTH, NARROW) for batch in BATCHES]
JOBS += [(network_against_plain, width) for width in (WIDTH, NARROW)]
