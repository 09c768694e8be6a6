"""Machine proofs: every way in which one is not what the lock says is provoked."""

import json
import os
import shutil

import pytest

from dlf._support import in_processes
from dlf.verify import Claim, coq, formal, run
from dlf.verify.formal import Place, Proofs
from dlf.verify.formal_record import record, reread

TOY = """(* Numbers and their doubles. *)
From Coq Require Import Arith.
Set Implicit Arguments.

Definition joined (m n : nat) := m + n.

(* a number added to itself *)
Definition twice (n : nat) := joined n n.

Theorem twice_even n : Nat.even (twice n) = true.
Proof. unfold twice, joined. induction n; simpl; trivial. rewrite Nat.add_succ_r. exact IHn. Qed.
"""
WRONG = """From Coq Require Import Arith.
From dlf Require Import toy.

(* three times the number *)
Theorem thrice_wrong : ~ (forall n, Nat.even (twice n + n) = true).
Proof. intro H. discriminate (H 1). Qed.
"""
ENTRY = {
    "file": "toy.v",
    "name": "twice_even",
    "tags": ["A000"],
    "axioms": [],
    "wrong": ["thrice_wrong"],
    "guide": "Double every number.",
    "caveats": ["Natural numbers alone."],
}
PROSE = {"A000": "first"}

# where continuous integration runs, Coq has to be there: no case may be skipped
needs_coq = pytest.mark.skipif(
    bool(coq.missing()) and "CI" not in os.environ, reason=f"Coq {coq.VERSION}: {coq.missing()}"
)


def write(folder, entry=ENTRY, **texts):
    folder.mkdir(exist_ok=True)
    for stem, text in {"toy": TOY, "wrong": WRONG, **texts}.items():
        (folder / f"{stem}.v").write_text(text, "utf-8")
    (folder / "theorems.json").write_text(json.dumps({"theorems": [entry]}), "utf-8")
    return Proofs(folder, folder.parent / "formal.json", PROSE.__getitem__)


