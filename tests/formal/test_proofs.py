"""The machine proofs: what is exported is there, nothing is left open, and all of it compiles."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORMAL = ROOT / "formal"
PROOFS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FORMAL.glob("*.v"))}
EXPORTED = json.loads((FORMAL / "theorems.json").read_text(encoding="utf-8"))["theorems"]
PACKAGES = (FORMAL / "packages.txt").read_text(encoding="utf-8").split()
REALS = {
    "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
    "Classical_Prop.classic",
    "Epsilon.epsilon_statement",
}
OPEN = r"\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjecture|bypass_check|type_in_type)\b"


def without_comments(text):
    """The proof text; comments may be nested."""
    depth, kept = 0, []
    for piece in re.split(r"(\(\*|\*\))", text):
        depth += {"(*": 1, "*)": -1}.get(piece, 0)
        kept.append(piece if depth == 0 and piece != "*)" else "")
    return "".join(kept)


def stated(kind, text):
    """The names that a proof text states as `kind`."""
    return re.findall(rf"^{kind}\s+(\w+)", without_comments(text), re.MULTILINE)


def test_every_exported_theorem_is_stated_in_its_file():
    for theorem in EXPORTED:
        assert theorem["name"] in stated("Theorem", PROOFS[theorem["file"]]), theorem["name"]


def test_every_exported_theorem_has_a_wrong_variant_that_is_refuted():
    refuted = [
        n for f, text in PROOFS.items() if f.startswith("wrong") for n in stated("Theorem", text)
    ]
    claimed = [name for theorem in EXPORTED for name in theorem["wrong"]]
    assert all(theorem["wrong"] for theorem in EXPORTED)
    assert set(claimed) == set(refuted)


def test_a_refuted_variant_is_the_negation_of_a_statement():
    for file, text in PROOFS.items():
        if file.startswith("wrong"):
            for statement in re.findall(
                r"^Theorem\s+\w+(?:\s*\([^)]*\))*\s*:\s*(~?)", text, re.MULTILINE
            ):
                assert statement == "~", file


def test_axioms_are_none_or_those_of_the_reals():
    assert all(set(theorem["axioms"]) <= REALS for theorem in EXPORTED)
    locked = json.loads((ROOT / "dlf" / "claims" / "formal.json").read_text("utf-8"))
    for one in (part for e in locked["theorems"] for part in (e, *e["negations"])):
        algebra = set(one["found"]) <= {"Classical_Prop.classic"}
        assert algebra or "Reals" in PROOFS[one["file"]], one["name"]


def test_tags_are_those_of_the_book():
    tags = {
        line.split()[0]
        for line in (ROOT / "dlf/claims/tags.txt").read_text("utf-8").splitlines()
        if line
    }
    assert {tag for theorem in EXPORTED for tag in theorem["tags"]} <= tags


@pytest.mark.parametrize("file", PROOFS)
def test_nothing_is_left_open(file):
    assert not re.search(OPEN, without_comments(PROOFS[file]))


def test_an_open_proof_is_seen_but_not_in_a_comment():
    assert re.search(OPEN, without_comments("Proof. admit. Admitted."))
    assert not re.search(OPEN, without_comments("(* no (* nested *) Axiom *) Qed."))


@pytest.mark.parametrize("file", PROOFS)
def test_a_file_says_what_it_proves_and_keeps_to_the_width(file):
    lines = PROOFS[file].splitlines()
    assert PROOFS[file].startswith("(* ")
    assert len(lines) <= 400
    assert max(map(len, lines)) <= 100


def test_without_coq_the_packages_are_named(tmp_path):
    for tool in ("sh", "cat"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    run = subprocess.run(
        [shutil.which("make"), "formal"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode
    assert all(package in run.stderr.split() for package in PACKAGES)


def coq(tool):
    """The path of a tool of Coq; absent it is an error in CI and a skipped test elsewhere."""
    found = shutil.which(tool)
    if not found and not os.environ.get("CI"):
        pytest.skip(f"{tool} is not installed")
    assert found, f"{tool} is not installed"
    return found


@pytest.mark.slow
def test_everything_compiles_and_the_kernel_checks_it_again():
    coq("coqc")
    built = subprocess.run(
        ["make", "formal"], cwd=ROOT, capture_output=True, text=True, timeout=3600
    )
    assert not built.returncode, built.stderr[-2000:]
    modules = [word for file in PROOFS for word in ("-norec", f"dlf.{Path(file).stem}")]
    checked = subprocess.run(
        [coq("coqchk"), "-silent", "-o", "-Q", ".", "dlf", *modules],
        cwd=ROOT / "_build/formal",
        capture_output=True,
        text=True,
        timeout=3600,
    )
    assert not checked.returncode, checked.stderr[-2000:]
    for promise in ("type-in-type", "unsafe (co)fixpoints", "positivity is assumed"):
        # the summary goes to the stream of errors
        said = checked.stdout + checked.stderr
        assert re.search(rf"{re.escape(promise)}\S*:\s*<none>", said), promise
