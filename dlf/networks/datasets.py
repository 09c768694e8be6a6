"""Fashion-MNIST, from the reader's own files; nothing is downloaded."""

import gzip
import math
from dataclasses import dataclass
from pathlib import Path

import torch

from dlf._support import published_file

DEBIAN = Path("/usr/share/datasets/fashion-mnist")
# SHA-256 of the published files, those of Debian's package among them
SHA256 = {
    "train-images-idx3": "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
    "train-labels-idx1": "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
    "t10k-images-idx3": "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
    "t10k-labels-idx1": "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05",
}
CLASSES = (
    *("T-shirt/top", "trouser", "pullover", "dress", "coat"),
    *("sandal", "shirt", "sneaker", "bag", "ankle boot"),
)
_WHERE = (
    "on Debian `apt-get install dataset-fashion-mnist` puts the four files there; else get them "
    "from https://github.com/zalandoresearch/fashion-mnist and pass their folder (MIT licence)"
)
_MEAN, _DEVIATION = 0.2860, 0.3530  # of all grey values of the training images, from 0 to 1


@dataclass(frozen=True, eq=False)
class Images:
    """Pictures of one size with their classes.

    Attributes:
        pixels (N, 784): grey values less their mean over their deviation, float32.
        labels (N,): 0 to 9, whole numbers; CLASSES names them.
    """

    pixels: torch.Tensor
    labels: torch.Tensor


def fashion_mnist(root=None, *, digests=SHA256):
    """60,000 training and 10,000 test pictures of clothes, 28 x 28 grey values each.

    Args:
        root: the folder with the four files; None: where Debian's package puts them.
        digests: name of a file, without "-ubyte.gz" -> expected SHA-256.

    Returns:
        train, test: Images.

    Raises:
        ValueError: a file is missing, has another checksum, or is no table of that kind.

    References:
        Xiao, Rasul, Vollgraf (arXiv 1708.07747).
    """
    folder = DEBIAN if root is None else Path(root)
    files = {
        name: gzip.decompress(published_file(folder / f"{name}-ubyte.gz", digest, _WHERE))
        for name, digest in digests.items()
    }
    return tuple(
        Images(
            _pixels(files[f"{part}-images-idx3"]),
            _table(files[f"{part}-labels-idx1"], 1).long(),
        )
        for part in ("train", "t10k")
    )


def _table(content, dimensions):
    """A table of bytes: two zeros, 8, the number of sizes, each in four bytes, the entries."""
    sizes = [int.from_bytes(content[4 * k : 4 * k + 4], "big") for k in range(1, dimensions + 1)]
    head = 4 * (dimensions + 1)
    if content[:4] != bytes((0, 0, 8, dimensions)) or len(content) != head + math.prod(sizes):
        raise ValueError(f"not a table of bytes with {dimensions} dimensions")
    return torch.frombuffer(bytearray(content[head:]), dtype=torch.uint8).reshape(sizes)


def _pixels(content):
    grey = _table(content, 3).flatten(start_dim=1).float() / 255
    return (grey - _MEAN) / _DEVIATION