def locked(proofs):
    proofs.lock.write_text(json.dumps(record(proofs)), "utf-8")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A folder with its lock, recorded once."""
    place = tmp_path_factory.mktemp("proofs")
    locked(write(place / "formal"))
    return place


@pytest.fixture
def toy(recorded, tmp_path):
    """A copy of it that a test may spoil."""
    shutil.copytree(recorded, tmp_path / "copy")
    return tmp_path / "copy" / "formal"


def of(folder, prose=PROSE):
    return Proofs(folder, folder.parent / "formal.json", prose.__getitem__)


def verdict(folder, statement="twice_even", **prose):
    return of(folder, {**PROSE, **prose}).verdict("toy.v", "twice_even", statement)


def relocked(folder):
    """Write hashes of the sources of today into the lock, as somebody would who asks no Coq."""
    path, sources = folder.parent / "formal.json", coq.Sources(folder)
    book = json.loads(path.read_text("utf-8"))
    for entry in book["theorems"]:
        for one in (entry, *entry["negations"]):
            one["sources"] = sources.digest(one["file"].removesuffix(".v"))
    path.write_text(json.dumps(book), "utf-8")


@needs_coq
def test_a_theorem_and_its_negation_are_asked_of_coq(toy):
    step = of(toy).step("toy.v", "twice_even")
    assert step.name == "formal-twice-even"
    assert "even (twice n) = true" in step.source
    found = step.result()
    assert found.verdict.status == "proved"
    assert found.verdict.rerun
    assert [v.status for v in found.wrong] == ["refuted"]
    assert found.wrong[0].witness == {"negation": "thrice_wrong"}
    assert step.wrong[0].why == "three times the number"
    assert not found.alive
    one = Claim("a-name", "theorem", "Title", "Text.", steps=(step,))
    assert run(one).status == "checked"


@needs_coq
def test_without_coq_the_same_verdict_says_that_nothing_was_run(toy, monkeypatch):
    here = verdict(toy)
    monkeypatch.setenv("PATH", "")
    proofs = of(toy)
    assert proofs.absent == "no coqc"
    found = proofs.verdict("toy.v", "twice_even", "twice_even")
    assert (found.status, found.rerun, here.rerun) == ("proved", False, True)
    assert vars(found) | {"rerun": True} == vars(here)
    assert found.how == f"by Coq {coq.VERSION}, without axioms"


@needs_coq
def test_from_a_wheel_the_lock_speaks_alone(toy):
    shutil.rmtree(toy)
    proofs = of(toy)
    found = proofs.verdict("toy.v", "twice_even", "twice_even")
    assert (found.status, found.rerun) == ("proved", False)
    assert proofs.absent == "no sources of the proofs"


@needs_coq
@pytest.mark.parametrize("file", ["toy.v", "wrong.v"])
def test_changed_sources_are_not_as_recorded_without_coq(toy, monkeypatch, file):
    (toy / file).write_text((toy / file).read_text("utf-8") + "\n", "utf-8")
    monkeypatch.setenv("PATH", "")
    statement = {"toy.v": "twice_even", "wrong.v": "thrice_wrong"}[file]
    found = verdict(toy, statement)
    assert found.status == "unknown"
    assert found.how == f"the sources of {statement} are not those of the lock"


@needs_coq
def test_a_change_of_the_prose_asks_to_read_again(toy):
    found = verdict(toy, A000="second")
    assert (found.status, found.how) == (
        "unknown",
        "the words of A000 have changed: to be re-read",
    )
    old = json.loads(of(toy).lock.read_text("utf-8"))
    new = record(of(toy, {"A000": "second"}))
    assert list(reread(old, new)) == ["A000 and twice_even of toy.v: the prose has changed"]
    assert list(reread(old, old)) == []


FAULTS = {
    "admitted": (("unfold twice, joined. induction", "Admitted. (*"), "Admitted"),
    "admit": (("unfold twice, joined.", "admit. (*"), "toy.v has the word admit"),
    "axiom": (
        (
            "Theorem twice_even n",
            "Axiom easy : forall n, Nat.even (n + n) = true.\nTheorem twice_even n",
        ),
        "toy.v has the word Axiom",
    ),
    "assumed": (
        (
            "Theorem twice_even n : Nat.even (twice n) = true.\nProof. unfold twice, joined.",
            "Variable easy : forall n, Nat.even (n + n) = true.\n"
            "Theorem twice_even n : Nat.even (twice n) = true.\nProof. exact (easy n). Qed. (*",
        ),
        "twice_even rests on other axioms: toy.easy",
    ),
    "redefined": (("joined (m n : nat) := m + n", "joined (m n : nat) := n + m"), "to be re-read"),
    "weakened": (("twice_even n :", "twice_even n : n = 0 ->"), "to be re-read"),
    "unproved": (("exact IHn", "exact I"), "toy.v: File"),
}


@needs_coq
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_sources_is_caught_though_the_lock_was_forged(toy, tmp_path, name):
    """Whether its step is asked alone, or looked at as one with its negation."""
    (before, after), said = FAULTS[name]
    text = TOY.replace(before, after)
    assert text != TOY
    if name in ("redefined", "weakened"):
        text = text[: text.index("Proof.")] + PROOFS[name]
    elif after.endswith("(*"):
        text += "*)"
    (toy / "toy.v").write_text(text, "utf-8")
    relocked(toy)
    found = verdict(toy)
    assert found.status == "unknown"
    assert said in found.how
    with formal.one_build(Place(tmp_path / "place")):
        of(toy).ask_ahead([of(toy).step("toy.v", "twice_even")])
        assert verdict(toy).how == found.how


PROOFS = {
    "redefined": TOY[TOY.index("Proof.") :],
    "weakened": "Proof. intro e. subst n. reflexivity. Qed.\n",
}


@needs_coq
def test_what_is_said_of_a_theorem_is_locked(toy):
    write(toy, {**ENTRY, "caveats": []})
    assert verdict(toy).how == "theorems.json and the lock differ on twice_even"


@needs_coq
def test_an_axiom_that_is_allowed_is_named(tmp_path):
    text = TOY.replace(
        "Theorem twice_even n",
        "From Coq Require Import Classical_Prop.\n"
        "Theorem excluded : forall P : Prop, P \\/ ~ P.\nProof. exact classic. Qed.\n"
        "Theorem twice_even n",
    )
    entry = {**ENTRY, "name": "excluded", "axioms": ["Classical_Prop.classic"]}
    proofs = write(tmp_path / "formal", entry, toy=text)
    locked(proofs)
    found = of(proofs.folder).verdict("toy.v", "excluded", "excluded")
    assert found.how == f"by Coq {coq.VERSION}, axioms: Classical_Prop.classic"
    refused = write(tmp_path / "formal", {**entry, "axioms": []}, toy=text)
    with pytest.raises(coq.CoqError, match=r"excluded rests on the axioms Classical_Prop\.classic"):
        record(refused)


@needs_coq
def test_a_formal_step_without_a_negation_is_refused(tmp_path):
    proofs = write(tmp_path / "formal", {**ENTRY, "wrong": []})
    with pytest.raises(ValueError, match="needs the negation"):
        proofs.step("toy.v", "twice_even")
    with pytest.raises(ValueError, match="is needed"):
        record(proofs)
    proofs = write(tmp_path / "formal", {**ENTRY, "wrong": ["twice_even"]})
    with pytest.raises(ValueError, match="twice_even is no negation"):
        record(proofs)
    with pytest.raises(ValueError, match="no theorem 'other'"):
        proofs.step("toy.v", "other")


@needs_coq
def test_a_file_is_compiled_once_whoever_asks(toy, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        coq.Build,
        "_compile",
        lambda self, stem, do=coq.Build._compile: asked.append(stem) or do(self, stem),
    )
    with formal.one_build(Place(tmp_path / "place")):
        for _ in range(2):
            assert verdict(toy).status == "proved"
            assert verdict(toy, "thrice_wrong").status == "refuted"
    assert sorted(asked) == ["toy", "wrong"]


@pytest.fixture
def sessions(monkeypatch):
    """The sessions with Coq that are opened, by what they require."""
    opened, session = [], coq._session
    monkeypatch.setattr(coq, "_session", lambda *a: opened.append(a[1]) or session(*a))
    return opened


@needs_coq
def test_what_is_asked_ahead_is_asked_in_one_session_and_judged_as_ever(toy, tmp_path, sessions):
    with formal.one_build(Place(tmp_path / "place")):
        of(toy).ask_ahead([of(toy).step("toy.v", "twice_even")])
        assert len(sessions) == 1
        assert verdict(toy).status == "proved"
        assert verdict(toy, "thrice_wrong").status == "refuted"
    assert len(sessions) == 1


@needs_coq
def test_a_fault_is_no_matter_of_asking_ahead_but_of_its_step(toy, tmp_path, sessions):
    (toy / "wrong.v").write_text(WRONG.replace("discriminate", "exact"), "utf-8")
    with formal.one_build(Place(tmp_path / "place")):
        of(toy).ask_ahead([of(toy).step("toy.v", "twice_even")])
        assert verdict(toy, "thrice_wrong").status == "unknown"


@pytest.fixture
def compiled(monkeypatch):
    """The files that Coq itself is given to compile."""
    stems, run = [], coq.Build._run
    monkeypatch.setattr(coq.Build, "_run", lambda self, stem: stems.append(stem) or run(self, stem))
    return stems


@needs_coq
def test_a_record_of_what_has_changed_is_the_whole_one(toy, compiled, sessions):
    record(of(toy), changed=True)  # compiles all: nothing is kept yet
    del compiled[:], sessions[:]
    (toy / "wrong.v").write_text(WRONG.replace("three times", "thrice"), "utf-8")
    found = record(of(toy), changed=True)
    assert compiled == ["wrong"]
    assert len(sessions) == 2  # one for what was proved, one for the words of wrong.v
    assert found == record(of(toy)) != of(toy).locked


@needs_coq
def test_a_lock_that_lies_about_axioms_is_not_believed_by_a_record(toy):
    proofs = of(toy)
    proofs.locked["theorems"][0]["found"] = ["classic"]
    assert record(proofs, changed=True)["theorems"][0]["found"] == []


def run_of(folder, kept):
    """The verdicts of one run on the toy and its negation, and how many files it took as kept."""
    with formal.one_build(kept=kept) as place:
        found = verdict(folder), verdict(folder, "thrice_wrong")
        return *((v.status, v.rerun) for v in found), place.taken


@pytest.mark.slow
@needs_coq
def test_a_second_run_compiles_what_has_changed_and_asks_about_all(
    toy, tmp_path, compiled, sessions
):
    kept, good = tmp_path / "kept", (("proved", True), ("refuted", True))
    assert run_of(toy, kept) == (*good, 0)
    assert run_of(toy, kept) == (*good, 2)
    assert (sorted(compiled), len(sessions)) == (["toy", "wrong"], 4)
    (toy / "wrong.v").write_text(WRONG + "(* longer *)\n", "utf-8")
    relocked(toy)
    assert run_of(toy, kept) == (*good, 1)
    assert compiled[2:] == ["wrong"]
    assert len(list(kept.iterdir())) == 2
    assert run_of(toy, None) == (*good, 0)


@needs_coq
def test_a_proof_that_has_gone_bad_is_not_saved_by_an_earlier_run(toy, tmp_path):
    kept = tmp_path / "kept"
    run_of(toy, kept)
    (toy / "toy.v").write_text(TOY.replace("Qed.", "Admitted."), "utf-8")
    relocked(toy)
    assert run_of(toy, kept)[0][0] == "unknown"


@needs_coq
@pytest.mark.parametrize("harm", ["damaged", "other libraries", "a file in its place"])
def test_what_is_kept_is_not_used_if_it_is_another(toy, tmp_path, compiled, monkeypatch, harm):
    kept = tmp_path / "kept"
    if harm == "a file in its place":
        kept.write_text("", "utf-8")
    run_of(toy, kept)
    if harm == "damaged":
        for path in kept.iterdir():
            path.write_bytes(path.read_bytes()[:-1])
    if harm == "other libraries":
        monkeypatch.setattr(coq, "libraries", lambda: "another")
    assert run_of(toy, kept) == (("proved", True), ("refuted", True), 0)
    assert len(compiled) == 4


@needs_coq
def test_nothing_is_asked_ahead_of_the_lock_alone_nor_of_what_it_lacks(toy, tmp_path, sessions):
    step = of(toy).step("toy.v", "twice_even")
    with formal.lock_alone():
        of(toy).ask_ahead([step])
    assert not sessions
    lacking = Proofs(toy, tmp_path / "none.json", PROSE.__getitem__)
    lacking.ask_ahead([lacking.step("toy.v", "twice_even")])
    assert lacking.verdict("toy.v", "twice_even", "twice_even").status == "unknown"


@pytest.mark.slow
@needs_coq
def test_no_process_but_the_first_compiles(toy, tmp_path):
    found = in_processes([(_in_place, toy, tmp_path / "place")] * 4, 2)
    assert set(found) == {("proved", True)}
    assert len(list((tmp_path / "place").glob("*/toy.said"))) == 1


def _in_place(folder, place):
    with formal.one_build(Place(place)):
        found = verdict(folder)
    return found.status, found.rerun
