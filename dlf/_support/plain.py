"""Compiled loops in plain NumPy, for an interpreter whose compiler is switched off."""

import numpy as np
from scipy.sparse import csr_array

# SplitMix64: the distance of two states, and the two factors of its mixing
GAMMA = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def sampled_gradients(first, stop, starts, cols, values, A, B, G, H, squares):
    """As `kernels.sampled_gradients`; takes memory for A and B at every entry of its rows."""
    pointers = starts[first : stop + 1]
    entries = slice(pointers[0], pointers[-1])
    cols, rows = cols[entries], np.repeat(np.arange(stop - first), np.diff(pointers))
    errors = np.einsum("kj,kj->k", A[first:stop][rows], B[cols]) - values[entries]
    E = csr_array((errors, cols, pointers - pointers[0]), shape=(stop - first, len(B)))
    G[first:stop] = E @ B
    H[:] = E.T @ A[first:stop]
    squares[first:stop] = np.bincount(rows, errors.astype(float) ** 2, minlength=stop - first)


def residuals(A, x, y, out):
    """As `kernels.residuals`."""
    out[: len(A)] = A.astype(float) @ x - y


def accumulate(A, r, g):
    """As `kernels.accumulate`."""
    g += r[: len(A)] @ A.astype(float)


def sign_words(first, stop, words, key):
    """(stop - first, words) of np.uint64: word w of row i is output number i words + w from key.

    The outputs are those of SplitMix64, which mixes the bits of a counter; bit j of a word is the
    sign of an entry, 1 for plus.

    References:
        Steele, Lea, Flood, OOPSLA 2014.
    """
    numbers = np.arange(first * words, stop * words, dtype=np.uint64).reshape(-1, words)
    state = key + numbers * GAMMA
    state = (state ^ (state >> np.uint64(30))) * MIX[0]
    state = (state ^ (state >> np.uint64(27))) * MIX[1]
    return state ^ (state >> np.uint64(31))


def _sign_bytes(first, stop, words, key):
    """The words as (stop - first, words, 8) bytes, the lowest one first."""
    found = sign_words(first, stop, words, key).astype("<u8")
    return found.view(np.uint8).reshape(-1, words, 8)


def sign_sums(first, stop, key, x, out):
    """As `kernels.sign_sums`, to the last bit."""
    places = _sign_bytes(first, stop, len(x), key)
    out[first:stop] = 0.0
    for w, values in enumerate(x):
        sums = np.zeros((8, 1))
        for value in values.T[:, :, None]:
            sums = np.hstack([sums - value, sums + value])
        a = sums[np.arange(8), places[:, w]].T
        out[first:stop] += ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]))


def sign_adjoint(first, stop, key, y, out):
    """As `kernels.sign_adjoint`, to the last bit."""
    places = _sign_bytes(0, len(y), len(out), key)
    for w in range(first, stop):
        sums = np.stack([np.bincount(place, y, 256) for place in places[:, w].T])
        sums = sums.reshape(8, 16, 16)
        out[w, :, :4] = _told_apart(_halved(sums.swapaxes(1, 2)))
        out[w, :, 4:] = _told_apart(_halved(sums))


def _halved(sums):
    """The sums over the last axis, by halves."""
    while sums.shape[-1] > 1:
        sums = np.add(*np.split(sums, 2, axis=-1))
    return sums[..., 0]


def _told_apart(sums):
    """As `kernels._tell_apart`, of (8, 16) sums."""
    found = np.empty((len(sums), 4))
    for bit in range(3, -1, -1):
        low, high = np.split(sums, 2, axis=1)
        found[:, bit], sums = _halved(high - low), high + low
    return found
