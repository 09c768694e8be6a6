"""Witnesses and balls of the ledger as mathematics: exact text in, LaTeX out."""

import ast
import re

from sympy import Symbol, latex
from sympy.printing.latex import greek_letters_set

_WORD = re.compile(r"[a-z]{2,}")
_NUMBER = re.compile(r"(-?)(\d+(?:\.\d+)?)(?:e([+-]?\d+))?")
_FRACTION = re.compile(r"(-?)(\d+)/(\d+)")
_BALL = re.compile(r"\[(\S+) \+/- (\S+)\]")
_EXACT = re.compile(r"Fraction\((-?\d+), (\d+)\)")
_QUOTIENT = re.compile(r"\b\d{9,}/10+\b")
_POWER = re.compile(r"\b(\d+(?:\.\d+)?)e([+-]?\d+)\b")
_CASES = re.compile(r"\bcase = (?:0\.\.(\d+)|(\d+(?:, \d+)*))")
_WHOLE = re.compile(r"(?<![\d.])(\d+)\.0(?!\d)")
_GREEK = {
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eps": "ε", "eta": "η", "theta": "θ"},
    **{"kappa": "κ", "lambda": "λ", "mu": "μ", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ"},
    **{"omega": "ω", "Gamma": "Γ"},
}
_LETTER = re.compile(rf"(?<![a-zA-Z])({'|'.join(_GREEK)})(?![a-zA-Z])")
_RAISED = str.maketrans("-+0123456789", "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹")
_TINY = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)e([+-]?\d+)\b")
_LOG = re.compile(r"(?<!\\)\blog_\{(\w+)\}")
_SPELLED = {"eps": r"\varepsilon", "rhat": r"\hat r", "varepsilon": r"\varepsilon"}
WIDER = "A printed ball is wider than the one that was tested."
_DIGITS = 6  # of a ball; the certificate has all


def name(text):
    """The name of a binding: "d1_11" is (d_1)_{11}, "g01" is g_{01}, "seed" a word."""
    if text in _SPELLED:
        return _SPELLED[text]
    quotient = text.split("/")
    if len(quotient) == 2:
        return " / ".join(map(name, quotient))
    if text.startswith("log_"):
        return rf"\log {name(text[4:])}"
    if entry := re.fullmatch(r"([a-zA-Z]+)(\d+)_(\d+)", text):
        return f"({entry[1]}_{{{entry[2]}}})_{{{entry[3]}}}"
    if _WORD.fullmatch(text) and text not in greek_letters_set:
        return rf"\text{{{text}}}"
    if below := re.fullmatch(r"([a-zA-Z]+)_([a-z]{2,})", text):
        inner = below[2] if len(below[2]) == 2 else rf"\text{{{below[2]}}}"
        return f"{name(below[1])}_{{{inner}}}"
    if power := re.fullmatch(r"(\w+)\^(\w+)", text):
        return f"{name(power[1])}^{{{power[2]}}}"
    return latex(Symbol(text))


def value(text):
    """A number, fraction, ball, matrix or tuple as LaTeX; any other text as text."""
    text = str(text).strip()
    if text.startswith("[["):
        rows = [row.split(", ") for row in re.findall(r"\[([^\[\]]+)\]", text)]
        inside = r" \\ ".join(" & ".join(map(value, row)) for row in rows)
        return rf"\left( \begin{{smallmatrix}} {inside} \end{{smallmatrix}} \right)"
    if ball := _BALL.fullmatch(text):
        return rf"{_rounded(ball[1])} \pm {value(ball[2])}"
    if number := _NUMBER.fullmatch(text):
        return number[1] + _scientific(number[2], int(number[3] or 0))
    if fraction := _FRACTION.fullmatch(text):
        return rf"{fraction[1]}\tfrac{{{fraction[2]}}}{{{fraction[3]}}}"
    if text.startswith("("):
        parts = _parts(text)
        return rf"({', '.join(map(value, parts))})" if parts else _words(text)
    return latex(Symbol(text)) if re.fullmatch(r"[a-zA-Z]\w*", text) else _words(text)


