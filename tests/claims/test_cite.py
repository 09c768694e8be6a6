"""Citations keep tag and hash in every style; the hash can be computed again; addresses follow."""

import hashlib
import re

import pytest
from pybtex import PybtexEngine
from pybtex.database import parse_string

from dlf import claims
from dlf.__main__ import main
from dlf.claims import address, cite, history, words
from tests import BOOK, ROOT
from tools import literature

ENTRIES = claims.recorded()["claims"]
SOURCES = {tag: one.source for tag, one in claims.all_claims().items()}


def bibtex(tag):
    return cite.bibtex(tag, ENTRIES[tag], "0.1.0", SOURCES[tag])


@pytest.mark.parametrize("style", ["plain", "alpha", "unsrt", "unsrtalpha"])
@pytest.mark.parametrize("tag", ["P2FQ", "T4D7", "LJ3A"])
def test_every_style_prints_tag_and_hash(style, tag):
    printed = PybtexEngine().format_from_string(bibtex(tag), style, output_backend="plaintext")
    assert f"tag {tag}" in printed
    assert ENTRIES[tag]["hash"] in printed
    assert "version 0.1.0" in printed


@pytest.mark.parametrize("tag", ENTRIES)
def test_every_entry_parses_and_names_its_source(tag):
    fields = parse_string(bibtex(tag), "bibtex").entries[f"dlf-{tag}"].fields
    assert f"tag {tag}" in fields["title"]
    assert ENTRIES[tag]["hash"] in fields["howpublished"]
    source = SOURCES[tag]
    assert (cite.literature()[source] in fields["note"].replace("\\", "")) if source else True


def test_the_sources_are_those_of_the_bibliography():
    assert (claims.FOLDER / "literature.txt").read_text("utf-8") == literature.lines()


@pytest.mark.parametrize("tag", ["P2FQ", "LJ3A"])
def test_the_command_that_computes_the_hash_again(tag, capsys):
    assert main(["cite", tag]) == 0
    assert (
        f".venv/bin/python -m dlf cite {tag} --hashed | shasum -a 256 | cut -c1-16"
        in capsys.readouterr().out
    )
    assert main(["cite", tag, "--hashed"]) == 0
    printed = capsys.readouterr().out
    assert hashlib.sha256(printed.encode()).hexdigest()[:16] == ENTRIES[tag]["hash"]


@pytest.mark.parametrize(
    "path",
    [
        *("README.md", "CONTRIBUTING.md", "CITATION.cff"),
        *("dlf/claims/registry.py", "book/_ext/dlf_tags.py"),
        *(f"book/{page.name}" for page in BOOK.glob("*.md")),
    ],
)
def test_a_command_is_named_as_readme_installs_it(path):
    said = (ROOT / path).read_text("utf-8")
    assert re.findall(r"(?<!\.venv/bin/)python -m dlf (?!`)\w.*", said) == []


def test_without_an_address_none_is_said_and_with_one_it_is(monkeypatch):
    assert address.of_book() == ""
    assert "http" not in bibtex("T4D7")
    monkeypatch.setattr(address, "BOOK", "https://example.org/dlf/")
    assert "url          = {https://example.org/dlf/c/T4D7.html}" in bibtex("T4D7")
    assert "https://example.org/dlf/c/T4D7.html" in cite.text("T4D7", ENTRIES["T4D7"], "0.1.0")
    assert address.of_book() == "https://example.org/dlf/"
    monkeypatch.setattr(address, "DOI", "10.5281/zenodo.1")
    assert "doi          = {10.5281/zenodo.1}" in bibtex("T4D7")
    assert address.of_book() == "https://doi.org/10.5281/zenodo.1"


def test_no_shown_word_says_partly():
    assert not any("part" in word for word in words.WORDS.values())
    assert words.WORDS.keys() == words.MEANING.keys() >= {e["status"] for e in ENTRIES.values()}


def entry(status, scope="", deep=False):
    return {"status": status, "scope": scope, "deep": deep}


@pytest.mark.parametrize(
    ("of", "badge"),
    [
        (entry("partly", "every L"), "algebra checked · every L"),
        (entry("measured", "measured: 64 seeds, 0..63"), "measured · 64 seeds"),
        (entry("measured", "measured: 64 seeds, 0..63; L = 3..8"), "measured · 64 seeds …"),
        (entry("partly", "L = 2, 3; m = 1, 2"), "algebra checked · L = 2, 3 …"),
        (entry("checked", "every L", deep=True), "checked, with all that it uses · every L"),
        (entry("definition", deep=True), "definition"),
    ],
)
def test_a_badge_is_short(of, badge):
    assert words.badge(of) == badge


def test_no_badge_is_long():
    assert max(len(words.badge(one)) for one in ENTRIES.values()) <= 40


def test_the_history_of_a_statement():
    released = {
        "0.1.0": {"date": "2026-12-01", "statements": {"JR01": "a" * 16}},
        "0.2.0": {"date": "2027-02-01", "statements": {"JR01": "a" * 16}},
        "0.3.0": {"date": "2027-03-01", "statements": {"JR01": "b" * 16}},
        "0.4.0": {"date": "2027-04-01", "statements": {}},
    }
    lines = history.of("JR01", {"hash": "b" * 16}, "0.4.0", released)
    assert lines == [
        f"Version 0.1.0 (2026-12-01): first stated, statement hash {'a' * 16}.",
        f"Version 0.3.0 (2027-03-01): worded anew, statement hash {'b' * 16}.",
        "Version 0.4.0 (2027-04-01): retired.",
    ]
    fresh = history.of("JR01", {"hash": "c" * 16}, "0.5.0", {})
    assert fresh == [f"Version 0.5.0 (not released yet): first stated, statement hash {'c' * 16}."]
    assert any("the same steps" in line for line in history.of("QN8C", {"hash": ""}, "0.1.0", {}))


def test_every_release_has_a_date_and_hashes_of_known_tags():
    for release in history.releases().values():
        assert release.keys() == {"date", "statements"}
        assert set(release["statements"]) <= set(claims.registered().names)
