"""A release: what must agree, what is dated, what is packed; nothing is uploaded."""

import ast
import hashlib
import json
import shutil
import subprocess
import zipfile

import pytest
import yaml

import dlf
from dlf import claims
from dlf.claims import address
from tests import ROOT
from tools import pdf, release

FILES = ("CHANGELOG.md", "CITATION.cff", ".zenodo.json", "dlf/claims/releases.json")
HASHES = {"P2FQ": "5d79da7ecc06845c"}
DAY = "2026-12-01"


@pytest.fixture
def root(tmp_path):
    """A copy of the files that a release dates."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_checkout_agrees_with_itself():
    hashes = {tag: entry["hash"] for tag, entry in claims.recorded()["claims"].items()}
    assert list(release.disagreements(ROOT, dlf.__version__, hashes)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("CHANGELOG.md", "## 0.1.0 (", "## 0.1.1 (", "CHANGELOG.md has no section 0.1.0"),
        ("CITATION.cff", "version: 0.1.0", "version: 0.1.1", "the version of CITATION.cff"),
        ("CITATION.cff", "license:", f"date-released: {DAY}\nlicense:", "date-released"),
        ("CITATION.cff", "license:", "url: https://x.org/\nlicense:", "url of CITATION.cff"),
        (".zenodo.json", '"0.1.0"', '"0.1.1"', "the version of .zenodo.json"),
        (".zenodo.json", '"title": "dlf', '"title": "flf', "the title of .zenodo.json"),
    ],
)
def test_what_disagrees_is_named(root, file, old, new, place):
    text = (root / file).read_text("utf-8")
    assert text.count(old) >= 1
    (root / file).write_text(text.replace(old, new, 1), "utf-8")
    lines = list(release.disagreements(root, "0.1.0", HASHES))
    assert len(lines) == 1
    assert lines[0].startswith(place)


def test_a_release_is_dated_everywhere_at_once(root):
    release.prepare(root, "0.1.0", DAY, HASHES)
    assert list(release.disagreements(root, "0.1.0", HASHES)) == []
    cff = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert cff["date-released"] == DAY
    assert not {"url", "repository-code", "doi"} & set(cff)  # nothing has an address yet
    assert json.loads((root / ".zenodo.json").read_text("utf-8"))["publication_date"] == DAY
    released = json.loads((root / "dlf/claims/releases.json").read_text("utf-8"))
    assert released == {"0.1.0": {"date": DAY, "statements": HASHES}}
    changed = list(release.disagreements(root, "0.1.0", {"P2FQ": "0" * 16}))
    assert len(changed) == 1
    assert changed[0].startswith("the statements in releases.json")
    with pytest.raises(ValueError, match="no section"):
        release.prepare(root, "0.1.0", DAY, HASHES)


def test_addresses_enter_the_citation_file_once_they_are_set(root, monkeypatch):
    monkeypatch.setattr(address, "BOOK", "https://example.org/dlf/")
    monkeypatch.setattr(address, "REPOSITORY", "https://example.org/sources")
    monkeypatch.setattr(address, "DOI", "10.5281/zenodo.1")
    assert len(list(release.disagreements(root, "0.1.0", HASHES))) == 3
    release.prepare(root, "0.1.0", DAY, HASHES)
    assert list(release.disagreements(root, "0.1.0", HASHES)) == []
    cff = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert cff["url"] == "https://example.org/dlf/"
    assert cff["doi"] == "10.5281/zenodo.1"


def built(root):
    (root / "_build/html/c").mkdir(parents=True)
    (root / "_build/html/index.html").write_text("book", "utf-8")
    (root / "_build/html/c/P2FQ.html").write_text("tag", "utf-8")
    return root


def test_what_is_packed_has_the_sums_that_are_said(root, tmp_path):
    files = release.pack(built(root), tmp_path / "dist", "0.1.0")
    with zipfile.ZipFile(tmp_path / "dist" / "dlf-0.1.0-book.zip") as archive:
        names = ["dlf-0.1.0-book/c/P2FQ.html", "dlf-0.1.0-book/index.html"]
        assert archive.namelist() == names
        assert archive.read(names[1]) == b"book"
    lines = release.sums(files).splitlines()
    assert len(lines) == 2
    for line in lines:
        digest, name = line.split("  ")
        content = (tmp_path / "dist" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
    (root / "_build/html/index.html").touch()
    assert release.sums(release.pack(root, tmp_path / "dist", "0.1.0")) == release.sums(files)
    said = release.notes(root, "0.1.0", claims.recorded()["claims"], files)
    assert "Checks bite near the truth" in said
    assert lines[0] in said
    assert "There is no PDF" in said


def test_the_pdf_is_packed_from_where_it_is_printed(root, tmp_path):
    place = built(root) / pdf.PDF.relative_to(pdf.ROOT)
    place.parent.mkdir()
    place.write_bytes(b"paper")
    files = release.pack(root, tmp_path / "dist", "0.1.0")
    paper = {f.name: f.read_bytes() for f in files if f.suffix == ".pdf"}
    assert paper == {"dlf-0.1.0-book.pdf": b"paper"}
    assert "no PDF" not in release.notes(root, "0.1.0", claims.recorded()["claims"], files)


@pytest.mark.parametrize("found", ["/usr/bin/chromium", None])
def test_without_chromium_there_is_no_pdf_and_none_of_an_earlier_book(root, monkeypatch, found):
    old = built(root) / release.PAPER
    old.parent.mkdir()
    old.write_bytes(b"old")
    done = []
    monkeypatch.setattr(release.chromium, "paths", lambda: (found, found))
    monkeypatch.setattr(release, "_run", lambda *command, at: done.append(command))
    files = release._build(root, root / "dist", "0.1.0")
    assert (("make", "pdf") in done) == (found is not None)
    assert not [f for f in files if f.suffix == ".pdf"]


def test_a_book_that_is_not_built_is_not_packed(root):
    with pytest.raises(ValueError, match="make book"):
        release.pack(root, root / "dist", "0.1.0")


def test_a_changed_checkout_and_an_undated_tag_are_refused(root, capsys):
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert release.main(["--tag"], root) == 1
    said = capsys.readouterr().err
    assert "not committed" in said
    assert "0.1.0 is not dated" in said
    assert not (root / "dist").exists()


@pytest.mark.parametrize("day", ["1.12.2026", "2026-12-32"])
def test_what_is_no_date_is_refused(root, capsys, day):
    with pytest.raises(SystemExit) as stop:
        release.main(["--prepare", day], root)
    assert stop.value.code == 2
    assert f"a date such as 2026-12-01, not {day!r}" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this system")
def test_make_hands_on_what_is_no_date():
    words = ["make", "-n", "release", "--", "--prepare", "1.12.2026"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "-m tools.release --prepare 1.12.2026" in done.stdout


def test_nothing_is_uploaded():
    tree = ast.parse((ROOT / "tools" / "release.py").read_text("utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not {name.partition(".")[0] for name in names} & {"urllib", "http", "requests", "socket"}
    words = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    assert not words & {"push", "upload", "twine", "curl"}
