"""Fashion-MNIST: files of its kind that the tests write themselves, and the real ones if there."""

import gzip
import hashlib

import pytest
import torch

from dlf.networks import datasets, fashion_mnist

SIZES = {"train": 3, "t10k": 2}


def table(*sizes):
    """A table whose bytes count up."""
    count = 1
    for size in sizes:
        count *= size
    head = bytes((0, 0, 8, len(sizes))) + b"".join(size.to_bytes(4, "big") for size in sizes)
    return head + bytes(k % 251 for k in range(count))


@pytest.fixture
def folder(tmp_path):
    """Four small files, and their checksums."""
    digests = {}
    for part, count in SIZES.items():
        for name, content in (
            (f"{part}-images-idx3", table(count, 28, 28)),
            (f"{part}-labels-idx1", table(count)),
        ):
            packed = gzip.compress(content, mtime=0)
            (tmp_path / f"{name}-ubyte.gz").write_bytes(packed)
            digests[name] = hashlib.sha256(packed).hexdigest()
    return tmp_path, digests


def test_pictures_are_rows_in_order(folder):
    root, digests = folder
    train, test = fashion_mnist(root, digests=digests)
    assert train.pixels.shape == (3, 784)
    assert test.pixels.shape == (2, 784)
    assert train.pixels.dtype == torch.float32
    assert test.labels.tolist() == [0, 1]
    grey = train.pixels[1, 5] * 0.3530 + 0.2860
    assert float(grey) == pytest.approx((784 + 5) % 251 / 255, abs=1e-6)


def test_a_changed_file_is_refused_by_name(folder):
    root, digests = folder
    path = root / "t10k-labels-idx1-ubyte.gz"
    path.write_bytes(path.read_bytes() + b"0")
    with pytest.raises(ValueError, match=r"t10k-labels.*not the published file.*apt-get"):
        fashion_mnist(root, digests=digests)
    with pytest.raises(ValueError, match="not the published file"):
        fashion_mnist(root)


def test_a_missing_file_says_where_to_get_it(tmp_path):
    with pytest.raises(ValueError, match=r"no file .*train-images.*apt-get install dataset-fash"):
        fashion_mnist(tmp_path)


@pytest.mark.parametrize("content", [table(3)[:-1], table(3, 1), b"", table(3) + b"0"])
def test_what_is_no_such_table_is_refused(folder, content):
    root, digests = folder
    packed = gzip.compress(content, mtime=0)
    (root / "train-labels-idx1-ubyte.gz").write_bytes(packed)
    changed = {**digests, "train-labels-idx1": hashlib.sha256(packed).hexdigest()}
    with pytest.raises(ValueError, match="table of bytes with 1 dimension"):
        fashion_mnist(root, digests=changed)


@pytest.mark.skipif(
    not datasets.DEBIAN.is_dir(), reason="the package dataset-fashion-mnist is not installed"
)
def test_the_published_pictures():
    train, test = fashion_mnist()
    assert train.pixels.shape == (60_000, 784)
    assert torch.bincount(test.labels).tolist() == [1000] * len(datasets.CLASSES)
    assert float(train.pixels.mean()) == pytest.approx(0, abs=1e-3)
    assert float(train.pixels.std()) == pytest.approx(1, abs=1e-3)
