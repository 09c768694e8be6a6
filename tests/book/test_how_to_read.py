"""What *How to read this book* says of the pages of tags is so."""

import inspect

from dlf import claims
from tests import ROOT


def test_arguments_with_a_default_are_what_variants_change():
    said = (ROOT / "book" / "how-to-read.md").read_text("utf-8")
    assert "the arguments with a default, such as `scale=1`," in said
    steps = [step for one in claims.all_claims().values() for step in one.steps]
    knobs = [p for s in steps for p in inspect.signature(s.check).parameters.values()]
    assert all(knob.default is not inspect.Parameter.empty for knob in knobs)
    assert any((knob.name, knob.default) == ("scale", 1) for knob in knobs)
