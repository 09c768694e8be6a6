"""Data for the book: an image and digits that scikit-learn brings along, and the reader's ratings.

Nothing is downloaded. MovieLens may not be redistributed without separate permission, so the reader
fetches it and names the file.
"""

import zipfile
from pathlib import Path

import numpy as np

from dlf._support import extra, generator, published_file, real_number, whole_number
from dlf.recovery.tables import split_entries

_BLOCK = 4  # pixels of the sample image to one of ours, in each direction
IMAGES = ("china.jpg", "flower.jpg")
_MEMBER = "ml-100k/u.data"
RATINGS_SHAPE = (943, 1682)
# SHA-256; the MD5 that GroupLens publishes for the archive is 0e33842e24a9c977be4e0107933c0723
SHA256 = {
    "ml-100k.zip": "50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229",
    "u.data": "06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490",
}
_WHERE = (
    "get ml-100k.zip from https://grouplens.org/datasets/movielens/100k/ and pass its path. It is "
    "free for research; redistribution and commercial use need separate permission"
)


def sample_image(share, *, rng, name="flower.jpg"):
    """A photograph in grey, 106 x 160, and which of its pixels are kept.

    Four by four pixels of the sample image that scikit-learn brings along become one.

    Args:
        share: of the pixels that are kept, 0 < share <= 1, each with this probability.
        rng: numpy.random.Generator.
        name: "flower.jpg" or "china.jpg".

    Returns:
        image (106, 160), 0 is black and 1 is white, and observed (106, 160), boolean.

    Raises:
        ValueError: another name, share out of range, rng not a Generator.
    """
    with extra("estimator"):
        import PIL  # noqa: F401  scikit-learn needs it here, and would not say so by name
        from sklearn.datasets import load_sample_image

    if name not in IMAGES:
        raise ValueError(f"the sample images are {' and '.join(IMAGES)}, not {name!r}")
    grey = load_sample_image(name).mean(axis=2) / 255
    high, wide = (size // _BLOCK for size in grey.shape)
    blocks = grey[: high * _BLOCK, : wide * _BLOCK].reshape(high, _BLOCK, wide, _BLOCK)
    image = blocks.mean(axis=(1, 3))
    return image, generator(rng).random(image.shape) < _share(share)


def digits_matrix():
    """The 1797 digits of scikit-learn, one row each of 64 pixels with values 0 to 16."""
    with extra("estimator"):
        from sklearn.datasets import load_digits

    return load_digits().data


def digits_labels():
    """Which digit each row of `digits_matrix` shows: 1797 numbers from 0 to 9."""
    with extra("estimator"):
        from sklearn.datasets import load_digits

    return load_digits().target


def train_and_test(rows, cols, share, *, rng):
    """Two lists of indices into the entries: those to train on and those to test on.

    The last entry of a row or a column is never taken from the training: about it nothing else
    would be known.

    Args:
        rows (n,), cols (n,): of the known entries.
        share: 0 < share < 1 of the entries to test on; fewer where the table is too thin.
        rng: numpy.random.Generator.

    Raises:
        ValueError: share out of range, rng not a Generator.

    Example:
        >>> rows, cols = np.divmod(np.arange(20), 5)
        >>> train, test = train_and_test(rows, cols, 0.2, rng=np.random.default_rng(0))
        >>> len(train), len(test)
        (16, 4)
    """
    if (share := _share(share)) == 1:
        raise ValueError("share must leave entries to train on: 0 < share < 1")
    held = split_entries(np.asarray(rows), np.asarray(cols), share, generator(rng))
    return np.flatnonzero(~held), np.flatnonzero(held)


def _share(share):
    share = real_number(share, "share")
    if not 0 < share <= 1:
        raise ValueError(f"share must satisfy 0 < share <= 1, not {share}")
    return share


def load_movielens_100k(path, *, digest=None):
    """100,000 ratings of 1682 films by 943 people, from the reader's own file.

    Args:
        path: of ml-100k.zip, or of u.data within it; a folder that contains u.data will do.
        digest: the expected SHA-256. None: that of the published file.

    Returns:
        rows (n,), cols (n,), values (n,), shape: person, film, both from 0, and the rating 1 to 5.
        The shape is (943, 1682) for the published file.

    Raises:
        ValueError: no such file, another checksum, no u.data in the archive; a line that is not
            four whole numbers, a rating outside 1..5, an index below 1, a pair rated twice, each
            with its number.

    References:
        Harper, Konstan, ACM Transactions on Interactive Intelligent Systems 5 (2015).
    """
    path = Path(path)
    path = path / "u.data" if path.is_dir() else path
    zipped = path.suffix == ".zip"
    expected = digest or SHA256["ml-100k.zip" if zipped else "u.data"]
    content = published_file(path, expected, _WHERE)
    return parse_ratings(_unzipped(path, content) if zipped else content)


def _unzipped(path, content):
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(_MEMBER)
    except (zipfile.BadZipFile, KeyError):
        raise ValueError(f"{path.name} is no archive with {_MEMBER}; {_WHERE}") from None


def parse_ratings(content):
    """The table of u.data: a line is user, item, rating and time, separated by tabs.

    Args:
        content: bytes.

    Returns, Raises: as `load_movielens_100k`; the shape is that of the largest indices.

    Example:
        >>> rows, cols, values, shape = parse_ratings(b"2\\t1\\t5\\t0\\n1\\t3\\t4\\t0\\n")
        >>> rows, cols, values, shape
        (array([1, 0]), array([0, 2]), array([5., 4.]), (2, 3))
    """
    lines = content.decode("ascii", errors="replace").splitlines()
    if not lines:
        raise ValueError("u.data is empty")
    table, seen = np.empty((len(lines), 3), dtype=int), {}
    for number, line in enumerate(lines, 1):
        fields = line.split("\t")
        if len(fields) != 4 or not all(f.isascii() and f.isdigit() for f in fields):
            raise ValueError(
                f"line {number} is not user, item, rating, time as whole numbers between tabs: "
                f"{line[:60]!r}"
            )
        user, item, rating = map(int, fields[:3])
        if min(user, item) < 1:
            raise ValueError(f"line {number}: users and items count from 1, not {user}, {item}")
        if not 1 <= rating <= 5:
            raise ValueError(f"line {number}: a rating lies in 1..5, not {rating}")
        if (first := seen.setdefault((user, item), number)) != number:
            raise ValueError(
                f"line {number}: user {user} rated item {item} already in line {first}"
            )
        table[number - 1] = user - 1, item - 1, rating
    rows, cols, values = table.T
    return rows, cols, values.astype(float), (int(rows.max()) + 1, int(cols.max()) + 1)


def synthetic_ratings(*, rng, shape=RATINGS_SHAPE, count=100_000, rank=5, noise=0.9):
    """A table of the shape of MovieLens that nobody rated: low rank plus noise, rounded to 1..5.

    The entries are 3.5 plus a matrix of that rank with entries of variance 1/2 plus Gaussian
    noise; which of them are known is uniformly random, except that every row and column has one.

    Args:
        rng: numpy.random.Generator.
        shape: (d_L, d_0), d_L <= d_0.
        count: number of ratings, at least d_0.
        rank: of the matrix before noise and rounding.
        noise: its standard deviation.

    Returns:
        rows, cols, values, shape, as `load_movielens_100k`.

    Raises:
        ValueError: count below d_0 or above d_L d_0.
    """
    d_L, d_0 = (whole_number(d, "shape", least=1) for d in shape)
    count, rank = whole_number(count, "count", least=1), whole_number(rank, "rank", least=1)
    if not max(d_L, d_0) <= count <= d_L * d_0:
        raise ValueError(f"{count} ratings do not reach every row and column of {shape} once")
    rng = generator(rng)
    covered = np.arange(max(d_L, d_0))
    places = np.ravel_multi_index((covered % d_L, covered % d_0), (d_L, d_0))
    free = np.ones(d_L * d_0, dtype=bool)
    free[places] = False
    places = np.sort(
        [*places, *rng.choice(np.flatnonzero(free), count - len(places), replace=False)]
    )
    rows, cols = np.unravel_index(places, (d_L, d_0))
    left, right = rng.standard_normal((d_L, rank)), rng.standard_normal((d_0, rank))
    taste = np.einsum("kj,kj->k", left[rows], right[cols]) / np.sqrt(2 * rank)
    values = np.rint(3.5 + taste + noise * rng.standard_normal(count))
    return rows, cols, np.clip(values, 1, 5), (d_L, d_0)
