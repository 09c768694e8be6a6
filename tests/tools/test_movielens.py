"""The comparison on MovieLens, on a small file in its format, written here."""

import hashlib
import json

import numpy as np
import pytest

import dlf
from dlf.recovery import synthetic_ratings
from tests import ROOT
from tests.tools.commands import call
from tools.reproduce import movielens as tool
from tools.reproduce.store import stored

LENGTHS = ("--steps", "30", "--original-steps", "4", "--sweeps", "5")


@pytest.fixture
def ratings(tmp_path):
    """40 people, 60 films, 1,200 ratings."""
    table = synthetic_ratings(rng=np.random.default_rng(0), shape=(40, 60), count=1200, rank=2)
    path = tmp_path / "u.data"
    lines = zip(*(a.astype(int) for a in (table[0] + 1, table[1] + 1, table[2])), strict=True)
    path.write_text("".join(f"{u}\t{i}\t{r}\t0\n" for u, i, r in lines), "utf-8")
    return path, hashlib.sha256(path.read_bytes()).hexdigest(), table


def test_all_runs_are_stored_and_then_skipped(ratings, capsys, tmp_path):
    path, digest, table = ratings
    store = tmp_path / "data" / "movielens.npz"
    call("movielens", path, "--sha256", digest, "--output", store, *LENGTHS)
    found = stored(store)
    assert {name.split("/")[0] for name in found} == {
        *("compressed", "compressed-equal", "original"),
        *(f"least-squares {ridge:g}" for ridge in tool.RIDGES),
    }
    assert len(found["compressed/errors"]) == 31
    assert found["compressed/passes"][-1] == 60
    assert (np.diff(found["original/seconds"]) > 0).all()
    about = json.loads(str(found["compressed/about"]))
    assert about["settings"]["rank"] == 10
    assert "/" not in json.dumps(about)
    mean_filling = tool.Ratings(*table).error((np.zeros((1, 60)), np.zeros((40, 1))))
    assert found["compressed/errors"][0] == pytest.approx(mean_filling, abs=1e-5)
    runs = [array for name, array in found.items() if name.endswith("/errors")]
    assert all(np.isfinite(errors).all() and errors[-1] != errors[0] for errors in runs)
    capsys.readouterr()
    call("movielens", path, "--sha256", digest, "--output", store, *LENGTHS)
    assert "7 of 7 runs are stored already" in capsys.readouterr().out


def test_the_run_in_parts_is_one_descent(ratings):
    data = tool.Ratings(*ratings[2])
    found = tool.compressed(data, 120, 5.0)
    start = dlf.compress(data.objective, depth=3, rank=10, init_scale=1e-2)
    rate = 0.9 / (3 * 5 ** (2 / 3)) / data.share
    run = dlf.sampled_descent(data.objective, start, 120, learning_rate=rate, discrepant_rate=5.0)
    assert found["errors"][-1] == pytest.approx(data.error(run.at(-1)), rel=1e-12)


def test_the_checksum_guards_the_tool(ratings, capsys, tmp_path):
    for path, words in ((ratings[0], "not the published file"), (tmp_path / "no", "grouplens.org")):
        with pytest.raises(SystemExit):
            call("movielens", path)
        assert words in capsys.readouterr().err


def test_no_ratings_and_no_results_of_them_are_in_the_repository():
    root = ROOT
    assert not list(root.glob("book/**/u.data"))
    assert (
        "book/data/recovery/movielens.npz" in (root / ".gitignore").read_text("utf-8").splitlines()
    )