def binding(key, text):
    """ "h = 1"; a tuple of names has its values one by one, a seed is a word."""
    names, values = key, _parts(str(text))
    if key.startswith("(") and values:
        names = [part.strip() for part in re.split(r", (?![^()]*\))", key[1:-1])]
        if len(names) == len(values):
            return ", \\; ".join(binding(n, v) for n, v in zip(names, values, strict=True))
    return f"{name(key)} = {value(text)}"


def compared(text):
    """A formula of the ledger in which balls and long quotients are written as on paper."""
    text = _BALL.sub(lambda m: f"{_rounded(m[1])} \\pm {value(m[2])}", text)
    text = _LOG.sub(r"\\log \1", text)
    text = _POWER.sub(lambda m: _scientific(m[1], int(m[2])), text)
    text = text.replace(",\\;", ",\\quad ")  # between premises: where a long line may break
    return _QUOTIENT.sub(lambda m: _near_one(m[0]), text)


def plain(text):
    """A scope or a sentence as words of a page: p/q, powers and letters as on paper, no quotes.

    Cases that a claim only numbers are counted: "case = 0..3" is "4 cases".
    """
    text = _EXACT.sub(r"\1/\2", text).replace("'", "")
    text = _CASES.sub(_cases, text)
    text = _WHOLE.sub(r"\1", text).replace(", None", " or none").replace("+/-", "±")
    text = _TINY.sub(lambda m: _power(m[1], m[2]), text.replace("log_", "log "))
    text = _LETTER.sub(lambda m: _GREEK[m[1]], text)
    return re.sub(r"\^(\d)\b", lambda m: m[1].translate(_RAISED), text)


def _cases(found):
    """ "4 cases"; of a single one, counted from 0, "case 1"."""
    if found[2] and "," not in found[2]:
        return f"case {int(found[2]) + 1}"
    return f"{int(found[1]) + 1 if found[1] else found[2].count(',') + 1} cases"


def _power(digits, power):
    """7.95e-8 in letters that no line breaks."""
    ten = f"10{str(int(power)).translate(_RAISED)}"
    return ten if digits == "1" else f"{digits}·{ten}"


def _parts(text):
    """The entries of a tuple as text; () if it is none."""
    try:
        found = ast.literal_eval(_EXACT.sub(r"'\1/\2'", text))
    except (ValueError, SyntaxError):
        return ()
    if not isinstance(found, tuple):
        return ()
    return tuple(f"({', '.join(map(repr, p))})" if isinstance(p, tuple) else str(p) for p in found)


def _rounded(number):
    """The middle of a ball: digits beyond a few become dots."""
    sign, digits, power = _NUMBER.fullmatch(number).groups()
    cut = digits[: max(_DIGITS + 2, digits.find(".") + 2)]
    dots = r"\ldots" if len(digits) > len(cut) and digits[len(cut) :].strip("0") else ""
    shown = cut if dots else digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{sign}{_scientific(shown + dots, int(power or 0))}"


def _scientific(digits, power):
    """Digits times a power of ten, without what is 1."""
    if not power:
        return digits
    return f"10^{{{power}}}" if digits == "1" else rf"{digits} \cdot 10^{{{power}}}"


def _near_one(quotient):
    """p/10^k with many digits: as a decimal, or as what it differs from one."""
    over, under = quotient.split("/")
    power = len(under) - 1
    gap = int(over) - int(under)
    if abs(gap) == 1:
        return f"1 {'+' if gap > 0 else '-'} 10^{{-{power}}}"
    return rf"{int(over)} \cdot 10^{{-{power}}}"


def _words(text):
    return rf"\text{{{re.sub(r'[_^{}$]', ' ', text)}}}"
