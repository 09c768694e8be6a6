"""The moving pictures that run a whole chain of matrices: what they draw is what dlf computes."""

import json
import re

import numpy as np
import pytest

import dlf
from tests.book.applets import drawn, said, turn
from tests.book.test_applets import open_chapter


@pytest.mark.parametrize(
    ("width", "rank", "depth", "seed"), [(10, 2, 3, 1), (12, 3, 2, 7), (6, 1, 4, 20), (5, 0, 3, 4)]
)
def test_the_singular_values_of_a_run_and_how_many_move(browser, address, width, rank, depth, seed):
    open_chapter(browser, address, "invariant-subspace")
    turn(browser, "invariant-subspace", width=width, rank=rank, depth=depth, seed=seed)
    stored = "return document.querySelector('[data-applet=invariant-subspace] svg').dataset.factors"
    factors = tuple(map(np.array, json.loads(browser.execute_script(stored))))
    for l, W in enumerate(factors):
        assert np.abs(W.T @ W - (0.3 + 0.1 * l) ** 2 * np.eye(width)).max() < 1e-14
    objective = dlf.Factorization(np.diag([1.2, 0.8, 0.5][:rank] + [0.0] * (width - rank)))
    run = dlf.gradient_descent(objective, factors, 160, learning_rate=0.1, record=2)
    values = np.linalg.svd(np.asarray(run.factors[0]), compute_uv=False)
    lines, frame = drawn(browser, "invariant-subspace", ".mode")
    assert len(lines) == width
    for data, x, y in lines:
        assert np.abs(frame.x(run.times / 0.1) - x).max() < 0.01
        assert np.abs(frame.y(values[:, int(data["place"])]) - y).max() < 0.01
    idle = drawn(browser, "invariant-subspace", ".idle")[0]
    assert len(idle) == width - 2 * rank
    words = said(browser, "invariant-subspace")
    assert words.startswith(f"{2 * rank} of {width} singular values move apart")
    assert float(re.search(r"at (\S+) in the end", words)[1]) == pytest.approx(
        values[-1, int(idle[0][0]["place"])], abs=6e-4
    )


def test_a_width_of_twice_the_rank_leaves_nothing_idle(browser, address):
    open_chapter(browser, address, "invariant-subspace")
    turn(browser, "invariant-subspace", width=4, rank=2)
    assert "no direction idle" in said(browser, "invariant-subspace")
    assert not drawn(browser, "invariant-subspace", ".idle")[0]


RACES = [(80, 2, 0.5, -0.7), (170, 3, 1, -0.4), (30, 4, 0.3, -0.5), (0, 2, 0.5, -1)]


@pytest.mark.parametrize(("angle", "depth", "second", "scale"), RACES)
def test_the_errors_of_both_networks(browser, address, angle, depth, second, scale):
    open_chapter(browser, address, "head-start")
    turn(browser, "head-start", angle=angle, depth=depth, second=second, scale=scale)
    eps, turned = 10**scale, np.radians(angle)
    rotation = np.array([[np.cos(turned), -np.sin(turned)], [np.sin(turned), np.cos(turned)]])
    objective, rest = dlf.Factorization(np.diag([1, second])), (eps * np.eye(2),) * (depth - 1)
    lines, frame = drawn(browser, "head-start", ".mode")
    for data, x, y in lines:
        first = rotation if data["name"] == "original" else np.eye(2)
        times = np.maximum(frame.values(x, y)[0], 0)
        run = dlf.gradient_flow(objective, (eps * first, *rest), times, rtol=1e-10, atol=1e-12)
        assert np.abs(frame.y(2 * run.losses) - y).max() < 0.5
    assert "never behind" in said(browser, "head-start")
    (_, _, original), (_, _, compressed) = lines
    lead = compressed - original  # pixels count downwards
    assert lead.min() > -0.01
    assert (lead.max() > 5) == (angle > 0)


def test_it_says_so_where_the_original_is_ahead(browser, address):
    """With a start above the second target the theorem does not speak, and its conclusion fails."""
    open_chapter(browser, address, "head-start")
    turn(browser, "head-start", angle=90, depth=2, second=0.05, scale=-0.3)
    assert "the original is ahead at some time" in said(browser, "head-start")
