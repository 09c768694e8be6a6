"""The machine proofs of the book: their lock, the claims on them, a machine without Coq."""

import json

import pytest

from dlf import claims
from dlf.__main__ import main
from dlf.claims.formal import LOCK, PROOFS
from dlf.verify import coq, formal
from dlf.verify.formal_record import record
from tests.verify.test_formal import needs_coq

STEPS = [
    (tag, step)
    for tag, one in claims.all_claims().items()
    for step in one.steps
    if isinstance(step, formal.FormalStep)
]
KEPT = formal.KEPT


def test_the_lock_has_what_the_index_says_and_no_more():
    assert [{key: e[key] for key in KEPT} for e in PROOFS.locked["theorems"]] == PROOFS.index
    assert PROOFS.locked["coq"] == coq.VERSION
    used = {
        key
        for e in PROOFS.locked["theorems"]
        for one in (e, *e["negations"])
        for key in one["definitions"]
    }
    assert set(PROOFS.locked["definitions"]) == used


def test_the_sources_and_the_prose_are_those_of_the_lock():
    for entry in PROOFS.locked["theorems"]:
        for one in (entry, *entry["negations"]):
            assert PROOFS._fault(entry, one) == "", one["name"]


@pytest.mark.parametrize(("tag", "step"), STEPS, ids=[f"{t}-{s.name}" for t, s in STEPS])
def test_a_step_rests_on_a_theorem_that_was_read_beside_its_claim(tag, step):
    assert tag in step.theorem["tags"]
    assert step.theorem["guide"]
    assert step.wrong
    assert {one["name"] for one in step.theorem["negations"]} == {w.value for w in step.wrong}


def test_axioms_are_few_and_named():
    found = {axiom for e in PROOFS.locked["theorems"] for axiom in e["found"]}
    assert found <= {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
        "Epsilon.epsilon_statement",
    }


def test_without_coq_a_claim_passes_and_says_so(capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delitem(PROOFS.__dict__, "absent", raising=False)
    try:
        assert main(["check", "HU2P", "--quiet", "--jobs", "1"]) == 0
        said = capsys.readouterr().out
        assert "1 step is formally proved, not re-run here (no coqc): HU2P formal-" in said
        assert "1 claim is as recorded" in said
        assert main(["show", "HU2P"]) == 0
        assert "not re-run here: no coqc" in capsys.readouterr().out
    finally:
        PROOFS.__dict__.pop("absent", None)


def test_a_changed_source_is_not_as_recorded_without_coq(capsys, monkeypatch):
    texts = PROOFS.sources.texts
    monkeypatch.setitem(texts, "chain", texts["chain"].replace("^T", ""))
    monkeypatch.setitem(vars(PROOFS.sources), "_known", {})
    with formal.lock_alone():
        assert main(["check", "HU2P", "--quiet", "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert "are not those of the lock" in said
    assert "status: checked -> unchecked" in said


@needs_coq
@pytest.mark.slow
def test_coq_finds_what_the_lock_says():
    # `make formal`, a test beside this one, compiles from nothing: that need not be done twice
    with formal.one_build(kept=PROOFS.kept):
        assert record(PROOFS) == json.loads(LOCK.read_text("utf-8"))


@needs_coq
@pytest.mark.slow
def test_with_coq_a_claim_is_run_again(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(formal.Proofs, "kept", tmp_path)
    for options, earlier in ((), False), ((), True), (("--anew",), False):
        assert main(["check", "HU2P", "--quiet", "--jobs", "1", *options]) == 0
        said = capsys.readouterr().out
        assert "1 machine proof run again by Coq" in said
        assert ("compiled by an earlier run" in said) == earlier
