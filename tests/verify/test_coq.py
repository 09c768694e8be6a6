"""What is read out of the sources and the answers of Coq."""

import pytest

from dlf.verify import coq


def test_comments_and_strings_hide_nothing_from_the_scan():
    text = 'A (* x (* y *) "*)" z *) B "(*" Admitted "*)" C'
    assert " ".join(coq.stripped(text).split()) == "A B Admitted C"
    assert coq._FORBIDDEN.search(coq.stripped(text))[0] == "Admitted"
    assert not coq._FORBIDDEN.search(coq.stripped("(* no Axiom here *) Section Axiomatic."))


@pytest.mark.parametrize(
    "text",
    ["Unset Guard Checking", "Declare ML Module", "Load x", "Parameter", "give_up", "bypass_check"],
)
def test_what_trusts_too_much_is_forbidden(text):
    assert coq._FORBIDDEN.search(f"a. {text}. b.")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Closed under the global context\n", []),
        ("Axioms:\nA.b : nat\nC.long_name\n  : forall x,\n    x = x\n", ["A.b", "C.long_name"]),
        ("Axioms:\nf is assumed to be positive.\n", ["f is assumed to be positive."]),
        ("", ["nothing"]),
    ],
)
def test_axioms_are_read_from_what_coq_prints(answer, found):
    assert coq._axioms(answer) == found


def test_coq_of_another_version_is_as_good_as_none(monkeypatch):
    monkeypatch.setattr(coq.shutil, "which", lambda name: name)
    monkeypatch.setattr(coq, "_output", lambda *command: "8.20.0 5.1.1")
    assert coq.missing() == "coqc is 8.20.0, not 8.16.1"
    monkeypatch.setattr(coq, "_output", lambda *command: "8.16.1 4.13.1")
    assert coq.missing({"mathcomp"}) == "no mathcomp"


def test_the_head_of_a_file_is_read_command_by_command():
    text = """(* what it is *)
    From mathcomp Require Import all_ssreflect
      all_algebra.
    From mathcomp.zify Require Import zify.
    Import Order.TTheory Num.Theory.
    Local Open Scope ring_scope.
    Lemma one. From Coq Require Import Reals.
    """
    assert list(coq._header(text)) == [
        "From mathcomp Require Import all_ssreflect.",
        "From mathcomp Require Import all_algebra.",
        "From mathcomp.zify Require Import zify.",
        "Import Order.TTheory Num.Theory.",
        "Local Open Scope ring_scope.",
    ]
    assert list(coq._header("(* nothing *) Lemma one.")) == []
