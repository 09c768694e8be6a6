"""Row blocks on a cluster: the run of one machine, to the same bits wherever a block lies."""

import os
import signal

import numpy as np
import pytest

import dlf
from dlf.recovery import SampledStep, block_costs, blocks
from dlf.recovery.blocks import Blocks
from dlf.recovery.passes import LeftRows
from tests import ROOT
from tests.recovery.cluster import WAYS, Cluster
from tests.recovery.fits import fitted, quick, triplets
from tests.recovery.fits import problem as table_of
from tests.recovery.test_sampled import problem, start

STEPS = 7


def descended(objective, factors, client, count=3, **settings):
    settings = {"learning_rate": 2e-3, "record": 3, **settings}
    return dlf.sampled_descent(objective, factors, STEPS, client=client, blocks=count, **settings)


def same(one, other):
    """The same bits."""
    pairs = zip((*one.factors, one.losses), (*other.factors, other.losses), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("depth", [2, 3, 4])
@pytest.mark.parametrize(
    "settings",
    [{}, {"discrepant_rate": 3.0}, {"momentum": 0.6, "weight_decay": 0.05}],
    ids=["plain", "discrepant", "momentum"],
)
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_the_run_is_that_of_one_machine(rng, count, depth, settings, reduction):
    _, objective = problem(rng, reduction=reduction)
    factors = start(objective, depth, rng)
    settings = {"learning_rate": 2e-3 / objective.weight, **settings}
    whole = descended(objective, factors, None, None, **settings)
    parts = descended(objective, factors, Cluster(2), count, **settings)
    # the steps of one machine are compiled, with the BLAS of SciPy for that of NumPy
    for a, b in zip(whole.factors, parts.factors, strict=True):
        assert np.abs(a - b).max() < 1e-13
    assert parts.losses == pytest.approx(whole.losses, rel=1e-13)


@pytest.mark.parametrize("shape", [(23, 17), (17, 23)], ids=["upright", "lying"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_workers_and_threads_do_not_change_a_bit(rng, shape, dtype):
    _, objective = problem(rng, shape=shape)
    factors, settings = start(objective, 3, rng), {"dtype": dtype, "count": 4}
    one = descended(objective, factors, Cluster(1), **settings)
    assert same(one, descended(objective, factors, Cluster(2), **settings))
    assert same(one, descended(objective, factors, Cluster(5), threads=2, **settings))
    assert not same(one, descended(objective, factors, Cluster(1), **settings | {"count": 3}))
    whole = descended(objective, factors, None, None, dtype=dtype)
    for a, b in zip(whole.factors, one.factors, strict=True):
        assert np.abs(a - b).max() < 100 * np.finfo(dtype).eps


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("settings", [{}, {"momentum": 0.6}], ids=["plain", "momentum"])
def test_a_worker_may_die_at_any_call(rng, monkeypatch, way, settings):
    monkeypatch.setattr(blocks, "_FEWEST_STEPS", 2)
    _, objective = problem(rng)
    factors = start(objective, 3, rng)
    calm = Cluster(2)
    whole = descended(objective, factors, calm, **settings)
    assert {"load", "resume", "evaluate", "move", "state"} == set(calm.methods)
    for call in range(calm.calls):
        cluster = Cluster(2, {call: way})
        assert same(whole, descended(objective, factors, cluster, **settings))
        assert cluster.lost == 1


def test_workers_may_die_while_a_block_is_built_anew(rng):
    _, objective = problem(rng)
    factors = start(objective, 3, rng)
    whole = descended(objective, factors, Cluster(2))
    for seed in range(20):
        draws = np.random.default_rng(seed)
        deaths = {int(k): str(draws.choice(WAYS)) for k in draws.integers(60, size=3)}
        cluster = Cluster(2, deaths)
        assert same(whole, descended(objective, factors, cluster))
        assert cluster.lost == len(deaths)


def test_what_fails_everywhere_is_no_accident(rng, monkeypatch):
    _, objective = problem(rng)

    def full(self, P, out=None):
        raise MemoryError("no room")

    monkeypatch.setattr(LeftRows, "evaluate", full)
    message = r"block 1 of 3 failed 4 times, at last with MemoryError\('no room'\)"
    with pytest.raises(RuntimeError, match=message):
        descended(objective, start(objective, 3, rng), Cluster(2))


def test_divergence_keeps_what_was_recorded(rng):
    _, objective = problem(rng)
    with pytest.raises(dlf.FlowError, match="diverged at step") as failure:
        descended(objective, start(objective, 3, rng), Cluster(2), learning_rate=10.0, record=1)
    assert np.isfinite(failure.value.trajectory.losses).all()


def test_what_is_kept_of_the_steps_is_bounded(rng, monkeypatch):
    monkeypatch.setattr(blocks, "_FEWEST_STEPS", 3)
    _, objective = problem(rng, shape=(40, 5))
    assert block_costs((40, 5), 100, 2, blocks=2).steps == 8
    lengths, plain = [], Blocks.evaluate
    monkeypatch.setattr(
        Blocks, "evaluate", lambda self, *a: (lengths.append(len(self._log)), plain(self, *a))[1]
    )
    factors = start(objective, 2, rng, rank=2)
    client, settings = Cluster(2), {"client": Cluster(2), "learning_rate": 1e-3}
    dlf.sampled_descent(objective, factors, 50, **settings)
    assert max(lengths) == 2 * 8
    assert settings["client"].methods.count("state") == 2 * (49 // 8 + 1)
    assert client.calls == 0


@pytest.mark.parametrize("momentum", [0.0, 0.5])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", [(24, 6), (24, 18)], ids=["high blocks", "low blocks"])
def test_the_costs_are_those_of_a_run(rng, shape, dtype, momentum):
    observed = np.ones(shape, bool)
    objective = dlf.Completion.from_dense(rng.standard_normal(shape), observed)
    factors = start(objective, 3, rng, rank=3)
    costs = block_costs(shape, observed.sum(), 3, blocks=2, dtype=dtype, momentum=momentum)
    runs = [Cluster(2), Cluster(2)]
    for steps, client in zip((4, 5), runs, strict=True):
        settings = {"momentum": momentum, "dtype": dtype, "client": client, "record": [0]}
        dlf.sampled_descent(objective, factors, steps, learning_rate=1e-4, **settings)
    assert runs[1].sent - runs[0].sent == costs.sent
    assert runs[1].returned - runs[0].returned == costs.returned
    settings = {"momentum": momentum, "dtype": dtype, "threads": 1}
    rows = LeftRows(
        objective.sparse()[:12], factors[-1][:12], weight=1.0, weight_decay=0.0, **settings
    )
    P = np.zeros((shape[1], rows._left.shape[1]), dtype)
    taken = held(vars(rows)) + held(vars(rows._sweep)) + 2 * P.nbytes
    assert taken == costs.block + 8  # the end of the last row
    assert costs.fetched == 2 * sum(W.nbytes for W in rows.state() if W is not None)


def held(names):
    """Bytes of arrays, but for the few numbers that say where parts begin."""
    lists = [value if isinstance(value, tuple) else (value,) for value in names.values()]
    arrays = [a for values in lists for a in values if isinstance(a, np.ndarray)]
    return sum(a.nbytes for a in arrays if a is not names.get("_parts"))


def test_the_page_says_what_the_large_table_costs():
    costs = block_costs((10**7, 10**5), 10**9, 10, blocks=16)
    page = " ".join((ROOT / "book" / "estimator.md").read_text("utf-8").split())
    megabytes = {name: f"{value / 1e6:.0f} MB" for name, value in vars(costs).items()}
    assert f"{megabytes['sent']} to the workers and as much back" in page
    assert costs.sent == costs.returned
    assert f"{megabytes['block']} for each block" in page
    assert f"{megabytes['fetched']} every {costs.steps} steps" in page
    assert f"{costs.kept / 1e9:.1f} GB" in page


# the estimator


@pytest.mark.parametrize(
    "settings",
    [{}, {"depth": 3, "learning_rate": 50.0}, {"validation_fraction": 0, "dtype": "float32"}],
    ids=["plain", "halved", "single"],
)
@pytest.mark.parametrize("form", [np.asarray, triplets], ids=["array", "triplets"])
def test_a_fit_is_that_of_one_machine(settings, form):
    table = form(table_of()[0])
    whole, client = fitted(table, **settings), Cluster(2)
    parts = fitted(table, client=client, blocks=3, **settings)
    assert {"keep", "evaluate"} < set(client.methods)
    assert ("back" in client.methods) == ("learning_rate" in settings)
    assert (parts.n_iter_, parts.learning_rate_) == (whole.n_iter_, whole.learning_rate_)
    eps = np.finfo(settings.get("dtype", float)).eps
    for a, b in zip(whole.factors_, parts.factors_, strict=True):
        assert a.dtype == b.dtype
        assert np.abs(a - b).max() < 1e4 * eps


@pytest.mark.parametrize("way", WAYS)
def test_a_worker_may_die_at_any_call_of_a_fit(way):
    """With steps that are taken back."""
    table, _ = table_of(shape=(14, 9))
    settings = {"learning_rate": 20.0, "max_steps": 11, "blocks": 2}
    calm = Cluster(2)
    whole = fitted(table, client=calm, **settings)
    assert {"load", "resume", "evaluate", "move", "keep", "back", "state"} == set(calm.methods)
    for call in range(calm.calls):
        cluster = Cluster(2, {call: way})
        model = fitted(table, client=cluster, **settings)
        assert cluster.lost == 1
        assert all(map(np.array_equal, model.factors_, whole.factors_))


def test_a_fit_fetches_the_rows_when_it_looks_at_them():
    client = Cluster(2)
    fitted(table_of()[0], client=client, blocks=2, max_steps=50)
    assert client.methods.count("move") == 2 * 50
    assert client.methods.count("state") == 2 * 5  # not for the copy that each step may go back to


@pytest.mark.parametrize("way", ["restore", "back"])
def test_a_state_gone_back_to_moves_on_as_before(rng, way):
    """The methods of a SampledStep in another order than that of a fit, while workers die."""
    _, objective = problem(rng)
    factors = start(objective, 3, rng)
    entries, found = objective.sparse(), []
    for client in (None, *(Cluster(2, {call: "broken"}) for call in range(30))):
        settings = {"client": client, "blocks": client and 1}
        step = SampledStep(entries, factors, momentum=0.5, **settings)
        step.evaluate()
        kept = [W.copy() for W in step.factors]
        step.keep()
        step.move([1e-3] * 3)
        found.append([W.copy() for W in step.factors])
        step.evaluate()
        step.move([1e-3] * 3)
        step.restore(kept) if way == "restore" else step.back()
        step.evaluate()
        step.move([1e-3] * 3)
        found.append(step.factors)
    for run in range(0, len(found), 2):
        assert all(map(np.array_equal, found[run], found[0]))
        assert all(map(np.array_equal, found[run + 1], found[1]))


def test_a_fit_without_a_cluster_has_no_blocks():
    with pytest.raises(ValueError, match="give a client"):
        quick().fit(table_of()[0], blocks=2)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"client": None, "count": 2}, "give a client"),
        (
            {"client": "127.0.0.1:8786"},
            "must be a dask.distributed.Client, of the extra 'cluster', not '127",
        ),
        ({"count": 0}, "blocks >= 1"),
        ({"threads": 0}, "threads >= 1"),
    ],
)
def test_a_mistake_is_named(rng, settings, message):
    _, objective = problem(rng)
    with pytest.raises(ValueError, match=message):
        descended(objective, start(objective, 2, rng), **{"client": Cluster(2), **settings})
    client = Cluster(1)
    client.asynchronous = True
    with pytest.raises(ValueError, match="must not be asynchronous"):
        descended(objective, start(objective, 2, rng), client)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_killed_process_changes_nothing(rng, monkeypatch):
    """Two processes of Dask, one of which is killed in the middle of a run."""
    distributed = pytest.importorskip("distributed")
    _, objective = problem(rng)
    factors = start(objective, 3, rng)
    evaluate, killed = Blocks.evaluate, []

    def dying(self, P, out):
        if len(self._log) == 8:
            home = self._homes[1]
            killed.append(home.address)
            os.kill(self._client.run(os.getpid)[home.address], signal.SIGKILL)
        return evaluate(self, P, out)

    local = {"host": "127.0.0.1", "dashboard_address": ":0"}
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, **local) as cluster,
        distributed.Client(cluster) as client,
    ):
        calm = descended(objective, factors, client, record=None)
        assert same(calm, descended(objective, factors, Cluster(1), record=None))
        monkeypatch.setattr(Blocks, "evaluate", dying)
        assert same(calm, descended(objective, factors, client, record=None))
    assert len(killed) == 1
