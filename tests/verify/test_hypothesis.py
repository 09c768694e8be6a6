"""Hypotheses in a statement: several in one formula, as one writes them by hand."""

import numpy as np
import pytest
import sympy as sp

from dlf.verify import Claim, Property, Relation
from dlf.verify.hypothesis import joint

a, b, c = sp.symbols("a b c", real=True)


@pytest.mark.parametrize(
    ("relations", "written"),
    [
        ((c > 0, c < 1), "0 < c < 1"),
        ((c < 1, c > 0), "0 < c < 1"),
        ((a > 0, b > a), "b > a > 0"),
        ((a >= 0, b > a), r"b > a \geq 0"),
        ((a >= 1, a <= b), r"1 \leq a \leq b"),
        ((a > 0, b > 0), "a, b > 0"),
        ((a > 0, b > 0, c > 0), "a, b, c > 0"),
        ((a > 0,), "a > 0"),
    ],
)
def test_relations_become_a_chain_or_a_list(relations, written):
    assert joint([Relation(r) for r in relations]) == written


NONZERO = Property("nonzero(X)", r"X \ne 0", lambda X: bool(np.any(X)), np.eye(2), np.zeros(2))


@pytest.mark.parametrize(
    "apart",
    [
        (Relation(a > 0), Relation(b < 1)),
        (Relation(a > 0), Relation(a > 1)),  # two bounds from below are no chain
        (Relation(a > 0), NONZERO),
    ],
)
def test_what_is_no_chain_is_refused(apart):
    with pytest.raises(ValueError, match="no one formula"):
        joint(apart)


def test_a_statement_joins_its_hypotheses_where_it_says_so():
    bounds = {"above": Relation(c > 0), "below": Relation(c < 1)}
    made = lambda text: Claim("n", "theorem", "T", text, bounds)
    assert made("Let $[[above, below]]$.").text == "Let $0 < c < 1$."
    assert made("Let $[[above]]$, $[[below]]$.").text == "Let $c > 0$, $c < 1$."
    with pytest.raises(ValueError, match="name each hypothesis"):
        made("Let $[[above, beneath]]$.")
