"""What the experiments share, on one that takes no time; the book's runs are known to it."""

from argparse import ArgumentParser, Namespace
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from tests import BOOK, sampled
from tests.tools.commands import call
from tools.reproduce import __main__ as command
from tools.reproduce import completion, factorization, movielens, prunability, sensing
from tools.reproduce.runner import Run, Stopped, add_options, evenly, in_turn, reproduce
from tools.reproduce.store import is_stored, put, stored

WITH_DATA = [name for name, one in command.EXPERIMENTS.items() if "add_data" in vars(one)]


def planned(experiment, *words):
    """The runs of a command with these options."""
    parser = ArgumentParser()
    add_options(parser, experiment)
    return experiment.runs(parser.parse_args(words))


def known(experiment, *words):
    """Those that the book's store holds with the same settings."""
    runs = planned(experiment, *words)
    return {key for key, run in runs.items() if is_stored(experiment.STORE, key, run.settings)}


@pytest.fixture
def toy(tmp_path):
    """Three runs whose settings are a length and a name; it notes what was run."""

    def runs(options):
        return {
            name: Run({"name": name, "length": options.length}, partial(work, name, options.length))
            for name in ("a", "b", "c")
        }

    def work(name, length):
        made.done.append(name)
        if name == made.breaks:
            raise KeyboardInterrupt
        return {"values": np.arange(length), f"only-{length}": np.ones(1), "about": {"toy": True}}

    made = SimpleNamespace(runs=runs, done=[], breaks=None, path=tmp_path / "data" / "toy.npz")
    made.run = lambda length=2, again=False: reproduce(
        made, Namespace(length=length, again=again, output=made.path)
    )
    return made


# the book's stores


def test_where_the_stores_are():
    places = {one.STORE.relative_to(BOOK).as_posix() for one in command.EXPERIMENTS.values()}
    files = {f"data/recovery/{name}.npz" for name in ("completion", "sensing", "movielens")}
    files |= {"data/dynamics/factorization.npz", "data/pruning/prunability.npz"}
    files |= {"data/networks/fashion-mnist.npz", "data/networks/full-batch.npz"}
    files |= {"data/networks/fine-tuning.npz"}
    files |= {"data/pruning/widths.npz", "data/pruning/removal.npz"}
    assert places == files
    assert all(one.STORE.exists() for one in (factorization, completion, sensing))
    assert not list(BOOK.glob("data/*.npz"))


@pytest.mark.parametrize(
    ("experiment", "count"), [(factorization, 18), (completion, 86)], ids=["18", "86"]
)
def test_every_run_of_the_book_is_known_with_the_default_settings(experiment, count):
    assert len(known(experiment)) == count
    assert known(experiment) == set(planned(experiment))


def test_the_runs_on_sensing_are_known_with_the_settings_that_the_chapter_names():
    """All steps at rank 5, at full width and compressed; 1000 of small starts, 3000 of the rest."""
    whole = {"5/original", "5/compressed"}
    begun = {"5/burer-monteiro", "5/burer-monteiro-bound"}
    begun |= {f"{rank}/{method}" for rank in (3, 10) for method in ("original", "compressed")}
    timed = {f"{key}-timed" for key in whole | begun if "burer" not in key}
    small = {"5/compressed-two", "5/burer-monteiro-small"}
    assert known(sensing) == whole | timed
    assert known(sensing, "--steps", "3000") == begun | timed
    assert known(sensing, "--steps", "1000", "--records", "20") == small | timed
    assert {
        name.rpartition("/")[0] for name in stored(sensing.STORE)
    } == whole | begun | small | timed


def test_a_run_with_other_settings_is_not_known():
    assert known(factorization, "--steps", "1000") == set()
    assert known(completion, "--only", "depth", "--scale", "2") == set()
    assert known(sensing, "--steps", "1000", "--method", "burer-monteiro") == set()


# the runner


def test_what_is_stored_with_the_same_settings_is_skipped(toy, capsys):
    assert toy.run()
    assert capsys.readouterr().out.splitlines() == [
        "0 of 3 runs are stored already",
        *(f"{name}: values 1, only-2 1" for name in "abc"),
    ]
    before = toy.path.read_bytes()
    assert toy.run()
    assert capsys.readouterr().out == "3 of 3 runs are stored already\n"
    assert toy.done == ["a", "b", "c"]
    assert toy.path.read_bytes() == before


def test_other_settings_run_again_and_replace_what_is_stored(toy):
    toy.run(length=2)
    put(toy.path, "other", {}, {"values": np.zeros(1)}, machine="one thread")
    toy.run(length=3)
    assert toy.done == ["a", "b", "c"] * 2
    found = stored(toy.path)
    assert found["a/values"].tolist() == [0, 1, 2]
    assert "a/only-2" not in found
    assert found["other/values"].tolist() == [0]
    assert not is_stored(toy.path, "a", {"name": "a", "length": 2})


def test_again_runs_what_is_stored_too(toy):
    toy.run()
    toy.run(again=True)
    assert toy.done == ["a", "b", "c"] * 2


