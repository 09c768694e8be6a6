"""Statements for a terminal: references by title, TeX by Unicode where that has signs."""

import re
from textwrap import indent

LETTERS = (
    "alpha beta gamma delta epsilon varepsilon eps zeta eta theta kappa lambda mu nu xi pi rho "
    "varrho sigma tau varphi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
)
GREEK = dict(zip(LETTERS.split(), "αβγδεεεζηθκλμνξπρϱστφψωΓΔΘΛΞΠΣΦΨΩ", strict=True))
SIGNS = {
    **{"ge": "≥", "geq": "≥", "le": "≤", "leq": "≤", "ne": "≠", "in": "∈", "notin": "∉"},
    **{"lceil": "⌈", "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋"},
    **{"times": "×", "cdot": "·", "pm": "±", "to": "→", "sim": "∼", "perp": "⊥", "cap": "∩"},
    **{"subseteq": "⊆", "subset": "⊂", "emptyset": "∅", "infty": "∞", "partial": "∂", "nabla": "∇"},
    **{"sum": "∑", "prod": "∏", "int": "∫", "ell": "ℓ", "star": "⋆", "dagger": "†", "colon": ":"},
    **{"approx": "≈", "mapsto": "↦", "succ": "≻", "succeq": "⪰", "leftarrow": "←"},
    **{"dots": "…", "cdots": "⋯", "lvert": "|", "rvert": "|", "bmod": "mod", "R": "ℝ", "T": "ᵀ"},
    **dict.fromkeys(("quad", "qquad", " ", ",", ";"), " "),
    **dict.fromkeys(("left", "right", "bigl", "bigr", "Bigl", "Bigr", "big", "displaystyle"), ""),
    **{"{": "{", "}": "}"},
}
NAMES = "log min max det sin cos arccos tanh ker dim tr diag rank"
WORDS = frozenset(NAMES.split())
ACCENTS = {
    **dict.fromkeys(("hat", "widehat"), "\u0302"),
    **dict.fromkeys(("tilde", "widetilde"), "\u0303"),
    "bar": "\u0304",
}
FORMS = {
    **dict.fromkeys(("mathcal", "mathbf", "text", "operatorname"), "{0}"),
    **dict.fromkeys(("frac", "tfrac", "dfrac"), "{0}/{1}"),
    **{"norm": "‖{0}‖", "inner": "⟨{0}, {1}⟩", "below": "W_{0} ⋯ W_1", "sqrt": "√{0}"},
    **{"mathbb": "{0}", "binom": "binom({0}, {1})"},
}
GROUPED = ("frac", "tfrac", "dfrac", "sqrt")  # an argument of several letters gets parentheses
COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])")
TOKEN = re.compile(r"\s*(\\[A-Za-z]+|\\.|\S)")
DISPLAYED = re.compile(r"\$\$\s*(.*?)\s*\$\$", re.S)
INLINE = re.compile(r"\$(.*?)\$", re.S)
ROLE = re.compile(r"\{prf:ref\}`([^`]+)`")


def statement(text, title_of, encoding):
    """A text of MyST and TeX for a terminal; `title_of(name)` says what a reference is called.

    What has no sign, such as a table, stays TeX; so does all if the encoding lacks the signs.
    """
    text = ROLE.sub(lambda match: title_of(match[1]), text)
    if not has_signs(encoding):
        return text
    text = DISPLAYED.sub(lambda match: indent(formula(match[1]), "    "), text)
    return INLINE.sub(lambda match: formula(match[1]), text)


def has_signs(encoding):
    """Whether an encoding can show the signs."""
    try:
        "".join([*GREEK.values(), *SIGNS.values(), *FORMS.values()]).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def formula(text):
    """A formula of TeX with signs in place of commands."""
    done = ""
    while match := COMMAND.search(text):
        done += text[: match.start()]
        sign, text = _sign(match[1], text[match.end() :])
        space = sign[:1].isalpha() and match[1] in WORDS and done[-1:].isalnum()
        done += " " * space + sign
    done = re.sub(r"(?<=[_^])\{(.)\}", r"\1", done + text).replace("^ᵀ", "ᵀ")
    return re.sub(r"(?<=\S) {2,}", " ", done)


def _sign(name, rest):
    """What stands for a command, and what is left of the text behind its arguments."""
    if name in ACCENTS:
        inner, rest = _argument(rest)
        return (inner + ACCENTS[name] if len(inner) == 1 else f"{name}({inner})"), rest
    if name in FORMS:
        found = []
        for _ in range(1 + ("{1}" in FORMS[name])):
            inner, rest = _argument(rest)
            found.append(f"({inner})" if name in GROUPED and not inner.isalnum() else inner)
        sign = FORMS[name].format(*found)
        return {"mathbb": {"R": "ℝ", "E": "𝔼", "P": "ℙ"}.get(sign, sign)}.get(name, sign), rest
    if name in WORDS:
        return name, rest
    return (GREEK | SIGNS).get(name, f"\\{name}"), rest


def _argument(text):
    """The argument that a text begins with, as a formula, and what follows it."""
    token = TOKEN.match(text)
    if token is None:
        return "", text
    if token[1] != "{":
        return formula(token[1]), text[token.end() :]
    depth, end = 1, token.end()
    while depth and end < len(text):
        escaped = text[end - 1] == "\\"
        depth += 0 if escaped else {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return formula(text[token.end() : end - 1]), text[end:]
