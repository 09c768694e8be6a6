"""Machine proofs as a reader sees them: formal statement, guide, axioms, hashes, differences."""

import pytest

from dlf import claims
from dlf.claims.formal import PROOFS
from dlf.verify import formal, ledger
from tests.book.browsing import parsed

ENTRIES = claims.recorded()["claims"]
MACHINE = [tag for tag, entry in ENTRIES.items() if ledger.machine_proofs(entry)]


def words(shown):
    return " ".join(shown.get_text().split())


@pytest.mark.parametrize("tag", MACHINE)
def test_the_formal_statement_stands_beside_the_prose(tag):
    page = parsed(f"c/{tag}")
    section, text = page.select_one("#machine-proof"), words(page.select_one("#machine-proof"))
    assert page.find(class_="dlf-statement").find_next_sibling("section") == section
    for step in claims.all_claims()[tag].steps:
        if not isinstance(step, formal.FormalStep):
            continue
        entry = step.theorem
        said = [entry["guide"], entry["statement"], *entry["caveats"], *entry["found"]]
        said += [entry["hash"], *entry["prose"].values()]
        said += [PROOFS.locked["definitions"][key]["text"] for key in entry["definitions"]]
        for line in said:
            assert " ".join(line.replace("`", "").split()) in text.replace("`", "")
        assert section.find(id=f"theorem-{entry['name']}")
        steps = words(page.select_one("#steps"))
        for one in entry["negations"]:
            assert " ".join(one["statement"].split()) in steps


def test_the_status_page_counts_what_rests_on_no_words():
    text = words(parsed("claims").select_one("p.dlf-bare"))
    bare = sum(entry["status"] == "checked" for entry in ENTRIES.values())
    machine = sum(len(ledger.machine_proofs(ENTRIES[tag])) for tag in MACHINE)
    assert f"The proofs of {bare} of them rest on no words" in text
    assert f"{machine} steps are machine proofs" in text


def test_the_page_for_readers_shows_the_example_as_coq_prints_it():
    text = words(parsed("machine-proofs"))
    entry = PROOFS.entry("chain.v", "balancedness_descent")
    assert " ".join(entry["statement"].split()) in text
    assert PROOFS.locked["coq"] in text
    chapter = parsed("dynamics/gradient-flow")
    assert chapter.select('[id="proof-p2fq"] a[href="../machine-proofs.html"]')