def test_an_interrupted_call_keeps_what_is_stored_and_the_next_goes_on(toy, capsys):
    toy.breaks = "b"
    with pytest.raises(KeyboardInterrupt):
        toy.run()
    assert is_stored(toy.path, "a", {"name": "a", "length": 2})
    toy.breaks = None
    toy.run()
    assert toy.done == ["a", "b", "b", "c"]
    assert "1 of 3 runs are stored already" in capsys.readouterr().out


def test_an_experiment_that_stops_keeps_what_it_gave_and_says_how_it_goes_on(toy, capsys):
    def results(missing, options):
        yield next(in_turn(missing, options))
        raise Stopped("the same command goes on")

    toy.results = results
    assert not toy.run()
    assert capsys.readouterr().out.endswith("the same command goes on\n")
    assert {name.partition("/")[0] for name in stored(toy.path)} == {"a"}
    toy.breaks = "a"
    assert not toy.run()
    assert toy.done == ["a", "b"]


def threads():
    return {"threads": np.array([p["num_threads"] for p in threadpool_info()])}


@pytest.mark.slow
@pytest.mark.parametrize("workers", sampled([2, 1], 2))
def test_timed_runs_come_first_and_each_has_one_thread(workers):
    missing = {"shared": Run({}, threads, timed=False), "timed": Run({}, threads)}
    missing["also shared"] = Run({}, threads, timed=False)
    with threadpool_limits(2):
        found = dict(in_turn(missing, Namespace(workers=workers)))
    assert list(found) == ["timed", "shared", "also shared"]
    assert all((arrays["threads"] == 1).all() for arrays in found.values())


def test_the_recorded_steps_are_even_and_hold_both_ends():
    assert evenly(10, 5).tolist() == [0, 2, 4, 6, 8, 10]
    assert evenly(3, 60).tolist() == [0, 1, 2, 3]
    assert (evenly(160_000, 400) == np.linspace(0, 160_000, 401).astype(int)).all()


# the store


def test_a_write_that_fails_leaves_the_old_store(toy, monkeypatch):
    toy.run()
    before = toy.path.read_bytes()

    def full(path, **arrays):
        path.write_bytes(b"half of it")
        raise OSError("no space left")

    monkeypatch.setattr("tools.reproduce.store.write.__defaults__", (full,))
    with pytest.raises(OSError, match="no space left"):
        toy.run(length=3)
    assert toy.path.read_bytes() == before


# the command


def test_help_lists_the_experiments_with_their_times(capsys):
    with pytest.raises(SystemExit) as stop:
        call("--help")
    shown = " ".join(capsys.readouterr().out.split())
    assert stop.value.code == 0
    for name, experiment in command.EXPERIMENTS.items():
        assert f" {name} " in shown
        assert experiment.TAKES in shown


@pytest.mark.parametrize("words", [("nothing",), ()])
def test_an_unknown_name_is_refused_with_the_list(words, capsys):
    with pytest.raises(SystemExit) as stop:
        call(*words)
    shown = capsys.readouterr().err
    assert stop.value.code == 2
    assert "NAME" in shown
    assert not words or all(repr(name) in shown for name in command.EXPERIMENTS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("factorization", "--records", "0"), "--records must lie between 1 and --steps"),
        (("factorization", "--steps", "9", "--records", "10"), "--records must lie between"),
        (("completion", "--scale", "0"), "--scale must be positive"),
        (("movielens", "u.data", "--sweeps", "-1"), "must not be negative"),
        (("movielens", "no-such-file"), "there is no file no-such-file"),
        (("factorization", "--rank", "0"), "error: rank must satisfy rank >= 1, not 0"),
    ],
)
def test_options_that_make_no_sense_are_refused(words, said, capsys):
    with pytest.raises(SystemExit) as stop:
        call(*words)
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", WITH_DATA)
def test_a_folder_that_is_not_there_is_named(name, capsys):
    with pytest.raises(SystemExit) as stop:
        call(name, "--data", "no-such-folder")
    assert stop.value.code == 2
    assert "--data: there is no folder 'no-such-folder'" in capsys.readouterr().err


def test_files_that_are_missing_are_named_before_the_first_run(tmp_path, monkeypatch, capsys):
    """The digits, which come with a package, are the first study."""
    monkeypatch.setattr(prunability, "net_run", lambda *_: pytest.fail("a run began"))
    with pytest.raises(SystemExit) as stop:
        call("prunability", "--data", tmp_path, "--output", tmp_path / "new.npz")
    assert stop.value.code == 2
    assert f"there is no file {tmp_path}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "runs", "runs.npz"])
def test_the_output_is_a_file_of_arrays(name, tmp_path, capsys):
    """A folder, another kind of file, and a folder with the name of such a file."""
    (tmp_path / "runs.npz").mkdir()
    with pytest.raises(SystemExit):
        call("factorization", "--output", tmp_path / name)
    assert "is no .npz file" in capsys.readouterr().err


def test_a_part_of_the_ratings_that_is_left_out_is_no_run(tmp_path, monkeypatch):
    ratings = SimpleNamespace(digest="d", stars=np.ones(2))
    monkeypatch.setattr(movielens, "load_movielens_100k", lambda *_, **__: ())
    monkeypatch.setattr(movielens, "Ratings", lambda: ratings)
    assert len(planned(movielens, "u.data")) == 7
    assert "original" not in planned(movielens, "u.data", "--original-steps", "0")
