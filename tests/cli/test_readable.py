"""What a terminal shows of a statement: titles for references, signs for TeX."""

import io
import re
import sys

import pytest
import yaml

from dlf import claims
from dlf.__main__ import main
from dlf.cli import options, readable
from tests import ROOT


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"W_{l+1}^\T W_{l+1} = W_l W_l^\T", "W_{l+1}ᵀ W_{l+1} = W_l W_lᵀ"),
        (r"\norm{X - M}_F^2 \le \eps^{L}", "‖X - M‖_F^2 ≤ ε^L"),
        (r"\inner{y}{A y} \ge \tfrac12 \hat\mu_{i}", "⟨y, A y⟩ ≥ 1/2 μ̂_i"),
        (r"\frac{L-2}{2(L-1)}\, s_i", "(L-2)/(2(L-1)) s_i"),
        (r"\bigl( \sqrt{\norm{x}^{2}} \bigr)", "( √(‖x‖^2) )"),
        (r"M \in \R^{n \times p}, \below{l}", "M ∈ ℝ^{n × p}, W_l ⋯ W_1"),
        (r"2\log(x) + \diag(x)", "2 log(x) + diag(x)"),
        (r"\begin{array}{cc} 1 & 2 \end{array}", r"\begin{array}{cc} 1 & 2 \end{array}"),
    ],
)
def test_a_formula_in_signs(tex, shown):
    assert readable.formula(tex) == shown


def test_every_macro_of_the_book_has_a_sign():
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    macros = config["sphinx"]["config"]["mathjax3_config"]["tex"]["macros"]
    assert len(macros) > 5
    for name in macros:
        assert "\\" not in readable.formula(rf"\{name}{{a}}{{b}}")


@pytest.mark.parametrize("tag", claims.all_claims())
def test_a_claim_is_shown_without_roles_and_with_tables_alone_in_tex(capsys, tag):
    assert main(["show", tag]) == 0
    said = capsys.readouterr().out
    assert "{prf:ref}" not in said
    left = set(re.findall(r"\\(\w+|\W)", said.split("\nstatus: ")[0]))
    assert left <= {"begin", "end", "hline", "\\"}
    for name in re.findall(r"\{prf:ref\}`([^`]+)`", claims.all_claims()[tag].text):
        used = claims.find(name)
        assert f"{claims.all_claims()[used].title} ({used})" in said


def test_a_terminal_without_the_signs_gets_tex(monkeypatch):
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert main(["show", "CE4L"]) == 0
    narrow.seek(0)
    said = narrow.read()
    assert r"$W_{l+1}^\T W_{l+1} = W_l W_l^\T$" in said
    assert "Equation and course of a mode (DED8)" in said


def test_one_thing_and_several():
    counted = [options.number_of(n, "claim", "claims") for n in (0, 1, 2)]
    assert counted == ["0 claims", "1 claim", "2 claims"]
