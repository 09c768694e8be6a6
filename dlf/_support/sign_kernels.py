"""Compiled loops over random signs that are never stored, 64 entries a word."""

import numpy as np

from dlf._support import plain
from dlf._support.compiling import compiled


@compiled()
def _word(state):
    """The 64 bits that SplitMix64 makes of a state."""
    state = (state ^ (state >> np.uint64(30))) * plain.MIX[0]
    state = (state ^ (state >> np.uint64(27))) * plain.MIX[1]
    return state ^ (state >> np.uint64(31))


@compiled()
def _byte(word, k):
    return np.int64((word >> np.uint64(8 * k)) & np.uint64(255))


@compiled(nogil=True)
def sign_sums(first, stop, key, x, out):
    """out_i = sum_j s_ij x_j for the rows i in first:stop, the signs as `plain.sign_words` says.

    Of eight entries there are 256 signed sums: all are formed once, and a row looks its own up.
    The order of every sum is fixed, and none is relaxed: any processor gives the same bits.

    Args:
        key: np.uint64.
        x (words, 8, 8): zeros behind the last entry.
        out (m,): written.
    """
    words = len(x)
    sums = np.empty((8, 256))
    jump = np.uint64(words) * plain.GAMMA
    out[first:stop] = 0.0
    for w in range(words):
        for k in range(8):
            sums[k, 0], count = 0.0, 1
            for bit in range(8):
                for b in range(count):
                    sums[k, b + count] = sums[k, b] + x[w, k, bit]
                    sums[k, b] -= x[w, k, bit]
                count *= 2
        state = key + np.uint64(first * words + w) * plain.GAMMA
        for i in range(first, stop):
            word = _word(state)
            state += jump
            out[i] += (
                (sums[0, _byte(word, 0)] + sums[1, _byte(word, 1)])
                + (sums[2, _byte(word, 2)] + sums[3, _byte(word, 3)])
            ) + (
                (sums[4, _byte(word, 4)] + sums[5, _byte(word, 5)])
                + (sums[6, _byte(word, 6)] + sums[7, _byte(word, 7)])
            )


@compiled()
def _tell_apart(sums, stride, apart, out):
    """out_bit = the sum of what has the bit less that of what has it not, of 16 sums."""
    for bit in range(3, -1, -1):
        count = 1 << bit
        for b in range(count):
            low, high = sums[b * stride], sums[(b + count) * stride]
            apart[b] = high - low
            sums[b * stride] = high + low
        while count > 1:
            count //= 2
            for b in range(count):
                apart[b] += apart[b + count]
        out[bit] = apart[0]


@compiled(nogil=True)
def sign_adjoint(first, stop, key, y, out):
    """out_j = sum_i s_ij y_i for the words first:stop, the adjoint of `sign_sums`.

    The y_i are added up by the byte that their row has in the word, 256 sums for each of the
    eight bytes; the bits of a byte are told apart at the end.

    Args:
        key: np.uint64.
        y (m,).
        out (words, 8, 8): written.
    """
    sums, half, apart = np.empty((8, 256)), np.empty(256), np.empty(8)
    jump = np.uint64(len(out)) * plain.GAMMA
    for w in range(first, stop):
        sums[:] = 0.0
        state = key + np.uint64(w) * plain.GAMMA
        for i in range(len(y)):
            word = _word(state)
            state += jump
            for k in range(8):
                sums[k, _byte(word, k)] += y[i]
        for k in range(8):
            half[:] = sums[k]
            for count in (128, 64, 32, 16):  # over the four upper bits
                for b in range(count):
                    half[b] += half[b + count]
            _tell_apart(half, 1, apart, out[w, k, :4])
            half[:] = sums[k]
            for count in (8, 4, 2, 1):  # over the four lower ones
                for row in range(0, 256, 16):
                    for b in range(row, row + count):
                        half[b] += half[b + count]
            _tell_apart(half, 16, apart, out[w, k, 4:])
