"""How the statements read: no hypothesis in two pieces that one formula says."""

import re

import pytest

from dlf import claims

SYMBOL = r"\\?[a-zA-Z]+(?:_\{?\w+\}?)?"
BROKEN = re.compile(rf"\$({SYMBOL}) > [^$]*\$(?:,| and)\s+\$\1 < ")


def test_a_broken_chain_is_seen():
    assert BROKEN.search("Let $c > 0$, $c < 1$.")
    assert BROKEN.search("Let $s_j > 0$ and $s_j < 1$.")
    assert not BROKEN.search("Let $c > 0$, $d < 1$.")


@pytest.mark.parametrize("tag", claims.all_claims())
def test_a_statement_says_each_bound_in_one_formula(tag):
    text = claims.all_claims()[tag].text
    assert not BROKEN.search(text)
    assert r"Q^\T Q = I$ for $Q = " not in text
    assert "continuously differentiable $f \\in C^1$" not in text
