"""The lock of the machine proofs, written: what is printed, and what is no answer."""

import pytest

from dlf.verify import coq
from dlf.verify.formal_record import record
from tests.verify.test_formal import ENTRY, needs_coq, write

BESIDE = """From Coq Require Import Arith.
From dlf Require Import toy.

Notation "m 'beside' n" := (joined m n) (at level 50).

Theorem also_even n : Nat.even (twice n) = true.
Proof. exact (twice_even n). Qed.
"""


@needs_coq
def test_a_command_that_fails_in_a_session_is_no_answer(tmp_path):
    with coq._session(tmp_path, "") as ask:
        assert "nat" in ask("Open Scope nat_scope. Check 1.")
        with pytest.raises(coq.CoqError, match="no answer to Open Scope of_nobody"):
            ask("Open Scope of_nobody. Check 1.")


@needs_coq
def test_a_definition_reads_as_in_its_own_file_whoever_asks_first(tmp_path):
    entry = {**ENTRY, "file": "beside.v", "name": "also_even"}
    shown = record(write(tmp_path / "formal", entry, beside=BESIDE))["definitions"]
    assert "twice = fun n : nat => joined n n" in " ".join(shown["toy.twice"]["text"].split())
