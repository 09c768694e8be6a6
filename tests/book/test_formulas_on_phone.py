"""Formulas on a phone: a conclusion, a side of an equation and a clause keep together."""

import pytest

from tests.book.browsing import PHONE
from tests.book.test_phone import fitted

ARROW, EQUALS = "27F9", "3D"
# of each displayed formula with the sign: on which lines it stands, and what comes before and after
LINES = """
const sign = `mjx-c.mjx-c${arguments[0]}`, found = [];
for (const row of document.querySelectorAll("h3 ~ div.math mjx-math")) {
  const atoms = [...row.querySelectorAll(":scope > :not(wbr, br, mjx-mspace)")];
  const at = atoms.findIndex(atom => atom.matches("mjx-mo") && atom.querySelector(sign));
  if (at < 0) continue;
  const middle = atom => (r => (r.top + r.bottom) / 2)(atom.getBoundingClientRect());
  const below = atoms.map(atom => Math.round((middle(atom) - middle(atoms[at])) / 20));
  found.push([below.slice(0, at), below.slice(at)]);
}
return found;
"""


@pytest.mark.parametrize("tag", ["CE4L", "SY2P"])
def test_a_conclusion_stands_on_one_line(phone, address, tag):
    fitted(phone, f"{address}/c/{tag}.html", PHONE)
    found = phone.execute_script(LINES, ARROW)
    assert len(found) > 1
    assert any(before[0] < 0 for before, _ in found)  # one is too long for a line
    for _, conclusion in found:
        assert set(conclusion) == {0}


def test_the_right_side_has_a_line_of_its_own_if_the_left_one_breaks(phone, address):
    fitted(phone, f"{address}/c/SY2P.html", PHONE)
    found = phone.execute_script(LINES, EQUALS)
    broken = [(left, right) for left, right in found if len(set(left)) > 1]
    assert broken
    for left, right in broken:
        assert max(left) < 0
        assert min(right) == 0


# the gaps between clauses whose neighbours share a line
SHARED = """
const beside = (gap, way) => {
  let atom = gap[way];
  while (atom && atom.matches("wbr, br, mjx-mspace")) atom = atom[way];
  return atom && atom.getBoundingClientRect();
};
return [...document.querySelectorAll("mjx-container.dlf-clauses .dlf-gap")].map(gap =>
  [beside(gap, "previousElementSibling"), beside(gap, "nextElementSibling")])
  .filter(([before, after]) => before && after)
  .map(([before, after]) => after.top < before.bottom);
"""


def test_clauses_that_are_too_long_have_rows_of_their_own(phone, address):
    fitted(phone, f"{address}/pruning/prunability.html", PHONE)
    shared = phone.execute_script(SHARED)
    assert shared
    assert not any(shared)
    flat = "document.querySelectorAll('.dlf-gap').forEach(e => { e.style.display = 'inline'; })"
    phone.execute_script(flat)
    assert any(phone.execute_script(SHARED))
