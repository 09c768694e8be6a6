"""The image, the digits, and a file in the format of MovieLens that the tests write themselves."""

import hashlib
import zipfile

import numpy as np
import pytest

from dlf.recovery import (
    datasets,
    digits_labels,
    digits_matrix,
    load_movielens_100k,
    sample_image,
    synthetic_ratings,
    train_and_test,
)
from dlf.recovery.datasets import parse_ratings

LINES = "196\t2\t3\t881250949\n1\t4\t5\t891717742\n3\t1\t1\t878887116\n"


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "u.data"
    path.write_text(LINES, "utf-8")
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "ml-100k.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("ml-100k/README", "terms")
        file.writestr("ml-100k/u.data", LINES)
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_image_has_grey_values_and_a_share_of_its_pixels(rng):
    image, observed = sample_image(0.3, rng=rng)
    assert image.shape == observed.shape == (106, 160)
    assert 0 <= image.min() < 0.05 < 0.8 < image.max() <= 1
    assert observed.mean() == pytest.approx(0.3, abs=0.015)
    assert not np.allclose(image, sample_image(0.3, rng=rng, name="china.jpg")[0])


def test_a_pixel_is_the_mean_of_sixteen(rng):
    from sklearn.datasets import load_sample_image

    block = load_sample_image("flower.jpg")[4:8, 8:12]
    assert sample_image(1, rng=rng)[0][1, 2] == pytest.approx(block.mean() / 255)


def test_the_digits():
    digits = digits_matrix()
    assert digits.shape == (1797, 64)
    assert (digits.min(), digits.max()) == (0, 16)
    labels = digits_labels()
    assert labels.shape == (1797,)
    assert set(labels) == set(range(10))


@pytest.mark.parametrize("kind", ["plain", "archive", "folder"])
def test_file_archive_and_folder_are_read_alike(plain, archive, kind):
    path, digest = archive if kind == "archive" else plain
    path = path.parent if kind == "folder" else path
    rows, cols, values, shape = load_movielens_100k(path, digest=digest)
    assert rows.tolist() == [195, 0, 2]
    assert cols.tolist() == [1, 3, 0]
    assert values.tolist() == [3.0, 5.0, 1.0]
    assert values.dtype == float
    assert shape == (196, 4)


def test_the_checksum_is_that_of_the_published_files(plain, archive):
    for path, _ in (plain, archive):
        with pytest.raises(
            ValueError, match=f"not the published file.*{datasets.SHA256[path.name]}"
        ):
            load_movielens_100k(path)
    assert {len(digest) for digest in datasets.SHA256.values()} == {64}


def test_a_missing_file_says_where_and_on_what_terms(tmp_path):
    with pytest.raises(ValueError, match=r"there is no file.*grouplens\.org.*redistribution"):
        load_movielens_100k(tmp_path / "ml-100k.zip")


def test_an_archive_without_the_table(tmp_path):
    path = tmp_path / "other.zip"
    for write in (
        lambda: zipfile.ZipFile(path, "w").close(),
        lambda: path.write_text("text", "utf-8"),
    ):
        write()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with pytest.raises(ValueError, match=r"no archive with ml-100k/u\.data"):
            load_movielens_100k(path, digest=digest)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1\t2\t3", "line 4 is not user, item, rating, time"),
        ("1 2 3 4", "line 4 is not user"),
        ("1\t2\t3.5\t4", "line 4 is not user"),
        ("1\t-2\t3\t4", "line 4 is not user"),
        ("", "line 4 is not user"),
        ("\u00b2\t2\t3\t4", "line 4 is not user"),
        ("0\t2\t3\t4", "line 4: users and items count from 1"),
        ("1\t2\t6\t4", r"line 4: a rating lies in 1\.\.5, not 6"),
        ("1\t2\t0\t4", r"line 4: a rating lies in 1\.\.5, not 0"),
        ("1\t4\t2\t4", "line 4: user 1 rated item 4 already in line 2"),
    ],
)
def test_a_bad_line_is_named(line, words):
    with pytest.raises(ValueError, match=words):
        parse_ratings((LINES + line + "\n").encode())


def test_the_split_is_one_and_leaves_every_row_and_column(rng):
    rows, cols, _, shape = synthetic_ratings(rng=rng, shape=(30, 50), count=200)
    train, test = train_and_test(rows, cols, 0.4, rng=rng)
    assert len(test) == 80
    assert sorted([*train, *test]) == list(range(200))
    assert np.bincount(rows[train], minlength=shape[0]).min() >= 1
    assert np.bincount(cols[train], minlength=shape[1]).min() >= 1


def test_a_synthetic_table_has_the_shape_and_the_scale_of_ratings(rng):
    rows, cols, values, shape = synthetic_ratings(rng=rng)
    assert shape == (943, 1682)
    assert len(rows) == len(cols) == len(values) == 100_000
    assert len(np.unique(np.ravel_multi_index((rows, cols), shape))) == 100_000
    assert set(values) == {1.0, 2.0, 3.0, 4.0, 5.0}
    assert np.bincount(rows).min() >= 1
    assert np.bincount(cols, minlength=shape[1]).min() >= 1
    assert values.mean() == pytest.approx(3.4, abs=0.1)
