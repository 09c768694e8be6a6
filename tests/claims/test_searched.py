"""The stored search: what the ledger says of it is what the file holds, and can be found again."""

import json

import numpy as np
import pytest

from dlf.claims.dynamics import searched
from dlf.domination import Comparison, Space, error_proofs, gaps, horizon, open_modes
from dlf.domination.draws import watched
from dlf.domination.search import State
from tools import searched as tool

NAMES = ("modes", "errors")


@pytest.fixture(params=NAMES)
def state(request, tmp_path):
    path = tmp_path / "state.json"
    path.write_text(json.dumps(searched.stored()[request.param]), "utf-8")
    return State.read(path)


def test_the_file_holds_two_searches_of_the_space_that_is_told(state):
    assert state.space == Space(comparison=Comparison(errors=state.space.comparison.errors))
    assert len(state.tightest) == 10
    assert state.witness is None
    assert state.flows > 5000
    assert sum(state.proved.values()) > 200


def test_something_is_open_in_each_case_that_is_kept(state):
    for found in state.tightest:
        if state.space.comparison.errors:
            assert error_proofs(found.case) == ()
        else:
            assert found.margin.mode in open_modes(found.case)


def test_a_tight_case_is_as_tight_when_it_is_run_again(state):
    comparison = state.space.comparison
    small = [found for found in state.tightest if found.case.depth * found.case.width <= 12]
    for found in small[:2]:
        modes = None if comparison.errors else watched(found.case, comparison)[None]
        end = max(horizon(found.case), 1.01 * found.margin.time)
        run = gaps([found.case], end, comparison=comparison, modes=modes)
        again = run.left[np.abs(run.times / found.margin.time - 1) < 0.1, 0].min()
        assert again < 1e-4


@pytest.mark.parametrize("name", NAMES)
def test_the_scope_says_what_was_run_and_the_least_margin(name):
    state, told = searched.stored()[name], searched.told(name)
    assert f"of {state['draws']} draws with {state['flows']} flows" in told
    assert f"seed {state['seed']}" in told
    margins = [searched.shortfall(name, k) for k in range(len(searched.tightest(name)))]
    least = min(float(margin) for margin in margins)
    assert 0 < least < 1e-4
    assert float(told.rsplit(" ", 1)[1]) == pytest.approx(least, rel=1e-2)
    assert f" {len(margins)} of " in told


def test_the_tool_goes_on_with_what_is_stored(tmp_path, monkeypatch):
    path = tmp_path / "searched.json"
    monkeypatch.setattr(tool, "PATH", path)
    path.write_text(json.dumps(searched.stored()), "utf-8")
    tool.main(["--seconds", "1e-9"])
    assert json.loads(path.read_text("utf-8")) == searched.stored()
