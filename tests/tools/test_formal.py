"""python -m tools.formal: it records, compares, and names the pairs to be read again."""

import pytest

from tests.verify.test_formal import needs_coq, of, write
from tools import formal


@needs_coq
@pytest.mark.slow
def test_recording_and_comparing(tmp_path, capsys):
    folder = write(tmp_path / "formal").folder
    assert formal.main([], of(folder)) == 1
    assert "A000 and twice_even of toy.v: new" in capsys.readouterr().out
    assert formal.main(["--record"], of(folder)) == 0
    assert "1 theorems in formal.json" in capsys.readouterr().out
    assert formal.main([], of(folder)) == 0
    assert capsys.readouterr().out.endswith("axioms: none\nas in the lock\n")
    assert formal.main([], of(folder, {"A000": "second"})) == 1
    assert "twice_even of toy.v: the prose has changed" in capsys.readouterr().out


def test_without_coq_nothing_is_recorded(tmp_path, capsys, monkeypatch):
    proofs = write(tmp_path / "formal")
    monkeypatch.setenv("PATH", "")
    assert formal.main(["--record"], proofs) == 2
    assert "machine proofs cannot be recorded here: no coqc" in capsys.readouterr().err
    assert not proofs.lock.exists()
