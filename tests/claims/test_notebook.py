"""What a reader's own code is told."""

import numpy as np
import pytest

from dlf.claims.notebook import attempt

CASES = [(2.0,), (3.0,)]
square = lambda x: x**2
pair = lambda x: [np.full(2, x), x * np.eye(2)]


def unwritten(x):
    raise NotImplementedError


def test_a_right_answer_passes(capsys):
    attempt(square, CASES, [4.0, 9.0])
    attempt(lambda x: x * x * (1 + 1e-9), CASES, square)
    attempt(pair, CASES, pair)
    assert capsys.readouterr().out.splitlines() == ["PASS: your function is right in 2 cases"] * 3


def test_what_is_not_written_is_asked_for(capsys):
    attempt(unwritten, CASES, square)
    assert capsys.readouterr().out.startswith("Not written yet")


@pytest.mark.parametrize(
    ("mine", "known", "message"),
    [
        (lambda x: 2 * x, square, "case 2 of 2: off by 3.0e"),
        (lambda x: x * x * (1 + 1e-5), square, "case 1 of 2: off by 4.0e-05, where 4.0e-06"),
        (lambda x: [x], square, r"case 1 of 2: the shape is \(1,\) instead of \(\)"),
        (lambda x: float("nan"), square, "case 1 of 2: the answer is not finite"),
        (lambda x: pair(x)[:1], pair, "case 1 of 2: a list of 2 is asked for"),
        (lambda x: [pair(x)[0], 0 * np.eye(2)], pair, "case 1 of 2: entry 2: off by 2.0e"),
        (lambda x: pair(x)[0], pair, "a list of 2"),
    ],
)
def test_a_wrong_answer_is_named_and_the_right_one_is_not_told(mine, known, message):
    with pytest.raises(AssertionError, match=message):
        attempt(mine, CASES, known)
