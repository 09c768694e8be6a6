"""Frequencies and fresh draws: what is decided, and with which error."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import binom

from dlf.cli.fresh import survives
from dlf.verify import fresh_seeds, measure, measure_share, over
from dlf.verify.measure import _decisive
from dlf.verify.measured import CLEAR


def uniform(rng):
    return rng.uniform()


def fails(number):
    """draw, holds: the draws of the seeds 0..number-1 fail, all others hold."""
    return lambda rng: rng, lambda rng: int(rng.bit_generator.seed_seq.entropy) >= number


@pytest.mark.parametrize(
    ("failed", "status"),
    [(0, "measured"), (1, "measured"), (2, "unknown"), (12, "unknown"), (13, "refuted")],
)
def test_a_frequency_is_decided_by_the_number_of_failures(failed, status):
    draw, holds = fails(failed)
    found = measure_share(range(64), draw, holds, share=0.9)
    assert found.status == status
    assert found.rigorous is False
    assert found.witness == ({"seed": "0"} if status == "refuted" else {})


def test_a_refutation_that_is_clear_asks_no_more_draws_but_their_hypotheses():
    asked, met = [], []
    draw = lambda rng: int(rng.bit_generator.seed_seq.entropy)
    found = measure_share(
        range(64),
        draw,
        lambda seed: bool(asked.append(seed)),
        share=0.9,
        hypotheses=(lambda seed: met.append(seed) is None,),
    )
    assert asked == list(range(CLEAR * (13 + 1)))  # 13 failures refute
    assert met == list(range(64))
    (residual,) = found.residuals
    assert (found.status, found.witness) == ("refuted", {"seed": "0"})
    assert residual.value >= CLEAR * residual.limit
    most = lambda seed: seed < 60
    found = measure_share(range(64), draw, lambda seed: False, share=0.9, hypotheses=(most,))
    assert found.status == "unknown"  # whatever has failed before


@pytest.mark.parametrize("number", [1, 7, 20, 64, 130, 500])
@pytest.mark.parametrize("loss", [0.05, 0.1, 0.5])
def test_both_errors_are_at_most_one_per_cent_and_no_bound_could_be_moved(number, loss):
    most, least = _decisive(number, Fraction(str(loss)))
    assert binom.cdf(most, number, loss) <= 0.01 < binom.cdf(most + 1, number, loss)
    assert binom.sf(least - 1, number, loss) <= 0.01 < binom.sf(least - 2, number, loss)


@pytest.mark.parametrize("held", [1, 0.5, np.nan, None, "yes", np.array([True])])
def test_what_is_no_truth_value_is_no_success(held):
    assert measure_share(range(64), uniform, lambda _: held, share=0.9).status == "unknown"
    assert not survives(measure_share(range(64), uniform, lambda _: held, share=0.9))


def test_numpys_truth_values_count_and_hypotheses_are_demanded():
    above = lambda u: np.bool_(u >= 0)
    assert measure_share(range(64), uniform, above, share=0.9).status == "measured"
    never = lambda u: False
    found = measure_share(range(64), uniform, above, share=0.9, hypotheses=(never,))
    assert found.status == "unknown"
    assert not survives(found)


@pytest.mark.parametrize(
    ("seeds", "share"), [([], 0.9), ([1, 1], 0.9), ([1], 0), ([1], 1), ([1], np.nan), ([1], 90)]
)
def test_a_frequency_needs_seeds_and_a_share(seeds, share):
    with pytest.raises(ValueError, match=r"seeds|share"):
        measure_share(seeds, uniform, lambda u: True, share=share)


def seen_by(root, number, hypotheses=()):
    """The draws of one experiment, with fresh seeds."""
    seen = []
    with fresh_seeds(root, number):
        residual = lambda u: seen.append(u) or 0.0
        measure([0], uniform, residual, tolerance=1.0, hypotheses=hypotheses)
    return seen


def test_fresh_draws_are_new_repeatable_and_as_many_as_asked():
    one, again, other = seen_by(5, 30), seen_by(5, 30), seen_by(6, 30)
    assert one == again
    assert len(set(one)) == 30
    assert not set(one) & set(other)
    old = {np.random.default_rng(seed).uniform() for seed in range(1000)}
    assert not old & set(one)


@pytest.mark.parametrize("fresh", [None, 0, 5])
def test_kinds_are_drawn_in_turn(fresh):
    seen = []
    draw = lambda rng, kind: seen.append(kind) or 0.0
    experiment = lambda: measure(range(6), draw, abs, tolerance=1, kinds=3)
    if fresh is None:
        experiment()
    else:
        with fresh_seeds(fresh, 4):
            experiment()
    assert seen == {None: [0, 1, 2, 0, 1, 2], 0: [0, 1, 2, 0], 5: [2, 0, 1, 2]}[fresh]


@pytest.mark.parametrize("kinds", [0, 4])
def test_a_kind_that_no_seed_draws_is_refused(kinds):
    with pytest.raises(ValueError, match=f"3 seeds draw no {kinds} kinds"):
        measure(range(3), lambda rng, kind: 0.0, abs, tolerance=1, kinds=kinds)


def test_a_fresh_draw_outside_the_hypotheses_is_replaced():
    upper = lambda u: bool(u > 0.8)
    seen = seen_by(5, 30, (upper,))
    assert len(seen) == 30
    assert min(seen) > 0.8
    with fresh_seeds(5, 3):
        found = measure([0], uniform, abs, tolerance=1.0, hypotheses=(lambda u: False,))
    assert found.status == "unknown"


def test_fresh_seeds_end_with_their_block_even_after_an_error():
    with pytest.raises(RuntimeError), fresh_seeds(1, 2):
        raise RuntimeError
    seen = []
    measure(range(3), uniform, lambda u: seen.append(u) or 0.0, tolerance=1.0)
    assert seen == [np.random.default_rng(seed).uniform() for seed in range(3)]
    assert measure(range(3), uniform, abs, tolerance=1.0).scope == "3 seeds, 0..2"


def test_what_survives_fresh_draws():
    share = lambda bound: measure_share([0], uniform, lambda u: bool(u < bound), share=0.9)
    with fresh_seeds(1, 20):
        assert survives(share(0.97))
        assert not survives(share(0.5))
        assert survives(measure([0], uniform, abs, tolerance=1.0))
        assert not survives(measure([0], uniform, abs, tolerance=0.5))
        assert not survives(measure([0], uniform, lambda u: np.nan, tolerance=0.5))
        assert not survives(over("L", (2, 3), lambda L: share(0.5)))
