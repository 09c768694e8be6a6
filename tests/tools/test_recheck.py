"""tools/recheck.py: it verifies what is recorded, and no forgery."""

import ast
import json
import shutil
import subprocess
import sys

import pytest

from dlf import claims
from dlf.verify import ledger
from tests import ROOT

RECHECK = ROOT / "tools" / "recheck.py"


def recheck(folder):
    command = [sys.executable, "-I", "-S", str(RECHECK), str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def genuine(tmp_path_factory):
    """A ledger of three claims, which is right: a forgery is tried many times."""
    folder = tmp_path_factory.mktemp("claims")
    (folder / "certificates").mkdir()
    entries = {tag: claims.recorded()["claims"][tag] for tag in ("T4D7", "MZJX", "P2FQ")}
    for tag in entries:
        shutil.copy(claims.CERTIFICATES / f"{tag}.json", folder / "certificates")
    book = ledger.dumps({**claims.recorded(), "claims": entries})
    (folder / "ledger.json").write_text(book, "utf-8")
    assert recheck(folder).returncode == 0
    return folder


@pytest.fixture
def copied(genuine, tmp_path):
    return shutil.copytree(genuine, tmp_path / "claims")


def spoil(folder, tag, change):
    """Change a certificates file, and the ledger's hash of it, as a forger would."""
    path, book = folder / "certificates" / f"{tag}.json", folder / "ledger.json"
    found, recorded = json.loads(path.read_text("utf-8")), json.loads(book.read_text("utf-8"))
    change(found, recorded["claims"][tag])
    path.write_text(ledger.dumps(found), "utf-8")
    recorded["claims"][tag]["certificates"] = ledger.digest(path.read_text("utf-8"))
    book.write_text(ledger.dumps(recorded), "utf-8")


def test_recheck_passes_and_counts():
    done = recheck(claims.FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exact witnesses verified" in done.stdout
    assert "coefficient certificates verified" in done.stdout


def test_recheck_says_how_it_is_called():
    done = recheck("--help")
    assert done.returncode == 0
    assert "usage: recheck.py [-h] [folder]" in done.stdout
    assert "standard library alone" in done.stdout


def test_a_folder_without_a_ledger_is_named(tmp_path):
    done = recheck(tmp_path / "gone")
    assert done.returncode == 2
    assert not done.stdout
    *_, line = done.stderr.splitlines()
    assert line == f"recheck.py: error: no ledger.json in the folder {tmp_path / 'gone'}"
    assert "Traceback" not in done.stderr


def test_recheck_is_short_and_needs_the_standard_library_only():
    text = RECHECK.read_text("utf-8")
    assert len(text.splitlines()) <= 100
    imported = {
        name
        for node in ast.walk(ast.parse(text))
        for name in (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def negative_coefficient(found, _):
    found["increments"]["cases"][0]["increments"]["0,0,2"] = "-3"


def other_polynomial(found, _):
    found["increments"]["cases"][0]["polynomial"]["0,0,2"] = "4"


def other_witness(found, entry):
    found["sharp/the power 2L - 1"]["witness"]["m"] = "1"
    entry["steps"]["sharp"]["wrong"][1]["witness"]["m"] = "1"


def witness_of_the_ledger_only(_, entry):
    entry["steps"]["sharp"]["wrong"][1]["witness"]["m"] = "3"


def outside_the_hypotheses(found, entry):
    name = "slope-bound/a constant smaller by 1/100"
    found[name]["witness"]["x"] = entry["steps"]["slope-bound"]["wrong"][0]["witness"]["x"] = "7"


def lost_certificate(found, _):
    del found["sharp/the power 2L - 1"]


def alive(_, entry):
    entry["steps"]["sharp"]["wrong"][1]["status"] = "unknown"


def irrational(found, _):
    found["sharp/the power 2L - 1"]["violated"] = "Eq(m**(1/2), 2)"


def spoils(**changes):
    """A forgery of the exact witness of one wrong variant, consistent with the ledger."""

    def forge(found, entry):
        found["sharp/the power 2L - 1"].update(changes)
        if "witness" in changes:
            entry["steps"]["sharp"]["wrong"][1]["witness"] = changes["witness"]

    forge.__name__ = str(sorted(changes.values(), key=str))[:60]
    return forge


def relabelled(found, entry):
    lost_certificate(found, entry)
    entry["steps"]["sharp"]["wrong"][1]["witness"] = {"seed": "0"}


def nothing_refuted(_, entry):
    entry["steps"]["sharp"]["wrong"] = []


def unproved(_, entry):
    entry["steps"]["sharp"]["status"] = "unknown"


def negative_power(found, _):
    forged = {"polynomial": {"0": "2", "-1": "-1"}, "increments": {"0": "1"}}
    found["increments"]["cases"][0] = forged


def two_keys_of_one_monomial(found, _):
    forged = {"polynomial": {"1": "-5", "01": "1"}, "increments": {"1": "1"}}
    found["increments"]["cases"][0] = forged


A, B, C = "[[1, 2], [3, 4]]", "[[1, 0], [0, 1]]", "[[0, 1], [1, 0]]"
FORGED_WITNESSES = (
    spoils(violated="Eq(m.real, 2)"),
    spoils(violated="m - m"),
    spoils(violated="1e400 < 1e300"),
    spoils(violated="0.3 + 0.1 <= 0.3"),
    spoils(violated="1 < 0", witness={}),
    spoils(violated="m < 0", hypotheses=["m"]),
    spoils(violated="Eq(A, A)", witness={"A": A}),
    spoils(violated="A < A", witness={"A": A}),
    spoils(violated="Eq((A + B)*C - A*C - B*C, 0)", witness={"A": A, "B": "[[0]]", "C": C}),
    spoils(violated="Eq(A*B - A, 0)", witness={"A": A, "B": B}),
    spoils(violated="Eq(A, 0)", witness={"A": "[[0, 0]]"}),
    spoils(violated="(lambda: m)() < 0"),
    spoils(violated="__import__('os').getpid() < 0"),
)


FORGERIES = (
    *FORGED_WITNESSES,
    relabelled,
    nothing_refuted,
    unproved,
    negative_power,
    two_keys_of_one_monomial,
    negative_coefficient,
    other_polynomial,
    other_witness,
    witness_of_the_ledger_only,
    outside_the_hypotheses,
    lost_certificate,
    alive,
    irrational,
)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda f: f.__name__)
def test_recheck_rejects_a_forgery(copied, forgery):
    spoil(copied, "MZJX", forgery)
    assert recheck(copied).returncode == 1


def test_recheck_rejects_certificates_that_are_not_the_recorded_ones(copied):
    path = copied / "certificates" / "MZJX.json"
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    done = recheck(copied)
    assert done.returncode == 1
    assert "not the certificates that the ledger names" in done.stdout
