"""The benchmark of imputation: its masks, its errors, what it says of the goals."""

import numpy as np
import pytest

from benchmarks import imputation
from benchmarks.imputation import OURS, PEERS, STORE, outcome, rows, store, stored, summary, timed
from benchmarks.tables import PATTERNS, TABLES, hidden


@pytest.mark.parametrize("pattern", PATTERNS)
def test_masks_are_the_same_each_time_and_spare_two_entries_of_a_column(pattern):
    whole, mask = hidden("linnerud", pattern)
    assert np.array_equal(mask, hidden("linnerud", pattern)[1])
    assert ((~mask).sum(axis=0) >= 2).all()
    share = {"blocks": 0.3, "largest": 0.3}.get(pattern) or float(pattern.rstrip("%")) / 100
    assert abs(mask.mean() - share) < 0.12
    if pattern == "largest":
        assert (whole >= np.median(whole, axis=0))[mask].all()
    if pattern == "blocks":
        assert (np.abs(np.diff(mask.astype(int), axis=0)).sum(axis=0) <= 2).all()


def test_every_table_is_real_numbers():
    for name, table in TABLES.items():
        found = table()
        assert found.ndim == 2, name
        assert np.isfinite(found).any(axis=0).all(), name


def test_errors_are_in_standard_deviations(monkeypatch):
    whole, mask = hidden("iris", "30%")
    monkeypatch.setitem(PEERS, "exact", lambda table: exact(table, whole, mask))
    monkeypatch.setattr(imputation, "ours", lambda table: np.where(mask, whole + spread, table))
    spread = whole.std(axis=0)
    found = outcome("iris", "30%", ["mean", "exact", OURS], masks=1)
    assert 0.8 < found["mean"][0] < 1.2
    assert found["exact"][0] < 1e-12
    assert found[OURS][0] == pytest.approx(1.0)


def test_a_cell_is_of_all_masks():
    one, other = (hidden("iris", "10%", seed)[1] for seed in range(2))
    assert not np.array_equal(one, other)
    whole = hidden("iris", "10%")[0]
    squares, count = 0.0, 0
    for mask in (one, other):
        known = np.where(mask, np.nan, whole)
        apart = (np.nanmean(known, axis=0) - whole) / whole.std(axis=0)
        squares, count = squares + np.sum(apart[mask] ** 2), count + mask.sum()
    found = outcome("iris", "10%", ["mean"], masks=2)["mean"][0]
    assert found == pytest.approx(np.sqrt(squares / count))


def exact(table, whole, mask):
    """The whole table in the units that a peer is given."""
    known = np.where(mask, np.nan, whole)
    return (whole - np.nanmean(known, axis=0)) / np.nanstd(known, axis=0)


def test_what_is_stored_is_read_again_and_kept(tmp_path):
    path = tmp_path / "imputation.json"
    assert [*stored(path)] == []
    cell = dict.fromkeys(PEERS, (1 / 3, 2.0)) | {OURS: (0.123456, 1.0)}
    store(path, [("sea floor", "10%", cell), ("iris", "blocks", cell)])
    before = path.read_bytes()
    found = [*stored(path)]
    assert [row[:2] for row in found] == [("sea floor", "10%"), ("iris", "blocks")]
    assert found[0][2][OURS] == (0.1235, 0.5)
    assert found[0][2]["iterative"] == (0.3333, 1.0)
    store(path, found)
    assert path.read_bytes() == before
    assert [*rows(["iris"], ["blocks"], {("iris", "blocks")})] == []


def test_the_book_has_every_cell_of_one_run():
    found = [*stored(STORE)]
    assert {row[:2] for row in found} == {(n, p) for n in TABLES for p in PATTERNS}
    assert all([*errors] == [*PEERS, OURS] for _, _, errors in found)
    name, pattern, errors = found[0]
    assert outcome(name, pattern, ["mean"])["mean"][0] == pytest.approx(errors["mean"][0], rel=1e-3)


def test_short_calls_are_timed_three_times():
    calls = []
    found, seconds = timed(lambda: calls.append(1) or len(calls))
    assert found == len(calls) == 3
    assert seconds >= 0


def test_the_summary_names_every_loss():
    errors = dict.fromkeys(PEERS, (1.0, 2.0))
    found = [
        ("a", "10%", {**errors, OURS: (0.5, 1.0)}),
        ("b", "10%", {**errors, OURS: (1.03, 3.0)}),
        ("c", "60%", {**errors, OURS: (1.01, 1.0)}),
    ]
    lines = [*summary(found)]
    assert f"{OURS}: error / best {(1.03 * 1.01) ** (1 / 3):.3f}, 5.0 s" in lines
    assert lines[-3:] == [
        "worse than the column mean: b 10%, c 60%",
        "slower than iterative: b 10%",
        "at 10 % over 2 % behind iterative: b 10%",
    ]
